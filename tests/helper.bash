# helper -- what every test file loads.
#
# The programs under test come from RT_BUILD (default: build/ of this tree).
# Each test starts in an empty folder of its own, with a fixed environment, so
# that it may write what it likes where it stands.

bats_require_minimum_version 1.5.0

TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
TESTDATA=$TOP/testdata
RT_BUILD=${RT_BUILD:-$TOP/build}
case $RT_BUILD in /*) ;; *) RT_BUILD=$PWD/$RT_BUILD ;; esac
export RT_BUILD
case :$PATH: in *:"$RT_BUILD":*) ;; *) PATH=$RT_BUILD:$PATH ;; esac

TOOLS='rt-tier rt-triggers rt-churn rt-schedule rt-report'

export LC_ALL=C TZ=Asia/Shanghai TERM=dumb
unset LANG LANGUAGE RT_AS_OF RT_CSV RT_NAMES SOURCE_DATE_EPOCH NO_COLOR POSIXLY_CORRECT COLUMNS \
	MAKEFLAGS MFLAGS MAKELEVEL

# A fault that a sanitizer finds must look like none of our exit statuses.
export ASAN_OPTIONS=exitcode=99:detect_leaks=1 LSAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=print_stacktrace=1

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
}

# What the last run printed is exactly standard input; else shows how they
# differ.  Final line ends do not count (run takes them off).
prints()
{
	same "$output"
}

# The same for standard error, after run --separate-stderr.
prints_err()
{
	same "$stderr"
}

same()
{
	local expected
	expected=$(cat)
	[ "$1" = "$expected" ] && return
	diff -u --label expected --label printed <(printf '%s\n' "$expected") \
		<(printf '%s\n' "$1") | sed 's/\r/\\r/g' >&2
	return 1
}

# Both files hold the same bytes; else shows how they differ.
same_file()
{
	cmp -s "$1" "$2" && return
	diff -u "$1" "$2" | head -50 >&2
	return 1
}

# Sets $data to the folder of that name in the shared data sets beside the
# project; skips the test where they are not at hand.
shared()
{
	data=$TOP/../shared/data/$1
	[ -d "$data" ] || skip "the data set $1 is not beside the project"
}

# Sets $python to one that has the module; else ends with 1.
python_with()	# MODULE
{
	for python in "$RT_BUILD/bench/venv/bin/python" "$RT_BUILD/../bench/venv/bin/python" \
		${RT_PYTHON:-} python3; do
		"$python" -c "import $1" 2> /dev/null && return
	done
	return 1
}

# Runs a script of Python beside a chromium that it asks by devtools.py; skips the test
# where there is none.
ask_chromium()	# SCRIPT
{
	command -v chromium > /dev/null || skip "there is no chromium"
	mkfifo to from
	timeout 60 chromium --headless --no-sandbox --disable-gpu --no-first-run \
		--disable-background-networking --disable-component-update --disable-sync \
		--user-data-dir="$PWD/profile" --remote-debugging-pipe \
		3< to 4> from > log 2>&1 &
	run env PYTHONPATH="$BATS_TEST_DIRNAME" PYTHONDONTWRITEBYTECODE=1 \
		timeout 60 python3 "$1"
	wait
	[ "$status" -ne 77 ] || skip "chromium does not start here"
	[ "$status" -eq 0 ] || wrong "$output"
}

# Asks one module of common (see tests/unit): unit MODULE VERB ARGUMENT...
unit()
{
	"$RT_BUILD/unit/$1" "${@:2}"
}

# Fails, and says on which tool and why.
wrong()
{
	printf '%s\n' "$*" >&2
	return 1
}
