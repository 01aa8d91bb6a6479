# SPDX-License-Identifier: BSD-2-Clause
"""Requests per second of a server that a tracer attaches to: redis-server, with nothing written to disk.

A new server for each run, on the program's CPU; redis-benchmark shares the other one with the tracer.
"""
import contextlib
import csv
import shutil
import signal
import socket
import subprocess
import time

from lib.setup import PROGRAM_CPU, TRACER_CPU, Failed, output_of, pinned, rotated, started
from lib.table import aligned, median, median_ratio, number, ratio

COLUMNS = ("untraced", "strobe", "strobe -c", "strace", "perf trace")
CLIENTS = 20
SLOW = ("strace", "perf trace")
SETTLE = 1.5  # seconds; perf trace does not say when it has attached


class Part:
    name = "redis"

    def measure(self, setup):
        self.rounds = []
        for tool in ("redis-server", "redis-benchmark"):
            if not shutil.which(tool):
                setup.missing["", "redis"] = f"{tool} is not installed; hint: apt install redis"
                return {"rounds": []}
        self.requests = {"usual": 2_000, "slow": 500} if setup.quick else {"usual": 100_000, "slow": 10_000}
        count = -(-setup.rounds // 3)
        self.rounds = [self.round(setup, number) for number in range(count)]
        return {"requests": self.requests, "rounds": self.rounds}

    def round(self, setup, number):
        """{column: requests per second}"""
        cells = {column: setup.attempt(self.name, column, column, lambda: self.run(setup, column))
                 for column in rotated(COLUMNS, number)}
        return {column: cell for column, cell in cells.items() if cell}

    def run(self, setup, column):
        path = setup.scratch / "redis.sock"
        requests = self.requests["slow" if column in SLOW else "usual"]
        with server(path) as process, attached(setup, column, process.pid):
            out = output_of(pinned(TRACER_CPU, "redis-benchmark", "-s", path, "-t", "get", "-c", CLIENTS,
                                   "-n", requests, "--csv"))
            if process.poll() is not None:
                raise Failed("the server ended")
        if column != "untraced":
            seen = setup.reported_in_table("read") if column == "strobe -c" else setup.reported_calls("read")
            setup.check_reported(self.name, column, "read", seen, requests)
        return next(float(row[1]) for row in csv.reader(out.splitlines()) if row[0] == "GET")

    def lines(self):
        if not self.rounds:
            yield "redis-server: n/a"
            return
        yield (f"redis-server under -p of each: requests per second of {CLIENTS} clients "
               f"({self.requests['usual']:,} requests, {self.requests['slow']:,} with strace and perf trace)")
        rates = (number(median(r.get(c) for r in self.rounds)) for c in COLUMNS)
        ratios = (ratio(median_ratio(self.rounds, c, "untraced")) for c in COLUMNS[1:])
        yield from aligned([["", *COLUMNS], ["GET", *rates], ["  / untraced", "", *ratios]])

    def bars(self):
        return []


@contextlib.contextmanager
def server(path):
    path.unlink(missing_ok=True)
    command = pinned(PROGRAM_CPU, "redis-server", "--port", 0, "--unixsocket", path, "--save", "", "--appendonly", "no",
                     "--daemonize", "no", "--dir", path.parent)
    with started(command) as process:
        for _ in range(200):
            if answers(path):
                break
            time.sleep(0.05)
        else:
            raise Failed("redis-server does not answer")
        yield process


def answers(path):
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(path))
            connection.sendall(b"PING\r\n")
            return connection.recv(16) == b"+PONG\r\n"
        except OSError:
            return False


@contextlib.contextmanager
def attached(setup, column, pid):
    if column == "untraced":
        yield
        return
    words = setup.scratch / "stderr"
    with words.open("w") as stderr, started(setup.tracer(column, "-p", pid), stderr=stderr) as process:
        time.sleep(SETTLE)
        yield
        if process.poll() is not None:
            last = (words.read_text(errors="replace").strip() or "it says nothing").splitlines()[-1]
            raise Failed(f"the tracer ended before the measurement did: status {process.returncode}: {last}")
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            raise Failed("the tracer does not end") from None
