# rt-schedule, from one plan to the next: identity, what is over, pins.
#
# 2026-03-02 is a Monday; no day of that March is a holiday.

load helper

HEAD=date,start,end,manager,customer_id,tier,channel,workorders,triggers,category,level
HEAD+=,action,evidence,weight,due,on_time,status,reason,next_possible,contact_id,revision

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	printf '%s\n' customer_id,manager C1,m C2,m C3,m C4,m C5,m > customers.csv
}

# Standard input as FILE, below the heading.
table()	# FILE HEADING
{
	{ printf '%s\n' "$2"; cat; } > "$1"
}

orders()
{
	table orders.csv workorder_id,customer_id,trigger,category,level,due,channel,state,arm
}

# A plan before, cut down to what is looked at.
before()
{
	table before.csv date,start,end,manager,customer_id,channel,workorders,due,on_time,status,reason,contact_id,revision
}

# The plan of orders.csv as of that day, or that time of it.
plan_as_of()	# AS-OF [OPTION]...
{
	rt-schedule --as-of "$1" --customers customers.csv "${@:2}" orders.csv
}

# Of standard input: when, whom, what, how it stands, and the identity.
brief()
{
	cut -d, -f1,2,4,5,7,8,17,18,20,21
}

# The plan as of that time is as standard input says, in brief; it breaks no
# rule.  Left as plan.csv.
plans()	# AS-OF [OPTION]...
{
	run -0 --separate-stderr plan_as_of "$@" --output plan.csv
	stderr_told=$stderr
	run -0 brief < plan.csv
	{ echo date,start,manager,customer_id,channel,workorders,status,reason,contact_id,revision
		cat; } | same "$output"
	run -0 plan_as_of "$@" --check plan.csv
	prints <<< line,rule,customer_id,detail
}

@test "contact_id: the customer and the day on which the contact came into a plan" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
		w2,C2,t,care,L1,2026-03-05T09:00,call,resolved,
		w3,C2,t,care,L1,2026-03-05T09:00,call,,control
		w4,C3,t,care,L1,2026-03-05T09:00,call,,
		k1,,t,crisis,L1,2026-03-05T09:00,call,,
	EOF
	plans 2026-03-02 --days 1 --calls-per-day 1 <<-'EOF'
		2026-03-02,09:00,,,call,k1,planned,,k1,0/2026-03-02
		2026-03-02,09:00,m,C1,call,w1,planned,,C1/2026-03-02,0/2026-03-02
		,,m,C2,call,w3,unplanned,control,,
		,,m,C2,call,w2,unplanned,resolved,,
		,,m,C3,call,w4,unplanned,capacity,C3/2026-03-02,0/2026-03-02
	EOF
}

@test "contact_id: stays whatever orders join, leave or become heavier" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-09T09:00,call,,
		w2,C2,t,care,L1,2026-03-09T09:00,call,,
	EOF
	plan_as_of 2026-03-02 --from 2026-03-04 --output first.csv
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-09T09:00,call,,
		w5,C1,t,care,L4,2026-03-09T09:00,call,,
		w3,C2,t,care,L1,2026-03-09T09:00,call,,
	EOF
	plans 2026-03-03 --from 2026-03-04 --pin first.csv <<-'EOF'
		2026-03-04,09:00,m,C1,call,w5;w1,planned,,C1/2026-03-02,0/2026-03-02
		2026-03-04,09:09,m,C2,call,w3,planned,,C2/2026-03-02,0/2026-03-02
	EOF
}

@test "revision: counts changes of date, time, manager and channel, with their as-of" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-09T09:00,call,,
		w2,C2,t,care,L1,2026-03-09T09:00,call,,
	EOF
	before <<-'EOF'
		2026-03-06,09:00,09:09,m,C1,call,w1,2026-03-09T09:00,yes,planned,,C1/2026-02-27,3/2026-03-01T16:30
		,,,m,C2,call,w2,2026-03-09T09:00,,unplanned,capacity,C2/2026-02-27,0/2026-02-27
	EOF
	plans 2026-03-02T10:00 --pin before.csv <<-'EOF'
		2026-03-02,10:03,m,C2,call,w2,planned,,C2/2026-02-27,1/2026-03-02T10:00
		2026-03-06,09:00,m,C1,call,w1,planned,,C1/2026-02-27,3/2026-03-01T16:30
	EOF
	cp plan.csv next.csv
	plans 2026-03-02T10:00 --pin next.csv <<-'EOF'
		2026-03-02,10:03,m,C2,call,w2,planned,,C2/2026-02-27,1/2026-03-02T10:00
		2026-03-06,09:00,m,C1,call,w1,planned,,C1/2026-02-27,3/2026-03-01T16:30
	EOF
	same_file plan.csv next.csv
}

@test "contact_id: what is made and still open becomes a contact of its own, /2 on one day" {
	orders <<-'EOF'
		w1,C1,t,service,L1,2026-03-09T09:00,call,,
		k1,,t,crisis,L1,2026-03-09T09:00,sms,,
	EOF
	before <<-'EOF'
		2026-03-02,09:00,09:09,m,C1,call,w1,2026-03-09T09:00,yes,planned,,C1/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:00,,,sms,k1,2026-03-09T09:00,yes,planned,,k1,0/2026-03-02
	EOF
	plans 2026-03-02T16:00 --pin before.csv <<-'EOF'
		2026-03-02,16:00,,,sms,k1,planned,,k1/2,0/2026-03-02T16:00
		2026-03-02,16:06,m,C1,call,w1,planned,,C1/2026-03-02/2,0/2026-03-02T16:00
	EOF
	sed -i 's,C1/2026-03-02,C1/2026-03-02/2,; s/09:00,09:09/09:09,09:18/' before.csv
	echo 2026-03-02,09:00,09:09,m,C1,call,w0,2026-03-09T09:00,yes,past,,C1/2026-03-02,0/2026-03-02 >> before.csv
	plan_as_of 2026-03-02T16:00 --pin before.csv --output plan.csv
	run -0 sed -n '$p' plan.csv
	[[ $output = *,C1/2026-03-02/3,0/2026-03-02T16:00 ]]
}

@test "contact_id: one that stands in two rows that are to come is bad data" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-09T09:00,call,,
	EOF
	before <<-'EOF'
		2026-03-02,09:00,09:09,m,C1,call,w1,2026-03-09T09:00,yes,planned,,C1/2026-03-02,0/2026-03-02
		2026-03-03,09:00,09:09,m,C2,call,w2,2026-03-09T09:00,yes,planned,,C1/2026-03-02,0/2026-03-02
	EOF
	run -1 --separate-stderr plan_as_of 2026-03-02 --pin before.csv
	prints_err <<< 'rt-schedule: before.csv:3: contact_id: one stands in two rows'
	sed -i '3s/C1/C3/' before.csv
	sed -i '3s/w2/w1/' before.csv
	sed -i '3s/C2,call/C1,call/' before.csv
	run -1 --separate-stderr plan_as_of 2026-03-02 --pin before.csv
	prints_err <<< 'rt-schedule: before.csv:3: workorders: one stands in two rows'
	sed -i '3s/0\/2026-03-02/x/' before.csv
	run -1 --separate-stderr plan_as_of 2026-03-02 --pin before.csv
	prints_err <<< 'rt-schedule: before.csv:3: revision: not a number and an as-of, such as 0/2026-03-02'
}

@test "a plan of an earlier version, without the two columns, can be pinned" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-09T09:00,call,,
	EOF
	table before.csv date,start,end,manager,customer_id,channel,workorders,due,on_time,status,reason <<-'EOF'
		2026-03-04,09:00,09:09,m,C1,call,w1,2026-03-09T09:00,yes,planned,
	EOF
	plans 2026-03-02 --pin before.csv <<-'EOF'
		2026-03-04,09:00,m,C1,call,w1,planned,,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "as-of with a time: nothing begins before it, and today counts among the days" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-02T09:00,call,,
		w2,C2,t,care,L1,2026-03-02T09:00,visit,,
		w3,C3,t,care,L1,2026-03-02T09:00,sms,,
		k1,,t,crisis,L1,2026-03-02T09:00,call,,
		k2,,t,crisis,L1,2026-03-02T09:00,sms,,
	EOF
	plans 2026-03-02T15:57 --days 2 <<-'EOF'
		2026-03-02,15:57,,,call,k1,planned,,k1,0/2026-03-02T15:57
		2026-03-02,15:57,,,sms,k2,planned,,k2,0/2026-03-02T15:57
		2026-03-02,15:57,m,C1,call,w1,planned,,C1/2026-03-02,0/2026-03-02T15:57
		2026-03-02,15:57,m,C3,sms,w3,planned,,C3/2026-03-02,0/2026-03-02T15:57
		2026-03-03,09:00,m,C2,visit,w2,planned,appointment 2026-03-02,C2/2026-03-02,0/2026-03-02T15:57
	EOF
	plans 2026-03-02T18:00 --days 2 <<-'EOF'
		2026-03-03,09:00,,,call,k1,planned,,k1,0/2026-03-02T18:00
		2026-03-03,09:00,,,sms,k2,planned,,k2,0/2026-03-02T18:00
		2026-03-03,09:00,m,C2,visit,w2,planned,appointment 2026-03-02,C2/2026-03-02,0/2026-03-02T18:00
		2026-03-03,09:00,m,C3,sms,w3,planned,,C3/2026-03-02,0/2026-03-02T18:00
		2026-03-03,10:30,m,C1,call,w1,planned,,C1/2026-03-02,0/2026-03-02T18:00
	EOF
	run -0 cut -d, -f16 plan.csv
	[[ $output != *yes* ]]
	plan_as_of 2026-03-02T17:52 --days 1 --output plan.csv
	run -0 brief < plan.csv
	prints <<-'EOF'
		date,start,manager,customer_id,channel,workorders,status,reason,contact_id,revision
		2026-03-02,17:52,,,sms,k2,planned,,k2,0/2026-03-02T17:52
		2026-03-02,17:52,m,C3,sms,w3,planned,,C3/2026-03-02,0/2026-03-02T17:52
		,,,,call,k1,unplanned,capacity,k1,0/2026-03-02T17:52
		,,m,C1,call,w1,unplanned,capacity,C1/2026-03-02,0/2026-03-02T17:52
		,,m,C2,visit,w2,unplanned,capacity,C2/2026-03-02,0/2026-03-02T17:52
	EOF
}

@test "what is over counts once, is not printed, and its open orders are planned anew" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
		w2,C2,t,care,L1,2026-03-05T09:00,call,,
		w3,C2,t,service,L1,2026-03-05T09:00,call,,
	EOF
	before <<-'EOF'
		2026-02-27,09:00,09:09,m,C1,call,w1,2026-03-05T09:00,yes,planned,,C1/2026-02-26,0/2026-02-26
		2026-02-27,09:09,09:18,m,C2,call,w2,2026-03-05T09:00,yes,planned,,C2/2026-02-26,0/2026-02-26
	EOF
	printf '%s\n' customer_id,time,channel > history.csv
	for record in '' C1,2026-02-27T09:05,call; do
		[ -z "$record" ] || echo "$record" >> history.csv
		plans 2026-03-02 --history history.csv --pin before.csv <<-'EOF'
			2026-03-02,09:00,m,C2,call,w2;w3,planned,,C2/2026-03-02,0/2026-03-02
			2026-03-06,09:00,m,C1,call,w1,planned,,C1/2026-03-02,0/2026-03-02
		EOF
	done
	[ -z "$stderr_told" ]
	# A record of another day is a contact besides.
	echo C1,2026-02-28T09:05,call >> history.csv
	plan_as_of 2026-03-02 --days 6 --history history.csv --pin before.csv --output plan.csv
	run -0 sed -n '$p' plan.csv
	[[ $output = 2026-03-09,* ]]
}

@test "over is what begins before as-of; a bare date ends no contact of its own day" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
	EOF
	before <<-'EOF'
		2026-03-02,10:30,10:39,m,C1,call,w1,2026-03-05T09:00,yes,planned,,C1/2026-02-26,0/2026-02-26
	EOF
	for now in 2026-03-02 2026-03-02T10:30; do
		plans $now --pin before.csv <<-'EOF'
			2026-03-02,10:30,m,C1,call,w1,planned,,C1/2026-02-26,0/2026-02-26
		EOF
	done
	plans 2026-03-02T10:31 --days 6 --pin before.csv <<-'EOF'
		2026-03-09,09:00,m,C1,call,w1,planned,,C1/2026-03-02,0/2026-03-02T10:31
	EOF
}

@test "--keep-past: what is over comes first, with status past, and stays so" {
	table orders.csv workorder_id,customer_id,trigger,category,level,due,channel,action,evidence <<-'EOF'
		w1,C1,silent,care,L2,2026-03-04T09:00,call,Ask,"quiet, very"
	EOF
	plan_as_of 2026-03-02 --output before.csv
	cat > expected.csv <<-EOF
		$HEAD,manager_of
		2026-03-02,09:00,09:09,m,C1,standard,call,w1,silent,care,L2,Ask,"quiet, very",2,2026-03-04T09:00,yes,past,,,C1/2026-03-02,0/2026-03-02,x
		2026-03-09,09:00,09:09,m,C1,standard,call,w1,silent,care,L2,Ask,"quiet, very",2,2026-03-04T09:00,no,planned,,,C1/2026-03-03,0/2026-03-03,x
	EOF
	printf '%s\n' customer_id,manager,manager_of C1,m,x > customers.csv
	plan_as_of 2026-03-03 --keep manager_of --pin before.csv --keep-past --output plan.csv
	same_file expected.csv plan.csv
	plan_as_of 2026-03-03 --pin before.csv --check plan.csv
	plan_as_of 2026-03-03 --check plan.csv
	plan_as_of 2026-03-03 --keep manager_of --pin plan.csv --keep-past --output again.csv
	same_file plan.csv again.csv
	run -2 plan_as_of 2026-03-03 --keep-past
	run -0 rt-report plan --as-of 2026-03-03 --format csv plan.csv
	[[ ${lines[1]} = m,2026-03-09,* ]]
	[ ${#lines[@]} -eq 2 ]
}

@test "check: a planned contact keeps clear of what is past in its plan, and of other rows" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
	EOF
	before <<-'EOF'
		2026-02-27,09:00,09:09,m,C1,call,w0,2026-03-05T09:00,yes,past,,C1/2026-02-26,0/2026-02-26
		2026-03-05,09:00,09:09,m,C1,call,w1,2026-03-05T09:00,yes,planned,,C1/2026-03-02,0/2026-03-02
	EOF
	run -1 plan_as_of 2026-03-02 --check before.csv
	prints <<-'EOF'
		line,rule,customer_id,detail
		3,cap,C1,more contacts in 7 or 30 days than the tier allows
		3,gap,C1,less than 7 days from another contact
	EOF
	sed -i 's/2026-03-05,09:00,09:09/2026-03-06,09:00,09:09/; s/w1,2026-03-05T09:00,yes/w1,2026-03-05T09:00,no/' before.csv
	run -0 plan_as_of 2026-03-02 --check before.csv
}

@test "pin: a row is released when it breaks a rule, keeps its contact_id, and the reason is told" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-09T09:00,call,,
		w2,C2,t,care,L1,2026-03-09T09:00,call,,
		w3,C3,t,care,L1,2026-03-09T09:00,call,,
		w4,C4,t,care,L1,2026-03-09T09:00,call,,
		w5,C5,t,care,L1,2026-03-09T09:00,call,,
		w6,C6,t,care,L1,2026-03-09T09:00,call,,
	EOF
	table customers.csv customer_id,manager,quiet_hours,do_not_disturb <<-'EOF'
		C1,m,09:00-10:00,
		C2,m,,call
		C3,m,,
		C4,n,,
		C5,m,,
		C6,gone,,
	EOF
	table managers.csv manager,days_off <<-'EOF'
		m,
		n,2026-03-03
	EOF
	table history.csv customer_id,time,channel <<< C5,2026-02-26T10:00,call
	before <<-'EOF'
		2026-03-03,09:00,09:09,m,C1,call,w1,2026-03-09T09:00,yes,planned,,C1/2026-02-27,0/2026-02-27
		2026-03-03,09:09,09:18,m,C2,call,w2,2026-03-09T09:00,yes,planned,,C2/2026-02-27,0/2026-02-27
		2026-03-03,09:18,09:27,m,C3,call,w3,2026-03-09T09:00,yes,planned,,C3/2026-02-27,0/2026-02-27
		2026-03-03,09:27,09:36,n,C4,call,w4,2026-03-09T09:00,yes,planned,,C4/2026-02-27,0/2026-02-27
		2026-03-03,09:36,09:45,m,C5,call,w5,2026-03-09T09:00,yes,planned,,C5/2026-02-27,0/2026-02-27
		2026-03-03,09:45,09:54,gone,C6,call,w6,2026-03-09T09:00,yes,planned,,C6/2026-02-27,0/2026-02-27
	EOF
	plans 2026-03-02 --managers managers.csv --history history.csv --pin before.csv <<-'EOF'
		2026-03-02,09:00,m,C2,app,w2,planned,,C2/2026-02-27,1/2026-03-02
		2026-03-02,09:00,m,C6,call,w6,planned,assigned,C6/2026-02-27,1/2026-03-02
		2026-03-02,10:03,m,C1,call,w1,planned,,C1/2026-02-27,1/2026-03-02
		2026-03-02,09:00,n,C4,call,w4,planned,,C4/2026-02-27,1/2026-03-02
		2026-03-03,09:18,m,C3,call,w3,planned,,C3/2026-02-27,0/2026-02-27
		2026-03-05,09:00,m,C5,call,w5,planned,,C5/2026-02-27,1/2026-03-02
	EOF
	same "$stderr_told" <<-'EOF'
		rt-schedule: before.csv:2: released: quiet: touches the quiet hours
		rt-schedule: before.csv:3: released: refused: the customer refuses call
		rt-schedule: before.csv:5: released: day-off: a day off of the manager
		rt-schedule: before.csv:6: released: cap: more contacts in 7 or 30 days than the tier allows
		rt-schedule: before.csv:7: released: capacity: the manager is not in the managers table
	EOF
}

@test "pin: what refused, resolved and control orders leave of a row stays; nothing left, it goes" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-09T09:00,call,,
		w2,C2,t,care,L1,2026-03-04T09:00,call,resolved,
		x2,C2,t,care,L1,2026-03-09T09:00,call,,
		w3,C3,t,care,L1,2026-03-09T09:00,call,resolved,
		w4,C4,t,care,L1,2026-03-09T09:00,call,,control
		w5,C5,t,care,L1,2026-03-09T09:00,call,resolved,
		x5,C5,t,care,L1,2026-03-10T09:00,call,,
	EOF
	printf '%s\n' customer_id,manager,do_not_disturb C1,m,yes C2,m, C3,m, C4,m, C5,m, > customers.csv
	before <<-'EOF'
		2026-03-03,09:00,09:09,m,C1,call,w1,2026-03-09T09:00,yes,planned,,C1/2026-02-27,0/2026-02-27
		2026-03-05,09:09,09:18,m,C2,call,w2;x2,2026-03-04T09:00,no,planned,,C2/2026-02-27,0/2026-02-27
		2026-03-03,09:18,09:27,m,C3,call,w3,2026-03-09T09:00,yes,planned,,C3/2026-02-27,0/2026-02-27
		2026-03-03,09:27,09:36,m,C4,call,w4,2026-03-09T09:00,yes,planned,,C4/2026-02-27,0/2026-02-27
		2026-03-03,09:36,09:45,m,C5,call,w5,2026-03-09T09:00,yes,planned,,C5/2026-02-27,0/2026-02-27
	EOF
	plans 2026-03-02 --pin before.csv <<-'EOF'
		2026-03-02,09:00,m,C5,call,x5,planned,,C5/2026-02-27,1/2026-03-02
		2026-03-05,09:09,m,C2,call,x2,planned,,C2/2026-02-27,0/2026-02-27
		,,m,C1,call,w1,unplanned,refused,,
		,,m,C2,call,w2,unplanned,resolved,,
		,,m,C3,call,w3,unplanned,resolved,,
		,,m,C4,call,w4,unplanned,control,,
		,,m,C5,call,w5,unplanned,resolved,,
	EOF
	same "$stderr_told" <<-'EOF'
		rt-schedule: before.csv:2: released: refused: the customer wants none of its work orders
		rt-schedule: before.csv:4: released: resolved: its work orders are resolved
		rt-schedule: before.csv:5: released: control: its work orders are of the control group
		rt-schedule: before.csv:6: released: resolved: its work orders are resolved
	EOF
	# The order that was due first has gone: on time is what the others say.
	run -0 grep -c ,C2,standard,call,x2,.*,2026-03-09T09:00,yes,planned plan.csv
}

@test "pin: of rows that overlap, or are too many, the earlier stay; of two of a customer one" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-09T09:00,call,,
		w2,C2,t,care,L1,2026-03-09T09:00,call,,
		w3,C3,t,care,L1,2026-03-09T09:00,call,,
		w4,C4,t,care,L1,2026-03-09T09:00,call,,
		x4,C4,t,care,L1,2026-03-09T09:00,call,,
	EOF
	before <<-'EOF'
		2026-03-03,09:00,09:09,m,C1,call,w1,2026-03-09T09:00,yes,planned,,C1/2026-02-27,0/2026-02-27
		2026-03-03,09:05,09:14,m,C2,call,w2,2026-03-09T09:00,yes,planned,,C2/2026-02-27,0/2026-02-27
		2026-03-03,09:10,09:19,m,C3,call,w3,2026-03-09T09:00,yes,planned,,C3/2026-02-27,0/2026-02-27
		2026-03-03,09:20,09:29,m,C4,call,w4,2026-03-09T09:00,yes,planned,,C4/2026-02-27,0/2026-02-27
		2026-03-04,09:20,09:29,m,C4,call,x4,2026-03-09T09:00,yes,planned,,C4/2026-02-28,0/2026-02-28
	EOF
	plans 2026-03-02 --calls-per-day 2 --pin before.csv <<-'EOF'
		2026-03-02,09:00,m,C4,call,w4;x4,planned,,C4/2026-02-27,1/2026-03-02
		2026-03-02,09:09,m,C2,call,w2,planned,,C2/2026-02-27,1/2026-03-02
		2026-03-03,09:00,m,C1,call,w1,planned,,C1/2026-02-27,0/2026-02-27
		2026-03-03,09:10,m,C3,call,w3,planned,,C3/2026-02-27,0/2026-02-27
	EOF
	same "$stderr_told" <<-'EOF'
		rt-schedule: before.csv:6: released: one-contact: the customer has an earlier row
		rt-schedule: before.csv:3: released: overlap: begins before the manager's last contact ends
		rt-schedule: before.csv:5: released: capacity: more than the manager's number of a day
	EOF
}

@test "pin: an order that joins leaves channel and due; check takes a contact of an earlier day so" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-09T09:00,call,,
		w2,C1,t,care,L1,2026-03-02T09:00,visit,,
	EOF
	before <<-'EOF'
		2026-03-03,09:00,09:09,m,C1,call,w1,2026-03-09T09:00,yes,planned,,C1/2026-02-27,0/2026-02-27
	EOF
	plans 2026-03-02 --pin before.csv <<-'EOF'
		2026-03-03,09:00,m,C1,call,w2;w1,planned,,C1/2026-02-27,0/2026-02-27
	EOF
	run -0 plan_as_of 2026-03-02 --check plan.csv
	sed -i 's,C1/2026-02-27,C1/2026-03-02,' plan.csv
	run -1 plan_as_of 2026-03-02 --check plan.csv
	prints <<-'EOF'
		line,rule,customer_id,detail
		2,channel,C1,"call, where the rules say visit"
		2,due,C1,due is not the earliest of the work orders
		2,due,C1,on_time is not no
	EOF
}

@test "--changes: new, moved, manager, channel, joined and cancelled" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-09T09:00,call,,
		w2,C2,t,care,L1,2026-03-09T09:00,call,,
		x2,C2,t,care,L1,2026-03-09T09:00,call,,
		y2,C2,t,care,L1,2026-03-09T09:00,call,,
		w3,C3,t,care,L1,2026-03-09T09:00,call,,
		w4,C4,t,care,L1,2026-03-09T09:00,call,resolved,
		w6,C6,t,care,L1,2026-03-09T09:00,call,,
	EOF
	printf '%s\n' customer_id,manager,do_not_disturb C1,n, C2,m, C3,m,call C4,m, C6,m, > customers.csv
	before <<-'EOF'
		2026-02-27,09:00,09:09,m,C7,call,w7,2026-03-09T09:00,yes,planned,,C7/2026-02-25,0/2026-02-25
		2026-03-03,09:00,09:09,gone,C1,call,w1,2026-03-09T09:00,yes,planned,,C1/2026-02-27,0/2026-02-27
		2026-03-03,09:09,09:18,m,C2,call,w2,2026-03-09T09:00,yes,planned,,C2/2026-02-27,0/2026-02-27
		2026-03-03,09:18,09:27,m,C3,call,w3,2026-03-09T09:00,yes,planned,,C3/2026-02-27,0/2026-02-27
		2026-03-03,09:27,09:36,m,C4,call,w4,2026-03-09T09:00,yes,planned,,C4/2026-02-27,0/2026-02-27
		2026-03-03,09:36,09:45,m,C5,call,w5,2026-03-09T09:00,yes,planned,,C5/2026-02-27,0/2026-02-27
	EOF
	table managers.csv manager,calls_per_day <<-'EOF'
		m,1
		n,0
	EOF
	plan_as_of 2026-03-02 -q --days 1 --managers managers.csv --pin before.csv \
		--changes changes.csv --output plan.csv
	run -0 cat changes.csv
	prints <<-'EOF'
		contact_id,customer_id,manager,change,was,now
		C3/2026-02-27,C3,m,moved,2026-03-03T09:18,2026-03-02T09:00
		C3/2026-02-27,C3,m,channel,call,app
		C6/2026-03-02,C6,m,new,,2026-03-02T09:00
		C2/2026-02-27,C2,m,joined,,x2;y2
		C1/2026-02-27,C1,n,moved,2026-03-03T09:00,
		C1/2026-02-27,C1,n,manager,gone,n
		C4/2026-02-27,C4,m,cancelled,2026-03-03T09:27,
		C5/2026-02-27,C5,m,cancelled,2026-03-03T09:36,
	EOF
	run -2 plan_as_of 2026-03-02 --changes changes.csv
	run -2 plan_as_of 2026-03-02 --check plan.csv --pin before.csv --changes changes.csv
	run -2 plan_as_of 2026-03-02 --pin before.csv --changes -
	run -2 plan_as_of 2026-03-02 --pin before.csv --changes before.csv --output plan.csv
}

@test "--manager: the rows of one, or some; such a file is no plan to go on from" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-09T09:00,call,,
		w2,C2,t,care,L1,2026-03-09T09:00,call,,
		w3,C3,t,care,L1,2026-03-09T09:00,call,,
		w4,C4,t,care,L1,2026-03-09T09:00,call,,
	EOF
	printf '%s\n' customer_id,manager C1,m C2,n C3,k C4,m > customers.csv
	run -0 plan_as_of 2026-03-02 --days 1 --calls-per-day 1 --output plan.csv
	run -0 plan_as_of 2026-03-02 --days 1 --calls-per-day 1 --manager m --output m.csv
	run -0 cut -d, -f4,5,17,20- m.csv
	prints <<-'EOF'
		manager,customer_id,status,contact_id,revision,only_managers
		m,C1,planned,C1/2026-03-02,0/2026-03-02,m
		m,C4,unplanned,C4/2026-03-02,0/2026-03-02,m
	EOF
	run -0 plan_as_of 2026-03-02 --manager n,k --output m.csv
	run -0 cut -d, -f4,5,22- m.csv
	prints <<-'EOF'
		manager,customer_id,only_managers
		k,C3,n;k
		n,C2,n;k
	EOF
	run -1 --separate-stderr plan_as_of 2026-03-02 --pin m.csv
	prints_err <<< 'rt-schedule: m.csv: only_managers: these are the rows of some managers only; a plan goes on from a whole one'
	run -2 --separate-stderr plan_as_of 2026-03-02 --manager m,nobody
	[ "${stderr_lines[0]}" = "rt-schedule: --manager: nobody is called 'nobody'" ]
	run -2 plan_as_of 2026-03-02 --manager m,
	run -2 plan_as_of 2026-03-02 --keep only_managers
	run -2 plan_as_of 2026-03-02 --keep contact_id
}
