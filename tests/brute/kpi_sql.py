#!/usr/bin/env python3
"""kpi_sql -- rt-report kpi against SQL, on the tables of testdata/carrier.

    kpi_sql.py BUILD FOLDER

In DuckDB where Python has it, else in SQLite: numerator and denominator of each
indicator that is a sum, of 2026-03 and 2026-02, in all and by region.
"""
import csv
import io
import os
import subprocess
import sys

BUILD, FOLDER = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
TABLES = "customers bills calls activity contracts workorders contacts cases surveys base tiers before".split()
OWED = "('owed','overdue','debt','欠费','欠费离网','欠费拆机','欠费销户')"
EXPIRED = "('expired','到期','到期离网','到期销户')"
UNREACHED = "('无人接听','占线')"
try:
    import duckdb
except ImportError:
    duckdb = None
    import sqlite3


def connect():
    if duckdb is not None:
        con = duckdb.connect()
        for t in TABLES:
            con.execute(f"create table {t} as select * from read_csv('{t}.csv', all_varchar=true, header=true)")
        return con
    con = sqlite3.connect(":memory:")
    for t in TABLES:
        rows = list(csv.reader(open(t + ".csv", newline="")))
        columns = ", ".join('"' + heading + '" text' for heading in rows[0])
        con.execute(f"create table {t} ({columns})")
        con.executemany(f"insert into {t} values ({', '.join('?' * len(rows[0]))})",
                        [[c or None for c in r] for r in rows[1:]])
    return con


def cents(column):
    return f"cast(replace({column}, '.', '') as integer)"


# A row for each customer, and what is true of them in the month; amounts in cents.
PEOPLE = """
select c.*, lower(coalesce(c.left_reason, '')) reason,
 case when (joined is null or joined < '{S}') and ("left" is null or "left" >= '{S}') then 1 else 0 end opening,
 case when (joined is null or joined <= '{E}') and ("left" is null or "left" > '{E}') then 1 else 0 end present,
 case when (joined is null or joined < '{S1}') and ("left" is null or "left" > '{E1}') then 1 else 0 end ready,
 case when "left" is null or "left" > '{E}' then 1 else 0 end kept,
 case when b.customer_id is not null and (joined is null or joined <= '2025-12-31')
   and ("left" is null or "left" > '2025-12-31') then 1 else 0 end base,
 {base_cents} base_cents, cast(b.rank as integer) base_rank, cast(t.rank as integer) rank,
 bill.spent, bill.data, coalesce(call.n, 0) calls, coalesce(act.n, 0) active, coalesce(ask.n, 0) asked,
 r.a_now, r.a_before, r.d_now, r.d_before, o.fired
from customers c
left join (select * from base where status = 'high-end' and scope = 'individual') b using (customer_id)
left join ({RANKS}) t using (customer_id)
left join (select customer_id, sum({bill_cents}) spent, sum(cast(data_mb as integer)) data
  from bills where month = '{M}' group by 1) bill using (customer_id)
left join (select customer_id, count(*) n from calls where substr(time, 1, 7) = '{M}' group by 1) call
  using (customer_id)
left join (select customer_id, count(distinct d) n from (
  select customer_id, substr(time, 1, 10) d from calls union all
  select customer_id, substr(time, 1, 10) from activity) x where substr(d, 1, 7) = '{M}' group by 1) act
  using (customer_id)
left join (select customer_id, count(*) n from activity where substr(time, 1, 7) = '{M}'
  and action = '携转查询' group by 1) ask using (customer_id)
left join (select customer_id,
  sum(case when month = '{M}' then {bill_cents} end) a_now, sum(case when month <> '{M}' then {bill_cents} end) a_before,
  sum(case when month = '{M}' then cast(data_mb as integer) end) d_now,
  sum(case when month <> '{M}' then cast(data_mb as integer) end) d_before
  from bills where month between '{M3}' and '{M}' group by 1 having count(distinct month) = 4) r using (customer_id)
left join (select customer_id, min(fired_on) fired from workorders where fired_on between '{S}' and '{E}'
  and (arm is null or arm <> 'control') group by 1) o using (customer_id)
"""
GONE = "base = 1 and present = 0"
LOST = "opening = 1 and \"left\" between '{S}' and '{E}'"
CONTACT = ("exists (select 1 from contacts k where k.customer_id = p.customer_id and substr(k.time, 1, 10) "
           "between p.fired and '{E}'{more})")
BILL = f"""(select coalesce(sum({{what}}), 0) from bills k where k.customer_id = p.customer_id
  and {cents('k.amount')} > 0 and {{when}})"""
PAID = f"case when k.paid is not null and k.paid <= '{{E}}' then {cents('k.amount')} else 0 end"
OPEN = f"case when k.paid is not null and k.paid <= '{{E}}' then 0 else {cents('k.amount')} end"
ORDERED = """exists (select 1 from workorders w where w.customer_id = p.customer_id and w.arm = '{arm}'
  and w.category not in ('service', 'crisis', 'recovery') and w.fired_on between '{{S1}}' and '{{E1}}')"""
CASES = "(select count(*) from cases k where k.customer_id = p.customer_id and substr(k.opened, 1, 7) = '{M}')"
NPS = ("(select coalesce(sum({what}), 0) from surveys k where k.customer_id = p.customer_id "
       "and substr(k.time, 1, 7) = '{M}')")
DUE = "exists (select 1 from contracts k where k.customer_id = p.customer_id and k.\"end\" between '{S}' and '{E}')"
LATER = "exists (select 1 from contracts k where k.customer_id = p.customer_id and k.\"end\" > '{E}')"


def yes(condition):
    return f"case when {condition} then 1 else 0 end"


def indicators():
    """Name, numerator and denominator as values of a customer."""
    base, opening = yes("base = 1"), yes("opening = 1")
    there, ranked = "base = 1 and present = 1", "base = 1 and present = 1 and rank is not null"
    reasons = {"": "1 = 1", "_owed": f"reason in {OWED}", "_expired": f"reason in {EXPIRED}",
               "_involuntary": f"(reason in {OWED} or reason in {EXPIRED})", "_unknown": "reason = ''",
               "_voluntary": f"reason <> '' and reason not in {OWED} and reason not in {EXPIRED}"}
    for what, condition in reasons.items():
        yield "churn_base" + what, yes(f"{GONE} and {condition}"), base
        yield "churn_month" + what, yes(f"{LOST} and {condition}"), opening
    yield "base_customers", base, None
    yield "base_amount", "case when base = 1 then base_cents else 0 end", None
    yield "keep_rate", yes(there), base
    yield ("keep_amount_rate", "case when base = 1 then coalesce(spent, 0) else 0 end",
           "case when base = 1 then base_cents else 0 end")
    yield "churn_base_month", yes(f"base = 1 and {LOST}"), yes("base = 1 and opening = 1")
    yield "port_query_rate", yes("opening = 1 and asked > 0"), opening
    yield "port_out_rate", yes(f"{LOST} and reason in ('port-out','ported','携转','携号转网','转网')"), opening
    for name, sign in (("down_rate", ">"), ("up_rate", "<"), ("same_rate", "=")):
        yield name, yes(f"{ranked} and rank {sign} base_rank"), yes(ranked)
    four = f"{there} and a_now is not null and a_before > 0 and d_before > 0"
    yield ("double_drop_rate", yes(f"{four} and a_now * 30 < a_before * 7 and d_now * 30 < d_before * 7"), yes(four))
    yield "zero_call_rate", yes(f"{there} and calls = 0"), yes(there)
    yield "silent_rate", yes(f"{there} and calls = 0 and data = 0"), yes(f"{there} and data is not null")
    yield "low_active_rate", yes(f"{there} and active between 1 and 4"), yes(there)
    yield "contracts_due", yes(DUE), None
    yield "contracts_renewed", yes(f"{DUE} and present = 1 and {LATER}"), None
    yield "renewal_rate", yes(f"{DUE} and present = 1 and {LATER}"), yes(DUE)
    ordered = yes("fired is not null")
    yield "ordered", ordered, None
    yield "coverage_rate", yes(CONTACT.replace("{more}", "")), ordered
    yield "reach_rate", yes(CONTACT.replace("{more}", f" and k.outcome not in {UNREACHED}")), ordered
    for name, arm in (("save_rate", "treat"), ("save_rate_control", "control")):
        met = "ready = 1 and " + ORDERED.format(arm=arm)
        yield name, yes(met + " and kept = 1"), yes(met)
    owed = BILL.format(what=OPEN, when="k.due <= '{E}'")
    yield "overdue_customers", yes(owed + " > 0"), None
    yield "overdue_amount", owed, None
    now = "k.due between '{S}' and '{E}'"
    yield ("recovery_rate", BILL.format(what=PAID, when=now), BILL.format(what=cents("k.amount"), when=now))
    yield "complaints_10k", CASES, yes("present = 1")
    score = "cast(k.nps as integer)"
    yield ("nps", NPS.replace("{what}", f"case when {score} >= 9 then 1 when {score} <= 6 then -1 else 0 end"),
           NPS.replace("{what}", "1"))


MONEY = {"base_amount", "keep_amount_rate", "overdue_amount", "recovery_rate"}


def month_of(m):
    days = {"2026-03": 31, "2026-02": 28, "2026-01": 31}
    year, n = int(m[:4]), int(m[5:])
    back = lambda k: f"{year + (n - 1 - k) // 12}-{(n - 1 - k) % 12 + 1:02}"
    return dict(M=m, S=m + "-01", E=f"{m}-{days[m]}", S1=back(1) + "-01", E1=f"{back(1)}-{days[back(1)]}", M3=back(3),
                base_cents=cents("b.last_amount"), bill_cents=cents("amount"),
                # The levels of the month before, from its own table.
                RANKS="select customer_id, rank from " + ("tiers" if m == "2026-03" else "before"))


def answers(con, m, group):
    values = month_of(m)
    con.execute("drop table if exists p")
    con.execute("create table p as " + PEOPLE.format(**values))
    for name, up, down in indicators():
        sql = f"select {group}, sum({up}), sum({down or '0'}) from p group by 1"
        for g, n, d in con.execute(fill(sql, values)).fetchall():
            yield (name, g), (int(n), None if down is None else int(d))


def fill(sql, values):
    for key in ("S1", "E1", "S", "E", "M"):
        sql = sql.replace("{" + key + "}", values[key])
    return sql


def report(m, by):
    done = subprocess.run([
        os.path.join(BUILD, "rt-report"), "kpi", "-q", "--as-of", "2026-04-01", "--month", m, *by,
        "--base", "2025-12=base.csv", "tiers.csv" if m == "2026-03" else "before.csv",
        *(t + ".csv" for t in TABLES[:9])], capture_output=True, text=True, check=True)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def main():
    os.chdir(FOLDER)
    con, compared = connect(), 0
    for m in ("2026-03", "2026-02"):
        for group, by in (("'(all)'", []), ("region", ["--by", "region"])):
            rows = {(r["indicator"], r.get("region", "(all)")): r for r in report(m, by)}
            for key, (n, d) in answers(con, m, group):
                show = (lambda x: f"{x // 100}.{x % 100:02}") if key[0] in MONEY else str
                got = rows[key]["numerator"], rows[key]["denominator"]
                assert got == (show(n), "" if d is None else show(d)), (m, key, got, n, d)
                compared += 1
    print(f"{compared} figures: the same")


main()
