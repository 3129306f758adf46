# clock -- working days and working time; see tests/unit/clock.c.

load helper

china()
{
	export CALENDAR=$TOP/common/table/policy/calendar-cn.csv
}

@test "working day: Monday to Friday, no holiday, or a make-up day" {
	china
	# Friday, make-up Saturday, holiday Monday, holiday Friday, plain Saturday
	run -0 unit clock works 2026-02-13 2026-02-14 2026-02-16 2026-02-20 2026-03-07 \
		2026-02-28
	prints <<-'EOT'
		works
		works
		free
		free
		free
		works
	EOT
}

@test "working day: the next and the last one, holidays passed over" {
	china
	run -0 unit clock next 2026-02-14 2026-02-15 2026-02-24 2026-03-07 2026-10-01
	prints <<-'EOT'
		2026-02-14
		2026-02-24
		2026-02-24
		2026-03-09
		2026-10-08
	EOT
}

@test "working day: a year without data is said to be unknown, or known by the law alone" {
	china
	run -0 unit clock knows -1 10000 2023 2024 2026 2027 2100 2101
	prints <<-'EOT'
		nothing
		nothing
		nothing
		all days
		all days
		statutory days
		statutory days
		nothing
	EOT
	run -0 unit clock next 2026-12-31 2027-01-01 2026-12-26 2101-01-01
	prints <<-'EOT'
		2026-12-31
		2027-01-04
		2026-12-28
		2101-01-03 unknown
	EOT
	CALENDAR= run -3 unit clock next 2026-01-01
	unset CALENDAR
	run -0 unit clock next 2024-02-12 2026-02-16
	prints <<-'EOT'
		2024-02-12 unknown
		2026-02-20
	EOT
}

@test "working day: eight days off are all of a year's, seven add to the statutory ones" {
	# Spring Festival 2027 is from Friday 5 to Monday 8 February by the law.
	printf '2027-%s,holiday,\n' 03-0{1,2,3,4,5} 03-0{8,9} > days
	sed -i '1i date,kind,name' days
	CALENDAR=days run -0 unit clock knows 2027
	prints <<< 'statutory days'
	CALENDAR=days run -0 unit clock next 2027-02-05 2027-03-01
	prints <<-'EOT'
		2027-02-09
		2027-03-10
	EOT
	# A day of work is none off; the same day twice is one.
	printf '2027-%s,\n' 03-10,workday 03-09,holiday >> days
	CALENDAR=days run -0 unit clock knows 2027
	prints <<< 'statutory days'
	echo 2027-03-11,holiday, >> days
	CALENDAR=days run -0 unit clock knows 2027
	prints <<< 'all days'
	CALENDAR=days run -0 unit clock next 2027-02-05 2027-03-01 2027-03-11
	prints <<-'EOT'
		2027-02-05
		2027-03-10
		2027-03-12
	EOT
}

@test "working day: a word of one's own about a statutory day counts" {
	printf '%s\n' date,kind,name 2027-02-08,workday, > days
	CALENDAR=days run -0 unit clock works 2027-02-05 2027-02-08 2027-02-09
	prints <<-'EOT'
		free
		works
		works
	EOT
}

@test "working day: weekends only knows every year and no holiday" {
	export CALENDAR=weekends
	run -0 unit clock next 2026-02-14 2026-02-16 1999-12-31 2050-01-01
	prints <<-'EOT'
		2026-02-16
		2026-02-16
		1999-12-31
		2050-01-03
	EOT
	run -0 unit clock knows 1900 2027 9999
	prints <<-'EOT'
		all days
		all days
		all days
	EOT
	run -0 unit clock works 2027-02-08
	prints <<< works
}

@test "working day: the last word about a day counts, in any order of days" {
	cat > days <<-'EOT'
		date,kind,name
		2026-03-05,holiday,
		2026-03-03,holiday,
		2026-03-04,holiday,
		2026-03-03,workday,
	EOT
	CALENDAR=days run -0 unit clock works 2026-03-02 2026-03-03 2026-03-04 \
		2026-03-05 2026-03-06
	prints <<-'EOT'
		works
		works
		free
		free
		works
	EOT
}

@test "hours: windows in any order, apart from each other" {
	run -0 unit clock hours 09:00-12:00,14:00-18:00 14:00-18:00,09:00-12:00 \
		00:00-24:00 22:00-06:00 22:00-00:00 09:00-12:00,12:00-13:00 \
		' 09:00 - 12:00 , 13:00-14:00' 22:00-06:00,06:00-07:00 \
		9:00-12:00 '9:00-12:00;13:00-14:00' 9:00-12:00；13:00-14:00，15:00-16:00、17:00-18:00
	prints <<-'EOT'
		540-720 840-1080
		540-720 840-1080
		0-1440
		1320-1800
		1320-1440
		540-720 720-780
		540-720 780-840
		360-420 1320-1800
		540-720
		540-720 780-840
		540-720 780-840 900-960 1020-1080
	EOT
}

@test "hours: overlapping, empty or broken ones are refused" {
	run -0 unit clock hours '' 09:00 09:00- -09:00 09:00-09:00 09:00-12:00, \
		09:00-12:00,11:59-13:00 22:00-06:00,05:59-07:00 9-12:00 \
		09:00-12:00-13:00 09:00-24:01 24:00-06:00 \
		22:00-06:00,23:00-23:30
	prints < <(printf 'bad\n%.0s' {1..13})
}

@test "hours: sixteen windows are taken, seventeen are not" {
	list=00:00-00:30
	for h in {01..15}; do list+=,$h:00-$h:30; done
	run -0 unit clock hours "$list,16:00-16:30"
	prints <<<bad
	run -0 unit clock hours "$list"
	[ "$(wc -w <<< "$output")" -eq 16 ]
}

@test "working time: only minutes within the windows of working days count" {
	china
	# Friday 13 February, Saturday 14 works, then holidays until the 24th
	run -0 unit clock after 09:00-12:00,14:00-18:00 2026-02-13T10:00 60 \
		09:00-12:00,14:00-18:00 2026-02-13T11:30 30 \
		09:00-12:00,14:00-18:00 2026-02-13T11:30 31 \
		09:00-12:00,14:00-18:00 2026-02-13T07:00 60 \
		09:00-12:00,14:00-18:00 2026-02-13T12:30 60 \
		09:00-12:00,14:00-18:00 2026-02-13T17:30 60 \
		09:00-12:00,14:00-18:00 2026-02-14T17:30 60 \
		09:00-12:00,14:00-18:00 2026-02-18T10:00 420 \
		09:00-12:00,14:00-18:00 2026-02-18T10:00 421
	prints <<-'EOT'
		2026-02-13T11:00
		2026-02-13T12:00
		2026-02-13T14:01
		2026-02-13T10:00
		2026-02-13T15:00
		2026-02-14T09:30
		2026-02-24T09:30
		2026-02-24T18:00
		2026-02-25T09:01
	EOT
}

@test "working time: no minutes end where they begin" {
	china
	run -0 unit clock after 09:00-12:00 2026-02-18T10:00 0
	prints <<<2026-02-18T10:00
}

@test "working time: a window past midnight belongs to the day it starts on" {
	china
	# Friday 6 March 22:00 to Saturday 06:00 counts; Sunday night does not
	run -0 unit clock after 22:00-06:00 2026-03-06T23:00 60 22:00-06:00 \
		2026-03-06T23:00 420 22:00-06:00 2026-03-06T23:00 421 22:00-06:00 \
		2026-03-07T05:00 60 22:00-06:00 2026-03-09T03:00 60 22:00-06:00 \
		2026-03-10T03:00 60
	prints <<-'EOT'
		2026-03-07T00:00
		2026-03-07T06:00
		2026-03-09T22:01
		2026-03-07T06:00
		2026-03-09T23:00
		2026-03-10T04:00
	EOT
}

@test "working time: an hour that the clock skips does not count" {
	export CALENDAR=weekends TZ=Europe/Berlin
	# Sunday 29 March 2026 skips 02:00; the window is Friday's and Monday's
	run -0 unit clock after 00:00-04:00 2026-03-27T00:00 240 00:00-04:00 \
		2026-03-27T00:00 241
	prints <<-'EOT'
		2026-03-27T04:00
		2026-03-30T00:01
	EOT
	printf '%s\n' date,kind,name 2026-03-29,workday, > days
	CALENDAR=days run -0 unit clock after 00:00-04:00 2026-03-29T00:00 180 \
		00:00-04:00 2026-03-29T01:30 60
	prints <<-'EOT'
		2026-03-29T04:00
		2026-03-29T03:30
	EOT
}

@test "working days later: the same time of day" {
	china
	run -0 unit clock after-days 2026-02-13T09:30 1 2026-02-13T09:30 2 \
		2026-02-18T09:30 1 2026-02-13T23:59 0 2026-03-06T10:00 5
	prints <<-'EOT'
		2026-02-14T09:30
		2026-02-24T09:30
		2026-02-24T09:30
		2026-02-13T23:59
		2026-03-13T10:00
	EOT
}

@test "within: working days from a day off count from the first that is worked" {
	china
	# National Day 2026 is from Thursday 1 to Wednesday 7 October; Saturday 10 works.
	run -0 unit clock within 2026-10-01T09:00 1wd 2026-10-07T09:00 1wd \
		2026-10-01T09:00 2wd 2026-09-30T09:00 1wd 2026-10-08T16:30 2wd \
		2026-10-01T09:00 3wd 2026-10-01T09:00 0wd
	prints <<-'EOT'
		2026-10-08T09:00
		2026-10-08T09:00
		2026-10-09T09:00
		2026-10-08T09:00
		2026-10-10T16:30
		2026-10-10T09:00
		2026-10-01T09:00
	EOT
}

@test "within: working hours pass within the hours of work" {
	china
	# 7 hours a day: from Wednesday 30 September 16:00 two of eight are left of it.
	run -0 unit clock within 2026-10-01T09:00 8wh 2026-09-30T16:00 8wh \
		2026-09-30T16:00 2wh 2026-09-30T12:30 1wh 2026-10-08T09:00 7wh \
		2026-09-30T09:00 24h 2026-09-30T09:00 2d
	prints <<-'EOT'
		2026-10-09T10:00
		2026-10-08T17:00
		2026-09-30T18:00
		2026-09-30T15:00
		2026-10-08T18:00
		2026-10-01T09:00
		2026-10-02T09:00
	EOT
}
