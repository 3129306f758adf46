# number -- counts, numbers, rates, yes and no; see tests/unit/number.c.

load helper

@test "count: digits, below 2^63, spaces around" {
	run -0 unit number count 0 7 007 ' 42 ' 9223372036854775807 9223372036854775808 \
		-1 +1 1.0 1,000 '' ' ' x 1e3 '1 2' ７
	prints <<-'EOT'
		0
		7
		7
		42
		9223372036854775807
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
		bad
	EOT
}

@test "number: decimal or exponent form" {
	run -0 unit number number 0 12 -0.5 +3 .5 5. 1e3 1E-2 2.5e+1 ' 1.5 ' 1e0 -0
	prints <<-'EOT'
		0x0p+0
		0x1.8p+3
		-0x1p-1
		0x1.8p+1
		0x1p-1
		0x1.4p+2
		0x1.f4p+9
		0x1.47ae147ae147bp-7
		0x1.9p+4
		0x1.8p+0
		0x1p+0
		-0x0p+0
	EOT
}

@test "number: neither hexadecimal, nor infinite, nor half of one" {
	run -0 unit number number '' ' ' . - + e 1e 1e+ e5 .e5 0x10 inf -inf nan \
		infinity 1,5 1,000 '1 2' 1..2 1.2.3 1e2.5 '1e 5' 5f １ 1e5x
	prints < <(printf 'bad\n%.0s' {1..25})
}

@test "number: what is too large is refused, what is too small is 0" {
	run -0 unit number number 1.7976931348623157e308 1.8e308 1e309 -1e309 \
		1e99999999999 5e-324 1e-400 1e-99999999999 0e99999999999
	prints <<-'EOT'
		0x1.fffffffffffffp+1023
		bad
		bad
		bad
		bad
		0x0.0000000000001p-1022
		0x0p+0
		0x0p+0
		0x0p+0
	EOT
}

@test "number: long ones are rounded as IEEE 754 asks" {
	# 2^53 + 1 is halfway: to even; a digit far behind breaks the tie
	run -0 unit number number 9007199254740993 \
		9007199254740993.00000000000000000000000000000000000000000000000000000000000000001 \
		0.1 0.3 123456789012345678 \
		0000000000000000000000000000000000000000000000000000000000000001.5
	prints <<-'EOT'
		0x1p+53
		0x1.0000000000001p+53
		0x1.999999999999ap-4
		0x1.3333333333333p-2
		0x1.b69b4ba630f35p+56
		0x1.8p+0
	EOT
	# 17 digits, as Python reads them: neither they nor a quotient of theirs is exact
	run -0 unit number number 1944370.3570741501 4377065160921.7260 434234.83389004869 \
		19227903782410.814
	prints <<-'EOT'
		0x1.dab325b693625p+20
		0x1.fd8eb5006cdcfp+41
		0x1.a80eb55e745dep+18
		0x1.17cd85fee0adp+44
	EOT
}

@test "number: ten thousand zeros behind the point are 0, and so is what follows" {
	zeros=$(printf '%010050d' 0)
	run -0 unit number number "0.$zeros" "0.${zeros}1" "${zeros}1.5"
	prints <<-'EOT'
		0x0p+0
		0x0p+0
		0x1.8p+0
	EOT
}

@test "number: halfway between two of fifteen digits it takes sixteen" {
	# 2^49 + n/2
	run -0 unit number print 562949953421312.5 562949953421313.5 -562949953421313.5
	prints <<-'EOT'
		562949953421312.5
		562949953421313.5
		-562949953421313.5
	EOT
}

@test "number: printed with the fewest digits that name it" {
	run -0 unit number print 0.1 0.3 2.5 -2.5 100 123456789 1e6 0.30000000000000004 \
		5e-324 1.7976931348623157e308 -0 3.0 0.00012 123456789012345.6
	prints <<-'EOT'
		0.1
		0.3
		2.5
		-2.5
		100
		123456789
		1000000
		0.30000000000000004
		5e-324
		1.7976931348623157e+308
		0
		3
		0.00012
		123456789012345.6
	EOT
}

@test "number: thousands of any size as Python names them, and by the power of two" {
	command -v python3 || skip "python3 is not there"
	python3 - > numbers <<-'EOT'
		import decimal, math, random
		rng = random.Random(8)
		def plain(x):
		    return format(decimal.Decimal(repr(x)), 'f')
		for i in range(4000):
		    x = [lambda: rng.random(), lambda: rng.randrange(10**9) / 10**rng.randrange(1, 9),
		         lambda: math.exp(rng.uniform(-11, 34)), lambda: 2.0 ** rng.randrange(-16, 0),
		         lambda: math.nextafter(2.0 ** rng.randrange(-15, 40), 0),
		         lambda: math.nextafter(10.0 ** rng.randrange(-4, 14), rng.choice([0, 1e300]))
		         ][i % 6]()
		    if x != int(x) and 1e-5 <= x < 1e15:
		        print(plain(x))
		        print(plain(-x))
	EOT
	[ "$(wc -l < numbers)" -gt 6000 ]
	xargs "$RT_BUILD/unit/number" print < numbers | diff - numbers
}

@test "number: an exponent only below 1e-5 and from 1e15 on" {
	run -0 unit number print 0.00001 0.0000123456789012345 0.000009 -0.00001 \
		999999999999999 1e15 1e22
	prints <<-'EOT'
		0.00001
		0.0000123456789012345
		9e-06
		-0.00001
		999999999999999
		1e+15
		1e+22
	EOT
}

@test "number: counts are printed whole" {
	run -0 unit number print-count 0 9 10 -1 9223372036854775807 -9223372036854775808
	prints <<-'EOT'
		0
		9
		10
		-1
		9223372036854775807
		-9223372036854775808
	EOT
}

@test "ratio: so many decimals, rounded half away from zero" {
	# 1/8 = 0.125; 1/2000000 = 0.0000005; 49/100000000 = 0.00000049
	run -0 unit number ratio 1 3 6 2 3 6 1 8 2 -1 8 2 1 -8 2 -1 -8 2 1 2000000 6 \
		49 100000000 6 1869 7043 6 1 2 0 1 3 0 5 1 4
	prints <<-'EOT'
		0.333333
		0.666667
		0.13
		-0.13
		-0.13
		0.13
		0.000001
		0.000000
		0.265370
		1
		0
		5.0000
	EOT
}

@test "ratio: what rounds to zero has no minus, a denominator of 0 is blank" {
	run -0 unit number ratio -1 2 4 -1 100000 4 -5 100000 4 0 5 6
	prints <<-'EOT'
		-0.5000
		0.0000
		-0.0001
		0.000000
	EOT
	run -0 unit number ratio 5 0 6
	prints <<<''
}

@test "ratio: exact at the ends of the range" {
	run -0 unit number ratio 9223372036854775807 1 9 -9223372036854775808 1 9 \
		9223372036854775806 9223372036854775807 9 1 9223372036854775807 9
	prints <<-'EOT'
		9223372036854775807.000000000
		-9223372036854775808.000000000
		1.000000000
		0.000000000
	EOT
}

@test "yes/no: the words, in any case, blank is no" {
	run -0 unit number yes yes YES true 1 y t 是 ' Yes ' no No false 0 n F 否 '' '  ' \
		2 ja 01 '是的' 'y es'
	prints <<-'EOT'
		yes
		yes
		yes
		yes
		yes
		yes
		yes
		yes
		no
		no
		no
		no
		no
		no
		no
		no
		no
		bad
		bad
		bad
		bad
		bad
	EOT
}
