#compdef %NAME%
# What zsh completes of %NAME%; %NAME% --print-completion zsh wrote it.

_%FUNC%()
{
	local options='%OPTIONS%'
	local program=${(Q)words[1]} kind head line
	local -a lines found open shown

	(( $+commands[$program] )) || [[ -x $program ]] || program=%NAME%
	lines=("${(@f)$("$program" --print-completion=words -- \
		"${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2> /dev/null)}")
	kind=${lines[1]%%$'\t'*}
	head=${lines[1]#*$'\t'}
	if [[ -z $kind ]]; then
		compadd -- ${=options}
		return
	fi
	[[ $PREFIX == --*=* ]] && compset -P 1 '*='
	for line in "${(@)lines[2,-1]}"; do
		if [[ $line == *= ]]; then
			open+=("$line")
		else
			found+=("${line%%$'\t'*}")
			shown+=("${line/$'\t'/  -- }")
		fi
	done
	[[ ${#found} -gt 0 ]] && compadd -l -d shown -a found
	[[ ${#open} -gt 0 ]] && compadd -S '' -a open
	if [[ $kind == files ]]; then
		[[ $head == *=* ]] && compset -P 1 '*='
		_files
	fi
	return 0
}

if [[ $funcstack[1] == _%NAME% ]]; then
	_%FUNC% "$@"
else
	compdef _%FUNC% %NAME%
fi
