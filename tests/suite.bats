# suite -- what every tool is asked alike; see rt(7).

load helper

# The least command line of a tool, into $cmd.
command_of()	# TOOL
{
	case $1 in
	rt-tier) cmd=(rt-tier) ;;
	rt-triggers) cmd=(rt-triggers) ;;
	rt-churn) cmd=(rt-churn rates) ;;
	rt-schedule) cmd=(rt-schedule) ;;
	rt-report) cmd=(rt-report tiers --format csv) ;;
	esac
	cmd+=(--as-of 2026-04-01)
}

# A small table for it, without quotes.  Line 3 can be left out.
sample()	# TOOL
{
	case $1 in
	rt-tier | rt-triggers)
		cat <<-'EOF'
			customer_id,month,amount
			C1,2025-12,100.00
			C2,2026-01,90.00
			C1,2026-01,100.00
			C1,2026-02,100.00
			C1,2026-03,40.00
			C3,2026-03,0.00
		EOF
		;;
	rt-churn)
		cat <<-'EOF'
			customer_id,region,amount,joined,left
			C1,郑州,100.00,2025-01-10,2026-02-03
			C2,郑州,80.00,2025-02-11,
			C3,洛阳,60.00,2025-03-12,
		EOF
		;;
	rt-schedule)
		cat <<-'EOF'
			workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence
			zero-bill:C1:2026-03,C1,zero-bill,care,L2,2026-04-01,2026-04-06T09:00,sms,Ask,bill 0.00
			zero-bill:C2:2026-03,C2,zero-bill,care,L2,2026-04-01,2026-04-06T09:00,sms,Ask,bill 0.00
			inactive:C3:2026-03-20,C3,inactive,care,L1,2026-04-01,2026-04-03T09:00,app,Send,12 days
		EOF
		;;
	rt-report)
		cat <<-'EOF'
			customer_id,scope,tier,rank,status,reason,class,potential,ladder,months,last_amount,min_amount,avg_amount,total_amount,growth,tenure_months
			C1,individual,gold,3,high-end,consecutive-months,,,,3,300.00,300.00,300.00,900.00,,
			C2,individual,vip,5,high-end,consecutive-months,,,,3,80.00,80.00,80.00,240.00,,
			C3,individual,standard,7,standard,,,,,1,10.00,,10.00,10.00,,
		EOF
		;;
	esac
}

# A cell of the sample that has a type: its column, and that column's number.
typed_cell()	# TOOL
{
	case $1 in
	rt-tier | rt-triggers) column=amount number=3 ;;
	rt-churn) column=joined number=4 ;;
	rt-schedule) column=due number=7 ;;
	rt-report) column=total_amount number=14 ;;
	esac
}

# The sample with that cell of line 3 no longer what it should be.
spoiled()	# TOOL
{
	typed_cell "$1"
	sample "$1" | awk -F, -v OFS=, -v n="$number" 'NR == 3 { $n = "b4d" } 1'
}

# The sample a thousand times over, with other customers.
many()	# TOOL
{
	sample "$1" | awk '
	NR == 1 { print; next }
	{ row[NR] = $0 }
	END {
		for (i = 0; i < 1000; i++)
			for (n = 2; n in row; n++) {
				text = row[n]
				gsub(/C[1-3]/, "&x" i, text)
				print text
			}
	}'
}

# Sample, options and what comes out, once for all tests of a tool.
prepare()	# TOOL
{
	command_of "$1"
	sample "$1" > in.csv
	"${cmd[@]}" in.csv > out.csv 2> err || wrong "$1: $(cat err)"
}

# What the tool makes of the file equals what it makes of the sample.
makes_the_same()	# TOOL FILE [OPTION...]
{
	local tool=$1 file=$2
	shift 2
	"${cmd[@]}" "$@" "$file" > got.csv 2> err || wrong "$tool: $(cat err)" || return
	same_file out.csv got.csv || wrong "$tool: not the same"
}

@test "every sample gives rows" {
	for tool in $TOOLS; do
		prepare $tool
		[ "$(wc -l < out.csv)" -ge 2 ] || wrong $tool
	done
}

@test "standard input is read without operands, and as -" {
	for tool in $TOOLS; do
		prepare $tool
		"${cmd[@]}" < in.csv | cmp - out.csv || wrong $tool
		"${cmd[@]}" - < in.csv | cmp - out.csv || wrong "$tool -"
	done
}

@test "a full disk is status 3 and a message" {
	for tool in $TOOLS; do
		prepare $tool
		for to in '> /dev/full' '-o /dev/full'; do
			run --separate-stderr bash -c "\"\$@\" in.csv $to" -- "${cmd[@]}"
			[ $status -eq 3 ] || wrong "$tool $to: status $status"
			[[ $stderr == "$tool: "*"No space left on device"* ]] || wrong "$stderr"
		done
	done
}

@test "a closed output is status 3 and a message" {
	for tool in $TOOLS; do
		prepare $tool
		run --separate-stderr bash -c '"$@" in.csv >&-' -- "${cmd[@]}"
		[ $status -eq 3 ] || wrong "$tool: status $status"
		[[ $stderr == "$tool: "* ]] || wrong "$tool: $stderr"
	done
}

@test "a closed input is status 3 and a message" {
	for tool in $TOOLS; do
		command_of $tool
		run --separate-stderr bash -c '"$@" <&-' -- "${cmd[@]}"
		[ $status -eq 3 ] || wrong "$tool: status $status"
		[[ $stderr == "$tool: "* ]] || wrong "$tool: $stderr"
	done
}

@test "a reader that goes away ends the tool in silence" {
	for tool in $TOOLS; do
		prepare $tool
		run --separate-stderr bash -c \
			'trap - PIPE; { sleep 0.2; "$@" in.csv; echo $? >&2; } | :' -- "${cmd[@]}"
		[ "$stderr" = 141 ] || wrong "$tool: $stderr"
		run --separate-stderr bash -c \
			'trap "" PIPE; { sleep 0.2; "$@" in.csv; echo $? >&2; } | :' -- "${cmd[@]}"
		[ "$stderr" = 3 ] || wrong "$tool: SIGPIPE ignored: $stderr"
	done
}

@test "head gets its lines, and nobody complains" {
	for tool in $TOOLS; do
		command_of $tool
		many $tool > many.csv
		run -0 --separate-stderr bash -c '"$@" many.csv | head -n 1' -- "${cmd[@]}"
		[ "${#lines[@]}" -eq 1 ] || wrong "$tool: $output"
		[ -z "$stderr" ] || wrong "$tool: $stderr"
	done
}

@test "an empty input is bad data" {
	for tool in $TOOLS; do
		command_of $tool
		: > empty.csv
		run --separate-stderr "${cmd[@]}" empty.csv
		[ $status -eq 1 ] || wrong "$tool: status $status"
		[[ $stderr == "$tool: empty.csv"*empty* ]] || wrong "$tool: $stderr"
		[ -z "$output" ] || wrong "$tool: $output"
	done
}

@test "a header alone is a table without rows" {
	for tool in $TOOLS; do
		prepare $tool
		head -n 1 in.csv > header.csv
		run --separate-stderr "${cmd[@]}" header.csv
		[ $status -eq 0 ] || wrong "$tool: status $status: $stderr"
		[ "$output" = "$(head -n 1 out.csv)" ] || wrong "$tool: $output"
	done
}

@test "an unknown option is a usage error that points to --help" {
	for tool in $TOOLS; do
		prepare $tool
		run --separate-stderr "${cmd[@]}" --no-such-option in.csv
		[ $status -eq 2 ] || wrong "$tool: status $status"
		[[ $stderr == "$tool: "*no-such-option*--help* ]] || wrong "$tool: $stderr"
		[ -z "$output" ] || wrong "$tool: $output"
	done
}

@test "a file that is not there is status 3" {
	for tool in $TOOLS; do
		command_of $tool
		run --separate-stderr "${cmd[@]}" none.csv
		[ $status -eq 3 ] || wrong "$tool: status $status"
		[[ $stderr == "$tool: none.csv: No such file or directory" ]] || wrong "$tool: $stderr"
	done
}

@test "a missing column is bad data, and what looks like it is named" {
	local -A near=([rt-tier]=amount:amuont [rt-triggers]=amount:amuont
		[rt-churn]=customer_id:custmer_id [rt-schedule]=workorder_id:workoder_id
		[rt-report]=total_amount:totl_amount)
	for tool in $TOOLS; do
		prepare $tool
		name=${near[$tool]%:*} heading=${near[$tool]#*:}
		sed "1s/$name/$heading/" in.csv > near.csv
		run --separate-stderr "${cmd[@]}" near.csv
		[ $status -eq 1 ] || wrong "$tool: status $status: $stderr"
		[[ $stderr == "$tool: near.csv:"*"'$name'"*"'$heading'"*"did you mean"* ]] ||
			wrong "$tool: $stderr"
		[ -z "$output" ] || wrong "$tool: $output"
	done
}

@test "--column brings one's own heading" {
	for tool in rt-tier rt-triggers rt-churn; do
		prepare $tool
		typed_cell $tool
		sed "1s/$column/甲/" in.csv > own.csv
		makes_the_same $tool own.csv --column $column=甲
	done
}

@test "a bad value ends the run with its file, line and column" {
	for tool in $TOOLS; do
		prepare $tool
		spoiled $tool > bad.csv
		run --separate-stderr "${cmd[@]}" bad.csv
		[ $status -eq 1 ] || wrong "$tool: status $status: $stderr"
		typed_cell $tool
		[[ $stderr == "$tool: bad.csv:3: $column: "* ]] || wrong "$tool: $stderr"
		[ "${#stderr_lines[@]}" -eq 1 ] || wrong "$tool: $stderr"
		[ -z "$output" ] || wrong "$tool: $output"
	done
}

@test "P01: no message holds a value, unless --show-values" {
	for tool in $TOOLS; do
		prepare $tool
		spoiled $tool > bad.csv
		run -1 --separate-stderr "${cmd[@]}" bad.csv
		[[ $stderr != *b4d* && $stderr != *C[123]* ]] || wrong "$tool: $stderr"
		run -1 --separate-stderr "${cmd[@]}" --show-values bad.csv
		[[ $stderr == *b4d* ]] || wrong "$tool: $stderr"
	done
}

@test "a last line without an end, CRLF, CR and a mark change nothing" {
	for tool in $TOOLS; do
		prepare $tool
		printf %s "$(cat in.csv)" > open.csv
		makes_the_same $tool open.csv
		sed 's/$/\r/' in.csv > crlf.csv
		makes_the_same $tool crlf.csv
		tr '\n' '\r' < in.csv > cr.csv
		makes_the_same $tool cr.csv
		{ printf '\357\273\277'; cat in.csv; } > mark.csv
		makes_the_same $tool mark.csv
		sed '2,$s/^/\n/' in.csv > blank.csv
		makes_the_same $tool blank.csv
	done
}

@test "UTF-16 is known by its mark" {
	for tool in rt-tier rt-triggers rt-churn; do
		prepare $tool
		iconv -f UTF-8 -t UTF-16 in.csv > wide.csv
		makes_the_same $tool wide.csv
	done
}

@test "quoted cells are the cells they quote" {
	for tool in $TOOLS; do
		prepare $tool
		sed 's/[^,]*/"&"/g' in.csv > quoted.csv
		makes_the_same $tool quoted.csv
	done
}

@test "a record that comes twice is one, whatever its quotes, where ids are keys" {
	for tool in rt-churn rt-report; do
		prepare $tool
		{
			cat in.csv
			sed '1d; s/[^,]*/"&"/g' in.csv
		} > twice.csv
		makes_the_same $tool twice.csv
		RT_CSV=libcsv makes_the_same $tool twice.csv
		{
			cat in.csv
			sed '1d; s/[^,]*/"&"/g; s/郑州/y/; s/consecutive/y/' in.csv
		} > twice.csv
		run -1 "${cmd[@]}" twice.csv
		[[ $output == *"twice.csv:5: customer_id: stands twice, with different records" ]] ||
			wrong "$tool: $output"
	done
}

@test "columns in reverse change nothing" {
	for tool in $TOOLS; do
		prepare $tool
		awk -F, '{ for (i = NF; i > 0; i--) printf "%s%s", $i, (i > 1 ? "," : "\n") }' \
			in.csv > reversed.csv
		makes_the_same $tool reversed.csv
	done
}

@test "GB18030 with Chinese headings, titles and CRLF is the same table" {
	for tool in rt-tier rt-triggers; do
		command_of $tool
		"${cmd[@]}" "$TESTDATA/bills.csv" > out.csv
		makes_the_same $tool "$TESTDATA/bills-gb18030.csv" --skip 2 --encoding gb18030
		run -0 --separate-stderr "${cmd[@]}" --skip 2 --encoding auto \
			"$TESTDATA/bills-gb18030.csv"
		same "$output" < out.csv
		[[ ${stderr^^} == *GB18030* ]] || wrong "$tool: $stderr"
	done
	prepare rt-churn
	sed '1s/.*/客户编号,地区,金额,入网日期,离网日期/' in.csv | iconv -f UTF-8 -t GB18030 > zh.csv
	makes_the_same rt-churn zh.csv --encoding gb18030
}

@test "GB18030 in the customers table is taken where it belongs" {
	printf '%s\n' customer_id,do_not_disturb C1,no C2,yes > customers.csv
	printf '%s\n' 客户编号,免打扰 C1,否 C2,是 | iconv -f UTF-8 -t GB18030 > zh.csv
	prepare rt-schedule
	rt-schedule --as-of 2026-04-01 --customers customers.csv in.csv > out.csv
	grep -q ,refused, out.csv
	makes_the_same rt-schedule in.csv --customers zh.csv --encoding customers=gb18030
}

@test "bytes that are no UTF-8 are bad data, with the encoding that fits" {
	for tool in rt-tier rt-triggers; do
		command_of $tool
		run --separate-stderr "${cmd[@]}" --skip 2 "$TESTDATA/bills-gb18030.csv"
		[ $status -eq 1 ] || wrong "$tool: status $status"
		[[ $stderr == "$tool: "*bills-gb18030.csv:*"gb18030"* ]] || wrong "$tool: $stderr"
	done
}

@test "one thread, two threads: the same bytes" {
	for tool in $TOOLS; do
		command_of $tool
		many $tool > many.csv
		"${cmd[@]}" -j 1 many.csv > out.csv
		makes_the_same $tool many.csv -j 2
		makes_the_same $tool many.csv
	done
}

@test "RT_CSV=libcsv gives the same bytes and messages" {
	for tool in $TOOLS; do
		command_of $tool
		many $tool > many.csv
		"${cmd[@]}" many.csv > out.csv
		RT_CSV=libcsv makes_the_same $tool many.csv
		spoiled $tool > bad.csv
		run -1 "${cmd[@]}" bad.csv
		expected=$output
		RT_CSV=libcsv run -1 "${cmd[@]}" bad.csv
		prints <<< "$expected"
	done
}

@test "any other RT_CSV is a usage error" {
	for tool in $TOOLS; do
		prepare $tool
		RT_CSV=fast run --separate-stderr "${cmd[@]}" in.csv
		[ $status -eq 2 ] || wrong "$tool: status $status"
		[[ $stderr == "$tool: "*RT_CSV* ]] || wrong "$tool: $stderr"
	done
}

@test "P02: -o writes the file whole, for its owner only" {
	for tool in $TOOLS; do
		prepare $tool
		(umask 0; "${cmd[@]}" -o file.csv in.csv)
		same_file out.csv file.csv || wrong $tool
		[ "$(stat -c %a file.csv)" = 600 ] || wrong "$tool: $(stat -c %a file.csv)"
		"${cmd[@]}" -o file.csv --mode 640 in.csv
		[ "$(stat -c %a file.csv)" = 640 ] || wrong "$tool: $(stat -c %a file.csv)"
		ln -sf file.csv link.csv
		: > file.csv
		"${cmd[@]}" -o link.csv in.csv
		[ -L link.csv ] || wrong "$tool: the link is gone"
		same_file out.csv file.csv || wrong $tool
	done
}

@test "-o leaves the old file alone when the run fails" {
	for tool in $TOOLS; do
		prepare $tool
		mkdir $tool
		echo old > $tool/file.csv
		spoiled $tool > bad.csv
		run -1 "${cmd[@]}" -o $tool/file.csv bad.csv
		[ "$(cat $tool/file.csv)" = old ] || wrong $tool
		[ "$(ls -A $tool)" = file.csv ] || wrong "$tool: $(ls -A $tool)"
	done
}

@test "-o leaves the old file alone when the disk is full" {
	for tool in $TOOLS; do
		command_of $tool
		many $tool > many.csv
		mkdir $tool
		echo old > $tool/file.csv
		case $tool in rt-churn | rt-report) continue ;; esac # their output is small
		run --separate-stderr bash -c 'trap "" XFSZ; ulimit -f 8; "$@"' -- \
			"${cmd[@]}" -o $tool/file.csv many.csv
		[ $status -eq 3 ] || wrong "$tool: status $status"
		[[ $stderr == "$tool: "*"File too large"* ]] || wrong "$tool: $stderr"
		[ "$(cat $tool/file.csv)" = old ] || wrong $tool
		[ "$(ls -A $tool)" = file.csv ] || wrong "$tool: $(ls -A $tool)"
	done
}

@test "-o: a signal on the way removes the temporary file, not the old one" {
	for tool in $TOOLS; do
		command_of $tool
		for signal in TERM INT HUP KILL; do
			mkdir -p $tool
			echo old > $tool/file.csv
			rm -f pipe
			mkfifo pipe
			# A background job would have INT ignored.
			(trap - INT; exec "${cmd[@]}" -o $tool/file.csv < pipe) 3>&- &
			{ sample $tool; sleep 0.2; kill -s $signal $!; sleep 0.1; } > pipe 3>&- || :
			status=0
			wait $! || status=$?
			[ $status -gt 128 ] || wrong "$tool: $signal: status $status"
			[ "$(cat $tool/file.csv)" = old ] || wrong "$tool: $signal"
			[ $signal = KILL ] || [ "$(ls -A $tool)" = file.csv ] ||
				wrong "$tool: $signal: $(ls -A $tool)"
		done
	done
}

@test "-o: a file that is also input is refused" {
	for tool in $TOOLS; do
		prepare $tool
		ln -sf in.csv link.csv
		for to in in.csv ./in.csv link.csv; do
			run --separate-stderr "${cmd[@]}" -o $to in.csv
			[ $status -eq 2 ] || wrong "$tool: status $status"
			sample $tool | cmp - in.csv || wrong "$tool: the input is gone"
		done
	done
}

@test "P03: --rejects goes on and keeps the record, with where and why" {
	for tool in $TOOLS; do
		prepare $tool
		sed 3d in.csv > good.csv
		"${cmd[@]}" good.csv > out.csv 2> /dev/null
		spoiled $tool > bad.csv
		run -0 --separate-stderr "${cmd[@]}" --rejects rejects.csv bad.csv
		[[ $stderr == *1*reject* || $stderr == *reject*1* ]] || wrong "$tool: $stderr"
		same "$output" < out.csv || wrong $tool
		typed_cell $tool
		[ "$(wc -l < rejects.csv)" -eq 2 ] || wrong "$tool: $(cat rejects.csv)"
		[ "$(head -n 1 rejects.csv)" = file,line,column,reason,record ] || wrong $tool
		[[ $(tail -n 1 rejects.csv) == bad.csv,3,$column,?*,\"$(sed -n 3p bad.csv)\" ]] ||
			wrong "$tool: $(cat rejects.csv)"
		[ "$(stat -c %a rejects.csv)" = 600 ] || wrong "$tool: $(stat -c %a rejects.csv)"
	done
}

@test "P03: rows in are rows used and rows rejected" {
	for tool in $TOOLS; do
		command_of $tool
		many $tool > many.csv
		bad=$((($(wc -l < many.csv) - 1) / 3))
		awk 'NR == 1 || NR % 3 != 1' many.csv > good.csv
		awk 'NR == 1 || NR % 3 != 1 { print; next } { print $0 ",more" }' many.csv > bad.csv
		"${cmd[@]}" good.csv > out.csv
		makes_the_same $tool bad.csv --rejects rejects.csv
		[ "$(($(wc -l < rejects.csv) - 1))" -eq $bad ] || wrong "$tool: $(wc -l rejects.csv)"
		makes_the_same $tool bad.csv --rejects rejects.csv --max-rejects $bad
		run --separate-stderr "${cmd[@]}" --rejects rejects.csv --max-rejects $((bad - 1)) bad.csv
		[ $status -eq 1 ] || wrong "$tool: status $status"
		[ -z "$output" ] || wrong "$tool: $output"
		[ "$(($(wc -l < rejects.csv) - 1))" -eq $bad ] || wrong "$tool: the old ones are gone"
	done
}

@test "--eol, --bom and --no-header shape the output" {
	for tool in $TOOLS; do
		prepare $tool
		"${cmd[@]}" --eol crlf in.csv | cmp - <(sed 's/$/\r/' out.csv) || wrong $tool
		"${cmd[@]}" --bom in.csv | cmp - <(printf '\357\273\277'; cat out.csv) || wrong $tool
		"${cmd[@]}" --no-header in.csv | cmp - <(sed 1d out.csv) || wrong $tool
	done
}

@test "--null, --delimiter and --header say how the input is written" {
	for tool in rt-tier rt-triggers rt-churn; do
		prepare $tool
		tr , '\t' < in.csv > tabs.csv
		makes_the_same $tool tabs.csv --delimiter tab
		tr , ';' < in.csv > semicolons.csv
		makes_the_same $tool semicolons.csv -d ';'
		run --separate-stderr "${cmd[@]}" semicolons.csv
		[ $status -eq 1 ] || wrong "$tool: status $status"
		[[ $stderr == "$tool: semicolons.csv:"*-d* ]] || wrong "$tool: $stderr"
		sed 1d in.csv > bare.csv
		makes_the_same $tool bare.csv --header "$(head -n 1 in.csv)"
	done
	prepare rt-churn
	sed 's/,$/,NULL/' in.csv > null.csv
	makes_the_same rt-churn null.csv --null NULL
}

@test "the day comes from --as-of, else RT_AS_OF, else SOURCE_DATE_EPOCH" {
	for tool in $TOOLS; do
		prepare $tool
		cmd=("${cmd[@]/--as-of/--no-progress}")
		cmd=("${cmd[@]/2026-04-01/--no-progress}")
		RT_AS_OF=2026-04-01 makes_the_same $tool in.csv
		# 2026-04-01T12:00Z
		SOURCE_DATE_EPOCH=1775044800 makes_the_same $tool in.csv
		run --separate-stderr "${cmd[@]}" --as-of 2026-02-29 in.csv
		[ $status -eq 2 ] || wrong "$tool: status $status"
	done
}

@test "a column of --keep that no input has is named, with what comes near" {
	printf 'customer_id,region,left\nC1,Luoyang,\n' > customers.csv
	for tool in rt-tier rt-schedule 'rt-churn winback'; do
		input=()
		if [ "$tool" != 'rt-churn winback' ]; then
			sample $tool > in.csv
			input=(in.csv --customers)
		fi
		run -2 --separate-stderr $tool --keep regoin "${input[@]}" customers.csv
		[[ ${stderr_lines[0]} == *": --keep: no input has a column 'regoin'; did you mean 'region'?" ]] ||
			wrong "$tool: $stderr"
	done
}

@test "an unknown encoding is a usage error, be the table one that rt writes" {
	for tool in $TOOLS; do
		prepare $tool
		run -2 --separate-stderr "${cmd[@]}" --encoding nonsense in.csv
		[ "${stderr_lines[0]}" = "$tool: unknown encoding 'nonsense'" ] || wrong "$tool: $stderr"
	done
}

@test "--color is taken by all, and changes nothing but colours" {
	for tool in $TOOLS; do
		prepare $tool
		for when in auto always never; do
			makes_the_same $tool in.csv --color $when
		done
		run -2 "${cmd[@]}" --color maybe in.csv
	done
}

@test "--progress tells of the tables that were given, not of those built in" {
	for tool in $TOOLS; do
		prepare $tool
		run -0 --separate-stderr "${cmd[@]}" --quiet --progress in.csv
		[ "$(cut -d : -f 1,2 <<< "$stderr" | sort -u)" = "$tool: in.csv" ] || wrong "$tool: $stderr"
		[[ $stderr != *-:--* ]] || wrong "$tool: $stderr"
	done
}

@test "--verbose says how many rows each table had, and how many were rejected" {
	for tool in $TOOLS; do
		command_of $tool
		spoiled $tool > in.csv
		run -0 --separate-stderr "${cmd[@]}" --verbose --rejects bad.csv in.csv
		[[ $'\n'$stderr$'\n' == *$'\n'"$tool: in.csv: $(($(wc -l < in.csv) - 1)) rows, 1 rejected"$'\n'* ]] ||
			wrong "$tool: $stderr"
	done
}

@test "an unknown column on the command line is a usage error" {
	for tool in rt-tier rt-triggers rt-churn; do
		prepare $tool
		option=--keep
		[ $tool = rt-churn ] && option=--by
		run --separate-stderr "${cmd[@]}" $option nowhere in.csv
		[ $status -eq 2 ] || wrong "$tool: status $status"
		[[ $stderr == "$tool: "*nowhere* ]] || wrong "$tool: $stderr"
	done
}

@test "--print-policy, edited or not, works as --policy" {
	for tool in rt-tier rt-triggers rt-schedule; do
		prepare $tool
		"${cmd[@]}" --print-policy > policy.csv
		makes_the_same $tool in.csv --policy policy.csv
		sed '$s/^/"/' policy.csv > bad.csv
		run --separate-stderr "${cmd[@]}" --policy bad.csv in.csv
		[ $status -eq 2 ] || wrong "$tool: status $status"
		[[ $stderr == "$tool: bad.csv:"[0-9]* ]] || wrong "$tool: $stderr"
	done
}

@test "--version names the tool and its version" {
	for tool in $TOOLS; do
		run -0 --separate-stderr $tool --version
		[[ $output == "$tool "[0-9]* ]] || wrong "$tool: $output"
		run -0 $tool -V
	done
}

@test "TZ: neither a zone of the system nor a POSIX rule is status 2" {
	for tool in $TOOLS; do
		command_of $tool
		sample $tool > in.csv
		TZ=Asia/Shangai run -2 --separate-stderr "${cmd[@]}" in.csv
		[ "${stderr_lines[0]}" = "$tool: TZ: 'Asia/Shangai' is neither a zone of this system nor a POSIX rule such as CST-8 (did you mean 'Asia/Shanghai'?)" ] ||
			wrong "$stderr"
		[ -z "$output" ]
		TZ=Asia/Shangai run -2 --separate-stderr $tool --version
		[ -z "$output" ]
		TZDIR=$PWD/none run -2 --separate-stderr "${cmd[@]}" in.csv
		[[ ${stderr_lines[0]} == *"this system has no zones: is tzdata installed?" ]] || wrong "$stderr"
		for zone in '' UTC CST-8 :Asia/Shanghai /usr/share/zoneinfo/Asia/Shanghai; do
			TZ=$zone run -0 "${cmd[@]}" in.csv
		done
	done
}

@test "TZ: what POSIX takes for a rule, and what it does not" {
	for zone in CST-8 '<+08>-8' '<-03>3:30:15' EST5EDT 'EST5EDT4,M3.2.0,M11.1.0/-1:30' \
		AEST-10AEDT,J60/2:00:00,365/167 GMT0 XYZ24; do
		TZ=$zone run -0 --separate-stderr rt-tier --version
		[[ $output == *"zone: $zone, from TZ"* ]] || wrong "$zone: $output"
	done
	for zone in CST CS-8 CST-25 CST-8: CST-8:60 '<+08-8' '<+0>-8' EST5EDT,M3.2.0 EST5EDT,M13.2.0,M1.1.0 \
		EST5EDT,M3.6.0,M1.1.0 EST5EDT,M3.2.7,M1.1.0 EST5EDT,J366,J1 EST5EDT,M3.2.0,M11.1.0/168 \
		EST5EDT,M3.2.0,M11.1.0, Asia /etc/passwd ../zoneinfo ' CST-8' 8; do
		TZ=$zone run -2 rt-tier --version
		[[ $output == "rt-tier: TZ: '$zone' is neither"* ]] || wrong "$zone: $output"
	done
}

@test "--version names the zone and where it came from" {
	for tool in $TOOLS; do
		run -0 $tool --version
		[[ $output == *$'\nzone: Asia/Shanghai, from TZ\n'* ]] || wrong "$output"
	done
	TZ= run -0 rt-tier --version
	[[ $output == *$'\nzone: UTC, from TZ, which is empty\n'* ]]
	[ -e /etc/localtime ] || skip "there is no /etc/localtime"
	run -0 env -u TZ rt-tier --version
	[[ $output == *$'\nzone: '*', from /etc/localtime'$'\n'* ]]
}

# Options, one a line: "--column", and "-c --column" where there is a letter.
options_of_help()	# TOOL
{
	$1 --help | grep -oE -e '(-[[:alpha:]], )?--[a-z][a-z-]*' | sed 's/,//' | with_and_without
}

# The same of the lists of a page: ".It Fl c , Fl -column Ar NAME=HEADER", or
# two that are explained together: ".It Fl -from Ar DATE , Fl -to Ar DATE".
options_of_page()	# PAGE
{
	{
		sed -nE 's/^\.It Fl (([[:alpha:]]) (Ar [^ ]+ )?, Fl )?(-[a-z][a-z-]*).*/-\2 -\4/p' "$1" |
			sed 's/^- //'
		sed -nE 's/^\.It Fl -[a-z-]+( Ar [^ ]+)? , Fl (-[a-z][a-z-]*).*/-\2/p' "$1"
	} | with_and_without
}

with_and_without()
{
	awk '{ print; print $NF }' | sort -u
}

@test "what --help lists is in the manual" {
	options_of_page "$TOP/man/rt.7" > common
	for tool in $TOOLS; do
		options_of_page "$TOP/man/$tool.1" | sort -u - common > page
		options_of_help $tool > help
		[ -s help ] || wrong "$tool: no options"
		run -0 comm -23 help page
		prints < /dev/null || wrong "$tool: not in the manual"
	done
}

@test "what the manual lists is in --help" {
	for tool in $TOOLS; do
		options_of_help $tool | tee -a all > help
		run -0 comm -13 help <(options_of_page "$TOP/man/$tool.1")
		prints < /dev/null || wrong "$tool: not in --help"
	done
	run -0 comm -13 <(sort -u all) <(options_of_page "$TOP/man/rt.7")
	prints < /dev/null || wrong "rt(7): in no --help"
}

@test "--keep: a column that the output has anyway, or one twice, is a usage error" {
	for cmd in 'rt-tier Tier' 'rt-triggers due' 'rt-schedule status' \
		'rt-churn risk:decile' 'rt-churn winback:action'; do
		read -r tool own <<< "$cmd"
		verb=
		[[ $own != *:* ]] || verb=${own%%:*}
		own=${own##*:}
		run -2 --separate-stderr $tool $verb --keep "region,$own" "$TESTDATA/customers.csv"
		[ "${stderr_lines[0]}" = "$tool: --keep: the output has a column '${own,,}' of its own" ]
		run -2 --separate-stderr $tool $verb --keep "region,Region" "$TESTDATA/customers.csv"
		[ "${stderr_lines[0]}" = "$tool: --keep: 'Region' twice" ]
	done
	# Columns that the output has when an option asks for them.
	for cmd in 'rt-tier movement --previous t.csv' 'rt-tier f --rfm' \
		'rt-triggers state --states --seen w.csv' \
		'rt-triggers arm --holdout 10 --key-file key'; do
		read -r tool own options <<< "$cmd"
		run -2 --separate-stderr $tool --keep $own $options "$TESTDATA/customers.csv"
		[ "${stderr_lines[0]}" = "$tool: --keep: the output has a column '$own' of its own" ]
	done
}

@test "--color: messages name the program in bold; auto is for terminals" {
	for tool in $TOOLS; do
		for before in '' 'env NO_COLOR=1'; do
			run -2 --separate-stderr $before $tool --color always --no-such
			[ "${stderr_lines[0]}" = \
				$'\033[1m'"$tool:"$'\033[0m unknown option '"'--no-such'" ]
		done
		for when in never auto; do
			run -2 --separate-stderr $tool --color $when --no-such
			[ "${stderr_lines[0]}" = "$tool: unknown option '--no-such'" ]
		done
	done
}

@test "--color: on a terminal messages are bold unless NO_COLOR is set" {
	script -qec true /dev/null > /dev/null 2>&1 || skip "no terminal can be made here"
	for tool in $TOOLS; do
		run script -qec "$tool --no-such" /dev/null
		[[ $output == $'\033[1m'"$tool:"$'\033[0m '* ]]
		run script -qec "NO_COLOR= $tool --no-such" /dev/null
		[[ $output == "$tool: "* ]]
	done
}
