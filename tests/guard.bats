# guard -- a file that steers a run is none that everybody may write.

load helper

setup()
{
	cp -r "$TESTDATA" "$BATS_TEST_TMPDIR/data"
	cd "$BATS_TEST_TMPDIR/data" || return
	export RT_AS_OF=2026-04-01
}

# What steers a tool, by options; the other files of --help are tables, or written.
steers()	# TOOL
{
	case $1 in
	rt-tier) echo names policy simulate ;;
	rt-triggers) echo calendar key-file names policy words ;;
	rt-churn) echo model model-file names policy words ;;
	rt-schedule) echo calendar levels names outcomes policy triggers words ;;
	rt-report) echo calendar key-file names policy triggers words ;;
	esac
}

tables='base changes check customers cuts figures history ids impact managers near output pin previous
	record rejects save-model score section seen table tiers train'

# A file fit for the option, into ./file.
write_file()	# TOOL OPTION
{
	case $2 in
	names) printf 'kind,column,value,text\n,region,,省份\n' ;;
	words) head -n 3 "$TOP"/common/table/policy/words.csv ;;
	calendar) printf 'date,kind,occasion,audience\n2026-04-07,holiday,Day,\n' ;;
	key-file) printf 0123456789abcdef ;;
	levels) rt-schedule --print-policy levels ;;
	outcomes) rt-schedule --print-policy outcomes ;;
	triggers) rt-triggers --print-policy ;;
	model-file) rt-churn alive -q --params purchases.csv ;;
	model) rt-churn hazard -q --covariates age -o /dev/null --save-model model people.csv && cat model ;;
	simulate) rt-tier --print-policy ;;
	policy) case $1 in rt-churn) rt-churn winback --print-policy ;; rt-report) rt-report kpi --print-policy ;; *) $1 --print-policy ;; esac ;;
	esac > file
}

# The tool with that option, which takes ./file, and what else it needs, into $cmd.
command_with()	# TOOL OPTION
{
	local file="--$2=${3:-file}"
	case $1-$2 in
	rt-tier-*) cmd=(rt-tier "$file" bills.csv) ;;
	rt-triggers-key-file) cmd=(rt-triggers "$file" --holdout 10 bills.csv) ;;
	rt-triggers-words) cmd=(rt-triggers "$file" --lang zh bills.csv) ;;
	rt-triggers-*) cmd=(rt-triggers "$file" bills.csv) ;;
	rt-churn-model) cmd=(rt-churn hazard "$file" people.csv) ;;
	rt-churn-model-file) cmd=(rt-churn alive "$file" purchases.csv) ;;
	rt-churn-policy) cmd=(rt-churn winback "$file" customers.csv) ;;
	rt-churn-words) cmd=(rt-churn winback --lang zh "$file" customers.csv) ;;
	rt-churn-*) cmd=(rt-churn rates "$file" customers.csv) ;;
	rt-schedule-triggers | rt-schedule-words) cmd=(rt-schedule "$file" --format ics orders.csv) ;;
	rt-schedule-*) cmd=(rt-schedule "$file" orders.csv) ;;
	rt-report-calendar) cmd=(rt-report service "$file" --working-time L1 cases.csv) ;;
	rt-report-key-file) cmd=(rt-report table "$file" --mask customer_id=hash bills.csv) ;;
	rt-report-policy) cmd=(rt-report kpi "$file" --format csv --month 2026-03 customers.csv tiers.csv) ;;
	rt-report-*) cmd=(rt-report workorders "$file" --format html orders.csv) ;;
	esac
}

tables_too()
{
	rt-triggers -q -s 2026-03-01 bills.csv > orders.csv
	rt-tier -q bills.csv > tiers.csv
	{
		echo customer_id,joined,left,age
		for i in $(seq 40); do echo "C$i,2025-$((i % 12 + 1))-10,$([ $((i % 3)) = 0 ] || echo 2026-0$((i % 3 + 1))-2$((i % 9))),$((20 + i * 37 % 41))"; done
	} | sed -E 's/-([0-9])-/-0\1-/' > people.csv
}

@test "every option that names such a file refuses what everybody may write" {
	tables_too
	for tool in $TOOLS; do
		for option in $(steers $tool); do
			write_file $tool $option
			[ -s file ] || wrong "$tool: $option"
			command_with $tool $option
			for mode in 0602 0622 0606 0666 0777; do
				case $option-$mode in key-file-0622 | key-file-06?6 | key-file-0777) continue ;; esac
				chmod $mode file
				run -2 --separate-stderr "${cmd[@]}"
				[ "$stderr" = "$tool: file: everybody may write it (mode $mode), and it decides what is done: say chmod o-w file, or --trust mode" ] ||
					wrong "${cmd[*]}: $mode: $stderr"
				[ -z "$output" ]
			done
			run -0 --separate-stderr "${cmd[@]}" --trust mode -q || wrong "${cmd[*]}: $stderr"
			trusted=$output
			chmod 0600 file
			run -0 --separate-stderr "${cmd[@]}" -q || wrong "${cmd[*]}: $stderr"
			[ "$output" = "$trusted" ]
		done
	done
}

@test "no option that names a file is forgotten here" {
	for tool in $TOOLS; do
		$tool --help | sed -nE 's/^ +(-., )?--([a-z-]+) ([][A-Z=|-]*(FILE|PLAN|TIERS)[]A-Z]*) .*/\2/p' | sort -u > help
		run -0 comm -23 help <(printf '%s\n' $tables $(steers $tool) | sort -u)
		prints < /dev/null || wrong "$tool: $output"
		run -0 comm -13 help <(steers $tool | tr ' ' '\n')
		prints < /dev/null || wrong "$tool: $output"
	done
}

@test "the group may write it, and who owns it does not matter" {
	rt-tier --print-policy > file
	for mode in 0660 0664 0775 0444; do
		chmod $mode file
		run -0 --separate-stderr rt-tier -q -p file bills.csv
	done
}

@test "the file behind a link is asked, not the link; a pipe is not asked" {
	rt-tier --print-policy > file
	chmod 0666 file && ln -s file link
	run -2 --separate-stderr rt-tier -p link bills.csv
	[[ $stderr == 'rt-tier: link: everybody may write it (mode 0666), '*'chmod o-w link, or --trust mode' ]]
	run -2 --separate-stderr rt-tier -p /dev/stdin bills.csv < file
	[[ $stderr == 'rt-tier: /dev/stdin: everybody may write it (mode 0666), '* ]]
	run -0 --separate-stderr rt-tier -p <(cat file) bills.csv
	cat file | rt-tier -q -p /dev/stdin bills.csv > out
	[ -s out ]
	chmod o-w file # as said
	run -0 --separate-stderr rt-tier -p link bills.csv
}

@test "RT_NAMES, and a calendar among the tables, are no other" {
	write_file rt-tier names && chmod 0666 file
	RT_NAMES='file' run -2 rt-tier bills.csv
	[[ $output == 'rt-tier: file: everybody may write it (mode 0666)'* ]]
	RT_NAMES='file' run -0 rt-tier -q --trust mode bills.csv
	write_file rt-triggers calendar && chmod 0666 file
	run -2 rt-triggers bills.csv file
	[[ $output == 'rt-triggers: file: everybody may write it (mode 0666)'* ]]
	run -2 rt-schedule --table calendar=file <(printf 'workorder_id,customer_id\n')
	[[ $output == *'file: everybody may write it (mode 0666)'* ]]
}

@test "tables are data, whoever may write them" {
	chmod 0666 bills.csv customers.csv
	run -0 --separate-stderr rt-tier -q --customers customers.csv bills.csv
}

@test "--trust takes mode among the doubts" {
	rt-tier --print-policy > file && chmod 0666 file
	run -0 rt-tier -q --strict --trust stale,mode -p file bills.csv
	run -2 rt-tier --trust modes -p file bills.csv
	[ "${lines[0]}" = "rt-tier: --trust: no doubt is called 'modes'; did you mean 'mode'?" ]
}
