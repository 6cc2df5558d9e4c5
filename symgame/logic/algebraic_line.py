"""The real line cut at the roots of polynomials over a real number field, in order, each with what vanishes there.

The polynomials are split by greatest common divisors into square-free ones whose real roots differ; the roots are
isolated by balls that are pairwise disjoint (an isolating ball whose mirror image meets no other one holds a real root).
So every cell, a root or an open interval between two, has an exact sign for every polynomial.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import acb_poly, arb, ctx, fmpq, fmpq_poly

from symgame.logic.algebraic_field import BITS, Field, Polynomial
from symgame.logic.numbers import Undecidable
from symgame.logic.witness import simplest_between


@dataclass(frozen=True)
class Cell:
    """A point of the line that stands for a cell.

    Parameters
    ----------
    rational : fmpq or None
        A point of an open cell; None for a root.
    factor : Polynomial
        What vanishes at the root; () for an open cell.
    order : int
        Number of the root among the real roots of its factor.
    """

    rational: Any
    factor: Polynomial = ()
    order: int = 0


class Line:
    """The line of one unknown, cut at the real roots of polynomials of degree 1 at least.

    Parameters
    ----------
    K : Field
    polynomials : list of Polynomial

    Examples
    --------
    >>> from flint import fmpz_poly
    >>> K = Field(fmpz_poly([-2, 0, 1]), 1)
    >>> p = (fmpq_poly([0, -1]), fmpq_poly([1]))
    >>> [(c.rational, Line(K, [p]).sign(p, c)) for c in Line(K, [p]).cells]
    [(0, -1), (None, 0), (2, 1)]
    """

    def __init__(self, K: Field, polynomials: list[Polynomial]) -> None:
        self.K = K
        self.basis = list(dict.fromkeys(_key(p) for p in polynomials))
        self.balls: dict[tuple[Any, int], list[Any]] = {}
        self.cells = self._cells(self._refined())

    def _refined(self) -> int:
        """Split until the roots differ; the precision at which they do."""
        for bits in BITS:
            while True:
                split = self._split(bits)
                if split is None:
                    break
                if not split:
                    return bits
        raise Undecidable("roots of polynomials are very close to each other")

    def _split(self, bits: int) -> bool | None:
        """Whether a polynomial was split; None if that is open at this precision."""
        for p in self.basis:
            if self.roots(p, bits) is None:
                return self._replaced({p: self._square_free(p)})
        placed = [(x, p) for p in self.basis for x in self.roots(p, bits) or []]
        for i, (x, p) in enumerate(placed):
            for y, q in placed[:i]:
                if p is not q and x.overlaps(y):
                    common = self.K.common(_polynomial(p), _polynomial(q))
                    if len(common) < 2:
                        return None
                    return self._replaced({f: [common, self.K.divided(_polynomial(f), common)[0]] for f in (p, q)})
                if p is q and x.overlaps(y):
                    return None
        return False

    def _square_free(self, key: Any) -> list[Polynomial]:
        p = _polynomial(key)
        slope = tuple(c * i for i, c in enumerate(p))[1:]
        common = self.K.common(p, slope)
        return [self.K.divided(p, common)[0]] if len(common) > 1 else [p]

    def _replaced(self, parts: dict[Any, list[Polynomial]]) -> bool | None:
        """Put parts in the place of polynomials; None when nothing changed."""
        before = self.basis
        found = [k for p in before for k in ([_key(q) for q in parts[p] if len(q) > 1] if p in parts else [p])]
        self.basis = list(dict.fromkeys(found))
        return None if self.basis == before else True

    def roots(self, key: Any, bits: int) -> list[Any] | None:
        """Disjoint enclosures of the real roots, increasing; None when they were not isolated."""
        if (key, bits) not in self.balls:
            found = _isolated(self.K, _polynomial(key), bits)
            if found is None:
                return None
            self.balls[(key, bits)] = found
        return self.balls[(key, bits)]

    def _cells(self, bits: int) -> list[Cell]:
        placed = [(x, p, i) for p in self.basis for i, x in enumerate(self.roots(p, bits) or [])]
        placed.sort(key=lambda row: row[0].mid())
        if not placed:
            return [Cell(fmpq(0))]
        with ctx.workprec(8 * bits):  # ends that are rounded coarsely might pass the next root
            ends = [(_fraction(x.lower()), _fraction(x.upper())) for x, _, _ in placed]
        cells = [Cell(_between(ends[0][0] - 2, ends[0][0] - Fraction(1, 16)))]
        for i, (_, p, order) in enumerate(placed):
            cells.append(Cell(None, _polynomial(p), order))
            if i + 1 < len(placed):
                low, high = ends[i][1], ends[i + 1][0]
                cells.append(Cell(_between(low + (high - low) / 8, high - (high - low) / 8)))
        cells.append(Cell(_between(ends[-1][1] + Fraction(1, 16), ends[-1][1] + 2)))
        return cells

    def ball(self, cell: Cell, bits: int) -> Any:
        """An enclosure of the point of a cell."""
        if cell.rational is not None:
            with ctx.workprec(bits):
                return arb(cell.rational)
        for more in (b for b in BITS if b >= bits):
            found = self.roots(_key(cell.factor), more)
            if found is not None:
                return found[cell.order]
        raise Undecidable("a root was not isolated")

    def sign(self, p: Polynomial, cell: Cell) -> int:
        """The sign of one of the polynomials, or of a product of them, in a cell."""
        if len(p) < 2:
            return self.K.sign(p[0]) if p else 0
        if cell.rational is not None:
            return self.K.sign(self.K.value(p, fmpq_poly([cell.rational])))
        for bits in BITS:
            value = self.K.enclosed(p, self.ball(cell, bits), bits)
            if value > 0 or value < 0:
                return 1 if value > 0 else -1
            if bits == BITS[0] and not self.K.divided(p, self.K.monic(cell.factor))[1]:
                return 0
        raise Undecidable("a polynomial is very close to zero at a root")


def _isolated(K: Field, p: Polynomial, bits: int) -> list[Any] | None:
    """The real roots of a polynomial, each alone in its ball; None when that fails, as it does for a multiple root."""
    with ctx.workprec(4 * bits):
        balls = acb_poly([K.ball(c, 4 * bits) for c in p])
        try:
            found = balls.roots(arb(2) ** -bits, 4 * bits)
        except ValueError:
            return None
        real = [z for z in found if z.imag.contains(0)]
        if any(z.conjugate().overlaps(w) for z in real for w in found if w is not z):
            return None
        return sorted((z.real for z in real), key=lambda x: x.mid())


def _key(p: Polynomial) -> Any:
    """The polynomial as something hashable."""
    return tuple(tuple((int(c.p), int(c.q)) for c in e.coeffs()) for e in p)


def _polynomial(key: Any) -> Polynomial:
    return tuple(fmpq_poly([fmpq(a, b) for a, b in e]) for e in key)


def _fraction(x: Any) -> Fraction:
    mantissa, exponent = x.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _between(low: Fraction, high: Fraction) -> Any:
    found = simplest_between(low, high)
    return fmpq(found.numerator, found.denominator)
