"""The backfire region of the unit game, participation included: 3/8 + 2 θ_G² < θ_D < 1/2 with θ_G < 1/4.

Costs and revenues are 1, the share is 1/2, and either player may abstain. Floors below D's unregulated safety 1/2
backfire in this region and nowhere else; on its lower boundary G is indifferent. From 1/2 on a floor that is obeyed
does not backfire, by definition.

After Laufer, Kleinberg, Heidari (2025), Figure 2; the region is our own. Numbering: G8 (unit game).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import FLOORS
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "backfire", "separable costs", "region", "abstention")


def theorem() -> sg.Theorem:
    _, _, _, b1 = ACTIONS
    theta_G, theta_D = FLOORS
    safety = sg.solve(regulation_game())[b1]
    law = Regulation.of_both(theta_G, theta_D)
    deal = sg.solve(regulation_game(regulation=law, assume=[theta_G <= theta_D, theta_D <= safety]))
    parabola = sp.Rational(3, 8) + 2 * theta_G**2
    inside = sp.And(parabola < theta_D, theta_D < sp.Rational(1, 2), theta_G < sp.Rational(1, 4))
    outside = sp.Or(theta_D < parabola, theta_D >= safety)
    claim = sp.And(
        on_the_path(deal, sp.Implies(inside, b1 < safety)),
        on_the_path(deal, sp.Implies(outside, b1 >= safety)),
    )
    return sg.Theorem("Backfire region of the unit game", claim, deal.game.assume, source="our own")
