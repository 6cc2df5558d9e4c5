"""Polynomials of the form A·q(x)^m + C: their roots are those of q(x) = (−C/A)^(1/m).

Then p' = A m q^(m−1) q', so that q is a factor of p' with multiplicity m − 1, and p − A q^m is free of x.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

LONGEST = 400
"""Polynomials with more operations than this are not looked through."""


def power_of_a_polynomial(p: sp.Poly) -> tuple[sp.Expr, int, sp.Expr] | None:
    """``(q, m, r)`` such that the polynomial vanishes where q^m = r, with m >= 2 and q of positive degree.

    Parameters
    ----------
    p : Poly
        In one unknown, with coefficients in parameters.

    Returns
    -------
    (Expr, int, Expr) or None

    Examples
    --------
    >>> x, a = sp.symbols("x a", positive=True)
    >>> power_of_a_polynomial(sp.Poly((x - a)**3 - 2, x))
    (-a + x, 3, 2)
    """
    if p.degree() < 3 or sp.count_ops(p.as_expr()) > LONGEST:
        return None
    x = p.gen
    for q, k in sp.factor_list(p.diff(x).as_expr(), x)[1]:
        inner = sp.Poly(q, x)
        if k < 1 or inner.degree() < 1 or inner.degree() * (k + 1) != p.degree():
            continue
        top = sp.cancel(p.LC() / inner.LC() ** (k + 1))
        rest = sp.cancel(p.as_expr() - top * q ** (k + 1))
        if not rest.has(x):
            return q, k + 1, sp.cancel(-rest / top)
    return None


def branches(r: sp.Expr, m: int) -> Iterator[sp.Expr]:
    """The real m-th roots of r, as far as its sign is known.

    Examples
    --------
    >>> list(branches(sp.Integer(4), 2)), list(branches(sp.Integer(-8), 3))
    ([2, -2], [-2])
    """
    power = sp.Rational(1, m)
    if r.is_nonnegative or m % 2 == 0:
        yield r**power
        if m % 2 == 0:
            yield -(r**power)
    elif r.is_nonpositive:
        yield -((-r) ** power)
    else:
        yield sp.Piecewise((r**power, r >= 0), (-((-r) ** power), True))
