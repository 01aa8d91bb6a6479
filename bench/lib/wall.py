# SPDX-License-Identifier: BSD-2-Clause
"""How long whole programs take: one that makes little but system calls, and one that makes many processes.

The programs are traced with everything they start. bench/took, traced as well, takes the time of the program alone; the
time of all from outside includes the tracer's start, and its end when it has printed what was left to print.
"""
import subprocess
import time

from lib.bar import Bar
from lib.setup import PROGRAM_CPU, Failed, output_of, pinned, rotated
from lib.table import aligned, median, median_ratio, number, ratio

COLUMNS = ("untraced", "empty", "strobe", "strobe -c", "strace", "perf trace")
SOURCES = 20


def write_project(folder):
    folder.mkdir()
    objects = " ".join(f"part{n}.o" for n in range(SOURCES))
    for n in range(SOURCES):
        main = "int main(void) { return part1(0) < 0; }\n" if not n else ""
        (folder / f"part{n}.c").write_text(f"#include <stdio.h>\nint part1(int);\nint part{n}(int n);\n"
                                           f'int part{n}(int n) {{ return n ? printf("%d\\n", n) : {n}; }}\n{main}')
    (folder / "Makefile").write_text(f"all: {objects}\n\tcc -o all {objects}\n%.o: %.c\n\tcc -c -o $@ $<\n")


class Part:
    name = "wall"

    def measure(self, setup):
        project = setup.scratch / "project"
        write_project(project)
        self.jobs = {
            "find /usr/share": ["find", "/usr/share"],
            f"make, {SOURCES} C files": ["make", "-s", "-B", "-C", project],
        }
        for job in self.jobs.values():  # nobody is the one who reads the disk
            subprocess.run(job, stdout=subprocess.DEVNULL, check=True)
        count = -(-setup.rounds // 3)
        self.rounds = {job: [self.round(setup, job, number) for number in range(count)] for job in self.jobs}
        return {"rounds": self.rounds}

    def round(self, setup, job, number):
        """{column: seconds of the program alone, (column, "whole"): seconds of all}"""
        cells = {}
        for column in rotated(COLUMNS, number):
            cell = setup.attempt(f"{self.name}, {job}", column, column, lambda: self.run(setup, column, job))
            if cell:
                cells[column], cells[f"{column}, whole"] = cell
        return cells

    def run(self, setup, column, job):
        result = setup.scratch / "took"
        command = setup.tracer(column, follow=True) + pinned(PROGRAM_CPU, setup.took, result, *self.jobs[job])
        start = time.monotonic()
        output_of(command)
        whole = time.monotonic() - start
        if column == "strobe -c":
            seen = setup.reported_in_table("openat")
        elif column in ("untraced", "empty"):
            seen = 1
        else:
            seen = setup.reported_calls("openat")
        if not seen:
            raise Failed("no openat was reported")
        return int(result.read_text().split()[0]) / 1e9, whole

    def lines(self):
        yield "wall time in ms; alone: without the tracer's start, and without what it prints after the program's end"
        rows = [["", *COLUMNS]]
        for job, rounds in self.rounds.items():
            for text, suffix in ((f"{job}: alone", ""), ("  with the tracer's start and end", ", whole")):
                names = [column + suffix for column in COLUMNS]
                times = (median(r.get(name) for r in rounds) for name in names)
                rows.append([text, *(number(t and t * 1000) for t in times)])
                rows.append(["  / untraced", "", *(ratio(median_ratio(rounds, name, names[0])) for name in names[1:])])
        yield from aligned(rows)

    def bars(self):
        job = next(iter(self.jobs))
        ratios = {"alone": median_ratio(self.rounds[job], "strobe", "untraced")}
        return [Bar(f"{job} under strobe / untraced", 2, ratios)]
