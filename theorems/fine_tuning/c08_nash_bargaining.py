"""The odds of the Nash bargaining share solve a cubic; G's share lies between one quarter and three quarters.

With ρ = c_1/c_0 and t = δ/(1 − δ) the cubic is ρ² t³ + ρ (5 − 3 ρ) t² + (3 − 5 ρ) t − 1. The share is one half
exactly if the costs are equal, and below it exactly if D's cost is the lower one. In the claim δ stands for the share:
the root that was derived, through its equation and its interval.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C8.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "bargaining", "Nash")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    c_0, c_1 = game.parameters
    delta, *_ = game.actions
    deal = sg.solve(game, bargaining=sg.NashBargaining())
    root, rho, odds = deal[delta], c_1 / c_0, delta / (1 - delta)
    cubic = sp.numer(sp.together(rho**2 * odds**3 + rho * (5 - 3 * rho) * odds**2 + (3 - 5 * rho) * odds - 1))
    half = sp.Rational(1, 2)
    claim = sp.And(
        covering(deal, unique=True),
        sp.Eq(cubic, 0, evaluate=False),
        sp.Rational(1, 4) < delta,
        delta < sp.Rational(3, 4),
        sp.Equivalent(sp.Eq(delta, half), sp.Eq(c_0, c_1)),
        sp.Equivalent(delta < half, c_1 < c_0),
    )
    return sg.Theorem(
        "Nash bargaining",
        claim,
        given=[sp.Eq(root.at(delta), 0), root.inside(delta)],
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
