# lunar -- China's lunar calendar and its statutory days off; see
# tests/unit/lunar.c.

load helper

@test "lunar: every month of 1900 to 2100 is that of a second computation" {
	# At odds with the sky was the almanac of 1906, and the last two fall so near
	# to midnight that only the time will tell.
	run -0 python3 "$BATS_TEST_DIRNAME/brute/lunar.py" "$RT_BUILD/unit/lunar"
	prints <<-'EOT'
		1906-04: 1906-04-24, by computation 1906-04-23
		new moon at midnight: 2057-09-28 2057-09-29
		new moon at midnight: 2097-08-07 2097-08-08
		checked: 2486 months, 201 Qingming
	EOT
}

@test "lunar: the months on which public libraries disagree" {
	# In brackets who else is there: lunardate 0.3.0, cnlunardate 0.0.4, sxtwl
	# 2.0.7, zhdate 0.1, borax 4.1.3 of PyPI; chinese-days 1.5.7, solarlunar 3.1.0,
	# chinese-lunar 0.1.4, js-calendar-converter 0.0.7 of npm; and the others.
	first() { unit lunar day "$1"; }
	# New moon 00:03 (lunardate, cnlunardate, chinese-days, solarlunar: 07-22).
	[ "$(first L1933-06-01)" = 1933-07-23 ]
	# 20:30 (lunardate, chinese-lunar: 11-26).
	[ "$(first L1954-11-01)" = 1954-11-25 ]
	# 00:08 (lunardate, chinese-lunar: 09-02).
	[ "$(first L1978-08-01)" = 1978-09-03 ]
	# 00:14 and 07:07 (cnlunardate, chinese-days: 07-15 and 09-12).
	[ "$(first L1996-06-01)" = 1996-07-16 ]
	[ "$(first L1996-08-01)" = 1996-09-13 ]
	# 00:00:04 (sxtwl, lunardate, zhdate, cnlunar, js-calendar-converter: 09-28).
	[ "$(first L2057-09-01)" = 2057-09-29 ]
	# 18:10 (cnlunardate, chinese-days: 05-01).
	[ "$(first L2060-04-01)" = 2060-04-30 ]
	# 23:57 (borax, LunarCalendar, lunar-calendar: 09-05).
	[ "$(first L2089-08-01)" = 2089-09-04 ]
	# 23:59:41 (borax, LunarCalendar, solarlunar: 08-08).
	[ "$(first L2097-07-01)" = 2097-08-07 ]
}

@test "lunar: the leap month is the first without a major solar term" {
	# ICU 78 takes 1987's leap month for the seventh, chinese-lunar 2033's
	# for the seventh; 2033 is the year whose leap month is the eleventh.
	run -0 unit lunar months 1987 2033
	prints <<-'EOT'
		1987-01 1987-01-29
		1987-02 1987-02-28
		1987-03 1987-03-29
		1987-04 1987-04-28
		1987-05 1987-05-27
		1987-06 1987-06-26
		1987-06+ 1987-07-26
		1987-07 1987-08-24
		1987-08 1987-09-23
		1987-09 1987-10-23
		1987-10 1987-11-21
		1987-11 1987-12-21
		1987-12 1988-01-19
		2033-01 2033-01-31
		2033-02 2033-03-01
		2033-03 2033-03-31
		2033-04 2033-04-29
		2033-05 2033-05-28
		2033-06 2033-06-27
		2033-07 2033-07-26
		2033-08 2033-08-25
		2033-09 2033-09-23
		2033-10 2033-10-23
		2033-11 2033-11-22
		2033-11+ 2033-12-22
		2033-12 2034-01-20
	EOT
}

@test "lunar: how a date is written" {
	run -0 unit lunar parse 农历1985-08-15 L08-15 L1987-06+15 l1985-8-5 '农历 1985-08-15' \
		农历1985/8/15 L1985.8.15 农历1987年闰6月15日 农历8月15 L06+15 农历闰06-15 \
		農曆1987年閏6月15日 阴历08-15 ' L12-30 '
	prints <<-'EOT'
		1985 8 15
		0 8 15
		1987 6+ 15
		1985 8 5
		1985 8 15
		1985 8 15
		1985 8 15
		1987 6+ 15
		0 8 15
		0 6+ 15
		0 6+ 15
		1987 6+ 15
		0 8 15
		0 12 30
	EOT
	# In words: which of them need no name in front, Chinese usage says.
	run -0 unit lunar parse 农历八月十五 腊月初八 正月初一 冬月廿三 农历十一月二十 农历二月三十日 \
		一九八五年八月廿五 1985年腊月三十 农历二〇〇〇年正月十五 农历1987年闰六月初十 臘月十九 农历十月卅 \
		农历二零零一年闰四月一日 '农历 九月九'
	prints <<-'EOT'
		0 8 15
		0 12 8
		0 1 1
		0 11 23
		0 11 20
		0 2 30
		1985 8 25
		1985 12 30
		2000 1 15
		1987 6+ 10
		0 12 19
		0 10 30
		2001 4+ 1
		0 9 9
	EOT
	run -0 unit lunar parse 八月十五 农历八月 农历月十五 农历十三月一日 腊月卅一 腊月初 正月初十一 农历八十月一 \
		腊月初八x x腊月初八 农历九八年腊月初八 腊月-初八 初八 L八-十五
	prints < <(printf 'bad\n%.0s' {1..14})
	run -0 unit lunar parse 1985-08-15 08-15 L 农历 L1985-08 L8 L00-15 L13-01 L08-00 L08-31 \
		L1899-01-01 L2101-01-01 L1985-8/15 L08-15x L-08-15 L08--15 L185-08-15 L08-15T09:00 \
		L08:15 L08-:5
	prints < <(printf 'bad\n%.0s' {1..20})
}

@test "lunar: a day that the year had not is none" {
	# 1987 had a leap sixth month, of 29 days, and no other; its first month had 30.
	run -0 unit lunar day L1987-06+15 L1987-06+29 L1987-06+30 L1987-05+15 L1986-06+15 \
		L1987-01-30 L1987-06-30 L1987-02-30 L1900-01-01 L2100-12-29 L2100-12-30 \
		L08-15
	prints <<-'EOT'
		1987-08-09
		1987-08-23
		none
		none
		none
		1987-02-27
		1987-07-25
		none
		1900-01-31
		2101-01-28
		none
		none
	EOT
}

@test "lunar: a date comes round: on the last day, and without its leap month in the ordinary one" {
	# 2025 has a leap sixth month; 12-30 of 2024 is not there, its last day is.
	run -0 unit lunar in-year L1985-08-15 2026 L06+15 2025 L06+15 2026 L06-15 2025 \
		L1987-06+15 2025 L12-30 2023 L12-30 2024 L08-15 1899 L08-15 2101
	prints <<-'EOT'
		2026-09-25
		2025-08-08
		2026-07-28
		2025-07-09
		2025-08-08
		2024-02-09
		2025-01-28
		none
		none
	EOT
}

@test "lunar: the next time, also in January of the year after, never in its own year" {
	# Mid-autumn of 1900 was on 8 September, before that year's second eighth month.
	run -0 unit lunar next L08-15 1900-01-01
	prints <<< 1900-09-08
	run -0 unit lunar next L08-15 2026-09-25 L08-15 2026-09-26 L12-10 2027-01-01 \
		L12-10 2027-01-18 L2026-08-15 2026-01-01 L1985-08-15 1985-01-01 L01-01 2100-02-09 \
		L01-01 2100-02-10
	prints <<-'EOT'
		2026-09-25
		2027-09-15
		2027-01-17
		2028-01-06
		2027-09-15
		1986-09-18
		2100-02-09
		none
	EOT
}

@test "statutory days: thirteen a year, as the decrees of 2025 and 2026 hold and 2027 will" {
	run -0 unit lunar off 2024 2025 2026 2027 2028 2100 2101
	prints <<-'EOT'
		unknown
		2025: 2025-01-01 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-04-04 2025-05-01 2025-05-02 2025-05-31 2025-10-01 2025-10-02 2025-10-03 2025-10-06
		2026: 2026-01-01 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-04-05 2026-05-01 2026-05-02 2026-06-19 2026-09-25 2026-10-01 2026-10-02 2026-10-03
		2027: 2027-01-01 2027-02-05 2027-02-06 2027-02-07 2027-02-08 2027-04-05 2027-05-01 2027-05-02 2027-06-09 2027-09-15 2027-10-01 2027-10-02 2027-10-03
		2028: 2028-01-01 2028-01-25 2028-01-26 2028-01-27 2028-01-28 2028-04-04 2028-05-01 2028-05-02 2028-05-28 2028-10-01 2028-10-02 2028-10-03
		2100: 2100-01-01 2100-02-08 2100-02-09 2100-02-10 2100-02-11 2100-04-05 2100-05-01 2100-05-02 2100-06-12 2100-09-18 2100-10-01 2100-10-02 2100-10-03
		unknown
	EOT
}

@test "statutory days: every one of 2025 and 2026 is a holiday of the decree" {
	decree=$TOP/common/table/policy/calendar-cn.csv
	for day in $(unit lunar off 2025 2026 | cut -d : -f 2); do
		grep -q "^$day,holiday," "$decree" || wrong "$day"
	done
}
