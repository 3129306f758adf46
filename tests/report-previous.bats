# rt-report: --previous, what has changed since an earlier csv.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	export RT_AS_OF=2026-04-01
	cat > tiers.csv <<-'END'
		customer_id,scope,tier,rank,total_amount
		A,individual,gold,3,300
		B,individual,vip,5,150
		C,individual,vip,5,150
		D,individual,standard,7,0
	END
	cat > before.csv <<-'END'
		scope,tier,label,customers,share,amount,amount_share,avg_amount
		individual,gold,金级VIP,2,0.400000,400.00,0.500000,200.00
		individual,vip,VIP,1,0.200000,0.00,0.000000,
	END
}

@test "--previous: points of rates, percent of counts and amounts, blank where nothing was" {
	# gold: 1 of 2 customers, 25% after 40%, 300 after 400, 50% as before, 300 after 200.
	run -0 rt-report tiers --previous before.csv tiers.csv
	prints <<-'END'
		scope,tier,label,customers,customers_change,share,share_change,amount,amount_change,amount_share,amount_share_change,avg_amount,avg_amount_change
		individual,gold,金级VIP,1,-0.500000,0.250000,-0.150000,300.00,-0.250000,0.500000,0.000000,300.00,0.500000
		individual,vip,VIP,2,1.000000,0.500000,0.300000,300.00,,0.500000,0.500000,150.00,
		individual,standard,普通,1,,0.250000,,0.00,,0.000000,,0.00,
	END
}

@test "--previous: from below 0 the change is a share of how far below, with its own sign" {
	printf '%s\n' region,fee A,-100 B,-100 C,-100 D,50 > fees.csv
	rt-report --by region --sum fee fees.csv > before.csv
	printf '%s\n' region,fee A,-50 B,-150 C,50 D,-50 > fees.csv
	run -0 rt-report --by region --sum fee --previous before.csv fees.csv
	prints <<-'END'
		region,sum_fee,sum_fee_change
		A,-50.00,0.500000
		B,-150.00,-0.500000
		C,50.00,1.500000
		D,-50.00,-2.000000
	END
}

@test "--previous: the report compared with itself has not changed, and can be sorted by it" {
	rt-report pareto tiers.csv > same.csv
	run -0 rt-report pareto --previous same.csv --sort amount_share_change tiers.csv
	[[ ${lines[0]} == top_share,customers,customers_change,amount_share,amount_share_change ]]
	[[ ${lines[1]} == 0.01,1,0.000000,0.500000,0.000000 ]]
	for format in text markdown html json xlsx; do
		run -0 rt-report tiers --previous before.csv --lang zh --format $format -o out tiers.csv
	done
	run -0 rt-report tiers --previous before.csv --format markdown tiers.csv
	[[ ${lines[1]} == '| Scope | Tier | Customers | Change | Share | Change |'* ]]
}

@test "--previous: another report is bad data, several reports and no figures are usage" {
	printf 'a,b\n1,2\n' > other.csv
	run -1 rt-report tiers --previous other.csv tiers.csv
	prints <<-'END'
		rt-report: other.csv:1: no column 'scope': not an earlier csv of this report
	END
	# What the report is made from has its keys, but none of its figures.
	run -1 rt-report tiers --previous tiers.csv tiers.csv
	run -1 rt-report --by a --count --previous other.csv other.csv
	prints <<-'END'
		rt-report: other.csv:2: no figure of this report: not an earlier csv of it
	END
	run -2 rt-report table --previous other.csv other.csv
	run -2 rt-report --previous before.csv --format text tiers.csv other.csv
	run -3 rt-report tiers --previous none.csv tiers.csv
}

@test "--previous: read as rt wrote it, however the input is written" {
	printf '地区,x\n郑州,10\n' > before.csv
	rt-report --by 地区 --sum x before.csv > previous.csv
	printf '标题\n地区;x\n郑州;15\n' | iconv -f utf-8 -t gb18030 > now.csv
	run -0 rt-report -e gb18030 -d ';' --skip 1 --by 地区 --sum x \
		--previous previous.csv now.csv
	prints <<-'END'
		地区,sum_x,sum_x_change
		郑州,15.00,0.500000
	END
}

@test "--previous: a survival curve, in points, its rows told apart by time" {
	local head=time,at_risk,events,censored,survival,std_error,ci_low,ci_high
	printf '%s\n2,1,1,1,0.5,0.5,0.5,0.5\n1,100,5,0,0.75,0.03,0.25,0.875\n' $head > before.csv
	printf '%s\n1,150,6,3,0.5,0.02436698586202241,0.3021,\n' $head > now.csv
	run -0 rt-report --previous before.csv now.csv
	prints <<-'END'
		time,at_risk,at_risk_change,events,events_change,censored,censored_change,survival,survival_change,std_error,std_error_change,ci_low,ci_low_change,ci_high,ci_high_change
		1,150,0.500000,6,0.200000,3,,0.5,-0.250000,0.02436698586202241,-0.005633,0.3021,0.052100,,
	END
	run -0 rt-report --previous before.csv --format text now.csv
	[[ $output == *'    50.00%  -25.00% '* ]]
}

@test "--previous: with --float amounts grow in percent, too" {
	printf 'x\n10\n' > before.csv
	rt-report --float --sum x --mean x before.csv > previous.csv
	printf 'x\n7\n8\n' > now.csv
	run -0 rt-report --float --sum x --mean x --previous previous.csv now.csv
	prints <<-'END'
		sum_x,sum_x_change,mean_x,mean_x_change
		15,0.500000,7.5,-0.250000
	END
}

@test "--previous: a group that is called label is one" {
	printf 'label\na\nb\nb\n' > in.csv
	rt-report --by label --count in.csv > before.csv
	run -0 rt-report --by label --count --previous before.csv in.csv
	prints <<-'END'
		label,count,count_change
		a,1,0.000000
		b,2,0.000000
	END
}

@test "--previous: growth is rounded once" {
	# 0.0001 / 200.0050 is 0.00000049998..., and 80.0001 / 80.0000 - 1 is 0.00000125.
	cat > before.csv <<-'END'
		a,sum_v
		x,200.0050
		y,80.00
		z,-200.0050
	END
	run -0 rt-report --by a --sum v --previous before.csv <<-'END'
		a,v
		x,200.0051
		y,80.0001
		z,-200.0049
	END
	prints <<-'END'
		a,sum_v,sum_v_change
		x,200.0051,0.000000
		y,80.0001,0.000001
		z,-200.0049,0.000000
	END
}
