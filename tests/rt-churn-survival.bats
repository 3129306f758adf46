#!/usr/bin/env bats
# rt-churn survival: blank groups, small groups, many groups, times that rounding parts.

load helper

@test "C06: survival: a blank cell of --by is a row, but no group of the test or the horizon" {
	awk 'BEGIN { print "customer_id,t,e,g"; for (i = 1; i <= 60; i++)
		print i "," (i % 3 == 0 ? 1 + i % 5 : 10 + (i * 7) % 23) "," (i % 4 > 0) "," \
			(i % 3 == 0 ? "" : i % 3 == 1 ? "A" : "B") }' > t.csv
	set -- survival --time t --event e --by g --summary
	run -0 --separate-stderr rt-churn "$@" t.csv
	prints_err <<< 'rt-churn: customers with a blank cell of --by, who are in no group of the test: 20'
	# survdiff() of R's survival 3.5 on A and B; both end at 32, the blank ones at 5.
	[[ ${lines[1]} =~ ^A,20,15,25,.*,0.1620930140811[89][0-9]*,1,0.687236794899[67][0-9]*$ ]]
	[[ ${lines[2]} == B,20,15,22,*"${lines[1]#*,*,*,*,*,*,*,*,}" ]]
	[[ ${lines[3]} == ,20,15,4,2,5,,,,, ]]
	grep -v ',$' t.csv > known.csv
	run -0 --separate-stderr rt-churn "$@" known.csv
	[ -z "$stderr" ]
	known=$output
	run -0 rt-churn "$@" -q t.csv
	[ "$(head -n 3 <<< "$output")" = "$known" ]
	# A blank in one of two columns, and a cell of spaces, are blank too.
	awk -F, -v OFS=, '{ print $0, NR == 1 ? "h" : $4 == "" ? "x" : $4 == "A" ? " " : "y" }' \
		t.csv > two.csv
	run -0 --separate-stderr rt-churn survival --time t --event e --by g,h --summary two.csv
	prints_err <<< 'rt-churn: customers with a blank cell of --by, who are in no group of the test: 40'
	[[ ${lines[1]} == *,,, && ${lines[2]} == *,,, && ${lines[3]} == *,,, ]]
}

@test "C06: survival: a small group does not set the horizon, unless all are small" {
	# Everybody is censored, so that rmst is the horizon: 9 of C end at 5, 10 of B at 7.
	{
		echo customer_id,t,e,g
		seq 10 | sed 's/.*/A&,20,no,A/'
		seq 10 | sed 's/.*/B&,7,no,B/'
		seq 9 | sed 's/.*/C&,5,no,C/'
	} > t.csv
	horizon() { rt-churn survival --time t --event e --by g --summary "$@" |
		cut -d, -f1,7 | tail -n +2 | paste -sd' '; }
	[ "$(horizon t.csv)" = 'A,7 B,7 C,' ]
	[ "$(horizon --min-group 9 t.csv)" = 'A,5 B,5 C,5' ]
	[ "$(horizon --min-group 11 t.csv)" = 'A,5 B,5 C,5' ]
	[ "$(horizon --horizon 6 t.csv)" = 'A,6 B,6 C,' ]
	run -2 rt-churn survival --time t --event e --by g --min-group 9 t.csv
	[[ $output == 'rt-churn: --min-group goes with --summary'* ]]
}

@test "C06: survival, hazard: times that differ by rounding are one, as in R" {
	printf '%s\n' customer_id,t,e 1,0.3,1 2,0.30000000000000004,1 3,0.3,0 4,1,1 5,2,1 \
		6,2.000000001,0 7,3,1 8,0.7,1 > t.csv
	run -0 rt-churn survival --time t --event e t.csv
	# survfit() of R's survival 3.5.
	awk -F, '{ printf "%s,%s,%s,%s,%.4f\n", $1, $2, $3, $4, $5 }' <<< "$output" > got
	printf '%s\n' time,at_risk,events,censored,0.0000 0.3,8,2,1,0.7500 0.7,5,1,0,0.6000 \
		1,4,1,0,0.4500 2,3,1,1,0.3000 3,1,1,0,0.0000 | same_file - got
	# A step of 1e-7 is one.
	sed -i 's/2.000000001/2.0000001/' t.csv
	run -0 rt-churn survival --time t --event e t.csv
	[ "${#lines[@]}" -eq 7 ]
	# The least that is told apart goes with the size of the times.
	printf '%s\n' customer_id,t,e 1,1e9,1 2,1000000010,1 3,1000000020,1 > t.csv
	run -0 rt-churn survival --time t --event e t.csv
	[ "$(cut -d, -f1-3 <<< "${lines[1]}")" = 1000000000,3,3 ]
	# Whoever enters at what is the time but for rounding was there.
	printf '%s\n' customer_id,b,t,e 1,0,0.3,1 2,0.3,0.30000000000000004,1 3,0,1,1 > t.csv
	run -0 rt-churn survival --time t --event e --entry b t.csv
	[ "$(cut -d, -f1-3 <<< "${lines[1]}")" = 0.3,3,2 ]
	printf '%s\n' customer_id,t,e,x 1,0.3,1,1 2,0.30000000000000004,1,2 3,1,1,3 4,2,1,1.5 > t.csv
	sed 's/0.30000000000000004/0.3/' t.csv > equal.csv
	rt-churn hazard --time t --event e --covariates x equal.csv > expected.csv
	rt-churn hazard --time t --event e --covariates x t.csv | same_file expected.csv -
}

@test "C06: survival: the log-rank of many groups is that of Cholesky's solution" {
	# chi-squared of u' V^-1 u, summed up time by time in Python.
	python3 - <<-'END'
		import random
		random.seed(7)
		rows = [(random.randrange(1, 60), random.random() < .6, random.randrange(40),
		    random.choice([0, 0, 3, 9])) for _ in range(1500)]
		rows = [(t + b, e, g, b) for t, e, g, b in rows]
		with open("t.csv", "w") as f:
		    print("customer_id,t,e,g,b", file=f)
		    for i, (t, e, g, b) in enumerate(rows):
		        print(f"{i},{t},{int(e)},g{g},{b}", file=f)
		k = 40
		u = [0.0] * k
		v = [[0.0] * k for _ in range(k)]
		for now in sorted({t for t, e, g, b in rows if e}):
		    n = [0] * k
		    d = [0] * k
		    for t, e, g, b in rows:
		        if b < now <= t:
		            n[g] += 1
		            d[g] += e and t == now
		    N, D = sum(n), sum(d)
		    f = D * (N - D) / (N - 1) if N > 1 else 0
		    for g in range(k):
		        u[g] += d[g] - D * n[g] / N
		        for h in range(k):
		            v[g][h] += f * n[g] / N * ((g == h) - n[h] / N)
		m = [v[i][:k - 1] + [u[i]] for i in range(k - 1)]
		for i in range(k - 1):
		    p = max(range(i, k - 1), key=lambda r: abs(m[r][i]))
		    m[i], m[p] = m[p], m[i]
		    for r in range(k - 1):
		        if r != i:
		            q = m[r][i] / m[i][i]
		            m[r] = [a - q * c for a, c in zip(m[r], m[i])]
		print(sum(u[i] * m[i][k - 1] / m[i][i] for i in range(k - 1)), file=open("chi2", "w"))
	END
	run -0 rt-churn survival -q --time t --event e --entry b --by g --summary t.csv
	awk -F, -v wanted="$(cat chi2)" 'NR == 2 { d = $9 / wanted - 1
		exit !($10 == 39 && d < 1e-10 && d > -1e-10) }' <<< "$output"
}

@test "C06: survival: the error of the restricted mean, and two of them compared, as in R" {
	awk 'BEGIN { print "customer_id,t,e,g"; for (i = 1; i <= 60; i++)
		print i "," 1 + (i * 7) % 23 + (i % 2) * 2 "," (i % 4 > 0) "," (i % 2 ? "A" : "B") }' > t.csv
	set -- survival --time t --event e --by g --summary --horizon 20
	# summary(survfit(Surv(t, e) ~ g), rmean = 20)$table of R's survival 3.5.
	run -0 rt-churn "$@" t.csv
	near() { awk -F, -v want="$1" '{ split(want, w, ","); for (i = 1; i <= NF; i++) {
		d = $i / w[i] - 1; if (d > 1e-9 || d < -1e-9) { print $i, w[i]; exit 1 } } }' >&2; }
	cut -d, -f7,8 <<< "${lines[1]}" | near 13.63333333333,1.038677934613
	cut -d, -f7,8 <<< "${lines[2]}" | near 14.80286894908,1.183103959385
	run -0 rt-churn "$@" --difference t.csv
	[ "${lines[0]}" = measure,group_1,group_2,value,std_error,ci_low,ci_high,p ]
	[ "$(cut -d, -f1-3 <<< "${lines[1]}")" = rmst_difference,A,B ]
	[ "$(cut -d, -f1-3 <<< "${lines[2]}")" = rmst_ratio,A,B ]
	# The rules of the page, worked out in R.
	cut -d, -f4-8 <<< "${lines[1]}" | near -1.169535615743,1.574352829122,-4.25521045978,1.916139228294,0.4575618787192
	cut -d, -f4-8 <<< "${lines[2]}" | near 0.9209926386725,0.1016946247644,0.7417674335584,1.143522082683,0.4560447965549
	# Blank cells are no group; three are too many, one too few.
	printf '%s\n' 61,3,1, 62,4,0, >> t.csv
	rt-churn "$@" --difference t.csv | cmp - <(printf '%s\n' "$output")
	echo 63,3,1,C >> t.csv
	run -2 rt-churn "$@" --difference t.csv
	[ "$output" = 'rt-churn: --difference compares two groups of --by; there are 3' ]
	run -2 rt-churn survival --time t --event e --by g --difference t.csv
	run -2 rt-churn survival --time t --event e --summary --difference t.csv
}

@test "C06: survival: a set at risk that runs empty before the end is told" {
	# The one seen from the start leaves at 3, the others come at 5.
	printf '%s\n' customer_id,b,t,e 1,0,3,1 2,5,8,1 3,5,9,0 > t.csv
	run -0 --separate-stderr rt-churn survival --time t --event e --entry b t.csv
	output=$(cut -d, -f1-5 <<< "$output") prints <<-'END'
		time,at_risk,events,censored,survival
		3,1,1,0,0
		8,2,1,0,0
		9,1,0,1,0
	END
	prints_err <<< 'rt-churn: nobody is left at risk at 3, before the end: the survival is 0 from there on'
	sed -i 's/1,0,3,1/1,0,9,1/' t.csv
	run -0 --separate-stderr rt-churn survival --time t --event e --entry b t.csv
	[ -z "$stderr" ]
}

@test "C06: survival: twenty thousand groups take a moment and little memory" {
	awk 'BEGIN { print "customer_id,t,e,g"; for (i = 0; i < 60000; i++)
		print i "," 1 + (i * 7919) % 977 "," (i % 3 > 0) ",g" i % 20000 }' > t.csv
	run -0 timeout 60 rt-churn survival -q --time t --event e --by g --summary t.csv
	[ "${#lines[@]}" -eq 20001 ]
	[[ ${lines[1]} =~ ,19999,[0-9.e-]+$ ]]
}

@test "survival --summary: the test of many customers in a few groups has an answer, as in R" {
	# Rounding leaves more of the residual than a handful of rounds takes away.
	awk 'BEGIN { print "t,e,g"; for (i = 1; i <= 20000; i++) { x = (x * 7621 + 1 + i) % 32768
		y = (y * 7621 + x) % 32768; print 1 + x % 500 "," (y % 5 > 2) ",g" (x + 3 * y) % 8 } }' > t.csv
	# survdiff(Surv(t, e) ~ g) of R's survival 3.5.
	run -0 rt-churn survival --time t --event e --by g --summary t.csv
	[[ ${lines[1]} =~ ,14\.56811008[0-9]*,7,0\.041951774[0-9]*$ ]]
}
