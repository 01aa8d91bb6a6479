#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe net packets and udp: as many as the device and the programs have counted, with their owners; nothing left behind."""
import json
import os
import re
import signal
import subprocess
import sys
import time

from lib import Bench, check, read, wait_for
from net_lib import Wire, sh

A, B, B6 = Wire.A, Wire.B, Wire.B6


class Cable(Wire):
    """Quiet, when it has settled, but for what a test does."""
    dev = "v0"  # in namespace a

    def __enter__(self):
        self.started = []
        return super().__enter__()

    def __exit__(self, *unused):
        for process in self.started:
            process.kill()
            process.wait()
        super().__exit__()

    def prepare(self, netns, device):
        # nobody looks for routers, or makes up addresses; reports of multicast groups follow each other at once
        self.run(netns, "sh", "-c", f"cd /proc/sys/net/ipv6/conf/{device} && echo 1 >mldv2_unsolicited_report_interval && "
                 "echo 0 >router_solicitations && echo 1 >addr_gen_mode")

    def know_neighbours(self):
        """Nobody asks for the other's address, now or later."""
        for netns, device, other, far in ((self.a, "v0", self.b, "v1"), (self.b, "v1", self.a, "v0")):
            mac = json.loads(sh("ip", "-n", other, "-j", "link", "show", "dev", far))[0]["address"]
            for address in (B, B6) if netns == self.a else (A, Wire.A6):
                sh("ip", "-n", netns, "neigh", "replace", address, "lladdr", mac, "dev", device, "nud", "permanent")

    def settle(self):
        """Each side tells twice of the multicast groups that it is in."""
        wait_for(lambda: min(self.counters(self.a)[::2]) >= 2, "the reports of multicast groups")

    def run(self, netns, *words, check=True, **options):
        return subprocess.run(["ip", "netns", "exec", netns, *map(str, words)], check=check, capture_output=True, text=True, **options)

    def popen(self, netns, *words, **options):
        return subprocess.Popen(["ip", "netns", "exec", netns, *map(str, words)], text=True, **options)

    def counters(self, netns):
        """Packets and bytes in, packets and bytes out."""
        stats = json.loads(sh("ip", "-n", netns, "-j", "-s", "link", "show", "dev", self.dev))[0]["stats64"]
        return stats["rx"]["packets"], stats["rx"]["bytes"], stats["tx"]["packets"], stats["tx"]["bytes"]


# Runs in a namespace: what others send to is known from what it prints first.
DATAGRAMS = """
import socket, sys, time
host, port, number, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
s = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
print(s.fileno(), flush=True)
for i in range(number):
    s.sendto(bytes([i % 256]) * size, (host, port))
    if i % 50 == 49: time.sleep(0.001)
if len(sys.argv) > 5: sys.stdin.readline()
"""
RECEIVER = """
import socket, sys
host, port, number = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
s = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
s.bind((host, port))
print(s.fileno(), flush=True)
for i in range(number): s.recv(65536)
sys.stdin.readline()
"""
SERVER = """
import socket, sys
s = socket.create_server((sys.argv[1], int(sys.argv[2])))
print(s.fileno(), flush=True)
while True:
    c, _ = s.accept()
    total = 0
    while data := c.recv(65536): total += len(data)
    c.sendall(str(total).encode())
    c.close()
"""
CLIENT = """
import socket, sys
s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
s.sendall(bytes(int(sys.argv[3])))
s.shutdown(socket.SHUT_WR)
print(s.recv(100).decode())
"""
# A datagram to each of so many ports, when it is told.
PORTS = """
import socket, sys, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
print(s.fileno(), flush=True)
sys.stdin.readline()
for i in range(int(sys.argv[2])):
    try: s.sendto(b"x", (sys.argv[1], 1024 + i))
    except ConnectionRefusedError: pass
print("sent", flush=True)
sys.stdin.readline()
"""
# Its connection lives until it is told.
CALLER = """
import socket, sys
s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
s.sendall(b"x")
print(s.fileno(), flush=True)
sys.stdin.readline()
"""


class Strobe:
    """A run in a namespace that sees packets when the block begins, and has ended when it has."""

    def __init__(self, bench, cable, *words, out="strobe.out"):
        self.bench, self.cable, self.words = bench, cable, words
        self.out = bench.path(out)
        self.file = words[words.index("-w") + 1] if "-w" in words else self.out

    def __enter__(self):
        with open(self.out, "w") as out:
            self.process = self.cable.popen(self.cable.a, self.bench.tracer, "net", *self.words, stdout=out, stderr=subprocess.PIPE)
        # what it begins with is written when it has begun
        wait_for(lambda: read(self.file) if os.path.exists(self.file) else self.process.poll() is not None, "strobe sees packets", 30)
        check(self.process.poll() is None, "strobe has ended")
        return self

    def __exit__(self, kind, *_):
        if kind:
            self.process.kill()
            self.process.wait()
            return
        time.sleep(0.1)
        self.process.send_signal(signal.SIGINT)
        _, self.err = self.process.communicate(timeout=30)
        self.text = read(self.out)

    def json(self, kind):
        objects = [json.loads(line) for line in self.text.splitlines()]
        check(objects and objects[0]["type"] == "strobe", f"no header: {self.text[:200]}")
        return [o for o in objects if o["type"] == kind]


def python(cable, name, program, *words):
    """Starts one of the programs above; the number that it prints first, and the process."""
    process = cable.popen(name, sys.executable, "-c", program, *words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    cable.started.append(process)
    return int(process.stdout.readline()), process


def end(process):
    process.stdin.close()
    process.wait(10)
    process.stdout.close()


def args(event):
    """Values by name; words without quotes as words."""
    bare = {a["name"]: a["value"] for a in event["args"]}
    return {name: v["string"] if isinstance(v, dict) and v.get("bare") else v for name, v in bare.items()}


def end_of(value):
    return tuple(f["value"] for f in value["struct"])


def some_traffic(cable, n):
    """Of several kinds, n packets of each."""
    cable.run(cable.a, "ping", "-q", "-f", "-c", n, B)
    cable.run(cable.a, "ping", "-q", "-f", "-c", n, B6)
    _, receiver = python(cable, cable.b, RECEIVER, B, 4000, n)
    _, sender = python(cable, cable.a, DATAGRAMS, B, 4000, n, 100)
    sender.wait(20)
    end(receiver)
    _, server = python(cable, cable.b, SERVER, B, 4001)
    done = cable.run(cable.a, sys.executable, "-c", CLIENT, B, 4001, 3_000_000)
    check(done.stdout.strip() == "3000000", f"the transfer failed: {done.stderr}")
    server.kill()
    server.wait()


def totals(flows):
    return tuple(sum(f[name] for f in flows) for name in ("packets_in", "bytes_in", "packets_out", "bytes_out"))


def compare_with_device(bench, *words, which=slice(None)):
    with Cable() as cable:
        cable.settle()
        with Strobe(bench, cable, "packets", "-i", cable.dev, "-c", "--json", *words) as strobe:
            before = cable.counters(cable.a)
            some_traffic(cable, max(20, int(500 * bench.scale)))
            after = cable.counters(cable.a)
        flows = strobe.json("flow")
        got, want = totals(flows), tuple(y - x for x, y in zip(before, after))
        check(got[which] == want[which], f"counted {got}, the device {want}: {strobe.text[:2000]}")
        check(want[0] > 1000 * min(bench.scale, 1) and not strobe.err, f"{want}, said {strobe.err}")
        return f"{want[0]} in, {want[2]} out"


def test_as_the_device_counts(bench):
    """ICMP, ICMPv6, UDP, TCP and ARP, in both directions: packets and bytes equal to the device's own counters."""
    return compare_with_device(bench)


def test_early(bench):
    """XDP on the way in, tc on the way out. With XDP the device counts bytes without the headers of Ethernet."""
    return compare_with_device(bench, "--early", which=slice(None, None, 2))


def test_each_is_a_line(bench):
    """As many lines as packets; of datagrams each with its owner, sockets that were open before included."""
    n = max(20, int(2000 * bench.scale))
    with Cable() as cable:
        cable.settle()
        out_fd, receiver = python(cable, cable.a, RECEIVER, A, 4002, n)  # open before strobe
        with Strobe(bench, cable, "packets", "-i", cable.dev, "--json") as strobe:
            before = cable.counters(cable.a)
            fd, sender = python(cable, cable.a, DATAGRAMS, B, 4003, n, 32, "wait")
            _, remote = python(cable, cable.b, DATAGRAMS, A, 4002, n, 33)
            remote.wait(20)
            time.sleep(0.3)
            after = cable.counters(cable.a)
            end(sender)
        end(receiver)
        events = strobe.json("net")
        check(len(events) == sum(y - x for x, y in zip(before[::2], after[::2])), f"{len(events)} of {before} to {after}")
        sent = [e for e in events if e["event"] == "udp" and args(e)["len"] == 32]
        got = [e for e in events if e["event"] == "udp" and args(e)["len"] == 33]
        check(len(sent) == n and len(got) == n, f"{len(sent)} and {len(got)} of {n}")
        for events, process, number, at in ((sent, sender, fd, ("dst", B, 4003)), (got, receiver, out_fd, ("dst", A, 4002))):
            owners = {(o["pid"], o.get("fd")) for e in events for o in e["owners"]}
            check(owners == {(process.pid, number)} and all(e["owners"] for e in events), f"owners {owners}, not {process.pid}:{number}")
            check({end_of(args(e)[at[0]]) for e in events} == {at[1:]}, "another destination")
        return f"{len(sent) + len(got)} owners"


def test_pcapng(bench):
    """tshark reads what -w has written: all of the packets, whole, with the owner as comment."""
    n = max(20, int(300 * bench.scale))
    file = bench.path("packets.pcapng")
    with Cable() as cable:
        cable.settle()
        with Strobe(bench, cable, "packets", "-i", cable.dev, "-w", file) as strobe:
            before = cable.counters(cable.a)
            fd, sender = python(cable, cable.a, DATAGRAMS, B, 4003, n, 1000, "wait")
            cable.run(cable.a, "ping", "-q", "-f", "-c", n, B6)
            time.sleep(0.3)
            after = cable.counters(cable.a)
            name = read(f"/proc/{sender.pid}/comm").strip()
            end(sender)
        check(not strobe.text and not strobe.err, f"said {strobe.text} {strobe.err}")
        done = subprocess.run(["tshark", "-r", file, "-T", "fields", "-e", "frame.len", "-e", "frame.cap_len", "-e", "frame.interface_name",
                               "-e", "frame.packet_flags_direction", "-e", "ip.src", "-e", "udp.dstport", "-e", "frame.comment",
                               "-e", "_ws.malformed", "-e", "udp.payload"], capture_output=True, text=True)
        rows = [line.split("\t") for line in done.stdout.splitlines()]
        check(done.returncode == 0, f"tshark: {done.stderr}")
        check(len(rows) == sum(y - x for x, y in zip(before[::2], after[::2])), f"{len(rows)} packets of {before} to {after}")
        check(sum(int(r[0]) for r in rows) == sum(y - x for x, y in zip(before[1::2], after[1::2])), "other lengths")
        check(all(r[0] == r[1] and r[2] == cable.dev and not r[7] for r in rows), f"cut or malformed: {rows[:3]}")
        ours = [r for r in rows if r[5] == "4003" and r[4] == A]  # not what refuses them
        check(len(ours) == n and {(r[4], r[6]) for r in ours} == {(A, f"{name}/{sender.pid}:{fd}")}, f"{len(ours)}: {ours[:1]}")
        check({r[3] for r in ours} <= {"Outbound", "2", "0x00000002"} and
              [r[8] for r in ours] == [bytes([i % 256]).hex() * 1000 for i in range(n)], f"not as sent: {ours[0][3]} {[(i, r[8][:8], len(r[8])) for i, r in enumerate(ours) if r[8] != bytes([i % 256]).hex() * 1000][:3]}")
        return f"{len(rows)} packets"


def test_filters(bench):
    """Decided in the kernel; -c counts what has passed. Datagrams to this side's port 4002, to the other's 4003; echoes of IPv4 and IPv6."""
    n = max(20, int(100 * bench.scale))
    cases = ((["--rport", "4003"], n), (["--lport", "4003"], 0), (["--lport", "4002"], n), (["--port", "4002"], n),
             (["--addr", "10.76.0.0/15"], 4 * n), (["--addr", "::ffff:" + B], 4 * n), (["--addr", "10.1.0.0/16"], 0), (["--addr", f"{B6}/128"], 2 * n),
             (["--direction", "in", "--family", "inet6"], n), (["--sample", "10", "--port", "4003"], -(-n // 10)))
    with Cable() as cable:
        cable.know_neighbours()
        cable.settle()
        for words, want in cases:
            receivers = [python(cable, name, RECEIVER, host, port, n)[1] for name, host, port in ((cable.a, A, 4002), (cable.b, B, 4003))]
            with Strobe(bench, cable, "packets", "-i", cable.dev, "-c", "--json", *words) as strobe:
                for name, host, port in ((cable.a, B, 4003), (cable.b, A, 4002)):
                    python(cable, name, DATAGRAMS, host, port, n, 10)[1].wait(10)
                cable.run(cable.a, "ping", "-q", "-f", "-c", n, B6)
                cable.run(cable.a, "ping", "-q", "-f", "-c", n, B)
            for receiver in receivers:
                end(receiver)
            got = sum(f["packets_in"] + f["packets_out"] for f in strobe.json("flow"))
            check(got == want, f"{words}: {got}, not {want}: {strobe.text}")


def test_too_many_flows(bench):
    """What finds no room in the table is told of, also when it may be a stranger's."""
    room, more = 16384, 100
    with Cable() as cable:
        _, sender = python(cable, cable.a, PORTS, B, room + more)
        with Strobe(bench, cable, "packets", "-i", cable.dev, "-c", "--json", "--direction", "out", "-p", str(sender.pid)) as strobe:
            sender.stdin.write("\n")
            sender.stdin.flush()
            check(sender.stdout.readline() == "sent\n", "not sent")
        end(sender)
        flows = len(strobe.json("flow"))
        found = re.search(r"not counted: (\d+) packets", strobe.err)
        check(found and flows <= room and flows + int(found[1]) >= room + more, f"{flows} flows, said {strobe.err}")


def test_format(bench):
    """A template names what the lines show, and what each packet is."""
    out = bench.path("format.out")
    with Cable() as cable:
        _, server = python(cable, cable.b, SERVER, B, 4001)
        done = cable.run(cable.a, bench.tracer, "net", "packets", "-i", cable.dev, "--format", "{event} {src} {dst} {flags} {len} {remote}", "-o", out,
                         "--", sys.executable, "-c", CLIENT, B, 4001, 10, timeout=60)
        server.kill()
        server.wait()
        event, src, *rest = read(out).splitlines()[0].split()
        check(event == "tcp" and src.startswith(A + ":") and rest == [B + ":4001", "SYN", "0", B + ":4001"], f"{read(out)} {done.stderr}")


def test_scope(bench):
    """A command: packets of its sockets alone; it ends with the status of the command."""
    n = max(20, int(200 * bench.scale))
    with Cable() as cable:
        _, other = python(cable, cable.a, DATAGRAMS, B, 4004, n, 10, "wait")
        done = cable.run(cable.a, bench.tracer, "net", "packets", "-i", cable.dev, "--json", "-o", bench.path("scope.out"), "--", "sh", "-c",
                         f"{sys.executable} - {B} 4003 {n} 10 <<'E'\n{DATAGRAMS}\nE\nexit 7", check=False, timeout=60)
        end(other)
        check(done.returncode == 7, f"exit status {done.returncode}: {done.stderr}")
        events = [json.loads(line) for line in read(bench.path("scope.out")).splitlines()][1:]
        check(len(events) == n and {end_of(args(e)["dst"]) for e in events} == {(B, 4003)}, f"{len(events)} of {n}: {events[:2]}")


def test_last_packets(bench):
    """Of a command's connection all is seen, up to what answers its last packet when it has ended."""
    with Cable() as cable:
        _, server = python(cable, cable.b, SERVER, B, 4001)
        done = cable.run(cable.a, bench.tracer, "net", "packets", "-i", cable.dev, "--json", "-o", bench.path("last.out"), "--",
                         sys.executable, "-c", CLIENT, B, 4001, 1000, timeout=60)
        server.kill()
        server.wait()
        events = [args(json.loads(line)) for line in read(bench.path("last.out")).splitlines()[1:]]
        ways = [(e["dir"]["text"], e["flags"]["text"]) for e in events]
        fin = [e for e in events if e["dir"]["text"] == "out" and "FIN" in e["flags"]["text"]]
        check(done.stdout == "1000\n" and ways[0] == ("out", "SYN") and ways[1] == ("in", "SYN|ACK") and fin, f"{done} {ways}")
        check(any(e["dir"]["text"] == "in" and e.get("ack") == (fin[-1]["seq"] + fin[-1]["len"] + 1) % 2**32 for e in events), f"{events}")
        check(sum(e["len"] for e in events if e["dir"]["text"] == "out") == 1000, f"{events}")


def test_older_server(bench):
    """-c, and a server that ran before strobe: what it accepts is its own, be the connection over or not; also with -p."""
    with Cable() as cable:
        fd, server = python(cable, cable.a, SERVER, A, 4001)
        for words in ([], ["-p", str(server.pid)]):
            with Strobe(bench, cable, "packets", "-i", cable.dev, "-c", "--json", "--port", "4001", *words) as strobe:
                cable.run(cable.b, sys.executable, "-c", CLIENT, A, 4001, 1000)
                _, caller = python(cable, cable.b, CALLER, A, 4001)
                time.sleep(0.1)
            end(caller)
            owners = [[(o["pid"], o.get("fd")) for o in f["owners"]] for f in strobe.json("flow")]
            check(sorted(owners, key=str) == [[(server.pid, fd + 1)], [(server.pid, None)]], f"{words}: {owners}: {strobe.text}")
        server.kill()
        server.wait()


def test_udp(bench):
    """Datagrams of all devices, by owner: as many as the programs have sent and received."""
    n = max(20, int(3000 * bench.scale))
    with Cable() as cable:
        _, receiver = python(cable, cable.b, RECEIVER, B6, 4005, n)
        with Strobe(bench, cable, "udp", "-c", "--json", "--port", "4005") as strobe:
            _, sender = python(cable, cable.a, DATAGRAMS, B6, 4005, n, 100, "wait")
            end(receiver)
            end(sender)
        flows = {f["owners"][0]["pid"]: totals([f]) for f in strobe.json("flow") if f["owners"]}
        want = {sender.pid: (0, 0, n, n * 148), receiver.pid: (n, n * 148, 0, 0)}  # 40 of IPv6, 8 of UDP
        check(flows == want, f"{flows}, not {want}: {strobe.text}")
        with Strobe(bench, cable, "udp", "--json", "--netns", cable.a) as strobe:
            _, receiver = python(cable, cable.b, RECEIVER, B, 4006, n)
            fd, sender = python(cable, cable.a, DATAGRAMS, B, 4006, n, 77, "wait")
            end(receiver)
            end(sender)
        events = strobe.json("net")
        check(len(events) == n and {(o["pid"], o.get("fd")) for e in events for o in e["owners"]} == {(sender.pid, fd)},
              f"{len(events)} of {n}: {events[:1]}")
        check({args(e)["len"] for e in events} == {77} and {args(e)["dir"]["text"] for e in events} == {"out"}, f"{events[0]}")
        return f"{n} datagrams, 148 bytes each"


def programs():
    """Those that see packets of devices."""
    out = subprocess.run(["bpftool", "-j", "prog", "show"], capture_output=True, text=True, check=True).stdout
    return [p["id"] for p in json.loads(out or "[]") if p.get("name", "").startswith(("strobe_tc_", "strobe_xdp"))]


def filters(cable):
    return [cable.run(cable.a, "tc", "filter", "show", "dev", cable.dev, way).stdout for way in ("ingress", "egress")]


def qdiscs(cable):
    return cable.run(cable.a, "tc", "qdisc", "show", "dev", cable.dev).stdout


def test_kill9(bench):
    """Nothing of ours stays, at the latest when strobe has run once more; a qdisc and a filter of somebody else do."""
    with Cable() as cable:
        nothing = filters(cable), qdiscs(cable)
        for foreign in (False, True):
            if foreign:
                cable.run(cable.a, "tc", "qdisc", "add", "dev", cable.dev, "clsact")
                cable.run(cable.a, "tc", "filter", "add", "dev", cable.dev, "ingress", "bpf", "bytecode", "1,6 0 0 0")
            there = filters(cable), qdiscs(cable)
            check(not foreign or "bytecode" in there[0][0], f"no filter: {there}")
            strobe = Strobe(bench, cable, "packets", "-i", cable.dev, "-c", "--json")
            strobe.__enter__()
            check(not foreign or "bytecode" in filters(cable)[0], "the filter is gone")
            check(programs(), "no program is there: the test would prove nothing")
            strobe.process.kill()
            strobe.process.wait()
            with Strobe(bench, cable, "packets", "-i", cable.dev, "-c", "--json") as again:
                cable.run(cable.a, "ping", "-c", "1", B)
            check("icmp" in again.text, f"saw nothing: {again.text} {again.err}")
            wait_for(lambda: not programs(), "its programs are gone", 3)
            check((filters(cable), qdiscs(cable)) == there, f"not as before: {filters(cable)}, {qdiscs(cable)}")
        check(nothing[0] == ["", ""], f"{nothing}")


def test_two_at_once(bench):
    """Each sees all; one that ends takes nothing from the other."""
    with Cable() as cable:
        with Strobe(bench, cable, "packets", "-i", cable.dev, "-c", "--json") as first:
            other = Strobe(bench, cable, "packets", "-i", cable.dev, "-c", "--json", out="other.out")
            with other:
                cable.run(cable.a, "ping", "-q", "-f", "-c", "20", B)
            cable.run(cable.a, "ping", "-q", "-f", "-c", "20", B)
        sums = [sum(f["packets_out"] for f in s.json("flow") if args(f)["protocol"] == "icmp") for s in (first, other)]
        check(sums == [40, 20], f"{sums}")


def test_refusals(bench):
    for words, said in ((["packets", "-i", "nosuch0"], "No such device"), (["packets"], "-i DEV"), (["udp", "-i", "lo"], "no meaning"),
                        (["packets", "-i", "lo", "--early", "--direction", "out"], "mutually exclusive"),
                        (["packets", "-i", "lo", "--snaplen", "16385"], "invalid"), (["packets", "-i", "lo", "-w", "x", "--json"], "-w")):
        done = subprocess.run([bench.tracer, "net", *words], capture_output=True, text=True, timeout=20)
        check(done.returncode == 1 and said in done.stderr and "hint" in done.stderr + "hint" * ("invalid" in said),
              f"{words}: {done.returncode} {done.stderr}")


def main():
    bench = Bench(__doc__)
    bench.run([test_as_the_device_counts, test_early, test_each_is_a_line, test_pcapng, test_filters, test_too_many_flows, test_format,
               test_scope, test_last_packets, test_older_server, test_udp, test_kill9, test_two_at_once, test_refusals])


if __name__ == "__main__":
    main()
