"""The Kalai-Smorodinsky share where a specialist may stay out: proved from the definition; other shares and ideals are not."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from symgame.budget import Budget
from symgame.games.stages import OUT
from symgame.logic.region import Region
from symgame.solve.equilibrium import Branch, Equilibrium
from tests.oracle.claims import UNKNOWN, with_branch, with_items

alpha_0, alpha_1, delta = sp.symbols("alpha_0 alpha_1 delta", nonnegative=True)
G, D = sg.players("G D")
RAY = sp.Interval(0, sp.oo)


def participation(own, other, fixed, marginal):
    """The specialist pays a fixed and a marginal cost beside the square of the effort, or stays out."""
    effort = alpha_1 - alpha_0
    return sg.SequentialGame(
        [
            sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)),
            sg.Move(G, alpha_0, domain=RAY),
            sg.OutsideOption(D, {G: -own * alpha_0**2, D: 0}),
            sg.Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
        ],
        {
            G: delta * alpha_1 - own * alpha_0**2,
            D: (1 - delta) * alpha_1 - other * effort**2 - marginal * effort - fixed,
        },
    )


def shifted(equilibrium, share):
    """The equilibrium with another share and its outcome and payoffs, all later strategies the same."""
    (one,) = equilibrium.branches
    later = dict(one.strategies)
    start = sp.piecewise_fold(later[alpha_0].subs(delta, share))
    top = later[alpha_1].subs({delta: share, alpha_0: start})
    outcome = {delta: share, alpha_0: start, alpha_1: top}
    payoffs = {p: e.subs({delta: share, alpha_1: top}).subs(alpha_0, start) for p, e in equilibrium.game.payoff_items}
    return with_branch(equilibrium, 0, with_items(one, strategies={delta: share}, outcome=outcome, payoffs=payoffs))


def never_proved(game, found, shares, seconds):
    for share in shares:
        verdict = sg.verify(game, shifted(found, sp.sympify(share)), budget=Budget(seconds=seconds))
        assert not verdict.proved, share


def slowly(*values):
    return pytest.param(values, marks=pytest.mark.slow)


Q = sp.Rational
CASES = [
    (1, 1, 0, Q(1, 4)),
    slowly(1, 2, 0, Q(1, 3)),
    slowly(1, 1, Q(3, 20), 0),
    slowly(2, 1, Q(1, 10), 0),
    slowly(1, 2, Q(1, 10), 0),
    slowly(1, 1, Q(1, 10), Q(1, 4)),
]


@pytest.mark.parametrize("costs", CASES, ids=str)
def test_fair_share_is_proved_and_others_are_not(costs):
    game = participation(*costs)
    found = sg.solve(game, bargaining=sg.KalaiSmorodinsky(), budget=Budget(seconds=300))
    assert found.uncovered is sp.false and len(found.branches) == 1
    assert sg.verify(game, found, budget=Budget(seconds=300)).proved
    share = float(sp.N(found.branches[0].outcome[delta]))
    near = [Q(round(share * 1000) + s, 1000) for s in (-15, 15)]
    never_proved(game, found, near, seconds=20)


def by_hand(payoff, share, other):
    """A one-stage bargain over x in [0, 1] with given payoffs, and the claim of a share."""
    game = sg.SequentialGame([sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0))], {G: payoff, D: other})
    share = sp.sympify(share)
    items = tuple((p, e.subs(delta, share)) for p, e in game.payoff_items)
    branch = Branch(Region(sp.true), ((delta, share),), ((delta, share),), items)
    return game, Equilibrium(game, (branch,), (), sp.false, UNKNOWN, sg.KalaiSmorodinsky(), parameters=())


TWO_PIECES = sp.Piecewise((2 * delta, delta <= Q(1, 2)), (sp.Rational(3, 2) - delta, True))
"""Rises to 1 at 1/2 and falls to 1/2."""


def test_an_ideal_gain_at_a_kink():
    """With the gains of G as above and 1 - x of D, the ideals are 1 and 1; 2x = 1 - x at 1/3."""
    game, claim = by_hand(TWO_PIECES, Q(1, 3), 1 - delta)
    assert sg.verify(game, claim).proved


@pytest.mark.parametrize("share", [Q(1, 2), Q(2, 5), Q(1, 4), 0, 1])
def test_shares_beside_a_kink_are_not_proved(share):
    game, claim = by_hand(TWO_PIECES, share, 1 - delta)
    assert not sg.verify(game, claim, budget=Budget(seconds=20)).proved


def test_a_largest_gain_that_is_not_attained_proves_nothing():
    """G's gain approaches 1 at 1/2 from the left and is 0 from there on: there is no largest one."""
    broken = sp.Piecewise((2 * delta, delta < Q(1, 2)), (0, True))
    for share in (Q(1, 3), Q(1, 2), Q(2, 5)):
        game, claim = by_hand(broken, share, 1 - delta)
        assert not sg.verify(game, claim, budget=Budget(seconds=20)).proved


def test_an_ideal_of_the_wrong_piece_is_not_taken():
    """G could get 2 at the right end; with the ideal 1 of the kink alone 1/3 would be fair."""
    higher = sp.Piecewise((2 * delta, delta <= Q(1, 2)), (4 * delta - 1, True))
    game, claim = by_hand(higher, Q(1, 3), 1 - delta)
    assert not sg.verify(game, claim, budget=Budget(seconds=20)).proved
    game, claim = by_hand(higher, Q(3, 5), 1 - delta)  # (4·3/5 − 1)/3 = 7/15 > 2/5
    assert not sg.verify(game, claim, budget=Budget(seconds=20)).proved
    game, claim = by_hand(higher, Q(4, 7), 1 - delta)  # (4·4/7 − 1)/3 = 3/7 = 1 − 4/7
    assert sg.verify(game, claim, budget=Budget(seconds=60)).proved


def test_the_outside_option_is_part_of_the_profile():
    game = participation(1, 1, 0, Q(1, 4))
    found = sg.solve(game, bargaining=sg.KalaiSmorodinsky())
    (one,) = found.branches
    never = with_branch(found, 0, with_items(one, strategies={(OUT, D, 2): sp.S.One}))
    assert not sg.verify(game, never, budget=Budget(seconds=20)).proved
