"""A powerful generalist's interior odds solve ρ^κ t^κ = κ t − 1, with ρ = c_1/c_0 and κ = 1/(k − 1), for every exponent k > 1.

The slope of G's payoff is the step e times (ρ t)^κ − κ t + 1, where t = δ/(1 − δ). In the claim both are written in s = δ and
q = 1 − δ, and their difference is a rational function of powers.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B4 (first-order condition).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "dictatorial", "symbolic exponent")


k, kappa, s, q = sp.symbols("k kappa s q", positive=True)


def powers(expression: sp.Expr, share: sp.Symbol) -> sp.Expr:
    """The expression in s = δ, q = 1 − δ, κ = 1/(k − 1), with powers of products and of sums written out."""
    parts = expression.subs(share, 1 - q).subs(1 - q, s).subs(k, 1 + 1 / kappa)
    return sp.expand_power_exp(sp.expand_power_base(sp.expand_power_exp(parts)))


def slope(expression: sp.Expr) -> sp.Expr:
    """The derivative as the share moves: s rises as fast as q falls."""
    return sp.diff(expression, s) - sp.diff(expression, q)


def theorem() -> sg.Theorem:
    game = fine_tuning_game((k, k))
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    delta, alpha_0, alpha_1 = game.actions
    play = sg.solve(game)
    payoff = powers(play.payoff(game.players[0]), delta)
    step = powers(sp.expand(play[alpha_1] - play[alpha_0]), delta)
    sides = (c_1 * s / (c_0 * q)) ** kappa - kappa * s / q + 1
    difference = sp.cancel(sp.expand_power_exp(slope(payoff)) - step * sides)
    return sg.Theorem(
        "First-order condition of a powerful generalist",
        sp.Eq(difference, 0, evaluate=False),
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
