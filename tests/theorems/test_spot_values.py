"""The numbers of the regulation paper's figure on one floor, out of one equilibrium with a symbolic floor.

The values are published (text and figure of the paper) or re-computed there from its closed forms; nothing is on a grid.
"""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, G, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import FLOORS

pytestmark = pytest.mark.slow
THETA = FLOORS[1]
# Floor on D: payoff of G, then performance and safety of G and of D; to about four digits.
SPOTS = {
    "2/5": (0.3875, 0.25, 0.0, 0.5, 0.4),
    "1/2": (0.4375, 0.25, 0.0, 0.5, 0.5),
    "3/4": (0.5625, None, None, None, None),
    "1": (0.6607, 0.2966, 0.1569, 0.5466, 1.0),
    "3/2": (0.6719, 0.375, 0.5, 0.625, 1.5),
    "2": (0.3988, None, None, None, None),
}


@pytest.fixture(scope="module")
def deal():
    return sg.solve(regulation_game(regulation=Regulation.of_domain(THETA)), budget=sg.Budget(seconds=600))


@pytest.mark.parametrize("floor", SPOTS)
def test_a_spot(deal, floor):
    point = {THETA: sp.Rational(floor)}
    payoff, *actions = SPOTS[floor]
    (branch, *_) = [b for b in deal.branches if b.region.holds_at(point)]
    assert float(sp.N(branch.payoffs[G].subs(point))) == pytest.approx(payoff, abs=1e-4)
    (outcome, *_) = deal.at(point)
    for action, wanted in zip(ACTIONS, actions, strict=True):
        assert wanted is None or float(sp.N(outcome[action])) == pytest.approx(wanted, abs=1e-4)


def test_break_points_are_exact_ends_of_regions(deal):
    def plays(value):
        (branch, *_) = [b for b in deal.branches if b.region.holds_at({THETA: value})]
        return branch

    R, tiny = sp.Rational, sp.Rational(1, 10**9)
    assert plays(R(3, 8) - tiny) != plays(R(3, 8) + tiny) and plays(R(3, 4) - tiny) != plays(R(3, 4) + tiny)
    out = [sg.OUT in plays(R(v)).outcome for v in ("2.36719", "2.36721")]
    assert out == [False, True]


def test_the_peak_is_an_algebraic_number(deal):
    (most,) = {b.payoffs[G] for b in deal.branches if b.region.holds_at({THETA: sp.Rational(5, 4)})}
    peak = (5 + 3 * sp.sqrt(3)) / 8
    assert round(float(peak), 5) == 1.27452
    assert sp.N(sp.diff(most, THETA).subs(THETA, peak), 30, chop=True) == 0
    assert float(sp.N(most.subs(THETA, peak))) == pytest.approx(0.69976, abs=5e-6)
