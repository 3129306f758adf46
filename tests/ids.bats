# ids -- --ids: ids that were merged or renamed, in every table; see rt(7).
#
# What is expected is mostly what the tool makes of tables in which sed has put
# the new ids already.

load helper

export RT_AS_OF=2026-04-01

# Ids of testdata that became others, by way of a third and of one another.
ids()
{
	cat <<-'EOF'
		old,new
		C0001,N1
		C0005,N5-a
		N5-a,N5-b
		C0015,"N;15%"
		G001,G009
		N5-b,N5
	EOF
}

# The same to all whole words of these files.
edited()	# FILE...
{
	sed 's/\bC0001\b/N1/g; s/\bC0005\b/N5/g; s/\bG001\b/G009/g; s/\bC0015\b/N;15%/g' "$@"
}

# The tables of testdata as they are, and in new/ as they would be.
tables()
{
	mkdir new
	for file in bills customers calls activity purchases contracts cases contacts; do
		[ -e "$TESTDATA/$file.csv" ] || continue
		cp "$TESTDATA/$file.csv" .
		edited $file.csv > new/$file.csv
	done
	cp "$TESTDATA/managers.csv" .
	ids > ids.csv
}

# Runs it here with --ids, and in new/ without: the same rows.
same_as_edited()	# TOOL ARGUMENT...
{
	"$1" -q --ids ids.csv "${@:2}" > out.csv || wrong "status $?" || return
	(cd new && "$1" -q "${@:2}") > expected.csv || wrong "status $?" || return
	[ "$(wc -l < out.csv)" -gt 1 ] || wrong "$1: no rows" || return
	same_file expected.csv out.csv
}

@test "--ids: every tool reads its tables as if the new ids stood there" {
	tables
	for table in customers bills; do
		! cmp -s $table.csv new/$table.csv || wrong "$table: none of the ids" || return
	done
	same_as_edited rt-tier --customers customers.csv bills.csv
	same_as_edited rt-tier --month 2026-03 --customers customers.csv --part 1/3 bills.csv
	same_as_edited rt-tier --rfm purchases.csv
	same_as_edited rt-tier --keep region bills.csv --customers customers.csv
	same_as_edited rt-triggers -s 2026-03-01 --customers customers.csv bills.csv calls.csv \
		activity.csv purchases.csv contracts.csv
	same_as_edited rt-triggers -m 2026-03 -s 2026-03-01 --customers customers.csv --part 2/3 bills.csv
	same_as_edited rt-churn movements bills.csv
	same_as_edited rt-churn alive purchases.csv
	same_as_edited rt-churn winback customers.csv
	same_as_edited rt-report effect --format csv --from 2026-03-01 customers.csv contacts.csv
}

@test "--ids: the tables that rt wrote: previous, tiers, seen, orders, a plan" {
	tables
	rt-tier -q --customers customers.csv bills.csv > tiers.csv
	rt-triggers -q -s 2026-03-01 --customers customers.csv bills.csv calls.csv > orders.csv
	rt-schedule -q --customers customers.csv orders.csv > plan.csv
	edited tiers.csv > new/tiers.csv
	# Inside other ids ";" is %3B and "%" is %25.
	for file in orders plan; do
		sed 's/:C0015:/:N%3B15%25:/g' $file.csv | edited /dev/stdin > new/$file.csv
	done
	# A contact keeps its id.
	sed -i 's|N1/2026|C0001/2026|; s|N5/2026|C0005/2026|; s|N;15%/2026|C0015/2026|' new/plan.csv
	cp "$TESTDATA/managers.csv" new
	run ! cmp -s orders.csv new/orders.csv
	run ! cmp -s plan.csv new/plan.csv
	same_as_edited rt-tier --customers customers.csv --previous tiers.csv bills.csv
	same_as_edited rt-schedule --customers customers.csv --tiers tiers.csv \
		--history contacts.csv orders.csv
	for way in --pin --near; do
		same_as_edited rt-schedule --customers customers.csv $way plan.csv orders.csv
	done
	same_as_edited rt-report plan --format csv --by customer_id plan.csv
	# All that was found under old ids is seen under the new.
	run -0 rt-triggers -q -s 2026-03-01 --ids ids.csv --seen orders.csv --customers \
		customers.csv bills.csv calls.csv
	[ "${#lines[@]}" -eq 1 ]
}

@test "--ids: amounts of ids that became one are one customer's" {
	cat > bills.csv <<-'EOF'
		customer_id,month,amount
		C1,2026-03,40.00
		C2,2026-03,35.50
		C3,2026-03,4.50
		C4,2026-03,1.00
	EOF
	printf '%s\n' old,new C1,C9 C2,C9 C9,C3 > ids.csv
	run -0 --separate-stderr rt-tier --strict -v --ids ids.csv bills.csv
	[ "$(cut -d , -f 1,3,14 <<< "$output")" = $'customer_id,tier,total_amount\nC3,quasi,80.00\nC4,standard,1.00' ]
	[[ $stderr == *'rt-tier: 2 of 3 old ids are in the tables'* ]]
}

@test "--ids: any dialect, quotes, wide months, every lane" {
	cat > bills.csv <<-'EOF'
		customer_id,month,amount,note
		"C""1",2026-03,40.00,"a, ""b"""
		'C1,2026-03,40.00,"two
		lines"
		C2,2026-03,7.00,
		"C1",2026-03,1.00,"last"
	EOF
	cat > ids.csv <<-'EOF'
		旧编号,新客户编号
		"C""1","A,""1"
		'C1,C1
		C1,"A,""1"
	EOF
	for csv in '' libcsv; do for jobs in 1 2; do
		RT_CSV=$csv run -0 rt-tier -q -j $jobs --keep note --ids ids.csv bills.csv
		[[ $output == *'"A,""1",individual,quasi,'*',81.00,,,last'* ]] || wrong "$output" || return
	done; done
	sed 's/$/\r/' ids.csv | iconv -f UTF-8 -t GB18030 | sed '1i title' > gb.csv
	run -0 rt-tier -q --encoding ids=gb18030 --skip ids=1 --ids gb.csv bills.csv
	[[ $output == *'"A,""1",individual,quasi,'* ]]
	printf '%s\n' 客户编号,2026年1月,2026年3月 C1,1.00,2.00 C2,4.00,8.00 > wide.csv
	printf 'old,new\nC1,C2\n' > ids.csv
	run -0 rt-tier -q --wide amount --ids ids.csv wide.csv
	[[ ${lines[1]} == C2,*,15.00,* && ${#lines[@]} -eq 2 ]]
}

@test "--ids: a cycle is an error, told at the row that closes it" {
	echo customer_id,month,amount > bills.csv
	printf '%s\n' old,new A,B X,A B,C Y,Z C,A > ids.csv
	for tool in $TOOLS; do
		verb=; [ $tool != rt-churn ] || verb=movements; [ $tool != rt-report ] || verb=pareto
		run -1 --separate-stderr $tool $verb --ids ids.csv bills.csv
		prints_err <<< "$tool: ids.csv:6: new: leads back to the old id: ids that become each other" ||
			wrong $tool || return
		[ -z "$output" ]
	done
	printf 'old,new\nX,Y\nA,A\n' > ids.csv
	run -1 rt-tier --ids ids.csv bills.csv
	prints <<< 'rt-tier: ids.csv:3: new: leads back to the old id: ids that become each other'
	# Over two files, and with --rejects all the same.
	printf 'old,new\nX,Y\nA,B\n' > ids.csv
	printf 'old,new\nB,A\n' > more.csv
	run -1 rt-tier -r refused.csv --ids ids.csv --ids more.csv bills.csv
	prints <<< 'rt-tier: more.csv:2: new: leads back to the old id: ids that become each other'
}

@test "--ids: one old id and two new ones are an error; the same row again is none" {
	echo customer_id,month,amount > bills.csv
	printf '%s\n' old,new A,B C,D A,B A,E > ids.csv
	run -1 rt-tier --ids ids.csv bills.csv
	prints <<< 'rt-tier: ids.csv:5: old: becomes two ids: ids.csv:2 has another new one'
	sed -i '$d' ids.csv
	printf '%s\n' old,new C,A > more.csv
	run -1 rt-tier --ids ids.csv --table ids=more.csv bills.csv
	prints <<< 'rt-tier: more.csv:2: old: becomes two ids: ids.csv:3 has another new one'
	run -0 rt-tier --ids ids.csv bills.csv
}

@test "--ids: a row that is none is bad data, or kept with the rejects" {
	printf '%s\n' customer_id,month,amount A,2026-03,80.00 > bills.csv
	printf '%s\n' old,new A,B C, > ids.csv
	run -1 rt-tier --ids ids.csv bills.csv
	prints <<< 'rt-tier: ids.csv:3: new: blank'
	run -0 --separate-stderr rt-tier -r refused.csv --ids ids.csv bills.csv
	[[ ${lines[1]} == B,* ]]
	run -0 cat refused.csv
	prints <<-'EOF'
		file,line,column,reason,record
		ids.csv,3,new,blank,"C,"
	EOF
	printf '%s\n' old,new A,合计 > ids.csv
	run -1 rt-tier --ids ids.csv bills.csv
	[[ $output == 'rt-tier: ids.csv:2: new: '* ]]
	printf '%s\n' from,to A,B > ids.csv
	run -1 rt-tier --ids ids.csv bills.csv
	[[ $output == "rt-tier: ids.csv:1: no column 'old' for a table of ids"* ]]
}

@test "--ids: rejects keep the record as it came" {
	printf '%s\n' customer_id,month,amount A,2026-03,8O A,2026-03,80 > bills.csv
	printf '%s\n' old,new A,B > ids.csv
	run -0 --separate-stderr rt-tier -r refused.csv --ids ids.csv bills.csv
	run -0 cat refused.csv
	[ "${lines[1]}" = 'bills.csv,2,amount,not a number such as 79.00,"A,2026-03,8O"' ]
}

@test "--ids: of two rows that are one customer's, the second is bad data" {
	printf '%s\n' customer_id,joined C1,2020-01-01 C2,2021-01-01 > customers.csv
	printf '%s\n' customer_id,month,amount C1,2026-03,80.00 > bills.csv
	printf '%s\n' old,new C1,C2 > ids.csv
	run -1 rt-tier --ids ids.csv --customers customers.csv bills.csv
	prints <<-'EOF'
		rt-tier: customers.csv:3: customer_id: stands twice, with different records, for --ids makes its ids one
	EOF
	# Rows that are equal but for the id say the same.
	sed -i 's/2021/2020/' customers.csv
	run -0 --separate-stderr rt-tier --ids ids.csv --customers customers.csv bills.csv
	# From January 2020 to March 2026 are 74 months.
	[[ ${lines[1]} == C2,*,80.00,,74 && ${#lines[@]} -eq 2 ]]
	# Where a customer was not made one, the message is as ever.
	printf '%s\n' C3,2020-01-01 C3,2020-01-02 >> customers.csv
	run -1 rt-tier --ids ids.csv --customers customers.csv bills.csv
	prints <<< 'rt-tier: customers.csv:5: customer_id: stands twice, with different records'
}

@test "--ids: contacts of ids that became one are one when all else is equal" {
	printf '%s\n' customer_id,time,channel C1,2026-03-30T09:00,call C2,2026-03-30T09:00,call > contacts.csv
	printf '%s\n' customer_id,joined C2,2020-01-01 > customers.csv
	printf '%s\n' old,new C1,C2 > ids.csv
	printf '%s\n' workorder_id,customer_id,trigger,level,due x:C2:1,C2,x,L1,2026-04-02T09:00 > orders.csv
	run -0 --separate-stderr rt-schedule --ids ids.csv --history contacts.csv --customers customers.csv orders.csv
	[[ $stderr == *'contacts.csv:3: doubt repeated: 1 contact is equal to an earlier one'* ]]
}

@test "--ids: the new id is what --where meets, and joins look up" {
	printf '%s\n' customer_id,month,amount C1,2026-03,80.00 C2,2026-03,5.00 C3,2026-03,5.00 > bills.csv
	printf '%s\n' customer_id C2 C3 > customers.csv
	printf '%s\n' old,new C1,C2 > ids.csv
	run -0 --separate-stderr rt-tier -v --ids ids.csv --where customer_id=C2 --customers customers.csv bills.csv
	[[ ${lines[1]} == C2,*,85.00,* && ${#lines[@]} -eq 2 ]]
	[[ $stderr == *'1 of 1 ids of bills is in customers'* ]]
	# A condition without a kind is about records, not about the table of ids.
	printf '%s\n' old,new,region C1,C2,south > ids.csv
	printf '%s\n' customer_id,region C2,north C3,south > customers.csv
	run -0 rt-tier -q --ids ids.csv --where region=north --customers customers.csv bills.csv
	[[ ${lines[1]} == C2,*,85.00,* ]]
}

@test "--ids with --clean-ids: marks go from both; without, each is doubted" {
	printf 'customer_id,month,amount\nC1\t,2026-03,80.00\nC2,2026-03,5.00\n' > bills.csv
	printf 'old,new\n%s\n' "'C1,C2" > ids.csv
	run -0 --separate-stderr rt-tier --strict --clean-ids --ids ids.csv bills.csv
	[[ ${lines[1]} == C2,*,85.00,* && ${#lines[@]} -eq 2 ]]
	run -0 --separate-stderr rt-tier --ids ids.csv bills.csv
	[[ $stderr == *'rt-tier: ids.csv:2: doubt id-edge: 1 id begins or ends'* ]]
	[[ $stderr == *'rt-tier: bills.csv:2: doubt id-edge: 1 id begins or ends'* ]]
}

@test "id-near: an old id that is nearly in the tables" {
	printf '%s\n' customer_id,month,amount 0123,2026-03,80.00 C2,2026-03,5.00 > bills.csv
	printf '%s\n' old,new 123,C2 C9,C2 > ids.csv
	run -0 --separate-stderr rt-tier --ids ids.csv bills.csv
	prints_err <<-'EOF'
		rt-tier: bills.csv:2: doubt id-near: 1 of the old ids is not in the tables, and would be but for marks, case, full-width digits, zeros before, .0 behind or +86; --clean-ids takes marks off
	EOF
	run -1 rt-tier --strict --ids ids.csv bills.csv
	sed -i s/0123/123/ bills.csv
	run -0 --separate-stderr rt-tier --strict --ids ids.csv bills.csv
}

@test "--ids: a part is that of the new id" {
	for i in {1..40}; do echo "C$i,2026-03,80.00"; done | sed '1i customer_id,month,amount' > bills.csv
	for i in {1..40}; do echo "C$i,N$i"; done | sed '1i old,new' > ids.csv
	sed 's/^C\([0-9]\)/N\1/' bills.csv > new.csv
	for k in 1 2 3; do
		run -0 rt-tier -q -m 2026-03 --part $k/3 new.csv
		expected=$output
		run -0 rt-tier -q -m 2026-03 --part $k/3 --ids ids.csv bills.csv
		prints <<< "$expected"
	done
}

@test "--ids: orders name their customer in any of these ways" {
	cat > seen.csv <<-'EOF'
		workorder_id,customer_id,trigger,due
		birthday:C1:2026-04-02,C1,birthday,2026-04-02T09:00
		birthday:A:1:2026-04-02,A:1,birthday,2026-04-02T09:00
		birthday:C3:2026-04-02,N3,birthday,2026-04-02T09:00
		birthday:P%3B4:2026-04-02,,birthday,2026-04-02T09:00
	EOF
	printf '%s\n' old,new C1,N1 A,WRONG A:1,N2 C3,N3 'P;4,N4' > ids.csv
	printf 'N%d,1990-04-02\n' 1 2 3 4 5 | sed '1i customer_id,birthday' > customers.csv
	run -0 rt-triggers -q --trigger birthday --ids ids.csv --seen seen.csv --customers customers.csv
	[ "$(cut -d , -f 1 <<< "$output")" = $'workorder_id\nbirthday:N5:2026-04-02' ]
}

@test "--ids: the table is read once, and --sorted is refused" {
	echo customer_id,month,amount > bills.csv
	printf '%s\n' old,new A,B > ids.csv
	run -2 rt-tier --sorted -m 2026-03 --ids ids.csv bills.csv
	[ "${lines[0]}" = 'rt-tier: --sorted does not go with --ids: records of ids that became one stand apart' ]
	run -2 rt-tier --ids ids.csv --ids ./ids.csv bills.csv
	[[ $output == *'named twice'* ]]
	run -2 rt-tier --ids ids.csv -o ids.csv bills.csv
	run -3 rt-tier --ids absent.csv bills.csv
	run -2 rt-tier --ids '' bills.csv
}

@test "--ids: chains of any length, in any order" {
	seq 1 20000 | awk '{ print "C" $1 ",C" $1 + 1 }' | shuf --random-source=<(yes) > chain
	(echo old,new; cat chain) > ids.csv
	printf '%s\n' customer_id,month,amount C1,2026-03,80.00 C777,2026-03,1.00 C20001,2026-03,1.00 > bills.csv
	run -0 rt-tier -q --ids ids.csv bills.csv
	[[ ${lines[1]} == C20001,*,82.00,* && ${#lines[@]} -eq 2 ]]
	echo C20001,C5 >> ids.csv
	run -1 rt-tier -q --ids ids.csv bills.csv
	[[ $output == 'rt-tier: ids.csv:20002: new: leads back'* ]]
}

@test "--ids: a table of no kind, where a column is called so; what rt reported before stays" {
	printf '%s\n' 客户编号,month,amount,region C1,2026-03,80,S C2,2026-03,10,N > bills.csv
	printf '%s\n' old,new C1,C2 > ids.csv
	run -0 rt-report table --ids ids.csv --by 客户编号 --sum amount bills.csv
	prints <<< $'客户编号,sum_amount\nC2,90.00'
	run -0 rt-report table --ids ids.csv bills.csv
	[ "$(cut -d , -f 1 <<< "$output" | tr '\n' ' ')" = '客户编号 C2 C2 ' ]
	printf '%s\n' id,t,e C1,3,1 C2,4,0 > times.csv
	run -0 rt-churn survival --ids ids.csv --time t --event e times.csv
	expected=$output
	run -0 rt-churn survival --time t --event e times.csv
	prints <<< "$expected"
	rt-report table --by 客户编号 --sum amount bills.csv > before.csv
	run -0 rt-report table --ids ids.csv --by 客户编号 --sum amount --previous before.csv bills.csv
	prints <<< $'客户编号,sum_amount,sum_amount_change\nC2,90.00,8.000000'
}

@test "--ids: the arm of --holdout is that of the new id" {
	printf 'customer_id,birthday\n' > new.csv
	for i in {1..30}; do echo "N$i,1990-04-02"; done >> new.csv
	sed 's/^N/C/' new.csv > old.csv
	for i in {1..30}; do echo "C$i,N$i"; done | sed '1i old,new' > ids.csv
	printf 0123456789abcdef > key
	chmod 600 key
	run -0 rt-triggers -q -t birthday --holdout 50 --key-file key --customers new.csv
	expected=$output
	[[ $output == *,control* && $output == *,treat* ]]
	run -0 rt-triggers -q -t birthday --holdout 50 --key-file key --ids ids.csv --customers old.csv
	prints <<< "$expected"
}
