#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Programs that were not written for strobe: the objects inside of Debian's libbpf-tools (bcc's tools, whose authors bring
their own loaders), the objects of xdp-tools, and sources in the manner of libbpf-bootstrap, libbpf-tools and the kernel's
samples. They run unchanged and print typed events, or strobe says exactly why they cannot."""
import json
import os
import re
import struct
import subprocess
from pathlib import Path

from lib import HERE, Bench, check

TOOLS, PACKETS, TESTS = Path("/usr/sbin"), Path("/usr/lib/x86_64-linux-gnu/bpf"), Path("/usr/libexec/xdp-tools")
EM_BPF = 247


def object_in(program):
    """The eBPF object that is embedded in a program: the first ELF file inside of it that is for eBPF."""
    data = program.read_bytes()
    at = data.find(b"\x7fELF", 4)
    while at > 0:
        if struct.unpack_from("<H", data, at + 18)[0] == EM_BPF:
            sections_at, = struct.unpack_from("<Q", data, at + 40)
            size, number = struct.unpack_from("<HH", data, at + 58)
            return data[at:at + sections_at + size * number]
        at = data.find(b"\x7fELF", at + 4)
    raise AssertionError(f"{program}: no eBPF object in it")


def tool(bench, name):
    path = Path(bench.path(f"{name}.bpf.o"))
    if not path.exists():
        path.write_bytes(object_in(TOOLS / name))
    return path


def run(bench, file, *command, options=(), before=()):
    return subprocess.run([*before, bench.tracer, "run", "-q", *options, file, *command], cwd=bench.dir, capture_output=True,
                          text=True, timeout=60)


def output(bench, file, *command, options=(), before=(), status=0):
    done = run(bench, file, *command, options=options, before=before)
    check("records of" not in done.stderr, done.stderr)
    check(done.returncode == status, f"{file}: exit status {done.returncode}: {done.stderr[:500]}")
    return done.stdout


def histogram(text, key):
    """{bucket: count} of the map that the text shows under this title."""
    part = text.partition(f"{key}:\n")[2]
    found = {}
    for line in part.splitlines():
        match = re.match(r"^(\[.*?\)) +(\d+) \|", line)
        if not match:
            break
        found[match.group(1)] = int(match.group(2))
    return found


# -- libbpf-tools ------------------------------------------------------------------------------------------------------
def test_execsnoop(bench):
    """A perf event array; the event has a name in BTF, for it stands in a map's value."""
    text = output(bench, tool(bench, "execsnoop"), "sh", "-c", "/bin/echo strobe-foreign argument >&2")
    found = [line for line in text.splitlines() if 'args="/bin/echo' in line]
    check(len(found) == 1, text)
    form = r'pid=\d+, ppid=\d+, uid=0, retval=0, args_count=3, args_size=\d+, comm="echo", args="/bin/echo.*"$'
    check(re.match(form, found[0]), found[0])


def test_killsnoop(bench):
    """Two arrays of signals: what sigsnoop embeds, too."""
    script = "trap '' USR1; for i in 1 2 3; do kill -USR1 $$; done"
    for name in ("killsnoop", "sigsnoop"):
        text = output(bench, tool(bench, name), "sh", "-c", script)
        mine = [m for m in re.findall(r'^pid=(\d+), tpid=(\d+), sig=10, ret=0, comm="sh"$', text, re.M) if m[0] == m[1]]
        # kill_entry and signal_generate both report a kill()
        check(mine and len(set(mine)) == 1 and len(mine) % 3 == 0, f"{name}: {mine} in {text[:500]}")


def test_bitesize(bench):
    """Histograms by command, in a hash."""
    write = ["dd", "if=/dev/zero", f"of={bench.path('disk')}", "bs=64k", "count=16", "oflag=direct", "status=none"]
    text = output(bench, tool(bench, "bitesize"), *write)
    check(histogram(text, 'hists {comm="dd"}').get("[64, 128)") == 16, text)


def test_biopattern(bench):
    """Values of a hash, by disk."""
    write = ["dd", "if=/dev/zero", f"of={bench.path('disk')}", "bs=64k", "count=16", "oflag=direct", "status=none"]
    text = output(bench, tool(bench, "biopattern"), *write, options=["--json"])
    entries = [o for o in map(json.loads, text.splitlines()) if o["type"] == "map_entry" and o["map"] == "counters"]
    values = [{m["name"]: m["value"] for m in e["value"]["struct"]} for e in entries]
    check(any(v["bytes"] >= 16 * 65536 for v in values), text)


def test_syscount(bench):
    """Counts by system call; --set gives the filter that its own loader would set."""
    worker = subprocess.Popen([bench.program("victim")], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        worker.stdout.readline()
        options = ["--set", f"filter_pid={worker.pid}", "--json", "-o", bench.path("counts")]
        tracer = subprocess.Popen([bench.tracer, "run", *options, tool(bench, "syscount"), "-p", str(worker.pid)],
                                  stderr=subprocess.PIPE, text=True)
        tracer.stderr.readline(), tracer.stderr.readline()  # attached to both
        for _ in range(7):
            worker.stdin.write(b"o")
            worker.stdin.flush()
            worker.stdout.readline()
        tracer.terminate()
        tracer.wait(20)
    finally:
        worker.kill()
        worker.wait()
    rows = [json.loads(line) for line in Path(bench.path("counts")).read_text().splitlines()]
    counts = {o["key"]: next(m["value"] for m in o["value"]["struct"] if m["name"] == "count")
              for o in rows if o["type"] == "map_entry" and o["map"] == "data"}
    check(counts.get(257) == 7, f"openat, 7 times, is not in {counts}")


def test_runqlat(bench):
    text = output(bench, tool(bench, "runqlat"), bench.program("naps"), "50")
    found = histogram(text, "hists 4294967295")
    check(sum(found.values()) >= 50, text[:1000])


def test_tracks(bench):
    """Those that attach and have nothing to say of an idle command, or count what is not ours."""
    for name in ("hardirqs", "softirqs", "drsnoop", "cpufreq", "llcstat"):
        output(bench, tool(bench, name), "true")


def test_events_without_type(bench):
    """These events are of a type that only their sources know: hexadecimal, and the reason."""
    for name, contains in (("exitsnoop", b"true"), ("mountsnoop", b"strobe-foreign"), ("opensnoop", b"strobe-nowhere")):
        script = "mount -t nosuchfs strobe-foreign /nowhere; cat /strobe-nowhere; /bin/true"
        done = run(bench, tool(bench, name), "sh", "-c", f"({script}) 2>/dev/null")
        check("nothing tells what the records of events are" in done.stderr, done.stderr)
        records = [bytes.fromhex(line.strip('"').replace("\\x", "")) for line in done.stdout.splitlines() if line.startswith('"\\x')]
        check(any(contains in record for record in records), f"{name}: {len(records)} records, none with {contains}")


REASONS = {
    "biosnoop": 'program blk_account_io_start: this kernel lets nobody load programs for SEC("fentry/blk_account_io_start")',
    "vfsstat": 'program fentry_vfs_read: this kernel lets nobody load programs for SEC("fentry/vfs_read")',
    "filelife": "cannot attach vfs_create: this kernel has no kprobes",
    "ext4dist": "this kernel has no function dummy_file_read",
    "bashreadline": 'cannot attach printret: SEC("uretprobe/readline") does not tell where',
    "javagc": 'cannot attach handle_gc_start: SEC("usdt") does not tell where',
    "mdflush": "this kernel has no function md_flush_request",
    "cpudist": "map start cannot be made: it has no max_entries",
    "offcputime": "map stackmap cannot be made: it has no max_entries",
}


def test_reasons(bench):
    """What their own loaders would choose or set before the load."""
    for name, reason in REASONS.items():
        done = run(bench, tool(bench, name), "true")
        lines = done.stderr.splitlines()
        check(done.returncode == 1 and lines[0] == f"{bench.tracer} run: {reason}" and lines[1].startswith("hint: "), done.stderr)


def test_fields_that_are_gone(bench):
    """Kernels move on: line and field are named."""
    done = run(bench, tool(bench, "runqlen"), "true")
    check(done.returncode == 0 or re.search(r"runqlen\.bpf\.c:\d+: this kernel's struct cfs_rq has no field nr_running, or", done.stderr),
          done.stderr)


# -- xdp-tools ---------------------------------------------------------------------------------------------------------
OWN_NETWORK = ["unshare", "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
PING = ["ping", "-q", "-c", "2", "-i", "0.05", "-W", "1", "127.0.0.1"]


def on_lo(bench, file, status):
    return output(bench, file, *PING, options=["-i", "lo"], before=OWN_NETWORK, status=status)


def test_xdp(bench):
    """They see the packets and decide about them."""
    on_lo(bench, TESTS / "xdp_pass.o", 0)
    on_lo(bench, TESTS / "xdp_drop.o", 1)
    on_lo(bench, PACKETS / "xdpfilt_alw_all.o", 0)  # lets through what its maps do not name
    on_lo(bench, PACKETS / "xdpfilt_dny_ip.o", 1)   # refuses what its maps do not name, and they are empty
    text = on_lo(bench, PACKETS / "xdpdump_xdp.o", 0)
    check("trace_cfg = {capture_if_ifindex=0, capture_snaplen=0, capture_prog_index=0}" in text, text)
    check("refcnt = 1" in on_lo(bench, PACKETS / "xsk_def_xdp_prog.o", 0), "the global is missing")


def test_xdp_reasons(bench):
    done = run(bench, PACKETS / "xdpdump_bpf.o", "true", options=["-i", "lo"], before=OWN_NETWORK)
    check("this kernel has no function func\n" in done.stderr, done.stderr)
    done = run(bench, TESTS / "test_long_func_name.o", "true", options=["-i", "lo"], before=OWN_NETWORK)
    check(re.search(r"cannot attach xdp_test_prog_with_a_long_name_too: .*Device or resource busy\nhint: another program", done.stderr),
          done.stderr)


# -- sources -----------------------------------------------------------------------------------------------------------
def source(name):
    return Path(HERE, "foreign", f"{name}.bpf.c")


def test_bootstrap(bench):
    """A ring buffer; only the code mentions the type."""
    text = output(bench, source("bootstrap"), "sh", "-c", "/bin/true strobe", options=["--max-events", "1000", "--map", "none"])
    shell = re.search(r'^pid=(\d+), ppid=\d+, exit_code=0, duration_ns=0, comm="sh", filename="/usr/bin/sh", exit_event=false$', text, re.M)
    check(shell, text)
    check(re.search(rf'^pid=\d+, ppid={shell.group(1)}, .* comm="true", filename="/bin/true", exit_event=false$', text, re.M), text)


def test_perfbuf(bench):
    """A perf event array; the event is a local variable."""
    script = "import os\nfor i in range(30): os.access(f'/strobe-foreign/{i}', os.R_OK)"
    text = output(bench, source("perfbuf"), "python3", "-c", script)
    mine = re.findall(r'^ts=0, pid=(\d+), uid=0, ret=-2, mode=4, outcome=FAILED, comm="python3", fname="/strobe-foreign/(\d+)"$', text, re.M)
    check([int(n) for _, n in mine] == list(range(30)), text[:1000])


def test_maps(bench):
    """Per-CPU maps are added up, and the global as well."""
    text = output(bench, source("maps"), bench.program("workers"), "1", "1", "80", "lseek", options=["--json"])
    rows = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    slots = {o["key"]: o["value"] for o in rows if o["type"] == "map_entry" and o["map"] == "dist"}
    check(set(slots) == set(range(8)) and all(n >= 10 for n in slots.values()), f"{slots}")
    mine = [o["value"] for o in rows if o["type"] == "map_entry" and o["map"] == "my_map"]
    check(80 in mine and sum(mine) == sum(slots.values()), f"{mine}, {slots}")
    check(any(o.get("value") == sum(mine) for o in rows if o["type"] == "global"), text)


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C.UTF-8"
    bench = Bench(__doc__)
    bench.run([test for name, test in list(globals().items()) if name.startswith("test_")])
