# calendar -- the same days off in all programs, also of years whose decree is
# not out.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	cat > orders.csv <<-'END'
		workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence
		w1,C1,t,care,L1,,2027-02-10T09:00,call,,
		w2,C2,t,care,L1,,2027-02-10T09:00,call,,
		w3,C3,t,care,L1,,2027-02-10T09:00,call,,
	END
	printf '%s\n' customer_id,manager C1,m C2,m C3,m > customers.csv
	# Half an hour to answer, of which a quarter is left of the day before the feast.
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,responded,resolved,closed
		k1,C1,2027-02-04T17:45,L4,,,
	END
}

# The days on which three calls stand, one a day.
days_of_plan()
{
	rt-schedule --customers customers.csv --calls-per-day 1 --days 3 "$@" orders.csv |
		cut -d , -f 1 | sed 1d | paste -sd' '
}

# When half an hour of working time from Thursday 2027-02-04 17:45 is over.
due_of_case()
{
	rt-triggers --as-of 2027-02-20 --working-time L4 -t case-respond "$@" cases.csv |
		sed 1d | cut -d , -f 7
}

# How many cases were answered in time, had the answer come at that time.
in_time()	# TIME OPTION...
{
	sed "s/,L4,,,/,L4,$1,,/" cases.csv |
		rt-report service --as-of 2027-02-20 --working-time L4 "${@:2}" |
		sed -n 2p | cut -d , -f 3
}

NOTE='2027: statutory days only, make-up days not known yet'

@test "calendar: of 2027 all programs know the statutory days, each with one note" {
	# New Year's eve is Friday 5 February, the third day Monday 8.
	run -0 --separate-stderr days_of_plan --as-of 2027-02-04
	prints <<< '2027-02-04 2027-02-09 2027-02-10'
	prints_err <<< "rt-schedule: $NOTE"
	run -0 --separate-stderr due_of_case
	prints <<< 2027-02-09T09:15
	prints_err <<< "rt-triggers: $NOTE"
	run -0 --separate-stderr in_time 2027-02-09T09:15
	prints <<< 1
	prints_err <<< "rt-report: $NOTE"
	run -0 --separate-stderr in_time 2027-02-09T09:16
	prints <<< 0
}

@test "calendar: the plan goes on over the turn of the year" {
	# 2027-01-01 is a Friday.
	run -0 --separate-stderr days_of_plan --as-of 2026-12-29
	prints <<< '2026-12-29 2026-12-30 2026-12-31'
	prints_err < /dev/null
	run -0 --separate-stderr days_of_plan --as-of 2026-12-31
	prints <<< '2026-12-31 2027-01-04 2027-01-05'
	prints_err <<< "rt-schedule: $NOTE"
}

@test "calendar: Qingming, May Day, Dragon Boat, Mid-Autumn and National Day of 2027" {
	# Monday 5 April; Saturday and Sunday, 1 and 2 May; Wednesday 9 June; Wednesday
	# 15 September; Friday 1 to Sunday 3 October.
	run -0 days_of_plan -q --as-of 2027-04-02
	prints <<< '2027-04-02 2027-04-06 2027-04-07'
	run -0 days_of_plan -q --as-of 2027-04-30
	prints <<< '2027-04-30 2027-05-03 2027-05-04'
	run -0 days_of_plan -q --as-of 2027-06-08
	prints <<< '2027-06-08 2027-06-10 2027-06-11'
	run -0 days_of_plan -q --as-of 2027-09-14
	prints <<< '2027-09-14 2027-09-16 2027-09-17'
	run -0 days_of_plan -q --as-of 2027-09-30
	prints <<< '2027-09-30 2027-10-04 2027-10-05'
}

# A decree of 2027 as it might be: eight days, and a Friday and a Sunday worked.
decree()
{
	echo date,kind,name
	printf '2027-02-%s,holiday,春节\n' 06 07 08 09 10 11 12 13
	printf '2027-02-%s,workday,春节\n' 05 14
}

@test "calendar: eight days off of the year are its decree: the note goes, and the statutory days" {
	decree | sed 's/05,workday/20,workday/' > calendar.csv
	# The eve is worked then, for the table says nothing of it.
	run -0 --separate-stderr days_of_plan --as-of 2027-02-04 --calendar calendar.csv
	prints <<< '2027-02-04 2027-02-05 2027-02-14'
	prints_err < /dev/null
	run -0 --separate-stderr due_of_case --calendar calendar.csv
	prints <<< 2027-02-05T09:15
	prints_err < /dev/null
	run -0 --separate-stderr in_time 2027-02-05T09:16 --calendar calendar.csv
	prints <<< 0
	prints_err < /dev/null
	# Qingming of the same year is no day off by such a table.
	run -0 --separate-stderr days_of_plan --as-of 2027-04-02 --calendar calendar.csv
	prints <<< '2027-04-02 2027-04-05 2027-04-06'
	prints_err < /dev/null
}

few='calendar.csv:2: doubt calendar: 2027 has 7 days off, first here, and a year at least 8: give all of them'

@test "calendar: seven days off add to the statutory days, and the note stays" {
	decree | grep -v 02-13 > calendar.csv
	run -0 --separate-stderr days_of_plan --as-of 2027-02-04 --calendar calendar.csv
	prints <<< '2027-02-04 2027-02-05 2027-02-14'
	prints_err <<-EOF
		rt-schedule: $NOTE
		rt-schedule: $few
	EOF
	run -0 --separate-stderr due_of_case --calendar calendar.csv
	prints <<< 2027-02-05T09:15
	prints_err <<-EOF
		rt-triggers: $NOTE
		rt-triggers: $few
	EOF
	run -0 --separate-stderr in_time 2027-02-05T09:15 --calendar calendar.csv
	prints <<< 1
	prints_err <<-EOF
		rt-report: $NOTE
		rt-report: $few
	EOF
	run -0 --separate-stderr days_of_plan --as-of 2027-04-02 --calendar calendar.csv
	prints <<< '2027-04-02 2027-04-06 2027-04-07'
}

@test "calendar: days off of another year are no decree of this one" {
	{
		echo date,kind
		printf '2028-01-%s,holiday\n' 24 25 26 27 28 29 30 31
	} > calendar.csv
	run -0 --separate-stderr days_of_plan --as-of 2027-02-04 --calendar calendar.csv
	prints <<< '2027-02-04 2027-02-09 2027-02-10'
	prints_err <<< "rt-schedule: $NOTE"
	run -0 --separate-stderr days_of_plan --as-of 2028-01-21 --calendar calendar.csv
	prints <<< '2028-01-21 2028-02-01 2028-02-02'
	prints_err < /dev/null
}

@test "calendar: weekends alone know no holiday, and say nothing" {
	run -0 --separate-stderr days_of_plan --as-of 2027-02-04 --calendar weekends
	prints <<< '2027-02-04 2027-02-05 2027-02-08'
	prints_err < /dev/null
}

@test "calendar: a year that two years' horizon looks at has a note of its own" {
	run -0 --separate-stderr days_of_plan --as-of 2027-12-31
	prints <<< '2027-12-31 2028-01-03 2028-01-04'
	prints_err <<-EOF
		rt-schedule: $NOTE
		rt-schedule: ${NOTE/2027/2028}
	EOF
}

@test "calendar: few days off of a year are a doubt, once a table, with its first line" {
	one='doubt calendar: 2027 has 1 day off, first here, and a year at least 8: give all of them'
	{
		echo date,kind,name
		echo 2026-02-14,holiday,ours
		echo 2027-02-09,occasion,ours
		echo 2027-02-10,holiday,ours
	} > calendar.csv
	run -0 --separate-stderr days_of_plan --as-of 2027-02-04 --calendar calendar.csv
	prints <<< '2027-02-04 2027-02-09 2027-02-11'
	prints_err <<-EOF
		rt-schedule: $NOTE
		rt-schedule: calendar.csv:4: $one
	EOF
	run -0 --separate-stderr days_of_plan --as-of 2027-02-04 --calendar calendar.csv --trust calendar
	prints_err <<< "rt-schedule: $NOTE"
	run -1 --separate-stderr rt-schedule --customers customers.csv --as-of 2027-02-04 --strict \
		--calendar calendar.csv --output plan.csv orders.csv
	[ ! -e plan.csv ]
	run -1 --separate-stderr rt-triggers --as-of 2027-02-20 --strict --calendar calendar.csv cases.csv
	prints < /dev/null
	[[ $stderr == *"rt-triggers: calendar.csv:4: $one"* ]]
	run -1 rt-report service --as-of 2027-02-20 --working-time L4 --strict --calendar calendar.csv cases.csv
	# A make-up day alone is of a year without any day off.
	printf '%s\n' date,kind 2027-02-14,workday > calendar.csv
	run -0 --separate-stderr days_of_plan --as-of 2027-02-10 --calendar calendar.csv
	prints <<< '2027-02-10 2027-02-11 2027-02-12'
	prints_err <<-EOF
		rt-schedule: $NOTE
		rt-schedule: calendar.csv:2: doubt calendar: 2027 has 0 days off, first here, and a year at least 8: give all of them
	EOF
	printf '%s\n' date,kind 2027-02-10,holiday 2028-02-10,holiday 2030-02-10,workday > calendar.csv
	run -0 --separate-stderr days_of_plan --as-of 2027-02-04 --calendar calendar.csv
	prints_err <<-EOF
		rt-schedule: $NOTE
		rt-schedule: calendar.csv:2: doubt calendar: 2027 and 2 more years have fewer than 8 days off, first here: give all of them
	EOF
}

@test "calendar: own days of a year whose decree is known, and occasions, are no doubt" {
	printf '%s\n' date,kind 2026-12-30,holiday 2027-02-10,occasion > calendar.csv
	run -0 --separate-stderr days_of_plan --strict --as-of 2026-12-28 --calendar calendar.csv
	prints <<< '2026-12-28 2026-12-29 2026-12-31'
	prints_err < /dev/null
	printf '%s\n' date,kind 2023-01-02,holiday > calendar.csv
	run -0 --separate-stderr days_of_plan --as-of 2023-01-02 --calendar calendar.csv
	prints <<< '2023-01-03 2023-01-04 2023-01-05'
	prints_err <<< 'rt-schedule: calendar.csv:2: doubt calendar: 2023 has 1 day off, first here, and a year at least 8: give all of them'
}

@test "calendar: two tables of rt-triggers are one calendar" {
	decree > all.csv
	sed 7,99d all.csv > a.csv
	sed 2,6d all.csv > b.csv
	run -0 --separate-stderr due_of_case --strict --calendar a.csv --calendar b.csv
	prints <<< 2027-02-05T09:15
	prints_err < /dev/null
}
