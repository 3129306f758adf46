# messages -- what people read, in Chinese; see rt(7), ENVIRONMENT.

load helper

# A real zh_CN.UTF-8, made once a file.
setup_file()
{
	mkdir "$BATS_FILE_TMPDIR/locales"
	localedef -i zh_CN -f UTF-8 "$BATS_FILE_TMPDIR/locales/zh_CN.UTF-8" || :
}

chinese()	# COMMAND...
{
	env LOCPATH="$BATS_FILE_TMPDIR/locales" LC_ALL=zh_CN.UTF-8 "$@"
}

need_locale()
{
	[ -d "$BATS_FILE_TMPDIR/locales/zh_CN.UTF-8" ] ||
		skip 'localedef makes no zh_CN.UTF-8 here'
}

PO=$TOP/common/po/zh_CN.po

# Lines of standard input that are wider than 80 columns.
too_wide()
{
	python3 -c '
import sys, unicodedata
for line in sys.stdin.buffer.read().decode().splitlines():
    width = sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line)
    if width > 80:
        print(width, line)'
}

@test "--help is in Chinese, and no line is wider than 80 columns" {
	need_locale
	for tool in $TOOLS; do
		run -0 --separate-stderr chinese $tool --help
		[ -z "$stderr" ]
		[[ ${lines[0]} == "用法：$tool "* ]] || wrong "$tool: ${lines[0]}"
		[[ $output == *"--output FILE "*"写入 FILE"* ]] || wrong "$tool: --output"
		printf '%s\n' "$output" | too_wide > wide
		[ ! -s wide ] || wrong "$tool: $(cat wide)"
	done
}

@test "--help names the same options in both languages, in the same order" {
	need_locale
	for tool in $TOOLS; do
		$tool --help | grep -oE '^ {2,6}-[^ ]+( --[^ ]+)?' > english
		chinese $tool --help | grep -oE '^ {2,6}-[^ ]+( --[^ ]+)?' > chinese
		[ -s english ]
		same_file english chinese || wrong $tool
	done
}

@test "a message is in Chinese, and its exit status is that of the English one" {
	need_locale
	run -2 --separate-stderr chinese rt-tier --nix
	[[ ${stderr_lines[1]} == "请试 'rt-tier --help'。" ]]
	run -2 --separate-stderr rt-tier --nix
	[[ ${stderr_lines[1]} == "Try 'rt-tier --help'." ]]
}

@test "LC_ALL goes before LC_MESSAGES, that before LANG; LANGUAGE before all but C" {
	ask()	# VARIABLE=VALUE...
	{
		env -u LC_ALL LOCPATH="$BATS_FILE_TMPDIR/locales" "$@" rt-tier --help |
			head -n 1 | cut -c 1-3
	}

	need_locale
	[ "$(ask LANG=zh_CN.UTF-8)" = 用 ]
	[ "$(ask LANG=C LC_MESSAGES=zh_CN.UTF-8)" = 用 ]
	[ "$(ask LANG=zh_CN.UTF-8 LC_MESSAGES=C)" = usa ]
	[ "$(ask LC_ALL=C LANG=zh_CN.UTF-8 LC_MESSAGES=zh_CN.UTF-8)" = usa ]
	[ "$(ask LC_ALL=zh_CN.UTF-8 LANG=C)" = 用 ]
	[ "$(ask LC_ALL=zh_CN.UTF-8 LANGUAGE=en)" = usa ]
	[ "$(ask LC_ALL=C.UTF-8 LANGUAGE=zh_CN)" = 用 ]
	[ "$(ask LC_ALL=C LANGUAGE=zh_CN)" = usa ]
	[ "$(ask LANG=en_US.UTF-8)" = usa ]
	[ "$(ask X=)" = usa ]
}

@test "Chinese needs no locale of the system" {
	run -0 env LOCPATH=/none LC_ALL=zh_CN.UTF-8 rt-churn --help
	[[ ${lines[0]} == 用法：rt-churn* ]]
	run -0 env LOCPATH=/none LC_ALL=zh_CN.GB18030 rt-churn --help
	[[ ${lines[0]} == 用法：rt-churn* ]]
}

@test "make install PREFIX=X after a plain make finds the catalogue below X" {
	need_locale
	make -s -f "$TOP/Makefile" O="$RT_BUILD" PREFIX="$PWD/place" DESTDIR= \
		install < /dev/null || wrong install
	run -0 chinese "place/bin/rt-report" --help
	[[ ${lines[0]} == 用法：rt-report* ]]
	rm -r "place/share/locale"
	run -0 chinese "place/bin/rt-report" --help
	[[ ${lines[0]} == usage:* ]]
}

# msgids without a translation, or with a fuzzy one, in a catalogue of standard input.
untranslated()
{
	msgattrib --untranslated --no-wrap - > left.po
	grep '^msgid "..*"' left.po || :
}

# What the source says now, merged into the catalogue.
@test "every message and every line of --help has a translation" {
	"$TOP/common/po/extract" "$RT_BUILD" > rt.pot
	[ "$(grep -c ^msgid rt.pot)" -gt 800 ]
	msgmerge --quiet --no-wrap --no-fuzzy-matching "$PO" rt.pot > merged.po
	untranslated < merged.po > left
	[ ! -s left ] || wrong "common/po/zh_CN.po has no translation of (make update-po, then write it):
$(cat left)"
	run -0 msgattrib --only-fuzzy --no-wrap merged.po
	[ -z "$output" ] || wrong "$output"
}

@test "no format of a translation differs from that of the message" {
	run -0 msgfmt --check --check-format --output-file=/dev/null "$PO"
	[ -z "$output" ] || wrong "$output"
}

@test "a translation keeps the options and the blanks at the ends of its message" {
	run -0 python3 - "$PO" <<-'END'
		import ast, re, sys
		text = open(sys.argv[1], encoding="utf-8").read()
		unquote = lambda s: "".join(ast.literal_eval(l) for l in s.strip().split("\n"))
		entry = re.compile(r'^msgid (".*"(?:\n".*")*)\nmsgstr (".*"(?:\n".*")*)', re.M)
		for match in entry.finditer(text):
		    msgid, msgstr = map(unquote, match.groups())
		    options = lambda s: sorted(set(re.findall(r"--[a-z][a-z-]+", s)))
		    if msgid and options(msgid) != options(msgstr):
		        print(msgid, "|", msgstr)
		    if msgid.endswith("\n") != msgstr.endswith("\n"):
		        print(msgid)
	END
	prints < /dev/null
}

# A table with a record of each fault that a cell, a row and the file can have.
faulty()
{
	printf '%s\n' 'customer_id,month,amount' 'C1,2026-02,100.00' 'C1,2026-03,12a' \
		'C2,2026-13,5.00' 'C3,2026-03' '总计,2026-03,5.00' 'C5,2026-03,1.2.3' \
		'C6,3/1/2026,5.00' 'C7,2026-03,' 'C8,2026-03,99999999999999999999'
	printf 'C9,2026-03,\xc4\xe3\n'
}

@test "tables, rejects and exit statuses are the same bytes in both locales" {
	need_locale
	faulty > bills.csv
	run -0 --separate-stderr rt-tier -a 2026-04-01 -r english -o tiers.csv bills.csv
	run -0 --separate-stderr chinese rt-tier -a 2026-04-01 -r chinese -o stufen.csv bills.csv
	[[ $stderr == *'条记录被拒：见 chinese'* ]] || wrong "$stderr"
	same_file tiers.csv stufen.csv
	same_file english chinese
	[ "$(wc -l < english)" -ge 8 ]
	run -1 rt-tier -a 2026-04-01 bills.csv
	run -1 chinese rt-tier -a 2026-04-01 bills.csv
	run -3 chinese rt-tier /none
	run -2 chinese rt-tier --merge --rfm
}

@test "what is wrong with a cell is said in Chinese, the column by its name" {
	need_locale
	printf 'customer_id,month,amount\nC1,2026-03,%s\n' 'x' > a.csv
	run -1 --separate-stderr chinese rt-tier a.csv
	prints_err <<< 'rt-tier: a.csv:2: amount: 不是数，如 79.00'
	printf 'customer_id,month,amount\nC1,2026-03,%s\n' '1e5' > a.csv
	run -1 --separate-stderr chinese rt-tier -j 2 a.csv
	prints_err <<< 'rt-tier: a.csv:2: amount: 像是科学计数法，不是数，如 79.00'
	printf 'customer_id,month,amount\n总计,2026-03,5\n' > a.csv
	run -1 --separate-stderr chinese rt-tier a.csv
	prints_err <<< "rt-tier: a.csv:2: customer_id: '总计' 是合计行的用词，不是编号；--trust id-words 可将其作为编号"
	printf 'customer_id,month,amount\nC1,2026-03,5,6\n' > a.csv
	run -1 --separate-stderr chinese rt-tier a.csv
	prints_err <<< 'rt-tier: a.csv:2: 4 个单元格，而表头有 3 个'
	run -3 --separate-stderr chinese rt-tier none.csv
	prints_err <<< 'rt-tier: none.csv: 没有那个文件或目录'
	run -2 --separate-stderr chinese rt-tier --mont 2026-13 a.csv
	[[ $stderr == *"'--month'"*"'--months'"* ]]
}

@test "numbers of several and of one leave no English behind" {
	need_locale
	for n in 1 2; do
		{
			echo customer_id,month,amount
			echo C9,2026-03,1.00
			seq -f 'C%g,2026-03,x' $n
		} > bad.csv
		run -0 --separate-stderr chinese rt-tier -a 2026-04-01 -r r -o o bad.csv
		[[ $stderr == "rt-tier: $n 条记录被拒：见 r"* ]] || wrong "$stderr"
	done
}

# Standard output of the command, on a terminal.
on_terminal()	# COMMAND...
{
	python3 -c 'import os, pty, sys
out = b""
def read(fd):
    global out
    data = os.read(fd, 65536)
    out += data
    return b""
pty.spawn(sys.argv[1:], read, lambda fd: b"")
sys.stdout.buffer.write(out)' "$@" < /dev/null
}

@test "rt-report: text on a terminal is in the language of the locale, unless --lang says" {
	need_locale
	cd "$TESTDATA" || return
	rt-tier -a 2026-04-01 bills.csv > "$BATS_TEST_TMPDIR/tiers.csv"
	cd "$BATS_TEST_TMPDIR" || return
	[[ $(on_terminal env LC_ALL=C rt-report tiers -a 2026-04-01 tiers.csv) == *'Customers by level'* ]]
	zh=$(on_terminal env LOCPATH="$BATS_FILE_TMPDIR/locales" LC_ALL=zh_CN.UTF-8 \
		rt-report tiers -a 2026-04-01 tiers.csv)
	[[ $zh == *'客户'* ]] || wrong "$zh"
	zh=$(on_terminal env LOCPATH="$BATS_FILE_TMPDIR/locales" LC_ALL=zh_CN.UTF-8 \
		rt-report tiers -a 2026-04-01 --format text --lang en tiers.csv)
	[[ $zh == *'Customers by level'* && $zh != *'客户'* ]] || wrong "$zh"
	zh=$(on_terminal env LOCPATH="$BATS_FILE_TMPDIR/locales" LC_ALL=zh_CN.UTF-8 \
		rt-report tiers -a 2026-04-01 --format csv tiers.csv)
	[[ $zh == *'tier,'* ]] || wrong "$zh"
	for format in text html markdown csv; do
		rt-report tiers -a 2026-04-01 --format $format tiers.csv > english
		chinese rt-report tiers -a 2026-04-01 --format $format tiers.csv > other
		same_file english other || wrong "$format to a file or pipe"
	done
}

@test "rt-triggers and rt-schedule write English unless told, in any locale" {
	need_locale
	cd "$TESTDATA" || return
	rt-triggers -a 2026-04-01 bills.csv > "$BATS_TEST_TMPDIR/orders.csv" || wrong orders
	chinese rt-triggers -a 2026-04-01 bills.csv > "$BATS_TEST_TMPDIR/auftraege.csv"
	cd "$BATS_TEST_TMPDIR" || return
	[ -s orders.csv ]
	same_file orders.csv auftraege.csv
	for format in csv ics; do
		rt-schedule -a 2026-04-01 --format $format orders.csv > english
		chinese rt-schedule -a 2026-04-01 --format $format orders.csv > other
		same_file english other || wrong $format
	done
}

@test "rt-report: notes beside a csv are in the language of the locale, the csv is not" {
	need_locale
	cd "$TESTDATA" || return
	rt-tier -a 2026-04-01 bills.csv > "$BATS_TEST_TMPDIR/tiers.csv"
	cd "$BATS_TEST_TMPDIR" || return
	for format in csv json; do
		rt-report tiers -v -a 2026-04-01 --format $format tiers.csv > english 2> notes
		chinese rt-report tiers -v -a 2026-04-01 --format $format tiers.csv > other 2> zh
		same_file english other
		[ $format = csv ] || continue
		grep -q "^rt-report: .*customer" notes || wrong "$(cat notes)"
		! grep -q 'customer' zh || wrong "$(cat zh)"
		grep -q '客户' zh || wrong "$(cat zh)"
	done
}

# One term for one thing: the first is ours.  Headings that people have, in rt-tables(5)
# and the aliases, may be called anything.
@test "Chinese: one term for one thing, in messages, pages, words and README" {
	texts=("$TOP"/man/zh_CN/*.[17] "$TOP/README.zh-CN.md" "$TOP"/common/table/policy/{words,triggers}.csv
		"$TOP"/cmd/rt-report/{words,headline,call_sheets,flow}.c "$TOP"/cmd/rt-triggers/{evidence,service}.c)
	sed -n '/^msgstr/,/^$/p' "$TOP/common/po/zh_CN.po" > msgstr
	while read -r ours others; do
		grep -q "$ours" "${texts[@]}" msgstr || wrong "nobody says $ours"
		run -1 grep -nE "$others" "${texts[@]}" msgstr
	done <<-'END'
		接触计划 联系计划|联络计划
		接触记录 联系记录
		购买记录 消费记录
		服务工单 投诉工单|服务单
		服务级别 服务等级[^不]
		触发规则 触发器|触发条件
		客户经理 (^|[^户])经理
		对照组 控制组
		处理组 试验组|实验组
		呼叫转移 呼转[^号]
		离网 退网
		套餐 资费
	END
}
