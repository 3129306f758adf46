#!/usr/bin/env python3
"""schedule -- rt-schedule against a second telling of its rules.

    schedule.py RT-SCHEDULE [INSTANCES [SEED]]

Makes small random instances, plans each with the program and by trying
everything out, and compares who stands where and why.  Nothing here is
clever: whether contacts fit together is found by trying all slots.
"""
import csv
import datetime as dt
import io
import itertools
import os
import random
import subprocess
import sys
import tempfile

CHANNELS = ["visit", "call", "app", "sms", "email"]
FREE = ("service", "crisis")
CONTACT = {  # tier: weight, per 7 days, per 30 days, gap
    "supreme": (16, 3, 8, 0), "gold": (6, 2, 6, 2), "vip": (3, 2, 4, 3),
    "standard": (1, 1, 3, 7),
}
LEVEL = {"L1": 1, "L2": 2, "L3": 4, "L4": 8}
HOLIDAYS = {dt.date(2026, 1, d) for d in (1, 2, 3)}
WORKDAYS = {dt.date(2026, 1, 4)}
WINDOWS = [(540, 570), (600, 615)]
MINUTES = {"visit": 15, "call": 7}


def works(day):
    return day in WORKDAYS or (day.weekday() < 5 and day not in HOLIDAYS)


def horizon(start, count):
    days, day = [], start
    while len(days) < count:
        if works(day):
            days.append(day)
        day += dt.timedelta(1)
    return days


def overlap(a, b, c, d):
    return a < d and c < b


def touches(quiet, start, end):
    """Whether the slot has a minute in common with hours of any day."""
    return any(overlap(start, end, a + k, b + k)
               for a, b in quiet for k in (-1440, 0, 1440))


def cut(taken, minutes):
    starts = []
    for at, end in WINDOWS:
        while at + minutes <= end:
            busy = [b for a, b in taken if overlap(at, at + minutes, a, b)]
            if busy:
                at = min(busy)
            else:
                starts.append(at)
                at += minutes
    return starts


def pieces(taken, quiet, minutes):
    """Where the time is cut for who has these quiet hours: behind their ends."""
    return cut(taken + [(a + k, b + k) for a, b in quiet for k in (-1440, 0, 1440)], minutes)


def is_odd(quiet, minutes):
    """No slot of an empty day serves, and yet there is time."""
    return all(touches(quiet, s, s + minutes) for s in cut([], minutes)) and \
        bool(pieces([], quiet, minutes))


def allowed(history, caps, day):
    """K01, window by window."""
    _, per7, per30, gap = caps
    for width, most in ((7, per7), (30, per30)):
        for back in range(width):
            first = day - dt.timedelta(back)
            inside = [h for h in history if 0 <= (h - first).days < width]
            if len(inside) >= most:
                return False
    return all(h != day and abs((h - day).days) >= gap for h in history)


class Case:
    """One random instance, as tables and as Python values."""

    def __init__(self, rng):
        r = self.rng = rng
        self.crowded = r.random() < 0.5   # one manager, many calls, little time
        self.odd = 0
        self.start = dt.date(2025, 12, 29) + dt.timedelta(r.randrange(12))
        self.days = horizon(self.start, r.randint(1, 3))
        self.managers = {}
        for name in r.sample(["ma", "mb"], 1 if self.crowded else r.randint(1, 2)):
            self.managers[name] = {
                "region": r.choice(["east", "west", ""]),
                "call": r.choice([1, 2, 6] if self.crowded else [0, 1, 2, 3, None]),
                "visit": r.choice([0, 1, 2, None]),
                "off": [d for d in self.days if r.random() < 0.15],
            }
        self.customers, self.history, self.orders = {}, {}, []
        self.attempts = {}   # customer: times, in order
        for i in range(r.randint(4, 7) if self.crowded else r.randint(1, 6)):
            self.add_customer("c%d" % i)
        if r.random() < 0.2:
            self.add_order("")
        r.shuffle(self.orders)

    def add_customer(self, name):
        r = self.rng
        quiet = r.sample([(540, 555), (555, 570), (600, 615), (563, 610), (1380, 545),
                          (540, 700)], r.choice([0, 0, 1, 2]))
        self.customers[name] = {
            "manager": r.choice(["ma", "mb", "mc", ""]),
            "region": r.choice(["east", "west", ""]),
            "tier": r.choice(list(CONTACT)),
            "quiet": [(a, b if b > a else b + 1440) for a, b in quiet],
            "refuse": [] if self.crowded else r.choice([[], [], [], ["yes"], ["call"], ["visit", "call"],
                                ["sms", "email"], CHANNELS]),
            "channel": r.choice(["", "", "sms", "call"]),
        }
        self.history[name] = [
            self.start + dt.timedelta(r.randint(-31, 12))
            for _ in range(r.choice([0, 0, 0, 1, 2, 4]))]
        for _ in range(r.choice([1, 1, 2])):
            self.add_order(name)

    def add_order(self, customer):
        r = self.rng
        due = dt.datetime.combine(
            self.start + dt.timedelta(r.randint(-1, 4 if self.crowded else 7)), dt.time(r.choice([9, 12])))
        self.orders.append({
            "id": "w%02d" % len(self.orders), "customer": customer, "due": due,
            "category": r.choice(["care", "care", "care", "marketing", "service", "crisis"]),
            "level": r.choice(list(LEVEL)),
            "channel": "call" if self.crowded else
            r.choice(["visit", "visit", "call", "call", "call", "sms", "app"]),
            "state": r.choice(["", "", "new", "still", "resolved"])
            if r.random() < 0.3 else "",
            "arm": "control" if r.random() < 0.07 else r.choice(["", "treat"]),
        })

    def tables(self, folder):
        def write(name, header, rows):
            with open(os.path.join(folder, name), "w", newline="") as f:
                csv.writer(f, lineterminator="\n").writerows([header] + rows)

        def clock(m):
            return "%02d:%02d" % (m // 60 % 24, m % 60)

        write("o.csv", ["workorder_id", "customer_id", "trigger", "category", "level",
                        "due", "channel", "state", "arm"],
              [[o["id"], o["customer"], "t", o["category"], o["level"],
                o["due"].isoformat()[:16], o["channel"], o["state"], o["arm"]]
               for o in self.orders])
        write("c.csv", ["customer_id", "manager", "region", "quiet_hours",
                        "do_not_disturb", "channel"],
              [[n, c["manager"], c["region"],
                ";".join(clock(a) + "-" + clock(b) for a, b in c["quiet"]),
                ";".join(c["refuse"]), c["channel"]] for n, c in self.customers.items()])
        write("t.csv", ["customer_id", "tier", "rank"],
              [[n, c["tier"], 1] for n, c in self.customers.items()])
        write("h.csv", ["customer_id", "time", "channel", "outcome"],
              [[n, d.isoformat() + "T1%d:00" % i, "call", ""]
               for n, days in self.history.items() for i, d in enumerate(days)] +
              [[n, t.isoformat()[:16], "call", "no answer"]
               for n, times in self.attempts.items() for t in times])
        write("m.csv", ["manager", "region", "calls_per_day", "visits_per_day", "days_off"],
              [[n, m["region"], "" if m["call"] is None else m["call"],
                "" if m["visit"] is None else m["visit"],
                ";".join(d.isoformat() for d in m["off"])]
               for n, m in self.managers.items()])
        write("p.csv", ["tier", "weight", "per_7d", "per_30d", "min_gap_days"],
              [[t, *numbers] for t, numbers in CONTACT.items()])

    def number(self, manager, channel):
        n = self.managers[manager][channel]
        return {"call": 2, "visit": 1}[channel] if n is None else n


class Contact:
    def __init__(self, case, name, orders, reason):
        self.case, self.name, self.orders, self.reason = case, name, orders, reason
        c = case.customers.get(name, {"tier": "standard", "quiet": [], "refuse": [],
                                      "channel": "", "manager": "", "region": ""})
        self.caps, self.quiet = CONTACT[c["tier"]], c["quiet"]
        self.weight = sum(self.caps[0] * LEVEL[o["level"]] for o in orders)
        self.due = min(o["due"] for o in orders)
        self.exempt = any(o["category"] in FREE for o in orders)
        self.region = c["region"]
        self.manager = c["manager"] if c["manager"] in case.managers else ""
        self.channel = choose([o["channel"] for o in orders],
                              set(c["refuse"]) - {"yes"}, c["channel"])
        self.assigned, self.day, self.slot, self.next = False, None, None, None

    def key(self):
        return (-self.weight, self.due, self.name, self.orders[0]["id"])

    def may_day(self, day):
        case = self.case
        if self.channel in ("visit", "call") and self.name and \
                day in case.managers[self.manager]["off"]:
            return False
        return self.caps_leave(day)

    def caps_leave(self, day):
        return self.exempt or allowed(self.case.history[self.name], self.caps, day)


def choose(asked, refused, preferred):
    asked = sorted(set(asked), key=CHANNELS.index)
    for c in asked:
        if c not in refused:
            return c
    if preferred and preferred not in refused:
        return preferred
    at = CHANNELS.index(asked[0])
    for c in CHANNELS[at + 1:] + CHANNELS[:at][::-1]:
        if c not in refused:
            return c
    return asked[0]


def contacts_of(case):
    groups = {}
    for o in case.orders:
        c = case.customers.get(o["customer"], {"refuse": []})
        if o["arm"] == "control":
            why = "control"
        elif o["state"] == "resolved":
            why = "resolved"
        elif (c["refuse"] == ["yes"] and o["category"] not in FREE) or \
                set(CHANNELS) <= set(c["refuse"]):
            why = "refused"
        else:
            why = ""
        key = (o["customer"], why) if o["customer"] else (o["id"], why, "")
        groups.setdefault(key, []).append(o)
    result = []
    for key, orders in groups.items():
        weight = CONTACT[case.customers[orders[0]["customer"]]["tier"]][0] \
            if orders[0]["customer"] else 1
        orders.sort(key=lambda o: (-weight * LEVEL[o["level"]], o["due"], o["id"]))
        result.append(Contact(case, orders[0]["customer"], orders, key[1]))
    return result


def give_managers(case, contacts):
    left = {(m, c): sum(d not in case.managers[m]["off"] for d in case.days)
            * case.number(m, c) for m in case.managers for c in ("visit", "call")}
    todo = []
    for c in contacts:
        if c.reason or not c.name or c.channel not in MINUTES:
            continue
        if c.manager:
            left[c.manager, c.channel] -= 1
        else:
            todo.append(c)
    for c in sorted(todo, key=Contact.key):
        there = [m for m in case.managers
                 if c.region and case.managers[m]["region"] == c.region]
        c.manager = max(there or list(case.managers), key=lambda m: left[m, c.channel])
        c.assigned = True
        left[c.manager, c.channel] -= 1


EXTRA = 9000  # a slot that touches nobody's quiet hours


def fits(days, slots, number, minutes, wanted, more=None):
    """Whether all (contact, days) of wanted can stand at once: tries all.

    On the day more there is one slot more, and a unit for it."""
    used, count = set(), {d: 0 for d in days}
    number = number if isinstance(number, dict) else {d: number for d in days}
    if more:
        slots = {**slots, more: slots[more] + [EXTRA]}
        limit = number[more]
        count[more] = -1 if limit < len(slots[more]) else limit - len(slots[more])

    def go(i):
        if i == len(wanted):
            return True
        c, on = wanted[i]
        for d in on:
            if count[d] >= number[d] or not c.may_day(d):
                continue
            for s in slots[d]:
                if (d, s) in used or touches(c.quiet, s, s + minutes):
                    continue
                used.add((d, s))
                count[d] += 1
                if go(i + 1):
                    return True
                used.discard((d, s))
                count[d] -= 1
        return False

    return go(0)


def plan_managed(case, contacts, days, slots, number, minutes):
    def fit(wanted):
        return fits(days, slots, number, minutes, wanted)

    contacts = sorted(contacts, key=Contact.key)
    on_time = {id(c): [d for d in days if d <= c.due.date()] for c in contacts}
    def greedy(more=None):
        stand = []
        for c in contacts:
            if fits(days, slots, number, minutes, stand + [(c, on_time[id(c)])], more):
                stand.append((c, on_time[id(c)]))
        return stand

    stand = greedy()
    kept = sum(c.weight for c, _ in stand)
    best = max(sum(c.weight for c in some)
               for n in range(len(contacts) + 1)
               for some in itertools.combinations(contacts, n)
               if fit([(c, on_time[id(c)]) for c in some]))
    assert kept == best, "greedy %d, best %d" % (kept, best)
    case.best += best
    for d in days:
        if contacts and d not in case.managers[contacts[0].manager]["off"]:
            gain = sum(c.weight for c, _ in greedy(d)) - kept
            if gain:
                case.scarce.append("%s, %s: one more %s slot would put %d more on time" % (
                    d, contacts[0].manager, contacts[0].channel, gain))
    for c in contacts:
        if all(c is not other for other, _ in stand):
            for d in days:
                if fit(stand + [(c, [d])]):
                    stand.append((c, [d]))
                    break
    for c in contacts:
        for i, (other, on) in enumerate(stand):
            if other is c:
                for d in on:
                    if fit(stand[:i] + [(c, [d])] + stand[i + 1:]):
                        stand[i] = (c, [d])
                        break
    for c, (d,) in stand:
        c.day = d
    for d in days:
        seats(sorted((c for c, (e,) in stand if e == d),
                     key=lambda c: (c.due,) + c.key()), slots[d], minutes)


def seats(contacts, slots, minutes):
    """The first choice, in the order of the contacts, that seats them all."""
    for some in itertools.permutations(slots, len(contacts)):
        if all(not touches(c.quiet, s, s + minutes) for c, s in zip(contacts, some)):
            for c, s in zip(contacts, some):
                c.slot = s
            return


def explain(case, c):
    minutes = MINUTES.get(c.channel)
    if minutes:
        grid = [touches(c.quiet, s, s + minutes) for s in cut([], minutes)]
        mine = [d for d in case.days if d not in case.managers[c.manager]["off"]]
    else:
        grid = [touches(c.quiet, s, s + 1) for a, b in WINDOWS for s in range(a, b)]
        mine = case.days
    if grid and all(grid) and not (minutes and is_odd(c.quiet, minutes)):
        c.reason = "quiet"
        return
    c.reason = "capacity" if any(c.caps_leave(d) for d in mine or case.days) else "cap"
    if minutes:
        return
    c.next = case.days[-1] + dt.timedelta(1)
    while not (works(c.next) and c.may_day(c.next)):
        c.next += dt.timedelta(1)


def place_odd(case, contacts, taken, days, attribute):
    """Whom no slot of the grid serves comes first, heavier first."""
    manager, channel = contacts[0].manager, contacts[0].channel
    for c in sorted(contacts, key=Contact.key):
        for d in days:
            there = taken.setdefault((manager, d), [])
            starts = pieces(there, c.quiet, MINUTES[channel])
            if not c.may_day(d) or not starts or \
                    case.used.get((manager, channel, d), 0) >= case.number(manager, channel):
                continue
            setattr(c, attribute, d)
            c.slot = starts[0]
            there.append((c.slot, c.slot + MINUTES[channel]))
            there.sort()
            case.used[manager, channel, d] = case.used.get((manager, channel, d), 0) + 1
            break


def behind(case):
    d = case.days[-1]
    for _ in range(400):
        d += dt.timedelta(1)
        if works(d):
            yield d


def promise(case, contacts, taken):
    """Who waits gets the first day behind the horizon on which he fits."""
    manager, channel = contacts[0].manager, contacts[0].channel
    minutes, number = MINUTES[channel], case.number(manager, channel)
    there = {}
    if number == 0:
        return
    odd = [c for c in contacts if is_odd(c.quiet, minutes)]
    if odd:
        place_odd(case, odd, taken, list(behind(case)), "next")
    contacts = [c for c in contacts if c not in odd]
    for c in sorted(contacts, key=Contact.key):
        d = case.days[-1] + dt.timedelta(1)
        while not (works(d) and c.may_day(d) and fits(
                [d], {d: cut(taken.get((manager, d), []), minutes)},
                number - case.used.get((manager, channel, d), 0), minutes,
                [(other, [d]) for other in there.get(d, []) + [c]])):
            d += dt.timedelta(1)
        there.setdefault(d, []).append(c)
        c.next = d
    for d, some in there.items():
        some.sort(key=lambda c: (c.due,) + c.key())
        seats(some, cut(taken.get((manager, d), []), minutes), minutes)
        taken.setdefault((manager, d), []).extend((c.slot, c.slot + minutes) for c in some)
        taken[manager, d].sort()


def place(case, contacts):
    taken = {}
    case.best, case.scarce, case.used = 0, [], {}
    for c in contacts:
        if c.reason:
            continue
        if not c.name:
            c.day, c.slot = case.days[0], WINDOWS[0][0]
        elif c.channel not in MINUTES:
            free = [s for a, b in WINDOWS for s in range(a, b)
                    if not touches(c.quiet, s, s + 1)]
            days = [d for d in case.days if free and c.may_day(d)]
            if days:
                c.day, c.slot = days[0], free[0]
    for manager in case.managers:
        for channel, minutes in MINUTES.items():
            some = [c for c in contacts if not c.reason and c.name
                    and c.channel == channel and c.manager == manager]
            odd = [c for c in some if is_odd(c.quiet, minutes)]
            if odd:
                place_odd(case, odd, taken, case.days, "day")
                case.best += sum(c.weight for c in odd if c.day and c.day <= c.due.date())
                case.odd += sum(c.day is not None for c in odd)
            slots = {d: cut(taken.get((manager, d), []), minutes) for d in case.days}
            plan_managed(case, [c for c in some if c not in odd], case.days, slots,
                         {d: case.number(manager, channel) -
                          case.used.get((manager, channel, d), 0) for d in case.days},
                         minutes)
            for c in some:
                if c in odd and not c.day:
                    explain(case, c)
                elif c.day and c not in odd:
                    taken.setdefault((manager, c.day), []).append(
                        (c.slot, c.slot + minutes))
                    taken[manager, c.day].sort()
                elif not c.day:
                    explain(case, c)
            wait = [c for c in some if not c.day and c.reason != "quiet"]
            if wait:
                promise(case, wait, taken)
    for c in contacts:
        if not c.reason and not c.day:
            explain(case, c)


def row_of(case, c):
    if not c.day:
        return ["", "", "", "", c.manager, c.name, c.channel, str(c.weight), "unplanned",
                c.reason, c.next.isoformat() if c.next else ""]
    remarks = ["assigned"] if c.assigned else []
    if c.channel == "visit":
        before = [d for d in case.days if d < c.day
                  and not (c.manager and d in case.managers[c.manager]["off"])]
        remarks.append("appointment %s" % (before[-1] if before else c.day))
    end = c.slot + MINUTES.get(c.channel, 0)
    return [c.day.isoformat(), "%02d:%02d" % divmod(c.slot, 60),
            "%02d:%02d" % divmod(end, 60), "yes" if c.day <= c.due.date() else "no",
            c.manager, c.name, c.channel, str(c.weight), "planned", ";".join(remarks), ""]


def expected(case):
    contacts = contacts_of(case)
    give_managers(case, contacts)
    place(case, contacts)
    case.best += sum(c.weight for c in contacts if c.day and c.day <= c.due.date()
                     and (not c.name or c.channel not in MINUTES))
    case.bound = [
        "rt-schedule: weight on time %d, the largest possible %d, of all that is"
        " wanted %d" % (
            sum(c.weight for c in contacts if c.day and c.day <= c.due.date()), case.best,
            sum(c.weight for c in contacts
                if c.reason not in ("control", "resolved", "refused")))]
    case.bound += ["rt-schedule: " + line for line in
                   sorted(case.scarce, key=lambda x: x.replace("one more visit", "0"))]
    return sorted([";".join(o["id"] for o in c.orders)] + row_of(case, c)
                  for c in contacts)


def run(program, folder, case, *more):
    def path(name):
        return os.path.join(folder, name)

    return subprocess.run(
        [program, *more, "--trust", "unmatched,id-near,repeated",
         "--as-of", case.start.isoformat(), "--days", str(len(case.days)),
         "--hours", ",".join("%02d:%02d-%02d:%02d" % (*divmod(a, 60), *divmod(b, 60))
                             for a, b in WINDOWS), "--minutes", "call=7,visit=15",
         "--calls-per-day", "2", "--visits-per-day", "1", "--policy", path("p.csv"),
         "--customers", path("c.csv"), "--tiers", path("t.csv"),
         "--history", path("h.csv"), "--managers", path("m.csv"), path("o.csv")],
        capture_output=True, text=True)


def printed(program, folder, case, *more):
    ran = run(program, folder, case, "--bound", *more)
    assert ran.returncode == 0, ran.stderr
    out, case.said = ran.stdout, ran.stderr.splitlines()
    return sorted([[r[k] for k in (
        "workorders", "date", "start", "end", "on_time", "manager", "customer_id",
        "channel", "weight", "status", "reason", "next_possible")]
        for r in csv.DictReader(io.StringIO(out))]), out


def keeps(program, folder, case, text):
    """The plan breaks no rule, and comes out as it is when it is pinned."""
    plan = os.path.join(folder, "plan.csv")
    with open(plan, "w") as f:
        f.write(text)
    ran = run(program, folder, case, "--check", plan)
    assert ran.stdout == "line,rule,customer_id,detail\n" and ran.returncode == 0, \
        ran.stdout + ran.stderr
    ran = run(program, folder, case, "--pin", plan)
    assert ran.stdout == text and ran.stderr == "", text + ran.stdout + ran.stderr


def on_time(rows):
    return sum(int(r[8]) for r in rows if r[4] == "yes")


def wants_more(program, folder, case, rows):
    """One call a day more never lowers the weight on time, nor do threads."""
    for m in case.managers.values():
        m["call"] = (2 if m["call"] is None else m["call"]) + 1
    case.tables(folder)
    more, text = printed(program, folder, case, "--jobs", "1")
    if [r[5] for r in more] == [r[5] for r in rows]:  # nobody changed the manager
        assert on_time(more) >= on_time(rows), (rows, more)
    assert printed(program, folder, case, "--jobs", "2")[1] == text


def grows(program, folder, case):
    """Some rows of a plan stay when the other orders come as well."""
    rng, orders = case.rng, case.orders
    case.orders = [o for o in orders if rng.random() < 0.5]
    case.tables(folder)
    before, text = printed(program, folder, case)
    with open(os.path.join(folder, "plan.csv"), "w") as f:
        f.write(text)
    case.orders = orders
    case.tables(folder)
    pin = "--pin", os.path.join(folder, "plan.csv")
    after, text = printed(program, folder, case, *pin)
    for old in before:
        if old[9] == "planned":
            assert any(set(old[0].split(";")) <= set(new[0].split(";"))
                       and old[1:8] == new[1:8] and old[9:] == new[9:]
                       and int(old[8]) <= int(new[8]) for new in after), (old, after)
    with open(os.path.join(folder, "new.csv"), "w") as f:
        f.write(text)
    ran = run(program, folder, case, *pin, "--check", os.path.join(folder, "new.csv"))
    assert ran.returncode == 0, ran.stdout + ran.stderr + text


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    planned = odd = 0
    for i in range(seed, seed + count):
        case = Case(random.Random(i))
        with tempfile.TemporaryDirectory() as folder:
            case.tables(folder)
            got, text = printed(program, folder, case)
            case.orders.reverse()
            case.tables(folder)
            assert printed(program, folder, case)[1] == text, \
                "seed %d: the order of the input shows" % i
            keeps(program, folder, case, text)
        wanted = expected(case)
        if case.said != case.bound:
            print("seed %d" % i, *case.bound, "said:", *case.said, sep="\n")
            return 1
        if got != wanted:
            print("seed %d" % i)
            for row in wanted:
                print("-" if row not in got else " ", row)
            for row in got:
                print("+" if row not in wanted else " ", row)
            return 1
        with tempfile.TemporaryDirectory() as folder:
            grows(program, folder, case)
            wants_more(program, folder, case, got)
        planned += sum(row[9] == "planned" for row in got)
        odd += case.odd
    print("%d instances, %d planned contacts, %d of them cut to measure: all as told" % (
        count, planned, odd))
    return 0


if __name__ == "__main__":
    sys.exit(main())
