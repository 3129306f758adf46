#!/usr/bin/env bats
#
# machines -- parts of the customers on machines of their own: --part,
# --input-only, --merge.

load helper

# 240 customers C1 ... C240 in six groups of ten (C1 to C60) or none, their bills of
# January to March 2026, of round amounts so that floors and cuts are met.
world()
{
	awk 'BEGIN {
		print "customer_id,month,amount" > "bills.csv"
		print "customer_id,joined,group_id,area,birthday" > "customers.csv"
		for (i = 1; i <= 240; i++) {
			printf "C%d,%d-%02d-15,%s,a%d,04-%02d\n", i, 2016 + i % 11, 1 + i % 3,
				(i <= 60 ? "G" i % 6 : ""), i % 4, 1 + i % 30 > "customers.csv"
			for (m = 1; m <= 3; m++)
				if ((i * m) % 7 != 3 || m == 3)
					printf "C%d,2026-%02d,%d.%d0\n", i, m,
						(i * i % 23) * 13 + m % 2 * (i % 3) * 40, i % 10 > "bills.csv"
		}
	}'
}

# The input, cut by hand into three: a group stays together.
cut_in_three()
{
	for k in 0 1 2; do
		awk -F, -v k=$k '
			FNR == NR { group[$1] = $3; next }
			FNR == 1 || k == ((group[$1] != "" ? substr(group[$1], 2) : substr($1, 2)) % 3)
		' customers.csv bills.csv > in$k.csv
	done
}

tier()	# OPTION...
{
	rt-tier -q --month 2026-03 --customers customers.csv "$@"
}

# --- the cuts

# vip from 80 in each of three months; what one run says is worked by hand:
# the sums are 300, 240 and 60 of 600: C1 makes 50 %, and C2 begins below 80 %.
@test "--part: customers and amounts of --cuts are blank, and --merge --cuts tells them" {
	printf '%s\n' customer_id,month,amount C1,2026-0{1,2,3},100 C2,2026-0{1,2,3},80 \
		C3,2026-0{1,2,3},20 > bills.csv
	for part in '--part 1/2' '--part 2/2' --input-only; do
		run -0 --separate-stderr rt-tier --month 2026-03 $part --cuts cuts.csv -o "p${part//[^0-9]/}.csv" bills.csv
		prints_err <<-END
			rt-tier: ${part%% *}: class is blank, it takes all customers; --merge fills it
			rt-tier: ${part%% *}: customers and amounts of --cuts are blank; --merge --cuts fills them
		END
		grep -v '^group' cuts.csv > got
		same "$(cat got)" <<-'END'
			scope,cut,floor,customers,amount
			individual,supreme,1000.00,,
			individual,diamond,500.00,,
			individual,gold,300.00,,
			individual,silver,150.00,,
			individual,vip,80.00,,
			individual,quasi,,,
			individual,standard,,,
			individual,A,,,
			individual,B,,,
			individual,C,,,
		END
	done
	run -0 --separate-stderr rt-tier --merge --cuts cuts.csv -o merged.csv p12.csv p22.csv
	grep -v '^group' cuts.csv > got
	same "$(cat got)" <<-'END'
		scope,cut,floor,customers,amount
		individual,supreme,1000.00,0,0.00
		individual,diamond,500.00,0,0.00
		individual,gold,300.00,0,0.00
		individual,silver,150.00,0,0.00
		individual,vip,80.00,2,540.00
		individual,quasi,,0,0.00
		individual,standard,,1,60.00
		individual,A,240.00,2,540.00
		individual,B,60.00,1,60.00
		individual,C,,0,0.00
	END
	run -2 --separate-stderr rt-tier --merge --cuts - p12.csv p22.csv
	prints_err <<-'END'
		rt-tier: --cuts: standard output takes the rows, unless --output does
		Try 'rt-tier --help'.
	END
	sed 's/,vip,/,vvip,/' p12.csv p22.csv | sed '2,$ { /^customer_id/d }' > unlike.csv
	run -1 --separate-stderr rt-tier --merge --cuts cuts.csv unlike.csv
	[[ $stderr == *': tier: not a tier of the policy in force such as '* ]]
	run -0 rt-tier --merge unlike.csv
}

@test "--merge --cuts is --cuts of one run, with groups and those who left" {
	world
	awk -F, -v OFS=, '{ print $0, NR == 1 ? "left" : NR % 17 ? "" : "2026-03-10" }' customers.csv > c.csv
	mv c.csv customers.csv
	for abc in 80,95 50,60; do
		tier --abc $abc --cuts whole.csv -o /dev/null bills.csv
		for k in 1 2 3; do
			tier --part $k/3 -o p$k.csv bills.csv
		done
		rt-tier --merge --abc $abc --cuts merged.csv -o /dev/null p1.csv p2.csv p3.csv
		same_file whole.csv merged.csv
	done
	[ "$(grep -c ',0,0.00$' whole.csv)" -lt 12 ]
}

# --- --input-only

@test "--input-only: no row for who is not in the input, and class blank" {
	printf '%s\n' customer_id,joined,group_id A1,2020-01-01,G1 A2,2020-01-01,G1 B1,2020-01-01,G2 \
		C1,2020-01-01, C2,2020-01-01, > customers.csv
	printf '%s\n' customer_id,scope,tier,rank Z9,individual,vip,5 C2,individual,vip,5 C1,individual,vip,5 > before.csv
	printf '%s\n' customer_id,month,amount A1,2026-03,80 C1,2026-03,80 > bills.csv
	run -0 --separate-stderr rt-tier --month 2026-03 --input-only --customers customers.csv \
		--previous before.csv bills.csv
	prints_err <<< 'rt-tier: --input-only: class is blank, it takes all customers; --merge fills it'
	cut -d, -f 1,2,7,18 <<< "$output" > got
	same "$(cat got)" <<-'END'
		customer_id,scope,class,movement
		A1,individual,,new
		C1,individual,,down
		G1,group,,new
	END
	run -0 --separate-stderr rt-tier --strict --month 2026-03 --input-only --previous before.csv bills.csv
	run -0 --separate-stderr rt-tier --month 2026-03 --input-only --rfm --customers customers.csv bills.csv
	[[ $stderr == *'rt-tier: --input-only: r f m are blank, they take all customers'* ]]
	printf '%s\n' customer_id,month,amount G2,2026-03,80 > bills.csv
	run -0 rt-tier -q --month 2026-03 --input-only --customers customers.csv bills.csv
	[ "$(cut -d, -f 1 <<< "$output" | paste -sd ' ')" = 'customer_id G2' ]
	run -0 rt-tier -q --month 2026-03 --sorted --input-only --customers <(grep -v G customers.csv) \
		<(printf '%s\n' customer_id,month,amount C1,2026-03,80)
	[ "$(cut -d, -f 1 <<< "$output" | paste -sd ' ')" = 'customer_id C1' ]
}

@test "--input-only: the input in three, and --merge, are one run" {
	world
	cut_in_three
	tier --keep area --cuts cuts.csv bills.csv | sort > whole
	for k in 0 1 2; do
		tier --keep area --input-only -o p$k.csv in$k.csv
	done
	run -0 --separate-stderr rt-tier --merge --customers customers.csv --cuts c.csv p0.csv p1.csv p2.csv
	prints_err < /dev/null
	same_file whole <(sort <<< "$output")
	same_file cuts.csv c.csv
	[ "$(wc -l < whole)" -eq 247 ]
}

# --- --merge counts

@test "--merge: a part twice, and a part left out, end the run and are counted" {
	world
	for k in 1 2 3; do
		tier --part $k/3 -o p$k.csv bills.csv
	done
	two=$(grep -c '^C' p2.csv)
	[ "$(cat p?.csv | grep -c '^C')" -eq 240 ]
	run -1 --separate-stderr rt-tier --merge -o out.csv p1.csv p2.csv p3.csv <(cat p2.csv)
	[ ! -e out.csv ]
	prints_err <<< "rt-tier: --merge: customers in two parts: $(($(wc -l < p2.csv) - 1)); was a part given twice?"
	run -1 --separate-stderr rt-tier --merge --customers customers.csv -o out.csv p1.csv p3.csv
	prints_err <<< "rt-tier: --merge: customers in no part: $two, in two: 0; was a part left out, or given twice?"
	cp p1.csv again.csv
	run -1 --separate-stderr rt-tier --merge --trust twice --customers customers.csv p1.csv p3.csv again.csv
	[[ $stderr == *"rt-tier: --merge: customers in no part: $two, in two: $(($(wc -l < p1.csv) - 1)); was a part left out, or given twice?" ]]
	run -0 rt-tier --merge --customers customers.csv p1.csv p2.csv p3.csv
	# Of another number of parts: who is in both is in two.
	tier --part 1/2 -o half.csv bills.csv
	run -1 --separate-stderr rt-tier --merge --customers customers.csv half.csv p2.csv p3.csv
	both=$(cat half.csv p2.csv p3.csv | grep -v ^customer_id | cut -d, -f1 | sort | uniq -d | wc -l)
	[[ $stderr == *", in two: $both; "* ]] || wrong "$stderr, not $both"
}

@test "--merge of rt-tier goes with --abc, --cuts and --customers alone" {
	world
	tier --part 1/1 -o p.csv bills.csv
	for options in --input-only --rfm '--keep area' '--part 1/2' '--grace 2 --previous p.csv'; do
		run -2 --separate-stderr rt-tier --merge $options p.csv
		[ "${stderr_lines[0]}" = 'rt-tier: --merge takes tables that are made; of the other options of rt-tier only --abc, --cuts and --customers go with it' ]
	done
}

# --- rt-triggers

# Rules of all kinds but crowd, which takes all customers.
triggers()	# OPTION...
{
	rt-triggers -q -a 2026-04-01 -m 2026-03 -s 2026-03-01 --customers "$TESTDATA/customers.csv" \
		-t "$(cat triggers)" "$@" "$TESTDATA"/{activity,calls,cases,contracts,forwards,objections,purchases,surveys,bills}.csv
}

without_crowds()
{
	rt-triggers --print-policy | awk -F, 'NR > 1 && $2 != "crowd" { print $1 }' | paste -sd, > triggers
}

@test "rt-triggers --merge: the parts make the bytes of one run" {
	without_crowds
	triggers --keep region -o whole.csv
	[ "$(wc -l < whole.csv)" -gt 60 ]
	for n in 2 3; do
		for k in $(seq $n); do
			triggers --keep region --part $k/$n -o p$k.csv
		done
		run -0 --separate-stderr rt-triggers --merge -o merged.csv $(seq -f p%.0f.csv $n | tac)
		prints_err < /dev/null
		same_file whole.csv merged.csv
	done
	# Orders of an earlier run, and what became of them.
	rt-triggers -q -a 2026-03-20 -m 2026-02 -s 2026-02-01 --customers "$TESTDATA/customers.csv" -t "$(cat triggers)" \
		-o seen.csv "$TESTDATA"/{activity,calls,cases,contracts,forwards,objections,purchases,surveys,bills}.csv
	triggers --seen seen.csv --states -o whole.csv
	for k in 1 2 3; do
		triggers --seen seen.csv --states --part $k/3 -o p$k.csv
	done
	rt-triggers --merge -o merged.csv p3.csv p1.csv p2.csv
	same_file whole.csv merged.csv
	grep -q ',still$' whole.csv
}

@test "rt-triggers --merge: by day, due, id; twice is counted" {
	head=workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence
	printf '%s\n' $head t:u3:k,u3,t,care,L1,2026-04-01,2026-04-02T09:00,app,Act,x \
		t:u2:k,u2,t,care,L1,2026-03-31,2026-04-09T09:00,app,Act,'"a, ""b"""' > a.csv
	printf '%s\n' $head t:u1:k,u1,t,care,L1,2026-04-01,2026-04-02T09:00,app,Act,x \
		t:u4:k,u4,t,care,L1,2026-04-01,2026-04-01T09:00,app,Act, > b.csv
	run -0 --separate-stderr rt-triggers --merge a.csv b.csv
	prints <<-END
		$head
		t:u2:k,u2,t,care,L1,2026-03-31,2026-04-09T09:00,app,Act,"a, ""b"""
		t:u4:k,u4,t,care,L1,2026-04-01,2026-04-01T09:00,app,Act,
		t:u1:k,u1,t,care,L1,2026-04-01,2026-04-02T09:00,app,Act,x
		t:u3:k,u3,t,care,L1,2026-04-01,2026-04-02T09:00,app,Act,x
	END
	run -1 --separate-stderr rt-triggers --merge a.csv b.csv <(cat b.csv)
	prints_err <<< 'rt-triggers: --merge: work orders in two parts: 2; was a part given twice?'
	for options in '--count' '--list' '--since 2026-01-01' '--month 2026-03' '--part 1/2' --input-only \
		'--lang zh' '--customers a.csv' '--seen a.csv' '-t birthday' '--operator mobile' '--keep x' '-p a.csv' '--words a.csv'; do
		run -2 --separate-stderr rt-triggers --merge $options a.csv
		[ "${stderr_lines[0]}" = 'rt-triggers: --merge takes work orders that are made: no other option of rt-triggers goes with it' ] ||
			wrong "$options: $stderr"
	done
	sed 's/2026-03-31/2026-31-31/' a.csv > bad.csv
	run -1 --separate-stderr rt-triggers --merge bad.csv b.csv
	[[ $stderr == 'rt-triggers: bad.csv:3: fired_on: '* ]]
	sed 's/evidence/proof/' b.csv > other.csv
	run -1 --separate-stderr rt-triggers --merge a.csv other.csv
	[[ $stderr == "rt-triggers: other.csv:"*"no column 'evidence'"* ]]
}

@test "rt-triggers --input-only: orders for those alone who are in the input, crowds off" {
	printf '%s\n' customer_id,birthday A,04-02 B,04-02 > customers.csv
	printf '%s\n' customer_id,tier,rank,movement A,vip,5,down B,vip,5,down > tiers.csv
	printf '%s\n' customer_id,month,amount A,2026-02,5 > bills.csv
	orders() { rt-triggers -q -a 2026-04-01 -m 2026-03 -t birthday "$@" | sed 1d | cut -d, -f 1; }
	[ "$(orders --customers customers.csv bills.csv | wc -l)" -eq 2 ]
	[ "$(orders --input-only --customers customers.csv bills.csv)" = birthday:A:2026-04-02 ]
	# Customers on standard input, or among the files, are the input.
	[ "$(orders --input-only --customers customers.csv --table customers=<(printf '%s\n' customer_id,birthday C,04-02) bills.csv |
		paste -sd ' ')" = 'birthday:A:2026-04-02 birthday:C:2026-04-02' ]
	# What an earlier run opened for somebody else stays with that one's part.
	rt-triggers -q -a 2026-04-01 -t birthday --customers customers.csv -o seen.csv
	run -0 rt-triggers --strict -a 2026-04-01 -m 2026-03 -t birthday --input-only --states --seen seen.csv \
		--customers customers.csv bills.csv
	[ "$(sed 1d <<< "$output" | cut -d, -f 1)" = birthday:A:2026-04-02 ]
	printf '%s\n' case_id,customer_id,opened,level,topic k1,A,2026-04-01T10:00,L1,x > cases.csv
	printf '%s\n' "$(rt-triggers --print-policy | head -1)" 'many,crowd,cases,topic,,>=,1,1d,,,,crisis,L4,app,2h,0d,yes,,' > policy.csv
	run -0 --separate-stderr rt-triggers -a 2026-04-01 -p policy.csv --input-only cases.csv
	prints_err <<< 'rt-triggers: --input-only: many is off, it takes all customers'
}

@test "rt-triggers --input-only: the input in three, and --merge, are the bytes of one run" {
	world
	awk -F, -v OFS=, 'NR > 1 && NR % 5 == 0 { $3 = "0" } 1' bills.csv > b.csv
	mv b.csv bills.csv
	cut_in_three
	all() { rt-triggers -q -a 2026-04-01 -m 2026-03 --customers customers.csv --keep area "$@"; }
	all -o whole.csv bills.csv
	[ "$(wc -l < whole.csv)" -gt 40 ]
	for k in 0 1 2; do
		all --input-only -o p$k.csv in$k.csv
	done
	rt-triggers --merge -o merged.csv p0.csv p1.csv p2.csv
	same_file whole.csv merged.csv
}

# --- the verbs of rt-churn that are about each customer

forty()
{
	awk 'BEGIN { print "customer_id,plan,left"
		for (i = 0; i < 40; i++)
			printf "C%d,%s,%s\n", i, (i % 3 ? "monthly" : "yearly"), (i % 5 < 2 ? "2026-01-05" : "") }'
}

@test "rt-churn risk: deciles of a part are blank, and --merge tells them" {
	forty > c.csv
	rt-churn risk -q -a 2026-02-01 --covariates plan --save-model m.csv -o /dev/null c.csv
	rt-churn risk -q -a 2026-02-01 --model m.csv c.csv > whole.csv
	for k in 1 2 3; do
		run -0 --separate-stderr rt-churn risk -a 2026-02-01 --model m.csv --part $k/3 -o p$k.csv c.csv
		[[ $stderr == *'rt-churn: --part: decile is blank, it takes all customers; --merge fills it'* ]]
		[ "$(cut -d, -f 3 p$k.csv | sort -u | paste -sd ' ')" = ' decile' ]
	done
	run -0 --separate-stderr rt-churn risk --merge --customers c.csv p2.csv p1.csv p3.csv
	same_file <(sort whole.csv) <(sort <<< "$output")
	# Two risks, of ten and thirty customers or so: two deciles, by hand the first and the one behind the first risk.
	first=$(cut -d, -f 2 whole.csv | sed 1d | sort -rg | uniq -c | awk 'NR == 1 { print $1 }')
	[ "$(cut -d, -f 3 <<< "$output" | sed 1d | sort -nu | paste -sd ' ')" = "1 $(((10 * (first + 1) + 39) / 40))" ]
	run -1 --separate-stderr rt-churn risk --merge --customers c.csv p1.csv p3.csv
	prints_err <<< "rt-churn: --merge: customers in no part: $(($(wc -l < p2.csv) - 1)), in two: 0; was a part left out, or given twice?"
}

@test "rt-churn alive, winback: --merge has the rows of one run" {
	printf '%s\n' parameter,value,std_error r,1, alpha,1, a,1, b,1, > m.csv
	printf '%s\n' customer_id,date a,2026-01-01 b,2026-01-02 c,2026-01-03 d,2026-01-04 '"e ""x"""',2026-01-05 > p.csv
	rt-churn alive -a 2026-01-09 --model-file m.csv -o whole.csv p.csv
	for k in 1 2; do
		rt-churn alive -a 2026-01-09 --model-file m.csv --part $k/2 -o p$k.csv p.csv
	done
	run -0 --separate-stderr rt-churn alive --merge p1.csv p2.csv
	same_file <(sort whole.csv) <(sort <<< "$output")
	run -1 --separate-stderr rt-churn alive --merge p1.csv p2.csv <(cat p1.csv)
	prints_err <<< "rt-churn: --merge: customers in two parts: $(($(wc -l < p1.csv) - 1)); was a part given twice?"

	forty > c.csv
	rt-churn winback -a 2026-02-01 -q -o whole.csv c.csv
	for k in 1 2; do
		rt-churn winback -a 2026-02-01 -q --part $k/2 -o p$k.csv c.csv
	done
	rt-churn winback --merge -o merged.csv p1.csv p2.csv
	same_file <(sort whole.csv) <(sort merged.csv)
	[ "$(wc -l < merged.csv)" -eq 17 ]
}

@test "rt-churn: what --merge goes with" {
	echo customer_id,risk,decile > p.csv
	run -2 --separate-stderr rt-churn risk --customers p.csv p.csv
	[ "${stderr_lines[0]}" = 'rt-churn: --customers goes with --merge' ]
	for options in '--covariates plan' '--params' '--part 1/2' '--keep x'; do
		name=${options%% *}
		run -2 --separate-stderr rt-churn risk --merge $options p.csv
		[ "${stderr_lines[0]}" = "rt-churn: --merge takes what is made: $name does not go with it" ] || wrong "$stderr"
	done
	run -2 --separate-stderr rt-churn rates --merge p.csv
	[ "${stderr_lines[0]}" = 'rt-churn: rates does not take --merge' ]
	run -2 --separate-stderr rt-churn winback --merge --customers p.csv p.csv
	[ "${stderr_lines[0]}" = 'rt-churn: winback does not take --customers' ]
	run -1 --separate-stderr rt-churn alive --merge p.csv
	[[ $stderr == "rt-churn: p.csv:1: no column 'p_alive'" ]]
}
