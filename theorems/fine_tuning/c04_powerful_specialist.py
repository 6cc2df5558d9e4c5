"""A specialist who dictates the share leaves some revenue to G exactly if G's cost is the lower one.

G's share is then (c_1 − c_0)/(2 c_1 − c_0), and 0 otherwise: the mirror image of the powerful generalist.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C4.
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
    G, D = game.players
    deal = sg.solve(game, bargaining=sg.Dictatorial(D))
    mirror = sg.solve(game, bargaining=sg.Dictatorial(G))[delta].subs({c_0: c_1, c_1: c_0}, simultaneous=True)
    share, payoff = deal[delta], deal.payoff(D)
    claim = sp.And(
        sp.Implies(c_0 < c_1, sp.Eq(share, (c_1 - c_0) / (2 * c_1 - c_0), evaluate=False)),
        sp.Implies(c_0 >= c_1, sp.Eq(share, 0, evaluate=False)),
        sp.Eq(share, 1 - mirror, evaluate=False),
        sp.Implies(c_0 < c_1, sp.Eq(payoff, r**2 * c_1 / (4 * c_0 * (2 * c_1 - c_0)), evaluate=False)),
        sp.Implies(c_0 >= c_1, sp.Eq(payoff, r**2 / (4 * c_1), evaluate=False)),
    )
    return sg.Theorem("Powerful specialist", claim, source="after Laufer, Kleinberg, Heidari (2024)")
