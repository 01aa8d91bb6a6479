# SPDX-License-Identifier: BSD-2-Clause
"""What the views of `strobe net` cost on loopback: bytes per second of iperf3, requests per second of redis, while each
of them watches the whole machine; and connections per second, which every view of connections pays for.

Server on the program's CPU, client on the other one, beside the tracer. Throughput over loopback differs by a third from run to
run, and only downwards: what counts is the best run of each.
"""
import contextlib
import csv
import json
import shutil
import signal
import socket
import subprocess
import time

from lib.bar import Bar
from lib.setup import PROGRAM_CPU, TRACER_CPU, Failed, output_of, pinned, rotated, started
from lib.table import aligned, number, ratio

VIEWS = ("retrans", "connect", "accept", "life", "state", "resets", "drops", "rtt", "dns", "udp", "packets -i lo -c", "packets -i lo")
FREE = ("retrans", "life")  # the bar: they run nothing with packets
PORT, REDIS_PORT = 15201, 15202
BYTES, REQUESTS = "iperf3, Mbit/s", "redis, requests/s"
LEAST = 0.98


class Part:
    name = "net"

    def measure(self, setup):
        self.rounds = {BYTES: [], REQUESTS: []}
        for tool in ("iperf3", "redis-server", "redis-benchmark"):
            if not shutil.which(tool):
                setup.missing["", "net"] = f"{tool} is not installed; hint: apt install iperf3 redis"
                return self.rounds
        columns = ("none", *VIEWS)
        for n in range(setup.rounds):
            for what, run in ((BYTES, self.move_bytes), (REQUESTS, self.ask)):
                self.rounds[what].append({column: setup.attempt(self.name, column, column, lambda: self.watched(setup, column, run))
                                          for column in rotated(columns, n)})
        return self.rounds

    def watched(self, setup, view, run):
        if view == "none":
            return run(setup)
        with started(pinned(TRACER_CPU, setup.strobe, "net", *view.split(), "--json", "-o", setup.trace)) as tracer:
            wait(lambda: tracer.poll() is not None or setup.trace.exists() and setup.trace.stat().st_size, "the tracer")
            found = run(setup)
            if tracer.poll() is not None:
                raise Failed("the tracer ended before the measurement did")
            tracer.send_signal(signal.SIGINT)
            tracer.wait(timeout=60)
            return found

    def move_bytes(self, setup):
        with serving(pinned(PROGRAM_CPU, "iperf3", "-s", "-1", "-p", PORT), PORT, probe=False):
            out = output_of(pinned(TRACER_CPU, "iperf3", "-c", "127.0.0.1", "-p", PORT, "-t", 1, "-J"))
        return json.loads(out)["end"]["sum_received"]["bits_per_second"] / 1e6

    def ask(self, setup):
        with serving(pinned(PROGRAM_CPU, "redis-server", "--port", REDIS_PORT, "--save", "", "--appendonly", "no"), REDIS_PORT):
            out = output_of(pinned(TRACER_CPU, "redis-benchmark", "-p", REDIS_PORT, "-t", "get", "-c", 20, "-n",
                                   2_000 if setup.quick else 50_000, "--csv"))
        return next(float(row[1]) for row in csv.reader(out.splitlines()) if row[0] == "GET")

    def lines(self):
        if not self.rounds[BYTES]:
            yield "strobe net: n/a"
            return
        yield "strobe net beside traffic on loopback, the best of the runs, and what is left of the traffic"
        rows = [["", *self.rounds]]
        for column in ("none", *VIEWS):
            rows.append([column, *(f"{number(best(rounds, column))} ({ratio(left(rounds, column))})" for rounds in self.rounds.values())])
        yield from aligned(rows)

    def bars(self):
        for view in FREE:
            yield Bar(f"traffic that is left beside strobe net {view}", LEAST,
                      {what.split(",")[0]: left(rounds, view) for what, rounds in self.rounds.items()}, at_least=True)


def best(rounds, column):
    return max((r[column] for r in rounds if r.get(column)), default=None)


def left(rounds, column):
    """The part of the traffic that is left."""
    with_it, without = best(rounds, column), best(rounds, "none")
    return with_it / without if with_it and without else None


def wait(condition, what):
    for _ in range(400):
        if condition():
            return
        time.sleep(0.02)
    raise Failed(f"{what} does not start")


def answers(port):
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) == 0


def listens(port):
    """Without a connection, of which iperf3 -1 takes only one."""
    with open("/proc/net/tcp") as tcp, open("/proc/net/tcp6") as tcp6:
        return any(f":{port:04X} " in line and " 0A " in line for line in (*tcp, *tcp6))


@contextlib.contextmanager
def serving(command, port, probe=True):
    with started(command, stdout=subprocess.DEVNULL) as process:
        wait(lambda: answers(port) if probe else listens(port), command[3])
        yield process
