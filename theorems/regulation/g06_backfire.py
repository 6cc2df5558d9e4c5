"""A floor slightly below D's unregulated safety makes G drop safety, and backfires.

With θ_G = 0 and θ_D = β_1^A − ε, G gains from lowering its safety to β_0^A − 2ε and its performance with it, D then
meeting the floor exactly: at ε = 0 the gain is 0 and grows at the rate δ (r_b − r_a c_{1,ab}/c_{1,aa}), which is positive
where D would improve both attributes. By the lemma on slack floors the regulation then backfires. Technology, replies
and payoffs are derived, for all strictly convex costs with which both players improve both attributes. The printed
proof has a limit of the gain that does not vanish; the expansion here is our own.

After Laufer, Kleinberg, Heidari (2025), Theorem 6.1 of version 2 of the preprint. Numbering: G6 (theorem).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, G, QuadraticCost
from symgame.games.catalog.regulation_stages import FLOORS, REVENUE, SHARE, adaptation_stage, general_stage

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "two attributes", "backfire")


def interior(game: sg.SequentialGame, costs: tuple[QuadraticCost, ...]) -> tuple[sp.Basic, ...]:
    """Assumptions: strictly convex costs, and both attributes improved by whoever has the costs."""
    r_a, r_b = REVENUE
    small = [s for c in costs for s in (c.determinant > 0, c.ab * r_a < c.aa * r_b, c.ab * r_b < c.bb * r_a)]
    return tuple(dict.fromkeys((*game.assume, *small)))


def played(game: sg.SequentialGame, *costs: QuadraticCost) -> sg.Equilibrium:
    """The game under these assumptions."""
    return sg.solve(sg.SequentialGame(game.stages, game.payoffs, interior(game, costs)))


def theorem() -> sg.Theorem:
    a0, b0, a1, b1 = ACTIONS
    c, d = map(QuadraticCost.symbolic, (0, 1))
    (r_a, r_b), floor = REVENUE, FLOORS[1]
    epsilon = sp.Symbol("epsilon", positive=True)
    free = played(adaptation_stage(d), d)
    anarchy = played(general_stage({a1: free[a1], b1: free[b1]}, c), c, d)
    safety = free[b1].xreplace({b0: anarchy[b0]})
    bound = played(adaptation_stage(d, floor=floor), d)
    (meets,) = (b for b in bound.branches if b[b1] == floor and b[a1] != a0)
    foresees = general_stage({a1: meets[a1], b1: meets[b1]}, c)
    lower = anarchy[b0] - 2 * epsilon
    own = sp.solve(sp.diff(foresees.payoffs[G], a0), a0)[0]
    payoff = foresees.payoffs[G].xreplace({a0: own}).xreplace({b0: lower}).xreplace({floor: safety - epsilon})
    gain = sp.cancel(payoff - anarchy.payoff(G))
    rate = sp.diff(gain, epsilon).subs(epsilon, 0)
    claim = sp.And(
        sp.Eq(gain.subs(epsilon, 0), 0, evaluate=False),
        sp.Eq(rate, SHARE * (r_b - r_a * d.ab / d.aa), evaluate=False),
        sp.Gt(rate, 0, evaluate=False),
    )
    return sg.Theorem("Backfire", claim, anarchy.game.assume, source="after Laufer, Kleinberg, Heidari (2025)")
