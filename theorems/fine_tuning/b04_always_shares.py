"""With exponent 5/2 or 3 both dictators share, for all costs: G's share is below one and D leaves a share above zero.

Stated for these two exponents; the corners are lost for every k > 2, but the derived share is known for listed exponents only.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B4 (k > 2).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "bargaining", "dictatorial")


def theorem() -> sg.Theorem:
    facts = []
    for exponent in (sp.Rational(5, 2), sp.Integer(3)):
        game = fine_tuning_game((exponent, exponent))
        delta, *_ = game.actions
        G, D = game.players
        for player in (G, D):
            deal = sg.solve(game, bargaining=sg.Dictatorial(player))
            facts.append(covering(deal))
            for branch in deal.branches:
                inside = branch[delta] < 1 if player == G else branch[delta] > 0
                facts.append(sp.Implies(branch.region.condition, inside))
    return sg.Theorem("Dictators who share", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)")
