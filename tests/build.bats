# build -- the tree, the Makefile and what it installs.

load helper

# make on this tree, with the programs that are built already.
again()
{
	make -s -C "$TOP" O="$RT_BUILD" "$@"
}

# Files below a folder, one a line.
files()
{
	(cd "$1" && find . ! -type d | LC_ALL=C sort)
}

@test "install puts programs, pages and policies below DESTDIR, uninstall takes them away" {
	again install DESTDIR="$PWD/root" PREFIX=/usr
	run -0 files root
	prints <<-'EOF'
		./usr/bin/rt-churn
		./usr/bin/rt-report
		./usr/bin/rt-schedule
		./usr/bin/rt-tier
		./usr/bin/rt-triggers
		./usr/share/bash-completion/completions/rt-churn
		./usr/share/bash-completion/completions/rt-report
		./usr/share/bash-completion/completions/rt-schedule
		./usr/share/bash-completion/completions/rt-tier
		./usr/share/bash-completion/completions/rt-triggers
		./usr/share/fish/vendor_completions.d/rt-churn.fish
		./usr/share/fish/vendor_completions.d/rt-report.fish
		./usr/share/fish/vendor_completions.d/rt-schedule.fish
		./usr/share/fish/vendor_completions.d/rt-tier.fish
		./usr/share/fish/vendor_completions.d/rt-triggers.fish
		./usr/share/locale/zh_CN/LC_MESSAGES/rt.mo
		./usr/share/man/man1/rt-churn.1
		./usr/share/man/man1/rt-report.1
		./usr/share/man/man1/rt-schedule.1
		./usr/share/man/man1/rt-tier.1
		./usr/share/man/man1/rt-triggers.1
		./usr/share/man/man5/rt-tables.5
		./usr/share/man/man7/rt-promises.7
		./usr/share/man/man7/rt-rules.7
		./usr/share/man/man7/rt-scale.7
		./usr/share/man/man7/rt.7
		./usr/share/man/zh_CN/man1/rt-churn.1
		./usr/share/man/zh_CN/man1/rt-report.1
		./usr/share/man/zh_CN/man1/rt-schedule.1
		./usr/share/man/zh_CN/man1/rt-tier.1
		./usr/share/man/zh_CN/man1/rt-triggers.1
		./usr/share/man/zh_CN/man5/rt-tables.5
		./usr/share/man/zh_CN/man7/rt-promises.7
		./usr/share/man/zh_CN/man7/rt-rules.7
		./usr/share/man/zh_CN/man7/rt-scale.7
		./usr/share/man/zh_CN/man7/rt.7
		./usr/share/rt/policy/calendar-cn.csv
		./usr/share/rt/policy/contact.csv
		./usr/share/rt/policy/kpi.csv
		./usr/share/rt/policy/levels.csv
		./usr/share/rt/policy/outcomes.csv
		./usr/share/rt/policy/tiers.csv
		./usr/share/rt/policy/triggers.csv
		./usr/share/rt/policy/winback.csv
		./usr/share/rt/policy/words.csv
		./usr/share/rt/rt-morning
		./usr/share/zsh/site-functions/_rt-churn
		./usr/share/zsh/site-functions/_rt-report
		./usr/share/zsh/site-functions/_rt-schedule
		./usr/share/zsh/site-functions/_rt-tier
		./usr/share/zsh/site-functions/_rt-triggers
	EOF
	run -0 root/usr/bin/rt-tier --version
	again uninstall DESTDIR="$PWD/root" PREFIX=/usr
	run -0 find root
	prints <<< root
}

@test "uninstall leaves what others put there" {
	mkdir -p root/bin root/share/man/man1
	touch root/bin/mine root/share/man/man1/mine.1
	find root | sort > before
	again install PREFIX="$PWD/root"
	again uninstall PREFIX="$PWD/root"
	find root | sort | cmp - before
}

@test "installcheck: all is well with what was installed, and says what is not" {
	again install PREFIX="$PWD/root"
	run -0 again installcheck PREFIX="$PWD/root"
	[[ $output = *'installcheck: all is well' ]]
	grep -q "$PWD/root/share/rt/policy" root/share/man/man5/rt-tables.5
	echo x >> root/share/rt/policy/tiers.csv
	rm root/share/man/man7/rt.7
	printf '#!/bin/sh\necho no\n' > root/bin/rt-churn
	run ! again installcheck PREFIX="$PWD/root"
	[[ $output = *'tiers.csv is the built-in policy: failed'* && $output = *'rt has its page: failed'* ]]
	[[ $output = *'rt-churn is version '*': failed'* ]]
}

@test "the Debian package names nothing that Debian's rt has" {
	make -n -C "$TOP" O="$RT_BUILD" install DESTDIR=root PREFIX=/usr \
		DATADIR=/usr/share/retention-tools > plan
	run ! grep -E '/usr/share/rt|/usr/bin/rt( |$)|man1/rt\.1' plan
	grep -q '^Package: retention-tools$' "$TOP/debian/control"
	grep -q 'debhelper-compat (= 13)' "$TOP/debian/control"
	sed -n 's/^VERSION = //p' "$TOP/Makefile" > version
	sed -n '1s/.*(\(.*\)).*/\1/p' "$TOP/debian/changelog" | cmp - version
	grep -q 'make installcheck' "$TOP/debian/tests/control"
}

# What INSTALL names to build with, and what the package is built with.
@test "the Debian package is built with what INSTALL names, and chroots with no more" {
	sed -n '/^to build/,/^to run/{/^to run/!p;}' "$TOP/INSTALL" | grep -oE 'gettext|lib[a-z0-9.-]*[a-z0-9]|zlib1g-dev' |
		grep -vx libc6-dev | sort -u > named
	sed -n '/^Build-Depends:/,/^[A-Z]/{s/^ \([^ ,(]*\).*/\1/p;}' "$TOP/debian/control" |
		grep -v debhelper | sort > depends
	sed -i 's/^lib1g-dev$/zlib1g-dev/' named
	same_file named depends
}

@test "check-chroots says of each system why it was skipped" {
	printf '#!/bin/sh\necho 1000\n' > id
	chmod +x id
	run -0 env PATH="$PWD:$PATH" "$TOP/tests/chroots" "$PWD/roots"
	prints <<-'EOF'
		chroots: bookworm: skipped: chroot needs root
		chroots: trixie: skipped: chroot needs root
		chroots: noble: skipped: chroot needs root
		chroots: 0 passed, 0 failed, 3 skipped
	EOF
	[ "$(id -u)" = 0 ] || skip "the rest needs root"
	printf '#!/bin/sh\nexit 1\n' > debootstrap
	rm id
	chmod +x debootstrap
	touch some.gpg
	printf '#!/bin/sh\n' > apt-get
	chmod +x apt-get
	run -0 env PATH="$PWD:$PATH" UBUNTU_MIRROR= "$TOP/tests/chroots" "$PWD/roots" noble
	[[ $output = *'noble: skipped: no mirror is known: DEBIAN_MIRROR, UBUNTU_MIRROR'* ]]
	run -0 env PATH="$PWD:$PATH" UBUNTU_MIRROR=file:/none UBUNTU_KEYRING=/none \
		"$TOP/tests/chroots" "$PWD/roots" noble
	[[ $output = *'noble: skipped: there is no /none'*'0 passed, 0 failed, 1 skipped' ]]
	run -0 env PATH="$PWD:$PATH" UBUNTU_MIRROR=file:/none UBUNTU_KEYRING="$PWD/some.gpg" \
		"$TOP/tests/chroots" "$PWD/roots" noble
	[[ $output = *"noble: skipped: debootstrap cannot make it, see $PWD/roots/noble.log"* ]]
	# One that fails to build is a failure, and said.
	mkdir -p roots/noble
	touch roots/noble.ready
	run -1 env PATH="$PWD:$PATH" "$TOP/tests/chroots" "$PWD/roots" noble
	[[ $output = *'chroots: noble: failed'*'0 passed, 1 failed, 0 skipped' ]]
}

@test "lint: mandoc finds nothing in the pages, and no macro stands in the text" {
	run -0 make -s -C "$TOP" lint
	prints < /dev/null
	for page in "$TOP"/man/*.[157]; do
		mandoc -T utf8 "$page" | grep -nE '(^| )\.(Xr|Cm|Fl|It|Ar|Pp|Nm)( |$)' && wrong "$page"
	done
	true
}

@test "what dist packs builds, read-only, into another folder, without a word" {
	make -s -f "$TOP/Makefile" dist
	tar -xzf rt-*.tar.gz
	mv rt-*/ tree
	chmod -R a-w tree
	files tree > before
	run -0 make -s -C tree -j2 O="$PWD/out" CFLAGS=-O0 WERROR=-Werror
	prints < /dev/null
	for tool in $TOOLS; do
		out/$tool --version || wrong $tool
	done
	files tree | cmp - before
	run -0 make -s -C tree -j2 O="$PWD/out2" CC="$(type -P clang)" CFLAGS=-O0 WERROR=-Werror all
	prints < /dev/null
	chmod -R u+w tree
}

@test "CC, CFLAGS, CPPFLAGS and LDFLAGS are the user's" {
	run -0 make -n -C "$TOP" O="$PWD/out" CC=mycc CFLAGS=-Dmine CPPFLAGS=-Dalso LDFLAGS=-lown
	[[ $output == *"mycc "*"-Dalso "*" -Dmine "*"-c -o"* ]]
	[[ $output == *"mycc -Dmine "*" -lown -o"*/rt-tier* ]]
}

@test "the programs are hardened" {
	case $RT_BUILD in */asan) skip "a sanitized build has its own ways" ;; esac
	for tool in $TOOLS; do
		readelf -hldW "$RT_BUILD/$tool" > elf
		grep -q 'Type: *DYN' elf || wrong "$tool: not PIE"
		grep -q GNU_RELRO elf || wrong "$tool: no RELRO"
		grep -q 'FLAGS.*NOW' elf || wrong "$tool: not bound now"
		readelf -sW --dyn-syms "$RT_BUILD/$tool" > symbols
		grep -q __stack_chk_fail symbols || wrong "$tool: no stack protector"
		grep -q '__[a-z]*_chk@' symbols || wrong "$tool: not fortified"
	done
	run -0 make -n -C "$TOP" O="$PWD/out" HARDEN=0
	[[ $output != *stack-protector* && $output != *FORTIFY* && $output != *relro* ]]
}

@test "dist packs the tree, twice the same bytes" {
	mkdir one two
	(cd one && make -s -f "$TOP/Makefile" dist)
	(cd two && sleep 1 && make -s -f "$TOP/Makefile" dist)
	cmp one/rt-*.tar.gz two/rt-*.tar.gz
	run -0 tar -tzf one/rt-*.tar.gz
	[[ $output == */cmd/rt-tier/main.c* && $output == */.ci/deps* ]]
	[[ $output != *build/* ]]
	# All that is kept in the tree, but for what is about the tree alone.
	if git -C "$TOP" rev-parse > /dev/null 2>&1; then
		git -C "$TOP" -c core.quotePath=false ls-files | sort > kept
		sed 's,^[^/]*/,,; /\/$/d; /^$/d' <<< "$output" | sort > packed
		comm -23 kept packed > lost
		same_file lost /dev/null
	fi
}

@test "deps says nothing when nothing is missing" {
	run -0 "$TOP/.ci/deps" demo
	prints < /dev/null
}

@test "deps goes on without what only some tests need, and says so" {
	mkdir bin
	for program in sh cat gcc clang clang-tidy cppcheck shellcheck bats mandoc msgfmt python3; do
		ln -s "$(command -v $program)" bin
	done
	run -0 --separate-stderr env CC=gcc PATH="$PWD/bin" "$TOP/.ci/deps"
	[ -z "$output" ]
	[[ $stderr == "deps: tests that need "*" chromium "*" r-base-core r-cran-cmprsk r-cran-survival r-cran-readxl xlsx2csv zsh fish debhelper lintian strace default-jre-headless parallel"*" postgresql are skipped: there is no apt-get here" ]]
	run -0 --separate-stderr env CC=gcc PATH="$PWD/bin" "$TOP/.ci/deps" demo
	[ -z "$output$stderr" ]
}

@test "deps says what to install when it cannot" {
	mkdir bin
	for program in cat sh; do
		ln -s "$(command -v $program)" bin
	done
	run -1 --separate-stderr env PATH="$PWD/bin" CHART_JS=/none "$TOP/.ci/deps"
	prints_err <<-'EOF'
		deps: missing: gcc libc6-dev gettext libcsv-dev libxxhash-dev libgsl-dev libsodium-dev libunistring-dev zlib1g-dev libjs-chart.js clang clang-tidy cppcheck shellcheck bats mandoc python3
		deps: there is no apt-get here; please install them (names of Debian's packages) and try again
	EOF
	printf '#!/bin/sh\nexit 1\n' > bin/apt-get
	printf '#!/bin/sh\necho 1000\n' > bin/id
	chmod +x bin/apt-get bin/id
	run -1 --separate-stderr env PATH="$PWD/bin" "$TOP/.ci/deps"
	[[ $stderr == *"apt-get needs root, and there is no sudo"* ]]
}

@test "deps installs what is missing, with sudo when not root" {
	mkdir bin
	for program in sh gcc clang clang-tidy cppcheck shellcheck bats env msgfmt python3; do
		ln -s "$(command -v $program)" bin
	done
	ln -s "$(command -v true)" bin/chromium
	ln -s "$(command -v true)" bin/soffice
	printf '#!/bin/sh\necho "apt-get $*" >> %s/log\n' "$PWD" > bin/apt-get
	printf '#!/bin/sh\necho "sudo $*" >> %s/log\nexec "$@"\n' "$PWD" > bin/sudo
	printf '#!/bin/sh\necho 1000\n' > bin/id
	chmod +x bin/apt-get bin/sudo bin/id
	run -0 env CC=gcc PATH="$PWD/bin" "$TOP/.ci/deps"
	# Debian's own Python is asked, and may have its modules or not.
	[[ $output == 'deps: installing mandoc '*'r-base-core r-cran-cmprsk r-cran-survival r-cran-readxl xlsx2csv zsh fish debhelper lintian strace default-jre-headless parallel'*' postgresql' ]]
	run -0 grep '^apt-get' log
	[ "${lines[0]}" = 'apt-get update -qq' ]
	[ "${lines[1]}" = 'apt-get install -qq -y --no-install-recommends mandoc' ]
	[[ ${lines[2]} == 'apt-get install -qq -y --no-install-recommends '*postgresql ]]
	[ "$(grep -c '^sudo' log)" -eq 3 ]
}

@test "demo prints reports and says where the files are" {
	cp -r "$TESTDATA" testdata
	run -0 testdata/demo "$RT_BUILD"
	[[ $output == *"$RT_BUILD/demo"* ]]
	for file in tiers workorders plan; do
		[ -s "$RT_BUILD/demo/$file.csv" ] || wrong "no $file.csv"
	done
}

@test "the plain count is what the runner reported, and a failure is one" {
	mkdir tests bin out
	cp "$TOP/tests/run" tests
	touch tests/a.bats tests/b.bats tests/build.bats
	cat > bin/bats <<-'EOF'
		#!/bin/sh
		case $2 in
		*/a.bats) printf '1..3\nok 1 x\nok 2 y # skip no data\nnot ok 3 z\n# why\n' ;;
		*/b.bats) printf '1..2\nok 1 x\nok 2 not ok\n' ;;
		*/build.bats) printf '1..%d\nok 1 x\n' 2 ;;
		esac
	EOF
	chmod +x bin/bats
	PATH=$PWD/bin:$PATH run -1 tests/run out
	[ "${lines[-1]}" = '4 passed, 2 failed, 1 skipped' ] || wrong "$output"
	[[ $output == *'not ok 3 z'*'# why'* ]]
	# Who sees only the end of a log sees once more what failed, and why.
	output=$(printf "%s\n" "${lines[@]: -4}")
	prints <<-'EOF'
		out/a: not ok 3 z
		out/a: # why
		out/build: 1 not run
		4 passed, 2 failed, 1 skipped
	EOF
	rm tests/a.bats
	PATH=$PWD/bin:$PATH run -1 tests/run out
	[ "${lines[-1]}" = '3 passed, 1 failed' ] || wrong "$output"
	rm tests/build.bats
	PATH=$PWD/bin:$PATH run -0 tests/run out out
	[ "${lines[-1]}" = '4 passed, 0 failed' ] || wrong "$output"
}

@test "dependencies point one way, and only common/csv knows libcsv" {
	cd "$TOP"
	run grep -rlE 'include <csv.h>' cmd common/base common/value common/table
	prints < /dev/null
	run grep -rlE 'include "(cmd|common/(table|csv|value))/' common/base
	prints < /dev/null
	run grep -rlE 'include "(cmd|common/(table|csv))/' common/value
	prints < /dev/null
	run grep -rlE 'include "(cmd|common/table)/' common/csv
	prints < /dev/null
	run grep -rlE 'include "cmd/' common/table
	prints < /dev/null
	for tool in $TOOLS; do
		run grep -hoE 'include "cmd/[^/]*/' -r "cmd/$tool"
		[ -z "$(printf '%s\n' "$output" | grep -v "\"cmd/$tool/\$" | grep .)" ] || wrong "$tool: $output"
	done
}

@test "layers: no object of common needs what stands above it" {
	run -0 again layers
	prints < /dev/null
}

@test "layers: a symbol that only a higher layer has is named, declared by hand or not" {
	mkdir -p common/base common/value cmd/rt-x
	object() { ${CC:-cc} -x c -c -o "$1" -; }
	object common/base/low.o <<< 'void mine(void) {} void high(void); void low(void) { mine(); high(); }'
	object common/value/high.o <<< 'void tool(void); void low(void); void high(void) { low(); tool(); }'
	object cmd/rt-x/main.o <<< 'void high(void); void tool(void) { high(); }'
	run -1 "$TOP/tests/layers" common/base/low.o common/value/high.o cmd/rt-x/main.o
	prints <<-'EOF'
		common/base/low.o: high is of common/value/high.o
		common/value/high.o: tool is of cmd/rt-x/main.o
	EOF
	object common/base/low.o <<< 'void low(void) {}'
	object cmd/rt-x/main.o <<< 'void high(void); int main(void) { high(); return 0; }'
	run -0 "$TOP/tests/layers" common/base/low.o common/value/high.o cmd/rt-x/main.o
	object common/value/high.o <<< 'void low(void); void high(void) { low(); }'
	run -0 "$TOP/tests/layers" common/base/low.o common/value/high.o cmd/rt-x/main.o
	prints < /dev/null
	run -3 "$TOP/tests/layers" none.o
}

@test "--quick runs the modules whole, and of the programs the tests named after a rule" {
	mkdir tests bin out
	cp "$TOP/tests/run" tests
	touch tests/text.bats tests/rt-tier.bats
	printf '#!/bin/sh\necho "${2##*/} $4" >> "$LOG"\nprintf "1..1\\nok 1 x\\n"\n' > bin/bats
	chmod +x bin/bats
	LOG=$PWD/log PATH=$PWD/bin:$PATH run -0 tests/run --quick out
	run -0 sort log
	prints <<-'EOF'
		rt-tier.bats ^[DTCKRP][0-9][0-9]
		text.bats .
	EOF
	rm log
	LOG=$PWD/log RT_QUICK=yes PATH=$PWD/bin:$PATH run -0 tests/run out
	run -0 sort log
	prints <<-'EOF'
		rt-tier.bats .
		text.bats .
	EOF
}

# A tree with a file of that text, held against the rules of style.
style_of()	# FILE
{
	rm -rf tree
	mkdir -p tree/common tree/tests "tree/$(dirname "$1")"
	cat > "tree/$1"
	"$TOP/tests/style" tree
}

@test "style: the source has its one accent" {
	run -0 "$TOP/tests/style" "$TOP"
	prints < /dev/null
}

@test "style: each rule finds what breaks it, and nothing else" {
	run -0 style_of cmd/rt-x/a.c <<-'EOF'
		/*
		 * a -- what it is.
		 */
		#include <stdio.h>
		#include <stdlib.h>

		#include "common/base/mem.h"
		#include "common/value/date.h"

		struct request;

		static void
		run(const struct request *q)
		{
			int *p = mem_array(3, sizeof *p);

			qsort(p, 3, sizeof *p, by_size);
		}
	EOF
	prints < /dev/null
	run -1 style_of cmd/rt-x/a.c <<-'EOF'
		#include "common/value/date.h"
		#include "common/base/mem.h"
		#include <stdlib.h>

		static void
		run(const struct request *r)
		{
			int *p = mem_array(3, sizeof(int));

			qsort(p, 3, sizeof *p, compare_sizes);
		}
	EOF
	prints <<-'EOF'
		cmd/rt-x/a.c:1: does not open with a comment
		cmd/rt-x/a.c:1: no blank line between headers of the system and ours
		cmd/rt-x/a.c:1: headers are not sorted
		cmd/rt-x/a.c:8: sizeof *p is meant
		cmd/rt-x/a.c:10: what it compares by, compare_sizes, is not called by_x
		cmd/rt-x/a.c:6: the request is called r, not q
	EOF
	run -1 style_of cmd/rt-x/a.c <<-'EOF'
		/* a */
		char *p = strdup(q); gsl_vector *v = gsl_vector_alloc(3);
		FILE *f = tmpfile();
	EOF
	prints <<-'EOF'
		cmd/rt-x/a.c:2: belongs in cmd/rt-churn/linear.c
		cmd/rt-x/a.c:2: belongs in common/base/mem.c
		cmd/rt-x/a.c:3: nothing lies in /tmp
	EOF
	run -1 style_of common/value/day.h <<-'EOF'
		/* day */
		#ifndef RT_VALUE_DAY_H
		#define RT_VALUE_DAY_H
		#endif
	EOF
	prints <<< 'common/value/day.h:2: the guard is not RT_DAY_H'
	body() { echo '/* a */'; echo 'void'; echo 'a(void)'; echo '{'; seq -f '%g;' "$1"; echo '}'; }
	run -0 style_of cmd/rt-x/a.c < <(body 48)
	run -1 style_of cmd/rt-x/a.c < <(body 49)
	prints <<< 'cmd/rt-x/a.c:4: the function has 51 lines'
}

@test "style: a .c begins with its own header, and opens with what that does not say" {
	mkdir -p tree/cmd/rt-x tree/common tree/tests
	printf '%s\n' '/*' ' * a -- what it is.' ' *' ' * More of it.' ' */' '#ifndef RT_X_A_H' \
		'#define RT_X_A_H' '#endif' > tree/cmd/rt-x/a.h
	printf '%s\n' '/*' ' * a -- what it is.' ' */' '#include <stdio.h>' '' \
		'#include "cmd/rt-x/a.h"' > tree/cmd/rt-x/a.c
	run -1 "$TOP/tests/style" tree
	prints <<-'EOF'
		cmd/rt-x/a.c:1: opens with what its header says
		cmd/rt-x/a.c:4: does not begin with its own header
	EOF
	printf '%s\n' '/*' ' * How it is done.' ' */' '#include "cmd/rt-x/a.h"' '' \
		'#include <stdio.h>' > tree/cmd/rt-x/a.c
	run -0 "$TOP/tests/style" tree
	prints < /dev/null
}
