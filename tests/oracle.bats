#!/usr/bin/env bats
# Amounts, days and CSV as Python has them: a sample of what make oracle asks.

load helper

oracle=$BATS_TEST_DIRNAME/oracle

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	command -v python3 > /dev/null || skip "python3 is not here"
}

@test "oracle: every text of up to three signs of money is what Python's decimal makes of it" {
	run -0 "$oracle/money.py" "$RT_BUILD/unit" 3
	[[ $output == '4368 texts, of which '*' are money: all as Python has them' ]]
}

@test "oracle: days of three centuries, in every form, are those of Python's datetime" {
	run -0 "$oracle/dates.py" "$RT_BUILD/unit" 101
	[[ $output == *' texts of the years 1900 to 2199: all as Python has them' ]]
}

@test "oracle: files with slips hold the records that Python's strict reader finds" {
	run -0 "$oracle/csvfiles.py" "$RT_BUILD/unit" 300
	[[ $output == '300 files, '*': all as Python has them, both ways' ]]
}
