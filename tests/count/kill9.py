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


def finish(program, out, n, threads):
    """Every thread of the program must come to its end by itself."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            for pid in group_of(program):
                check(state(pid) not in "Tt", f"process {pid} stays stopped")
        except (FileNotFoundError, ProcessLookupError):
            break
        time.sleep(0.02)
    lines = wait_for(lambda: "seconds" in read(out) and read(out), "the program's last words", 5)
    counts = [line.split() for line in lines.splitlines() if not line.startswith("seconds")]
    check(len(counts) == threads and all(int(c) == n for _, c in counts), f"the program did not do its work: {lines}")


def ids():
    return {kind: attached(kind) for kind in ("prog", "link")}


def test_of_a_command(bench):
    n, out = 3000000, bench.path("command.out")
    before = ids()
    with open(out, "w") as stdout:
        tracer = subprocess.Popen([bench.tracer, "-f", "-o", "/dev/null", "-e", "trace=lseek", "--ring-size=1M",
                                   bench.program("workers"), "2", "2", str(n), "lseek"], stdout=stdout)
    program = wait_for(lambda: next((p for p in group_of(tracer.pid)[1:] if read(f"/proc/{p}/comm") == "workers\n"), None),
                       "the traced program")
    time.sleep(0.5)
    check("seconds" not in read(out), "the program is over already")
    count = gone_after_kill(tracer, before)
    check("seconds" not in read(out), "the program ended before the kill")
    finish(program, out, n, 4)
    return f"{count} programs went"


def test_of_an_attached_process(bench):
    n, out = 3000000, bench.path("attached.out")
    with open(out, "w") as stdout:
        program = subprocess.Popen([bench.program("workers"), "2", "2", str(n), "lseek"], stdout=stdout)
    before = ids()
    tracer = subprocess.Popen([bench.tracer, "-f", "-o", "/dev/null", "-e", "trace=lseek", "--ring-size=1M", "-p",
                               str(program.pid)], stderr=subprocess.DEVNULL)
    wait_for(lambda: attached("prog") - before["prog"], "the tracer is attached")
    time.sleep(0.3)
    gone_after_kill(tracer, before)
    check("seconds" not in read(out), "the program ended before the kill")
    check(program.wait(60) == 0, f"exit status {program.returncode}")
    finish(program.pid, out, n, 4)


def test_while_stopped_itself(bench):
    """The worst moment: the ring is full because the tracer does not read, and everybody waits for it."""
    n, out = 200000, bench.path("stopped.out")
    before = ids()
    with open(out, "w") as stdout:
        tracer = subprocess.Popen([bench.tracer, "-f", "-o", "/dev/null", "-e", "trace=lseek", "--ring-size=1M",
                                   bench.program("workers"), "2", "2", str(n), "lseek"], stdout=stdout)
    program = wait_for(lambda: next((p for p in group_of(tracer.pid)[1:] if read(f"/proc/{p}/comm") == "workers\n"), None),
                       "the traced program")
    os.kill(tracer.pid, signal.SIGSTOP)
    time.sleep(0.3)
    gone_after_kill(tracer, before)
    finish(program, out, n, 4)


if __name__ == "__main__":
    Bench(__doc__).run([test_of_a_command, test_of_an_attached_process, test_while_stopped_itself])
