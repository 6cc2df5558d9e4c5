"""With common exponent 3 the surplus-maximising share reaches at least 5 √2/8, about .8839, of first best.

The bound is attained at equal costs, as the formula (2k − 1)/(2k − 2) · 2^(−1/(k−1)) says. The surplus under vertical monopoly
and the first best are derived from the game.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C13 (k = 3).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game, single_owner

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "welfare", "vertical monopoly")


def theorem() -> sg.Theorem:
    game = fine_tuning_game((3, 3))
    c_0, c_1 = game.parameters
    deal = sg.solve(game, bargaining=sg.Utilitarian())
    surplus = sum(deal.payoff(p) for p in game.players)
    owner = single_owner(game)
    best = sg.solve(owner).payoff(owner.players[0])
    worst = 5 * sp.sqrt(2) / 8
    equal = {c_0: c_1}
    claim = sp.And(
        sp.Ge(surplus, worst * best, evaluate=False),
        sp.Eq(surplus.subs(equal), worst * best.subs(equal), evaluate=False),
    )
    return sg.Theorem("Worst ratio with exponent 3", claim, source="after Laufer, Kleinberg, Heidari (2024)")
