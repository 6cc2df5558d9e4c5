"""A further domain that pays a share raises the general technology and the profit of every specialist already there.

From two domains to three, at any shares with δ_3 > 0; the specialists already there keep some of their revenue.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: Q12.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_domains import own_shares_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "question", "several domains")


def theorem() -> sg.Theorem:
    before, after = own_shares_game(2), own_shares_game(3)
    old, new = sg.solve(before), sg.solve(after)
    delta_1, delta_2, delta_3 = after.actions[:3]
    alpha_0 = after.actions[3]
    gains = [new.payoff(D) - old.payoff(D) for D in before.players[1:]]
    given = [delta_3 > 0, delta_1 >= 0, delta_1 < 1, delta_2 >= 0, delta_2 < 1]
    claim = sp.And(new[alpha_0] > old[alpha_0], *(g > 0 for g in gains))
    return sg.Theorem("One more domain", claim, given=given, source="after Laufer, Kleinberg, Heidari (2024)")
