#!/usr/bin/env python3
"""near -- rt-schedule --near against enumeration.

    near.py RT-SCHEDULE [INSTANCES [SEED]]

Makes small random instances (see schedule.py), plans some of the orders,
moves some of the rows about, and plans all of the orders near to that; in every
second one some customers were tried in vain.  For each manager, visits and then
calls, every way of dealing out the slots is weighed: weight on time, then weight
placed, then who stands where he stood, then how many are placed, then how many are
tried again in the other half of the day, then how few old calls lose their place to
a visit.
"""
import csv
import datetime as dt
import io
import os
import random
import sys
import tempfile

import schedule as brute

MOST = 14   # slots of a group that are enumerated


def text(minute):
    return "%02d:%02d" % divmod(minute, 60)


def minutes(clock):
    return int(clock[:2]) * 60 + int(clock[3:])


def read(plan):
    return list(csv.DictReader(io.StringIO(plan)))


def disturbed(case, plan):
    """The plan with some of its rows at another time, and by another manager."""
    rows = read(plan)
    for r in rows:
        if r["status"] == "planned" and r["channel"] in brute.MINUTES and \
                case.rng.random() < 0.3:
            length = brute.MINUTES[r["channel"]]
            start = case.rng.choice(brute.cut([], length))
            r["date"] = case.rng.choice(case.days).isoformat()
            r["start"], r["end"] = text(start), text(start + length)
        if r["manager"] and case.rng.random() < 0.1:
            r["manager"] = case.rng.choice(list(case.managers))
    out = io.StringIO()
    w = csv.DictWriter(out, rows[0].keys() if rows else plan.strip().split(","),
                       lineterminator="\n")
    w.writeheader()
    w.writerows(rows)
    return rows, out.getvalue()


def place_of(row):
    return row["date"], row["start"], row["manager"]


class Group:
    """The contacts of one manager and channel, and the slots there are."""

    def __init__(self, case, old, rows, manager, channel, taken):
        odd = [r for r in rows if r["status"] == "planned" and r["customer_id"] and
               r["manager"] == manager and r["channel"] == channel and brute.is_odd(
                   case.customers[r["customer_id"]]["quiet"], brute.MINUTES[channel])]
        self.used = {d: sum(r["date"] == d.isoformat() for r in odd) for d in case.days}
        taken = {d: sorted(taken.get(d, []) + [
            (minutes(r["start"]), minutes(r["end"])) for r in odd
            if r["date"] == d.isoformat()]) for d in case.days}
        self.case, self.manager, self.channel = case, manager, channel
        self.length = brute.MINUTES[channel]
        self.slots = [(d, s) for d in case.days if d not in case.managers[manager]["off"]
                      for s in brute.cut(taken.get(d, []), self.length)]
        self.rows = [r for r in rows if r["customer_id"] and r["manager"] == manager and
                     not brute.is_odd(case.customers[r["customer_id"]]["quiet"], self.length) and
                     r["channel"] == channel and
                     (r["status"] == "planned" or r["reason"] in ("quiet", "cap", "capacity"))]
        self.old = {r["customer_id"]: place_of(r) for r in old if r["status"] == "planned"}
        self.calls = []

    def may(self, row, slot):
        day, start = slot
        who = self.case.customers[row["customer_id"]]
        free = any(c in brute.FREE for c in row["category"].split(" | "))
        tried = self.case.attempts.get(row["customer_id"], [])
        at = dt.datetime.combine(day, dt.time(start // 60, start % 60))
        if any(at < t + dt.timedelta(hours=4) for t in tried) or \
                sum(t.date() == day for t in tried) >= 2:
            return False
        return not brute.touches(who["quiet"], start, start + self.length) and \
            (free or brute.allowed(self.case.history[row["customer_id"]],
                                   brute.CONTACT[who["tier"]], day))

    def other_half(self, row, start):
        tried = self.case.attempts.get(row["customer_id"], [])
        return int(not tried or (tried[-1].hour < 12) != (start < 720))

    def worth(self, row, slot):
        day, start = slot
        weight = int(row["weight"])
        return (weight if day <= dt.date.fromisoformat(row["due"][:10]) else 0, weight,
                int(self.old.get(row["customer_id"]) ==
                    (day.isoformat(), text(start), self.manager)), 1,
                self.other_half(row, start),
                -sum(d == day and brute.overlap(a, b, start, start + self.length)
                     for d, a, b in self.calls))

    def old_calls(self, calls):
        """Where the calls of the manager stood that could stay there."""
        for r in calls.rows:
            date, start, manager = self.old.get(r["customer_id"], ("", "", ""))
            if manager == self.manager and date:
                slot = dt.date.fromisoformat(date), minutes(start)
                if slot[0] in {d for d, _ in self.slots} and calls.may(r, slot):
                    self.calls.append((slot[0], slot[1], slot[1] + calls.length))

    def best(self):
        number = self.case.number(self.manager, self.channel)
        of_day = [(day, sum(1 << i for i, (d, _) in enumerate(self.slots) if d == day))
                  for day in self.case.days]
        states = {0: (0,) * 6}
        for r in self.rows:
            options = [(1 << i, self.worth(r, s)) for i, s in enumerate(self.slots)
                       if self.may(r, s)]
            new = dict(states)
            for mask, worth in states.items():
                for bit, more in options:
                    if mask & bit or any(bin((mask | bit) & m).count("1") > number - self.used[d]
                                         for d, m in of_day):
                        continue
                    total = tuple(a + b for a, b in zip(worth, more))
                    if new.get(mask | bit, (-1,)) < total:
                        new[mask | bit] = total
            states = new
        return max(states.values())

    def got(self):
        total = (0,) * 6
        for r in self.rows:
            if r["status"] == "planned":
                slot = dt.date.fromisoformat(r["date"]), minutes(r["start"])
                assert slot in self.slots and self.may(r, slot), r
                total = tuple(a + b for a, b in zip(total, self.worth(r, slot)))
        return total


def compare(case, old, rows, numbers=6):
    """How many groups were weighed; dies where one could be better in the first numbers."""
    weighed = 0
    for manager in case.managers:
        taken = {}
        for r in rows:
            if r["status"] == "planned" and r["channel"] == "visit" and \
                    r["manager"] == manager and r["customer_id"]:
                taken.setdefault(dt.date.fromisoformat(r["date"]), []).append(
                    (minutes(r["start"]), minutes(r["end"])))
        visits = Group(case, old, rows, manager, "visit", {})
        calls = Group(case, old, rows, manager, "call", {d: sorted(t) for d, t in taken.items()})
        visits.old_calls(calls)
        for g in visits, calls:
            if len(g.slots) > MOST and len(g.rows) > 4:
                continue
            assert g.got()[:numbers] == g.best()[:numbers], (manager, g.channel, g.got(), g.best(), g.rows)
            weighed += len(g.rows) > 0
    return weighed


def try_some(case):
    """Attempts in vain of some customers, of which some bar the first day."""
    for name in case.customers:
        if case.rng.random() < 0.5:
            case.attempts[name] = sorted({
                dt.datetime.combine(case.start - dt.timedelta(case.rng.choice([0, 1, 5])),
                                    dt.time(case.rng.choice([5, 10, 15])))
                for _ in range(case.rng.choice([1, 2, 2]))})


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    weighed = stayed = again = 0
    for i in range(seed, seed + count):
        case = brute.Case(random.Random(i))
        orders = case.orders
        brute.WINDOWS = [(540, 570), (840, 855) if i % 2 else (600, 615)]
        if i % 2:
            try_some(case)
        with tempfile.TemporaryDirectory() as folder:
            case.orders = [o for o in orders if case.rng.random() < 0.7]
            case.tables(folder)
            old, plan = disturbed(case, brute.run(program, folder, case).stdout)
            with open(os.path.join(folder, "old.csv"), "w") as f:
                f.write(plan)
            case.orders = [o for o in orders if case.rng.random() < 0.9]
            case.tables(folder)
            near = "--near", os.path.join(folder, "old.csv")
            ran = brute.run(program, folder, case, *near)
            assert ran.returncode == 0, ran.stderr
            rows = read(ran.stdout)
            try:
                weighed += compare(case, old, rows)
            except AssertionError:
                print("seed %d" % i)
                raise
            places = {place_of(r) for r in old if r["status"] == "planned"}
            stayed += sum(r["status"] == "planned" and place_of(r) in places for r in rows)
            # Without a plan before as much is on time, whoever is tried again.
            compare(case, [], read(brute.run(program, folder, case).stdout), 1)
            again += sum(r["status"] == "planned" and r["customer_id"] in case.attempts
                         for r in rows)
            with open(os.path.join(folder, "new.csv"), "w") as f:
                f.write(ran.stdout)
            ran = brute.run(program, folder, case, "--check", os.path.join(folder, "new.csv"))
            assert ran.returncode == 0, (i, ran.stdout + ran.stderr)
            case.orders.reverse()
            case.tables(folder)
            assert brute.run(program, folder, case, *near).stdout == \
                open(os.path.join(folder, "new.csv")).read(), i
    print("%d instances, %d groups weighed, %d contacts stayed, %d were tried again: "
          "none could be better" % (count, weighed, stayed, again))


if __name__ == "__main__":
    main()
