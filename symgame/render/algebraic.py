"""Algebraic numbers without radicals in print: a short interval with one root, the polynomial, and a decimal."""

from __future__ import annotations

import sympy as sp

from symgame.logic.exact import enclosure
from symgame.logic.implicit import Implicit

ROOTS = (Implicit, sp.CRootOf)
"""What is explained by an equation instead of a formula."""


def isolating(root: sp.CRootOf) -> sp.Interval:
    """A short interval with rational ends in which the polynomial has this root and no other.

    Parameters
    ----------
    root : CRootOf
        Real.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> isolating(sp.CRootOf(x**3 - x - 1, 0))
    Interval.open(1, 2)
    """
    low, high = enclosure(root, 60)
    scale = sp.Integer(1)
    while True:
        start, end = sp.floor(low * scale) / scale, sp.ceiling(high * scale) / scale
        if root.poly.count_roots(start, end) == 1:
            return sp.Interval.open(start, end)
        scale *= 10


def decimal(root: sp.CRootOf) -> str:
    """The number to four digits.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> decimal(sp.CRootOf(x**3 - x - 1, 0))
    '1.325'
    """
    return f"{float(sum(enclosure(root, 60)) / 2):.4g}"
