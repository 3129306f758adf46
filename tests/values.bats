# values -- cells as people, spreadsheets and programs write them.

load helper

# What rt-tier makes of an amount: the row's last amount, or the message.
amount()
{
	printf 'customer_id,month,amount\nC1,2026-03,%s\n' "$1" > in.csv
	run rt-tier -q -a 2026-04-01 "${@:2}" in.csv
	output=$(tail -n 1 <<< "$output")
	[[ $output == rt-tier* ]] || output=$(cut -d , -f 11 <<< "$output")
}

# The same with semicolons between cells.
european()
{
	printf 'customer_id;month;amount\nC1;2026-03;%s\n' "$1" > in.csv
	run rt-tier -q -a 2026-04-01 -d ';' "${@:2}" in.csv
	output=$(tail -n 1 <<< "$output")
	[[ $output == rt-tier* ]] || output=$(cut -d , -f 11 <<< "$output")
}

# A cell of this column is refused, and told what it looks like.
refused()
{
	printf 'customer_id,action,%s\nC1,login,%s\n' "$1" "$2" > in.csv
	run -1 --separate-stderr unit table --kinds "$3" in.csv
	prints_err <<< "unit: in.csv:2: $4"
}

usage_error()	# MESSAGE TOOL WORD...
{
	run -2 --separate-stderr "${@:2}"
	prints_err <<-EOF
		$2: $1
		Try '$2 --help'.
	EOF
}

@test "money: zeros behind the fourth decimal, the yuan's names, groups" {
	amount 82.540000
	prints <<< 82.54
	amount ¥49.74
	prints <<< 49.74
	amount '"￥1,234.50"'
	prints <<< 1234.50
	amount 1234.50元
	prints <<< 1234.50
}

@test "money: what it looks like, by name" {
	local bad like
	while IFS='|' read -r bad like; do
		amount "$bad"
		prints <<< "rt-tier: in.csv:2: amount: ${like:+looks like $like, }not a number such as 79.00"
	done <<-'EOF'
		8.2万|an amount in 万, ten thousands
		1.5亿元|an amount in 亿, hundred millions
		12%|a percentage
		(79.00)|a negative amount in brackets
		（79.00）|a negative amount in brackets
		79.00-|an amount with its minus behind it
		1.0E7|scientific notation
		1e3|scientific notation
		8２|full-width digits
		79.12501|a number with more than four decimals
		"49,74"|a number with a decimal comma (see --decimal)
		.5|
		5.|
		79.00x|
	EOF
}

@test "--decimal ,: 79,125 is 79.125, groups are parted by a point or a space" {
	european 79,125 --decimal ,
	prints <<< 79.1250
	european 1.234,50 --decimal ,
	prints <<< 1234.50
	european '1 234,50' --decimal ,
	prints <<< 1234.50
	european $'1\xc2\xa0234,50' --decimal ,
	prints <<< 1234.50
	european $'1\xe2\x80\xaf234\xe2\x80\xaf567,50 元' --decimal ,
	prints <<< 1234567.50
	european -5 --decimal ,
	prints <<< -5.00
	amount '"79,125"' --decimal bills=,
	prints <<< 79.1250
}

@test "--decimal ,: a point that parts no groups is refused" {
	local bad
	for bad in 79.12 79.1 1234.567 1,234.50 1,2,3; do
		european "$bad" --decimal ,
		prints <<< 'rt-tier: in.csv:2: amount: not a number such as 79,00'
	done
	european 1,0E7 --decimal ,
	prints <<< 'rt-tier: in.csv:2: amount: looks like scientific notation, not a number such as 79,00'
}

@test "-d ';': a number with a comma and no point may be two, unless --decimal says" {
	local unclear='a number whose comma can be two things (see --decimal)'
	european 79,125
	prints <<< "rt-tier: in.csv:2: amount: looks like $unclear, not a number such as 79.00"
	european 1,234.50
	prints <<< 1234.50
	european 79.12
	prints <<< 79.12
	european 79,125 --decimal .
	prints <<< 79125.00
	amount '"79,125"'
	prints <<< 79125.00
}

@test "--decimal: one kind may differ; tables that rt writes do not" {
	printf '%s\n' 'customer_id;month;amount' 'C1;2026-03;80,50' > bills.csv
	printf '%s\n' 'customer_id,name,plan_fee' 'C1,a,"1,000.00"' > customers.csv
	run -0 rt-tier -q -a 2026-04-01 -d bills=';' --decimal bills=, --customers customers.csv bills.csv
	prints <<-'EOF'
		customer_id,scope,tier,rank,status,reason,class,potential,ladder,months,last_amount,min_amount,avg_amount,total_amount,growth,tenure_months
		C1,individual,quasi,6,quasi,single-month,A,new,first-time,1,80.50,,80.50,80.50,,
	EOF
	rt-tier -q -a 2026-04-01 -d bills=';' --decimal bills=, bills.csv > tiers.csv
	run -0 rt-report tiers -q -d ';' --decimal , --format csv tiers.csv
	[[ $output == *,80.50,* ]]
}

@test "--decimal: numbers, sums and conditions, not money alone" {
	printf '%s\n' 'x;y' 'a;1,5' 'b;2,25' > t.csv
	run -0 rt-report table -q -d ';' --decimal , --by x --sum y --format csv t.csv
	prints <<-'EOF'
		x,sum_y
		a,1.50
		b,2.25
	EOF
	printf '%s\n' 'customer_id;time;nps;score' 'C1;2026-03-20;3;7,5' 'C2;2026-03-20;3;8,5' > s.csv
	cat > p.csv <<-'EOF'
		trigger,rule,table,column,where,op,threshold,window,baseline,floor,inhibited_by,category,level,channel,within,cooldown,enabled,action
		low,match,surveys,,score<8,,,,,,,care,L2,call,2d,,yes,call
	EOF
	run -0 rt-triggers -q -a 2026-04-01 --since 2026-03-01 -p p.csv -d ';' --decimal , s.csv
	[[ $output == *low:C1:* && $output != *low:C2:* ]]
}

@test "--decimal: covariates are numbers as well, and a point is no guess" {
	{
		echo 'months;left;fee'
		for i in 1 2 3 4 5 6 7 8; do echo "$i;$((i % 2));$((i * 5 % 7)),5"; done
	} > c.csv
	tr ';,' ',.' < c.csv > point.csv
	run -0 rt-churn hazard -q --time months --event left --covariates fee -d ';' --decimal , c.csv
	local comma=$output
	run -0 rt-churn hazard -q --time months --event left --covariates fee point.csv
	same "$comma" <<< "$output"
	sed -i 's/^3;1;1,5/3;1;1.5/' c.csv
	run -1 rt-churn hazard -q --time months --event left --covariates fee -d ';' --decimal , c.csv
	prints <<< 'rt-churn: c.csv:4: fee: not a number such as 79,00'
}

@test "--decimal: . or , and nothing else" {
	usage_error "--decimal: neither '.' nor ','" rt-tier --decimal x in.csv
	usage_error "--decimal: neither '.' nor ','" rt-tier --decimal bills=,, in.csv
}

@test "dates, months and times: what they look like" {
	local column kind like example
	while IFS='|' read -r column kind example; do
		for like in '46101|a spreadsheet'\''s day number' '46101.378|a spreadsheet'\''s day number' \
			'3/1/2026|3/1/2026, which can be two days' '01.03.26|3/1/2026, which can be two days' \
			'2026-03-20 24:00|24:00, which is 00:00 of the next day' \
			'1774000000|seconds since 1970' '1774000000000|milliseconds since 1970' \
			'20-Mar-26|a date with its month in letters' '２０２６-03-01|full-width digits'; do
			refused "$column" "${like%%|*}" "$kind" \
				"$column: looks like ${like#*|}, $example"
		done
	done <<-'EOF'
		date|purchases|not a date such as 2026-03-05
		time|activity|not a time such as 2026-03-05T09:05
	EOF
}

@test "months: what they look like" {
	printf 'customer_id,amount,month\nC1,5,%s\n' 2026.3 > in.csv
	run -1 --separate-stderr unit table --kinds bills in.csv
	prints_err <<< 'unit: in.csv:2: month: looks like 2026.1, which can be left of 2026.10, not a month such as 2026-03'
	sed -i 's/2026.3/Mar-26/' in.csv
	run -1 --separate-stderr unit table --kinds bills in.csv
	prints_err <<< 'unit: in.csv:2: month: looks like a date with its month in letters, not a month such as 2026-03'
}

@test "a date of a spreadsheet in each place that takes one" {
	printf '%s\n' 'customer_id,date' 'C1,2026/3/5 0:00:00' 'C1,2026-3-5' 'C1,2026.3.5' \
		'C1,2026年3月5日' 'C1,2026/3/5 上午 9:05' 'C1,20260305090500' > in.csv
	run -0 unit table --kinds purchases in.csv
	prints <<-'EOF'
		purchases,customer_id,date
		2,C1,2026-03-05
		3,C1,2026-03-05
		4,C1,2026-03-05
		5,C1,2026-03-05
		6,C1,2026-03-05
		7,C1,2026-03-05
	EOF
	printf '%s\n' customer_id,month,amount C1,2026年3月,90 > in.csv
	run -0 rt-tier -q -a 2026年4月1日 in.csv
	local chinese=$output
	run -0 rt-tier -q -a 2026-04-01 in.csv
	same "$chinese" <<< "$output"
}

@test "seconds: as switches and people write how long a call was" {
	local n=0 text
	{
		echo customer_id,time,peer,seconds
		for text in 00:01:01 1分1秒 61秒 61 1小时 00:01:00 1分钟 60; do
			echo "C$((++n)),2026-03-20 9:05,10086,$text"
		done
	} > calls.csv
	run -0 rt-triggers -q -a 2026-04-01 --since 2026-03-01 --trigger rival-hotline calls.csv
	cut -d , -f 2 <<< "$output" > ids
	same "$(cat ids)" <<-'EOF'
		customer_id
		C1
		C2
		C3
		C4
		C5
	EOF
	sed -i '2s/00:01:01/1:30/' calls.csv
	run -1 rt-triggers -q -a 2026-04-01 calls.csv
	prints <<< 'rt-triggers: calls.csv:2: seconds: looks like 1:30, which can mean two things, not a number of seconds such as 90'
}

@test "a birthday without a year may be in words" {
	printf '%s\n' customer_id,name,birthday C1,a,4月3日 C2,b,04-03 C3,c,1990年4月3日 C4,d,4月30日 \
		> customers.csv
	run -0 rt-triggers -q -a 2026-04-01 --trigger birthday --customers customers.csv
	cut -d , -f 1,2 <<< "$output" > orders
	same "$(cat orders)" <<-'EOF'
		workorder_id,customer_id
		birthday:C1:2026-04-03,C1
		birthday:C2:2026-04-03,C2
		birthday:C3:2026-04-03,C3
	EOF
}

@test "options: a date or month that is none ends with what is one" {
	usage_error "--month: not a month such as 2026-03" rt-tier --month 2026-13 in.csv
	usage_error "--since: looks like 3/1/2026, which can be two days, not a date such as 2026-03-05" rt-triggers --since 3/1/2026 in.csv
}

# What the last run said on its first line of standard error.
said()
{
	[ "${stderr_lines[0]}" = "$1" ] || wrong "${stderr_lines[0]}"
}

@test "names of a policy: what is none of them ends with one that is" {
	printf '%s\n' workorder_id,customer_id,trigger,level,due w,C1,t,L9,2026-04-02T09:00 > orders.csv
	run -1 --separate-stderr rt-schedule -a 2026-04-01 orders.csv
	said 'rt-schedule: orders.csv:2: level: not a level of the levels table such as L1'
	sed -i s/L9/L1/ orders.csv
	printf '%s\n' customer_id,scope,tier,rank,total_amount C1,individual,Gold,3,80 > tiers.csv
	run -1 --separate-stderr rt-schedule -a 2026-04-01 --tiers tiers.csv orders.csv
	said 'rt-schedule: tiers.csv:2: tier: not a tier of the contact policy such as supreme'
	printf '%s\n' customer_id,month,amount C1,2026-03,80 > bills.csv
	run -1 --separate-stderr rt-tier -a 2026-04-01 --previous tiers.csv bills.csv
	said 'rt-tier: tiers.csv:2: tier: not a tier of the policy in force such as supreme'
	run -1 --separate-stderr rt-report tiers tiers.csv
	said 'rt-report: tiers.csv:2: tier: no tier of the policy (see --policy), such as supreme'
	printf '%s\n' case_id,customer_id,opened,level k,C1,2026-04-01T08:00,L9 > cases.csv
	run -1 --separate-stderr rt-triggers -a 2026-04-01 cases.csv
	said 'rt-triggers: cases.csv:2: level: not a service level such as L1'
	run -1 --separate-stderr rt-report service -a 2026-04-01 cases.csv
	said 'rt-report: cases.csv:2: level: no level of the policy (see --policy), such as L1'
	printf '%s\n' customer_id,do_not_disturb C1,fax > customers.csv
	run -1 --separate-stderr rt-schedule -a 2026-04-01 --customers customers.csv orders.csv
	said 'rt-schedule: customers.csv:2: do_not_disturb: not yes, no or a list of channels such as visit;call'
	# A levels table without any has the built-in one as an example.
	printf '%s\n' level,weight,respond,resolve,source > levels.csv
	run -1 --separate-stderr rt-schedule -a 2026-04-01 --levels levels.csv orders.csv
	said 'rt-schedule: orders.csv:2: level: not a level of the levels table such as L1'
}
