# rt-schedule -- from work orders to a contact plan.
#
# 2026-03-02 is a Monday; no day of that March is a holiday.

load helper

HEAD=date,start,end,manager,customer_id,tier,channel,workorders,triggers,category,level
HEAD+=,action,evidence,weight,due,on_time,status,reason,next_possible,contact_id,revision

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-03-02
	printf '%s\n' customer_id,manager C1,m C2,m C3,m C4,m C5,m > customers.csv
}

# Standard input as FILE, below the heading.
table()	# FILE HEADING
{
	{ printf '%s\n' "$2"; cat; } > "$1"
}

orders()
{
	table orders.csv \
		workorder_id,customer_id,trigger,category,level,due,channel,action,evidence
}

customers()
{
	table customers.csv customer_id,manager,region,do_not_disturb,quiet_hours,channel
}

tiers()
{
	table tiers.csv customer_id,tier,rank
}

history()
{
	table history.csv customer_id,time,channel
}

managers()
{
	table managers.csv manager,region,calls_per_day,visits_per_day,days_off
}

# The plan of orders.csv from that Monday on.
plan()
{
	rt-schedule --from 2026-03-02 --customers customers.csv "$@" orders.csv
}

@test "K05: orders of one customer become one contact, the heaviest first" {
	orders <<-'EOF'
		w1,C1,silent,care,L1,2026-03-05T09:00,sms,Ask,quiet for 91 days
		w2,C1,overdue,marketing,L2,2026-03-06T09:00,call,Remind,118.00 open
		w3,C2,silent,care,L1,2026-03-05T18:00,call,Ask,"quiet, very"
	EOF
	tiers <<-'EOF'
		C1,gold,3
	EOF
	run -0 plan --tiers tiers.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,C1,gold,call,w2;w1,overdue;silent,marketing | care,L2 | L1,Remind | Ask,118.00 open | quiet for 91 days,18,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
		2026-03-02,09:09,09:18,m,C2,standard,call,w3,silent,care,L1,Ask,"quiet, very",1,2026-03-05T18:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
	EOF
}

@test "K05: of orders that weigh the same the earlier due comes first, then the id" {
	orders <<-'EOF'
		b,C1,t1,care,L1,2026-03-05T09:00,call,,
		c,C1,t2,care,L1,2026-03-04T09:00,call,,
		a,C1,t3,care,L1,2026-03-05T09:00,call,,
	EOF
	run -0 plan
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,C1,standard,call,c;a;b,t2;t3;t1,care | care | care,L1 | L1 | L1, |  | , |  | ,3,2026-03-04T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "K04: tier weight times level weight; urgent 8, normal 1, a blank level 1" {
	orders <<-'EOF'
		w1,C1,t,care,urgent,2026-03-05T09:00,sms,,
		w2,C2,t,care,normal,2026-03-05T09:00,sms,,
		w3,C3,t,care,,2026-03-05T09:00,sms,,
		w4,C4,t,care,L4,2026-03-05T09:00,sms,,
		w5,C5,t,care,L3,2026-03-05T09:00,sms,,
	EOF
	tiers <<-'EOF'
		C1,supreme,1
		C2,diamond,2
		C3,quasi,6
		C4,,
		C5,silver,4
	EOF
	run -0 plan --tiers tiers.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:00,m,C1,supreme,sms,w1,t,care,urgent,,,128,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:00,m,C2,diamond,sms,w2,t,care,normal,,,8,2026-03-05T09:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:00,m,C3,quasi,sms,w3,t,care,,,,2,2026-03-05T09:00,yes,planned,,,C3/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:00,m,C4,standard,sms,w4,t,care,L4,,,8,2026-03-05T09:00,yes,planned,,,C4/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:00,m,C5,silver,sms,w5,t,care,L3,,,16,2026-03-05T09:00,yes,planned,,,C5/2026-03-02,0/2026-03-02
	EOF
}

@test "K09: control, resolved and refused orders share a row a customer and reason" {
	table orders.csv workorder_id,customer_id,trigger,due,channel,state,arm <<-'EOF'
		w1,C1,a,2026-03-05T09:00,call,new,control
		w2,C1,b,2026-03-04T09:00,call,resolved,control
		w3,C1,c,2026-03-05T09:00,call,resolved,treat
		w4,C2,d,2026-03-05T09:00,call,new,treat
		w5,C2,e,2026-03-05T09:00,sms,still,
		w6,C3,f,2026-03-05T09:00,call,resolved,
		w7,C3,g,2026-03-05T09:00,call,,
	EOF
	customers <<-'EOF'
		C1,m,,,,
		C2,m,,yes,,
		C3,m,,,,
	EOF
	run -0 plan
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,C3,standard,call,w7,g,,,,,1,2026-03-05T09:00,yes,planned,,,C3/2026-03-02,0/2026-03-02
		,,,m,C1,standard,call,w2;w1,b;a, | , | , | , | ,2,2026-03-04T09:00,,unplanned,control,,,
		,,,m,C1,standard,call,w3,c,,,,,1,2026-03-05T09:00,,unplanned,resolved,,,
		,,,m,C2,standard,call,w4;w5,d;e, | , | , | , | ,2,2026-03-05T09:00,,unplanned,refused,,,
		,,,m,C3,standard,call,w6,f,,,,,1,2026-03-05T09:00,,unplanned,resolved,,,
	EOF
}

@test "K02: do_not_disturb = yes refuses all but service and crisis" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
		w2,C1,t,service,L1,2026-03-05T09:00,call,,
		w3,C2,t,crisis,L1,2026-03-05T09:00,call,,
		w4,C2,t,recovery,L1,2026-03-05T09:00,call,,
		w5,C3,t,care,L1,2026-03-05T09:00,call,,
	EOF
	customers <<-'EOF'
		C1,m,,yes,,
		C2,m,,是,,
		C3,m,,no,,
	EOF
	run -0 plan
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,C1,standard,call,w2,t,service,L1,,,1,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
		2026-03-02,09:09,09:18,m,C2,standard,call,w3,t,crisis,L1,,,1,2026-03-05T09:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
		2026-03-02,09:18,09:27,m,C3,standard,call,w5,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C3/2026-03-02,0/2026-03-02
		,,,m,C1,standard,call,w1,t,care,L1,,,1,2026-03-05T09:00,,unplanned,refused,,,
		,,,m,C2,standard,call,w4,t,recovery,L1,,,1,2026-03-05T09:00,,unplanned,refused,,,
	EOF
}

@test "K02: refused channels: one asked for, else the preferred, else a less personal" {
	orders <<-'EOF'
		w1,A1,t,care,L1,2026-03-05T09:00,visit,,
		w2,A1,t,care,L1,2026-03-05T09:00,sms,,
		w3,A2,t,service,L1,2026-03-05T09:00,visit,,
		w4,A3,t,care,L1,2026-03-05T09:00,call,,
		w5,A4,t,care,L1,2026-03-05T09:00,call,,
		w6,A5,t,service,L1,2026-03-05T09:00,call,,
		w7,A6,t,care,L1,2026-03-05T09:00,sms,,
	EOF
	customers <<-'EOF'
		A1,m,,visit,,email
		A2,m,,visit;call,,
		A3,m,,call,,email
		A4,m,,call;sms,,sms
		A5,m,,visit;call;app;sms;email,,
		A6,m,,sms;email,,
	EOF
	run -0 plan
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:00,m,A1,standard,sms,w1;w2,t;t,care | care,L1 | L1, | , | ,2,2026-03-05T09:00,yes,planned,,,A1/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:00,m,A2,standard,app,w3,t,service,L1,,,1,2026-03-05T09:00,yes,planned,,,A2/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:00,m,A3,standard,email,w4,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,A3/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:00,m,A4,standard,app,w5,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,A4/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:00,m,A6,standard,app,w7,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,A6/2026-03-02,0/2026-03-02
		,,,m,A5,standard,call,w6,t,service,L1,,,1,2026-03-05T09:00,,unplanned,refused,,,
	EOF
}

@test "K03: the most personal channel asked for; none asked for is the preferred, or call" {
	orders <<-'EOF'
		w1,A1,t,care,L1,2026-03-05T09:00,email,,
		w2,A1,t,care,L1,2026-03-05T09:00,app,,
		w3,A2,t,care,L1,2026-03-05T09:00,,,
		w4,A3,t,care,L1,2026-03-05T09:00,,,
	EOF
	customers <<-'EOF'
		A1,m,,,,call
		A2,m,,,,sms
		A3,m,,,,
	EOF
	run -0 plan
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:00,m,A1,standard,app,w1;w2,t;t,care | care,L1 | L1, | , | ,2,2026-03-05T09:00,yes,planned,,,A1/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:00,m,A2,standard,sms,w3,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,A2/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:09,m,A3,standard,call,w4,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,A3/2026-03-02,0/2026-03-02
	EOF
}

@test "K02: a slot may end where quiet hours begin, and begin where they end" {
	orders <<-'EOF'
		w1,A1,t,care,L1,2026-03-05T09:00,call,,
		w2,A2,t,care,L1,2026-03-05T09:00,call,,
		w3,A3,t,care,L1,2026-03-05T09:00,call,,
		w4,A4,t,care,L1,2026-03-05T09:00,call,,
		w5,A5,t,care,L1,2026-03-05T09:00,call,,
	EOF
	customers <<-'EOF'
		A1,m,,,09:09-18:00,
		A2,m,,,00:00-09:18,
		A3,m,,,09:09-09:10;08:00-09:01;09:35-20:00,
		A4,m,,,17:51-17:00,
		A5,m,,,17:51-17:01,
	EOF
	run -0 plan
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,A1,standard,call,w1,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,A1/2026-03-02,0/2026-03-02
		2026-03-02,09:18,09:27,m,A3,standard,call,w3,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,A3/2026-03-02,0/2026-03-02
		2026-03-02,09:27,09:36,m,A2,standard,call,w2,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,A2/2026-03-02,0/2026-03-02
		2026-03-02,17:00,17:09,m,A4,standard,call,w4,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,A4/2026-03-02,0/2026-03-02
		2026-03-02,17:09,17:18,m,A5,standard,call,w5,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,A5/2026-03-02,0/2026-03-02
	EOF
}

@test "K02: quiet in all slots is unplanned, quiet; one minute less is planned" {
	orders <<-'EOF'
		w1,A1,t,care,L1,2026-03-05T09:00,call,,
		w2,A2,t,care,L1,2026-03-05T09:00,call,,
		w3,A3,t,care,L1,2026-03-05T09:00,sms,,
		w4,A4,t,care,L1,2026-03-05T09:00,sms,,
	EOF
	customers <<-'EOF'
		A1,m,,,09:08-18:00,
		A2,m,,,09:09-18:00,
		A3,m,,,09:00-12:00;14:00-18:00,
		A4,m,,,09:00-12:00;14:00-17:59,
	EOF
	run -0 plan
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,A2,standard,call,w2,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,A2/2026-03-02,0/2026-03-02
		2026-03-02,17:59,17:59,m,A4,standard,sms,w4,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,A4/2026-03-02,0/2026-03-02
		,,,m,A1,standard,call,w1,t,care,L1,,,1,2026-03-05T09:00,,unplanned,quiet,,A1/2026-03-02,0/2026-03-02
		,,,m,A3,standard,sms,w3,t,care,L1,,,1,2026-03-05T09:00,,unplanned,quiet,,A3/2026-03-02,0/2026-03-02
	EOF
}

@test "K07: holidays and week-ends are passed over, a make-up Saturday is worked" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-01T09:00,call,,
		w2,C2,t,care,L1,2026-03-02T09:00,call,,
		w3,C3,t,care,L1,2026-03-03T09:00,call,,
	EOF
	run -0 plan --from 2026-02-13 --calls-per-day 1
	prints <<-EOF
		$HEAD
		2026-02-13,09:00,09:09,m,C1,standard,call,w1,t,care,L1,,,1,2026-03-01T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
		2026-02-14,09:00,09:09,m,C2,standard,call,w2,t,care,L1,,,1,2026-03-02T09:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
		2026-02-24,09:00,09:09,m,C3,standard,call,w3,t,care,L1,,,1,2026-03-03T09:00,yes,planned,,,C3/2026-03-02,0/2026-03-02
	EOF
	run -0 plan --from 2026-02-13 --calls-per-day 1 --calendar weekends
	prints <<-EOF
		$HEAD
		2026-02-13,09:00,09:09,m,C1,standard,call,w1,t,care,L1,,,1,2026-03-01T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
		2026-02-16,09:00,09:09,m,C2,standard,call,w2,t,care,L1,,,1,2026-03-02T09:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
		2026-02-17,09:00,09:09,m,C3,standard,call,w3,t,care,L1,,,1,2026-03-03T09:00,yes,planned,,,C3/2026-03-02,0/2026-03-02
	EOF
}

@test "K07: a calendar file adds to the built-in days" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,sms,,
	EOF
	printf '%s\n' date,kind,name 2026-03-02,holiday,founding > calendar.csv
	run -0 plan --calendar calendar.csv
	prints <<-EOF
		$HEAD
		2026-03-03,09:00,09:00,m,C1,standard,sms,w1,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "K07: a horizon in a year without calendar data is an error" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-12-31T09:00,call,,
	EOF
	run -0 plan --from 2100-12-31 --days 1
	run -2 --separate-stderr plan --from 2100-12-31 --days 2
	[ -z "$output" ]
	prints_err <<-'EOF'
		rt-schedule: the plan reaches into 2101, of which the calendar has no days: name them with --calendar
	EOF
	run -2 --separate-stderr plan --from 2023-12-30 --days 1
	prints_err <<-'EOF'
		rt-schedule: the plan reaches into 2023, of which the calendar has no days: name them with --calendar
	EOF
	printf '%s\n' date,kind 2023-01-02,holiday > calendar.csv
	run -0 plan --from 2023-12-31 --days 1 --calendar calendar.csv
}

@test "K06: own manager; else of the region the one with most units left; else any" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
		w2,C2,t,care,L4,2026-03-05T09:00,call,,
		w3,C3,t,care,L3,2026-03-05T09:00,call,,
		w4,C4,t,care,L2,2026-03-05T09:00,call,,
		w5,C5,t,care,L1,2026-03-05T09:00,sms,,
		w6,C6,t,care,L1,2026-03-05T09:00,sms,,
	EOF
	customers <<-'EOF'
		C1,ma,east,,,
		C2,,east,,,
		C3,gone,east,,,
		C4,,south,,,
		C5,gone,,,,
		C6,mb,,,,
	EOF
	managers <<-'EOF'
		ma,east,2,,
		mb,east,2,,
		mc,west,2,,
	EOF
	run -0 plan --managers managers.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:00,,C5,standard,sms,w5,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C5/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:09,ma,C3,standard,call,w3,t,care,L3,,,4,2026-03-05T09:00,yes,planned,assigned,,C3/2026-03-02,0/2026-03-02
		2026-03-02,09:09,09:18,ma,C1,standard,call,w1,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:09,mb,C2,standard,call,w2,t,care,L4,,,8,2026-03-05T09:00,yes,planned,assigned,,C2/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:00,mb,C6,standard,sms,w6,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C6/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:09,mc,C4,standard,call,w4,t,care,L2,,,2,2026-03-05T09:00,yes,planned,assigned,,C4/2026-03-02,0/2026-03-02
	EOF
}

@test "K06: units are days at work times the number of that channel" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
		w2,C2,t,care,L1,2026-03-05T09:00,visit,,
	EOF
	customers <<-'EOF'
		C1,,,,,
		C2,,,,,
	EOF
	managers <<-'EOF'
		ma,,3,1,2026-03-03;2026-03-04
		mb,,2,2,
	EOF
	run -0 plan --managers managers.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,10:30,mb,C2,standard,visit,w2,t,care,L1,,,1,2026-03-05T09:00,yes,planned,assigned;appointment 2026-03-02,,C2/2026-03-02,0/2026-03-02
		2026-03-02,10:30,10:39,mb,C1,standard,call,w1,t,care,L1,,,1,2026-03-05T09:00,yes,planned,assigned,,C1/2026-03-02,0/2026-03-02
	EOF
	run -0 plan --managers managers.csv --from 2026-03-05
	prints <<-EOF
		$HEAD
		2026-03-05,09:00,09:09,ma,C1,standard,call,w1,t,care,L1,,,1,2026-03-05T09:00,yes,planned,assigned,,C1/2026-03-02,0/2026-03-02
		2026-03-05,09:00,10:30,mb,C2,standard,visit,w2,t,care,L1,,,1,2026-03-05T09:00,yes,planned,assigned;appointment 2026-03-05,,C2/2026-03-02,0/2026-03-02
	EOF
}

@test "K06: a pinned contact uses a unit of its manager only within the horizon" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
		w2,C9,t,care,L1,2026-03-05T09:00,call,,
	EOF
	customers <<< C1,a,,,,
	managers <<-'EOF'
		a,,2,,
		b,,2,,
	EOF
	table pinned.csv "$HEAD" <<-'EOF'
		2026-03-03,09:00,09:09,a,C1,standard,call,w1,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
	run -0 plan --days 1 --managers managers.csv --pin pinned.csv --output plan.csv
	run -0 cut -d, -f1,4,5,18 plan.csv
	prints <<-'EOF'
		date,manager,customer_id,reason
		2026-03-02,a,C9,assigned
		2026-03-03,a,C1,
	EOF
	sed -i s/2026-03-03/2026-03-02/ pinned.csv
	run -0 plan --days 1 --managers managers.csv --pin pinned.csv --output plan.csv
	run -0 cut -d, -f1,4,5,18 plan.csv
	prints <<-'EOF'
		date,manager,customer_id,reason
		2026-03-02,a,C1,
		2026-03-02,b,C9,assigned
	EOF
}

@test "K06: without a managers table the names in the customers table are managers" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
		w2,C2,t,care,L1,2026-03-05T09:00,call,,
	EOF
	customers <<-'EOF'
		C1,ma,,,,
		C2,,,,,
		C3,mb,,,,
	EOF
	run -0 plan
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,ma,C1,standard,call,w1,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:09,mb,C2,standard,call,w2,t,care,L1,,,1,2026-03-05T09:00,yes,planned,assigned,,C2/2026-03-02,0/2026-03-02
	EOF
}

@test "K06: a name that only a pinned row has is given nothing else" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
		w2,C2,t,care,L1,2026-03-05T09:00,call,,
		w3,C3,t,care,L1,2026-03-05T09:00,call,,
		w4,C4,t,care,L1,2026-03-05T09:00,call,,
	EOF
	customers <<-'EOF'
		C1,a,,,,
		C2,,,,,
		C4,a,,,,
	EOF
	table pinned.csv "$HEAD" <<-'EOF'
		2026-03-02,09:00,09:09,z,C3,standard,call,w3,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C3/2026-03-02,0/2026-03-02
	EOF
	run -0 plan --pin pinned.csv --output plan.csv
	run -0 cut -d, -f2,4,5,18 plan.csv
	prints <<-'EOF'
		start,manager,customer_id,reason
		09:00,a,C1,
		09:09,a,C2,assigned
		09:18,a,C4,
		09:00,z,C3,
	EOF
}

@test "K06: no managers at all: calls and visits are unplanned, no-manager; sms is not" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
		w2,C2,t,care,L1,2026-03-05T09:00,visit,,
		w3,C3,t,care,L1,2026-03-05T09:00,sms,,
	EOF
	run -0 rt-schedule --from 2026-03-02 orders.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:00,,C3,standard,sms,w3,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C3/2026-03-02,0/2026-03-02
		,,,,C1,standard,call,w1,t,care,L1,,,1,2026-03-05T09:00,,unplanned,no-manager,,C1/2026-03-02,0/2026-03-02
		,,,,C2,standard,visit,w2,t,care,L1,,,1,2026-03-05T09:00,,unplanned,no-manager,,C2/2026-03-02,0/2026-03-02
	EOF
}

@test "K01: the gap: seven days after the last contact is enough, six are not" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,sms,,
		w2,C2,t,care,L1,2026-03-05T09:00,sms,,
	EOF
	history <<-'EOF'
		C1,2026-02-23T23:59,call
		C2,2026-02-24T00:00,email
	EOF
	run -0 plan --history history.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:00,m,C1,standard,sms,w1,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
		2026-03-03,09:00,09:00,m,C2,standard,sms,w2,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
	EOF
}

@test "K01: per_30d counts the days of 30 that contain the day" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,sms,,
		w2,C2,t,care,L1,2026-03-05T09:00,sms,,
	EOF
	tiers <<-'EOF'
		C1,vip,5
		C2,vip,5
	EOF
	history <<-'EOF'
		C1,2026-02-01,call
		C1,2026-02-05,call
		C1,2026-02-10,call
		C1,2026-02-15,call
		C2,2026-01-31,call
		C2,2026-02-05,call
		C2,2026-02-10,call
		C2,2026-02-15,call
	EOF
	run -0 plan --history history.csv --tiers tiers.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:00,m,C2,vip,sms,w2,t,care,L1,,,3,2026-03-05T09:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
		2026-03-03,09:00,09:00,m,C1,vip,sms,w1,t,care,L1,,,3,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "K01: windows slide: contacts that are to come count as well" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,sms,,
		w2,C2,t,care,L1,2026-03-05T09:00,sms,,
		w3,C3,t,care,L1,2026-03-05T09:00,sms,,
	EOF
	tiers <<-'EOF'
		C1,vip,5
		C2,vip,5
		C3,vip,5
	EOF
	# C1: two in 03-02..03-08; C2: only one; C3: 03-04 is two days off, three are asked.
	history <<-'EOF'
		C1,2026-03-05,call
		C1,2026-03-08,call
		C2,2026-03-05,call
		C2,2026-03-09,call
		C3,2026-03-04,call
	EOF
	run -0 plan --history history.csv --tiers tiers.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:00,m,C2,vip,sms,w2,t,care,L1,,,3,2026-03-05T09:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
		,,,m,C1,vip,sms,w1,t,care,L1,,,3,2026-03-05T09:00,,unplanned,cap,2026-03-12,C1/2026-03-02,0/2026-03-02
		,,,m,C3,vip,sms,w3,t,care,L1,,,3,2026-03-05T09:00,,unplanned,cap,2026-03-09,C3/2026-03-02,0/2026-03-02
	EOF
}

@test "K01: a contact with a service or crisis order is free of caps and gap" {
	orders <<-'EOF'
		w1,C1,t,service,L1,2026-03-05T09:00,call,,
		w2,C1,t,care,L1,2026-03-05T09:00,call,,
		w3,C2,t,crisis,L1,2026-03-05T09:00,sms,,
		w4,C3,t,care,L1,2026-03-05T09:00,sms,,
	EOF
	history <<-'EOF'
		C1,2026-03-02T08:00,call
		C2,2026-03-02T08:00,call
		C3,2026-03-02T08:00,call
	EOF
	run -0 plan --history history.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,C1,standard,call,w1;w2,t;t,service | care,L1 | L1, | , | ,2,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:00,m,C2,standard,sms,w3,t,crisis,L1,,,1,2026-03-05T09:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
		,,,m,C3,standard,sms,w4,t,care,L1,,,1,2026-03-05T09:00,,unplanned,cap,2026-03-09,C3/2026-03-02,0/2026-03-02
	EOF
}

@test "K01: none lifts a cap, but never two contacts on a date" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,sms,,
	EOF
	history <<-'EOF'
		C1,2026-03-01,call
		C1,2026-03-02T09:00,call
		C1,2026-03-02T10:00,call
	EOF
	printf '%s\n' tier,weight,per_7d,per_30d,min_gap_days standard,1,none,none,none \
		> policy.csv
	run -0 plan --trust repeated --history history.csv --policy policy.csv
	prints <<-EOF
		$HEAD
		2026-03-03,09:00,09:00,m,C1,standard,sms,w1,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "K01: a cap of 0, a tier twice or no standard is a mistake of the policy" {
	orders < /dev/null
	sed 's/^vip,3,2/vip,3,0/' "$TOP/common/table/policy/contact.csv" > policy.csv
	run -2 --separate-stderr plan --policy policy.csv
	prints_err <<-'EOF'
		rt-schedule: policy.csv:6: per_7d: 0 allows nobody: say none for no limit, or refuse the channel
	EOF
	sed 's/^vip,/gold,/' "$TOP/common/table/policy/contact.csv" > policy.csv
	run -2 --separate-stderr plan --policy policy.csv
	prints_err <<-'EOF'
		rt-schedule: policy.csv:6: tier: stands twice
	EOF
	sed '/^standard,/d' "$TOP/common/table/policy/contact.csv" > policy.csv
	run -2 plan --policy policy.csv
}

@test "K04: the heavier has the day; the other comes later, and late" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-02T18:00,call,,
		w2,C2,t,care,L2,2026-03-02T18:00,call,,
	EOF
	run -0 plan --calls-per-day 1
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,C2,standard,call,w2,t,care,L2,,,2,2026-03-02T18:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
		2026-03-03,09:00,09:09,m,C1,standard,call,w1,t,care,L1,,,1,2026-03-02T18:00,no,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "optimum: the heavy one makes room for a light one that is due before it" {
	orders <<-'EOF'
		w1,C1,t,care,L4,2026-03-04T18:00,call,,
		w2,C2,t,care,L2,2026-03-03T18:00,call,,
		w3,C3,t,care,L1,2026-03-02T09:00,call,,
	EOF
	run -0 plan --calls-per-day 1
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,C3,standard,call,w3,t,care,L1,,,1,2026-03-02T09:00,yes,planned,,,C3/2026-03-02,0/2026-03-02
		2026-03-03,09:00,09:09,m,C2,standard,call,w2,t,care,L2,,,2,2026-03-03T18:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
		2026-03-04,09:00,09:09,m,C1,standard,call,w1,t,care,L4,,,8,2026-03-04T18:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "optimum: what is overdue comes as early as those on time can spare" {
	orders <<-'EOF'
		w1,C1,t,care,L4,2026-03-02T18:00,call,,
		w2,C2,t,care,L3,2026-03-05T18:00,call,,
		w3,C3,t,care,L1,2026-02-27T18:00,call,,
		w4,C4,t,care,L2,2026-02-27T18:00,call,,
	EOF
	run -0 plan --calls-per-day 1
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,C1,standard,call,w1,t,care,L4,,,8,2026-03-02T18:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
		2026-03-03,09:00,09:09,m,C4,standard,call,w4,t,care,L2,,,2,2026-02-27T18:00,no,planned,,,C4/2026-03-02,0/2026-03-02
		2026-03-04,09:00,09:09,m,C3,standard,call,w3,t,care,L1,,,1,2026-02-27T18:00,no,planned,,,C3/2026-03-02,0/2026-03-02
		2026-03-05,09:00,09:09,m,C2,standard,call,w2,t,care,L3,,,4,2026-03-05T18:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
	EOF
}

@test "optimum: of equal weights the earlier due has the first day, then the customer" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-04T18:00,call,,
		w2,C3,t,care,L1,2026-03-04T09:00,call,,
		w3,C2,t,care,L1,2026-03-04T09:00,call,,
	EOF
	run -0 plan --calls-per-day 1
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,C2,standard,call,w3,t,care,L1,,,1,2026-03-04T09:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
		2026-03-03,09:00,09:09,m,C3,standard,call,w2,t,care,L1,,,1,2026-03-04T09:00,yes,planned,,,C3/2026-03-02,0/2026-03-02
		2026-03-04,09:00,09:09,m,C1,standard,call,w1,t,care,L1,,,1,2026-03-04T18:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "within a day: the earlier due has the first slot with which all others fit" {
	orders <<-'EOF'
		w1,A1,t,care,L1,2026-03-02T10:00,call,,
		w2,A2,t,care,L4,2026-03-02T18:00,call,,
		w3,A3,t,care,L1,2026-03-02T18:00,call,,
		w4,A4,t,care,L1,2026-03-02T18:00,call,,
	EOF
	# A4 can stand on the first slot only; four slots for four.
	customers <<-'EOF'
		A1,m,,,,
		A2,m,,,,
		A3,m,,,,
		A4,m,,,09:10-18:00,
	EOF
	run -0 plan --hours 09:00-09:40 --minutes call=10
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:10,m,A4,standard,call,w4,t,care,L1,,,1,2026-03-02T18:00,yes,planned,,,A4/2026-03-02,0/2026-03-02
		2026-03-02,09:10,09:20,m,A1,standard,call,w1,t,care,L1,,,1,2026-03-02T10:00,yes,planned,,,A1/2026-03-02,0/2026-03-02
		2026-03-02,09:20,09:30,m,A2,standard,call,w2,t,care,L4,,,8,2026-03-02T18:00,yes,planned,,,A2/2026-03-02,0/2026-03-02
		2026-03-02,09:30,09:40,m,A3,standard,call,w3,t,care,L1,,,1,2026-03-02T18:00,yes,planned,,,A3/2026-03-02,0/2026-03-02
	EOF
}

@test "on time: the day of due is, whatever its hour; the day after is not" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-02T00:00,call,,
		w2,C2,t,care,L1,2026-03-01T23:59,call,,
	EOF
	run -0 plan
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,C2,standard,call,w2,t,care,L1,,,1,2026-03-01T23:59,no,planned,,,C2/2026-03-02,0/2026-03-02
		2026-03-02,09:09,09:18,m,C1,standard,call,w1,t,care,L1,,,1,2026-03-02T00:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "slots: visits first, calls in the time they leave, cut from where they end" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-02T18:00,visit,,
		w2,C2,t,care,L1,2026-03-02T18:00,call,,
		w3,C3,t,care,L1,2026-03-02T18:00,call,,
		w4,C4,t,care,L1,2026-03-02T18:00,call,,
		w5,C5,t,care,L1,2026-03-02T18:00,call,,
	EOF
	# 09:00-10:30 is the visit's; 50 and 50 minutes after it, the rest is too short.
	run -0 plan --days 1 --minutes call=50 --hours 09:00-12:15,14:00-14:50
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,10:30,m,C1,standard,visit,w1,t,care,L1,,,1,2026-03-02T18:00,yes,planned,appointment 2026-03-02,,C1/2026-03-02,0/2026-03-02
		2026-03-02,10:30,11:20,m,C2,standard,call,w2,t,care,L1,,,1,2026-03-02T18:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
		2026-03-02,11:20,12:10,m,C3,standard,call,w3,t,care,L1,,,1,2026-03-02T18:00,yes,planned,,,C3/2026-03-02,0/2026-03-02
		2026-03-02,14:00,14:50,m,C4,standard,call,w4,t,care,L1,,,1,2026-03-02T18:00,yes,planned,,,C4/2026-03-02,0/2026-03-02
		,,,m,C5,standard,call,w5,t,care,L1,,,1,2026-03-02T18:00,,unplanned,capacity,2026-03-03,C5/2026-03-02,0/2026-03-02
	EOF
}

@test "slots: a window may pass midnight, and its day is the one it begins on" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-02T09:00,call,,
		w2,C2,t,care,L1,2026-03-02T10:00,call,,
		w3,C3,t,care,L1,2026-03-02T11:00,call,,
	EOF
	run -0 plan --hours 23:00-01:00 --minutes call=60
	prints <<-EOF
		$HEAD
		2026-03-02,23:00,00:00,m,C1,standard,call,w1,t,care,L1,,,1,2026-03-02T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
		2026-03-02,00:00,01:00,m,C2,standard,call,w2,t,care,L1,,,1,2026-03-02T10:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
		2026-03-03,23:00,00:00,m,C3,standard,call,w3,t,care,L1,,,1,2026-03-02T11:00,no,planned,,,C3/2026-03-02,0/2026-03-02
	EOF
}

@test "capacity: a day takes the manager's number of calls and of visits, days off none" {
	orders <<-'EOF'
		w1,C1,t,care,L4,2026-03-02T18:00,call,,
		w2,C2,t,care,L3,2026-03-02T18:00,call,,
		w3,C3,t,care,L2,2026-03-02T18:00,call,,
		w4,C4,t,care,L2,2026-03-02T18:00,visit,,
		w5,C5,t,care,L1,2026-03-02T18:00,visit,,
	EOF
	managers <<-'EOF'
		m,,2,1,2026/3/3;20260304
	EOF
	run -0 plan --managers managers.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,10:30,m,C4,standard,visit,w4,t,care,L2,,,2,2026-03-02T18:00,yes,planned,appointment 2026-03-02,,C4/2026-03-02,0/2026-03-02
		2026-03-02,10:30,10:39,m,C1,standard,call,w1,t,care,L4,,,8,2026-03-02T18:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
		2026-03-02,10:39,10:48,m,C2,standard,call,w2,t,care,L3,,,4,2026-03-02T18:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
		2026-03-05,09:00,10:30,m,C5,standard,visit,w5,t,care,L1,,,1,2026-03-02T18:00,no,planned,appointment 2026-03-02,,C5/2026-03-02,0/2026-03-02
		2026-03-05,10:30,10:39,m,C3,standard,call,w3,t,care,L2,,,2,2026-03-02T18:00,no,planned,,,C3/2026-03-02,0/2026-03-02
	EOF
}

@test "unplanned: capacity and cap name the next possible day, a number of 0 none" {
	orders <<-'EOF'
		w1,A1,t,care,L2,2026-03-05T09:00,call,,
		w2,A2,t,care,L1,2026-03-05T09:00,call,,
		w3,A3,t,care,L1,2026-03-05T09:00,visit,,
		w4,A4,t,care,L1,2026-03-05T09:00,call,,
		w5,A5,t,care,L1,2026-03-05T09:00,call,,
	EOF
	customers <<-'EOF'
		A1,m,,,,
		A2,m,,,,
		A3,m,,,,
		A4,m,,,,
		A5,off,,,,
	EOF
	managers <<-'EOF'
		m,,1,0,2026-03-04
		off,,1,1,2026-03-02;2026-03-03
	EOF
	history <<-'EOF'
		A4,2026-03-01,call
	EOF
	run -0 plan --managers managers.csv --history history.csv --days 2
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,A1,standard,call,w1,t,care,L2,,,2,2026-03-05T09:00,yes,planned,,,A1/2026-03-02,0/2026-03-02
		2026-03-03,09:00,09:09,m,A2,standard,call,w2,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,A2/2026-03-02,0/2026-03-02
		,,,m,A3,standard,visit,w3,t,care,L1,,,1,2026-03-05T09:00,,unplanned,capacity,,A3/2026-03-02,0/2026-03-02
		,,,m,A4,standard,call,w4,t,care,L1,,,1,2026-03-05T09:00,,unplanned,cap,2026-03-09,A4/2026-03-02,0/2026-03-02
		,,,off,A5,standard,call,w5,t,care,L1,,,1,2026-03-05T09:00,,unplanned,capacity,2026-03-04,A5/2026-03-02,0/2026-03-02
	EOF
}

@test "unplanned: cap comes before capacity, also of a manager who is away all the time" {
	orders <<-'EOF'
		w1,A1,t,care,L1,2026-03-05T09:00,call,,
		w2,A2,t,care,L1,2026-03-05T09:00,call,,
		w3,A3,t,care,L1,2026-03-05T09:00,call,,
	EOF
	customers <<-'EOF'
		A1,off,,,,
		A2,off,,,,
		A3,off,,,,
	EOF
	managers <<-'EOF'
		off,,,,2026-03-02;2026-03-03
	EOF
	# Seven days after 03-01 is Sunday the 8th; after 02-24, Tuesday the 3rd.
	history <<-'EOF'
		A1,2026-03-01,call
		A2,2026-02-24,call
	EOF
	run -0 plan --managers managers.csv --history history.csv --days 2
	prints <<-EOF
		$HEAD
		,,,off,A1,standard,call,w1,t,care,L1,,,1,2026-03-05T09:00,,unplanned,cap,2026-03-09,A1/2026-03-02,0/2026-03-02
		,,,off,A2,standard,call,w2,t,care,L1,,,1,2026-03-05T09:00,,unplanned,capacity,2026-03-04,A2/2026-03-02,0/2026-03-02
		,,,off,A3,standard,call,w3,t,care,L1,,,1,2026-03-05T09:00,,unplanned,capacity,2026-03-04,A3/2026-03-02,0/2026-03-02
	EOF
}

@test "unplanned: next_possible in a year without calendar data is blank, with one warning" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2100-12-31T09:00,sms,,
		w2,C2,t,care,L1,2100-12-31T09:00,sms,,
	EOF
	history <<-'EOF'
		C1,2100-12-30,call
		C2,2100-12-31,call
	EOF
	run -0 --separate-stderr plan --from 2100-12-31 --days 1 --history history.csv
	prints <<-EOF
		$HEAD
		,,,m,C1,standard,sms,w1,t,care,L1,,,1,2100-12-31T09:00,,unplanned,cap,,C1/2026-03-02,0/2026-03-02
		,,,m,C2,standard,sms,w2,t,care,L1,,,1,2100-12-31T09:00,,unplanned,cap,,C2/2026-03-02,0/2026-03-02
	EOF
	prints_err <<-'EOF'
		rt-schedule: 2100: statutory days only, make-up days not known yet
		rt-schedule: next_possible is blank where it would fall in 2101, of which the calendar has no days
	EOF
}

@test "visits: the appointment is on the working day before, not before the plan begins" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-06T09:00,visit,,
		w2,C2,t,care,L1,2026-03-09T09:00,visit,,
		w3,C3,t,care,L1,2026-03-10T09:00,visit,,
	EOF
	run -0 plan --from 2026-03-06 --visits-per-day 1
	prints <<-EOF
		$HEAD
		2026-03-06,09:00,10:30,m,C1,standard,visit,w1,t,care,L1,,,1,2026-03-06T09:00,yes,planned,appointment 2026-03-06,,C1/2026-03-02,0/2026-03-02
		2026-03-09,09:00,10:30,m,C2,standard,visit,w2,t,care,L1,,,1,2026-03-09T09:00,yes,planned,appointment 2026-03-06,,C2/2026-03-02,0/2026-03-02
		2026-03-10,09:00,10:30,m,C3,standard,visit,w3,t,care,L1,,,1,2026-03-10T09:00,yes,planned,appointment 2026-03-09,,C3/2026-03-02,0/2026-03-02
	EOF
}

@test "crisis: orders without customer stand alone, on the first working day" {
	orders <<-'EOF'
		w1,,crisis,crisis,L4,2026-03-02T11:00,app,Answer in public,"143 customers, one cause"
		w2,,crisis,crisis,L4,2026-02-28T11:00,app,Answer in public,104 customers
		w3,C1,t,care,L1,2026-03-02T11:00,app,,
	EOF
	run -0 plan --from 2026-03-01
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:00,,,standard,app,w2,crisis,crisis,L4,Answer in public,104 customers,8,2026-02-28T11:00,no,planned,,,w2,0/2026-03-02
		2026-03-02,09:00,09:00,,,standard,app,w1,crisis,crisis,L4,Answer in public,"143 customers, one cause",8,2026-03-02T11:00,yes,planned,,,w1,0/2026-03-02
		2026-03-02,09:00,09:00,m,C1,standard,app,w3,t,care,L1,,,1,2026-03-02T11:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "rows: planned by date, manager, start and customer, then unplanned by customer" {
	orders <<-'EOF'
		w1,D1,t,care,L1,2026-03-05T09:00,call,,
		w2,A2,t,care,L1,2026-03-05T09:00,call,,
		w3,Z3,t,care,L1,2026-03-05T09:00,sms,,
		w4,B4,t,care,L1,2026-03-05T09:00,sms,,
		w5,Y5,t,care,L1,2026-03-05T09:00,sms,,
		w6,C6,t,care,L1,2026-03-05T09:00,sms,,
	EOF
	customers <<-'EOF'
		D1,m2,,,,
		A2,m1,,,,
		Z3,m1,,,,
		B4,m1,,,,
		Y5,m1,,yes,,
		C6,m2,,yes,,
	EOF
	run -0 plan
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m1,A2,standard,call,w2,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,A2/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:00,m1,B4,standard,sms,w4,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,B4/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:00,m1,Z3,standard,sms,w3,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,Z3/2026-03-02,0/2026-03-02
		2026-03-02,09:00,09:09,m2,D1,standard,call,w1,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,D1/2026-03-02,0/2026-03-02
		,,,m2,C6,standard,sms,w6,t,care,L1,,,1,2026-03-05T09:00,,unplanned,refused,,,
		,,,m1,Y5,standard,sms,w5,t,care,L1,,,1,2026-03-05T09:00,,unplanned,refused,,,
	EOF
}

@test "K09: an id that comes twice, or holds ;, is bad data" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
		w1,C2,t,care,L1,2026-03-05T09:00,call,,
	EOF
	run -1 --separate-stderr plan
	[ -z "$output" ]
	prints_err <<-'EOF'
		rt-schedule: orders.csv:3: workorder_id: stands twice
	EOF
	orders <<-'EOF'
		w1;w2,C1,t,care,L1,2026-03-05T09:00,call,,
	EOF
	run -1 --separate-stderr plan
	prints_err <<-'EOF'
		rt-schedule: orders.csv:2: workorder_id: holds ';', which separates ids (write %3B)
	EOF
	head -2 orders.csv | sed 's/;w2//' > more.csv
	sed 's/;w2//' orders.csv > fewer.csv
	run -1 --separate-stderr rt-schedule --from 2026-03-02 fewer.csv more.csv
	prints_err <<-'EOF'
		rt-schedule: more.csv:2: workorder_id: stands twice
	EOF
}

@test "bad data: unknown channel, level, tier, arm, state; blank due; quiet hours; days off" {
	bad()	# ORDER COMPLAINT
	{
		printf '%s\n' workorder_id,customer_id,trigger,level,due,channel,state,arm "$1" \
			> orders.csv
		run -1 --separate-stderr plan
		prints_err <<< "rt-schedule: orders.csv:2: $2"
	}
	bad w1,C1,t,L1,2026-03-05,letter,, \
		'channel: not a channel (visit, call, app, sms or email)'
	bad w1,C1,t,L9,2026-03-05,call,, 'level: not a level of the levels table such as L1'
	bad w1,C1,t,L1,2026-03-05,call,open, 'state: not new, still or resolved'
	bad w1,C1,t,L1,2026-03-05,call,,both 'arm: not treat or control'
	bad w1,C1,t,L1,,call,, 'due: blank'
	bad 'w1,  ,t,L1,2026-03-05,call,,' 'customer_id: only spaces'
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
	EOF
	tiers <<-'EOF'
		C1,platinum,1
	EOF
	run -1 --separate-stderr plan --tiers tiers.csv
	prints_err <<< 'rt-schedule: tiers.csv:2: tier: not a tier of the contact policy such as supreme'
	managers <<-'EOF'
		m,,1,1,tomorrow
	EOF
	run -1 --separate-stderr plan --managers managers.csv
	prints_err <<< 'rt-schedule: managers.csv:2: days_off: not a list of dates such as 2026-03-05;2026-03-09/2026-03-13 or of times such as 2026-03-06 12:00/2026-03-06 18:00'
	customers <<-'EOF'
		C1,m,,,9-12,
	EOF
	run -1 --separate-stderr plan
	prints_err <<-'EOF'
		rt-schedule: customers.csv:2: quiet_hours: not a list of hours such as 12:00-14:00;22:00-08:00
	EOF
	customers <<-'EOF'
		C1,m,,maybe,,
	EOF
	run -1 --separate-stderr plan
	prints_err <<-'EOF'
		rt-schedule: customers.csv:2: do_not_disturb: not yes, no or a list of channels such as visit;call
	EOF
}

@test "bad data: a number too large for 64 bits is called so, here and in a policy" {
	orders < /dev/null
	managers <<-'EOF'
		m,,9223372036854775807,,
		n,,9223372036854775808,,
	EOF
	run -1 --separate-stderr plan --managers managers.csv
	prints_err <<< 'rt-schedule: managers.csv:3: calls_per_day: number too large'
	managers <<< m,,-1,,
	run -1 --separate-stderr plan --managers managers.csv
	prints_err <<< 'rt-schedule: managers.csv:2: calls_per_day: not a whole number such as 3'
	rt-schedule --print-policy | sed 's/^gold,6/gold,66666666666666666666/' > mine.csv
	run -2 --separate-stderr plan --policy mine.csv
	prints_err <<< 'rt-schedule: mine.csv:4: weight: number too large'
}

@test "a key twice in customers, tiers or managers: equal records are one, others bad data" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
	EOF
	customers <<-'EOF'
		C1,m,,,,
		C1,m,,,,
	EOF
	managers <<-'EOF'
		m,,1,1,
		m,,1,1,
	EOF
	tiers <<-'EOF'
		C1,gold,3
		C1,gold,3
	EOF
	run -0 plan --managers managers.csv --tiers tiers.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,C1,gold,call,w1,t,care,L1,,,6,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
	printf '%s\n' C1,silver,4 >> tiers.csv
	run -1 --separate-stderr plan --managers managers.csv --tiers tiers.csv
	prints_err <<< 'rt-schedule: tiers.csv:4: customer_id: stands twice, with different records'
	printf '%s\n' m,,2,1, >> managers.csv
	run -1 --separate-stderr plan --managers managers.csv
	prints_err <<< 'rt-schedule: managers.csv:4: manager: stands twice, with different records'
	printf '%s\n' C1,n,,,, >> customers.csv
	run -1 --separate-stderr plan
	prints_err <<< 'rt-schedule: customers.csv:4: customer_id: stands twice, with different records'
}

@test "rejects: a bad order is kept there, the others are planned" {
	orders <<-'EOF'
		w1,C1,t,care,L1,someday,call,,
		w2,C2,t,care,L1,2026-03-05T09:00,call,,
		w2,C3,t,care,L1,2026-03-05T09:00,call,,
	EOF
	run -0 --separate-stderr plan --rejects rejects.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,C2,standard,call,w2,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C2/2026-03-02,0/2026-03-02
	EOF
	run -0 cat rejects.csv
	prints <<-'EOF'
		file,line,column,reason,record
		orders.csv,2,due,not a time such as 2026-03-05T09:05,"w1,C1,t,care,L1,someday,call,,"
		orders.csv,4,workorder_id,stands twice,"w2,C3,t,care,L1,2026-03-05T09:00,call,,"
	EOF
}

@test "keep: columns of the customers table, without one of the heaviest order" {
	table customers.csv customer_id,manager,name,floor <<-'EOF'
		C1,m,"Wang, Jian",
		C2,m,李强,7
	EOF
	table orders.csv workorder_id,customer_id,trigger,level,due,channel,ward <<-'EOF'
		w1,C1,t,L1,2026-03-05T09:00,sms,north
		w2,C1,t,L2,2026-03-05T09:00,sms,south
		w3,C3,t,L1,2026-03-05T09:00,sms,west
	EOF
	run -0 plan --keep name,floor
	prints <<-EOF
		$HEAD,name,floor
		2026-03-02,09:00,09:00,,C3,standard,sms,w3,t,,L1,,,1,2026-03-05T09:00,yes,planned,,,C3/2026-03-02,0/2026-03-02,,
		2026-03-02,09:00,09:00,m,C1,standard,sms,w2;w1,t;t, | ,L2 | L1, | , | ,3,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02,"Wang, Jian",
	EOF
	run -0 rt-schedule --from 2026-03-02 --keep ward orders.csv
	prints <<-EOF
		$HEAD,ward
		2026-03-02,09:00,09:00,,C1,standard,sms,w2;w1,t;t, | ,L2 | L1, | , | ,3,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02,south
		2026-03-02,09:00,09:00,,C3,standard,sms,w3,t,,L1,,,1,2026-03-05T09:00,yes,planned,,,C3/2026-03-02,0/2026-03-02,west
	EOF
	run -2 plan --keep ward
	run -2 plan --keep manager
}

@test "the plan begins on as-of, which --from overrides" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,sms,,
	EOF
	run -0 rt-schedule --as-of 2026-03-03 orders.csv
	prints <<-EOF
		$HEAD
		2026-03-03,09:00,09:00,,C1,standard,sms,w1,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C1/2026-03-03,0/2026-03-03
	EOF
	run -0 rt-schedule --as-of 2026-03-03 --from 2026-03-04 orders.csv
	prints <<-EOF
		$HEAD
		2026-03-04,09:00,09:00,,C1,standard,sms,w1,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C1/2026-03-03,0/2026-03-03
	EOF
}

@test "levels: a table of one's own weighs" {
	orders <<-'EOF'
		w1,C1,t,care,hot,2026-03-05T09:00,sms,,
	EOF
	printf '%s\n' level,weight,respond,resolve,source hot,50,1h,,ours > levels.csv
	run -0 plan --levels levels.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:00,m,C1,standard,sms,w1,t,care,hot,,,50,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "print, edit, --policy works" {
	run -0 rt-schedule --print-policy
	prints < "$TOP/common/table/policy/contact.csv"
	rt-schedule --print-policy | sed 's/^standard,1/standard,5/' > policy.csv
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,sms,,
	EOF
	run -0 plan --policy policy.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:00,m,C1,standard,sms,w1,t,care,L1,,,5,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "options that make no sense are refused" {
	orders < /dev/null
	run -2 plan --days 0
	run -2 plan --hours 09:00-12:00,11:00-13:00
	run -2 plan --hours noon
	run -2 plan --minutes sms=5
	run -2 plan --minutes call=0
	run -2 plan --minutes call
	run -2 plan --calls-per-day -1
	run -2 plan --from tomorrow
	run -2 plan --table bills=orders.csv
	for option in --check --impact --levels --pin --record; do
		run -2 --separate-stderr plan "$option" ''
		[ "${stderr_lines[0]}" = "rt-schedule: $option: no file name" ]
	done
}

@test "no work orders: a plan without rows" {
	orders < /dev/null
	run -0 plan
	prints <<< "$HEAD"
}

@test "--table names the tables beside the work orders as well" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
	EOF
	run -0 rt-schedule --from 2026-03-02 --table customers=customers.csv \
		--table workorders=orders.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,C1,standard,call,w1,t,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "impact: contacts, work orders and weight that each reason holds back" {
	table orders.csv workorder_id,customer_id,trigger,level,due,channel,arm <<-'EOF'
		w1,C1,a,L1,2026-03-05T09:00,call,control
		w2,C1,b,L3,2026-03-04T09:00,call,control
		w3,C2,c,L2,2026-03-05T09:00,call,control
		w4,C3,d,L4,2026-03-05T09:00,call,
		w5,C4,e,L1,2026-03-05T09:00,call,
		w6,C5,f,L1,2026-03-05T09:00,call,
	EOF
	customers <<-'EOF'
		C3,m,,yes,,
		C4,m,,,,
		C5,m,,,,
	EOF
	tiers <<-'EOF'
		C1,gold,3
	EOF
	run -0 plan --trust unmatched --days 1 --calls-per-day 1 --tiers tiers.csv --impact impact.csv
	[ "${#lines[@]}" -eq 6 ]
	run -0 cat impact.csv
	prints <<-'EOF'
		rule,contacts,workorders,weight
		control,2,3,32
		resolved,0,0,0
		left,0,0,0
		refused,1,1,8
		unreachable,0,0,0
		no-manager,0,0,0
		quiet,0,0,0
		cap,0,0,0
		capacity,1,1,1
	EOF
}

@test "K08: the record sheet, filled in, is the history of the next run" {
	orders <<-'EOF'
		w1,C1,a,care,L1,2026-03-05T09:00,call,,
		w2,C1,b,marketing,L2,2026-03-05T09:00,call,,
		w3,C2,c,care,L1,2026-03-05T09:00,sms,,
		w4,,d,crisis,L4,2026-03-05T09:00,call,,
		w5,C3,e,care,L1,2026-03-05T09:00,visit,,
	EOF
	customers <<-'EOF'
		C1,m,,,,
		C2,,,,,
		C3,m,,call;visit;app;sms;email,,
	EOF
	run -0 plan --record record.csv
	run -0 cat record.csv
	prints <<-'EOF'
		customer_id,time,channel,manager,category,outcome,note
		C2,2026-03-02T09:00,sms,,care,,
		C1,2026-03-02T09:00,call,m,marketing | care,,
	EOF
	printf '%s\n' customer_id,time,channel,manager,category,outcome,note \
		'C1,2026-03-02T09:00,call,m,marketing | care,reached,"keeps it, says she"' \
		> history.csv
	table orders.csv workorder_id,customer_id,trigger,due,channel <<-'EOF'
		w6,C1,a,2026-03-05T09:00,call
	EOF
	run -0 rt-schedule --from 2026-03-03 --days 4 --customers customers.csv \
		--history history.csv orders.csv
	prints <<-EOF
		$HEAD
		,,,m,C1,standard,call,w6,a,,,,,1,2026-03-05T09:00,,unplanned,cap,2026-03-09,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "impact and record: an input, the plan or the rejects cannot be one of them" {
	orders <<-'EOF'
		w1,C1,a,care,L1,2026-03-05T09:00,call,,
	EOF
	cp orders.csv before.csv
	run -2 plan --impact orders.csv
	run -2 plan --record customers.csv
	run -2 plan --impact both.csv --record both.csv
	run -2 plan --impact both.csv --output both.csv
	run -2 plan --record both.csv --rejects both.csv
	[ ! -e both.csv ] || [ ! -s both.csv ]
	same_file orders.csv before.csv
	run -3 plan --impact /dev/full
	run -3 plan --record /dev/full
}

@test "impact and record: - is standard output, where one of them goes" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
	EOF
	echo before > out.txt
	for name in - /dev/stdout; do
		plan --output plan.csv --record "$name" >> out.txt
		run -2 --separate-stderr plan --record "$name"
		[ "${stderr_lines[0]}" = 'rt-schedule: standard output is written twice' ]
		run -2 plan --output plan.csv --record "$name" --impact -
		run -2 plan --output plan.csv --record "$name" --rejects -
	done
	[ ! -e - ]
	run -0 cat out.txt
	prints <<-'EOF'
		before
		customer_id,time,channel,manager,category,outcome,note
		C1,2026-03-02T09:00,call,m,care,,
		customer_id,time,channel,manager,category,outcome,note
		C1,2026-03-02T09:00,call,m,care,,
	EOF
}

@test "bound: what is on time, what could be, and what one more slot would add" {
	orders <<-'EOF'
		w1,C1,t,care,L4,2026-03-02T18:00,call,,
		w2,C2,t,care,L3,2026-03-02T18:00,call,,
		w3,C3,t,care,L2,2026-03-03T18:00,call,,
		w4,C4,t,care,L1,2026-03-03T18:00,call,,
		w5,C5,t,care,L1,2026-03-09T18:00,sms,,
	EOF
	run -0 --separate-stderr plan --days 2 --calls-per-day 1 --bound
	[ "${#lines[@]}" -eq 6 ]
	prints_err <<-'EOF'
		rt-schedule: weight on time 11, the largest possible 11, of all that is wanted 16
		rt-schedule: 2026-03-02, m: one more call slot would put 4 more on time
		rt-schedule: 2026-03-03, m: one more call slot would put 1 more on time
	EOF
	run -0 --separate-stderr plan --days 2 --bound
	prints_err <<< 'rt-schedule: weight on time 16, the largest possible 16, of all that is wanted 16'
}

@test "bound: a slot that would only put weight 0 on time adds nothing" {
	orders <<-'EOF'
		w1,C1,t,care,L2,2026-03-02T18:00,call,,
		w2,C2,t,care,L2,2026-03-02T18:00,call,,
		w3,C3,t,care,L2,2026-03-03T18:00,call,,
		w4,C4,t,care,L2,2026-03-03T18:00,call,,
	EOF
	tiers <<-'EOF'
		C2,quasi,6
		C4,quasi,6
	EOF
	table policy.csv tier,weight,per_7d,per_30d,min_gap_days <<-'EOF'
		quasi,0,1,3,7
		standard,1,1,3,7
	EOF
	run -0 --separate-stderr plan --tiers tiers.csv --policy policy.csv \
		--days 2 --calls-per-day 1 --bound
	prints_err <<< 'rt-schedule: weight on time 4, the largest possible 4, of all that is wanted 4'
}

@test "preset: cn-call: no call before 08:00 or behind 21:00; visits as ever" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-02T23:00,call,,
		w2,C2,t,care,L1,2026-03-02T23:00,call,,
		w3,C3,t,care,L1,2026-03-02T23:00,call,,
		w4,C4,t,care,L1,2026-03-02T23:00,visit,,
		w5,C5,t,care,L1,2026-03-02T23:00,sms,,
		w6,,t,crisis,L1,2026-03-02T23:00,call,,
	EOF
	opts=(--days 1 --minutes call=20,visit=30 --hours 06:00-08:40,20:50-21:30)
	run -0 plan "${opts[@]}" --preset cn-call --output plan.csv
	run -0 cut -d, -f1-5,7,17,18 plan.csv
	prints <<-'EOF'
		date,start,end,manager,customer_id,channel,status,reason
		2026-03-02,08:00,08:20,,,call,planned,
		2026-03-02,06:00,06:30,m,C4,visit,planned,appointment 2026-03-02
		2026-03-02,06:00,06:00,m,C5,sms,planned,
		2026-03-02,08:00,08:20,m,C1,call,planned,
		2026-03-02,08:20,08:40,m,C2,call,planned,
		,,,m,C3,call,unplanned,capacity
	EOF
	run -0 plan "${opts[@]}" --preset cn-call --check plan.csv
	run -0 plan "${opts[@]}" --output plan.csv
	run -1 plan "${opts[@]}" --preset cn-call --check plan.csv
	[ "${#lines[@]}" -eq 5 ]
	run -2 plan --preset cn
}

@test "preset: cn-call: five calls in 24 hours are enough, for service orders too" {
	orders <<-'EOF'
		w1,C1,t,service,L1,2026-03-06T23:00,call,,
		w2,C2,t,service,L1,2026-03-06T23:00,call,,
		w3,C3,t,service,L1,2026-03-06T23:00,sms,,
	EOF
	history <<-'EOF'
		C1,2026-03-01T10:30,call
		C1,2026-03-01T12:00,call
		C1,2026-03-01T13:00,call
		C1,2026-03-01T14:00,call
		C1,2026-03-01T20:00,call
		C2,2026-03-01T10:00,call
		C2,2026-03-01T12:00,call
		C2,2026-03-01T13:00,sms
		C2,2026-03-01T14:00,call
		C2,2026-03-01T20:00,call
		C3,2026-03-01T10:30,call
		C3,2026-03-01T12:00,call
		C3,2026-03-01T13:00,call
		C3,2026-03-01T14:00,call
		C3,2026-03-01T20:00,call
	EOF
	opts=(--hours 10:00-11:00 --minutes call=30 --history history.csv)
	run -0 plan "${opts[@]}" --preset cn-call --output plan.csv
	run -0 cut -d, -f1-5,7,17,18 plan.csv
	prints <<-'EOF'
		date,start,end,manager,customer_id,channel,status,reason
		2026-03-02,10:00,10:30,m,C2,call,planned,
		2026-03-02,10:00,10:00,m,C3,sms,planned,
		2026-03-02,10:30,11:00,m,C1,call,planned,
	EOF
	run -0 plan "${opts[@]}" --hours 10:00-10:30 --days 1 --preset cn-call --output plan.csv
	run -0 tail -n 1 plan.csv
	prints <<< ',,,m,C1,standard,call,w1,t,service,L1,,,1,2026-03-06T23:00,,unplanned,cap,2026-03-03',C1/2026-03-02,0/2026-03-02
	# No window holds a call at all: that is nothing which the five calls forbid.
	run -0 plan "${opts[@]}" --hours 21:00-22:00 --days 1 --preset cn-call --output plan.csv
	run -0 tail -n 2 plan.csv
	prints <<-'EOF'
		,,,m,C1,standard,call,w1,t,service,L1,,,1,2026-03-06T23:00,,unplanned,capacity,,C1/2026-03-02,0/2026-03-02
		,,,m,C2,standard,call,w2,t,service,L1,,,1,2026-03-06T23:00,,unplanned,capacity,,C2/2026-03-02,0/2026-03-02
	EOF
	run -0 plan "${opts[@]}" --hours 10:00-10:30 --output plan.csv
	run -1 plan "${opts[@]}" --preset cn-call --check plan.csv
	[ "${lines[1]}" = '2,cap,C1,too many calls within 24 hours' ]
}

@test "preset: cn-call: calls a whole day apart are not within 24 hours" {
	orders <<< w1,C1,t,service,L1,2026-03-06T23:00,call,,
	# Four calls this morning; the fifth is made tomorrow, a minute less than a day
	# behind the first, or a day.
	for fifth in 08:59 09:00; do
		history <<-EOF
			C1,2026-03-02T09:00,call
			C1,2026-03-02T09:10,call
			C1,2026-03-02T09:20,call
			C1,2026-03-02T09:30,call
			C1,2026-03-03T$fifth,call
		EOF
		run -0 plan --hours 10:00-11:00 --minutes call=30 --history history.csv \
			--preset cn-call --output plan.csv
		cut -d, -f1,2,17 plan.csv | sed 1d
	done > got
	same_file got - <<-'EOF'
		2026-03-03,10:00,planned
		2026-03-02,10:00,planned
	EOF
}

@test "ics: an event a planned contact, in UTC, with the record half an hour behind" {
	orders <<-'EOF'
		w1,C1,silent,care,L1,2026-03-05T09:00,call,"Ask; listen, and thank",quiet for 91 days
		w2,C1,zero-bill,care,L2,2026-03-05T09:00,sms,,amount 0.00
		w3,C2,silent,care,L1,2026-03-05T09:00,sms,,
		w4,C3,silent,care,L1,2026-03-05T09:00,sms,,
	EOF
	customers <<-'EOF'
		C1,王芳,,,,
		C2,,,,,
		C3,,,yes,,
	EOF
	run -0 --separate-stderr plan --as-of 2026-03-01T18:30 --format ics --output plan.ics
	prints_err <<< 'rt-schedule: unplanned contacts, which the calendar has not: 1'
	run -0 grep -c $'\r$' plan.ics
	[ "$output" -eq "$(wc -l < plan.ics)" ]
	run -0 sed 's/\r$//; s/^UID:[0-9a-f]\{16\}@rt$/UID:some/' plan.ics
	prints <<-'EOF'
		BEGIN:VCALENDAR
		VERSION:2.0
		PRODID:-//rt//rt-schedule//EN
		BEGIN:VEVENT
		UID:some
		DTSTAMP:20260301T103000Z
		DTSTART:20260302T010000Z
		DTEND:20260302T010100Z
		SEQUENCE:0
		LAST-MODIFIED:20260301T103000Z
		SUMMARY:SMS C2
		DESCRIPTION:Silent
		BEGIN:VALARM
		ACTION:DISPLAY
		TRIGGER;RELATED=END:PT30M
		DESCRIPTION:Record the contact
		END:VALARM
		END:VEVENT
		BEGIN:VEVENT
		UID:some
		DTSTAMP:20260301T103000Z
		DTSTART:20260302T010000Z
		DTEND:20260302T010900Z
		SEQUENCE:0
		LAST-MODIFIED:20260301T103000Z
		SUMMARY:Call C1
		DESCRIPTION:Bill of zero\nSilent: Ask\; listen\, and thank
		CONTACT:王芳
		BEGIN:VALARM
		ACTION:DISPLAY
		TRIGGER;RELATED=END:PT30M
		DESCRIPTION:Record the contact
		END:VALARM
		END:VEVENT
		END:VCALENDAR
	EOF
	run -0 plan --format csv
	[ "${lines[0]}" = "$HEAD" ]
	run -2 plan --format ical
	run -2 plan --format ics --keep manager
	run -2 plan --format ics --bom
	run -2 plan --format ics --check plan.csv
}

@test "ics: a parser of another origin reads what the table says" {
	/usr/bin/python3 -c 'import icalendar' || skip "needs python3-icalendar"
	action=$(printf '请先致歉，再问原因%.0s' {1..20})
	for i in {1..60}; do
		echo "w$i,C$i,silent,care,L1,2026-03-0$((i % 5 + 2))T09:00,call,$action;\\,"
	done > rows
	orders < rows
	run -0 plan --output plan.csv
	run -0 --separate-stderr plan --format ics --output plan.ics
	run -0 /usr/bin/python3 - <<-'EOF'
		import csv, datetime, icalendar
		zone = datetime.timezone(datetime.timedelta(hours=8))
		told = []
		calendar = icalendar.Calendar.from_ical(open("plan.ics", "rb").read())
		uids = set()
		for e in calendar.walk("VEVENT"):
		    start, end = (e[k].dt.astimezone(zone) for k in ("DTSTART", "DTEND"))
		    told.append([str(start.date()), start.strftime("%H:%M"), end.strftime("%H:%M"),
		                 str(e.get("CONTACT", "")), str(e["SUMMARY"]), str(e["DESCRIPTION"])])
		    uids.add(str(e["UID"]))
		    alarm, = e.walk("VALARM")
		    assert alarm["TRIGGER"].dt == datetime.timedelta(minutes=30)
		    assert alarm["TRIGGER"].params["RELATED"] == "END"
		rows = [[r["date"], r["start"], r["end"], r["manager"],
		         r["channel"].capitalize() + " " + r["customer_id"], "Silent: " + r["action"]]
		        for r in csv.DictReader(open("plan.csv")) if r["status"] == "planned"]
		assert told == rows, (told[:2], rows[:2])
		assert len(uids) == len(rows) == 60
		assert max(len(line) for line in open("plan.ics", "rb")) <= 77
	EOF
}

# A plan from standard input, cut down to what --check looks at.
sheet()	# FILE
{
	table "$1" \
		date,start,end,manager,customer_id,channel,workorders,due,on_time,status,reason
}

@test "check: each rule is told by line, rule and customer" {
	table orders.csv workorder_id,customer_id,trigger,category,level,due,channel,state,arm <<-'EOF'
		w1,C1,t,care,L1,2026-03-05T09:00,call,,
		w2,C2,t,care,L1,2026-03-05T09:00,call,,
		w3,C3,t,care,L1,2026-03-05T09:00,call,,
		w4,C4,t,care,L1,2026-03-05T09:00,call,,
		w5,C5,t,care,L1,2026-03-05T09:00,call,,
		w6,C6,t,care,L1,2026-03-05T09:00,call,,control
		w7,C7,t,care,L1,2026-03-05T09:00,call,resolved,
		w8,C8,t,care,L1,2026-03-05T09:00,call,,
		w9,C9,t,care,L1,2026-03-05T09:00,call,,
		x1,C1,t,care,L1,2026-03-05T09:00,call,,
	EOF
	customers <<-'EOF'
		C1,m,,,,
		C2,m,,,09:00-10:00,
		C3,m,,,,
		C4,m,,call,,
		C5,n,,,,
		C6,n,,,,
		C7,n,,,,
		C8,n,,yes,,
		C9,n,,,,
	EOF
	managers <<-'EOF'
		m,,2,1,
		n,,9,1,2026-03-04
	EOF
	history <<-'EOF'
		C3,2026-02-27T10:00,sms
	EOF
	sheet plan.csv <<-'EOF'
		2026-03-07,09:00,09:09,m,C1,call,w1,2026-03-05T09:00,no,planned,
		2026-03-02,09:00,09:09,m,C2,call,w2,2026-03-05T09:00,yes,planned,
		2026-03-02,09:05,09:14,m,C3,call,w3,2026-03-05T09:00,yes,planned,
		2026-03-02,11:55,12:04,m,C4,call,w4,2026-03-05T09:00,yes,planned,
		2026-03-04,09:00,09:09,n,C5,call,w5,2026-03-05T09:00,yes,planned,
		2026-03-03,09:00,09:09,n,C6,call,w6,2026-03-05T09:00,yes,planned,
		2026-03-03,09:09,09:18,n,C7,call,w7,2026-03-05T09:00,yes,planned,
		2026-03-03,09:18,09:27,n,C8,call,w8,2026-03-06T09:00,no,planned,
		2026-03-03,09:27,09:27,n,C9,sms,w9,2026-03-05T09:00,yes,planned,
		,,,n,C9,call,w9;w0,2026-03-05T09:00,,unplanned,cap
	EOF
	run -1 plan --managers managers.csv --history history.csv --check plan.csv
	prints <<-'EOF'
		line,rule,customer_id,detail
		2,working-day,C1,a week-end or holiday
		3,quiet,C2,touches the quiet hours
		4,cap,C3,more contacts in 7 or 30 days than the tier allows
		4,gap,C3,less than 7 days from another contact
		4,overlap,C3,begins before the manager's last contact ends
		5,hours,C4,not within one of the windows
		5,refused,C4,the customer refuses call
		5,capacity,C4,call 3 of a day that takes 2
		6,day-off,C5,a day off of the manager
		7,control,C6,work order w6 is of the control group
		8,control,C7,work order w7 is resolved
		9,refused,C8,work order w8 is refused by the customer
		9,due,C8,due is not the earliest of the work orders
		9,due,C8,on_time is not yes
		10,channel,C9,"sms, where the rules say call"
		11,one-contact,C9,line 10 is a contact of this customer as well
		11,lost,C9,work order w0 did not come in
		11,duplicate,C9,work order w9 stands in line 10 as well
		,lost,C1,work order x1 stands in no row
	EOF
}

@test "check: a plan of ours breaks no rule, whatever its order" {
	orders <<-'EOF'
		w1,C1,t,care,L4,2026-03-02T18:00,call,,
		w2,C2,t,care,L3,2026-03-02T18:00,visit,,
		w3,C3,t,care,L2,2026-03-03T18:00,call,,
		w4,,t,crisis,L1,2026-03-03T18:00,call,,
		w5,C5,t,care,L1,2026-03-09T18:00,sms,,
	EOF
	run -0 plan --days 1 --calls-per-day 1 --hours 22:00-02:00 --output plan.csv
	run -0 plan --days 1 --calls-per-day 1 --hours 22:00-02:00 --check plan.csv
	prints <<< line,rule,customer_id,detail
	{ head -n 1 plan.csv; sed 1d plan.csv | sort -r; } > turned.csv
	run -0 plan --days 1 --calls-per-day 1 --hours 22:00-02:00 --check turned.csv
	prints <<< line,rule,customer_id,detail
	run -2 plan --check plan.csv --impact impact.csv
	run -2 plan --check plan.csv --bound
	run -1 plan --check orders.csv
	run -3 plan --check absent.csv
}

@test "check, pin: a due to the second is that of the plan, which has minutes" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-02T23:59:59,call,,
		w2,C2,t,care,L1,2026-11-01T01:30:30-05:00,call,,
	EOF
	export TZ=America/New_York
	plan --calendar weekends --output plan.csv
	run -0 cut -d, -f5,15 plan.csv
	prints <<-'EOF'
		customer_id,due
		C1,2026-03-02T23:59
		C2,2026-11-01T01:30
	EOF
	run -0 plan --calendar weekends --check plan.csv
	prints <<< line,rule,customer_id,detail
	run -0 --separate-stderr plan --calendar weekends --pin plan.csv
	same_file <(printf '%s\n' "$output") plan.csv
	prints_err < /dev/null
	sed -i s/T23:59/T23:58/ plan.csv
	run -1 plan --calendar weekends --check plan.csv
	[ "${lines[1]}" = '2,due,C1,due is not the earliest of the work orders' ]
}

@test "pin: rows stay as they are, take time, and further orders join them" {
	orders <<-'EOF'
		w1,C1,t1,care,L1,2026-03-05T09:00,call,,
		w2,C2,t2,care,L1,2026-03-06T09:00,call,,
		w3,C1,t3,care,L2,2026-03-03T09:00,visit,,
		w4,C3,t4,care,L1,2026-03-05T09:00,visit,,
	EOF
	table pinned.csv "$HEAD" <<-'EOF'
		2026-03-02,09:18,09:27,m,C1,gold,call,w1,t1,care,L1,,,6,2026-03-05T09:00,yes,planned,assigned,,C1/2026-03-02,0/2026-03-02
		2026-03-02,09:27,09:36,m,C9,gold,call,w9,t1,care,L1,,,6,2026-03-05T09:00,yes,planned,,,C9/2026-03-02,0/2026-03-02
		,,,m,C2,standard,call,w2,t2,care,L1,,,1,2026-03-06T09:00,,unplanned,capacity,2026-03-09,C2/2026-03-02,0/2026-03-02
	EOF
	run -0 --separate-stderr plan --pin pinned.csv
	prints <<-EOF
		$HEAD
		2026-03-02,09:00,09:09,m,C2,standard,call,w2,t2,care,L1,,,1,2026-03-06T09:00,yes,planned,,,C2/2026-03-02,1/2026-03-02
		2026-03-02,09:18,09:27,m,C1,gold,call,w3;w1,t3;t1,care | care,L2 | L1, | , | ,8,2026-03-05T09:00,yes,planned,assigned,,C1/2026-03-02,0/2026-03-02
		2026-03-02,09:27,10:57,m,C3,standard,visit,w4,t4,care,L1,,,1,2026-03-05T09:00,yes,planned,appointment 2026-03-02,,C3/2026-03-02,0/2026-03-02
	EOF
	prints_err < /dev/null
	run -0 plan --pin pinned.csv --days 1 --calls-per-day 1 --impact impact.csv
	run -0 tail -n 1 impact.csv
	prints <<< capacity,1,1,1
}

@test "pin: a row that stands twice, the same both times, is one row" {
	orders <<-'EOF'
		w1,C1,t1,care,L1,2026-03-05T09:00,call,,
	EOF
	table pinned.csv "$HEAD" <<-'EOF'
		2026-03-03,09:18,09:27,m,C1,standard,call,w1,t1,care,L1,,,1,2026-03-05T09:00,yes,planned,,,C1/2026-03-02,0/2026-03-02
	EOF
	cp pinned.csv twice.csv
	tail -n 1 pinned.csv >> twice.csv
	run -0 --separate-stderr plan --pin twice.csv
	same_file <(printf '%s\n' "$output") pinned.csv
	prints_err < /dev/null
	run -1 plan --check twice.csv
	prints <<-'EOF'
		line,rule,customer_id,detail
		3,overlap,C1,begins before the manager's last contact ends
		3,one-contact,C1,line 2 is a contact of this customer as well
		3,duplicate,C1,work order w1 stands in line 2 as well
	EOF
}

# Asks the plan, in other words than the program's, for what must hold of every
# plan: plan.csv of orders.csv, with 6 calls a day and a history.
sound()
{
	python3 - <<-'EOF'
		import collections, csv, datetime
		day = datetime.date.fromisoformat
		rows = list(csv.DictReader(open("plan.csv")))
		came = [r["workorder_id"] for r in csv.DictReader(open("orders.csv"))]
		assert sorted(came) == sorted(w for r in rows for w in r["workorders"].split(";"))
		last = {}
		for r in csv.DictReader(open("history.csv")):
		    last[r["customer_id"]] = max(last.get(r["customer_id"], ""), r["time"][:10])
		calls, busy = collections.Counter(), set()
		planned = [r for r in rows if r["status"] == "planned"]
		assert planned and len(planned) == len({r["customer_id"] for r in planned})
		for r in planned:
		    assert day(r["date"]).weekday() < 5
		    assert (r["on_time"] == "yes") == (r["date"] <= r["due"][:10])
		    if r["channel"] == "call":
		        calls[r["date"], r["manager"]] += 1
		        slot = r["date"], r["manager"], r["start"]
		        assert slot not in busy
		        busy.add(slot)
		        assert "09:00" <= r["start"] and r["end"] <= "18:00"
		        assert not ("11:51" < r["start"] < "14:00")
		    if "service" not in r["category"] and r["customer_id"] in last:
		        assert (day(r["date"]) - day(last[r["customer_id"]])).days >= 7
		assert max(calls.values()) == 6
		print(sum(int(r["weight"]) for r in planned if r["on_time"] == "yes"))
	EOF
}

@test "real data: work orders of credit-bills, history of bank-contacts" {
	python3 -c '' || skip "needs python3"
	shared credit-bills
	shared bank-contacts
	zcat "$TOP/../shared/data/credit-bills/monthly.csv.gz" | cut -d, -f1-3 |
		sed '1s/.*/customer_id,month,amount/' > bills.csv
	rt-triggers -q --as-of 2005-10-01 bills.csv > orders.csv
	# pdays, days since the last contact; 999 is never.
	zcat "$data/bank_contacts.csv.gz" > contacted.csv
	run -0 python3 - <<-'EOF'
		import csv, datetime
		print("customer_id,time,channel")
		for r in csv.DictReader(open("contacted.csv")):
		    if r["pdays"] != "999":
		        last = datetime.date(2005, 10, 1) - datetime.timedelta(int(r["pdays"]))
		        print(r["id"], "%sT10:00" % last, "call", sep=",")
	EOF
	printf '%s\n' "$output" > history.csv
	awk 'BEGIN { print "customer_id,manager"; for (i = 1; i <= 30000; i++)
		print i ",m" i % 40 }' > customers.csv
	opts=(--calendar weekends --from 2005-10-03 --calls-per-day 6 --history history.csv
		--customers customers.csv)
	run -0 rt-schedule "${opts[@]}" --output plan.csv orders.csv
	run -0 sound
	few=$output
	run -0 rt-schedule "${opts[@]}" --check plan.csv orders.csv
	prints <<< line,rule,customer_id,detail
	run -0 --separate-stderr rt-schedule "${opts[@]}" --bound --output again.csv orders.csv
	[[ ${stderr_lines[0]} = *"weight on time $few, the largest possible $few,"* ]]
	same_file plan.csv again.csv
	{ head -n 1 orders.csv; sed 1d orders.csv | sort -r; } > turned.csv
	run -0 rt-schedule "${opts[@]}" --jobs 1 --output again.csv turned.csv
	same_file plan.csv again.csv
}

@test "real data: complaints of an incident log, all of service" {
	python3 -c '' || skip "needs python3"
	shared incidents
	zcat "$data/incidents_to_2016-03.csv.gz" | awk -F, -v OFS=, '
		NR == 1 { print "case_id,customer_id,opened,level,responded,resolved,closed" }
		NR > 1 && $2 != "" { print $1, $2, $3, "L" $6, $4, $4, $5 }' > cases.csv
	rt-triggers -q --as-of 2016-03-15T09:00 cases.csv > orders.csv
	echo customer_id,time,channel > history.csv
	awk -F, 'BEGIN { print "customer_id,manager" } NR > 1 && !met[$2]++ {
		print $2 ",m" $2 % 9 }' orders.csv > customers.csv
	opts=(--calendar weekends --from 2016-03-15 --calls-per-day 6 --customers customers.csv)
	run -0 rt-schedule "${opts[@]}" --output plan.csv orders.csv
	run -0 sound
	run -0 rt-schedule "${opts[@]}" --check plan.csv orders.csv
	prints <<< line,rule,customer_id,detail
}

@test "optimum: a second telling of the rules, which tries everything, says the same" {
	python3 -c '' || skip "needs python3"
	run -0 python3 "$BATS_TEST_DIRNAME/brute/schedule.py" "$RT_BUILD/rt-schedule" 100
}
