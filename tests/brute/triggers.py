#!/usr/bin/env python3
"""triggers -- rt-triggers against a second telling of its rules.

    triggers.py RT-TRIGGERS [INSTANCES [SEED]]

Makes small random tables, runs the program under the policy below, and
compares the ids of its work orders with those that each rule, told again
here without any haste, calls for.  Then the same orders must come of records
in another order and on two threads, and those of events of one run a day, each
told by --seen what those before it opened.
"""
import datetime as dt
import os
import random
import subprocess
import sys
import tempfile

POLICY = """\
trigger,rule,table,column,where,op,threshold,window,baseline,floor,inhibited_by,\
category,level,channel,within,cooldown,enabled,action
streak,streak,activity,item,action=view,>=,3,,,,,care,L1,call,1d,0d,yes,x
absence,absence,purchases+activity,,,,,5d,,,,care,L1,call,1d,,yes,x
fewer,drop,activity,,action=view,,0.5,4d,2,2,,care,L1,call,1d,,yes,x
drop,drop,bills,amount,,,0.4,,2,10,,care,L1,call,1d,,yes,x
low,value,bills,amount,,<,20,,,,,care,L1,call,1d,,yes,x
soon,before,bills,due,!paid,,,4d,,,,care,L1,call,1d,,yes,x
late,after,bills,due,!paid,,,,,,soon,care,L1,call,1d,,yes,x
much,after,bills,due,!paid,>,40,20d,,3d,,care,L1,call,1d,,yes,x
crowd,crowd,activity,item,,>=,3,2d,,,,care,L1,call,1d,0d,yes,x
login,match,activity,,action=login,,,,,,,care,L1,call,1d,3d,yes,x
"""
DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 1, 20)


class Instance:
    def __init__(self, rng):
        self.as_of = FIRST + rng.randint(10, 30) * DAY
        self.since = self.as_of - rng.randint(1, 8) * DAY
        self.customers = [f"c{i}" for i in range(rng.randint(1, 8))]
        pick = lambda: rng.choice(self.customers)
        day = lambda most=32: FIRST + rng.randint(0, most) * DAY
        self.activity = [(pick(), day(), rng.randint(0, 86399),
                          rng.choice(["view", "login"]), rng.choice(["", "A", "B"]))
                         for _ in range(rng.randint(0, 80))]
        self.purchases = [(pick(), day()) for _ in range(rng.randint(0, 6))]
        self.bills = [(pick(), 2025 * 12 + rng.randint(9, 14), rng.randint(0, 60),
                       rng.choice([None, day(40)]), rng.choice([None, None, day(40)]),
                       rng.choice([None, None, rng.randint(0, 60)]))
                      for _ in range(rng.randint(0, 40))]

    def write(self):
        def table(name, header, rows):
            with open(name, "w") as f:
                f.write(header + "\n" + "".join(row + "\n" for row in rows))

        table("policy.csv", POLICY.rstrip("\n"), [])
        table("activity.csv", "customer_id,time,action,item",
              (f"{c},{d}T{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02},{action},{item}"
               for c, d, s, action, item in self.activity))
        table("purchases.csv", "customer_id,date", (f"{c},{d}" for c, d in self.purchases))
        table("bills.csv", "customer_id,month,amount,due,paid,paid_amount",
              (f"{c},{month(m)},{a},{due or ''},{paid or ''},"
               f"{'' if part is None else part}"
               for c, m, a, due, paid, part in self.bills))

    def past(self, action=None):
        return [(c, d, s, item) for c, d, s, done, item in self.activity
                if d <= self.as_of and action in (None, done)]

    def recent(self, day):
        return self.since < day <= self.as_of


def month(m):
    return f"{m // 12}-{m % 12 + 1:02}"


def streaks(x):
    days = {(c, item, d) for c, d, s, item in x.past("view") if item}
    for c, item, d in days:
        if (c, item, d - DAY) not in days and {(c, item, d + DAY),
                (c, item, d + 2 * DAY)} <= days and x.recent(d + 2 * DAY):
            yield f"streak:{c}:{item}/{d}"


def absences(x):
    last = {}
    for c, d in [(c, d) for c, d, *_ in x.past()] + x.purchases:
        if d <= x.as_of:
            last[c] = max(last.get(c, d), d)
    for c, d in last.items():
        if (x.as_of - d).days >= 5:
            yield f"absence:{c}:{d}"


def fewer(x):
    for c in x.customers:
        n = [0] * 9
        for who, d, *_ in x.past("view"):
            if who == c:
                n[(x.as_of - d).days // 4] += 1
        before = n[1] + n[2]
        if n[1] and n[2] and before >= 2 * 2 and n[0] <= before / 2 / 2:
            yield f"fewer:{c}:{str(x.as_of)[:7]}"


def months(x):
    morrow = x.as_of + DAY
    over = morrow.year * 12 + morrow.month - 2
    known = [m for _, m, *_ in x.bills if m <= over]
    if not known:
        return
    now, total = max(known), {}
    for c, m, amount, *_ in x.bills:
        total[c, m] = total.get((c, m), 0) + amount
    for c in x.customers:
        v, before = total.get((c, now)), [total.get((c, now - i)) for i in (1, 2)]
        if v is not None and v < 20:
            yield f"low:{c}:{month(now)}"
        if v is not None and None not in before and sum(before) >= 2 * 10 and \
                v * 10 * 2 <= 6 * sum(before):
            yield f"drop:{c}:{month(now)}"


def dues(x):
    soon, late, much = {}, {}, {}
    for c, _, amount, due, paid, part in x.bills:
        if due is None or (paid is not None and paid <= x.as_of):
            continue
        owed = amount - (part or 0) if paid is None else amount
        if owed <= 0:
            continue
        if 3 <= (x.as_of - due).days <= 20:
            much.setdefault(c, []).append((due, owed))
        if 0 <= (due - x.as_of).days < 4:
            soon[c] = min(soon.get(c, due), due)
        elif due < x.as_of:
            late[c] = min(late.get(c, due), due)
    yield from (f"soon:{c}:{d}" for c, d in soon.items())
    yield from (f"late:{c}:{d}" for c, d in late.items() if c not in soon)
    yield from (f"much:{c}:{min(of)[0]}" for c, of in much.items()
                if sum(owed for _, owed in of) > 40)


def crowds(x):
    for item in "AB":
        events = sorted((d, s, c) for c, d, s, what in x.past() if what == item)
        reached = False
        for i, (d, _, _) in enumerate(events):
            there = lambda n: len({c for e, _, c in events[:n] if e >= d - DAY})
            reached = reached and there(i) >= 3
            if not reached and there(i + 1) >= 3:
                reached = True
                if x.recent(d):
                    yield f"crowd::{item}/{d}"


def logins(x):
    last = {}
    for c, d in sorted({(c, d) for c, d, *_ in x.past("login") if x.recent(d)}):
        if c not in last or (d - last[c]).days >= 3:
            last[c] = d
            yield f"login:{c}:{d}"


RULES = [streaks, absences, fewer, months, dues, crowds, logins]


EVENTS = "streak,crowd,login"
TABLES = ["activity.csv", "purchases.csv", "bills.csv"]


def run(program, as_of, *options):
    run = subprocess.run([program, "-q", "-p", "policy.csv", "-a", str(as_of), *options,
                          *TABLES], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(run.stderr)
    return run.stdout.splitlines()


def ids(lines):
    return [line.split(",")[0] for line in lines[1:]]


def shuffled(program, x, rng):
    for rows in (x.activity, x.purchases, x.bills):
        rng.shuffle(rows)
    x.write()
    return run(program, x.as_of, "--since", str(x.since), "-j", "2")


def daily(program, x):
    day = x.since + DAY
    seen = run(program, day, "--since", str(x.since), "-t", EVENTS)
    while day < x.as_of:
        day += DAY
        with open("seen.csv", "w") as f:
            f.write("\n".join(seen) + "\n")
        seen += run(program, day, "-t", EVENTS, "--seen", "seen.csv")[1:]
    return seen


def main():
    program = os.path.abspath(sys.argv[1])
    instances = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    orders = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for i in range(seed, seed + instances):
            x = Instance(random.Random(i))
            x.write()
            whole = run(program, x.as_of, "--since", str(x.since))
            printed = ids(whole)
            expected = {order for rule in RULES for order in rule(x)}
            if len(printed) != len(set(printed)) or set(printed) != expected:
                sys.exit(f"seed {i}, {x.since} to {x.as_of}: "
                         f"missing {sorted(expected - set(printed))}, "
                         f"too many {sorted(set(printed) - expected)}")
            if shuffled(program, x, random.Random(i)) != whole:
                sys.exit(f"seed {i}: another order of records, other work orders")
            once = run(program, x.as_of, "--since", str(x.since), "-t", EVENTS)
            if sorted(daily(program, x)) != sorted(once):
                sys.exit(f"seed {i}: a run a day opens other work orders than one in all")
            orders += len(printed)
        os.chdir("/")
    print(f"{instances} instances, {orders} work orders: the same")


main()
