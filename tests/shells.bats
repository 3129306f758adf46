# shells -- at home in the shell: completion, --help of a verb, abbreviations,
# terminals.

load helper

# The long options of --help.
options_of_help()	# TOOL [VERB]
{
	"$@" --help | grep -oE '^ +(-[a-zA-Z], )?--[a-z-]+|^ +--[a-z]+ [A-Z]+, --[a-z]+|so are --.*' | grep -oE -- '--[a-z-]+' |
		sed 's/^--//' | sort -u
}

# What bash offers for the last word; each candidate in brackets.
offers()	# WORD...
{
	"$1" --print-completion bash > script.bash
	LC_ALL=C.UTF-8 bash --norc -c '
		. ./script.bash
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_${1//-/_}
		[ ${#COMPREPLY[@]} -eq 0 ] || printf "[%s]" "${COMPREPLY[@]}"' - "$@"
}

a_file()
{
	printf '客户号码,Bill amount,月份\n1,2,2026-01\n' > 'my bills.csv'
}

@test "completion: bash, zsh and fish know the options of --help, and no others" {
	for tool in $TOOLS; do
		options_of_help $tool > help
		[ "$(wc -l < help)" -gt 30 ]
		$tool --print-completion bash > bash
		sed -n "s/.*local options='\(.*\)'/\1/p" bash | tr ' ' '\n' | sed -n 's/^--//p' | sort -u > names
		same_file help names || wrong $tool in bash
		$tool --print-completion zsh | sed -n "s/.*local options='\(.*\)'/\1/p" | tr ' ' '\n' |
			sed -n 's/^--//p' | sort -u > names
		same_file help names || wrong $tool in zsh
		$tool --print-completion fish | sed -nE 's/^complete .* -l ([a-z-]+) .*/\1/p' | sort -u > names
		same_file help names || wrong $tool in fish
		$tool --print-completion=words -- -- > /dev/null
		$tool --print-completion=words -- --n | sed 1d | cut -f 1 | sort > names
		sed -n 's/^n/--n/p' help | same_file - names || wrong $tool by words
	done
}

@test "completion: a shell that is none is refused" {
	run -2 --separate-stderr rt-tier --print-completion csh
	[ "${stderr_lines[0]}" = 'rt-tier: --print-completion: neither bash, zsh nor fish' ]
}

@test "completion: what is installed is what the programs print" {
	make -s -C "$TOP" O="$RT_BUILD" install DESTDIR="$PWD/root" PREFIX=/usr
	for tool in $TOOLS; do
		$tool --print-completion bash | cmp - root/usr/share/bash-completion/completions/$tool
		$tool --print-completion zsh | cmp - root/usr/share/zsh/site-functions/_$tool
		$tool --print-completion fish | cmp - root/usr/share/fish/vendor_completions.d/$tool.fish
		bash -n root/usr/share/bash-completion/completions/$tool
	done
}

@test "completion: verbs and kinds, then options of that verb or kind alone" {
	run -0 offers rt-churn r
	prints <<< '[rates][risk][reasons]'
	run -0 offers rt-report pl
	prints <<< '[plan]'
	run -0 offers rt-report effect --fr
	prints <<< '[--from]'
	run -0 offers rt-report plan --fr
	prints < /dev/null
	run -0 offers rt-churn risk --fo
	prints <<< '[--folds]'
	run -0 offers rt-churn rates --fo
	prints < /dev/null
	run -0 offers rt-tier --with
	prints < /dev/null
}

@test "completion: --by with the headings of the file, lists, names with blanks" {
	a_file
	run -0 offers rt-report table 'my\ bills.csv' --by ''
	prints <<< '[客户号码][Bill\ amount][月份]'
	run -0 offers rt-report table 'my\ bills.csv' --by 月份,
	prints <<< '[月份,客户号码][月份\,Bill\ amount]'
	run -0 offers rt-report table '"my bills.csv"' --by '"B'
	prints <<< '[Bill amount]'
	# As bash takes --by=B apart.
	run -0 offers rt-report table 'my\ bills.csv' --by = B
	prints <<< '[Bill\ amount]'
	iconv -f UTF-8 -t GB18030 'my bills.csv' > gb.csv
	run -0 offers rt-report -e gb18030 table gb.csv --sum 月
	prints <<< '[月份]'
	sed 's/,/;/g' 'my bills.csv' > s.csv
	run -0 offers rt-report -d ';' table s.csv --sort 客
	prints <<< '[客户号码]'
	run -0 offers rt-report my
	prints <<< '[my bills.csv]'
	run -0 offers rt-report --section plan = my
	prints <<< '[my bills.csv]'
}

@test "completion: --column NAME=HEADER" {
	a_file
	run -0 offers rt-tier 'my\ bills.csv' --column customer_
	prints <<< '[customer_id=]'
	run -0 offers rt-tier 'my\ bills.csv' --column customer_id = ''
	prints <<< '[客户号码][Bill\ amount][月份]'
	run -0 offers rt-tier 'my\ bills.csv' -c bills.data
	prints <<< '[bills.data_mb=]'
}

@test "completion: names of triggers, tiers and levels, by the policy in force" {
	run -0 offers rt-triggers -t overdue,data
	prints <<< '[overdue,data-drop]'
	rt-triggers --print-policy | sed 's/^overdue,/late,/; s/overdue|//; s/|overdue$//' > mine.csv
	run -0 offers rt-triggers -p mine.csv --trigger la
	prints <<< '[late]'
	run -0 offers rt-tier --where tier = go
	prints <<< '[gold]'
	run -0 offers rt-triggers --working-time L
	prints <<< '[L1][L2][L3][L4]'
	run -0 offers rt-tier --trust id-
	prints <<< '[id-words][id-edge][id-near]'
	run -0 offers rt-report --lang ''
	prints <<< '[en][zh]'
	run -0 offers rt-report --format j
	prints <<< '[json][jsonl]'
	run -0 offers rt-churn hazard --table bi
	prints <<< '[bills=]'
}

@test "completion: the values that are offered are taken" {
	printf 'customer_id,scope,tier,rank,total_amount\n' > tiers.csv
	for word in $(rt-report --print-completion=words -- --format '' | sed 1d); do
		rt-report tiers --format $word -o out tiers.csv || wrong $word
	done
	for word in $(rt-triggers --print-completion=words -- --operator '' | sed 1d); do
		rt-triggers --operator $word --list < /dev/null > out || wrong $word
	done
	for option in definition every interval unit; do
		for word in $(rt-churn --print-completion=words -- --$option '' | sed 1d); do
			run rt-churn --$option $word /none
			[[ $output != *"--$option"* || $output = *"does not take"* ]] || wrong $option $word
		done
	done
	[ -n "$word" ]
}

@test "completion: a real bash, without the package bash-completion" {
	a_file
	rt-report --print-completion bash > c.bash
	LC_ALL=C.UTF-8 run -0 "$TOP/tests/terminal.py" bash --norc -i \
		<<< 'source ./c.bash\nrt-report tab\tmy\t--by B\t--cou\t--format csv\nexit\n'
	[[ $output = *$'Bill amount,count\n2,1\n'* ]]
}

@test "completion: a real zsh" {
	command -v zsh || skip 'there is no zsh'
	a_file
	rt-report --print-completion zsh > _rt-report
	LC_ALL=C.UTF-8 run -0 "$TOP/tests/terminal.py" zsh -f -i \
		<<< 'autoload -U compinit; compinit -D -u; source ./_rt-report\nrt-report tab\tmy\t--by B\t--cou\t--format csv\nexit\n'
	[[ $output = *$'Bill amount,count\n2,1\n'* ]]
}

@test "completion: a real fish" {
	command -v fish || skip 'there is no fish'
	a_file
	rt-report --print-completion fish > c.fish
	LC_ALL=C.UTF-8 HOME=$PWD run -0 "$TOP/tests/terminal.py" fish --no-config -i \
		<<< 'source ./c.fish\nrt-report tab\tmy\t--by B\t--cou\t--format csv\nexit\n'
	[[ $output = *$'Bill amount,count\n2,1\n'* ]]
}

@test "VERB --help and KIND --help list what that takes, and nothing else" {
	run -0 rt-churn winback --help
	[ "${lines[0]}" = 'usage: rt-churn winback [OPTION]... [FILE]...' ]
	same "$(sed '/^Common/,$d' <<< "$output")" <<-'EOT'
		usage: rt-churn winback [OPTION]... [FILE]...
		  winback          work orders for those who left lately

		      --lang en|zh       of action and evidence, words for codes (winback)
		      --merge            the input is what was written of parts: make it one
		                         (alive, risk, winback)
		      --since DATE       those who left after it; 90 days without (winback)
		      --tiers FILE       the tiers of the customers (winback)
		      --words FILE       words for codes, on top of the built-in ones (winback)
	EOT
	grep -q -- --policy <<< "$output"
	run -0 rt-churn rates -h
	[[ $output = *--definition* && $output = *'--partial '* && $output != *--since* && $output != *--policy* && $output != *'--part '* ]]
	run -0 rt-churn alive --help
	[[ $output = *'--model NAME'* && $output != *'--model FILE'* ]]
	run -0 rt-report effect --help
	[[ $output = *--from* && $output != *--working-time* && $output != *--policy* && $output != *--sum* ]]
	run -0 rt-report table --help
	[[ $output = *--sum* && $output != *--from* && $output != *--with-left* ]]
	run -0 rt-report --help
	[[ $output = *--sum* && $output = *--from* ]]
}

@test "every option of VERB --help is taken, every other is refused by name" {
	for tool in rt-churn rt-report; do
		$tool --print-completion=words -- '' | sed '1d; s/\t.*//' > verbs
		[ "$(wc -l < verbs)" -ge 10 ]
		options_of_help $tool > all
		while read -r verb; do
			options_of_help $tool $verb > taken
			comm -23 all taken | while read -r option; do
				run -2 $tool $verb --$option 2026-01-01 < /dev/null
				[[ $output = *"--$option"* || $output = *'figures of columns are for kind table'* ||
					$output = *'--calendar goes with'* || $output = *'--hours goes with'* ]] ||
					wrong "$tool $verb --$option: $output"
			done
		done < verbs
	done
}

@test "an option that a kind does not take is refused, whoever says the kind" {
	printf 'customer_id,scope,tier,rank,total_amount\n' > tiers.csv
	printf 'date,start,manager,customer_id,channel,weight,workorders,on_time,status\n' > plan.csv
	while read -r message && read -r words; do
		run -2 --separate-stderr rt-report $words
		[ "${stderr_lines[0]}" = "rt-report: $message" ] || wrong "$words: $stderr"
		[ -z "$output" ]
	done <<-'EOT'
		plan does not take --from
		plan --from 2026-01-01 plan.csv
		tiers does not take --window
		tiers --window 30d tiers.csv
		tiers does not take --window
		--window 30d tiers.csv
		tiers does not take --from
		--from 2026-01-01 tiers.csv
		plan does not take --policy
		plan -p tiers.csv plan.csv
		plan does not take --with-left
		--with-left plan.csv
		plan does not take --print-policy
		plan --print-policy
	EOT
	# One of several reports is enough.
	run -0 rt-report --format text --with-left plan --section tiers=tiers.csv plan.csv
}

@test "what options were called, or short for, before is none other today" {
	for tool in $TOOLS; do
		options_of_help $tool > now
		sed -n "s/^$tool //p" "$TOP/tests/options-known.txt" > before
		comm -13 now <(sort before) | prints_none || wrong "$tool lost an option"
		python3 - $tool <<-'EOT'
			import sys
			before, now = (open(name).read().split() for name in ("before", "now"))
			taken = lambda short, names: [short] if short in names else \
			    [name for name in names if name.startswith(short)]
			bad = {(option[:n], to[0]) for option in before for n in range(1, len(option) + 1)
			       for to in [taken(option[:n], now)]
			       if taken(option[:n], before) == [option] and len(to) == 1 and to != [option]}
			# One kind of report takes it, and all others refuse it.
			bad -= {("to", "to"), ("show", "show")} if sys.argv[1] == "rt-report" else set()
			sys.exit(f"{sys.argv[1]}: {sorted(bad)}" if bad else 0)
		EOT
	done
}

prints_none()
{
	[ -z "$(cat)" ]
}

@test "getopt takes an abbreviation for the option that it was short for, or says it is not clear" {
	checked=0
	for tool in $TOOLS; do
		$tool --print-completion fish | sed -nE 's/^complete .* -l ([a-z-]+) -x .*/\1/p' > valued
		sed -n "s/^$tool //p" "$TOP/tests/options-known.txt" | sort > before
		while read -r option; do
			short=${option%?}
			[ $tool:$short != rt-report:to ] || continue # of kind contacts alone
			[ "$(grep -c "^$short" before)" -eq 1 ] || continue
			run -2 $tool --$short
			[[ ${lines[0]} = "$tool: option '--$option' needs a value" ||
				${lines[0]} = *"option '--$short' may be"* ]] || wrong "$tool --$short: $output"
			checked=$((checked + 1))
		done < <(comm -12 before <(sort valued))
	done
	[ $checked -gt 50 ]
}

@test "usage: is alike in all: one line, a sentence, and where to find more" {
	for tool in $TOOLS; do
		$tool --help > help
		sed -n 1p help | grep -qxE "usage: $tool( \[(VERB|KIND)\])? \[OPTION\]\.\.\. \[FILE\]\.\.\." || wrong $tool
		sed -n 2p help | grep -qE '^[A-Z].*\.$' || wrong $tool
		[ -z "$(sed -n 3p help)" ]
		[ "$(awk 'length > 80' help)" = '' ] || wrong $tool is wide
		run -2 --separate-stderr $tool --nonsense
		prints_err <<-EOT
			$tool: unknown option '--nonsense'
			Try '$tool --help'.
		EOT
	done
}

@test "a program that waits at a terminal says what it waits for" {
	QUIET='Ctrl-D' run -0 "$TOP/tests/terminal.py" rt-tier -a 2026-04-01 \
		<<< 'customer_id,month,amount\nC1,2026-03,5\n\x04'
	[[ $output = *"rt-tier: waiting for a table of bills or purchases to be typed here, as no file was named; Ctrl-D ends it, Ctrl-C the program"* ]]
	[[ $output = *C1,individual,standard,* ]]
	printf 'customer_id,month,amount\nC1,2026-03,5\n' > bills.csv
	run -0 "$TOP/tests/terminal.py" rt-tier -a 2026-04-01 bills.csv <<< ''
	[[ $output != *waiting* ]]
	run -0 --separate-stderr rt-tier -a 2026-04-01 < bills.csv
	[ -z "$stderr" ]
}

@test "a workbook is not written to a terminal" {
	printf 'customer_id,scope,tier,rank,total_amount\n' > tiers.csv
	run -0 "$TOP/tests/terminal.py" rt-report --format xlsx tiers.csv <<< ''
	[[ $output = *'rt-report: --format xlsx: a workbook is nothing for a terminal; say --output FILE'* ]]
	[[ $output != *PK* ]]
	run -0 "$TOP/tests/terminal.py" rt-report --format xlsx -o out.xlsx tiers.csv <<< ''
	[ "$(head -c 2 out.xlsx)" = PK ]
}
