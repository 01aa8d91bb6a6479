# SPDX-License-Identifier: BSD-2-Clause
"""What a guest must have sent back: system calls, their loss, attaching, kill -9, locked task storage."""
import re
import types

from common import attach, check, count


def check_kernel(boot):
    text = boot.text("kernel")
    check(text.startswith(f"{boot.series}."), f"this is not {boot.series}: {text}")
    check(not boot.preempt or f"Dynamic Preempt: {boot.preempt}" in text, f"not with preempt={boot.preempt}: {text}")
    bad = re.search(r"^.*(BUG:|WARNING:|Oops|RIP: 0010).*", boot.text("dmesg"), re.M)
    check(not bad, f"the kernel complains: {bad and bad.group(0)}")


def check_live(boot, test):
    name = f"live/{test.name}"
    done = types.SimpleNamespace(returncode=boot.status(name), stderr=boot.text(f"{name}/err").encode("latin-1"))
    trouble = test.compare(boot.text(f"{name}/out").split("\n"), boot.text(f"{name}/log").split("\n"), done)
    check(not trouble, trouble)


def log_of(boot, name, call=count.LSEEK):
    check(boot.status(name) == 0, f"exit status {boot.status(name)}: {boot.text(f'{name}/err')[:500]}")
    return count.Log(boot.text(f"{name}/log"), call)


def check_complete(boot, kind):
    name = "count/inputs" if kind == "unlink" else "count/wait"
    log = log_of(boot, name, count.UNLINK if kind == "unlink" else count.LSEEK)
    made, _ = count.made_by(boot.text(f"{name}/out"))
    check(len(made) == 8, f"the program itself: {made}")
    count.check_complete(log, made)
    check("lost" not in boot.text(f"{name}/err"), boot.text(f"{name}/err")[:500])


def check_drop(boot, kind):
    name = f"drop/{kind}"
    log = log_of(boot, name, count.UNLINK if kind == "unlink" else count.LSEEK)
    made, _ = count.made_by(boot.text(f"{name}/out"))
    lost = count.check_gaps(log, made)
    check(len(made) == 4 and lost > 0, f"{lost} of {made} lost: the test did not fill the ring")
    check(f"lost: {lost} calls" in boot.text(f"{name}/err"), f"{lost} calls lost in the log; {boot.text(f'{name}/err')[:300]}")


def check_life(boot):
    log, err = log_of(boot, "life/spawner"), boot.text("life/spawner/err")
    check(len({pid for pid, _ in log.exits}) == len(log.exits) == 33, f"{len(log.exits)} ends of 30 children, 2 threads, 1 parent")
    check(all(text == "+++ exited with 0 +++" for _, text in log.exits), f"{log.exits}")
    check("lost: " in err and "records (ring" not in err, f"nothing was lost, or too much: {err[:300]}")


def check_attach(boot, name):
    name = f"attach/{name}"
    boot.check_waits(name)
    log, err = boot.text(f"{name}/log"), boot.text(f"{name}/err")
    pid, thread = boot.text(f"{name}/ids").split()
    check(int(boot.text(f"{name}/victim-status")) == 7, "the traced process was harmed")
    opened = attach.OPEN.format
    if name.endswith("flight"):
        lines = log.splitlines()
        attach.found(r'^read\(0, "o", 1\) += 1$', lines[0])
        attach.found(opened("/missing/main"), lines[1])
        attach.found(r"^read\(0,  <detached \.\.\.>$", lines[-1])
        attach.found(f"Process {pid} detached", err)
    elif name.endswith("all-threads"):
        attach.found(rf"^{thread} +" + opened("/missing/thread"), log)
        child = re.search(r"^(\d+) +" + opened("/missing/child"), log, re.M)
        check(child, f"the child's open is not in the log:\n{log}")
        attach.found(rf"^{child.group(1)} +\+\+\+ exited with 0 \+\+\+$", log)
        attach.found(f"Process {pid} attached", err)
    elif name.endswith("one-thread"):
        attach.found(opened("/missing/thread"), log)
        attach.missing("/missing/main", log)
    elif name.endswith("leader"):
        attach.found(opened("/missing/main"), log)
        attach.missing("/missing/(thread|child)", log)
    else:
        check(boot.status(name) == 0, f"exit status {boot.status(name)}")
        attach.found(r"^\+\+\+ exited with 7 \+\+\+$", log.splitlines()[-1])


def check_kill(boot, name, calls):
    name = f"kill9/{name}"
    boot.check_waits(name)
    check(int(boot.text(f"{name}/before")) > 0, "no program was loaded: the test would prove nothing")
    check(int(boot.text(f"{name}/after")) == 0, f"{boot.text(f'{name}/after').strip()} programs are still loaded")
    made, _ = count.made_by(boot.text(f"{name}/out"))
    check(len(made) == 4 and set(made.values()) == {calls}, f"the program did not do its work: {made}")
    check(not boot.text(f"{name}/left"), f"still there: {boot.text(f'{name}/left')}")
    attach.found(r'^chdir\("/missing"\) += -1 ENOENT', boot.text(f"{name}/again/log"))


def check_hammer(boot, number):
    """Task storage refuses while the hammer holds its lock. What is missed for it must be counted, not silently absent."""
    name = f"hammer/{number}"
    boot.text("hammer/ran")
    log, err = log_of(boot, name), boot.text(f"{name}/err")
    made, _ = count.made_by(boot.text(f"{name}/out"))
    check(len(made) == 80, f"{len(made)} threads, expected 80")
    check(set(log.threads) <= set(made), "threads in the log which the program does not have")
    absent = silent = 0
    for tid, n in made.items():
        calls = [c for c in log.threads[tid] if isinstance(c, int)]
        check(calls == sorted(set(calls)), f"thread {tid}: out of order, or twice: {calls}")
        absent += not log.threads[tid]
        silent += n - len(calls) - sum(c[1] for c in log.threads[tid] if isinstance(c, tuple))
    tasks = sum(int(n) for n in re.findall(r"(\d+) tasks", err))
    allowed = tasks * 2 * max(made.values())  # a process has two threads
    check(0 <= silent <= allowed, f"{silent} calls of {sum(made.values())} are neither printed nor counted as lost, "
          f"{absent} of {len(made)} threads are not in the log; it says: {err.strip() or 'nothing'}")


def checks_of(boot, tests):
    yield "kernel", lambda: check_kernel(boot)
    for test in tests:
        yield f"live/{test.name}", lambda test=test: check_live(boot, test)
    for kind in ("lseek", "unlink"):
        yield f"count/{kind}", lambda kind=kind: check_complete(boot, kind)
        yield f"drop/{kind}", lambda kind=kind: check_drop(boot, kind)
    yield "life", lambda: check_life(boot)
    for name in ("flight", "all-threads", "one-thread", "leader", "end"):
        yield f"attach/{name}", lambda name=name: check_attach(boot, name)
    for name in ("command", "attached", "stopped"):
        yield f"kill9/{name}", lambda name=name: check_kill(boot, name, 200000)
    if boot.preempt:
        for number in (1, 2, 3):
            yield f"hammer/{number}", lambda number=number: check_hammer(boot, number)
