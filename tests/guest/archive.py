# SPDX-License-Identifier: BSD-2-Clause
"""The files of a guest: what is compiled for it, and its initramfs."""
import concurrent.futures
import lzma
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import HERE, ROOT, quiet
from verifier import CONFIGURATIONS, OBJECTS, object_of

BUSYBOX = """awk cat cut date dmesg env grep gzip insmod ip kill mkdir mkfifo mktemp mount nslookup pidof ping poweroff rm sed seq sh
    sleep stty tar test timeout true tr uname usleep wc""".split()
EXAMPLES = ["guard", "reads"]  # of examples/: they need LSM programs and kprobes
REFUSED = """arguments context_end deep_stack field helper helper_kind kfunc leak map_key map_value no_function null_lookup null_reserve
    packet recursion sleepable stack_read user_pointer verdict""".split()  # of tests/count/broken
MODULES = ["sch_netem", "sch_ingress", "cls_bpf"]


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
               **{ROOT / f"tests/count/broken/{name}.bpf.c": build / "refused" for name in REFUSED},
               ROOT / "tests/count/dropper.bpf.c": build}
    machine = quiet("cc", "-print-multiarch").strip()

    def compile_one(source):
        quiet("clang-19", "-g", "-O2", "-target", "bpf", "-mcpu=v3", "-D__TARGET_ARCH_x86", f"-I{build}", f"-I{ROOT / 'include'}",
              f"-I/usr/include/{machine}", "-DNTH=1000000000",
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
        for name in ("hooks", "dropper", *EXAMPLES):
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
