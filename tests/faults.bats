# faults -- a call that fails ends in the right output, or in status 3 and the old files.
#
# Some calls of each kind here; "make faults" fails all of them.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	! nm "$RT_BUILD"/rt-tier | grep -q __asan_init || skip "a sanitizer has the allocations"
	${CC:-cc} -D_GNU_SOURCE -O1 -shared -fPIC -o shim.so "$TOP"/tests/faults/shim.c -ldl
}

@test "every kind of call, spread over each command line" {
	run "$TOP"/tests/faults/run --most 25 "$RT_BUILD" shim.so
	[ "$status" -eq 0 ] || wrong "$output"
	[[ ${lines[-1]} == *' faults ('*'), 0 not borne' ]]
}

@test "every verb, kind of report and format is on a command line" {
	for verb in $(rt-churn --help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
		grep -q "^rt-churn $verb " "$TOP"/tests/faults/lines || wrong "rt-churn $verb"
	done
	for format in text csv markdown html xlsx json; do
		grep -q "^rt-report.* --format $format " "$TOP"/tests/faults/lines || wrong "$format"
	done
}

# The faulty call's error is one that is no error: a signal came.
interrupted()	# KIND:N COMMAND...
{
	LD_PRELOAD=$PWD/shim.so RT_FAULT_ERRNO=4 RT_FAULT=$1 "${@:2}"
}

@test "a signal in the middle of a read or a write costs nothing" {
	printf 'customer_id,month,amount\nC1,2026-03,80\nC2,2026-03,79.99\n' > in.csv
	levels=$'customer_id,tier\nC1,quasi\nC2,standard'
	for more in in.csv '-j 2 in.csv' '-e gb18030 in.csv' -; do
		for n in 1 2 3 4; do
			interrupted read:$n env RT_PART=1 rt-tier -a 2026-04-01 $more < in.csv > rows
			[ "$(cut -d , -f 1,3 rows)" = "$levels" ]
		done
	done
	for n in 1 2; do
		interrupted write:$n rt-tier -a 2026-04-01 in.csv > rows
		[ "$(cut -d , -f 1,3 rows)" = "$levels" ]
		interrupted write:$n rt-tier -a 2026-04-01 -o rows in.csv
		[ "$(cut -d , -f 1,3 rows)" = "$levels" ]
	done
}

@test "every output is on the disk before one of them has its name, and then the names" {
	printf 'customer_id,month,amount\nC1,2026-03,80\n' > in.csv
	for n in 1 2 3 4; do # the rows, what was refused, and twice their folder
		echo old > rows && echo old > rejects
		run -3 env LD_PRELOAD=$PWD/shim.so RT_FAULT=fsync:$n RT_FAULT_COUNT=$PWD/counts \
			rt-tier -a 2026-04-01 -o rows -r rejects in.csv
		[ "$(cat rows rejects)" = $'old\nold' ] || wrong "$n: $(head rows rejects)"
		[ -z "$(compgen -G '.rt-tier*')" ]
		case $n in
		1 | 2) grep -qx 'rename 0' counts ;;
		*) grep -qx 'rename 4' counts ;; # both exchanged, and back
		esac || wrong "$n: $(cat counts)"
	done
	LD_PRELOAD=$PWD/shim.so RT_FAULT_COUNT=$PWD/counts \
		rt-tier -a 2026-04-01 -o rows -r rejects in.csv
	grep -qx 'fsync 4' counts
}

@test "a disk that says only on closing that the bytes are lost is heard" {
	printf 'customer_id,month,amount\nC1,2026-03,80\n' > in.csv
	echo old > rows && echo old > rejects
	LD_PRELOAD=$PWD/shim.so RT_FAULT_COUNT=$PWD/counts rt-tier -a 2026-04-01 in.csv > right
	heard=0
	for n in $(seq $(($(awk '$1 == "close" { print $2 }' counts) + 3))); do
		run env LD_PRELOAD=$PWD/shim.so RT_FAULT=close:$n \
			rt-tier -a 2026-04-01 -o rows -r rejects in.csv
		if [ "$status" -eq 3 ]; then
			[ "$(cat rows rejects)" = $'old\nold' ] || wrong "$n: $(head rows rejects)"
			heard=$((heard + 1))
		else
			[ "$status" -eq 0 ] && cmp rows right
			echo old > rows && echo old > rejects
		fi
	done
	[ $heard -ge 2 ] || wrong "$heard"
}

@test "iconv without memory is told as memory, not as an encoding" {
	printf 'customer_id,month,amount\nC1,2026-03,80\n' > in.csv
	LD_PRELOAD=$PWD/shim.so RT_FAULT_COUNT=$PWD/counts rt-tier -a 2026-04-01 -e gbk in.csv > out
	seen=0
	for n in $(seq "$(awk '$1 == "alloc" { print $2 }' counts)"); do
		for more in '' +; do
			run env LD_PRELOAD=$PWD/shim.so RT_FAULT=alloc:$n$more rt-tier -a 2026-04-01 -e gbk in.csv
			[ "$status" -eq 0 ] || [ "$status" -eq 3 ] || wrong "$n$more: $status: $output"
			[[ $output != *ncoding* ]] || wrong "$n$more: $output"
			[ "$status" -eq 0 ] || seen=$((seen + 1))
		done
	done
	[ $seen -gt 20 ]
	run -2 rt-tier -e klingon in.csv
	[[ $output == "rt-tier: unknown encoding 'klingon'"* ]]
}

@test "the rejects are put in place behind the rows, and all of it or nothing" {
	printf 'customer_id,month,amount\nC1,2026-03,80\nC2,2026-03,x\n' > in.csv
	for n in 1-2 2 3-4; do # exchanged, or else renamed
		echo old > rows && echo old > rejects && rm -f cuts
		run -3 env LD_PRELOAD=$PWD/shim.so RT_FAULT=rename:$n \
			rt-tier -a 2026-04-01 -o rows -r rejects --cuts cuts in.csv
		[ "$(cat rows rejects)" = $'old\nold' ] && [ ! -e cuts ] || wrong "$n: $(head rows rejects)"
		[ -z "$(compgen -G '.rt-tier*')" ]
	done
}

@test "a zone whose file finds no memory is status 3, and not UTC" {
	printf 'customer_id,month,amount\nC1,2026-03,80\n' > in.csv
	for n in $(seq 40); do
		run --separate-stderr env LD_PRELOAD=$PWD/shim.so RT_FAULT=alloc:$n rt-tier --version
		case $status in
		0) [[ $output == *'zone: Asia/Shanghai, from TZ'* ]] ;;
		3) [ -n "$stderr" ] ;;
		*) wrong "$n: $status" ;;
		esac
	done
}

# What the command does without a fault, in right and $right, and its calls, in counts.
as_ever()	# COMMAND...
{
	right=0
	LD_PRELOAD=$PWD/shim.so RT_FAULT_COUNT=$PWD/counts "$@" > right 2> right.err || right=$?
}

calls()	# KIND
{
	seq "$(awk -v kind=$1 '$1 == kind { print $2 }' counts)"
}

# What it does with one, in out, err and $now.
with()	# FAULT COMMAND...
{
	local fault=$1
	shift
	now=0
	LD_PRELOAD=$PWD/shim.so RT_FAULT=$fault "$@" > out 2> err || now=$?
}

is_as_ever()
{
	[ $now -eq $right ] && cmp -s right out
}

@test "a call that a signal interrupts is made once more" {
	export RT_AS_OF=2026-04-01
	printf 'customer_id,month,amount\nC1,2026-03,80\n' > in.csv
	as_ever rt-tier in.csv
	for kind in read write close; do
		[ -n "$(calls $kind)" ]
		for n in $(calls $kind); do
			RT_FAULT_ERRNO=4 with $kind:$n rt-tier in.csv	# EINTR
			is_as_ever || wrong "$kind $n: $(cat err)"
		done
	done
}

@test "a disk that cannot be asked whether it has the file is one" {
	printf 'customer_id,month,amount\nC1,2026-03,80\n' > in.csv
	rt-tier -a 2026-04-01 -o right.csv in.csv
	for error in 22 30 95; do	# EINVAL, EROFS, ENOTSUP
		RT_FAULT_ERRNO=$error with fsync:1+ rt-tier -a 2026-04-01 -o out.csv in.csv
		same_file right.csv out.csv
		rm out.csv
	done
}

@test "every call, where records are refused, doubted and quoted" {
	export RT_AS_OF=2026-04-01
	printf '%s\n' customer_id,month,amount '"C1","2026-03","8""0"' ' C1 ,2026-03,1' \
		C2,2026-02,x 'C3,2026-03,"1' > in.csv
	printf '%s\n' customer_id,month,amount '"C1","2026-03","80"' ' C1 ,2026-03,1' 'C3,2026-03,1' > fine.csv
	cp fine.csv same.csv
	iconv -f UTF-8 -t UTF-16LE fine.csv > wide.csv
	for line in 'rt-tier in.csv' 'rt-tier -r rejects.csv --show-values in.csv' \
		'rt-tier --strict fine.csv same.csv' 'rt-tier fine.csv' 'rt-tier -p in.csv fine.csv' \
		'rt-tier -e UTF-16LE wide.csv' 'rt-tier --strict --trust id-edge,cut-end,twice fine.csv' \
		'rt-tier --where region=x fine.csv'; do
		[ "$line" != 'rt-tier fine.csv' ] || export RT_CSV=libcsv
		as_ever $line
		for kind in alloc open read write close stdio; do
			for n in $(calls $kind); do
				with $kind:$n $line
				[ $now -ne 3 ] || [[ $(cat err) == rt-* ]] || wrong "$line: $kind $n: $(cat err)"
				[ $now -eq 3 ] || is_as_ever || wrong "$line: $kind $n: $now, $(cat err)"
			done
		done
	done
}
