# likeness -- what a text looks like that is none of what is asked for; peers.

load helper

# Each text looks so where this is wanted.
looks()	# WANTED DECIMAL WHAT TEXT...
{
	local wanted=$1 decimal=$2 what=$3 phrase
	shift 3
	case $wanted in
	number) phrase='not a number such as 79.00' ;;
	seconds) phrase='not a number of seconds such as 90' ;;
	date) phrase='not a date such as 2026-03-05' ;;
	month) phrase='not a month such as 2026-03' ;;
	time) phrase='not a time such as 2026-03-05T09:05' ;;
	esac
	[ "$decimal" != , ] || phrase='not a number such as 79,00'
	for text; do
		run -0 unit number look $wanted "$decimal" "$text"
		[ "$output" = "${what:+looks like $what, }$phrase" ] || wrong "$wanted '$text': $output"
	done
}

@test "a day: of a spreadsheet, of a clock, with its day first, with letters" {
	looks date . "a spreadsheet's day number" 46101 46101.378
	looks date . '' 46101:5 46101.5.2 46101.5x 461011 4610 x
	looks date . 'seconds since 1970' 1772357400
	looks date . 'milliseconds since 1970' 1772357400000
	looks date . '' 2772357400 177235740 1772357400. 2772357400000 1772357400000. 1772357400-1
	looks date . '3/1/2026, which can be two days' 3/1/2026 1.3.26 03-01-2026 '03-01-2026 9:05'
	looks date . '' 3/1-2026 3/1/202 103/1/2026 3/101/2026 3:1:2026 3/1
	looks date . 'a date with its month in letters' 3-Mar-2026 '5 march'
	looks month . '2026.1, which can be left of 2026.10' 2026.1
	looks month . '' 2026.1. 2026.123 202.1 2026:1 2026.1.5
	looks date . '' 2026.1
	looks time . '24:00, which is 00:00 of the next day' '2026-03-01 24:00' 2026-03-01T24:00
	looks time . 'full-width digits' ２０２６-03-01
	looks time . '' 2026-03-01T25:00 ＡＢＣ '' ' '
}

@test "a number: with its unit, its sign, its power, its many digits" {
	looks number . 'an amount in 万, ten thousands' 12万 12万元
	looks number . 'an amount in 亿, hundred millions' 1亿 1亿元
	looks number . 'a percentage' 5% 5％
	looks number . 'a negative amount in brackets' '(5)' '（5）' '(xy'
	looks number . '' '()' '(' '(x' - x- 元
	looks number . 'an amount with its minus behind it' 5- 5.20-
	looks number . 'scientific notation' 1.0E7 1e7 1e999
	looks number . '' 1e7x e 1x
	looks number . 'a number with more than four decimals' 1.23456 -1.23456 +1.23456
	looks number . '' 1.2x 1.23456.7 1:23456
	looks number . 'a number with a decimal comma (see --decimal)' 49,74 79,1
	looks number . '' 49,7x
	looks number , '' 49,74x
	looks number unsaid 'a number whose comma can be two things (see --decimal)' 1,234
	looks number unsaid '' x,234
	looks seconds . '1:30, which can mean two things' 1:30
	looks seconds . '' 1:30:20:10 1.30x 1:x
}

@test "peers: as they are dialled, from wherever" {
	# an area code before a service number, 86 and 00 before a number, marks between
	run -0 unit number peer 10086 01010086 861010086 02110010 862110010 037110000 8637110000 075595555 \
		8613800138000 008613800138000 '+86 138-0013-8000' 8610086 86010 01012345 0 86 '' abc \
		13800138000 02112345678 '1 0 0 8 6' 4110086 111110086 29996555 \
		1234567890123456789012345678901234567890123456789012345678901234567890- \
		'1-234567890123456789012345678901234567890123456789012345678901234567890'
	prints <<-'EOT'
		10086
		10086
		10086
		10010
		10010
		10000
		10000
		95555
		13800138000
		13800138000
		13800138000
		10086
		86010
		12345
		0
		86

		abc
		13800138000
		02112345678
		10086
		4110086
		111110086
		29996555
		1234567890123456789012345678901234567890123456789012345678901234567890-
		1-234567890123456789012345678901234567890123456789012345678901234567890
	EOT
	run -0 unit number peer-perhaps 10086 10086 110086 10086 10085 10086 123 10086 10086 123 1008x 10086
	prints <<-'EOT'
		perhaps
		perhaps
		no
		perhaps
		perhaps
		perhaps
	EOT
}
