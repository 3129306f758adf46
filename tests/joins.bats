# joins -- ids of one table looked up in another; see DOUBTS in rt(7).

load helper

export RT_AS_OF=2026-04-01

# What id-near says of so many ids, behind the file and its line.
near()	# N IDS TABLE
{
	local be=are
	[ "$1" -ne 1 ] || be=is
	echo "doubt id-near: $1 of the $2 $be not in $3, and would be but for marks, case," \
		"full-width digits, zeros before, .0 behind or +86; --clean-ids takes marks off"
}

bills_of()	# ID...
{
	echo customer_id,month,amount
	for id; do
		LC_ALL=C.UTF-8 printf -- "$id,2026-03,80.00\n"
	done
}

customers_of()	# ID...
{
	echo customer_id
	for id; do
		LC_ALL=C.UTF-8 printf -- "$id\n"
	done
}

# The numbers of joins that the last run told with --verbose.
numbers()
{
	grep -E ': [0-9,]+ of [0-9,]+ .* (is|are) in ' <<< "$stderr"
}

@test "id-near: what differs by a mark, case, width, zeros, decimals or +86 alone" {
	while read -r bill customer; do
		bills_of C9 C8 "$bill" > bills.csv
		customers_of C8 C9 "$customer" > customers.csv
		run -0 --separate-stderr rt-tier --trust id-edge --customers customers.csv bills.csv
		[ "${stderr_lines[0]}" = "rt-tier: bills.csv: $(near 1 'ids of bills' customers)" ] ||
			wrong "$bill $customer: $stderr" || return
	done <<-'EOF'
		C1\t C1
		C1 C1\t
		\u200bC1 'C1
		c1 C1
		C1 c1
		Ab1 aB1
		\uff11\uff12\uff21 12A
		12a \uff11\uff12\uff21
		000123 123
		123 0123
		00123 0123
		123.0 123
		123 123.00
		0123.0 00123
		+8613800138000 13800138000
		13800138000 8613800138000
		008613800138000 13800138000
		+8613800138000 8613800138000
		"=""123""" 123
		12\u00a034 1234
	EOF
}

@test "id-near: not what differs otherwise" {
	while read -r bill customer; do
		bills_of C9 C8 "$bill" > bills.csv
		customers_of C8 C9 "$customer" > customers.csv
		run -0 --separate-stderr rt-tier --strict --customers customers.csv bills.csv
		prints_err <<-'END' || wrong "$bill $customer" || return
			rt-tier: 1 customer has no record in the 12 months up to the assessment
		END
	done <<-'EOF'
		C1 C01
		C1 C1.0
		123 1230
		123.5 123
		8612345678901 12345678901
		+861380013800 1380013800
		C-1 C1
		0 00a
		1.10 1.1
	EOF
}

@test "id-near: rt-tier, of bills in customers and in previous" {
	bills_of C1 C2 c3 00123 456 > bills.csv
	customers_of C1 C2 C3 0123 456 C7 > customers.csv
	printf 'customer_id,tier,rank\nc1,vip,5\nC2,vip,5\nC3,vip,5\n123,vip,5\n456,vip,5\n' > previous.csv
	run -0 --separate-stderr rt-tier --verbose --no-progress --customers customers.csv \
		--previous previous.csv --trust shrunk,unmatched bills.csv
	same "$(grep doubt <<< "$stderr")" <<-EOF
		rt-tier: bills.csv: $(near 2 'ids of bills' customers)
		rt-tier: bills.csv: $(near 3 'ids of bills' previous)
	EOF
	prints_numbers <<-'EOF'
		rt-tier: 3 of 5 ids of bills are in customers
		rt-tier: 2 of 5 ids of bills are in previous
	EOF
	rt-tier -q --sorted -m 2026-03 --customers customers.csv --previous previous.csv bills.csv > /dev/null
	run -0 --separate-stderr rt-tier --sorted -m 2026-03 --customers customers.csv \
		--previous previous.csv --trust shrunk,unmatched bills.csv
	same "$(grep doubt <<< "$stderr")" <<-EOF
		rt-tier: bills.csv: $(near 2 'ids of bills' customers)
		rt-tier: bills.csv: $(near 3 'ids of bills' previous)
	EOF
}

# Standard input is exactly what is expected, which is the here-document.
prints_numbers()
{
	same "$(numbers)"
}

@test "joins: the numbers stand apart by thousands; rows in any number" {
	{ bills_of; for i in {1..2010}; do echo "C$i,2026-03,80.00"; done; } > bills.csv
	customers_of $(seq -f C%.0f 31 2010) > customers.csv
	run -0 --separate-stderr rt-tier --verbose --no-progress --customers customers.csv bills.csv
	[ "$(numbers)" = 'rt-tier: 1,980 of 2,010 ids of bills are in customers' ]
	customers_of C1 > customers.csv
	bills_of C1 > bills.csv
	run -0 --separate-stderr rt-tier --verbose --no-progress --customers customers.csv bills.csv
	[ "$(numbers)" = 'rt-tier: 1 of 1 ids of bills is in customers' ]
}

@test "unmatched: more than half of the ids, not half of them" {
	bills_of C1 C2 C3 C4 > bills.csv
	customers_of C1 C2 > customers.csv
	run -0 --separate-stderr rt-tier --strict --customers customers.csv bills.csv
	prints_err < /dev/null
	customers_of C1 > customers.csv
	run -1 --separate-stderr rt-tier --strict --customers customers.csv bills.csv
	prints_err <<-'EOF'
		rt-tier: bills.csv: doubt unmatched: 3 of 4 ids of bills are not in customers
		rt-tier: --strict: nothing is written; what is meant passes with --trust unmatched
	EOF
}

@test "unmatched: a group that bills name is in customers" {
	bills_of G1 C1 > bills.csv
	printf 'customer_id,group_id\nC1,G1\n' > customers.csv
	run -0 --separate-stderr rt-tier --verbose --strict --no-progress --customers customers.csv bills.csv
	[ "$(numbers)" = 'rt-tier: 2 of 2 ids of bills are in customers' ]
}

@test "shrunk: more than a fifth of the earlier run are not in the input" {
	printf 'customer_id,tier,rank\n' > previous.csv
	printf 'C%s,vip,5\n' 1 2 3 4 5 >> previous.csv
	bills_of C1 C2 C3 C4 > bills.csv
	run -0 --separate-stderr rt-tier --strict --previous previous.csv bills.csv
	prints_err < /dev/null
	bills_of C1 C2 C3 > bills.csv
	run -1 --separate-stderr rt-tier --strict --previous previous.csv bills.csv
	prints_err <<-'EOF'
		rt-tier: previous.csv: doubt shrunk: 2 of 5 customers are not in the input any more
		rt-tier: --strict: nothing is written; what is meant passes with --trust shrunk
	EOF
	customers_of C1 C2 C3 C4 > customers.csv
	run -0 --separate-stderr rt-tier --strict --previous previous.csv --customers customers.csv bills.csv
}

@test "shrunk: who was gone in the earlier run is not missed again; each part its own" {
	{
		echo customer_id,tier,rank,movement
		for i in {1..40}; do echo "C$i,vip,5,same"; done
		for i in {41..90}; do echo "C$i,,,gone"; done
	} > previous.csv
	bills_of $(seq -f C%.0f 1 36) > bills.csv
	run -0 --separate-stderr rt-tier --strict --previous previous.csv bills.csv
	prints_err < /dev/null
	for part in 1/2 2/2; do
		run -0 --separate-stderr rt-tier --strict --month 2026-03 --part $part --previous previous.csv bills.csv
	done
}

@test "joins of rt-triggers: each table in customers and tiers, seen in the input" {
	bills_of C1 c2 C3 C4 > bills.csv
	cat > calls.csv <<-'EOF'
		customer_id,time,peer,seconds
		C1,2026-04-01 10:00,10086,90
		C1,2026-04-01 11:00,10086,90
		c3,2026-04-01 10:00,10086,90
	EOF
	customers_of C1 C2 C3 C4 > customers.csv
	printf 'customer_id,tier,rank\nC1,vip,5\nC2,vip,5\nC3,vip,5\nC4,vip,5\n' > tiers.csv
	cat > seen.csv <<-'EOF'
		workorder_id,customer_id,trigger,fired_on,due
		rival-hotline:C1:a,C1,rival-hotline,2026-03-31,2026-04-02T10:00
		rival-hotline:C1:b,C1,rival-hotline,2026-03-31,2026-04-02T10:00
		rival-hotline:C2:a,C2,rival-hotline,2026-03-31,2026-04-02T10:00
		rival-hotline:C3:a,C3,rival-hotline,2026-03-31,2026-04-02T10:00
		rival-hotline:X:a,04,rival-hotline,2026-03-31,2026-04-02T10:00
		crisis:,,crisis,2026-03-31,2026-04-02T10:00
	EOF
	run -0 --separate-stderr rt-triggers -v --no-progress -t bill-drop,rival-hotline --customers \
		customers.csv --tiers tiers.csv --seen seen.csv bills.csv calls.csv
	prints_numbers <<-'EOF'
		rt-triggers: 1 of 2 ids of calls is in customers
		rt-triggers: 1 of 2 ids of calls is in tiers
		rt-triggers: 3 of 4 ids of bills are in customers
		rt-triggers: 3 of 4 ids of bills are in tiers
		rt-triggers: 4 of 4 ids of customers are in tiers
		rt-triggers: 3 of 4 ids of seen are in the input
	EOF
	same "$(grep doubt <<< "$stderr")" <<-EOF
		rt-triggers: calls.csv: $(near 1 'ids of calls' customers)
		rt-triggers: calls.csv: $(near 1 'ids of calls' tiers)
		rt-triggers: bills.csv: $(near 1 'ids of bills' customers)
		rt-triggers: bills.csv: $(near 1 'ids of bills' tiers)
	EOF
	sed -i '/C3:a/d;/C2:a/d;/C1:b/d' seen.csv
	run -1 --separate-stderr rt-triggers --strict -t bill-drop --customers customers.csv \
		--trust id-near --seen seen.csv bills.csv
	prints_err <<-'EOF'
		rt-triggers: seen.csv: doubt shrunk: the customers of 1 of 2 open orders are not in the input any more
		rt-triggers: --strict: nothing is written; what is meant passes with --trust shrunk
	EOF
}

@test "joins of rt-schedule: orders in customers, tiers and contacts, managers, pinned orders" {
	cat > orders.csv <<-'EOF'
		workorder_id,customer_id,trigger,due
		w1,C1,a,2026-04-03T09:00
		w2,c2,a,2026-04-03T09:00
		w3,C3,a,2026-04-03T09:00
		w4,C4,a,2026-04-03T09:00
	EOF
	printf 'customer_id,manager\nC9,\nC1,Li\nC2,li\nC3,Wu\nC4,Wu\n' > customers.csv
	printf 'manager\nLi\nWu\n' > managers.csv
	printf 'customer_id,tier,rank\nC1,vip,5\nC3,gold,3\n04,vip,5\nC2,vip,5\n' > tiers.csv
	printf 'customer_id,time,channel\nX1,2026-03-01 10:00,call\nC1,2026-03-01 10:00,call\nC2,2026-03-01 10:00,call\n' > contacts.csv
	rt-schedule -q --customers customers.csv orders.csv > plan.csv
	sed -i 's/w4/W4/' plan.csv
	run -0 --separate-stderr rt-schedule -v --no-progress --customers customers.csv --tiers tiers.csv \
		--managers managers.csv --history contacts.csv --pin plan.csv orders.csv
	prints_numbers <<-'EOF'
		rt-schedule: 3 of 4 ids of pin are in workorders
		rt-schedule: 3 of 4 ids of workorders are in customers
		rt-schedule: 2 of 3 managers of customers are in managers
		rt-schedule: 2 of 4 ids of workorders are in tiers
		rt-schedule: 1 of 4 ids of workorders is in contacts
	EOF
	same "$(grep doubt <<< "$stderr")" <<-EOF
		rt-schedule: plan.csv: $(near 1 'ids of pin' workorders)
		rt-schedule: customers.csv:4: $(near 1 'ids of workorders' customers)
		rt-schedule: managers.csv: $(near 1 'managers of customers' managers)
		rt-schedule: tiers.csv:5: $(near 1 'ids of workorders' tiers)
		rt-schedule: contacts.csv:4: $(near 1 'ids of workorders' contacts)
	EOF
	printf 'customer_id,tier,rank\nC1,vip,5\nC8,vip,5\n' > tiers.csv
	run -1 --separate-stderr rt-schedule --strict --tiers tiers.csv orders.csv
	[ "${stderr_lines[0]}" = 'rt-schedule: tiers.csv: doubt unmatched: 3 of 4 ids of workorders are not in tiers' ]
}

@test "joins of rt-churn winback and rt-report effect" {
	printf 'customer_id,left,joined\nC1,2026-03-20,2025-01-01\nC2,2026-03-21,2025-01-01\nC3,,2025-01-01\n' > customers.csv
	printf 'customer_id,tier,rank\nC1,vip,5\nc2,vip,5\n' > tiers.csv
	run -0 --separate-stderr rt-churn winback -v --no-progress customers.csv --tiers tiers.csv
	[ "$(numbers)" = 'rt-churn: 1 of 2 ids of customers is in tiers' ]
	[ "$(grep doubt <<< "$stderr")" = "rt-churn: customers.csv: $(near 1 'ids of customers' tiers)" ]
	printf 'customer_id,time,channel\nC1,2026-03-01 10:00,call\nC3,2026-03-01 10:00,call\nc2,2026-03-01 10:00,call\n' > contacts.csv
	run -0 --separate-stderr rt-report effect -v --no-progress customers.csv contacts.csv
	[ "$(numbers)" = 'rt-report: 2 of 3 ids of contacts are in customers' ]
	[ "$(grep doubt <<< "$stderr")" = "rt-report: contacts.csv: $(near 1 'ids of contacts' customers)" ]
}
