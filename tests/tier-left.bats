# tier-left -- customers who left: no level in rt-tier, not counted by rt-report tiers.

load helper

# Five customers with bills from January to March; b and c left, d leaves later.
some_customers()
{
	cat > customers.csv <<-'EOT'
		customer_id,scope,group_id,role,left
		a,individual,,,
		b,individual,,,2026-04-01
		c,individual,,,2025-12-31
		d,individual,,,2026-04-02
		e,individual,,,2026-01-15
	EOT
	cat > bills.csv <<-'EOT'
		customer_id,month,amount
		a,2026-01,100
		a,2026-02,100
		a,2026-03,100
		b,2026-01,100
		b,2026-02,100
		b,2026-03,100
		c,2026-01,5
		d,2026-01,100
		d,2026-02,100
		d,2026-03,100
	EOT
}

@test "who left by as-of has status left and no level; figures stay" {
	some_customers
	run -0 rt-tier -q -a 2026-04-01 --customers customers.csv bills.csv
	prints <<-'EOT'
		customer_id,scope,tier,rank,status,reason,class,potential,ladder,months,last_amount,min_amount,avg_amount,total_amount,growth,tenure_months
		a,individual,vip,5,high-end,consecutive-months,A,stable,repeat,3,100.00,100.00,100.00,300.00,,
		b,individual,,,left,,A,stable,repeat,3,100.00,100.00,100.00,300.00,,
		c,individual,,,left,,C,new,first-time,1,0.00,,5.00,5.00,,
		d,individual,vip,5,high-end,consecutive-months,A,stable,repeat,3,100.00,100.00,100.00,300.00,,
		e,individual,,,left,,C,new,prospect,0,0.00,,,0.00,,
	EOT
	run -0 rt-tier -q -a 2026-03-31 --customers customers.csv bills.csv
	[[ ${lines[2]} = b,individual,vip,5,high-end,* ]]
	run -0 rt-tier -q -a 2026-04-02 --customers customers.csv bills.csv
	[[ ${lines[4]} = d,individual,,,left,,* ]]
}

@test "who left is gone from the level of the run before, and no news where there was none" {
	some_customers
	rt-tier -q -a 2026-03-31 --customers customers.csv bills.csv > before.csv
	run -0 rt-tier -q -a 2026-04-01 --customers customers.csv --previous before.csv bills.csv
	same "$(cut -d, -f1,3-5,17- <<< "$output")" <<-'EOT'
		customer_id,tier,rank,status,previous_tier,movement
		a,vip,5,high-end,vip,same
		b,,,left,vip,gone
		c,,,left,,
		d,vip,5,high-end,vip,same
		e,,,left,,
	EOT
	echo "$output" > after.csv
	run -0 rt-report movement after.csv
	prints <<-'EOT'
		from,to,customers,share,amount
		vip,vip,2,0.666667,600.00
		vip,,1,0.333333,
	EOT
	# In the next run there is nobody whose level it was; who comes back is new.
	sed -i 's/^b,.*/b,individual,,,/; s/^c,.*/c,individual,,,/' customers.csv
	run -0 rt-tier -q -a 2026-04-01 --customers customers.csv --previous after.csv bills.csv
	same "$(cut -d, -f1,3-5,17- <<< "$output")" <<-'EOT'
		customer_id,tier,rank,status,previous_tier,movement
		a,vip,5,high-end,vip,same
		b,vip,5,high-end,,new
		c,standard,7,standard,,new
		d,vip,5,high-end,vip,same
		e,,,left,,
	EOT
}

@test "a group that left has no level, and gives none to its key person" {
	cat > customers.csv <<-'EOT'
		customer_id,scope,group_id,role,left
		g1,group,,,2026-03-20
		k1,individual,g1,key,
		k2,individual,g2,key,
	EOT
	for id in k1 k2 g1 g2; do
		printf "$id,2026-0%s,9000\n" 1 2 3
	done | sed '/^k/s/9000/1/; 1i customer_id,month,amount' > bills.csv
	for g in 1 2; do
		for i in {1..60}; do
			echo "m$g-$i,individual,g$g,," >> customers.csv
			printf "m$g-$i,2026-0%s,1\n" 1 2 3 >> bills.csv
		done
	done
	rt-tier -q -a 2026-04-01 --customers customers.csv bills.csv > tiers.csv
	run -0 grep -E '^[gk]' tiers.csv
	same "$(cut -d, -f1-6 <<< "$output")" <<-'EOT'
		k1,individual,standard,7,standard,
		k2,individual,vip,5,high-end,key-person
		g1,group,,,left,
		g2,group,vip,5,high-end,group-revenue
	EOT
}

@test "who left: the parts, their merge, two threads and sorted input give the same bytes" {
	some_customers
	for n in {1..3000}; do
		((n % 3)) || echo "x$n,individual,,,2026-02-0$((n % 9 + 1))" >> customers.csv
		printf "x$n,2026-0%s,$((n % 200))\n" 1 2 3 >> bills.csv
	done
	rt-tier -q -a 2026-04-01 --customers customers.csv bills.csv > before.csv
	opts=(-q -a 2026-04-01 -m 2026-03 --customers customers.csv --previous before.csv)
	rt-tier "${opts[@]}" -j 1 bills.csv > one.csv
	[ "$(grep -c ,left, one.csv)" -eq 1003 ]
	rt-tier "${opts[@]}" -j 2 bills.csv > two.csv
	same_file one.csv two.csv
	rt-tier "${opts[@]}" --sorted bills.csv > sorted.csv
	cut -d, -f1-6,8- sorted.csv > a
	cut -d, -f1-6,8- one.csv > b
	diff <(sed 's/,high,/,P,/; s/,stable,/,P,/; s/,declining,/,P,/' a) \
		<(sed 's/,high,/,P,/; s/,stable,/,P,/; s/,declining,/,P,/' b)
	rt-tier "${opts[@]}" --part 1/2 bills.csv > p1.csv
	rt-tier "${opts[@]}" --part 2/2 bills.csv > p2.csv
	rt-tier -q --merge p1.csv p2.csv | sort > merged.csv
	sort one.csv > whole.csv
	same_file whole.csv merged.csv
}

@test "who left: neither --cuts nor --simulate counts them on a level" {
	some_customers
	rt-tier -q -a 2026-04-01 --customers customers.csv --cuts cuts.csv bills.csv > tiers.csv
	run -0 grep -E '^individual,(vip|quasi|standard|[A-C]),' cuts.csv
	same "$(cut -d, -f1,2,4,5 <<< "$output")" <<-'EOT'
		individual,vip,2,600.00
		individual,quasi,0,0.00
		individual,standard,0,0.00
		individual,A,3,900.00
		individual,B,0,0.00
		individual,C,2,5.00
	EOT
	rt-tier --print-policy > same.csv
	run -0 rt-tier -q -a 2026-04-01 --customers customers.csv --simulate same.csv bills.csv
	grep -qx individual,vip,2,600.00,2,600.00,0,0 <<< "$output"
	grep -qx individual,standard,0,0.00,0,0.00,0,0 <<< "$output"
}

@test "rt-report tiers: who left is not counted, and --with-left counts them in a row of their own" {
	some_customers
	rt-tier -q -a 2026-04-01 --customers customers.csv bills.csv > tiers.csv
	run -0 rt-report tiers tiers.csv
	prints <<-'EOT'
		scope,tier,label,customers,share,amount,amount_share,avg_amount
		individual,vip,VIP,2,1.000000,600.00,1.000000,300.00
	EOT
	run -0 rt-report tiers --with-left tiers.csv
	prints <<-'EOT'
		scope,tier,label,customers,share,amount,amount_share,avg_amount
		individual,vip,VIP,2,0.400000,600.00,0.662983,300.00
		individual,left,已离网,3,0.600000,305.00,0.337017,101.67
	EOT
	run -0 rt-report tiers --format text -a 2026-04-01 tiers.csv
	[[ $output = *'customers who left are not counted; --with-left counts them'* ]]
	run -0 rt-report tiers --format text --with-left -a 2026-04-01 tiers.csv
	[[ $output != *'not counted'* ]]
	[[ $output = *'Individual  Left '* ]]
}

@test "rt-report tiers: a blank tier without that status is bad data, as before" {
	printf '%s\n' customer_id,scope,tier,rank,status,total_amount a,individual,,,,5 > tiers.csv
	run -1 --separate-stderr rt-report tiers tiers.csv
	prints_err <<< "rt-report: tiers.csv:2: tier: no tier of the policy (see --policy), such as supreme"
}

@test "rt-churn winback: of one who left the level before counts" {
	some_customers
	rt-tier -q -a 2026-03-31 --customers customers.csv bills.csv > before.csv
	rt-tier -q -a 2026-04-01 --customers customers.csv --previous before.csv bills.csv > tiers.csv
	run -0 rt-churn winback -q -a 2026-04-01 --tiers tiers.csv --since 2026-03-31 customers.csv
	[[ ${lines[1]} = winback:b:2026-04-01,*'; tier vip' ]]
	[ "${#lines[@]}" -eq 2 ]
}
