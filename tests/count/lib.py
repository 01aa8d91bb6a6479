# SPDX-License-Identifier: BSD-2-Clause
"""What the runners of this folder share: building their programs, running tests one by one, telling the result."""
import argparse
import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TRACEFS = "/sys/kernel/tracing"
MOST_AGAIN = 2


class Failure(Exception):
    pass


def check(condition, what):
    if not condition:
        raise Failure(what)


def wait_for(condition, what, seconds=5.0):
    """Polls; attaching and the like take a moment that nobody announces."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.01)
    raise Failure(f"not within {seconds} s: {what}")


def read(path):
    with open(path, errors="surrogateescape") as f:
        return f.read()


def mount_tracefs():
    """bpftrace, and tests that compare with the kernel's own list, look for it there. strobe does without: probe.py."""
    if os.geteuid() == 0 and not os.path.exists(f"{TRACEFS}/available_events"):
        subprocess.run(["mount", "-t", "tracefs", "nodev", TRACEFS], check=True)
        atexit.register(subprocess.run, ["umount", TRACEFS], check=True)


class Bench:
    """One run of a test file: the tracer, compiled programs, a scratch directory."""

    def __init__(self, description):
        parser = argparse.ArgumentParser(description=description)
        parser.add_argument("--tracer", default=os.environ.get("TRACER", os.path.join(ROOT, "build/strobe")))
        parser.add_argument("--scale", type=float, default=1.0, help="multiplies the numbers of calls (for slower tracers)")
        parser.add_argument("names", nargs="*", help="tests to run; default: all")
        options = parser.parse_args()
        tracer = shutil.which(options.tracer)
        if not tracer:
            sys.exit(f"{options.tracer}: not a program; hint: build strobe first or pass --tracer")
        self.tracer = os.path.abspath(tracer)
        self.scale, self.names = options.scale, options.names
        self.dir = tempfile.mkdtemp(prefix="strobe-count-")
        mount_tracefs()
        # what a shell starts in the background ignores SIGINT, and so would all that is started here
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def program(self, name):
        path = os.path.join(self.dir, name)
        if not os.path.exists(path):
            source = os.path.join(HERE, name + ".c")
            subprocess.run(["cc", "-O2", "-Wall", "-Wno-unused-result", "-pthread", "-o", path, source], check=True)
        return path

    def path(self, name):
        return os.path.join(self.dir, name)

    def attempt(self, test):
        """What it notes, and why it failed; one of them is None."""
        try:
            return test(self) or "", None
        except Failure as failure:
            return None, f": {failure}"
        except Exception:
            return None, "\n" + traceback.format_exc()

    def attempt_again(self, test):
        """In a folder of its own: what the first try has left behind there is no witness of the second."""
        first, self.dir = self.dir, os.path.join(self.dir, "again-" + test.__name__)
        os.mkdir(self.dir)
        try:
            return self.attempt(test)
        finally:
            self.dir = first

    def run(self, tests):
        """Programs, clocks and packets meet on a machine that others load as well: a test that fails gets one more try. That it
        needed it is told (AGAIN), and more than two of them are a failure all the same."""
        passed, failed, again = 0, 0, 0
        for test in tests:
            name = test.__name__.removeprefix("test_")
            if self.names and name not in self.names:
                continue
            start = time.monotonic()
            note, failure = self.attempt(test)
            if failure and again < MOST_AGAIN:
                again += 1
                print(f"AGAIN {name}{failure}", flush=True)
                note, failure = self.attempt_again(test)
            if failure:
                failed += 1
                print(f"FAIL {name}{failure}", flush=True)
            else:
                passed += 1
                print(f"ok   {name} ({time.monotonic() - start:.1f} s) {note}", flush=True)
        shutil.rmtree(self.dir, ignore_errors=True)
        print(f"{passed} passed, {failed} failed, 0 skipped" + (f"; {again} at the second try" if again else ""))
        sys.exit(1 if failed or not passed else 0)
