"""Floating evaluation of sympy expressions, independent of the package: guesses for tests, never a proof."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy as sp


def number(expression: Any, env: Mapping[Any, float]) -> float:
    """The value of an expression; nan where it has none."""
    try:
        return float(_value(expression, env))
    except (ZeroDivisionError, OverflowError, ValueError):
        return math.nan


def truth(condition: Any, env: Mapping[Any, float], slack: float = 0.0) -> bool:
    """Whether a condition holds, weak and strict inequalities alike up to `slack`."""
    if condition in (sp.true, True):
        return True
    if condition in (sp.false, False):
        return False
    if isinstance(condition, sp.And):
        return all(truth(a, env, slack) for a in condition.args)
    if isinstance(condition, sp.Or):
        return any(truth(a, env, slack) for a in condition.args)
    if isinstance(condition, sp.Not):
        return not truth(condition.args[0], env, -slack)
    left, right = number(condition.lhs, env), number(condition.rhs, env)
    if math.isnan(left) or math.isnan(right):
        return False
    if isinstance(condition, sp.Eq):
        return abs(left - right) <= max(slack, 1e-11 * max(1.0, abs(left)))
    if isinstance(condition, sp.Ne):
        return abs(left - right) > max(slack, 1e-11 * max(1.0, abs(left)))
    if isinstance(condition, sp.Ge):
        return left >= right - slack
    if isinstance(condition, sp.Gt):
        return left > right - slack
    if isinstance(condition, sp.Le):
        return left <= right + slack
    return left < right + slack


def _value(e: Any, env: Mapping[Any, float]) -> float:
    if e in env:
        return env[e]
    if e.is_Number:
        return float(e)
    if e.is_Add:
        return sum(_value(a, env) for a in e.args)
    if e.is_Mul:
        product = 1.0
        for a in e.args:
            product *= _value(a, env)
        return product
    if e.is_Pow:
        base, exponent = (_value(a, env) for a in e.args)
        if base < 0 and -1e-9 < base and exponent != int(exponent):
            base = 0.0
        found = base**exponent
        return math.nan if isinstance(found, complex) else found
    if isinstance(e, sp.Piecewise):
        for v, c in e.args:
            if truth(c, env):
                return _value(v, env)
        return math.nan
    return _function(e, env)


def _function(e: Any, env: Mapping[Any, float]) -> float:
    name = type(e).__name__
    if name == "Root":
        return _root(e, env)
    if name == "ComplexRootOf" or e.is_number:
        return float(sp.N(e, 20))
    args = [_value(a, env) for a in e.args]
    simple = {
        "Min": min, "Max": max, "Abs": lambda *a: abs(a[0]), "sign": lambda *a: float(np.sign(a[0])),
        "Heaviside": lambda *a: 0.0 if a[0] < 0 else 1.0 if a[0] > 0 else a[1] if len(a) > 1 else 0.5,
    }  # fmt: skip
    if name in simple:
        return simple[name](*args)
    if name in ("log", "exp"):
        return getattr(math, name)(args[0])
    raise TypeError(f"no value for {e} of type {name}")


def _root(e: Any, env: Mapping[Any, float]) -> float:
    """The zero of a polynomial in an interval; its arguments are coefficients, ends, and openness of the ends."""
    coefficients = [_value(c, env) for c in e.args[0]]
    low, high = (float(a) if a.is_infinite else _value(a, env) for a in e.args[1:3])
    while coefficients and abs(coefficients[0]) < 1e-14:
        coefficients.pop(0)
    roots = [r.real for r in np.roots(coefficients) if abs(r.imag) < 1e-7 and low - 1e-9 <= r.real <= high + 1e-9]
    return roots[0] if roots else math.nan
