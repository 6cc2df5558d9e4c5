"""A few lines of exact polynomial arithmetic, shared with nothing: what certificates are checked with.

A polynomial is a dict from monomials (sorted tuples of (generator, exponent)) to non-zero Fractions.
"""

from __future__ import annotations

from fractions import Fraction

import sympy as sp

Monomial = tuple[tuple[sp.Expr, int], ...]
Sparse = dict[Monomial, Fraction]

ONE: Sparse = {(): Fraction(1)}


def sparse(expr: sp.Expr) -> Sparse:
    """The polynomial of an expression; what is not a sum, product or integer power is a generator.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> sparse((x + 1)**2 - x**2 - 2*x)
    {(): Fraction(1, 1)}
    """
    if isinstance(expr, sp.Rational):
        return {(): Fraction(int(expr.p), int(expr.q))} if expr else {}
    if isinstance(expr, sp.Add):
        total: Sparse = {}
        for a in expr.args:
            total = plus(total, sparse(a))
        return total
    if isinstance(expr, sp.Mul):
        product = ONE
        for a in expr.args:
            product = times(product, sparse(a))
        return product
    if isinstance(expr, sp.Pow) and isinstance(expr.exp, sp.Integer) and expr.exp >= 0:
        return power(sparse(expr.base), int(expr.exp))
    return {((expr, 1),): Fraction(1)}


def plus(p: Sparse, q: Sparse) -> Sparse:
    """p + q."""
    total = dict(p)
    for m, c in q.items():
        total[m] = total.get(m, Fraction(0)) + c
        if not total[m]:
            del total[m]
    return total


def times(p: Sparse, q: Sparse) -> Sparse:
    """p · q."""
    total: Sparse = {}
    for m, c in p.items():
        for n, d in q.items():
            powers = dict(m)
            for g, e in n:
                powers[g] = powers.get(g, 0) + e
            key = tuple(sorted(powers.items(), key=lambda item: item[0].sort_key()))
            total[key] = total.get(key, Fraction(0)) + c * d
            if not total[key]:
                del total[key]
    return total


def power(p: Sparse, exponent: int) -> Sparse:
    """p^exponent."""
    total = ONE
    for _ in range(exponent):
        total = times(total, p)
    return total


def scaled(p: Sparse, factor: Fraction) -> Sparse:
    """factor · p."""
    return {m: c * factor for m, c in p.items()} if factor else {}


def univariate(p: Sparse) -> tuple[sp.Expr, list[Fraction]] | None:
    """The only generator and the dense coefficients, constant first; None when there are other than one generators."""
    gens = {g for m in p for g, _ in m}
    if len(gens) != 1:
        return None
    x = gens.pop()
    dense = [Fraction(0)] * (max(e for m in p for _, e in m) + 1)
    for m, c in p.items():
        dense[m[0][1] if m else 0] = c
    return x, dense
