"""D's payoff is strictly concave in the two additions exactly when the cost matrix is positive definite.

Strictly concave means: every line through every point meets the payoff in a strictly concave function.

After Laufer, Kleinberg, Heidari (2025), Lemma 9.1 of version 2 of the preprint. Numbering: G3 (concavity).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, D, QuadraticCost
from symgame.games.catalog.regulation_stages import adaptation_stage

KIND = "lemma"
STATUS = "proved"
TAGS = ("regulation", "two attributes", "concavity")


def theorem() -> sg.Theorem:
    _, _, a1, b1 = ACTIONS
    c = QuadraticCost.symbolic(1)
    game = adaptation_stage(c)
    x, y, s = sp.symbols("x y s", real=True)
    along = game.payoffs[D].xreplace({a1: a1 + s * x, b1: b1 + s * y})
    curved = sp.Lt(sp.diff(along, s, 2), 0)
    concave = sg.ForAll((x, y), sp.Implies(sp.Or(sp.Ne(x, 0), sp.Ne(y, 0)), curved))
    claim = sp.Equivalent(concave, sp.Gt(c.determinant, 0))
    return sg.Theorem("Strict concavity", claim, source="after Laufer, Kleinberg, Heidari (2025)")
