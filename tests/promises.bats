# promises -- each promise of rt-promises(7) has its tests, and each one made elsewhere its place.

load helper

# What the page names: FILE.bats: NAME, in its order.
tests_of()	# PAGE
{
	awk '/^\.Pa [a-z-]*\.bats :$/ { file = $2; getline; print file ": " $0 }' "$1" |
		sed 's/\\&//g; s/\\-/-/g; s/\\(aq/'\''/g; s/\\(dq/"/g; s/\\e/\\/g'
}

@test "each test that rt-promises(7) names is there, under that name" {
	tests_of "$TOP/man/rt-promises.7" > named
	[ "$(wc -l < named)" -gt 50 ]
	[ "$(wc -l < named)" -eq "$(grep -c '\.bats' "$TOP/man/rt-promises.7" | awk '{ print $1 - 1 }')" ] # and one in the description
	while IFS= read -r line; do
		grep -qxF "@test \"${line#*: }\" {" "$TOP/tests/${line%%: *}" || wrong "no test: $line"
	done < named
	[ -z "$(sort named | uniq -d)" ]
}

@test "each promise has a test, and its translation the same ones" {
	awk '
	/^\.Ss/                              { on = !on }
	/^\.Bl -dash/                        { inner = 1 }
	on && /^\.It ./ && !inner            { if (n++ && !tests) exit 1; tests = 0 }
	/^\.Pa .*\.bats/                     { tests++ }
	/^\.El/                              { inner = 0 }
	END                                  { exit !(n > 15 && tests) }
	' "$TOP/man/rt-promises.7"
	tests_of "$TOP/man/rt-promises.7" > en
	tests_of "$TOP/man/zh_CN/rt-promises.7" | same_file en -
	# A list of tests a promise, in both.
	for page in rt-promises.7 zh_CN/rt-promises.7; do
		grep -c '^\.Bl -dash' "$TOP/man/$page"
	done | uniq | wc -l | grep -qx 1
}

# Lines break anywhere; marks of code and emphasis do not count.
says()	# FILE WORDS
{
	tr -s '\n\t ' ' ' < "$1" | tr -d '`*' | grep -qF "$2"
}

# Where a promise is made, in which words, and what rt-promises(7) calls it.
made()
{
	cat <<-'EOF'
		HACKING.md|the output has the same bytes for any -j|The same bytes
		HACKING.md|holds nothing of the record|Messages hold nothing personal
		HACKING.md|Exits: 0 done, 1 data, 2 usage or policy, 3 machine|The exit status tells
		HACKING.md|Today is --as-of; nothing looks at a clock|One clock
		HACKING.md|money is never floating point|Money is exact
		HACKING.md|the writer closes last and says whether the disk was full|Whole or not at all
		HACKING.md|the rule that nothing is lost|No record is lost
		HACKING.md|output, messages and exit status are the same, and a difference is a fault|The same bytes
		HACKING.md|the sandbox lets nothing else be opened|Only the files that are named
		README.md|stand in tables that you can print, edit and give back|What is printed can be given back
		README.md|All their examples, and those above, are run by the tests|The manual is true
		SECURITY.md|A table can do no harm|Hostile tables cost no more
		SECURITY.md|nor taken for formulas|Cells play no tricks
		SECURITY.md|gives up sockets, other programs, core dumps and new privileges|No socket, no program, no core dump
		SECURITY.md|Whole or not at all|Whole or not at all
		SECURITY.md|Files are their owner's|What is written is its owner's
		SECURITY.md|Messages hold nothing of a record|Messages hold nothing personal
		SECURITY.md|Who steers a run is guarded|What steers a run is guarded
		man/rt.7|a file that is also input is refused|An input is never written
		man/rt.7|what one that still runs has begun there stays|Two runs do not mix
		man/rt.7|it never changes between versions|Parts are for ever
		man/rt.7|The output is the same for any number|The same bytes
	EOF
}

@test "each promise that HACKING, README, SECURITY and rt(7) make is in rt-promises(7)" {
	made > list
	[ "$(wc -l < list)" -gt 20 ]
	while IFS='|' read -r file words title; do
		says "$TOP/$file" "$words" || wrong "$file no longer says: $words"
		grep -qxF ".It $title" "$TOP/man/rt-promises.7" || wrong "no promise: $title"
	done < list
}

@test "each promise of the contract is in rt-promises(7)" {
	spec=$TOP/../shared/spec
	[ -d "$spec" ] || skip "the contract is not beside the project"
	while IFS='|' read -r file words title; do
		says "$spec/$file" "$words" || wrong "$file no longer says: $words"
		grep -qxF ".It $title" "$TOP/man/rt-promises.7" || wrong "no promise: $title"
	done <<-'EOF'
		domain.md|P01 Customer data are not to leak|Messages hold nothing personal
		domain.md|nothing of a record is printed in an error message|Messages hold nothing personal
		domain.md|P02 Access by right|What is written is its owner's
		domain.md|P03 Accuracy|No record is lost
		common.md|write FILE whole or not at all|Whole or not at all
		common.md|FILE that is also an input (by whatever name) is refused|An input is never written
		common.md|never changes the output|The same bytes
		common.md|the only clock there is|One clock
		common.md|Frozen: this is how machines share work|Parts are for ever
		common.md|A write error (/dev/full) is never 0|The exit status tells
		common.md|rows in = rows used + rows rejected|No record is lost
		common.md|is bad data and not a guess|No guess
		common.md|the same bytes for the same input|The same bytes
		common.md|so that print, edit, --policy works|What is printed can be given back
		common.md|a quote left open does not eat the file|Hostile tables cost no more
	EOF
}

@test "SECURITY: what it links to and calls by name is there" {
	cd "$TOP"
	for file in $(grep -oE '\]\([^)]*\)|`man man/[^` ]*`' SECURITY.md | sed -E 's/^\]\((.*)\)$/\1/; s/`man (.*)`/\1/'); do
		[ -e "$file" ] || wrong "$file"
	done
	rt-report --help > "$BATS_TEST_TMPDIR/help"
	for option in $(grep -oE -e '--[a-z-]+' SECURITY.md | sort -u); do
		[ "$option" = --holdout ] || grep -q -e " $option " "$BATS_TEST_TMPDIR/help" || wrong "$option"
	done
	rt-triggers --help | grep -q -e '--holdout '
	run ! grep -qE '[[:alnum:].-]+@[[:alnum:]]|https?://' SECURITY.md # no address that we do not have
}
