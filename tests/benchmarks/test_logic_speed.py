"""Speed of deciding: against the raw solver on SMT-LIB files, against plain sympy on normal forms, and of one short query.

Run with ``pytest -m slow -s tests/benchmarks/test_logic_speed.py`` for the tables.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sympy as sp

from symgame.logic.decide import QUICK, decide, satisfiable
from symgame.logic.deciders.qepcad import PROGRAM, equivalent
from symgame.logic.normal import formula
from symgame.logic.polynomials import fraction, generators, ordered
from symgame.logic.quantifiers import Exists, ForAll
from symgame.logic.smtlib import read_smtlib
from symgame.logic.when import when

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "cases" / "smt"
LIMIT = 20.0
pytestmark = pytest.mark.slow

RAW = """
import sys, time, z3
solver = z3.Solver()
solver.set("timeout", int(1000 * float(sys.argv[2])))
start = time.perf_counter()
solver.from_file(sys.argv[1])
print(solver.check(), time.perf_counter() - start)
"""


def timed(work):
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


def raw(path: Path) -> tuple[str, float]:
    """z3 as it comes, in a process of its own, killed at the limit; the time of import is not counted."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", RAW, str(path), str(LIMIT)], capture_output=True, text=True, timeout=LIMIT + 5, check=True
        )
    except subprocess.TimeoutExpired:
        return "unknown", LIMIT
    answer, seconds = done.stdout.split()
    return answer, float(seconds)


@pytest.mark.skipif(not FOLDER.exists(), reason="the shared cases are not here")
def test_satisfiable_against_the_raw_solver():
    x = sp.Symbol("x", real=True)
    satisfiable(sp.Eq(x**3, 2))
    ratios, ours, theirs = [], 0, 0
    for path in sorted(FOLDER.glob("*.smt2")):
        condition, reading = timed(lambda path=path: read_smtlib(path))
        found, seconds = timed(lambda condition=condition: satisfiable(condition, deciders=QUICK))
        answer, plain = raw(path)
        ours, theirs = ours + (not found.undecided), theirs + (answer != "unknown")
        assert found.undecided or answer == "unknown" or found.proved == (answer == "sat")
        ratios.append(seconds / plain)
        print(f"{path.stem:32} {found.status.value:9} {seconds:7.3f} s (reading {reading:.3f} s)   z3 {answer:7} {plain:7.3f} s")
    print(f"decided {ours} against {theirs}, median ratio {statistics.median(ratios):.2f}")
    assert ours >= theirs
    assert statistics.median(ratios) <= 1.3


def profit() -> sp.Expr:
    """A rational expression of the size that four firms bring."""
    q = sp.symbols("q1:5", positive=True)
    c = sp.symbols("c1:5", positive=True)
    a, b, g = sp.symbols("a b g", positive=True)
    shares = [(a - ci) / (2 * b + g * (i + 1)) for i, ci in enumerate(c)]
    return sum((a - b * s - g * sum(shares) - ci) * s for s, ci in zip(shares, c, strict=True)) + sum(q)


def test_normal_form_against_sympy():
    expr = profit()
    gens = ordered(generators(expr))
    fraction.cache_clear()
    _, ours = timed(lambda: fraction(expr, gens))
    _, factored = timed(lambda: sp.factor(expr))
    print(f"normal form {1000 * ours:.1f} ms, sympy.factor {1000 * factored:.1f} ms, {factored / ours:.0f} times")
    assert ours * 5 < factored


def test_a_short_query_takes_milliseconds():
    a, b, c = sp.symbols("a b c", positive=True)
    decide(a > 0, deciders=QUICK)
    times = []
    for n in range(60):
        claim = (a + n * b) ** 2 + c > 4 * n * a * b
        formula.cache_clear()
        found, seconds = timed(lambda claim=claim, n=n: decide(claim, (a < b + n,), deciders=QUICK))
        assert found.proved
        times.append(seconds)
    print(f"median of a short query {1000 * statistics.median(times):.1f} ms")
    assert statistics.median(times) < 0.1


def test_regions_take_seconds():
    a, b, x = sp.symbols("a b x", real=True)
    for claim in (
        Exists((x,), sp.Eq(x**2 + a * x + b, 0)),
        Exists((x,), (x > 0) & (x < 1) & sp.Eq(x**3 + a * x - 1, 0)),
        Exists((x,), sp.Eq(x**4 + a, 0) & (x > b)),
    ):
        found, seconds = timed(lambda claim=claim: when(claim))
        print(f"{claim}: {found.condition} in {seconds:.2f} s")
        assert seconds < 20


@pytest.mark.skipif(shutil.which(PROGRAM) is None, reason="qepcad is not installed")
def test_regions_against_qepcad():
    a, b, c, x = sp.symbols("a b c x", real=True)
    times, theirs = [], []
    for claim in (
        Exists((x,), sp.Eq(x**2 + a * x + b, 0)),
        ForAll((x,), x**2 + a * x + b > 0),
        ForAll((x,), sp.Implies((x > 0) & (x < b), x * (1 - x) <= a)),
        Exists((x,), (x >= 0) & (x <= 1) & (x * (1 - x) >= a) & (x**2 <= b)),
        Exists((x,), (x > 0) & (x < 1) & sp.Eq(x**3 + a * x - 1, 0)),
        Exists((x,), (a * x > b) & (x**2 < c)),
    ):
        found, seconds = timed(lambda claim=claim: when(claim))
        free = tuple(sorted(claim.free_symbols, key=str))
        prefix = tuple(("E" if isinstance(claim, Exists) else "A", s) for s in claim.bound)
        text, other = timed(lambda f=free, p=prefix, claim=claim: equivalent(f, p, formula(claim.claim), 30.0))
        times.append(seconds)
        theirs.append(other)
        print(f"{claim}: {found.condition} in {seconds:.2f} s; qepcad {text} in {other:.2f} s")
    print(f"median {statistics.median(times):.2f} s against {statistics.median(theirs):.2f} s")
    assert max(times) < 20
