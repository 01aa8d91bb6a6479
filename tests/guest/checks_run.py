# SPDX-License-Identifier: BSD-2-Clause
"""What a guest must have sent back of strobe run."""
import re

from archive import EXAMPLES, REFUSED
from common import ROOT, broken, check, count


def check_own(boot):
    """strobe run: programs of every kind at once, each with the traced tasks' exact number; events of two types."""
    for name in ("hooks", "subject"):
        check(boot.status(f"run/{name}") == 0, f"{name}: {boot.status(f'run/{name}')}: {boot.text(f'run/{name}/err')[:2000]}")
    made, _ = count.made_by(boot.text("run/hooks/out"))
    log, n = boot.text("run/hooks/log"), sum(made.values())
    hits = {place: int(hits) for hits, place in re.findall(r"^ +(\d+)  ([A-Z_]+)$", log, re.M)}
    check(len(made) == 4 and hits.pop("CLOCK", 1) > 0, f"{made} {hits}")
    want = dict.fromkeys(("KPROBE", "KRETPROBE", "KSYSCALL", "FENTRY", "FEXIT", "TRACEPOINT", "RAW_TRACEPOINT"), n)
    stats = hits.pop("LSM", 0), hits.pop("LSM_SLEEPS", 0)
    # where tasks are preempted everywhere, another one on that processor finds the program running; the kernel counts, strobe tells
    missed = {program: int(runs) for runs, program in re.findall(r"missed: (\d+) runs of (\w+) ", boot.text("run/hooks/err"))}
    check(boot.preempt or not missed, f"{missed}")
    for place in want:
        hits[place] = hits.get(place, 0) + missed.get(f"at_{place.lower()}", 0)
    check(hits == want and stats[0] == stats[1], f"{hits} {stats} in place of {want}")
    for tid, calls in made.items():
        paths = [int(i) for i in re.findall(rf'^unlink tid={tid}, path="gone/(\d+)"$', log, re.M)]
        results = len(re.findall(rf"^number tid={tid}, result=-2 ENOENT$", log, re.M))
        check(paths == list(range(calls)) and results == calls, f"{len(paths)} and {results} events of {calls}: {log[:500]}")
    log = boot.text("run/subject/log")
    hits = {place: int(hits) for hits, place in re.findall(r"^ +(\d+)  ([A-Z_]+)$", log, re.M)}
    check(hits.get("UPROBE") == hits.get("UPROBE_SLEEPS") == 20, f"{hits}")
    log = boot.text("run/stat/log")
    hits = {place: int(hits) for hits, place in re.findall(r"^ +(\d+)  ([A-Z_]+)$", log, re.M)}
    check(hits.get("LSM", 0) >= 3 and hits["LSM"] == hits.get("LSM_SLEEPS"), f"{hits}")


def check_examples(boot):
    """A file that an LSM program does not let go; and as many reads of a byte as a line has."""
    for name in EXAMPLES:
        check(boot.status(f"run/{name}") == 0, f"{name}: {boot.status(f'run/{name}')}: {boot.text(f'run/{name}/err')[:2000]}")
    log = re.sub(r"pid=\d+", "pid=N", boot.text("run/guard/log"))
    check(log == 'pid=N, comm="rm", name="other", refused=false\npid=N, comm="rm", name="notes", refused=true\n', log)
    log = boot.text("run/reads/log")
    check(re.search(r'^sizes \{comm="sh"\}:\n\[0, 2\) +%d \|' % len("root:x:0:0:root:/tmp:/bin/sh\n"), log, re.M), log)


def check_refused(boot, name):
    """The same sentences on every kernel, with the lines of the source, which logs of 6.1 do not name."""
    expected = broken.expectations(ROOT / f"tests/count/broken/{name}.bpf.c", boot.series)
    check(expected, f"{name}.bpf.c does not say what {boot.series} makes of it")
    broken.judge(expected, boot.status(f"refused/{name}"), boot.text(f"refused/{name}/err"), "strobe run: ")


def checks_of(boot):
    yield "own", lambda: check_own(boot)
    yield "examples", lambda: check_examples(boot)
    for name in REFUSED:
        yield f"refused/{name}", lambda n=name: check_refused(boot, n)
