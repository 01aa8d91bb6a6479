# SPDX-License-Identifier: BSD-2-Clause
"""What all parts share: where programs run, how tracers are called, and what happens when one cannot run."""
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

PROGRAM_CPU, TRACER_CPU = 0, 1
FOREIGN = ("strace", "perf trace", "tcpconnect", "tcplife", "tcprtt", "tcpstates")  # not ours: where one of them fails, the others are still worth measuring
NULL = subprocess.DEVNULL


class Failed(Exception):
    """A measurement that would not show what its column says."""


def pinned(cpu, *command):
    return ["taskset", "-c", str(cpu), *map(str, command)]


def rotated(items, number):
    """Who runs after whom must not be the same in every round."""
    shift = number % len(items)
    return [*items[shift:], *items[:shift]]


@contextlib.contextmanager
def started(command, **options):
    """A process in a session of its own, which does not outlive the block, nor do its children."""
    process = subprocess.Popen(command, start_new_session=True, text=True, errors="replace",
                               **{"stdin": NULL, "stdout": NULL, "stderr": NULL, **options})
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()


def output_of(command, timeout=300):
    """What the command prints; Failed with its last words unless it ends well."""
    with started(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            raise Failed(f"no end within {timeout} s") from None
    if process.returncode:
        raise Failed(f"status {process.returncode}: {(err.strip() or 'it says nothing').splitlines()[-1]}")
    return out


class Setup:
    def __init__(self, strobe, build, scratch, rounds, quick):
        self.strobe, self.scratch, self.rounds, self.quick = strobe, Path(scratch), rounds, quick
        self.calls, self.took, self.floor = (build / "bench" / name for name in ("calls", "took", "floor"))
        self.trace = self.scratch / "trace"
        self.tracers = {
            "strobe": [strobe],
            "strobe -c": [strobe, "-c"],
            "strobe, no match": [strobe, "-e", "trace=reboot"],
            "strace": ["strace"],
            "perf trace": ["perf", "trace"],
        }
        self.missing = {}  # (part or "", tracer): why
        self.reported = {}  # (part, tracer, call): least share of the calls, where it is not all
        for tracer, tool in (("strace", "strace"), ("perf trace", "perf")):
            if not shutil.which(tool):
                self.missing["", tracer] = f"{tool} is not installed"

    def tracer(self, name, *options, cpu=TRACER_CPU, follow=False, output=None):
        """The command that the traced one is appended to; nothing for `untraced`. A floor knows no options."""
        if name == "untraced":
            return []
        if name in ("empty", "flat"):
            return pinned(cpu, self.floor, name)
        forks = ["-f"] if follow and name != "perf trace" else []  # perf trace always follows
        return pinned(cpu, *self.tracers[name], *forks, *options, "-o", output or self.trace)

    def attempt(self, part, column, tracer, measure):
        """measure(), or None: a foreign tracer that cannot run here is missing from then on, in this part."""
        if ("", tracer) in self.missing or (part, column) in self.missing:
            return None
        self.progress(f"{part}: {column}")
        try:
            return measure()
        except Failed as reason:
            if tracer not in FOREIGN:
                raise Failed(f"{part}, {column}: {reason}") from None
            self.missing[part, column] = str(reason)
            return None
        finally:
            self.trace.unlink(missing_ok=True)

    def reported_lines(self, pattern=""):
        """grep, because a trace may have ten million lines."""
        result = subprocess.run(["grep", "-c", "-a", pattern, self.trace], stdout=subprocess.PIPE, stderr=NULL,
                                text=True, env={**os.environ, "LC_ALL": "C"}, check=False)
        return int(result.stdout or 0)

    def reported_calls(self, name):
        return self.reported_lines(rf"\b{name}(")

    def reported_in_table(self, name):
        """The same of the table of -c."""
        table = self.trace.read_text() if self.trace.exists() else ""
        row = re.search(rf"^(?:\s+[\d.]+){{3}}\s+(\d+)(?:\s+\d+)?\s+{name}$", table, re.M)
        return int(row[1]) if row else 0

    def check_reported(self, part, tracer, call, seen, made):
        """A tracer that drops calls is cheap: that is told below the tables."""
        if not seen:
            raise Failed(f"no {call} was reported")
        if seen < made:
            key = (part, tracer, call)
            self.reported[key] = min(seen / made, self.reported.get(key, 1))

    def notes(self):
        for (part, column), why in self.missing.items():
            yield f"{part + ', ' * bool(part)}{column}: n/a: {why}"
        for (part, tracer, call), share in self.reported.items():
            yield f"{part}, {tracer}: reported only {share:.2%} of the calls of {call}"

    @staticmethod
    def progress(text):
        if sys.stderr.isatty():
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
