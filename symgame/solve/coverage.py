"""What a list of regions leaves uncovered."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symgame.logic.decide import decide
from symgame.logic.region import Region

MOST_TIDY = 40
"""With more branches, their regions are printed as they were found."""


def coverage(regions: list[Region], assumptions: tuple[Any, ...]) -> Any:
    """What is left uncovered by regions: ``sp.false`` when they are proved to cover everything.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> coverage([Region(x >= 0), Region(x < 1)], ())
    False
    """
    if not regions:
        return sp.true
    claim = sp.Or(*(r.condition for r in regions))
    if claim is sp.true or decide(claim, given=list(assumptions)).proved:
        return sp.false
    return sp.Not(claim)
