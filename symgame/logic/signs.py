"""Signs that can be read off: from the declared signs of the generators and the signs of the coefficients.

A sign is a set of possible values among -1, 0, 1, written as a frozenset.  Reading a sign off never searches;
what it says is true for all values that the declarations allow.
"""

from __future__ import annotations

from functools import lru_cache

import sympy as sp

from symgame.logic.polynomials import Poly, radical

Sign = frozenset[int]

ANY: Sign = frozenset((-1, 0, 1))
POSITIVE: Sign = frozenset((1,))
NEGATIVE: Sign = frozenset((-1,))
NONNEGATIVE: Sign = frozenset((0, 1))
NONPOSITIVE: Sign = frozenset((-1, 0))
NONZERO: Sign = frozenset((-1, 1))
ZERO: Sign = frozenset((0,))


@lru_cache(maxsize=50_000)
def declared(gen: sp.Expr) -> Sign:
    """The signs that a generator can have where it is defined.

    Examples
    --------
    >>> sorted(declared(sp.Symbol("c", nonnegative=True)))
    [0, 1]
    """
    if gen.is_Symbol:
        sign = ANY
        for known, allowed in (
            (gen.is_positive, POSITIVE),
            (gen.is_negative, NEGATIVE),
            (gen.is_nonnegative, NONNEGATIVE),
            (gen.is_nonpositive, NONPOSITIVE),
            (gen.is_nonzero, NONZERO),
        ):
            if known:
                sign &= allowed
        return sign or ZERO
    found = radical(gen)
    if found is not None:
        positive = found[0].is_Symbol and found[0].is_positive or found[0].is_Rational and found[0] > 0
        return POSITIVE if positive else NONNEGATIVE
    if isinstance(gen, sp.exp) or gen is sp.pi or gen is sp.E:
        return POSITIVE
    if isinstance(gen, sp.Pow) and gen.base.is_Symbol and gen.base.is_positive:
        return POSITIVE
    return ANY


def times(a: Sign, b: Sign) -> Sign:
    """The signs of a product."""
    return frozenset(x * y for x in a for y in b)


def power(a: Sign, exponent: int) -> Sign:
    """The signs of a power."""
    return frozenset(x**exponent for x in a)


def sign_of(poly: Poly, gens: tuple[sp.Expr, ...]) -> Sign:
    """The signs that the terms of a polynomial allow.

    Examples
    --------
    >>> from symgame.logic.polynomials import fraction
    >>> c, d = sp.symbols("c d", positive=True)
    >>> sorted(sign_of(fraction(c**2 + c*d, (c, d)).num, (c, d)))
    [1]
    """
    signs = [declared(g) for g in gens]
    low, high, strict = False, False, False
    for exponents, coefficient in poly.to_dict().items():
        sign = POSITIVE if coefficient > 0 else NEGATIVE
        for s, e in zip(signs, exponents, strict=True):
            if e:
                sign = times(sign, power(s, e))
        low, high, strict = low or -1 in sign, high or 1 in sign, strict or 0 not in sign
        if low and high:
            return ANY
    if low or high:
        one = -1 if low else 1
        return frozenset((one,)) if strict else frozenset((one, 0))
    return ZERO
