# rt-report, rt-triggers, rt-schedule: people read words, tables keep codes.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01
	cat > orders.csv <<-'END'
		workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence
		w1,C1,bill-drop,care,L2,2026-04-01,2026-04-03T09:00,call,Ask,
		w2,C2,own-rule,marketing,gold-level,2026-04-01,2026-04-03T09:00,fax,Ask,
	END
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,status,total_amount
		C1,individual,quasi,6,quasi,300
		G1,group,vip,5,high-end,900
	END
}

@test "words: text, markdown, html and xlsx show words of the language, csv and json codes" {
	for format in text markdown html; do
		run -0 rt-report workorders --lang zh --format $format orders.csv
		[[ $output = *消费下降*关怀*二级* ]]
		[[ $output != *bill-drop* && $output != *'>care<'* && $output != *'>L2<'* ]]
		run -0 rt-report workorders --format $format orders.csv
		[[ $output = *'Bill dropped'*Care*'Level 2'* ]]
		[[ $output != *bill-drop* && $output != *'>care<'* ]]
	done
	for format in csv json jsonl; do
		rt-report workorders --lang zh --format $format orders.csv > zh
		rt-report workorders --lang en --format $format orders.csv > en
		run -0 grep -c 'bill-drop.*care.*L2' zh
		# The language is in the title of json alone.
		same_file <(grep bill-drop zh) <(grep bill-drop en)
	done
	/usr/bin/python3 -c 'import openpyxl' || skip "needs python3-openpyxl"
	rt-report workorders --lang zh --format xlsx orders.csv > book.xlsx
	run -0 /usr/bin/python3 -c 'import openpyxl
print([c.value for c in openpyxl.load_workbook("book.xlsx").worksheets[0][2]][:3])'
	prints <<< "['消费下降', '关怀', '二级']"
}

@test "words: what has none stays as it is" {
	run -0 rt-report workorders --lang zh --format markdown orders.csv
	[[ $output = *'| own-rule | 营销 | gold-level |'* ]]
}

@test "words: of a level its label, by scope; a policy of one's own has its own" {
	run -0 rt-report tiers --lang zh --format markdown tiers.csv
	[[ $output = *'| 个人 | 准高端 |'*'| 集团 | VIP |'* ]]
	[[ $output != *quasi* ]]
	rt-tier --print-policy | sed 's/group,vip,VIP,VIP/group,vip,大客户,Key account/' > own.csv
	run -0 rt-report tiers --lang zh -p own.csv --format markdown tiers.csv
	[[ $output = *'| 集团 | 大客户 |'* ]]
	run -0 rt-report tiers -p own.csv --format markdown tiers.csv
	[[ $output = *'| Group | Key account |'* ]]
	run -0 rt-report table --lang zh --format markdown tiers.csv
	[[ $output = *'| C1 | 个人 | 准高端 | 6 | 准高端 | 300 |'* ]]
}

@test "headings: kind table calls columns of rt's tables in Chinese, and leaves one's own" {
	printf 'customer_id,tier,rank,due,网龄,my_note,end\nC1,vip,5,2026-04-01,3,x,2026-05-01\n' > any.csv
	for format in markdown html text; do
		run -0 rt-report table --lang zh --format $format any.csv
		[[ $output = *客户编号*等级*等级序号*应缴日期*网龄*my_note*到期日* ]]
	done
	run -0 rt-report table --format markdown any.csv
	[[ $output = *'| customer_id | tier | rank | due | 网龄 | my_note | end |'* ]]
	run -0 rt-report table --lang zh any.csv
	[ "${lines[0]}" = customer_id,tier,rank,due,网龄,my_note,end ]
	# What stands beside it tells what a name means.
	printf 'workorder_id,due,action,evidence,start,end\nw,2026-04-01,Ask,1 call,09:00,09:09\n' > orders.csv
	run -0 rt-report table --lang zh --format markdown orders.csv
	[[ $output = *'| 工单编号 | 截止时间 | 应对措施 | 依据 | 开始时间 | 结束时间 |'* ]]
	run -0 rt-report table --lang zh --format markdown --by tier,网龄 --count --sum rank --mean 网龄 any.csv
	[[ $output = *'| 等级 | 网龄 | 记录数 | rank 合计 | 网龄 平均 |'* ]]
	run -0 rt-report table --lang zh --format markdown --by tier --sum total_amount tiers.csv
	[[ $output = *'| 等级 | 总金额合计 |'* ]]
	# Groups of other kinds, too.
	printf 'customer_id,scope,tier,rank,total_amount,region\nC1,individual,vip,5,1,郑州\n' > tiers.csv
	run -0 rt-report tiers --lang zh --by region --format markdown tiers.csv
	[[ $output = *'| 地区 | 客户类型 | 等级 |'* ]]
}

@test "words: lists of a plan are said in words, whatever joins them" {
	printf 'customer_id,category,level,reason,note\nC1,care | service,L1 | L2,deputy;appointment 2026-04-02,a | b\nC2,care,L1,assigned,\nC3,care,L1,price 2026-04-02 it was,\n' > any.csv
	run -0 rt-report table --lang zh --format markdown any.csv
	[[ $output = *'| C1 | 关怀 \| 服务 | 一级 \| 二级 | 由代班人处理；预约走访的日子 2026-04-02 | a \| b |'* ]]
	[[ $output = *'| C2 | 关怀 | 一级 | 临时指派的客户经理 |'*'| price 2026-04-02 it was |'* ]]
	run -0 rt-report table --format markdown any.csv
	[[ $output = *'| C1 | Care \| Service | Level 1 \| Level 2 | By the deputy; Make the appointment on 2026-04-02 | a \| b |'* ]]
}

@test "words: reasons for which customers leave, and all cohorts, in the reader's language" {
	printf 'reason,time,at_risk,events,incidence,std_error,ci_low,ci_high\nprice,12,10,1,0.1,0.09,0.01,0.3\nown reason,12,10,1,0.1,0.09,0.01,0.3\n' > incidence.csv
	run -0 rt-report --lang zh --format markdown incidence.csv
	[[ $output = *'| 价格 | 12 |'*'| own reason | 12 |'* ]]
	printf 'cohort,age,size,active,retention\n2025,0,2,2,1.000000\nall,0,2,2,1.000000\n' > cohorts.csv
	run -0 rt-report --lang zh --format markdown cohorts.csv
	[[ $output = *'| 2025 | 0 |'*'| 全部 | 0 |'* ]]
	run -0 rt-report --lang zh --format html cohorts.csv
	[[ $output != *'>all<'* ]]
}

@test "words: what is left over is called so in Chinese" {
	printf 'region,n\na,1\nb,1\nb,1\n' > any.csv
	run -0 rt-report --by region --count --top 1 --lang zh --format markdown any.csv
	[[ $output = *'| b |'*'| （其他） |'* ]]
	run -0 rt-report --by region --count --top 1 --lang zh any.csv
	[[ $output = *'(others),1' ]]
}

@test "--words: words of one's own, on top of the built-in ones; mistakes name the line" {
	printf 'customer_id,left_reason,category\nC1,offer,care\nC2,price,care\nC3,别的,care\n' > any.csv
	printf 'kind,code,zh,en\nleft_reason,offer,竞品优惠,A better offer\ncategory,care,客户关怀,\n' > own.csv
	run -0 rt-report table --lang zh --words own.csv --format markdown any.csv
	[[ $output = *'| C1 | 竞品优惠 | 客户关怀 |'*'| C2 | 价格 |'*'| C3 | 别的 |'* ]]
	# A blank word takes nothing away.
	run -0 rt-report table --words own.csv --format markdown any.csv
	[[ $output = *'| C1 | A better offer | Care |'* ]]
	echo left_reason,offer,一,two >> own.csv
	run -2 rt-report table --words own.csv any.csv
	prints <<< 'rt-report: own.csv:4: code: the same as on line 2'
	printf 'kind,code,zh,en\n,offer,竞品优惠,\n' > own.csv
	run -2 rt-report table --words own.csv any.csv
	prints <<< 'rt-report: own.csv:2: kind: blank; such as left_reason'
}

@test "--triggers: labels of one's own triggers; without one the code stays" {
	rt-triggers --print-policy | sed -n '1p; s/^bill-drop/own-rule/p' |
		sed 's/,消费下降,/,自家规则,/; s/,Bill dropped,/,,/' > own.csv
	run -0 rt-report workorders --lang zh --triggers own.csv --format markdown orders.csv
	[[ $output = *'| 消费下降 |'*'| 自家规则 |'* ]]
	run -0 rt-report workorders --triggers own.csv --format markdown orders.csv
	[[ $output = *'| Bill dropped |'*'| own-rule |'* ]]
}

@test "--lang zh: every built-in trigger has a label and an action in both languages" {
	run -0 bash -c "rt-triggers --print-policy | awk -F, 'NR > 1 && (\$18 == \"\" || \$20 == \"\" || \$21 == \"\" || \$22 == \"\")'"
	[ -z "$output" ]
	run -1 bash -c 'rt-triggers --print-policy | sed 1d | cut -d, -f21,22 | grep -v "[^ -~].*,.*[^ -~]"'
}

@test "--lang zh: evidence and actions hold no codes; a policy of one's own brings its Chinese action" {
	printf 'customer_id,status\nC1,suspended\n' > customers.csv
	printf 'customer_id,tier,rank,movement,previous_tier\nC1,quasi,6,up,standard\n' > tiers.csv
	run -0 rt-triggers --lang zh -q --customers customers.csv --tiers tiers.csv
	[[ $output = *'状态 停机'* && $output = *'等级 准高端'* && $output != *'等级 quasi'* ]]
	rt-triggers --print-policy | sed -n '1p; s/^suspended\(.*\),了解何时[^,]*$/suspended\1,问一问/p' > own.csv
	run -0 rt-triggers --lang zh -q -p own.csv --customers customers.csv
	[[ $output = *,问一问,* ]]
	# One written before there were such columns asks as the built-in policy does.
	cut -d, -f1-18 own.csv > old.csv
	run -0 rt-triggers --lang zh -q -p old.csv --customers customers.csv
	[[ $output = *,了解何时恢复使用、需要什么帮助,* ]]
}

@test "evidence holds no codes in English either, and takes words of one's own" {
	printf 'customer_id,status\nC1,suspended\n' > customers.csv
	printf 'customer_id,tier,rank,movement,previous_tier\nC1,quasi,6,up,platinum\n' > tiers.csv
	printf 'case_id,customer_id,opened,status,level,topic\nk1,C1,2026-04-01T08:00,open,L3,outage\n' > cases.csv
	run -0 rt-triggers -q --as-of 2026-04-01T09:50 --customers customers.csv --tiers tiers.csv cases.csv
	[[ $output = *'status Suspended on'* && $output = *'Level 3 case opened'* ]]
	[[ $output = *'tier Quasi high-end, movement Up, from platinum to Quasi high-end'* ]]
	printf 'kind,code,zh,en\ntier,platinum,白金,Platinum\ntier,quasi,准高,Nearly\n' > own.csv
	run -0 rt-triggers -q --words own.csv --tiers tiers.csv
	[[ $output = *'from Platinum to Nearly'* ]]
	run -0 rt-triggers -q --lang zh --words own.csv --tiers tiers.csv
	[[ $output = *'从 白金 到 准高'* && $output != *platinum* ]]
	echo tier,quasi,又,Again >> own.csv
	run -2 rt-triggers -q --words own.csv --tiers tiers.csv
	prints <<< 'rt-triggers: own.csv:4: code: the same as on line 3'
	# What a crowd and a streak have in common is said in words, too.
	rt-triggers --print-policy | head -n 1 > crowd.csv
	echo 'many,crowd,cases,level,,>=,1,1d,,,,care,L1,sms,1d,,yes,Ask' >> crowd.csv
	echo 'days,streak,cases,level,,>=,1,,,,,care,L1,sms,1d,,yes,Ask' >> crowd.csv
	run -0 rt-triggers -q -p crowd.csv --as-of 2026-04-01 --since 2026-03-30 cases.csv
	[[ $output = *'"level Level 3: 1 day, '*'level Level 3: 1 customer '* ]]
}

@test "--words: one's own go before the labels of policies" {
	printf 'kind,code,zh,en\ntier,quasi,准高,Nearly\ntrigger,bill-drop,少了,Less\n' > own.csv
	run -0 rt-report table --lang zh --words own.csv --format markdown tiers.csv
	[[ $output = *'| C1 | 个人 | 准高 | 6 |'* ]]
	rt-triggers --print-policy > triggers.csv
	run -0 rt-report workorders --triggers triggers.csv --words own.csv --format markdown orders.csv
	[[ $output = *'| Less |'* ]]
}

@test "a row of a policy may end before the columns that older ones have not" {
	printf 'customer_id,date,amount\nu1,2026-04-01,5\n' > purchases.csv
	rt-triggers --print-policy | head -n 1 > own.csv
	echo 'r,match,purchases,amount,,>,1,,,,,care,L1,sms,1d,,yes,Call Ann' >> own.csv
	run -0 rt-triggers --lang zh -p own.csv purchases.csv
	[[ $output = *',Call Ann,1 次购买'* ]]
	sed '2s/$/,,,,,/' own.csv > long.csv
	run -2 rt-triggers -p long.csv purchases.csv
	prints <<< 'rt-triggers: long.csv:2: 23 cells where the header has 22'
	sed '2s/,Call Ann//' own.csv > short.csv
	run -2 rt-triggers -p short.csv purchases.csv
	prints <<< 'rt-triggers: short.csv:2: 17 cells where the header has 22'
}

@test "--print-policy words: the words in force, which --words takes again" {
	printf 'kind,code,zh,en\nleft_reason,offer,"竞品, 优惠","A ""better"" offer"\ncategory,care,客户关怀,Care\n' > own.csv
	run -0 rt-report --print-policy words --words own.csv
	[ "${lines[0]}" = kind,code,zh,en ]
	[ "$(grep -c ^category,care, <<< "$output")" -eq 1 ]
	[[ $output = *$'\ncategory,care,客户关怀,Care'* ]]
	[[ $output = *$'\nleft_reason,offer,"竞品, 优惠","A ""better"" offer"'* ]]
	printf '%s\n' "$output" > all.csv
	same_file all.csv <(rt-report --print-policy words --words all.csv)
	# What the installed file has is what is built in.
	same_file <(rt-report --print-policy words) "$TOP/common/table/policy/words.csv"
}

@test "the definition of a churn rate is said in words, in the table and below it" {
	rt-churn rates -q --definition all -a 2026-04-01 --from 2026-03 "$TESTDATA/customers.csv" > rates.csv
	run -0 rt-report churn --lang zh --format text -a 2026-04-01 rates.csv
	for word in 期初口径 期初加新增口径 平均口径 期末折算口径 拍照口径; do
		[ "$(grep -c "$word" <<< "$output")" -ge 2 ] || wrong "$word: $output"
	done
	[[ ! $output =~ (opening|average|closing|snapshot) ]]
	run -0 rt-report churn --lang en --format markdown -a 2026-04-01 rates.csv
	[[ $output == *'| Closing, normalised'* && $output == *'| Opening and new'* ]]
	run -0 rt-report churn --lang zh --format csv -a 2026-04-01 rates.csv
	[[ $output == *,closing-normalised* ]]
}
