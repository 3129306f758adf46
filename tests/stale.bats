#!/usr/bin/env bats
# Doubts about tables that end too early, and about contacts that stand twice.

load helper

# Bills of two customers, each month up to that one.
bills_to()	# YYYY-MM
{
	echo customer_id,month,amount
	for month in 2025-05 2025-06 2025-07 2025-08 2025-09 2025-10 2025-11 2025-12 \
		2026-01 2026-02 2026-03; do
		[[ $month > $1 ]] || printf '%s\n' "a,$month,90.00" "b,$month,40.00"
	done
}

@test "stale: bills that end two months before the last one over are a doubt, one month is none" {
	for tool in rt-tier 'rt-triggers --trigger zero-bill'; do
		name=${tool%% *}
		bills_to 2026-02 > bills.csv
		run -0 --separate-stderr $tool -q --strict -a 2026-04-01 bills.csv
		[ -z "$stderr" ]
		bills_to 2026-01 > bills.csv
		run -0 --separate-stderr $tool -a 2026-04-01 bills.csv
		[[ $'\n'$stderr == *$'\n'"$name: bills.csv: doubt stale: the latest month is 2026-01, but 2026-03 is over: is the table whole?"* ]]
		# On its last day a month is over, the day before it is not.
		run -0 --separate-stderr $tool -a 2026-03-31 bills.csv
		[[ $stderr == *'doubt stale'* ]]
		run -0 --separate-stderr $tool -a 2026-03-30 bills.csv
		[[ $stderr != *'doubt stale'* ]]
		run -1 --separate-stderr $tool -o out.csv --strict -a 2026-04-01 bills.csv
		[ ! -e out.csv ]
		run -0 --separate-stderr $tool -o out.csv --strict --trust stale -a 2026-04-01 bills.csv
		rm out.csv
		# A month that was asked for is meant.
		run -0 --separate-stderr $tool --month 2026-01 --strict -a 2026-04-01 bills.csv
		run -0 --separate-stderr $tool -v -a 2026-04-01 bills.csv
		[[ $'\n'$stderr == *$'\n'"$name: month of assessment: 2026-01"* ]]
	done
}

@test "stale: rows that are not there yet are no quarter of losses in silence" {
	bills_to 2026-01 > bills.csv
	run -0 --separate-stderr rt-churn movements -a 2026-04-01 bills.csv
	[[ $stderr == *'bills.csv: doubt stale: the latest month is 2026-01, but 2026-03 is over'* ]]
	run -1 rt-churn movements --strict -a 2026-04-01 bills.csv
	run -0 rt-churn movements --strict -a 2026-04-01 --to 2026-02 bills.csv
}

@test "repeated: contacts equal in every cell count once, and how many is told" {
	printf '%s\n' customer_id,joined,left A,2025-01-01, B,2025-01-01, > customers.csv
	printf '%s\n' customer_id,time,channel,note A,2026-01-10T10:00,call,x \
		A,2026-01-10T10:00,call,x A,2026-01-10T10:00,call,y '"A",2026-01-10T10:00,call,x' > contacts.csv
	run -0 --separate-stderr rt-report effect -a 2026-04-01 customers.csv contacts.csv
	prints_err <<-'END'
		rt-report: contacts.csv:3: doubt repeated: 2 contacts are equal to earlier ones in every cell, first here; they are left out
	END
	# Two contacts in seven days are too many for one more; the repeated one is none.
	printf '%s\n' workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence \
		w:A:1,A,w,care,L2,2026-01-12,2026-01-16T18:00,call,Talk,why > orders.csv
	printf '%s\n' customer_id,tier,rank A,vip,5 > tiers.csv
	printf '%s\n' customer_id,manager A,Li > customers.csv
	printf '%s\n' manager Li > managers.csv
	set -- -a 2026-01-12 --tiers tiers.csv --customers customers.csv --managers managers.csv
	sed -i '2,$s/2026-01-10/2026-01-09/; 4d' contacts.csv
	run -0 --separate-stderr rt-schedule "$@" --history contacts.csv orders.csv
	[[ $stderr == *'contacts.csv:3: doubt repeated: 2 contacts are equal to earlier ones'* ]]
	[[ ${lines[1]} == 2026-01-12,* ]]
	sed -i '3s/x$/z/' contacts.csv
	run -0 --separate-stderr rt-schedule "$@" --history contacts.csv orders.csv
	[[ ${lines[1]} != 2026-01-12,* ]]
	run -1 rt-schedule --strict "$@" --history contacts.csv orders.csv
}

@test "stale: a table of which rt-tier uses no record would make everybody fall" {
	bills_to 2026-03 > bills.csv
	rt-tier -a 2026-04-01 bills.csv -o before.csv
	head -n 1 bills.csv > none.csv
	printf '%s\n' customer_id,name a,x b,x > customers.csv
	run -0 --separate-stderr rt-tier -a 2026-04-01 --customers customers.csv --previous before.csv none.csv
	[[ $stderr == *'rt-tier: none.csv: doubt stale: no record of it is used: is the table whole?'* ]]
	run -1 --separate-stderr rt-tier --strict -a 2026-04-01 --customers customers.csv none.csv -o out.csv
	[ ! -e out.csv ]
	# Customers alone are meant.
	run -0 --separate-stderr rt-tier --strict -a 2026-04-01 --customers customers.csv
	[[ $stderr != *doubt* ]]
}
