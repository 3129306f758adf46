#!/usr/bin/env python3
"""kpi -- rt-report kpi against a second telling of its indicators.

    kpi.py BUILD [INSTANCES [SEED]]

Makes small random tables, some of them missing, and compares every row of the
report, also by region and by level, with the indicators told again here from
their definitions, in exact fractions; then that effects add up as printed.  What
other verbs and kinds say of the same month must be the same digits: rt-churn
rates, and kinds effect, service, complaints and nps of rt-report.
"""
import calendar
import csv
import datetime as dt
import io
import os
import random
import subprocess
import sys
import tempfile
from decimal import Decimal
from fractions import Fraction as F

DAY = dt.timedelta(days=1)
RANK = dict(supreme=1, diamond=2, gold=3, silver=4, vip=5, quasi=6, standard=7)
OWED = "owed overdue debt 欠费 欠费离网 欠费拆机 欠费销户".split()
EXPIRED = "expired 到期 到期离网 到期销户".split()
PORTED = "port-out ported 携转 携号转网 转网".split()
QUERIES = "port-query 携转查询 携号转网查询 转网查询".split()
LIMITS = {"L1": (30, 24 * 60), "L3": (120, 72 * 60), "urgent": (10, None)}
BUILD = ""


def month_add(m, n):
    n += m[0] * 12 + m[1] - 1
    return n // 12, n % 12 + 1


def first(m):
    return dt.date(m[0], m[1], 1)


def last(m):
    return dt.date(m[0], m[1], calendar.monthrange(*m)[1])


def name(m):
    return f"{m[0]:04}-{m[1]:02}"


def half_up(x, digits):
    """A fraction with so many decimals, half away from zero."""
    scaled = abs(x) * 10 ** digits
    n = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    n = -n if x < 0 else n
    text = f"{abs(n):0{digits + 1}}"
    return ("-" if n < 0 else "") + text[:-digits] + "." + text[-digits:]


def money(x):
    assert (x * 10000).denominator == 1
    n = int(abs(x * 10000))
    digits = 2 if n % 100 == 0 else 4
    return ("-" if x < 0 else "") + str(n // 10000) + "." + f"{n % 10000:04}"[:digits]


def table(path, header, rows):
    with open(path, "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header.split(","))
        out.writerows([["" if x is None else x for x in row] for row in rows])


class Instance:
    def __init__(self, rng):
        self.month = rng.choice([(2026, 3), (2026, 1), (2025, 12), (2026, 2)])
        self.base_month = month_add(self.month, -rng.randint(0, 4))
        m0 = first(month_add(self.month, -5))
        span = (last(month_add(self.month, 1)) - m0).days
        day = lambda: m0 + rng.randint(0, span) * DAY
        recent = lambda: first(month_add(self.month, -1)) - 5 * DAY + rng.randint(0, 75) * DAY
        time = lambda d: dt.datetime(d.year, d.month, d.day, rng.randint(0, 23), rng.randint(0, 59))
        self.customers, ids = [], [f"c{i}" for i in range(rng.randint(1, 14))]
        for c in ids:
            joined = rng.choice([None, day(), m0 - 100 * DAY, m0 - 100 * DAY])
            left = rng.choice([None, None, None, recent(), day()])
            if joined and left and left < joined:
                left = None
            self.customers.append(dict(
                id=c, joined=joined, left=left,
                reason=rng.choice([None, "moved", "OWED", "欠费销户", "到期", "Ported", "转网"]) if left else None,
                region=rng.choice(["", "n", "s", "e"]),
                amount=rng.choice([None, rng.randint(0, 30000)])))
        pick = lambda: rng.choice(ids + (["x1"] if rng.random() < .05 else []))
        some = lambda most, row: [row() for _ in range(rng.randint(0, most))]
        level = lambda: rng.choice(list(RANK))
        self.base = [dict(id=c, scope=rng.choice(["individual"] * 5 + ["group"]), tier=level(),
                          status=rng.choice(["high-end", "high-end", "high-end", "standard"]),
                          amount=rng.choice([None, rng.randint(-100, 99999), rng.randint(1, 50000)]))
                     for c in ids if rng.random() < .8]
        self.tiers = [dict(id=c, tier=rng.choice([level(), level(), level(), ""]),
                           before=rng.choice([level(), level(), ""]))
                      for c in ids if rng.random() < .85]
        bill_month = lambda: month_add(self.month, rng.choice([0, 0, 0, -1, -1, -2, -3, -4, 1, -6]))
        self.bills = some(90, lambda: dict(
            id=pick(), month=bill_month(), amount=rng.randint(-300, 90000) * rng.choice([1, 1, 100]),
            data=rng.choice([None, 0, rng.randint(0, 900000)]), due=rng.choice([None, recent()]),
            paid=rng.choice([None, None, recent()]), part=rng.choice([None, None, rng.randint(0, 900000)])))
        self.calls = some(25, lambda: (pick(), time(recent())))
        self.activity = some(25, lambda: (pick(), time(recent()),
                                          rng.choice(["view", "PORT-QUERY", "携转查询", "转网查询"])))
        self.contracts = some(15, lambda: (pick(), recent() if rng.random() < .7 else day()))
        arm = {}
        self.orders = some(25, lambda: dict(
            id=pick(), fired=month_first_random(rng, self.month),
            category=rng.choice(["care", "marketing", "marketing", "service", "crisis", "recovery", ""])))
        for o in self.orders:
            key = (o["id"], o["fired"].month)
            # Nobody is held back from what opens for everybody.
            free = o["category"] in ("service", "crisis", "recovery")
            o["arm"] = "treat" if free else arm.setdefault(key, rng.choice(["treat", "control", "treat"]))
        self.contacts = some(25, lambda: (pick(), time(recent()),
                                          rng.choice(["", "满意", "Not  Reached", "占线", "sold", "who knows"])))
        self.cases = []
        for n in range(rng.randint(0, 18)):
            opened = time(recent())
            done = [opened + dt.timedelta(minutes=rng.choice([5, 25, 90, 1500, 9000]))
                    if rng.random() < .7 else None for _ in range(2)]
            self.cases.append(dict(case=f"k{n}", id=pick(), opened=opened, level=rng.choice(list(LIMITS)),
                                   topic=rng.choice(["", "bill", "net"]), done=done))
        self.surveys = some(15, lambda: (pick(), time(recent()), rng.choice([None, *range(11)])))
        self.missing = {t for t in ("base bills tiers calls activity contracts orders contacts cases "
                                    "surveys").split() if rng.random() < .12}
        self.no_column = {c for c in ("data_mb due paid previous_tier arm outcome topic nps left_reason "
                                      "amount").split() if rng.random() < .06}

    def write(self):
        gone = self.no_column

        def put(path, header, rows):
            names = header.split(",")
            keep = [i for i, n in enumerate(names) if n not in gone or (path, n) in (("bills.csv", "amount"), ("orders.csv", "due"))]
            table(path, ",".join(names[i] for i in keep), [[r[i] for i in keep] for r in rows])

        put("customers.csv", "customer_id,region,joined,left,left_reason,amount",
            [(c["id"], c["region"], c["joined"], c["left"], c["reason"], fix(c["amount"])) for c in self.customers])
        table("base.csv", "customer_id,scope,tier,rank,status,last_amount",
              [(b["id"], b["scope"], b["tier"], RANK[b["tier"]], b["status"],
                fix(b["amount"])) for b in self.base])
        put("tiers.csv", "customer_id,scope,tier,rank,previous_tier",
            [(t["id"], "individual", t["tier"], RANK.get(t["tier"]), t["before"]) for t in self.tiers])
        put("bills.csv", "customer_id,month,amount,data_mb,due,paid,paid_amount",
            [(b["id"], name(b["month"]), fix(b["amount"]), fix(b["data"]), b["due"], b["paid"], fix(b["part"]))
             for b in self.bills])
        put("calls.csv", "customer_id,time,peer,seconds", [(c, t.isoformat(), "1", 5) for c, t in self.calls])
        put("activity.csv", "customer_id,time,action", [(c, t.isoformat(), a) for c, t, a in self.activity])
        put("contracts.csv", "customer_id,end", self.contracts)
        put("orders.csv", "workorder_id,customer_id,trigger,category,fired_on,due,arm",
            [(f"w{n}", o["id"], "t", o["category"], o["fired"], "2026-01-01", o["arm"])
             for n, o in enumerate(self.orders)])
        put("contacts.csv", "customer_id,time,channel,outcome",
            [(c, t.isoformat(), "call", o) for c, t, o in self.contacts])
        put("cases.csv", "case_id,customer_id,opened,level,topic,responded,resolved",
            [(k["case"], k["id"], k["opened"].isoformat(), k["level"], k["topic"],
              *(d and d.isoformat() for d in k["done"])) for k in self.cases])
        put("surveys.csv", "customer_id,time,nps,expected", [(c, t.isoformat(), s, 3) for c, t, s in self.surveys])


def fix(n):
    return None if n is None else ("-" if n < 0 else "") + f"{abs(n) // 100}.{abs(n) % 100:02}"


def month_first_random(rng, month):
    m = month_add(month, rng.choice([0, -1, -1, -2]))
    return first(m) + rng.randint(0, 27) * DAY


class Month:
    """The facts of one month, judged at the end of its last day."""

    def __init__(self, i, month, asked):
        self.i, self.month, self.asked = i, month, asked
        self.S, self.E = first(month), last(month)
        self.before = month_add(month, -1)
        self.S1, self.E1 = first(self.before), last(self.before)
        self.people = {c["id"]: c for c in i.customers}
        e0 = last(i.base_month)
        self.base = {b["id"]: b for b in i.base if b["status"] == "high-end" and b["scope"] == "individual"
                     and b["id"] in self.people and self.present(b["id"], e0)}

    def present(self, c, d):
        p = self.people[c]
        return (p["joined"] is None or p["joined"] <= d) and not (p["left"] and p["left"] <= d)

    def opening(self, c):
        p = self.people[c]
        return (p["joined"] is None or p["joined"] < self.S) and (p["left"] is None or p["left"] >= self.S)

    def lost(self, c):
        left = self.people[c]["left"]
        return self.opening(c) and left is not None and self.S <= left <= self.E

    def used(self, c, month, what):
        known = [b[what] for b in self.i.bills if b["id"] == c and b["month"] == month and b[what] is not None]
        return F(sum(known), 100) if known else None

    def dropped(self, c, what):
        """None: not known; else M over the mean of the three months before it."""
        four = [self.used(c, month_add(self.month, -n), what) for n in range(4)]
        if None in four or sum(four[1:]) <= 0:
            return None
        return four[0] / (sum(four[1:]) / 3)

    def inside(self, t):
        return self.S <= t.date() <= self.E

    def ordered(self, c):
        days = [o["fired"] for o in self.i.orders if o["id"] == c and self.S <= o["fired"] <= self.E
                and (o["arm"] != "control" or "arm" in self.i.no_column)]
        return min(days) if days else None

    def contacts(self, c):
        start = self.ordered(c)
        return [o for who, t, o in self.i.contacts if who == c and start and start <= t.date() <= self.E]

    def arm(self, c, arm):
        p = self.people[c]
        return (p["joined"] is None or p["joined"] < self.S1) and self.present(c, self.E1) and any(
            o["id"] == c and self.S1 <= o["fired"] <= self.E1 and
            o["category"] not in ("service", "crisis", "recovery") and
            (o["arm"] == arm or arm == "treat" and "arm" in self.i.no_column) for o in self.i.orders)

    def kept(self, c):
        left = self.people[c]["left"]
        return left is None or left > self.E

    def paid(self, b):
        if b["paid"]:
            return b["amount"] if b["paid"] <= self.E else 0
        return min(b["part"] or 0, b["amount"])

    def reason(self, c):
        r = (self.people[c]["reason"] or "").lower()
        return "unknown" if r == "" else "owed" if r in OWED else "expired" if r in EXPIRED else \
            "voluntary"

    def judged(self, k, step):
        limit = LIMITS[k["level"]][step]
        if limit is None:
            return None
        end = dt.datetime.combine(self.E + DAY, dt.time())
        done, by = k["done"][step], k["opened"] + dt.timedelta(minutes=limit)
        if done is not None and done < end:
            return done <= by
        return False if end > by else None

    def repeats(self, k):
        return k["topic"] != "" and any(
            o["id"] == k["id"] and o["topic"] == k["topic"] and o["opened"] < k["opened"] and
            (k["opened"].date() - o["opened"].date()).days <= 30 for o in self.i.cases)

    def group(self, c, scope, by):
        if by is None:
            return None
        if by == "region":
            return self.people[c]["region"]
        if scope == "base":
            return self.base[c]["tier"] if c in self.base else None
        rows = [t for t in self.i.tiers if t["id"] == c] if "tiers" not in self.i.missing else []
        before = "" if "previous_tier" in self.i.no_column else rows and rows[0]["before"]
        return (rows[0]["tier"] if self.asked else before) if rows else ""


def indicators(m):
    """id, scope, unit, needs, numerator and denominator: functions of a customer."""
    i = m.i
    one = lambda test: (lambda c: 1 if test(c) else 0)
    base, present = one(lambda c: True), one(lambda c: m.present(c, m.E))
    amount = lambda c: m.used(c, m.month, "amount") or 0
    gone = lambda *r: one(lambda c: not m.present(c, m.E) and (not r or m.reason(c) in r))
    lost = lambda *r: one(lambda c: m.lost(c) and (not r or m.reason(c) in r))
    opening = one(m.opening)
    tiers = {t["id"]: RANK.get(t["tier"] if m.asked else t["before"]) for t in i.tiers}
    ranked = lambda c: m.present(c, m.E) and tiers.get(c) is not None
    moved = lambda way: one(lambda c: ranked(c) and way(tiers[c], RANK[m.base[c]["tier"]]))
    ratios = lambda c: (m.dropped(c, "amount"), m.dropped(c, "data"))
    calls = lambda c: sum(1 for who, t in i.calls if who == c and m.inside(t))
    data = lambda c: m.used(c, m.month, "data")
    days = lambda c: len({r[1].date() for r in [*i.calls, *i.activity] if r[0] == c and m.inside(r[1])})
    due = lambda c: any(who == c and m.S <= e <= m.E for who, e in i.contracts)
    renewed = lambda c: due(c) and m.present(c, m.E) and any(who == c and e > m.E for who, e in i.contracts)
    unreached = {"", "Not  Reached", "占线"}
    bills = lambda c: [b for b in i.bills if b["id"] == c and b["amount"] > 0 and b["due"]]
    owed = lambda c: F(sum(b["amount"] - m.paid(b) for b in bills(c) if b["due"] <= m.E), 100)
    due_now = lambda c: [b for b in bills(c) if m.S <= b["due"] <= m.E]
    cases = lambda c: [k for k in i.cases if k["id"] == c and m.inside(k["opened"])]
    verdicts = lambda c, step: [v for v in (m.judged(k, step) for k in cases(c)) if v is not None]
    scores = lambda c: [s for who, t, s in i.surveys if who == c and m.inside(t) and s is not None]
    T = "tiers" if m.asked else "tiers previous_tier"
    B, L = "base", "left_reason"
    yield "base_customers", B, "count", B, base, None
    yield "base_amount", B, "amount", B, lambda c: F(m.base[c]["amount"] or 0, 100), None
    yield "keep_rate", B, "rate", B, present, base
    yield ("keep_amount_rate", B, "rate", "base bills", amount, lambda c: F(m.base[c]["amount"] or 0, 100))
    yield "churn_base", B, "rate", B, gone(), base
    for what, among in (("voluntary", ["voluntary"]), ("involuntary", ["owed", "expired"]), ("owed", ["owed"]),
                        ("expired", ["expired"]), ("unknown", ["unknown"])):
        yield "churn_base_" + what, B, "rate", B + " " + L, gone(*among), base
    yield "churn_base_month", B, "rate", B, lost(), opening
    yield "churn_month", "all", "rate", "", lost(), opening
    for what, among in (("voluntary", ["voluntary"]), ("involuntary", ["owed", "expired"]), ("owed", ["owed"]),
                        ("expired", ["expired"]), ("unknown", ["unknown"])):
        yield "churn_month_" + what, "all", "rate", L, lost(*among), opening
    yield ("port_query_rate", "all", "rate", "activity", one(lambda c: m.opening(c) and any(
        who == c and m.inside(t) and a.lower() in QUERIES for who, t, a in i.activity)), opening)
    yield ("port_out_rate", "all", "rate", L, one(lambda c: m.lost(c) and (
        m.people[c]["reason"] or "").lower() in PORTED), opening)
    yield "down_rate", B, "rate", B + " " + T, moved(lambda a, b: a > b), one(ranked)
    yield "up_rate", B, "rate", B + " " + T, moved(lambda a, b: a < b), one(ranked)
    yield "same_rate", B, "rate", B + " " + T, moved(lambda a, b: a == b), one(ranked)
    both = lambda c: m.present(c, m.E) and None not in ratios(c)
    yield ("double_drop_rate", B, "rate", "base bills data_mb",
           one(lambda c: both(c) and max(ratios(c)) < F(7, 10)), one(both))
    yield ("zero_call_rate", B, "rate", "base calls",
           one(lambda c: m.present(c, m.E) and calls(c) == 0), present)
    yield ("silent_rate", B, "rate", "base calls bills data_mb",
           one(lambda c: m.present(c, m.E) and calls(c) == 0 and data(c) == 0),
           one(lambda c: m.present(c, m.E) and data(c) is not None))
    yield ("low_active_rate", B, "rate", "base calls activity",
           one(lambda c: m.present(c, m.E) and 1 <= days(c) <= 4), present)
    yield "contracts_due", "all", "count", "contracts", one(due), None
    yield "contracts_renewed", "all", "count", "contracts", one(renewed), None
    yield "renewal_rate", "all", "rate", "contracts", one(renewed), one(due)
    yield "ordered", "all", "count", "orders", one(lambda c: m.ordered(c)), None
    yield ("coverage_rate", "all", "rate", "orders contacts", one(lambda c: m.contacts(c)),
           one(lambda c: m.ordered(c)))
    yield ("reach_rate", "all", "rate", "orders contacts outcome",
           one(lambda c: set(m.contacts(c)) - unreached), one(lambda c: m.ordered(c)))
    for ind, arm, needs in (("save_rate", "treat", "orders"), ("save_rate_control", "control", "orders arm")):
        yield (ind, "all", "rate", needs, one(lambda c, arm=arm: m.arm(c, arm) and m.kept(c)),
               one(lambda c, arm=arm: m.arm(c, arm)))
    for ind in "save_uplift save_uplift_low save_uplift_high".split():
        yield ind, "all", "rate", "orders arm", None, None
    for ind in "rescued_amount rescued_amount_low rescued_amount_high".split():
        yield ind, "all", "amount", "orders arm amount", None, None
    yield "overdue_customers", "all", "count", "bills due paid", one(lambda c: owed(c) > 0), None
    yield "overdue_amount", "all", "amount", "bills due paid", owed, None
    yield ("recovery_rate", "all", "rate", "bills due paid",
           lambda c: F(sum(m.paid(b) for b in due_now(c)), 100), lambda c: F(sum(b["amount"] for b in due_now(c)), 100))
    yield "complaints_10k", "all", "per10k", "cases", lambda c: len(cases(c)), present
    for step, ind in enumerate(("respond_rate", "resolve_rate")):
        yield (ind, "all", "rate", "cases", lambda c, s=step: sum(verdicts(c, s)),
               lambda c, s=step: len(verdicts(c, s)))
    yield ("repeat_rate", "all", "rate", "cases topic", lambda c: sum(1 for k in cases(c) if m.repeats(k)),
           lambda c: len(cases(c)))
    yield ("nps", "all", "points", "surveys nps",
           lambda c: sum((s >= 9) - (s <= 6) for s in scores(c)), lambda c: len(scores(c)))


MONEY = {"base_amount", "keep_amount_rate", "overdue_amount", "recovery_rate"}


def wilson(k, n):
    z = 1.959963984540054
    p, z2 = k / n, z * z
    mid, half = p + z2 / (2 * n), z * (p * (1 - p) / n + z2 / (4 * n * n)) ** .5
    return (mid - half) / (1 + z2 / n), (mid + half) / (1 + z2 / n)


def arms_value(m, ind, members):
    treat = [c for c in members if m.arm(c, "treat")]
    control = [c for c in members if m.arm(c, "control")]
    known = [m.people[c]["amount"] for c in treat if m.people[c]["amount"] is not None]
    if not treat or not control or ind.startswith("rescued") and not known:
        return None
    k = [sum(map(m.kept, arm)) for arm in (treat, control)]
    n = [len(treat), len(control)]
    p = [a / b for a, b in zip(k, n)]
    d = F(k[0], n[0]) - F(k[1], n[1])
    w = [wilson(a, b) for a, b in zip(k, n)]
    low = float(d) - ((p[0] - w[0][0]) ** 2 + (w[1][1] - p[1]) ** 2) ** .5
    high = float(d) + ((w[0][1] - p[0]) ** 2 + (p[1] - w[1][0]) ** 2) ** .5
    x = F(low) if ind.endswith("_low") else F(high) if ind.endswith("_high") else d
    return x if ind.startswith("save") else F(half_up(x * len(treat) * F(sum(known), 100 * len(known)), 2))


def figures(m, by):
    """(indicator, group) -> numerator, denominator, value; group "(all)" is of all."""
    found = {}
    for ind, scope, unit, needs, up, down in indicators(m):
        members = [c for c in m.people if scope == "all" or c in m.base]
        lacking = set(needs.split()) & (m.i.missing | m.i.no_column)
        early = scope == "base" and not m.asked and last(m.i.base_month) > m.E
        groups = ["(all)"] + ([] if by is None else sorted(
            {m.group(c, scope, by) for c in (m.people if by == "region" else members)}))
        for g in groups:
            some = [c for c in members if g == "(all)" or m.group(c, scope, by) == g]
            if lacking or early:
                found[ind, g] = (None, None, None)
            elif up is None:
                found[ind, g] = (None, None, arms_value(m, ind, some))
            else:
                n = sum(map(up, some))
                d = None if down is None else sum(map(down, some))
                found[ind, g] = (n, d, F(n) if down is None else F(n) / d if d else None)
    return found


def printed(x, unit):
    if x is None:
        return ""
    if unit == "count":
        return str(x)
    if unit == "amount":
        return money(x)
    if unit == "points":
        return repr(float(100 * x.numerator) / x.denominator).removesuffix(".0")
    return half_up(x * (10000 if unit == "per10k" else 1), 6)


def change(unit, now, before):
    if now == "" or before == "":
        return ""
    now, before = F(now), F(before)
    if unit in ("count", "amount"):
        return half_up((now - before) / abs(before), 6) if before else ""
    if unit == "points":
        d = now - before
        text = format(Decimal(d.numerator) / Decimal(d.denominator), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return half_up(now - before, 6)


def run(*words, **more):
    done = subprocess.run([os.path.join(BUILD, words[0]), *words[1:]], capture_output=True, text=True, **more)
    assert done.returncode == 0, (words, done.stderr)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def close(a, b, unit):
    """Limits go through square roots: their last digit may differ."""
    return a == b or a and b and abs(F(a) - F(b)) <= F(11, 10 ** 6) if unit == "rate" else \
        a == b or a and b and abs(F(a) - F(b)) <= F(1, 50)


def check(i, by):
    files = [f for t, f in (("bills", "bills.csv"), ("tiers", "tiers.csv"), ("calls", "calls.csv"),
                            ("activity", "activity.csv"), ("contracts", "contracts.csv"),
                            ("orders", "orders.csv"), ("contacts", "contacts.csv"), ("cases", "cases.csv"),
                            ("surveys", "surveys.csv")) if t not in i.missing]
    base = [] if "base" in i.missing else ["--base", name(i.base_month) + "=base.csv"]
    group = [] if by is None else ["--by", by]
    got = run("rt-report", "kpi", "-q", "--month", name(i.month), "--as-of", "2026-06-01", *base, *group,
              "customers.csv", *files)
    if "base" in i.missing:
        i.base = []
    now = Month(i, i.month, True)
    before = Month(i, month_add(i.month, -1), False)
    a, b = figures(now, by), figures(before, by)
    rows = {(r["indicator"], r[by] if by else "(all)"): r for r in got}
    assert len(rows) == len(got)
    meta = {ind: (scope, unit, needs) for ind, scope, unit, needs, _, _ in indicators(now)}
    expected = set(a) | set(b)
    assert set(rows) == expected, (set(rows) ^ expected)
    for (ind, g), r in rows.items():
        scope, unit, needs = meta[ind]
        zero = (0, None if unit in ("count", "amount") else 0, F(0) if unit in ("count", "amount") else None)
        lacking = a[ind, "(all)"][:2] == (None, None) and not ind.startswith(("save_uplift", "rescued"))
        one = a.get((ind, g), (None,) * 3 if lacking or ind.startswith(("save_uplift", "rescued")) else zero)
        two = b.get((ind, g), (None,) * 3 if b[ind, "(all)"][0] is None else zero)
        show = lambda x: "" if x is None else money(F(x)) if ind in MONEY else str(x)
        value, earlier = printed(one[2], unit), printed(two[2], unit)
        where = (ind, g, r, one, two)
        assert (r["scope"], r["numerator"], r["denominator"]) == (scope, show(one[0]), show(one[1])), where
        if ind.endswith(("_low", "_high")):
            assert close(r["value"], value, unit), where
            continue
        assert r["value"] == value, where
        assert r["change"] == change(unit, value, earlier), (where, change(unit, value, earlier))
    if by:
        check_effects(rows, meta, a, b)
    else:
        reconcile(i, now, rows)


def check_effects(rows, meta, a, b):
    for ind, (_, unit, _) in meta.items():
        of = {g: r for (i, g), r in rows.items() if i == ind}
        total = of.pop("(all)")
        # An amount of a group that has none in the base is in no rate, and cannot be split.
        lost = any(g != "(all)" and x[1] == 0 and x[0] != 0 for of_month in (a, b)
                   for (i, g), x in of_month.items() if i == ind)
        if unit != "rate" or ind.startswith("save_uplift") or total["change"] == "" or lost:
            assert all(r["mix_effect"] == r["rate_effect"] == "" for r in [*of.values(), total]), ind
            continue
        assert F(total["mix_effect"]) + F(total["rate_effect"]) == F(total["change"]), (ind, total)
        for what in ("mix_effect", "rate_effect"):
            assert sum(F(r[what] or 0) for r in of.values()) == F(total[what]), (ind, what)
        all1, all0 = a[ind, "(all)"], b[ind, "(all)"]
        for g, r in of.items():
            n1, d1, _ = a.get((ind, g), (0, 0, None))
            n0, d0, _ = b.get((ind, g), (0, 0, None))
            if d1 == d0 == 0:
                assert r["mix_effect"] == r["rate_effect"] == "", (ind, g, r)
                continue
            w1, w0 = F(d1) / all1[1], F(d0) / all0[1]
            r1, r0 = F(n1) / d1 if d1 else None, F(n0) / d0 if d0 else None
            r1, r0 = r0 if r1 is None else r1, r1 if r0 is None else r0
            mix, rate = (w1 - w0) * (r0 + r1) / 2, (r1 - r0) * (w0 + w1) / 2
            assert abs(F(r["mix_effect"]) - mix) <= F(1, 10 ** 6), (ind, g, r, float(mix))
            assert abs(F(r["rate_effect"]) - rate) <= F(1, 10 ** 6), (ind, g, r, float(rate))


def reconcile(i, m, rows):
    """The same digits from rt-churn and the other kinds of rt-report."""
    month, ids = name(i.month), set(m.people)
    row = lambda ind: rows[ind, "(all)"]
    for r in run("rt-churn", "rates", "-q", "-a", str(m.E), "customers.csv"):
        if r["period"] == month:
            assert (r["lost"], r["opening"], r["churn_rate"]) == tuple(
                row("churn_month")[what] for what in ("numerator", "denominator", "value"))
    known = lambda rows, at=0: [r for r in rows if r[at] in ids]
    if not i.missing & {"cases"}:
        cases = [k for k in i.cases if k["id"] in ids and m.inside(k["opened"])]
        table("month.csv", "case_id,customer_id,opened,level,responded,resolved",
              [(k["case"], k["id"], k["opened"].isoformat(), k["level"], *(d and d.isoformat() for d in k["done"]))
               for k in cases])
        if cases:
            got = run("rt-report", "service", "-q", "-a", str(m.E), "month.csv")
            for what in ("respond", "resolve"):
                met = sum(int(r[what[:-1] + "ed_in_time" if what == "resolve" else "responded_in_time"] or 0)
                          for r in got)
                assert str(met) == row(what + "_rate")["numerator"], (what, got)
            got = run("rt-report", "complaints", "-q", "-a", str(m.E), "month.csv")
            assert sum(int(r["count"]) for r in got) == int(row("complaints_10k")["numerator"])
    if not (i.missing & {"surveys"} or "nps" in i.no_column):
        answers = [(c, t.isoformat(), s) for c, t, s in known(i.surveys) if m.inside(t)]
        table("month.csv", "customer_id,time,nps", answers)
        if answers:
            got = run("rt-report", "nps", "-q", "-a", "2026-06-01", "month.csv")[0]
            assert got["nps"] == row("nps")["value"], (got, row("nps"))
    if i.missing & {"orders"} or "arm" in i.no_column:
        return
    # effect takes treated of what is for everybody for no arm; so it has none of them here.
    orders = [o for o in i.orders if o["id"] in ids and m.S1 <= o["fired"] <= m.E1]
    table("month.csv", "workorder_id,customer_id,trigger,category,fired_on,due,arm",
          [(f"w{n}", o["id"], "t", o["category"], o["fired"], "2026-01-01", o["arm"]) for n, o in enumerate(orders)])
    if not orders:
        return
    got = run("rt-report", "effect", "-q", "--from", str(m.S1), "--window", f"{(m.E1 - m.S1).days}d", "-a", str(m.E),
              "customers.csv", "month.csv")
    treat, control = got
    assert (treat["retained"], treat["customers"]) == (row("save_rate")["numerator"], row("save_rate")["denominator"])
    assert (control["retained"], control["customers"]) == (
        row("save_rate_control")["numerator"], row("save_rate_control")["denominator"])
    for ind, what in (("save_uplift", "difference"), ("save_uplift_low", "ci_low"), ("save_uplift_high", "ci_high")):
        assert row(ind)["value"] == treat[what], (ind, row(ind), treat)
    if "amount" not in i.no_column:
        assert row("rescued_amount")["value"] == treat["saved_amount"], (row("rescued_amount"), treat)


def main():
    global BUILD
    BUILD = os.path.abspath(sys.argv[1])
    instances = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20260301
    os.environ["TZ"] = "Asia/Shanghai"
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for n in range(instances):
            i = Instance(random.Random(seed + n))
            i.write()
            try:
                for by in (None, "region", "tier"):
                    if by == "tier" and i.missing & {"tiers", "base"}:
                        continue
                    check(i, by)
            except AssertionError:
                print(f"instance {n}, seed {seed + n}", file=sys.stderr)
                raise
    print(f"{instances} instances: the same figures")


main()
