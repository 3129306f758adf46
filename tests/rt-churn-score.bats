#!/usr/bin/env bats
# rt-churn hazard --score: how likely those who are there stay, from a fit or a saved model.

load helper

# The numbers of a column of standard input are those of the words, but for 1e-8.
close()	# COLUMN NUMBER...
{
	sed 1d | cut -d, -f"$1" | paste -d ' ' - <(printf '%s\n' "${@:2}") | awk '
	NF != 2 || $1 - $2 > 1e-8 || $2 - $1 > 1e-8 { print NR ": " $0; bad = 1 }
	END { exit bad || NR == 0 }' >&2
}

# Four prisoners, at 0, 10, 27.5 and 40 weeks, beside those of Rossi.
four()
{
	cat > four.csv <<-'END'
		customer_id,week,arrest,fin,age,prio,race
		a,0,0,0,20,3,1
		b,10,0,1,35,0,0
		c,27.5,0,0,27,10,1
		d,40,0,1,17,18,0
		gone,30,1,1,17,18,0
	END
}

# Twelve customers on 2026-07-01, tenures in days.
twelve()
{
	cat > c.csv <<-'END'
		customer_id,joined,left,plan,fee
		a,2026-01-01,2026-02-10,monthly,10
		b,2026-01-01,2026-03-02,yearly,30
		c,2026-01-01,,monthly,20
		d,2026-01-01,,yearly,25
		e,2026-02-01,2026-03-13,monthly,15
		f,2026-02-01,,yearly,40
		g,2026-02-01,2026-05-12,monthly,30
		h,2026-02-01,2026-06-01,yearly,15
		i,2026-03-01,,monthly,12
		j,2026-03-01,2026-03-21,yearly,35
		k,2026-03-01,,yearly,22
		l,2026-06-11,,monthly,18
	END
}

@test "C06: hazard --score: rossi, telco and waltons have the survival of R's survfit" {
	shared rossi
	four
	# S(t + 10) / S(t) of survfit(coxph(Surv(week, arrest) ~ fin + age + prio)), R's survival 3.5.
	set -- hazard --time week --event arrest --covariates fin,age,prio --score four.csv \
		--horizon 10 "$data/rossi.csv"
	rt-churn "$@" | close 3 0.9518533738 0.9830249256 0.8958315606 0.6565685104
	# The same with + strata(race).
	rt-churn "$@" --strata race | close 3 0.9477493249 0.9955614347 0.8862126178 0.6183860045
	shared ibm-telco
	sed -n '1p;2p;5p;12p;29p' "$data/telco.csv" > some.csv
	sed -i '$s/Yes\r*$/No/' some.csv
	run -0 --separate-stderr rt-churn hazard --time tenure --event Churn=Yes \
		--covariates Contract,InternetService,MonthlyCharges --score some.csv --horizon 6 \
		"$data/telco.csv"
	close 3 0.7922076255 0.9737718312 0.9279176918 0.7942285690 <<< "$output"
	shared waltons
	printf '%s\n' T,E,group 20,0,control 30,0,miR-137 > two.csv
	rt-churn hazard --time T --event E --covariates group --score two.csv --horizon 15 \
		"$data/waltons.csv" | close 3 0.9235611443 0.2718996806
}

@test "C06: hazard --score: who left is not there; who cannot be told of is counted" {
	twelve
	cat > n.csv <<-'END'
		customer_id,joined,left,plan,fee
		n1,2026-06-11,,monthly,18
		n2,2026-06-11,2026-07-02,yearly,22
		n3,2026-05-03,,yearly,22
		n4,2026-04-03,,monthly,12
		n5,2026-07-01,,monthly,60
		n6,2026-06-11,2026-07-01,yearly,22
		n7,2026-06-11,,,22
		n8,,,yearly,22
		n9,2026-07-02,,yearly,22
		n10,2026-03-04,,yearly,22
		n11,2026-06-11,,yearly,22
		n12,2026-06-11,,weekly,22
	END
	set -- hazard --as-of 2026-07-01 --covariates plan,fee --score n.csv --horizon 30
	run -0 --separate-stderr rt-churn "$@" c.csv
	prints_err <<-'END'
		rt-churn: records with a joined after as-of, which are not counted: 1
		rt-churn: customers outside the range of those the model was fitted to: 2
		rt-churn: customers without joined, whose survival is blank: 1
		rt-churn: customers with a blank covariate or stratum, whose survival is blank: 1
		rt-churn: customers whose tenure and horizon pass the last event, whose survival is blank: 1
	END
	# R: S(t + 30) / S(t) of survfit(coxph(Surv(t, e) ~ plan + fee), newdata); the last event
	# is at 120 days, and n10 has 119 + 30.  The log hazard ratio of yearly is -0.301634, half
	# of the twelve have it: monthly adds 0.15.
	cat > expected <<-'END'
		customer_id,tenure,survival,decile,reason_1,reason_2,reason_3
		n1,20,0.784349,1,plan=monthly (+0.15),,
		n2,20,0.834316,5,,,
		n3,59,0.895845,9,,,
		n4,89,0.848736,8,plan=monthly (+0.15),,
		n5,0,0.901548,10,plan=monthly (+0.15),fee=60 (+0.08),
		n7,20,,,,,
		n8,,,,,,
		n10,119,,,,,
		n11,20,0.834316,5,,,
		n12,20,0.810073,3,,,
	END
	sed 's/\(,0\.[0-9]*\)\(,[0-9]\)/\1 \2/' <<< "$output" |
		awk -F'[ ]' 'NF > 1 && /,0\.[0-9]* ,/ { n = split($0, c, ",")
			sub(/,0\.[0-9]* ,/, sprintf(",%.6f,", c[3])) } { print }' | same_file expected -
	# No column left: all are there.
	cut -d, -f1,2,4,5 n.csv > all.csv
	rt-churn "${@/n.csv/all.csv}" -q c.csv | cut -d, -f1 | paste -sd ' ' | same_file - <(
		echo customer_id n1 n2 n3 n4 n5 n6 n7 n8 n10 n11 n12)
	# Without --horizon it is 52 weeks, and nobody was seen so long.
	run -0 --separate-stderr rt-churn hazard --as-of 2026-07-01 --covariates plan,fee \
		--score c.csv c.csv
	prints_err <<-'END'
		rt-churn: customers whose tenure and horizon pass the last event, whose survival is blank: 6
	END
	rt-churn hazard --as-of 2026-07-01 --unit month --covariates plan,fee --horizon 1 \
		--score c.csv c.csv 2> err.txt | tail -1 | grep '^l,0.657.*,0.784349.*,1,plan=monthly'
}

@test "C06: hazard --score: equal survival is equal decile, whatever the order" {
	awk 'BEGIN { print "customer_id,t,e,x"; for (i = 1; i <= 60; i++)
		print i "," 1 + i * 7 % 19 "," (i % 4 > 0) "," i % 3 }' > t.csv
	awk 'BEGIN { print "customer_id,t,e,x"; for (i = 1; i <= 40; i++)
		print i ",5,0," (i % 4 > 1 ? 2 : i % 4) }' > n.csv
	set -- hazard --time t --event e --covariates x --horizon 4 --score
	rt-churn "$@" n.csv t.csv | sed 1d | cut -d, -f1,4 | sort > one
	{ head -1 n.csv; sed 1d n.csv | sort -t, -k4,4r -k1,1; } > sorted.csv
	rt-churn "$@" sorted.csv t.csv | sed 1d | cut -d, -f1,4 | sort | same_file one -
	# Ten, twenty and ten: the first of them decide.
	cut -d, -f2 one | sort -n | uniq -c | awk '{ print $1 "x" $2 }' | paste -sd ' ' > deciles
	coef=$(rt-churn hazard --time t --event e --covariates x t.csv | sed -n '2s/^x,\([^,]*\).*/\1/p')
	case $coef in
	-*) echo '10x1 10x3 20x6' ;;
	*) echo '20x1 10x6 10x8' ;;
	esac | same_file - deciles
}

@test "C06: hazard --save-model, --model: the same as the fit, baseline and strata with it" {
	shared rossi
	four
	set -- hazard --time week --event arrest
	rt-churn "$@" --covariates fin,age,prio --strata race,mar --save-model m.csv \
		"$data/rossi.csv" > coef.csv
	head -1 coef.csv | grep -q '^covariate,coef,'
	sed 's/$/,0/; 1s/,0$/,mar/' four.csv > five.csv
	run -0 rt-churn "$@" --model m.csv --score five.csv --horizon 10
	rt-churn "$@" --covariates fin,age,prio --strata race,mar --score five.csv --horizon 10 \
		"$data/rossi.csv" | same_file - <(printf '%s\n' "$output")
	# The customers may also be the input.
	rt-churn "$@" --model m.csv --horizon 10 < five.csv | same_file - <(printf '%s\n' "$output")
	# A person can read it: columns and the rows of the mean customer's cumulative hazard.
	sed -n '1,4p' m.csv | sed 's/[0-9]*\.[0-9]*/N/g' | same_file - <(printf '%s\n' \
		column,value,coef,mean,sd,low,high,stratum,time,cumulative_hazard \
		'(time),,,,,,,,,' '(strata),race,,,,,,,,' '(strata),mar,,,,,,,,')
	# survfit(coxph(Surv(week, arrest) ~ fin + age + prio)) at the means: R's survival 3.5.
	rt-churn "$@" --covariates fin,age,prio --save-model plain.csv "$data/rossi.csv" > coef.csv
	grep '^(baseline)' plain.csv | sed -n '1p;10p;$p' | cut -d, -f9,10 > steps
	{ echo head; cut -d, -f2 steps; } | close 1 0.0019934043 0.0304253573 0.2778615375
	[ "$(cut -d, -f1 steps | paste -sd ' ')" = '1 10 52' ]
	# A stratum that the fit had not is told.
	sed 's/,1,0$/,7,0/' five.csv > new.csv
	run -0 --separate-stderr rt-churn "$@" --model m.csv --score new.csv --horizon 10
	prints_err <<-'END'
		rt-churn: customers of a stratum in which nobody was seen to leave, whose survival is blank: 2
	END
}

@test "C06: hazard --model: what is wrong in the file is said by line and column" {
	twelve
	rt-churn hazard -q --as-of 2026-07-01 --unit week --covariates plan,fee --save-model m.csv \
		c.csv > coef.csv
	set -- hazard --as-of 2026-07-01 --horizon 4 --score c.csv --model
	run -0 --separate-stderr rt-churn "$@" m.csv
	rt-churn hazard --as-of 2026-07-01 --unit week --covariates plan,fee --horizon 4 --score c.csv \
		c.csv 2> err.txt | same_file - <(printf '%s\n' "$output")
	wrong=0
	while IFS='|' read -r script message; do
		sed "$script" m.csv > bad.csv
		run -1 rt-churn "$@" bad.csv
		[[ $output == *"bad.csv:$message"* ]] || { echo "$script: $output"; wrong=1; }
	done <<-'END'
		2s/week/fortnight/|2: value: no unit of time such as day, week or month
		5s/^fee,,[^,]*/fee,,x/|5: coef: not a number such as
		5s/,[^,]*,10,40/,,10,40/|5: sd: blank, where a number such as 0.25 is needed
		5s/10,40/10,9/|5: high: below low
		5s/10,40/10,/|5: high: blank, where a number such as
		5s/^fee/ /|5: column: blank, where a name such as plan or (baseline) is needed
		4s/yearly/monthly/|4: column: stands twice with that value
		6s/,[0-9.]*$/,-1/|6: cumulative_hazard: less than at the time before it
		7s/,[0-9.]*,\([0-9.]*\)$/,1,\1/|7: time: not later than the time before it, such as 12 after 11
		7s/,,,,,,,,/,,,,,,,2,/|7: stratum: a stratum that no row before it describes
		1s/hazard/danger/|1: no column 'cumulative_hazard': not a model that hazard --save-model wrote
	END
	[ "$wrong" = 0 ]
	grep -v baseline m.csv > bad.csv
	run -1 rt-churn "$@" bad.csv
	[[ $output == *'bad.csv: no row (baseline): not a model that hazard --save-model wrote' ]]
	# Times are of one kind and unit.
	run -2 rt-churn "$@" m.csv --unit month
	[[ $output == *'the times of this model are of another --unit'* ]]
	run -2 rt-churn "$@" m.csv --time fee --event plan=yearly
	run -2 rt-churn "$@" m.csv c.csv
	[[ $output == *'with --model and --score FILE there is no other input'* ]]
	run -2 rt-churn hazard --covariates fee --horizon 4 c.csv
	[[ $output == *'--horizon goes with --score'* ]]
	for option in --summary --check-proportional '--level 0.9' '--cluster plan'; do
		run -2 rt-churn hazard --covariates fee --score c.csv $option c.csv
		[[ $output == *'does not go with'* ]]
	done
	run -2 rt-churn hazard --time fee --event plan=yearly --covariates fee --score c.csv c.csv
	[[ $output == *'with --time, a score goes with --horizon'* ]]
	run -2 rt-churn hazard --covariates fee --save-model - c.csv
	[[ $output == *'standard output is written twice'* ]]
}

@test "C06: hazard --score: a level that runs away is told, the others stand" {
	awk 'BEGIN { print "customer_id,t,e,g,x"; for (i = 1; i <= 40; i++)
		print i "," 1 + i * 7 % 19 "," (i % 4 > 0 && i % 5 > 0) "," (i % 5 ? substr("AB", 1 + i % 2, 1) : "C") "," \
			i * 13 % 11 }' > t.csv
	printf '%s\n' customer_id,t,e,g,x 1,3,0,A,4 2,3,0,B,4 3,3,0,C,4 > n.csv
	set -- hazard --time t --event e --covariates g,x
	run -0 --separate-stderr rt-churn "$@" --score n.csv --horizon 5 --save-model m.csv t.csv
	[[ $stderr == *"customers with a level whose coefficient runs away, whose survival is blank (--ridge 1 gives one): 1" ]]
	# coxph(Surv(t, e) ~ g + x) of R's survival 3.5, the coefficient of C -18.9.
	close 3 0.8310493611 0.6366096992 < <(head -3 <<< "$output")
	[[ $output == *$'\n3,3,,,x=4 (+0.18),,' ]]
	grep -q '^g,C,,' m.csv
	run -0 rt-churn hazard --time t --event e --model m.csv --score n.csv --horizon 5
	rt-churn "$@" --ridge 1 --score n.csv --horizon 5 t.csv | cut -d, -f3 | sed 1d > ridge
	[ "$(grep -c . ridge)" = 3 ]
}

@test "C06: hazard --score: of rows by --entry the last of a customer tells" {
	cat > t.csv <<-'END'
		customer_id,from,to,gone,plan
		a,0,10,no,x
		a,10,20,no,y
		b,10,25,yes,y
		b,0,10,no,x
		c,0,30,no,y
		d,0,12,yes,x
		e,0,15,yes,y
		f,5,28,yes,x
		g,0,9,yes,x
	END
	set -- hazard --time to --event gone --entry from --covariates plan --horizon 3
	run -0 --separate-stderr rt-churn "$@" --score t.csv t.csv
	[ "$(cut -d, -f1,2 <<< "$output" | paste -sd ' ')" = 'customer_id,tenure a,20 c,30' ]
	sed 's/customer_id/who/' t.csv > other.csv
	run -1 rt-churn "$@" --score other.csv t.csv
	[[ $output == *"no column 'customer_id', which --entry with a score needs"* ]]
}

@test "C06: movements, survival, hazard, projection: 1,000 random tables, told a second time" {
	# Two hundred of each kind: see brute/churn.py.
	command -v python3 > /dev/null || skip "python3 is not installed"
	run -0 python3 "$BATS_TEST_DIRNAME/brute/churn.py" "$RT_BUILD/rt-churn" 200
	prints <<< '200 instances: all as the definitions call for'
}
