#!/usr/bin/env python3
"""incidence -- rt-churn incidence told a second time, slowly.

    incidence.py RT-CHURN [SETS [SEED]]

Random customers with reasons, groups, strata, weights and ties.  The incidence is
summed up over times, as Aalen and Johansen have it; its variance is the sum of the
squares of what each customer moves it by (the infinitesimal jackknife), row by row of
the weight; Gray's test is written with all its matrices, as in his paper, ties as in his
program.
"""
import csv
import io
import math
import os
import random
import subprocess
import sys
import tempfile

Z = 1.959963984540054


def customers(rng):
    n = rng.choice([6, 12, 25, 40])
    groups, strata, reasons = rng.randint(1, 4), rng.randint(1, 2), rng.randint(1, 3)
    times = rng.choice([4, 12, 40, 0])
    rows = []
    for _ in range(n):
        time = rng.randint(0, times) if times else round(rng.expovariate(.1), 3)
        why = rng.randint(0, reasons)
        rows.append((time, "r%d" % why if why else "", "g%d" % rng.randrange(groups),
                     "s%d" % rng.randrange(strata), rng.choice([1, 1, 1, 2, 3])))
    return rows


def repeated(rows):
    return [r for r in rows for _ in range(r[4])]


def curve(rows, reason):
    """(time, at risk, leavers, incidence, error) at each time at which anybody left."""
    moved = [0.0] * len(rows)          # the incidence, by each customer
    log_moved = [0.0] * len(rows)      # the log of the survival just before
    incidence, survival, out = 0.0, 1.0, []
    for now in sorted({r[0] for r in rows if r[1]}):
        here = [r[0] >= now for r in rows]
        n = sum(here)
        gone = [r[0] == now and r[1] != "" for r in rows]
        mine = [g and r[1] == reason for g, r in zip(gone, rows)]
        d, k = sum(gone), sum(mine)
        for i in range(len(rows)):
            moved[i] += survival * k / n * log_moved[i]
            if here[i]:
                moved[i] += survival * (mine[i] - k / n) / n
                if n > d:
                    log_moved[i] -= (gone[i] * n - d) / (n * (n - d))
        incidence += survival * k / n
        survival *= (n - d) / n
        out.append((now, n, k, incidence, math.sqrt(math.fsum(m * m for m in moved))))
    return out


def limits(x, error):
    if x <= 1e-12 or x >= 1 - 1e-12:
        return None, None
    power = math.exp(Z * error / x / -math.log(x))
    return x ** power, x ** (1 / power)


class Side:
    def __init__(self, at_risk):
        self.at_risk, self.km, self.share = at_risk, 1.0, 0.0


def gray_stratum(rows, reason, names, score, variance):
    n = len(names)
    side = [Side(sum(r[2] == g for r in rows)) for g in names]
    integral = [[0.0] * n for _ in range(n)]
    parts = []                         # (group, its row of w, size, variance of a jump)
    share = 0.0
    expected = [False] * n
    for now in sorted({r[0] for r in rows}):
        own = [sum(r[0] == now and r[1] == reason and r[2] == g for r in rows) for g in names]
        other = [sum(r[0] == now and r[1] not in ("", reason) and r[2] == g for r in rows)
                 for g in names]
        going = [sum(r[0] == now and r[2] == g for r in rows) for g in names]
        d = sum(own)
        after = [s.km * (s.at_risk - o - t) / s.at_risk if s.at_risk else s.km
                 for s, o, t in zip(side, own, other)]
        weight = [s.at_risk / s.km if s.at_risk else 0.0 for s in side]
        total, new_share = sum(weight), share
        a = [[0.0] * n for _ in range(n)]
        if d:
            base = sum(w * (1 - s.share) for w, s in zip(weight, side))
            new_share = share + d / total
            for i in range(n):
                score[i] += own[i] - d * weight[i] * (1 - side[i].share) / base
                expected[i] |= 0 < weight[i] < total
                for k in range(n):
                    a[i][k] = weight[i] * ((i == k) - weight[k] / total)
                    if a[i][k] != 0:
                        integral[i][k] += a[i][k] * d / (total * (1 - share))
        for k, s in enumerate(side):
            if d and s.at_risk:
                size = 1 - (1 - new_share) / after[k] if after[k] > 0 else 1.0
                tied = (d - 1) / (total * s.km - 1) if d > 1 else 0.0
                parts.append((k, [a[i][k] - size * integral[i][k] for i in range(n)], size,
                              (1 - tied) * s.km * d / (total * s.at_risk)))
            if other[k] and after[k] > 0:
                size = (1 - new_share) / after[k]
                tied = (other[k] - 1) / (s.at_risk - 1) if other[k] > 1 else 0.0
                parts.append((k, [-size * integral[i][k] for i in range(n)], size,
                              (1 - tied) * s.km ** 2 * other[k] / s.at_risk ** 2))
        for k, s in enumerate(side):
            if s.at_risk:
                s.share += s.km * own[k] / s.at_risk
            s.km = after[k]
            s.at_risk -= going[k]
        share = new_share
    for k, w, size, jump in parts:
        w = [x + size * integral[i][k] for i, x in enumerate(w)]
        for i in range(n):
            for j in range(n):
                variance[i][j] += w[i] * w[j] * jump
    return expected


def solve(matrix, vector):
    """x' M^-1 x, None where M is no covariance; and how near it is to that."""
    n = len(vector)
    m = [row[:] + [x] for row, x in zip(matrix, vector)]
    least = 1.0
    for i in range(n):
        pivot = m[i][i] / max(matrix[i][i], 1e-300)
        if pivot < 1e-6:
            return None, max(pivot, 0)
        least = min(least, pivot)
        for r in range(n):
            if r != i:
                q = m[r][i] / m[i][i]
                m[r] = [x - q * y for x, y in zip(m[r], m[i])]
    return sum(x * m[i][n] / m[i][i] for i, x in enumerate(vector)), least


def gray(rows, reason, names):
    n = len(names)
    score, variance = [0.0] * n, [[0.0] * n for _ in range(n)]
    used = [False] * n
    for stratum in sorted({r[3] for r in rows}):
        part = gray_stratum([r for r in rows if r[3] == stratum], reason, names, score,
                            variance)
        used = [x or y for x, y in zip(used, part)]
    keep = [i for i in range(n) if used[i]][:-1]
    if not keep:
        return None, 0, 1.0
    chi2, near = solve([[variance[i][j] for j in keep] for i in keep],
                       [score[i] for i in keep])
    return chi2, len(keep), near


def ask(program, path, *more):
    out = subprocess.run([program, "incidence", "-q", "--time", "t", "--event", "e",
                          "--reason", "r", "--by", "g", "--weight", "w", *more, path],
                         check=True, stdout=subprocess.PIPE, text=True).stdout
    return list(csv.DictReader(io.StringIO(out)))


def differ(text, number):
    if number is None:
        return text != ""
    return text == "" or abs(float(text) - number) > 1e-9 * max(1.0, abs(number))


def check_curves(rows, reasons, names, got):
    at = iter(got)
    for g in names:
        own = repeated([r for r in rows if r[2] == g])
        for why in reasons:
            for now, n, k, x, error in curve(own, why):
                row = next(at)
                low, high = limits(x, error)
                if (row["g"], row["reason"], float(row["time"]), int(row["at_risk"]),
                    int(row["events"])) != (g, why, now, n, k) or \
                        differ(row["incidence"], x) or differ(row["ci_low"], low) or \
                        differ(row["ci_high"], high) or \
                        abs(float(row["std_error"]) - error) > 1e-8:
                    return "%r is not %r" % (row, (g, why, now, n, k, x, error, low, high))
    return None if next(at, None) is None else "a row too many"


def check_summary(rows, reasons, names, got):
    at = iter(got)
    try:
        tests = {why: gray(repeated(rows), why, names) for why in reasons}
    except ZeroDivisionError:          # all of the pooled customers are gone, and some stay
        return None
    for g in names:
        own = repeated([r for r in rows if r[2] == g])
        for why in reasons:
            row, (chi2, df, near) = next(at), tests[why]
            steps = curve(own, why)
            if (row["g"], row["reason"], int(row["n"]), int(row["events"])) != \
                    (g, why, len(own), sum(r[1] == why for r in own)) or \
                    differ(row["incidence"], steps[-1][3] if steps else 0.0):
                return "%r" % row
            if chi2 is None and near > 1e-12:
                continue               # on the edge of no answer
            if differ(row["chi2"], chi2) or row["df"] != (str(df) if chi2 is not None else ""):
                return "%r is not %r %r" % (row, chi2, df)
    return None if next(at, None) is None else "a row too many"


def main():
    program = sys.argv[1]
    sets = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 16)
    tested = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "t.csv")
        for number in range(sets):
            rows = customers(rng)
            with open(path, "w") as f:
                print("id,t,e,r,g,s,w", file=f)
                for i, (t, why, g, s, w) in enumerate(rows):
                    print(i, t, int(why != ""), why, g, s, w, sep=",", file=f)
            reasons = list(dict.fromkeys(r[1] for r in rows if r[1]))
            names = list(dict.fromkeys(r[2] for r in rows))
            summary = ask(program, path, "--summary", "--strata", "s")
            tested += any(r["chi2"] for r in summary)
            wrong = check_curves(rows, reasons, names, ask(program, path)) or \
                check_summary(rows, reasons, names, summary)
            if wrong:
                print("set %d: %s" % (number, wrong))
                return 1
    if tested < sets / 2:
        print("too few sets have a test:", tested)
        return 1
    print("%d sets are as they were told a second time" % sets)
    return 0


if __name__ == "__main__":
    sys.exit(main())
