"""The fine-tuning game with power costs: shares, thresholds in the exponent, corners; after Laufer, Kleinberg and Heidari (2024).

Every branch is re-played numerically from the payoffs (`tests.oracle`), and the closed forms are compared with values
from a fine grid over the share, computed here from the payoffs.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest
import sympy as sp

import symgame as sg
from symgame.errors import GameError
from tests.oracle.check import complaints

c_0, c_1, k, l = sp.symbols("c_0 c_1 k l", positive=True)
alpha_0, alpha_1, delta = sp.symbols("alpha_0 alpha_1 delta", nonnegative=True)
G, D = sg.players("G D")
HALF = sp.Rational(1, 2)
COSTS = [(1, 2), (3, HALF), (2, 2), (1, sp.Rational(1, 5))]
RULES = {
    "utilitarian": sg.Utilitarian(),
    "generalist": sg.Dictatorial(G),
    "specialist": sg.Dictatorial(D),
    "egalitarian": sg.Egalitarian(),
    "performance": sg.MaximumOf(alpha_1),
    "none": None,
}


def game(first, second, assume=()):
    return sg.SequentialGame(
        [
            sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)),
            sg.Move(G, alpha_0, domain=sp.Interval(0, sp.oo)),
            sg.Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
        ],
        {G: delta * alpha_1 - c_0 * alpha_0**first, D: (1 - delta) * alpha_1 - c_1 * (alpha_1 - alpha_0) ** second},
        assume=list(assume),
    )


@lru_cache(maxsize=32)
def solved(first, second, rule):
    assume = [s > 1 for s in dict.fromkeys((first, second)) if isinstance(s, sp.Symbol)]
    played = game(first, second, assume)
    return played, sg.solve(played, bargaining=RULES[rule])


def at(equilibrium, point):
    found = [b for b in equilibrium.branches if b.region.holds_at(point)]
    assert found, f"no branch at {point}"
    return found


def payoffs(first, second, share, cost_0, cost_1):
    """Both payoffs at a share, replies from the first-order conditions of the two convex costs, in floats."""
    first, second, cost_0, cost_1 = (float(v) for v in (first, second, cost_0, cost_1))
    start = (share / (first * cost_0)) ** (1 / (first - 1))
    more = ((1 - share) / (second * cost_1)) ** (1 / (second - 1))
    mine = share * (start + more) - cost_0 * start**first
    yours = (1 - share) * (start + more) - cost_1 * more**second
    return mine, yours, start + more


OBJECTIVES = {
    "utilitarian": lambda mine, yours, height: mine + yours,
    "generalist": lambda mine, yours, height: mine,
    "specialist": lambda mine, yours, height: yours,
    "egalitarian": lambda mine, yours, height: min(mine, yours),
    "performance": lambda mine, yours, height: height,
}


def check(first, second, rule, point, exponents=None):
    """No complaint by the oracle, and no share of a grid does better than the share found."""
    played, equilibrium = solved(first, second, rule)
    assert equilibrium.uncovered == sp.false
    values = exponents or {}
    p, q = (values.get(e, e) for e in (first, second))
    assert complaints(played, equilibrium, point) == []
    for branch in at(equilibrium, point):
        share = branch.outcome[delta]
        if isinstance(share, sp.Set):
            share = share.xreplace(point).inf
        share = float(sp.N(share.subs(point)))
        best = OBJECTIVES[rule](*payoffs(p, q, share, point[c_0], point[c_1]))
        grid = max(OBJECTIVES[rule](*payoffs(p, q, i / 2000, point[c_0], point[c_1])) for i in range(2001))
        assert best >= grid - 1e-9 * max(1.0, abs(grid))


def slowly(value):
    return pytest.param(value, marks=pytest.mark.slow)


@pytest.mark.parametrize("costs", COSTS)
@pytest.mark.parametrize("rule", ["utilitarian", "generalist"])
@pytest.mark.parametrize("exponent", [sp.Integer(3), slowly(sp.Rational(3, 2)), slowly(sp.Rational(5, 2)), slowly(sp.Integer(4))])
def test_numeric_exponents(exponent, rule, costs):
    check(exponent, exponent, rule, {c_0: sp.sympify(costs[0]), c_1: sp.sympify(costs[1])})


@pytest.mark.slow
@pytest.mark.parametrize("costs", COSTS)
@pytest.mark.parametrize("rule", ["specialist", "egalitarian", "performance"])
@pytest.mark.parametrize("exponent", [sp.Integer(3), sp.Rational(5, 2), sp.Rational(3, 2), sp.Integer(4), sp.Integer(6)])
def test_numeric_exponents_other_rules(exponent, rule, costs):
    check(exponent, exponent, rule, {c_0: sp.sympify(costs[0]), c_1: sp.sympify(costs[1])})


@pytest.mark.parametrize("exponent", [slowly(sp.Rational(5, 2)), sp.Integer(4)])
def test_replies_with_fractional_powers_are_verified(exponent):
    """The cost of the reply is a power of its excess over the start, which is real because of what the reply is."""
    played, equilibrium = solved(exponent, exponent, "none")
    assert sg.verify(played, equilibrium, budget=sg.Budget(seconds=120)).proved


def test_cubic_costs_share_by_cube_roots():
    _, equilibrium = solved(sp.Integer(3), sp.Integer(3), "utilitarian")
    (branch,) = equilibrium.branches
    third = sp.Rational(1, 3)
    expected = c_1**third / (c_0**third + c_1**third)
    for costs in COSTS:
        point = {c_0: sp.sympify(costs[0]), c_1: sp.sympify(costs[1])}
        assert abs(sp.N((branch.outcome[delta] - expected).subs(point), 30)) < 1e-25


def test_a_powerful_generalist_with_cubic_costs_always_shares():
    _, equilibrium = solved(sp.Integer(3), sp.Integer(3), "generalist")
    (branch,) = equilibrium.branches
    expected = 2 * (3 * c_0 + c_1 + sp.sqrt(c_1 * (2 * c_0 + c_1))) / (9 * c_0 + 4 * c_1)
    for costs in COSTS:
        point = {c_0: sp.sympify(costs[0]), c_1: sp.sympify(costs[1])}
        assert abs(sp.N((branch.outcome[delta] - expected).subs(point), 30)) < 1e-25


def test_a_powerful_generalist_with_exponent_three_halves_compares_with_the_corner():
    _, equilibrium = solved(sp.Rational(3, 2), sp.Rational(3, 2), "generalist")
    inner = [b for b in equilibrium.branches if b.outcome[delta] != 1]
    corner = [b for b in equilibrium.branches if b.outcome[delta] == 1]
    threshold = sp.sqrt(2 * sp.sqrt(3) - 3)  # of c_1/c_0, from equal payoffs at the peak and at the corner
    below, above = (sp.Rational(int(threshold.evalf() * 1000) + s, 1000) for s in (0, 1))
    for ratio, found, other in ((below, inner, corner), (above, corner, inner)):
        point = {c_0: sp.Integer(1), c_1: ratio}
        assert any(b.region.holds_at(point) for b in found) and not any(b.region.holds_at(point) for b in other)


@pytest.mark.slow
@pytest.mark.parametrize("rule", ["utilitarian", "generalist", "egalitarian"])
def test_unequal_numeric_exponents(rule):
    for costs in COSTS:
        check(sp.Integer(2), sp.Integer(3), rule, {c_0: sp.sympify(costs[0]), c_1: sp.sympify(costs[1])})


def test_replies_for_any_exponents():
    played, equilibrium = solved(k, l, "none")
    assert equilibrium.uncovered == sp.false
    (branch,) = equilibrium.branches
    assert branch.region.condition == sp.true
    for p, q in ((2, 3), (sp.Rational(5, 4), sp.Rational(7, 2))):
        point = {c_0: sp.Integer(2), c_1: HALF, k: sp.sympify(p), l: sp.sympify(q), delta: sp.Rational(1, 3)}
        assert complaints(played, equilibrium, point) == []
        start = sp.N(branch.outcome[alpha_0].subs(point))
        assert abs(start - (point[delta] / (point[k] * 2)) ** (1 / (point[k] - 1))) < 1e-12


EXPONENTS = [sp.Rational(6, 5), sp.Rational(7, 5), sp.Rational(3, 2), sp.Rational(8, 5), sp.Integer(2), sp.Integer(4)]


def test_the_threshold_three_halves_is_found():
    _, equilibrium = solved(k, k, "utilitarian")
    for costs in COSTS[:3]:
        for exponent in EXPONENTS:
            point = {c_0: sp.sympify(costs[0]), c_1: sp.sympify(costs[1]), k: exponent}
            check(k, k, "utilitarian", point, {k: exponent})
            interior = [b for b in at(equilibrium, point) if b.outcome[delta] not in (0, 1)]
            assert bool(interior) == (exponent > sp.Rational(3, 2))


@pytest.mark.slow
def test_the_threshold_two_of_performance_is_found():
    _, equilibrium = solved(k, k, "performance")
    for costs in COSTS[:3]:
        for exponent in (sp.Rational(5, 4), sp.Integer(2), sp.Rational(9, 4), sp.Integer(3)):
            point = {c_0: sp.sympify(costs[0]), c_1: sp.sympify(costs[1]), k: exponent}
            check(k, k, "performance", point, {k: exponent})
            interior = [b for b in at(equilibrium, point) if b.outcome[delta] not in (0, 1)]
            assert bool(interior) == (exponent > 2)


def test_a_rule_without_closed_form_claims_nothing():
    _, equilibrium = solved(k, k, "generalist")
    assert equilibrium.uncovered != sp.false and not equilibrium.complete.proved


def test_an_exponent_without_a_range_is_asked_for_by_name():
    with pytest.raises(GameError, match=r"exponent k .* has no range; add one to assume="):
        sg.solve(game(k, k), bargaining=sg.Utilitarian())


def test_the_oracle_notices_a_wrong_share():
    played, equilibrium = solved(sp.Integer(3), sp.Integer(3), "utilitarian")
    wrong = replace(equilibrium, rule=RULES["generalist"])
    assert complaints(played, wrong, {c_0: sp.Integer(1), c_1: sp.Integer(2)})
