"""The printed floor of the backfire theorem backfires only where D adds little safety of its own.

The statement as transcribed from version 2 of the preprint: θ_D = β_0^A − ε backfires for every small ε, where β_0^A is
G's unregulated safety. It is refuted with unit costs and unit revenues, for small shares of G: such a floor never binds.
No claim is made about other versions; with θ_D = β_1^A − ε the theorem holds (next file).

After Laufer, Kleinberg, Heidari (2025), Theorem 6.1 of version 2 of the preprint. Numbering: G6 (printed floor).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, UNIT, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import FLOORS, SHARE
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "refuted"
TAGS = ("regulation", "two attributes", "backfire")


def theorem() -> sg.Theorem:
    _, b0, _, b1 = ACTIONS
    costs, theta = (UNIT, UNIT), FLOORS[1]
    epsilon, bound = sp.symbols("epsilon epsilon_0", positive=True)
    anarchy = sg.solve(regulation_game(costs, share=SHARE, abstention=(), assume=[SHARE < 1]))
    law = Regulation.of_domain(theta)
    deal = sg.solve(regulation_game(costs, share=SHARE, regulation=law, abstention=(), assume=[SHARE < 1]))
    backfires = on_the_path(deal, b1 < anarchy[b1]).xreplace({theta: anarchy[b0] - epsilon})
    small = sp.And(sp.Gt(epsilon, 0), epsilon < bound)
    claim = sg.Exists((bound,), sp.And(bound > 0, sg.ForAll((epsilon,), sp.Implies(small, backfires))))
    source = "after Laufer, Kleinberg, Heidari (2025)"
    return sg.Theorem("The printed floor", claim, [SHARE < 1], source=source)
