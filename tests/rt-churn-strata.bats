#!/usr/bin/env bats
# rt-churn: rows that stand for many, that are compared within strata, that belong together.

load helper

# A file of standard input behind this header.
table()	# FILE HEADER
{
	{ echo "$2"; cat; } > "$1"
}

# Stanford's heart transplants, 12 of the rows of heart in R's survival.
some_hearts()
{
	table heart.csv id,start,stop,event,age,surgery,transplant <<-'END'
		1,0,50,1,-17.155373,0,0
		2,0,6,1,3.835729,0,0
		3,0,1,0,6.297057,0,0
		3,1,16,1,6.297057,0,1
		4,0,36,0,-7.737166,0,0
		4,36,39,1,-7.737166,0,1
		5,0,18,1,-27.214237,0,0
		6,0,3,1,6.595483,0,0
		7,0,51,0,2.869268,1,0
		7,51,675,1,2.869268,1,1
		8,0,40,1,-2.650240,1,0
		9,0,85,1,-0.837782,1,0
	END
}

# Each number is that of FILE, but for a share of 1e-7.
near()	# FILE
{
	paste -d, - "$1" | awk -F, '{ for (i = 1; i <= NF / 2; i++) {
		a = $i; b = $(i + NF / 2); d = a - b; s = b < 0 ? -b : b
		if (a != b && (d > 1e-7 * s || d < -1e-7 * s)) { print NR ": " a " is not " b; bad = 1 }
	} } END { exit bad || NR == 0 }' >&2
}

# Rows of FILE as often as its column weight says.
repeated()	# FILE
{
	awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "weight") w = i; print; next }
		{ id = $1; for (k = 0; k < $w; k++) { $1 = id "-" k; print } }' "$1"
}

@test "C06: hazard: rows of one customer by --entry, errors by --cluster, as in R" {
	some_hearts
	set -- hazard --time stop --event event --entry start --covariates age,transplant
	# coxph(Surv(start, stop, event) ~ age + transplant + cluster(id)) of R's survival 3.5.
	rt-churn "$@" --cluster id heart.csv | sed 1d | cut -d, -f2,4 | near <(
		printf '%s\n' -0.0119529624117,0.0310875631589 1.1158081742651,0.8086938429754)
	rt-churn "$@" heart.csv | sed 1d | cut -d, -f2,4 | near <(
		printf '%s\n' -0.0119529624117,0.040091374839 1.1158081742651,1.044365949788)
	# A cluster for each row is White's estimate; one without a name is left out.
	sed '2s/^1,/,/' heart.csv > blank.csv
	run -0 --separate-stderr rt-churn "$@" --cluster id blank.csv
	prints_err <<< 'rt-churn: records with a blank cell of --strata or --cluster, left out: 1'
	run -2 rt-churn "$@" --cluster no heart.csv
	run -2 rt-churn "$@" --cluster id --summary heart.csv
}

@test "C06: hazard, survival: --strata compares within each only, as in R" {
	some_hearts
	set -- hazard --time stop --event event --entry start --covariates age,transplant
	rt-churn "$@" --strata surgery heart.csv | sed 1d | cut -d, -f2,4 | near <(
		printf '%s\n' 0.0937576455462,0.071211132545 -0.6724779478541,1.158576291255)
	# Its loglik at 0, and at the maximum; concordance within strata.
	rt-churn "$@" --strata surgery --summary heart.csv | sed 1d | cut -d, -f3,4,8 | near <(
		echo -8.37101068124,-7.13422756365,0.777777777778)
	# survdiff(Surv(t, e) ~ g + strata(s)) of R's survival 3.5.
	awk 'BEGIN { print "customer_id,t,e,g,s"; for (i = 1; i <= 40; i++)
		print i "," 1 + (i * 7) % 19 "," (i % 4 > 0) "," (i % 3 ? "A" : "B") "," i % 5 }' > t.csv
	set -- survival --time t --event e --by g --summary
	rt-churn "$@" --strata s t.csv | sed -n 2p | cut -d, -f9 | near <(echo 0.104791025569)
	rt-churn "$@" t.csv | sed -n 2p | cut -d, -f9 | near <(echo 0.25782403561)
	run -2 rt-churn survival --time t --event e --strata s t.csv
	[[ $output == *'--strata is of the test: it goes with --summary'* ]]
}

@test "C06: --weight: a row that stands for many is as good as many rows" {
	awk 'BEGIN { print "customer_id,t,e,b,g,x,s,weight"; for (i = 1; i <= 60; i++)
		print i "," 5 + (i * 7) % 19 "," (i % 4 > 0) "," i % 4 "," substr("AABBBC", 1 + i % 6, 1) "," \
			i * 13 % 11 "," i % 3 "," i * 5 % 4 }' > t.csv
	repeated t.csv > many.csv
	for verb in survival 'survival --by g' 'survival --by g --summary --given 6' \
		'survival --by g --summary --strata s' 'survival --at 7,12' \
		'hazard --covariates x,g' 'hazard --covariates x,g --summary --strata s' \
		'hazard --covariates x,g --ridge 3' 'hazard --covariates x,g --check-proportional' \
		'hazard --covariates x --cluster s'; do
		set -- $verb --time t --event e --entry b
		rt-churn "$@" many.csv > expected.csv
		rt-churn "$@" --weight weight t.csv | near expected.csv
	done
	sed '3s/[^,]*$/1.5/' t.csv > bad.csv
	run -1 rt-churn survival --time t --event e --weight weight bad.csv
	[[ $output == *'bad.csv:3: weight: '* ]]
	sed '3s/[^,]*$//' t.csv > bad.csv
	run -1 rt-churn survival --time t --event e --weight weight bad.csv
	[[ $output == *'bad.csv:3: weight: blank'* ]]
	run -2 rt-churn survival --time t --event e --weight none t.csv
}

@test "C01: --weight in rates and cohorts: the same as the rows repeated" {
	table c.csv customer_id,joined,left,amount,region,weight <<-'END'
		a,2026-01-05,2026-03-10,10,N,3
		b,2026-01-20,,20,S,1
		c,2026-02-01,2026-02-20,30,N,2
		d,2025-02-03,,,S,5
		e,2025-02-03,2026-02-11,7.5,S,0
		f,2025-03-03,2026-02-11,0.01,S,4
	END
	repeated c.csv > many.csv
	for verb in rates 'rates --definition all' 'rates --by region' cohorts 'cohorts --by region --wide' \
		'cohorts --mean'; do
		rt-churn $verb -q --as-of 2026-04-30 many.csv > expected.csv
		run -0 rt-churn $verb -q --as-of 2026-04-30 --weight weight c.csv
		same_file expected.csv <(printf '%s\n' "$output")
	done
	rt-churn rates -q --flag region=N many.csv > expected.csv
	rt-churn rates -q --flag region=N --weight weight c.csv | same_file expected.csv -
	printf '%s\n' customer_id,date,amount,n a,2026-01-05,1.50,3 a,2026-02-05,-1,2 b,2026-02-01,2,0 > p.csv
	run -0 rt-churn cohorts -q --as-of 2026-02-28 --weight n p.csv
	prints <<-'END'
		cohort,age,size,active,retention,amount
		2026-01,0,1,1,1.000000,4.50
		2026-01,1,1,0,0.000000,-2.00
	END
	sed -i '2s/10,N,3/9999999999,N,2147483647/' c.csv
	run -1 rt-churn rates --as-of 2026-04-30 --weight weight c.csv
	[[ $output == *'c.csv:2: amount: too large, so many times'* ]]
}
