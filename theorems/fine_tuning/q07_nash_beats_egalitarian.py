"""Nash bargaining reaches more surplus than egalitarian bargaining whenever the costs differ.

Stated for c_1 < c_0 (the other case by symmetry, C11): surplus falls beyond the surplus-maximising share, and the three shares are
ordered (C11). In the claim δ stands for the Nash bargaining share, through its equation and its interval, and x < y are
any two shares beyond the surplus-maximising one.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: Q7.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "question", "welfare", "bargaining")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    delta, *_ = game.actions
    c_0, c_1 = game.parameters
    x, y = sp.symbols("x y", real=True)
    surplus = sp.Add(*(sg.solve(game).payoff(p) for p in game.players))
    root = sg.solve(game, bargaining=sg.NashBargaining())[delta]
    monopoly, equal = (sg.solve(game, bargaining=r)[delta] for r in (sg.Utilitarian(), sg.Egalitarian()))
    is_nash = sp.And(sp.Eq(root.at(delta), 0), root.inside(delta))
    falls = sp.Implies(sp.And(monopoly <= x, x < y), surplus.subs(delta, x) > surplus.subs(delta, y))
    ordered = sp.Implies(is_nash, sp.And(monopoly < delta, delta < equal))
    return sg.Theorem(
        "Nash against egalitarian",
        sp.And(falls, ordered),
        given=[c_1 < c_0],
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
