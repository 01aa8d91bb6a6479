#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Runs end when they are to, however much is still to be written and whoever does not read it."""
import os
import re
import resource
import signal
import subprocess
import sys
import time

from lib import HERE, Bench, Failure, check, read, wait_for

FLOOD = "while :; do :; : < /dev/null; done"


class Flood:
    """A shell that makes calls without end, beside the tracer."""

    def __enter__(self):
        self.process = subprocess.Popen(["sh", "-c", FLOOD])
        return self.process.pid

    def __exit__(self, *unused):
        self.process.kill()
        self.process.wait()


def ends(process, seconds, what):
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise Failure(f"{what}: it does not end within {seconds} s") from None


def no_files():
    """What is written to a file fails (EFBIG); a pipe has no limit."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def test_full_backlog(bench):
    """The memory for what waits is used up, no file takes more, and then the signal comes: all that waits is written."""
    counted = bench.path("counted")
    with Flood() as pid:
        with open(counted, "w") as out:
            tracer = subprocess.Popen([bench.tracer, "--max-memory=1M", "-p", str(pid), "-o", "|exec 2>&1; sleep 2; wc -l | cat"],
                                      stdout=out, stderr=subprocess.DEVNULL, preexec_fn=no_files)
        time.sleep(1.5)
        tracer.send_signal(signal.SIGINT)
        status = ends(tracer, 15, "SIGINT")
    check(status == -signal.SIGINT, f"status {status}")


def test_second_signal(bench):
    """Nobody reads what it writes: the first signal asks it to end, a later one does not wait for that."""
    reader, writer = os.pipe()
    with Flood() as pid:
        tracer = subprocess.Popen([bench.tracer, "-p", str(pid)], stderr=writer)
        os.close(writer)
        time.sleep(0.7)
        for _ in range(2):  # as timeout(1) does
            tracer.send_signal(signal.SIGTERM)
        time.sleep(0.7)
        check(tracer.poll() is None, "it has ended, though nobody has read what it traced")
        tracer.send_signal(signal.SIGINT)
        status = ends(tracer, 5, "the second signal")
    os.close(reader)
    check(status == -signal.SIGINT, f"status {status}")


def test_no_signal_is_swallowed(bench):
    """What a signalfd knows is blocked: of others it would take one now and then, and the run would not end."""
    for options, interrupts in (["sleep", "5"], False), (["-o", bench.path("log"), "sleep", "5"], True):
        tracer = subprocess.Popen([bench.tracer, "-e", "trace=reboot", *options], stderr=subprocess.PIPE)

        def masks():
            try:
                of_fds = [re.search(r"^sigmask:\s+(\w+)", read(f"/proc/{tracer.pid}/fdinfo/{fd}"), re.M)
                          for fd in os.listdir(f"/proc/{tracer.pid}/fdinfo")]
            except FileNotFoundError:  # closed meanwhile
                return None
            return [int(m[1], 16) for m in of_fds if m]

        def blocked():
            return int(re.search(r"^SigBlk:\s+(\w+)", read(f"/proc/{tracer.pid}/status"), re.M)[1], 16)

        interrupt = 1 << (signal.SIGINT - 1)
        wait_for(lambda: masks() and bool(blocked() & interrupt) == interrupts, "the run")
        known = masks()
        check(len(known) == 1 and known[0] & ~blocked() == 0, f"{known} are known, {blocked():#x} is blocked")
        check(bool(known[0] & interrupt) == interrupts, f"{known}")
        subprocess.run(["pkill", "-P", str(tracer.pid)], check=True)
        tracer.communicate()


def test_duration_under_load(bench):
    """--duration ends a run whose events never pause, and come faster than somebody reads the lines."""
    log = bench.path("slow.log")
    slow = subprocess.Popen([sys.executable, f"{HERE}/slow.py", log, "0", "20000", "3"], stdin=subprocess.PIPE)
    with Flood() as pid, slow.stdin as pipe:
        tracer = subprocess.Popen([bench.tracer, "probe", "t:raw_syscalls:sys_enter", "--json", "--duration=300ms", "-p", str(pid)],
                                  stdout=pipe)
        status = ends(tracer, 30, "--duration")
    slow.wait()
    times = [int(time) for time in re.findall(r'"type":"hit","time_ns":(\d+)', read(log))]
    check(status == 0 and times, f"status {status}, {len(times)} hits")
    seconds = (times[-1] - times[0]) / 1e9
    check(seconds < 1.5, f"it has gone on for {seconds:.1f} s")


def test_failed_write(bench):
    """It waits for the command, but traces it no more, and a signal ends it."""
    witness = bench.path("begun")
    tracer = subprocess.Popen([bench.tracer, "-o", "/dev/full", "sh", "-c", f"ls / > /dev/null; echo > {witness}; exec sleep 5"],
                              stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: os.path.exists(witness), "the command runs")
        time.sleep(0.5)
        check(tracer.poll() is None, "it has not waited for the command")
        check("bpf_link" not in str(links(tracer.pid)), "it is still attached")
        tracer.send_signal(signal.SIGINT)
        check(ends(tracer, 3, "SIGINT") == -signal.SIGINT, f"status {tracer.returncode}")
    finally:
        if tracer.poll() is None:
            tracer.kill()


def links(pid):
    folder = f"/proc/{pid}/fd"
    return [os.readlink(f"{folder}/{fd}") for fd in os.listdir(folder) if os.path.islink(f"{folder}/{fd}")]


def test_killed_while_it_starts(bench):
    """kill -9 before the command is let go: the command does not run untraced."""
    witness = bench.path("never")
    for delay in (0.005, 0.015):
        tracer = subprocess.Popen([bench.tracer, "-o", "/dev/null", "touch", witness])
        time.sleep(delay)
        tracer.kill()
        tracer.wait()
    time.sleep(0.2)
    check(not os.path.exists(witness), "the command ran")


if __name__ == "__main__":
    Bench(__doc__).run([value for key, value in list(globals().items()) if key.startswith("test_")])
