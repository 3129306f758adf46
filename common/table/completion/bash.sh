# What bash completes of %NAME%; %NAME% --print-completion bash wrote it.

_%FUNC%()
{
	local options='%OPTIONS%'
	local words=() word raw cur value before path line kind= head= join= i
	local program=${COMP_WORDS[0]}

	# A word that bash took apart at = and : is one.
	for ((i = 1; i <= COMP_CWORD; i++)); do
		raw=${COMP_WORDS[i]}
		word=${raw//[\'\"\\]/}
		if [[ ${#words[@]} -gt 0 && ( $join || $word =~ ^[=:]+$ ) ]]; then
			words[${#words[@]} - 1]+=$word
		else
			words+=("$word")
		fi
		join=
		[[ $word =~ ^[=:]+$ ]] && join=yes
	done
	[[ ${#words[@]} -gt 0 ]] || words=('')
	cur=${words[${#words[@]} - 1]}
	value=$cur
	[[ $cur == --*=* ]] && value=${cur#*=}
	before=
	[[ $raw == [\'\"]* ]] || before=${value%"${value##*[=:]}"}

	type -P -- "$program" > /dev/null || program=%NAME%
	COMPREPLY=()
	while IFS= read -r line; do
		if [[ ! $kind ]]; then
			kind=${line%%$'\t'*}
			head=${line#*$'\t'}
			continue
		fi
		word=${line%%$'\t'*}
		word=${word#"$before"}
		if [[ $kind == words && $raw != [\'\"]* && $word == *[[:space:]\'\"\\\$\`\;\&\|\<\>\(\)\*\?\!\#]* ]]; then
			printf -v word %q "$word"
		fi
		COMPREPLY+=("$word")
	done < <("$program" --print-completion=words -- "${words[@]}" 2> /dev/null)

	if [[ ! $kind && $cur == -* ]]; then
		COMPREPLY=($(compgen -W "$options" -- "$cur"))
	elif [[ $kind == files || ! $kind ]]; then
		[[ $head == *=* ]] || head=
		path=${value#"$head"}
		before=${path%"${path##*[=:]}"}
		compopt -o filenames 2> /dev/null
		while IFS= read -r line; do
			COMPREPLY+=("${line#"$before"}")
		done < <(compgen -f -- "$path")
	fi
	[[ ${#COMPREPLY[@]} -gt 0 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2> /dev/null
	return 0
}

complete -F _%FUNC% %NAME%
