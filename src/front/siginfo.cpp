// SPDX-License-Identifier: BSD-2-Clause
#include "front/siginfo.h"

#include <algorithm>
#include <csignal>
#include <cstring>

namespace strobe::front {

/// The kernel would have filled a missing one so: include/linux/sched/signal.h.
std::array<uint8_t, sizeof(strobe_signal::info)> siginfo_of(const strobe_signal& s) {
	std::array<uint8_t, sizeof s.info> info{};
	std::copy(std::begin(s.info), std::end(s.info), info.begin());
	if (s.special != STROBE_SIG_NOINFO && s.special != STROBE_SIG_PRIV) return info;
	siginfo_t si{};
	si.si_signo = static_cast<int>(s.signo);
	si.si_code = s.special == STROBE_SIG_PRIV ? SI_KERNEL : SI_USER;
	if (s.special == STROBE_SIG_NOINFO) {
		si.si_pid = static_cast<pid_t>(s.sender_ns_tid);
		si.si_uid = s.sender_uid;
	}
	std::memcpy(info.data(), &si, info.size());
	return info;
}

bool stops(const strobe_signal& s) {
	const bool may = s.signo == SIGSTOP || s.signo == SIGTSTP || s.signo == SIGTTIN || s.signo == SIGTTOU;
	return may && (s.signo == SIGSTOP || s.special == STROBE_SIG_DEFAULT);
}

} // namespace strobe::front
