#!/usr/bin/env python3
"""churn -- rt-churn's movements, survival, hazard and projection, told a second time.

    churn.py RT-CHURN [INSTANCES [SEED]]

Makes small random tables with ties, refunds, weights, strata, late entries and
clusters, and works out what the program says of them from the definitions, one
customer and one time after the other: movements as a book that must close; Kaplan
and Meier's mean and Greenwood's error; the likelihood of Cox and Efron, its top by
Newton's steps, Lin and Wei's robust errors, the baseline and what each customer's
survival is; of the beta-discrete-Weibull model that no near parameters are likelier.
"""
import csv
import io
import math
import random
import subprocess
import sys

AS_OF_MONTHS = 7


def ask(*args, table):
    """The rows of the program, or None and what it complained of."""
    with open("t.csv", "w") as f:
        f.write(table)
    p = subprocess.run([program, *args], capture_output=True, text=True)
    if p.returncode:
        return None, p.stderr
    return list(csv.DictReader(io.StringIO(p.stdout))), p.stderr


def differ(a, b, share=1e-6):
    return abs(a - b) > share * max(1e-3, abs(a), abs(b))


class Wrong(Exception):
    pass


def same(what, said, told, share=1e-6):
    if told is None or said == "":
        if not (told is None and said == ""):
            raise Wrong(f"{what}: {said!r}, and should be {told!r}")
    elif differ(float(said), told, share):
        raise Wrong(f"{what}: {said}, and should be {told!r}")


# movements

def movements(rng):
    cents = {}
    rows = []
    for c in range(rng.randint(1, 6)):
        for m in range(1, AS_OF_MONTHS + 1):
            for _ in range(rng.choice([0, 1, 1, 2])):
                a = rng.choice([0, 100, 1000, 1050, 3000, -1000, -3000, -50])
                rows.append(f"c{c},2026-{m:02},{a / 100:.2f}\n")
                cents[c, m] = cents.get((c, m), 0) + a
    if not rows:
        return
    said, why = ask("movements", "-q", "-a", f"2026-{AS_OF_MONTHS:02}-28", "--to",
                    f"2026-{AS_OF_MONTHS - 1:02}", "t.csv",
                    table="customer_id,month,amount\n" + "".join(rows))
    if said is None:
        raise Wrong(why)
    customers = sorted({c for c, _ in cents})
    for row in said:
        m = int(row["period"][5:])
        now = {c: cents.get((c, m), 0) for c in customers}
        before = {c: cents.get((c, m - 1), 0) for c in customers}
        sums = dict.fromkeys("new expansion contraction lost reactivated".split(), 0)
        for c in customers:
            was, isnow = max(before[c], 0), max(now[c], 0)
            if not was and isnow:
                earlier = any(cents.get((c, k), 0) > 0 for k in range(1, m))
                sums["reactivated" if earlier else "new"] += isnow
            elif was and not isnow:
                sums["lost"] += was
            elif isnow > was:
                sums["expansion"] += isnow - was
            else:
                sums["contraction"] += was - isnow
        opening, closing = sum(before.values()), sum(now.values())
        sums |= {"opening_amount": opening, "closing_amount": closing,
                 "refunds": -sum(min(a, 0) for a in now.values())}
        for k, v in sums.items():
            if round(float(row[k]) * 100) != v:
                raise Wrong(f"movements {row['period']} {k}: {row[k]}, should be {v / 100}")
        gross = (sums["contraction"] + sums["lost"]) / opening if opening > 0 else None
        same("gross churn", row["gross_churn_rate"], gross, 1e-3)


# lives

class Lives:
    def __init__(self, rng, ties=True):
        n = rng.randint(8, 24)
        self.rows = []
        for i in range(n):
            t = rng.randint(2, 9) if ties else 2 + 7 * rng.random()
            self.rows.append(dict(
                id=f"c{i}", t=t, e=int(rng.random() < 0.7), b=rng.choice([0, 0, 0, 1]),
                x=round(rng.gauss(0, 1), 2), g=rng.choice("AAB"), s=rng.choice("pq"),
                w=rng.choice([1, 1, 2, 3]) if ties else 1, k=rng.randint(1, 5)))

    def table(self):
        return "customer_id,t,e,b,x,g,s,w,k\n" + "".join(
            ",".join(repr(v) if isinstance(v, float) else str(v) for v in r.values()) + "\n"
            for r in self.rows)

    def many(self):
        return [r for r in self.rows for _ in range(r["w"])]


def steps(rows):
    """Kaplan and Meier: time, at risk, left, survival behind it."""
    s, out = 1.0, []
    for t in sorted({r["t"] for r in rows}):
        n = sum(r["b"] < t <= r["t"] or r["b"] == 0 and t <= r["t"] for r in rows)
        d = sum(r["t"] == t and r["e"] for r in rows)
        if d:
            s *= 1 - d / n
            out.append((t, n, d, s))
    return out


def mean_and_error(rows, end):
    """The area below the curve, and Greenwood's error of it."""
    def area(start):
        total, at, s = 0.0, start, 1.0
        for t, _, _, after in steps(rows):
            if t > end:
                break
            if t > start:
                total += s * (t - at)
                at = t
            s = after
        return total + s * (end - at)
    variance = sum(d / (n * (n - d)) * area(t) ** 2
                   for t, n, d, _ in steps(rows) if t <= end and n > d)
    return area(0), math.sqrt(variance)


def difference(rng):
    lives = Lives(rng)
    for r in lives.rows:
        r["b"] = 0
    end = rng.choice([4, 6, 7.5])
    groups = list(dict.fromkeys(r["g"] for r in lives.rows))
    if len(groups) < 2 or any(max(r["t"] for r in lives.rows if r["g"] == g) < end for g in groups):
        return
    said, why = ask("survival", "-q", "--time", "t", "--event", "e", "--by", "g", "--weight", "w",
                    "--summary", "--difference", "--horizon", str(end), "t.csv",
                    table=lives.table())
    if said is None:
        raise Wrong(why)
    (m1, e1), (m2, e2) = (mean_and_error([r for r in lives.many() if r["g"] == g], end)
                          for g in groups)
    same("rmst difference", said[0]["value"], m1 - m2)
    same("its error", said[0]["std_error"], math.hypot(e1, e2))
    same("rmst ratio", said[1]["value"], m1 / m2)
    same("its error", said[1]["std_error"], m1 / m2 * math.hypot(e1 / m1, e2 / m2))


def solve(m, v):
    """m x = v by Gauss."""
    n = len(v)
    a = [row[:] + [v[i]] for i, row in enumerate(m)]
    for i in range(n):
        p = max(range(i, n), key=lambda k: abs(a[k][i]))
        a[i], a[p] = a[p], a[i]
        if abs(a[i][i]) < 1e-12:
            return None
        for k in range(n):
            if k != i:
                f = a[k][i] / a[i][i]
                a[k] = [x - f * y for x, y in zip(a[k], a[i])]
    return [a[i][n] / a[i][i] for i in range(n)]


class Cox:
    """The top of Efron's likelihood; strata by key."""
    def __init__(self, rows, key):
        self.rows, self.key = rows, key
        self.x = [(r["x"], float(r["g"] != self.base(rows))) for r in rows]
        self.b = [0.0, 0.0]
        self.found = False
        for _ in range(40):
            self.walk()
            step = solve(self.info, self.score)
            if step is None or max(map(abs, step)) > 1e3:
                return
            self.b = [b + s for b, s in zip(self.b, step)]
            if max(map(abs, self.b)) > 8:
                return
            if max(map(abs, step)) < 1e-11:
                self.found = True
                self.walk()
                return

    @staticmethod
    def base(rows):
        """The most frequent of equals is the one met first."""
        order = list(dict.fromkeys(r["g"] for r in rows))
        return max(order, key=lambda g: (sum(r["g"] == g for r in rows), -order.index(g)))

    def walk(self):
        self.loglik, self.score = 0.0, [0.0, 0.0]
        self.info = [[0.0, 0.0], [0.0, 0.0]]
        self.jumps = {}
        for stratum in {self.key(r) for r in self.rows}:
            ours = [(r, x) for r, x in zip(self.rows, self.x) if self.key(r) == stratum]
            for t in sorted({r["t"] for r, _ in ours if r["e"]}):
                risk = [(x, math.exp(x[0] * self.b[0] + x[1] * self.b[1]))
                        for r, x in ours if t <= r["t"] and (r["b"] < t or r["b"] == 0)]
                dead = [(x, math.exp(x[0] * self.b[0] + x[1] * self.b[1]))
                        for r, x in ours if r["e"] and r["t"] == t]
                jump = 0.0
                for l in range(len(dead)):
                    f = l / len(dead)
                    w = sum(e for _, e in risk) - f * sum(e for _, e in dead)
                    mean = [(sum(e * x[j] for x, e in risk) -
                             f * sum(e * x[j] for x, e in dead)) / w for j in (0, 1)]
                    jump += 1 / w
                    self.loglik += math.log(dead[l][1] / w)
                    for j in (0, 1):
                        self.score[j] += dead[l][0][j] - mean[j]
                        for k in (0, 1):
                            self.info[j][k] += (
                                sum(e * x[j] * x[k] for x, e in risk) -
                                f * sum(e * x[j] * x[k] for x, e in dead)) / w - mean[j] * mean[k]
                self.jumps[stratum, t] = jump

    def variance(self):
        one, two = solve(self.info, [1, 0]), solve(self.info, [0, 1])
        return [[one[0], two[0]], [one[1], two[1]]]

    def robust(self, cluster):
        """Lin and Wei's errors: score residuals summed by cluster; times without ties."""
        v, sums = self.variance(), {}
        for r, x in zip(self.rows, self.x):
            hazard = math.exp(x[0] * self.b[0] + x[1] * self.b[1])
            u = [0.0, 0.0]
            for t in sorted({q["t"] for q in self.rows if q["e"]}):
                if t > r["t"] or not (r["b"] < t or r["b"] == 0):
                    continue
                risk = [(y, math.exp(y[0] * self.b[0] + y[1] * self.b[1]))
                        for q, y in zip(self.rows, self.x) if t <= q["t"] and (q["b"] < t or q["b"] == 0)]
                w = sum(e for _, e in risk)
                for j in (0, 1):
                    mean = sum(e * y[j] for y, e in risk) / w
                    u[j] += ((r["t"] == t and r["e"]) - hazard / w) * (x[j] - mean)
            own = sums.setdefault(cluster(r), [0.0, 0.0])
            own[0] += u[0]
            own[1] += u[1]
        meat = [[sum(u[j] * u[k] for u in sums.values()) for k in (0, 1)] for j in (0, 1)]
        return [math.sqrt(sum(v[j][k] * meat[k][l] * v[l][j] for k in (0, 1) for l in (0, 1)))
                for j in (0, 1)]


def check_coefficients(said, cox, errors):
    level = f"g={'B' if Cox.base(cox.rows) == 'A' else 'A'}"
    for name, b, e in zip(("x", level), cox.b, errors):
        row = next((r for r in said if r["covariate"] == name), None)
        if row is None:
            raise Wrong(f"hazard: no row of {name}")
        same(f"coefficient of {name}", row["coef"], b)
        same(f"error of {name}", row["std_error"], e)


BASIC = ("hazard", "-q", "--time", "t", "--event", "e", "--entry", "b", "--covariates", "x,g")


def has_top(cox):
    """A fit that is far from running away."""
    return cox.found and max(cox.variance()[j][j] for j in (0, 1)) < 30


def hazard(rng):
    lives = Lives(rng)
    strata = rng.random() < 0.5
    cox = Cox(lives.many(), lambda r: r["s"] if strata else "")
    if len({r["g"] for r in lives.rows}) < 2 or not has_top(cox):
        return
    options = ["--weight", "w"] + (["--strata", "s"] if strata else [])
    said, why = ask(*BASIC, *options, "t.csv", table=lives.table())
    if said is None:
        raise Wrong(why)
    v = cox.variance()
    check_coefficients(said, cox, [math.sqrt(v[j][j]) for j in (0, 1)])
    said, why = ask(*BASIC, *options, "--summary", "t.csv", table=lives.table())
    same("loglik", said[0]["loglik"], cox.loglik)
    check_score(rng, lives, cox, options, strata)


def check_score(rng, lives, cox, options, strata):
    horizon = rng.choice([1, 2, 3.5])
    table = lives.table()
    with open("n.csv", "w") as f:
        f.write(table)
    said, why = ask(*BASIC, *options, "--score", "n.csv", "--horizon", str(horizon),
                    "--save-model", "m.csv", "t.csv", table=table)
    if said is None:
        raise Wrong(why)
    here = [r for r in lives.rows if not r["e"]]
    if [r["id"] for r in here] != [r["customer_id"] for r in said]:
        raise Wrong("score: other customers")
    survivals = []
    for r, row in zip(here, said):
        x = (r["x"], float(r["g"] != Cox.base(cox.rows)))
        times = [(t, h) for (s, t), h in cox.jumps.items() if s == cox.key(r)]
        told = None
        if times and r["t"] + horizon <= max(t for t, _ in times):
            told = math.exp(-sum(h for t, h in times if r["t"] < t <= r["t"] + horizon) *
                            math.exp(x[0] * cox.b[0] + x[1] * cox.b[1]))
        same("survival", row["survival"], told)
        survivals.append(row["survival"])
    ranked = sorted(float(s) for s in survivals if s)
    for s, row in zip(survivals, said):
        first = ranked.index(float(s)) + 1 if s else 0
        decile = "" if not s else str(1 if first == 1 else -(-10 * first // len(ranked)))
        if row["decile"] != decile:
            raise Wrong(f"decile {row['decile']}, and should be {decile}")
    again, why = ask("hazard", "-q", "--time", "t", "--event", "e", "--entry", "b", "--model",
                     "m.csv", "--horizon", str(horizon), "t.csv", table=table)
    if again != said:
        raise Wrong(f"the saved model says something else: {why}")


def cluster(rng):
    lives = Lives(rng, ties=False)
    cox = Cox(lives.rows, lambda r: "")
    if len({r["g"] for r in lives.rows}) < 2 or not has_top(cox):
        return
    said, why = ask(*BASIC, "--cluster", "k", "t.csv", table=lives.table())
    if said is None:
        raise Wrong(why)
    check_coefficients(said, cox, cox.robust(lambda r: r["k"]))


# projection

def bdw(rng):
    a, b, c = math.exp(rng.gauss(-0.5, 0.7)), math.exp(rng.gauss(0.7, 0.7)), math.exp(rng.gauss(0.2, 0.3))

    def survival(p, t):
        a, b, x = p[0], p[1], t ** p[2] if t else 0
        return math.exp(math.lgamma(b + x) - math.lgamma(a + b + x) -
                        math.lgamma(b) + math.lgamma(a + b))

    ages = rng.randint(4, 12)
    left = [round(1000 * survival((a, b, c), t) * math.exp(rng.gauss(0, 0.002))) for t in range(ages)]
    left[0] = 1000
    if any(x <= y for x, y in zip(left, left[1:])):
        return

    def loglik(p):
        s = [survival(p, t) for t in range(ages)]
        return sum((n - m) * math.log(u - v) for n, m, u, v in zip(left, left[1:], s, s[1:])) + \
            left[-1] * math.log(s[-1])

    table = "age,survivors\n" + "".join(f"{t},{n}\n" for t, n in enumerate(left))
    said, why = ask("projection", "--model", "bdw", "--params", "t.csv", table=table)
    if said is None:
        if "runs to" not in why:
            raise Wrong(why)
        return
    told = {r["parameter"]: float(r["value"]) for r in said}
    best = (told["alpha"], told["beta"], told["c"])
    same("loglik", str(told["loglik"]), loglik(best), 1e-9)
    for j in range(3):
        for f in (0.999, 1.001):
            near = [v * f if i == j else v for i, v in enumerate(best)]
            if loglik(near) > told["loglik"] + 1e-7:
                raise Wrong(f"bdw: {near} is likelier than {best}")
    rows, why = ask("projection", "--model", "bdw", "--horizon", "20", "t.csv", table=table)
    for row in rows:
        same("projected", row["projected"], 1000 * survival(best, int(row["age"])), 1e-7)


program = sys.argv[1]
instances = int(sys.argv[2]) if len(sys.argv) > 2 else 100
seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
for i in range(instances):
    for verb in (movements, difference, hazard, cluster, bdw):
        try:
            verb(random.Random(f"{seed} {i} {verb.__name__}"))
        except Wrong as e:
            print(f"instance {i} of seed {seed}: {verb.__name__}: {e}; the table is t.csv")
            sys.exit(1)
print(f"{instances} instances: all as the definitions call for")
