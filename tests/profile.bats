#!/usr/bin/env bats
# profile -- what the columns of any files are like: rt-report profile.

load helper

export RT_AS_OF=2026-04-01
header=file,kind,column,heading,type,rows,blank,distinct,least,greatest,doubts

# One row of the profile, by column, of what the last run printed.
row()	# COLUMN
{
	grep "^[^,]*,[^,]*,$1," <<< "$output"
}

@test "profile: a row per column, with what it was taken for and what it holds" {
	cat > b.csv <<-'END'
		客户编号,month,消费,data_mb,due,paid,extra
		A,2026-01,80.00,100,2026-02-05,2026/2/3,x
		A,2026-02,-5.5,,2026-03-05,,x
		B,202602,80,300.25,2026-02-05,,y
		B,2026-03,1000000.01,0,2026-04-05,2026-03-31,
	END
	run -0 --separate-stderr rt-report profile b.csv
	prints <<-END
		$header
		b.csv,bills,customer_id,客户编号,id,4,0,2,,,
		b.csv,bills,month,month,month,4,0,3,2026-01,2026-03,
		b.csv,bills,amount,消费,money,4,0,3,-5.50,1000000.01,
		b.csv,bills,data_mb,data_mb,money,4,1,3,0.00,300.25,
		b.csv,bills,due,due,date,4,0,3,2026-02-05,2026-04-05,
		b.csv,bills,paid,paid,date,4,2,2,2026-02-03,2026-03-31,
		b.csv,bills,,extra,text,4,1,2,,,
	END
	[ -z "$stderr" ]
	cat > calls.csv <<-'END'
		customer_id,time,peer,seconds,direction
		A,2026-03-01 09:00,10086,00:01:30,主叫
		B,2026-02-28T23:59:59,13800138000,7,in
	END
	run -0 rt-report profile calls.csv
	prints <<-END
		$header
		calls.csv,calls,customer_id,customer_id,id,2,0,2,,,
		calls.csv,calls,time,time,time,2,0,2,2026-02-28T23:59,2026-03-01T09:00,
		calls.csv,calls,peer,peer,text,2,0,2,,,
		calls.csv,calls,seconds,seconds,duration,2,0,2,7,90,
		calls.csv,calls,direction,direction,text,2,0,2,,,
	END
	run -0 rt-report profile < b.csv
	[[ ${lines[1]} == -,bills,* ]]
}

@test "profile: a bad cell is counted and told, and ends no run but a strict one" {
	printf '%s\n' customer_id,month,amount A,2026-03,1 $'B\t,2026-13,2' 合计,,x C,2026-03 \
		D,2026-03,-3 E,2026-03,1900-01-01 > b.csv
	run -0 --separate-stderr rt-report profile b.csv
	prints <<-END
		$header
		b.csv,bills,customer_id,customer_id,id,5,0,4,,,id-edge;bad-cell
		b.csv,bills,month,month,month,5,1,1,2026-03,2026-03,bad-cell
		b.csv,bills,amount,amount,money,5,0,3,-3.00,2.00,bad-cell
	END
	prints_err <<-'END'
		rt-report: b.csv:3: doubt id-edge: 1 id begins or ends with a blank or a mark, here; --clean-ids takes it off
		rt-report: b.csv:5: doubt bad-record: 1 record is of no use, here: 2 cells where the header has 3
		rt-report: b.csv:4: doubt bad-cell: customer_id: 1 cell is of no use, here: '合计' is a word of a row of totals, not an id; --trust id-words takes it for one
		rt-report: b.csv:3: doubt bad-cell: month: 2 cells are of no use, first here: not a month such as 2026-03
		rt-report: b.csv:4: doubt bad-cell: amount: 2 cells are of no use, first here: not a number such as 79.00
	END
	run -1 --separate-stderr rt-report profile --strict -o out.csv b.csv
	[ ! -e out.csv ]
	[[ $stderr == *'--trust id-edge,bad-record,bad-cell' ]]
	# What is trusted is no doubt, and in no column.
	run -0 --separate-stderr rt-report profile --strict --trust id-edge,bad-record,bad-cell b.csv
	[ -z "$stderr" ]
	[ "$(cut -d , -f 11 <<< "$output" | tr -d '\n')" = doubts ]
	# Records that cannot be read go where they are told to.
	run -0 --separate-stderr rt-report profile -q --rejects r.csv b.csv
	[ "$(tail -n +2 r.csv)" = 'b.csv,5,,2 cells where the header has 3,"C,2026-03"' ]
	# A file of which nothing can be used is looked at all the same.
	printf '%s\n' customer_id,month,amount A,2026-03 B,2026-03 > c.csv
	run -0 --separate-stderr rt-report profile c.csv
	[[ ${lines[1]} == c.csv,bills,customer_id,customer_id,id,0,0,0,,, ]]
	[[ $stderr == *'rt-report: c.csv:2: doubt bad-record: 2 records are of no use, first here: 2 cells where the header has 3' ]]
}

@test "profile: cells are bad as the other tools have it" {
	while IFS='|' read -r table column cell reason; do
		printf '%s\n' "${table//;/$'\n'}" > t.csv
		run -0 --separate-stderr rt-report profile t.csv
		[[ $(row "$column") == *bad-cell ]] || wrong "$column: $output"
		[[ $stderr == *": doubt bad-cell: $column: 1 cell is of no use, here: $reason"* ]] ||
			wrong "$stderr"
	done <<-'END'
		customer_id,time,channel;A,2026-03-01,pigeon|channel|pigeon|not a channel (
		customer_id,time,nps;A,2026-03-01,11|nps|11|not a whole number from 0 to 10
		customer_id,name,birthday;A,x,L13-01|birthday|L13-01|not a date of the lunar calendar
		customer_id,name,referrals;A,x,1.5|referrals|1.5|not a whole number
		customer_id,time,peer,seconds;A,2026-03-01,x,1:30|seconds|1:30|
		customer_id,date,target;A,2026-02-30,x|date|2026-02-30|not a date such as
		customer_id,date,target;A,2026-02-28,|target||blank
		customer_id,time,action;A,24:00,x|time|24:00|
	END
	# A birthday without its year is one, and has no place among dates.
	printf '%s\n' customer_id,name,birthday A,x,03-05 B,x,1980-05-01 C,x,L08-15 > t.csv
	run -0 --separate-stderr rt-report profile t.csv
	[ "$(row birthday)" = t.csv,customers,birthday,birthday,date,3,0,3,1980-05-01,1980-05-01, ]
	[ -z "$stderr" ]
}

@test "profile: no id, name, number or note of anybody is printed, in any format" {
	printf '%s\n' customer_id,name,region,manager,身份证,手机号码,staff_no,remark,size \
		C0000077,张三丰,郑州,李主任,110101199003071234,13800138000,00417,秘密,12 \
		C0000078,王小明,洛阳,李主任,110101199003071235,13900139000,00418,勿扰,1234567 > c.csv
	sed 's/customer_id/colour/' c.csv > none.csv
	for format in csv text markdown html json jsonl xlsx; do
		rt-report profile --format $format -o out c.csv none.csv 2> err
		[ $format = xlsx ] && unzip -p out > x && mv x out
		sed -i '/<script/,/<.script>/d' out
		grep -q none.csv out || wrong "$format"
		! grep -qE 'C000007|张三|小明|主任|郑州|110101|13800|13900|0041|1234567|秘密|勿扰' out err ||
			wrong "$format"
	done
	run -0 rt-report profile none.csv
	[ "$(grep -c ',id,2,0,2,,,$' <<< "$output")" -eq 4 ]
	# Nor is a first line that is no header, but a record.
	tail -n +2 c.csv > bare.csv
	run -0 --separate-stderr rt-report profile bare.csv
	prints_err <<< 'rt-report: bare.csv: doubt bad-heading: the first line looks like a record, and its cells are not shown: -H LIST names the columns of a file without a header'
	run ! grep -E 'C0000|张三|13800' <<< "$output$stderr"
}

@test "profile: columns that rt does not know are told by their cells" {
	cat > t.csv <<-'END'
		day,moment,phase,flag,n,price,ratio,took,word,nothing
		2026-03-01,2026-03-01 10:00,2026-03,是,3,1.50,0.123456,1分30秒,2026-03-01,
		2026/2/28,2026-02-01T00:00,202602,否,12,-2,1e-3,5,never,
	END
	run -0 --separate-stderr rt-report profile t.csv
	prints <<-END
		$header
		t.csv,,,day,date,2,0,2,2026-02-28,2026-03-01,
		t.csv,,,moment,time,2,0,2,2026-02-01T00:00,2026-03-01T10:00,
		t.csv,,,phase,month,2,0,2,2026-02,2026-03,
		t.csv,,,flag,yes/no,2,0,2,,,
		t.csv,,,n,count,2,0,2,3,12,
		t.csv,,,price,money,2,0,2,-2.00,1.50,
		t.csv,,,ratio,number,2,0,2,0.001,0.123456,
		t.csv,,,took,duration,2,0,2,5,90,
		t.csv,,,word,text,2,0,2,,,
		t.csv,,,nothing,text,2,2,0,,,
	END
}

@test "profile: encoding, delimiter and title lines are seen, and said as options" {
	printf '%s\n' 三月账单 '客户编号;账期;出账金额' 'A;2026-03;12' 'B;2026-03;7,5' |
		iconv -f UTF-8 -t GB18030 > g.csv
	run -0 --separate-stderr rt-report profile --show files g.csv
	prints <<-'END'
		file,kind,nearest,missing,encoding,delimiter,skipped,columns,rows,rejected,doubts
		g.csv,bills,,,GB18030,;,1,3,2,0,bad-cell
	END
	[ "${stderr_lines[0]}" = "rt-report: g.csv: read with -e gb18030 -d ';' --skip 1, which the other programs must be told" ]
	# So the other programs read it.
	run -0 rt-tier -q -e gb18030 -d ';' --skip 1 --decimal , g.csv
	printf 'customer_id\tmonth\tamount\nA\t2026-03\t1\n' | iconv -f UTF-8 -t UTF-16 > u.csv
	run -0 --separate-stderr rt-report profile --show files u.csv
	[ "${lines[1]}" = u.csv,bills,,,UTF-16LE,tab,0,3,1,0, ]
	# What is said is not guessed.
	run -0 --separate-stderr rt-report profile -d , --show files u.csv
	[ "${lines[1]}" = 'u.csv,,,,UTF-16LE,",",0,1,1,0,' ]
}

@test "profile: a file of no kind has the nearest one and what it misses" {
	printf '%s\n' customer_id,month A,2026-03 > b.csv
	run -0 --separate-stderr rt-report profile b.csv
	prints <<-END
		$header
		b.csv,,customer_id,customer_id,id,1,0,1,,,
		b.csv,,month,month,month,1,0,1,2026-03,2026-03,
	END
	prints_err <<< "rt-report: b.csv: no kind of table; bills is the nearest, and it misses 'amount'"
	run -0 --separate-stderr rt-report profile --show files b.csv
	[ "${lines[1]}" = 'b.csv,,bills,amount,UTF-8,",",0,2,1,0,' ]
	# Said to be one, it lacks a column all the same.
	run -0 --separate-stderr rt-report profile --table bills=b.csv
	[[ ${lines[2]} == b.csv,bills,month,* ]]
	prints_err <<< "rt-report: b.csv: doubt bad-heading: no column 'amount' for a table of bills"
	run -1 rt-report profile --strict --table bills=b.csv
}

@test "profile: headings that no tool would take are doubted" {
	printf '%s\n' customer_id,month,出账金额,消费,data_mb A,2026-03,1,2,3 > b.csv
	run -0 --separate-stderr rt-report profile b.csv
	[[ ${lines[3]} == b.csv,bills,,出账金额,*,bad-heading && ${lines[4]} == b.csv,bills,,消费,*,bad-heading ]]
	prints_err <<< "rt-report: b.csv: doubt bad-heading: both '出账金额' and '消费' answer to 'amount'; say which with --column amount=HEADING"
	run -0 --separate-stderr rt-report profile -c amount=消费 b.csv
	[[ ${lines[4]} == b.csv,bills,amount,消费,money,1,0,1,2.00,2.00, ]]
	[ -z "$stderr" ]
	printf '%s\n' 'customer_id,month,消费(万元)' A,2026-03,1 > b.csv
	run -0 --separate-stderr rt-report profile b.csv
	[[ ${lines[3]} == *,bad-heading ]]
	prints_err <<< "rt-report: b.csv: doubt bad-heading: the heading '消费(万元)' counts in another unit than 'amount'"
}

@test "profile: months, how full they are, and those that are missing" {
	printf '%s\n' customer_id,month,amount A,2025-11,1 A,2026-02,1 B,2026-02,1 C,2026-02,1 \
		A,2026-03,1 B,2026-03,1 A,1970-01,1 > b.csv
	run -0 rt-report profile -q --show months b.csv
	prints <<-'END'
		file,column,month,rows,share
		b.csv,month,1970-01,1,0.333333
		b.csv,month,2025-11,1,0.333333
		b.csv,month,2025-12,0,0.000000
		b.csv,month,2026-01,0,0.000000
		b.csv,month,2026-02,3,1.000000
		b.csv,month,2026-03,2,0.666667
	END
	printf '%s\n' customer_id,date,amount A,2026-01-31,1 A,2026-02-01,1 B,2026-02-28,1 > p.csv
	printf '%s\n' customer_id,time,peer,seconds A,2026-01-31T23:59:59+08:00,x,1 \
		A,2026-02-01T00:00,x,1 B,2026-02-28T12:00,x,1 > c.csv
	run -0 rt-report profile --show months p.csv c.csv
	prints <<-'END'
		file,column,month,rows,share
		p.csv,date,2026-01,1,0.500000
		p.csv,date,2026-02,2,1.000000
		c.csv,time,2026-01,1,0.500000
		c.csv,time,2026-02,2,1.000000
	END
}

@test "profile: every join, with who met, who did not and who nearly did" {
	printf '%s\n' customer_id,month,amount A,2026-03,1 A,2026-02,1 b,2026-03,1 007,2026-03,1 \
		X,2026-03,1 > b1.csv
	printf '%s\n' customer_id,month,amount A,2026-03,5 Y,2026-03,1 > b2.csv
	printf '%s\n' customer_id,name,manager,group_id A,x,m1,G B,x,m2, 7,x,m1,G G,x,,H > c.csv
	printf '%s\n' manager,region m1,x m3,x > m.csv
	run -0 --separate-stderr rt-report profile -v --show joins b1.csv b2.csv c.csv m.csv
	# Bills are one table: A b 007 X Y; of these b and 007 are nearly B and 7.
	prints <<-'END'
		table,column,other,other_column,ids,met,unmet,near
		bills,customer_id,customers,customer_id,5,1,4,2
		customers,customer_id,bills,customer_id,4,1,3,2
		customers,manager,managers,manager,2,1,1,0
		customers,group_id,customers,customer_id,2,1,1,0
		managers,manager,customers,manager,2,1,1,0
	END
	[[ $stderr == *'rt-report: 1 of 5 ids of bills is in customers'* ]]
	[[ $stderr == *'b1.csv: doubt id-near: 2 of the ids of bills are not in customers, and would be but'* ]]
	[[ $stderr == *'b1.csv: doubt unmatched: 4 of 5 ids of bills are not in customers'* ]]
	[ "$(grep -c 'doubt id-near' <<< "$stderr")" -eq 1 ]
	run -0 rt-report profile -q b1.csv b2.csv c.csv m.csv
	[ "$(row customer_id)" = "$(printf '%s\n' \
		'b1.csv,bills,customer_id,customer_id,id,5,0,4,,,id-near;unmatched' \
		'b2.csv,bills,customer_id,customer_id,id,2,0,2,,,id-near;unmatched' \
		c.csv,customers,customer_id,customer_id,id,4,0,4,,,)" ]
	# Orders of a plan, each of the list.
	printf '%s\n' workorder_id,customer_id,trigger,due o1,A,t,2026-04-01 o2,A,t,2026-04-01 > o.csv
	printf '%s\n' workorders,customer_id,on_time,status 'o1;o2',A,yes,planned o9,B,,unplanned > p.csv
	run -0 rt-report profile -q --show joins o.csv p.csv
	prints <<-'END'
		table,column,other,other_column,ids,met,unmet,near
		workorders,workorder_id,plan,workorders,2,2,0,0
		workorders,customer_id,plan,customer_id,1,1,0,0
		plan,workorders,workorders,workorder_id,3,2,1,0
		plan,customer_id,workorders,customer_id,2,1,1,0
	END
}

@test "profile: as many values as there are, or an estimate that says so" {
	seq 65536 | sed 's/^/k/; 1i a,b' | sed 's/$/,/; 1s/,$//' > t.csv
	run -0 rt-report profile t.csv
	[ "${lines[1]}" = t.csv,,,a,text,65536,0,65536,,, ]
	seq 400000 | awk 'BEGIN { print "customer_id,month,amount" }
		{ printf "i%06d,2026-03,%d.%02d\n", $1, $1 * 7, $1 % 100 }' > b.csv
	run -0 rt-report profile b.csv
	[ "${lines[1]}" = b.csv,bills,customer_id,customer_id,id,400000,0,400000,,, ]
	estimate=$(cut -d , -f 8 <<< "${lines[3]}")
	# Four times the standard error; three digits.
	[ "$estimate" -ge 387000 ] && [ "$estimate" -le 413000 ] && [[ $estimate == ???000 ]]
	first=$output
	(head -n 1 b.csv; tail -n +2 b.csv | tac) > c.csv
	run -0 rt-report profile -j 2 c.csv
	[ "$first" = "${output//c.csv/b.csv}" ]
	run -0 rt-report profile --format text b.csv
	[[ ${output//$'\n  '/ } == *'up to 65,536'*'estimate of three digits'* ]]
}

@test "profile: a file that ends early, or was cut, or stands twice" {
	printf '%s\n' customer_id,month,amount A,2026-01,1 B,2026-01,10 > b.csv
	truncate -s -2 b.csv
	run -0 --separate-stderr rt-report profile b.csv
	[[ $(row month) == *,stale && $(row amount) == *,cut-end ]]
	[[ $stderr == *'b.csv: doubt stale: the latest month is 2026-01, but 2026-03 is over'* ]]
	cp b.csv c.csv
	run -0 rt-report profile -q --show files b.csv c.csv
	[[ ${lines[1]} == *'cut-end'* && ${lines[2]} == *twice* ]]
	run -2 rt-report profile b.csv ./b.csv
	printf '%s\n' customer_id,month,amount A,2026-02,1 > d.csv
	run -0 rt-report profile -q b.csv d.csv
	[[ $output != *stale* ]]
}

@test "profile: sections, in every format, in Chinese too" {
	printf '%s\n' customer_id,month,amount A,2026-03,1 > b.csv
	printf '%s\n' customer_id,name A,x > c.csv
	run -0 rt-report profile --format text b.csv c.csv
	[ "$(grep -E '^(What the columns|Files$|Months$|Joins$|Month of|As of)' <<< "$output")" = \
		"$(printf '%s\n' 'What the columns hold' Files Months Joins 'As of: 2026-04-01' \
		'Month of assessment: 2026-03')" ]
	run -0 rt-report profile --format json b.csv c.csv
	[ "$(jq -r '.sections[].kind' <<< "$output" | paste -sd ' ')" = 'profile files months joins' ]
	jq -e '.about.month == "2026-03" and .sections[2].rows == [{"file": "b.csv",
		"column": "month", "month": "2026-03", "rows": 1, "share": 1}]' <<< "$output"
	run -0 rt-report profile --format jsonl --show joins b.csv c.csv
	[ "${#lines[@]}" -eq 2 ]
	run -0 rt-report profile --format text --lang zh b.csv c.csv
	[[ $output == *各列概况*列*不同值*最小*疑点*文件*表类型*各月数据*表间关联*评定月:\ 2026-03* ]]
	[[ $output == *账单*客户* ]]
	run -0 rt-report profile --format markdown --lang zh b.csv
	[[ $output == *'| b.csv | 账单 | amount | amount | 金额 | 1 |'* ]]
	# Csv never changes with the language.
	rt-report profile b.csv c.csv > en.csv
	rt-report profile --lang zh b.csv c.csv > zh.csv
	same_file en.csv zh.csv
	rt-report profile --format xlsx -o x.xlsx b.csv c.csv
	unzip -p x.xlsx xl/workbook.xml | grep -q 'What the columns hold'
	rt-report profile --format html -o x.html b.csv c.csv
	[ "$(grep -o '<h2>[^<]*' x.html | cut -c 5- | paste -sd ,)" = 'What the columns hold,Files,Months,Joins' ]
}

@test "profile: what it does not take is a usage error" {
	printf '%s\n' customer_id,month,amount A,2026-03,1 > b.csv
	for wrong in '--by amount' '--top 3' '--min-cell 3' '--mask customer_id' '--previous b.csv' \
		'--show everything' '--section tiers=b.csv' '--count'; do
		run -2 rt-report profile $wrong b.csv
	done
	run -2 rt-report --show months b.csv
	run -2 rt-report tiers --section profile=b.csv b.csv
}

@test "profile: --where, --wide and names of one's own hold here too" {
	printf '%s\n' customer_id,month,amount A,2026-03,1 B,2026-03,2 B,2026-02,9 > b.csv
	run -0 --separate-stderr rt-report profile --where 'amount>1' b.csv
	[ "$(row amount)" = b.csv,bills,amount,amount,money,2,0,2,2.00,9.00, ]
	printf '%s\n' customer_id,2026年1月,2026年2月 A,1,2 B,,4 > w.csv
	run -0 --separate-stderr rt-report profile --wide amount w.csv
	[ "$(row month)" = w.csv,bills,month,month,month,3,0,2,2026-01,2026-02, ] || wrong "$output"
	# A cell that the condition cannot read costs its record.
	printf '%s\n' customer_id,month,amount A,2026-03,x B,2026-03,2 > b.csv
	run -0 --separate-stderr rt-report profile --where 'amount>1' b.csv
	[[ $stderr == *'b.csv:2: doubt bad-record: 1 record is of no use, here: amount: not a number'* ]]
	[ "$(row amount)" = b.csv,bills,amount,amount,money,1,0,1,2.00,2.00, ]
}

@test "the footer names the latest month of bills" {
	printf '%s\n' customer_id,month,amount A,2026-03,1 B,202602,2 > b.csv
	run -0 rt-report table --count --format text --lang zh b.csv
	[[ $output == *$'统计时点: 2026-04-01\n最近月份: 2026-03\n'* ]]
	run -0 --separate-stderr rt-report table -v b.csv
	[[ $stderr == *'rt-report: Latest month: 2026-03'* ]]
	run -0 rt-report table --format json b.csv
	[ "$(jq -r .about.month <<< "$output")" = 2026-03 ]
	printf '%s\n' customer_id,month,others A,2026-03,1 > b.csv
	run -0 rt-report table --format json b.csv
	[ "$(jq -r .about.month <<< "$output")" = null ]
}
