#!/usr/bin/env python3
"""threads -- whatever the number of threads, the same bytes.

    threads.py BUILD ROUNDS [SEED]

Makes small hostile tables: quoted cells with line ends and quotes in them, CRLF,
a byte-order mark, blank lines, bad records, ids with marks, a second header, a
last line that is cut.  Runs each tool on them with one thread, and with
several whose parts of the file are as small as a few records.  Status, output,
messages and rejects must be the same.  Prints the first table of which they
are not.
"""
import os
import random
import subprocess
import sys

build, rounds = sys.argv[1], int(sys.argv[2])
rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)


def often(p):
    return rng.random() < p


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def customer(n):
    c = rng.choice(['C%04d', 'C%04d', 'c%d', '1380013%04d']) % rng.randrange(n)
    if often(bad / 3):
        c = rng.choice([' ' + c, c + '\t', "'" + c, '合计', '1.38E+10', '', c + c + c + c])
    return quoted(c) if often(quotes) else c


def amount():
    if often(bad):
        return rng.choice(['', 'x', '-3.5', '1e3', '9' * 25, '¥12.50', '"1,234.50"', '0'])
    if often(huge):
        return str(rng.randrange(8 * 10 ** 14))
    return '%d.%02d' % (rng.randrange(200), rng.randrange(100))


def note():
    if not often(quotes):
        return rng.choice(['', 'a', '中文', 'plain words'])
    return quoted(rng.choice(['a,b', 'two\nlines', 'three\r\nlines\n\n', 'a "b" c', '\n,\n', '']))


def day(year):
    if often(bad / 2):
        return rng.choice(['', '1970-01-01', '2024-02-30', '2024/3/5', 'soon'])
    return '%d-%02d-%02d' % (year, 1 + rng.randrange(12), 1 + rng.randrange(28))


def bill(n):
    months = rng.choice([6, 12, 30])
    m = '2024-%02d' % (1 + rng.randrange(12)) if months < 30 else \
        '20%02d-%02d' % (22 + rng.randrange(3), 1 + rng.randrange(12))
    return [customer(n), m if not often(bad / 2) else '2024-13', amount(), note()]


def call(n):
    t = day(2024) + rng.choice(['T', ' ']) + '%02d:%02d:%02d' % (
        rng.randrange(24), rng.randrange(60), rng.randrange(60))
    return [customer(n), t, rng.choice(['in', 'out', '主叫']),
            rng.choice(['10010', '10000', '10086', '13800138000', '010-10010', '']),
            rng.choice(['5', '70', '90秒', 'x' if often(bad) else '61', '00:01:30']), note()]


def person(n):
    return [customer(n * 4), note(), rng.choice(['东', '西', '"东"', ' 东 ', 'north']),
            rng.choice(['M1', 'M2', '']), day(2022), day(2024) if often(.3) else '', amount()]


def order(n):
    return ['w%d' % rng.randrange(10 ** 6), customer(n), rng.choice(['bill-drop', 'rival-hotline']),
            rng.choice(['care', 'marketing', '']), rng.choice(['L1', 'L2', 'l2', '一级']),
            day(2024), '2024-05-%02dT10:00' % (1 + rng.randrange(28)), 'call', note()]


WORKS = [
    (bill, 'customer_id,month,amount,note', [
        ['rt-tier', '-m', '2024-12'], ['rt-tier', '-a', '2024-08-15'],
        ['rt-tier', '-m', '2024-12', '--keep', 'note'],
        ['rt-tier', '-a', '2025-01-01', '--where', 'amount>10'],
        ['rt-triggers', '-t', 'bill-drop', '-a', '2025-01-01', '-m', '2024-12'],
        ['rt-triggers', '-t', 'bill-drop,zero-bill', '-a', '2024-08-15'],
    ]),
    (call, 'customer_id,time,direction,peer,seconds,note', [
        ['rt-triggers', '-t', 'rival-hotline', '-a', '2024-12-31', '-s', '2024-01-30'],
    ]),
    (person, 'customer_id,name,region,manager,joined,left,monthly_fee', [
        ['rt-churn', 'rates', '--by', 'region', '-a', '2025-01-01'],
        ['rt-churn', 'rates', '--by', 'region,manager', '-a', '2024-06-01'],
    ]),
    (order, 'workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action', [
        ['rt-report', 'workorders', '--by', 'level', '--format', 'csv'],
    ]),
]


def table(make, header):
    eol = rng.choice(['\n', '\n', '\r\n'])
    n = 1 + rng.randrange(rng.choice([3, 40]))
    lines = [header]
    for _ in range(rng.randrange(rng.choice([20, 400]))):
        cells = make(n)
        if often(bad / 8):
            cells = rng.choice([cells[:-1], cells + ['more'], [''] * len(cells), ['a"b'] + cells[1:]])
        lines.append(','.join(cells))
        if often(bad / 8):
            lines.append(rng.choice(['', header, ',' * (len(cells) - 1)]))
    if often(.5) and make is bill:
        lines[1:] = sorted(lines[1:])
    text = eol.join(lines) + (eol if often(.8) else '')
    if often(bad / 16):
        text += '"never closed,1\n2\n'
    data = text.encode()
    if often(.1):
        data = b'\xef\xbb\xbf' + data
    if often(bad / 8):
        at = rng.randrange(len(data))
        data = data[:at] + b'\xff' + data[at:]
    return data


def outcome(command, more, env, rejects):
    if os.path.exists('rejects.csv'):
        os.remove('rejects.csv')
    r = subprocess.run([os.path.join(build, command[0])] + command[1:] + more +
                       (['--rejects', 'rejects.csv'] if rejects else []) + ['in.csv'],
                       capture_output=True, env=dict(os.environ, **env))
    kept = open('rejects.csv', 'rb').read() if os.path.exists('rejects.csv') else None
    return r.returncode, r.stdout, r.stderr, kept


for i in range(rounds):
    bad, quotes = rng.choice([0, 0, .02, .2]), rng.choice([0, .05, .5])
    huge = rng.choice([0, 0, 0, .3])
    make, header, commands = rng.choice(WORKS)
    with open('in.csv', 'wb') as f:
        f.write(table(make, header))
    command = rng.choice(commands)
    rejects = often(.6)
    expected = outcome(command, ['-j', '1'], {}, rejects)
    if expected[0] not in (0, 1):
        sys.exit('%s: status %d: %s' % (command, expected[0], expected[2].decode()))
    for jobs in ('2', '3', '7'):
        env = {'RT_PART': str(rng.choice([1, 40, 300, 3000]))}
        got = outcome(command, ['-j', jobs], env, rejects)
        if got != expected:
            print(command, '-j', jobs, env, 'rejects' if rejects else '', 'round', i)
            for name, a, b in zip(('status', 'output', 'messages', 'rejects'), expected, got):
                if a != b:
                    print(name, 'expected', a, 'got', b, sep='\n')
            sys.exit(1)
