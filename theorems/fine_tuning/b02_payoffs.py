"""With a common exponent k each side's payoff is its part of the revenue less a k-th of it on its own investment.

U_G = δ α_1 − (δ/k) α_0 and U_D = (1 − δ) α_1 − ((1 − δ)/k) e in equilibrium, for every k > 1; in the claim k = 1 + 1/κ and s is
the share.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B2.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "equilibrium", "symbolic exponent")


k, kappa = sp.symbols("k kappa", positive=True)


def powers(expression: sp.Expr) -> sp.Expr:
    """The expression in κ = 1/(k − 1), with powers of products and sums of exponents written out."""
    return sp.expand_power_exp(sp.expand_power_base(expression.subs(k, 1 + 1 / kappa)))


def theorem() -> sg.Theorem:
    s = sp.Symbol("s", positive=True)
    game = fine_tuning_game((k, k))
    delta, alpha_0, alpha_1 = game.actions
    G, D = game.players
    play = sg.solve(game)
    first, last = play[alpha_0], play[alpha_1]
    wanted = {
        G: delta * last - delta / k * first,
        D: (1 - delta) * last - (1 - delta) / k * (last - first),
    }
    facts = [
        sp.Eq(powers(play.payoff(p).subs(delta, s)), powers(sp.expand(w.subs(delta, s))), evaluate=False)
        for p, w in wanted.items()
    ]
    return sg.Theorem(
        "Payoffs with power costs", sp.And(*facts), given=[s < 1], source="after Laufer, Kleinberg, Heidari (2024)"
    )
