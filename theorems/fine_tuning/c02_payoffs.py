"""The equilibrium payoffs are quadratic in the share and never negative, and the surplus is strictly concave.

G's payoff is concave in its share exactly if c_1 <= 2 c_0; otherwise it rises on the whole of [0, 1]. The same holds for
D with the costs exchanged. Nobody abstains as long as there are no fixed costs.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C2.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "equilibrium", "welfare")


def theorem() -> sg.Theorem:
    r = sp.Symbol("r", positive=True)
    game = fine_tuning_game(revenue=r)
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    delta, *_ = game.actions
    first, second = map(sg.solve(game).payoff, game.players)
    bend = [sp.cancel(sp.diff(u, delta, 2)) for u in (first, second, first + second)]
    scale = r**2 / (4 * c_0 * c_1)
    claim = sp.And(
        sp.Eq(first, scale * delta * (2 * c_0 * (1 - delta) + c_1 * delta), evaluate=False),
        sp.Eq(second, scale * (1 - delta) * (c_0 * (1 - delta) + 2 * c_1 * delta), evaluate=False),
        first >= 0,
        second >= 0,
        sp.Equivalent(bend[0] <= 0, c_1 <= 2 * c_0),
        sp.Equivalent(bend[1] <= 0, c_0 <= 2 * c_1),
        bend[2] < 0,
        sp.Implies(c_1 >= 2 * c_0, sp.diff(first, delta) >= 0),
        sp.Implies(c_0 >= 2 * c_1, sp.diff(second, delta) <= 0),
    )
    return sg.Theorem(
        "Payoffs for a given share",
        claim,
        given=[delta >= 0, delta <= 1],
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
