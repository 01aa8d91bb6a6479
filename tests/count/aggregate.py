#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe probe --sum, --avg, --min, --max, --hist, --lhist: known numbers, made in the kernel."""
import json
import re

from lib import Bench, check
from probe import calls, output, probe

ENTER, EXIT = "t:syscalls:sys_enter_lseek", "t:syscalls:sys_exit_lseek"
ROW = re.compile(r"([\[(].*?[\])]) +(\d+) \|(@*) *\|")


def objects(bench, *words):
    return [json.loads(line) for line in output(bench, *words[:1], "--json", *words[1:]).splitlines()][1:]


def histogram(text):
    """Label -> count, of the one drawing of an output."""
    rows = [ROW.fullmatch(line) for line in text.splitlines()[1:]]
    check(rows and all(rows), f"no histogram: {text[:500]!r}")
    return {row[1]: int(row[2]) for row in rows}


def powers(numbers):
    """What a histogram by powers of two has to say of them."""
    found = {}
    for n in numbers:
        low = n if n < 2 else 1 << (n.bit_length() - 1)
        found[low] = found.get(low, 0) + 1
    return found


def test_columns(bench):
    """Side by side, on all processors at once."""
    processes, threads, n = 2, 2, int(50000 * bench.scale)
    command = [bench.program("workers"), processes, threads, n, "lseek"]
    text = output(bench, "-f", ENTER, "--where", "fd > 1000", "--count", "--sum", "offset", "--avg", "offset", "--min", "offset",
                  "--max", "offset", "--by", "comm", "--", *command)
    head, row = text.splitlines()
    check(head.split() == ["COUNT", "SUM(OFFSET)", "AVG(OFFSET)", "MIN(OFFSET)", "MAX(OFFSET)", "COMM"], head)
    all_of_them = processes * threads
    want = [str(all_of_them * n), str(all_of_them * n * (n - 1) // 2), f"{(n - 1) / 2:.1f}", "0", str(n - 1), '"workers"']
    check(row.split() == want, f"{row}, not {want}")
    return f"{all_of_them * n} hits"


def test_negative(bench):
    n = 1000
    rows = objects(bench, EXIT, "--where", "ret == -EBADF", "--sum", "ret", "--avg", "ret", "--min", "ret", "--max", "ret", "--by", "ret",
                   "-f", "--", *calls(bench, n))
    check(len(rows) == 1 and rows[0]["count"] == n, f"{rows}")
    check([c["value"] for c in rows[0]["columns"]] == [-9 * n, -9, -9, -9], f"{rows}")


def test_powers(bench):
    n = int(5000 * bench.scale)
    rows = objects(bench, ENTER, "--where", "fd > 1000", "--hist", "offset", "-f", "--", *calls(bench, n))
    got = {b["from"]: b["count"] for b in rows[0]["buckets"]}
    check(got == powers(range(n)) and rows[0]["count"] == n, f"{got}")
    check(all(b["below"] == max(1, 2 * b["from"]) for b in rows[0]["buckets"]), f"{rows}")
    text = output(bench, ENTER, "--where", "fd > 1000", "--hist", "offset", "-f", "--", *calls(bench, 100))
    check(histogram(text) == {"[0]": 1, "[1]": 1, "[2, 4)": 2, "[4, 8)": 4, "[8, 16)": 8, "[16, 32)": 16, "[32, 64)": 32,
                              "[64, 128)": 36}, text)
    check(max(len(row[3]) for row in map(ROW.fullmatch, text.splitlines()[1:])) == 50, "the longest bar has the whole width")


def test_powers_of_negative_numbers(bench):
    text = output(bench, EXIT, "--where", "ret == -EBADF", "--hist", "ret", "-f", "--", *calls(bench, 77))
    check(histogram(text) == {"(..., 0)": 77}, text)


def test_steps(bench):
    text = output(bench, ENTER, "--where", "fd > 1000", "--lhist", "offset,10,40,10", "-f", "--", *calls(bench, 100))
    check(histogram(text) == {"(..., 10)": 10, "[10, 20)": 10, "[20, 30)": 10, "[30, 40)": 10, "[40, ...)": 60}, text)
    text = output(bench, EXIT, "--where", "ret == -EBADF", "--lhist", "ret,-10,-6,2", "-f", "--", *calls(bench, 50))
    check(histogram(text) == {"[-10, -8)": 50}, text)


def test_histogram_of_each(bench):
    """--by and --top: the groups with the most hits, whole."""
    rows = objects(bench, ENTER, "--where", "fd > 1000", "--hist", "offset", "--by", "tid", "--top", 3, "-f", "--",
                   bench.program("workers"), 2, 2, 500, "lseek")
    check(len(rows) == 3 and all(row["count"] == 500 for row in rows), f"{rows}")
    check(all({b["from"]: b["count"] for b in row["buckets"]} == powers(range(500)) for row in rows), f"{rows}")


def test_order(bench):
    """By the first column that is asked for: count, or sum."""
    script = "t:syscalls:sys_enter_kill", "--where", 'comm == "sh"', "--by", "sig", "--top", 1, "--json", "--", "sh", "-c", \
        "trap : 0; kill -0 $$; kill -0 $$; kill -0 $$; kill -28 $$"
    for words, sig in ((("--count", "--sum", "sig"), 0), (("--sum", "sig", "--count"), 28)):
        row = json.loads(output(bench, *words, *script).splitlines()[1])
        check(row["by"][0]["value"] == sig, f"{words}: {row}")


def test_of_too_many(bench):
    """What finds no room is counted, if not summed."""
    n = 20000
    text = output(bench, ENTER, "--where", "fd > 1000", "--sum", "offset", "--by", "offset", "-f", "--", *calls(bench, n))
    lines = [line.split() for line in text.splitlines()[1:]]
    check(lines[-1][1:] == ["-", "(other)"] and sum(int(line[0]) for line in lines) == n, f"{lines[-1]}")
    check(all(line[1] == line[2] for line in lines[:-1]), "each sum is that of one hit")


def test_wrong_use(bench):
    for words, said in (
            (["--sum", "offse"], "--sum: syscalls:sys_enter_lseek has no field 'offse'\nhint: did you mean 'offset'?\n"),
            (["--hist", "comm"], "--hist: 'comm' of syscalls:sys_enter_lseek is a text\nhint: count its values: --count --by comm\n"),
            (["--lhist", "offset,1,2"], "--lhist 'offset,1,2' is not EXPR,LOW,HIGH,STEP\n"
             "hint: such as --lhist ret,0,100,10: steps of 10 from 0 to 100, and what is below or above\n"),
            (["--lhist", "offset,0,10,3"], "--lhist 'offset,0,10,3': HIGH - LOW is no multiple of STEP\n"
             "hint: such as --lhist ret,0,100,10\n"),
            (["--hist", "offset", "--sum", "offset"], "a histogram stands alone: --hist and --sum are mutually exclusive\n"
             "hint: run strobe twice\n")):
        done = probe(bench, ENTER, *words, status=1)
        check(done.stderr.endswith("probe: " + said) and not done.stdout, f"{words}: {done.stderr!r}")


if __name__ == "__main__":
    bench = Bench(__doc__)
    bench.run([test_columns, test_negative, test_powers, test_powers_of_negative_numbers, test_steps, test_histogram_of_each, test_order,
               test_of_too_many, test_wrong_use])
