# policies -- what is wrong with a table of rules is told by its line and column.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01
	printf '%s\n' customer_id,month,amount C1,2026-03,80 > in.csv
}

# The policy of levels, edited, is refused with this.
refused()	# SED MESSAGE
{
	rt-tier --print-policy | sed "$1" > mine.csv
	run -2 rt-tier -p mine.csv in.csv
	[ "${lines[0]}" = "rt-tier: mine.csv:$2" ] || wrong "$1: ${lines[0]}"
}

@test "levels: ranks are whole numbers from 1, each once, as are levels" {
	refused '2s/,1,1000/,x,1000/' '2: rank: not a whole number such as 3'
	refused '2s/,1,1000/,0,1000/' '2: rank: not a positive whole number such as 1'
	refused '2s/,1,1000/,,1000/' '2: rank: not a positive whole number such as 1'
	refused '2s/,1,1000/,2147483648,1000/' '2: rank: not a positive whole number such as 1'
	refused '2s/,1,1000/,9223372036854775808,1000/' '2: rank: number too large'
	refused '3s/,2,/,1,/' '3: rank: the same as on line 2'
	refused '3s/diamond/supreme/' '3: tier: the same as on line 2'
	refused '2s/supreme//' '2: tier: blank'
	# diamond before supreme, by rank, whatever the order of lines
	rt-tier --print-policy > usual.csv
	{ head -n 1 usual.csv; sed 1d usual.csv | tac; } > turned.csv
	[ "$(rt-tier -p turned.csv in.csv)" = "$(rt-tier in.csv)" ]
}

@test "levels: floors are amounts and numbers, and fall with the rank" {
	refused '2s/1000/x/' '2: min_amount: not a number such as 79.00'
	refused '2s/1000/-1/' '2: min_amount: less than nothing'
	refused '2s/1000/1000000000000000/' '2: min_amount: amount of money too large'
	refused '3s/500/2000/' '3: min_amount: not below that of the better level on line 2'
	refused '/^group,gold/s/200$/501/' '11: min_members: not below that of the better level on line 10'
	refused '/^group,diamond/s/,50000,/,,/; /^group,gold/s/,200$/,500/' \
		'11: min_members: not below that of the better level on line 10'
	# a level with a floor below one that has a rule of its own
	refused '/^individual,vip/s/,5,/,9,/' '6: rank: below quasi'
	refused '/^individual,quasi/s/,6,/,8,/' '7: rank: below standard'
	refused '/^individual,standard/s/,,$/,,5/' '8: min_members: standard is reached by a rule of its own and has no floor'
}

@test "levels: columns are known, each once, and each line has all of them" {
	refused '1s/tier/zzzzzzzz/' "1: unknown column 'zzzzzzzz'"
	refused '1s/tier/teir/' "1: unknown column 'teir'; did you mean 'tier'?"
	refused '1s/label_en/rank/' "1: column 'rank' stands twice"
	refused '2s/,.*//' '2: 1 cell where the header has 7'
}

@test "a policy read through a pipe, and one of more than a few KiB" {
	rt-tier --print-policy > mine.csv
	[ "$(rt-tier -p <(cat mine.csv) in.csv)" = "$(rt-tier in.csv)" ]
	sed "2s/至尊级VIP/$(printf '%020000d' 0)/" mine.csv > long.csv
	[ "$(rt-tier -p <(cat long.csv) in.csv)" = "$(rt-tier in.csv)" ]
	run -3 rt-tier -p . in.csv
	[[ ${lines[0]} == 'rt-tier: .: '* ]]
}

@test "a calendar whose day is none, a duration of working time where none may be" {
	printf '%s\n' workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence \
		w1,C1,care,care,L2,2026-04-01,2026-04-06T09:00,sms,Ask,x > orders.csv
	printf '%s\n' date,kind,name 2026-02-30,holiday,x > days.csv
	run -1 rt-schedule --calendar days.csv orders.csv
	[ "${lines[0]}" = 'rt-schedule: days.csv:2: date: not a date such as 2026-03-05' ]
	rt-triggers --print-policy | sed -n '1p; /^rival-hotline/s/,30d,/,30wd,/p' > mine.csv
	printf '%s\n' customer_id,time,peer,seconds C1,2026-03-01T10:00,10010,90 > calls.csv
	run -2 rt-triggers -p mine.csv calls.csv
	[ "${lines[0]}" = 'rt-triggers: mine.csv:2: cooldown: counts no working time: a duration such as 24h' ]
	sed -i s/,30wd,/,soon,/ mine.csv
	run -2 rt-triggers -p mine.csv calls.csv
	[ "${lines[0]}" = 'rt-triggers: mine.csv:2: cooldown: not a duration such as 24h' ]
}

@test "words of one's own: a code that is blank" {
	printf '%s\n' kind,code,zh,en tier,,甲,A > words.csv
	printf '%s\n' customer_id,tier,rank,total_amount C1,vip,5,90 > tiers.csv
	run -2 rt-report tiers --words words.csv tiers.csv
	[[ ${lines[0]} == 'rt-report: words.csv:2: code: blank; such as '* ]]
}

# The x of the records that a condition leaves.
left()	# CONDITION X...
{
	run -0 --separate-stderr rt-report table --format csv --trust no-match --where "$1" w.csv
	local condition=$1
	shift
	[ "$(sed 1d <<< "$output" | cut -d , -f 2)" = "$(printf '%s\n' "$@")" ] ||
		wrong "$condition: $output"
}

@test "--where: numbers in any form, texts, what is blank" {
	printf '%s\n' customer_id,x a,5 b,1e3 c,abc d, e,-7.5 f,1e30 > w.csv
	left 'x>100' 1e3 1e30
	left 'x<5' -7.5
	left 'x<-1e30' ''
	left 'x=1e3' 1e3
	left '!x' ''
	left 'x?' 5 1e3 abc -7.5 1e30
	left 'x=' ''
	left 'x!=' 5 1e3 abc -7.5 1e30
	left 'x^=a' abc
	left 'x^=ab|1e' 1e3 abc 1e30
	left 'x^=' ''
	left 'x=a\|b|abc' abc
	left 'x=abc\' ''
	left 'x>2026-01-01' ''
}

@test "--where: what is no condition" {
	printf '%s\n' customer_id,x a,5 > w.csv
	for wrong in "!x=1|'!' and another test in one term" '!|a term without a column' \
		'x|a term without a test' '=1|a term without a column'; do
		run -2 rt-report table --where "${wrong%%|*}" w.csv
		[ "${lines[0]}" = "rt-report: --where '${wrong%%|*}': ${wrong#*|}" ] || wrong "${lines[0]}"
	done
}

# What is told of a condition that none of these values of x meets.
told()	# VALUE...
{
	{ echo customer_id,x; printf 'C,%s\n' "$@"; } > w.csv
	run -0 --separate-stderr rt-report table --format csv --where x=none w.csv
	stderr=${stderr#rt-report: w.csv: doubt no-match: no record meets --where x=none, though its column has values}
}

@test "no-match: values are named by how often they stand, five at most, when they are few" {
	told b a a c
	[ "$stderr" = ": 'a' 2, 'b' 1, 'c' 1" ]
	# six, each twice
	told f e d c b a f e d c b a
	[ "$stderr" = ": 'f' 2, 'e' 2, 'd' 2, 'c' 2, 'b' 2" ]
	# six that mostly stand once, and more than are kept
	told f e d c b a a
	[ -z "$stderr" ]
	told $(seq 300) $(seq 300) $(seq 300)
	[ -z "$stderr" ]
	# forty bytes of a long one, cut between characters
	wang=王王王王王王王王王王王王
	told $wang王王王 b
	[ "$stderr" = ": '$wang王' 1, 'b' 1" ]
	told x$wang王王王 xx$wang王王王
	[ "$stderr" = ": 'x$wang王' 1, 'xx$wang' 1" ]
}

# The amounts of the bills, or the customers of the calls, that a condition leaves.
bills_left()	# CONDITION SUM...
{
	[ "$(rt-tier -q --trust no-match --where "$1" in.csv | sed 1d | cut -d , -f 14 | xargs)" = "${*:2}" ] || wrong "$1"
}

calls_left()	# CONDITION CUSTOMER...
{
	[ "$(rt-triggers -q -s 2026-03-01 --trust no-match --where "$1" calls.csv | sed 1d |
		cut -d , -f 2 | xargs)" = "${*:2}" ] || wrong "$1"
}

@test "--where: months, amounts and numbers by their value" {
	printf '%s\n' customer_id,month,amount,n C1,2026-03,80,1 C1,2026-02,70,2 C1,2026-01,60,3 \
		C2,2026-03,5,4 > in.csv
	bills_left month=2026-03 80.00 5.00
	bills_left 'month>2026-02' 80.00 5.00
	bills_left 'month>2026-01-15' 150.00 5.00
	bills_left 'month=abc'
	bills_left 'month='
	bills_left 'amount=70' 70.00
	bills_left 'amount=70.0' 70.00
	bills_left 'amount=x'
	bills_left 'amount!=80' 130.00 5.00
	bills_left 'amount>60' 150.00
	bills_left 'n>2.5' 60.00 5.00
	bills_left 'n<1e1' 210.00 5.00
}

@test "--where: times by their day, peers however they are dialled" {
	printf '%s\n' customer_id,time,peer,seconds C1,2026-03-30T10:00,10086,90 \
		C2,2026-03-31T00:00,86-10086,90 C3,2026-03-31T10:00,10000,1:30:00 > calls.csv
	calls_left 'time=2026-03-31' C2 C3
	calls_left 'time>2026-03-30' C2 C3
	calls_left 'time<2026-03-31' C1
	calls_left 'peer=10086' C1 C2
	calls_left 'peer=10000|10086' C1 C2 C3
	calls_left 'peer!=10086' C3
	calls_left 'peer^=1008' C1 C2
	calls_left 'peer^='
	calls_left 'seconds>90' C3
	calls_left 'seconds=5400' C3
}
