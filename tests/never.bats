# never -- what is never a customer: words where an id should be, records of
# blanks, tables of which nothing is left.

load helper

# How rt-tier ends with this id, written as it is: its last line.
told()
{
	printf 'customer_id,month,amount\n%s,2026-03,90\n' "$1" > in.csv
	run rt-tier -q -a 2026-04-01 "${@:2}" in.csv
	output=$(tail -n 1 <<< "$output")
}

tail='not an id; --trust id-words takes it for one'

@test "an id is never a word of a row of totals, in any case, with blanks in it" {
	local id word
	while IFS='|' read -r id word; do
		told "$id"
		prints <<< "rt-tier: in.csv:2: customer_id: '$word' is a word of a row of totals, $tail"
	done <<-'EOF'
		合计|合计
		总计|总计
		小计|小计
		平均|平均
		合　计|合计
		合 计：|合计
		total|total
		Total|total
		SUBTOTAL|subtotal
		Grand Total|grand total
		GrandTotal|grand total
		gr　and　total|grand total
		"T o t a l:"|total
		Average|average
	EOF
}

@test "an id is never what a spreadsheet leaves of a number, or says of an error" {
	local id
	for id in 1.38E+10 1E+10 1.38001E+11 1.38e+10 1.38E10 '"1,38E+10"'; do
		told "$id"
		prints <<< "rt-tier: in.csv:2: customer_id: '1.38E+10' is what a spreadsheet leaves of a long number, $tail"
	done
	for id in '#N/A' '#REF!' '#VALUE!' '#DIV/0!' '#NAME?' '#NULL!' '#NUM!' '####' '########'; do
		told "${id,,}"
		[[ $id == '####'* ]] && id='####'
		prints <<< "rt-tier: in.csv:2: customer_id: '$id' is an error of a spreadsheet, $tail"
	done
}

@test "an id is never a name for nothing" {
	local id word
	while IFS='|' read -r id word; do
		told "$id"
		prints <<< "rt-tier: in.csv:2: customer_id: '$word' is a name for nothing (see --null), $tail"
	done <<-'EOF'
		NULL|NULL
		null|NULL
		(null)|(null)
		\N|\N
		-|-
		--|--
		—|—
		NaN|NaN
		None|None
		N/A|N/A
	EOF
}

@test "an id that only looks like such a word is one" {
	local id
	for id in 合计部 totals TOTAL1 Tom T t subtotals average2 1.38 1E10 13E5 2E+x '#' '#12' nu n \
		NA nulls -1 C- '\n1' '(1)' 138 12.5E+3; do
		told "$id"
		[[ $output == "$id,individual,"* ]] || wrong "$id: $output"
	done
}

@test "--trust id-words takes them for ids" {
	local id
	for id in 合计 total 1.38E+10 '#N/A' NULL '\N' -; do
		told "$id" --trust id-words
		[[ $output == "$id,individual,"* ]] || wrong "$id: $output"
	done
}

@test "every tool, every table and every column of ids refuses them" {
	local why="'NULL' is a name for nothing (see --null), $tail"
	printf '%s\n' customer_id,name,group_id C1,a, C2,b,NULL > customers.csv
	printf '%s\n' customer_id,month,amount C1,2026-03,90 > bills.csv
	run -1 rt-tier -q -a 2026-04-01 --customers customers.csv bills.csv
	prints <<< "rt-tier: customers.csv:3: group_id: $why"
	printf '%s\n' customer_id,time,peer,seconds NULL,2026-03-30T09:00,10086,90 > calls.csv
	run -1 rt-triggers -q -a 2026-04-01 calls.csv
	prints <<< "rt-triggers: calls.csv:2: customer_id: $why"
	printf '%s\n' customer_id,joined,left NULL,2026-01-01, > joined.csv
	run -1 rt-churn rates -q -a 2026-04-01 --from 2026-01 joined.csv
	prints <<< "rt-churn: joined.csv:2: customer_id: $why"
	printf '%s\n' workorder_id,customer_id,trigger,due w1,NULL,t,2026-04-02T09:00 > orders.csv
	run -1 rt-schedule -q -a 2026-04-01 orders.csv
	prints <<< "rt-schedule: orders.csv:2: customer_id: $why"
	printf '%s\n' case_id,customer_id,opened,level NULL,C1,2026-03-30T09:00,L1 > cases.csv
	run -1 rt-report complaints -q -a 2026-04-01 cases.csv
	prints <<< "rt-report: cases.csv:2: case_id: $why"
}

@test "a record whose cells are all blank is passed over like a blank line" {
	printf '%s\n' customer_id,month,amount ,, C1,2026-03,90 '"","",""' '  , ,' ',,,,,' '   ' '""' \
		C2,2026-03,85 ,, > in.csv
	cat > expected <<-'EOF'
		customer_id,scope,tier,rank,status,reason,class,potential,ladder,months,last_amount,min_amount,avg_amount,total_amount,growth,tenure_months
		C1,individual,quasi,6,quasi,single-month,A,new,first-time,1,90.00,,90.00,90.00,,
		C2,individual,quasi,6,quasi,single-month,A,new,first-time,1,85.00,,85.00,85.00,,
	EOF
	local lane
	for lane in '' libcsv; do
		RT_CSV=$lane run -0 rt-tier -q -a 2026-04-01 in.csv
		prints < expected
		RT_CSV=$lane run -0 --separate-stderr rt-tier -v -a 2026-04-01 in.csv
		[[ $stderr == *'in.csv: 2 rows, 0 rejected'* ]]
	done
	tr '\n' '\r' < in.csv > cr.csv
	run -0 rt-tier -q -a 2026-04-01 cr.csv
	prints < expected
	sed 's/$/\r/; s/,/;/g' in.csv > crlf.csv
	run -0 rt-tier -q -a 2026-04-01 -d ';' crlf.csv
	prints < expected
}

@test "blank records: a hundred thousand, and those that --null makes blank" {
	{
		echo customer_id,month,amount
		yes ,, | head -n 100000
		echo C1,2026-03,x
	} > in.csv
	run -1 rt-tier -q -a 2026-04-01 in.csv
	prints <<< 'rt-tier: in.csv:100002: amount: not a number such as 79.00'
	printf '%s\n' customer_id,month,amount NULL,,NULL C1,2026-03,90 NULL,NULL,NULL > in.csv
	run -0 --separate-stderr rt-tier -v -a 2026-04-01 --null NULL in.csv
	[[ $stderr == *'in.csv: 1 rows, 0 rejected'* ]]
	[ "$(tail -n +2 <<< "$output" | cut -d , -f 1)" = C1 ]
}

@test "blank records: one cell that is not blank makes a record" {
	printf '%s\n' customer_id,month,amount ,,0 > in.csv
	run -1 rt-tier -q -a 2026-04-01 in.csv
	prints <<< 'rt-tier: in.csv:2: customer_id: blank'
	printf '%s\n' a,b ,1 , 2, > t.csv
	run -0 rt-report table -q --format csv t.csv
	prints <<-'EOF'
		a,b
		,1
		2,
	EOF
}

@test "blank records: where there is one column, quotes say that one is meant" {
	printf '%s\n' region north '""' '' '  ' south > t.csv
	run -0 rt-report table -q --by region --count --format csv t.csv
	prints <<-'EOF'
		region,count
		north,1
		,1
		south,1
	EOF
}

@test "blank records: in front of the header and behind title lines" {
	printf '%s\n' title ,, customer_id,month,amount C1,2026-03,90 > in.csv
	run -0 rt-tier -q -a 2026-04-01 --skip 1 in.csv
	[ "$(tail -n +2 <<< "$output" | cut -d , -f 1)" = C1 ]
}

@test "--rejects: a table of which every record was refused ends the run" {
	printf '%s\n' customer_id,month,amount C1,2026-03,x C2,2026-13,90 > bad.csv
	printf '%s\n' customer_id,month,amount C3,2026-03,90 > good.csv
	run -1 --separate-stderr rt-tier -a 2026-04-01 -r refused.csv -o out.csv good.csv bad.csv
	prints_err <<< 'rt-tier: bad.csv: no record is left, 2 refused; the first on line 2: amount: not a number such as 79.00'
	[ ! -e out.csv ]
	[ ! -e refused.csv ]
	echo C4,2026-03,90 >> bad.csv
	run -0 rt-tier -a 2026-04-01 -r refused.csv -o out.csv good.csv bad.csv
	prints <<< 'rt-tier: 2 records refused: see refused.csv'
	[ "$(tail -n +2 out.csv | cut -d , -f 1 | tr '\n' ' ')" = 'C3 C4 ' ]
}

@test "--rejects: a table without records is not one of which all were refused" {
	printf '%s\n' customer_id,month,amount > empty.csv
	printf '%s\n' customer_id,month,amount C3,2026-03,90 > good.csv
	run -0 rt-tier -q -a 2026-04-01 -r refused.csv good.csv empty.csv
	[ "$(tail -n +2 <<< "$output" | cut -d , -f 1)" = C3 ]
}

@test "blank records: white space of any kind is blank, as a tab that stood behind every id" {
	printf 'customer_id,month,amount\nC1,2026-03,80.00\n\t,,\n　, ,\n"\t","",""\n"　",,\n\xc2\xa0,\t,\xe2\x80\x8b\n' > bills.csv
	printf 'C2,2026-03,80.00\n' >> bills.csv
	for csv in '' libcsv; do
		RT_CSV=$csv run -0 --separate-stderr rt-tier --strict -v -a 2026-04-01 bills.csv
		[[ $stderr == *'bills.csv: 2 rows, 0 rejected'* ]] || wrong "$stderr" || return
	done
	# Of an id of white space whose record says something nobody knows whose it is.
	printf '\t,2026-03,80.00\n' >> bills.csv
	run -1 --separate-stderr rt-tier -a 2026-04-01 bills.csv
	prints_err <<< 'rt-tier: bills.csv:9: customer_id: nothing but blanks and marks'
}
