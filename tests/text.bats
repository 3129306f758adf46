# text -- UTF-8 and its looks; see tests/unit/text.c.

load helper

@test "UTF-8: strict, at every edge of its forms" {
	run -0 unit text valid '' abc abcdefgh 中文 $'\x7f' $'\xc2\x80' $'\xdf\xbf' \
		$'\xe0\xa0\x80' $'\xed\x9f\xbf' $'\xee\x80\x80' $'\xf0\x90\x80\x80' \
		$'\xf4\x8f\xbf\xbf'
	prints < <(printf 'valid\n%.0s' {1..12})
	run -0 unit text valid $'\x80' $'\xc0\x80' $'\xc1\xbf' $'\xe0\x9f\xbf' \
		$'\xed\xa0\x80' $'\xf0\x8f\xbf\xbf' $'\xf4\x90\x80\x80' \
		$'\xf5\x80\x80\x80' $'\xe4\xb8' $'\xe4\xb8a' $'\xf0\x90\x80' $'\xfe' \
		$'\xff'
	prints < <(printf 'wrong at 0\n%.0s' {1..13})
}

@test "UTF-8: the first wrong byte is found wherever it stands" {
	run -0 unit text valid $'abcdefg\xff' $'abcdefgh\xff' $'abcdefghi\xffx' \
		$'中文中文\xc0' $'abcdefgh中\xe4\xb8' $'abcdefg\xe4\xb8'
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
	run -0 unit text next a é 中 😀 $'\xff' $'\xe4\xb8' $'\xed\xa0\x80' \
		$'\xf4\x8f\xbf\xbf'
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
	run -0 unit text width '' abc 中文 '中文abc' ＡＢ ，。 한글 ひらがな ｶﾅ 😀 $'e\xcc\x81' \
		$'a\xe2\x80\x8bb' é Ω ± $'\xf0\xa0\x80\x80' 🇨🇳 \
		$'\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8'
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

@test "width: controls none, a byte that is no UTF-8 one" {
	run -0 unit text width $'a\tb' $'a\xffb' $'\xe4\xb8'
	prints <<-'EOT'
		2
		3
		2
	EOT
}

@test "blank: ASCII spaces and nothing else" {
	run -0 unit text blank '' ' ' '    ' ' x ' $'\t' $'\xe3\x80\x80'
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
	run -0 unit text show $'a\e[1m' 99 $'中\xe2\x80\xae文' 99 $'\xff\x01' 99 \
		$'\xc2\x85' 99 '\x41' 99
	prints <<-'EOT'
		a\x1b[1m 8
		中\xe2\x80\xae文 18
		\xff\x01 8
		\xc2\x85 8
		\x41 4
	EOT
}

@test "show: never half an escape or half a character" {
	run -0 unit text show $'ab\ecd' 5 $'ab\ecd' 6 中文 3 中文 5 中文 6 abc 0 $'\ea' 3
	prints <<-'EOT'
		ab 8
		ab\x1b 8
		中 6
		中 6
		中文 6
		 3
		 5
	EOT
}
