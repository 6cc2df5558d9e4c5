"""A floor on G alone never backfires.

D inherits the floor and does not lower safety. Without abstention G's safety under a floor is at least its unregulated
one, and D adds what it would add anyway. The technologies are derived for all strictly convex costs, whether or not
the players improve both attributes; that D's additions do not depend on the technology is G1.

After Laufer, Kleinberg, Heidari (2025). Numbering: G10 (theorem).
"""

from __future__ import annotations

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, QuadraticCost
from symgame.games.catalog.regulation_stages import FLOORS, general_stage
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "backfire", "cross terms")


def theorem() -> sg.Theorem:
    _, b0, _, _ = ACTIONS
    c, theta = QuadraticCost.symbolic(0), FLOORS[0]
    deals = []
    for floor in (0, theta):
        game = general_stage(cost=c, floor=floor)
        deals.append(sg.solve(sg.SequentialGame(game.stages, game.payoffs, [*game.assume, c.determinant > 0])))
    anarchy, regulated = deals
    claim = on_the_path(regulated, b0 >= anarchy[b0])
    return sg.Theorem("A floor on G alone", claim, regulated.game.assume, source="after Laufer, Kleinberg, Heidari (2025)")
