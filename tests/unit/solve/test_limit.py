"""Limits against values far out, and the known ones of the fine-tuning game."""

from __future__ import annotations

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
}
# Share of G when its own cost grows without bound, and when the other side's does.
KNOWN = {
    "utilitarian": (0, 1),
    "egalitarian": (sp.Rational(1, 3), sp.Rational(2, 3)),
    "nash": (sp.Rational(1, 4), sp.Rational(3, 4)),
    "G": (sp.Rational(1, 2), 1),
}


@cache
def solved(name: str) -> sg.Equilibrium:
    return sg.solve(GAME, bargaining=RULES[name])


@pytest.mark.parametrize("name", RULES)
def test_shares_at_extreme_costs(name):
    for parameter, expected in zip((C_0, C_1), KNOWN[name], strict=True):
        found = sg.limit(solved(name), parameter, sp.oo)
        assert found.uncovered is sp.false
        assert found[DELTA] == expected


@pytest.mark.parametrize("name", ["utilitarian", "egalitarian", "G"])
def test_finite_limits_agree_with_values_nearby(name):
    found = sg.limit(solved(name), C_1, 1)
    assert found.uncovered is sp.false
    for c in (sp.Rational(1, 2), sp.Integer(1), sp.Integer(3)):
        near = solved(name).at({C_0: c, C_1: 1 + sp.Rational(1, 10**8)})[0]
        there = found.at({C_0: c})[0]
        assert all(abs(float(there[k] - near[k])) < 1e-6 for k in there)


def test_infinite_limits():
    found = sg.limit(solved("egalitarian"), C_1, 0)
    assert found[ALPHA_1] is sp.oo
    assert found[ALPHA_0] == 1 / (6 * C_0)


def test_a_jump_has_no_limit():
    equilibrium = sg.solve(GAME, bargaining=sg.MaximumOf(ALPHA_1))
    found = sg.limit(equilibrium, C_1, 1)
    assert found.at({C_0: 1}) == []
    assert found.at({C_0: 2})[0][DELTA] == 0
    assert "differ" in found.play.nonexistence[0][1]


def test_regions_of_the_other_parameters():
    """Linear demand with an idle firm: which branch counts far out depends on the other parameters."""
    a, b, c = sp.symbols("a b c", positive=True)
    q = sp.Symbol("q", nonnegative=True)
    firm = sg.players("M")
    game = sg.SequentialGame([sg.Move(firm, q, domain=sp.Interval(0, sp.oo))], {firm: (a - c - b * q) * q})
    found = sg.limit(sg.solve(game), b, 0)
    assert found.uncovered is sp.false
    assert found.at({a: 2, c: 1})[0][q] is sp.oo
    assert found.at({a: 1, c: 2})[0][q] == 0


def test_bad_input_is_named():
    with pytest.raises(sg.ArgumentError, match="not a parameter"):
        sg.limit(solved("utilitarian"), DELTA, 0)
    with pytest.raises(sg.ArgumentError, match="range"):
        sg.limit(solved("utilitarian"), C_0, -1)
    with pytest.raises(sg.ArgumentTypeError):
        sg.limit(solved("utilitarian"), C_0, 0.5)
