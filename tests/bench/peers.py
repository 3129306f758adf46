#!/usr/bin/env python3
"""peers -- the works of the bench as well as DuckDB and Polars can do them.

    peers.py duckdb|polars WORK FILE [THREADS]   writes CSV to standard output
    peers.py has duckdb|polars                   whether it is there
    peers.py same OURS PEERS                     whether two answers of "levels" agree

Columns get their types, nothing is sniffed, and no order is kept that nobody
asked for.  WORK is "levels", all that rt-tier answers, or one of the easier
statements average, drop, hotline, churn and fees.
"""
import csv
import os
import sys

BILLS = {'customer_id': 'VARCHAR', 'month': 'VARCHAR', 'amount': 'DOUBLE', 'data_mb': 'INTEGER'}
CALLS = {'customer_id': 'VARCHAR', 'time': 'VARCHAR', 'direction': 'VARCHAR', 'peer': 'VARCHAR',
         'seconds': 'INTEGER'}
CUSTOMERS = {'customer_id': 'VARCHAR', 'name': 'VARCHAR', 'region': 'VARCHAR',
             'manager': 'VARCHAR', 'joined': 'VARCHAR', 'left': 'VARCHAR', 'monthly_fee': 'DOUBLE'}

COLUMNS = {'levels': BILLS, 'average': BILLS, 'drop': BILLS, 'hotline': CALLS,
           'churn': CUSTOMERS, 'fees': CUSTOMERS}

SQL = {
    'levels': """SELECT customer_id, tier, CASE WHEN total <= 0 THEN 'C'
        WHEN coalesce(above, 0) * 100 < 80 * whole THEN 'A'
        WHEN above * 100 < 95 * whole THEN 'B' ELSE 'C' END AS class,
        months, last AS last_amount, q AS min_amount, round(total / months, 2) AS avg_amount,
        total AS total_amount, CASE WHEN before > 0 THEN round(now / before - 1, 4) END AS growth
        FROM (SELECT *, CASE WHEN n = 3 AND q >= 1000 THEN 'supreme'
        WHEN n = 3 AND q >= 500 THEN 'diamond' WHEN n = 3 AND q >= 300 THEN 'gold'
        WHEN n = 3 AND q >= 150 THEN 'silver' WHEN n = 3 AND q >= 80 THEN 'vip'
        WHEN best >= 80 THEN 'quasi' ELSE 'standard' END AS tier,
        sum(greatest(total, 0)) OVER () AS whole,
        sum(greatest(total, 0)) OVER (ORDER BY total DESC, customer_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS above
        FROM (SELECT customer_id, count(*) AS months, round(sum(amount), 2) AS total,
        count(*) FILTER (month >= '2024-10') AS n,
        min(amount) FILTER (month >= '2024-10') AS q,
        max(amount) FILTER (month >= '2024-10') AS best,
        sum(amount) FILTER (month >= '2024-10') AS now,
        sum(amount) FILTER (month BETWEEN '2024-07' AND '2024-09') AS before,
        sum(amount) FILTER (month = '2024-12') AS last FROM t GROUP BY customer_id))""",
    'average': """SELECT customer_id, round(avg(amount), 2) AS average,
        CASE WHEN count(*) < 3 OR min(amount) < 80 THEN 'none'
        WHEN avg(amount) >= 300 THEN 'gold' WHEN avg(amount) >= 150 THEN 'silver'
        ELSE 'bronze' END AS tier
        FROM t WHERE month IN ('2024-10', '2024-11', '2024-12') GROUP BY customer_id""",
    'drop': """SELECT customer_id, sum(amount) FILTER (month = '2024-12') AS last,
        round(avg(amount) FILTER (month < '2024-12'), 2) AS mean
        FROM t WHERE month BETWEEN '2024-09' AND '2024-12' GROUP BY customer_id
        HAVING count(*) FILTER (month < '2024-12') = 3 AND mean > 0
        AND last * 6 <= sum(amount) FILTER (month < '2024-12') + 1e-9""",
    'hotline': "SELECT * FROM t WHERE peer IN ('10086', '10000') AND seconds > 60",
    'churn': """WITH g AS (SELECT region, substr(joined, 1, 7) AS j, substr("left", 1, 7) AS l,
        count(*) AS n FROM t GROUP BY ALL),
        m AS (SELECT printf('2024-%02d', i) AS t FROM range(1, 13) r(i)),
        a AS (SELECT region, t AS month,
        coalesce(sum(n) FILTER (j < t AND (l IS NULL OR l >= t)), 0) AS active,
        coalesce(sum(n) FILTER (l = t), 0) AS lost FROM g, m GROUP BY ALL)
        SELECT *, CASE WHEN active > 0 THEN lost / active END AS rate
        FROM a ORDER BY region, month""",
    'fees': """SELECT region, CASE WHEN monthly_fee >= 200 THEN 'gold'
        WHEN monthly_fee >= 100 THEN 'silver' ELSE 'bronze' END AS tier,
        count(*) AS customers, round(sum(monthly_fee), 2) AS fees,
        round(avg(monthly_fee), 2) AS average, count("left") AS lost
        FROM t GROUP BY ALL ORDER BY ALL""",
}


def run_duckdb(work, path, threads):
    import duckdb
    db = duckdb.connect(':memory:', config={'threads': threads, 'preserve_insertion_order': 'false'})
    query = SQL[work].replace('WITH g AS', ', g AS', 1)
    db.execute("""COPY (WITH t AS (SELECT * FROM read_csv('%s', header=true, auto_detect=false,
        delim=',', quote='"', escape='"', nullstr='', columns=%r)) %s)
        TO '/dev/stdout' (FORMAT csv, HEADER)""" % (path, COLUMNS[work], query))


def polars_query(pl, work, path):
    types = {'VARCHAR': pl.String, 'DOUBLE': pl.Float64, 'INTEGER': pl.Int64}
    t = pl.scan_csv(path, schema={c: types[k] for c, k in COLUMNS[work].items()})
    c, amount, month = pl.col, pl.col('amount'), pl.col('month')
    late, december = month >= '2024-10', month == '2024-12'
    if work == 'average':
        return t.filter(late).group_by('customer_id').agg(
            n=pl.len(), lo=amount.min(), average=amount.mean()).select(
            'customer_id', c('average').round(2),
            tier=pl.when((c('n') < 3) | (c('lo') < 80)).then(pl.lit('none'))
            .when(c('average') >= 300).then(pl.lit('gold'))
            .when(c('average') >= 150).then(pl.lit('silver')).otherwise(pl.lit('bronze')))
    if work == 'drop':
        before = month < '2024-12'
        return t.filter(month >= '2024-09').group_by('customer_id').agg(
            last=amount.filter(december).sum(), s=amount.filter(before).sum(),
            n=amount.filter(before).count()).filter(
            (c('n') == 3) & (c('s') > 0) & (c('last') * 6 <= c('s') + 1e-9)).select(
            'customer_id', c('last').round(2), mean=(c('s') / 3).round(2))
    if work == 'hotline':
        return t.filter(c('peer').is_in(['10086', '10000']) & (c('seconds') > 60))
    if work == 'fees':
        fee = c('monthly_fee')
        band = pl.when(fee >= 200).then(pl.lit('gold')).when(fee >= 100).then(
            pl.lit('silver')).otherwise(pl.lit('bronze'))
        return t.group_by('region', tier=band).agg(
            customers=pl.len(), fees=fee.sum().round(2), average=fee.mean().round(2),
            lost=c('left').count()).sort('region', 'tier')
    if work == 'churn':
        g = t.group_by('region', j=c('joined').str.slice(0, 7), l=c('left').str.slice(0, 7)).agg(
            n=pl.len())
        m = pl.LazyFrame({'month': ['2024-%02d' % i for i in range(1, 13)]})
        there = (c('j') < c('month')) & (c('l').is_null() | (c('l') >= c('month')))
        return g.join(m, how='cross').group_by('region', 'month').agg(
            active=c('n').filter(there).sum(),
            lost=c('n').filter(c('l') == c('month')).sum()).with_columns(
            rate=c('lost') / c('active')).sort('region', 'month')
    q, n = c('q'), c('n') == 3
    tier = pl.when(n & (q >= 1000)).then(pl.lit('supreme')).when(n & (q >= 500)).then(
        pl.lit('diamond')).when(n & (q >= 300)).then(pl.lit('gold')).when(n & (q >= 150)).then(
        pl.lit('silver')).when(n & (q >= 80)).then(pl.lit('vip')).when(c('best') >= 80).then(
        pl.lit('quasi')).otherwise(pl.lit('standard'))
    whole, above = c('positive').sum(), c('positive').cum_sum() - c('positive')
    mid = (month >= '2024-07') & (month <= '2024-09')
    return t.group_by('customer_id').agg(
        months=pl.len(), total=amount.sum().round(2), n=late.sum(), q=amount.filter(late).min(),
        best=amount.filter(late).max(), now=amount.filter(late).sum(),
        before=amount.filter(mid).sum(), last=amount.filter(december).sum()).with_columns(
        positive=c('total').clip(lower_bound=0), tier=tier).sort(
        'total', 'customer_id', descending=[True, False]).with_columns(
        cls=pl.when(c('total') <= 0).then(pl.lit('C')).when(above * 100 < whole * 80).then(
            pl.lit('A')).when(above * 100 < whole * 95).then(pl.lit('B')).otherwise(
            pl.lit('C'))).select(
        'customer_id', 'tier', c('cls').alias('class'), 'months', c('last').alias('last_amount'),
        q.alias('min_amount'), (c('total') / c('months')).round(2).alias('avg_amount'),
        c('total').alias('total_amount'), growth=pl.when(c('before') > 0).then(
            (c('now') / c('before') - 1).round(4)))


def run_polars(work, path, threads):
    os.environ['POLARS_MAX_THREADS'] = str(threads)
    import polars as pl
    polars_query(pl, work, path).collect(engine='streaming').write_csv(sys.stdout.buffer)


def near(ours, theirs, column):
    if ours == theirs:
        return True
    # A binary fraction may round another way, by one in the last place.
    step = {'growth': .00011, 'avg_amount': .011}.get(column, 1e-6)
    try:
        return abs(float(ours) - float(theirs)) <= step
    except ValueError:
        return False


def compare(ours, theirs):
    """All rows and all columns that both have."""
    with open(theirs, newline='') as f:
        answer = {row['customer_id']: row for row in csv.DictReader(f)}
    rows = 0
    with open(ours, newline='') as f:
        for row in csv.DictReader(f):
            other = answer.pop(row['customer_id'], None)
            if other is None:
                sys.exit('%s: not in %s' % (row['customer_id'], theirs))
            for column, cell in other.items():
                if column == 'min_amount' and row[column] == '':
                    continue
                if not near(row[column], cell, column):
                    sys.exit('%s: %s is %s here and %s in %s' % (
                        row['customer_id'], column, row[column], cell, theirs))
            rows += 1
    if answer:
        sys.exit('%d customers are in %s alone' % (len(answer), theirs))
    print('%d rows agree with %s' % (rows, theirs), file=sys.stderr)


def main(argv):
    if len(argv) == 3 and argv[1] == 'has':
        __import__(argv[2])
    elif len(argv) == 4 and argv[1] == 'same':
        compare(argv[2], argv[3])
    elif len(argv) >= 4 and argv[1] in ('duckdb', 'polars') and argv[2] in SQL:
        run = run_duckdb if argv[1] == 'duckdb' else run_polars
        run(argv[2], argv[3], int(argv[4]) if len(argv) > 4 else 2)
    else:
        sys.exit(__doc__)


main(sys.argv)
