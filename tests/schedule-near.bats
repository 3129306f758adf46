# rt-schedule --near, --ageing, and the promise of next_possible.
#
# 2026-03-02 is a Monday; no day of that March is a holiday.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-03-02
	printf '%s\n' customer_id,manager C1,m C2,m C3,m C4,m C5,m C6,m > customers.csv
}

# Standard input as FILE, below the heading.
table()	# FILE HEADING
{
	{ printf '%s\n' "$2"; cat; } > "$1"
}

orders()
{
	table orders.csv workorder_id,customer_id,trigger,category,level,fired_on,due,channel
}

# A plan before, cut down to what is looked at.
before()
{
	table before.csv date,start,end,manager,customer_id,channel,workorders,due,on_time,status,reason,contact_id,revision
}

# The plan, in brief, is as standard input says, and breaks no rule.
plans()	# [OPTION]...
{
	run -0 --separate-stderr rt-schedule --customers customers.csv "$@" --output plan.csv orders.csv
	run -0 cut -d, -f1,2,4,5,7,16,20,21 plan.csv
	{ echo date,start,manager,customer_id,channel,on_time,contact_id,revision; cat; } |
		same "$output"
	run -0 rt-schedule --customers customers.csv "$@" --check plan.csv orders.csv
	prints <<< line,rule,customer_id,detail
}

@test "near: who stands stays, and the newcomer comes where there is room" {
	orders <<-'EOF'
		w1,C1,t,care,L1,,2026-03-05T09:00,call
		w2,C2,t,care,L1,,2026-03-05T09:00,call
		w3,C3,t,care,L4,,2026-03-05T09:00,call
		w4,C4,t,care,L1,,2026-03-05T09:00,call
	EOF
	before <<-'EOF'
		2026-03-02,09:09,09:18,m,C2,call,w2,2026-03-05T09:00,yes,planned,,C2/2026-03-01,0/2026-03-01
		2026-03-03,09:00,09:09,m,C1,call,w1,2026-03-05T09:00,yes,planned,,C1/2026-03-01,0/2026-03-01
		2026-03-02,10:00,10:09,m,C4,call,w4,2026-03-05T09:00,yes,planned,,C4/2026-03-01,0/2026-03-01
	EOF
	# 10:00 is no slot of the grid.
	plans --near before.csv <<-'EOF'
		2026-03-02,09:00,m,C3,call,yes,C3/2026-03-02,0/2026-03-02
		2026-03-02,09:09,m,C2,call,yes,C2/2026-03-01,0/2026-03-01
		2026-03-02,09:18,m,C4,call,yes,C4/2026-03-01,1/2026-03-02
		2026-03-03,09:00,m,C1,call,yes,C1/2026-03-01,0/2026-03-01
	EOF
	run -0 rt-schedule --customers customers.csv --near before.csv --changes - --output plan.csv orders.csv
	prints <<-'EOF'
		contact_id,customer_id,manager,change,was,now
		C3/2026-03-02,C3,m,new,,2026-03-02T09:00
		C4/2026-03-01,C4,m,moved,2026-03-02T10:00,2026-03-02T09:18
	EOF
}

@test "near: weight on time comes first, then weight placed, then who stays" {
	orders <<-'EOF'
		w1,C1,t,care,L1,,2026-03-02T09:00,call
		w2,C2,t,care,L2,,2026-03-02T09:00,call
		w3,C3,t,care,L1,,2026-03-05T09:00,call
	EOF
	# One call a day: C1 loses today to C2, which is heavier, and takes the day
	# of C3, which was on time there and is on time a day later.
	before <<-'EOF'
		2026-03-02,09:00,09:09,m,C1,call,w1,2026-03-02T09:00,yes,planned,,C1/2026-03-01,0/2026-03-01
		2026-03-04,09:00,09:09,m,C3,call,w3,2026-03-05T09:00,yes,planned,,C3/2026-03-01,0/2026-03-01
	EOF
	plans --days 3 --calls-per-day 1 --near before.csv <<-'EOF'
		2026-03-02,09:00,m,C2,call,yes,C2/2026-03-02,0/2026-03-02
		2026-03-03,09:00,m,C1,call,no,C1/2026-03-01,1/2026-03-02
		2026-03-04,09:00,m,C3,call,yes,C3/2026-03-01,0/2026-03-01
	EOF
	# With two days, C1 and C3 want the second one, which C3 needs to be on time.
	sed -i s/2026-03-04/2026-03-03/ before.csv
	plans --days 2 --calls-per-day 1 --near before.csv <<-'EOF'
		2026-03-02,09:00,m,C2,call,yes,C2/2026-03-02,0/2026-03-02
		2026-03-03,09:00,m,C3,call,yes,C3/2026-03-01,0/2026-03-01
		,,m,C1,call,,C1/2026-03-01,1/2026-03-02
	EOF
	# Of equals the one who stood there, not the smaller customer_id.
	sed -i s/L2/L1/ orders.csv
	sed -i '/C3/d; s/C1/C2/g; s/w1/w2/' before.csv
	plans --days 1 --calls-per-day 1 --near before.csv <<-'EOF'
		2026-03-02,09:00,m,C2,call,yes,C2/2026-03-01,0/2026-03-01
		,,m,C1,call,,C1/2026-03-02,0/2026-03-02
		,,m,C3,call,,C3/2026-03-02,0/2026-03-02
	EOF
}

@test "near: of equal places for a visit the one that moves no call" {
	orders <<-'EOF'
		w1,C1,t,care,L4,,2026-03-02T09:00,visit
		w2,C2,t,care,L1,,2026-03-02T09:00,call
		w3,C3,t,care,L1,,2026-03-02T09:00,call
		w4,C4,t,care,L1,,2026-03-02T09:00,call
	EOF
	before <<-'EOF'
		2026-03-02,09:00,09:09,m,C2,call,w2,2026-03-02T09:00,yes,planned,,C2/2026-03-01,0/2026-03-01
		2026-03-02,10:30,10:39,m,C3,call,w3,2026-03-02T09:00,yes,planned,,C3/2026-03-01,0/2026-03-01
		2026-03-02,14:00,14:09,m,C4,call,w4,2026-03-02T09:00,yes,planned,,C4/2026-03-01,0/2026-03-01
	EOF
	plans --days 1 --near before.csv <<-'EOF'
		2026-03-02,09:00,m,C2,call,yes,C2/2026-03-01,0/2026-03-01
		2026-03-02,10:30,m,C3,call,yes,C3/2026-03-01,0/2026-03-01
		2026-03-02,14:00,m,C4,call,yes,C4/2026-03-01,0/2026-03-01
		2026-03-02,15:30,m,C1,visit,yes,C1/2026-03-02,0/2026-03-02
	EOF
}

@test "near: who has no manager of his own keeps the one of the plan before; messages stay" {
	orders <<-'EOF'
		w1,C7,t,care,L1,,2026-03-05T09:00,call
		w2,C2,t,care,L1,,2026-03-05T09:00,sms
		w3,C3,t,care,L1,,2026-03-02T09:00,sms
	EOF
	printf '%s\n' manager k m > managers.csv
	before <<-'EOF'
		2026-03-03,09:00,09:09,m,C7,call,w1,2026-03-05T09:00,yes,planned,assigned,C7/2026-03-01,0/2026-03-01
		2026-03-04,10:00,10:00,m,C2,sms,w2,2026-03-05T09:00,yes,planned,,C2/2026-03-01,0/2026-03-01
		2026-03-04,10:00,10:00,m,C3,sms,w3,2026-03-02T09:00,no,planned,,C3/2026-03-01,0/2026-03-01
	EOF
	plans --managers managers.csv --near before.csv <<-'EOF'
		2026-03-02,09:00,m,C3,sms,yes,C3/2026-03-01,1/2026-03-02
		2026-03-03,09:00,m,C7,call,yes,C7/2026-03-01,0/2026-03-01
		2026-03-04,10:00,m,C2,sms,yes,C2/2026-03-01,0/2026-03-01
	EOF
}

@test "near: what it cannot go with" {
	orders <<< w1,C1,t,care,L1,,2026-03-05T09:00,call
	before < /dev/null
	run -2 --separate-stderr rt-schedule --near before.csv --pin before.csv orders.csv
	[ "${stderr_lines[0]}" = 'rt-schedule: --near and --pin: a plan is either kept or stayed near to' ]
	rt-schedule --customers customers.csv --manager m --output m.csv orders.csv
	run -1 rt-schedule --near m.csv orders.csv
}

@test "near: exact, against enumeration" {
	python3 -c '' || skip "needs python3"
	run -0 python3 "$BATS_TEST_DIRNAME/brute/near.py" "$RT_BUILD/rt-schedule" 60
	# Two who stood in one place are among these.
	run -0 python3 "$BATS_TEST_DIRNAME/brute/near.py" "$RT_BUILD/rt-schedule" 40 600
}

@test "next_possible: the day on which it would stand, the heavier ones first, visits before calls" {
	orders <<-'EOF'
		w1,C1,t,care,L4,,2026-03-02T09:00,call
		w2,C2,t,care,L1,,2026-03-02T09:00,call
		w3,C3,t,care,L3,,2026-03-02T09:00,call
		w4,C4,t,care,L2,,2026-03-02T09:00,call
		w5,C5,t,care,L1,,2026-03-02T09:00,visit
		w6,C6,t,care,L2,,2026-03-02T09:00,visit
	EOF
	rt-schedule --customers customers.csv --days 1 --calls-per-day 1 --visits-per-day 1 \
		--hours 09:00-10:39 --output plan.csv orders.csv
	# A day has room for a visit and a call behind it.
	run -0 cut -d, -f1,2,5,7,18,19 plan.csv
	prints <<-'EOF'
		date,start,customer_id,channel,reason,next_possible
		2026-03-02,09:00,C6,visit,appointment 2026-03-02,
		2026-03-02,10:30,C1,call,,
		,,C2,call,capacity,2026-03-05
		,,C3,call,capacity,2026-03-03
		,,C4,call,capacity,2026-03-04
		,,C5,visit,capacity,2026-03-03
	EOF
	# Hours that a visit fills: no call as long as there are visits to make.
	rt-schedule --customers customers.csv --days 1 --calls-per-day 3 --visits-per-day 1 \
		--hours 09:00-10:30 --output plan.csv orders.csv
	run -0 cut -d, -f1,5,19 plan.csv
	prints <<-'EOF'
		date,customer_id,next_possible
		2026-03-02,C6,
		,C1,2026-03-04
		,C2,2026-03-05
		,C3,2026-03-04
		,C4,2026-03-04
		,C5,2026-03-03
	EOF
}

@test "next_possible: far behind the horizon, over holidays and pins" {
	for i in {100..199}; do
		echo "w$i,D$i,t,care,L1,,2026-03-02T09:00,call"
	done | orders
	{ echo customer_id,manager; printf 'D%s,m\n' {100..199}; } > customers.csv
	# The row of D150 takes the only call of 2026-03-03.
	before <<-'EOF'
		2026-03-03,09:00,09:09,m,D150,call,w150,2026-03-02T09:00,no,planned,,D150/2026-03-01,0/2026-03-01
	EOF
	rt-schedule --customers customers.csv --days 1 --calls-per-day 1 --pin before.csv \
		--output plan.csv orders.csv
	run -0 python3 - <<-'EOF'
		import csv, datetime as dt
		off = {dt.date(2026, 4, d) for d in (4, 5, 6)} | {dt.date(2026, 5, d) for d in range(1, 6)} | \
		    {dt.date(2026, 6, d) for d in (19, 20, 21)}
		work = {dt.date(2026, 5, 9)}
		day, days = dt.date(2026, 3, 4), []
		while len(days) < 98:
		    if day in work or (day.weekday() < 5 and day not in off):
		        days.append(day.isoformat())
		    day += dt.timedelta(1)
		rows = [r for r in csv.DictReader(open("plan.csv")) if r["status"] == "unplanned"]
		assert [r["next_possible"] for r in rows] == days, rows[:3]
		assert [r["customer_id"] for r in rows] == ["D%d" % i for i in range(101, 200) if i != 150]
	EOF
}

@test "ageing: a contact grows by X of its weight for each working day since its first order" {
	# From Friday 2026-02-27 to Monday there are two working days, one of them a
	# make-up Saturday; from Thursday 2026-02-12, over the new year, there are 8.
	orders <<-'EOF'
		w1,C1,t,care,L2,2026-02-27,2026-03-05T09:00,call
		w2,C2,t,care,L1,2026-02-12,2026-03-05T09:00,call
		x2,C2,t,care,L1,2026-03-01,2026-03-05T09:00,call
		w3,C3,t,care,L1,,2026-03-05T09:00,call
		w4,C4,t,care,L4,2026-03-02,2026-03-05T09:00,call
	EOF
	aged()	# X
	{
		rt-schedule --customers customers.csv --days 1 --ageing "$1" --impact impact.csv \
			--output plan.csv orders.csv
		cut -d, -f2,5,14 plan.csv
	}
	run -0 aged 0.0525
	prints <<-'EOF'
		start,customer_id,weight
		09:00,C4,8
		09:09,C2,2.84
		09:18,C1,2.21
		09:27,C3,1
	EOF
	run -0 aged 0.5
	prints <<-'EOF'
		start,customer_id,weight
		09:00,C2,10
		09:09,C4,8
		09:18,C1,4
		09:27,C3,1
	EOF
	run -0 aged 0
	[ "${lines[2]}" = 09:09,C1,2 ]
	run -0 --separate-stderr rt-schedule --customers customers.csv --days 1 --ageing 0.05 \
		--calls-per-day 3 --bound --impact impact.csv --output plan.csv orders.csv
	prints_err <<-'EOF'
		rt-schedule: weight on time 13, the largest possible 13, of all that is wanted 14
		rt-schedule: 2026-03-02, m: one more call slot would put 1 more on time
	EOF
	run -0 rt-report plan --format csv plan.csv
	[[ ${lines[1]} = m,2026-03-02,3,3,0,13* ]]
	run -0 rt-schedule --customers customers.csv --days 1 --ageing 0.05 --pin plan.csv \
		--calls-per-day 3 --output again.csv orders.csv
	same_file plan.csv again.csv
	for x in -1 x 1001 0.00001; do
		run -2 --separate-stderr rt-schedule --ageing $x orders.csv
		[ "${stderr_lines[0]}" = 'rt-schedule: --ageing: not a number from 0 to 1000, of 4 decimals at most' ]
	done
	run -0 --separate-stderr rt-schedule --as-of 2026-02-11 --ageing 1 --output plan.csv orders.csv
	prints_err <<< 'rt-schedule: --ageing: no work order was opened (fired_on) before today: nothing has aged'
}

@test "ageing: from a day off too, each working day behind it counts, today among them" {
	# Behind Saturday 2026-02-21, in the new year's week off, come Tuesday to Saturday
	# of the next week, a make-up day, and Monday; behind the Saturday and the Sunday,
	# Monday alone.
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-02-21,2026-03-05T09:00,call
		w2,C2,t,care,L2,2026-02-28,2026-03-05T09:00,call
		w3,C3,t,care,L4,2026-03-01,2026-03-05T09:00,call
	EOF
	run -0 rt-schedule --customers customers.csv --days 1 --ageing 0.5 orders.csv
	[ "$(cut -d , -f 5,14 <<< "$output" | sed 1d | sort)" = $'C1,4\nC2,3\nC3,12' ] || wrong "$output"
}

@test "ageing: weights that are too large to add up are refused" {
	printf '%s\n' tier,weight,per_7d,per_30d,min_gap_days standard,1000000,none,none,none > contact.csv
	printf '%s\n' level,weight,respond,resolve,source L1,1000000,,, > levels.csv
	orders <<< w1,C1,t,care,L1,2024-01-02,2026-03-05T09:00,call
	run -0 rt-schedule --policy contact.csv --levels levels.csv --ageing 1 --output plan.csv orders.csv
	run -2 --separate-stderr rt-schedule --policy contact.csv --levels levels.csv --ageing 1000 orders.csv
	prints_err <<< 'rt-schedule: --ageing: weights become too large to add up'
}
