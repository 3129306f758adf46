# rt-schedule --format ics: calendars that stay true from one plan to the next.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	printf '%s\n' customer_id,manager,name C1,m,王芳 C2,n, > customers.csv
	table orders.csv <<-'EOF'
		w1,C1,silent,2026-03-09T09:00,call,Ask
		w2,C2,silent,2026-03-09T09:00,call,Ask
	EOF
}

# Standard input as FILE of work orders.
table()	# FILE
{
	{ echo workorder_id,customer_id,trigger,due,channel,action; cat; } > "$1"
}

# The plan of orders.csv as of that time.
plan_as_of()	# AS-OF [OPTION]...
{
	rt-schedule -q --as-of "$1" --customers customers.csv "${@:2}" orders.csv
}

# The same as a calendar, without line ends of its own kind.
calendar_as_of()	# AS-OF [OPTION]...
{
	plan_as_of "$@" --format ics | tr -d '\r'
}

# Of standard input: who, when, and how it stands.
brief()
{
	grep -E '^(UID|DTSTART|DTEND|SEQUENCE|LAST-MOD|SUMMARY|STATUS)'
}

# The UID of a contact_id of less than 32 bytes: XXH64 with seed 0, told anew.
uid()	# CONTACT_ID
{
	python3 - "$1" <<-'EOF'
		import sys
		P1, P2, P3, P4, P5 = (11400714785074694791, 14029467366897019727,
		    1609587929392839161, 9650029242287828579, 2870177450012600261)
		M = 2 ** 64 - 1
		rotate = lambda x, r: (x << r | x >> 64 - r) & M
		data = sys.argv[1].encode()
		h, i = P5 + len(data), 0
		while len(data) - i >= 8:
		    k = rotate(int.from_bytes(data[i:i + 8], "little") * P2 & M, 31) * P1 & M
		    h, i = (rotate(h ^ k, 27) * P1 + P4) & M, i + 8
		if len(data) - i >= 4:
		    h ^= int.from_bytes(data[i:i + 4], "little") * P1 & M
		    h, i = (rotate(h, 23) * P2 + P3) & M, i + 4
		for b in data[i:]:
		    h = rotate(h ^ b * P5 & M, 11) * P1 & M
		h = (h ^ h >> 33) * P2 & M
		h = (h ^ h >> 29) * P3 & M
		print("%016x@rt" % (h ^ h >> 32))
	EOF
}

@test "UID is XXH64 of the contact_id, SEQUENCE and LAST-MODIFIED are its revision" {
	[ "$(uid '')" = ef46db3751d8e999@rt ]
	plan_as_of 2026-03-02 --from 2026-03-04 --output before.csv
	# A heavier order for C1; the row of C2 is where nobody may be called.
	table orders.csv <<-'EOF'
		x0,C1,aaa,2026-03-04T09:00,call,First
		w1,C1,silent,2026-03-09T09:00,call,Ask
		w2,C2,silent,2026-03-09T09:00,call,Ask
	EOF
	sed -i s/2026-03-04,09:00,09:09,n,C2/2026-03-04,12:00,12:09,n,C2/ before.csv
	calendar_as_of 2026-03-03T08:00 --pin before.csv > plan.ics
	run -0 brief < plan.ics
	prints <<-EOF
		UID:$(uid C2/2026-03-02)
		DTSTART:20260303T010000Z
		DTEND:20260303T010900Z
		SEQUENCE:1
		LAST-MODIFIED:20260303T000000Z
		SUMMARY:Call C2
		UID:$(uid C1/2026-03-02)
		DTSTART:20260304T010000Z
		DTEND:20260304T010900Z
		SEQUENCE:0
		LAST-MODIFIED:20260301T160000Z
		SUMMARY:Call 王芳 C1
	EOF
	run -0 grep -c '^DESCRIPTION:aaa: First\\nSilent: Ask$' plan.ics
}

@test "what the plan before had, and the new one has not, is cancelled; what is over is not" {
	table orders.csv <<-'EOF'
		w1,C1,silent,2026-03-09T09:00,call,Ask
		w2,C2,silent,2026-03-09T09:00,call,Ask
		w3,C3,silent,2026-03-09T09:00,call,Ask
		w4,C4,silent,2026-03-09T09:00,call,Ask
	EOF
	printf '%s\n' customer_id,manager,name C1,m,王芳 C2,m, C3,m, C4,m, > customers.csv
	plan_as_of 2026-03-02 --days 2 --calls-per-day 2 --output before.csv
	# C1 is over, C2 has not its order any more, C3 finds no place, C4 stays.
	sed -i /^w[12]/d orders.csv
	sed -i '/,C3,/s/m,C3/gone,C3/' before.csv
	printf '%s\n' manager,calls_per_day m,1 > managers.csv
	printf '%s\n' customer_id,time,channel C3,2026-03-02T08:00,call > history.csv
	calendar_as_of 2026-03-02T09:05 --days 2 --managers managers.csv \
		--history history.csv --pin before.csv > plan.ics
	run -0 brief < plan.ics
	prints <<-EOF
		UID:$(uid C4/2026-03-02)
		DTSTART:20260303T010900Z
		DTEND:20260303T011800Z
		SEQUENCE:0
		LAST-MODIFIED:20260301T160000Z
		SUMMARY:Call C4
		UID:$(uid C2/2026-03-02)
		DTSTART:20260302T010900Z
		DTEND:20260302T011800Z
		SEQUENCE:1
		LAST-MODIFIED:20260302T010500Z
		SUMMARY:Call C2
		STATUS:CANCELLED
		UID:$(uid C3/2026-03-02)
		DTSTART:20260303T010000Z
		DTEND:20260303T010900Z
		SEQUENCE:1
		LAST-MODIFIED:20260302T010500Z
		SUMMARY:Call C3
		STATUS:CANCELLED
	EOF
}

@test "--manager: one person's calendar, in which what is another's now is cancelled" {
	plan_as_of 2026-03-02 --output before.csv
	printf '%s\n' customer_id,manager,name C1,n,王芳 C2,n, > customers.csv
	printf '%s\n' manager,days_off m,2026-03-02 n, > managers.csv
	for who in m n m,n; do
		calendar_as_of 2026-03-02T08:00 --managers managers.csv --pin before.csv \
			--manager $who | grep -E '^(SUMMARY|STATUS|CONTACT|SEQ)' > $who.told
	done
	same_file m.told <(printf '%s\n' SEQUENCE:1 'SUMMARY:Call 王芳 C1' CONTACT:m STATUS:CANCELLED)
	cat > n.expected <<-'EOF'
		SEQUENCE:0
		SUMMARY:Call C2
		CONTACT:n
		SEQUENCE:1
		SUMMARY:Call 王芳 C1
		CONTACT:n
	EOF
	same_file n.told n.expected
	same_file m,n.told n.expected
}

@test "--lang zh: the words of a calendar" {
	calendar_as_of 2026-03-02 --lang zh > plan.ics
	run -0 grep -E '^(PRODID|SUMMARY|DESCRIPTION)' plan.ics
	prints <<-'EOF'
		PRODID:-//rt//rt-schedule//ZH
		SUMMARY:电话 王芳 C1
		DESCRIPTION:沉默客户: Ask
		DESCRIPTION:记录本次联系
		SUMMARY:电话 C2
		DESCRIPTION:沉默客户: Ask
		DESCRIPTION:记录本次联系
	EOF
	run -2 --separate-stderr plan_as_of 2026-03-02 --lang fr
	[ "${stderr_lines[0]}" = 'rt-schedule: --lang: neither en nor zh' ]
}

# What the events of a calendar tell.
told()	# FILE
{
	grep -E '^(SUMMARY|DESCRIPTION)' "$1" | grep -vE ':(Record|记录)'
}

@test "a calendar has the labels of one's own triggers, and words of one's own" {
	rt-triggers --print-policy | sed -n '1p; s/^bill-drop/own-rule/p' |
		sed 's/,消费下降,/,自家规则,/; s/,Bill dropped,/,A rule of ours,/' > own.csv
	printf 'kind,code,zh,en\nchannel,call,打电话,Phone\n' > words.csv
	printf 'workorder_id,customer_id,trigger,due,channel,action\nw1,C1,own-rule,2026-03-09T09:00,call,Ask\nw2,C1,other-rule,2026-03-09T09:00,call,Ask\n' > orders.csv
	calendar_as_of 2026-03-02 --triggers own.csv --words words.csv > plan.ics
	run -0 told plan.ics
	prints <<< $'SUMMARY:Phone 王芳 C1\nDESCRIPTION:A rule of ours: Ask\\nother-rule: Ask'
	calendar_as_of 2026-03-02 --lang zh --triggers own.csv --words words.csv > plan.ics
	run -0 told plan.ics
	prints <<< $'SUMMARY:打电话 王芳 C1\nDESCRIPTION:自家规则: Ask\\nother-rule: Ask'
	# A plan keeps codes, whatever they are called.
	for option in --triggers=own.csv --words=words.csv; do
		run -2 plan_as_of 2026-03-02 $option
		[[ ${lines[0]} = *"${option%%=*}: words are for --format ics; a plan keeps codes" ]]
	done
	echo ',call,打,' >> words.csv
	run -2 plan_as_of 2026-03-02 --format ics --words words.csv
	[[ $output = *'words.csv:3: kind: blank; such as left_reason' ]]
}

@test "text: control characters are \\xNN, a carriage return is a line break" {
	printf 'workorder_id,customer_id,trigger,due,channel,action\nw1,C1,t,2026-03-09T09:00,call,"a\rb\r\nc\nd\te\a\033[1mf\177\302\233g, \\h; i"\n' > orders.csv
	calendar_as_of 2026-03-02 | sed -z 's/\n //g' > plan.ics
	run -0 grep ^DESCRIPTION:t plan.ics
	prints <<< 'DESCRIPTION:t: a\nb\nc\nd\\x09e\\x07\\x1B[1mf\\x7F\\xC2\\x9Bg\, \\h\; i'
}

@test "text: lines are at most 75 bytes, of whole characters, and Python reads them as they were" {
	long=$(printf '王%.0s' {1..100})
	printf '%s\n' customer_id,manager,name "C1,m,$long" "C2,\"a;b,c\",\"1\\2\"" > customers.csv
	calendar_as_of 2026-03-05 > lines
	[ "$(LC_ALL=C awk 'length > 75' lines | wc -l)" = 0 ]
	run -0 python3 - <<-'END'
		text = open("lines", encoding="utf-8").read().replace("\n ", "")
		for line in text.split("\n"):
		    if line.startswith(("SUMMARY", "CONTACT")):
		        print(line.replace("王" * 100, "..."))
	END
	prints <<-'EOF'
		SUMMARY:Call 1\\2 C2
		CONTACT:a\;b\,c
		SUMMARY:Call ... C1
		CONTACT:m
	EOF
}

@test "a contact lasts its minutes, also where clocks go back" {
	export TZ=Europe/Berlin
	printf '%s\n' customer_id,manager C1,m > customers.csv
	# 02:57 comes first at 00:57 UTC, and 03:06 at 02:06 UTC.
	table orders.csv <<< 'w1,C1,t,2026-11-09T09:00,call,Ask'
	printf '%s\n' date,kind 2026-10-25,workday > calendar.csv
	calendar_as_of 2026-10-25 --calendar calendar.csv --hours 02:57-03:30 > plan.ics
	run -0 grep ^DT[SE] plan.ics
	prints <<-'EOF'
		DTSTAMP:20261024T220000Z
		DTSTART:20261025T005700Z
		DTEND:20261025T010600Z
	EOF
}
