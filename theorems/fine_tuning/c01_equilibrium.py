"""For every share G invests δ r/(2 c_0) and D adds (1 − δ) r/(2 c_1).

The subgame-perfect equilibrium is unique, and D's step does not depend on what G built: moving at the same time would
give the same investments.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C1.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "equilibrium")


def theorem() -> sg.Theorem:
    r = sp.Symbol("r", positive=True)
    game = fine_tuning_game(revenue=r)
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    delta, alpha_0, alpha_1 = game.actions
    play = sg.solve(game)
    step = play[alpha_1] - play[alpha_0]
    reply = play.branches[0].strategies[alpha_1]
    claim = sp.And(
        covering(play, unique=True),
        sp.Eq(play[alpha_0], delta * r / (2 * c_0), evaluate=False),
        sp.Eq(step, (1 - delta) * r / (2 * c_1), evaluate=False),
        sp.Eq(reply - alpha_0, step, evaluate=False),
    )
    return sg.Theorem(
        "Equilibrium for a given share",
        claim,
        given=[delta >= 0, delta <= 1],
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
