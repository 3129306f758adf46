#!/usr/bin/env python3
"""money -- every short text over the signs of amounts: is it money, and how much?

usage: money.py UNIT LENGTH

Asks UNIT/money for every text of 1 to LENGTH characters over 0-9 . , - + ¥ 元,
and tells the rule of rt-tables(5) a second time, with Python's decimal.
"""
import decimal
import itertools
import re
import subprocess
import sys

UNIT, LENGTH = sys.argv[1], int(sys.argv[2])
SIGNS = "0123456789.,-+¥元"

# A sign before or behind the name of the yuan; digits, or groups of three of
# which the first may be shorter; one to four decimals, and zeros behind them.
MONEY = re.compile(r"([+-]?¥?|¥[+-])(?P<whole>[0-9]{1,3}(,[0-9]{3})+|[0-9]+)"
                   r"(?P<decimals>\.[0-9]{1,4}0*)?元?")


def rule(text):
    found = MONEY.fullmatch(text)
    if not found:
        return "bad"
    amount = decimal.Decimal(found["whole"].replace(",", "") + (found["decimals"] or ""))
    if "-" in text:
        amount = -amount
    exact = int(amount * 10000)
    # "-0" is nothing less than nothing.
    printed = decimal.Decimal(exact) / 10000
    places = "0.01" if exact % 100 == 0 else "0.0001"
    return f"{exact} {printed.quantize(decimal.Decimal(places))}"


def ask(texts):
    answer = subprocess.run([f"{UNIT}/money", "lines", "-"], check=True, text=True,
                            input="".join(t + "\n" for t in texts), capture_output=True)
    return answer.stdout.splitlines()


texts = amounts = 0
for length in range(1, LENGTH + 1):
    ends = ["".join(e) for e in itertools.product(SIGNS, repeat=min(length, 4))]
    for begin in itertools.product(SIGNS, repeat=max(0, length - 4)):
        asked = ["".join(begin) + end for end in ends]
        for text, met in zip(asked, ask(asked), strict=True):
            wanted = rule(text)
            amounts += wanted != "bad"
            if met != wanted:
                sys.exit(f"money '{text}': {met}, and by the rule {wanted}")
        texts += len(asked)
print(f"{texts} texts, of which {amounts} are money: all as Python has them")
