# SPDX-License-Identifier: BSD-2-Clause
"""A program that makes and uses connections as it is told, a command a line; it answers each with a line. For net.py."""
import array
import os
import socket
import struct
import sys
import threading

held = {}


def hold(sock):
    held[sock.fileno()] = sock
    return sock.fileno()


def family(host):
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def connect(host, port, syn_retries=0, lport=0):
    sock = socket.socket(family(host))
    if int(lport):
        sock.bind(("", int(lport)))
    if int(syn_retries):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_SYNCNT, int(syn_retries))
    try:
        sock.connect((host, int(port)))
    except OSError as error:
        sock.close()
        return f"errno {error.errno}"
    return hold(sock)


def serve(host, port):
    """Accepts connections and reads from them until they end."""
    listener = socket.socket(family(host))
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, int(port)))
    listener.listen(1024)

    def drain(sock):
        try:
            while sock.recv(1 << 20):
                pass
        except OSError:
            pass
        sock.close()

    def accept():
        while True:
            threading.Thread(target=drain, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return hold(listener)


def send(fd, size):
    held[int(fd)].sendall(b"x" * int(size))


def wait(fd):
    """Until all that was sent is acknowledged."""
    siocoutq = 0x5411
    import fcntl
    import time
    end = time.monotonic() + 30
    while struct.unpack("i", fcntl.ioctl(int(fd), siocoutq, b"\0" * 4))[0] and time.monotonic() < end:
        time.sleep(0.01)


def shut(fd):
    held[int(fd)].shutdown(socket.SHUT_WR)
    return len(held[int(fd)].recv(1))


def close(fd):
    held.pop(int(fd)).close()


def reset(fd):
    held[int(fd)].setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    close(fd)


def fork(fd):
    """A child goes on with all sockets, and is told what to do from then on; this process lets go of this one."""
    child = os.fork()
    if child == 0:
        return os.getpid()
    held.pop(int(fd)).close()
    os.waitpid(child, 0)
    os._exit(0)


def take(path):
    """A socket from give()."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()
    answer("listens")
    other = listener.accept()[0]
    fds = array.array("i")
    _, ancillary, _, _ = other.recvmsg(1, socket.CMSG_SPACE(fds.itemsize))
    fds.frombytes(ancillary[0][2])
    return hold(socket.socket(fileno=fds[0]))


def give(fd, path):
    other = socket.socket(socket.AF_UNIX)
    other.connect(path)
    other.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [int(fd)]))])
    close(fd)


def pid():
    return os.getpid()


def answer(value):
    print("ok" if value is None else value, flush=True)


for line in sys.stdin:
    command, *words = line.split()
    answer(globals()[command](*words))
