"""No share of the revenue reaches first best: G would need all of it, and D as well.

The first best is that of one owner of both sides, who keeps all revenue. With quadratic costs the surplus of
every share is below first best.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: Q10.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game, single_owner

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "question", "welfare")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    delta, *_ = game.actions
    surplus = sum(sg.solve(game).payoff(p) for p in game.players)
    owner = single_owner(game)
    best = sg.solve(owner).payoff(owner.players[0])
    return sg.Theorem(
        "No share is first best",
        sp.Lt(surplus, best, evaluate=False),
        given=[delta >= 0, delta <= 1],
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
