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
