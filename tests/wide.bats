# wide -- months that stand in columns, one record a cell; see rt(7), --wide.

load helper

wide_bills()
{
	cat <<-'END'
		客户编号,姓名,2026年1月,2026-02,202603,合计
		u1,张,80,81,82.5,243.5
		u2,李,,"1,000", ,1000
		u3,王,0,,,0
		u4,赵,,,,
	END
}

@test "each cell is a record of its month, a blank one is none" {
	wide_bills > t.csv
	run --separate-stderr -0 unit table -v --kinds bills,customers --wide amount t.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		2,u1,2026-01,80.00
		2,u1,2026-02,81.00
		2,u1,2026-03,82.50
		3,u2,2026-02,1000.00
		4,u3,2026-01,0.00
	EOF
	prints_err <<-'EOF'
		unit: t.csv: 3 columns are months
		unit: t.csv: taken for bills
		unit: t.csv: 5 rows, 0 rejected
	EOF
	run -0 unit table --kinds bills --wide bills=金额 t.csv
	[ "${lines[5]}" = 4,u3,2026-01,0.00 ]
}

@test "the tools read months in columns as they read a row a month" {
	wide_bills > wide.csv
	printf '%s\n' customer_id,month,amount u1,2026-01,80 u1,2026-02,81 u1,2026-03,82.5 \
		u2,2026-02,1000 u3,2026-01,0 > long.csv
	for cmd in rt-tier 'rt-tier --sorted --month 2026-03' 'rt-churn movements' rt-triggers; do
		run --separate-stderr -0 $cmd -a 2026-04-01 long.csv
		want=$output
		run --separate-stderr -0 $cmd -a 2026-04-01 --wide amount wide.csv
		prints <<< "$want"
		run --separate-stderr -0 $cmd -a 2026-04-01 --wide amount -j 3 - < wide.csv
		prints <<< "$want"
	done
	run -0 rt-report table --format csv --wide 消费 --by month --sum 消费 wide.csv
	prints <<-'EOF'
		month,sum_消费
		2026-01,80.00
		2026-02,1081.00
		2026-03,82.50
	EOF
}

@test "months as people write them, with white space and a unit" {
	while read -r heading; do
		printf 'customer_id,%s\nu1,80\n' "$heading" > t.csv
		run -0 unit table --kinds bills --wide amount t.csv
		[ "${lines[1]}" = 2,u1,2026-03,80.00 ] || wrong "$heading: $output"
	done <<-'EOF'
		2026-03
		2026/3
		202603
		2026年3月
		2026.03
		2026 年 3 月
		　2026年3月（元）
		"2026-03 (元)"
	EOF
	printf 'customer_id,2026年3月(万元)\nu1,80\n' > t.csv
	run --separate-stderr -1 unit table --kinds bills --wide amount t.csv
	prints_err <<< "unit: t.csv:1: the heading '2026年3月(万元)' counts in 万元, 'amount' in 元"
}

@test "an error names the line and the heading of the month" {
	printf 'customer_id,2026-01,2026年2月\nu1,80,81\nu2,82,8O\n' > t.csv
	run --separate-stderr -1 unit table --kinds bills --wide amount t.csv
	prints_err <<< 'unit: t.csv:3: 2026年2月: not a number such as 79.00'
	run --separate-stderr -1 rt-tier --show-values --wide amount t.csv
	prints_err <<< "rt-tier: t.csv:3: 2026年2月: not a number such as 79.00: '8O'"
}

@test "rejects: a bad cell costs its month, a bad id the line, once" {
	printf 'customer_id,2026-01,2026-02,2026-03\nu1,80,x,y\n,1,2,3\nu3,4,5\nu4,6,,7\n' > t.csv
	run --separate-stderr -0 unit table -v --kinds bills --wide amount -r bad.csv t.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		2,u1,2026-01,80.00
		5,u4,2026-01,6.00
		5,u4,2026-03,7.00
	EOF
	[ "${stderr_lines[2]}" = 'unit: t.csv: 7 rows, 4 rejected' ] || wrong "$stderr"
	same_file bad.csv <(cat <<-'EOF'
		file,line,column,reason,record
		t.csv,2,2026-02,not a number such as 79.00,"u1,80,x,y"
		t.csv,2,2026-03,not a number such as 79.00,"u1,80,x,y"
		t.csv,3,customer_id,blank,",1,2,3"
		t.csv,4,,3 cells where the header has 4,"u3,4,5"
	EOF
	)
}

@test "--null: cells that are blank in bills are no records" {
	printf 'customer_id,2026-01,2026-02\nu1,NULL,-\nu2,1,NULL\n' > t.csv
	run -0 unit table --kinds bills --wide amount --null NULL --null bills=- t.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		3,u2,2026-01,1.00
	EOF
}

@test "quotes, CRLF, wide records and both lanes give the same records" {
	awk 'BEGIN {
		printf "\"customer \"\"id\"\"\",note"
		for (y = 2001; y <= 2050; y++)
			for (m = 1; m <= 12; m++)
				printf ",%d-%02d", y, m
		printf "\r\n"
		for (i = 1; i <= 300; i++) {
			printf "\"u,\"\"%d\"\"\nx\",\"%0200d\"", i, i
			for (m = 1; m <= 600; m++)
				printf ",%d", m
			printf "\r\n"
		}
	}' > t.csv
	unit table --kinds bills -c 'customer_id=customer "id"' --wide amount t.csv > one
	[ "$(wc -l < one)" = $((2 * 180000 + 1)) ]
	[ "$(sed -n '2p;3p' one)" = $'2,"u,""1""\nx",2001-01,1.00' ]
	RT_CSV=libcsv unit table -j 4 --kinds bills -c 'customer_id=customer "id"' --wide amount t.csv > two
	same_file one two
}

@test "tables in other shapes stand beside it as they are" {
	wide_bills > wide.csv
	printf 'customer_id,month,amount\nu9,2026-01,9\n' > long.csv
	printf 'customer_id,2026-01,name\nu1,x,y\n' > customers.csv
	run -0 unit table --kinds bills,customers --wide amount long.csv wide.csv \
		--table customers=customers.csv
	[ "${lines[1]}" = 2,u9,2026-01,9.00 ]
	[ "${lines[8]}" = customers,customer_id,name ] && [ "${lines[9]}" = 2,u1,y ]
}

@test "title lines before months in columns are told, and skipped" {
	{ echo 账单; wide_bills; } > t.csv
	run --separate-stderr -1 unit table --kinds bills --wide amount t.csv
	prints_err <<< 'unit: t.csv:1: not the header of a table; line 2 looks like that of bills: say --skip 1, or --skip auto'
	wide_bills | sed '1i账单' | iconv -f utf-8 -t gb18030 > t.csv
	run -0 unit table --kinds bills,calls --wide bills=amount -e bills=gb18030 --skip bills=auto t.csv
	[ "${lines[1]}" = 3,u1,2026-01,80.00 ]
}

@test "what cannot be: a month twice, a month or the column besides, no months" {
	while IFS='|' read -r header message; do
		printf '%s\nu1,1,2,3\n' "$header" > t.csv
		run --separate-stderr -1 unit table --kinds bills --wide amount t.csv
		prints_err <<< "unit: t.csv:1: $message"
	done <<-'EOF'
		customer_id,2026-01,2026年1月,x|both '2026-01' and '2026年1月' are the month 2026-01
		customer_id,2026-01,账期,x|months stand in columns (--wide), and the heading '账期' answers to 'month' besides
		customer_id,2026-01,2026-02,消费金额|months stand in columns (--wide), and the heading '消费金额' answers to 'amount' besides
		id,2026-01,2026-02,x|no column 'customer_id' for a table of bills; it has month and amount, and misses customer_id; if it has another name, say --column customer_id=HEADING
	EOF
	printf 'customer_id,month,amount\nu1,2026-01,80\n' > t.csv
	run --separate-stderr -2 unit table --kinds bills --wide amount t.csv
	[ "${stderr_lines[0]}" = 'unit: --wide: no table that is read has months for headings' ]
	run --separate-stderr -2 unit table --kinds bills --wide month t.csv
	[ "${stderr_lines[0]}" = 'unit: --wide: the months are the headings; COLUMN is what their cells hold, such as amount' ]
	run --separate-stderr -2 unit table --kinds bills --wide bills=peer t.csv
	[ "${stderr_lines[0]}" = "unit: --wide: no column of bills is called 'peer'" ]
	run --separate-stderr -2 unit table --kinds bills --wide bills= t.csv
	[ "${stderr_lines[0]}" = 'unit: --wide: no column' ]
}

@test "rt-churn: --wide alone is the shape of cohorts, with a column it is ours" {
	wide_bills > wide.csv
	printf '%s\n' customer_id,month,amount u1,2026-01,80 u1,2026-02,81 u1,2026-03,82.5 \
		u2,2026-02,1000 u3,2026-01,0 > long.csv
	printf "customer_id,date\nu1,2026-01-05\n" > c.csv
	run --separate-stderr -0 rt-churn movements -a 2026-04-01 long.csv
	want=$output
	for words in '--wide=amount wide.csv' '--wide amount wide.csv' \
		'--table bills=wide.csv --wide bills=amount'; do
		run --separate-stderr -0 rt-churn movements -a 2026-04-01 $words
		prints <<< "$want"
	done
	run --separate-stderr -0 rt-churn cohorts -a 2026-04-01 --wide c.csv
	[[ ${lines[0]} == cohort,size,age_0,age_1* ]] || wrong "$output"
	run --separate-stderr -2 rt-churn movements -a 2026-04-01 --wide
	[ "${stderr_lines[0]}" = "rt-churn: option '--wide' needs a value" ]
}
