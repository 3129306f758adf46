# rt-report: the kinds that read cases, surveys, objections, contacts, and what
# rt-tier and rt-churn say of change.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01
}

@test "D08: the curve of the top customers, by hand; group members and the gone are left out" {
	# Ten individuals: 50 20 10 5 5 4 3 2 1 and -7, which counts as 0; 100 in all.
	# gini = 2 (1*0 + 2*1 + 3*2 + 4*3 + 5*4 + 6*5 + 7*5 + 8*10 + 9*20 + 10*50)
	#        / (10 * 100) - 11/10 = 1730/1000 - 1.1 = 0.63
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,total_amount,movement
		A,individual,vip,5,50,
		B,individual,vip,5,20,
		C,individual,vip,5,10,
		D,individual,vip,5,5,
		E,individual,vip,5,5,
		F,individual,vip,5,4,
		G,individual,vip,5,3,
		H,individual,vip,5,2,
		I,individual,vip,5,1,
		J,individual,vip,5,-7,
		K,group,vip,5,9000,
		L,individual,,,,gone
	END
	run -0 rt-report pareto --figures figures.csv tiers.csv
	prints <<-'END'
		top_share,customers,amount_share
		0.01,1,0.500000
		0.05,1,0.500000
		0.1,1,0.500000
		0.2,2,0.700000
		0.5,5,0.900000
		1,10,1.000000
	END
	run -0 cat figures.csv
	prints <<-'END'
		name,value,definition
		gini,0.63,0: all bring the same; near 1: one brings all
	END
}

@test "R02: a row for each pair of levels met; blank is new, and gone" {
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,total_amount,previous_tier,movement
		A,individual,gold,3,900,vip,up
		B,individual,vip,5,300,vip,same
		C,individual,vip,5,250.50,vip,same
		D,individual,,,77,vip,gone
		E,individual,standard,7,10,,new
		F,individual,standard,7,20,gold,down
		G,group,gold,3,90000,gold,same
	END
	run -0 rt-report movement tiers.csv
	prints <<-'END'
		from,to,customers,share,amount
		gold,standard,1,1.000000,20.00
		vip,gold,1,0.250000,900.00
		vip,vip,2,0.500000,550.50
		vip,,1,0.250000,
		,standard,1,1.000000,10.00
	END
	run -1 rt-report movement <<-'END'
		customer_id,tier,rank,total_amount
		A,gold,3,900
	END
	[[ $output == *"no column 'previous_tier'"* ]]
}

@test "R05: in time up to the limit, late a minute after; what is open counts when its limit has passed" {
	# L1: answer in 30 minutes, solve in 24 hours; urgent: answer in 10 minutes.
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,responded,resolved,closed
		1,C1,2026-03-01T09:00,L1,2026-03-01T09:30,2026-03-02T09:00,
		2,C1,2026-03-01T09:00,L1,2026-03-01T09:31,2026-03-02T09:01,
		3,C2,2026-03-01T09:00,L1,,,
		4,C2,2026-04-01T23:50,L1,,,
		5,C3,2026-03-01T09:00,urgent,2026-03-01T09:06,,
	END
	run -0 rt-report cases.csv
	# L1: answered 1 of 3 (the fourth is not due), medians of 0.5 and 31/60 hours.
	prints <<-'END'
		level,cases,responded_in_time,resolved_in_time,respond_rate,resolve_rate,respond_median_hours,respond_p90_hours,resolve_median_hours,resolve_p90_hours,open,overdue
		L1,4,1,1,0.333333,0.333333,0.5083333333333333,0.5150000000000001,24.008333333333333,24.015,2,1
		urgent,1,1,,1.000000,,0.1,0.1,,,1,0
	END
}

@test "R05, R14: midnight after as-of is the next day, unless as-of says so" {
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,responded,resolved
		1,C1,2026-03-31T23:00,L1,2026-04-01T00:00,2026-04-01T00:00
		2,C2,2026-04-01T00:00,L1,,
	END
	run -0 rt-report --as-of 2026-03-31 cases.csv
	[[ ${lines[1]} == L1,1,0,0,0.000000,,,,,,1,1 ]]
	run -0 rt-report complaints --as-of 2026-03-31 cases.csv
	[ "${lines[1]}" = ,,1,1.000000, ]
	run -0 rt-report --as-of 2026-04-01T00:00 cases.csv
	[[ ${lines[1]} == L1,2,0,1,0.000000,1.000000,1,1,1,1,1,0 ]]
	run -0 rt-report complaints --as-of 2026-04-01T00:00 cases.csv
	[ "${lines[1]}" = ,,2,1.000000,1 ]
}

@test "R05: what is open is in time in the minute of its limit, and late in the next" {
	printf '%s\n' case_id,customer_id,opened,level,responded,resolved \
		1,C1,2026-03-31T10:00,L1,, 2,C2,2026-03-31T10:00,L1,2026-03-31T10:10, > cases.csv
	for minute in 30 31; do
		rt-report --as-of 2026-03-31T10:$minute cases.csv | sed 1d | cut -d, -f1-3,5,11,12
	done > got
	same_file got - <<-'END'
		L1,2,1,1.000000,2,0
		L1,2,1,0.500000,2,1
	END
}

@test "R05: --working-time leaves nights and weekends out, for the levels named" {
	# Friday 17:45: 15 minutes until 18:00, 15 more on Monday from 09:00.
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,responded,resolved
		1,C1,2026-03-06T17:45,L1,2026-03-09T09:15,2026-03-09T17:45
		2,C2,2026-03-06T17:45,L1,2026-03-09T09:16,2026-03-09T17:46
	END
	run -0 rt-report service --working-time L1 cases.csv
	[[ ${lines[1]} == L1,2,1,1,0.500000,0.500000,* ]]
	run -0 rt-report service cases.csv
	[[ ${lines[1]} == L1,2,0,0,0.000000,0.000000,* ]]
	# The header says as well that it is of that kind.
	run -0 rt-report --working-time L1 cases.csv
	[[ ${lines[1]} == L1,2,1,1,0.500000,0.500000,* ]]
	run -2 rt-report --working-time L1 <<< $'a,b\n1,2'
	run -2 rt-report service --working-time L9 cases.csv
	run -2 rt-report tiers --working-time L1 cases.csv
	run -2 rt-report service --hours 09:00-12:00 cases.csv
	run -2 rt-report service --calendar weekends cases.csv
	run -2 rt-report service --working-time L1 --hours 9 cases.csv
	run -2 rt-report service --working-time L1 --hours 09:00-12:00,11:00-18:00 cases.csv
}

@test "R05: 30 hours of working time are a working day and 6 hours; a year without days is said" {
	# Friday 17:00, then Monday 17:00; 1 hour that day, 3 and 2 on Tuesday: 16:00.
	rt-report service --print-policy | sed '/^L1,/s/,30m,24h,/,30h,30h,/' > levels.csv
	grep -q '^L1,.*,30h,30h,' levels.csv
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,responded,resolved
		1,C1,2026-03-06T17:00,L1,2026-03-10T16:00,2026-03-10T16:01
	END
	run -0 rt-report --working-time L1 -p levels.csv cases.csv
	[[ ${lines[1]} == L1,1,1,0,1.000000,0.000000,* ]]
	echo 2,C2,2026-12-31T17:45,L1,, >> cases.csv
	echo 3,C3,2026-12-31T17:46,L1,, >> cases.csv
	run -0 rt-report --as-of 2027-01-10 --working-time L1 cases.csv
	[ "${lines[0]}" = 'rt-report: 2027: statutory days only, make-up days not known yet' ]
	[[ ${lines[2]} == L1,* ]]
	run -0 --separate-stderr rt-report --as-of 2023-01-10 --working-time L1 <<-'END'
		case_id,customer_id,opened,level,responded,resolved
		1,C1,2022-12-30T17:46,L1,,
		2,C2,2023-01-02T17:46,L1,,
	END
	prints_err <<< 'rt-report: the calendar has no days of 2022: Monday to Friday are taken'
}

@test "R05: --hours and --calendar say what working time is" {
	# 30 minutes from Friday 17:45: with hours until 18:10, 25 on that day and 5 on
	# Monday from 10:00; with that Monday a holiday, on Tuesday; with the Saturday a
	# day of work, then.  The solution: a working day later, at 17:45.
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,responded,resolved
		1,C1,2026-03-06T17:45,L1,2026-03-07T10:05,2026-03-07T17:45
		2,C2,2026-03-06T17:45,L1,2026-03-07T10:06,2026-03-07T17:46
		3,C3,2026-03-06T17:45,L1,2026-03-09T10:05,2026-03-09T17:45
		4,C4,2026-03-06T17:45,L1,2026-03-09T10:06,2026-03-09T17:46
		5,C5,2026-03-06T17:45,L1,2026-03-10T10:05,2026-03-10T17:45
		6,C6,2026-03-06T17:45,L1,2026-03-10T10:06,2026-03-10T17:46
	END
	printf '%s\n' date,kind,name 2026-03-09,holiday,x > monday.csv
	printf '%s\n' date,kind,name 2026-03-07,workday,x 2026-03-08,occasion,y > saturday.csv
	printf '%s\n' date,kind 2026-03-09,holidays > wrong.csv
	met() { rt-report service --working-time L1 "$@" cases.csv | cut -d , -f 2-4; }
	run -0 met --hours 10:00-11:00,17:00-18:10
	[ "${lines[1]}" = 6,3,3 ]
	run -0 met --hours 10:00-11:00,17:00-18:10 --calendar monday.csv
	[ "${lines[1]}" = 6,5,5 ]
	run -0 met --hours 10:00-11:00,17:00-18:10 --calendar saturday.csv
	[ "${lines[1]}" = 6,1,1 ]
	run -1 rt-report service --working-time L1 --calendar wrong.csv cases.csv
	run -3 rt-report service --working-time L1 --calendar missing.csv cases.csv
	# Sunday 4 January 2026 is a day of work in China, Saturday 3 is not.
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,responded,resolved
		1,C1,2026-01-03T08:00,L1,2026-01-04T09:30,2026-01-05T08:00
		2,C2,2026-01-03T08:00,L1,2026-01-05T09:30,2026-01-05T08:00
	END
	run -0 met
	[ "${lines[1]}" = 2,1,0 ]
	run -0 met --calendar weekends
	[ "${lines[1]}" = 2,2,2 ]
}

@test "R05: a level that stands twice in the policy is a mistake of it" {
	printf 'case_id,customer_id,opened,level\n1,C1,2026-03-01,L1\n' > cases.csv
	printf 'level,weight,respond,resolve,source\nL1,1,30m,24h,\nL1,1,10m,,\n' > own.csv
	run -2 rt-report --policy own.csv cases.csv
	prints <<-'END'
		rt-report: own.csv:3: level: stands twice
	END
}

@test "R05: an answer before the case, a level of nobody's are bad data" {
	run -1 rt-report <<-'END'
		case_id,customer_id,opened,level,responded
		1,C1,2026-03-01T09:00,L1,2026-03-01T08:59
	END
	prints <<-'END'
		rt-report: -:2: responded: earlier than opened
	END
	run -1 rt-report <<-'END'
		case_id,customer_id,opened,level
		1,C1,2026-03-01T09:00,L9
	END
	prints <<-'END'
		rt-report: -:2: level: no level of the policy (see --policy), such as L1
	END
}

@test "R09, R10, R11: promoters less detractors, Newcombe's interval, the gap" {
	# 9 and 10 promote, 6 and 0 detract, 7 and 8 do neither.  By the formula of
	# print: p = d = 1/3 of 6, each Wilson (0.0967714, 0.7000067), correlation -0.5.
	cat > surveys.csv <<-'END'
		customer_id,time,nps,expected,perceived,dimension
		A,2026-03-01,10,4,5,staff
		B,2026-03-01,9,4,2,staff
		C,2026-03-01,8,,3,staff
		D,2026-03-01,7,,,staff
		E,2026-03-01,6,,,staff
		F,2026-03-01,0,,,staff
		G,2026-03-01,,3,3.5,product
	END
	run -0 rt-report --format json surveys.csv
	python3 - "$output" <<-'END'
		import json, math, sys
		row = json.loads(sys.argv[1])["sections"][0]["rows"][0]
		z, n, p = 1.959963984540054, 6, 1 / 3
		mid = (p + z * z / (2 * n)) / (1 + z * z / n)
		half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
		a, b, phi = p - (mid - half), mid + half - p, -math.sqrt(p * p / ((1 - p) ** 2))
		reach = 100 * math.sqrt(a * a - 2 * phi * a * b + b * b)
		assert row["nps"] == 0 and row["answers"] == 6 and row["passives"] == 2
		assert abs(row["ci_low"] + reach) < 1e-9 and abs(row["ci_high"] - reach) < 1e-9
		assert abs(row["satisfaction_gap"] - (1 - 2 + 0.5) / 3) < 1e-12
	END
	run -0 rt-report --by dimension surveys.csv
	[[ ${lines[1]} == staff,6,2,2,2,0,* && ${lines[2]} == product,0,0,0,0,,,,0.5 ]]
}

@test "R09: a score that is no whole number from 0 to 10 is bad data" {
	for score in 11 -1 7.5; do
		run -1 rt-report <<-END
			customer_id,time,nps
			A,2026-03-01,$score
		END
		prints <<-'END'
			rt-report: -:2: nps: not a whole number from 0 to 10, such as 9
		END
	done
}

@test "R12, R14: objections by kind and nature, complaints by cause and outcome" {
	run -0 rt-report <<-'END'
		customer_id,time,kind,nature
		A,2026-03-01,price,real
		B,2026-03-01,price,real
		C,2026-03-01,need,hidden
		D,2026-03-01,price,false
	END
	prints <<-'END'
		kind,nature,count,share
		price,real,2,0.500000
		need,hidden,1,0.250000
		price,false,1,0.250000
	END
	run -0 rt-report complaints <<-'END'
		case_id,customer_id,opened,level,cause,outcome,resolved
		1,A,2026-03-01T09:00,L1,price,refund,2026-03-01T10:00
		2,B,2026-03-01T09:00,L1,price,refund,2026-03-01T13:00
		3,C,2026-03-01T09:00,L1,staff,,
	END
	prints <<-'END'
		cause,outcome,count,share,resolve_median_hours
		price,refund,2,0.666667,2.5
		staff,,1,0.333333,
	END
}

@test "R13: contacted against uncontacted, who left inside the window in neither" {
	# Window 2026-01-10 .. 2026-02-09.  Contacted: A stays, B leaves later.
	# Not: D stays, E leaves.  F left inside, G joined too late, H had left.
	cat > customers.csv <<-'END'
		customer_id,joined,left,amount
		A,2025-01-01,,100
		B,2025-01-01,2026-03-01,200
		C,,,300
		D,2026-01-09,,10
		E,2025-01-01,2026-02-10,10
		F,2025-01-01,2026-02-09,10
		G,2026-01-10,,10
		H,2025-01-01,2026-01-10,10
	END
	cat > contacts.csv <<-'END'
		customer_id,time,channel
		A,2026-01-10T10:00,call
		B,2026-02-09T23:00,call
		C,2026-01-20T10:00,sms
		D,2026-02-10T00:00,call
		F,2026-01-12T10:00,call
		X,2026-01-15T10:00,call
	END
	run -0 rt-report customers.csv contacts.csv
	# 2/3 - 1/2; odds (2/1)/(1/1); 1/6 of 3 customers at 200 each.
	[[ ${lines[0]} == group,customers,retained,retention,difference,ci_low,ci_high,odds_ratio,saved_amount ]]
	[[ ${lines[1]} == contacted,3,2,0.666667,0.166667,-*,2,100.00 ]]
	[[ ${lines[2]} == uncontacted,2,1,0.500000,,,,, ]]
	run -0 rt-report effect --format text customers.csv contacts.csv
	[[ $output == *"observed, not caused"* ]]
	# A window without a contact, or with one of strangers only, compares nothing.
	run -1 --separate-stderr rt-report effect --from 2026-03-01 customers.csv contacts.csv
	[ -z "$output" ]
	prints_err <<-'END'
		rt-report: effect: no contact with any of the customers from 2026-03-01 to 2026-03-31; --from DATE says when the contacts begin, --window how long they count
	END
	run -1 rt-report effect customers.csv <(sed '2,6d' contacts.csv)
	run -0 rt-report effect --from 2026-02-10 customers.csv contacts.csv
	run -2 rt-report effect customers.csv
	prints <<-'END'
		rt-report: effect: needs customers, and contacts or work orders with an arm
		Try 'rt-report --help'.
	END
}

@test "R13: what was lost is rounded to the nearest hundredth, as what was saved is" {
	cat > contacts.csv <<-'END'
		customer_id,time,channel
		A,2026-01-10T10:00,call
		B,2026-01-10T10:00,call
		C,2026-01-10T10:00,call
	END
	cat > customers.csv <<-'END'
		customer_id,joined,left,amount
		A,2025-01-01,,100
		B,2025-01-01,,100
		C,2025-01-01,2026-03-01,100.01
		D,2025-01-01,,10
		E,2025-01-01,,10
		F,2025-01-01,,10
	END
	# Of three who were called one less stays: 300.01 / 3 = 100.00333.
	run -0 rt-report effect customers.csv contacts.csv
	[[ ${lines[1]} == contacted,3,2,*,-100.00 ]] || wrong "$output"
	# C stays, and F leaves instead: one more.
	sed -i 's/^C,2025-01-01,[^,]*/C,2025-01-01,/; s/^F,2025-01-01,/&2026-03-01/' customers.csv
	run -0 rt-report effect customers.csv contacts.csv
	[[ ${lines[1]} == contacted,3,3,*,100.00 ]] || wrong "$output"
}

@test "R13: a contact after the time of as-of has not happened" {
	printf 'customer_id,left\nA,\nB,\n' > customers.csv
	cat > contacts.csv <<-'END'
		customer_id,time,channel
		A,2026-03-30T10:00,call
		B,2026-04-01T10:00,call
	END
	run -0 rt-report --as-of 2026-04-01 customers.csv contacts.csv
	[[ ${lines[1]} == contacted,2,* ]]
	run -0 rt-report --as-of 2026-04-01T09:59 customers.csv contacts.csv
	[[ ${lines[1]} == contacted,1,* ]]
}

@test "R13: Newcombe's interval of a difference, as in print" {
	# Newcombe 1998, table II (a): 56/70 - 48/80 has the limits 0.0524 and 0.3339
	# (to more digits by the same formula, by hand: 0.052431 and 0.333873).
	{
		echo customer_id,joined,left
		for i in $(seq 150); do
			left=
			[ "$i" -gt 56 ] && [ "$i" -le 70 ] && left=2026-03-20
			[ "$i" -gt 118 ] && left=2026-03-20
			echo "C$i,2025-01-01,$left"
		done
	} > customers.csv
	{
		echo customer_id,time,channel
		for i in $(seq 70); do echo "C$i,2026-01-10,call"; done
	} > contacts.csv
	run -0 rt-report customers.csv contacts.csv
	[[ ${lines[1]} == contacted,70,56,0.800000,0.200000,0.052431,0.333873,2.66666666666666*, ]]
	[[ ${lines[2]} == uncontacted,80,48,0.600000,,,,, ]]
}

@test "R13: treat against control, by the arm of the work orders" {
	cat > customers.csv <<-'END'
		customer_id,joined,left,amount
		A,2025-01-01,,100
		B,2025-01-01,2026-03-20,100
		C,2025-01-01,,100
		D,2025-01-01,2026-03-20,100
	END
	cat > orders.csv <<-'END'
		workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence,arm
		1,A,x,care,L1,2026-01-10,2026-01-11T09:00,call,,,treat
		2,C,x,care,L1,2026-01-10,2026-01-11T09:00,call,,,treat
		3,B,x,care,L1,2026-01-10,2026-01-11T09:00,call,,,control
		4,D,x,care,L1,2026-01-10,2026-01-11T09:00,call,,,control
	END
	run -0 rt-report --format text customers.csv orders.csv
	[[ $output == *"randomised"* ]]
	run -0 rt-report customers.csv orders.csv
	[[ ${lines[1]} == treat,2,2,1.000000,1.000000,*,,200.00 ]]
	[[ ${lines[2]} == control,2,0,0.000000,,,,, ]]
	# People read the groups in their language, programs do not.
	run -0 rt-report --lang zh customers.csv orders.csv
	[[ ${lines[1]} == treat,2,* ]]
	run -0 rt-report --lang zh --format markdown customers.csv orders.csv
	[[ ${lines[1]} == '| 组别 | 客户数 |'* ]]
	[[ ${lines[3]} == '| 处理组 | 2 |'* ]]
	[[ ${lines[4]} == '| 对照组 | 2 |'* ]]
}

@test "R13: orders that everybody gets tell no arm, and a crisis is nobody's" {
	# rt-triggers never holds back service, crisis and recovery: B, a control,
	# has a treated service order, and C nothing that was drawn by lot.
	cat > customers.csv <<-'END'
		customer_id,joined,left,amount
		A,2025-01-01,,100
		B,2025-01-01,2026-03-20,100
		C,2025-01-01,,100
	END
	cat > orders.csv <<-'END'
		workorder_id,customer_id,trigger,category,level,fired_on,due,arm
		1,B,y,service,L1,2026-01-10,2026-01-11T09:00,treat
		2,A,x,care,L1,2026-01-10,2026-01-11T09:00,treat
		3,B,x,care,L1,2026-01-10,2026-01-11T09:00,control
		4,C,y,service,L1,2026-01-10,2026-01-11T09:00,treat
		5,,z,crisis,L4,2026-01-10,2026-01-11T09:00,treat
	END
	run -0 rt-report customers.csv orders.csv
	[[ ${lines[1]} == treat,1,1,1.000000,1.000000,*,,100.00 ]]
	[[ ${lines[2]} == control,1,0,0.000000,,,,, ]]
	# Where some are held back, lots were drawn.
	sed -i '2s/treat/control/' orders.csv
	run -0 rt-report customers.csv orders.csv
	[[ ${lines[1]} == treat,2,2,1.000000,1.000000,*,,200.00 ]]
	[[ ${lines[2]} == control,1,0,0.000000,,,,, ]]
	sed -i '4s/control/treat/' orders.csv
	run -1 rt-report customers.csv orders.csv
	prints <<-'END'
		rt-report: orders.csv:4: arm: the customer is in the other arm, too
	END
}

@test "R13: customers with arms are an effect beside other tables, without arms none" {
	printf 'customer_id,left\nA,\nB,\n' > customers.csv
	cat > orders.csv <<-'END'
		workorder_id,customer_id,trigger,category,level,fired_on,due,arm
		1,A,x,care,L1,2026-01-10,2026-01-11T09:00,treat
		2,B,x,care,L1,2026-01-10,2026-01-11T09:00,control
	END
	printf 'customer_id,scope,tier,rank,total_amount\nA,individual,vip,5,1\n' > tiers.csv
	run -0 rt-report --format markdown customers.csv tiers.csv orders.csv
	[ "$(printf '%s\n' "${lines[@]}" | grep '^##')" = '## Effect of contact
## Customers by level' ]
	cut -d , -f -7 orders.csv > plain.csv
	run -0 rt-report --format markdown customers.csv plain.csv
	[ "$(printf '%s\n' "${lines[@]}" | grep '^##')" = '## Table
## Care work orders' ]
}

@test "R13: --top leaves the groups of most customers" {
	cat > customers.csv <<-'END'
		customer_id,joined,left,region
		A,2025-01-01,,east
		B,2025-01-01,2026-03-20,west
		C,2025-01-01,,west
		D,2025-01-01,,north
	END
	cat > contacts.csv <<-'END'
		customer_id,time,channel
		A,2026-01-10T10:00,call
		B,2026-01-10T10:00,call
	END
	run -0 rt-report --by region --top 1 customers.csv contacts.csv
	[[ ${lines[1]} == west,contacted,1,0,0.000000,-1.000000,* ]]
	[[ ${lines[2]} == west,uncontacted,1,1,1.000000,,,,, ]]
	[[ ${lines[3]} == "(others),contacted,1,1,1.000000,0.000000,"* ]]
	[[ ${lines[4]} == "(others),uncontacted,1,1,1.000000,,,,," ]]
	[ ${#lines[@]} -eq 5 ]
	run -2 rt-report --top 1 customers.csv contacts.csv
}

@test "R06, R07, R08: movements, cohorts and survival come through csv as they are" {
	cat > survival.csv <<-'END'
		contract,time,at_risk,events,censored,survival,std_error,ci_low,ci_high
		month,1,100,5,0,0.95,0.021794494717703367,0.8843,0.9790
		month,2.5,95,0,95,0.95,0.021794494717703367,0.8843,0.9790
	END
	cat > cohorts.csv <<-'END'
		cohort,age,size,active,retention
		2026-01,0,10,10,1.000000
		2026-01,1,10,7,0.700000
		2026-02,0,4,,
	END
	cat > movements.csv <<-'END'
		period,opening_amount,new,expansion,contraction,lost,reactivated,closing_amount,gross_churn_rate,net_churn_rate,opening_customers,new_customers,expansion_customers,contraction_customers,lost_customers,reactivated_customers,closing_customers
		2026-02,100.00,10.00,5.00,2.00,20.00,0.00,93.00,0.220000,0.170000,10,1,1,1,2,0,9
	END
	# Older ones have no refunds.
	sed '1s/$/,refunds/; 2s/$/,1234.50/' movements.csv > refunds.csv
	run -0 rt-report --format markdown --lang zh refunds.csv
	[[ $output == *'| 退款 |'*' 1,234.50 |'* ]]
	for kind in survival cohorts movements; do
		run -0 rt-report $kind.csv
		prints < $kind.csv
		run -0 rt-report --format text $kind $kind.csv
		[[ $output == *"$kind.csv ($kind)"* ]]
		run -0 rt-report --format json $kind.csv
		python3 -c 'import json, sys; assert json.loads(sys.argv[1])["sections"][0]["kind"] == sys.argv[2]' "$output" $kind
	done
}

@test "R08: survival --summary is of kind survival, and its log-rank test a figure" {
	cat > summary.csv <<-'END'
		region,n,events,median,ci_low,ci_high,rmst,chi2,df,p
		east,3,1,,410,,432,3.25,1,0.0714
		west,5,4,395.5,365,,399.75,3.25,1,0.0714
	END
	run -0 rt-report --figures figures.csv summary.csv
	prints < summary.csv
	[ "$(cut -d , -f -2 figures.csv)" = 'name,value
log-rank,3.25
log-rank-df,1
log-rank-p,0.0714' ]
	run -0 rt-report survival --format text summary.csv
	[[ $output == *'Survival by group'*'Log-rank chi-squared: 3.2500 ('*'Log-rank df: 1 ('* ]]
	[[ $output == *'Input: summary.csv (survival): 2 rows, 0 rejected'* ]]
	# Of one group there is no test.
	sed -i '3d;2s/,3.25,.*/,,,/' summary.csv
	run -0 rt-report --figures figures.csv summary.csv
	[ "$(cat figures.csv)" = name,value,definition ]
	# A curve and its summary are two sections.
	printf '%s\n1,9,1,8,0.5,0.1,0.2,0.7\n' \
		time,at_risk,events,censored,survival,std_error,ci_low,ci_high > curve.csv
	run -0 rt-report --format markdown --lang zh curve.csv summary.csv
	[[ $output == *'## 客户生存曲线'*'## 各组客户生存'* ]]
	# So they are when the kind is named, and summaries are one.
	run -0 rt-report survival --format markdown curve.csv --section survival=summary.csv
	[ "$(grep '^##' <<< "$output")" = '## Survival
## Survival by group' ]
	run -0 rt-report --section survival=summary.csv summary.csv
	[ ${#lines[@]} -eq 3 ]
	rt-report --format xlsx -o book.xlsx --section survival=summary.csv summary.csv
}

@test "R13: limits are rounded once" {
	# 9 of 16 and 3 of 9: the lower limit is -0.15924449971665.
	{
		echo customer_id,joined,left
		for i in {1..9} {21..23}; do echo "$i,2020-01-01,"; done
		for i in {10..16} {24..29}; do echo "$i,2020-01-01,2026-03-15"; done
	} > customers.csv
	{
		echo customer_id,time,channel
		for i in {1..16}; do echo "$i,2026-01-01,call"; done
	} > contacts.csv
	run -0 rt-report effect customers.csv contacts.csv
	[[ ${lines[1]} == contacted,16,9,0.562500,0.229167,-0.159244,* ]]
	[[ ${lines[2]} == uncontacted,9,3,0.333333,* ]]
}

@test "tiers, movement: who stands twice is bad data, gone or a group, too" {
	local head=customer_id,scope,tier,rank,total_amount,previous_tier,movement
	printf '%s\n' $head 1,individual,,,,vip,gone 1,individual,,,,gold,gone > gone.csv
	printf '%s\n' $head 1,group,vip,5,1,vip,same 1,group,gold,3,1,vip,up > group.csv
	printf '%s\n' $head 1,individual,,,,vip,gone 1,individual,,,,vip,gone \
		2,individual,gold,3,5,gold,same > equal.csv
	for kind in tiers movement; do
		for file in gone group; do
			run -1 rt-report $kind $file.csv
			[[ $output == *"$file.csv:3: customer_id: stands twice"* ]]
		done
		run -0 rt-report $kind equal.csv
	done
	prints <<-'END'
		from,to,customers,share,amount
		gold,gold,1,1.000000,5.00
		vip,,1,1.000000,
	END
}

@test "a p-value below 0.0001 is shown so, not as 0" {
	export RT_AS_OF=2026-04-01
	cat > summary.csv <<-'END'
		region,n,events,median,ci_low,ci_high,rmst,chi2,df,p
		a,10,5,3,2,4,3.5,40.1,1,2.4e-10
		b,10,5,3,2,4,3.5,40.1,1,2.4e-10
	END
	run -0 rt-report --format markdown summary.csv
	[[ $output = *'| < 0.0001 |'* && $output = *'Log-rank p: &lt; 0.0001 ('* ]]
	sed 's/2.4e-10/0.0001/' summary.csv > edge.csv
	run -0 rt-report --format markdown edge.csv
	[[ $output != *'< 0.0001'* ]]
	run -0 rt-report --format csv summary.csv
	[[ $output = *2.4e-10* ]]
}

# C3 falls, C4 is new, C5 is gone: by hand.
@test "R02: pages show from each level to each with totals, before the list" {
	export RT_AS_OF=2026-04-01
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,total_amount,previous_tier,movement,region
		C1,individual,gold,3,300,gold,same,郑州
		C2,individual,gold,3,300,vip,up,郑州
		C3,individual,vip,5,100,gold,down,洛阳
		C4,individual,vip,5,100,,new,洛阳
		C5,individual,,,,vip,gone,洛阳
	END
	run -0 rt-report movement --format markdown tiers.csv
	[[ $output = *'## From each level to each'*'| From | Supreme VIP | Diamond VIP | Gold VIP | Silver VIP | VIP | Quasi high-end | Standard | Gone | Total |'* ]]
	[[ $output = *'| Gold VIP |  |  | 1 |  | 1 |  |  |  | 2 |'* ]]
	[[ $output = *'| VIP |  |  | 1 |  |  |  |  | 1 | 2 |'* ]]
	[[ $output = *'| New |  |  |  |  | 1 |  |  |  | 1 |'* ]]
	[[ $output = *'| Total |  |  | 2 |  | 2 |  |  | 1 | 5 |'*'## Movement between levels'* ]]
	run -0 rt-report movement --by region --format markdown --lang zh tiers.csv
	[[ $output = *'| 郑州 | 合计 |  |  | 2 |  |  |  |  |  | 2 |'* ]]
	[[ $output = *'| 洛阳 | 合计 |  |  |  |  | 2 |  |  | 1 | 3 |'* ]]
	# Where there is no room, and for machines, the list is all.
	run -0 rt-report movement --format text tiers.csv
	[[ $output != *'From each level to each'* ]]
	rt-report movement tiers.csv > before.csv
	run -0 rt-report movement --previous before.csv --format html -o out.html tiers.csv
	run -0 rt-report movement --by region --top 1 --format html -o out.html tiers.csv
}

# 3 individuals bring 700.00; 1 of 2 contacts is on time; 2 of 100 were lost.
@test "a page of several reports begins with what matters, and what changed" {
	export RT_AS_OF=2026-04-01
	printf '%s\n' customer_id,scope,tier,rank,total_amount C1,individual,gold,3,300 \
		C2,individual,gold,3,300 C3,individual,vip,5,100 G1,group,vip,5,700 > tiers.csv
	printf '%s\n' workorder_id,customer_id,trigger,category,level,due \
		1,C1,x,care,L1,2026-04-02T09:00 2,C2,x,care,L1,2026-04-02T09:00 > orders.csv
	printf '%s\n' date,manager,channel,workorders,weight,on_time,status \
		2026-04-01,a,call,1,1,yes,planned 2026-04-01,a,call,2,1,no,planned > plan.csv
	header=period,opening,joined,joined_lost,lost,closing,churn_rate,retention_rate
	header+=,opening_amount,lost_amount,relative_churn_rate,definition
	printf '%s\n' $header 2026-02,100,1,0,1,100,0.010000,0.990000,1.00,0.00,,opening \
		2026-03,100,0,0,2,98,0.020000,0.980000,1.00,0.00,,opening \
		'2026-04*,98,0,0,1,97,0.010204,0.989796,1.00,0.00,,opening' > churn.csv
	mkdir march
	sed '/^C3/d' tiers.csv > march/tiers.csv
	head -n 2 orders.csv > march/orders.csv
	set -- --previous march --section tiers=tiers.csv --section workorders=orders.csv \
		--section plan=plan.csv --section churn=churn.csv
	run -0 rt-report --format markdown "$@"
	[[ $output = '2026-03: 2 customers were lost, 2.00% of all, up from 1.00%.'* ]]
	[[ $output = *'- Customers: 3, +1 (+50.00%)'*'- Lost: 2, +1 (+100.00%)'*'- Churn: 2.00%, +1.00 points'* ]]
	[[ $output = *'- Amount: 700.00, +100.00 (+16.67%)'*'- Work orders: 2, +1 (+100.00%)'*'- On time: 50.00%'* ]]
	run -0 rt-report --format text --lang zh "$@"
	[[ $output = '2026-03：流失客户 2 户，流失率 2.00%，高于此前的 1.00%。'*'  客户数：3，+1（+50.00%）'* ]]
	rt-report --format html "$@" > page.html
	[ "$(grep -o '<dt>' page.html | wc -l)" -eq 6 ]
	# One report has no head, a file is no folder, an empty folder is a slip.
	run -0 rt-report --format markdown tiers.csv
	[[ $output != *'- Customers'* ]]
	run -2 rt-report --format html --previous march tiers.csv
	mkdir none
	shift 2
	run -2 rt-report --format html --previous none "$@"
	run -2 rt-report --format html --previous march --section tiers=tiers.csv \
		--section workorders=orders.csv
}
