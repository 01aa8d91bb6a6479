# SPDX-License-Identifier: BSD-2-Clause
# bash completion for strobe. Made from the option table (src/cli/trace_options.cpp); the unit test
# CompletionFile says how to make it anew.

_strobe_words()
{
	COMPREPLY=($(compgen -W "$1" -- "$cur"))
	[[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace
	return 0
}

_strobe_open()
{
	case $prev in
	-p|--attach)
		_pids
		return
		;;
	-o|--output)
		_filedir
		return
		;;
	-p|--attach|-o|--output) return ;;
	esac
	if $split; then
		return
	fi

	# behind the options stands a program with a completion of its own
	local i
	for ((i = $1; i < cword; i++)); do
		case ${words[i]} in
		-p|--attach|-o|--output) ((i++)) ;;
		-*) ;;
		*)
			_command_offset $i
			return
			;;
		esac
	done

	if [[ $cur == -* ]]; then
		_strobe_words '-p --attach= -G --system-wide -Z --failed-only -o --output= -h --help'
		return
	fi
	_command_offset $cword
}

_strobe_probe()
{
	if [[ $cur == -* ]]; then
		_strobe_words '-p --attach= -f --follow-forks -G --system-wide -l --list -v --verbose --force --comm= --uid= --cgroup= --where= -k --stack-traces --count --sum= --avg= --min= --max= --hist= --lhist= --by= --every= --top= --print= --max-events= --duration= -o --output= --json --format= --ring-size= -h --help'
	fi
}

_strobe_net()
{
	if ((cword == 2)); then
		_strobe_words 'retrans connect accept life state resets drops rtt dns udp packets'
		return
	fi
	case $prev in
	-p|--attach)
		_pids
		return
		;;
	--cgroup)
		_filedir
		return
		;;
	--netns)
		_filedir
		return
		;;
	--family)
		_strobe_words 'inet inet6'
		return
		;;
	--direction)
		_strobe_words 'in out both'
		return
		;;
	-w|--write)
		_filedir
		return
		;;
	-o|--output)
		_filedir
		return
		;;
	--ring-size)
		_strobe_words '1M 16M 64M 256M 1G'
		return
		;;
	-p|--attach|--comm|--cgroup|--netns|--port|--lport|--rport|--addr|--family|--state|-i|--interface|--direction|--sample|-w|--write|--snaplen|--by|--top|--max-events|--duration|-o|--output|--format|--ring-size) return ;;
	esac
	if $split; then
		return
	fi

	# behind the options stands a program with a completion of its own
	local i
	for ((i = $1; i < cword; i++)); do
		case ${words[i]} in
		-p|--attach|--comm|--cgroup|--netns|--port|--lport|--rport|--addr|--family|--state|-i|--interface|--direction|--sample|-w|--write|--snaplen|--by|--top|--max-events|--duration|-o|--output|--format|--ring-size) ((i++)) ;;
		-*) ;;
		*)
			_command_offset $i
			return
			;;
		esac
	done

	if [[ $cur == -* ]]; then
		_strobe_words '-p --attach= -G --system-wide --comm= --cgroup= --netns= --port= --lport= --rport= --addr= --family= --state= -i --interface= --direction= --sample= --early -w --write= --snaplen= -c --count --by= --top= --max-events= --duration= -o --output= --json --format= --ring-size= -h --help'
		return
	fi
	_command_offset $cword
}

_strobe_run()
{
	case $prev in
	-p|--attach)
		_pids
		return
		;;
	--uid)
		COMPREPLY=($(compgen -u -- "$cur"))
		return
		;;
	--cgroup)
		_filedir
		return
		;;
	--pin)
		_filedir
		return
		;;
	-o|--output)
		_filedir
		return
		;;
	--ring-size)
		_strobe_words '1M 16M 64M 256M 1G'
		return
		;;
	-p|--attach|--comm|--uid|--cgroup|--set|-i|--interface|--pin|--event|--format|--map|--hist|--every|--top|-o|--output|--max-events|--duration|--ring-size) return ;;
	esac
	if $split; then
		return
	fi

	# behind the options stands a program with a completion of its own
	local i
	for ((i = $1; i < cword; i++)); do
		case ${words[i]} in
		-p|--attach|--comm|--uid|--cgroup|--set|-i|--interface|--pin|--event|--format|--map|--hist|--every|--top|-o|--output|--max-events|--duration|--ring-size) ((i++)) ;;
		-*) ;;
		*)
			_command_offset $i
			return
			;;
		esac
	done

	if [[ $cur == -* ]]; then
		_strobe_words '-p --attach= -f --follow-forks -G --system-wide --comm= --uid= --cgroup= --set= --help-program -l --list -i --interface= --pin= --event= -t --absolute-timestamps --format= --json --map= --hist= --every= --top= -o --output= --max-events= --duration= --ring-size= -q --quiet -v --verbose -h --help'
		return
	fi
	_filedir
}

_strobe_info()
{
	if [[ $cur == -* ]]; then
		_strobe_words '-h --help'
	fi
}

_strobe_explain()
{
	if [[ $cur == -* ]]; then
		_strobe_words '--coverage -v --verbose -h --help'
	fi
}

_strobe_trace()
{
	case $prev in
	-p|--attach)
		_pids
		return
		;;
	-I|--interruptible)
		_strobe_words 'anywhere waiting never never_tstp'
		return
		;;
	-u|--user)
		COMPREPLY=($(compgen -u -- "$cur"))
		return
		;;
	-e)
		_strobe_words 'trace= signal= status= quiet= abbrev= verbose= raw='
		return
		;;
	--trace)
		_strobe_words 'all none %file %desc %process %network %signal %ipc %memory %creds %clock %pure %stat %lstat %fstat %statfs %fstatfs'
		return
		;;
	--status)
		_strobe_words 'successful failed unfinished unavailable detached'
		return
		;;
	--errno)
		_strobe_words 'EPERM ENOENT EINTR EIO EBADF EAGAIN EACCES EEXIST EINVAL ENOSPC EPIPE ETIMEDOUT ECONNREFUSED'
		return
		;;
	--uid)
		COMPREPLY=($(compgen -u -- "$cur"))
		return
		;;
	--cgroup)
		_filedir
		return
		;;
	-X|--const-print-style)
		_strobe_words 'raw abbrev verbose'
		return
		;;
	-o|--output)
		_filedir
		return
		;;
	-S|--summary-sort-by)
		_strobe_words 'time min-time max-time avg-time calls errors name nothing'
		return
		;;
	-U|--summary-columns)
		_strobe_words 'time-percent total-time min-time max-time avg-time calls errors name'
		return
		;;
	--on-full)
		_strobe_words 'wait drop'
		return
		;;
	--ring-size)
		_strobe_words '1M 16M 64M 256M 1G'
		return
		;;
	--max-memory)
		_strobe_words '64M 256M 1G'
		return
		;;
	-P|--trace-path)
		_filedir
		return
		;;
	--decode-pids)
		_strobe_words 'comm pidns'
		return
		;;
	-b|--detach-on)
		_strobe_words 'execve'
		return
		;;
	--kvm)
		_strobe_words 'vcpu'
		return
		;;
	-p|--attach|-E|--env|-I|--interruptible|-u|--user|-e|--trace|--signals|--status|--errno|--min-duration|--comm|--uid|--cgroup|-s|--string-limit|--abbrev|--verbose|--raw|-X|--const-print-style|-a|--columns|-o|--output|-S|--summary-sort-by|-U|--summary-columns|-O|--summary-syscall-overhead|--on-full|--ring-size|--max-memory|-P|--trace-path|--decode-pids|-b|--detach-on|--read|--write|--inject|--fault|--kvm) return ;;
	esac
	if $split; then
		case $prev in
		--strings-in-hex)
			_strobe_words 'non-ascii-chars non-ascii all none'
			return
			;;
		--absolute-timestamps)
			_strobe_words 'none time unix s ms us ns'
			return
			;;
		--relative-timestamps)
			_strobe_words 's ms us ns'
			return
			;;
		--syscall-times)
			_strobe_words 's ms us ns'
			return
			;;
		--quiet)
			_strobe_words 'all none attach exit path-resolution personality thread-execve'
			return
			;;
		--decode-fds)
			_strobe_words 'all none path socket dev pidfd'
			return
			;;
		--daemonize)
			_strobe_words 'grandchild pgroup session'
			return
			;;
		esac
		return
	fi

	# behind the options stands a program with a completion of its own
	local i
	for ((i = $1; i < cword; i++)); do
		case ${words[i]} in
		-p|--attach|-E|--env|-I|--interruptible|-u|--user|-e|--trace|--signals|--status|--errno|--min-duration|--comm|--uid|--cgroup|-s|--string-limit|--abbrev|--verbose|--raw|-X|--const-print-style|-a|--columns|-o|--output|-S|--summary-sort-by|-U|--summary-columns|-O|--summary-syscall-overhead|--on-full|--ring-size|--max-memory|-P|--trace-path|--decode-pids|-b|--detach-on|--read|--write|--inject|--fault|--kvm) ((i++)) ;;
		-*) ;;
		*)
			_command_offset $i
			return
			;;
		esac
	done

	if [[ $cur == -* ]]; then
		_strobe_words '-p --attach= -G --system-wide -f --follow-forks -E --env= -I --interruptible= -u --user= -e --trace= --signals= --status= -z --successful-only -Z --failed-only --errno= --min-duration= --comm= --uid= --cgroup= -s --string-limit= -v --no-abbrev --abbrev= --verbose= --raw= -x --strings-in-hex -X --const-print-style= -n --syscall-number -a --columns= -t --absolute-timestamps -r --relative-timestamps -T --syscall-times -o --output= -A --output-append-mode --output-separately --net --json -q --quiet -c --summary-only -C --summary -S --summary-sort-by= -U --summary-columns= -w --summary-wall-clock -O --summary-syscall-overhead= --on-full= --ring-size= --max-memory= --fail-on-loss -h --help -V --version -P --trace-path= -y --decode-fds -Y --decode-pids= -i --instruction-pointer -k --stack-traces -b --detach-on= -D --daemonize --read= --write= --inject= --fault= --kvm= --secontext --pidns-translation --seccomp-bpf -d --debug --tips'
		return
	fi
	_command_offset $cword
	if ((cword == 1)); then
		local programs=("${COMPREPLY[@]}")
		_strobe_words 'open probe run net info explain'
		COMPREPLY+=("${programs[@]}")
	fi
}

_strobe()
{
	local cur prev words cword split=false
	_init_completion -s || return
	if ((cword == 1)); then
		_strobe_trace 1
		return
	fi
	case ${words[1]} in
	open) _strobe_open 2 ;;
	probe) _strobe_probe 2 ;;
	run) _strobe_run 2 ;;
	net) _strobe_net 3 ;;
	info) _strobe_info 2 ;;
	explain) _strobe_explain 2 ;;
	*) _strobe_trace 1 ;;
	esac
}
complete -F _strobe strobe
