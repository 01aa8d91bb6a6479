#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe probe: numbers that have names print as them, and expressions take them."""
import json

from lib import Bench, check
from probe import groups, output, probe
from scope import cgroup_root

STATES = "t:sock:inet_sock_set_state"
# A port that no one listens on: SYN_SENT, then CLOSE.
REFUSED = ["python3", "-c", "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0))\n"
           "socket.socket().connect_ex(s.getsockname())"]


def test_of_a_tracepoint(bench):
    found = groups(output(bench, STATES, "--count", "--by", "oldstate, newstate, family", "--", *REFUSED))
    check(found == {("TCP_CLOSE", "TCP_SYN_SENT", "AF_INET"): 1, ("TCP_SYN_SENT", "TCP_CLOSE", "AF_INET"): 1}, f"{found}")


def test_in_expressions(bench):
    for where, want in (("newstate == TCP_SYN_SENT", 1), ("newstate == TCP_LISTEN", 0), ("oldstate != TCP_CLOSE", 1),
                        ("newstate == \"TCP_CLOSE\" && family == AF_INET", 1)):
        found = sum(groups(output(bench, STATES, "--where", where, "--count", "--", *REFUSED)).values())
        check(found == want, f"{where}: {found}, not {want}")
    # any constant of the kernel's, beside an argument that is a plain int
    text = output(bench, "rawtracepoint:inet_sock_set_state", "--where", "newstate == TCP_SYN_SENT", "--count", "--", *REFUSED)
    check(sum(groups(text).values()) == 1, text)


def test_json(bench):
    """The number stays, its name stands beside it."""
    hits = [json.loads(line) for line in output(bench, STATES, "--json", "--", *REFUSED).splitlines()][1:]
    states = [next(a["value"] for a in hit["args"] if a["name"] == "newstate") for hit in hits]
    check(states == [{"raw": 2, "text": "TCP_SYN_SENT"}, {"raw": 7, "text": "TCP_CLOSE"}], f"{states}")


def test_flags_of_calls(bench):
    """Arguments of calls have the names that a trace shows."""
    code = "import os; os.open('/dev/null', os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)"
    text = output(bench, "t:syscalls:sys_enter_openat", "--where", "flags & O_APPEND", "--", "python3", "-c", code)
    check(text.count("\n") == 1 and "flags=O_WRONLY|O_APPEND|O_CLOEXEC" in text, text)


def test_flags_by_type(bench):
    """gfp_t, of a directory that is opened."""
    text = output(bench, "t:kmem:kmalloc", "--print", "gfp_flags, call_site", "--where", "gfp_flags & __GFP_ZERO", "--", "ls", "/")
    lines = [line for line in text.splitlines() if "kmem:kmalloc" in line]
    check(lines and all("__GFP_ZERO" in line for line in lines), text[:500])
    check(any("call_site=" in line and "call_site=0x" not in line for line in lines), text[:500])


def test_code(bench):
    """The function that a timer will call."""
    text = output(bench, "t:timer:hrtimer_start", "--count", "--by", "function", "--", "sleep", "0.01")
    check(any(key[0].startswith("hrtimer_wakeup") for key in groups(text)), text)
    found = output(bench, "t:timer:hrtimer_start", "--where", "function == hrtimer_wakeup", "--count", "--", "sleep", "0.01")
    check(sum(groups(found).values()) >= 1, found)


def test_cgroups(bench):
    root = cgroup_root()
    if not root:
        return "cgroup v2 is not mounted"
    probe_exec = ["t:sched:sched_process_exec", "-f"]
    own = open("/proc/self/cgroup").read().split("0::")[1].strip()
    here = root if own == "/" else root + own
    shell = ["--", "sh", "-c", "/bin/true; /bin/true; exit 0"]
    found = groups(output(bench, *probe_exec, "--count", "--by", "cgroup", *shell))
    check(found == {(here,): 3}, f"{found}")
    for where, want in ((f'cgroup == "{here}"', 3), (f'cgroup != "{here}"', 0)):
        got = sum(groups(output(bench, *probe_exec, "--where", where, "--count", *shell)).values())
        check(got == want, f"{where}: {got}, not {want}")
    done = probe(bench, *probe_exec, "--where", 'cgroup == "/tmp"', "true", status=1)
    check("'/tmp' is none of the names of 'cgroup'" in done.stderr, done.stderr)
    return ""


if __name__ == "__main__":
    bench = Bench(__doc__)
    bench.run([test_of_a_tracepoint, test_in_expressions, test_json, test_flags_of_calls, test_flags_by_type, test_code, test_cgroups])
