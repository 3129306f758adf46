# schedule-clocks -- rt-schedule: times that a change of clocks skips.
#
# In Berlin 02:00 is followed by 03:00 on Sunday 2026-03-29, in Cairo 00:00 by
# 01:00 on Friday 2026-04-24.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export TZ=Europe/Berlin
	printf '%s\n' customer_id,manager C{1..6},m > customers.csv
	printf '%s\n' date,kind 2026-03-29,workday 2026-10-25,workday > calendar.csv
}

# So many orders of that channel, each of a customer of its own.
orders()	# CHANNEL N
{
	echo workorder_id,customer_id,trigger,category,level,due,channel
	for i in $(seq "$2"); do
		echo "w$i,C$i,t,care,L1,2026-03-30T09:00,$1"
	done
}

# Date, start, end and status of each row.
plan()	# OPTION...
{
	rt-schedule --as-of 2026-03-29 --days 1 --customers customers.csv --calendar calendar.csv \
		"$@" orders.csv > plan.csv || return
	sed 1d plan.csv | cut -d , -f 1-3,17
	rt-schedule --as-of 2026-03-29 --days 1 --customers customers.csv --calendar calendar.csv \
		"$@" --check plan.csv orders.csv > breaches || cat breaches
}

@test "clocks: no call stands in a skipped hour, and none reaches into it" {
	orders call 6 > orders.csv
	# 00:30 and 01:15 end by 02:00; the next begin at 03:00.
	run -0 plan --hours 00:30-05:00 --minutes call=45
	prints <<-'EOT'
		2026-03-29,00:30,01:15,planned
		2026-03-29,01:15,02:00,planned
		2026-03-29,03:00,03:45,planned
		2026-03-29,03:45,04:30,planned
		,,,unplanned
		,,,unplanned
	EOT
	# One of 46 minutes would reach into it a minute.
	run -0 plan --hours 00:30-05:00 --minutes call=46
	prints <<-'EOT'
		2026-03-29,00:30,01:16,planned
		2026-03-29,03:00,03:46,planned
		2026-03-29,03:46,04:32,planned
		,,,unplanned
		,,,unplanned
		,,,unplanned
	EOT
}

@test "clocks: on a day of all its hours nothing is skipped" {
	orders call 3 > orders.csv
	sed -i s/03-30/10-26/ orders.csv
	run -0 rt-schedule --as-of 2026-10-25 --days 1 --customers customers.csv \
		--calendar calendar.csv --hours 01:30-04:00 --minutes call=45 orders.csv
	run -0 cut -d , -f 1-3 <<< "$(sed 1d <<< "$output")"
	prints <<-'EOT'
		2026-10-25,01:30,02:15
		2026-10-25,02:15,03:00
		2026-10-25,03:00,03:45
	EOT
}

@test "clocks: a window that passes midnight loses the hour of the day after" {
	orders visit 3 > orders.csv
	printf '%s\n' date,kind 2026-03-28,workday > calendar.csv
	run -0 rt-schedule --as-of 2026-03-28 --days 1 --customers customers.csv \
		--calendar calendar.csv --hours 23:00-05:00 --minutes visit=90 orders.csv
	run -0 cut -d , -f 1-3 <<< "$(sed 1d <<< "$output")"
	# 23:00, 00:30 to 02:00; then 03:00.
	prints <<-'EOT'
		2026-03-28,23:00,00:30
		2026-03-28,00:30,02:00
		2026-03-28,03:00,04:30
	EOT
}

@test "clocks: a message goes out at the first minute that there is" {
	orders sms 1 > orders.csv
	run -0 plan --hours 02:00-05:00
	prints <<< 2026-03-29,03:00,03:00,planned
	run -0 plan --hours 01:59-05:00
	prints <<< 2026-03-29,01:59,01:59,planned
	# Quiet until 03:30.
	printf '%s\n' customer_id,manager,quiet_hours C1,m,00:00-03:30 > customers.csv
	run -0 plan --hours 02:00-05:00
	prints <<< 2026-03-29,03:30,03:30,planned
}

@test "clocks: a crisis too, by call and by message" {
	for channel in call app; do
		echo workorder_id,customer_id,trigger,category,level,due,channel > orders.csv
		echo "w1,,crisis,crisis,L4,2026-03-29T09:00,$channel" >> orders.csv
		run -0 plan --hours 02:15-05:00
		[[ $output = 2026-03-29,03:00,03:0*,planned ]] || wrong "$output"
	done
}

@test "clocks: midnight may be what is skipped" {
	export TZ=Africa/Cairo
	orders call 2 > orders.csv
	sed -i s/2026-03-30/2026-04-24/ orders.csv
	run -0 rt-schedule --as-of 2026-04-24 --days 1 --customers customers.csv \
		--hours 00:00-02:00 --minutes call=60 orders.csv
	run -0 cut -d , -f 1-3,17 <<< "$(sed 1d <<< "$output")"
	prints <<-'EOT'
		2026-04-24,01:00,02:00,planned
		,,,unplanned
	EOT
}

@test "clocks: --check names a time that is skipped" {
	orders call 1 > orders.csv
	run -0 plan --hours 01:00-05:00 --minutes call=30
	sed -i s/01:00,01:30/02:00,02:30/ plan.csv
	run -1 rt-schedule --as-of 2026-03-29 --days 1 --customers customers.csv --calendar calendar.csv \
		--hours 01:00-05:00 --minutes call=30 --check plan.csv orders.csv
	prints <<-'EOT'
		line,rule,customer_id,detail
		2,hours,C1,a time that the clocks skip
	EOT
	sed -i s/02:00,02:30/03:00,03:30/ plan.csv
	run -0 rt-schedule --as-of 2026-03-29 --days 1 --customers customers.csv --calendar calendar.csv \
		--hours 01:00-05:00 --minutes call=30 --check plan.csv orders.csv
}
