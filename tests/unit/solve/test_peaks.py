"""Payoffs that are not concave: products of gains, pieces that are no intervals, cubics and quartics, against a grid."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from symgame.solve.pieces import Piece
from symgame.solve.problem import Candidate, StageProblem, Unknown
from symgame.solve.prove import Prover
from tests.oracle.classify import classify
from tests.oracle.random_games import draw

a, b = sp.symbols("a b", positive=True)
x = sp.Symbol("x", real=True)
A, B = sg.Player("A"), sg.Player("B")
UNIT, BOTH = sp.Interval(0, 1), sp.Interval(-1, 1)
VALUES = [sp.Rational(n, 7) for n in (1, 2, 4, 7, 9, 14, 20, 35)]


def largest(payoff, domain, value):
    """The largest payoff on a fine grid with the points of the boundary."""
    f = sp.lambdify(x, payoff.subs(a, value), "math")
    low, high = float(domain.start), float(domain.end)
    found = []
    for i in range(4001):
        try:
            found.append(f(low + (high - low) * i / 4000))
        except ZeroDivisionError:
            continue
    return max(found)


CASES = {
    "a product of gains": (x * (a - x) * (2 - x), UNIT),
    "a product that is positive where both factors are negative": ((1 - x) * (a - x), sp.Interval(0, 3)),
    "a product with a pole between the pieces": (sp.Piecewise((-a / x, x**2 >= sp.Rational(1, 4)), (-9 * a, True)), BOTH),
    "pieces that are no intervals": (sp.Piecewise((a * x, x**2 >= sp.Rational(1, 4)), (x - 1, True)), BOTH),
    "two single-peaked pieces": (sp.Min(x * (2 - x), x * (1 - x) + a / 4), UNIT),
    "a jump up at the end of a piece": (sp.Piecewise((x, x < a / 4), (x * (1 - x) + a, True)), UNIT),
    "a cubic": (x**3 * (a - sp.Rational(1, 3)) - 2 * x**2 + x / 2, BOTH),
    "a quartic with two peaks": (-(x**4) + a * x**2 + x * (a - 1) / 4, BOTH),
    "a quartic with two equal peaks": (-(x**4) + a * x**2, BOTH),
    "a quartic with rising tails": (x * (1 - x**2) * (a - x / 3), BOTH),
}


LONG = ("a cubic", "a quartic with two peaks")


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.slow) if n in LONG else n for n in CASES])
def test_the_listed_actions_are_best(name):
    payoff, domain = CASES[name]
    found = sg.solve(sg.SequentialGame([sg.Move(A, x, domain=domain)], {A: payoff}))
    assert found.uncovered is sp.false
    for value in VALUES:
        listed = found.at({a: value})
        best = largest(payoff, domain, value)
        assert listed, value
        for one in listed:
            reached = float(sp.N(payoff.subs({x: one[x], a: value}), 20))
            assert reached >= best - 1e-9 and reached <= best + 1e-4 * max(1, abs(best)), (value, one)


def test_two_equal_peaks_are_both_listed():
    found = sg.solve(sg.SequentialGame([sg.Move(A, x, domain=BOTH)], {A: -(x**4) + a * x**2}))
    assert {one[x] for one in found.at({a: sp.Rational(1, 2)})} == {sp.Rational(1, 2), -sp.Rational(1, 2)}


def test_a_cubic_has_one_formula_for_its_peak():
    found = sg.solve(sg.SequentialGame([sg.Move(A, x, domain=BOTH)], {A: CASES["a cubic"][0]}))
    assert len(found.branches) == 2
    assert found.at({a: sp.Rational(1, 3)})[0][x] == sp.Rational(1, 8)


SOLVED = [("one_player", 1009), ("rational_follower", 1005), ("bargained", 1001)]
SLOW = [("one_player", 1001), ("one_player", 1007), ("bargained", 1007), ("bargained", 1008)]


@pytest.mark.parametrize(("kind", "seed"), [*SOLVED, *(pytest.param(*s, marks=pytest.mark.slow) for s in SLOW)])
def test_random_games_once_unsolved(kind, seed):
    result = classify(draw(kind, seed), lambda d: sg.solve(d.game, bargaining=d.rule), count=5)
    assert result.status == "right", result.reasons
    assert result.equilibrium.uncovered is sp.false


def test_a_budget_that_ends_with_the_search_loses_nothing():
    y = sp.Symbol("y", real=True)
    stage = sg.Simultaneous(sg.Move(A, x, domain=UNIT), sg.Move(B, y, domain=UNIT))
    game = sg.SequentialGame([stage], {A: (a - x - y) * x, B: (a - b - x - y) * y})
    partial = [sg.solve(game, budget=sg.Budget(operations=n)) for n in (20, 40, 60)]
    kept = [e for e in partial if e.branches and e.uncovered is not sp.false]
    assert kept and all("budget" in " ".join(e.notes) for e in kept)


@pytest.mark.parametrize(
    ("payoff", "low", "high", "how"), [(-x, sp.Min(a, b), sp.oo, "low"), (x, -sp.oo, sp.Max(a, b), "high")], ids=["low", "high"]
)
def test_one_of_several_ends_need_not_be_the_end(payoff, low, high, how):
    problem = StageProblem((Unknown(x, A, low, high),), (Piece((), {A: payoff}),), (a, b), ())
    prover = Prover(problem, sg.Budget().start())
    assert not prover.attempt(Candidate({x: a}, 0, (how,)), sp.true).proved
    ordered = a <= b if how == "low" else a >= b
    assert prover.attempt(Candidate({x: a}, 0, (how,)), ordered).proved
