# rt-report: --min-cell, by hand.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01
}

@test "--min-cell merges small groups of --by; a customer counts once; totals stay" {
	# A: 3 customers in 4 records; B: 2 customers in 3 records; C: 1; D: nobody known.
	cat > fees.csv <<-'END'
		customer_id,region,fee
		1,A,1
		2,A,2
		3,A,3
		3,A,4
		4,B,10
		5,B,20
		5,B,30
		6,C,100
		,D,1000
	END
	run -0 rt-report table --by region --count --sum fee --min-cell 3 fees.csv
	prints <<-'END'
		region,count,sum_fee
		A,4,10.00
		(others),5,1160.00
	END
	run -0 rt-report table --by region --count --sum fee --min-cell 2 --sort count fees.csv
	prints <<-'END'
		region,count,sum_fee
		B,3,60.00
		A,4,10.00
		(others),2,1100.00
	END
	run -0 rt-report table --by region --count --median fee --min-cell 2 --top 1 fees.csv
	prints <<-'END'
		region,count,median_fee
		A,4,2.50
		(others),5,30.00
	END
	run -0 rt-report table --by region --count --min-cell 1 <<< $'region\nA\nB\nA'
	prints <<-'END'
		region,count
		A,2
		B,1
	END
	run -0 rt-report table --by region --count --min-cell 2 <<< $'region\nA\nB\nA'
	prints <<-'END'
		region,count
		A,2
		(others),1
	END
	run -2 rt-report table --count --min-cell 2 fees.csv
	run -2 rt-report table --by region --min-cell 2 fees.csv
	run -2 rt-report table --by region --count --min-cell 0 fees.csv
}

@test "--min-cell: levels within their scope, shares of the whole scope" {
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,total_amount,region
		1,individual,vip,4,60,A
		2,individual,vip,4,20,A
		3,individual,gold,2,10,A
		4,individual,silver,3,10,B
		5,group,gold,2,7,A
		6,group,gold,2,7,A
	END
	run -0 rt-report --min-cell 2 tiers.csv
	prints <<-'END'
		scope,tier,label,customers,share,amount,amount_share,avg_amount
		individual,vip,VIP,2,0.500000,80.00,0.800000,40.00
		group,gold,金级VIP,2,1.000000,14.00,1.000000,7.00
		individual,(others),,2,0.500000,20.00,0.200000,10.00
	END
	run -0 rt-report --by region --min-cell 2 tiers.csv
	prints <<-'END'
		region,scope,tier,label,customers,share,amount,amount_share,avg_amount
		A,individual,vip,VIP,2,0.666667,80.00,0.888889,40.00
		A,group,gold,金级VIP,2,1.000000,14.00,1.000000,7.00
		A,individual,(others),,1,0.333333,10.00,0.111111,10.00
		(others),individual,(others),,1,1.000000,10.00,1.000000,10.00
	END
}

@test "--min-cell: movements within the level they came from" {
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,total_amount,previous_tier,movement
		1,individual,vip,4,1,vip,same
		2,individual,vip,4,2,vip,same
		3,individual,gold,2,4,vip,up
		4,individual,,,,vip,gone
	END
	run -0 rt-report movement --min-cell 2 tiers.csv
	prints <<-'END'
		from,to,customers,share,amount
		vip,vip,2,0.500000,3.00
		vip,(others),2,0.500000,4.00
	END
}

@test "--min-cell: work orders by customers, not by orders; kinds without groups refuse it" {
	cat > orders.csv <<-'END'
		workorder_id,customer_id,trigger,category,level,due
		1,C1,bill,care,L1,2026-04-02T09:00
		2,C1,bill,care,L1,2026-04-02T09:00
		3,C2,zero,care,L2,2026-04-02T09:00
		4,C3,zero,care,L2,2026-04-02T09:00
	END
	run -0 rt-report --min-cell 2 orders.csv
	prints <<-'END'
		trigger,category,level,count,share
		zero,care,L2,2,0.500000
		(others),,,2,0.500000
	END
	cat > plan.csv <<-'END'
		date,manager,customer_id,channel,workorders,weight,on_time,status
		2026-04-01,M,C1,call,W1,2,yes,planned
	END
	run -2 rt-report plan --min-cell 2 plan.csv
	run -2 rt-report nps --min-cell 2 <<< customer_id,time,nps,expected,perceived,dimension
}

@test "--min-cell without --by: the small rows are (others), and stay last when sorted" {
	{
		echo workorder_id,customer_id,trigger,category,level,due
		for row in bill:C1 bill:C2 zero:C3 drop:C4 late:C5 calm:C6 calm:C7; do
			echo "$row,${row#*:},${row%:*},care,L1,2026-04-02"
		done
	} > orders.csv
	for order in count count:desc trigger trigger:desc; do
		run -0 rt-report --min-cell 2 --sort $order orders.csv
		[ "${lines[3]}" = '(others),,,3,0.428571' ] || wrong "$order: $output"
		[ "${#lines[@]}" -eq 4 ]
	done
}

@test "--min-cell: a customer in several rows of a group is one of its customers" {
	cat > orders.csv <<-'END'
		workorder_id,customer_id,trigger,category,level,due,region
		1,C1,bill,care,L1,2026-04-02T09:00,north
		2,C1,zero,care,L2,2026-04-02T09:00,north
		3,C2,bill,care,L1,2026-04-02T09:00,south
		4,C3,bill,care,L1,2026-04-02T09:00,south
		5,C4,bill,care,L1,2026-04-02T09:00,west
		6,C4,bill,care,L1,2026-04-02T09:00,west
	END
	run -0 rt-report --by region --min-cell 2 orders.csv
	prints <<-'END'
		region,trigger,category,level,count,share
		south,bill,care,L1,2,1.000000
		(others),bill,care,L1,3,0.750000
		(others),(others),,,1,0.250000
	END
}

@test "--min-cell: what an effect is measured on" {
	cat > customers.csv <<-'END'
		customer_id,joined,left,amount,region
		1,2025-01-01,,10,A
		2,2025-01-01,,10,A
		3,2025-01-01,2026-03-20,10,B
		4,2025-01-01,,10,C
	END
	cat > contacts.csv <<-'END'
		customer_id,time,channel
		1,2026-01-05T10:00,call
		4,2026-01-05T10:00,call
	END
	run -0 bash -c 'rt-report effect --by region --min-cell 2 customers.csv contacts.csv |
		cut -d , -f 1-6'
	prints <<-'END'
		region,group,customers,retained,retention,difference
		A,contacted,1,1,1.000000,0.000000
		A,uncontacted,1,1,1.000000,
		(others),contacted,1,1,1.000000,1.000000
		(others),uncontacted,1,0,0.000000,
	END
}

@test "--min-cell: cases in time of merged levels are counted together" {
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,responded,resolved
		1,C1,2026-03-06T09:00,L1,2026-03-06T09:10,2026-03-06T10:00
		2,C2,2026-03-06T09:00,L2,2026-03-06T09:10,2026-03-20T10:00
		3,C3,2026-03-06T09:00,normal,2026-03-06T12:00,
		4,C4,2026-03-06T09:00,L4,2026-03-06T09:10,2026-03-06T09:20
		5,C5,2026-03-06T09:00,L4,2026-03-06T09:10,2026-03-06T09:20
	END
	run -0 rt-report --min-cell 2 cases.csv
	[[ ${lines[1]} == L4,2,2,2,1.000000,1.000000,* ]]
	[[ ${lines[2]} == "(others),3,2,1,0.666667,0.500000,"* ]]
}

@test "--min-cell: (others) is a group like any, whose rows are of enough customers or not" {
	# East has one of vip, west one: together two. South has three, two of them on vip.
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,total_amount,region
		1,individual,vip,5,10,east
		2,individual,vip,5,20,south
		3,individual,vip,5,30,south
		4,individual,gold,3,40,south
		5,individual,vip,5,50,west
		6,individual,gold,3,60,north
	END
	run -0 rt-report --by region --min-cell 2 tiers.csv
	prints <<-'END'
		region,scope,tier,label,customers,share,amount,amount_share,avg_amount
		south,individual,vip,VIP,2,0.666667,50.00,0.555556,25.00
		south,individual,(others),,1,0.333333,40.00,0.444444,40.00
		(others),individual,vip,VIP,2,0.666667,60.00,0.500000,30.00
		(others),individual,(others),,1,0.333333,60.00,0.500000,60.00
	END
}

@test "--min-cell: what --top merges is counted whole before its rows are" {
	# price is met by one customer in A and by two in B: of (others) it has 3.
	cat > objections.csv <<-'END'
		customer_id,time,kind,nature,region
		1,2026-03-01,need,real,C
		2,2026-03-01,need,real,C
		3,2026-03-01,need,real,C
		4,2026-03-01,need,real,C
		5,2026-03-01,price,real,A
		6,2026-03-01,staff,real,A
		7,2026-03-01,price,real,B
		8,2026-03-01,price,real,B
	END
	run -0 rt-report --by region --top 1 --min-cell 2 objections.csv
	prints <<-'END'
		region,kind,nature,count,share
		C,need,real,4,1.000000
		(others),price,real,3,0.750000
		(others),(others),,1,0.250000
	END
}

@test "--min-cell: groups in order of first appearance, also those whose first row is small" {
	cat > objections.csv <<-'END'
		customer_id,time,kind,nature,region
		1,2026-03-01,need,real,A
		3,2026-03-01,need,real,B
		2,2026-03-01,price,real,A
		4,2026-03-01,need,real,B
	END
	run -0 rt-report --by region --min-cell 2 objections.csv
	prints <<-'END'
		region,kind,nature,count,share
		A,(others),,2,1.000000
		B,need,real,2,1.000000
	END
}

@test "--min-cell: others of individuals before others of groups" {
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,total_amount
		1,group,gold,3,10
		2,individual,vip,5,20
		3,individual,quasi,6,20
	END
	run -0 rt-report --min-cell 3 tiers.csv
	prints <<-'END'
		scope,tier,label,customers,share,amount,amount_share,avg_amount
		individual,(others),,2,1.000000,40.00,1.000000,20.00
		group,(others),,1,1.000000,10.00,1.000000,10.00
	END
}

@test "--min-cell: --sort sorts all movements, each level's others among them" {
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,total_amount,previous_tier,movement
		1,individual,vip,5,1,gold,down
		2,individual,vip,5,2,vip,same
		3,individual,vip,5,3,vip,same
		4,individual,vip,5,4,vip,same
		5,individual,gold,3,9,vip,up
		6,individual,quasi,6,9,vip,down
	END
	run -0 rt-report movement --min-cell 3 --sort customers:desc tiers.csv
	prints <<-'END'
		from,to,customers,share,amount
		vip,vip,3,0.600000,9.00
		vip,(others),2,0.400000,18.00
		gold,(others),1,1.000000,1.00
	END
}

@test "--min-cell: others who are all gone have no amount of this run" {
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,total_amount,previous_tier,movement
		1,individual,,,,vip,gone
		2,individual,gold,3,4,gold,same
		3,individual,gold,3,5,gold,same
	END
	run -0 rt-report movement --min-cell 2 tiers.csv
	prints <<-'END'
		from,to,customers,share,amount
		gold,gold,2,1.000000,9.00
		vip,(others),1,1.000000,
	END
}
