#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Every command of docs/PROBES.md is run, while something happens that it must show."""
import os
import re
import shlex
import subprocess
import time

from lib import HERE, ROOT, Bench, check, read, wait_for

# What an example's command has in it -> what happens meanwhile, what it must print then. NAME is a copy of a program whose name
# nothing else on the machine has.
MEANWHILE = {
    "signal_generate": ("sleep 5 & sleep 0.1; kill -9 $!", r"sig=9, errno=0, .*comm=\"sleep\""),
    "sched_process_exec": ("/bin/true", r"\d /bin/true$"),
    "sys_exit_openat": ("NAME /no/such/file", r"^ +\d+  \"strobe-test\" +-2$"),
    "libc:fsync": ("dd if=/dev/zero of=FILE bs=1M count=8 conv=fsync status=none", r"dd/\d+\(\d+\) ufunc:libc\.so\.6:fsync fd=1, ret=0, duration="),
    "getaddrinfo": ("getent ahosts localhost > /dev/null", r"getent/\d+\(\d+\) ufunc:libc\.so\.6:getaddrinfo node=\"localhost\", ret=0, duration="),
    "import__find": ("/usr/bin/python3 -c 'import colorsys'", r"import__find__load__start name=\"colorsys\"$"),
    "sys_enter_fsync": ("dd if=/dev/zero of=FILE bs=1 count=1 conv=fsync status=none",
                        r"dd/\d+\(\d+\) syscalls:sys_enter_fsync .*(\n    .*)*\n    fsync\+0x\S+ \(libc"),
    "sys_exit_read": ("dd if=/dev/zero of=/dev/null bs=4096 count=100 status=none",
                      r"comm=\"dd\": ret\n(.*\n)*\[4K, 8K\) +1\d\d \|"),
    "sys_exit_write": ("dd if=/dev/zero of=/dev/null bs=1000000 count=200 status=none",
                       r"^ +200 +200000000 +1000000\.0 +1000000  \"dd\"$"),
    "mm_filemap_add_to_page_cache": ("dd if=/dev/zero of=FILE bs=4096 count=50 status=none", r"^ +\d+  \"dd\"$"),
    "sched_switch": ("for i in 1 2 3; do sleep 0.01; done", r"COUNT  PREV_COMM\n +\d+  \""),
    "contention_begin": ("WORKERS 4 4 20000 unlink > /dev/null", r"^ +COUNT\n +\d+\n +\S+\+0x"),
    "profile:99": ("BURNER 700 > /dev/null", r"^ +[4-9]\d  \"burner\"$"),
    "profile:199": (None, r"burn_innermost\+0x"),
    "inet_sock_set_state": ("python3 -c 'import socket; s = socket.create_server((\"127.0.0.1\", 0)); "
                            "c = socket.create_connection(s.getsockname()); c.close()'", r"\"python3\" +TCP_CLOSE +TCP_SYN_SENT$"),
}


def examples():
    text = read(os.path.join(ROOT, "docs/PROBES.md"))
    return re.findall(r"^    # (strobe probe .*)$", text, re.M)


def workload(bench, script):
    name = bench.path("strobe-test")
    if not os.path.exists(name):
        subprocess.run(["cp", "/bin/cat", name], check=True)
    for word, path in (("NAME", name), ("FILE", bench.path("file")), ("WORKERS", bench.program("workers")), ("BURNER", bench.program("burner"))):
        script = re.sub(rf"\b{word}\b", path, script)
    return script


def attached(tracer):
    """Links are made last; a moment later hits count."""
    folder = f"/proc/{tracer.pid}/fdinfo"
    try:
        return any("link_type" in read(os.path.join(folder, fd)) for fd in os.listdir(folder))
    except FileNotFoundError:  # closed meanwhile
        return False


def run(bench, command):
    found = [(script, want) for key, (script, want) in MEANWHILE.items() if key in command]
    check(len(found) == 1, f"no workload for {command}")
    script, want = found[0]
    words = shlex.split(command.replace("--duration 10s", "--duration 2s"))[2:]
    if script is None:
        path = bench.path("burner-framed")
        subprocess.run(["cc", "-O2", "-fno-omit-frame-pointer", "-o", path, os.path.join(HERE, "burner.c")], check=True)
        words[words.index("PROG"):] = ["-o", bench.path("log"), path, "500"]
    tracer = subprocess.Popen([bench.tracer, "probe", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if script:
        wait_for(lambda: attached(tracer), "a link", 10)
        time.sleep(0.2)
        subprocess.run(["sh", "-c", workload(bench, script)], stderr=subprocess.DEVNULL, timeout=30)
    out, err = tracer.communicate(timeout=60)
    if not script:
        out = read(bench.path("log"))
    check(tracer.returncode == 0, f"{command}: {tracer.returncode} {err}")
    check(re.search(want, out, re.M), f"{command}: {out[:1500]}")


def test_page(bench):
    """Fifteen of them, each with a workload, and no workload without."""
    found = examples()
    check(len(found) == 15 and all(sum(key in e for e in found) >= 1 for key in MEANWHILE), f"{found}")
    failed = []
    for example in found:
        try:
            run(bench, example)
        except Exception as failure:
            failed.append(str(failure))
    check(not failed, "\n".join(failed))
    return f"{len(found)} examples"


if __name__ == "__main__":
    bench = Bench(__doc__)
    bench.run([test_page])
