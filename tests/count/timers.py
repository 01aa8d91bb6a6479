#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe probe interval:TIME and profile:HZ: as many hits as the clock says."""
import re
import subprocess
import time

from lib import Bench, check, read
from probe import groups, output, probe


def test_interval(bench):
    """On one processor, whoever runs there; in time order, a period apart."""
    text = output(bench, "interval:100ms", "--count", "--duration", "1s")
    found = groups(text).get(("interval:100ms",), 0)
    check(9 <= found <= 11, f"{found} hits of 100 ms in 1 s")
    stamps = [int(m[1]) for m in re.finditer(r'"time_ns":(\d+)', output(bench, "interval:50ms", "--max-events", 6, "--json"))]
    apart = [(b - a) / 1e6 for a, b in zip(stamps, stamps[1:])]
    check(len(stamps) == 6 and 45 < sorted(apart)[2] < 60, f"{apart}")


def test_interval_in_any_scope(bench):
    """It is due even while the command sleeps."""
    found = groups(output(bench, "interval:20ms", "--count", "sleep", "1")).get(("interval:20ms",), 0)
    check(45 <= found <= 52, f"{found} hits of 20 ms in 1 s")


def test_profile(bench):
    """Hits are samples of processor time: 99 a second, of that which the program says it has spent."""
    log = bench.path("profile.log")
    done = probe(bench, "profile:99", "--count", "--by", "comm", "-o", log, "--", bench.program("burner"), 2000)
    found = groups(read(log)).get(('"burner"',), 0)
    want = 0.099 * int(done.stdout)
    check(0.9 * want <= found <= 1.1 * want + 2, f"{found} hits, not about {want:.0f}")
    return f"{found} hits, by the clock {want:.0f}"


def test_profile_of_everything(bench):
    """Each hit names the processor; a filter holds here as well."""
    with subprocess.Popen([bench.program("burner"), "3000"], stdout=subprocess.DEVNULL) as burner:
        time.sleep(0.1)
        done = probe(bench, "profile:199", "--where", f"pid == {burner.pid}", "--max-events", 50)
        burner.kill()
    lines = done.stdout.splitlines()
    wanted = re.compile(rf"\S+ burner/{burner.pid}\({burner.pid}\) profile:199")
    check(len(lines) == 50 and all(wanted.fullmatch(line) for line in lines), f"{lines[:3]}")


def test_together(bench):
    """Timers and tracepoints in one run."""
    found = groups(output(bench, "interval:100ms", "t:sched:sched_process_exec", "--count", "sh", "-c", "sleep 0.55; exit 0"))
    check(found.get(("sched:sched_process_exec",)) == 1 and 4 <= found.get(("interval:100ms",), 0) <= 6, f"{found}")


def test_wrong_use(bench):
    for spec, said in (
            ("interval:100", "'interval:100' has no unit\nhint: write interval:100ms or interval:100s\n"),
            ("interval:x", "'interval:x' is no interval\nhint: write interval:TIME, such as interval:100ms\n"),
            ("interval:1us", "'interval:1us' is too short\nhint: at least 10us\n"),
            ("profile:0", "'profile:0' is no frequency\nhint: write profile:HZ, such as profile:99; slower: interval:TIME\n"),
            ("profile:99hz", "'profile:99hz' is no frequency\nhint: write profile:HZ, such as profile:99; slower: interval:TIME\n"),
            ("profile:200000", "'profile:200000' is too fast\nhint: at most 100000 times a second\n"),
            ("profil:99", "unknown kind of probe 'profil'\nhint: did you mean 'profile'?\n")):
        done = probe(bench, spec, "--count", status=1)
        check(done.stderr.endswith("probe: " + said), f"{spec}: {done.stderr!r}")
    done = probe(bench, "-l", "interval:*", status=1)
    check("timers cannot be listed" in done.stderr, f"{done.stderr!r}")


if __name__ == "__main__":
    bench = Bench(__doc__)
    bench.run([test_interval, test_interval_in_any_scope, test_profile, test_profile_of_everything, test_together, test_wrong_use])
