"""Comparing one rational function at two places with the difference of the places divided out.

For f = N/D the numerator of f(y) − f(x) is N(y)D(x) − N(x)D(y) = (y − x)·Q(x, y).  Where Q(y, y) = 0, that is f′(y) = 0,
it is (y − x)²·R(x, y).  The signs of Q on the two sides of y, or of R, decide with a lower degree than the values.
"""

from __future__ import annotations

import sympy as sp

from symgame.solve.verify_prover import Prover


def below(prover: Prover, f: sp.Expr, x: sp.Symbol, y: sp.Expr, *, strict: bool) -> bool:
    """Whether f(x) ≤ f(y), or f(x) < f(y), is proved where x ≠ y under the prover's hypotheses.

    Parameters
    ----------
    prover : Prover
    f : Expr
        Rational in x.
    x : Symbol
    y : Expr
        Without x.
    strict : bool
    """
    if not f.is_rational_function():
        return False
    numerator, denominator = sp.fraction(sp.together(f))
    other = sp.Dummy("y", real=True)
    at = {x: other}
    whole = numerator.xreplace(at) * denominator - numerator * denominator.xreplace(at)
    first = _divided(whole, x, other)
    if first is None:
        return False
    back = {other: y}
    if not denominator.is_number:
        sign = denominator * denominator.xreplace({x: y})
        if not prover.proves(sp.Gt(sign, 0)):
            return False
    level = first.xreplace({x: other}).xreplace(back)
    if prover.proves(sp.Eq(level, 0)):
        second = _divided(first - first.xreplace({x: other}), x, other)
        if second is None:
            return False
        return prover.proves((sp.Gt if strict else sp.Ge)(second.xreplace(back), 0))
    claim = first.xreplace(back)
    up, down = (sp.Gt, sp.Lt) if strict else (sp.Ge, sp.Le)
    return prover.proves(up(claim, 0), (sp.Lt(x, y),)) and prover.proves(down(claim, 0), (sp.Gt(x, y),))


def _divided(p: sp.Expr, x: sp.Symbol, y: sp.Symbol) -> sp.Expr | None:
    """p/(y − x) when it is a polynomial."""
    quotient, rest = sp.div(sp.Poly(p, y, x), sp.Poly(y - x, y, x))
    return quotient.as_expr() if rest.is_zero else None
