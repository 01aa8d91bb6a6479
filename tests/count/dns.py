#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe net dns, with dnsmasq: queries and answers by UDP and TCP, a slow answer, a missing one, who asked and who answered."""
import json
import os
import socket
import struct
import subprocess
import sys
import time

from lib import Bench, check, read, wait_for
from net_lib import Watch, Wire

PATIENCE = 5.0  # as resolv.conf(5) has it
DELAY = 0.4

# A program that asks: server, udp or tcp, name, type, number, how often. Prints the answer's rcode, or "none".
ASK = """
import socket, struct, sys, time
server, how, name, type, id, tries = sys.argv[1:7]
query = struct.pack(">HHHHHH", int(id), 0x100, 1, 0, 0, 0)
query += b"".join(bytes([len(l)]) + l.encode() for l in name.split(".")) + b"\\0" + struct.pack(">HH", int(type), 1)
family = socket.AF_INET6 if ":" in server else socket.AF_INET
s = socket.socket(family, socket.SOCK_STREAM if how == "tcp" else socket.SOCK_DGRAM)
s.settimeout(1.0)
s.connect((server, 53))
answer = b""
for _ in range(int(tries)):
    if how == "tcp":
        s.sendall(struct.pack(">H", len(query))[:1]); time.sleep(0.02) # a message in pieces
        s.sendall(struct.pack(">H", len(query))[1:] + query)
    else:
        s.send(query)
    try:
        answer = s.recv(4096)
        break
    except (TimeoutError, socket.timeout):
        pass
print(answer[5 if how == "tcp" else 3] & 15 if answer else "none")
"""

# The server behind the server: answers late for names that begin with "slow", never for others.
UPSTREAM = f"""
import socket, struct, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 5300))
print("ready", flush=True)
while True:
    query, who = s.recvfrom(4096)
    if query[13:17].lower() != b"slow": continue
    time.sleep({DELAY})
    end = query.index(b"\\0", 12) + 5
    s.sendto(query[:2] + b"\\x81\\x80\\0\\1\\0\\1\\0\\0\\0\\0" + query[12:end] + b"\\xc0\\x0c\\0\\1\\0\\1\\0\\0\\0\\1\\0\\4\\x0a\\7\\7\\7", who)
"""


class Server:
    """dnsmasq in namespace b, as it is started for a test."""

    def __init__(self, wire):
        enter = ["ip", "netns", "exec", wire.b]
        self.upstream = subprocess.Popen([*enter, sys.executable, "-c", UPSTREAM], stdout=subprocess.PIPE, text=True)
        check(self.upstream.stdout.readline() == "ready\n", "the upstream server does not start")
        self.process = subprocess.Popen([*enter, "dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv", "--no-hosts",
                                         f"--listen-address={wire.B}", f"--listen-address={wire.B6}", "--bind-interfaces", "--user=root",
                                         "--pid-file", "--cache-size=0", "--local=/known.test/", "--host-record=one.known.test,10.1.2.3,fd00::7",
                                         "--host-record=two.known.test,10.1.2.4", "--cname=alias.known.test,one.known.test",
                                         "--mx-host=known.test,mail.known.test,5", "--server=/up.test/127.0.0.1#5300"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        wait_for(lambda: subprocess.run([*enter, "sh", "-c", "grep -q :0035 /proc/net/udp6"]).returncode == 0, "dnsmasq listens")

    def end(self):
        for process in (self.process, self.upstream):
            process.kill()
            process.wait()
        self.process.stderr.close()
        self.upstream.stdout.close()


def start(wire, server, how, name, kind, number, tries=1):
    return subprocess.Popen(["ip", "netns", "exec", wire.a, sys.executable, "-c", ASK, *map(str, (server, how, name, kind, number, tries))],
                            stdout=subprocess.PIPE, text=True)


def ask(*words):
    process = start(*words)
    said = process.communicate(timeout=30)[0].strip()
    return process.pid, said


def words_of(value):
    """Texts of an array."""
    return [v["string"] if isinstance(v, dict) else v for v in value["array"]]


def of(events, role, name, kind):
    return [e for e in events if (e["role"], e["name"], e["type"].get("string") if isinstance(e["type"], dict) else e["type"]) == (role, name, kind)]


def test_queries(bench):
    """Name, type, result, answers and who has asked: processes that live for a moment, by UDP, TCP and IPv6."""
    cases = [("udp", "one.known.test", 1, "A", "NOERROR", ["10.1.2.3"]), ("tcp", "one.known.test", 1, "A", "NOERROR", ["10.1.2.3"]),
             ("udp", "one.known.test", 28, "AAAA", "NOERROR", ["fd00::7"]), ("udp", "none.known.test", 1, "A", "NXDOMAIN", []),
             ("udp", "alias.known.test", 1, "A", "NOERROR", ["CNAME one.known.test.", "10.1.2.3"]),
             ("tcp", "known.test", 15, "MX", "NOERROR", ["MX 5 mail.known.test."]), ("udp", "elsewhere.example", 1, "A", "REFUSED", [])]
    with Wire() as wire:
        server = Server(wire)
        for host in (wire.B, wire.B6):  # the first packet waits for the neighbour's address, a second if that is lost
            ask(wire, host, *cases[0][:3], 99)
        with Watch(bench, "dns") as watch:
            asked = []
            for host in (wire.B, wire.B6):
                asked += [(host, case, ask(wire, host, *case[:3], 100 + i)) for i, case in enumerate(cases)]
            time.sleep(0.2)
            events = watch.stop()
        pid = server.process.pid
        server.end()
    for host, (how, name, _, kind, rcode, answers), (client, said) in asked:
        for role, who in (("client", client), ("server", pid)):
            found = [e for e in of(events, role, name + ".", kind) if ("tcp" in e) == (how == "tcp") and (e["remote"] == (host, 53) or
                     (role == "server" and (":" in e["remote"][0]) == (":" in host)))]
            check(len(found) == 1, f"{role} {host} {how} {name} {kind}: {found}, of {len(events)}")
            e = found[0]
            check(e.get("rcode") == rcode and words_of(e["answers"]) == answers, f"{e}")
            if role == "server" and how == "tcp":  # a child of its own for each connection
                check({o["comm"] for o in e["owners"]} == {"dnsmasq"}, f"owners {e['owners']}")
            else:
                check({o["pid"] for o in e["owners"]} == {who}, f"{role}: owners {e['owners']}, not {who}")
            check(0 < e["latency"] < 1e9, f"{e}")
    check(len(events) == 2 * len(asked), f"{len(events)} lines of {2 * len(asked)}")
    return f"{len(events)} lines"


def test_slow_and_missing(bench):
    """A slow answer tells how slow, a query without one is told of; one that is sent again is one line."""
    with Wire() as wire:
        server = Server(wire)
        with Watch(bench, "dns") as watch:
            missing = start(wire, wire.B, "udp", "never.up.test", 1, 7, 2)
            slow, said = ask(wire, wire.B, "udp", "slow.up.test", 1, 8)
            check(said == "0", f"no slow answer: {said}")
            check(missing.communicate(timeout=30)[0].strip() == "none", "an answer that must not be")
            wait_for(lambda: of(watch.events(), "client", "never.up.test.", "A"), "the query without an answer is told of", PATIENCE + 2)
            again = start(wire, wire.B, "udp", "ever.up.test", 1, 9, 1) # still waits at the end
            time.sleep(0.5)
            events = watch.stop()
            again.communicate()
        server.end()
    (e,) = of(events, "client", "slow.up.test.", "A")
    check(DELAY * 1e9 <= e["latency"] < (DELAY + 0.5) * 1e9 and words_of(e["answers"]) == ["10.7.7.7"], f"{e}")
    (e,) = of(events, "client", "never.up.test.", "A")
    check(e["unanswered"] >= PATIENCE * 1e9 and "rcode" not in e and e["tries"] == 2, f"{e}")
    check({o["pid"] for o in e["owners"]} == {missing.pid}, f"{e['owners']}")
    (e,) = of(events, "client", "ever.up.test.", "A")
    check(e["unanswered"] < PATIENCE * 1e9 and {o["pid"] for o in e["owners"]} == {again.pid}, f"{e}")


def test_many(bench):
    """Queries one after the other by many processes: none is missing, each has its own process."""
    n = max(5, int(60 * bench.scale))
    with Wire() as wire:
        server = Server(wire)
        with Watch(bench, "dns", "--comm", "python3*") as watch:
            clients = [start(wire, wire.B, "udp", f"n{i}.known.test", 1, 5) for i in range(n)]
            for c in clients:
                c.communicate(timeout=60)
            time.sleep(0.2)
            events = watch.stop()
        server.end()
    got = {(e["name"], e["owners"][0]["pid"]) for e in events if e["role"] == "client"}
    check(got == {(f"n{i}.known.test.", c.pid) for i, c in enumerate(clients)} and len(events) == n, f"{len(events)} of {n}: {sorted(got)[:3]}")
    return f"{n} queries"


def test_text(bench):
    """As a person reads it, of a command alone."""
    with Wire() as wire:
        server = Server(wire)
        log = bench.path("dns.txt")
        done = subprocess.run([bench.tracer, "net", "dns", "-o", log, "--", "ip", "netns", "exec", wire.a, sys.executable, "-c", ASK, wire.B, "udp",
                               "two.known.test", "1", "5", "1"], capture_output=True, text=True, timeout=30)
        server.end()
        text = read(log)
    check(done.returncode == 0 and done.stdout == "0\n" and not done.stderr, f"{done}")
    check(text.count("\n") == 1 and f' dns role=client, name="two.known.test.", type=A, remote={Wire.B}:53, rcode=NOERROR, answers=[10.1.2.4], latency='
          in text, text)


def test_counts(bench):
    """Counted by what is asked for, and as a template says."""
    with Wire() as wire:
        server = Server(wire)
        asked = " && ".join(f'{sys.executable} -c "$0" {wire.B} udp {name} 1 {number} 1'
                            for number, name in enumerate(("two.known.test", "none.known.test", "two.known.test"), 40))
        command = ["--", "ip", "netns", "exec", wire.a, "sh", "-c", asked, ASK]
        table, lines = bench.path("counts.txt"), bench.path("lines.txt")
        counted = subprocess.run([bench.tracer, "net", "dns", "-c", "--by", "name,rcode", "-o", table, *command], capture_output=True, text=True, timeout=30)
        printed = subprocess.run([bench.tracer, "net", "dns", "--format", "{comm} {role} {name} {rcode} {answers} {tries}", "-o", lines, *command],
                                 capture_output=True, text=True, timeout=30)
        server.end()
    check(counted.returncode == printed.returncode == 0 and not counted.stderr and not printed.stderr, f"{counted} {printed}")
    head, *rows = read(table).splitlines()
    check(head.split() == ["COUNT", "AVG(LATENCY)", "MAX(LATENCY)", "NAME", "RCODE"], head)
    found = sorted((r[0], *r[3:]) for r in map(str.split, rows))
    check(found == [("1", '"none.known.test."', "NXDOMAIN"), ("2", '"two.known.test."', "NOERROR")], f"{rows}")
    comm = os.path.basename(sys.executable)[:15]
    two, none = f"{comm} client two.known.test. NOERROR [10.1.2.4] -", f"{comm} client none.known.test. NXDOMAIN [] -"
    check(read(lines).splitlines() == [two, none, two], read(lines))


def main():
    bench = Bench(__doc__)
    bench.run([test_queries, test_slow_and_missing, test_many, test_text, test_counts])


if __name__ == "__main__":
    main()
