"""If D does more than its floor asks, it does what it would do without a floor.

Hence under a floor below D's unregulated safety an equilibrium that does not backfire gives G no more than it has
without regulation, and a technology that gives G more makes the regulation backfire.

After Laufer, Kleinberg, Heidari (2025), Lemmas 10.1 to 10.4 of version 2 of the preprint. Numbering: G6 (lemma).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, QuadraticCost
from symgame.games.catalog.regulation_stages import FLOORS, adaptation_stage
from symgame.solve.claims import on_the_path

KIND = "lemma"
STATUS = "proved"
TAGS = ("regulation", "two attributes", "backfire")


def theorem() -> sg.Theorem:
    _, _, a1, b1 = ACTIONS
    c, theta = QuadraticCost.symbolic(1), FLOORS[1]
    deals = []
    for floor in (0, theta):
        game = adaptation_stage(c, floor=floor)
        deals.append(sg.solve(sg.SequentialGame(game.stages, game.payoffs, [*game.assume, c.determinant > 0])))
    free, bound = deals
    x, y = sp.symbols("x y", real=True)
    is_free = on_the_path(free, sp.And(sp.Eq(x, a1), sp.Eq(y, b1))).xreplace({x: a1, y: b1})
    claim = on_the_path(bound, sp.Implies(b1 > theta, is_free))
    return sg.Theorem("A slack floor", claim, bound.game.assume, source="after Laufer, Kleinberg, Heidari (2025)")
