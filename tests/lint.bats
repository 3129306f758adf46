# lint -- a fault of each kind is found by each linter that make lint asks.

load helper

# What make says of a target of lint, in a tree of the source with these lines behind a
# file of it; to standard output, and fails where lint does.
linted()	# FILE TARGET [VARIABLE=VALUE...]
{
	mkdir tree
	cp -r "$TOP"/{Makefile,.clang-tidy,.shellcheckrc,cmd,common,man,tests} tree
	cat >> "tree/$1"
	make -s -C tree O=out "${@:2}" 2>&1
}

need()	# PROGRAM
{
	command -v "$1" > /dev/null || skip "$1 is not installed"
}

# C in which memory is used that was given back.
use_after_free()
{
	cat <<-'END'
		int probe(void);
		int
		probe(void)
		{
			int *p = malloc(sizeof *p), found = 0;

			if (p != NULL) {
				*p = 1;
				free(p);
				found = *p;
			}
			return found;
		}
	END
}

@test "lint: gcc -fanalyzer finds a leak" {
	run -2 linted common/base/mem.c out/lint/common/base/mem.gcc <<-'END'
		int probe(void);
		int
		probe(void)
		{
			int *p = malloc(sizeof *p);

			return p == NULL;
		}
	END
	[[ $output == *analyzer-malloc-leak* ]]
}

@test "lint: clang-tidy finds a use after free, and a number that nobody checked" {
	need clang-tidy
	run -2 linted common/base/mem.c out/lint/common/base/mem.tidy LINT_CC=true < \
		<(use_after_free; printf 'int other(const char *);\nint other(const char *s) { return atoi(s); }\n')
	[[ $output == *'Use of memory after it is freed'* ]]
	[[ $output == *cert-err34-c* ]]
}

@test "lint: cppcheck finds a use after free" {
	need cppcheck
	run -2 linted common/base/mem.c out/lint/common/base/mem.cppcheck LINT_CC=true < \
		<(use_after_free)
	[[ $output == *'[deallocuse]'* || $output == *'[doubleFree]'* ]]
}

@test "lint: shellcheck finds a test that cannot fail, and a folder that is not there" {
	need shellcheck
	run -2 linted tests/rules.bats out/lint/tests/rules.bats.shellcheck < \
		<(printf '%s {\n\t! true\n\ttrue\n}\n' '@test "not"')
	[[ $output == *SC2314* ]]
	rm -r tree
	run -2 linted tests/layers out/lint/tests/layers.shellcheck <<< 'cd "$1"; rm -- *'
	[[ $output == *SC2164* ]]
}

@test "lint: mandoc finds a macro that does not exist" {
	need mandoc
	run -2 linted man/rt.7 lint-man <<< '.Xyz nothing'
	[[ $output == *Xyz* ]]
}

@test "lint: every script of the tree is looked at" {
	make -s -n -f "$TOP/Makefile" O="$PWD/none" lint | sed -n "s|^shellcheck $TOP/||p" |
		sort > asked
	(cd "$TOP" && grep -rlE '^#!(/bin/|/usr/bin/env )(sh|bash|bats)$' \
		.ci cmd common debian findings testdata tests; ls tests/*.bats) | sort -u > there
	[ -s asked ]
	comm -13 asked there > missing
	[ ! -s missing ] || wrong "not in lint: $(cat missing)"
}
