# date -- days, months, instants, durations; see tests/unit/date.c.
#
# The seconds since 1970 are those that date(1) gives.

load helper

@test "date: six forms, one throughout" {
	run -0 unit date date 2026-03-01 2026-3-1 2026/3/1 2026/03/01 2026.3.1 2026.03.01 \
		2026年3月1日 2026年03月01日 20260301 ' 2026-03-01 ' 2026-03-1
	prints < <(printf '2026-03-01\n%.0s' {1..11})
	run -0 unit date date 2026-03/01 2026/03-01 2026.03-01 202603-01 2026-0301 \
		2026年3月1 2026年3-1日 2026年3月 26-03-01 2026/003/1 2026/3/001 2026-03 202603 \
		2026031 '' ' ' 2026-03-011 x2026-03-01 2026-- 2026-3- 2026..1 46101
	prints < <(printf 'bad\n%.0s' {1..22})
}

@test "date: only days that exist, 1900 to 9999" {
	run -0 unit date date 2024-02-29 2023-02-29 2000-02-29 1900-02-28 1900-02-29 \
		2100-02-29 2026-04-30 2026-04-31 2026-12-31 2026-13-01 2026-00-10 \
		2026-01-00 2026-01-32 1900-01-01 1899-12-31 9999-12-31 0000-01-01 \
		2026/2/30
	prints <<-'EOT'
		2024-02-29
		bad
		2000-02-29
		1900-02-28
		bad
		bad
		2026-04-30
		bad
		2026-12-31
		bad
		bad
		bad
		bad
		1900-01-01
		bad
		9999-12-31
		bad
		bad
	EOT
}

@test "date: the year 0001, which programs write for none, is 1900-01-01" {
	run -0 unit date date 0001-01-01 0001-12-31 '0001/1/1 0:00:00' 00010101 0001-01-01T00:00:00Z \
		0001-13-01 0002-01-01 0000-01-01
	prints < <(printf '1900-01-01\n%.0s' {1..5}; printf 'bad\n%.0s' {1..3})
	TZ=America/New_York run -0 unit date instant 0001-01-01T00:00:00Z
	# 1900-01-01 00:00 there is 05:00Z; 1900-01-01T00:00Z is -2208988800
	prints <<< $((-2208988800 + 5 * 3600))
}

@test "date: a time behind it is taken for its day as written, and must be one" {
	run -0 unit date date 2026-03-01T09:30 '2026-03-01 09:30:59' \
		2026-03-01T23:59:59Z 2026-03-01T00:00+14:00 '2026/3/1 09:30' \
		20260301T09:30 2026-03-01T9:30 2026-03-01T09:30:00.5 \
		2026-03-01T09:30+0800 '2026/3/1 0:00:00' '2026年3月1日 9:30' \
		20260301093000
	prints < <(printf '2026-03-01\n%.0s' {1..12})
	run -0 unit date date 2026-03-01T24:00 2026-03-01T09:60 \
		2026-03-01T09:30:60 '2026-03-01  09:30' 2026-03-01T 2026-03-01T09 \
		2026-03-01t09:30 2026-03-01Z 2026-03-01T09:30x 2026-03-01T09:30+8 \
		2026-03-0109:30 2026-03-01T9:3
	prints < <(printf 'bad\n%.0s' {1..12})
}

@test "date: days are counted from 1970, weekdays from Monday" {
	# date -u -d 1900-01-01 +%s is -2208988800 and 9999-12-31 253402214400
	run -0 unit date day 1970-01-01 1969-12-31 1900-01-01 2000-03-01 9999-12-31
	prints <<-'EOT'
		0
		-1
		-25567
		11017
		2932896
	EOT
	run -0 unit date weekday 1970-01-01 1969-12-31 2026-02-14 2026-02-16 1900-01-01 \
		2026-03-01 1900-01-02
	prints <<-'EOT'
		4
		3
		6
		1
		1
		7
		2
	EOT
}

@test "month: six forms, or a date" {
	run -0 unit date month 2026-03 2026-3 202603 2026/3 2026/03 2026.03 2026年3月 \
		2026年03月 2026-03-31 2026-3-31 20260331 2026/3/31 2026.3.31 2026年3月31日 \
		'2026-03-31 23:59' ' 2026-03 ' 20260331235900
	prints < <(printf '2026-03\n%.0s' {1..17})
	run -0 unit date month 2026-13 2026-00 202600 1899-12 26-03 2026 2026- 2026-02-29 \
		2026/ 2026/123 2026年 2026年3 2026年3月1 20263 '' 3
	prints < <(printf 'bad\n%.0s' {1..16})
	run -0 unit date month 1900-01 9999-12
	prints <<-'EOT'
		1900-01
		9999-12
	EOT
}

@test "month: one digit behind a point may have lost its zero" {
	run -0 unit date month 2026.10 2026.1 2026.1.5
	prints <<-'EOT'
		2026-10
		bad
		2026-01
	EOT
}

@test "month: its first and last day" {
	run -0 unit date month-span 2024-02-10 2023-02-10 2026-12-31
	prints <<-'EOT'
		2024-02-01
		2024-02-29
		2023-02-01
		2023-02-28
		2026-12-01
		2026-12-31
	EOT
}

@test "months later: clamped to the month's last day" {
	run -0 unit date add-months 2026-01-31 1 2024-01-31 1 2026-01-31 2 2026-03-31 -1 \
		2026-12-15 1 2026-01-15 -1 2024-02-29 12 2024-02-29 48 2026-05-31 -25 \
		2026-01-30 0
	prints <<-'EOT'
		2026-02-28
		2024-02-29
		2026-03-31
		2026-02-28
		2027-01-15
		2025-12-15
		2025-02-28
		2028-02-29
		2024-04-30
		2026-01-30
	EOT
}

@test "months later: the calendar ends with 1900 and 9999" {
	run -0 unit date add-months 9999-12-15 0 9999-12-15 1 2026-01-01 1000000 \
		1900-01-15 -1 1900-01-15 -1000000
	prints <<-'EOT'
		9999-12-15
		9999-12-31
		9999-12-31
		1900-01-01
		1900-01-01
	EOT
}

@test "anniversary: 29 February is the 28th in common years" {
	run -0 unit date in-year 2000-02-29 2023 2000-02-29 2024 1990-07-01 2026
	prints <<-'EOT'
		2023-02-28
		2024-02-29
		2026-07-01
	EOT
}

@test "time: the zone written, or that of TZ" {
	# date -u -d 2026-03-01T09:30Z +%s is 1772357400
	run -0 unit date instant 2026-03-01T09:30Z 2026-03-01T09:30:00+00:00 \
		2026-03-01T17:30+08:00 2026-03-01T17:30 '2026-03-01 17:30:00' \
		'2026/3/1 17:30' 2026-02-28T23:30:00-10:00 2026-03-01T15:15:01+05:45
	prints <<-'EOT'
		1772357400
		1772357400
		1772357400
		1772357400
		1772357400
		1772357400
		1772357400
		1772357401
	EOT
}

@test "time: an hour of one digit, zones without their colon or minutes" {
	run -0 unit date instant 2026-03-01T9:30Z 2026-03-01T17:30+0800 \
		2026-03-01T17:30+08 2026-03-01T09:30+00 '2026-3-1 17:30' \
		'2026.3.1 17:30' 2026-02-28T23:30-10
	prints < <(printf '1772357400\n%.0s' {1..7})
}

@test "time: parts of a second do not count, however many digits they have" {
	run -0 unit date instant 2026-03-01T09:30:00.000Z '2026-03-01 17:30:00.000000' \
		'2026-03-01 17:30:00.9' 2026-03-01T09:30:00.999999999999+00:00
	prints < <(printf '1772357400\n%.0s' {1..4})
	run -0 unit date instant 2026-03-01T09:30:00.Z 2026-03-01T09:30.5 \
		2026-03-01T09:30:00.0.0 2026-03-01T09:30:00.0x
	prints < <(printf 'bad\n%.0s' {1..4})
}

@test "time: digits alone, with or without a T" {
	run -0 unit date instant 20260301173000 202603011730 20260301T173000 \
		'20260301 1730' 20260301T093000Z 20260301093000.000Z
	prints < <(printf '1772357400\n%.0s' {1..6})
	run -0 unit date instant 2026030117 20260301173 2026030117300 202603011730000 \
		20260301246000 2026-03-01173000 2026030117:30 20260301T17 20260301Tx000 \
		20260301T240000 20260301T1060 20260301T100060 20260301T100000. 20260301T1000+0800x
	prints < <(printf 'bad\n%.0s' {1..14})
	run -0 unit date instant 20260301T1730+0800 20260301T1730.5
	prints < <(printf '1772357400\n%.0s' {1..2})
}

@test "time: behind a date of digits alone an hour may have one, and a half of a day" {
	# All are 13:05 in Shanghai, and the day is that of the digits.
	run -0 unit date instant '20260301 1:05 PM' 20260301T1:05PM '20260301 下午1:05' \
		'20260301 13:05' '20260301T13:05:00' '20260301 1305' 20260301T5:05Z
	prints < <(printf '1772341500\n%.0s' {1..7})
	run -0 unit date date '20260301 9:05' '20260301T9:05:30+08:00'
	prints < <(printf '2026-03-01\n%.0s' {1..2})
	run -0 unit date instant '20260301 9' '20260301 9:5' '20260301 905' '20260301 :05' 202603019:05
	prints < <(printf 'bad\n%.0s' {1..5})
}

@test "time: the halves of a day, in Chinese before and in English behind" {
	run -0 unit date instant '2026/3/1 下午 5:30' '2026/3/1 下午5:30:00' \
		2026年3月1日下午5:30 '2026年3月1日 17:30' '2026-03-01 5:30 PM' \
		'2026-03-01 05:30:00pm' '2026-03-01 5:30:00.000 PM' '2026/3/1 上午 9:30+00'
	prints < <(printf '1772357400\n%.0s' {1..8})
	# noon is 12 hours behind midnight, which is 1772294400
	run -0 unit date instant '2026/3/1 上午 12:00' '2026/3/1 下午 12:00' \
		'2026/3/1 上午 0:00' '2026/3/1 12:00 am'
	prints <<-'EOT'
		1772294400
		1772337600
		1772294400
		1772294400
	EOT
	run -0 unit date instant '2026/3/1 下午 13:00' '2026/3/1 上午' '2026/3/1 下午下午 1:00' \
		'2026/3/1 1:00 XM' '2026/3/1 13:00 AM' '2026/3/1 上午 1:00 AM'
	prints < <(printf 'bad\n%.0s' {1..6})
}

@test "time: a bare date is its midnight" {
	run -0 unit date instant 2026-03-01 2026-03-01T00:00 1970-01-01 2026年3月1日 20260301
	prints <<-'EOT'
		1772294400
		1772294400
		-28800
		1772294400
		1772294400
	EOT
}

@test "time: what is none is refused" {
	run -0 unit date instant '' 2026-02-29 2026-03-01T24:00 2026-03-01T23:60 \
		2026-03-01T23:59:60 2026-03-01T09:30+24:00 \
		2026-03-01T09:30+08:60 2026-03-01T09:30+08: 2026-03-01T09:30+080 \
		2026-03-01T09:30z 2026-03-01T09:30' Z' 2026-03-01-09:30 \
		9999-12-31T23:00-01:00 46101 46101.5 1772357400 3/1/2026 2026-02-30T09:00 \
		2026-03-01Ta9:00 2026-03-01T0a:00 2026-03-01T09:00:61 2026-3-1T09:00:61 \
		2026-3-1T09:00:x 2026-3-1T09:00Zx 2026-03-a1 2026-03-1a
	prints < <(printf 'bad\n%.0s' {1..26})
}

@test "time: an hour that a clock change skips is refused, its edges are not" {
	# Berlin, 29 March 2026: 02:00 is 03:00; 01:00Z is 1774746000
	TZ=Europe/Berlin run -0 unit date instant 2026-03-29T01:59:59 2026-03-29T02:00 \
		2026-03-29T02:59:59 2026-03-29T03:00 2026-03-28T02:30 2026-03-30T02:30
	prints <<-'EOT'
		1774745999
		bad
		bad
		1774746000
		1774661400
		1774830600
	EOT
}

@test "time: of a doubled hour the first is meant" {
	# Berlin, 25 October 2026: 03:00 is 02:00 again; 01:00Z is 1792890000
	TZ=Europe/Berlin run -0 unit date instant 2026-10-25T01:59:59 2026-10-25T02:00 \
		2026-10-25T02:30 2026-10-25T02:59:59 2026-10-25T03:00 \
		2026-10-25T02:30+01:00
	prints <<-'EOT'
		1792886399
		1792886400
		1792888200
		1792889999
		1792893600
		1792891800
	EOT
}

@test "time: south of the equator, by half an hour, and before 1970" {
	# Lord Howe, 4 October 2026: 02:00 is 02:30; 5 April: 02:00 is 01:30
	TZ=Australia/Lord_Howe run -0 unit date instant 2026-10-04T01:59 \
		2026-10-04T02:00 2026-10-04T02:29 2026-10-04T02:30 2026-04-05T01:29 \
		2026-04-05T01:30 2026-04-05T02:00
	prints <<-'EOT'
		1791041340
		bad
		bad
		1791041400
		1775312940
		1775313000
		1775316600
	EOT
	# Shanghai had summer time in 1940, from 1 June 00:00
	run -0 unit date instant 1940-05-31T23:59 1940-06-01T00:30 1940-06-01T01:00 \
		1986-07-01T00:00
	prints <<-'EOT'
		-933667260
		bad
		-933667200
		520527600
	EOT
}

@test "time: a bare date whose midnight is skipped is the day's first instant" {
	# Sao Paulo, 4 November 2018: 00:00 is 01:00, 03:00Z
	TZ=America/Sao_Paulo run -0 unit date instant 2018-11-04 2018-11-04T00:00 \
		2018-11-04T01:00
	prints <<-'EOT'
		1541300400
		bad
		1541300400
	EOT
}

@test "time: written in local time, to the minute" {
	run -0 unit date show 1772357400 1772357459 0 -1
	prints <<-'EOT'
		2026-03-01T17:30
		2026-03-01T17:30
		1970-01-01T08:00
		1970-01-01T07:59
	EOT
	# date -u -d @-1, @-86400 and @-86401
	TZ=UTC run -0 unit date show -1 -86400 -86401 0
	prints <<-'EOT'
		1969-12-31T23:59
		1969-12-31T00:00
		1969-12-30T23:59
		1970-01-01T00:00
	EOT
	# an hour into the year 10000, and the last of 1899: the calendar's ends
	TZ=UTC0 run -0 unit date show 253402304400 -2208992400
	prints <<-'EOT'
		9999-12-31T01:00
		1900-01-01T23:00
	EOT
	TZ=Europe/Berlin run -0 unit date show 1774745999 1774746000 1792889999 1792890000
	prints <<-'EOT'
		2026-03-29T01:59
		2026-03-29T03:00
		2026-10-25T02:59
		2026-10-25T02:00
	EOT
}

@test "time: days 90 years apart, one after the other" {
	# 2059-09-20 is day 32769
	run -0 unit date at 1970-01-02 0 2059-09-20 0 1970-01-02 0
	prints <<-'EOT'
		57600
		2831212800
		57600
	EOT
}

@test "time: a minute of a day, 24:00 and beyond, a skipped one is the change" {
	run -0 unit date at 2026-03-01 0 2026-03-01 1050 2026-03-01 1440 2026-03-01 2880
	prints <<-'EOT'
		1772294400
		1772357400
		1772380800
		1772467200
	EOT
	TZ=Europe/Berlin run -0 unit date at 2026-03-29 150 2026-10-25 150
	prints <<-'EOT'
		1774746000
		1792888200
	EOT
}

@test "time of day: 00:00 to 24:00" {
	run -0 unit date clock 00:00 09:30 9:30 23:59 24:00 ' 09:30 ' 24:01 25:00 09:60 \
		0930 09:30:00 '' -1:00
	prints <<-'EOT'
		0
		570
		570
		1439
		1440
		570
		bad
		bad
		bad
		bad
		bad
		bad
		bad
	EOT
}

@test "duration: minutes, hours, days, months" {
	run -0 unit date duration 30m 24h 7d 2mo 0d ' 7d ' 1000000d
	prints <<-'EOT'
		30 minutes
		24 hours
		7 days
		2 months
		0 days
		7 days
		1000000 days
	EOT
	run -0 unit date duration '' 7 d 7w 7D 7M 1y -1d +1d 1.5h '7 d' 7mon 1000001d \
		99999999999d 1h30m 0x1d
	prints < <(printf 'bad\n%.0s' {1..16})
}

@test "duration: working days and hours, only where they are taken" {
	run -0 unit date duration 2wd 8wh ' 0wd' 2w 2wm 2wmo 2WD '2 wd' wd
	prints <<-'EOT'
		2 working days, where they count
		8 working hours, where they count
		0 working days, where they count
		bad
		bad
		bad
		bad
		bad
		bad
	EOT
}

@test "duration: days and months keep the wall clock, hours pass" {
	TZ=Europe/Berlin run -0 unit date after 2026-03-28T12:00 1d 2026-03-28T12:00 24h \
		2026-03-28T02:30 1d 2026-02-28T02:30 1mo 2026-10-24T12:00 24h \
		2026-10-24T12:00 1d
	prints <<-'EOT'
		2026-03-29T12:00
		2026-03-29T13:00
		2026-03-29T03:00
		2026-03-28T02:30
		2026-10-25T11:00
		2026-10-25T12:00
	EOT
}

@test "duration: 31 January and a month is the last of February" {
	run -0 unit date after 2026-01-31T09:00 1mo 2024-01-31T09:00 1mo \
		2026-01-31T23:50 30m 2026-12-31T09:00 2mo
	prints <<-'EOT'
		2026-02-28T09:00
		2024-02-29T09:00
		2026-02-01T00:20
		2027-02-28T09:00
	EOT
	run -0 unit date after-day 2026-01-31 1mo 2026-02-28 1d 2026-03-01 0d 2026-03-31 \
		11mo
	prints <<-'EOT'
		2026-02-28
		2026-03-01
		2026-03-01
		2027-02-28
	EOT
}

@test "duration: beyond 9999 is its last day" {
	run -0 unit date after 9999-12-01T09:00 1mo 9999-12-31T09:00 1mo \
		9999-12-31T09:00 1d
	prints <<-'EOT'
		9999-12-31T09:00
		9999-12-31T09:00
		9999-12-31T09:00
	EOT
}

@test "seconds: hours, minutes and seconds with colons or in words" {
	run -0 unit date seconds 00:01:30 0:01:30 1:00:00 100:00:00 90秒 1分30秒 1小时2分 \
		1小时2分3秒 2分钟 1时 90分 ' 1分30秒 ' 0秒
	prints <<-'EOT'
		90
		90
		3600
		360000
		90
		90
		3720
		3723
		120
		3600
		5400
		90
		0
	EOT
}

@test "seconds: 1:30 can mean two things; halves of a duration are none" {
	run -0 unit date seconds 1:30 01:30 1:2:3 00:60:00 00:00:60 00:01:30:00 1分30 \
		30秒1分 1分1分 分 -1分 1.5分 90 '' ' ' 999999999秒 1分x
	prints < <(printf 'bad\n%.0s' {1..17})
}
