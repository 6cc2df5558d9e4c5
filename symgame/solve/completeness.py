"""Completeness: whether the listed branches are all the equilibria, under the tie rule."""

from __future__ import annotations

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.logic.verdict import Status, Verdict
from symgame.solve.induction import Induction


def completeness(induction: Induction, uncovered: Boolean) -> Verdict:
    """The verdict on "these are all the equilibria"."""
    if uncovered is not sp.false:
        return Verdict(Status.UNDECIDED, reason=f"not all parameters are covered: {uncovered}")
    return Verdict(Status.UNDECIDED, reason="uniqueness was not examined")
