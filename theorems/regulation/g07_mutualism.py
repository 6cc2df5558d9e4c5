"""Floors slightly above the unregulated safety levels help both players, under one-sided conditions.

With θ_G = β_0^A + ε and θ_D = β_1^A + 2ε both players meet their floors exactly. At ε = 0 the payoffs are the unregulated
ones, G's grows at the rate δ (r_b − r_a c_{1,ab}/c_{1,aa}) and D's at (1 − δ)(r_b − r_a c_{0,ab}/c_{0,aa}). Both are positive
where both players, unregulated, improve both attributes; no lower bound on the cross terms is needed beyond strict
convexity. The printed theorem bounds their absolute values.

After Laufer, Kleinberg, Heidari (2025), Theorem 6.2 of version 2 of the preprint; the one-sided condition and the rates
are our own. Numbering: G7 (theorem).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, D, G, QuadraticCost
from symgame.games.catalog.regulation_stages import FLOORS, REVENUE, SHARE, adaptation_stage, general_stage
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "two attributes", "mutualism")


def played(game: sg.SequentialGame, given: tuple[sp.Basic, ...]) -> sg.Equilibrium:
    """The game under further assumptions."""
    return sg.solve(sg.SequentialGame(game.stages, game.payoffs, [*game.assume, *given]))


def theorem() -> sg.Theorem:
    a0, b0, a1, b1 = ACTIONS
    c, d = map(QuadraticCost.symbolic, (0, 1))
    (r_a, r_b), (theta_G, theta_D), epsilon = REVENUE, FLOORS, sp.Symbol("epsilon", positive=True)
    both = tuple(s for k in (c, d) for s in (k.determinant > 0, k.ab * r_a < k.aa * r_b, k.ab * r_b < k.bb * r_a))
    free = played(adaptation_stage(d), both[3:])
    anarchy = played(general_stage({x: free[x] for x in (a1, b1)}, c), both)
    start = {x: anarchy[x] for x in (a0, b0)}
    bound = played(adaptation_stage(d, floor=theta_D), both[3:])
    (meets,) = (b for b in bound.branches if b[b1] == theta_D and b[a1] != a0)
    general = played(general_stage({x: meets[x] for x in (a1, b1)}, c, floor=theta_G), (*both, theta_G > anarchy[b0]))
    (chosen,) = (b for b in general.branches if b[b0] == theta_G and b[a0] != 0)
    floors = {theta_G: anarchy[b0] + epsilon, theta_D: free[b1].xreplace(start) + 2 * epsilon}
    technology = {a0: chosen[a0], b0: theta_G}
    after = {G: chosen.payoffs[G].xreplace(floors), D: meets.payoffs[D].xreplace(technology).xreplace(floors)}
    before = {G: anarchy.payoff(G), D: free.payoff(D).xreplace(start)}
    gains = {p: sp.cancel(after[p] - before[p]) for p in (G, D)}
    rates = {p: sp.diff(gains[p], epsilon).subs(epsilon, 0) for p in (G, D)}
    expected = {G: SHARE * (r_b - r_a * d.ab / d.aa), D: (1 - SHARE) * (r_b - r_a * c.ab / c.aa)}
    claim = sp.And(
        on_the_path(general, sp.Eq(b0, theta_G)),
        *(sp.Eq(gains[p].subs(epsilon, 0), 0, evaluate=False) for p in (G, D)),
        *(sp.Eq(rates[p], expected[p], evaluate=False) for p in (G, D)),
        *(sp.Gt(rates[p], 0, evaluate=False) for p in (G, D)),
    )
    return sg.Theorem("Mutualism", claim, general.game.assume, source="after Laufer, Kleinberg, Heidari (2025)")
