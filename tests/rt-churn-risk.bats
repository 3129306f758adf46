# rt-churn risk -- who is likely to be lost.

load helper

# Numbers of standard input are those of the file, relative to their size.
alike()	# TOLERANCE FILE
{
	paste -d, - "$2" | awk -F, -v most="$1" '
	{
		a = $1; b = $2; d = a - b; scale = b < 0 ? -b : b
		if (a == "" || b == "" || d > most * scale || d < -most * scale) {
			print NR ": " a " is not " b; bad = 1
		}
	}
	END { exit bad || NR == 0 }' >&2
}

values()	# COLUMN
{
	tail -n +2 | cut -d, -f"$1"
}

# Forty customers: of 20 monthly 12 are lost, of 20 yearly 5.
forty()
{
	awk 'BEGIN {
		print "customer_id,plan,left"
		for (i = 1; i <= 40; i++)
			print "C" 100 + i "," (i <= 20 ? "yearly" : "monthly") "," \
				(i <= 5 || i > 28 ? "2026-01-05" : "")
	}'
}

# The telco set under the names of the reference, the base of Internet DSL there.
telco()
{
	shared ibm-telco
	awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i
		print "customer_id,tenure,MonthlyCharges,SeniorCitizen,Year,TwoYears," \
			"Fiber,NoInternet,Paper,Check,Security,Support,gone"; next }
		{ print NR - 1, $c["tenure"], $c["MonthlyCharges"], $c["SeniorCitizen"],
			$c["Contract"] == "One year", $c["Contract"] == "Two year",
			$c["InternetService"] == "Fiber optic", $c["InternetService"] == "No",
			$c["PaperlessBilling"] == "Yes",
			$c["PaymentMethod"] == "Electronic check",
			$c["OnlineSecurity"] == "Yes", $c["TechSupport"] == "Yes",
			$c["Churn"] }' "$data/telco.csv" > all.csv
}

credit()
{
	shared credit-bills
	zcat "$data/credit_clients.csv.gz" | awk -F, -v OFS=, '
		NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i
			print "customer_id,limit,age,pay_0,pay_2,pay_3,bill,paid,paid2,gone"; next }
		{ print NR - 1, $c["limit_bal"] / 10000, $c["age"], $c["pay_0"], $c["pay_2"],
			$c["pay_3"], $c["bill_amt1"] / 10000, $c["pay_amt1"] / 10000,
			$c["pay_amt2"] / 10000, $c["default_payment_next_month"] }' > all.csv
}

bank()
{
	shared bank-contacts
	zcat "$data/bank_contacts.csv.gz" | awk -F, -v OFS=, '
		NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i
			print "customer_id,age,campaign,previous,before,euribor3m,conf,gone"; next }
		{ print NR - 1, $c["age"], $c["campaign"], $c["previous"],
			$c["pdays"] != 999, $c["euribor3m"], $c["cons.conf.idx"], $NF }' > all.csv
}

# Fit, model and scores are those of the reference, with its split.
reference_holds()	# SPLIT-SUFFIX TEST-CONDITION VALUE
{
	local s=$1 model
	awk -F, "NR == 1 || !($2)" all.csv > train.csv
	awk -F, "NR == 1 || ($2)" all.csv > test.csv
	for model in all train; do
		rt-churn risk -q --flag "gone=$3" --params "$model.csv" > params.csv
		awk -F, -v m="$model" '$1 == m { print $3 }' "$data/expected_logit$s.csv" > e
		head -n -2 params.csv | values 2 | alike 1e-6 e
		awk -F, -v m="$model" '$1 == m { print $4 }' "$data/expected_logit$s.csv" > e
		head -n -2 params.csv | values 3 | alike 1e-6 e
		awk -F, -v m="$model" '$1 == m && $2 == m { print $6 }' \
			"$data/expected_logit_fit$s.csv" > e
		grep ^loglik, params.csv | cut -d, -f2 | alike 1e-8 e
	done
	rt-churn risk -q --flag "gone=$3" --train train.csv test.csv > scored.csv
	values 3 < "$data/expected_logit_scores20$s.csv" > e
	values 1,2 < scored.csv | head -20 > got.csv
	cut -d, -f1 got.csv > ids
	[ "$(cat ids)" = "$(values 1 < "$data/expected_logit_scores20$s.csv")" ]
	cut -d, -f2 got.csv | alike 1e-7 e
	# Where scores tie at the end of a decile, all tied rows are in it.
	values 2 < "$data/expected_logit_deciles$s.csv" > n
	values 2 < scored.csv | sort -gr | awk '
		NR == FNR { n += $1; end[FNR] = n; next }
		$1 != last { while (FNR > end[d + 0]) d++ }
		{ last = $1; size[d]++ }
		END { for (d = 1; d <= 10; d++) print size[d] }' n - > e
	values 3 < scored.csv | sort -n | uniq -c | awk '{ print $1 }' | alike 0 e
	rt-churn risk -q --flag "gone=$3" --train train.csv --evaluate test.csv > measures.csv
	awk -F, '$2 == "test" { print $8; print $13; print $10 }' \
		"$data/expected_logit_fit$s.csv" > e
	sed -n 2,4p measures.csv | cut -d, -f2 | alike 1e-9 e
	sed -n '1d; /^loglik\|^n\|^events/p' measures.csv | cut -d, -f2 > got.csv
	awk -F, '$2 == "test" { print $6; print $3; print $4 }' \
		"$data/expected_logit_fit$s.csv" > e
	alike 1e-8 e < got.csv
}

@test "C06: risk: telco, coefficients, scores and measures are those of R" {
	telco
	reference_holds '' 'NR > 1 && (NR - 1) % 5 == 0' Yes
	reference_holds _hash 'NR > 1 && ((NR - 1) * 2654435761) % 4294967296 < 0.2 * 4294967296' Yes
}

@test "C06: risk: credit and bank, coefficients, scores and measures are those of R" {
	credit
	reference_holds '' 'NR > 1 && (NR - 1) % 5 == 0' 1
	bank
	reference_holds '' 'NR > 1 && (NR - 1) % 5 == 0' 1
}

@test "C06: risk: a table of two by two has the logarithm of its odds ratio" {
	forty > c.csv
	# yearly came first, and both have 20: it is the base.
	run -0 --separate-stderr rt-churn risk --flag left=2026-01-05 --params c.csv
	prints_err <<< 'rt-churn: columns used: plan'
	cut -d, -f1 <<< "$output" | paste -sd' ' > names
	[ "$(cat names)" = 'parameter (intercept) plan=monthly loglik customers' ]
	awk -v OFMT=%.14g 'BEGIN { print log(5 / 15); print log(12 / 8 / (5 / 15))
		print 5 * log(5 / 20) + 15 * log(15 / 20) + 12 * log(12 / 20) + 8 * log(8 / 20)
		print 40 }' > e
	values 2 <<< "$output" | alike 1e-9 e
	awk -v OFMT=%.14g 'BEGIN { print sqrt(1 / 5 + 1 / 15); print sqrt(1 / 5 + 1 / 15 + 1 / 12 + 1 / 8) }' \
		> e
	values 3 <<< "$output" | head -2 | alike 1e-9 e
}

@test "C06: risk: of equal risks half are in order, in the area under the curve" {
	forty > c.csv
	# 17 lost and 23 not are 391 pairs: 12 x 15 in order, 12 x 8 and 5 x 15 equal.
	run -0 rt-churn risk -q --flag left=2026-01-05 --train c.csv --evaluate c.csv
	[ "$(cut -d, -f1 <<< "${lines[1]}")" = auc ]
	awk -v OFMT=%.14g 'BEGIN { print (180 + (96 + 75) / 2) / 391 }' > e
	values 2 <<< "$output" | head -1 | alike 1e-12 e
}

@test "C06: risk: who is gone is not printed; deciles and the reason" {
	forty > c.csv
	run -0 rt-churn risk -q --as-of 2026-04-01 c.csv
	[ "${lines[0]}" = customer_id,risk,decile,reason_1,reason_2,reason_3 ]
	[ "${#lines[@]}" -eq 24 ]
	# log(4.5) of half of them: 0.752 each way; 23 are left.  The 8 monthly ones are
	# equal, so all are in the first decile; the 9th of 23 is in the fourth.
	[ "$(cut -d, -f1,3- <<< "${lines[16]}")" = 'C121,1,plan=monthly (+0.75),,' ]
	[ "$(cut -d, -f1,3- <<< "${lines[1]}")" = 'C106,4,,,' ]
	cut -d, -f3 <<< "$output" | sed 1d | sort -n | uniq -c | awk '{ print $1, $2 }' |
		paste -sd' ' > got
	[ "$(cat got)" = '8 1 15 4' ]
	awk 'BEGIN { print 0.25; print 0.6 }' > e
	values 2 <<< "$output" | sort -u | alike 1e-9 e
	run -0 rt-churn risk -q --as-of 2026-04-01 --train c.csv c.csv
	[ "${#lines[@]}" -eq 41 ]
	# Who leaves later has not left.
	sed -i 's/2026-01-05$/2026-05-05/' c.csv
	run -1 rt-churn risk -q --as-of 2026-04-01 c.csv
	[[ $output == *"no fit: nobody was lost;"*"log-likelihood of the limit is 0" ]]
}

@test "C06: risk: what ties at a cut is shared, however the rows are sorted" {
	# By hand: 20 monthly, of whom 12 are lost, tie for the tenth of 40: of its 4
	# rows 4 * 12 / 20 are lost, 0.6 of them, over 17 / 40 of all.
	forty > c.csv
	rt-churn risk -q --as-of 2026-04-01 --save-model m.csv c.csv > deciles.csv
	for sorted in 'sort -t, -k1' 'sort -t, -k1r' 'sort -t, -k3' 'sort -t, -k3r'; do
		{ head -n 1 c.csv; sed 1d c.csv | $sorted; } > other.csv
		rt-churn risk -q --as-of 2026-04-01 --model m.csv --evaluate other.csv |
			sed -n 's/^lift_top_decile,//p' | alike 1e-12 <(awk -v OFMT=%.17g 'BEGIN { print 24 / 17 }')
		rt-churn risk -q --as-of 2026-04-01 other.csv | sort > got.csv
		cut -d, -f1,3 deciles.csv | sort | same_file - <(cut -d, -f1,3 got.csv)
	done
	# Of nine, and of two, there is a first decile; the tenth is one row.
	for n in 9 2; do
		{ echo customer_id,x,left; seq $n | awk '{ print $1 "," $1 "," ($1 == 9 ? "2026-01-05" : "") }'
		} > few.csv
		printf '%s\n' column,value,coef,mean,sd,low,high '(intercept),,0,,,,' x,,1,0,1,0,10 > m.csv
		run -0 rt-churn risk -q --as-of 2026-04-01 --model m.csv few.csv
		[ "$(cut -d, -f3 <<< "${lines[n]}")" = 1 ]
		[ "$(cut -d, -f3 <<< "${lines[1]}")" = 10 ]
	done
	seq 9 | awk 'BEGIN { print "customer_id,x,left" }
		{ print $1 "," $1 "," ($1 > 7 ? "2026-01-05" : "") }' > few.csv
	rt-churn risk -q --as-of 2026-04-01 --model m.csv --evaluate few.csv |
		sed -n 's/^lift_top_decile,//p' | alike 1e-12 <(echo 4.5)
}

@test "C06: risk: telco sorted by the target has the lift of any other order" {
	shared ibm-telco
	# Contract and InternetService make nine scores; the cut of 704 goes through
	# the largest, month-to-month with fibre: 1162 of 2128 are lost, over 1869 / 7043.
	awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i }
		{ print NR == 1 ? "customer_id" : NR, $c["Contract"], $c["InternetService"],
			$c["Churn"] }' "$data/telco.csv" > all.csv
	awk -F, '$2 == "Month-to-month" && $3 == "Fiber optic" { n++; l += $4 == "Yes" }
		END { print l / n / (1869 / 7043) }' all.csv > e
	rt-churn risk -q --flag Churn=Yes --save-model m.csv all.csv > scores.csv
	for sorted in cat 'sort -t, -k4' 'sort -t, -k4r'; do
		{ head -n 1 all.csv; sed 1d all.csv | $sorted; } > other.csv
		rt-churn risk -q --flag Churn=Yes --model m.csv --evaluate other.csv |
			sed -n 's/^lift_top_decile,//p' | alike 1e-4 e
	done
}

@test "C06: risk: a saved model says the same as the fit, and needs no target" {
	telco
	cut -d, -f1,3,4 all.csv > x.csv
	awk -F, -v OFS=, 'NR > 1 && NR % 7 == 0 { $3 = "" } NR > 1 && NR % 5 == 0 { $6 = "" } 1' \
		all.csv > blanks.csv
	rt-churn risk -q --flag gone=Yes --save-model m.csv --train blanks.csv blanks.csv > fitted.csv
	head -1 m.csv | grep -qx column,value,coef,mean,sd,low,high
	grep -q '^MonthlyCharges,(blank),' m.csv
	grep -q '^(intercept),,' m.csv
	cut -d, -f1-12 blanks.csv > in.csv
	run -0 --separate-stderr rt-churn risk --model m.csv in.csv
	prints < fitted.csv
	prints_err < /dev/null
	rt-churn risk --model m.csv < in.csv | cmp - fitted.csv
}

@test "C06: risk: a model is read as it was written, however the input is" {
	forty > c.csv
	rt-churn risk -q --flag left=2026-01-05 --save-model m.csv c.csv > /dev/null
	cut -d, -f1,2 c.csv > scored.csv
	rt-churn risk -q --model m.csv scored.csv > expected.csv
	{ echo title; tail -n +2 scored.csv | tr , ';'; } > other.csv
	rt-churn risk -q --model m.csv --skip 1 -d ';' -e gb18030 --null 0 \
		-H customer_id,plan other.csv > got.csv
	same_file expected.csv got.csv
}

@test "C06: risk: a model has a file to itself; - is standard output" {
	forty > c.csv
	risk() { rt-churn risk -q --flag left=2026-01-05 --save-model "$@" c.csv; }
	risk m.csv > scores.csv
	for name in - /dev/stdout; do
		risk $name -o other.csv > model.csv
		same_file m.csv model.csv
		same_file scores.csv other.csv
		for other in '' '-o other.csv --rejects -'; do
			run -2 --separate-stderr risk $name $other
			[ "${stderr_lines[0]}" = 'rt-churn: standard output is written twice' ]
		done
	done
	[ ! -e ./- ]
	run -2 --separate-stderr risk m.csv --rejects ./m.csv
	[ "${stderr_lines[0]}" = 'rt-churn: ./m.csv is the model: it cannot take the rejects' ]
	same_file m.csv model.csv
	run -2 --separate-stderr risk ''
	[ "${stderr_lines[0]}" = 'rt-churn: --save-model: no file name' ]
}

@test "C06: risk: who is outside what the model has seen is counted" {
	forty | awk -F, -v OFS=, 'NR == 1 { print $1, $2, "age", $3 }
		NR > 1 { print $1, $2, 20 + NR * 7 % 11, $3 }' > c.csv
	rt-churn risk -q --as-of 2026-04-01 --save-model m.csv c.csv > /dev/null
	printf '%s\n' customer_id,plan,age a,yearly,20 b,yearly,30 c,yearly,30.5 d,yearly,19 \
		e,weekly,25 f,,25 g,monthly, > in.csv
	run -0 --separate-stderr rt-churn risk --model m.csv in.csv
	prints_err <<< 'rt-churn: customers outside the range of those the model was fitted to: 5'
	run -1 rt-churn risk --model m.csv <<< $'customer_id,plan,age\na,yearly,old'
	prints <<< 'rt-churn: -:2: age: not a number such as 79.00'
	run -0 rt-churn risk -q --model m.csv --rejects r.csv <<< $'customer_id,plan,age\na,yearly,old\nb,yearly,22'
	[ "${#lines[@]}" -eq 2 ]
	run -1 rt-churn risk --model m.csv <<< $'customer_id,plan\na,yearly'
	[[ $output == *"no column 'age', which the model needs"* ]]
	run -1 rt-churn risk --model c.csv in.csv
	# A cell of the model without its number.
	awk -F, -v OFS=, 'NR == 3 { $3 = "" } { print }' m.csv > mended.csv
	run -1 rt-churn risk --model mended.csv in.csv
	prints <<< "rt-churn: mended.csv:3: $(head -n 1 m.csv | cut -d , -f 3): not a row of a model, which has a number there such as -0.25"
}

@test "C06: risk, hazard: numbers in groups of three are numbers, as money is" {
	{
		echo customer_id,joined,left,amount
		for i in {1..40}; do
			left=
			[ $((i * 7 % 10)) -ge 4 ] || left=2025-0$((i % 3 + 2))-0$((i % 9 + 1))
			echo "$i,2025-01-01,$left,\"1,$((100 + i * 37 % 50 + (i * 7 % 10) * 3)).50\""
		done
	} > grouped.csv
	sed 's/"1,/1/; s/"$//' grouped.csv > plain.csv
	run -0 --separate-stderr rt-churn risk -a 2026-01-01 --params grouped.csv
	[[ $stderr == 'rt-churn: columns used: amount' ]]
	cut -d, -f1 <<< "$output" | paste -sd' ' > names
	[ "$(cat names)" = 'parameter (intercept) amount loglik customers' ]
	run -0 rt-churn risk -q -a 2026-01-01 --params plain.csv
	rt-churn risk -q -a 2026-01-01 --params grouped.csv | prints
	# A model of the one scores the other.
	rt-churn risk -q -a 2026-01-01 --save-model m.csv -o /dev/null plain.csv
	run -0 rt-churn risk -q --model m.csv plain.csv
	cut -d, -f1-3 <<< "$output" > e
	rt-churn risk -q --model m.csv grouped.csv | cut -d, -f1-3 | same_file e -
	run -0 rt-churn hazard -a 2026-01-01 --covariates amount plain.csv
	[ "${#lines[@]}" -eq 2 ]
	rt-churn hazard -a 2026-01-01 --covariates amount grouped.csv | prints
}

@test "C06: risk: separation is seen beside a number far from the others" {
	# Nobody of plan s was lost, and two paid 1000. In the limit those of s
	# are certain, so that the likelihood is the one without them.
	cat > c.csv <<-'END'
		customer_id,gone,plan,fee,calls
		0,0,r,3.5,5
		1,1,q,2,3
		2,0,p,1000,4
		3,1,q,1,7
		4,1,p,1,1
		5,0,q,3.5,7
		6,0,q,1,4
		7,0,s,2,6
		8,1,q,1,9
		9,0,q,2,4
		10,0,r,1,9
		11,1,p,1,3
		12,0,q,2,2
		13,1,r,2,2
		14,0,s,3.5,3
		15,1,r,3.5,9
		16,0,q,3.5,4
		17,0,r,1000,3
		18,0,p,2,2
		19,0,r,2,5
	END
	set -- risk --flag gone=1 --covariates plan,fee,calls --params
	run -1 --separate-stderr rt-churn "$@" -q c.csv
	[ -z "$output" ]
	[[ $stderr == "rt-churn: no fit: the coefficient of 'plan=s' runs to infinity, "* ]]
	limit=${stderr#*limit is }
	echo "${limit%%;*}" > limit
	grep -v ,s, c.csv | rt-churn "$@" -q | awk -F, '$1 == "loglik" { print $2 }' |
		alike 1e-8 limit
	run -0 rt-churn "$@" --ridge 1 -q c.csv
}

@test "C06: risk: what has no answer says why, with --ridge it has one" {
	forty | awk -F, -v OFS=, 'NR == 1 { print $1, "x", "y", "s", "k", $3 }
		NR > 1 { print $1, NR * 7 % 11, 3 - 2 * (NR * 7 % 11), NR % 3 == 0 && $3 != "", 7, $3 }' > c.csv
	fit() { run "$1" --separate-stderr rt-churn risk -q --as-of 2026-04-01 --params --covariates "${@:2}" c.csv; }
	fit -1 x,y
	prints_err <<< "rt-churn: no fit: covariate 'y' is collinear with those before it; --ridge 1 gives an answer, or --covariates without it"
	[ -z "$output" ]
	fit -1 k
	prints_err <<< "rt-churn: no fit: covariate 'k' has one value only; --covariates without it"
	fit -1 x,s
	[[ $stderr == "rt-churn: no fit: the coefficient of 's' runs to infinity"*"log-likelihood of the limit is -"* ]]
	[ -z "$output" ]
	# The lost with s say nothing any more: the limit is that of the others.
	fit -1 s
	awk -F, 'NR > 1 && $4 == 0 { n++; e += $6 != "" }
		END { printf "%.8f\n", e * log(e / n) + (n - e) * log(1 - e / n) }' c.csv > e
	sed 's/.*limit is \([-0-9.]*\);.*/\1/' <<< "$stderr" | alike 1e-7 e
	fit -0 x,y,s --ridge 1
	[ "$(cut -d, -f1 <<< "$output" | paste -sd' ')" = 'parameter (intercept) x y s loglik customers' ]
	run -2 rt-churn risk --covariates nn c.csv
}

@test "C06: risk --ridge is the greatest of the likelihood less the penalty" {
	forty > c.csv
	run -0 rt-churn risk -q --as-of 2026-04-01 --ridge 2 --params c.csv
	# Standardised, plan=monthly is -1 and 1: solved by bisection.
	python3 - <<-'END' > e
		from math import exp
		p = lambda z: 1 / (1 + exp(-z))
		def solve(f, a, b):
		    for i in range(200):
		        m = (a + b) / 2
		        a, b = (m, b) if f(m) > 0 else (a, m)
		    return a
		a = lambda b: solve(lambda a: 17 - 20 * p(a - b) - 20 * p(a + b), -9, 9)
		b = solve(lambda b: (12 - 5) - 20 * p(a(b) + b) + 20 * p(a(b) - b) - 2 * b, -9, 9)
		print(a(b) - b, 2 * b, sep="\n")
	END
	values 2 <<< "$output" | head -2 | alike 1e-8 e
}

@test "C06: risk --evaluate: folds go by id and seed, not by the order of the rows" {
	telco
	head -1500 all.csv > some.csv
	rt-churn risk -q --flag gone=Yes --evaluate some.csv > one.csv
	cut -d, -f1 one.csv | paste -sd' ' > names
	[ "$(cat names)" = 'measure auc lift_top_decile brier brier_reference calibration_slope calibration_intercept loglik n events' ]
	values 2 < one.csv > e
	{ head -1 some.csv; sed 1d some.csv | tac; } > back.csv
	rt-churn risk -q --flag gone=Yes --evaluate back.csv | values 2 | alike 1e-9 e
	rt-churn risk -q --flag gone=Yes --evaluate --seed 1 some.csv > other.csv
	run ! cmp -s one.csv other.csv
	rt-churn risk -q --flag gone=Yes --evaluate --folds 3 some.csv > other.csv
	run ! cmp -s one.csv other.csv
	[ "$(tail -2 other.csv)" = "$(tail -2 one.csv)" ]
	# A forecast on what it has not seen is worse than on what it was fitted to.
	rt-churn risk -q --flag gone=Yes --train some.csv --evaluate some.csv > own.csv
	awk -F, '$1 == "loglik" { print $2 }' one.csv own.csv | sort -g -c
	grep ^calibration own.csv | cut -d, -f2 | awk '{ exit !($1 - (NR == 1) < 1e-6 && $1 - (NR == 1) > -1e-6) }'
}

@test "C06: risk --evaluate: a level that a fold cannot judge is told, and left out there" {
	# rare has two customers, one lost and one not: a fit without either of them
	# has no answer for the other, one without both has never met it.
	awk 'BEGIN {
		print "customer_id,plan,left"
		for (i = 1; i <= 60; i++)
			print "C" i "," (i > 58 ? "rare" : i % 2 ? "a" : "b") "," \
				(i % 3 == 0 || i % 7 == 0 ? "2026-01-05" : "")
	}' > c.csv
	run -0 --separate-stderr rt-churn risk --as-of 2026-04-01 --evaluate c.csv
	[ "$(grep -c 'is left out of the fit' <<< "$stderr")" -ge 1 ]
	[[ ! $(grep 'left out' <<< "$stderr") =~ "'plan=a'" ]]
	grep -q "^rt-churn: fold [0-9]*: 'plan=rare' is left out of the fit: \(nobody else has it\|nobody else who has it was lost\|everybody else who has it was lost\)$" <<< "$stderr"
	[[ $output == *$'\nn,60\n'* && $output != *nan* ]]
	# With a ridge it has an answer wherever somebody has it.
	run -0 --separate-stderr rt-churn risk --as-of 2026-04-01 --ridge 1 --evaluate c.csv
	run ! grep 'else who has it' <<< "$stderr"
	# A fold without any of the two customers judges by what it has.
	sed -i '/C60/d' c.csv
	run -1 --separate-stderr rt-churn risk --as-of 2026-04-01 --evaluate c.csv
	[[ $stderr == *"no fit: the coefficient of 'plan=rare' runs to infinity"* ]]
}

@test "C06: risk: of the columns taken by default, one that others imply is left out, as R does" {
	shared ibm-telco
	grep -v ',,\|, ,' "$data/telco.csv" | tr -d '\r' > all.csv
	run -0 --separate-stderr rt-churn risk -c customer_id=customerID --flag Churn=Yes \
		--params all.csv
	left='MultipleLines=No phone service|OnlineSecurity=No internet service'
	for service in OnlineBackup DeviceProtection TechSupport StreamingTV StreamingMovies; do
		left="$left|$service=No internet service"
	done
	IFS='|' read -ra left <<< "$left"
	for name in "${left[@]}"; do
		[[ $stderr == *"rt-churn: column '$name' is left out: those before it say the same"* ]]
		[[ $output != *"$name"* ]]
	done
	# logLik() of R 4.2's glm(Churn ~ ., binomial), which has NA for the same seven.
	grep ^loglik, <<< "$output" | cut -d, -f2 | alike 1e-10 <(echo -2913.13618248)
	run -1 rt-churn risk -q -c customer_id=customerID --flag Churn=Yes \
		--covariates PhoneService,MultipleLines --params all.csv
	[[ $output == *'--ridge 1 gives an answer, or --covariates without it' ]]
}

@test "C06: risk takes all columns but those that say who, when or whether" {
	cat > c.csv <<-'END'
		customer_id,name,plan,status,joined,left,left_reason,contract_end,fee,level,one
		a,A,x,gone,2020-01-01,2021-01-01,price,2021-02-01,10,1,1
		b,B,y,gone,2020-01-01,2021-01-01,,2021-03-01,12,2,1
		c,C,x,here,2020-01-01,,,2027-02-01,11,3,1
		d,D,y,here,2020-01-01,,,2028-02-01,13,1,1
		e,E,y,here,2020-01-01,,,,9,4,1
	END
	run -0 --separate-stderr rt-churn risk --as-of 2026-01-01 --ridge 1 c.csv
	prints_err <<< 'rt-churn: columns used: plan, fee, level'
	[ "$(cut -d, -f1 <<< "$output" | paste -sd' ')" = 'customer_id c d e' ]
}

@test "C06: risk: a text of thirty values is a feature, blank is none of them" {
	texts() { awk -v n="$1" 'BEGIN { print "customer_id,left,text"
		for (i = 0; i < 200; i++)
			print i "," (i % 7 < 2 ? "2026-01-01" : "") "," (i < 5 ? "" : "v" i % n) }'; }
	texts 30 > c.csv
	run -0 --separate-stderr rt-churn risk -a 2026-01-01 --ridge 1 c.csv
	[ "${stderr_lines[1]}" = 'rt-churn: columns used: text' ]
	texts 31 > c.csv
	run -1 --separate-stderr rt-churn risk -a 2026-01-01 --ridge 1 c.csv
	[[ $stderr == *'there is no column that may tell who is lost' ]]
}

@test "C06: risk: parts add up, groups stay together, fit and deciles are of all" {
	forty | awk -F, -v OFS=, '{ print $0, NR == 1 ? "group_id" : NR % 3 ? "" : "G" NR % 5 }' > c.csv
	risk() { rt-churn risk -q --flag left=2026-01-05 --covariates plan "$@" c.csv; }
	risk > whole
	for k in 1 2 3; do
		risk --part $k/3 > part$k
	done
	[ "$(wc -l < part1)" -lt "$(wc -l < whole)" ]
	rt-churn risk --merge part1 part2 part3 > parts
	same_file <(sort whole) <(sort parts)
	awk -F, 'NR > 1 && $4 == "G1" { print $1 }' c.csv > group
	for k in 1 2 3; do
		risk --part $k/3 | cut -d, -f1 | grep -cFxf group || true
	done | sort > counts
	[ "$(sort -u counts | head -1)" = 0 ]
	[ "$(grep -c '^0$' counts)" -eq 2 ]
	run -2 rt-churn risk --part 1/3 --params --flag left=2026-01-05 c.csv
	run -2 rt-churn risk --part 1/3 --evaluate --flag left=2026-01-05 c.csv
}

@test "C06: risk: --keep carries columns of the customers that are scored" {
	forty | awk -F, -v OFS=, '{ print $0, NR == 1 ? "区域" : NR == 8 ? "\"a,b\"" : " r" NR " " }' > c.csv
	rt-churn risk -q --flag left=2026-01-05 --covariates plan c.csv > plain
	rt-churn risk -q --flag left=2026-01-05 --covariates plan -k 区域,left,plan c.csv > kept
	same_file plain <(cut -d, -f1-6 kept)
	run -0 sed -n '1s/.*reason_3//p; /^C117/s/.*yearly (+[^,]*//p; /^C106/s/^[^,]*,[^,]*,//p' kept
	[ "${lines[0]}" = ,区域,left,plan ]
	[[ ${lines[1]} == *', r7 ,,yearly' ]]
	[[ $(grep ^C107, kept) == *',"a,b",,yearly' ]]
	# Of two tables, one has the column; the table fitted to need not.
	forty > train.csv
	{ echo customer_id,plan,vip; echo x,monthly,yes; } > one.csv
	{ echo customer_id,plan; echo y,yearly; } > two.csv
	run -0 rt-churn risk -q --flag left=2026-01-05 --covariates plan --train train.csv \
		--keep vip one.csv two.csv
	[[ ${lines[0]} == *,reason_3,vip && ${lines[1]} == x,*,,,yes && ${lines[2]} == y,*, ]]
	run -2 rt-churn risk -q --flag left=2026-01-05 --train train.csv --keep vipp one.csv
	run -2 rt-churn risk -q --flag left=2026-01-05 --params --keep plan c.csv
}

# Groups of the gains are those of the reference where both cut at the same row.
gains_hold()	# SPLIT-SUFFIX TEST-CONDITION VALUE
{
	awk -F, "NR == 1 || !($2)" all.csv > train.csv
	awk -F, "NR == 1 || ($2)" all.csv > test.csv
	rt-churn risk -q --flag "gone=$3" --train train.csv --gains test.csv > gains.csv
	awk -F, 'NR == FNR { if (FNR > 1) { n += $2; lost += $3; cut[n] = lost; row[n] = $0
			was[n] = n - $2 } next }
		function off(a, b) { return a - b > 1e-7 * (1 + b) || b - a > 1e-7 * (1 + b) }
		FNR > 1 && $9 in row && was[$9] == before {
			split(row[$9], r, ",")
			if ($2 != r[2] || $4 != r[3] || off($3, r[4]) || off($5, r[5]) ||
			    off($8, r[6]) || off($11, r[7]) || $10 != cut[$9]) { print $0, row[$9]; bad = 1 }
			same++
		}
		{ before = $9 }
		END { exit bad || same < 5 }' "$data/expected_logit_deciles$1.csv" gains.csv >&2
}

@test "C06: risk --gains: telco and credit, the groups of the reference" {
	telco
	gains_hold '' 'NR > 1 && (NR - 1) % 5 == 0' Yes
	gains_hold _hash 'NR > 1 && ((NR - 1) * 2654435761) % 4294967296 < 0.2 * 4294967296' Yes
	credit
	gains_hold '' 'NR > 1 && (NR - 1) % 5 == 0' 1
}

@test "C06: risk --gains: rows that tie at a cut are shared, whatever their order" {
	forty > c.csv
	set -- risk -q --flag left=2026-01-05 --train c.csv --gains
	# 12 of 20 monthly, 5 of 20 yearly: 13 x 0.6, 7 x 0.6 + 6 x 0.25, 14 x 0.25.
	run -0 rt-churn "$@" --groups 3 c.csv
	[ "${lines[0]}" = group,customers,mean_risk,lost,rate,ci_low,ci_high,lift,cumulative_customers,cumulative_lost,capture ]
	[ "$(cut -d, -f1,2,4,9,10 <<< "$output" | sed 1d | paste -sd' ')" = '1,13,7.8,13,7.8 2,13,5.7,26,13.5 3,14,3.5,40,17' ]
	cut -d, -f3,5,8,11 <<< "$output" | sed 1d | tr , '\n' | alike 1e-9 <(awk -v OFMT=%.14g 'BEGIN {
		print 0.6; print 0.6; print 0.6 / 0.425; print 7.8 / 17
		print 5.7 / 13; print 5.7 / 13; print 5.7 / 13 / 0.425; print 13.5 / 17
		print 0.25; print 0.25; print 0.25 / 0.425; print 1 }')
	# Wilson, of 7.8 of 13: roots of (p - 0.6)^2 = z^2 p (1 - p) / 13.
	cut -d, -f6,7 <<< "${lines[1]}" | tr , '\n' | alike 1e-9 <(python3 -c 'if 1:
		z = 1.959963984540054
		a, b, c = 1 + z * z / 13, -(1.2 + z * z / 13), 0.36
		r = (b * b - 4 * a * c) ** 0.5
		print((-b - r) / (2 * a), (-b + r) / (2 * a), sep="\n")')
	first=$output
	{ head -1 c.csv; sed 1d c.csv | tac; } > back.csv
	{ head -1 c.csv; sed 1d c.csv | sort -t, -k3; } > sorted.csv
	for order in back sorted; do
		run -0 rt-churn "$@" --groups 3 $order.csv
		prints <<< "$first"
	done
	# Ten groups without --groups, and never more than customers.
	rt-churn "$@" c.csv | sed 1d | cut -d, -f2 | sort -u | same_file - <(echo 4)
	run -0 rt-churn "$@" --groups 100 <(head -4 c.csv)
	[ "$(cut -d, -f2,9 <<< "$output" | sed 1d | paste -sd' ')" = '1,1 1,2 1,3' ]
	[ "$(cut -d, -f8,11 <<< "${lines[1]}")" != , ]
	# Nobody lost: neither lift nor capture.
	run -0 rt-churn "$@" --groups 1 <(sed 's/2026-01-05//' c.csv | head -5)
	[ "$(cut -d, -f4,8,10,11 <<< "${lines[1]}")" = 0,,0, ]
	# Limits of another level are wider.
	run -0 rt-churn "$@" --groups 3 --level 0.99 c.csv
	awk -F, -v low="$(cut -d, -f6 <<< "$(sed -n 2p <<< "$first")")" 'NR == 2 { exit !($6 < low) }' <<< "$output"
}

@test "C06: risk --gains: a thousand random tables with ties, as Python counts them" {
	forty > c.csv
	cat > check.py <<-'END'
		import random, subprocess, sys, csv, io
		from fractions import Fraction as F
		rng = random.Random(5)
		# A model with levels a to f, whose log odds are -2 to 3.
		with open("model.csv", "w") as f:
		    print("column,value,coef,mean,sd,low,high\n(intercept),,0,,,,", file=f)
		    for i, v in enumerate("abcdef"):
		        print(f"plan,{v},{i - 2},0,1,,", file=f)
		sets = []
		for k in range(1000):
		    n = rng.randint(1, 30)
		    sets.append(([(rng.choice("abcdef"), rng.random() < .4) for _ in range(n)], rng.randint(1, 12)))
		for rows, groups in sets:
		    text = "customer_id,plan,gone\n" + "".join(
		        f"{i},{p},{'yes' if g else 'no'}\n" for i, (p, g) in enumerate(rows))
		    out = subprocess.run(["rt-churn", "risk", "-q", "--flag", "gone=yes", "--model", "model.csv",
		        "--gains", "--groups", str(groups)], input=text, text=True, stdout=subprocess.PIPE).stdout
		    got = list(csv.DictReader(io.StringIO(out)))
		    n, g = len(rows), min(groups, len(rows))
		    # Each row is lost by the share that its level is.
		    share = {p: F(sum(x for q, x in rows if q == p), sum(q == p for q, _ in rows)) for p, _ in rows}
		    order = sorted((p for p, _ in rows), reverse=True)
		    all_lost = sum(x for _, x in rows)
		    assert len(got) == g, (rows, groups, out)
		    for j, row in enumerate(got):
		        first, end = n * j // g, n * (j + 1) // g
		        lost, so_far = sum(share[p] for p in order[first:end]), sum(share[p] for p in order[:end])
		        assert (int(row["customers"]), int(row["cumulative_customers"])) == (end - first, end)
		        assert abs(float(row["lost"]) - lost) < 1e-12 and abs(float(row["cumulative_lost"]) - so_far) < 1e-12
		        assert lost.denominator > 1 or "." not in row["lost"], row
		        if all_lost:
		            assert abs(float(row["capture"]) - so_far / all_lost) < 1e-12
	END
	run -0 python3 check.py
}

@test "C06: risk --evaluate: the Brier score of the base rate" {
	forty > c.csv
	# 17 of 40: 17/40 x 23/40.
	run -0 rt-churn risk -q --flag left=2026-01-05 --evaluate c.csv
	[[ $output == *$'\nbrier_reference,0.244375\n'* ]]
	[ "$(cut -d, -f1 <<< "${lines[4]}")" = brier_reference ]
}

@test "C06: risk --gains: over the folds of --evaluate" {
	telco
	head -1500 all.csv > some.csv
	set -- risk -q --flag gone=Yes
	rt-churn "$@" --gains some.csv > gains.csv
	rt-churn "$@" --evaluate --gains some.csv | same_file gains.csv -
	# The first tenth of 1499 ends at 149, as that of lift_top_decile.
	lift=$(rt-churn "$@" --evaluate some.csv | sed -n 's/^lift_top_decile,//p')
	sed -n 2p gains.csv | cut -d, -f8 | alike 1e-12 <(echo "$lift")
	rt-churn "$@" --gains --folds 3 some.csv > other.csv
	run ! cmp -s gains.csv other.csv
	# Scores of all that the fit has seen are another thing.
	rt-churn "$@" --train some.csv --gains some.csv > own.csv
	run ! cmp -s gains.csv own.csv
}

@test "C06: risk: options that contradict each other" {
	forty > c.csv
	for o in '--folds 3' '--seed 1' '--evaluate --params' '--model m --params' \
		'--model m --train c.csv' '--model m --ridge 1' '--model m --covariates plan' \
		'--model m --save-model n' '--evaluate --folds 1' '--ridge -1' '--by plan' \
		'--params --train c.csv' '--evaluate --train c.csv --folds 3' \
		'--groups 3' '--gains --params' '--gains --groups 0' '--gains --train c.csv --seed 1' \
		'--evaluate --level 0.9' '--gains --keep plan' '--gains --part 1/2'; do
		run -2 rt-churn risk $o c.csv
	done
	run -2 rt-churn --ridge 1 c.csv
}
