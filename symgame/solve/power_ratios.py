"""Products of powers as one power of a rational function: m(x) = C R(x)^p.

The exponents of the bases that move with x are rational multiples of one exponent; their integer parts make R.
"""

from __future__ import annotations

import sympy as sp
from sympy.polys.polyerrors import PolificationFailed

from symgame.solve.exponents import exponent_vector
from symgame.solve.power_forms import Powers


def has_powers(e: sp.Basic, x: sp.Symbol | None = None) -> bool:
    """Whether powers with other than whole exponents, exponentials or logarithms occur (in `x`, when given).

    Examples
    --------
    >>> x, k = sp.symbols("x k", positive=True)
    >>> has_powers(x**k + 1), has_powers(x**2 + 1/x)
    (True, False)
    """
    found = (p for p in e.atoms(sp.Pow, sp.exp, sp.log) if not (isinstance(p, sp.Pow) and p.exp.is_Integer))
    return any(p.has(x) if x is not None else p.free_symbols for p in found)


def moves(base: sp.Expr, x: sp.Symbol, powers: Powers) -> bool:
    """Whether a base, as entered, depends on x."""
    return powers.bases.get(base, base).has(x) if isinstance(base, sp.Symbol) else base.has(x)


def ratio_of(powers: Powers, x: sp.Symbol, product: sp.Expr) -> tuple[sp.Expr, sp.Expr, sp.Expr] | None:
    """``(C, R, p)`` with ``product = C*R**p``, R a rational function of x and C free of x; None if there is none.

    Parameters
    ----------
    powers : Powers
    x : Symbol
        As entered.
    product : Expr
        A product of powers, as entered.
    """
    constant = sp.S.One
    moving: dict[sp.Expr, sp.Expr] = {}
    for factor in sp.Mul.make_args(product):
        base, p = factor.as_base_exp()
        if moves(base, x, powers):
            base = powers.bases.get(base, base)
            moving[base] = moving.get(base, sp.S.Zero) + p
        elif p.has(x):
            return None
        else:
            constant *= factor
    vectors = {b: exponent_vector(p) for b, p in moving.items() if exponent_vector(p)}
    if not vectors or any(powers_inside(b, powers) for b in vectors):
        return None
    lead = next(iter(vectors.values()))
    scales = [s for vector in vectors.values() if (s := scale(vector, lead)) is not None]
    if len(scales) < len(vectors):
        return None
    whole = sp.ilcm(1, *(s.q for s in scales))
    share = sp.igcd(0, *(s * whole for s in scales))
    p = sp.Add(*(b * r for b, r in lead)) * sp.Rational(share, whole)
    ratio = sp.Mul(*(b ** (s * whole / share) for b, s in zip(vectors, scales, strict=True)))
    return constant, ratio, p


def absorbed(powers: Powers, x: sp.Symbol, coefficient: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """The coefficient without its factors that are bases of powers, or positive, and the product of these.

    Parameters
    ----------
    powers : Powers
    x : Symbol
        As entered.
    coefficient : Expr
        Free of powers.
    """
    try:
        content, listed = sp.factor_list(coefficient)
    except PolificationFailed:  # a number, also with a symbol in its exponent, has no polynomial factors
        return coefficient, sp.S.One
    kept, product = content, sp.S.One
    for f, n in listed:
        if not f.has(x):
            kept *= f**n
        elif f.is_positive or f in powers.bases.values():
            product *= f**n
        elif sp.expand(-f) in powers.bases.values():
            kept, product = kept * (-1) ** n, product * sp.expand(-f) ** n
        else:
            kept *= f**n
    return kept, product


def powers_inside(base: sp.Expr, powers: Powers) -> bool:
    """Whether a base itself contains powers or other bases."""
    return has_powers(base) or any(base.has(b) for b in powers.bases)


def scale(vector: tuple[tuple[sp.Expr, sp.Rational], ...], lead: tuple[tuple[sp.Expr, sp.Rational], ...]) -> sp.Rational | None:
    """The rational number that takes the one exponent to the other."""
    if [b for b, _ in vector] != [b for b, _ in lead]:
        return None
    ratios = {r / s for (_, r), (_, s) in zip(vector, lead, strict=True)}
    return ratios.pop() if len(ratios) == 1 else None
