"""Seconds of theorems of both papers beside the plain sympy script for the same object, and the ten slowest of all.

A theorem derives every corner, proves its claim and re-checks it; the script only differentiates and calls ``solve``.
Run with ``pytest -m slow -s tests/benchmarks/test_theorem_times.py``; the script has a limit, past which it counts as not finished.
The ten slowest are those of the table in ``theorems/README.md``.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from symgame.theorem_runs import check_record
from tests.benchmarks.rivals.fine_tuning import RIVALS

pytestmark = pytest.mark.slow
THEOREMS = Path(__file__).parents[2] / "theorems"
LIMIT = 60.0


def slowest() -> list[str]:
    """Paths of the slowest files, from the end of the table."""
    text = (THEOREMS / "README.md").read_text(encoding="utf-8").split("## The slowest")[1]
    return re.findall(r"^\| (\S+\.py) \|", text, re.MULTILINE)


def plain_seconds(name: str) -> float | None:
    """Of the script, start of Python and import of sympy included; None if it did not finish."""
    script = Path(__file__).parent / "rivals" / "fine_tuning.py"
    start = time.monotonic()
    try:
        done = subprocess.run([sys.executable, str(script), name], capture_output=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return None
    return time.monotonic() - start if done.returncode == 0 else None


def beside(name: str) -> str:
    if name not in RIVALS:
        return "no script"
    plain = plain_seconds(name)
    return "not finished" if plain is None else f"{plain:.1f} s"


@pytest.mark.parametrize("path", slowest())
def test_the_slowest(path):
    record = check_record(THEOREMS / path)
    print(f"\n{path}: symgame {record.seconds:.1f} s, plain sympy {beside(Path(path).stem)}")
    assert record.agrees


@pytest.mark.parametrize("name", [name for name in RIVALS if not any(name in path for path in slowest())])
def test_time_beside_plain_sympy(name):
    (path,) = THEOREMS.rglob(f"{name}.py")
    record = check_record(path)
    print(f"\n{name}: symgame {record.seconds:.1f} s, plain sympy {beside(name)}")
    assert record.agrees
