#!/usr/bin/env python3
"""flow -- a whole run of rt-schedule beside OR-Tools' flow of least cost alone.

    flow.py ORDERS CUSTOMERS ROUNDS     prints the medians, as the bench does
    flow.py has                         whether OR-Tools are there

The flow is that of one week: from each customer to the days of his manager that are in
time, 40 calls a day, at the cost of his weight.  Only solve() is timed: not reading, and
not building the graph.
"""
import csv
import subprocess
import sys
import time
from statistics import median

from ortools.graph.python import min_cost_flow

DAYS = ['2024-06-03', '2024-06-04', '2024-06-05', '2024-06-06', '2024-06-07']
LEVEL = {'L1': 1, 'L2': 2, 'L3': 4, 'L4': 8}
CALLS = 40


def graph(orders, customers):
    with open(customers, encoding='utf-8') as f:
        manager = {r['customer_id']: r['manager'] for r in csv.DictReader(f)}
    contact = {}
    with open(orders, encoding='utf-8') as f:
        for r in csv.DictReader(f):
            weight, due = contact.get(r['customer_id'], (0, '9999'))
            contact[r['customer_id']] = (weight + LEVEL[r['level']], min(due, r['due'][:10]))
    flow = min_cost_flow.SimpleMinCostFlow()
    slot, end, node = {}, 0, 1
    for customer, (weight, due) in contact.items():
        own, node = node, node + 1
        flow.set_node_supply(own, 1)
        flow.add_arc_with_capacity_and_unit_cost(own, end, 1, weight)
        for day in DAYS:
            if day > due:
                continue
            key = manager[customer], day
            if key not in slot:
                slot[key], node = node, node + 1
                flow.add_arc_with_capacity_and_unit_cost(slot[key], end, CALLS, 0)
            flow.add_arc_with_capacity_and_unit_cost(own, slot[key], 1, 0)
    flow.set_node_supply(end, -len(contact))
    return flow


def solve(orders, customers):
    flow = graph(orders, customers)
    start = time.perf_counter()
    assert flow.solve() == flow.OPTIMAL
    return time.perf_counter() - start


def schedule(orders, customers):
    start = time.perf_counter()
    subprocess.run(['rt-schedule', '-q', '-a', '2024-05-31', '--customers', customers, orders],
                   stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


if sys.argv[1] != 'has':
    pairs = [(schedule(*sys.argv[1:3]), solve(*sys.argv[1:3])) for _ in range(int(sys.argv[3]))]
    print('\nrt-schedule beside the flow alone: at most 0.3')
    print('%-32s %8.3f s' % ('OR-Tools, solve() only', median(b for _, b in pairs)))
    print('%-32s %8.3f s %6.2f' % ('rt-schedule, whole run', median(a for a, _ in pairs),
                                   median(a / b for a, b in pairs)))
