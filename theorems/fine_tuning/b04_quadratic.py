"""With quadratic costs exactly one of the two dictated shares is a corner, unless the costs are equal: then both are.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B4 (k = 2).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "bargaining", "dictatorial")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    c_0, c_1 = game.parameters
    delta, *_ = game.actions
    G, D = game.players
    high, low = (sg.solve(game, bargaining=sg.Dictatorial(i))[delta] for i in (G, D))
    takes_G, takes_D = sp.Eq(high, 1, evaluate=False), sp.Eq(low, 0, evaluate=False)
    claim = sp.And(sp.Or(takes_G, takes_D), sp.Equivalent(sp.And(takes_G, takes_D), sp.Eq(c_0, c_1)))
    return sg.Theorem("Corners with quadratic costs", claim, source="after Laufer, Kleinberg, Heidari (2024)")
