"""Linear conditions in own action and total, games of many firms, and conditions that share a product of powers."""

from __future__ import annotations

import random

import pytest
import sympy as sp

import symgame as sg
from symgame.budget import Budget
from symgame.solve.fractions import coefficients
from symgame.solve.linear_total import by_total
from symgame.solve.power_systems import without_common_powers

x, y = sp.symbols("x y", real=True)
a, b, c, m, w, k = sp.symbols("a b c m w k", positive=True)
A, B = sg.players("A B")


@pytest.mark.parametrize("n", [5, 6, 9])
def test_the_total_solves_the_system(n):
    rng = random.Random(n)
    own = [sp.Integer(rng.randint(1, 5)) * rng.choice([b, 1]) for _ in range(n)]
    slope = [sp.Integer(rng.randint(1, 3)) * rng.choice([b, 1]) for _ in range(n)]
    right = [a - rng.randint(0, 4) * c for _ in range(n)]
    rows = [[own[i] + slope[i] if i == j else slope[i] for j in range(n)] for i in range(n)]
    found = by_total(rows, right)
    for row, value in zip(rows, right, strict=True):
        assert sp.cancel(sp.Add(*(r * v for r, v in zip(row, found, strict=True))) - value) == 0


def test_other_systems_are_left_to_elimination():
    rows = [[sp.Integer(3 if i == j else 1 + (i > j)) for j in range(5)] for i in range(5)]
    assert by_total(rows, [a] * 5) is None
    singular = [[sp.Integer(-4 if i == j else 1) for j in range(5)] for i in range(5)]
    assert by_total(singular, [a] * 5) is None
    assert by_total([[sp.Integer(1)] * 5] * 5, [a] * 5) is None


@pytest.mark.parametrize("e", [x**3 * (a - b) + a, (x - a) ** 2 * (y + 1), sp.Integer(0) * x, a + b, sp.sqrt(a) * x - x * y / b])
def test_coefficients_are_those_of_the_polynomial(e):
    assert [sp.expand(p - q) for p, q in zip(coefficients(e, x), sp.Poly(e, x).all_coeffs(), strict=True)] == [0] * len(coefficients(e, x))


def cournot(n, domain):
    q = sp.symbols(f"q_1:{n + 1}", real=True)
    costs = sp.symbols(f"c_1:{n + 1}", positive=True)
    firms = [sg.Player(f"F_{i}") for i in range(1, n + 1)]
    price = a - b * sp.Add(*q)
    stage = sg.Simultaneous(*(sg.Move(f, s, domain=domain) for f, s in zip(firms, q, strict=True)))
    return sg.SequentialGame([stage], {f: (price - d) * s for f, s, d in zip(firms, q, costs, strict=True)}), q, costs


@pytest.mark.parametrize("n", [6, pytest.param(20, marks=pytest.mark.slow), pytest.param(40, marks=pytest.mark.slow)])
def test_cournot_with_many_firms_and_different_costs(n):
    game, q, costs = cournot(n, sp.Reals)
    found = sg.solve(game, budget=Budget(seconds=600))
    assert found.uncovered is sp.false and len(found.branches) == 1
    total = sp.Add(*costs)
    for s, d in zip(q, costs, strict=True):  # the textbook's quantity: (a - (n + 1) c_i + c_1 + … + c_n)/((n + 1) b)
        assert sp.cancel(found.branches[0].outcome[s] - (a - (n + 1) * d + total) / ((n + 1) * b)) == 0


def test_a_common_product_of_powers_drops_out():
    utility = (w - x) ** k * (x + y) ** (1 - k)
    found = without_common_powers(sp.diff(utility, x), [x, y])
    assert sp.degree(found, x) == 1
    root = sp.solve(found, x)[0]
    at = {w: sp.Rational(3, 2), k: sp.Rational(1, 3), y: sp.Rational(1, 5)}
    assert abs(sp.N(sp.diff(utility, x).subs(x, root).subs(at))) < 1e-12


@pytest.mark.slow
def test_voluntary_giving_with_cobb_douglas_utilities():
    """Every case of two givers with different incomes, each reply against a grid."""
    alpha = sp.Symbol("alpha", positive=True)
    utilities = {A: (w - x) ** alpha * (x + y) ** (1 - alpha), B: (m - y) ** alpha * (x + y) ** (1 - alpha)}
    stage = sg.Simultaneous(sg.Move(A, x, domain=sp.Interval(0, w)), sg.Move(B, y, domain=sp.Interval(0, m)))
    found = sg.solve(sg.SequentialGame([stage], utilities, assume=[alpha < 1]), budget=Budget(seconds=120))
    assert found.uncovered is sp.false
    for income, other, share in [(1, 1, 0.5), (3, 1, 0.25), (3, 1, 0.75), (1, 4, 0.5), (2, 1, 0.5)]:
        (outcome,) = found.at({w: sp.Integer(income), m: sp.Integer(other), alpha: sp.Rational(share)})
        mine, yours = float(outcome[x]), float(outcome[y])
        for own, money, theirs in ((mine, income, yours), (yours, other, mine)):
            value = (money - own) ** share * (own + theirs) ** (1 - share)
            grid = [money * i / 500 for i in range(501)]
            assert value >= max((money - g) ** share * (g + theirs) ** (1 - share) for g in grid) - 1e-9


def test_costs_with_a_power_of_three_halves():
    """Alike firms: one solution in closed form, and no gain on a grid."""
    payoff = lambda own, other: (a - own - other) * own - c * own ** sp.Rational(3, 2)  # noqa: E731
    stage = sg.Simultaneous(sg.Move(A, x, domain=sp.Interval(0, sp.oo)), sg.Move(B, y, domain=sp.Interval(0, sp.oo)))
    found = sg.solve(sg.SequentialGame([stage], {A: payoff(x, y), B: payoff(y, x)}), budget=Budget(seconds=240))
    assert found.uncovered is sp.false
    for demand, cost in [(1, 1), (10, 1), (2, 3)]:
        for outcome in found.at({a: sp.Integer(demand), c: sp.Integer(cost)}):
            own, other = float(outcome[x]), float(outcome[y])
            value = (demand - own - other) * own - cost * own**1.5
            best = max((demand - g - other) * g - cost * g**1.5 for g in (demand * i / 2000 for i in range(2001)))
            assert value >= best - 1e-9
