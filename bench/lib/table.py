# SPDX-License-Identifier: BSD-2-Clause
"""Medians and how they are printed. None is what could not be measured."""
import statistics


def median(values):
    values = [v for v in values if v is not None]
    return statistics.median(values) if values else None


def median_ratio(rounds, over, under):
    """Of the pairs of the same round. Noise can make what is next to nothing negative, and then there is no ratio."""
    return median(r[over] / r[under] for r in rounds
                  if r.get(over) is not None and r.get(under) is not None and r[under] > 0)


def number(value, digits=0, sign=""):
    return "n/a" if value is None else f"{value:{sign},.{digits}f}"


def ratio(value):
    return number(value, 2 if value is not None and value < 10 else 0)


def aligned(rows, left=1):
    """Lines; the first `left` columns are text, the others numbers."""
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        yield "  ".join(c.ljust(w) if i < left else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))).rstrip()
