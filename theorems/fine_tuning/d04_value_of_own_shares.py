"""Own shares are worth R²/4 (1/(c_0 + c) − 1/(c_0 + C)) over one share for all, which is never negative.

C is the sum of the c_i and c = R²/K <= C with K = Σ r_i²/c_i. The surplus under one share is derived from the game; the
surplus under own shares from D2. Shown for two and three domains.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: D4 (own shares).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import single_owner
from symgame.games.catalog.fine_tuning_domains import uniform_share_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "several domains", "quadratic costs", "welfare", "aggregation")


def theorem() -> sg.Theorem:
    facts = []
    for n in (2, 3):
        game = uniform_share_game(n)
        c_0, *c = sp.symbols(f"c_:{n + 1}", positive=True)
        r = sp.symbols(f"r_1:{n + 1}", positive=True)
        revenue, total = sum(r), sum(c)
        cost = sp.cancel(revenue**2 / sum(w**2 / x for w, x in zip(r, c, strict=True)))
        deal, owner = sg.solve(game, bargaining=sg.Utilitarian()), single_owner(game)
        reached = sum(deal.payoff(p) for p in game.players)
        best = sg.solve(owner).payoff(owner.players[0])
        facts.append(sp.Eq(best - reached, revenue**2 / (4 * (c_0 + cost)), evaluate=False))
        facts.append(cost <= total)
        facts.append(revenue**2 / (4 * (c_0 + cost)) >= revenue**2 / (4 * (c_0 + total)))
    return sg.Theorem("What own shares are worth", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)")
