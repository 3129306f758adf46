# doubts -- what is legal but hardly meant; see rt(7).

load helper

export RT_AS_OF=2026-04-01

# Bills of these ids, in this order, one a line; \t and \u3000 are taken.
bills_of()	# ID...
{
	echo customer_id,month,amount
	for id; do
		LC_ALL=C.UTF-8 printf -- "$id,2026-03,80.00\n"
	done
}

# The ids of the rows of the last run, each between bars.
ids()
{
	sed '1d; s/,.*//; s/.*/|&|/' <<< "$output"
}

edges='doubt id-edge: 3 ids begin or end with a blank or a mark, first here; --clean-ids takes them off'
edge='doubt id-edge: 1 id begins or ends with a blank or a mark, here; --clean-ids takes it off'
cut='doubt cut-end: the last line has no line end, and all others have: was the file cut?'

@test "id-edge: ids with a mark are counted, and told once with the first line" {
	bills_of C1 C2 'C3\t' ' C4' C5 'C6\u00a0' > bills.csv
	run -0 --separate-stderr rt-tier bills.csv
	prints_err <<< "rt-tier: bills.csv:4: $edges"
	[ "$(wc -l <<< "$output")" -eq 7 ]
	RT_CSV=libcsv run -0 --separate-stderr rt-tier -j 1 bills.csv
	prints_err <<< "rt-tier: bills.csv:4: $edges"
}

@test "id-edge: white space, what nobody sees, and what spreadsheets put around are marks" {
	for id in 'C1\t' '\tC1' 'C1 ' '\u3000C1' 'C1\u2003' 'C1\u0085' '\u200bC1' 'C1\u200f' \
	    'C1\u202c' '\u2066C1' 'C1\u0001' 'C1\u007f' "'C1" "'C1'" '"=""C1"""' 'C1\u00ad' \
	    '" ""C1\u2028"""' '\u2060\u061cC1\t\t'; do
		bills_of C2 "$id" > bills.csv
		run -0 --separate-stderr rt-tier bills.csv
		prints_err <<< "rt-tier: bills.csv:3: $edge" || wrong "$id" || return
	done
}

@test "id-edge: no mark is in the middle, a letter of any script, or a sign" {
	bills_of 'C 1' 'C\t2' '张3' '4号' '-5' '"a"' '(6)' 'C=' '=7' "C'" 'é' > bills.csv
	run -0 --separate-stderr rt-tier --strict bills.csv
	prints_err < /dev/null
	[ "$(wc -l <<< "$output")" -eq 12 ]
}

@test "id-edge: one line a table, of every table that has such ids" {
	bills_of 'C1\t' 'C2\t' 'C3\t' C1 > a.csv
	bills_of C2 'C2 ' > b.csv
	bills_of C9 > c.csv
	printf 'customer_id,group_id\nC1,G1\nC2,G1 \n' > customers.csv
	run -0 --separate-stderr rt-tier --trust id-near,unmatched --customers customers.csv a.csv \
		b.csv c.csv
	prints_err <<-EOF
		rt-tier: customers.csv:3: $edge
		rt-tier: a.csv:2: $edges
		rt-tier: b.csv:3: $edge
	EOF
}

@test "--clean-ids: the marks are gone, and the customer is one" {
	bills_of C1 'C1\t' ' C1\u3000' "'C1" '"=""C1"""' '\u200b '"'"'C1\ufe0f' C2 > bills.csv
	run -0 --separate-stderr rt-tier --strict --clean-ids bills.csv
	prints_err < /dev/null
	[ "$(ids)" = $'|C1|\n|C2|' ]
	[[ $output == *$'\nC1,individual,quasi,6,quasi,single-month,A,new,first-time,1,480.00,,480.00,480.00,,\n'* ]]
}

@test "--clean-ids: an id that is nothing but marks is blank, with it and without" {
	for id in '\u3000' '\t' '\u200b' "'" '"="""""'; do
		bills_of C1 "$id" > bills.csv
		for option in --clean-ids --verbose; do
			run -1 --separate-stderr rt-tier --no-progress $option bills.csv
			[ "${stderr_lines[-1]}" = \
				'rt-tier: bills.csv:3: customer_id: nothing but blanks and marks' ] ||
				wrong "$id $option: $stderr" || return
		done
	done
}

@test "cut-end: told where the last line alone has no end" {
	for end in '\n' '\r\n' '\r'; do
		printf "customer_id,month,amount${end}C1,2026-03,1000.00${end}C2,2026-03,1" > bills.csv
		for csv in '' libcsv; do
			RT_CSV=$csv run -0 --separate-stderr rt-tier bills.csv
			prints_err <<< "rt-tier: bills.csv:3: $cut" || return
			RT_CSV=$csv run -0 --separate-stderr rt-tier < bills.csv
			prints_err <<< "rt-tier: -:3: $cut" || return
		done
		printf "$end" >> bills.csv
		run -0 --separate-stderr rt-tier --strict bills.csv
		prints_err < /dev/null
	done
}

@test "cut-end: a file of one line has no others, and a blank line has an end" {
	printf 'C1,2026-03,80' | rt-tier --strict -H customer_id,month,amount > out 2> err
	[ ! -s err ]
	printf 'customer_id,month,amount' | rt-tier --strict --trust stale > out 2> err
	[ ! -s err ]
	printf 'customer_id,month,amount\nC1,2026-03,80\n\n' | rt-tier --strict > out 2> err
	[ ! -s err ]
}

@test "cut-end: the line is the physical one, of files long and short, for any -j" {
	{ echo customer_id,month,amount,note; echo 'C0,2026-03,5,"two'; echo 'lines"'
	for i in {1..60000}; do echo "C$i,2026-03,80.00,"; done
	printf 'C1,2026-02,8'; } | iconv -t UTF-16LE > long.csv
	for jobs in 1 2 3; do
		run -0 --separate-stderr rt-tier -j $jobs --rejects /dev/null -e UTF-16LE -o out.csv long.csv
		prints_err <<-EOF
			rt-tier: long.csv:60004: $cut
			rt-tier: 1 record refused: see /dev/null
		EOF
	done
}

# What is said of b.csv, whose bytes are those of a.csv.
twice='rt-tier: b.csv:1: doubt twice: all its bytes are those of a.csv, and its records count again; leave one of the two out'

@test "twice: two inputs of one kind with equal bytes, from files and pipes" {
	bills_of C1 C2 > a.csv
	cp a.csv b.csv
	run -0 --separate-stderr rt-tier a.csv b.csv
	prints_err <<< "$twice"
	run -0 --separate-stderr rt-tier --table bills=b.csv a.csv
	prints_err <<< "${twice/b.csv:1:*/a.csv:1: doubt twice: all its bytes are those of b.csv, and its records count again; leave one of the two out}"
	run -0 --separate-stderr rt-tier a.csv - < b.csv
	prints_err <<< "${twice/b.csv:1/-:1}"
	cat b.csv | {
		run -0 --separate-stderr rt-tier - a.csv
		prints_err <<< "${twice/b.csv:1:*/a.csv:1: doubt twice: all its bytes are those of -, and its records count again; leave one of the two out}"
	}
	run -0 --separate-stderr rt-tier <(cat a.csv) <(cat b.csv)
	[[ $stderr == "rt-tier: /dev/fd/"*": doubt twice: all its bytes are those of /dev/fd/"* ]]
	run -1 --separate-stderr rt-tier --strict a.csv b.csv
	[ -z "$output" ]
}

@test "twice: not where a byte differs, nor of a header alone, nor of two kinds" {
	bills_of C1 C2 > a.csv
	sed 's/C2/C3/' a.csv > b.csv
	run -0 --separate-stderr rt-tier --strict a.csv b.csv
	head -n 1 a.csv > c.csv
	cp c.csv d.csv
	run -0 --separate-stderr rt-tier --strict a.csv c.csv d.csv
	printf 'customer_id,date,amount,month,start\nC1,2026-03-02,80,2026-03,\n' > e.csv
	cp e.csv f.csv
	run -0 --separate-stderr rt-triggers --strict -t zero-bill --table bills=e.csv --table purchases=f.csv
}

@test "twice: the bytes as they came, in any encoding, and long ones too" {
	{ bills_of C0; for i in {1..40000}; do echo "C$i,2026-03,80.00"; done; } |
		iconv -t UTF-16 > a.csv
	cp a.csv b.csv
	for jobs in 1 2; do
		run -0 --separate-stderr rt-tier -j $jobs -o out.csv a.csv b.csv
		prints_err <<< "$twice"
		RT_CSV=libcsv run -0 --separate-stderr rt-tier -j $jobs -o out.csv a.csv b.csv
		prints_err <<< "$twice"
	done
	cp a.csv c.csv
	printf '5\0' | dd of=c.csv bs=1 seek=$(($(stat -c %s a.csv) - 22)) conv=notrunc status=none
	run -0 --separate-stderr rt-tier -o out.csv a.csv c.csv
}

@test "a file named twice, by whatever name, is a usage error of every tool" {
	bills_of C1 > bills.csv
	printf 'customer_id,joined,left\nC1,2025-01-01,\n' > customers.csv
	printf 'customer_id,tier,rank\nC1,vip,5\n' > tiers.csv
	printf 'workorder_id,customer_id,trigger,due\nt:C1:1,C1,t,2026-04-02T09:00\n' > orders.csv
	while read -r file command; do
		set -- $command
		run -2 --separate-stderr $command "$file"
		[ "${stderr_lines[0]}" = "$1: $file is named twice" ] || wrong "$stderr" || return
		ln -s "$file" link.csv
		ln "$file" hard.csv
		run -2 --separate-stderr $command link.csv
		[ "${stderr_lines[0]}" = "$1: link.csv is the same file as $file: it is named twice" ] ||
			wrong "$stderr" || return
		run -2 $command hard.csv
		rm link.csv hard.csv
	done <<-'EOF'
		bills.csv rt-tier bills.csv
		bills.csv rt-triggers -t zero-bill bills.csv
		customers.csv rt-churn rates customers.csv
		orders.csv rt-schedule orders.csv
		tiers.csv rt-report tiers tiers.csv
		customers.csv rt-tier bills.csv --customers customers.csv --customers
		tiers.csv rt-tier bills.csv --previous tiers.csv --previous
		orders.csv rt-triggers --seen orders.csv bills.csv --seen
	EOF
}

@test "a file may stand for two tables, and be read for two reports" {
	printf 'customer_id,tier,rank,total_amount\nC1,vip,5,90\nC2,gold,3,400\n' > tiers.csv
	rt-report tiers --format csv -o first.csv tiers.csv
	run -0 --separate-stderr rt-report --strict --section tiers=tiers.csv --section tiers=tiers.csv
	run -0 --separate-stderr rt-report --strict tiers --previous first.csv tiers.csv
}

@test "--strict: a doubt is status 1, and nothing is written, to file or pipe" {
	bills_of C1 'C2 ' > bills.csv
	for to in '' '-o out.csv' '-o /dev/stdout' '--sorted -m 2026-03'; do
		run -1 --separate-stderr rt-tier --strict $to bills.csv
		[ -z "$output" ]
		prints_err <<-EOF
			rt-tier: bills.csv:3: $edge
			rt-tier: --strict: nothing is written; what is meant passes with --trust id-edge
		EOF
		[ ! -e out.csv ]
	done
}

@test "--strict: what is written while tables are read waits for the last of them" {
	{ bills_of C0; for i in {1..9000}; do echo "C$i,2026-03,80.00"; done; } > good.csv
	{ cat good.csv; printf 'C9999\t,2026-03,80.00\n'; } > bad.csv
	rt-tier --sorted -m 2026-03 good.csv > expected
	rt-tier --strict --sorted -m 2026-03 good.csv > got
	same_file expected got
	run -1 --separate-stderr rt-tier --strict --sorted -m 2026-03 bad.csv
	[ -z "$output" ]
	run -0 rt-tier --quiet --sorted -m 2026-03 bad.csv
	[ "${#lines[@]}" -eq 9003 ]
}

@test "--trust: what is named is neither told nor fatal, the rest is" {
	bills_of C1 'C2 ' | head -c -1 > bills.csv
	run -1 --separate-stderr rt-tier --strict --trust id-edge bills.csv
	prints_err <<-EOF
		rt-tier: bills.csv:3: $cut
		rt-tier: --strict: nothing is written; what is meant passes with --trust cut-end
	EOF
	run -0 --separate-stderr rt-tier --strict --trust 'cut-end, id-edge' bills.csv
	prints_err < /dev/null
	run -1 --separate-stderr rt-tier --quiet --strict bills.csv
	prints_err <<< 'rt-tier: --strict: nothing is written; what is meant passes with --trust cut-end,id-edge'
	run -0 --separate-stderr rt-tier --quiet bills.csv
	prints_err < /dev/null
}

@test "--trust: a name that is none is a usage error, with a near miss" {
	for tool in $TOOLS; do
		run -2 --separate-stderr $tool --trust id-egde
		[ "${stderr_lines[0]}" = "$tool: --trust: no doubt is called 'id-egde'; did you mean 'id-edge'?" ]
		run -2 --separate-stderr $tool --trust cut-end,nothing-near
		[ "${stderr_lines[0]}" = "$tool: --trust: no doubt is called 'nothing-near'" ]
	done
}

@test "rt(7) lists every doubt by name" {
	page=$TOP/man/rt.7
	for doubt in $(sed -n 's/.* = { "\([a-z-]*\)",$/\1/p' "$TOP/common/base/doubt.c"); do
		grep -q "^\.It Cm $doubt$" "$page" || wrong "$doubt"
	done
}

@test "odd-date: days that programs write for none, where a date counts" {
	local day
	printf '%s\n' customer_id,month,amount,due,paid C1,2026-03,90,2026-03-20, \
		C2,2026-03,90,2026-03-20,DAY C3,2026-03,90,2026-03-20,DAY > form.csv
	for day in 1900-01-01 1970-01-01 '1970/1/1 0:00:00' 9999-12-31 0001-01-01 0001-01-01T00:00:00Z; do
		sed "s,DAY,$day," form.csv > bills.csv
		run -0 --separate-stderr rt-triggers -a 2026-04-01 --trigger overdue bills.csv
		prints_err <<< 'rt-triggers: bills.csv:3: doubt odd-date: 2 dates are some that programs write for none (1900-01-01, 1970-01-01, 9999-12-31, 0001), first here; --null takes them for blank'
		[[ $(wc -l <<< "$output") == 2 || $day == 9999* ]] || wrong "$day: $output"
		run -1 rt-triggers -q -a 2026-04-01 --strict bills.csv
		run -0 --separate-stderr rt-triggers -a 2026-04-01 --trust odd-date bills.csv
		[ -z "$stderr" ]
		run -0 --separate-stderr rt-triggers -a 2026-04-01 --trigger overdue --null "$day" bills.csv
		[ -z "$stderr" ]
		[ "$(wc -l <<< "$output")" = 4 ]
	done
	for day in 1900-01-02 1970-01-02 1969-12-31 9999-12-30; do
		sed "s,DAY,$day," form.csv > bills.csv
		run -0 --separate-stderr rt-triggers -a 2026-04-01 bills.csv
		[ -z "$stderr" ] || wrong "$stderr"
	done
}

@test "odd-date: times by their local day, and the day of a month" {
	printf '%s\n' customer_id,time,action,item C1,1970-01-01T23:59:59,login, \
		C1,1970-01-02T00:00:00,login, C1,1969-12-31T16:00:00Z,login, > activity.csv
	run -0 --separate-stderr rt-triggers -a 2026-04-01 activity.csv
	[[ $stderr == *'activity.csv:2: doubt odd-date: 2 dates are '* ]] || wrong "$stderr"
	printf '%s\n' customer_id,month,amount C1,1970-01-01,90 C1,1970-01,90 C1,2026-03,90 > bills.csv
	run -0 --separate-stderr rt-tier -a 2026-04-01 bills.csv
	[[ $stderr == *'bills.csv:2: doubt odd-date: 1 date is '* ]] || wrong "$stderr"
}
