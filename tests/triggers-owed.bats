# triggers-owed -- rt-triggers: bills that are owed, the ladder of reminders, and
# orders that go on when what they are named after changes.

load helper

# The orders of a run: id, level and evidence.
orders()
{
	rt-triggers -q "$@" | sed 1d | python3 -c '
import csv, sys
for row in csv.reader(sys.stdin):
    print(row[0], row[4], row[-1], sep=" | ")'
}

# The ids and states of the last run.
states()
{
	sed 1d <<< "$output" | awk -F, '{ print $1, $6, $NF }'
}

@test "T04, T07: what is 0.00, and a credit note, is not owed" {
	cat > bills.csv <<-'EOT'
		customer_id,month,amount,due,paid
		u1,2026-02,0.00,2026-03-31,
		u2,2026-02,-20,2026-03-31,
		u4,2026-02,0.01,2026-03-31,
		u5,2026-02,0,2026-04-02,
		u6,2026-02,-0.01,2026-04-02,
		u7,2026-02,0.01,2026-04-02,
		u8,2026-02,30,2026-03-31,
		u8,2026-02,-10,2026-03-30,
	EOT
	run -0 orders -a 2026-04-01 -t overdue,payment-reminder bills.csv
	prints <<-'EOT'
		payment-reminder:u7:2026-04-02 | L1 | due 2026-04-02, in 1 day; 1 bill, 0.01 open (window 4 days)
		overdue:u4:2026-03-31 | L2 | due 2026-03-31, 1 day ago; 1 bill, 0.01 open
		overdue:u8:2026-03-31 | L2 | due 2026-03-31, 1 day ago; 1 bill, 30.00 open
	EOT
}

@test "a rule about bills that does not ask for unpaid ones takes them all" {
	rt-triggers --print-policy | sed 1q > policy.csv
	echo 'billed,after,bills,due,,,,,,,,care,L1,sms,1d,0d,yes,Ask,' >> policy.csv
	printf '%s\n' customer_id,month,amount,due,paid u1,2026-02,-20,2026-03-31, \
		u1,2026-02,30,2026-03-30,2026-03-29 > bills.csv
	run -0 orders -a 2026-04-01 -p policy.csv bills.csv
	prints <<< 'billed:u1:2026-03-30 | L1 | due 2026-03-30, 2 days ago; 2 bills, 10.00 in all'
}

@test "paid_amount: evidence names what is open; what is paid up is not owed" {
	cat > bills.csv <<-'EOT'
		customer_id,month,amount,due,paid,paid_amount
		u1,2026-02,80,2026-03-31,,30.5
		u2,2026-02,80,2026-03-31,,80
		u3,2026-02,80,2026-03-31,,90
		u4,2026-02,80,2026-03-31,,0
		u5,2026-02,80,2026-03-31,2026-03-30,10
		u6,2026-02,80,2026-04-03,,79.99
		u7,2026-02,80,2026-03-30,,30
		u7,2026-03,50,2026-03-31,,
	EOT
	run -0 orders -a 2026-04-01 bills.csv
	prints <<-'EOT'
		payment-reminder:u6:2026-04-03 | L1 | due 2026-04-03, in 2 days; 1 bill, 0.01 of 80.00 open (window 4 days)
		overdue:u1:2026-03-31 | L2 | due 2026-03-31, 1 day ago; 1 bill, 49.50 of 80.00 open
		overdue:u4:2026-03-31 | L2 | due 2026-03-31, 1 day ago; 1 bill, 80.00 open
		overdue:u7:2026-03-30 | L2 | due 2026-03-30, 2 days ago; 2 bills, 100.00 of 130.00 open
	EOT
	run -0 orders -a 2026-04-01 --lang zh -t overdue bills.csv
	[ "${lines[0]}" = 'overdue:u1:2026-03-31 | L2 | 应缴日期 2026-03-31，已过 1 天；1 张账单，未缴 49.50（应缴 80.00）' ]
	[ "${lines[1]}" = 'overdue:u4:2026-03-31 | L2 | 应缴日期 2026-03-31，已过 1 天；1 张账单，未缴 80.00' ]
}

@test "paid_amount: on a day before the payment nothing of it was paid" {
	printf '%s\n' customer_id,month,amount,due,paid,paid_amount \
		u1,2026-02,80,2026-03-30,2026-04-05,80 > bills.csv
	run -0 orders -a 2026-04-01 bills.csv
	prints <<< 'overdue:u1:2026-03-30 | L2 | due 2026-03-30, 2 days ago; 1 bill, 80.00 open'
	run -0 orders -a 2026-04-05 bills.csv
	prints < /dev/null
}

@test "paid_amount: its names in Chinese and others; below 0 is bad data" {
	local name
	for name in 已缴金额 实缴金额 部分缴费金额 缴费金额 amount_paid; do
		printf '%s\n' "用户编号,账期,应收金额,应缴日期,缴费日期,$name" u1,202602,80,2026-03-31,,30 > bills.csv
		run -0 orders -a 2026-04-01 bills.csv
		prints <<< 'overdue:u1:2026-03-31 | L2 | due 2026-03-31, 1 day ago; 1 bill, 50.00 of 80.00 open'
	done
	printf '%s\n' customer_id,month,amount,due,paid,paid_amount u1,2026-02,80,2026-03-31,,-30 > bills.csv
	run -1 --separate-stderr rt-triggers -a 2026-04-01 bills.csv
	prints_err <<< 'rt-triggers: bills.csv:2: paid_amount: below 0; what was paid of a bill stands without a sign'
}

# A bill each of 80, due so many days before 2026-04-01, for customers named so.
bills_due()	# DAYS...
{
	local days
	echo customer_id,month,amount,due,paid
	for days; do
		echo "d$days,2026-01,80,$(date -u -d "2026-04-01 - $days days" +%F),"
	done
}

@test "T04: the ladder of 1, 15 and 45 days; each step holds the milder ones back" {
	bills_due 0 1 14 15 44 45 90 > bills.csv
	run -0 rt-triggers -a 2026-04-01 -t overdue,overdue-15,overdue-45 bills.csv
	same "$(sed 1d <<< "$output" | cut -d, -f2-5,7,8)" <<-'EOT'
		d15,overdue-15,care,L3,2026-04-03T09:00,call
		d44,overdue-15,care,L3,2026-04-03T09:00,call
		d14,overdue,care,L2,2026-04-03T09:00,call
		d1,overdue,care,L2,2026-04-03T09:00,call
		d45,overdue-45,care,L4,2026-04-07T09:00,visit
		d90,overdue-45,care,L4,2026-04-07T09:00,visit
	EOT
	run -0 rt-triggers -a 2026-04-01 --count bills.csv
	[[ $'\n'$output = *$'\n'overdue,2,4,0,0$'\n'overdue-15,2,2,0,0$'\n'overdue-45,2,0,0,0$'\n'* ]]
}

@test "T04: a step that is not asked for, or was seen, holds the milder ones back all the same" {
	bills_due 1 15 45 > bills.csv
	run -0 rt-triggers -a 2026-04-01 -t overdue bills.csv
	same "$(sed 1d <<< "$output" | cut -d, -f1)" <<< overdue:d1:2026-03-31
	run -0 rt-triggers -a 2026-04-01 -t overdue-15 bills.csv
	same "$(sed 1d <<< "$output" | cut -d, -f1)" <<< overdue-15:d15:2026-03-17
	rt-triggers -q -a 2026-04-01 -t overdue-15,overdue-45 bills.csv > seen.csv
	run -0 rt-triggers -a 2026-04-01 -t overdue --seen seen.csv bills.csv
	same "$(sed 1d <<< "$output" | cut -d, -f1)" <<< overdue:d1:2026-03-31
}

@test "T04: the older of two bills decides on the step, and its evidence tells of that step's bills" {
	printf '%s\n' customer_id,month,amount,due,paid u1,2026-01,80,2026-03-17, \
		u1,2026-02,50,2026-03-31, > bills.csv
	run -0 orders -a 2026-04-01 bills.csv
	prints <<< 'overdue-15:u1:2026-03-17 | L3 | due 2026-03-17, 15 days ago; 1 bill, 80.00 open (15 days or more)'
}

@test "overdue-large: what is open is above 500, of all bills that are past their due" {
	cat > bills.csv <<-'EOT'
		customer_id,month,amount,due,paid,paid_amount
		u1,2026-02,500,2026-03-31,,
		u2,2026-02,500.01,2026-03-31,,
		u3,2026-01,300,2026-03-25,,
		u3,2026-02,250,2026-03-31,,
		u4,2026-01,300,2026-03-25,,
		u4,2026-02,250,2026-04-01,,
		u5,2026-02,600,2026-03-31,,100
		u6,2026-02,600,2026-02-15,,
	EOT
	run -0 orders -a 2026-04-01 bills.csv
	prints <<-'EOT'
		overdue-large:u2:2026-03-31 | L3 | due 2026-03-31, 1 day ago; 1 bill, 500.01 open (threshold > 500)
		overdue-large:u3:2026-03-25 | L3 | due 2026-03-25, 7 days ago; 2 bills, 550.00 open (threshold > 500)
		payment-reminder:u4:2026-04-01 | L1 | due 2026-04-01, today; 1 bill, 250.00 open (window 4 days)
		overdue:u1:2026-03-31 | L2 | due 2026-03-31, 1 day ago; 1 bill, 500.00 open
		overdue:u4:2026-03-25 | L2 | due 2026-03-25, 7 days ago; 1 bill, 300.00 open
		overdue:u5:2026-03-31 | L2 | due 2026-03-31, 1 day ago; 1 bill, 500.00 of 600.00 open
		overdue-45:u6:2026-02-15 | L4 | due 2026-02-15, 45 days ago; 1 bill, 600.00 open (45 days or more)
	EOT
	rt-triggers --print-policy | sed '/^overdue-large,/s/,500,/,299.99,/; /^overdue-large,/s/,1d,/,7d,/' > policy.csv
	run -0 orders -a 2026-04-01 -p policy.csv -t overdue-large bills.csv
	prints <<-'EOT'
		overdue-large:u3:2026-03-25 | L3 | due 2026-03-25, 7 days ago; 1 bill, 300.00 open (threshold > 299.99) (7 days or more)
		overdue-large:u4:2026-03-25 | L3 | due 2026-03-25, 7 days ago; 1 bill, 300.00 open (threshold > 299.99) (7 days or more)
	EOT
}

@test "before, after: a floor or threshold that cannot be is refused with its line" {
	local row message
	printf 'customer_id,month,amount,due,paid\n' > bills.csv
	while IFS='|' read -r row message; do
		{ rt-triggers --print-policy | sed 1q; echo "$row"; } > policy.csv
		run -2 --separate-stderr rt-triggers -p policy.csv bills.csv
		prints_err <<< "rt-triggers: policy.csv:2: $message"
	done <<-'EOT'
		a,after,bills,due,!paid,,,,,36h,,care,L1,sms,1d,0d,yes,Ask,|floor: not in days or months
		a,after,bills,due,!paid,,,,,15,,care,L1,sms,1d,0d,yes,Ask,|floor: not a duration such as 24h
		a,before,bills,due,!paid,,,4d,,1d,,care,L1,sms,1d,0d,yes,Ask,|floor: 'before' rules have none
		a,after,bills,due,!paid,>,,,,,,care,L1,sms,1d,0d,yes,Ask,|threshold: missing
		a,after,bills,due,,>,500,,,,,care,L1,sms,1d,0d,yes,Ask,|threshold: compares what is open, of bills that are not paid: where !paid
		a,after,contracts,end,!paid,>,500,,,,,care,L1,sms,1d,0d,yes,Ask,|threshold: compares what is open, of bills that are not paid: where !paid
	EOT
}

@test "--list: the ladder in words" {
	printf 'customer_id,month,amount,due,paid\n' > bills.csv
	rt-triggers --list bills.csv > list
	run -0 grep ^overdue list
	prints <<-'EOT'
		overdue,after,bills,yes,due has passed by 1 day or more where paid is blank
		overdue-15,after,bills,yes,due has passed by 15 days or more where paid is blank
		overdue-45,after,bills,yes,due has passed by 45 days or more where paid is blank
		overdue-large,after,bills,yes,"due has passed by 1 day or more, and what is open > 500 where paid is blank"
	EOT
}

# The first run, of two bills that are overdue, and the older one paid since.
two_bills()
{
	printf '%s\n' customer_id,month,amount,due,paid u1,2026-01,80,2026-03-20, \
		u1,2026-02,50,2026-03-25, > bills.csv
	rt-triggers -q -a 2026-03-28 "$@" bills.csv > seen.csv
	sed -i '2s/$/2026-03-30/' bills.csv
}

@test "an order goes on when the older of two bills is paid: still, with the new evidence" {
	local opts
	touch none.csv
	printf 'workorder_id,customer_id,trigger,due\n' > none.csv
	for opts in '' '--seen none.csv --states'; do
		two_bills $opts
		[ "$(sed 1d seen.csv | cut -d, -f1)" = overdue:u1:2026-03-20 ]
		run -0 rt-triggers -a 2026-04-01 --seen seen.csv --states bills.csv
		prints <<-'EOT'
			workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence,state
			overdue:u1:2026-03-20,u1,overdue,care,L2,2026-03-28,2026-03-31T09:00,call,Remind kindly; offer ways to pay,"due 2026-03-25, 7 days ago; 1 bill, 50.00 open",still
		EOT
		run -0 rt-triggers -a 2026-04-01 --seen seen.csv --count bills.csv
		grep -qx overdue,0,0,0,0 <<< "$output"
		run -0 rt-triggers -a 2026-04-01 --seen seen.csv bills.csv
		[ "${#lines[@]}" -eq 1 ]
	done
}

@test "an order that goes on does so day by day, past its cooldown, and ends with the last bill" {
	two_bills
	rt-triggers -a 2026-04-01 --seen seen.csv --states bills.csv > one.csv
	# The 28th of March and 15 days: the 12th of April; the second bill turns 15 days old on the 9th.
	run -0 rt-triggers -a 2026-04-20 -t overdue --seen one.csv --states bills.csv
	same "$(states)" <<< 'overdue:u1:2026-03-20 2026-03-28 still'
	[[ $output = *'due 2026-03-25, 26 days ago; 1 bill, 50.00 open'* ]]
	echo "$output" > two.csv
	sed -i '3s/$/2026-04-20/' bills.csv
	run -0 rt-triggers -a 2026-04-21 --seen two.csv --states bills.csv
	same "$(states)" <<< 'overdue:u1:2026-03-20 2026-03-28 resolved'
	echo "$output" > three.csv
	echo u1,2026-03,70,2026-04-25, >> bills.csv
	run -0 rt-triggers -a 2026-04-26 --seen three.csv --states bills.csv
	same "$(states)" <<< 'overdue:u1:2026-04-25 2026-04-26 new'
}

@test "an order goes on when the second bill fell due only after the first run" {
	printf '%s\n' customer_id,month,amount,due,paid u1,2026-01,80,2026-03-20, > bills.csv
	rt-triggers -q -a 2026-03-21 bills.csv > seen.csv
	printf '%s\n' customer_id,month,amount,due,paid u1,2026-02,50,2026-03-28, > bills.csv
	run -0 rt-triggers -a 2026-03-31 --seen seen.csv --states bills.csv
	same "$(states)" <<< 'overdue:u1:2026-03-20 2026-03-21 still'
}

@test "an order of a date to come goes on where the next date was near enough that day, too" {
	rt-triggers --print-policy | sed 1q > near.csv
	echo 'near,before,bills,due,!paid,,,4d,,,,care,L1,sms,1d,0d,yes,Remind,' >> near.csv
	printf '%s\n' customer_id,month,amount,due,paid u1,2026-01,80,2026-03-05, > bills.csv
	rt-triggers -q -p near.csv -a 2026-03-04 bills.csv > seen.csv
	# Of the 4th the four days from then on end with the 7th.
	for due in 2026-03-07 2026-03-08; do
		printf '%s\n' customer_id,month,amount,due,paid u1,2026-02,50,$due, > bills.csv
		run -0 rt-triggers -p near.csv -a 2026-03-06 --seen seen.csv --states bills.csv
		states > $due
	done
	same_file 2026-03-07 - <<< 'near:u1:2026-03-05 2026-03-04 still'
	same_file 2026-03-08 - <<-'EOT'
		near:u1:2026-03-05 2026-03-04 resolved
		near:u1:2026-03-08 2026-03-06 new
	EOT
}

@test "what an old file without states says of a bill that was paid holds nothing back" {
	printf '%s\n' customer_id,month,amount,due,paid u1,2025-01,80,2025-03-20, > bills.csv
	rt-triggers -q -a 2025-03-21 bills.csv > seen.csv
	printf '%s\n' customer_id,month,amount,due,paid u1,2025-01,80,2025-03-20,2025-03-22 \
		u1,2026-02,50,2026-03-28, > bills.csv
	run -0 rt-triggers -a 2026-03-31 --seen seen.csv --states bills.csv
	same "$(states)" <<-'EOT'
		overdue:u1:2025-03-20 2025-03-21 resolved
		overdue:u1:2026-03-28 2026-03-31 new
	EOT
}

@test "what is open is told anew under the same order, as it is paid bit by bit" {
	printf '%s\n' customer_id,month,amount,due,paid,paid_amount u1,2026-01,80,2026-03-20,, > bills.csv
	rt-triggers -q -a 2026-03-21 bills.csv > seen.csv
	sed -i 's/,$/,30/' bills.csv
	run -0 rt-triggers -a 2026-03-22 --seen seen.csv --states bills.csv
	[[ $output = *'"due 2026-03-20, 2 days ago; 1 bill, 50.00 of 80.00 open",still' ]]
}

@test "a contract that was renewed within the window, and a bill of 0 in the next month, go on too" {
	printf 'customer_id,end\nu1,2026-04-30\n' > contracts.csv
	rt-triggers -q -a 2026-04-01 contracts.csv > seen.csv
	printf 'customer_id,end\nu1,2026-04-30\nu1,2026-05-20\n' > contracts.csv
	run -0 rt-triggers -a 2026-04-02 --seen seen.csv --states contracts.csv
	same "$(states)" <<< 'contract-expiry:u1:2026-04-30 2026-04-01 still'
	[[ $output = *'end 2026-05-20, in 48 days'* ]]
	printf 'customer_id,month,amount\nu1,2026-02,0\n' > bills.csv
	rt-triggers -q -a 2026-03-20 bills.csv > seen.csv
	echo u1,2026-03,0 >> bills.csv
	# The cooldown of 25 days is over on the 14th of April.
	run -0 rt-triggers -a 2026-04-13 --seen seen.csv --states bills.csv
	same "$(states)" <<< 'zero-bill:u1:2026-02 2026-03-20 still'
	[[ $output = *'amount 0.00 in 2026-03'* ]]
	run -0 rt-triggers -a 2026-04-14 --seen seen.csv --states bills.csv
	same "$(states)" <<-'EOT'
		zero-bill:u1:2026-02 2026-03-20 resolved
		zero-bill:u1:2026-03 2026-04-14 new
	EOT
}

@test "a silence that a record broke is resolved; one whose last record came in late goes on" {
	printf 'customer_id,date\nu1,2025-10-01\n' > purchases.csv
	rt-triggers -q -a 2026-04-01 -t silent purchases.csv > seen.csv
	printf 'customer_id,date\nu1,2025-10-11\n' > purchases.csv
	run -0 rt-triggers -q -a 2026-04-02 -t silent --seen seen.csv --states purchases.csv
	same "$(states)" <<< 'silent:u1:2025-10-01 2026-04-01 still'
	[[ $output = *2025-10-11* ]]
	printf 'customer_id,date\nu1,2026-04-05\n' > purchases.csv
	run -0 rt-triggers -q -a 2026-07-04 -t silent --seen seen.csv --states purchases.csv
	same "$(states)" <<-'EOT'
		silent:u1:2025-10-01 2026-04-01 resolved
		silent:u1:2026-04-05 2026-07-04 new
	EOT
}

@test "T25: a blank movement is not turned quasi" {
	printf '%s\n' customer_id,tier,rank,previous_tier,movement u1,quasi,6,, \
		u2,quasi,6,,new u3,quasi,6,standard,up > tiers.csv
	run -0 rt-triggers -q -a 2026-04-01 --tiers tiers.csv
	same "$(sed 1d <<< "$output" | cut -d, -f1)" <<-'EOT'
		quasi-high-end:u2:2026-04
		quasi-high-end:u3:2026-04
	EOT
}

@test "T25, T26: without movement the rules of movement are not fed, and say so" {
	printf '%s\n' customer_id,tier,rank u1,quasi,6 > tiers.csv
	run -0 rt-triggers -q -a 2026-04-01 --tiers tiers.csv
	[ "${#lines[@]}" -eq 1 ]
	rt-triggers --list --tiers tiers.csv > list
	run -0 grep -E '^(quasi-high-end|tier-drop)' list
	prints <<-'EOT'
		quasi-high-end,tier,,yes,state of the tiers where tier is quasi and movement is up or new
		tier-drop,tier,,yes,state of the tiers where movement is down
	EOT
	run -0 --separate-stderr rt-triggers -a 2026-04-01 -t quasi-high-end --tiers tiers.csv
	[[ $stderr = *"no column 'movement', without which quasi-high-end opens nothing"* ]]
	printf '%s\n' customer_id,tier,rank,movement u1,quasi,6, > tiers.csv
	rt-triggers --list --tiers tiers.csv > list
	grep -q '^quasi-high-end,tier,tiers,' list
}
