"""The egalitarian share splits profit equally and lies between one third and two thirds.

It is one half exactly if the costs are equal, and it is always Pareto-optimal.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C7.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "bargaining", "egalitarian")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    c_0, c_1 = game.parameters
    delta, *_ = game.actions
    G, D = game.players
    deal = sg.solve(game, bargaining=sg.Egalitarian())
    low, high = (sg.solve(game, bargaining=sg.Dictatorial(i))[delta] for i in (D, G))
    share = deal[delta]
    claim = sp.And(
        sp.Eq(share, c_0 / (2 * c_0 - c_1 + sp.sqrt(c_0**2 - c_0 * c_1 + c_1**2)), evaluate=False),
        sp.Eq(deal.payoff(G), deal.payoff(D), evaluate=False),
        share > sp.Rational(1, 3),
        share < sp.Rational(2, 3),
        sp.Equivalent(sp.Eq(share, sp.Rational(1, 2), evaluate=False), sp.Eq(c_0, c_1)),
        low < share,
        share < high,
    )
    return sg.Theorem("Egalitarian bargaining", claim, source="after Laufer, Kleinberg, Heidari (2024)")
