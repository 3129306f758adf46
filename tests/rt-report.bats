# rt-report -- what people read.

load helper

TIERS=customer_id,scope,tier,rank,movement,region,total_amount
ORDERS=workorder_id,customer_id,trigger,category,level,due
PLAN=date,manager,customer_id,channel,workorders,weight,on_time,status

# Standard input as FILE, below the heading.
table()	# FILE HEADING
{
	{ printf '%s\n' "$2"; cat; } > "$1"
}

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01
}

# Two levels of individuals in two regions, and a group.
some_tiers()
{
	table tiers.csv $TIERS <<-'END'
		C1,individual,vip,5,same,郑州,100.00
		C2,individual,supreme,1,up,郑州,700.00
		C3,individual,vip,5,new,洛阳,100.01
		C4,individual,vip,5,same,郑州,99.99
		G1,group,vip,5,same,洛阳,50000.00
	END
}

@test "R01: levels, best first, with shares within the scope" {
	# Individuals: 4 customers, 1000.00; vip 3 of them with 300.00.
	some_tiers
	run -0 rt-report tiers.csv
	prints <<-'END'
		scope,tier,label,customers,share,amount,amount_share,avg_amount
		individual,supreme,至尊级VIP,1,0.250000,700.00,0.700000,700.00
		individual,vip,VIP,3,0.750000,300.00,0.300000,100.00
		group,vip,VIP,1,1.000000,50000.00,1.000000,50000.00
	END
}

@test "R01: by region, each region's own scopes are the whole" {
	some_tiers
	run -0 rt-report tiers --by 地区 tiers.csv
	prints <<-'END'
		地区,scope,tier,label,customers,share,amount,amount_share,avg_amount
		郑州,individual,supreme,至尊级VIP,1,0.333333,700.00,0.777786,700.00
		郑州,individual,vip,VIP,2,0.666667,199.99,0.222214,100.00
		洛阳,individual,vip,VIP,1,1.000000,100.01,1.000000,100.01
		洛阳,group,vip,VIP,1,1.000000,50000.00,1.000000,50000.00
	END
}

@test "R01: text aligns Chinese by what a terminal shows" {
	some_tiers
	run -0 rt-report --format text --lang zh --by region tiers.csv
	prints <<-'END'
		客户等级分布

		地区  客户类型  等级       客户数     占比       金额  金额占比
		----  --------  ---------  ------  -------  ---------  --------
		郑州  个人      至尊级VIP       1   33.33%     700.00    77.78%  #####
		郑州  个人      VIP             2   66.67%     199.99    22.22%  ##########
		洛阳  个人      VIP             1  100.00%     100.01   100.00%  ###############
		洛阳  集团      VIP             1  100.00%  50,000.00   100.00%  ###############

		因宽度不足未显示（--format csv 中有）: 人均金额

		统计时点: 2026-04-01
		评定月: 2026-03（统计时点前最近的完整月份，--month 另行指定者除外）
		占比：占同一客户类型的客户数、金额之比
		金额：total_amount 合计；人均金额：金额 / 金额已知的客户数
		输入: tiers.csv (tiers): 5 行, 0 拒绝
	END
}

@test "R01: under --lang en text shows the English label, csv the policy's" {
	some_tiers
	run -0 rt-report --format text tiers.csv
	prints <<-'END'
		Customers by level

		Scope       Tier         Customers    Share     Amount  Amount share
		----------  -----------  ---------  -------  ---------  ------------
		Individual  Supreme VIP          1   25.00%     700.00        70.00%  ###
		Individual  VIP                  3   75.00%     300.00        30.00%  ########
		Group       VIP                  1  100.00%  50,000.00       100.00%  ##########

		not shown for lack of room (--format csv has them): Mean amount

		As of: 2026-04-01
		Month of assessment: 2026-03 (the last that is over, if --month named no other)
		shares: of the customers, and of the amount, of the scope
		amount: sum of total_amount; mean amount: amount / customers whose amount is
		  known
		Input: tiers.csv (tiers): 5 rows, 0 rejected
	END
	run -0 rt-report --lang en --format csv tiers.csv
	[[ ${lines[1]} == individual,supreme,至尊级VIP,* ]]
}

@test "R01: gone customers have no level and are not counted" {
	table tiers.csv $TIERS <<-'END'
		C1,individual,vip,5,same,郑州,100.00
		C2,individual,,,gone,,
	END
	run -0 rt-report tiers.csv
	prints <<-'END'
		scope,tier,label,customers,share,amount,amount_share,avg_amount
		individual,vip,VIP,1,1.000000,100.00,1.000000,100.00
	END
}

@test "R01: a level that the policy does not have is bad data; --policy brings it" {
	table tiers.csv $TIERS <<-'END'
		C1,individual,platinum,1,same,郑州,100.00
	END
	run -1 rt-report tiers.csv
	prints <<-'END'
		rt-report: tiers.csv:2: tier: no tier of the policy (see --policy), such as supreme
	END
	rt-report --print-policy | sed 's/individual,supreme,至尊级VIP/individual,platinum,白金/' > own.csv
	run -0 rt-report --policy own.csv tiers.csv
	prints <<-'END'
		scope,tier,label,customers,share,amount,amount_share,avg_amount
		individual,platinum,白金,1,1.000000,100.00,1.000000,100.00
	END
}

@test "R01: a customer who stands twice is bad data, unless the records are equal" {
	table tiers.csv $TIERS <<-'END'
		C1,individual,vip,5,same,郑州,100.00
		C1,individual,vip,5,same,郑州,100.00
	END
	run -0 rt-report tiers.csv
	[[ ${lines[1]} == individual,vip,VIP,1,* ]]
	echo C1,individual,vip,5,same,洛阳,100.00 >> tiers.csv
	run -1 rt-report tiers.csv
	prints <<-'END'
		rt-report: tiers.csv:4: customer_id: stands twice, with different records
	END
}

@test "R03: work orders by trigger, category and level, as they are met" {
	table orders.csv $ORDERS <<-'END'
		1,C1,zero-bill,care,L2,2026-04-06
		2,C2,overdue,care,L2,2026-04-06
		3,C3,zero-bill,care,L2,2026-04-06
		4,C4,overdue,service,L2,2026-04-06
	END
	run -0 rt-report orders.csv
	prints <<-'END'
		trigger,category,level,count,share
		zero-bill,care,L2,2,0.500000
		overdue,care,L2,1,0.250000
		overdue,service,L2,1,0.250000
	END
	run -0 rt-report --format text orders.csv
	prints <<-'END'
		Care work orders

		Trigger       Category  Level    Count   Share
		------------  --------  -------  -----  ------
		Bill of zero  Care      Level 2      2  50.00%  ########################
		Bill overdue  Care      Level 2      1  25.00%  ############
		Bill overdue  Service   Level 2      1  25.00%  ############

		As of: 2026-04-01
		share: of all work orders; with --by, of those of the group
		Input: orders.csv (workorders): 4 rows, 0 rejected
	END
}

@test "R03: a column of --by that the report has itself stands once, in front" {
	table orders.csv $ORDERS <<-'END'
		1,C1,zero-bill,care,L2,2026-04-06
		2,C2,overdue,care,L1,2026-04-06
		3,C3,overdue,care,L2,2026-04-06
	END
	run -0 rt-report workorders --by level orders.csv
	prints <<-'END'
		level,trigger,category,count,share
		L2,zero-bill,care,1,0.500000
		L2,overdue,care,1,0.500000
		L1,overdue,care,1,1.000000
	END
	run -0 rt-report workorders --by 级别 orders.csv
	[[ ${lines[0]} == 级别,trigger,category,count,share ]]
}

@test "R04: the plan by a column: its rows together, in them those of a manager" {
	cat > plan.csv <<-'END'
		date,manager,customer_id,channel,workorders,weight,on_time,status,region
		2026-04-02,M,C1,call,a:1,1,yes,planned,east
		2026-04-01,M,C2,call,a:2,1,yes,planned,west
		2026-04-01,L,C3,call,a:3,1,yes,planned,east
		2026-04-01,M,C4,call,a:4,1,yes,planned,east
	END
	run -0 rt-report --by region plan.csv
	prints <<-'END'
		region,manager,date,contacts,calls,visits,weight,on_time,late,unplanned
		east,M,2026-04-01,1,1,0,1,1,0,0
		east,M,2026-04-02,1,1,0,1,1,0,0
		east,L,2026-04-01,1,1,0,1,1,0,0
		west,M,2026-04-01,1,1,0,1,1,0,0
	END
}

@test "R04: the plan by manager and date; what has no place on a row without date" {
	table plan.csv $PLAN <<-'END'
		2026-04-01,陈静,C1,call,a:1;b:1,12,yes,planned
		2026-04-01,李强,C2,visit,a:2,6,no,planned
		2026-04-01,陈静,C3,sms,a:3,1.5,yes,planned
		2026-04-02,陈静,C4,visit,a:4,8,no,planned
		,陈静,C5,call,a:5;b:5;c:5,3,,unplanned
		,,C6,call,a:6,1,,unplanned
	END
	run -0 rt-report plan.csv
	prints <<-'END'
		manager,date,contacts,calls,visits,weight,on_time,late,unplanned
		陈静,2026-04-01,2,1,0,13.5,2,0,0
		陈静,2026-04-02,1,0,1,8,0,1,0
		陈静,,0,0,0,3,0,0,3
		李强,2026-04-01,1,0,1,6,0,1,0
		,,0,0,0,1,0,0,1
	END
	run -0 rt-report --format text --lang zh plan.csv
	prints <<-'END'
		接触计划

		客户经理  日期        接触数  电话  走访  权重  按时  逾期  未安排
		--------  ----------  ------  ----  ----  ----  ----  ----  ------
		陈静      2026-04-01       2     1     0  13.5     2     0       0  ############
		陈静      2026-04-02       1     0     1     8     0     1       0  ######
		陈静                       0     0     0     3     0     0       3
		李强      2026-04-01       1     0     1     6     0     1       0  ######
		                           0     0     0     1     0     0       1

		统计时点: 2026-04-01
		接触数、电话、走访：已排入计划；权重：等级权重 × 工单级别权重
		按时：计划日期不晚于到期日；逾期：晚于到期日
		未安排：未能排入计划的工单数，列在无日期的行
		输入: plan.csv (plan): 6 行, 0 拒绝
	END
}

@test "R04: by date, the others are named, and a masked date is masked" {
	table plan.csv $PLAN <<-'END'
		2026-04-01,A,C1,call,a:1,1,yes,planned
		2026-04-02,A,C2,call,a:2,1,yes,planned
		2026-04-02,A,C3,visit,a:3,1,yes,planned
		,A,C4,call,a:4,1,,unplanned
	END
	run -0 rt-report --by date --top 1 plan.csv
	prints <<-'END'
		date,manager,contacts,calls,visits,weight,on_time,late,unplanned
		2026-04-02,A,2,1,1,2,2,0,0
		(others),A,1,1,0,2,1,0,1
	END
	run -0 rt-report --mask date plan.csv
	prints <<-'END'
		manager,date,contacts,calls,visits,weight,on_time,late,unplanned
		A,202****-01,1,1,0,1,1,0,0
		A,202****-02,2,1,1,2,2,0,0
		A,,0,0,0,1,0,0,1
	END
}

@test "R04: work orders that stand in two rows are bad data" {
	table plan.csv $PLAN <<-'END'
		2026-04-01,陈静,C1,call,a:1,12,yes,planned
		2026-04-02,陈静,C1,call,a:1,12,yes,planned
	END
	run -1 rt-report plan.csv
	prints <<-'END'
		rt-report: plan.csv:3: workorders: stands twice, with different records
	END
}

# Two months by hand: of 4 one leaves, of 5 none.
some_rates()
{
	cat > rates.csv <<-'END'
		period,region,opening,joined,joined_lost,lost,closing,churn_rate,retention_rate,opening_amount,lost_amount,relative_churn_rate,definition
		2026-01,郑州,4,2,0,1,5,0.250000,0.750000,1234567.50,30.0001,0.000024,opening
		2026-02,郑州,5,0,0,0,5,0.000000,1.000000,200.00,0.00,0.000000,opening
		2026-02*,洛阳,0,2,0,0,2,,,0.00,0.00,,opening
	END
}

@test "R06: churn comes through csv as it is, by the byte" {
	some_rates
	for how in '' churn; do
		run -0 rt-report $how rates.csv
		prints < rates.csv
	done
}

@test "R06: text shows percent, a bar, and says what it leaves out" {
	some_rates
	run -0 rt-report --format text rates.csv
	prints <<-'END'
		Churn

		Period    region  Opening  Lost  Closing  Churn rate  Relative churn
		--------  ------  -------  ----  -------  ----------  --------------
		2026-01   郑州          4     1        5      25.00%           0.00%  ##########
		2026-02   郑州          5     0        5       0.00%           0.00%
		2026-02*  洛阳          0     0        2

		not shown for lack of room (--format csv has them): Joined, Joined and lost,
		  Retention, Opening amount, Lost amount, Definition

		As of: 2026-04-01
		churn rate, opening: lost / opening
		relative churn: churn rate, opening, x mean amount of the lost / mean amount of
		  all at the opening
		closing = opening + joined - lost - joined_lost; joined_lost: joined and lost in
		  the same period
		*: the period is not over
		Input: rates.csv (churn): 3 rows, 0 rejected
	END
}

@test "R06: where several definitions stand, the definition is always shown" {
	cat > rates.csv <<-'END'
		period,opening,joined,joined_lost,lost,closing,churn_rate,retention_rate,opening_amount,lost_amount,relative_churn_rate,definition
		2026-01,4,2,0,1,5,0.250000,0.750000,4.00,1.00,0.250000,opening
		2026-01,4,2,0,1,5,0.222222,0.777778,4.00,1.00,,average
	END
	run -0 rt-report --format text rates.csv
	[[ $output == *Definition* ]]
	[[ $output == *'churn rate, average: 2 (lost + joined_lost) / (opening + closing)'* ]]
}

@test "R06: a rate that is none is bad data" {
	some_rates
	sed -i 's/0.750000/75%/' rates.csv
	run -1 rt-report rates.csv
	prints <<-'END'
		rt-report: rates.csv:2: retention_rate: not a rate such as 0.25
	END
	run -1 rt-report churn <<-'END'
		period,lost
		2026-01,1
	END
	prints <<-'END'
		rt-report: -:1: not the header of rt-churn rates
	END
}

# Medians by hand: 北 of 1, 2, 4.01 is 2; 南 of 0.05 and 0.10 is 0.075, so 0.08.
some_customers()
{
	table customers.csv customer_id,region,fee,plan <<-'END'
		1,北,4.01,a
		2,南,0.05,a
		3,北,1,b
		4,,7,b
		5,北,2.00,a
		6,南,0.1,b
		7,南,,a
	END
}

@test "table: figures by columns, in the order of the command line" {
	some_customers
	run -0 rt-report --by region --count --sum fee --mean fee --median fee --min fee \
		--max fee customers.csv
	prints <<-'END'
		region,count,sum_fee,mean_fee,median_fee,min_fee,max_fee
		北,3,7.01,2.34,2.00,1.00,4.01
		南,3,0.15,0.08,0.08,0.05,0.10
		,1,7.00,7.00,7.00,7.00,7.00
	END
	run -0 rt-report table --max=FEE --count --by plan,region customers.csv
	prints <<-'END'
		plan,region,max_FEE,count
		a,北,4.01,2
		a,南,0.05,2
		b,北,1.00,1
		b,,7.00,1
		b,南,0.10,1
	END
}

@test "table: without --by one row; blanks are left out, of nothing nothing is known" {
	some_customers
	run -0 rt-report --sum fee --count --mean fee customers.csv
	prints <<-'END'
		sum_fee,count,mean_fee
		14.16,7,2.36
	END
	head -1 customers.csv > none.csv
	run -0 rt-report --sum fee --count --mean fee --median fee --max fee none.csv
	prints <<-'END'
		sum_fee,count,mean_fee,median_fee,max_fee
		,0,,,
	END
	run -0 rt-report --count --by region none.csv
	prints <<-'END'
		region,count
	END
}

@test "table: means and medians go to ten-thousandths when their sum is not in hundredths" {
	run -0 rt-report --mean x --median x --sum x <<-'END'
		id,x
		1,0.001
		2,0.002
		3,0.0021
		4,0.0022
	END
	# 0.0073 / 4 = 0.001825; (0.002 + 0.0021) / 2 = 0.00205
	prints <<-'END'
		mean_x,median_x,sum_x
		0.0018,0.0021,0.0073
	END
	run -0 rt-report --mean x --median x <<-'END'
		id,x
		1,-0.01
		2,-0.02
	END
	# -0.015 is rounded away from zero.
	prints <<-'END'
		mean_x,median_x
		-0.02,-0.02
	END
}

@test "table: amounts are exact, --float takes any number" {
	printf 'id,x\n1,0.1\n2,0.2\n3,1e-3\n' > x.csv
	run -1 rt-report --sum x x.csv
	prints <<-'END'
		rt-report: x.csv:4: x: looks like scientific notation, not a number such as 79.00
	END
	run -0 rt-report --float --sum x --mean x --median x --min x --max x --count x.csv
	prints <<-'END'
		sum_x,mean_x,median_x,min_x,max_x,count
		0.301,0.10033333333333333,0.1,0.001,0.2,3
	END
	printf 'id,x\n1,900000000000000\n2,900000000000000\n' > x.csv
	run -1 rt-report --sum x x.csv
	prints <<-'END'
		rt-report: sum_x: the sum is too large
	END
}

@test "table: a sum beyond all doubles is bad data, as one beyond all amounts is" {
	for figure in --sum --mean; do
		run -1 rt-report --float $figure x <<< $'x\n1e308\n1e308'
		prints <<-END
			rt-report: ${figure#--}_x: the sum is too large
		END
	done
	run -0 rt-report --float --median x <<< $'x\n1e308\n1e308'
	[ "${lines[1]}" = 1e+308 ]
}

@test "table: without figures the records as they are" {
	printf '%s\n' 'a,,"b,c"' '007,x,"say ""hi"""' '1e5,," spaced"' > any.csv
	run -0 rt-report any.csv
	prints <<-'END'
		a,,"b,c"
		007,x,"say ""hi"""
		1e5,, spaced
	END
	run -0 rt-report --format text any.csv
	prints <<-'END'
		Table

		  a     b,c
		---  -  --------
		007  x  say "hi"
		1e5      spaced

		As of: 2026-04-01
		Input: any.csv (table): 2 rows, 0 rejected
	END
}

@test "table: --by brings records together, its columns first" {
	some_customers
	run -0 rt-report --by plan,Region customers.csv
	prints <<-'END'
		plan,Region,customer_id,fee
		a,北,1,4.01
		a,北,5,2.00
		a,南,2,0.05
		a,南,7,
		b,北,3,1
		b,,4,7
		b,南,6,0.1
	END
}

@test "table: several files are one table when their columns are the same" {
	printf 'id,x\n1,5\n' > a.csv
	printf 'X,id\n6,2\n' > b.csv
	run -0 rt-report a.csv b.csv
	prints <<-'END'
		id,x
		1,5
		2,6
	END
	run -0 rt-report --sum x a.csv b.csv
	prints <<-'END'
		sum_x
		11.00
	END
	printf 'id,y\n1,5\n' > c.csv
	run -1 rt-report --sum x a.csv c.csv
	prints <<-'END'
		rt-report: c.csv:1: not the same columns as a.csv
	END
}

@test "--top leaves the largest groups, in their order, and (others)" {
	# 北 7.01, 南 0.15, blank 7.00 by sum; by count 3, 3 and 1.
	some_customers
	run -0 rt-report --by region --sum fee --count --median fee --top 2 customers.csv
	prints <<-'END'
		region,sum_fee,count,median_fee
		北,7.01,3,2.00
		,7.00,1,7.00
		(others),0.15,3,0.08
	END
	run -0 rt-report --by region --count --median fee --min fee --top 1 customers.csv
	prints <<-'END'
		region,count,median_fee,min_fee
		北,3,2.00,1.00
		(others),4,0.10,0.05
	END
	for first in mean median max; do
		run -0 rt-report --by region --$first fee --top 1 customers.csv
		[[ ${lines[1]} == ,7.00 ]]
		run -0 rt-report --by region --$first fee --float --top 1 customers.csv
		[[ ${lines[1]} == ,7 ]]
	done
	run -0 rt-report --by region --count --top 3 customers.csv
	[[ $output != *others* ]]
	run -2 rt-report --count --top 1 customers.csv
	run -2 rt-report --by region --count --top 0 customers.csv
}

@test "--top on the other kinds: groups of --by, else rows, or managers" {
	table orders.csv $ORDERS <<-'END'
		1,C1,zero-bill,care,L2,2026-04-06
		2,C2,overdue,care,L2,2026-04-06
		3,C3,overdue,care,L2,2026-04-06
		4,C4,silent,service,L1,2026-04-06
	END
	run -0 rt-report --top 1 orders.csv
	prints <<-'END'
		trigger,category,level,count,share
		overdue,care,L2,2,0.500000
		(others),,,2,0.500000
	END
	some_tiers
	run -0 rt-report --by region --top 1 tiers.csv
	prints <<-'END'
		region,scope,tier,label,customers,share,amount,amount_share,avg_amount
		郑州,individual,supreme,至尊级VIP,1,0.333333,700.00,0.777786,700.00
		郑州,individual,vip,VIP,2,0.666667,199.99,0.222214,100.00
		(others),individual,vip,VIP,1,1.000000,100.01,1.000000,100.01
		(others),group,vip,VIP,1,1.000000,50000.00,1.000000,50000.00
	END
	run -2 rt-report --top 1 tiers.csv
	table plan.csv $PLAN <<-'END'
		2026-04-01,陈静,C1,call,a:1,12,yes,planned
		2026-04-01,李强,C2,call,a:2,6,yes,planned
		2026-04-02,陈静,C3,call,a:3,1,yes,planned
		2026-04-01,王芳,C4,call,a:4,8,no,planned
	END
	run -0 rt-report --top 1 plan.csv
	prints <<-'END'
		manager,date,contacts,calls,visits,weight,on_time,late,unplanned
		陈静,2026-04-01,1,1,0,12,1,0,0
		陈静,2026-04-02,1,1,0,1,1,0,0
		(others),2026-04-01,2,2,0,14,1,1,0
	END
	some_rates
	run -2 rt-report --top 1 rates.csv
}

@test "--top and --min-cell without groups are said before anything is read" {
	printf 'case_id,customer_id,opened,level\n1,C1,never,L1\n' > cases.csv
	printf 'customer_id,time,nps\nC1,2026-01-01,never\n' > surveys.csv
	run -2 rt-report service --top 1 cases.csv
	prints <<-'END'
		rt-report: service: --top needs --by
		Try 'rt-report --help'.
	END
	run -2 rt-report nps --top 1 surveys.csv
	run -2 rt-report nps --min-cell 2 surveys.csv
	run -1 rt-report service --min-cell 2 cases.csv
}

@test "--sort: the rows of (others) are sorted, too, behind all others" {
	cat > objections.csv <<-'END'
		customer_id,time,kind,nature,region
		1,2026-03-01,price,,A
		2,2026-03-01,need,,A
		3,2026-03-01,price,,A
		4,2026-03-01,need,,B
		5,2026-03-01,staff,,C
		6,2026-03-01,price,,B
	END
	run -0 rt-report --by region --top 1 --sort kind objections.csv
	prints <<-'END'
		region,kind,nature,count,share
		A,need,,1,0.333333
		A,price,,2,0.666667
		(others),need,,1,0.333333
		(others),price,,1,0.333333
		(others),staff,,1,0.333333
	END
}

@test "--sort by a column of the report; blanks and (others) last, equals as they were" {
	some_customers
	run -0 rt-report --by region --count --sum fee --sort count customers.csv
	prints <<-'END'
		region,count,sum_fee
		,1,7.00
		北,3,7.01
		南,3,0.15
	END
	run -0 rt-report --by region --count --sum fee --sort sum_fee:desc customers.csv
	prints <<-'END'
		region,count,sum_fee
		北,3,7.01
		,1,7.00
		南,3,0.15
	END
	for order in region region:desc; do
		run -0 rt-report --by region --count --sort $order customers.csv
		[[ ${lines[3]} == ,1 ]]
	done
	run -0 rt-report --by region --count --sum fee --top 1 --sort sum_fee customers.csv
	[[ ${lines[2]} == '(others),4,7.15' ]]
	run -0 rt-report --sort fee customers.csv
	[[ ${lines[1]} == 2,南,0.05,a && ${lines[6]} == 4,,7,b && ${lines[7]} == 7,南,,a ]]
	run -2 rt-report --sort fees customers.csv
	prints <<-'END'
		rt-report: --sort: the report has no column 'fees'
		Try 'rt-report --help'.
	END
}

@test "--sort by a rate: as fractions, whatever each is of" {
	orders() { for ((i = 0; i < $1; i++)); do echo "$2$3$i,C$2$3$i,$2,care,L1,2026-04-02,$3"; done; }
	{
		echo workorder_id,customer_id,trigger,category,level,due,region
		orders 3 bill A; orders 6 zero A; orders 2 bill B; orders 2 zero B; orders 1 bill C
	} > orders.csv
	run -0 rt-report --by region --sort share orders.csv
	prints <<-'END'
		region,trigger,category,level,count,share
		A,bill,care,L1,3,0.333333
		B,bill,care,L1,2,0.500000
		B,zero,care,L1,2,0.500000
		A,zero,care,L1,6,0.666667
		C,bill,care,L1,1,1.000000
	END
}

@test "text: nothing in it can play tricks on a terminal" {
	printf 'a,b\n"x\033[2Jy","\342\200\256abc"\n"two\nlines","tab\there"\n' > evil.csv
	run -0 rt-report --format text --title $'T\033[0m' evil.csv
	prints <<-'END'
		T\x1B[0m

		a             b
		------------  ---------------
		x\x1B[2Jy     \xE2\x80\xAEabc
		two\x0Alines  tab\x09here

		As of: 2026-04-01
		Input: evil.csv (table): 2 rows, 0 rejected
	END
}

@test "text: combining marks take no room, full-width characters two" {
	printf 'a,b\ne\314\201,1\n\357\274\241,22\nabc,3\n' > wide.csv
	run -0 rt-report --format text wide.csv
	prints <<-END
		Table

		a     b
		---  --
		e$(printf '\314\201')     1
		$(printf '\357\274\241')   22
		abc   3

		As of: 2026-04-01
		Input: wide.csv (table): 3 rows, 0 rejected
	END
}

@test "text: 80 columns; what does not fit goes from the right, and is named" {
	# 7 columns of 11 and 6 gaps of 2 make 89; six make 76.
	printf '%s\n' aaaaaaaaaaa,bbbbbbbbbbb,ccccccccccc,ddddddddddd,eeeeeeeeeee,fffffffffff,g \
		1,2,3,4,5,6,77777777777 > wide.csv
	run -0 rt-report --format text wide.csv
	[ "${#lines[1]}" -eq 76 ]
	[[ ${lines[4]} == 'not shown for lack of room (--format csv has them): g' ]]
	# 80 fits to the letter.
	printf '%s\n' "$(printf %039d 1),$(printf %039d 2)" 1,2 > fits.csv
	run -0 rt-report --format text fits.csv
	[ "${#lines[1]}" -eq 80 ]
}

@test "text: without rows it says so" {
	printf 'a,b\n' > empty.csv
	run -0 rt-report --format text --lang zh empty.csv
	prints <<-'END'
		统计表

		a  b
		-  -
		（无数据）

		统计时点: 2026-04-01
		输入: empty.csv (table): 0 行, 0 拒绝
	END
}

@test "text: figures and bars of a table" {
	some_customers
	run -0 rt-report --format text --by region --sum fee --top 2 --title 'Fees' customers.csv
	prints <<-'END'
		Fees

		region    sum_fee
		--------  -------
		北           7.01  ########################
		             7.00  ########################
		(others)     0.15  #

		As of: 2026-04-01
		blank cells are left out of sum, mean, median, min and max; count counts records
		Input: customers.csv (table): 7 rows, 0 rejected
	END
}

@test "several kinds are sections of text, and too much for csv" {
	some_tiers
	table orders.csv $ORDERS <<-'END'
		1,C1,zero-bill,care,L2,2026-04-06
	END
	run -0 rt-report --format text --title March orders.csv tiers.csv
	[[ ${lines[0]} == March && ${lines[1]} == 'Care work orders' ]]
	[[ $output == *$'\nCustomers by level\n'* ]]
	[[ $output == *'Input: orders.csv (workorders): 1 rows, 0 rejected'* ]]
	[[ $output == *'Input: tiers.csv (tiers): 5 rows, 0 rejected' ]]
	run -2 rt-report --format csv orders.csv tiers.csv
	prints <<-'END'
		rt-report: these tables make several reports, which csv cannot hold: --format text, or one at a time
		Try 'rt-report --help'.
	END
	# Files of one kind are one table.
	table more.csv $ORDERS <<-'END'
		2,C1,zero-bill,care,L2,2026-04-06
	END
	run -0 rt-report orders.csv more.csv
	[[ ${lines[1]} == zero-bill,care,L2,2,1.000000 ]]
}

@test "--section: reports of one table beside each other, in the order typed" {
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,previous_tier,movement,total_amount
		A,individual,gold,3,vip,up,300
		B,individual,vip,5,vip,stable,100
	END
	run -0 rt-report --format text --section movement=tiers.csv --section pareto=tiers.csv tiers.csv
	[ "$(grep -E '^(Customers by level|Movement between levels|What the top)' <<< "$output")" = \
		'Customers by level
Movement between levels
What the top customers bring' ]
	# The file is named once, whatever was made of it.
	[ "$(grep -c '^Input: tiers.csv (tiers): 2 rows, 0 rejected$' <<< "$output")" -eq 1 ]
	# Alone it is the report, and standard input is left alone.
	run -0 rt-report --section movement=tiers.csv < /dev/full
	prints <<-'END'
		from,to,customers,share,amount
		vip,gold,1,0.500000,300.00
		vip,vip,1,0.500000,100.00
	END
	# Two tables of one kind are one section; the operands' kind is theirs alone.
	printf 'customer_id,joined,left\nA,2025-01-01,\nB,2025-01-01,2026-03-01\n' > customers.csv
	printf 'customer_id,time,channel\nA,2026-01-10,call\n' > contacts.csv
	run -0 rt-report pareto --format json tiers.csv --section effect=customers.csv \
		--section effect=contacts.csv
	python3 -c 'import json, sys
page = json.loads(sys.argv[1])
assert [s["kind"] for s in page["sections"]] == ["pareto", "effect"]
assert len(page["about"]["inputs"]) == 3' "$output"
}

@test "--section: what it cannot be" {
	run -2 rt-report --section movement
	run -2 rt-report --section =tiers.csv
	run -2 rt-report --section levels=tiers.csv
	prints <<-'END'
		rt-report: --section levels=tiers.csv: does not begin with a kind of report
		Try 'rt-report --help'.
	END
	run -2 rt-report --section tiers=
	run -3 rt-report --section tiers=none.csv
	some_tiers
	run -2 rt-report --section pareto=tiers.csv tiers.csv
	[[ $output == *"these tables make several reports"* ]]
	run -1 rt-report --section nps=tiers.csv
	run -2 rt-report --section tiers=tiers.csv --working-time L1
	run -2 rt-report --section tiers=tiers.csv --count
	[[ $output == *"count: figures of columns are for kind table"* ]]
}

@test "the footer counts what was rejected; csv says it under --verbose" {
	printf 'id,x\n1,5\n2,five\n' > x.csv
	run -0 --separate-stderr rt-report --format text --sum x -q -r bad.csv x.csv
	[[ $output == *'Input: x.csv (table): 2 rows, 1 rejected' ]]
	run -0 --separate-stderr rt-report -v --sum x -a 2026-04-01T10:30 -r bad.csv x.csv
	prints <<-'END'
		sum_x
		5.00
	END
	[[ $stderr == *'rt-report: As of: 2026-04-01T10:30'* ]]
	[[ $stderr == *'rt-report: Input: x.csv (table): 2 rows, 1 rejected'* ]]
	output=$(cat bad.csv) prints <<-'END'
		file,line,column,reason,record
		x.csv,3,x,not a number such as 79.00,"2,five"
	END
}

@test "KIND is the first operand, else the header; ./tiers is a file" {
	some_tiers
	cp tiers.csv tiers
	for words in ./tiers 'tiers ./tiers' 'tiers --format csv tiers.csv'; do
		run -0 rt-report $words
		[[ ${lines[0]} == scope,tier,label,* ]]
	done
	run -0 rt-report table tiers.csv
	prints < tiers.csv
	run -1 rt-report plan tiers.csv
	for kind in service nps complaints objections; do
		run -1 rt-report $kind tiers.csv
		[[ $output == "rt-report: tiers.csv"* ]]
	done
	run -2 rt-report tiers --count tiers.csv
	run -2 rt-report --float tiers.csv
	run -2 rt-report --table customers=tiers.csv
}

@test "--by and figures of a column that no input has are usage errors" {
	some_tiers
	run -2 rt-report --by regio tiers.csv
	prints <<-'END'
		rt-report: --by: no column 'regio' in the input; did you mean 'region'?
		Try 'rt-report --help'.
	END
	run -2 rt-report --sum totals tiers.csv
	run -2 rt-report --sum total_amount --sum total_amount tiers.csv
	run -2 rt-report --sum '' tiers.csv
	run -2 rt-report --format pdf tiers.csv
	run -2 rt-report --lang fr tiers.csv
}

@test "--no-header and --eol hold for both formats" {
	printf 'id,x\n1,5\n' > x.csv
	run -0 rt-report --no-header x.csv
	prints <<-'END'
		1,5
	END
	rt-report --format text --eol crlf --no-header x.csv > out
	printf '%s\r\n' Table '' ' 1  5' '' 'As of: 2026-04-01' \
		'Input: x.csv (table): 1 rows, 0 rejected' > wanted
	same_file wanted out
}

@test "real data: IBM's telco customers by contract, as R counts and sums them" {
	shared ibm-telco
	run -0 rt-report --by Contract --count --sum MonthlyCharges "$data/telco.csv"
	{
		echo Contract,count,sum_MonthlyCharges
		awk -F, '$1 == "Contract" { printf "%s,%d,%.2f\n", $2, $3, $11 }' \
			"$data/expected_churn.csv"
	} > wanted
	sort wanted > sorted
	sort <<< "$output" | same_file sorted -
}

@test "--by: a group by the name of a figure is a usage error" {
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,total_amount,amount,region
		A,individual,vip,5,100,x,east
	END
	run -2 rt-report tiers --by amount tiers.csv
	prints <<-'END'
		rt-report: --by: the report has a column 'amount' of its own
		Try 'rt-report --help'.
	END
	run -0 rt-report tiers --by region,tier tiers.csv
	[ "${lines[0]}" = region,tier,scope,label,customers,share,amount,amount_share,avg_amount ]
}
