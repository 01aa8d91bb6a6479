#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe probe of programs and libraries: uprobe, uretprobe, ufunc. Known numbers of hits, arguments of every kind, wrong use."""
import json
import os
import re
import shutil
import signal
import subprocess
import time

from lib import Bench, check, read
from probe import groups, output, probe

START_MS = 300
PYTHON = "/usr/bin/python3"
HIT = re.compile(r"\d\d:\d\d:\d\d\.\d{6} (\S+)/(\d+)\((\d+)\) (\S+)(?: (.*))?")


def hits(text):
    """comm, pid, tid, probe and fields of each line; there may be no fields."""
    lines = [HIT.fullmatch(line) for line in text.splitlines()]
    check(all(lines), f"not a hit: {text[:500]!r}")
    return [line.groups("") for line in lines]


def compiled(bench, source, name, *flags):
    """A program with debug information, unless the flags say otherwise."""
    path = bench.path(name)
    if not os.path.exists(path):
        compiler = "c++" if source.endswith(".cpp") else "cc"
        folder = os.path.dirname(os.path.abspath(__file__))
        subprocess.run([compiler, "-g", "-O2", "-Wall", "-o", path, os.path.join(folder, source), *flags], check=True)
    return path


def subject(bench):
    return compiled(bench, "subject.c", "subject")


def fields_of(bench, spec, *command):
    """The fields of each hit, as text."""
    return [fields for *_, fields in hits(output(bench, spec, "--", *command))]


def expect(found, wanted, what=""):
    check(found == wanted, f"{what}\n  found    {str(found)[:400]}\n  expected {str(wanted)[:400]}")


def test_library_text(bench):
    """libc's getaddrinfo with the names that were asked for, found by its short name, its soname and its path."""
    names = [f"host{i}.invalid" for i in range(5)]
    code = f"import socket\nfor n in {names}:\n try: socket.getaddrinfo(n, 'http')\n except OSError: pass"
    path = next(line.split()[-1] for line in read("/proc/self/maps").splitlines() if line.endswith("/libc.so.6"))
    for binary in ("libc", "libc.so.6", path):
        found = fields_of(bench, f"uprobe:{binary}:getaddrinfo(node:str, service:str)", PYTHON, "-c", code)
        expect(found, [f'node="{n}", service="http"' for n in names], binary)


def test_library_numbers(bench):
    """malloc and getenv with casts, a condition and a count in the kernel."""
    n = 200
    code = ("import ctypes\nc = ctypes.CDLL(None)\nc.malloc.restype = c.getenv.restype = ctypes.c_void_p\n"
            f"for i in range({n}): c.malloc(7654321 + i % 2); c.getenv(b'STROBE_TEST'); c.getenv(b'STROBE_NONE')")
    text = output(bench, "uprobe:libc:malloc(size:u64)", "--where", "size == 7654321 || size == 7654322", "--count", "--by", "size", "--",
                  PYTHON, "-c", code)
    expect(groups(text), {("7654321",): n // 2, ("7654322",): n // 2})
    os.environ["STROBE_TEST"] = "value"
    text = output(bench, "ufunc:libc:getenv(name:str):str", "--json", "--", PYTHON, "-c", code)
    calls = [{a["name"]: a["value"] for a in json.loads(line)["args"]} for line in text.splitlines()[1:]]
    ours = [call["ret"] for call in calls if call["name"].startswith("STROBE_")]
    check(ours[0::2] == ["value"] * n and ours[1::2] == [{"raw": 0, "text": "NULL"}] * n, f"{calls[-4:]}")
    check(all(0 < call["duration"] < 10**9 for call in calls), "durations")


def test_typed_arguments(bench):
    """Names, signs, enums, texts, what is on the stack, what a structure by value and a hidden result move."""
    program, n = subject(bench), 3
    wanted = {
        "add": ["a=-1, b=-2, c=-3, d=250, e=5, f=6, g=-7, h=1099511627776"] * n,
        "word_for": [f"n={i - 1}" for i in range(n)],
        "make_large": [f"n={i}" for i in range(n)],
        "nothing": [""] * n,
        "demo::greet": [f"n={i}" for i in range(n)],
        "_ZN4demo5greet17h0123456789abcdefE": [f"n={i}" for i in range(n)],
        "factorial": ["n=4", "n=3", "n=2", "n=1"] * n,
    }
    for function, fields in wanted.items():
        expect(fields_of(bench, f"uprobe:{program}:{function}", program, n), fields, function)
    found = [re.sub("shape=0x[0-9a-f]+", "shape=P", f) for f in fields_of(bench, f"uprobe:{program}:paint", program, n)]
    expect(found, ['shape=P, color=BLUE, delta=0, label="label"', 'shape=P, color=NONE, delta=-1, label="label"',
                   'shape=P, color=BLUE, delta=-2, label="label"', "shape=NULL, color=RED, delta=1, label=NULL"])
    found = [re.sub(r"l=\[.*\]", "l=[]", f) for f in fields_of(bench, f"uprobe:{program}:mix", program, n)]
    expect(found, [f"ratio=?, n={i}, p=?, l=[], last=99" for i in range(n)])


def test_members(bench):
    """Ways through the memory of the process, in conditions and keys."""
    program, n = subject(bench), 10
    for where, want in (("shape->at.x == -3 && shape.at.y == 4", n), ("shape.inner.text == \"deep\"", n), ("shape->inner->tag == \"abc\"", n),
                        ("shape.next.name ~ \"sec*\"", n), ("shape.next.inner.text == \"\"", n + 1), ("shape.unnamed == 77", n),
                        ("shape.color == 7", n), ("shape.color == BLUE", n), ("shape.next.color == 1 && delta < 0", n - 1), ("color == -1", n // 2),
                        ("shape == 0", 1), ("shape.next.next.name == \"x\"", 0)):
        text = output(bench, f"uprobe:{program}:paint", "--where", where, "--count", "--", program, n)
        check(sum(groups(text).values()) == want, f"{where}: {text}")
    text = output(bench, f"uprobe:{program}:paint", "--count", "--by", "shape.name, shape.next.at.x, color", "--", program, n)
    expect(groups(text), {('"first"', "0", "BLUE"): n // 2, ('"first"', "0", "NONE"): n // 2, ('""', "0", "RED"): 1})


def nanoseconds(fields):
    """Of a line that ends in its duration."""
    number, unit = re.search(r"duration=([0-9.]+)([num]?s)$", fields).groups()
    return float(number) * {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}[unit]


def test_results(bench):
    """Results by their type, and how long the function took."""
    program, n = subject(bench), 3
    for spec, wanted in ((f"uretprobe:{program}:paint", [f"ret={(7, -1)[i % 2] + i}" for i in range(n)] + ["ret=-1"]),
                         (f"uretprobe:{program}:word_for", ["ret=NULL", 'ret="none"', 'ret="one"']),
                         (f"uretprobe:{program}:mix", ["ret=?"] * n), (f"uretprobe:{program}:nothing", [""] * n),
                         (f"uretprobe:{program}:add:int", ["ret=248"] * n),
                         (f"uretprobe:{program}:factorial", ["ret=1", "ret=2", "ret=6", "ret=24"] * n)):
        found = fields_of(bench, spec, program, n)
        check(all(re.fullmatch(r"(ret=\S+, )?duration=[0-9.]+[num]?s", f) for f in found), f"{found[:3]}")
        expect([f.rpartition("duration=")[0].rstrip(", ") for f in found], wanted, spec)
    for function, wanted in (("add", ["a=-1, b=-2, c=-3, d=250, e=5, f=6, g=?, h=?, ret=1099511628024"] * n),
                             ("factorial", ["n=1, ret=1", "n=2, ret=2", "n=3, ret=6", "n=4, ret=24"] * n),
                             ("word_for", ["n=-1, ret=NULL", 'n=0, ret="none"', 'n=1, ret="one"']), ("make_large", [f"n={i}, ret=?" for i in range(n)])):
        found = fields_of(bench, f"ufunc:{program}:{function}", program, n)
        expect([f.rpartition(", duration=")[0] for f in found], wanted, function)
        times = [nanoseconds(f) for f in found]
        check(function != "factorial" or all(times[i] < times[i + 1] for i in range(len(times)) if i % 4 < 3), f"calls inside of calls: {times}")
    found = fields_of(bench, f"uretprobe:{program}:rest", program, 1, 250)
    check(len(found) == 1 and 250e6 <= nanoseconds(found[0]) < 1e9, f"{found}")
    text = output(bench, f"ufunc:{program}:paint", "--where", "shape.at.x == -3 && label == \"label\" && ret > 7", "--count", "--by", "shape.name, delta",
                  "--", program, 4)
    expect(groups(text), {('"first"', "-2"): 1})
    text = output(bench, f"uretprobe:{program}:rest", "--where", "duration > 200ms", "--count", "--", program, 1, 250)
    expect(groups(text), {("uretprobe:subject:rest",): 1})


def test_without_debug_information(bench):
    """Registers as numbers; casts, also of what the code within a function has there."""
    program, n = compiled(bench, "subject.c", "stripped", "-g0"), 2
    found = fields_of(bench, f"uprobe:{program}:add", program, n)
    check(len(found) == n and found[0].startswith("arg0=0xffffffff, arg1=0xfffffffffffffffe, "), f"{found}")
    expect(fields_of(bench, f"uprobe:{program}:add(a:int, _, c:s16, d:u8)", program, n), ["a=-1, c=-3, d=250"] * n)
    found = fields_of(bench, f"uretprobe:{program}:paint:int", program, n)
    expect([f.split(",")[0] for f in found], ["ret=7", "ret=0", "ret=-1"])
    address = subprocess.run(["nm", program], capture_output=True, text=True, check=True).stdout
    address = int(re.search(r"(\w+) T greet|(\w+) T _ZN4demo", address).group(2), 16)
    expect(fields_of(bench, f"uprobe:{program}:0x{address:x}(n:int)", program, n), ["n=0", "n=1"])
    expect(fields_of(bench, f"uprobe:{program}:0x{address:x}", program, n), ["", ""])


def test_cxx(bench):
    """Names as people write them: with and without parameters, overloads, templates, mangled; members of objects."""
    program, n = compiled(bench, "subject.cpp", "subject++"), 3
    for name, want in (("ns::twice", 2 * n), ("ns::twice(int)", n), ("ns::twice(long)", n), ("_ZN2ns5twiceEl", n), ("ns::tw*", 2 * n),
                       ("ns::largest", n), ("ns::largest<int>", n), ("ns::Account::deposit", n), ("length", n)):
        text = output(bench, f"uprobe:{program}:{name}", "--count", "--", program, n)
        check(sum(groups_of_names(text).values()) == want, f"{name}: {text}")
    text = output(bench, f"uprobe:{program}:ns::Account::deposit", "--json", "--", program, n)
    rows = [json.loads(line) for line in text.splitlines()[1:]]
    check({row["probe"] for row in rows} == {"uprobe:subject++:ns::Account::deposit(int, char const*)"}, text)
    check([row["args"][1] for row in rows] == [{"name": "amount", "value": -i} for i in range(n)], text)
    text = output(bench, f"uprobe:{program}:ns::Account::deposit", "--where", "this.balance_ == 99 && amount == -2", "--count", "--",
                  program, n)
    check(sum(groups_of_names(text).values()) == 1, text)
    text = output(bench, f"uprobe:{program}:length", "--where", "text._M_string_length == 4", "--count", "--", program, n)
    check(sum(groups_of_names(text).values()) == n, text)
    for name in ("name_for", "boxed", "precise"):
        expect(fields_of_names(bench, f"uprobe:{program}:{name}", program, n), [f"n={i}" for i in range(n)], name)
    expect(fields_of_names(bench, f"uprobe:{program}:turned", program, n), [f"by=?, n={i}" for i in range(n)], "turned")
    text = output(bench, f"uprobe:{program}:sum_of", "--print", "derived.own, derived.kept", "--", program, 1)
    check(text.endswith(" derived.own=7, derived.kept=?\n"), text)


def fields_of_names(bench, spec, *command):
    """As fields_of(), of names that hold blanks."""
    return [re.sub(r"^.*\) (?=\w+=)", "", line) for line in output(bench, spec, "--", *command).splitlines()]


def test_hostile_names(bench):
    """Names of files and symbols reach the terminal escaped."""
    folder = bench.path("od\33[31md")
    os.makedirs(folder)
    program = shutil.copy(compiled(bench, "subject.c", "framed", "-fno-omit-frame-pointer"), folder + "/sub\33[32mject")
    spec = f"uprobe:{program}:nothing"
    for words in (["-l", spec], [spec, "--", program, 1], [spec, "-k", "--", program, 1], [spec, "--format", "{probe}", "--", program, 1],
                  [spec, "--count", "--", program, 1], [spec, "--count", "--by", "ustack", "--", program, 1]):
        text = output(bench, *words)
        check("\33" not in text and r"sub\33[32mject" in text, f"{words}: {text!r}")
    done = probe(bench, spec + "_at_all", status=1)
    check("\33" not in done.stderr and "sub?[32mject has no function" in done.stderr, f"{done.stderr!r}")
    text = output(bench, spec, "--json", "--", program, 1)
    check(json.loads(text.splitlines()[1])["probe"] == "uprobe:sub\33[32mject:nothing", text)


def test_calls_that_never_return(bench):
    """More of them than there is room for: others are timed as before."""
    program, n, left = subject(bench), 3, 70000
    text = output(bench, f"ufunc:{program}:leave", f"ufunc:{program}:add", "--count", "--", program, n, 0, left)
    expect(groups(text), {("ufunc:subject:add",): n})


def groups_of_names(text):
    """As groups(), of names that hold blanks."""
    return {name: int(count) for count, name in (line.split(None, 1) for line in text.splitlines()[1:])}


def test_process(bench):
    """-p without a binary: the program and its libraries; nobody else's calls."""
    with subprocess.Popen([subject(bench), "5", "700"]) as one, subprocess.Popen([subject(bench), "5", "700"]) as other:
        done = probe(bench, "uprobe:nothing", "uprobe:add(a:int)", "uretprobe:clock_nanosleep", "-p", one.pid)
        check(one.wait() == 0 and other.wait() == 0, "the programs were harmed")
    found = hits(done.stdout)
    check({int(pid) for _, pid, *_ in found} == {one.pid}, f"{found[:3]}")
    names = [name for *_, name, _ in found]
    check(names.count("uprobe:subject:nothing") == 5 and names.count("uprobe:subject:add") == 5, f"{names}")
    check(names.count("uretprobe:libc.so.6:clock_nanosleep") <= 1, f"{names}")
    text = output(bench, "uprobe:nothing", "uprobe:nanosleep", "--count", "--", subject(bench), 3, 1)
    expect(groups(text), {("uprobe:subject:nothing",): 3, ("uprobe:libc.so.6:nanosleep",): 1}, "a command's program and libraries")


def test_everybody(bench):
    """-G: the calls of all processes, counted by process, at entries and at returns."""
    n = 500
    with subprocess.Popen([subject(bench), str(n), "1500"]) as one, subprocess.Popen([subject(bench), str(2 * n), "1500"]) as other:
        tracers = {kind: subprocess.Popen([bench.tracer, "probe", "-G", f"{kind}:{subject(bench)}:add", "--count", "--by", "pid, a", "-o",
                                           bench.path(kind + ".log")]) for kind in ("uprobe", "ufunc")}
        check(one.wait() == 0 and other.wait() == 0, "the programs were harmed")
        time.sleep(0.1)
    for kind, tracer in tracers.items():
        tracer.send_signal(signal.SIGINT)
        tracer.wait(timeout=20)
        expect(groups(read(bench.path(kind + ".log"))), {(str(one.pid), "-1"): n, (str(other.pid), "-1"): 2 * n}, kind)


def test_harmless(bench):
    """Probes come and go while the program runs; its result is the same."""
    n = int(20000 * bench.scale)
    with subprocess.Popen([subject(bench), str(n), "1000"]) as program:  # longer than the first probe takes to come
        seen = 0
        while program.poll() is None:
            done = subprocess.run([bench.tracer, "probe", f"ufunc:{subject(bench)}:factorial", f"uprobe:{subject(bench)}:add", "-p",
                                   str(program.pid), "--max-events", "50"], capture_output=True, text=True, timeout=60)
            seen += len(done.stdout.splitlines())
            if seen > 200:
                break
        check(program.wait(timeout=60) == 0, f"exit status {program.returncode}")
    check(seen >= 50, f"{seen} hits")


def test_list(bench):
    program = subject(bench)
    text = probe(bench, "-l", "-v", f"uprobe:{program}:paint").stdout
    expect(text, f"uprobe:{program}:paint\n    struct shape *shape\n    enum color color\n    int delta\n    const char *label\n")
    text = probe(bench, "-l", "-v", f"ufunc:{program}:m*e").stdout
    with subprocess.Popen([program, "1", "700"]) as one:
        expect(probe(bench, "-l", "-p", one.pid, "uprobe:noth*").stdout, "uprobe:subject:nothing\n", "of a process")
    check(f"ufunc:{program}:make_large\n" in text and "(cannot be read)" in text, text)
    start = time.monotonic()
    names = probe(bench, "-l", "uprobe:libc:get*").stdout.split()
    check("uprobe:libc:getenv" in names and "uprobe:libc:getaddrinfo" in names and time.monotonic() - start < 1, f"{names[:5]}")
    return f"{len(names)} functions of libc"


def test_go(bench):
    """A program of Debian's that is written in Go and stripped: its own table names its functions. Entries only."""
    path = shutil.which("fzf")
    names = subprocess.run([bench.tracer, "probe", "-l", "uprobe:fzf:*"], capture_output=True, text=True, timeout=30).stdout.splitlines()
    check(len(names) > 1000 and "uprobe:fzf:main.main" in names, f"{len(names)} functions")
    find = ["sh", "-c", "printf 'a\\nab\\n' | fzf -f b"]
    log = bench.path("go.txt")
    done = subprocess.run([bench.tracer, "probe", "uprobe:fzf:main.main", "uprobe:fzf:*fzf/src.Run", "-f", "-o", log, "--", *find],
                          capture_output=True, text=True, timeout=30)
    check(done.returncode == 0 and done.stdout == "ab\n" and not done.stderr, f"{done}")
    found = [line.split()[1:3] for line in read(log).splitlines()]
    check([(who.split("/")[0], probe.split(":")[-1]) for who, probe in found] == [("fzf", "main.main"), ("fzf", "github.com/junegunn/fzf/src.Run")],
          read(log))
    refused = subprocess.run([bench.tracer, "probe", "ufunc:fzf:main.main"], capture_output=True, text=True, timeout=30)
    check(refused.returncode == 1 and f"{path} is written in Go, whose functions cannot be probed at their return\n" in refused.stderr, f"{refused}")
    return f"{len(names)} functions of {path}"


def test_wrong_use(bench):
    program = subject(bench)
    go = compiled(bench, "subject.c", "gopher", "-DGO")
    subprocess.run(["objcopy", "--add-section", f".go.buildinfo={__file__}", go], check=True)
    script, object_file, other = bench.path("script"), bench.path("object.o"), bench.path("other")
    with open(script, "w") as f:
        f.write("#!/bin/sh\n")
    compiled(bench, "subject.c", "object.o", "-c")
    compiled(bench, "subject.c", "other")
    with open(other, "r+b") as f:  # e_machine
        f.seek(18)
        f.write(b"\xf3\x00")
    libc = next(line.split()[-1] for line in read("/proc/self/maps").splitlines() if line.endswith("/libc.so.6"))
    for spec, said in (
            (f"uprobe:{program}:pain", f"{program} has no function 'pain'\nhint: did you mean 'paint'?\n"),
            (f"uprobe:{program}:variable", f"'variable' of {program} is a variable\nhint: functions can be probed\n"),
            (f"uprobe:{program}:zzzzzzzz*", f"no function of {program} matches 'zzzzzzzz*'\nhint: patterns are globs: 'get*'\n"),
            (f"uprobe:{program}:malloc", f"{program} has no function 'malloc'\nhint: strobe probe -l 'uprobe:subject:*' lists what there is\n"),
            (f"uprobe:{program}:nanosleep",
             f"'nanosleep' is not in {program}, which imports it\nhint: it is in a library: uprobe:libc.so.6:nanosleep\n"),
            (f"uprobe:{program}:paint+1000", f"'paint' of {program} has only "),
            (f"uprobe:{program}:paint+x", "'x' is no offset\nhint: write SYMBOL+16 or SYMBOL+0x10\n"),
            (f"uprobe:{program}:0x5", f"{program} has no code at 0x5\nhint: addresses are those of the file: nm and objdump -d show them\n"),
            (f"uretprobe:{program}:paint+1", "'uretprobe:subject:paint+1' has an offset, but a return has no place in the function\n"
             "hint: offsets go with uprobe\n"),
            (f"uretprobe:{go}:paint", f"{go} is written in Go, whose functions cannot be probed at their return\nhint: Go moves stacks, and a "
             "changed return address would end the program; entries can be probed: uprobe:gopher:paint\n"),
            (f"ufunc:{go}:paint", f"{go} is written in Go, whose functions cannot be probed at their return\n"),
            ("uprobe:./nosuch:x", "cannot open ./nosuch: No such file or directory\n"),
            ("uprobe:nosuch_program:x", "no program or library is called 'nosuch_program'\n"
             "hint: write a path, a library such as libc.so.6, or a program that is in PATH\n"),
            ("uprobe:lbc:malloc", "no program or library is called 'lbc'\nhint: did you mean 'libc'?\n"),
            ("uprobe:/etc/passwd:x", "/etc/passwd is not an ELF file\nhint: name a program or a library\n"),
            ("uprobe:/tmp:x", "/tmp is a folder\nhint: name a program or a library\n"),
            (f"uprobe:{script}:x", f"{script} is a script\nhint: name the program that interprets it\n"),
            (f"uprobe:{object_file}:paint", f"{object_file} is neither a program nor a library\n"
             "hint: object files cannot be probed: name what is linked from it\n"),
            (f"uprobe:{other}:paint", f"{other} is made for RISC-V\nhint: strobe probes x86-64 programs here\n"),
            ("uprobe:malloc", "'uprobe:malloc' names no program or library\nhint: write uprobe:BINARY:malloc, or add -p PID or a command\n"),
            ("uprobe:libc:malloc(size:u46)", "unknown type 'u46'\nhint: did you mean 'u16'?\n"),
            ("uprobe:libc:malloc(size)", f"{libc} has no function 'malloc(size)'\nhint: arguments need a type: malloc(x:u64); without a list "
             "of them all are shown\n"),
            ("uprobe:libc:malloc(size:u64, x)", "'x' is no argument with its type\nhint: write NAME:TYPE, or _ for one that is not wanted\n"),
            ("uprobe:libc:malloc:str", "'uprobe:libc:malloc:str' gives a type to a result, but probes the entry\n"
             "hint: arguments: NAME(x:str); results: uretprobe or ufunc\n"),
            ("uprobe:libc:malloc(a:u8,b:u8,c:u8,d:u8,e:u8,f:u8,g:u8)",
             "uprobe:libc.so.6:malloc casts more than 6 arguments\nhint: the others are not in registers\n"),
            ("uprobe:libc:getenv@GLIBC_9", f"{libc} has no 'getenv@GLIBC_9'\nhint: its versions are GLIBC_"),
            ("uprobe:libc:memcpy", f"'memcpy' of {libc} is chosen among several functions when the program starts\nhint: "),
            ("uprobe:libc:", "'uprobe:libc:' names no function\nhint: write uprobe:BINARY:SYMBOL, such as uprobe:libc:getaddrinfo\n"),
            ("uprob:libc:malloc", "unknown kind of probe 'uprob'\nhint: did you mean 'uprobe'?\n")):
        done = subprocess.run(["strobe", "probe", spec], executable=bench.tracer, capture_output=True, text=True, timeout=30)
        check(done.returncode == 1 and not done.stdout, f"{spec}: {done.returncode} {done.stdout!r}")
        done.stderr, said = (text.replace("/usr/lib/", "/lib/") for text in (done.stderr, said))  # the one may be the other
        check(done.stderr.startswith("strobe probe: " + said) and (not said.endswith("\n") or done.stderr.count("\n") <= 2), f"{spec}: {done.stderr!r}")
    for words, said in ((["--where", "ratio == 1"], "--where: 'ratio' of uprobe:subject:mix cannot be read: it is a double\n"
                         "hint: integers, pointers and texts can be, where they are in memory or in registers of their own\n"),
                        (["--where", "p.x == 1"], "--where: 'p.x' of uprobe:subject:mix cannot be read: it is a int\n"),
                        (["--where", "n.x == 1"], "--where: 'n' has no members: it is a int\n")):
        done = subprocess.run(["strobe", "probe", f"uprobe:{program}:mix", *words], executable=bench.tracer, capture_output=True, text=True)
        check(done.returncode == 1 and done.stderr.startswith("strobe probe: " + said), f"{words}: {done.stderr!r}")
    done = subprocess.run(["strobe", "probe", "uprobe:libc:*"], executable=bench.tracer, capture_output=True, text=True)
    check(re.fullmatch(r"strobe probe: '\*' matches \d+ functions, more than 64\n"
                       r"hint: each slows down whoever passes it: narrow the pattern, or add --force\n", done.stderr), f"{done.stderr!r}")


def test_start(bench):
    """From the start of strobe to the first hit, in a library with many symbols."""
    times = []
    for _ in range(5):
        start = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        done = probe(bench, "uprobe:libc:nanosleep", "ufunc:libc:clock_nanosleep", "--json", subject(bench), 1, 1)
        times.append((json.loads(done.stdout.splitlines()[1])["time_ns"] - start) / 1e6)
    check(min(times) < START_MS, f"{min(times):.0f} ms")
    return f"{min(times):.0f} ms to the first hit"


if __name__ == "__main__":
    bench = Bench(__doc__)
    bench.run([test_library_text, test_library_numbers, test_typed_arguments, test_members, test_results, test_without_debug_information,
               test_cxx, test_hostile_names, test_calls_that_never_return, test_process, test_everybody, test_harmless, test_list, test_go,
               test_wrong_use, test_start])
