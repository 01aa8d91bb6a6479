#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe info: what it says about this machine is true, for root and for nobody, and nothing stays loaded."""
import json
import os
import platform
import shutil
import subprocess

from lib import Bench, check, read, wait_for

NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
PRIVILEGES = "run as root, or with CAP_BPF and CAP_PERFMON"
TRAMPOLINES = ("kernel functions, entry", "kernel functions, exit")


def info(bench, *before):
    """(exit status, {setting: value}, {feature: (works, rest of the line)})"""
    done = subprocess.run([*before, bench.tracer, "info"], capture_output=True, text=True, timeout=60)
    check(not done.stderr, f"stderr: {done.stderr}")
    settings, features, at = {}, {}, None
    for line in done.stdout.splitlines():
        if line.startswith("SETTING"):
            at = settings
        elif line.startswith("FEATURE"):
            at = features
        elif len(line) > 33 and at is settings:
            settings[line[:32].rstrip()] = line[33:]
        elif len(line) > 33 and at is features:
            features[line[:32].rstrip()] = (line[33:39].strip(), line[39:])
    return done.returncode, settings, features


def objects():
    """{(kind, id): who holds it} of the BPF objects of the machine."""
    found = {}
    for kind in ("prog", "map", "link"):
        out = subprocess.run(["bpftool", "-j", kind, "show"], capture_output=True, text=True, check=True).stdout
        found |= {(kind, entry["id"]): entry.get("pids") for entry in json.loads(out or "[]")}
    return found


def copy_for_all(bench):
    """The tracer where nobody can run it."""
    path = bench.path("strobe")
    shutil.copy(bench.tracer, path)
    os.chmod(bench.dir, 0o755)
    os.chmod(path, 0o755)
    return path


def test_root(bench):
    status, settings, features = info(bench)
    check(status == 0, f"exit status {status}")
    check(settings["kernel"].startswith(platform.release()), f"kernel: {settings['kernel']}")
    check(settings["types (BTF)"] == "/sys/kernel/btf/vmlinux", f"BTF: {settings['types (BTF)']}")
    check("bpf perfmon sys_admin" in settings["capabilities"], f"capabilities: {settings['capabilities']}")
    for feature in ("system calls", "children and threads (-f)", "exec and exit", "signals", "running processes (-p), -G",
                    "event buffer (--ring-size)", "tracepoints with types", "raw tracepoints", "list of tasks",
                    "state of a task", "shared buffer", "loops"):
        check(features[feature][0] == "yes", f"{feature}: {features[feature]}")
    for feature, (works, rest) in features.items():
        check(works in ("yes", "no"), f"{feature}: works {works}")
        check(works == "yes" or ": " in rest[57:], f"{feature} does not work, and nothing says why: {rest}")
    return f"{sum(works == 'yes' for works, _ in features.values())} of {len(features)} features"


def test_agrees_with_bpftrace(bench):
    """A second opinion on what does not work everywhere."""
    if not shutil.which("bpftrace"):
        return "no bpftrace, nothing compared"
    features = info(bench)[2]
    for feature, program in (("kernel functions", "kprobe:do_nanosleep { exit(); }"),
                             ("kernel functions, entry", "kfunc:vfs_read { exit(); }"),
                             ("tracepoints", "tracepoint:sched:sched_process_exec { }")):
        done = subprocess.run(["bpftrace", "-e", program + " BEGIN { exit(); }"], capture_output=True, text=True, timeout=60)
        works = done.returncode == 0
        check((features[feature][0] == "yes") == works, f"{feature}: {features[feature]}, bpftrace: {done.stderr[-300:]}")
    return ""


def test_nobody(bench):
    bench.tracer, own = copy_for_all(bench), bench.tracer
    try:
        status, settings, features = info(bench, *NOBODY)
    finally:
        bench.tracer = own
    check(status == 1, f"exit status {status}")
    check(settings["user"] == "uid 65534" and settings["capabilities"].startswith("none"), f"settings: {settings}")
    for feature, (works, rest) in features.items():
        check(works == "no", f"{feature} works for nobody")
    for feature in ("system calls", "signals", "event buffer (--ring-size)", "state of a task", *TRAMPOLINES):
        check(features[feature][1].endswith(PRIVILEGES), f"{feature}: {features[feature]}")


def test_nothing_stays_loaded(bench):
    before = objects()
    log = bench.path("bpf.log")
    done = subprocess.run([bench.tracer, "-o", log, "-e", "trace=bpf", bench.tracer, "info"], capture_output=True, timeout=60)
    check(done.returncode == 0, f"exit status {done.returncode}")
    check('prog_name="strobe_probe"' in read(log) and 'prog_name="on_sys_enter"' in read(log), "nothing was loaded")
    # what other programs of the machine hold is theirs
    wait_for(lambda: not [o for o, holders in objects().items() if o not in before and not holders], "the probes are gone")


def test_wrong_use(bench):
    done = subprocess.run([bench.tracer, "info", "x"], capture_output=True, text=True, timeout=10)
    name = bench.tracer + " info"
    check((done.returncode, done.stdout) == (1, ""), f"exit status {done.returncode}")
    check(done.stderr == f"{name}: unexpected argument 'x'\nTry '{name} -h' for more information.\n", done.stderr)


if __name__ == "__main__":
    Bench(__doc__).run([test_root, test_agrees_with_bpftrace, test_nobody, test_nothing_stays_loaded, test_wrong_use])
