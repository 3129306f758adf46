# What fish completes of %NAME%; %NAME% --print-completion fish wrote it.

function __%FUNC%_words
	set -l typed (commandline -ct)
	set -l plain (string unescape -- $typed 2> /dev/null; or string replace -r '^["\']' '' -- $typed)
	set -l words (commandline -opc)
	set -e words[1]
	set -l lines (%NAME% --print-completion=words -- $words "$plain" 2> /dev/null)
	set -l first (string split -- \t $lines[1])
	for line in $lines[2..-1]
		echo -- $line
	end
	if test "$first[1]" = files
		set -l value "$plain"
		string match -qr '^--[^=]*=' -- "$value"; and set value (string replace -r '^--[^=]*=' '' -- "$value")
		set -l head "$first[2]"
		test -n "$head"; and set value (string sub -s (math (string length -- "$head") + 1) -- "$value")
		for path in (__fish_complete_path "$value")
			echo -- "$head$path"
		end
	end
end

complete -c %NAME% -f -a '(__%FUNC%_words)'
%LINES%
