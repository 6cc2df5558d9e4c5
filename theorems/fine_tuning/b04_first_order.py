"""A powerful generalist's interior odds solve ρ^κ t^κ = κ t − 1, with ρ = c_1/c_0 and κ = 1/(k − 1), for every exponent k > 1.

Shown on the derivative of G's equilibrium payoff, in which the odds are t = δ/(1 − δ).

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B4 (first-order condition).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "dictatorial", "symbolic exponent")


def theorem() -> sg.Theorem:
    k = sp.Symbol("k", positive=True)
    game = fine_tuning_game((k, k))
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    delta, *_ = game.actions
    slope = sp.diff(sg.solve(game).payoff(game.players[0]), delta)
    power, odds = 1 / (k - 1), delta / (1 - delta)
    claim = sp.Equivalent(
        sp.Eq(slope, 0, evaluate=False),
        sp.Eq((c_1 / c_0) ** power * odds**power, power * odds - 1, evaluate=False),
    )
    return sg.Theorem("First-order condition of a powerful generalist", claim, given=[k > 1, delta > 0, delta < 1], source="after Laufer, Kleinberg, Heidari (2024)")
