# completion -- what a program offers for the last word; what shells make of it is in shells.bats.

load helper

setup()
{
	cd "$BATS_TEST_TMPDIR" || return
	printf '%s\n' customer_id,month,amount,tier C1,2026-03,80,vip > in.csv
	cp in.csv out.csv
}

# Behind the words of a command line the last is offered this; "files" is those of the folder.
offers()	# OFFER... -- WORD...
{
	local offer=
	while [ "$1" != -- ]; do
		offer+="$1 "
		shift
	done
	local program=$2
	shift 2
	run -0 "$program" --print-completion words -- "$@"
	[ "$(cut -f 1 <<< "$output" | grep -v '^words$' | xargs) " = "${offer:- }" ] ||
		wrong "$program $*: $output"
}

@test "conditions: headings of the inputs, then the words of a column" {
	offers customer_id month amount tier -- rt-tier in.csv --where ''
	offers customer_id -- rt-tier in.csv --where c
	offers bills:amount -- rt-tier in.csv --where bills:am
	offers tier=supreme tier=diamond tier=gold tier=silver tier=vip tier=quasi tier=standard -- \
		rt-tier in.csv --where tier=
	offers 'tier!=supreme' 'tier!=silver' 'tier!=standard' -- rt-tier in.csv --where 'tier!=s'
	offers 'tier^=vip' -- rt-schedule --tiers in.csv --where 'tier^=v'
	offers trigger=rival-hotline trigger=rival-forward -- rt-schedule in.csv --where trigger=r
	offers -- rt-tier --where 'bills:amount>'
}

@test "an output is no input, nor is a policy; a table of an option is" {
	offers -- rt-tier --output out.csv --where c
	offers customer_id -- rt-tier -o out.csv in.csv --where c
	offers -- rt-tier -oin.csv --where c
	offers -- rt-tier -p in.csv --where c
	offers customer_id -- rt-tier --customers=in.csv --where c
}

@test "values: doubts, sections, models, encodings, mappings" {
	offers id-words id-edge id-near -- rt-tier --trust id
	offers table= tiers= -- rt-report --section t
	offers files mbgnbd -- rt-churn alive --model m
	offers gb18030 gbk -- rt-tier -e g
	offers auto always -- rt-tier --color a
	offers bills.=customer_id bills.=month bills.=amount bills.=tier -- rt-tier in.csv -c bills.=
}

@test "options: long ones, letters with a value behind, and none behind --" {
	offers --where -- rt-tier --wh
	offers files -- rt-tier -q -o ''
	offers -- rt-tier -qo
	offers -- rt-tier -z
	offers files -- rt-tier --where=c in.csv
	offers files -- rt-tier -- -
	offers files -- rt-tier -- ''
	offers files -- rt-tier
	offers files table -- rt-report ta
	run -0 rt-tier --print-completion words -- -
	[[ $output == *--customers* ]]
}
