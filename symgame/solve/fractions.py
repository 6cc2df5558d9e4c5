"""Rational functions by python-flint: reduced fractions, factors, and back to expressions an author would write.

An expression is held as a reduced fraction of integer polynomials in its symbols (other subexpressions, such
as radicals, count as unknowns of their own); sympy comes in only at the border.
"""

from __future__ import annotations

from functools import lru_cache

import sympy as sp

from symgame.logic.factoring import split
from symgame.logic.polynomials import Poly, expression, fold_radicals, fraction, generators, ordered
from symgame.logic.root import valueless


def is_rational(e: sp.Expr) -> bool:
    """Whether the expression is a ratio of polynomials in its symbols with rational coefficients.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> is_rational(1/x), is_rational(sp.sqrt(x)), is_rational(sp.sqrt(2)*x)
    (True, False, False)
    """
    return not valueless(e) and all(g.is_Symbol for g in generators(e))


@lru_cache(maxsize=20_000)
def parts(e: sp.Expr) -> tuple[Poly, Poly, tuple[sp.Expr, ...]]:
    """Numerator, denominator and generators of the reduced fraction.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> parts((x**2 - 1)/(x - 1))[1].is_one()
    True
    """
    gens = ordered(generators(e))
    found = fraction(e, gens)
    if all(g.is_Symbol for g in gens):
        return found.num, found.den, gens
    (top, extra), (below, more) = fold_radicals(found.num, gens), fold_radicals(found.den, gens)
    num, den = top * more, below * extra
    g = num.gcd(den)
    return (num, den, gens) if g.is_one() else (num / g, den / g, gens)


@lru_cache(maxsize=20_000)
def derivative(e: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The derivative, computed once for each expression.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> derivative(x**2 + y, x)
    2*x
    """
    return sp.diff(e, x)


@lru_cache(maxsize=20_000)
def coefficients(e: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, ...]:
    """The coefficients of a polynomial in x, highest power first.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> coefficients(y*x**2 - y, x)
    (y, 0, -y)
    """
    found: dict[int, list[sp.Expr]] = {}
    for term in sp.Add.make_args(sp.expand(e)):
        rest, moving = term.as_independent(x, as_Add=False)
        power = sp.degree(moving, x) if moving.has(x) else 0
        found.setdefault(int(power), []).append(rest)
    return tuple(sp.Add(*found.get(k, [])) for k in range(max(found), -1, -1))


@lru_cache(maxsize=20_000)
def numerator(e: sp.Expr) -> sp.Expr:
    """The numerator over a common denominator, expanded.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> numerator(1/x - y)
    -x*y + 1
    """
    if valueless(e):
        return sp.fraction(sp.together(e))[0]
    num, _, gens = parts(e)
    return expression(num, gens)


def factors(polynomial: Poly, gens: tuple[sp.Expr, ...]) -> tuple[sp.Rational, list[tuple[sp.Expr, int]]]:
    """Content and irreducible factors over the integers, as expressions; very long polynomials may stay whole.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> num, _, gens = parts(2*x**2 - 2*y**2)
    >>> factors(num, gens)
    (2, [(x - y, 1), (x + y, 1)])
    """
    if polynomial.is_zero():
        return sp.Integer(0), []
    content, found = split(polynomial)
    listed = [(expression(f, gens), int(n)) for f, n in found]
    return sp.Integer(int(content)), sorted(listed, key=lambda item: sp.default_sort_key(item[0]))


@lru_cache(maxsize=20_000)
def factor_list(e: sp.Expr) -> tuple[sp.Rational, tuple[tuple[sp.Expr, int], ...]]:
    """Content and irreducible factors of the numerator of a rational function.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> factor_list(x**2 - 1)
    (1, ((x - 1, 1), (x + 1, 1)))
    """
    num, _, gens = parts(e)
    content, listed = factors(num, gens)
    return content, tuple(listed)


@lru_cache(maxsize=20_000)
def factored(e: sp.Expr) -> sp.Expr:
    """The reduced fraction with numerator and denominator factored.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> factored((x**2 - y**2)/(x - y)/2)
    x/2 + y/2
    """
    num, den, gens = parts(e)
    (c, top), (d, below) = factors(num, gens), factors(den, gens)
    upper, lower = sp.Mul(*(f**n for f, n in top)), sp.Mul(*(f**n for f, n in below))
    return sp.Mul(sp.Rational(c, d), upper, sp.Pow(lower, -1))
