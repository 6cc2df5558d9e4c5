"""A stage of two actions without parameters, completed by active sets, against a grid over the actions."""

from __future__ import annotations

import random

import pytest
import sympy as sp

import symgame as sg
from symgame.solve.pieces import Piece
from symgame.solve.problem import StageProblem, StageSolution, Unknown
from symgame.solve.quadratic_peak import with_quadratic_peak

x, y = sp.symbols("x y", real=True)
A = sg.Player("A")
BOX = (Unknown(x, A, sp.S.Zero, sp.S.One), Unknown(y, A, sp.S.Zero, sp.S.One))
STEPS = 60


def problem(payoff, inside):
    pieces = (Piece((sp.Ge(inside, 0),), {A: payoff}), Piece((sp.Le(inside, 0),), {A: sp.Integer(-20)}))
    return StageProblem(BOX, pieces, (), (), (), covering=True)


def completed(stage):
    return with_quadratic_peak(stage, StageSolution(stage, (), (), sp.true, ()))


@pytest.mark.parametrize("seed", range(30))
def test_the_best_point_of_a_grid_is_no_better(seed):
    rng = random.Random(seed)
    slopes = [sp.Rational(rng.randint(-6, 6), rng.randint(1, 3)) for _ in range(2)]
    payoff = -(x**2) - y**2 + slopes[0] * x + slopes[1] * y + rng.choice([0, sp.S.Half, -sp.S.Half]) * x * y
    inside = sp.Rational(rng.randint(1, 5), 4) - x**2 - y**2 / 2
    (found,) = completed(problem(payoff, inside)).solved
    value, left = sp.lambdify((x, y), payoff), sp.lambdify((x, y), inside)
    at = [float(sp.N(found.candidate.values[s])) for s in (x, y)]
    grid = [(i / STEPS, j / STEPS) for i in range(STEPS + 1) for j in range(STEPS + 1)]
    best = max(value(*p) for p in grid if left(*p) >= 0)
    assert best - 1e-9 <= value(*at) <= best + 0.2 and left(*at) >= -1e-9 and all(-1e-9 <= v <= 1 + 1e-9 for v in at)
    for s, how in zip((x, y), found.candidate.pattern, strict=True):
        marginal = float(sp.N(sp.diff(payoff, s).subs(found.candidate.values)))
        assert (how == "interior") == (abs(marginal) < 1e-9)


def test_what_is_not_of_the_kind_stays_open():
    assert completed(problem(x**2 - y**2, 1 - x)).uncovered is sp.true
    assert completed(problem(-(x**4) - y**2, 1 - x)).uncovered is sp.true
