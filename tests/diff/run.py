#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The differential test: real programs under strace and under strobe, compared thread by thread.

Each program runs twice under strace and once under the tracer, in equal fresh directories. Lines are normalised, then every
line on which the strace runs agree must be found in the tracer's log of the same thread, in the same order; lines of a "moved:"
rule in accepted.txt may stand anywhere in the thread, and are taken out first so that they push no others out of place. When
one is missing, strace runs up to six times more, and what those do not agree on is no longer asked for.
"""
import argparse
import collections
import concurrent.futures
import difflib
import functools
import http.server
import operator
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading

from cases import CASES

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
WANTED = 99.5  # per cent of the lines that must be equal
EXTRA_RUNS = 6
SHOWN = 12  # unexplained lines of one case in the report

# ---- normalising -----------------------------------------------------------------------------------------------------

PID = r"(?P<pid>\d+)"
PIDS = [re.compile(p) for p in (
    r"(?:^(?:clone|clone3|fork|vfork|wait4|getpid|gettid|getppid|getpgrp|getpgid|getsid|setsid|set_tid_address)\(.*= )" + PID + "$",
    r"^(?:wait4|kill|tkill|tgkill|setpgid|getpgid|getsid|sched_\w+|prlimit64|pidfd_open|getpriority|setpriority)\(-?" + PID + r"\b",
    r"^(?:tgkill|setpgid)\(\S+, " + PID + r"\b", r"^waitid\(P_PID, " + PID + r"\b", r"(?:si_pid|l_pid|\bpid|nl_pid)=" + PID,
    r"(?:_tid|TIOC[SG]PGRP, |pid)=?\[" + PID, r"/proc/" + PID + r"\b", r"^(?:fcntl\(\d+, F_[GS]ETOWN).*?= " + PID + "$",
    r"superseded by execve in pid " + PID)]

RULES = [(re.compile(a), b) for a, b in (
    (r"\bst_(ino|blksize)=\d+|\b(d_ino|d_off|stx_ino)=\d+", "INODE"),
    (r"\b(tv_sec|tv_usec|tv_nsec)=\d+", r"\1=T"),
    (r"-?\d+ /\* \d{4}-\d\d-\d\dT[^*]*\*/", "DATE"),
    (r"/\* \d{4}-\d\d-\d\dT[^*]*\*/", "DATE"),
    (r"\b(st_[amc]time(_nsec)?)=\d+", r"\1=T"),
    (r"\b(si_utime|si_stime)=\d+( /\* [\d.]+ s \*/)?", r"\1=T"),
    (r"\b(f_b\w+|f_f(iles|free)|uptime|\w+ram|\w+swap|procs|tms_\w+|ru_\w+)=(\d+|\[[^]]*\])", r"\1=N"),
    (r"^((?:time|times|gettimeofday)\(.*\)) = .*", r"\1 = T"),
    (r"^getrandom\(\"[^\"]*\"(\.\.\.)?", "getrandom(RANDOM"),
    (r"(/tmp/cc|sort|sed|tmp_obj_|tempfile-|\bt)[A-Za-z0-9_]{6}\b(?=[.\"/])", r"\1XXXXXX"),
    (r"/tmp/[a-z0-9_]{8}\b", "/tmp/XXXXXXXX"),
    (r"htons\((\d{5})\)", "htons(PORT)"),
    (r"\b0x[0-9a-f]{5,16}\b", "ADDR"),
    (r" +<\d+\.\d+>$", ""),  # -T
    (r"\) +(= )", r") \1"),
)]
STAMP = re.compile(r"^(?:\d\d:\d\d:\d\d(?:\.\d+)?|\d+\.\d{6}|\(?\+? *\d+\.\d+\)?) +(?:\(\+ +\d+\.\d+\) +)?")


def normalise(line, names):
    def name(match):
        start = match.start("pid") - match.start()
        whole = match.group()
        return whole[:start] + "{" + names.get(match.group("pid"), "PID") + "}" + whole[match.end("pid") - match.start():]

    for pattern in PIDS:
        line = pattern.sub(name, line)
    for pattern, replacement in RULES:
        line = pattern.sub(replacement, line)
    return line


# ---- reading a log ---------------------------------------------------------------------------------------------------

HEAD = re.compile(r"^(\d+) +(.*)$", re.S)
FORK = re.compile(r"^(?:clone|clone3|fork|vfork)\(.*\) += (\d+)(?: <\d+\.\d+>)?$")
UNFINISHED = " <unfinished ...>"
RESUMED = re.compile(r"^<\.\.\. \S+ resumed>")


def join(lines):
    """Whole calls: an unfinished one takes the place where it began."""
    whole, waiting = [], {}
    for pid, text in lines:
        resumed = RESUMED.match(text)
        if resumed and pid in waiting:
            place = waiting.pop(pid)
            whole[place] = (pid, whole[place][1] + text[resumed.end():])
        elif text.endswith(UNFINISHED):
            waiting[pid] = len(whole)
            whole.append((pid, text[:-len(UNFINISHED)]))
        else:
            whole.append((pid, text))
    return whole


def names_of(lines):
    """The fork tree: the first process is 0, its second child is 0.2; the pid numbers are chance."""
    names, children = {}, collections.Counter()
    for pid, text in lines:
        names.setdefault(pid, "0" if not names else f"?{len(names)}")
        child = FORK.match(text)
        if child and not child.group(1) in names:
            children[pid] += 1
            names[child.group(1)] = f"{names[pid]}.{children[pid]}"
    return names


class Thread:
    """The lines of one thread: those that stand in order, and the loose ones, each with the fixed line before it."""

    def __init__(self, lines, loose):
        self.all, self.fixed, self.loose = lines, [], []
        for line in lines:
            if any(pattern.fullmatch(line) for pattern in loose):
                self.loose.append((line, self.fixed[-1] if self.fixed else ""))
            else:
                self.fixed.append(line)


def parse(log, loose):
    """Thread name -> Thread."""
    lines = []
    with open(log, errors="surrogateescape") as f:
        for line in f.read().split("\n"):
            match = HEAD.match(line)
            if match:
                lines.append((match.group(1), STAMP.sub("", match.group(2))))
            elif line:
                lines.append(("0", line))  # never in a good log; shows up as a line too many
    lines = join(lines)
    names = names_of(lines)
    threads = collections.defaultdict(list)
    for pid, text in lines:
        threads[names[pid]].append(normalise(text, names))
    return {name: Thread(lines, loose) for name, lines in threads.items()}


# ---- comparing -------------------------------------------------------------------------------------------------------


def matches(a, b):
    """Indices of `a` in a longest common subsequence with `b` (Myers); difflib where the difference is large."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    found = list(range(start)) + list(range(len(a) - end, len(a)))
    return sorted(found + [start + i for i in middle(a[start:len(a) - end], b[start:len(b) - end])])


def middle(a, b):
    if not a or not b:
        return []
    furthest, trail = {1: 0}, []
    for d in range(min(len(a) + len(b), 600) + 1):
        trail.append(dict(furthest))
        for k in range(-d, d + 1, 2):
            down = k == -d or (k != d and furthest[k - 1] < furthest[k + 1])
            x = furthest[k + 1] if down else furthest[k - 1] + 1
            while x < len(a) and x - k < len(b) and a[x] == b[x - k]:
                x += 1
            furthest[k] = x
            if x >= len(a) and x - k >= len(b):
                return walk_back(trail, len(a), len(b))
    blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return [i for block in blocks for i in range(block.a, block.a + block.size)]


def walk_back(trail, x, y):
    found = []
    for d in range(len(trail) - 1, -1, -1):
        furthest, k = trail[d], x - y
        down = k == -d or (k != d and furthest[k - 1] < furthest[k + 1])
        before = k + 1 if down else k - 1
        to_x = furthest[before]
        to_y = to_x - before
        while x > max(to_x, 0) and y > max(to_y, 0):
            x, y = x - 1, y - 1
            found.append(x)
        x, y = to_x, to_y
    return found


class Missing(collections.namedtuple("Missing", "thread line moved instead")):
    """A line of strace; whether the tracer has it elsewhere in the thread; what the tracer has around that place."""


def agreed(threads):
    """What all strace runs say of one thread, in order."""
    return functools.reduce(lambda lines, other: [lines[i] for i in matches(lines, other.fixed)], threads[1:], threads[0].fixed)


def missing_in_order(runs, tracer):
    """How many lines are asked for, and those of them that the tracer does not have at their place."""
    total, missing = 0, []
    for name in set.intersection(*map(set, runs)):
        threads, got = [run[name] for run in runs], tracer.get(name, Thread([], []))
        lines = agreed(threads)
        found = set(matches(lines, got.fixed))
        spare = collections.Counter(got.fixed) - collections.Counter(lines[i] for i in found)
        for i, line in enumerate(lines):
            if i not in found:
                moved = spare[line] > 0
                spare[line] -= moved
                place = i * len(got.fixed) // len(lines)
                missing.append(Missing(name, line, moved, got.fixed[max(0, place - 60):place + 60]))
        asked, loose = loose_missing(name, threads, got)
        total += len(lines) + asked
        missing += loose
    return total, missing


def loose_missing(name, threads, got):
    """The loose lines must be there as often as in all strace runs; one after another line than in the first has moved."""
    asked = functools.reduce(operator.and_, (collections.Counter(line for line, _ in t.loose) for t in threads))
    have = collections.Counter(line for line, _ in got.loose)
    in_place = collections.Counter(line for line, _ in
                                   (collections.Counter(threads[0].loose) & collections.Counter(got.loose)).elements())
    missing = [Missing(name, line, False, got.all) for line in (asked - have).elements()]
    missing += [Missing(name, line, True, got.all) for line in ((asked & have) - in_place).elements()]
    return asked.total(), missing


# How often a lock is found taken is chance, and so is which of two children's SIGCHLD finds the other still pending.
CHANCE = re.compile(r"futex\(|--- SIGCHLD ")


def missing_in_multiset(runs, tracer):
    bags = [collections.Counter(line for thread in run.values() for line in thread.all if not CHANCE.match(line))
            for run in runs + [tracer]]
    common = functools.reduce(operator.and_, bags[:-1])
    everything = list(bags[-1])
    return sum(common.values()), [
        Missing("all", line, False, everything) for line in (common - bags[-1]).elements()]


def most_similar(line, candidates):
    return next(iter(difflib.get_close_matches(line, candidates, 1, 0.0)), "(nothing)")


# ---- running ---------------------------------------------------------------------------------------------------------


def fill(directory):
    """The same content, the same times, in each fresh directory."""
    os.makedirs(os.path.join(directory, "tree/sub"))

    def put(name, text):
        with open(os.path.join(directory, name), "w") as f:
            f.write(text)
        os.utime(os.path.join(directory, name), (10 ** 9, 10 ** 9))

    put("words.txt", "".join(f"word{i * 7919 % 500} {i}\n" for i in range(500)))
    put("data.bin", "".join(chr(32 + i * i % 90) for i in range(50000)))
    for i in range(6):
        put(f"tree/{'sub/' if i % 2 else ''}file{i}", f"content word{i}\n" * i)
    put("hello.c", "#include <stdio.h>\nint main(void) { puts(\"hello\"); return 0; }\n")
    put("broken.c", "int main(void) { return no_such_thing; }\n")
    put("Makefile.test", "all: a b\n\t@cat a b\na:\n\techo a > $@\nb: a\n\tcp a $@\n")
    os.utime(os.path.join(directory, "tree"), (10 ** 9, 10 ** 9))


class Runner:
    def __init__(self, strace, tracer, build, port, keep, loose):
        self.strace, self.tracer, self.build, self.port, self.keep, self.loose = strace, tracer, build, port, keep, loose
        # inode numbers that only grow: cp and find go through directories in their order
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.base = tempfile.mkdtemp(prefix="strobe-diff-", dir=memory)

    def once(self, case, tracer, label):
        """One run, in a directory of the same name each time; the parsed log."""
        directory = os.path.join(self.base, case.name, "w")
        log = os.path.join(self.base, case.name, label + ".log")
        shutil.rmtree(directory, ignore_errors=True)
        fill(directory)
        for program in os.listdir(self.build):
            os.symlink(os.path.join(self.build, program), os.path.join(directory, program))
        command = case.command
        if isinstance(command, str):
            command = ["sh", "-c", command.replace("{port}", str(self.port))]
        environment = {
            "PATH": "/usr/bin:/bin", "HOME": directory, "LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1", "PERL_HASH_SEED": "0", "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
            "GIT_AUTHOR_DATE": "1000000000 +0000", "GIT_COMMITTER_DATE": "1000000000 +0000", "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "gc.auto", "GIT_CONFIG_VALUE_0": "0", "OPENSSL_CONF": "/dev/null", "MAKEFLAGS": "",
        }
        # without address randomisation strace agrees with itself more often
        done = subprocess.run(["setarch", "x86_64", "-R", tracer, "-f", "-o", log, *case.options, *command], cwd=directory,
                              env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        if not os.path.exists(log):
            raise RuntimeError(f"{label}: no log; exit status {done.returncode}, stderr: {done.stderr.decode(errors='replace')}")
        return parse(log, self.loose), done

    def compare(self, case):
        try:
            return self.compare_runs(case)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            return 0, [Missing("all", "a log", False, [str(error)])]

    def compare_runs(self, case):
        runs, outputs = zip(*(self.once(case, self.strace, f"strace{i}") for i in range(2)))
        runs = list(runs)
        tracer, output = self.once(case, self.tracer, "tracer")
        find = missing_in_multiset if case.contend else missing_in_order
        total, missing = find(runs, tracer)
        for i in range(EXTRA_RUNS):
            if not missing or len(missing) > total // 10:  # equal, or far from it
                break
            runs.append(self.once(case, self.strace, f"strace{2 + i}")[0])
            total, missing = find(runs, tracer)
        if output.returncode != outputs[0].returncode:
            missing.append(Missing("exit", f"exit status {outputs[0].returncode}", False,
                                   [f"{output.returncode}; {output.stderr!r}"]))
        if total < 3:
            missing.append(Missing("all", "at least three lines", False, [f"{total} lines"]))
        if not self.keep:
            shutil.rmtree(os.path.join(self.base, case.name), ignore_errors=True)
        return total, missing


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"a line of the body\n" * 100
        self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    def log_message(self, *_):
        pass


class Rule:
    def __init__(self, kind, pattern):
        self.kind, self.pattern, self.used = kind, re.compile(pattern), 0

    def explains(self, missing):
        return (missing.moved or self.kind == "gone") and self.pattern.fullmatch(missing.line)


def accepted_rules():
    rules = []
    with open(os.path.join(HERE, "accepted.txt")) as f:
        for paragraph in f.read().split("\n\n"):
            lines = [line for line in paragraph.split("\n") if line and not line.startswith("#")]
            if not lines:
                continue
            kind, _, pattern = lines[0].partition(": ")
            if len(lines) > 1 or kind not in ("moved", "gone") or "\n# " not in paragraph:
                sys.exit(f"accepted.txt: one rule, moved: or gone:, and its reason in each paragraph: {lines}")
            rules.append(Rule(kind, pattern))
    return rules


def build_programs(directory):
    os.makedirs(directory, exist_ok=True)
    for name in os.listdir(os.path.join(HERE, "programs")):
        source, program = os.path.join(HERE, "programs", name), os.path.join(directory, name[:-2])
        subprocess.run(["cc", "-O1", "-Wall", "-pthread", "-o", program, source], check=True)


def explain(missing, rules):
    """Those no rule explains."""
    strange = []
    for one in missing:
        rule = next((r for r in rules if r.explains(one)), None)
        if rule:
            rule.used += 1
        else:
            strange.append(one)
    return strange


def report(results, rules):
    compared = equal = accepted = unexplained = 0
    failed = []
    print(f"{'case':<20} {'lines':>7} {'equal':>7} {'accepted':>8} {'unexplained':>11}")
    for case, (total, missing) in results:
        strange = explain(missing, rules)
        print(f"{case.name:<20} {total:>7} {total - len(missing):>7} {len(missing) - len(strange):>8} {len(strange):>11}")
        for one in strange[:SHOWN]:
            space = " " * len(one.thread)
            print(f"    {one.thread}: strace: {one.line[:300]}\n    {space}  tracer: "
                  + ("(elsewhere)" if one.moved else most_similar(one.line, one.instead)[:300]))
        compared, equal = compared + total, equal + total - len(missing)
        accepted, unexplained = accepted + len(missing) - len(strange), unexplained + len(strange)
        failed += [case.name] if strange else []
    for rule in rules:
        print(f"rule used {rule.used} times: {rule.kind}: {rule.pattern.pattern}")
    rate = 100 * equal / max(compared, 1)
    print(f"{compared} lines compared, {equal} equal ({rate:.2f} %), {accepted} accepted, {unexplained} unexplained")
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed, 0 skipped" + "".join(f"\nFAIL {name}" for name in failed))
    return failed or rate < WANTED


def main():
    parser = argparse.ArgumentParser(description="differential test against strace")
    parser.add_argument("--tracer", default=os.environ.get("TRACER", os.path.join(ROOT, "build/strobe")))
    parser.add_argument("--strace", default="strace")
    parser.add_argument("--keep", action="store_true", help="keep the logs and say where they are")
    parser.add_argument("-j", type=int, default=2)
    parser.add_argument("names", nargs="*", help="cases to run; default: all")
    options = parser.parse_args()
    tracer, strace = shutil.which(options.tracer), shutil.which(options.strace)
    if not tracer or not strace:
        sys.exit(f"{options.tracer if not tracer else options.strace}: not a program; hint: build strobe, install strace")
    cases = [c for c in CASES if not options.names or c.name in options.names]
    rules = accepted_rules()
    build = tempfile.mkdtemp(prefix="strobe-diff-bin-")
    build_programs(build)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    runner = Runner(strace, os.path.abspath(tracer), build, server.server_port, options.keep,
                    [rule.pattern for rule in rules if rule.kind == "moved"])
    try:
        with concurrent.futures.ThreadPoolExecutor(options.j) as pool:
            results = list(zip(cases, pool.map(runner.compare, cases)))
    finally:
        shutil.rmtree(build)
        if options.keep:
            print(f"logs: {runner.base}")
        else:
            shutil.rmtree(runner.base, ignore_errors=True)
    return 1 if report(results, rules) else 0


if __name__ == "__main__":
    sys.exit(main())
