#!/usr/bin/env python3
"""mornings -- forty mornings of rt-schedule, each going on from the last plan.

    mornings.py RT-SCHEDULE FIRST-DAY [MORNINGS [SEED]]

Orders come and are resolved, customers refuse, a manager is on leave and another
is gone; what is planned for a day is made, and recorded at once or a day later.
After each plan: --check is silent, every order that came in is in one row, nobody
is contacted who refuses or too soon, no event has two UIDs and no UID two
events, and a calendar that took in all files so far shows the plan.
"""
import csv
import datetime as dt
import io
import os
import random
import re
import subprocess
import sys
import tempfile

GAP = {"supreme": 1, "gold": 2, "vip": 3, "standard": 7}
FREE = ("service", "crisis")


class World:
    def __init__(self, program, folder, first, seed):
        self.program, self.folder, self.rng = program, folder, random.Random(seed)
        self.day, self.number = first, 0
        self.managers = {"ma": [], "mb": [], "mc": []}
        self.customers = {"C%02d" % i: {"manager": self.rng.choice(["ma", "mb", "mc", ""]),
                                        "refuses": "", "tier": self.rng.choice(list(GAP))}
                          for i in range(60)}
        self.open, self.made, self.recorded, self.late = {}, [], [], []
        self.calendar = {}       # UID: (customer, date, start) or None
        self.ids = {}            # contact_id: customer
        self.plan = None

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, header, rows):
        with open(self.path(name), "w", newline="") as f:
            csv.writer(f, lineterminator="\n").writerows([header.split(",")] + rows)

    def new_orders(self):
        r = self.rng
        for _ in range(r.randint(4, 14)):
            self.number += 1
            due = dt.datetime.combine(self.day + dt.timedelta(r.randint(0, 9)), dt.time(12))
            self.open["w%04d" % self.number] = [
                r.choice(list(self.customers)) if r.random() < 0.98 else "",
                "t", r.choice(["care", "care", "marketing", "service"]),
                r.choice(["L1", "L2", "L3"]), self.day.isoformat(), due.isoformat()[:16],
                r.choice(["call", "call", "call", "sms", "visit"]), "new",
                "control" if r.random() < 0.03 else "treat"]

    def change(self, morning):
        r = self.rng
        for id in list(self.open):
            if r.random() < 0.04:
                self.open[id][7] = "resolved"
            elif self.open[id][7] == "resolved":
                del self.open[id]
        if r.random() < 0.4:
            who = self.customers[r.choice(list(self.customers))]
            who["refuses"] = r.choice(["yes", "call", "", "visit;sms"])
        if morning == 5:
            self.managers["mb"] = [self.day + dt.timedelta(i) for i in range(7)]
        if morning == 20:
            del self.managers["mc"]

    def tables(self):
        self.write("o.csv", "workorder_id,customer_id,trigger,category,level,fired_on,due,"
                   "channel,state,arm", [[id, *o] for id, o in self.open.items()])
        self.write("c.csv", "customer_id,manager,do_not_disturb",
                   [[n, c["manager"], c["refuses"]] for n, c in self.customers.items()])
        self.write("t.csv", "customer_id,tier,rank",
                   [[n, c["tier"], 1] for n, c in self.customers.items()])
        self.write("m.csv", "manager,days_off",
                   [[n, ";".join(map(str, off))] for n, off in self.managers.items()])
        self.write("h.csv", "customer_id,time,channel", self.recorded)

    def run(self, *more):
        before = self.plan and [self.how, self.path(self.plan)] or []
        return subprocess.run(
            [self.program, "-q", "--as-of", self.now, "--calls-per-day", "3",
             "--visits-per-day", "1", "--customers", self.path("c.csv"), "--tiers",
             self.path("t.csv"), "--managers", self.path("m.csv"), "--history",
             self.path("h.csv"), *before, *more, self.path("o.csv")],
            capture_output=True, text=True)

    def plan_day(self, morning):
        self.now = self.day.isoformat() + ("T08:00" if morning % 3 else "")
        self.how = "--near" if morning % 2 else "--pin"
        name = "plan%02d.csv" % morning
        ran = self.run("--output", self.path(name))
        assert ran.returncode == 0, ran.stderr
        rows = list(csv.DictReader(open(self.path(name))))
        for with_before in (True, False):
            old = self.plan
            self.plan = old if with_before else None
            ran = self.run("--check", self.path(name))
            self.plan = old
            assert ran.returncode == 0 and ran.stdout == "line,rule,customer_id,detail\n", \
                (morning, self.now, self.how, with_before, ran.stdout + ran.stderr)
        self.judge(rows)
        self.take_calendar(rows)
        self.plan = name
        return rows

    def judge(self, rows):
        listed = sorted(id for r in rows for id in r["workorders"].split(";"))
        assert listed == sorted(self.open), "lost"
        for r in rows:
            assert bool(r["contact_id"]) == (r["reason"] not in ("control", "resolved", "refused"))
            if r["contact_id"]:
                assert self.ids.setdefault(r["contact_id"], r["customer_id"]) == r["customer_id"]
        assert len({r["contact_id"] for r in rows if r["contact_id"]}) == \
            sum(r["contact_id"] != "" for r in rows)
        for r in rows:
            if r["status"] != "planned" or not r["customer_id"]:
                continue
            who = self.customers[r["customer_id"]]
            kinds = r["category"].split(" | ")
            assert r["date"] >= self.day.isoformat()
            assert r["channel"] not in who["refuses"].split(";"), r
            assert who["refuses"] != "yes" or set(kinds) <= set(FREE), r
            if not set(kinds) & set(FREE):
                for customer, date in self.made:
                    if customer == r["customer_id"]:
                        apart = dt.date.fromisoformat(r["date"]) - date
                        assert apart.days >= GAP[who["tier"]], (r, date)
            if r["channel"] in ("call", "visit"):
                assert dt.date.fromisoformat(r["date"]) not in self.managers[r["manager"]], r

    def take_calendar(self, rows):
        text = self.run("--format", "ics").stdout.replace("\r\n ", "").replace("\r\n", "\n")
        told = set()
        for event in re.findall(r"BEGIN:VEVENT\n(.*?)END:VEVENT", text, re.S):
            uid = re.search(r"^UID:(.*)$", event, re.M)[1]
            assert uid not in told, "a UID twice"
            told.add(uid)
            at = dt.datetime.strptime(re.search(r"^DTSTART:(.*)Z$", event, re.M)[1],
                                      "%Y%m%dT%H%M%S") + dt.timedelta(hours=8)
            who = re.search(r"^SUMMARY:(.*)$", event, re.M)[1].split(" ")[1:]
            self.calendar[uid] = None if "STATUS:CANCELLED" in event else \
                ("".join(who), at.date().isoformat(), at.strftime("%H:%M"))
        shown = sorted(e for e in self.calendar.values() if e and e[1] >= self.day.isoformat())
        planned = sorted((r["customer_id"], r["date"], r["start"]) for r in rows
                         if r["status"] == "planned")
        assert shown == planned, (self.now, set(shown) ^ set(planned))

    def make(self, rows):
        """The contacts of the day are made, most recorded at once, some a day later."""
        self.recorded += self.late
        self.late = []
        for r in rows:
            if r["date"] != self.day.isoformat():
                continue
            if r["customer_id"]:
                self.made.append((r["customer_id"], self.day))
                row = [r["customer_id"], r["date"] + "T" + r["start"], r["channel"]]
                (self.recorded if self.rng.random() < 0.8 else self.late).append(row)
            for id in r["workorders"].split(";"):
                if self.rng.random() < 0.9:
                    self.open.pop(id)


def main():
    program, first = sys.argv[1], dt.date.fromisoformat(sys.argv[2])
    mornings = int(sys.argv[3]) if len(sys.argv) > 3 else 40
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    planned = 0
    with tempfile.TemporaryDirectory() as folder:
        world = World(program, folder, first, seed)
        for morning in range(mornings):
            world.new_orders()
            world.change(morning)
            world.tables()
            rows = world.plan_day(morning)
            planned += sum(r["date"] == world.day.isoformat() for r in rows)
            world.make(rows)
            world.day += dt.timedelta(1)
    print("%d mornings, %d contacts made: all sound" % (mornings, planned))


if __name__ == "__main__":
    main()
