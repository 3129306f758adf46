# money -- exact amounts; see tests/unit/money.c.

load helper

@test "money: up to four decimals, in ten-thousandths" {
	run -0 unit money parse 0 7 12 12.5 12.34 12.345 12.3456 1234567.89
	prints <<-'EOT'
		0
		70000
		120000
		125000
		123400
		123450
		123456
		12345678900
	EOT
}

@test "money: decimals behind the fourth are zeros" {
	run -0 unit money parse 1.00000 82.540000 79.99990000000000000000000000 1,234.500000 \
		922337203685477.580700 1.12345 12345.12345 1.00001 1.0000x
	prints <<-'EOT'
		10000
		825400
		799999
		12345000
		9223372036854775807
		bad
		bad
		bad
		bad
	EOT
}

@test "money: the yuan may be named, before or behind" {
	run -0 unit money parse ¥49.74 ￥49.74 49.74元 '￥1,234.50' '1,234.50元' -¥5 ¥-5 \
		'¥ 5' '5 元' ' ￥5 ' +¥5 ¥5元
	prints <<-'EOT'
		497400
		497400
		497400
		12345000
		12345000
		-50000
		-50000
		50000
		50000
		50000
		50000
		50000
	EOT
	run -0 unit money parse ¥ 元 ¥元 '¥¥5' 5元元 -¥-5 '¥  5' '5¥' 元5 5万元 '5元x' '$5' €5
	prints < <(printf 'bad\n%.0s' {1..13})
}

@test "money: a sign before, spaces around" {
	run -0 unit money parse +5 -0.50 -0 ' 12.50 ' '   7' '  -1,234.50  ' \
		'- 5' '5-' '--5' '+-5' '+' '-'
	prints <<-'EOT'
		50000
		-5000
		0
		125000
		70000
		-12345000
		bad
		bad
		bad
		bad
		bad
		bad
	EOT
}

@test "money: commas part groups of three or nothing" {
	run -0 unit money parse 1,234 1,234.50 12,345,678 999,999 \
		12,34 1234,567 1,2345 ,123 1, 1,,234 1,234, 0.1,234 1,23 12,345,67
	prints <<-'EOT'
		12340000
		12345000
		123456780000
		9999990000
		bad
		bad
		bad
		bad
		bad
		bad
		bad
		bad
		bad
		bad
	EOT
}

@test "money: what people write else is bad data" {
	run -0 unit money parse '' ' ' .5 5. 1e3 1E3 '$5' '(5)' 1234567.8.9 \
		1.2.3 0x10 nan inf '1 000' $'5\t' $'\t5' '12.5a' '1 2345' . '1234.' \
		'.1234' '...5'
	prints < <(printf 'bad\n%.0s' {1..22})
}

@test "money: full-width digits are bad data" {
	run -0 unit money parse '１２' '12．5' '1２34'
	prints <<-'EOT'
		bad
		bad
		bad
	EOT
}

@test "money: every length of text is read alike" {
	run -0 unit money parse 1 12 123 1234 12345 123456 1234567 12345678 123456789 \
		12345678901234 123456789012345 12345678901.12 123456789012.12 \
		00000000000000000001
	prints <<-'EOT'
		10000
		120000
		1230000
		12340000
		123450000
		1234560000
		12345670000
		123456780000
		1234567890000
		123456789012340000
		1234567890123450000
		123456789011200
		1234567890121200
		10000
	EOT
}

@test "money: one byte that is no digit spoils it wherever it stands" {
	run -0 unit money parse x234567 1x34567 12x4567 123x567 1234x67 12345x7 123456x \
		/234567 1:34567 '12 4567' 1234/67 12345:7
	prints < <(printf 'bad\n%.0s' {1..12})
}

@test "money: the largest and the smallest amount fit, one more does not" {
	run -0 unit money parse 922337203685477.5807 922337203685477.5808 \
		-922337203685477.5808 -922337203685477.5809 922,337,203,685,477.5807 \
		922337203685478 99999999999999999999999 18446744073709551616 \
		1844674407370955.1616 99999999999999999999999x
	prints <<-'EOT'
		9223372036854775807
		overflow
		-9223372036854775808
		overflow
		9223372036854775807
		overflow
		overflow
		overflow
		overflow
		bad
	EOT
}

@test "money: printed with two decimals, with four when it is no whole hundredth" {
	run -0 unit money print 0 100 1 10 9999 10000 123400 123450 -5000 -1 \
		1234567890000 9223372036854775807 -9223372036854775808
	prints <<-'EOT'
		0.00
		0.01
		0.0001
		0.0010
		0.9999
		1.00
		12.34
		12.3450
		-0.50
		-0.0001
		123456789.00
		922337203685477.5807
		-922337203685477.5808
	EOT
}

@test "money: sums that do not fit are caught and leave the sum alone" {
	run -0 unit money add 9223372036854775806 1 9223372036854775807 1 \
		-9223372036854775807 -1 -9223372036854775808 -1
	prints <<-'EOT'
		fits 9223372036854775807
		overflow 9223372036854775807
		fits -9223372036854775808
		overflow -9223372036854775808
	EOT
}

@test "money: a mean is rounded half away from zero to hundredths" {
	# 0.01 / 2 = 0.005; 1.00 / 3 = 0.333...; 2.00 / 3 = 0.666...; 0.01 / 3
	run -0 unit money mean 100 2 -100 2 10000 3 20000 3 100 3 300 2 500 1 0 5
	prints <<-'EOT'
		100
		-100
		3300
		6700
		0
		200
		500
		0
	EOT
}

@test "money: a mean of a sum that is no whole hundredth is rounded to ten-thousandths" {
	# 0.0001 / 2 = 0.00005; 0.0101 / 2 = 0.00505; 1.0001 / 3 = 0.33336...
	run -0 unit money mean 1 2 -1 2 101 2 10001 3 1 3
	prints <<-'EOT'
		1
		-1
		51
		3334
		0
	EOT
}

@test "money: means at the ends of the range" {
	run -0 unit money mean 9223372036854775807 1 -9223372036854775808 1 \
		9223372036854775807 9223372036854775807 -9223372036854775808 2
	prints <<-'EOT'
		9223372036854775807
		-9223372036854775808
		1
		-4611686018427387904
	EOT
}
