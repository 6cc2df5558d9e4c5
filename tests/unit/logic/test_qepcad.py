"""QEPCAD: the protocol with a script in its place, faults of the program, and agreement with it where it is installed."""

from __future__ import annotations

import random
import shutil
import stat
import sys
import time

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.logic.decide import decide
from symgame.logic.deciders.qepcad import HOME, PROGRAM, NotPlain, Qepcad, truth
from symgame.logic.deciders.smt import Smt
from symgame.logic.formula import conj, disj, negate
from symgame.logic.normal import formula
from symgame.logic.problem import Problem
from symgame.logic.quantifiers import Exists, ForAll
from symgame.logic.when import when

x, y, p, q = sp.symbols("x y p q", real=True)
a, b = sp.symbols("a b", positive=True)

needs_program = pytest.mark.skipif(shutil.which(PROGRAM) is None, reason="qepcad is not installed")

ANSWER = """
An equivalent quantifier-free formula:

{}


=====================  The End  =======================
"""


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a script that runs `body` on the search path in the place of the program; its input is kept."""

    def install(body: str):
        script = tmp_path / PROGRAM
        keep = f"import os, sys, time\ntext = sys.stdin.read()\nopen({str(tmp_path / 'input')!r}, 'w').write(text)\n"
        script.write_text(f"#!{sys.executable}\n{keep}{body}\n")
        script.chmod(script.stat().st_mode | stat.S_IEXEC)
        monkeypatch.setenv("PATH", str(tmp_path))
        return tmp_path / "input"

    return install


def says(answer: str) -> str:
    return f"print({ANSWER.format(answer)!r})"


def decided(claim, given=()):
    return Qepcad(seconds=2)(Problem(claim, tuple(given)), Budget().start())


def test_the_protocol(program):
    text = program(says("FALSE"))
    found = decided(a * x**2 - sp.Rational(1, 2) * x + 1 > 0, (a >= 1, sp.Ne(x, 0)))
    assert found.proved and found.by == (PROGRAM,)
    lines = text.read_text().splitlines()
    assert lines[:3] == ["[]", "(v0,v1)", "0"] and lines[-1] == "finish"
    assert lines[3].startswith("(E v0)(E v1)[[v0 > 0] /\\ [") and lines[3].endswith("]].")
    for part in ("[v0 - 1 >= 0]", "[v1 /= 0]", "[- 2 v0 v1^2 + v1 - 2 >= 0]"):
        assert part in lines[3]


def test_an_answer_without_a_point_refutes_nothing(program):
    program(says("TRUE"))
    assert decided(x > 0).refuted and not decided(x > 0).witness
    found = decide(x > 0, deciders=(Qepcad(),))
    assert found.undecided and "names none" in found.reason


def test_a_program_that_contradicts_another_solver_decides_nothing(program):
    program(says("TRUE"))
    found = decide(x**2 + x + 1 > 0, deciders=(Smt("z3"), Qepcad()))
    assert found.undecided and "declare-const x Real" in found.steps[0]


FAULTS = {
    "hangs": "time.sleep(60)",
    "dies": "os._exit(1)",
    "dies after an answer": says("FALSE") + "; sys.stdout.flush(); os._exit(1)",
    "prints nonsense": "print('Error RPFACTREAD')",
    "breaks off": "print('An equivalent quantifier-free formula:\\n\\nFALSE')",
    "prints a formula": says("v0 > 0"),
    "prints no text": "sys.stdout.buffer.write(bytes([255, 254]))",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_never_decides(program, fault):
    program(FAULTS[fault])
    start = time.monotonic()
    found = decided(x**2 + x + 1 > 0)
    assert found.undecided and found.reason
    assert time.monotonic() - start < 20


def test_without_the_program_nothing_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert decided(x**2 + x + 1 > 0) is None


def test_the_home_that_the_user_names_is_kept(program, monkeypatch):
    program(f"print({ANSWER!r}.format('FALSE' if os.environ[{HOME!r}] == 'here' else '?'))")
    monkeypatch.setenv(HOME, "here")
    assert decided(x**2 + x + 1 > 0).proved


def test_other_unknowns_are_refused():
    with pytest.raises(NotPlain):
        truth((("E", a),), formula(sp.sqrt(a) + a**2 < 1), 1.0)


@needs_program
def test_agreement_on_random_sentences():
    rng = random.Random(3)
    for _ in range(20):
        one, two = (sum(rng.randint(-3, 3) * m for m in (x**2, x * y, y**2, x, y, 1)) for _ in range(2))
        claim, given = one > rng.randint(-2, 2), (two >= 0,)
        ours, theirs = decide(claim, given, budget=Budget(seconds=8)), Qepcad(20)(Problem(claim, given), Budget().start())
        if ours.proved or ours.vacuous:
            assert theirs is None or not theirs.refuted
        if ours.refuted:
            assert theirs is None or not theirs.proved


REGIONS = [
    (Exists((x,), sp.Eq(x**2 + p * x + q, 0))),
    (ForAll((x,), x**2 + p * x + q > 0)),
    (Exists((x,), (x > 0) & (x < 1) & sp.Eq(x**3 + p * x - 1, 0))),
    (Exists((x,), (x >= 0) & (x <= 1) & sp.Eq(x * (1 - x), p))),
    (ForAll((x,), sp.Implies((x > 0) & (x < q), x * (1 - x) <= p))),
    (Exists((x,), (x * p > q) & (x**2 < 1))),
]


@needs_program
@pytest.mark.parametrize("claim", REGIONS, ids=str)
def test_regions_agree_with_the_program(claim):
    """Region ⇒ claim and claim ⇒ region, each as one closed prenex sentence."""
    condition, body = formula(when(claim).condition), formula(claim.claim)
    kind = "E" if isinstance(claim, Exists) else "A"
    free = tuple(("A", s) for s in sorted(claim.free_symbols, key=str))
    forth = (*free, *((kind, s) for s in claim.bound))
    back = (*free, *(("A" if kind == "E" else "E", s) for s in claim.bound))
    assert truth(forth, disj((negate(condition), body)), 20.0) is True
    assert truth(back, disj((negate(body), condition)), 20.0) is True
    assert truth(forth, conj((condition, body)), 20.0) is not None
