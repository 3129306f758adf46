# threads -- a file read by several threads, each a part of it: nothing but time
# may tell.  RT_PART makes parts of a few bytes.

load helper

# Bills of 300 customers, in their order and in none.
make_bills()
{
	awk 'BEGIN {
		print "customer_id,month,amount,note"
		for (i = 1; i <= 300; i++)
			for (m = 1; m <= 3; m++)
				printf "C%03d,2026-%02d,%d.50,\n", i, m, i % 90 + 10 * m
	}' > bills.csv
	(head -n 1 bills.csv; tail -n +2 bills.csv | awk '{ print (NR * 7919) % 901, $0 }' |
		sort -n | cut -d' ' -f2-) > shuffled.csv
}

@test "threads: rows in any order, parts of any size, one output" {
	make_bills
	for file in bills.csv shuffled.csv; do
		rt-tier -j 1 -m 2026-03 $file > one.csv
		[ "$(wc -l < one.csv)" = 301 ]
		for jobs in 2 3 8; do
			for part in 1 100 2000; do
				RT_PART=$part rt-tier -j $jobs -m 2026-03 $file | cmp - one.csv
			done
		done
	done
}

@test "threads: customers stand in the order in which the whole file first has them" {
	make_bills
	RT_PART=1 rt-tier -j 3 -m 2026-03 shuffled.csv | cut -d, -f1 | tail -n +2 > got
	tail -n +2 shuffled.csv | awk -F, '!met[$1]++ { print $1 }' | cmp - got
}

@test "threads: losses of who was there before the first period are those of all parts" {
	# 40 were there: 10 of them leave in January and 10 in February.  Of 20 who join
	# in January all leave in February, too.
	awk 'BEGIN {
		print "customer_id,joined,left"
		for (i = 1; i <= 60; i++)
			print "C" i "," (i > 40 ? "2026-01-05" : "2025-12-10") "," (i > 40 || \
				i % 4 == 1 ? "2026-02-20" : i % 4 == 2 ? "2026-01-20" : "")
	}' > customers.csv
	for jobs in 1 2 3 8; do
		RT_PART=1 run -0 rt-churn rates -j $jobs --definition snapshot --from 2026-01 \
			--as-of 2026-02-28 customers.csv
		[ "$(cut -d , -f 1-7 <<< "$output")" = "$(cat <<-'EOF'
			period,opening,joined,joined_lost,lost,closing,churn_rate
			2026-01,40,20,0,10,50,0.250000
			2026-02,50,0,0,30,20,0.250000
		EOF
		)" ] || wrong "$jobs: $output"
	done
}

@test "threads: figures of a table by its columns, medians and what a mask covers among them" {
	# 900 bills: of a month 300, i % 90 + 10 m + .50 each; the months as they are first met.
	make_bills
	for jobs in 1 2 3 8; do
		for part in 1 500; do
			RT_PART=$part run -0 rt-report table -j $jobs --by month --count --sum amount \
				--median amount --min amount --max amount bills.csv
			prints <<-'END'
				month,count,sum_amount,median_amount,min_amount,max_amount
				2026-01,300,15630.00,50.00,10.50,99.50
				2026-02,300,18630.00,60.00,20.50,109.50
				2026-03,300,21630.00,70.00,30.50,119.50
			END
		done
		RT_PART=1 rt-report table -j $jobs --by customer_id --count bills.csv shuffled.csv |
			cmp - <(awk 'BEGIN { print "customer_id,count"; for (i = 1; i <= 300; i++)
				printf "C%03d,6\n", i }')
	done
	sed -i '700s/,[0-9.]*,/,?,/' bills.csv
	for options in "" --float "--mask customer_id" "--min-cell 4" "--top 2" "--format text" \
		"--rejects r"; do
		for jobs in 1 3; do
			RT_PART=1 run rt-report table -j $jobs --by customer_id --sum amount $options \
				shuffled.csv bills.csv
			echo "$status $output" > said$jobs
			[ ! -e r ] || mv r rejected$jobs
		done
		cmp said1 said3 || wrong "$options"
	done
	cmp rejected1 rejected3
	[ "$(wc -l < rejected1)" = 2 ]
}

@test "threads: an error is the first of the file, on its line" {
	make_bills
	sed -i '400s/,[^,]*,$/,x,/; 700s/,[^,]*,$/,y,/' bills.csv
	for jobs in 1 2 3 8; do
		RT_PART=1 run -1 --separate-stderr rt-tier -j $jobs -m 2026-03 bills.csv
		[ -z "$output" ]
		[[ $stderr == "rt-tier: bills.csv:400: amount: not a number"* ]]
	done
}

@test "threads: an id that stands twice is found where one part ends and the next begins" {
	for at in $(seq 2 24); do
		awk -v at="$at" 'BEGIN {
			print "customer_id,joined,left"
			for (i = 1; i <= 24; i++)
				print "C" 100 + (i < at ? i : i - 1) ",2025-01-" 10 + (i == at) ","
		}' > customers.csv
		for jobs in 1 2 3 8; do
			RT_PART=1 run -1 --separate-stderr rt-churn rates -j $jobs -a 2026-03-31 customers.csv
			[ "$stderr" = "rt-churn: customers.csv:$((at + 1)): customer_id: stands twice, with different records" ] ||
				wrong "$at $jobs: $stderr"
		done
	done
}

@test "threads: rejects stand in the order of the file, with its lines" {
	make_bills
	sed -i '400s/,[^,]*,$/,x,/; 700s/,[^,]*,$/,y,/; 30s/,$//' bills.csv
	for jobs in 1 2 3 8; do
		RT_PART=1 rt-tier -q -j $jobs -m 2026-03 --rejects bad.csv bills.csv > out.csv
		cut -d, -f1-2 bad.csv > got
		printf '%s\n' file,line bills.csv,30 bills.csv,400 bills.csv,700 | cmp - got
		mv out.csv out.$jobs
		cmp out.1 out.$jobs
	done
}

@test "threads: --max-rejects ends where it ends with one" {
	make_bills
	sed -i '400s/,[^,]*,$/,x,/; 700s/,[^,]*,$/,y,/; 30s/,$//' bills.csv
	for jobs in 1 2 8; do
		RT_PART=1 run -1 --separate-stderr rt-tier -j $jobs -m 2026-03 \
			--rejects bad.csv --max-rejects 2 bills.csv
		[[ $stderr == *"bills.csv:700: amount: not a number"* ]]
	done
}

@test "threads: a doubt counts once in all, first seen on its line" {
	make_bills
	sed -i '350s/^/ /; 351s/^/ /; 800s/^/ /' bills.csv
	for jobs in 1 2 8; do
		RT_PART=1 run -0 --separate-stderr rt-tier -j $jobs -m 2026-03 bills.csv
		[[ $stderr == "rt-tier: bills.csv:350: doubt id-edge: 3 ids "* ]]
	done
}

@test "threads: a last line that is cut is told with its line" {
	make_bills
	truncate -s -1 bills.csv
	for jobs in 1 2 8; do
		RT_PART=1 run -0 --separate-stderr rt-tier -j $jobs -m 2026-03 bills.csv
		[[ $stderr == "rt-tier: bills.csv:901: doubt cut-end: "* ]]
	done
}

@test "threads: line ends inside of quotes are no ends of parts" {
	make_bills
	# Each note is a cell of lines that look like records.
	awk 'NR > 1 { sub(/,$/, ",\"a\nC999,2026-03,99999.00,\nb\"") } { print }' \
		bills.csv > quoted.csv
	rt-tier -j 1 -m 2026-03 bills.csv > one.csv
	for jobs in 1 2 3 8; do
		for part in 1 40 1000; do
			RT_PART=$part rt-tier -j $jobs -m 2026-03 quoted.csv | cmp - one.csv
		done
	done
}

@test "threads: a sum that is too large is refused where it is with one" {
	cat > bills.csv <<-'EOF'
		customer_id,month,amount
		C1,2026-03,900000000000000
		C2,2026-03,1
		C2,2026-02,1
		C1,2026-03,900000000000000
	EOF
	for jobs in 1 2 3; do
		RT_PART=1 run -1 --separate-stderr rt-tier -j $jobs -m 2026-03 bills.csv
		[[ $stderr == "rt-tier: bills.csv:5: amount: the sum of the month is too large"* ]]
	done
}

@test "threads: hostile tables come out of every tool the same" {
	command -v python3 || skip "python3 is not there"
	python3 "$TOP/tests/brute/threads.py" "$RT_BUILD" 120
}

@test "threads: a cell is checked also where no condition wants the record" {
	# In each: what one reads of a call to nobody's hotline, or to one.
	local bad peer
	for peer in 13912345678 10086; do
		for bad in "c2,2026-03-05T10:00:60,$peer,70" "c2,2026-03-05 25:00,$peer,70" \
			"c2,2026-03-05T10:00:00,$peer,7x" ",2026-03-05T10:00:00,$peer,70" \
			"总计,2026-03-05T10:00:00,$peer,70"; do
			{
				echo customer_id,time,peer,seconds
				seq -f 'c%g,2026-03-05T09:00:00,13900001111,90' 40
				echo "$bad"
				seq -f 'd%g,2026-03-05T09:00:00,10086,90' 3
			} > calls.csv
			for j in 1 2; do
				RT_PART=64 run -1 --separate-stderr rt-triggers -j $j -t rival-hotline \
					-a 2026-03-06 -s 2026-03-01 calls.csv
				[[ -z $output && $stderr == 'rt-triggers: calls.csv:42: '* ]] ||
					wrong "$bad -j $j: $stderr"
				RT_PART=64 run -0 --separate-stderr rt-triggers -q -j $j -t rival-hotline \
					-a 2026-03-06 -s 2026-03-01 -r no.csv calls.csv
				[ "${#lines[@]}" -eq 4 ] || wrong "$bad -j $j: $output"
				[ "$(tail -n 1 no.csv)" = "$bad" ] || [[ $(tail -n 1 no.csv) == *"$bad"* ]]
				rm no.csv
			done
		done
	done
}

@test "threads: a hotline is one however it is written, and its last digits are not all" {
	{
		echo customer_id,time,peer,seconds
		printf '%s,2026-03-05T10:00:00,%s,90\n' a 10086 b 010-10086 c '+86 10086' \
			d '100 86' e 008610086 f 0210086 g 13900010086 h 0086 i 86 \
			k '100-86' l x10086 m 10086x
	} > calls.csv
	run -0 rt-triggers -t rival-hotline -a 2026-03-06 -s 2026-03-01 calls.csv
	[ "$(cut -d, -f2 <<< "$output" | paste -sd ' ')" = 'customer_id a b c d e k' ]
}
