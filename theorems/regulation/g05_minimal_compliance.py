"""Where D meets its floor exactly, G has one more interior candidate than the printed list.

D's reply is derived; where it meets the floor exactly and improves performance, G's payoff is a concave quadratic whose
peak is ½δ C_0^{-1} v with v = (r_a, r_a c_{1,ab}/c_{1,aa}). With the peaks on the two edges and the corner the list is
then complete: one of the four is best, for all strictly convex costs of G, shares, revenues and floors.

After Laufer, Kleinberg, Heidari (2025); the candidate and the completeness of the list are our own. Numbering: G5.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, QuadraticCost
from symgame.games.catalog.regulation_stages import FLOORS, REVENUE, SHARE, adaptation_stage, general_stage
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "two attributes", "cross terms", "candidate list")


def minimal_compliance(cost: QuadraticCost, floor: sp.Expr) -> dict[sp.Symbol, sp.Expr]:
    """D's reply where it meets the floor exactly and improves performance."""
    a0, _, a1, b1 = ACTIONS
    game = adaptation_stage(cost, floor=floor)
    deal = sg.solve(sg.SequentialGame(game.stages, game.payoffs, [*game.assume, cost.determinant > 0]))
    (branch,) = (b for b in deal.branches if b[b1] == floor and b[a1] != a0)
    return {a1: branch[a1], b1: branch[b1]}


def theorem() -> sg.Theorem:
    a0, b0, _, _ = ACTIONS
    c, d = map(QuadraticCost.symbolic, (0, 1))
    (r_a, _), (theta_G, theta_D) = REVENUE, FLOORS
    game = general_stage(minimal_compliance(d, theta_D), c, floor=theta_G)
    convex = sg.SequentialGame(game.stages, game.payoffs, [*game.assume, c.determinant > 0])
    deal = sg.solve(convex)
    gain = SHARE * r_a / 2
    listed = [
        (gain * (c.bb - c.ab * d.ab / d.aa) / c.determinant, gain * (c.aa * d.ab / d.aa - c.ab) / c.determinant),
        (gain / c.aa - c.ab * theta_G / c.aa, theta_G),
        (0, gain * d.ab / (d.aa * c.bb)),
        (0, theta_G),
    ]
    is_one = sp.Or(*(sp.And(sp.Eq(a0, x), sp.Eq(b0, y)) for x, y in listed))
    claim = on_the_path(deal, is_one)
    return sg.Theorem("Candidates under minimal compliance", claim, convex.assume, source="after Laufer, Kleinberg, Heidari (2025)")
