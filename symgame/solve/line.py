"""Sign conditions on one parameter, decided exactly by isolating real roots.

The real roots of the irreducible factors cut the line into points and open intervals; on each the signs are constant
(Basu, Pollack and Roy 2006, ch. 10).  Different irreducible polynomials share no root, so the sign of one at a root of
another is its sign at a rational point beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default
from fractions import Fraction
from typing import Any

from flint import fmpq, fmpz_poly

from symgame.logic.polynomials import Poly, context
from symgame.logic.signs import Sign
from symgame.logic.witness import simplest_between

TINY = Fraction(1, 2**140)
"""So that no end of an interval is itself a root."""

Literal = tuple[int, tuple[tuple[str, int], ...], Sign]
"""Sign of the constant, irreducible factors with powers 1 or 2, and the signs allowed."""


@dataclass
class Line:
    """The real line with the roots of all polynomials met so far.

    Parameters
    ----------
    polys : dict of str to fmpz_poly
        Irreducible, by key.

    Examples
    --------
    >>> line = Line({"p": fmpz_poly([-2, 0, 1])})
    >>> line.find([(1, (("p", 1),), frozenset((-1,)))])
    (True, Fraction(0, 1))
    >>> line.find([(1, (("p", 1),), frozenset((0,)))])
    (True, None)
    """

    polys: dict[str, fmpz_poly] = with_default(default_factory=dict)
    known: dict[str, list[tuple[Fraction, Fraction]]] = with_default(default_factory=dict)

    def roots(self, key: str) -> list[tuple[Fraction, Fraction]]:
        """Rational intervals, each around one real root."""
        if key not in self.known:
            found = []
            for root, _ in _roots(self.polys[key]):
                if root.imag == 0:
                    middle, radius = _exact(root.real.mid()), _exact(root.real.rad())
                    found.append((middle - radius - TINY, middle + radius + TINY))
            self.known[key] = sorted(found)
        return self.known[key]

    def find(self, literals: Iterable[Literal]) -> tuple[bool | None, Fraction | None]:
        """Whether some point has all the signs, and such a point when a rational one was met.

        ``None`` where roots could not be told apart.
        """
        listed = list(literals)
        keys = sorted({key for _, factors, _ in listed for key, _ in factors})
        cuts = sorted((low, high, key) for key in keys for low, high in self.roots(key))
        if any(cuts[i][1] >= cuts[i + 1][0] for i in range(len(cuts) - 1)):
            return None, None
        found = False
        for k, point in enumerate(_between(cuts)):
            signs = {key: _sign(self.polys[key], point) for key in keys}
            if _all_hold(listed, signs):
                return True, point
            if k < len(cuts) and _all_hold(listed, {**signs, cuts[k][2]: 0}):
                found = True
        return found, None


def _roots(poly: fmpz_poly) -> Sequence[Any]:
    # Enclosures by Arb: a real root has the imaginary part 0 exactly.
    return poly.complex_roots()  # type: ignore[no-any-return]


def _exact(value: object) -> Fraction:
    mantissa, exponent = value.man_exp()  # type: ignore[attr-defined]
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _between(cuts: Sequence[tuple[Fraction, Fraction, str]]) -> list[Fraction]:
    """A simple rational point left of every cut, and one right of the last."""
    if not cuts:
        return [Fraction(0)]
    points = [Fraction((cuts[0][0] - 1).__floor__())]
    for one, other in zip(cuts, cuts[1:], strict=False):
        points.append(simplest_between(one[1], other[0]))
    return [*points, Fraction((cuts[-1][1] + 1).__ceil__())]


def _sign(poly: fmpz_poly, point: Fraction) -> int:
    value = poly(fmpq(point.numerator, point.denominator))
    return (value > 0) - (value < 0)


def _all_hold(literals: Sequence[Literal], signs: dict[str, int]) -> bool:
    for constant, factors, allowed in literals:
        sign = constant
        for key, power in factors:
            sign *= signs[key] ** power
        if sign not in allowed:
            return False
    return True


def whole_factors(poly: Poly) -> tuple[int, tuple[tuple[Poly, int], ...]]:
    """The sign of the constant, and the irreducible factors with power 1 (odd) or 2 (even).

    Examples
    --------
    >>> x = variable_poly(1, 0)
    >>> whole_factors(-x**3)[0]
    -1
    """
    constant, found = poly.factor()
    return (1 if constant > 0 else -1), tuple((f, 2 - int(m) % 2) for f, m in found)


def univariate(poly: Poly, variable: int) -> fmpz_poly:
    """A polynomial in which one generator occurs, as a polynomial in one variable.

    Examples
    --------
    >>> univariate(variable_poly(2, 1) + 3, 1)
    x + 3
    """
    terms = {e[variable]: c for e, c in poly.to_dict().items()}
    return fmpz_poly([terms.get(k, 0) for k in range(1 + max(terms, default=0))])


def variable_poly(count: int, variable: int) -> Poly:
    """A generator as a polynomial."""
    return context(count).gens()[variable]
