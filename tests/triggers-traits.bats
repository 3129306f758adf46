# rt-triggers: what a row of the policy says of its rule in its traits.

load helper

columns=trigger,rule,table,column,where,op,threshold,window,baseline,floor,inhibited_by
columns+=,category,level,channel,within,cooldown,enabled,action

# A policy of our own, of the rows on standard input.
policy()
{
	{ echo "$columns,traits"; cat; } > policy.csv
}

# The same as it was written before rows had traits.
old_policy()
{
	{ echo "$columns"; cat; } > policy.csv
}

# The orders of the last run: id and evidence.
evidence()
{
	sed 1d <<< "$output" | cut -d, -f1,10-
}

# --- own-excluded

calls()
{
	printf '%s\n' customer_id,time,peer,seconds u1,2026-03-05T10:00,10010,90 \
		u2,2026-03-05T10:00,10086,90 u3,2026-03-05T10:00,10000,90 > calls.csv
}

@test "own-excluded: our own hotline opens nothing, whatever the row is called" {
	calls
	policy <<-'END'
		talk,match,calls,seconds,peer=10010|10086|10000,>,60,,,,,care,L2,call,2d,,yes,Ask,own-excluded
	END
	run -0 rt-triggers -a 2026-03-05 -p policy.csv calls.csv
	same "$(evidence)" <<-'END'
		talk:u2:2026-03-05,"1 call, seconds 90 at 2026-03-05 10:00 (threshold > 60)"
		talk:u3:2026-03-05,"1 call, seconds 90 at 2026-03-05 10:00 (threshold > 60)"
	END
	run -0 rt-triggers -a 2026-03-05 -p policy.csv --operator telecom --count calls.csv
	[ "${lines[1]}" = talk,2,0,0,0 ]
	run -0 rt-triggers -a 2026-03-05 -p policy.csv --list calls.csv
	[[ ${lines[1]} = *',one of the calls with seconds > 60 where peer is 10086 or 10000' ]]
}

@test "own-excluded: a row that does not say it asks about all, though its name is rival-hotline" {
	calls
	policy <<-'END'
		rival-hotline,match,calls,seconds,peer=10010|10086|10000,>,60,,,,,care,L2,call,2d,,yes,Ask,
	END
	run -0 --separate-stderr rt-triggers -a 2026-03-05 -p policy.csv --count calls.csv
	[ "${lines[1]}" = rival-hotline,3,0,0,0 ]
	[ -z "$stderr" ]
}

@test "own-excluded: names of ours go too, of prefixes and of every term" {
	printf '%s\n' customer_id,date,target u1,2026-03-05,unicom u2,2026-03-05,mobile \
		u3,2026-03-05,mobile-x > forwards.csv
	policy <<-'END'
		away,match,forwards,,target^=unicom|mobile,,,,,,,care,L2,call,2d,,yes,Ask,own-excluded
	END
	run -0 rt-triggers -a 2026-03-05 -p policy.csv --count forwards.csv
	[ "${lines[1]}" = away,2,0,0,0 ]
	run -0 rt-triggers -a 2026-03-05 -p policy.csv --operator mobile --count forwards.csv
	[ "${lines[1]}" = away,1,0,0,0 ]
}

@test "own-excluded: a term that rules our own out goes on doing so" {
	calls
	policy <<-'END'
		others,match,calls,seconds,peer!=10010|10086,>,60,,,,,care,L2,call,2d,,yes,Ask,own-excluded
	END
	run -0 rt-triggers -a 2026-03-05 -p policy.csv calls.csv
	[ "$(evidence | cut -d, -f1)" = others:u3:2026-03-05 ]
}

# --- after-leaving

@test "after-leaving: who left is called back; without it nobody is" {
	printf 'customer_id,left\nu1,2026-03-31\n' > customers.csv
	printf '%s\n' case_id,customer_id,opened,level,responded,resolved,closed \
		k1,u1,2026-03-30T09:00,L1,2026-03-30T09:05,2026-04-01T09:00, > cases.csv
	policy <<-'END'
		again,elapsed,cases,resolved,!closed,,0d,,,,,service,L1,call,24h,0d,yes,Ask,after-leaving
		case-callback,elapsed,cases,resolved,!closed,,0d,,,,,service,L1,call,24h,0d,yes,Ask,
	END
	run -0 rt-triggers -a 2026-04-01 -p policy.csv --customers customers.csv cases.csv
	same "$(evidence)" <<-'END'
		again:u1:k1,resolved 2026-04-01 09:00
	END
}

# --- reason

@test "reason: a silence of any name is explained, one that does not say so is not" {
	printf '%s\n' customer_id,date u1,2026-01-01 > purchases.csv
	printf '%s\n' case_id,customer_id,opened,level k1,u1,2025-12-01T09:00,L1 > cases.csv
	policy <<-'END'
		quiet,absence,purchases,,,,,60d,,,,care,L2,call,5d,,yes,Ask,reason
		silent,absence,purchases,,,,,60d,,,,care,L2,call,5d,,yes,Ask,
	END
	run -0 rt-triggers -q -a 2026-04-01 -t quiet,silent -p policy.csv purchases.csv cases.csv
	same "$(evidence)" <<-'END'
		quiet:u1:2026-01-01,"no purchases for 90 days, the last on 2026-01-01 (threshold 60 days); reason: experience"
		silent:u1:2026-01-01,"no purchases for 90 days, the last on 2026-01-01 (threshold 60 days)"
	END
}

# --- recovery-steps

@test "recovery-steps: the days of T24, of a score and of a match, of rows of any name" {
	printf 'customer_id,time,nps\nu1,2026-03-30T10:00,3\n' > surveys.csv
	policy <<-'END'
		angry,score,surveys,nps,,<=,4,,,,,recovery,L3,call,1d,,yes,Ask,recovery-steps
		furious,match,surveys,nps,,<=,3,,,,,recovery,L3,call,1d,,yes,Ask,recovery-steps
		detractor,score,surveys,nps,,<=,6,,,,,recovery,L3,call,1d,,yes,Ask,
	END
	run -0 rt-triggers -a 2026-03-30 -p policy.csv surveys.csv
	same "$(evidence)" <<-'END'
		angry:u1:2026-03-30,"nps 3 at 2026-03-30 10:00 (threshold <= 4); apology 2026-03-30, restoration 2026-03-30, empathy 2026-03-31, amends 2026-04-02, follow-up 2026-04-06"
		detractor:u1:2026-03-30,nps 3 at 2026-03-30 10:00 (threshold <= 6)
		furious:u1:2026-03-30,"1 survey, nps 3 at 2026-03-30 10:00 (threshold <= 3); apology 2026-03-30, restoration 2026-03-30, empathy 2026-03-31, amends 2026-04-02, follow-up 2026-04-06"
	END
}

# --- the column

@test "traits: several, with spaces around them" {
	calls
	printf 'customer_id,left\nu1,2026-03-01\nu2,2026-03-01\n' > customers.csv
	policy <<-'END'
		talk,match,calls,seconds,peer=10010|10086,>,60,,,,,care,L2,call,2d,,yes,Ask,own-excluded | after-leaving
	END
	run -0 rt-triggers -a 2026-03-05 -p policy.csv --customers customers.csv calls.csv
	[ "$(evidence | cut -d, -f1)" = talk:u2:2026-03-05 ]
}

# The message names the policy's file and line, and the column.
refuses()	# ROW MESSAGE
{
	policy <<< "$1"
	printf 'customer_id,month,amount\n' > bills.csv
	run --separate-stderr -2 rt-triggers -a 2026-04-01 -p policy.csv bills.csv
	[ -z "$output" ]
	prints_err <<< "rt-triggers: policy.csv:2: traits: $2"
}

@test "traits: one that is none, or none of such rules, is refused with its line" {
	silence=a,absence,purchases,,,,,7d,,,,,,,,,yes,Ask
	refuses $silence,after_leaving "unknown trait (did you mean 'after-leaving'?)"
	refuses $silence,Reason "unknown trait (did you mean 'reason'?)"
	refuses "$silence,reason|own-exluded" "unknown trait (did you mean 'own-excluded'?)"
	refuses $silence,recovery-step "unknown trait (did you mean 'recovery-steps'?)"
	refuses $silence,loud "unknown trait"
	refuses "$silence,reason|" "unknown trait"
	refuses "$silence,reason;after-leaving" "unknown trait"
	refuses $silence,recovery-steps "'absence' rules have no recovery-steps"
	refuses $silence,own-excluded "own-excluded without a condition that could hold our own"
	refuses a,value,bills,amount,,=,0,,,,,,,,,,yes,,reason "'value' rules have no reason"
}

@test "traits: a heading that comes near is refused" {
	rt-triggers --print-policy | sed '1s/traits/trait/' > policy.csv
	printf 'customer_id,month,amount\n' > bills.csv
	run --separate-stderr -2 rt-triggers -p policy.csv bills.csv
	prints_err <<< "rt-triggers: policy.csv:1: unknown column 'trait'; did you mean 'traits'?"
}

@test "traits: the built-in policy says of five rows what they have" {
	run -0 bash -c "rt-triggers --print-policy | awk -F, '\$19 != \"\" { print \$1 \",\" \$19 }'"
	prints <<-'END'
		trigger,traits
		rival-hotline,own-excluded
		rival-forward,own-excluded
		silent,reason
		case-callback,after-leaving
		detractor,recovery-steps
	END
}

# --- a policy written before there were any

without_traits()
{
	rt-triggers --print-policy | cut -d, -f1-18 > policy.csv
}

@test "an old policy without traits is told which rows lose what" {
	without_traits
	calls
	run -0 --separate-stderr rt-triggers -a 2026-03-05 -p policy.csv -t rival-hotline calls.csv
	prints_err <<-'END'
		rt-triggers: policy.csv:1: no column 'traits': without it these rows lose what the built-in policy gives them: rival-hotline (own-excluded), rival-forward (own-excluded), silent (reason), case-callback (after-leaving), detractor (recovery-steps)
	END
	[ "$(evidence | cut -d, -f1)" = "$(printf 'rival-hotline:u%s:2026-03-05\n' 1 2 3)" ]
	run -0 --separate-stderr rt-triggers -q -a 2026-03-05 -p policy.csv calls.csv
	[ -z "$stderr" ]
}

@test "an old policy is told of its own rows alone, and of nothing where it loses nothing" {
	calls
	old_policy <<-'END'
		silent,absence,purchases,,,,,60d,,,,care,L2,call,5d,,yes,Ask
		talk,match,calls,seconds,peer=10010|10086|10000,>,60,,,,,care,L2,call,2d,,yes,Ask
	END
	run -0 --separate-stderr rt-triggers -a 2026-03-05 -p policy.csv --count calls.csv
	[ "${lines[1]}" = talk,3,0,0,0 ]
	prints_err <<-'END'
		rt-triggers: policy.csv:1: no column 'traits': without it these rows lose what the built-in policy gives them: silent (reason)
	END
	sed -i /^silent/d policy.csv
	run -0 --separate-stderr rt-triggers -a 2026-03-05 -p policy.csv --count calls.csv
	[ -z "$stderr" ]
}

# --- lines

@test "evidence is as long as what is in it" {
	item=$(printf '流%.0s' $(seq 700))
	printf 'customer_id,time,action,item\n' > activity.csv
	printf "u1,2026-03-0%s,view,$item\n" 3 4 5 >> activity.csv
	run -0 rt-triggers -q -a 2026-03-05 -t upgrade-interest activity.csv
	same "$(evidence)" <<-END
		upgrade-interest:u1:$item/2026-03-03,"item $item: 3 days in a row, 2026-03-03 to 2026-03-05 (threshold >= 3)"
	END
}

@test "--list tells a condition to its end" {
	peers=$(seq -s '|' 1000001 1000100)
	policy <<< "a,match,calls,,peer=$peers,,,,,,,care,L1,sms,1d,,yes,Ask,"
	calls
	run -0 rt-triggers -p policy.csv --list calls.csv
	[[ ${lines[1]} = *'1000098, 1000099 or 1000100"' ]]
}
