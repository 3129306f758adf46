# rules -- the numbered rules of rt-rules(7), and the tests that prove them.

load helper

# The numbers in standard input, one a line: a letter and 01 to 29.
numbers()
{
	grep -ohE '\b[DTCKRP](0[1-9]|[12][0-9])\b' | sort -u
}

rules_of_page()
{
	sed -n 's/^\.It //p' "$TOP/man/rt-rules.7" | numbers
}

# The names of all tests.
names()
{
	cat "$TOP"/tests/*.bats | grep '^@test '
}

@test "rt-rules(7) has every rule that the source, the pages and the tests speak of" {
	rules_of_page > known
	{ find "$TOP/cmd" "$TOP/common" "$TOP/man" -type f -exec cat {} +
	  cat "$TOP"/*.md; names; } | numbers > spoken_of
	[ -s known ] && [ -s spoken_of ]
	run -0 comm -13 known spoken_of
	prints < /dev/null
}

@test "every rule of rt-rules(7) stands in the name of a test" {
	names | numbers > proved
	run -0 comm -23 <(rules_of_page) proved
	prints < /dev/null
}

@test "rt-rules(7) has each rule once, with its source, a page and files that are there" {
	run -0 uniq -d <(sed -n 's/^\.It \([A-Z][0-9][0-9]\).*/\1/p' "$TOP/man/rt-rules.7" | sort)
	prints < /dev/null
	awk '
	function close_rule() {
		if (rule && !(source && page && file))
			print rule ": no " (!source ? "source" : !page ? "page" : "file")
	}
	/^\.It [DTCKRP][0-9]/ { close_rule(); rule = $2; source = page = file = 0 }
	/^\.Sh /              { close_rule(); rule = "" }
	/^(From|Our own)/     { source = 1 }
	/^\.Xr/               { page = 1 }
	/^\.Pa/               { file = 1 }
	' "$TOP/man/rt-rules.7" > lacking
	same "$(cat lacking)" < /dev/null
	sed -n 's/^\.Pa \([^ ]*\).*/\1/p' "$TOP/man/rt-rules.7" | sort -u > named
	[ -s named ]
	while read -r file; do
		[ -f "$TOP/$file" ] || wrong "$file is not there"
	done < named
}

@test "rt-rules(7) has every rule of the built-in policy of rt-triggers" {
	rt-triggers --print-policy | sed '1d; s/,.*//' | sort > rows
	awk '
	/^\.It T/        { on = 1; next }
	on && /^\.Cm/    { print $2; next }
	                 { on = 0 }
	' "$TOP/man/rt-rules.7" | sort > named
	same_file rows named
}

@test "D12: the last call of the day, and the effort to win back, go to the higher level" {
	cat > customers.csv <<-'END'
		customer_id,joined,left,manager
		A,2025-01-01,2026-03-01,m
		B,2025-01-01,2026-03-01,m
	END
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank
		A,individual,standard,7
		B,individual,supreme,1
	END
	cat > orders.csv <<-'END'
		workorder_id,customer_id,trigger,category,level,due,channel
		w1,A,overdue,care,L2,2026-03-02T18:00,call
		w2,B,overdue,care,L2,2026-03-02T18:00,call
	END
	cut -d , -f 1,2,4 customers.csv > before-leaving.csv
	rt-schedule --from 2026-03-02 --calls-per-day 1 --customers before-leaving.csv \
		--tiers tiers.csv orders.csv > plan.csv
	run -0 cut -d , -f 1,5,6 plan.csv
	prints <<-'END'
		date,customer_id,tier
		2026-03-02,B,supreme
		2026-03-03,A,standard
	END
	rt-churn winback -q --as-of 2026-04-01 --tiers tiers.csv customers.csv > orders.csv
	run -0 cut -d , -f 2,5,7,8 orders.csv
	prints <<-'END'
		customer_id,level,due,channel
		A,L1,2026-04-08T09:00,sms
		B,L4,2026-04-02T09:00,visit
	END
}
