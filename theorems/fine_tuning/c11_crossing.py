"""If D's cost is the lower one, the surplus-maximising share is below Kalai-Smorodinsky exactly for small cost ratios.

The two cross once, where ρ³ − ρ² + 3 ρ − 1 = 0 with ρ = c_1/c_0, about .3611.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C11 (crossing).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "bargaining", "comparison")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    c_0, c_1 = game.parameters
    delta, *_ = game.actions
    monopoly, ideal = (
        sg.solve(game, bargaining=rule).under(c_1 < c_0)[delta] for rule in (sg.Utilitarian(), sg.KalaiSmorodinsky())
    )
    cubic = c_1**3 - c_0 * c_1**2 + 3 * c_0**2 * c_1 - c_0**3
    claim = sp.And(sp.Equivalent(monopoly < ideal, cubic < 0), sp.Equivalent(monopoly > ideal, cubic > 0))
    return sg.Theorem(
        "Vertical monopoly against Kalai-Smorodinsky",
        claim,
        given=[c_1 < c_0],
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
