#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""kill -9 of the tracer: what it traced goes on unharmed, nothing stays attached, nothing stays stopped."""
import json
import os
import signal
import subprocess
import time

from lib import Bench, check, read, wait_for


def attached(kind):
    """Ids of the BPF programs or links of the machine."""
    out = subprocess.run(["bpftool", "-j", kind, "show"], capture_output=True, text=True, check=True).stdout
    return {entry["id"] for entry in json.loads(out or "[]")}


def state(pid):
    return read(f"/proc/{pid}/stat").rsplit(")", 1)[1].split()[0]


def gone_after_kill(tracer, before):
    """Kills the tracer; what it had loaded must be gone within a second. Others on the machine may come and go meanwhile."""
    new = {kind: attached(kind) - before[kind] for kind in before}
    check(new["prog"], "the tracer has no program loaded: the test would prove nothing")
    tracer.kill()
    tracer.wait()
    wait_for(lambda: not any(attached(kind) & new[kind] for kind in before), "the tracer's BPF objects are gone", 1.0)
    return len(new["prog"])


def group_of(pid):
    """The process and its children, alive."""
    found = [pid]
    for task in os.listdir(f"/proc/{pid}/task"):
        found += map(int, read(f"/proc/{pid}/task/{task}/children").split())
    return found


class Workers:
    """2 processes of 2 threads that make calls until they are told that it is enough, alone or under the tracer."""
    CALLS = 10000

    def __init__(self, bench, name, *tracer):
        self.out, self.enough = bench.path(name + ".out"), bench.path(name + ".enough")
        with open(self.out, "w") as stdout:
            self.process = subprocess.Popen([*tracer, bench.program("workers"), "2", "2", str(self.CALLS), "lseek", self.enough],
                                            stdout=stdout)
        self.pid = wait_for(self.find, "the traced program") if tracer else self.process.pid

    def find(self):
        return next((pid for pid in group_of(self.process.pid)[1:] if read(f"/proc/{pid}/comm") == "workers\n"), None)

    def states(self):
        """Of its processes; none when it has ended."""
        try:
            return {state(pid) for pid in group_of(self.pid)} - {"Z"}
        except (FileNotFoundError, ProcessLookupError):
            return set()

    def finish(self):
        """Every thread must go on, and come to its end by itself."""
        check(not read(self.out), "the program ended before it was told to")
        with open(self.enough, "w"):
            pass
        end = time.monotonic() + 60
        while time.monotonic() < end and (states := self.states()):
            check(not states & {"T", "t"}, "a process stays stopped")
            time.sleep(0.02)
        wait_for(lambda: "seconds" in read(self.out), "the program's last words", 5)
        counts = [int(line.split()[1]) for line in read(self.out).splitlines() if not line.startswith("seconds")]
        check(len(counts) == 4 and min(counts) >= self.CALLS, f"the program did not do its work: {counts}")


def tracer(bench):
    return [bench.tracer, "-f", "-o", "/dev/null", "-e", "trace=lseek", "--ring-size=1M"]


def ids():
    return {kind: attached(kind) for kind in ("prog", "link")}


def test_of_a_command(bench):
    before = ids()
    workers = Workers(bench, "command", *tracer(bench))
    time.sleep(0.5)
    count = gone_after_kill(workers.process, before)
    workers.finish()
    return f"{count} programs went"


def test_of_an_attached_process(bench):
    workers = Workers(bench, "attached")
    before = ids()
    attaching = subprocess.Popen([*tracer(bench), "-p", str(workers.pid)], stderr=subprocess.DEVNULL)
    wait_for(lambda: attached("prog") - before["prog"], "the tracer is attached")
    time.sleep(0.3)
    gone_after_kill(attaching, before)
    workers.finish()
    check(workers.process.wait(60) == 0, f"exit status {workers.process.returncode}")


def test_while_stopped_itself(bench):
    """The worst moment: the ring is full because the tracer does not read, and everybody waits for it."""
    before = ids()
    workers = Workers(bench, "stopped", *tracer(bench))
    os.kill(workers.process.pid, signal.SIGSTOP)
    time.sleep(0.3)
    gone_after_kill(workers.process, before)
    workers.finish()


if __name__ == "__main__":
    Bench(__doc__).run([test_of_a_command, test_of_an_attached_process, test_while_stopped_itself])
