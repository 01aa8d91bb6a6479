# SPDX-License-Identifier: BSD-2-Clause
"""Kernels of Debian, fetched once for each update of their packages."""
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from common import quiet

PACKAGES = {"6.1": "linux-image-cloud-amd64", "6.12": "linux-image-6.12-cloud-amd64"}  # they name the current kernel


class NoKernel(Exception):
    pass


def kernel_in(folders, package):
    for folder in folders:
        for name in (package, f"x_{package}"):
            if images := sorted(Path(folder, name).glob("boot/vmlinuz-*")):
                return images[0]
    return None


def current_package(series):
    """The name of Debian's current kernel package of a series; it changes with every update, and the old ones go."""
    try:
        found = re.search(r"Depends: (linux-image-\S+)", quiet("apt-cache", "depends", PACKAGES[series]))
    except (OSError, subprocess.CalledProcessError):
        return None
    return found and found.group(1)


def download(package, series, cache):
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        quiet("apt-get", "-o", "APT::Sandbox::User=root", "download", package, cwd=scratch, timeout=300)
        unpacked = Path(scratch, "unpacked")
        quiet("dpkg-deb", "-x", next(Path(scratch).glob("*.deb")), unpacked)
        for old in cache.glob(f"linux-image-{series}.*"):
            shutil.rmtree(old)
        unpacked.rename(cache / package)


def kernel(series, cache, folders):
    """A kernel image; fetched and unpacked once for each update of the package."""
    reason = f"apt knows no {PACKAGES[series]}"
    for attempt in range(2):
        if attempt:  # the package lists are missing or too old
            subprocess.run(["apt-get", "update", "-q"], capture_output=True)
        package = current_package(series)
        if not package:
            continue
        if found := kernel_in([*folders, cache], package):
            return found
        try:
            download(package, series, cache)
            return kernel_in([cache], package)
        except (OSError, subprocess.SubprocessError) as error:
            reason = f"{package}: {(getattr(error, 'stderr', '') or str(error)).strip()}"
    if older := sorted(cache.glob(f"linux-image-{series}.*/boot/vmlinuz-*")):
        return older[-1]
    raise NoKernel(reason)
