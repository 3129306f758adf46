# engines-spark -- what rt-scale(7) says of Spark, run as it is printed.
#
# The session of Spark is one for all tests: engines/spark.py leaves what came of
# each statement in a folder that they share.

load helper

# Bills of a year: five million.
CUSTOMERS=416667

setup_file()
{
	python_with pyspark || skip 'there is no Spark for Python'
	export python
	command -v java > /dev/null || skip 'there is no java'
	cd "$BATS_FILE_TMPDIR" || return
	cc -O2 -o gen "$TOP/tests/bench/gen.c"
	./gen bills $CUSTOMERS > bills.csv
	cp "$TESTDATA/purchases.csv" .
	rt-churn alive -q --params --unit week --as-of 2026-04-01 purchases.csv > model.csv
	"$python" "$TOP/tests/engines/spark.py" "$TOP/man/rt-scale.7" > said 2>&1 ||
		wrong "$(tail -n 40 said)"
}

setup()
{
	cd "$BATS_FILE_TMPDIR" || return
}

# The records of a table without its heading, in order of their bytes.
in_order()	# FILE
{
	sed 1d "$1" | sort
}

@test "spark: the levels of the parts, merged, are the rows of one run" {
	rt-tier -q --month 2024-12 bills.csv > one.csv
	[ "$(cat merged/part-* | wc -l)" -eq $CUSTOMERS ]
	[ "$(find merged -name 'part-*' -size +0 | wc -l)" -eq 4 ]
	cmp <(head -n 1 one.csv) <(head -n 1 tiers.csv)
	cmp <(in_order one.csv) <(in_order tiers.csv)
}

# The sums by awk, which knows no decimals: of so many cents it makes no mistake.
@test "spark: as a table, amounts are numbers and a blank is NULL" {
	awk -F, 'NR > 1 {
		customers[$3]++
		cents[$3] += sprintf("%.0f", $14 * 100)
		grew[$3] += $15 != ""
	}
	END {
		for (t in customers)
			printf "%s\t%d\t%d.%02d\t%d\t0\n", t, customers[t], int(cents[t] / 100), cents[t] % 100, grew[t]
	}' tiers.csv | sort > counts
	cmp counts tiers.counts
}

@test "spark: work orders have their evidence, commas and all" {
	rt-triggers -q --month 2024-12 --as-of 2025-01-01 --trigger bill-drop bills.csv > one-orders.csv
	[ "$(wc -l < orders.rows)" -gt 100 ]
	"$python" - one-orders.csv <<- 'END' | cmp - orders.rows
	import csv, sys
	rows = list(csv.reader(open(sys.argv[1], newline="")))[1:]
	sys.stdout.writelines(sorted("\t".join(cell or "(null)" for cell in row) + "\n" for row in rows))
	END
}

@test "spark: alive by one model, in parts" {
	rt-churn alive -q --model-file model.csv --as-of 2026-04-01 --unit week purchases.csv > one-alive.csv
	# Spark prints doubles in its own way: numbers are compared as numbers.
	"$python" - one-alive.csv alive.rows <<- 'END'
	import csv, sys
	one = sorted(list(csv.reader(open(sys.argv[1])))[1:])
	parts = sorted(line.rstrip("\n").split("\t") for line in open(sys.argv[2]))
	number = lambda row: [row[0]] + [float(cell) for cell in row[1:]]
	assert len(one) == 9 and list(map(number, one)) == list(map(number, parts)), (one, parts)
	END
}

@test "spark: ids keep commas, quotes, blanks and tabs, by the statement and by pipe" {
	rt-tier -q --month 2024-12 --input-only ids.csv > ids-one.csv
	cmp <(in_order ids-one.csv) <(sort ids.lines)
	cmp ids.names ids.orders
}

@test "spark: a bad record fails the job, and the message says where" {
	grep -q 'rt-tier: -:[0-9]*: month: not a month such as' bad.statement
	grep -q 'no failure' bad.statement && return 1
	grep -q 'CalledProcess\|status 1\|code 1' bad.pipe
}

@test "spark: a NULL for an id fails the job" {
	grep -q 'rt-tier: -:[0-9]*: customer_id: blank' null.statement
	grep -q 'CalledProcess\|status 1\|code 1' null.pipe
}

@test "spark: with --rejects the job goes on, and what was set aside is kept" {
	cmp <(sort ids.lines) <(sort kept/part-*)
	[ "$(cat rejects.*.csv | grep -c ',customer_id,blank,')" -eq 1 ]
	[ "$(cat rejects.*.csv | grep -cv '^file,')" -eq 1 ]
}
