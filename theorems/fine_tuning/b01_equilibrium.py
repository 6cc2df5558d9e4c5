"""With costs c_0 α_0^k and c_1 e^l and any exponents k, l > 1 both invest, by a power of their part of the revenue.

α_0 = (δ r/(k c_0))^{1/(k−1)} and e = ((1 − δ) r/(l c_1))^{1/(l−1)}, for every share inside; the equilibrium is unique. In the claim
k = 1 + 1/κ and l = 1 + 1/λ with κ, λ > 0, which are all exponents above one, and s is the share.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B1.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "equilibrium", "symbolic exponent")


k, l, kappa, lamda = sp.symbols("k l kappa lambda", positive=True)


def powers(expression: sp.Expr) -> sp.Expr:
    """The expression in κ = 1/(k − 1) and λ = 1/(l − 1), with powers of products and sums of exponents written out."""
    free = expression.subs({k: 1 + 1 / kappa, l: 1 + 1 / lamda})
    return sp.expand_power_exp(sp.expand_power_base(free))


def theorem() -> sg.Theorem:
    r, s = sp.symbols("r s", positive=True)
    game = fine_tuning_game((k, l), revenue=r)
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    delta, alpha_0, alpha_1 = game.actions
    play = sg.solve(game)
    first = (s * r / (k * c_0)) ** (1 / (k - 1))
    second = ((1 - s) * r / (l * c_1)) ** (1 / (l - 1))
    step = sp.expand(play[alpha_1] - play[alpha_0])
    claim = sp.And(
        covering(play, unique=True),
        sp.Eq(powers(play[alpha_0].subs(delta, s)), powers(first), evaluate=False),
        sp.Eq(powers(step.subs(delta, s)), powers(second), evaluate=False),
    )
    return sg.Theorem(
        "Equilibrium with power costs", claim, given=[s < 1], source="after Laufer, Kleinberg, Heidari (2024)"
    )
