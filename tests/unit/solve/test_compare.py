"""Comparisons of equilibria against exact values at points, and known orders."""

from __future__ import annotations

import random
from functools import cache

import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

GAME = fine_tuning_game()
DELTA, ALPHA_0, ALPHA_1 = GAME.actions
C_0, C_1 = GAME.parameters
G, D = GAME.players
RULES = {
    "utilitarian": sg.Utilitarian(),
    "egalitarian": sg.Egalitarian(),
    "nash": sg.NashBargaining(),
    "G": sg.Dictatorial(G),
    "D": sg.Dictatorial(D),
}


@cache
def solved(name: str) -> sg.Equilibrium:
    return sg.solve(GAME, bargaining=RULES[name])


@pytest.mark.parametrize("pair", [("utilitarian", "nash"), ("nash", "egalitarian")])
def test_order_of_the_shares(pair):
    """For c_1 < c_0: utilitarian < Nash < egalitarian; reversed for c_1 > c_0."""
    found = sg.compare(solved(pair[0]), solved(pair[1]), DELTA)
    assert found.uncovered is sp.false
    assert found.less.condition == sp.Lt(C_1, C_0)
    assert found.greater.condition == sp.Lt(C_0, C_1)
    assert found.equal.condition == sp.Eq(C_0, C_1)


@pytest.mark.parametrize("quantity", [DELTA, ALPHA_1, G, D], ids=str)
@pytest.mark.parametrize("pair", [("G", "D"), ("utilitarian", "G"), ("egalitarian", "D")], ids="-".join)
def test_signs_at_points(pair, quantity):
    one, other = solved(pair[0]), solved(pair[1])
    found = sg.compare(one, other, quantity)
    assert found.uncovered is sp.false
    draw = random.Random(str(pair))
    for _ in range(8):
        point = {C_0: sp.Rational(draw.randint(1, 30), 7), C_1: sp.Rational(draw.randint(1, 30), 7)}
        expression = GAME.payoffs[quantity] if isinstance(quantity, sg.Player) else quantity
        values = [expression.subs(e.at(point)[0]).subs(point) for e in (one, other)]
        assert int(found.at(point)[0]) == int(sp.sign(values[0] - values[1]))


def test_different_games_with_a_pair_of_quantities():
    """A monopolist against one who also pays the competitor's cost: more is sold where cost is lower."""
    a, c, s = sp.symbols("a c s", positive=True)
    q, z = sp.symbols("q z", nonnegative=True)
    firm = sg.players("M")
    domain = sp.Interval(0, sp.oo)
    cheap = sg.solve(sg.SequentialGame([sg.Move(firm, q, domain=domain)], {firm: (a - q - c) * q}, [c < a]))
    dear = sg.solve(sg.SequentialGame([sg.Move(firm, z, domain=domain)], {firm: (a - z - c - s) * z}, [c < a]))
    found = sg.compare(cheap, dear, (q, z))
    assert found.uncovered is sp.false
    assert found.greater.implies(sp.true).proved
    assert sg.decide(sp.Equivalent(found.greater.condition, sp.true), found.given).proved


def test_two_symbols_of_one_name_are_refused():
    x = sp.Symbol("x", nonnegative=True)
    firm = sg.players("M")
    one, other = (
        sg.solve(sg.SequentialGame([sg.Move(firm, x, domain=sp.Interval(0, sp.oo))], {firm: x - k * x**2}))
        for k in (sp.Symbol("k", positive=True), sp.Symbol("k", positive=True, integer=True))
    )
    with pytest.raises(sg.ArgumentError, match="parameter k"):
        sg.compare(one, other, x)
