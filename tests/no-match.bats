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

# A policy of rt-triggers of these rows.
policy()
{
	{ echo trigger,rule,table,column,where,op,threshold,window,baseline,floor,inhibited_by,category,level,channel,within,cooldown,enabled,action
	cat; } > policy.csv
}

@test "no-match: where of a rule that was asked for by name" {
	cat > activity.csv <<-'EOF'
		customer_id,time,action
		u1,2026-03-01T09:00,Login
		u2,2026-03-01T09:00,Login
		u2,2026-03-02T09:00,View
	EOF
	run -0 --separate-stderr rt-triggers -a 2026-04-01 -t inactive activity.csv
	prints_err <<< "rt-triggers: activity.csv: doubt no-match: no record meets action=login|登录 of inactive, though its column has values: 'Login' 2, 'View' 1"
	run -1 --separate-stderr rt-triggers -a 2026-04-01 --strict -t inactive activity.csv
	[ -z "$output" ]
	run -0 --separate-stderr rt-triggers -a 2026-04-01 --strict --trust no-match -t inactive activity.csv
	# One record is enough, in any of the files, and whoever's it is.
	printf '%s\n' customer_id,time,action u3,2020-03-01T09:00,login > more.csv
	run -0 --separate-stderr rt-triggers -a 2026-04-01 --strict -t inactive activity.csv more.csv
	for k in 1/2 2/2; do
		run -0 --separate-stderr rt-triggers -a 2026-04-01 --strict --part $k -t inactive activity.csv more.csv
	done
	# Of the built-in rules that nobody chose it is nothing to doubt.
	run -0 --separate-stderr rt-triggers -a 2026-04-01 --trust no-feed --strict activity.csv
}

@test "no-match: where of one's own policy, about the record, the customer and the tier" {
	policy <<-'EOF'
		a,match,activity,,action=login;item=App,,,,,,,,,,,,yes,
		b,match,activity,,action=view;region=south;tier=golden|vip,,,,,,,,,,,,yes,
		c,match,activity,,item^=ap,,,,,,,,,,,,yes,
		off,match,activity,,item=nothing,,,,,,,,,,,,no,
	EOF
	cat > activity.csv <<-'EOF'
		customer_id,time,action,item
		u1,2026-04-01T09:00,login,app
		u2,2026-04-01T09:00,view,web
	EOF
	printf '%s\n' customer_id,region u1,South u2,North u3,South > customers.csv
	printf '%s\n' customer_id,tier,rank,movement u1,gold,3,same u2,,,gone > tiers.csv
	run -0 --separate-stderr rt-triggers -a 2026-04-01 -p policy.csv --customers customers.csv --tiers tiers.csv \
		activity.csv
	prints_err <<-'EOF'
		rt-triggers: tiers.csv: doubt no-match: no record meets tier=golden|vip of b, though its column has values: 'gold' 1
		rt-triggers: activity.csv: doubt no-match: no record meets item=App of a, though its column has values: 'app' 1, 'web' 1
		rt-triggers: customers.csv: doubt no-match: no record meets region=south of b, though its column has values: 'South' 2, 'North' 1
	EOF
}

@test "no-match: a condition is written as it was: with a | in a value, and a backslash" {
	policy <<-'EOF'
		a,match,activity,,item=x\|y|z\ |w,,,,,,,,,,,,yes,
	EOF
	printf '%s\n' customer_id,time,action,item u1,2026-04-01T09:00,view,x > activity.csv
	run -0 --separate-stderr rt-triggers -a 2026-04-01 -p policy.csv activity.csv
	prints_err <<< "rt-triggers: activity.csv: doubt no-match: no record meets item=x\|y|z\ |w of a, though its column has values: 'x' 1"
}

@test "no-match: not of a rule about numbers, blanks, what is not, or known words of the column" {
	policy <<-'EOF'
		a,match,calls,,seconds>9999,,,,,,,,,,,,yes,
		b,match,calls,,direction=in,,,,,,,,,,,,yes,
		c,match,calls,,peer=10086,,,,,,,,,,,,yes,
		d,match,calls,,seconds=7;network!=4G,,,,,,,,,,,,yes,
		e,match,calls,,network=|5G;!direction,,,,,,,,,,,,yes,
	EOF
	printf '%s\n' customer_id,time,peer,seconds,direction,network u1,2026-04-01T09:00,10010,9,主叫,4G > calls.csv
	run -0 --separate-stderr rt-triggers -a 2026-04-01 --strict -p policy.csv calls.csv
	# A word that the column does not know may be meant for one.
	sed -i s/主叫/incomming/ calls.csv
	run -0 --separate-stderr rt-triggers -a 2026-04-01 -p policy.csv calls.csv
	prints_err <<< "rt-triggers: calls.csv: doubt no-match: no record meets direction=in of b, though its column has values: 'incomming' 1"
}

@test "no-match: values of ids, names, notes and free text are not told" {
	printf '%s\n' customer_id,month,amount,备注,客户名称,团队 > bills.csv
	for i in 1 2 3 4 5 6 7 8; do echo "C$i,2026-03,80,remark $i,Zhang $i,T$((i % 2))"; done >> bills.csv
	for condition in customer_id=X 客户编号=X 备注=X 客户名称=X; do
		run -0 --separate-stderr rt-tier --trust stale -a 2026-04-01 --where "$condition" bills.csv
		prints_err <<< "rt-tier: bills.csv: doubt no-match: no record meets --where $condition, though its column has values" ||
			wrong "$condition" || return
	done
	run -0 --separate-stderr rt-tier --trust stale -a 2026-04-01 --where 团队=X bills.csv
	prints_err <<< "rt-tier: bills.csv: doubt no-match: no record meets --where 团队=X, though its column has values: 'T1' 4, 'T0' 4"
	printf '%s\n' customer_id,姓名 1,张三 2,李四 > c.csv
	run -0 --separate-stderr rt-churn --flag 姓名=王五 c.csv
	prints_err <<< 'rt-churn: c.csv: doubt no-match: no record meets --flag 姓名=王五, though its column has values'
}

@test "no-match: a tier of one's own winback policy that nobody stands on" {
	rt-churn winback --print-policy | grep -v -E '^(supreme|diamond|silver)' | sed 's/^gold,/golden,/' > mine.csv
	printf '%s\n' customer_id,joined,left u1,2020-01-01,2026-03-20 u2,2020-01-01,2026-03-21 > customers.csv
	printf '%s\n' customer_id,tier,rank u1,gold,3 u2,vip,5 u3,quasi,6 > tiers.csv
	run -0 --separate-stderr rt-churn winback -a 2026-04-01 -p mine.csv --tiers tiers.csv customers.csv
	prints_err <<-'EOF'
		rt-churn: tiers.csv: doubt no-match: no record meets tier golden or standard of mine.csv, though its column has values: 'gold' 1
	EOF
	run -1 rt-churn winback -a 2026-04-01 --strict -p mine.csv --tiers tiers.csv customers.csv
	# Where all tiers that are met have a row, the others may be empty.
	sed -i s/golden/gold/ mine.csv
	run -0 --separate-stderr rt-churn winback -a 2026-04-01 --strict -p mine.csv --tiers tiers.csv customers.csv
	# So of the built-in policy, whatever the tiers are called.
	sed -i s/gold/golden/ tiers.csv
	run -0 --separate-stderr rt-churn winback -a 2026-04-01 --strict customers.csv tiers.csv
}

@test "no-match: a manager is named by no message" {
	printf '%s\n' customer_id,manager,tier u1,王芳,gold u2,李强,gold > customers.csv
	printf '%s\n' customer_id,month,amount u1,2026-03,80 > bills.csv
	run -0 --separate-stderr rt-tier -a 2026-04-01 --where manager=wang --customers customers.csv bills.csv
	grep -qx 'rt-tier: customers.csv: doubt no-match: no record meets --where manager=wang, though its column has values' <<< "$stderr"
	run -0 --separate-stderr rt-tier -a 2026-04-01 --where tier=Gold --customers customers.csv bills.csv
	grep -qx "rt-tier: customers.csv: doubt no-match: no record meets --where tier=Gold, though its column has values: 'gold' 2" <<< "$stderr"
}
