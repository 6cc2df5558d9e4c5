"""Seconds of theorems of the fine-tuning paper beside the plain sympy script for the same share.

A theorem derives every corner, proves its claim and re-checks it; the script only differentiates and calls ``solve``.
Run with ``pytest -m slow -s tests/benchmarks/test_theorem_times.py``; the script has a limit, past which it counts as not finished.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from symgame.theorem_runs import check_record
from tests.benchmarks.rivals.fine_tuning import RIVALS

pytestmark = pytest.mark.slow
THEOREMS = Path(__file__).parents[2] / "theorems" / "fine_tuning"
LIMIT = 60.0


def plain_seconds(name: str) -> float | None:
    script = Path(__file__).parent / "rivals" / "fine_tuning.py"
    start = time.monotonic()
    try:
        done = subprocess.run([sys.executable, str(script), name], capture_output=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return None
    return time.monotonic() - start if done.returncode == 0 else None


@pytest.mark.parametrize("name", RIVALS)
def test_time_beside_plain_sympy(name):
    record, plain = check_record(THEOREMS / f"{name}.py"), plain_seconds(name)
    beside = "not finished" if plain is None else f"{plain:.1f} s"
    print(f"\n{name}: symgame {record.seconds:.1f} s, plain sympy {beside}")
    assert record.agrees
