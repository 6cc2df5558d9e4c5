"""If D's cost is the lower one, the surplus-maximising share is below Nash, Nash below egalitarian, egalitarian below one half.

The Kalai-Smorodinsky share is below Nash too. In the claim δ stands for the Nash bargaining share, through its equation
and its interval.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C11.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "bargaining", "comparison")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    c_0, c_1 = game.parameters
    delta, *_ = game.actions
    root = sg.solve(game, bargaining=sg.NashBargaining())[delta]
    monopoly, equal, ideal = (
        sg.solve(game, bargaining=rule).under(c_1 < c_0)[delta]
        for rule in (sg.Utilitarian(), sg.Egalitarian(), sg.KalaiSmorodinsky())
    )
    claim = sp.And(monopoly < delta, delta < equal, equal < sp.Rational(1, 2), ideal < delta)
    return sg.Theorem(
        "Order of the bargaining shares",
        claim,
        given=[c_1 < c_0, sp.Eq(root.at(delta), 0), root.inside(delta)],
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
