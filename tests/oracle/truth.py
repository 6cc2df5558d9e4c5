"""The truth of a condition at a point, part by part: a relation is false where a side has no real value."""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp
from sympy.logic.boolalg import Boolean


def holds(condition: Boolean, point: Mapping[sp.Symbol, sp.Rational]) -> bool:
    """Whether the condition is true at a rational point, by exact substitution alone.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> holds(sp.Or(sp.sqrt(x) < 1, x < -3), {x: sp.Integer(-2)})
    False
    """
    if isinstance(condition, sp.And | sp.Or):
        return (all if isinstance(condition, sp.And) else any)(holds(part, point) for part in condition.args)
    if isinstance(condition, sp.Not):
        return not holds(condition.args[0], point)
    if condition in (sp.true, sp.false):
        return bool(condition)
    left, right = condition.lhs.subs(point), condition.rhs.subs(point)
    return bool(left.is_real and right.is_real and condition.func(left, right))
