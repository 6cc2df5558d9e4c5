"""With a share for each domain, surplus is maximal where δ_i is c_i R/(r_i (c_0 + C)), as long as that is at most one.

R and C are the sums of r_i and c_i. Where it would exceed one, that domain pays all and the others share among themselves by
the same formula without it. Shown for two domains.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: D2.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_domains import own_shares_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "several domains", "quadratic costs", "vertical monopoly")


def theorem() -> sg.Theorem:
    game = own_shares_game(2)
    c_0, c_1, c_2, r_1, r_2 = sp.symbols("c_0 c_1 c_2 r_1 r_2", positive=True)
    delta = game.actions[:2]
    deal = sg.solve(game, bargaining=sg.Utilitarian())
    cost, revenue = c_0 + c_1 + c_2, r_1 + r_2
    inner = [c_1 * revenue / (r_1 * cost), c_2 * revenue / (r_2 * cost)]
    alone = [c_1 / (c_0 + c_1), c_2 / (c_0 + c_2)]
    facts = [covering(deal, unique=True)]
    for branch in deal.branches:
        shares = [branch[d] for d in delta]
        pays = [i for i in range(2) if shares[i] == 1]
        wanted = inner if not pays else [sp.Integer(1) if i in pays else alone[i] for i in range(2)]
        right = [sp.Eq(s, w, evaluate=False) for s, w in zip(shares, wanted, strict=True)]
        where = [inner[i] >= 1 for i in pays] if pays else [x <= 1 for x in inner]
        facts.append(sp.Implies(branch.region.condition, sp.And(*right, *where)))
    return sg.Theorem(
        "Vertical monopoly with several domains", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)"
    )
