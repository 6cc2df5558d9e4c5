"""The surplus-maximising share falls in G's cost and rises in D's; revenue and a linear marginal cost do not move it.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: Q3.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "question", "comparative statics", "vertical monopoly")


def theorem() -> sg.Theorem:
    r = sp.Symbol("r", positive=True)
    game = fine_tuning_game(revenue=r)
    delta, *_ = game.actions
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    share = sg.solve(game, bargaining=sg.Utilitarian())[delta]
    claim = sp.And(
        sp.Eq(sp.diff(share, c_0), -c_1 / (c_0 + c_1) ** 2, evaluate=False),
        sp.diff(share, c_0) < 0,
        sp.diff(share, c_1) > 0,
        sp.true if r not in share.free_symbols else sp.false,
    )
    return sg.Theorem(
        "What moves the surplus-maximising share", claim, source="after Laufer, Kleinberg, Heidari (2024)"
    )
