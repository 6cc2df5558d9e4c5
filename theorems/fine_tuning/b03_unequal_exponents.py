"""With exponents k and l the surplus-maximising share balances the two investments, weighted by how fast they react.

The slope of the surplus times δ (1 − δ) is κ α_0 (1 − δ)² − λ δ² e with κ = 1/(k − 1) and λ = 1/(l − 1), for every k, l > 1. In the
claim both are written in s = δ and q = 1 − δ, and their difference is a rational function of powers.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B3 (unequal).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "vertical monopoly", "symbolic exponent")


k, l, kappa, lamda, s, q = sp.symbols("k l kappa lambda s q", positive=True)


def powers(expression: sp.Expr, share: sp.Symbol) -> sp.Expr:
    """The expression in s = δ, q = 1 − δ, κ = 1/(k − 1), λ = 1/(l − 1), with powers of products and of sums written out."""
    parts = expression.subs(share, 1 - q).subs(1 - q, s).subs({k: 1 + 1 / kappa, l: 1 + 1 / lamda})
    return sp.expand_power_exp(sp.expand_power_base(sp.expand_power_exp(parts)))


def slope(expression: sp.Expr) -> sp.Expr:
    """The derivative as the share moves: s rises as fast as q falls."""
    return sp.diff(expression, s) - sp.diff(expression, q)


def theorem() -> sg.Theorem:
    game = fine_tuning_game((k, l))
    delta, alpha_0, alpha_1 = game.actions
    play = sg.solve(game)
    first = powers(play[alpha_0], delta)
    step = powers(sp.expand(play[alpha_1] - play[alpha_0]), delta)
    surplus = powers(sp.Add(*(play.payoff(p) for p in game.players)), delta)
    difference = s * q * slope(surplus) - (kappa * first * q**2 - lamda * s**2 * step)
    difference = sp.cancel(sp.expand_power_exp(difference.subs(s, 1 - q).subs(1 - q, s)))
    return sg.Theorem(
        "Balance of the two investments",
        sp.Eq(difference.subs(q, 1 - s), 0, evaluate=False),
        given=[s < 1],
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
