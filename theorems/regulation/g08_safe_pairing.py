"""A floor on G at its unregulated safety rules out backfire, whatever the floor on D.

If G's technology is at least as safe as without regulation then D's is too: D's safety is at least G's plus what D would
add by itself. This holds with cross terms, where D unregulated improves both attributes.

Our own, after Laufer, Kleinberg, Heidari (2025). Numbering: Q19.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, QuadraticCost
from symgame.games.catalog.regulation_stages import FLOORS, REVENUE, adaptation_stage
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "backfire", "cross terms")


def theorem() -> sg.Theorem:
    _, b0, _, b1 = ACTIONS
    d, (r_a, r_b), floor = QuadraticCost.symbolic(1), REVENUE, FLOORS[1]
    both = (d.determinant > 0, d.ab * r_a < d.aa * r_b, d.ab * r_b < d.bb * r_a)
    deals = []
    for theta in (0, floor):
        game = adaptation_stage(d, floor=theta)
        deals.append(sg.solve(sg.SequentialGame(game.stages, game.payoffs, [*game.assume, *both])))
    free, bound = deals
    unregulated = sp.Symbol("beta_A", nonnegative=True)
    safe = on_the_path(bound, b1 >= free[b1].xreplace({b0: unregulated}))
    return sg.Theorem("Safe pairing", safe, [*bound.game.assume, b0 >= unregulated], source="our own")
