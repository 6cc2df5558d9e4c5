"""A generalist who dictates every share asks one half plus c_i R/(2 r_i (2 c_0 − C)) of each domain, where that is at most one.

Shown for two domains, with the corners: wherever both derived shares are below one they are these, and C < 2 c_0.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: D3.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_domains import own_shares_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "several domains", "quadratic costs", "dictatorial")


def theorem() -> sg.Theorem:
    game = own_shares_game(2)
    c_0, c_1, c_2, r_1, r_2 = sp.symbols("c_0 c_1 c_2 r_1 r_2", positive=True)
    delta = game.actions[:2]
    deal = sg.solve(game, bargaining=sg.Dictatorial(game.players[0]))
    inner = [sp.Rational(1, 2) + c * (r_1 + r_2) / (2 * r * (2 * c_0 - c_1 - c_2)) for c, r in ((c_1, r_1), (c_2, r_2))]
    facts = [covering(deal, unique=True)]
    for branch in deal.branches:
        shares = [branch[d] for d in delta]
        below = sp.And(branch.region.condition, shares[0] < 1, shares[1] < 1)
        right = [sp.Eq(s, w, evaluate=False) for s, w in zip(shares, inner, strict=True)]
        facts.append(sp.Implies(below, sp.And(c_1 + c_2 < 2 * c_0, *right)))
        facts.append(sp.Implies(branch.region.condition, sp.And(*(s <= 1 for s in shares))))
    return sg.Theorem(
        "Powerful generalist with several domains", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)"
    )
