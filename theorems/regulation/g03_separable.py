"""With separable costs both players improve both attributes, at every share.

After Laufer, Kleinberg, Heidari (2025), Lemma 9.2 of version 2 of the preprint. Numbering: G3 (separable).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, QuadraticCost
from symgame.games.catalog.regulation_stages import adaptation_stage, general_stage
from symgame.solve.claims import on_the_path

KIND = "lemma"
STATUS = "proved"
TAGS = ("regulation", "two attributes", "separable costs")


def theorem() -> sg.Theorem:
    a0, b0, a1, b1 = ACTIONS
    costs = [QuadraticCost(c.aa, sp.Integer(0), c.bb) for c in map(QuadraticCost.symbolic, (0, 1))]
    general, domain = sg.solve(general_stage(cost=costs[0])), sg.solve(adaptation_stage(costs[1]))
    claim = sp.And(on_the_path(general, sp.And(a0 > 0, b0 > 0)), on_the_path(domain, sp.And(a1 > a0, b1 > b0)))
    given = tuple(dict.fromkeys((*general.game.assume, *domain.game.assume)))
    return sg.Theorem("Separable costs", claim, given, source="after Laufer, Kleinberg, Heidari (2025)")
