"""A higher share for G raises its investment and lowers D's; performance rises exactly if G's cost is the lower one.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: Q1.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "question", "comparative statics")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    delta, alpha_0, alpha_1 = game.actions
    c_0, c_1 = game.parameters
    play = sg.solve(game)
    first, last = play[alpha_0], play[alpha_1]
    claim = sp.And(
        sp.diff(first, delta) > 0,
        sp.diff(last - first, delta) < 0,
        sp.Equivalent(sp.diff(last, delta) > 0, c_0 < c_1),
        sp.Eq(sp.diff(last, delta), (1 / c_0 - 1 / c_1) / 2, evaluate=False),
    )
    return sg.Theorem("Who invests", claim, source="after Laufer, Kleinberg, Heidari (2024)")
