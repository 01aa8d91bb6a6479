#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe probe: known numbers of hits, filters and counts that are decided in the kernel, scope, nothing left behind."""
import json
import os
import re
import signal
import subprocess
import time

from kill9 import attached, gone_after_kill
from lib import TRACEFS, Bench, check, read, wait_for

HIT = re.compile(r"\d\d:\d\d:\d\d\.\d{6} (\S+)/(\d+)\((\d+)\) (\S+) (.*)")
START_MS, LIST_S = 300, 1.0


def probe(bench, *words, status=0):
    done = subprocess.run([bench.tracer, "probe", *map(str, words)], capture_output=True, text=True, timeout=120)
    check(done.returncode == status, f"exit status {done.returncode}, not {status}: {done.stderr[:500]}")
    return done


def output(bench, *words, status=0):
    """What goes into the file, apart from what the command says."""
    log = bench.path("output.log")
    done = probe(bench, "-o", log, *words, status=status)
    check(not done.stderr, f"said {done.stderr!r}")
    return read(log)


def hits(text):
    lines = [HIT.fullmatch(line) for line in text.splitlines()]
    check(all(lines), f"not a hit: {text[:500]!r}")
    return [line.groups() for line in lines]


def groups(text):
    """Values of the key -> count, of a table."""
    lines = [line.split() for line in text.splitlines()]
    check(lines and lines[0][0] == "COUNT", f"no table: {text[:300]!r}")
    return {tuple(words[1:]): int(words[0]) for words in lines[1:]}


def calls(bench, n):
    """n calls of lseek with the offsets 0 to n - 1, each failing with EBADF; see workers.c."""
    return [bench.program("workers"), 1, 1, n, "lseek"]


def test_execs(bench):
    """Every exec of a command and its children, each once, with its path; none of anybody else."""
    n = max(3, int(100 * bench.scale))
    done = probe(bench, "-f", "tracepoint:sched:sched_process_exec", "sh", "-c", f"for i in $(seq {n}); do /bin/true; done; exit 7",
                 status=7)
    found = [(comm, fields) for comm, _, _, name, fields in hits(done.stdout) if name == "sched:sched_process_exec"]
    trues = [f for comm, f in found if comm == "true" and f.startswith('filename="/bin/true", pid=')]
    check(len(trues) == n and len(found) == n + 2, f"{len(trues)} of {n} in {len(found)}: {done.stdout[:500]}")
    check(not done.stderr, f"said {done.stderr!r}")


def test_exits(bench):
    """A task is in scope until its end has been seen."""
    found = groups(output(bench, "-f", "t:sched:sched_process_exit", "--count", "--by", "comm", "--", "sh", "-c",
                          "/bin/true; /bin/true; exit 0"))
    check(found == {('"true"',): 2, ('"sh"',): 1}, f"{found}")


def test_scope_without_follow(bench):
    text = output(bench, "t:sched:sched_process_exec", "--count", "sh", "-c", "/bin/true; /bin/true; exit 0")
    check(groups(text) == {("sched:sched_process_exec",): 1}, text)


def test_fields(bench):
    """Every hit of a call, in order, with the values the program passed."""
    n = int(50000 * bench.scale)
    text = output(bench, "-f", "t:syscalls:sys_enter_lseek", "--where", "fd == 4294967295 || fd >= 1000", "--", *calls(bench, n))
    found = [dict(f.split("=") for f in fields.split(", ")) for *_, fields in hits(text)]
    check([int(f["offset"]) for f in found] == list(range(n)), f"{len(found)} of {n} calls")


def test_where(bench):
    n = int(20000 * bench.scale)
    for where, want in (("offset >= 10 && offset < 15", 5), ("(offset & 1) == 1", n // 2), ("offset == 3 || offset == 5", 2),
                        ("!(offset > 0)", 1), ("comm ~ work*s && offset == 1", 1), ("comm ~ \"*x*\"", 0), ("comm != \"workers\"", 0),
                        ("comm == \"workers\" && uid == 4294967294", 0), ("pid != tid", 0)):
        text = output(bench, "-f", "t:syscalls:sys_enter_lseek", "--where", f"fd > 1000 && ({where})", "--count", "--", *calls(bench, n))
        got = groups(text).get(("syscalls:sys_enter_lseek",), 0)
        check(got == want, f"{where}: {got}, not {want}")


def test_where_of_results(bench):
    n = int(20000 * bench.scale)
    for where, want in (("ret == -EBADF", {('"workers"', "-9"): n}), ("ret < 0", {('"workers"', "-9"): n}), ("ret == -ENOENT", {})):
        text = output(bench, "-f", "t:syscalls:sys_exit_lseek", "--where", f"comm == \"workers\" && {where}", "--count", "--by", "comm, ret",
                      "--", *calls(bench, n))
        check({k: v for k, v in groups(text).items() if int(k[1]) < 0} == want, f"{where}: {text}")


def test_where_texts(bench):
    """Globs over a text of variable length."""
    for where, want in (('filename ~ "*/true"', 2), ('filename ~ "/bin/?rue"', 2), ('filename == "/bin/true"', 2),
                        ('filename ~ "true"', 0), ('filename ~ "*"', 3), ('filename ~ "*t*r*u*e*"', 2), ('filename != "/bin/true"', 1)):
        text = output(bench, "-f", "t:sched:sched_process_exec", "--where", where, "--count", "--", "sh", "-c",
                      "/bin/true; /bin/true; exit 0")
        got = sum(groups(text).values())
        check(got == want, f"{where}: {got}, not {want}")


def test_texts_of_calls(bench):
    """A text of the process, as what it says: printed, compared, a key; as an address where that is asked for."""
    path = "/nosuch/" + "x" * 40
    code = f"import os\nfor i in range(3):\n try: os.open('{path}', 0)\n except OSError: pass\nos.write(1, b'-')"
    command, spec = ["python3", "-c", code], "t:syscalls:sys_enter_openat"
    text = output(bench, spec, "--where", f'filename == "{path}"', "--", *command)
    check(text.count(f'filename="{path}", flags=') == 3 == text.count("\n"), text)
    check(groups(output(bench, spec, "--where", 'filename ~ "/nosuch/*"', "--count", "--by", "filename", "--", *command)) ==
          {(f'"{path}"',): 3}, "as a key")
    text = output(bench, spec, "--where", 'filename ~ "/nosuch/*" && filename:ptr != 0', "--print", "filename:ptr", "--", *command)
    check(len(re.findall("filename:ptr=0x[0-9a-f]+\n", text)) == 3, text)
    text = output(bench, "t:syscalls:sys_enter_write", "--where", "fd == 1", "-o", bench.path("write.log"), "--", *command)
    check(re.search("buf=0x[0-9a-f]+, count=1\n", read(bench.path("write.log"))), read(bench.path("write.log")))


def test_count(bench):
    """By thread, on all processors at once: every hit counts once."""
    processes, threads, n = 2, 2, int(50000 * bench.scale)
    command = [bench.program("workers"), processes, threads, n, "lseek"]
    done = probe(bench, "-f", "t:syscalls:sys_enter_lseek", "--where", "fd > 1000", "--count", "--by", "comm,tid", "-o",
                 bench.path("count.log"), "--", *command)
    made = {int(a): int(b) for a, b in (line.split() for line in done.stdout.splitlines()) if a != "seconds"}
    found = {int(key[1]): count for key, count in groups(read(bench.path("count.log"))).items()}
    check(len(made) == processes * threads and found == made, f"{found}, made {made}")
    return f"{sum(found.values())} hits"


def test_count_of_too_many(bench):
    """What finds no room in the table is counted together."""
    n = 20000
    text = output(bench, "-f", "t:syscalls:sys_enter_lseek", "--where", "fd > 1000", "--count", "--by", "offset", "--json", "--",
                  *calls(bench, n))
    rows = [json.loads(line) for line in text.splitlines()][1:]
    others = [row["count"] for row in rows if row.get("other")]
    check(sum(row["count"] for row in rows) == n and len(others) == 1 and others[0] > 0, f"{len(rows)} rows, others {others}")


def test_several(bench):
    """Two probes, one stream; --top and --every."""
    n = 1000
    text = output(bench, "-f", "t:syscalls:sys_enter_lseek", "t:syscalls:sys_exit_lseek", "--json", "--where", "comm == \"workers\"",
                  "--", *calls(bench, n))
    rows = [json.loads(line) for line in text.splitlines()]
    check(rows[0]["type"] == "strobe" and rows[0]["schema"] == 1, f"{rows[0]}")
    last = rows[-2 * n:]
    check([row["probe"] for row in last] == ["syscalls:sys_enter_lseek", "syscalls:sys_exit_lseek"] * n, "entries and exits alternate")
    check(last[1]["args"][1] == {"name": "ret", "value": -9}, f"{last[1]}")
    check(all(a["time_ns"] <= b["time_ns"] for a, b in zip(last, last[1:])), "time goes back")
    done = probe(bench, "t:sched:sched_switch", "--count", "--by", "cpu,prev_comm", "--every", "200ms", "--duration", "700ms", "--top", 1)
    tables = done.stdout.count("COUNT")
    check(tables == 4 and len(done.stdout.splitlines()) == 3 * 4 + 2, f"{tables} tables: {done.stdout}")


def test_loss(bench):
    """What does not fit while strobe does not run is counted, in its place and at the end."""
    n, log, workers = 400000, bench.path("loss.log"), bench.program("workers")
    for tail in ("", f"; sleep 2; {workers} 1 1 10 lseek"):  # with and without hits behind the gap
        script = f"{workers} 1 1 {n} lseek{tail}"
        tracer = subprocess.Popen([bench.tracer, "probe", "-f", "t:syscalls:sys_enter_lseek", "--where", "fd > 1000", "-o", log, "--",
                                   "sh", "-c", script], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        wait_for(lambda: os.path.exists(log) and read(log), "hits")
        tracer.send_signal(signal.SIGSTOP)
        time.sleep(1)
        tracer.send_signal(signal.SIGCONT)
        said = tracer.communicate(timeout=60)[1]
        lines = read(log).splitlines()
        os.unlink(log)
        gaps = [int(line.split()[0][1:]) for line in lines if line.startswith("<")]
        lost = re.fullmatch(r".*probe: lost: (\d+) hits \(ring buffer full\)\nhint: narrow them with --where, or --count them\n", said)
        check(lost and sum(gaps) == int(lost[1]), f"gaps {gaps}, said {said!r}")
        check(len(lines) - len(gaps) + sum(gaps) == n + (10 if tail else 0), f"{len(lines)} lines, gaps {gaps}, of {n}")
        check(bool(tail) != lines[-1].startswith("<"), f"the gap is not in its place: {lines[-1]}")
    return f"{sum(gaps)} of {n + 10} lost"


def test_limits(bench):
    done = probe(bench, "t:sched:sched_switch", "--max-events", 5)
    check(len(done.stdout.splitlines()) == 5, done.stdout)
    start = time.monotonic()
    probe(bench, "t:sched:sched_switch", "--duration", "300ms", "-o", "/dev/null")
    check(0.3 <= time.monotonic() - start < 1.5, f"300 ms took {time.monotonic() - start:.2f} s")
    done = probe(bench, "t:sched:sched_process_exec", "--max-events", 1, "sh", "-c", "sleep 0.2; exit 5", status=5)
    check(len(done.stdout.splitlines()) == 1, "the command's status counts, however early the probe ends")


def test_process(bench):
    """-p: this process and no other."""
    with subprocess.Popen(["sh", "-c", "while :; do kill -0 $$; done"]) as one, \
         subprocess.Popen(["sh", "-c", "while :; do kill -0 $$; done"]) as other:
        try:
            done = probe(bench, "t:syscalls:sys_enter_kill", "-p", one.pid, "--max-events", 100)
        finally:
            one.kill()
            other.kill()
    found = hits(done.stdout)
    check({int(pid) for _, pid, *_ in found} == {one.pid} and len(found) == 100, f"{found[:3]}")
    check(all(f"pid={one.pid}, sig=0" in fields for *_, fields in found), f"{found[0]}")


def test_list(bench):
    start = time.monotonic()
    everything = probe(bench, "-l").stdout.splitlines()
    seconds = time.monotonic() - start
    events = read(f"{TRACEFS}/available_events").split()
    check(seconds < LIST_S, f"-l took {seconds:.2f} s")
    check(everything == sorted("tracepoint:" + e for e in events if ":" in e), f"{len(everything)} of {len(events)}")
    start = time.monotonic()
    text = probe(bench, "-l", "-v").stdout
    check(time.monotonic() - start < LIST_S and text.count("\ntracepoint:") == len(everything) - 1, "-l -v reads every format")
    one = probe(bench, "-l", "t:sched:sched_process_exec", "-v").stdout
    check(one == "tracepoint:sched:sched_process_exec\n    char filename[]\n    pid_t pid\n    pid_t old_pid\n", one)
    return f"{len(everything)} in {1000 * seconds:.0f} ms"


def test_without_tracefs(bench):
    """Where nobody has mounted tracefs strobe has its own, which nobody else sees; without the right to, it says so."""
    source = bench.path("removed.bpf.c")
    with open(source, "w") as out:
        out.write('#include "strobe.bpf.h"\nchar LICENSE[] SEC("license") = "GPL";\nlong execs;\nSEC("tracepoint/sched/sched_process_exec")\n'
                  "int exec(void *ctx) { if (strobe_traced()) execs++; return 0; }\n")

    def unmounted(*command):
        hide = f"while umount {TRACEFS} 2> /dev/null; do :; done; umount -R /sys/kernel/debug 2> /dev/null; cd {bench.dir}; "
        return subprocess.run(["unshare", "--mount", "sh", "-c", hide + '"$@"; grep tracefs /proc/self/mounts >&2', "sh", *command],
                              capture_output=True, text=True, timeout=60)

    hook = "t:sched:sched_process_exec"
    done = unmounted(bench.tracer, "probe", hook, "--count", "true")
    check(done.stdout.split() == ["COUNT", "PROBE", "1", "sched:sched_process_exec"] and not done.stderr, f"{done}")
    done = unmounted(bench.tracer, "run", "-q", source, "true")
    check(re.search(r"\bexecs\b.*\b1$", done.stdout, re.M) and not done.stderr, f"{done}")
    done = unmounted(bench.tracer, "info")
    check(re.search(r"^tracefs +not mounted \(strobe mounts its own, out of sight\)$", done.stdout, re.M), done.stdout)
    check(re.search(r"^tracepoints +yes ", done.stdout, re.M), done.stdout)
    done = unmounted("setpriv", "--bounding-set", "-sys_admin", bench.tracer, "probe", hook, "true")
    check(re.search(r"tracing\): No such file or directory\nhint: mount -t tracefs nodev /sys/kernel/tracing\n", done.stderr), f"{done}")


def test_wrong_use(bench):
    for words, said in (
            (["t:sched:sched_proces_exec"], "no tracepoint is called 'sched:sched_proces_exec'\n"
             "hint: did you mean 'tracepoint:sched:sched_process_exec'?\n"),
            (["t:sched:zzzzzzzzzz*"], "no tracepoint is called 'sched:zzzzzzzzzz*'\nhint: strobe probe -l lists what there is\n"),
            (["t:sched:sched_process_exec", "--where", "pid = 1"], "--where: = is no operator at '= 1'\nhint: write == to compare\n"),
            (["t:sched:sched_process_exec", "--count", "--by", "filenam"],
             "--by: sched:sched_process_exec has no field 'filenam'\nhint: did you mean 'filename'?\n"),
            (["-l", "zzzzzzzz:*"], "no tracepoint matches 'zzzzzzzz:*'\nhint: patterns are globs: 'sched:*'\n"),
            (["t:sched:sched_process_exec", "/nosuch"], "Cannot stat '/nosuch': No such file or directory\n"),
            (["t:sched:sched_process_exec", "-o", "/nosuch/x"], None)):
        done = subprocess.run(["strobe", "probe", *words], executable=bench.tracer, capture_output=True, text=True, timeout=30)
        check(done.returncode == 1 and not done.stdout, f"{words}: {done.returncode} {done.stdout!r}")
        check(said is None or done.stderr == "strobe probe: " + said, f"{words}: {done.stderr!r}")
    done = subprocess.run(["strobe", "probe", "t:syscalls:sys_enter_*"], executable=bench.tracer, capture_output=True, text=True, timeout=30)
    check(re.fullmatch(r"strobe probe: 'syscalls:sys_enter_\*' matches \d+ tracepoints, more than 64\n"
                       r"hint: each slows down whoever passes it: narrow the pattern, or add --force\n", done.stderr), f"{done.stderr!r}")


def test_start(bench):
    """From the start of strobe to the first hit."""
    times = []
    for _ in range(5):
        start = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        done = probe(bench, "t:sched:sched_process_exec", "--json", "true")
        times.append((json.loads(done.stdout.splitlines()[1])["time_ns"] - start) / 1e6)
    check(min(times) < START_MS, f"{min(times):.0f} ms")
    return f"{min(times):.0f} ms to the first hit"


def test_nothing_stays(bench):
    """After the end, after SIGINT, after kill -9: no program, no link."""
    for end in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        before = {kind: attached(kind) for kind in ("prog", "link")}
        tracer = subprocess.Popen([bench.tracer, "probe", "t:sched:sched_switch", "t:sched:sched_wakeup", "-o", bench.path("kill.log")])
        wait_for(lambda: os.path.exists(bench.path("kill.log")) and len(read(bench.path("kill.log"))) > 1000, "hits")
        if end == signal.SIGKILL:
            gone_after_kill(tracer, before)
        else:
            new = {kind: attached(kind) - before[kind] for kind in before}
            check(new["prog"] and new["link"], "nothing was loaded")
            tracer.send_signal(end)
            tracer.wait(timeout=10)
            wait_for(lambda: not any(attached(kind) & new[kind] for kind in new), "all is unloaded", 1.0)
        os.unlink(bench.path("kill.log"))


if __name__ == "__main__":
    bench = Bench(__doc__)
    bench.run([test_execs, test_exits, test_scope_without_follow, test_fields, test_where, test_where_of_results, test_where_texts,
               test_texts_of_calls, test_count, test_count_of_too_many, test_several, test_loss, test_limits, test_process, test_list,
               test_without_tracefs, test_wrong_use, test_start, test_nothing_stays])
