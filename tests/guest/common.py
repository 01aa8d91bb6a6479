# SPDX-License-Identifier: BSD-2-Clause
"""What the tests on other kernels share."""
import importlib.util
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tests/count"))  # its runners import lib


def module(path, name):
    spec = importlib.util.spec_from_file_location(name, ROOT / path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


live = module("tests/live/run.py", "live_run")
count = module("tests/count/run.py", "count_run")
attach = module("tests/count/attach.py", "count_attach")
broken = module("tests/count/broken.py", "count_broken")
Failure, check = count.Failure, count.check


def quiet(*command, **options):
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True, **options).stdout
