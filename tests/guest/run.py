#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The core tests on other kernels than this machine's: in QEMU guests of Debian's 6.1 and 6.12, also with preempt=full.

usage: tests/guest/run.py [--tracer PATH] [--kernels DIR] [--keep DIR] [--update-verifier] [6.1|6.1-full|6.12|6.12-full ...]

A guest runs strobe and the test programs (suite) and sends back what they wrote; it is judged here, with the functions of
the tests that run on this machine. Where no kernel package is to be had, the guests are skipped; with CI in the environment
that is a failure.
"""
import argparse
import concurrent.futures
import importlib.util
import json
import lzma
import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import types
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tests/count"))  # its runners import lib

PACKAGES = {"6.1": "linux-image-cloud-amd64", "6.12": "linux-image-6.12-cloud-amd64"}  # they name the current kernel
STEPS = {"": "live,counts,functions,own,refused,attaching,kills,network,packets,verified",
         "full": "live,counts,functions,own,attaching,kills,hammered"}
BOOTS = [(kernel, preempt) for kernel in PACKAGES for preempt in STEPS]
LIMIT = 400  # seconds of a boot
BUSYBOX = """awk cat cut date dmesg env grep gzip insmod ip kill mkdir mkfifo mktemp mount nslookup pidof ping poweroff rm sed seq sh
    sleep stty tar test timeout true tr uname usleep wc""".split()

VERIFIER = HERE / "verifier.tsv"
TOLERANCE = 0.10
EVERYTHING = "wait_on_full=1 signal_mask=0xffffffffffffffff ring_size=0x4000000"
CONFIGURATIONS = {  # what strobe sets before the load of an object
    "one": ("trace", EVERYTHING),
    "follow": ("trace", f"follow_fork=1 {EVERYTHING}"),
    "wide": ("trace", f"follow_fork=1 system_wide=1 with_comm=1 {EVERYTHING}"),
    "count": ("trace", "follow_fork=1 count_calls=1 count_only=1 ring_size=0x4000000"),
    "probe": ("probe", "follow_fork=1 ring_size=0x1000000"),
    "net": ("net", "system_wide=1 follow_fork=1 net_events=0xff resets_have_reasons=0 drops_have_sockets=0 ring_size=0x1000000"),
    "packets": ("packet", "follow_fork=1 has_ethernet=1 snaplen=0x4000 ring_size=0x1000000"),
    "flows": ("packet", "system_wide=1 follow_fork=1 has_ethernet=1 count_flows=1 ring_size=0x1000000"),
    "run": ("run", "follow_fork=1 ring_size=0x400000"),
    "run-comm": ("run", "system_wide=1 follow_fork=1 by_comm=1 ring_size=0x400000"),
    "probe-count": ("probe", "system_wide=1 follow_fork=1 aggregate=1 ring_size=0x1000000"),
}
EXAMPLES = ["guard", "reads"]  # of examples/: they need LSM programs and kprobes
REFUSED = """arguments context_end deep_stack field helper helper_kind kfunc leak map_key map_value no_function null_lookup null_reserve
    packet recursion sleepable stack_read user_pointer verdict""".split()  # of tests/count/broken
MODULES = ["sch_netem", "sch_ingress", "cls_bpf"]
OBJECTS = sorted({name for name, _ in CONFIGURATIONS.values()})


def module(path, name):
    spec = importlib.util.spec_from_file_location(name, ROOT / path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


live = module("tests/live/run.py", "live_run")
count = module("tests/count/run.py", "count_run")
attach = module("tests/count/attach.py", "count_attach")
broken = module("tests/count/broken.py", "count_broken")
Failure, check = count.Failure, count.check


class NoKernel(Exception):
    pass


def quiet(*command, **options):
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True, **options).stdout


# -- kernels -----------------------------------------------------------------------------------------------------------
def kernel_in(folders, package):
    for folder in folders:
        for name in (package, f"x_{package}"):
            if images := sorted(Path(folder, name).glob("boot/vmlinuz-*")):
                return images[0]
    return None


def current_package(series):
    """The name of Debian's current kernel package of a series; it changes with every update, and the old ones go."""
    try:
        found = re.search(r"Depends: (linux-image-\S+)", quiet("apt-cache", "depends", PACKAGES[series]))
    except (OSError, subprocess.CalledProcessError):
        return None
    return found and found.group(1)


def download(package, series, cache):
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        quiet("apt-get", "-o", "APT::Sandbox::User=root", "download", package, cwd=scratch, timeout=300)
        unpacked = Path(scratch, "unpacked")
        quiet("dpkg-deb", "-x", next(Path(scratch).glob("*.deb")), unpacked)
        for old in cache.glob(f"linux-image-{series}.*"):
            shutil.rmtree(old)
        unpacked.rename(cache / package)


def kernel(series, cache, folders):
    """A kernel image; fetched and unpacked once for each update of the package."""
    reason = f"apt knows no {PACKAGES[series]}"
    for attempt in range(2):
        if attempt:  # the package lists are missing or too old
            subprocess.run(["apt-get", "update", "-q"], capture_output=True)
        package = current_package(series)
        if not package:
            continue
        if found := kernel_in([*folders, cache], package):
            return found
        try:
            download(package, series, cache)
            return kernel_in([cache], package)
        except (OSError, subprocess.SubprocessError) as error:
            reason = f"{package}: {(getattr(error, 'stderr', '') or str(error)).strip()}"
    if older := sorted(cache.glob(f"linux-image-{series}.*/boot/vmlinuz-*")):
        return older[-1]
    raise NoKernel(reason)


# -- the guest's files -------------------------------------------------------------------------------------------------
def object_of(tracer, name):
    """An eBPF object that was built into it."""
    return Path(tracer).parent / f"skeletons/{name}.bpf.o"


def libraries(program):
    done = subprocess.run(["ldd", program], capture_output=True, text=True)  # fails for a static program
    return re.findall(r"(/\S+) \(0x", done.stdout)


def compile_static(source, target, *flags, debug=False):
    quiet("cc", "-O2", "-Wall", "-Wno-unused-result", "-static", "-g" if debug else "-s", "-pthread", "-o", target, source, *flags)


def compile_hooks(build):
    """As users do who have no strobe at hand; the types are those of this machine's kernel."""
    (build / "vmlinux.h").write_text(quiet("bpftool", "btf", "dump", "file", "/sys/kernel/btf/vmlinux", "format", "c"))
    (build / "refused").mkdir(exist_ok=True)
    sources = {HERE / "hooks.bpf.c": build, **{ROOT / f"examples/{name}.bpf.c": build for name in EXAMPLES},
               **{ROOT / f"tests/count/broken/{name}.bpf.c": build / "refused" for name in REFUSED}}

    def compile_one(source):
        quiet("clang-19", "-g", "-O2", "-target", "bpf", "-mcpu=v3", "-D__TARGET_ARCH_x86", f"-I{build}", f"-I{ROOT / 'include'}",
              "-c", source, "-o", sources[source] / f"{source.stem}.o")

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(compile_one, sources))


def compile_all(tests, build):
    build.mkdir(parents=True, exist_ok=True)
    for name in ("workers", "spawner", "victim", "connections", "discards"):
        compile_static(ROOT / f"tests/count/{name}.c", build / name)
    for name in ("subject", "beacon"):
        compile_static(ROOT / f"tests/count/{name}.c", build / name, debug=True)
    compile_hooks(build)
    compile_static(HERE / "tool.c", build / "tool", *quiet("pkg-config", "--static", "--libs", "libbpf").split())
    (ROOT / "build/live").mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for test, error in zip(tests, pool.map(lambda t: t.compile(str(ROOT / "build/live")), tests)):
            if error:
                sys.exit(f"{test.name} does not compile:\n{error}")


def pack(tracer, tests, build, archive):
    """The initramfs: busybox, strobe, the test programs and the libraries they need."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)

        def put(source, target, strip=False):
            (root / target).parent.mkdir(parents=True, exist_ok=True)
            if strip:
                quiet("strip", "-o", root / target, source)
            else:
                shutil.copy(source, root / target)
            for library in libraries(source):
                (root / library[1:]).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(library, root / library[1:])

        for folder in ("proc", "sys", "dev", "tmp", "out", "usr/bin", "etc"):
            (root / folder).mkdir(parents=True)
        put(shutil.which("busybox"), "bin/busybox")
        for name in BUSYBOX:
            (root / "bin" / name).symlink_to("busybox")
        put(tracer, "bin/strobe", strip=True)
        put(shutil.which("tc"), "bin/tc", strip=True)
        put(HERE / "init", "init")
        put(HERE / "suite", "suite")
        for name in ("workers", "spawner", "victim", "tool", "subject", "beacon", "connections", "discards"):
            put(build / name, f"tests/{name}")
        for name in ("hooks", *EXAMPLES):
            put(build / f"{name}.bpf.o", f"tests/{name}.bpf.o")
        for name in REFUSED:
            put(build / f"refused/{name}.bpf.o", f"tests/refused/{name}.bpf.o")
        for name in OBJECTS:
            put(object_of(tracer, name), f"tests/{name}.bpf.o")
        for test in tests:
            put(test.program, f"tests/live/{test.name}", strip=True)
        (root / "tests/live.list").write_text("".join(f"live {test.name} {shlex.join(test.options)}\n" for test in tests))
        (root / "tests/verifier").write_text("".join(f"{n} {o} {c}\n" for n, (o, c) in CONFIGURATIONS.items()))
        (root / "etc/passwd").write_text("root:x:0:0:root:/tmp:/bin/sh\n")
        archive.write_bytes(packed(root))


def packed(root):
    names = subprocess.run(["find", ".", "-print0"], cwd=root, check=True, capture_output=True).stdout
    return subprocess.run(["cpio", "--null", "-o", "-H", "newc", "--quiet", "-R", "0:0"], cwd=root, input=names, check=True,
                          capture_output=True).stdout


def with_modules(archive, image, target):
    """The archive, and behind it another one with the modules of this kernel: it unpacks both."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "modules")
        folder.mkdir()
        for name in MODULES:
            found = next(image.parent.parent.glob(f"lib/modules/*/kernel/**/{name}.ko*"))
            bytes_of = lzma.decompress(found.read_bytes()) if found.suffix == ".xz" else found.read_bytes()
            (folder / f"{name}.ko").write_bytes(bytes_of)
        target.write_bytes(archive.read_bytes() + packed(Path(scratch)))
    return target


# -- a boot ------------------------------------------------------------------------------------------------------------
class Boot:
    def __init__(self, series, preempt, folder):
        self.series, self.preempt = series, preempt
        self.name = series + (f"-{preempt}" if preempt else "")
        self.dir = folder / self.name
        shutil.rmtree(self.dir, ignore_errors=True)
        self.dir.mkdir(parents=True)
        self.seconds = 0.0

    def run(self, image, archive):
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
            trouble = f"no end after {LIMIT} s"
        self.seconds = time.monotonic() - start
        if not trouble:
            try:
                with tarfile.open(results, "r:gz") as tar:
                    tar.extractall(self.dir)
            except (tarfile.TarError, OSError, EOFError) as error:
                trouble = f"what it sent cannot be read: {error}"
        if trouble:
            said = console.read_text(errors="replace")[-3000:] if console.exists() else ""
            raise Failure(f"{trouble}\n{said}")

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


# -- what a guest sent back --------------------------------------------------------------------------------------------
def check_kernel(boot):
    text = boot.text("kernel")
    check(text.startswith(f"{boot.series}."), f"this is not {boot.series}: {text}")
    check(not boot.preempt or f"Dynamic Preempt: {boot.preempt}" in text, f"not with preempt={boot.preempt}: {text}")
    bad = re.search(r"^.*(BUG:|WARNING:|Oops|RIP: 0010).*", boot.text("dmesg"), re.M)
    check(not bad, f"the kernel complains: {bad and bad.group(0)}")


def check_live(boot, test):
    name = f"live/{test.name}"
    done = types.SimpleNamespace(returncode=boot.status(name), stderr=boot.text(f"{name}/err").encode("latin-1"))
    trouble = test.compare(boot.text(f"{name}/out").split("\n"), boot.text(f"{name}/log").split("\n"), done)
    check(not trouble, trouble)


def log_of(boot, name, call=count.LSEEK):
    check(boot.status(name) == 0, f"exit status {boot.status(name)}: {boot.text(f'{name}/err')[:500]}")
    return count.Log(boot.text(f"{name}/log"), call)


def check_complete(boot, kind):
    name = "count/inputs" if kind == "unlink" else "count/wait"
    log = log_of(boot, name, count.UNLINK if kind == "unlink" else count.LSEEK)
    made, _ = count.made_by(boot.text(f"{name}/out"))
    check(len(made) == 8, f"the program itself: {made}")
    count.check_complete(log, made)
    check("lost" not in boot.text(f"{name}/err"), boot.text(f"{name}/err")[:500])


def check_drop(boot, kind):
    name = f"drop/{kind}"
    log = log_of(boot, name, count.UNLINK if kind == "unlink" else count.LSEEK)
    made, _ = count.made_by(boot.text(f"{name}/out"))
    lost = count.check_gaps(log, made)
    check(len(made) == 4 and lost > 0, f"{lost} of {made} lost: the test did not fill the ring")
    check(f"lost: {lost} calls" in boot.text(f"{name}/err"), f"{lost} calls lost in the log; {boot.text(f'{name}/err')[:300]}")


def check_life(boot):
    log, err = log_of(boot, "life/spawner"), boot.text("life/spawner/err")
    check(len({pid for pid, _ in log.exits}) == len(log.exits) == 33, f"{len(log.exits)} ends of 30 children, 2 threads, 1 parent")
    check(all(text == "+++ exited with 0 +++" for _, text in log.exits), f"{log.exits}")
    check("lost: " in err and "records (ring" not in err, f"nothing was lost, or too much: {err[:300]}")


def check_probe(boot):
    """Hits of a tracepoint that a condition lets through, counted in the kernel by thread."""
    name = "probe/count"
    check(boot.status(name) == 0, f"exit status {boot.status(name)}: {boot.text(f'{name}/err')[:500]}")
    made, _ = count.made_by(boot.text(f"{name}/out"))
    seen = {int(tid): int(n) for n, tid in re.findall(r"^ +(\d+)  (\d+)$", boot.text(f"{name}/log"), re.M)}
    check(len(made) == 4 and seen == made, f"{seen} in place of {made}")


def check_programs(boot):
    """Functions of a program: arguments, results, texts that the program has not touched, conditions on memory."""
    for name, status in (("program", 0), ("program-count", 0), ("usdt", 1)):
        check(boot.status(f"probe/{name}") == status, f"{name}: {boot.status(f'probe/{name}')}: {boot.text(f'probe/{name}/err')[:2000]}")
    lines = [line.split(" ", 2)[2] for line in boot.text("probe/program/log").splitlines()]
    check(lines.count("uprobe:subject:nothing") == 20 and len(lines) == 20 + 21 + 80, f"{len(lines)} lines: {lines[:5]}")
    attach.found(r'^uprobe:subject:paint shape=0x[0-9a-f]+, color=BLUE, delta=0, label="label"$', lines[0])
    check(lines[-1] == "uprobe:subject:paint shape=NULL, color=RED, delta=1, label=NULL", lines[-1])
    for n, result in ((1, 1), (2, 2), (3, 6), (4, 24)):
        check(sum(line.startswith(f"ufunc:subject:factorial n={n}, ret={result}, duration=") for line in lines) == 20, f"{lines}")
    attach.found(r'^ +19  "first"$', boot.text("probe/program-count/log"))
    lines = [line.split(" ", 2)[2] for line in boot.text("probe/usdt/log").splitlines()]
    wanted = [f'usdt:beacon:beacon:plain n={-i}, text="text"' for i in range(20)]
    check([line for line in lines if ":plain" in line] == wanted and len(lines) == 80, f"{len(lines)} lines: {lines[:4]}")
HIT = re.compile(r"^\d\d:\d\d:\d\d\.\d{6} (\S+)/(\d+)\(\2\) (\S+) (.*)$", re.M)
KFUNC = "strobe probe: kfunc is fentry and fexit on this kernel\n"
FUNCTIONS = {  # function hit -> what its fields look like; %d is the number of the hit
    "kprobe": r"dfd=-100, name=0x[0-9a-f]+",
    "kretprobe": r"dfd=-100, name=0x[0-9a-f]+, ret=-2 ENOENT, duration=[0-9.]+[num]?s",
}
FUNCTIONS |= {"fentry": FUNCTIONS["kprobe"], "fexit": FUNCTIONS["kretprobe"], "kfunc": FUNCTIONS["kretprobe"]}


def check_function_hits(boot, name, fields, n, said=""):
    """All hits, of one process and one probe."""
    name = f"functions/{name}"
    check(boot.status(name) == 0, f"exit status {boot.status(name)}: {boot.text(f'{name}/err')[:500]}")
    check(boot.text(f"{name}/err") == said, f"said {boot.text(f'{name}/err')!r}")
    log = boot.text(f"{name}/log")
    found = HIT.findall(log)
    check(len(found) == len(log.splitlines()) == n, f"{len(found)} hits of {n} in {log[:500]}")
    for i, (_, _, _, values) in enumerate(found):
        check(re.fullmatch(fields.replace("%d", str(i)), values), f"hit {i}: {values}")


TOLD = re.compile(r"^strobe probe: (?:missed|lost): (\d+) hits? .*\n(?:hint: .*\n)?", re.M)


def check_function_count(boot, name, said=""):
    """Where all of the kernel is preempted, so are programs of fentry and fexit, and the kernel does not run them for another task on
    that processor meanwhile: each hit that is missing must have been told of."""
    name = f"functions/{name}"
    err = boot.text(f"{name}/err")
    made, _ = count.made_by(boot.text(f"{name}/out"))
    seen = {int(tid): int(n) for n, tid in re.findall(r"^ +(\d+)  (\d+)$", boot.text(f"{name}/log"), re.M)}
    told = sum(map(int, TOLD.findall(err))) if boot.preempt else 0
    if told:
        err = TOLD.sub("", err)
    check(boot.status(name) == 0 and err == said, f"{boot.status(name)}: {boot.text(f'{name}/err')[:500]}")
    check(len(made) == 4 and all(n <= made.get(tid, 0) for tid, n in seen.items()), f"{seen} in place of {made}")
    missing = sum(made.values()) - sum(seen.values())
    check(missing <= told, f"{seen} in place of {made}, {told} were told of")


def check_nested(boot, name):
    """A call inside of another one of the same function has its own arguments and time, and so has the outer one."""
    name = f"functions/{name}"
    check(boot.status(name) == 0 and not boot.text(f"{name}/err"), f"{boot.status(name)}: {boot.text(f'{name}/err')[:500]}")
    rows = [json.loads(line) for line in boot.text(f"{name}/log").splitlines()]
    calls = [{a["name"]: a["value"] for a in row["args"]} for row in rows if row["type"] == "hit"]
    pairs = [(a, b) for a, b in zip(calls, calls[1:]) if a["portid"] and not b["portid"]]
    check(len(pairs) == 1, f"one request is answered inside of the call, not {len(pairs)}: {calls}")
    inner, outer = pairs[0]
    check(0 < inner["duration"] < outer["duration"] < 60e9, f"{pairs[0]}")
    check(outer["ret"] > 0 and inner["ret"] > 0, f"{pairs[0]}")


def check_function_refusal(boot, name, said):
    name = f"functions/{name}"
    text = boot.text(f"{name}/err")
    check(boot.status(name) == 1 and re.fullmatch("strobe probe: " + said + "\n", text), f"{boot.status(name)}: {text!r}")


def checks_of_functions(boot):
    for kind, fields in FUNCTIONS.items():
        said = KFUNC if kind == "kfunc" else ""
        yield f"{kind}-count", lambda k=kind, s=said: check_function_count(boot, f"{k}-count", s)
        yield f"{kind}-print", lambda k=kind, f=fields, s=said: check_function_hits(boot, f"{k}-print", f, 50, s)
    for kind in ("kretprobe", "fexit"):
        fields = 'ret=-2 ENOENT, comm="workers", name->name="gone/7"'
        yield f"{kind}-where", lambda k=kind, f=fields: check_function_hits(boot, f"{k}-where", f, 1)
    for name, n, probe, said in (("glob", 50, r"kfunc:do_unlinkat", KFUNC), ("offset", 50, r"kprobe:do_unlinkat\+0x[45]", ""),
                                 ("several", 2, r"kfunc:vfs_write", KFUNC)):
        yield name, lambda n=name, c=n, p=probe, s=said: check(
            re.fullmatch(rf" +COUNT  PROBE\n +{c}  {p}\n", boot.text(f"functions/{n}/log")) and boot.text(f"functions/{n}/err") == s,
            boot.text(f"functions/{n}/log") + boot.text(f"functions/{n}/err"))
    yield "raw-count", lambda: check_function_count(boot, "raw-count")
    yield "raw-print", lambda: check_function_hits(boot, "raw-print", 'ret=-2, regs->di:str="gone/%d"', 50)
    for kind in ("kretprobe", "fexit"):
        yield f"{kind}-nested", lambda k=kind: check_nested(boot, f"{k}-nested")
    yield "fallback", lambda: check_function_hits(
        boot, "fallback", r"len=\d+, ret:hex=0x[0-9a-f]+, duration=[0-9.]+[num]?s", 1,
        "strobe probe: kfunc:do_mmap is kprobe and kretprobe: for fentry it has too many arguments, or is not described by the types of the kernel itself\n")
    yield "walk", lambda: check_function_hits(
        boot, "walk", r'file->f_path\.dentry->d_name\.name="passwd", count=1, ret=1', len("root:x:0:0:root:/tmp:/bin/sh\n"), KFUNC)
    yield "unknown", lambda: check_function_refusal(
        boot, "unknown", r"no function of the kernel is called 'do_unlinkatt'\nhint: did you mean 'kfunc:do_unlinkat'\?")
    yield "many", lambda: check_function_refusal(
        boot, "many", r"'fentry:vfs_\*' matches \d+ functions, more than 64\n"
        r"hint: each slows down whoever passes it: narrow the pattern, or add --force")
    yield "inside", lambda: check_function_refusal(
        boot, "inside", r"cannot attach to kprobe:do_unlinkat\+0x1: the offset is inside of an instruction\n"
        r"hint: objdump -d shows where instructions of the kernel begin")


def check_aggregates(boot):
    """Columns, a histogram, a timer, stacks to print and to group by."""
    for name, want in (("columns", r"^ +2000 +499000 +0 +499  syscalls:sys_enter_lseek$"),
                       ("hist", r"^\[32, 64\) +32 \|@+ *\|\n\[64, 128\) +36 \|@{50}\|$"),
                       ("interval", r"^ +([89]|1[012])  interval:100ms$"),
                       ("stack", r"sys_enter_lseek .*\n(    .*\n)*    .*\(workers\)"),
                       ("kstack", r"^ +1$\n(.*\n)* +do_exit\+0x")):
        name = f"probe/{name}"
        check(boot.status(name) == 0, f"{name}: exit status {boot.status(name)}: {boot.text(f'{name}/err')[:500]}")
        log = boot.text(f"{name}/log")
        check(re.search(want, log, re.M), f"{name}: {log[:800]}")


def check_own(boot):
    """strobe run: programs of every kind at once, each with the traced tasks' exact number; events of two types."""
    for name in ("hooks", "subject"):
        check(boot.status(f"run/{name}") == 0, f"{name}: {boot.status(f'run/{name}')}: {boot.text(f'run/{name}/err')[:2000]}")
    made, _ = count.made_by(boot.text("run/hooks/out"))
    log, n = boot.text("run/hooks/log"), sum(made.values())
    hits = {place: int(hits) for hits, place in re.findall(r"^ +(\d+)  ([A-Z_]+)$", log, re.M)}
    check(len(made) == 4 and hits.pop("CLOCK", 1) > 0, f"{made} {hits}")
    want = dict.fromkeys(("KPROBE", "KRETPROBE", "KSYSCALL", "FENTRY", "FEXIT", "TRACEPOINT", "RAW_TRACEPOINT"), n)
    stats = hits.pop("LSM", 0), hits.pop("LSM_SLEEPS", 0)
    # where tasks are preempted everywhere, another one on that processor finds the program running; the kernel counts, strobe tells
    missed = {program: int(runs) for runs, program in re.findall(r"missed: (\d+) runs of (\w+) ", boot.text("run/hooks/err"))}
    check(boot.preempt or not missed, f"{missed}")
    for place in want:
        hits[place] = hits.get(place, 0) + missed.get(f"at_{place.lower()}", 0)
    check(hits == want and stats[0] == stats[1], f"{hits} {stats} in place of {want}")
    for tid, calls in made.items():
        paths = [int(i) for i in re.findall(rf'^unlink tid={tid}, path="gone/(\d+)"$', log, re.M)]
        results = len(re.findall(rf"^number tid={tid}, result=-2 ENOENT$", log, re.M))
        check(paths == list(range(calls)) and results == calls, f"{len(paths)} and {results} events of {calls}: {log[:500]}")
    log = boot.text("run/subject/log")
    hits = {place: int(hits) for hits, place in re.findall(r"^ +(\d+)  ([A-Z_]+)$", log, re.M)}
    check(hits.get("UPROBE") == hits.get("UPROBE_SLEEPS") == 20, f"{hits}")
    log = boot.text("run/stat/log")
    hits = {place: int(hits) for hits, place in re.findall(r"^ +(\d+)  ([A-Z_]+)$", log, re.M)}
    check(hits.get("LSM", 0) >= 3 and hits["LSM"] == hits.get("LSM_SLEEPS"), f"{hits}")


def check_examples(boot):
    """A file that an LSM program does not let go; and as many reads of a byte as a line has."""
    for name in EXAMPLES:
        check(boot.status(f"run/{name}") == 0, f"{name}: {boot.status(f'run/{name}')}: {boot.text(f'run/{name}/err')[:2000]}")
    log = re.sub(r"pid=\d+", "pid=N", boot.text("run/guard/log"))
    check(log == 'pid=N, comm="rm", name="other", refused=false\npid=N, comm="rm", name="notes", refused=true\n', log)
    log = boot.text("run/reads/log")
    check(re.search(r'^sizes \{comm="sh"\}:\n\[0, 2\) +%d \|' % len("root:x:0:0:root:/tmp:/bin/sh\n"), log, re.M), log)


def check_refused(boot, name):
    """The same sentences on every kernel, with the lines of the source, which logs of 6.1 do not name."""
    expected = broken.expectations(ROOT / f"tests/count/broken/{name}.bpf.c", boot.series)
    check(expected, f"{name}.bpf.c does not say what {boot.series} makes of it")
    broken.judge(expected, boot.status(f"refused/{name}"), boot.text(f"refused/{name}/err"), "strobe run: ")


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


def checks_of_network(boot):
    yield "life", lambda: check_lives(boot)
    yield "retrans", lambda: check_retransmissions(boot)
    yield "drops", lambda: check_discards(boot)
    for name, n in (("connect", 50), ("accept", 50)):
        yield name, lambda name=name, n=n: check(len(rows_of(boot, name)) == n and all(0 < r["latency"] < 5e9 for r in rows_of(boot, name)),
                                                 f"{rows_of(boot, name)[:2]}")


def check_attach(boot, name):
    name = f"attach/{name}"
    boot.check_waits(name)
    log, err = boot.text(f"{name}/log"), boot.text(f"{name}/err")
    pid, thread = boot.text(f"{name}/ids").split()
    check(int(boot.text(f"{name}/victim-status")) == 7, "the traced process was harmed")
    opened = attach.OPEN.format
    if name.endswith("flight"):
        lines = log.splitlines()
        attach.found(r'^read\(0, "o", 1\) += 1$', lines[0])
        attach.found(opened("/missing/main"), lines[1])
        attach.found(r"^read\(0,  <detached \.\.\.>$", lines[-1])
        attach.found(f"Process {pid} detached", err)
    elif name.endswith("all-threads"):
        attach.found(rf"^{thread} +" + opened("/missing/thread"), log)
        child = re.search(r"^(\d+) +" + opened("/missing/child"), log, re.M)
        check(child, f"the child's open is not in the log:\n{log}")
        attach.found(rf"^{child.group(1)} +\+\+\+ exited with 0 \+\+\+$", log)
        attach.found(f"Process {pid} attached", err)
    elif name.endswith("one-thread"):
        attach.found(opened("/missing/thread"), log)
        attach.missing("/missing/main", log)
    elif name.endswith("leader"):
        attach.found(opened("/missing/main"), log)
        attach.missing("/missing/(thread|child)", log)
    else:
        check(boot.status(name) == 0, f"exit status {boot.status(name)}")
        attach.found(r"^\+\+\+ exited with 7 \+\+\+$", log.splitlines()[-1])


def check_kill(boot, name, calls):
    name = f"kill9/{name}"
    boot.check_waits(name)
    check(int(boot.text(f"{name}/before")) > 0, "no program was loaded: the test would prove nothing")
    check(int(boot.text(f"{name}/after")) == 0, f"{boot.text(f'{name}/after').strip()} programs are still loaded")
    made, _ = count.made_by(boot.text(f"{name}/out"))
    check(len(made) == 4 and set(made.values()) == {calls}, f"the program did not do its work: {made}")
    check(not boot.text(f"{name}/left"), f"still there: {boot.text(f'{name}/left')}")
    attach.found(r'^chdir\("/missing"\) += -1 ENOENT', boot.text(f"{name}/again/log"))


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
    killed, again = (boot.text(f"packets/{name}/left") for name in ("killed", "again"))
    check(("strobe_tc" in killed) == (not links), f"after kill -9: {killed}")
    check("strobe" not in again and "clsact" in again and "bytecode" in again, f"after the next run: {again}")
    check(boot.text("packets/count/left") == boot.text("packets/before"), f"not as before: {boot.text('packets/count/left')}")


def check_dns(boot):
    """A query to nobody, with its owner."""
    check(re.search(r' nslookup/\d+(:\d+)? dns role=client, name="one\.test\.", type=A, remote=127\.0\.0\.1:53, .*unanswered=\d',
                    boot.text("packets/dns/log")), boot.text("packets/dns/log") + boot.text("packets/dns/err"))


def check_hammer(boot, number):
    """Task storage refuses while the hammer holds its lock. What is missed for it must be counted, not silently absent."""
    name = f"hammer/{number}"
    boot.text("hammer/ran")
    log, err = log_of(boot, name), boot.text(f"{name}/err")
    made, _ = count.made_by(boot.text(f"{name}/out"))
    check(len(made) == 80, f"{len(made)} threads, expected 80")
    check(set(log.threads) <= set(made), "threads in the log which the program does not have")
    absent = silent = 0
    for tid, n in made.items():
        calls = [c for c in log.threads[tid] if isinstance(c, int)]
        check(calls == sorted(set(calls)), f"thread {tid}: out of order, or twice: {calls}")
        absent += not log.threads[tid]
        silent += n - len(calls) - sum(c[1] for c in log.threads[tid] if isinstance(c, tuple))
    counted = {what: int(n) for n, what in re.findall(r"(\d+) (look-ups|tasks)", err)}
    allowed = counted.get("look-ups", 0) + counted.get("tasks", 0) * 2 * max(made.values())  # a process has two threads
    check(0 <= silent <= allowed, f"{silent} calls of {sum(made.values())} are neither printed nor counted as lost, "
          f"{absent} of {len(made)} threads are not in the log; it says: {err.strip() or 'nothing'}")


# -- the verifier's table ----------------------------------------------------------------------------------------------
def read_table():
    rows = {}
    if VERIFIER.exists():
        for line in VERIFIER.read_text().splitlines():
            if not line.startswith("#"):
                series, configuration, program, n = line.split("\t")
                rows[series, configuration, program] = int(n)
    return rows


def write_table(new):
    rows = {key: n for key, n in read_table().items() if key[0] not in {k[0] for k in new}} | new
    head = "# Instructions the verifier looked at: kernel, configuration, program, count. tests/guest/run.py --update-verifier\n"
    order = sorted(rows, key=lambda k: ([int(n) for n in k[0].split(".")], list(CONFIGURATIONS).index(k[1]), k[2]))
    VERIFIER.write_text(head + "".join("\t".join(key) + f"\t{rows[key]}\n" for key in order))


def counts_of(series, configuration, text):
    return {(series, configuration, program): int(n) for program, n in (line.split() for line in text.splitlines())}


def guest_counts(boot):
    found = {}
    for configuration in CONFIGURATIONS:
        name = f"verifier/{configuration}"
        check(boot.status(name) == 0, f"{configuration}: {boot.text(f'{name}/err')[-3000:]}")
        found |= counts_of(boot.series, configuration, boot.text(f"{name}/out"))
    return found


def own_counts(tracer, build):
    """On the kernel of this machine."""
    series = ".".join(os.uname().release.split(".")[:2])
    found = {}
    for configuration, (name, constants) in CONFIGURATIONS.items():
        counts = quiet(build / "tool", "verify", object_of(tracer, name), *constants.split())
        found |= counts_of(series, configuration, counts)
    return series, found


def check_counts(series, found):
    table = {key: n for key, n in read_table().items() if key[0] == series}
    wrong = []
    for key in sorted({*table, *found}):
        want, got = table.get(key), found.get(key)
        if want is None or got is None or abs(got - want) > max(TOLERANCE * want, 20):
            wrong.append(f"{' '.join(key)}: {got}, in the table {want}")
    check(not wrong, "\n".join([*wrong, "hint: tests/guest/run.py --update-verifier, if that is meant to be"]))


# -- all together ------------------------------------------------------------------------------------------------------
def read_skips():
    rows = [line.split(None, 2) for line in (HERE / "skips.txt").read_text().splitlines() if line and line[0] != "#"]
    return {(series, name): reason for series, name, reason in rows}


def checks_of(boot, tests):
    yield "kernel", lambda: check_kernel(boot)
    for test in tests:
        yield f"live/{test.name}", lambda test=test: check_live(boot, test)
    for kind in ("lseek", "unlink"):
        yield f"count/{kind}", lambda kind=kind: check_complete(boot, kind)
        yield f"drop/{kind}", lambda kind=kind: check_drop(boot, kind)
    yield "life", lambda: check_life(boot)
    yield "probe", lambda: check_probe(boot)
    yield "programs", lambda: check_programs(boot)
    yield "own", lambda: check_own(boot)
    yield "examples", lambda: check_examples(boot)
    if not boot.preempt:
        for name in REFUSED:
            yield f"refused/{name}", lambda n=name: check_refused(boot, n)
    for name, function in checks_of_functions(boot):
        yield f"functions/{name}", function
    yield "probe/aggregates", lambda: check_aggregates(boot)
    for name in ("flight", "all-threads", "one-thread", "leader", "end"):
        yield f"attach/{name}", lambda name=name: check_attach(boot, name)
    for name in ("command", "attached", "stopped"):
        yield f"kill9/{name}", lambda name=name: check_kill(boot, name, 200000)
    if boot.preempt:
        for number in (1, 2, 3):
            yield f"hammer/{number}", lambda number=number: check_hammer(boot, number)
    else:
        yield "packets", lambda: check_packets(boot)
        yield "packets/gone", lambda: check_packets_gone(boot)
        yield "packets/dns", lambda: check_dns(boot)
        for name, function in checks_of_network(boot):
            yield f"net/{name}", function
        yield "verifier", lambda: check_counts(boot.series, guest_counts(boot))


class Tally:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def test(self, name, function):
        try:
            function()
            self.passed += 1
        except Failure as failure:
            self.failed += 1
            print(f"FAIL {name}: {failure}", flush=True)
        except (ValueError, IndexError) as error:
            self.failed += 1
            print(f"FAIL {name}: what it left cannot be read: {error!r}", flush=True)

    def skip(self, name, reason):
        self.skipped += 1
        print(f"skip {name}: {reason}", flush=True)


def judge(boot, tests, tally):
    skips = read_skips()
    before = tally.passed, tally.failed
    for name, function in checks_of(boot, tests):
        reason = skips.get((boot.series, name))
        if reason:
            tally.skip(f"{boot.name}: {name}", reason)
        else:
            tally.test(f"{boot.name}: {name}", function)
    print(f"{boot.name}: {tally.passed - before[0]} passed, {tally.failed - before[1]} failed in {boot.seconds:.0f} s", flush=True)


def parse():
    parser = argparse.ArgumentParser(description="the core tests in QEMU guests of other kernels")
    parser.add_argument("--tracer", default=os.environ.get("TRACER", str(ROOT / "build/strobe")))
    parser.add_argument("--cache", type=Path, default=ROOT / "build/guest", help="where kernels are kept")
    parser.add_argument("--kernels", action="append", default=os.environ.get("STROBE_GUEST_KERNELS", "").split(":"),
                        help="a folder of unpacked kernel packages to look in first; also $STROBE_GUEST_KERNELS")
    parser.add_argument("--keep", type=Path, help="keep what the guests sent back in this folder")
    parser.add_argument("--update-verifier", action="store_true", help=f"write {VERIFIER.relative_to(ROOT)}")
    parser.add_argument("names", nargs="*", help="boots: 6.1 6.1-full 6.12 6.12-full; default: all")
    return parser.parse_args()


def main():
    options = parse()
    known = [series + (f"-{preempt}" if preempt else "") for series, preempt in BOOTS]
    if unknown := [n for n in options.names if n not in known]:
        sys.exit(f"no guest {unknown[0]}; there are {', '.join(known)}")
    if not shutil.which(options.tracer):
        sys.exit(f"{options.tracer}: not a program; hint: build strobe first or pass --tracer")
    options.cache.mkdir(parents=True, exist_ok=True)
    tests = [live.Test(str(s)) for s in sorted((ROOT / "tests/live").glob("*.c"))]
    compile_all(tests, options.cache / "programs")
    tally = Tally()

    images = {}
    for series in PACKAGES:
        try:
            images[series] = kernel(series, options.cache, [k for k in options.kernels if k])
        except NoKernel as reason:
            if os.environ.get("CI"):
                tally.test(f"{series}: kernel package", lambda reason=reason: check(False, str(reason)))
            else:
                tally.skip(series, reason)
    with tempfile.TemporaryDirectory(prefix="strobe-guest-") as scratch:
        archive = Path(scratch, "initramfs")
        pack(shutil.which(options.tracer), tests, options.cache / "programs", archive)
        archives = {series: with_modules(archive, image, Path(scratch, f"initramfs-{series}")) for series, image in images.items()}
        boots = [Boot(*b, options.keep or Path(scratch)) for b, name in zip(BOOTS, known)
                 if b[0] in images and (not options.names or name in options.names)]
        series, counts = own_counts(options.tracer, options.cache / "programs")
        updated = dict(counts)
        if not options.update_verifier:
            tally.test(f"verifier here ({series})", lambda: check_counts(series, counts))
        # the guests of one kernel wait for nothing but the processor: two at a time, the rest when one has ended
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            running = [(boot, pool.submit(boot.run, images[boot.series], archives[boot.series])) for boot in boots]
            for boot, future in running:
                try:
                    future.result()
                except Failure as failure:
                    tally.test(boot.name, lambda failure=failure: check(False, str(failure)))
                    continue
                if options.update_verifier and not boot.preempt:
                    updated |= guest_counts(boot)
                    tally.test(f"{boot.name}: verifier", lambda: None)
                else:
                    judge(boot, tests, tally)
    if options.update_verifier:
        write_table(updated)
    print(f"{tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
