"""Identities between powers with symbolic exponents, by collecting exponents of equal positive bases.

A sum of products of powers vanishes identically when, after b^p·b^q = b^{p+q} for positive b, the terms whose exponents
differ by rational numbers only add up to zero, group by group.  Nothing is guessed: terms that cannot be brought together
stay apart, and then nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

Exponents = dict[sp.Expr, sp.Expr]


def vanishes(value: sp.Expr) -> bool:
    """Whether an expression is shown to be identically zero.

    Examples
    --------
    >>> c, k = sp.symbols("c k", positive=True)
    >>> x = (c*k)**(1/(1 - k))
    >>> vanishes(c*x**k - x/k), vanishes(c*x**k - x)
    (True, False)
    """
    if value.has(sp.nan, sp.zoo, sp.Piecewise):
        return False
    if value.is_rational_function():
        return sp.cancel(value) == 0
    numerator = sp.numer(sp.together(value))
    groups: list[tuple[Exponents, sp.Expr]] = []
    for term in sp.Add.make_args(sp.expand(numerator)):
        coefficient, exponents = _monomial(term)
        for i, (reference, total) in enumerate(groups):
            ratio = _ratio(exponents, reference)
            if ratio is not None:
                groups[i] = (reference, total + coefficient * ratio)
                break
        else:
            groups.append((exponents, coefficient))
    return all(_zero(total) for _, total in groups)


def _zero(value: sp.Expr) -> bool:
    return value == 0 or sp.cancel(sp.expand(value)) == 0


def _monomial(term: sp.Expr) -> tuple[sp.Expr, Exponents]:
    """A rational coefficient and the exponents of the bases."""
    coefficient: sp.Expr = sp.S.One
    exponents: Exponents = {}
    for base, exponent in _factors(term, sp.S.One):
        if base.is_Rational and exponent == 1:
            coefficient *= base
        else:
            exponents[base] = sp.cancel(exponents.get(base, sp.S.Zero) + exponent)
    return coefficient, exponents


def _factors(e: sp.Expr, power: sp.Expr) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """Bases and exponents of e^power, powers of positive products opened."""
    if isinstance(e, sp.Mul) and (power.is_Integer or _positive(e)):
        for a in e.args:
            yield from _factors(a, power)
    elif isinstance(e, sp.Pow) and (power.is_Integer or _positive(e.base)):
        yield from _factors(e.base, power * e.exp)
    elif e.is_Rational and e.is_positive and power != 1:
        for prime, count in sp.factorrat(e).items():
            yield sp.Integer(prime), power * count
    else:
        yield e, power


def _positive(e: sp.Expr) -> bool:
    """Whether every factor is a positive base with some real exponent."""
    if isinstance(e, sp.Mul):
        return all(_positive(a) for a in e.args)
    return bool(e.is_positive or (isinstance(e, sp.Pow) and _positive(e.base)))


def _ratio(exponents: Exponents, reference: Exponents) -> sp.Expr | None:
    """The quotient of two monomials when it has numeric exponents, else None."""
    quotient: sp.Expr = sp.S.One
    for base in {**reference, **exponents}:
        difference = sp.cancel(exponents.get(base, sp.S.Zero) - reference.get(base, sp.S.Zero))
        if not difference.is_Rational:
            return None
        quotient *= base**difference
    return quotient
