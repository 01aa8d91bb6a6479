// SPDX-License-Identifier: BSD-2-Clause
#include "front/session.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <poll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "front/terminal.h"

namespace strobe::front {

namespace {

constexpr std::chrono::milliseconds kIdle(100);
constexpr std::chrono::seconds kDeadInterval(1);

/// As records have it: CLOCK_MONOTONIC.
uint64_t ns_of(std::chrono::steady_clock::time_point time) {
	return static_cast<uint64_t>(std::chrono::nanoseconds(time.time_since_epoch()).count());
}

/// Children, and a pipe's reader that has gone.
sigset_t ordinary_signals() {
	sigset_t set;
	sigemptyset(&set);
	for (const int s : {SIGPIPE, SIGCHLD}) sigaddset(&set, s);
	return set;
}

sigset_t signals_of_run() {
	const sigset_t ordinary = ordinary_signals(), interrupting = interrupting_signals();
	sigset_t set;
	sigorset(&set, &ordinary, &interrupting);
	return set;
}

std::string folder_of(uint32_t pid, uint32_t tid) {
	return "/proc/" + std::to_string(pid) + "/task/" + std::to_string(tid);
}

/// What the kernel says of a thread from its state on, the first field behind the name, which may hold anything.
std::string state_of(uint32_t pid, uint32_t tid) {
	const std::string text = read_file(folder_of(pid, tid) + "/stat");
	const size_t name_end = text.rfind(") ");
	return name_end == std::string::npos ? "" : text.substr(name_end + 2);
}

bool exists(uint32_t pid, uint32_t tid) {
	return access(folder_of(pid, tid).c_str(), F_OK) == 0 || (errno != ENOENT && errno != ESRCH);
}

/// A task that waits to be reaped has ended, too.
bool alive(uint32_t pid, uint32_t tid) {
	return exists(pid, tid) && !state_of(pid, tid).starts_with('Z');
}

/// The signal that has stopped a thread, or 0. Its number is in the last field.
int stop_signal_of(uint32_t pid, uint32_t tid) {
	const std::string state = state_of(pid, tid);
	if (!state.starts_with('T')) return 0;
	const int signo = std::atoi(state.c_str() + state.find_last_of(' '));
	return signo > 0 && signo < NSIG ? signo : SIGSTOP; // who may not ptrace the process sees 0
}

/// The process that a thread belongs to; the number itself when that cannot be known.
int process_of(int tid) {
	static constexpr std::string_view kKey = "\nTgid:";
	const std::string status = read_file("/proc/" + std::to_string(tid) + "/status");
	const size_t at = status.find(kKey);
	const int pid = at == std::string::npos ? 0 : std::atoi(status.c_str() + at + kKey.size());
	return pid ? pid : tid;
}

/// Why a thread or, `whole`, a process with all its threads cannot be attached to: an errno, or 0.
int obstacle(int pid, bool whole) {
	if (kill(pid, 0) != 0 && errno == ESRCH) return ESRCH;
	const auto id = static_cast<uint32_t>(pid);
	if (alive(id, id)) return 0;
	if (!whole) return EPERM;
	const auto threads = names_in("/proc/" + std::to_string(pid) + "/task");
	const bool any = std::ranges::any_of(
		threads, [id](const std::string& t) { return alive(id, static_cast<uint32_t>(std::atoi(t.c_str()))); });
	return any ? 0 : EPERM;
}

Error cannot_attach(int pid, int number) {
	return errno_error("attach: process " + std::to_string(pid), number,
					   number == ESRCH
						   ? "ps -e lists the processes that exist"
						   : "a process that has ended, or that the kernel hides from eBPF, cannot be traced");
}

bool executable_file(const std::string& path) {
	struct stat st{};
	return stat(path.c_str(), &st) == 0 && S_ISREG(st.st_mode) && (st.st_mode & 0111);
}

} // namespace

Result<std::string> find_executable(const std::string& name) {
	if (name.size() >= PATH_MAX) return errno_error("exec", ENAMETOOLONG);
	std::string path = name;
	if (name.find('/') == std::string::npos) {
		path.clear();
		const char* env = std::getenv("PATH");
		std::string_view rest = env ? env : "";
		while (path.empty() && !rest.empty()) {
			const size_t colon = rest.find(':');
			std::string dir(rest.substr(0, colon));
			rest = colon == std::string_view::npos ? "" : rest.substr(colon + 1);
			if (dir.empty()) dir = ".";
			if (dir.back() != '/') dir += '/';
			dir += name;
			if (executable_file(dir)) path = dir;
		}
	}
	struct stat st{};
	errno = ENOENT;
	if (path.empty() || stat(path.c_str(), &st) != 0) return errno_error("Cannot stat '" + name + "'", errno);
	return path;
}

std::vector<std::string> changed_environment(const std::vector<std::string>& changes) {
	std::vector<std::string> env;
	for (char** e = environ; *e; e++) env.emplace_back(*e);
	for (const std::string& change : changes) {
		const std::string name = change.substr(0, change.find('='));
		std::erase_if(env, [&](const std::string& e) {
			return e.size() > name.size() && e.starts_with(name) && e[name.size()] == '=';
		});
		if (change.size() > name.size()) env.push_back(change);
	}
	return env;
}

Session::Session(const Setting& setting, Scope scope, bool follow, Start start)
	: setting_(setting), scope_(std::move(scope)), follow_(follow), start_(std::move(start)) {}

Session::~Session() {
	if (child_ && child_running_) child_->abandon();
}

Result<> Session::start() {
	if (auto ok = find_processes(); !ok) return ok;
	const sigset_t set = signals_of_run();
	sigprocmask(SIG_BLOCK, &set, nullptr);
	signals_ = UniqueFd(signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)); // also what is left to the command
	if (!signals_) return errno_error("cannot wait for signals", errno);
	if (!scope_.command.empty())
		if (auto ok = start_command(); !ok) return ok;

	auto engine = start_();
	if (!engine) return engine.error();
	engine_ = std::move(*engine);
	if (auto ok = attach(); !ok) return ok;
	if (auto ok = engine_->begin(); !ok) return ok;
	if (child_) child_->release();
	return Ok{};
}

/// Those that cannot be attached to are reported and left out; an error: nothing is left to trace.
Result<> Session::find_processes() {
	std::optional<Error> error;
	for (const int pid : scope_.pids) {
		const int number = obstacle(pid, follow_);
		if (!number) pids_.push_back(follow_ ? process_of(pid) : pid);
		if (!number) continue;
		if (error) report(setting_, *error);
		error = cannot_attach(pid, number);
	}
	if (!error) return Ok{};
	if (pids_.empty() && scope_.command.empty()) return *error;
	report(setting_, *error);
	return Ok{};
}

Result<> Session::start_command() {
	auto path = find_executable(scope_.command.front());
	if (!path) return path.error();
	engine::Launch launch{setting_.program.name,  *path,
						  scope_.command,         changed_environment(scope_.env_changes),
						  scope_.run_as,          setting_.signal_mask,
						  setting_.ignore_sigchld};
	auto child = engine::Child::start(launch);
	if (!child) return child.error();
	child_ = std::move(*child);
	child_running_ = true;
	return Ok{};
}

Result<> Session::attach() {
	if (child_)
		if (auto ok = engine_->add_command(child_->pid()); !ok) return ok;
	if (!pids_.empty())
		if (auto ok = engine_->add_running(pids_, follow_); !ok) return ok;
	return scope_.system_wide ? attach_everything() : Ok{};
}

/// What shows strobe's lines makes calls for each of them, which would make lines for ever.
Result<> Session::attach_everything() {
	if (scope_.output_command)
		if (auto ok = engine_->exclude(scope_.output_command); !ok) return ok;
	std::string who;
	for (const TerminalHolder& h : terminal_holders(scope_.output_fd)) {
		if (auto ok = engine_->hide(h.pid); !ok) return ok;
		who += (who.empty() ? "" : ", ") + h.comm + " (pid " + std::to_string(h.pid) + ")";
	}
	if (!who.empty())
		std::fprintf(stderr, "%s: not traced, since it shows these lines: %s\n", setting_.program.name.c_str(),
					 who.c_str());
	return engine_->add_everything();
}

bool Session::feed(event::Assembler& assembler) {
	if (!engine_->source().next(chunk_)) return false;
	heard_ = true;
	assembler.feed(chunk_);
	malformed_ = assembler.malformed();
	return true;
}

void Session::feed_all(event::Assembler& assembler) {
	const uint64_t written = engine_->written();
	for (bool all = false; !all;) {
		all = engine_->drain(written);
		// more may come faster than it is fed
		for (size_t n = engine_->waiting(); n && feed(assembler); n--) {
		}
	}
}

void Session::run(event::Consumer& consumer, const std::function<bool()>& idle) {
	event::Assembler assembler(consumer);
	std::vector<pollfd> fds = {{engine_->source().event_fd(), POLLIN, 0},
							   {signals_.get(), POLLIN, 0},
							   {ignore_signals_ ? -1 : interrupt_.fd(), POLLIN, 0}};
	for (const int fd : other_fds_) fds.push_back({fd, POLLIN, 0});
	if (!ignore_signals_) hear_interrupts();
	bool arriving = !pids_.empty();
	auto looked = std::chrono::steady_clock::now();
	for (bool stop = false; !stop;) {
		const bool fed = feed(assembler);
		if (const auto now = std::chrono::steady_clock::now(); !fed || now >= looked + kIdle) {
			assembler.release_signals_before(ns_of(now - kIdle));
			stop = !idle();
			looked = now;
		}
		if (!fed && poll(fds.data(), fds.size(), kIdle.count()) == 0) forget_the_dead(assembler);
		stop |= take_signals();
		if (over(assembler)) {
			hear_interrupts();   // also when signals were left to the command
			feed_all(assembler); // what looked like the last task may have left children
			stop |= over(assembler) && lingered();
		}
		if (arriving && assembler.live_tasks() > 0) {
			arriving = false;
			report_stopped(assembler, consumer);
		}
	}
	engine_->stop();
	feed_all(assembler);
	assembler.detach();
	idle();
	reap();
	if (!pids_.empty() && !heard_ && !stop_signal_) report_absence();
}

/// A signalfd takes what is pending even of signals that are not blocked, when it is read as they come: it must not
/// know those that have a handler.
void Session::hear_interrupts() {
	const sigset_t set = ordinary_signals();
	signalfd(signals_.get(), &set, 0);
	interrupt_.arm();
}

void Session::report_absence() {
	for (const int pid : pids_) report(setting_, cannot_attach(pid, kill(pid, 0) != 0 ? errno : EPERM));
	if (!wait_status_) wait_status_ = 1 << 8;
}

void Session::report_stopped(event::Assembler& assembler, event::Consumer& consumer) {
	assembler.for_each_task([&](event::Task& t) {
		if (std::ranges::find(pids_, static_cast<int>(t.pid)) == pids_.end()) return;
		if (const int signo = stop_signal_of(t.pid, t.tid)) consumer.stopped(t, t.last_time, signo);
	});
}

/// True: the run ends now.
bool Session::take_signals() {
	signalfd_siginfo info{};
	while (read(signals_.get(), &info, sizeof info) == sizeof info)
		if (info.ssi_signo == SIGCHLD) reap();
	if (!ignore_signals_) stop_signal_ = interrupt_.signal();
	if (!stop_signal_) return false;
	if (child_ && child_running_) {
		kill(child_->pid(), SIGCONT);
		kill(child_->pid(), stop_signal_);
	}
	if (!wait_status_) wait_status_ = stop_signal_;
	child_running_ = false; // it ends, or not, on its own
	return true;
}

void Session::reap() {
	int status = 0;
	// the command may make children that are strobe's (CLONE_PARENT), or leave some behind
	for (pid_t pid = waitpid(-1, &status, WNOHANG); pid > 0; pid = waitpid(-1, &status, WNOHANG)) {
		if (!child_ || pid != child_->pid() || !child_running_) continue;
		wait_status_ = status;
		child_running_ = false;
	}
}

bool Session::over(event::Assembler& assembler) {
	return !scope_.system_wide && !child_running_ && assembler.live_tasks() == 0 && (child_ || !pids_.empty());
}

bool Session::lingered() {
	const auto now = std::chrono::steady_clock::now();
	if (!ended_) ended_ = now;
	return now - *ended_ >= linger_;
}

/// The record of an end is the one that a full ring may cost; such a task must not keep the run open.
/// Not often, since the whole machine has many tasks; of those nobody waits for the end.
void Session::forget_the_dead(event::Assembler& assembler) {
	const auto now = std::chrono::steady_clock::now();
	if (now < looked_for_dead_ + kDeadInterval) return;
	looked_for_dead_ = now;
	const auto there = scope_.system_wide ? exists : alive;
	std::vector<uint32_t> dead;
	assembler.for_each_task([&](event::Task& t) {
		if (t.visible && !t.has_ended() && !there(t.pid, t.tid)) dead.push_back(t.id);
	});
	for (const uint32_t id : dead) assembler.forget(id);
}

void Session::wait_for_command() {
	engine_.reset();
	if (!child_ || !child_running_) return;
	interrupt_.disarm();
	const sigset_t set = interrupting_signals();
	sigprocmask(SIG_UNBLOCK, &set, nullptr);
	while (waitpid(child_->pid(), &wait_status_, 0) < 0 && errno == EINTR) {
	}
	child_running_ = false;
}

Result<int> Session::leave(const out::Writer& writer) {
	const int number = writer.error();
	wait_for_command();
	if (number == EPIPE) return exit_like(SIGPIPE);
	if (number) return errno_error("cannot write to " + writer.name(), number);
	return exit_like(wait_status());
}

std::optional<Error> Session::losses(const char* what, const char* narrow) const {
	const engine::Counters c = engine_->counters();
	struct Cause {
		strobe_counter counter;
		const char *what, *hint;
	};
	const std::string ring = std::string(what) + " (ring buffer full)",
					  slots = std::string(what) + " (too many at once)";
	const Cause causes[] = {
		{STROBE_CNT_LOST_RING, ring.c_str(), narrow},
		{STROBE_CNT_MISSED, slots.c_str(), narrow},
		{STROBE_CNT_LOST_LIFE, "fork, exec, exit and signal records (ring buffer full)", "raise --ring-size"},
		{STROBE_CNT_LOST_STORAGE, "tasks not followed (no memory for their state)", "narrow what is traced"},
	};
	std::string text, hint;
	const auto add = [&text](uint64_t n, const std::string& of_what) {
		if (n) text += (text.empty() ? "lost: " : ", ") + std::to_string(n) + " " + of_what;
	};
	for (const Cause& cause : causes) {
		add(c[cause.counter], cause.what);
		if (c[cause.counter] && hint.empty()) hint = cause.hint;
	}
	add(engine_->kernel_misses(), std::string(what) + " (the kernel does not run a program on top of itself)");
	add(engine_->source().damaged(), "bytes of records (the spill file failed)");
	add(malformed_, "records (malformed)");
	if (text.empty()) return std::nullopt;
	return Error{text, hint};
}

int Session::exit_like(int status) {
	if (!WIFSIGNALED(status)) return WEXITSTATUS(status);
	const int sig = WTERMSIG(status);
	const rlimit none{0, 0};
	setrlimit(RLIMIT_CORE, &none); // the core dump is the command's affair
	signal(sig, SIG_DFL);
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, sig);
	raise(sig);
	sigprocmask(SIG_UNBLOCK, &set, nullptr);
	return 128 + sig;
}

} // namespace strobe::front
