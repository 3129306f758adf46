# manual -- every example runs as printed, and says what the programs say.

load helper

setup()
{
	cp -r "$TESTDATA" "$BATS_TEST_TMPDIR/testdata"
	cd "$BATS_TEST_TMPDIR/testdata" || return
}

# The literal blocks of a page's EXAMPLES, a line of dots behind each.
blocks_of_page()	# PAGE
{
	awk '
	/^\.Sh /                           { examples = /EXAMPLES/ }
	examples && /^\.Ed/                { literal = 0; print "...." }
	literal                            { print }
	examples && /^\.Bd -literal/       { literal = 1 }
	' "$1" | sed 's/\\&//g; s/\\-/-/g; s/\\(aq/'\''/g; s/\\e/\\/g'
}

# The same of a markdown file: blocks fenced as console.
blocks_of_markdown()	# FILE
{
	awk '
	/^```/ && block      { block = 0; print "....\n"; next }
	block                { print }
	/^```console/        { block = 1 }
	' "$1"
}

# From such blocks: each command with all that it prints, as on a terminal.
# What stands in a block before its first command is no output.
said()
{
	awk '/^\.\.\.\.$/ { on = 0; next } /^\$ / { on = 1 } on'
}

done_again()
{
	local line command
	while IFS= read -r line; do
		printf '%s\n' "$line"
		command=${line#??}
		while [ "${line%\\}" != "$line" ]; do
			IFS= read -r line
			printf '%s\n' "$line"
			command+=$'\n'$line
		done
		eval "$command" 2>&1 < /dev/null || :
	done < <(commands)
}

# The commands of a transcript, with the lines that continue them.
commands()
{
	awk '/^\$ / { on = 1 } on { print; on = /\\$/ }' transcript
}

examples_hold()
{
	said > transcript
	grep -q '^\$ ' transcript || wrong "there is no example"
	run done_again
	prints < transcript
}

@test "rt-tier(1): the examples print what they say" {
	blocks_of_page "$TOP/man/rt-tier.1" | examples_hold
}

@test "rt-triggers(1): the examples print what they say" {
	blocks_of_page "$TOP/man/rt-triggers.1" | examples_hold
}

@test "rt-churn(1): the examples print what they say" {
	blocks_of_page "$TOP/man/rt-churn.1" | examples_hold
}

@test "rt-schedule(1): the examples print what they say" {
	blocks_of_page "$TOP/man/rt-schedule.1" | examples_hold
}

@test "rt-report(1): the examples print what they say" {
	blocks_of_page "$TOP/man/rt-report.1" | examples_hold
}

@test "rt(7): the examples print what they say" {
	blocks_of_page "$TOP/man/rt.7" | examples_hold
}

@test "rt-tables(5): the examples print what they say" {
	blocks_of_page "$TOP/man/rt-tables.5" | examples_hold
}

@test "rt-rules(7): the examples print what they say" {
	blocks_of_page "$TOP/man/rt-rules.7" | examples_hold
}

@test "rt-promises(7): the examples print what they say" {
	blocks_of_page "$TOP/man/rt-promises.7" | examples_hold
}

@test "rt-scale(7): the examples print what they say" {
	blocks_of_page "$TOP/man/rt-scale.7" | examples_hold
}

@test "README: the examples print what they say" {
	blocks_of_markdown "$TOP/README.md" | examples_hold
}

@test "README in Chinese: the examples print what they say" {
	blocks_of_markdown "$TOP/README.zh-CN.md" | examples_hold
}

# What a README holds in whatever language, one a line: commands but for the language,
# how deep headings are, pictures, links and options.
holds()	# FILE
{
	blocks_of_markdown "$1" | said > transcript
	commands | tr -d '\\\n\t' | sed 's/\$ /\n/g; s/ --lang zh//g' | tr -s ' ' '\n'
	awk '/^```/ { block = !block } !block' "$1" > prose
	grep -o '^##* ' prose
	grep -oE 'src="[^"]*"|\]\([^)]*\)' prose | grep -v README
	grep -oE '`(-|make |man rt)[^`]*`' prose | sort -u
}

@test "README in Chinese has all that README has" {
	holds "$TOP/README.md" > en
	holds "$TOP/README.zh-CN.md" > zh
	run -0 grep -c . en
	[ "$output" -gt 100 ]
	same_file en zh
}

# The block behind a heading that is fenced so.
block()	# LANGUAGE
{
	awk -v fence="\`\`\`$1" '
	/^## A new kind of rule/ { here = 1 }
	/^```$/                  { on = 0 }
	on                       { print }
	here && $0 == fence      { on = 1; here = 0 }
	' "$TOP/HACKING.md"
}

@test "HACKING: the new kind of rule builds as printed, and does what it says" {
	mkdir tree
	cp -r "$TOP/Makefile" "$TOP/cmd" "$TOP/common" tree
	block c > tree/cmd/rt-triggers/first.c
	block diff | sed -n 's/^ \(.*KIND_OF_RULE.*\)/\1/p; s/^+\([^+].*\)/\1/p' > lines
	[ "$(wc -l < lines)" -eq 3 ]
	awk 'NR == FNR { line[NR] = $0; next } { print } $0 == line[1] { print line[2] }' \
		lines "$TOP/cmd/rt-triggers/kinds.c" > tree/cmd/rt-triggers/kinds.c
	sed -i 's/^rt-triggers = main/& first/' tree/Makefile
	run -0 make -s -C tree -j2 O="$PWD/out" CFLAGS=-O0 WERROR=-Werror "$PWD/out/rt-triggers"
	prints < /dev/null
	PATH=$PWD/out:$PATH
	blocks_of_markdown "$TOP/HACKING.md" | examples_hold
}

@test "README: the morning script runs as printed" {
	awk '/^```/ { on = 0 } on; /^```sh/ { on = 1 }' "$TOP/README.md" |
		sed -n '/^#!/,$p' | sed '/^cd /d' > morning
	grep -q rt-schedule morning
	mkdir bin
	printf '#!/bin/sh\necho 2026-04-01\n' > bin/date
	chmod +x bin/date
	PATH=$PWD/bin:$PATH run -0 --separate-stderr sh morning
	[ -n "$output" ]
	[ -s tiers.csv ] && [ -s workorders-2026-04-01.csv ] && [ -s plan-2026-04-01.csv ]
	sed -i s/04-01/04-02/ bin/date
	PATH=$PWD/bin:$PATH run -0 --separate-stderr sh morning
	ids_planned plan-2026-04-01.csv '$1 == "2026-04-01"' > made
	ids_planned plan-2026-04-02.csv '$1 >= "2026-04-02"' > to_make
	[ -s made ] && [ -s to_make ]
	run -0 comm -12 made to_make
	prints < /dev/null
}

# The work orders of those rows, one a line and sorted.
ids_planned()	# PLAN CONDITION
{
	awk -F, "NR > 1 && ($2) { print \$8 }" "$1" | tr ';' '\n' | sort
}

@test "the pages are sound mdoc, with the sections that all have" {
	for page in "$TOP"/man/*.[157]; do
		run -0 mandoc -T lint -W warning "$page"
		prints < /dev/null || wrong "$page"
		for section in NAME DESCRIPTION EXAMPLES 'SEE ALSO'; do
			grep -qx ".Sh $section" "$page" || wrong "$page: no $section"
		done
	done
	for tool in $TOOLS; do
		for section in SYNOPSIS COLUMNS 'EXIT STATUS'; do
			grep -qx ".Sh $section" "$TOP/man/$tool.1" || wrong "$tool: no $section"
		done
	done
}

@test "a page that is named exists" {
	for page in "$TOP"/man/*.[157]; do
		sed -n 's/^\.Xr \(rt[-a-z]*\) \([0-9]\).*/\1.\2/p' "$page" | sort -u |
			while read -r named; do
				[ -f "$TOP/man/$named" ] || wrong "$page: $named"
			done
	done
}

# What rt-tables(5) says in that section, in the form of aliases.csv.
aliases_of_page()	# SECTION
{
	awk -v section="$1" '
	/^\.Sh /                  { aliases = $0 == ".Sh " section }
	aliases && /^\.It /       { name = $NF; next }
	aliases && name && !/^\./ {
		n = split($0, alias, / *, */)
		for (i = 1; i <= n; i++)
			if (alias[i] != "")
				print name "," alias[i]
	}
	' "$TOP/man/rt-tables.5"
}

@test "rt-tables(5) lists the aliases that are compiled in" {
	run -0 aliases_of_page ALIASES
	sed -n 's/,$//p' "$TOP/common/table/aliases.csv" | prints
	run -0 aliases_of_page 'SPARE NAMES'
	sed 1d "$TOP/common/table/spare-aliases.csv" | prints
}

@test "rt-tables(5) lists what else says a word" {
	awk '
	/^\.Sh /                { words = /WORDS/ }
	words && /^\.It /       { name = $3; word = $4; next }
	words && name && !/^\./ {
		n = split($0, text, / *, */)
		for (i = 1; i <= n; i++)
			if (text[i] != "")
				print name "," text[i] "," word
	}
	' "$TOP/man/rt-tables.5" > page
	sed -n '1d; /,$/!p' "$TOP/common/table/aliases.csv" | same_file - page
}

@test "a policy printed in the manual is the built-in one" {
	run -0 rt-tier --print-policy
	prints < "$TOP/common/table/policy/tiers.csv"
	run -0 rt-triggers --print-policy
	prints < "$TOP/common/table/policy/triggers.csv"
	run -0 rt-schedule --print-policy
	prints < "$TOP/common/table/policy/contact.csv"
	for policy in "$TOP"/common/table/policy/*.csv; do
		for page in "$TOP"/man/*.[157]; do
			printed_policy "$policy" "$page" > printed
			[ ! -s printed ] || cmp printed "$policy" || wrong "$page: ${policy##*/}"
		done
	done
}

# The policy as a page prints it outside EXAMPLES; nothing when it does not.
printed_policy()	# POLICY PAGE
{
	awk -v header="$(head -n 1 "$1")" '
	/^\.Sh /         { examples = /EXAMPLES/ }
	$0 == header     { on = !examples }
	/^\.Ed/          { on = 0 }
	on
	' "$2"
}
