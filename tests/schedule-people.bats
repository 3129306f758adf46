# rt-schedule, people: who left, managers who are away, households.
#
# 2026-03-02 is a Monday; no day of that March is a holiday.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	printf '%s\n' customer_id,manager,region C1,ma,east C2,ma,east C3,ma, > customers.csv
	managers <<-'EOF'
		ma,east,,,,,
		mb,west,,,,,
	EOF
}

# Standard input as FILE, below the heading.
table()	# FILE HEADING
{
	{ printf '%s\n' "$2"; cat; } > "$1"
}

orders()
{
	table orders.csv workorder_id,customer_id,trigger,category,level,due,channel
}

managers()
{
	table managers.csv manager,region,calls_per_day,visits_per_day,days_off,left,deputy
}

plan_as_of()	# AS-OF [OPTION]...
{
	rt-schedule --as-of "$1" --customers customers.csv --managers managers.csv "${@:2}" orders.csv
}

# The plan as of that time is as standard input says, in date, start, manager,
# customer, work orders, reason and next possible day; it breaks no rule.  Left as plan.csv.
plans()	# AS-OF [OPTION]...
{
	run -0 --separate-stderr plan_as_of "$@" --output plan.csv
	stderr_told=$stderr
	run -0 cut -d, -f1,2,4,5,8,18,19 plan.csv
	{ echo date,start,manager,customer_id,workorders,reason,next_possible; cat; } | same "$output"
	run -0 plan_as_of "$@" --quiet --check plan.csv
	prints <<< line,rule,customer_id,detail
}

@test "customers who left: recovery and win-back are planned, the rest is left" {
	printf '%s\n' customer_id,manager,left C1,ma,2026-03-02 C2,ma,2026-03-03 > customers.csv
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-13T09:00,call
		w2,C1,t,service,L1,2026-03-13T09:00,call
		w3,C1,t,recovery,L1,2026-03-13T09:00,call
		w4,C1,winback,,L1,2026-03-13T09:00,call
		w5,C2,t,care,L1,2026-03-13T09:00,call
	EOF
	plans 2026-03-02 <<-'EOF'
		2026-03-02,09:00,ma,C1,w3;w4,,
		2026-03-02,09:09,ma,C2,w5,,
		,,ma,C1,w1;w2,left,
	EOF
	run -0 sed -n 4p plan.csv
	[[ $output == *,unplanned,left,,, ]]
	# In the words of the category.
	orders <<< w1,C1,t,挽回,L1,2026-03-13T09:00,call
	plans 2026-03-02 <<< 2026-03-02,09:00,ma,C1,w1,,
}

@test "left comes behind control and resolved, and before refused" {
	printf '%s\n' customer_id,manager,left,do_not_disturb C1,ma,2026-03-01,yes > customers.csv
	table orders.csv workorder_id,customer_id,trigger,category,due,state,arm <<-'EOF'
		w1,C1,t,care,2026-03-13T09:00,resolved,control
		w2,C1,t,care,2026-03-13T09:00,resolved,
		w3,C1,t,care,2026-03-13T09:00,,
		w4,C1,t,recovery,2026-03-13T09:00,,
	EOF
	plans 2026-03-02 <<-'EOF'
		,,ma,C1,w1,control,
		,,ma,C1,w2,resolved,
		,,ma,C1,w3,left,
		,,ma,C1,w4,refused,
	EOF
}

@test "--check and --pin know who left" {
	orders <<< w1,C1,t,care,L1,2026-03-13T09:00,call
	run -0 plan_as_of 2026-03-02 --from 2026-03-03 --output before.csv
	printf '%s\n' customer_id,manager,left C1,ma,2026-03-02 > customers.csv
	run -1 plan_as_of 2026-03-02 --from 2026-03-03 --check before.csv
	prints <<-'EOF'
		line,rule,customer_id,detail
		2,left,C1,work order w1 is of a customer who left
	EOF
	plans 2026-03-02 --pin before.csv <<< ,,ma,C1,w1,left,
	same "$stderr_told" <<< 'rt-schedule: before.csv:2: released: left: the customer left'
}

# One order of C1, ma's, that the policy deputises.
crisis_of_ma()	# DUE [CATEGORY [CHANNEL]]
{
	orders <<< "w1,C1,t,${2-service},L1,$1,${3-call}"
}

@test "deputy: in the place of a manager who is away on every day up to the due one" {
	managers <<-'EOF'
		ma,east,,,2026-03-02/2026-03-04,,mb
		mb,west,,,,,
	EOF
	crisis_of_ma 2026-03-04T18:00
	plans 2026-03-02 <<< 2026-03-02,09:00,mb,C1,w1,deputy,
	# Back on the day on which it is due, ma makes it.
	crisis_of_ma 2026-03-05T18:00
	plans 2026-03-02 <<< 2026-03-05,09:00,ma,C1,w1,,
	# Overdue: today counts.
	crisis_of_ma 2026-02-20T18:00
	plans 2026-03-02 <<< 2026-03-02,09:00,mb,C1,w1,deputy,
	plans 2026-03-05 <<< 2026-03-05,09:00,ma,C1,w1,,
	# A visit says when to arrange it.
	crisis_of_ma 2026-03-04T18:00 service visit
	plans 2026-03-02 <<< '2026-03-02,09:00,mb,C1,w1,deputy;appointment 2026-03-02,'
}

@test "deputy: of service, crisis and recovery, or of what the policy names" {
	managers <<-'EOF'
		ma,east,,,2026-03-02/2026-03-31,,mb
		mb,west,,,,,
	EOF
	for category in service crisis recovery 服务; do
		crisis_of_ma 2026-03-04T18:00 $category
		plans 2026-03-02 <<< 2026-03-02,09:00,mb,C1,w1,deputy,
	done
	for category in care marketing ''; do
		crisis_of_ma 2026-03-04T18:00 "$category"
		plans 2026-03-02 <<< ,,ma,C1,w1,capacity,2026-04-01
	done
	rt-schedule --print-policy | sed '/^standard/s/service;crisis;recovery/care;upsell/' > contact.csv
	for category in care upsell; do
		crisis_of_ma 2026-03-04T18:00 $category
		plans 2026-03-02 --policy contact.csv <<< 2026-03-02,09:00,mb,C1,w1,deputy,
	done
	crisis_of_ma 2026-03-04T18:00
	plans 2026-03-02 --policy contact.csv <<< ,,ma,C1,w1,capacity,2026-04-01
	# A policy from before there were deputies has the built-in ones, a blank cell none.
	cut -d, -f1-5 contact.csv > older.csv
	plans 2026-03-02 --policy older.csv <<< 2026-03-02,09:00,mb,C1,w1,deputy,
	sed '/^standard/s/care;upsell//' contact.csv > none.csv
	plans 2026-03-02 --policy none.csv <<< ,,ma,C1,w1,capacity,2026-04-01
}

@test "deputy: the first who is at work in time and takes the channel; number does not matter" {
	managers <<-'EOF'
		ma,east,,,2026-03-02/2026-03-31,,mb;mc、md
		mb,west,,,2026-03-02/2026-03-04,,
		mc,west,0,,,,
		md,west,1,,,,
	EOF
	orders <<-'EOF'
		w1,C1,t,service,L1,2026-03-03T18:00,call
		w2,C2,t,service,L1,2026-03-03T18:00,call
		w3,C3,t,service,L1,2026-03-03T18:00,call
	EOF
	plans 2026-03-02 --days 2 <<-'EOF'
		2026-03-02,09:00,md,C1,w1,deputy,
		2026-03-03,09:00,md,C2,w2,deputy,
		,,md,C3,w3,capacity,2026-03-04
	EOF
	# None is there in time: it waits for its own.
	orders <<< w1,C1,t,service,L1,2026-03-03T18:00,visit
	managers <<-'EOF'
		ma,east,,,2026-03-02/2026-03-03,,mb
		mb,west,,,2026-03-02/2026-03-04,,
	EOF
	plans 2026-03-02 <<< '2026-03-04,09:00,ma,C1,w1,appointment 2026-03-04,'
}

@test "deputy: a day that the caps forbid is none on which one could be at work" {
	managers <<-'EOF'
		ma,east,,,2026-03-02/2026-03-03,,mb
		mb,west,,,,,
	EOF
	# Recovery keeps to the gap of seven days, which ends on 3 March.
	crisis_of_ma 2026-03-03T18:00 recovery
	printf '%s\n' customer_id,time,channel C1,2026-02-24T09:00,sms > history.csv
	plans 2026-03-02 --history history.csv <<< 2026-03-03,09:00,mb,C1,w1,deputy,
	printf '%s\n' customer_id,time,channel C1,2026-02-25T09:00,sms > history.csv
	plans 2026-03-02 --history history.csv <<< 2026-03-04,09:00,ma,C1,w1,,
}

@test "left: no day on or after it; who left hands over to the deputy, else to the region's" {
	crisis_of_ma 2026-03-13T18:00 care
	managers <<-'EOF'
		ma,east,,,,2026-03-02,mc
		mb,west,,,,,
		mc,west,,,,,
		md,east,,,,,
	EOF
	plans 2026-03-02 <<< 2026-03-02,09:00,mc,C1,w1,handed-over,
	# mc left as well, or does not call: somebody of C1's region.
	sed -i 's/^mc.*/mc,west,,,,2026-03-01,/' managers.csv
	plans 2026-03-02 <<< 2026-03-02,09:00,md,C1,w1,handed-over,
	sed -i 's/^mc.*/mc,west,0,,,,/' managers.csv
	plans 2026-03-02 <<< 2026-03-02,09:00,md,C1,w1,handed-over,
	# C3 has no region: that of ma.
	orders <<< w1,C3,t,care,L1,2026-03-13T18:00,visit
	sed -i 's/^ma,.*/ma,west,,,,2026-03-02,/; s/^mc.*/mc,west,,0,,,/' managers.csv
	plans 2026-03-02 <<< '2026-03-02,09:00,mb,C3,w1,handed-over;appointment 2026-03-02,'
	# All left: there is no manager.
	sed -i '/^m[bcd],/d' managers.csv
	plans 2026-03-02 <<< ,,,C3,w1,no-manager,
}

@test "left: who leaves within the horizon works until then, and nobody is promised a day behind it" {
	managers <<-'EOF'
		ma,east,1,,,2026-03-04,
		mb,east,,,,,
	EOF
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-13T18:00,call
		w2,C2,t,care,L1,2026-03-13T18:00,call
		w3,C3,t,care,L1,2026-03-13T18:00,call
	EOF
	plans 2026-03-02 <<-'EOF'
		2026-03-02,09:00,ma,C1,w1,,
		2026-03-03,09:00,ma,C2,w2,,
		,,ma,C3,w3,capacity,
	EOF
	[ -z "$stderr_told" ]
	# Leaving later, ma still calls on the first days behind the horizon.
	plans 2026-03-02 --days 1 <<-'EOF'
		2026-03-02,09:00,ma,C1,w1,,
		,,ma,C2,w2,capacity,2026-03-03
		,,ma,C3,w3,capacity,
	EOF
	[ -z "$stderr_told" ]
	# Nobody is assigned to who left.
	printf '%s\n' customer_id,region C1,east C2,east > customers.csv
	sed -i '/^w3/d' orders.csv
	plans 2026-03-04 --days 1 <<-'EOF'
		2026-03-04,09:00,mb,C1,w1,assigned,
		2026-03-04,09:09,mb,C2,w2,assigned,
	EOF
}

@test "days_off: ranges, half days, and several of them" {
	crisis_of_ma 2026-03-13T18:00 care
	for off in 2026-03-02/2026-03-04 '2026-03-02;2026/3/3/2026/3/4' \
	    '2026-03-02 09:00/2026-03-04 18:00' '2026-03-02/2026-03-04 18:00' \
	    '2026-03-02 08:00/2026-03-02 12:00;2026-03-02 12:00/2026-03-05 00:00'; do
		managers <<< "ma,east,,,$off,,"
		plans 2026-03-02 <<< 2026-03-05,09:00,ma,C1,w1,,
	done
	managers <<< 'ma,east,,,2026-03-02 08:00/2026-03-02 12:00,,'
	plans 2026-03-02 <<< 2026-03-02,14:00,ma,C1,w1,,
	# Back at 10:05, the grid begins there.
	managers <<< 'ma,east,,,2026-03-02 09:00/2026-03-02 10:05,,'
	plans 2026-03-02 <<< 2026-03-02,10:05,ma,C1,w1,,
	managers <<< 'ma,east,,,2026-03-02 09:00/2026-03-03 14:30,,'
	plans 2026-03-02 <<< 2026-03-03,14:30,ma,C1,w1,,
	for off in 2026-03-04/2026-03-02 '2026-03-02 12:00/2026-03-02 12:00' 2026-03-02/soon \
	    2026-03-02/; do
		managers <<< "ma,east,,,$off,,"
		run -1 --separate-stderr plan_as_of 2026-03-02
		prints_err <<< 'rt-schedule: managers.csv:2: days_off: not a list of dates such as 2026-03-05;2026-03-09/2026-03-13 or of times such as 2026-03-06 12:00/2026-03-06 18:00'
	done
}

@test "days_off: --check and --pin see half days, and a manager who left" {
	crisis_of_ma 2026-03-13T18:00 care
	run -0 plan_as_of 2026-03-02 --from 2026-03-03 --output before.csv
	managers <<< 'ma,east,,,2026-03-03 09:05/2026-03-03 12:00,,'
	run -1 plan_as_of 2026-03-02 --from 2026-03-03 --check before.csv
	prints <<-'EOF'
		line,rule,customer_id,detail
		2,day-off,C1,a day off of the manager
	EOF
	managers <<< 'ma,east,,,2026-03-03 09:09/2026-03-03 12:00,,'
	run -0 plan_as_of 2026-03-02 --from 2026-03-03 --check before.csv
	managers <<-'EOF'
		ma,east,,,,2026-03-03,
		mb,east,,,,,
	EOF
	run -1 plan_as_of 2026-03-02 --from 2026-03-03 --check before.csv
	prints <<-'EOF'
		line,rule,customer_id,detail
		2,day-off,C1,the manager has left
	EOF
	plans 2026-03-03 --pin before.csv <<< 2026-03-03,09:00,mb,C1,w1,handed-over,
	same "$stderr_told" <<< 'rt-schedule: before.csv:2: released: day-off: the manager has left'
	run -0 cut -d, -f20,21 plan.csv
	prints <<-'EOF'
		contact_id,revision
		C1/2026-03-02,1/2026-03-03
	EOF
}

@test "deputy: one who is no manager of the table is bad data" {
	crisis_of_ma 2026-03-13T18:00
	managers <<< ma,east,,,,,mx
	run -1 --separate-stderr plan_as_of 2026-03-02
	prints_err <<< 'rt-schedule: managers.csv: deputy: one is no manager of the table'
}

# A customer with these quiet hours, who is visited.
quiet()	# HOURS
{
	printf '%s\n' customer_id,manager,quiet_hours "C1,ma,$1" C2,ma, "C3,ma,$1" > customers.csv
}

@test "who can be visited only after 16:00 is visited at 16:00" {
	# The grid has 09:00, 10:30, 14:00 and 15:30.
	crisis_of_ma 2026-03-13T18:00 care visit
	quiet 00:00-16:00
	plans 2026-03-02 <<< '2026-03-02,16:00,ma,C1,w1,appointment 2026-03-02,'
	quiet 00:00-15:30
	plans 2026-03-02 <<< '2026-03-02,15:30,ma,C1,w1,appointment 2026-03-02,'
	quiet 00:00-16:31
	plans 2026-03-02 <<< ,,ma,C1,w1,quiet,
	# Between 10:00 and 11:30, and from 10:00 on, but not in the afternoon.
	quiet '11:30-10:00'
	plans 2026-03-02 <<< '2026-03-02,10:00,ma,C1,w1,appointment 2026-03-02,'
}

@test "a time that is cut comes before the matching, the grid goes around it; heavier first" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-02T18:00,visit
		w2,C2,t,care,L4,2026-03-02T18:00,visit
		w3,C3,t,care,L2,2026-03-02T18:00,visit
	EOF
	quiet 00:00-16:00
	plans 2026-03-02 --days 1 <<-'EOF'
		2026-03-02,09:00,ma,C2,w2,appointment 2026-03-02,
		2026-03-02,16:00,ma,C3,w3,appointment 2026-03-02,
		,,ma,C1,w1,capacity,2026-03-03
	EOF
	# Also where it costs a heavier one the time: these come first.
	managers <<< ma,east,,1,,,
	plans 2026-03-02 --days 1 <<-'EOF'
		2026-03-02,16:00,ma,C3,w3,appointment 2026-03-02,
		,,ma,C1,w1,capacity,2026-03-03
		,,ma,C2,w2,capacity,2026-03-04
	EOF
	# Calls go around it.
	managers <<< ma,east,,,,,
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-02T18:00,visit
		w2,C2,t,care,L4,2026-03-02T18:00,call
	EOF
	plans 2026-03-02 --days 1 --hours 15:55-17:40 <<-'EOF'
		2026-03-02,16:00,ma,C1,w1,appointment 2026-03-02,
		2026-03-02,17:30,ma,C2,w2,,
	EOF
}

@test "a time that is cut stays where it was, near to a plan before" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-06T18:00,visit
		w3,C3,t,care,L1,2026-03-06T18:00,visit
	EOF
	quiet 00:00-16:00
	run -0 plan_as_of 2026-03-02 --output before.csv
	sed -i '/^w3/s/L1/L4/' orders.csv
	plans 2026-03-02 <<-'EOF'
		2026-03-02,16:00,ma,C3,w3,appointment 2026-03-02,
		2026-03-03,16:00,ma,C1,w1,appointment 2026-03-02,
	EOF
	plans 2026-03-02 --near before.csv <<-'EOF'
		2026-03-02,16:00,ma,C1,w1,appointment 2026-03-02,
		2026-03-03,16:00,ma,C3,w3,appointment 2026-03-02,
	EOF
}

# Three of one household, and a policy that calls it once in seven days.
household()
{
	printf '%s\n' customer_id,manager,group_id C1,ma,g C2,ma,g C3,ma,h C4,ma,g > customers.csv
	rt-schedule --print-policy | sed '1s/$/,per_group_7d/; s/^standard.*/&,1/; /^standard/!{2,$s/$/,/}' > contact.csv
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-13T18:00,call
		w2,C2,t,care,L2,2026-03-13T18:00,call
		w3,C3,t,care,L1,2026-03-13T18:00,call
	EOF
}

@test "per_group_7d: the heavier contact of a household goes first, the other is cap" {
	household
	plans 2026-03-02 <<-'EOF'
		2026-03-02,09:00,ma,C2,w2,,
		2026-03-02,09:09,ma,C1,w1,,
		2026-03-02,09:18,ma,C3,w3,,
	EOF
	plans 2026-03-02 --policy contact.csv <<-'EOF'
		2026-03-02,09:00,ma,C2,w2,,
		2026-03-02,09:09,ma,C3,w3,,
		,,ma,C1,w1,cap,2026-03-13
	EOF
	# Two in seven days, or any number.
	sed 's/,1$/,2/' contact.csv > two.csv
	plans 2026-03-02 --policy two.csv <<-'EOF'
		2026-03-02,09:00,ma,C2,w2,,
		2026-03-02,09:09,ma,C1,w1,,
		2026-03-02,09:18,ma,C3,w3,,
	EOF
	# A horizon that is longer than a week has room for both.
	plans 2026-03-02 --policy contact.csv --days 15 <<-'EOF'
		2026-03-02,09:00,ma,C2,w2,,
		2026-03-02,09:09,ma,C3,w3,,
		2026-03-13,09:00,ma,C1,w1,,
	EOF
}

@test "per_group_7d: contacts of members without orders count; service and crisis are free" {
	household
	sed -i '/^w1/d' orders.csv
	# Seven days in a row: the 24th is no more among those that end on 3 March.
	printf '%s\n' customer_id,time,channel,outcome C4,2026-02-24T09:00,sms, > history.csv
	plans 2026-03-02 --policy contact.csv --history history.csv <<-'EOF'
		2026-03-02,09:00,ma,C3,w3,,
		2026-03-03,09:00,ma,C2,w2,,
	EOF
	# What was tried in vain does not.
	printf '%s\n' customer_id,time,channel,outcome C4,2026-02-24T09:00,call,未接 > history.csv
	plans 2026-03-02 --policy contact.csv --history history.csv <<-'EOF'
		2026-03-02,09:00,ma,C2,w2,,
		2026-03-02,09:09,ma,C3,w3,,
	EOF
	printf '%s\n' customer_id,time,channel,outcome C4,2026-03-01T09:00,sms, > history.csv
	sed -i 's/^w2,C2,t,care/w2,C2,t,service/' orders.csv
	plans 2026-03-02 --policy contact.csv --history history.csv <<-'EOF'
		2026-03-02,09:00,ma,C2,w2,,
		2026-03-02,09:09,ma,C3,w3,,
	EOF
}

@test "per_group_7d: --check, --pin and mistakes of the policy" {
	household
	run -0 plan_as_of 2026-03-02 --output before.csv
	run -1 plan_as_of 2026-03-02 --policy contact.csv --check before.csv
	prints <<-'EOF'
		line,rule,customer_id,detail
		2,cap,C2,more contacts in 7 days than the group may have
		3,cap,C1,more contacts in 7 days than the group may have
	EOF
	plans 2026-03-02 --policy contact.csv --pin before.csv <<-'EOF'
		2026-03-02,09:00,ma,C2,w2,,
		2026-03-02,09:18,ma,C3,w3,,
		,,ma,C1,w1,cap,2026-03-13
	EOF
	# What is pinned comes first.
	sed -i '/^w2/d' orders.csv
	run -0 plan_as_of 2026-03-02 --output before.csv
	echo w2,C2,t,care,L2,2026-03-13T18:00,call >> orders.csv
	plans 2026-03-02 --policy contact.csv --pin before.csv <<-'EOF'
		2026-03-02,09:00,ma,C1,w1,,
		2026-03-02,09:09,ma,C3,w3,,
		,,ma,C2,w2,cap,2026-03-09
	EOF
	sed -i '/^standard/s/,1$/,0/' contact.csv
	run -2 --separate-stderr plan_as_of 2026-03-02 --policy contact.csv
	prints_err <<< 'rt-schedule: contact.csv:8: per_group_7d: 0 allows nobody: say none for no limit, or refuse the channel'
}

@test "a contact that its group leaves a day, and its manager no time, is promised one" {
	household
	managers <<< ma,east,1,,,,
	plans 2026-03-02 --days 1 --policy contact.csv <<-'EOF'
		2026-03-02,09:00,ma,C2,w2,,
		,,ma,C1,w1,cap,2026-03-09
		,,ma,C3,w3,capacity,2026-03-03
	EOF
	managers <<< ma,east,0,,,,
	plans 2026-03-02 --days 1 --policy contact.csv <<-'EOF'
		,,ma,C1,w1,cap,
		,,ma,C2,w2,capacity,
		,,ma,C3,w3,capacity,
	EOF
}
