"""Maximal performance needs both sides if the common exponent is above two, and one side alone up to two.

For k > 2 the share is c_1^{1/(k−2)}/(c_0^{1/(k−2)} + c_1^{1/(k−2)}); for k <= 2 the low-cost side gets the whole revenue.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B7.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "bargaining", "performance", "symbolic exponent")


def theorem() -> sg.Theorem:
    k = sp.Symbol("k", positive=True)
    game = fine_tuning_game((k, k))
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    delta, _, alpha_1 = game.actions
    deal = sg.solve(game, bargaining=sg.MaximumOf(alpha_1))
    power = 1 / (k - 2)
    facts = [covering(deal)]
    for branch in deal.branches:
        share, region = branch[delta], branch.region.condition
        if isinstance(share, sp.Set):
            facts.append(sp.Implies(region, sp.And(k <= 2, sp.Eq(c_0, c_1))))
        elif share.is_number:
            facts.append(sp.Implies(region, sp.And(k <= 2, c_0 <= c_1 if share == 1 else c_1 <= c_0)))
        else:
            facts.append(sp.Implies(region, k > 2))
            facts.append(sp.Implies(region, sp.Eq(share, c_1**power / (c_0**power + c_1**power), evaluate=False)))
    return sg.Theorem(
        "Maximal performance with power costs",
        sp.And(*facts),
        given=[k > 1],
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
