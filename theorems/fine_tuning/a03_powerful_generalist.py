"""A powerful generalist gives up some revenue whenever D's marginal cost rises slowly enough at zero.

If φ_1''(0) α_0 < r, where α_0 is what G builds alone at δ = 1, the slope r α_1 − δ r²/u of G's payoff (A2) is negative at
δ = 1, where D adds nothing; for quadratic costs the condition is c_1 < c_0, which is also necessary. There the shares are
derived.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: A3 (powerful generalist).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "unspecified functions", "dictatorial")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    c_0, c_1 = game.parameters
    delta, alpha_0, alpha_1 = game.actions
    G, _ = game.players
    r, u = sp.symbols("r u", positive=True)
    alone = sp.Symbol("a", nonnegative=True)
    general = sp.Implies(u * alone < r, r * alone - r**2 / u < 0)
    play = sg.solve(game)
    bend = sp.diff(c_1 * alpha_1**2, alpha_1, 2)
    condition = bend * play[alpha_0].subs(delta, 1) < 1
    share = sg.solve(game, bargaining=sg.Dictatorial(G))[delta]
    slope = sp.diff(play.payoff(G), delta).subs(delta, 1)
    quadratic = sp.And(sp.Equivalent(condition, share < 1), sp.Equivalent(condition, slope < 0))
    return sg.Theorem(
        "A powerful generalist shares", sp.And(general, quadratic), source="after Laufer, Kleinberg, Heidari (2024)"
    )
