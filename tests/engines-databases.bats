#!/usr/bin/env bats
#
# engines-databases -- PostgreSQL and DuckDB on either side: out of the database,
# through the programs, back in.

load helper

# The statements of rt-scale(7) that make tables.
tables_of_page()
{
	sed -n '/^CREATE TABLE/,/;$/p' "$TOP/man/rt-scale.7"
}

# A server of PostgreSQL of our own, in a folder of its user's, on a socket there.
start_postgres()
{
	initdb=$(ls -d /usr/lib/postgresql/*/bin/initdb 2> /dev/null | sort -V | tail -1)
	[ -n "$initdb" ] && command -v psql > /dev/null || skip 'there is no server of PostgreSQL'
	version=${initdb#/usr/lib/postgresql/}
	[ "${version%%/*}" -ge 15 ] || skip "PostgreSQL ${version%%/*} has no HEADER match"
	as=
	if [ "$(id -u)" -eq 0 ]; then
		id postgres > /dev/null 2>&1 || skip 'there is no user postgres'
		as='runuser -u postgres --'
	fi
	db=$(mktemp -d /tmp/rt-postgres.XXXXXX)
	mkdir "$db/bin"
	cp "$RT_BUILD"/rt-{tier,triggers,churn,schedule,report} "$db/bin"
	chmod 755 "$db" "$db/bin"
	[ -z "$as" ] || chown postgres "$db"
	$as "$initdb" -A trust -U rt -N --locale=C.UTF-8 -D "$db/data" > initdb.log 2>&1 || wrong "$(cat initdb.log)"
	$as env PATH="$db/bin:$PATH" TZ="$TZ" "${initdb%initdb}pg_ctl" -D "$db/data" -l "$db/log" -w \
		-o "-c listen_addresses='' -c unix_socket_directories=$db -c fsync=off" start > pg_ctl.log 3>&- ||
		wrong "$(cat pg_ctl.log "$db/log")"
}

teardown()
{
	[ -n "$db" ] || return 0
	cd /
	$as "${initdb%initdb}pg_ctl" -D "$db/data" -m immediate stop > /dev/null
	rm -rf "$db"
}

psql_says()	# OPTION...
{
	psql -X -q -A -t -v ON_ERROR_STOP=1 -h "$db" -U rt -d postgres "$@"
}

# What options of rt-churn write, of customers $C.
more_of_churn()
{
	rt-churn cohorts -q -a 2026-02-15 --wide --from 2025-12 -o cohorts_wide.csv "$C"
	rt-churn survival -q -a 2026-04-01 --summary -o survival_summary.csv "$C"
	rt-churn survival -q -a 2026-04-01 --summary --by scope --difference -o survival_difference.csv "$C"
	rt-churn incidence -q -a 2026-04-01 --summary -o incidence_summary.csv "$C"
	rt-churn hazard -q -a 2026-04-01 --covariates region --summary --save-model hazard_model.csv -o hazard_summary.csv "$C"
	rt-churn hazard -q -a 2026-04-01 --covariates region --check-proportional -o proportional.csv "$C"
	rt-churn risk -q -a 2026-04-01 --ridge 1 --save-model model.csv -o /dev/null "$C"
	rt-churn risk -q -a 2026-04-01 --ridge 1 --evaluate -o evaluation.csv "$C"
	rt-churn risk -q -a 2026-04-01 --ridge 1 --gains -o gains.csv "$C"
	rt-churn alive -q -a 2026-04-01 --holdout 2026-01-01 -o holdout.csv "$T/purchases.csv"
}

# What rt-report writes of a table of each kind, of what the others wrote of $T and $C.
reports()
{
	report() { rt-report "$2" -q -a 2026-04-01 --format csv -o "$1.csv" "${@:3}"; }
	rt-tier -q -m 2026-02 -o before.csv "$T/bills.csv"
	rt-tier -q -m 2026-03 --previous before.csv -o moved.csv "$T/bills.csv"
	report report_tiers tiers tiers.csv
	report pareto pareto --figures figures.csv tiers.csv
	report movement movement moved.csv
	report report_workorders workorders workorders.csv
	report report_plan plan plan.csv
	report call_sheets contacts --customers "$C" plan.csv
	report service service "$T/cases.csv"
	report complaints complaints "$T/cases.csv"
	report nps nps "$T/surveys.csv"
	report report_objections objections "$T/objections.csv"
	report effect effect "$C" "$T/contacts.csv"
	report curve curve survival.csv
	report kpi kpi --month 2026-03 --base 2026-03=tiers.csv "$C" "$T/bills.csv" tiers.csv
	report profile profile "$C" "$T/bills.csv"
	for what in files months joins; do
		report profile_$what profile --show $what "$C" "$T/bills.csv"
	done
}

# Every table that the programs write, in files of its name.
outputs()
{
	T=$TESTDATA C=$TESTDATA/customers.csv
	rt-tier -q -m 2026-03 --customers "$C" --cuts cuts.csv -o tiers.csv "$T/bills.csv"
	rt-tier -q -m 2026-03 --simulate <(rt-tier --print-policy) -o simulation.csv "$T/bills.csv"
	rt-triggers -q -a 2026-04-01 -m 2026-03 --customers "$C" -o workorders.csv "$T"/{bills,cases,contracts}.csv
	rt-triggers -q -a 2026-04-01 -m 2026-03 --count --customers "$C" -o trigger_counts.csv "$T"/{bills,cases}.csv
	rt-triggers --list -o rules.csv
	rt-schedule -q -a 2026-04-01 --customers "$C" --managers "$T/managers.csv" --impact impact.csv \
		--record contacts.csv -o plan.csv workorders.csv
	rt-schedule -q -a 2026-04-01 --customers "$C" --managers "$T/managers.csv" --pin plan.csv --changes changes.csv \
		-o /dev/null <(sed 5d workorders.csv)
	rt-schedule -q -a 2026-04-01 --customers "$C" --managers "$T/managers.csv" --check plan.csv -o broken.csv \
		<(sed 5d workorders.csv) || true
	rt-churn rates -q -a 2026-04-01 -o rates.csv "$C"
	rt-churn movements -q -a 2026-04-01 -o movements.csv "$T/bills.csv"
	rt-churn cohorts -q -a 2026-04-01 -o cohorts.csv "$C"
	rt-churn survival -q -a 2026-04-01 -o survival.csv "$C"
	rt-churn incidence -q -a 2026-04-01 -o incidence.csv "$C"
	rt-churn hazard -q -a 2026-04-01 --covariates region -o hazard.csv "$C"
	rt-churn hazard -q -a 2026-04-01 --covariates region --horizon 30 --score "$C" -o hazard_scores.csv "$C"
	rt-churn alive -q -a 2026-04-01 -o alive.csv "$T/purchases.csv"
	rt-churn alive -q -a 2026-04-01 --params -o parameters.csv "$T/purchases.csv"
	printf '%s\n' age,survivors 0,1000 1,869 2,743 3,653 > survivors.csv
	rt-churn projection -q --horizon 5 -o projection.csv survivors.csv
	rt-churn risk -q -a 2026-04-01 --ridge 1 -o risk.csv "$C"
	rt-churn reasons -q -a 2026-04-01 -o reasons.csv "$C"
	more_of_churn
	reports
	printf '%s\n' customer_id,month,amount 'C1,2026-03,"x,""y"' 'C2,2026-3-3,5' 'C3,2026-03,5' > bad.csv
	rt-tier -q -m 2026-03 --rejects rejects.csv -o /dev/null bad.csv
}

# Bills of ids that look like numbers, or are cut by a comma, a quote, a tab.
odd_bills()
{
	printf '%s\n' customer_id,month,amount 007,2026-0{1,2,3}-01,82.540000 7,2026-03-01,100 \
		'"a, b",2026-03-01,82.5' '"say ""hi""",2026-03-01,79.99' $'"t\tb",2026-03-01,5' 1e5,2026-03-01,0.00
}

# What rt-tier says of them, cells divided by |, blank as NULL.
odd_tiers()
{
	cat <<-'END'
		007|vip|1|3|82.5400|82.5400|NULL
		1e5|standard|NULL|1|0.0000|NULL|NULL
		7|quasi|1|1|100.0000|NULL|NULL
		a, b|quasi|1|1|82.5000|NULL|NULL
		say "hi"|standard|NULL|1|79.9900|NULL|NULL
		t	b|standard|NULL|1|5.0000|NULL|NULL
	END
}

@test "rt-scale(7): CREATE TABLE takes every output in PostgreSQL, with its types" {
	start_postgres
	outputs
	tables_of_page > tables.sql
	psql_says -f tables.sql
	names=$(sed -n 's/^CREATE TABLE \([a-z_]*\) .*/\1/p' tables.sql)
	[ "$(wc -w <<< "$names")" -ge 50 ]
	for name in $names; do
		psql_says -c "\\copy $name FROM '$name.csv' (FORMAT csv, HEADER match)" || wrong "$name: $(head -2 $name.csv)"
		[ "$(psql_says -c "SELECT count(*) FROM $name")" -eq "$(python3 -c 'import csv,sys; print(sum(1 for r in csv.reader(open(sys.argv[1]))) - 1)' $name.csv)" ] || wrong $name
	done
	# Blank is NULL; an empty text is nowhere.
	[ "$(psql_says -c "SELECT count(*) FROM tiers WHERE growth IS NULL")" -eq "$(cut -d, -f 15 tiers.csv | grep -c '^$')" ]
	[ "$(psql_says -c "SELECT count(*) FROM tiers WHERE reason = ''")" -eq 0 ]
	[ "$(psql_says -c "SELECT sum(total_amount) FROM tiers WHERE scope = 'individual'")" = \
		"$(psql_says -c "SELECT sum(amount) FROM cuts WHERE cut IN ('A', 'B', 'C')")" ]
	# Plain HEADER takes columns that have changed places, without a word; match does not.
	awk -F, -v OFS=, '{ t = $3; $3 = $2; $2 = t } 1' tiers.csv > swapped.csv
	run -1 psql_says -c "\\copy tiers FROM 'swapped.csv' (FORMAT csv, HEADER match)"
	[[ $output == *'column name mismatch in header line field 2: got "tier", expected "scope"'* ]]
}

@test "PostgreSQL: out by COPY TO PROGRAM, and back in: types, NULL, ids as texts" {
	start_postgres
	odd_bills > bills.csv
	tables_of_page | psql_says -f -
	psql_says -c 'CREATE TABLE bills (customer_id text, month date, amount numeric(12,6))' \
		-c "\\copy bills FROM 'bills.csv' (FORMAT csv, HEADER match)"
	cat > through.sql <<-END
		BEGIN;
		COPY (SELECT customer_id, to_char(month, 'YYYY-MM') AS month, amount FROM bills) TO PROGRAM
		    'rt-tier --quiet --month 2026-03 --output $db/tiers.csv' (FORMAT csv, HEADER);
		COPY tiers FROM '$db/tiers.csv' (FORMAT csv, HEADER match);
		COMMIT;
	END
	psql_says -f through.sql
	psql_says -P null=NULL -c "SELECT customer_id, tier, CASE WHEN reason <> '' THEN 1 END, months, last_amount, min_amount,
		growth FROM tiers ORDER BY customer_id COLLATE \"C\"" > got
	same "$(cat got)" < <(odd_tiers)
	# What the program refuses ends the transaction, and the table is as it was.
	psql_says -c "INSERT INTO bills VALUES (NULL, '2026-03-01', 1)"
	run -3 psql_says -f through.sql
	[[ $output == *'program "rt-tier --quiet --month 2026-03'*'failed'*'child process exited with exit code 1'* ]]
	grep -q 'rt-tier: -:10: customer_id: blank' "$db/log"
	[ "$(psql_says -c 'SELECT count(*) FROM tiers')" -eq 6 ]
	# Work orders of the same bills, by way of a pipe in the shell.
	psql_says -c "\\copy (SELECT customer_id, to_char(month, 'YYYY-MM') AS month, amount FROM bills WHERE customer_id IS NOT NULL) TO STDOUT (FORMAT csv, HEADER)" |
		rt-triggers -q -a 2026-04-01 -t zero-bill --table bills |
		psql_says -c '\copy workorders FROM STDIN (FORMAT csv, HEADER match)'
	[ "$(psql_says -c 'SELECT workorder_id, customer_id, fired_on, due FROM workorders')" = \
		'zero-bill:1e5:2026-03|1e5|2026-04-01|2026-04-09 09:00:00' ]
}

@test "PostgreSQL: file_fdw is what the program says when it is asked" {
	start_postgres
	odd_bills | sed 's/-01,/,/' > "$db/bills.csv"
	chmod 644 "$db/bills.csv"
	tables_of_page | psql_says -f -
	sed -n '/^CREATE EXTENSION/,/^\.Ed/ { /^\.Ed/d; p }' "$TOP/man/rt-scale.7" |
		sed "s|/data/|$db/|" > foreign.sql
	psql_says -f foreign.sql
	psql_says -P null=NULL -c "SELECT customer_id, tier, CASE WHEN reason <> '' THEN 1 END, months, last_amount, min_amount,
		growth FROM tiers_now ORDER BY customer_id COLLATE \"C\"" > got
	same "$(cat got)" < <(odd_tiers)
	echo '8,2026-3-3,x' >> "$db/bills.csv"
	run -1 psql_says -c 'SELECT count(*) FROM tiers_now'
	[[ $output == *ERROR:* ]]
	grep -q "rt-tier: $db/bills.csv:10: " "$db/log"
}

@test "DuckDB: CREATE TABLE takes every output; out, through rt-tier, and back in" {
	python_with duckdb || skip 'there is no DuckDB for Python'
	outputs
	tables_of_page > tables.sql
	odd_bills > in.csv
	sed -n '/^db.execute("""COPY/,/^\.Ed/ { /^\.Ed/d; p }' "$TOP/man/rt-scale.7" > page.py
	cat > through.py <<-'END'
		import csv, duckdb, subprocess, sys
		db = duckdb.connect()
		for statement in open('tables.sql').read().split(';'):
		    if statement.strip():
		        db.execute(statement)
		names = [row[0] for row in db.execute('SELECT table_name FROM duckdb_tables()').fetchall()]
		assert len(names) >= 50, names
		for name in names:
		    db.execute(f"INSERT INTO {name} BY NAME SELECT * FROM read_csv('{name}.csv', all_varchar = true)")
		    rows = sum(1 for _ in csv.reader(open(name + '.csv'))) - 1
		    assert db.execute(f'SELECT count(*) FROM {name}').fetchone() == (rows,), name
		assert db.execute("SELECT count(*) FROM tiers WHERE reason = ''").fetchone() == (0,)
		db.execute('DELETE FROM tiers')
		db.execute('CREATE TABLE bills (customer_id text, month date, amount decimal(12,6))')
		db.execute("INSERT INTO bills BY NAME SELECT * FROM read_csv('in.csv', all_varchar = true)")
		through = open('page.py').read()
		exec(through)
		for row in db.execute("""SELECT customer_id, tier, CASE WHEN reason <> '' THEN 1 END, months, last_amount,
		        min_amount, growth FROM tiers ORDER BY customer_id""").fetchall():
		    print('|'.join('NULL' if v is None else str(v) for v in row))
		db.execute("INSERT INTO bills VALUES (NULL, '2026-03-01', 1)")
		try:
		    exec(through)
		    print('no exception')
		except Exception as e:
		    print(e, file=sys.stderr)
		assert db.execute('SELECT count(*) FROM tiers').fetchone() == (6,)
	END
	run --separate-stderr "$python" through.py; [ "$status" -eq 0 ] || wrong "$stderr"
	prints < <(odd_tiers)
	[[ $stderr == *'rt-tier: bills.csv:10: customer_id: blank'* ]]
}
