"""Under one share for all domains the specialists count as a single one with the cost c = R²/K, where K = Σ r_i²/c_i.

The surplus-maximising share is c/(c_0 + c), a powerful generalist asks c_0/(2 c_0 − c) if c < c_0 and everything otherwise: the
shares of the game with one specialist. Shown for two and three domains.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: D4.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.games.catalog.fine_tuning_domains import uniform_share_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "several domains", "quadratic costs", "aggregation")


def theorem() -> sg.Theorem:
    single = fine_tuning_game()
    c_0, c_1 = single.parameters
    facts = []
    for n in (2, 3):
        game = uniform_share_game(n)
        delta = game.actions[0]
        r, c = sp.symbols(f"r_1:{n + 1}", positive=True), sp.symbols(f"c_1:{n + 1}", positive=True)
        cost = sp.cancel(sum(r) ** 2 / sum(w**2 / x for w, x in zip(r, c, strict=True)))
        for rule in (sg.Utilitarian(), sg.Dictatorial(sg.Player("G"))):
            share = sg.solve(game, bargaining=rule)[delta]
            wanted = sg.solve(single, bargaining=rule)[delta].subs(c_1, cost)
            facts.append(sp.Eq(share, wanted, evaluate=False))
    return sg.Theorem("One share for all domains", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)")
