"""The egalitarian odds solve (ρ t)^κ = (1 + k (t − 1))/(t − k (t − 1)), with ρ = c_1/c_0 and κ = 1/(k − 1), for every k > 1.

Shown on the equality of the two equilibrium payoffs; where both fractions are positive, (k − 1)/k < t < k/(k − 1).

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B6.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "bargaining", "egalitarian", "symbolic exponent")


def theorem() -> sg.Theorem:
    k, t = sp.symbols("k t", positive=True)
    game = fine_tuning_game((k, k))
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    delta, *_ = game.actions
    G, D = game.players
    play = sg.solve(game)
    equal = (play.payoff(G) - play.payoff(D)).subs(delta, t / (1 + t))
    power = 1 / (k - 1)
    claim = sp.Equivalent(
        sp.Eq(equal, 0, evaluate=False),
        sp.Eq((c_1 * t / c_0) ** power * (t - k * (t - 1)), 1 + k * (t - 1), evaluate=False),
    )
    return sg.Theorem("Egalitarian bargaining with power costs", claim, given=[k > 1], source="after Laufer, Kleinberg, Heidari (2024)")
