"""Whether two values differ somewhere on the overlap of their regions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.logic.decide import QUICK, decide


def differ_somewhere(this: Any, that: Any, where: Boolean, given: Iterable[Boolean] = ()) -> bool:
    """Whether it could not be proved that two values agree wherever `where` holds.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> differ_somewhere(x, sp.Integer(1), sp.Eq(x, 1))
    False
    """
    claim = sp.Eq(this, that) if isinstance(this, sp.Expr) and isinstance(that, sp.Expr) else sp.false
    verdict = decide(claim, (*given, where), deciders=QUICK)
    return not (verdict.proved or verdict.vacuous)
