"""The egalitarian odds solve (ρ t)^κ (t − k (t − 1)) = 1 + k (t − 1), with ρ = c_1/c_0 and κ = 1/(k − 1), for every k > 1.

The difference of the two equilibrium payoffs is e (1 − δ)/k times the difference of the two sides, where t = δ/(1 − δ); where both
are positive, (k − 1)/k < t < k/(k − 1). In the claim all is written in s = δ and q = 1 − δ.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B6.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "bargaining", "egalitarian", "symbolic exponent")


k, kappa, s, q = sp.symbols("k kappa s q", positive=True)


def powers(expression: sp.Expr, share: sp.Symbol) -> sp.Expr:
    """The expression in s = δ, q = 1 − δ, κ = 1/(k − 1), with powers of products and of sums written out."""
    parts = expression.subs(share, 1 - q).subs(1 - q, s).subs(k, 1 + 1 / kappa)
    return sp.expand_power_exp(sp.expand_power_base(sp.expand_power_exp(parts)))


def theorem() -> sg.Theorem:
    game = fine_tuning_game((k, k))
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    delta, alpha_0, alpha_1 = game.actions
    G, D = game.players
    play = sg.solve(game)
    payoffs = [powers(play.payoff(p), delta) for p in (G, D)]
    step = powers(sp.expand(play[alpha_1] - play[alpha_0]), delta)
    t, exponent = s / q, 1 + 1 / kappa
    sides = (c_1 * t / c_0) ** kappa * (t - exponent * (t - 1)) - 1 - exponent * (t - 1)
    difference = sp.cancel(payoffs[1] - payoffs[0] - step * q * sides / exponent)
    return sg.Theorem(
        "Egalitarian bargaining with power costs",
        sp.Eq(difference, 0, evaluate=False),
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
