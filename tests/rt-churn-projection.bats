#!/usr/bin/env bats
# rt-churn projection: retention that first falls, and what is far away.

load helper

# The survivors of 1000 contracts of Fader and Hardie's segment, up to an age.
contracts()	# SEGMENT AGE
{
	awk -F, -v s="$1" -v last="$2" 'BEGIN { print "age,survivors" }
		$1 == s && $2 <= last { print $2 "," 10 * $3 }' "$data/retention.csv"
}

# Two numbers a line, the second being right, differ by no more than this share.
within()	# SHARE
{
	awk -v most="$1" 'NF != 2 { print NR ": " $0; bad = 1; next }
		{ d = $1 - $2; s = $2 < 0 ? -$2 : $2 }
		d > most * s || d < -most * s { print NR ": " $1 " is not " $2; bad = 1 }
		END { exit bad || NR == 0 }' >&2
}

@test "C06: projection --model bdw: parameters, errors and the test against sbg" {
	shared sbg
	# R 4.2: optim() of the log-likelihood of Fader, Hardie, Liu, Davin and Steenburgh (2018),
	# errors from optimHess().
	while read -r segment years values; do
		run -0 rt-churn projection --model bdw --params < <(contracts "$segment" "$years")
		[ "$(cut -d, -f1 <<< "$output" | paste -sd ' ')" = \
			'parameter alpha beta c loglik lr_chi2 lr_p customers derl' ]
		{ sed -n '2,4p' <<< "$output" | cut -d, -f2; sed -n '5,7p' <<< "$output" | cut -d, -f2
		  sed -n '2,4p' <<< "$output" | cut -d, -f3; } |
			paste -d ' ' - <(printf '%s\n' $values) | within 2e-5
	done <<-'END'
		regular 7 0.45561397 0.77932550 1.28345131 -1679.60283291 1.32471111 0.2497483 0.16704146 0.28270997 0.29809514
		highend 7 0.21425336 1.42657499 1.72356472 -1605.31421321 11.68786835 0.0006290893 0.05957967 0.38140841 0.30104307
		highend 12 0.24964073 1.65418089 1.59679645 -2004.81688850 12.08306213 0.0005088196 0.05721124 0.35765903 0.23365475
		highend 4 0.25933573 1.72255145 1.58436151 -1222.74931824 4.77117760 0.028940024 0.12016897 0.77693957 0.35302245
	END
}

@test "C06: projection --model bdw: survivors to come, of R; sbg is the default" {
	shared sbg
	run -0 rt-churn projection --model bdw --horizon 12 < <(contracts highend 7)
	# 1000 B(alpha, beta + t^c) / B(alpha, beta) at R's parameters.
	sed '1,2d' <<< "$output" | cut -d, -f5 | paste -d ' ' - <(printf '%s\n' 869.424 740.365 655.289 \
		596.162 552.330 518.200 490.637 467.752 448.338 431.582 416.916 403.930) | within 1e-5
	contracts regular 7 > c.csv
	rt-churn projection --horizon 20 c.csv > expected
	rt-churn projection --model sbg --horizon 20 c.csv | same_file expected -
	# Each of several cohorts has its own rows, and one model.
	awk -F, -v OFS=, 'NR == 1 { print $0, "cohort"; next } { print $0, "a"; print $1, 2 * $2, "b" }' \
		c.csv > two.csv
	rt-churn projection --model bdw --params two.csv | sed -n '2,4p' | cut -d, -f2 | paste -d ' ' - <(
		rt-churn projection --model bdw --params c.csv | sed -n '2,4p' | cut -d, -f2) | within 1e-6
}

@test "C06: projection --model bdw: what has no answer says why" {
	run -2 rt-churn projection --model bgnbd < /dev/null
	[[ $output == *'--model bgnbd: not sbg or bdw'* ]]
	while IFS='|' read -r rows message; do
		run -1 rt-churn projection --model bdw < <(printf '%s\n' age,survivors $rows)
		[[ $output == "rt-churn: no fit: $message"* ]] || wrong "$rows: $output"
	done <<-'END'
		0,1000 1,900 2,810|bdw has three parameters, and there are survivors at 2 ages after 0; --model sbg has two
		0,1000 1,900|bdw has three parameters, and there are survivors at 1 age after 0; --model sbg has two
		0,1000 1,1000 2,1000 3,1000|nobody left, alpha runs to 0
		0,1000 1,0 2,0 3,0|nobody stayed, beta runs to 0
		0,1000 1,950 2,800 3,500 4,200|beta runs to infinity
	END
}

@test "C06: projection: derl and far horizons have their digits" {
	shared sbg
	contracts regular 7 > c.csv
	# mpmath, 30 digits: (b / (a + b)) ((1 + d) / d) 2F1(a, 1; a + b + 1; -1 / d) at the a and b
	# of expected_sbg_params.csv, 0.7040772806 and 1.182042999.
	while read -r discount derl; do
		echo "$(rt-churn projection --params --discount "$discount" c.csv | sed -n 's/^derl,\([^,]*\),/\1/p') $derl"
	done <<-'END' | within 1e-6
		1e-12 11187.8968896
		1e-9 1445.22893269
		1e-6 183.66400785
		0.001 20.3514879538
		0.1 2.96439930596
		5 0.718255729741
		1000000 0.626706528457
	END
	# 1000 B(a, b + t) / B(a, b) of the same.
	rt-churn projection --horizon 100000 c.csv | sed -n '102p;131p;5002p;100002p' | cut -d, -f5 |
		paste -d ' ' - <(printf '%s\n' 40.2146463462 33.6686086268 2.57787120238 0.312820801966) |
		within 1e-6
}

@test "C06: projection: of a hundred thousand ages the last is no worse than the first" {
	# Beta(1, b) is known without a gamma function: S(t) = b / (b + t).
	awk 'BEGIN { print "age,survivors"; for (t = 0; t <= 300; t++) printf "%d,%.12g\n", t, 1e6 * 300 / (300 + t) }' > c.csv
	rt-churn projection --params c.csv | sed -n '2,3p' | cut -d, -f2 | paste -d ' ' - <(printf '%s\n' 1 300) |
		within 1e-4
	rt-churn projection --horizon 100000 c.csv | sed -n '$p' | cut -d, -f5 |
		paste -d ' ' - <(awk 'BEGIN { print 1e6 * 300 / 100300 }') | within 1e-4
}
