# SPDX-License-Identifier: BSD-2-Clause
"""How fast a tracer prints, and how much memory it takes, when the program calls getppid as fast as it can.

The lines per second are those of the whole run, from the start of the tracer to its end. The memory is the peak of what
was resident of the tracer itself; pages of a ring count as often as it maps them.
"""
from lib.calls import CALLS, FULL, QUICK
from lib.setup import PROGRAM_CPU, output_of, pinned, rotated
from lib.table import aligned, median, number

COLUMNS = ("flat", "strobe", "strobe -c", "strace", "perf trace")
PRINT_LINES = ("strobe", "strace", "perf trace")
CALL = next(iter(CALLS))


class Part:
    name = "output"

    def measure(self, setup):
        count = -(-setup.rounds // 3)
        self.rounds = [self.round(setup, number) for number in range(count)]
        return {"rounds": self.rounds}

    def round(self, setup, number):
        """{column: {"lines": per second, "memory": KiB}}"""
        cells = {column: setup.attempt(self.name, column, column, lambda: self.run(setup, column))
                 for column in rotated(COLUMNS, number)}
        return {column: cell for column, cell in cells.items() if cell}

    def run(self, setup, column):
        size = (QUICK if setup.quick else FULL)["sustained"].of(column)
        result = setup.scratch / "took"
        output_of([setup.took, result, *setup.tracer(column),
                   *pinned(PROGRAM_CPU, setup.calls, CALL, size.batches, size.calls)])
        ns, memory = map(int, result.read_text().split())
        if column not in PRINT_LINES:
            return {"lines": None, "memory": memory}
        setup.check_reported(self.name, column, CALL, setup.reported_calls(CALL), size.total())
        return {"lines": setup.reported_lines() / ns * 1e9, "memory": memory}

    def lines(self):
        def cell(column, what, scale):
            value = median(r[column][what] for r in self.rounds if column in r)
            return value and value / scale

        speeds = (number(cell(c, "lines", 1)) if c in PRINT_LINES else "" for c in COLUMNS)
        memory = (number(cell(c, "memory", 1024), 1) for c in COLUMNS)
        yield f"output: {CALL} without a pause, text to a file"
        yield from aligned([["", *COLUMNS], ["lines per second", *speeds], ["peak memory, MiB", *memory]])

    def bars(self):
        return []
