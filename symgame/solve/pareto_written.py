"""The Pareto set by cells in terms of the parameter.

Neighbouring columns with components of the same kinds make a run.  An end of a component is on each column a root of the same polynomial,
and it is stated for the whole run: in closed form up to degree 2, as the root in an interval that holds no other one above.
Where no expression holds on the whole run, its parts are stated, and a single value of the parameter by numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp
from flint import fmpq_poly
from sympy.logic.boolalg import Boolean, Or

from symgame.budget import BudgetSpent, Meter
from symgame.logic.algebraic_field import minimal_polynomial
from symgame.logic.numbers import Undecidable
from symgame.solve.column_stage import bent
from symgame.solve.column_values import Written
from symgame.solve.columns import Column, Refused
from symgame.solve.dominance import Dominance
from symgame.solve.equilibrium import Obligation
from symgame.solve.pareto_candidates import Segment, Structure
from symgame.solve.pareto_cells import VERDICT, Found, among, by_cells
from symgame.solve.pareto_columns import Ends, ParetoPlane, Seen


def exactly(problem: Dominance, meter: Meter, *, first: bool) -> list[Found] | None:
    """The undominated shares with their regions and the evidence, by cells.

    Parameters
    ----------
    problem : Dominance
    meter : Meter
    first : bool
        Only where a search for formulas would hardly do better: without parameters, and where ends may be implicit roots.

    Returns
    -------
    list or None
        With disjoint regions that are all; None where the problem is not of this kind or too large.
    """
    if not problem.parameters:
        return by_cells(problem, meter)
    slopes = [sp.diff(u, problem.share) for p in problem.pieces for u in p.payoffs.values()]
    if len(problem.parameters) > 1 or first and not any(bent(e, problem.share, 3) for e in slopes):
        return None
    try:
        found, rest = Stated(ParetoPlane(problem, meter)).sets()
    except (Refused, Undecidable, BudgetSpent, OverflowError):
        return None
    if rest is not sp.false:
        return None
    named = ((s, Or(*regions)) for s, regions in found.items())
    return [
        (s, region, (Obligation("undominated there and only there", among(s, problem.share), (region,), VERDICT),)) for s, region in named
    ]


class Stated:
    """The sets of all columns, in expressions.

    Parameters
    ----------
    plane : ParetoPlane
    """

    def __init__(self, plane: ParetoPlane) -> None:
        seen, numbers = plane.columns()
        one = plane.planes[0]
        self.basis = one.basis
        (u,) = one.problem.unknowns
        listed: list[Any] = [(s.number, s.column, s.at, []) for s in seen]
        self.written = Written(one.problem, u, plane.p, one.basis, listed, numbers, one.name)
        self.seen = {s.number: s for s in seen}

    def sets(self) -> tuple[dict[Structure, list[Boolean]], Boolean]:
        """The sets with their regions, and where the set is not known."""
        found: dict[Structure, list[Boolean]] = {}
        for run in self._alike():
            for structure, part in self._expressed(run):
                found.setdefault(structure, []).append(self.written.range_of(part))
        return found, self.written.ranges({s.number for s in self.seen.values() if s.ends is None})

    def _alike(self) -> Iterator[list[int]]:
        """Runs of columns with as many components of the same kinds."""
        run: list[Seen] = []
        for s in self.seen.values():
            if run and (s.ends is None or s.number != run[-1].number + 1 or _kinds(s.ends) != _kinds(run[-1].ends or ())):
                yield [r.number for r in run]
                run = []
            if s.ends is not None:
                run.append(s)
        if run:
            yield [r.number for r in run]

    def _expressed(self, run: list[int]) -> Iterator[tuple[Structure, list[int]]]:
        """The components of a run, or of parts of it where no expressions are found for the whole."""
        try:
            made = self._structure(run)
        except Refused:
            if len(run) == 1:
                raise
            half = len(run) // 2
            first, last = (self.seen[j].at is not None for j in (run[0], run[-1]))
            for part in [run[1:], run[:1]] if first else [run[:-1], run[-1:]] if last else [run[:half], run[half:]]:
                yield from self._expressed(part)
        else:
            yield made, run

    def _structure(self, run: list[int]) -> Structure:
        known = {j: self.seen[j].ends or () for j in run}
        found = []
        for n, (_, start_open, _, end_open) in enumerate(known[run[0]]):
            start, end = (self._end(run, [known[j][n][side] for j in run]) for side in (0, 2))
            found.append(Segment(start, end, start_open, end_open))
        return tuple(found)

    def _end(self, run: list[int], cells: list[int]) -> sp.Expr:
        """One expression for a root on every column of a run."""
        columns = [self.seen[j].column for j in run]
        if len(run) == 1 and self.seen[run[0]].at is not None:
            return _number(columns[0], cells[0])
        basis = self.basis.found
        names = [n for n in basis if all(n in c.moving and c.factor(n, i) == 0 for c, i in zip(columns, cells, strict=True))]
        for name in sorted(names, key=lambda n: (basis[n].degrees()[1], n)):
            orders = [c.roots(name).index(i) for c, i in zip(columns, cells, strict=True)]
            if self._steady(name, run, orders):
                try:
                    return _plain(self.written.formula(name, run, orders))
                except Refused:
                    continue
        raise Refused("no expression for an end")

    def _steady(self, name: str, run: list[int], orders: list[int]) -> bool:
        """Whether a root in closed form has the same number on all columns of a run, or is double; other ones are written by place."""
        degree = int(self.basis.found[name].degrees()[1])
        if degree > 2:
            return True
        columns = [self.seen[j].column for j in run]
        counts = [len(c.roots(name)) for c in columns]
        simple = {order for order, count in zip(orders, counts, strict=True) if count == degree}
        return len(simple) == 1 and all(len(c.moving[name]) == degree + 1 for c in columns)


def _number(column: Column, i: int) -> sp.Expr:
    """A root over one value of p, as a number."""
    cell = column.line.cells[i]
    modulus, order = minimal_polynomial(column.K, cell.factor, lambda bits: column.line.ball(cell, bits))
    return sp.rootof(sp.Poly([int(a) for a in reversed(fmpq_poly(modulus).numer().coeffs())], sp.Symbol("x")), order)


def _kinds(ends: Ends) -> tuple[Any, ...]:
    return tuple((i == j, start_open, end_open) for i, start_open, j, end_open in ends)


def _plain(e: sp.Expr) -> sp.Expr:
    """Square roots without a rational factor that is a square.

    Examples
    --------
    >>> _plain(sp.sqrt(4 - 16 * sp.Symbol("F")) / 2)
    sqrt(1 - 4*F)
    """
    parts = {r: r.base.primitive() for r in e.atoms(sp.Pow) if r.exp == sp.Rational(1, 2) and r.base.free_symbols}
    return e.xreplace({r: sp.sqrt(content) * sp.sqrt(rest) for r, (content, rest) in parts.items()})
