#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe probe on functions of the kernel and raw tracepoints: known numbers of hits, typed arguments, members of structures."""
import json
import os
import re
import signal
import subprocess
import time

from kill9 import attached
from lib import Bench, check, read, wait_for
from probe import START_MS, calls, groups, hits, output, probe

LSEEK = 8  # number of the call on x86-64
KPROBES, TRAMPOLINES = "CONFIG_KPROBES, CONFIG_KPROBE_EVENTS", "CONFIG_FUNCTION_TRACER, CONFIG_DYNAMIC_FTRACE_WITH_DIRECT_CALLS"
FEXIT = rf"(refuses {{}} \(Operation not permitted\)|has no {{}} \({TRAMPOLINES}\))"  # some kernels have it, and forbid it
LACKS = {  # kind -> what this kernel may lack
    "kprobe": rf"has no kprobes \({KPROBES}\)",
    "kretprobe": rf"has no kretprobes \({KPROBES}\)",
    "fentry": FEXIT.replace("{}", "fentry"),
    "fexit": FEXIT.replace("{}", "fexit"),
    "kfunc": FEXIT.replace("{}", "fexit") + rf" and has no kprobes \({KPROBES}\)",
}
INSTEAD = "rawtracepoint:NAME works here: strobe probe -l 'rawtracepoint:*' lists them; system calls: strobe -e trace=NAME"


def said(bench, *words):
    done = subprocess.run(["strobe", "probe", *words], executable=bench.tracer, capture_output=True, text=True, timeout=60)
    check(done.returncode == 1 and not done.stdout, f"{words}: {done.returncode} {done.stdout!r}")
    return done.stderr.removeprefix("strobe probe: ")


def test_raw_tracepoint(bench):
    """Each hit once, in order, with its arguments and what they point to."""
    n = int(20000 * bench.scale)
    text = output(bench, "-f", "rawtracepoint:sys_enter", "--where", f"id == {LSEEK} && regs->di == 0xffffffff", "--print",
                  "id, regs->si, regs->di:s32, comm", "--", *calls(bench, n))
    found = [fields for *_, fields in hits(text)]
    check(found == [f'id={LSEEK}, regs->si={i}, regs->di:s32=-1, comm="workers"' for i in range(n)], f"{len(found)} of {n}: {text[:300]}")


def test_count(bench):
    """By a value behind a pointer, on several processors at once."""
    n = 4000
    command = [bench.program("workers"), 2, 2, n, "lseek"]
    text = output(bench, "-f", "rawtracepoint:sys_exit", "--where", f"regs->orig_ax == {LSEEK} && ret == -EBADF", "--count", "--by",
                  "regs->dx, ret", "--", *command)
    check(groups(text) == {("0", "-9"): 4 * n}, text)


def test_where_all_ways(bench):
    """One probe, many conditions over members, casts and texts."""
    n = 2000
    for where, want in (("regs->si:u8 == 7", (n + 248) // 256), ("regs->si >= 10 && regs->si < 15", 5), ("regs->di:s32 == -1", n),
                        ("regs->di:u32 == -1", n), ("regs->di == -1", 0), ("comm ~ \"work*\" && args.regs.si == 3", 1)):
        text = output(bench, "-f", "rawtracepoint:sys_enter", "--where", f"id == {LSEEK} && regs->di == 0xffffffff && ({where})",
                      "--count", "--", *calls(bench, n))
        got = sum(groups(text).values())
        check(got == want, f"{where}: {got}, not {want}")


def test_walks(bench):
    """Texts at the end of long ways, arrays, enums, and user memory."""
    done = probe(bench, "rawtracepoint:sched_process_exec", "--json", "--print",
                 "bprm->filename, bprm->file->f_path.dentry->d_name.name, p->comm, p->comm:2:hex, p->mm->arg_start:5, p->group_leader->pid, pid",
                 "/bin/true")
    args = {a["name"]: a["value"] for a in json.loads(done.stdout.splitlines()[1])["args"]}
    pid = args.pop("pid")
    want = {"bprm->filename": "/bin/true", "bprm->file->f_path.dentry->d_name.name": "true", "p->comm": "true",
            "p->comm:2:hex": {"data": "7472"}, "p->mm->arg_start:5": "/bin/", "p->group_leader->pid": pid}
    check(args == want, f"{args}")


def test_tracepoint_types(bench):
    """A pointer of a format file is followed by the text of its type."""
    lock = "tracepoint:filelock:flock_lock_inode"
    if probe(bench, "-l", "filelock:flock_lock_inode", "-v").stdout.count("struct file_lock *fl\n") != 1:
        return "this kernel's tracepoint has no such pointer"
    fields = "fl->c.flc_file->f_path.dentry->d_name.name, fl->c.flc_flags, ret"
    done = probe(bench, lock, "--where", "fl->c.flc_flags & 2 == 2 && fl->c.flc_type == 1", "--print", fields, "flock", bench.path("locked"), "true")
    values = [f for *_, f in hits(done.stdout)]
    check(len(values) == 1 and re.fullmatch(
        r'fl->c\.flc_file->f_path\.dentry->d_name\.name="locked", fl->c\.flc_flags=\d+, ret=0', values[0]), f"{values}")
    text = said(bench, "t:sched:sched_process_exec", "--print", "pid->x")
    check(text == "--print: 'pid' has no members: its type is not known\n", text)
    return ""


def test_start(bench):
    """From the start of strobe to the first hit, types read and all."""
    times = []
    for _ in range(5):
        start = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        done = probe(bench, "rawtracepoint:sched_process_exec", "--json", "--print", "p->comm", "true")
        times.append((json.loads(done.stdout.splitlines()[1])["time_ns"] - start) / 1e6)
    check(min(times) < START_MS, f"{min(times):.0f} ms")
    return f"{min(times):.0f} ms to the first hit"


def test_refusals(bench):
    """A kernel without the kind says what it lacks, and what would serve."""
    lacking, hints = 0, set()
    for kind, lacks in LACKS.items():
        done = subprocess.run(["strobe", "probe", f"{kind}:vfs_read", "--duration", "10ms", "true"], executable=bench.tracer,
                              capture_output=True, text=True, timeout=60)
        if done.returncode == 0:
            continue
        lacking += 1
        want = rf"strobe probe: {kind}:vfs_read: this kernel {lacks}\nhint: (.*)\n"
        found = re.fullmatch(want, done.stderr)
        check(found and (found[found.lastindex] == INSTEAD or re.fullmatch(r"\w+:vfs_read works here", found[found.lastindex])),
              f"{kind}: {done.stderr!r}")
        hints.add(found[found.lastindex])
    check(lacking < len(LACKS) or hints == {INSTEAD}, f"{hints}")
    return f"{lacking} of {len(LACKS)} kinds are not there"


def test_wrong_use(bench):
    for words, want in (
            (["kfunc:vfs_raed"], "no function of the kernel is called 'vfs_raed'\nhint: did you mean 'kfunc:vfs_read'?\n"),
            (["fexit:zzzz*"], "no function of the kernel is called 'zzzz*'\nhint: strobe probe -l 'fexit:*' lists what there is\n"),
            (["rawtracepoint:sched_swich"],
             "no raw tracepoint is called 'sched_swich'\nhint: did you mean 'rawtracepoint:sched_switch'?\n"),
            (["rawtracepoint:sys_enter", "--print", "regs->dii"],
             "--print: 'regs' (struct pt_regs *) has no member 'dii'\nhint: did you mean 'di'?\n"),
            (["rawtracepoint:sys_enter", "--print", "id->x"], "--print: 'id' has no members: it is a long int\n"),
            (["rawtracepoint:sys_enter", "--where", "regs->di:str"],
             "--where: 'regs->di:str' of rawtracepoint:sys_enter is a text\n"
             "hint: compare it: regs->di:str == \"...\", or with a pattern: regs->di:str ~ \"*...\"\n"),
            (["rawtracepoint:sys_enter", "--where", "duration > 1s"],
             "--where: rawtracepoint:sys_enter has no duration\nhint: returns have one: fexit:, kretprobe:, kfunc:, uretprobe:\n"),
            (["rawtracepoint:sched_process_exec", "--print", "p->se"], None)):
        text = said(bench, *words)
        check(want is None or text == want, f"{words}: {text!r}")
    check(text.startswith("--print: 'p->se' of rawtracepoint:sched_process_exec is a struct sched_entity\nhint: name a member: "), text)
    many = said(bench, "rawtracepoint:sched_*", "rawtracepoint:*")
    check(re.fullmatch(r"'rawtracepoint:\*' matches \d+ raw tracepoints, more than 64\n"
                       r"hint: each slows down whoever passes it: narrow the pattern, or add --force\n", many), many)


def test_list(bench):
    start = time.monotonic()
    functions = probe(bench, "-l", "kfunc:*").stdout.splitlines()
    seconds = time.monotonic() - start
    check(seconds < 1 and len(functions) > 1000 and "kfunc:vfs_read" in functions, f"{len(functions)} in {seconds:.2f} s")
    start = time.monotonic()
    typed = probe(bench, "-l", "-v", "rawtracepoint:*").stdout
    check(time.monotonic() - start < 1 and typed.count("\nrawtracepoint:") > 100, "-l -v reads every type")
    one = probe(bench, "-l", "-v", "rawtracepoint:sys_enter").stdout
    check(one == "rawtracepoint:sys_enter\n    struct pt_regs *regs\n    long int id\n", one)
    one = probe(bench, "-l", "-v", "kfunc:vfs_read").stdout
    check(one == "kfunc:vfs_read\n    struct file *file\n    char *buf\n    size_t count\n    loff_t *pos\n    ssize_t ret\n"
          "    nanoseconds duration\n", one)
    return f"{len(functions)} functions in {1000 * seconds:.0f} ms"


def test_nothing_stays(bench):
    """Copies of programs go with strobe, however it ends."""
    for end in (signal.SIGINT, signal.SIGKILL):
        before, log = {kind: attached(kind) for kind in ("prog", "link")}, bench.path("kill.log")
        tracer = subprocess.Popen([bench.tracer, "probe", "rawtracepoint:sched_switch", "rawtracepoint:sched_waking", "-o", log])
        wait_for(lambda: os.path.exists(log) and len(read(log)) > 1000, "hits")
        new = {kind: attached(kind) - before[kind] for kind in before}
        check(len(new["prog"]) > 2 and new["link"], f"nothing was loaded: {new}")
        tracer.send_signal(end)
        tracer.wait(timeout=10)
        wait_for(lambda: not any(attached(kind) & new[kind] for kind in new), "all is unloaded", 2.0)
        os.unlink(log)


if __name__ == "__main__":
    bench = Bench(__doc__)
    bench.run([test_raw_tracepoint, test_count, test_where_all_ways, test_walks, test_tracepoint_types, test_start, test_refusals,
               test_wrong_use, test_list, test_nothing_stays])
