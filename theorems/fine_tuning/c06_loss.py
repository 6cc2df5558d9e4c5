"""The surplus lost to first best under the surplus-maximising share is r²/(4 (c_0 + c_1)).

The surplus under vertical monopoly and the first best are both derived; the difference is the price of paying two sides
with one revenue.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C6 (loss).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game, single_owner

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "welfare", "vertical monopoly")


def theorem() -> sg.Theorem:
    r = sp.Symbol("r", positive=True)
    game = fine_tuning_game(revenue=r)
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    deal = sg.solve(game, bargaining=sg.Utilitarian())
    surplus = sum(deal.payoff(p) for p in game.players)
    owner = single_owner(game)
    best = sg.solve(owner).payoff(owner.players[0])
    total = r**2 / (4 * c_0 * c_1 * (c_0 + c_1))
    claim = sp.And(
        sp.Eq(surplus, total * (c_0**2 + c_0 * c_1 + c_1**2), evaluate=False),
        sp.Eq(best, total * (c_0 + c_1) ** 2, evaluate=False),
        sp.Eq(best - surplus, r**2 / (4 * (c_0 + c_1)), evaluate=False),
    )
    return sg.Theorem("Loss under vertical monopoly", claim, source="after Laufer, Kleinberg, Heidari (2024)")
