# SPDX-License-Identifier: BSD-2-Clause
"""Two network namespaces with a cable between them, and programs that talk across it. For net.py and its like."""
import json
import os
import signal
import subprocess
import sys
import time

from lib import HERE, check, read, wait_for

TALKER = os.path.join(HERE, "net_talker.py")


def sh(*words, **options):
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True, timeout=60, **options)
    check(done.returncode == 0, f"{' '.join(map(str, words))}: {done.stderr}")
    return done.stdout


class Talker:
    """See net_talker.py. Each command is a method that returns the answer."""

    def __init__(self, netns):
        self.process = subprocess.Popen(["ip", "netns", "exec", netns, sys.executable, TALKER], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.pid = self.process.pid  # ip-netns replaces itself

    def tell(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()

    def hear(self):
        line = self.process.stdout.readline().strip()
        check(line, "a talker has died")
        return int(line) if line.lstrip("-").isdigit() else line

    def __getattr__(self, command):
        def call(*words):
            self.tell(command, *words)
            return self.hear()
        return call

    def end(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


class Wire:
    """Namespaces `a` (10.77.0.1, fd77::1) and `b` (10.77.0.2, fd77::2), gone on the way out."""
    A, B, A6, B6 = "10.77.0.1", "10.77.0.2", "fd77::1", "fd77::2"

    def __enter__(self):
        self.a, self.b = (f"strobe-test-{os.getpid()}-{n}" for n in "ab")
        self.talkers = []
        try:
            for name in (self.a, self.b):
                sh("ip", "netns", "add", name)
            sh("ip", "link", "add", "v0", "netns", self.a, "type", "veth", "peer", "name", "v1", "netns", self.b)
            for name, device, address, address6 in ((self.a, "v0", self.A, self.A6), (self.b, "v1", self.B, self.B6)):
                self.prepare(name, device)
                sh("ip", "-n", name, "addr", "add", address + "/24", "dev", device)
                sh("ip", "-n", name, "addr", "add", address6 + "/64", "dev", device, "nodad")
                sh("ip", "-n", name, "link", "set", device, "up")
                sh("ip", "-n", name, "link", "set", "lo", "up")
        except BaseException:
            self.__exit__()
            raise
        return self

    def prepare(self, netns, device):
        """Before the device has addresses."""

    def __exit__(self, *unused):
        for talker in self.talkers:
            talker.process.kill()
            talker.process.wait()
        for name in (self.a, self.b):
            subprocess.run(["ip", "netns", "del", name], capture_output=True)

    def talker(self, netns):
        self.talkers.append(Talker(netns))
        return self.talkers[-1]

    def pair(self, port, host=None):
        """A talker of a, and one of b that serves this port."""
        one, other = self.talker(self.a), self.talker(self.b)
        other.serve(host or self.B, port)
        return one, other

    def inode(self, netns):
        return os.stat("/run/netns/" + netns).st_ino

    def own(self, events):
        """Those of these namespaces: others on the machine may have some, too."""
        return [e for e in events if e["netns"] in (self.inode(self.a), self.inode(self.b))]

    def counters(self, netns):
        """/proc/net/snmp and /proc/net/netstat of a namespace, by name."""
        lines = sh("ip", "netns", "exec", netns, "cat", "/proc/net/snmp", "/proc/net/netstat").splitlines()
        found = {}
        for names, values in zip(lines[::2], lines[1::2]):
            kind, *names = names.split()
            found.update({kind.rstrip(":") + name: int(v) for name, v in zip(names, values.split()[1:])})
        return found

    def settle(self):
        """Until nothing is sent again any more: a tracer that stops earlier than the counters are read sees less."""
        def sent():
            return [self.counters(netns)["TcpRetransSegs"] for netns in (self.a, self.b)]
        quiet, before = time.monotonic(), sent()
        deadline = quiet + 10
        while time.monotonic() < min(quiet + 0.7, deadline):
            time.sleep(0.05)
            if (now := sent()) != before:
                quiet, before = time.monotonic(), now

    def rules(self, netns, *rules):
        """What nft does with what arrives; none: nothing."""
        sh("ip", "netns", "exec", netns, "nft", "flush", "ruleset")
        text = "table inet t {\n chain c {\n  type filter hook input priority 0\n" + "".join(f"  {r}\n" for r in rules) + " }\n}\n"
        sh("ip", "netns", "exec", netns, "nft", "-f", "-", input=text)

    def drop_by_tc(self, bench, netns, device, nth):
        """A counting dropper on what arrives."""
        source, built = os.path.join(HERE, "dropper.bpf.c"), bench.path(f"dropper{nth}.o")
        machine = sh("cc", "-print-multiarch").strip()
        sh("clang-19", "-O2", "-g", "-target", "bpf", f"-DNTH={nth}", f"-I/usr/include/{machine}", "-c", source, "-o", built)
        sh("ip", "netns", "exec", netns, "tc", "qdisc", "add", "dev", device, "clsact")
        sh("ip", "netns", "exec", netns, "tc", "filter", "add", "dev", device, "ingress", "bpf", "da", "obj", built, "sec", "tc")


class Watch:
    """A view, from the moment it sees everything until stop()."""

    def __init__(self, bench, view, *words, json_lines=True, log=None):
        self.log = log or bench.path(f"{view}.log")
        if os.path.exists(self.log):
            os.unlink(self.log)
        self.json_lines = json_lines
        command = [bench.tracer, "net", view, "-o", self.log, *(["--json"] if json_lines else []), *map(str, words)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if json_lines:
            wait_for(lambda: self.process.poll() is not None or os.path.exists(self.log) and read(self.log), "the start", 30)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.process.kill()
        self.process.wait()
        self.process.stderr.close()

    def events(self):
        """So far, as {"event": ..., "owners": ..., field: value, ...}."""
        found = []
        for line in read(self.log).splitlines()[1:]:
            row = json.loads(line)
            check(row["type"] == "net", f"{row}")
            found.append({**{a["name"]: plain(a["value"]) for a in row["args"]}, **{k: row[k] for k in ("event", "owners", "socket")}})
        return found

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        said = self.process.communicate(timeout=60)[1]
        check(not said, f"said {said!r}")
        return self.events() if self.json_lines else read(self.log)


def plain(value):
    """A value of JSON as Python would have it: constants by name, endpoints as (address, port)."""
    if isinstance(value, dict) and "struct" in value:
        return tuple(plain(member["value"]) for member in value["struct"])
    if isinstance(value, dict) and "text" in value:
        return value["text"]
    return value
