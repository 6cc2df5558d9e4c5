"""Several actions whose second-order condition no decider settles: nothing is claimed there, and what is open is said."""

from __future__ import annotations

import math

import pytest
import sympy as sp

import symgame as sg
from symgame.errors import UncoveredError

c = sp.Symbol("c", positive=True)
a, b = sp.symbols("a b", nonnegative=True)
P = sg.players("P")
CROSS = {
    "logarithm and exponential": sp.log(1 + c) / c + sp.exp(-c),
    "exponential and cube": sp.exp(c) - c**3 - 1,
}
SAMPLES = [sp.Rational(1, 10), sp.Rational(1, 2), sp.Integer(1), sp.Integer(2), sp.Integer(4), sp.Integer(9)]


def game(cross: sp.Expr, domain: sp.Set) -> sg.SequentialGame:
    """The Hessian is -2 (1, t; t, 1): definite where t² < 1."""
    return sg.SequentialGame([sg.Move(P, (a, b), domain=(domain, domain))], {P: a + b - a**2 - b**2 - 2 * cross * a * b})


@pytest.mark.parametrize("name", CROSS)
def test_on_the_whole_plane_only_what_is_definite_is_claimed(name):
    found = sg.solve(game(CROSS[name], sp.Reals), budget=sg.Budget(seconds=20))
    assert not found.complete.proved
    assert found.uncovered is not sp.false
    for value in SAMPLES:
        definite = abs(float(CROSS[name].subs(c, value))) < 1
        try:
            outcomes = found.at({c: value})
        except UncoveredError:
            continue
        assert bool(outcomes) == definite  # [] says that nothing is best


@pytest.mark.parametrize("name", ["logarithm and exponential", pytest.param("exponential and cube", marks=pytest.mark.slow)])
def test_on_a_quadrant_the_corners_are_claimed_and_the_rest_is_open(name):
    found = sg.solve(game(CROSS[name], sp.Interval(0, sp.oo)), budget=sg.Budget(seconds=20))
    assert not found.complete.proved
    for value in SAMPLES:
        t = float(CROSS[name].subs(c, value))
        try:
            outcomes = found.at({c: value})
        except UncoveredError:
            assert bool(found.uncovered.subs(c, value))
            continue
        best = -math.inf if not outcomes else max(payoff(float(o[a]), float(o[b]), t) for o in outcomes)
        worst = min((payoff(float(o[a]), float(o[b]), t) for o in outcomes), default=best)
        assert worst == pytest.approx(best)
        assert not outcomes or best >= max(payoff(i / 20, j / 20, t) for i in range(81) for j in range(81)) - 1e-9


def payoff(x: float, y: float, t: float) -> float:
    return x + y - x * x - y * y - 2 * t * x * y
