"""One root in an interval, by the signs of coefficients alone.

Let p be a polynomial and x = (l + h t)/(1 + t), so that t runs over (0, ∞) when x runs over (l, h); for h = ∞ let
x = l + t.  By the rule of signs (Descartes 1637) the coefficients c_0, …, c_n of (1 + t)^n p change their sign as often as p
has roots in (l, h), or an even number of times more.  One change therefore means exactly one root, a simple one, and that is a
sentence about the parameters only.
"""

from __future__ import annotations

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.logic.root import Root


def coefficients_along(root: Root) -> tuple[sp.Expr, ...] | None:
    """The coefficients c_0, …, c_n of the polynomial along its interval; None when that is the whole line.

    Examples
    --------
    >>> x, a = sp.symbols("x a", positive=True)
    >>> coefficients_along(Root(x**3 + a*x - 1, x, sp.Interval.open(0, 1)))
    (-1, a - 3, 2*a - 3, a)
    """
    low, high, _, _ = root.interval
    n = len(root.coefficients) - 1
    t = sp.Dummy("t", real=True)
    if low is -sp.oo and high is sp.oo:
        return None
    if high is sp.oo:
        polynomial = root.at(low + t)
    elif low is -sp.oo:
        polynomial = root.at(high - t)
    else:
        listed = [c * (low + high * t) ** (n - i) * (1 + t) ** i for i, c in enumerate(root.coefficients)]
        polynomial = sp.Add(*listed)
    found = sp.Poly(sp.expand(polynomial), t)
    return tuple(sp.factor_terms(found.coeff_monomial(t**k)) for k in range(n + 1))


def one_change(coefficients: tuple[sp.Expr, ...]) -> Boolean:
    """The sentence that the coefficients change their sign exactly once, the outer ones not being zero.

    Examples
    --------
    >>> a = sp.Symbol("a", real=True)
    >>> one_change((sp.Integer(-1), a, sp.Integer(1))), one_change((a, sp.Integer(1)))
    (True, a < 0)
    """
    first, last, inner = coefficients[0], coefficients[-1], coefficients[1:-1]
    rising = [Or(sp.Le(c, 0), sp.Ge(d, 0)) for i, c in enumerate(inner) for d in inner[i + 1 :]]
    falling = [Or(sp.Ge(c, 0), sp.Le(d, 0)) for i, c in enumerate(inner) for d in inner[i + 1 :]]
    return Or(And(sp.Lt(first, 0), sp.Gt(last, 0), *rising), And(sp.Gt(first, 0), sp.Lt(last, 0), *falling))


def nonempty(root: Root) -> Boolean:
    """That the interval of the root is not empty.

    Examples
    --------
    >>> x, a = sp.symbols("x a", positive=True)
    >>> nonempty(Root(x**3 - a, x, sp.Interval.open(0, a)))
    True
    """
    low, high, _, _ = root.interval
    return sp.true if low is -sp.oo or high is sp.oo else sp.Lt(low, high)


def single_root(root: Root) -> Boolean:
    """A sentence about the parameters that is sufficient for exactly one root in the interval.

    Examples
    --------
    >>> x, a = sp.symbols("x a", positive=True)
    >>> single_root(Root(x**3 + a*x - 1, x, sp.Interval.open(0, sp.oo)))
    True
    """
    along = coefficients_along(root)
    return sp.false if along is None else And(nonempty(root), one_change(along))
