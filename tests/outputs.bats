# outputs -- all files of a run are there when it has done, or none of them.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01
	printf '%s\n' customer_id,month,amount C1,2026-01,100 C1,2026-02,100 C1,2026-03,100 \
		C2,2026-03,x C3,2026-03,20 > bills.csv
	rt-tier -q -r /dev/null bills.csv > tiers.csv
	printf '%s\n' customer_id,joined,left,age a,2025-01-10,2026-02-03,20 b,2025-02-11,,30 \
		c,2025-03-12,,25 d,2025-03-12,2026-01-03,60 e,2025-03-12,,41 f,2025-03-14,2026-03-03,33 \
		> contracts.csv
	cat > orders.csv <<-'EOF'
		workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence
		w1,C1,care,care,L2,2026-04-01,2026-04-06T09:00,sms,Ask,x
		w2,C2,care,care,L2,2026-04-01,soon,sms,Ask,x
	EOF
	rt-schedule -q -r /dev/null -o before.csv orders.csv
}

# Runs a tool that writes all it can into the folder: everything KIND OPTION...
everything()
{
	local folder=$1 tool=$2
	shift 2
	case $tool in
	rt-tier) rt-tier -o $folder/out --cuts $folder/cuts -r $folder/rejects "$@" bills.csv ;;
	rt-triggers) rt-triggers -o $folder/out -r $folder/rejects "$@" bills.csv ;;
	rt-churn) rt-churn risk -o $folder/out --save-model $folder/model -r $folder/rejects "$@" contracts.csv ;;
	rt-schedule) rt-schedule -o $folder/out --record $folder/record --impact $folder/impact \
		--changes $folder/changes --pin before.csv -r $folder/rejects "$@" orders.csv ;;
	rt-report) rt-report pareto -o $folder/out --figures $folder/figures -r $folder/rejects "$@" tiers.csv ;;
	esac
}

names()
{
	case $1 in
	rt-tier) echo cuts out rejects ;;
	rt-triggers) echo out rejects ;;
	rt-churn) echo model out rejects ;;
	rt-schedule) echo changes impact out record rejects ;;
	rt-report) echo figures out rejects ;;
	esac
}

@test "all outputs of a run are there, whole, for their owner only" {
	for tool in $TOOLS; do
		mkdir $tool
		echo old > $tool/rejects
		chmod 644 $tool/rejects
		everything $tool $tool -q
		[ "$(cd $tool && echo *)" = "$(names $tool)" ] || wrong "$tool: $(ls $tool)"
		[ "$(ls -A $tool)" = "$(ls $tool)" ] || wrong "$tool: $(ls -A $tool)"
		[ "$(stat -c %a $tool/* | sort -u)" = 600 ] || wrong "$tool: $(stat -c '%n %a' $tool/*)"
		[ "$(head -n 1 $tool/rejects)" = file,line,column,reason,record ]
	done
}

@test "a run that fails leaves every old file as it was, and no other" {
	for tool in $TOOLS; do
		mkdir $tool full
		for name in $(names $tool); do echo old > $tool/$name; done
		run everything $tool $tool --max-rejects 0 --column customer_id=nobody
		[ $status -ne 0 ] || wrong "$tool: $output"
		[ "$(cat $tool/* | sort -u)" = old ] || wrong "$tool: $(tail $tool/*)"
		[ "$(cd $tool && echo $(ls -A))" = "$(names $tool)" ] || wrong "$tool: $(ls -A $tool)"
		# The rows do not arrive.
		run -3 everything full $tool -o /dev/full
		[ -z "$(ls -A full)" ] || wrong "$tool: $(ls -A full)"
		rm -r $tool full
	done
}

@test "what cannot be put in place takes the others back" {
	mkdir folder
	echo old > folder/cuts
	# Between the first look and the end, rejects becomes a folder.
	mkfifo pipe
	rt-tier -o folder/out --cuts folder/cuts -r folder/rejects pipe 2> err 3>&- &
	exec 4> pipe
	{ cat bills.csv; seq -f 'D%.0f,2026-03,80' 200000; } >&4
	for i in $(seq 100); do [ "$(ls -A folder | wc -l)" = 4 ] && break; sleep 0.05; done
	mkdir folder/rejects
	exec 4>&-
	status=0
	wait $! || status=$?
	[ $status -eq 3 ]
	same "$(cat err)" <<-'EOF'
		rt-tier: 1 record refused: see folder/rejects
		rt-tier: folder/rejects: Is a directory
	EOF
	[ "$(cat folder/cuts)" = old ]
	[ "$(cd folder && echo $(ls -A))" = 'cuts rejects' ] || wrong "$(ls -A folder)"
}

@test "two runs that refuse records into one file: it is that of one of them" {
	for n in 1 2; do
		{ echo customer_id,month,amount; echo C1,2026-03,5; seq -f "R$n-%.0f,2026-03,x" 20000; } > in$n.csv
	done
	for round in 1 2 3; do
		rt-tier -q -r both.csv -o out1.csv in1.csv 3>&- &
		rt-tier -q -r both.csv -o out2.csv in2.csv
		wait $!
		[ "$(tail -n +2 both.csv | cut -d , -f 1 | sort -u | wc -l)" = 1 ]
		[ "$(wc -l < both.csv)" = 20001 ]
	done
}

@test "the rejects stand where standard output stands: refused" {
	run -2 --separate-stderr bash -c 'rt-tier -r same.csv bills.csv > same.csv'
	[ "${stderr_lines[0]}" = 'rt-tier: same.csv is the output: it cannot take the rejects' ]
}
