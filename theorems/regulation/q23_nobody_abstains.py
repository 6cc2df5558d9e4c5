"""Without floors and liability nobody wants to abstain.

Whatever the technology, D's payoff at its best reply is positive, and whatever D adds, so is G's at its best technology.
Derived for all costs with which both players improve both attributes.

Our own, after Laufer, Kleinberg, Heidari (2025). Numbering: Q23.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import D, G, QuadraticCost
from symgame.games.catalog.regulation_stages import REVENUE, adaptation_stage, general_stage

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "abstention")


def theorem() -> sg.Theorem:
    c, d = map(QuadraticCost.symbolic, (0, 1))
    r_a, r_b = REVENUE
    both = tuple(s for k in (c, d) for s in (k.determinant > 0, k.ab * r_a < k.aa * r_b, k.ab * r_b < k.bb * r_a))
    stage = adaptation_stage(d)
    free = sg.solve(sg.SequentialGame(stage.stages, stage.payoffs, [*stage.assume, *both[3:]]))
    game = general_stage(cost=c)
    general = sg.solve(sg.SequentialGame(game.stages, game.payoffs, [*game.assume, *both]))
    given = tuple(dict.fromkeys((*free.game.assume, *general.game.assume)))
    claim = sp.And(free.payoff(D) > 0, general.payoff(G) > 0)
    return sg.Theorem("Nobody abstains", claim, given, source="our own, after Laufer, Kleinberg, Heidari (2025)")
