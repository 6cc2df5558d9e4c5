"""With costs c_0 α_0^k and c_1 e^l and any exponents k, l > 1 both invest, by a power of their part of the revenue.

α_0 = (δ r/(k c_0))^{1/(k−1)} and e = ((1 − δ) r/(l c_1))^{1/(l−1)}, for every share; the equilibrium is unique.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B1.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "equilibrium", "symbolic exponent")


def theorem() -> sg.Theorem:
    k, l, r = sp.symbols("k l r", positive=True)
    game = fine_tuning_game((k, l), revenue=r)
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    delta, alpha_0, alpha_1 = game.actions
    play = sg.solve(game)
    first = (delta * r / (k * c_0)) ** (1 / (k - 1))
    second = ((1 - delta) * r / (l * c_1)) ** (1 / (l - 1))
    claim = sp.And(
        sp.true if play.uncovered == sp.false else sp.false,
        sp.Eq(play[alpha_0], first, evaluate=False),
        sp.Eq(play[alpha_1] - play[alpha_0], second, evaluate=False),
    )
    return sg.Theorem("Equilibrium with power costs", claim, given=[k > 1, l > 1, delta > 0, delta < 1], source="after Laufer, Kleinberg, Heidari (2024)")
