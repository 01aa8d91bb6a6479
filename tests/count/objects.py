#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""--json: known workloads as objects, in every kind of output; exact diagnostics."""
import collections
import glob
import json
import os
import signal
import subprocess

from lib import Bench, check, read, wait_for

PROCESSES, THREADS, CALLS = 2, 2, 500


def objects(text):
    lines = [json.loads(line) for line in text.splitlines()]
    check(lines and lines[0]["type"] == "strobe" and lines[0]["schema"] == 1, f"no header: {text[:200]!r}")
    return lines[1:]


def of_type(everything, kind):
    return [o for o in everything if o["type"] == kind]


def trace(bench, *options, kind="lseek", follow="-f"):
    """Runs the workers; thread -> calls, as they say, and what the tracer said on stderr."""
    command = [bench.tracer, "--json", follow, "-e", f"trace={kind}", *options, bench.program("workers"),
               *map(str, (PROCESSES, THREADS, CALLS)), kind]
    done = subprocess.run(command, cwd=bench.dir, capture_output=True, text=True, timeout=60)
    check(done.returncode == 0, f"exit status {done.returncode}: {done.stderr[:500]}")
    rows = [line.split() for line in done.stdout.splitlines()]
    made = {int(a): int(b) for a, b in rows if a != "seconds"}
    check(len(made) == PROCESSES * THREADS and set(made.values()) == {CALLS}, f"the program itself: {made}")
    return made, done.stderr


def check_calls(everything, made, argument):
    """Each thread's calls are there, once, in order and in time."""
    seen, times = collections.defaultdict(list), {}
    for call in of_type(everything, "syscall"):
        tid = call["tid"]
        seen[tid].append(call["args"][argument]["value"])
        check(call["time_ns"] >= times.get(tid, 0), f"time goes back: {call}")
        times[tid] = call["time_ns"] + call["duration_ns"]
        check(call["comm"] == "workers" and call["ret"] < 0 and call["result"]["errno"] == -call["ret"], f"{call}")
    check(set(seen) == set(made), f"threads {sorted(seen)} in the objects, {sorted(made)} in the program")
    for tid, n in made.items():
        numbers = [v if isinstance(v, int) else int(v.rpartition("/")[2]) for v in seen[tid]]
        check(numbers == list(range(n)), f"thread {tid}: {len(numbers)} of {n} calls")


def test_file(bench):
    log = bench.path("objects.log")
    made, said = trace(bench, "-o", log)
    everything = objects(read(log))
    check_calls(everything, made, 1)
    check(not said, f"said {said!r}")
    ended = {o["tid"] for o in of_type(everything, "exit")}
    born = {o["child_tid"] for o in of_type(everything, "fork")}
    check(set(made) <= ended and len(ended - born) == 1, f"forks {born}, exits {ended}: all but the first were born")


def test_stderr(bench):
    made, said = trace(bench, kind="unlink")
    check_calls(objects(said), made, 0)


def test_pipe(bench):
    copy = bench.path("copy")
    made, _ = trace(bench, "-o", f"|cat >{copy}")
    check_calls(objects(read(copy)), made, 1)


def test_a_file_for_each(bench):
    made, _ = trace(bench, "-o", bench.path("each"), follow="-ff")
    files = {int(path.rpartition(".")[2]): objects(read(path)) for path in glob.glob(bench.path("each.*"))}
    for tid, everything in files.items():
        check(all(o["tid"] == tid for o in everything), f"{tid}: another task's object")
    check_calls([o for everything in files.values() for o in everything], made, 1)


def test_summary(bench):
    log = bench.path("summary.log")
    made, _ = trace(bench, "-c", "-w", "-o", log)
    rows = objects(read(log))
    calls = sum(made.values())
    check([row["type"] for row in rows] == ["count", "total"], f"{rows}")
    for row in rows:
        check((row["calls"], row["errors"]) == (calls, calls) and row["min_ns"] <= row["max_ns"] <= row["total_ns"], f"{row}")


def test_detach(bench):
    """What is still running when strobe ends says so."""
    log = bench.path("detach.log")
    with subprocess.Popen(["sleep", "60"]) as sleeper:
        tracer = subprocess.Popen([bench.tracer, "--json", "-o", log, "-p", str(sleeper.pid)])
        wait_for(lambda: os.path.exists(log) and '"attach"' in read(log), "the attach object")
        tracer.send_signal(signal.SIGINT)
        tracer.wait(timeout=10)
        sleeper.kill()
    everything = objects(read(log))
    check([o["type"] for o in everything] == ["attach", "syscall", "detach"], f"{everything}")
    check(everything[0]["comm"] == "sleep" and everything[0]["pid"] == sleeper.pid, f"{everything[0]}")
    call = everything[1]
    check(call["name"] in ("clock_nanosleep", "restart_syscall") and call["result"] is None and "ret" not in call
          and call["unfinished"] == "detached", f"{call}")


def test_wrong_use(bench):
    for options, said in ((["--json=yes"], "option '--json' doesn't allow an argument\nTry 'strobe -h' for more information.\n"),
                          (["--json", "-T", "-o", "/dev/null"], "strobe: -T/--syscall-times has no effect with --json\n")):
        done = subprocess.run(["strobe", *options, "true"], executable=bench.tracer, capture_output=True, text=True, timeout=30)
        check(done.stderr.removeprefix("strobe: ") == said.removeprefix("strobe: "), f"{options}: {done.stderr!r}")


if __name__ == "__main__":
    bench = Bench(__doc__)
    bench.run([test_file, test_stderr, test_pipe, test_a_file_for_each, test_summary, test_detach, test_wrong_use])
