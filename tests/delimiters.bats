#!/usr/bin/env bats
#
# delimiters -- tables between programs that know no quotes: -d, --no-quotes,
# --output-delimiter, NULL.

load helper

# Each of these is the byte 01.
one=$'\x01'

@test "-d and --output-delimiter take tab, a byte, or one by its number" {
	for d in 'tab	' "\\x01$one" '\x7c|' '\x7C|' '|~|' 'TAB	' '\t	' '\x2c,'; do
		name=${d%?}
		byte=${d: -1}
		[ "$d" != '|~|' ] || { name=\|; byte=\|; }
		printf '%s\n' customer_id,month,amount C1,2026-03,80 | tr , "$byte" > b.txt
		run -0 --separate-stderr rt-tier -q -m 2026-03 -d "$name" b.txt
		[ "$(sed 1d <<< "$output" | cut -d, -f 1,3,11)" = C1,quasi,80.00 ] || wrong "$name: $output"
		run -0 rt-tier -q -m 2026-03 -d "$name" --output-delimiter "$name" b.txt
		[ "$(sed 1d <<< "$output" | cut -d "$byte" -f 1,3,11)" = "C1${byte}quasi${byte}80.00" ] || wrong "$name: $output"
	done
	for option in delimiter output-delimiter; do
		for bad in ab '\x1' '\x' '\xg1' '\x011' '' '\n' 'x01'; do
			run -2 --separate-stderr rt-tier --$option="$bad" b.txt
			[ "${stderr_lines[0]}" = "rt-tier: --$option: not one byte, 'tab', or a byte by its number such as \\x01" ] || wrong "$bad: $stderr"
		done
		for bad in '"' '\x22' '\x0a' '\x0D' '\x00' $'\n'; do
			run -2 --separate-stderr rt-tier --$option="$bad" b.txt
			[ "${stderr_lines[0]}" = "rt-tier: --$option: neither a quote, a line end nor NUL can be one" ] || wrong "$bad: $stderr"
		done
	done
	run -2 --separate-stderr rt-tier --output-delimiter '\xc3' b.txt
	[ "${stderr_lines[0]}" = 'rt-tier: --output-delimiter: not a byte of ASCII' ]
	printf '%s\n' "customer_id${one}joined" "C2${one}2020-01-01" > c.txt
	printf '%s\n' customer_id,month,amount C1,2026-03,80 > b.csv
	run -0 rt-tier -q -m 2026-03 -d customers='\x01' --customers c.txt b.csv
	[ "$(cut -d, -f 1,16 <<< "$output" | sed 1d | paste -sd ' ')" = 'C1, C2,74' ]
}

# A quote at the begin, the end and inside of cells; one in the header.
@test "--no-quotes: cells as they stand, in every lane" {
	printf '%s\n' 'customer_id|month|amount|a"b' 'say "hi"|2026-03|80|"x"' '"C2|2026-03|81|"' 'C3"|2026-03|82|""' \
		'"C,4"|2026-03|83|a""b' | tr '|' "$one" > b.txt
	printf '%s\n' '"say ""hi""",80.00,"""x"""' '"""C2",81.00,""""' '"C3""",82.00,""""""' \
		'"""C,4""",83.00,"a""""b"' > expected
	for lane in RT_CSV=libcsv RT_UNIT=plain RT_UNIT=sse2 RT_UNIT=avx2 RT_PART=16; do
		run -0 --separate-stderr env $lane rt-tier -q -m 2026-03 -d '\x01' --no-quotes -k 'a"b' b.txt
		[ "$(head -1 <<< "$output" | sed 's/.*months,//')" = '"a""b"' ]
		sed 1d <<< "$output" | sed 's/,individual.*,1,8/,8/; s/,,[0-9.]*,[0-9.]*,,,/,/' > got
		same_file expected got
	done
	# Without the option the first such cell is bad data.
	run -1 --separate-stderr rt-tier -q -m 2026-03 -d '\x01' b.txt
	[[ $stderr == 'rt-tier: b.txt:1: column 4: stray quote: '* ]]
}

@test "--no-quotes: lines end records, also within quotes, with LF, CRLF or CR" {
	for end in '\n' '\r\n' '\r'; do
		printf "customer_id\tmonth\tamount\tarea$end\"C1\t2026-03\t80\t\"$end\"C2\t2026-03\t81\t\"x$end" > b.txt
		for lane in RT_CSV= RT_CSV=libcsv; do
			run -0 env $lane rt-tier -q -m 2026-03 -d tab --no-quotes -k area b.txt
			[ "$(sed 1d <<< "$output" | cut -d, -f 1,11,17 | paste -sd ' ')" = '"""C1",80.00,"""" """C2",81.00,"""x"' ]
		done
	done
	printf 'customer_id\tmonth\tamount\n"C1\t2026-03\n' > b.txt
	for lane in RT_CSV= RT_CSV=libcsv; do
		run -1 --separate-stderr env $lane rt-tier -m 2026-03 -d tab --no-quotes b.txt
		prints_err <<< 'rt-tier: b.txt:2: 2 cells where the header has 3'
	done
	# A quote without another one does not eat the file, whatever its size.
	{ printf 'customer_id\tmonth\tamount\n'; seq -f $'"C%.0f\t2026-03\t80' 50000; } > b.txt
	for j in 1 2; do
		run -0 rt-tier -q -j $j -m 2026-03 -d tab --no-quotes b.txt
		[ "${#lines[@]}" -eq 50001 ]
	done
	run -1 --separate-stderr rt-tier -q -m 2026-03 -d tab --no-quotes --max-cell 5 b.txt
	[[ $stderr == 'rt-tier: b.txt:1: column 1: a cell of more than 5 bytes'* ]]
}

@test "--no-quotes=KIND is of tables of that kind" {
	printf '%s\n' customer_id,joined '"say ""hi""",2020-01-01' > customers.csv
	printf '%s\n' 'customer_id|month|amount' 'say "hi"|2026-03|80' > b.txt
	run -0 rt-tier -q -m 2026-03 -d bills='|' --no-quotes=bills --customers customers.csv b.txt
	[ "$(sed 1d <<< "$output" | cut -d, -f 1,3,16)" = '"say ""hi""",quasi,74' ]
	run -2 --separate-stderr rt-tier --no-quotes=orders b.txt
	[ "${stderr_lines[0]}" = "rt-tier: --no-quotes: 'orders' is no kind of table" ]
	# What rt writes has its quotes, whatever is said of other tables.
	rt-tier -q -m 2026-03 -d bills='|' --no-quotes=bills --customers customers.csv -o tiers.csv b.txt
	run -0 rt-tier -q -m 2026-03 -d '|' --no-quotes --previous tiers.csv b.txt
	[ "$(sed 1d <<< "$output" | cut -d, -f 1,18)" = '"say ""hi""",same' ]
}

@test "--no-quotes: every tool reads so" {
	printf '%s\n' 'customer_id|joined|left' 'say "hi"|2020-01-01|2026-02-03' '"|2020-01-01|' > c.txt
	run -0 rt-churn rates -q -a 2026-02-28 --from 2026-02 -d '|' --no-quotes c.txt
	[[ ${lines[1]} == 2026-02,2,*,1,* ]]
	printf '%s\n' 'customer_id|month|amount' 'say "hi"|2026-03|0' > b.txt
	run -0 rt-triggers -q -a 2026-04-01 -m 2026-03 -t zero-bill -d '|' --no-quotes b.txt
	[[ ${lines[1]} == '"zero-bill:say ""hi"":2026-03"'* ]]
	run -0 rt-report profile -q --format csv -d '|' --no-quotes b.txt
	printf '%s\n' 'manager|customer_ids' 'Ann "A"|4' > m.txt
	printf '%s\n' 'workorder_id|customer_id|trigger|category|level|fired_on|due|channel|action|evidence' \
		'w"1|c|t|care|L1|2026-04-01|2026-04-02T09:00|app|say "hi"|' > w.txt
	run -0 rt-schedule -q -a 2026-04-01 -d '|' --no-quotes w.txt
	[[ $output == *'"w""1"'* ]]
}

# --- the output

# C2 has a blank growth and no tenure; an id may hold a quote.
@test "--output-delimiter: nothing is quoted, a blank is the first --null" {
	printf '%s\n' customer_id,month,amount '"say ""hi""",2026-03,80' '"C,2",2026-03,81' > b.csv
	run -0 rt-tier -q -m 2026-03 --output-delimiter '\x01' --null '\N' --null NULL b.csv
	prints <<-END
		$(head -1 <(rt-tier -q -m 2026-03 b.csv) | tr , "$one")
		$(tr '|' "$one" <<< 'say "hi"|individual|quasi|6|quasi|single-month|A|new|first-time|1|80.00|\N|80.00|80.00|\N|\N')
		$(tr '|' "$one" <<< 'C,2|individual|quasi|6|quasi|single-month|A|new|first-time|1|81.00|\N|81.00|81.00|\N|\N')
	END
	run -0 rt-tier -q -m 2026-03 --output-delimiter tab --no-header --null bills=x b.csv
	prints <<-END
		$(tr '|' '\t' <<< 'say "hi"|individual|quasi|6|quasi|single-month|A|new|first-time|1|80.00||80.00|80.00||')
		$(tr '|' '\t' <<< 'C,2|individual|quasi|6|quasi|single-month|A|new|first-time|1|81.00||81.00|81.00||')
	END
	# And what was written so is read so.
	rt-tier -q -m 2026-03 --output-delimiter '\x01' --null '\N' -o t.txt b.csv
	run -0 rt-tier --merge -d '\x01' --no-quotes --null '\N' t.txt
	prints <<< "$(rt-tier -q -m 2026-03 b.csv)"
}

@test "--output-delimiter: a cell that could be mistaken ends the run, nothing written" {
	fails()	# MESSAGE OPTION...
	{
		for j in 1 2; do
			run -1 --separate-stderr rt-tier -q -j $j -m 2026-03 -o out.txt "${@:2}"
			[ "$stderr" = "rt-tier: out.txt: $1, and --output-delimiter quotes nothing" ] || wrong "$stderr"
			[ ! -e out.txt ]
		done
	}
	printf '%s\n' customer_id,month,amount,area,note 'C1,2026-03,80,"a,b",N' > b.csv
	fails 'area: a cell with the delimiter in it' --output-delimiter , -k note,area b.csv
	fails 'area: a cell with the delimiter in it' --output-delimiter , --no-header -k note,area b.csv
	fails 'class: a cell with the text of --null, which is a blank' --output-delimiter tab --null A b.csv
	# What was blank in a column that is kept is blank.
	run -0 rt-tier -q -m 2026-03 --output-delimiter tab --null x --null N --no-header -k area,note b.csv
	[ "$(cut -f 16- <<< "$output")" = $'x\ta,b\tx' ]
	fails 'last_amount: a cell with the delimiter in it' --output-delimiter . b.csv
	fails 'customer_id: a cell with the delimiter in it' --output-delimiter 1 b.csv
	printf '%s\n' customer_id,month,amount,area $'C1,2026-03,80,"a\nb"' > b.csv
	fails 'area: a cell with a line break in it' --output-delimiter tab -k area b.csv
	printf '%s\n' customer_id,month,amount,area $'C1,2026-03,80,"a\rb"' > b.csv
	fails 'area: a cell with a line break in it' --output-delimiter tab -k area b.csv
	# Among the rows of other threads.
	{ echo customer_id,month,amount,area; seq -f 'C%.0f,2026-03,80,a' 5000; printf 'D,2026-03,80,"a\tb"\n'; } > b.csv
	fails 'area: a cell with the delimiter in it' --output-delimiter tab -k area b.csv
	run -0 rt-tier -q -m 2026-03 --output-delimiter '\x01' -k area b.csv
	# A table that is put together cell by cell.
	printf '%s\n' customer_id,left,left_reason,plan 'C1,2026-01-05,"a	b",p' C2,,,q > c.csv
	run -1 --separate-stderr rt-churn winback -q -a 2026-02-01 --output-delimiter tab c.csv
	[[ $stderr == 'rt-churn: standard output: '*': a cell with the delimiter in it, and --output-delimiter quotes nothing' ]]
}

@test "--output-delimiter is of tables: other formats refuse it" {
	printf '%s\n' customer_id,month,amount C1,2026-03,80 > b.csv
	rt-tier -q -m 2026-03 -o t.csv b.csv
	for format in text markdown json html xlsx; do
		run -2 --separate-stderr rt-report tiers --format $format --output-delimiter tab -o x t.csv
		[ "${stderr_lines[0]}" = 'rt-report: --output-delimiter is for --format csv' ]
	done
	run -0 rt-report tiers -q --format csv --output-delimiter tab t.csv
	[[ ${lines[0]} == *$'\t'* && $output != *,* ]]
	run -2 --separate-stderr rt-schedule --format ics --output-delimiter tab b.csv
	[ "${stderr_lines[0]}" = 'rt-schedule: --output-delimiter is for tables, not for --format ics' ]
	# What was refused, and a model, are read back by rt and by people: CSV.
	printf '%s\n' customer_id,month,amount '"C,1",x,80' C2,2026-03,80 > b.csv
	rt-tier -q -m 2026-03 --output-delimiter tab -r r.csv -o out.txt b.csv
	[ "$(head -1 r.csv)" = file,line,column,reason,record ]
}

# --- values as engines write them

@test "a NULL id is bad data, however NULL is written" {
	for null in '' '\N' NULL null; do
		printf '%s\n' customer_id,month,amount "$null,2026-03,80" > b.csv
		run -1 --separate-stderr rt-tier -m 2026-03 b.csv
		[[ $stderr == 'rt-tier: b.csv:2: customer_id: '* ]]
	done
	for null in '\N' x; do
		printf '%s\n' customer_id,month,amount "$null,2026-03,80" > b.csv
		run -1 --separate-stderr rt-tier -m 2026-03 --null '\N' --null x b.csv
		prints_err <<< 'rt-tier: b.csv:2: customer_id: blank'
	done
}

@test "digits that are zero lose nothing: 82.540000 is 82.54, and 3.000000 is 3" {
	for amount in 82.540000 82.5400 82.54 82.54000000000000000000; do
		printf '%s\n' customer_id,joined,referrals C1,2024-01-01,3.000000 > c.csv
		printf '%s\n' customer_id,month,amount C1,2026-03,$amount > b.csv
		run -0 rt-tier -q -m 2026-03 --customers c.csv b.csv
		[ "$(sed 1d <<< "$output" | cut -d, -f 11)" = 82.54 ]
	done
	bill() { printf '%s\n' customer_id,month,amount "C1,2026-03,$1" > b.csv; }
	bill 82.540001
	run -1 --separate-stderr rt-tier -m 2026-03 b.csv
	prints_err <<< 'rt-tier: b.csv:2: amount: looks like a number with more than four decimals, not a number such as 79.00'
	for amount in 1.0E7 1E7 1.0e-3; do
		bill $amount
		run -1 --separate-stderr rt-tier -m 2026-03 b.csv
		prints_err <<< 'rt-tier: b.csv:2: amount: looks like scientific notation, not a number such as 79.00'
	done
	bill 1
	for count in 0.0 3 3.0 03.000000 3.00000000000000000000; do
		printf '%s\n' customer_id,joined,referrals C1,2024-01-01,$count > c.csv
		run -0 rt-tier -q -m 2026-03 --customers c.csv b.csv
	done
	printf '%s;%s;%s\n' customer_id joined referrals C1 2024-01-01 3,000 > c.csv
	run -0 rt-tier -q -m 2026-03 -d customers=';' --decimal customers=, --customers c.csv b.csv
	for count in 3.5 3.000001 3. .0 1.0E0; do
		printf '%s\n' customer_id,joined,referrals C1,2024-01-01,$count > c.csv
		run -1 --separate-stderr rt-tier -q -m 2026-03 --customers c.csv b.csv
		[[ $stderr == 'rt-tier: c.csv:2: referrals: '*'not a whole number such as 3' ]] || wrong "$count: $stderr"
	done
	printf '%s\n' customer_id,time,nps C1,2026-03-31T09:00,9.000000 > s.csv
	run -0 rt-triggers -q -a 2026-04-01 s.csv
}
