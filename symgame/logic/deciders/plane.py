"""Decide sentences in two unknowns by the cells of the plane (Collins 1975, for two unknowns).

Let F be the irreducible factors of all polynomials of the sentence.  The x axis is cut at the real roots of the factors
without y, and of the leading coefficients, the discriminants and the pairwise resultants, with respect to y, of the others.
Over an open interval between two cuts the real roots of F in y are graphs of continuous functions that do not meet: what is
true at one x, cell by cell of the y axis, is true at all.  At a cut x = α the y axis is cut at the roots of F(α, y) over ℚ(α).
Signs are exact everywhere, so a sentence that is false at all sample points is false.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_poly, fmpz_mpoly, fmpz_poly

from symgame.budget import Meter
from symgame.logic import numbers
from symgame.logic.algebraic_field import RATIONALS, Field, Polynomial, minimal_polynomial
from symgame.logic.algebraic_line import Cell, Line
from symgame.logic.factoring import factors
from symgame.logic.formula import ALLOWED, And, Atom, Formula, Or, atoms, negate
from symgame.logic.numbers import Undecidable
from symgame.logic.polynomials import context, lift
from symgame.logic.problem import Problem
from symgame.logic.query import spread
from symgame.logic.signs import ANY, declared
from symgame.logic.verdict import Status, Verdict
from symgame.logic.witness import Point, items, refutes

PLANE = "cells of the plane"

MOST_POLYNOMIALS, MOST_DEGREE, MAX_WITNESS = 16, 12, 24
"""Larger problems are left to other deciders; a counterexample of a higher degree is not evaluated."""

Signs = dict[int, int]


@dataclass(frozen=True)
class Plane:
    """Cells of the plane of two unknowns.

    Parameters
    ----------
    seconds : float
        The search is given up after so long.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> x, y = sp.symbols("x y", real=True)
    >>> Plane()(Problem(x**2 + y**2 >= 2*x*y, ()), Budget().start()).proved
    True
    >>> Plane()(Problem(x**3 < y, (x < y,)), Budget().start()).refuted
    True
    """

    seconds: float = 3.0

    def __call__(self, problem: Problem, meter: Meter) -> Verdict | None:
        if len(problem.symbols) != 2 or any(s.is_integer for s in problem.symbols):
            return None
        top, _ = spread((problem.hypotheses, negate(problem.goal)))
        leaves = atoms(top)
        if any(not isinstance(a, Atom) or not set(a.gens) <= set(problem.symbols) for a in leaves):
            return None
        search = _made(problem, top, leaves, time.monotonic() + min(self.seconds, meter.left_seconds))
        if search is None:
            return None
        try:
            for point in search.solutions(meter):
                if refutes(problem, point):
                    return Verdict(Status.REFUTED, by=(PLANE,), witness_items=items(point))
                return None
        except Undecidable:
            return None
        return Verdict(Status.PROVED, by=(PLANE,))


def _made(problem: Problem, top: Formula, leaves: Any, deadline: float) -> _Search | None:
    """The search for a counterexample; None where there are too many polynomials, or of too high a degree."""
    x, y = problem.symbols
    found: dict[str, Any] = {}
    split: dict[Atom, tuple[int, list[tuple[str, int]]]] = {}
    for a in leaves:
        constant, parts = factors(lift(a.poly, a.gens, (x, y)))
        for f, _ in parts:
            found[str(f)] = f
        split[a] = (1 if constant > 0 else -1, [(str(f), n) for f, n in parts])
    for s in problem.symbols:
        if declared(s) != ANY:  # the sign of an unknown is a condition, too
            axis = lift(*_unknown(s), (x, y))
            found[str(axis)] = axis
    degrees = [max((int(f.degrees()[i]) for f in found.values()), default=0) for i in (0, 1)]
    if len(found) > MOST_POLYNOMIALS or min(degrees) > MOST_DEGREE:
        return None
    axes = (0, 1) if degrees[1] <= degrees[0] else (1, 0)
    basis = list(found.values())
    named = {name: i for i, name in enumerate(found)}
    known = {a: (c, tuple((named[f], n) for f, n in parts)) for a, (c, parts) in split.items()}
    conjuncts = top.args if isinstance(top, And) else (top,)
    return _Search(tuple(problem.symbols[i] for i in axes), axes, basis, known, conjuncts, deadline)


def _unknown(s: sp.Symbol) -> tuple[Any, tuple[sp.Symbol, ...]]:
    return context(1).gens()[0], (s,)


@dataclass(frozen=True)
class _Search:
    """A conjunction in two unknowns.

    Parameters
    ----------
    symbols : (x, y)
    axes : (int, int)
        Places of x and y in the polynomials.
    basis : list of polynomials
        Irreducible.
    known : {Atom: (sign, ((place in the basis, multiplicity), …))}
    parts : tuple of Formula
    deadline : float
    """

    symbols: tuple[sp.Symbol, ...]
    axes: tuple[int, int]
    basis: list[Any]
    known: Mapping[Atom, tuple[int, tuple[tuple[int, int], ...]]]
    parts: tuple[Formula, ...]
    deadline: float

    def solutions(self, meter: Meter) -> Iterator[Point]:
        """Points where all parts are true, those with rational coordinates first."""
        identity = (fmpq_poly([0]), fmpq_poly([1]))
        line = Line(RATIONALS, [identity, *(tuple(fmpq_poly([c]) for c in p.coeffs()) for p in self._cuts())])
        for cell in sorted(line.cells, key=lambda c: c.rational is None):
            meter.spend()
            if line.sign(identity, cell) not in declared(self.symbols[0]):
                continue
            if cell.rational is not None:
                yield from self._column(RATIONALS, fmpq_poly([cell.rational]), numbers.rational(cell.rational))
                continue
            modulus = fmpq_poly([c[0] for c in cell.factor]).numer()
            if modulus.degree() == 1:
                place = fmpq(-modulus[0], modulus[1])
                yield from self._column(RATIONALS, fmpq_poly([place]), numbers.rational(place))
            else:
                K = Field(fmpz_poly(modulus), cell.order)
                yield from self._column(K, fmpq_poly([0, 1]), None)

    def _cuts(self) -> list[Any]:
        """Univariate polynomials between whose roots nothing changes."""
        x, y = self.axes
        cuts: dict[str, Any] = {}

        def add(p: Any) -> None:
            for f, _ in factors(p)[1]:
                dense = [0] * (int(f.degrees()[x]) + 1)
                for exponents, c in f.to_dict().items():
                    dense[int(exponents[x])] = int(c)
                cuts.setdefault(str(f), fmpq_poly(dense))

        tall = [f for f in self.basis if f.degrees()[y]]
        for f in self.basis:
            self._in_time()
            if not f.degrees()[y]:
                add(f)
                continue
            degree = int(f.degrees()[y])
            lead = {tuple(0 if i == y else e for i, e in enumerate(m)): c for m, c in f.to_dict().items() if m[y] == degree}
            add(fmpz_mpoly(lead, f.context()))
            if degree > 1:
                add(f.resultant(f.derivative(y), y))
        for i, f in enumerate(tall):
            for g in tall[:i]:
                self._in_time()
                add(f.resultant(g, y))
        return list(cuts.values())

    def _in_time(self) -> None:
        if time.monotonic() > self.deadline:
            raise Undecidable("no time is left")

    def _column(self, K: Field, place: Any, number: Any) -> Iterator[Point]:
        """Points over one x, an element of K."""
        self._in_time()
        fixed: Signs = {}
        moving: dict[int, Polynomial] = {}
        for i, f in enumerate(self.basis):
            p = self._over(K, f, place)
            if len(p) > 1:
                moving[i] = p
            else:
                fixed[i] = K.sign(p[0]) if p else 0
        if any(self._truth(part, fixed) is False for part in self.parts):
            return
        identity = (fmpq_poly([0]), fmpq_poly([1]))
        line = Line(K, [*moving.values(), identity])
        for cell in sorted(line.cells, key=lambda c: c.rational is None):
            self._in_time()
            if line.sign(identity, cell) not in declared(self.symbols[1]):
                continue
            if self._holds(line, cell, moving, fixed):
                yield self._point(K, number, line, cell)

    def _holds(self, line: Line, cell: Cell, moving: Mapping[int, Polynomial], fixed: Signs) -> bool:
        """Whether all parts are true in a cell; signs are found only as they are needed."""
        signs = dict(fixed)

        def sign(i: int) -> int:
            if i not in signs:
                signs[i] = line.sign(moving[i], cell)
            return signs[i]

        return all(self._truth(part, signs, sign) for part in self.parts)

    def _truth(self, formula: Formula, signs: Signs, find: Any = None) -> bool | None:
        """The truth value; None while a sign is missing and cannot be found."""
        match formula:
            case Atom():
                total, parts = self.known[formula]
                for i, multiplicity in parts:
                    if find is None and i not in signs:
                        return None
                    found = find(i) if find is not None else signs[i]
                    total *= found if multiplicity % 2 else found * found
                return total in ALLOWED[formula.relation]
            case And(args) | Or(args):
                values = []
                for a in args:
                    values.append(self._truth(a, signs, find))
                    if values[-1] is isinstance(formula, Or):
                        return values[-1]
                return None if None in values else not isinstance(formula, Or)
        raise Undecidable("not a polynomial condition")

    def _over(self, K: Field, f: Any, place: Any) -> Polynomial:
        """A polynomial at one x, as a polynomial in y."""
        x, y = self.axes
        rows: list[list[Any]] = [[] for _ in range(int(f.degrees()[y]) + 1)]
        for exponents, c in f.to_dict().items():
            row = rows[int(exponents[y])]
            row.extend([fmpq(0)] * (int(exponents[x]) + 1 - len(row)))
            row[int(exponents[x])] = fmpq(c)
        if place.degree() <= 0:
            at = place[0]
            return K.trimmed([fmpq_poly([fmpq_poly(row)(at)]) for row in rows])
        return K.trimmed([K.reduced(fmpq_poly(row)) for row in rows])

    def _point(self, K: Field, number: Any, line: Line, cell: Cell) -> Point:
        """The coordinates as numbers."""
        first = numbers.polynomial_root(K.modulus, K.place) if number is None else number
        if cell.rational is not None:
            second = numbers.rational(cell.rational)
        elif K.degree * (len(cell.factor) - 1) > MAX_WITNESS:
            raise Undecidable("a counterexample of a high degree")
        else:
            second = numbers.polynomial_root(*minimal_polynomial(K, cell.factor, lambda bits: line.ball(cell, bits)))
        return {self.symbols[0]: first, self.symbols[1]: second}
