# SPDX-License-Identifier: BSD-2-Clause
"""A guest: what it runs, and what it sends back."""
import shutil
import subprocess
import tarfile
import time

from common import Failure
from kernels import PACKAGES

STEPS = {"": "live,counts,function_counts,functions,own,refused,attaching,kills,network,packets,verified",
         "full": "live,counts,function_counts,attaching,kills,hammered"}
BOOTS = [(kernel, preempt) for kernel in PACKAGES for preempt in STEPS]
LIMIT = 400  # seconds of a boot


class Frozen(Failure):
    pass


class Boot:
    def __init__(self, series, preempt, folder):
        self.series, self.preempt = series, preempt
        self.name = series + (f"-{preempt}" if preempt else "")
        self.dir = folder / self.name
        shutil.rmtree(self.dir, ignore_errors=True)
        self.dir.mkdir(parents=True)
        self.seconds = 0.0

    def run(self, image, archive):
        """Once in some hundred boots a guest stood still for good, and nobody knows why: then once more, and it is told."""
        try:
            self.run_once(image, archive)
        except Frozen as frozen:
            print(f"{self.name}: once more, {frozen}", flush=True)
            self.run_once(image, archive)

    def run_once(self, image, archive):
        append = f"console=ttyS0 quiet panic=-1 tsc=reliable mitigations=off lsm=bpf STEPS={STEPS[self.preempt]}"
        if self.preempt:
            append += f" preempt={self.preempt}"
        console, results = self.dir / "console", self.dir / "results"
        command = ["qemu-system-x86_64", "-M", "pc", "-accel", "tcg,thread=single", "-cpu", "max", "-smp", "2", "-m", "1024", "-nodefaults",
                   "-display", "none", "-no-reboot", "-serial", f"file:{console}", "-serial", f"file:{results}",
                   "-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-kernel", image, "-initrd", archive, "-append", append]
        start = time.monotonic()
        try:
            done = subprocess.run([str(c) for c in command], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                                  timeout=LIMIT)
            trouble = "" if done.returncode == 3 else f"qemu ended with status {done.returncode}: {done.stderr.strip()}"
        except subprocess.TimeoutExpired:
            raise Frozen(f"no end after {LIMIT} s\n{self.said()}") from None
        self.seconds = time.monotonic() - start
        if not trouble:
            try:
                with tarfile.open(results, "r:gz") as tar:
                    tar.extractall(self.dir)
            except (tarfile.TarError, OSError, EOFError) as error:
                trouble = f"what it sent cannot be read: {error}"
        if trouble:
            raise Failure(f"{trouble}\n{self.said()}")

    def said(self):
        console = self.dir / "console"
        return console.read_text(errors="replace")[-3000:] if console.exists() else ""

    def text(self, name):
        try:
            return (self.dir / name).read_text(encoding="latin-1")
        except FileNotFoundError:
            raise Failure(f"{name} is missing: did not run, or left nothing") from None

    def check_waits(self, name):
        """The suite writes down what it waited for in vain."""
        if (self.dir / name / "trouble").exists():
            raise Failure(self.text(f"{name}/trouble"))

    def status(self, name):
        status = int(self.text(f"{name}/status"))
        return 128 - status if status > 128 else status  # the shell's way to tell a signal, as Python tells it
