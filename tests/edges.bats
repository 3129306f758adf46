# edges -- odd bytes, odd files and odd sizes, at the rare turns of common.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01
	heading=customer_id,month,amount
	printf '%s\n' $heading C1,2026-03,80 > in.csv
}

# The amounts of a run of rt-tier.
amounts()
{
	rt-tier -q "$@" | cut -d , -f 11
}

tables()
{
	rt-report table --format csv "$@"
}

@test "a cell: of a NUL and a mark the first is told" {
	printf "$heading\nC1,2026-03,8\\0\xef\xbb\xbf0\n" > nul.csv
	run -1 rt-tier nul.csv
	prints <<< 'rt-tier: nul.csv:2: column 3: NUL byte'
	printf "$heading\nC1,2026-03,8\xef\xbb\xbf\\0000\n" > mark.csv
	run -1 rt-tier mark.csv
	prints <<< 'rt-tier: mark.csv:2: column 3: a byte-order mark inside the file'
	# the same by a policy, whose encoding is not asked
	printf 'tier,x\n\xb0\xa1,2\n' > policy.csv
	run -2 rt-tier -p policy.csv in.csv
	[[ ${lines[0]} == 'rt-tier: policy.csv:'* ]]
}

@test "a cell at the limit is taken and one past it is not, also where the file ends with it" {
	for csv in '' libcsv; do
		export RT_CSV=$csv
		printf '"ab",abcd' > in.csv
		run -0 tables --trust cut-end --max-cell 4 -H a,b in.csv
		prints < <(printf 'a,b\nab,abcd\n')
		printf '"ab",abcde' > in.csv
		run -1 tables --max-cell 4 -H a,b in.csv
		prints <<< 'rt-report: in.csv:1: column 2: a cell of more than 4 bytes; see --max-cell'
	done
}

@test "a record of many small cells is no long one; one of 64 MiB without an end is" {
	names=$(seq -s , 1 200)
	{ printf '"x"'; printf ',a123456%.0s' {1..199}; echo; } > wide.csv
	for csv in '' libcsv; do
		RT_CSV=$csv run -0 tables --max-cell 8 -H "$names" wide.csv
		[ "${lines[1]}" = "$(tr -d '"' < wide.csv)" ]
	done
	cell=$(printf '%01000000d' 0)
	for ((i = 0; i < 68; i++)); do printf '%s,' $cell; done > endless.csv
	for csv in '' libcsv; do
		RT_CSV=$csv run -1 tables -H a endless.csv
		prints <<< 'rt-report: endless.csv:1: a record of more than 64 MiB, and than 64 of the largest cells; see --max-cell'
	done
}

@test "a header of 65536 columns is the widest" {
	seq -s , 1 65536 > wide.csv
	run -0 tables wide.csv
	[ "$output" = "$(cat wide.csv)" ]
	seq -s , 1 65537 > wide.csv
	run -1 tables wide.csv
	prints <<< 'rt-report: wide.csv:1: a header of more than 65536 columns'
	run -2 tables -H "$(printf '%65536s' '' | tr ' ' ,)" in.csv
	[ "${lines[0]}" = 'rt-report: --header names more than 65536 columns' ]
}

@test "a policy with semicolons is told so" {
	echo 'tier;min' > policy.csv
	run -2 rt-tier -p policy.csv in.csv
	[ "${lines[0]}" = "rt-tier: policy.csv:1: a header of a single cell with ';' in it; a policy has commas" ]
}

@test "--skip: CR and LF are one line end, also when they come apart" {
	title=$(printf 'x%.0s' {1..70})
	{ printf '%s\r' $title; sleep 0.3; printf '\n'; cat in.csv; } > >(amounts --skip 1 - > crlf)
	wait $!
	{ printf '%s\r' $title; sleep 0.3; cat in.csv; } > >(amounts --skip 1 - > cr)
	wait $!
	printf 'last_amount\n80.00\n' > expected
	same_file expected crlf
	same_file expected cr
}

@test "encodings of two and four bytes, by their names" {
	for name in UTF-16LE UTF-16BE UCS-2LE UCS-2BE UTF-32LE UTF-32BE UCS-4LE UCS-4BE; do
		iconv -f UTF-8 -t $name in.csv > wide.csv
		[ "$(amounts -e $name wide.csv)" = $'last_amount\n80.00' ] || wrong "$name"
		# a mark at the begin is none of the heading's
		{ printf '\xef\xbb\xbf'; cat in.csv; } | iconv -f UTF-8 -t $name > wide.csv
		[ "$(amounts -e $name wide.csv)" = $'last_amount\n80.00' ] || wrong "$name with a mark"
		# half a character at the end
		{ iconv -f UTF-8 -t $name in.csv; printf 'C'; } > wide.csv
		run -1 rt-tier -e $name wide.csv
		[[ $output == 'rt-tier: wide.csv:3: column 1: bytes that are no text in this encoding' ]] ||
			wrong "$name: $output"
	done
	for name in UTF8 utf-8; do
		[ "$(amounts -e $name in.csv)" = $'last_amount\n80.00' ]
	done
}

@test "--encoding auto: characters of two, three and four bytes across the 64 KiB" {
	for c in é 中 😀; do
		bytes=$(LC_ALL=C; echo ${#c})
		for ((cut = 1; cut < bytes; cut++)); do
			# so many bytes of it end the 64 KiB
			printf '%s\n' $heading > in.csv
			printf '%0*d%s,2026-03,80\n' $((65536 - cut - $(wc -c < in.csv))) 0 $c >> in.csv
			run -0 --separate-stderr rt-tier -e auto in.csv
			prints_err <<< 'rt-tier: in.csv: read as UTF-8'
		done
	done
	# what is no begin of a character there is GB18030, or nothing
	for bytes in '\xb0 \xa1' '\xe4\x41 '; do
		printf '%s\n' $heading > in.csv
		printf "%0*d${bytes/ /},2026-03,80\n" \
			$((65536 - $(printf "${bytes% *}" | wc -c) - $(wc -c < in.csv))) 0 >> in.csv
		run -0 --separate-stderr rt-tier -e auto in.csv
		prints_err <<< 'rt-tier: in.csv: read as GB18030'
	done
	printf '%s\n' $heading > in.csv
	printf '%0*d\xff,2026-03,80\n' $((65536 - 1 - $(wc -c < in.csv))) 0 >> in.csv
	run -1 rt-tier -e auto in.csv
	prints <<< 'rt-tier: in.csv:1: neither UTF-8 nor GB18030; name the encoding with -e'
}

@test "standard input: closed, a folder, the file of the rejects" {
	run -3 sh -c 'rt-tier - <&-'
	[[ $output == 'rt-tier: '* ]]
	run -3 rt-tier .
	prints <<< 'rt-tier: .: is a directory'
	run -2 sh -c 'rt-tier -r in.csv - < in.csv'
	[ "${lines[0]}" = 'rt-tier: in.csv is an input: it cannot take the rejects' ]
	run -0 sh -c 'rt-tier -q -r other.csv - < in.csv'
	run -0 sh -c 'cat in.csv | rt-tier -q -r other.csv -'
}

@test "--output: links and names as long as they may be, and longer" {
	ln -s "$(printf 'd/%.0s' {1..2000})x" long
	run -3 rt-tier -o long in.csv
	prints <<< 'rt-tier: long: No such file or directory'
	run -3 rt-tier -o "$(printf './%.0s' {1..100})long" in.csv
	[[ $output == *'/long: File name too long' ]]
	run -3 rt-tier -o "$(printf './%.0s' {1..2040})out.csv" in.csv
	[[ $output == *'/out.csv: File name too long' ]]
	run -0 rt-tier -q -o "$(printf './%.0s' {1..1000})out.csv" in.csv
	[ -e out.csv ]
}

@test "--output: files of one name are one in one folder only" {
	mkdir a b
	rt-tier -q -o a/x -r b/x in.csv
	[ "$(echo */x)" = 'a/x b/x' ]
	run -2 rt-tier -o a/x -r a/../a/x in.csv
	[ "${lines[0]}" = 'rt-tier: a/../a/x is the output: it cannot take the rejects' ]
	rm a/x
	run -2 rt-tier -o a/x -r b/../a/x in.csv
	[ "${lines[0]}" = 'rt-tier: b/../a/x is the output: it cannot take the rejects' ]
	run -3 rt-tier -o a/x -r none/x in.csv
	prints <<< 'rt-tier: none/x: No such file or directory'
}

@test "--output: what looks like a leftover, and is none of ours, stays" {
	sh -c 'exit' &
	gone=$!
	wait $gone
	mkdir folder folder/.rt-tier.$gone.folder
	cd folder
	ln -s nowhere .rt-tier.$gone.linked
	touch .rt-tier.$gone.locked .rt-tier.$gone.abcde .rt-tier.$gone-abcdef .rt-tier.0.abcdef \
		.rt-tier.99999999999.abcdef .rt-tierx.$gone.abcdef .rt-tier.$gone.swept1
	flock .rt-tier.$gone.locked sh -c 'echo > ../begun; cat > /dev/null' < <(sleep 20) &
	until [ -e ../begun ]; do sleep 0.05; done
	rt-tier -q -o out.csv ../in.csv
	[ ! -e .rt-tier.$gone.swept1 ]
	kill $!
	[ "$(ls -A | wc -l)" = 9 ] || wrong "$(ls -A)"
}

@test "encodings: each bad character refuses its record, wherever a buffer ends" {
	for unit in 2 4; do
		python3 - $unit > wide.csv <<-'EOT'
			import sys
			unit = int(sys.argv[1])
			wide = lambda s: s.encode(f"utf-{8 * unit}-le")
			bad = b"\x00\xd8" + bytes(unit - 2)  # half of a pair
			sys.stdout.buffer.write(wide("customer_id,month,amount\n"))
			for i in range(20000):
			    sys.stdout.buffer.write(wide(f"C{i},2026-03,") + (bad if i % 3 == 0 else b"") * (1 + i % 5)
			                            + wide("8\n"))
		EOT
		rt-tier -q -e UTF-$((8 * unit))LE -r rejects.csv wide.csv > out.csv
		# of 20,000 every third, from the first on
		[ "$(wc -l < rejects.csv)" -eq 6668 ]
		[ "$(wc -l < out.csv)" -eq 13334 ]
	done
}

@test "encodings: a table of one letter" {
	printf 'a\0' > a.csv
	run -0 rt-report table --trust cut-end --format csv -e UTF-16LE a.csv
	prints <<< a
}

@test "two files without a record are not the same table twice" {
	: > one.csv
	: > two.csv
	run -0 --separate-stderr rt-tier -H customer_id,month,amount one.csv two.csv
	[[ $stderr != *twice* ]]
}

@test "an input on another file system is no output" {
	elsewhere=$(mktemp -d /dev/shm/rt-test-XXXXXX) || skip "no other file system can be written"
	cp in.csv "$elsewhere"
	echo old > out.csv
	rt-tier -q -o out.csv "$elsewhere"/in.csv && rm -r "$elsewhere"
	[ "$(wc -l < out.csv)" -eq 2 ]
}

@test "each vector unit: words of nothing but separators, quotes and line ends" {
	# Python quotes what must be, as the tools do: the table comes out as it was
	python3 - > in.csv <<-'EOT'
		import csv, random, sys
		chance = random.Random(3)
		out = csv.writer(sys.stdout, lineterminator="\n")
		out.writerow([f"c{i}" for i in range(90)])
		for i in range(3000):
		    out.writerow([i] + [chance.choice(["", "", "", "", "\n\n\n", "\"\"", "a", "b,c", "\n"])
		                        if chance.random() < i % 4 / 3 else "" for _ in range(89)])
	EOT
	for unit in plain sse2 avx2; do
		RT_UNIT=$unit rt-report table --format csv in.csv > out.csv
		cmp in.csv out.csv || wrong "$unit"
	done
}

@test "a contact told twice is one, however its cells are quoted" {
	printf '%s\n' workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence \
		w1,C1,care,care,L2,2026-04-01,2026-04-06T09:00,sms,Ask,x > orders.csv
	printf '%s\n' customer_id,time,channel,outcome,note \
		'C1,2026-03-02T10:00,call,no-answer,"a,b"' '"C1","2026-03-02T10:00",call,"no-answer","a,b"' \
		'C2,2026-03-02T10:00,call,no-answer,"say ""a"""' 'C2,"2026-03-02T10:00",call,no-answer,"say ""a"""' \
		'C3,2026-03-02T10:00,call,no-answer,b' 'C3,2026-03-02T10:00,call,no-answer,"b"' > history.csv
	printf 'C4,2026-03-02T10:00,call,no-answer,"a\nb"\n"C4",2026-03-02T10:00,call,no-answer,"a\nb"\n' >> history.csv
	printf 'C5,2026-03-02T10:00,call,no-answer,"a\r\nb"\n"C5",2026-03-02T10:00,call,no-answer,"a\r\nb"\n' >> history.csv
	run -0 --separate-stderr rt-schedule --history history.csv orders.csv
	[[ $stderr == *'history.csv:3: doubt repeated: 5 contacts are equal to earlier ones in every cell'* ]] ||
		wrong "$stderr"
	# the same of customers that have new ids
	printf '%s\n' old,new C1,D1 C2,D2 C3,D3 C4,D4 C5,D5 > ids.csv
	run -0 --separate-stderr rt-schedule --ids ids.csv --history history.csv orders.csv
	[[ $stderr == *'history.csv:3: doubt repeated: 5 contacts are equal to earlier ones in every cell'* ]] ||
		wrong "$stderr"
}

@test "a terminal sees who complains in bold" {
	LC_ALL=C.UTF-8 script -qec true /dev/null > /dev/null 2>&1 || skip "no terminal can be made here"
	run script -qec 'TERM=xterm rt-tier none.csv' /dev/null
	[[ $output == *$'\e[1mrt-tier:\e[0m none.csv: No such file or directory'* ]] || wrong "$output"
	run script -qec 'TERM=xterm NO_COLOR=1 rt-tier none.csv' /dev/null
	[[ $output != *$'\e[1m'* ]]
}

@test "--key-file: of a key of more than 64 bytes its hash is the key" {
	printf '%s\n' customer_id,x C1,1 > w.csv
	for n in 16 64 65 100; do
		printf "%0${n}d" 0 > key
		chmod 600 key
		python3 - $n > expected <<-'EOT'
			import hashlib, sys
			key = b"0" * int(sys.argv[1])
			key = key if len(key) <= 64 else hashlib.blake2b(key).digest()
			print(hashlib.blake2b(b"C1", key=key, digest_size=32).hexdigest()[:16])
		EOT
		run -0 rt-report table --format csv --mask customer_id=hash --key-file key w.csv
		[ "${lines[1]}" = "$(cat expected),1" ] || wrong "$n: $output"
	done
}

@test "more threads than parts can be" {
	{ echo customer_id,month,amount; seq -f 'C%.0f,2026-03,80' 3000; } > many.csv
	rt-tier -q -j 1 many.csv > one.csv
	RT_PART=64 rt-tier -q -j 300 many.csv > more.csv
	same_file one.csv more.csv
}

@test "options: what is no value of theirs, and names that are blank" {
	for wrong in '--trust nothing|--trust: no doubt is called' '--trust id-egde|did you mean' \
	    '--sandbox maybe|--sandbox: neither auto, require nor off' '--mode 8|--mode' \
	    '--mode 1000|--mode' '--mode 0|--mode' \
	    '--table bills=|no file behind' '--header=|--header: no names' '--encoding=|--encoding: no name' \
	    '--customers=|a table has no file name' '--eol x|' '-d "|--delimiter' '--skip -1|--skip' '-j 0|--jobs'; do
		run -2 rt-tier ${wrong%%|*} in.csv
		[[ ${lines[0]} == rt-tier:*"${wrong#*|}"* ]] || wrong "${wrong%%|*}: $output"
	done
	run -2 rt-tier in.csv -o
	[ "${lines[0]}" = "rt-tier: option '--output' needs a value" ]
	RT_SANDBOX=maybe run -2 rt-tier in.csv
	[[ ${lines[0]} == 'rt-tier: RT_SANDBOX: neither auto, require nor off'* ]]
	for mode in auto off; do
		RT_SANDBOX=$mode run -0 rt-tier -q in.csv
		run -0 rt-tier -q --sandbox $mode in.csv
	done
}

# A rule of two letters about events of a table, by the columns that policies begin with.
rule()	# RULE TABLE COLUMN WHERE OP THRESHOLD
{
	printf '%s\n' "trigger,rule,table,column,where,op,threshold,window,baseline,floor,inhibited_by,category,level,channel,within,cooldown,enabled,action,traits" \
		"ev,$1,$2,$3,$4,$5,$6,,,,,care,L2,call,2wd,,yes,Ask,"
}

# Who has a work order by the rule, or the complaint about FILE.
fires()	# FILE OPTION...
{
	rt-triggers -q -p rule.csv -s 2026-03-29 "${@:2}" "$1" 2>&1 | cut -d , -f 2 | tail -n +2
}

@test "a cell of each type that rules read: what is none is told, and what is, in whatever form" {
	while IFS='|' read -r cell said; do
		printf 'customer_id,birthday\nC1,%s\n' "$cell" > birthdays.csv
		run rt-triggers -q -t birthday birthdays.csv
		[[ $output = *"$said"* ]] || wrong "$cell: $output"
	done <<-'END'
		04-03|birthday:C1:2026-04-03,
		4月3日|birthday:C1:2026-04-03,
		2000-04-03|birthday:C1:2026-04-03,
		12月31日|evidence
		02-30|birthdays.csv:2: birthday: not a date such as 2026-03-05
		2月30日|not a date such as
		13月5日|not a date such as
		1月|not a date such as
		05-1|not a date such as
		x月x日|not a date such as
		4月3日 and more than any day has|not a date such as
		2026-13-01|not a date such as
		L08-31|not a date of the lunar calendar such as L08-15
	END
	rule score surveys nps '' '<=' 6 > rule.csv
	for nps in 6:C1 0:C1 7: '': ; do
		printf 'customer_id,time,nps\nC1,2026-03-31T09:00,%s\n' ${nps%:*} > surveys.csv
		[ "$(fires surveys.csv)" = "${nps#*:}" ] || wrong "$nps"
	done
	for nps in 11 -1 9.5 x; do
		printf 'customer_id,time,nps\nC1,2026-03-31T09:00,%s\n' $nps > surveys.csv
		run -1 rt-triggers -p rule.csv surveys.csv
		[[ $output = 'rt-triggers: surveys.csv:2: nps: not a'*number* ]] || wrong "$nps: $output"
	done
	for paid in 5:0 5.5:0 '-5:1 below 0' 'x:1 not a number'; do
		printf 'customer_id,month,amount,due,paid,paid_amount\nC1,2026-02,90,2026-02-10,,%s\n' "${paid%:*}" > bills.csv
		run "-$(cut -c1 <<< "${paid#*:}")" rt-triggers -q -t overdue-45 bills.csv
		[[ $output = *"${paid#*:? }"* ]] || [[ $paid = *:0 ]] || wrong "$paid: $output"
	done
	# 9e18 is no less than eleven, and more than a count can be is told.
	rule match calls seconds 'tenure_months>11' '>' 60 > rule.csv
	printf 'customer_id,time,peer,seconds,direction\nC1,2026-03-31T09:00:00,10086,100,out\n' > calls.csv
	while IFS=: read -r months who; do
		printf 'customer_id,tier,rank,total_amount,tenure_months\nC1,vip,5,90.00,%s\n' "$months" > tiers.csv
		[[ $(fires calls.csv --tiers tiers.csv || true) = *"$who" ]] || wrong "$months"
	done <<-'END'
		12:C1
		12.0:C1
		9000000000000000000:C1
		11:
		:
	END
	for months in x 99999999999999999999; do
		printf 'customer_id,tier,rank,total_amount,tenure_months\nC1,vip,5,90.00,%s\n' $months > tiers.csv
		run -1 rt-triggers -p rule.csv --tiers tiers.csv calls.csv
		[[ $output = 'rt-triggers: tiers.csv:2: tenure_months: n'* ]] || wrong "$output"
	done
}

@test "a time of day to the second, on a day that was read before or not" {
	rule match calls seconds '' '>' 60 > rule.csv
	echo customer_id,time,peer,seconds,direction > head
	printf 'C%d,%s,10086,100,out\n' 1 2026-03-31T09:00:00 2 '2026-03-31 23:59:59' \
		3 ' 2026-03-31T09:00:00' 4 2026-03-30T00:00:01 5 2026/03/30T08:00:00 > calls
	cat head calls > calls.csv
	run -0 fires calls.csv
	[ "$(sort <<< "$output" | tr '\n' ' ')" = 'C1 C2 C3 C4 C5 ' ] || wrong "$output"
	for time in 2026-03-31T09:00:60 2026-03-31X09:00:00 2026-03-31T24:00:01 2026-03-31T09:60:00 \
		2026-03-31T09:0a:00 2026-02-30T09:00:00; do
		(cat head calls; echo "C9,$time,10086,100,out") > calls.csv
		run -1 rt-triggers -p rule.csv calls.csv
		[[ $output = 'rt-triggers: calls.csv:7: time: '* ]] || wrong "$time: $output"
	done
}

@test "-- ends the options, in every tool" {
	mv in.csv ./-m
	for tool in rt-tier 'rt-triggers -t bill-drop' 'rt-churn alive' rt-report rt-schedule; do
		run $tool -q -- nowhere.csv
		[[ $output = *'nowhere.csv: No such file or directory'* ]] || wrong "$tool: $output"
	done
	[ "$(amounts -- -m | tail -n 1)" = 80.00 ]
}

@test "parts: one with other columns than the first is none of them" {
	printf '%s\n' $heading C1,2026-03,80 C2,2026-03,90 > in.csv
	for k in 1 2; do
		rt-tier -q -m 2026-03 --part $k/2 -o p$k.csv in.csv
	done
	cut -d , -f 1-5 p2.csv > few.csv
	run -1 rt-tier --merge p1.csv few.csv
	prints <<< 'rt-tier: few.csv:1: 5 columns where the first part has 16'
	sed '1s/growth/Wachstum/' p2.csv > other.csv
	run -1 rt-tier --merge p1.csv other.csv
	[[ $output = "rt-tier: other.csv:1: no column 'growth'"* ]] || wrong "$output"
}

@test "--names: the last file that says what a word means counts" {
	printf 'customer_id,joined,left,left_reason\nC1,2026-01-01,2026-03-02,搬走了\nC2,2026-01-01,,\n' > customers.csv
	printf 'kind,column,value,text\n,left_reason,moved-away,搬走了\n' > moved.csv
	printf 'kind,column,value,text\n,left_reason,fraud,搬走了\n' > fraud.csv
	for last in moved fraud; do
		run -0 rt-churn reasons -q --names $([ $last = moved ] && echo fraud.csv || echo moved.csv) \
			--names $last.csv customers.csv
		[[ $output = *$last* ]] || wrong "$last: $output"
	done
	run -0 rt-churn reasons -q --names moved.csv --names fraud.csv --names fraud.csv customers.csv
	[[ $output = *fraud* && $output != *moved* ]]
}

@test "--ids: customers in the names of work orders, with marks in them, or about nobody" {
	printf '%s\n' old,new 'C%1,N%1' 'C;2,N;2' C4,N4 C9,N9 > ids.csv
	cat > orders.csv <<-'END'
		workorder_id,customer_id,trigger,category,level,fired_on,due
		t:C%251:2026-03-01,C%1,t,care,L2,2026-03-30,2026-04-03T09:00
		t:C%3B2:2026-03-01,C;2,t,care,L2,2026-03-30,2026-04-03T09:00
		free,C4,t,care,L2,2026-03-30,2026-04-03T09:00
		t:C9:2026,C5,t,care,L2,2026-03-30,2026-04-03T09:00
		t:X:C4:1,C6,t,care,L2,2026-03-30,2026-04-03T09:00
	END
	rt-schedule -q --ids ids.csv -o plan.csv orders.csv
	run -0 rt-report table --by customer_id,workorders --count plan.csv
	filed=$(sort <<< "$output")
	[ "$filed" = "$(sort <<-'END'
		customer_id,workorders,count
		N%1,t:N%251:2026-03-01,1
		N;2,t:N%3B2:2026-03-01,1
		N4,free,1
		C5,t:N9:2026,1
		C6,t:X:C4:1,1
	END
	)" ] || wrong "$output"
}

@test "a zone in a file of its own: half of one, and what only begins like one" {
	head -c 60 /usr/share/zoneinfo/Asia/Shanghai > half
	TZ=$PWD/half run -3 rt-tier in.csv
	prints <<< "rt-tier: the zone in $PWD/half could not be read"
	printf TZif2 > five
	TZ=$PWD/five run -2 rt-tier in.csv
	[[ $output = "rt-tier: TZ: '$PWD/five' is neither a zone of this system nor a POSIX rule such as CST-8"* ]]
	[ "$(id -u)" = 0 ] || skip "the rest needs root"
	without_zone()	# STATUS COMMAND...
	{
		status=$1
		shift
		run "-$status" unshare --mount sh -c 'mount --bind "$0" /etc && unset TZ && exec "$@"' \
			"$PWD/etc" "$@"
	}
	mkdir etc
	unshare --mount true || skip "no namespace of mounts here"
	without_zone 0 "$(type -P rt-tier)" --version
	[[ $output = *'UTC, as neither TZ nor /etc/localtime is there'* ]] || wrong "$output"
	without_zone 0 "$(type -P rt-tier)" -q in.csv
	echo none > etc/localtime
	without_zone 2 "$(type -P rt-tier)" in.csv
	[[ $output = 'rt-tier: /etc/localtime is no zone (is tzdata installed?), and TZ names none'* ]] || wrong "$output"
	cp /usr/share/zoneinfo/Asia/Shanghai etc/localtime
	without_zone 0 "$(type -P rt-tier)" --version
	[[ $output = *'without a name, from /etc/localtime'* ]] || wrong "$output"
}

@test "a file whose name is no UTF-8 is named byte by byte" {
	while read -r shown; do
		run -3 rt-tier "$(printf "$shown")"
		prints <<< "rt-tier: $shown: No such file or directory"
	done <<-'END'
		\xE0\x80\x80
		\xED\xA0\x80
		\xF0\x80\x80\x80
		\xF4\x90\x80\x80
		\xE4\xBD
	END
	run -3 rt-tier 你
	prints <<< 'rt-tier: 你: No such file or directory'
}

@test "a hotline behind codes of areas and of the country, and what only looks like one" {
	rule match calls seconds peer=10086 '>' 60 > rule.csv
	echo customer_id,time,peer,seconds,direction > calls.csv
	for peer in 10086 01010086 02110086 037110086 8637110086 +8601010086 008610086 861010086 \
		862110086; do
		echo "yes$peer,2026-03-31T09:00,$peer,100,out" >> calls.csv
	done
	for peer in 1010086 2110086 37110086 1210086 20110086 0110086 012110086 0210086 99910086 310086 86210086 \
		0101008 01020086 037120086; do
		echo "no$peer,2026-03-31T09:00,$peer,100,out" >> calls.csv
	done
	run -0 fires calls.csv
	[ "$(sort <<< "$output")" = "$(grep -o '^yes[^,]*' calls.csv | sort)" ] || wrong "$output"
}

@test "--decimal: groups and decimals of either habit" {
	while IFS='|' read -r decimal cell amount; do
		printf '%s\nC1,2026-03,"%s"\n' $heading "$cell" > in.csv
		if [ "$amount" = bad ]; then
			run -1 rt-tier --decimal $decimal in.csv
			[[ $output = 'rt-tier: in.csv:2: amount: '* ]] || wrong "$decimal $cell: $output"
		else
			[ "$(amounts -m 2026-03 --decimal $decimal in.csv | tail -n 1)" = $amount ] || wrong "$decimal $cell"
		fi
	done <<-'END'
		,|1.234,5|1234.50
		,|1 234,5|1234.50
		,|1.234.567|1234567.00
		,|1,5|1.50
		,| 1,5 |1.50
		,|1234|1234.00
		,|1.5|bad
		,|12 ,5|bad
		,|,5|bad
		,|5,|bad
		.|1234.5|1234.50
		.|1,234.5|1234.50
		.|1.234,5|bad
		.|5,|bad
	END
}

@test "a list of channels with nothing between its marks" {
	printf 'customer_id,do_not_disturb\nC1,call;;sms;\nC2, ; \nC3,call;mail\n' > people.csv
	echo workorder_id,customer_id,trigger,category,level,fired_on,due,channel > orders.csv
	for i in 1 2; do
		echo "w$i,C$i,t,care,L2,2026-03-31,2026-04-03T09:00,call" >> orders.csv
	done
	run -1 rt-schedule --customers people.csv orders.csv
	[[ $output = 'rt-schedule: people.csv:4: do_not_disturb: not yes, no or a list of channels'* ]] || wrong "$output"
	sed -i '$d' people.csv
	run -0 rt-schedule -q --customers people.csv orders.csv
	# By app, for neither of the two is left; C2 has said nothing.
	[ "$(sed 1d <<< "$output" | cut -d , -f 5,7)" = $'C1,app\nC2,call' ] || wrong "$output"
}
