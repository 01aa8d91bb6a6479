# SPDX-License-Identifier: BSD-2-Clause
"""What a guest must have sent back of strobe probe."""
import json
import re

from common import attach, check, count


def check_probe(boot):
    """Hits of a tracepoint that a condition lets through, counted in the kernel by thread."""
    name = "probe/count"
    check(boot.status(name) == 0, f"exit status {boot.status(name)}: {boot.text(f'{name}/err')[:500]}")
    made, _ = count.made_by(boot.text(f"{name}/out"))
    seen = {int(tid): int(n) for n, tid in re.findall(r"^ +(\d+)  (\d+)$", boot.text(f"{name}/log"), re.M)}
    check(len(made) == 4 and seen == made, f"{seen} in place of {made}")


def check_programs(boot):
    """Functions of a program: arguments, results, texts that the program has not touched, conditions on memory."""
    for name, status in (("program", 0), ("program-count", 0), ("usdt", 1)):
        check(boot.status(f"probe/{name}") == status, f"{name}: {boot.status(f'probe/{name}')}: {boot.text(f'probe/{name}/err')[:2000]}")
    lines = [line.split(" ", 2)[2] for line in boot.text("probe/program/log").splitlines()]
    check(lines.count("uprobe:subject:nothing") == 20 and len(lines) == 20 + 21 + 80, f"{len(lines)} lines: {lines[:5]}")
    attach.found(r'^uprobe:subject:paint shape=0x[0-9a-f]+, color=BLUE, delta=0, label="label"$', lines[0])
    check(lines[-1] == "uprobe:subject:paint shape=NULL, color=RED, delta=1, label=NULL", lines[-1])
    for n, result in ((1, 1), (2, 2), (3, 6), (4, 24)):
        check(sum(line.startswith(f"ufunc:subject:factorial n={n}, ret={result}, duration=") for line in lines) == 20, f"{lines}")
    attach.found(r'^ +19  "first"$', boot.text("probe/program-count/log"))
    lines = [line.split(" ", 2)[2] for line in boot.text("probe/usdt/log").splitlines()]
    wanted = [f'usdt:beacon:beacon:plain n={-i}, text="text"' for i in range(20)]
    check([line for line in lines if ":plain" in line] == wanted and len(lines) == 80, f"{len(lines)} lines: {lines[:4]}")


HIT = re.compile(r"^\d\d:\d\d:\d\d\.\d{6} (\S+)/(\d+)\(\2\) (\S+) (.*)$", re.M)
KFUNC = "strobe probe: kfunc is fentry and fexit on this kernel\n"
FUNCTIONS = {  # function hit -> what its fields look like; %d is the number of the hit
    "kprobe": r"dfd=-100, name=0x[0-9a-f]+",
    "kretprobe": r"dfd=-100, name=0x[0-9a-f]+, ret=-2 ENOENT, duration=[0-9.]+[num]?s",
}
FUNCTIONS |= {"fentry": FUNCTIONS["kprobe"], "fexit": FUNCTIONS["kretprobe"], "kfunc": FUNCTIONS["kretprobe"]}


def check_function_hits(boot, name, fields, n, said=""):
    """All hits, of one process and one probe."""
    name = f"functions/{name}"
    check(boot.status(name) == 0, f"exit status {boot.status(name)}: {boot.text(f'{name}/err')[:500]}")
    check(boot.text(f"{name}/err") == said, f"said {boot.text(f'{name}/err')!r}")
    log = boot.text(f"{name}/log")
    found = HIT.findall(log)
    check(len(found) == len(log.splitlines()) == n, f"{len(found)} hits of {n} in {log[:500]}")
    for i, (_, _, _, values) in enumerate(found):
        check(re.fullmatch(fields.replace("%d", str(i)), values), f"hit {i}: {values}")


TOLD = re.compile(r"^strobe probe: (?:missed|lost): (.*)\n(?:hint: .*\n)?", re.M)


def told_of(err):
    """All hits that the last lines say are missing, of whatever cause."""
    return sum(int(n) for causes in TOLD.findall(err) for n in re.findall(r"(\d+) hits?", causes))


def check_function_count(boot, name, said=""):
    """Where all of the kernel is preempted, so are programs of fentry and fexit, and the kernel does not run them for another task on
    that processor meanwhile: each hit that is missing must have been told of."""
    name = f"functions/{name}"
    err = boot.text(f"{name}/err")
    made, _ = count.made_by(boot.text(f"{name}/out"))
    seen = {int(tid): int(n) for n, tid in re.findall(r"^ +(\d+)  (\d+)$", boot.text(f"{name}/log"), re.M)}
    told = told_of(err) if boot.preempt else 0
    if told:
        err = TOLD.sub("", err)
    check(boot.status(name) == 0 and err == said, f"{boot.status(name)}: {boot.text(f'{name}/err')[:500]}")
    check(len(made) == 4 and all(n <= made.get(tid, 0) for tid, n in seen.items()), f"{seen} in place of {made}")
    missing = sum(made.values()) - sum(seen.values())
    check(missing <= told, f"{seen} in place of {made}, {told} were told of")


def check_missed(boot):
    """Before Linux 6.7 the kernel does not tell of returns that it did not follow."""
    name = "functions/kretprobe-missed"
    seen = sum(int(n) for n in re.findall(r"^ +(\d+)  kretprobe:hrtimer_nanosleep$", boot.text(f"{name}/log"), re.M))
    told = told_of(boot.text(f"{name}/err"))
    enough = told == 0 if boot.series == "6.1" else told >= 40 - seen  # strobe sleeps, too
    check(0 < seen < 40 and enough, f"{seen} hits, {boot.text(f'{name}/err')!r}")


def check_nested(boot, name):
    """A call inside of another one of the same function has its own arguments and time, and so has the outer one."""
    name = f"functions/{name}"
    check(boot.status(name) == 0 and not boot.text(f"{name}/err"), f"{boot.status(name)}: {boot.text(f'{name}/err')[:500]}")
    rows = [json.loads(line) for line in boot.text(f"{name}/log").splitlines()]
    calls = [{a["name"]: a["value"] for a in row["args"]} for row in rows if row["type"] == "hit"]
    pairs = [(a, b) for a, b in zip(calls, calls[1:]) if a["portid"] and not b["portid"]]
    check(len(pairs) == 1, f"one request is answered inside of the call, not {len(pairs)}: {calls}")
    inner, outer = pairs[0]
    check(0 < inner["duration"] < outer["duration"] < 60e9, f"{pairs[0]}")
    check(outer["ret"] > 0 and inner["ret"] > 0, f"{pairs[0]}")


def check_function_refusal(boot, name, said):
    name = f"functions/{name}"
    text = boot.text(f"{name}/err")
    check(boot.status(name) == 1 and re.fullmatch("strobe probe: " + said + "\n", text), f"{boot.status(name)}: {text!r}")


def checks_of_function_counts(boot):
    for kind in FUNCTIONS:
        yield f"{kind}-count", lambda k=kind: check_function_count(boot, f"{k}-count", KFUNC if k == "kfunc" else "")
    yield "raw-count", lambda: check_function_count(boot, "raw-count")


def checks_of_functions(boot):
    for kind, fields in FUNCTIONS.items():
        said = KFUNC if kind == "kfunc" else ""
        yield f"{kind}-print", lambda k=kind, f=fields, s=said: check_function_hits(boot, f"{k}-print", f, 50, s)
    for kind in ("kretprobe", "fexit"):
        fields = 'ret=-2 ENOENT, comm="workers", name->name="gone/7"'
        yield f"{kind}-where", lambda k=kind, f=fields: check_function_hits(boot, f"{k}-where", f, 1)
    for name, n, probe, said in (("glob", 50, r"kfunc:do_unlinkat", KFUNC), ("offset", 50, r"kprobe:do_unlinkat\+0x[45]", ""),
                                 ("several", 2, r"kfunc:vfs_write", KFUNC)):
        yield name, lambda n=name, c=n, p=probe, s=said: check(
            re.fullmatch(rf" +COUNT  PROBE\n +{c}  {p}\n", boot.text(f"functions/{n}/log")) and boot.text(f"functions/{n}/err") == s,
            boot.text(f"functions/{n}/log") + boot.text(f"functions/{n}/err"))
    yield "raw-print", lambda: check_function_hits(boot, "raw-print", 'ret=-2, regs->di:str="gone/%d"', 50)
    for kind in ("kretprobe", "fexit"):
        yield f"{kind}-nested", lambda k=kind: check_nested(boot, f"{k}-nested")
    yield "kretprobe-missed", lambda: check_missed(boot)
    yield "fallback", lambda: check_function_hits(
        boot, "fallback", r"len=\d+, ret:hex=0x[0-9a-f]+, duration=[0-9.]+[num]?s", 1,
        "strobe probe: kfunc:do_mmap is kprobe and kretprobe: for fentry it has too many arguments, or is not described by the types of the kernel itself\n")
    yield "walk", lambda: check_function_hits(
        boot, "walk", r'file->f_path\.dentry->d_name\.name="passwd", count=1, ret=1', len("root:x:0:0:root:/tmp:/bin/sh\n"), KFUNC)
    yield "unknown", lambda: check_function_refusal(
        boot, "unknown", r"no function of the kernel is called 'do_unlinkatt'\nhint: did you mean 'kfunc:do_unlinkat'\?")
    yield "many", lambda: check_function_refusal(
        boot, "many", r"'fentry:vfs_\*' matches \d+ functions, more than 64\n"
        r"hint: each slows down whoever passes it: narrow the pattern, or add --force")
    yield "inside", lambda: check_function_refusal(
        boot, "inside", r"cannot attach to kprobe:do_unlinkat\+0x1: the offset is inside of an instruction\n"
        r"hint: objdump -d shows where instructions of the kernel begin")


def check_aggregates(boot):
    """Columns, a histogram, a timer, stacks to print and to group by."""
    for name, want in (("columns", r"^ +2000 +499000 +0 +499  syscalls:sys_enter_lseek$"),
                       ("hist", r"^\[32, 64\) +32 \|@+ *\|\n\[64, 128\) +36 \|@{50}\|$"),
                       ("interval", r"^ +([89]|1[012])  interval:100ms$"),
                       ("stack", r"sys_enter_lseek .*\n(    .*\n)*    .*\(workers\)"),
                       ("kstack", r"^ +1$\n(.*\n)* +do_exit\+0x")):
        name = f"probe/{name}"
        check(boot.status(name) == 0, f"{name}: exit status {boot.status(name)}: {boot.text(f'{name}/err')[:500]}")
        log = boot.text(f"{name}/log")
        check(re.search(want, log, re.M), f"{name}: {log[:800]}")


def check_texts(boot):
    """An empty text is one, and takes no more room than that."""
    log = boot.text("probe/texts/log")
    check(' dev_name:str="", dir_name:str="/nosuch", type:str="tmpfs"\n' in log, log + boot.text("probe/texts/err"))


def checks_of(boot):
    yield "probe", lambda: check_probe(boot)
    yield "programs", lambda: check_programs(boot)
    for name, function in checks_of_function_counts(boot):
        yield f"functions/{name}", function
    if not boot.preempt:
        for name, function in checks_of_functions(boot):
            yield f"functions/{name}", function
    yield "probe/aggregates", lambda: check_aggregates(boot)
    yield "probe/texts", lambda: check_texts(boot)
