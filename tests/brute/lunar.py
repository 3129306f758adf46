#!/usr/bin/env python3
"""lunar -- the lunar calendar of 1900 to 2100 against a second computation.

    lunar.py UNIT-LUNAR

New moons by chapter 49 of Meeus, Astronomical Algorithms (2nd edition; good to
20 seconds), the sun by Bretagnon and Simon, Planetary Programs and Tables
(1986; good to two minutes), Delta T by Espenak and Meeus; then the rules of
GB/T 33661-2017.  Before 1929 days are of
Beijing's own meridian.  Where a moment is closer to midnight than it is known,
both days are taken, and such new moons are printed; they are to be judged by
who knows better.  Prints also where the almanac of 1906 was at odds with the
sky.
"""
import bisect
import datetime as dt
import subprocess
import sys
from math import cos, degrees, radians, sin

FIRST, LAST = 1900, 2100
J2000 = 2451545.0
UNIX_EPOCH = 2440587.5
MOON_MARGIN, SUN_MARGIN = 60, 120    # seconds

# Periodic terms of a new moon: coefficient, power of E, multiples of M M' F.
MOON = [
    (-40720, 0, 0, 1, 0), (17241, 1, 1, 0, 0), (1608, 0, 0, 2, 0),
    (1039, 0, 0, 0, 2), (739, 1, -1, 1, 0), (-514, 1, 1, 1, 0), (208, 2, 2, 0, 0),
    (-111, 0, 0, 1, -2), (-57, 0, 0, 1, 2), (56, 1, 1, 2, 0), (-42, 0, 0, 3, 0),
    (42, 1, 1, 0, 2), (38, 1, 1, 0, -2), (-24, 1, -1, 2, 0), (-7, 0, 2, 1, 0),
    (4, 0, 0, 2, -2), (4, 0, 3, 0, 0), (3, 0, 1, 1, -2), (3, 0, 0, 2, 2),
    (-3, 0, 1, 1, 2), (3, 0, -1, 1, 2), (-2, 0, -1, 1, -2), (-2, 0, 1, 3, 0),
    (2, 0, 0, 4, 0),
]
# What planets add: millionths of a day, angle, motion a lunation.
PLANETS = [
    (325, 299.77, 0.107408), (165, 251.88, 0.016321), (164, 251.83, 26.651886),
    (126, 349.42, 36.412478), (110, 84.66, 18.206239), (62, 141.74, 53.303771),
    (60, 207.14, 2.453732), (56, 154.84, 7.306860), (47, 34.52, 27.261239),
    (42, 207.19, 0.121824), (40, 291.34, 1.844379), (37, 161.72, 24.198154),
    (35, 239.56, 25.513099), (23, 331.55, 3.592518),
]
# The sun: ten millionths of a radian, motion a century, angle.
SUN = [
    (403406, 0.9287892, 270.54861), (195207, 35999.1376958, 340.19128),
    (119433, 35999.4089666, 63.91854), (112392, 35998.7287385, 331.2622),
    (3891, 71998.20261, 317.843), (2819, 71998.4403, 86.631),
    (1721, 36000.35726, 240.052), (660, 71997.4812, 310.26), (350, 32964.4678, 247.23),
    (334, -19.441, 260.87), (314, 445267.1117, 297.82), (268, 45036.884, 343.14),
    (242, 3.1008, 166.79), (234, 22518.4434, 81.53), (158, -19.9739, 3.5),
    (132, 65928.9345, 132.75), (129, 9038.0293, 182.95), (114, 3034.7684, 162.03),
    (99, 33718.148, 29.8), (93, 3034.448, 266.4), (86, -2280.773, 249.2),
    (78, 29929.992, 157.6), (72, 31556.493, 257.8), (68, 149.588, 185.1),
    (64, 9037.75, 69.9), (46, 107997.405, 8.0), (38, -4444.176, 197.1),
    (37, 151.771, 250.4), (32, 67555.316, 65.3), (29, 31556.08, 162.7),
    (28, -4561.54, 341.5), (27, 107996.706, 291.6), (27, 1221.655, 98.5),
    (25, 62894.167, 146.7), (24, 31437.369, 110.0), (21, 14578.298, 5.2),
    (21, -31931.757, 342.6), (20, 34777.243, 230.9), (18, 1221.999, 256.1),
    (17, 62894.511, 45.3), (14, -4442.039, 242.9), (13, 107997.909, 115.2),
    (13, 119.066, 151.8), (13, 16859.071, 285.3), (12, -4.578, 53.3),
    (10, 26895.292, 126.6), (10, -39.127, 205.7), (10, 12297.536, 85.9),
    (10, 90073.778, 146.1),
]


def sine(angle):
    return sin(radians(angle % 360))


def new_moon(k):
    """The k-th new moon since that of 2000-01-06, as a Julian ephemeris day."""
    t = k / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t ** 2
    m = 2.5534 + 29.10535670 * k - 0.0000014 * t ** 2
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t ** 2 + 0.00001238 * t ** 3
    f = 160.7108 + 390.67050284 * k - 0.0016118 * t ** 2 - 0.00000227 * t ** 3
    node = 124.7746 - 1.56375588 * k + 0.0020672 * t ** 2
    day = 2451550.09766 + 29.530588861 * k + 0.00015437 * t ** 2 - 0.00000015 * t ** 3
    day -= 0.00017 * sine(node)
    for c, power, a, b, g in MOON:
        day += c / 1e5 * e ** power * sine(a * m + b * moon + g * f)
    for i, (c, angle, motion) in enumerate(PLANETS):
        day += c / 1e6 * sine(angle + motion * k - (0.009173 * t ** 2 if i == 0 else 0))
    return day


def sun(day):
    """The apparent longitude of the sun, in degrees."""
    t = (day - J2000) / 36525
    mean = 282.7771834 + 36000.76953744 * t
    periodic = degrees(sum(c * sine(angle + motion * t) for c, motion, angle in SUN))
    aberration = 0.0000974 * cos(radians(177.63 + 35999.01848 * t)) - 0.005575
    nutation = (-0.004778 * sine(124.90 - 1934.134 * t + 0.002063 * t ** 2) -
                0.0003667 * sine(201.11 + 72001.5377 * t + 0.00057 * t ** 2))
    return (mean + periodic / 1e7 + aberration + nutation) % 360


def sun_reaches(longitude, near):
    for _ in range(6):
        near -= ((sun(near) - longitude + 180) % 360 - 180) / 0.98565
    return near


def delta_t(year):
    """Seconds by which the Earth is behind even time (Espenak and Meeus)."""
    if year < 1920:
        return poly(year - 1900, -2.79, 1.494119, -0.0598939, 0.0061966, -0.000197)
    if year < 1941:
        return poly(year - 1920, 21.20, 0.84493, -0.076100, 0.0020936)
    if year < 1961:
        return poly(year - 1950, 29.07, 0.407, -1 / 233, 1 / 2547)
    if year < 1986:
        return poly(year - 1975, 45.45, 1.067, -1 / 260, -1 / 718)
    if year < 2005:
        return poly(year - 2000, 63.86, 0.3345, -0.060374, 0.0017275, 0.000651814,
                    0.00002373599)
    if year < 2050:
        return poly(year - 2000, 62.92, 0.32217, 0.005589)
    return -20 + 32 * ((year - 1820) / 100) ** 2 - 0.5628 * (2150 - year)


def poly(x, *coefficients):
    return sum(c * x ** i for i, c in enumerate(coefficients))


def local(day):
    """Seconds of the Chinese clock since 1970-01-01T00:00."""
    seconds = (day - UNIX_EPOCH) * 86400 - delta_t(2000 + (day - J2000) / 365.25)
    new_clock = dt.date(1929, 1, 1).toordinal() - dt.date(1970, 1, 1).toordinal()
    east = 8 * 3600 if seconds >= new_clock * 86400 else 7 * 3600 + 45 * 60 + 40
    return seconds + east


def days_of(seconds, margin):
    """The days on which the moment may be: one, or two near midnight."""
    return sorted({date_of(seconds - margin), date_of(seconds + margin)})


def date_of(seconds):
    return dt.date(1970, 1, 1) + dt.timedelta(seconds // 86400)


def lunations():
    """The first days of all months, and those that are not certain."""
    first, doubtful = [], []
    for k in range(-1241, 1275):
        t = local(new_moon(k))
        days = days_of(t, MOON_MARGIN)
        first.append(date_of(t))
        if len(days) > 1 and FIRST <= days[0].year <= LAST:
            doubtful.append(days)
    return first, doubtful


def terms():
    """The days of major solar terms, each a list of those possible."""
    found = []
    day = sun_reaches(270, 2414645.0)          # December 1898
    longitude = 270
    while day < J2000 + 102 * 365.25:
        found.append((longitude, days_of(local(day), SUN_MARGIN)))
        longitude = (longitude + 30) % 360
        day = sun_reaches(longitude, day + 30.4)
    return found


def year_of_solstices(first, term, i, j):
    """Names the months from i, which holds a winter solstice, to before j."""
    names = [(11, False)]
    leap_due = j - i == 13
    for k in range(i + 1, j):
        begin, end = first[k], first[k + 1]
        has_term = any(begin <= day < end for days in term for day in days)
        if leap_due and not has_term:
            names.append((names[-1][0], True))
            leap_due = False
        else:
            names.append((names[-1][0] % 12 + 1, False))
    return names


def months():
    """{(year, month, leap): first day}, and the doubtful new moons."""
    first, doubtful = lunations()
    all_terms = terms()
    solstices = [days for longitude, days in all_terms if longitude == 270]
    calendar = {}
    for one, other in zip(solstices, solstices[1:]):
        i = bisect.bisect_right(first, one[0]) - 1
        j = bisect.bisect_right(first, other[0]) - 1
        near = [days for _, days in all_terms if one[0] <= days[0] <= other[0]]
        year = one[0].year
        for k, (month, leap) in enumerate(year_of_solstices(first, near, i, j)):
            if month == 1 and not leap:
                year += 1
            calendar[year, month, leap] = first[i + k]
    return calendar, doubtful


def ask(program, verb, *arguments):
    answer = subprocess.run([program, verb, *map(str, arguments)], check=True,
                            capture_output=True, text=True)
    return answer.stdout.splitlines()


def compare_months(program):
    ours, doubtful = months()
    count = 0
    for line in ask(program, "months", *range(FIRST, LAST + 1)):
        name, day = line.split()
        key = int(name[:4]), int(name[5:7]), name.endswith("+")
        count += 1
        computed = ours.pop(key, None)
        if str(computed) != day and not any(
                day in map(str, days) and computed in days for days in doubtful):
            print(f"{name}: {day}, by computation {computed}")
    for key in ours:
        if FIRST <= key[0] <= LAST:
            print("missing:", *key)
    for days in doubtful:
        print("new moon at midnight:", *days)
    return count


def compare_qingming(program):
    years = range(FIRST, LAST + 1)
    for year, day in zip(years, ask(program, "qingming", *years)):
        near = (dt.date(year, 4, 5) - dt.date(1970, 1, 1)).days + UNIX_EPOCH
        days = days_of(local(sun_reaches(15, near)), SUN_MARGIN)
        if day not in map(str, days):
            print(f"Qingming of {year}: {day}, by computation {days[0]}")
    return len(years)


if __name__ == "__main__":
    checked = compare_months(sys.argv[1]), compare_qingming(sys.argv[1])
    print("checked: %d months, %d Qingming" % checked)
