#!/usr/bin/env bats
# rt-report: incidence, gains, and curves with numbers at risk.

load helper

# Two groups, two reasons; the numbers are invented.
tables()
{
	cat > incidence.csv <<-'END'
		region,reason,time,at_risk,events,incidence,std_error,ci_low,ci_high
		n,price,1,10,1,0.1,0.09,0.01,0.4
		n,price,30,5,1,0.28,0.15,0.05,0.6
		n,service,1,10,0,0,0,,
		n,service,30,5,0,0,0,,
		s,price,2,8,2,0.25,0.15,0.04,0.5
		s,service,2,8,0,0,0,,
	END
	cat > gains.csv <<-'END'
		group,customers,mean_risk,lost,rate,ci_low,ci_high,lift,cumulative_customers,cumulative_lost,capture
		1,13,0.6,7.8,0.6,0.34,0.81,1.41,13,7.8,0.45882352941176469
		2,13,0.438,5.7,0.438,0.215,0.69,1.03,26,13.5,0.79411764705882348
		3,14,0.25,3.5,0.25,0.096,0.51,0.588,40,17,1
	END
	# Thirteen times: 1, 2, ... 12 and 50.
	{
		echo time,at_risk,events,censored,survival,std_error,ci_low,ci_high
		for i in {1..12}; do
			echo "$i,$((101 - i)),1,0,0.$((100 - i)),0.01,0.$((95 - i)),0.$((101 - i < 100 ? 101 - i : 99))"
		done
		echo 50,88,0,88,0.88,0.01,0.83,0.89
	} > survival.csv
}

@test "R08: incidence and gains come through csv as they are" {
	tables
	printf '%s\n' region,reason,n,events,incidence,chi2,df,p n,price,10,2,0.28,1.5,1,0.22 > summary.csv
	for kind in incidence gains; do
		run -0 rt-report $kind.csv
		prints < $kind.csv
		run -0 rt-report --format text $kind $kind.csv
		[[ $output == *"$kind.csv ($kind)"* ]]
		run -0 rt-report --format json $kind.csv
		python3 -c 'import json, sys; assert json.loads(sys.argv[1])["sections"][0]["kind"] == sys.argv[2]' "$output" $kind
	done
	run -0 rt-report summary.csv
	prints < summary.csv
	run -0 rt-report incidence --format text summary.csv
	[[ $output == 'Incidence by group and reason'*"Gray's"*'Input: summary.csv (incidence): 1 rows'* ]]
	run -0 rt-report --format markdown --lang zh incidence.csv gains.csv
	[[ $output == *'## 各原因累积流失'*'| 累积发生率 |'*'## 预测增益'*'| 捕获率 |'* ]]
	# The group of gains is no figure; that of others changes.
	run -0 rt-report --previous gains.csv gains.csv
	[[ ${lines[0]} == group,customers,customers_change,* && ${lines[1]} == 1,13,0.000000,* ]]
	run -1 rt-report gains incidence.csv
	[[ $output == *'not the header of rt-churn risk --gains'* ]]
}

@test "R08: curve: a short table has its own times, a long one round ones" {
	tables
	run -0 rt-report curve incidence.csv
	prints <<-'END'
		region,reason,time,at_risk,incidence,ci_low,ci_high
		n,price,1,10,0.1,0.01,0.4
		n,price,2,5,0.1,0.01,0.4
		n,price,30,5,0.28,0.05,0.6
		n,service,1,10,0,,
		n,service,2,5,0,,
		n,service,30,5,0,,
		s,price,1,8,0,,
		s,price,2,8,0.25,0.04,0.5
		s,price,30,,,,
		s,service,1,8,0,,
		s,service,2,8,0,,
		s,service,30,,,,
	END
	# 50 / 10 is a step of 5; before the first step all are there, at 12 is step 12.
	run -0 rt-report curve survival.csv
	[ "${lines[0]}" = time,at_risk,survival,ci_low,ci_high ]
	[ "$(cut -d, -f1 <<< "$output" | paste -sd' ')" = 'time 0 5 10 15 20 25 30 35 40 45 50' ]
	[ "${lines[1]}" = 0,100,1,, ]
	[ "${lines[2]}" = 5,96,0.95,0.90,0.96 ]
	[ "${lines[4]}" = 15,88,0.88,0.83,0.89 ]
	[ "${lines[11]}" = 50,88,0.88,0.83,0.89 ]
	# Behind its last row nobody of a group is at risk.
	{ sed '1s/^/g,/; 2,$s/^/a,/' survival.csv; echo b,20,5,5,0,0,,,; } > two.csv
	rt-report curve two.csv | grep ^b, > got
	[ "$(sed -n '5,6p' got | paste -sd' ')" = 'b,20,5,0,, b,25,0,,,' ]
}

@test "R08: curve of gains: the share of the lost, with Wilson's limits" {
	tables
	run -0 rt-report curve gains.csv
	[ "${lines[0]}" = top_share,customers,capture,ci_low,ci_high ]
	[ "$(cut -d, -f1,2 <<< "$output" | sed 1d | paste -sd' ')" = '0.325000,13 0.650000,26 1.000000,40' ]
	# Roots of (p - 7.8/17)^2 = z^2 p (1 - p) / 17.
	python3 - "${lines[1]}" <<-'END'
		import sys
		share, low, high = map(float, sys.argv[1].split(",")[2:])
		z, n, x = 1.959963984540054, 17, 7.8 / 17
		a, b, c = 1 + z * z / n, -(2 * x + z * z / n), x * x
		r = (b * b - 4 * a * c) ** .5
		assert abs(share - x) < 1e-12
		assert abs(low - (-b - r) / (2 * a)) < 1e-12 and abs(high - (-b + r) / (2 * a)) < 1e-12
	END
	{ cat gains.csv; sed 1d gains.csv; } > twice.csv
	run -1 rt-report curve twice.csv
	[[ $output == *'row 4: cumulative_customers: not more than in the row before'* ]]
}

@test "R08: curve: what is no curve is refused" {
	tables
	printf 'a,b\n1,2\n' > any.csv
	run -1 rt-report curve any.csv
	[[ $output == *'any.csv:1: not the header of rt-churn survival, incidence or risk --gains'* ]]
	cut -d, -f2- incidence.csv > lost.csv
	run -1 rt-report curve lost.csv
	[[ $output == *'curve: row 5: of a group that ended before'* ]]
	cut -d, -f1,3- incidence.csv | sed '1s/region/reason/' > none.csv
	run -1 rt-report curve none.csv
	[[ $output == *'curve: row 3: time: not behind the one before'* ]]
	run -2 rt-report curve --min-cell 3 survival.csv
	run -2 rt-report curve --top 3 survival.csv
	run -0 rt-report curve <(head -1 survival.csv)
	prints <<< time,at_risk,survival,ci_low,ci_high
}

@test "R08: curve, incidence, gains: every format, both languages" {
	tables
	for file in survival incidence gains; do
		for format in text csv markdown html xlsx json jsonl; do
			rt-report curve --format $format --lang zh -o out.$format $file.csv
			[ -s out.$format ]
		done
	done
	run -0 rt-report curve --format text survival.csv
	[ "${lines[0]}" = 'Curve and numbers at risk' ]
	[[ $output == *'at risk: at that time, or at the next time that the table has'* ]]
	[ "$(wc -L <<< "$output")" -le 80 ]
	run -0 rt-report curve --format text --lang zh gains.csv
	[[ ${lines[0]} == 曲线与在险数 && $output == *捕获率：风险最高* ]]
	run -0 rt-report --format text gains.csv
	[ "$(wc -L <<< "$output")" -le 80 ]
}

@test "html: curves have all steps, and where the numbers at risk stand" {
	tables
	rt-report --format html curve survival.csv > page.html
	grep -o '<canvas[^>]*>' page.html > canvas
	grep -q 'data-form="curve".*data-percent data-labels="0".*data-values="2".*data-start="1" data-risk="1" data-sides=""' canvas
	# The first row has the line: thirteen steps.
	[ "$(grep -o 'data-steps="[^"]*"' page.html | tr -dc ';' | wc -c)" -eq 13 ]
	grep -q 'data-steps="1,0.99,0.94,0.99,100;2,0.98,' page.html
	rt-report --format html curve incidence.csv > page.html
	grep -o '<canvas[^>]*>' page.html > canvas
	# Reasons of a region share its numbers.
	grep -q 'data-series="0,1".*data-start="0" data-risk="3" data-sides="0"' canvas
	[ "$(grep -c 'data-steps=' page.html)" -eq 4 ]
	rt-report --format html gains.csv > page.html
	grep -q 'data-form="bar".*data-labels="0".*data-values="4"' page.html
	grep -q '60.00%' page.html
	[ "$(grep -o 'data-low="0.340000" data-high="0.810000"' page.html | wc -l)" -eq 1 ]
	rt-report --format html incidence.csv > page.html
	grep -q 'data-form="step".*data-start="0"' page.html
}

@test "html: in a browser curves are drawn, and nothing is refused" {
	command -v chromium > /dev/null || skip "there is no chromium"
	tables
	rt-report --format html --section curve=survival.csv incidence.csv gains.csv > page.html
	rt-report --format html curve gains.csv > gains.html
	rt-report --format html curve incidence.csv > incidence.html
	for page in page gains incidence; do
		chromium --headless --no-sandbox --disable-gpu --no-first-run \
			--disable-background-networking --disable-component-update --disable-sync \
			--user-data-dir="$PWD/profile" --enable-logging=stderr --dump-dom \
			"file://$PWD/$page.html" > $page.dom 2> log || skip "chromium does not start here"
		run -1 grep -iE 'console|refused to' log
	done
	[ "$(grep -oE '<canvas[^>]*style="[^"]*height' page.dom | wc -l)" -eq 3 ]
	[ "$(grep -oE '<canvas[^>]*style="[^"]*height' gains.dom | wc -l)" -eq 1 ]
	# Two regions make the picture taller than one.
	grep -q 'class="chart" style="height: 382px' incidence.dom
	grep -q 'class="chart" style="height: 366px' gains.dom
}
