# writer -- CSV out, and whether it all arrived; see tests/unit/writer.c.

load helper

@test "quoting: only what holds a comma, a quote or a line end" {
	run -0 unit writer row 'a;b c;d' 'plain, no;more' 'say "hi";x' $'line\nend;x' \
		$'cr\r;x' ' spaces ;-.+' '日本;客户'
	prints <<-EOF
		a,b c,d
		"plain, no",more
		"say ""hi""",x
		"line
		end",x
		"cr$(printf '\r')",x
		 spaces ,-.+
		日本,客户
	EOF
}

@test "quoting: the byte that needs it is found wherever it stands" {
	for n in 0 1 6 7 8 9 15 16 17 40; do
		printf -v before '%*s' "$n" ''
		for after in '' 1 1234567 12345678 123456789012345678; do
			run -0 unit writer row "${before// /x},$after"
			[ "$output" = "\"${before// /x},$after\"" ]
			run -0 unit writer row "${before// /x}-$after"
			[ "$output" = "${before// /x}-$after" ]
		done
	done
}

@test "blank: a lone blank cell is \"\", more of them are commas" {
	run -0 unit writer row '' ';' ';;' 'a;'
	prints <<-'EOF'
		""
		,
		,,
		a,
	EOF
}

@test "kinds: each value in its form, blank where it is not known" {
	run -0 unit writer kinds known unknown
	prints <<-'EOF'
		text,-7,0.1,2026-02-28,2026-02-28T01:01,0.666667,12.3456
		,-7,,,,,12.3456
	EOF
}

@test "length: records longer than the buffer arrive whole" {
	run -0 unit writer quotes 0 1 200000
	[ "${lines[0]}" = '""' ]
	[ "${lines[1]}" = '""""' ]
	[ ${#lines[2]} = 400002 ]
	[ -z "${lines[2]//\"/}" ]
}

@test "length: many records arrive, in order" {
	unit writer many 'some text, quoted' 50000 > out
	awk 'BEGIN { for (i = 50000; i > 0; i--) print i ",\"some text, quoted\"" }' > want
	same_file want out
}

@test "end: a death between records leaves whole ones only" {
	run unit writer ended /dev/stdout 9
	[ "$status" -ne 0 ]
	unit writer ended /dev/stdout 0 2> err | cat > out || true
	[ "$(cat err)" = 'unit: the end' ]
	[ "$(sort -u out)" = 'half of it' ]
	[ "$(tail -c 1 out | od -An -c | tr -d ' ')" = '\n' ]
}

@test "--output: whole, readable by its owner only" {
	umask 0
	unit writer file out lf none header
	[ "$(stat -c %a out)" = 600 ]
	[ "$(ls -A)" = out ]
	run -0 cat out
	prints <<-'EOF'
		a,b
		1,
	EOF
}

@test "--bom, --eol crlf, --no-header" {
	unit writer file out crlf bom header
	printf '\357\273\277a,b\r\n1,\r\n' > want
	same_file want out
	unit writer file out lf bom none
	printf '\357\273\2771,\n' > want
	same_file want out
}

@test "--output: a symbolic link stays, what it points to is replaced" {
	mkdir folder
	echo old > folder/file
	ln -s folder/file link
	ln -s link link2
	unit writer file link2 lf none none
	[ -L link ] && [ -L link2 ]
	run -0 cat folder/file
	prints <<< '1,'
	[ "$(ls -A folder)" = file ]
}

@test "--output: a link to what is not there yet makes it" {
	mkdir folder
	ln -s folder/new link
	unit writer file link lf none none
	run -0 cat folder/new
	prints <<< '1,'
	ln -s round circle
	ln -s circle round
	run --separate-stderr -3 unit writer file circle lf none none
	prints_err <<< 'unit: circle: Too many levels of symbolic links'
}

@test "--output: what is no regular file is written directly" {
	mkfifo pipe
	cat pipe > got &
	unit writer file pipe lf none none
	wait
	[ -p pipe ]
	run -0 cat got
	prints <<< '1,'
	run --separate-stderr -3 unit writer file /dev/full lf none none
	prints_err <<< 'unit: /dev/full: No space left on device'
}

@test "--output: a death on the way leaves the old file and no other" {
	echo old > out
	run -1 unit writer ended out 0
	prints <<< 'unit: the end'
	[ "$(ls -A)" = out ]
	[ "$(cat out)" = old ]
}

@test "--output: so does any signal that ends a program, which it does as ever" {
	ulimit -c 0
	echo old > out
	for signal in TERM INT HUP QUIT XCPU XFSZ ALRM VTALRM PROF USR1 USR2 ABRT RTMIN; do
		signal=$(kill -l $signal)
		run unit writer ended out $signal
		[ "$status" = $((128 + signal)) ]
		[ "$(ls -A)" = out ]
		[ "$(cat out)" = old ]
	done
}

@test "--output: what a run that was killed left goes with the next one" {
	run -137 unit writer ended out 9
	[ "$(ls -A)" != out ]
	unit writer file out lf none none
	[ "$(ls -A)" = out ]
	# By another name and program, in another folder.
	mkdir folder
	run -137 unit writer ended folder/other 9
	run -1 unit writer ended folder/out 0
	[ -z "$(ls -A folder)" ]
	touch .unit.1.abcdef .unit.x.abcdef .unit.999999999.abc .rt-tier.999999999.abcdef
	unit writer file out lf none none
	[ "$(ls -A | wc -l)" = 6 ]
}

@test "--output: what a run that lives has begun stays" {
	mkfifo pipe
	{ echo customer_id,month,amount; seq -f 'C%.0f,2026-03,80' 200000; } > in.csv
	rt-tier -a 2026-04-01 -o out.csv pipe 3>&- &
	exec 4> pipe
	cat in.csv >&4
	for i in $(seq 100); do compgen -G '.rt-tier.*' > begun && break; sleep 0.05; done
	[ -e "$(cat begun)" ]
	rt-tier -a 2026-04-01 -o other.csv in.csv
	[ -e "$(cat begun)" ]
	exec 4>&-
	wait $!
	same_file out.csv other.csv
	[ "$(ls -A)" = "$(printf '%s\n' begun in.csv other.csv out.csv pipe)" ]
}

@test "--output: a signal that is ignored stays so" {
	run -1 sh -c 'trap "" HUP; "$RT_BUILD"/unit/writer ended out 1'
	[ "${lines[0]}" = 'unit: the end' ]
}

@test "--output: no such folder, a folder, a name too long" {
	run --separate-stderr -3 unit writer file none/out lf none none
	prints_err <<< 'unit: none/out: No such file or directory'
	mkdir folder
	run --separate-stderr -3 unit writer file folder lf none none
	prints_err <<< 'unit: folder: Is a directory'
	printf -v long '%5000s' x
	run --separate-stderr -3 unit writer file "$long" lf none none
	[[ $stderr == *'File name too long' ]]
}

# Runs the shell command on a terminal; what it shows, LF for CRLF, is in $output.
on_terminal()
{
	LC_ALL=C.UTF-8 script -qec true /dev/null > /dev/null 2>&1 || skip "no terminal can be made here"
	run script -qec "$1" /dev/null
	output=${output//$'\r'/}
}

@test "terminal: control characters of cells are shown as \\xNN, and only there" {
	printf 'name,b\n\033[31mred\a,1\n\302\233K\177,2\n\342\200\256x\ty,3\n"1\r\n2",4\n' > in.csv
	rt-report table --format csv in.csv > file
	grep -q $'\033\[31mred\a' file
	on_terminal 'rt-report table --format csv in.csv'
	prints <<-'EOF'
		name,b
		\x1B[31mred\x07,1
		\xC2\x9BK\x7F,2
		\xE2\x80\xAEx\x09y,3
		1\x0D\x0A2,4
	EOF
	# Rejects, and columns that are kept as they are.
	printf 'customer_id,month,amount,n\nC1,2026-03,x,\033\nC2,2026-03,80,\033\n' > in.csv
	on_terminal 'rt-tier -q -a 2026-04-01 -o /dev/null -r - in.csv'
	[[ $output == *'C1,2026-03,x,\x1B"' ]]
	on_terminal 'rt-tier -q -a 2026-04-01 -r /dev/null -k n in.csv | tail -c 3 > piped
		rt-tier -q -a 2026-04-01 -r /dev/null -k n in.csv'
	[[ $output == *',\x1B' ]]
	[ "$(cat piped)" = $',\033' ]
}

@test "terminal: a policy that is printed is shown so, too" {
	rt-triggers --print-policy | sed 's/Ask what/&\a/' > mine.csv
	rt-triggers --print-policy -p mine.csv > printed
	same_file printed mine.csv
	on_terminal 'rt-triggers --print-policy -p mine.csv'
	same "$output" < <(sed 's/\a/\\x07/' mine.csv)
}

@test "full disk: a message and 3" {
	run -3 sh -c '"$RT_BUILD"/unit/writer many text 10 2>&1 > /dev/full'
	prints <<< 'unit: standard output: No space left on device'
	run -3 sh -c '"$RT_BUILD"/unit/writer many text 100000 2>&1 > /dev/full'
	prints <<< 'unit: standard output: No space left on device'
}

@test "closed pipe: ends by SIGPIPE; 3 in silence when that is ignored" {
	run -0 bash -c '"$RT_BUILD"/unit/writer many text 100000 | head -n 1
		exit $((PIPESTATUS[0] - 141))'
	prints <<< '100000,text'
	run -0 bash -c 'trap "" PIPE
		"$RT_BUILD"/unit/writer many text 100000 2> err | head -n 1
		exit $((PIPESTATUS[0] - 3))'
	prints <<< '100000,text'
	[ ! -s err ]
}
