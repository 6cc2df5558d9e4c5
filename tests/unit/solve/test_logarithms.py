"""Games and sentences with logarithms and exponentials: thresholds such as log(v) + 1 against s, against a search on a grid."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
import sympy as sp

import symgame as sg
from symgame.budget import Budget
from symgame.solve.power_logic import decide
from symgame.solve.power_ties import logarithm_bounds

A, B = sg.players("A B")
a, b, c, k, s, v, z, w = sp.symbols("a b c k s v z w", positive=True)
x, y = sp.symbols("x y", real=True)
log, exp = sp.log, sp.exp
LIMIT = Budget(seconds=60)

TRUE = [
    ((log(k) + log(v) - log(c)) / k >= 0, [k * v >= c]),
    (b * log(z) - c * z <= 0, [z >= 1, log(b) < log(c) + 1]),
    (log(v) <= w, [exp(w) > v]),
    (-s - v * exp(-s) <= -log(v) - 1, [v > 1]),
    (v * exp(-x) + x >= s, [sp.Or(s <= log(v) + 1, sp.And(s <= v, v <= 1)), x >= 0, x < s]),
    (a * log(b) >= a * log(z) - z + 1, [z >= b, a * log(b) + a > a * log(a) + 1, b < a]),
    (log(a + b) <= log(a) + b / a, []),
    (exp(a) >= a**2 / 2, []),
    (log(a) < 2, [a < 7]),
]
FALSE = [
    ((log(k) + log(v) - log(c)) / k >= 0, [k * v >= c / 2]),
    (exp(a) < 10, []),
    (log(a) < 2, [a < 8]),
    (a * log(b) >= a * log(z) - z + 1, [z >= b, b < a]),
    (log(a + b) <= log(a) + b / (2 * a), []),
]


@pytest.mark.parametrize(("claim", "given"), TRUE)
def test_true_sentences_are_proved(claim, given):
    assert decide(claim, given, budget=LIMIT).proved


@pytest.mark.parametrize(("claim", "given"), FALSE)
def test_false_sentences_are_not_proved_and_witnesses_hold_in_numbers(claim, given):
    verdict = decide(claim, given, budget=LIMIT)
    assert not verdict.proved
    if verdict.refuted:
        point = dict(verdict.witness)
        assert all(bool(sp.N(g.lhs.subs(point)) <= sp.N(g.rhs.subs(point)) + 1e-9) or isinstance(g, sp.Gt | sp.Ge) for g in given)
        assert not bool(claim.func(sp.N(claim.lhs.subs(point), 30), sp.N(claim.rhs.subs(point), 30)))


@pytest.mark.parametrize("value", [Fraction(1, 1000), Fraction(1, 3), Fraction(1), Fraction(2), Fraction(10**6)])
def test_bounds_of_logarithms_enclose_them(value):
    low, high = logarithm_bounds(sp.Rational(value.numerator, value.denominator))
    assert float(low) - 1e-12 <= math.log(value) <= float(high) + 1e-12
    assert high - low <= sp.Rational(4, 10**9)


def care():
    """Care that ends liability once it reaches a standard."""
    payoff = -x - sp.Piecewise((v * exp(-x), x < s), (0, True))
    return sg.SequentialGame([sg.Move(A, x, domain=sp.Interval(0, sp.oo))], {A: payoff}), (v, s)


def effort():
    """A prize for effort with decreasing returns."""
    stages = [sg.Move(A, y, domain=sp.Interval(0, sp.oo)), sg.Move(B, x, domain=sp.Interval(0, sp.oo))]
    return sg.SequentialGame(stages, {A: b * x - c * y, B: y * (1 - exp(-x)) - x}), (b, c)


def public_good():
    """A public good, one gives after the other."""
    stages = [sg.Move(A, x, domain=sp.Interval(0, sp.oo)), sg.Move(B, y, domain=sp.Interval(0, sp.oo))]
    total = 1 + x + y
    return sg.SequentialGame(stages, {A: a * log(total) - x, B: b * log(total) - y}), (a, b)


def pricing():
    """Demand with a constant semi-elasticity."""
    payoff = (a - log(x) - c) * x
    return sg.SequentialGame([sg.Move(A, x, domain=sp.Interval.open(0, sp.oo))], {A: payoff}), (a, c)


def first_mover_payoffs(make, at):
    """The payoff of the first action on a grid, the second action by its condition of first order, written by hand."""
    grid = [i / 400 for i in range(1, 6000)]
    if make is care:
        return max([-g - (at[0] * math.exp(-g) if g < at[1] else 0) for g in [0, at[1], *grid]])
    if make is effort:
        return max(at[0] * max(math.log(g), 0) - at[1] * g for g in [1e-9, *grid])
    if make is public_good:
        reply = [(g, max(at[1] - 1 - g, 0)) for g in [0, *grid]]
        return max(at[0] * math.log(1 + g + r) - g for g, r in reply)
    return max((at[0] - math.log(g) - at[1]) * g for g in grid)


POINTS = [(Fraction(1, 2), Fraction(1, 3)), (3, 1), (Fraction(5, 2), 2), (4, Fraction(3, 2)), (1, 3)]


LONG = [pytest.param(make, marks=pytest.mark.slow) for make in (effort, public_good)]


@pytest.mark.parametrize("make", [care, *LONG, pricing])
def test_every_case_is_found_and_as_good_as_a_grid(make):
    game, parameters = make()
    found = sg.solve(game, budget=Budget(seconds=240))
    assert found.uncovered is sp.false
    for point in POINTS:
        at = {p: sp.Rational(Fraction(q)) for p, q in zip(parameters, point, strict=True)}
        best = first_mover_payoffs(make, [float(q) for q in point])
        assert found.at(at)
        for outcome in found.at(at):
            reached = float(game.payoffs[A].subs(outcome).subs(at))
            assert reached == pytest.approx(best, abs=2e-3)


def test_care_is_verified_from_the_definition():
    game, _ = care()
    found = sg.solve(game, budget=Budget(seconds=240))
    assert sg.verify(game, found, budget=Budget(seconds=240)).proved
