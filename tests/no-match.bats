#!/usr/bin/env bats
# Doubts about conditions that nothing meets.

load helper

@test "no-match: --flag that no record meets names the values that there are" {
	{
		echo customer_id,Churn
		seq 1200 | sed 's/.*/A&,No/'
		seq 7 | sed 's/.*/B&,Yes/'
		for v in p q r; do echo $v,$v; done
		echo blank,
		echo s,Yes
	} > c.csv
	run -0 --separate-stderr rt-churn --flag Churn=yes c.csv
	prints_err <<-'END'
		rt-churn: c.csv: doubt no-match: no record meets --flag Churn=yes, though its column has values: 'No' 1,200, 'Yes' 8, 'p' 1, 'q' 1, 'r' 1
	END
	[[ ${lines[1]} == all,1212,* ]]
	run -1 --separate-stderr rt-churn --flag Churn=yes --strict c.csv
	[ -z "$output" ]
	run -0 --separate-stderr rt-churn --flag Churn=yes --strict --trust no-match c.csv
	[ -z "$stderr" ]
	run -0 --separate-stderr rt-churn --flag Churn=Yes --strict c.csv
	# One that meets it in any of the files is enough; a blank column has no values.
	printf '%s\n' customer_id,Churn x,yes > d.csv
	run -0 --separate-stderr rt-churn --flag Churn=yes --strict c.csv d.csv
	printf '%s\n' customer_id,Churn x, > blank.csv
	run -0 --separate-stderr rt-churn --flag Churn=yes --strict blank.csv
	# Names and remarks are not told: of more than fifty values none is.
	{ echo customer_id,Churn; seq 51 | sed 's/.*/A&,Zhang &/'; } > names.csv
	run -0 --separate-stderr rt-churn --flag Churn=yes names.csv
	prints_err <<< 'rt-churn: names.csv: doubt no-match: no record meets --flag Churn=yes, though its column has values'
}

@test "no-match: --event that no record meets, of survival and hazard" {
	printf '%s\n' customer_id,t,e,x 1,3,Yes,1 2,5,No,2 3,4,Yes,3 > t.csv
	run -0 --separate-stderr rt-churn survival --time t --event e=yes t.csv
	prints_err <<< "rt-churn: t.csv: doubt no-match: no record meets --event e=yes, though its column has values: 'Yes' 2, 'No' 1"
	run -1 rt-churn survival --strict --time t --event e=yes t.csv
	run -0 --separate-stderr rt-churn survival --strict --time t --event e=Yes t.csv
	run -1 --separate-stderr rt-churn hazard --time t --event e=yes --covariates x t.csv
	[[ $stderr == *'no fit: there are no events'* ]]
}
