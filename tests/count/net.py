#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe net: TCP against the counters of the kernel and what programs say of themselves; owners; drops; resets."""
import json
import os
import re
import signal
import subprocess
import time

from kill9 import attached
from lib import Bench, check, read, wait_for
from net_lib import Watch, Wire, sh

REFUSED, TIMED_OUT = 111, 110


def holders(event):
    return {(o["pid"], o.get("fd")) for o in event["owners"]}


def check_sums(wire, events):
    """Segments of all retransmissions are what the namespaces have counted. A transmission that failed is counted, and
    traced by newer kernels only."""
    total = 0
    for netns in (wire.a, wire.b):
        counted = wire.counters(netns)
        seen = sum(e["segments"] for e in events if e["netns"] == wire.inode(netns))
        least = counted["TcpRetransSegs"] - counted.get("TcpExtTCPRetransFail", 0)
        check(least <= seen <= counted["TcpRetransSegs"], f"{seen} segments seen, {counted['TcpRetransSegs']} counted, "
              f"{counted.get('TcpExtTCPRetransFail', 0)} failed")
        total += seen
    return total


def lose_and_compare(bench, wire, lose, host):
    one, other = wire.pair(5001, host)
    early = one.connect(host, 5001)
    with Watch(bench, "retrans") as watch:
        lose()
        late = one.connect(host, 5001)
        for fd in (early, late):
            for _ in range(4):
                one.send(fd, int(400000 * bench.scale))
            one.wait(fd)
        fork = one.fork(early)
        time.sleep(0.1)
        one.send(late, 400000)
        one.wait(late)
        wire.rules(wire.a)
        wire.rules(wire.b)
        wire.settle()
        events = wire.own(watch.stop())
    total = check_sums(wire, events)
    sent = [e for e in events if e["netns"] == wire.inode(wire.a)]
    check(sent and all(e["remote"] == (host, 5001) for e in sent), f"{sent[:1]}")
    known = {one.pid, fork}
    for e in events:
        who = {pid for pid, _ in holders(e)}
        mine = e["netns"] == wire.inode(wire.a)
        check(who and who <= (known if mine else {other.pid}), f"owners {e['owners']} of {e}")
        check(not mine or {fd for _, fd in holders(e)} <= {early, late}, f"descriptors {e['owners']}")
    return total, events


def test_retrans_lost_by_nft(bench):
    """Every ninth packet that arrives is lost, on both sides."""
    with Wire() as wire:
        def lose():
            for netns in (wire.a, wire.b):
                wire.rules(netns, "meta l4proto tcp numgen inc mod 9 == 0 drop")
        total, events = lose_and_compare(bench, wire, lose, wire.B)
    kinds = {e["kind"] for e in events}
    check(total and "fast" in kinds, f"{total} segments, {kinds}")
    return f"{total} segments in {len(events)} lines: {', '.join(sorted(kinds))}"


def test_retrans_lost_by_tc(bench):
    """The same with a dropper that counts, and IPv6."""
    with Wire() as wire:
        total, events = lose_and_compare(bench, wire, lambda: wire.drop_by_tc(bench, wire.b, "v1", 11), wire.B6)
    check(total, "nothing was lost")
    return f"{total} segments in {len(events)} lines"


def test_retrans_kinds(bench):
    """A SYN, a SYN-ACK, a probe and a timeout, each provoked alone."""
    with Wire() as wire:
        one, other = wire.pair(5001)
        fd = one.connect(wire.B, 5001)
        one.send(fd, 100000)
        one.wait(fd)
        with Watch(bench, "retrans", "--netns", wire.a) as mine, \
             Watch(bench, "retrans", "--netns", wire.b, log=bench.path("b.log")) as theirs:
            wire.rules(wire.b, "meta l4proto tcp drop")
            one.send(fd, 1000)
            wait_for(lambda: [e for e in mine.events() if e["kind"] == "timeout"], "a timeout", 10)
            one.tell("connect", wire.B, 5001)
            wait_for(lambda: [e for e in mine.events() if e["kind"] == "SYN"], "a SYN again", 10)
            wire.rules(wire.b)
            one.hear()
            wire.rules(wire.a, "tcp flags & (syn | ack) == (syn | ack) drop")
            one.tell("connect", wire.B, 5001)
            wait_for(lambda: [e for e in theirs.events() if e["kind"] == "SYN-ACK"], "a SYN-ACK again", 10)
            wire.rules(wire.a)
            one.hear()
            wire.settle()
            events = mine.stop() + theirs.stop()
        check_sums(wire, events)
    kinds = [e["kind"] for e in events if e["socket"]]
    check({"probe", "timeout", "SYN", "SYN-ACK"} <= set(kinds), f"{kinds}")
    again = [e for e in events if e["kind"] == "SYN-ACK"]
    check(all(holders(e) == {(other.pid, 3)} and e["local"] == (wire.B, 5001) for e in again), f"{again[0]}")
    return ", ".join(sorted(set(kinds)))


def test_owners(bench):
    """A socket that was there before is passed to another process, and inherited by a child: whoever holds it is named."""
    with Wire() as wire:
        one, _ = wire.pair(5001)
        heir = wire.talker(wire.a)
        fd = one.connect(wire.B, 5001)
        with Watch(bench, "retrans", "--netns", wire.a) as watch:
            def provoke(talker, number, expected):
                before = len(watch.events())
                wire.rules(wire.b, "meta l4proto tcp drop")
                talker.send(number, 100)
                wait_for(lambda: len(watch.events()) > before, "a retransmission", 10)
                wire.rules(wire.b)
                talker.wait(number)
                got = [holders(e) for e in watch.events()[before:]]
                check(all(g == expected for g in got), f"{got}, not {expected}")
            provoke(one, fd, {(one.pid, fd)})
            path = bench.path("give")
            heir.tell("take", path)
            heir.hear()
            one.give(fd, path)
            got = heir.hear()
            provoke(heir, got, {(heir.pid, got)})
            child = heir.fork(got)
            provoke(heir, got, {(child, got)})
            wire.settle()
            events = watch.stop()
        check_sums(wire, events)
    return f"{len(events)} retransmissions"


def test_connects(bench):
    """Known attempts: their results, how long they took, which SYNs were sent again."""
    with Wire() as wire:
        one, other = wire.pair(5001)
        other.serve(wire.B6, 5001)
        for host in (wire.B, wire.B6):
            one.connect(host, 5001)  # from here on each knows where the other is
        again = wire.counters(wire.a)["TcpExtTCPSynRetrans"]
        patient = wire.talker(wire.a)
        wire.rules(wire.b, "tcp dport 5002 drop")
        with Watch(bench, "connect", "--netns", wire.a) as watch, Watch(bench, "accept", "--netns", wire.b) as accepts:
            patient.tell("connect", wire.B, 5002, 1)
            for host, port in ((wire.B, 5001), (wire.B6, 5001), (wire.B, 5003)):
                one.connect(host, port)
            check(patient.hear() == f"errno {TIMED_OUT}", "the lost SYN")
            found = {e["remote"]: e for e in watch.stop()}
            again = wire.counters(wire.a)["TcpExtTCPSynRetrans"] - again
            accepted = accepts.stop()
    results = {remote: e["result"] for remote, e in found.items()}
    check(results == {(wire.B, 5001): 0, (wire.B6, 5001): 0, (wire.B, 5003): "-111 ECONNREFUSED", (wire.B, 5002): "-110 ETIMEDOUT"},
          f"{results}")
    lost = found[wire.B, 5002]
    check(lost["syn_retrans"] == again > 0 and lost["latency"] > 2.5e9, f"{lost}")
    check(all(0 < e["latency"] < 1e8 and e["syn_retrans"] == 0 for e in found.values() if e is not lost), f"{found}")
    check(lost["owners"][0]["pid"] == patient.pid and found[wire.B, 5003]["owners"][0]["pid"] == one.pid, f"{found}")
    check([e["local"] for e in accepted] == [(wire.B, 5001), (wire.B6, 5001)], f"{accepted}")
    check(all(e["owners"][0]["pid"] == other.pid and 0 < e["latency"] < 1e8 for e in accepted), f"{accepted}")


def test_connects_without_syn(bench):
    """What fails before a SYN is sent: no route, no port that is free, by IPv4 and IPv6. Each once, with the caller."""
    with Wire() as wire:
        one, _ = wire.pair(5001)
        far, far6 = "203.0.113.9", "2001:db8::9"
        sh("ip", "netns", "exec", wire.a, "sysctl", "-q", "-w", "net.ipv4.ip_local_port_range=40000 40000")
        with Watch(bench, "connect", "--netns", wire.a) as watch, \
             Watch(bench, "connect", "--netns", wire.a, "--family", "inet", log=bench.path("inet.log")) as inet:
            said = [one.connect(far, 80), one.connect(far6, 81), one.connect(wire.B, 5001), one.connect(wire.B, 5001)]
            mapped = one.connect("::ffff:" + far, 82)
            events, of_inet = watch.stop(), inet.stop()
    check(said[0] == said[1] == mapped == "errno 101" and said[2] >= 0 and said[3] == "errno 99", f"{said} {mapped}")
    check([e["remote"][1] for e in of_inet] == [80, 5001, 5001, 82] and of_inet[3]["local"][0] == "0.0.0.0", f"{of_inet}")
    check(events.pop()["remote"] == (far, 82), f"{events}")
    found = [(e["remote"], e["result"]) for e in events]
    check(found == [((far, 80), "-101 ENETUNREACH"), ((far6, 81), "-101 ENETUNREACH"), ((wire.B, 5001), 0),
                    ((wire.B, 5001), "-99 EADDRNOTAVAIL")], f"{found}")
    check(all(e["owners"][0]["pid"] == one.pid for e in events), f"{events}")
    check([e["latency"] != "?" for e in events] == [False, False, True, False], f"{events}")


def test_ends(bench):
    """Who closed, in each way, and what was moved until then."""
    with Wire() as wire:
        one, other = wire.pair(5001)
        with Watch(bench, "life", "--netns", wire.a) as watch, Watch(bench, "state", "--netns", wire.a) as states:
            closed = one.connect(wire.B, 5001)
            one.send(closed, 1000)
            one.wait(closed)
            one.close(closed)
            half = one.connect(wire.B, 5001)
            one.send(half, 70000)
            one.shut(half)
            one.close(half)
            cut = one.connect(wire.B, 5001)
            one.send(cut, 10)
            one.wait(cut)
            one.reset(cut)
            refused = one.connect(wire.B, 5009)
            check(refused == f"errno {REFUSED}", refused)
            time.sleep(0.1)
            lives, states = watch.stop(), states.stop()
    got = [(e["bytes_sent"], e["bytes_received"], e["closed"]) for e in lives]
    check(got == [(1000, 0, "local"), (70000, 0, "local"), (10, 0, "local-reset")], f"{got}")
    check(all(e["owners"][0]["pid"] == one.pid and e["duration"] > 0 and e["min_rtt"] > 0 for e in lives), f"{lives}")
    paths = {}
    for e in states:
        paths.setdefault(e["socket"], []).append(e["state"].removeprefix("TCP_"))
        check(e["from"] == "TCP_CLOSE" or e["duration"] > 0, f"{e}")
    usual = ["SYN_SENT", "ESTABLISHED", "FIN_WAIT1", "FIN_WAIT2", "CLOSE"]
    check(list(paths.values()) == [usual, usual, ["SYN_SENT", "ESTABLISHED", "CLOSE"], ["SYN_SENT", "CLOSE"]], f"{paths}")


def test_ends_by_others(bench):
    """A reset from the other side, and one that is never heard again."""
    with Wire() as wire:
        one, other = wire.pair(5001)
        fd = other.connect(wire.A, 5009)
        check(fd == f"errno {REFUSED}", "nobody listens")
        one.serve(wire.A, 5009)
        fd = other.connect(wire.A, 5009)
        with Watch(bench, "life", "--netns", wire.a) as watch:
            other.reset(fd)
            mute = one.connect(wire.B, 5001)
            sh("ip", "netns", "exec", wire.a, "sysctl", "-q", "net.ipv4.tcp_retries2=1")
            wire.rules(wire.b, "meta l4proto tcp drop")
            one.send(mute, 10)
            wait_for(lambda: len(watch.events()) == 2, "both ends", 20)
            events = watch.stop()
    check([(e["local"][1] == 5009, e["closed"]) for e in events] == [(True, "remote-reset"), (False, "timeout")], f"{events}")
    check(events[1]["retrans"] > 0 and events[0]["duration"] == "?", f"{events}")


def test_many_short_connections(bench):
    """None is missing, and every byte is counted once, on both sides."""
    n = int(10000 * bench.scale)
    with Wire() as wire:
        done = subprocess.run(["ip", "netns", "exec", wire.a, bench.tracer, "net", "life", "--json", "-o", bench.path("life.log"), "--",
                               bench.program("connections"), "8", str(n)], capture_output=True, text=True, timeout=120)
    check(done.returncode == 0 and not done.stderr, done.stderr)
    port, client, server = map(int, done.stdout.split())
    rows = [{a["name"]: a["value"] for a in json.loads(line)["args"]} for line in read(bench.path("life.log")).splitlines()[1:]]
    sides = {True: [], False: []}
    for row in rows:
        sides[row["local"]["struct"][1]["value"] == port].append(row)
    check(len(sides[True]) == len(sides[False]) == n, f"{len(sides[False])} and {len(sides[True])} of {n}")
    for side, sent, received in ((False, client, server), (True, server, client)):
        got = [sum(row[f] for row in sides[side]) for f in ("bytes_sent", "bytes_received")]
        check(got == [sent, received], f"{got}, moved {sent} and {received}")
    return f"{2 * n} ends, {client + server} bytes"


DROPS = """
import socket, struct
def packet(protocol, payload=b"", to="10.77.0.2"):
    return struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(payload), 1, 0, 64, protocol, 0, socket.inet_aton("10.77.0.1"),
                       socket.inet_aton(to)) + payload
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
def send(*words, **more): raw.sendto(packet(*words, **more), ("10.77.0.2", 0))
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for _ in range(3): udp.sendto(b"x", ("10.77.0.2", 9999))            # nobody there
udp.sendto(b"x", ("10.77.0.2", 7777))                               # forbidden
send(253)                                                           # a protocol that nobody has
send(17, struct.pack("!HHHH", 5, 9998, 8, 0xdead))                  # a wrong sum
send(17, struct.pack("!HHHH", 5, 9998, 80, 0))                      # shorter than it says
send(6, struct.pack("!HHIIBBHHH", 5, 9998, 1, 1, 0x50, 2, 10, 0xdead, 0))
send(17, struct.pack("!HHHH", 5, 9998, 8, 0), to="10.99.0.1")       # not for this host
full = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for _ in range(50): full.sendto(b"x" * 1000, ("10.77.0.2", 6666))   # more than the receiver keeps
"""
EXPECTED_DROPS = {"NO_SOCKET": 3, "NETFILTER_DROP": 1, "IP_NOPROTO": 1, "UDP_CSUM": 1, "PKT_TOO_SMALL": 1, "TCP_CSUM": 1,
                  "IP_INADDRERRORS": 1, "SOCKET_RCVBUFF": None}


def provoke_drops(wire):
    wire.rules(wire.b, "udp dport 7777 drop")
    narrow = subprocess.Popen(["ip", "netns", "exec", wire.b, "python3", "-c", "import socket\ns = socket.socket(socket.AF_INET, "
                               "socket.SOCK_DGRAM)\ns.setsockopt(1, 8, 1)\ns.bind(('10.77.0.2', 6666))\nprint(flush=True)\ninput()"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    narrow.stdout.readline()
    sh("ip", "netns", "exec", wire.a, "python3", "-c", DROPS)
    return narrow


def test_drops(bench):
    """Packets that are discarded for known reasons, each by its name."""
    with Wire() as wire:
        with Watch(bench, "drops", "--netns", wire.b, "--addr", "10.77.0.1") as watch:
            narrow = provoke_drops(wire)
            time.sleep(0.2)
            events = watch.stop()
        narrow.communicate(b"\n")
    counts = {}
    for e in events:
        counts[e["reason"]] = counts.get(e["reason"], 0) + 1
        check(e["device"] == "v1" and e["remote"][0] == wire.A and e["place"], f"{e}")
    wanted = {r: n for r, n in EXPECTED_DROPS.items() if n}
    check({r: counts.get(r) for r in wanted} == wanted and counts.get("SOCKET_RCVBUFF", 0) > 10, f"{counts}")
    full = [e for e in events if e["reason"] == "SOCKET_RCVBUFF"]
    check(all(e["local"] == (wire.B, 6666) for e in full), f"{full[0]}")
    return ", ".join(sorted(counts))


def test_resets(bench):
    """Those that are sent and received, with the socket's owner."""
    with Wire() as wire:
        one, other = wire.pair(5001)
        with Watch(bench, "resets") as watch:
            fd = one.connect(wire.B, 5001)
            one.reset(fd)
            one.connect(wire.B, 5009)
            time.sleep(0.1)
            events = wire.own(watch.stop())
    a, b = wire.A, wire.B
    sent = [e for e in events if e["direction"] == "sent" and e["local"][0] == a]
    check(len(sent) == 1 and sent[0]["remote"] == (b, 5001) and sent[0]["owners"][0]["pid"] == one.pid, f"{events}")
    got = [e for e in events if e["direction"] == "received"]
    check([(e["local"][0], e["remote"][0]) for e in got] == [(b, a), (a, b)], f"{events}")
    check(got[0]["owners"][0]["pid"] == other.pid and got[1]["state"] == "TCP_SYN_SENT", f"{got}")
    refusals = [e["reason"] for e in events if e["direction"] == "sent" and e["local"] == (b, 5009)]
    check(refusals == (["NO_SOCKET"] if sent[0]["reason"] != "?" else []), f"{refusals}: {sent}")  # before 6.10 there are no reasons
    return f"{len(events)} resets, {len(refusals)} without a socket"


def test_filters(bench):
    """Decided in the kernel: ports, addresses, families, states; and in user space: whose socket it is."""
    with Wire() as wire:
        one, other = wire.pair(5001)
        other.serve(wire.B, 5002)
        other.serve(wire.B6, 5001)
        stranger = wire.talker(wire.a)
        cases = {
            "all": ([], 4), "port": (["--port", 5001], 3), "rport": (["--rport", 5002], 1), "lport": (["--lport", 5002], 0),
            "lport here": (["--lport", 40123], 1), "mapped": (["--addr", "::ffff:" + wire.B], 3),
            "addr": (["--addr", wire.B + "/31"], 3), "addr6": (["--addr", "fd77::/64"], 1), "none": (["--addr", "10.78.0.0/16"], 0),
            "family": (["--family", "inet6"], 1), "state": (["--state", "established"], 4), "closed": (["--state", "close"], 0),
            "pid": (["-p", one.pid], 3), "comm": (["--comm", "pyth*"], 4), "other": (["--comm", "x*"], 0),
        }
        watches = {}
        for name, (words, _) in cases.items():
            watches[name] = Watch(bench, "connect", "--netns", wire.a, *words, log=bench.path(name + ".log"))
        for port in (5001, 5002):
            one.connect(wire.B, port)
        one.connect(wire.B6, 5001, 0, 40123)
        stranger.connect(wire.B, 5001)
        time.sleep(0.2)
        got = {name: len(watch.stop()) for name, watch in watches.items()}
    check(got == {name: n for name, (_, n) in cases.items()}, f"{got}")


def test_text_and_format(bench):
    """What a line looks like."""
    with Wire() as wire:
        one, _ = wire.pair(5001)
        with Watch(bench, "connect", "--netns", wire.a, "--format", "{owners} {event} {local} {remote} {result}", json_lines=False) as watch:
            def line():
                one.connect(wire.B, 5001)
                return os.path.exists(watch.log) and read(watch.log)
            wait_for(line, "a line", 30)
            text = watch.stop()
    first = text.splitlines()[0].split()
    check(first[0].startswith(f"python3/{one.pid}:") and first[1] == "connect" and first[3:] == [wire.B + ":5001", "0"], text)


def test_among_calls(bench):
    """strobe --net -p: a retransmission stands behind the call that wrote what is sent again, with the descriptor."""
    log = bench.path("trace.log")
    with Wire() as wire:
        one, _ = wire.pair(5001)
        fd = one.connect(wire.B, 5001)
        tracer = subprocess.Popen([bench.tracer, "--net", "-f", "-e", "trace=sendto,connect", "-o", log, "-p", str(one.pid)],
                                  stderr=subprocess.PIPE, text=True)
        check("attached" in tracer.stderr.readline(), "not attached")
        wire.rules(wire.b, "meta l4proto tcp drop")
        one.send(fd, 100)
        wait_for(lambda: "--- retrans" in read(log), "a retransmission", 10)
        wire.rules(wire.b)
        one.wait(fd)
        one.connect(wire.B, 5009)
        wait_for(lambda: "--- reset" in read(log), "a reset", 10)
        tracer.send_signal(signal.SIGINT)
        tracer.communicate(timeout=30)
    lines = read(log).splitlines()
    at = [next((i for i, line in enumerate(lines) if re.search(what, line)), -1) for what in (
        rf"sendto\({fd}, .* = 100$", rf"^{one.pid} +--- retrans fd={fd}, .*remote={wire.B}:5001, .*kind=.*---$",
        r"--- state .*state=TCP_SYN_SENT, ", r"--- reset .*direction=received", r"ECONNREFUSED")]
    check(-1 not in at and at == sorted(at), f"{at}: {lines}")


def test_nothing_stays(bench):
    """After kill -9 no program and no link."""
    before = {kind: attached(kind) for kind in ("prog", "link")}
    with Watch(bench, "drops") as watch:
        new = {kind: attached(kind) - before[kind] for kind in before}
        check(new["prog"] and new["link"], "nothing was loaded")
        watch.process.kill()
        watch.process.wait()
        wait_for(lambda: not any(attached(kind) & new[kind] for kind in new), "all is unloaded", 5.0)
    return f"{len(new['prog'])} programs"


def test_counts(bench):
    """-c adds up what the lines show; rtt counts each handshake."""
    n, before = 20, len(attached("prog"))
    with Wire() as wire:
        one, other = wire.pair(5001)
        with Watch(bench, "life", "-c", "--by", "owner,remote", "--netns", wire.b, json_lines=False) as life, \
             Watch(bench, "rtt", "--netns", wire.a, json_lines=False) as rtt:
            wait_for(lambda: len(attached("prog")) > before + 12, "both views", 30)
            time.sleep(1)
            for i in range(n):
                fd = one.connect(wire.B, 5001)
                one.send(fd, 10 + i)
                one.shut(fd)
                one.close(fd)
            time.sleep(0.2)
            table, drawing = life.stop(), rtt.stop()
    rows = [line.split() for line in table.splitlines()]
    check(rows[0][-2:] == ["OWNER", "REMOTE"] and len(rows) == 1 + n, table)
    check(sum(int(row[2]) for row in rows[1:]) == sum(10 + i for i in range(n)), table)
    check(all(row[-2] == f"python3/{other.pid}" for row in rows[1:]), table)
    blocks = dict(block.split(": duration\n", 1) for block in drawing.split("\n\n"))
    made = sum(int(line.split(")")[1].split()[0]) for line in blocks[f"handshake, {wire.B}"].splitlines())
    check(made == n and f"srtt, {wire.B}" in blocks, drawing)


def test_wrong_use(bench):
    for words, said in (
            ([], "must have a view\nhint: write one of retrans, "),
            (["retran"], "there is no view 'retran'\nhint: did you mean 'retrans'?\n"),
            (["life", "--addr", "10.0.0.1/33"], "'10.0.0.1/33' is no network\nhint: behind the slash stands a number of bits, 0 to 32\n"),
            (["life", "--state", "open"], "'open' is no state of TCP\nhint: there are established, "),
            (["life", "--netns", "nosuch"], "network namespace nosuch: No such file or directory\nhint: name one of 'ip netns'"),
            (["life", "--family", "unix"], "'unix' is no family\nhint: there are inet and inet6\n"),
            (["life", "--format", "{sport}"], "--format: life has no 'sport'\nhint: "),
            (["life", "--cgroup", "/nosuch"], "cannot open the cgroup /nosuch: No such file or directory\nhint: "),
            (["life", "-G", "-p", "1"], "-G/--system-wide and -p/--attach are mutually exclusive\n")):
        done = subprocess.run(["strobe", "net", *words], executable=bench.tracer, capture_output=True, text=True, timeout=30)
        check(done.returncode == 1 and done.stderr.startswith(f"strobe net: {said}"), f"{words}: {done.stderr!r}")


if __name__ == "__main__":
    bench = Bench(__doc__)
    bench.run([test for name, test in list(globals().items()) if name.startswith("test_")])
