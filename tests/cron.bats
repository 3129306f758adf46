#!/usr/bin/env bats
# cron -- cmd/rt-morning/rt-morning, the script that the README prints, morning after morning.

load helper

morning=$TOP/cmd/rt-morning/rt-morning

# What the script may leave, of that day: nothing else, and the plan is sound.
is_right()	# DAY
{
	local day=$1 last history=
	last=$(ls | sed -n 's/^plan-\(.*\)\.csv$/\1/p' | awk -v day="$day" '$0 < day' | tail -n 1)
	rt-tier -q -a "$day" --customers customers.csv ${last:+--previous "tiers-$last.csv"} \
		-r /dev/null bills.csv -o wanted || return
	same_file wanted "tiers-$day.csv" && same_file wanted tiers.csv || return
	set --
	for orders in workorders-*.csv; do
		[[ $orders < workorders-$day.csv ]] && set -- "$@" --seen "$orders"
	done
	rt-triggers -q -a "$day" --customers customers.csv --tiers tiers.csv "$@" -r /dev/null \
		bills.csv calls.csv forwards.csv contracts.csv activity.csv purchases.csv -o wanted
	same_file wanted "workorders-$day.csv" || return
	# Every order that was ever opened is made, or in the plan once.
	cut -d , -f 1 workorders-*.csv | grep -v '^workorder_id$' | sort -u > opened
	{ cat made; tail -n +2 "plan-$day.csv" | cut -d , -f 8 | tr ';' '\n'; } | sort > placed
	same_file opened placed || return
	grep -vxFf made opened > still || true
	{ head -n 1 "workorders-$day.csv"; cat workorders-*.csv | grep -Ff still; } > open
	rt-schedule -a "$day" --customers customers.csv --managers managers.csv --tiers tiers.csv \
		--history contacts.csv ${last:+--pin "plan-$last.csv"} --check "plan-$day.csv" open > /dev/null || return
	rm -f wanted opened placed still open
}

# All that a run may write, by name and content.
state()
{
	find . -maxdepth 1 -type f \( -name 'tiers*' -o -name 'workorders*' -o -name 'plan*' \
		-o -name 'inputs*' -o -name made \) -exec sha256sum {} + | sort
}

@test "README prints the script that is shipped" {
	for readme in README.md README.zh-CN.md; do
		awk '/^```/ { on = 0 } on; /^```sh/ { on = 1 }' "$TOP/$readme" |
			sed -n '/^#!/,$p' > printed
		same_file "$morning" printed
	done
	make -s -f "$TOP/Makefile" -n install DESTDIR=root PREFIX=/p | grep -q 'cmd/rt-morning/rt-morning root/p/share/rt$'
	command -v shellcheck > /dev/null || return 0
	shellcheck -e SC2086,SC2046,SC2012,SC2030,SC2031 "$morning"
}

# The tables of the operator on that day: what had not happened yet is not there.
tables_of()	# DAY
{
	cp "$TESTDATA"/{bills,customers,calls,forwards,contracts,activity,purchases,contacts,managers}.csv .
	for table in calls activity contacts; do
		awk -F , -v day="$1T23:59" 'NR == 1 || $2 <= day' "$TESTDATA/$table.csv" > $table.csv
	done
	awk -F , -v day="$1" 'NR == 1 || $2 <= day' "$TESTDATA/forwards.csv" > forwards.csv
	cat told.csv >> contacts.csv
}

# Who was to be contacted on that day was.
work_off()	# DAY
{
	awk -F , -v day="$1" '$1 == day { print $5 "," day "T" $2 "," $7 "," $4 ",care,," }' \
		"plan-$1.csv" >> told.csv
}

@test "ten mornings, one of half a file, one of an empty one and one of last month's" {
	: > told.csv
	n=0
	for day in 2026-04-{01,02,03,07,08,09,10,13,14,15}; do
		n=$((n + 1))
		tables_of $day
		before=$(state) wanted=0 message=
		case $n in
		3) # half of the bills, cut within a line
			head -c $(($(stat -c %s bills.csv) / 2)) bills.csv > half && mv half bills.csv
			wanted=1 message='rt-morning: bills.csv: ??? records, and 407 in inputs-2026-04-02' ;;
		4) # half of the customers, cut at the end of a line
			head -n 31 customers.csv > half && mv half customers.csv
			wanted=1 message='rt-morning: customers.csv: 30 records, and 60 in inputs-2026-04-02' ;;
		6) : > bills.csv
			wanted=1 message='rt-report: bills.csv: empty: not even a header' ;;
		7) head -n 1 bills.csv > none && mv none bills.csv
			wanted=1 message='rt-morning: bills.csv: 0 records, and 407 in inputs-2026-04-08' ;;
		9) # the export of last month, once more
			grep -v ',2026-03,' bills.csv > old && mv old bills.csv
			wanted=1 message='rt-morning: bills.csv: ends at 2026-02, and 2026-03 in inputs-2026-04-13' ;;
		esac
		RT_AS_OF=$day run -$wanted --separate-stderr "$morning"
		[ -z "$message" ] || [[ $'\n'$stderr == *$'\n'$message* ]] || wrong "$day: $stderr"
		[ "$(ls -A | grep -c '^\.rt-morning\.[^l]')" -eq 0 ] || wrong "$day: $(ls -A)"
		[ ! -e refused-$day.csv ] || wrong "$day: $(cat refused-$day.csv)"
		if [ $wanted -eq 0 ]; then
			[[ $output == 'Contact plan'* ]]
			is_right $day || wrong "$day"
			# The same again, were it run twice.
			after=$(state)
			RT_AS_OF=$day run -0 --separate-stderr "$morning"
			[ "$after" = "$(state)" ] || wrong "$day: twice is not once"
			work_off $day
		else
			[ -z "$output" ]
			[ "$before" = "$(state)" ] || wrong "$day: not as it was"
			[ "${stderr_lines[-1]}" = "rt-morning: no plan for $day, and all is as it was" ]
		fi
	done
	[ "$(ls plan-*.csv | wc -l)" -eq 5 ]
	[ "$(sort made | uniq -d)" = '' ] && [ "$(wc -l < made)" -gt 10 ]
}

@test "cut lines, last month's customers and history, copies and missing files end a morning" {
	: > told.csv
	tables_of 2026-04-01
	RT_AS_OF=2026-04-01 "$morning" > out 2>&1
	export RT_AS_OF=2026-04-02
	while IFS='|' read -r break message; do
		tables_of 2026-04-02
		eval "$break"
		before=$(state)
		run -1 --separate-stderr "$morning"
		[[ $stderr == *"$message"* ]] || wrong "$break: $stderr"
		[ "$before" = "$(state)" ] || wrong "$break"
	done <<-'END'
		truncate -s -3 bills.csv|rt-tier: bills.csv:408: doubt cut-end
		truncate -s -3 customers.csv|rt-tier: customers.csv:61: doubt cut-end
		truncate -s -3 calls.csv|rt-triggers: calls.csv:17: doubt cut-end
		truncate -s -1 managers.csv|rt-schedule: managers.csv:4: doubt cut-end
		sed -i '/,2026-03-/d' customers.csv|rt-morning: customers.csv: ends at
		sed -i '6,$d' contacts.csv|rt-morning: contacts.csv: 4 records, and 10 in
		rm calls.csv|rt-morning: calls.csv: not there, and was in inputs-2026-04-01
		sed -i 's/do_not_disturb/quiet/' customers.csv; sed -i 2s/yes/maybe/ customers.csv; sed -i '3s/^[^,]*/合计/' customers.csv|合计
	END
}

@test "what is missing, of a policy or of the machine, has its status" {
	: > told.csv
	tables_of 2026-04-01
	rm bills.csv
	RT_AS_OF=2026-04-01 run -3 --separate-stderr "$morning"
	[[ $stderr == *'rt-report: bills.csv: No such file'* ]]
	tables_of 2026-04-01
	TRUST=no-such RT_AS_OF=2026-04-01 run -2 --separate-stderr "$morning"
	[[ $stderr == *"no doubt is called 'no-such'"* ]]
	run -3 "$morning" nowhere
	RT_AS_OF=2026-04-01 run -0 "$morning" .
}

@test "bad records are kept, one file a day, and too many of them end the morning" {
	: > told.csv
	tables_of 2026-04-01
	sed -i '5s/,[0-9.]*,/,much,/; 9s/,[0-9.]*,/,more,/' bills.csv
	RT_AS_OF=2026-04-01 run -0 --separate-stderr "$morning"
	[[ $stderr == *'rt-tier: 2 records refused: see refused-2026-04-01.csv'* ]] || wrong "$stderr"
	run -0 cut -d , -f 1-3 refused-2026-04-01.csv
	prints <<-'END'
		file,line,column
		bills.csv,5,amount
		bills.csv,9,amount
	END
	is_right 2026-04-01
	MAX_REJECTS=1 RT_AS_OF=2026-04-02 run -1 --separate-stderr "$morning"
	[ ! -e plan-2026-04-02.csv ] && [ ! -e refused-2026-04-02.csv ]
	# Mended, the day has nothing to keep.
	tables_of 2026-04-02
	RT_AS_OF=2026-04-02 run -0 "$morning"
	[ ! -e refused-2026-04-02.csv ]
}

@test "a second run at the same time ends, and writes nothing" {
	: > told.csv
	tables_of 2026-04-01
	(
		flock 8
		RT_AS_OF=2026-04-01 run -3 --separate-stderr "$morning"
		prints_err <<< 'rt-morning: another run is at work here'
	) 8>> .rt-morning.lock
	[ ! -e tiers.csv ]
	RT_AS_OF=2026-04-01 run -0 "$morning"
}

@test "the message is mailed, where MAILTO says to whom" {
	: > told.csv
	tables_of 2026-04-01
	mkdir bin
	printf '%s\n' '#!/bin/sh' '{ printf "%s|" "$@"; echo; cat; } > mailed' > bin/mail
	chmod +x bin/mail
	PATH=$PWD/bin:$PATH MAILTO=us RT_AS_OF=2026-04-01 run -0 "$morning"
	[ ! -e mailed ]
	: > bills.csv
	PATH=$PWD/bin:$PATH MAILTO=us RT_AS_OF=2026-04-02 run -1 --separate-stderr "$morning"
	[ "$(head -n 1 mailed)" = '-s|rt-morning: no plan for 2026-04-02|us|' ]
	[ "$(tail -n +2 mailed)" = "$stderr" ]
	[[ $stderr == *'bills.csv: empty: not even a header'* ]]
}

@test "messages follow the locale; SPEAK=zh is for actions, evidence and the plan" {
	localedef -i zh_CN -f UTF-8 "$PWD/zh_CN.UTF-8" 2>/dev/null || skip "no zh_CN to be built here"
	export LOCPATH=$PWD LANG=zh_CN.UTF-8 LC_ALL=
	: > told.csv
	tables_of 2026-04-01
	RT_AS_OF=2026-04-01 run -0 --separate-stderr "$morning"
	[ "${lines[0]}" = 'Contact plan' ]
	grep -q '^birthday:C0017:2026-04-03,.*,Congratulate ahead of the day,' workorders-2026-04-01.csv
	tables_of 2026-04-01
	SPEAK=zh RT_AS_OF=2026-04-01 run -0 --separate-stderr "$morning"
	[ "${lines[0]}" = 接触计划 ]
	grep -qx 'birthday:C0017:2026-04-03,.*,提前送上祝福,生日 2026-04-03' workorders-2026-04-01.csv
	# Codes and headings are the same in any language.
	[ "$(head -n 1 workorders-2026-04-01.csv)" = workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence ]
	tables_of 2026-04-02
	sed -i '6,$d' contacts.csv
	rm calls.csv
	RT_AS_OF=2026-04-02 run -1 --separate-stderr "$morning"
	prints_err <<-'END'
		rt-morning: contacts.csv：4 条记录；inputs-2026-04-01 中为 10
		rt-morning: contacts.csv：止于 2026-03-12T09:40；inputs-2026-04-01 中为 2026-03-31T15:45
		rt-morning: calls.csv：不在；inputs-2026-04-01 中有
		rt-morning: 若都属有意，请删除 inputs-2026-04-01
		rt-morning: 2026-04-02 没有计划，一切保持原样
	END
	tables_of 2026-04-02
	truncate -s -3 bills.csv
	RT_AS_OF=2026-04-02 run -1 --separate-stderr "$morning"
	[[ $stderr == *'bills.csv:408: 疑点 cut-end：'* ]] || wrong "$stderr"
}

@test "ids with commas and quotes are spoken of once, too" {
	: > told.csv
	tables_of 2026-04-01
	sed -i 's/\bC0007\b/"C,""7"/' bills.csv calls.csv customers.csv
	RT_AS_OF=2026-04-01 run -0 --separate-stderr "$morning"
	grep -q 'bill-drop:C,""7' plan-2026-04-01.csv
	for day in 2026-04-0{2,3,7,8}; do
		RT_AS_OF=$day run -0 --separate-stderr "$morning"
	done
	grep -qx 'bill-drop:C,"7:2026-03' made || wrong "$(cat made)"
	run ! grep -q 'bill-drop:C,""7' plan-2026-04-08.csv
}

@test "install-systemd: a timer and a service, hardened, for each folder" {
	make -s -f "$TOP/Makefile" O="$RT_BUILD" install-systemd DESTDIR="$PWD/root" PREFIX=/usr
	[ "$(cd root/usr/lib/systemd/system && ls | paste -sd ' ')" = 'rt-morning@.service rt-morning@.timer' ]
	grep -qx 'ExecStart=/usr/share/rt/rt-morning %f' root/usr/lib/systemd/system/*.service
	! grep -r @DATADIR@ root && ! grep -r @BINDIR@ root
	make -s -f "$TOP/Makefile" O="$RT_BUILD" uninstall DESTDIR="$PWD/root" PREFIX=/usr
	[ -z "$(find root -type f)" ]
	command -v systemd-analyze > /dev/null || skip 'no systemd-analyze'
	units=$PWD/p/lib/systemd/system
	mkdir -p p/share/rt
	cp "$morning" p/share/rt
	make -s -f "$TOP/Makefile" O="$RT_BUILD" install-systemd PREFIX="$PWD/p"
	for unit in service timer; do
		run -0 systemd-analyze verify --man=no "$units/rt-morning@srv-retention.$unit"
		[ -z "$output" ] || wrong "$output"
	done
	run -0 systemd-analyze security --offline=yes --threshold=20 "$units/rt-morning@.service"
}

# All calls of a group of systemd, groups in it opened.
calls_of()	# GROUP
{
	local call
	for call in $(systemd-analyze syscall-filter "$1" | sed -n 's/^ \{4\}\([@a-z0-9_].*\)/\1/p'); do
		case $call in @*) calls_of "$call" ;; *) echo "$call" ;; esac
	done
}

@test "the service lets the programs make every call that they make" {
	command -v systemd-analyze > /dev/null || skip 'no systemd-analyze'
	strace -o /dev/null true 2> /dev/null || skip 'no strace, or it may not trace'
	unit=$TOP/cmd/rt-morning/rt-morning@.service
	for word in $(sed -n 's/^SystemCallFilter=\([^~]\)/\1/p' "$unit"); do
		case $word in @*) calls_of "$word" ;; *) echo "$word" ;; esac
	done | sort -u > allowed
	for word in $(sed -n 's/^SystemCallFilter=~//p' "$unit"); do calls_of "$word"; done | sort -u > denied
	[ "$(wc -l < allowed)" -gt 200 ] && [ -s denied ]
	# What is allowed by name behind a denial is allowed.
	sed -n '/^SystemCallFilter=~/,$s/^SystemCallFilter=\([a-z]\)/\1/p' "$unit" | tr ' ' '\n' | sort > named
	export ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0
	mkdir tables
	"$TOP"/tests/faults/run --tables "$RT_BUILD" tables
	(
		cd tables
		n=0
		grep '^rt-' "$TOP"/tests/faults/lines | sed 's,OUT,..,g' | while read -r -a words; do
			strace -f -o ../log.$((n += 1)) "${words[@]}" > /dev/null 2>&1 < /dev/null || :
		done
	)
	cat log.* | sed -nE 's/^[0-9]+ +([a-z0-9_]+)\(.*/\1/p' | sort -u > made
	grep -qx seccomp made && grep -qx openat made
	sort -u allowed named > can
	comm -23 denied named | sort > cannot
	run -0 comm -12 made cannot
	prints < /dev/null || wrong "denied: $output"
	run -0 comm -23 made can
	prints < /dev/null || wrong "not allowed: $output"
	grep -qx SystemCallErrorNumber=EPERM "$unit"
}
