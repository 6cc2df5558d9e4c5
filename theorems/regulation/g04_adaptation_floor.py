"""Under a floor on safety D's best reply is one of those without a floor, or meets the floor exactly.

Where D meets the floor exactly, the safety that it has to add costs it performance if the attributes interfere, and
brings performance if they are complements. The reply is derived for strictly convex costs.

After Laufer, Kleinberg, Heidari (2025), Proposition 4.4 of version 2 of the preprint. Numbering: G4.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, QuadraticCost
from symgame.games.catalog.regulation_stages import FLOORS, REVENUE, SHARE, adaptation_stage
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "two attributes", "best reply", "floor")


def theorem() -> sg.Theorem:
    a0, b0, a1, b1 = ACTIONS
    c, (r_a, r_b), left, theta = QuadraticCost.symbolic(1), REVENUE, 1 - SHARE, FLOORS[1]
    game = adaptation_stage(c, floor=theta)
    convex = sg.SequentialGame(game.stages, game.payoffs, [*game.assume, c.determinant > 0])
    deal = sg.solve(convex)
    least, short = sp.Max(b0, theta), sp.Max(0, theta - b0)
    listed = [
        (a0 + left * (c.bb * r_a - c.ab * r_b) / (2 * c.determinant), b0 + left * (c.aa * r_b - c.ab * r_a) / (2 * c.determinant)),
        (a0, b0 + left * r_b / (2 * c.bb)),
        (a0 + left * r_a / (2 * c.aa) - c.ab / c.aa * short, least),
        (a0, least),
    ]
    is_one = sp.Or(*(sp.And(sp.Eq(a1, x), sp.Eq(b1, y)) for x, y in listed))
    source = "after Laufer, Kleinberg, Heidari (2025)"
    return sg.Theorem("Replies under a floor", on_the_path(deal, is_one), convex.assume, source=source)
