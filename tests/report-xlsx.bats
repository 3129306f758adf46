# rt-report: xlsx, read back by Python's own zip and XML.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01
	cat > any.csv <<-'END'
		id,name,fee,when
		001,=1+2,12.50,2026-01-02
		002,两人,,
	END
	printf '%s\n' workorder_id,customer_id,trigger,category,level,due \
		1,C1,x,care,L1,2026-04-02T09:00 > orders.csv
}

@test "xlsx: ids are text, amounts numbers, nothing a formula, the header is frozen" {
	rt-report table --format xlsx any.csv > any.xlsx
	python3 - <<-'END'
		import re, zipfile
		book = zipfile.ZipFile("any.xlsx")
		assert book.testzip() is None
		sheet = book.read("xl/worksheets/sheet1.xml").decode()
		texts = re.findall(r"<t[^>]*>(.*?)</t>", book.read("xl/sharedStrings.xml").decode())
		cells = re.findall(r'<c r="(\w+)"([^>]*)><v>([^<]*)</v>', sheet)
		read = {at: texts[int(v)] if 't="s"' in kind else float(v) for at, kind, v in cells}
		assert read == {"A1": "id", "B1": "name", "C1": "fee", "D1": "when",
		    "A2": "001", "B2": "=1+2", "C2": 12.5, "D2": 46024,
		    "A3": "002", "B3": "两人"}, read
		assert "<f>" not in sheet and 'state="frozen"' in sheet
		assert 'name="Table"' in book.read("xl/workbook.xml").decode()
		assert "2026-04-01T00:00:00Z" in book.read("docProps/core.xml").decode()
	END
}

@test "xlsx: columns are named to Z, from AA to ZZ, and from AAA on" {
	seq -s , 703 > wide.csv
	rt-report table --format xlsx wide.csv > wide.xlsx
	python3 - <<-'END'
		import itertools, re, string, zipfile
		sheet = zipfile.ZipFile("wide.xlsx").read("xl/worksheets/sheet1.xml").decode()
		names = ["".join(n) for size in (1, 2, 3)
		    for n in itertools.product(string.ascii_uppercase, repeat=size)]
		read = re.findall(r'<c r="([A-Z]+)1"', sheet)
		assert read == names[:703] and read[-2:] == ["ZZ", "AAA"], read[:30]
	END
}

@test "xlsx: a line break in a cell stays one, other control characters are shown" {
	printf 'a\n"1\r\n2\n\033"\n' | rt-report table --format xlsx > any.xlsx
	python3 - <<-'END'
		import re, zipfile
		texts = re.findall(r"<t[^>]*>([^<]*)</t>",
		    zipfile.ZipFile("any.xlsx").read("xl/sharedStrings.xml").decode())
		assert texts[1] == "1\n2\n\\x1B", texts
	END
}

@test "xlsx: a sheet for each report with its chart, and About" {
	rt-report --format xlsx --lang zh orders.csv any.csv > both.xlsx
	python3 - <<-'END'
		import re, zipfile
		book = zipfile.ZipFile("both.xlsx")
		names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
		assert names == ["关怀工单", "统计表", "说明"], names
		assert "xl/charts/chart1.xml" in book.namelist()
		# The formats of share and count.
		styles = book.read("xl/styles.xml").decode()
		assert 'formatCode="0.00%"' in styles and 'formatCode="#,##0"' in styles
	END
}

@test "xlsx: the same bytes again; a full disk is said; the workbook has no mark" {
	rt-report --format xlsx orders.csv > one.xlsx
	sleep 2.1
	TZ=America/New_York rt-report --format xlsx -o two.xlsx orders.csv
	cmp one.xlsx two.xlsx
	run -3 bash -c 'rt-report --format xlsx orders.csv > /dev/full'
	run -2 rt-report --format xlsx --bom orders.csv
	mkdir empty
	TMPDIR=$PWD/empty rt-report --format xlsx orders.csv > three.xlsx
	cmp one.xlsx three.xlsx
	[ -z "$(ls empty)" ]
	# A cell that no workbook holds ends the run, and leaves nothing behind.
	{ echo a; head -c 40000 /dev/zero | tr '\0' x; echo; } > long.csv
	TMPDIR=$PWD/empty run -1 rt-report table --format xlsx -o four.xlsx long.csv
	[ ! -e four.xlsx ]
	[ -z "$(ls -A empty)" ]
}

@test "xlsx: openpyxl reads types, formats, widths, the frozen header and the chart" {
	/usr/bin/python3 -c 'import openpyxl' || skip "needs python3-openpyxl"
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,total_amount
		001,individual,gold,3,300.50
		002,individual,vip,5,100
	END
	cat > plan.csv <<-'END'
		date,start,end,manager,customer_id,tier,channel,workorders,triggers,category,level,action,evidence,weight,due,on_time,status,reason,next_possible
		2026-04-02,09:00,09:10,李强,001,gold,call,w1,overdue,care,L2,Call,,6,2026-04-03T09:00,yes,planned,,
	END
	rt-report --format xlsx --as-of 2026-04-01 tiers.csv plan.csv > both.xlsx
	run -0 /usr/bin/python3 - <<-'END'
		import datetime, openpyxl
		book = openpyxl.load_workbook("both.xlsx")
		assert book.sheetnames == ["Customers by level", "Contact plan", "About"]
		levels, plan, about = (book[name] for name in book.sheetnames)
		assert [[c.value for c in row] for row in levels.iter_rows()] == [
		    ["Scope", "Tier", "Customers", "Share", "Amount", "Amount share", "Mean amount"],
		    ["Individual", "Gold VIP", 1, .5, 300.5, 0.750312, 300.5],
		    ["Individual", "VIP", 1, .5, 100, 0.249688, 100]]
		assert [c.number_format for c in levels[2]][2:] == [
		    "#,##0", "0.00%", "#,##0.00", "0.00%", "#,##0.00"]
		for sheet in levels, plan:
		    assert sheet.freeze_panes == "A2" and len(sheet._charts) == 1
		    assert all(c.font.bold for c in sheet[1])
		    assert sheet.column_dimensions["A"].width > 8
		    assert sheet.page_setup.orientation == "landscape"
		    assert sheet.print_title_rows == "$1:$1" and sheet.sheet_properties.pageSetUpPr.fitToPage
		# Bars are named by what tells them apart: the level alone, in percent of a whole.
		chart, = levels._charts
		assert [s.cat.numRef.f if s.cat.numRef else s.cat.strRef.f for s in chart.series] == [
		    "'Customers by level'!$B$2:$B$3"] * 2
		assert chart.y_axis.numFmt.formatCode == "0%" and chart.y_axis.scaling.max == 1
		assert plan["B2"].value == datetime.datetime(2026, 4, 2)
		assert plan["B2"].number_format == "yyyy-mm-dd"
		assert about["A2"].value == "As of: 2026-04-01"
		assert book.properties.created == datetime.datetime(2026, 4, 1)
		assert all(c.data_type != "f" for s in book for row in s for c in row)
	END
}

# The profile stands in the test's own folder, so that nobody's is touched.
@test "xlsx: LibreOffice reads what stands in it" {
	command -v soffice > /dev/null || skip "needs LibreOffice"
	rt-report table --format xlsx any.csv > any.xlsx
	run -0 timeout 120 soffice -env:UserInstallation="file://$PWD/profile" --headless \
		--convert-to 'csv:Text - txt - csv (StarCalc):44,34,76' any.xlsx
	run -0 cat any.csv
	prints <<-'EOF'
		id,name,fee,when
		001,=1+2,12.5,2026-01-02
		002,两人,,
	EOF
}

# A table of 3000 rows, of which no two cells are alike, and its whole workbook.
large()
{
	awk 'BEGIN { print "id,amount"; for (i = 1; i <= 3000; i++) print "C" i * i "," i * 7 ".5" }' > large.csv
	rt-report table --format xlsx -o whole.xlsx large.csv
}

@test "xlsx: a full /tmp, a full target, a limit on files or memory: whole or not there" {
	large
	[ "$(stat -c %s whole.xlsx)" -gt 40960 ]
	for size in 1 8 20 32 40; do
		run -3 bash -c "trap '' XFSZ; ulimit -f $size; exec rt-report table --format xlsx -o cut.xlsx large.csv"
		[[ $output == "rt-report: cut.xlsx: "* ]]
		[ "$(ls)" = "$(printf '%s\n' any.csv large.csv orders.csv whole.xlsx)" ]
		[ "$(ls -A | wc -l)" = 4 ]
	done
	# A sanitizer takes all the memory there is.
	! nm "$RT_BUILD"/rt-report | grep -q __asan_init || sizes=
	for size in ${sizes-4000 6000 8000 9000 10000 12000 16000 24000 64000}; do
		status=0
		(ulimit -v $size; exec rt-report table --format xlsx -o cut.xlsx large.csv) 2> err || status=$?
		case $status in
		0) same_file cut.xlsx whole.xlsx && rm cut.xlsx ;;
		3) grep -q '^rt-report: ' err && [ ! -e cut.xlsx ] ;;
		127) grep -q 'shared libraries' err ;; # not even begun
		*) wrong "$size: $status: $(cat err)" ;;
		esac
	done
	run -3 rt-report table --format xlsx -o /dev/full large.csv
	[ "$(id -u)" = 0 ] && unshare -m true || skip "only root can mount a small disk"
	shm=$(mktemp -d /dev/shm/rt.XXXXXX)
	cp large.csv "$RT_BUILD"/rt-report "$shm"/
	status=0
	unshare -m bash -c '
		cd "$1" && mount -t tmpfs -o size=16k none /mnt && mount --bind /mnt /tmp || exit 9
		head -c 1M /dev/zero > /tmp/full
		./rt-report table --format xlsx -o whole.xlsx large.csv || exit 8
		[ "$(ls -A /tmp)" = full ] || exit 7
		./rt-report table --format xlsx -o /mnt/cut.xlsx large.csv && exit 6
		[ "$(ls -A /mnt)" = full ] || exit 5' - "$shm" 2> /dev/null || status=$?
	cp "$shm"/whole.xlsx small.xlsx || :
	rm -r "$shm"
	[ $status -ne 9 ] || skip "no small disk can be mounted here"
	[ $status -eq 0 ] || wrong "status $status"
	same_file small.xlsx whole.xlsx
}

@test "xlsx: what looks like an escape, and what no XML holds, stay text" {
	printf 'a,b\n_x000D_,"<&>"""\n\357\277\277, x \n' > odd.csv
	rt-report --format xlsx odd.csv > odd.xlsx
	/usr/bin/python3 -c 'import openpyxl' || skip "needs python3-openpyxl"
	run -0 /usr/bin/python3 - <<-'END'
		import openpyxl
		book = openpyxl.load_workbook("odd.xlsx")
		got = [[c.value for c in row] for row in book.worksheets[0].iter_rows()]
		assert got == [["a", "b"], ["_x000D_", '<&>"'], ["\\xEF\\xBF\\xBF", " x "]], got
	END
}

# Days since 1899-12-30: 2026-01-02 is 46024, 2026-04-01 46113, 2025-01-01 45658.
@test "xlsx: what identifies and long numbers are text, days, minutes and months are dates" {
	/usr/bin/python3 -c 'import openpyxl' || skip "needs python3-openpyxl"
	cat > any.csv <<-'END'
		客户编号,peer,phone,n,at,day,month,period,amount,churn_rate,code
		1,10086,13800000001,5,2026-04-01T09:00,2026-04-01,2025-01,2026-10*,79.99,0.125000,7
		2,10010,2,6,,2026-01-02,2026-04,2026-Q1,1234.5,0.5,8
	END
	rt-report table --format xlsx --text code any.csv > any.xlsx
	run -0 /usr/bin/python3 - <<-'END'
		import datetime, openpyxl
		sheet = openpyxl.load_workbook("any.xlsx").worksheets[0]
		row = [c.value for c in sheet[2]]
		assert row == ["1", "10086", "13800000001", 5, datetime.datetime(2026, 4, 1, 9), datetime.datetime(2026, 4, 1), datetime.datetime(2025, 1, 1), "2026-10*", 79.99, 0.125, "7"], row
		assert [c.number_format for c in sheet[2]][4:7] == ["yyyy-mm-dd hh:mm", "yyyy-mm-dd", "yyyy-mm"]
		assert [c.number_format for c in sheet[2]][8:10] == ["#,##0.00", "0.00%"]
		assert [c.value for c in sheet[3]][2] == "2" and sheet["H3"].value == "2026-Q1"
	END
	run -2 rt-report table --format xlsx --text nothing any.csv
	[ "${lines[0]}" = "rt-report: --text: the report has no column 'nothing'" ]
	run -2 rt-report table --format csv --text code any.csv
}

# Ids, dates, money, and texts that a workbook has to protect.
awkward()
{
	printf 'customer_id,day,at,month,phone,amount,churn_rate,n,text,code\n' > any.csv
	printf '007,2026-03-01,2026-03-01T09:05,2026-03,13800000001,79.99,0.1,5,_x0041_,007\n' >> any.csv
	printf 'C2,2024-02-29,,2026-12,12,-1234567.89,1,-3,a\357\277\276b\357\277\277,123456789012\n' >> any.csv
	rt-report table --format xlsx --text code any.csv > any.xlsx
}

@test "xlsx: readxl reads ids and odd texts as they are, dates as dates, money as numbers" {
	Rscript -e 'library(readxl)' > /dev/null 2>&1 || skip "needs r-cran-readxl"
	awkward
	run -0 Rscript - <<-'EOF'
		library(readxl)
		d <- as.data.frame(read_excel("any.xlsx"))
		cat(sapply(d, function(column) class(column)[1]), "\n")
		cat(format(d$at, "%F %R"), format(d$day, "%F"), format(d$month, "%Y-%m"), "\n")
		cat(d$amount == c(79.99, -1234567.89), d$churn_rate, d$n, "\n")
		cat(d$customer_id, d$phone, d$code, "\n")
		cat(d$text, sep = "\n")
	EOF
	prints <<-'EOF'
		character POSIXct POSIXct POSIXct character numeric numeric numeric character character 
		2026-03-01 09:05 NA 2026-03-01 2024-02-29 2026-03 2026-12 
		TRUE TRUE 0.1 1 5 -3 
		007 C2 13800000001 12 007 123456789012 
		_x0041_
		a\xEF\xBF\xBEb\xEF\xBF\xBF
	EOF
}

# It shows the protection of _x0041_: its fault.
@test "xlsx: xlsx2csv reads what was written, but for the protection, which it shows" {
	command -v xlsx2csv > /dev/null || skip "needs xlsx2csv"
	awkward
	run -0 xlsx2csv any.xlsx
	prints <<-'EOF'
		customer_id,day,at,month,phone,amount,churn_rate,n,text,code
		007,2026-03-01,2026-03-01 09:05,2026-03,13800000001,79.99,0.1,5,_x005F_x0041_,007
		C2,2024-02-29,,2026-12,12,-1234567.89,1,-3,a\xEF\xBF\xBEb\xEF\xBF\xBF,123456789012
	EOF
}

# Of gold one fell and one went; of vip one rose and one stayed; one is new.
@test "xlsx: a movement's chart is that of the page: a bar a level, a part for each turn" {
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,previous_tier,movement,total_amount
		A,individual,gold,3,vip,up,300
		B,individual,vip,5,vip,same,100
		C,individual,vip,5,gold,down,100
		D,individual,vip,5,,new,100
		E,individual,,,gold,gone,
	END
	rt-report movement --lang zh --format xlsx tiers.csv > book.xlsx
	python3 - <<-'END'
		import re, zipfile
		chart = zipfile.ZipFile("book.xlsx").read("xl/charts/chart1.xml").decode()
		assert '<c:grouping val="stacked"/>' in chart and '<c:max val="1"/>' in chart
		got = []
		for one in re.findall(r"<c:ser>(.*?)</c:ser>", chart):
		    told = [[(int(i), v) for i, v in re.findall(r'<c:pt idx="(\d+)"><c:v>([^<]*)', part)]
		            for part in re.split("</c:cat>", one)]
		    got.append((re.search(r"<c:tx><c:v>([^<]*)", one)[1],
		                re.search(r'srgbClr val="(\w+)', one)[1],
		                dict(told[0]), {i: float(v) for i, v in told[1] if float(v)}))
		levels = {0: "金级VIP", 1: "VIP", 2: "新增"}
		# The colours of page.js: green rises, grey stays, orange falls.
		assert got == [
		    ("上升", "2B8A5B", levels, {1: .5}), ("不变", "7A8088", levels, {1: .5}),
		    ("下降", "D1751B", levels, {0: .5}), ("新增", "1F5FA8", levels, {2: 1}),
		    ("已消失", "A13D63", levels, {0: .5})], got
	END
	/usr/bin/python3 -c 'import openpyxl' || skip "needs python3-openpyxl"
	run -0 /usr/bin/python3 -c 'import openpyxl
chart, = [c for s in openpyxl.load_workbook("book.xlsx") for c in s._charts]
print(len(chart.series), chart.grouping, chart.overlap)'
	prints <<< '5 stacked 100.0'
}

@test "xlsx: every series of a chart has its colour; what is lost stands below, lines are straight" {
	cat > movements.csv <<-'END'
		period,opening_amount,new,expansion,contraction,lost,reactivated,closing_amount,opening_customers,new_customers,expansion_customers,contraction_customers,lost_customers,reactivated_customers,closing_customers,gross_churn_rate,net_churn_rate,refunds
		2026-01,100.00,10.00,5.00,3.00,2.50,0.00,109.50,9,1,1,1,1,0,9,0.055000,0.005000,0.00
	END
	cat > churn.csv <<-'END'
		period,opening,joined,joined_lost,lost,closing,churn_rate,retention_rate,opening_amount,lost_amount,relative_churn_rate,definition
		2026-01,10,0,0,1,9,0.100000,0.900000,10.00,1.00,0.100000,opening
		2026-02,9,0,0,0,9,0.000000,1.000000,9.00,0.00,0.000000,opening
	END
	rt-report --format xlsx movements.csv churn.csv > book.xlsx
	python3 - <<-'END'
		import re, zipfile
		book = zipfile.ZipFile("book.xlsx")
		one, two = (book.read(f"xl/charts/chart{i}.xml").decode() for i in (1, 2))
		for chart in one, two:
		    for series in re.findall("<c:ser>.*?</c:ser>", chart):
		        assert "<c:spPr>" in series, series
		sizes = re.findall("<c:numLit>.*?<c:v>(.*?)</c:v></c:pt></c:numLit>", one)
		assert sizes == ["10", "0", "5", "-3", "-2.5"], sizes
		names = re.findall("<c:tx><c:v>(.*?)</c:v>", one)
		assert names == ["New", "Reactivated", "Expansion", "Contraction", "Lost"], names
		assert one.count('<c:invertIfNegative val="0"/>') == 5
		assert two.count('<c:smooth val="0"/>') == 2 and "<a:ln" in two
		assert "<c:formatCode>0.00%</c:formatCode>" in two
	END
}
