"""With a common exponent k each side's payoff is its part of the revenue less a k-th of it on its own investment.

U_G = δ α_1 − (δ/k) α_0 and U_D = (1 − δ) α_1 − ((1 − δ)/k) e in equilibrium, for every k > 1.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B2.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "equilibrium", "symbolic exponent")


def theorem() -> sg.Theorem:
    k = sp.Symbol("k", positive=True)
    game = fine_tuning_game((k, k))
    delta, alpha_0, alpha_1 = game.actions
    G, D = game.players
    play = sg.solve(game)
    first, last = play[alpha_0], play[alpha_1]
    claim = sp.And(
        sp.Eq(play.payoff(G), delta * last - delta / k * first, evaluate=False),
        sp.Eq(play.payoff(D), (1 - delta) * last - (1 - delta) / k * (last - first), evaluate=False),
    )
    return sg.Theorem("Payoffs with power costs", claim, given=[k > 1, delta > 0, delta < 1], source="after Laufer, Kleinberg, Heidari (2024)")
