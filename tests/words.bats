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

# The column, and a kind of table that has it, of each row of aliases.csv with a value.
said_by_list()
{
	sed -n '1d; /,$/!p' "$TOP/common/table/aliases.csv" | while IFS=, read -r name text word; do
		case $name in
		*.*) kind=${name%.*} ;;
		channel) kind=contacts ;;
		level) kind=cases ;;
		scope | role | left_reason | yes/no) kind=customers ;;
		direction) kind=calls ;;
		dimension) kind=surveys ;;
		nature) kind=objections ;;
		category | state | arm) kind=workorders ;;
		*) wrong "of which table is $name?" ;;
		esac
		printf '%s\t%s\t%s\t%s\n' "$kind" "${name#*.}" "$text" "$word"
	done
}

@test "words: every text of the list says its word, in any case" {
	said_by_list > said
	[ "$(wc -l < said)" -gt 300 ]
	cut -f 4 said > expected
	mapfile -t arguments < <(cut -f 1-3 said | tr '\t' '\n')
	unit words code "${arguments[@]}" > found
	same_file expected found
	mapfile -t arguments < <(awk -F '\t' '{ print $1; print $2; print toupper($3) }' said)
	unit words code "${arguments[@]}" > found
	same_file expected found
}

@test "words: full-width letters, spaces inside; what is nearly a word is none" {
	run -0 unit words code contacts channel ＳＭＳ contacts channel 'Phone  Call' \
		contacts channel phone_call contacts channel ' 电话 ' contacts channel 微信 \
		contacts channel calls cases level Ｌ1 cases level l3 cases level L5 \
		cases level 一 customers status 欠费停机 customers status 停机保号 \
		calls direction 转接 bills month 一月 customers yes/no TRUE customers yes/no 2
	prints <<-'EOF'
		sms
		call
		call
		call
		none
		none
		L1
		L3
		none
		none
		none
		suspended
		none
		no words
		yes
		none
	EOF
}

@test "words: one's own are put on top, for one kind of table or for all" {
	run -0 unit words add contacts channel sms 飞信 contacts channel sms 电话 \
		all channel app 微信 customers channel fax 传真 customers name sms 短信 \
		customers channel sms call customers do_not_disturb yes 黑名单 \
		contacts channel sms ' -' contacts channel sms "$(printf 'x%.0s' {1..80})"
	prints <<-'EOF'
		added: sms
		added: sms
		added: no words
		unknown: none
		no words: no words
		a word itself: call
		added: yes
		nothing: none
		nothing: none
	EOF
	# Of one kind only; a word of all is one of each.
	run -0 unit words add contacts channel sms 飞信 customers channel sms 电话
	prints <<-'EOF'
		added: sms
		added: sms
	EOF
}

@test "lists: ; , and their full-width forms, and the comma of enumerations" {
	run -0 unit words cut 'a;b,c；d，e、f' '' 'a、' '；a' '周一 周二'
	prints <<-'EOF'
		<a><b><c><d><e><f>
		<>
		<a><>
		<><a>
		<周一 周二>
	EOF
}

@test "words: a plan from work orders, customers and managers in Chinese" {
	cat > orders.csv <<-'EOF'
		workorder_id,customer_id,trigger,category,level,due,channel
		w1,C1,t,关怀,紧急,2026-03-05T09:00,短信
		w2,C2,t,服务,一级,2026-03-05T09:00,电话
		w3,C3,t,营销,普通,2026-03-05T09:00,外呼
		w4,C4,t,营销,L2,2026-03-05T09:00,上门
		w5,C5,t,危机,L2,2026-03-05T09:00,邮件
	EOF
	# C2 is not to be disturbed but for service and crises; C3 not by call; C4 is.
	cat > customers.csv <<-'EOF'
		客户编号,客户经理,免打扰,免打扰时段,渠道
		C2,李,是,12:00-14:00；22:00-08:00,
		C3,李,电话、短信,"09:00-10:00,12:00-13:00",电子邮件
		C4,李,勿扰,,
		C5,李,否,,
	EOF
	cat > managers.csv <<-'EOF'
		客户经理,休息日
		李,2026-03-02，2026/3/3、20260306
	EOF
	run -0 --separate-stderr rt-schedule -q -a 2026-03-02 --customers customers.csv \
		--managers managers.csv orders.csv
	cut -d , -f 1,2,5,7,10,11,14,17,18 <<< "$output" > plan
	same_file - plan <<-'EOF'
		date,start,customer_id,channel,category,level,weight,status,reason
		2026-03-02,09:00,C1,sms,care,urgent,8,planned,
		2026-03-02,09:00,C5,email,crisis,L2,2,planned,
		2026-03-02,10:00,C3,email,marketing,normal,1,planned,
		2026-03-04,09:00,C2,call,service,L1,1,planned,
		,,C4,visit,marketing,L2,2,unplanned,refused
	EOF
}

@test "words: calls in a history written in Chinese count as calls" {
	printf '%s\n' workorder_id,customer_id,trigger,category,level,due,channel \
		w1,C1,t,service,L1,2026-03-06T23:00,call > orders.csv
	printf 'customer_id,manager\nC1,m\n' > customers.csv
	{
		echo 客户编号,时间,渠道
		printf 'C1,2026-03-01T%s,%s\n' 10:30 电话 12:00 外呼 13:00 Call 14:00 语音 20:00 phone
	} > history.csv
	plan() { rt-schedule -q -a 2026-03-02 --days 1 --customers customers.csv \
		--history history.csv --hours 10:00-10:30 --minutes 电话=30 "$@" orders.csv |
		sed 1d | cut -d , -f 17,18; }
	run -0 plan
	prints <<< planned,
	run -0 plan --preset cn-call
	prints <<< unplanned,cap
}

@test "contacts: a channel that is none of the five is bad data for every tool" {
	printf 'customer_id,time,channel\nC1,2026-03-01T10:00,电话\nC1,2026-03-01T10:00,微信\n' > contacts.csv
	printf 'customer_id,joined,left\nC1,2025-01-01,\n' > customers.csv
	bad='contacts.csv:3: channel: not a channel (visit, call, app, sms or email)'
	run -1 --separate-stderr rt-schedule -q -a 2026-03-02 --history contacts.csv <<-'EOF'
		workorder_id,customer_id,trigger,due
		w1,C1,t,2026-03-03
	EOF
	prints_err <<< "rt-schedule: $bad"
	run -1 --separate-stderr rt-report effect -a 2026-03-02 customers.csv contacts.csv
	prints_err <<< "rt-report: $bad"
	run -0 --separate-stderr rt-report effect -q -a 2026-03-02 -r - customers.csv contacts.csv -o out.csv
	prints <<-'EOF'
		file,line,column,reason,record
		contacts.csv,3,channel,"not a channel (visit, call, app, sms or email)","C1,2026-03-01T10:00,微信"
	EOF
}

@test "words: levels of customers by scope, role and status in Chinese" {
	cat > customers.csv <<-'EOF'
		客户编号,客户类型,集团编号,角色,状态
		G1,政企,,,
		P1,个人,G1,关键人,正常
		P2,公众,,,不合格
		P3,Personal,,,目标客户
	EOF
	cat > bills.csv <<-'EOF'
		customer_id,month,amount
		P1,2026-01,100000
		P1,2026-02,100000
		P1,2026-03,100000
	EOF
	sed 's/^group,\(.*\),[0-9]*$/集团,\1,/' "$TOP/common/table/policy/tiers.csv" > policy.csv
	run -0 rt-tier -q -a 2026-04-01 --customers customers.csv bills.csv
	# P2 and P3 have no bills: the rungs that their status names.
	cut -d , -f 1,2,9 <<< "$output" | grep '^[PG]' | sort > found
	same_file - found <<-'EOF'
		G1,group,
		P1,individual,repeat
		P2,individual,unqualified
		P3,individual,target
	EOF
	run -0 rt-tier -q -a 2026-04-01 --policy policy.csv --customers customers.csv bills.csv
	[[ $output == *$'\nG1,group,supreme,'* ]]
}

@test "words: reports group by the word, whatever says it" {
	cat > objections.csv <<-'EOF'
		客户编号,时间,异议类型,异议性质
		C1,2026-03-01,价格,真实
		C2,2026-03-01,price,real
		C3,2026-03-01,资费,虚假
		C4,2026-03-01,外星人,
	EOF
	run -0 rt-report objections -q -a 2026-04-01 objections.csv
	cut -d , -f 1-3 <<< "$output" > found
	same_file - found <<-'EOF'
		kind,nature,count
		price,real,2
		price,false,1
		外星人,,1
	EOF
	cat > cases.csv <<-'EOF'
		工单号,客户编号,受理时间,级别,响应时间
		K1,C1,2026-03-02T09:00,一级,2026-03-02T09:10
		K2,C1,2026-03-02T09:00,L1,2026-03-02T10:00
		K3,C1,2026-03-02T09:00,紧急,2026-03-02T09:05
	EOF
	run -0 rt-report service -q -a 2026-04-01 --working-time 一级 cases.csv
	cut -d , -f 1,2,3 <<< "$output" > found
	same_file - found <<-'EOF'
		level,cases,responded_in_time
		L1,2,1
		urgent,1,1
	EOF
	printf 'customer_id,joined,left,scope\nC1,2025-01-01,,政企\nC2,2025-01-01,,group\n' > c.csv
	run -0 rt-churn rates -q -a 2026-04-01 --every quarter --from 2026-01 --by scope c.csv
	[[ ${lines[1]} == 2026-Q1,group,2,* ]]
}

@test "C05: whoever is dead, moved away or a fraud is not asked back, in Chinese too" {
	cat > customers.csv <<-'EOF'
		客户编号,入网日期,离网日期,离网原因
		C1,2025-01-01,2026-03-01,去世
		C2,2025-01-01,2026-03-01,资费
		C3,2025-01-01,2026-03-01,搬家
	EOF
	run -0 rt-churn winback -q -a 2026-04-01 customers.csv
	cut -d , -f 2,9 <<< "$output" > found
	same_file - found <<-'EOF'
		customer_id,action
		C1,let-go: nothing but a friendly last message
		C2,appease: message with thanks and a way back
		C3,let-go: nothing but a friendly last message
	EOF
	run -0 rt-churn reasons -q -a 2026-04-01 customers.csv
	cut -d , -f 1,2 <<< "$output" > found
	same_file - found <<-'EOF'
		left_reason,lost
		deceased,1
		资费,1
		moved-away,1
	EOF
}

@test "where: a word is whatever says it; another text is itself alone" {
	cat > customers.csv <<-'EOF'
		客户编号,状态,免打扰
		C1,停机,
		C2,报停,是
		C3,停机保号,勿扰
		C4,Suspended,否
		C5,正常,NO
		C6,欠费停机,
		C7,,短信
	EOF
	policy()
	{
		rt-triggers --print-policy | head -1
		for where; do
			echo "${where%%:*},state,customers,status,${where#*:},,,,,,,care,L1,sms,1d,0d,yes,Ask,"
		done
	}
	policy 'word:status=suspended' 'WORD:status=SUSPENDED' 'own:status=停机保号' \
		'not:status!=suspended' 'both:status=active|欠费停机' \
		'calm:do_not_disturb!=yes' 'calls:do_not_disturb=no' > policy.csv
	run -0 rt-triggers -q -a 2026-04-01 -p policy.csv --customers customers.csv
	cut -d , -f 2,3 <<< "$output" | sed 1d |
		awk -F, '{ of[$2] = of[$2] " " $1 } END { for (t in of) print t ":" of[t] }' | sort > found
	same_file - found <<-'EOF'
		WORD: C1 C2 C3 C4
		both: C5 C6
		calls: C4 C5
		calm: C1 C4 C5 C6 C7
		not: C5 C6 C7
		own: C3
		word: C1 C2 C3 C4
	EOF
}

@test "T08: the line is suspended, whatever the operator calls it; evidence tells the cell" {
	printf 'customer_id,status\nC1,报停\nC2,停机\nC3,在网\nC4,欠费停机\n' > customers.csv
	run -0 rt-triggers -q -a 2026-04-01 --customers customers.csv
	cut -d , -f 2,3,10 <<< "$output" > found
	same_file - found <<-'EOF'
		customer_id,trigger,evidence
		C1,suspended,status 报停 on 2026-04-01
		C2,suspended,status 停机 on 2026-04-01
	EOF
}

@test "T21: levels of cases in Chinese; what is written is the level" {
	cat > cases.csv <<-'EOF'
		工单号,客户编号,受理时间,级别
		K1,C1,2026-04-01T08:00,一级
		K2,C2,2026-04-01T08:00,紧急
		K3,C3,2026-04-01T08:00,普通
	EOF
	printf 'customer_id,tier,rank\nC2,gold,3\n' > tiers.csv
	run -0 rt-triggers -q -a 2026-04-01T09:00 --tiers tiers.csv cases.csv
	cut -d , -f 1,5 <<< "$output" | sort > found
	# Answered within 30 minutes (L1), 10 (urgent), 2 hours (normal: not near yet);
	# solved within a day.  A high-end customer with an urgent case is blocked.
	same_file - found <<-'EOF'
		case-respond:C1:K1,L1
		case-respond:C2:K2,urgent
		vip-blocked:C2:K2,L4
		workorder_id,level
	EOF
	printf 'case_id,customer_id,opened,level\nK1,C1,2026-04-01T08:00,五级\n' > cases.csv
	run -1 --separate-stderr rt-triggers -q -a 2026-04-01T09:00 cases.csv
	prints_err <<< 'rt-triggers: cases.csv:2: level: not a service level such as L1'
	run -2 --separate-stderr rt-triggers -a 2026-04-01T09:00 --working-time 五级 cases.csv
	[[ $stderr == *"rt-triggers: --working-time: unknown level '五级'"* ]]
}

@test "T01: calls out and in, as switches name them" {
	cat > calls.csv <<-'EOF'
		customer_id,time,peer,seconds,direction
		C1,2026-03-31T10:00,10086,100,主叫
		C2,2026-03-31T10:00,10086,100,被叫
		C3,2026-03-31T10:00,10086,100,MOC
	EOF
	rt-triggers --print-policy | sed -n '1p; s/peer=10010|/direction=out;peer=10010|/p' > policy.csv
	run -0 rt-triggers -q -a 2026-03-31 -p policy.csv calls.csv
	cut -d , -f 2 <<< "$output" > found
	same_file - found <<< $'customer_id\nC1\nC3'
}

@test "a policy of triggers may say channel, level and category in Chinese; orders do not" {
	printf 'customer_id,status\nC1,报停\nC2,不合格\n' > customers.csv
	rt-triggers --print-policy | head -1 > policy.csv
	echo 'ask,state,customers,status,status?,,,,,,,营销,紧急,短信,1d,0d,是,Ask,' >> policy.csv
	run -0 rt-triggers -q -a 2026-04-01 -p policy.csv --customers customers.csv
	cut -d , -f 2,4,5,8 <<< "$output" > found
	# An unqualified customer gets no marketing.
	same_file - found <<-'EOF'
		customer_id,category,level,channel
		C1,marketing,urgent,sms
	EOF
	# An order of an earlier run, made elsewhere.
	printf 'workorder_id,customer_id,trigger,category,level,fired_on,due,channel,state\n' > seen.csv
	printf 'x:C9:1,C9,x,服务,一级,2026-03-31,2026-04-02T09:00,电话,新\n' >> seen.csv
	run -0 rt-triggers -q -a 2026-04-01 -p policy.csv --seen seen.csv --states --customers customers.csv
	[[ $output == *$'\nx:C9:1,C9,x,service,L1,2026-03-31,2026-04-02T09:00,call,,,still'* ]]
}

@test "hours: lists in any form, an hour of one digit" {
	printf 'workorder_id,customer_id,trigger,due\nw1,C1,t,2026-03-05\n' > orders.csv
	printf 'customer_id,manager,quiet_hours\nC1,m,9:00-9:30、18:00-8:00\n' > customers.csv
	run -0 rt-schedule -q -a 2026-03-02 --customers customers.csv \
		--hours '9:00-12:00；14:00-18:00' orders.csv
	# Turns of 9 minutes from 09:00 on: the first outside of the quiet hours.
	[[ ${lines[1]} == 2026-03-02,09:36,09:45,m,C1,* ]]
	printf 'customer_id,manager,quiet_hours\nC1,m,9-10\n' > customers.csv
	run -1 --separate-stderr rt-schedule -q -a 2026-03-02 --customers customers.csv orders.csv
	prints_err <<< 'rt-schedule: customers.csv:2: quiet_hours: not a list of hours such as 12:00-14:00;22:00-08:00'
}

@test "--names: words of one's own, on top of the built-in ones" {
	cat > names.csv <<-'EOF'
		kind,column,value,text
		contacts,channel,sms,飞信
		contacts,channel,app,电话
		customers,status,suspended,欠费停机
		customers,do_not_disturb,yes,黑名单
		,yes/no,no,不要
	EOF
	printf 'customer_id,status\nC1,欠费停机\nC2,停机\n' > customers.csv
	run -0 rt-triggers -q -a 2026-04-01 --names names.csv --customers customers.csv
	cut -d , -f 2,3 <<< "$output" > found
	same_file - found <<< $'customer_id,trigger\nC1,suspended\nC2,suspended'
	printf 'workorder_id,customer_id,trigger,due,channel\nw1,C1,t,2026-03-05,电话\nw2,C2,t,2026-03-05,短信\n' > orders.csv
	printf 'customer_id,manager,do_not_disturb\nC1,m,黑名单\nC2,m,不要\n' > customers.csv
	printf 'customer_id,time,channel\nC2,2026-01-01,飞信\nC2,2026-01-02,电话\n' > contacts.csv
	run -0 rt-schedule -q -a 2026-03-02 --names names.csv --customers customers.csv \
		--history contacts.csv orders.csv
	cut -d , -f 5,7,17,18 <<< "$output" > found
	# 电话 is an app among contacts alone.
	same_file - found <<-'EOF'
		customer_id,channel,status,reason
		C2,sms,planned,
		C1,call,unplanned,refused
	EOF
	rt-tier --names names.csv --print-names > all.csv
	grep -qx contacts,channel,app,电话 all.csv
	grep -qx ,channel,call,电话 all.csv
	grep -qx customers,do_not_disturb,yes,黑名单 all.csv
	rt-tier --names all.csv --print-names | same_file - all.csv
}

@test "--names: a word of one's own that cannot be is refused with its line" {
	while IFS='|' read -r row message; do
		printf 'kind,column,value,text\n%s\n' "$row" > n.csv
		run --separate-stderr -2 rt-tier --names n.csv --print-names
		[ "${stderr_lines[0]}" = "rt-tier: n.csv:2: $message" ] || wrong "$row: $stderr"
	done <<-'EOF'
		contacts,channel,fax,传真|value: not a channel (visit, call, app, sms or email)
		customers,status,gone,离网|value: not active, suspended, unqualified or target
		objections,kind,holiday,假|value: not need, price, product, timing, staff, service or payment
		customers,name,x,y|value: column 'name' takes any text
		,channel,sms,Call|text: a word of the column itself
		customers,do_not_disturb,yes,sms|text: a word of the column itself
		,channel,sms,--|text: blank, or too long for a word
		,yes/no,maybe,也许|value: not yes or no
	EOF
}

@test "rt-churn: --flag and --event of a word are met by what says it" {
	printf 'customer_id,joined,left,status\nC1,2025-01-01,,停机\nC2,2025-01-01,,正常\nC3,2025-01-01,,Suspended\n' > c.csv
	run -0 rt-churn rates -q -a 2026-04-01 --flag status=suspended c.csv
	grep -q '^.*,3,.*' <<< "${lines[1]}"
	[[ ${lines[1]} == *,0.666667,* ]]
	run -0 rt-churn rates -q -a 2026-04-01 --flag status=停机 c.csv
	[[ ${lines[1]} == *,0.333333,* ]]
}

@test "rt-churn: levels of covariates are words, whatever says them" {
	{
		echo customer_id,joined,left,scope,status
		for i in {1..40}; do
			scope=(个人 政企 集团 Group individual)
			status=(停机 在网 报停)
			left=
			((i % 3)) || left=2025-0$((i % 9 + 1))-15
			echo "C$i,2025-01-01,$left,${scope[i % 5]},${status[i % 4 % 3]}"
		done
	} > zh.csv
	sed 's/个人/individual/; s/政企\|集团\|Group/group/; s/停机\|报停/suspended/; s/在网/active/' zh.csv > en.csv
	for verb in 'hazard --covariates scope' 'survival --by scope,status' 'risk --covariates scope'; do
		run -0 rt-churn $verb -q -a 2026-01-01 en.csv
		rt-churn $verb -q -a 2026-01-01 zh.csv > found
		same_file found <(echo "$output")
	done
}
