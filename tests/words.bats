#!/usr/bin/env bats
# The words that cells say: one list for each idea, for all tools.

load helper

@test "words: any case, spaces around: scope, role, state, arm, channel, kind of day" {
	rt-schedule -q -a 2026-03-02 -o plan.csv <<-'EOF'
		workorder_id,customer_id,trigger,due,channel,state,arm
		w1,C1,t,2026-03-03,SMS, New ,Treat
		w2,C2,t,2026-03-03,Call,RESOLVED,treat
		w3,C3,t,2026-03-03,call,still,CONTROL
	EOF
	run -0 cut -d , -f 5,7,17,18 plan.csv
	prints <<-'EOF'
		customer_id,channel,status,reason
		C1,sms,planned,
		C2,call,unplanned,resolved
		C3,call,unplanned,control
	EOF
	cat > customers.csv <<-'EOF'
		customer_id,scope,group_id,role
		G1,GROUP,,
		P1,Individual,G1,Key
	EOF
	cat > bills.csv <<-'EOF'
		customer_id,month,amount
		G1,2026-01,100000
		G1,2026-02,100000
		G1,2026-03,100000
		P1,2026-01,1
	EOF
	# A group needs no members, only revenue.
	sed 's/^group,\(.*\),[0-9]*$/Group,\1,/' \
		"$TOP/common/table/policy/tiers.csv" > policy.csv
	# A key person of a supreme group is supreme.
	run -0 rt-tier -q -a 2026-04-01 --policy policy.csv --customers customers.csv bills.csv
	[[ $output == *$'\nG1,group,supreme,'* && $output == *$'\nP1,individual,supreme,'* ]]
}

@test "words: the complaint names all that there are" {
	rt-churn winback --print-policy > policy.csv
	sed -i 's/1d,visit,L4/1d,letter,L4/' policy.csv
	run -2 --separate-stderr rt-churn winback -a 2026-04-01 --policy policy.csv
	prints_err <<< 'rt-churn: policy.csv:2: channel: not a channel (visit, call, app, sms or email)'
	rt-churn winback --print-policy | sed 's/,L4$/,L9/' > policy.csv
	run -2 --separate-stderr rt-churn winback -a 2026-04-01 --policy policy.csv
	prints_err <<< 'rt-churn: policy.csv:2: level: not a level (L1, L2, L3, L4, urgent or normal)'
}

@test "words: --lang is refused alike" {
	for tool in rt-report rt-triggers; do
		run -2 --separate-stderr $tool --lang fr
		[ "${stderr_lines[0]}" = "$tool: --lang: neither en nor zh" ]
	done
}
