# mutants -- the slips in tests/mutants fit into the source, and their runner tells
# those that are noticed from those that are not.

load helper

@test "every patch fits into one place of the source, and names tests that are there" {
	run -0 "$TOP"/tests/mutants/run --check
	prints < /dev/null
	[ "$(find "$TOP"/tests/mutants -name '*.patch' | wc -l)" -ge 60 ]
	while read -r _ _ file regex; do
		grep -Eq "^@test \"(.*)\" \{" "$TOP/tests/$file"
		sed -n 's/^@test "\(.*\)" {$/\1/p' "$TOP/tests/$file" | grep -Eq -- "${regex:-.}" ||
			wrong "$file has no test '$regex'"
	done < <(grep -h '^# tests: ' "$TOP"/tests/mutants/*.patch)
}

@test "every tool, every layer and the named ones are among them" {
	for place in cmd/rt-{tier,triggers,churn,schedule,report} common/{base,value,csv,table}; do
		[ "$(grep -l "^--- a/$place/" "$TOP"/tests/mutants/*.patch | wc -l)" -ge 1 ] ||
			wrong "$place"
	done
	for name in threshold-huge threshold-negative-half read-interrupted map-seed fsync-first \
		rates-huge entry-at-event max-cell-quoted small-rows-without-keys; do
		! grep -q '^# survives' "$TOP/tests/mutants/$name.patch" || wrong "$name"
	done
}

# A patch of tree/cmd/big.c, in which its one line of work becomes another.
slip()	# NAME NEW TEST [HEADER]
{
	cat > "tree/tests/mutants/$1.patch" <<-EOF
		# What $1 breaks.
		# tests: big.bats $3
		${4:-# }
		--- a/cmd/big.c
		+++ b/cmd/big.c
		@@ -4,3 +4,3 @@
		 {
		-$work
		+$2
		 }
	EOF
	sed -i '3{/^# $/s/.*//}' "tree/tests/mutants/$1.patch"
}

# A program that says with status 1 that a number is above 3, and two tests.
small_tree()
{
	work='return argc > 1 && argc < 9 && atoi(argv[1]) > 3;'
	mkdir -p tree/cmd tree/common tree/tests/unit tree/tests/mutants
	cp "$TOP"/tests/mutants/run tree/tests/mutants
	printf '%s\n' '#include <stdlib.h>' 'int' 'main(int argc, char *argv[])' '{' "$work" '}' \
		> tree/cmd/big.c
	printf '%s\n' 'all: $(O)/big' 'units:' '$(O)/big: cmd/big.c' \
		'	mkdir -p $(O) && $(CC) $(CFLAGS) -o $@ $<' > tree/Makefile
	sed s/^%/@/ > tree/tests/big.bats <<-'BATS'
		%test "4 is big, 3 is not" {
			run "$RT_BUILD"/big 4
			[ "$status" -eq 1 ]
			"$RT_BUILD"/big 3
		}
		%test "the sky is blue" {
			true
		}
	BATS
	slip edge "${work/> 3/>= 3}" big
	slip unseen "${work/< 9/< 8}" big
}

mutants()	# ARGUMENT...
{
	tree/tests/mutants/run "$@"
}

@test "the runner: killed and survived by name, and their numbers" {
	small_tree
	run -1 mutants build
	prints <<-'EOF'
		killed   edge: 4 is big, 3 is not
		survived unseen: What unseen breaks.
		1 killed, 1 survived
	EOF
	run -0 mutants build edge
	prints <<-'EOF'
		killed   edge: 4 is big, 3 is not
		1 killed, 0 survived
	EOF
	cmp tree/cmd/big.c build/mutants/0/cmd/big.c
	# One that no test can notice may survive, but not when it is not said.
	run -1 mutants --least 1 build
	slip unseen "${work/< 9/< 8}" big '# survives: nobody has so many arguments'
	run -0 mutants --least 1 build
	[ "${lines[2]}" = '1 killed, 1 survived' ]
	run -1 mutants --least 2 build
	run -1 mutants build
}

@test "the runner: a mutant that does not end is killed" {
	small_tree
	slip endless "while (argc > 1 && argv[1][0] == '4') ; $work" big
	RT_MUTANT_SECONDS=1 run -0 mutants build endless || wrong "$output"
	[ "${lines[0]}" = 'killed   endless: 4 is big, 3 is not' ]
}

@test "the runner: only the tests that a patch names, all of them with --all" {
	small_tree
	slip edge "${work/> 3/>= 3}" blue
	run -1 mutants build edge
	[ "${lines[0]}" = 'survived edge: What edge breaks.' ]
	run -0 mutants --all build edge
	[ "${lines[0]}" = 'killed   edge: 4 is big, 3 is not' ]
}

@test "the runner: a patch that does not fit or build, a test that fails anyhow, no such mutant" {
	small_tree
	run -2 mutants build edgy
	prints <<< 'run: no such mutant: edgy'
	run -0 mutants --check
	sed -i 's/> 3/> 4/' tree/cmd/big.c
	run -2 mutants build
	prints <<< 'run: no longer fit into the source: edge, unseen'
	run -2 mutants --check
	small_tree
	slip edge "${work/> 3/> three}" big
	run -2 mutants build
	[ "${lines[-1]}" = 'run: edge does not build' ]
	small_tree
	slip edge "${work/> 3/>= 3}" 'no such test'
	sed -i 's/true/false/' tree/tests/big.bats
	slip unseen "${work/< 9/< 8}" sky
	run -2 mutants build
	[ "${lines[-1]}" = 'run: tests that do not pass without a mutant: big.bats no such test; big.bats sky' ]
	small_tree
	{ cat tree/cmd/big.c; sed 's/^main/other/' tree/cmd/big.c; } > twice.c
	mv twice.c tree/cmd/big.c
	run -2 mutants build # which of the two places?
	prints <<< 'run: no longer fit into the source: edge, unseen'
}
