"""Refuted: the surplus-maximising share of G is its part of the costs, c_0/(c_0 + c_1).

It is the other side's part; the two agree exactly if the costs are equal.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: Q9.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "counterexample"
STATUS = "holds-in-a-region"
TAGS = ("fine-tuning", "quadratic costs", "question", "vertical monopoly")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    delta, *_ = game.actions
    c_0, c_1 = game.parameters
    share = sg.solve(game, bargaining=sg.Utilitarian())[delta]
    return sg.Theorem(
        "Sharing in proportion to costs",
        sp.Eq(share, c_0 / (c_0 + c_1), evaluate=False),
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
