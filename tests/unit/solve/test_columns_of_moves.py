"""One mover, one action and one parameter: thresholds, roots and suprema that are not attained, over the cells of the plane."""

from __future__ import annotations

import numpy as np
import sympy as sp

import symgame as sg

a, c = sp.symbols("a c", positive=True)
x, y = sp.symbols("x y", real=True)
A, B = sg.players("A B")


def one_player(payoff, low, high):
    return sg.SequentialGame([sg.Move(A, x, domain=sp.Interval(low, high))], {A: payoff})


def test_staying_idle_is_best_up_to_an_exact_threshold():
    """u = x (-c x³ + c x² - x - 5/2): the cubic has a double root where its discriminant vanishes."""
    game = one_player(-c * x**4 + c * x**3 - x**2 - 5 * x / 2, 0, 1)
    found = sg.solve(game)
    assert found.uncovered is sp.false and found.complete.proved and sg.verify(game, found).proved
    idle, active = found.branches
    threshold = sp.Rational(851, 80) + 47 * sp.sqrt(329) / 80
    assert sp.discriminant(-c * x**3 + c * x**2 - x - sp.Rational(5, 2), x).subs(c, threshold).equals(0)
    assert idle.region.condition == sp.Le(c, threshold) and idle.outcome[x] == 0
    assert active.region.condition == sp.Ge(c, threshold) and active.outcome[x].is_real is not False
    assert [o[x] for o in found.at({c: sp.Rational(8, 3)})] == [0] and [o[x] for o in found.at({c: 21})] == [0]


def test_a_jump_on_a_curved_boundary_leaves_no_best_action():
    """The first payoff holds where 8 x (1 - x) ≥ a; for a up to 16/9 the other one's peak 1/3 is not among its own actions."""
    first, second = -a + 2 * x**2 / 3 + 3 * x, -3 * x**2 / 2 + x + sp.Rational(5, 2)
    game = one_player(sp.Piecewise((first, a <= 8 * x * (1 - x)), (second, True)), -1, 2)
    found = sg.solve(game)
    assert found.uncovered is sp.false and found.complete.proved
    ((region, reason),) = found.nonexistence
    assert "not attained" in reason
    assert region.holds_at({a: sp.Rational(7, 4)}) and not region.holds_at({a: sp.Rational(1, 2)}) and not region.holds_at({a: 2})
    assert found.at({a: sp.Rational(7, 4)}) == []
    assert [o[x] for o in found.at({a: 2})] == [sp.Rational(1, 3)]
    grid = np.linspace(-1, 2, 300_001)
    for value in (sp.Rational(1, 10), sp.Rational(1, 2), sp.Rational(13, 20)):
        (outcome,) = found.at({a: value})
        at = float(value)
        payoffs = np.where(8 * grid * (1 - grid) >= at, -at + 2 * grid**2 / 3 + 3 * grid, -3 * grid**2 / 2 + grid + 2.5)
        assert abs(grid[payoffs.argmax()] - float(outcome[x])) < 1e-4


def test_the_origin_is_a_point_like_any_other():
    """The domain contains 0, at which nothing changes."""
    game = one_player(x * (a - x / 3) * (a - x**2 / 2 + x), -1, 2)
    found = sg.solve(game)
    assert found.uncovered is sp.false and found.complete.proved
    grid = np.linspace(-1, 2, 300_001)
    for value in (sp.Rational(1, 4), sp.Rational(3, 4), sp.Integer(2), sp.Integer(4)):
        (outcome,) = found.at({a: value})
        at = float(value)
        assert abs(grid[(grid * (at - grid / 3) * (at - grid**2 / 2 + grid)).argmax()] - float(outcome[x])) < 1e-4


def test_a_follower_with_numeric_costs():
    """What is known is the leader's action alone; the follower's reply jumps at a threshold in it, at which the leader stops."""
    game = sg.SequentialGame(
        [sg.Move(A, y, domain=sp.Interval(0, 2)), sg.Move(B, x, domain=sp.Interval(0, 2))],
        {A: x - y / 4, B: y * x**3 / 3 - x**4 / 4 - x / 4},
    )
    found = sg.solve(game)
    assert found.uncovered is sp.false
    (branch,) = found.branches
    reply = float(branch.outcome[x].evalf()) if branch.outcome[x].is_number else None
    grid = np.linspace(0, 2, 4001)
    best = max((float(grid[(v * grid**3 / 3 - grid**4 / 4 - grid / 4).argmax()]) - v / 4, v) for v in np.linspace(0, 2, 2001))
    assert reply is not None and abs(reply - float(branch.outcome[y]) / 4 - best[0]) < 2e-3
