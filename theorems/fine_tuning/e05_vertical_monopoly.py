"""A linear marginal cost m leaves the surplus-maximising share as it is, until surplus jumps to a free-riding contract.

While D contributes the share is c_1/(c_0 + c_1), without m; above m = 1 − √(c_1/(c_0 + c_1)) it is one.

After Laufer, Kleinberg, Heidari (2024); regimes named in the paper, conditions and proof are our own. Numbering: E5.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_participation import participation_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "participation", "quadratic costs", "vertical monopoly")


def theorem() -> sg.Theorem:
    game = participation_game(fixed_cost=0)
    delta, alpha_0, alpha_1 = game.actions
    c_0, c_1, m = sp.symbols("c_0 c_1 m", positive=True)
    deal = sg.solve(game, bargaining=sg.Utilitarian())
    threshold = 1 - sp.sqrt(c_1 / (c_0 + c_1))
    facts = [covering(deal, unique=True)]
    for branch in deal.branches:
        share = branch[delta]
        right = m >= threshold if share == 1 else sp.And(m <= threshold, sp.Eq(share, c_1 / (c_0 + c_1)))
        facts.append(sp.Implies(branch.region.condition, right))
    return sg.Theorem("A jump to free-riding", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)")
