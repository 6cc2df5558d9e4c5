"""With cubic costs the derived egalitarian share solves the equation of B6 and lies between the odds 2/3 and 3/2.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B6 (k = 3).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "bargaining", "egalitarian")


def theorem() -> sg.Theorem:
    game = fine_tuning_game((3, 3))
    c_0, c_1 = game.parameters
    delta, *_ = game.actions
    share = sg.solve(game, bargaining=sg.Egalitarian())[delta]
    odds = share / (1 - share)
    claim = sp.And(
        sp.Eq(c_1 * odds * (3 - 2 * odds) ** 2, c_0 * (3 * odds - 2) ** 2, evaluate=False),
        odds > sp.Rational(2, 3),
        odds < sp.Rational(3, 2),
    )
    return sg.Theorem(
        "Egalitarian bargaining with cubic costs", claim, source="after Laufer, Kleinberg, Heidari (2024)"
    )
