"""On which signs the sign of an expression with powers depends.

With u, v free of powers and m, n products of powers, u m + v n has the sign of u + v where m = n; for equal
exponents β and u = -v, m = b^β and n = a^β, it is settled by b - a and β.  A sum of logarithms is settled by a product.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symgame.solve.exponents import exponent_vector
from symgame.solve.power_forms import Powers
from symgame.solve.power_ratios import scale


def sign_parts(e: sp.Expr) -> Iterator[sp.Expr]:
    """Expressions on whose signs the sign of an expression with powers depends, free of powers where that is possible.

    Bases of powers are taken as positive.

    Examples
    --------
    >>> k, c, d = sp.symbols("k c d", positive=True)
    >>> sorted(map(str, sign_parts(c**(1/(k - 1)) - d**(1/(k - 1)))))
    ['c - d', 'k - 1']
    """
    powers = Powers(guess=True)
    entered = powers.enter(e)
    if entered.has(sp.log, sp.nan):
        yield from _sign_of_logarithms(e, entered, powers)
        return
    (rational,), table = powers.rational([entered])
    for part in sp.fraction(sp.cancel(rational)):
        for f, _ in sp.factor_list(part)[1]:
            yield from _sign_of_classes(powers, powers.classes(f, table))


def _sign_of_logarithms(e: sp.Expr, entered: sp.Expr, powers: Powers) -> Iterator[sp.Expr]:
    """A rational combination of logarithms is compared with 0 as a product with 1."""
    for f in sp.Mul.make_args(sp.factor_terms(entered)):
        terms = [t.as_coeff_Mul(rational=True) for t in sp.Add.make_args(f)]
        if not f.has(sp.log):
            yield from (powers.leave(part) for part in sp.fraction(sp.together(f)) if part.free_symbols)
        elif all(isinstance(g, sp.log) for _, g in terms):
            q = sp.ilcm(1, *(n.q for n, _ in terms))
            top, below = sp.fraction(sp.together(sp.Mul(*(g.args[0] ** (n * q) for n, g in terms))))
            yield powers.leave(sp.expand(top - below))
        else:
            yield powers.leave(f) if f != entered else e


def _sign_of_classes(powers: Powers, found: dict[sp.Expr, sp.Expr]) -> Iterator[sp.Expr]:
    if len(found) == 1:
        yield from (powers.leave(u) for u in found.values() if u.free_symbols)
        return
    if len(found) == 2:
        (m, u), (n, v) = found.items()
        vectors = [(f.as_base_exp()[0], exponent_vector(f.as_base_exp()[1])) for f in sp.Mul.make_args(m / n)]
        scales = [s for _, vector in vectors if (s := scale(vector, vectors[0][1])) is not None]
        if len(scales) == len(vectors) and sp.expand(u + v) == 0:
            left = sp.Mul(*(powers.bases.get(b, b) ** s for (b, _), s in zip(vectors, scales, strict=True)))
            top, below = sp.fraction(sp.together(left ** sp.ilcm(1, *(s.q for s in scales))))
            yield powers.leave(sp.expand(top - below))
            for part in sp.fraction(sp.together(sp.Add(*(b * r for b, r in vectors[0][1])))):
                if part.free_symbols:
                    yield part
            return
        yield from (powers.leave(c) for c in (u, v) if c.free_symbols)
    yield powers.leave(sp.Add(*(u * m for m, u in found.items())))
