# SPDX-License-Identifier: BSD-2-Clause
"""What the views of `strobe net` cost on loopback: bytes per second of iperf3, requests per second of redis on connections
that stay, and on one connection for each, while a view watches the whole machine. Beside them what libbpf-tools have for
the same question, where it runs.

Server on the program's CPU, client on the other one, beside the tracer. Throughput over loopback differs by a third from
one client to the next, and by some 5 % within one: so one client goes on while views come and go, half a second with a view
lies between two without, and the median of these ratios counts. Only connections come in bursts, a second apart: that long
a local port rests, and without it their number is what is measured.
"""
import contextlib
import csv
import shutil
import signal
import socket
import time
from pathlib import Path

from lib.bar import Bar
from lib.setup import PROGRAM_CPU, TRACER_CPU, Failed, output_of, pinned, rotated, started
from lib.table import aligned, median, median_ratio, number, ratio

VIEWS = ("retrans", "connect", "accept", "life", "state", "resets", "drops", "rtt", "dns", "udp", "packets -i lo -c", "packets -i lo")
FOREIGN_TOOLS = {"tcpconnect": "connect", "tcplife": "life", "tcpstates": "state", "tcprtt": "rtt"}  # which view asks the same
FREE = ("retrans", "life")  # the bar: they run nothing with packets
PORT, REDIS_PORT = 15201, 15202
BYTES, REQUESTS, CONNECTIONS = "iperf3, Mbit/s", "redis, requests/s", "redis, connections/s"
BARRED = (BYTES, REQUESTS)
LEAST = 0.98
WINDOW, SETTLE = 0.5, 0.05  # seconds: of a measurement, after a tracer has come or gone
SLOW_START = PORTS_REST = 1
OFTEN = 6  # times in a round that a view with a bar is measured; others once in three rounds


class Part:
    name = "net"

    def measure(self, setup):
        self.rounds = {BYTES: [], REQUESTS: [], CONNECTIONS: []}
        for tool in ("iperf3", "redis-server", "redis-benchmark"):
            if not shutil.which(tool):
                setup.missing["", "net"] = f"{tool} is not installed; hint: apt install iperf3 redis"
                return self.rounds
        for what, traffic in ((BYTES, moving_bytes), (REQUESTS, asking), (CONNECTIONS, connecting)):
            with traffic(setup) as rate:
                for n in range(setup.rounds):
                    self.rounds[what] += self.beside(setup, rate, columns(what, n))
        return self.rounds

    def beside(self, setup, rate, views):
        """[{view: per second, "none": the mean of before and after}]"""
        found, before = [], rate() if views else 0
        for view in views:
            watched = setup.attempt(self.name, view, view, lambda: self.watched(setup, rate, view))
            time.sleep(SETTLE)
            after = rate()
            if watched:
                found.append({view: watched, "none": (before + after) / 2})
            before = after
        return found

    def watched(self, setup, rate, view):
        command = [setup.strobe, "net", *view.split(), "--json", "-o", setup.trace]
        if view in FOREIGN_TOOLS:
            if not shutil.which(view):
                raise Failed("it is not installed; hint: apt install libbpf-tools")
            command = ["stdbuf", "-oL", view]
        words = setup.scratch / "words"
        with setup.trace.open("w") as out, words.open("w") as err:
            with started(pinned(TRACER_CPU, *command), stdout=out, stderr=err) as tracer:
                wait(lambda: tracer.poll() is not None or setup.trace.stat().st_size, "the tracer")
                time.sleep(SETTLE)
                found = rate()
                if tracer.poll() is not None:
                    raise Failed((words.read_text().strip() or "the tracer ended before the measurement did").splitlines()[0])
                tracer.send_signal(signal.SIGINT)
                tracer.wait(timeout=60)
                return found

    def lines(self):
        if not self.rounds[BYTES]:
            yield "strobe net: n/a"
            return
        yield "strobe net beside traffic on loopback, and what is left of the traffic (medians)"
        rows = [["", *self.rounds]]
        rows.append(["none", *(number(middle(rounds, "none")) for rounds in self.rounds.values())])
        for column in (*VIEWS, *FOREIGN_TOOLS):
            name = f"{column} (for {FOREIGN_TOOLS[column]})" if column in FOREIGN_TOOLS else column
            rows.append([name, *(f"{number(middle(rounds, column))} ({ratio(median_ratio(rounds, column, 'none'))})"
                                 for rounds in self.rounds.values())])
        yield from aligned(rows)

    def bars(self):
        for view in FREE:
            yield Bar(f"traffic that is left beside strobe net {view}", LEAST,
                      {what.split(",")[0]: median_ratio(rounds, view, "none") for what, rounds in self.rounds.items()
                       if what in BARRED}, at_least=True)


def columns(what, n):
    """Those with a bar more often: 2 % is less than a half second differs from the next."""
    often = rotated(FREE, n) * OFTEN if what in BARRED else []
    return often + rotated([*VIEWS, *FOREIGN_TOOLS], n) if n % 3 == 0 else often


def middle(rounds, column):
    return median(r.get(column) for r in rounds)


def growth(count):
    """Of a number, per second."""
    first, start = count(), time.monotonic()
    time.sleep(WINDOW)
    last, end = count(), time.monotonic()
    if last <= first:
        raise Failed("the traffic stands still")
    return (last - first) / (end - start)


@contextlib.contextmanager
def moving_bytes(setup):
    received = Path("/sys/class/net/lo/statistics/rx_bytes")
    with started(pinned(PROGRAM_CPU, "iperf3", "-s", "-1", "-p", PORT)):
        wait(listens, "iperf3")
        with started(pinned(TRACER_CPU, "iperf3", "-c", "127.0.0.1", "-p", PORT, "-t", 3600)):
            time.sleep(SLOW_START)
            yield lambda: growth(lambda: int(received.read_text())) * 8 / 1e6


def redis():
    return started(pinned(PROGRAM_CPU, "redis-server", "--port", REDIS_PORT, "--save", "", "--appendonly", "no"))


def clients(*options):
    return pinned(TRACER_CPU, "redis-benchmark", "-p", REDIS_PORT, "-t", "get", "-c", 20, *options)


@contextlib.contextmanager
def asking(setup):
    with redis():
        wait(answers, "redis-server")
        with started(clients("-l", "-q")), socket.create_connection(("127.0.0.1", REDIS_PORT)) as control:
            time.sleep(SLOW_START)
            yield lambda: growth(lambda: processed(control))


def processed(control):
    control.sendall(b"INFO stats\r\n")
    name, _, number = next(line for line in control.recv(65536).splitlines() if b"commands_processed" in line).partition(b":")
    return int(number)


@contextlib.contextmanager
def connecting(setup):
    with redis():
        wait(answers, "redis-server")
        yield lambda: connections(500 if setup.quick else 5_000)


def connections(number):
    time.sleep(PORTS_REST)
    out = output_of(clients("-k", 0, "-n", number, "--csv"))
    return next(float(row[1]) for row in csv.reader(out.splitlines()) if row[0] == "GET")


def wait(condition, what):
    for _ in range(400):
        if condition():
            return
        time.sleep(0.02)
    raise Failed(f"{what} does not start")


def answers():
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", REDIS_PORT)) == 0


def listens():
    """Without a connection, of which iperf3 -1 takes only one."""
    with open("/proc/net/tcp") as tcp, open("/proc/net/tcp6") as tcp6:
        return any(f":{PORT:04X} " in line and " 0A " in line for line in (*tcp, *tcp6))
