"""First-order conditions with powers, two at a time: what they share drops out of their quotient.

A condition R(x) = c, with c free of the unknowns, becomes R_i/R_j = c_i/c_j.  In contests, isoelastic markets and
team production the common powers of the total cancel, and the quotient is a polynomial equation that one unknown
solves in terms of the others.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import sympy as sp

from symgame.solve.power_forms import Powers
from symgame.solve.power_ratios import has_powers


def quotients(equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]) -> Iterator[tuple[sp.Symbol, list[sp.Expr], int]]:
    """Values of one unknown in terms of the others, from pairs of equations with powers.

    Parameters
    ----------
    equations : sequence of Expr
        Each is to vanish.
    unknowns : sequence of Symbol

    Yields
    ------
    (unknown, values, index)
        `index` is the equation that the values replace.

    Examples
    --------
    >>> x, y, a, b, r = sp.symbols("x y a b r", positive=True)
    >>> total = x**r + y**r
    >>> list(quotients([a*y**r*x**(r - 1)/total**2 - 1, b*x**r*y**(r - 1)/total**2 - 1], [x, y]))
    [(x, [a*y/b], 0)]
    """
    powers = Powers(positive=unknowns, guess=True)
    inside = [powers.masks.get(x, x) for x in unknowns]
    sides = [_sides(e, unknowns, powers) if has_powers(e) else None for e in equations]
    for (i, one), (_, other) in itertools.combinations(enumerate(sides), 2):
        if one is None or other is None:
            continue
        (left, right), table = powers.rational([one[0] * other[1], other[0] * one[1]])
        top = sp.fraction(sp.cancel(left / right - 1))[0]
        for f, _ in sp.factor_list(top)[1]:
            classes = powers.classes(f, table)
            if any(g.has(*inside) for m in classes for g in _bases(m, powers)):
                continue
            polynomial = sp.Add(*(u * m for m, u in classes.items()))
            for x, masked in zip(unknowns, inside, strict=True):
                if polynomial.has(masked) and polynomial.is_polynomial(masked) and sp.degree(polynomial, masked) == 1:
                    slope, rest = sp.Poly(polynomial, masked).all_coeffs()
                    yield x, [powers.leave(sp.factor(-rest / slope))], i
                    break


def without_common_powers(e: sp.Expr, unknowns: Sequence[sp.Symbol]) -> sp.Expr | None:
    """An equation in which one product of powers is a factor of every term, without this product; None for another one.

    Parameters
    ----------
    e : Expr
    unknowns : sequence of Symbol

    Examples
    --------
    >>> w, x, y, k = sp.symbols("w x y k", positive=True)
    >>> sp.factor(without_common_powers(sp.diff((w - x)**k*(x + y)**(1 - k), x), [x, y]))
    k*w + k*y - w + x
    """
    powers = Powers(positive=unknowns, guess=True)
    entered = powers.enter(e)
    if entered.has(sp.nan, sp.log):
        return None
    (rational,), table = powers.rational([entered])
    inside = [powers.masks.get(x, x) for x in unknowns]
    found = sp.S.One
    for f, _ in sp.factor_list(sp.fraction(sp.cancel(rational))[0])[1]:
        classes = powers.classes(f, table)
        if len(classes) != 1:
            return None
        (u,) = classes.values()
        found *= powers.leave(u) if u.has(*inside, *powers.bases) else sp.S.One
    return sp.expand(found) if found.is_polynomial(*unknowns) and found.has(*unknowns) else None


def _bases(product: sp.Expr, powers: Powers) -> Iterator[sp.Expr]:
    """The bases and exponents of a product of powers."""
    for f in sp.Mul.make_args(product):
        base, exponent = f.as_base_exp()
        yield from (powers.bases.get(base, base), exponent)


def _sides(e: sp.Expr, unknowns: Sequence[sp.Symbol], powers: Powers) -> tuple[sp.Expr, sp.Expr] | None:
    """``(R, c)`` with the equation R = c, both as entered; None when nothing is free of the unknowns."""
    constant, moving = sp.expand(e).as_independent(*unknowns, as_Add=True)
    found = powers.enter(moving), powers.enter(-constant)
    return None if constant == 0 or any(side.has(sp.nan) for side in found) else found
