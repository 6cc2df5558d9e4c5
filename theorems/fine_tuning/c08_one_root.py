"""The cubic of the Nash bargaining share has at most one positive root, for all costs.

The slope of the product of the derived payoffs vanishes at a share inside exactly where the odds t of the share are a root of
ρ² t³ + ρ (5 − 3 ρ) t² + (3 − 5 ρ) t − 1, with ρ = c_1/c_0; and no two odds are. Hence the Nash bargaining share is unique.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C8 (one root).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "bargaining", "Nash")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    c_0, c_1 = game.parameters
    delta, *_ = game.actions
    rho, s, t = sp.symbols("rho s t", positive=True)
    first, second = map(sg.solve(game).payoff, game.players)
    slope = sp.diff(first * second, delta).subs(c_1, rho * c_0)
    flat = {x: sp.Eq(sp.cancel(slope.subs(delta, x / (1 + x))), 0, evaluate=False) for x in (s, t)}
    cubic = rho**2 * t**3 + rho * (5 - 3 * rho) * t**2 + (3 - 5 * rho) * t - 1
    claim = sp.And(sp.Implies(sp.And(flat[s], flat[t]), sp.Eq(s, t)), sp.Equivalent(flat[t], sp.Eq(cubic, 0)))
    return sg.Theorem("One Nash bargaining share", claim, source="after Laufer, Kleinberg, Heidari (2024)")
