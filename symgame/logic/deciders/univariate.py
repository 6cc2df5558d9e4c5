"""Decide sentences in one unknown over algebraic constants, cell by cell.

The numbers in the sentence (radicals, roots of polynomials) generate a real number field K.  An equation among the
assumptions that holds one unknown alone has finitely many real roots: each is put in and joins K.  When one unknown x
is left, the real line is cut at the real roots of all polynomials in K[x]; the sentence has one truth value on every
cell, found from exact signs at one point of it.  A radical of an expression in x is eliminated by resultants for the
cutting, and is a number at the points.  This is cylindrical decomposition for one unknown (after Collins 1975).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp
from flint import fmpq_poly, fmpz_mpoly

from symgame.budget import BudgetSpent, Meter
from symgame.logic import numbers
from symgame.logic.algebraic_field import Field, Polynomial, minimal_polynomial
from symgame.logic.algebraic_line import Cell, Line
from symgame.logic.algebraic_values import Values, closed
from symgame.logic.factoring import factors
from symgame.logic.formula import ALLOWED, And, Atom, Defined, Formula, Or, atoms, negate
from symgame.logic.numbers import Number, Undecidable
from symgame.logic.polynomials import fraction, generators, lift, ordered, radical
from symgame.logic.problem import Problem
from symgame.logic.query import spread
from symgame.logic.signs import declared
from symgame.logic.verdict import Status, Verdict
from symgame.logic.witness import Point, items, refutes

CELLS = "cells of the line"

MAX_TERMS = 400
"""Polynomials with more terms are left to other deciders."""

MAX_WITNESS = 60
"""A counterexample is evaluated again where the numbers in it have no higher degree together."""


class _NotOfThisKind(Exception):
    """Internal: several unknowns are left, or a generator that is no algebraic number."""


@dataclass(frozen=True)
class Univariate:
    """Cells of the line of one unknown.

    Parameters
    ----------
    irrational : bool
        Only where a number that is not rational occurs; a solver is as good at the others.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> x = sp.Symbol("x", real=True)
    >>> r = sp.CRootOf(x**3 + x - 1, 0)
    >>> meter = Budget().start()
    >>> Univariate()(Problem((x - r)*(x**2 + r*x + r**2 + 1) >= 0, (x**3 + x >= 1,)), meter).proved
    True
    >>> Univariate()(Problem(x**2 > r, (x > r,)), meter).witness
    mappingproxy({x: 3/4})
    """

    irrational: bool = True

    def __call__(self, problem: Problem, meter: Meter) -> Verdict | None:
        try:
            search = _start(problem, self.irrational, meter)
            if search is None:
                return None
            found = next(search.solutions(), None)
        except (_NotOfThisKind, Undecidable, BudgetSpent):
            return None
        return Verdict(Status.PROVED, by=(CELLS,)) if found is None else _refuted(problem, found)


def _start(problem: Problem, irrational: bool, meter: Meter) -> _Search | None:
    """The search for a counterexample; None where it is not one of this kind."""
    if any(s.is_integer for s in problem.symbols):
        return None
    top, _ = spread((problem.hypotheses, negate(problem.goal)))
    leaves = atoms(top)
    gens = {g for a in leaves for g in (a.gens if isinstance(a, Atom) else (a.gen,) if isinstance(a, Defined) else (None,))}
    if None in gens or any(len(a.poly) > MAX_TERMS for a in leaves if isinstance(a, Atom)):
        return None
    whole = closed(frozenset(gens))
    if any(not (g.is_Symbol or isinstance(g, sp.CRootOf) or radical(g)) for g in whole):
        return None
    if irrational and not any(not g.is_Symbol and not g.free_symbols for g in whole):
        return None
    parts = top.args if isinstance(top, And) else (top,)
    pinned = sum(1 for p in parts if isinstance(p, Atom) and p.relation == "=")
    if len(problem.symbols) > 1 + pinned:
        return None
    return _Search(parts, whole, Values(), meter)


@dataclass(frozen=True)
class _Search:
    """A conjunction, with the generators that have become numbers.

    Parameters
    ----------
    parts : tuple of Formula
    gens : frozenset of Expr
        Every generator.
    values : Values
    meter : Meter
    """

    parts: tuple[Formula, ...]
    gens: frozenset[Any]
    values: Values
    meter: Meter

    def solutions(self) -> Iterator[tuple[Field, tuple[tuple[sp.Symbol, Any], ...]]]:
        """Points where all parts are true, each as the field and the values of the symbols."""
        self.meter.spend()
        if self.meter.left_seconds <= 0:
            raise Undecidable("no time is left")
        if any(self.truth(p) is False for p in self.parts):
            return
        for g in ordered(frozenset(self.gens)):
            if g not in self.values.known and not g.is_Symbol and self.values.ready(g):
                yield from replace(self, values=self.values.joined(g)).solutions()
                return
        symbols = [g for g in ordered(frozenset(self.gens)) if g.is_Symbol and g not in self.values.known]
        if not symbols:
            if all(self.truth(p) for p in self.parts):
                yield self.values.K, self.values.point
            return
        equation = self._equation(symbols)
        if equation is not None:
            yield from self._at_roots(*equation)
        elif len(symbols) == 1:
            yield from self._on_line(symbols[0])
        else:
            raise _NotOfThisKind

    # truth

    def truth(self, formula: Formula, line: Line | None = None, cell: Cell | None = None, x: Any = None) -> bool | None:
        """The truth value, at the point of a cell when one is given; None while it is open."""
        match formula:
            case Defined(gen, positive):
                return None if gen not in self.values.known else (self.values.known[gen] is not None) == positive
            case Atom():
                if any(g not in self.values.known and g != x for g in formula.gens):
                    return None
                if any(g != x and self.values.known[g] is None for g in formula.gens):
                    return False
                return self._sign(formula, line, cell, x) in ALLOWED[formula.relation]
            case And(args) | Or(args):
                values = [self.truth(a, line, cell, x) for a in args]
                deciding = isinstance(formula, Or)
                return deciding if deciding in values else None if None in values else not deciding
        raise _NotOfThisKind

    def _sign(self, atom: Atom, line: Line | None, cell: Cell | None, x: Any) -> int:
        constant, parts = factors(atom.poly)
        total = 1 if constant > 0 else -1
        for f, multiplicity in parts:
            p = self.values.polynomial(f, atom.gens, x)
            if line is None or cell is None:
                found = self.values.K.sign(p[0]) if p else 0
            else:
                found = line.sign(p, cell)
            total *= found if multiplicity % 2 else found * found
        return total

    # the unknowns

    def _equation(self, symbols: list[sp.Symbol]) -> tuple[sp.Symbol, Polynomial] | None:
        """A symbol and a polynomial that vanishes there in every solution, of lowest degree."""
        found = []
        for p in self.parts:
            if isinstance(p, Atom) and p.relation == "=":
                new = [g for g in p.gens if g not in self.values.known]
                if len(new) == 1 and new[0].is_Symbol and all(self.values.known.get(g, 0) is not None for g in p.gens):
                    f = self.values.polynomial(p.poly, p.gens, new[0])
                    if len(f) > 1:
                        found.append((new[0], f))
        return min(found, key=lambda row: (len(symbols) == 1, len(row[1]))) if found else None

    def _at_roots(self, x: sp.Symbol, f: Polynomial) -> Iterator[Any]:
        """With each real root of the polynomial in the place of x."""
        line = Line(self.values.K, [f])
        for cell in line.cells:
            if cell.rational is None and line.sign((fmpq_poly([0]), fmpq_poly([1])), cell) in declared(x):
                yield from replace(self, values=self.values.at_root(x, line, cell)).solutions()

    def _on_line(self, x: sp.Symbol) -> Iterator[Any]:
        """With each cell of the line in the place of x; points of open cells first."""
        identity = (fmpq_poly([0]), fmpq_poly([1]))
        line = Line(self.values.K, [*self._cuts(x), identity])
        hidden = any(g not in self.values.known and g != x for g in self.gens)
        for cell in sorted(line.cells, key=lambda c: c.rational is None):
            self.meter.spend()
            if line.sign(identity, cell) not in declared(x):
                continue
            if hidden:
                if cell.rational is None:
                    yield from replace(self, values=self.values.at_root(x, line, cell)).solutions()
                else:
                    yield from replace(self, values=self.values.put(x, cell.rational)).solutions()
            elif all(self.truth(p, line, cell, x) for p in self.parts):
                yield self.values.K, (*self.values.point, (x, (line, cell)))

    def _cuts(self, x: sp.Symbol) -> Iterator[Polynomial]:
        """Polynomials in x such that no part changes its truth value between their roots."""
        radicals = [g for g in ordered(frozenset(self.gens)) if g not in self.values.known and g != x]
        radicals.sort(key=lambda g: -sum(1 for h in radicals if g in closed(frozenset((h,)))))
        asked = [(f, a.gens) for p in self.parts for a in atoms(p) if isinstance(a, Atom) for f, _ in factors(a.poly)[1]]
        for g in radicals:
            base, _ = radical(g)  # type: ignore[misc]
            inner = ordered(generators(base))
            value = fraction(base, inner)
            asked += [(f, inner) for p in (value.num, value.den) for f, _ in factors(p)[1]]
        if any(self.values.known.get(g, 0) is None for _, gens in asked for g in gens):
            raise _NotOfThisKind
        seen = set()
        for f, gens in asked:
            for h, left in self._eliminated(f, gens, radicals):
                if (str(h), left) not in seen:
                    seen.add((str(h), left))
                    found = self.values.polynomial(h, left, x)
                    if len(found) > 1:
                        yield found
                    elif not found and left != gens:
                        raise _NotOfThisKind

    def _eliminated(self, f: Any, gens: tuple[Any, ...], radicals: list[Any]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
        """Polynomials without radicals that vanish where f does: outer radicals go first."""
        for g in reversed(radicals):
            if g in gens and f.degrees()[gens.index(g)]:
                base, q = radical(g)  # type: ignore[misc]
                wide = ordered(frozenset(gens) | generators(base))
                value = fraction(base, wide)
                i = wide.index(g)
                power = fmpz_mpoly({tuple(q if j == i else 0 for j in range(len(wide))): 1}, value.num.context())
                norm = lift(f, gens, wide).resultant(value.den * power - value.num, i)
                if norm == 0 or len(norm) > MAX_TERMS:  # f shares a factor with the equation of the radical, or is too long
                    raise _NotOfThisKind
                for h, _ in factors(norm)[1]:
                    yield from self._eliminated(h, wide, radicals)
                return
        used = tuple(g for g, d in zip(gens, f.degrees(), strict=True) if d)
        yield lift(f, gens, used), used


def _refuted(problem: Problem, found: tuple[Field, tuple[tuple[sp.Symbol, Any], ...]]) -> Verdict:
    """A refutation with its witness, where exact evaluation confirms it."""
    K, values = found
    try:
        point: Point = {s: _number(K, v) for s, v in values}
        for s in problem.symbols:
            point.setdefault(s, numbers.rational(0 if 0 in declared(s) else 1 if 1 in declared(s) else -1))
        degree = math.prod(d for v in point.values() for _, d in v.roots) * K.degree
        if degree <= MAX_WITNESS and refutes(problem, point):
            return Verdict(Status.REFUTED, by=(CELLS,), witness_items=items(point))
    except Undecidable:
        pass  # the numbers are too large to be written
    return Verdict(Status.UNDECIDED, by=(CELLS,), reason="a counterexample was not evaluated: its numbers are of a high degree")


def _number(K: Field, value: Any) -> Number:
    """An element of the field, or the point of a cell, as a number."""
    if isinstance(value, tuple):
        line, cell = value
        if cell.rational is not None:
            return numbers.rational(cell.rational)
        return numbers.polynomial_root(*minimal_polynomial(K, cell.factor, lambda bits: line.ball(cell, bits)))
    if value.degree() <= 0:
        return numbers.rational(value[0])
    return numbers.polynomial_root(*minimal_polynomial(K, (-value, fmpq_poly([1])), lambda bits: K.ball(value, bits)))
