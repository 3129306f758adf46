# rt-triggers -- what happened that calls for care; by rule.

load helper

header=workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence

# The last run printed the header of work orders, then exactly these rows.
opens()
{
	{ echo "$header"; cat; } | prints
}

# The last run printed these orders: their ids alone.
opens_ids()
{
	local ids
	ids=$(sed '1d; s/,.*//' <<< "$output")
	same_ids "$ids"
}

same_ids()
{
	local expected
	expected=$(cat)
	[ "$1" = "$expected" ] || wrong "expected
$expected
printed
$1"
}

columns=trigger,rule,table,column,where,op,threshold,window,baseline,floor,inhibited_by
columns+=,category,level,channel,within,cooldown,enabled,action

# A policy of our own, of the rows on standard input.
policy()
{
	{ echo "$columns"; cat; } > policy.csv
}

# A row that cannot work: the message names the policy's file and line.
refuses()	# ROW MESSAGE
{
	policy <<< "$1"
	printf 'customer_id,month,amount,due,paid\n' > bills.csv
	run --separate-stderr -2 rt-triggers -a 2026-04-01 -p policy.csv bills.csv
	[ -z "$output" ]
	prints_err <<< "rt-triggers: policy.csv:2: $2"
}

# --- T01

@test "T01: 61 seconds with a rival's hotline fire, 60 do not" {
	run -0 rt-triggers -a 2026-03-05 <<-'END'
		customer_id,time,peer,seconds
		u1,2026-03-05T10:00:00,10086,61
		u2,2026-03-05T10:00:00,10086,60
	END
	opens <<-'END'
		rival-hotline:u1:2026-03-05,u1,rival-hotline,care,L2,2026-03-05,2026-03-09T10:00,call,Ask what the customer sought from the rival; answer with our own offer,"1 call, seconds 61 at 2026-03-05 10:00 (threshold > 60)"
	END
}

@test "T01: one order a customer and day, due from its first call, in any order" {
	cat > calls.csv <<-'END'
		customer_id,time,peer,seconds
		u1,2026-03-05T16:00,10000,185
		u1,2026-03-05T09:30,10086,90
		u1,2026-03-05T12:00,10086,185
		u1,2026-03-05T08:00,10086,5
	END
	run -0 rt-triggers -a 2026-03-05 calls.csv
	opens <<-'END'
		rival-hotline:u1:2026-03-05,u1,rival-hotline,care,L2,2026-03-05,2026-03-09T09:30,call,Ask what the customer sought from the rival; answer with our own offer,"3 calls, the largest seconds 185 at 2026-03-05 12:00 (threshold > 60)"
	END
	{ head -1 calls.csv; sed 1d calls.csv | tac; } > back.csv
	once=$output
	run -0 rt-triggers -a 2026-03-05 back.csv
	prints <<< "$once"
}

@test "T01: our own hotline is none of a rival's; --operator says whose we are" {
	cat > calls.csv <<-'END'
		customer_id,time,peer,seconds
		u1,2026-03-05T10:00,10010,300
		u2,2026-03-05T10:00,10086,300
		u3,2026-03-05T10:00,10000,300
		u4,2026-03-05T10:00,10099,300
	END
	run -0 rt-triggers -a 2026-03-05 calls.csv
	opens_ids <<-'END'
		rival-hotline:u2:2026-03-05
		rival-hotline:u3:2026-03-05
		rival-hotline:u4:2026-03-05
	END
	run -0 rt-triggers -a 2026-03-05 --operator mobile calls.csv
	opens_ids <<-'END'
		rival-hotline:u1:2026-03-05
		rival-hotline:u3:2026-03-05
		rival-hotline:u4:2026-03-05
	END
	run -0 rt-triggers -a 2026-03-05 --operator telecom calls.csv
	opens_ids <<-'END'
		rival-hotline:u1:2026-03-05
		rival-hotline:u2:2026-03-05
		rival-hotline:u4:2026-03-05
	END
	run -0 rt-triggers -a 2026-03-05 --operator broadcast calls.csv
	opens_ids <<-'END'
		rival-hotline:u1:2026-03-05
		rival-hotline:u2:2026-03-05
		rival-hotline:u3:2026-03-05
	END
}

@test "T01: a hotline is known with separators, country and area code, and only so" {
	run -0 rt-triggers -a 2026-03-05 <<-'END'
		customer_id,time,peer,seconds
		a,2026-03-05T10:00,1 0-086,61
		b,2026-03-05T10:00,8610086,61
		c,2026-03-05T10:00,+86 10086,61
		d,2026-03-05T10:00,008610086,61
		e,2026-03-05T10:00,010-10086,61
		f,2026-03-05T10:00,075510086,61
		g,2026-03-05T10:00,+86 755 10086,61
		h,2026-03-05T10:00,13800010086,61
		i,2026-03-05T10:00,86 13800010086,61
		j,2026-03-05T10:00,100860,61
		k,2026-03-05T10:00,75510086,61
		l,2026-03-05T10:00,P10086,61
	END
	opens_ids <<-'END'
		rival-hotline:a:2026-03-05
		rival-hotline:b:2026-03-05
		rival-hotline:c:2026-03-05
		rival-hotline:d:2026-03-05
		rival-hotline:e:2026-03-05
		rival-hotline:f:2026-03-05
		rival-hotline:g:2026-03-05
	END
}

@test "events: those after --since up to as-of, at both ends; the others are counted" {
	cat > calls.csv <<-'END'
		customer_id,time,peer,seconds
		u1,2026-03-03T23:59:59,10086,61
		u2,2026-03-04T00:00:00,10086,61
		u3,2026-03-05T23:59:59,10086,61
		u4,2026-03-06T00:00:00,10086,61
	END
	run -0 --separate-stderr rt-triggers -a 2026-03-05 --since 2026-03-03 calls.csv
	opens_ids <<-'END'
		rival-hotline:u2:2026-03-04
		rival-hotline:u3:2026-03-05
	END
	prints_err <<-'END'
		rt-triggers: calls.csv: 2 records outside 2026-03-04 to 2026-03-05, which event rules do not see
	END
	run -0 --separate-stderr rt-triggers -a 2026-03-05 calls.csv
	opens_ids <<-'END'
		rival-hotline:u3:2026-03-05
	END
	run -0 --separate-stderr rt-triggers -a 2026-03-05T23:59 --since 2026-03-03 calls.csv
	opens_ids <<-'END'
		rival-hotline:u2:2026-03-04
	END
	run -2 rt-triggers -a 2026-03-05 --since 2026-03-06 calls.csv
}

@test "cooldown: 29 days after the last opened order is too soon, 30 days is not" {
	run -0 rt-triggers -q -a 2026-03-31 --since 2026-02-28 <<-'END'
		customer_id,time,peer,seconds
		u1,2026-03-01T10:00,10086,61
		u1,2026-03-30T10:00,10086,61
		u1,2026-03-31T10:00,10086,61
	END
	opens_ids <<-'END'
		rival-hotline:u1:2026-03-01
		rival-hotline:u1:2026-03-31
	END
}

# --- T02

@test "T02: five days in a row fire on the fifth; four, and five with a gap, do not" {
	cat > forwards.csv <<-'END'
		customer_id,date,target
		u1,2026-03-01,mobile
		u1,2026-03-02,中国移动
		u1,2026-03-03,mobile
		u1,2026-03-04,mobile
		u1,2026-03-05,telecom
		u2,2026-03-02,mobile
		u2,2026-03-03,mobile
		u2,2026-03-04,mobile
		u2,2026-03-05,mobile
		u3,2026-02-28,mobile
		u3,2026-03-01,mobile
		u3,2026-03-03,mobile
		u3,2026-03-04,mobile
		u3,2026-03-05,mobile
		u4,2026-03-01,unicom
		u4,2026-03-02,mobile
		u4,2026-03-03,mobile
		u4,2026-03-04,mobile
		u4,2026-03-05,mobile
	END
	run -0 rt-triggers -q -a 2026-03-05 forwards.csv
	opens <<-'END'
		rival-forward:u1:2026-03-01,u1,rival-forward,care,L2,2026-03-05,2026-03-09T09:00,call,Find out why calls go to a rival line and win the use back,"5 days in a row, 2026-03-01 to 2026-03-05 (threshold >= 5)"
	END
}

@test "T02: a streak fires once, on the day it got long enough, across months too" {
	cat > forwards.csv <<-'END'
		customer_id,date,target
		u1,2026-02-27,mobile
		u1,2026-02-25,mobile
		u1,2026-02-26,mobile
		u1,2026-02-28,mobile
		u1,2026-03-01,mobile
		u1,2026-03-01,telecom
		u1,2026-03-02,mobile
		u1,2026-03-03,mobile
	END
	run -0 rt-triggers -q -a 2026-03-01 forwards.csv
	opens_ids <<< rival-forward:u1:2026-02-25
	run -0 rt-triggers -q -a 2026-03-02 forwards.csv
	opens_ids < /dev/null
	run -0 rt-triggers -q -a 2026-03-03 --since 2026-02-24 forwards.csv
	opens_ids <<< rival-forward:u1:2026-02-25
	run -0 rt-triggers -q -a 2026-02-28 --since 2026-02-24 forwards.csv
	opens_ids < /dev/null
}

# --- T03

@test "T03: a bill of 0.00 fires, one of 0.01, a minus that cancels it not" {
	run -0 rt-triggers -a 2026-04-01 <<-'END'
		customer_id,month,amount
		u1,2026-03,0.00
		u2,2026-03,0.01
		u3,2026-03,10
		u3,2026-03,-10
		u4,2026-02,0
	END
	opens <<-'END'
		zero-bill:u1:2026-03,u1,zero-bill,care,L2,2026-04-01,2026-04-09T09:00,call,Ask whether the line is still in use,amount 0.00 in 2026-03 (threshold = 0)
		zero-bill:u3:2026-03,u3,zero-bill,care,L2,2026-04-01,2026-04-09T09:00,call,Ask whether the line is still in use,amount 0.00 in 2026-03 (threshold = 0)
	END
}

@test "the assessment month is the latest of the bills that is over on as-of" {
	cat > bills.csv <<-'END'
		customer_id,month,amount
		u1,2026-02,0
		u2,2026-03,0
		u3,2026-04,0
	END
	run -0 rt-triggers -a 2026-03-30 bills.csv
	opens_ids <<< zero-bill:u1:2026-02
	run -0 rt-triggers -a 2026-03-31 bills.csv
	opens_ids <<< zero-bill:u2:2026-03
	# At noon of its last day a month still runs.
	run -0 rt-triggers -a 2026-03-31T12:00 bills.csv
	opens_ids <<< zero-bill:u1:2026-02
	run -0 rt-triggers -a 2026-04-01T00:00 bills.csv
	opens_ids <<< zero-bill:u2:2026-03
	run -0 rt-triggers -q -a 2026-12-31 bills.csv
	opens_ids <<< zero-bill:u3:2026-04
	run -0 rt-triggers -q -a 2026-12-31 --month 2026-02 bills.csv
	opens_ids <<< zero-bill:u1:2026-02
	run -0 --separate-stderr rt-triggers -a 2026-02-15 bills.csv
	opens_ids < /dev/null
	prints_err <<-'END'
		rt-triggers: no month of the bills is over on 2026-02-15: monthly rules see none
	END
}

@test "the assessment month is that of the bills, whatever a rule finds in them" {
	cat > bills.csv <<-'END'
		customer_id,month,amount,data_mb,paid
		u1,2026-01,50,900,2026-02-01
		u1,2026-02,50,100,2026-03-01
		u2,2026-03,50,,
	END
	policy <<-'END'
		less,drop,bills,data_mb,,,0.5,1mo,1,,,care,L1,sms,1d,0d,yes,Ask
		late,value,bills,amount,paid?,>,0,,,,,care,L1,sms,1d,0d,yes,Thank
	END
	for rule in less late; do
		run -0 rt-triggers -a 2026-04-01 -p policy.csv -t $rule bills.csv
		opens_ids < /dev/null
	done
	run -0 rt-triggers -a 2026-03-01 -p policy.csv bills.csv
	opens_ids <<-'END'
		late:u1:2026-02
		less:u1:2026-02
	END
}

@test "the assessment month of purchases is that of the bills too, where there are any" {
	printf 'customer_id,month,amount\nu1,2026-02,5\n' > bills.csv
	printf 'customer_id,date,amount\nu1,2026-02-05,10\nu1,2026-03-05,20\n' > purchases.csv
	policy <<-'END'
		spent,value,purchases,amount,,>,0,,,,,care,L1,sms,1d,0d,yes,Thank
	END
	run -0 rt-triggers -a 2026-04-01 -p policy.csv purchases.csv bills.csv
	opens_ids <<< spent:u1:2026-02
	run -0 rt-triggers -a 2026-04-01 -p policy.csv purchases.csv
	opens_ids <<< spent:u1:2026-03
}

@test "T03: inhibited by suspended, whatever else is asked for" {
	printf 'customer_id,month,amount\nu1,2026-03,0\nu2,2026-03,0\n' > bills.csv
	printf 'customer_id,status\nu1,suspended\nu2,active\n' > customers.csv
	run -0 rt-triggers -a 2026-04-01 --customers customers.csv bills.csv
	opens_ids <<-'END'
		suspended:u1:2026-04
		zero-bill:u2:2026-03
	END
	run -0 rt-triggers -a 2026-04-01 --customers customers.csv -t zero-bill bills.csv
	opens_ids <<< zero-bill:u2:2026-03
	run -0 rt-triggers -a 2026-04-01 --customers customers.csv --count bills.csv
	prints <<-'END'
		trigger,opened,inhibited,cooled_down,held_out
		zero-bill,1,1,0,0
		bill-drop,0,0,0,0
		suspended,1,0,0,0
	END
}

# --- T04, T07

@test "T04: due before as-of and not paid by then; due on the day is not overdue" {
	cat > bills.csv <<-'END'
		customer_id,month,amount,due,paid
		u1,2026-02,80,2026-03-31,
		u2,2026-02,80,2026-04-01,
		u3,2026-02,80,2026-03-31,2026-03-31
		u4,2026-02,80,2026-03-31,2026-04-02
		u5,2026-01,20.50,2026-03-19,
		u5,2026-02,30.00,2026-03-20,
	END
	run -0 rt-triggers -a 2026-04-01 -t overdue bills.csv
	opens <<-'END'
		overdue:u1:2026-03-31,u1,overdue,care,L2,2026-04-01,2026-04-03T09:00,call,Remind kindly; offer ways to pay,"due 2026-03-31, 1 day ago; 1 bill, 80.00 open"
		overdue:u4:2026-03-31,u4,overdue,care,L2,2026-04-01,2026-04-03T09:00,call,Remind kindly; offer ways to pay,"due 2026-03-31, 1 day ago; 1 bill, 80.00 open"
		overdue:u5:2026-03-19,u5,overdue,care,L2,2026-04-01,2026-04-03T09:00,call,Remind kindly; offer ways to pay,"due 2026-03-19, 13 days ago; 2 bills, 50.50 open"
	END
}

@test "T04: bills without a column 'paid' are all unpaid, which is said" {
	printf 'customer_id,month,amount,due\nu1,2026-02,80,2026-03-31\n' > bills.csv
	run -0 --separate-stderr rt-triggers -a 2026-04-01 -t overdue bills.csv
	opens_ids <<< overdue:u1:2026-03-31
	prints_err <<-'END'
		rt-triggers: bills.csv: doubt no-feed: no column 'paid', taken as blank by overdue
	END
}

@test "T07: due on as-of and three days later fire, four days later does not" {
	cat > bills.csv <<-'END'
		customer_id,month,amount,due,paid
		u1,2026-03,80,2026-04-01,
		u2,2026-03,80.5,2026-04-04,
		u3,2026-03,80,2026-04-05,
		u4,2026-03,80,2026-04-04,2026-03-20
	END
	run -0 rt-triggers -a 2026-04-01 bills.csv
	opens <<-'END'
		payment-reminder:u1:2026-04-01,u1,payment-reminder,care,L1,2026-04-01,2026-04-02T09:00,sms,Remind of the date and the amount,"due 2026-04-01, today; 1 bill, 80.00 open (window 4 days)"
		payment-reminder:u2:2026-04-04,u2,payment-reminder,care,L1,2026-04-01,2026-04-02T09:00,sms,Remind of the date and the amount,"due 2026-04-04, in 3 days; 1 bill, 80.50 open (window 4 days)"
	END
}

# --- T05, T06

@test "T05: half the mean of three months fires, one cent above half does not" {
	cat > bills.csv <<-'END'
		customer_id,month,amount
		u1,2025-12,90
		u1,2026-01,100
		u1,2026-02,110
		u1,2026-03,50
		u2,2025-12,90
		u2,2026-01,100
		u2,2026-02,110
		u2,2026-03,50.01
	END
	run -0 rt-triggers -a 2026-04-01 bills.csv
	opens <<-'END'
		bill-drop:u1:2026-03,u1,bill-drop,care,L2,2026-04-01,2026-04-09T09:00,call,Find the cause of the lower bill and offer a plan that fits,"amount 50.00 in 2026-03; mean 100.00 of the 3 months before, down 50.0% (threshold 50%)"
	END
}

@test "T05: the evidence rounds the share to tenths of a per cent, the half up" {
	cat > bills.csv <<-'END'
		customer_id,month,amount
		u1,2025-12,100
		u1,2026-01,100
		u1,2026-02,100
		u1,2026-03,48.83
		u2,2025-12,100
		u2,2026-01,100
		u2,2026-02,100
		u2,2026-03,48.85
		u3,2025-12,100
		u3,2026-01,100
		u3,2026-02,100
		u3,2026-03,48.86
	END
	run -0 rt-triggers -a 2026-04-01 bills.csv
	[ "$(sed -n 's/^bill-drop:\(u.\):.*down \([^ ]*\).*/\1 \2/p' <<< "$output")" = \
		$'u1 51.2%\nu2 51.2%\nu3 51.1%' ] || wrong "$output"
}

@test "T05: a mean below 30, a month without a bill, a blank one: no drop" {
	cat > bills.csv <<-'END'
		customer_id,month,amount,data_mb
		u1,2025-12,30,900
		u1,2026-01,30,900
		u1,2026-02,30,900
		u1,2026-03,15,900
		u2,2025-12,30,900
		u2,2026-01,30,900
		u2,2026-02,29.99,900
		u2,2026-03,10,900
		u3,2025-12,90,900
		u3,2026-02,90,900
		u3,2026-03,10,900
		u4,2025-12,90,900
		u4,2026-01,90,900
		u4,2026-02,90,900
	END
	run -0 rt-triggers -a 2026-04-01 bills.csv
	opens_ids <<< bill-drop:u1:2026-03
}

@test "T05: inhibited by zero-bill; months count in any order and in parts" {
	cat > bills.csv <<-'END'
		customer_id,month,amount
		u1,2026-03,0
		u2,2026-03,20
		u1,2026-01,100
		u2,2026-02,40
		u2,2025-06,1
		u1,2026-02,100
		u2,2026-01,80
		u2,2025-12,80
		u2,2026-02,40
		u1,2025-12,100
		u2,2026-03,20
	END
	run -0 rt-triggers -a 2026-04-01 bills.csv
	opens <<-'END'
		bill-drop:u2:2026-03,u2,bill-drop,care,L2,2026-04-01,2026-04-09T09:00,call,Find the cause of the lower bill and offer a plan that fits,"amount 40.00 in 2026-03; mean 80.00 of the 3 months before, down 50.0% (threshold 50%)"
		zero-bill:u1:2026-03,u1,zero-bill,care,L2,2026-04-01,2026-04-09T09:00,call,Ask whether the line is still in use,amount 0.00 in 2026-03 (threshold = 0)
	END
}

@test "T06: traffic at half its mean fires, a blank cell is no traffic of 0" {
	cat > bills.csv <<-'END'
		customer_id,month,amount,data_mb
		u1,2025-12,50,1000
		u1,2026-01,50,1000
		u1,2026-02,50,1000.5
		u1,2026-03,50,500
		u2,2025-12,50,1000
		u2,2026-01,50,1000
		u2,2026-02,50,1000
		u2,2026-03,50,500.01
		u3,2025-12,50,1000
		u3,2026-01,50,1000
		u3,2026-02,50,1000
		u3,2026-03,50,
		u4,2025-12,50,1000
		u4,2026-01,50,
		u4,2026-02,50,1000
		u4,2026-03,50,0
	END
	run -0 rt-triggers -a 2026-04-01 bills.csv
	opens <<-'END'
		data-drop:u1:2026-03,u1,data-drop,care,L1,2026-04-01,2026-04-09T09:00,sms,Ask about network quality and needs,"data_mb 500 in 2026-03; mean 1000.17 of the 3 months before, down 50.0% (threshold 50%)"
	END
}

# --- T08

@test "T08: suspended, in either language; not active, not blank" {
	cat > customers.csv <<-'END'
		customer_id,status
		u1,suspended
		u2,停机保号
		u3,active
		u4,
	END
	run -0 rt-triggers -a 2026-04-01 --customers customers.csv
	opens <<-'END'
		suspended:u1:2026-04,u1,suspended,care,L2,2026-04-01,2026-04-07T09:00,call,Ask when the line is wanted again and what would help,status Suspended on 2026-04-01
		suspended:u2:2026-04,u2,suspended,care,L2,2026-04-01,2026-04-07T09:00,call,Ask when the line is wanted again and what would help,status 停机保号 on 2026-04-01
	END
}

# --- T09

@test "evidence is one line, whatever the cell that it tells of" {
	printf 'customer_id,status\nu1,"停机\n保号"\n' > customers.csv
	policy <<-'END'
		known,state,customers,status,status?,,,,,,,care,L2,call,1d,0d,yes,Look
	END
	run -0 rt-triggers -a 2026-04-01 -p policy.csv --customers customers.csv
	opens <<-'END'
		known:u1:2026-04,u1,known,care,L2,2026-04-01,2026-04-02T09:00,call,Look,status 停机 保号 on 2026-04-01
	END
}

@test "T09: less than two months to the end, month ends included" {
	cat > contracts.csv <<-'END'
		customer_id,end
		u1,2026-04-01
		u2,2026-05-31
		u3,2026-06-01
		u4,2026-03-31
	END
	run -0 rt-triggers -a 2026-04-01 contracts.csv
	opens <<-'END'
		contract-expiry:u1:2026-04-01,u1,contract-expiry,marketing,L2,2026-04-01,2026-04-16T09:00,call,Offer the renewal that fits the usage of the last months,"end 2026-04-01, today (window 2 months)"
		contract-expiry:u2:2026-05-31,u2,contract-expiry,marketing,L2,2026-04-01,2026-04-16T09:00,call,Offer the renewal that fits the usage of the last months,"end 2026-05-31, in 60 days (window 2 months)"
	END
	printf 'customer_id,end\nu1,2026-02-27\nu2,2026-02-28\n' > contracts.csv
	run -0 rt-triggers -a 2025-12-31 contracts.csv
	opens_ids <<< contract-expiry:u1:2026-02-27
	printf 'customer_id,end\nu1,2028-02-28\nu2,2028-02-29\n' > contracts.csv
	run -0 rt-triggers -q -a 2027-12-31 contracts.csv
	opens_ids <<< contract-expiry:u1:2028-02-28
}

@test "T09: the latest end counts, wherever it stands" {
	cat > contracts.csv <<-'END'
		customer_id,end,contract_id
		u1,2026-05-01,a
		u1,2028-05-01,b
		u2,2028-05-01,c
		u2,2026-05-01,d
		u3,2026-04-20,e
		u3,2026-05-20,f
	END
	run -0 rt-triggers -a 2026-04-01 contracts.csv
	opens_ids <<< contract-expiry:u3:2026-05-20
}

@test "an unqualified customer gets no marketing, one who left nothing" {
	printf 'customer_id,end\nu1,2026-05-01\nu2,2026-05-01\nu3,2026-05-01\nu4,2026-05-01\n' \
		> contracts.csv
	cat > customers.csv <<-'END'
		customer_id,status,left
		u1,unqualified,
		u2,suspended,2026-04-01
		u3,active,2026-04-02
	END
	run -0 rt-triggers -a 2026-04-01 --customers customers.csv contracts.csv
	opens_ids <<-'END'
		contract-expiry:u3:2026-05-01
		contract-expiry:u4:2026-05-01
	END
}

@test "who is unqualified gets no marketing of a service rule either, left or not" {
	policy <<< 'answer,service,cases,responded,,,,30m,,,,marketing,case,call,case,0d,yes,Answer'
	printf 'case_id,customer_id,opened,level\nT1,u1,2026-03-31T09:00,L1\nT2,u2,2026-03-31T09:00,L1\nT3,u3,2026-03-31T09:00,L1\n' \
		> cases.csv
	cat > customers.csv <<-'END'
		customer_id,status,left
		u1,unqualified,2026-03-01
		u2,unqualified,
		u3,active,2026-03-01
	END
	run -0 rt-triggers -q -a 2026-04-01 -p policy.csv --customers customers.csv cases.csv
	opens_ids <<-'END'
		answer:u3:T3
	END
}

# --- T10

@test "T10: seven days since the last login fire, six do not; later records are no past" {
	cat > activity.csv <<-'END'
		customer_id,time,action
		u1,2026-03-25T23:59,login
		u2,2026-03-26T00:00,登录
		u1,2026-03-20T10:00,login
		u1,2026-03-31T10:00,view
		u3,2026-03-25T10:00,login
		u3,2026-04-02T00:00,login
	END
	run -0 rt-triggers -q -a 2026-04-01 -t inactive activity.csv
	opens <<-'END'
		inactive:u1:2026-03-25,u1,inactive,care,L1,2026-04-01,2026-04-03T09:00,app,Send the return gift and ask whether something went wrong,"no activity for 7 days, the last on 2026-03-25 (threshold 7 days)"
		inactive:u3:2026-03-25,u3,inactive,care,L1,2026-04-01,2026-04-03T09:00,app,Send the return gift and ask whether something went wrong,"no activity for 7 days, the last on 2026-03-25 (threshold 7 days)"
	END
}

@test "T10: without any login the days count from joining" {
	printf 'customer_id,time,action\nu1,2026-03-31T10:00,login\n' > activity.csv
	cat > customers.csv <<-'END'
		customer_id,joined
		u1,2020-01-01
		u2,2026-03-25
		u3,2026-03-26
		u4,
	END
	run -0 rt-triggers -q -a 2026-04-01 -t inactive --customers customers.csv activity.csv
	opens <<-'END'
		inactive:u2:2026-03-25,u2,inactive,care,L1,2026-04-01,2026-04-03T09:00,app,Send the return gift and ask whether something went wrong,"no activity for 7 days, none since joining on 2026-03-25 (threshold 7 days)"
	END
}

# --- T11

@test "T11: three uses against a mean of six fire, four do not" {
	use() { printf "$1,%s,use\n" "${@:2}"; }
	{
		echo customer_id,time,action
		for u in u1 u2; do
			use $u 2026-03-01 2026-02-{10,15,20,25,28}
			use $u 2026-01-{02,05,10,15,20,25}
			use $u 2025-12-{03,05,10,15,20,31}
			use $u 2026-03-{03,10,20}
		done
		use u2 2026-04-01
	} > activity.csv
	# Windows of 30 days: 03-03 .. 04-01, 02-01 .. 03-02, 01-02 .. 01-31,
	# 12-03 .. 01-01.
	run -0 rt-triggers -q -a 2026-04-01 -t activity-drop activity.csv
	opens <<-'END'
		activity-drop:u1:2026-04,u1,activity-drop,care,L1,2026-04-01,2026-04-09T09:00,app,Ask which feature is missed; send a tip,"3 actions in the 30 days to 2026-04-01; mean 6 of the 3 windows before, down 50.0% (threshold 50%)"
	END
}

@test "T11: a window without a record, or a mean below four: no drop" {
	use() { printf "$1,%s,使用\n" "${@:2}"; }
	{
		echo customer_id,time,action
		use u1 2026-02-{10,15,20,25} 2025-12-{03,05,10,15,20,21,22,23}
		use u2 2026-02-{10,15,20,25} 2026-01-{02,05,10,11} 2025-12-{03,05,10}
		use u3 2026-02-{10,15,20,25} 2026-01-{02,05,10,11} 2025-12-{03,05,10,11}
	} > activity.csv
	run -0 rt-triggers -q -a 2026-04-01 -t activity-drop activity.csv
	opens_ids <<< activity-drop:u3:2026-04
}

# --- T12

@test "T12: 90 days without an order and without activity fire, 89 do not" {
	cat > purchases.csv <<-'END'
		customer_id,date,amount
		u1,2026-01-01,10
		u2,2026-01-02,10
		u3,2025-11-01,10
	END
	printf 'customer_id,time,action\nu3,2026-02-01T10:00,view\n' > activity.csv
	run -0 rt-triggers -q -a 2026-04-01 -t silent purchases.csv activity.csv
	opens <<-'END'
		silent:u1:2026-01-01,u1,silent,care,L2,2026-04-01,2026-04-09T09:00,call,Find the reason for the silence (need; experience; no new need) and act on it,"no activity or purchases for 90 days, the last on 2026-01-01 (threshold 90 days); reason: none seen"
	END
	run -0 rt-triggers -q -a 2026-04-01 -t silent purchases.csv
	opens_ids <<-'END'
		silent:u1:2026-01-01
		silent:u3:2025-11-01
	END
}

@test "T12: the reason is experience, else need, from the 90 days before" {
	cat > purchases.csv <<-'END'
		customer_id,date
		u1,2025-12-31
		u2,2025-12-31
		u3,2025-12-31
		u4,2025-12-31
		u5,2025-12-31
		u6,2025-12-31
		u7,2025-12-31
	END
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level
		k1,u1,2025-10-02T10:00,L1
		k2,u2,2025-10-01T10:00,L1
		k3,u7,2026-01-01T10:00,L1
	END
	cat > surveys.csv <<-'END'
		customer_id,time,nps
		u3,2025-12-01,6
		u4,2025-12-01,7
	END
	cat > objections.csv <<-'END'
		customer_id,time,kind
		u5,2025-12-31,price
		u6,2025-12-01,price
		u1,2025-12-01,need
	END
	run -0 rt-triggers -q -a 2026-04-01 -t silent purchases.csv cases.csv surveys.csv \
		objections.csv
	reasons=$(grep -o '^silent:u.\|reason: [a-z ]*' <<< "$output" | paste -d ' ' - -)
	same_ids "$reasons" <<-'END'
		silent:u1 reason: experience
		silent:u2 reason: none seen
		silent:u3 reason: experience
		silent:u4 reason: none seen
		silent:u5 reason: need
		silent:u6 reason: need
		silent:u7 reason: none seen
	END
}

@test "absence over two tables: a condition on a column that one of them has" {
	printf 'customer_id,joined\nu1,2025-01-01\nu3,2025-01-01\n' > customers.csv
	printf 'customer_id,date\nu1,2026-03-20\n' > purchases.csv
	cat > activity.csv <<-'END'
		customer_id,time,action
		u1,2026-01-10T10:00,login
		u2,2026-02-20T10:00,login
		u2,2026-01-02T10:00,view
	END
	policy <<-'END'
		away,absence,purchases+activity,,action=login,,,40d,,,,care,L1,app,2d,30d,yes,Ask
	END
	run -0 rt-triggers -a 2026-04-01 -p policy.csv activity.csv purchases.csv
	opens_ids <<-'END'
		away:u1:2026-01-10
		away:u2:2026-02-20
	END
	run -0 rt-triggers -a 2026-04-01 -p policy.csv activity.csv purchases.csv customers.csv
	opens_ids <<-'END'
		away:u1:2026-01-10
		away:u2:2026-02-20
		away:u3:2025-01-01
	END
}

@test "T10: inhibited by silent" {
	cat > activity.csv <<-'END'
		customer_id,time,action
		u1,2026-01-01T10:00,login
		u2,2026-01-02T10:00,login
	END
	run -0 rt-triggers -q -a 2026-04-01 activity.csv
	opens_ids <<-'END'
		inactive:u2:2026-01-02
		silent:u1:2026-01-01
	END
}

# --- T13

@test "T13: one item on three days in a row fires, two items in turn do not" {
	cat > activity.csv <<-'END'
		customer_id,time,action,item
		u1,2026-03-31T09:00,view,plan 129
		u1,2026-04-01T21:30,view,plan 129
		u1,2026-04-01T20:15,浏览,plan 129
		u1,2026-03-30T09:00,view,plan 129
		u2,2026-03-30T09:00,view,plan 129
		u2,2026-03-31T09:00,view,plan 199
		u2,2026-04-01T09:00,view,plan 129
		u3,2026-03-30T09:00,view,
		u3,2026-03-31T09:00,view,
		u3,2026-04-01T09:00,view,
	END
	run -0 rt-triggers -q -a 2026-04-01 activity.csv
	opens <<-'END'
		upgrade-interest:u1:plan 129/2026-03-30,u1,upgrade-interest,marketing,L2,2026-04-01,2026-04-03T20:15,call,Offer the plan that was looked at,"item plan 129: 3 days in a row, 2026-03-30 to 2026-04-01 (threshold >= 3)"
	END
}

# --- T14 to T17

@test "T14: a birthday three days ahead fires, four days ahead does not" {
	cat > customers.csv <<-'END'
		customer_id,birthday
		u1,1990-04-01
		u2,04-04
		u3,1990-04-05
		u4,2026-04-03
		u5,1990-03-31
	END
	run -0 rt-triggers -a 2026-04-01 --customers customers.csv
	opens <<-'END'
		birthday:u1:2026-04-01,u1,birthday,care,L1,2026-04-01,2026-04-02T09:00,sms,Congratulate ahead of the day,birthday on 2026-04-01
		birthday:u2:2026-04-04,u2,birthday,care,L1,2026-04-01,2026-04-02T09:00,sms,Congratulate ahead of the day,birthday on 2026-04-04
	END
}

@test "T14: 29 February is 28 February in common years; years turn" {
	cat > customers.csv <<-'END'
		customer_id,birthday
		u1,1992-02-29
		u2,02-29
		u3,1990-01-02
	END
	run -0 rt-triggers -q -a 2027-02-25 --customers customers.csv
	opens_ids <<-'END'
		birthday:u1:2027-02-28
		birthday:u2:2027-02-28
	END
	run -0 rt-triggers -q -a 2028-02-26 --customers customers.csv
	opens_ids <<-'END'
		birthday:u1:2028-02-29
		birthday:u2:2028-02-29
	END
	run -0 rt-triggers -q -a 2028-02-25 --customers customers.csv
	opens_ids < /dev/null
	run -0 rt-triggers -q -a 2027-12-30 --customers customers.csv
	opens_ids <<< birthday:u3:2028-01-02
}

@test "T15, T16: the first deal's anniversary, not the day itself; founding of groups" {
	cat > customers.csv <<-'END'
		customer_id,scope,first_deal,founded
		u1,individual,2025-04-03,2010-04-03
		u2,individual,2026-04-03,
		g1,group,,2010-04-03
	END
	run -0 rt-triggers -a 2026-04-01 --customers customers.csv
	opens <<-'END'
		anniversary:u1:2026-04-03,u1,anniversary,care,L1,2026-04-01,2026-04-02T09:00,sms,Thank for the years together,first_deal 2025-04-03: 1 year on 2026-04-03
		founding-day:g1:2026-04-03,g1,founding-day,care,L1,2026-04-01,2026-04-02T09:00,call,Congratulate the company,founded 2010-04-03: 16 years on 2026-04-03
	END
}

@test "T17: an occasion of the calendar, for each customer, only when asked for" {
	printf 'customer_id,name\nu1,A\nu2,B\n' > customers.csv
	cat > calendar.csv <<-'END'
		date,kind,name
		2026-04-04,occasion,Spring fair
		2026-04-05,occasion,Too far
		2026-04-04,holiday,Qingming
	END
	run -0 rt-triggers -a 2026-04-01 --customers customers.csv --calendar calendar.csv
	opens_ids < /dev/null
	run -0 rt-triggers -a 2026-04-01 --customers customers.csv --calendar calendar.csv \
		-t occasion
	opens <<-'END'
		occasion:u1:2026-04-04,u1,occasion,care,L1,2026-04-01,2026-04-02T09:00,sms,Send the season's greeting,Spring fair on 2026-04-04
		occasion:u2:2026-04-04,u2,occasion,care,L1,2026-04-01,2026-04-02T09:00,sms,Send the season's greeting,Spring fair on 2026-04-04
	END
}

# --- T18 to T20

@test "T17: each customer is one of any table, whatever other rules run" {
	printf 'date,kind,name\n2026-04-04,occasion,Spring fair\n' > calendar.csv
	printf 'customer_id,month,amount\nu1,2026-03,5\n' > bills.csv
	printf 'customer_id,date\nu2,2026-03-05\n' > purchases.csv
	for triggers in occasion occasion,zero-bill,silent; do
		run -0 rt-triggers -q -a 2026-04-01 --calendar calendar.csv -t $triggers \
			bills.csv purchases.csv
		opens_ids <<-'END'
			occasion:u1:2026-04-04
			occasion:u2:2026-04-04
		END
	done
}

@test "T18, T19: so many days after joining and after a new device, on the day" {
	cat > customers.csv <<-'END'
		customer_id,joined,device_date
		u1,2026-04-01,
		u2,2026-03-28,
		u3,2026-03-31,
		u4,,2026-03-29
		u5,,2026-03-17
		u6,,2026-03-02
		u7,,2026-03-28
	END
	run -0 rt-triggers -a 2026-04-01 --customers customers.csv
	opens <<-'END'
		device-tips:u4:2026-03-29,u4,device-tips,care,L1,2026-04-01,2026-04-02T09:00,sms,Send the tips for the first days,"device_date 2026-03-29, 3 days before 2026-04-01"
		device-call:u5:2026-03-17,u5,device-call,care,L1,2026-04-01,2026-04-03T09:00,call,Ask for questions about use,"device_date 2026-03-17, 15 days before 2026-04-01"
		device-maintenance:u6:2026-03-02,u6,device-maintenance,care,L1,2026-04-01,2026-04-03T09:00,sms,Remind of the maintenance service,"device_date 2026-03-02, 30 days before 2026-04-01"
		new-call:u2:2026-03-28,u2,new-call,care,L1,2026-04-01,2026-04-07T09:00,call,Second call: is everything as expected?,"joined 2026-03-28, 4 days before 2026-04-01"
		new-guide:u1:2026-04-01,u1,new-guide,care,L1,2026-04-01,2026-04-07T09:00,app,Send the personal guide,joined 2026-04-01
	END
	run -0 rt-triggers -a 2026-04-01 --since 2026-03-30 --customers customers.csv \
		-t new-guide,device-tips
	opens_ids <<-'END'
		device-tips:u7:2026-03-28
		new-guide:u3:2026-03-31
		device-tips:u4:2026-03-29
		new-guide:u1:2026-04-01
	END
}

@test "elapsed: one order a date, due from its first record, counted once" {
	policy <<-'END'
		a,elapsed,activity,time,,,1mo,,,,,care,L1,call,1d,,yes,
		b,elapsed,activity,time,,,1mo,,,,,care,L1,call,1d,5d,yes,
		c,elapsed,activity,time,,,1mo,,,,a,care,L1,call,1d,,yes,
	END
	cat > activity.csv <<-'END'
		customer_id,time,action
		u1,2026-01-30T11:00,use
		u1,2026-01-31T10:00,use
		u1,2026-01-30T12:00,use
		u1,2026-01-31T09:00,use
	END
	run -0 rt-triggers -q -a 2026-02-28 -p policy.csv activity.csv
	same_ids "$(cut -d , -f 1,7 <<< "$output" | sed 1d)" <<-'END'
		a:u1:2026-01-31,2026-03-01T09:00
		a:u1:2026-01-30,2026-03-01T11:00
		b:u1:2026-01-30,2026-03-01T11:00
	END
	run -0 rt-triggers -q -a 2026-02-28 -p policy.csv --count activity.csv
	prints <<-'END'
		trigger,opened,inhibited,cooled_down,held_out
		a,2,0,0,0
		b,1,0,1,0
		c,0,2,0,0
	END
}

@test "T20: the first day of a month, and of a quarter, for active customers who joined" {
	cat > customers.csv <<-'END'
		customer_id,status,joined
		u1,active,2020-01-01
		u2,,2020-01-01
		u3,suspended,2020-01-01
		u4,active,
		u5,active,2026-04-02
	END
	run -0 rt-triggers -a 2026-04-01 --customers customers.csv \
		-t monthly-care,quarterly-offer
	opens_ids <<-'END'
		monthly-care:u1:2026-04-01
		monthly-care:u2:2026-04-01
		quarterly-offer:u1:2026-04-01
		quarterly-offer:u2:2026-04-01
	END
	run -0 rt-triggers -a 2026-04-02 --customers customers.csv \
		-t monthly-care,quarterly-offer
	opens_ids < /dev/null
	run -0 rt-triggers -a 2026-03-02 --since 2026-02-28 --customers customers.csv \
		-t monthly-care,quarterly-offer
	opens_ids <<-'END'
		monthly-care:u1:2026-03-01
		monthly-care:u2:2026-03-01
	END
}

# --- T21, T22

@test "T21: an answer due within 30 minutes fires, due in 31 does not" {
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,responded,resolved,closed
		k1,u1,2026-04-01T10:00,L3,,,
		k2,u2,2026-04-01T10:01,L3,,,
		k3,u3,2026-04-01T10:00,L3,2026-04-01T11:00,,
		k4,u4,2026-04-01T10:00,L3,2026-04-01T11:31,,
		k5,u5,2026-04-01T10:00,L3,,2026-04-01T11:00,
		k6,u6,2026-03-29T11:30,L3,2026-03-29T12:00,,
		k7,u7,2026-03-01T10:00,urgent,2026-03-01T10:05,,
		k8,u8,2026-04-01T11:31,urgent,,,
	END
	run -0 --separate-stderr rt-triggers -a 2026-04-01T11:30 cases.csv \
		-t case-respond,case-resolve
	opens <<-'END'
		case-resolve:u6:k6,u6,case-resolve,service,L3,2026-04-01,2026-04-01T11:30,call,Solve or escalate; tell the customer where it stands,"Level 3 case opened 2026-03-29 11:30, to be resolved by 2026-04-01 11:30"
		case-respond:u1:k1,u1,case-respond,service,L3,2026-04-01,2026-04-01T12:00,call,Answer the customer now,"Level 3 case opened 2026-04-01 10:00, to be answered by 2026-04-01 12:00"
		case-respond:u4:k4,u4,case-respond,service,L3,2026-04-01,2026-04-01T12:00,call,Answer the customer now,"Level 3 case opened 2026-04-01 10:00, to be answered by 2026-04-01 12:00"
	END
}

@test "T21: past limits stay open, for those who left too; after 90 days they are counted" {
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level
		k1,u1,2026-01-01T10:00,L1
		k2,u2,2025-12-31T10:00,L1
	END
	printf 'customer_id,left\nu1,2026-02-01\n' > customers.csv
	run -0 --separate-stderr rt-triggers -a 2026-04-01 -t case-respond cases.csv \
		--customers customers.csv
	opens <<-'END'
		case-respond:u1:k1,u1,case-respond,service,L1,2026-04-01,2026-01-01T10:30,call,Answer the customer now,"Level 1 case opened 2026-01-01 10:00, to be answered by 2026-01-01 10:30, past"
	END
	prints_err <<-'END'
		rt-triggers: cases.csv: doubt no-feed: no column 'responded', taken as blank by case-respond
		rt-triggers: cases opened more than 90 days before as-of, not looked at: 1
	END
}

@test "T21: --working-time counts over make-up days and holidays, for its levels alone" {
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,responded,resolved,closed
		k1,u1,2026-02-13T17:45,L1,,,
		k2,u2,2026-02-13T17:45,L2,,,
		k3,u3,2026-02-13T17:45,L3,,,
		k4,u4,2026-02-13T17:45,L4,,,
	END
	dues() { cut -d, -f1,7 <<< "$output" | sed '1d; s/^case-//' | sort; }
	# Friday; Saturday the 14th is made up, then holidays up to Monday the 23rd.
	run -0 rt-triggers -q -a 2026-02-26 --working-time L2,L3,L4 cases.csv
	same "$(dues)" <<-'END'
		resolve:u1:k1,2026-02-14T17:45
		resolve:u2:k2,2026-02-24T17:45
		resolve:u3:k3,2026-02-25T17:45
		resolve:u4:k4,2026-02-14T17:45
		respond:u1:k1,2026-02-13T18:15
		respond:u2:k2,2026-02-14T09:45
		respond:u3:k3,2026-02-14T10:45
		respond:u4:k4,2026-02-14T09:15
	END
	[[ $output = *'"Level 4 case opened 2026-02-13 17:45, to be answered by 2026-02-14 09:15 in working time, past"'* ]]
	run -0 rt-triggers -q -a 2026-02-26 --working-time L4 --hours 08:30-17:50 -t case-respond cases.csv
	[[ $(dues) = *respond:u4:k4,2026-02-14T08:55 ]]
	printf 'date,kind,name\n2026-02-14,holiday,ours\n' > calendar.csv
	run -0 rt-triggers -q -a 2026-02-26 --working-time L4 --calendar calendar.csv cases.csv
	[[ $(dues) = *resolve:u4:k4,2026-02-24T17:45* ]]
	[[ $(dues) = *respond:u4:k4,2026-02-24T09:15* ]]
}

@test "T21: --working-time: in time until the minute, and what it cannot know it says" {
	printf '%s\n' case_id,customer_id,opened,level,responded,resolved,closed \
		k1,u1,2026-02-13T17:45,L4,,, > cases.csv
	run -0 rt-triggers -a 2026-02-14T08:44 --working-time L4 -t case-respond cases.csv
	opens_ids < /dev/null
	run -0 rt-triggers -a 2026-02-14T08:45 --working-time L4 -t case-respond cases.csv
	opens_ids <<< case-respond:u1:k1
	sed -i s/2026-02/2036-02/ cases.csv
	run -0 --separate-stderr rt-triggers -a 2036-02-14 --working-time L4 -t case-respond cases.csv
	prints_err <<< "rt-triggers: 2036: statutory days only, make-up days not known yet"
	sed -i s/2036-02/2023-02/ cases.csv
	run -0 --separate-stderr rt-triggers -a 2023-02-14 --working-time L4 -t case-respond cases.csv
	prints_err <<< "rt-triggers: the calendar has no days of 2023: Monday to Friday are taken"
	run -2 rt-triggers --working-time L9 cases.csv
	run -2 rt-triggers --hours 09:00-12:00 cases.csv
	run -2 rt-triggers --working-time L4 --hours 9 cases.csv
	printf 'date,kind\n2026-02-14,holyday\n' > calendar.csv
	run --separate-stderr -1 rt-triggers -a 2026-02-14 --calendar calendar.csv cases.csv
	prints_err <<< "rt-triggers: calendar.csv:2: kind: neither holiday, workday nor occasion"
}

@test "T22: a call back within 24 hours after the solution, unless closed" {
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,responded,resolved,closed
		k;1,u1,2026-03-31T10:00,L1,2026-03-31T10:05,2026-04-01T17:10,
		k2,u2,2026-03-31T10:00,L1,2026-03-31T10:05,2026-04-01T17:10,2026-04-01T18:00
		k3,u3,2026-03-31T10:00,L1,2026-03-31T10:05,2026-04-01T17:10,2026-04-02T18:00
		k4,u4,2026-03-31T10:00,L1,2026-03-31T10:05,2026-03-31T17:10,
	END
	run -0 --separate-stderr rt-triggers -a 2026-04-01 -t case-callback cases.csv
	opens <<-'END'
		case-callback:u1:k%3B1,u1,case-callback,service,L1,2026-04-01,2026-04-02T17:10,call,Ask whether the solution holds,resolved 2026-04-01 17:10
		case-callback:u3:k3,u3,case-callback,service,L1,2026-04-01,2026-04-02T17:10,call,Ask whether the solution holds,resolved 2026-04-01 17:10
	END
}

@test "a case that stands twice is bad data, unless both records are equal" {
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,resolved
		k1,u1,2026-03-31T10:00,L1,2026-04-01T17:10
		k1,u1,2026-03-31T10:00,L1,2026-04-01T17:10
	END
	run -0 --separate-stderr rt-triggers -a 2026-04-01 -t case-callback cases.csv
	opens_ids <<< case-callback:u1:k1
	echo k1,u2,2026-03-31T10:00,L1, >> cases.csv
	run --separate-stderr -1 rt-triggers -q -a 2026-04-01 -t case-callback cases.csv
	[ -z "$output" ]
	prints_err <<< "rt-triggers: cases.csv:4: case_id: stands twice, with different records"
}

# --- T23

@test "T23: 100 customers with one problem on one day are a crisis, 99 are not" {
	many() { for i in $(seq "$2"); do echo "$1$i,$1u$i,2026-04-01T10:$((i / 60 + 10)):$((i % 60 + 100))" |
		sed 's/:1\([0-9][0-9]\)$/:\1/'; done; }
	{
		echo case_id,customer_id,opened,level,topic
		many a 100 | sed 's/$/,L1,no network/'
		many b 99 | sed 's/$/,L1,slow network/'
		echo "b100,bu1,2026-04-01T10:30,L1,slow network"
		echo "b101,bu100,2026-03-31T23:59,L1,slow network"
	} > cases.csv
	run -0 rt-triggers -q -a 2026-04-01 -t crisis cases.csv
	opens <<-'END'
		crisis::no network/2026-04-01,,crisis,crisis,L4,2026-04-01,2026-04-01T12:11,app,Publish cause; progress and compensation; call VIPs in person,topic no network: 100 customers within 1 day by 2026-04-01 10:11 (threshold >= 100)
	END
}

@test "a crowd of records without a time: its evidence is a date, its due from 09:00" {
	policy <<-'END'
		rush,crowd,purchases,item,,>=,2,2d,,,,crisis,L4,app,2h,0d,yes,Look
	END
	run -0 rt-triggers -q -a 2026-03-05 -p policy.csv <<-'END'
		customer_id,date,item
		u1,2026-03-04,lamp
		u2,2026-03-05,lamp
	END
	opens <<-'END'
		rush::lamp/2026-03-05,,rush,crisis,L4,2026-03-05,2026-03-05T11:00,app,Look,item lamp: 2 customers within 2 days by 2026-03-05 (threshold >= 2)
	END
}

@test "T23: a window of days ends at midnight, one of hours to the second" {
	policy <<-'END'
		day,crowd,calls,x,,>=,2,1d,,,,crisis,L4,app,2h,0d,yes,Look
		hours,crowd,calls,x,,>=,2,2h,,,,crisis,L4,app,2h,0d,yes,Look
	END
	run -0 rt-triggers -q -a 2026-03-05 -s 2026-03-01 -p policy.csv <<-'END'
		customer_id,time,peer,seconds,x
		u1,2026-03-04T22:00:00,10010,1,a
		u2,2026-03-05T00:00:00,10010,1,a
		u3,2026-03-03T08:00:00,10010,1,b
		u4,2026-03-03T09:59:59,10010,1,b
		u5,2026-03-02T00:00:00,10010,1,c
		u6,2026-03-02T23:59:59,10010,1,c
	END
	opens_ids <<-'END'
		day::c/2026-03-02
		day::b/2026-03-03
		hours::b/2026-03-03
	END
}

@test "T23: an urgent case of a high-end customer, no other case and no other customer" {
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level
		k1,u1,2026-04-01T10:00,urgent
		k2,u1,2026-04-01T11:00,urgent
		k3,u1,2026-04-01T10:00,L4
		k4,u2,2026-04-01T10:00,urgent
		k5,u3,2026-04-01T10:00,urgent
	END
	printf 'customer_id,tier,rank\nu1,vip,5\nu2,quasi,6\n' > tiers.csv
	run -0 rt-triggers -a 2026-04-01 -t vip-blocked --tiers tiers.csv cases.csv
	opens <<-'END'
		vip-blocked:u1:k1,u1,vip-blocked,crisis,L4,2026-04-01,2026-04-01T10:10,call,A high-end customer cannot order: act at once,1 case at 2026-04-01 10:00
		vip-blocked:u1:k2,u1,vip-blocked,crisis,L4,2026-04-01,2026-04-01T11:10,call,A high-end customer cannot order: act at once,1 case at 2026-04-01 11:00
	END
}

# --- T24

@test "T24: a score of 6 is a detractor's with five dated steps, 7 is not" {
	cat > surveys.csv <<-'END'
		customer_id,time,nps
		u1,2026-04-01T10:00,6
		u2,2026-04-01T10:00,7
	END
	run -0 rt-triggers -a 2026-04-01 surveys.csv
	opens <<-'END'
		detractor:u1:2026-04-01,u1,detractor,recovery,L3,2026-04-01,2026-04-02T10:00,call,Apologise today; restore at once; show empathy tomorrow; make amends by day 3; follow up on day 7,"nps 6 at 2026-04-01 10:00 (threshold <= 6); apology 2026-04-01, restoration 2026-04-01, empathy 2026-04-02, amends 2026-04-04, follow-up 2026-04-08"
	END
}

@test "T24: expected above perceived is dissatisfied, unless a detractor; equal is not" {
	cat > surveys.csv <<-'END'
		customer_id,time,nps,expected,perceived
		u1,2026-04-01T10:00,,4.5,4
		u2,2026-04-01T10:00,,4,4
		u3,2026-04-01T10:00,3,5,1
		u4,2026-04-01T10:00,9,5,
	END
	run -0 rt-triggers -a 2026-04-01 surveys.csv -t dissatisfied
	opens <<-'END'
		dissatisfied:u1:2026-04-01,u1,dissatisfied,recovery,L2,2026-04-01,2026-04-03T10:00,call,Clear the gap between expectation and service,expected 4.5 > perceived 4 at 2026-04-01 10:00
	END
}

# --- T25 to T27

@test "T25, T26: turned quasi, or fell a level, since the last run" {
	cat > tiers.csv <<-'END'
		customer_id,tier,rank,previous_tier,movement
		u1,quasi,6,standard,up
		u2,quasi,6,quasi,same
		u3,quasi,6,vip,down
		u4,quasi,6,,new
		u5,gold,3,gold,same
		u6,silver,4,gold,down
	END
	run -0 rt-triggers -a 2026-04-01 --tiers tiers.csv
	opens <<-'END'
		quasi-high-end:u1:2026-04,u1,quasi-high-end,care,L1,2026-04-01,2026-04-09T09:00,call,Welcome; name the benefits within reach,"tier Quasi high-end, movement Up, from Standard to Quasi high-end on 2026-04-01"
		quasi-high-end:u4:2026-04,u4,quasi-high-end,care,L1,2026-04-01,2026-04-09T09:00,call,Welcome; name the benefits within reach,"tier Quasi high-end, movement New on 2026-04-01"
		tier-drop:u3:2026-04,u3,tier-drop,care,L2,2026-04-01,2026-04-09T09:00,call,Ask what changed; keep the personal manager,"movement Down, from VIP to Quasi high-end on 2026-04-01"
		tier-drop:u6:2026-04,u6,tier-drop,care,L2,2026-04-01,2026-04-09T09:00,call,Ask what changed; keep the personal manager,"movement Down, from Gold VIP to Silver VIP on 2026-04-01"
	END
}

@test "T27: a customer of class A, 60 days without a purchase, only when asked for" {
	printf 'customer_id,date\nu1,2026-01-31\nu2,2026-02-01\nu3,2026-01-31\n' > purchases.csv
	printf 'customer_id,tier,rank,class\nu1,gold,3,A\nu2,gold,3,A\nu3,gold,3,B\n' > tiers.csv
	run -0 rt-triggers -q -a 2026-04-01 --tiers tiers.csv purchases.csv
	opens_ids < /dev/null
	run -0 rt-triggers -a 2026-04-01 --tiers tiers.csv -t sleeping-big purchases.csv
	opens <<-'END'
		sleeping-big:u1:2026-01-31,u1,sleeping-big,care,L2,2026-04-01,2026-04-16T09:00,visit,Visit: rebuild the relation before the next need,"no purchases for 60 days, the last on 2026-01-31 (threshold 60 days)"
	END
}

@test "times are read in TZ: as written, with a zone, never one that is skipped" {
	export TZ=America/New_York
	cat > calls.csv <<-'END'
		customer_id,time,peer,seconds
		u1,2026-03-08T01:30:00,10086,61
		u2,2026-03-08 03:00:00,10086,61
		u3,2026-03-08T12:00:00Z,10086,61
		u4,2026-03-09T03:59:59Z,10086,61
		u5,2026-03-09T04:00:00Z,10086,61
	END
	run -0 rt-triggers -q -a 2026-03-08 calls.csv
	dues=$(cut -d, -f2,7 <<< "$output")
	same_ids "$dues" <<-'END'
		customer_id,due
		u1,2026-03-10T01:30
		u2,2026-03-10T03:00
		u3,2026-03-10T08:00
		u4,2026-03-10T23:59
	END
	for time in 2026-03-08T02:30:00 2026-03-08T24:00:00 2026-03-08T10:60:00 \
		2026-02-29T10:00:00 '2026/3/08 T10:00:00' 2026-03-08T1:000:00; do
		printf 'customer_id,time,peer,seconds\nu1,%s,10086,61\n' "$time" > bad.csv
		run --separate-stderr -1 rt-triggers -a 2026-03-08 bad.csv
		case $time in
		*T02:30*) prints_err <<< "rt-triggers: bad.csv:2: time: no such time in the zone of TZ" ;;
		*T24:00*) [[ $stderr == *"looks like 24:00, which is 00:00 of the next day, not a time "* ]] ;;
		*) prints_err <<< "rt-triggers: bad.csv:2: time: not a time such as 2026-03-05T09:05" ;;
		esac
	done
}

# --- policies

@test "a policy row that cannot work is refused with its line" {
	refuses a,drp,bills,amount,,,0.5,,3,,,,,,,,yes, \
		"rule: unknown rule (did you mean 'drop'?)"
	refuses a,drop,bill,amount,,,0.5,,3,,,,,,,,yes, \
		"table: unknown table (did you mean 'bills'?)"
	refuses a,drop,,amount,,,0.5,,3,,,,,,,,yes, "table: missing"
	refuses a,drop,customers,amount,,,0.5,,3,,,,,,,,yes, \
		"table: 'drop' rules cannot be about customers"
	refuses a,drop,bills,amout,,,0.5,,3,,,,,,,,yes, \
		"column: unknown column 'amout' (did you mean 'amount'?)"
	refuses a,drop,bills,due,,,0.5,,3,,,,,,,,yes, "column: not a column of numbers such as amount"
	refuses a,before,bills,amount,,,,7d,,,,,,,,,yes, "column: not a column of dates such as due"
	refuses a,drop,bills,amount,,,half,,3,,,,,,,,yes, "threshold: not a number such as 79.00"
	refuses a,drop,bills,amount,,,1.5,,3,,,,,,,,yes, \
		"threshold: not a share above 0 and at most 1, such as 0.5"
	refuses a,drop,bills,amount,,,0.5,,0,,,,,,,,yes, "baseline: not from 1 to 60"
	refuses a,drop,bills,amount,,,0.5,2mo,3,,,,,,,,yes, "window: not 1mo"
	refuses a,drop,bills,amount,,,0.5,,3,x,,,,,,,yes, "floor: not a number such as 79.00"
	refuses a,value,bills,amount,,==,0,,,,,,,,,,yes, "op: unknown operator"
	refuses a,value,bills,amount,,,0,,,,,,,,,,yes, "op: missing"
	refuses a,value,bills,amount,,=,,,,,,,,,,,yes, "threshold: missing"
	refuses a,value,bills,amount,,=,0,,,,,,,,5x,,yes, \
		"within: not a duration such as 24h or 2wd"
	refuses a,value,bills,amount,,=,0,,,,,,,,,5,yes, \
		"cooldown: not a duration such as 24h"
	refuses a,value,bills,amount,,=,0,,,,,,,,,,maybe, "enabled: not yes or no"
	refuses a,value,bills,amount,paid,=,0,,,,,,,,,,yes, "where: a term without a test"
	refuses a,value,bills,amount,=x,=,0,,,,,,,,,,yes, "where: a term without a column"
	refuses 'a,value,bills,amount,amount<x,=,0,,,,,,,,,,yes,' \
		"where: neither a number nor a date behind '<' or '>', such as 100"
	refuses a,value,bills,amount,amonut=1,=,0,,,,,,,,,,yes, \
		"where: unknown column 'amonut' (did you mean 'amount'?)"
	refuses a,value,bills,amount,statsu=x,=,0,,,,,,,,,,yes, \
		"where: unknown column 'statsu' (did you mean 'status'?)"
	refuses a,value,bills,amount,,=,0,,,,b,,,,,,yes, "inhibited_by: unknown trigger"
	refuses quiet,value,bills,amount,,=,0,,,,quite,,,,,,yes, \
		"inhibited_by: unknown trigger (did you mean 'quiet'?)"
	refuses a,value,bills,amount,,=,0,,,,a,,,,,,yes, "inhibited_by: a cycle"
	refuses ,value,bills,amount,,=,0,,,,,,,,,,yes, "trigger: missing"
	refuses a,absence,purchases,,,,,,,,,,,,,,yes, "window: missing"
	refuses a,absence,bills,,,,,7d,,,,,,,,,yes, \
		"table: 'absence' rules cannot be about bills"
}

@test "a policy is UTF-8 whatever the encoding of the tables, and says so" {
	printf 'customer_id,month,amount\n' > bills.csv
	rt-triggers --print-policy | iconv -f utf-8 -t gb18030 > policy.csv
	run --separate-stderr -2 rt-triggers -p policy.csv -e gb18030 bills.csv
	prints_err <<-'END'
		rt-triggers: policy.csv:2: column 21: not valid UTF-8; a policy is UTF-8, this one looks like GB18030
	END
}

@test "a policy that is read is not written" {
	printf 'customer_id,month,amount\n' > bills.csv
	rt-triggers --print-policy > policy.csv
	cp policy.csv before.csv
	for write in -o -r; do
		run --separate-stderr -2 rt-triggers -p policy.csv $write ./policy.csv bills.csv
		[[ $stderr = *'./policy.csv is '*': it cannot '* ]]
		same_file before.csv policy.csv
	done
}

@test "a trigger named twice, and inhibition in a cycle, name their lines" {
	printf 'customer_id,month,amount\n' > bills.csv
	policy <<-'END'
		a,value,bills,amount,,=,0,,,,,,,,,,yes,
		b,value,bills,amount,,=,0,,,,,,,,,,yes,
		a,value,bills,amount,,=,1,,,,,,,,,,yes,
	END
	run --separate-stderr -2 rt-triggers -a 2026-04-01 -p policy.csv bills.csv
	prints_err <<< "rt-triggers: policy.csv:4: trigger: named twice"
	policy <<-'END'
		a,value,bills,amount,,=,0,,,,b,,,,,,yes,
		b,value,bills,amount,,=,0,,,,c,,,,,,yes,
		c,value,bills,amount,,=,0,,,,a,,,,,,yes,
	END
	run --separate-stderr -2 rt-triggers -a 2026-04-01 -p policy.csv bills.csv
	prints_err <<< "rt-triggers: policy.csv:2: inhibited_by: a cycle"
}

@test "where: each test on both sides of its edge" {
	cat > purchases.csv <<-'END'
		customer_id,date,amount,item,shop
		u1,2026-04-01,10,phone,A1
		u2,2026-04-01,20.00,phone case,B1
		u3,2026-04-01,30,,
	END
	fires()	# WHERE IDS
	{
		policy <<< "r,match,purchases,,\"$1\",,,,,,,,,,,,yes,"
		run -0 rt-triggers -q -a 2026-04-01 -p policy.csv purchases.csv
		ids=$(sed '1d; s/^r:\(..\):.*/\1/' <<< "$output" | tr '\n' ' ')
		[ "$ids" = "$2" ] || wrong "$1: $ids"
	}
	fires 'item=phone' 'u1 '
	fires 'item=phone|phone case' 'u1 u2 '
	fires 'item=phone|' 'u1 u3 '
	fires 'item!=phone' 'u2 u3 '
	fires 'item!=phone|' 'u2 '
	fires 'item^=phone' 'u1 u2 '
	fires 'item^=phone c' 'u2 '
	fires 'item?' 'u1 u2 '
	fires '!item' 'u3 '
	fires 'amount<20' 'u1 '
	fires 'amount>20' 'u3 '
	fires 'amount=20' 'u2 '
	fires 'amount>10;item?' 'u2 '
	fires 'shop=A1|B1;amount>10' 'u2 '
	fires 'date>2026-03-31' 'u1 u2 u3 '
	fires 'date<2026/4/1' ''
	fires 'date=20260401;!shop' 'u3 '
	fires 'tier=gold' ''
	fires '!tier' 'u1 u2 u3 '
}

@test "where: a heading that stands for a column is that column, with its type" {
	cat > bills.csv <<-'END'
		用户编号,账期,出账金额,应缴日期,缴费日期,备注
		u1,202603,0.00,2026-03-20,2026-04-02,0.00
		u2,202603,5,2026-03-20,2026-03-19,0
		u3,202602,5,2026-03-20,2026-04-02,1
	END
	policy <<-'END'
		late,after,bills,due,!缴费日期,,,,,,,care,L1,sms,1d,0d,yes,Remind
		none,after,bills,due,出账金额=0,,,,,,,care,L1,sms,1d,0d,yes,Remind
		march,after,bills,due,账期=2026-03,,,,,,,care,L1,sms,1d,0d,yes,Remind
		note,after,bills,due,备注=0,,,,,,,care,L1,sms,1d,0d,yes,Remind
	END
	run -0 rt-triggers -a 2026-04-01 -p policy.csv bills.csv
	opens_ids <<-'END'
		late:u3:2026-03-20
		march:u1:2026-03-20
		march:u2:2026-03-20
		none:u1:2026-03-20
		note:u2:2026-03-20
	END
	cat > calls.csv <<-'END'
		customer_id,time,对端号码,seconds
		u1,2026-04-01T10:00,+86 10086,61
	END
	policy <<< 'rival,match,calls,seconds,对端号码=10086,>,60,,,,,care,L2,call,2d,0d,yes,Ask'
	run -0 rt-triggers -a 2026-04-01 -p policy.csv calls.csv
	opens_ids <<< rival:u1:2026-04-01
}

@test "where: a backslash takes a bar and a semicolon literally" {
	printf 'customer_id,date,item\nu1,2026-04-01,a|b\nu2,2026-04-01,a;b\nu3,2026-04-01,a\n' \
		> purchases.csv
	policy <<-'END'
		r,match,purchases,,item=a\|b,,,,,,,,,,,,yes,
		s,match,purchases,,item=a\;b,,,,,,,,,,,,yes,
	END
	run -0 rt-triggers -a 2026-04-01 -p policy.csv purchases.csv
	opens_ids <<-'END'
		r:u1:2026-04-01
		s:u2:2026-04-01
	END
}

@test "where: the customer's row, then the tier, columns of one's own too" {
	printf 'customer_id,date\nu1,2026-04-01\nu2,2026-04-01\nu3,2026-04-01\n' > purchases.csv
	printf 'customer_id,name,club\nu1,A,yes\nu2,B,yes\n' > customers.csv
	printf 'customer_id,tier,rank\nu1,gold,3\nu3,gold,3\n' > tiers.csv
	policy <<-'END'
		r,match,purchases,,club=yes;tier=gold,,,,,,,,,,,,yes,
		s,match,purchases,,club=|no;tier=gold,,,,,,,,,,,,yes,
		t,absence,purchases,,club=yes;tier=,,,0d,,,,,,,,,yes,
	END
	run -0 rt-triggers -a 2026-04-01 -p policy.csv --customers customers.csv \
		--tiers tiers.csv purchases.csv
	opens_ids <<-'END'
		r:u1:2026-04-01
		s:u3:2026-04-01
		t:u2:2026-04-01
	END
	run --separate-stderr -2 rt-triggers -a 2026-04-01 -p policy.csv --tiers tiers.csv \
		purchases.csv
	prints_err <<< "rt-triggers: policy.csv:2: where: unknown column 'club'"
}

@test "within counts from the record, or from 09:00; blank is at once" {
	cat > activity.csv <<-'END'
		customer_id,time,action
		u1,2026-01-31T10:30,buy
	END
	printf 'customer_id,date\nu1,2026-01-31\n' > purchases.csv
	policy <<-'END'
		a,match,activity,,,,,,,,,,,,90m,,yes,
		b,match,activity,,,,,,,,,,,,24h,,yes,
		c,match,activity,,,,,,,,,,,,1mo,,yes,
		d,match,activity,,,,,,,,,,,,,,yes,
		e,match,purchases,,,,,,,,,,,,1mo,,yes,
	END
	run -0 rt-triggers -a 2026-01-31 -p policy.csv activity.csv purchases.csv
	dues=$(cut -d, -f3,7 <<< "$output")
	same_ids "$dues" <<-'END'
		trigger,due
		d,2026-01-31T10:30
		a,2026-01-31T12:00
		b,2026-02-01T10:30
		e,2026-02-28T09:00
		c,2026-02-28T10:30
	END
}

@test "orders are in order of due as it is written, to the minute, then of their id" {
	cat > calls.csv <<-'END'
		customer_id,time,peer,seconds
		u2,2026-03-05T10:00:10,10086,61
		u1,2026-03-05T10:00:50,10086,61
		u0,2026-03-05T10:01:00,10086,61
	END
	run -0 rt-triggers -a 2026-03-05 calls.csv
	opens_ids <<-'END'
		rival-hotline:u1:2026-03-05
		rival-hotline:u2:2026-03-05
		rival-hotline:u0:2026-03-05
	END
}

@test "a rule that is off runs only when asked for, and holds nothing back" {
	printf 'customer_id,month,amount\nu1,2026-03,0\n' > bills.csv
	policy <<-'END'
		a,value,bills,amount,,=,0,,,,,,,,,,no,
		b,value,bills,amount,,<,1,,,,a,,,,,,yes,
	END
	run -0 rt-triggers -a 2026-04-01 -p policy.csv bills.csv
	opens_ids <<< b:u1:2026-03
	run -0 rt-triggers -a 2026-04-01 -p policy.csv -t a,b bills.csv
	opens_ids <<< a:u1:2026-03
	run -0 --separate-stderr rt-triggers -a 2026-04-01 -t inactive bills.csv
	prints_err <<< "rt-triggers: --trigger: doubt no-feed: no given table feeds 'inactive'"
	run --separate-stderr -2 rt-triggers -a 2026-04-01 -t zero-bil bills.csv
	[ "${stderr%%$'\n'*}" = \
		"rt-triggers: --trigger: unknown trigger 'zero-bil' (did you mean 'zero-bill'?)" ]
}

# --- many tables

@test "ids: semicolons and per cents are written %3B and %25" {
	printf 'customer_id,month,amount\na;b,2026-03,0\n50%%,2026-03,0\n' > bills.csv
	run -0 rt-triggers -a 2026-04-01 bills.csv
	cells=$(cut -d, -f1,2 <<< "$output")
	same_ids "$cells" <<-'END'
		workorder_id,customer_id
		zero-bill:50%25:2026-03,50%
		zero-bill:a%3Bb:2026-03,a;b
	END
}

@test "kept columns come from the customers, as they are; blank where unknown" {
	printf 'customer_id,month,amount\nu1,2026-03,0\nu2,2026-03,0\n' > bills.csv
	printf 'customer_id,name,region\nu1,"王, 建国", North \n' > customers.csv
	run -0 rt-triggers -a 2026-04-01 -k name,region --customers customers.csv bills.csv
	cells=$(sed 's/,zero-bill,.*0),/,/' <<< "$output")
	same_ids "$cells" <<-END
		$header,name,region
		zero-bill:u1:2026-03,u1,"王, 建国", North$(printf ' ')
		zero-bill:u2:2026-03,u2,,
	END
	run -2 rt-triggers -a 2026-04-01 -k regoin --customers customers.csv bills.csv
}

@test "kept cells are as they are, those of spaces and those that --null names" {
	printf '%s\n' customer_id,status,joined,area 'C1,suspended,  , x ' 'C2,suspended,NA,  ' \
		C3,suspended,,NA > customers.csv
	run -0 rt-triggers -a 2026-04-01 --null NA -k area,joined customers.csv
	[ "$(cut -d, -f11- <<< "$output")" = 'area,joined
 x ,  
  ,NA
NA,' ]
}

@test "without customers, kept columns come from the customer's latest record" {
	cat > purchases.csv <<-'END'
		customer_id,date,shop
		u1,2026-01-02,North
		u1,2026-01-03,East
		u1,2026-01-01,West
	END
	run -0 rt-triggers -q -a 2026-04-09 -k shop purchases.csv
	[ "$(sed 's/.*,//; 1d' <<< "$output")" = East ]
}

@test "without customers, the latest of a customer's bills, and of the times of a day, is kept" {
	cat > bills.csv <<-'END'
		customer_id,month,amount,plan
		u1,2026-02,50,A20
		u1,2026-03,0,A30
	END
	run -0 rt-triggers -a 2026-04-01 -t zero-bill -k amount,plan bills.csv
	[ "$(cut -d, -f11- <<< "$output")" = "amount,plan
0,A30" ]
	cat > calls.csv <<-'END'
		customer_id,time,peer,seconds,cell
		u1,2026-04-01T10:00,10086,90,East
		u1,2026-04-01T09:00,10086,90,West
	END
	run -0 rt-triggers -a 2026-04-01 -k cell calls.csv
	[ "$(sed 's/.*,//; 1d' <<< "$output")" = East ]
}

@test "any mixture of tables, in any order, gives the same orders" {
	cd "$TESTDATA"
	all='activity calls cases contracts forwards objections purchases surveys bills'
	run -0 rt-triggers -q -a 2026-04-01 --since 2026-03-01 --customers customers.csv \
		$(printf '%s.csv ' $all)
	once=$output
	[ "$(wc -l <<< "$once")" -gt 30 ]
	run -0 rt-triggers -q -a 2026-04-01 --since 2026-03-01 customers.csv \
		$(printf '%s.csv ' $all | tac -s ' ')
	prints <<< "$once"
	for t in $all customers; do
		{ head -1 $t.csv; sed 1d $t.csv | tac; } > "$BATS_TEST_TMPDIR/$t.csv"
	done
	cd "$BATS_TEST_TMPDIR"
	for j in 1 2; do
		run -0 rt-triggers -q -j $j -a 2026-04-01 --since 2026-03-01 \
			--customers customers.csv $(printf '%s.csv ' $all)
		prints <<< "$once"
	done
}

@test "files of one kind are one table" {
	printf 'customer_id,month,amount\nu1,2026-03,20\nu1,2026-02,100\n' > a.csv
	printf 'month,amount,customer_id\n2026-01,100,u1\n2025-12,100,u1\n' > b.csv
	run -0 rt-triggers -a 2026-04-01 a.csv b.csv
	opens_ids <<< bill-drop:u1:2026-03
}

@test "seven daily runs open what one weekly run opens" {
	cd "$TESTDATA"
	tables='customers.csv activity.csv calls.csv cases.csv forwards.csv surveys.csv'
	events=rival-hotline,rival-forward,upgrade-interest,new-guide,new-call,case-callback
	events+=,device-tips,vip-blocked,detractor,dissatisfied,monthly-care
	rt-triggers -q -a 2026-04-01 --since 2026-03-25 -t $events $tables |
		sed 1d | sort > "$BATS_TEST_TMPDIR/week"
	for day in 26 27 28 29 30 31 32; do
		rt-triggers -q -a "$(date -d "2026-03-01 + $((day - 1)) days" +%F)" -t $events \
			$tables | sed 1d
	done | sort > "$BATS_TEST_TMPDIR/days"
	[ -s "$BATS_TEST_TMPDIR/week" ]
	same_file "$BATS_TEST_TMPDIR/week" "$BATS_TEST_TMPDIR/days"
}

@test "--list: every rule in words, and the tables that feed it" {
	printf 'customer_id,month,amount,paid\n' > bills.csv
	policy <<-'END'
		a,value,bills,amount,!paid,=,0,,,,,,,,,,yes,
		b,absence,purchases+activity,,action=login|登录,,,7d,,,,,,,,,no,
		c,value,bills,amount,amount>=5;amount<=9,=,0,,,,,,,,,,yes,
	END
	run -0 rt-triggers -p policy.csv --list bills.csv
	prints <<-'END'
		trigger,rule,fed_by,enabled,description
		a,value,bills,yes,sum of the month: amount = 0 where paid is blank
		b,absence,,no,no activity or purchases for 7 days where action is login or 登录
		c,value,bills,yes,sum of the month: amount = 0 where amount is at least 5 and amount is at most 9
	END
	run -0 rt-triggers --list < /dev/null
	[ "$(wc -l <<< "$output")" -eq 38 ]
}

@test "a bad cell of a column that a rule needs ends the run, or goes to the rejects" {
	cat > calls.csv <<-'END'
		customer_id,time,peer,seconds
		u1,2026-03-05T10:00,10086,long
		u2,2026-03-05T25:00,10086,61
		u3,2026-03-05T10:00,10086,61
		,2026-03-05T10:00,10086,61
	END
	run --separate-stderr -1 rt-triggers -a 2026-03-05 calls.csv
	[ -z "$output" ]
	prints_err <<< "rt-triggers: calls.csv:2: seconds: not a number of seconds such as 90"
	run -0 --separate-stderr rt-triggers -a 2026-03-05 -r bad.csv calls.csv
	opens_ids <<< rival-hotline:u3:2026-03-05
	run -0 cat bad.csv
	prints <<-'END'
		file,line,column,reason,record
		calls.csv,2,seconds,not a number of seconds such as 90,"u1,2026-03-05T10:00,10086,long"
		calls.csv,3,time,not a time such as 2026-03-05T09:05,"u2,2026-03-05T25:00,10086,61"
		calls.csv,5,customer_id,blank,",2026-03-05T10:00,10086,61"
	END
}

@test "a customer that stands twice is bad data, unless both rows are equal" {
	printf 'customer_id,status\nu1,suspended\nu1,suspended\n' > customers.csv
	run -0 rt-triggers -a 2026-04-01 --customers customers.csv
	opens_ids <<< suspended:u1:2026-04
	echo u1,active >> customers.csv
	run --separate-stderr -1 rt-triggers -a 2026-04-01 --customers customers.csv
	prints_err <<-'END'
		rt-triggers: customers.csv:4: customer_id: stands twice, with different records
	END
}

# --- from run to run

@test "--seen: what is in it is not opened again; cooldown holds between runs" {
	calls() { { echo customer_id,time,peer,seconds; printf 'u1,%sT10:00,10086,61\n' "$@"; } > calls.csv; }
	calls 2026-03-01
	rt-triggers -a 2026-03-01 calls.csv > seen.csv
	[ "$(wc -l < seen.csv)" -eq 2 ]
	calls 2026-03-01 2026-03-30
	run -0 --separate-stderr rt-triggers -q -a 2026-03-30 --seen seen.csv calls.csv
	opens_ids < /dev/null
	run -0 --separate-stderr rt-triggers -q -a 2026-03-30 --seen seen.csv --count \
		-t rival-hotline calls.csv
	prints <<-'END'
		trigger,opened,inhibited,cooled_down,held_out
		rival-hotline,0,0,1,0
	END
	calls 2026-03-01 2026-03-31
	run -0 --separate-stderr rt-triggers -q -a 2026-03-31 --seen seen.csv calls.csv
	opens_ids <<< rival-hotline:u1:2026-03-31
}

@test "--seen, --customers: more than one of them are one table" {
	for u in 1 2 3; do
		printf "customer_id,status\nu$u,suspended\n" > $u.csv
		rt-triggers -a 2026-04-0$u --customers $u.csv > seen$u.csv
	done
	run -0 rt-triggers -a 2026-04-04 --customers 1.csv --customers 2.csv --customers 3.csv
	opens_ids <<-'END'
		suspended:u1:2026-04
		suspended:u2:2026-04
		suspended:u3:2026-04
	END
	run -0 rt-triggers -a 2026-04-04 --customers 1.csv --customers 2.csv 3.csv \
		--seen seen1.csv --seen seen3.csv
	opens_ids <<< suspended:u2:2026-04
}

@test "--seen: a crowd of the same value waits, one of another does not" {
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,topic
		k1,u1,2026-04-01T10:00,L1,a;b
		k2,u1,2026-04-02T10:00,L1,a;b
		k3,u1,2026-04-02T10:00,L1,c
	END
	policy <<< "many,crowd,cases,topic,,>=,1,1d,,,,crisis,L4,app,2h,2d,yes,"
	rt-triggers -q -a 2026-04-01 -p policy.csv cases.csv > seen.csv
	[[ $(cat seen.csv) = *many::a%3Bb/2026-04-01,* ]]
	run -0 --separate-stderr rt-triggers -q -a 2026-04-02 -p policy.csv --seen seen.csv cases.csv
	opens_ids <<< many::c/2026-04-02
}

@test "--since: without it, from the day before the latest fired_on of --seen" {
	cat > calls.csv <<-'END'
		customer_id,time,peer,seconds
		u1,2026-03-01T10:00,10086,61
		u2,2026-03-02T10:00,10086,61
		u3,2026-03-03T10:00,10086,61
		u4,2026-03-04T10:00,10086,61
	END
	cat > seen.csv <<-'END'
		workorder_id,customer_id,trigger,fired_on,due
		rival-hotline:u9:2026-03-02,u9,rival-hotline,2026-03-02,2026-03-04T10:00
		rival-hotline:u8:2026-02-02,u8,rival-hotline,2026-02-02,2026-02-04T10:00
	END
	run -0 --separate-stderr rt-triggers -q -a 2026-03-04 --seen seen.csv calls.csv
	opens_ids <<-'END'
		rival-hotline:u2:2026-03-02
		rival-hotline:u3:2026-03-03
		rival-hotline:u4:2026-03-04
	END
	run -0 --separate-stderr rt-triggers -q -a 2026-03-04 --seen seen.csv --since 2026-03-03 \
		calls.csv
	opens_ids <<< rival-hotline:u4:2026-03-04
	head -1 seen.csv > none.csv
	run -0 --separate-stderr rt-triggers -q -a 2026-03-04 --seen none.csv calls.csv
	opens_ids <<< rival-hotline:u4:2026-03-04
}

@test "--since: what was resolved is forgotten, and is not the latest" {
	cat > calls.csv <<-'END'
		customer_id,time,peer,seconds
		u1,2026-03-01T10:00,10086,61
		u2,2026-03-02T10:00,10086,61
		u3,2026-03-04T10:00,10086,61
	END
	cat > seen.csv <<-'END'
		workorder_id,customer_id,trigger,fired_on,due,state
		rival-hotline:u9:2026-03-02,u9,rival-hotline,2026-03-02,2026-03-04T10:00,still
		silent:u8:2026-03-03,u8,silent,2026-03-03,2026-03-04T10:00,new
		silent:u8:2026-03-03,u8,silent,2026-03-03,2026-03-04T10:00,resolved
	END
	run -0 --separate-stderr rt-triggers -q -a 2026-03-04 --seen seen.csv calls.csv
	opens_ids <<-'END'
		rival-hotline:u2:2026-03-02
		rival-hotline:u3:2026-03-04
	END
}

@test "--states: new, still and resolved; what was resolved is new the next time" {
	states() { cut -d, -f1,6,11 <<< "$output" | sed 1d; }
	header+=,state
	printf 'customer_id,status\nu1,suspended\nu2,suspended\n' > customers.csv
	rt-triggers -a 2026-04-01 --customers customers.csv > one.csv
	printf 'customer_id,status\nu1,active\nu2,suspended\nu3,suspended\n' > customers.csv
	run -0 rt-triggers -a 2026-04-02 --customers customers.csv --seen one.csv --states
	opens <<-'END'
		suspended:u1:2026-04,u1,suspended,care,L2,2026-04-01,2026-04-07T09:00,call,Ask when the line is wanted again and what would help,status Suspended on 2026-04-01,resolved
		suspended:u2:2026-04,u2,suspended,care,L2,2026-04-01,2026-04-07T09:00,call,Ask when the line is wanted again and what would help,status Suspended on 2026-04-01,still
		suspended:u3:2026-04,u3,suspended,care,L2,2026-04-02,2026-04-08T09:00,call,Ask when the line is wanted again and what would help,status Suspended on 2026-04-02,new
	END
	echo "$output" > two.csv
	printf 'customer_id,status\nu1,suspended\nu2,suspended\nu3,active\n' > customers.csv
	run -0 rt-triggers -a 2026-04-03 --customers customers.csv --seen two.csv --states
	same "$(states)" <<-'END'
		suspended:u2:2026-04,2026-04-01,still
		suspended:u3:2026-04,2026-04-02,resolved
		suspended:u1:2026-04,2026-04-03,new
	END
}

@test "--states: what goes on into the next month is still so until a new order stands for it" {
	printf 'customer_id,status\nu1,suspended\nu2,active\n' > customers.csv
	printf '%s\n' workorder_id,customer_id,trigger,fired_on,due \
		suspended:u1:2026-03,u1,suspended,2026-03-02,2026-03-05T09:00 \
		suspended:u2:2026-03,u2,suspended,2026-03-02,2026-03-05T09:00 > seen.csv
	# The cooldown is 30 days: over on the first of April.
	for day in 2026-03-31 2026-04-01; do
		echo $day
		rt-triggers -a $day --customers customers.csv --seen seen.csv --states |
			cut -d, -f1,11 | sed 1d
	done > states
	run -0 cat states
	prints <<-'END'
		2026-03-31
		suspended:u1:2026-03,still
		suspended:u2:2026-03,resolved
		2026-04-01
		suspended:u1:2026-03,resolved
		suspended:u2:2026-03,resolved
		suspended:u1:2026-04,new
	END
	sed -i s/2026-03-02/2026-03-31/ seen.csv
	run -0 rt-triggers -a 2026-04-01 --customers customers.csv --seen seen.csv --states
	same "$(cut -d, -f1,11 <<< "$output" | sed 1d)" <<-'END'
		suspended:u1:2026-03,still
		suspended:u2:2026-03,resolved
	END
}

@test "--states: a case that got too old to be opened is still, until it is resolved" {
	printf 'case_id,customer_id,opened,level,resolved\n' > cases.csv
	printf 'a,u1,2026-01-01T09:00,L1,%s\nb,u1,2026-01-01T10:00,L1,\n' 2026-04-01T08:00 >> cases.csv
	rt-triggers -q -a 2026-04-01T07:00 -t case-resolve cases.csv > seen.csv
	run -0 rt-triggers -q -a 2026-04-02 --seen seen.csv --states -t case-resolve cases.csv
	states=$(sed "s/,.*,/,/" <<< "$output")
	same_ids "$states" <<-'END'
		workorder_id,state
		case-resolve:u1:a,resolved
		case-resolve:u1:b,still
	END
	sed -i /:b,/d seen.csv
	run -0 rt-triggers -q -a 2026-04-02 --seen seen.csv --states -t case-resolve cases.csv
	opens_ids <<< case-resolve:u1:a
}

@test "--states: what happened stays until it is due; a rule that did not run resolves nothing" {
	cat > seen.csv <<-'END'
		workorder_id,customer_id,trigger,fired_on,due
		rival-hotline:u1:2026-03-31,u1,rival-hotline,2026-03-31,2026-04-02T10:00
		rival-hotline:u2:2026-03-30,u2,rival-hotline,2026-03-30,2026-04-01T10:00
		zero-bill:u3:2026-02,u3,zero-bill,2026-03-10,2026-03-15T09:00
		winback:u4:2026-03,u4,winback,2026-03-31,2026-04-09T09:00
		suspended:u5:2026-03,u5,suspended,2026-03-31,2026-04-09T09:00
	END
	printf 'customer_id,status\nu5,active\n' > customers.csv
	run -0 rt-triggers --trust shrunk -a 2026-04-01T10:00 --seen seen.csv --states --customers customers.csv
	same "$(cut -d, -f1,11 <<< "$output")" <<-'END'
		workorder_id,state
		zero-bill:u3:2026-02,still
		rival-hotline:u2:2026-03-30,still
		rival-hotline:u1:2026-03-31,still
		suspended:u5:2026-03,resolved
		winback:u4:2026-03,still
	END
	run -0 rt-triggers --trust shrunk -a 2026-04-01T10:01 --seen seen.csv --states --customers customers.csv
	[[ $output != *rival-hotline:u2* ]] && [[ $output = *rival-hotline:u1* ]]
	run -2 rt-triggers -a 2026-04-01 --states --customers customers.csv
}

@test "inhibition holds while the condition does, also of an order that was seen" {
	printf 'customer_id,month,amount\nu1,2026-03,0\n' > bills.csv
	printf 'customer_id,status\nu1,suspended\n' > customers.csv
	rt-triggers -a 2026-04-01 --customers customers.csv > seen.csv
	run -0 rt-triggers -a 2026-04-02 --customers customers.csv --seen seen.csv bills.csv
	opens_ids < /dev/null
}

# --- the control group

@test "--holdout: about so many percent, the same in every run, monotone; all rows are printed" {
	{ echo customer_id,status; for i in {1..2000}; do echo "u$i,suspended"; done; } > customers.csv
	printf '0123456789abcdef' > key
	chmod 600 key
	arms()
	{
		rt-triggers -a 2026-04-01 --customers customers.csv --holdout "$1" --key-file "$2" |
			cut -d, -f2,11 | sed 1d | sort
	}
	arms 20 key > 20
	arms 20 key > again
	same_file 20 again
	[ "$(wc -l < 20)" -eq 2000 ]
	arms 30 key > 30
	n=$(grep -c ,control 20)
	# Four standard deviations of 2000 draws.
	[ "$n" -gt 328 ] && [ "$n" -lt 472 ]
	[ "$(comm -23 <(grep ,control 20) <(grep ,control 30) | wc -l)" -eq 0 ]
	[ "$(arms 0 key | grep -c ,treat)" -eq 2000 ]
	[ "$(arms 100 key | grep -c ,control)" -eq 2000 ]
	printf 'fedcba9876543210' > other
	chmod 600 other
	arms 20 other > others
	run ! cmp -s 20 others
	run -0 rt-triggers -a 2026-04-01 --customers customers.csv --holdout 20 --key-file key --count
	prints <<-END
		trigger,opened,inhibited,cooled_down,held_out
		suspended,$((2000 - n)),0,0,$n
	END
}

@test "--holdout: service, crisis and recovery are owed to everybody" {
	printf '0123456789abcdef' > key
	chmod 600 key
	printf 'customer_id,time,nps\nu1,2026-04-01T10:00,6\n' > surveys.csv
	printf 'case_id,customer_id,opened,level,responded,resolved,closed\nk1,u1,2026-04-01T10:00,L4,,,\n' > cases.csv
	printf 'customer_id,status\nu1,suspended\n' > customers.csv
	printf 'customer_id,tier,rank\nu2,vip,5\n' > tiers.csv
	echo k2,u2,2026-04-01T10:00,urgent,,, >> cases.csv
	run -0 rt-triggers -q -a 2026-04-01 --holdout 100 --key-file key --customers customers.csv \
		--tiers tiers.csv surveys.csv cases.csv
	same "$(sed 's/^\([a-z-]*\):.*,\([a-z]*\)$/\1 \2/; 1d' <<< "$output" | sort)" <<-'END'
		case-respond treat
		case-respond treat
		detractor treat
		suspended control
		vip-blocked treat
	END
}

@test "--holdout and --key-file: neither without the other; 16 bytes that others cannot read" {
	printf 'customer_id,status\nu1,suspended\n' > customers.csv
	printf '0123456789abcde' > key
	chmod 600 key
	try() { run --separate-stderr -"$1" rt-triggers -a 2026-04-01 --customers customers.csv "${@:2}"; }
	try 2 --holdout 10
	try 2 --key-file key
	try 2 --holdout 10 --key-file key
	[ "${stderr%%$'\n'*}" = 'rt-triggers: --key-file: key does not hold 16 to 4096 bytes' ]
	printf f >> key
	try 0 --holdout 10 --key-file key
	chmod 604 key
	try 2 --holdout 10 --key-file key
	[[ $stderr = *'can be read by others'* ]]
	try 3 --holdout 10 --key-file missing
	chmod 600 key
	for write in -o -r; do
		try 2 --holdout 10 --key-file key $write ./key
		[ "${stderr%%:*}" = rt-triggers ]
		[[ $stderr = *'./key is '*': it cannot '* ]]
		[ "$(cat key)" = 0123456789abcdef ]
	done
	try 2 --holdout 101 --key-file key
	try 2 --holdout x --key-file key
}

# --- in Chinese

@test "--lang zh: action and evidence in Chinese, all else as it is" {
	printf 'customer_id,time,peer,seconds\nu1,2026-03-05T10:00:00,10086,61\n' > calls.csv
	printf 'customer_id,date,target\n' > forwards.csv
	printf 'u1,2026-03-0%s,mobile\n' 1 2 3 4 5 >> forwards.csv
	printf 'customer_id,time,nps\nu1,2026-03-05T10:00,6\n' > surveys.csv
	printf 'customer_id,date\nu1,2025-12-05\n' > purchases.csv
	run -0 rt-triggers -q --lang zh -a 2026-03-05 calls.csv forwards.csv surveys.csv purchases.csv
	opens <<-'END'
		detractor:u1:2026-03-05,u1,detractor,recovery,L3,2026-03-05,2026-03-06T10:00,call,今天道歉；立即恢复服务；明天表达关怀；第3天前补偿；第7天回访,推荐分 6，时间 2026-03-05 10:00（阈值 <= 6）；道歉 2026-03-05，恢复 2026-03-05，关怀 2026-03-06，补偿 2026-03-08，回访 2026-03-12
		rival-forward:u1:2026-03-01,u1,rival-forward,care,L2,2026-03-05,2026-03-09T09:00,call,了解呼叫为何转移到对手号码，争取客户恢复使用,连续 5 天，2026-03-01 至 2026-03-05（阈值 >= 5）
		rival-hotline:u1:2026-03-05,u1,rival-hotline,care,L2,2026-03-05,2026-03-09T10:00,call,了解客户向对手咨询了什么；用我方的优惠回应,1 次通话，通话时长 61，时间 2026-03-05 10:00（阈值 > 60）
		silent:u1:2025-12-05,u1,silent,care,L2,2026-03-05,2026-03-12T09:00,call,找出沉默的原因（需求未满足、体验不佳、暂无新需求）并对症处理,没有购买，已 90 天，最近一次 2025-12-05（阈值 90 天）；原因：暂不明确
	END
	run -2 rt-triggers --lang fr calls.csv
}

@test "T05, T14: in Chinese, a drop and a birthday read as one says them" {
	printf '客户编号,生日\nu1,03-07\n' > customers.csv
	printf '客户编号,账期,金额\n' > bills.csv
	printf 'u1,2026-%s\n' 01,100 02,40 >> bills.csv
	printf 'u1,2025-%s,100\n' 11 12 >> bills.csv
	run -0 rt-triggers -q --lang zh -a 2026-03-05 --customers customers.csv bills.csv
	[ "${lines[1]##*,}" = '生日 2026-03-07' ]
	[ "${lines[2]##*,}" = '金额 40.00，月份 2026-02；此前均值 100.00（3 个月），下降 60.0%（阈值 50%）' ]
}

@test "--lang zh: every built-in rule asks in Chinese, and no evidence holds an English word" {
	cd "$TESTDATA"
	rt-triggers --lang zh -q -a 2026-04-01 --since 2026-03-01 --customers customers.csv \
		activity.csv calls.csv cases.csv contracts.csv forwards.csv objections.csv \
		purchases.csv surveys.csv bills.csv | cut -d, -f9- | sed 1d > "$BATS_TEST_TMPDIR/said"
	[ "$(wc -l < "$BATS_TEST_TMPDIR/said")" -gt 30 ]
	run -1 grep -E '[a-z]{3}' "$BATS_TEST_TMPDIR/said"
	rt-triggers --print-policy | sed 1d | cut -d, -f18 | sort -u > "$BATS_TEST_TMPDIR/english"
	run -1 grep -F -f "$BATS_TEST_TMPDIR/english" "$BATS_TEST_TMPDIR/said"
}

@test "--lang zh: an action of one's own stays as it is written" {
	printf 'customer_id,date,amount\nu1,2026-04-01,5\n' > purchases.csv
	policy <<< 'r,match,purchases,amount,,>,1,,,,,care,L1,sms,1d,,yes,Call Ann'
	run -0 rt-triggers --lang zh -a 2026-04-01 -p policy.csv purchases.csv
	[[ $output = *',Call Ann,1 次购买，金额 5，日期 2026-04-01（阈值 > 1）' ]]
}

# --- parts

@test "--part: the parts together are the whole, but for crowds, which are off" {
	cd "$TESTDATA"
	all='activity calls cases contracts forwards objections purchases surveys bills'
	triggers()
	{
		rt-triggers -q -a 2026-04-01 --month 2026-03 --since 2026-03-01 --customers customers.csv "$@" \
			$(printf '%s.csv ' $all) | sed 1d
	}
	triggers | sort > "$BATS_TEST_TMPDIR/whole"
	[ "$(wc -l < "$BATS_TEST_TMPDIR/whole")" -gt 30 ]
	for n in 2 3; do
		for k in $(seq $n); do
			triggers --part $k/$n
		done | sort > "$BATS_TEST_TMPDIR/parts"
		same_file "$BATS_TEST_TMPDIR/whole" "$BATS_TEST_TMPDIR/parts"
	done
}

# Of a part alone, February would be the month, with eight bills of 0.
@test "--part and --input-only with bills need --month, for another part may end later" {
	for u in 1 2 3 4 5 6 7 8; do
		printf "u$u,2026-02,0\n"
	done > old.csv
	{ echo customer_id,month,amount; cat old.csv; echo u9,2026-03,5; } > bills.csv
	for part in '--part 1/2' '--part 2/2' --input-only; do
		run -2 --separate-stderr rt-triggers -a 2026-04-01 $part -t zero-bill bills.csv
		[ "${stderr_lines[0]}" = "rt-triggers: ${part%% *} with bills needs --month: another part may end in another month" ]
		run -0 rt-triggers -q -a 2026-04-01 -m 2026-03 $part -t zero-bill bills.csv
		opens_ids < /dev/null
		run -0 rt-triggers -a 2026-04-01 $part --list bills.csv
	done
	printf '%s\n' case_id,customer_id,opened,level,topic k1,u1,2026-04-01T10:00,L1,x > cases.csv
	run -0 rt-triggers -q -a 2026-04-01 --part 1/1 -t case-respond cases.csv
}

@test "--part: customers of one group stay together, wherever their records stand" {
	{ echo customer_id,group_id; for i in {1..20}; do echo "C$i,G1"; done; } > customers.csv
	{ echo customer_id,month,amount; for i in {1..20}; do echo "C$i,2026-03,0"; done
		echo G1,2026-03,0; } > bills.csv
	for k in 1 2 3; do
		run -0 rt-triggers -q -a 2026-04-01 --month 2026-03 --part $k/3 --customers customers.csv bills.csv
		[[ $(sed 1d <<< "$output" | wc -l) =~ ^(0|21)$ ]] || wrong "$output"
		sed 1d <<< "$output" >> all
	done
	[ "$(wc -l < all)" -eq 21 ]
}

@test "--part: a crowd rule says that it is off" {
	printf 'case_id,customer_id,opened,level,topic\nk1,u1,2026-04-01T10:00,L1,x\n' > cases.csv
	policy <<< "many,crowd,cases,topic,,>=,1,1d,,,,crisis,L4,app,2h,0d,yes,"
	run -0 --separate-stderr rt-triggers -a 2026-04-01 -p policy.csv cases.csv
	opens_ids <<< many::x/2026-04-01
	for k in 1 2; do
		run -0 --separate-stderr rt-triggers -a 2026-04-01 -p policy.csv --part $k/2 cases.csv
		opens_ids < /dev/null
		prints_err <<< "rt-triggers: --part: many is off, it takes all customers"
	done
	run -2 rt-triggers --part 3/2 cases.csv
}

# --- real customers

@test "credit-bills: the drops of every month are those counted independently" {
	shared credit-bills
	gunzip -c "$data/monthly.csv.gz" > monthly.csv
	policy <<-'END'
		paid_drop50,drop,bills,amount,,,0.5,1mo,1,1000,,care,L2,call,5d,,yes,
		paid_to_zero,drop,bills,amount,,,1,1mo,1,1000,,care,L2,call,5d,,yes,
	END
	for month in 05 06 07 08 09; do
		rt-triggers -a 2005-10-01 -p policy.csv -c customer_id=id -c amount=paid \
			--month 2005-$month --count monthly.csv |
			awk -F, -v m=2005-$month 'NR > 1 { print $1 "," m "," $2 }'
	done > counted
	grep '^paid_' "$data/expected_triggers.csv" > expected
	[ "$(wc -l < expected)" -eq 10 ]
	same_file expected counted
}

@test "incidents: repeat callers, levels missed and what is open, as counted independently" {
	shared incidents
	gunzip -c "$data/incidents_to_2016-03.csv.gz" > incidents.csv
	# Of n incidents of a caller the last opens so many minutes after the first
	# or less; here an incident is what a customer is elsewhere.
	policy <<-'END'
		3_7,crowd,activity,caller_id,,>=,3,10081m,,,,care,L2,call,1d,0d,yes,
		3_30,crowd,activity,caller_id,,>=,3,43201m,,,,care,L2,call,1d,0d,yes,
		5_30,crowd,activity,caller_id,,>=,5,43201m,,,,care,L2,call,1d,0d,yes,
		10_30,crowd,activity,caller_id,,>=,10,43201m,,,,care,L2,call,1d,0d,yes,
		open,match,activity,,!resolved_at,,,,,,,care,L2,call,1d,0d,yes,
		late,match,activity,,made_sla=false,,,,,,,care,L2,call,1d,0d,yes,
		late_1,match,activity,,made_sla=false;priority=1,,,,,,,care,L2,call,1d,0d,yes,
		late_3,match,activity,,made_sla=false;priority=3,,,,,,,care,L2,call,1d,0d,yes,
	END
	rt-triggers -q -a 2018-01-01 --since 2015-01-01 -p policy.csv --table activity=incidents.csv \
		-c customer_id=number -c time=opened_at -c action=made_sla > orders.csv
	counts()
	{
		sed '1d; s,/[-0-9]*\,.*,,; s/,.*//' orders.csv | sort -u | cut -d: -f1 | sort | uniq -c |
			awk '{ print $2, $1 }'
	}
	expected()
	{
		awk -F, 'NR > 1 { print $1 "_" $2, $3 }' "$data/expected_repeat_callers.csv"
		awk -F, '$1 == "ALL" { print "late", $3 - $4; print "open", $7 }
			$1 == "priority" && ($2 == 1 || $2 == 3) { print "late_" $2, $3 - $4 }' \
			"$data/expected_sla.csv"
	}
	same "$(counts)" <<< "$(expected | sort)"
	[ "$(counts | wc -l)" -eq 8 ]
}

@test "waimai-zh: Chinese text with commas and quotes comes out of a kept column as it went in" {
	shared waimai-zh
	command -v python3 > /dev/null || skip "no python3"
	awk '{ sub(/\r$/, ""); print (NR == 1 ? "customer_id,date" : "u" NR ",2026-04-01") "," $0 }' \
		"$data/waimai_10k.csv" > reviews.csv
	policy <<< 'bad,match,purchases,,label=0,,,,,,,care,L2,call,1d,0d,yes,问'
	for label in 0 1; do
		sed -i "s/label=./label=$label/" policy.csv
		rt-triggers -a 2026-04-01 -p policy.csv --keep review reviews.csv > $label.csv
	done
	run -0 python3 - <<-'END'
		import csv
		texts = [[r["review"] for r in csv.DictReader(open(f, newline="", encoding="utf-8"))]
		         for f in ("0.csv", "1.csv")]
		for name, some in zip(("0", "1", "ALL"), texts + [texts[0] + texts[1]]):
		    print(f"{name},rows,{len(some)}")
		    print(f"{name},code_points,{sum(map(len, some))}")
		    print(f"{name},utf8_bytes,{sum(len(t.encode()) for t in some)}")
	END
	same "$(sort <<< "$output")" <<< \
		"$(grep -E '^(0|1|ALL),(rows|code_points|utf8_bytes),' "$data/expected_text.csv" | sort)"
}

# --- told twice

@test "random tables: the orders are those of the rules told a second time" {
	command -v python3 > /dev/null || skip "no python3"
	run -0 python3 "$BATS_TEST_DIRNAME/brute/triggers.py" "$RT_BUILD/rt-triggers" 150
	prints <<< "150 instances, 1173 work orders: the same"
}
