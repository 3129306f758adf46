#!/usr/bin/env python3
"""tier -- rt-tier against a second telling of its rules.

    tier.py RT-TIER [INSTANCES [SEED]]

Makes small random tables and compares every row of the program with what the
rules, told again here without any haste, call for.  Then the input changes in
ways that must not change a level: the order of the rows, the number of
threads, a month's bill split in two, a stranger more, the parts put together.
"""
import fractions
import os
import random
import subprocess
import sys
import tempfile

F = fractions.Fraction
LEVELS = [("supreme", 1, 1000), ("diamond", 2, 500), ("gold", 3, 300),
          ("silver", 4, 150), ("vip", 5, 80)]
GROUPS = [("gold", 3, 600, 3), ("vip", 5, 200, 2)]
POLICY = "scope,tier,label,label_en,rank,min_amount,min_members\n" + "".join(
    f"individual,{t},{t},{t},{r},{a},\n" for t, r, a in LEVELS) + (
    "individual,quasi,q,q,6,,\nindividual,standard,s,s,7,,\n") + "".join(
    f"group,{t},{t},{t},{r},{a},{m}\n" for t, r, a, m in GROUPS) + (
    "group,standard,s,s,7,,\n")
M = 2026 * 12 + 2           # 2026-03
CENTS = 100


def month(m):
    return f"{m // 12}-{m % 12 + 1:02}"


def money(cents):
    sign, cents = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}{cents // 100}.{cents % 100:02}"


def half_away(x):
    """A fraction rounded to whole, half away from zero."""
    n = int(abs(x) + F(1, 2))
    return -n if x < 0 else n


class Instance:
    def __init__(self, rng):
        self.N = rng.choice([1, 2, 3, 3, 3])
        self.window = rng.choice([3, 12, 12, 12])
        self.grace = rng.choice([0, 2, 3])
        self.abc = rng.choice([(80, 95), (50, 70), (0, 100)])
        amounts = [0, 50, 79.99, 80, 80, 96, 100, 149.99, 150, 300, 500, 1000, -10]
        ids = [f"c{i}" for i in range(rng.randint(1, 9))]
        rng.shuffle(ids)
        self.bills = []     # id, month, cents
        for c in ids:
            for m in range(M - 13, M + 2):
                for _ in range(rng.choice([0, 1, 1, 1, 2]) if rng.random() < 0.8 else 0):
                    self.bills.append((c, m, round(rng.choice(amounts) * CENTS)))
        rng.shuffle(self.bills)
        self.customers = []
        for c in ids + ["x1", "x2", "g1"]:
            if rng.random() < 0.3:
                continue
            joined = rng.choice([None, M - rng.randint(0, 20)])
            self.customers.append(dict(
                id=c, scope="group" if c == "g1" else rng.choice(["", "individual"]),
                group=rng.choice(["", "g1", "g2"]) if c != "g1" else "",
                role=rng.choice(["", "key"]), joined=joined,
                fee=rng.choice([None, 79, 80, 300]),
                status=rng.choice(["", "active", "target", "unqualified"]),
                referrals=rng.choice(["", 0, 2])))
        tiers = [t for t, _, _ in LEVELS] + ["quasi", "standard"]
        self.previous = {c: rng.choice(tiers) for c in ids + ["gone1", "gone2"]
                         if rng.random() < 0.6}
        self.was_group = {g: rng.choice(["gold", "vip", "standard"])
                          for g in ("g1", "g2", "g3") if rng.random() < 0.5}
        self.previous.update(self.was_group)

    # the rules

    def sums(self, c):
        s = {}
        for b, m, a in self.bills:
            if b == c and m <= M:
                s[m] = s.get(m, 0) + a
        return s

    def groups(self):
        return sorted({r["group"] for r in self.customers if r["group"]} |
                      {r["id"] for r in self.customers if r["scope"] == "group"})

    def profile(self, c):
        return next((r for r in self.customers if r["id"] == c), None)

    def members(self, g):
        return [r["id"] for r in self.customers
                if r["group"] == g and r["id"] not in self.groups()]

    def revenue(self, g):
        total = dict(self.sums(g))
        for c in self.members(g):
            for m, a in self.sums(c).items():
                total[m] = total.get(m, 0) + a
        return total

    def group_level(self, g, at):
        r = self.revenue(g)
        q = min(r.get(m, 0) for m in range(at - self.N + 1, at + 1))
        members = sum(at in self.sums(c) for c in self.members(g))
        for tier, rank, amount, need in GROUPS:
            if q >= amount * CENTS and members >= need:
                return tier, rank, "group-revenue"
        return "standard", 7, ""

    def level(self, c, at):
        s, p = self.sums(c), self.profile(c)
        months = range(at - self.N + 1, at + 1)
        reach = lambda a: next(((t, r) for t, r, f in LEVELS if a >= f * CENTS), None)
        by_months = reach(min(s[m] for m in months)) if all(m in s for m in months) else None
        by_plan = None
        if p and p["joined"] is not None and p["joined"] in months and p["fee"] is not None:
            by_plan = reach(p["fee"] * CENTS)
        if by_months and (not by_plan or by_months[1] <= by_plan[1]):
            own = by_months + ("consecutive-months",)
        elif by_plan:
            own = by_plan + ("new-plan",)
        elif any(s.get(m, -1) >= 80 * CENTS for m in months):
            own = ("quasi", 6, "single-month")
        else:
            own = ("standard", 7, "")
        if p and p["role"] == "key" and p["group"]:
            tier, rank, why = self.group_today(p["group"]) if at == M else \
                self.group_level(p["group"], at)
            if why and rank < own[1]:
                own = (tier, rank, "key-person")
        return own

    def graced(self, c, level_at):
        now = level_at(M)
        was = self.previous.get(c)
        rank = dict([(t, r) for t, r, _ in LEVELS] + [("quasi", 6), ("standard", 7)])
        if self.grace and was and now[1] > rank[was] and any(
                level_at(M - k)[1] <= rank[was] for k in range(self.grace)):
            return was, rank[was], "grace"
        return now

    def group_today(self, g):
        return self.graced(g, lambda at: self.group_level(g, at))

    def individuals(self):
        """Ids in the order of the rows."""
        groups, met = self.groups(), []
        for c, m, _ in self.bills:
            if m <= M and c not in met and c not in groups:
                met.append(c)
        return met + [r["id"] for r in self.customers
                      if r["id"] not in met and r["id"] not in groups]

    def window_sums(self, s):
        return {m: a for m, a in s.items() if M - self.window < m <= M}

    def classes(self):
        totals = {c: sum(self.window_sums(self.sums(c)).values())
                  for c in self.individuals()}
        whole = sum(t for t in totals.values() if t > 0)
        result, before = {}, 0
        for c in sorted(totals, key=lambda c: (-totals[c], c)):
            result[c] = "C" if totals[c] <= 0 else \
                "A" if before * 100 < self.abc[0] * whole else \
                "B" if before * 100 < self.abc[1] * whole else "C"
            before += totals[c]
        return result

    def figures(self, s):
        w = self.window_sums(s)
        quarter = lambda end: sum(s.get(m, 0) for m in range(end - 2, end + 1))
        now, before = quarter(M), quarter(M - 3)
        growth = F(now - before, before) if before > 0 else None
        shown = ""
        if growth is not None:
            n = half_away(growth * 10000)
            shown = ("-" if n < 0 else "") + f"{abs(n) // 10000}.{abs(n) % 10000:04}"
        total = sum(w.values())
        mean = money(half_away(F(total, len(w)))) if w else ""
        return w, total, growth, [str(len(w)), money(s.get(M, 0))], [
            mean, money(total), shown]

    def movement(self, c, rank):
        if not self.previous:
            return []
        was = self.previous.get(c)
        if not was:
            return ["", "new"]
        old = dict([(t, r) for t, r, _ in LEVELS] + [("quasi", 6), ("standard", 7)])[was]
        return [was, "up" if rank < old else "down" if rank > old else "same"]

    def rows(self):
        classes, out = self.classes(), []
        a_total = a_months = 0
        for c, k in classes.items():
            if k == "A":
                w = self.window_sums(self.sums(c))
                a_total, a_months = a_total + sum(w.values()), a_months + len(w)
        for c in self.individuals():
            s, p = self.sums(c), self.profile(c)
            tier, rank, why = self.graced(c, lambda at: self.level(c, at))
            w, total, growth, first, rest = self.figures(s)
            months = range(M - self.N + 1, M + 1)
            q = money(min(s[m] for m in months)) if all(m in s for m in months) else ""
            tenure = None if not p or p["joined"] is None else max(0, M - p["joined"])
            if (tenure if tenure is not None else len(w)) < 3:
                potential = "new"
            elif (growth is not None and growth >= F(1, 5)) or (
                    len(w) in (1, 2) and a_months and
                    F(total, len(w)) >= F(a_total, a_months)):
                potential = "high"
            elif growth is not None and growth <= F(-1, 5):
                potential = "declining"
            else:
                potential = "stable"
            good = sum(a > 0 for a in s.values())
            lately = sum(s.get(m, 0) > 0 for m in range(M - 11, M + 1))
            if p and p["status"] in ("target", "unqualified"):
                ladder = p["status"]
            elif good < 2:
                ladder = ["prospect", "first-time"][good]
            elif (tenure or 0) >= 12 and lately >= 9:
                ladder = "advocate" if p["referrals"] == 2 else "long-term"
            else:
                ladder = "repeat"
            status = tier if tier in ("quasi", "standard") else "high-end"
            out.append([c, "individual", tier, str(rank), status, why, classes[c],
                        potential, ladder] + first + [q] + rest +
                       ["" if tenure is None else str(tenure)] + self.movement(c, rank))
        for g in self.groups():
            r = self.revenue(g)
            tier, rank, why = self.group_today(g)
            w, total, growth, first, rest = self.figures(r)
            q = money(min(r.get(m, 0) for m in range(M - self.N + 1, M + 1)))
            out.append([g, "group", tier, str(rank),
                        "high-end" if why else "standard", why, "", "", ""] + first +
                       [q] + rest + [""] + self.movement(g, rank))
        there = set(self.individuals()) | set(self.groups())
        for c in sorted(self.previous):
            if c not in there:
                out.append([c, "group" if c in self.was_group else "individual"] + [""] * 14 + [self.previous[c], "gone"])
        return [",".join(r) for r in out]


def write(name, text):
    with open(name, "w") as f:
        f.write(text)


def write_tables(x, bills):
    write("bills.csv", "customer_id,month,amount\n" + "".join(
        f"{c},{month(m)},{money(a)}\n" for c, m, a in bills))
    write("customers.csv", "customer_id,scope,group_id,role,joined,plan_fee,status,"
          "referrals\n" + "".join("{},{},{},{},{},{},{},{}\n".format(
              r["id"], r["scope"], r["group"], r["role"],
              "" if r["joined"] is None else month(r["joined"]) + "-15",
              "" if r["fee"] is None else r["fee"], r["status"], r["referrals"])
              for r in x.customers))
    rank = dict([(t, r) for t, r, _ in LEVELS] + [("quasi", 6), ("standard", 7)])
    write("previous.csv", "customer_id,scope,tier,rank\n" + "".join(
        f"{c},{'group' if c in x.was_group else 'individual'},{t},{rank[t]}\n"
        for c, t in x.previous.items()))


def run(program, x, *more):
    args = [program, "--quiet", "--month", month(M), "--months", str(x.N), "--window",
            str(x.window), "--abc", f"{x.abc[0]},{x.abc[1]}", "--policy", "policy.csv",
            "--customers", "customers.csv", "--no-header"]
    if x.previous:
        args += ["--previous", "previous.csv"]
        if x.grace:
            args += ["--grace", str(x.grace)]
    done = subprocess.run(args + list(more) + ["bills.csv"], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"status {done.returncode}: {done.stderr}")
    return done.stdout.splitlines()


def cells(rows, *columns):
    return sorted(tuple(r.split(",")[i] for i in columns) for r in rows)


def fail(what, x, expected, got):
    print(what)
    for name in ("bills.csv", "customers.csv", "previous.csv"):
        print("---", name)
        print(open(name).read(), end="")
    print(f"--- months {x.N} window {x.window} abc {x.abc} grace {x.grace}")
    for a, b in zip(expected + [""] * len(got), got + [""] * len(expected)):
        if a != b:
            print("expected", a)
            print("printed ", b)
    raise SystemExit(1)


def check(program, rng, x):
    write_tables(x, x.bills)
    rows = run(program, x, "-j", "1")
    if rows != x.rows():
        fail("not what the rules call for", x, x.rows(), rows)
    if run(program, x, "-j", "2") != rows:
        fail("-j 2 is not -j 1", x, rows, run(program, x, "-j", "2"))

    shuffled = x.bills[:]
    rng.shuffle(shuffled)
    split = [b for c, m, a in shuffled for b in ((c, m, a - a // 3), (c, m, a // 3))]
    for what, bills in (("another order", shuffled), ("split bills", split)):
        write_tables(x, bills)
        other = run(program, x)
        if sorted(other) != sorted(rows):
            fail(what, x, sorted(rows), sorted(other))

    # A stranger may move classes and what hangs on them, no level and no figure.
    write_tables(x, x.bills + [("stranger", m, 70000) for m in range(M - 11, M + 1)])
    other = [r for r in run(program, x) if not r.startswith("stranger,")]
    own = [i for i in range(15) if i not in (6, 7)]
    if cells(other, *own[:3]) != cells(rows, *own[:3]):
        fail("a stranger", x, rows, other)

    write_tables(x, x.bills)
    parts = [r for k in (1, 2, 3) for r in run(program, x, "--part", f"{k}/3")]
    if cells(parts, 0, 2, 5, 8, 9, 13) != cells(rows, 0, 2, 5, 8, 9, 13):
        fail("the parts together", x, sorted(rows), sorted(parts))
    for k in (1, 2, 3):
        args = [program, "--quiet", "--month", month(M), "--months", str(x.N), "--window",
                str(x.window), "--policy", "policy.csv", "--customers", "customers.csv",
                "--part", f"{k}/3", "-o", f"part{k}.csv"]
        if x.previous:
            args += ["--previous", "previous.csv"]
            if x.grace:
                args += ["--grace", str(x.grace)]
        subprocess.run(args + ["bills.csv"], check=True)
    merged = subprocess.run([program, "--quiet", "--merge", "--no-header", "--abc",
                             f"{x.abc[0]},{x.abc[1]}", "part1.csv", "part2.csv",
                             "part3.csv"], capture_output=True, text=True, check=True)
    if sorted(merged.stdout.splitlines()) != sorted(rows):
        fail("the merged parts", x, sorted(rows), sorted(merged.stdout.splitlines()))


def main():
    program = os.path.abspath(sys.argv[1])
    instances = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write("policy.csv", POLICY)
        for i in range(instances):
            rng = random.Random(seed + i)
            try:
                check(program, rng, Instance(rng))
            except SystemExit:
                print(f"seed {seed + i}")
                raise
    print(f"{instances} instances: all as the rules call for")


if __name__ == "__main__":
    main()
