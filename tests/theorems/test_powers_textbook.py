"""Textbook games with powers, logarithms and exponentials: closed forms from the payoffs, re-played numerically.

The formulas compared with are those of Mas-Colell, Whinston and Green (1995, chapters 3, 5 and 6), Tirole (1988,
chapter 5) and Nti (1999) for contests of players who value the prize differently.
"""

from __future__ import annotations

from functools import lru_cache

import pytest
import sympy as sp

import symgame as sg
from tests.oracle.check import complaints

A, K, V, V_1, V_2, a, b, c, c_1, c_2, e, m, p, q, r, w = sp.symbols("A K V V_1 V_2 a b c c_1 c_2 e m p q r w", positive=True)
x, x_1, x_2 = sp.symbols("x x_1 x_2", nonnegative=True)
one, two = sg.players("F_1 F_2")
ANY = sp.Interval(0, sp.oo)
SOME = sp.Interval.open(0, sp.oo)


def alone(payoff, domain, assume=()):
    return sg.SequentialGame([sg.Move(one, x, domain=domain)], {one: payoff}, assume=list(assume))


def together(first, second, domain, assume=()):
    stage = sg.Simultaneous(sg.Move(one, x_1, domain=domain), sg.Move(two, x_2, domain=domain))
    return sg.SequentialGame([stage], {one: first, two: second}, assume=list(assume))


def rest(spent):
    return (m - p * spent) / q


total = x_1 + x_2
effort = x_1**r + x_2**r
share = b ** (1 / (r - 1)) * p ** (1 / (r - 1)), a ** (1 / (r - 1)) * q ** (1 / (r - 1))
price = ((2 - e) * A / (c_1 + c_2)) ** (1 / e)

CASES = {
    "square root": (alone(sp.sqrt(x) - c * x, ANY), {x: 1 / (4 * c**2)}),
    "production": (alone(p * x**a - w * x, ANY, [a < 1]), {x: (a * p / w) ** (1 / (1 - a))}),
    "effort": (alone(w * x - c * x**a / a, ANY, [a > 1]), {x: (w / c) ** (1 / (a - 1))}),
    "Cobb-Douglas": (alone(x**a * rest(x) ** (1 - a), sp.Interval(0, m / p), [a < 1]), {x: a * m / p}),
    "log utility": (alone(a * sp.log(x) + (1 - a) * sp.log(rest(x)), sp.Interval.open(0, m / p), [a < 1]), {x: a * m / p}),
    "constant elasticity of substitution": (
        alone((a * x**r + b * rest(x) ** r) ** (1 / r), sp.Interval(0, m / p), [r < 1]),
        {x: m * share[0] / (p * share[0] + q * share[1])},
    ),
    "constant absolute risk aversion": (
        alone(-a * sp.exp(-r * (w + x)) - b * sp.exp(-r * (w - x)), sp.Interval(-sp.oo, sp.oo)),
        {x: sp.log(a / b) / (2 * r)},
    ),
    "constant elasticity monopoly": (alone(x**-b * (x - c), sp.Interval(c, sp.oo), [b > 1]), {x: b * c / (b - 1)}),
    "contest, alike": (together(V * x_1**r / effort - x_1, V * x_2**r / effort - x_2, SOME, [r <= 1]), {x_1: r * V / 4, x_2: r * V / 4}),
    "contest, unlike": (
        together(V_1 * x_1**r / effort - x_1, V_2 * x_2**r / effort - x_2, SOME, [r <= 1]),
        {x_1: r * V_1 ** (r + 1) * V_2**r / (V_1**r + V_2**r) ** 2, x_2: r * V_1**r * V_2 ** (r + 1) / (V_1**r + V_2**r) ** 2},
    ),
    "team": (
        together((x_1 * x_2) ** sp.Rational(1, 3) - c_1 * x_1, (x_1 * x_2) ** sp.Rational(1, 3) - c_2 * x_2, ANY),
        {x_1: 1 / (27 * c_1**2 * c_2), x_2: 1 / (27 * c_1 * c_2**2)},
    ),
    "isoelastic duopoly": (
        together((A * total**-e - c_1) * x_1, (A * total**-e - c_2) * x_2, SOME, [e <= 1]),
        {x_1: (c_2 - c_1 * (1 - e)) / (e * (c_1 + c_2)) * price, x_2: (c_1 - c_2 * (1 - e)) / (e * (c_1 + c_2)) * price},
    ),
}
PARTIAL = {"isoelastic duopoly"}  # where a firm would stand still no quantity is best on an open domain: left uncovered

ONE, TWO = sp.Integer(1), sp.Integer(2)
POINTS = [
    {
        A: 3,
        V: 2,
        V_1: 2,
        V_2: 3,
        a: sp.Rational(1, 2),
        b: 2,
        c: 2,
        c_1: 1,
        c_2: sp.Rational(5, 4),
        e: sp.Rational(1, 2),
        m: 5,
        p: 2,
        q: 3,
        r: sp.Rational(1, 2),
        w: 3,
    },
    {
        A: 5,
        V: 1,
        V_1: 4,
        V_2: 1,
        a: sp.Rational(1, 3),
        b: 3,
        c: 1,
        c_1: 2,
        c_2: sp.Rational(3, 2),
        e: 1,
        m: 2,
        p: 1,
        q: 4,
        r: sp.Rational(2, 3),
        w: 1,
    },
]


@lru_cache(maxsize=32)
def solved(name):
    return sg.solve(CASES[name][0])


def point_of(name, place):
    played = CASES[name][0]
    values = {**POINTS[place]}
    if name == "effort":
        values[a] = sp.Rational(5, 2) if place else TWO
    return {s: sp.sympify(v) for s, v in values.items() if s in played.parameters}


@pytest.mark.parametrize("name", CASES)
def test_closed_form(name):
    played, expected = CASES[name]
    equilibrium = solved(name)
    assert name in PARTIAL or equilibrium.uncovered == sp.false
    for place in range(len(POINTS)):
        point = point_of(name, place)
        outcomes = [b.outcome for b in equilibrium.branches if b.region.holds_at(point)]
        assert any(all(abs(sp.N((o[s] - v).subs(point), 30)) < 1e-20 for s, v in expected.items()) for o in outcomes)


@pytest.mark.parametrize("name", CASES)
def test_no_deviation_gains(name):
    for place in range(len(POINTS)):
        assert complaints(CASES[name][0], solved(name), point_of(name, place)) == []


def test_isoelastic_region_is_where_both_produce():
    (branch,) = solved("isoelastic duopoly").branches
    base = {A: sp.Integer(3), e: sp.Rational(1, 2), c_1: ONE}
    assert branch.region.holds_at({**base, c_2: sp.Rational(19, 10)})
    assert not branch.region.holds_at({**base, c_2: TWO})
    assert not branch.region.holds_at({**base, c_2: sp.Rational(21, 10)})


def test_logarithms_bound_a_region_by_a_polynomial_condition():
    played = alone(-a * sp.exp(-r * (w + x)) - b * sp.exp(-r * (w - x)), ANY)
    equilibrium = sg.solve(played)
    assert equilibrium.uncovered == sp.false
    corner = next(branch for branch in equilibrium.branches if branch.outcome[x] == 0)
    assert corner.region.condition == (a <= b)
