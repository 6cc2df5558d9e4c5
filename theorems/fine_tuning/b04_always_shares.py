"""With exponent 5/2, 3 or 4 both dictators share, for all costs: G's share is below one and D's above zero.

Stated for these exponents; for every k > 2 it follows from the derivative of G's payoff at one, which is not derived here for
a symbolic exponent.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B4 (k > 2).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "bargaining", "dictatorial")


def theorem() -> sg.Theorem:
    facts = []
    for exponent in (sp.Rational(5, 2), 3, 4):
        game = fine_tuning_game((exponent, exponent))
        delta, *_ = game.actions
        G, D = game.players
        for player, corner in ((G, 1), (D, 0)):
            deal = sg.solve(game, bargaining=sg.Dictatorial(player))
            facts.append(sp.true if deal.uncovered == sp.false else sp.false)
            for branch in deal.branches:
                share = branch[delta]
                facts.append(sp.Implies(branch.region.condition, share < 1 if corner else share > 0))
    return sg.Theorem("Dictators who share", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)")
