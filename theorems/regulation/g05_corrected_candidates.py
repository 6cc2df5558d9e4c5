"""The completed list of G's candidates under floors.

For each of D's replies (G4) G's payoff is a concave quadratic, and its best point among α_0 ≥ 0, β_0 ≥ θ_G is on the
list: besides the printed candidates the peaks ½δ C_0^{-1} v for v = (r_a, r_a c_{1,ab}/c_{1,aa}), where D meets the floor
exactly, and for v = (r_a, 0), where D adds nothing but the safety that is missing, and their points on the edge α_0 = 0.
Between replies nothing is missed: where more safety from G makes D go over from one reply to the next, the marginal payoff
of G's safety jumps up, so that no such point is best. What remains is abstention, and points where D is left without profit.
All replies are derived; the costs are strictly convex and D, unregulated, improves both attributes.

After Laufer, Kleinberg, Heidari (2025), Proposition 4.5 of version 2 of the preprint; the completed list is our own.
Numbering: G5 (completed list).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, G, QuadraticCost
from symgame.games.catalog.regulation_stages import FLOORS, REVENUE, SHARE, adaptation_stage, general_stage
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "two attributes", "cross terms", "candidate list")


def candidates(cost: QuadraticCost, target: sp.Expr, floor: sp.Expr) -> list[tuple[sp.Expr, sp.Expr]]:
    """Peak, edges and corner when a unit of G's performance and safety is worth ``(r_a, target)`` before the share."""
    half, r_a = SHARE / 2, REVENUE[0]
    return [
        (half * (cost.bb * r_a - cost.ab * target) / cost.determinant, half * (cost.aa * target - cost.ab * r_a) / cost.determinant),
        (0, half * target / cost.bb),
        (half * r_a / cost.aa - cost.ab * floor / cost.aa, floor),
        (0, floor),
    ]


def theorem() -> sg.Theorem:
    a0, b0, a1, b1 = ACTIONS
    c, d = map(QuadraticCost.symbolic, (0, 1))
    (r_a, r_b), (theta_G, theta_D) = REVENUE, FLOORS
    stage = adaptation_stage(d, floor=theta_D)
    both = (d.determinant > 0, d.ab * r_a < d.aa * r_b, d.ab * r_b < d.bb * r_a)
    replies = sg.solve(sg.SequentialGame(stage.stages, stage.payoffs, [*stage.assume, *both]))
    claims, worth = [], {}
    for b in replies.branches:
        game = general_stage({a1: b[a1], b1: b[b1]}, c, floor=theta_G)
        deal = sg.solve(sg.SequentialGame(game.stages, game.payoffs, [*game.assume, c.determinant > 0, *both]))
        worth[b] = deal.game.payoffs[G]
        listed = {p for v in (r_b, r_a * d.ab / d.aa, sp.Integer(0)) for p in candidates(c, v, theta_G)}
        claims.append(on_the_path(deal, sp.Or(*(sp.And(sp.Eq(a0, x), sp.Eq(b0, y)) for x, y in listed))))
    (exact,) = (b for b in replies.branches if b[b1] == theta_D and b[a1] != a0)
    (slack,) = (b for b in replies.branches if b[b1].has(b0) and b[a1] != a0)
    (only,) = (b for b in replies.branches if b[b1] == theta_D and b[a1] == a0)
    jumps = [sp.cancel(sp.diff(worth[after] - worth[before], b0)) for before, after in ((exact, slack), (only, exact))]
    upward = sp.And(sp.Gt(jumps[0], 0), sp.Implies(only.region.condition, sp.Gt(jumps[1], 0)))
    given = tuple(dict.fromkeys((*stage.assume, *c.sound, c.determinant > 0, *both)))
    claim = sp.And(*claims, upward)
    return sg.Theorem("The completed candidates of G", claim, given, source="after Laufer, Kleinberg, Heidari (2025)")
