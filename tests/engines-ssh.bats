#!/usr/bin/env bats
#
# engines-ssh -- GNU parallel over ssh, on three hosts that are network
# namespaces with an sshd each.

load helper

HOSTS='host1 host2 host3'

# Skips where hosts cannot be made.
hosts_can_be()
{
	[ "$(id -u)" -eq 0 ] || skip 'hosts are made by root'
	for program in ip sshd ssh ssh-keygen parallel; do
		command -v $program > /dev/null || [ -x /usr/sbin/$program ] || skip "there is no $program"
	done
	PATH=$PATH:/usr/sbin:/sbin
	ip netns add "rt$$probe" 2> /dev/null || skip 'no network namespaces here'
	ip netns del "rt$$probe"
}

# A host of that name and number: a namespace, a wire to it, an sshd in it.
make_host()	# NAME NUMBER
{
	local ns=rt$$$1 wire=r$$w$2
	local here=198.18.$((10 * BATS_TEST_NUMBER + $2)).1 there=198.18.$((10 * BATS_TEST_NUMBER + $2)).2
	ip netns add $ns
	ip link add ${wire}a type veth peer name ${wire}b
	ip link set ${wire}b netns $ns
	ip addr add $here/30 dev ${wire}a
	ip link set ${wire}a up
	ip -n $ns addr add $there/30 dev ${wire}b
	ip -n $ns link set ${wire}b up
	ip -n $ns link set lo up
	# Bash reads its rc file for sshd, unless it is an inner shell.
	printf '%s\n' 'Port 22' "HostKey $PWD/host_key" "AuthorizedKeysFile $PWD/key.pub" 'StrictModes no' \
		'PermitRootLogin yes' 'UsePAM no' 'SetEnv SHLVL=9' 'PidFile none' 'MaxStartups 100' > $1.sshd
	printf '%s\n' "Host $1" "HostName $there" 'User root' >> ssh_config
	printf '%s ' "$there" >> known
	ip netns exec $ns "$(command -v sshd)" -D -e -f $PWD/$1.sshd 2> $1.log 3>&- &
}

make_hosts()
{
	hosts_can_be
	mkdir -p /run/sshd
	ssh-keygen -q -t ed25519 -N '' -f key
	ssh-keygen -q -t ed25519 -N '' -f host_key
	: > ssh_config
	: > known
	local n=1
	for host in $HOSTS; do
		make_host $host $n
		n=$((n + 1))
	done
	for there in $(cat known); do
		echo "$there $(cut -d ' ' -f 1,2 host_key.pub)"
	done > known_hosts
	printf '%s\n' 'Host *' "IdentityFile $PWD/key" "UserKnownHostsFile $PWD/known_hosts" 'BatchMode yes' \
		'ServerAliveInterval 1' 'ServerAliveCountMax 2' 'ConnectTimeout 2' 'LogLevel ERROR' >> ssh_config
	for host in $HOSTS; do
		for try in {1..50}; do
			ssh -F ssh_config $host true 2> /dev/null && continue 2
			sleep 0.2
		done
		skip "no sshd answers in a namespace: $(tail -1 $host.log)"
	done
}

# Takes the hosts away, and what still runs on them.
teardown()
{
	local ns
	PATH=$PATH:/usr/sbin:/sbin
	command -v ip > /dev/null || return 0
	for ns in $(ip netns list 2> /dev/null | awk -v of="^rt$$" '$1 ~ of { print $1 }'); do
		ip netns pids $ns | xargs -r kill -9
		ip netns del $ns
	done
}

# parts NAME COMMAND: the six parts of a command in files NAME.K.
parts()
{
	PARALLEL_HOME=$PWD/parallel parallel --will-cite --ssh "ssh -F $PWD/ssh_config" --sshlogin "$(tr ' ' , <<< "$HOSTS")" \
		--retries 3 --halt now,fail=1 --joblog $1.log --results "$1.{}" \
		"cd $PWD && PATH=$PATH $2" ::: 1 2 3 4 5 6 > /dev/null
}

# The bills and customers of 600, in groups or none; what they bought.
world()
{
	awk 'BEGIN {
		print "customer_id,month,amount" > "bills.csv"
		print "customer_id,joined,group_id,plan,left" > "customers.csv"
		print "customer_id,date,amount" > "purchases.csv"
		for (i = 1; i <= 600; i++) {
			id = i % 50 ? sprintf("%05d", i) : "\"" i ", \"\"x\"\"\""
			printf "%s,%d-%02d-15,%s,p%d,%s\n", id, 2016 + i % 10, 1 + i % 12,
				(i <= 60 ? "G" i % 6 : ""), i % 3, (i % 11 ? "" : "2026-03-" 10 + i % 9) > "customers.csv"
			for (m = 1; m <= 3; m++)
				printf "%s,2026-%02d,%d.%d0\n", id, m, (i % 13 ? (i * i % 23) * 13 : 0), i % 10 * (i % 13 > 0) > "bills.csv"
			for (m = 0; m <= i % 5; m++)
				printf "%s,2026-%02d-%02d,%d\n", id, 1 + m % 3, 1 + (i + m) % 28, 10 + i % 7 > "purchases.csv"
		}
	}'
	mkdir parallel
	printf '%s\n' parameter,value,std_error r,0.24, alpha,4.4, a,0.79, b,2.4, > bgnbd.csv
	rt-churn risk -q -a 2026-04-01 --covariates plan --save-model risk.csv -o /dev/null customers.csv
}

@test "three hosts: rt-tier, rt-triggers and the verbs about customers are those of one run" {
	make_hosts
	world
	parts tiers 'rt-tier -q --month 2026-03 --part {}/6 --customers customers.csv bills.csv'
	rt-tier -q --month 2026-03 --customers customers.csv --cuts cuts.csv bills.csv | sort > whole
	rt-tier --merge --customers customers.csv --cuts merged-cuts.csv tiers.? | sort > merged
	same_file whole merged
	same_file cuts.csv merged-cuts.csv
	[ "$(awk 'NR > 1 { print $2 }' tiers.log | sort -u | wc -l)" -eq 3 ]

	parts orders 'rt-triggers -q -a 2026-04-01 --month 2026-03 --part {}/6 --customers customers.csv bills.csv'
	rt-triggers -q -a 2026-04-01 --month 2026-03 --customers customers.csv -o whole bills.csv
	[ "$(wc -l < whole)" -gt 40 ]
	rt-triggers --merge -o merged orders.?
	same_file whole merged

	parts alive 'rt-churn alive -q -a 2026-04-01 --model-file bgnbd.csv --part {}/6 purchases.csv'
	rt-churn alive -q -a 2026-04-01 --model-file bgnbd.csv purchases.csv | sort > whole
	rt-churn alive --merge --customers customers.csv alive.? | sort > merged
	same_file whole merged

	parts risk 'rt-churn risk -q -a 2026-04-01 --model risk.csv --part {}/6 customers.csv'
	rt-churn risk -q -a 2026-04-01 --model risk.csv customers.csv | sort > whole
	rt-churn risk --merge --customers customers.csv risk.? | sort > merged
	same_file whole merged

	parts winback 'rt-churn winback -q -a 2026-04-01 --part {}/6 customers.csv'
	rt-churn winback -q -a 2026-04-01 customers.csv | sort > whole
	rt-churn winback --merge winback.? | sort > merged
	same_file whole merged

	# Bad data ends the whole: there is no part of it that could be merged.
	echo 00007,2026-13,5 >> bills.csv
	! parts bad 'rt-tier -q --month 2026-03 --part {}/6 --customers customers.csv bills.csv' || wrong 'no failure'
	grep -hq '^rt-tier: bills.csv:1802: month: not a month such as 2026-03$' bad.*.err
	run -1 rt-tier --merge --customers customers.csv bad.?
}

# The second host begins a part and goes on no more: its wire is cut.
@test "three hosts: one dies in the middle, its part runs again, the bytes are the same" {
	make_hosts
	world
	for k in 1 2 3 4 5 6; do
		rt-tier -q --month 2026-03 --part $k/6 --customers customers.csv -o alone.$k.csv bills.csv
	done
	rt-tier --merge --customers customers.csv -o alone.csv alone.?.csv
	printf '%s\n' 'case $(ip netns identify $$) in' "rt$$host2) : > begun; sleep 60 ;;" 'esac' 'exec rt-tier "$@"' > slowly
	parts tiers "PATH=\$PATH:/usr/sbin:/sbin sh slowly -q --month 2026-03 --part {}/6 --customers customers.csv bills.csv" 3>&- &
	for try in {1..100}; do
		[ ! -e begun ] || break
		sleep 0.1
	done
	[ -e begun ]
	ip -n "rt$$host2" link set "r$$w2b" down
	wait $!
	rt-tier --merge --customers customers.csv -o merged.csv tiers.?
	same_file alone.csv merged.csv
	# Some part was begun more than once, and none was lost in silence.
	[ "$(awk 'NR > 1 && $7 == 0' tiers.log | wc -l)" -eq 6 ]
	[ "$(awk 'NR > 1 && $7 == 0 && $2 == "host2"' tiers.log | wc -l)" -eq 0 ]
}
