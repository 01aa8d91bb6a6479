#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Every command of docs/NET.md is run, beside a service that is as slow as the page has it."""
import os
import re
import shlex
import signal
import subprocess
import threading
import time

from lib import ROOT, Bench, check, read
from net_lib import Wire

# What an example's command has in it -> what it must print. PID is the client.
WANTED = {
    "connect -c": (r"^ +\d+ .* 10\.77\.0\.2:8080 +0$", r"^ +\d+ .* 10\.77\.0\.2:8081 +-111 ECONNREFUSED$"),
    "connect --port": (r"^python3/PID\S* 10\.77\.0\.2:8080 0 [\d.]+\ws \d+$",),
    "accept -c": (r"^ +\d+ .* python3/\d+ +10\.77\.0\.2:8080$",),
    "rtt": (r"^srtt, 10\.77\.0\.2: duration$", r"^handshake, 10\.77\.0\.2: duration$", r"\d \|@"),
    "retrans -c": (r"^ +\d+ .* python3/PID +10\.77\.0\.2:8080 +fast$",),
    "retrans --port": (r" python3/PID\S* retrans local=.*, remote=10\.77\.0\.2:8080, .*, kind=\S+, ",),
    "drops -c": (r"^ +\d+ +NETFILTER_DROP +nft_do_chain\+0x", r"^ +\d+ +NO_SOCKET "),
    "resets -c": (r"^ +\d+ +python3/PID +received +\?$",),
    "life": (r"^python3/PID\S* [\d.]+\ws 200000 0 \d+ local$", r"^python3/\d+ \S+ 0 200000 0 remote$"),
    "state": (r"^ +\d+ .* python3/\d+ +TCP_ESTABLISHED +TCP_CLOSE_WAIT$",),
    "strobe --net": (r"sendto\(", r"--- retrans .*remote=10\.77\.0\.2:8080", r"--- state "),
}
SECONDS = "3s"


def examples():
    return re.findall(r"^    # (strobe .*)$", read(os.path.join(ROOT, "docs/NET.md")), re.M)


class Service:
    """Every ninth packet to it is lost; one port is closed."""

    def __init__(self, wire):
        self.client, self.server = wire.pair(8080)
        wire.rules(wire.b, "meta l4proto tcp numgen inc mod 9 == 0 drop")
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.use)
        self.thread.start()

    def use(self):
        while not self.over.is_set():
            fd = self.client.connect(Wire.B, 8080)
            self.client.send(fd, 200000)
            self.client.close(fd)
            self.client.connect(Wire.B, 8081)

    def stop(self):
        self.over.set()
        self.thread.join()


def run(bench, command, pid):
    words = shlex.split(command.replace("--duration 10s", "--duration " + SECONDS).replace("PID", str(pid)))
    own_end = "--duration" in words or "--max-events" in words
    tracer = subprocess.Popen([bench.tracer, *words[1:]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if not own_end:
        time.sleep(3)
        tracer.send_signal(signal.SIGINT)
    out = tracer.communicate(timeout=30)[0]
    wanted = next(w for key, w in WANTED.items() if key in command)
    for pattern in wanted:
        check(re.search(pattern.replace("PID", str(pid)), out, re.M), f"{command}: no {pattern} in\n{out[:1500]}")


def test_page(bench):
    """All at once, since each watches the same service."""
    found = examples()
    check(len(found) == len(WANTED) and all(sum(key in e for e in found) == 1 for key in WANTED), f"{found}")
    failed = []

    def one(command):
        try:
            run(bench, command, service.client.pid)
        except Exception as failure:
            failed.append(f"{command}: {failure}")

    with Wire() as wire:
        service = Service(wire)
        threads = [threading.Thread(target=one, args=(e,)) for e in found]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        service.stop()
    check(not failed, "\n".join(failed))
    return f"{len(found)} examples"


if __name__ == "__main__":
    bench = Bench(__doc__)
    bench.run([test_page])
