"""D improves both attributes exactly when the cross term of the cost is small enough.

With strictly convex costs both additions are positive if and only if c_{1,ab} < c_{1,aa} r_b/r_a and
c_{1,ab} < c_{1,bb} r_a/r_b. The condition does not involve the share. The remark states that it suffices.

After Laufer, Kleinberg, Heidari (2025), Remark 4.3 of version 2 of the preprint; that the condition is necessary is
our own. Numbering: G3 (condition).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, QuadraticCost
from symgame.games.catalog.regulation_stages import REVENUE, adaptation_stage
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "two attributes", "cross terms")


def theorem() -> sg.Theorem:
    a0, b0, a1, b1 = ACTIONS
    c, (r_a, r_b) = QuadraticCost.symbolic(1), REVENUE
    deal = sg.solve(adaptation_stage(c))
    small = sp.And(c.ab * r_a < c.aa * r_b, c.ab * r_b < c.bb * r_a)
    both = sp.And(a1 > a0, b1 > b0)
    given = (*deal.game.assume, c.determinant > 0)
    source = "after Laufer, Kleinberg, Heidari (2025)"
    return sg.Theorem("Both attributes", on_the_path(deal, sp.Equivalent(both, small)), given, source=source)
