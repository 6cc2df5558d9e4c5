"""Facts of a two-player bargaining model, after Laufer, Kleinberg and Heidari (2024), each proved from formulas.

One side's investment costs c0 a², the other's c1 e²; the share d of the revenue a + e goes to the first, which gives the
payoffs below in equilibrium.
"""

from __future__ import annotations

import pytest
import sympy as sp

from symgame.logic.decide import decide
from symgame.logic.quantifiers import Exists, ForAll
from symgame.logic.when import when

c0, c1, rho = sp.symbols("c_0 c_1 rho", positive=True)
d, e, s, t = sp.symbols("delta epsilon s t", real=True)


def first(x):
    return x * (2 * c0 * (1 - x) + c1 * x) / (4 * c0 * c1)


def second(x):
    return (1 - x) * (c0 * (1 - x) + 2 * c1 * x) / (4 * c0 * c1)


BEST = c0 / (2 * c0 - c1)
JOINT = c1 / (c0 + c1)
EQUAL = c0 / (2 * c0 - c1 + sp.sqrt(c0**2 - c0 * c1 + c1**2))
SHARE = (d >= 0, d <= 1)
CUBIC = rho**2 * t**3 + rho * (5 - 3 * rho) * t**2 + (3 - 5 * rho) * t - 1


def dominated(x, y):
    better = (first(y) > first(x)) | (second(y) > second(x))
    return Exists((y,), (y >= 0) & (y <= 1) & (first(y) >= first(x)) & (second(y) >= second(x)) & better)


def test_undominated_shares_are_an_interval():
    found = decide(sp.Equivalent(sp.Not(dominated(d, e)), d <= BEST), (*SHARE, c1 < c0))
    assert found.proved, str(found)


def test_with_equal_costs_no_share_is_dominated():
    assert decide(sp.Not(dominated(d, e)), (*SHARE, sp.Eq(c0, c1))).proved


def test_one_half_is_never_dominated():
    assert decide(sp.Not(dominated(sp.Rational(1, 2), e))).proved


def test_the_joint_optimum():
    total = first(d) + second(d)
    best = total.subs(d, JOINT)
    assert decide(total < best, (*SHARE, sp.Ne(d, JOINT))).proved
    efficient = (c0 + c1) / (4 * c0 * c1)
    assert decide(best / efficient >= sp.Rational(3, 4)).proved
    assert decide(sp.Equivalent(sp.Eq(best / efficient, sp.Rational(3, 4)), sp.Eq(c0, c1))).proved


def test_the_cubic_of_the_product_has_one_positive_root():
    two = (t > 0, s > 0, sp.Eq(CUBIC, 0), sp.Eq(CUBIC.subs(t, s), 0))
    assert decide(sp.Eq(s, t), two).proved
    assert decide(Exists((t,), (t > 0) & sp.Eq(CUBIC, 0)), rho < 100).proved


def test_order_of_the_solutions():
    product = sp.expand(CUBIC.subs({t: d / (1 - d), rho: c1 / c0}) * (1 - d) ** 3 * c0**2)
    at_root = (d > 0, d < 1, sp.Eq(product, 0), c1 < c0)
    assert decide(JOINT < d, at_root).proved
    assert decide(d < EQUAL, at_root).proved
    assert decide((EQUAL < sp.Rational(1, 2)) & (EQUAL > sp.Rational(1, 3)), (c1 < c0,)).proved


def test_the_second_order_condition_with_a_symbolic_power():
    k, u, v = sp.symbols("k u v", positive=True)
    x = sp.Symbol("x", positive=True)
    curve = 1 - 1 / (k - 1)
    slope = -u * x / (1 - x) ** 2 * curve - u / (1 - x) - v / x - v * (1 - x) / x**2 * curve
    stationary = sp.Eq(u * x / (1 - x), v * (1 - x) / x)
    found = when(slope < 0, (k > 1, x < 1, stationary), over=(k,))
    assert found.condition == sp.Gt(k, sp.Rational(3, 2))


@pytest.mark.parametrize("bound", [1, 2])
def test_a_quantified_bound(bound):
    found = when(ForAll((d,), sp.Implies((d >= 0) & (d <= 1), first(d) <= first(sp.S.One) * bound)), over=(c0, c1))
    assert decide(sp.Equivalent(found.condition, c0 <= c1) if bound == 1 else sp.true).proved
