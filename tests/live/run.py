#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Runs the live tests: each program prints the lines which the tracer must have printed for it.

The first comment of a program names the tracer's options, and may name more:
    /* OPTIONS: -e trace=chmod -s 5 */          always
    /* OPTIONS: ... | IGNORE: REGEX */          lines of the log which match are dropped (the program's own write of stdout)
    /* OPTIONS: ... | SORT */                   the order of the lines is not decided by the program
    /* OPTIONS: ... | ADDRESSES */               addresses are not known to the program: any will do
    /* OPTIONS: ... | DYNAMIC */                linked dynamically; the default is static, which makes no calls at start
    /* OPTIONS: ... | STATUS: 7 */              the tracer's exit status, 0 if not given; negative: killed by that signal
"""
import argparse
import concurrent.futures
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FLAGS = ["-std=c11", "-O1", "-Wall", "-Wextra", "-Wno-unused-parameter", "-Wno-nonnull", "-pthread"]
MARK = "getpgid(123456789)"
# strace tells on stderr where it stopped reading; that is its diary, not its output
NOTES = re.compile(r"^\S*strace: umove\w*: short read .*\n", re.M)


class Test:
    def __init__(self, source):
        self.source = source
        self.name = os.path.basename(source)[:-2]
        with open(source) as f:
            match = re.search(r"^/\* OPTIONS: (.*?) \*/$", f.read(), re.M | re.S)
        if not match:
            sys.exit(f"{source}: no /* OPTIONS: ... */")
        options, *settings = re.sub(r"\n \* ", " ", match.group(1)).split(" | ")
        self.options = shlex.split(options)
        self.ignore, self.sort, self.addresses, self.link, self.status = None, False, False, ["-static"], 0
        for setting in settings:
            key, _, value = setting.partition(": ")
            if key == "IGNORE":
                self.ignore = re.compile(value)
            elif key == "SORT":
                self.sort = True
            elif key == "ADDRESSES":
                self.addresses = True
            elif key == "DYNAMIC":
                self.link = []
            elif key == "STATUS":
                self.status = int(value)
            else:
                sys.exit(f"{source}: unknown setting {key}")

    def compile(self, build):
        self.program = os.path.join(build, self.name)
        sources = [self.source, os.path.join(HERE, "guard.h")]
        sources += [os.path.join(HERE, i) for i in re.findall(r'#include "(.*\.c)"', open(self.source).read())]
        if os.path.exists(self.program) and all(os.path.getmtime(s) < os.path.getmtime(self.program) for s in sources):
            return ""
        done = subprocess.run(["cc", *FLAGS, *self.link, "-o", self.program, self.source], capture_output=True, text=True)
        return done.stderr if done.returncode else ""

    def run(self, tracer):
        """None when the log is what the program expects, else what is wrong."""
        scratch = tempfile.mkdtemp(prefix=f"live-{self.name}-")
        log = scratch + ".log"
        command = [tracer, "-a0", "-o", log, *self.options, self.program]
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
        try:
            done = subprocess.run(command, cwd=scratch, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                                  timeout=60)
            with open(log, "rb") as f:
                got = f.read().decode("latin-1").split("\n")
        except subprocess.TimeoutExpired:
            return "no end after 60 s"
        except FileNotFoundError:
            return f"no log; stderr: {done.stderr.decode(errors='replace')}"
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
            if os.path.exists(log):
                os.unlink(log)
        want = done.stdout.decode("latin-1").split("\n")
        return self.compare(want, got, done)

    def compare(self, want, got, done):
        marks = [i for i, line in enumerate(got) if MARK in line]
        if marks:
            got = got[marks[-1] + 1:]
        if self.ignore:
            got = [line for line in got if not self.ignore.search(line)]
        if self.addresses:
            want, got = ([re.sub(r"0x[0-9a-f]{6,}", "ADDR", line) for line in side] for side in (want, got))
        if self.sort:
            want, got = sorted(want), sorted(got)
        trouble = ""
        if len(want) < 3:
            trouble += "the program printed no expectation\n"
        stderr = NOTES.sub("", done.stderr.decode(errors="replace"))
        if stderr:
            trouble += "stderr: " + stderr
        if done.returncode != self.status:
            trouble += f"exit status {done.returncode}, expected {self.status}\n"
        if want != got:
            trouble += "\n".join(show(want, got))
        return trouble or None


def show(want, got):
    for line in difflib.unified_diff(want, got, "expected", "printed", lineterm="", n=1):
        if len(line) > 700:
            line = line[:400] + f" [... {len(line) - 600} more ...] " + line[-200:]
        yield line


def main():
    parser = argparse.ArgumentParser(description="live tests: programs that print what the tracer must print")
    parser.add_argument("--tracer", default=os.environ.get("TRACER", os.path.join(ROOT, "build/strobe")))
    parser.add_argument("--build", default=os.environ.get("LIVE_BUILD", os.path.join(ROOT, "build/live")))
    parser.add_argument("-j", type=int, default=2)
    parser.add_argument("names", nargs="*", help="tests to run; default: all")
    options = parser.parse_args()
    tracer = shutil.which(options.tracer)
    if not tracer:
        sys.exit(f"{options.tracer}: not a program; hint: build strobe first or pass --tracer")
    tracer = os.path.abspath(tracer)
    os.makedirs(options.build, exist_ok=True)
    names = [n.removesuffix(".c") for n in options.names] or sorted(n[:-2] for n in os.listdir(HERE) if n.endswith(".c"))
    tests = [Test(os.path.join(HERE, n + ".c")) for n in names]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.j) as pool:
        errors = list(pool.map(lambda t: t.compile(options.build), tests))
        for test, error in zip(tests, errors):
            if error:
                failed += 1
                print(f"FAIL {test.name}: does not compile\n{error}")
        runnable = [t for t, e in zip(tests, errors) if not e]
        for test, trouble in zip(runnable, pool.map(lambda t: t.run(tracer), runnable)):
            print(f"{'FAIL' if trouble else 'ok  '} {test.name}" + (f"\n{trouble}\n" if trouble else ""))
            failed += bool(trouble)
    print(f"{len(tests) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
