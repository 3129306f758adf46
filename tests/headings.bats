# headings -- as people write them: white space, units, other names, slips,
# and what the message says when one is missing; see tests/unit/table.c.

load helper

# The columns that a header has for a table of bills, in rt-tables(5)'s names.
columns_of()	# HEADER
{
	printf '%s\n' "$1" > t.csv
	run -0 unit table --kinds bills t.csv
	[ "$output" = "bills,$2" ] || wrong "$1: $output"
}

# The complaint about that header, behind the file's name and line.
complains()	# KINDS HEADER MESSAGE
{
	printf '%s\n' "$2" > t.csv
	run --separate-stderr -1 unit table --kinds "$1" t.csv
	prints_err <<< "unit: t.csv:1: $3"
}

# --- white space

@test "white space of any kind around a heading or inside does not count" {
	all=customer_id,month,amount,data_mb
	columns_of $'　客户编号　,\xc2\xa0账期\t,金　额,流 量' $all
	columns_of $'客 户\xe3\x80\x80编\xe2\x80\x83号,账\xc2\xa0期,"应收\n金额",D O U' $all
	columns_of $'Customer\xc2\xa0ID,  MONTH ,A mount,data\xe3\x80\x80mb' $all
	columns_of $'Customer  Id,Bill\xe2\x80\x89Month,Amount\xe2\x80\x8b,Data - MB' customer_id,month,amount
	columns_of $'\xe2\x80\x8b客户\xe2\x80\x8d编号,账期\xe2\x81\xa0,金额,data.mb' $all
}

@test "full-width letters of a heading are those of the keyboard" {
	columns_of 'ｃｕｓｔｏｍｅｒ＿ｉｄ,ＭＯＮＴＨ,Ａｍｏｕｎｔ,ＤＯＵ' customer_id,month,amount,data_mb
}

@test "white space is no reason to take one word for another" {
	complains bills 'customer_id,month,a_mount' "no column 'amount' for a table of bills; it has customer_id and month, and misses amount; heading 'a_mount': did you mean 'amount'? Say --column amount=a_mount"
	complains bills 'customer_id,month,金,额' "no column 'amount' for a table of bills; it has customer_id and month, and misses amount; if it has another name, say --column amount=HEADING"
	complains bills 'customer_id,month,amount,am　ount' "both 'amount' and 'am　ount' answer to 'amount'; say which with --column amount=HEADING"
}

@test "--column and --user find a heading by any white space too" {
	printf 'customer_id,month,消费　合计,地 区\nu1,2026-01,80,北\n' > t.csv
	run -0 unit table --kinds bills -c amount=消费合计 --user $'地\xc2\xa0区' t.csv
	prints <<-EOF
		bills,customer_id,month,amount,$(printf '地\xc2\xa0区')
		2,u1,2026-01,80.00,北
	EOF
}

# --- units

@test "a unit in brackets behind a heading is passed over when it is ours" {
	all=customer_id,month,amount,data_mb
	columns_of '客户编号,账期,金额(元),流量(MB)' $all
	columns_of '客户编号,账期,金额（元）,流量（mb）' $all
	columns_of '客户编号,账期,金 额 （ 元 ）,流量[MB]' $all
	columns_of '客户编号,账期,amount (RMB),data_mb(兆)' $all
	printf 'customer_id,time,peer,通话时长(秒)\nu1,2026-01-02 08:00,10010,61\n' > c.csv
	run -0 unit table --kinds calls c.csv
	prints <<-'EOF'
		calls,customer_id,time,peer,seconds
		2,u1,2026-01-02T08:00,10010,61
	EOF
	printf '客户编号,月租（元）\nu1,59\n' > c.csv
	run -0 unit table --kinds customers --given c.csv
	prints <<-'EOF'
		customers,customer_id,plan_fee
		2,u1,59.00
	EOF
}

@test "another unit is refused by name, whatever column it is" {
	while read -r heading name unit ours; do
		header=$(printf 'customer_id,month,amount,data_mb' | sed "s/$name/$heading/")
		complains bills "$header" "the heading '$heading' counts in $unit, '$name' in $ours: turn the column into $ours, and take ($unit) off its heading"
	done <<-'EOF'
		金额(分) amount 分 元
		消费金额（分） amount 分 元
		金额(万元) amount 万元 元
		应收金额（千元） amount 千元 元
		amount[fen] amount fen 元
		流量(KB) data_mb KB MB
		流量（GB） data_mb GB MB
		DOU(gb) data_mb gb MB
	EOF
	complains calls 'customer_id,time,peer,通话时长(分钟)' "the heading '通话时长(分钟)' counts in 分钟, 'seconds' in 秒: turn the column into 秒, and take (分钟) off its heading"
	complains calls 'customer_id,time,peer,seconds(分)' "the heading 'seconds(分)' counts in 分, 'seconds' in 秒: turn the column into 秒, and take (分) off its heading"
}

@test "another unit is refused under --column too, and beside the right one passed over" {
	printf 'customer_id,month,Betrag(万元)\nu1,2026-01,80\n' > t.csv
	run --separate-stderr -1 unit table --kinds bills -c 'amount=Betrag(万元)' t.csv
	prints_err <<< "unit: t.csv:1: the heading 'Betrag(万元)' counts in 万元, 'amount' in 元: turn the column into 元, and take (万元) off its heading"
	columns_of '客户编号,账期,金额(万元),金额(元)' customer_id,month,amount
	complains bills '客户编号,账期,金额,金额(元)' "both '金额' and '金额(元)' answer to 'amount'; say which with --column amount=HEADING"
}

@test "a column that is not read may count in what it likes" {
	printf 'customer_id,month,amount,流量(GB)\nu1,2026-03,80,1\n' > t.csv
	run -0 rt-tier -a 2026-04-01 t.csv
	[ "${lines[1]:0:24}" = u1,individual,quasi,6,qu ]
	run --separate-stderr -1 rt-triggers -a 2026-04-01 t.csv
	[[ $stderr == *"'流量(GB)' counts in GB"* ]]
	columns_of '客户编号,账期,金额,得分(分),名称(元)' customer_id,month,amount
}

# --- other names

@test "headings of billing exports are known: months, amounts, numbers" {
	for month in 账单月份 账单月 计费月 账期 账务周期 bill_cycle; do
		columns_of "customer_id,$month,amount" customer_id,month,amount
	done
	for amount in 月消费金额 消费 应收金额 实收金额 出账费用; do
		columns_of "customer_id,month,$amount" customer_id,month,amount
	done
	for id in 客户号码 手机 电话号码 用户编码 acc_nbr; do
		columns_of "$id,month,amount,DOU" customer_id,month,amount,data_mb
	done
	printf '工单编号,手机,创建时间,级别\n1,u1,2026-01-02 08:00,L1\n' > c.csv
	run -0 unit table --kinds cases c.csv
	prints <<-'EOF'
		cases,case_id,customer_id,opened,level
		2,1,u1,2026-01-02T08:00,L1
	EOF
}

@test "a spare name gives way to any other, and two of them are an error" {
	printf '手机,客户编号,月租,套餐费\n138,u1,1,2\n' > t.csv
	run -0 unit table --kinds customers --given t.csv
	prints <<-'EOF'
		customers,customer_id,plan_fee
		2,u1,2.00
	EOF
	complains bills '手机,电话号码,month,amount' "both '手机' and '电话号码' answer to 'customer_id'; say which with --column customer_id=HEADING"
	complains bills 'customer_id,month,应收金额,实收金额' "both '应收金额' and '实收金额' answer to 'amount'; say which with --column amount=HEADING"
}

# NAME,HEADING of both lists; an alias with a value is a word of cells.
headings_of_lists()
{
	sed -n 's/,$//p' "$TOP/common/table/aliases.csv"
	sed 1d "$TOP/common/table/spare-aliases.csv"
}

@test "no heading is another name of two columns, nor the name of a third" {
	headings_of_lists |
		awk -F, '{ print tolower($2) }' | sort | uniq -d | prints_nothing
	# "state" is a column of work orders, and "reason" one of tiers and plan,
	# which their programs write; the tables with those aliases are others.
	for alias in $(headings_of_lists | cut -d , -f 2); do
		grep -q "^\.It Cm $alias!*\$" <(sed '/^\.Sh ALIASES/q' "$TOP/man/rt-tables.5") ||
			continue
		[[ $alias == state || $alias == reason ]] || wrong "$alias is a column"
	done
}

prints_nothing()
{
	[ -z "$(cat)" ]
}

# --- which kind was meant

@test "the kind with the most columns there was meant; all of it is listed" {
	kinds=cases,bills,calls,customers
	complains $kinds 'customer_id,peer,seconds,direction' "no column 'time' for a table of calls; it has customer_id, peer, seconds and direction, and misses time; if it has another name, say --column time=HEADING"
	complains $kinds 'opened,level,responded,resolved,closed,amount,month' "no column 'case_id' for a table of cases; it has opened, level, responded, resolved and closed, and misses case_id and customer_id; if it has another name, say --column case_id=HEADING"
	complains $kinds 'month,amount,due,paid,time,peer' "no column 'customer_id' for a table of bills; it has month, amount, due and paid, and misses customer_id; if it has another name, say --column customer_id=HEADING"
	complains bills 'x,y,z' "no column 'customer_id' for a table of bills; it has none of its columns, and misses customer_id, month and amount; if it has another name, say --column customer_id=HEADING"
}

@test "a table with more of another kind is not taken for customers" {
	complains cases,customers 'customer_id,opened,level' "no column 'case_id' for a table of cases, which has customer_id, opened and level, and misses case_id; if it has another name, say --column case_id=HEADING; --table customers=FILE takes it for customers"
	printf 'customer_id,opened,level\nu1,,\n' > t.csv
	run -0 unit table --kinds cases,customers --table customers=t.csv
	prints <<-'EOF'
		customers,customer_id
		2,u1
	EOF
	printf 'customer_id,region,level\nu1,,\n' > t.csv
	run -0 unit table --kinds cases,customers t.csv
	[ "${output%%,*}" = customers ]
}

# --- slips of the hand

# Whether the heading, in place of the column, is taken for a slip.
suggests()	# KIND REQUIRED-COLUMNS NAME HEADING
{
	printf '%s\n' "${2/$3/$4}" > t.csv
	run --separate-stderr -1 unit table --kinds "$1" t.csv
	[[ $stderr == *"heading '$4': did you mean '$3'?"* ]]
}

@test "a slip of the hand in a heading is suggested" {
	while read -r kind columns name headings; do
		for heading in $headings; do
			suggests $kind $columns $name $heading || wrong "$heading is near $name: $stderr"
		done
	done <<-'EOF'
		bills customer_id,month,amount customer_id custmer_id customre_id costumer_id custmerid
		bills customer_id,month,amount month mont motnh monnth
		bills customer_id,month,amount amount amuont amont ammount amoutn Amonut
		cases case_id,customer_id,opened,level case_id cse_id csae_id caes_id
		calls customer_id,time,peer,seconds time tme tiem
		calls customer_id,time,peer,seconds seconds secnods seconnds
		tiers customer_id,tier,rank rank rnak
		workorders workorder_id,trigger,due workorder_id workoder_id
	EOF
}

@test "another word is not suggested, however few letters differ" {
	while read -r kind columns name headings; do
		for heading in $headings; do
			suggests $kind $columns $name $heading && wrong "$heading is not $name: $stderr"
		done
	done <<-'EOF'
		cases case_id,customer_id,opened,level case_id caller_id card_id cell_id base_id cash_id cause_ref case_ip casino_id
		cases case_id,customer_id,opened,level level lever revel
		cases case_id,customer_id,opened,level opened opener
		bills customer_id,month,amount amount account mount amplitude discount
		bills customer_id,month,amount month mouth months mother
		bills customer_id,month,amount customer_id customer_ip costume_id consumer_rid user_ip group_id order_id
		purchases customer_id,date date data rate late dates gate
		calls customer_id,time,peer,seconds time tile timer times dime item
		calls customer_id,time,peer,seconds peer user pier beer caller calls
		calls customer_id,time,peer,seconds seconds second_id records
		contracts customer_id,end end and ends send eng
		tiers customer_id,tier,rank rank bank ranks tank
		calls customer_id,time,peer,seconds seconds 通话时间 通话次数
		bills customer_id,month,amount customer_id 客户名称 客户信号
	EOF
	return 0
}

@test "a name on the command line is suggested by the same rule" {
	printf 'customer_id,month,amount,caller_id\n' > t.csv
	run --separate-stderr -2 unit table --kinds bills -c case_id=x t.csv
	[[ ${stderr_lines[0]} == "unit: --column: no input has a heading 'x' for 'case_id'" ]]
	run --separate-stderr -2 unit table --kinds bills -c caller_id=x t.csv
	[ "${stderr_lines[0]}" = "unit: --column: no column is called 'caller_id'" ]
	printf 'case_id,customer_id,month,amount\n1,u1,2026-01,2\n' > t.csv
	run --separate-stderr -2 rt-report table --by caller_id t.csv
	[ "${stderr_lines[0]}" = "rt-report: --by: no column 'caller_id' in the input" ]
	run --separate-stderr -2 rt-report table --by cse_id t.csv
	[ "${stderr_lines[0]}" = "rt-report: --by: no column 'cse_id' in the input; did you mean 'case_id'?" ]
}

# --- titles, and lines at the end

titled()
{
	cat <<-'END'
		某公司 2026 年账单
		导出时间: 2026-04-01; 操作员: 张三

		客户编号,账期,"金额
		(元)"
		u1,2026-01,80
		u2,2026-02,81
		合计,,161
	END
}

@test "titles: the message names the line of the header, and --skip N" {
	titled > t.csv
	for kinds in bills bills,customers,calls; do
		run --separate-stderr -1 unit table --kinds $kinds t.csv
		prints_err <<< 'unit: t.csv:1: not the header of a table; line 4 looks like that of bills: say --skip 3, or --skip auto'
	done
	run --separate-stderr -1 unit table --kinds bills --skip 1 t.csv
	prints_err <<< 'unit: t.csv:2: not the header of a table; line 4 looks like that of bills: say --skip 3, or --skip auto'
	run --separate-stderr -1 unit table --kinds bills --given t.csv
	prints_err <<< 'unit: t.csv:1: not the header of a table; line 4 looks like that of bills: say --skip 3, or --skip auto'
	for tool in rt-tier rt-triggers 'rt-churn movements'; do
		run --separate-stderr -1 $tool -a 2026-04-01 - < t.csv
		prints_err <<< "${tool%% *}: -:1: not the header of a table; line 4 looks like that of bills: say --skip 3, or --skip auto"
	done
	printf 'a\n"u1 ""x""\nb",2\ncustomer_id,amount,month\n' > t.csv
	run --separate-stderr -1 unit table --kinds bills t.csv
	prints_err <<< 'unit: t.csv:1: not the header of a table; line 4 looks like that of bills: say --skip 3, or --skip auto'
}

@test "titles: in any encoding, by any delimiter, with one's own headings" {
	titled | iconv -f utf-8 -t gb18030 > t.csv
	run --separate-stderr -1 unit table -e gb18030 --kinds bills t.csv
	prints_err <<< 'unit: t.csv:1: not the header of a table; line 4 looks like that of bills: say --skip 3, or --skip auto'
	printf '\xff\xfe' > t.csv
	printf 'Titel\n\nKunde;month;amount\nu1;2026-01;80\n' | iconv -f utf-8 -t utf-16le >> t.csv
	run --separate-stderr -1 unit table -d ';' -c customer_id=Kunde --kinds bills t.csv
	prints_err <<< 'unit: t.csv:1: not the header of a table; line 3 looks like that of bills: say --skip 2, or --skip auto'
	run -0 unit table -d ';' -c customer_id=Kunde --skip auto --kinds bills t.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		4,u1,2026-01,80.00
	EOF
}

@test "titles: the header is looked for among the first 50 lines" {
	{ seq 49 && printf 'customer_id,month,amount\nu1,2026-01,80\n'; } > t.csv
	run --separate-stderr -1 unit table --kinds bills t.csv
	prints_err <<< 'unit: t.csv:1: not the header of a table; line 50 looks like that of bills: say --skip 49, or --skip auto'
	run -0 unit table --kinds bills --skip auto t.csv
	[ "${lines[1]}" = 51,u1,2026-01,80.00 ]
	sed -i 1i0 t.csv
	run --separate-stderr -1 unit table --kinds bills t.csv
	[[ $stderr == 'unit: t.csv:1: no column '* ]]
	run --separate-stderr -1 unit table --kinds bills --skip auto t.csv
	prints_err <<< 'unit: t.csv:1: --skip auto: none of the first 50 lines is the header of a table that is read here'
}

@test "titles: from a pipe that brings a few bytes at a time" {
	run --separate-stderr -1 unit table --kinds bills < <(titled | while IFS= read -r line; do
		printf '%s\n' "$line"; sleep 0.01; done)
	prints_err <<< 'unit: -:1: not the header of a table; line 4 looks like that of bills: say --skip 3, or --skip auto'
	run -0 unit table --skip auto --skip-end 1 --kinds bills < <(titled | while IFS= read -r line; do
		printf '%s\n' "$line"; sleep 0.01; done)
	prints <<-'EOF'
		bills,customer_id,month,amount
		6,u1,2026-01,80.00
		7,u2,2026-02,81.00
	EOF
}

@test "--skip auto finds the header; --verbose says where" {
	titled > t.csv
	run --separate-stderr -0 unit table -v --kinds bills,customers --skip auto --skip-end 1 t.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		6,u1,2026-01,80.00
		7,u2,2026-02,81.00
	EOF
	prints_err <<-'EOF'
		unit: t.csv: the header is on line 4
		unit: t.csv: taken for bills
		unit: t.csv: 2 rows, 0 rejected
	EOF
	printf 'customer_id,month,amount\nu1,2026-01,80\n' > plain.csv
	run -0 unit table --kinds bills --skip auto plain.csv
	[ "${lines[1]}" = 2,u1,2026-01,80.00 ]
}

@test "--skip and --skip-end of one kind of table only" {
	titled > t.csv
	printf 'customer_id,name\nu1,x\nu2,y\n' > c.csv
	run -0 unit table --kinds bills,customers --skip bills=auto --skip-end bills=1 t.csv c.csv
	prints <<-'EOF'
		bills,customer_id,month,amount
		6,u1,2026-01,80.00
		7,u2,2026-02,81.00
		customers,customer_id,name
		2,u1,x
		3,u2,y
	EOF
	run -0 unit table --kinds bills,customers --skip 3 --skip customers=0 --skip-end 1 t.csv c.csv
	[ "${lines[4]}" = 2,u1,x ] && [ "${#lines[@]}" = 5 ]
}

@test "titles: a table of any kind begins where two lines are alike" {
	printf 'Report\n,,\nShop,Sales,Note\na,1,\nb,2,\nsum,3\n' > t.csv
	run --separate-stderr -1 rt-report table t.csv
	prints_err <<< 'rt-report: t.csv:1: not the header of a table; line 3 looks like one: say --skip 2, or --skip auto'
	run -0 rt-report table --format csv --skip auto --skip-end 1 t.csv
	prints <<-'EOF'
		Shop,Sales,Note
		a,1,
		b,2,
	EOF
	printf 'only\n1\n2\n' > t.csv
	run -0 rt-report table --format csv t.csv
	prints < t.csv
}

@test "--skip: neither a number nor auto; auto beside --header" {
	titled > t.csv
	run --separate-stderr -2 unit table --kinds bills --skip Auto t.csv
	[ "${stderr_lines[0]}" = 'unit: --skip: not a whole number from 0 to 2147483647' ]
	run --separate-stderr -2 unit table --kinds bills --skip-end -1 t.csv
	[ "${stderr_lines[0]}" = 'unit: --skip-end: not a whole number from 0 to 2147483647' ]
	run --separate-stderr -2 unit table --kinds bills --skip bills=auto -H a,b t.csv
	[ "${stderr_lines[0]}" = 'unit: --skip auto looks for the header that --header says is not there' ]
}

@test "--skip-end: physical lines, whatever ends them and whatever is in them" {
	header='customer_id,month,amount'
	for eol in '\n' '\r\n' '\r'; do
		for end in "$eol" ''; do
			printf "$header${eol}u1,2026-01,80${eol}a \"b${eol}\"\",x$end" > t.csv
			run -0 unit table --trust cut-end --kinds bills --skip-end 2 t.csv
			prints <<-'EOF'
				bills,customer_id,month,amount
				2,u1,2026-01,80.00
			EOF
		done
	done
	printf '%s\nu1,2026-01,80\n\n\n' $header > t.csv
	run -0 unit table --kinds bills --skip-end 2 t.csv
	[ "${#lines[@]}" = 2 ]
	run -0 unit table --kinds bills --skip-end 3 t.csv
	[ "${#lines[@]}" = 1 ]
	for n in 4 5 1000; do
		run --separate-stderr -1 unit table --kinds bills --skip-end $n t.csv
		prints_err <<< 'unit: t.csv: empty: not even a header'
	done
}

@test "--skip-end: the same from files and pipes, by any lane and any number of threads" {
	{ echo customer_id,month,amount; seq 60000 | sed 's/.*/u&,2026-01,&/'; } > t.csv
	for n in 1 2 3 30000 59999; do
		head -n -$n t.csv > cut.csv
		run -0 unit table --kinds bills cut.csv
		printf '%s\n' "$output" > want
		for jobs in 1 4; do
			for lane in '' libcsv; do
				RT_CSV=$lane unit table -j $jobs --kinds bills --skip-end $n t.csv > got
				same_file want got
				RT_CSV=$lane unit table -j $jobs --kinds bills --skip-end $n < <(cat t.csv) > got
				same_file want got
			done
		done
	done
}

@test "--skip-end: rows read are rows used and rows rejected, without those lines" {
	printf 'customer_id,month,amount\nu1,2026-01,80\nu2,x,1\nu3,2026-01,2\n合计,,\n制表人\n' > t.csv
	run --separate-stderr -0 unit table -v --kinds bills --skip-end 2 -r bad.csv t.csv
	prints_err <<-'EOF'
		unit: t.csv: taken for bills
		unit: t.csv: 3 rows, 1 rejected
		unit: 1 record refused: see bad.csv
	EOF
	[ "${#lines[@]}" = 3 ]
}

@test "titles: one with quotes where no quote can be has the same hint" {
	row=$'客户编号,月份,金额\nC1,2026-03,80'
	for title in '账单"汇总" 2026' '"账单"汇总,,' '账单,"未闭合' $'导出\n5" x,"'; do
		printf '%s\n' "$title" "$row" > bills.csv
		n=$(wc -l <<< "$title")
		for csv in '' libcsv; do
			RT_CSV=$csv run -1 --separate-stderr rt-tier -a 2026-04-01 bills.csv
			[[ $stderr == "rt-tier: bills.csv:1: "*"not the header of a table; line $((n + 1)) looks like that of bills: say --skip $n, or --skip auto" ]] ||
				wrong "$title: $stderr" || return
			RT_CSV=$csv run -0 --separate-stderr rt-tier -a 2026-04-01 --skip auto bills.csv
			[[ ${lines[1]} == C1,* ]] || wrong "$title: $output" || return
		done
	done
	# Further quotes do not close it, and a table of any kind is found as well.
	printf '%s\n' '账单,"未闭合' a,b '"x",y' > table.csv
	run -1 --separate-stderr rt-report table table.csv
	prints_err <<< 'rt-report: table.csv:1: stray quote: not the header of a table; line 2 looks like one: say --skip 1, or --skip auto'
	# A header with a stray quote of its own is told so.
	printf '%s\n' '客户编号,"月份",金"额' 'C1,2026-03,80' > bills.csv
	run -1 --separate-stderr rt-tier bills.csv
	prints_err <<< 'rt-tier: bills.csv:1: column 3: stray quote: one inside an unquoted cell, or text behind a closing one'
	printf '"客户编号","月\n份","金额"\nC1,2026-03,80\n' > bills.csv
	run -0 --separate-stderr rt-tier -a 2026-04-01 bills.csv
	[[ ${lines[1]} == C1,* ]]
}

@test "what is missed may be said in another way: months in headings, rows without an id" {
	printf '%s\n' 客户编号,2026年1月,2026年2月（元）,2026年3月 C1,80,80,80 > bills.csv
	for tool in rt-tier 'rt-churn movements'; do
		run -1 --separate-stderr $tool -a 2026-04-01 bills.csv
		[[ $stderr == *"; where months are headings, say --wide amount" ]] || wrong "$tool: $stderr" || return
		run -0 $tool -q -a 2026-04-01 --wide amount bills.csv
	done
	printf '%s\n' Churn,Contract Yes,M No,Y > flags.csv
	run -1 --separate-stderr rt-churn --flag Churn=Yes flags.csv
	[[ $stderr == *"; --no-id counts rows" ]]
	run -0 rt-churn --flag Churn=Yes --no-id flags.csv
	cut -d , -f 1 flags.csv > flag.csv
	run -1 --separate-stderr rt-churn --flag Churn=Yes flag.csv
	[[ $stderr == *"(-d)? --no-id counts rows" ]]
	# Not where there is no such way.
	run -1 --separate-stderr rt-churn risk --flag Churn=Yes flags.csv
	[[ $stderr != *--no-id* ]]
	printf '%s\n' 客户编号,2026年1月 C1,80 > bills.csv
	run -1 --separate-stderr rt-tier bills.csv
	[[ $stderr != *--wide* ]]
}

@test "a table with months for headings is not taken for customers in silence" {
	printf '%s\n' 客户编号,姓名,2026年1月,2026年2月,2026年3月 C1,张三,80,80,0 > wide.csv
	run -1 --separate-stderr rt-triggers -a 2026-04-01 wide.csv
	prints_err <<< 'rt-triggers: wide.csv:1: a table with months for headings is not taken for customers by itself: say --wide amount where they are bills, or --table customers=FILE'
	run -0 --separate-stderr rt-triggers -a 2026-04-01 --wide amount wide.csv
	[[ $output == *zero-bill:C1:2026-03* ]]
	run -0 --separate-stderr rt-triggers -a 2026-04-01 --customers wide.csv
	run -0 --separate-stderr rt-triggers -a 2026-04-01 --table customers=wide.csv
	# Where no bills are read they are columns like others.
	printf '%s\n' customer_id,joined,left,2026-01,2026-02 C1,2020-01-01,,1,2 C2,2020-01-01,2026-03-01,3,4 > customers.csv
	run -0 rt-churn rates -q -a 2026-04-01 --from 2026-03 customers.csv
	[[ ${lines[1]} == 2026-03,2,0,0,1,1,* ]]
	run -0 rt-report table wide.csv
}
