# SPDX-License-Identifier: BSD-2-Clause
"""The programs of the differential test. A command that needs a shell is given to sh -c; {port} is a local web server."""


class Case:
    def __init__(self, name, command, options="", contend=False):
        self.name = name
        self.command = command
        self.options = options.split()
        self.contend = contend  # tasks race with each other: compare all calls as a multiset


CASES = [
    # coreutils
    Case("ls", "ls -l ."),
    Case("ls-recursive", "ls -laR tree", "-v"),
    Case("cat", "cat words.txt data.bin", "-s 200"),
    Case("cp", "cp -a tree copy"),
    Case("mv-ln-rm", "mv words.txt moved; ln moved hard; ln -s moved soft; readlink soft; rm -r tree hard soft",
         "-e trace=%file,%process"),
    Case("mkdir-chmod", "mkdir -p a/b/c; chmod -R 700 a; touch -d 2001-01-01 a/b; rmdir a/b/c; chown 0:0 a"),
    Case("mkfifo", "mkfifo pipe; mknod node p; stat -c %F pipe node; install -m 600 words.txt installed"),
    Case("stat", "stat words.txt tree /dev/null", "-v"),
    Case("df", "df .", "-x"),
    Case("id", "id; whoami; groups", "-e trace=%file,%network,%creds,%process"),
    Case("env", "env -i A=1 /usr/bin/env"),
    Case("date", "date -d @1000000000 +%c; date -r words.txt"),
    Case("sleep", "sleep 0.05", "-T"),
    Case("sort", "sort -n -k2 words.txt", "-X verbose"),
    Case("sort-unique", "sort -u words.txt -o sorted; uniq -c sorted counted; wc counted; comm sorted words.txt",
         "-xx"),
    Case("dd", "dd if=data.bin of=out.bin bs=4096 count=10 conv=notrunc,fsync status=none", "-s 8"),
    Case("tail-head", "head -n 3 words.txt; tail -c 100 data.bin; tac words.txt; cut -c1-3 words.txt; tr a-z A-Z < words.txt",
         "-a 60"),
    Case("nice", "nice -n 5 nice"),
    # timeout(1) ends, or kills itself, at once after its child: whether it lives to be told of SIGCHLD is a matter of luck
    Case("timeout", "timeout 0.1 sleep 5", "-e signal=!chld"),
    Case("timeout-kill", "timeout -s KILL 0.1 sleep 5", "-e signal=!chld"),
    Case("du-truncate", "truncate -s 100000 sparse; du -s sparse; sync sparse; shred -n 1 -s 5000 sparse; unlink sparse",
         "-tt"),
    Case("checksums", "md5sum data.bin; sha256sum words.txt; cksum words.txt; base64 data.bin", "-ttt -r"),
    Case("split", "split -n 3 data.bin part-; cat part-aa part-ab part-ac > whole; cmp whole data.bin"),
    # shells
    Case("sh-pipeline", "head -n 5 words.txt | tr a b | sort | uniq -c | tail -n 2", contend=True),
    Case("sh-subshells", "(cd tree; (pwd; exit 3); echo $?); x=$(echo inner); echo $x"),
    Case("bash", ["bash", "--norc",
         "-c", "for i in 1 2 3; do (sleep 0.02; exit $i) || echo $i; done; shopt -s extglob; [[ abc == a* ]]"]),
    Case("sh-redirect", "exec 3<words.txt; read a <&3; read b <&3; echo $a $b >out 2>&1; exec 3<&-; test -s out && cat <out"),
    Case("sh-trap", "trap 'echo got' USR1; kill -USR1 $$; trap '' INT; kill -INT $$; kill -TERM $$"),
    Case("sh-missing", "./missing; missing; ./words.txt; cd missing; cat missing"),
    Case("yes-head", "yes | head -n 2", "-e trace=%process,openat -e signal=all", contend=True),
    Case("tee", "cat words.txt | tee a b > c", contend=True),
    Case("xargs", "ls tree > list; xargs -n 2 echo < list"),
    # tools
    Case("find", "find tree -type f -newer words.txt -print"),
    Case("find-exec", "find tree -name '*1*' -exec stat -c %n {} ;", "-e trace=%file,%process -v"),
    Case("grep", "grep -rn word0 words.txt tree"),
    Case("sed", "sed -i -e s/word/term/ words.txt"),
    Case("awk", "awk '{n += $2} END {print n; system(\"true\")}' words.txt"),
    Case("diff-patch", "sed s/word1/changed/ words.txt > new; diff -u words.txt new > p; patch words.txt p"),
    Case("make", "make -f Makefile.test"),
    Case("tar-gzip", "tar czf a.tar.gz tree; tar xzf a.tar.gz -C tree", contend=True),
    Case("tar", "tar cf a.tar tree; tar tvf a.tar", "-v -s 40"),
    Case("gzip", "gzip -9 words.txt; gunzip words.txt.gz"),
    Case("xz-bzip2", "bzip2 -k words.txt; bunzip2 -c words.txt.bz2", "-e trace=!mmap"),
    Case("ps", "ps -o comm= -p 1", "-e trace=execve,mmap,access,%memory,get_mempolicy,set_mempolicy,ioctl,write,uname"),
    Case("openssl", "openssl dgst -sha256 words.txt", "-z"),
    Case("git", "git init -q repo; cd repo; cp -p ../words.txt .; git add .; git commit -q -m first; git log --oneline; git status",
         "-e trace=%file,%process,%desc"),
    Case("git-version", "git --version"),
    # languages
    Case("python", ["python3", "-c", "import json, os, tempfile; print(json.dumps(os.listdir('tree')))"]),
    Case("python-subprocess", ["python3", "-S",
         "-c", "import subprocess; print(subprocess.check_output(['id', '-u']))"], "-s 64"),
    Case("python-threads", ["python3", "-S",
         "-c", "import threading, time\nfor i in range(3):\n t = threading.Thread(target=open, args=('words.txt',))\n t.start(); t.join(); time.sleep(0.05)"],
         contend=True),
    Case("perl", ["perl",
         "-e", "open F, '<words.txt'; while (<F>) { $n += length } print \"$n\\n\"; system('true'); unlink 'data.bin'"]),
    Case("gcc", "gcc -O1 -o hello hello.c; ./hello"),
    Case("gcc-error", "gcc -c broken.c", "-Z"),
    # network
    Case("curl", "curl -s -o out http://127.0.0.1:{port}/file", "-e trace=!poll,rt_sigaction", contend=True),
    Case("curl-refused", "curl -s http://127.0.0.1:1/", "-e trace=%network,%file"),
    # our own
    Case("c-threads", "./threads", contend=True),
    Case("c-turns", "./turns"),
    Case("c-forks", "./forks"),
    Case("c-signals", "./signals"),
    Case("c-sockets", "./sockets"),
]
