#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Attaching and detaching, and what becomes of exit statuses and output files."""
import os
import re
import shutil
import signal
import subprocess
import time

from lib import Bench, Failure, check, read, wait_for

OPEN = r'openat\(AT_FDCWD, "{}", O_RDONLY\) += -1 ENOENT \(No such file or directory\)'


class Victim:
    """A process that does what it is told (see victim.c)."""

    def __init__(self, bench):
        self.process = subprocess.Popen([bench.program("victim")], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.pid, self.thread = map(int, self.process.stdout.readline().split())

    def do(self, what):
        self.process.stdin.write(what.encode())
        self.process.stdin.flush()
        check(self.process.stdout.readline() == b"done\n", "the traced process did not answer")

    def unharmed(self):
        self.do("o")
        self.process.stdin.write(b"q")
        self.process.stdin.flush()
        check(self.process.wait(5) == 7, f"the traced process ended with {self.process.returncode}")


class Tracer:
    """The tracer on running processes; its output and its messages go to files."""

    def __init__(self, bench, name, *options, attached=1):
        self.log, self.messages = bench.path(name + ".log"), bench.path(name + ".err")
        self.name = os.path.basename(bench.tracer)
        with open(self.messages, "w") as err:
            self.process = subprocess.Popen([bench.tracer, "-o", self.log, *options], stderr=err)
        wait_for(lambda: len(re.findall(r"Process \d+ attached", read(self.messages))) >= attached,
                 f"{attached} attached", 5)

    def end(self, sig=signal.SIGINT):
        """Its log, after it has let go."""
        self.process.send_signal(sig)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failure(f"does not end on {sig.name}")
        return read(self.log)

    def said(self, text):
        messages = read(self.messages)
        check(re.search(text, messages, re.M), f"{text!r} is not in its messages: {messages!r}")


def found(pattern, log):
    check(re.search(pattern, log, re.M), f"{pattern!r} is not in the log:\n{log[:2000]}")


def missing(pattern, log):
    check(not re.search(pattern, log, re.M), f"{pattern!r} is in the log:\n{log[:2000]}")


def test_call_in_flight(bench):
    """The first line is the call in which the process was blocked already."""
    victim = Victim(bench)
    tracer = Tracer(bench, "flight", "-p", str(victim.pid))
    wait_for(lambda: "read(0, " in read(tracer.log), "the blocked call is shown at once")
    victim.do("o")
    time.sleep(0.2)  # it blocks again
    log = tracer.end()
    lines = log.splitlines()
    check(re.match(r'read\(0, "o", 1\) += 1$', lines[0]), f"first line: {lines[0]!r}")
    check(re.match(OPEN.format("/missing/main"), lines[1]), f"second line: {lines[1]!r}")
    found(r"^read\(0,  <detached \.\.\.>$", lines[-1])
    tracer.said(rf"^\S*{tracer.name}: Process {victim.pid} attached\n")
    tracer.said(rf"^\S*{tracer.name}: Process {victim.pid} detached\n")
    check(tracer.process.returncode == -signal.SIGINT, f"exit status {tracer.process.returncode}")
    victim.unharmed()


def test_several(bench):
    """-p in all its spellings: a list with commas, and again."""
    victims = [Victim(bench) for _ in range(3)]
    a, b, c = (v.pid for v in victims)
    tracer = Tracer(bench, "several", "-e", "trace=openat", "-p", f"{a},{b}", "-p", str(c), attached=3)
    for victim in victims:
        victim.do("o")
    log = tracer.end()
    for victim in victims:
        found(rf"^{victim.pid} +" + OPEN.format("/missing/main"), log)
        tracer.said(f"Process {victim.pid} detached")
        victim.unharmed()


def test_one_thread(bench):
    """-p TID without -f: that thread and no other."""
    victim = Victim(bench)
    tracer = Tracer(bench, "thread", "-e", "trace=openat", "-p", str(victim.thread))
    victim.do("o")
    victim.do("t")
    log = tracer.end()
    found(OPEN.format("/missing/thread"), log)
    missing("/missing/main", log)
    victim.unharmed()


def test_leader_only(bench):
    """-p PID without -f: the first thread only."""
    victim = Victim(bench)
    tracer = Tracer(bench, "leader", "-e", "trace=openat", "-p", str(victim.pid))
    victim.do("t")
    victim.do("o")
    log = tracer.end()
    found(OPEN.format("/missing/main"), log)
    missing("/missing/thread", log)
    victim.unharmed()


def test_all_threads(bench):
    """-f -p PID: the threads that are there, and the children that come."""
    victim = Victim(bench)
    tracer = Tracer(bench, "threads", "-f", "-e", "trace=openat,clone,fork,wait4", "-p", str(victim.pid))
    victim.do("t")
    victim.do("f")
    log = tracer.end()
    found(rf"^{victim.thread} +" + OPEN.format("/missing/thread"), log)
    child = re.search(r"^(\d+) +" + OPEN.format("/missing/child"), log, re.M)
    check(child, f"the child's open is not in the log:\n{log}")
    found(rf"^{child.group(1)} +\+\+\+ exited with 0 \+\+\+$", log)
    found(rf"^{victim.pid} .*clone\(.*= {child.group(1)}$|clone resumed>.*= {child.group(1)}$", log)
    tracer.said(rf"Process {victim.pid} attached with 2 threads\n")
    victim.unharmed()


def test_all_threads_by_any(bench):
    """-f -p TID: all threads of its process."""
    victim = Victim(bench)
    tracer = Tracer(bench, "anythread", "-f", "-e", "trace=openat", "-p", str(victim.thread))
    victim.do("o")
    victim.do("t")
    log = tracer.end()
    found(rf"^{victim.pid} +" + OPEN.format("/missing/main"), log)
    found(rf"^{victim.thread} +" + OPEN.format("/missing/thread"), log)
    victim.unharmed()


def test_no_follow(bench):
    """Without -f a child is not traced."""
    victim = Victim(bench)
    tracer = Tracer(bench, "nofollow", "-e", "trace=openat", "-p", str(victim.pid))
    victim.do("f")
    victim.do("o")
    log = tracer.end()
    missing("/missing/child", log)
    found("/missing/main", log)
    victim.unharmed()


def test_ends_with_the_process(bench):
    victim = Victim(bench)
    tracer = Tracer(bench, "end", "-p", str(victim.pid))
    victim.process.stdin.write(b"q")
    victim.process.stdin.flush()
    check(victim.process.wait(5) == 7, "the traced process")
    check(tracer.process.wait(5) == 0, f"exit status {tracer.process.returncode}")
    found(r"^\+\+\+ exited with 7 \+\+\+$", read(tracer.log).splitlines()[-1])


def test_detach_on_term(bench):
    victim = Victim(bench)
    tracer = Tracer(bench, "term", "-p", str(victim.pid))
    tracer.end(signal.SIGTERM)
    tracer.said(f"Process {victim.pid} detached")
    victim.unharmed()


def test_stopped_before(bench):
    """Also a process that was stopped before shows that it is."""
    victim = Victim(bench)
    victim.process.send_signal(signal.SIGSTOP)
    tracer = Tracer(bench, "stopped", "-p", str(victim.pid))
    try:
        wait_for(lambda: "--- stopped by SIGSTOP ---" in read(tracer.log), "the stop is shown")
    finally:
        victim.process.send_signal(signal.SIGCONT)
    tracer.end()
    victim.unharmed()


def test_no_such_process(bench):
    done = subprocess.run([bench.tracer, "-p", "2147483646"], capture_output=True, text=True, timeout=10)
    check(done.returncode == 1 and "No such process" in done.stderr, f"{done.returncode}: {done.stderr!r}")


def test_zombie(bench):
    """A process that has ended and was not reaped: an error, not a wait for what will never come."""
    zombie = subprocess.Popen(["true"])
    wait_for(lambda: " Z " in read(f"/proc/{zombie.pid}/stat"), "it has ended")
    done = subprocess.run([bench.tracer, "-f", "-p", str(zombie.pid)], capture_output=True, text=True, timeout=10)
    zombie.wait()
    check(done.returncode == 1, f"status {done.returncode}")
    check(re.search(r"attach: .*: Operation not permitted$", done.stderr, re.M), done.stderr)


def test_some_are_gone(bench):
    """Of several processes those that have ended are named, and the others are traced."""
    victim, zombie = Victim(bench), subprocess.Popen(["true"])
    wait_for(lambda: " Z " in read(f"/proc/{zombie.pid}/stat"), "it has ended")
    tracer = Tracer(bench, "gone", "-e", "trace=openat", "-p", f"2147483646,{zombie.pid},{victim.pid}")
    victim.do("o")
    found(OPEN.format("/missing/main"), tracer.end())
    tracer.said("attach: .*2147483646.*: No such process$")
    tracer.said(f"attach: .*{zombie.pid}.*: Operation not permitted$")
    zombie.wait()
    victim.unharmed()
    done = subprocess.run([bench.tracer, "-o", "/dev/null", "-p", "2147483646", "true"], capture_output=True, text=True, timeout=10)
    check(done.returncode == 0 and "No such process" in done.stderr, f"{done}")


def test_system_wide(bench):
    """-G sees what any process opens, with its pid and name, and not what strobe itself does."""
    if "strace" in os.path.basename(bench.tracer):
        return
    log = bench.path("wide.log")
    tracer = subprocess.Popen([bench.tracer, "-G", "-e", "trace=openat", "-o", log], stderr=subprocess.PIPE, text=True)
    unique = bench.path("a-name-nobody-else-opens")

    def seen():
        cat = subprocess.Popen(["cat", unique], stderr=subprocess.DEVNULL)
        cat.wait()
        time.sleep(0.05)
        return re.search(rf'^{cat.pid}<cat> +openat\(AT_FDCWD, "{unique}", O_RDONLY\) += -1 ENOENT ', read(log), re.M)

    wait_for(lambda: os.path.exists(log), "the log")
    wait_for(seen, "another process's open")
    tracer.send_signal(signal.SIGINT)
    _, err = tracer.communicate(timeout=10)
    check(tracer.returncode == -signal.SIGINT, f"exit status {tracer.returncode}: {err}")
    missing(rf"^{tracer.pid}\b", read(log))


def test_system_wide_pipeline(bench):
    """-G -o '|a | b': what the shell has started to show the lines makes no lines of its own."""
    if "strace" in os.path.basename(bench.tracer):
        return
    showing, log = bench.path("showing"), bench.path("pipeline.log")
    shutil.copy("/bin/cat", showing)
    tracer = subprocess.Popen([bench.tracer, "-G", "-o", f"|{showing} | (exec {showing} > {log})"], stderr=subprocess.PIPE)
    wait_for(lambda: os.path.exists(log) and os.path.getsize(log), "lines")
    time.sleep(0.3)
    tracer.send_signal(signal.SIGINT)
    tracer.communicate(timeout=20)
    missing("<showing>", read(log))


def test_exit_status(bench):
    for script, status in (("exit 7", 7), ("exit 0", 0), ("kill -TERM $$", -signal.SIGTERM), ("kill -KILL $$", -signal.SIGKILL)):
        done = subprocess.run([bench.tracer, "-o", "/dev/null", "sh", "-c", script], timeout=10, capture_output=True)
        check(done.returncode == status, f"{script}: {done.returncode}, expected {status}; {done.stderr!r}")
    done = subprocess.run([bench.tracer, "./missing"], timeout=10, capture_output=True, text=True, cwd=bench.dir)
    check(done.returncode == 1 and re.search("Can('|no)t stat './missing': No such file or directory", done.stderr), f"{done}")


def test_untouched_start(bench):
    """The command finds signal mask, ignored signals, descriptors and standard streams as the tracer got them."""
    script = 'grep -E "^Sig(Blk|Ign|Cgt)" /proc/self/status; ls -l /proc/self/fd | sed "s/.* \\([0-9]* ->\\)/\\1/; /\\/proc/d"'
    start = ["setarch", "x86_64", "sh", "-c", "trap '' USR1 HUP; exec 5</dev/null 2>/dev/null; exec \"$@\"", "sh"]
    plain, traced = (subprocess.run([*start, *tracer, "sh", "-c", script], capture_output=True, text=True, cwd=bench.dir,
                                    stdin=subprocess.DEVNULL, timeout=10).stdout
                     for tracer in ([], [bench.tracer, "-o", "/dev/null"]))
    plain, traced = (re.sub(r"pipe:\[\d+\]", "pipe", text) for text in (plain, traced))
    check("SigIgn" in plain and plain == traced, f"without:\n{plain}\nwith:\n{traced}")


def test_output_to_command(bench):
    """-o '|cmd': the tracer ends after the command has."""
    result = bench.path("piped")
    for sign in "|!":
        subprocess.run([bench.tracer, "-o", f"{sign}sleep 0.3; cat > {result}", "true"], timeout=10, check=True)
        found(r"^\+\+\+ exited with 0 \+\+\+$", read(result))
        os.unlink(result)


def test_output_per_process(bench):
    """-ff -o F: one file for each process, without pids in front."""
    base = bench.path("each")
    subprocess.run([bench.tracer, "-ff", "-o", base, "-e", "trace=execve", "sh", "-c", "true; /bin/true; echo $$"],
                   capture_output=True, timeout=10, check=True)
    files = [f for f in os.listdir(bench.dir) if f.startswith("each.")]
    check(len(files) == 2, f"{files}")
    for name in files:
        lines = read(bench.path(name)).splitlines()
        check(lines[0].startswith("execve(") and lines[-1] == "+++ exited with 0 +++", f"{name}: {lines}")


def test_append(bench):
    log = bench.path("append")
    for options in (["-o"], ["-A", "-o"], ["-A", "-o"]):
        subprocess.run([bench.tracer, *options, log, "-e", "trace=none", "true"], timeout=10, check=True)
    check(read(log) == "+++ exited with 0 +++\n" * 3, read(log))
    subprocess.run([bench.tracer, "-o", log, "-e", "trace=none", "true"], timeout=10, check=True)
    check(read(log) == "+++ exited with 0 +++\n", read(log))


def test_full_disk(bench):
    """The command ends its work; the tracer says what went wrong, once, and fails."""
    witness = bench.path("witness")
    done = subprocess.run([bench.tracer, "-o", "/dev/full", "sh", "-c", f"ls / >/dev/null; echo finished > {witness}"],
                          capture_output=True, text=True, timeout=10)
    wait_for(lambda: os.path.exists(witness) and "finished" in read(witness), "the command finished")
    check("No space left on device" in done.stderr, f"{done.returncode}: {done.stderr[:500]!r}")
    if "strace" not in os.path.basename(bench.tracer):
        check(done.returncode == 1 and done.stderr.count("No space left") == 1, f"{done.returncode}: {done.stderr!r}")


def test_unwritable(bench):
    done = subprocess.run([bench.tracer, "-o", "/no/such/dir/log", "touch", bench.path("never")], capture_output=True, text=True,
                          timeout=10)
    check(done.returncode == 1 and "Can't fopen '/no/such/dir/log': No such file or directory" in done.stderr, f"{done}")
    check(not os.path.exists(bench.path("never")), "the command was run")


def test_closed_pipe(bench):
    """Nobody reads: the tracer ends, the command is not harmed."""
    for name, options in (("command", ["-o", "|true"]), ("stderr", [])):
        if name == "stderr" and "strace" in os.path.basename(bench.tracer):
            return  # dies of it and takes the command along
        witness = bench.path("closed-" + name)
        script = f"sleep 0.2; for i in 1 2 3 4 5 6; do ls / >/dev/null 2>&1; done; sleep 0.2; echo finished > {witness}"
        reader, writer = os.pipe()
        tracer = subprocess.Popen([bench.tracer, "-f", *options, "sh", "-c", script], stderr=writer)
        os.close(writer)
        os.close(reader)
        try:
            tracer.wait(20)
        except subprocess.TimeoutExpired:
            tracer.kill()
            raise Failure(f"{name}: the tracer does not end")
        wait_for(lambda: os.path.exists(witness) and "finished" in read(witness), f"{name}: the command finished")


if __name__ == "__main__":
    Bench(__doc__).run([value for key, value in list(globals().items()) if key.startswith("test_")])
