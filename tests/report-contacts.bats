# rt-report contacts: the call sheet of each manager, and the workbook that comes back.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01
	cat > plan.csv <<-'END'
		date,start,end,manager,customer_id,tier,channel,workorders,triggers,category,level,action,evidence,weight,due,on_time,status,reason,next_possible,contact_id,revision
		2026-04-02,10:00,10:09,王芳,C2,vip,call,w3,overdue,care,L2,友善提醒,1 张账单,2,2026-04-01T09:00,no,planned,,,C2/2026-04-01,0/2026-04-01
		2026-04-01,09:09,09:18,王芳,C1,quasi,call,w1;w2,bill-drop;overdue,care,L2,了解原因 | 友善提醒,金额 1.00 | 1 张账单,4,2026-04-03T09:00,yes,planned,,,C1/2026-04-01,0/2026-04-01
		2026-04-01,09:00,09:00,李强,13800000003,gold,sms,w4,birthday,care,L1,提前祝福,生日 2026-04-03,2,2026-04-02T09:00,yes,planned,,,13800000003/2026-04-01,0/2026-04-01
		,,,王芳,C4,vip,call,w5,overdue,care,L2,友善提醒,1 张账单,2,2026-04-03T09:00,,unplanned,capacity,2026-04-08,C4/2026-04-01,0/2026-04-01
		2026-03-31,09:00,09:09,王芳,C9,vip,call,w9,overdue,care,L2,友善提醒,,2,2026-04-03T09:00,yes,past,,,C9/2026-03-30,0/2026-03-30
	END
	cat > customers.csv <<-'END'
		customer_id,name,region
		C1,张三,郑州
		C2,李四,洛阳
		13800000003,王五,开封
		C4,赵六,郑州
	END
}

calls()
{
	rt-report contacts --customers customers.csv "$@" plan.csv
}

@test "contacts: by manager, day and time, then what has no day; what is over is not there" {
	run -0 calls --keep region
	prints <<-'END'
		manager,date,start,end,customer_id,name,region,tier,channel,triggers,evidence,action,due,on_time,workorders,status,reason,next_possible,contact_id
		王芳,2026-04-01,09:09,09:18,C1,张三,郑州,quasi,call,bill-drop;overdue,金额 1.00 | 1 张账单,了解原因 | 友善提醒,2026-04-03T09:00,yes,w1;w2,planned,,,C1/2026-04-01
		王芳,2026-04-02,10:00,10:09,C2,李四,洛阳,vip,call,overdue,1 张账单,友善提醒,2026-04-01T09:00,no,w3,planned,,,C2/2026-04-01
		李强,2026-04-01,09:00,09:00,13800000003,王五,开封,gold,sms,birthday,生日 2026-04-03,提前祝福,2026-04-02T09:00,yes,w4,planned,,,13800000003/2026-04-01
		王芳,,,,C4,赵六,郑州,vip,call,overdue,1 张账单,友善提醒,2026-04-03T09:00,,w5,unplanned,capacity,2026-04-08,C4/2026-04-01
	END
	run -0 rt-report contacts plan.csv
	[ "${lines[0]}" = manager,date,start,end,customer_id,name,tier,channel,triggers,evidence,action,due,on_time,workorders,status,reason,next_possible,contact_id ]
	[[ ${lines[1]} = 王芳,2026-04-01,09:09,09:18,C1,,quasi,* ]]
}

@test "contacts: --manager, --from and --to; those drop planned rows only" {
	run -0 bash -c 'rt-report contacts --manager 李强,周 plan.csv | cut -d, -f1,5'
	prints <<< $'manager,customer_id\n李强,13800000003'
	run -0 bash -c 'rt-report contacts --from 2026-04-02 --to 2026-04-02 plan.csv | cut -d, -f1,2,5'
	prints <<< $'manager,date,customer_id\n王芳,2026-04-02,C2\n王芳,,C4'
	run -2 rt-report contacts --from 2026-04-03 --to 2026-04-02 plan.csv
	for option in --manager=王芳 --to=2026-04-02 --customers=customers.csv --keep=region; do
		run -2 rt-report plan "$option" plan.csv
		[[ $output = *"${option%%=*} is for kind contacts"* ]]
	done
	run -2 rt-report contacts customers.csv
	[[ $output = 'rt-report: contacts: needs a plan, as rt-schedule writes it'* ]]
	run -2 rt-report contacts --by manager plan.csv
	run -2 rt-report contacts --keep name plan.csv
	run -2 rt-report contacts --keep regoin --customers customers.csv plan.csv
}

@test "contacts: a mask covers the customer everywhere, names and kept columns" {
	run -0 calls --keep region --mask customer_id --mask name --mask region
	[[ $output != *13800000003* && $output != *王五* && $output != *开封* ]]
	[[ $output = *'138*****003,王*,开*,gold'*'138*****003/2026-04-01'* ]]
}

@test "contacts: text says for each contact why, whatever is dropped, in 80 columns" {
	run -0 calls --lang zh --format text --keep region
	prints <<-'END'
		王芳 2026-04-01 周三

		时间         渠道  客户编号  姓名  地区  等级    截止时间
		-----------  ----  --------  ----  ----  ------  ----------------
		09:09-09:18  电话  C1        张三  郑州  准高端  2026-04-03 09:00
		    事由：消费下降；欠费
		    依据：金额 1.00 | 1 张账单
		    应对措施：了解原因 | 友善提醒

		王芳 2026-04-02 周四

		时间         渠道  客户编号  姓名  地区  等级  截止时间
		-----------  ----  --------  ----  ----  ----  ------------------------
		10:00-10:09  电话  C2        李四  洛阳  VIP   2026-04-01 09:00（逾期）
		    事由：欠费
		    依据：1 张账单
		    应对措施：友善提醒

		李强 2026-04-01 周三

		时间   渠道  客户编号     姓名  地区  等级     截止时间
		-----  ----  -----------  ----  ----  -------  ----------------
		09:00  短信  13800000003  王五  开封  金级VIP  2026-04-02 09:00
		    事由：客户生日
		    依据：生日 2026-04-03
		    应对措施：提前祝福

		未能安排

		客户经理  渠道  客户编号  姓名  等级  截止时间          原因      最早可约
		--------  ----  --------  ----  ----  ----------------  --------  ----------
		王芳      电话  C4        赵六  VIP   2026-04-03 09:00  人手不足  2026-04-08
		    事由：欠费
		    依据：1 张账单
		    应对措施：友善提醒

		因宽度不足未显示（--format csv 中有）: 地区

		统计时点: 2026-04-01
		输入: customers.csv (customers): 4 行, 0 拒绝
		输入: plan.csv (plan): 5 行, 0 拒绝
	END
	run -0 calls --format text
	[[ $output = *'Wed'*'Why: Bill dropped; Bill overdue'*'(late)'*'Could not be planned'*'No capacity'* ]]
}

@test "contacts: whose contact it was, and when a visit is arranged, is said with it" {
	sed -i 's/,yes,planned,,,C1/,yes,planned,deputy;appointment 2026-03-31,,C1/' plan.csv
	run -0 calls --lang zh --format text
	[[ $output = *'    应对措施：了解原因 | 友善提醒
    安排说明：由代班人处理；预约走访的日子 2026-03-31
'* ]]
	[ "$(grep -c 安排说明 <<< "$output")" -eq 1 ]
	run -0 calls --format text
	[[ $output = *'    Remark: By the deputy; Make the appointment on 2026-03-31'* ]]
	run -0 calls --lang zh --format html
	[[ $output = *'>由代班人处理；预约走访的日子 <span class="day">2026-03-31</span><'* ]]
	/usr/bin/python3 -c 'import openpyxl' || skip "needs python3-openpyxl"
	calls --lang zh --format xlsx > calls.xlsx
	run -0 /usr/bin/python3 -c 'import openpyxl
sheet = openpyxl.load_workbook("calls.xlsx")["王芳"]
at = [c.value for c in sheet[1]].index("安排说明")
print([row[at].value for row in sheet.iter_rows(min_row=2)])'
	prints <<< "['由代班人处理；预约走访的日子 2026-03-31', None]"
}

@test "contacts: without rows every format still is one" {
	head -n 1 plan.csv > none.csv
	for format in csv text markdown html xlsx json jsonl; do
		run -0 rt-report contacts --format $format -o out none.csv
	done
	[ -s out ] || [ $format = jsonl ]
}

@test "contacts: html has a section a manager, and a table a day that is printed alone" {
	calls --lang zh --format html > calls.html
	[ "$(grep -c 'section class="calls owner"' calls.html)" -eq 2 ]
	[ "$(grep -c '<div class="day">' calls.html)" -eq 3 ]
	[ "$(grep -cE '<h3>王芳 2026-04-0[12] 周(三|四)</h3>' calls.html)" -eq 2 ]
	run -0 grep -c 'break-before: page' calls.html
	for code in bill-drop capacity '>call<' quasi; do
		run -1 grep -F -- "$code" <(sed 's/<style>.*//; /^@media/,/^<\/style>/d' calls.html | grep -v '<script')
	done
}

@test "contacts: at every width no table is wider than the page, and no word or day is broken" {
	awk 'NR == 1; $0 ~ /,planned,/ { OFS = FS = ","; sub(/王芳/, "李强"); gsub(/了解原因|友善提醒|提前祝福/,
		"Congratulate the customer on what happened and ask what changed; keep the manager")
		gsub(/,1 张账单|,金额 1.00|,生日 2026-04-03/,
		",5 days in a row of 2026-03-25 to 2026-03-29 (threshold >= 5); 1 call at 2026-03-30 10:20"); print }' \
		plan.csv > long.csv
	rt-report contacts --format html --customers customers.csv long.csv > page.html
	cat > widths.py <<-'END'
		import os, sys
		from devtools import Browser
		try:
		    b = Browser()
		    b.call("Browser.getVersion")
		except (EOFError, BrokenPipeError):
		    sys.exit(77)
		b.open("file://" + os.getcwd() + "/page.html")
		# The words of all cells that stand in more than one box: on more than one line.
		broken = """[...document.querySelectorAll('.calls tbody *')].flatMap(e =>
		    [...e.childNodes].filter(n => n.nodeType == 3).flatMap(n =>
		        [...n.data.matchAll(/[^ ]+/g)].filter(m => {
		            const r = document.createRange();
		            r.setStart(n, m.index); r.setEnd(n, m.index + m[0].length);
		            return r.getClientRects().length > 1; }).map(m => m[0]))).join()"""
		wide = """[document.documentElement, ...document.querySelectorAll('.scroll')]
		    .filter(e => e.scrollWidth > e.clientWidth).length"""
		for width in 390, 768, 1000, 1152, 1200, 1280, 1920:
		    b.call("Emulation.setDeviceMetricsOverride", width=width, height=900,
		           deviceScaleFactor=1, mobile=False)
		    assert (b.ask(broken), b.ask(wide)) == ("", 0), (width, b.ask(broken), b.ask(wide))
		b.close()
	END
	ask_chromium widths.py
}

# The workbook, filled in by hand: C1 was not reached, C2 refused.
filled()
{
	/usr/bin/python3 - <<-'END'
		import openpyxl
		book = openpyxl.load_workbook("calls.xlsx")
		sheet = book["王芳"]
		column = [c.value for c in sheet[1]].index("结果") + 1
		sheet.cell(2, column).value = "无人接听"
		book.save("filled.xlsx")
	END
}

@test "contacts: the workbook has a sheet a manager, headings first, times, and a list of outcomes" {
	/usr/bin/python3 -c 'import openpyxl' || skip "needs python3-openpyxl"
	calls --lang zh --format xlsx > calls.xlsx
	run -0 /usr/bin/python3 - <<-'END'
		import datetime, openpyxl
		book = openpyxl.load_workbook("calls.xlsx")
		assert book.sheetnames == ["王芳", "李强", "未能安排", "说明"], book.sheetnames
		sheet = book["王芳"]
		rows = [[c.value for c in row] for row in sheet.iter_rows()]
		assert rows[0] == ["时间", "渠道", "结果", "客户编号", "姓名", "等级", "截止时间", "事由", "依据", "应对措施", "客户经理", "联系编号"], rows[0]
		assert rows[1] == [datetime.datetime(2026, 4, 1, 9, 9), "电话", None, "C1", "张三", "准高端", datetime.datetime(2026, 4, 3, 9), "消费下降；欠费", "金额 1.00 | 1 张账单", "了解原因 | 友善提醒", "王芳", "C1/2026-04-01"], rows[1]
		assert len(rows) == 3 and sheet.freeze_panes == "A2"
		assert sheet["A2"].number_format == "yyyy-mm-dd hh:mm"
		assert sheet["I2"].alignment.wrap_text
		choice, = sheet.data_validations.dataValidation
		assert choice.type == "list" and str(choice.sqref) == "C2:C3"
		assert choice.formula1.strip('"').split(",") == ["接通", "无人接听", "占线", "关机", "停机", "空号", "拒绝"]
		assert book["李强"]["D2"].value == "13800000003" and book["李强"]["D2"].data_type == "s"
		assert [c.value for c in book["未能安排"][2]][:8] == ["王芳", "电话", "C4", "赵六", "VIP", datetime.datetime(2026, 4, 3, 9), "人手不足", datetime.datetime(2026, 4, 8)]
	END
}

@test "contacts: names of managers become names of sheets, each another" {
	/usr/bin/python3 -c 'import openpyxl' || skip "needs python3-openpyxl"
	sed 's/李强/A\/B/; s/,王芳,C2/,a_b,C2/; s/,王芳,C4/,,C4/; s/,王芳,C1/,,C1/' plan.csv > odd.csv
	rt-report contacts --format xlsx odd.csv > odd.xlsx
	run -0 /usr/bin/python3 -c 'import openpyxl
print(openpyxl.load_workbook("odd.xlsx").sheetnames)'
	prints <<< "['a_b', '(no manager)', 'A_B (2)', 'Could not be planned', 'About']"
}

@test "contacts: the outcomes on the sheet are those that rt-schedule knows" {
	for word in 接通 无人接听 占线 关机 停机 空号 拒绝 reached 'no answer' busy 'switched off' \
		suspended 'wrong number' refused; do
		run -0 grep -c "^$word," <(rt-schedule --print-policy outcomes)
	done
}

@test "contacts: a sheet that was filled in is a history, as LibreOffice saves it" {
	command -v soffice > /dev/null || skip "needs LibreOffice"
	/usr/bin/python3 -c 'import openpyxl' || skip "needs python3-openpyxl"
	calls --lang zh --format xlsx > calls.xlsx
	filled
	run -0 env LC_ALL=C.UTF-8 timeout 120 soffice -env:UserInstallation="file://$PWD/profile" --headless \
		--convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1' filled.xlsx
	mv filled-*.csv history.csv
	[[ $(head -n 1 history.csv) = 时间,渠道,结果,客户编号,* ]]
	[[ $(sed -n 2p history.csv) = '2026-04-01 09:09'*,电话,无人接听,C1,* ]]
	cat > orders.csv <<-'END'
		workorder_id,customer_id,trigger,category,level,fired_on,due,channel,action,evidence
		w1,C1,bill-drop,care,L2,2026-04-01,2026-04-03T09:00,call,Ask,
		w3,C2,overdue,care,L2,2026-04-01,2026-04-03T09:00,call,Ask,
	END
	printf 'manager\n王芳\n' > managers.csv
	sed -i '1s/$/,manager/; 2,$s/$/,王芳/' customers.csv
	# So does Excel in China.
	sed -E 's,^2026-0?([0-9]+)-0?([0-9]+) 0?([0-9]+:[0-9]+)[:0]*,2026/\1/\2 \3,' history.csv > excel.csv
	[[ $(sed -n 2p excel.csv) = '2026/4/1 9:09,电话,'* ]]
	# C1 was tried at 09:09: again in the afternoon. Nobody says that C2 was called.
	for history in history.csv excel.csv; do
		run -0 --separate-stderr rt-schedule --as-of 2026-04-01T10:00 --history $history \
			--managers managers.csv --customers customers.csv orders.csv
		[[ $stderr = *'1 contact has no outcome: it was not made'* ]]
		[[ ${lines[1]} = 2026-04-01,10:0?,*,C2,* ]]
		[[ ${lines[2]} = 2026-04-01,14:00,*,C1,* ]]
	done
}

@test "contacts: late is what the plan says, whatever yes and no are called" {
	printf 'kind,code,zh,en\nyes_no,yes,按时,In time\nyes_no,no,晚了,Too late\n' > own.csv
	run -0 rt-report contacts --lang zh --words own.csv --format text plan.csv
	[ "$(grep -c '（逾期）' <<< "$output")" -eq 1 ]
	[[ $output = *'C2 '*'2026-04-01 09:00（逾期）'* ]]
}
