"""Expressions compiled to functions of floats, for the inner loops of labelling.  Guesses only."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sympy as sp
from sympy.core.relational import Relational

from symgame.logic.root import Root
from symgame.logic.zero import Zero
from symgame.solve.numeric import Number, difference, holds, value_at
from symgame.solve.power_numbers import precise_value

Point = Mapping[sp.Symbol, Number]
MANY = 14
"""Compiling an expression with more symbols takes longer than evaluating it as it is."""


class Compiler:
    """Compiles expressions in a fixed list of symbols; each expression once.

    Parameters
    ----------
    symbols : sequence of Symbol

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> compiler = Compiler([x])
    >>> compiler.value(x**2, {x: 3.0})
    9.0
    >>> compiler.holds(x > 1, {x: 0.5})
    False
    """

    def __init__(self, symbols: Sequence[sp.Symbol]) -> None:
        self.symbols = tuple(symbols)
        self.functions: dict[sp.Expr, tuple[Callable[..., Any], tuple[sp.Symbol, ...]] | None] = {}
        self.relations: dict[Any, tuple[Any, ...]] = {}

    def _function(self, e: sp.Expr) -> tuple[Callable[..., Any], tuple[sp.Symbol, ...]] | None:
        """The compiled expression and its arguments, those symbols that occur in it."""
        if e not in self.functions:
            numbers = {r: sp.Float(r.evalf(30)) for r in e.atoms(sp.CRootOf)}
            used = tuple(s for s in self.symbols if s in e.free_symbols)
            plain = len(used) == len(e.free_symbols) <= MANY and not e.has(Root, Zero, sp.Heaviside, sp.sign, sp.oo, -sp.oo, sp.nan, sp.zoo)
            self.functions[e] = (sp.lambdify(used, e.xreplace(numbers), modules="math", dummify=True), used) if plain else None
        return self.functions[e]

    def value(self, e: sp.Expr, point: Point) -> float | None:
        """The value at a point of floats, or None where it has none."""
        compiled = self._function(e)
        if compiled is None:
            found = value_at(e, point)
            return None if found is None else float(found)
        function, used = compiled
        try:
            value = function(*[point.get(s, math.nan) for s in used])
        except (ZeroDivisionError, ValueError, OverflowError):
            return precise_value(e, point)
        if isinstance(value, complex) or not math.isfinite(value):
            return None
        return float(value)

    def arguments(self, point: Point) -> tuple[float, ...]:
        """The point as a tuple in the order of the symbols; what it lacks is not a number."""
        return tuple([point.get(s, math.nan) for s in self.symbols])

    def all_hold(self, conditions: tuple[Any, ...], point: Point) -> bool:
        """Whether every condition holds at a point of floats, up to rounding; relations are compiled together."""
        if not conditions:
            return True
        if conditions not in self.relations:
            self.relations[conditions] = self._together(conditions)
        function, comparisons = self.relations[conditions]
        if function is None:
            return all(self.holds(c, point) for c in conditions)
        try:
            sides = function(*self.arguments(point))
        except (ZeroDivisionError, ValueError, OverflowError):
            return all(self.holds(c, point) for c in conditions)
        for i, compare in enumerate(comparisons):
            left, right = sides[2 * i], sides[2 * i + 1]
            if isinstance(left, complex) or isinstance(right, complex) or left != left or right != right:
                return False
            if not compare(difference(left, right)):
                return False
        return True

    def _together(self, conditions: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
        if not all(isinstance(c, Relational) for c in conditions):
            return None, ()
        sides = [side for c in conditions for side in (c.lhs, c.rhs)]
        if any(e.has(Root, Zero, sp.Heaviside, sp.sign, sp.CRootOf, sp.oo, -sp.oo, sp.nan, sp.zoo) for e in sides):
            return None, ()
        function = sp.lambdify(self.symbols, sides, modules="math", dummify=True, cse=True)
        return function, tuple(_COMPARE[type(c)] for c in conditions)

    def holds(self, condition: Any, point: Point) -> bool:
        """Whether a Boolean holds at a point of floats, up to rounding."""
        if isinstance(condition, sp.And):
            return all(self.holds(c, point) for c in condition.args)
        if isinstance(condition, sp.Or):
            return any(self.holds(c, point) for c in condition.args)
        if not isinstance(condition, Relational):
            return holds(condition, point)
        left, right = self.value(condition.lhs, point), self.value(condition.rhs, point)
        if left is None or right is None:
            return False
        return _COMPARE[type(condition)](difference(left, right))


_COMPARE: dict[type, Callable[[float], bool]] = {
    sp.Gt: lambda d: d > 0,
    sp.Ge: lambda d: d >= 0,
    sp.Lt: lambda d: d < 0,
    sp.Le: lambda d: d <= 0,
    sp.Eq: lambda d: d == 0,
    sp.Ne: lambda d: d != 0,
}
