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

@test "html: --lang zh, several sections, the footer, cohorts as a coloured table" {
	rt-report --format html --lang zh orders.csv cohorts.csv > page.html
	for text in '<html lang="zh-CN">' '<h2>关怀工单</h2>' '<h2>同期群留存</h2>' \
		'<td class="h10">100%</td><td class="h7">70%</td>' '<li>统计时点: 2026-04-01</li>' \
		'<li>输入: orders.csv (workorders): 3 行, 0 拒绝</li>'; do
		grep -qF "$text" page.html || wrong "not there: $text"
	done
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
	rt-report --format html orders.csv cohorts.csv > page.html
	browse page.html --dump-dom > dom.html || skip "chromium does not start here"
	run -1 grep -iE 'console|refused to' log
	# Chart.js gives a canvas that it draws its size.
	grep -qE '<canvas[^>]*style="[^"]*height' dom.html
	[ "$(grep -o '<th scope="col"[^>]*><button type="button">' dom.html | wc -l)" -eq 10 ]
	browse page.html --screenshot=shot.png --window-size=420,900 > /dev/null
	[ "$(head -c 4 shot.png | tail -c 3)" = PNG ]
}

@test "html: in a browser the keyboard alone sorts, and no request leaves" {
	command -v chromium > /dev/null || skip "there is no chromium"
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
	mkfifo to from
	timeout 60 chromium --headless --no-sandbox --disable-gpu --no-first-run \
		--disable-background-networking --disable-component-update --disable-sync \
		--user-data-dir="$PWD/profile" --remote-debugging-pipe \
		3< to 4> from > log 2>&1 &
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
		assert (column(0), sorted_by()) == ("overdue bill suspended", "")
		# First the frame, which the arrow keys scroll, then the headings.
		for heading in "scroll", "Trigger", "Category", "Level", "Count":
		    b.press("Tab", 9)
		    assert focus() == heading, focus()
		b.press("Enter", 13, "\r")
		assert (column(0), column(3)) == ("overdue suspended bill", "1 2 3"), column(3)
		assert (sorted_by(), focus()) == ("Count ascending", "Count"), sorted_by()
		b.press(" ", 32, " ")
		assert (column(0), column(3)) == ("bill suspended overdue", "3 2 1"), column(3)
		assert (sorted_by(), focus()) == ("Count descending", "Count"), sorted_by()
		b.press("Tab", 9)
		b.press(" ", 32, " ")
		assert sorted_by() == "Share ascending", sorted_by()
		assert b.close() == ([url], []), "a request, or a message"
	END
	run env PYTHONPATH="$BATS_TEST_DIRNAME" PYTHONDONTWRITEBYTECODE=1 \
		timeout 60 python3 keyboard.py
	wait
	[ "$status" -ne 77 ] || skip "chromium does not start here"
	[ "$status" -eq 0 ] || wrong "$output"
}
