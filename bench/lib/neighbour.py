# SPDX-License-Identifier: BSD-2-Clause
"""ns that a system call of a process takes longer while strobe traces another process, which sleeps.

What differs is a few ns, less than one process differs from the next by where its pages lie. So one process of
bench/calls stays, and tracers come and go around it: nothing, the empty pair, strobe, with a burst of calls under each
and a sustained run after it. A cell is the median over the rounds of the difference to nothing in the same round.
"""
import contextlib
import subprocess

from lib.bar import Bar
from lib.calls import CALLS, FULL, QUICK, SHOWN, statistics_in
from lib.setup import PROGRAM_CPU, Failed, pinned, rotated, started
from lib.table import aligned, median, median_ratio, number, ratio

TRACERS = ("untraced", "empty", "strobe")


class Part:
    name = "neighbour"

    def measure(self, setup):
        self.sizes = {kind: sizes.usual for kind, sizes in (QUICK if setup.quick else FULL).items()}
        count = -(-setup.rounds * 5 // 9)
        self.rounds = {call: self.rounds_of(setup, call, count) for call in CALLS}
        return {"rounds": self.rounds, "table": self.summary()}

    def rounds_of(self, setup, call, count):
        """[{tracer: {burst or sustained: ns}}]"""
        command = pinned(PROGRAM_CPU, setup.calls, call)
        with started(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
            self.timed(program)  # nobody is the one who finds caches cold
            return [{tracer: self.under(setup, tracer, call, program) for tracer in rotated(TRACERS, n)}
                    for n in range(count)]

    def under(self, setup, tracer, call, program):
        setup.progress(f"{self.name}, {call}: {tracer}")
        with sleeping_subject(setup, tracer):
            return self.timed(program)

    def timed(self, program):
        return {kind: run_once(program, size)[SHOWN[kind]] for kind, size in self.sizes.items()}

    def added(self, call, kind):
        """One {tracer: ns} for each round."""
        for cells in self.rounds[call]:
            yield {tracer: cell[kind] - cells["untraced"][kind] for tracer, cell in cells.items()}

    def ratio(self, call, kind):
        """Of the medians: that of two such small differences in one round says little."""
        return median_ratio([self.summary()[call][kind]], "strobe", "empty")

    def summary(self):
        return {call: {kind: {t: median(a[t] for a in self.added(call, kind)) for t in TRACERS[1:]}
                       for kind in self.sizes} for call in CALLS}

    def lines(self):
        yield "ns added per call of a process that is not traced, while strobe's subject sleeps; one process under all"
        rows = [["", *(part for kind in self.sizes for part in (kind, "", ""))],
                ["neighbour", *(["empty pair", "strobe", "ratio"] * len(self.sizes))]]
        for call, kinds in self.summary().items():
            cells = ([number(ns, sign="+") for ns in kinds[kind].values()] + [ratio(self.ratio(call, kind))]
                     for kind in self.sizes)
            rows.append([call, *(cell for three in cells for cell in three)])
        yield from aligned(rows)

    def bars(self):
        return [Bar(f"{kind}: strobe's neighbour / empty pair", 1.3, {call: self.ratio(call, kind) for call in CALLS})
                for kind in self.sizes]


def run_once(program, size):
    program.stdin.write(f"{size.batches} {size.calls}\n")
    program.stdin.flush()
    return statistics_in(program.stdout.readline())


@contextlib.contextmanager
def sleeping_subject(setup, tracer):
    """The tracer with a shell that blocks in read until its standard input closes, also if this script dies."""
    command = setup.tracer(tracer)
    if not command:
        yield
        return
    with started([*command, "sh", "-c", "echo ready; read line"], stdin=subprocess.PIPE,
                 stdout=subprocess.PIPE) as process:
        if process.stdout.readline() != "ready\n":
            raise Failed(f"{tracer} did not start its own subject")
        yield
        if process.poll() is not None:
            raise Failed(f"{tracer} ended before the measurement did")
        process.stdin.close()
        process.wait(timeout=30)
