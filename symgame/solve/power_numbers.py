"""Values of expressions with powers at points where floating point overflows or cancels.

Exponents like 1/(k - 1) near k = 1 leave the range of floats although the quotient of two powers does not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import mpmath
import sympy as sp

from symgame.solve.power_symbols import symbolic

DIGITS = 40


def precise_value(e: sp.Expr, point: Mapping[sp.Symbol, Any]) -> float | None:
    """The value with large exponents allowed, None where there is none or `e` has no symbolic powers.

    Examples
    --------
    >>> c, d, k = sp.symbols("c d k", positive=True)
    >>> ratio = c**k/(c**k + d**k)
    >>> precise_value(ratio, {c: Fraction(1, 3), d: Fraction(1, 3), k: Fraction(1000)})
    0.5
    """
    compiled = _function(e)
    if compiled is None:
        return None
    function, symbols = compiled
    with mpmath.workdps(DIGITS):
        try:
            value = function(*(_number(point[s]) for s in symbols))
        except (ZeroDivisionError, ValueError, OverflowError, KeyError):
            return None
        found = float(value) if isinstance(value, mpmath.mpf | int) else math.nan
    return found if math.isfinite(found) else None


@lru_cache(maxsize=2_000)
def _function(e: sp.Expr) -> tuple[Callable[..., Any], tuple[sp.Symbol, ...]] | None:
    if not symbolic(e) or e.has(sp.zoo, sp.nan):
        return None
    symbols = tuple(sorted(e.free_symbols, key=lambda s: s.name))
    return sp.lambdify(symbols, e, modules="mpmath", dummify=True), symbols


def _number(value: Any) -> Any:
    return mpmath.mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else mpmath.mpf(value)
