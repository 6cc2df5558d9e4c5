"""Sign conditions as relations that read well: positive terms on both sides, bounds of one symbol solved for it."""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.logic.signs import NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, POSITIVE, ZERO, Sign

RELATIONS = {POSITIVE: sp.Gt, NEGATIVE: sp.Lt, NONNEGATIVE: sp.Ge, NONPOSITIVE: sp.Le, ZERO: sp.Eq, NONZERO: sp.Ne}


def plain(relation: Any, left: sp.Expr, right: sp.Expr = sp.S.Zero) -> Boolean:
    """A relation that is evaluated between numbers only: sympy looks for the signs of long polynomials at great length.

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> plain(sp.Ge, x), plain(sp.Ge, sp.Integer(2))
    (x >= 0, True)
    """
    if left == right or not (left.free_symbols or right.free_symbols):
        return relation(left, right)
    return relation(left, right, evaluate=False)


def sided(value: sp.Expr, allowed: Sign) -> Boolean:
    """The relation "the sign of `value` is allowed", without negative terms, a bound of one symbol solved for it.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> sided(3*x - 1, NONNEGATIVE), sided(x - y, NEGATIVE)
    (x >= 1/3, x < y)
    """
    relation = RELATIONS[allowed]
    terms = sp.Add.make_args(value)
    symbols = value.free_symbols
    if len(symbols) == 1 and len(terms) <= 2:
        (s,) = symbols
        slope = value.coeff(s, 1)
        rest = sp.expand(value - slope * s)
        if slope.is_Rational and slope > 0 and rest.is_Rational:
            return relation(s, -rest / slope)
    above = [t for t in terms if not t.could_extract_minus_sign()]
    below = [-t for t in terms if t.could_extract_minus_sign()]
    return relation(sp.Add(*above), sp.Add(*below))
