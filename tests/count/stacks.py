#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe probe -k and --by kstack, ustack: stacks of programs whose callers are known."""
import json
import os
import subprocess

from lib import HERE, Bench, check, read
from probe import output, probe

ENTER = "t:syscalls:sys_enter_lseek"
OURS = ["--where", "fd > 1000"]


def caller(bench, name, *flags):
    path = bench.path(name)
    if not os.path.exists(path):
        subprocess.run(["cc", "-O2", "-Wall", *flags, "-o", path, os.path.join(HERE, "caller.c")], check=True)
    return path


def functions(frames):
    return [frame.split("+")[0] for frame in frames]


def test_unwound(bench):
    """Each hit of a program without frame pointers, from the call up to main, though it ends at once."""
    program = caller(bench, "plain", "-fomit-frame-pointer")
    rows = [json.loads(line) for line in output(bench, ENTER, *OURS, "-k", "--json", "--", program, 200, 300).splitlines()][1:]
    check(len(rows) == 500, f"{len(rows)} hits")
    for side, want in (("left", 200), ("right", 300)):
        got = sum(functions(row["ustack"])[1:4] == ["innermost", side, "main"] and "seek" in row["ustack"][0] for row in rows)
        check(got == want, f"{side}: {got}, not {want}: {rows[0]['ustack']}")
    check(all(any("do_syscall_64" in frame for frame in row["kstack"]) for row in rows), f"{rows[0]['kstack']}")
    check(all(frame.endswith("(plain)") for frame in rows[0]["ustack"][1:4]), f"{rows[0]['ustack']}")


def test_many_mappings(bench):
    """What others map before the first hit leaves room for what its process maps."""
    code = ("import mmap, os, time\nfd = os.open('/bin/true', 0)\nfor i in range(6000):\n mmap.mmap(fd, 4096, prot=5, flags=2).close()\n"
            " if i % 500 == 0: time.sleep(0.05)")
    text = output(bench, ENTER, *OURS, "-k", "--json", "--", "taskset", "-c", "0", "sh", "-c", 'python3 -c "$0"; exec "$1" 1 0', code,
                  caller(bench, "plain", "-fomit-frame-pointer"))
    stack = json.loads(text.splitlines()[1])["ustack"]
    check(functions(stack)[1:4] == ["innermost", "left", "main"], f"{stack}")


def test_lines(bench):
    """Source lines where debug information has them; below the line of the hit, innermost first."""
    program = caller(bench, "debug", "-g", "-fomit-frame-pointer")
    text = output(bench, ENTER, *OURS, "-k", "--max-events", 1, "--", program, 1, 1)
    head, *frames = text.splitlines()
    check(f"/{os.path.basename(ENTER)}" not in head and "syscalls:sys_enter_lseek" in head, head)
    check(all(frame.startswith("    ") for frame in frames), text)
    source = read(os.path.join(HERE, "caller.c")).splitlines()
    for function, what in (("innermost", "lseek(-1"), ("left", "innermost(n)"), ("main", "left(atol")):
        line = next(f for f in frames if f.strip().startswith(function + "+"))
        number = int(line.rsplit(":", 1)[1])
        near = " ".join(source[number - 1:number + 1])
        check("caller.c:" in line and what.split("(")[0] in near, f"{line}: {near}")


def test_of_kernel_by(bench):
    n = 400
    text = output(bench, ENTER, *OURS, "--count", "--by", "kstack, comm", "--", caller(bench, "plain", "-fomit-frame-pointer"), n, n)
    head, row, *frames = text.splitlines()
    check(head.split() == ["COUNT", "COMM"] and row.split() == [str(2 * n), '"plain"'], text)
    check(frames[-1].strip().startswith("entry_SYSCALL_64") and all(f.startswith("  ") for f in frames), text)


def test_of_program_by(bench):
    """Two ways to the same call are two groups; the program has frame pointers, and has ended."""
    program = caller(bench, "framed", "-fno-omit-frame-pointer")
    rows = [json.loads(line) for line in output(bench, ENTER, *OURS, "--count", "--by", "ustack", "--json", "--", program, 200,
                                                300).splitlines()][1:]
    check(sorted(row["count"] for row in rows) == [200, 300], f"{rows}")
    for row in rows:
        frames = row["by"][0]["value"]["array"]
        side = "right" if row["count"] == 300 else "left"
        check("seek" in frames[0] and side in functions(frames) and "main" in functions(frames), f"{frames}")


def test_samples(bench):
    """Stacks of a timer's hits: nearly all of them in the function that burns the processor."""
    path = bench.path("burner-framed")
    subprocess.run(["cc", "-O2", "-fno-omit-frame-pointer", "-o", path, os.path.join(HERE, "burner.c")], check=True)
    log = bench.path("samples.log")
    probe(bench, "profile:199", "--count", "--by", "ustack", "--json", "-o", log, "--", path, 1000)
    sides = {"burn_left": 0, "burn_right": 0}
    total = 0
    for row in [json.loads(line) for line in read(log).splitlines()][1:]:
        names = functions(row["by"][0]["value"]["array"])
        total += row["count"]
        for side in sides:
            sides[side] += row["count"] if side in names else 0
    check(total > 150 and all(0.3 * total < n < 0.7 * total for n in sides.values()), f"{sides} of {total}")
    return f"{sides} of {total}"


def test_of_the_kernel_alone(bench):
    """A task without a user stack: kernel threads, and idle processors."""
    done = probe(bench, "profile:99", "--count", "--by", "ustack", "--where", "pid == 0 || pid == 2", "--duration", "300ms")
    check("COUNT" in done.stdout and all("(no ustack)" in line or line.split()[0].isdigit() for line in done.stdout.splitlines()[1:]),
          done.stdout)


def test_wrong_use(bench):
    done = probe(bench, ENTER, "-k", "--count", status=1)
    check(done.stderr.endswith("-k/--stack-traces prints the stacks of hits, of which there are none\n"
                               "hint: group by them: --by kstack, --by ustack\n"), done.stderr)
    done = probe(bench, ENTER, "--where", "kstack == 1", status=1)
    check("has no field 'kstack'" in done.stderr, done.stderr)


if __name__ == "__main__":
    bench = Bench(__doc__)
    bench.run([test_unwound, test_many_mappings, test_lines, test_of_kernel_by, test_of_program_by, test_samples, test_of_the_kernel_alone, test_wrong_use])
