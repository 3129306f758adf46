# rt-report kpi: the tree of indicators of a month, by hand, against what other
# verbs and kinds say, and against a second telling of all of it (brute/kpi.py).

load helper

# Ten customers.  In the base, December 2025: A B C D E; F is quasi, G a group, H had
# left.  Of 2026-03: A stays, B is a level down, C one up, D left on 03-10 for debt, E
# on 02-20 for a rival; I joined in March; J was there all the time.
setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01 TZ=Asia/Shanghai
	cat > customers.csv <<-'END'
		customer_id,region,manager,joined,left,left_reason,amount
		A,north,wang,2020-01-01,,,100.00
		B,north,wang,2020-01-01,,,200.00
		C,south,li,2020-01-01,,,
		D,south,li,2020-01-01,2026-03-10,欠费销户,50.00
		E,south,li,2020-01-01,2026-02-20,Ported,50.00
		F,north,wang,2020-01-01,,,30.00
		G,north,wang,2020-01-01,,,900.00
		H,south,li,2020-01-01,2025-12-31,到期,80.00
		I,south,li,2026-03-05,,,40.00
		J,north,wang,,,,60.00
	END
	cat > base.csv <<-'END'
		customer_id,scope,tier,rank,status,last_amount
		A,individual,gold,3,high-end,300.00
		B,individual,gold,3,high-end,310.00
		C,individual,vip,5,high-end,90.00
		D,individual,vip,5,high-end,80.00
		E,individual,silver,4,high-end,160.00
		F,individual,quasi,6,quasi,75.00
		G,group,vip,5,high-end,4000.00
		H,individual,vip,5,high-end,85.00
		Z,individual,vip,5,high-end,85.00
	END
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,previous_tier
		A,individual,gold,3,gold
		B,individual,silver,4,gold
		C,individual,silver,4,vip
		D,individual,,,vip
		F,individual,quasi,6,quasi
		J,individual,standard,7,standard
	END
	cat > bills.csv <<-'END'
		customer_id,month,amount,data_mb,due,paid,paid_amount
		A,2025-12,300,1000,,,
		A,2026-01,300,1000,,,
		A,2026-02,300,1000,2026-03-20,2026-03-18,
		A,2026-03,209.99,699.99,2026-04-20,,
		B,2025-12,100,1000,,,
		B,2026-01,100,1000,,,
		B,2026-02,100,1000,2026-03-20,2026-04-02,
		B,2026-03,70,100,2026-03-31,,20
		C,2026-02,90,,2026-03-20,,30
		C,2026-03,100,0,,,
		D,2026-02,80,5,2026-02-20,,
		D,2026-03,12.50,5,,,
	END
}

# All that is given but for what is named.
kpi()
{
	rt-report kpi -q --month 2026-03 --base 2025-12=base.csv "$@" customers.csv bills.csv tiers.csv
}

# The columns of some indicators, without their definition.
of()
{
	local only=$1

	shift
	kpi "$@" | cut -d, -f1,3-8 | grep -E "^($only),"
}

@test "kpi: base, kept and lost, by customers and by amount, at the end of the month" {
	# A B C D E: H left on the last day of December, Z is nobody, F G are not high-end
	# individuals.  300 + 310 + 90 + 80 + 160 = 940; A B C are there, D left in March.
	# Amounts of March 209.99 + 70 + 100 + 12.50 = 392.49; 392.49 / 940 = 0.4175425...
	# Of February, 4 of 5 were there; (300 + 100 + 90 + 80) / 940 = 0.606383.
	run -0 of 'base_customers|base_amount|keep_rate|keep_amount_rate|churn_base.*'
	prints <<-'END'
		base_customers,base,2025-12/2026-03,5,,5,0.000000
		base_amount,base,2025-12/2026-03,940.00,,940.00,0.000000
		keep_rate,base,2025-12/2026-03,3,5,0.600000,-0.200000
		keep_amount_rate,base,2025-12/2026-03,392.49,940.00,0.417543,-0.188840
		churn_base,base,2025-12/2026-03,2,5,0.400000,0.200000
		churn_base_voluntary,base,2025-12/2026-03,1,5,0.200000,0.000000
		churn_base_involuntary,base,2025-12/2026-03,1,5,0.200000,0.200000
		churn_base_owed,base,2025-12/2026-03,1,5,0.200000,0.200000
		churn_base_expired,base,2025-12/2026-03,0,5,0.000000,0.000000
		churn_base_unknown,base,2025-12/2026-03,0,5,0.000000,0.000000
		churn_base_month,base,2025-12/2026-03,1,4,0.250000,0.050000
	END
}

@test "kpi: who joins or leaves on the first or last day of the month" {
	# left is the first day without service.  Of March's opening are all but J, who
	# joins on the 1st, and F, who was gone then; L1 and L31 leave in March.
	cat > customers.csv <<-'END'
		customer_id,joined,left
		J,2026-03-01,
		E,2026-02-28,
		F,2020-01-01,2026-02-28
		L1,2020-01-01,2026-03-01
		L31,2020-01-01,2026-03-31
		N,2020-01-01,2026-04-01
	END
	echo customer_id,scope,tier,rank,status,last_amount > base.csv
	printf '%s,individual,vip,5,high-end,10\n' L31 N >> base.csv
	run -0 of 'churn_month|keep_rate'
	prints <<-'END'
		keep_rate,base,2025-12/2026-03,1,2,0.500000,-0.500000
		churn_month,all,2026-03,2,4,0.500000,0.250000
	END
	run -0 bash -c "rt-churn rates -q -a 2026-03-31 customers.csv | tail -n 1 | cut -d, -f1,2,5,7"
	prints <<< 2026-03,4,2,0.500000
}

@test "kpi: a change below 0 is rounded to the nearest millionth, the half away from 0" {
	# In debt at the end of February 128, of March 127: -1 / 128 = -0.0078125.  What they
	# owe falls from 128 to 127 x 0.99 = 125.73: -0.017734375.
	awk 'BEGIN {
		print "customer_id,month,amount,due,paid"
		for (i = 1; i <= 128; i++) {
			print "A" i ",2026-01,1,2026-02-20,2026-03-05"
			if (i > 1)
				print "A" i ",2026-02,0.99,2026-03-20,"
		}
	}' > bills.csv
	awk 'BEGIN { print "customer_id,joined,left"
		for (i = 1; i <= 128; i++) print "A" i ",2020-01-01," }' \
		> customers.csv
	run -0 of 'overdue_customers|overdue_amount'
	prints <<-'END'
		overdue_customers,all,2026-03,127,,127,-0.007813
		overdue_amount,all,2026-03,125.73,,125.73,-0.017734
	END
}

@test "kpi: an amount that was below zero and rose has grown" {
	cd "$TESTDATA/carrier"
	for month in 2026-02 2026-03; do
		rt-report kpi -q --as-of 2026-04-01 --month $month customers.csv workorders.csv \
			contacts.csv > "$BATS_TEST_TMPDIR/$month"
	done
	cd "$BATS_TEST_TMPDIR"
	run -0 python3 - <<-'END'
		import csv
		from decimal import Decimal as D
		was, now = ({r["indicator"]: r for r in csv.DictReader(open(m))} for m in ("2026-02", "2026-03"))
		met = 0
		for name in "rescued_amount", "rescued_amount_low":
		    x, y = D(was[name]["value"]), D(now[name]["value"])
		    assert x < 0 and y > x, (x, y)
		    assert D(now[name]["change"]) == ((y - x) / -x).quantize(D("0.000001")), (x, y, now[name])
		    met += 1
		assert met == 2
	END
}

@test "kpi: churn of the month is that of rt-churn rates, and reasons are in any case" {
	# Opening of March: A B C D F G J = 7, of February those and E = 8.
	run -0 of 'churn_month.*|port_out_rate'
	prints <<-'END'
		churn_month,all,2026-03,1,7,0.142857,0.017857
		churn_month_voluntary,all,2026-03,0,7,0.000000,-0.125000
		churn_month_involuntary,all,2026-03,1,7,0.142857,0.142857
		churn_month_owed,all,2026-03,1,7,0.142857,0.142857
		churn_month_expired,all,2026-03,0,7,0.000000,0.000000
		churn_month_unknown,all,2026-03,0,7,0.000000,0.000000
		port_out_rate,all,2026-03,0,7,0.000000,-0.125000
	END
	run -0 bash -c "rt-churn rates -q -a 2026-03-31 customers.csv | tail -n 1 | cut -d, -f1,2,5,7"
	prints <<< 2026-03,7,1,0.142857
}

@test "kpi: levels against those of the base; the month before by previous_tier" {
	# A the same, B worse, C better; in February D was there too, and all the same.
	run -0 of 'down_rate|up_rate|same_rate'
	prints <<-'END'
		down_rate,base,2025-12/2026-03,1,3,0.333333,0.333333
		up_rate,base,2025-12/2026-03,1,3,0.333333,0.333333
		same_rate,base,2025-12/2026-03,1,3,0.333333,-0.666667
	END
}

@test "kpi: amount and data both below 70% exactly, of those known in all four months" {
	# A: 209.99 < 0.7 x 300 and 699.99 < 0.7 x 1000.  B: 70 is no less than 0.7 x 100.
	run -0 of double_drop_rate
	prints <<< double_drop_rate,base,2025-12/2026-03,1,2,0.500000,
	sed -i 's/^B,2026-03,70,/B,2026-03,69.9999,/' bills.csv
	run -0 of double_drop_rate
	prints <<< double_drop_rate,base,2025-12/2026-03,2,2,1.000000,
}

@test "kpi: no calls, no data, few days; a call or an activity makes a day" {
	cat > calls.csv <<-'END'
		customer_id,time,peer,seconds
		A,2026-03-01T08:00,1,5
		A,2026-03-01T09:00,1,5
		B,2026-02-28T23:59,1,5
		C,2026-04-01T00:00,1,5
	END
	cat > activity.csv <<-'END'
		customer_id,time,action
		A,2026-03-01T10:00,view
		A,2026-03-02T10:00,view
		A,2026-03-03T10:00,view
		A,2026-03-04T10:00,view
		B,2026-03-04T10:00,PORT-QUERY
		C,2026-03-04T10:00,view
		C,2026-03-05T10:00,view
		C,2026-03-06T10:00,view
		C,2026-03-07T10:00,view
		C,2026-03-08T10:00,携转查询
	END
	# C has no call and 0 data; all three have known data; C has 5 days.
	run -0 of 'zero_call_rate|silent_rate|low_active_rate|port_query_rate' calls.csv activity.csv
	prints <<-'END'
		port_query_rate,all,2026-03,2,7,0.285714,0.285714
		zero_call_rate,base,2025-12/2026-03,2,3,0.666667,-0.083333
		silent_rate,base,2025-12/2026-03,1,3,0.333333,0.333333
		low_active_rate,base,2025-12/2026-03,2,3,0.666667,0.416667
	END
}

@test "kpi: debts stand at the end of the month, and a part that was paid counts as its part" {
	# Due by 03-31 and open: B 100 (paid in April) and 50, C 60, D 80 = 290; of February D 80.
	# Due in March: A 300 paid, B 100 not yet, B 70 with 20, C 90 with 30: 350 / 560.
	run -0 of 'overdue.*|recovery_rate'
	prints <<-'END'
		overdue_customers,all,2026-03,3,,3,2.000000
		overdue_amount,all,2026-03,290.00,,290.00,2.625000
		recovery_rate,all,2026-03,350.00,560.00,0.625000,0.625000
	END
}

@test "kpi: contracts due and renewed; orders, their contacts, and who was reached" {
	cat > contracts.csv <<-'END'
		customer_id,contract_id,end
		A,1,2026-03-31
		A,2,2028-03-31
		B,3,2026-03-01
		B,4,2026-03-31
		D,5,2026-03-15
		D,6,2027-03-15
		J,7,2026-04-01
	END
	cat > orders.csv <<-'END'
		workorder_id,customer_id,trigger,category,level,fired_on,due,arm
		1,A,t,care,L1,2026-03-10,2026-03-12T09:00,treat
		2,B,t,care,L1,2026-03-10,2026-03-12T09:00,treat
		3,C,t,care,L1,2026-03-10,2026-03-12T09:00,control
		4,F,t,service,L1,2026-03-10,2026-03-12T09:00,
		5,J,t,care,L1,2026-03-31,2026-03-12T09:00,treat
	END
	cat > contacts.csv <<-'END'
		customer_id,time,channel,outcome
		A,2026-03-09T10:00,call,满意
		B,2026-03-10T00:00,call,占线
		B,2026-03-11T00:00,call,
		C,2026-03-11T00:00,call,满意
		F,2026-03-31T23:59,call,agreed
		J,2026-04-01T00:00,call,agreed
	END
	run -0 of 'contracts_.*|renewal_rate|ordered|coverage_rate|reach_rate' contracts.csv orders.csv contacts.csv
	prints <<-'END'
		contracts_due,all,2026-03,3,,3,
		contracts_renewed,all,2026-03,1,,1,
		renewal_rate,all,2026-03,1,3,0.333333,
		ordered,all,2026-03,4,,4,
		coverage_rate,all,2026-03,2,4,0.500000,
		reach_rate,all,2026-03,1,4,0.250000,
	END
}

# 8 of 10 treated stay and 5 of 10 held back, as in the classic: Newcombe's limits.
arms()
{
	{
		echo customer_id,joined,left,amount
		for n in $(seq 10); do
			echo "T$n,2020-01-01,$([ "$n" -gt 8 ] && echo 2026-03-10),100.00"
			echo "K$n,2020-01-01,$([ "$n" -gt 5 ] && echo 2026-03-10),100.00"
		done
		echo X,2020-01-01,2026-02-28,100.00
	} > customers.csv
	{
		echo workorder_id,customer_id,trigger,category,level,fired_on,due,arm
		for n in $(seq 10); do
			echo "t$n,T$n,t,care,L1,2026-02-10,2026-02-12T09:00,treat"
			echo "k$n,K$n,t,care,L1,2026-02-10,2026-02-12T09:00,control"
		done
		echo x,X,t,care,L1,2026-02-10,2026-02-12T09:00,treat
	} > orders.csv
}

@test "kpi: who stays of those treated and held back the month before, as kind effect says" {
	arms
	# Newcombe 1998, method 10: Wilson 8/10 (0.490162, 0.943318), 5/10 (0.236593, 0.763407).
	# 0.3 x 10 x 100 = 300.
	run -0 bash -c "rt-report kpi -q --month 2026-03 customers.csv orders.csv | grep -E '^(save|rescued)' |
		cut -d, -f1,3-7"
	prints <<-'END'
		save_rate,all,2026-02/2026-03,8,10,0.800000
		save_rate_control,all,2026-02/2026-03,5,10,0.500000
		save_uplift,all,2026-02/2026-03,,,0.300000
		save_uplift_low,all,2026-02/2026-03,,,-0.106672
		save_uplift_high,all,2026-02/2026-03,,,0.599872
		rescued_amount,all,2026-02/2026-03,,,300.00
		rescued_amount_low,all,2026-02/2026-03,,,-106.67
		rescued_amount_high,all,2026-02/2026-03,,,599.87
	END
	run -0 bash -c "rt-report effect -q --from 2026-02-01 --window 27d -a 2026-03-31 customers.csv orders.csv |
		sed -n 2p | cut -d, -f2-7,9"
	prints <<< 10,8,0.800000,0.300000,-0.106672,0.599872,300.00
}

@test "kpi: who joined on the first day of the orders' month was in no arm yet" {
	arms
	sed -i 's/^T1,2020-01-01/T1,2026-02-01/; s/^K1,2020-01-01/K1,2026-01-31/' customers.csv
	run -0 bash -c "rt-report kpi -q --month 2026-03 customers.csv orders.csv | grep ^save_rate |
		cut -d, -f1,4-7"
	prints <<-'END'
		save_rate,2026-02/2026-03,7,9,0.777778
		save_rate_control,2026-02/2026-03,5,10,0.500000
	END
	run -0 bash -c "rt-report effect -q --from 2026-02-01 --window 27d -a 2026-03-31 customers.csv orders.csv |
		cut -d, -f2-4 | sed 1d"
	prints <<-'END'
		9,7,0.777778
		10,5,0.500000
	END
}

@test "kpi: complaints in time, repeated within 30 days, and promoters less detractors" {
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,topic,responded,resolved
		1,A,2026-02-01T10:00,L1,bill,2026-02-01T10:10,2026-02-01T12:00
		2,A,2026-03-03T10:00,L1,bill,2026-03-03T10:30,2026-03-04T10:00
		3,A,2026-03-03T11:00,L1,net,2026-03-03T11:31,2026-03-04T11:01
		4,B,2026-03-31T23:50,L1,bill,,
		5,B,2026-03-31T23:55,L1,bill,2026-04-01T00:01,
		6,C,2026-03-05T10:00,L1,bill,,
	END
	cat > surveys.csv <<-'END'
		customer_id,time,nps
		A,2026-03-01T10:00,9
		B,2026-03-31T23:00,10
		C,2026-03-31T23:00,6
		C,2026-02-28T23:00,6
		J,2026-03-31T23:00,
	END
	# 2 is 30 days behind 1; 5 behind 4.  4 and 5 cannot be judged at midnight, 6 is late.
	# Present on 03-31: A B C F G I J = 7: 5 / 7 x 10000.
	run -0 of 'complaints_10k|respond_rate|resolve_rate|repeat_rate|nps' cases.csv surveys.csv
	prints <<-'END'
		complaints_10k,all,2026-03,5,7,7142.857143,5714.285714
		respond_rate,all,2026-03,1,3,0.333333,-0.666667
		resolve_rate,all,2026-03,1,3,0.333333,-0.666667
		repeat_rate,all,2026-03,2,5,0.400000,0.400000
		nps,all,2026-03,1,3,33.333333333333336,133.333333333333336
	END
}

@test "kpi: what is missing is blank and named, never 0" {
	run -0 bash -c "rt-report kpi -q --month 2026-03 customers.csv | grep -E '^(churn_month|keep_rate|silent_rate|nps|save_uplift),'"
	prints <<-'END'
		keep_rate,客户保有率,base,2026-03,,,,,月末在网的拍照客户 / 拍照客户；缺少 --base
		churn_month,当月离网率,all,2026-03,1,7,0.142857,0.017857,月初在网、当月离网的客户 / 月初在网客户；同 rt-churn rates 的 opening 口径
		silent_rate,沉默户占比,base,2026-03,,,,,"当月没有通话且流量为 0 的 / 月末在网、当月流量已知的拍照客户；缺少 --base, bills, calls"
		save_uplift,净维系成功率,all,2026-02/2026-03,,,,,维系成功率 - 对照组保有率；不是各分组之和；缺少 workorders
		nps,净推荐值,all,2026-03,,,,,当月答卷：推荐者 % - 贬损者 %；缺少 surveys
	END
	cut -d, -f1,4,5,7 customers.csv > short.csv
	run -0 bash -c "rt-report kpi -q --month 2026-03 short.csv | grep -E '^churn_month_(owed|unknown),' | cut -d, -f1,5-"
	prints <<-'END'
		churn_month_owed,,,,,月初在网、当月离网的客户中因欠费离网的 / 月初在网客户；缺少 customers.left_reason
		churn_month_unknown,,,,,月初在网、当月离网的客户中没有离网原因的 / 月初在网客户；缺少 customers.left_reason
	END
}

@test "kpi: groups add up to all, and mix and rate effect to the change, as printed" {
	# keep_rate: of February north 2/2, south 2/3; of March 2/2, 1/3; shares 2/5 and 3/5
	# stay, so all of the change is of rates: 3/5 x (1/3 - 2/3) = -0.2.
	# churn_month: February north A B F G J 0/5, south C D E 1/3; March 0/5 and C D 1/2.
	# Mix: south (2/7 - 3/8) x (1/3 + 1/2) / 2 = -0.037202; rate (1/2 - 1/3) x (2/7 + 3/8) / 2
	# = 0.055060; together 0.017858, and the change as printed is 0.142857 - 0.125 = 0.017857.
	run -0 bash -c "$(declare -f kpi); kpi --by region | grep -E 'keep_rate|churn_month,' | cut -d, -f1,2,6-11"
	prints <<-'END'
		north,keep_rate,2,2,1.000000,0.000000,0.000000,0.000000
		south,keep_rate,1,3,0.333333,-0.333334,0.000000,-0.200000
		(all),keep_rate,3,5,0.600000,-0.200000,0.000000,-0.200000
		north,churn_month,0,5,0.000000,0.000000,0.000000,0.000000
		south,churn_month,1,2,0.500000,0.166667,-0.037202,0.055059
		(all),churn_month,1,7,0.142857,0.017857,-0.037202,0.055059
	END
}

@test "kpi: by tier: the level of the base, or of the month, and of the one before" {
	run -0 bash -c "$(declare -f kpi); kpi --by tier | grep -E 'keep_rate|churn_month,' | cut -d, -f1,2,6-8"
	prints <<-'END'
		gold,keep_rate,2,2,1.000000
		vip,keep_rate,1,2,0.500000
		silver,keep_rate,0,1,0.000000
		(all),keep_rate,3,5,0.600000
		gold,churn_month,0,1,0.000000
		silver,churn_month,0,2,0.000000
		,churn_month,1,2,0.500000
		quasi,churn_month,0,1,0.000000
		standard,churn_month,0,1,0.000000
		vip,churn_month,0,0,
		(all),churn_month,1,7,0.142857
	END
}

@test "kpi: people read a tree in their language, programs the policy's names" {
	run -0 kpi --format text --lang en
	[[ $output = *$'\nChurn of the month '* && $output = *$'\n\xe2\x80\x83Churn, involuntary '* ]]
	[[ $output = *$'\n\xe2\x80\x83\xe2\x80\x83Churn for debt '* && $output = *$'\n\xe2\x80\x83\xe2\x80\x83Ported out '* ]]
	run -0 kpi --format text --lang zh
	[[ $output = *$'\n\xe2\x80\x83\xe2\x80\x83当月欠费离网率 '* ]]
	run -0 kpi --format json --lang en
	python3 - "$output" <<-'END'
		import json, sys
		rows = {r["indicator"]: r for r in json.loads(sys.argv[1])["sections"][0]["rows"]}
		assert rows["keep_rate"]["name"] == "客户保有率" and rows["keep_rate"]["value"] == 0.6
		assert rows["nps"]["value"] is None and rows["base_amount"]["numerator"] == 940.0
	END
	for format in markdown html xlsx jsonl; do
		run -0 kpi --format "$format" --by region -o "page.$format"
	done
}

@test "kpi: the page is a tree: each branch with its change, its groups, and what it lacks" {
	kpi --format html --lang zh --by region -o page.html
	grep -qF '<summary>地区</summary>' page.html
	run -0 python3 - page.html <<-'END'
		import re, sys
		from html.parser import HTMLParser
		class Tree(HTMLParser):
		    depth, name, out = 0, None, []
		    def handle_starttag(self, tag, attrs):
		        a = dict(attrs)
		        self.depth += tag == "ul"
		        if a.get("class") == "k":
		            self.out.append([self.depth, ""])
		        self.name = tag if a.get("class") in ("k", "up", "down") or tag in ("b", "small") else None
		    def handle_endtag(self, tag):
		        self.depth -= tag == "ul"
		        self.name = None
		    def handle_data(self, data):
		        if self.name:
		            self.out[-1][1] += " " + data
		page = open(sys.argv[1]).read()
		t = Tree()
		t.feed(re.search('<ul class="tree">.*?\n</ul>\n(?=<div)', page, re.S).group())
		for depth, text in t.out:
		    if re.search("客户保有率|降档率|当月.*欠费|当月被动|零次户|欠费金额|净推荐", text):
		        print(depth, text)
		print(page.count('<details class="groups">'))
	END
	# 48 indicators, each with its groups.
	prints <<-'END'
		2  客户保有率 60.00% ▼ -20.00 个百分点
		3  降档率 33.33% ▲ +33.33 个百分点
		3  零次户占比 – 当月没有通话记录的 / 月末在网的拍照客户；缺少 calls
		2  当月被动离网率 14.29% ▲ +14.29 个百分点
		3  当月欠费离网率 14.29% ▲ +14.29 个百分点
		2  欠费金额 290.00 ▲ +262.50%
		1  净推荐值 – 当月答卷：推荐者 % - 贬损者 %；缺少 surveys
		48
	END
}

@test "kpi: a mask covers the groups" {
	run -0 bash -c "$(declare -f kpi); kpi --by manager --mask manager | grep keep_rate | cut -d, -f1,2,6"
	prints <<-'END'
		w**g,keep_rate,2
		l*,keep_rate,1
		(all),keep_rate,3
	END
}

@test "kpi: ids that are no customer's are in no figure, and told" {
	run -0 --separate-stderr rt-report kpi --month 2026-03 --base 2025-12=base.csv customers.csv
	[[ $stderr = *'kpi: ids that customers does not have, and which are in no figure: 1'* ]]
}

@test "kpi: the footer names the base among the inputs, and that month" {
	run -0 kpi --format text --lang en
	[[ $output = *$'\nMonth of assessment: 2026-03\n'*$'\nInput: base.csv (tiers): 9 rows, 0 rejected'* ]]
	# The same file may be both.
	run -0 rt-report kpi -q --month 2026-03 --base 2026-02=base.csv customers.csv base.csv
	run -2 rt-report --base 2025-12=base.csv tiers.csv
	[ "${lines[0]}" = 'rt-report: --base is for kind kpi, the first operand' ]
}

@test "kpi: a table that does not reach the month is told" {
	grep -v ,2026-03, bills.csv > short.csv
	run -0 --separate-stderr rt-report kpi --month 2026-03 customers.csv short.csv
	prints_err <<< 'rt-report: kpi: bills has no record of 2026-03: its figures say that nothing happened then'
	run -0 --separate-stderr rt-report kpi --month 2026-03 customers.csv bills.csv
	prints_err < /dev/null
}

@test "kpi: a carrier of 2,000: what happened in the month shows where it happened" {
	cp -r "$TESTDATA/carrier" carrier
	python3 carrier/make.py .
	for table in customers bills contacts workorders contracts calls activity cases surveys; do
		same_file $table.csv carrier/$table.csv
	done
	rt-tier -q -a 2026-01-01 --customers customers.csv bills.csv > base.csv
	rt-tier -q -a 2026-03-01 --customers customers.csv bills.csv > before.csv
	rt-tier -q --previous before.csv --customers customers.csv bills.csv > tiers.csv
	for by in region manager; do
		kpi --by $by contacts.csv workorders.csv contracts.csv calls.csv activity.csv cases.csv \
			surveys.csv > $by.csv
	done
	# The rival's offer is nearly all of what changed in porting out, and the manager on leave
	# of what changed in coverage and in answers.
	run -0 python3 - <<-'END'
		import csv
		def rows(by, indicator):
		    return {r[by]: r for r in csv.DictReader(open(by + ".csv")) if r["indicator"] == indicator}
		port, cover = rows("region", "port_out_rate"), rows("manager", "coverage_rate")
		answers = rows("manager", "respond_rate")
		effect = lambda r: float(r["mix_effect"]) + float(r["rate_effect"])
		assert effect(port["洛阳"]) > .9 * float(port["(all)"]["change"]) > 0
		assert float(cover["刘洋"]["value"]) == 0 and effect(cover["刘洋"]) < .8 * float(cover["(all)"]["change"]) < 0
		rate = lambda r: float(r["rate_effect"])
		assert rate(answers["刘洋"]) == min(rate(r) for m, r in answers.items() if m != "(all)")
		assert rate(answers["刘洋"]) < .9 * rate(answers["(all)"]) < 0
	END
}

@test "kpi: a month that is not over, and what the kind does not take, are refused" {
	run -2 rt-report kpi --month 2026-04 customers.csv
	[ "${lines[0]}" = 'rt-report: --month: that month is not over on as-of' ]
	run -0 rt-report kpi -q -a 2026-03-31 --month 2026-03 customers.csv
	run -2 rt-report kpi -q -a 2026-03-30 --month 2026-03 customers.csv
	run -2 kpi --base 2026-04=base.csv
	run -2 kpi --base base.csv
	[ "${lines[0]}" = 'rt-report: --base base.csv: not YYYY-MM=TIERS' ]
	run -2 rt-report kpi bills.csv
	[ "${lines[0]}" = 'rt-report: kpi: needs customers' ]
	run -2 kpi --by region,manager
	run -2 kpi --by nowhere
	run -2 rt-report tiers --month 2026-03 tiers.csv
	[ "${lines[0]}" = 'rt-report: tiers does not take --month' ]
}

@test "kpi: without --month it is the last that is over on as-of" {
	run -0 bash -c "rt-report kpi -q -a 2026-03-30 customers.csv | grep ^churn_month, | cut -d, -f4-7"
	prints <<< 2026-02,1,8,0.125000
}

@test "kpi: the policy prints, is edited and taken; an indicator of one's own" {
	run -0 rt-report --print-policy kpi
	[[ ${lines[0]} = indicator,parent,name,name_en,scope,unit,numerator,numerator_where,denominator,denominator_where,definition,definition_en ]]
	rt-report kpi --print-policy > mine.csv
	same_file mine.csv <(rt-report --print-policy=kpi)
	echo 'north_share,churn_month,北区占比,North,all,rate,present,region=NORTH,present,,,' >> mine.csv
	echo 'small,,小额,Small,all,count,1,amount<100;rank?,,,,' >> mine.csv
	run -0 bash -c "$(declare -f kpi); kpi -p mine.csv | grep -E '^(north_share|small),' | cut -d, -f1,5-8"
	# Present at the end of March: A B F G J of seven; amounts of March below 100: B, of a rank.
	prints <<-'END'
		north_share,5,7,0.714286,0.000000
		small,1,,1,-0.500000
	END
}

@test "kpi: a value with a | in it is another condition than two values" {
	rt-report kpi --print-policy > mine.csv
	echo 'either,,,Either,all,count,1,region=north|south,,,,' >> mine.csv
	echo 'both,,,Both,all,count,1,region=north\|south,,,,' >> mine.csv
	sed -i '/^C,/s/south/north|south/' customers.csv
	run -0 bash -c "$(declare -f kpi); kpi -p mine.csv | grep -E '^(either|both),' | cut -d, -f1,5"
	# Of the ten, C alone is of a region that is called so.
	prints <<-'END'
		either,9
		both,1
	END
}

@test "kpi: a fact from one number on, or up to it, or another fact" {
	rt-report kpi --print-policy > mine.csv
	# March: A 209.99 and 699.99 MB, B 70 and 100, C 100 and 0, D 12.50 and 5.
	n=0
	for condition in 'amount>=100' 'amount>100' 'amount<=100' 'amount<100' 'amount>=data_mb' 'amount<=data_mb'; do
		n=$((n + 1))
		echo "c$n,,,C,all,count,1,$condition,,,," >> mine.csv
	done
	run -0 bash -c "$(declare -f kpi); kpi -p mine.csv | grep -E '^c[0-9],' | cut -d, -f5 | paste -sd' '"
	prints <<< '2 1 3 2 2 2'
	echo 'c9,,,C,all,count,1,amount>=1|2,,,,' >> mine.csv
	run -2 kpi -p mine.csv
	[[ $output = *'several numbers behind < or >'* ]]
}

@test "kpi: slips in the policy end with its line and what was meant" {
	head='indicator,parent,name,name_en,scope,unit,numerator,numerator_where,denominator,denominator_where,definition,definition_en'
	slip()
	{
		printf '%s\n' "$head" "$1" > slip.csv
		run -2 rt-report kpi -p slip.csv customers.csv
		prints <<< "rt-report: slip.csv:2: $2"
	}
	slip 'a,,,,all,rate,openning,,lost,,,' "numerator: unknown fact (did you mean 'opening'?)"
	slip 'a,,,,basse,rate,opening,,lost,,,' "scope: unknown scope (did you mean 'base'?)"
	slip 'a,,,,all,ratio,opening,,lost,,,' 'unit: unknown unit, such as count'
	slip 'a,b,,,all,rate,opening,,lost,,,' 'parent: unknown indicator'
	slip 'a,a,,,all,rate,opening,,lost,,,' 'parent: the way up leads back to itself'
	slip 'a,,,,all,count,opening,,lost,,,' 'denominator: a count or an amount has none'
	slip 'a,,,,all,rate,opening,presnt=1,lost,,,' "'presnt' is neither a fact nor a column of customers"
	slip 'a,,,,all,amount,opening,,,,,' 'unit: the numerator is a count'
	slip 'a,,,,all,count,opening,region=north;;plan=gold,,,,' 'numerator_where: a term without a column'
	slip 'save_uplift,,,,all,rate,opening,,lost,,,' 'numerator: save_uplift is computed from the arms and has none'
}

@test "kpi: parts that do not make their whole end the run" {
	rt-report kpi --print-policy | sed '/^churn_month_owed,/s/left_reason=[^,]*/left_reason=debt/' > mine.csv
	run -1 kpi -p mine.csv
	prints <<< 'rt-report: kpi: churn_month_owed and its like do not add up to churn_month_involuntary: see the policy'
}

@test "kpi: on the carrier of 2,000, the sums of two months are those that SQL finds" {
	cp "$TESTDATA"/carrier/*.csv .
	rt-tier -q -a 2026-01-01 --customers customers.csv bills.csv > base.csv
	rt-tier -q -a 2026-02-01 --customers customers.csv bills.csv > january.csv
	rt-tier -q -a 2026-03-01 --previous january.csv --customers customers.csv bills.csv > before.csv
	rt-tier -q --previous before.csv --customers customers.csv bills.csv > tiers.csv
	# With DuckDB where the peers of the bench are, else with SQLite.
	python=$RT_BUILD/bench/venv/bin/python
	[ -x "$python" ] || python=python3
	run -0 "$python" "$BATS_TEST_DIRNAME/brute/kpi_sql.py" "$RT_BUILD" .
	# 39 indicators, two months, in all and of three regions.
	prints <<< '312 figures: the same'
}

@test "kpi: random small tables, against a second telling, and against other verbs and kinds" {
	run -0 python3 "$BATS_TEST_DIRNAME/brute/kpi.py" "$RT_BUILD" 40
	prints <<< '40 instances: the same figures'
}

# As the rows of the base say by hand: 3 of 5 where 4 were, and 392.49 of 940.
@test "kpi: the page opens with one sentence: what is kept, else who left" {
	said() { rt-report kpi -q --month 2026-03 --format "$@" customers.csv bills.csv tiers.csv; }
	run -0 said markdown --base 2025-12=base.csv --lang en
	[ "${lines[1]}" = '2026-03: 60.00% of the customers of the base are kept (20.00 points less than the month before), and 41.75% of its amount (18.88 points less than the month before).' ]
	run -0 said markdown --base 2025-12=base.csv --lang zh
	[ "${lines[1]}" = '2026-03：客户保有率 60.00%（比上月低 20.00 个百分点），收入保有率 41.75%（比上月低 18.88 个百分点）。' ]
	run -0 said html --base 2025-12=base.csv --lang en --by region
	[[ $output = *'<section class="headline">
<p>2026-03: 60.00% of the customers of the base are kept (20.00 points less'*'</p>
</section>'* ]]
	run -0 rt-report kpi -q --month 2026-03 --format markdown --lang en customers.csv
	[ "${lines[1]}" = '2026-03: 14.29% of the customers left in the month (1.79 points more than the month before).' ]
}
