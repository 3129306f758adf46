#!/usr/bin/env python3
"""dates -- every day from 1900 to 2199, in every form that is taken.

usage: dates.py UNIT STEP

Asks UNIT/date for each STEPth day in all forms of a date and of a month, and
with a time and a zone behind it, and tells from Python's datetime what that
is.  Days that no month has are asked for, too.
"""
import datetime
import os
import subprocess
import sys

UNIT, STEP = sys.argv[1], int(sys.argv[2])
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
FIRST = int((datetime.datetime(1900, 1, 1, tzinfo=datetime.timezone.utc) - EPOCH).total_seconds())
MARKS = (("-", "-", ""), ("/", "/", ""), (".", ".", ""), ("年", "月", "日"))
TIMES = (("{:d}:{:02d}", None), ("{:02d}:{:02d}:{:02d}", None), ("{:02d}:{:02d}:{:02d}.999", None),
         ("{:02d}:{:02d}Z", 0), ("{:02d}:{:02d}:{:02d}+08:00", 480), ("{:d}:{:02d}-0530", -330),
         ("{:02d}:{:02d}+14", 840), ("上午", None), ("下午 ", None), ("AM", None), (" PM", None),
         ("", None))
# The clock of the process is UTC.
ZONE = {"TZ": "UTC0"}


def exists(year, month, day):
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def seconds(date, hour, minute, second, east):
    zone = datetime.timezone(datetime.timedelta(minutes=east or 0))
    moment = datetime.datetime(date.year, date.month, date.day, hour, minute, second, tzinfo=zone)
    # What a zone puts before 1900 is its first moment.
    return max(FIRST, int((moment - EPOCH).total_seconds()))


def answer(date, at):
    return (f"{(date - EPOCH.date()).days} {date.isoweekday()} "
            f"{date.year:04d}-{date.month:02d} {at}")


def dates(year, month, day):
    """The forms of a date: each number with one digit or two."""
    for y, m, d in MARKS:
        for month_text in {f"{month}", f"{month:02d}"}:
            for day_text in {f"{day}", f"{day:02d}"}:
                yield f"{year:04d}{y}{month_text}{m}{day_text}{d}"
    yield f"{year:04d}{month:02d}{day:02d}"


def times(text, date, number):
    """The date with one of the forms of a time behind it, another for each day."""
    form, east = TIMES[number % len(TIMES)]
    hour, minute, second = number * 7 % 24, number * 13 % 60, number * 31 % 60
    between = " T"[number // len(TIMES) % 2]
    if form == "":
        if not text.isdigit():
            return
        yield f"{text}{hour:02d}{minute:02d}", seconds(date, hour, minute, 0, None)
        yield f"{text}{between}{hour:02d}{minute:02d}{second:02d}", \
            seconds(date, hour, minute, second, None)
        return
    if form in ("上午", "下午 ", "AM", " PM"):
        half = f"{hour % 12 or 12}:{minute:02d}"
        is_late = form in ("下午 ", " PM")
        clock = form + half if form[0] in "上下" else half + form
        yield f"{text}{between}{clock}", seconds(date, hour % 12 + 12 * is_late, minute, 0, None)
        return
    clock = form.format(hour, minute, second)
    second = second if form.count("02d") + form.count(":d") == 3 else 0
    yield f"{text}{between}{clock}", seconds(date, hour, minute, second, east)


def questions(year):
    """Texts, and what is to be answered."""
    for month in range(0, 14):
        for day in range(0, 33):
            date = exists(year, month, day) if month and day else None
            if date is None:
                # What is no day is none in any form, and no month either.
                if STEP == 1 or (year + month + day) % STEP == 0:
                    for text in dates(year, month, day):
                        yield text, "bad"
                continue
            if date.toordinal() % STEP:
                continue
            for number, text in enumerate(dates(year, month, day), date.toordinal()):
                yield text, answer(date, seconds(date, 0, 0, 0, None))
                yield f" {text}  ", answer(date, seconds(date, 0, 0, 0, None))
                for moment, at in times(text, date, number):
                    yield moment, answer(date, at)
    for month in range(1, 13):
        name = f"{year:04d}-{month:02d}"
        for text in {f"{year}-{month}", f"{year}/{month}", f"{year}年{month}月", name,
                     f"{year}/{month:02d}", f"{year}.{month:02d}", f"{year}年{month:02d}月",
                     f"{year}{month:02d}"}:
            yield text, f"bad {name}"


texts = 0
for year in range(1900, 2200):
    asked = list(questions(year))
    answers = subprocess.run([f"{UNIT}/date", "lines", "-"], check=True, text=True,
                             input="".join(text + "\n" for text, _ in asked),
                             capture_output=True, env=os.environ | ZONE).stdout.splitlines()
    for (text, wanted), met in zip(asked, answers, strict=True):
        if met != wanted:
            sys.exit(f"date '{text}': {met}, and by datetime {wanted}")
    texts += len(asked)
print(f"{texts} texts of the years 1900 to 2199: all as Python has them")
