"""As the common exponent of the costs grows, the surplus-maximising share tends to one half whatever the costs.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: Q11.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "symbolic exponent", "limit", "question")


def theorem() -> sg.Theorem:
    k = sp.Symbol("k", positive=True)
    game = fine_tuning_game((k, k))
    delta, *_ = game.actions
    deal = sg.solve(game, bargaining=sg.Utilitarian())
    return sg.Theorem(
        "Steep costs",
        sp.Eq(sg.limit(deal, k, sp.oo)[delta], sp.Rational(1, 2), evaluate=False),
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
