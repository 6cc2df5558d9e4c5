"""With exponents k and l the surplus-maximising share balances the two investments, weighted by how fast they react.

At an interior maximum κ_0 α_0 (1 − δ)² = κ_1 δ² e with κ_0 = 1/(k − 1) and κ_1 = 1/(l − 1); shown for every k, l > 1 on the
derivative of the surplus that is derived from the game.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B3 (unequal).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "vertical monopoly", "symbolic exponent")


def theorem() -> sg.Theorem:
    k, l = sp.symbols("k l", positive=True)
    game = fine_tuning_game((k, l))
    delta, alpha_0, alpha_1 = game.actions
    play = sg.solve(game)
    first, step = play[alpha_0], play[alpha_1] - play[alpha_0]
    slope = sp.diff(sum(play.payoff(p) for p in game.players), delta)
    balance = first * (1 - delta) ** 2 / (k - 1) - delta**2 * step / (l - 1)
    claim = sp.Equivalent(sp.Eq(slope, 0, evaluate=False), sp.Eq(balance, 0, evaluate=False))
    return sg.Theorem("Balance of the two investments", claim, given=[k > 1, l > 1, delta > 0, delta < 1], source="after Laufer, Kleinberg, Heidari (2024)")
