#!/usr/bin/env bats
# rt-churn incidence: how many have left by then, reason by reason.

load helper

# Each cell of standard input is that of FILE, but for so much.
near()	# TOLERANCE FILE
{
	paste -d, - "$2" | awk -F, -v most="$1" '
	{
		for (i = 1; i <= NF / 2; i++) {
			a = $i; b = $(i + NF / 2)
			if (a == b)
				continue
			d = a - b; scale = b > 1 ? b : b < -1 ? -b : 1
			if (a == "" || b == "" || d > most * scale || d < -most * scale) {
				print NR ": " a " is not " b; bad = 1
			}
		}
	}
	END { exit bad || NR == 0 }' >&2
}

# Sixty customers with ties, two reasons and two groups.
sixty()
{
	awk 'BEGIN {
		print "customer_id,t,e,why,g,s,four"
		for (i = 1; i <= 60; i++) {
			r = i % 7 == 0 ? 0 : i % 3
			print i "," 1 + (i * 7) % 19 "," (r > 0) "," (r ? "r" r : "") "," \
				(i % 2 ? "A" : "B") "," i % 5 "," i % 4
		}
	}' > t.csv
}

@test "C03, C04: incidence: five customers by hand" {
	# S is 1, 4/5 behind 1, 4/5 x 2/3 = 8/15 behind 3: price 1/5, then + 4/5 x 1/3.
	printf '%s\n' customer_id,t,e,why 1,1,yes,price 2,2,no,price 3,3,yes,service 4,4,no, \
		5,5,yes, > t.csv
	run -0 --separate-stderr rt-churn incidence --time t --event e --reason why t.csv
	[ -z "$stderr" ]
	output=$(cut -d, -f1-5 <<< "$output") prints <<-'END'
		reason,time,at_risk,events,incidence
		price,1,5,1,0.2
		price,3,3,0,0.2
		price,5,1,0,0.2
		service,1,5,0,0
		service,3,3,1,0.26666666666666666
		service,5,1,0,0.26666666666666666
		unknown,1,5,0,0
		unknown,3,3,0,0
		unknown,5,1,1,0.5333333333333333
	END
	# Of price at 1: root of 1/5 x 4/5 / 5; limits 0.2^exp(+-1.96 se / (0.2 log 0.2)).
	cut -d, -f6-8 <<< "${lines[1]}" | near 1e-9 <(python3 -c 'if 1:
		from math import exp, log
		se = (0.2 * 0.8 / 5) ** 0.5
		p = exp(1.959963984540054 * se / (0.2 * -log(0.2)))
		print(se, 0.2 ** p, 0.2 ** (1 / p), sep=",")')
	[[ ${lines[4]} == service,1,5,0,0,0,, ]]
	# Events since the time before; beyond the last time nothing is known.
	run -0 rt-churn incidence --time t --event e --reason why --at 0,3.5,9 t.csv
	output=$(cut -d, -f1-5 <<< "$output") prints <<-'END'
		reason,time,at_risk,events,incidence
		price,0,5,0,0
		price,3.5,2,1,0.2
		price,9,0,0,
		service,0,5,0,0
		service,3.5,2,1,0.26666666666666666
		service,9,0,0,
		unknown,0,5,0,0
		unknown,3.5,2,0,0
		unknown,9,0,1,
	END
	run -0 rt-churn incidence --time t --event e --reason why --summary t.csv
	prints <<-'END'
		reason,n,events,incidence,chi2,df,p
		price,5,1,0.2,,,
		service,5,1,0.26666666666666666,,,
		unknown,5,1,0.5333333333333333,,,
	END
	run -0 rt-churn incidence --time t --event e --reason why --summary --horizon 3 t.csv
	[ "$(cut -d, -f4 <<< "$output" | paste -sd' ')" = 'incidence 0.2 0.26666666666666666 0' ]
	run -0 rt-churn incidence --time t --event e --reason why --summary --horizon 6 t.csv
	[ "$(cut -d, -f4 <<< "$output" | paste -sd' ')" = 'incidence   ' ]
}

@test "C03, C04: incidence: of customers by left_reason; nobody left, no rows" {
	cat > customers.csv <<-'END'
		customer_id,joined,left,left_reason,region
		a,2026-01-01,2026-01-11,price,n
		b,2026-01-01,,price,n
		c,2026-01-01,2026-01-21,,s
		d,2026-01-01,2026-02-20,deceased,s
		e,2026-01-11,2026-01-21,去世,s
	END
	run -0 rt-churn incidence --as-of 2026-01-31 --by region customers.csv
	output=$(cut -d, -f1-6 <<< "$output") prints <<-'END'
		region,reason,time,at_risk,events,incidence
		n,price,10,2,1,0.5
		n,unknown,10,2,0,0
		n,deceased,10,2,0,0
		s,price,10,3,0,0
		s,price,20,2,0,0
		s,unknown,10,3,0,0
		s,unknown,20,2,1,0.3333333333333333
		s,deceased,10,3,1,0.3333333333333333
		s,deceased,20,2,0,0.3333333333333333
	END
	run -0 rt-churn incidence --as-of 2026-01-31 --unit week --at 2 --by region customers.csv
	[ "$(cut -d, -f3,4 <<< "${lines[1]}")" = 2,1 ]
	run -0 rt-churn incidence -q --as-of 2026-01-05 customers.csv
	prints <<< reason,time,at_risk,events,incidence,std_error,ci_low,ci_high
	sed 's/,left_reason//; s/,price//; s/,service//; s/,去世//; s/,deceased//; s/21,,/21,/' customers.csv > no.csv
	run -1 rt-churn incidence --as-of 2026-01-31 no.csv
	[[ $output == *left_reason* ]]
}

@test "C03, C04: incidence: curve, error, limits and test as R has them" {
	sixty
	set -- incidence --time t --event e --reason why
	# summary(survfit(Surv(t, factor(r, 0:2)) ~ 1, conf.type = "log-log"), times = c(5, 10, 19))
	# of R's survival 3.5.
	rt-churn "$@" --at 5,10,19 t.csv | sed 1d | near 1e-9 <(cat <<-'END'
		r1,5,47,4,0.071613500523,0.0345758165704,0.0229401064066,0.158597760324
		r1,10,31,5,0.177169316404,0.0540287240896,0.0867655572978,0.293688118277
		r1,19,3,8,0.472432730738,0.0941703106141,0.2829306494861,0.640594090438
		r2,5,47,4,0.0702818999166,0.0339653271596,0.0225188993651,0.155895213022
		r2,10,31,5,0.1747862397451,0.0534387650055,0.0855000787673,0.290238715826
		r2,19,3,8,0.4553936592017,0.0931965509147,0.2698699167997,0.623517432050
	END
	)
	# cuminc(t, r, g)$Tests of R's cmprsk 2.2, then with strata = s, then of four groups.
	test_of() { rt-churn "$@" t.csv | sed 1d | cut -d, -f2,6- | sort -u; }
	test_of "$@" --by g --summary | near 1e-9 <(printf '%s\n' \
		r1,0.0279218823164,1,0.86729260837 r2,0.1273952007596,1,0.72114822072)
	test_of "$@" --by g --summary --strata s | near 1e-9 <(printf '%s\n' \
		r1,0.0314905018303,1,0.859150511502 r2,0.2357117516137,1,0.627320615973)
	test_of "$@" --by four --summary | near 1e-9 <(printf '%s\n' \
		r1,0.332222555858,3,0.953858620563 r2,0.698693036857,3,0.873511316899)
}

@test "C03, C04: incidence: three real data sets, as R's survfit and cuminc" {
	Rscript -e 'library(survival); library(cmprsk)' > /dev/null 2>&1 ||
		skip "R, its survival and cmprsk are not here"
	Rscript - 2> /dev/null <<-'END'
		suppressMessages({ library(survival); library(cmprsk) })
		options(digits = 15)
		put <- function(x, file) write.table(x, file, sep = ",", quote = FALSE, na = "",
		    row.names = FALSE, col.names = FALSE)
		one <- function(name, t, r, g) {
			ok <- !is.na(t) & !is.na(r) & !is.na(g)
			t <- t[ok]; r <- as.integer(r[ok]); g <- as.character(g[ok])
			d <- data.frame(t, e = as.integer(r > 0), why = ifelse(r > 0, paste0("r", r), ""), g)
			write.csv(d, paste0(name, ".csv"), row.names = FALSE, quote = FALSE)
			f <- survfit(Surv(t, factor(r, 0:max(r))) ~ g, d, conf.type = "log-log")
			s <- summary(f)
			h <- as.integer(as.factor(sub("g=", "", s$strata)))
			rows <- NULL
			for (k in 1:max(r)) {
				x <- s$pstate[, k + 1]
				low <- ifelse(x > 0 & x < 1, s$lower[, k + 1], NA)
				high <- ifelse(x > 0 & x < 1, s$upper[, k + 1], NA)
				rows <- rbind(rows, data.frame(h, k, s$time, s$n.risk[, 1], s$n.event[, k + 1],
				    x, s$std.err[, k + 1], low, high))
			}
			rows <- rows[order(rows$h, rows$k, rows$s.time), ]
			rows$h <- levels(as.factor(sub("g=", "", s$strata)))[rows$h]
			rows$k <- paste0("r", rows$k)
			put(rows, paste0(name, ".curve"))
			test <- cuminc(t, r, g)$Tests
			put(cbind(paste0("r", rownames(test)), test[, c(1, 3, 2), drop = FALSE]),
			    paste0(name, ".test"))
		}
		with(mgus2, one("mgus2", ifelse(pstat == 0, futime, ptime),
		    ifelse(pstat == 0, 2 * death, 1), sex))
		with(pbc, one("pbc", time, status, ifelse(edema > 0, "yes", "no")))
		with(transplant, one("transplant", futime, as.integer(event) - 1, abo))
	END
	for name in mgus2 pbc transplant; do
		set -- incidence --time t --event e --reason why --by g "$name.csv"
		rt-churn "$@" | sed 1d | sort -t, -k1,1 -k2,2 -s > got
		LC_ALL=C sort -t, -k1,1 -k2,2 -s "$name.curve" > expected
		[ "$(wc -l < expected)" -gt 200 ]
		near 1e-9 expected < got
		rt-churn "$@" --summary | sed 1d | cut -d, -f2,6- | sort -u > got
		near 1e-7 "$name.test" < got
	done
	# At 240 months one less Kaplan and Meier of the tumour alone is 0.210.
	run -0 rt-churn incidence --time t --event e --reason why --at 240 mgus2.csv
	[[ $output == *r1,240,57,*,0.0998137159* ]]
	awk -F, -v OFS=, 'NR > 1 { $2 = $3 == "r1" } 1' mgus2.csv > alone.csv
	run -0 rt-churn survival --time t --event e --at 240 alone.csv
	[[ ${lines[1]} == 240,57,115,*,0.790438* || ${lines[1]} == 240,57,*,0.790438* ]]
}

@test "C03, C04: incidence: a thousand random tables, told a second time" {
	run -0 python3 "$BATS_TEST_DIRNAME/brute/incidence.py" "$RT_BUILD/rt-churn" 1000
	[ "$output" = '1000 sets are as they were told a second time' ]
}

@test "C03, C04: incidence: a weight is so many rows" {
	sixty
	awk -F, -v OFS=, 'NR == 1 { print $0, "w"; next } { print $0, 1 + NR % 3 }' t.csv > w.csv
	awk -F, 'NR == 1 { print; next } { for (i = 0; i < $8; i++) print }' w.csv > rows.csv
	for more in "" "--by g" "--by g --summary" "--by g --summary --strata s"; do
		# shellcheck disable=SC2086
		rt-churn incidence --time t --event e --reason why $more rows.csv > rows
		# shellcheck disable=SC2086
		rt-churn incidence --time t --event e --reason why --weight w $more w.csv > w
		[ "$(wc -l < rows)" -eq "$(wc -l < w)" ]
		near 1e-12 rows < w
	done
}

@test "C03, C04: incidence: late entry; no test with it" {
	# At risk at 3 are 2 and 3; all who were seen from the start leave at 2.
	printf '%s\n' customer_id,b,t,e,why,g 1,0,2,yes,x,A 2,1,3,yes,y,A 3,2,4,no,,B 4,0,6,yes,x,B > t.csv
	set -- incidence --time t --event e --reason why --entry b
	run -0 rt-churn "$@" t.csv
	output=$(cut -d, -f1-5 <<< "$output") prints <<-'END'
		reason,time,at_risk,events,incidence
		x,2,3,1,0.3333333333333333
		x,3,3,0,0.3333333333333333
		x,6,1,1,0.7777777777777777
		y,2,3,0,0
		y,3,3,1,0.2222222222222222
		y,6,1,0,0.2222222222222222
	END
	run -0 --separate-stderr rt-churn "$@" --by g --summary t.csv
	[ "$stderr" = "rt-churn: no test: Gray's is of customers who are seen from the start, without --entry" ]
	[ "$(cut -d, -f6- <<< "${lines[1]}")" = ,, ]
	# Where nobody is left at risk the incidence stays.
	printf '%s\n' customer_id,b,t,e,why 1,0,2,yes,x 2,3,5,yes,y > t.csv
	run -0 --separate-stderr rt-churn "$@" t.csv
	[ "$stderr" = 'rt-churn: nobody is left at risk at 2, before the end: the incidence stays from there on' ]
	[[ ${lines[2]} == x,5,1,0,1,0,, && ${lines[4]} == y,5,1,1,0,0,, ]]
}

@test "C03, C04: incidence: a blank cell of --by is a row, but no group of the test" {
	sixty
	awk -F, -v OFS=, 'NR > 1 && NR % 4 == 0 { $5 = "" } 1' t.csv > blank.csv
	grep -v ',r*[12]*,,[0-4],' blank.csv > known.csv
	set -- incidence --time t --event e --reason why --by g --summary
	run -0 --separate-stderr rt-churn "$@" blank.csv
	prints_err <<< 'rt-churn: customers with a blank cell of --by, who are in no group of the test: 15'
	grep -v '^,' <<< "$output" > got
	[ "$(grep -c '^,.*,,,$' <<< "$output")" -eq 2 ]
	rt-churn "$@" known.csv | same_file got -
}

@test "C03, C04: incidence: a test that small groups leave nothing for is blank" {
	# Nobody of B is at risk when x leaves; nobody but A leaves for y.
	printf '%s\n' customer_id,t,e,why,g 1,1,no,,B 2,2,yes,x,A 3,3,yes,y,A > t.csv
	run -0 rt-churn incidence --time t --event e --reason why --by g --summary t.csv
	prints <<-'END'
		g,reason,n,events,incidence,chi2,df,p
		B,x,1,0,0,,,
		B,y,1,0,0,,,
		A,x,2,1,0.5,,,
		A,y,2,1,0.5,,,
	END
}

@test "incidence: what does not go together is refused" {
	sixty
	refused() { run -2 rt-churn incidence "${@:2}" t.csv; [ "${lines[0]}" = "rt-churn: $1" ]; }
	refused '--time goes with --reason' --time t --event e
	refused '--reason goes with --time' --reason why
	refused '--event goes with --time' --event e
	refused '--strata is of the test: it goes with --summary' --time t --event e --reason why --strata s
	refused '--horizon goes with --summary' --time t --event e --reason why --horizon 3
	refused '--at does not go with --summary' --time t --event e --reason why --summary --at 3
	refused 'incidence does not take --given' --time t --event e --reason why --given 3
	refused 'incidence does not take --min-group' --time t --event e --reason why --summary --min-group 3
	run -2 rt-churn survival --time t --event e --reason why t.csv
	[ "${lines[0]}" = 'rt-churn: survival does not take --reason' ]
	run -2 rt-churn incidence --time t --event e --reason wh t.csv
	[[ $output == "rt-churn: --reason: "* ]]
}
