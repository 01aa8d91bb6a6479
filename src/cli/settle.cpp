// SPDX-License-Identifier: BSD-2-Clause
// The last part of reading a command line: options that exclude each other, that need each other, that have no effect.
// The order is strace's, since it decides which of two mistakes is reported.
#include <pwd.h>
#include <unistd.h>

#include <climits>
#include <cstdlib>
#include <memory>

#include "cli/expression.h"
#include "cli/trace_options.h"
#include "cli/values.h"

namespace strobe::cli {

namespace {

constexpr unsigned kMaxDaemonLetters = 3;
constexpr const char* kWithJson = "--json";

class Settler {
public:
	Settler(Draft& draft, std::span<char* const> words, std::vector<std::string>& warnings)
		: d_(draft), o_(draft.options), warnings_(warnings) {
		o_.command.assign(words.begin(), words.end());
	}

	Verdict run() {
		using Step = Verdict (Settler::*)();
		static constexpr Step kSteps[] = {
			&Settler::scope,  &Settler::daemon,  &Settler::spellings, &Settler::follow,  &Settler::seccomp,
			&Settler::vforks, &Settler::summary, &Settler::no_effect, &Settler::paths,   &Settler::user,
			&Settler::output, &Settler::quiet,   &Settler::losses,    &Settler::refused,
		};
		for (const Step step : kSteps)
			if (Verdict bad = (this->*step)()) return bad;
		return accept();
	}

private:
	Verdict scope() {
		if (!o_.system_wide && o_.command.empty() && o_.pids.empty())
			return refuse_with_help("must have PROG [ARGS] or -p PID");
		if (o_.system_wide && !o_.pids.empty())
			return refuse_with_help("-G/--system-wide and -p/--attach are mutually exclusive");
		if (o_.system_wide && !o_.command.empty())
			return refuse_with_help("-G/--system-wide and PROG [ARGS] are mutually exclusive");
		return accept();
	}

	Verdict daemon() {
		if (d_.daemon_word && d_.daemon_letters) return both("-D", "--daemonize");
		if (o_.command.empty() && (d_.daemon_word || d_.daemon_letters))
			return refuse_with_help("PROG [ARGS] must be specified with -D/--daemonize");
		if (d_.daemon_letters > kMaxDaemonLetters)
			return refuse_with_help("Too many -D's (" + std::to_string(d_.daemon_letters) +
									"), maximum supported -D count is " + std::to_string(kMaxDaemonLetters));
		return accept();
	}

	/// -t, -x and -y, which may be written as letters or as words, not both.
	Verdict spellings() {
		static constexpr const char* kFormats[] = {"format:time", "precision:us,format:time",
												   "format:unix,precision:us"};
		if (d_.time_letters && d_.time_word) return both("-t", "--absolute-timestamps");
		if (d_.time_letters) (void)parse_timestamps(kFormats[std::min(d_.time_letters, 3U) - 1], o_.timestamps);

		if (d_.hex_letters && d_.hex_word) return both("-x", "--strings-in-hex");
		if (d_.hex_word) o_.hex_strings = *d_.hex_word;
		if (d_.hex_letters) o_.hex_strings = d_.hex_letters == 1 ? HexStrings::kNonAscii : HexStrings::kAll;

		if (d_.fd_letters && d_.fd_set) return both("-y", "--decode-fds");
		if (d_.fd_letters) (void)qualify_decode_fds(d_, d_.fd_letters == 1 ? "path" : "all");
		return accept();
	}

	Verdict follow() {
		if (d_.seccomp && d_.detach_on_execve) {
			warn("--seccomp-bpf is not enabled because it is not compatible with -b");
			d_.seccomp = false;
		}
		if (d_.follow_letters && d_.follow_word) return both("-f", "--follow-forks");
		if (d_.follow_letters >= 2 && d_.separate_word) return both("-ff", "--output-separately");
		o_.follow = d_.follow_letters || d_.follow_word;
		// As in strace, a single -f takes back an --output-separately.
		o_.separate = d_.follow_letters ? d_.follow_letters >= 2 : d_.separate_word;
		return accept();
	}

	Verdict seccomp() {
		if (!d_.seccomp) return accept();
		if (!o_.pids.empty() && (o_.command.empty() || d_.debug))
			warn("--seccomp-bpf is not enabled for processes attached with -p");
		if (!o_.follow) warn("--seccomp-bpf cannot be used without -f/--follow-forks, disabling");
		return accept();
	}

	Verdict vforks() {
		if (!d_.follow_old) return accept();
		warn(o_.follow ? "deprecated option -F ignored"
					   : "option -F is deprecated, please use -f/--follow-forks instead");
		o_.follow = true;
		return accept();
	}

	Verdict summary() {
		if (o_.summary != Summary::kNone) {
			if (o_.separate)
				return refuse_with_help(
					"(-c/--summary-only or -C/--summary) and -ff/--output-separately are mutually exclusive");
			return accept();
		}
		static constexpr const char* kNeeds = " must be given with (-c/--summary-only or -C/--summary)";
		if (o_.wall_clock) return refuse_with_help(std::string("-w/--summary-wall-clock") + kNeeds);
		if (d_.columns_set) return refuse_with_help(std::string("-U/--summary-columns") + kNeeds);
		if (d_.sort_set) warn("-S/--summary-sort-by has no effect without (-c/--summary-only or -C/--summary)");
		return accept();
	}

	Verdict no_effect() {
		if (o_.summary == Summary::kOnly) {
			without_lines(d_.instruction_pointer, "-i/--instruction-pointer");
			without_lines(d_.stack_traces, "-k/--stack-traces");
			without_lines(o_.syscall_number, "-n/--syscall-number");
			without_lines(o_.relative_digits.has_value(), "-r/--relative-timestamps");
			without_lines(o_.timestamps.clock != Clock::kNone, "-t/--absolute-timestamps");
			without_lines(o_.syscall_time_digits.has_value(), "-T/--syscall-times");
			without_lines(!d_.decode_fds.empty(), "-y/--decode-fds");
		}
		if (o_.json && o_.summary != Summary::kOnly) {
			without_effect(o_.syscall_number, "-n/--syscall-number", kWithJson);
			without_effect(o_.relative_digits.has_value(), "-r/--relative-timestamps", kWithJson);
			without_effect(o_.timestamps.clock != Clock::kNone, "-t/--absolute-timestamps", kWithJson);
			without_effect(o_.syscall_time_digits.has_value(), "-T/--syscall-times", kWithJson);
			without_effect(o_.hex_strings != HexStrings::kNone, "-x/--strings-in-hex", kWithJson);
			without_effect(!o_.dump_reads.empty(), "-e read", kWithJson);
			without_effect(!o_.dump_writes.empty(), "-e write", kWithJson);
		}
		if (!d_.output) {
			if (o_.separate && !o_.follow) warn("--output-separately has no effect without -o/--output");
			if (o_.append) warn("-A/--output-append-mode has no effect without -o/--output");
		}
		if (d_.status_letters > 1)
			warn("Only the last of -z/--successful-only/-Z/--failed-only options will take effect. "
				 "See status qualifier for more complex filters.");
		return accept();
	}

	Verdict paths() {
		for (const char* path : d_.paths) {
			const std::unique_ptr<char, void (*)(void*)> real(realpath(path, nullptr), std::free);
			if (real && real.get() != std::string_view(path) && !o_.quiet[kPathResolution])
				warn("Requested path " + quoted(path) + " resolved into " + quoted(real.get()));
		}
		return accept();
	}

	Verdict user() {
		if (!d_.user) return accept();
		if (getuid() != 0 || geteuid() != 0) return refuse("You must be root to use the -u/--username option");
		const passwd* entry = getpwnam(d_.user->c_str());
		if (!entry) return refuse("Cannot find user '" + *d_.user + "'");
		o_.user = User{.name = *d_.user, .uid = entry->pw_uid, .gid = entry->pw_gid};
		return accept();
	}

	Verdict output() {
		if (!d_.output) {
			o_.separate = false;
			return accept();
		}
		o_.output_name = *d_.output;
		const bool pipe = o_.output_name[0] == '|' || o_.output_name[0] == '!';
		o_.output = pipe ? Output::kPipe : Output::kFile;
		if (pipe && o_.separate)
			return refuse_with_help("piping the output and -ff/--output-separately are mutually exclusive");
		if (o_.separate && o_.output_name.size() >= PATH_MAX - sizeof(int) * 3)
			return refuse(o_.output_name + ": File name too long");
		if (pipe) o_.output_name.erase(0, 1);
		return accept();
	}

	Verdict quiet() {
		static constexpr const char* kSets[] = {"none", "attach,personality", "exit,attach,personality", "all"};
		unsigned letters = d_.quiet_letters;
		if (letters && d_.quiet_set) return refuse("-q and -e quiet/--quiet cannot be provided simultaneously");
		if (d_.quiet_set) return accept();
		if (!letters && d_.output && !o_.command.empty()) letters = 1;
		return qualify_quiet(d_, kSets[std::min(letters, 3U)]);
	}

	Verdict losses() {
		o_.on_full = d_.on_full.value_or(o_.system_wide ? OnFull::kDrop : OnFull::kWait);
		o_.ring_size = d_.ring_size.value_or(o_.on_full == OnFull::kDrop ? kRingThatDrops : kRingThatWaits);
		if (o_.system_wide && o_.on_full == OnFull::kWait)
			warn("--on-full=wait with -G/--system-wide can slow down every process on the machine");
		return accept();
	}

	/// strace's options that strobe does not have. Last, so that a wrong command line is told first what is wrong with
	/// it.
	Verdict refused() {
		struct Missing {
			bool asked;
			const char* option;
			const char* hint;
		};
		const Missing missing[] = {
			{!d_.paths.empty(), "-P/--trace-path", "-e trace=%file prints all calls that take a path"},
			{!d_.decode_fds.empty(), "-y/--decode-fds", "leave it out to see descriptors as numbers"},
			{!d_.decode_pids.empty(), "-Y/--decode-pids", "leave it out to see pids as numbers"},
			{d_.instruction_pointer, "-i/--instruction-pointer", "leave it out, or use strace for this"},
			{d_.stack_traces, "-k/--stack-traces", "leave it out, or use strace for this"},
			{d_.detach_on_execve, "-b/--detach-on",
			 "leave it out; strobe never holds the process, also after an execve"},
			{d_.daemon_letters || d_.daemon_word, "-D/--daemonize",
			 "leave it out, or start strobe in the background with '&'"},
			{d_.inject, "-e inject", "strobe only observes; use strace to tamper with calls"},
			{d_.kvm, "-e kvm", "leave it out, or use strace for this"},
		};
		for (const Missing& m : missing)
			if (m.asked) return refuse(std::string(m.option) + " is not supported yet", m.hint);
		return accept();
	}

	static Verdict both(const char* letter, const char* word) {
		return refuse(std::string(letter) + " and " + word + " cannot be provided simultaneously");
	}

	static std::string quoted(std::string_view text) {
		std::string out = "\"";
		for (const char c : text) {
			const auto byte = static_cast<unsigned char>(c);
			if (c == '"' || c == '\\') out += '\\';
			if (byte >= ' ' && byte < 0x7f)
				out += c;
			else
				for (const int shift : {9, 6, 3, 0})
					out += shift == 9 ? '\\' : static_cast<char>('0' + ((byte >> shift) & 7));
		}
		return out + '"';
	}

	void warn(std::string text) { warnings_.push_back(std::move(text)); }
	void without_lines(bool asked, const char* option) { without_effect(asked, option, "-c/--summary-only"); }
	void without_effect(bool asked, const char* option, const char* with) {
		if (asked) warn(std::string(option) + " has no effect with " + with);
	}

	Draft& d_;
	Options& o_;
	std::vector<std::string>& warnings_;
};

} // namespace

Verdict settle(Draft& draft, std::span<char* const> words, std::vector<std::string>& warnings) {
	return Settler(draft, words, warnings).run();
}

} // namespace strobe::cli
