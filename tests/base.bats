# base -- complaints, memory, keys and threads; see tests/unit/base.c.

load helper

@test "complaint: one line, program first, and the status that was asked for" {
	run -1 --separate-stderr unit base die 1 'bills.csv:1042: amount: not a number'
	prints <<<'exit handlers ran'
	prints_err <<<'unit: bills.csv:1042: amount: not a number'
	run -3 --separate-stderr unit base die 3 'disk full'
	prints_err <<<'unit: disk full'
}

@test "memory: a sanitized build finds what a whole run forgets; who dies frees nothing" {
	run -1 unit base leak dies
	prints <<< 'unit: forgotten'
	nm "$RT_BUILD"/unit/base | grep -q __asan_init || skip "not a sanitized build"
	run -99 unit base leak lives
	[[ $output == *'1000 byte(s) leaked in 1 allocation(s)'* ]]
}

@test "complaint: a mistake of usage points to --help, status 2" {
	run -2 --separate-stderr unit base usage 'no such option'
	prints_err <<-'EOT'
		unit: no such option
		Try 'unit --help'.
	EOT
}

@test "complaint: controls, bidi and broken UTF-8 are shown as \\xNN" {
	run -0 unit base complain normal $'a\tb\n\e[31m\x7F 金额'
	prints <<<'unit: warning: a\x09b\x0A\x1B[31m\x7F 金额'
	run -0 unit base complain normal \
		$'\xE2\x80\xAE|\xE2\x81\xA6|\xE2\x80\x8F|\xC2\x85|\xC2\xA0'
	prints <<<$'unit: warning: \\xE2\\x80\\xAE|\\xE2\\x81\\xA6|\\xE2\\x80\\x8F|\\xC2\\x85|\xC2\xA0'
	run -0 unit base complain normal $'\xFF|\xC0\x80|\xED\xA0\x80|\xE9\x87'
	prints <<<'unit: warning: \xFF|\xC0\x80|\xED\xA0\x80|\xE9\x87'
	# four bytes; too long, too large, no lead byte; of the marks the first and the last
	run -0 unit base complain normal \
		$'\xF0\x9F\x98\x80|\xF0\x80\x80\x80|\xF4\x90\x80\x80|\xF5\x80\x80\x80|\xE0\x80\x80'
	prints <<<$'unit: warning: \xF0\x9F\x98\x80|\\xF0\\x80\\x80\\x80|\\xF4\\x90\\x80\\x80|'\
'\xF5\x80\x80\x80|\xE0\x80\x80'
	run -0 unit base complain normal \
		$'\xD8\x9C|\xE2\x80\x8E|\xE2\x80\xAA|\xE2\x81\xA9|\xE2\x81\xAA|\xE2\x80\xAF|\xEF\xBF\xBD'
	prints <<<$'unit: warning: \\xD8\\x9C|\\xE2\\x80\\x8E|\\xE2\\x80\\xAA|\\xE2\\x81\\xA9|'\
$'\xE2\x81\xAA|\xE2\x80\xAF|\xEF\xBF\xBD'
}

@test "complaint: where it cannot be written it is lost, and the status stays" {
	status=0
	unit base die 1 lost > out 2> /dev/full || status=$?
	[ "$status" -eq 1 ]
	[ "$(cat out)" = 'exit handlers ran' ]
}

@test "complaint: a long message comes whole" {
	long=$(printf '%0100000d' 0)
	run -0 unit base complain normal "$long"
	prints <<<"unit: warning: $long"
}

@test "complaint: --quiet silences warnings, only --verbose hears remarks" {
	run -0 unit base complain quiet x
	prints </dev/null
	run -0 unit base complain normal x
	prints <<<'unit: warning: x'
	run -0 unit base complain verbose x
	prints <<-'EOT'
		unit: warning: x
		unit: remark: x
	EOT
}

@test "complaint: of threads that die at once one speaks, and handlers run once" {
	run -1 --separate-stderr unit base die-threads 'out of luck'
	prints <<<'exit handlers ran'
	prints_err <<<'unit: out of luck'
}

@test "complaint: an exit handler may die as well" {
	run -3 unit base die-in-handler 'the first'
	prints <<-'EOT'
		unit: the first
		unit: the handler as well
	EOT
}

@test "memory: what cannot be had is status 3" {
	# An address sanitizer would have its own say, before ours.
	export ASAN_OPTIONS=$ASAN_OPTIONS:allocator_may_return_null=1
	run -3 unit base memory 8
	[ "${lines[-1]}" = 'unit: out of memory' ]
}

@test "arena: a text longer than memory is status 3" {
	export ASAN_OPTIONS=$ASAN_OPTIONS:allocator_may_return_null=1
	# the last is what eight bytes more would wrap round
	for size in 9223372036854775807 18446744073709551575 18446744073709551612; do
		run -3 unit base arena-of "$size"
		[ "${lines[-1]}" = 'unit: out of memory' ]
	done
}

@test "arena: texts of all sizes stay as they were, also after it was emptied" {
	run -0 unit base arena 0 1 49 50 3000
	prints < <(printf 'kept\n%.0s' 1 2 3 4 5)
}

@test "store: elements are zeroed and never move" {
	run -0 unit base store 1 16384 16385 200000
	prints < <(printf 'stored\n%.0s' 1 2 3 4)
}

@test "map: numbers in the order of meeting, states that stay" {
	run -0 unit base map 0 1 16 17 100000
	prints < <(printf 'interned\n%.0s' 1 2 3 4 5)
	run -0 unit base batch 1 63 64 65 100000
	prints < <(printf 'resolved\n%.0s' 1 2 3 4 5)
}

@test "run: blocks come in order, however many there are" {
	run -0 unit base run 1 1000 9999 2 1000 9999 16 1000 9999 4 1 9999
	prints <<-'EOT'
		1000 blocks, sum 500500
		1000 blocks, sum 500500
		1000 blocks, sum 500500
		1 blocks, sum 1
	EOT
}

@test "run: the consumer may stop before the end" {
	run -0 unit base run 1 1000000 0 2 1000000 1 4 1000000 100
	prints <<-'EOT'
		0 blocks, sum 0
		1 blocks, sum 1
		100 blocks, sum 5050
	EOT
}

@test "memory: nothing is somewhere, and no thing is freed without harm" {
	run -0 unit base nothing 0
	prints <<< nothing
}

@test "sort: by value, below zero too; none stays none" {
	run -0 unit base sort '3;-1;2;-1e300;0;-0.5;1e-300' '' '5;5;5'
	prints <<-'EOT'
		-1e+300 -1 -0.5 0 1e-300 2 3

		5 5 5
	EOT
}

# How many looks an id takes, by a count; see tests/unit/flood.c.
cost()
{
	unit flood cost "$@"
}

@test "map: ids made to collide do where there is no seed, and the map's own undoes it" {
	for length in short long; do
		# Among 20,000 all in one of 32 parts of the table, thousands are in the way.
		awk -v x="$(cost 20000 $length collide 0)" 'BEGIN { exit x < 1000 }'
		awk -v x="$(cost 20000 $length collide own)" 'BEGIN { exit x > 4 }'
	done
}

@test "map: a million ids made to collide cost no more than twice the looks of others" {
	# With a seed of 0 they would take hours.
	run -0 cost 20000 short collide own
	[ "${output%.*}" -lt 5 ]
	for length in short long; do
		awk -v flood="$(cost 1000000 $length collide own)" \
			-v others="$(cost 1000000 $length plain own)" \
			'BEGIN { exit flood > 2 * others || others < 1 }'
	done
}

@test "map: each has a seed of its own, drawn at random, or the program's" {
	# Of two in one run, and of two runs; one that is like another has its seed.
	read -r a b like <<< "$(unit flood seeds own)"
	[ "$a" != "$b" ] && [ "$like" = "$a" ]
	read -r c _ <<< "$(unit flood seeds own)"
	[ "$c" != "$a" ] && [ "$c" != "$b" ] && [ "$c" != 0000000000000000 ]
	# Where the system has no random numbers yet, what the program was begun with.
	read -r a b like <<< "$(unit flood seeds refused)"
	read -r c _ <<< "$(unit flood seeds refused)"
	[ "$a" != "$c" ] && [ "$like" = "$a" ] && [ "$a" != 0000000000000000 ]
}
