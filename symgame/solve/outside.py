"""Where a region does not hold: its relations fail there or have no value.

A relation with a root of a negative number, a logarithm of a number that is not positive or a vanishing denominator
holds nowhere; its negation in the sense of sympy, u < 0 for u ≥ 0, does not hold there either.  The complement is
therefore u < 0 or "u has no value".
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not, Or, to_nnf


def outside(region: Boolean) -> Boolean:
    """The complement of a region.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> outside(x > 1), outside(sp.sqrt(x) < 1)
    (x <= 1, (x < 0) | (sqrt(x) >= 1))
    """
    region = to_nnf(region, simplify=False)
    if isinstance(region, And | Or):
        dual = Or if isinstance(region, And) else And
        return dual(*(outside(r) for r in region.args))
    return Or(*undefined(region), Not(region))


def undefined(e: sp.Basic) -> Iterator[Boolean]:
    """Where some part of an expression has no real value, one condition a part.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> list(undefined(sp.log(x)/y))
    [Eq(y, 0), x <= 0]
    """
    for part in sorted(e.atoms(sp.Pow, sp.log), key=sp.default_sort_key):
        if isinstance(part, sp.log):
            conditions = [sp.Le(part.args[0], 0)]
        else:
            below = part.exp.is_Integer is not True and not part.base.is_number
            conditions = [sp.Lt(part.base, 0)] if below and part.exp.is_Rational else []
            conditions += [sp.Eq(part.base, 0)] if part.exp.is_negative and not part.base.is_nonzero else []
        yield from (c for c in conditions if c is not sp.false)
