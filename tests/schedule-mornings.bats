# rt-schedule, morning after morning: see brute/mornings.py.

load helper

# Forty mornings from that day on, read by python-icalendar where it is at hand.
mornings()	# FIRST-DAY
{
	local python=python3

	for python in python3 /usr/bin/python3; do
		"$python" -c 'import icalendar' 2> /dev/null && break
		python=python3
	done
	"$python" "$BATS_TEST_DIRNAME/brute/mornings.py" "$RT_BUILD/rt-schedule" "$1"
}

@test "forty mornings over National Day: every plan is sound, every order accounted for" {
	run -0 mornings 2026-09-15
}

@test "forty mornings over the turn of 2026 to 2027" {
	run -0 mornings 2026-12-10
}
