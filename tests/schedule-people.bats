# rt-schedule, people: who left, managers who are away, households.
#
# 2026-03-02 is a Monday; no day of that March is a holiday.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	printf '%s\n' customer_id,manager,region C1,ma,east C2,ma,east C3,ma, > customers.csv
	managers <<-'EOF'
		ma,east,,,,,
		mb,west,,,,,
	EOF
}

# Standard input as FILE, below the heading.
table()	# FILE HEADING
{
	{ printf '%s\n' "$2"; cat; } > "$1"
}

orders()
{
	table orders.csv workorder_id,customer_id,trigger,category,level,due,channel
}

managers()
{
	table managers.csv manager,region,calls_per_day,visits_per_day,days_off,left,deputy
}

plan_as_of()	# AS-OF [OPTION]...
{
	rt-schedule --as-of "$1" --customers customers.csv --managers managers.csv "${@:2}" orders.csv
}

# The plan as of that time is as standard input says, in date, start, manager,
# customer, work orders, reason and next possible day; it breaks no rule.  Left as plan.csv.
plans()	# AS-OF [OPTION]...
{
	run -0 --separate-stderr plan_as_of "$@" --output plan.csv
	stderr_told=$stderr
	run -0 cut -d, -f1,2,4,5,8,18,19 plan.csv
	{ echo date,start,manager,customer_id,workorders,reason,next_possible; cat; } | same "$output"
	run -0 plan_as_of "$@" --quiet --check plan.csv
	prints <<< line,rule,customer_id,detail
}

@test "customers who left: recovery and win-back are planned, the rest is left" {
	printf '%s\n' customer_id,manager,left C1,ma,2026-03-02 C2,ma,2026-03-03 > customers.csv
	orders <<-'EOF'
		w1,C1,t,care,L1,2026-03-13T09:00,call
		w2,C1,t,service,L1,2026-03-13T09:00,call
		w3,C1,t,recovery,L1,2026-03-13T09:00,call
		w4,C1,winback,,L1,2026-03-13T09:00,call
		w5,C2,t,care,L1,2026-03-13T09:00,call
	EOF
	plans 2026-03-02 <<-'EOF'
		2026-03-02,09:00,ma,C1,w3;w4,,
		2026-03-02,09:09,ma,C2,w5,,
		,,ma,C1,w1;w2,left,
	EOF
	run -0 sed -n 4p plan.csv
	[[ $output == *,unplanned,left,,, ]]
	# In the words of the category.
	orders <<< w1,C1,t,挽回,L1,2026-03-13T09:00,call
	plans 2026-03-02 <<< 2026-03-02,09:00,ma,C1,w1,,
}

@test "left comes behind control and resolved, and before refused" {
	printf '%s\n' customer_id,manager,left,do_not_disturb C1,ma,2026-03-01,yes > customers.csv
	table orders.csv workorder_id,customer_id,trigger,category,due,state,arm <<-'EOF'
		w1,C1,t,care,2026-03-13T09:00,resolved,control
		w2,C1,t,care,2026-03-13T09:00,resolved,
		w3,C1,t,care,2026-03-13T09:00,,
		w4,C1,t,recovery,2026-03-13T09:00,,
	EOF
	plans 2026-03-02 <<-'EOF'
		,,ma,C1,w1,control,
		,,ma,C1,w2,resolved,
		,,ma,C1,w3,left,
		,,ma,C1,w4,refused,
	EOF
}

@test "--check and --pin know who left" {
	orders <<< w1,C1,t,care,L1,2026-03-13T09:00,call
	run -0 plan_as_of 2026-03-02 --from 2026-03-03 --output before.csv
	printf '%s\n' customer_id,manager,left C1,ma,2026-03-02 > customers.csv
	run -1 plan_as_of 2026-03-02 --from 2026-03-03 --check before.csv
	prints <<-'EOF'
		line,rule,customer_id,detail
		2,left,C1,work order w1 is of a customer who left
	EOF
	plans 2026-03-02 --pin before.csv <<< ,,ma,C1,w1,left,
	same "$stderr_told" <<< 'rt-schedule: before.csv:2: released: left: the customer left'
}
