"""Real algebraic numbers in a field ℚ(λ), for comparisons: a root with an isolating ball, and rational functions of it.

An element is a polynomial in λ modulo the irreducible polynomial p of λ.  Its sign is read off a ball that does not
contain 0; the element is 0 exactly if its polynomial is, since p is irreducible.  Elements of two different fields are
compared by balls first; whether two that agree to 256 bits are equal is decided by a separation bound
(`symgame.logic.numbers`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cmp_to_key, total_ordering
from typing import Any

import sympy as sp
from flint import arb, arb_poly, ctx, fmpq, fmpq_poly

from symgame.logic.exact import sign


class Generator:
    """A root of an irreducible polynomial over the rationals, isolated by its place among the real roots."""

    def __init__(self, poly: fmpq_poly, place: int) -> None:
        self.poly, self.place = poly, place
        self.balls: dict[int, arb] = {}

    def ball(self, bits: int) -> arb:
        """An enclosure at a working precision."""
        if bits not in self.balls:
            self.balls[bits] = _real_balls(self.poly, bits)[self.place]
        return self.balls[bits]


def _real_balls(poly: fmpq_poly, bits: int) -> list[arb]:
    """The real roots in increasing order."""
    before = ctx.prec
    try:
        ctx.prec = bits
        pairs: Any = poly.numer().complex_roots()
        found: list[Any] = [z.real for z, _ in pairs if z.imag == 0]
    finally:
        ctx.prec = before
    return sorted(found, key=cmp_to_key(_before))


def _before(a: Any, b: Any) -> int:
    """The order of disjoint balls."""
    return -1 if a < b else 1


@total_ordering
class Algebraic:
    """An element of ℚ(λ).

    Parameters
    ----------
    generator : Generator
    poly : fmpq_poly
        Of lower degree than the generator's.

    Examples
    --------
    >>> (root,) = [r for r in real_roots(fmpq_poly([-2, 0, 1])) if r > 0]
    >>> root * root == 2, root < fmpq(3, 2)
    (True, True)
    """

    __slots__ = ("generator", "poly")

    def __init__(self, generator: Generator, poly: fmpq_poly) -> None:
        self.generator, self.poly = generator, poly

    def image(self, top: fmpq_poly, below: fmpq_poly) -> Any:
        """A rational function of this number, which must be the generator itself."""
        modulus = self.generator.poly
        gcd, inverse, _ = (below % modulus).xgcd(modulus)
        if gcd.degree() != 0:
            raise ZeroDivisionError("the denominator vanishes at the root")
        return self._made(top * inverse % modulus)

    def _made(self, poly: fmpq_poly) -> Any:
        return poly[0] if poly.degree() <= 0 else Algebraic(self.generator, poly)

    def __add__(self, other: Any) -> Any:
        if isinstance(other, Algebraic):
            return self._made(self.poly + other.poly)
        return self._made(self.poly + fmpq(other))

    __radd__ = __add__

    def __neg__(self) -> Any:
        return Algebraic(self.generator, -self.poly)

    def __sub__(self, other: Any) -> Any:
        return self + (-other)

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, Algebraic):
            return self._made(self.poly * other.poly % self.generator.poly)
        return self._made(self.poly * fmpq(other))

    __rmul__ = __mul__

    def ball(self, bits: int) -> arb:
        """An enclosure."""
        before = ctx.prec
        try:
            ctx.prec = bits
            return arb_poly([arb(c) for c in self.poly.coeffs()])(self.generator.ball(bits))
        finally:
            ctx.prec = before

    def _sign_against(self, other: Any) -> int:
        if isinstance(other, Algebraic) and other.generator is self.generator:
            difference = self - other
            return difference._sign_against(0) if isinstance(difference, Algebraic) else _sign(difference)
        for bits in (64, 256):
            gap = self.ball(bits) - (other.ball(bits) if isinstance(other, Algebraic) else arb(fmpq(other)))
            if gap > 0 or gap < 0:
                return 1 if gap > 0 else -1
        return sign(self.exact - exact_value(other))

    @property
    def exact(self) -> sp.Expr:
        """The number as a sympy expression: a polynomial in a `CRootOf`, or in a radical of degree two."""
        x = sp.Dummy("x")
        modulus = sp.Poly([_rational(c) for c in reversed(self.generator.poly.coeffs())], x)
        own = [_rational(c) for c in self.poly.coeffs()]
        if modulus.degree() > 2:
            root = sp.CRootOf(modulus, self.generator.place)
        else:
            a, b, c = modulus.all_coeffs()
            spread = sp.sqrt(b**2 - 4 * a * c) / abs(2 * a)
            root = -b / (2 * a) + (spread if self.generator.place else -spread)
        value = sp.Add(*(c * root**k for k, c in enumerate(own)))
        return sp.expand(value) if modulus.degree() == 2 else value

    def __eq__(self, other: object) -> bool:
        return self._sign_against(other) == 0

    def __lt__(self, other: Any) -> bool:
        return self._sign_against(other) < 0

    def __hash__(self) -> int:
        return hash(tuple(self.poly.coeffs()))

    def __float__(self) -> float:
        return float(self.ball(128).mid())

    def __repr__(self) -> str:
        return f"Algebraic({float(self)})"


def exact_value(value: Any) -> sp.Expr:
    """An fmpq or an `Algebraic` as a sympy number."""
    return value.exact if isinstance(value, Algebraic) else _rational(fmpq(value))


def _sign(q: Any) -> int:
    return (q > 0) - (q < 0)


def _rational(q: Any) -> sp.Rational:
    return sp.Rational(int(q.p), int(q.q))


def real_roots(poly: fmpq_poly) -> Iterator[Any]:
    """The real roots of a polynomial: rational ones as fmpq, the others as `Algebraic`; none of the zero polynomial.

    Examples
    --------
    >>> list(real_roots(fmpq_poly([-4, 0, 1])))
    [2, -2]
    """
    if poly.degree() < 1:
        return
    for factor, _ in poly.numer().factor()[1]:
        if factor.degree() == 1:
            yield fmpq(-factor[0], factor[1])
        else:
            irreducible = fmpq_poly(factor)
            for place in range(len(_real_balls(irreducible, 64))):
                yield Algebraic(Generator(irreducible, place), fmpq_poly([0, 1]))
