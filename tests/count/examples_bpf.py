#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""examples/*.bpf.c: each with a workload of which it is known what the program must say. Those that need a kernel with
kprobes, or LSM programs, run in the guests."""
import json
import os
import re
import subprocess
from pathlib import Path

from lib import ROOT, Bench, check

EXAMPLES = Path(ROOT, "examples")


def run(bench, name, *arguments, options=(), status=0):
    """What the example prints."""
    done = subprocess.run([bench.tracer, "run", "-q", "-o", bench.path("out"), *options, EXAMPLES / f"{name}.bpf.c", *arguments],
                          cwd=bench.dir, capture_output=True, text=True, timeout=60)
    check(done.returncode == status, f"exit status {done.returncode}: {done.stderr[:500]}")
    check("lost" not in done.stderr, done.stderr[:500])
    return Path(bench.path("out")).read_text()


def lines_like(text, pattern):
    return [match for match in map(re.compile(pattern).match, text.splitlines()) if match]


def test_all_are_tested(_):
    """open is in run_bpf.py, which proves it word for word; guard and reads are among the guests' tests."""
    names = {source.name.removesuffix(".bpf.c") for source in EXAMPLES.glob("*.bpf.c")}
    tested = {name.removeprefix("test_") for name in globals() if name.startswith("test_")} | {"open", "guard", "reads"}
    check(names <= tested, f"without a test: {names - tested}")


def test_length(_):
    """Short enough to be read, with a comment that tells how to run them."""
    for source in sorted(EXAMPLES.glob("*.bpf.c")):
        text = source.read_text()
        check(text.count("\n") < 60, f"{source.name}: {text.count(chr(10))} lines")
        check("strobe run" in text and f"examples/{source.name}" in text, f"{source.name} does not say how to run it")


def test_exec(bench):
    text = run(bench, "exec", "sh", "-c", "/bin/true; /bin/false; kill -9 $$", options=["-f"], status=-9)
    started = lines_like(text, r'started pid=(\d+), parent=(\d+), comm="(\w+)", file="(.*)"$')
    check([m.group(3, 4) for m in started] == [("sh", "/usr/bin/sh"), ("true", "/bin/true"), ("false", "/bin/false")], text)
    shell = started[0].group(1)
    check([m.group(2) for m in started[1:]] == [shell, shell], f"other parents than {shell}: {text}")
    ended = lines_like(text, r'ended pid=(\d+), comm="(\w+)", status=(\d+), signal=(\d+), lived=[\d.]+[a-z]+$')
    check([m.group(2, 3, 4) for m in ended] == [("true", "0", "0"), ("false", "1", "0"), ("sh", "0", "9")], text)
    check(len(text.splitlines()) == 6, text)


def test_block(bench):
    """Four writes of 64 KiB past the page cache, and none that takes an hour."""
    write = ["dd", "if=/dev/zero", f"of={bench.path('disk')}", "bs=64k", "count=4", "oflag=direct", "status=none"]
    subprocess.run(write, check=True)  # what dd itself needs is in memory then
    made = lines_like(run(bench, "block", *write, options=["--set", "min_us=0"]),
                      r'comm="dd", pid=\d+, major=\d+, minor=\d+, sector=(\d+), bytes=65536, took=[\d.]+(us|ms|s)$')
    check(len(made) == 4 and len({m.group(1) for m in made}) == 4, f"{len(made)} of 4 requests")
    check(run(bench, "block", *write, options=["--set", "min_us=3600000000"]) == "", "some were slower than an hour")


def test_retransmit(bench):
    """A connection to a host that does not answer: TCP asks again after a second."""
    script = ("import socket\ns = socket.socket()\ns.settimeout(1.5)\n"
              "try: s.connect(('10.9.9.2', 80))\nexcept TimeoutError: pass\n")
    network = ("ip link add v0 type veth peer name v1 && ip addr add 10.9.9.1/24 dev v0 && ip link set v0 up && ip link set v1 up"
               " && ip neigh add 10.9.9.2 lladdr 02:00:00:00:00:01 dev v0 nud permanent && exec \"$@\"")
    command = ["unshare", "-n", "sh", "-c", network, "sh", bench.tracer, "run", "-q", EXAMPLES / "retransmit.bpf.c",
               "python3", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    check(done.returncode == 0, done.stderr[:500])
    mine = lines_like(done.stdout, r'from=10\.9\.9\.1, from_port=\d+, to=10\.9\.9\.2, to_port=80, state="syn sent"$')
    check(len(mine) == 1, f"{len(mine)} of 1: {done.stdout[:500]}")


def test_lookup(bench):
    text = run(bench, "lookup", "getent", "ahosts", "localhost")
    check(len(lines_like(text, r'pid=\d+, comm="getent", host="localhost", result=0, took=[\d.]+(us|ms)$')) == 1, text)
    check(text.count("\n") == 1, text)
    # EAI_NONAME of <netdb.h>: no host has this as its number
    script = "import socket\ntry: socket.getaddrinfo('no number', 80, flags=socket.AI_NUMERICHOST)\nexcept OSError: pass"
    text = run(bench, "lookup", "python3", "-c", script)
    check(len(lines_like(text, r'pid=\d+, comm="python3", host="no number", result=-2, took=')) == 1, text)


def test_runqlat(bench):
    """A hundred naps are a hundred wakeups; but a timer may end before the task has left the processor, where others want it."""
    text = run(bench, "runqlat", bench.program("naps"), "100", options=["--json"])
    found = [o for o in map(json.loads, text.splitlines()) if o["type"] == "map_histogram"]
    check(len(found) == 1 and found[0]["map"] == "waits", text)
    total = sum(b["count"] for b in found[0]["buckets"])
    check(90 <= total <= 105, f"{total}: {found[0]['buckets']}")


def test_delete(bench):
    Path(bench.path("here")).touch()
    os.mkdir(bench.path("folder"))
    text = run(bench, "delete", "sh", "-c", "rm -f here gone; rmdir folder; rmdir folder 2>/dev/null; true", options=["-f"])
    said = [re.sub(r"pid=\d+", "pid=N", line) for line in text.splitlines()]
    check(said == ['pid=N, comm="rm", path="here", result=0', 'pid=N, comm="rm", path="gone", result=-2 ENOENT',
                   'pid=N, comm="rmdir", path="folder", result=0', 'pid=N, comm="rmdir", path="folder", result=-2 ENOENT'], text)


def test_packets(bench):
    """Three pings to oneself: three questions and three answers of 84 bytes, and what is before them."""
    command = ["unshare", "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh", bench.tracer, "run", "-q", "-i", "lo",
               EXAMPLES / "packets.bpf.c", "ping", "-q", "-c", "3", "-i", "0.05", "127.0.0.1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    check(done.returncode == 0, done.stderr[:500])
    check(lines_like(done.stdout, r" +6 +588  icmp +4$"), done.stdout)


def test_failed(bench):
    text = run(bench, "failed", bench.program("workers"), "1", "1", "300", "lseek", options=["--set", "only=-9"])
    check(len(lines_like(text, r'pid=\d+, comm="workers", call=8, result=-9 EBADF$')) == 300, f"{text.count(chr(10))} lines: {text[:300]}")
    check(text.count("\n") == 300, f"{text.count(chr(10))} of 300 lines")


def test_imports(bench):
    text = run(bench, "imports", "/usr/bin/python3", "-I", "-S", "-c", "import this_is_not_there", status=1)
    check(not lines_like(text, r'pid=\d+, module="json"$'), text)
    wanted = ["json", "json.decoder", "json.scanner", "_json", "json.encoder"]
    text = run(bench, "imports", "/usr/bin/python3", "-I", "-S", "-c", "import json")
    found = [m.group(1) for m in lines_like(text, r'pid=\d+, module="(.*)"$')]
    check([m for m in found if "json" in m] == wanted, text)


def test_profile(bench):
    """A second of work is 99 samples, more or less."""
    text = run(bench, "profile", bench.program("burner"), "1000", options=["--json"])
    entries = [o for o in map(json.loads, text.splitlines()) if o["type"] == "map_entry"]
    check(entries, text[:500])
    key = [{member["name"]: member["value"] for member in e["key"]["struct"]} for e in entries]
    samples = sum(e["value"] for e, k in zip(entries, key) if k["comm"] == "burner")
    check(50 <= samples <= 130, f"{samples} samples: {text[:500]}")


if __name__ == "__main__":
    bench = Bench(__doc__)
    bench.run([test for name, test in list(globals().items()) if name.startswith("test_")])
