# rt-report: html, by its bytes and in a browser.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01
	cat > orders.csv <<-'END'
		workorder_id,customer_id,trigger,category,level,due
		1,C1,<img src=x onerror=alert(1)>,care,L1,2026-04-02T09:00
		2,C2,bill,care,L2,2026-04-02T09:00
		3,C3,bill,care,L2,2026-04-02T09:00
	END
	cat > cohorts.csv <<-'END'
		cohort,age,size,active,retention
		2026-01,0,10,10,1.000000
		2026-01,1,10,7,0.700000
		2026-02,0,4,4,1.000000
		2026-02,1,4,,
	END
}

# The document as a browser has it when all its scripts have run.
browse()	# FILE [OPTION]...
{
	chromium --headless --no-sandbox --disable-gpu --no-first-run \
		--disable-background-networking --disable-component-update --disable-sync \
		--user-data-dir="$PWD/profile" --enable-logging=stderr "${@:2}" \
		"file://$PWD/$1" 2> log
}

@test "html: one file, nothing from a network, every cell escaped, the policy has the hashes" {
	rt-report --format html --title 'A <b> & "c"' orders.csv > page.html
	python3 - <<-'END'
		import base64, hashlib, re
		page = open("page.html", encoding="utf-8", newline="").read()
		assert "<img" not in page and "&lt;img src=x onerror=alert(1)&gt;" in page
		assert "<title>A &lt;b&gt; &amp; &quot;c&quot;</title>" in page
		policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
		assert policy.startswith("default-src 'none'; ")
		parts = re.findall(r"<(style|script)>(.*?)</\1>", page, re.S)
		assert [name for name, _ in parts] == ["style", "script", "script"]
		for _, text in parts:
		    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
		    assert "'sha256-" + digest + "'" in policy
		assert policy.count("sha256-") == 3 and "unsafe" not in policy
		body = re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.S)
		assert not re.search(r'\b(src|href|style|on\w+)="', body)
		assert '<html lang="en">' in page and "<caption>" in page
		assert page.count('scope="col"') == 5 and page.count('scope="row"') == 2
		assert "Chart.js v3" in page
	END
}

@test "html: a line break in a cell is one, other control characters are shown" {
	printf 'a,b\n"1\r\n2\n\033",x\n' | rt-report table --format html > page.html
	tr '\n' '~' < page.html | grep -qF '>1~2~\x1B<'
}

@test "html: --lang zh, several sections, the footer, cohorts as a coloured table" {
	rt-report --format html --lang zh orders.csv cohorts.csv > page.html
	for text in '<html lang="zh-CN">' '<h2>关怀工单</h2>' '<h2>同期群留存</h2>' \
		'<td class="h10">100%</td><td class="h7">70%</td>' '<li>统计时点: 2026-04-01</li>' \
		'<li>输入: orders.csv (workorders): 3 行, 0 拒绝</li>'; do
		grep -qF "$text" page.html || wrong "not there: $text"
	done
}

@test "R07: the heat map has a row a cohort, a column an age, and a colour each tenth" {
	cat > cohorts.csv <<-'END'
		cohort,age,size,active,retention
		2026-01,0,1000,1000,1.000000
		2026-01,1,1000,900,0.900000
		2026-01,2,1000,899,0.899000
		2026-02,0,4,4,1.000000
		2026-02,1,4,0,0.000000
	END
	rt-report --format html cohorts.csv > page.html
	run -0 sed -n '/<table class="heat">/,/<\/table>/p' page.html
	prints <<-'END'
		<div class="scroll" tabindex="0" role="region" aria-label="Retention by age"><table class="heat"><caption>Retention by age</caption>
		<thead><tr><th scope="col">Cohort</th><th scope="col">0</th><th scope="col">1</th><th scope="col">2</th></tr></thead>
		<tbody>
		<tr><th scope="row">2026-01</th><td class="h10">100%</td><td class="h9">90%</td><td class="h8">90%</td></tr>
		<tr><th scope="row">2026-02</th><td class="h10">100%</td><td class="h0">0%</td><td></td></tr>
		</tbody></table></div>
	END
}

@test "html: text where a number should be is text, and no markup" {
	cat > survival.csv <<-'END'
		time,at_risk,events,censored,survival,std_error,ci_low,ci_high
		1,2,1,0,<b>0.5</b>,0.1,0.1,0.9
	END
	rt-report --format html survival.csv > page.html
	run -1 grep -F '<b>' page.html
	rt-report --format markdown survival.csv > page.md
	grep -qF '| &lt;b>0.5&lt;/b> |' page.md
}

@test "html: what charts say of how sure a figure is" {
	# Wilson, 95%: 1 of 2 is 0.5 +- 0.405469; 0 of 1 goes up to 0.793451.
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,responded,resolved
		1,C1,2026-03-02T09:00,L1,2026-03-02T09:05,
		2,C2,2026-03-02T09:00,L1,,
	END
	rt-report --format html cases.csv > page.html
	grep -qF 'data-v="0.500000" data-low="0.094531" data-high="0.905469">50.00%' page.html
	cat > churn.csv <<-'END'
		period,opening,joined,joined_lost,lost,closing,churn_rate,retention_rate,opening_amount,lost_amount,relative_churn_rate,definition
		2026-01,1,0,0,0,1,0.000000,1.000000,10.00,0.00,0.000000,opening
		2026-02,1,0,0,0,1,0.000000,1.000000,10.00,0.00,0.000000,average
	END
	for lang in en zh; do
		rt-report --lang $lang --format html churn.csv > page.html
		[ "$(grep -o 'data-low="[^>]*' page.html)" = 'data-low="0.000000" data-high="0.793451"' ]
	done
	echo time,at_risk,events,censored,survival,std_error,ci_low,ci_high > survival.csv
	echo 1,100,5,0,0.95,0.0218,0.8843,0.9790 >> survival.csv
	rt-report --format html survival.csv > page.html
	grep -qF 'data-v="0.95" data-low="0.884300" data-high="0.979000">95.00%' page.html
}

@test "html: a movement's chart has a bar a level, by what became of its customers" {
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,previous_tier,movement,total_amount
		A,individual,gold,3,vip,up,300
		B,individual,vip,5,vip,stable,100
		C,individual,vip,5,gold,down,100
		D,individual,vip,5,,new,100
		E,individual,,,gold,gone,
	END
	rt-report movement --format html --lang zh tiers.csv > page.html
	# Gold fell, and went; vip rose, and stayed; one is new.
	[ "$(grep -o 'data-turn="[0-9]"' page.html | tr -dc 0-9)" = 24013 ]
	grep -qF 'data-turns="上升,不变,下降,新增,已消失"' page.html
	# Nobody but the chart is told.
	for format in text csv markdown json jsonl; do
		rt-report movement --format $format tiers.csv > out
		run -1 grep -E 'turn|rose|stayed' out
	done
	run -2 rt-report movement --sort turn tiers.csv
}

@test "html: the same bytes again; a full disk is said; FILE is whole" {
	rt-report --format html orders.csv > one.html
	rt-report --format html -o two.html orders.csv
	same_file one.html two.html
	run -3 bash -c 'rt-report --format html orders.csv > /dev/full'
	run -0 rt-report --format html --skip-empty table <<< a,b
	[ -z "$output" ]
}

@test "html: in a browser charts are drawn, nothing is refused, buttons sort" {
	command -v chromium > /dev/null || skip "there is no chromium"
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,previous_tier,movement,total_amount
		A,individual,gold,3,vip,up,300
		B,individual,vip,5,,new,100
	END
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level,responded,resolved
		1,C1,2026-03-02T09:00,L1,2026-03-02T09:05,
	END
	cat > churn.csv <<-'END'
		period,opening,joined,joined_lost,lost,closing,churn_rate,retention_rate,opening_amount,lost_amount,relative_churn_rate,definition
		2026-01,10,0,0,1,9,0.100000,0.900000,10.00,0.00,0.000000,opening
		2026-02,9,0,0,0,9,0.000000,1.000000,10.00,0.00,0.000000,opening
	END
	cat > survival.csv <<-'END'
		time,at_risk,events,censored,survival,std_error,ci_low,ci_high
		1,100,5,0,0.95,0.0218,0.8843,0.9790
	END
	printf 'customer_id,time,nps\nA,2026-01-01,9\nB,2026-01-01,3\n' > surveys.csv
	rt-report --format html orders.csv cohorts.csv --section movement=tiers.csv cases.csv \
		churn.csv survival.csv surveys.csv > page.html
	browse page.html --dump-dom > dom.html || skip "chromium does not start here"
	run -1 grep -iE 'console|refused to' log
	# Chart.js gives a canvas that it draws its size.
	[ "$(grep -oE '<canvas[^>]*style="[^"]*height' dom.html | wc -l)" -eq 6 ]
	# Five columns each of work orders, cohorts, movement, and 12, 12, 8 and 8.
	[ "$(grep -o '<th scope="col"[^>]*><button type="button">' dom.html | wc -l)" -eq 65 ]
	browse page.html --screenshot=shot.png --window-size=420,900 > /dev/null
	[ "$(head -c 4 shot.png | tail -c 3)" = PNG ]
	browse page.html --print-to-pdf=paper.pdf > /dev/null
	[ "$(head -c 4 paper.pdf)" = %PDF ]
	run -1 grep -iE 'console|refused to' log
}

@test "html: in a browser the keyboard alone sorts, and no request leaves" {
	cat > sorted.csv <<-'END'
		workorder_id,customer_id,trigger,category,level,due
		1,C1,overdue,care,L1,2026-04-02T09:00
		2,C2,bill,care,L2,2026-04-02T09:00
		3,C3,bill,care,L2,2026-04-02T09:00
		4,C4,bill,care,L2,2026-04-02T09:00
		5,C5,suspended,care,L2,2026-04-02T09:00
		6,C6,suspended,care,L2,2026-04-02T09:00
	END
	rt-report --format html sorted.csv > page.html
	cat > keyboard.py <<-'END'
		import os, sys
		from devtools import Browser
		try:
		    b = Browser()
		    b.call("Browser.getVersion")
		except (EOFError, BrokenPipeError):
		    sys.exit(77)
		url = "file://" + os.getcwd() + "/page.html"
		b.open(url)
		def column(i):
		    return b.ask("[...document.querySelectorAll('tbody tr')]"
		                 ".map(r => r.cells[%d].textContent).join(' ')" % i)
		def sorted_by():
		    return b.ask("[...document.querySelectorAll('th[aria-sort]')].map(h =>"
		                 " h.textContent + ' ' + h.getAttribute('aria-sort')).join()")
		def focus():
		    return b.ask("(e => e.tagName == 'BUTTON' ? e.textContent : e.className)"
		                 "(document.activeElement)")
		assert (column(0), sorted_by()) == ("Bill overdue bill Line suspended", "")
		# First the frame, which the arrow keys scroll, then the headings.
		for heading in "scroll", "Trigger", "Category", "Level", "Count":
		    b.press("Tab", 9)
		    assert focus() == heading, focus()
		b.press("Enter", 13, "\r")
		assert (column(0), column(3)) == ("Bill overdue Line suspended bill", "1 2 3"), column(3)
		assert (sorted_by(), focus()) == ("Count ascending", "Count"), sorted_by()
		b.press(" ", 32, " ")
		assert (column(0), column(3)) == ("bill Line suspended Bill overdue", "3 2 1"), column(3)
		assert (sorted_by(), focus()) == ("Count descending", "Count"), sorted_by()
		b.press("Tab", 9)
		b.press(" ", 32, " ")
		assert sorted_by() == "Share ascending", sorted_by()
		assert b.close() == ([url], []), "a request, or a message"
	END
	ask_chromium keyboard.py
}
