"""Sentences in one unknown over algebraic numbers, beside sympy's exact comparisons and beside a solver."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.logic.deciders.smt import Smt
from symgame.logic.deciders.univariate import Univariate
from symgame.logic.problem import Problem

x, y, z = sp.symbols("x y z", real=True)
t = sp.Symbol("t")
CUBIC = sp.CRootOf(t**3 + t - 1, 0)
QUINTIC = sp.CRootOf(t**5 - 4 * t + 2, 1)
FAMILIES = (
    (CUBIC, 1 / (1 + CUBIC), sp.sqrt(1 + CUBIC**2), CUBIC**2 - sp.Rational(1, 3)),
    (sp.sqrt(2), sp.sqrt(3), sp.sqrt(6) - sp.sqrt(2), sp.sqrt(6)),
    (QUINTIC, QUINTIC**2, sp.sqrt(2)),
    (sp.cbrt(5), sp.sqrt(3), sp.cbrt(25)),
)
"""Numbers that lie in one field of a degree up to ten."""


def asked(claim, *given):
    return Univariate()(Problem(claim, given), Budget(seconds=20).start())


def drawn(seed: int) -> tuple[list[sp.Expr], sp.Expr]:
    """Some numbers, and a polynomial that vanishes at them and perhaps at a pair of complex numbers."""
    rng = random.Random(seed)
    family = rng.choice(FAMILIES)
    zeros = [rng.choice(family) * rng.choice((1, -1)) + rng.choice((0, 0, 1, sp.Rational(1, 2))) for _ in range(rng.randint(1, 3))]
    if rng.random() < 0.4:
        zeros.append(zeros[0])
    p = sp.Mul(rng.choice((1, -2)), *(x - r for r in zeros))
    if rng.random() < 0.5:
        p *= x**2 + rng.choice(family) ** 2 * x + 20
    return zeros, sp.expand(p)


def sign_of(value: sp.Expr) -> int:
    """By sympy, to 60 digits; equal numbers are told by their difference, which the cases below make exact."""
    number = sp.N(value, 60)
    return 0 if abs(number) < sp.Rational(1, 10**40) else 1 if number > 0 else -1


def count(seeds: int) -> None:
    decided = 0
    for seed in range(seeds):
        zeros, p = drawn(seed)
        cut = random.Random(-seed).choice([*zeros, sp.Rational(1, 3), zeros[0] / 2])
        side = sp.Gt(x, cut) if seed % 2 else sp.Ge(x, cut)
        claim = random.Random(seed + 7).choice([sp.Ge(p, 0), sp.Gt(p, 0), sp.Ne(p, 0), sp.Le(p, 0)])
        verdict = asked(claim, side)
        if verdict is None or verdict.undecided:
            continue
        decided += 1
        assert verdict.proved == expected(zeros, p, cut, side, claim), (seed, side, claim)
    assert decided >= 0.8 * seeds


def expected(zeros, p, cut, side, claim) -> bool:
    """By values at the zeros, at the cut and between them."""
    points = sorted({*zeros, cut}, key=lambda r: sp.N(r, 30))
    merged = [r for i, r in enumerate(points) if i == 0 or sp.N(r - points[i - 1], 40) > sp.Rational(1, 10**25)]
    samples = [(r, True) for r in merged]
    samples += [(sp.Rational(str(sp.N((a + b) / 2, 20))), False) for a, b in pairwise(merged)]
    samples.append((sp.ceiling(sp.N(merged[-1], 20)) + 1, False))
    for value, zero in samples:
        beside = sign_of(value - cut)
        if beside < 0 or (beside == 0 and isinstance(side, sp.StrictGreaterThan)):
            continue
        sign = 0 if zero and any(sign_of(value - r) == 0 for r in zeros) else sign_of(p.subs(x, value))
        allowed = {sp.Ge: (0, 1), sp.Gt: (1,), sp.Ne: (-1, 1), sp.Le: (-1, 0)}
        if sign not in next(v for k, v in allowed.items() if isinstance(claim, k)):
            return False
    return True


def test_random_sentences_against_values_between_the_zeros():
    count(40)


@pytest.mark.slow
def test_many_random_sentences():
    count(600)


def test_equal_numbers_of_different_form():
    nested = sp.sqrt(5 + 2 * sp.sqrt(6))
    assert asked(sp.Ge((x - nested) * (x - sp.sqrt(2) - sp.sqrt(3)), 0)).proved
    assert asked(sp.Gt((x - nested) * (x - sp.sqrt(2) - sp.sqrt(3)), 0)).refuted


def test_a_radical_of_the_unknown():
    root = sp.sqrt(x**2 + CUBIC)
    assert asked(sp.Gt(root, x)).proved
    assert asked(sp.Ge(root, 1), sp.Ge(x, CUBIC)).refuted is False  # CUBIC² + CUBIC > 1, and it grows
    assert asked(sp.Ge(root, 1), sp.Ge(x, CUBIC)).proved
    assert asked(sp.Gt(root, 1), sp.Ge(x, 0)).refuted
    assert asked(sp.Ge(sp.sqrt(x - CUBIC), 0), sp.Ge(x, CUBIC)).proved
    assert asked(sp.Ge(sp.sqrt(x - CUBIC), 0), sp.Ge(x, CUBIC - 1)).refuted


def test_unknowns_that_equations_fix():
    given = (sp.Eq(y**3 + y, 1), sp.Eq(z**2, 2 + y), sp.Gt(z, 0), sp.Ge(x, z))
    assert asked(sp.Ge(x, sp.sqrt(2 + CUBIC)), *given).proved
    assert asked(sp.Gt(x, sp.sqrt(2 + CUBIC)), *given).proved is False
    assert asked(sp.Ge(x, sp.sqrt(2 + CUBIC)), *given[:2], given[3]).proved is False


def test_what_is_not_of_this_kind():
    assert asked(sp.Gt(x**2 + y**2 + CUBIC, 0)) is None
    assert asked(sp.Gt(x**2 + sp.pi, 0)) is None
    assert asked(sp.Gt(x**2, -1)) is None  # rational: a solver does it


@pytest.mark.parametrize("seed", range(6))
def test_a_solver_agrees(seed):
    rng = random.Random(seed)
    a, b = rng.sample((CUBIC, sp.sqrt(2), sp.cbrt(5)), 2)
    p = sp.expand((x - a) * (x + rng.randint(-2, 2)) * (x - rng.randint(0, 3)))
    problem = Problem(sp.Or(p >= rng.randint(-2, 0), x < rng.randint(0, 2)), (x <= b + rng.randint(0, 3),))
    ours = Univariate()(problem, Budget(seconds=20).start())
    theirs = Smt("z3")(problem, Budget(seconds=5).start())
    assert ours is not None and not ours.undecided
    assert theirs is None or theirs.undecided or theirs.proved == ours.proved
