"""Columns of the plane of one parameter p and one action x: exact signs over one value of p, and between which values nothing changes.

Let Q be irreducible polynomials in p and x.  Between two neighbouring real roots of the polynomials without x, and of the leading
coefficients, the discriminants and the pairwise resultants with respect to x of the others, the real roots in x of all q ∈ Q are
graphs of continuous functions of p that do not meet (Collins 1975, for two unknowns).  So whatever depends only on which
polynomials vanish, on their signs and on the order of their roots holds for all p between the two if it holds for one.  A
column is the line of x over one p, rational or algebraic, cut at these roots; its signs are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_mat, fmpq_poly, fmpz_mpoly, fmpz_poly
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, Not, Or

from symgame.logic.algebraic_field import RATIONALS, Field, Polynomial, adjoin
from symgame.logic.algebraic_line import Cell, Line
from symgame.logic.factoring import factors
from symgame.logic.numbers import Undecidable
from symgame.logic.polynomials import fraction
from symgame.solve.fractions import is_rational

IDENTITY = (fmpq_poly([0]), fmpq_poly([1]))
MOST_DEGREE, MOST = 80, 24
"""Of a polynomial, and so many polynomials; larger problems are refused."""

HOLDS = {sp.Ge: (0, 1), sp.Gt: (1,), sp.Le: (-1, 0), sp.Lt: (-1,), sp.Eq: (0,), sp.Ne: (-1, 1)}


class Refused(Exception):
    """Internal: the problem is not of this kind, or too large."""


def over(K: Field, f: Any, place: Any, inner: int = 0, outer: int = 1) -> Polynomial:
    """A polynomial at the element `place` of generator `inner`, as a polynomial in generator `outer` over K."""
    rows: list[list[Any]] = [[] for _ in range(int(f.degrees()[outer]) + 1)]
    for exponents, c in f.to_dict().items():
        row = rows[int(exponents[outer])]
        row.extend([fmpq(0)] * (int(exponents[inner]) + 1 - len(row)))
        row[int(exponents[inner])] = fmpq(c)
    if place.degree() <= 0:
        return K.trimmed([fmpq_poly([fmpq_poly(row)(place[0])]) for row in rows])
    return K.trimmed([K.reduced(fmpq_poly(row)) for row in rows])


def cuts(polynomials: Iterable[Any], inner: int = 0, outer: int = 1) -> dict[str, Any]:
    """The polynomials in generator `inner`, by name, between whose roots nothing changes.

    Examples
    --------
    >>> from symgame.logic.polynomials import context
    >>> p, x = context(2).gens()
    >>> sorted(cuts([x**2 - p, x - 1]))
    ['x', 'x + (-1)']
    """
    found: dict[str, Any] = {}

    def add(p: Any) -> None:
        for f, _ in factors(p)[1]:
            dense = [0] * (int(f.degrees()[inner]) + 1)
            for exponents, c in f.to_dict().items():
                dense[int(exponents[inner])] = int(c)
            if len(dense) > 1:
                made = fmpz_poly(dense)
                if made.degree() > MOST_DEGREE:
                    raise Refused("a cut of too high a degree")
                found.setdefault(str(made), made)

    listed = list(polynomials)
    tall = [f for f in listed if f.degrees()[outer]]
    if len(listed) > MOST:
        raise Refused("too many polynomials")
    for f in listed:
        degree = int(f.degrees()[outer])
        if degree:
            lead = {tuple(0 if i == outer else e for i, e in enumerate(m)): c for m, c in f.to_dict().items() if m[outer] == degree}
            add(fmpz_mpoly(lead, f.context()))
            if degree > 1:
                add(f.resultant(f.derivative(outer), outer))
        else:
            add(f)
    for i, f in enumerate(tall):
        for g in tall[:i]:
            add(f.resultant(g, outer))
    return found


@dataclass
class Basis:
    """Irreducible polynomials in p and x, and how the sign of an expression follows from theirs.

    Parameters
    ----------
    p, x : Symbol
    """

    p: sp.Symbol
    x: sp.Symbol
    found: dict[str, Any] = field(default_factory=dict)
    known: dict[sp.Expr, Any] = field(default_factory=dict)

    def parts(self, e: sp.Expr) -> tuple[Any, Any]:
        """Numerator and denominator."""
        if not is_rational(e) or not e.free_symbols <= {self.p, self.x}:
            raise Refused(f"{e} is no rational function of {self.p} and {self.x}")
        reduced = fraction(e, (self.p, self.x))
        return reduced.num, reduced.den

    def add(self, e: sp.Expr) -> None:
        """Take the factors of an expression in."""
        if e not in self.known:
            num, den = self.parts(e)
            self.known[e] = None if num.is_zero() else (self._factors(num), self._factors(den))

    def _factors(self, f: Any) -> tuple[int, tuple[tuple[str, int], ...]]:
        constant, parts = factors(f)
        for g, _ in parts:
            self.found.setdefault(str(g), g)
        return 1 if constant > 0 else -1, tuple((str(g), n) for g, n in parts)

    def take(self, condition: Boolean) -> None:
        """Take the sides of all relations of a condition in."""
        if isinstance(condition, Relational):
            self.add(condition.lhs - condition.rhs)
        elif isinstance(condition, And | Or | Not):
            for a in condition.args:
                self.take(a)
        elif condition not in (sp.true, sp.false):
            raise Refused(f"{condition} is no condition on signs")


class Column:
    """The line of x over one p.

    Parameters
    ----------
    basis : Basis
    K : Field
    place : Element
        p in K.
    """

    def __init__(self, basis: Basis, K: Field, place: Any) -> None:
        self.basis, self.K, self.place = basis, K, place
        self.moving: dict[str, Polynomial] = {}
        self.fixed: dict[str, int] = {}
        for name, f in basis.found.items():
            p = over(K, f, place)
            if len(p) > 1:
                self.moving[name] = p
            else:
                self.fixed[name] = K.sign(p[0]) if p else 0
        self._signs: dict[tuple[str, int], int] = {}

    @cached_property
    def line(self) -> Line:
        """The cells."""
        return Line(self.K, [*self.moving.values(), IDENTITY])

    def sign(self, e: sp.Expr, i: int) -> int | None:
        """The sign of an expression in cell number i; None where it has no value."""
        known = self.basis.known[e]
        if known is None:
            return 0
        top, below = (self._product(part, i) for part in known)
        return top * below if below else None

    def _product(self, part: tuple[int, tuple[tuple[str, int], ...]], i: int) -> int:
        total, listed = part
        for name, n in listed:
            total *= self.factor(name, i) ** n
        return total

    def factor(self, name: str, i: int) -> int:
        """The sign of one of the polynomials."""
        if name in self.fixed:
            return self.fixed[name]
        if (name, i) not in self._signs:
            self._signs[name, i] = self.line.sign(self.moving[name], self.line.cells[i])
        return self._signs[name, i]

    def holds(self, condition: Boolean, i: int) -> bool:
        """Whether a condition is true in a cell; a relation without a value is false."""
        if isinstance(condition, And):
            return all(self.holds(a, i) for a in condition.args)
        if isinstance(condition, Or):
            return any(self.holds(a, i) for a in condition.args)
        if isinstance(condition, Not):
            known = all(self.sign(r.lhs - r.rhs, i) is not None for r in condition.atoms(Relational))
            return known and not self.holds(condition.args[0], i)
        if not isinstance(condition, Relational):
            return condition is sp.true
        kind = next(k for k in HOLDS if isinstance(condition, k))
        return self.sign(condition.lhs - condition.rhs, i) in HOLDS[kind]

    def roots(self, name: str) -> list[int]:
        """The cells at which one of the polynomials vanishes, if it does not do so everywhere."""
        if name not in self.moving:
            return []
        return [i for i, c in enumerate(self.line.cells) if c.rational is None and self.factor(name, i) == 0]


def places(p_line: Line) -> Iterator[tuple[Field, Any, sp.Expr | None]]:
    """For every cell of the line of p: a field, p in it, and the number if the cell is a root."""
    for cell in p_line.cells:
        if cell.rational is not None:
            yield RATIONALS, fmpq_poly([cell.rational]), None
            continue
        modulus = fmpq_poly([c[0] for c in cell.factor]).numer()
        if modulus.degree() == 1:
            at = fmpq(-modulus[0], modulus[1])
            yield RATIONALS, fmpq_poly([at]), sp.Rational(int(at.p), int(at.q))
        else:
            poly = sp.Poly([int(c) for c in reversed(modulus.coeffs())], sp.Symbol("x"))
            yield Field(modulus, cell.order), fmpq_poly([0, 1]), sp.rootof(poly, cell.order)


def p_line(polynomials: Iterable[Any]) -> Line:
    """The line of p, cut at the real roots of irreducible polynomials in it."""
    return Line(RATIONALS, [IDENTITY, *(tuple(fmpq_poly([c]) for c in f.coeffs()) for f in polynomials)])


def located(line: Line, ball: Any) -> int:
    """The cell of a line that holds a number which is known to be a root there.

    Parameters
    ----------
    line : Line
    ball : callable
        From a precision to an enclosure of the number.

    Raises
    ------
    Undecidable
        If the cells are very close to each other.
    """
    roots: list[tuple[int, Cell]] = [(i, c) for i, c in enumerate(line.cells) if c.rational is None]
    for bits in (128, 512, 2048):
        here = ball(bits)
        hits = [i for i, c in roots if line.ball(c, bits).overlaps(here)]
        if len(hits) == 1:
            return hits[0]
    raise Undecidable("values are very close to each other")


def rational_polynomial(K: Field, num: Polynomial, den: Polynomial, factor: Polynomial, root: Any) -> Polynomial:
    """A polynomial over the rational numbers with the root num/den at a root over K: that of the multiplication by it."""
    made = adjoin(K, factor, root)
    L = made.field
    top, below = (L.value(tuple(L.at(c, made.image) for c in f), made.root) for f in (num, den))
    value = L.times(top, L.inverse(below))
    rows, power = [], value
    for _ in range(L.degree):
        rows.append([power[i] for i in range(L.degree)])
        power = L.times(power, fmpq_poly([0, 1]))
    return tuple(fmpq_poly([c]) for c in fmpq_mat(rows).charpoly().coeffs())
