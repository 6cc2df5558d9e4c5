"""Where floors backfire: between a parabola in G's floor and D's unregulated safety.

With separable costs, floors θ_G ≤ θ_D backfire if

    θ_G < β_0^A   and   β_1^A − β_0^A/2 + θ_G²/(2 β_0^A) < θ_D < β_1^A,

and do not if one of these fails strictly, or at θ_D = β_1^A, or at θ_G = β_0^A; on the parabola G is indifferent. The
condition does not involve performance. Nobody abstains here; participation is treated in the example. In particular
no floor on D backfires once θ_G ≥ β_0^A, and with θ_G = 0 the floors that do not backfire are those from β_1^A on and those up to
β_1^A − β_0^A/2 (question 18).

The region is our own; the preprint of Laufer, Kleinberg and Heidari (2025) leaves it to future work. Numbering: G8 (region).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, QuadraticCost, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import FLOORS, REVENUE, SHARE
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "backfire", "separable costs", "region")


def theorem() -> sg.Theorem:
    _, b0, _, b1 = ACTIONS
    c, d = (QuadraticCost(1, 0, QuadraticCost.symbolic(p).bb) for p in (0, 1))
    (theta_G, theta_D), revenue = FLOORS, (1, REVENUE[1])
    play = {"share": SHARE, "revenue": revenue, "abstention": ()}
    anarchy = sg.solve(regulation_game((c, d), assume=[SHARE < 1], **play))
    law = Regulation.of_both(theta_G, theta_D)
    deal = sg.solve(regulation_game((c, d), regulation=law, assume=[SHARE < 1, theta_G <= theta_D], **play))
    safety, own = anarchy[b1], anarchy[b0]
    parabola = safety - own / 2 + theta_G**2 / (2 * own)
    inside = sp.And(theta_G < own, parabola < theta_D, theta_D < safety)
    outside = sp.Or(theta_G >= own, theta_D < parabola, theta_D >= safety)
    backfires = b1 < safety
    claim = sp.And(on_the_path(deal, sp.Implies(inside, backfires)), on_the_path(deal, sp.Implies(outside, sp.Not(backfires))))
    return sg.Theorem("Backfire region", claim, deal.game.assume, source="our own, after Laufer, Kleinberg, Heidari (2025)")
