"""G's Nash bargaining share tends to one quarter as D's cost vanishes, and to three quarters as D's cost grows.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C8 (limits).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "bargaining", "Nash", "limit")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    c_0, c_1 = game.parameters
    delta, *_ = game.actions
    deal = sg.solve(game, bargaining=sg.NashBargaining())
    cheap, dear = (sg.limit(deal, c_1, value)[delta] for value in (0, sp.oo))
    claim = sp.And(
        sp.Eq(cheap, sp.Rational(1, 4), evaluate=False),
        sp.Eq(dear, sp.Rational(3, 4), evaluate=False),
    )
    return sg.Theorem(
        "Nash bargaining shares at extreme costs", claim, source="after Laufer, Kleinberg, Heidari (2024)"
    )
