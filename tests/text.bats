# text -- UTF-8 and its looks; see tests/unit/text.c.

load helper

# Characters, by their numbers in hexadecimal.
characters()
{
	LC_ALL=C.UTF-8 printf "$(printf '\\U%s' "$@")"
}

@test "UTF-8: strict, at every edge of its forms" {
	run -0 unit text valid '' abc abcdefgh 中文 $'\x7F' $'\xC2\x80' $'\xDF\xBF' \
		$'\xE0\xA0\x80' $'\xED\x9F\xBF' $'\xEE\x80\x80' $'\xF0\x90\x80\x80' \
		$'\xF4\x8F\xBF\xBF'
	prints < <(printf 'valid\n%.0s' {1..12})
	run -0 unit text valid $'\x80' $'\xC0\x80' $'\xC1\xBF' $'\xE0\x9F\xBF' \
		$'\xED\xA0\x80' $'\xF0\x8F\xBF\xBF' $'\xF4\x90\x80\x80' \
		$'\xF5\x80\x80\x80' $'\xE4\xB8' $'\xE4\xB8a' $'\xF0\x90\x80' $'\xFE' \
		$'\xFF'
	prints < <(printf 'wrong at 0\n%.0s' {1..13})
}

@test "UTF-8: the first wrong byte is found wherever it stands" {
	run -0 unit text valid $'abcdefg\xFF' $'abcdefgh\xFF' $'abcdefghi\xFFx' \
		$'中文中文\xC0' $'abcdefgh中\xE4\xB8' $'abcdefg\xE4\xB8'
	prints <<-'EOT'
		wrong at 7
		wrong at 8
		wrong at 9
		wrong at 12
		wrong at 11
		wrong at 7
	EOT
}

@test "UTF-8: the next character, a wrong byte by itself" {
	run -0 unit text next a é 中 😀 $'\xFF' $'\xE4\xB8' $'\xED\xA0\x80' \
		$'\xF4\x8F\xBF\xBF'
	prints <<-'EOT'
		U+0061 1
		U+00E9 2
		U+4E2D 3
		U+1F600 4
		none 1
		none 1
		none 1
		U+10FFFF 4
	EOT
}

@test "width: Chinese takes two columns, marks none" {
	# e and a combining acute; zero-width space; soft hyphen; e-acute as one
	run -0 unit text width '' abc 中文 '中文abc' ＡＢ ，。 한글 ひらがな ｶﾅ 😀 $'e\xCC\x81' \
		$'a\xE2\x80\x8Bb' é Ω ± $'\xF0\xA0\x80\x80' 🇨🇳 \
		$'\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8'
	prints <<-'EOT'
		0
		3
		4
		7
		4
		4
		4
		8
		2
		2
		1
		2
		1
		1
		1
		2
		2
		2
	EOT
}

# Lines end as Unicode's rules have it: of Chinese between characters, but never
# before a closing mark nor behind an opening one.
@test "line: ends at a space or between hanzi, not before a closing mark" {
	ends()	# WIDTH TEXT
	{
		unit text line "$1" "$2"
	}
	for one in '4:ab cd' '5:ab cd' '2:abc' '3:ab    cd' '1:中' '5:中文好' '6:中文，好' '5:中文，好' \
		'8:（阈值 50%）' '11:1 张账单，未缴 98.00（窗口 4 天）' '12:看 2026-04-01，还' '0:a'; do
		ends "${one%%:*}" "${one#*:}"
	done > got
	printf '%s|\n' 'ab ' 'ab cd' ab 'ab    ' 中 中文 中文， 中 '（阈值 ' '1 张账单，' '看 ' a | same_file got -
	# A long one is looked at no further than need be.
	long=$(printf '中%.0s' {1..2000})
	[ "$(ends 80 "$long" | wc -c)" -eq 122 ]
}

@test "width: what is ambiguous takes one column, emoji two, joined or not" {
	# Quotation marks, dash, dots, a circled digit, a line of a box, Greek.
	for one in '“' '”' — … · ① ─ α; do
		run -0 unit text width "$one"
		prints <<< 1
	done
	# Thumb, watch, a new emoji of Unicode 14; a heart, plain and with a selector.
	run -0 unit text width 👍 ⌚ 🫠 ❤ $'\xE2\x9D\xA4\xEF\xB8\x8F'
	prints <<-'EOT'
		2
		2
		2
		1
		1
	EOT
}

@test "width: controls none, a byte that is no UTF-8 one" {
	run -0 unit text width $'a\tb' $'a\xFFb' $'\xE4\xB8'
	prints <<-'EOT'
		2
		3
		2
	EOT
}

@test "blank: ASCII spaces and nothing else" {
	run -0 unit text blank '' ' ' '    ' ' x ' $'\t' $'\xE3\x80\x80'
	prints <<-'EOT'
		blank
		blank
		blank
		not blank
		not blank
		not blank
	EOT
}

@test "same: without regard to the case of ASCII, and only that" {
	run -0 unit text same Amount AMOUNT a ab '' '' É é '@' '`' '[' '{' 中 中
	prints <<-'EOT'
		same
		different
		same
		different
		different
		different
		same
	EOT
}

@test "distance: insertions, deletions, replacements and swaps of neighbours" {
	run -0 unit text distance '' '' '' abc abc abc amount amuont amount amont \
		amount ammount amount amounts kitten sitting ca abc 客户号 客户编号 中文 文中
	prints <<-'EOT'
		0
		3
		0
		1
		1
		1
		1
		3
		3
		1
		1
	EOT
}

@test "distance: over 8 counts as 9, however long" {
	long=$(printf '%0300d' 0)
	run -0 unit text distance abcdefgh 12345678 abcdefghi 123456789 abcdefghij \
		1234567890 "$long" "1${long}2" "$long" "${long}12345678" "$long" \
		"${long}123456789" "$long" a
	prints <<-'EOT'
		8
		9
		9
		2
		8
		9
		9
	EOT
}

@test "did you mean: what is near is named, what is not is not" {
	run -0 unit text nearest amuont AMOUNT amnt mont dua du xyz customerid \
		costumer-id 客户编码 编号 scop sc0p3 ''
	prints <<-'EOT'
		amount
		amount
		none
		month
		due
		none
		none
		customer_id
		customer_id
		客户编号
		none
		scope
		none
		none
	EOT
}

@test "show: what a terminal would obey is escaped, byte for byte" {
	run -0 unit text show $'a\e[1m' 99 $'中\xE2\x80\xAE文' 99 $'\xFF\x01' 99 \
		$'\xC2\x85' 99 '\x41' 99
	prints <<-'EOT'
		a\x1B[1m 8
		中\xE2\x80\xAE文 18
		\xFF\x01 8
		\xC2\x85 8
		\x41 4
	EOT
	# Unicode's Bidi_Control: U+061C, 200E, 200F, 202A-202E, 2066-2069, and no neighbour
	set -- $(characters 061B 061D 200D 2010 2029 202F 2065 206A)
	run -0 unit text show "$(characters 061C)" 99 "$(characters 200E)" 99 \
		"$(characters 202A)" 99 "$(characters 2066)" 99 "$(characters 2069)" 99 "$1" 99
	prints <<-EOT
		\\xD8\\x9C 8
		\\xE2\\x80\\x8E 12
		\\xE2\\x80\\xAA 12
		\\xE2\\x81\\xA6 12
		\\xE2\\x81\\xA9 12
		$1 22
	EOT
}

@test "show: never half an escape or half a character" {
	run -0 unit text show $'ab\ecd' 5 $'ab\ecd' 6 中文 3 中文 5 中文 6 abc 0 $'\ea' 3
	prints <<-'EOT'
		ab 8
		ab\x1B 8
		中 6
		中 6
		中文 6
		 3
		 5
	EOT
}

@test "trim: Unicode's white space goes from both ends, its neighbours stay" {
	# White_Space of PropList.txt
	for c in 9 A B C D 20 85 A0 1680 2000 2005 200A 2028 2029 202F 205F 3000; do
		run -0 unit text trim "$(characters $c)x y$(characters $c)$(characters $c)"
		prints <<< 'x y'
	done
	for c in 2E A1 167F 1681 1FFF 2010 2027 2030 205E 3001 E1000; do
		run -0 unit text trim "$(characters $c)x$(characters $c)"
		prints <<< "$(characters $c)x$(characters $c)"
	done
}

@test "trim: what nobody sees goes, too" {
	# soft hyphen, zero-width space, byte order mark, a filler, a tag, a variation selector
	for c in 1 7F AD 200B FEFF 3164 E0041 FE0F; do
		run -0 unit text trim "$(characters $c)客户$(characters $c)"
		prints <<< 客户
	done
	run -0 unit text trim $'\xE3\x80x\x80\x80\x80\x80\x80'
	prints <<< $'\xE3\x80x\x80\x80\x80\x80\x80'
	run -0 unit text trim '' ' '
	prints < <(printf '\n\n')
}

@test "fold: however it was typed, one word" {
	run -0 unit text fold 'Phone  Call' ＰＨＯＮＥ-call phone.call _phone_call '政 企' '政企_1' \
		'1_政' $'so\xC2\xADft' '｟a｠' $'\xFFa' '@Z[`{' \
		xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx \
		xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
	prints <<-EOT
		phone_call
		phone_call
		phone_call
		phone_call
		政企
		政企1
		1政
		soft
		｟a｠
		$(printf '\xFFa')
		@z[\`{
		xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx

	EOT
}

@test "marks: what a spreadsheet puts around an id, nothing else" {
	run -0 unit text bare '="0012"' "'0012" "'0012'" ' ="7" ' '="7' '=7' '=""' "'" '"7"' \
		"x'" '="' '=x"' '7'
	prints <<-'EOT'
		0012
		0012
		0012
		7
		="7
		=7

		
		"7"
		x'
		="
		=x"
		7
	EOT
}

@test "nobody: words of totals, of nothing and of a spreadsheet's mistakes" {
	for id in 合计 '合 计：' total: 'Grand Total' '#N/A' '#REF!' '####' '##' 1.38E+10 1,38e+10 1e+10 \
		null '\N' - -- NaN N/A; do
		run -0 unit text nobody "$id"
		[[ $output == *"not an id; --trust id-words takes it for one" ]] || wrong "$id"
	done
	for id in 138 1e10 1e 1.5 1.5e 1.5e+ 1.5e1x 12.5e+10 1.5x '#' '##1' : 'total1' 'x合计' \
		abcdefghijklmnopqrstuvwxyz '合计合计合计合计合计'; do
		run -0 unit text nobody "$id"
		[ "$output" = somebody ] || wrong "$id"
	done
}

@test "line: bytes of no character stand alone, and the line goes on" {
	run -0 unit text line 4 "$(printf '\200%.0s' {1..300})"
	[ "$output" = $'\x80|' ]
}
