"""The floor above which G drops safety, with cross terms.

With θ_G = 0 and strictly convex costs, let s be the floor on D at which G is indifferent between the unregulated
technology and the best one under which D meets the floor exactly. G's gain from the latter is affine and increasing in
θ_D, so s is unique. Where that technology has some safety,

    β_1^A − s = δ c_{0,aa} (c_{1,aa} r_b − c_{1,ab} r_a) / (4 c_{1,aa} det C_0),

and where it has none but some performance, the second form in the claim. The best technologies, replies and payoffs are
derived; that D takes part and improves performance at s is assumed.

The closed forms are our own; the preprint of Laufer, Kleinberg and Heidari (2025) leaves them to future work.
Numbering: G8 (switch).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, G, QuadraticCost
from symgame.games.catalog.regulation_stages import FLOORS, REVENUE, SHARE, adaptation_stage, general_stage

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "backfire", "cross terms", "region")


def played(game: sg.SequentialGame, given: tuple[sp.Basic, ...]) -> sg.Equilibrium:
    """The game under further assumptions."""
    return sg.solve(sg.SequentialGame(game.stages, game.payoffs, [*game.assume, *given]))


def theorem() -> sg.Theorem:
    a0, b0, a1, b1 = ACTIONS
    c, d = map(QuadraticCost.symbolic, (0, 1))
    (r_a, r_b), floor = REVENUE, FLOORS[1]
    both = tuple(s for k in (c, d) for s in (k.determinant > 0, k.ab * r_a < k.aa * r_b, k.ab * r_b < k.bb * r_a))
    free = played(adaptation_stage(d), both[3:])
    anarchy = played(general_stage({x: free[x] for x in (a1, b1)}, c), both)
    safety = free[b1].xreplace({b0: anarchy[b0]})
    bound = played(adaptation_stage(d, floor=floor), both[3:])
    (meets,) = (b for b in bound.branches if b[b1] == floor and b[a1] != a0)
    general = played(general_stage({x: meets[x] for x in (a1, b1)}, c), both)
    (some,) = (b for b in general.branches if b[b0] != 0 and b[a0] != 0)
    (none,) = (b for b in general.branches if b[b0] == 0)
    falls, mixed = c.aa * r_b - c.ab * r_a, c.aa * d.aa * r_b - 2 * c.aa * d.ab * r_a + c.ab * d.aa * r_a
    worth = d.aa * r_b - d.ab * r_a
    expected = {
        some: SHARE * c.aa * worth / (4 * d.aa * c.determinant),
        none: SHARE * falls * mixed / (4 * c.aa * c.determinant * worth),
    }
    claims = []
    for branch, gap in expected.items():
        gain = branch.payoffs[G] - anarchy.payoff(G)
        slope = sp.cancel(sp.diff(gain, floor))
        switch = floor - sp.cancel(gain) / slope
        claims.append(sp.Eq(sp.diff(gain, floor, 2), 0))
        claims.append(sp.Implies(branch.region.condition, sp.Gt(slope, 0, evaluate=False)))
        claims.append(sp.Eq(sp.cancel(safety - switch), gap, evaluate=False))
    return sg.Theorem("Switch floor", sp.And(*claims), general.game.assume, source="our own")
