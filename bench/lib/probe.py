# SPDX-License-Identifier: BSD-2-Clause
"""ns that a probe adds to each of its hits: printed, counted in the kernel, or rejected there; next to bpftrace.

Every run is a new process of bench/calls, which makes one call in batches, with a probe on its way. A round runs every
column once, one after the other; a cell is the median over the rounds of the difference to the untraced run of the same
round, of the 10th percentile of the batches. A kind that this kernel or this strobe does not have is n/a.

That hits were counted is checked: as many as calls were made.
"""
import re
import shutil
import subprocess
from typing import NamedTuple

from lib.bar import Bar
from lib.setup import PROGRAM_CPU, TRACER_CPU, Failed, output_of, pinned, rotated
from lib.table import aligned, median, median_ratio, number

STATISTICS = re.compile(r"^((?:[\d.]+ ){3}[\d.]+)$", re.M)
BATCHES, CALLS, QUICK_BATCHES = 100, 1000, 20


class Kind(NamedTuple):
    name: str
    spec: str  # of strobe; hit once by each call
    foreign: str  # of bpftrace


KINDS = [
    Kind("tracepoint", "tracepoint:syscalls:sys_enter_getppid", "tracepoint:syscalls:sys_enter_getppid"),
    Kind("rawtracepoint", "rawtracepoint:sys_enter", "rawtracepoint:sys_enter"),
    Kind("kprobe", "kprobe:__x64_sys_getppid", "kprobe:__x64_sys_getppid"),
    Kind("fentry", "fentry:__x64_sys_getppid", "kfunc:__x64_sys_getppid"),
    Kind("uprobe", "uprobe:libc.so.6:syscall", "uprobe:libc:syscall"),
]
WAYS = {  # what strobe does with a hit, and bpftrace's words for the same
    "print": ([], '{ printf("%s %d %s\\n", comm, pid, probe); }'),
    "--count": (["--count"], "{ @ = count(); }"),
    "--count --by": (["--count", "--by", "comm, pid"], "{ @[comm, pid] = count(); }"),
    "--hist": (["--hist", "cpu"], "{ @ = hist(cpu); }"),
    "--where rejects": (["--where", "pid == 1"], "/pid == 1/ { @ = count(); }"),
}
LIMIT = 1.0


class Part:
    name = "probe"

    def measure(self, setup):
        self.batches = QUICK_BATCHES if setup.quick else BATCHES
        self.missing = {}
        self.rounds = [self.round(setup, n) for n in range(1 if setup.quick else max(1, setup.rounds // 3))]
        return {"missing": {" ".join(cell): why for cell, why in self.missing.items()},
                "rounds": [{" ".join(cell): value for cell, value in r.items()} for r in self.rounds]}

    def round(self, setup, turn):
        """{(tracer, kind, way): ns}; what cannot run is tried once."""
        cells = [("untraced", "", "")]
        cells += [(tracer, kind.name, way) for tracer in ("strobe", "bpftrace") for kind in KINDS for way in WAYS]
        found = {}
        for cell in rotated(cells, turn):
            if cell in self.missing or (cell[0], cell[1], "") in self.missing:
                continue
            setup.progress("probe: " + " ".join(cell))
            try:
                found[cell] = self.run(setup, *cell)
            except Failed as reason:
                if cell[:2] in (("untraced", ""), ("strobe", "tracepoint")):
                    raise Failed(f"probe, {' '.join(cell)}: {reason}") from None
                self.missing[cell[0], cell[1], ""] = str(reason)
        return found

    def run(self, setup, tracer, kind, way):
        program = [shutil.which("taskset"), *pinned(PROGRAM_CPU, setup.calls, "getppid", self.batches, CALLS)[1:]]
        if tracer == "untraced":
            return self.p10(output_of(program))
        hook = next(k for k in KINDS if k.name == kind)
        if tracer == "strobe":
            command = [setup.strobe, "probe", hook.spec, *WAYS[way][0], "-o", setup.trace, "--", *program]
            out = output_of(pinned(TRACER_CPU, *command))
            self.check_counted(setup, way)
            return self.p10(out)
        if not shutil.which("bpftrace"):
            raise Failed("bpftrace is not installed")
        words = hook.foreign + " " + WAYS[way][1]
        return self.p10(output_of(pinned(TRACER_CPU, "bpftrace", "-o", setup.trace, "-e", words, "-c", " ".join(program)), timeout=60))

    def p10(self, out):
        found = STATISTICS.search(out)
        if not found:
            raise Failed("no result")
        return float(found[1].split()[1])

    def check_counted(self, setup, way):
        made = self.batches * CALLS
        if way == "print":
            seen = setup.reported_lines() + sum(int(n) for n in re.findall(r"^<(\d+) events? lost>", self.gaps(setup), re.M))
        elif way == "--where rejects":
            return
        else:
            seen = sum(int(n) for n in re.findall(r"^ *(\d+)  |(?<=[)\]]) +(\d+) \|", setup.trace.read_text(), re.M) for n in n if n)
        if seen < made:
            raise Failed(f"{seen} hits of {made}")

    @staticmethod
    def gaps(setup):
        return subprocess.run(["grep", "-a", "^<", setup.trace], stdout=subprocess.PIPE, text=True, check=False).stdout

    def added(self, cell):
        return median(r[cell] - r["untraced", "", ""] for r in self.rounds if cell in r)

    def lines(self):
        yield f"probe: ns that a hit adds, p10 of {self.batches} batches, median of {len(self.rounds)}"
        rows = [["", *WAYS]]
        for kind in KINDS:
            for tracer in ("strobe", "bpftrace"):
                rows.append([f"{kind.name}, {tracer}", *(number(self.added((tracer, kind.name, way))) for way in WAYS)])
        yield from aligned(rows)
        for (tracer, kind, _), why in self.missing.items():
            yield f"{kind}, {tracer}: n/a: {why}"

    def bars(self):
        pair = {tracer: (tracer, "tracepoint", "--count --by") for tracer in ("strobe", "bpftrace")}
        rounds = [{tracer: r[cell] - r["untraced", "", ""] for tracer, cell in pair.items() if cell in r} for r in self.rounds]
        return [Bar("tracepoint --count --by / bpftrace", LIMIT, {"": median_ratio(rounds, "strobe", "bpftrace")})]
