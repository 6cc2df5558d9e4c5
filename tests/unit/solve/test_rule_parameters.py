"""Parameters that occur in the bargaining rule only: expressions to maximise, and symbolic bargaining powers."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from symgame.logic.descartes import single_root

b, c_0, c_1 = sp.symbols("b c_0 c_1", positive=True)
s = sp.Symbol("s", nonnegative=True)
x, y = sp.symbols("x y", nonnegative=True)
G, D = sg.players("G D")
UNIT = sp.Interval(0, 1)
FINE_TUNING = sg.SequentialGame(
    [
        sg.Bargain(s, between=(G, D), domain=UNIT, disagreement=(0, 0)),
        sg.Move(G, x, domain=sp.Interval(0, sp.oo)),
        sg.Move(D, y, domain=sp.Interval(x, sp.oo)),
    ],
    {G: s * y - c_0 * x**2, D: (1 - s) * y - c_1 * (y - x) ** 2},
)
PIE = sg.SequentialGame([sg.Bargain(s, between=(G, D), domain=UNIT, disagreement=(0, 0))], {G: s, D: 1 - s})


def test_a_parameter_of_the_maximised_expression():
    deal = sg.solve(FINE_TUNING, bargaining=sg.MaximumOf(y - b * x))
    assert deal.parameters == (b, c_0, c_1)
    assert deal.uncovered is sp.false
    assert sg.verify(FINE_TUNING, deal).proved
    for values in ({b: 1, c_0: 1, c_1: 1}, {b: sp.Rational(1, 4), c_0: 1, c_1: 2}):
        steps = [sp.Rational(i, 8) for i in range(9)]
        worth = [t / (2 * values[c_0]) * (1 - values[b]) + (1 - t) / (2 * values[c_1]) for t in steps]
        (outcome,) = deal.at(values)
        assert outcome[s] == steps[worth.index(max(worth))]


@pytest.mark.parametrize("weights", [(b, 1 - b), (b, 2), (sp.Rational(1, 3), sp.Rational(2, 3))])
def test_weights_divide_a_pie_in_proportion(weights):
    deal = sg.solve(PIE, bargaining=sg.NashBargaining(weights=weights))
    assert deal.uncovered is sp.false
    assert sp.cancel(deal[s] - weights[0] / sum(weights)) == 0


@pytest.mark.parametrize("weights", [(b, 1 - b), pytest.param((sp.Rational(1, 3), sp.Rational(2, 3)), marks=pytest.mark.slow)])
def test_weights_in_the_fine_tuning_game(weights):
    deal = sg.solve(FINE_TUNING, bargaining=sg.NashBargaining(weights=weights))
    assert deal.uncovered is sp.false
    assert sg.verify(FINE_TUNING, deal).proved
    values = {b: sp.Rational(1, 3), c_0: sp.Integer(1), c_1: sp.Rational(3, 2)}
    (outcome,) = deal.at({p: values[p] for p in deal.parameters})
    t = sp.Symbol("t", positive=True)
    gains = [t**2 / 4 + t * (1 - t) / 3, t * (1 - t) / 2 + (1 - t) ** 2 / 6]  # at these costs, by hand
    objective = sp.log(gains[0]) / 3 + 2 * sp.log(gains[1]) / 3
    assert abs(float(outcome[s]) - float(sp.nsolve(sp.diff(objective, t), t, 0.3))) < 1e-9


def test_weights_are_assumed_positive():
    deal = sg.solve(PIE, bargaining=sg.NashBargaining(weights=(b, 1 - b)))
    assert all(sp.Gt(1 - b, 0) in branch.region.given for branch in deal.branches)


def test_weights_are_no_actions_and_names_are_unique():
    with pytest.raises(sg.GameError, match="not actions"):
        sg.solve(FINE_TUNING, bargaining=sg.NashBargaining(weights=(x, 1)))
    with pytest.raises(sg.GameError, match="one name"):
        sg.solve(FINE_TUNING, bargaining=sg.MaximumOf(sp.Symbol("y", real=True)))


def test_an_empty_interval_holds_no_root():
    t = sp.Symbol("t", real=True)
    root = sg.Root(t**3 + t - 3, t, sp.Interval.open(c_0, c_1))
    assert sg.decide(single_root(root), given=[c_0 < 1, c_1 > 2]).proved
    assert not sg.decide(single_root(root), given=[c_0 > 2, c_1 < 1]).proved
