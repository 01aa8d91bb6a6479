#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The core tests on other kernels than this machine's: in QEMU guests of Debian's 6.1 and 6.12, also with preempt=full.

usage: tests/guest/run.py [--tracer PATH] [--kernels DIR] [--keep DIR] [--update-verifier] [6.1|6.1-full|6.12|6.12-full ...]

A guest runs strobe and the test programs (suite) and sends back what they wrote; it is judged here, with the functions of
the tests that run on this machine. Where no kernel package is to be had, the guests are skipped; with CI in the environment
that is a failure.
"""
import argparse
import concurrent.futures
import os
import shutil
import sys
import tempfile
from pathlib import Path

import checks
import checks_net
import checks_probe
import checks_run
from archive import compile_all, pack, with_modules
from boot import BOOTS, Boot
from common import HERE, ROOT, Failure, check, live
from kernels import PACKAGES, NoKernel, kernel
from verifier import VERIFIER, check_counts, guest_counts, own_counts, write_table


def read_skips():
    rows = [line.split(None, 2) for line in (HERE / "skips.txt").read_text().splitlines() if line and line[0] != "#"]
    return {(series, name): reason for series, name, reason in rows}


def checks_of(boot, tests):
    yield from checks.checks_of(boot, tests)
    yield from checks_probe.checks_of(boot)
    if not boot.preempt:
        yield from checks_run.checks_of(boot)
        yield from checks_net.checks_of(boot)
        yield "verifier", lambda: check_counts(boot.series, guest_counts(boot))


class Tally:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def test(self, name, function):
        try:
            function()
            self.passed += 1
        except Failure as failure:
            self.failed += 1
            print(f"FAIL {name}: {failure}", flush=True)
        except (ValueError, IndexError) as error:
            self.failed += 1
            print(f"FAIL {name}: what it left cannot be read: {error!r}", flush=True)

    def skip(self, name, reason):
        self.skipped += 1
        print(f"skip {name}: {reason}", flush=True)


def judge(boot, tests, tally):
    skips = read_skips()
    before = tally.passed, tally.failed
    for name, function in checks_of(boot, tests):
        reason = skips.get((boot.series, name))
        if reason:
            tally.skip(f"{boot.name}: {name}", reason)
        else:
            tally.test(f"{boot.name}: {name}", function)
    print(f"{boot.name}: {tally.passed - before[0]} passed, {tally.failed - before[1]} failed in {boot.seconds:.0f} s", flush=True)


def parse():
    parser = argparse.ArgumentParser(description="the core tests in QEMU guests of other kernels")
    parser.add_argument("--tracer", default=os.environ.get("TRACER", str(ROOT / "build/strobe")))
    parser.add_argument("--cache", type=Path, default=ROOT / "build/guest", help="where kernels are kept")
    parser.add_argument("--kernels", action="append", default=os.environ.get("STROBE_GUEST_KERNELS", "").split(":"),
                        help="a folder of unpacked kernel packages to look in first; also $STROBE_GUEST_KERNELS")
    parser.add_argument("--keep", type=Path, help="keep what the guests sent back in this folder")
    parser.add_argument("--update-verifier", action="store_true", help=f"write {VERIFIER.relative_to(ROOT)}")
    parser.add_argument("names", nargs="*", help="boots: 6.1 6.1-full 6.12 6.12-full; default: all")
    return parser.parse_args()


def main():
    options = parse()
    known = [series + (f"-{preempt}" if preempt else "") for series, preempt in BOOTS]
    if unknown := [n for n in options.names if n not in known]:
        sys.exit(f"no guest {unknown[0]}; there are {', '.join(known)}")
    if not shutil.which(options.tracer):
        sys.exit(f"{options.tracer}: not a program; hint: build strobe first or pass --tracer")
    options.cache.mkdir(parents=True, exist_ok=True)
    tests = [live.Test(str(s)) for s in sorted((ROOT / "tests/live").glob("*.c"))]
    compile_all(tests, options.cache / "programs")
    tally = Tally()

    images = {}
    for series in PACKAGES:
        try:
            images[series] = kernel(series, options.cache, [k for k in options.kernels if k])
        except NoKernel as reason:
            if os.environ.get("CI"):
                tally.test(f"{series}: kernel package", lambda reason=reason: check(False, str(reason)))
            else:
                tally.skip(series, reason)
    with tempfile.TemporaryDirectory(prefix="strobe-guest-") as scratch:
        archive = Path(scratch, "initramfs")
        pack(shutil.which(options.tracer), tests, options.cache / "programs", archive)
        archives = {series: with_modules(archive, image, Path(scratch, f"initramfs-{series}")) for series, image in images.items()}
        boots = [Boot(*b, options.keep or Path(scratch)) for b, name in zip(BOOTS, known)
                 if b[0] in images and (not options.names or name in options.names)]
        series, counts = own_counts(options.tracer, options.cache / "programs")
        updated = dict(counts)
        if not options.update_verifier:
            tally.test(f"verifier here ({series})", lambda: check_counts(series, counts))
        # the guests of one kernel wait for nothing but the processor: two at a time, the rest when one has ended
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            running = [(boot, pool.submit(boot.run, images[boot.series], archives[boot.series])) for boot in boots]
            for boot, future in running:
                try:
                    future.result()
                except Failure as failure:
                    tally.test(boot.name, lambda failure=failure: check(False, str(failure)))
                    continue
                if options.update_verifier and not boot.preempt:
                    updated |= guest_counts(boot)
                    tally.test(f"{boot.name}: verifier", lambda: None)
                else:
                    judge(boot, tests, tally)
    if options.update_verifier:
        write_table(updated)
    print(f"{tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
