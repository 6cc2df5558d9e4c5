"""In the unit game G stops taking part when the floor on it exceeds (1 + √6)/4.

Costs and revenues are 1 and the share is 1/2, and the floor is on G alone. Up to (1 + √6)/4, about 0.8624, both take part
and D's safety is max(θ_G, 1/4) + 1/4; above it G abstains.

After Laufer, Kleinberg, Heidari (2025), Figure 5; the closed form is our own. Numbering: G10 (unit game).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import FLOORS
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "backfire", "abstention")


def theorem() -> sg.Theorem:
    _, _, _, b1 = ACTIONS
    theta, quarter = FLOORS[0], sp.Rational(1, 4)
    deal = sg.solve(regulation_game(regulation=Regulation.of_general(theta)))
    last = (1 + sp.sqrt(6)) / 4
    played = on_the_path(deal, sp.Eq(b1, sp.Max(theta, quarter) + quarter))
    taking_part = sp.Or(*(b.region.condition for b in deal.branches if sg.OUT not in b.outcome))
    claim = sp.And(sp.Equivalent(taking_part, theta <= last), sp.Implies(theta < last, played))
    return sg.Theorem("Where G abstains", claim, source="our own, after Laufer, Kleinberg, Heidari (2025)")
