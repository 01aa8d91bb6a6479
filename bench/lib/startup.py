# SPDX-License-Identifier: BSD-2-Clause
"""How long it takes to trace a program that does nothing."""
import time

from lib.bar import Bar
from lib.setup import TRACER_CPU, output_of, pinned, rotated
from lib.table import aligned, median, number

COLUMNS = ("untraced", "flat", "strobe", "strace", "perf trace")


class Part:
    name = "startup"

    def measure(self, setup):
        self.rounds = [self.round(setup, number) for number in range(3 if setup.quick else 20)]
        return {"rounds": self.rounds}

    def round(self, setup, number):
        """{column: ms}"""
        return {column: setup.attempt(self.name, column, column, lambda: self.run(setup, column))
                for column in rotated(COLUMNS, number)}

    def run(self, setup, column):
        command = [*(setup.tracer(column, output="/dev/null") or pinned(TRACER_CPU)), "true"]
        start = time.monotonic()
        output_of(command)
        return (time.monotonic() - start) * 1000

    def median(self, column):
        return median(r[column] for r in self.rounds)

    def lines(self):
        yield f"start-up: TRACER -o /dev/null true, ms, median of {len(self.rounds)}"
        yield from aligned([["", *COLUMNS], ["true", *(number(self.median(c), 1) for c in COLUMNS)]])

    def bars(self):
        return [Bar("start-up / (1.5 flat loader + 40 ms)", 1.5 * self.median("flat") + 40, {"": self.median("strobe")},
                    unit="ms")]
