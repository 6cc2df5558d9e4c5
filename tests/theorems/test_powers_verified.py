"""Shares of the fine-tuning game with power costs, derived and then verified from the definition; wrong ones are never proved."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from symgame.budget import Budget
from tests.oracle.claims import played, with_branch, with_items

c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
alpha_0, alpha_1, delta = sp.symbols("alpha_0 alpha_1 delta", nonnegative=True)
G, D = sg.players("G D")
RULES = {
    "utilitarian": sg.Utilitarian(),
    "generalist": sg.Dictatorial(G),
    "specialist": sg.Dictatorial(D),
    "performance": sg.MaximumOf(alpha_1),
    "egalitarian": sg.Egalitarian(),
}


def game(k, first=c_0, second=c_1):
    return sg.SequentialGame(
        [
            sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)),
            sg.Move(G, alpha_0, domain=sp.Interval(0, sp.oo)),
            sg.Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
        ],
        {G: delta * alpha_1 - first * alpha_0**k, D: (1 - delta) * alpha_1 - second * (alpha_1 - alpha_0) ** k},
    )


COVERED = [
    ("3/2", "utilitarian"),
    ("3/2", "generalist"),
    ("3/2", "specialist"),
    ("7/4", "utilitarian"),
    ("8/5", "performance"),
    ("5/2", "utilitarian"),
    ("5/2", "generalist"),
    ("5/2", "specialist"),
    ("5/2", "performance"),
    ("5/2", "egalitarian"),
    ("7/2", "generalist"),
    ("4", "specialist"),
    ("4", "egalitarian"),
    ("5", "specialist"),
    ("6", "utilitarian"),
    ("6", "generalist"),
    ("6", "performance"),
]


def solved(exponent, rule, *costs):
    played_game = game(sp.Rational(exponent), *costs)
    found = sg.solve(played_game, bargaining=RULES[rule], budget=Budget(seconds=300))
    assert found.uncovered is sp.false
    return played_game, found


@pytest.mark.slow
@pytest.mark.parametrize(("exponent", "rule"), COVERED)
def test_shares_with_power_costs_are_verified(exponent, rule):
    assert sg.verify(*solved(exponent, rule), budget=Budget(seconds=300)).proved


@pytest.mark.slow
@pytest.mark.parametrize(
    ("exponent", "rule", "costs"),
    [
        ("3/2", "specialist", (1, 2)),
        ("3/2", "specialist", (2, 1)),
        ("5/2", "utilitarian", (1, 2)),
        ("5/2", "specialist", (1, 3)),
        ("4", "specialist", (1, 1)),
    ],
)
def test_shares_with_power_costs_in_numbers_are_verified(exponent, rule, costs):
    assert sg.verify(*solved(exponent, rule, *map(sp.Integer, costs)), budget=Budget(seconds=300)).proved


@pytest.mark.slow
@pytest.mark.parametrize(("exponent", "rule"), [("3/2", "specialist"), ("5/2", "specialist"), ("6", "performance"), ("4", "specialist")])
def test_wrong_shares_regions_and_replies_are_never_proved(exponent, rule):
    played_game, found = solved(exponent, rule)
    for place, one in enumerate(found.branches):
        wrong = [with_items(one, strategies={alpha_0: one.strategies[alpha_0] * sp.Rational(11, 10)})]
        for share in (sp.Rational(1, 3), c_1 / (c_0 + c_1)):
            wrong.append(played(played_game, one.region.condition, {**dict(one.strategies), delta: share}))
        if one.region.condition != sp.true:
            wrong += [with_items(one, region=sp.true), with_items(one, region=one.region.condition.subs(c_0, 2 * c_0))]
        for mutant in wrong:
            assert not sg.verify(played_game, with_branch(found, place, mutant), budget=Budget(seconds=20)).proved
