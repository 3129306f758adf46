# conditions -- --where: only records that meet it are used, in all tools.

load helper

bills()
{
	cat <<-'END'
		customer_id,month,amount,地区,paid
		u1,2026-01,80,北,2026-02-03
		u2,2026-01,90,南,
		u3,2026-01,"1,000.5",北,2026-01-03
		u4,2026-02,70,,
	END
}

# The ids of the records that are used under these conditions.
ids_where()	# CONDITION... -- IDS
{
	local args=() want
	while [ "$1" != -- ]; do
		args+=(--where "$1")
		shift
	done
	want=$2
	run -0 --separate-stderr unit table --trust no-match --kinds bills "${args[@]}" t.csv
	[ "$(sed 1d <<< "$output" | cut -d , -f 2 | paste -sd ' ')" = "$want" ] ||
		wrong "${args[*]}: $output"
}

@test "the language of rule conditions: words, numbers, dates, blank, prefixes" {
	bills > t.csv
	ids_where 地区=北 -- 'u1 u3'
	ids_where '地区=南|北' -- 'u1 u2 u3'
	ids_where '地区!=北' -- 'u2 u4'
	ids_where '!地区' -- u4
	ids_where 'paid?' -- 'u1 u3'
	ids_where 'amount>80' -- 'u2 u3'
	ids_where 'amount=1000.50' -- u3
	ids_where 'amount<80' -- u4
	ids_where 'paid<2026-02-01' -- u3
	ids_where 'month=2026-02' -- u4
	ids_where 'customer_id^=u1|u2' -- 'u1 u2'
	ids_where '地区=北;amount>80' -- u3
	ids_where 地区=北 'amount>80' -- u3
	ids_where ' 地区 = 北 ; amount > 80 ' -- u3
	ids_where region=北 -- 'u1 u3'
	ids_where 金额=70 -- u4
	ids_where 'bills:地区=北' -- 'u1 u3'
}

@test "numbers with an exponent are the nearest amount, and beyond all amounts beyond" {
	printf 'customer_id,month,amount\nu1,2026-01,-1.5\nu2,2026-01,-1\nu3,2026-01,9\n' > t.csv
	for huge in 1e15 1e18 1e30 99999999999999999999; do # 2^63 is 922337203685477.5808
		ids_where "amount<$huge" -- 'u1 u2 u3'
		ids_where "amount>$huge" -- ''
		ids_where "amount>-$huge" -- 'u1 u2 u3'
		ids_where "amount<-$huge" -- ''
	done
	ids_where 'amount=-15e-1' -- u1
	ids_where 'amount<-1.5e0' -- ''
	ids_where 'amount>-1.5e0' -- 'u2 u3'
	# -1.00005 lies half way, and goes away from 0: -1.0001
	ids_where 'amount>-1.00005e0' -- 'u2 u3'
	ids_where 'amount<-0.99994e0' -- 'u1 u2'
}

@test "from one on, and up to one: numbers, days and months, never of a blank cell" {
	printf 'customer_id,month,amount,paid\nu1,2026-01,79.99,2026-02-03\nu2,2026-02,80,2026-02-04\nu3,2026-03,80.0001,\n' > t.csv
	ids_where 'amount>=80' -- 'u2 u3'
	ids_where 'amount <= 80' -- 'u1 u2'
	ids_where 'amount>=80.00;amount<=80' -- u2
	ids_where 'month>=2026-02' -- 'u2 u3'
	ids_where 'month<=2026-02' -- 'u1 u2'
	ids_where 'paid>=2026-02-04' -- u2
	ids_where 'paid<=2026-02-03' -- u1
	ids_where 'paid>=2026-02-01;paid<=2026-02-28' -- 'u1 u2'
}

@test "a value may hold a colon, a bar or a semicolon" {
	printf 'customer_id,month,amount,x\nu1,2026-01,1,a:b\nu2,2026-01,2,a|b\nu3,2026-01,3,a;b\n' > t.csv
	ids_where 'x=a:b' -- u1
	ids_where 'x=a\|b' -- u2
	ids_where 'bills:x=a\;b' -- u3
}

@test "rows are rows used, rejected and left out" {
	bills | sed 's/"1,000.5"/x/; 3s/2026-01/never/' > t.csv
	run --separate-stderr -0 unit table -v --kinds bills -r bad.csv --where 'amount>75' t.csv
	prints <<-'EOF'
		bills,customer_id,month,amount,paid
		2,u1,2026-01,80.00,2026-02-03
	EOF
	[ "${stderr_lines[1]}" = 'unit: t.csv: 4 rows, 2 rejected, 1 left out' ]
	same_file bad.csv <(cat <<-'EOF'
		file,line,column,reason,record
		t.csv,3,month,not a month such as 2026-03,"u2,never,90,南,"
		t.csv,4,amount,not a number such as 79.00,"u3,2026-01,x,北,2026-01-03"
	EOF
	)
	run --separate-stderr -1 unit table --kinds bills --where 'amount>75' t.csv
	prints_err <<< 'unit: t.csv:3: month: not a month such as 2026-03'
}

@test "what is left out may be bad: a total at the end" {
	{ bills; echo 合计,,1240.5,,; } > t.csv
	run --separate-stderr -1 unit table --kinds bills t.csv
	run --separate-stderr -0 unit table --kinds bills --where 'customer_id!=合计' t.csv
	[ "${#lines[@]}" = 5 ]
}

@test "without a kind it is about tables that have its columns; with one, about that kind" {
	bills > t.csv
	printf 'customer_id,name,region\nu1,x,北\nu2,y,东\n' > c.csv
	run --separate-stderr -0 unit table -v --kinds bills,customers --where 'name=y' t.csv c.csv
	[ "${stderr_lines[2]}" = 'unit: t.csv: 4 rows, 0 rejected' ]
	[ "${stderr_lines[3]}" = 'unit: c.csv: 2 rows, 0 rejected, 1 left out' ]
	run --separate-stderr -0 unit table -v --kinds bills,customers --where 'customers:region=东' t.csv c.csv
	[ "${stderr_lines[2]}" = 'unit: t.csv: 4 rows, 0 rejected' ]
	[ "${stderr_lines[3]}" = 'unit: c.csv: 2 rows, 0 rejected, 1 left out' ]
}

@test "a column that is not there is a usage error, in one table of several too" {
	bills > t.csv
	printf 'customer_id,month,amount\nu5,2026-01,5\n' > other.csv
	while IFS='|' read -r condition message; do
		run --separate-stderr -2 unit table --kinds bills,customers --where "$condition" t.csv other.csv
		[ "${stderr_lines[0]}" = "unit: --where$message" ] || wrong "$condition: $stderr"
		[ -z "$output" ]
	done <<-'EOF'
		manager=x|: no input has a column 'manager'
		bills:manager=x|: t.csv has no column 'manager'
		bills:地区=北|: other.csv has no column '地区'
		地区=北|: of several tables of bills only some have a column '地区'
		calls:peer=10086|: no table of calls is read here
		amount| 'amount': a term without a test
		=5| '=5': a term without a column
		amount<x| 'amount<x': neither a number nor a date behind '<' or '>', such as 100
	EOF
	run --separate-stderr -2 unit table --kinds bills --where '' t.csv
	[ "${stderr_lines[0]}" = 'unit: --where: no condition' ]
}

@test "a condition that nothing meets is a doubt, and names what there is" {
	bills > t.csv
	run --separate-stderr -0 unit table --kinds bills --where 地区=东 t.csv
	prints_err <<< "unit: t.csv: doubt no-match: no record meets --where 地区=东, though its column has values: '北' 2, '南' 1"
	run --separate-stderr -0 unit table --kinds bills --where customer_id=u9 t.csv
	prints_err <<< 'unit: t.csv: doubt no-match: no record meets --where customer_id=u9, though its column has values'
	run --separate-stderr -0 unit table --trust no-match --kinds bills --where 地区=东 t.csv
	[ -z "$stderr" ]
	run --separate-stderr -0 unit table --kinds bills --where '地区=北;amount>5000' t.csv
	[[ $stderr == *"no record meets --where 地区=北;amount>5000, though its column has values: "* ]]
	printf 'customer_id,month,amount,x\nu1,2026-01,1,\n' > t.csv
	run --separate-stderr -0 unit table --kinds bills --where x=1 t.csv
	[ -z "$stderr" ]
}

@test "it works on months in columns, with --skip, --null and any lane" {
	printf 'Titel\nKunde;2026-01;2026-02\nu1;80;-\nu2;;90\n' > t.csv
	for lane in '' libcsv; do
		RT_CSV=$lane run -0 unit table -d ';' --skip auto --null - -c customer_id=Kunde \
			--wide amount --kinds bills --where 'month=2026-02' t.csv
		prints <<-'EOF'
			bills,customer_id,month,amount
			4,u2,2026-02,90.00
		EOF
	done
}

@test "all five tools take it" {
	printf 'customer_id,month,amount,x\nu1,2026-01,80,a\nu1,2026-02,80,a\nu1,2026-03,80,a\nu2,2026-01,999,b\nu2,2026-02,999,b\nu2,2026-03,999,b\n' > t.csv
	grep -v ',b$' t.csv > want.csv
	for cmd in rt-tier 'rt-churn movements' rt-triggers 'rt-report table --by x --sum amount'; do
		run -0 --separate-stderr $cmd -a 2026-04-01 want.csv
		want=$output
		run -0 --separate-stderr $cmd -a 2026-04-01 --where x=a -j 3 t.csv
		prints <<< "$want"
	done
	printf 'workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence\n1,u1,a,care,L1,2026-04-01,2026-04-03T18:00,call,x,y\n2,u2,a,care,urgent,2026-04-01,2026-04-03T18:00,call,x,y\n' > w.csv
	run -0 --separate-stderr rt-schedule -a 2026-04-01 --where level=urgent w.csv
	[ "${#lines[@]}" = 2 ] && [[ ${lines[1]} == *,u2,* ]]
}

@test "rt-report: what was left out stands in the footer" {
	bills > t.csv
	run -0 --separate-stderr rt-report table --format text -a 2026-04-01 --where 地区=北 --by 地区 --sum amount t.csv
	[ "${lines[-1]}" = 'Input: t.csv (table): 4 rows, 0 rejected, 2 left out (--where)' ] || wrong "$output"
	run -0 --separate-stderr rt-report table --lang zh --format text -a 2026-04-01 --where 地区=北 --by 地区 --sum amount t.csv
	[ "${lines[-1]}" = '输入: t.csv (table): 4 行, 0 拒绝, 2 未计入（--where）' ] || wrong "$output"
	run -0 --separate-stderr rt-report table --format json -a 2026-04-01 --where 地区=北 --by 地区 --sum amount t.csv
	[[ $output == *'"rows": 4, "rejected": 0, "left_out": 2}'* ]]
	run -0 --separate-stderr rt-report table --format text -a 2026-04-01 --by 地区 --sum amount t.csv
	[ "${lines[-1]}" = 'Input: t.csv (table): 4 rows, 0 rejected' ]
	run -0 --separate-stderr rt-report table --skip-empty --trust no-match --where 地区=东 --by 地区 --sum amount t.csv
	[ -z "$output" ]
}

@test "tables that the program wrote for itself are read whole" {
	bills > t.csv
	rt-report table --format csv --by 地区 --sum amount t.csv > before.csv
	run -0 --separate-stderr rt-report table --format csv --where 'paid?' --by 地区 --sum amount --previous before.csv t.csv
	[ "${lines[1]}" = 北,1080.50,0.000000 ] || wrong "$output"
}
