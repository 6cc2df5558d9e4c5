"""With cubic costs a powerful generalist always shares: G's share is below one, whatever the costs.

δ = 2 (3 c_0 + c_1 + √(c_1 (2 c_0 + c_1)))/(9 c_0 + 4 c_1); its odds are (√ρ + √(ρ + 2))² with ρ = c_1/c_0.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B4 (k = 3).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "bargaining", "dictatorial")


def theorem() -> sg.Theorem:
    game = fine_tuning_game((3, 3))
    c_0, c_1 = game.parameters
    delta, *_ = game.actions
    share = sg.solve(game, bargaining=sg.Dictatorial(game.players[0]))[delta]
    rho = c_1 / c_0
    odds = (sp.sqrt(rho) + sp.sqrt(rho + 2)) ** 2
    claim = sp.And(
        sp.Eq(share, 2 * (3 * c_0 + c_1 + sp.sqrt(c_1 * (2 * c_0 + c_1))) / (9 * c_0 + 4 * c_1), evaluate=False),
        sp.Eq(share, odds * (1 - share), evaluate=False),
        share < 1,
    )
    return sg.Theorem("Powerful generalist with cubic costs", claim, source="after Laufer, Kleinberg, Heidari (2024)")
