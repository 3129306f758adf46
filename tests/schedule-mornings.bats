# rt-schedule, morning after morning: see brute/mornings.py.

load helper

@test "forty mornings over National Day: every plan is sound, every order accounted for" {
	run -0 python3 "$BATS_TEST_DIRNAME/brute/mornings.py" "$RT_BUILD/rt-schedule" 2026-09-15
}

@test "forty mornings over the turn of 2026 to 2027" {
	run -0 python3 "$BATS_TEST_DIRNAME/brute/mornings.py" "$RT_BUILD/rt-schedule" 2026-12-10
}
