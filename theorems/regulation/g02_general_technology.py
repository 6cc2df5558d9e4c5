"""Without regulation G's best technology is one of four.

Where D's additions do not depend on the technology (G1), G invests in both attributes, in one of them, or in none. The
choice is derived for all costs, convex or not, shares and revenues, and for all additions.

After Laufer, Kleinberg, Heidari (2025), Proposition 4.2 of version 2 of the preprint. Numbering: G2.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, QuadraticCost
from symgame.games.catalog.regulation_stages import REVENUE, SHARE, general_stage
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "two attributes")


def theorem() -> sg.Theorem:
    a0, b0, _, _ = ACTIONS
    c, (r_a, r_b) = QuadraticCost.symbolic(0), REVENUE
    deal = sg.solve(general_stage(cost=c))
    listed = [
        (SHARE * (c.bb * r_a - c.ab * r_b) / (2 * c.determinant), SHARE * (c.aa * r_b - c.ab * r_a) / (2 * c.determinant)),
        (0, SHARE * r_b / (2 * c.bb)),
        (SHARE * r_a / (2 * c.aa), 0),
        (0, 0),
    ]
    is_one = sp.Or(*(sp.And(sp.Eq(a0, x), sp.Eq(b0, y)) for x, y in listed))
    source = "after Laufer, Kleinberg, Heidari (2025)"
    return sg.Theorem("Technologies without regulation", on_the_path(deal, is_one), deal.game.assume, source=source)
