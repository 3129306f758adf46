#!/usr/bin/env bats
# The targets of the fuzzer (tests/fuzz) for a second each, without libFuzzer;
# make fuzz T=SECONDS runs them with it, for as long as there is time.

load helper

fuzz=$BATS_TEST_DIRNAME/fuzz

# The seeds of the target, then what chance makes of them; what breaks a promise
# stays in input.
for_a_second()	# TARGET
{
	[ -x "$RT_BUILD/fuzz/$1" ] || skip "no fuzzers in this build: make fuzzers"
	ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0
	run "$RT_BUILD/fuzz/$1" -t 1 -x "$fuzz/$1.dict" "$fuzz/seeds/$1"
	[ $status -eq 0 ] || { od -A d -t x1z "$1.input" | head -n 40; wrong "$output"; }
	[[ $output =~ ^[0-9]+\ runs$ ]]
	[ "${output% runs}" -gt "$(ls "$fuzz/seeds/$1" | wc -l)" ]
}

@test "fuzz: text in any encoding is the same however it is read" { for_a_second decoder; }
@test "fuzz: both lanes of the scanner say the same" { for_a_second lanes; }
@test "fuzz: money and numbers, there and back" { for_a_second money; }
@test "fuzz: dates and times, there and back" { for_a_second dates; }
@test "fuzz: durations and working time" { for_a_second durations; }
@test "fuzz: conditions" { for_a_second where; }
@test "fuzz: headings, and words of cells" { for_a_second names; }
@test "fuzz: levels and words of one's own" { for_a_second policies; }
@test "fuzz: rules of work orders" { for_a_second triggers; }
@test "fuzz: contact policies, levels of service, outcomes" { for_a_second contacts; }
@test "fuzz: the winback policy" { for_a_second winback; }
@test "fuzz: the tree of indicators" { for_a_second kpi; }

@test "fuzz: so many runs as are asked for, and without an input none" {
	[ -x "$RT_BUILD/fuzz/money" ] || skip "no fuzzers in this build: make fuzzers"
	mkdir none
	run -2 "$RT_BUILD/fuzz/money" -t 1 none
	[ "${lines[0]}" = '0 runs' ]
	run -0 "$RT_BUILD/fuzz/money" -n 100 "$fuzz/seeds/money"
	prints <<< '100 runs'
	[ ! -e money.input ]
}

@test "fuzz: every target has seeds and a dictionary, and is run here" {
	for file in "$fuzz"/*.c; do
		grep -q '^fuzz_one' "$file" || continue
		name=$(basename "$file" .c)
		[ -d "$fuzz/seeds/$name" ] && [ -s "$fuzz/$name.dict" ] || wrong "$name: no seeds or words"
		grep -qF "for_a_second $name;" "$BATS_TEST_DIRNAME/fuzz.bats" || wrong "$name: not run"
	done
}
