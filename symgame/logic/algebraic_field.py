"""Real number fields K = ℚ(θ): elements, real roots of polynomials over K, and the field that such a root makes.

θ is a real root of an irreducible m ∈ ℚ[t], and an element of K is a polynomial in θ of lower degree than m.  It is 0
exactly if that polynomial is, so its sign is read off an enclosure by balls that does not contain 0.

A root ξ of a square-free g ∈ K[y] makes the field K(ξ) = ℚ(ζ) with ζ = ξ + sθ for an integer s such that the norm
N(s, z) = Res_t(m(t), g(t, z - st)) is square-free in z (after Trager 1976).  Its irreducible factor that vanishes at ζ
generates the field, and θ = -(∂N/∂s)/(∂N/∂z) at ζ, for N is a constant times the product of all z - ξ' - sθ' over the
conjugates θ' and the roots ξ' over them (after Rouillier 1999).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flint import arb, arb_poly, ctx, fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpq_poly, fmpz_poly

from symgame.logic.numbers import Undecidable, real_roots

Element = Any
"""A `flint.fmpq_poly` in θ."""

Polynomial = tuple[Any, ...]
"""Elements, the coefficient of degree 0 first, the last one not zero; () is zero."""

BITS = (128, 512, 2048, 8192)
"""Precisions that are tried in turn."""

MAX_DEGREE = 24
"""Norms of a higher degree are not factored."""

SHIFTS = (0, 1, -1, 2, -2, 3, -3)


@dataclass(frozen=True)
class Field:
    """ℚ(θ) with θ the real root number `place`, from 0 in increasing order, of an irreducible polynomial.

    Parameters
    ----------
    modulus : fmpz_poly
        Irreducible; of degree 1 for the rational numbers.
    place : int
    balls : dict
        Enclosures of θ by precision, filled when asked for.

    Examples
    --------
    >>> K = Field(fmpz_poly([-2, 0, 1]), 1)
    >>> K.sign(fmpq_poly([-1, 1])), K.sign(K.times(fmpq_poly([0, 1]), fmpq_poly([0, 1])) - 2)
    (1, 0)
    """

    modulus: fmpz_poly
    place: int
    balls: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def degree(self) -> int:
        """The degree over ℚ."""
        return int(self.modulus.degree())

    def generator(self, bits: int) -> Any:
        """An enclosure of θ, at the working precision `bits`."""
        if bits not in self.balls:
            with ctx.workprec(bits):
                self.balls[bits] = real_roots(self.modulus)[self.place]
        return self.balls[bits]

    def reduced(self, e: Any) -> Element:
        """A polynomial in θ as an element."""
        return e % fmpq_poly(self.modulus) if e.degree() >= self.degree else e

    def times(self, a: Element, b: Element) -> Element:
        """a b."""
        return self.reduced(a * b)

    def inverse(self, a: Element) -> Element:
        """1/a for an element that is not zero."""
        if a.degree() == 0:
            return fmpq_poly([1 / a[0]])
        _, found, _ = a.xgcd(fmpq_poly(self.modulus))
        return found

    def ball(self, a: Element, bits: int) -> Any:
        """An enclosure."""
        with ctx.workprec(bits):
            if a.degree() <= 0:
                return arb(a[0])
            return arb_poly([arb(c) for c in a.coeffs()])(self.generator(bits))

    def sign(self, a: Element) -> int:
        """-1, 0 or 1."""
        if a.degree() <= 0:
            return (a[0] > 0) - (a[0] < 0)
        for bits in BITS:
            value = self.ball(a, bits)
            if value > 0 or value < 0:
                return 1 if value > 0 else -1
        raise Undecidable("a number of a field is very close to zero")

    def at(self, e: Element, image: Element) -> Element:
        """An element of a smaller field, whose generator is `image` here, as an element of this one."""
        total = fmpq_poly([0])
        for c in reversed(e.coeffs()):
            total = self.reduced(total * image) + c
        return total

    # polynomials over the field

    def trimmed(self, p: list[Element]) -> Polynomial:
        """Without leading zeros."""
        while p and p[-1] == 0:
            p.pop()
        return tuple(p)

    def monic(self, p: Polynomial) -> Polynomial:
        """With leading coefficient 1."""
        if p[-1] == 1:
            return p
        scale = self.inverse(p[-1])
        return (*(self.times(c, scale) for c in p[:-1]), fmpq_poly([1]))

    def divided(self, p: Polynomial, q: Polynomial) -> tuple[Polynomial, Polynomial]:
        """Quotient and remainder by a monic q."""
        rest, quotient = list(p), [fmpq_poly([0])] * max(len(p) - len(q) + 1, 0)
        for i in range(len(p) - len(q), -1, -1):
            lead = quotient[i] = rest[i + len(q) - 1]
            if lead != 0:
                for j, c in enumerate(q):
                    rest[i + j] = rest[i + j] - self.times(lead, c)
        return self.trimmed(quotient), self.trimmed(rest)

    def common(self, p: Polynomial, q: Polynomial) -> Polynomial:
        """The monic greatest common divisor of two polynomials that are not both zero."""
        while q:
            p, q = q, self.divided(p, self.monic(q))[1]
        return self.monic(p)

    def value(self, p: Polynomial, x: Element) -> Element:
        """p(x) for an element x."""
        total = fmpq_poly([0])
        for c in reversed(p):
            total = self.times(total, x) + c
        return total

    def enclosed(self, p: Polynomial, x: Any, bits: int) -> Any:
        """An enclosure of p(x) for a ball x."""
        with ctx.workprec(bits):
            return arb_poly([self.ball(c, bits) for c in p])(x)


RATIONALS = Field(fmpz_poly([0, 1]), 0)
"""ℚ itself: every element has degree 0."""


@dataclass(frozen=True)
class Extension:
    """A field with a root of a polynomial over a smaller one.

    Parameters
    ----------
    field : Field
    image : Element
        The generator of the smaller field.
    root : Element
    """

    field: Field
    image: Element
    root: Element


def adjoin(base: Field, g: Polynomial, root: Any) -> Extension:
    """The field of `base` and one real root of a square-free polynomial over it.

    Parameters
    ----------
    base : Field
    g : Polynomial
        Of degree 1 at least, square-free.
    root : callable
        From a precision to an enclosure of the root that contains no other root of g.

    Raises
    ------
    Undecidable
        If the field would have too high a degree.

    Examples
    --------
    >>> square = (fmpq_poly([-2]), fmpq_poly([0]), fmpq_poly([1]))
    >>> found = adjoin(RATIONALS, square, lambda bits: arb(1.414, 0.01))
    >>> found.field.modulus, found.field.place
    (x^2 + (-2), 1)
    """
    if len(g) == 2:
        return Extension(base, fmpq_poly([0, 1]) if base.degree > 1 else fmpq_poly([0]), -base.times(g[0], base.inverse(g[1])))
    if base.degree * (len(g) - 1) > MAX_DEGREE:
        raise Undecidable("a number field of too high a degree")
    for shift in SHIFTS:
        norm, change = _norm(base, g, shift)
        if norm.gcd(norm.derivative()).degree() > 0:
            continue
        made = _generated(norm, lambda bits, s=shift: root(bits) + s * base.generator(bits))
        zeta = fmpq_poly([0, 1]) if made.degree > 1 else fmpq_poly([fmpq(-made.modulus[0], made.modulus[1])])
        slope = made.at(norm.derivative(), zeta)
        image = made.times(-made.at(change, zeta), made.inverse(slope)) if base.degree > 1 else fmpq_poly([0])
        return Extension(made, image, made.reduced(zeta - shift * image))
    raise Undecidable("no primitive element among the first ones")


def _generated(norm: fmpq_poly, zeta: Any) -> Field:
    """The field of the irreducible factor of a square-free polynomial that vanishes at ζ."""
    for bits in BITS:
        with ctx.workprec(bits):
            here, hits = zeta(bits), []
            for factor, _ in norm.numer().factor()[1]:
                hits += [(factor, i) for i, x in enumerate(real_roots(factor)) if x.overlaps(here)]
        if len(hits) == 1:
            return Field(*hits[0])
    raise Undecidable("roots of a norm are very close to each other")


@lru_cache(maxsize=1)
def _space() -> Any:
    return fmpq_mpoly_ctx.get(["t", "s", "z"], "degrevlex")


def _norm(base: Field, g: Polynomial, shift: int) -> tuple[fmpq_poly, fmpq_poly]:
    """N(s, z) = Res_t(m(t), g(t, z - s t)) and ∂N/∂s at one s, as polynomials in z."""
    if base.degree == 1:
        return fmpq_poly([c[0] for c in g]), fmpq_poly([0])
    space = _space()
    t, s, z = space.gens()
    m = fmpq_mpoly({(i, 0, 0): fmpq(c) for i, c in enumerate(base.modulus.coeffs()) if c}, space)
    total = space.constant(0)
    for c in reversed(g):  # up to first order in s beside the shift
        total = total * (z - (s + shift) * t) + fmpq_mpoly({(i, 0, 0): e for i, e in enumerate(c.coeffs()) if e}, space)
        total = fmpq_mpoly({e: c for e, c in total.to_dict().items() if e[1] < 2}, space)
    found = m.resultant(total, "t").to_dict()
    parts = []
    for order in (0, 1):
        row = {e[2]: c for e, c in found.items() if e[1] == order}
        parts.append(fmpq_poly([row.get(i, fmpq(0)) for i in range(max(row, default=0) + 1)]))
    return parts[0], parts[1]


def minimal_polynomial(K: Field, g: Polynomial, root: Any) -> tuple[fmpz_poly, int]:
    """The irreducible polynomial over ℚ of a real root of g ∈ K[y], and the place of the root among its real ones.

    Raises
    ------
    Undecidable
        If that polynomial might be of too high a degree.

    Examples
    --------
    >>> K = Field(fmpz_poly([-2, 0, 1]), 1)
    >>> minimal_polynomial(K, (fmpq_poly([-1, -1]), fmpq_poly([1])), lambda bits: arb(2.414, 0.01))
    (x^2 + (-2)*x + (-1), 1)
    """
    if K.degree * (len(g) - 1) > MAX_DEGREE:
        raise Undecidable("a number of too high a degree")
    norm, _ = _norm(K, g, 0)
    free = norm.numer() / norm.numer().gcd(norm.numer().derivative())
    found = _generated(fmpq_poly(free), root)
    return found.modulus, found.place
