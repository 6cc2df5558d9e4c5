"""A generalist who dictates the share still leaves some revenue to D exactly if D's cost is the lower one.

The share is c_0/(2 c_0 − c_1) if c_1 < c_0 and 1 otherwise, whatever the revenue r.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C3.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "bargaining", "dictatorial")


def theorem() -> sg.Theorem:
    r = sp.Symbol("r", positive=True)
    game = fine_tuning_game(revenue=r)
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    delta, *_ = game.actions
    G, _ = game.players
    deal = sg.solve(game, bargaining=sg.Dictatorial(G))
    share, payoff = deal[delta], deal.payoff(G)
    claim = sp.And(
        sp.Implies(c_1 < c_0, sp.Eq(share, c_0 / (2 * c_0 - c_1), evaluate=False)),
        sp.Implies(c_1 >= c_0, sp.Eq(share, 1, evaluate=False)),
        sp.Equivalent(share < 1, c_1 < c_0),
        sp.Implies(c_1 < c_0, sp.Eq(payoff, r**2 * c_0 / (4 * c_1 * (2 * c_0 - c_1)), evaluate=False)),
        sp.Implies(c_1 >= c_0, sp.Eq(payoff, r**2 / (4 * c_0), evaluate=False)),
    )
    return sg.Theorem("Powerful generalist", claim, source="after Laufer, Kleinberg, Heidari (2024)")
