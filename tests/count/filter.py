#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Filters on scope and outcome: known workloads, exact counts, what the ring carries, exact diagnostics."""
import json
import os
import re
import signal
import subprocess
import time

from lib import ROOT, Bench, check, read, wait_for

GOOD, EBADF, ENOENT, SLEEPS, RENAMED, NOBODY = 300, 200, 100, 3, 50, 70
CALLS = "lseek,chdir,nanosleep,execve"
RECORD_ENTER = 1  # abi/event.h


def trace(bench, *options):
    log = bench.path("filter.log")
    numbers = map(str, (GOOD, EBADF, ENOENT, SLEEPS, RENAMED, NOBODY))
    done = subprocess.run([bench.tracer, "-qq", "-o", log, "-e", "trace=" + CALLS, *options, bench.program("mixed"), *numbers],
                          capture_output=True, text=True, timeout=30)
    check(done.returncode == 0 and not done.stderr, f"status {done.returncode}, said {done.stderr!r}")
    lines = read(log).splitlines()
    return {name: sum(line.startswith(name + "(") for line in lines) for name in CALLS.split(",")}, lines


def expect(bench, options, **wanted):
    counts, lines = trace(bench, *options)
    for name, number in counts.items():
        check(number == wanted.get(name, 0), f"{' '.join(options)}: {number} {name}, not {wanted.get(name, 0)}")
    return lines


def test_no_filter(bench):
    expect(bench, [], lseek=GOOD + EBADF + RENAMED + NOBODY, chdir=ENOENT, nanosleep=SLEEPS, execve=1)


def test_successful(bench):
    lines = expect(bench, ["-z"], lseek=GOOD + RENAMED + NOBODY, nanosleep=SLEEPS, execve=1)
    # the program that made this call is gone when the outcome is known
    check(re.match(r'execve\("[^"]*/mixed", \["[^"]*/mixed", "300", .*\], 0x\w+ /\* \d+ vars \*/\) += 0$', lines[0]), lines[0])


def test_failed(bench):
    lines = expect(bench, ["-Z"], lseek=EBADF, chdir=ENOENT)
    check(lines[-1].startswith('chdir("/no/such/directory") '), lines[-1])


def test_status(bench):
    expect(bench, ["-e", "status=failed"], lseek=EBADF, chdir=ENOENT)


def test_errno(bench):
    expect(bench, ["--errno", "EBADF"], lseek=EBADF)
    expect(bench, ["--errno", "ENOENT,EACCES"], chdir=ENOENT)
    expect(bench, ["--errno", "EIO"])


def test_calls_without_end(bench):
    """A call that never ends has no errno, and no duration but that which has passed."""
    log = bench.path("endless.log")
    for options in (["--errno", "ENOENT"], ["--min-duration", "10s"]):
        subprocess.run([bench.tracer, "-o", log, "-e", "trace=exit_group", *options, "true"], timeout=30, check=True)
        check(read(log) == "+++ exited with 0 +++\n", f"{options}: {read(log)}")
    with subprocess.Popen(["sleep", "60"]) as sleeper:
        for options, shown in ((["--errno", "EIO"], False), (["--min-duration", "60s"], False), (["--min-duration", "100ms"], True)):
            tracer = subprocess.Popen([bench.tracer, "-o", log, *options, "-p", str(sleeper.pid)], stderr=subprocess.PIPE, text=True)
            check("attached" in tracer.stderr.readline(), "not attached")
            time.sleep(0.2)
            tracer.send_signal(signal.SIGINT)
            tracer.communicate(timeout=10)
            check(("<detached ...>" in read(log)) == shown, f"{options}: {read(log)}")
        sleeper.kill()


def test_signals_of_calls_left_out(bench):
    """A signal does not wait for the end of a call that shows no end."""
    log = bench.path("late.log")
    tracer = subprocess.Popen([bench.tracer, "-Z", "-o", log, "sh", "-c", "sleep 0.2 & exec sleep 2"])
    wait_for(lambda: os.path.exists(log) and "--- SIGCHLD " in read(log), "SIGCHLD", 1.5)
    check(tracer.poll() is None, "only when all was over")
    check(tracer.wait(10) == 0, f"status {tracer.returncode}")


def test_exec_by_a_thread(bench):
    """Its inputs waited under another id than the one by which it returns."""
    log = bench.path("execer.log")
    subprocess.run([bench.tracer, "-f", "-qq", "-z", "-o", log, "-e", "trace=execve", bench.program("execer")], timeout=30, check=True)
    check(re.search(r'execve\("/bin/true", \["true"\], 0x\w+ /\* \d+ vars \*/\) += 0$', read(log), re.M), read(log))


def test_min_duration(bench):
    lines = expect(bench, ["--min-duration", "15ms", "-T"], nanosleep=SLEEPS)
    check(all(float(re.search(r"<([\d.]+)>$", line)[1]) >= 0.015 for line in lines), f"{lines}")
    expect(bench, ["--min-duration", "10s"])


def test_comm(bench):
    expect(bench, ["--comm", "renamed"], lseek=RENAMED)
    expect(bench, ["--comm", "re?am*"], lseek=RENAMED)
    expect(bench, ["--comm", "mixed"], lseek=GOOD + EBADF + NOBODY, chdir=ENOENT, nanosleep=SLEEPS)
    expect(bench, ["--comm", "nobody-is-called-so"])


def told(bench, *options, script):
    """Everything that a trace without calls says of a shell and its child."""
    log = bench.path("told.log")
    done = subprocess.run([bench.tracer, "-f", "-o", log, "-e", "trace=none", *options, "sh", "-c", script], capture_output=True,
                          timeout=30)
    check(done.returncode == 0, f"{done}")
    return read(log)


def test_lives_of_others(bench):
    """Signals and ends of tasks that a filter leaves out do not show, nor does anything else of them."""
    script = "trap : USR1; kill -USR1 $$; /bin/true; true"
    for options in (["--comm", "nobody-is-called-so"], ["--uid", "65533"]):
        text = told(bench, *options, script=script)
        check(not text, f"{options}: {text}")
        text = told(bench, "--json", *options, script=script)
        check(len(text.splitlines()) == 1, f"{options}: {text}")
    text = told(bench, "--comm", "sh", script=script)
    check("--- SIGUSR1 " in text and "--- SIGCHLD " in text and text.count("+++ exited with 0 +++") == 1, text)
    text = told(bench, "--json", "--comm", "true", script=script)
    kinds = [json.loads(line)["type"] for line in text.splitlines()]
    check(kinds == ["strobe", "exec", "exit"], f"{kinds}")


def test_uid(bench):
    expect(bench, ["--uid", "65534"], lseek=NOBODY)
    expect(bench, ["--uid", "nobody"], lseek=NOBODY)


def test_cgroup(bench):
    """A cgroup of its own: what runs inside is seen, what runs beside it is not."""
    mounts = [line.split()[1] for line in open("/proc/mounts") if line.split()[2] == "cgroup2"]
    check(mounts, "no cgroup v2 file system is mounted")
    group = os.path.join(mounts[0], f"strobe-test-{os.getpid()}")
    os.mkdir(group)
    try:
        log = bench.path("cgroup.log")
        move = f"echo 0 > {group}/cgroup.procs"
        script = f"cd /no/such/outside; ({move}; cd /no/such/inside); true"
        subprocess.run([bench.tracer, "-f", "-qq", "-e", "trace=chdir", "--cgroup", group, "-o", log, "sh", "-c", script],
                       capture_output=True, timeout=30, check=True)
        text = read(log)
        check("/no/such/inside" in text and "/no/such/outside" not in text, text)
        script = f"({move}; trap : USR1; exec sh -c 'kill -USR1 $$; sleep 9'); /bin/true; true"
        text = told(bench, "--cgroup", group, script=script)
        check("+++ killed by SIGUSR1 +++" in text and len(text.splitlines()) == 2, text)
    finally:
        os.rmdir(group)


def test_counted(bench):
    log = bench.path("summary")
    subprocess.run([bench.tracer, "-c", "-U", "name,calls", "-o", log, "--errno", "EBADF", "-e", "trace=" + CALLS,
                    bench.program("mixed"), "5", "7", "9", "0", "0", "0"], timeout=30, check=True)
    check(re.search(r"^lseek +7$", read(log), re.M) and "chdir" not in read(log), read(log))


def test_ring(bench):
    """With a filter on the outcome no record is written before it is known, and none for a call that is left out."""
    recorder = os.path.join(ROOT, "build/strobe_record")
    sizes = {}
    for name, options in {"all": "", "failed": "-Z"}.items():
        opt, rec = bench.path(name + ".opt"), bench.path(name + ".rec")
        with open(opt, "w") as f:
            f.write(f"{options} -e trace=chdir,lseek {bench.program('mixed')} {GOOD} 0 {ENOENT} 0 0 0\n")
        subprocess.run([recorder, opt, rec], check=True, timeout=30)
        raw = bytes.fromhex("".join(read(rec).split("\n\n", 1)[1].split()))
        kinds, at = [], 0
        while at < len(raw):
            kinds.append(raw[at + 4])
            at += (int.from_bytes(raw[at:at + 4], "little") + 7) & ~7
        sizes[name] = len(raw)
        entries = kinds.count(RECORD_ENTER)
        check(entries >= ENOENT if name == "all" else entries == 0, f"{name}: {entries} entry records")
    check(sizes["failed"] < sizes["all"] / 2, f"{sizes}")
    return f"{sizes['all']} bytes unfiltered, {sizes['failed']} with -Z"


def test_diagnostics(bench):
    for options, text in {
            "--errno ENOTHING": "invalid errno 'ENOTHING'",
            "--comm [ab]": "invalid --comm argument: '[ab]'",
            "--uid no-such-user": "Cannot find user 'no-such-user'",
            "--min-duration fast": "invalid --min-duration argument: 'fast'",
            "--cgroup /no/such": "cannot open the cgroup /no/such: No such file or directory",
            "--cgroup /tmp": "/tmp is not a cgroup v2 directory"}.items():
        witness = bench.path("never")
        done = subprocess.run([bench.tracer, *options.split(), "touch", witness], capture_output=True, text=True, timeout=10)
        check(done.returncode == 1, f"{options}: status {done.returncode}")
        check(done.stderr.splitlines()[0] == f"{bench.tracer}: {text}", f"{options}: {done.stderr!r}")
        check(not os.path.exists(witness), f"{options}: the command was run")


if __name__ == "__main__":
    Bench(__doc__).run([value for key, value in list(globals().items()) if key.startswith("test_")])
