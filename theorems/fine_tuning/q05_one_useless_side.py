"""Even as D's cost vanishes beside G's, every fairness rule leaves a part of the revenue to G.

The limits of G's share: surplus-maximising 0, Kalai-Smorodinsky 1/5, egalitarian 1/3, powerful generalist 1/2 (Nash: C8, 1/4).

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: Q5.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "question", "limit", "bargaining")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    delta, *_ = game.actions
    c_0, c_1 = game.parameters
    G, _ = game.players
    wanted = {
        sg.Utilitarian(): sp.Integer(0),
        sg.KalaiSmorodinsky(): sp.Rational(1, 5),
        sg.Egalitarian(): sp.Rational(1, 3),
        sg.Dictatorial(G): sp.Rational(1, 2),
    }
    facts = []
    for rule, value in wanted.items():
        near = sg.limit(sg.solve(game, bargaining=rule), c_1, 0)
        facts.append(sp.Eq(near[delta], value, evaluate=False))
    return sg.Theorem("One useless side", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)")
