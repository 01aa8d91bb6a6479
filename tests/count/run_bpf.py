#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""strobe run: programs that are compiled, loaded and attached; what they send is counted and compared word for word."""
import json
import os
import re
import shutil
import signal
import subprocess
import time

import jsonschema

from lib import HERE, ROOT, Bench, check, read, wait_for

BPFTOOL = shutil.which("bpftool") or "/usr/sbin/bpftool"
WORKERS, CALLS = 3, 400
HEAD = '#include "strobe.bpf.h"\nchar LICENSE[] SEC("license") = "GPL";\n'
ENTER = 'SEC("tp/syscalls/sys_enter_unlink")\nint on_unlink(struct trace_event_raw_sys_enter *ctx) {\n'
# a ring buffer and a perf buffer in the style of those who have no strobe.bpf.h
FOREIGN = """#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
enum step { FIRST, SECOND };
struct place { int depth; char name[8]; };
struct event { int pid; enum step step; struct place at; unsigned low:3, high:5; };
struct reading { __u64 n; };
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 1 << 18); } rb SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY); __uint(key_size, 4); __uint(value_size, 4); } samples SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); __type(value, struct place); } places SEC(".maps");
const volatile int wanted_pid = 0;
__u64 n;
SEC("tp/syscalls/sys_enter_unlink") int on_unlink(void *ctx) {
	int pid = bpf_get_current_pid_tgid() >> 32;
	if (pid != wanted_pid) return 0;
	struct event *e = bpf_ringbuf_reserve(&rb, sizeof(*e), 0);
	if (!e) return 0;
	*e = (struct event){ .pid = pid, .step = SECOND, .at = { 7, "deep" }, .low = 5, .high = 17 };
	bpf_ringbuf_submit(e, 0);
	struct reading s = { .n = ++n };
	bpf_perf_event_output(ctx, &samples, BPF_F_CURRENT_CPU, &s, sizeof(s));
	struct place p = { .depth = -1, .name = "flat" };
	bpf_ringbuf_output(&places, &p, sizeof(p), 0);
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
"""


def source(bench, name, text):
    path = bench.path(name + ".bpf.c")
    with open(path, "w") as f:
        f.write(text)
    return path


def compiled(bench, name, text, *, strip=False):
    """An object made without strobe; its headers come from where strobe has written them."""
    path = bench.path(name + ".bpf.o")
    said = strobe(bench, "-v", "--list", source(bench, name, text)).stderr
    command = next(line for line in said.splitlines() if " -target bpf " in line).split()
    command[command.index("-o") + 1] = path
    subprocess.run(command, check=True)
    if strip:
        stripped = path + ".stripped"
        subprocess.run([BPFTOOL, "gen", "object", stripped, path], check=True)  # leaves BTF, and no DWARF
        os.rename(stripped, path)
    return path


def strobe(bench, *words, status=0, **options):
    done = subprocess.run([bench.tracer, "run", *words], capture_output=True, text=True, errors="surrogateescape", timeout=60, **options)
    check(done.returncode == status, f"{words}: status {done.returncode}: {done.stderr[-2000:]}")
    return done


def workers(bench, calls=CALLS, threads=WORKERS, processes=1):
    return [bench.program("workers"), str(processes), str(threads), str(calls), "unlink"]


def rows(out, name):
    """The table of one map: each row's words."""
    part = re.search(rf"^{name}:\n.*\n((?: .*\n)*)", out, re.M)
    return [line.split() for line in part.group(1).splitlines()] if part else []


# -- the workflow of the article -----------------------------------------------------------------------------------------
def test_article(bench):
    """The program with its template, and its lines for touch."""
    path = bench.path("testfile")
    done = strobe(bench, os.path.join(ROOT, "examples/open.bpf.c"), "--format", "PID: {pid}, Filename: {filename}", "touch", path)
    lines = done.stdout.splitlines()
    check(re.fullmatch(rf"PID: \d+, Filename: {path}", lines[-1]), lines[-1])
    check(all(re.fullmatch(r"PID: \d+, Filename: /\S+", line) for line in lines) and len({line.split(",")[0] for line in lines}) == 1,
          f"{lines}")
    check(os.path.exists(path) and "open_begins: attached to tracepoint/syscalls/sys_enter_openat\n" in done.stderr, done.stderr)
    return f"{len(lines)} files"


def test_readme(bench):
    """The README's program and its output, word for word."""
    section = re.search(r"^## Run your own eBPF program\n(.*?)^## ", read(os.path.join(ROOT, "README.md")), re.M | re.S).group(1)
    text = re.search(r"```c\n(.*?)```", section, re.S).group(1)
    shown = [line[4:] for line in section.splitlines() if line.startswith("    ")]
    check(len(text.splitlines()) <= 20, f"{len(text.splitlines())} lines of C")
    folder = bench.path("readme")
    os.mkdir(folder)
    with open(os.path.join(folder, "removed.bpf.c"), "w") as f:
        f.write(text)
    os.mkdir(os.path.join(folder, "bin"))
    os.symlink(bench.tracer, os.path.join(folder, "bin/strobe"))
    env = {**os.environ, "PATH": os.path.join(folder, "bin") + ":" + os.environ["PATH"], "LC_ALL": "C"}
    commands = [i for i, line in enumerate(shown) if line.startswith("# strobe run ")]
    check(len(commands) == 2, f"{shown}")
    for begin, end in zip(commands, [*commands[1:], len(shown)]):
        done = subprocess.run(shown[begin][2:], shell=True, cwd=folder, env=env, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=60)
        check(done.stdout.splitlines() == shown[begin + 1:end], f"{shown[begin]}: {done.stdout!r}")
    return f"{len(commands)} commands"


# -- scope ---------------------------------------------------------------------------------------------------------------
COUNTING = HEAD + """struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 1000); __type(key, __u32); __type(value, __u64); } calls SEC(".maps");
""" + ENTER + """	if (!strobe_traced()) return 0;
	__u32 tid = bpf_get_current_pid_tgid();
	__u64 one = 1, *n = bpf_map_lookup_elem(&calls, &tid);
	if (n) __sync_fetch_and_add(n, 1); else bpf_map_update_elem(&calls, &tid, &one, BPF_ANY);
	return 0; }
"""


def objects(out):
    """The lines of --json, held to the schema."""
    lines = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    schema = json.loads(read(os.path.join(ROOT, "docs/strobe.schema.json")))
    for line in lines:
        check(jsonschema.Draft202012Validator(schema).is_valid(line), f"not by the schema: {line}")
    check(lines and lines[0]["type"] == "strobe", f"{lines[:1]}")
    return lines[1:]


def made_by(out):
    return {int(tid): int(n) for tid, n in re.findall(r"^(\d+) (\d+)$", out, re.M)}


def seen(out):
    return {int(tid): int(n) for n, tid in rows(out, "calls")}


def test_scope(bench):
    """strobe_traced(): a command, with -f, -p, --comm, --uid; exactly its calls, while others make the same."""
    path = source(bench, "scope", COUNTING)
    other = subprocess.Popen(workers(bench, 500000000, 1), stdout=subprocess.DEVNULL)
    try:
        done = strobe(bench, path, "-q", "-f", *workers(bench, processes=2))
        made = made_by(done.stdout)
        check(len(made) == 2 * WORKERS and seen(done.stdout) == made, f"{seen(done.stdout)} in place of {made}")
        done = strobe(bench, path, "-q", *workers(bench))
        check(list(seen(done.stdout).values()) == [CALLS], f"without -f one thread is traced: {seen(done.stdout)}")
        for options, there in ((["--comm", "work*"], True), (["--comm", "x*"], False), (["--uid", str(os.getuid())], True),
                               (["--uid", "65534"], False)):
            done = strobe(bench, path, "-q", "-f", *options, *workers(bench))
            check(seen(done.stdout) == (made_by(done.stdout) if there else {}), f"{options}: {done.stdout}")
        tasks = {int(tid) for tid in os.listdir(f"/proc/{other.pid}/task")}
        done = strobe(bench, path, "-q", "-G", "--duration", "500ms")
        check(tasks & set(seen(done.stdout)), f"-G: {done.stdout}")
        done = strobe(bench, path, "-q", "-f", "-p", str(other.pid), "--duration", "300ms")
        check(seen(done.stdout) and set(seen(done.stdout)) <= tasks, f"-p: {seen(done.stdout)} of {tasks}")
    finally:
        other.kill()
        other.wait()


def cgroup2():
    return re.search(r"^\S+ (\S+) cgroup2 ", read("/proc/self/mounts"), re.M).group(1)


def test_cgroup(bench):
    """Only tasks in the cgroup, and below it."""
    path = source(bench, "cgroup", COUNTING)
    folder = os.path.join(cgroup2(), f"strobe-run-{os.getpid()}")
    os.makedirs(os.path.join(folder, "inner"))
    try:
        inside = f"echo $$ > {folder}/inner/cgroup.procs; exec " + " ".join(workers(bench, 50, 1))
        for around in (folder, os.path.join(folder, "inner")):
            done = strobe(bench, path, "-q", "-f", "--cgroup", around, "sh", "-c", inside)
            check(made_by(done.stdout) and seen(done.stdout) == made_by(done.stdout), f"{around}: {done.stdout}")
        done = strobe(bench, path, "-q", "-f", "--cgroup", folder, *workers(bench, 50, 1))
        check(not seen(done.stdout), f"outside: {done.stdout}")
        done = strobe(bench, path, "--cgroup", "/proc", "true", status=1)
        check("/proc is not a cgroup v2 directory\nhint: " in done.stderr, done.stderr)
    finally:
        os.rmdir(os.path.join(folder, "inner"))
        os.rmdir(folder)


def test_start_of_everything(bench):
    """-G: the programs see nothing of strobe, which opens files while it starts, and nothing of who shows its lines."""
    path = source(bench, "everything", HEAD + "struct e { int pid; };\n"
                  'SEC("tp/syscalls/sys_enter_openat")\nint on_open(void *ctx) {\n	struct e e = { .pid = bpf_get_current_pid_tgid() >> 32 };\n'
                  "	if (strobe_traced()) strobe_emit(&e);\n	return 0; }\n"
                  # attached after the first
                  'SEC("perf_event")\nint clock(void *ctx) { return 0; }\n')
    for options in ([], ["-o", "-"]):
        ours, theirs = os.openpty()
        tracer = subprocess.Popen([bench.tracer, "run", path, "--format", "<{pid}>", "--duration", "300ms", *options], stdout=theirs,
                                  stderr=subprocess.PIPE, text=True)
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # its other side is closed
            os.close(ours)
        err = tracer.communicate(timeout=20)[1]
        check(tracer.returncode == 0 and f"<{tracer.pid}>" not in shown.decode(), f"{tracer.pid} in {shown[:300]}: {err}")
        check(f"not traced, since it shows these lines: python3 (pid {os.getpid()})" in err, f"{options}: {err}")


def test_iterator_scope(bench):
    """An iterator runs when it is known who is traced."""
    path = source(bench, "iterator", HEAD + 'SEC("iter/task") int tasks(struct bpf_iter__task *ctx) {\n'
                  "	struct task_struct *t = ctx->task;\n"
                  '	if (t && strobe_traced_tid(t->pid)) BPF_SEQ_PRINTF(ctx->meta->seq, "%d\\n", t->pid);\n	return 0; }\n')
    check(strobe(bench, path, "-p", str(os.getpid()), "--duration", "100ms").stdout == f"{os.getpid()}\n", "its own line")


def test_note_about_scope(bench):
    """A program that does not ask who is traced, also where it has strobe.bpf.h."""
    deaf = source(bench, "deaf", HEAD + ENTER + "	return 0; }\n")
    for file, options, noted in ((deaf, ["true"], True), (deaf, ["--cgroup", cgroup2(), "--duration", "1ms"], True),
                                 (deaf, ["--duration", "1ms"], False), (source(bench, "asks", COUNTING), ["true"], False)):
        err = strobe(bench, file, *options).stderr
        check(("does not ask strobe_traced()" in err) == noted, f"{options}: {err}")


# -- events --------------------------------------------------------------------------------------------------------------
def test_events_complete(bench):
    """Every event of several threads, in their order, with types that only the run knows."""
    path = source(bench, "complete", HEAD + "struct small { __u32 tid; __u64 n; };\nstruct large { __u32 tid; char text[800]; };\n__u64 n;\n"
                  + ENTER + """	if (!strobe_traced()) return 0;
	struct small s = { .tid = bpf_get_current_pid_tgid(), .n = __sync_fetch_and_add(&n, 1) };
	strobe_emit(&s);
	struct large *l = strobe_reserve(struct large);
	if (!l) return 0;
	l->tid = s.tid;
	if (strobe_arg_str(l->text, ctx, 0) < 0) strobe_discard(l); else strobe_submit(l);
	return 0; }
""")
    log = bench.path("complete.log")  # in a pipe the command's lines would fall into others
    done = strobe(bench, path, "-q", "-f", "--map", "none", "-o", log, *workers(bench, 2000))
    small = re.findall(r"^small tid=(\d+), n=(\d+)$", read(log), re.M)
    large = re.findall(r'^large tid=(\d+), text="gone/(\d+)"$', read(log), re.M)
    made = made_by(done.stdout)
    check(sorted(int(n) for _, n in small) == list(range(2000 * WORKERS)), f"{len(small)} events")
    for tid, calls in made.items():
        mine = [int(n) for t, n in large if int(t) == tid]
        check(calls == 2000 and mine == list(range(2000)), f"thread {tid}: {len(mine)} of {calls}, {mine[:5]}")
    check(not done.stderr, done.stderr)


def check_foreign(bench, path, *options):
    script = 'exec "$@"'
    runner = subprocess.Popen(["sh", "-c", "read _; " + script, "sh", *workers(bench, 5, 1, 1)], stdin=subprocess.PIPE, text=True,
                              stdout=subprocess.DEVNULL)
    tracer = subprocess.Popen([bench.tracer, "run", path, "--set", f"wanted_pid={runner.pid}", "--max-events", "15", *options],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    line = tracer.stderr.readline()
    runner.communicate("go\n", timeout=20)
    out, err = tracer.communicate(timeout=20)
    check(tracer.returncode == 0 and "attached to tp/syscalls/sys_enter_unlink" in line, line + err)
    return runner.pid, out, err


def test_foreign_style(bench):
    """Ring buffers and a perf buffer of a program that knows nothing of strobe: typed by BTF, by DWARF, by declaration."""
    for make in (source, compiled):
        pid, out, _ = check_foreign(bench, make(bench, "foreign", FOREIGN), "--event", "samples=struct reading")
        event = f'rb pid={pid}, step=SECOND, at={{depth=7, name="deep"}}, low=5, high=17'
        check(out.splitlines().count(event) == 5, f"{event} in {out}")
        check([int(n) for n in re.findall(r"^samples n=(\d+)$", out, re.M)] == [1, 2, 3, 4, 5], out)
        check(out.splitlines().count('places depth=-1, name="flat"') == 5, out)
    pid, out, err = check_foreign(bench, compiled(bench, "stripped", FOREIGN, strip=True))
    check(out.count(f'rb "{"".join(chr(92) + "x%02x" % b for b in pid.to_bytes(4, "little"))}') == 5, f"{pid}: {out}")
    check(out.splitlines().count('places depth=-1, name="flat"') == 5, out)
    check("hint: name the type: --event '" in err, err)


GUESSED = """#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
typedef struct conn { int pid; char name[8]; } conn_t;
struct text { int pid; char data[]; };
struct other { int where[4]; };
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 8); __type(key, __u32); __type(value, conn_t); } known SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); DECLARED } rb SEC(".maps");
SEC("tp/syscalls/sys_enter_unlink") int on_unlink(struct trace_event_raw_sys_enter *ctx) {
	struct { int pid; char data[16]; } t = { bpf_get_current_pid_tgid() >> 32, "longer" };
	struct text *as_text = (void *)&t;
	struct other o = { { 1, 2, 3, 4 } };
	conn_t c = { as_text->pid, "conn" };
	SEND
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
"""


def guessed(bench, name, sends, declared=""):
    return source(bench, name, GUESSED.replace("DECLARED", declared).replace("SEND", f"bpf_ringbuf_output(&rb, {sends}, 0);"))


def test_guessed(bench):
    """The only structure of a size: also where it has a typedef, and where both BTF and DWARF know it."""
    unlink = ["unlink", "/no/such"]
    path = guessed(bench, "guessed", "&c, sizeof(c)")
    run = lambda file, *options: strobe(bench, file, "-q", "--max-events", "1", *options, *unlink, status=1).stdout
    out = run(path)
    check(re.match(r'pid=\d+, name="conn"\n', out), out)
    check(re.match(r"\d+ conn(_t)?\n", run(path, "--format", "{pid} {event}")), "--format")
    listed = strobe(bench, path, "--list").stdout
    check("{ int pid; char name[8] }" in listed and "sys_enter" not in listed.split("events:")[1] and "{  }" not in listed, listed)
    # a type that only DWARF knows, of a program whose maps all have types
    path = guessed(bench, "chosen", "&o, sizeof(o)", "__type(value, conn_t);")
    out = run(path, "--event", "rb=struct other")
    check(out == "where=[1, 2, 3, 4]\n", out)
    # an array without a size goes on to the end of the record
    path = guessed(bench, "flexible", "&t, 12")
    done = strobe(bench, path, "-q", "--max-events", "1", "--event", "rb=struct text", *unlink, status=1)
    check(re.match(r'pid=\d+, data="longer"\n', done.stdout) and "records of rb" not in done.stderr, done.stdout + done.stderr)


def test_templates(bench):
    """Parts of members; what is not there is refused before anything runs."""
    path = source(bench, "template", HEAD + "struct e { struct { int x; int list[2]; } in; strobe_duration took; strobe_ip4 from; };\n"
                  + ENTER + "	struct e e = { .in = { 1, { 5, 6 } }, .took = 1250000, .from = 0x0100007f };\n"
                  "	if (strobe_traced()) strobe_emit(&e);\n	return 0; }\n")
    done = strobe(bench, path, "-q", "--format", "{{{in.x}}} {in.list[1]} {took} {from} {event} {map}", "unlink", "/no/such", status=1)
    check(done.stdout == "{1} 6 1.250ms 127.0.0.1 e strobe_events\n", done.stdout)
    done = strobe(bench, path, "-tt", "unlink", "/no/such", status=1)
    check(re.fullmatch(r"\d\d:\d\d:\d\d\.\d{6} in=\{x=1, list=\[5, 6\]\}, took=1\.250ms, from=127\.0\.0\.1\n", done.stdout), done.stdout)
    done = strobe(bench, path, "-q", "--json", "unlink", "/no/such", status=1)
    event, = objects(done.stdout)
    check(event["event"] == "e" and event["map"] == "strobe_events" and {"name": "took", "value": 1250000} in event["args"] and
          {"name": "from", "value": {"text": "127.0.0.1"}} in event["args"], f"{event}")
    done = strobe(bench, path, "--format", "{tok}", "touch", bench.path("never"), status=1)
    check(done.stderr == "%s run: --format: no event has 'tok'\nhint: did you mean '{took}'?\n" % bench.tracer, done.stderr)
    check(not os.path.exists(bench.path("never")), "the command ran")


def test_lost(bench):
    """What finds no room is counted, by strobe_emit() and by perf."""
    path = source(bench, "lost", HEAD + "struct e { char bytes[400]; };\n"
                  'struct { __uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY); __uint(key_size, 4); __uint(value_size, 4); } perf SEC(".maps");\n'
                  "__u64 sent;\n" + ENTER + "	if (!strobe_traced()) return 0;\n	struct e e = {};\n	__sync_fetch_and_add(&sent, 1);\n"
                  "	strobe_emit(&e);\n	bpf_perf_event_output(ctx, &perf, BPF_F_CURRENT_CPU, &e, sizeof(e));\n	return 0; }\n")
    log = bench.path("lost.log")
    tracer = subprocess.Popen([bench.tracer, "run", path, "-q", "-f", "--ring-size", "1M", "-o", log, "--event", "perf=struct e",
                               *workers(bench, 40000, 2)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    time.sleep(0.5)
    while tracer.poll() is None:  # stopped again and again, it reads too late
        os.kill(tracer.pid, signal.SIGSTOP)
        time.sleep(0.2)
        os.kill(tracer.pid, signal.SIGCONT)
        time.sleep(0.05)
    err = tracer.stderr.read()
    check(tracer.returncode == 0, f"{tracer.returncode}: {err}")
    text = read(log)
    sent = int(re.search(r"^sent = (\d+)$", text, re.M).group(1))
    emitted = len(re.findall(r"^e bytes=", text, re.M))
    sampled = len(re.findall(r"^perf bytes=", text, re.M))
    lost = int(re.search(r"lost: (\d+) events \(strobe_events full\)\nhint: ", err).group(1))
    missing = int(re.search(r"lost: (\d+) events \(perf buffers full\)\nhint: ", err).group(1))
    check(sum(int(n) for n in re.findall(r"^<(\d+) events? lost: perf>$", text, re.M)) == missing, f"{missing} in the text")
    check(sent == 80000 and emitted + lost == sent and sampled + missing == sent, f"{sent} sent: {emitted}+{lost}, {sampled}+{missing}")
    return f"{lost} and {missing} of {sent}"


# -- maps, parameters, lists ---------------------------------------------------------------------------------------------
MAPS = HEAD + """struct who { __u32 one; char name[8]; };
struct hist { __u32 slots[20]; };
#define MAP(n, t, k, v) struct { __uint(type, BPF_MAP_TYPE_##t); __uint(max_entries, 8); __type(key, k); __type(value, v); } n SEC(".maps")
MAP(hash, HASH, struct who, __u64);
MAP(percpu, PERCPU_ARRAY, __u32, __u64);
MAP(lru, LRU_HASH, __u64, struct who);
MAP(array, ARRAY, __u32, __s32);
MAP(drawn, HASH, __u32, struct hist);
const volatile __u8 limit = 7;
const volatile char label[8] = "x";
const volatile enum { LOW, HIGH = 9 } level;
const volatile struct { int a; __s16 b[3]; } nested;
static const volatile int hidden = 1;
strobe_duration longest = 5;
__u64 n;
""" + ENTER + """	if (!strobe_traced()) return 0;
	__u32 i = n % 3, k;
	__u64 *counter = bpf_map_lookup_elem(&percpu, &i), c;
	if (counter) (*counter)++;
	__s32 *signs = bpf_map_lookup_elem(&array, &i);
	if (signs) *signs -= i;
	struct who w = { .one = i, .name = "who" };
	c = n + hidden; bpf_map_update_elem(&hash, &w, &c, BPF_ANY);
	c = 0x100 + i; bpf_map_update_elem(&lru, &c, &w, BPF_ANY);
	struct hist h = {}, *slots;
	k = 1; bpf_map_update_elem(&drawn, &k, &h, BPF_NOEXIST);
	slots = bpf_map_lookup_elem(&drawn, &k);
	if (slots) { slots->slots[0]++; slots->slots[4] += 2; }
	__sync_fetch_and_add(&n, 1);
	return 0; }
"""


def test_maps(bench):
    """Tables and histograms of every kind of map, at the end and meanwhile, as text and as JSON by the schema."""
    path = source(bench, "maps", MAPS)
    done = strobe(bench, path, "-q", "-f", *workers(bench, 30, 1))
    out = done.stdout
    check(rows(out, "percpu") == [["10", "0"], ["10", "1"], ["10", "2"]], out)
    check(rows(out, "array") == [["-10", "1"], ["-20", "2"]], out)
    check(rows(out, "hash") == [["30", "2", '"who"'], ["29", "1", '"who"'], ["28", "0", '"who"']], out)
    check("VALUE  ONE  NAME\n" in out and "ONE  " in out, out)
    check(rows(out, "lru") == [["2", '"who"', "258"], ["1", '"who"', "257"], ["0", '"who"', "256"]], out)
    bars = dict(re.findall(r"^(\[[\d, ]+\)) +(\d+) \|@*", out.split("drawn 1:\n")[1], re.M))
    check(bars["[0, 2)"] == "30" and bars["[2, 4)"] == "0" and bars["[16, 32)"] == "60", f"{bars}")
    check("n = 30\nlongest = 5ns\n" in out and "hidden" not in out and "strobe_" not in out, out)

    done = strobe(bench, path, "-q", "-f", "--json", "--hist", "percpu", *workers(bench, 30, 1))
    lines = objects(done.stdout)
    entries = [line for line in lines if line["type"] == "map_entry" and line["map"] == "hash"]
    check([e["value"] for e in entries] == [30, 29, 28], f"{entries}")
    check([line["value"] for line in lines if line.get("name") == "n"] == [30], f"{lines}")
    drawn = [line["buckets"] for line in lines if line["type"] == "map_histogram" and line["map"] == "percpu"]
    check(drawn == [[{"from": 0, "below": 2, "count": 10}, {"from": 2, "below": 4, "count": 10}, {"from": 4, "below": 8, "count": 10}]], f"{drawn}")

    done = strobe(bench, path, "-q", "-G", "--every", "200ms", "--duration", "700ms", "--map", "array", "--top", "1")
    check(len(re.findall(r"^\d\d:\d\d:\d\d\.\d{6}$", done.stdout, re.M)) == 3, done.stdout)
    for words, says in ((["--map", "arrray"], "--map: .* has no map 'arrray' with keys and values\nhint: did you mean 'array'?"),
                        (["--hist", "lru"], "--hist: the map 'lru' holds no counts\nhint: it must be")):
        check(re.search(says.replace("?", r"\?"), strobe(bench, path, *words, "true", status=1).stderr), f"{words}")


MERGED = HEAD + """struct parts { __u64 n; strobe_ip4 from; __u32 low : 3, high : 29; };
struct signs { int number; };
struct marked { int mmmm; };
struct { __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY); __uint(max_entries, 1); __type(key, __u32); __type(value, struct parts); } cpus SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 8); __type(key, struct marked); __type(value, struct signs); } signs SEC(".maps");
__u32 runs;
""" + ENTER + """	if (!strobe_traced()) return 0;
	__u32 zero = 0;
	struct parts *p = bpf_map_lookup_elem(&cpus, &zero);
	if (!p) return 0;
	p->n++; p->from = 0x0100007f; p->low = 2; p->high = 5;
	struct marked key = { runs++ };
	struct signs s = { (int)runs - 2 };
	bpf_map_update_elem(&signs, &key, &s, BPF_ANY);
	return 0; }
"""
EVERYWHERE = ("import os\nfor cpu in os.sched_getaffinity(0):\n    os.sched_setaffinity(0, {cpu})\n"
              "    try: os.unlink('/no/such')\n    except OSError: pass\n")


def test_merged(bench):
    """Of several processors: counts add up, addresses do not, also in bit-fields; numbers below zero come last."""
    path, cpus = source(bench, "merged", MERGED), len(os.sched_getaffinity(0))
    out = strobe(bench, path, "-q", "python3", "-c", EVERYWHERE).stdout
    check(rows(out, "cpus") == [[str(cpus), "127.0.0.1", str(2 * cpus % 8), str(5 * cpus), "0"]], out)
    numbers = [int(row[0]) for row in rows(out, "signs")]
    check(numbers == sorted(range(-1, cpus - 1), reverse=True), f"{numbers}")
    # a member that has lost its name
    made = compiled(bench, "merged", MERGED)
    with open(made, "r+b") as f:
        elf = f.read()
        f.seek(0)
        f.write(elf.replace(b"\0mmmm\0", b"\0\0mmm\0"))
    out = strobe(bench, made, "-q", "python3", "-c", EVERYWHERE).stdout
    check(len(rows(out, "signs")) == cpus, out)


MEANT = HEAD + """const volatile strobe_port port;
const volatile strobe_ip4 from;
const volatile struct { strobe_ip6 six; strobe_port ports[2]; } to;
const volatile strobe_duration least;
const volatile char label[8] = "x";
""" + ENTER + "	return port + from + to.six.byte[0] + least + label[0]; }\n"


def test_parameters_by_meaning(bench):
    """Values as they print: ports, addresses, durations; a text may be empty."""
    path = source(bench, "meant", MEANT)
    given = ["port=80", "from=127.0.0.1", "to.six=2001:db8::1", "to.ports[1]=0x1f90", "least=20ms", "label="]
    out = strobe(bench, path, "--help-program", *(f"--set={word}" for word in given)).stdout
    values = dict(re.findall(r"^  \S.* (\S+?)(?:\[\d+\])? += (.*)$", out, re.M))
    check(values == {"port": "80", "from": "127.0.0.1", "to": "{six=2001:db8::1, ports=[0, 8080]}", "least": "20.000ms", "label": '""'}, out)
    for word, says in (("port=65536", "'65536' is out of range\nhint: strobe_port goes from 0 to 65535"),
                       ("from=::1", "'::1' is no IPv4 address\nhint: write it like 127.0.0.1"),
                       ("to.six=1", "'1' is no IPv6 address\nhint: write it like ::1"), ("least=20x", "'20x' is no number")):
        err = strobe(bench, path, "--set", word, "true", status=1).stderr
        check(says in err, f"--set {word}: {err}")


def test_parameters(bench):
    """--set, --help-program, --list; what does not fit is refused."""
    path = source(bench, "parameters", MAPS)
    given = ["--set", "limit=0xff", "--set", "label=abc", "--set", "level=HIGH", "--set", "nested.a=-3", "--set", "nested.b[1]=-32768",
             "--set", "longest=1500"]
    done = strobe(bench, path, "--help-program", *given)
    values = dict(re.findall(r"^  \S.* (\S+?)(?:\[\d+\])? += (.*)$", done.stdout, re.M))
    check(values == {"limit": "255", "label": '"abc"', "level": "HIGH", "nested": "{a=-3, b=[0, -32768, 0]}"}, done.stdout)
    out = strobe(bench, path, "-q", *given, "true").stdout
    check("longest = 1.500us\n" in out, out)
    listed = strobe(bench, path, "--list").stdout
    for line in ("on_unlink", "hash", "struct who -> __u64", "strobe_duration longest", "__u8 limit"):
        check(line in listed, f"{line} in {listed}")
    for word, says in (("limit=256", "limit: '256' is out of range\nhint: __u8 goes from 0 to 255"),
                       ("limit=-1", "limit: '-1' is out of range"),
                       ("limit=x", "limit: 'x' is no number\nhint: it is of type __u8"),
                       ("limt=1", "has no variable 'limt'\nhint: did you mean 'limit'?"),
                       ("level=HIHG", "level: 'HIHG' is no value of enum {...}\nhint: did you mean 'HIGH'?"),
                       ("label=12345678", "label: the text is too long\nhint: there is room for 7 characters"),
                       ("nested.b[3]=0", "'nested' has no '.b[3]'"),
                       ("nested=0", "nested is of type struct {...}, which is more than one number"),
                       ("nested.b[0]=32768", "'32768' is out of range\nhint: __s16 goes from -32768 to 32767"),
                       ("hidden=3", "'hidden' cannot be set"),
                       ("strobe_scope_uid=3", "has no variable 'strobe_scope_uid'")):
        err = strobe(bench, path, "--set", word, "true", status=1).stderr
        check(says in err, f"--set {word}: {err}")


# -- places, ends, traces left behind ------------------------------------------------------------------------------------
PLACES = HEAD + """#include <bpf/bpf_endian.h>
struct packet { strobe_ip4 from, to; __u8 protocol; char where[8]; };
static __always_inline void see(void *at, void *end, struct packet *p) {
	struct iphdr *ip = at;
	if ((void *)(ip + 1) > end || ip->saddr != bpf_htonl(0x7f000007)) return;
	p->from = ip->saddr; p->to = ip->daddr; p->protocol = ip->protocol;
	strobe_emit(p);
}
#define SEE(c, offset, name) struct packet p = { .where = name }; see((void *)(long)c->data + offset, (void *)(long)c->data_end, &p)
SEC("tc") int arrives(struct __sk_buff *skb) { SEE(skb, 14, "in"); return 0; }
SEC("tc/egress") int leaves(struct __sk_buff *skb) { SEE(skb, 14, "out"); return 0; }
SEC("xdp") int early(struct xdp_md *x) { SEE(x, 14, "xdp"); return XDP_PASS; }
SEC("cgroup_skb/egress") int of_cgroup(struct __sk_buff *skb) { SEE(skb, 0, "cgroup"); return 1; }
SEC("iter/task") int tasks(struct bpf_iter__task *ctx) {
	struct task_struct *t = ctx->task;
	if (t && t->tgid == 2) BPF_SEQ_PRINTF(ctx->meta->seq, "%d\\t%s\\n", t->tgid, t->comm);
	return 0; }
struct reading { int pid; char comm[16]; strobe_user stack[4]; };
SEC("perf_event") int clock(struct bpf_perf_event_data *ctx) {
	struct reading s = { .pid = bpf_get_current_pid_tgid() >> 32 };
	if (!strobe_traced()) return 0;
	bpf_get_current_comm(s.comm, sizeof(s.comm));
	bpf_get_stack(ctx, s.stack, sizeof(s.stack), BPF_F_USER_STACK);
	strobe_emit(&s);
	return 0; }
"""
SENDS = ("import socket, time; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(('127.0.0.7', 0))\n"
         "for _ in range(5): s.sendto(b'x', ('127.0.0.8', 9))\n"
         "end = time.process_time() + 0.3\nwhile time.process_time() < end: pass")


def left_in_kernel():
    """Programs and links of no process that was there before."""
    done = subprocess.run([BPFTOOL, "-j", "prog", "list"], capture_output=True, text=True, check=True)
    return {p["name"] for p in json.loads(done.stdout) if p.get("name") in ("arrives", "leaves", "early", "of_cgroup", "clock")}


def test_places(bench):
    """A device both ways, XDP, a cgroup, an iterator, a clock: all in one program, each with exact counts."""
    path = source(bench, "places", PLACES)
    done = strobe(bench, path, "-i", "lo", "--cgroup", cgroup2(), "python3", "-c", SENDS)
    out = done.stdout.splitlines()
    for where in ("in", "out", "xdp", "cgroup"):
        line = f'packet from=127.0.0.7, to=127.0.0.8, protocol=17, where="{where}"'
        check(out.count(line) == 5, f"{out.count(line)} of 5 {line}")
    check(out[0] == "2\tkthreadd", out[0])
    texts = [line for line in objects(strobe(bench, path, "--json", "-i", "lo", "--cgroup", cgroup2(), "true").stdout) if line["type"] == "output"]
    check(texts == [{"type": "output", "program": "tasks", "text": "2\tkthreadd\n"}], f"{texts}")
    samples = re.findall(r'^reading pid=\d+, comm="python3", stack=\[.+\]$', done.stdout, re.M)
    check(15 <= len(samples) <= 60, f"{len(samples)} samples of 300 ms at 99 Hz")
    for said in ("arrives: attached to lo, what it receives", "leaves: attached to lo, what it sends", "early: attached to lo (XDP)",
                 "tasks: run once (iter/task)", "clock: attached to a clock"):
        check(said in done.stderr, f"{said} in {done.stderr}")
    check(not left_in_kernel(), f"left behind: {left_in_kernel()}")
    with subprocess.Popen([bench.tracer, "run", path, "-i", "lo", "--cgroup", cgroup2(), "sleep", "20"], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True) as other:
        other.stderr.readline()  # attached
        err = strobe(bench, path, "-i", "lo", "--cgroup", cgroup2(), "true", status=1).stderr
        check(err.endswith("hint: another program has that place: ip link tells which\n"), err)
        other.terminate()
    for words, says in ((["--cgroup", cgroup2()], 'cannot attach arrives: SEC("tc") belongs to a network device\nhint: name it: -i DEV'),
                        (["-i", "lo"], 'SEC("cgroup_skb/egress") belongs to a cgroup\nhint: name it: --cgroup PATH'),
                        (["-i", "nodev"], "network device 'nodev'")):
        err = strobe(bench, path, *words, "true", status=1).stderr
        check(says in err, f"{words}: {err}")
    return f"{len(samples)} samples"


def test_killed(bench):
    """After kill -9 nothing is left, and the command goes on."""
    path = source(bench, "places", PLACES)
    tracer = subprocess.Popen([bench.tracer, "run", path, "-i", "lo", "--cgroup", cgroup2(), "sleep", "1"], stderr=subprocess.PIPE,
                              stdout=subprocess.DEVNULL, text=True)
    for _ in range(6):
        tracer.stderr.readline()
    wait_for(lambda: len(left_in_kernel()) == 5, "programs are loaded")
    tracer.kill()
    tracer.wait()
    wait_for(lambda: not left_in_kernel(), "programs are gone")


def test_statuses(bench):
    """The command's status, its signal; SIGINT ends a run that has no command; -o; what cannot be compiled or read."""
    path = source(bench, "statuses", MAPS)
    strobe(bench, path, "sh", "-c", "exit 7", status=7)
    strobe(bench, path, "sh", "-c", "kill -9 $$", status=-9)
    tracer = subprocess.Popen([bench.tracer, "run", path, "-o", bench.path("out")], stderr=subprocess.PIPE, text=True)
    check("attached" in tracer.stderr.readline(), "is attached")
    tracer.send_signal(signal.SIGINT)
    check(tracer.wait(10) == -signal.SIGINT and "n = " in read(bench.path("out")), f"{tracer.returncode}")
    err = strobe(bench, source(bench, "wrong", HEAD + "int x = ;\n"), "true", status=1).stderr
    check("wrong.bpf.c:3:9: error: expected expression" in err and "cannot compile" in err, err)
    check("/no/such.bpf.c: No such file or directory" in strobe(bench, "/no/such.bpf.c", "true", status=1).stderr, "no file")
    for env, says in (({"PATH": "/nonexistent", "CLANG": ""}, "clang is not installed, and eBPF programs in C need it\nhint: apt-get install clang-19"),
                      ({"CLANG": "clang-x"}, "CLANG=clang-x: there is no such program\nhint: ")):
        err = strobe(bench, path, "/bin/true", status=1, env={**os.environ, **env}).stderr
        check(says in err, err)


def test_compilers(bench):
    """The newest clang of PATH, whatever it is called; nothing is left of one that is interrupted."""
    path, folder = source(bench, "compilers", COUNTING), bench.path("compilers")
    os.mkdir(folder)

    def clang(name, version, then='exec clang-19 "$@"'):
        with open(os.path.join(folder, name), "w") as f:
            f.write(f'#!/bin/sh\n[ "$1" = -dumpversion ] && echo {version}.1.7 && exit\n{then}\n')
        os.chmod(f.name, 0o755)

    env = {**os.environ, "PATH": folder + ":" + os.environ["PATH"], "CLANG": ""}
    for name, version, taken in (("clang", 15, "clang-19"), ("clang-98", 98, "clang-98"), ("clang", 99, "clang")):
        clang(name, version)
        used = strobe(bench, "-v", "--list", path, env=env).stderr.split()[0]
        check(os.path.basename(used) == taken, f"{used} in place of {taken}")
    clang("slow", 1, f": >{bench.path('compiling')}; exec sleep 20")
    tmp = bench.path("tmp")
    os.mkdir(tmp)
    env = {"PATH": os.environ["PATH"], "CLANG": os.path.join(folder, "slow"), "TMPDIR": tmp}
    tracer = subprocess.Popen([bench.tracer, "run", path], env=env, start_new_session=True, stderr=subprocess.DEVNULL)
    wait_for(lambda: os.path.exists(bench.path("compiling")), "the compiler runs")
    check(len(os.listdir(tmp)) == 1, f"{os.listdir(tmp)}")
    os.killpg(tracer.pid, signal.SIGINT)
    check(tracer.wait(10) == -signal.SIGINT and not os.listdir(tmp), f"{tracer.returncode}, {os.listdir(tmp)}")


def test_pins(bench):
    """Programs and maps stay where --pin puts them."""
    if not os.path.ismount("/sys/fs/bpf"):
        subprocess.run(["mount", "-t", "bpf", "bpf", "/sys/fs/bpf"], check=True)
    folder = f"/sys/fs/bpf/strobe-run-{os.getpid()}"
    path = source(bench, "pins", MAPS)
    try:
        strobe(bench, path, "--pin", folder, "true")
        check({"on_unlink", "hash", "drawn"} <= set(os.listdir(folder)), f"{os.listdir(folder)}")
        err = strobe(bench, path, "--pin", folder, "true", status=1).stderr
        check("File exists\nhint: remove what is there" in err, err)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    by_name = MAPS.replace("MAP(array,", 'struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, __u32); __type(value, __u32); '
                           '__uint(pinning, LIBBPF_PIN_BY_NAME); } test_pin SEC(".maps");\nMAP(array,')
    strobe(bench, source(bench, "by_name", by_name), "true")
    check("test_pin" not in os.listdir("/sys/fs/bpf"), "a map that asks for it is pinned without --pin")
    # programs that are not loaded, whatever they are, are not pinned either; nor is anything of a run that cannot start
    optional = MAPS + 'SEC("?socket") int elsewhere(struct __sk_buff *skb) { return 0; }\n'
    no_device = MAPS + 'SEC("tc") int arrives(struct __sk_buff *skb) { return 0; }\n'
    try:
        strobe(bench, source(bench, "optional", optional), "--pin", folder, "true")
        check("on_unlink" in os.listdir(folder) and "elsewhere" not in os.listdir(folder), f"{os.listdir(folder)}")
        shutil.rmtree(folder)
        strobe(bench, source(bench, "no_device", no_device), "--pin", folder, "true", status=1)
        check(not os.path.exists(folder), "a run that failed has left pins")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    err = strobe(bench, path, "--pin", bench.path("pin"), "true", status=1).stderr
    check("Invalid argument\nhint: it must be in a BPF file system" in err, err)


def test_start(bench):
    """From the start to the end of a short command: C in less than a second, an object in less than 150 ms of its own."""
    path = source(bench, "start", COUNTING)
    made = compiled(bench, "start", COUNTING)

    def best(file):
        times = []
        for _ in range(5):
            began = time.monotonic()
            tracer = subprocess.Popen([bench.tracer, "run", file, "true"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
            tracer.stderr.readline()  # attached
            times.append(time.monotonic() - began)
            tracer.communicate()
        return min(times)

    c, o = best(path), best(made)
    check(c < 1.0 and o < 0.15, f"C {c * 1000:.0f} ms, object {o * 1000:.0f} ms")
    return f"C {c * 1000:.0f} ms, object {o * 1000:.0f} ms"


if __name__ == "__main__":
    bench = Bench(__doc__)
    bench.run([test_article, test_readme, test_scope, test_cgroup, test_start_of_everything, test_iterator_scope, test_note_about_scope, test_events_complete, test_foreign_style, test_guessed, test_templates, test_lost,
               test_maps, test_merged, test_parameters, test_parameters_by_meaning, test_places, test_killed, test_statuses, test_compilers, test_pins, test_start])
