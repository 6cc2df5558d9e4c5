"""With exponent 3/2 a powerful generalist shares only if D's cost is low enough; above a threshold G takes all.

The interior odds are (1 − √(1 − ρ²))/ρ² with ρ = c_1/c_0; G shares exactly up to ρ² = 2 √3 − 3, where sharing and taking
all give G the same.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B4 (k = 3/2).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "bargaining", "dictatorial")


def theorem() -> sg.Theorem:
    game = fine_tuning_game((sp.Rational(3, 2), sp.Rational(3, 2)))
    c_0, c_1 = game.parameters
    delta, *_ = game.actions
    deal = sg.solve(game, bargaining=sg.Dictatorial(game.players[0]))
    rho = c_1 / c_0
    odds = (1 - sp.sqrt(1 - rho**2)) / rho**2
    low = rho**2 <= 2 * sp.sqrt(3) - 3
    facts = [covering(deal)]
    for branch in deal.branches:
        share, region = branch[delta], branch.region.condition
        inner = sp.And(low, sp.Eq(share, odds * (1 - share), evaluate=False))
        facts.append(sp.Implies(region, rho**2 >= 2 * sp.sqrt(3) - 3 if share == 1 else inner))
    return sg.Theorem(
        "Powerful generalist with exponent 3/2", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)"
    )
