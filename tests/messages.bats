# messages -- what people read, in Chinese; see rt(7), ENVIRONMENT.

load helper

# A real zh_CN.UTF-8, made once a file.
setup_file()
{
	mkdir "$BATS_FILE_TMPDIR/locales"
	localedef -i zh_CN -f UTF-8 "$BATS_FILE_TMPDIR/locales/zh_CN.UTF-8" || :
}

chinese()	# COMMAND...
{
	env LOCPATH="$BATS_FILE_TMPDIR/locales" LC_ALL=zh_CN.UTF-8 "$@"
}

need_locale()
{
	[ -d "$BATS_FILE_TMPDIR/locales/zh_CN.UTF-8" ] ||
		skip 'localedef makes no zh_CN.UTF-8 here'
}

PO=$TOP/common/po/zh_CN.po

# Lines of standard input that are wider than 80 columns.
too_wide()
{
	python3 -c '
import sys, unicodedata
for line in sys.stdin.buffer.read().decode().splitlines():
    width = sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line)
    if width > 80:
        print(width, line)'
}

@test "--help is in Chinese, and no line is wider than 80 columns" {
	need_locale
	for tool in $TOOLS; do
		run -0 --separate-stderr chinese $tool --help
		[ -z "$stderr" ]
		[[ ${lines[0]} == "用法：$tool "* ]] || wrong "$tool: ${lines[0]}"
		[[ $output == *"--output FILE "*"写入 FILE"* ]] || wrong "$tool: --output"
		printf '%s\n' "$output" | too_wide > wide
		[ ! -s wide ] || wrong "$tool: $(cat wide)"
	done
}

@test "--help names the same options in both languages, in the same order" {
	need_locale
	for tool in $TOOLS; do
		$tool --help | grep -oE '^ {2,6}-[^ ]+( --[^ ]+)?' > english
		chinese $tool --help | grep -oE '^ {2,6}-[^ ]+( --[^ ]+)?' > chinese
		[ -s english ]
		same_file english chinese || wrong $tool
	done
}

@test "a message is in Chinese, and its exit status is that of the English one" {
	need_locale
	run -2 --separate-stderr chinese rt-tier --nix
	[[ ${stderr_lines[1]} == "请试 'rt-tier --help'。" ]]
	run -2 --separate-stderr rt-tier --nix
	[[ ${stderr_lines[1]} == "Try 'rt-tier --help'." ]]
}

@test "LC_ALL goes before LC_MESSAGES, that before LANG; LANGUAGE before all but C" {
	ask()	# VARIABLE=VALUE...
	{
		env -u LC_ALL LOCPATH="$BATS_FILE_TMPDIR/locales" "$@" rt-tier --help |
			head -n 1 | cut -c 1-3
	}

	need_locale
	[ "$(ask LANG=zh_CN.UTF-8)" = 用 ]
	[ "$(ask LANG=C LC_MESSAGES=zh_CN.UTF-8)" = 用 ]
	[ "$(ask LANG=zh_CN.UTF-8 LC_MESSAGES=C)" = usa ]
	[ "$(ask LC_ALL=C LANG=zh_CN.UTF-8 LC_MESSAGES=zh_CN.UTF-8)" = usa ]
	[ "$(ask LC_ALL=zh_CN.UTF-8 LANG=C)" = 用 ]
	[ "$(ask LC_ALL=zh_CN.UTF-8 LANGUAGE=en)" = usa ]
	[ "$(ask LC_ALL=C.UTF-8 LANGUAGE=zh_CN)" = 用 ]
	[ "$(ask LC_ALL=C LANGUAGE=zh_CN)" = usa ]
	[ "$(ask LANG=en_US.UTF-8)" = usa ]
	[ "$(ask X=)" = usa ]
}

@test "Chinese needs no locale of the system" {
	run -0 env LOCPATH=/none LC_ALL=zh_CN.UTF-8 rt-churn --help
	[[ ${lines[0]} == 用法：rt-churn* ]]
	run -0 env LOCPATH=/none LC_ALL=zh_CN.GB18030 rt-churn --help
	[[ ${lines[0]} == 用法：rt-churn* ]]
}

@test "make install PREFIX=X after a plain make finds the catalogue below X" {
	need_locale
	make -s -f "$TOP/Makefile" O="$RT_BUILD" PREFIX="$PWD/place" DESTDIR= \
		install < /dev/null || wrong install
	run -0 chinese "place/bin/rt-report" --help
	[[ ${lines[0]} == 用法：rt-report* ]]
	rm -r "place/share/locale"
	run -0 chinese "place/bin/rt-report" --help
	[[ ${lines[0]} == usage:* ]]
}
