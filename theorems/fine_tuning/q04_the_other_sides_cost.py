"""G can gain from a higher cost of D: under the surplus-maximising share it does exactly if c_1 > 2 c_0.

At a fixed share it never gains. Under the surplus-maximising share G's own cost always hurts it, while D's cost also raises G's
share, and for c_1 > 2 c_0 that is worth more than the lower performance.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: Q4.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "question", "comparative statics", "vertical monopoly")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    delta, *_ = game.actions
    G, _ = game.players
    c_0, c_1 = game.parameters
    fixed = sg.solve(game).payoff(G)
    agreed = sg.solve(game, bargaining=sg.Utilitarian()).payoff(G)
    inside = sp.And(delta > 0, delta < 1)
    claim = sp.And(
        sp.Implies(inside, sp.And(sp.diff(fixed, c_0) < 0, sp.diff(fixed, c_1) < 0)),
        sp.diff(agreed, c_0) < 0,
        sp.Equivalent(sp.diff(agreed, c_1) > 0, c_1 > 2 * c_0),
    )
    return sg.Theorem("The other side's cost", claim, source="after Laufer, Kleinberg, Heidari (2024)")
