"""Step functions on [0, 1] with exact thresholds.

A step function has breakpoints t_1 < … < t_n in [0, 1], a value between every two of them, and a value at
each.  A success is usually continuous from the left: what is won, is won strictly above its threshold.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError
from symgame.printing import Value
from symgame.solve.values import exact_number


@dataclass(frozen=True)
class StepFunction(Value):
    """A piecewise constant function of α in [0, 1].

    Parameters
    ----------
    variable : Symbol
    thresholds : tuple of Rational
        Breakpoints in increasing order.
    values : tuple of Rational
        Between the breakpoints, one more than there are: ``values[0]`` before the first (at 0 itself when
        the first breakpoint is 0), ``values[k]`` right after ``thresholds[k-1]``.
    at_thresholds : tuple of Rational
        The values at the breakpoints.

    Examples
    --------
    >>> half = sp.Rational(1, 2)
    >>> step = StepFunction(sp.Symbol("alpha"), (half,), (sp.S.Zero, sp.S.One), (sp.S.Zero,))
    >>> step.at(half), step.at(sp.Rational(3, 4))
    (0, 1)
    """

    variable: sp.Symbol
    thresholds: tuple[sp.Rational, ...]
    values: tuple[sp.Rational, ...]
    at_thresholds: tuple[sp.Rational, ...]

    def at(self, alpha: Any) -> sp.Rational:
        """The value at `alpha`, a number in [0, 1] or a mapping ``{variable: number}``.

        Raises
        ------
        ArgumentError, ArgumentTypeError
            If `alpha` is no exact number in [0, 1].
        """
        if isinstance(alpha, Mapping):
            if self.variable not in alpha:
                raise ArgumentError(f"no value for {self.variable}")
            alpha = alpha[self.variable]
        point = exact_number(alpha, self.variable)
        if not (0 <= point) or not (point <= 1):
            raise ArgumentError(f"{self.variable} = {point} is outside [0, 1]")
        index = bisect_left(self.thresholds, point)
        if index < len(self.thresholds) and self.thresholds[index] == point:
            return self.at_thresholds[index]
        return self.values[index]

    __call__ = at

    def subs(self, *args: Any) -> sp.Rational:
        """The value where `variable` is replaced by a number, as sympy spells it.

        Examples
        --------
        >>> a = sp.Symbol("a")
        >>> StepFunction(a, (), (sp.S.One,), ()).subs(a, 0)
        1
        """
        return self.at(dict([args]) if len(args) == 2 else dict(args[0]))

    @property
    def left_continuous(self) -> bool:
        """Whether each threshold belongs to the piece before it."""
        return self.at_thresholds == self.values[:-1]

    @property
    def pieces(self) -> tuple[tuple[sp.Rational, sp.Set], ...]:
        """``(value, set)`` for maximal intervals and single points of [0, 1], from left to right."""
        found: list[tuple[sp.Rational, sp.Set]] = []
        before = sp.S.Zero
        marks = (*self.thresholds, None)
        for k, t in enumerate(marks):
            end = sp.S.One if t is None else t
            closed_left = not found
            if closed_left or before < end:
                piece = sp.Interval(before, end, left_open=not closed_left, right_open=t is not None)
                if piece is not sp.S.EmptySet:
                    found.append((self.values[k], piece))
            if t is not None:
                found.append((self.at_thresholds[k], sp.FiniteSet(t)))
                before = t
        return tuple(_merge(found))

    def as_piecewise(self) -> sp.Piecewise:
        """The same function as a sympy Piecewise in `variable`.

        Examples
        --------
        >>> a = sp.Symbol("a")
        >>> StepFunction(a, (sp.Rational(1, 2),), (sp.S.Zero, sp.S.One), (sp.S.Zero,)).as_piecewise()
        Piecewise((0, a <= 1/2), (1, True))
        """
        cases: list[tuple[sp.Expr, Any]] = []
        for k, t in enumerate(self.thresholds):
            if self.at_thresholds[k] == self.values[k]:
                cases.append((self.values[k], self.variable <= t))
            else:
                cases += [(self.values[k], self.variable < t), (self.at_thresholds[k], self.variable <= t)]
        return sp.Piecewise(*cases, (self.values[-1], True), evaluate=False)

    def _sympy_(self) -> sp.Expr:
        return self.as_piecewise()


def _merge(pieces: Iterable[tuple[sp.Rational, sp.Set]]) -> list[tuple[sp.Rational, sp.Set]]:
    merged: list[tuple[sp.Rational, sp.Set]] = []
    for value, where in pieces:
        if merged and merged[-1][0] == value:
            merged[-1] = (value, sp.Union(merged[-1][1], where))
        else:
            merged.append((value, where))
    return merged


def step_function(variable: sp.Symbol, first: Any, changes: Iterable[tuple[sp.Rational, Any, Any]]) -> StepFunction:
    """A step function from its value before the first breakpoint and ``(breakpoint, value at, value after)``.

    Breakpoints at which nothing changes are dropped; a change at 0 makes the value at 0 the first one.

    Examples
    --------
    >>> step_function(sp.Symbol("a"), sp.S.Zero, [(sp.Rational(1, 3), sp.S.Zero, sp.S.One)]).thresholds
    (1/3,)
    """
    thresholds, values, at_values = [], [first], []
    for t, at, after in changes:
        if t == 0:
            values = [at]
        if at == values[-1] and (after == at or t == 1):
            continue
        thresholds.append(t)
        at_values.append(at)
        values.append(at if t == 1 else after)
    return StepFunction(variable, tuple(thresholds), tuple(values), tuple(at_values))
