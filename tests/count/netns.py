# SPDX-License-Identifier: BSD-2-Clause
"""Two network namespaces with a cable between them, quiet but for what a test does. They go with the block that made them."""
import json
import os
import subprocess

A, B = "10.99.0.1", "10.99.0.2"
A6, B6 = "fd99::1", "fd99::2"


def ip(*words, check=True):
    return subprocess.run(["ip", *map(str, words)], check=check, capture_output=True, text=True).stdout


class Cable:
    """Namespace `a` with the device `dev` (10.99.0.1, fd99::1), namespace `b` with the same (10.99.0.2, fd99::2)."""
    dev = "cable"

    def __init__(self):
        self.a, self.b = f"strobe-{os.getpid()}-a", f"strobe-{os.getpid()}-b"

    def __enter__(self):
        try:
            for name in (self.a, self.b):
                ip("netns", "add", name)
                # nothing is sent that nobody has asked for
                self.run(name, "sh", "-c", "cd /proc/sys/net/ipv6/conf && for c in all default; do echo 0 >$c/accept_dad; "
                         "echo 0 >$c/router_solicitations; echo 1 >$c/addr_gen_mode; done", check=False)
            ip("link", "add", self.dev, "netns", self.a, "type", "veth", "peer", "name", self.dev, "netns", self.b)
            for name in (self.a, self.b):
                self.run(name, "sh", "-c", f"echo 1 >/proc/sys/net/ipv6/conf/{self.dev}/mldv2_unsolicited_report_interval", check=False)
            for name, v4, v6 in ((self.a, A, A6), (self.b, B, B6)):
                ip("-n", name, "addr", "add", f"{v4}/24", "dev", self.dev)
                ip("-n", name, "addr", "add", f"{v6}/64", "dev", self.dev, "nodad")
                ip("-n", name, "link", "set", self.dev, "multicast", "off")
                for dev in ("lo", self.dev):
                    ip("-n", name, "link", "set", dev, "up")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for name in (self.a, self.b):
            ip("netns", "del", name, check=False)

    def enter(self, name):
        """What a command line begins with that runs there."""
        return ["ip", "netns", "exec", name]

    def run(self, name, *words, check=True, **options):
        return subprocess.run([*self.enter(name), *map(str, words)], check=check, capture_output=True, text=True, **options)

    def popen(self, name, *words, **options):
        return subprocess.Popen([*self.enter(name), *map(str, words)], text=True, **options)

    def counters(self, name):
        """Packets and bytes in, packets and bytes out."""
        stats = json.loads(ip("-n", name, "-j", "-s", "link", "show", "dev", self.dev))[0]["stats64"]
        return stats["rx"]["packets"], stats["rx"]["bytes"], stats["tx"]["packets"], stats["tx"]["bytes"]
