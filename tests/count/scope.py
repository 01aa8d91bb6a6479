#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe probe --comm, --uid, --cgroup, --format, --ring-size: the hits of these tasks, in this form, and no others."""
import os
import re
import shutil
import subprocess
import time

from lib import Bench, check, wait_for
from probe import calls, groups, output, probe

ENTER = "t:syscalls:sys_enter_lseek"
OURS = ["--where", "fd > 1000"]


def total(text):
    return sum(groups(text).values())


def test_comm(bench):
    """Of a command, and of the whole machine, where no task is known before its hit."""
    n = 300
    command = ["sh", "-c", " ".join(map(str, calls(bench, n))) + "; exit 0"]
    for glob, want in (("workers", n), ("w?rk*", n), ("*", n), ("sh", 0), ("work", 0)):
        got = total(output(bench, "-f", ENTER, *OURS, "--comm", glob, "--count", "--", *command))
        check(got == want, f"{glob}: {got}, not {want}")
    with subprocess.Popen([bench.tracer, "probe", ENTER, *OURS, "--comm", "workers", "--count", "--duration", "2s"],
                          stdout=subprocess.PIPE, text=True) as tracer:
        time.sleep(1)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        text = tracer.communicate(timeout=30)[0]
    check(total(text) == n, text)


def test_uid(bench):
    n = 200
    for uid, want in (("0", n), ("root", n), ("65534", 0), ("nobody", 0)):
        got = total(output(bench, "-f", ENTER, *OURS, "--uid", uid, "--count", "--", *calls(bench, n)))
        check(got == want, f"{uid}: {got}, not {want}")


def cgroup_root():
    for line in open("/proc/mounts"):
        _, where, kind, *_ = line.split()
        if kind == "cgroup2":
            return where
    return None


def test_cgroup(bench):
    """Those in it or below it; a directory that is none is refused."""
    done = probe(bench, ENTER, "--cgroup", "/tmp", "--count", "--", "true", status=1)
    check("/tmp is not a cgroup v2 directory\nhint: " in done.stderr, done.stderr)
    done = probe(bench, ENTER, "--cgroup", "/nosuch", "--count", "--", "true", status=1)
    check("cannot open the cgroup /nosuch: No such file or directory\nhint: " in done.stderr, done.stderr)
    root = cgroup_root()
    if not root:
        return "cgroup v2 is not mounted: only its errors were tested"
    n, inside = 100, os.path.join(root, f"strobe-test-{os.getpid()}")
    check(total(output(bench, "-f", ENTER, *OURS, "--cgroup", root, "--count", "--", *calls(bench, n))) == n, "the root has all")
    try:
        os.mkdir(inside)
    except OSError as error:
        return f"no new cgroup ({error.strerror}): only the root was tested"
    try:
        script = f"{' '.join(map(str, calls(bench, n)))}; echo $$ > {inside}/cgroup.procs; {' '.join(map(str, calls(bench, 7)))}; exit 0"
        text = output(bench, "-f", ENTER, *OURS, "--cgroup", inside, "--count", "--", "sh", "-c", script)
        check(total(text) == 7, text)
    finally:
        wait_for(lambda: not open(f"{inside}/cgroup.procs").read(), "the cgroup is empty")
        os.rmdir(inside)
    return ""


def test_format(bench):
    text = output(bench, "t:sched:sched_process_exec", "-f", "--format", "{comm} {{{filename}}} {probe} {pid}={tid} {old_pid}", "--", "sh", "-c",
                  "/bin/true; exit 0")
    lines = [re.fullmatch(r"(\w+) \{(\S+)\} sched:sched_process_exec (\d+)=(\d+) (\d+)", line) for line in text.splitlines()]
    check(len(lines) == 2 and all(lines) and lines[1].groups()[:2] == ("true", "/bin/true"), text)
    check(all(m[3] == m[4] for m in lines), text)
    stamp = output(bench, ENTER, *OURS, "--format", "{time}|{cpu}|{offset}", "--", *calls(bench, 3)).splitlines()
    check([s.split("|")[2] for s in stamp] == ["0", "1", "2"] and re.fullmatch(r"\d\d:\d\d:\d\d\.\d{6}", stamp[0].split("|")[0]), f"{stamp}")


def test_format_of_texts(bench):
    """A name of a file cannot send commands to a terminal."""
    path = bench.path('\x1b[1m"x"')
    shutil.copy("/bin/true", path)
    text = output(bench, "t:sched:sched_process_exec", "--format", "<{filename}>", "--", path)
    check(text == f"<{bench.dir}/\\33[1m\\\"x\\\">\n", repr(text))


def test_ring_size(bench):
    text = output(bench, ENTER, *OURS, "--ring-size", "1M", "--format", "{offset}", "--", *calls(bench, 100))
    check(text.split() == [str(i) for i in range(100)], text[:100])


def test_wrong_use(bench):
    for words, said in (
            (["--format", "{comn}"], "--format: syscalls:sys_enter_lseek has no 'comn'\nhint: did you mean '{comm}'?\n"),
            (["--format", "{comm"], "--format: a '{' without '}'\nhint: write {{ for a brace\n"),
            (["--format", "comm}"], "--format: a '}' without '{'\nhint: write }} for a brace\n"),
            (["--format", "{comm}", "--json"], "--format and --json are mutually exclusive\n"
             "hint: JSON objects have all that a template could name\n"),
            (["--uid", "nosuchuser"], "Cannot find user 'nosuchuser'\nhint: --uid takes a user's name or number\n"),
            (["--comm", "[ab]"], "invalid --comm argument: '[ab]'\nhint: only * and ? have a meaning in a pattern\n")):
        done = probe(bench, ENTER, *words, "true", status=1)
        check(done.stderr.endswith("probe: " + said), f"{words}: {done.stderr!r}")
    done = probe(bench, ENTER, "--ring-size", "1K", "true", status=1)
    check("invalid --ring-size argument: '1K'" in done.stderr, done.stderr)


if __name__ == "__main__":
    bench = Bench(__doc__)
    bench.run([test_comm, test_uid, test_cgroup, test_format, test_format_of_texts, test_ring_size, test_wrong_use])
