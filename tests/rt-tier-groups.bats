# rt-tier -- a policy without levels of groups.

load helper


individuals()
{
	rt-tier --print-policy | grep -v '^group,' > mine.csv
	printf 'customer_id,month,amount\nu1,2026-01,80\nu1,2026-02,90\nu1,2026-03,85\nu2,2026-03,3\n' > bills.csv
}

@test "a policy without levels of groups runs as long as no group is met" {
	individuals
	printf 'customer_id,scope,group_id\nu1,individual,\nu2,,\n' > c.csv
	run -0 rt-tier -a 2026-04-01 -p mine.csv --customers c.csv bills.csv
	run -0 --separate-stderr rt-tier -a 2026-04-01 -p mine.csv --customers c.csv --previous <(echo "$output") bills.csv
	[ "$(cut -d , -f 1-6,17,18 <<< "$output")" = "$(cat <<-'END'
		customer_id,scope,tier,rank,status,reason,previous_tier,movement
		u1,individual,vip,5,high-end,consecutive-months,vip,same
		u2,individual,standard,7,standard,,standard,same
	END
	)" ] || wrong "$output"
	run -0 rt-tier -a 2026-04-01 -p mine.csv --customers c.csv --cuts cuts.csv bills.csv
}

@test "the first group's line is named, and nothing is written" {
	individuals
	printf 'customer_id,scope,group_id\nu2,,\nu1,individual,G1\nG2,group,\n' > c.csv
	run --separate-stderr -2 rt-tier -a 2026-04-01 -p mine.csv --customers c.csv -o out.csv bills.csv
	prints_err <<< "rt-tier: mine.csv:1: no row 'group,standard', and c.csv:3 is of a group"
	[ ! -e out.csv ]
	sed -i 3d c.csv
	run --separate-stderr -2 rt-tier -a 2026-04-01 -p mine.csv --customers c.csv bills.csv
	[ "${stderr_lines[0]}" = "rt-tier: mine.csv:1: no row 'group,standard', and c.csv:3 is of a group" ]
	run --separate-stderr -2 rt-tier -a 2026-04-01 --simulate mine.csv --customers c.csv bills.csv
	[ "${stderr_lines[0]}" = "rt-tier: mine.csv:1: no row 'group,standard', and c.csv:3 is of a group" ]
	printf 'customer_id,scope,tier,rank\nu1,individual,vip,5\nG1,group,vip,5\n' > before.csv
	run --separate-stderr -2 rt-tier -a 2026-04-01 -p mine.csv --previous before.csv bills.csv
	[ "${stderr_lines[0]}" = "rt-tier: mine.csv:1: no row 'group,standard', and before.csv:3 is of a group" ]
}

@test "a policy with some level of groups needs their standard" {
	individuals
	echo 'group,vip,VIP,VIP,5,3000,30' >> mine.csv
	run --separate-stderr -2 rt-tier -a 2026-04-01 -p mine.csv bills.csv
	[ "${stderr_lines[0]}" = "rt-tier: mine.csv:1: no row 'group,standard'" ]
}
