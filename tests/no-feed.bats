# no-feed -- rules that are on, and whose table or column is not there; see rt(7).

load helper

export RT_AS_OF=2026-04-01

columns=trigger,rule,table,column,where,op,threshold,window,baseline,floor,inhibited_by
columns+=,category,level,channel,within,cooldown,enabled,action

policy()
{
	{ echo "$columns"; cat; } > policy.csv
}

# The doubts of the last run are exactly these, each behind "rt-triggers: ".
doubts()
{
	prints_err < <(sed 's/^/rt-triggers: /')
}

@test "no-feed: tiers without movement feed no rule of movement" {
	printf '%s\n' customer_id,tier,rank u1,quasi,6 > tiers.csv
	run -0 --separate-stderr rt-triggers --tiers tiers.csv
	doubts <<-'EOF'
		tiers.csv: doubt no-feed: no column 'movement', without which quasi-high-end and tier-drop open nothing
	EOF
	run -1 --separate-stderr rt-triggers --strict --tiers tiers.csv
	[ -z "$output" ]
	[[ $stderr == *'rt-triggers: --strict: nothing is written; what is meant passes with --trust no-feed' ]]
	run -0 --separate-stderr rt-triggers --strict --trust no-feed --tiers tiers.csv
	doubts < /dev/null
	printf '%s\n' customer_id,tier,rank,movement u1,quasi,6,same > tiers.csv
	run -0 --separate-stderr rt-triggers --strict --tiers tiers.csv
	doubts < /dev/null
}

@test "no-feed: a condition about tiers without a table of tiers" {
	printf '%s\n' case_id,customer_id,opened,level,responded,resolved,closed,topic \
		k1,u1,2026-04-01T09:00,urgent,,,, > cases.csv
	run -0 --separate-stderr rt-triggers cases.csv
	doubts <<-'EOF'
		cases.csv: doubt no-feed: no tiers given have a column 'tier', without which vip-blocked opens nothing
	EOF
	[[ $output != *vip-blocked* ]]
	printf '%s\n' customer_id,tier,rank,movement u1,gold,3,same > tiers.csv
	run -0 --separate-stderr rt-triggers --strict --tiers tiers.csv cases.csv
	[[ $output == *vip-blocked:u1* ]]
	# The customers table may say it as well as tiers.
	printf '%s\n' customer_id,tier u1,gold > customers.csv
	run -0 --separate-stderr rt-triggers --strict --customers customers.csv cases.csv
	[[ $output == *vip-blocked:u1* ]]
}

@test "no-feed: where the condition holds for blank, who opens is said otherwise" {
	policy <<-'EOF'
		a,match,calls,,tier=gold,,,,,,,,,,,,yes,
		b,match,calls,,tier!=gold,,,,,,,,,,,,yes,
		c,match,calls,,!region,,,,,,,,,,,,yes,
		d,match,calls,,tier=gold|;direction=in,,,,,,,,,,,,yes,
		e,match,calls,,tier=silver,,,,,,,,,,,,yes,
		off,match,calls,,tier=vip;class=A,,,,,,,,,,,,no,
	EOF
	printf '%s\n' customer_id,time,peer,seconds,direction u1,2026-04-01T09:00,10086,99,in > calls.csv
	run -0 --separate-stderr rt-triggers -p policy.csv calls.csv
	doubts <<-'EOF'
		calls.csv: doubt no-feed: no tiers given have a column 'tier', without which a and e open nothing
		calls.csv: doubt no-feed: no tiers given have a column 'tier', taken as blank by b and d
		calls.csv: doubt no-feed: no customers given have a column 'region', taken as blank by c
	EOF
	[ "$(sed '1d; s/:.*//' <<< "$output" | tr '\n' ' ')" = 'b c d ' ]
	# A rule that is not asked for is not on.
	run -0 --separate-stderr rt-triggers -p policy.csv -t d calls.csv
	doubts <<-'EOF'
		calls.csv: doubt no-feed: no tiers given have a column 'tier', taken as blank by d
	EOF
	run -0 --separate-stderr rt-triggers -p policy.csv -t off calls.csv
	doubts <<-'EOF'
		calls.csv: doubt no-feed: no tiers given have a column 'tier', without which off opens nothing
		calls.csv: doubt no-feed: no tiers given have a column 'class', without which off opens nothing
	EOF
}

@test "no-feed: a column of its own table that a chosen rule needs" {
	printf '%s\n' customer_id,month,amount u1,2026-03,10 > bills.csv
	# Not what the built-in rules might use.
	run -0 --separate-stderr rt-triggers --strict bills.csv
	doubts < /dev/null
	run -0 --separate-stderr rt-triggers -t overdue,data-drop,zero-bill bills.csv
	doubts <<-'EOF'
		bills.csv: doubt no-feed: no column 'due', without which overdue opens nothing
		bills.csv: doubt no-feed: no column 'data_mb', without which data-drop opens nothing
	EOF
	policy <<-'EOF'
		a,value,bills,data_mb,,=,0,,,,,,,,,,yes,
		b,value,bills,amount,region=south,>,0,,,,,,,,,,yes,
	EOF
	run -0 --separate-stderr rt-triggers -p policy.csv bills.csv
	doubts <<-'EOF'
		bills.csv: doubt no-feed: no column 'data_mb', without which a opens nothing
		bills.csv: doubt no-feed: no customers given have a column 'region', without which b opens nothing
	EOF
	# No table is given for it, and another is on purpose.
	policy <<-'EOF'
		a,match,calls,,tier=gold,,,,,,,,,,,,yes,
	EOF
	run -0 --separate-stderr rt-triggers --strict -p policy.csv bills.csv
	doubts < /dev/null
}

@test "no-feed: asked for by name, and no table given feeds it" {
	printf '%s\n' customer_id,month,amount u1,2026-03,10 > bills.csv
	run -0 --separate-stderr rt-triggers -t inactive,zero-bill bills.csv
	doubts <<< "--trigger: doubt no-feed: no given table feeds 'inactive'"
	run -1 rt-triggers --strict -t inactive,zero-bill bills.csv
}

@test "no-feed: one of the tables of a rule that looks at several" {
	printf '%s\n' customer_id,date u1,2025-10-01 > purchases.csv
	run -0 --separate-stderr rt-triggers -t silent purchases.csv
	doubts <<< 'purchases.csv: doubt no-feed: silent looks at activity too, and none are given'
	[[ $output == *silent:u1* ]]
	printf '%s\n' customer_id,time,action u1,2026-03-31T09:00,login > activity.csv
	run -0 --separate-stderr rt-triggers --strict -t silent purchases.csv activity.csv
	[[ $output != *silent:u1* ]]
}

@test "no-feed: unpaid and unanswered, where no column says so, is the same doubt" {
	printf '%s\n' customer_id,month,amount,due u1,2026-02,80,2026-03-31 > bills.csv
	run -0 --separate-stderr rt-triggers bills.csv
	[[ $stderr == "rt-triggers: bills.csv: doubt no-feed: no column 'paid', taken as blank by "*overdue* ]]
	run -1 rt-triggers --strict bills.csv
}

@test "no-feed: not told by --list, nor of the tables of the manual's pipeline" {
	printf '%s\n' customer_id,tier,rank u1,quasi,6 > tiers.csv
	run -0 --separate-stderr rt-triggers --list --tiers tiers.csv
	doubts < /dev/null
	cd "$TESTDATA"
	run -0 --separate-stderr rt-triggers --customers customers.csv bills.csv calls.csv forwards.csv \
		contracts.csv activity.csv
	[[ $stderr != *no-feed*tier* && $stderr != *no-feed*column* ]]
}
