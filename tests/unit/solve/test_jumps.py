"""Discontinuous payoffs of several players: price competition, and markets in which no pure equilibrium exists."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg

a, c, d, t, k = sp.symbols("a c d t k", positive=True)
p, r = sp.symbols("p r", real=True)
A, B = sg.players("A B")
HALF = sp.Rational(1, 2)


def prices(demand_a, demand_b, costs, domain, assume):
    """A simultaneous choice of prices."""
    moves = (sg.Move(A, p, domain=domain), sg.Move(B, r, domain=domain))
    return sg.SequentialGame([moves], {A: (p - costs[0]) * demand_a, B: (r - costs[1]) * demand_b}, assume)


def test_alike_firms_that_share_at_equal_prices_earn_nothing():
    one = sp.Piecewise((a - p, p < r), ((a - p) / 2, sp.Eq(p, r)), (0, True))
    other = sp.Piecewise((a - r, r < p), ((a - r) / 2, sp.Eq(p, r)), (0, True))
    game = prices(one, other, (c, c), sp.Interval(0, a), [c < a])
    found = sg.solve(game)
    assert found.uncovered is sp.false
    assert {(b.outcome[p], b.outcome[r]) for b in found.branches} == {(c, c)}
    assert not sg.verify(game, found).refuted


@pytest.mark.parametrize("costs", [(1, 2), (1, 6)])
def test_the_firm_with_lower_costs_sells_at_the_costs_of_the_other(costs):
    one, other = sp.Piecewise((a - p, p <= r), (0, True)), sp.Piecewise((a - r, r < p), (0, True))
    game = prices(one, other, (c, d), sp.Interval(0, a), [c < d, d < a])
    found = sg.solve(game)
    assert found.uncovered is sp.false
    assert found.complete.proved
    values = {a: sp.Integer(10), c: sp.Integer(costs[0]), d: sp.Integer(costs[1])}
    played = [(o[p], o[r]) for o in found.at(values)]
    monopoly = sp.Rational(values[a] + values[c], 2)
    equal = (sp.Interval(values[c], min(values[d], monopoly)), p)  # the rival's price binds, its costs included or not
    assert set(played) == ({equal} if values[d] <= monopoly else {equal, (monopoly, sp.Interval(monopoly, 10))})
    assert not sg.verify(game, found).refuted


def test_two_firms_on_a_line_too_close_to_each_other_have_no_equilibrium():
    """After d'Aspremont, Gabszewicz and Thisse (1979): symmetric places at distance l from the ends, l at most 1/4."""
    near = t * (1 - 2 * k)
    one = sp.Piecewise((1, p < r - near), (0, p > r + near), (HALF + (r - p) / (2 * t), True))
    other = sp.Piecewise((1, r < p - near), (0, r > p + near), (HALF + (p - r) / (2 * t), True))
    game = prices(one, other, (0, 0), sp.Interval(0, sp.oo), [k < HALF])
    found = sg.solve(game)
    assert found.uncovered is sp.false
    assert found.at({t: 2, k: sp.Rational(1, 5)}) == [{p: 2, r: 2}]
    assert found.at({t: 2, k: sp.Rational(1, 4)}) == [{p: 2, r: 2}]
    assert found.at({t: 2, k: sp.Rational(1, 3)}) == []
    assert "gains by a deviation" in found.nonexistence[0][1]
    assert not sg.verify(game, found).refuted


def test_one_wants_to_meet_and_the_other_to_differ():
    """Pursuit on an interval: who is followed moves away, the other follows; no pure equilibrium."""
    unit = sp.Interval(0, 1)
    moves = (sg.Move(A, p, domain=unit), sg.Move(B, r, domain=unit))
    game = sg.SequentialGame([moves], {A: -a * (p - r) ** 2, B: (p - r) ** 2})
    found = sg.solve(game)
    assert found.branches == ()
    assert found.uncovered is sp.false
    assert sg.verify(game, found).proved
