"""The curve on which a floor leaves D without profit, where D meets the floor exactly.

D's payoff at its derived reply, as a polynomial in G's technology: a quadratic in the safety gap θ_D − β_0 whose
curvature is c_{1,ab}²/c_{1,aa} − c_{1,bb}.

After Laufer, Kleinberg, Heidari (2025), appendix; corrected by our derivation. Numbering: G5 (curve).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, D, QuadraticCost
from symgame.games.catalog.regulation_stages import FLOORS, REVENUE, SHARE, adaptation_stage

KIND = "lemma"
STATUS = "proved"
TAGS = ("regulation", "two attributes", "abstention")


def theorem() -> sg.Theorem:
    a0, b0, a1, b1 = ACTIONS
    c, (r_a, r_b), theta, left = QuadraticCost.symbolic(1), REVENUE, FLOORS[1], 1 - SHARE
    game = adaptation_stage(c, floor=theta)
    deal = sg.solve(sg.SequentialGame(game.stages, game.payoffs, [*game.assume, c.determinant > 0]))
    (branch,) = (b for b in deal.branches if b[b1] == theta and b[a1] != a0)
    profit = (
        left * (r_a * a0 + r_b * theta + c.ab / c.aa * r_a * (b0 - theta))
        + left**2 * r_a**2 / (4 * c.aa)
        + (c.ab**2 / c.aa - c.bb) * (theta - b0) ** 2
    )
    claim = sp.Eq(branch.payoffs[D], profit, evaluate=False)
    given = (*deal.game.assume, branch.region.condition)
    return sg.Theorem("Zero profit under minimal compliance", claim, given, source="after Laufer, Kleinberg, Heidari (2025)")
