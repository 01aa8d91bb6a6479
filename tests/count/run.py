#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Known counts: every call that was made is printed, or counted as lost exactly where it is missing."""
import collections
import os
import re
import signal
import subprocess
import sys
import threading

from lib import HERE, Bench, Failure, check, read

LINE = re.compile(r"^(\d+) +(.*)$")
LSEEK = re.compile(r"^lseek\(-1, (\d+), SEEK_SET\) += -1 EBADF \(Bad file descriptor\)$")
UNLINK = re.compile(r'^unlink\("gone/(\d+)"\) += -1 ENOENT \(No such file or directory\)$')
LOST = re.compile(r"^<(\d+) events? lost>$")
UNFINISHED = " <unfinished ...>"
ABANDONED = " <lost>"
RESUMED = re.compile(r"^<\.\.\. \w+ resumed>")


class Log:
    """A log, thread by thread: numbers of calls and ("lost", n) marks, in order."""

    def __init__(self, text, call):
        self.threads = collections.defaultdict(list)
        self.exits = []
        self.began = {}
        for line in text.splitlines():
            match = LINE.match(line)
            if not match:
                raise Failure(f"a line without a pid: {line[:200]!r}")
            self.add(int(match.group(1)), match.group(2), call)

    def add(self, pid, text, call):
        if text.endswith(UNFINISHED):
            self.began[pid] = text[:-len(UNFINISHED)]
            return
        if text.endswith(ABANDONED):
            return  # its entry was printed, its exit is among the lost of the mark that follows
        resumed = RESUMED.match(text)
        if resumed:
            text = self.began.pop(pid, "?") + text[resumed.end():]
        made, lost = call.match(text), LOST.match(text)
        if made:
            self.threads[pid].append(int(made.group(1)))
        elif lost:
            self.began.pop(pid, None)  # an entry whose exit was lost counts as lost
            self.threads[pid].append(("lost", int(lost.group(1))))
        elif text.startswith("+++"):
            self.exits.append((pid, text))
        elif not text.startswith(("--- SIG", "execve(")):
            raise Failure(f"a line that does not belong here: {pid} {text[:200]!r}")


def made_by(output):
    """Thread -> number of calls, as the program says; and the seconds it took."""
    rows = [line.split() for line in output.splitlines()]
    return {int(a): int(b) for a, b in rows if a != "seconds"}, float(dict(rows)["seconds"])


def check_complete(log, made):
    check(set(log.threads) == set(made), f"threads {sorted(log.threads)} in the log, {sorted(made)} in the program")
    for tid, n in made.items():
        got = log.threads[tid]
        if got != list(range(n)):
            at = next((i for i, (a, b) in enumerate(zip(got, range(n))) if a != b), min(len(got), n))
            raise Failure(f"thread {tid}: {len(got)} of {n} calls; at {at}: {got[max(0, at - 2):at + 3]}")


def check_gaps(log, made):
    """printed + lost = made for each thread, and each mark stands where exactly so many numbers are missing."""
    lost = 0
    for tid, n in made.items():
        expected = 0
        for item in log.threads[tid]:
            if isinstance(item, tuple):
                expected += item[1]
                lost += item[1]
            elif item != expected:
                raise Failure(f"thread {tid}: call {item} where {expected} is due: a gap without its mark, or a wrong one")
            else:
                expected += 1
        check(expected == n, f"thread {tid}: printed + lost = {expected}, made {n}")
    return lost


def workers(bench, name, options, counts, kind="lseek", output=None):
    """Runs the workers under the tracer; (stdout, stderr) of both and the tracer's log."""
    log = bench.path(name + ".log")
    command = [bench.tracer, "-f", "-o", output or log, *options, bench.program("workers"), *map(str, counts), kind]
    done = subprocess.run(command, cwd=bench.dir, capture_output=True, text=True, timeout=120)
    check(done.returncode == 0, f"exit status {done.returncode}: {done.stderr[:500]}")
    return done, log


def new_options(bench, *options):
    """strobe's own options, which strace does not have."""
    return list(options) if "strace" not in os.path.basename(bench.tracer) else []


def complete(bench, name, n, kind, options, output=None):
    n = max(int(n * bench.scale), 10)
    done, log = workers(bench, name, ["-e", f"trace={kind}", *options], (4, 4, n), kind, output)
    made, seconds = made_by(done.stdout)
    check(len(made) == 16 and set(made.values()) == {n}, f"the program itself: {made}")
    check_complete(Log(read(log), UNLINK if kind == "unlink" else LSEEK), made)
    check("lost" not in done.stderr, done.stderr[:500])
    return seconds


def test_wait(bench):
    """Calls without inputs, as fast as 16 threads can, through a ring of 1 MiB."""
    complete(bench, "wait", 20000, "lseek", new_options(bench, "--ring-size=1M"))


def test_wait_inputs(bench):
    """The same with a string to read at entry: two records a call."""
    complete(bench, "inputs", 5000, "unlink", new_options(bench, "--ring-size=1M"))


def test_slow_and_stalled(bench):
    """A reader of 1,000 lines a second, and beside it one that reads nothing for 30 s; the second with little memory, so that
    the backlog goes to a file. Neither may hold the program up."""
    stall = 30 * min(1.0, bench.scale)
    results = {}

    def one(name, arguments, options):
        try:
            output = f"|exec {sys.executable} {HERE}/slow.py {bench.path(name + '.log')} {arguments}"
            results[name] = complete(bench, name, 20000, "lseek", new_options(bench, "--ring-size=1M", *options), output)
        except Exception as error:
            results[name] = error

    threads = [threading.Thread(target=one, args=a) for a in (("slow", f"0 1000 {stall * 0.6}", []),
                                                              ("stalled", f"{stall} 1000000 0", ["--max-memory=1M"]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name, seconds in results.items():
        if isinstance(seconds, Exception):
            raise Failure(f"{name}: {seconds}")
        if new_options(bench, "x"):
            check(seconds < 15, f"{name}: the output held the program up for {seconds:.1f} s")


def pauses(pid, stop):
    """Stops the tracer for 40 ms of every 60, so that the ring must overflow."""
    while not stop.wait(0.02):
        try:
            os.kill(pid, signal.SIGSTOP)
            stop.wait(0.04)
            os.kill(pid, signal.SIGCONT)
        except ProcessLookupError:
            return


def with_pauses(bench, options, program, log):
    command = [bench.tracer, "-f", "-o", log, "-e", "signal=none", *options, *program]
    tracer = subprocess.Popen(command, cwd=bench.dir, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    stop = threading.Event()
    pauser = threading.Thread(target=pauses, args=(tracer.pid, stop))
    pauser.start()
    try:
        out, err = tracer.communicate(timeout=100)
    finally:
        stop.set()
        pauser.join()
        if tracer.poll() is None:
            tracer.kill()
    return tracer.returncode, out, err


def drop(bench, kind, n, call):
    n = int(n * bench.scale)
    log = bench.path(f"drop-{kind}.log")
    options = ["-e", f"trace={kind}", *new_options(bench, "--on-full=drop", "--ring-size=1M")]
    status, out, err = with_pauses(bench, options, [bench.program("workers"), "4", "4", str(n), kind], log)
    check(status == 0, f"exit status {status}: {err[:500]}")
    made, _ = made_by(out)
    lost = check_gaps(Log(read(log), call), made)
    if new_options(bench, "x"):
        check(lost > 0, "nothing was lost: the test did not fill the ring")
        check(f"lost: {lost} calls" in err, f"{lost} calls are lost in the log, but: {err[:300]!r}")
    return f"{lost} of {n * 16} lost"


def test_drop(bench):
    return drop(bench, "lseek", 100000, LSEEK)


def test_drop_inputs(bench):
    """Two records a call: a call that loses one of them counts once."""
    return drop(bench, "unlink", 20000, UNLINK)


def test_fail_on_loss(bench):
    if not new_options(bench, "x"):
        return
    log = bench.path("fail.log")
    options = ["-e", "trace=lseek", "--on-full=drop", "--ring-size=1M", "--fail-on-loss"]
    status, _, err = with_pauses(bench, options, [bench.program("workers"), "2", "2", "300000", "lseek"], log)
    check(status == 125, f"exit status {status}, expected 125; {err[:300]}")


def test_life_survives(bench):
    """fork, exec and exit are told although calls are dropped all the time."""
    n = int(400 * bench.scale)
    log = bench.path("life.log")
    options = ["-e", "trace=lseek", *new_options(bench, "--on-full=drop", "--ring-size=1M")]
    status, _, err = with_pauses(bench, options, [bench.program("spawner"), str(n)], log)
    check(status == 0, f"exit status {status}: {err[:500]}")
    exits = Log(read(log), LSEEK).exits
    check(len(exits) == n + 3, f"{len(exits)} exits in the log; made: {n} children, 2 threads, 1 parent")
    check(len({pid for pid, _ in exits}) == len(exits), "one task ended twice")
    check(all(text == "+++ exited with 0 +++" for _, text in exits), f"{[e for e in exits if 'with 0' not in e[1]][:3]}")
    check("records (ring" not in err, err[:300])
    if new_options(bench, "x"):
        check("lost: " in err, "nothing was lost: the test did not fill the ring")


if __name__ == "__main__":
    Bench(__doc__).run([test_wait, test_wait_inputs, test_drop, test_drop_inputs, test_fail_on_loss, test_life_survives,
                        test_slow_and_stalled])
