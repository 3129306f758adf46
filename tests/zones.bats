# zones -- what TZ may say; for what a zone does to times see date.bats.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01
	printf '%s\n' customer_id,month,amount C1,2026-03,80 > in.csv
}

# A file as RFC 8536 has it: VERSION OFFSET TYPES
zone_file()
{
	python3 - "$@" <<-'EOT'
		import struct, sys
		version, east, types = sys.argv[1].encode(), int(sys.argv[2]), int(sys.argv[3])
		def part(version):
		    return (b"TZif" + version.ljust(1, b"\0") + bytes(15)
		            + struct.pack(">6l", 0, 0, 0, 0, types, 4 * types)
		            + struct.pack(">lBB", east, 0, 0) * types + b"CST\0" * types)
		sys.stdout.buffer.write(part(version) + (part(version) + b"\n\n" if version else b""))
	EOT
}

@test "TZ: rules as POSIX has them" {
	for rule in CST-8 CST+8 CST8 CST-8:00 CST-08:00:00 '<+08>-8' '<C1-x>-8' EST5EDT EST5EDT4 \
	    EST5EDT,M3.2.0,M11.1.0 EST5EDT4,M3.2.0/2,M11.1.0/2:30:15 EST5EDT,J60,J300 EST5EDT,59,300 \
	    EST5EDT,M3.2.0/-1,M11.1.0/+26; do
		TZ=$rule run -0 rt-tier -q in.csv
	done
}

@test "TZ: what is nearly a rule is none" {
	for rule in CST CS-8 CST-25 CST-8:60 CST-8:00:60 CST-x '<+08-8' '<>-8' '<+08>' EST5E EST5EDT25 \
	    EST5EDT, EST5EDT,M3.2.0 EST5EDT,M13.2.0,M11.1.0 EST5EDT,M3,M11 EST5EDT,M3.2,M11.1.0 \
	    EST5EDT,M3.6.0,M11.1.0 EST5EDT,M3.2.7,M11.1.0 EST5EDT,M3.2.0,M11.1.0x EST5EDT,J366,J1 \
	    EST5EDT,M3.2.0/168,M11.1.0 EST5EDT,M3.2.0/x,M11.1.0 EST5EDT,x,y EST5EDT:x; do
		TZ=$rule run -2 rt-tier in.csv
		[[ $output == *"TZ: '$rule' is neither a zone of this system nor a POSIX rule such as CST-8"* ]] ||
			wrong "$rule: $output"
	done
}

@test "TZ: what is so everywhere needs no zones, what is not does" {
	for zone in UTC GMT ''; do
		TZDIR=/nowhere TZ=$zone run -0 rt-tier -q in.csv
	done
	TZDIR=/nowhere TZ=Asia/Shanghai run -2 rt-tier in.csv
	[ "${lines[0]}" = "rt-tier: TZ: 'Asia/Shanghai' is no POSIX rule such as CST-8, and this system has no zones: is tzdata installed?" ]
	TZDIR= TZ=:Asia/Shanghai run -0 rt-tier -q in.csv
	TZ=Asia/Shangai run -2 rt-tier in.csv
	[[ ${lines[0]} == *"(did you mean 'Asia/Shanghai'?)" ]]
}

@test "TZ: files of either version are zones, half of one is told" {
	zone_file '' 28800 1 > one
	zone_file 2 28800 1 > two
	for zone in one two; do
		TZ=$PWD/$zone run -0 rt-tier -q in.csv
	done
	head -c 44 two > half
	TZ=$PWD/half run -3 rt-tier in.csv
	prints <<< "rt-tier: the zone in $PWD/half could not be read"
	# a table is none, nor is what is too short
	TZ=$PWD/in.csv run -2 rt-tier in.csv
	printf '%060d' 0 > text
	TZ=$PWD/text run -2 rt-tier in.csv
	TZ=$PWD run -2 rt-tier in.csv
}
