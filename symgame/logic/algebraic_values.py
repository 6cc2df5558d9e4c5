"""Generators of sentences that are real algebraic numbers, as elements of one number field.

A `CRootOf` and a radical of such numbers join the field one after the other, each from what it is built of; a symbol
joins when it is put equal to a root of a polynomial over the field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_poly, fmpz_poly

from symgame.logic.algebraic_field import RATIONALS, Element, Field, Polynomial, adjoin
from symgame.logic.algebraic_line import Cell, Line
from symgame.logic.numbers import Undecidable
from symgame.logic.polynomials import Undefined, fraction, generators, ordered, radical


def closed(gens: frozenset[sp.Expr]) -> frozenset[sp.Expr]:
    """With the generators of the radicands.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> sorted(map(str, closed(frozenset((sp.sqrt(1 + sp.sqrt(x)),)))))
    ['sqrt(sqrt(x) + 1)', 'sqrt(x)', 'x']
    """
    more = {h for g in gens if (found := radical(g)) for h in generators(found[0])}
    return gens if more <= gens else closed(gens | more)


@dataclass(frozen=True)
class Values:
    """The generators that have become numbers.

    Parameters
    ----------
    K : Field
    known : Mapping
        From generators to elements of K; None for a radical without a value.
    point : tuple of (Symbol, Element)
        The symbols among them.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> r = sp.CRootOf(x**3 + x - 1, 0)
    >>> found = Values().joined(r).joined(sp.sqrt(1 + r))
    >>> found.K.degree, found.K.sign(found.known[sp.sqrt(1 + r)])
    (6, 1)
    """

    K: Field = RATIONALS
    known: Mapping[Any, Element | None] = field(default_factory=dict)
    point: tuple[tuple[sp.Symbol, Element], ...] = ()

    def ready(self, g: sp.Expr) -> bool:
        """Whether a root or radical is one of numbers that are known."""
        found = radical(g)
        return isinstance(g, sp.CRootOf) or found is not None and all(h in self.known for h in generators(found[0]))

    def put(self, x: sp.Symbol, value: Any) -> Values:
        """With a rational value of a symbol."""
        e = fmpq_poly([value])
        return Values(self.K, {**self.known, x: e}, (*self.point, (x, e)))

    def joined(self, g: sp.Expr) -> Values:
        """With the value of a real `CRootOf`, or of a radical of numbers that are known.

        Raises
        ------
        Undecidable
            If the field would have too high a degree.
        """
        if isinstance(g, sp.CRootOf):
            p = fmpz_poly([int(c) for c in reversed(sp.Poly(g.poly.primitive()[1]).all_coeffs())])
            line = Line(self.K, [tuple(fmpq_poly([fmpq(c)]) for c in p.coeffs())])
            return self.at_root(g, line, [c for c in line.cells if c.rational is None][int(g.index)])
        base, q = radical(g)  # type: ignore[misc]
        value = fraction(base, inner := ordered(generators(base)))
        if any(self.known[h] is None for h in inner):
            return self._with(g, None)
        top, below = (self.value(p, inner) for p in (value.num, value.den))
        if below == 0 or self.K.sign(top) * self.K.sign(below) < 0:
            return self._with(g, None)
        if top == 0:
            return self._with(g, top)
        zero = fmpq_poly([0])
        line = Line(self.K, [(-self.K.times(top, self.K.inverse(below)), *(zero for _ in range(q - 1)), fmpq_poly([1]))])
        return self.at_root(g, line, [c for c in line.cells if c.rational is None][-1])

    def _with(self, g: sp.Expr, e: Element | None) -> Values:
        return Values(self.K, {**self.known, g: e}, self.point)

    def at_root(self, g: sp.Expr, line: Line, cell: Cell) -> Values:
        """With the root of a cell as the value of a generator."""
        made = adjoin(self.K, cell.factor, lambda bits: line.ball(cell, bits))
        known = {h: None if e is None else made.field.at(e, made.image) for h, e in self.known.items()}
        point = tuple((s, made.field.at(e, made.image)) for s, e in self.point)
        if isinstance(g, sp.Symbol):
            point = (*point, (g, made.root))
        return Values(made.field, {**known, g: made.root}, point)

    def value(self, poly: Any, gens: tuple[sp.Expr, ...]) -> Element:
        """The value of a polynomial whose generators are known."""
        found = self.polynomial(poly, gens, None)
        return found[0] if found else fmpq_poly([0])

    def polynomial(self, poly: Any, gens: tuple[Any, ...], x: Any) -> Polynomial:
        """The polynomial in x over the field."""
        place = gens.index(x) if x in gens else -1
        powers: dict[tuple[int, int], Element] = {}
        rows: list[Element] = []
        for exponents, c in poly.to_dict().items():
            term = fmpq_poly([fmpq(c)])
            for i, e in enumerate(exponents):
                if e and i != place:
                    for k in range(1, e + 1):
                        if (i, k) not in powers:
                            powers[i, k] = self.known[gens[i]] if k == 1 else self.K.times(powers[i, k - 1], powers[i, 1])
                    term = self.K.times(term, powers[i, e])
            at = exponents[place] if place >= 0 else 0
            while len(rows) <= at:
                rows.append(fmpq_poly([0]))
            rows[at] = rows[at] + term
        return self.K.trimmed(rows)


@lru_cache(maxsize=64)
def values_of(gens: frozenset[sp.Expr]) -> Values:
    """All of some real roots and radicals of them, in one field.

    Raises
    ------
    Undecidable
        If there is something else, or the field would have too high a degree.
    """
    found = Values()
    while len(found.known) < len(gens):
        ready = [g for g in ordered(gens) if g not in found.known and found.ready(g)]
        if not ready or isinstance(ready[0], sp.CRootOf) and not ready[0].is_real:
            raise Undecidable("not an algebraic number")
        found = found.joined(ready[0])
    return found


def sign_of_number(expr: sp.Expr) -> int | None:
    """The sign of an expression in algebraic numbers; None where it has no value, or is not known to be of this kind.

    Examples
    --------
    >>> sign_of_number(sp.sqrt(5 + 2*sp.sqrt(6)) - sp.sqrt(2) - sp.sqrt(3))
    0
    >>> sign_of_number(sp.pi - 3) is None
    True
    """
    try:
        gens = closed(generators(expr))
        values = values_of(gens)
        if None in values.known.values():
            return None
        value = fraction(expr, inner := ordered(generators(expr)))
        if any(values.value(u, inner) == 0 for u in (*value.units, value.den)):
            return None
        return values.K.sign(values.value(value.num, inner)) * values.K.sign(values.value(value.den, inner))
    except (Undecidable, Undefined):
        return None
