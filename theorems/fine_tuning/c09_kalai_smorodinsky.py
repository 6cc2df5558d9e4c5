"""The Kalai–Smorodinsky share in closed form, with one formula on each side of equal costs.

With h(x) = 1/(3 − 2 x + √(3 x² − 6 x + 4)) it is h(c_1/c_0) if c_1 <= c_0 and 1 − h(c_0/c_1) otherwise. It
lies between one fifth and four fifths, and is one half exactly if the costs are equal.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C9.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "bargaining", "Kalai-Smorodinsky")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    c_0, c_1 = game.parameters
    delta, *_ = game.actions
    share = sg.solve(game, bargaining=sg.KalaiSmorodinsky())[delta]

    def h(x: sp.Expr) -> sp.Expr:
        return 1 / (3 - 2 * x + sp.sqrt(3 * x**2 - 6 * x + 4))

    claim = sp.And(
        sp.Implies(c_1 <= c_0, sp.Eq(share, h(c_1 / c_0), evaluate=False)),
        sp.Implies(c_1 >= c_0, sp.Eq(share, 1 - h(c_0 / c_1), evaluate=False)),
        share > sp.Rational(1, 5),
        share < sp.Rational(4, 5),
        sp.Equivalent(sp.Eq(share, sp.Rational(1, 2), evaluate=False), sp.Eq(c_0, c_1)),
    )
    return sg.Theorem("Kalai-Smorodinsky bargaining", claim, source="after Laufer, Kleinberg, Heidari (2024)")
