"""The printed list of G's candidates under floors misses the best technology when the attributes interfere.

The statement as transcribed from version 2 of the preprint: under floors G's choice is the unregulated technology, or
safety alone, or (δ r_a/(2 c_{0,aa}) − c_{0,ab} θ_G/c_{0,aa}, θ_G), or (0, θ_G), or it abstains, or D is left without
profit. It is refuted in the game with C_0 the unit matrix, c_{1,aa} = c_{1,bb} = 1, c_{1,ab} = 1/2, r = (1, 1), δ = 1/2,
θ_G = 0 and a floor θ_D below D's unregulated safety: above θ_D = 17/48 G chooses (1/4, 1/8). No claim is made about
other versions.

After Laufer, Kleinberg, Heidari (2025), Proposition 4.5 of version 2 of the preprint. Numbering: G5 (printed list).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, UNIT, D, QuadraticCost, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import FLOORS
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "refuted"
TAGS = ("regulation", "two attributes", "cross terms", "candidate list")


def theorem() -> sg.Theorem:
    a0, b0, _, b1 = ACTIONS
    theta, half = FLOORS[1], sp.Rational(1, 2)
    costs = (UNIT, QuadraticCost(1, half, 1))
    anarchy = sg.solve(regulation_game(costs))[b1]
    deal = sg.solve(regulation_game(costs, regulation=Regulation.of_domain(theta), assume=[theta < anarchy]))
    listed = [(half / 2, half / 2), (0, half / 2), (half / 2, 0), (0, 0)]
    u_D = sp.Symbol("U_D", real=True)
    printed = sp.Or(*(sp.And(sp.Eq(a0, x), sp.Eq(b0, y)) for x, y in listed), sp.Eq(u_D, 0))
    claim = on_the_path(deal, printed, [(u_D, D)])
    return sg.Theorem("The printed candidates of G", claim, deal.game.assume, source="after Laufer, Kleinberg, Heidari (2025)")
