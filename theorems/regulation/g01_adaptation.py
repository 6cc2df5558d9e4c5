"""Without regulation D's best reply to a technology is one of four.

D improves both attributes by a vector that does not depend on the technology, or safety alone, or performance alone, or
nothing. The costs need not be convex. The reply is derived for all costs, shares and revenues.

After Laufer, Kleinberg, Heidari (2025), Proposition 4.1 of version 2 of the preprint. Numbering: G1.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, QuadraticCost
from symgame.games.catalog.regulation_stages import REVENUE, SHARE, adaptation_stage
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "two attributes", "best reply")


def theorem() -> sg.Theorem:
    a0, b0, a1, b1 = ACTIONS
    c, (r_a, r_b), left = QuadraticCost.symbolic(1), REVENUE, 1 - SHARE
    deal = sg.solve(adaptation_stage(c))
    listed = [
        (a0 + left * (c.bb * r_a - c.ab * r_b) / (2 * c.determinant), b0 + left * (c.aa * r_b - c.ab * r_a) / (2 * c.determinant)),
        (a0, b0 + left * r_b / (2 * c.bb)),
        (a0 + left * r_a / (2 * c.aa), b0),
        (a0, b0),
    ]
    is_one = sp.Or(*(sp.And(sp.Eq(a1, x), sp.Eq(b1, y)) for x, y in listed))
    return sg.Theorem(
        "Replies without regulation", on_the_path(deal, is_one), deal.game.assume, source="after Laufer, Kleinberg, Heidari (2025)"
    )
