# rt-churn -- loss by period and group.
#
# Every rate is worked by hand in the test's own comment, or comes from R.

load helper

HEAD=opening,joined,joined_lost,lost,closing,churn_rate,retention_rate
HEAD+=,opening_amount,lost_amount,relative_churn_rate,definition

# Standard input below the heading of the columns that most tests need.
customers()	# FILE
{
	{ echo customer_id,joined,left,amount,region; cat; } > "${1:-customers.csv}"
}

# Standard input as FILE, below the heading.
table()	# FILE HEADING
{
	{ printf '%s\n' "$2"; cat; } > "$1"
}

# Columns of what was printed, by name.
columns()	# NAME,NAME
{
	awk -F, -v want="$1" '
	NR == 1 { n = split(want, w, ","); for (i = 1; i <= NF; i++) at[$i] = i }
	{
		for (i = 1; i <= n; i++)
			printf "%s%s", (i > 1 ? "," : ""), $(at[w[i]])
		print ""
	}' <<< "$output"
}

shows()	# NAME,NAME
{
	output=$(columns "$1") prints
}

# Ten at the start of 2026 (a1 to a10).  January: a1 leaves, b1 to b3 come.
# February: a2 and b1 leave, c1 to c4 come, and c1 leaves again.
five_definitions()
{
	customers <<-'END'
		a1,2025-03-01,2026-01-20,20,
		a2,2025-03-01,2026-02-10,60,
		a3,2025-03-01,,20,
		a4,2025-03-01,,20,
		a5,2025-03-01,,20,
		a6,2025-03-01,,20,
		a7,2025-03-01,,20,
		a8,2025-03-01,,20,
		a9,2025-03-01,,20,
		a10,2025-12-31,,20,
		b1,2026-01-01,2026-02-11,40,
		b2,2026-01-05,,40,
		b3,2026-01-31,,40,
		c1,2026-02-01,2026-02-25,10,
		c2,2026-02-01,,10,
		c3,2026-02-01,,10,
		c4,2026-02-28,,10,
	END
}

@test "C01: one month, five definitions, five numbers" {
	# opening 12, L = 2 + 1: 2/12, 3/(12+4), 2*3/(12+13), 3*365/(12*28)/13, and
	# of the 10 on 1 January one (a2): 1/10.  C02: (60+40) / (60+8*20+3*40).
	five_definitions
	run -0 rt-churn -a 2026-02-28 --from 2026-01 --definition all customers.csv
	prints <<-END
		period,$HEAD
		2026-01,10,3,0,1,12,0.100000,0.900000,240.00,20.00,0.083333,opening
		2026-01,10,3,0,1,12,0.076923,0.923077,240.00,20.00,,opening-new
		2026-01,10,3,0,1,12,0.090909,0.909091,240.00,20.00,,average
		2026-01,10,3,0,1,12,0.081765,0.918235,240.00,20.00,,closing-normalised
		2026-01,10,3,0,1,12,0.100000,0.900000,240.00,20.00,,snapshot
		2026-02,12,4,1,2,13,0.166667,0.833333,340.00,100.00,0.294118,opening
		2026-02,12,4,1,2,13,0.187500,0.812500,340.00,100.00,,opening-new
		2026-02,12,4,1,2,13,0.240000,0.760000,340.00,100.00,,average
		2026-02,12,4,1,2,13,0.250687,0.749313,340.00,100.00,,closing-normalised
		2026-02,12,4,1,2,13,0.100000,0.900000,340.00,100.00,,snapshot
	END
}

@test "C01: --definition prints one of them; opening is the default" {
	five_definitions
	run -0 rt-churn -a 2026-02-28 --from 2026-02 --definition average customers.csv
	prints <<-END
		period,$HEAD
		2026-02,12,4,1,2,13,0.240000,0.760000,340.00,100.00,,average
	END
	run -0 rt-churn -a 2026-02-28 --from 2026-02 customers.csv
	prints <<-END
		period,$HEAD
		2026-02,12,4,1,2,13,0.166667,0.833333,340.00,100.00,0.294118,opening
	END
	run -2 rt-churn --definition mean customers.csv
}

@test "C01: snapshot counts those of the opening of the first period printed" {
	# From February the opening is 12, and b1 belongs to it: 2/12.
	five_definitions
	run -0 rt-churn -a 2026-02-28 --from 2026-02 --definition snapshot customers.csv
	shows period,lost,churn_rate <<-'END'
		period,lost,churn_rate
		2026-02,2,0.166667
	END
}

@test "C01: closing-normalised takes the days of the period's own year" {
	# One of two leaves in February, one stays: 2024 has 366 days, February 29;
	# 366/(12*29)/1 = 1.051724.  2025: 365/(12*28)/1 = 1.086310.  A quarter of
	# 2024: 366/(4*91)/1 = 1.005495; a year is a year: 1.
	for year in 2024 2025; do
		customers <<-END
			1,,$year-02-10,,
			2,,,,
		END
		run -0 rt-churn -q -a $year-02-29 --from $year-02 --to $year-02 \
			--definition closing-normalised customers.csv ||
		run -0 rt-churn -q -a $year-02-28 --from $year-02 --to $year-02 \
			--definition closing-normalised customers.csv
		columns churn_rate | tail -1 >> rates
	done
	customers <<-'END'
		1,,2024-02-10,,
		2,,,,
	END
	for every in quarter year; do
		run -0 rt-churn -q -a 2024-12-31 --to 2024-01 --every $every \
			--definition closing-normalised customers.csv
		columns churn_rate | tail -1 >> rates
	done
	output=$(cat rates) prints <<-'END'
		1.051724
		1.086310
		1.005495
		1.000000
	END
}

@test "C02: 500 customers, 25 lost who bought three times the mean: 5% and 15%" {
	# 25 x 57 + 475 x 17 = 9500, the mean is 19 and 57 is three times that.
	awk 'BEGIN {
		for (i = 1; i <= 500; i++)
			printf "%d,2020-01-01,%s,%s,\n", i, i <= 25 ? "2026-03-10" : "", i <= 25 ? 57 : 17
	}' | customers
	run -0 rt-churn rates -a 2026-03-31 --from 2026-03 customers.csv
	prints <<-END
		period,$HEAD
		2026-03,500,0,0,25,475,0.050000,0.950000,9500.00,1425.00,0.150000,opening
	END
}

@test "C02: blank amounts are left out of both means, and counted" {
	# Known: 10 of the lost, 10, 30 and 20 of all: 2/4 * (10/1) / (60/3) = 0.25.
	customers <<-'END'
		1,,2026-03-10,10,
		2,,2026-03-11,,
		3,,,30,
		4,,,20,
	END
	run -0 --separate-stderr rt-churn -a 2026-03-31 --from 2026-03 customers.csv
	prints <<-END
		period,$HEAD
		2026-03,4,0,0,2,2,0.500000,0.500000,60.00,10.00,0.250000,opening
	END
	prints_err <<-'END'
		rt-churn: records with a blank amount, left out of sums and means: 1
	END
}

@test "C02: what is not known of the lost, or of all, is blank; nobody lost is 0" {
	customers <<-'END'
		1,,2026-01-10,,x
		2,,,20,x
		3,,2026-01-10,,y
		4,,,30,z
		5,,,0,w
		6,,2026-01-10,0,w
	END
	run -0 rt-churn -q -a 2026-01-31 --by region customers.csv
	shows region,lost,opening_amount,lost_amount,relative_churn_rate <<-'END'
		region,lost,opening_amount,lost_amount,relative_churn_rate
		x,1,20.00,,
		y,1,,,
		z,0,30.00,0.00,0.000000
		w,1,0.00,0.00,
	END
}

@test "C02: sums near the largest that there are have their rate" {
	# Of 7 customers 5 have an amount, one of the 2 lost among them: the sums times
	# 2 x 5 and times 1 x 7 are beyond 64 bits, and have no factor in common.
	# 300000000000000.0001 / 1 over 900000000000000.0001 / 5, of 2 in 7: 10 / 21.
	customers <<-'END'
		1,,2026-01-10,300000000000000.0001,x
		2,,2026-01-10,,x
		3,,,150000000000000,x
		4,,,150000000000000,x
		5,,,150000000000000,x
		6,,,150000000000000,x
		7,,,,x
	END
	run -0 rt-churn -q -a 2026-01-31 customers.csv
	shows lost,opening_amount,lost_amount,relative_churn_rate <<-'END'
		lost,opening_amount,lost_amount,relative_churn_rate
		2,900000000000000.0001,300000000000000.0001,0.476190
	END
}

@test "C02: without a column of amounts the three are blank" {
	run -0 --separate-stderr rt-churn -a 2026-01-31 <<-'END'
		customer_id,joined,left
		1,2025-12-01,2026-01-10
		2,2025-12-01,
	END
	prints <<-END
		period,$HEAD
		2025-12,0,2,0,0,2,,,,,,opening
		2026-01,2,0,0,1,1,0.500000,0.500000,,,,opening
	END
	prints_err <<-'END'
	END
}

@test "Dates: left is the first day without service" {
	# 1 leaves on the last day of January; 2 on the first of February, so it is
	# there at the end of January; 3 joins on 31 January, 4 on 1 February.
	customers <<-'END'
		1,2025-12-01,2026-01-31,,
		2,2025-12-01,2026-02-01,,
		3,2026-01-31,,,
		4,2026-02-01,,,
	END
	run -0 rt-churn -q -a 2026-02-28 --from 2026-01 customers.csv
	shows period,opening,joined,joined_lost,lost,closing <<-'END'
		period,opening,joined,joined_lost,lost,closing
		2026-01,2,1,0,1,2
		2026-02,2,1,0,1,2
	END
}

@test "Dates: joined and left on one day is a customer who came and went" {
	customers <<-'END'
		1,2026-01-10,2026-01-10,,
		2,2026-01-10,2026-01-31,,
		3,2026-01-10,2026-02-01,,
	END
	run -0 rt-churn -q -a 2026-02-28 customers.csv
	shows period,opening,joined,joined_lost,lost,closing <<-'END'
		period,opening,joined,joined_lost,lost,closing
		2026-01,0,3,2,0,1
		2026-02,1,0,0,1,0
	END
}

@test "Dates: left before joined is bad data" {
	customers <<-'END'
		1,2026-01-10,2026-01-10,,
		2,2026-01-10,2026-01-09,,
	END
	run -1 rt-churn -a 2026-02-28 customers.csv
	prints <<-'END'
		rt-churn: customers.csv:3: left: before joined
	END
}

@test "Dates: a left after as-of has not happened yet, one on as-of has" {
	customers <<-'END'
		1,2025-12-01,2026-01-15,,
		2,2025-12-01,2026-01-16,,
	END
	run -0 rt-churn -q -a 2026-01-15 --partial --from 2026-01 customers.csv
	shows period,opening,lost,closing <<-'END'
		period,opening,lost,closing
		2026-01*,2,1,1
	END
}

@test "Dates: who joins after as-of is no customer yet, and is counted" {
	customers <<-'END'
		1,2026-01-15,,1,
		2,2026-01-16,,1,
	END
	run -0 --separate-stderr rt-churn -a 2026-01-15 --partial customers.csv
	shows period,joined,closing <<-'END'
		period,joined,closing
		2026-01*,1,1
	END
	prints_err <<-'END'
		rt-churn: records with a joined after as-of, which are not counted: 1
	END
}

@test "Dates: a period is over on its last day; the open one wants --partial" {
	customers <<-'END'
		1,2026-01-10,,,
	END
	run -0 rt-churn -q -a 2026-02-27 customers.csv
	shows period,closing <<-'END'
		period,closing
		2026-01,1
	END
	run -0 rt-churn -q -a 2026-02-27 --partial customers.csv
	shows period,closing <<-'END'
		period,closing
		2026-01,1
		2026-02*,1
	END
	run -0 rt-churn -q -a 2026-02-28 --partial customers.csv
	shows period,closing <<-'END'
		period,closing
		2026-01,1
		2026-02,1
	END
}

@test "Dates: months, quarters and years have names, and no gaps" {
	customers <<-'END'
		1,2025-11-30,,,
		2,2026-02-01,2026-04-01,,
	END
	run -0 rt-churn -q -a 2026-04-30 customers.csv
	shows period,joined,lost,closing <<-'END'
		period,joined,lost,closing
		2025-11,1,0,1
		2025-12,0,0,1
		2026-01,0,0,1
		2026-02,1,0,2
		2026-03,0,0,2
		2026-04,0,1,1
	END
	run -0 rt-churn -q -a 2026-04-30 --every quarter --partial customers.csv
	shows period,joined,lost,closing <<-'END'
		period,joined,lost,closing
		2025-Q4,1,0,1
		2026-Q1,1,0,2
		2026-Q2*,0,1,1
	END
	run -0 rt-churn -q -a 2026-12-31 --every year customers.csv
	shows period,joined,joined_lost,lost,closing <<-'END'
		period,joined,joined_lost,lost,closing
		2025,1,0,0,1
		2026,1,1,0,1
	END
	run -2 rt-churn --every week customers.csv
}

@test "Dates: the first period is that of the earliest joined or left" {
	customers <<-'END'
		1,,2026-02-10,,
		2,2026-03-01,,,
	END
	run -0 rt-churn -q -a 2026-03-31 customers.csv
	shows period,opening,joined,lost,closing <<-'END'
		period,opening,joined,lost,closing
		2026-02,1,0,1,0
		2026-03,0,1,0,1
	END
}

@test "Dates: --from and --to take a month or a date, and mean its period" {
	customers <<-'END'
		1,2025-05-05,,,
	END
	for from in 2025-11 2025-11-30 20251101 2025/10/1; do
		run -0 rt-churn -q -a 2026-12-31 --every quarter --from $from \
			--to 2026-01-31 customers.csv
		shows period,opening <<-'END'
			period,opening
			2025-Q4,1
			2026-Q1,1
		END
	done
	run -2 rt-churn -q --from 2026-04 --to 2026-03 customers.csv
	# One quarter holds both.
	run -0 rt-churn -q -a 2026-12-31 --every quarter --from 2026-03 --to 2026-01 \
		customers.csv
	shows period,opening <<-'END'
		period,opening
		2026-Q1,1
	END
	run -2 rt-churn --from yesterday customers.csv
}

@test "Dates: --from before the first event prints empty periods, --to stops at as-of" {
	customers <<-'END'
		1,2026-02-05,,,
	END
	run -0 rt-churn -q -a 2026-02-28 --from 2026-01 --to 2030-01 customers.csv
	shows period,opening,joined,closing,churn_rate <<-'END'
		period,opening,joined,closing,churn_rate
		2026-01,0,0,0,
		2026-02,0,1,1,
	END
	run -0 rt-churn -q -a 2026-02-28 --from 2026-03 customers.csv
	prints <<-END
		period,$HEAD
	END
}

@test "Dates: nobody has dates, so there is no period" {
	customers <<-'END'
		1,,,,
	END
	run -0 rt-churn -q -a 2026-02-28 customers.csv
	prints <<-END
		period,$HEAD
	END
	# With --from there is.
	run -0 rt-churn -q -a 2026-02-28 --from 2026-02 customers.csv
	shows period,opening,closing <<-'END'
		period,opening,closing
		2026-02,1,1
	END
}

@test "Dates: left is needed; without joined all were always there, and it says so" {
	run -1 rt-churn -a 2026-01-31 <<-'END'
		customer_id,joined,region
		1,2026-01-10,x
	END
	[[ $output == "rt-churn: -:1: no column 'left' for a table of customers"* ]]
	run -0 --separate-stderr rt-churn -a 2026-01-31 <<-'END'
		customer_id,left
		1,2026-01-10
		2,
	END
	shows period,opening,lost <<-'END'
		period,opening,lost
		2026-01,2,1
	END
	prints_err <<-'END'
		rt-churn: -: no column 'joined': all are taken to have been customers from the start
	END
}

@test "C03: --by makes groups, as they are met, behind the period" {
	customers <<-'END'
		1,2025-12-01,2026-01-10,10,洛阳
		2,2025-12-01,,20,郑州
		3,2025-12-01,,30,洛阳
		4,2026-01-10,,40,
		5,2025-12-01,2026-01-10,50,"a,b"
	END
	run -0 rt-churn -a 2026-01-31 --from 2026-01 --by region customers.csv
	prints <<-END
		period,region,$HEAD
		2026-01,洛阳,2,0,0,1,1,0.500000,0.500000,40.00,10.00,0.250000,opening
		2026-01,郑州,1,0,0,0,1,0.000000,1.000000,20.00,0.00,0.000000,opening
		2026-01,,0,1,0,0,1,,,0.00,0.00,,opening
		2026-01,"a,b",1,0,0,1,0,1.000000,0.000000,50.00,50.00,1.000000,opening
	END
}

@test "C03: --by takes several columns, under the names that were typed" {
	run -0 rt-churn -q -a 2026-01-31 --from 2026-01 --by Plan,地区 <<-'END'
		customer_id,left,region,plan
		1,2026-01-10,x,p
		2,,x,q
		3,,xq,
		4,,x,q
	END
	shows period,Plan,地区,opening,lost <<-'END'
		period,Plan,地区,opening,lost
		2026-01,p,x,1,1
		2026-01,q,x,2,0
		2026-01,,xq,1,0
	END
}

@test "C03: groups with periods of their own share the periods of all" {
	customers <<-'END'
		1,2025-12-10,,,x
		2,2026-02-10,2026-02-11,,y
	END
	run -0 rt-churn -q -a 2026-02-28 --by region customers.csv
	shows period,region,opening,joined,joined_lost,closing <<-'END'
		period,region,opening,joined,joined_lost,closing
		2025-12,x,0,1,0,1
		2025-12,y,0,0,0,0
		2026-01,x,1,0,0,1
		2026-01,y,0,0,0,0
		2026-02,x,1,0,0,1
		2026-02,y,0,1,1,0
	END
}

@test "C03: --by of a column that no input has is a usage error with a near miss" {
	customers <<-'END'
		1,2025-12-10,,,x
	END
	run -2 rt-churn --by regoin customers.csv
	prints <<-'END'
		rt-churn: --by: no column 'regoin' in the input; did you mean 'region'?
		Try 'rt-churn --help'.
	END
	run -2 rt-churn --by region,region customers.csv
	run -2 rt-churn --by region, customers.csv
	# One of two tables is enough; the other is blank there.
	printf 'customer_id,left\n2,\n' > other.csv
	run -0 rt-churn -q -a 2026-01-31 --from 2026-01 --by region customers.csv other.csv
	shows period,region,opening <<-'END'
		period,region,opening
		2026-01,x,1
		2026-01,,1
	END
}

@test "flag: lost are those whose column has the value; one period, all" {
	# 1 of 4; 10 of 100.  Nothing is known of days, so nothing is normalised.
	cat > snapshot.csv <<-'END'
		customer_id,Churn,amount
		1,Yes,10
		2,No,20
		3, Yes now,30
		4,yes,40
	END
	run -0 rt-churn --flag Churn=Yes --definition all snapshot.csv
	prints <<-END
		period,$HEAD
		all,4,0,0,1,3,0.250000,0.750000,100.00,10.00,0.100000,opening
		all,4,0,0,1,3,0.250000,0.750000,100.00,10.00,,opening-new
		all,4,0,0,1,3,0.285714,0.714286,100.00,10.00,,average
		all,4,0,0,1,3,,,100.00,10.00,,closing-normalised
		all,4,0,0,1,3,0.250000,0.750000,100.00,10.00,,snapshot
	END
}

@test "flag: options of periods do not go with it; its column must be everywhere" {
	printf 'customer_id,gone\n1,1\n' > a.csv
	printf 'customer_id,region\n2,x\n' > b.csv
	for option in --every=month --from=2026-01 --to=2026-01 --partial; do
		run -2 rt-churn --flag gone=1 $option a.csv
	done
	run -2 rt-churn --flag gon=1 a.csv
	run -2 rt-churn --flag gone a.csv
	run -2 rt-churn --flag gone= a.csv
	run -1 rt-churn --flag gone=1 a.csv b.csv
	prints <<-'END'
		rt-churn: b.csv:1: no column 'gone', which --flag needs
	END
	run -0 rt-churn --flag gone=1 a.csv
}

@test "a customer who stands twice: counted once when the records are equal" {
	customers <<-'END'
		1,2025-12-01,,10,x
		2,2025-12-01,,10,x
		1,2025-12-01,,10,x
	END
	run -0 rt-churn -a 2026-01-31 --from 2026-01 customers.csv
	shows opening,opening_amount <<-'END'
		opening,opening_amount
		2,20.00
	END
	# And bad data when they differ, be it in a column that nobody reads.
	for order in '1 2 1' '2 1 1' '1 1'; do
		for id in $order; do
			n=$((n + 1))
			echo "$id,2025-12-01,,10,r$n"
		done | customers
		run -1 rt-churn -a 2026-01-31 customers.csv
		[[ $output == *': customer_id: stands twice, with different records' ]]
	done
}

@test "customers that stand twice are found in any order, however many there are" {
	seq -f '%06.0f,2025-12-01,,1,' 1 5000 | shuf --random-source=<(yes) | customers
	run -0 rt-churn -a 2026-01-31 --from 2026-01 customers.csv
	shows opening <<-'END'
		opening
		5000
	END
	seq -f '%06.0f,2025-12-01,,1,' 1 5000 | customers
	echo 003333,2025-12-01,,2, >> customers.csv
	run -1 rt-churn -a 2026-01-31 customers.csv
	prints <<-'END'
		rt-churn: customers.csv:5002: customer_id: stands twice, with different records
	END
}

@test "customers that stand twice are found however long their ids are" {
	# Ascending, each id going on from the one before; then the 300th again.
	awk 'BEGIN {
		for (i = 1; i <= 400; i++) {
			id = id (i % 7 == 0 ? "z" : "客")
			print id ",2025-12-01,,1,"
			if (i == 300)
				again = id
		}
		print "a" id ",2025-12-01,,1,"
		print again ",2025-12-01,,1,"
		print again ",2025-12-01,,2,"
	}' | customers
	run -1 rt-churn -a 2026-01-31 customers.csv
	prints <<-'END'
		rt-churn: customers.csv:404: customer_id: stands twice, with different records
	END
	sed -i '$d' customers.csv
	run -0 rt-churn -a 2026-01-31 --from 2026-01 customers.csv
	shows opening <<-'END'
		opening
		401
	END
}

@test "a rejected record counts nowhere, and its id is free" {
	customers <<-'END'
		1,2025-12-01,2026-02-30,10,x
		1,2025-12-01,2026-02-10,10,x
		2,2025-12-01,,1e3,x
		3,2025-12-01,2025-11-30,10,x
		4,2025-12-01,,20,x
	END
	run -0 --separate-stderr rt-churn -r bad.csv -a 2026-02-28 --from 2026-02 \
		customers.csv
	shows opening,lost,opening_amount <<-'END'
		opening,lost,opening_amount
		2,1,30.00
	END
	output=$(cat bad.csv) prints <<-'END'
		file,line,column,reason,record
		customers.csv,2,left,not a date such as 2026-03-05,"1,2025-12-01,2026-02-30,10,x"
		customers.csv,4,amount,"looks like scientific notation, not a number such as 79.00","2,2025-12-01,,1e3,x"
		customers.csv,5,left,before joined,"3,2025-12-01,2025-11-30,10,x"
	END
}

@test "several files are one table" {
	customers one.csv <<-'END'
		1,2025-12-01,2026-01-10,10,x
	END
	printf 'left,region,customer_id\n,x,2\n' > two.csv
	run -0 rt-churn -q -a 2026-01-31 --from 2026-01 --by region one.csv two.csv
	shows region,opening,lost,opening_amount <<-'END'
		region,opening,lost,opening_amount
		x,2,1,10.00
	END
}

@test "amounts are exact to the ten-thousandth, and never wrong when too large" {
	customers <<-'END'
		1,2025-12-01,2026-01-10,0.0001,x
		2,2025-12-01,,90071992547409.91,x
		3,2025-12-01,,0.1,x
		4,2025-12-01,,0.2,x
	END
	run -0 rt-churn -a 2026-01-31 --from 2026-01 customers.csv
	shows opening_amount,lost_amount <<-'END'
		opening_amount,lost_amount
		90071992547410.2101,0.0001
	END
	customers <<-'END'
		1,2025-12-01,,900000000000000,x
		2,2025-12-01,,900000000000000,x
	END
	run -1 rt-churn -a 2026-01-31 --from 2026-01 customers.csv
	prints <<-'END'
		rt-churn: amount: the sum is too large
	END
}

@test "the first operand is the verb when it is one, and a file as ./rates" {
	customers rates <<-'END'
		1,2026-01-01,,,x
	END
	for words in 'rates ./rates' ./rates; do
		run -0 rt-churn -q -a 2026-01-31 $words
		shows period,joined <<-'END'
			period,joined
			2026-01,1
		END
	done
}

@test "a verb that was not typed well is a usage error with a near miss" {
	run -2 --separate-stderr rt-churn surival customers.csv
	[ "${stderr_lines[0]}" = "rt-churn: surival: no verb and no file; did you mean 'survival'?" ]
	# Far from all verbs, or there: a file.
	run -3 --separate-stderr rt-churn customers.csv
	prints_err <<< 'rt-churn: customers.csv: No such file or directory'
	customers rate <<-'END'
		1,2026-01-01,,,x
	END
	run -0 rt-churn -q -a 2026-01-31 rate
}

@test "C04: reasons, as they are met, with what each cost; blank is unknown" {
	# 4 left; their known amounts are 30, 10 and 60.
	table customers.csv customer_id,joined,left,left_reason,amount,region <<-'END'
		1,2025-01-01,2026-01-10,price,30,x
		2,2025-01-01,,price,500,x
		3,2025-01-01,2026-03-31,,10,y
		4,2025-01-01,2026-02-01,price,,x
		5,2025-01-01,2026-04-01,service,70,x
		6,2025-01-01,2026-01-11,network speed,60,y
	END
	run -0 --separate-stderr rt-churn reasons -a 2026-03-31 customers.csv
	prints <<-'END'
		left_reason,lost,share,lost_amount,amount_share
		price,2,0.500000,30.00,0.300000
		unknown,1,0.250000,10.00,0.100000
		network speed,1,0.250000,60.00,0.600000
	END
	prints_err <<-'END'
		rt-churn: records with a blank amount, left out of sums and means: 1
	END
	# A group's shares are of the group.
	run -0 rt-churn reasons -q -a 2026-03-31 --by region customers.csv
	prints <<-'END'
		region,left_reason,lost,share,lost_amount,amount_share
		x,price,2,1.000000,30.00,1.000000
		y,unknown,1,0.500000,10.00,0.142857
		y,network speed,1,0.500000,60.00,0.857143
	END
}

@test "C04: reasons come by their first leaver; those who stay have none" {
	# 1 stays and 2 leaves after as-of: neither is who makes unknown or service first.
	table c.csv customer_id,joined,left,left_reason,region <<-'END'
		1,2025-01-01,,,x
		2,2025-01-01,2026-04-01,service,y
		3,2025-01-01,2026-01-02,price,y
		4,2025-01-01,2026-01-03,,y
		5,2025-01-01,2026-01-04,service,x
		6,2025-01-01,2026-01-05,,x
		7,2025-01-01,2026-01-06,price,y
	END
	run -0 rt-churn reasons -q -a 2026-03-31 c.csv
	prints <<-'END'
		left_reason,lost,share,lost_amount,amount_share
		price,2,0.400000,,
		unknown,2,0.400000,,
		service,1,0.200000,,
	END
	run -0 rt-churn reasons -q -a 2026-03-31 --by region c.csv
	prints <<-'END'
		region,left_reason,lost,share,lost_amount,amount_share
		x,service,1,0.500000,,
		x,unknown,1,0.500000,,
		y,price,2,0.666667,,
		y,unknown,1,0.333333,,
	END
}

@test "C04: a reason that is blank and one called unknown are one" {
	table c.csv customer_id,left,left_reason,amount <<-'END'
		1,2026-01-01,,1
		2,2026-01-01,unknown,2
		3,2026-01-01," ",4
		4,2026-01-01,price,1
	END
	run -0 rt-churn reasons -a 2026-01-31 -q c.csv
	prints <<-'END'
		left_reason,lost,share,lost_amount,amount_share
		unknown,3,0.750000,7.00,0.875000
		price,1,0.250000,1.00,0.125000
	END
}

@test "C04: reasons of the periods from --from to --to, both whole" {
	table customers.csv customer_id,left,left_reason <<-'END'
		1,2025-12-31,a
		2,2026-01-01,b
		3,2026-03-31,c
		4,2026-04-01,d
	END
	run -0 rt-churn reasons -q -a 2026-12-31 --every quarter --from 2026-02 --to 2026-02 \
		customers.csv
	prints <<-'END'
		left_reason,lost,share,lost_amount,amount_share
		b,1,0.500000,,
		c,1,0.500000,,
	END
}

@test "C04: reasons of those whom a flag calls lost" {
	table customers.csv customer_id,gone,left_reason,amount <<-'END'
		1,1,a,0
		2,0,b,5
		3,1,a,
		4,1,c,
	END
	run -0 rt-churn reasons -q --flag gone=1 customers.csv
	prints <<-'END'
		left_reason,lost,share,lost_amount,amount_share
		a,2,0.666667,0.00,
		c,1,0.333333,,
	END
	run -2 rt-churn reasons --partial customers.csv
	run -2 rt-churn reasons --definition all customers.csv
	run -1 rt-churn reasons --flag gone=1 <<-'END'
		customer_id,gone
		1,1
	END
	[[ $output == "rt-churn: -:1: no column 'left_reason' for a table of customers"* ]]
}

@test "a header alone has no periods" {
	customers < /dev/null
	run -0 rt-churn -a 2026-01-31 customers.csv
	prints <<-END
		period,$HEAD
	END
	run -0 rt-churn -a 2026-01-31 --every year --by region customers.csv
	prints <<-END
		period,region,$HEAD
	END
}

# A customer a line, with the days as the dates below; blank where unknown.
random_customers()	# SEED
{
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		for (i = 1; i <= 300; i++) {
			from = rand() < .1 ? "" : int(rand() * 36)
			to = rand() < .5 ? "" : int((from == "" ? 0 : from) + rand() * 40)
			printf "%d,%s,%s,%s,%s\n", i, day(from), day(to),
			    rand() < .1 ? "" : int(rand() * 100), substr("xyz", int(rand() * 3) + 1, 1)
		}
	}
	function day(n) {
		return n == "" ? "" : sprintf("%d-%02d-15", 2023 + int(n / 12), n % 12 + 1)
	}'
}

# The rates of each month of 2024 and each region, customer by customer.
by_hand()	# FILE
{
	awk -F, 'NR > 1 {
		id[NR] = $1; joined[NR] = $2; left[NR] = $3 > "2024-12-31" ? "" : $3
		amount[NR] = $4; region[NR] = $5
		if (!($5 in met)) { met[$5] = 1; name[++regions] = $5 }
	}
	END {
		for (m = 1; m <= 12; m++)
			for (r = 1; r <= regions; r++)
				month(sprintf("2024-%02d", m), name[r])
	}
	function month(p, r, i, start, open, lost, came, went, total, gone, close_) {
		start = p "-01"
		open = lost = came = went = close_ = 0
		for (i in id) {
			if (region[i] != r || joined[i] > "2024-12-31")
				continue
			if ((joined[i] == "" || joined[i] < start) && (left[i] == "" || left[i] >= start)) {
				open++
				lost += substr(left[i], 1, 7) == p
			}
			if (substr(joined[i], 1, 7) == p) {
				came++
				went += substr(left[i], 1, 7) == p
			}
			if ((joined[i] == "" || joined[i] <= p "-31") && (left[i] == "" || left[i] > p "-31"))
				close_++
		}
		printf "%s,%s,%d,%d,%d,%d,%d\n", p, r, open, came, went, lost, close_
	}' "$1"
}

@test "C01: counters by period agree with counting every customer in every month" {
	for seed in 1 2 3; do
		random_customers $seed | customers
		run -0 rt-churn -q -a 2024-12-31 --from 2024-01 --by region customers.csv
		columns period,region,opening,joined,joined_lost,lost,closing | tail -n +2 | sort > got
		by_hand customers.csv | sort > wanted
		same_file wanted got
	done
}

@test "C01, C02: IBM's telco customers: 26.537% and 30.503%, and by contract" {
	shared ibm-telco
	run -0 rt-churn --flag Churn=Yes -c amount=MonthlyCharges "$data/telco.csv"
	prints <<-END
		period,$HEAD
		all,7043,0,0,1869,5174,0.265370,0.734630,456116.60,139130.85,0.305034,opening
	END
	for column in Contract InternetService PaymentMethod; do
		run -0 rt-churn --flag Churn=Yes -c amount=MonthlyCharges --by $column \
			"$data/telco.csv"
		columns $column,opening,lost,churn_rate,opening_amount,lost_amount,relative_churn_rate |
			tail -n +2 | sort > got
		awk -F, -v column=$column '$1 == column {
			printf "%s,%d,%d,%.6f,%.2f,%.2f,%.6f\n", $2, $3, $4, $5 / 100, $11, $10, $9 / 100
		}' "$data/expected_churn.csv" | sort > wanted
		same_file wanted got
	done
}

MOVED=period,opening_amount,new,expansion,contraction,lost,reactivated,closing_amount
MOVED+=,gross_churn_rate,net_churn_rate,opening_customers,new_customers
MOVED+=,expansion_customers,contraction_customers,lost_customers
MOVED+=,reactivated_customers,closing_customers,refunds

# a grows, stays and goes; b shrinks, misses March and comes back; c comes,
# stays, and has a bill of 0 in April, which is none.
some_bills()
{
	table bills.csv customer_id,month,amount,region <<-'END'
		a,2026-01,60.00,N
		b,2026-01,50.00,S
		a,2026-02,150.00,N
		a,2026-01,40.00,N
		b,2026-02,30.00,S
		c,2026-02,20.00,S
		c,2026-03,20.00,S
		a,2026-03,150.00,N
		b,2026-04,40.00,S
		c,2026-04,0.00,S
	END
}

@test "C03: movements: each change goes whole into one of them, and they add up" {
	some_bills
	run -0 rt-churn movements --as-of 2026-04-30 bills.csv
	prints <<-END
		$MOVED
		2026-02,150.00,20.00,50.00,20.00,0.00,0.00,200.00,0.133333,-0.200000,2,1,1,1,0,0,3,0.00
		2026-03,200.00,0.00,0.00,0.00,30.00,0.00,170.00,0.150000,0.150000,3,0,0,0,1,0,2,0.00
		2026-04,170.00,0.00,0.00,0.00,170.00,40.00,40.00,1.000000,0.764706,2,0,0,0,2,1,1,0.00
	END
}

@test "C03: movements: the first period only with --from, the open one with --partial" {
	some_bills
	run -0 rt-churn movements --as-of 2026-04-29 --from 2026-01 --to 2026-02 bills.csv
	prints <<-END
		$MOVED
		2026-01,0.00,150.00,0.00,0.00,0.00,0.00,150.00,,,0,2,0,0,0,0,2,0.00
		2026-02,150.00,20.00,50.00,20.00,0.00,0.00,200.00,0.133333,-0.200000,2,1,1,1,0,0,3,0.00
	END
	run -0 rt-churn movements --as-of 2026-04-29 --from 2026-04 bills.csv
	prints <<< "$MOVED"
	run -0 rt-churn movements --as-of 2026-04-29 --from 2026-04 --partial bills.csv
	prints <<-END
		$MOVED
		2026-04*,170.00,0.00,0.00,0.00,170.00,40.00,40.00,1.000000,0.764706,2,0,0,0,2,1,1,0.00
	END
}

@test "C03: movements by quarter and group: one book for each group" {
	some_bills
	run -0 rt-churn movements --as-of 2026-06-30 --every quarter --from 2026-01 \
		--by region bills.csv
	prints <<-END
		${MOVED/period/period,region}
		2026-Q1,N,0.00,400.00,0.00,0.00,0.00,0.00,400.00,,,0,1,0,0,0,0,1,0.00
		2026-Q1,S,0.00,120.00,0.00,0.00,0.00,0.00,120.00,,,0,2,0,0,0,0,2,0.00
		2026-Q2,N,400.00,0.00,0.00,0.00,400.00,0.00,0.00,1.000000,1.000000,1,0,0,0,1,0,0,0.00
		2026-Q2,S,120.00,0.00,0.00,40.00,40.00,0.00,40.00,0.666667,0.666667,2,0,0,1,1,0,1,0.00
	END
}

@test "C03: movements: where the bills end before as-of, it says so" {
	some_bills
	run -0 --separate-stderr rt-churn movements --as-of 2026-05-31 --from 2026-05 bills.csv
	prints <<-END
		$MOVED
		2026-05,40.00,0.00,0.00,0.00,40.00,0.00,0.00,1.000000,1.000000,1,0,0,0,1,0,0,0.00
	END
	prints_err <<-'END'
		rt-churn: the last bills are of 2026-04: all count as lost in the period after it
	END
	run -0 --separate-stderr rt-churn movements --as-of 2026-03-31 --from 2026-03 bills.csv
	prints <<-END
		$MOVED
		2026-03,200.00,0.00,0.00,0.00,30.00,0.00,170.00,0.150000,0.150000,3,0,0,0,1,0,2,0.00
	END
	prints_err <<< 'rt-churn: records after as-of, which are not counted: 2'
}

@test "C03: movements of random bills, in any order, are those of following each customer" {
	python3 - <<-'END'
		import random
		random.seed(5)
		rows = [(f"k{random.randrange(30)}", random.randrange(8), random.choice(
		    [0, -500, 700, 1200, 1200, 5001])) for _ in range(300)]
		with open("bills.csv", "w") as f:
		    print("customer_id,month,amount", file=f)
		    for c, m, a in rows:
		        print(f"{c},2025-{m + 1:02},{a / 100:.2f}", file=f)
		own = {}
		for c, m, a in rows:
		    own.setdefault(c, [0] * 8)[m] += a
		names = "new expansion contraction lost reactivated".split()
		with open("expected.csv", "w") as f:
		    for m in range(1, 8):
		        s = dict.fromkeys(names, 0)
		        for v in own.values():
		            b, n = max(v[m - 1], 0), max(v[m], 0)
		            if b == n: continue
		            if b == 0: s["reactivated" if max(v[:m]) > 0 else "new"] += n
		            elif n == 0: s["lost"] += b
		            elif n > b: s["expansion"] += n - b
		            else: s["contraction"] += b - n
		        sums = [sum(v[m - 1] for v in own.values())] + [s[k] for k in names] + [
		            sum(v[m] for v in own.values()),
		            -sum(min(v[m], 0) for v in own.values())]
		        print(f"2025-{m + 1:02}", *(f"{x / 100:.2f}" for x in sums), sep=",", file=f)
	END
	rt-churn movements --as-of 2025-08-31 bills.csv | tail -n +2 | cut -d, -f1-8,18 > got.csv
	same_file expected.csv got.csv
}

@test "C03: movements: billed is above 0; what was paid back stands in refunds" {
	# e pays 30 in January and gets it back in February: lost once, never twice.
	# f is paid back before it ever pays, and 40 more than it had paid: the opening
	# of May is -40, of which nothing can be a rate.
	table bills.csv customer_id,month,amount <<-'END'
		d,2026-01,100.00
		e,2026-01,30.00
		d,2026-02,100.00
		e,2026-02,-20.00
		e,2026-02,-10.00
		d,2026-03,100.00
		f,2026-03,-0.01
		f,2026-04,-40.00
		f,2026-05,0.01
	END
	run -0 rt-churn movements --as-of 2026-05-31 bills.csv
	prints <<-END
		$MOVED
		2026-02,130.00,0.00,0.00,0.00,30.00,0.00,70.00,0.230769,0.230769,2,0,0,0,1,0,1,30.00
		2026-03,70.00,0.00,0.00,0.00,0.00,0.00,99.99,0.000000,0.000000,1,0,0,0,0,0,1,0.01
		2026-04,99.99,0.00,0.00,0.00,100.00,0.00,-40.00,1.000100,1.000100,1,0,0,0,1,0,0,40.00
		2026-05,-40.00,0.01,0.00,0.00,0.00,0.00,0.01,,,0,1,0,0,0,0,1,0.00
	END
}

@test "C03: cohorts of purchases: what was given back is no activity" {
	# b only returns something, so it is in no cohort; c returns before it buys,
	# which is no purchase either; a day of a and one of c have no amount known.
	printf '%s\n' customer_id,date,amount a,2026-01-05,20 a,2026-02-05,-20 a,2026-03-05, \
		b,2026-01-07,-5 c,2026-01-09,-1 c,2026-02-09,0.01 c,2026-03-01,0 > p.csv
	run -0 --separate-stderr rt-churn cohorts --as-of 2026-03-31 p.csv
	prints <<-'END'
		cohort,age,size,active,retention,amount
		2026-01,0,1,1,1.000000,20.00
		2026-01,1,1,0,0.000000,-20.00
		2026-01,2,1,1,1.000000,0.00
		2026-02,0,1,1,1.000000,0.01
		2026-02,1,1,0,0.000000,0.00
	END
	prints_err <<-'END'
		rt-churn: amounts that are not above 0, which are no activity: 4
		rt-churn: customers without any activity, who are in no cohort: 1
		rt-churn: records with a blank amount, left out of sums: 1
	END
	run -0 rt-churn cohorts -q --as-of 2026-03-31 --unbounded p.csv
	prints <<-'END'
		cohort,age,size,active,retention,amount
		2026-01,0,1,1,1.000000,20.00
		2026-01,1,1,1,1.000000,-20.00
		2026-01,2,1,1,1.000000,0.00
		2026-02,0,1,1,1.000000,0.01
		2026-02,1,1,0,0.000000,0.00
	END
	cut -d, -f1,2 p.csv > undated.csv
	run -0 rt-churn cohorts --as-of 2026-03-31 undated.csv
	[ "${lines[1]}" = 2026-01,0,3,3,1.000000 ]
}

# a and b come in January, c and d in February; a and c leave in February.
some_cohorts()
{
	customers <<-'END'
		a,2026-01-05,2026-02-10,10,N
		b,2026-01-20,,20,S
		c,2026-02-01,2026-02-20,30,N
		d,2026-02-03,,40,N
	END
}

@test "C03: cohorts: present at the end of each age; blank, not 0, where it is not over" {
	some_cohorts
	run -0 rt-churn cohorts --as-of 2026-03-15 customers.csv
	prints <<-'END'
		cohort,age,size,active,retention,amount
		2026-01,0,2,2,1.000000,30.00
		2026-01,1,2,1,0.500000,20.00
		2026-01,2,2,,,
		2026-02,0,2,1,0.500000,40.00
		2026-02,1,2,,,
	END
	run -0 rt-churn cohorts --as-of 2026-03-31 --from 2026-02 --by region customers.csv
	prints <<-'END'
		cohort,region,age,size,active,retention,amount
		2026-02,N,0,2,1,0.500000,40.00
		2026-02,N,1,2,1,0.500000,40.00
	END
}

@test "C03: cohorts, wide: shares or counts, and the mean weighted by size" {
	some_cohorts
	run -0 rt-churn cohorts --as-of 2026-03-15 --wide --mean customers.csv
	prints <<-'END'
		cohort,size,age_0,age_1,age_2
		2026-01,2,1.000000,0.500000,
		2026-02,2,0.500000,,
		all,4,0.750000,0.500000,
	END
	run -0 rt-churn cohorts --as-of 2026-03-31 --to 2026-02 --wide --counts customers.csv
	prints <<-'END'
		cohort,size,age_0,age_1
		2026-01,2,2,1
		2026-02,2,1,
	END
	run -0 rt-churn cohorts --as-of 2026-02-28 --mean customers.csv
	prints <<-'END'
		cohort,age,size,active,retention,amount
		2026-01,0,2,2,1.000000,30.00
		2026-01,1,2,1,0.500000,20.00
		2026-02,0,2,1,0.500000,40.00
		all,0,4,3,0.750000,70.00
		all,1,2,1,0.500000,20.00
	END
	run -2 rt-churn cohorts --counts customers.csv
}

@test "C03: cohorts of purchases: a record in the age, or with --unbounded at it or later" {
	table purchases.csv customer_id,date,amount <<-'END'
		a,2026-03-02,5
		a,2026-01-02,1
		a,2026-01-31,2
		b,2026-01-10,4
		c,2026-02-28,8
		c,2026-03-01,
		d,2026-04-01,8
	END
	run -0 --separate-stderr rt-churn cohorts --as-of 2026-03-31 purchases.csv
	prints <<-'END'
		cohort,age,size,active,retention,amount
		2026-01,0,2,2,1.000000,7.00
		2026-01,1,2,0,0.000000,0.00
		2026-01,2,2,1,0.500000,5.00
		2026-02,0,1,1,1.000000,8.00
		2026-02,1,1,1,1.000000,0.00
	END
	prints_err <<-'END'
		rt-churn: records with a blank amount, left out of sums: 1
		rt-churn: records after as-of, which are not counted: 1
	END
	run -0 rt-churn cohorts -q --as-of 2026-03-31 --unbounded --wide --counts purchases.csv
	prints <<-'END'
		cohort,size,age_0,age_1,age_2
		2026-01,2,2,1,1
		2026-02,1,1,1,
	END
}

@test "C07: what is done after the minute of as-of is to come" {
	table activity.csv customer_id,time,action <<-'END'
		1,2026-01-05T10:00,login
		1,2026-02-28T12:00,login
		2,2026-02-28T12:01,login
		3,2026-02-28T04:00:01Z,login
	END
	# 04:00 in UTC is 12:00 here.
	run -0 --separate-stderr rt-churn cohorts --as-of 2026-02-28T12:00 activity.csv
	prints <<-'END'
		cohort,age,size,active,retention
		2026-01,0,1,1,1.000000
		2026-01,1,1,1,1.000000
	END
	prints_err <<-'END'
		rt-churn: records after as-of, which are not counted: 2
	END
	run -0 --separate-stderr rt-churn cohorts --as-of 2026-02-28T11:59 activity.csv
	prints <<-'END'
		cohort,age,size,active,retention
		2026-01,0,1,1,1.000000
		2026-01,1,1,0,0.000000
	END
	run -0 --separate-stderr rt-churn cohorts --as-of 2026-02-28 activity.csv
	prints <<-'END'
		cohort,age,size,active,retention
		2026-01,0,1,1,1.000000
		2026-01,1,1,1,1.000000
		2026-02,0,2,2,1.000000
	END
	[ -z "$stderr" ]
}

@test "C07: cohorts of activity have no amounts" {
	table activity.csv customer_id,time,action <<-'END'
		a,2026-01-02T08:00,login
		a,2026-02-02T08:00,login
		b,2026-01-31T23:59,login
	END
	run -0 rt-churn cohorts --as-of 2026-02-28 activity.csv
	prints <<-'END'
		cohort,age,size,active,retention
		2026-01,0,2,2,1.000000
		2026-01,1,2,1,0.500000
	END
}

@test "C03: cohorts of CDNOW's customers are those counted elsewhere" {
	shared cdnow
	tr -d '\r' < "$data/CDNOW_master.txt" |
		awk -v OFS=, 'NR == 1 { print "customer_id", "date" } NR > 1 { print $1, $2 }' > p.csv
	rt-churn cohorts --as-of 1998-06-30 p.csv | tail -n +2 > got.csv
	awk -F, -v OFS=, 'NR > 1 { print $1, $3, $2, $5, sprintf("%.6f", $6) }' \
		"$data/expected_cohorts.csv" > expected.csv
	same_file expected.csv got.csv
}

@test "C03: customers without joined are in no cohort, and two kinds of table are none" {
	some_cohorts
	echo e,,,1,N >> customers.csv
	run -0 --separate-stderr rt-churn cohorts --as-of 2026-02-28 --wide customers.csv
	prints <<-'END'
		cohort,size,age_0,age_1
		2026-01,2,1.000000,0.500000
		2026-02,2,0.500000,
	END
	prints_err <<< 'rt-churn: customers without joined, who are in no cohort: 1'
	table purchases.csv customer_id,date <<< a,2026-01-01
	run -2 rt-churn cohorts --as-of 2026-02-28 customers.csv purchases.csv
}

ORDERS=workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence

some_leavers()
{
	table customers.csv customer_id,joined,left,left_reason,amount,name <<-'END'
		a;1,2020-01-01,2026-01-01,price,59.5,Li
		b,2020-01-01,2026-01-02,,,Wu
		c,2020-01-01,2026-04-01,fraud,300,Xu
		d,2020-01-01,2026-04-02,price,1,Yu
		e,2020-01-01,,,1,Qi
		f,2020-01-01,2026-03-31,service,80,Ma
	END
	table tiers.csv customer_id,tier,rank <<-'END'
		c,gold,3
		f,gold,3
		b,platinum,1
	END
}

@test "C05: winback: who left in the last 90 days, by the policy of the tier" {
	some_leavers
	run -0 rt-churn winback -q --as-of 2026-04-01 --tiers tiers.csv customers.csv
	prints <<-END
		$ORDERS
		winback:b:2026-01-02,b,winback,recovery,normal,2026-04-01,2026-04-15T09:00,sms,let-go: nothing but a friendly last message,left 2026-01-02; reason unknown; last amount unknown; tier platinum
		winback:c:2026-04-01,c,winback,recovery,normal,2026-04-01,2026-04-15T09:00,sms,let-go: nothing but a friendly last message,left 2026-04-01; reason fraud; last amount 300.00; tier gold
		winback:f:2026-03-31,f,winback,recovery,L3,2026-04-01,2026-04-03T09:00,call,fight: call; apology; own plan; follow up for 60 days,left 2026-03-31; reason service; last amount 80.00; tier gold
	END
}

@test "C05: winback: --lang says action and evidence in words, and your own with --words" {
	some_leavers
	run -0 rt-churn winback -q --lang zh -a 2026-04-01 --tiers tiers.csv customers.csv
	prints <<-END
		$ORDERS
		winback:b:2026-01-02,b,winback,recovery,normal,2026-04-01,2026-04-15T09:00,sms,友好告别：仅发一条友好的告别信息,离网日期 2026-01-02；原因 不详；最近金额 不详；等级 platinum
		winback:c:2026-04-01,c,winback,recovery,normal,2026-04-01,2026-04-15T09:00,sms,友好告别：仅发一条友好的告别信息,离网日期 2026-04-01；原因 欺诈；最近金额 300.00；等级 金级VIP
		winback:f:2026-03-31,f,winback,recovery,L3,2026-04-01,2026-04-03T09:00,call,全力挽留：电话沟通；致歉；专属方案；持续跟进 60 天,离网日期 2026-03-31；原因 服务；最近金额 80.00；等级 金级VIP
	END
	run -0 rt-churn winback -q --lang en -a 2026-04-01 --since 2026-03-30 --tiers tiers.csv customers.csv
	[[ ${lines[2]} == *',Fight: call; apology; own plan; follow up for 60 days,left 2026-03-31; reason Service; last amount 80.00; tier Gold VIP' ]]
	table words.csv kind,code,zh,en <<-'END'
		tier,platinum,白金,Platinum
		step,call,打电话,ring up
		attitude,let-go,,
	END
	run -0 rt-churn winback -q --lang zh --words words.csv -a 2026-04-01 --tiers tiers.csv customers.csv
	[[ ${lines[1]} == *'；等级 白金' && ${lines[3]} == *,全力挽留：打电话；致歉；* ]]
	run -2 --separate-stderr rt-churn winback --words words.csv customers.csv
	[ "${stderr_lines[0]}" = 'rt-churn: --words goes with --lang' ]
}

@test "C05: winback: the Chinese policy is printed, edited, and taken" {
	some_leavers
	rt-churn winback --print-policy --lang zh > policy.csv
	grep -qx 'gold,全力挽留,电话沟通;致歉;专属方案;持续跟进 60 天,2d,call,L3' policy.csv
	cut -d, -f1,4- policy.csv > others
	cut -d, -f1,4- "$TOP/common/table/policy/winback.csv" | cmp - others
	sed -i '/^gold,/s/,电.*天,/,"电话沟通;致歉;回馈, 专属方案;持续跟进 60 天",/' policy.csv
	run -0 rt-churn winback -q --lang zh -p policy.csv -a 2026-04-01 --since 2026-03-30 --tiers tiers.csv customers.csv
	[[ ${lines[2]} == *',"全力挽留：电话沟通；致歉；回馈, 专属方案；持续跟进 60 天",离网日期 2026-03-31；'* ]]
	# What it prints of that file is that file again, quotes and all.
	rt-churn winback --print-policy --lang zh -p policy.csv | same_file policy.csv /dev/stdin
}

@test "C05: winback: --since is the day before the first; no tier is standard; --keep" {
	some_leavers
	run -0 rt-churn winback -q --as-of 2026-01-01 --since 2025-12-31 --keep name < customers.csv
	prints <<-END
		$ORDERS,name
		winback:a%3B1:2026-01-01,a;1,winback,recovery,L1,2026-01-01,2026-01-08T09:00,sms,appease: message with thanks and a way back,left 2026-01-01; reason price; last amount 59.50; tier standard,Li
	END
	run -0 rt-churn winback -q --as-of 2026-01-01 --since 2026-01-01 customers.csv tiers.csv
	prints <<< "$ORDERS"
	run -2 rt-churn winback --as-of 2026-01-01 --keep nme customers.csv
}

@test "C05: winback: a blank tier is no tier" {
	some_leavers
	sed -i 's/^b,platinum/b,/' tiers.csv
	run -0 rt-churn winback -q --as-of 2026-04-01 --tiers tiers.csv customers.csv
	[[ ${lines[1]} == "winback:b:2026-01-02,b,winback,recovery,L1,"*"; tier standard" ]]
}

@test "C05: winback: print, edit, --policy; a mistake names the line" {
	some_leavers
	rt-churn winback --print-policy > policy.csv
	same_file "$TOP/common/table/policy/winback.csv" policy.csv
	sed -i 's/^gold,fight,.*/gold,ask,visit,2mo,visit,L4/' policy.csv
	run -0 rt-churn winback -q --as-of 2026-04-01 --since 2026-03-30 --policy policy.csv \
		--tiers tiers.csv customers.csv
	[[ ${lines[2]} == "winback:f:2026-03-31,f,winback,recovery,L4,2026-04-01,2026-06-01T09:00,visit,ask: visit,"* ]]
	sed -i 's/^gold.*/gold,ask,visit,2mo,pigeon,L4/' policy.csv
	run -2 --separate-stderr rt-churn winback --policy policy.csv customers.csv
	[[ $stderr == "rt-churn: policy.csv:4: channel: "* ]]
	run -2 rt-churn rates --policy policy.csv customers.csv
}

@test "C05: winback: within counts working days and hours" {
	some_leavers
	# 2026-04-03 is a Friday; Monday 6 is a day off (Qingming).
	rt-churn winback --print-policy | sed '/^gold,/s/,2d,/,2wd,/; /^\*/s/,14d,/,8wh,/' > policy.csv
	run -0 --separate-stderr rt-churn winback -q --as-of 2026-04-03 --since 2026-03-30 --policy policy.csv \
		--tiers tiers.csv customers.csv
	run -0 cut -d , -f 1,7 <<< "$output"
	prints <<-'END'
		workorder_id,due
		winback:c:2026-04-01,2026-04-07T10:00
		winback:d:2026-04-02,2026-04-10T09:00
		winback:f:2026-03-31,2026-04-08T09:00
	END
	sed -i 's/,2wd,/,2ww,/' policy.csv
	run -2 --separate-stderr rt-churn winback --policy policy.csv customers.csv
	prints_err <<< 'rt-churn: policy.csv:4: within: not a duration such as 24h or 2wd'
}

@test "C05: winback's work orders go straight into rt-schedule, and none is lost" {
	some_leavers
	rt-churn winback -q --as-of 2026-04-01 --tiers tiers.csv customers.csv > orders.csv
	run -0 --separate-stderr rt-schedule -q --as-of 2026-04-01 orders.csv
	[ "$(grep -o 'winback:[a-f]:2026-[0-9-]*' <<< "$output" | sort)" = \
		"$(tail -n +2 orders.csv | cut -d, -f1 | sort)" ]
}

# Standard input and the file hold the same cells, numbers as near as said:
# absolutely, or of numbers above 1 relatively.
near()	# TOLERANCE FILE
{
	paste -d, - "$2" | awk -F, -v most="$1" '
	{
		for (i = 1; i <= NF / 2; i++) {
			a = $i; b = $(i + NF / 2)
			if (a == b)
				continue
			d = a - b; scale = b > 1 ? b : b < -1 ? -b : 1
			if (a == "" || b == "" || d > most * scale || d < -most * scale) {
				print NR ": " a " is not " b; bad = 1
			}
		}
	}
	END { exit bad || NR == 0 }' >&2
}

@test "survival: days from joined to left, or to as-of when the customer stays" {
	customers <<-'END'
		a,2026-01-01,2026-01-11,,N
		b,2026-01-01,,,S
		c,2026-01-21,2026-02-01,,N
		d,,2026-01-11,,N
		e,2026-02-01,,,N
	END
	run -0 --separate-stderr rt-churn survival --as-of 2026-01-31 customers.csv
	output=$(cut -d, -f1-5 <<< "$output") prints <<-'END'
		time,at_risk,events,censored,survival
		10,3,1,1,0.6666666666666666
		30,1,0,1,0.6666666666666666
	END
	prints_err <<-'END'
		rt-churn: customers without joined, whose time is not known: 1
		rt-churn: records with a joined after as-of, which are not counted: 1
	END
	run -0 rt-churn survival -q --as-of 2026-01-31 --unit week --by region customers.csv
	output=$(cut -d, -f1-6 <<< "$output") prints <<-'END'
		region,time,at_risk,events,censored,survival
		N,1.4285714285714286,2,1,1,0.5
		S,4.285714285714286,1,0,1,1
	END
}

@test "survival: late entry is at risk from then on; limits are blank at 0" {
	# At 2 the first two are there, at 3 the next two, at 5 the last.
	table t.csv t,gone,from <<-'END'
		2,yes,0
		3,yes,1
		4,no,2
		5,yes,3
	END
	run -0 rt-churn survival --time t --event gone --entry from --interval plain \
		--level 0.5 t.csv
	output=$(cut -d, -f1-6 <<< "$output") prints <<-'END'
		time,at_risk,events,censored,survival,std_error
		2,2,1,0,0.5,0.3535533905932738
		3,2,1,0,0.25,0.25
		4,2,0,1,0.25,0.25
		5,1,1,0,0,
	END
	[[ ${lines[4]} == 5,1,1,0,0,,, ]]
	echo 7,1,7 >> t.csv
	run -1 --separate-stderr rt-churn survival --time t --event gone --entry from t.csv
	prints_err <<< 'rt-churn: t.csv:6: from: not before the time'
}

@test "survival --at: events since the time before; nothing is known beyond the last" {
	table t.csv t,why <<-'END'
		1,left
		2,left
		2,there
		3,left
		4,there
	END
	run -0 rt-churn survival --time t --event why=left --at 0,2,3.5,9 t.csv
	output=$(cut -d, -f1-5 <<< "$output") prints <<-'END'
		time,at_risk,events,censored,survival
		0,5,0,0,1
		2,4,2,1,0.6000000000000001
		3.5,1,1,0,0.30000000000000004
		9,0,0,1,
	END
	[[ ${lines[4]} == 9,0,0,1,,,, ]]
	run -2 rt-churn survival --time t --event why=left --at 2,1 t.csv
	run -2 rt-churn survival --time t t.csv
}

@test "survival --at: who enters at the very time is not at risk yet, who leaves then is" {
	table t.csv t,why,seen <<-'END'
		9,left,5
		9,there,0
		5,left,0
	END
	run -0 rt-churn survival --time t --entry seen --event why=left --at 5,6,9 t.csv
	output=$(cut -d, -f1-5 <<< "$output") prints <<-'END'
		time,at_risk,events,censored,survival
		5,2,1,0,0.5
		6,2,0,0,0.5
		9,2,1,1,0.25
	END
}

@test "survival --summary: the middle of an interval at a half; what is left of life" {
	# S is 3/4, 1/2, 1/4, 0: 1 + 3/4 + 1/2 + 1/4 is the mean.  Who has
	# reached 1 goes on with 1, 2/3, 1/3: half are gone at 3, the mean is 2.
	table t.csv t,e <<-'END'
		4,1
		3,1
		1,1
		2,1
	END
	run -0 rt-churn survival --time t --event e --summary --given 1 t.csv
	shows n,events,median,rmst,chi2,df,p,remaining_median,remaining_mean <<-'END'
		n,events,median,rmst,chi2,df,p,remaining_median,remaining_mean
		4,4,2.5,2.5,,,,2,2
	END
	run -0 rt-churn survival --time t --event e --summary --given 4 --horizon 2 t.csv
	shows median,rmst,remaining_median,remaining_mean <<-'END'
		median,rmst,remaining_median,remaining_mean
		2.5,1.75,,
	END
	sed -i 's/,1$/,0/' t.csv
	run -0 rt-churn survival --time t --event e --summary t.csv
	prints <<-'END'
		n,events,median,ci_low,ci_high,rmst,rmst_se,chi2,df,p
		4,0,,,,4,0,,,
	END
}

@test "survival: a header alone has no rows" {
	run -0 rt-churn survival --time t --event e <<< t,e
	prints <<< time,at_risk,events,censored,survival,std_error,ci_low,ci_high
	run -0 rt-churn survival --time t --event e --summary <<< t,e
	prints <<< n,events,median,ci_low,ci_high,rmst,rmst_se,chi2,df,p
}

# Curves and their three kinds of limits, as the data set has them from R.
curves_hold()	# SET FILE TIME EVENT
{
	shared "$1"
	rt-churn survival --time "$3" --event "$4" "$data/$2" | tail -n +2 |
		cut -d, -f1-6 > got.csv
	awk -F, -v OFS=, '$1 == "ALL" { print $2, $3, $4, $5, $6, $7 }' \
		"$data/expected_km_full$5.csv" > expected.csv
	near 1e-8 expected.csv < got.csv
	awk -F, -v OFS=, '$1 == "ALL" { print $2, $5, $6, $7, $8 }' \
		"$data/expected_km$5.csv" > plain.csv
	awk -F, -v OFS=, '$1 == "ALL" { print $2, $5, $6, $9, $10 }' \
		"$data/expected_km$5.csv" > log.csv
	awk -F, -v OFS=, '$1 == "ALL" { print $2, $5, $6, $11, $12 }' \
		"$data/expected_km$5.csv" > log-log.csv
	for interval in plain log log-log; do
		rt-churn survival --time "$3" --event "$4" --interval $interval \
			--at "$(cut -d, -f1 plain.csv | paste -sd,)" "$data/$2" |
			tail -n +2 | cut -d, -f1,5-8 > got.csv
		near 1e-8 $interval.csv < got.csv
	done
}

@test "survival: curves and limits of waltons, rossi and telco are those of R" {
	curves_hold waltons waltons.csv T E ''
	curves_hold rossi rossi.csv week arrest ''
	curves_hold ibm-telco telco.csv tenure Churn=Yes _contract
}

summaries_hold()	# SET FILE TIME EVENT BY HORIZON SUFFIX
{
	shared "$1"
	rt-churn survival --time "$3" --event "$4" --by "$5" --summary --interval log \
		--horizon "$6" "$data/$2" | tail -n +2 | sort > all.csv
	cut -d, -f1-8 all.csv > got.csv
	awk -F, -v OFS=, 'NR > 1 && $1 != "ALL" { print $1, $2, $3, $5, $7, $8, $10, $11 }' \
		"$data/expected_km_summary$7.csv" | sort > expected.csv
	near 1e-8 expected.csv < got.csv
	cut -d, -f1,2,3,9,10 all.csv > got.csv
	awk -F, -v OFS=, '$1 == "logrank" { print $2, $3, $4, $6, $7 }' \
		"$data/expected_logrank$7.csv" | sort > expected.csv
	near 1e-6 expected.csv < got.csv
}

@test "survival: medians, means and log-rank of waltons, rossi and telco are those of R" {
	summaries_hold waltons waltons.csv T E group 70 ''
	summaries_hold rossi rossi.csv week arrest fin 52 ''
	summaries_hold ibm-telco telco.csv tenure Churn=Yes Contract 72 _contract
	summaries_hold ibm-telco telco.csv tenure Churn=Yes InternetService 72 _internet
	shared waltons
	run -0 rt-churn survival --time T --event E --by group --summary "$data/waltons.csv"
	awk -F, 'NR > 1 && ($11 / 2.035983222e-28 - 1) ^ 2 > 1e-12 { exit 1 }' <<< "$output"
}

@test "survival: random data with ties, groups and late entry are as in R" {
	Rscript -e 'library(survival)' > /dev/null 2>&1 || skip "R and its survival are not here"
	awk 'BEGIN {
		srand(7); print "t,e,s,g"
		for (i = 0; i < 400; i++) {
			s = int(rand() * 10)
			print s + 1 + int(rand() * 20) "," (rand() < 0.6) "," s "," int(rand() * 4)
		}
	}' > d.csv
	Rscript - <<-'END'
		library(survival)
		d <- read.csv("d.csv")
		f <- survfit(Surv(s, t, e) ~ 1, d, conf.type = "log-log")
		options(digits = 15)
		write.table(cbind(f$time, f$n.risk, f$n.event, f$surv), "curve.csv", sep = ",",
		    row.names = FALSE, col.names = FALSE)
		l <- survdiff(Surv(t, e) ~ g, d)
		write.table(cbind(l$chisq, 3), "test.csv", sep = ",", row.names = FALSE,
		    col.names = FALSE)
	END
	rt-churn survival --time t --event e --entry s d.csv | tail -n +2 |
		cut -d, -f1-3,5 > got.csv
	near 1e-8 curve.csv < got.csv
	rt-churn survival --time t --event e --by g --summary d.csv | tail -n 1 |
		cut -d, -f9,10 > got.csv
	near 1e-6 test.csv < got.csv
}

# Survivors of the printed table, a thousand customers each, up to a year.
sbg_table()	# SEGMENT YEARS
{
	awk -F, -v OFS=, -v s="$1" -v y="$2" 'BEGIN { print "age", "survivors" }
		$1 == s && $2 <= y { print $2, $3 * 10 }' "$data/retention.csv" > s.csv
}

@test "C06: projection: parameters and survival are those of Fader and Hardie" {
	shared sbg
	for segment in regular highend; do
		for years in 7 4; do
			sbg_table $segment $years
			rt-churn projection --params s.csv | awk -F, '
				$1 == "alpha" || $1 == "beta" || $1 == "loglik" { print $2 }' |
				paste -sd, > got.csv
			awk -F, -v OFS=, -v s=$segment -v y=$years '
				$1 == s && $2 == y { print $3, $4, $5 }' \
				"$data/expected_sbg_params.csv" > expected.csv
			near 1e-4 expected.csv < got.csv
			rt-churn projection --horizon 12 s.csv | awk -F, -v OFS=, '
				NR > 2 { print $1, $5 / 1000 }' > got.csv
			awk -F, -v OFS=, -v s=$segment -v y=$years '
				$1 == s && $2 == y { print $3, $5 }' \
				"$data/expected_sbg_projection.csv" > expected.csv
			[ -s expected.csv ] || continue
			near 1e-6 expected.csv < got.csv
		done
	done
}

@test "C06: projection: survivors as they are, blank where no age is given" {
	table s.csv cohort,age,survivors <<-'END'
		x,3,5
		x,1,8
		x,0,16
		y,0,4
		y,1,2
	END
	run -0 rt-churn projection --horizon 3 s.csv
	output=$(cut -d, -f1-5 <<< "$output") prints <<-'END'
		cohort,age,survivors,retention,churn
		x,0,16,,
		x,1,8,0.5,0.5
		x,2,,,
		x,3,5,,
		y,0,4,,
		y,1,2,0.5,0.5
		y,2,,,
		y,3,,,
	END
	# The projection of both has one pair of parameters.
	awk -F, 'NR > 1 { p[$1, $2] = $6 }
		END { for (a = 0; a < 4; a++) if ((p["x", a] - 4 * p["y", a]) ^ 2 > 1e-18) exit 1 }' \
		<<< "$(rt-churn projection --horizon 3 s.csv)"
	run -0 rt-churn projection s.csv
	[ "${#lines[@]}" -eq 7 ]
}

@test "C06: projection: cohorts of unequal ages are one likelihood, as in R" {
	# Both likelihoods added and maximised by optim() of R.
	{
		echo cohort,age,survivors
		printf '%s\n' 1000 869 743 653 593 551 517 491 | awk '{ print "x," NR - 1 "," $1 }'
		printf '%s\n' 500 450 420 400 | awk '{ print "y," NR - 1 "," $1 }'
	} > s.csv
	rt-churn projection --params s.csv | sed 1d > m.csv
	cut -d, -f2 m.csv | near 1e-5 <(printf '%s\n' 0.6919730 4.708769 -1980.70505 1500 5.747370)
	sed -n 1,2p m.csv | cut -d, -f3 | near 1e-3 <(printf "%s\n" 0.12237 1.04396)
	rt-churn projection --horizon 12 s.csv | sed -n 14p | cut -d, -f6 |
		near 1e-5 <(echo 409.7011)
}

@test "C06: projection: the sum of later renewals with a discount" {
	shared sbg
	sbg_table regular 7
	run -0 rt-churn projection --params --discount 0.25 s.csv
	derl=$(sed -n 's/^derl,\(.*\),$/\1/p' <<< "$output")
	awk -F, -v derl="$derl" '{ v[$1] = $2 } END {
		s = 1
		for (t = 1; t < 500; t++) {
			s *= (v["beta"] + t - 1) / (v["alpha"] + v["beta"] + t - 1)
			sum += s / 1.25 ^ (t - 1)
		}
		exit (sum / derl - 1) ^ 2 > 1e-20
	}' <<< "$output"
	# With a small discount, hundreds of thousands of renewals count.
	run -0 rt-churn projection --params --discount 0.0001 s.csv
	derl=$(sed -n 's/^derl,\(.*\),$/\1/p' <<< "$output")
	awk -F, -v derl="$derl" '{ v[$1] = $2 } END {
		s = 1
		for (t = 1; t < 500000; t++) {
			s *= (v["beta"] + t - 1) / (v["alpha"] + v["beta"] + t - 1)
			sum += s
			s /= 1.0001
		}
		exit (sum / derl - 1) ^ 2 > 1e-20
	}' <<< "$output"
	run -2 rt-churn projection --params --discount 0 s.csv
	run -2 rt-churn projection --discount 0.1 s.csv
	run -2 rt-churn projection --horizon 1.5 s.csv
}

no_fit()	# SURVIVORS... REASON
{
	local age=0
	echo age,survivors > s.csv
	for n in "${@:1:$#-1}"; do
		echo $((age++)),$n >> s.csv
	done
	run -1 --separate-stderr rt-churn projection s.csv
	prints < /dev/null
	prints_err <<< "rt-churn: no fit: ${!#}"
}

@test "C06: projection: a fit on the boundary says which parameter runs away" {
	no_fit 100 100 100 'nobody left, alpha runs to 0; the log-likelihood of the limit is 0'
	no_fit 100 0 'nobody stayed, beta runs to 0; the log-likelihood of the limit is 0'
	# 1750 renewals with a chance of one half: 1750 log 2 = 1213.0076.
	no_fit 1000 500 250 125 'customers do not differ, alpha and beta run to infinity; the log-likelihood of the limit is -1213.007566'
	# 60 log 0.6 + 40 log 0.4 = -67.301167.
	no_fit 100 60 'these ages do not tell alpha from beta; the log-likelihood is -67.3011667 along a line'
}

@test "C06: projection: survivors that cannot be are bad data" {
	table s.csv age,survivors,cohort <<< $'0,5,a\n1,6,a'
	run -1 --separate-stderr rt-churn projection s.csv
	prints_err <<< 'rt-churn: s.csv:3: survivors: more than at the age before'
	table s.csv age,survivors,cohort <<< $'1,4,Li\n0,5,Li\n1,4,Li'
	run -1 --separate-stderr rt-churn projection s.csv
	prints_err <<< 'rt-churn: s.csv:4: age: stands twice in its cohort'
	table more.csv age,survivors,cohort <<< 1,4,Li
	sed -i 2d s.csv
	run -1 --separate-stderr rt-churn projection s.csv more.csv
	prints_err <<< 'rt-churn: more.csv:2: age: stands twice in its cohort'
	table s.csv age,survivors <<< $'1,5\n2,4'
	run -1 --separate-stderr rt-churn projection s.csv
	prints_err <<< 'rt-churn: s.csv:2: age: its cohort has no age 0'
	table s.csv age,survivors <<< $'0,5\n1,-4'
	run -1 --separate-stderr rt-churn projection s.csv
	prints_err <<< 'rt-churn: s.csv:3: survivors: below 0'
	run -1 rt-churn projection <<< age,survivors
}

# The coefficients and the fit, as the data set has them from R (ties: Efron).
hazards_hold()	# SET FILE TIME EVENT COVARIATES
{
	shared "$1"
	cp "$data/$2" in.csv
	[ "$1" != waltons ] || sed -i '1s/group/group/; s/miR-137$/0/; s/control$/1/' in.csv
	[ "$1" != ibm-telco ] || awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++)
		if ($i == "PaperlessBilling") at = i }
		NR > 1 { $at = $at == "Yes" } 1' "$data/$2" > in.csv
	rt-churn hazard --time "$3" --event "$4" --covariates "$5" in.csv | tail -n +2 |
		cut -d, -f2- > got.csv
	awk -F, -v OFS=, '$1 == "efron" { print $3, $4, $5, $6, $7, $8, $9 }' \
		"$data/expected_cox.csv" > expected.csv
	near 1e-6 expected.csv < got.csv
	rt-churn hazard --time "$3" --event "$4" --covariates "$5" --summary in.csv |
		tail -n +2 | cut -d, -f1-6,8 > got.csv
	awk -F, -v OFS=, '$1 == "efron" { print $2, $3, $4, $5, $6, $9, $10 }' \
		"$data/expected_cox_fit.csv" > expected.csv
	near 1e-8 expected.csv < got.csv
}

@test "C06: hazard: coefficients and fit of waltons, rossi and telco are those of R" {
	hazards_hold waltons waltons.csv T E group
	hazards_hold rossi rossi.csv week arrest fin,age,race,wexp,mar,paro,prio
	hazards_hold ibm-telco telco.csv tenure Churn=Yes \
		MonthlyCharges,SeniorCitizen,Contract,PaperlessBilling
}

# Times with ties, a number, and a text of three values.
some_times()
{
	awk 'BEGIN {
		srand(11); print "t,e,x,k"
		for (i = 0; i < 120; i++) {
			x = int(rand() * 9); k = substr("abc", 1 + int(rand() * 2.9), 1)
			print 2 + int(rand() * 20 / (1 + x / 9)) "," (rand() < 0.7) "," x "," k
		}
	}'
}

@test "C06: hazard: a life told in two pieces is the same life (late entry)" {
	some_times > whole.csv
	awk -F, -v OFS=, 'NR == 1 { print $0, "s"; next }
		$1 > 5 { print 5, 0, $3, $4, 0; print $1, $2, $3, $4, 5; next }
		{ print $0, 0 }' whole.csv > pieces.csv
	rt-churn hazard --time t --event e --covariates x whole.csv | sort > expected.csv
	rt-churn hazard --time t --event e --entry s --covariates x pieces.csv | sort > got.csv
	[ "$(cut -d, -f1 got.csv)" = "$(cut -d, -f1 expected.csv)" ]
	cut -d, -f2- expected.csv | grep -v coef > e.csv
	cut -d, -f2- got.csv | grep -v coef | near 1e-8 e.csv
	rt-churn hazard --time t --event e --covariates x --summary whole.csv |
		sed 1d | cut -d, -f2- > e.csv
	rt-churn hazard --time t --event e --entry s --covariates x --summary pieces.csv |
		sed 1d | cut -d, -f2- | near 1e-8 e.csv
}

# Late entry, ties, a number and three values.
sixteen()
{
	printf '%s\n' t,e,s,x,k 3,1,0,4,m 5,1,0,2,y 5,0,2,6,m 7,1,0,7,m 7,1,3,1,p 7,0,0,3,y \
		9,1,4,5,m 11,1,0,2,m 11,1,5,8,y 12,0,0,1,p 14,1,6,3,m 14,1,2,6,y 15,0,0,2,m \
		18,1,7,4,p 18,0,0,1,m 20,1,8,2,m
}

@test "C06: hazard: late entry, ties and three values are as in R" {
	# coxph(Surv(s, t, e) ~ x + k), cox.zph() and concordance() of R's survival.
	sixteen > t.csv
	cox() { rt-churn hazard --time t --event e --entry s --covariates x,k "$@" t.csv; }
	run -0 cox
	[ "$(cut -d, -f1 <<< "$output" | paste -sd' ')" = 'covariate x k=y k=p' ]
	sed 1d <<< "$output" | cut -d, -f2- | near 1e-8 <(printf '%s\n' \
		0.2531372457,1.288060045,0.1794821396,1.4103756855,0.1584287810,0.9060676709,1.831097978 \
		-0.1599530829,0.852183770,0.9232100681,-0.1732575158,0.8624490161,0.1395389414,5.204405095 \
		0.1492536556,1.160967438,0.8732081816,0.1709256266,0.8642822461,0.2096736654,6.428300803)
	cox --summary | sed 1d | near 1e-8 <(echo \
		16,11,-20.48002161,-19.18325453,2.5935341727,3,0.4586242177,0.6071428571)
	cox --check-proportional | sed 1d | cut -d, -f2- | near 1e-8 <(printf '%s\n' \
		3.6083255602,1,0.05749097673 0.5265836198,2,0.76851760356)
}

@test "C06: hazard --check-proportional is the score test worked out in full" {
	some_times > t.csv
	rt-churn hazard --time t --event e --covariates x t.csv | sed -n 2p | cut -d, -f2 > coef
	python3 - <<-'END' > expected.csv
		from math import exp
		rows = [l.split(",") for l in open("t.csv").read().split()[1:]]
		rows = [(int(t), int(e), float(x)) for t, e, x, k in rows]
		b = float(open("coef").read())
		u = i11 = i12 = i22 = 0
		s = 1
		for t in sorted({t for t, e, x in rows if e}):
		    risk = [x for v, e, x in rows if v >= t]
		    dead = [x for v, e, x in rows if v == t and e]
		    g, d = 1 - s, len(dead)
		    s *= 1 - d / len(risk)
		    for l in range(d):
		        w = [sum(x ** n * exp(b * x) for x in risk) -
		            l / d * sum(x ** n * exp(b * x) for x in dead) for n in range(3)]
		        mean, v = w[1] / w[0], w[2] / w[0] - (w[1] / w[0]) ** 2
		        u += g * (dead[l] - mean)
		        i11, i12, i22 = i11 + v, i12 + g * v, i22 + g * g * v
		print(u * u / (i22 - i12 * i12 / i11), 1, sep=",")
	END
	run -0 rt-churn hazard --time t --event e --covariates x --check-proportional t.csv
	[ "${lines[0]}" = covariate,chi2,df,p ]
	sed -n 2p <<< "$output" | cut -d, -f2,3 | near 1e-7 expected.csv
	run -0 rt-churn hazard --time t --event e --covariates x,k --check-proportional t.csv
	[ "$(cut -d, -f1,3 <<< "$output" | paste -sd' ')" = 'covariate,df x,1 k,2' ]
}

@test "C06: hazard: blank covariates are left out and counted; the base is the commonest" {
	some_times > t.csv
	rt-churn hazard --time t --event e --covariates x,k t.csv > expected.csv
	printf '%s\n' 9,1,,a 9,1,3, >> t.csv
	run -0 --separate-stderr rt-churn hazard --time t --event e --covariates x,k t.csv
	prints < expected.csv
	prints_err <<< 'rt-churn: records with a blank covariate, left out: 2'
	# A text or a value that stands only in records left out is not there.
	printf '%s\n' 9,1,many, >> t.csv
	run -0 rt-churn hazard -q --time t --event e --covariates x,k t.csv
	prints < expected.csv
	printf '%s\n' 9,1,,rare >> t.csv
	run -0 rt-churn hazard -q --time t --event e --covariates k,x t.csv
	[ "$(sort <<< "$output" | cut -d, -f1)" = "$(sort expected.csv | cut -d, -f1)" ]
	base=$(awk -F, '$3 != "" { print $4 }' t.csv | grep '^[abc]$' | sort | uniq -c | sort -k 1,1nr -k 2 |
		sed -n '1s/.* //p')
	run ! grep -q "^k=$base," expected.csv
	[ "$(grep -c '^k=' expected.csv)" -eq 2 ]
}

@test "C06: hazard, risk: a text of many values is refused at once, with their number" {
	many() { awk -v n="$1" 'BEGIN { print "customer_id,t,e,k"; for (i = 0; i < 6 * n; i++)
		print i "," 1 + i % 7 "," int(i / n) % 2 ",v" i % n }' > t.csv; }
	help="--rare N makes one of those that fewer than N rows have, or --covariates without it"
	many 51
	for verb in 'hazard --time t --event' 'risk --flag'; do
		event=${verb##* }
		run -1 --separate-stderr rt-churn $verb $([ $event = --flag ] && echo e=1 || echo e) \
			--covariates k t.csv
		[ -z "$output" ]
		[ "${stderr_lines[-1]}" = "rt-churn: no fit: covariate 'k' has 51 values, and --max-levels is 50; $help" ]
	done
	run -0 rt-churn hazard --time t --event e --covariates k --max-levels 51 t.csv
	[ "${#lines[@]}" -eq 51 ]
	many 50
	run -0 rt-churn hazard --time t --event e --covariates k t.csv
	run -1 rt-churn risk -q --flag e=1 --covariates k --max-levels 49 t.csv
	many 5000
	run -1 --separate-stderr rt-churn risk -q --flag e=1 --covariates k t.csv
	[[ $stderr == *"covariate 'k' has 5000 values"* ]]
}

@test "C06: hazard, risk: --rare makes one level of those that few rows have" {
	# a has 20 rows, b 10, c and d 3 each: with --rare 4 these are one of 6.
	awk 'BEGIN { print "customer_id,t,e,k"; for (i = 0; i < 36; i++)
		print i "," 1 + i % 7 "," (i * 5 % 3 > 0) "," \
			(i < 20 ? "a" : i < 30 ? "b" : i % 2 ? "c" : "d") }' > t.csv
	sed 's/,[cd]$/,(rare)/' t.csv > folded.csv
	set -- hazard --time t --event e --covariates k
	rt-churn "$@" folded.csv > expected.csv
	rt-churn "$@" --rare 4 t.csv | same_file expected.csv -
	grep -q '^k=(rare),' expected.csv
	rt-churn "$@" t.csv > other.csv
	rt-churn "$@" --rare 3 t.csv | same_file other.csv -
	set -- risk -q --flag e=1 --covariates k
	rt-churn "$@" --params folded.csv > expected.csv
	rt-churn "$@" --rare 4 --params t.csv | same_file expected.csv -
	# Of the saved model, a value that was rare, or is new, is one of them.
	rt-churn "$@" --rare 4 --save-model m.csv t.csv > scored.csv
	printf '%s\n' customer_id,k 1,d 2,new '3,(rare)' 4,a > n.csv
	run -0 --separate-stderr rt-churn risk --model m.csv n.csv
	[ "$(cut -d, -f2 <<< "${lines[1]}")" = "$(cut -d, -f2 <<< "${lines[2]}")" ]
	[ "$(cut -d, -f2 <<< "${lines[2]}")" = "$(cut -d, -f2 <<< "${lines[3]}")" ]
	[ "$(cut -d, -f2 <<< "${lines[3]}")" != "$(cut -d, -f2 <<< "${lines[4]}")" ]
	[ -z "$stderr" ]
	run -2 rt-churn "$@" --rare 1 t.csv
}

@test "C06: hazard: a level without an end has a blank row, the others those of the limit" {
	# Nobody of plan C left. In the limit they weigh nothing, so that the
	# likelihood is the one without them.
	table c.csv time,gone,plan,fee <<-'END'
		5,yes,A,4
		8,yes,B,4
		8,yes,B,3
		1,yes,B,2
		5,no,A,3
		2,no,C,4
	END
	set -- --time time --event gone --covariates plan,fee
	grep -v ,C, c.csv > without.csv
	run -0 rt-churn hazard "$@" without.csv
	limit=$output
	run -0 --separate-stderr rt-churn hazard "$@" c.csv
	prints_err <<< "rt-churn: the coefficient of 'plan=C' runs to -infinity: nobody who has it leaves while another could; its row is blank"
	paste -d, <(grep -v ^plan=C <<< "$output") - <<< "$limit" | awk -F, '
		NR > 1 { for (i = 2; i <= 8; i++) { d = $i / $(i + 8) - 1
			if (d > 1e-9 || d < -1e-9) exit 1 } }'
	grep -q '^plan=C,,,,,,,$' <<< "$output"
	run -0 rt-churn hazard "$@" --check-proportional c.csv
	# Only those of D leave as long as they are there: the other way to infinity.
	table d.csv time,gone,plan,fee <<< $'1,yes,D,2\n2,yes,D,5\n3,yes,A,4\n4,yes,B,2\n5,yes,A,1\n6,no,B,6\n4,yes,A,3'
	run -0 --separate-stderr rt-churn hazard "$@" d.csv
	[[ $stderr == *"'plan=D' runs to infinity: only who has it leaves while they could; its row is blank" ]]
	# coxph() of R's survival 3.5 has 0.8254475 for exp(fee), and p 0.7163105 for B.
	grep -q '^fee,-0.191829[0-9]*,0.825447[45]' <<< "$output"
	grep -q '^plan=B,.*,0.716310[0-9]*,' <<< "$output"
	# A penalty brings it back.
	run -0 --separate-stderr rt-churn hazard "$@" --ridge 1 c.csv
	[[ $(grep ^plan=C, <<< "$output") =~ ^plan=C,-[0-9.]+, && -z $stderr ]]
}

@test "C06: hazard --ridge is the greatest of the likelihood less the penalty" {
	# Two customers, the one with x = 1 leaves first: 1 / (1 + exp(-2 b)) in units of
	# the standardised x, less 1 / 2 * b^2; its slope 2 / (1 + exp(2 b)) - b is 0 at
	# b = 0.6628577.  x has the spread 1 / 2, so the coefficient is twice that.
	table t.csv t,e,x <<< $'1,1,1\n2,1,0'
	run -1 --separate-stderr rt-churn hazard --time t --event e --covariates x t.csv
	[[ $stderr == *'the log-likelihood of the limit is '*'; --ridge 1 gives an answer, or --covariates without it' ]]
	[[ $stderr =~ 'the limit is '(-0|0|-?[0-9.]+e-[0-9]+)';' ]]
	run -0 rt-churn hazard --time t --event e --covariates x --ridge 1 t.csv
	cut -d, -f2 <<< "${lines[1]}" | awk '{ b = $1 / 2; d = 2 / (1 + exp(2 * b)) - b
		exit !(d < 1e-9 && d > -1e-9) }'
}

@test "C06: hazard: numbers far beyond what exp() can hold do no harm" {
	# The last three are seen between the times at which somebody leaves only, so
	# that nothing changes without them.
	awk 'BEGIN { print "customer_id,b,t,e,x"; for (i = 1; i <= 40; i++)
		print i ",0," 2 + (i * 7) % 19 "," (i % 4 > 0) "," (i * 11) % 23
		print "41,0,1,0,100000"; print "42,6.2,6.8,0,90000"; print "43,9.5,9.6,0,-80000" }' > t.csv
	set -- --time t --event e --entry b --covariates x
	head -n 41 t.csv > near.csv
	for view in '' --summary; do
		rt-churn hazard "$@" $view near.csv | tail -n 1 > expected
		rt-churn hazard "$@" $view t.csv | tail -n 1 | paste -d, - expected | awk -F, -v view=$view '
			{ for (i = view == "" ? 2 : 3; i < NF / 2; i++) { d = $i / $(i + NF / 2) - 1
				if (d > 1e-9 || d < -1e-9) exit 1 } }'
	done
	# coxph() of R 4.2's survival 3.5.
	[[ $(rt-churn hazard "$@" t.csv) == *$'\nx,-0.034139'* ]]
}

@test "C06: hazard: who is far beyond all others and leaves first changes nothing" {
	# With x b of some thousands it was certain: log 1 is 0 of the log-likelihood.  Newton's
	# steps are some thousands of spreads then, and arrive as a share of that.
	awk 'BEGIN { print "t,e,x"; for (i = 1; i <= 40; i++)
		print 2 + (i * 7) % 19 "," (i % 4 > 0) "," (i * 11) % 23 }' > near.csv
	for far in 1,1,-100000 $'0.5,1,-2000000\n1,1,-1000000' $'1,1,-100000\n30,0,100000' 30,1,100000; do
		{ cat near.csv; echo "$far"; } > t.csv
		for view in '' --summary; do
			set -- --time t --event e --covariates x $view
			rt-churn hazard "$@" near.csv | tail -n 1 > expected
			run -0 --separate-stderr rt-churn hazard "$@" t.csv
			tail -n 1 <<< "$output" | paste -d, - expected | awk -F, -v view=$view '{
				for (i = view == "" ? 2 : 4; i <= 4; i += view == "" ? 2 : 1) {
					d = $i / $(i + NF / 2) - 1
					if (d > 1e-6 || d < -1e-6) { print "\n" $0; exit 1 } } }' >&2
		done
	done
	# Of eight, the fit without the last row.
	awk 'BEGIN { print "t,e,x"; for (i = 1; i <= 8; i++)
		print 2 + (i * 7) % 19 "," (i % 4 > 0) "," (i * 11) % 23 / 30; print "1,1,-100000" }' > t.csv
	run -0 rt-churn hazard --time t --event e --covariates x t.csv
	[[ ${lines[1]} == x,-1.738174* ]]
}

@test "C06: hazard: what has no answer says why" {
	some_times | awk -F, -v OFS=, 'NR == 1 { print $0, "y", "z"; next } { print $0, 3 - 2 * $3, 7 }' > t.csv
	cox() { run -1 --separate-stderr rt-churn hazard --time t --event e --covariates "$@"; }
	cox x,y t.csv
	prints_err <<< "rt-churn: no fit: covariate 'y' is collinear with those before it; --ridge 1 gives an answer, or --covariates without it"
	cox z t.csv
	prints_err <<< "rt-churn: no fit: covariate 'z' has one value only; --covariates without it"
	table s.csv t,e,x <<< $'1,1,1\n2,1,1\n3,1,1\n4,0,0\n5,0,0\n6,0,0'
	cox x s.csv
	[[ $stderr == "rt-churn: no fit: the coefficient of 'x' runs to infinity; the log-likelihood of the limit is "* ]]
	# One of three, one of two: the limit is -log 3! = -1.791759.
	[[ $stderr == *" is -1.79175"* || $stderr == *" is -1.79176"* ]]
	table s.csv t,e,x <<< $'1,0,1\n2,0,2'
	cox x s.csv
	run -2 rt-churn hazard --time t --event e --covariates nn t.csv
	run -2 rt-churn hazard --time t --event e t.csv
}

@test "--by: a group by the name of another column, or twice, is a usage error" {
	printf 'customer_id,joined,left,opening\nA,2025-01-01,,x\n' > c.csv
	run -2 rt-churn --by opening --from 2026-01 -a 2026-04-01 c.csv
	[ "${lines[0]}" = "rt-churn: --by: the output has a column 'opening' of its own" ]
	run -2 rt-churn --by customer_id,Customer-ID --from 2026-01 -a 2026-04-01 c.csv
}
