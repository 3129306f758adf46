# manual-zh -- the pages in Chinese say what the English ones say, and how they look.

load helper

ZH=$TOP/man/zh_CN

# The first difference in that aspect between a page and its translation.
compare()	# ASPECT PAGE
{
	python3 "$TOP/tests/page.py" "$1" "$TOP/man/$2" > en
	python3 "$TOP/tests/page.py" "$1" "$ZH/$2" > zh
	cmp -s en zh && return
	diff -U0 en zh | sed -n '4,5p' >&2
	wrong "$2: $1 differ"
}

each_page()	# COMMAND...
{
	local page failed=0
	for page in "$ZH"/*.[157]; do
		"$@" "${page##*/}" || failed=1
	done
	return $failed
}

@test "a page in Chinese has the sections of the English one" {
	each_page compare sections
}

@test "a page in Chinese has the options of the English one, in all and in lists" {
	each_page compare options
	each_page compare items
}

@test "a page in Chinese names the columns, words, files and pages that the English one names" {
	each_page compare words
}

@test "a page in Chinese has the examples of the English one, byte for byte" {
	each_page compare commands
	each_page compare blocks
}

has_numbers()	# PAGE
{
	python3 "$TOP/tests/page.py" numbers "$TOP/man/$1" > en
	python3 "$TOP/tests/page.py" numbers "$ZH/$1" > zh
	run -0 comm -23 en zh
	[ -z "$output" ] || wrong "$1: numbers that are not there:" $output
}

@test "a page in Chinese leaves out no number" {
	each_page has_numbers
}

has_no_strays()	# PAGE
{
	run -0 python3 "$TOP/tests/page.py" strays "$ZH/$1"
	[ -z "$output" ] || wrong "$1: $output"
}

@test "a page in Chinese has no macro in its text, and the sections that it points to" {
	each_page has_no_strays
}

# The pages as man shows them, at 80 columns.  groff 1.22 lays some tables with hanzi out
# without end, hence a limit.
shown()	# OPTIONS PAGE
{
	LC_ALL=C.UTF-8 MANPATH=$PWD/root/share/man MANWIDTH=80 \
		timeout 60 man $1 "${2##*.}" "${2%.*}" 2> troubles || wrong "$2 is not shown"
}

# What is wrong with a page as it is shown: lines wider than 80 columns that are no
# lines of examples, blanks behind Chinese marks, names that break at a hyphen, and text
# that does not fill lines.
judged()	# ENGLISH CHINESE
{
	python3 - "$@" <<-'EOF'
	import re, sys, unicodedata
	def width(line):
	    return sum(2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in line)
	english, chinese = (open(name, encoding='utf-8').read().splitlines() for name in sys.argv[1:])
	literal = {line.strip() for line in english}
	own = [line for line in chinese if line.strip() not in literal]
	for line in own:
	    if width(line) > 80:
	        print('wide:', line)
	    if re.search(r'[，。；：、！？）”] +\S', line.strip()) and not re.search(r'\S {2,}\S', line):
	        print('a blank behind a mark:', line)
	    if re.search('[a-z]-$', line):
	        print('a name that breaks:', line)
	if sum(width(line) >= 76 and re.search('[一-鿿]', line) is not None for line in own) < 20:
	    print('no full lines')
	EOF
}

is_shown_well()	# PAGE
{
	shown '' "$1" > english
	shown '-L zh_CN' "$1" > chinese
	run -0 cat troubles
	[ -z "$output" ] || wrong "$1: $output"
	grep -qx 描述 chinese || wrong "$1 is not shown in Chinese"
	head -n 1 chinese | grep -q "^$(printf %s "${1%.*}" | tr a-z A-Z)(${1##*.}) " || wrong "$1 has no title"
	run -0 judged english chinese
	[ -z "$output" ] || wrong "$1: $output"
}

@test "man -L zh_CN shows the installed pages, whose hanzi break, within 80 columns" {
	man --version 2>/dev/null | grep -q '^man [0-9]' || skip "there is no man-db here"
	groff -mzh < /dev/null 2>/dev/null || skip "this groff knows no Chinese"
	make -s -C "$TOP" O="$RT_BUILD" install PREFIX="$PWD/root"
	each_page is_shown_well
	make -s -C "$TOP" O="$RT_BUILD" uninstall PREFIX="$PWD/root"
	[ ! -e root ]
}

@test "man finds an installed page by its name and one line, in Chinese" {
	command -v lexgrog > /dev/null || skip "there is no man-db here"
	for page in "$ZH"/*.[157]; do
		name=${page##*/}
		LC_ALL=C.UTF-8 run -0 lexgrog "$page"
		[[ $output == *"\"${name%.*} - "*[一-鿿]*\"* ]] || wrong "$output"
	done
}

@test "LANG=zh_CN.UTF-8 man shows them too, where the system has that locale" {
	man --version 2>/dev/null | grep -q '^man [0-9]' || skip "there is no man-db here"
	localedef -i zh_CN -f UTF-8 "$PWD/zh_CN.UTF-8" 2>/dev/null || skip "no zh_CN to be built here"
	make -s -C "$TOP" O="$RT_BUILD" install PREFIX="$PWD/root"
	LC_ALL= LANG=zh_CN.UTF-8 LOCPATH=$PWD MANPATH=$PWD/root/share/man MANWIDTH=80 \
		man rt-tier > by_locale
	shown '-L zh_CN' rt-tier.1 | same_file - by_locale
}

@test "every page has one in Chinese, and no other" {
	run -0 diff <(cd "$TOP/man" && ls *.[157]) <(cd "$ZH" && ls)
	prints < /dev/null
}
