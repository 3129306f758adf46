# rt-churn -- tables without an id: rates --no-id, reasons --no-id.

load helper

# 4 of 5 stay; of the north 1 of 2 is lost.  Two rows are equal.
answers()
{
	cat <<-'END'
		Region,Fee,Churn
		north,80,Yes
		north,70,No
		south,60,No
		south,60,No
		south,,No
	END
}

@test "--no-id: rates --flag counts rows" {
	answers > t.csv
	run -0 --separate-stderr rt-churn rates --flag Churn=Yes --no-id t.csv
	prints <<-'EOF'
		period,opening,joined,joined_lost,lost,closing,churn_rate,retention_rate,opening_amount,lost_amount,relative_churn_rate,definition
		all,5,0,0,1,4,0.200000,0.800000,,,,opening
	EOF
	run -0 --separate-stderr rt-churn rates --flag Churn=Yes --no-id --by Region -c amount=Fee t.csv
	prints <<-'EOF'
		period,Region,opening,joined,joined_lost,lost,closing,churn_rate,retention_rate,opening_amount,lost_amount,relative_churn_rate,definition
		all,north,2,0,0,1,1,0.500000,0.500000,150.00,80.00,0.533333,opening
		all,south,3,0,0,0,3,0.000000,1.000000,120.00,0.00,0.000000,opening
	EOF
}

@test "--no-id: an id that is there is passed over, blank or twice" {
	printf 'customer_id,Churn\nu1,Yes\nu1,No\n,No\n,Yes\n' > t.csv
	run -0 --separate-stderr rt-churn rates --flag Churn=Yes --no-id t.csv
	[ "${lines[1]}" = all,4,0,0,2,2,0.500000,0.500000,,,,opening ]
	run -1 rt-churn rates --flag Churn=Yes t.csv
}

@test "--no-id: rates and reasons by dates too, without an id" {
	printf 'joined,left,left_reason\n2026-01-05,2026-02-03,price\n2026-01-05,,\n2026-01-05,2026-02-04,price\n' > t.csv
	run -0 --separate-stderr rt-churn rates --no-id -a 2026-03-01 --from 2026-02 t.csv
	[ "${lines[1]}" = 2026-02,3,0,0,2,1,0.666667,0.333333,,,,opening ] || wrong "$output"
	run -0 --separate-stderr rt-churn reasons --no-id -a 2026-03-01 t.csv
	[ "${lines[1]}" = price,2,1.000000,, ] || wrong "$output"
}

@test "--no-id: verbs whose rows are customers do not take it; without it an id is needed" {
	answers > t.csv
	run --separate-stderr -2 rt-churn risk --flag Churn=Yes --no-id t.csv
	[ "${stderr_lines[0]}" = 'rt-churn: risk does not take --no-id' ]
	run --separate-stderr -1 rt-churn rates --flag Churn=Yes t.csv
	[[ $stderr == "rt-churn: t.csv:1: no column 'customer_id' for a table of customers; "* ]]
	run --separate-stderr -2 rt-churn rates --flag Chrun=Yes --no-id t.csv
	[ "${stderr_lines[0]}" = "rt-churn: --flag: no column 'Chrun' in the input; did you mean 'Churn'?" ]
}
