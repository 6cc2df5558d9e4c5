"""Implicit numbers by bisection, from compiled parts (guesses: that there is exactly one such number is not proved here)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sympy as sp

Number = Any
Point = Mapping[sp.Symbol, Number]
Closure = Callable[[Point], Number]

STEPS = 200
FEWER = 60
"""Between finite ends: the precision of a float."""


class NoValue(ArithmeticError):
    """The expression has no real value at the point."""


def polynomial_root(coefficients: Sequence[Closure], low: Closure, high: Closure) -> Closure:
    """The root of a polynomial between two ends, possibly infinite.

    Parameters
    ----------
    coefficients : sequence of functions of a point
        From the leading one to the constant one.
    low, high : functions of a point

    Examples
    --------
    >>> root = polynomial_root([lambda p: 1, lambda p: 0, lambda p: -2], lambda p: 0, lambda p: math.inf)
    >>> abs(root({}) - math.sqrt(2)) < 1e-6
    True
    """

    def find(p: Point) -> float:
        numbers = [float(c(p)) for c in coefficients]

        def at(v: float) -> float:
            value = 0.0
            for c in numbers:
                value = value * v + c
            return value

        a, b = float(low(p)), float(high(p))
        a = a if math.isfinite(a) else -1e9
        b = b if math.isfinite(b) else 1e9
        step = (b - a) * 1e-13
        fa, fb = at(a + step), at(b - step)
        if fa * fb > 0:
            raise NoValue
        for _ in range(STEPS):
            m = (a + b) / 2
            if m in (a, b):
                break
            if (at(m) > 0) == (fb > 0):
                b = m
            else:
                a = m
        return (a + b) / 2

    return find


def falling_zero(function: Closure, name: sp.Symbol, low: Closure, high: Closure) -> Closure:
    """The zero between two points, at the first of which a function is positive and at the second negative.

    Parameters
    ----------
    function : function of a point that has a value for `name`
    name : Symbol
    low, high : functions of a point
    """

    def find(p: Point) -> float:
        a, b = float(low(p)), float(high(p))
        for _ in range(FEWER):
            m = (a + b) / 2
            if m in (a, b):
                break
            if function({**p, name: m}) > 0:
                a = m
            else:
                b = m
        return (a + b) / 2

    return find
