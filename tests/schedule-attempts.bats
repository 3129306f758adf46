# rt-schedule, attempts: what outcomes of contacts mean for the next plan.
#
# 2026-03-02 is a Monday; no day of that March is a holiday.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	printf '%s\n' customer_id,manager C1,m C2,m C3,m C4,m C5,m > customers.csv
	orders <<< w1,C1,t,care,L1,2026-03-13T09:00,call,,
	history < /dev/null
}

# Standard input as FILE, below the heading.
table()	# FILE HEADING
{
	{ printf '%s\n' "$2"; cat; } > "$1"
}

orders()
{
	table orders.csv workorder_id,customer_id,trigger,category,level,due,channel,state,arm
}

history()
{
	table history.csv customer_id,time,channel,outcome
}

plan_as_of()	# AS-OF [OPTION]...
{
	rt-schedule --as-of "$1" --customers customers.csv --history history.csv "${@:2}" orders.csv
}

# The plan as of that time is as standard input says, in date, start, customer,
# channel, work orders, reason and next possible day; it breaks no rule.  Left as plan.csv.
plans()	# AS-OF [OPTION]...
{
	run -0 --separate-stderr plan_as_of "$@" --output plan.csv
	stderr_told=$stderr
	run -0 cut -d, -f1,2,5,7,8,18,19 plan.csv
	{ echo date,start,customer_id,channel,workorders,reason,next_possible; cat; } | same "$output"
	run -0 plan_as_of "$@" --quiet --check plan.csv
	prints <<< line,rule,customer_id,detail
}

# A history with one row of that outcome, and the plan that follows: a contact
# counts for seven days, an attempt for four hours, a refusal for ninety days.
outcome_means()	# OUTCOME contact|attempt|refusal
{
	local row
	history <<< "C1,2026-03-02T09:30,call,$1"
	run -0 --separate-stderr plan_as_of 2026-03-02T10:00
	row=$(sed -n 2p <<< "$output" | cut -d, -f1,2,18,19)
	case $2 in
	contact) [ "$row" = ,,cap,2026-03-09 ] ;;
	attempt) [ "$row" = 2026-03-02,14:00,, ] ;;
	refusal) [ "$row" = ,,refused, ] ;;
	esac || wrong "$1 is no $2: $row"
}

@test "outcomes: words of the issue's kinds, in English and Chinese" {
	for word in 'no answer' busy 'switched off' suspended 'wrong number' \
	    无人接听 未接 占线 忙线 关机 停机 空号; do
		outcome_means "$word" attempt
		[ -z "$stderr" ] || wrong "$word: $stderr"
	done
	for word in refused 拒绝; do
		outcome_means "$word" refusal
	done
	for word in reached 接通; do
		outcome_means "$word" contact
		[ -z "$stderr" ] || wrong "$word: $stderr"
	done
}

@test "outcomes: case, width and what stands between words do not matter" {
	for word in 'No Answer' NO_ANSWER no-answer ' ｎｏ　ａｎｓｗｅｒ' '无人 接听'; do
		outcome_means "$word" attempt
	done
}

@test "a blank outcome and an unknown one are contacts; the unknown one is a doubt" {
	outcome_means '' contact
	[ -z "$stderr" ]
	outcome_means 'rang twice' contact
	prints_err <<< 'rt-schedule: history.csv:2: doubt outcome: 1 outcome is no word of the policy, here; it counts as a contact; --outcomes takes words of your own'
	run -1 --separate-stderr plan_as_of 2026-03-02 --strict
	run -0 --separate-stderr plan_as_of 2026-03-02 --strict --trust outcome
	[ -z "$stderr" ]
	printf '%s\n' C1,2026-03-01T09:30,call,'rang once' >> history.csv
	run -0 --separate-stderr plan_as_of 2026-03-02
	prints_err <<< 'rt-schedule: history.csv:2: doubt outcome: 2 outcomes are no words of the policy, first here; they count as contacts; --outcomes takes words of your own'
}

@test "an attempt is no contact for caps and gap, and neither ends the contact" {
	history <<-'EOF'
		C1,2026-02-26T15:00,call,no answer
		C1,2026-02-27T15:00,call,busy
	EOF
	plans 2026-03-02 <<< 2026-03-02,09:00,C1,call,w1,,
}

@test "retry after four hours, to the minute" {
	history <<< 'C1,2026-03-02T11:30,call,no answer'
	plans 2026-03-02T12:00 <<< 2026-03-02,15:30,C1,call,w1,,
	history <<< 'C1,2026-03-02T11:31,call,no answer'
	plans 2026-03-02T12:00 <<< 2026-03-02,15:39,C1,call,w1,,
}

@test "the next attempt is in the other half of the day, parted at 12:00" {
	history <<< 'C1,2026-02-27T09:00,call,no answer'
	plans 2026-03-02 <<< 2026-03-02,14:00,C1,call,w1,,
	history <<< 'C1,2026-02-27T11:59,call,no answer'
	plans 2026-03-02 <<< 2026-03-02,14:00,C1,call,w1,,
	history <<< 'C1,2026-02-27T12:00,call,no answer'
	plans 2026-03-02 <<< 2026-03-02,09:00,C1,call,w1,,
	# The last attempt counts.
	history <<-'EOF'
		C1,2026-02-27T16:00,call,busy
		C1,2026-02-27T09:00,call,busy
	EOF
	plans 2026-03-02 <<< 2026-03-02,09:00,C1,call,w1,,
}

@test "the other half of the day costs nobody the time: not oneself, not a heavier one" {
	# Only the morning is outside the quiet hours.
	printf '%s\n' customer_id,manager,quiet_hours C1,m,13:00-20:00 > customers.csv
	history <<< 'C1,2026-02-27T09:00,call,no answer'
	plans 2026-03-02 --days 1 <<< 2026-03-02,09:00,C1,call,w1,,
	# One slot in the morning, one in the afternoon; C2 can have the afternoon only.
	printf '%s\n' customer_id,manager,quiet_hours C1,m, C2,m,08:00-13:00 > customers.csv
	orders <<-'EOF'
		w1,C1,t,care,L2,2026-03-02T18:00,call,,
		w2,C2,t,care,L1,2026-03-02T18:00,call,,
	EOF
	plans 2026-03-02 --days 1 --hours 09:00-09:09,14:00-14:09 <<-'EOF'
		2026-03-02,09:00,C1,call,w1,,
		2026-03-02,14:00,C2,call,w2,,
	EOF
	# Due tomorrow, it can wait for an afternoon.
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-03T18:00,call,,
		w2,C2,t,care,L2,2026-03-02T18:00,call,,
	EOF
	plans 2026-03-02 --days 2 --hours 09:00-09:09,14:00-14:09 <<-'EOF'
		2026-03-02,14:00,C2,call,w2,,
		2026-03-03,14:00,C1,call,w1,,
	EOF
}

@test "two attempts a date, then the next day; the third is not made on it" {
	history <<-'EOF'
		C1,2026-03-02T09:00,call,no answer
		C1,2026-03-02T13:30,call,busy
	EOF
	plans 2026-03-02T13:45 <<< 2026-03-03,09:00,C1,call,w1,,
	history <<< 'C1,2026-03-02T09:00,call,no answer'
	plans 2026-03-02T13:45 <<< 2026-03-02,14:00,C1,call,w1,,
}

# As many attempts, over all outcomes, of which the first was so many days before 2 March.
tried()	# COUNT DAYS
{
	local outcome=('no answer' busy 关机 停机 空号 'no answer')
	for ((i = 0; i < $1; i++)); do
		echo "C1,$(date -d "2026-03-02 - $(($2 - i)) days" +%F)T15:00,call,${outcome[i]}"
	done | history
}

@test "five attempts in 30 days, over all outcomes, then unreachable, without a next day" {
	tried 4 20
	plans 2026-03-02 <<< 2026-03-02,09:00,C1,call,w1,,
	tried 5 20
	plans 2026-03-02 <<< ,,C1,call,w1,unreachable,
	# The 30 days that end with 2 March begin on 1 February.
	tried 5 29
	plans 2026-03-02 --days 1 <<< ,,C1,call,w1,unreachable,
	tried 5 30
	plans 2026-03-02 --days 1 <<< 2026-03-02,09:00,C1,call,w1,,
	# The next day has but four of them.
	tried 5 29
	plans 2026-03-02 --days 2 <<< 2026-03-03,09:00,C1,call,w1,,
}

@test "unreachable: visits too, whatever their category; an sms still goes" {
	tried 5 20
	orders <<< w1,C1,t,service,L1,2026-03-13T09:00,visit,,
	plans 2026-03-02 <<< ,,C1,visit,w1,unreachable,
	orders <<< w1,C1,t,care,L1,2026-03-13T09:00,sms,,
	plans 2026-03-02 <<< 2026-03-02,09:00,C1,sms,w1,,
	# So does the whole contact, when one of its orders asks for an sms.
	orders <<-'EOF'
		w1,C1,t,care,L2,2026-03-13T09:00,call,,
		w2,C1,t,care,L1,2026-03-13T09:00,sms,,
	EOF
	plans 2026-03-02 <<< '2026-03-02,09:00,C1,sms,w1;w2,,'
	printf '%s\n' customer_id,manager,do_not_disturb C1,m,sms > customers.csv
	plans 2026-03-02 <<< ',,C1,call,w1;w2,unreachable,'
}

@test "who was reached since begins anew" {
	tried 5 20
	echo C1,2026-02-18T09:00,call,接通 >> history.csv
	plans 2026-03-02 <<< 2026-03-02,09:00,C1,call,w1,,
	tried 5 20
	echo C1,2026-02-10T09:00,call,接通 >> history.csv
	plans 2026-03-02 <<< ,,C1,call,w1,unreachable,
}

@test "a retry that falls past the horizon is cap" {
	history <<< 'C1,2026-03-02T15:00,call,no answer'
	plans 2026-03-02T15:10 --days 1 <<< ,,C1,call,w1,cap,2026-03-03
}

@test "unreachable comes before no-manager, refused before unreachable" {
	tried 5 20
	printf '%s\n' manager > managers.csv
	plans 2026-03-02 --quiet --managers managers.csv <<< ,,C1,call,w1,unreachable,
	echo C1,2026-02-01T09:00,call,拒绝 >> history.csv
	plans 2026-03-02 <<< ,,C1,call,w1,refused,
}

@test "refused holds marketing and care back for 90 days, nothing else" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-13T09:00,call,,
		w2,C1,t,marketing,L1,2026-03-13T09:00,call,,
		w3,C1,t,recovery,L1,2026-03-13T09:00,call,,
	EOF
	# 90 days before 2 March is 2 December; that day it is over.
	history <<< C1,2025-12-02T09:00,sms,拒绝
	plans 2026-03-02 <<< '2026-03-02,09:00,C1,call,w1;w2;w3,,'
	history <<< C1,2025-12-03T09:00,sms,拒绝
	plans 2026-03-02 <<-'EOF'
		2026-03-02,09:00,C1,call,w3,,
		,,C1,call,w1;w2,refused,
	EOF
	run -0 sed -n '2,3s/.*,refused,/refused,/p' plan.csv
	prints <<< refused,,,
	orders <<< w1,C1,t,service,L1,2026-03-13T09:00,call,,
	plans 2026-03-02 <<< 2026-03-02,09:00,C1,call,w1,,
}

@test "cn-call: attempts are calls, of which there are five in 24 hours at most" {
	orders <<< w1,C1,t,service,L1,2026-03-13T09:00,call,,
	{
		rt-schedule --print-policy outcomes | sed 's/,4h,2,5,/,,,,/'
	} > outcomes.csv
	history <<-'EOF'
		C1,2026-03-02T09:00,call,no answer
		C1,2026-03-02T09:10,call,no answer
		C1,2026-03-02T09:20,call,no answer
		C1,2026-03-02T09:30,call,no answer
		C1,2026-03-02T09:40,call,no answer
	EOF
	plans 2026-03-02T10:00 --outcomes outcomes.csv <<< 2026-03-02,14:00,C1,call,w1,,
	plans 2026-03-02T10:00 --outcomes outcomes.csv --preset cn-call \
		<<< 2026-03-03,14:00,C1,call,w1,,
}

@test "--check: what was tried in vain is a cap, and nobody is free of it" {
	orders <<< w1,C1,t,service,L1,2026-03-13T09:00,call,,
	plans 2026-03-02 <<< 2026-03-02,09:00,C1,call,w1,,
	history <<< 'C1,2026-03-02T08:00,call,no answer'
	run -1 plan_as_of 2026-03-02 --check plan.csv
	prints <<-'EOF'
		line,rule,customer_id,detail
		2,cap,C1,too soon after an attempt
	EOF
	tried 5 20
	run -1 plan_as_of 2026-03-02 --days 1 --check plan.csv
	prints <<-'EOF'
		line,rule,customer_id,detail
		2,cap,C1,more attempts on a date or in 30 days than the outcomes allow
	EOF
}

@test "--impact has a row for unreachable" {
	tried 5 20
	run -0 plan_as_of 2026-03-02 --impact impact.csv
	run -0 cut -d, -f1,2 impact.csv
	prints <<-'EOF'
		rule,contacts
		control,0
		resolved,0
		left,0
		refused,0
		unreachable,1
		no-manager,0
		quiet,0
		cap,0
		capacity,0
	EOF
}

@test "call sheet: a row without outcome was not made, and is counted" {
	{
		echo contact_id,customer_id,time,channel,outcome
		echo C1/2026-02-27,C1,2026-02-27T09:00,call,
		echo C2/2026-02-27,C2,2026-02-27T09:09,call,' '
	} > history.csv
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-13T09:00,call,,
		w2,C2,t,care,L1,2026-03-13T09:00,call,,
	EOF
	plans 2026-03-02 <<-'EOF'
		2026-03-02,09:00,C1,call,w1,,
		2026-03-02,09:09,C2,call,w2,,
	EOF
	same "$stderr_told" <<< 'rt-schedule: history.csv: 2 contacts have no outcome: they were not made'
	# With an outcome it is what the outcome says; without contact_id it was made.
	sed -i '2s/$/接通/' history.csv
	plans 2026-03-02 --days 1 <<-'EOF'
		2026-03-02,09:00,C2,call,w2,,
		,,C1,call,w1,cap,2026-03-06
	EOF
	same "$stderr_told" <<< 'rt-schedule: history.csv: 1 contact has no outcome: it was not made'
	cut -d, -f2- history.csv > made.csv
	run -0 --separate-stderr plan_as_of 2026-03-02 --days 1 --history made.csv
	run -0 cut -d, -f5,18 <<< "$output"
	prints <<-'EOF'
		customer_id,reason
		C1,cap
		C2,cap
	EOF
}

# The plan of 2 March, and what became of it.
yesterday()	# HISTORY-ROW
{
	history < /dev/null
	run -0 --separate-stderr plan_as_of 2026-03-02 --output before.csv
	history <<< "$1"
}

# Contact and revision of the one row of the plan, and why it is not planned.
goes_on_as()	# CONTACT_ID REVISION REASON
{
	run -0 --separate-stderr plan_as_of 2026-03-03 "${@:4}" --output plan.csv
	run -0 sed -n 2p <<< "$(cut -d, -f18,20,21 plan.csv)"
	prints <<< "$3,$1,$2"
	run -0 plan_as_of 2026-03-03 "${@:4}" --check plan.csv
	run -0 plan_as_of 2026-03-03 --check plan.csv
}

@test "an attempt does not end the contact: its contact_id stays, with --pin and --near" {
	for how in --pin --near; do
		yesterday 'C1,2026-03-02T09:02,call,no answer'
		goes_on_as C1/2026-03-02 1/2026-03-03 '' $how before.csv
		[[ $(sed -n 2p plan.csv) == 2026-03-03,14:00,* ]]
		# Tried again in vain, and printed with what is past.
		cp plan.csv before.csv
		printf '%s\n' 'C1,2026-03-03T14:01,call,busy' >> history.csv
		run -0 --separate-stderr plan_as_of 2026-03-04 $how before.csv --keep-past \
			--changes changes.csv --output plan.csv
		run -0 cut -d, -f1,2,17,20,21 plan.csv
		prints <<-'EOF'
			date,start,status,contact_id,revision
			2026-03-03,14:00,past,C1/2026-03-02,1/2026-03-03
			2026-03-04,09:00,planned,C1/2026-03-02,2/2026-03-04
		EOF
		run -0 cat changes.csv
		prints <<-'EOF'
			contact_id,customer_id,manager,change,was,now
			C1/2026-03-02,C1,m,moved,2026-03-03T14:00,2026-03-04T09:00
		EOF
		run -0 plan_as_of 2026-03-04 $how before.csv --check plan.csv
		prints <<< line,rule,customer_id,detail
		cp plan.csv before.csv
		run -0 --separate-stderr plan_as_of 2026-03-05 $how before.csv --output plan.csv
		# Nobody says what became of the 4th: it was made.
		[[ $(sed -n 2p plan.csv) == 2026-03-11,09:00,*,C1/2026-03-05,0/2026-03-05 ]]
	done
}

@test "a contact that was made has ended: with a record, and without" {
	for row in 'C1,2026-03-02T09:02,call,接通' 'C1,2026-03-02T09:02,call,' ''; do
		yesterday "$row"
		goes_on_as C1/2026-03-03 0/2026-03-03 '' --pin before.csv
		[[ $(sed -n 2p plan.csv) == 2026-03-09,* ]]
	done
	# Tried in vain, and reached later on the day.
	yesterday 'C1,2026-03-02T09:02,call,busy'
	echo C1,2026-03-02T17:00,call,接通 >> history.csv
	goes_on_as C1/2026-03-03 0/2026-03-03 '' --pin before.csv
		[[ $(sed -n 2p plan.csv) == 2026-03-09,* ]]
}

@test "a row of a call sheet that was not made is no contact, whatever the plan says" {
	yesterday ''
	printf '%s\n' contact_id,customer_id,time,channel,outcome \
		C1/2026-03-02,C1,2026-03-02T09:00,call, > history.csv
	goes_on_as C1/2026-03-02 1/2026-03-03 '' --pin before.csv
	goes_on_as C1/2026-03-02 1/2026-03-03 '' --near before.csv
}

@test "--pin: a row is released while it is too soon, and when there were too many attempts" {
	orders <<< w1,C1,t,care,L1,2026-03-13T09:00,call,,
	run -0 --separate-stderr plan_as_of 2026-03-02T09:30 --output before.csv --from 2026-03-03
	history <<< 'C1,2026-03-03T08:55,call,no answer'
	run -0 --separate-stderr plan_as_of 2026-03-03T08:56 --pin before.csv --output plan.csv
	prints_err <<< 'rt-schedule: before.csv:2: released: cap: too soon after an attempt'
	run -0 cut -d, -f1,2,20,21 plan.csv
	prints <<-'EOF'
		date,start,contact_id,revision
		2026-03-03,14:00,C1/2026-03-02,1/2026-03-03T08:56
	EOF
	tried 5 20
	run -0 --separate-stderr plan_as_of 2026-03-02T09:30 --pin before.csv --days 1 --output plan.csv
	prints_err <<< 'rt-schedule: before.csv:2: released: cap: more attempts on a date or in 30 days than the outcomes allow'
	[[ $(sed -n 2p plan.csv) == *,unreachable,,C1/2026-03-02,1/2026-03-02T09:30 ]]
}

@test "--near: the other half of the day, where it costs no old place" {
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-13T09:00,call,,
		w2,C2,t,care,L2,2026-03-13T09:00,call,,
	EOF
	run -0 --separate-stderr plan_as_of 2026-03-02 --from 2026-03-03 --output before.csv
	# C2 stood at 09:00, C1 at 09:09, and both keep their old place.
	history <<< 'C1,2026-03-02T09:00,call,no answer'
	plans 2026-03-03 --near before.csv <<-'EOF'
		2026-03-03,09:00,C2,call,w2,,
		2026-03-03,09:09,C1,call,w1,,
	EOF
	sed -i /C1/d before.csv
	plans 2026-03-03 --near before.csv <<-'EOF'
		2026-03-03,09:00,C2,call,w2,,
		2026-03-03,14:00,C1,call,w1,,
	EOF
}

@test "--outcomes: words, times and numbers of one's own; the strictest of several counts" {
	printf '%s\n' outcome,reached,retry_after,per_day,attempts,then \
		没通,no,30m,3,4,unreachable 号错,no,1d,,2,unreachable 成,yes,,,, \
		别烦,yes,1mo,,,refused > outcomes.csv
	history <<< C1,2026-03-02T09:00,call,没通
	plans 2026-03-02T09:10 --outcomes outcomes.csv --hours 09:00-12:00 <<< 2026-03-02,09:36,C1,call,w1,,
	history <<< C1,2026-03-02T09:30,call,号错
	plans 2026-03-02T10:00 --outcomes outcomes.csv --hours 09:00-12:00 <<< 2026-03-03,09:36,C1,call,w1,,
	echo C1,2026-02-25T09:00,call,没通 >> history.csv
	plans 2026-03-02T10:00 --outcomes outcomes.csv <<< ,,C1,call,w1,unreachable,
	history <<< C1,2026-02-02T09:00,call,别烦
	plans 2026-03-01 --days 1 --outcomes outcomes.csv <<< 2026-03-02,09:00,C1,call,w1,,
	plans 2026-02-27 --days 1 --outcomes outcomes.csv <<< ,,C1,call,w1,refused,
	outcome_means 'no answer' attempt
	run -0 --separate-stderr plan_as_of 2026-03-02 --outcomes outcomes.csv
	[[ $stderr == *'doubt outcome: '* ]]
}

# A policy of outcomes with that row is refused for that reason.
refuses()	# ROW REASON
{
	printf '%s\n' outcome,reached,retry_after,per_day,attempts,then "$1" > outcomes.csv
	run -2 --separate-stderr plan_as_of 2026-03-02 --outcomes outcomes.csv
	prints_err <<< "rt-schedule: outcomes.csv:2: $2"
}

@test "--outcomes: mistakes name file, line and column" {
	refuses ,no,4h,2,5,unreachable 'outcome: blank, or too long for a word'
	refuses x,,4h,2,5,unreachable 'reached: blank: yes or no'
	refuses x,maybe,4h,2,5,unreachable 'reached: not yes or no'
	refuses x,no,soon,2,5,unreachable 'retry_after: not a duration such as 24h'
	refuses x,no,2wd,2,5,unreachable 'retry_after: counts no working time: a duration such as 24h'
	refuses x,no,4h,0,5,unreachable 'per_day: 0 would allow not even the first: from 1 on'
	refuses x,no,4h,2,many,unreachable 'attempts: not a whole number such as 3'
	refuses x,no,4h,2,5,later 'then: neither unreachable nor refused'
	refuses x,no,4h,2,5,refused 'then: who was not reached has not refused'
	refuses x,yes,,,,unreachable 'then: who was reached is not unreachable'
	refuses x,yes,,2,,'' 'per_day: who was reached is not tried again'
	refuses x,yes,,,,refused 'retry_after: blank: how long a refusal holds, such as 90d'
	printf '%s\n' outcome,reached,retry_after,per_day,attempts,then 'no answer,no,,,,' \
		No-Answer,no,,,, > outcomes.csv
	run -2 --separate-stderr plan_as_of 2026-03-02 --outcomes outcomes.csv
	prints_err <<< 'rt-schedule: outcomes.csv:3: outcome: stands twice'
}

@test "--print-policy prints the one that is named; a name that is none is status 2, in all tools" {
	run -0 rt-schedule --print-policy outcomes
	same "$output" < "$TOP/common/table/policy/outcomes.csv"
	run -0 rt-schedule --print-policy=outcomes
	same "$output" < "$TOP/common/table/policy/outcomes.csv"
	run -0 rt-schedule --print-policy levels
	same "$output" < "$TOP/common/table/policy/levels.csv"
	for policy in contact ''; do
		run -0 rt-schedule --print-policy $policy
		same "$output" < "$TOP/common/table/policy/contact.csv"
	done
	run -2 --separate-stderr rt-schedule --print-policy outcome
	[ "${stderr_lines[0]}" = "rt-schedule: --print-policy: no policy 'outcome'; there is contact, outcomes or levels" ]
	run -2 --separate-stderr rt-tier --print-policy bills.csv
	[ "${stderr_lines[0]}" = "rt-tier: --print-policy: no policy 'bills.csv'; there is tiers" ]
	run -0 rt-tier --print-policy tiers
	for command in rt-triggers 'rt-churn winback' rt-report 'rt-report service'; do
		run -2 --separate-stderr $command --print-policy=nothing
		[[ ${stderr_lines[0]} == *"--print-policy: no policy 'nothing'; there is "* ]] || wrong "$command: $stderr"
	done
	run -2 --separate-stderr rt-schedule --print-policy outcomes levels
	[ "${stderr_lines[0]}" = 'rt-schedule: --print-policy prints one policy, and reads no table' ]
}

@test "a contact made in the morning has ended; what was tried behind it goes on" {
	orders <<< w1,C1,t,service,L1,2026-03-13T09:00,call,,
	history < /dev/null
	run -0 --separate-stderr plan_as_of 2026-03-02 --output before.csv
	history <<< C1,2026-03-02T09:00,call,接通
	run -0 --separate-stderr plan_as_of 2026-03-02T13:00 --pin before.csv --output noon.csv
	[[ $(sed -n 2p noon.csv) == 2026-03-02,14:00,*,C1/2026-03-02/2,0/2026-03-02T13:00 ]]
	echo C1,2026-03-02T14:02,call,占线 >> history.csv
	run -0 --separate-stderr plan_as_of 2026-03-03 --pin noon.csv --output plan.csv
	[[ $(sed -n 2p plan.csv) == 2026-03-03,09:00,*,C1/2026-03-02/2,1/2026-03-03 ]]
	# The other way round it was made.
	sed -i 's/接通/占线/; 3s/占线/接通/' history.csv
	run -0 --separate-stderr plan_as_of 2026-03-03 --pin noon.csv --output plan.csv
	[[ $(sed -n 2p plan.csv) == 2026-03-03,09:00,*,C1/2026-03-03,0/2026-03-03 ]]
}
