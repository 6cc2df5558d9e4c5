"""Where a region does not hold: its relations fail there or have no value.

A relation with a root of a negative number, a logarithm of a number that is not positive or a vanishing denominator
holds nowhere; its negation in the sense of sympy, u < 0 for u ≥ 0, does not hold there either.  The complement is
therefore u < 0 or "u has no value".
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not, Or, to_nnf

from symgame.logic.descartes import single_root
from symgame.logic.root import Root


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


def missed(region: Boolean) -> Boolean:
    """What a region may not cover: its complement, and where an implicit root in it is not seen to be the only one.

    A relation with an implicit root holds nowhere where the root does not exist, or is not unique.  That it is neither is
    shown by the signs of its coefficients; elsewhere the region is not relied on.  So the result contains the complement.

    Examples
    --------
    >>> x, a = sp.symbols("x a", positive=True)
    >>> r = Root(x**3 + x - a, x, sp.Interval.open(0, 1))
    >>> missed(r >= sp.Rational(1, 2)).subs(a, 3), missed(a > 1)
    (True, a <= 1)
    """
    region = to_nnf(region, simplify=False)
    if isinstance(region, And | Or):
        dual = Or if isinstance(region, And) else And
        return dual(*(missed(r) for r in region.args))
    roots = sorted(region.atoms(Root), key=sp.default_sort_key)
    return Or(outside(region), *(outside(single_root(r)) for r in roots))


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
