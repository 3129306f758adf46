# rt-report: markdown, json, jsonl, and what holds for every format.

load helper

FORMATS='text csv markdown html xlsx json jsonl'

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01
	cat > any.csv <<-'END'
		id,name,fee,code,when
		1,a|b `c` <script>,12.50,007,2026-01-02
		2,"two
		lines",-3,8,
	END
}

@test "markdown: a table, numbers right, nothing in a cell is obeyed" {
	run -0 rt-report --format markdown any.csv
	prints <<-'END'
		# Table

		| id | name | fee | code | when |
		| ---: | --- | ---: | ---: | --- |
		| 1 | a\|b \`c\` &lt;script> | 12.50 | 007 | 2026-01-02 |
		| 2 | two lines | -3 | 8 |  |

		- As of: 2026-04-01
		- Input: any.csv (table): 2 rows, 0 rejected
	END
	printf 'a\n\033[0m\n' | rt-report table --format markdown > out
	grep -qF '\x1B[0m' out
	# One star, or a line inside of a word, marks nothing; two do.
	run -0 rt-report table --format markdown <<-'END'
		a,b
		*x*,[z](http://e)
		138*****001,_y_ z
		a:13**1:x;b:13**1:y,a_b_c
		2026-03*,[0]
	END
	[ "${lines[3]}" = '| \*x\* | [z\](http://e) |' ]
	[ "${lines[4]}" = '| 138*****001 | \_y\_ z |' ]
	[ "${lines[5]}" = '| a:13\*\*1:x;b:13\*\*1:y | a_b_c |' ]
	[ "${lines[6]}" = '| 2026-03* | [0] |' ]
}

@test "json: numbers as numbers with the digits of the csv, the rest as text, blank null" {
	run -0 rt-report --format json --lang zh any.csv
	python3 - "$output" <<-'END'
		import json, sys
		page = json.loads(sys.argv[1], parse_float=str)
		assert page["about"]["tool"] == "rt-report" and page["about"]["as_of"] == "2026-04-01"
		assert page["about"]["title"] == "Table" and page["about"]["figures"] == {}
		assert page["about"]["inputs"] == [
		    {"name": "any.csv", "kind": "table", "rows": 2, "rejected": 0}]
		section, = page["sections"]
		assert section["kind"] == "table"
		assert section["columns"] == [{"name": n, "type": t} for n, t in [("id", "number"),
		    ("name", "text"), ("fee", "number"), ("code", "text"), ("when", "text")]]
		assert section["rows"] == [
		    {"id": 1, "name": "a|b `c` <script>", "fee": "12.50", "code": "007", "when": "2026-01-02"},
		    {"id": 2, "name": "two\nlines", "fee": -3, "code": "8", "when": None}]
	END
	run -0 rt-report --format jsonl any.csv
	prints <<-'END'
		{"id": 1, "name": "a|b `c` <script>", "fee": 12.50, "code": "007", "when": "2026-01-02"}
		{"id": 2, "name": "two\nlines", "fee": -3, "code": "8", "when": null}
	END
}

@test "json: a number that only csv may write so is written as json has it" {
	cat > survival.csv <<-'END'
		time,at_risk,events,censored,survival,std_error,ci_low,ci_high
		5.,100,5,0, .95,-.5,-007,1e-3
		1.50,100,5,0,0.95,-0.5,0,1E+0
	END
	run -0 rt-report --format jsonl survival.csv
	prints <<-'END'
		{"time": 5, "at_risk": 100, "events": 5, "censored": 0, "survival": 0.95, "std_error": -0.5, "ci_low": -7, "ci_high": 1e-3}
		{"time": 1.50, "at_risk": 100, "events": 5, "censored": 0, "survival": 0.95, "std_error": -0.5, "ci_low": 0, "ci_high": 1E+0}
	END
}

@test "json: ids that look like numbers stay text where the kind is known; figures are there" {
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,total_amount
		1,individual,vip,5,3
		2,individual,vip,5,1
	END
	# gini of 1 and 3: 2 (1 + 2 * 3) / (2 * 4) - 3/2 = 0.25
	run -0 rt-report pareto --format json tiers.csv
	[[ $output == *'"figures": {"gini": 0.25}'* ]]
	run -0 rt-report --format json tiers.csv
	[[ $output == *'"label": "VIP", "customers": 2, "share": 1.000000, "amount": 4.00,'* ]]
}

@test "json: a title or a file's name that is no UTF-8 is shown, and the page stays UTF-8" {
	cp any.csv $'a\xc4.csv'
	rt-report table --title $'\xc4\xe3x' --format json $'a\xc4.csv' > page.json
	python3 - <<-'END'
		import json
		about = json.load(open("page.json", encoding="utf-8"))["about"]
		assert about["title"] == "\\xC4\\xE3x", about["title"]
		assert about["inputs"][0]["name"] == "a\\xC4.csv", about["inputs"]
	END
}

@test "json: several kinds are sections, jsonl holds one" {
	printf '%s\n' workorder_id,customer_id,trigger,category,level,due \
		1,C1,x,care,L1,2026-04-02T09:00 > orders.csv
	run -0 rt-report --format json orders.csv any.csv
	python3 - "$output" <<-'END'
		import json, sys
		kinds = [s["kind"] for s in json.loads(sys.argv[1])["sections"]]
		assert kinds == ["workorders", "table"]
	END
	run -0 rt-report --format markdown orders.csv any.csv
	[[ ${lines[0]} == '## Care work orders' ]]
	run -2 rt-report --format jsonl orders.csv any.csv
	run -2 rt-report --format csv orders.csv any.csv
}

@test "--safe: no cell of the csv is a formula; numbers stay" {
	run -0 rt-report table --safe <<-'END'
		a,b,c
		=1+2,-3,@x
		+86 138,+5,＝1
		plain,-3.5e1,x=1
	END
	prints <<-'END'
		a,b,c
		'=1+2,-3,'@x
		'+86 138,+5,'＝1
		plain,-3.5e1,x=1
	END
	# Blanks in front, which some programs trim.
	printf 'a\n =1+2\n\343\200\200@x\n\302\240=1\n"\n=1"\n  -3\n x=1\n' > blanks.csv
	rt-report table --safe blanks.csv > safe.csv
	printf "a\n' =1+2\n'\343\200\200@x\n'\302\240=1\n\"'\n=1\"\n  -3\n x=1\n" |
		same_file safe.csv /dev/stdin
	# What a spreadsheet may pass over before it looks.
	printf 'a\n\tx\n"\rx"\nx\ty\n' > tabs.csv
	rt-report table --safe tabs.csv > safe.csv
	printf "a\n'\tx\n\"'\rx\"\nx\ty\n" | same_file safe.csv /dev/stdin
	# Headings are cells, too.
	run -0 rt-report --safe --by '=1+2' --count <<< $'=1+2,@b\n-x,'
	prints <<-'END'
		'=1+2,count
		'-x,1
	END
	run -0 rt-report table --safe --no-header <<< $'=1+2\n@b'
	[ "$output" = "'@b" ]
	run -2 rt-report table --safe --format text any.csv
}

@test "--skip-empty: without rows nothing is written, and FILE stays as it was" {
	echo before > out
	run -0 rt-report table --skip-empty -o out <<< a,b
	[ -z "$output" ]
	[ "$(cat out)" = before ]
	run -0 rt-report table --skip-empty -o out any.csv
	[ "$(head -n 1 out)" = id,name,fee,code,when ]
	# A row that is there for nobody is no row.
	run -0 rt-report --skip-empty --count <<< a,b
	[ -z "$output" ]
	run -0 rt-report nps --skip-empty <<< customer_id,time,nps
	[ -z "$output" ]
	run -0 rt-report nps <<< customer_id,time,nps
	[ "${lines[1]}" = 0,0,0,0,,,, ]
}

@test "every format says when the disk is full, ends when the pipe is closed, and fills FILE" {
	for format in $FORMATS; do
		run -3 bash -c "rt-report table --format $format any.csv > /dev/full"
		run -3 rt-report table --format $format -o /dev/full any.csv
		run -141 bash -c "(sleep 0.2; rt-report table --format $format any.csv) | true
			exit \${PIPESTATUS[0]}"
		run -3 bash -c "trap '' PIPE
			(sleep 0.2; rt-report table --format $format any.csv) | true
			exit \${PIPESTATUS[0]}"
		[ -z "$output" ]
		rt-report table --format $format any.csv > piped
		rt-report table --format $format -o file any.csv
		cmp piped file
		[ "$(stat -c %a file)" = 600 ]
		rt-report table --format $format -j 2 any.csv | cmp - piped
	done
}

@test "--figures: neither the output nor the rejects file is written over" {
	printf 'customer_id,scope,tier,rank,total_amount\nA,individual,vip,5,1\n' > tiers.csv
	run -2 rt-report pareto --figures same -o same tiers.csv
	run -2 rt-report pareto --figures same --rejects same tiers.csv
	prints <<-'END'
		rt-report: same is the figures: it cannot take the rejects
		Try 'rt-report --help'.
	END
	run -2 rt-report pareto --figures tiers.csv tiers.csv
}

@test "json: a heading that stands twice is bad data, csv has both" {
	printf 'a,b,a\n1,2,3\n' > twice.csv
	for format in json jsonl; do
		run -1 rt-report --format $format twice.csv
		prints <<< "rt-report: the heading 'a' stands twice, which json cannot hold"
	done
	run -0 rt-report --format csv twice.csv
	prints < twice.csv
}

@test "--figures -: standard output, when the report goes elsewhere" {
	printf 'customer_id,scope,tier,rank,total_amount\nA,individual,vip,5,1\n' > tiers.csv
	run -0 rt-report pareto --figures - -o out tiers.csv
	[ "${lines[0]}" = name,value,definition ]
	[ "$(wc -l < out)" -eq 7 ]
	run -2 rt-report pareto --figures - tiers.csv
	[ "${lines[0]}" = "rt-report: --figures: standard output is the report's" ]
	run -2 rt-report pareto --figures - --rejects - -o out tiers.csv
	[ "${lines[0]}" = 'rt-report: standard output is written twice' ]
	[ ! -e - ]
}
