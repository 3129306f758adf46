# rt-report: --mask, pseudonyms in place of what identifies people.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01
	printf 'sixteen bytes at least' > key
	chmod 600 key
}

@test "P01: partial leaves a quarter in front and a third behind, at least one becomes a star" {
	run -2 rt-report table --mask phone,name <<-'END'
		phone,name
		x,y
	END
	run -0 rt-report table --mask phone --mask name=partial <<-'END'
		phone,name
		13812340001,张三
		1,王小明
		12,
		1234567,欧阳文忠公
	END
	# 11: 3 and 3; 2: 1 and 0; 3: 1 and 1; 7: 2 and 2; 5: 2 and 1.
	prints <<-'END'
		phone,name
		138*****001,张*
		*,王*明
		1*,
		12***67,欧阳**公
	END
}

@test "P01: hash is BLAKE2b under the key, in every table the same" {
	run -0 rt-report table --mask customer_id=hash --key-file key <<-'END'
		customer_id,x
		C1,1
		C2,2
	END
	python3 - "${lines[@]}" <<-'END'
		import hashlib, sys
		key = b"sixteen bytes at least"
		for line, customer in zip(sys.argv[2:], [b"C1", b"C2"]):
		    expected = hashlib.blake2b(customer, key=key, digest_size=32).hexdigest()[:16]
		    assert line.split(",")[0] == expected, (line, expected)
	END
}

@test "P01: a masked customer_id is masked in work orders and evidence, as a whole word" {
	run -0 rt-report table --mask customer_id <<-'END'
		workorder_id,customer_id,trigger,category,level,due,evidence
		bill:C1234:2026-03,C1234,bill,care,L2,2026-04-02T09:00,C1234 and XC1234 and C12345 met C1234
	END
	prints <<-'END'
		workorder_id,customer_id,trigger,category,level,due,evidence
		bill:C1**4:2026-03,C1**4,bill,care,L2,2026-04-02T09:00,C1**4 and XC1234 and C12345 met C1**4
	END
	run -0 rt-report table --mask customer_id <<-'END'
		customer_id,workorders
		a;%b,x:a%3B%25b:1;y:a%3B%25b:2;z:a%3B%25bc:3
	END
	prints <<-'END'
		customer_id,workorders
		a**b,x:a**b:1;y:a**b:2;z:a%3B%25bc:3
	END
}

@test "P01: an id next to Chinese text, which has no spaces, is masked in evidence" {
	run -0 rt-report table --mask customer_id <<-'END'
		workorder_id,customer_id,trigger,category,level,due,evidence
		a:C1234:1,C1234,bill,care,L2,2026-04-02,客户C1234账单下降，C1234；C12345
	END
	prints <<-'END'
		workorder_id,customer_id,trigger,category,level,due,evidence
		a:C1**4:1,C1**4,bill,care,L2,2026-04-02,客户C1**4账单下降，C1**4；C12345
	END
}

@test "P01: of several reports one need have the column that is masked" {
	printf 'customer_id,x\nC1234,1\n' > a.csv
	printf 'case_id,customer_id,opened,level\n1,C1,2026-03-01,L1\n' > cases.csv
	run -0 rt-report --format markdown --mask x --mask case_id a.csv cases.csv
	[[ $output == *'| C1234 | * |'* ]]
	run -2 rt-report --format markdown --mask y a.csv cases.csv
	prints <<-'END'
		rt-report: --mask: no column 'y' in the input
		Try 'rt-report --help'.
	END
}

@test "P01: groups are those of masked cells" {
	run -0 rt-report --by name --count --mask name <<-'END'
		name
		张三
		张四
		李四
	END
	prints <<-'END'
		name,count
		张*,2
		李*,1
	END
}

@test "P01: hash without a key, a key that is short or open to others, no such column" {
	for wrong in 'customer_id=hash' 'customer_id=rot13' 'nobody' 'customer_id --key-file key'; do
		run -2 rt-report table --mask $wrong <<< customer_id
	done
	printf 'fifteen bytes..' > short
	chmod 600 short
	run -2 rt-report table --mask customer_id=hash --key-file short <<< customer_id
	chmod 640 key
	run -2 rt-report table --mask customer_id=hash --key-file key <<< customer_id
	[[ $output == *"can be read by others"* ]]
	run -3 rt-report table --mask customer_id=hash --key-file none <<< customer_id
}

@test "P01: a key that comes through a pipe holds for all sections" {
	printf 'customer_id,n\nC1,1\n' > any.csv
	umask 077
	rt-report table --mask customer_id=hash --key-file <(printf 0123456789abcdef) any.csv > one
	rt-report --format json --mask customer_id=hash --key-file <(printf 0123456789abcdef) \
		--section table=any.csv --section objections=<(echo customer_id,time,kind; echo C1,2026-01-01,price) \
		--by customer_id > two
	id=$(sed -n '2s/,.*//p' one)
	[[ $id =~ ^[0-9a-f]{16}$ ]]
	[ "$(grep -c "\"$id\"" two)" -eq 2 ]
}

@test "P01: a masked id in a work order's id is written as any id there, without a semicolon" {
	# ;abc keeps its first and its last character; of 100% the percent sign stays.
	cat > plan.csv <<-'END'
		customer_id,workorders,evidence
		;abc,bill:%3Babc:0;care:%3Babc:1,;abc owes
		100%,bill:100%25:1,100% of it
	END
	run -0 rt-report table --mask customer_id plan.csv
	prints <<-'END'
		customer_id,workorders,evidence
		;**c,bill:%3B**c:0;care:%3B**c:1,;**c owes
		1**%,bill:1**%25:1,1**% of it
	END
}

@test "P01: a masked level of cases is masked, a figure cannot be" {
	cat > cases.csv <<-'END'
		case_id,customer_id,opened,level
		1,C1,2026-03-01,urgent
		2,C2,2026-03-01,L1
	END
	run -0 rt-report --mask level cases.csv
	[[ ${lines[1]} == 'ur**nt,1,'* ]]
	[[ ${lines[2]} == 'L*,1,'* ]]
	printf 'cohort,age,size,active,retention\n2026-01,0,5,5,1.000000\n' > cohorts.csv
	run -0 rt-report --mask cohort cohorts.csv
	[ "${lines[1]}" = '20***01,0,5,5,1.000000' ]
	run -2 rt-report --mask size cohorts.csv
	prints <<-'END'
		rt-report: --mask: 'size' is a figure of this report
		Try 'rt-report --help'.
	END
}
