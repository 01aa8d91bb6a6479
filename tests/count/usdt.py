#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe probe usdt: probes that programs bring along, of python and of a program with notes of its own."""
import json
import os
import re
import subprocess
import time

from programs import fields_of, hits
from lib import Bench, check
from probe import groups, output, probe

START_MS = 300
PYTHON = "/usr/bin/python3"


def beacon(bench):
    return bench.program("beacon")


def test_arguments(bench):
    """Registers, memory, constants, a variable; signs and sizes."""
    n = 3
    found = fields_of(bench, f"usdt:{beacon(bench)}:beacon:plain", beacon(bench), n)
    check([re.sub("arg2=0x[0-9a-f]+", "arg2=P", f) for f in found] ==
          [f"arg0={-i}, arg1=0x200000000, arg2=P, arg3=-12, arg4=5, arg5=-1, arg6=-8, arg7=4294967295" for i in range(n)], f"{found}")
    found = fields_of(bench, f"usdt:{beacon(bench)}:beacon:plain(n:int, _, text:str, there:s32)", beacon(bench), n)
    check(found == [f'n={-i}, text="text", there=-12' for i in range(n)], f"{found}")
    text = output(bench, f"usdt:{beacon(bench)}:beacon:plain", "--where", "arg0 < -1 && arg4 == 5 && arg5 == -1 && arg6 == -8 && arg7 == 4294967295", "--count",
                  "--by", "arg3, arg7", "--", beacon(bench), 10)
    check(groups(text) == {("-12", "4294967295"): 8}, text)


def test_places(bench):
    """A probe at two places, whose arguments are not in the same registers, is one probe."""
    n = 1000
    found = fields_of(bench, f"usdt:{beacon(bench)}:beacon:twice(n:int)", beacon(bench), n)
    check(found == [f"n={i + more}" for i in range(n) for more in (0, 1000)], f"{found[:4]}")
    text = output(bench, f"usdt:{beacon(bench)}:beacon:*", "--count", "--", beacon(bench), n, status=1)
    check(groups(text) == {("usdt:beacon:beacon:twice",): 2 * n, ("usdt:beacon:beacon:plain",): n, ("usdt:beacon:beacon:lit",): n}, text)


def test_counter(bench):
    """A probe behind a counter: it is passed while it is watched, and only then."""
    n = 5
    check(subprocess.run([beacon(bench), str(n)]).returncode == 0, "the program says that it is watched, and is not")
    done = probe(bench, f"usdt:{beacon(bench)}:beacon:lit", "--", beacon(bench), n, status=1)
    check(len(hits(done.stdout)) == n, done.stdout)
    check(subprocess.run([beacon(bench), str(n)]).returncode == 0, "the counter was not put back")


def test_python(bench):
    """Imports of python, as many as it says itself."""
    code = "for n in ('colorsys', 'this_is_no_module', 'chunk'):\n try: __import__(n)\n except ImportError: pass"
    found = fields_of(bench, f"usdt:{PYTHON}:python:import__find__load__start(name:str)", PYTHON, "-W", "ignore", "-c", code)
    for module in ("colorsys", "this_is_no_module", "chunk"):
        check(found.count(f'name="{module}"') == 1, f"{module}: {found}")
    said = subprocess.run([PYTHON, "-I", "-X", "importtime", "-c", "import json"], capture_output=True, text=True, check=True).stderr
    modules = [line.split("|")[-1].strip() for line in said.splitlines() if "|" in line][1:]
    found = fields_of(bench, f"usdt:{PYTHON}:python:import__find__load__done(name:str, found:int)", PYTHON, "-I", "-c", "import json")
    seen = [re.match(r'name="(.*)", found=', f).group(1) for f in found]
    check([m for m in modules if m in seen] == seen, f"{seen}\n{modules}")
    return f"{len(seen)} imports"


def test_process(bench):
    """-p without a binary."""
    code = "import time, gc\nwhile True: time.sleep(0.01); gc.collect(1)"
    with subprocess.Popen([PYTHON, "-c", code]) as program, subprocess.Popen([PYTHON, "-c", code]) as other:
        try:
            time.sleep(0.2)
            done = probe(bench, "usdt:python:gc__start(generation:int)", "-p", program.pid, "--max-events", 10)
        finally:
            program.kill()
            other.kill()
    found = hits(done.stdout)
    check(len(found) == 10 and {int(pid) for _, pid, *_ in found} == {program.pid}, f"{found[:3]}")
    check({fields for *_, fields in found} == {"generation=1"}, f"{found[:3]}")


def test_list(bench):
    names = ["audit", "function__entry", "function__return", "gc__done", "gc__start", "import__find__load__done",
             "import__find__load__start", "line"]
    for pattern in (f"usdt:{PYTHON}:*", f"usdt:{PYTHON}:python:*", f"usdt:{PYTHON}:p*:*"):
        text = probe(bench, "-l", pattern).stdout
        check(text == "".join(f"usdt:{PYTHON}:python:{name}\n" for name in names), f"{pattern}: {text}")
    start = time.monotonic()
    text = probe(bench, "-l", "usdt:python3*:*").stdout
    check(re.search(r"^usdt:/\S*/python3\S*:python:gc__start$", text, re.M) and time.monotonic() - start < 1, text)
    text = probe(bench, "-l", "-v", f"usdt:{beacon(bench)}:beacon:twice").stdout
    check(text == f"usdt:{beacon(bench)}:beacon:twice\n    u64 arg0\n", text)


def test_wrong_use(bench):
    program = beacon(bench)
    for spec, said in (
            (f"usdt:{program}:beacon:plan", f"{program} has no probe 'beacon:plan'\nhint: did you mean 'beacon:plain'?\n"),
            (f"usdt:{program}:nobody:nothing",
             f"{program} has no probe 'nobody:nothing'\nhint: strobe probe -l 'usdt:beacon:*' lists what there is\n"),
            ("usdt:/bin/true:a:b", "/bin/true brings no probes along (no section .note.stapsdt)\n"
             "hint: functions can be probed: uprobe:true:NAME\n"),
            (f"usdt:{program}", f"'usdt:{program}' is not a probe of a program\n"
             "hint: write usdt:BINARY:PROVIDER:NAME; strobe probe -l 'usdt:BINARY:*' lists what there is\n"),
            ("usdt:python:gc__start", "'usdt:python:gc__start' names no program or library\n"
             "hint: write usdt:BINARY:python:gc__start, or add -p PID or a command\n"),
            (f"usdt:{program}:beacon:twice(a:u8, b:u8)", "usdt:beacon:beacon:twice has 1 argument, not 2\n"
             "hint: strobe probe -l -v shows them\n")):
        done = subprocess.run(["strobe", "probe", spec], executable=bench.tracer, capture_output=True, text=True, timeout=30)
        check(done.returncode == 1 and not done.stdout and done.stderr == "strobe probe: " + said, f"{spec}: {done.stderr!r}")


def test_start(bench):
    times = []
    for _ in range(5):
        start = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        done = probe(bench, f"usdt:{beacon(bench)}:beacon:plain", "--json", beacon(bench))
        times.append((json.loads(done.stdout.splitlines()[1])["time_ns"] - start) / 1e6)
    check(min(times) < START_MS, f"{min(times):.0f} ms")
    return f"{min(times):.0f} ms to the first hit"


if __name__ == "__main__":
    bench = Bench(__doc__)
    if not os.path.exists(PYTHON):
        raise SystemExit(f"{PYTHON} is missing")
    bench.run([test_arguments, test_places, test_counter, test_python, test_process, test_list, test_wrong_use, test_start])
