"""An equal split of the revenue is Pareto-optimal whatever the costs.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: Q8.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "question", "Pareto set")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    undominated = sg.pareto_set(game)
    half = sp.Rational(1, 2)
    facts = [covering(undominated)]
    for case in undominated.cases:
        facts.append(sp.Implies(case.region.condition, sp.And(case.set.inf <= half, half <= case.set.sup)))
    return sg.Theorem("Half and half", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)")
