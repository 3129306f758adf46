# csv -- the reader: both lanes, encodings, faults and where they are.
#
# Every table here goes through both lanes, which must print, say and refuse
# the same.  C1 has 80.00 in 2026-03 unless a test says otherwise.

load helper

heading=customer_id,month,amount

# Runs the command once in each lane; what run leaves is of the fast one.
both()
{
	rm -f refused.csv
	RT_CSV=libcsv run --separate-stderr "$@"
	printf '%s\n' "$status" "$output" "$stderr" > libcsv
	[ ! -e refused.csv ] || mv refused.csv refused.libcsv
	run --separate-stderr "$@"
	printf '%s\n' "$status" "$output" "$stderr" > fast
	same_file libcsv fast || wrong 'the lanes differ' || return
	[ ! -e refused.csv ] || same_file refused.libcsv refused.csv
}

# Of each row of tiers, the customer and what was read as amount of March.
amounts()
{
	sed -E '1d; s/,individual,([^,]*,){8}([^,]*),.*/,\2/'
}

# in.csv has these rows, and nothing is said about it.
holds()	# [OPTION...], customers and amounts on standard input
{
	both rt-tier --month 2026-03 "$@" in.csv
	same "$stderr" < /dev/null
	[ $status -eq 0 ] || wrong "status $status" || return
	same "$(amounts <<< "$output")"
}

# in.csv is bad data, and this is said.
faulty()	# MESSAGE [OPTION...]
{
	both rt-tier --month 2026-03 "${@:2}" in.csv
	same "$stderr" <<< "rt-tier: in.csv:$1"
	same "$output" < /dev/null
	[ $status -eq 1 ] || wrong "status $status"
}

# With --rejects in.csv has the rows in rows.csv, and these are kept.
refuses()	# [OPTION...], rejects without their header on standard input
{
	both rt-tier --month 2026-03 --rejects refused.csv "$@" in.csv
	[ $status -eq 0 ] || wrong "status $status: $stderr" || return
	same "$(amounts <<< "$output")" < rows.csv || return
	same "$(cat refused.csv)" < <(echo file,line,column,reason,record; cat)
}

# The words are no option, value or operand that rt-tier takes.
usage_error()	# MESSAGE WORD...
{
	both rt-tier "${@:2}"
	same "$stderr" <<-EOF
		rt-tier: $1
		Try 'rt-tier --help'.
	EOF
	[ $status -eq 2 ] || wrong "status $status"
}

in_encoding()	# NAME
{
	iconv -f UTF-8 -t "$1"
}

# A table as a Chinese billing system exports it.
chinese()
{
	cat <<-'EOF'
		客户编号,账期,话费
		王芳,202603,"1,080.50"
		李强😀,2026/3,5
	EOF
}

chinese_rows()
{
	cat <<-'EOF'
		王芳,1080.50
		李强😀,5.00
	EOF
}

@test "both lanes read thousands of random and mutated files alike" {
	run -0 "$RT_BUILD/unit/lanes" 2000 1
	prints <<-'EOF'
		2000 files, read in 5 ways: all the same
	EOF
}

@test "both lanes agree for each vector unit" {
	for unit in sse2 plain; do
		RT_UNIT=$unit run -0 "$RT_BUILD/unit/lanes" 300 5000
		prints <<-'EOF'
			300 files, read in 5 ways: all the same
		EOF
	done
}

# --- records and cells

@test "lines end with LF, CRLF or CR, mixed too, and the last may lack its end where that is meant" {
	for end in '\n' '\r\n' '\r'; do
		printf "$heading${end}C1,2026-03,80${end}C2,2026-03,5${end}" > in.csv
		holds <<-'EOF'
			C1,80.00
			C2,5.00
		EOF
		printf "$heading${end}C1,2026-03,80${end}C2,2026-03,5" > in.csv
		holds --trust cut-end <<-'EOF'
			C1,80.00
			C2,5.00
		EOF
	done
	printf "$heading\r\nC1,2026-03,80\nC2,2026-03,5\rC3,2026-03,6\nC4,2026-03,y" > in.csv
	faulty '5: amount: not a number such as 79.00'
}

@test "blank lines are skipped, and counted" {
	for end in '\n' '\r\n' '\r'; do
		printf "$end$heading$end$end${end}C1,2026-03,80$end${end}C2,2026-03,5$end$end" > in.csv
		holds <<-'EOF'
			C1,80.00
			C2,5.00
		EOF
		printf "C3,2026-03,x$end" >> in.csv
		faulty '9: amount: not a number such as 79.00'
	done
}

@test "a line of spaces is blank" {
	printf "$heading\nC1,2026-03,80\n \nC2,2026-03,x\n" > in.csv
	faulty '4: amount: not a number such as 79.00'
}

@test "quoted cells hold delimiters, doubled quotes and line breaks" {
	printf '%s,note\n"C,1","2026-03","80","a, ""b"""\n' $heading > in.csv
	printf '"C""2",2026-03,"1,234.50","line\nline\r\nline\rline"\n"""",2026-03,6,""\n' >> in.csv
	printf '"C\n4",2026-03,7,\n' >> in.csv
	holds <<-'EOF'
		"C,1",80.00
		"C""2",1234.50
		"""",6.00
		"C
		4",7.00
	EOF
}

@test "the line of a message counts quoted line breaks, and is the record's first" {
	printf '%s,note\n"C,1",2026-03,80,"a\nb"""\nC2,2026-03,5,"\r\n\n"\n"C\n3",2026-03,7,x\n' \
		$heading > in.csv
	printf 'C4,2026-03,z,\n' >> in.csv
	faulty '9: amount: not a number such as 79.00'
	printf '%s,note\nC1,2026-03,80,\n"C\n\n2",2026-03,z,\n' $heading > in.csv
	faulty '3: amount: not a number such as 79.00'
}

@test "a quote inside an unquoted cell is bad data; reading goes on at the next line" {
	printf '%s,note\nC1,2026-03,80,a "b" c\nC2,2026-03,5,\n' $heading > in.csv
	faulty '2: column 4: stray quote: one inside an unquoted cell, or text behind a closing one'
	echo C2,5.00 > rows.csv
	refuses <<-'EOF'
		in.csv,2,column 4,"stray quote: one inside an unquoted cell, or text behind a closing one","C1,2026-03,80,a ""b"" c"
	EOF
}

@test "text behind a closing quote is bad data; reading goes on at the next line" {
	printf '%s,note\nC1,2026-03,80,"a"b\nC2,2026-03,5,\n' $heading > in.csv
	faulty '2: column 4: stray quote: one inside an unquoted cell, or text behind a closing one'
	printf '%s,note\nC1,2026-03,80,"a\nb"c,d\nC2,2026-03,5,\n' $heading > in.csv
	echo C2,5.00 > rows.csv
	refuses <<-'EOF'
		in.csv,2,column 4,"stray quote: one inside an unquoted cell, or text behind a closing one","C1,2026-03,80,""a
		b""c,d"
	EOF
}

@test "a space before or behind quotes makes them stray" {
	for cell in ' "a"' '"a" '; do
		printf '%s,note\nC1,2026-03,80,%s\n' $heading "$cell" > in.csv
		faulty '2: column 4: stray quote: one inside an unquoted cell, or text behind a closing one'
	done
}

@test "a quote left open ends the run, with the lines of its record and its cell" {
	printf '%s,note\nC1,2026-03,80,\nC2,2026-03,5,"open\nC3,2026-03,6,\n' $heading > in.csv
	faulty '3: column 4: a quote that is never closed'
	printf '%s,note\nC1,2026-03,80,\n"C\n2",2026-03,5,"open\nC3,2026-03,6,' $heading > in.csv
	faulty '3: column 4: a quote that is never closed, opened on line 4'
}

@test "a quote left open ends the run with --rejects too, and none are written" {
	printf '%s,note\nC1,2026-03,x,\nC2,2026-03,5,"open\nC3,2026-03,6,\n' $heading > in.csv
	faulty '3: column 4: a quote that is never closed' --rejects refused.csv
	[ ! -e refused.csv ]
}

@test "ragged records are bad data, longer or shorter" {
	printf '%s\nC1,2026-03,80\nC2,2026-03\nC3,2026-03,5,6\n0\nC4,2026-03,7\n' $heading > in.csv
	faulty '3: 2 cells where the header has 3'
	printf '%s\n' C1,80.00 C4,7.00 > rows.csv
	refuses <<-'EOF'
		in.csv,3,,2 cells where the header has 3,"C2,2026-03"
		in.csv,4,,4 cells where the header has 3,"C3,2026-03,5,6"
		in.csv,5,,1 cell where the header has 3,0
	EOF
}

@test "--max-cell: a cell of so many bytes is taken, one more ends the run" {
	printf '%s,note\nC1,2026-03,80,%s\n' $heading 123456789012 > in.csv
	echo C1,80.00 | holds --max-cell 12
	printf 'C2,2026-03,5,"123456""89\n12"\n' >> in.csv
	printf '%s\n' C1,80.00 C2,5.00 | holds --max-cell 12
	printf 'C3,2026-03,5,1234567890123\n' >> in.csv
	faulty '5: column 4: a cell of more than 12 bytes; see --max-cell' --max-cell 12
	faulty '5: column 4: a cell of more than 12 bytes; see --max-cell' --max-cell bills=12 \
		--rejects refused.csv
	printf '%s\n' C1,80.00 C2,5.00 C3,5.00 | holds --max-cell purchases=12
	printf '%s,note\nC1,2026-03,80,"123456789012"' $heading > in.csv # its quote ends the file
	echo C1,80.00 | holds --max-cell 12 --trust cut-end
	printf '%s,note\nC1,2026-03,80,"1234567890123"' $heading > in.csv
	faulty '2: column 4: a cell of more than 12 bytes; see --max-cell' --max-cell 12
}

@test "--max-cell: a record of blanks past the limit ends the run, too" {
	printf '%s\nC1,2026-03,80\n,"%12s",\n' $heading '' > in.csv
	echo C1,80.00 | holds --max-cell 12
	printf '%13s,,\nC2,2026-03,\0\n' '' >> in.csv
	faulty '4: column 1: a cell of more than 12 bytes; see --max-cell' --max-cell 12
}

@test "--max-cell: a quote left open does not eat the file" {
	printf '%s,note\nC1,2026-03,80,\nC2,2026-03,5,"open\n' $heading > in.csv
	for ((i = 0; i < 200; i++)); do echo "C$i,2026-03,80,"; done >> in.csv
	faulty '3: column 4: a cell of more than 999 bytes; see --max-cell' --max-cell 999
	printf 'C3,2026-03,6,"\n' >> in.csv
	faulty '3: column 4: a cell of more than 999 bytes; see --max-cell' --max-cell 999
	usage_error '--max-cell: not a whole number from 1 to 1073741824' --max-cell 0 in.csv
}

@test "--max-cell: a mebibyte without it" {
	{ echo $heading,note; echo "C1,2026-03,80,$(head -c 1048576 /dev/zero | tr '\0' x)"; } > in.csv
	echo C1,80.00 | holds
	sed -i '2s/$/x/' in.csv
	faulty '2: column 4: a cell of more than 1048576 bytes; see --max-cell'
}

# --- what is no table

@test "an input without a header is empty, a header alone has no rows" {
	: > in.csv
	both rt-tier in.csv
	prints_err <<< 'rt-tier: in.csv: empty: not even a header'
	[ $status -eq 1 ]
	for nothing in '\n\r\n\n' '\357\273\277' '\377\376'; do
		printf "$nothing" > in.csv
		both rt-tier in.csv
		prints_err <<< 'rt-tier: in.csv: empty: not even a header'
		[ $status -eq 1 ]
	done
	for header in $heading $heading'\n' $heading'\r' '"customer_id","month","amount"\r\n\r\n'; do
		printf "$header" > in.csv
		holds < /dev/null
	done
}

@test "a workbook, an archive or a page under a name in .csv is called what it is" {
	printf 'PK\003\004xl/workbook.xml' > in.csv
	faulty '1: a workbook (.xlsx) or zip archive, not CSV; save it as CSV UTF-8'
	printf '\320\317\021\340\241\261\032\341' > in.csv
	faulty '1: a workbook (.xls), not CSV; save it as CSV UTF-8'
	echo $heading | gzip > in.csv
	faulty '1: compressed with gzip; read it through zcat'
	faulty '1: compressed with gzip; read it through zcat' --encoding gb18030
	for page in '<html>' '<!DOCTYPE html>' ' \r\n<TABLE border=1>' '\357\273\277<?xml version="1.0"?>'; do
		printf "$page\n<tr><td>C1</td></tr>\n" > in.csv
		faulty '1: HTML or XML, not CSV'
	done
}

@test "sep= in the first line is said, and passed over with --skip" {
	printf 'sep=;\ncustomer_id;month;amount\nC1;2026-03;80\n' > in.csv
	faulty "1: 'sep=' in place of a header; try --skip 1 -d C"
	echo C1,80.00 | holds --skip 1 -d ';'
}

@test "a header of one cell with another delimiter in it proposes -d" {
	while read -r byte option; do
		printf '%s\n' customer_id,month,amount C1,2026-03,80 | tr , "$byte" > in.csv
		faulty "1: a header of a single cell with ${option%:*} in it; try -d ${option%:*}"
		echo C1,80.00 | holds --delimiter "${option#*:}"
	done <<-'EOF'
		; ';':;
		\t tab:tab
		| '|':|
	EOF
}

@test "two exports joined are told by the second header" {
	printf "$heading\r\nC1,2026-03,80\r\n$heading\r\nC2,2026-03,5\r\n" > in.csv
	faulty '3: a second header line: were two exports joined?'
	printf '%s\n' C1,80.00 C2,5.00 > rows.csv
	refuses <<-'EOF'
		in.csv,3,,a second header line: were two exports joined?,"customer_id,month,amount"
	EOF
}

@test "two exports joined: quoted headers, others behind them, and the last line" {
	printf '%s\n' '"customer_id","month","amount"' C1,2026-03,80 \
		'"customer_id","month","amount"' > in.csv
	faulty '3: a second header line: were two exports joined?'
	printf 'customer_id,month,amount,x\nC1,2026-03,80,\ncustomer_id,month,amount,x' > in.csv
	faulty '3: a second header line: were two exports joined?'
	printf 'customer_id,month,amount,x\ncustomer_id,2026-03,80,x\n' > in.csv
	echo customer_id,80.00 | holds
}

@test "NUL is bad data" {
	printf "$heading\nC1,2026-03,80\nC\0002,2026-03,6\nC3,2026-03,7\n" > in.csv
	faulty '3: column 1: NUL byte'
	printf '%s\n' C1,80.00 C3,7.00 > rows.csv
	refuses <<-'EOF'
		in.csv,3,column 1,NUL byte,"C\x002,2026-03,6"
	EOF
}

# --- encodings

@test "the mark of UTF-8 is passed over at the beginning" {
	{ printf '\357\273\277'; chinese; } > in.csv
	chinese_rows | holds
	chinese_rows | holds --encoding utf-8
	printf '\357\273\277"customer_id",month,amount\nC1,2026-03,80\n' > in.csv
	echo C1,80.00 | holds
}

@test "U+FEFF inside the file is bad data" {
	printf "$heading\nC1,2026-03,80\n\357\273\277C2,2026-03,6\nC3,2026-03,7\n" > in.csv
	faulty '3: column 1: a byte-order mark inside the file'
	printf '%s\n' C1,80.00 C3,7.00 > rows.csv
	refuses <<< $'in.csv,3,column 1,a byte-order mark inside the file,"\xEF\xBB\xBFC2,2026-03,6"'
	printf '\357\273\277\357\273\277%s\n' $heading > in.csv
	faulty '1: column 1: a byte-order mark inside the file'
	{ echo $heading; echo $'C\xEF\xBB\xBF1,2026-03,80' | in_encoding GB18030; } > in.csv
	faulty '2: column 1: a byte-order mark inside the file' -e gb18030
}

@test "bytes that are no UTF-8 are bad data, and GB18030 is proposed when they fit" {
	{ echo $heading; echo C1,2026-03,80; echo 王芳,2026-03,6 | in_encoding GB18030; } > in.csv
	faulty '3: column 1: not valid UTF-8; try -e gb18030'
	printf '%s\n' C1,80.00 王芳,6.00 | holds -e gb18030
	echo C1,80.00 > rows.csv
	refuses <<-'EOF'
		in.csv,3,column 1,not valid UTF-8,"\xCD\xF5\xB7\xBC,2026-03,6"
	EOF
	printf "$heading\nC1,2026-03,80\nC\3772,2026-03,6\n" > in.csv
	faulty '3: column 1: not valid UTF-8'
	refuses <<-'EOF'
		in.csv,3,column 1,not valid UTF-8,"C\xFF2,2026-03,6"
	EOF
}

@test "UTF-8 is strict: overlong forms, surrogates and halves are none" {
	for bytes in '\300\200' '\340\200\257' '\355\240\200' '\364\220\200\200' '\344\270'; do
		printf "$heading,x\nC1,2026-03,80,\nC2,2026-03,5,a$bytes\n" > in.csv
		both rt-tier in.csv
		[ $status -eq 1 ]
		[[ $stderr == 'rt-tier: in.csv:3: column 4: not valid UTF-8'* ]] || wrong "$stderr"
	done
	printf "$heading,x\nC1,2026-03,80,\355\237\277\364\217\277\277\n" > in.csv
	echo C1,80.00 | holds
}

@test "--encoding: any that iconv knows; GB18030 with Chinese headings" {
	for encoding in GB18030 UTF-16 UTF-16LE UTF-16BE UTF-32LE; do
		chinese | in_encoding $encoding > in.csv
		chinese_rows | holds --encoding $encoding
	done
	chinese | sed 's/😀//' | in_encoding GBK > in.csv
	chinese_rows | sed 's/😀//' | holds --encoding gbk
	printf "$heading\nM\374ller,2026-03,80\n" > in.csv
	echo Müller,80.00 | holds -e latin1
	usage_error "unknown encoding 'nonsense'" -e nonsense in.csv
}

@test "--encoding: a mark in that encoding is passed over" {
	{ printf '\204\061\225\063'; chinese | in_encoding GB18030; } > in.csv
	chinese_rows | holds -e gb18030
	{ printf '\377\376'; chinese | in_encoding UTF-16LE; } > in.csv
	chinese_rows | holds -e utf-16le
}

# The file through a pipe that hands out its first bytes one by one.
dribble()	# FILE
{
	for i in 1 2 3; do
		tail -c +$i "$1" | head -c 1
		sleep 0.05
	done
	tail -c +4 "$1"
}

@test "a mark is known, and what is no CSV, when the first bytes come one by one" {
	printf 'customer_id,month,amount\nC1,2026-01,90\n' > plain.csv
	{ printf '\xef\xbb\xbf'; cat plain.csv; } > utf8.csv
	{ printf '\xff\xfe'; in_encoding UTF-16LE < plain.csv; } > utf16.csv
	rt-tier -a 2026-04-01 plain.csv > plain.out
	for file in utf8 utf16; do
		dribble $file.csv | rt-tier -a 2026-04-01 > got.out
		same_file plain.out got.out
	done
	printf 'PK\3\4...' > book.csv
	run --separate-stderr -1 rt-tier < <(dribble book.csv)
	[[ $stderr == 'rt-tier: -:1: a workbook (.xlsx) or zip archive'* ]]
}

@test "UTF-16 is known by its mark, in either order of bytes" {
	{ printf '\377\376'; chinese | in_encoding UTF-16LE; } > in.csv
	chinese_rows | holds
	{ printf '\376\377'; chinese | in_encoding UTF-16BE; } > in.csv
	chinese_rows | holds
	chinese | in_encoding UTF-16LE > in.csv
	both rt-tier in.csv
	[ $status -eq 1 ] && [[ $stderr == 'rt-tier: in.csv:1: column 1: '* ]] || wrong "$stderr"
}

@test "--encoding: bytes that are no text in it cost their record" {
	{ chinese | in_encoding GB18030; printf 'C\3771,2026-03,5\nC2,2026-03,7\n'; } > in.csv
	faulty '4: column 1: bytes that are no text in this encoding' -e gb18030
	{ chinese_rows; echo C2,7.00; } > rows.csv
	refuses -e gb18030 <<-'EOF'
		in.csv,4,column 1,bytes that are no text in this encoding,"C\xFF1,2026-03,5"
	EOF
}

@test "--encoding: half a surrogate, and half a character at the end" {
	{ printf '\377\376'; chinese | in_encoding UTF-16LE; } > in.csv
	printf 'a\000\000\330b\000\n\000' >> in.csv
	printf 'C2,2026-03,7\n' | in_encoding UTF-16LE >> in.csv
	{ chinese_rows; echo C2,7.00; } > rows.csv
	refuses <<-'EOF'
		in.csv,4,column 1,bytes that are no text in this encoding,a\x00\xD8b
	EOF
	{ printf '\377\376'; printf "$heading\nC1,2026-03,80" | in_encoding UTF-16LE; printf 1; } > in.csv
	faulty '2: column 3: bytes that are no text in this encoding'
}

@test "--encoding: every character of GB18030, GBK and GB2312 is what iconv makes of it" {
	# Each twice, the second time from a table; what has a meaning in CSV left out.
	python3 - > all.csv <<-'END'
		print("customer_id,month,amount,note")
		text = [chr(c) for c in [*range(0x21, 0xd800), *range(0xe000, 0x10000),
		    *range(0x1f600, 0x1f650), *range(0x20000, 0x20100)]
		    if c not in (0x22, 0x2c, 0x7f, 0xfeff, 0xfffe, 0xffff) and not 0x7f < c < 0xa0]
		for i in range(0, len(text), 61):
		    run = "".join(text[i:i + 61])
		    print(f"C{i},2026-03,80,x{run}\u4e2d{run[::-1]}x")
	END
	for encoding in GB18030 gbk GB2312; do
		iconv -c -f UTF-8 -t $encoding all.csv > in.csv || true
		iconv -f $encoding -t UTF-8 in.csv > as_iconv.csv
		[ "$(wc -l < as_iconv.csv)" -gt 1000 ]
		rt-tier -q -m 2026-03 --keep note as_iconv.csv > expected
		for j in 1 2; do
			rt-tier -q -j $j -e $encoding -m 2026-03 --keep note in.csv | same_file expected -
			rt-tier -q -j $j -e $encoding -m 2026-03 --keep note < <(cat in.csv) |
				same_file expected -
		done
	done
}

@test "--encoding auto: UTF-8, else GB18030, and says which" {
	chinese > in.csv
	both rt-tier -m 2026-03 -e auto in.csv
	prints_err <<< 'rt-tier: in.csv: read as UTF-8'
	same "$(amounts <<< "$output")" < <(chinese_rows)
	chinese | in_encoding GB18030 > in.csv
	both rt-tier -m 2026-03 -e auto in.csv
	prints_err <<< 'rt-tier: in.csv: read as GB18030'
	same "$(amounts <<< "$output")" < <(chinese_rows)
	chinese_rows | holds --quiet -e auto
	printf "$heading\nC\3771,2026-03,80\n" > in.csv
	faulty '1: neither UTF-8 nor GB18030; name the encoding with -e' -e auto
}

@test "--encoding auto: a character across the 64 KiB that are looked at" {
	name=客户王芳客户王芳客户王芳
	{ chinese; for ((i = 0; i < 2500; i++)); do echo "$name$i,2026-03,5"; done; } > many.csv
	cut=
	for before in '' x xx xxx; do
		sed "1s/^/$before/" many.csv > in.csv
		head -c 65536 in.csv | iconv -f UTF-8 > start 2>&1 || cut+=8
		run --separate-stderr -0 rt-tier -e auto -a 2026-04-01 -c customer_id=$before客户编号 in.csv
		prints_err <<< 'rt-tier: in.csv: read as UTF-8'
		printf '%s\n' "$output" > utf8.csv
		sed "1s/^/$before/" many.csv | in_encoding GB18030 > in.csv
		head -c 65536 in.csv | iconv -f GB18030 > start 2>&1 || cut+=G
		run --separate-stderr -0 rt-tier -e auto -a 2026-04-01 -c customer_id=$before客户编号 in.csv
		prints_err <<< 'rt-tier: in.csv: read as GB18030'
		same "$output" < utf8.csv
	done
	[ "$(wc -l < utf8.csv)" -eq 2503 ]
	[[ $cut == *8* && $cut == *G* ]] || wrong "no character is cut: $cut"
}

@test "--encoding auto: what is wrong behind the 64 KiB is bad data as ever" {
	{ echo $heading; for ((i = 0; i < 5000; i++)); do echo "C$i,2026-03,5"; done; } > in.csv
	echo 王芳,2026-03,6 | in_encoding GB18030 >> in.csv
	both rt-tier -e auto in.csv
	[ $status -eq 1 ]
	prints_err <<-'EOF'
		rt-tier: in.csv: read as UTF-8
		rt-tier: in.csv:5002: column 1: not valid UTF-8; try -e gb18030
	EOF
}

@test "--encoding KIND=NAME holds for that kind only" {
	printf '客户编号,地区\n王芳,郑州\n' | in_encoding GB18030 > customers.csv
	chinese > in.csv
	both rt-tier -m 2026-03 -e customers=gb18030 --customers customers.csv -k 地区 in.csv
	prints_err < /dev/null
	[[ ${lines[1]} == 王芳,*,郑州 && ${lines[2]} == 李强*, ]] || wrong "$output"
	both rt-tier -m 2026-03 --customers customers.csv in.csv
	prints_err <<< 'rt-tier: customers.csv:1: column 1: not valid UTF-8; try -e gb18030'
	[ $status -eq 1 ]
	both rt-tier -m 2026-03 -e bills=gb18030 --customers customers.csv in.csv
	prints_err <<< 'rt-tier: customers.csv:1: column 1: not valid UTF-8; try -e gb18030'
}

# --- how the input is written

@test "--delimiter: one byte or tab, and the comma is then as any other" {
	printf 'customer_id;month;amount\nC,1;2026-03;"80"\n"C;2";2026-03;1,234.50\n' > in.csv
	holds -d ';' <<-'EOF'
		"C,1",80.00
		C;2,1234.50
	EOF
	echo C1$'\t'2026-03$'\t'80 > in.csv
	echo C1,80.00 | holds -d tab -H $heading
	usage_error "--delimiter: not one byte, 'tab', or a byte by its number such as \\x01" -d ';;' in.csv
	usage_error '--delimiter: neither a quote, a line end nor NUL can be one' -d '"' in.csv
}

@test "--header names the columns of an input that has none" {
	printf 'C1,2026-03,80\nC2,2026-03,5\n' > in.csv
	printf '%s\n' C1,80.00 C2,5.00 > rows.csv
	holds -H $heading < rows.csv
	holds --header 客户编号,账期,话费 < rows.csv
	holds --header bills=$heading < rows.csv
	faulty '1: 3 cells where the header has 4' -H $heading,note
	faulty '1: month: not a month such as 2026-03' -H month,customer_id,amount
}

@test "--header: a record that looks like it is a record" {
	printf '%s\n' C1,2026-03,80 $heading > in.csv
	faulty '2: month: not a month such as 2026-03' -H $heading
}

@test "--skip passes over so many lines, whatever is in them" {
	printf 't1\nt"2,\n%s\nC1,2026-03,80\nC2,2026-03,x\n' $heading > in.csv
	faulty '5: amount: not a number such as 79.00' --skip 2
	sed -i '$d' in.csv
	echo C1,80.00 | holds --skip 2
	echo C1,80.00 | holds --skip 3 -H $heading
	echo C1,80.00 | holds --skip bills=2
	tr '\n' '\r' < in.csv > cr.csv
	mv cr.csv in.csv
	echo C1,80.00 | holds --skip 2
	usage_error '--skip: not a whole number from 0 to 2147483647' --skip -1 in.csv
}

@test "--skip past the end is an empty input" {
	printf '%s\nC1,2026-03,80' $heading > in.csv
	both rt-tier --skip 2 in.csv
	prints_err <<< 'rt-tier: in.csv: empty: not even a header'
	[ $status -eq 1 ]
}

@test "--null: such cells are blank, and may be repeated" {
	printf '%s,due\nC1,2026-03,80,\\N\nC2,2026-03,-,-\n' $heading > in.csv
	faulty '3: amount: not a number such as 79.00'
	faulty '3: amount: blank' --null -
	faulty '3: amount: blank' --null '\N' --null bills=-
	faulty '3: amount: not a number such as 79.00' --null purchases=-
	faulty '2: customer_id: blank' --null C1
	printf 'customer_id,date,amount\nC1,2026-03-05,80\nC1,2026-03-06,-\nC1,2026-03-07,NULL\n' > in.csv
	echo C1,80.00 | holds --null NULL --null -
}

# --- several inputs

@test "files of one kind are one table, whatever the order of their columns" {
	printf '%s\nC1,2026-03,80\n' $heading > a.csv
	printf 'month,amount,x,customer_id\n2026-03,5,,C2\n2026-03,7,,C1\n' > b.csv
	both rt-tier -m 2026-03 a.csv b.csv
	same "$(amounts <<< "$output")" <<-'EOF'
		C1,87.00
		C2,5.00
	EOF
	both rt-tier -m 2026-03 b.csv a.csv
	same "$(amounts <<< "$output")" <<-'EOF'
		C2,5.00
		C1,87.00
	EOF
	echo 2026-03,x,,C3 >> b.csv
	both rt-tier -m 2026-03 a.csv b.csv
	prints_err <<< 'rt-tier: b.csv:4: amount: not a number such as 79.00'
	[ $status -eq 1 ]
	prints < /dev/null
}

@test "- is standard input, among files too, and is called so" {
	printf '%s\nC1,2026-03,80\n' $heading > a.csv
	for operands in 'a.csv -' '- a.csv' '--table bills a.csv' 'a.csv --table bills=-'; do
		both sh -c "printf '%s\n' $heading C1,2026-03,5 | rt-tier -m 2026-03 $operands"
		[ $status -eq 0 ]
		same "$(amounts <<< "$output")" <<< C1,85.00
	done
	both sh -c "printf '%s\n' $heading C1,2026-03 | rt-tier -m 2026-03 a.csv -"
	prints_err <<< 'rt-tier: -:2: 2 cells where the header has 3'
}

@test "standard input named twice is a usage error" {
	printf '%s\nC1,2026-03,80\n' $heading > a.csv
	for operands in '- -' '--customers - -' '--table bills=- -' '--table bills -'; do
		both sh -c "rt-tier $operands < a.csv"
		prints_err <<-'EOF'
			rt-tier: standard input is named twice
			Try 'rt-tier --help'.
		EOF
		[ $status -eq 2 ]
	done
}

@test "standard input is left alone when an option names a table" {
	printf 'customer_id,joined\nC1,2026-01-05\n' > customers.csv
	both rt-tier -m 2026-03 --customers customers.csv < /dev/null
	[ $status -eq 0 ]
	same "$(amounts <<< "$output")" <<< C1,0.00
}

# --- rejects

@test "P03: each kind of refused record is kept, raw, with file, line, column and reason" {
	{
		printf '%s,note\r\n' $heading
		printf 'C1,2026-03,80,\r\n'
		printf 'C2,2026-13,80,"a ""b""\r\nc"\r\n'
		printf 'C3,2026-03,80\r\n'
		printf 'C\0004,2026-03,80,\r\n'
		printf 'C\3175,2026-03,80,\r\n'
		printf 'C6,2026-03,80,x"\r\n'
		printf ',2026-03,80,\r\n'
		printf 'C8,2026-03,922337203685477,\r\n'
		printf 'C9,2026-03,922337203685477.5808,\r\n'
		printf 'C10,2026-03,5,\n'
	} > in.csv
	printf '%s\n' C1,80.00 C8,922337203685477.00 C10,5.00 > rows.csv
	printf '%s\r\n' 'in.csv,3,month,not a month such as 2026-03,"C2,2026-13,80,""a """"b""""' > expected
	cat >> expected <<-'EOF'
		c"""
		in.csv,5,,3 cells where the header has 4,"C3,2026-03,80"
		in.csv,6,column 1,NUL byte,"C\x004,2026-03,80,"
		in.csv,7,column 1,not valid UTF-8,"C\xCF5,2026-03,80,"
		in.csv,8,column 4,"stray quote: one inside an unquoted cell, or text behind a closing one","C6,2026-03,80,x"""
		in.csv,9,customer_id,blank,",2026-03,80,"
		in.csv,11,amount,amount of money too large,"C9,2026-03,922337203685477.5808,"
	EOF
	refuses < expected
	prints_err <<< 'rt-tier: 7 records refused: see refused.csv'
}

@test "P03: rejects of several files stand in one, each with its file" {
	printf '%s\nC1,2026-03,80\nC2,2026-03\n' $heading > a.csv
	printf 'month,customer_id,amount\n2026-03,C3,x\n2026-03,C4,5\n' > b.csv
	both rt-tier -m 2026-03 -r refused.csv a.csv b.csv
	[ $status -eq 0 ]
	same "$(amounts <<< "$output")" <<-'EOF'
		C1,80.00
		C4,5.00
	EOF
	same "$(cat refused.csv)" <<-'EOF'
		file,line,column,reason,record
		a.csv,3,,2 cells where the header has 3,"C2,2026-03"
		b.csv,2,amount,not a number such as 79.00,"2026-03,C3,x"
	EOF
	prints_err <<< 'rt-tier: 2 records refused: see refused.csv'
}

@test "P03: rows in are rows used and rows rejected, of a file with every fault" {
	{
		echo $heading
		for ((i = 1; i <= 3000; i++)); do
			case $((i % 10)) in
			1) echo "C$i,2026-03" ;;
			2) printf 'C\000%d,2026-03,5\n' $i ;;
			3) echo "C$i,2026-03,5\"" ;;
			4) printf '"C\n%d",2026-03,5\n' $i ;;
			5) printf 'C\377%d,2026-03,5\n' $i ;;
			*) echo "C$i,2026-03,5" ;;
			esac
		done
	} > in.csv
	both rt-tier -m 2026-03 -r refused.csv in.csv
	prints_err <<< 'rt-tier: 1200 records refused: see refused.csv'
	[ "$(grep -c ,individual, <<< "$output")" -eq 1800 ]
	[ "$(wc -l < refused.csv)" -eq 1201 ]
	[ "$(grep -vc '^in.csv,[0-9]*,' refused.csv)" -eq 1 ]
	# The 300 quoted breaks add lines: record i is on line i + 1 + those before it.
	[[ $(tail -n 1 refused.csv) == 'in.csv,3296,column 1,not valid UTF-8,"C\xFF2995,2026-03,5"' ]] ||
		wrong "$(tail -n 1 refused.csv)"
}

@test "--rejects: neither an input, nor the output, nor the policy" {
	printf "$heading\nC1,2026-03,5\n" > in.csv
	rt-tier --print-policy > policy.csv
	cp in.csv same.csv
	usage_error 'in.csv is an input: it cannot take the rejects' -r in.csv in.csv
	usage_error './in.csv is an input: it cannot take the rejects' -r ./in.csv in.csv
	usage_error 'out.csv is the output: it cannot take the rejects' -r out.csv -o ./out.csv in.csv
	usage_error 'policy.csv is a policy: it cannot take the rejects' -r policy.csv -p policy.csv in.csv
	same_file in.csv same.csv
	rt-tier --print-policy | same_file policy.csv /dev/stdin
}

@test "--max-rejects: so many are kept, the next ends the run" {
	printf "$heading\nC1,2026-03,x\nC2,2026-03\nC3,2026-03,5\n" > in.csv
	echo C3,5.00 > rows.csv
	refuses --max-rejects 2 <<-'EOF'
		in.csv,2,amount,not a number such as 79.00,"C1,2026-03,x"
		in.csv,3,,2 cells where the header has 3,"C2,2026-03"
	EOF
	faulty '3: 2 cells where the header has 3' --rejects refused.csv --max-rejects 1
	faulty '2: amount: not a number such as 79.00' --rejects refused.csv --max-rejects 0
	[ ! -e refused.csv ]
	usage_error '--max-rejects needs --rejects' --max-rejects 2 in.csv
}

@test "a missing column ends the run with --rejects too" {
	printf 'customer_id,month,amuont\nC1,2026-03,80\n' > in.csv
	both rt-tier -r refused.csv in.csv
	[ $status -eq 1 ]
	[[ $stderr == "rt-tier: in.csv:1: "*"'amount'"*"'amuont'"*'did you mean'* ]] || wrong "$stderr"
	[ ! -e refused.csv ]
}

# --- people's data

@test "P01: no message shows a cell, or the first line, unless --show-values does" {
	printf '13812345678,2026-03,Zhang\n13887654321,2026-03,5\n' > in.csv
	both rt-tier in.csv
	[ $status -eq 1 ] && [[ $stderr != *138* && $stderr != *Zhang* ]] || wrong "$stderr"
	faulty '1: amount: not a number such as 79.00' -H $heading
	faulty "1: amount: not a number such as 79.00: 'Zhang'" -H $heading --show-values
	printf '%s\n13812345678,2026-03,5,Zhang\n' $heading > in.csv
	faulty '2: 4 cells where the header has 3'
	printf '%s\n"13812345678" Zhang,2026-03,5\n' $heading > in.csv
	both rt-tier in.csv
	[ $status -eq 1 ] && [[ $stderr != *138* && $stderr != *Zhang* ]] || wrong "$stderr"
}

@test "--show-values: control characters are made visible" {
	printf '%s\nC1,2026-03,\033[31m\n' $heading > in.csv
	faulty "2: amount: not a number such as 79.00: '\\x1B[31m'" --show-values
}

# --- the lanes are chosen

@test "RT_CSV is libcsv or nothing" {
	printf '%s\nC1,2026-03,80\n' $heading > in.csv
	RT_CSV='' run -0 rt-tier -m 2026-03 in.csv
	for lane in fast LIBCSV 1; do
		RT_CSV=$lane run -2 --separate-stderr rt-tier -m 2026-03 in.csv
		prints_err <<-'EOF'
			rt-tier: RT_CSV in the environment is not 'libcsv'
			Try 'rt-tier --help'.
		EOF
		prints < /dev/null
	done
}

# --- tables of one column

@test "a blank row of a single column is written as \"\", and read again" {
	printf 'x\na\n""\n\nb\n' > in.csv
	both rt-report table --format csv --quiet in.csv
	[ $status -eq 0 ]
	prints <<-'EOF'
		x
		a
		""
		b
	EOF
	printf '%s\n' "$output" > again.csv
	both rt-report table --format csv --quiet again.csv
	prints < again.csv
}
