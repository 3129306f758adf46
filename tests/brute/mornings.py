#!/usr/bin/env python3
"""mornings -- forty mornings of rt-schedule, each going on from the last plan.

    mornings.py RT-SCHEDULE FIRST-DAY [MORNINGS [SEED]]

Orders come and are resolved, customers refuse and leave, a manager is on leave,
another away for an afternoon, a third leaves; what is planned for a day is made,
tried in vain or left undone, and recorded at once or a day later, and some days are
planned again at noon.  After each plan: --check is silent, every order that came in
is in one row, nobody is contacted who refuses, left, or too soon, what was tried in
vain goes on as the same contact, no event has two UIDs and no UID two events, and a
calendar that took in all files so far shows the plan.
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

try:
    import icalendar
except ImportError:
    icalendar = None

GAP = {"supreme": 1, "gold": 2, "vip": 3, "standard": 7}
FREE = ("service", "crisis")


def absence(start, end):
    """As a table has it: whole days, or times."""
    if start.hour == end.hour == 0:
        return "%s/%s" % (start.date(), end.date() - dt.timedelta(1))
    return "%s/%s" % (start.isoformat(" ")[:16], end.isoformat(" ")[:16])


class World:
    def __init__(self, program, folder, first, seed):
        self.program, self.folder, self.rng = program, folder, random.Random(seed)
        self.day, self.number = first, 0
        self.managers = {n: {"off": [], "left": None, "deputy": d}
                         for n, d in (("ma", "mb;mc"), ("mb", "mc"), ("mc", "ma"))}
        self.customers = {"C%02d" % i: {"manager": self.rng.choice(["ma", "mb", "mc", ""]),
                                        "refuses": "", "left": None, "tier": self.rng.choice(list(GAP))}
                          for i in range(60)}
        self.open, self.made, self.recorded, self.late = {}, [], [], []
        self.goes_on = {}        # customer: contact_id of what was tried in vain
        self.counts = {}
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
                "t", r.choice(["care", "care", "marketing", "service", "recovery"]),
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
        if r.random() < 0.1:
            self.customers[r.choice(list(self.customers))]["left"] = self.day
        midnight = dt.datetime.combine(self.day, dt.time())
        if morning == 5:
            self.managers["mb"]["off"] = [(midnight, midnight + dt.timedelta(7))]
        if morning == 12:
            self.managers["ma"]["off"] = [(midnight + dt.timedelta(1, 12 * 3600),
                                           midnight + dt.timedelta(1, 18 * 3600))]
        if morning == 20:
            self.managers["mc"]["left"] = self.day

    def tables(self):
        self.write("o.csv", "workorder_id,customer_id,trigger,category,level,fired_on,due,"
                   "channel,state,arm", [[id, *o] for id, o in self.open.items()])
        self.write("c.csv", "customer_id,manager,do_not_disturb,left",
                   [[n, c["manager"], c["refuses"], c["left"] or ""]
                    for n, c in self.customers.items()])
        self.write("t.csv", "customer_id,tier,rank",
                   [[n, c["tier"], 1] for n, c in self.customers.items()])
        self.write("m.csv", "manager,days_off,left,deputy",
                   [[n, ";".join(absence(*off) for off in m["off"]), m["left"] or "",
                     m["deputy"]] for n, m in self.managers.items()])
        self.write("h.csv", "customer_id,time,channel,outcome,contact_id", self.recorded)

    def run(self, *more):
        before = self.plan and [self.how, self.path(self.plan)] or []
        return subprocess.run(
            [self.program, "-q", "--as-of", self.now, "--calls-per-day", "3",
             "--visits-per-day", "1", "--customers", self.path("c.csv"), "--tiers",
             self.path("t.csv"), "--managers", self.path("m.csv"), "--history",
             self.path("h.csv"), *before, *more, self.path("o.csv")],
            capture_output=True, text=True)

    def plan_day(self, morning, time):
        self.tables()
        self.now = self.day.isoformat() + time
        self.how = "--near" if morning % 2 else "--pin"
        name = "plan%02d%s.csv" % (morning, time[1:3])
        # At noon what is over is kept, as some of it is recorded a day later only.
        past = ["--keep-past"] if time == "T13:00" else []
        ran = self.run("--output", self.path(name), *past)
        assert ran.returncode == 0, ran.stderr
        rows = [r for r in csv.DictReader(open(self.path(name))) if r["status"] != "past"]
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
            assert bool(r["contact_id"]) == (r["reason"] not in (
                "control", "resolved", "left", "refused"))
            if r["contact_id"]:
                assert self.ids.setdefault(r["contact_id"], r["customer_id"]) == r["customer_id"]
        assert len({r["contact_id"] for r in rows if r["contact_id"]}) == \
            sum(r["contact_id"] != "" for r in rows)
        for r in rows:
            if r["status"] == "planned" and r["customer_id"]:
                self.judge_contact(r, self.customers[r["customer_id"]])
            if r["contact_id"] and r["customer_id"] in self.goes_on:
                assert r["contact_id"] == self.goes_on.pop(r["customer_id"]), r
                self.count("goes on")
            self.count(r["reason"].split(";")[0] or r["status"])
        self.goes_on = {}

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def judge_contact(self, r, who):
        kinds = set(r["category"].split(" | "))
        begin = dt.datetime.fromisoformat(r["date"] + "T" + r["start"])
        end = dt.datetime.fromisoformat(r["date"] + "T" + r["end"])
        assert r["date"] >= self.day.isoformat()
        assert r["channel"] not in who["refuses"].split(";"), r
        assert who["refuses"] != "yes" or kinds <= set(FREE), r
        assert not who["left"] or who["left"] > self.day or kinds == {"recovery"}, r
        if not kinds & set(FREE):
            for customer, date in self.made:
                if customer == r["customer_id"]:
                    assert (begin.date() - date).days >= GAP[who["tier"]], (r, date)
        self.judge_outcomes(r, kinds, begin)
        if r["channel"] in ("call", "visit"):
            manager = self.managers[r["manager"]]
            assert not manager["left"] or begin.date() < manager["left"], r
            assert all(end <= a or b <= begin for a, b in manager["off"]), r

    def judge_outcomes(self, r, kinds, begin):
        known = [(dt.datetime.fromisoformat(h[1]), h[3]) for h in self.recorded
                 if h[0] == r["customer_id"]]
        for at, outcome in known:
            if outcome == "拒绝":
                assert (begin.date() - at.date()).days >= 90 or \
                    not kinds & {"care", "marketing"}, (r, at)
        reached = max([at for at, o in known if o in ("接通", "拒绝")],
                      default=dt.datetime(1, 1, 1))
        tried = [at for at, o in known if o in ("no answer", "占线") and at > reached]
        if r["channel"] not in ("call", "visit") or not tried:
            return
        assert begin >= max(tried) + dt.timedelta(hours=4), (r, tried)
        assert sum(at.date() == begin.date() for at in tried) < 2, (r, tried)
        assert sum((begin.date() - at.date()).days < 30 for at in tried) < 5, (r, tried)
        self.count("tried again")

    def take_calendar(self, rows):
        text = self.run("--format", "ics").stdout
        if icalendar:
            events = icalendar.Calendar.from_ical(text).walk("VEVENT")
            assert len({str(e["UID"]) for e in events}) == len(events)
        text = text.replace("\r\n ", "").replace("\r\n", "\n")
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
        shown = sorted(e for e in self.calendar.values()
                       if e and e[1] + "T" + e[2] >= self.now)
        planned = sorted((r["customer_id"], r["date"], r["start"]) for r in rows
                         if r["status"] == "planned")
        assert shown == planned, (self.now, set(shown) ^ set(planned))

    def make(self, rows, first, last):
        """
        The contacts from one time of the day to another are made or tried, most
        recorded at once, some a day later.
        """
        for r in rows:
            if r["date"] != self.day.isoformat() or not first <= r["start"] < last:
                continue
            outcome = self.rng.choice(["接通"] * 6 + ["其他"] + ["no answer", "占线"] * 3 +
                                      ["拒绝", ""])
            if r["customer_id"] in ("C00", "C01", "C02"):
                outcome = "no answer"    # never at home
            if not r["customer_id"] or r["channel"] not in ("call", "visit"):
                outcome = "接通"
            if r["customer_id"]:
                self.record(r, outcome)
            if outcome in ("接通", "其他", "拒绝"):
                for id in r["workorders"].split(";"):
                    if self.rng.random() < 0.9:
                        self.open.pop(id)

    def record(self, r, outcome):
        row = [r["customer_id"], r["date"] + "T" + r["start"], r["channel"], outcome,
               r["contact_id"]]
        if outcome in ("接通", "其他", "拒绝"):
            self.made.append((r["customer_id"], self.day))
        # Of a day that has a record the history tells all: none is late there.
        if self.rng.random() < 0.8 or any(
                h[0] == row[0] and h[1][:10] == r["date"] for h in self.recorded):
            self.recorded.append(row)
            if outcome in ("no answer", "占线", ""):
                self.goes_on[r["customer_id"]] = r["contact_id"]
        else:
            self.late.append(row)
            self.goes_on.pop(r["customer_id"], None)

def main():
    program, first = sys.argv[1], dt.date.fromisoformat(sys.argv[2])
    mornings = int(sys.argv[3]) if len(sys.argv) > 3 else 40
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 2
    planned = 0
    with tempfile.TemporaryDirectory() as folder:
        world = World(program, folder, first, seed)
        for morning in range(mornings):
            world.new_orders()
            world.change(morning)
            late, world.late = world.late, []
            rows = world.plan_day(morning, "T08:00" if morning % 3 else "")
            planned += sum(r["date"] == world.day.isoformat() for r in rows)
            world.make(rows, "00:00", "13:00")
            if morning % 4 == 2:
                world.recorded += late
                late = []
                rows = world.plan_day(morning, "T13:00")
            world.make(rows, "13:00", "24:00")
            world.recorded += late
            world.day += dt.timedelta(1)
    for what in ("tried again", "goes on", "refused", "unreachable", "left", "deputy",
                 "handed-over"):
        assert mornings < 40 or world.counts.get(what), "nobody was %s" % what
    print("%d mornings, %d contacts planned for the day: all sound" % (mornings, planned))


if __name__ == "__main__":
    main()
