"""Which pairs of floors help both players: two quadratic inequalities.

With separable costs, where both floors bind (θ_G ≥ β_0^A and θ_D − θ_G ≥ e_b, the safety that D adds by itself), both players
gain exactly if

    δ r_b (θ_D − β_1^A) > c_{0,bb} (θ_G² − (β_0^A)²)   and   (1 − δ) r_b (θ_D − β_1^A) > c_{1,bb} ((θ_D − θ_G)² − e_b²).

The region is our own, after Laufer, Kleinberg, Heidari (2025), Theorem 6.2. Numbering: G9 (region).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, D, G, QuadraticCost, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import FLOORS, REVENUE, SHARE
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "mutualism", "separable costs", "region")


def theorem() -> sg.Theorem:
    _, b0, _, b1 = ACTIONS
    c, d = (QuadraticCost(1, 0, QuadraticCost.symbolic(p).bb) for p in (0, 1))
    (theta_G, theta_D), r_b = FLOORS, REVENUE[1]
    play = {"share": SHARE, "revenue": (1, r_b), "abstention": ()}
    anarchy = sg.solve(regulation_game((c, d), assume=[SHARE < 1], **play))
    own, adds = anarchy[b0], anarchy[b1] - anarchy[b0]
    law = Regulation.of_both(theta_G, theta_D)
    deal = sg.solve(regulation_game((c, d), regulation=law, assume=[SHARE < 1, theta_G <= theta_D], **play))
    u_G, u_D = sp.symbols("u_G u_D", real=True)
    both = sp.And(u_G > anarchy.payoff(G), u_D > anarchy.payoff(D))
    region = sp.And(
        SHARE * r_b * (theta_D - own - adds) > c.bb * (theta_G**2 - own**2),
        (1 - SHARE) * r_b * (theta_D - own - adds) > d.bb * ((theta_D - theta_G) ** 2 - adds**2),
    )
    bind = [theta_G >= own, theta_D - theta_G >= adds]
    claim = on_the_path(deal, sp.Equivalent(both, region), [(u_G, G), (u_D, D)])
    return sg.Theorem("Mutualism region", claim, [*deal.game.assume, *bind], source="our own")
