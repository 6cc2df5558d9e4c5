"""Values of expressions with powers at points where floating point overflows or cancels.

Exponents like 1/(k - 1) near k = 1 leave the range of floats although the quotient of two powers does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

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
    if not symbolic(e):
        return None
    exact = {s: sp.Rational(v.numerator, v.denominator) if isinstance(v, Fraction) else sp.Float(v, DIGITS) for s, v in point.items()}
    value = e.xreplace({s: v for s, v in exact.items() if s in e.free_symbols}).evalf(DIGITS)
    return float(value) if (value.is_Float or value.is_Rational) and value.is_finite else None
