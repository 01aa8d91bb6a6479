# SPDX-License-Identifier: BSD-2-Clause
"""What strobe promises of its cost, held against a run."""
from typing import NamedTuple

from lib.table import aligned, number, ratio


class Bar(NamedTuple):
    text: str
    limit: float
    measured: dict  # what: value, or None
    at_least: bool = False
    unit: str = ""  # none: a ratio

    def verdict(self):
        values = [v for v in self.measured.values() if v is not None]
        if any(v < self.limit if self.at_least else v > self.limit for v in values):
            return "BROKEN"
        return "holds" if values and len(values) == len(self.measured) else "n/a"

    def value(self, value):
        return f"{number(value)} {self.unit}" if self.unit and value is not None else ratio(value)

    def row(self):
        measured = ", ".join(f"{what} {self.value(v)}".strip() for what, v in self.measured.items())
        limit = f"{number(self.limit)} {self.unit}" if self.unit else f"{self.limit:g}"
        return [self.verdict(), self.text, f"at {'least' if self.at_least else 'most'} {limit}", measured]

    def as_json(self):
        return {**self._asdict(), "verdict": self.verdict()}


def lines(bars):
    return aligned([["", "bar", "limit", "measured"], *(bar.row() for bar in bars)], left=4)
