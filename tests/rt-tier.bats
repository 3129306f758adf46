# rt-tier -- each rule on both sides of its edge.
#
# Amounts are of 2026-01, 2026-02 and 2026-03, and assessed in 2026-03, unless
# a test says otherwise.  Expected values are worked out by hand from the rule.

load helper

# Bills in columns: a row "C1 80 79.99 -" is a bill of 80 for the first month,
# one of 79.99 for the next and none for the third; the months begin with the
# one given, 2026-01 without.
bills()	# [MONTH]
{
	awk -v first="${1:-2026-01}" '
	BEGIN { print "customer_id,month,amount"; split(first, from, "-") }
	{
		for (i = 2; i <= NF; i++) {
			n = from[1] * 12 + from[2] - 1 + i - 2
			if ($i != "-")
				printf "%s,%04d-%02d,%s\n", $1, int(n / 12), n % 12 + 1, $i
		}
	}'
}

# These columns of every row, in whatever place they stand.
columns()	# NAME[,NAME...]
{
	awk -F, -v OFS=, -v names="$1" '
	BEGIN { n = split(names, name, ",") }
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{
		row = $at[name[1]]
		for (i = 2; i <= n; i++)
			row = row OFS (name[i] in at ? $at[name[i]] : "no such column")
		print row
	}'
}

# The last run printed exactly these rows, seen in these columns.
shows()	# NAME[,NAME...]
{
	same "$(columns "$1" <<< "$output")"
}

# Assesses in.csv; the rest are options.  Nothing is said but how many have
# no record.
assess()
{
	run -0 --separate-stderr rt-tier --month 2026-03 --trust shrunk,unmatched "$@" in.csv
	[[ -z $stderr || $stderr =~ ^rt-tier:\ [0-9]+\ customers?\ ha(s|ve)\ no\ record\ in\ the ]] ||
		wrong "$stderr"
	[ ${#stderr_lines[@]} -le 1 ] || wrong "$stderr"
}

level=customer_id,tier,rank,status,reason

# --- D01 and D03: by months

@test "D01: 80 in each of three months is VIP, 79.99 in one of them is not" {
	bills > in.csv <<-'EOF'
		C1 80 80 80
		C2 79.99 80 80
		C3 80 79.99 80
		C4 80 80 79.99
		C5 80 80 79.9999
		C6 80.0001 80 80
	EOF
	assess
	shows $level <<-'EOF'
		C1,vip,5,high-end,consecutive-months
		C2,quasi,6,quasi,single-month
		C3,quasi,6,quasi,single-month
		C4,quasi,6,quasi,single-month
		C5,quasi,6,quasi,single-month
		C6,vip,5,high-end,consecutive-months
	EOF
}

@test "D01: the three months are consecutive and end with the month assessed" {
	bills 2025-11 > in.csv <<-'EOF'
		C1 80 80 80 - -
		C2 80 80 80 80 -
		C3 80 80 - 80 80
		C4 - 80 80 80 80
		C5 - - 80 80 80
		C6 - - - 80 80
	EOF
	assess
	shows customer_id,tier,min_amount <<-'EOF'
		C1,quasi,
		C2,quasi,
		C3,quasi,
		C4,vip,80.00
		C5,vip,80.00
		C6,quasi,
	EOF
}

@test "D01: the row of months runs over the turn of the year" {
	bills 2025-11 > in.csv <<-'EOF'
		C1 80 80 80
	EOF
	run -0 --separate-stderr rt-tier --month 2026-01 in.csv
	shows customer_id,tier <<< C1,vip
}

@test "D01: a bill of 0.00 is a bill, and a level is not reached with it" {
	bills > in.csv <<-'EOF'
		C1 500 0 500
		C2 500 -1 500
		C3 500 - 500
	EOF
	assess
	shows customer_id,tier,min_amount,months <<-'EOF'
		C1,quasi,0.00,3
		C2,quasi,-1.00,3
		C3,quasi,,2
	EOF
}

@test "D01: amounts of the same customer and month add up" {
	bills > in.csv <<-'EOF'
		C1 40 80 80
		C1 40 - -
		C2 40 80 80
		C2 39.99 - -
		C3 100 80 80
		C3 -20 - -
		C4 100 80 80
		C4 -20.01 - -
	EOF
	assess
	shows customer_id,tier,months,min_amount,total_amount <<-'EOF'
		C1,vip,3,80.00,240.00
		C2,quasi,3,79.99,239.99
		C3,vip,3,80.00,240.00
		C4,quasi,3,79.99,239.99
	EOF
}

@test "D03: each level begins at its floor" {
	bills > in.csv <<-'EOF'
		C1 1000 1000 1000
		C2 1000 999.99 1000
		C3 500 500 500
		C4 499.99 500 500
		C5 300 300 300
		C6 300 300 299.99
		C7 150 150 150
		C8 150 149.99 150
		C9 80 80 80
		C10 79.99 79.99 79.99
	EOF
	assess
	shows customer_id,scope,tier,rank,status,reason <<-'EOF'
		C1,individual,supreme,1,high-end,consecutive-months
		C2,individual,diamond,2,high-end,consecutive-months
		C3,individual,diamond,2,high-end,consecutive-months
		C4,individual,gold,3,high-end,consecutive-months
		C5,individual,gold,3,high-end,consecutive-months
		C6,individual,silver,4,high-end,consecutive-months
		C7,individual,silver,4,high-end,consecutive-months
		C8,individual,vip,5,high-end,consecutive-months
		C9,individual,vip,5,high-end,consecutive-months
		C10,individual,standard,7,standard,
	EOF
}

@test "--months: one, two or six months instead of three" {
	bills 2025-10 > in.csv <<-'EOF'
		C1 - - - - - 80
		C2 - - - - 80 80
		C3 79 80 80 80 80 80
		C4 80 80 80 80 80 80
	EOF
	assess --months 1
	shows customer_id,tier <<-'EOF'
		C1,vip
		C2,vip
		C3,vip
		C4,vip
	EOF
	assess --months 2
	shows customer_id,tier,min_amount <<-'EOF'
		C1,quasi,
		C2,vip,80.00
		C3,vip,80.00
		C4,vip,80.00
	EOF
	assess --months 6
	shows customer_id,tier,min_amount <<-'EOF'
		C1,quasi,
		C2,quasi,
		C3,quasi,79.00
		C4,vip,80.00
	EOF
	for n in 0 -1 x 1.5; do
		run -2 --separate-stderr rt-tier --months $n in.csv
		[[ $stderr == "rt-tier: --months: "* ]] || wrong "$stderr"
	done
}

@test "--months: more of them than the window has" {
	bills 2025-01 > in.csv <<-'EOF'
		C1 80 80 80 80 80 80 80 80 80 80 80 80 80 80 80
		C2 79 80 80 80 80 80 80 80 80 80 80 80 80 80 80
	EOF
	assess --months 15 --window 2
	shows customer_id,tier,months,min_amount,total_amount <<-'EOF'
		C1,vip,2,80.00,160.00
		C2,quasi,2,79.00,160.00
	EOF
}

# --- the month of assessment

@test "month: later records are not used" {
	bills > in.csv <<-'EOF'
		C1 80 80 80 0
		C2 80 80 79 500
		C3 - - - 500
	EOF
	assess
	shows customer_id,tier,months,last_amount,total_amount <<-'EOF'
		C1,vip,3,80.00,240.00
		C2,quasi,3,79.00,239.00
	EOF
}

@test "month: without --month, the latest of the input that is over on as-of" {
	bills > in.csv <<-'EOF'
		C1 80 81 82 83
	EOF
	while read -r as_of last; do
		run -0 --separate-stderr rt-tier --as-of $as_of in.csv
		[ -z "$stderr" ] || wrong "$stderr"
		shows last_amount <<< $last
	done <<-'EOF'
		2026-02-28 81.00
		2026-03-01 81.00
		2026-03-30 81.00
		2026-03-31 82.00
		2026-03-31T23:59 81.00
		2026-04-01T00:00 82.00
		2026-04-01 82.00
		2026-04-29 82.00
		2026-05-01 83.00
	EOF
}

@test "month: a gap before as-of does not move it to a month without records" {
	bills 2025-06 > in.csv <<-'EOF'
		C1 80 80 80
		C2 80 80 -
	EOF
	run -0 --separate-stderr rt-tier --as-of 2026-04-01 --trust stale in.csv
	[ -z "$stderr" ]
	shows customer_id,tier,last_amount <<-'EOF'
		C1,vip,80.00
		C2,quasi,0.00
	EOF
}

@test "month: none of the input is over: the latest, with a warning that names it" {
	bills > in.csv <<-'EOF'
		C1 80 81 82
	EOF
	run -0 --separate-stderr rt-tier --as-of 2026-01-15 in.csv
	[[ $stderr == "rt-tier: "*2026-03* ]] && [ ${#stderr_lines[@]} -eq 1 ] || wrong "$stderr"
	shows tier,last_amount <<< vip,82.00
}

@test "month: no record in the months assessed: a warning with the months there are" {
	bills 2025-01 > in.csv <<-'EOF'
		C1 80 81 82 83
	EOF
	run -0 --separate-stderr rt-tier --month 2025-06 in.csv
	[ -z "$stderr" ] || wrong "$stderr"
	run -0 --separate-stderr rt-tier --month 2025-07 in.csv
	[[ $stderr == "rt-tier: "*2025-01*2025-04* ]] || wrong "$stderr"
	shows customer_id,tier,months,last_amount <<< C1,standard,4,0.00
	run -0 --separate-stderr rt-tier --month 2024-12 in.csv
	[[ $stderr == "rt-tier: "*2025-01*2025-04* ]] || wrong "$stderr"
	shows customer_id < /dev/null
}

@test "month: forms that are none are usage errors" {
	bills > in.csv < /dev/null
	for month in 2026-13 March 26-03 ''; do
		run -2 --separate-stderr rt-tier --month "$month" in.csv
		[[ $stderr == "rt-tier: --month: "* ]] || wrong "$stderr"
	done
	for month in 202603 2026/3 2026-03-15; do
		run -0 --separate-stderr rt-tier --month $month in.csv
	done
}

# --- D02: by plan

@test "D02: a new customer whose plan is 80 or more is high-end at once" {
	cat > customers.csv <<-'EOF'
		customer_id,joined,plan_fee
		C1,2026-03-29,80
		C2,2026-03-29,79.99
		C3,2026-03-29,1000
		C4,2026-03-29,
		C5,,80
	EOF
	bills > in.csv <<-'EOF'
		C1 - - 10
		C2 - - 10
		C3 - - 10
		C4 - - 10
		C5 - - 10
	EOF
	assess --customers customers.csv
	shows $level <<-'EOF'
		C1,vip,5,high-end,new-plan
		C2,standard,7,standard,
		C3,supreme,1,high-end,new-plan
		C4,standard,7,standard,
		C5,standard,7,standard,
	EOF
}

@test "D02: new is who joined in one of the months, first day to last" {
	cat > customers.csv <<-'EOF'
		customer_id,joined,plan_fee
		C1,2025-12-31,80
		C2,2026-01-01,80
		C3,2026-03-31,80
		C4,2026-04-01,80
	EOF
	bills > in.csv <<-'EOF'
		C1 - - 10
		C2 - - 10
		C3 - - 10
		C4 - - 10
	EOF
	assess --customers customers.csv
	shows customer_id,tier <<-'EOF'
		C1,standard
		C2,vip
		C3,vip
		C4,standard
	EOF
	assess --customers customers.csv --months 1
	shows customer_id,tier <<-'EOF'
		C1,standard
		C2,standard
		C3,vip
		C4,standard
	EOF
}

@test "D02: the higher level counts, of two equal ones the months" {
	cat > customers.csv <<-'EOF'
		customer_id,joined,plan_fee
		C1,2026-01-05,300
		C2,2026-01-05,80
		C3,2026-01-05,150
		C4,2026-01-05,79
		C5,2026-01-05,80
	EOF
	bills > in.csv <<-'EOF'
		C1 150 150 150
		C2 150 150 150
		C3 150 150 150
		C4 150 150 150
		C5 150 150 -
	EOF
	assess --customers customers.csv
	shows $level <<-'EOF'
		C1,gold,3,high-end,new-plan
		C2,silver,4,high-end,consecutive-months
		C3,silver,4,high-end,consecutive-months
		C4,silver,4,high-end,consecutive-months
		C5,vip,5,high-end,new-plan
	EOF
}

@test "customers without bills get a row, behind those with, in their table's order" {
	cat > customers.csv <<-'EOF'
		customer_id,joined,plan_fee
		C9,2026-03-01,150
		C2,2020-01-01,80
		C1,2020-01-01,80
		C5,2020-01-01,80
	EOF
	bills > in.csv <<-'EOF'
		C5 10 10 10
		C1 80 80 80
		C7 80 80 80
	EOF
	assess --customers customers.csv
	shows customer_id,tier,reason,months,last_amount,min_amount,avg_amount,total_amount <<-'EOF'
		C5,standard,,3,10.00,10.00,10.00,30.00
		C1,vip,consecutive-months,3,80.00,80.00,80.00,240.00
		C7,vip,consecutive-months,3,80.00,80.00,80.00,240.00
		C9,silver,new-plan,0,0.00,,,0.00
		C2,standard,,0,0.00,,,0.00
	EOF
}

@test "--customers: the same customer twice is bad data, unless the records are equal" {
	bills > in.csv <<< 'C1 80 80 80'
	printf '%s\n' customer_id,joined C1,2026-01-01 C1,2026-01-01 > customers.csv
	assess --customers customers.csv
	printf '%s\n' customer_id,joined C1,2026-01-01 C2, C1,2026-01-02 > customers.csv
	run -1 --separate-stderr rt-tier --customers customers.csv in.csv
	[[ $stderr == "rt-tier: customers.csv:4: "* && $stderr != *C1* ]] || wrong "$stderr"
	prints < /dev/null
}

@test "--customers: records that differ only in quotes are equal" {
	printf '%s\n' customer_id,month,amount A,2026-03,1 > in.csv
	cat > customers.csv <<-'EOF'
		customer_id,name,region,note
		A,x,,"a, ""b"""
		"A","x","","a, ""b"""
		B,"y,z",,
		"B","y,z","",
		"A",x,,"a, ""b"""
	EOF
	assess --customers customers.csv
	shows customer_id <<-'EOF'
		A
		B
	EOF
	printf '%s\n' customer_id,name,region 'A,"x,y",z' 'A,x,"y,z"' > customers.csv
	run -1 rt-tier --customers customers.csv in.csv
	prints <<< "rt-tier: customers.csv:3: customer_id: stands twice, with different records"
}

@test "--customers and --previous: files of one kind are one table" {
	printf '%s\n' customer_id,month,amount C1,2026-03,1 > in.csv
	printf '%s\n' customer_id,area C2,a > a.csv
	printf '%s\n' area,customer_id b,C1 c,C3 > b.csv
	printf '%s\n' customer_id,tier,rank C1,vip,5 > p.csv
	printf '%s\n' customer_id,tier,rank C3,standard,7 C9,gold,3 > q.csv
	assess --customers a.csv --customers b.csv --keep area --previous p.csv --previous q.csv
	shows customer_id,previous_tier,movement,area <<-'EOF'
		C1,vip,down,b
		C2,,new,a
		C3,standard,same,c
		C9,gold,gone,
	EOF
	printf '%s\n' customer_id,tier,rank C1,gold,3 > q.csv
	run -1 --separate-stderr rt-tier --previous p.csv --previous q.csv in.csv
	prints_err <<< "rt-tier: q.csv:2: customer_id: stands twice, with different records"
}

@test "--keep carries columns of the customers, without them of the input" {
	printf '%s\n' 客户编号,地区,经理 C1,郑州,"陈, 静" C3,,王芳 | sed 's/陈, 静/"陈, 静"/' > customers.csv
	bills > in.csv <<-'EOF'
		C1 80 80 80
		C2 1 1 1
	EOF
	assess --customers customers.csv --keep 经理,region
	same "$(sed 's/,.*tenure_months/.../; s/,individual,.*,,/.../' <<< "$output")" <<-'EOF'
		customer_id...,经理,region
		C1..."陈, 静",郑州
		C2...
		C3...王芳,
	EOF
	printf '%s\n' customer_id,month,amount,area C1,2026-02,1,old C1,2026-03,2,new > in.csv
	assess --keep area
	shows customer_id,total_amount <<< C1,3.00
	[[ ${lines[0]} == *,tenure_months,area ]] || wrong "${lines[0]}"
	run -2 --separate-stderr rt-tier --keep nowhere in.csv
	[[ $stderr == "rt-tier: "*nowhere* ]]
}

@test "--keep: cells as they are, those of spaces and those that --null names" {
	printf '%s\n' customer_id,month,amount C1,2026-03,1 C2,2026-03,1 C3,2026-03,1 > in.csv
	printf '%s\n' customer_id,joined,area 'C1,  , x ' 'C2,NA,  ' C3,,NA > customers.csv
	assess --null NA --keep area,joined --customers customers.csv
	shows joined,area,customer_id <<-'EOF'
		  , x ,C1
		NA,  ,C2
		,NA,C3
	EOF
}

@test "--keep: from the input, of the latest month, or day of purchases" {
	printf '%s\n' customer_id,month,amount,area C1,2026-03,1,b C1,2026-03,1,c C1,2026-02,1,a C1,2026-04,1,d > in.csv
	for sorted in '' --sorted; do
		assess --keep area $sorted
		shows customer_id,area <<< C1,c
	done
	printf '%s\n' customer_id,date,amount,area C1,2026-03-20,1,b C1,2026-03-31,1,c C1,2026-03-05,1,a > in.csv
	for sorted in '' --sorted; do
		assess --keep area $sorted
		shows customer_id,area <<< C1,c
	done
	printf '%s\n' customer_id,date,amount,area C1,1901-03-20,1,b C1,1901-03-05,1,a > in.csv
	for sorted in '' --sorted; do
		run -0 --separate-stderr rt-tier --month 1901-03 --keep area $sorted in.csv
		shows customer_id,area <<< C1,b
	done
}

# --- D04: quasi high-end

@test "D04: any of the months at 80 or more is quasi, 79.99 is not" {
	bills 2025-12 > in.csv <<-'EOF'
		C1 - 80 - -
		C2 - - 80 10
		C3 - 10 10 80
		C4 - 79.99 79.99 79.99
		C5 80 - - -
		C6 500 10 10 10
		C7 - - - 5000
	EOF
	assess
	shows $level <<-'EOF'
		C1,quasi,6,quasi,single-month
		C2,quasi,6,quasi,single-month
		C3,quasi,6,quasi,single-month
		C4,standard,7,standard,
		C5,standard,7,standard,
		C6,standard,7,standard,
		C7,quasi,6,quasi,single-month
	EOF
}

@test "D04: a plan alone is not quasi" {
	printf '%s\n' customer_id,joined,plan_fee C1,2020-01-01,500 > customers.csv
	bills > in.csv <<< 'C1 79.99 79.99 79.99'
	assess --customers customers.csv
	shows customer_id,tier <<< C1,standard
}

# --- numbers

@test "window: totals are over so many months, ending with the one assessed" {
	bills 2025-03 > in.csv <<-'EOF'
		C1 1 2 4 8 16 32 64 128 256 512 1024 2048 4096
		C2 7 - - - - - - - - - - - -
	EOF
	assess
	shows customer_id,months,total_amount <<-'EOF'
		C1,12,8190.00
		C2,0,0.00
	EOF
	assess --window 13
	shows customer_id,months,total_amount <<-'EOF'
		C1,13,8191.00
		C2,1,7.00
	EOF
	assess --window 1
	shows customer_id,months,last_amount,avg_amount,total_amount <<-'EOF'
		C1,1,4096.00,4096.00,4096.00
		C2,0,0.00,,0.00
	EOF
}

@test "numbers: the average is rounded half away from zero" {
	bills > in.csv <<-'EOF'
		C1 0 - 0.01
		C2 0 - -0.01
		C3 0 0.01 0
		C4 0.01 0.01 0
		C5 0 0.0001 0
		C6 0.00 - 0.0001
	EOF
	assess
	shows customer_id,months,last_amount,min_amount,avg_amount,total_amount <<-'EOF'
		C1,2,0.01,,0.01,0.01
		C2,2,-0.01,,-0.01,-0.01
		C3,3,0.00,0.00,0.00,0.01
		C4,3,0.00,0.00,0.01,0.02
		C5,3,0.00,0.00,0.00,0.0001
		C6,2,0.0001,,0.0001,0.0001
	EOF
}

@test "numbers: a sum that does not fit is bad data, not a wrong number" {
	bills > in.csv <<-'EOF'
		C1 - - 922337203685477.5807
		C1 - - 0.0001
	EOF
	run -1 --separate-stderr rt-tier --month 2026-03 in.csv
	[[ $stderr == "rt-tier: in.csv:3: amount: "* ]] || wrong "$stderr"
	prints < /dev/null
	bills > in.csv <<-'EOF'
		C1 - 922337203685477.5807 0.0001
	EOF
	run -1 --separate-stderr rt-tier --month 2026-03 in.csv
	[[ $stderr == "rt-tier: "* ]] || wrong "$stderr"
}

# --- purchases

@test "purchases: a month's are added up; no purchase is no bill" {
	cat > in.csv <<-'EOF'
		customer_id,date,amount,item
		C1,2026-01-01,40,a
		C1,2026-01-31T23:59,40,b
		C1,2026-02-28,80,
		C1,2026/3/31,80,
		C1,2026-04-01,80,
		C2,20260131,80,
		C2,20260301,80,
	EOF
	assess
	shows customer_id,tier,months,min_amount,total_amount <<-'EOF'
		C1,vip,3,80.00,240.00
		C2,quasi,2,,160.00
	EOF
}

@test "purchases and bills of one customer add up" {
	bills > bills.csv <<< 'C1 40 80 80'
	printf '%s\n' customer_id,date,amount C1,2026-01-09,40 > in.csv
	assess bills.csv
	shows customer_id,tier,months,total_amount <<< C1,vip,3,240.00
}

# --- policies

policy()
{
	cat <<-'EOF'
		scope,tier,label,label_en,rank,min_amount,min_members
		individual,black,黑,Black,1,500,
		individual,red,红,Red,3,100,
		individual,quasi,准,Quasi,7,,
		individual,standard,普,Standard,9,,
		group,black,黑,Black,1,1000,3
		group,red,红,Red,3,300,2
		group,standard,普,Standard,9,,
	EOF
}

@test "policy: levels of one's own, in any order of rows" {
	policy > policy.csv
	bills > in.csv <<-'EOF'
		C1 500 500 500
		C2 499.99 500 500
		C3 100 100 100
		C4 99.99 99.99 100
		C5 99.99 99.99 99.99
	EOF
	assess --policy policy.csv
	shows $level <<-'EOF'
		C1,black,1,high-end,consecutive-months
		C2,red,3,high-end,consecutive-months
		C3,red,3,high-end,consecutive-months
		C4,quasi,7,quasi,single-month
		C5,standard,9,standard,
	EOF
	printf '%s\n' "$output" > first.csv
	{ head -n 1 policy.csv; sed 1d policy.csv | tac; } > reversed.csv
	assess --policy reversed.csv
	prints < first.csv
}

# A policy changed by that script of sed is refused so; status 2.
refused()	# MESSAGE SCRIPT
{
	policy | sed "$2" > policy.csv
	run --separate-stderr rt-tier --policy policy.csv in.csv
	[ $status -eq 2 ] || wrong "status $status" || return
	same "$output" < /dev/null || return
	[[ $stderr == "rt-tier: policy.csv:"$1* ]] || wrong "$2: $stderr"
}

@test "policy: mistakes are told with the policy's line, status 2" {
	bills > in.csv <<< 'C1 80 80 80'
	refused 3:*scope '3s/individual/person/'
	refused 3:*min_amount '3s/100/500/'
	refused 3:*min_amount '3s/100/x/'
	refused 3:*tier '3s/red/black/'
	refused 3:*rank '3s/,3,/,1,/'
	refused 3:*rank '3s/,3,/,,/'
	refused '*quasi' 4d
	refused '*standard' 5d
	refused '*standard' '$d'
	refused 4:*quasi '4s/,7,,/,7,50,/'
	refused 7:*min_members '7s/300,2/,3/; 6s/1000//'
	refused 7:*min_members '7s/,2/,4/'
	refused 7:*min_amount '7s/300/1001/; 6s/,3/,/'
	refused 7:*min_amount '7s/300/1000/; 6s/,3/,/'
	refused 1:*rank '1s/rank/rang/'
	refused 3: '3s/$/,/'
	run -3 --separate-stderr rt-tier --policy none.csv in.csv
}

@test "policy: a level without floors is reached by nobody, one with members only by groups" {
	policy | sed '3s/100//' > policy.csv
	bills > in.csv <<-'EOF'
		C1 500 500 500
		C2 499 499 499
		C3 499 499 500
	EOF
	assess --policy policy.csv
	shows customer_id,tier <<-'EOF'
		C1,black
		C2,standard
		C3,quasi
	EOF
}

# --- D05 and D06: groups and key persons

groups_only()
{
	output=$(grep -E '^customer_id,|,group,' <<< "$output")
}

@test "D05: a group stands by its own bills and its members', and by members" {
	policy > policy.csv
	cat > customers.csv <<-'EOF'
		customer_id,scope,group_id
		G1,group,
		A1,individual,G1
		A2,,G1
		A3,individual,G1
	EOF
	bills > in.csv <<-'EOF'
		A2 200 200 200
		G1 400 400 430
		A1 200 200 200
		A3 200 200 200
	EOF
	assess --policy policy.csv --customers customers.csv
	shows customer_id,scope,tier,rank,status,reason,months,last_amount,min_amount,avg_amount,total_amount <<-'EOF'
		A2,individual,red,3,high-end,consecutive-months,3,200.00,200.00,200.00,600.00
		A1,individual,red,3,high-end,consecutive-months,3,200.00,200.00,200.00,600.00
		A3,individual,red,3,high-end,consecutive-months,3,200.00,200.00,200.00,600.00
		G1,group,black,1,high-end,group-revenue,3,1030.00,1000.00,1010.00,3030.00
	EOF
}

@test "D05: revenue and members both reach the floors, in each of the months and in M" {
	policy > policy.csv
	cat > customers.csv <<-'EOF'
		customer_id,group_id
		B1,G02
		B2,G02
		B3,G02
		C1,G03
		C2,G03
		D1,G04
		E1,G05
		E2,G05
		F1,G06
		F2,G06
		H1,G08
		H2,G08
		I1,G09
		I2,G09
		I3,G09
		J1,G10
		J2,G10
		K1,G11
		L1,G12
		L2,G12
		L3,G12
	EOF
	bills > in.csv <<-'EOF'
		B1 200 200 200
		B2 200 200 200
		B3 200 200 200
		G02 400 399.99 400
		G03 4600 4600 4600
		C1 200 200 200
		C2 200 200 200
		G04 4800 4800 4800
		D1 200 200 200
		E1 150 150 150
		E2 150 150 150
		F1 150 149.99 150
		F2 150 150 150
		H1 500 - 500
		H2 500 - 500
		G09 4000 4000 4000
		I1 500 500 500
		I2 500 500 500
		I3 500 500 -
		J1 300 300 300
		J2 - - 0
		L1 400 400 100
		L2 300 300 400
		L3 300 300 500
	EOF
	assess --policy policy.csv --customers customers.csv
	groups_only
	shows customer_id,tier,rank,status,reason,months,min_amount <<-'EOF'
		G02,red,3,high-end,group-revenue,3,999.99
		G03,red,3,high-end,group-revenue,3,5000.00
		G04,standard,9,standard,,3,5000.00
		G05,red,3,high-end,group-revenue,3,300.00
		G06,standard,9,standard,,3,299.99
		G08,standard,9,standard,,2,0.00
		G09,red,3,high-end,group-revenue,3,5000.00
		G10,red,3,high-end,group-revenue,3,300.00
		G11,standard,9,standard,,0,0.00
		G12,black,1,high-end,group-revenue,3,1000.00
	EOF
}

@test "D05: the built-in floors, 3000 and 30 members" {
	{
		echo customer_id,group_id
		for i in {101..130}; do echo "C$i,G1"; done
		for i in {201..229}; do echo "C$i,G2"; done
		for i in {301..330}; do echo "C$i,G3"; done
	} > customers.csv
	awk -F, 'NR > 1 { n = $2 == "G3" && $1 == "C301" ? 99.99 : $2 == "G2" ? 900 : 100; print $1, n, n, n }' \
		customers.csv | bills > in.csv
	assess --customers customers.csv
	groups_only
	shows customer_id,tier,rank,reason,min_amount <<-'EOF'
		G1,vip,5,group-revenue,3000.00
		G2,standard,7,,26100.00
		G3,standard,7,,2999.99
	EOF
}

@test "D05: a blank floor of amount or members is always met" {
	policy | sed 's/1000,3/,3/; s/300,2/300,/' > policy.csv
	printf '%s\n' customer_id,group_id A1,G1 A2,G1 A3,G1 B1,G2 C1,G3 > customers.csv
	bills > in.csv <<-'EOF'
		A1 1 1 1
		A2 1 1 1
		A3 1 1 1
		B1 300 300 300
		C1 299 300 300
	EOF
	assess --policy policy.csv --customers customers.csv
	groups_only
	shows customer_id,tier <<-'EOF'
		G1,black
		G2,red
		G3,standard
	EOF
	policy | sed 's/1000,3/1000,/' > policy.csv
	assess --policy policy.csv --customers customers.csv
	groups_only
	shows customer_id,tier <<-'EOF'
		G1,standard
		G2,standard
		G3,standard
	EOF
	policy | sed 's/1000,3/1000,/; s/300,2/,2/' > policy.csv
	assess --policy policy.csv --customers customers.csv
	groups_only
	shows customer_id,tier <<-'EOF'
		G1,red
		G2,standard
		G3,standard
	EOF
	policy | sed 's/1000,3/1000,/; s/300,2/300,/' > policy.csv
	assess --policy policy.csv --customers customers.csv
	groups_only
	shows customer_id,tier <<-'EOF'
		G1,standard
		G2,red
		G3,standard
	EOF
	policy | sed 's/1000,3/,3/; s/300,2/,2/' > policy.csv
	assess --policy policy.csv --customers customers.csv
	groups_only
	shows customer_id,tier <<-'EOF'
		G1,black
		G2,standard
		G3,standard
	EOF
}

@test "D05: an id that is a group is no individual and no member" {
	policy > policy.csv
	cat > customers.csv <<-'EOF'
		customer_id,scope,group_id
		A1,individual,G1
		A2,individual,G1
		G2,group,G1
		G1,individual,
		G3,group,
	EOF
	bills > in.csv <<-'EOF'
		A1 200 200 200
		A2 100 100 100
		G2 900 900 900
	EOF
	assess --policy policy.csv --customers customers.csv
	shows customer_id,scope,tier,total_amount <<-'EOF'
		A1,individual,red,600.00
		A2,individual,red,300.00
		G1,group,red,900.00
		G2,group,standard,2700.00
		G3,group,standard,0.00
	EOF
}

@test "D05: any group_id makes a group, that of a group too" {
	policy > policy.csv
	printf '%s\n' customer_id,scope,group_id,role G2,group,G1,key A1,,G2, A2,,G2, > customers.csv
	bills > in.csv <<-'EOF'
		A1 200 200 200
		A2 200 200 200
		G1 9000 9000 9000
	EOF
	assess --policy policy.csv --customers customers.csv
	shows customer_id,scope,tier,last_amount <<-'EOF'
		A1,individual,red,200.00
		A2,individual,red,200.00
		G1,group,standard,9000.00
		G2,group,red,400.00
	EOF
	for k in 1 2 3; do
		rt-tier -q -m 2026-03 --part $k/3 --policy policy.csv --customers customers.csv in.csv |
			columns customer_id,tier
	done | sort > got
	same "$(cat got)" <<< $'A1,red\nA2,red\nG1,standard\nG2,red'
}

@test "D05: class, potential, ladder and tenure of a group are blank" {
	printf '%s\n' customer_id,scope,joined,status G1,group,2020-01-01,target > customers.csv
	bills 2025-10 > in.csv <<< 'G1 100 100 100 120 120 120'
	assess --customers customers.csv
	prints <<-'EOF'
		customer_id,scope,tier,rank,status,reason,class,potential,ladder,months,last_amount,min_amount,avg_amount,total_amount,growth,tenure_months
		G1,group,standard,7,standard,,,,,6,120.00,120.00,110.00,660.00,0.2000,
	EOF
}

@test "D06: a key person is raised to the level of the group, never lowered" {
	policy > policy.csv
	cat > customers.csv <<-'EOF'
		customer_id,scope,group_id,role
		G1,group,,
		A1,individual,G1,key
		A2,individual,G1,key
		A3,individual,G1,
		A4,individual,G1,key
		G2,group,,
		B1,individual,G2,key
		B2,individual,G2,key
		B3,individual,G2,key
		B4,individual,G2,key
		G3,group,,
		C1,individual,G3,key
		C2,individual,,key
	EOF
	bills > in.csv <<-'EOF'
		A1 10 10 10
		A2 500 500 500
		A3 200 200 200
		G1 1000 1000 1000
		B1 10 10 10
		B2 500 500 500
		B3 150 150 150
		B4 - - 100
		C1 10 10 10
		C2 10 10 10
		G3 5000 5000 5000
	EOF
	assess --policy policy.csv --customers customers.csv
	shows $level <<-'EOF'
		A1,black,1,high-end,key-person
		A2,black,1,high-end,consecutive-months
		A3,red,3,high-end,consecutive-months
		B1,red,3,high-end,key-person
		B2,black,1,high-end,consecutive-months
		B3,red,3,high-end,consecutive-months
		B4,red,3,high-end,key-person
		C1,standard,9,standard,
		C2,standard,9,standard,
		A4,black,1,high-end,key-person
		G1,black,1,high-end,group-revenue
		G2,red,3,high-end,group-revenue
		G3,standard,9,standard,
	EOF
}

# --- D07: classes

@test "D07: A while the sum before is below 80% of the positive sum, then B to 95%" {
	bills 2026-03 > in.csv <<-'EOF'
		C3 5
		C1 80
		C2 15
	EOF
	assess
	shows customer_id,class <<-'EOF'
		C3,C
		C1,A
		C2,B
	EOF
	bills 2026-03 > in.csv <<-'EOF'
		C1 79.99
		C2 15.01
		C3 5
	EOF
	assess
	shows customer_id,class <<-'EOF'
		C1,A
		C2,A
		C3,C
	EOF
	bills 2026-03 > in.csv <<-'EOF'
		C1 80
		C2 14.99
		C3 5.01
	EOF
	assess
	shows customer_id,class <<-'EOF'
		C1,A
		C2,B
		C3,B
	EOF
}

@test "D07: of equal totals the smaller id, byte by byte, comes first" {
	bills 2026-03 > in.csv <<-'EOF'
		b 25
		a 25
		B 25
		10 25
	EOF
	assess --abc 50,75
	shows customer_id,class <<-'EOF'
		b,C
		a,B
		B,A
		10,A
	EOF
}

@test "D07: a total of 0 or less is C, and takes nothing off the sum" {
	bills > in.csv <<-'EOF'
		C1 60 20 0
		C2 0 0 0
		C3 -50 10 0
		C4 20 0 0
	EOF
	assess
	shows customer_id,total_amount,class <<-'EOF'
		C1,80.00,A
		C2,0.00,C
		C3,-40.00,C
		C4,20.00,B
	EOF
	assess --abc 100,100
	shows customer_id,class <<-'EOF'
		C1,A
		C2,C
		C3,C
		C4,A
	EOF
}

@test "D07: totals are of the window, groups stay out, members do not" {
	printf '%s\n' customer_id,scope,group_id G1,group, C1,,G1 C2,, C3,, > customers.csv
	bills 2026-01 > in.csv <<-'EOF'
		C1 - - 80
		C2 1000 - 15
		C3 - - 5
		G1 9000 9000 9000
	EOF
	assess --window 1 --customers customers.csv
	shows customer_id,class <<-'EOF'
		C1,A
		C2,B
		C3,C
		G1,
	EOF
	assess --customers customers.csv
	shows customer_id,class <<-'EOF'
		C1,B
		C2,A
		C3,C
		G1,
	EOF
}

@test "D07: --abc that is none is a usage error" {
	bills > in.csv <<< 'C1 1 1 1'
	for abc in 80 95,80 80,95,99 x,95 80,101 -1,80 ''; do
		run -2 --separate-stderr rt-tier --abc "$abc" in.csv
		[[ $stderr == "rt-tier: --abc: "* ]] || wrong "$abc: $stderr"
	done
}

# --- D09: growth, tenure, potential

@test "growth: the last three months against the three before" {
	bills 2025-10 > in.csv <<-'EOF'
		C1 80 80 80 96 96 96
		C2 3 - - 1 - -
		C3 1 1 1 2 2 2
		C4 0 0 0 5 5 5
		C5 -1 0 0 5 5 5
		C6 - - - 5 5 5
		C7 10 - - - - -
		C8 10 0 0 -20 0 0
		C9 5 5 5 - - 15
	EOF
	for window in 12 1; do
		assess --window $window
		shows customer_id,growth <<-'EOF'
			C1,0.2000
			C2,-0.6667
			C3,1.0000
			C4,
			C5,
			C6,
			C7,-1.0000
			C8,-3.0000
			C9,0.0000
		EOF
	done
}

@test "growth: four decimals, rounded half away from zero, no minus before 0" {
	bills 2025-10 > in.csv <<-'EOF'
		C1 20000 - - 20001 - -
		C2 20000 - - 20000.99 - -
		C3 20000 - - 19999 - -
		C4 20000 - - 19999.01 - -
	EOF
	assess
	shows customer_id,growth <<-'EOF'
		C1,0.0001
		C2,0.0000
		C3,-0.0001
		C4,0.0000
	EOF
}

@test "growth: amounts so large that their difference is no amount" {
	bills 2025-10 > in.csv <<-'EOF'
		C1 900000000000000 - - -900000000000000 - -
		C2 922337203685477.5807 - - -922337203685477.5807 - -
		C3 600000000000000 - - -900000000000000 - -
		C4 0.0001 - - 900000000000000 - -
	EOF
	assess
	shows customer_id,growth,potential <<-'EOF'
		C1,-2.0000,new
		C2,-2.0000,new
		C3,-2.5000,new
		C4,8999999999999999999.0000,new
	EOF
}

@test "tenure: months from the month of joining, never below 0" {
	cat > customers.csv <<-'EOF'
		customer_id,joined
		C1,2026-01-31
		C2,2026-02-28
		C3,2026-02-01
		C4,2026-03-01
		C5,2025-02-28
		C6,
	EOF
	bills > in.csv <<< 'C1 - 1 -'
	run -0 --separate-stderr rt-tier --month 2026-02 --customers customers.csv in.csv
	shows customer_id,tenure_months <<-'EOF'
		C1,1
		C2,0
		C3,0
		C4,0
		C5,12
		C6,
	EOF
}

@test "D09: new for three months, by tenure or else by months" {
	printf '%s\n' customer_id,joined C1,2025-12-31 C2,2026-01-01 C3,2026-01-01 C4, > customers.csv
	bills 2025-10 > in.csv <<-'EOF'
		C1 - - - 100 100 100
		C2 - - - 100 100 100
		C3 100 100 100 500 500 500
		C4 - - - - 100 100
		C5 - - - 100 100 100
	EOF
	assess --customers customers.csv
	shows customer_id,potential,tenure_months,months <<-'EOF'
		C1,stable,3,3
		C2,new,2,3
		C3,new,2,6
		C4,new,,2
		C5,stable,,3
	EOF
}

@test "D09: high from a growth of 20% on, declining from -20% on, exactly" {
	bills 2025-10 > in.csv <<-'EOF'
		C1 80 80 80 96 96 96
		C2 33333.33 33333.33 33333.33 40000 40000 39999.98
		C3 100 100 100 80 80 80
		C4 33333.33 33333.33 33333.33 26666.67 26666.67 26666.66
		C5 100 100 100 100 100 100
		C6 100 100 100 1000 - -
		C7 100 100 100 - - -
	EOF
	assess
	shows customer_id,growth,potential <<-'EOF'
		C1,0.2000,high
		C2,0.2000,stable
		C3,-0.2000,declining
		C4,-0.2000,stable
		C5,0.0000,stable
		C6,2.3333,high
		C7,-1.0000,declining
	EOF
}

# Class A is the first alone, 100.00 a month.
@test "D09: high is also who has one or two months, but spends as class A does" {
	printf '%s\n' customer_id,joined A1,2020-01-01 B1,2020-01-01 B2,2020-01-01 \
		B3,2020-01-01 B4,2020-01-01 B5,2026-02-01 > customers.csv
	bills 2025-10 > in.csv <<-'EOF'
		A1 100 100 100 100 100 100
		B1 - - - - 100 100
		B2 - - - - 99.99 100
		B3 - - - - - 100
		B4 - - - 100 100 100
		B5 - - - - 100 100
	EOF
	assess --abc 30,95 --customers customers.csv
	shows customer_id,class,avg_amount,potential <<-'EOF'
		A1,A,100.00,stable
		B1,B,100.00,high
		B2,B,100.00,stable
		B3,B,100.00,high
		B4,B,100.00,stable
		B5,B,100.00,new
	EOF
}

# --- D10: the ladder

@test "D10: from no positive month to twelve" {
	cat > customers.csv <<-'EOF'
		customer_id,joined,status,referrals
		L01,2025-03-31,active,
		L02,2025-03-31,active,0
		L03,2025-04-01,active,
		L04,2025-03-01,active,1
		L05,2025-03-01,active,3
		L06,2025-03-01,,2
		L07,2025-03-01,,
		L08,2025-03-01,,
		L09,2025-03-01,unqualified,1
		L10,2025-03-01,target,
		L11,2025-03-01,,
		L12,,,5
		L13,2025-03-01,,
	EOF
	bills 2025-04 > in.csv <<-'EOF'
		L01 1 1 1 1 1 1 1 1 1 0 -5 -
		L02 1 1 1 1 1 1 1 1 - 0 -5 -
		L03 1 1 1 1 1 1 1 1 1 1 1 1
		L04 - - - 1 1 1 1 1 1 1 1 1
		L05 - - - - 1 1 1 1 1 1 1 1
		L06 - - - - - - - - 0.01 - - -
		L07 0 0 0 0 0 0 0 0 0 0 0 0
		L08 50 - - - - - - - - - - -
		L08 -50 - - - - - - - - - - -
		L09 1 1 1 1 1 1 1 1 1 1 1 1
		L10 1 1 1 1 1 1 1 1 1 1 1 1
		L12 1 1 1 1 1 1 1 1 1 1 1 1
		L13 50 - - - - - - - - - - 1
		L13 50 - - - - - - - - - - -
	EOF
	for window in 12 1; do
		assess --window $window --customers customers.csv
		shows customer_id,ladder <<-'EOF'
			L01,long-term
			L02,repeat
			L03,repeat
			L04,advocate
			L05,repeat
			L06,first-time
			L07,prospect
			L08,prospect
			L09,unqualified
			L10,target
			L12,repeat
			L13,repeat
			L11,prospect
		EOF
	done
}

@test "D10: over all the input up to M, however old, and not beyond" {
	printf '%s\n' customer_id,month,amount C1,2001-05,1 C2,2001-05,1 C2,2026-03,1 \
		C3,2026-03,1 C3,2026-04,1 C4,2001-05,1 C4,2001-06,1 C5,2014-01,1 C5,2014-01,1 > in.csv
	run -0 --separate-stderr rt-tier --month 2026-03 in.csv
	shows customer_id,months,ladder <<-'EOF'
		C1,0,first-time
		C2,1,repeat
		C3,1,first-time
		C4,0,repeat
		C5,0,first-time
	EOF
}

@test "window: an older month that comes behind a later one is never added to it" {
	for ((back = 1; back <= 48; back++)); do
		month=$(printf '%d-%02d' $(((2026 * 12 + 2 - back) / 12)) $(((2026 * 12 + 2 - back) % 12 + 1)))
		printf '%s\n' customer_id,month,amount C1,2026-03,10 C1,$month,1000 > in.csv
		for window in 3 12 24; do
			run -0 --separate-stderr rt-tier --month 2026-03 --window $window in.csv
			shows customer_id,months,last_amount,total_amount <<-EOF
				C1,$((back < window ? 2 : 1)),10.00,$((back < window ? 1010 : 10)).00
			EOF
		done
	done
}

@test "D10: of purchases, days with a positive sum count" {
	cat > in.csv <<-'EOF'
		customer_id,date,amount
		C1,2026-03-05,10
		C1,2026-03-05,10
		C2,2026-03-05T08:00,10
		C2,2026-03-06T08:00,10
		C3,2026-03-05,10
		C3,2026-03-05,-10
		C4,2026-03-05,0
		C5,2025-03-05,10
		C5,2026-01-05,10
		C5,2026-02-01,-10
		C6,2026-04-01,10
		C6,2026-03-01,10
	EOF
	assess
	shows customer_id,ladder <<-'EOF'
		C1,first-time
		C2,repeat
		C3,prospect
		C4,prospect
		C5,repeat
		C6,first-time
	EOF
}

@test "D10: of bills and purchases together, months of the ones, days of the others" {
	printf '%s\n' customer_id,month,amount \
		C1,2026-03,10 C2,2026-03,-10 C3,2026-03,10 C3,2026-03,-10 > bills.csv
	printf '%s\n' customer_id,date,amount \
		C1,2026-03-01,10 C2,2026-03-01,5 C3,2026-03-01,5 > purchases.csv
	run -0 rt-tier --month 2026-03 bills.csv purchases.csv
	shows customer_id,last_amount,ladder <<-'EOF'
		C1,20.00,repeat
		C2,-5.00,first-time
		C3,5.00,first-time
	EOF
}

@test "D10: a purchase that is returned makes no day, whatever comes in between" {
	cat > in.csv <<-'EOF'
		customer_id,date,amount
		C1,2026-03-05,10
		C1,2026-03-06,10
		C1,2026-03-06,-10
		C2,2026-03-05,10
		C2,2026-03-06,10
		C2,2026-03-05,-10
		C3,2026-03-06,-10
		C3,2026-03-05,10
		C3,2026-03-06,10
		C4,2026-03-05,10
		C4,2026-03-06,10
		C4,2026-03-06,-9.99
		C5,2024-03-05,10
		C5,2025-03-06,10
		C5,2026-03-07,10
		C5,2025-03-06,-10
		C5,2026-03-07,-20
		C6,2026-03-01,-1
		C6,2026-03-02,-1
		C6,2026-03-03,-1
		C6,2026-03-04,-1
		C6,2026-03-05,1
		C6,2026-03-06,1
		C7,1900-01-01,1
		C7,1970-01-01,0
		C7,1970-01-01,5
		C7,1970-01-01,-5
	EOF
	assess --trust odd-date
	shows customer_id,ladder <<-'EOF'
		C1,first-time
		C2,first-time
		C3,first-time
		C4,repeat
		C5,first-time
		C6,repeat
		C7,first-time
	EOF
}

# --- recency, frequency, money

@test "--rfm: one and five times the share of customers strictly worse" {
	cat > in.csv <<-'EOF'
		customer_id,date,amount
		P1,2026-03-31,20
		P1,2026-03-01,20
		P1,2026-03-01,20
		P1,2026-03-01,20
		P1,2026-03-01,20
		P2,2026-03-30,90
		P2,2026-02-01,0
		P2,2026-02-01,0
		P2,2026-02-01,0
		P3,2026-03-20,30
		P3,2026-03-20,30
		P3,2026-03-20,20
		P4,2026-03-10,35
		P4,2026-03-09,35
		P5,2026-03-02,60
	EOF
	assess --rfm --as-of 2026-04-01
	shows customer_id,r,f,m <<-'EOF'
		P1,5,5,5
		P2,4,4,4
		P3,3,3,3
		P4,2,2,2
		P5,1,1,1
	EOF
	[[ ${lines[0]} == *,growth,tenure_months,r,f,m ]]
}

@test "--rfm: equal values have equal scores" {
	cat > in.csv <<-'EOF'
		customer_id,date,amount
		a,2026-03-09,50
		b,2026-03-09,50.00
		c,2026-03-08,40
		d,2026-03-07,30
	EOF
	assess --rfm --as-of 2026-03-31
	shows customer_id,r,f,m <<-'EOF'
		a,3,1,3
		b,3,1,3
		c,2,1,2
		d,1,1,1
	EOF
}

@test "--rfm: purchases up to as-of, that day included, not those of the month alone" {
	cat > in.csv <<-'EOF'
		customer_id,date,amount
		a,2020-01-01,10
		a,2026-04-10,10
		b,2026-03-01,5
		b,2026-04-09,4
		b,2026-04-11,500
		c,2026-03-01,1
		c,2026-04-08,1
		d,2026-03-31,0
		e,2026-03-30,-1
	EOF
	assess --rfm --as-of 2026-04-10
	shows customer_id,r,f,m <<-'EOF'
		a,5,3,5
		b,4,3,4
		c,3,3,3
		d,2,1,2
		e,1,1,1
	EOF
}

@test "--rfm: blank without purchases up to as-of, for groups, and in a part" {
	printf '%s\n' customer_id,group_id C1,G1 C2,G1 C3, > customers.csv
	printf '%s\n' customer_id,date,amount C1,2026-03-05,10 C2,2026-03-31,5 G1,2026-03-01,1 > in.csv
	assess --rfm --as-of 2026-03-30 --customers customers.csv
	shows customer_id,scope,r,f,m <<-'EOF'
		C1,individual,1,1,1
		C2,individual,,,
		C3,individual,,,
		G1,group,,,
	EOF
	run -0 --separate-stderr rt-tier --month 2026-03 --rfm --part 1/1 --customers customers.csv in.csv
	[ "${#stderr_lines[@]}" -eq 3 ] && [[ $stderr == *'class is blank'*'r f m are blank'* ]] || wrong "$stderr"
	shows customer_id,r,f,m <<-'EOF'
		C1,,,
		C2,,,
		C3,,,
		G1,,,
	EOF
	bills > in.csv <<< 'C1 80 80 80'
	run -0 --separate-stderr rt-tier --month 2026-03 --rfm in.csv
	[[ $stderr == 'rt-tier: --rfm: r f m are blank, they take purchases' ]] || wrong "$stderr"
	shows customer_id,r,f,m <<< C1,,,
}

# --- an earlier run, and grace

@test "D11: --previous says who rose, fell, stayed, came and went" {
	cat > previous.csv <<-'EOF'
		customer_id,scope,tier,rank,movement
		C9,individual,gold,3,same
		C1,individual,vip,5,up
		C2,individual,vip,5,new
		C3,individual,vip,5,same
		C5,individual,,,gone
		C8,individual,quasi,6,down
	EOF
	bills > in.csv <<-'EOF'
		C1 150 150 150
		C2 150 150 79
		C3 80 80 80
		C4 80 80 80
		C5 80 80 80
	EOF
	assess --previous previous.csv
	[[ ${lines[0]} == *,growth,tenure_months,previous_tier,movement ]]
	shows customer_id,tier,rank,previous_tier,movement <<-'EOF'
		C1,silver,4,vip,up
		C2,quasi,6,vip,down
		C3,vip,5,vip,same
		C4,vip,5,,new
		C5,vip,5,,new
		C8,,,quasi,gone
		C9,,,gold,gone
	EOF
	[ "${lines[6]}" = C8,individual,,,,,,,,,,,,,,,quasi,gone ]
}

@test "D11: gone customers keep their columns, a customer of the table is not gone" {
	cat > previous.csv <<-'EOF'
		customer_id,scope,tier,rank,region
		C1,individual,vip,5,old
		C2,individual,vip,5,old
		C3,individual,vip,5,old
	EOF
	printf '%s\n' customer_id,region C1,郑州 C3,洛阳 > customers.csv
	bills > in.csv <<< 'C1 80 80 80'
	assess --previous previous.csv --customers customers.csv --keep region
	shows customer_id,tier,previous_tier,movement <<-'EOF'
		C1,vip,vip,same
		C3,standard,vip,down
		C2,,vip,gone
	EOF
}

@test "D11: a previous tier that the policy does not have is bad data" {
	printf '%s\n' customer_id,scope,tier,rank C1,individual,vip,5 C2,individual,bronze,6 > previous.csv
	bills > in.csv <<< 'C1 80 80 80'
	run -1 --separate-stderr rt-tier --previous previous.csv in.csv
	[[ $stderr == "rt-tier: previous.csv:3: tier: "* && $stderr != *bronze* ]] || wrong "$stderr"
	prints < /dev/null
	printf '%s\n' customer_id,scope,tier,rank C1,individual,vip,5 C1,individual,gold,3 > previous.csv
	run -1 --separate-stderr rt-tier --previous previous.csv in.csv
	[[ $stderr == "rt-tier: previous.csv:3: "* ]] || wrong "$stderr"
}

@test "D11: a blank tier is bad data, but for who was gone" {
	printf '%s\n' 'C1 80 80 80' 'C2 80 80 80' | bills > in.csv
	printf '%s\n' customer_id,scope,tier,rank,movement C1,individual,,,same \
		C2,individual,vip,5,same > previous.csv
	run -1 --separate-stderr rt-tier --month 2026-03 --previous previous.csv in.csv
	prints_err <<< 'rt-tier: previous.csv:2: tier: blank'
	run -0 --separate-stderr rt-tier --month 2026-03 --previous previous.csv -r r.csv in.csv
	printf '%s\n' C1,new C2,same | shows customer_id,movement
	same "$(tail -n 1 r.csv)" <<< 'previous.csv,2,tier,blank,"C1,individual,,,same"'
	cut -d , -f 1-4 previous.csv > cut.csv
	assess --previous cut.csv
	printf '%s\n' C1,new C2,same | shows customer_id,movement
}

grace_bills()
{
	bills 2025-12 <<-'EOF'
		C1 80 80 80 50 50
		C2 150 150 150 80 80
		C3 150 150 150 80 80
		C4 10 80 80 80 80
		C5 1000 1000 1000 150 150
		C6 80 80 80 50 50
		C7 80 80 80 80 80
		C8 80 10 10 10 10
		C9 10 10 10 10 10
	EOF
}

@test "--grace: a level earned in the last N months is kept, M among them" {
	grace_bills > in.csv
	cat > previous.csv <<-'EOF'
		customer_id,scope,tier,rank
		C1,individual,vip,5
		C2,individual,silver,4
		C3,individual,gold,3
		C4,individual,quasi,6
		C5,individual,diamond,2
		C7,individual,vip,5
		C8,individual,quasi,6
		C9,individual,vip,5
	EOF
	assess --previous previous.csv --grace 1
	shows $level,previous_tier,movement <<-'EOF'
		C1,quasi,6,quasi,single-month,vip,down
		C2,vip,5,high-end,consecutive-months,silver,down
		C3,vip,5,high-end,consecutive-months,gold,down
		C4,vip,5,high-end,consecutive-months,quasi,up
		C5,silver,4,high-end,consecutive-months,diamond,down
		C6,quasi,6,quasi,single-month,,new
		C7,vip,5,high-end,consecutive-months,vip,same
		C8,standard,7,standard,,quasi,down
		C9,standard,7,standard,,vip,down
	EOF
	assess --previous previous.csv --grace 2
	shows $level,previous_tier,movement <<-'EOF'
		C1,vip,5,high-end,grace,vip,same
		C2,silver,4,high-end,grace,silver,same
		C3,vip,5,high-end,consecutive-months,gold,down
		C4,vip,5,high-end,consecutive-months,quasi,up
		C5,diamond,2,high-end,grace,diamond,same
		C6,quasi,6,quasi,single-month,,new
		C7,vip,5,high-end,consecutive-months,vip,same
		C8,quasi,6,quasi,grace,quasi,same
		C9,standard,7,standard,,vip,down
	EOF
	shows customer_id,last_amount,min_amount <<-'EOF'
		C1,50.00,50.00
		C2,80.00,80.00
		C3,80.00,80.00
		C4,80.00,80.00
		C5,150.00,150.00
		C6,50.00,50.00
		C7,80.00,80.00
		C8,10.00,10.00
		C9,10.00,10.00
	EOF
}

@test "--grace: it ends N months after the level was last earned" {
	bills 2025-12 > in.csv <<< 'C1 80 80 80 50 50 50'
	run -0 --separate-stderr rt-tier --month 2026-02 -o 2026-02.csv in.csv
	for grace in 1:down 2:same,down 3:same,same,down; do
		previous=2026-02
		for month in 2026-03 2026-04 2026-05; do
			rt-tier --month $month --previous $previous.csv --grace ${grace%:*} \
				-o $month.csv in.csv
			previous=$month
		done
		movements=$(for month in 2026-03 2026-04 2026-05; do columns movement < $month.csv; done |
			paste -sd ,)
		[[ $movements == "${grace#*:}"* ]] || wrong "$grace: $movements"
	done
}

# C3 stands where its group stands, and needs no grace of its own.
@test "--grace: a level by plan is kept as well, and one of a group" {
	policy > policy.csv
	cat > customers.csv <<-'EOF'
		customer_id,scope,group_id,joined,plan_fee,role
		C1,,,2025-12-31,100,
		C2,,G1,,,
		C3,,G1,,,key
	EOF
	bills 2025-12 > in.csv <<-'EOF'
		C1 10 10 10 10
		C2 200 200 200 10
		C3 100 100 100 -
	EOF
	run -0 rt-tier --policy policy.csv --customers customers.csv -m 2026-02 -o previous.csv in.csv
	assess --policy policy.csv --customers customers.csv --previous previous.csv
	shows $level,previous_tier,movement <<-'EOF'
		C1,standard,9,standard,,red,down
		C2,quasi,7,quasi,single-month,red,down
		C3,quasi,7,quasi,single-month,red,down
		G1,standard,9,standard,,red,down
	EOF
	assess --policy policy.csv --customers customers.csv --previous previous.csv --grace 2
	shows $level,previous_tier,movement <<-'EOF'
		C1,red,3,high-end,grace,red,same
		C2,red,3,high-end,grace,red,same
		C3,red,3,high-end,key-person,red,same
		G1,red,3,high-end,grace,red,same
	EOF
}

@test "D06: a key person stands no lower than a group that is kept by grace" {
	policy > policy.csv
	printf '%s\n' customer_id,group_id,role A1,G1, A2,G1, N1,G1,key > customers.csv
	bills 2025-12 > in.csv <<-'EOF'
		A1 200 200 200 10
		A2 200 200 200 10
		N1 - - - 10
	EOF
	rt-tier -q --policy policy.csv --customers customers.csv -m 2026-02 in.csv |
		grep -v ^N1 > previous.csv
	assess --policy policy.csv --customers customers.csv --previous previous.csv --grace 2
	shows $level,movement <<-'EOF'
		A1,red,3,high-end,grace,same
		A2,red,3,high-end,grace,same
		N1,red,3,high-end,key-person,new
		G1,red,3,high-end,grace,same
	EOF
}

@test "--grace needs --previous, and a number" {
	bills > in.csv <<< 'C1 80 80 80'
	run -2 --separate-stderr rt-tier --grace 2 in.csv
	[[ $stderr == "rt-tier: --grace"*--previous* ]] || wrong "$stderr"
	for n in 0 -1 x; do
		run -2 --separate-stderr rt-tier --previous in.csv --grace $n in.csv
	done
}

# --- counts

@test "--cuts: the floors and classes, and what fell into each" {
	policy > policy.csv
	printf '%s\n' customer_id,group_id C1,G1 C2,G1 > customers.csv
	bills > in.csv <<-'EOF'
		C1 500 500 500
		C2 100 100 100
		C3 110 110 110
		C4 - - 100
		C5 - - 10
		C6 - -5 -
	EOF
	assess --policy policy.csv --customers customers.csv --cuts cuts.csv
	[ "$(wc -l <<< "$output")" -eq 8 ]
	# Totals 1500 330 300 100 10 -5: A to 1792.00, B to 2128.00 of 2240.00.
	same "$(cat cuts.csv)" <<-'EOF'
		scope,cut,floor,customers,amount
		individual,black,500.00,1,1500.00
		individual,red,100.00,2,630.00
		individual,quasi,,1,100.00
		individual,standard,,2,5.00
		group,black,1000.00,0,0.00
		group,red,300.00,1,1800.00
		group,standard,,0,0.00
		individual,A,330.00,2,1830.00
		individual,B,300.00,1,300.00
		individual,C,,3,105.00
	EOF
}

@test "--cuts: to a file of its own, or to standard output when the rows are not there" {
	bills > in.csv <<< 'C1 80 80 80'
	policy > policy.csv
	for file in - /dev/stdout; do
		run -2 --separate-stderr rt-tier --month 2026-03 --cuts $file in.csv
		[[ $stderr == "rt-tier: --cuts: "* ]] || wrong "$stderr"
		prints < /dev/null
		rt-tier --month 2026-03 --cuts $file -o out.csv in.csv | cat > cuts.csv
		[ "$(head -n 1 cuts.csv)" = scope,cut,floor,customers,amount ]
		[ "$(wc -l < cuts.csv)" -eq 17 ]
		[ "$(wc -l < out.csv)" -eq 2 ]
		rm out.csv cuts.csv
		run -2 --separate-stderr rt-tier --cuts $file --rejects - -o out.csv in.csv
		[ "${stderr_lines[0]}" = 'rt-tier: --cuts: standard output takes the rejects' ]
		[ ! -e out.csv ]
	done
	for options in '--cuts in.csv' '--cuts ./in.csv' '--cuts x.csv -o x.csv' \
		'--cuts x.csv -o ./x.csv' "--cuts $PWD/x.csv -o x.csv" \
		'--cuts x.csv -r x.csv' '--cuts policy.csv --simulate policy.csv' \
		'--cuts policy.csv --policy policy.csv'; do
		run -2 --separate-stderr rt-tier --month 2026-03 $options in.csv
		prints < /dev/null
	done
	[ ! -e cuts.csv ] && [ ! -e - ]
	policy | same_file /dev/stdin policy.csv
}

@test "--cuts, --simulate: what cannot be used is told before records are read" {
	printf '%s\n' customer_id,month,amount C1,2026-03,x > in.csv
	run -3 --separate-stderr rt-tier --cuts none/cuts.csv in.csv
	[[ $stderr == "rt-tier: none/cuts.csv: "* ]] || wrong "$stderr"
	policy | sed 's/500/x/' > second.csv
	run -2 --separate-stderr rt-tier --simulate second.csv in.csv
	[[ $stderr == "rt-tier: second.csv:2: "* ]] || wrong "$stderr"
}

@test "--rejects leaves both policies alone" {
	bills > in.csv <<< 'C1 80 80 80'
	policy > policy.csv
	for option in --policy --simulate; do
		run -2 --separate-stderr rt-tier --rejects policy.csv $option policy.csv in.csv
		[[ $stderr == "rt-tier: policy.csv is "* ]] || wrong "$stderr"
		policy | same_file /dev/stdin policy.csv
	done
}

@test "--simulate: the same counts under a second policy, and who would move" {
	policy > policy.csv
	policy | sed 's/,1,500,/,1,200,/; s/,3,100,/,3,90,/' > second.csv
	bills > in.csv <<-'EOF'
		C1 500 500 500
		C2 200 200 200
		C3 90 90 90
		C4 - - 100
	EOF
	assess --policy policy.csv --simulate second.csv
	prints <<-'EOF'
		scope,tier,customers,amount,customers_then,amount_then,moved_in,moved_out
		individual,black,1,1500.00,2,2100.00,1,0
		individual,red,1,600.00,1,270.00,1,1
		individual,quasi,1,100.00,1,100.00,0,0
		individual,standard,1,270.00,0,0.00,0,1
		group,black,0,0.00,0,0.00,0,0
		group,red,0,0.00,0,0.00,0,0
		group,standard,0,0.00,0,0.00,0,0
	EOF
	assess --policy second.csv --simulate policy.csv
	prints <<-'EOF'
		scope,tier,customers,amount,customers_then,amount_then,moved_in,moved_out
		individual,black,2,2100.00,1,1500.00,0,1
		individual,red,1,270.00,1,600.00,1,1
		individual,quasi,1,100.00,1,100.00,0,0
		individual,standard,0,0.00,1,270.00,1,0
		group,black,0,0.00,0,0.00,0,0
		group,red,0,0.00,0,0.00,0,0
		group,standard,0,0.00,0,0.00,0,0
	EOF
}

@test "--simulate: levels that only one policy has, and mistakes in the second" {
	policy > policy.csv
	policy | sed '3s/red/blue/' > second.csv
	bills > in.csv <<< 'C1 100 100 100'
	assess --policy policy.csv --simulate second.csv
	columns scope,tier,customers,customers_then,moved_in,moved_out <<< "$output" > counts
	grep -qx individual,red,1,0,0,1 counts
	grep -qx individual,blue,0,1,1,0 counts
	sed -i '3s/100/x/' second.csv
	run -2 --separate-stderr rt-tier --policy policy.csv --simulate second.csv in.csv
	[[ $stderr == "rt-tier: second.csv:3: "* ]] || wrong "$stderr"
}

@test "D11: customers without a record in the window are counted on standard error" {
	bills 2025-01 > in.csv <<-'EOF'
		C1 5 - - - - - - - - - - - - - 80
		C2 5 5 5 - - - - - - - - - - - -
		C3 - - - 5 - - - - - - - - - - -
		C4 5 - - - - - - - - - - - - - -
	EOF
	run -0 --separate-stderr rt-tier --month 2026-03 in.csv
	[[ $stderr == "rt-tier: 2 customers "* ]] || wrong "$stderr"
	shows customer_id,months,total_amount <<-'EOF'
		C1,1,80.00
		C2,0,0.00
		C3,1,5.00
		C4,0,0.00
	EOF
}

# --- grouped input, parts

# So many customers, a quarter of them without all months, grouped.
grouped()	# CUSTOMERS [SEED]
{
	awk -v n="$1" -v seed="${2:-1}" 'BEGIN {
		srand(seed)
		print "customer_id,month,amount"
		for (i = 1; i <= n; i++)
			for (m = 1; m <= 12; m++)
				if (rand() < 0.9)
					printf "C%d,%04d-%02d,%.2f\n", i, m < 10 ? 2025 : 2026,
						(m + 2) % 12 + 1, rand() * rand() * 400
	}'
}

without_class()
{
	awk -F, -v OFS=, 'NR > 1 { $7 = "" } 1'
}

# Nobody here has a tenure, so none has one or two months and is not new:
# potential does not look at class A.
@test "--sorted: the same rows, class blank" {
	grouped 500 > in.csv
	assess
	without_class <<< "$output" > expected.csv
	assess --sorted
	prints < expected.csv
}

@test "--sorted: a customer that comes back is an error with both lines" {
	printf '%s\n' customer_id,month,amount C1,2026-01,80 C1,2026-02,80 C2,2026-01,80 C3,2026-01,80 \
		C1,2026-03,80 > in.csv
	run --separate-stderr rt-tier --month 2026-03 --sorted in.csv
	[ $status -eq 1 ]
	[[ $stderr == "rt-tier: in.csv:6: "*[^0-9]2* || $stderr == "rt-tier: in.csv:6: "*[^0-9]3* ]] ||
		wrong "$stderr"
	[[ $stderr != *C1* ]]
}

@test "--sorted: ids of any length, quoted, with blanks about them, alike but for a byte" {
	awk 'BEGIN {
		split("7 17 a b ab cb abcdefg xbcdefg abcdefgh xbcdefgh abcdefghi xbcdefghi " \
			"abXdefgh12345678 abYdefgh12345678 aXcdefgh123456789 aYcdefgh123456789 " \
			"abcdefgh1234567890abcdefgh abcdefgX1234567890abcdefgh 张三 李三", id, " ")
		print "customer_id,month,amount"
		for (i = 1; i in id; i++)
			for (m = 1; m <= 3; m++) {
				text = id[i]
				if (i % 3 == 0 && m != 2) text = "\"" text "\""
				printf "%s,2026-%02d,%d\n", text, m, 10 * i + m
			}
		for (m = 1; m <= 3; m++) print " q ,2026-0" m ",80"
	}' > in.csv
	for options in '' --clean-ids '--null 7x'; do
		for j in 1 2; do
			assess --trust id-edge $options
			without_class <<< "$output" > expected.csv
			[ "$(wc -l < expected.csv)" -eq 22 ]
			assess --trust id-edge -j $j --sorted $options
			prints < expected.csv
		done
	done
	# Each record of an id with a mark is doubted, and the line of a late mistake is right.
	run -0 --separate-stderr rt-tier --month 2026-03 --sorted in.csv
	[[ $stderr == *'doubt id-edge'*'3'* ]] || wrong "$stderr"
	echo '张三,2026-03,1' >> in.csv
	run -1 --separate-stderr rt-tier -q --month 2026-03 --sorted in.csv
	[[ $stderr == 'rt-tier: in.csv:65: customer_id: the customer was there before, on line 56;'* ]] ||
		wrong "$stderr"
}

@test "--sorted: of two files, the error names the other one" {
	bills > a.csv <<-'EOF'
		C1 80
		C2 80
	EOF
	bills > b.csv <<< 'C1 80'
	run -1 --separate-stderr rt-tier --month 2026-03 --sorted a.csv b.csv
	[[ $stderr == "rt-tier: b.csv:2: customer_id: "*" line 2 of a.csv;"* ]] || wrong "$stderr"
	cp a.csv c.csv
	run -1 --separate-stderr rt-tier --month 2026-03 --sorted a.csv c.csv
	[[ $stderr == "rt-tier: c.csv:2: customer_id: "*" line 2 of a.csv;"* ]] || wrong "$stderr"
}

@test "--sorted: with customers, columns kept and a table before, as without" {
	shuffled 80 11 | { IFS= read -r header; echo $header,area; sort -t , -k 1,1 -s |
		awk -F, '{ print $0 ",a" substr($1, 2) % 3 }'; } > in.csv
	{ echo customer_id,joined,plan_fee; for i in {1..90..2}; do echo "C$i,2026-0$((i % 3 + 1))-01,80"; done; } \
		> customers.csv
	rt-tier -q --month 2026-02 -o previous.csv in.csv
	for options in '--keep area' '--customers customers.csv --keep plan_fee' \
		'--previous previous.csv --grace 3 --keep area' '--months 2 --window 5'; do
		assess $options
		without_class <<< "$output" > expected.csv
		assess $options --sorted
		prints < expected.csv || wrong "$options"
	done
	{ head -n 1 in.csv; sed -n '2,300p' in.csv; } > a.csv
	{ head -n 1 in.csv; sed -n '301,$p' in.csv; } > b.csv
	run -0 --separate-stderr rt-tier --month 2026-03 --months 2 --window 5 --sorted a.csv b.csv
	prints < expected.csv
}

@test "--sorted: who comes back is found among more customers than are remembered" {
	{ echo customer_id,month,amount; for ((i = 1; i <= 20000; i++)); do echo "C$i,2026-03,1"; done; } > many.csv
	run -0 --separate-stderr rt-tier --month 2026-03 --sorted many.csv
	[ ${#lines[@]} -eq 20001 ]
	for back in C5 C19000 C19999; do
		{ cat many.csv; echo $back,2026-02,1; } > in.csv
		run -1 --separate-stderr rt-tier --month 2026-03 --sorted in.csv
		[[ $stderr == "rt-tier: in.csv:20002: customer_id: "*"line "[0-9]* ]] || wrong "$stderr"
	done
	cp many.csv in.csv
	run -0 --separate-stderr rt-tier --month 2026-03 --sorted in.csv
}

@test "--sorted needs --month, and does not go with groups" {
	printf '%s\n' customer_id,month,amount C1,2026-01,80 > in.csv
	run -2 --separate-stderr rt-tier --sorted in.csv
	[[ $stderr == "rt-tier: --sorted"*--month* ]] || wrong "$stderr"
	printf '%s\n' customer_id,group_id C1,G1 > customers.csv
	run --separate-stderr rt-tier --month 2026-03 --sorted --customers customers.csv in.csv
	[ $status -ne 0 ] && [[ $stderr == "rt-tier: "*group* ]] || wrong "$status: $stderr"
}

@test "--sorted: constant memory, on a file larger than there is" {
	limit=24000	# KiB
	(ulimit -v $limit; rt-tier --version > /dev/null 2>&1) ||
		skip 'this build does not start in so little memory'
	grouped 200000 > in.csv
	[ "$(stat -c %s in.csv)" -gt $((limit * 1024)) ]
	(ulimit -v $limit; rt-tier -j 1 --month 2026-03 --sorted -o out.csv in.csv)
	[ "$(wc -l < out.csv)" -eq 200001 ]
	run -3 --separate-stderr sh -c "ulimit -v $limit; rt-tier -j 1 --month 2026-03 in.csv"
	[[ $stderr == "rt-tier: "*memory* ]] || wrong "$stderr"
}

@test "--part: the parts together are the whole, and --merge makes them so" {
	grouped 300 2 > in.csv
	for i in {1..300}; do echo "C$i,$((i % 3 ? 2019 : 2026))-01-15,$([ $((i % 7)) -eq 0 ] && echo G$((i % 5)))"; done |
		{ echo customer_id,joined,group_id; cat; } > customers.csv
	sed -i '/^C[1-9]0*,2025/d' in.csv
	assess --customers customers.csv
	printf '%s\n' "$output" > whole.csv
	for abc in 80,95 50,60; do
		assess --customers customers.csv --abc $abc
		sort <<< "$output" > expected.csv
		for k in 1 2 3; do
			run -0 --separate-stderr rt-tier --month 2026-03 --part $k/3 \
				--customers customers.csv -o part$k.csv in.csv
		done
		[ "$(cat part?.csv | grep -vc ^customer_id)" -eq $(($(wc -l < whole.csv) - 1)) ]
		cut -d , -f 1-6,9- part?.csv | sort -u > parts
		cut -d , -f 1-6,9- whole.csv | sort -u > all
		same_file all parts
		[ "$(cut -d , -f 7 part?.csv | sort -u)" = $'\nclass' ]
		run -0 --separate-stderr rt-tier --merge --abc $abc part1.csv part2.csv part3.csv
		same "$(sort <<< "$output")" < expected.csv
	done
}

@test "--part and --input-only need --month, for another part may end later" {
	bills > in.csv <<< 'C1 80 80 80'
	for part in '--part 1/2' --input-only; do
		run -2 --separate-stderr rt-tier $part in.csv
		prints_err <<-EOF
			rt-tier: ${part%% *} needs --month: another part may end in another month
			Try 'rt-tier --help'.
		EOF
		run -0 rt-tier -q $part --month 2026-03 in.csv
	done
	printf '%s\n' customer_id,month,amount C1,2025-01,80 C2,2026-03,80 > in.csv
	for k in 1 2; do
		for sorted in '' --sorted; do
			run -0 --separate-stderr rt-tier --month 2026-03 --part $k/2 $sorted in.csv
			[[ $stderr != *'no record in the 3 months'* ]] || wrong "$stderr"
		done
	done
}

# XXH64 as its authors publish it: d24ec4f1a98c6e5b of "a", 44bc2cf5ad770999
# of "abc", 32dd38952c4bc720 of "xxhash", fbcea83c8a378bf1 of the sentence.
@test "--part: XXH64 of the group_id, else of the customer_id, modulo N" {
	printf '%s,2026-03,1\n' a abc xxhash 'Nobody inspects the spammish repetition' member |
		sed '1i customer_id,month,amount' > in.csv
	printf '%s\n' customer_id,group_id member,abc a, > customers.csv
	while read -r n parts; do
		for k in $parts; do
			rt-tier -q -m 2026-03 --part $k/$n --customers customers.csv in.csv |
				columns customer_id | sed "s/$/ $k/"
		done
	done > got <<-'EOF'
		7 7 1 3 4
		97 28 51 3 6
	EOF
	same "$(cat got)" <<-'EOF'
		a 7
		member 1
		abc 1
		xxhash 3
		Nobody inspects the spammish repetition 4
		a 28
		member 51
		abc 51
		xxhash 3
		Nobody inspects the spammish repetition 6
	EOF
	for part in 0/3 4/3 1/0 x/3 3 1/; do
		run -2 --separate-stderr rt-tier --part $part in.csv
		[[ $stderr == "rt-tier: --part: "* ]] || wrong "$stderr"
	done
}

@test "--part: of a group all members go together; a part has its own gone rows" {
	printf '%s\n' customer_id,group_id C1,G1 C2,G1 C3,G1 C4,G1 > customers.csv
	bills > in.csv <<-'EOF'
		C1 80 80 80
		C2 80 80 80
		C3 80 80 80
		C4 80 80 80
		G1 80 80 80
	EOF
	{ echo customer_id,scope,tier,rank; for i in {1..40}; do echo "X$i,individual,vip,5"; done; } > previous.csv
	for k in 1 2 3 4; do
		run -0 --separate-stderr rt-tier --month 2026-03 --part $k/4 --customers customers.csv \
			--previous previous.csv in.csv
		cut -d , -f 1,18 <<< "$output" | sed 1d > part$k
		[[ $(grep -vc '^X' part$k) =~ ^[05]$ ]] || wrong "$(cat part$k)"
		[ "$(grep -c '^X.*,gone$' part$k)" -lt 40 ]
	done
	[ "$(cat part? | sort -u | wc -l)" -eq 45 ]
	[ "$(cat part? | wc -l)" -eq 45 ]
}

@test "--part: a member who stands in the group's part is gone in no other" {
	printf '%s,G1\n' C{1..8} | sed '1i customer_id,group_id' > customers.csv
	printf '%s 80 80 80\n' C{1..8} | bills > in.csv
	rt-tier -q --month 2026-02 --customers customers.csv -o previous.csv in.csv
	echo X1,individual,vip,5 | cat <(cut -d , -f 1-4 previous.csv) - > before.csv
	for k in 1 2 3 4; do
		rt-tier -q --month 2026-03 --part $k/4 --customers customers.csv --previous before.csv in.csv |
			columns customer_id,movement
	done | sort > got
	same "$(cat got)" <<-'EOF'
		C1,up
		C2,up
		C3,up
		C4,up
		C5,up
		C6,up
		C7,up
		C8,up
		G1,same
		X1,gone
	EOF
}

@test "--merge: previous tiers, scores and kept columns come along" {
	grouped 60 3 | awk -F, 'NR == 1 { print $0 ",area"; next } { print $0 ",a" substr($1, 2) % 4 }' > in.csv
	rt-tier --month 2026-02 -o previous.csv in.csv
	assess --previous previous.csv --grace 2 --keep area
	sort <<< "$output" > expected.csv
	for k in 1 2; do
		rt-tier --month 2026-03 --part $k/2 --previous previous.csv --grace 2 --keep area \
			-q -o part$k.csv in.csv
	done
	run -0 --separate-stderr rt-tier --merge part1.csv part2.csv
	same "$(sort <<< "$output")" < expected.csv
}

@test "--merge: of parts without customers nothing but the header comes" {
	echo customer_id,month,amount > none.csv
	rt-tier --month 2026-02 --part 1/1 -o part.csv none.csv
	run -0 --separate-stderr rt-tier --merge part.csv
	prints < part.csv
	[ "$(wc -l < part.csv)" -eq 1 ]
}

@test "--merge: kept cells of spaces stay as they are" {
	printf '%s\n' customer_id,month,amount,area 'C1,2026-03,1,  ' C2,2026-03,1,x > in.csv
	run -0 --separate-stderr rt-tier --month 2026-03 --keep area --part 1/1 -o part.csv in.csv
	run -0 rt-tier --merge part.csv
	shows area,customer_id <<-'EOF'
		  ,C1
		x,C2
	EOF
}

@test "--merge takes no option that an assessment takes, and no blank figures" {
	grouped 5 > in.csv
	rt-tier -q --month 2026-03 --part 1/1 -o part.csv in.csv
	for options in '--months 4' '--window 6' '--month 2026-03' --sorted --rfm '--part 1/2'; do
		run -2 --separate-stderr rt-tier --merge $options part.csv
		[[ $stderr == 'rt-tier: --merge '* ]] || wrong "$options: $stderr"
	done
	for column in 10:months 14:total_amount; do
		awk -F, -v OFS=, -v c=${column%:*} 'NR == 3 { $c = "" } 1' part.csv > blank.csv
		run -1 --separate-stderr rt-tier --merge blank.csv
		prints_err <<< "rt-tier: blank.csv:3: ${column#*:}: blank"
		run -0 --separate-stderr rt-tier --merge --rejects r.csv blank.csv
		[ "$(wc -l <<< "$output")" -eq 5 ]
	done
}

# --- properties, on tables made at random from a seed

# Bills of so many customers in no order, of 2025-04 to 2026-04; a month may
# have none, one or two, of round amounts so that floors are met.
shuffled()	# CUSTOMERS SEED
{
	awk -v n="$1" -v seed="$2" 'BEGIN {
		srand(seed)
		for (i = 1; i <= n; i++) {
			size = int(rand() * 14) * 40
			for (m = 3; m <= 15; m++)
				for (k = rand() < 0.1 ? 0 : rand() < 0.8 ? 1 : 2; k > 0; k--)
					printf "%.9f C%d,%04d-%02d,%.2f\n", rand(), i,
						2025 + int(m / 12), m % 12 + 1,
						size + (rand() < 0.3 ? int(rand() * 200) - 100 : 0)
		}
	}' | sort | cut -d ' ' -f 2 | sed 1i"customer_id,month,amount"
}

# D01 and D04 once more, in whole hundredths: level by customer.
levels_again()	# FILE
{
	awk -F, '
	NR > 1 && $2 <= "2026-03" {
		seen[$1] = 1
		if ($2 >= "2026-01") { has[$1, $2] = 1; sum[$1, $2] += int($3 * 100 + ($3 < 0 ? -0.5 : 0.5)) }
	}
	END {
		split("supreme diamond gold silver vip", name, " ")
		split("100000 50000 30000 15000 8000", floor, " ")
		for (c in seen) {
			all = 1; least = 1e18; most = -1e18
			for (m = 1; m <= 3; m++) {
				if (!((c, "2026-0" m) in has)) { all = 0; continue }
				x = sum[c, "2026-0" m]
				if (x < least) least = x
				if (x > most) most = x
			}
			level = most >= 8000 ? "quasi" : "standard"
			for (i = 5; all && i > 0; i--)
				if (least >= floor[i]) level = name[i]
			print c "," level
		}
	}' "$1" | sort
}

@test "D01: levels of tables made at random are those of the rule said once more" {
	for seed in 1 2 3 4 5; do
		shuffled 200 $seed > in.csv
		assess
		columns customer_id,tier <<< "$output" | sort > got
		levels_again in.csv > expected
		same_file expected got || wrong "seed $seed"
		[ "$(cut -d , -f 2 got | sort -u | wc -l)" -ge 5 ]
	done
}

# D07, D09 and D10 once more, in whole hundredths: figures, class at 80 and
# 95%, potential and ladder by customer.  Nobody's joining is known.
values_again()	# FILE
{
	awk -F, '
	NR > 1 && $2 <= "2026-03" {
		seen[$1] = 1
		split($2, at, "-")
		m = (at[1] - 2025) * 12 + at[2] - 3	# 1 is 2025-04, 12 is 2026-03
		has[$1, m] = 1
		sum[$1, m] += int($3 * 100 + ($3 < 0 ? -0.5 : 0.5))
	}
	END {
		for (c in seen) {
			for (m = 1; m <= 12; m++) {
				if (!((c, m) in has)) continue
				months[c]++; total[c] += sum[c, m]
				positive[c] += sum[c, m] > 0
				if (m > 9) now[c] += sum[c, m]
				else if (m > 6) before[c] += sum[c, m]
			}
			if (total[c] > 0) all += total[c]
		}
		for (c in seen) {	# everybody against everybody: slow, and plain
			less = 0
			for (d in seen)
				if (total[d] > total[c] || (total[d] == total[c] && d "" < c ""))
					less += total[d] > 0 ? total[d] : 0
			class[c] = "C"
			if (total[c] > 0 && less * 100 < all * 95) class[c] = "B"
			if (total[c] > 0 && less * 100 < all * 80) class[c] = "A"
		}
		for (c in seen) {
			up = (now[c] - before[c]) * 5
			potential = "stable"
			if (before[c] > 0 && up <= -before[c]) potential = "declining"
			if (before[c] > 0 && up >= before[c]) potential = "high"
			if (months[c] < 3) potential = "new"
			ladder = positive[c] > 1 ? "repeat" : positive[c] ? "first-time" : "prospect"
			printf "%s,%d,%.2f,%.2f,%s,%s,%s\n", c, months[c], sum[c, 12] / 100,
				total[c] / 100, class[c], potential, ladder
		}
	}' "$1" | sed 's/,-0\.00/,0.00/g' | sort
}

@test "D07, D09, D10: values of tables made at random are those of the rules said once more" {
	for seed in 21 22 23 24; do
		shuffled 150 $seed > in.csv
		assess
		columns customer_id,months,last_amount,total_amount,class,potential,ladder <<< "$output" |
			sort > got
		values_again in.csv > expected
		same_file expected got || wrong "seed $seed"
		[ "$(cut -d , -f 5 got | sort -u | wc -l)" -eq 3 ]
	done
}

@test "D07: classes of many equal totals are those of the rule said once more" {
	for seed in 1 2 3 4 5 6; do
		awk -v seed=$seed 'BEGIN {
			srand(seed)
			print "customer_id,month,amount"
			for (i = 1; i <= 120; i++)
				print "C" int(rand() * 1000000) ",2026-03," int(rand() * 8) - 1
		}' > in.csv
		assess
		columns customer_id,months,last_amount,total_amount,class,potential,ladder <<< "$output" |
			sort > got
		values_again in.csv > expected
		same_file expected got || wrong "seed $seed"
	done
}

@test "property: the order of rows changes the order of the output only" {
	for seed in 1 2 3; do
		shuffled 100 $seed > in.csv
		assess
		sort <<< "$output" > expected
		{ head -n 1 in.csv; sed 1d in.csv | sort; } > again.csv
		mv again.csv in.csv
		assess
		same "$(sort <<< "$output")" < expected || wrong "seed $seed"
	done
}

@test "property: files and threads change nothing" {
	shuffled 2000 7 > in.csv
	assess -j 1
	printf '%s\n' "$output" > expected
	for threads in 2 3 8; do
		assess -j $threads
		prints < expected
	done
	{ head -n 1 in.csv; sed -n '2,9000p' in.csv; } > a.csv
	{ head -n 1 in.csv; sed -n '9001,$p' in.csv; } > b.csv
	run -0 --separate-stderr rt-tier --month 2026-03 a.csv b.csv
	prints < expected
}

@test "property: a bill split in two changes nothing" {
	for seed in 1 2 3; do
		shuffled 100 $seed > in.csv
		assess
		printf '%s\n' "$output" > expected
		awk -F, -v OFS=, 'NR > 1 && NR % 3 == 0 { print $1, $2, 12.34; $3 = sprintf("%.2f", $3 - 12.34) } 1' \
			in.csv > split.csv
		mv split.csv in.csv
		assess
		prints < expected || wrong "seed $seed"
	done
}

@test "property: a stranger changes no level, and no class but by the cut" {
	for seed in 1 2 3; do
		shuffled 100 $seed > in.csv
		assess
		cut -d , -f 1-6,9- <<< "$output" > expected
		printf '%s\n' S,2026-01,500 S,2026-02,500 S,2026-03,500 >> in.csv
		assess
		cut -d , -f 1-6,9- <<< "$output" | grep -v ^S, > got
		same_file expected got || wrong "seed $seed"
	done
}

@test "property: parts of any number together are the whole" {
	shuffled 200 9 > in.csv
	assess
	cut -d , -f 1-6,9- <<< "$output" | sort > expected
	for n in 1 2 5; do
		for ((k = 1; k <= n; k++)); do
			rt-tier -q --month 2026-03 --part $k/$n in.csv
		done | cut -d , -f 1-6,9- | sort -u > got
		same_file expected got || wrong "$n parts"
	done
}

@test "D11: month after month, each run's output being the next one's --previous" {
	shuffled 150 4 > in.csv
	previous=
	for month in 2025-{06,07,08,09,10,11,12} 2026-{01,02,03,04}; do
		rt-tier -q --month $month -o alone.csv in.csv
		rt-tier -q --month $month ${previous:+--previous $previous} -o $month.csv in.csv
		grep -v ',gone$' $month.csv | cut -d , -f 1-16 | same_file alone.csv /dev/stdin
		if [ -n "$previous" ]; then
			awk -F, 'FNR == 1 { next }
				NR == FNR { rank[$1] = $4; next }
				$18 != (!($1 in rank) ? "new" : $4 < rank[$1] ? "up" : $4 > rank[$1] ? "down" : "same") { print }' \
				$previous $month.csv > wrong.csv
			[ ! -s wrong.csv ] || wrong "$month: $(cat wrong.csv)"
		fi
		previous=$month.csv
	done
}

# What grace makes of a month, from the levels of each month alone: FILE of
# the run before, this month alone, then the months that may have earned it.
grace_again()	# PREVIOUS NOW EARLIER...
{
	awk -F, -v OFS=, '
	FNR == 1 { file++; next }
	file == 1 { if ($18 != "gone") { was[$1] = $4; tier[$1] = $3 } next }
	file == 2 { rank[$1] = $4; now[$1] = $3; why[$1] = $6; next }
	$1 in was && $4 <= was[$1] { earned[$1] = 1 }
	END {
		for (c in now)
			if (c in was && rank[c] > was[c] && c in earned)
				print c, tier[c], was[c], "grace"
			else
				print c, now[c], rank[c], why[c]
	}' "$@" | sort
}

@test "--grace: a year of tables made at random is that of the rule said once more" {
	shuffled 120 5 > in.csv
	previous=
	earlier=()
	for month in 2025-{05,06,07,08,09,10,11,12} 2026-{01,02,03,04}; do
		rt-tier -q --month $month -o alone-$month.csv in.csv
		if [ -z "$previous" ]; then
			cp alone-$month.csv $month.csv
		else
			rt-tier -q --month $month --previous $previous --grace 3 -o $month.csv in.csv
			grep -v ',gone$' $month.csv | columns customer_id,tier,rank,reason | sort > got
			grace_again $previous alone-$month.csv "${earlier[@]: -2}" > expected
			same_file expected got || wrong $month
		fi
		previous=$month.csv
		earlier+=("alone-$month.csv")
	done
	grep -q ,grace, $previous
}

# --- real data

# 30,000 people with six statements each, some of them negative.
credit_bills()
{
	shared credit-bills
	gzip -dc "$data/monthly.csv.gz" > monthly.csv
}

# A policy of one level for each of these floors, best first.
policy_of_floors()	# FLOOR...
{
	echo scope,tier,label,label_en,rank,min_amount,min_members
	rank=0
	for floor; do
		echo "individual,$floor,,,$((++rank)),$floor,"
	done
	printf '%s\n' individual,quasi,,,98,, individual,standard,,,99,, group,standard,,,99,,
}

# How many are on each of these levels or a better one, best first.
counted()	# MEASURE MONTH FLOOR...
{
	cut -d , -f 3 tiers.csv | awk -v measure="$1" -v month="$2" -v floors="${*:3}" '
	{ on[$0]++ }
	END {
		n = split(floors, floor, " ")
		for (i = 1; i <= n; i++) {
			sum += on[floor[i]]
			print measure "," floor[i] ",in_tier_at_" month "," sum
		}
	}'
}

# The reference counts who is in the tier at a month: at or above the floor
# in it and the two before, which is our rule, with a single floor.
@test "D01: credit-bills, who is at or above each floor at each month" {
	credit_bills
	while read -r measure floors; do
		policy_of_floors $floors > policy.csv
		for month in 2005-06 2005-07 2005-08 2005-09; do
			rt-tier -c customer_id=id -c amount=$measure --policy policy.csv \
				--as-of 2005-10-01 --month $month -o tiers.csv monthly.csv
			[ "$(wc -l < tiers.csv)" -eq 30001 ]
			counted $measure $month $floors
		done
	done > counts.csv <<-'EOF'
		bill 100000 50000 10000 1000
		paid 20000 5000 1000 1
	EOF
	grep ',in_tier_at_2005-0[6-9],' "$data/expected_tiers.csv" | sort > expected.csv
	sort counts.csv > sorted.csv
	[ "$(wc -l < expected.csv)" -eq 32 ]
	same_file expected.csv sorted.csv
}

@test "D01: credit-bills, one month before there are three: nobody" {
	credit_bills
	for month in 2005-04 2005-05; do
		rt-tier -c customer_id=id -c amount=bill --month $month -o tiers.csv monthly.csv
		run -1 grep -c high-end tiers.csv
		prints <<< 0
	done
}

# The purchases of all 23,570 customers, or of the tenth that was drawn;
# their ids sort as bytes in the order of their numbers.
cdnow()	# master|sample
{
	shared cdnow
	case $1 in
	master) awk 'NR > 1 { print $1 "," $2 "," $4 }' "$data/CDNOW_master.txt" ;;
	sample) awk '{ print $2 "," $3 "," $5 }' "$data/CDNOW_sample.txt" ;;
	esac | tr -d '\r' | sed '1i customer_id,date,amount' > purchases.csv
}

# 23,570 customers, 69,659 purchases from 1997-01 to 1998-06.  The reference
# takes a month without purchase for 0; so does ours, for a floor above 0.
@test "D01: cdnow, who is at or above each floor at each month" {
	cdnow master
	policy_of_floors 100 50 20 10 > policy.csv
	grep -v max_run "$data/expected_tiers.csv" | sed -n 's/.*in_tier_at_\([0-9-]*\),.*/\1/p' |
		sort -u > months
	[ "$(wc -l < months)" -eq 18 ]
	while read -r month; do
		rt-tier --policy policy.csv --month $month -o tiers.csv purchases.csv
		counted monthly_spend $month 100 50 20 10
	done < months | sort > counts.csv
	grep ',in_tier_at_[0-9]' "$data/expected_tiers.csv" | sort > expected.csv
	same_file expected.csv counts.csv
}

# In the table on standard input, one and five times the share of customers
# whose value in that column is strictly smaller.
scored()	# COLUMN
{
	tr -d . | sort -t , -k $1,${1}n | awk -F, -v column=$1 '
	{
		if (NR == 1 || $column != last)
			worse = NR - 1
		last = $column
		id[NR] = $1
		below[NR] = worse
	}
	END {
		for (i = 1; i <= NR; i++)
			print id[i] "," 1 + int(5 * below[i] / NR)
	}' | sort
}

# The reference cuts ranks (ntile), or counts who is not better (ecdf), and
# takes days of purchase for frequency; ours counts who is strictly worse, and
# purchases.  So the scores are made anew from its days, purchases and sums.
@test "--rfm: cdnow, scores from the reference's days, purchases and sums" {
	for set in sample master; do
		cdnow $set
		rt-tier --rfm --as-of 1998-07-01 purchases.csv |
			columns customer_id,r,f,m | sed 's/^0*//' | sort > got
		cat "$data"/expected_rfm_$set.csv* > rfm
		{ gzip -dc rfm 2> /dev/null || cat rfm; } | sed 1d |
			awk -F, -v OFS=, '{ print $1, -$2, $4, $5 }' > reference
		scored 2 < reference > r
		scored 3 < reference > f
		scored 4 < reference > m
		join -t , r f | join -t , - m > expected
		[ "$(wc -l < expected)" -gt 2000 ]
		same_file expected got || wrong $set
	done
}

# Of the two conventions of the reference ours is `cross`: who crosses the
# line still belongs above it.  Equal totals go by id there too.
@test "D07: cdnow, the class of each customer, and of all" {
	cdnow sample
	run -0 --separate-stderr rt-tier --month 1998-06 --window 18 purchases.csv
	columns customer_id,total_amount,class <<< "$output" | sed 's/^0*//' | sort > got
	cut -d , -f 1,2,6 "$data/expected_abc_sample_customers.csv" | sed 1d | sort > expected
	[ "$(wc -l < expected)" -eq 2357 ]
	same_file expected got
	for set in sample master; do
		cdnow $set
		classes_are $data/expected_abc_$set.csv --month 1998-06 --window 18 purchases.csv
	done
}

@test "D07: credit-bills, the classes of what was paid" {
	credit_bills
	awk -F, 'NR > 1 { printf "%05d,%s,%s\n", $1, $2, $4 }' monthly.csv |
		sed '1i customer_id,month,amount' > paid.csv
	classes_are "$data/expected_abc_paid.csv" --month 2005-09 paid.csv
}

# The classes in --cuts have the customers and amounts of that reference.
classes_are()	# FILE OPTION...
{
	rt-tier -q --cuts cuts.csv -o tiers.csv "${@:2}"
	awk -F, '$1 == "individual" && $2 ~ /^[ABC]$/ {
		print "cross_" $2 "_n," $4; print "cross_" $2 "_amount," $5
	}' cuts.csv > got
	tr -d '\r' < "$1" | grep '^cross_' | sort > expected
	[ "$(wc -l < expected)" -eq 6 ]
	same "$(sed "s/\.00\$//" got | sort)" < <(sed "s/\.00\$//" expected)
}

@test "a second telling of the rules, on random tables changed in many ways, says the same" {
	python3 -c '' || skip "needs python3"
	run -0 python3 "$BATS_TEST_DIRNAME/brute/tier.py" "$RT_BUILD/rt-tier" 60
	prints <<< '60 instances: all as the rules call for'
}

@test "-j: rows of many customers are the same, made by one thread or two" {
	for count in 1023 1024 1025 2048 2049 5000; do
		awk -v count=$count 'BEGIN { srand(7); print "customer_id,month,amount"
			for (i = 0; i < count; i++)
				for (m = 1 + rand() * 3; m < 4; m++)
					printf "C%d,2026-%02d,%.2f\n", i, m, rand() * 400 - 20 }' > bills.csv
		awk -v count=$count 'BEGIN { srand(8); print "customer_id,joined,group_id,role,note"
			for (i = 0; i < count + 50; i += 2)
				printf "C%d,2025-%02d-01,G%d,%s,\"a,%d\"\n", i, 1 + rand() * 12, i % 7,
					i % 5 ? "" : "key", i }' > customers.csv
		rt-tier -q -j 1 -a 2026-03-01 bills.csv > before.csv
		rt-tier -j 1 -a 2026-04-01 --customers customers.csv --previous before.csv --grace 2 \
			--keep note bills.csv > one.csv 2> one.err
		for jobs in 2 3; do
			rt-tier -j $jobs -a 2026-04-01 --customers customers.csv --previous before.csv \
				--grace 2 --keep note bills.csv > two.csv 2> two.err
			same_file one.csv two.csv
			same_file one.err two.err
		done
		# One of its own, however it ends its lines, and into a file.
		rt-tier -q -j 1 -a 2026-04-01 --eol crlf --bom bills.csv > one.csv
		rt-tier -q -j 2 -a 2026-04-01 --eol crlf --bom -o two.csv bills.csv
		same_file one.csv two.csv
	done
}

# Up to 214748.3647 an amount takes half the room.
@test "amounts of any size: they grow, fall back, and leave the months that are kept" {
	cat > big.csv <<-'END'
		customer_id,month,amount
		A,2023-01,500000.00
		A,2024-10,150000.00
		A,2024-11,100000.00
		A,2024-11,130000.00
		B,2024-12,214748.36
		B,2024-12,0.01
		B,2023-12,-214748.37
		C,2024-12,214748.3647
		C,2024-11,214748.3648
		D,2024-12,-900000000.00
		A,2024-12,-300000.00
		A,2024-12,1.00
		B,2024-10,5.00
		D,2024-11,900000000.00
		D,2024-11,0.50
		E,2023-11,300000.00
		E,2024-12,1.00
	END
	cat > expected <<-'END'
		customer_id,ladder,months,last_amount,min_amount,avg_amount,total_amount
		A,repeat,3,-299999.00,-299999.00,26667.00,80001.00
		B,repeat,2,214748.37,,107376.69,214753.37
		C,repeat,2,214748.3647,,214748.3648,429496.7295
		D,first-time,2,-900000000.00,,0.25,0.50
		E,repeat,1,1.00,,1.00,1.00
	END
	rt-tier -j 1 -m 2024-12 big.csv > all.csv
	cut -d, -f1,9-14 all.csv | diff expected -
	for jobs in 2 3 7; do
		RT_PART=16 rt-tier -j $jobs -m 2024-12 big.csv | cmp all.csv
	done
	sort -s -t, -k1,1 <(tail -n +2 big.csv) | sed '1i customer_id,month,amount' |
		rt-tier -q --sorted -m 2024-12 | cut -d, -f1,9-14 | diff expected -
}
