# names -- headings and words of one's own: --names, RT_NAMES, --print-names.

load helper

names()
{
	cat > n.csv
}

# The columns that the header has for a table of bills, with n.csv in force.
columns_of()	# HEADER
{
	printf '%s\n' "$1" > t.csv
	run -0 unit table --names n.csv --kinds bills t.csv
	[ "$output" = "bills,$2" ] || wrong "$1: $output"
}

@test "--names: another heading of a column, in tables of all kinds or of one" {
	names <<-'EOF'
		kind,column,value,text
		,customer_id,,卡号
		bills,amount,,净额
		customers,amount,,月均
	EOF
	columns_of '卡号,账期,净额' customer_id,month,amount
	columns_of '卡　号,账期, 净额（元）' customer_id,month,amount
	printf '卡号,账期,月均\n' > t.csv
	run --separate-stderr -1 unit table --names n.csv --kinds bills t.csv
	[[ $stderr == "unit: t.csv:1: no column 'amount' for a table of bills; "* ]]
	printf '卡号,月均,姓名\nu1,5,x\n' > t.csv
	run -0 unit table --names n.csv --kinds bills,customers t.csv
	prints <<-'EOF'
		customers,customer_id,name,amount
		2,u1,x,5.00
	EOF
}

@test "--names: it is found by --column, --by, --keep and --wide too" {
	names <<-'EOF'
		kind,column,value,text
		,amount,,净额
		,region,,片区
	EOF
	printf 'customer_id,month,净额,片区\nu1,2026-01,80,北\nu2,2026-01,70,南\n' > t.csv
	run -0 rt-report table --format csv --names n.csv --by region --sum amount t.csv
	prints <<-'EOF'
		region,sum_amount
		北,80.00
		南,70.00
	EOF
	printf 'customer_id,2026-01(万元)\nu1,80\n' > t.csv
	run --separate-stderr -1 unit table --names n.csv --kinds bills --wide 净额 t.csv
	prints_err <<< "unit: t.csv:1: the heading '2026-01(万元)' counts in 万元, '净额' in 元"
}

@test "--names: what is said goes before names and built-in headings, behind --column" {
	names <<-'EOF'
		kind,column,value,text
		,amount,,净额
	EOF
	printf 'customer_id,month,amount,金额,净额,总额\nu1,2026-01,1,2,3,4\n' > t.csv
	run -0 unit table --names n.csv --kinds bills t.csv
	[ "${lines[1]}" = 2,u1,2026-01,3.00 ]
	run -0 unit table --names n.csv --kinds bills -c amount=总额 t.csv
	[ "${lines[1]}" = 2,u1,2026-01,4.00 ]
	printf 'customer_id,month,金额\nu1,2026-01,2\n' > t.csv
	run -0 unit table --names n.csv --kinds bills t.csv
	[ "${lines[1]}" = 2,u1,2026-01,2.00 ]
}

@test "--names: a heading goes over from the column that had it" {
	names <<-'EOF'
		kind,column,value,text
		bills,data_mb,,金额
		,plan_fee,,话费
	EOF
	printf 'customer_id,month,金额,消费,话费\nu1,2026-01,1,2,3\n' > t.csv
	run -0 unit table --names n.csv --kinds bills t.csv
	prints <<-'EOF'
		bills,customer_id,month,amount,data_mb
		2,u1,2026-01,2.00,1.00
	EOF
	printf 'customer_id,话费,金额\nu1,3,4\n' > t.csv
	run -0 unit table --names n.csv --kinds customers t.csv
	prints <<-'EOF'
		customers,customer_id,amount,plan_fee
		2,u1,4.00,3.00
	EOF
	names <<-'EOF'
		kind,column,value,text
		,case_id,,编号
		bills,customer_id,,编号
	EOF
	columns_of '编号,账期,金额' customer_id,month,amount
	printf '编号,客户编号,受理时间,级别\n' > t.csv
	run -0 unit table --names n.csv --kinds cases t.csv
	[ "$output" = cases,case_id,customer_id,opened,level ]
}

@test "RT_NAMES stands in for --names; several files add up" {
	printf 'kind,column,value,text\n,customer_id,,卡号\n' > a.csv
	printf 'kind,column,value,text\n,amount,,净额\n' > b.csv
	printf '卡号,month,净额\nu1,2026-01,80\n' > t.csv
	run -0 unit table --names a.csv --names b.csv --kinds bills t.csv
	[ "${lines[1]}" = 2,u1,2026-01,80.00 ]
	sed -n 2p b.csv >> a.csv
	RT_NAMES=a.csv run -0 unit table --kinds bills t.csv
	[ "${lines[1]}" = 2,u1,2026-01,80.00 ]
	RT_NAMES=a.csv run -1 unit table --names b.csv --kinds bills t.csv
	RT_NAMES= run -1 unit table --kinds bills t.csv
	RT_NAMES=none.csv run --separate-stderr -3 unit table --kinds bills t.csv
	prints_err <<< 'unit: none.csv: No such file or directory'
}

@test "--print-names prints what is built in and one's own, in every tool" {
	names <<-'EOF'
		kind,column,value,text
		bills,amount,,净额
		,data_mb,,话费
	EOF
	for tool in $TOOLS; do
		run -0 $tool --print-names
		[ "${lines[0]}" = kind,column,value,text ]
		for row in ,customer_id,,客户编号 ,amount,,话费 ,customer_id,,电话号码; do
			grep -qx -- "$row" <<< "$output" || wrong "$tool: $row"
		done
		[ "$(grep -c '^[a-z]*,[a-z_]*,,' <<< "$output")" = \
			"$(sed -s 1d "$TOP"/common/table/{,spare-}aliases.csv | awk -F, '$3 == ""' | wc -l)" ]
		run -0 $tool --names n.csv --print-names
		grep -qx bills,amount,,净额 <<< "$output"
		grep -qx ,data_mb,,话费 <<< "$output"
		! grep -qx ,amount,,话费 <<< "$output" || wrong "$tool: not in force"
	done
}

@test "print, edit, --names: the same, and what was added" {
	rt-tier --print-names > all.csv
	rt-report --print-names --names all.csv > again.csv
	same_file all.csv again.csv
	echo bills,amount,,净额 >> all.csv
	rt-tier --print-names --names all.csv > one.csv
	[ "$(wc -l < one.csv)" = "$(($(wc -l < again.csv) + 1))" ]
	rt-tier --print-names --names one.csv > two.csv
	same_file one.csv two.csv
	printf 'customer_id,month,净额,金额\nu1,2026-01,80,1\n' > t.csv
	run -0 unit table --names one.csv --kinds bills t.csv
	[ "${lines[1]}" = 2,u1,2026-01,80.00 ]
	run -0 rt-tier --print-names -o out.csv
	same_file out.csv again.csv
}

@test "a row of --names that cannot be names its line and column" {
	while IFS='|' read -r row message; do
		printf 'kind,column,value,text\n,customer_id,,卡号\n%s\n' "$row" > n.csv
		run --separate-stderr -2 unit table --names n.csv --kinds bills t.csv
		[ "${stderr_lines[0]}" = "unit: n.csv:3: $message" ] || wrong "$row: $stderr"
	done <<-'EOF'
		bill,amount,,净额|kind: unknown kind of table
		blils,amount,,净额|kind: unknown kind of table (did you mean 'bills'?)
		bills,region,,片区|column: no column of bills
		bills,amuont,,净额|column: no column of bills (did you mean 'amount'?)
		,x,,净额|column: no column of any table
		,,,净额|column: no column of any table: blank
		bills,amount,,|text: blank
		bills,amount,,due|text: the name of another column of bills
		,amount,,卡号|text: said of column 'customer_id' before
	EOF
	printf 'kind,column,text\n' > n.csv
	run --separate-stderr -2 unit table --names n.csv --kinds bills t.csv
	[ "${stderr_lines[0]}" = "unit: n.csv:1: no column 'value'" ]
	run --separate-stderr -2 unit table --names '' --kinds bills t.csv
	printf 'kind,column,value,text\n' > n.csv
	printf 'customer_id,month,amount\n' > t.csv
	run --separate-stderr -2 unit table --names n.csv -o n.csv --kinds bills t.csv
	[ "${stderr_lines[0]}" = 'unit: n.csv is an input: it cannot be the output too' ]
	run --separate-stderr -2 unit table --names n.csv -r n.csv --kinds bills t.csv
	same_file n.csv <(echo kind,column,value,text)
}
