# table -- kinds, names of columns, cells by type, options, policies; see
# tests/unit/table.c.  The number before each row is its line in the file.

load helper

# A bad cell: what follows is the table, then the message.
refuses()	# MESSAGE
{
	cat > bad.csv
	run --separate-stderr -1 unit table --kinds "${kinds:-bills}" bad.csv
	prints_err <<< "unit: bad.csv:$1"
}

# --- names

@test "names: any case, spaces around, spaces dots and hyphens for underscores" {
	run -0 unit table --kinds bills <<-'EOF'
		 Customer-ID ,MONTH,Amount,data.mb
		u1,2026-01,80,1
	EOF
	prints <<-'EOF'
		bills,customer_id,month,amount,data_mb
		2,u1,2026-01,80.00,1.00
	EOF
}

@test "names: columns in any order, others are passed over" {
	run -0 unit table --kinds bills <<-'EOF'
		amount,x,,month,customer_id,
		80,1,2,2026-01,u1,3
	EOF
	prints <<-'EOF'
		bills,customer_id,month,amount
		2,u1,2026-01,80.00
	EOF
}

@test "names: aliases, Chinese ones too" {
	run -0 unit table --kinds bills <<-'EOF'
		客户编号,账期,话费,流量,应缴日期
		u1,202601,"1,080.5",2048,2026/2/5
	EOF
	prints <<-'EOF'
		bills,customer_id,month,amount,data_mb,due
		2,u1,2026-01,1080.50,2048.00,2026-02-05
	EOF
}

# NAME,HEADING of both lists; an alias with a value is a word of cells.
headings_of_lists()
{
	sed -n 's/,$//p' "$TOP/common/table/aliases.csv"
	sed 1d "$TOP/common/table/spare-aliases.csv"
}

@test "names: every alias of the list answers to its name" {
	while IFS=, read -r name alias; do
		printf 'age,survivors,%s\n1,2,found\n' "$alias" > t.csv
		run -0 unit table --kinds survivors --user "$name" t.csv
		[ "${lines[1]}" = 2,1,2,found ] || wrong "$alias is not taken for $name"
	done < <(headings_of_lists)
}

@test "names: the name itself wins over an alias" {
	run -0 unit table --kinds bills <<-'EOF'
		spend,customer_id,month,amount,revenue
		1,u1,2026-01,80,2
	EOF
	prints <<-'EOF'
		bills,customer_id,month,amount
		2,u1,2026-01,80.00
	EOF
}

@test "names: two aliases of a needed column are an error that names both" {
	refuses "1: both 'spend' and 'revenue' answer to 'amount'; say which with --column amount=HEADING" <<-'EOF'
		customer_id,month,spend,revenue
		u1,2026-01,1,2
	EOF
	run -0 unit table --kinds bills -c amount=revenue bad.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		2,u1,2026-01,2.00
	EOF
}

@test "names: the same heading twice matters only where it is needed" {
	refuses "1: the heading 'amount' stands twice, in columns 3 and 5" <<-'EOF'
		customer_id,month,amount,x,amount
		u1,2026-01,1,2,3
	EOF
	run -0 unit table --kinds bills <<-'EOF'
		customer_id,month,amount,x,x
		u1,2026-01,1,2,3
	EOF
	prints <<-'EOF'
		bills,customer_id,month,amount
		2,u1,2026-01,1.00
	EOF
}

@test "names: a missing column is named, with the heading that comes near" {
	refuses "1: no column 'amount' for a table of bills; it has customer_id and month, and misses amount; heading 'amont': did you mean 'amount'? Say --column amount=amont" <<-'EOF'
		customer_id,month,amont
		u1,2026-01,80
	EOF
	refuses "1: no column 'amount' for a table of bills; it has customer_id and month, and misses amount; if it has another name, say --column amount=HEADING" <<-'EOF'
		customer_id,month,Betrag
		u1,2026-01,80
	EOF
}

@test "names: the first line is not shown, since it may be a record" {
	printf '13812345678,Zhang,80\n' > t.csv
	run --separate-stderr -1 unit table --kinds bills t.csv
	[[ $stderr != *138* && $stderr != *Zhang* ]]
}

# --- --column

@test "--column: the last word on a name, for all kinds or for one" {
	cat > t.csv <<-'EOF'
		who,customer_id,month,amount,x
		u1,u2,2026-01-15,80,5
	EOF
	run -0 unit table --kinds bills --column customer_id=who -c amount=X t.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		2,u1,2026-01,5.00
	EOF
	run -0 unit table --kinds bills,purchases -c purchases.amount=x -c amount=who \
		-c bills.amount=amount -c date=month --table bills=t.csv --table purchases=t.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		2,u2,2026-01,80.00
		purchases,customer_id,date,amount
		2,u2,2026-01-15,5.00
	EOF
}

@test "--column: a header that no input has, a name that no kind has" {
	printf 'customer_id,month,amount\nu1,2026-01,80\n' > t.csv
	run --separate-stderr -2 unit table --kinds bills -c amount=Betrag t.csv
	[ "${stderr_lines[0]}" = "unit: --column: no input has a heading 'Betrag' for 'amount'" ]
	run --separate-stderr -2 unit table --kinds bills -c amuont=x t.csv
	[ "${stderr_lines[0]}" = "unit: --column: no column is called 'amuont'; did you mean 'amount'?" ]
	run --separate-stderr -2 unit table --kinds bills -c bills.peer=x t.csv
	[ "${stderr_lines[0]}" = "unit: --column: no column is called 'peer'" ]
	run --separate-stderr -2 unit table --kinds bills -c amount t.csv
	[ "${stderr_lines[0]}" = "unit: --column: not NAME=HEADER or KIND.NAME=HEADER" ]
	printf 'customer_id,month,x\nu1,2026-01,80\n' > t.csv
	run --separate-stderr -2 unit table --kinds bills -c amount=Betrag t.csv
	[ "${stderr_lines[0]}" = "unit: --column: t.csv has no heading 'Betrag' for 'amount'" ]
}

@test "--column: one input of several may have the header" {
	printf 'customer_id,month,amount\nu1,2026-01,80\n' > a.csv
	printf 'customer_id,month,Betrag\nu1,2026-01,81\n' > b.csv
	run -0 unit table --kinds bills -c amount=Betrag a.csv b.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		2,u1,2026-01,80.00
		bills,customer_id,month,amount
		2,u1,2026-01,81.00
	EOF
}

@test "a column that the user names: by name, by alias, by heading" {
	printf 'customer_id,month,spend,Land-Kreis\nu1,2026-01,80,5\n' > t.csv
	for name in amount spend 金额 land_kreis ' Land Kreis'; do
		run -0 unit table --kinds bills --user "$name" t.csv
		[[ $name == *and* ]] && want=5 || want=80
		[ "${lines[1]}" = "2,u1,2026-01,80.00,$want" ]
	done
	run --separate-stderr -2 unit table --kinds bills --user none t.csv
	prints_err <<< "unit: --user: no input has a column 'none'"
}

# --- kinds

@test "kinds: each is recognised by its required columns" {
	while read -r kind header; do
		printf '%s\n' "$header" > t.csv
		run -0 unit table t.csv --kinds workorders,plan,tiers,cases,calls,forwards,activity,contacts,objections,surveys,bills,contracts,purchases,managers,calendar,survivors,customers
		[ "${output%%,*}" = "$kind" ] || wrong "$header: $output"
	done <<-'EOF'
		workorders workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence
		plan date,start,end,manager,customer_id,tier,channel,workorders,triggers,on_time,status
		tiers customer_id,scope,tier,rank,status
		cases case_id,customer_id,opened,level
		calls customer_id,time,peer,seconds
		forwards customer_id,date,target
		activity customer_id,time,action
		contacts customer_id,time,channel
		objections customer_id,time,kind
		surveys customer_id,time,nps
		surveys customer_id,time,dimension
		bills customer_id,month,amount
		contracts customer_id,end
		purchases customer_id,date
		managers manager,region
		calendar date,kind
		survivors age,survivors
		customers customer_id,name
		customers customer_id,manager,region
		bills customer_id,month,amount,due,date
	EOF
}

@test "kinds: only among those that are read" {
	printf 'customer_id,date,target\nu1,2026-01-01,unicom\n' > t.csv
	run -0 unit table --kinds purchases,bills t.csv
	prints <<-'EOF'
		purchases,customer_id,date
		2,u1,2026-01-01
	EOF
}

@test "kinds: a header with month or its like is not customers by itself" {
	printf 'customer_id,month\nu1,2026-01\n' > t.csv
	run --separate-stderr -1 unit table --kinds customers t.csv
	prints_err <<< "unit: t.csv:1: a table with a column 'month' is not taken for customers by itself; the nearest kind is bills, which has customer_id and month, and misses amount; --table customers=FILE takes it for customers"
	run --separate-stderr -1 unit table --kinds customers,bills t.csv
	prints_err <<< "unit: t.csv:1: no column 'amount' for a table of bills; it has customer_id and month, and misses amount; if it has another name, say --column amount=HEADING"
	for name in month time date peer target end case_id due; do
		printf 'customer_id,name,%s\nu1,x,\n' $name > t.csv
		run -1 unit table --kinds customers t.csv
		run -0 unit table --kinds customers --table customers=t.csv
		prints <<-'EOF'
			customers,customer_id,name
			2,u1,x
		EOF
	done
}

@test "kinds: nor is a table of nothing but customer_id" {
	printf 'customer_id\nu1\n' > t.csv
	run --separate-stderr -1 unit table --kinds customers,bills t.csv
	prints_err <<< "unit: t.csv:1: a table with nothing but 'customer_id' is not taken for customers by itself; the nearest kind is bills, which has customer_id, and misses month and amount; --table customers=FILE takes it for customers"
	run -0 unit table --kinds customers --given t.csv
	prints <<-'EOF'
		customers,customer_id
		2,u1
	EOF
}

@test "kinds: a table of a kind that is not read here" {
	printf 'customer_id,month,amount\n' > t.csv
	run --separate-stderr -1 unit table --kinds customers t.csv
	prints_err <<< "unit: t.csv:1: a table of bills, which is not read here; --table customers=FILE takes it for customers"
}

@test "--table: said, in the order of the command line, or standard input" {
	printf 'customer_id,month,amount\nu1,2026-01,80\n' > a.csv
	printf 'customer_id,date\nu1,2026-01-02\n' > b.csv
	sed 's/u1/u2/' a.csv > c.csv
	run -0 unit table --kinds bills,purchases --table purchases=b.csv a.csv --table Bills < c.csv
	prints <<-'EOF'
		purchases,customer_id,date
		2,u1,2026-01-02
		bills,customer_id,month,amount
		2,u1,2026-01,80.00
		bills,customer_id,month,amount
		2,u2,2026-01,80.00
	EOF
	run --separate-stderr -2 unit table --kinds bills --table bill=a.csv
	[ "${stderr_lines[0]}" = "unit: --table: 'bill=a.csv' does not begin with a kind of table" ]
	run --separate-stderr -2 unit table --kinds bills --table calls=b.csv a.csv
	[ "${stderr_lines[0]}" = "unit: --table: no table of calls is read here" ]
	run --separate-stderr -2 unit table --kinds bills --table bills - < a.csv
	[ "${stderr_lines[0]}" = "unit: standard input is named twice" ]
}

@test "--verbose says what each file was taken for, and its rows" {
	printf 'customer_id,month,amount\n' > t.csv
	run --separate-stderr -0 unit table -v --kinds bills,purchases t.csv
	prints_err <<-'EOF'
		unit: t.csv: taken for bills
		unit: t.csv: 0 rows, 0 rejected
	EOF
	printf '%s\n' u1,2026-01,1 u2,2026-01,x u3,2026-01 u4,2026-01,1 >> t.csv
	run --separate-stderr -0 unit table -v --kinds bills,purchases -r bad.csv t.csv
	[ "${stderr_lines[1]}" = 'unit: t.csv: 4 rows, 2 rejected' ]
}

# --- cells

@test "cells: what is not its type is bad data, with line and column" {
	refuses '3: amount: not a number such as 79.00' <<-'EOF'
		customer_id,month,amount
		u1,2026-01,80
		u1,2026-02,.5
	EOF
	refuses '2: amount: amount of money too large' <<-'EOF'
		customer_id,month,amount
		u1,2026-01,99999999999999999999
	EOF
	refuses '2: month: not a month such as 2026-03' <<-'EOF'
		customer_id,month,amount
		u1,2026-13,80
	EOF
	kinds=purchases refuses '2: date: not a date such as 2026-03-05' <<-'EOF'
		customer_id,date
		u1,2023-02-29
	EOF
	kinds=calls refuses '2: time: not a time such as 2026-03-05T09:05' <<-'EOF'
		customer_id,time,peer,seconds
		u1,2026-02-01 25:00,10010,61
	EOF
	kinds=calls refuses '2: seconds: not a number of seconds such as 90' <<-'EOF'
		customer_id,time,peer,seconds
		u1,2026-02-01 23:00,10010,nan
	EOF
	kinds=survivors refuses '2: age: not a whole number such as 3' <<-'EOF'
		age,survivors
		-1,5
	EOF
	kinds=survivors refuses '2: age: number too large' <<-'EOF'
		age,survivors
		9223372036854775808,5
	EOF
}

@test "cells: what is too large, or a time that clocks skip, is called so" {
	kinds=survivors refuses '2: age: number too large' <<-'EOF'
		age,survivors
		9223372036854775808,1
	EOF
	kinds=calls refuses '2: seconds: number too large' <<-'EOF'
		customer_id,time,peer,seconds
		u1,2026-03-08T02:30,1,1e999
	EOF
	TZ=America/New_York kinds=calls refuses '2: time: no such time in the zone of TZ' <<-'EOF'
		customer_id,time,peer,seconds
		u1,2026-03-08T02:30,1,1
	EOF
}

@test "cells: blank where it must not be" {
	refuses '2: amount: blank' <<-'EOF'
		customer_id,month,amount
		u1,2026-01,
	EOF
	refuses '2: amount: blank' <<-'EOF'
		customer_id,month,amount
		u1,2026-01,  
	EOF
	refuses '2: customer_id: blank' <<-'EOF'
		customer_id,month,amount
		,2026-01,1
	EOF
	refuses '2: customer_id: only spaces' <<-'EOF'
		customer_id,month,amount
		  ,2026-01,1
	EOF
	kinds=calls refuses '3: peer: blank' <<-'EOF'
		customer_id,time,peer,seconds
		u1,2026-02-01 23:00,10010,61
		u1,2026-02-01 23:00,,61
	EOF
}

@test "cells: blank where it may be; spaces around values, but not ids" {
	run -0 unit table --kinds bills <<-'EOF'
		customer_id,month,amount,data_mb,due
		 u1 , 2026-01 , 80 ,,  
	EOF
	prints <<-'EOF'
		unit: -:2: doubt id-edge: 2 ids begin or end with a blank or a mark, first here; --clean-ids takes them off
		bills,customer_id,month,amount,data_mb,due
		2, u1 ,2026-01,80.00,,
	EOF
}

@test "cells: a gone row of a tiers table has neither tier nor rank" {
	run -0 unit table --kinds tiers <<-'EOF'
		customer_id,scope,tier,rank,previous_tier,movement
		u1,individual,,,vip,gone
	EOF
	prints <<-'EOF'
		tiers,customer_id,scope,tier,rank,previous_tier,movement
		2,u1,individual,,,vip,gone
	EOF
}

@test "--null: exactly that text is blank, for all kinds or for one" {
	cat > t.csv <<-'EOF'
		customer_id,month,amount,data_mb
		u1,2026-01,80,NULL
		u2,2026-01,80,-
		u3,2026-01,80," "
	EOF
	run -0 unit table --kinds bills --null NULL --null bills=- t.csv
	prints <<-'EOF'
		bills,customer_id,month,amount,data_mb
		2,u1,2026-01,80.00,
		3,u2,2026-01,80.00,
		4,u3,2026-01,80.00,
	EOF
	run --separate-stderr -1 unit table --kinds bills --null NULL --null calls=- t.csv
	prints_err <<< 'unit: t.csv:3: data_mb: not a number such as 79.00'
	run --separate-stderr -1 unit table --kinds bills --null NULL --null - --null u2 t.csv
	prints_err <<< 'unit: t.csv:3: customer_id: blank'
}

@test "--show-values shows the cell, control characters made visible" {
	printf 'customer_id,month,amount\nu1,2026-01,8\0330\n' > t.csv
	run --separate-stderr -1 unit table --kinds bills t.csv
	prints_err <<< 'unit: t.csv:2: amount: not a number such as 79.00'
	run --separate-stderr -1 unit table --kinds bills --show-values t.csv
	prints_err <<< "unit: t.csv:2: amount: not a number such as 79.00: '8\\x1B0'"
}

# --- rejects

bad_bills()
{
	cat <<-'EOF'
		customer_id,month,amount
		u1,2026-01,80
		u2,2026-01,x
		u3,2026-01,80,9
		"u,4",2026-13,80
		u5,2026-01,81
	EOF
}

@test "--rejects: bad records are kept, the rest is used" {
	bad_bills > t.csv
	run --separate-stderr -0 unit table --kinds bills -r rejects.csv t.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		2,u1,2026-01,80.00
		6,u5,2026-01,81.00
	EOF
	prints_err <<< 'unit: 3 records refused: see rejects.csv'
	run -0 cut -d, -f1-3,5- rejects.csv
	prints <<-'EOF'
		file,line,column,record
		t.csv,3,amount,"u2,2026-01,x"
		t.csv,4,,"u3,2026-01,80,9"
		t.csv,5,month,"""u,4"",2026-13,80"
	EOF
	[ "$(stat -c %a rejects.csv)" = 600 ]
}

@test "--rejects: a record keeps its line breaks, loses what is no text" {
	printf 'customer_id,month,amount\nu1,2026-01,"x\ny"\nu2,2026-01,\377\nu3,2026-01,1\0\nu4,2026-01,1\n' > t.csv
	run --separate-stderr -0 unit table --kinds bills --rejects rejects.csv t.csv
	run -0 cut -d, -f1,2,5- rejects.csv
	prints <<-'EOF'
		file,line,record
		t.csv,2,"u1,2026-01,""x
		y"""
		t.csv,4,"u2,2026-01,\xFF"
		t.csv,5,"u3,2026-01,1\x00"
	EOF
}

@test "--max-rejects: the next one ends the run, and none are written" {
	bad_bills > t.csv
	run --separate-stderr -1 unit table --kinds bills -r rejects.csv --max-rejects 2 t.csv
	prints_err <<< 'unit: t.csv:5: month: not a month such as 2026-03'
	[ ! -e rejects.csv ]
	run --separate-stderr -0 unit table --kinds bills -r rejects.csv --max-rejects 3 t.csv
	[ "$(wc -l < rejects.csv)" = 4 ]
	run --separate-stderr -2 unit table --kinds bills --max-rejects 3 t.csv
	[ "${stderr_lines[0]}" = 'unit: --max-rejects needs --rejects' ]
}

@test "--rejects: none leave a header, in place of what an earlier run found" {
	printf 'customer_id,month,amount\nu1,2026-01,80\n' > t.csv
	bad_bills > rejects.csv
	run --separate-stderr -0 unit table --kinds bills -r rejects.csv t.csv
	[ -z "$stderr" ]
	run -0 cat rejects.csv
	prints <<< 'file,line,column,reason,record'
}

@test "--rejects: an input, by any name, and the output are not written" {
	bad_bills > t.csv
	cp t.csv before.csv
	ln t.csv hard.csv
	ln -s t.csv soft.csv
	for name in t.csv hard.csv soft.csv ./t.csv; do
		run --separate-stderr -2 unit table --kinds bills -r "$name" t.csv
		[ "${stderr_lines[0]}" = "unit: $name is an input: it cannot take the rejects" ]
		run --separate-stderr -2 unit table --kinds bills -r "$name" < t.csv
		[ "${stderr_lines[0]}" = "unit: $name is an input: it cannot take the rejects" ]
		run --separate-stderr -2 unit table --kinds bills -o "$name" t.csv
		[ "${stderr_lines[0]}" = "unit: $name is an input: it cannot be the output too" ]
	done
	same_file before.csv t.csv
	run --separate-stderr -2 unit table --kinds bills -r out -o ./out t.csv
	[ "${stderr_lines[0]}" = 'unit: out is the output: it cannot take the rejects' ]
}

@test "--rejects -: standard output, when the rows go elsewhere" {
	printf '%s\n' customer_id,month,amount u1,2026-01,80 u2,2026-01,x > t.csv
	for name in - /dev/stdout; do
		run --separate-stderr -2 unit table --kinds bills -r $name t.csv
		[ "${stderr_lines[0]}" = 'unit: --rejects: standard output takes the rows, unless --output does' ]
		run --separate-stderr -0 unit table --kinds bills -o out.csv -r $name t.csv
		prints <<-'EOF'
			file,line,column,reason,record
			t.csv,3,amount,not a number such as 79.00,"u2,2026-01,x"
		EOF
		[ "$(tail -n 1 out.csv)" = 2,u1,2026-01,80.00 ]
		# A file behind it keeps what stands there, and what comes after.
		{
			echo before
			unit table --kinds bills -q -o out.csv -r $name t.csv
			echo after
		} > all.txt
		run -0 cat all.txt
		prints <<-'EOF'
			before
			file,line,column,reason,record
			t.csv,3,amount,not a number such as 79.00,"u2,2026-01,x"
			after
		EOF
	done
	[ ! -e ./- ]
}

@test "--rejects: policies and keys are not written" {
	(umask 077; printf %s 0123456789abcdef > key)
	printf '%s\n' workorder_id,customer_id,trigger,due > orders.csv
	printf '%s\n' customer_id,month,amount > bills.csv
	rt-tier --print-policy > tiers.csv
	run --separate-stderr -2 rt-tier -p tiers.csv -r ./tiers.csv bills.csv
	[ "${stderr_lines[0]}" = 'rt-tier: ./tiers.csv is a policy: it cannot take the rejects' ]
	same_file <(rt-tier --print-policy) tiers.csv
	printf '%s\n' level,weight,respond,resolve,source L1,1,,, > levels.csv
	run --separate-stderr -2 rt-schedule --levels levels.csv -r levels.csv orders.csv
	[ "${stderr_lines[0]}" = 'rt-schedule: levels.csv is a policy: it cannot take the rejects' ]
	run -0 wc -l levels.csv
	run --separate-stderr -2 rt-triggers --holdout 10 --key-file key -r key bills.csv
	[ "${stderr_lines[0]}" = 'rt-triggers: key is the key: it cannot take the rejects' ]
	[ "$(cat key)" = 0123456789abcdef ]
}

@test "--rejects: a full disk is told" {
	bad_bills > t.csv
	run --separate-stderr -3 unit table --kinds bills -r /dev/full t.csv
	prints_err <<< 'unit: /dev/full: No space left on device'
}

# --- how files are written

@test "-d -H --skip -e: for all tables" {
	printf '一月\nu1;2026-01;80\n' | iconv -f UTF-8 -t GB18030 > t.csv
	run -0 unit table --kinds bills -d ';' --skip 1 -e GB18030 -H customer_id,month,amount t.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		2,u1,2026-01,80.00
	EOF
	printf 'customer_id\tmonth\tamount\nu1\t2026-01\t80\n' > t.csv
	run -0 unit table --kinds bills --delimiter tab t.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		2,u1,2026-01,80.00
	EOF
	run --separate-stderr -2 unit table --kinds bills -d ';;' t.csv
	[ "${stderr_lines[0]}" = "unit: --delimiter: not one byte, 'tab', or a byte by its number such as \\x01" ]
}

@test "KIND=: for one kind, which the header has to show" {
	printf '客户编号;账期;话费\nu1;202601;80\n' | iconv -f UTF-8 -t GB18030 > a.csv
	printf 'customer_id,date,item\nu1,2026-01-02,购机\n' > b.csv
	run -0 unit table --kinds bills,purchases -e bills=gb18030 -d 'bills=;' b.csv a.csv
	prints <<-'EOF'
		purchases,customer_id,date,item
		2,u1,2026-01-02,购机
		bills,customer_id,month,amount
		2,u1,2026-01,80.00
	EOF
	run -0 unit table --kinds bills,purchases -e gb18030 -d ';' -e purchases=UTF-8 \
		-d purchases=, b.csv a.csv
	prints <<-'EOF'
		purchases,customer_id,date,item
		2,u1,2026-01-02,购机
		bills,customer_id,month,amount
		2,u1,2026-01,80.00
	EOF
}

@test "KIND=: a table without header beside one that has it" {
	printf 'u1,2026-01,80\n' > a.csv
	printf 'customer_id,date\nu1,2026-01-02\n' > b.csv
	run -0 unit table --kinds bills,purchases -H bills=customer_id,month,amount a.csv b.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		1,u1,2026-01,80.00
		purchases,customer_id,date
		2,u1,2026-01-02
	EOF
}

@test "KIND=: a header that ends with CR shows the kind as well" {
	printf '报表\rcustomer_id;month;amount\ru1;2026-01;80\r' | iconv -f UTF-8 -t GB18030 > a.csv
	printf 'customer_id,date\nu1,2026-01-02\n' > b.csv
	run -0 unit table --kinds bills,purchases -e bills=gb18030 -d 'bills=;' --skip bills=1 \
		a.csv b.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		3,u1,2026-01,80.00
		purchases,customer_id,date
		2,u1,2026-01-02
	EOF
}

@test "a table of any kind is one that rt writes when its header says so" {
	printf 'customer_id,tier,rank\n客户,gold,3\n' > tiers.csv
	run -0 rt-report table -d ';' -e gb18030 tiers.csv
	same_file tiers.csv - <<< "$output"
	printf 'customer_id;tier;rank\n客户;gold;3\n' | iconv -f UTF-8 -t GB18030 > own.csv
	run -0 rt-report table -d ';' -e gb18030 own.csv
	same_file tiers.csv - <<< "$output"
}

@test "tables that rt writes are UTF-8 with commas, whatever is said of others" {
	printf 'customer_id,tier,rank\n客户,gold,3\n' > tiers.csv
	printf 'a;b;c\n客户;2026-01;80\n' | iconv -f UTF-8 -t GB18030 > bills.csv
	run -0 unit table --kinds tiers,bills -e gb18030 -d ';' --skip 1 --null 3 \
		-H customer_id,month,amount tiers.csv bills.csv
	prints <<-'EOF'
		tiers,customer_id,tier,rank
		2,客户,gold,3
		bills,customer_id,month,amount
		2,客户,2026-01,80.00
	EOF
}

# --- the other common options

@test "options: what is unknown, incomplete or too much" {
	while IFS='|' read -r option message; do
		run --separate-stderr -2 unit table $option
		[ "$stderr" = "unit: $message"$'\n'"Try 'unit --help'." ] ||
			wrong "$option: $stderr"
		[ -z "$output" ]
	done <<-'EOF'
		--polcy x|unknown option '--polcy'; did you mean '--policy'?
		--zzzzzzzzzzz=1|unknown option '--zzzzzzzzzzz'
		-Z|unknown option '-Z'
		--output|option '--output' needs a value
		-o|option '--output' needs a value
		--quiet=1|option '--quiet' takes no value
		--max|option '--max' may be '--max-cell' or '--max-rejects'
		--color blue|--color: neither auto, always nor never
		-j 0|--jobs: not a whole number from 1 to 1024
		-j x|--jobs: not a whole number from 1 to 1024
		--skip -1|--skip: not a whole number from 0 to 2147483647
		--mode 8|--mode: not an octal mode from 0001 to 0777
		--eol cr|--eol: neither lf nor crlf
		--part 3/2|--part: not K/N with K from 1 to N, such as 1/4
		--part 0/2|--part: not K/N with K from 1 to N, such as 1/4
		-a 2026-02-29|--as-of: neither YYYY-MM-DD nor YYYY-MM-DDTHH:MM
		-a 2026-02-28T25:00|--as-of: neither YYYY-MM-DD nor YYYY-MM-DDTHH:MM
		-k a,|--keep: a column without a name
		-k a,b,a|--keep: 'a' twice
		-d "|--delimiter: neither a quote, a line end nor NUL can be one
		- -|standard input is named twice
	EOF
}

@test "options: --help and --version, and that they arrived" {
	run -0 unit table --version
	[ "${lines[0]}" = 'unit 0.1.0' ]
	run -0 unit table --help
	[ "${lines[0]}" = 'usage: table' ]
	[[ $output == *'-c, --column'*'--part'* ]]
	run -3 sh -c '"$RT_BUILD"/unit/table --help 2>&1 > /dev/full'
	prints <<< 'unit: standard output: No space left on device'
	run --separate-stderr -2 unit table --bogus --help
	[ "${stderr_lines[0]}" = "unit: unknown option '--bogus'" ]
}

@test "--as-of: option, RT_AS_OF, the day of SOURCE_DATE_EPOCH in UTC" {
	run -0 unit table --settled -a 2026-03-01
	prints <<< '2026-03-01 2026-03-02T00:00 0/0'
	run -0 unit table --settled -a 2026-03-01T12:30
	prints <<< '2026-03-01 2026-03-01T12:30 0/0'
	run -0 unit table --settled -a '2026-03-01 12:30'
	prints <<< '2026-03-01 2026-03-01T12:30 0/0'
	# 20:00 in UTC is 04:00 of the next day in Shanghai.
	export SOURCE_DATE_EPOCH=1772395200
	[ "$(date -u -d @$SOURCE_DATE_EPOCH +%FT%H)" = 2026-03-01T20 ]
	run -0 unit table --settled
	prints <<< '2026-03-01 2026-03-02T00:00 0/0'
	RT_AS_OF=2025-12-31T23:59 run -0 unit table --settled
	prints <<< '2025-12-31 2025-12-31T23:59 0/0'
	RT_AS_OF=x run --separate-stderr -2 unit table --settled
	[ "${stderr_lines[0]}" = 'unit: RT_AS_OF: neither YYYY-MM-DD nor YYYY-MM-DDTHH:MM' ]
	unset SOURCE_DATE_EPOCH
	run -0 unit table --settled
	[ "${output%% *}" = "$(date +%F)" ]
}

@test "--part: counted from one" {
	run -0 unit table --settled -a 2026-03-01 --part 2/3
	prints <<< '2026-03-01 2026-03-02T00:00 1/3'
}

@test "RT_CSV: libcsv or nothing" {
	RT_CSV=libcsv run -0 unit table --settled -a 2026-03-01
	RT_CSV='' run -0 unit table --settled -a 2026-03-01
	RT_CSV=fast run --separate-stderr -2 unit table --settled -a 2026-03-01
	[ "${stderr_lines[0]}" = "unit: RT_CSV in the environment is not 'libcsv'" ]
}

@test "--mode, -o - and -o /dev/stdout" {
	printf 'customer_id,month,amount\nu1,2026-01,80\n' > t.csv
	unit table --kinds bills --mode 640 -o out t.csv
	[ "$(stat -c %a out)" = 640 ]
	for name in - /dev/stdout; do
		echo before > got
		unit table --kinds bills -o $name t.csv >> got
		run -0 cat got
		prints <<-'EOF'
			before
			bills,customer_id,month,amount
			2,u1,2026-01,80.00
		EOF
	done
}

@test "standard output closed: a message and 3" {
	printf 'customer_id,month,amount\n' > t.csv
	run -3 sh -c '"$RT_BUILD"/unit/table --kinds bills t.csv 2>&1 >&-'
	prints <<< 'unit: standard output: Bad file descriptor'
}

@test "--progress: bytes, share, rate, time left; none without" {
	unit writer many '2026-01,80' 20000 | sed '1i customer_id,month,amount' |
		tr -d '"' > t.csv
	run --separate-stderr -0 unit table --kinds bills --progress -o out t.csv
	[[ ${stderr_lines[0]} =~ ^'unit: t.csv: '[0-9.]+' '[KM]?i?B' of '[0-9.]+' KiB, '[0-9]+'%, '.*'/s, '[-0-9:]+' left'$ ]]
	run --separate-stderr -0 unit table --kinds bills --no-progress -o out t.csv
	[ -z "$stderr" ]
	run --separate-stderr -0 unit table --kinds bills -o out t.csv
	[ -z "$stderr" ]
}

@test "a terminal sees one line of progress after a second, and none of it stays" {
	cat > slow.py <<-'END'
		import os, pty, subprocess, sys, time
		master, slave = pty.openpty()
		tool = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE,
		                        stdout=subprocess.DEVNULL, stderr=slave)
		rows = b"".join(b"C%d,2026-01,80\n" % i for i in range(20000))
		tool.stdin.write(b"customer_id,month,amount\n" + rows)
		for _ in range(7):
		    tool.stdin.flush()
		    time.sleep(0.2)
		    tool.stdin.write(rows)
		tool.stdin.close()
		status = tool.wait()
		os.close(slave)
		said = b""
		try:
		    while more := os.read(master, 65536):
		        said += more
		except OSError:
		    pass
		sys.stdout.write(said.decode())
		sys.exit(status)
	END
	run -0 python3 slow.py "$RT_BUILD/rt-tier" -m 2026-01
	wiped=$'\r\e[K'
	[[ $output =~ ^$'\r\e[?7lrt-tier: -: '[0-9.]+' '[KM]iB', '[0-9.]+' '[KM]iB/s$'\e[?7h\e[K' ]] || wrong "$output"
	[[ $output = *"$wiped" ]]
	# A message stands on a line of its own.
	run -0 python3 slow.py "$RT_BUILD/rt-tier" --progress -m 2026-07
	[[ $output = *"$wiped"$'\e[1mrt-tier:\e[0m no record in the 3 months'* ]] || wrong "$output"
	run -0 python3 slow.py "$RT_BUILD/rt-tier" --no-progress -m 2026-01
	[ -z "$output" ]
}

# --- policies

@test "--print-policy: the built-in one, byte for byte" {
	unit table --tiers --print-policy > out
	same_file "$TOP/common/table/policy/tiers.csv" out
	unit table --tiers --print-policy --policy out > out2
	same_file out out2
}

@test "tiers: the levels, best first, in whatever order they stand" {
	run -0 unit table --tiers
	prints <<-'EOF'
		individual supreme 1
		individual diamond 2
		individual gold 3
		individual silver 4
		individual vip 5
		individual quasi 6
		individual standard 7
		group supreme 1
		group diamond 2
		group gold 3
		group silver 4
		group vip 5
		group standard 7
	EOF
	want=$output
	{ printf '\357\273\277'; sed -n 1p "$TOP/common/table/policy/tiers.csv"
		sed 1d "$TOP/common/table/policy/tiers.csv" | tac; } | sed 's/$/\r/' > p.csv
	run -0 unit table --tiers -p p.csv
	prints <<< "$want"
}

# The built-in tiers, edited: line 2 to 8 are individuals, 9 to 14 groups.
policy_refused()	# SED-SCRIPT MESSAGE
{
	sed "$1" "$TOP/common/table/policy/tiers.csv" > p.csv
	run --separate-stderr -2 unit table --tiers -p p.csv
	prints_err <<< "unit: p.csv:$2"
}

@test "tiers: mistakes, with the line and 2" {
	policy_refused '4s/,300,/,x,/' '4: min_amount: not a number such as 79.00'
	policy_refused '4s/,300,/,-1,/' '4: min_amount: less than nothing'
	policy_refused '4s/,300,/,500,/' '4: min_amount: not below that of the better level on line 3'
	policy_refused '4s/,300,/,499.99,/; 3s/500/499.98/' '4: min_amount: not below that of the better level on line 3'
	policy_refused '3s/500,/,5/; 4s/300/1000/' '4: min_amount: not below that of the better level on line 2'
	policy_refused '11s/,200$/,501/' '11: min_members: not below that of the better level on line 10'
	policy_refused '4s/,3,/,0,/' '4: rank: not a positive whole number such as 1'
	policy_refused '4s/,3,/,,/' '4: rank: not a positive whole number such as 1'
	policy_refused '4s/,3,/,2,/' '4: rank: the same as on line 3'
	policy_refused '4s/gold/diamond/' '4: tier: the same as on line 3'
	policy_refused '4s/gold//' '4: tier: blank'
	policy_refused '4s/individual/persons/' '4: scope: neither individual nor group'
	policy_refused '7d' "1: no row 'individual,quasi'"
	policy_refused '8d' "1: no row 'individual,standard'"
	policy_refused '14d' "1: no row 'group,standard'"
	policy_refused '7s/,$/80,/;7s/6,80/6,80/;7s/6,/6,80/' '7: min_amount: quasi is reached by a rule of its own and has no floor'
	policy_refused '6s/,5,/,9,/' '6: rank: below quasi'
	policy_refused '7s/,6,/,9,/' '7: rank: below standard'
}

@test "policies: columns unknown, missing, twice; ragged rows; no file" {
	policy_refused '1s/min_members/min_member/' "1: unknown column 'min_member'; did you mean 'min_members'?"
	policy_refused '1s/$/,colour/;2,$s/$/,/' "1: unknown column 'colour'"
	policy_refused 's/,[^,]*$//' "1: no column 'min_members'"
	policy_refused 's/$/,/;1s/,$/,rank/' "1: column 'rank' stands twice"
	sed '4s/,300,/,300/' "$TOP/common/table/policy/tiers.csv" > p.csv
	run --separate-stderr -2 unit table --tiers -p p.csv
	[[ $stderr == 'unit: p.csv:4: '* ]]
	run --separate-stderr -3 unit table --tiers -p none.csv
	prints_err <<< 'unit: none.csv: No such file or directory'
}

@test "policies: what is none at all, with 2 and what to do" {
	policy_refused '1s/.*/<html>/' '1: HTML or XML, not CSV'
	policy_refused 's/,/;/g' "1: a header of a single cell with ';' in it; a policy has commas"
	iconv -f UTF-8 -t GB18030 "$TOP/common/table/policy/tiers.csv" > p.csv
	run --separate-stderr -2 unit table --tiers -p p.csv
	prints_err <<< 'unit: p.csv:2: column 3: not valid UTF-8; a policy is UTF-8, this one looks like GB18030'
	printf 'PK\3\4' > p.csv
	run --separate-stderr -2 unit table --tiers -p p.csv
	[[ $stderr == 'unit: p.csv:1: a workbook (.xlsx) or zip archive'* ]]
}

@test "policies: columns in any order, in any case" {
	cut -d, -f1-2 "$TOP/common/table/policy/tiers.csv" | sed '1s/tier/ Tier/' > left
	cut -d, -f3-7 "$TOP/common/table/policy/tiers.csv" | sed '1s/min_amount/Min Amount/' > right
	paste -d, right left > p.csv
	run -0 unit table --tiers -p p.csv
	[ "${lines[0]}" = 'individual supreme 1' ]
	[ ${#lines[@]} = 13 ]
}

# --- the calendar

@test "calendar: China's, of 2026: Labour Day and its make-up Saturday" {
	# 1 May is a Friday; 1 to 5 May are off, Saturday 9 May works.
	run -0 unit table --working 2026-04-30,12
	prints <<< 100000111101
}

@test "calendar: a file on top, weekends in its place" {
	cat > calendar.csv <<-'EOF'
		日期,kind,name
		2026-05-04,workday,
		2026/5/11,holiday,our own
		2026-05-06,occasion,no matter
	EOF
	run -0 unit table --working 2026-04-30,12 --calendar calendar.csv
	prints <<< 100010111100
	run -0 unit table --working 2026-04-30,12 --calendar weekends
	prints <<< 110011111001
}

@test "calendar: a mistake is bad data" {
	printf 'date,kind\n2026-05-04,feast\n' > calendar.csv
	run --separate-stderr -1 unit table --working 2026-05-01,1 --calendar calendar.csv
	prints_err <<< 'unit: calendar.csv:2: kind: neither holiday, workday nor occasion'
}
