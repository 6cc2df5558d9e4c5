"""Factors of polynomials over ℚ, by python-flint.

python-flint orders factors by their coefficients as machine integers and refuses longer ones.  What needs irreducible factors
takes `factors`, which then raises OverflowError; what only shows or signs them takes `split`.
"""

from __future__ import annotations

from typing import Any

from symgame.logic.polynomials import Poly


def split(poly: Poly) -> tuple[Any, list[tuple[Poly, int]]]:
    """Constant and factors with multiplicities; irreducible, except that a polynomial with long coefficients may stay whole.

    Examples
    --------
    >>> from symgame.logic.polynomials import context
    >>> x = context(1).gens()[0]
    >>> len(split((x - 2**70)*(x - 2**71))[1]), len(split((x - 1)*(x - 2))[1])
    (1, 2)
    """
    try:
        return factors(poly)
    except OverflowError:
        return (1, [(poly, 1)]) if poly.leading_coefficient() > 0 else (-1, [(-poly, 1)])


def factors(poly: Poly) -> tuple[Any, list[tuple[Poly, int]]]:
    """Constant and irreducible factors over Q with multiplicities, each with positive leading coefficient."""
    constant, found = poly.factor()
    out = []
    for factor, multiplicity in found:
        if factor.leading_coefficient() < 0:
            factor = -factor
            constant = -constant if multiplicity % 2 else constant
        out.append((factor, int(multiplicity)))
    return constant, out
