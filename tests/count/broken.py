#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Programs with one fault each: strobe run says in one sentence what it is and where, and what to do.

The first lines of each of broken/*.bpf.c state what is expected: "says" the sentence, "hint" the line behind it, "shows" a
line of the compiler's, "ends" the exit status if it is not 1. Where kernels differ, "says 6.1,6.12" and the like; those of other kernels than the running one are
for the guests.
"""
import concurrent.futures
import os
import platform
import re
import struct
import subprocess
from pathlib import Path

from lib import HERE, Bench, check

FOLDER = Path(HERE, "broken")
EXPECTATION = re.compile(r"^// (says|hint|shows|ends)(?: ([\d.,]+))?: (.*)$")
FIRST_LINES = 8


def expectations(source, kernel):
    """What is expected on a kernel ("6.18"): {"says": ..., "hint": ..., "shows": ...}; nothing: it is no case for it."""
    general, special = {}, {}
    for line in source.read_text().splitlines()[1:FIRST_LINES]:
        match = EXPECTATION.match(line)
        if match:
            target = general if not match.group(2) else special if kernel in match.group(2).split(",") else {}
            target[match.group(1)] = match.group(3)
    found = {**general, **special}
    return found if "says" in found else {}


def running_kernel():
    return ".".join(platform.release().split(".")[:2])


def judge(expected, status, err, prefix):
    """Compares what was written to stderr with what is expected."""
    lines = [line for line in err.splitlines() if line.strip()]
    check(status == int(expected.get("ends", 1)), f"exit status {status}: {err[:500]}")
    says, hint = prefix + expected["says"], expected.get("hint")
    wanted = [says] + ([f"hint: {hint}"] if hint else [])
    check(lines[-len(wanted):] == wanted, f"it says\n{chr(10).join(lines[-2:])}\nin place of\n{chr(10).join(wanted)}")
    if "shows" in expected:
        check(any(expected["shows"] in line for line in lines), f"the compiler's words are not there: {err[:500]}")
    else:
        check(len(lines) == len(wanted), f"besides it says: {lines}")


def run(bench, file):
    done = subprocess.run([bench.tracer, "run", "-q", file, "true"], cwd=FOLDER, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stderr


def test_of(source, pool):
    """All are run at once; most of the time goes to the compiler."""
    expected = expectations(source, running_kernel())

    def test(bench):
        judge(expected, *done.result(), f"{bench.tracer} run: ")

    done = pool(source.name) if expected else None

    test.__name__ = f"test_{source.name.removesuffix('.bpf.c')}"
    return test if expected else None


def compile_to(bench, name, *flags, source="leak"):
    """An object that no strobe made."""
    target = bench.path(name)
    headers = sorted(Path(os.environ["XDG_CACHE_HOME"], "strobe").glob("*"))[0]
    subprocess.run(["clang", "-O2", "-target", "bpf", *flags, f"-I{headers}", "-c", FOLDER / f"{source}.bpf.c", "-o", target],
                   check=True, capture_output=True)
    return target


def refused(bench, file, says, hint):
    judge({"says": says, "hint": hint}, *run(bench, file), f"{bench.tracer} run: ")


COMPILE = "compile it with clang -g -O2 -target bpf -c, or hand over the source, FILE.bpf.c"


def test_files(bench):
    """What is no object, or no good one."""
    plain, host, empty, cut = bench.path("text.bpf.o"), bench.path("host.o"), bench.path("empty.o"), bench.path("cut.o")
    Path(plain).write_text("hello\n")
    Path(empty).write_bytes(b"")
    subprocess.run(["cc", "-x", "c", "-c", "-o", host, "-"], input=b"int x;", check=True)
    other = compile_to(bench, "other.o", "-g", "-target", "bpfeb")
    bare = compile_to(bench, "bare.o")
    whole = Path(compile_to(bench, "whole.o", "-g")).read_bytes()
    Path(cut).write_bytes(whole[:len(whole) // 2])
    refused(bench, plain, f"{plain} is no ELF object file", COMPILE)
    refused(bench, empty, f"{empty} is empty", COMPILE)
    refused(bench, host, f"{host} is an object file, but not one of eBPF", COMPILE)
    refused(bench, other, f"{other} was compiled for machines of the other byte order", "-target bpf takes this machine's")
    refused(bench, bare, f"{bare} has no type information (BTF)", "compile it with -g")
    refused(bench, cut, f"{cut} is damaged or cut off", "compile it again")


CRAFTED = """struct ops { long place[4]; };
struct ops table __attribute__((section(".struct_ops"))) = { { 1 } };
__attribute__((section("socket"))) int program(void *ctx) { return 0; }
"""


def with_symbol(elf, kind, value, size, section=None):
    """The object with another place for its first symbol of a kind (STT_OBJECT 1, STT_FUNC 2)."""
    headers, = struct.unpack_from("<Q", elf, 0x28)
    length, count = struct.unpack_from("<HH", elf, 0x3A)
    sections = [struct.unpack_from("<IIQQQQIIQQ", elf, headers + i * length) for i in range(count)]
    _, _, _, _, table, room, *_ = next(s for s in sections if s[1] == 2)  # SHT_SYMTAB
    at = next(at for at in range(table, table + room, 24) if elf[at + 4] & 15 == kind)
    place = struct.pack("<H", section) if section else elf[at + 6:at + 8]
    return elf[:at + 6] + place + struct.pack("<QQ", value, size) + elf[at + 24:]


def test_crafted(bench):
    """What libbpf would compute with without a check; --list opens it as well."""
    made, whole = bench.path("crafted.bpf.o"), bench.path("whole.o")
    subprocess.run(["clang", "-g", "-O2", "-target", "bpf", "-x", "c", "-c", "-o", whole, "-"], input=CRAFTED.encode(), check=True)
    elf = Path(whole).read_bytes()
    absolute = 0xFFF1
    for symbol in ((2, 0xFFFFFFFFF0000000, 0x10000000), (2, 8, 16), (1, 24, 8), (1, 0xFFFFFFFFF0000000, 8, absolute)):
        Path(made).write_bytes(with_symbol(elf, *symbol))
        says = f"cannot open {made}: it is damaged: a symbol lies outside of its section"
        refused(bench, made, says, "compile it again")
        done = subprocess.run([bench.tracer, "run", "--list", made], capture_output=True, text=True, timeout=60)
        check(done.returncode == 1 and says in done.stderr, f"--list: {done.returncode} {done.stderr}")


def test_names(bench):
    """Control characters in the name of a file, or of a member, do not reach the terminal."""
    hostile = bench.path("name\x1b[31m.bpf.o")
    done = subprocess.run([bench.tracer, "run", hostile], capture_output=True, text=True, timeout=60)
    check("name?[31m.bpf.o: No such file or directory" in done.stderr, f"{done.stderr!r}")
    made = bench.path("names.bpf.o")
    text = CRAFTED.replace("struct ops", "struct nnnn").replace("place", "mmmm")[:-1].replace('".struct_ops"', '".data"')
    subprocess.run(["clang", "-g", "-O2", "-target", "bpf", "-x", "c", "-c", "-o", made, "-"], input=text.encode(), check=True)
    elf = Path(made).read_bytes()
    Path(made).write_bytes(elf.replace(b"nnnn\0", b"n\x1b[m\0").replace(b"mmmm\0", b"m\xc2\x9bm\0"))
    done = subprocess.run([bench.tracer, "run", "--list", made], capture_output=True, timeout=60)
    check(b"struct n?[m table = {m?m=[1, 0, 0, 0]}" in b" ".join(done.stdout.split()), f"{done.stdout!r} {done.stderr!r}")


def main():
    bench = Bench(__doc__)
    os.environ["XDG_CACHE_HOME"] = bench.path("cache")
    run(bench, "leak.bpf.c")  # leaves vmlinux.h in the cache
    sources = [s for s in sorted(FOLDER.glob("*.bpf.c")) if not bench.names or s.name.removesuffix(".bpf.c") in bench.names]
    with concurrent.futures.ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
        tests = [test_of(source, lambda name: pool.submit(run, bench, name)) for source in sources]
        bench.run([test for test in tests if test] + [test_files, test_crafted, test_names])


if __name__ == "__main__":
    main()
