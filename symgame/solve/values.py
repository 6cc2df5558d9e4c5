"""Exact evaluation at exact parameter values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.games.strategies import Lottery
from symgame.logic.region import Region


def exact_number(value: Any, name: Any) -> sp.Expr:
    """An exact sympy number from `value`.

    Examples
    --------
    >>> exact_number(1, "c")
    1
    """
    if isinstance(value, float) or (isinstance(value, sp.Basic) and value.has(sp.Float)):
        raise ArgumentTypeError(f"{name} = {value!r}: a float is not exact; use sympy.Rational")
    if isinstance(value, int) and not isinstance(value, bool):
        return sp.Integer(value)
    if hasattr(value, "numerator") and hasattr(value, "denominator") and not isinstance(value, sp.Basic | bool):
        return sp.Rational(int(value.numerator), int(value.denominator))
    if not isinstance(value, sp.Expr) or value is sp.nan or value.free_symbols or value.is_finite is False or value.is_real is False:
        raise ArgumentTypeError(f"{name} = {value!r} is not an exact real number")
    return value


def exact_values(
    values: Mapping[sp.Symbol, Any], parameters: Iterable[sp.Symbol], assumptions: Iterable[Boolean] = ()
) -> dict[sp.Symbol, sp.Expr]:
    """Check that `values` gives every parameter an exact number that the assumptions allow.

    Examples
    --------
    >>> c = sp.Symbol("c", positive=True)
    >>> exact_values({c: 2}, (c,))
    {c: 2}
    """
    parameters = tuple(parameters)
    missing = [p for p in parameters if p not in values]
    if missing:
        alike = [k for k in values if str(k) == missing[0].name]
        hint = f"; the key {alike[0]!r} given has other assumptions than the game's symbol" if alike else ""
        raise ArgumentError(f"no value for the parameter {missing[0]}{hint}")
    point = {p: exact_number(values[p], p) for p in parameters}
    for p, v in point.items():
        if (p.is_positive and not v > 0) or (p.is_nonnegative and not v >= 0) or (p.is_negative and not v < 0):
            raise ArgumentError(f"{p} = {v} contradicts the sign that the symbol was declared with")
    for r in assumptions:
        if not Region(r).holds_at(point):
            raise ArgumentError(f"the values contradict the assumption {r}")
    return point


def evaluate(value: Any, point: Mapping[sp.Symbol, sp.Expr]) -> Any:
    """The value of an expression or a set at `point`, exact; a lottery becomes ``{action: probability}``.

    Examples
    --------
    >>> c = sp.Symbol("c", positive=True)
    >>> evaluate(1/c, {c: sp.Integer(2)})
    1/2
    """
    if isinstance(value, Lottery):
        chances = {label: evaluate(p, point) for label, p in value.items}
        return next((label for label, p in chances.items() if p == 1), chances)
    if isinstance(value, tuple):
        return tuple(evaluate(v, point) for v in value)
    if not isinstance(value, sp.Basic):
        return value
    if isinstance(value, sp.ConditionSet):
        return _narrowed(value, point)
    found = value.subs(point) if value.free_symbols else value
    return sp.sqrtdenest(found) if isinstance(found, sp.Expr) and not found.is_Rational and not found.free_symbols else found


def _narrowed(value: sp.ConditionSet, point: Mapping[sp.Symbol, sp.Expr]) -> sp.Set:
    """A set with a condition at a point; as an interval where the condition is linear (its `subs` leaves conditions as they are)."""
    x, condition, base = value.sym, value.condition.subs(point), value.base_set.subs(point)
    parts = condition.args if isinstance(condition, sp.And) else (condition,)
    linear = all(c.free_symbols == {x} and (c.lhs - c.rhs).is_polynomial(x) and sp.degree(c.lhs - c.rhs, x) == 1 for c in parts)
    return sp.Intersection(base, *(c.as_set() for c in parts)) if linear else sp.ConditionSet(x, condition, base)
