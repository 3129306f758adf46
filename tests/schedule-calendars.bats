# Calendars of rt-schedule in the programs that people read them with.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export HOME=$PWD LC_ALL=C.UTF-8
	printf '%s\n' customer_id,manager,name C1,m,王芳 C2,m, C3,m, > customers.csv
	echo workorder_id,customer_id,trigger,due,channel,action > orders.csv
	for i in 1 2 3; do
		echo w$i,C$i,silent,2026-03-09T09:00,call,Ask >> orders.csv
	done
	at 2026-03-02 --from 2026-03-04 --output first.csv
	at 2026-03-02 --from 2026-03-04 --format ics --output first.ics
	# The next morning: C2 has no order any more, and C3 has another day.
	sed -i /^w2/d orders.csv
	sed -i s/2026-03-04,09:18,09:27/2026-03-05,09:18,09:27/ first.csv
	at 2026-03-03 --pin first.csv --output second.csv
	at 2026-03-03 --pin first.csv --format ics --output second.ics
	at 2026-03-03 --pin second.csv --format ics --output whole.ics
}

at()	# AS-OF [OPTION]...
{
	rt-schedule -q --as-of "$1" --customers customers.csv "${@:2}" orders.csv
}

needs()	# PROGRAM...
{
	for program; do
		command -v $program > /dev/null || skip "needs $program"
	done
}

@test "khal: an import moves what moved, and strikes out what is cancelled" {
	needs khal
	mkdir work
	cat > khal.conf <<-EOF
		[calendars]
		[[work]]
		path = $PWD/work
		type = calendar
		[locale]
		timeformat = %H:%M
		dateformat = %Y-%m-%d
		longdateformat = %Y-%m-%d
		datetimeformat = %Y-%m-%d %H:%M
		longdatetimeformat = %Y-%m-%d %H:%M
		local_timezone = Asia/Shanghai
		default_timezone = Asia/Shanghai
		[sqlite]
		path = $PWD/khal.db
	EOF
	for file in first second second; do
		timeout 60 khal -c khal.conf import --batch -a work $file.ics
	done
	run -0 timeout 60 khal -c khal.conf list --format '{start-date} {start-time} {cancelled}{title}' \
		--day-format '' 2026-03-01 10d
	prints <<-'EOF'
		2026-03-04 09:00 Call 王芳 C1
		2026-03-04 09:09 CANCELLED Call C2
		2026-03-05 09:18 Call C3
	EOF
}

@test "calcurse: emptied first, it shows the plan once" {
	needs calcurse
	mkdir book
	listed()
	{
		timeout 60 calcurse -D book -Q --from 03/01/2026 --days 10 |
			sed -n 's/^\t//p; s/^ - //p'
	}
	timeout 60 calcurse -D book -q -i first.ics
	timeout 60 calcurse -D book -q -i whole.ics
	run -0 listed
	[ "$(printf '%s\n' "$output" | grep -c C1)" -eq 2 ]
	rm book/apts
	timeout 60 calcurse -D book -q -i whole.ics
	run -0 listed
	prints <<-'EOF'
		09:00 -> 09:09
		Call 王芳 C1
		09:18 -> 09:27
		Call C3
	EOF
}

@test "Radicale: PUT to the collection, with a slash, replaces all of it" {
	needs radicale curl
	port=$((20000 + RANDOM % 20000))
	printf '%s\n' '[server]' "hosts = 127.0.0.1:$port" '[auth]' 'type = none' \
		'[storage]' "filesystem_folder = $PWD/store" > radicale.conf
	timeout 120 radicale --config radicale.conf > radicale.log 2>&1 3>&- &
	server=$!
	for i in {1..100}; do
		curl -s -o there http://127.0.0.1:$port/ && break
		sleep 0.2
	done
	url=http://m:secret@127.0.0.1:$port/m/calls/
	for file in first second; do
		curl -s -f -X PUT -H 'Content-Type: text/calendar' --data-binary @$file.ics $url
	done
	curl -s -f $url | tr -d '\r' > there
	run curl -s -f -T first.ics $url
	refused=$status
	kill $server
	wait $server || :
	run -0 grep -cE '^BEGIN:VEVENT' there
	prints <<< 3
	[ "$(grep -c 'DTSTART:20260305T011800Z' there)" -eq 1 ]
	[ "$(grep -c STATUS:CANCELLED there)" -eq 1 ]
	[ $refused -ne 0 ]
}
