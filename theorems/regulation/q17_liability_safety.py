"""Liability raises safety on both sides, and more so on the side where safety is cheap.

A harm h(B − β_1) is borne by G and D in the parts l_G and l_D. With separable costs D's safety is

    (δ r_b + l_G h)/(2 c_{0,bb}) + ((1 − δ) r_b + l_D h)/(2 c_{1,bb}).

It rises with l_G at the rate h/(2 c_{0,bb}) and with l_D at h/(2 c_{1,bb}): a fixed total raises safety most on the side of
the low cost.

Our own extension of Laufer, Kleinberg, Heidari (2025). Numbering: Q17 (safety).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, QuadraticCost, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import REVENUE, SHARE

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "liability", "separable costs")


def theorem() -> sg.Theorem:
    _, _, _, b1 = ACTIONS
    c, d = (QuadraticCost(1, 0, QuadraticCost.symbolic(p).bb) for p in (0, 1))
    h, exposure, l_G, l_D = sp.symbols("h B l_G l_D", positive=True)
    law, r_b = Regulation(harm=h, exposure=exposure, liability_G=l_G, liability_D=l_D), REVENUE[1]
    game = regulation_game((c, d), share=SHARE, revenue=(1, r_b), regulation=law, abstention=(), assume=[SHARE < 1])
    safety = sg.solve(game)[b1]
    closed = (SHARE * r_b + l_G * h) / (2 * c.bb) + ((1 - SHARE) * r_b + l_D * h) / (2 * d.bb)
    on_G, on_D = sp.cancel(sp.diff(safety, l_G)), sp.cancel(sp.diff(safety, l_D))
    claim = sp.And(
        sp.Eq(safety, closed, evaluate=False),
        sp.Eq(on_G, h / (2 * c.bb), evaluate=False),
        sp.Eq(on_D, h / (2 * d.bb), evaluate=False),
        sp.Equivalent(sp.Gt(on_G, on_D), c.bb < d.bb),
    )
    return sg.Theorem("Safety under liability", claim, game.assume, source="our own, after Laufer, Kleinberg, Heidari (2025)")
