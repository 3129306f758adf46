# triggers-days -- rt-triggers: dues in working time, and birthdays of the lunar
# calendar.

load helper

# A rule in the built-in policy's form: it fires on every login.
login_within()	# DURATION
{
	rt-triggers --print-policy | sed 1q
	echo "login,match,activity,,action=login,,,,,,,care,L1,call,$1,0d,yes,Ask,"
}

# The dues of logins at these times, sorted.
dues_of()	# DURATION TIME...
{
	login_within "$1" > policy.csv
	{
		echo customer_id,time,action
		printf 'u1,%s,login\n' "${@:2}"
	} > activity.csv
	rt-triggers --policy policy.csv --as-of 2026-12-31 --since 2025-12-31 "${opts[@]}" activity.csv |
		sed 1d | cut -d , -f 7 | sort
}

@test "within: working days keep the time of day, and begin with the first that is worked" {
	# National Day 2026: Thursday 1 to Wednesday 7 October; Saturday 10 is worked.
	run -0 dues_of 1wd 2026-09-30T16:30 2026-10-01T09:30 2026-10-07T23:59
	prints <<-'EOT'
		2026-10-08T09:30
		2026-10-08T16:30
		2026-10-08T23:59
	EOT
	run -0 dues_of 3wd 2026-10-01T09:30
	prints <<< 2026-10-10T09:30
	run -0 dues_of 3d 2026-10-01T09:30
	prints <<< 2026-10-04T09:30
}

@test "within: working hours are those of --hours" {
	run -0 dues_of 8wh 2026-09-30T16:00 2026-10-01T09:30
	prints <<-'EOT'
		2026-10-08T17:00
		2026-10-09T10:00
	EOT
	opts=(--hours 08:00-20:00)
	run -0 dues_of 8wh 2026-09-30T16:00 2026-10-01T09:30
	prints <<-'EOT'
		2026-10-08T12:00
		2026-10-08T16:00
	EOT
	# Where nothing counts them, they are a mistake.
	run -2 --separate-stderr rt-triggers --hours 08:00-20:00 activity.csv
	[ "${stderr_lines[0]}" = 'rt-triggers: --hours goes with --working-time, or a policy that counts working hours' ]
	login_within 8d > policy.csv
	run -2 rt-triggers --policy policy.csv --hours 08:00-20:00 activity.csv
}

@test "within: a calendar's days count, and what it does not know is said once" {
	printf '%s\n' date,kind 2026-10-08,holiday 2026-10-04,workday 2026-10-09,occasion > calendar.csv
	opts=(--calendar calendar.csv)
	run -0 dues_of 2wd 2026-10-01T09:30
	prints <<< 2026-10-09T09:30
	opts=()
	run -0 --separate-stderr dues_of 2wd 2026-12-30T09:30 2026-12-31T09:30 2026-12-31T10:30
	prints <<-'EOT'
		2027-01-04T09:30
		2027-01-05T09:30
	EOT
	prints_err <<< 'rt-triggers: 2027: statutory days only, make-up days not known yet'
	# A due of the same year says nothing.
	run -0 --separate-stderr dues_of 1wd 2026-12-30T09:30
	prints <<< 2026-12-31T09:30
	prints_err < /dev/null
	login_within 2wd > policy.csv
	printf '%s\n' customer_id,time,action u1,2019-10-01T09:30,login > activity.csv
	run -0 --separate-stderr rt-triggers --policy policy.csv --as-of 2019-10-01 activity.csv
	prints_err <<< 'rt-triggers: the calendar has no days of 2019: Monday to Friday are taken'
	[[ $output == *,2019-10-03T09:30,* ]]
}

@test "within: a mistake says what is taken, elsewhere working time is none" {
	login_within 2w > policy.csv
	echo customer_id,time,action > activity.csv
	run -2 --separate-stderr rt-triggers --policy policy.csv activity.csv
	prints_err <<< 'rt-triggers: policy.csv:2: within: not a duration such as 24h or 2wd'
	login_within 2wd | sed 's/,0d,yes/,3wd,yes/' > policy.csv
	run -2 --separate-stderr rt-triggers --policy policy.csv activity.csv
	prints_err <<< 'rt-triggers: policy.csv:2: cooldown: counts no working time: a duration such as 24h'
}

@test "within: built-in orders of care and marketing are in working days, all others not" {
	rt-triggers --print-policy > policy.csv
	run -0 awk -F, 'NR > 1 && ($12 == "care" || $12 == "marketing") != ($15 ~ /^[0-9]+wd$/)' policy.csv
	prints < /dev/null
	[ "$(awk -F, '$12 == "care"' policy.csv | wc -l)" -gt 20 ]
}

@test "within: an order of 1 October is due when people have been back for so long" {
	printf '%s\n' customer_id,month,amount,due,paid u1,2026-09,80.00,2026-09-30, \
		u2,2026-09,80.00,2026-10-04, > bills.csv
	printf '%s\n' customer_id,end u3,2026-11-01 > contracts.csv
	printf '%s\n' customer_id,birthday u4,10-04 > customers.csv
	run -0 --separate-stderr rt-triggers --as-of 2026-10-01 -t overdue,payment-reminder,contract-expiry,birthday \
		--customers customers.csv bills.csv contracts.csv
	# overdue 2wd, payment-reminder 1wd, birthday 1wd, contract-expiry 10wd: 8 to 20
	# October, with Saturday 10, without 11, 17 and 18.
	run -0 cut -d , -f 1,6,7 <<< "$output"
	prints <<-'EOT'
		workorder_id,fired_on,due
		birthday:u4:2026-10-04,2026-10-01,2026-10-08T09:00
		payment-reminder:u2:2026-10-04,2026-10-01,2026-10-08T09:00
		overdue:u1:2026-09-30,2026-10-01,2026-10-09T09:00
		contract-expiry:u3:2026-11-01,2026-10-01,2026-10-20T09:00
	EOT
}

@test "within: orders of earlier runs hold the cooldown from the morning they fired" {
	login_within 2wd | sed 's/,0d,yes/,8d,yes/' > policy.csv
	printf '%s\n' customer_id,time,action u1,2026-10-01T15:00,login > activity.csv
	rt-triggers --policy policy.csv --as-of 2026-10-01 activity.csv > seen.csv
	grep -q ,2026-10-09T15:00, seen.csv
	printf '%s\n' customer_id,time,action u1,2026-10-08T10:00,login > activity.csv
	run -0 rt-triggers --policy policy.csv --as-of 2026-10-08 --seen seen.csv activity.csv
	[ "${#lines[@]}" = 1 ]
	printf '%s\n' customer_id,time,action u1,2026-10-09T10:00,login > activity.csv
	run -0 rt-triggers --policy policy.csv --as-of 2026-10-09 --seen seen.csv activity.csv
	[ "${#lines[@]}" = 2 ]
}

# The ids of birthdays that come of these cells.
birthdays()	# AS-OF CELL...
{
	{
		echo customer_id,birthday
		printf '%s\n' "${@:2}" | awk '{ print "u" NR "," $0 }'
	} > customers.csv
	rt-triggers -q --as-of "$1" -t birthday --customers customers.csv > orders.csv || return
	sed 1d orders.csv | cut -d , -f 1
}

@test "birthday: one of the lunar calendar fires three days ahead of the day it falls on" {
	# The 15th of the 8th is 2026-09-25 and 2027-09-15.
	run -0 birthdays 2026-09-22 L08-15 农历1985-08-15 农历08-15 L1985-08-15 L08-16 09-25 1985-08-15 农历八月十五
	prints <<-'EOT'
		birthday:u1:2026-09-25
		birthday:u2:2026-09-25
		birthday:u3:2026-09-25
		birthday:u4:2026-09-25
		birthday:u6:2026-09-25
		birthday:u8:2026-09-25
	EOT
	run -0 birthdays 2026-09-21 L08-15 农历1985-08-15
	prints < /dev/null
	run -0 birthdays 2026-09-26 L08-15
	prints < /dev/null
	run -0 birthdays 2027-09-15 L08-15 L2027-08-15
	prints <<< birthday:u1:2027-09-15
}

@test "birthday: the whole order of a lunar one" {
	printf '%s\n' customer_id,birthday u1,农历1985-08-15 > customers.csv
	run -0 --separate-stderr rt-triggers --as-of 2026-09-22 --customers customers.csv
	prints <<-'EOT'
		workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence
		birthday:u1:2026-09-25,u1,birthday,care,L1,2026-09-22,2026-09-23T09:00,sms,Congratulate ahead of the day,birthday on 2026-09-25
	EOT
	prints_err < /dev/null
}

@test "birthday: in January it is of the lunar year before" {
	# The 10th of the 12th month of 2026 is 2027-01-17.
	run -0 birthdays 2027-01-15 L12-10 L1990-12-10
	prints <<-'EOT'
		birthday:u1:2027-01-17
		birthday:u2:2027-01-17
	EOT
}

@test "birthday: of a leap month, and of a 30th that is not there" {
	# 2025 has a leap sixth month from 07-25; 2026 has none, its sixth is from 07-14.
	run -0 birthdays 2025-08-06 L1987-06+15 L06+15 L06-15
	prints <<-'EOT'
		birthday:u1:2025-08-08
		birthday:u2:2025-08-08
	EOT
	run -0 birthdays 2025-07-08 L1987-06+15 L06-15
	prints <<< birthday:u2:2025-07-09
	run -0 birthdays 2026-07-26 L1987-06+15 L06+15 L06-15
	prints <<-'EOT'
		birthday:u1:2026-07-28
		birthday:u2:2026-07-28
		birthday:u3:2026-07-28
	EOT
	# The twelfth month of 2024 has 29 days, the last of them 2025-01-28.
	run -0 birthdays 2025-01-26 L12-30 L12-29
	prints <<-'EOT'
		birthday:u1:2025-01-28
		birthday:u2:2025-01-28
	EOT
}

@test "birthday: a day that the lunar year had not is bad data, and so is what is no date" {
	for cell in L1987-05+15 L1986-06+15 L1987-06+30 农历1987-02-30; do
		run -1 --separate-stderr birthdays 2026-01-01 1985-08-15 "$cell"
		prints_err <<< 'rt-triggers: customers.csv:3: birthday: no such day in the lunar calendar: the year has no such leap month, or the month no 30th'
	done
	for cell in L1987 L13-01 L08-31 农历 L1899-01-01 农历八月 腊月卅一; do
		run -1 --separate-stderr birthdays 2026-01-01 1985-08-15 "$cell"
		prints_err <<< 'rt-triggers: customers.csv:3: birthday: not a date of the lunar calendar such as L08-15'
	done
	run -1 --separate-stderr birthdays 2026-01-01 1985-08-15 08+15
	[[ $stderr == 'rt-triggers: customers.csv:3: birthday: not a date'* ]]
}

@test "birthday: the end of the lunar calendar is said, once" {
	printf '%s\n' customer_id,birthday u1,L01-01 u2,L01-02 u3,03-01 > customers.csv
	run -0 --separate-stderr rt-triggers --as-of 2101-02-27 -t birthday --customers customers.csv
	[ "$(sed 1d <<< "$output" | cut -d , -f 1)" = birthday:u3:2101-03-01 ]
	prints_err <<-'EOT'
		rt-triggers: birthdays of the lunar calendar are known to the end of its 2100
		rt-triggers: the calendar has no days of 2101: Monday to Friday are taken
	EOT
}
