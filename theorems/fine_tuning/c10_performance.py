"""The share that maximises performance gives the whole revenue to the side with the lower cost.

With equal costs every share gives the same performance.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C10.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "bargaining", "performance")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    c_0, c_1 = game.parameters
    delta, alpha_0, alpha_1 = game.actions
    deal = sg.solve(game, bargaining=sg.MaximumOf(alpha_1))
    facts = [covering(deal, unique=True)]
    for branch in deal.branches:
        share = branch[delta]
        low, high = (share.inf, share.sup) if isinstance(share, sp.Set) else (share, share)
        right = sp.And(
            sp.Implies(c_0 < c_1, sp.And(sp.Eq(low, 1), sp.Eq(high, 1))),
            sp.Implies(c_1 < c_0, sp.And(sp.Eq(low, 0), sp.Eq(high, 0))),
            sp.Implies(sp.Eq(c_0, c_1), sp.And(sp.Eq(low, 0), sp.Eq(high, 1))),
        )
        facts.append(sp.Implies(branch.region.condition, right))
    return sg.Theorem("Maximal performance", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)")
