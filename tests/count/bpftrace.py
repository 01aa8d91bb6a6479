#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe probe and bpftrace at the same workload: same counts, same sums, same buckets of histograms."""
import json
import re
import shutil
import subprocess
import sys

from lib import Bench, check, read
from probe import calls, probe

ENTER, EXIT = "syscalls:sys_enter_lseek", "syscalls:sys_exit_lseek"
BUCKET = re.compile(r"([\[(].*?[\])]) +(\d+) \|")


def with_bpftrace(bench, program, command):
    """What it prints of its maps when the command has ended; it says itself what it could not attach to."""
    done = subprocess.run(["bpftrace", "-e", program, "-c", " ".join(map(str, command))], capture_output=True, text=True, timeout=120)
    check(done.returncode == 0 and "@" in done.stdout, f"bpftrace: {done.returncode} {done.stdout[:300]} {done.stderr[:300]}")
    return done.stdout


def with_strobe(bench, *words):
    log = bench.path("strobe.log")
    probe(bench, "-f", "-o", log, *words)
    return read(log)


def number(text, name):
    found = re.search(rf"^@{name}: (-?\d+)$", text, re.M)
    check(found, f"no @{name}: {text[:300]}")
    return int(found[1])


def buckets(text):
    return {m[1]: int(m[2]) for m in BUCKET.finditer(text) if int(m[2])}


def test_numbers(bench):
    """Count, sum, average, minimum and maximum of one number."""
    n = int(20000 * bench.scale)
    command = calls(bench, n)
    theirs = with_bpftrace(bench, f"t:{ENTER} /comm == \"workers\" && args->fd > 1000/ {{ @n = count(); @sum = sum(args->offset); "
                           "@avg = avg(args->offset); @min = min(args->offset); @max = max(args->offset); }", command)
    row = json.loads(with_strobe(bench, f"t:{ENTER}", "--where", 'comm == "workers" && fd > 1000', "--count", "--sum", "offset", "--avg",
                                 "offset", "--min", "offset", "--max", "offset", "--json", "--", *command).splitlines()[1])
    ours = [row["count"]] + [int(column["value"]) for column in row["columns"]]
    check(ours == [number(theirs, name) for name in ("n", "sum", "avg", "min", "max")], f"{ours}: {theirs}")
    check(ours[0] == n, f"{ours[0]} of {n}")
    return f"{ours}"


def test_groups(bench):
    """By name and result, over several processes."""
    command = [bench.program("workers"), 2, 2, 1000, "lseek"]
    theirs = with_bpftrace(bench, f"t:{EXIT} /comm == \"workers\" && args->ret < 0/ {{ @[comm, args->ret] = count(); }}", command)
    row = json.loads(with_strobe(bench, f"t:{EXIT}", "--where", 'comm == "workers" && ret < 0', "--count", "--by", "comm, ret", "--json",
                                 "--", *command).splitlines()[1])
    key = tuple(part["value"] for part in row["by"])
    found = re.findall(r"^@\[(\w+), (-?\d+)\]: (\d+)$", theirs, re.M)
    check(found == [(key[0], str(key[1]), str(row["count"]))], f"{row}: {theirs}")


def test_powers(bench):
    n = int(5000 * bench.scale)
    command = calls(bench, n)
    for hook, name in ((ENTER, "offset"), (EXIT, "ret")):
        only = "args->fd > 1000" if hook == ENTER else "args->ret < 0"
        ours = with_strobe(bench, f"t:{hook}", "--where", 'comm == "workers" && ' + only.replace("args->", ""), "--hist", name, "--", *command)
        theirs = with_bpftrace(bench, f"t:{hook} /comm == \"workers\" && {only}/ {{ @ = hist(args->{name}); }}", command)
        check(buckets(ours) == buckets(theirs) and sum(buckets(ours).values()) == n, f"{ours}\n{theirs}")


def test_steps(bench):
    n = int(1500 * bench.scale)
    command = calls(bench, n)
    ours = with_strobe(bench, f"t:{ENTER}", "--where", 'comm == "workers" && fd > 1000', "--lhist", "offset,100,900,50", "--", *command)
    theirs = with_bpftrace(bench, f"t:{ENTER} /comm == \"workers\" && args->fd > 1000/ {{ @ = lhist(args->offset, 100, 900, 50); }}",
                           command)
    check(buckets(ours) == buckets(theirs) and sum(buckets(ours).values()) == n, f"{ours}\n{theirs}")
    return f"{len(buckets(ours))} buckets"


def test_profile(bench):
    """Samples of a program that burns a processor; two runs take two times, so only about the same."""
    command = [bench.program("burner"), 1000]
    theirs = number(with_bpftrace(bench, "profile:hz:99 /comm == \"burner\"/ { @n = count(); }", command), "n")
    row = json.loads(with_strobe(bench, "profile:99", "--where", 'comm == "burner"', "--count", "--json", "--", *command).splitlines()[1])
    check(abs(row["count"] - theirs) <= 0.1 * theirs + 2, f"{row['count']} and {theirs}")
    return f"{row['count']} and {theirs}"


if __name__ == "__main__":
    if not shutil.which("bpftrace"):
        print("SKIP bpftrace: it is not installed; hint: apt-get install bpftrace")
        print("0 passed, 0 failed, 1 skipped")
        sys.exit(0)
    bench = Bench(__doc__)
    bench.run([test_numbers, test_groups, test_powers, test_steps, test_profile])
