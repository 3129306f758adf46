#!/usr/bin/env bats
# rt-churn alive: who still buys, how much, and what it is worth.

load helper

# Each of the numbers read is that of FILE, but for so much of it.
near()	# TOLERANCE FILE
{
	paste -d, - "$2" | awk -F, -v most="$1" '
	{
		for (i = 1; i <= NF / 2; i++) {
			a = $i; b = $(i + NF / 2)
			if (a == b)
				continue
			d = a - b; scale = b < 0 ? -b : b
			if (a == "" || b == "" || d > most * scale || d < -most * scale) {
				print NR ": " a " is not " b; bad = 1
			}
		}
	}
	END { exit bad || NR == 0 }' >&2
}

# The 1/10 sample of CDNOW as purchases.  In print those of nothing count too, so
# that amounts are given only where they are asked for.
cdnow()	# [amounts]
{
	shared cdnow
	tr -d '\r' < "$data/CDNOW_sample.txt" |
		awk -v OFS=, -v amounts="${1-}" '
		BEGIN { print "customer_id", "date" (amounts ? ",amount" : "") }
		{ print $2 + 0, $3 (amounts ? "," $5 : "") }' > p.csv
}

# A customer whose X repeat purchases end TX days after the first, T days ago.
buyer()	# NAME X TX T
{
	local last=$(($4 - $3))
	echo "$1,$(date -d "1997-09-30 - $4 days" +%F)"
	for ((i = 0; i < $2; i++)); do
		echo "$1,$(date -d "1997-09-30 - $((last + i)) days" +%F)"
	done
}

@test "C06: alive: at given parameters the chance and the expectation are exact" {
	shared cdnow
	{
		echo customer_id,date
		buyer a 0 0 272; buyer b 1 35 272; buyer c 2 213 272
		buyer d 26 216 217; buyer e 10 140 273; buyer f 4 171 235
	} > p.csv
	tail -n +2 "$data/expected_clv_given.csv" | cut -d, -f1-5 | uniq > models
	[ "$(wc -l < models)" -eq 5 ]
	while IFS=, read -r model r alpha third fourth; do
		names=(a b)
		[ $model = bgnbd ] || names=(s beta)
		printf '%s\n' parameter,value,std_error r,$r, alpha,$alpha, \
			${names[0]},$third, ${names[1]},$fourth, > m.csv
		grep "^$model,$r,$alpha,$third," "$data/expected_clv_given.csv" |
			cut -d, -f6,11,12 > expected.csv
		rt-churn alive -a 1997-09-30 --unit week --horizon 39 --model-file m.csv \
			p.csv | tail -n +2 | cut -d, -f2,5,6 > got.csv
		near 1e-9 expected.csv < got.csv
	done < models
}

@test "C06: alive: the fits are those of Fader, Hardie and Lee, and of BTYD" {
	cdnow
	for model in bgnbd paretonbd; do
		rt-churn alive -q -a 1997-09-30 --unit week --model $model --params p.csv > m.csv
		grep "^$model" "$data/expected_clv_params_rawlog.csv" > reference.csv
		head -n 4 reference.csv | cut -d, -f3 > expected.csv
		sed -n 2,5p m.csv | cut -d, -f2 | near 1e-3 expected.csv
		head -n 4 reference.csv | cut -d, -f4 > expected.csv
		sed -n 2,5p m.csv | cut -d, -f3 | near 0.02 expected.csv
		sed -n 5,6p reference.csv | cut -d, -f3 > expected.csv
		sed -n 6,7p m.csv | cut -d, -f2 | near 1e-7 expected.csv
		run -0 cut -d, -f1 m.csv
		[ "${lines[5]},${lines[6]}" = loglik,customers ]
	done
}

@test "C06: alive: customers of CDNOW in the next 39 weeks" {
	cdnow
	for at in 5,6:bgnbd 7,8:paretonbd; do
		rt-churn alive -q -a 1997-09-30 --unit week --horizon 39 \
			--model ${at#*:} p.csv > all.csv
		[ "$(wc -l < all.csv)" -eq 2358 ]
		tail -n +2 "$data/expected_clv_customers_rawlog.csv" |
			cut -d, -f1-4,${at%:*} > expected.csv
		while IFS=, read -r id rest; do
			grep "^$id," all.csv
		done < expected.csv | near 1e-3 expected.csv
	done
	run -0 head -n 1 all.csv
	prints <<< customer_id,frequency,recency,age,p_alive,expected_purchases
}

@test "C06: alive: frequency, recency and age in days are those of the log" {
	cdnow
	rt-churn alive -q -a 1997-09-30 p.csv | tail -n +2 | cut -d, -f1-4 > got.csv
	tail -n +2 "$data/expected_rfm_summary.csv" | tr -d '\r' | cut -d, -f1-4 > expected.csv
	same_file expected.csv got.csv
}

@test "C06: alive: the modified model has drop-out after the first purchase too" {
	# By hand: r = alpha = a = b = 1.  Nobody who bought once is sure to be there:
	# dead to alive is a / b for x = 0 and T = t_x, so 1/2; for x = 1, T = 2,
	# t_x = 1 it is a / (b + 1) * (3/2)^2 = 9/8, so 8/17.
	printf '%s\n' parameter,value,std_error r,1, alpha,1, a,1, b,1, > m.csv
	printf '%s\n' customer_id,date x,2026-01-03 y,2026-01-01 y,2026-01-02 > p.csv
	run -0 rt-churn alive --model mbgnbd --model-file m.csv --horizon 0 \
		-a 2026-01-03 p.csv
	near 1e-12 <(printf '%s\n' 0.5 "$(awk 'BEGIN { printf "%.17g", 8 / 17 }')") \
		<<< "$(cut -d, -f5 <<< "$output" | tail -n +2)"
	# The first one may be dead; in the model without it, it is not.
	run -0 rt-churn alive --model-file m.csv --horizon 0 -a 2026-01-03 p.csv
	[[ ${lines[1]} == x,0,0,0,1,0 ]]
	# The likelihood of Batislam, Denizel and Filiztekin, maximised by optim() of R.
	cdnow
	rt-churn alive -q -a 1997-09-30 --unit week --model mbgnbd --params p.csv > m.csv
	sed -n 2,5p m.csv | cut -d, -f2 |
		near 1e-4 <(printf '%s\n' 0.524843 6.183085 0.891359 1.614002)
	sed -n 2,5p m.csv | cut -d, -f3 |
		near 0.02 <(printf '%s\n' 0.083195 0.695209 0.154670 0.536940)
	sed -n 6p m.csv | cut -d, -f2 | near 1e-7 <(echo -9582.136)
}

@test "C06: alive: a unit changes the times, not what is expected" {
	cdnow
	rt-churn alive -q -a 1997-09-30 --unit day p.csv | cut -d, -f1,2,5,6 | tail -n +2 > day.csv
	rt-churn alive -q -a 1997-09-30 --unit month p.csv | cut -d, -f1,2,5,6 | tail -n +2 |
		near 1e-6 day.csv
}

@test "C06: alive: hundreds of purchases, and none, overflow nowhere" {
	{
		echo customer_id,date
		buyer a 700 700 5000; buyer b 0 0 5000; buyer c 700 5000 5000
	} > p.csv
	printf '%s\n' parameter,value,std_error r,0.2, alpha,900, s,0.6, beta,0.5, > m.csv
	run -0 rt-churn alive --model-file m.csv -a 1997-09-30 p.csv
	[[ $output != *[Nn]a[Nn]* && $output != *inf* ]]
	[[ ${lines[3]} == c,700,5000,5000,1,* ]]
	printf '%s\n' parameter,value,std_error r,0.2, alpha,900, a,1, b,2, > m.csv
	run -0 rt-churn alive --model-file m.csv -a 1997-09-30 p.csv
	[[ $output != *[Nn]a[Nn]* && $output != *inf* ]]
	[[ ${lines[2]} == b,0,0,5000,1,* ]]
}

@test "C06: alive: parameters at the end of the world have an answer too" {
	# By hand: of b the age is 0, nobody dies in no time; of c the odds of death are
	# s (alpha + T) / (beta + T) log((alpha + T) / alpha), as beta is far above T.
	printf '%s\n' parameter,value,std_error r,1, alpha,1e-9, s,1, beta,1e9, > m.csv
	printf '%s\n' customer_id,date a,2026-01-01 a,2026-01-02 b,2026-02-01 \
		c,2026-01-01 > p.csv
	run -0 rt-churn alive --model-file m.csv -a 2026-02-01 p.csv
	cut -d, -f5 <<< "${lines[3]}" |
		near 1e-12 <(awk 'BEGIN { printf "%.17g", 1 / (1 + 31 / 1e9 * log(31e9)) }')
	[[ ${lines[2]} == b,0,0,0,1,* && ${output,,} != *nan* && $output != *inf* ]]
	for p in 'alpha,1e9 beta,1e-9' 'alpha,1e-9 beta,1e-9' 'alpha,1e9 beta,1e9'; do
		printf '%s,\n' r,1e-6 s,1e6 $p | sed '1i parameter,value,std_error' > m.csv
		run -0 rt-churn alive --model-file m.csv -a 2026-02-01 p.csv
		[[ ${#lines[@]} -eq 4 && ${output,,} != *nan* && $output != *inf* ]]
	done
}

@test "C06: alive: with --value the mean to be expected of a customer" {
	# Fader and Hardie print 6.25 3.74 15.44 for these customers; optim() of R
	# finds these.
	cdnow amounts
	rt-churn alive -q -a 1997-09-30 --unit week --value --params p.csv > m.csv
	near 1e-4 <(printf '%s\n' 6.249575 3.744225 15.443515) < <(sed -n 6,8p m.csv | cut -d, -f2)
	near 0.02 <(printf '%s\n' 1.190406 0.290178 4.160604) < <(sed -n 6,8p m.csv | cut -d, -f3)
	run -0 cut -d, -f1 m.csv
	prints <<-'END'
		parameter
		r
		alpha
		a
		b
		p
		q
		v
		loglik
		customers
	END
	# p (v + x m) / (p x + q - 1) at p = 6, q = 4, v = 15, worked by hand: days
	# of 10 + 20 and 50 after the first, mean 40, are 6 * 95 / 15 = 38; a first
	# purchase is not priced, nor is one without an amount: 6 * 15 / 3 = 30.  What
	# cost nothing, or came back, is no purchase.
	printf '%s\n' parameter,value,std_error r,1, alpha,1, a,1, b,1, p,6, q,4, v,15, > m.csv
	printf '%s\n' customer_id,date,amount a,2026-01-01,999 a,2026-01-02,10 \
		a,2026-01-02,20 a,2026-01-03,50 b,2026-01-01,7 b,2026-01-02,0 \
		c,2026-01-01,8 c,2026-01-02,-5 c,2026-01-03, > p.csv
	run -0 --separate-stderr rt-churn alive --value --model-file m.csv -a 2026-01-05 p.csv
	output=$(cut -d, -f1,2,7,8 <<< "$output") prints <<-'END'
		customer_id,frequency,monetary,expected_value
		a,2,40,38
		b,0,,30
		c,1,,30
	END
	prints_err <<-'END'
		rt-churn: records with a blank amount, left out of means: 1
		rt-churn: days whose amounts are not above 0 together, which are no purchases: 2
	END
	# Without q above 1 the mean of all does not exist.
	sed -i 's/^q,.*/q,1,/' m.csv
	run -0 rt-churn alive -q --value --model-file m.csv -a 2026-01-05 p.csv
	[[ ${lines[2]} == b,*,, ]]
	run -1 rt-churn alive --value --model-file m.csv -a 2026-01-05 \
		<<< $'customer_id,date\na,2026-01-01'
}

@test "C06: alive: a day on which as much came back as was bought is no purchase" {
	# a buys on the 1st, the 3rd (3 of 10 come back) and the 9th; the 5th came back
	# whole, the 7th costs nothing.  b only returns, c first returns, then buys.
	printf '%s\n' parameter,value,std_error r,1, alpha,1, a,1, b,1, p,6, q,4, v,15, > m.csv
	printf '%s\n' customer_id,date,amount a,2026-01-01,10 a,2026-01-03,10 \
		a,2026-01-03,-3 a,2026-01-05,10 a,2026-01-05,-10 a,2026-01-07,0 \
		b,2026-01-02,-4 c,2026-01-02,-9 c,2026-01-04,0.01 a,2026-01-09, > p.csv
	for value in '' --value; do
		run -0 --separate-stderr rt-churn alive $value --model-file m.csv -a 2026-01-11 p.csv
		output=$(cut -d, -f1-4 <<< "$output") prints <<-'END'
			customer_id,frequency,recency,age
			a,2,8,10
			c,0,0,7
		END
		[[ $stderr == *'days whose amounts are not above 0 together, which are no purchases: 4'* ]]
		[[ $stderr == *'customers without any purchase, who are left out: 1'* ]]
	done
	# So it is behind the day up to which a fit sees.
	run -0 rt-churn alive -q --model-file m.csv -a 2026-01-11 --holdout 2026-01-04 p.csv
	output=$(cut -d, -f1-3 <<< "$output") prints <<-'END'
		frequency,customers,actual
		0,1,0
		1,1,1
	END
}

@test "C06: alive: the parameters written score without a fit" {
	cdnow amounts
	for model in bgnbd mbgnbd paretonbd; do
		rt-churn alive -q -a 1997-09-30 --model $model --value p.csv > fitted.csv
		rt-churn alive -q -a 1997-09-30 --model $model --value --params p.csv > m.csv
		rt-churn alive -q -a 1997-09-30 --model $model --value --model-file m.csv \
			p.csv > scored.csv
		same_file fitted.csv scored.csv
	done
	# The parameters say that it is Pareto/NBD.
	rt-churn alive -q -a 1997-09-30 --value --model-file m.csv p.csv > scored.csv
	same_file fitted.csv scored.csv
	run -2 --separate-stderr rt-churn alive --model bgnbd --model-file m.csv p.csv
	prints_err <<< "rt-churn: m.csv: there is no parameter 'a'"
	sed -i 's/^s,[^,]*/s,-1/' m.csv
	run -2 --separate-stderr rt-churn alive --model-file m.csv p.csv
	prints_err <<< 'rt-churn: m.csv:4: value: not a number above 0, such as 0.5'
	run -0 rt-churn alive -a 2026-01-01 --model-file <(printf '%s\n' \
		parameter,value,std_error r,1, alpha,1, a,1, b,1,) <<< customer_id,date
	prints <<< customer_id,frequency,recency,age,p_alive,expected_purchases
}

@test "C06: alive: what a fit up to a day foretold, against what came" {
	cdnow
	run -0 --separate-stderr rt-churn alive -a 1998-06-30 --holdout 1997-09-30 \
		--unit week p.csv
	[[ ${stderr_lines[0]} == 'rt-churn: mean absolute error (MAE): 0.7854'* ]]
	[[ ${stderr_lines[1]} == 'rt-churn: root of the mean squared error (RMSE): 1.607'* ]]
	# 1882 purchase days came, 1653.409 were expected, of 2357 customers.
	awk -F, -v OFS=, 'NR > 1 { n += $2; a += $2 * $3; p += $2 * $4 }
		END { printf "%d,%.3f,%.6f\n", n, a, p }' <<< "$output" |
		near 1e-5 <(echo 2357,1882,1653.408734)
	printf '%s\n' parameter,value,std_error r,1, alpha,1, a,1, b,1, > m.csv
	# Bought twice up to the 5th, and on two days behind it; once, and not again;
	# who came later is not looked at.
	printf '%s\n' customer_id,date a,2026-01-01 a,2026-01-05 a,2026-01-06 \
		a,2026-01-09 a,2026-01-09 a,2026-01-11 b,2026-01-05 c,2026-01-06 > p.csv
	run -0 --separate-stderr rt-churn alive -a 2026-01-10 --holdout 2026-01-05 \
		--model-file m.csv p.csv
	output=$(cut -d, -f1-3 <<< "$output") prints <<-'END'
		frequency,customers,actual
		0,1,0
		1,1,2
	END
	run -2 rt-churn alive -a 2026-01-10 --holdout 2026-01-10 p.csv
	run -2 rt-churn alive -a 2026-01-10 --holdout 2026-01-05 --horizon 3 p.csv
}

# Purchases so many days after the first of January.
bought()	# ID DAY...
{
	for day in "${@:2}"; do
		echo "$1,$(date -d "2026-01-01 + $day days" +%F)"
	done
}

@test "C06: alive: a fit on the boundary is that of the limit, or says what runs away" {
	# Everybody buys up to the last day: nobody drops out.  The limit is the
	# negative binomial model: optim() of R has r 1.820736 (1.193076), alpha 27.31104
	# (19.65985) and -128.3447333; of one repeat in 60 days (r + 1) 30 / (alpha + 60)
	# are expected in 30.
	{
		echo customer_id,date
		for one in 'a 0 60' 'b 0 60' 'c 0 60' 'd 0 30 60' 'e 0 30 60' 'f 0 20 40 60' \
			'g 0 12 24 36 48 60' 'h 0 8 15 22 30 38 45 52 60' \
			'i 0 5 9 14 18 23 28 32 37 42 46 51 55 60'; do
			bought $one
		done
	} > p.csv
	for model in bgnbd mbgnbd paretonbd; do
		run -0 --separate-stderr rt-churn alive -a 2026-03-02 --model $model --params p.csv
		[[ $stderr =~ ^'rt-churn: '$model': doubt no-drop-out: nobody seems to drop out: '(a|b|s|beta)' runs to '(0|infinity)'; these are the rows of the limit, '.*$ ]]
		cut -d, -f2 <<< "$output" | sed '1d;4,5d' |
			near 1e-5 <(printf '%s\n' 1.820736 27.31104 -128.3447333 9)
		cut -d, -f3 <<< "$output" | sed -n 2,3p | near 1e-4 <(printf '%s\n' 1.193076 19.65985)
		run -1 --separate-stderr rt-churn alive --strict -a 2026-03-02 --model $model --params p.csv
		[ -z "$output" ]
		run -0 --separate-stderr rt-churn alive --strict --trust no-drop-out -a 2026-03-02 \
			--model $model --params p.csv
		[ -z "$stderr" ]
		[[ ${lines[3]} =~ ^[as],0,$ && ${lines[4]} =~ ^(b|beta),,$ ]]
		printf '%s\n' "$output" > m.csv
		run -0 rt-churn alive -q -a 2026-03-02 --model $model --horizon 30 p.csv
		[ "$(cut -d, -f5 <<< "$output" | sed 1d | sort -u)" = 1 ]
		cut -d, -f6 <<< "${lines[1]}" | near 1e-5 <(echo 0.9692025)
		printf '%s\n' "$output" > fitted.csv
		run -0 --separate-stderr rt-churn alive -a 2026-03-02 --model $model --horizon 30 \
			--model-file m.csv p.csv
		same_file fitted.csv <(printf '%s\n' "$output")
		[ -z "$stderr" ]
	done
	run -1 --separate-stderr rt-churn alive -a 2026-03-02 <<< $'customer_id,date\na,2026-01-01'
	prints_err <<< 'rt-churn: no fit: nobody bought on a second day, r runs to 0; the log-likelihood of the limit is 0'
	run -1 --separate-stderr rt-churn alive -a 2026-03-02 <<< customer_id,date
	prints_err <<< 'rt-churn: no purchases: there is nothing to fit'
	# One amount only: the shape of amounts has no end.
	cdnow amounts
	sed -i '2,$s/[^,]*$/10/' p.csv
	run -1 --separate-stderr rt-churn alive -q -a 1997-09-30 --value p.csv
	[[ $stderr == 'rt-churn: no fit: p runs to infinity; '* ]]
}

@test "C06: alive: options that do not go together, parts that add up" {
	run -2 rt-churn alive --model nbd /dev/null
	run -2 rt-churn alive --params --model-file m.csv /dev/null
	run -2 rt-churn alive --params --horizon 3 /dev/null
	run -2 rt-churn alive --holdout 2026-01-01 --value /dev/null
	for o in --params '--holdout 2026-01-01'; do
		run -2 --separate-stderr rt-churn alive --part 1/2 $o -a 2026-02-01 /dev/null
		o=${o%% *}
		[ "${stderr_lines[0]}" = "rt-churn: --part is of customers: it does not go with $o" ]
	done
	run -2 rt-churn alive --unit year /dev/null
	run -2 rt-churn alive --keep region /dev/null
	run -2 rt-churn alive --by region /dev/null
	run -2 rt-churn rates --value /dev/null
	printf '%s\n' parameter,value,std_error r,1, alpha,1, a,1, b,1, > m.csv
	printf '%s\n' customer_id,date a,2026-01-01 b,2026-01-01 c,2026-01-01 \
		d,2026-01-01 e,2026-01-01 > p.csv
	rt-churn alive -a 2026-01-09 --model-file m.csv p.csv | sort > whole
	{
		rt-churn alive -a 2026-01-09 --model-file m.csv --part 1/2 p.csv
		rt-churn alive -a 2026-01-09 --model-file m.csv --part 2/2 --no-header p.csv
	} | sort > parts
	same_file whole parts
}

@test "C06: alive: chances and purchases far ahead, and at parameters far out, have their digits" {
	# mpmath, 40 digits: (10) of Fader, Hardie and Lee by its hypergeometric function, and the
	# integrals over the time of drop-out of Fader and Hardie's note, of one who bought once a
	# hundred days ago and one who came back 90 days later.
	printf '%s\n' customer_id,date a,2026-01-01 b,2026-01-01 b,2026-02-01 b,2026-04-01 > p.csv
	while read -r model r alpha a b horizon values; do
		case $model in paretonbd) names=(r alpha s beta) ;; *) names=(r alpha a b) ;; esac
		printf '%s\n' parameter,value,std_error "${names[0]},$r," "${names[1]},$alpha," \
			"${names[2]},$a," "${names[3]},$b," > m.csv
		run -0 rt-churn alive -a 2026-04-11 --model $model --model-file m.csv --horizon $horizon p.csv
		cut -d, -f5,6 <<< "$output" | sed 1d | tr , '\n' | near 1e-10 <(printf '%s\n' $values) ||
			wrong "$model $r $alpha $a $b $horizon: $output"
	done <<-'END'
		bgnbd 0.0001 0.01 0.3 60 1e9 1 50.1284992785 0.993965067075 599816.471735
		bgnbd 3 0.01 0.0001 50000 1e6 1 29996.0631663 0.999999996613 49992.8291841
		bgnbd 0.243 4.414 0.793 2.426 1e9 1 128.094045808 0.775130781034 363.588052022
		bgnbd 0.243 4.414 1 2.426 5000 1 2.63388094377 0.732154399553 10.1154772523
		mbgnbd 0.05 0.0001 1 60 1e9 0.967815888876 167.079543573 0.980375282206 768.182792895
		mbgnbd 20000 50000 0.3 0.01 1e6 1.47383247173e-19 1.58105061063e-15 0.11000342224 1758.85451441
		paretonbd 0.55 10.6 1 11.7 1e9 0.0449482423753 0.399664508395 0.899737854839 37.0916670743
		paretonbd 0.55 10.6 0.6 10.6 30 0.12169895542054 0.016860543389108 0.93785827858511 0.60242005839743
		paretonbd 0.55 10.7 0.6 10.6 30 0.12196099644977 0.016881583712127 0.93786517655334 0.6018802936463
		paretonbd 0.3 2000 0.4 60 30 0.67352274416157 0.0027868067253278 0.97437619551141 0.030909204694445
		paretonbd 0.3 60 0.4 2000 30 0.97807981914794 0.054860837474217 0.99794543833302 0.42914248675839
		paretonbd 0.61 0.02 0.3 3 30 0.05585004609775 0.0098204882269957 0.96540660096833 0.72632414198505
		paretonbd 0.61 3 0.3 0.02 30 0.011205852875969 0.0019113304918849 0.96448704040973 0.70387889059904
		paretonbd 5 20 40 400 30 5.4539305467115e-8 2.6131799699724e-8 0.36018333063725 0.24160802927521
		paretonbd 0.0001 0.3 2 3000 30 0.93651846922837 2.7743038500549e-5 0.99284933869099 0.58826463260498
		paretonbd 30 4000 3 5 30 5.2427009683544e-5 7.9564025536002e-6 0.73250094609685 0.11857648558316
		paretonbd 200 50000 40 0.01 0.001 6.67911695261e-161 2.66578101608e-166 0.0143330873949 5.77785376058e-8
	END
}
