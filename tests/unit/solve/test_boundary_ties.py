"""Ties on the boundary of a region, and bargaining at which nobody has anything to gain."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg

a, b, c, m = sp.symbols("a b c m", positive=True)
w = sp.Symbol("w", positive=True)
x, y = sp.symbols("x y", real=True)
delta = sp.Symbol("delta", nonnegative=True)
G, D = sg.players("G D")
UP = sp.Interval(0, sp.oo)
SHARES = sp.Interval(0, 1)


def test_a_switch_is_a_tie_of_both_contracts():
    """With a marginal cost m the developer takes the whole revenue, or half of it and invests nothing himself.

    Investing alone gives (1 - m)²/(4 b), the better of the free rider's contracts 1/(8 a): indifference at 2 a (1 - m)² = b.
    """
    game = sg.SequentialGame(
        stages=[
            sg.Bargain(delta, between=(G, D), domain=SHARES, disagreement=(0, 0)),
            sg.Move(G, x, domain=UP),
            sg.Move(D, y, domain=sp.Interval(x, sp.oo)),
        ],
        payoffs={G: delta * y - a * x**2, D: (1 - delta) * y - m * (y - x) - b * (y - x) ** 2},
    )
    found = sg.solve(game, bargaining=sg.Dictatorial(D))
    assert found.uncovered is sp.false and found.complete.proved
    tie = {a: 1, b: sp.Rational(1, 8), m: sp.Rational(3, 4)}
    assert sorted(o[delta] for o in found.at(tie)) == [0, sp.Rational(1, 2)]
    assert [o[delta] for o in found.at({**tie, b: sp.Rational(1, 9)})] == [0]
    assert [o[delta] for o in found.at({**tie, b: sp.Rational(1, 7)})] == [sp.Rational(1, 2)]


@pytest.mark.parametrize(
    ("rule", "share"),
    [
        (sg.NashBargaining(), sp.Rational(3, 4)),
        (sg.NashBargaining(weights=(w, 1 - w)), (1 + w) / 2),
        (sg.Egalitarian(), sp.Rational(3, 4)),
        (sg.Dictatorial(G), sp.S.One),
    ],
)
def test_an_investment_that_no_deal_gives_back(rule, share):
    """The share 1 of a x must pay c x²: the gains are (delta a x - c x², (1 - delta) a x), and x = a/(2 c) is best.

    At x = 0 and at x = a/c no share gives anybody a strict gain, so every undominated one is picked; nobody's payoff depends on it.
    """
    game = sg.SequentialGame(
        stages=[sg.Move(G, x, domain=UP), sg.Bargain(delta, between=(G, D), domain=SHARES, disagreement=(0, 0))],
        payoffs={G: delta * a * x - c * x**2, D: (1 - delta) * a * x},
    )
    found = sg.solve(game, bargaining=rule)
    (branch,) = found.branches
    assert branch.outcome[x] == a / (2 * c) and sp.expand(branch.outcome[delta] - share) == 0
    assert found.uncovered is sp.false and found.complete.proved
