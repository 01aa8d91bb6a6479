# SPDX-License-Identifier: BSD-2-Clause
"""What a guest must have sent back of strobe net."""
import json
import re

from common import check


def rows_of(boot, name):
    """Events of a view, as fields by name."""
    check(boot.status(f"net/{name}") == 0 and not boot.text(f"net/{name}/err"), f"{boot.text(f'net/{name}/err')[:1000]}")
    rows = [json.loads(line) for line in boot.text(f"net/{name}/log").splitlines()[1:]]
    return [{"owners": row["owners"]} | {a["name"]: a["value"] for a in row["args"]} for row in rows]


def check_lives(boot):
    rows = rows_of(boot, "life")
    port, client, server = map(int, boot.text("net/life/out").split())
    ends = {end: [r for r in rows if (r["local"]["struct"][1]["value"] == port) == end] for end in (False, True)}
    check(len(ends[False]) == len(ends[True]) == 500, f"{len(ends[False])} and {len(ends[True])} ends of 500")
    for end, sent, received in ((False, client, server), (True, server, client)):
        got = [sum(r[f] for r in ends[end]) for f in ("bytes_sent", "bytes_received")]
        check(got == [sent, received], f"{got}, moved {sent} and {received}")


def check_retransmissions(boot):
    """With netem: segments are what the kernel has counted; but for those which could not be sent."""
    def counter(kind, name, when):
        names, values = re.findall(rf"^{kind}: (.*)$", boot.text(f"net/retrans/{when}"), re.M)
        return int(values.split()[names.split().index(name)])

    def grown(kind, name):
        return counter(kind, name, "after") - counter(kind, name, "before")
    rows = rows_of(boot, "retrans")
    seen = sum(r["segments"] for r in rows)
    counted, failed = grown("Tcp", "RetransSegs"), grown("TcpExt", "TCPRetransFail")
    check(seen > 0 and counted - failed <= seen <= counted, f"{seen} segments seen, {counted} counted, {failed} failed")
    check(all(o["comm"] == "connections" for r in rows for o in r["owners"]) and all(r["owners"] for r in rows), f"{rows[0]}")


def check_discards(boot):
    check(boot.status("net/drops") == 0 and not boot.text("net/drops/err"), boot.text("net/drops/err")[:1000])
    found = {}
    for n, reason in re.findall(r"^ +(\d+)  (\S+)", boot.text("net/drops/log"), re.M):
        found[reason] = found.get(reason, 0) + int(n)
    wanted = {"NO_SOCKET": 3, "SOCKET_FILTER": 2, "IP_NOPROTO": 1, "UDP_CSUM": 1, "PKT_TOO_SMALL": 1, "TCP_CSUM": 1}
    check({r: found.get(r) for r in wanted} == wanted and found.get("SOCKET_RCVBUFF", 0) > 10, f"{found}")


def flows_of(boot, name):
    boot.check_waits(name)
    check(boot.status(name) in (0, -2), f"{name}: exit status {boot.status(name)}: {boot.text(f'{name}/err')[:500]}")
    check(not boot.text(f"{name}/err"), f"{name}: {boot.text(f'{name}/err')}")
    rows = [json.loads(line) for line in boot.text(f"{name}/log").splitlines()[1:]]
    return [row for row in rows if "icmp" in str(row.get("args"))]


def check_packets(boot):
    """20 pings to itself: 20 requests and 20 answers, each of which is sent and received."""
    for name in ("count", "early", "again"):
        flows = flows_of(boot, f"packets/{name}")
        sums = {key: sum(f[key] for f in flows) for key in ("packets_in", "packets_out", "bytes_in", "bytes_out")}
        check(sums == {"packets_in": 40, "packets_out": 40, "bytes_in": 40 * 98, "bytes_out": 40 * 98}, f"{name}: {sums}")
        check(all(o["comm"] == "ping" for f in flows for o in f["owners"]) and any(f["owners"] for f in flows), f"{name}: {flows}")


def check_packets_gone(boot):
    """Behind kill -9 at the latest when strobe has run again; what others have put there stays."""
    boot.check_waits("packets/killed")
    links = boot.series != "6.1"  # of tcx: from 6.6 on
    killed, own, again = (boot.text(f"packets/{name}/left") for name in ("killed", "own", "again"))
    check(("strobe_tc" in killed) == (not links) and ("drop_some" in own) == (not links), f"after kill -9: {killed} {own}")
    check(not re.search("strobe|drop_some", again) and "clsact" in again and "bytecode" in again, f"after the next run: {again}")
    for name in ("count", "second"):
        check(boot.text(f"packets/{name}/left") == boot.text("packets/before"), f"{name}: not as before: {boot.text(f'packets/{name}/left')}")


def check_dns(boot):
    """A query to nobody, with its owner."""
    check(re.search(r' nslookup/\d+(:\d+)? dns role=client, name="one\.test\.", type=A, remote=127\.0\.0\.1:53, .*unanswered=\d',
                    boot.text("packets/dns/log")), boot.text("packets/dns/log") + boot.text("packets/dns/err"))


def checks_of(boot):
    yield "packets", lambda: check_packets(boot)
    yield "packets/gone", lambda: check_packets_gone(boot)
    yield "packets/dns", lambda: check_dns(boot)
    yield "net/life", lambda: check_lives(boot)
    yield "net/retrans", lambda: check_retransmissions(boot)
    yield "net/drops", lambda: check_discards(boot)
    for name, n in (("connect", 50), ("accept", 50)):
        yield f"net/{name}", lambda name=name, n=n: check(len(rows_of(boot, name)) == n and all(0 < r["latency"] < 5e9 for r in rows_of(boot, name)),
                                                          f"{rows_of(boot, name)[:2]}")
