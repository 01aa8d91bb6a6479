#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""slow.py FILE STALL RATE SECONDS: copies standard input to FILE; reads nothing for STALL seconds, then RATE lines a second
for SECONDS, then as fast as it can."""
import sys
import time

path, stall, rate, seconds = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
time.sleep(stall)
with open(path, "wb") as out:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for _ in range(max(rate // 10, 1)):
            line = sys.stdin.buffer.readline()
            if not line:
                sys.exit()
            out.write(line)
        time.sleep(0.1)
    while block := sys.stdin.buffer.read(1 << 20):
        out.write(block)
