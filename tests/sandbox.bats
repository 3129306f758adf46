# sandbox -- what a run gives up, and that it still does all it should.

load helper

unset RT_SANDBOX

sample()
{
	printf 'customer_id,month,amount\nC1,2026-01,100.00\nC1,2026-02,90.00\nC1,2026-03,95.00\n'
}

need_landlock()
{
	unit sandbox | grep -q Landlock || skip "this kernel has no Landlock"
}

# Leaks cannot be looked for before a tracer; and it must be allowed to trace.
need_strace()
{
	command -v strace >/dev/null || skip "strace is not installed"
	ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0
	strace -o /dev/null true 2>/dev/null || skip "strace may not trace here"
}

@test "behind it only named files are read, and only their folders take new ones" {
	need_landlock
	mkdir out in && echo x | tee a b out/old in/one > /dev/null && ln -s ../b out/link
	run -0 unit sandbox read=a read=in fill=out then \
		read:a read:in/one list:in list:out make:out/new rename:out/new remove:out/new.new write:out/old \
		read:b read:out/old read:out/link write:a write:in/one make:new make:in/new remove:b remove:in/one \
		rename:b list:. read:/etc/passwd
	prints <<-'EOF'
		read:a done
		read:in/one done
		list:in done
		list:out done
		make:out/new done
		rename:out/new done
		remove:out/new.new done
		write:out/old done
		read:b EACCES
		read:out/old EACCES
		read:out/link EACCES
		write:a EACCES
		write:in/one EACCES
		make:new EACCES
		make:in/new EACCES
		remove:b EACCES
		remove:in/one EACCES
		rename:b EACCES
		list:. EACCES
		read:/etc/passwd EACCES
	EOF
}

@test "behind it there are no sockets, programs, core dumps or privileges; off leaves all" {
	ulimit -Hc unlimited 2>/dev/null || skip "core dumps are off already"
	run -0 unit sandbox then socket unix uring dump privileges run:/bin/true
	[[ ${lines[5]} == 'run:/bin/true E'* ]]
	unset 'lines[5]'
	[ "${lines[*]}" = 'socket EPERM unix EPERM uring EPERM dump EPERM privileges EPERM' ] || wrong "$output"
	echo x > a
	run -0 unit sandbox off then dump privileges socket read:a
	[ "${lines[*]}" = 'dump done privileges done socket done read:a done' ] || wrong "$output"
}

@test "every tool has given it all up when it reads its first record" {
	unit sandbox | grep -q 'no sockets' || skip "this kernel has no seccomp"
	for tool in $TOOLS; do
		for mode in auto require off; do
			[ $mode != require ] || unit sandbox | grep -q Landlock || continue
			mkfifo pipe
			$tool --sandbox=$mode -a 2026-04-01 pipe > /dev/null 2>&1 3>&- &
			exec 4> pipe
			grep -E '^(NoNewPrivs|Seccomp):' /proc/$!/status > now
			grep -E '^Max core file' /proc/$!/limits >> now
			exec 4>&-
			wait $! || :
			rm pipe
			off=$(awk '{ print $NF == "bytes" ? $5 : $2 }' now | xargs)
			[ $mode = off ] && [[ $off == '0 0 '* ]] || [ "$off" = '1 2 0' ] || wrong "$tool: $mode: $(cat now)"
		done
	done
}

@test "no tool ever asks for a socket or a program, whatever it is told to do" {
	need_strace
	python3 -c 'print()' >/dev/null || skip "python3 is not installed"
	strace -f -o log -e trace=%network,execve,execveat,io_uring_setup \
		python3 -c 'import os, socket; socket.socketpair(); os.system("true")'
	grep -q socketpair log && [ "$(grep -c execve log)" -gt 1 ] # it would be seen
	mkdir tables out
	"$TOP"/tests/faults/run --tables "$RT_BUILD" tables
	cd tables
	grep '^rt-' "$TOP"/tests/faults/lines | sed 's,OUT,../out,g' > lines
	for tool in $TOOLS; do
		printf '%s\n' "$tool --help" "$tool --version" "$tool --print-names" "$tool nowhere" >> lines
	done
	while read -r -a words; do
		strace -f -o ../log -e trace=%network,execve,execveat,io_uring_setup \
			env RT_AS_OF=2026-04-01 LC_ALL=zh_CN.UTF-8 "${words[@]}" > /dev/null 2>&1 < /dev/null || :
		# env itself looks for the program along PATH.
		sed '1,/execve.* = 0$/d' ../log | sed '1,/execve.* = 0$/d' | grep -v -e ' +++ ' -e ' --- ' > ../asked || :
		[ ! -s ../asked ] || wrong "${words[*]}: $(cat ../asked)"
		grep -q ' +++ exited' ../log
	done < lines
	[ "$(wc -l < lines)" -gt 80 ]
}

@test "--version says what is on, of every tool" {
	for tool in $TOOLS; do
		run -0 $tool --version
		[[ $output == *$'\nsandbox: no core dumps, no new privileges, '* ]] || wrong "$output"
		run -0 $tool --sandbox=off --version
		[[ $output == *$'\nsandbox: off\n'* ]] || wrong "$output"
	done
	need_landlock
	run -0 rt-tier --version
	[[ $output =~ $'\nsandbox: no core dumps, no new privileges, no sockets, only the files that are named (Landlock, ABI '[1-9] ]]
}

@test "a kernel without Landlock: auto does without and says so, require ends with 3" {
	need_strace
	sample > in.csv
	rt-tier -a 2026-04-01 in.csv > expected
	local -A says=(
		[ENOSYS]='the kernel has no means for it'
		[EOPNOTSUPP]='it is switched off in the kernel'
		[EPERM]='Operation not permitted'
	)
	for error in "${!says[@]}"; do
		without="strace -o /dev/null -e trace=landlock_create_ruleset -e inject=landlock_create_ruleset:error=$error"
		run -0 --separate-stderr $without rt-tier -a 2026-04-01 in.csv
		prints < expected
		[ -z "$stderr" ]
		run -0 $without rt-tier --version
		[[ $output == *", no sockets; not only the files that are named: ${says[$error]}"$'\n'* ]] || wrong "$output"
		run -3 --separate-stderr $without rt-tier --sandbox=require -o out.csv in.csv
		[ "$stderr" = "rt-tier: --sandbox=require: only the files that are named: ${says[$error]}" ] || wrong "$stderr"
		[ -z "$output" ] && [ ! -e out.csv ]
	done
}

@test "a kernel that refuses a rule, or the rest of it: require ends with 3" {
	need_strace
	need_landlock
	sample > in.csv
	for call in landlock_add_rule landlock_restrict_self seccomp; do
		without="strace -o /dev/null -e trace=$call -e inject=$call:error=ENOMEM"
		run -3 --separate-stderr $without rt-tier --sandbox=require in.csv
		[[ $stderr == 'rt-tier: --sandbox=require: '*': Cannot allocate memory' ]] || wrong "$stderr"
		run -0 $without rt-tier -a 2026-04-01 in.csv
		[[ $output == *$'\nC1,individual,'* ]]
	done
}

@test "an older kernel gets only what it knows" {
	need_strace
	need_landlock
	sample > in.csv
	ours=$(unit sandbox | sed -n 's/.*ABI \([0-9]*\).*/\1/p')
	for abi in 1 2 3 4 5 6; do
		[ $abi -le "$ours" ] || continue
		strace -X raw -o log -e trace=landlock_create_ruleset -e inject=landlock_create_ruleset:retval=$abi:when=1 \
			rt-tier --sandbox=require -a 2026-04-01 -o out.csv in.csv
		[ -s out.csv ]
		# 13 rights in the first version, and REFER, TRUNCATE and IOCTL_DEV.
		files=$(sed -n 's/.*handled_access_fs=\(0x[0-9a-f]*\).*/\1/p' log)
		[ $((files)) -eq $((0x1fff | (abi >= 2) << 13 | (abi >= 3) << 14 | (abi >= 5) << 15)) ] || wrong "$abi: $(cat log)"
		size=$(sed -n 's/.*}, \([0-9a-fx]*\), 0) = .*/\1/p' log)
		[ $((size)) -eq $((abi >= 6 ? 24 : abi >= 4 ? 16 : 8)) ] || wrong "$abi: $(cat log)"
	done
}

@test "--sandbox: the option goes before RT_SANDBOX, and takes three words" {
	sample > in.csv
	RT_SANDBOX=off run -0 rt-tier --version
	[[ $output == *$'\nsandbox: off\n'* ]]
	RT_SANDBOX=off run -0 rt-tier --sandbox auto --version
	[[ $output != *$'\nsandbox: off\n'* ]]
	for tool in $TOOLS; do
		run -2 $tool --sandbox=on in.csv
		[ "${lines[0]}" = "$tool: --sandbox: neither auto, require nor off" ] || wrong "$output"
		RT_SANDBOX=on run -2 $tool in.csv
		[ "${lines[0]}" = "$tool: RT_SANDBOX: neither auto, require nor off" ] || wrong "$output"
	done
}

@test "outputs of every sort: here, elsewhere, through a link, a pipe, a terminal, /dev/full" {
	sample > in.csv
	export RT_AS_OF=2026-04-01
	rt-tier in.csv > expected
	mkdir -p a/b c && ln -s ../c/new.csv a/link.csv && ln -s a up && echo old > c/old.csv && ln -s "$PWD/c/old.csv" old
	for out in here.csv ./there.csv a/b/one.csv a/../up/two.csv "$PWD/three.csv" a/link.csv old /dev/fd/5; do
		rt-tier -o $out in.csv 5> fd5.csv || wrong "$out"
		same_file expected "$out" 5< fd5.csv || wrong "$out"
	done
	[ -L a/link.csv ] && same_file expected c/new.csv && same_file expected c/old.csv
	(cd a/b && rt-tier -o ../above.csv ../../in.csv) && same_file expected a/above.csv
	rt-tier -o >(cat > through.csv) in.csv
	for i in $(seq 100); do [ "$(wc -l < through.csv)" = 2 ] && break; sleep 0.05; done
	same_file expected through.csv
	mkfifo pipe
	cat pipe > piped.csv &
	rt-tier -o pipe in.csv
	wait $!
	same_file expected piped.csv
	rt-tier -o /dev/null in.csv
	run -3 rt-tier -o /dev/full in.csv
	[ "$output" = 'rt-tier: /dev/full: No space left on device' ]
	run -3 rt-tier -o nowhere/x.csv in.csv
	[[ $output == 'rt-tier: nowhere/x.csv: No such file or directory' ]]
}

@test "inputs of every sort: standard input, /dev/stdin, a link, a pipe, a substitution" {
	sample > in.csv
	export RT_AS_OF=2026-04-01
	rt-tier in.csv > expected
	ln -s in.csv link.csv && mkdir sub && mkfifo pipe
	for name in - /dev/stdin /dev/fd/0 /proc/self/fd/0; do
		rt-tier $name < in.csv | same_file expected - || wrong "$name"
		cat in.csv | rt-tier $name | same_file expected - || wrong "$name"
	done
	rt-tier link.csv | same_file expected -
	(cd sub && rt-tier ../link.csv) | same_file expected -
	rt-tier <(cat in.csv) | same_file expected -
	cat in.csv > pipe &
	rt-tier pipe | same_file expected -
	run -3 rt-tier sub
	[ "$output" = 'rt-tier: sub: is a directory' ]
	run -3 rt-tier nothing.csv
	[ "$output" = 'rt-tier: nothing.csv: No such file or directory' ]
}

@test "the same as another user than root" {
	[ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null || skip "who runs this is not root"
	open=$(mktemp -d) && cd "$open" && chmod 755 .
	sample > in.csv && mkdir mine && chown 65534 mine
	as() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
	as "$RT_BUILD"/rt-tier --version > /dev/null 2>&1 && as test -r "$PWD/in.csv" ||
		skip "another user sees nothing of this"
	export RT_AS_OF=2026-04-01
	rt-tier in.csv > expected
	chmod 644 expected in.csv
	as bash -e -c '
		rt-tier --sandbox="$0" <(cat in.csv) | cmp - expected
		rt-tier /dev/stdin < in.csv | cmp - expected
		rt-tier -o mine/out.csv in.csv && cmp mine/out.csv expected
		rt-tier -o >(cmp - expected) in.csv
	' "$(unit sandbox | grep -q Landlock && echo require || echo auto)"
	rm -r "$open"
}

@test "encodings, words of the system and zones are still found" {
	sample | sed 's/C1/中1/' > in.csv
	export RT_AS_OF=2026-04-01
	rt-tier in.csv > expected
	for encoding in gb18030 gbk big5 UTF-16 EUC-TW; do
		iconv -f UTF-8 -t $encoding in.csv > encoded.csv
		rt-tier -e $encoding encoded.csv | same_file expected - || wrong "$encoding"
	done
	iconv -f UTF-8 -t gb18030 in.csv | rt-tier -q -e auto - | same_file expected -
	run -3 env LC_ALL=zh_CN.UTF-8 rt-tier -o nowhere/x in.csv
	[ "$output" = 'rt-tier: nowhere/x: 没有那个文件或目录' ] || wrong "$output"
	cp /usr/share/zoneinfo/Asia/Shanghai zone
	TZ=$PWD/zone run -0 rt-tier --version
	[[ $output == *"zone: $PWD/zone, from TZ"* ]]
}

@test "the new name is brought to the disk all the same" {
	need_strace
	sample > in.csv && mkdir out
	strace -y -o log -e trace=fsync rt-tier -a 2026-04-01 -o out/new.csv in.csv
	[ "$(grep -c "^fsync(.*/out>) = 0" log)" -eq 1 ] || wrong "$(cat log)"
}

@test "a file without leave to write has it until it is whole, or nobody could sweep it" {
	sample > in.csv && mkfifo pipe && mkdir out
	rt-tier -a 2026-04-01 --mode 0440 -o out/x.csv pipe 2>/dev/null 3>&- &
	pid=$!
	exec 4> pipe
	{ sample; seq -f 'D%.0f,2026-03,80' 200000; } >&4
	for i in $(seq 100); do [ -n "$(ls -A out)" ] && break; sleep 0.05; done
	[ "$(stat -c %a out/.rt-tier.*)" = 640 ]
	exec 4>&-
	wait $pid
	[ "$(stat -c %a out/x.csv)" = 440 ]
}

@test "on a terminal that -o names, control characters are shown all the same" {
	printf 'customer_id,month,amount,note\nC1,2026-03,95.00,a\033b\n' > in.csv
	run -0 python3 "$TOP"/tests/terminal.py rt-tier -a 2026-04-01 -k note -o /dev/tty in.csv < /dev/null
	[[ $output == *'a\x1Bb'* ]] || wrong "$output"
}

# The lists of --help: "  -o, --output FILE   write ...", by name and value.
file_options()	# TOOL
{
	$1 --help | sed -nE 's/^ +(-., )?--([a-z-]+) ([][A-Z=|-]*(FILE|PLAN|TIERS)[]A-Z]*) .*/\2 \3/p'
}

@test "what each option that names a file needs is left open" {
	need_strace
	need_landlock
	: > probe
	for tool in $TOOLS; do
		file_options $tool > named
		grep -q '^output FILE' named && grep -q '^ids FILE' named || wrong "$tool: $(cat named)"
		while read -r option value; do
			case $value in
			KIND=FILE) value=tiers=probe ;;
			'KIND[=FILE]') value=bills=probe ;;
			*=*) value=2026-03=probe ;;
			*) value=probe ;;
			esac
			strace -o log -e trace=openat $tool -a 2026-04-01 --$option $value nowhere > /dev/null 2>&1 || :
			# Before any other use of it, for the rule: itself, or the folder of an output.
			grep -E '"(probe|\.)"' log | head -n 1 | grep -q O_PATH || wrong "$tool --$option $value: $(grep -v '/lib\|/etc' log)"
		done < named
	done
}

@test "the files of a folder that is named may be links to other places" {
	export RT_AS_OF=2026-04-01
	printf '%s\n' customer_id,scope,tier,rank,total_amount C1,individual,gold,3,300 C2,individual,gold,3,300 > tiers.csv
	printf '%s\n' workorder_id,customer_id,trigger,category,level,due \
		1,C1,x,care,L1,2026-04-02T09:00 2,C2,x,care,L1,2026-04-02T09:00 > orders.csv
	printf '%s\n' date,manager,channel,workorders,weight,on_time,status \
		2026-04-01,a,call,1,1,yes,planned 2026-04-01,a,call,2,1,no,planned > plan.csv
	mkdir march archive
	head -n 2 tiers.csv > archive/a.csv && head -n 2 orders.csv > archive/b.csv
	ln -s ../archive/a.csv march/tiers.csv && ln -s ../archive/b.csv march/orders.csv
	run -0 rt-report --format markdown --previous march --section tiers=tiers.csv \
		--section workorders=orders.csv --section plan=plan.csv
	[[ $output = *'- Customers: 2, +1 (+100.00%)'*'- Work orders: 2, +1 (+100.00%)'* ]]
}
