#!/usr/bin/env python3
"""make -- the tables beside it: a carrier of 2,000 customers and 15 months.

    make.py [FOLDER]

Everything is invented, and the same in every run.  What happens in it:

  2026-02  a price rise: plan 128 becomes 138, plan 198 becomes 218
  2026-03  a rival's offer in 洛阳: many ask how to port out, and do
  2026-03  刘洋, a manager in 开封, is on leave: his customers are not called,
           and what they complain about waits
"""
import csv
import datetime as dt
import os
import random
import sys

FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
MONTHS = [(2025 + n // 12, n % 12 + 1) for n in range(15)]
MANAGERS = {"郑州": ["陈静", "周敏", "吴磊"], "洛阳": ["王芳", "李强"], "开封": ["刘洋", "赵倩"]}
PLANS = [(58, .34), (98, .26), (128, .2), (198, .12), (398, .08)]
RISE = {128: 138, 198: 218}
RIVAL, RISEN = (2026, 3), (2026, 2)
draw = random.Random(20260331).random


def pick(choices):
    return choices[int(draw() * len(choices))]


def weighted(pairs):
    x = draw()
    for value, weight in pairs:
        x -= weight
        if x < 0:
            return value
    return pairs[-1][0]


def day_in(m, latest=28):
    return dt.date(m[0], m[1], 1 + int(draw() * latest))


def time_in(m, latest=28):
    d = day_in(m, latest)
    return dt.datetime(d.year, d.month, d.day, 8 + int(draw() * 12), int(draw() * 60))


def minute(t):
    return t.strftime("%Y-%m-%dT%H:%M")


class Customer:
    def __init__(self, n):
        self.id = f"K{n:04}"
        self.region = weighted([("郑州", .5), ("洛阳", .28), ("开封", .22)])
        self.manager = pick(MANAGERS[self.region])
        self.joined = dt.date(2016 + int(draw() * 9), 1 + int(draw() * 12), 1 + int(draw() * 28))
        if n > 1850:
            self.joined = day_in(pick(MONTHS[:-1]))
        self.plan, self.left, self.reason = weighted(PLANS), None, None
        self.data = 2000 + int(draw() * 20000)
        for m in MONTHS:
            if self.left is None and self.joined < dt.date(m[0], m[1], 1):
                self.leave_or_stay(m)

    def leave_or_stay(self, m):
        chance, reasons = .006, ["moved", "price", "欠费", "欠费销户", "到期", ""]
        if m >= RISEN and self.plan in RISE:
            chance, reasons = .012, ["price", "price", "携转", "欠费"]
        if m == RIVAL and self.region == "洛阳":
            chance, reasons = .065, ["携转", "携转", "携转", "price"]
        if draw() < chance:
            self.left, self.reason = day_in(m), pick(reasons)

    def there(self, m):
        """Whether a bill is written for the month."""
        return (self.joined.year, self.joined.month) <= m and (
            self.left is None or (self.left.year, self.left.month) >= m)

    def bill(self, m):
        fee = RISE.get(self.plan, self.plan) if m >= RISEN else self.plan
        fade = .55 if m == RIVAL and self.region == "洛阳" and draw() < .12 else 1
        cents = int((fee + draw() * 12) * fade * 100)
        due = dt.date(m[0] + m[1] // 12, m[1] % 12 + 1, 15)
        late = draw()
        paid = None if late < .02 else due + dt.timedelta(days=20 if late < .05 else -int(draw() * 10))
        return (self.id, f"{m[0]}-{m[1]:02}", f"{cents // 100}.{cents % 100:02}",
                int(self.data * fade * (.9 + draw() * .2)), due,
                None if paid is None or paid > dt.date(2026, 3, 31) else paid)


def write(name, header, rows):
    with open(os.path.join(FOLDER, name), "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header.split(","))
        out.writerows(rows)


def usage(customers):
    calls, activity = [], []
    for c in customers:
        for m in MONTHS[-2:]:
            if not c.there(m):
                continue
            quiet = draw() < (.25 if m == RIVAL and c.region == "洛阳" else .08)
            for _ in range(0 if quiet else 1 + int(draw() * 3)):
                calls.append((c.id, minute(time_in(m)), f"P{int(draw() * 9000) + 1000}", 20 + int(draw() * 400), "out"))
            for _ in range(0 if quiet else int(draw() * 6)):
                activity.append((c.id, minute(time_in(m)), "login"))
            if draw() < (.16 if m == RIVAL and c.region == "洛阳" else .01):
                activity.append((c.id, minute(time_in(m)), "携转查询"))
    write("calls.csv", "customer_id,time,peer,seconds,direction", calls)
    write("activity.csv", "customer_id,time,action", activity)


def care(customers):
    """Orders of a care programme, one in five held back by lot, and their contacts."""
    orders, contacts = [], []
    for c in customers:
        for m in MONTHS[-3:]:
            if not c.there(m) or c.plan < 98 or draw() > .35:
                continue
            fired, arm = day_in(m, 20), "control" if sum(map(ord, c.id)) % 5 == 0 else "treat"
            orders.append((f"care:{c.id}:{fired}", c.id, "care-call", "care", "L2", fired,
                           f"{fired + dt.timedelta(days=3)}T09:00", "call", arm))
            away = m == RIVAL and c.manager == "刘洋"
            if arm == "treat" and not away and draw() < .9:
                when = dt.datetime(fired.year, fired.month, fired.day, 10, int(draw() * 60)) + dt.timedelta(
                    days=1 + int(draw() * 4))
                contacts.append((c.id, minute(when), "call", c.manager, "care",
                                 pick(["满意", "一般", "接通", "无人接听", "占线"])))
                if c.left and c.left > fired and (c.left.year, c.left.month) > m and draw() < .3:
                    c.left, c.reason = None, None
    write("workorders.csv", "workorder_id,customer_id,trigger,category,level,fired_on,due,channel,arm", orders)
    write("contacts.csv", "customer_id,time,channel,manager,category,outcome", contacts)


def service(customers):
    cases, surveys, contracts = [], [], []
    for c in customers:
        contracts.append((c.id, f"H-{c.id}", day_in(pick([(2026, 2), (2026, 3), (2026, 8), (2027, 1)]))))
        if draw() < .3:
            contracts.append((c.id, f"H-{c.id}-2", day_in((2028, 3))))
        for m in MONTHS[-3:]:
            if not c.there(m):
                continue
            rate = .035 if m >= RISEN and c.plan in RISE else .01
            if draw() < rate:
                opened, away = time_in(m), m == RIVAL and c.manager == "刘洋"
                answer = opened + dt.timedelta(minutes=10 + int(draw() * (30 if not away else 900)))
                solved = answer + dt.timedelta(hours=2 + int(draw() * (20 if not away else 120)))
                cases.append((f"G{len(cases):05}", c.id, minute(opened), pick(["L1", "L1", "L3"]),
                              "资费" if c.plan in RISE else pick(["网络", "账单"]), minute(answer), minute(solved)))
            if draw() < .05:
                low = m == RIVAL and (c.region == "洛阳" or c.manager == "刘洋")
                surveys.append((c.id, minute(time_in(m)), min(10, int(draw() * (8 if low else 6)) + (1 if low else 5))))
    write("cases.csv", "case_id,customer_id,opened,level,topic,responded,resolved", cases)
    write("surveys.csv", "customer_id,time,nps", surveys)
    write("contracts.csv", "customer_id,contract_id,end", contracts)


def main():
    customers = [Customer(n) for n in range(1, 2001)]
    care(customers)
    usage(customers)
    service(customers)
    write("bills.csv", "customer_id,month,amount,data_mb,due,paid",
          [c.bill(m) for c in customers for m in MONTHS if c.there(m)])
    write("customers.csv", "customer_id,region,manager,joined,left,left_reason,amount,plan_fee,status",
          [(c.id, c.region, c.manager, c.joined, c.left, c.reason,
            f"{c.plan}.00", c.plan, "active") for c in customers])


main()
