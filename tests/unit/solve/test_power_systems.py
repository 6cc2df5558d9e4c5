"""Simultaneous stages with powers: two-term conditions by logarithms, alike players, and questions that sympy refuses."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from symgame.solve.power_monomials import alike_equation, binomial_solution

a, b, c, s = sp.symbols("a b c s", positive=True)
x, y, z = sp.symbols("x y z", real=True)
A, B, C = sg.players("A B C")
OPEN = sp.Interval.open(0, sp.oo)


def team(output, costs):
    """A simultaneous game of a shared output and private costs."""
    moves = tuple(sg.Move(p, e, domain=OPEN) for p, e in zip((A, B), (x, y), strict=True))
    return sg.SequentialGame([moves], {p: output - k for p, k in zip((A, B), costs, strict=True)})


def test_two_term_conditions_with_different_shares_and_costs():
    third = sp.Rational(1, 3)
    game = team(a * x**third * y**third, (b * x, c * y))
    found = sg.solve(game)
    assert found.uncovered is sp.false
    assert sp.powdenest(found[x] - a**3 / (27 * b**2 * c), force=True) == 0
    values = {a: sp.Integer(3), b: sp.Integer(1), c: sp.Integer(2)}
    (outcome,) = found.at(values)
    for own, cost in ((x, b), (y, c)):
        marginal = sp.diff(a * x**third * y**third, own) - cost
        assert sp.simplify(marginal.subs(outcome).subs(values)) == 0


def test_binomials_with_symbolic_exponents():
    k = sp.Symbol("k", positive=True)
    found = binomial_solution([a * y**k / x - x, a * x**k / y - y], [x, y])
    assert abs(float(found[x].subs({a: 2, k: sp.Rational(1, 2)})) - 2 ** (2 / 3)) < 1e-12
    assert binomial_solution([x + y - a, x - y], [x, y]) is None


def test_alike_needs_alike_conditions():
    assert alike_equation([sp.sqrt(x) - y, sp.sqrt(y) - x], [x, y], z) == sp.sqrt(z) - z
    assert alike_equation([sp.sqrt(x) - y, sp.sqrt(y) - 2 * x], [x, y], z) is None


def test_team_of_alike_members():
    output = a * sp.sqrt(x * y) / 2
    found = sg.solve(team(output, (x**2 / 2, y**2 / 2)))
    assert found.uncovered is sp.false
    assert found[x] == a / 4


@pytest.mark.slow
def test_bertrand_with_demand_of_constant_elasticity_of_substitution():
    payoffs = {
        p: (own - c) * own**-s / (x ** (1 - s) + y ** (1 - s)) for p, own in ((A, x), (B, y))
    }
    game = sg.SequentialGame([(sg.Move(A, x, domain=OPEN), sg.Move(B, y, domain=OPEN))], payoffs, [s > 1])
    found = sg.solve(game)
    assert found.uncovered is sp.false
    assert sp.factor(found[x] - c * (s + 1) / (s - 1)) == 0


REFUSED = [
    {A: x * sp.log(a / x), B: y * sp.log(a / y)},
    {A: x * sp.log(a / x) / 2 - x ** sp.Rational(3, 2) / a, B: y * sp.log(a / y) / 2 - y ** sp.Rational(3, 2) / a},
    {A: x / (2 * (x + y) ** s) - x * (a - b), B: y / (2 * (x + y) ** s) - y * (a - b)},
]


@pytest.mark.parametrize("payoffs", REFUSED)
def test_what_sympy_refuses_is_left_open(payoffs):
    moves = (sg.Move(A, x, domain=OPEN), sg.Move(B, y, domain=OPEN))
    found = sg.solve(sg.SequentialGame([moves], payoffs, [s > 1]), budget=sg.Budget(seconds=4))
    assert isinstance(found, sg.Equilibrium)
