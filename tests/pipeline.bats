# pipeline -- the tools together, and no work order lost on the way.

load helper

# The ids that went in, and those of the plan, one a line and sorted.  No
# column before them holds a comma in these tables.
ids_in()	# WORKORDERS
{
	sed 1d "$1" | cut -d , -f 1 | sort
}

ids_out()	# PLAN
{
	sed 1d "$1" | cut -d , -f 8 | tr ';' '\n' | sort
}

# Every work order is in exactly one row of the plan, and the report counts
# each contact and each order that was left out.
accounted_for()	# WORKORDERS PLAN
{
	[ "$(wc -l < "$1")" -gt 1 ] || wrong "no work orders"
	diff <(ids_in "$1") <(ids_out "$2") || wrong "not the same work orders"
	rt-report plan --format csv "$2" > report.csv
	head -n 1 report.csv | same_line manager,date,contacts,calls,visits,weight,on_time,late,unplanned
	planned=$(sed 1d "$2" | grep -c '^[0-9]' || :)
	left_out=$(sed 1d "$2" | grep -v '^[0-9]' | cut -d , -f 8 | tr ';' '\n' | grep -c . || :)
	[ "$(sum 3)" -eq "$planned" ] || wrong "contacts: $(sum 3), not $planned"
	[ "$(sum 9)" -eq "$left_out" ] || wrong "unplanned: $(sum 9), not $left_out"
}

same_line()	# TEXT
{
	local line
	read -r line
	[ "$line" = "$1" ] || wrong "$line"
}

sum()	# COLUMN of report.csv
{
	sed 1d report.csv | awk -F, -v n="$1" '{ sum += $n } END { print sum + 0 }'
}

@test "K09: testdata, from bills to the plan, with every work order accounted for" {
	cp "$TESTDATA"/*.csv .
	export RT_AS_OF=2026-04-01
	rt-tier --customers customers.csv -o tiers.csv bills.csv
	rt-triggers --since 2026-03-23 --customers customers.csv --tiers tiers.csv \
		-o orders.csv bills.csv calls.csv forwards.csv contracts.csv \
		activity.csv purchases.csv
	rt-schedule --customers customers.csv --tiers tiers.csv --history contacts.csv \
		--managers managers.csv -o plan.csv orders.csv
	accounted_for orders.csv plan.csv
}

@test "K09: the same through pipes" {
	cp "$TESTDATA"/*.csv .
	export RT_AS_OF=2026-04-01
	rt-triggers --customers customers.csv bills.csv -o orders.csv
	rt-schedule --customers customers.csv orders.csv -o plan.csv
	rt-report plan --format csv plan.csv > expected.csv
	run -0 bash -c 'rt-triggers --customers customers.csv bills.csv |
		rt-schedule --customers customers.csv | rt-report plan --format csv'
	prints < expected.csv
}

credit_bills()
{
	shared credit-bills
	gzip -dc "$data/monthly.csv.gz" > monthly.csv
}

@test "D01: credit-bills, three months in a row, as counted elsewhere" {
	credit_bills
	grep ',in_tier_at_2005-0[6-9],' "$data/expected_tiers.csv" > expected.csv
	while IFS=, read -r measure floor what customers; do
		cat > policy.csv <<-EOF
			scope,tier,label,label_en,rank,min_amount,min_members
			individual,high,高,High,1,$floor,
			individual,quasi,准,Quasi,2,,
			individual,standard,普通,Standard,3,,
			group,standard,普通,Standard,3,,
		EOF
		rt-tier -c customer_id=id -c amount="$measure" --policy policy.csv \
			--as-of 2005-10-01 --month "${what#in_tier_at_}" monthly.csv -o tiers.csv
		printf '%s,%s,%s,%s\n' "$measure" "$floor" "$what" \
			"$(cut -d , -f 3 tiers.csv | grep -cx high)"
	done < expected.csv > counted.csv
	[ "$(wc -l < counted.csv)" -gt 20 ]
	same_file expected.csv counted.csv
}

# paid_drop50: at least 1000 the month before, and half of it or less now;
# paid_to_zero: nothing now.
@test "T05: credit-bills, drops of payments, as counted elsewhere" {
	credit_bills
	cat > policy.csv <<-'EOF'
		trigger,rule,table,column,where,op,threshold,window,baseline,floor,inhibited_by,category,level,channel,within,cooldown,enabled,action
		paid_drop50,drop,bills,amount,,,0.5,1mo,1,1000,,care,L2,call,2d,0d,yes,Ask
		paid_to_zero,drop,bills,amount,,,1,1mo,1,1000,,care,L2,call,2d,0d,yes,Ask
	EOF
	grep '^paid_' "$data/expected_triggers.csv" > expected.csv
	for month in 2005-05 2005-06 2005-07 2005-08 2005-09; do
		rt-triggers -c customer_id=id -c amount=paid --policy policy.csv \
			--as-of 2005-10-01 --month $month monthly.csv -o orders.csv
		for trigger in paid_drop50 paid_to_zero; do
			printf '%s,%s,%s\n' $trigger $month "$(cut -d , -f 3 orders.csv | grep -cx $trigger)"
		done
	done > counted.csv
	[ "$(wc -l < expected.csv)" -eq 10 ]
	same_file expected.csv counted.csv
}

@test "K09: credit-bills, from bills to the plan, with every work order accounted for" {
	credit_bills
	awk 'BEGIN {
		print "manager,region,calls_per_day,visits_per_day,days_off"
		for (i = 1; i <= 20; i++)
			printf "M%02d,,60,4,\n", i
	}' > managers.csv
	rt-tier -c customer_id=id -c amount=bill --as-of 2005-10-01 monthly.csv -o tiers.csv
	rt-triggers -c customer_id=id -c amount=bill --as-of 2005-10-01 monthly.csv -o orders.csv
	rt-schedule --as-of 2005-10-01 --calendar weekends --managers managers.csv \
		--tiers tiers.csv orders.csv -o plan.csv
	accounted_for orders.csv plan.csv
}

@test "P03: customers in several files are one table for each tool" {
	printf '%s\n' customer_id,status,joined,plan_fee,manager > head
	{ cat head; echo C1,suspended,2026-03-05,90,m; } > east.csv
	{ cat head; echo C2,suspended,2026-03-05,150,n; } > west.csv
	set -- -a 2026-04-01 --customers east.csv --customers west.csv
	printf '%s\n' customer_id,month,amount C1,2026-03,50 C2,2026-03,50 > bills.csv
	rt-tier "$@" bills.csv -o tiers.csv
	run -0 cut -d , -f 1,3,6 tiers.csv
	prints <<-'EOF'
		customer_id,tier,reason
		C1,vip,new-plan
		C2,silver,new-plan
	EOF
	for c in C1 C2; do
		grep -e customer_id -e $c tiers.csv > $c.csv
	done
	rt-triggers "$@" --tiers C1.csv --tiers C2.csv -o orders.csv
	run -0 cut -d , -f 1 orders.csv
	prints <<-'EOF'
		workorder_id
		suspended:C1:2026-04
		suspended:C2:2026-04
	EOF
	rt-schedule "$@" --tiers C1.csv --tiers C2.csv orders.csv -o plan.csv
	run -0 cut -d , -f 4-6 plan.csv
	prints <<-'EOF'
		manager,customer_id,tier
		m,C1,vip
		n,C2,silver
	EOF
}

# The work orders of the rows of that day, from where the columns are plain.
ids_of_day()	# PLAN DAY
{
	awk -F, -v day="$2" '$1 == day { print $8 }' "$1" | tr ';' '\n'
}

@test "K08, K09: ten mornings: each order is spoken of once, and each plan is sound" {
	cp "$TESTDATA"/*.csv .
	: > spoken
	tables='--customers customers.csv --managers managers.csv --history contacts.csv'
	for day in 2026-03-2{3..9} 2026-03-3{0,1} 2026-04-01; do
		seen=$(printf -- '--seen %s ' orders-*.csv)
		[ -f orders-2026-03-23.csv ] || seen=
		rt-triggers -q -a $day --customers customers.csv $seen bills.csv calls.csv cases.csv activity.csv \
			contracts.csv surveys.csv -o orders-$day.csv
		pin=${last:+--pin plan-$last.csv}
		awk -F, 'FILENAME == "spoken" { spoken[$1]; next }
			FNR == 1 ? !header++ : !($1 in spoken)' spoken orders-*.csv > open.csv
		rt-schedule -q -a $day $tables $pin open.csv -o plan-$day.csv --record record.csv
		run -0 rt-schedule -q -a $day $tables $pin --check plan-$day.csv open.csv
		run -0 rt-schedule -q -a $day $tables --check plan-$day.csv open.csv
		accounted_for open.csv plan-$day.csv
		ids_of_day plan-$day.csv $day >> spoken
		grep ",${day}T" record.csv >> contacts.csv || :
		last=$day
	done
	sort spoken | uniq -d > twice
	same_file /dev/null twice
	[ "$(wc -l < spoken)" -gt 20 ]
}
