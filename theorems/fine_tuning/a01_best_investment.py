"""With any convex costs each side's first-order condition gives its best investment, and D's does not depend on α_0.

φ_0 and φ_1 are strictly convex and otherwise unspecified; revenue is r α_1. If φ_1'(e) = (1 − δ) r, no other step is as good
for D, wherever it starts; if φ_0'(a) = δ r, no other start is as good for G, whatever D's step. Hence the sequential and the
simultaneous game have the same outcome. The payoffs are those of the game with unspecified functions.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: A1.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_revenue import general_fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "unspecified functions", "equilibrium")


def theorem() -> sg.Theorem:
    game = general_fine_tuning_game()
    G, D = game.players
    delta, alpha_0, alpha_1 = game.actions
    r = sp.Symbol("r", positive=True)
    a, e, start, step = sp.symbols("a e x y", real=True)
    R, phi_0, phi_1 = (sp.Function(name) for name in ("R", "phi_0", "phi_1"))

    def payoff(player: sg.Player, first: sp.Expr, more: sp.Expr) -> sp.Expr:
        linear = game.payoffs[player].replace(R, lambda x: r * x)
        return linear.subs({alpha_0: first, alpha_1: first + more}, simultaneous=True)

    best_step = sp.Implies(sp.Ne(step, e), payoff(D, start, step) < payoff(D, start, e))
    best_start = sp.Implies(sp.Ne(start, a), payoff(G, start, e) < payoff(G, a, e))
    given = [
        sg.Convex(phi_0, strict=True),
        sg.Convex(phi_1, strict=True),
        sp.Eq(phi_0(a).diff(a), delta * r),
        sp.Eq(phi_1(e).diff(e), (1 - delta) * r),
    ]
    return sg.Theorem(
        "Investments with general costs",
        sp.And(best_step, best_start),
        given=given,
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
