# SPDX-License-Identifier: BSD-2-Clause
"""ns that tracing adds to one system call.

Every run is a new process of bench/calls, which times one call in batches. A round runs each call once in every column,
the columns one after the other, so that what else the machine does meets all of them; a cell is the median over the
rounds of the difference to the untraced run of the same round.

A burst fits into the buffers between the kernel and the tracer, so the 10th percentile of its batches shows what a call
costs. A sustained run does not fit, and a tracer that loses nothing may have to slow the program down to what it can
print: its mean counts that in.

That the tracers did their work is checked: each must have reported as many calls as were made.
"""
import re
from typing import NamedTuple

from lib.bar import Bar
from lib.setup import PROGRAM_CPU, TRACER_CPU, Failed, output_of, pinned, rotated
from lib.table import aligned, median, median_ratio, number

STATISTICS = ("min", "p10", "median", "mean")  # what bench/calls prints
CALLS = {  # and what a tracer calls them; of open+close, one of the two
    "getppid": "getppid",
    "read": "read",
    "open+close": "openat",
    "stat": "newfstatat",
}
WITH_PATH = ("open+close", "stat")


class Column(NamedTuple):
    name: str
    head: tuple  # two lines
    tracer: str
    reports: str = ""  # text, table: where its output tells the number of calls; none: it must tell none
    cpu: int = TRACER_CPU


COLUMNS = [
    Column("untraced", ("", "untraced"), "untraced"),
    Column("empty", ("empty", "pair"), "empty"),
    Column("flat", ("flat", "record"), "flat"),
    Column("strobe", ("strobe", "text"), "strobe", "text"),
    Column("strobe, CPU 0", ("strobe,", "CPU 0"), "strobe", "text", PROGRAM_CPU),
    Column("strobe -c", ("strobe", "-c"), "strobe -c", "table"),
    Column("strobe, no match", ("strobe,", "no match"), "strobe, no match", "none"),
    Column("strace", ("", "strace"), "strace", "text"),
    Column("strace, CPU 0", ("strace,", "CPU 0"), "strace", "text", PROGRAM_CPU),
    Column("perf trace", ("perf", "trace"), "perf trace", "text"),
]


class Size(NamedTuple):
    batches: int
    calls: int  # per batch

    def total(self):
        return self.batches * self.calls


class Sizes(NamedTuple):
    """strace and perf trace take up to a thousand times longer, and as long for the last call as for the first."""
    usual: Size
    slow: dict

    def of(self, column):
        return self.slow.get(column, self.usual)


def sizes(usual, strace, strace_same_cpu, perf):
    slow = {"strace": strace, "strace, CPU 0": strace_same_cpu, "perf trace": perf}
    return Sizes(Size(*usual), {name: Size(*size) for name, size in slow.items()})


FULL = {"burst": sizes((200, 1000), (20, 50), (20, 200), (20, 200)),
        "sustained": sizes((5000, 1000), (100, 100), (200, 500), (100, 500))}
QUICK = {"burst": sizes((50, 1000), (10, 30), (10, 100), (10, 100)),
         "sustained": sizes((200, 1000), (10, 50), (10, 200), (10, 200))}
SHOWN = {"burst": "p10", "sustained": "mean"}


def statistics_in(line):
    """{statistic: ns} of a line that bench/calls has printed."""
    if not re.fullmatch(r"([\d.]+ ){3}[\d.]+\n", line):
        raise Failed("no result")
    return dict(zip(STATISTICS, map(float, line.split())))


class Part:
    """`burst` or `sustained`."""

    def __init__(self, name):
        self.name, self.shown = name, SHOWN[name]

    def measure(self, setup):
        self.sizes = (QUICK if setup.quick else FULL)[self.name]
        count = setup.rounds if self.name == "burst" else -(-setup.rounds // 3)
        self.rounds = [self.round(setup, number) for number in range(count)]
        return {"statistic": self.shown, "table": self.summary(), "rounds": self.rounds,
                "calls": {column.name: self.sizes.of(column.name).total() for column in COLUMNS}}

    def round(self, setup, number):
        """{call: {column: {statistic: ns}}}"""
        results = {call: {} for call in CALLS}
        for call, cells in results.items():
            for column in rotated(COLUMNS, number):
                cell = setup.attempt(f"{self.name}, {call}", column.name, column.tracer,
                                     lambda: self.run(setup, column, call))
                if cell:
                    cells[column.name] = cell
        return results

    def run(self, setup, column, call):
        size = self.sizes.of(column.name)
        program = pinned(PROGRAM_CPU, setup.calls, call, size.batches, size.calls)
        result = statistics_in(output_of(setup.tracer(column.tracer, cpu=column.cpu) + program))
        self.check_report(setup, column, CALLS[call], size.total())
        return result

    def check_report(self, setup, column, name, made):
        if not column.reports:
            return
        seen = setup.reported_in_table(name) if column.reports == "table" else setup.reported_calls(name)
        if column.reports != "none":
            setup.check_reported(self.name, column.name, name, seen, made)
        elif seen:
            raise Failed(f"{seen} calls of {name} were reported, none should be")

    def added(self, call):
        """One {column: ns} for each round."""
        for cells in (r[call] for r in self.rounds):
            base = cells["untraced"][self.shown]
            yield {name: cell[self.shown] - base for name, cell in cells.items() if name != "untraced"}

    def summary(self):
        """{call: {column: ns}}: of untraced what a call takes, of the others what they add"""
        table = {}
        for call in CALLS:
            added = list(self.added(call))
            table[call] = {c.name: median(a.get(c.name) for a in added) for c in COLUMNS}
            table[call]["untraced"] = median(r[call]["untraced"][self.shown] for r in self.rounds)
        return table

    def lines(self):
        what = {"burst": "a burst: of each run the 10th percentile over its batches",
                "sustained": "sustained: of each run the mean"}[self.name]
        yield f"ns per call, {what}; untraced, and what tracing adds (open+close counts as one call)"
        rows = [["", *(c.head[0] for c in COLUMNS)], [self.name, *(c.head[1] for c in COLUMNS)],
                ["calls in a run", *(number(self.sizes.of(c.name).total()) for c in COLUMNS)]]
        for call, cells in self.summary().items():
            rows.append([call, *(number(ns, sign="-" if c == "untraced" else "+") for c, ns in cells.items())])
        yield from aligned(rows)

    def bars(self):
        def bar(text, over, under, limit, calls=tuple(CALLS), at_least=False):
            ratios = {call: median_ratio(list(self.added(call)), over, under) for call in calls}
            return Bar(f"{self.name}: {text}", limit, ratios, at_least)

        return [
            bar("strobe's text / flat record", "strobe", "flat", 1.6, ("getppid",)),
            bar("strobe's text / flat record, calls with a path", "strobe", "flat", 3, WITH_PATH),
            bar("strobe -c / flat record", "strobe -c", "flat", 1),
            bar("strace on the program's CPU / strobe's text", "strace, CPU 0", "strobe", 30, at_least=True),
            bar("perf trace / strobe's text", "perf trace", "strobe", 30, at_least=True),
        ]
