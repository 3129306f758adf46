# csv -- the reader: both lanes, encodings, faults and where they are.

load helper

# Reads standard input as bills and prints what rt-tier makes of it.
tier()
{
	rt-tier --month 2026-03 "$@"
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
