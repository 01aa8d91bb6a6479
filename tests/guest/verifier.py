# SPDX-License-Identifier: BSD-2-Clause
"""How much the verifier has to look at: a table, and what a kernel says."""
import os
from pathlib import Path

from common import HERE, check, quiet

VERIFIER = HERE / "verifier.tsv"
TOLERANCE = 0.10
EVERYTHING = "wait_on_full=1 signal_mask=0xffffffffffffffff ring_size=0x4000000"
CONFIGURATIONS = {  # what strobe sets before the load of an object
    "one": ("trace", EVERYTHING),
    "follow": ("trace", f"follow_fork=1 {EVERYTHING}"),
    "wide": ("trace", f"follow_fork=1 system_wide=1 with_comm=1 {EVERYTHING}"),
    "count": ("trace", "follow_fork=1 count_calls=1 count_only=1 ring_size=0x4000000"),
    "probe": ("probe", "follow_fork=1 probes=2 ring_size=0x1000000"),
    "net": ("net", "system_wide=1 follow_fork=1 net_events=0xff resets_have_reasons=0 drops_have_sockets=0 ring_size=0x1000000"),
    "packets": ("packet", "follow_fork=1 has_ethernet=1 snaplen=0x4000 ring_size=0x1000000"),
    "flows": ("packet", "system_wide=1 follow_fork=1 has_ethernet=1 count_flows=1 ring_size=0x1000000"),
    "run": ("run", "follow_fork=1 ring_size=0x400000"),
    "run-comm": ("run", "system_wide=1 follow_fork=1 by_comm=1 ring_size=0x400000"),
    "probe-count": ("probe", "system_wide=1 follow_fork=1 aggregate=1 probes=2 ring_size=0x1000000"),
}
OBJECTS = sorted({name for name, _ in CONFIGURATIONS.values()})


def object_of(tracer, name):
    """An eBPF object that was built into it."""
    return Path(tracer).parent / f"skeletons/{name}.bpf.o"


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
