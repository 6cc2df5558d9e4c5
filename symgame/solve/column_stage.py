"""A stage of one mover with one action and one parameter, over the cells of the plane of the two.

On a column (`columns`) the action's domain [l, h] is cut at finitely many points; between two of them every piece holds on the
whole interval or nowhere on it, and the mover's payoff on it is monotone or constant.  So the largest payoff on a column is the largest
of: the payoffs of pieces at the points at which or beside which they hold, and the constant ones; and it is attained where the piece holds
at the point.  The values are roots v of Res_x(q, d v - n) for a payoff n/d and a point with q = 0.  Cut also where two roots of
these polynomials meet, the parameter line has cells in which the order of the values does not change: the same points are best in
the whole cell.  At the cuts themselves the columns are compared exactly, over the field of the cut (Collins 1975).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import sympy as sp
from flint import fmpq_poly, fmpz_mpoly
from sympy.logic.boolalg import And, Boolean

from symgame.budget import BudgetSpent, Meter
from symgame.logic.algebraic_line import Line
from symgame.logic.factoring import factors
from symgame.logic.numbers import Undecidable
from symgame.logic.polynomials import context
from symgame.logic.signs import declared
from symgame.logic.verdict import Status, Verdict
from symgame.solve.column_values import Written
from symgame.solve.columns import IDENTITY, Basis, Column, Refused, cuts, located, over, p_line, places, rational_polynomial
from symgame.solve.equilibrium import Obligation
from symgame.solve.fractions import derivative, factor_list, is_rational
from symgame.solve.outside import missed
from symgame.solve.pieces import relation_sides, substitute
from symgame.solve.problem import Candidate, Solved, StageProblem, StageSolution, Unknown
from symgame.solve.prune import always
from symgame.solve.relations import plain

VERDICT = Verdict(Status.PROVED, by=("cells of the plane",), steps=("the best points of all columns are compared exactly",))

SPAN, SECONDS, MOST_FIELD = 2, 30.0, 24
"""What a cell of the parameter line is counted as, in operations, how long the search may take, and the degree of fields."""


def with_columns(problem: StageProblem, solution: StageSolution, meter: Meter) -> StageSolution:
    """The solution by cells, where the search left it open and the problem has one action and one parameter.

    Parameters
    ----------
    problem : StageProblem
    solution : StageSolution
    meter : Meter

    Returns
    -------
    StageSolution
        The same one if nothing is open, or if the problem is not of this kind or too large.
    """
    if solution.uncovered is sp.false or len(problem.unknowns) != 1 or len(problem.parameters) != 1:
        return solution
    (u,), (p,) = problem.unknowns, problem.parameters
    closed = not (u.values or u.low_open or u.high_open or p.is_integer)
    if not closed or any(e in (sp.oo, -sp.oo) or e.has(sp.Min, sp.Max) for e in (u.low, u.high)):
        return solution
    try:
        solved, rest, missing = Plane(problem, u, p, meter).solved()
    except (Refused, Undecidable, BudgetSpent, OverflowError):
        return solution
    left = And(rest, *(missed(r) for r, _ in solution.nonexistence))
    if left is not sp.false and always(sp.false, [*problem.assumptions, left], meter):
        left = sp.false
    absent = ((missing, f"the supremum of the payoff of {u.owner} in {u.symbol} is not attained"),) if missing is not sp.false else ()
    whole = VERDICT if left is sp.false else None
    return replace(solution, solved=solved, nonexistence=(*solution.nonexistence, *absent), uncovered=left, notes=(), complete=whole)


def columns_first(problem: StageProblem, meter: Meter) -> StageSolution | None:
    """The solution by cells where the search would hardly find one, or not in short terms.

    That is where the best action may be an implicit root and the payoff is not concave, and where pieces of third degree or
    with curved boundaries are compared.

    Parameters
    ----------
    problem : StageProblem
    meter : Meter

    Returns
    -------
    StageSolution or None
        None where that is not so, or where not everything is solved in this way.
    """
    pieces = [p for p in problem.pieces if p.payoffs]
    if len(problem.unknowns) != 1 or len(problem.parameters) != 1 or not pieces:
        return None
    (u,) = problem.unknowns
    slopes = [derivative(p.payoffs[u.owner], u.symbol) for p in pieces]
    sides = [relation_sides(c) for p in pieces for c in p.conditions]
    if not all(is_rational(e) for e in slopes) or not any(bent(e, u.symbol, 3) for e in slopes):
        if len(pieces) < 2 or not any(bent(e, u.symbol, 2) for e in (*slopes, *sides)):
            return None
    inside = [*problem.assumptions, u.within(u.symbol)]
    if len(slopes) == 1 and always(plain(sp.Le, derivative(slopes[0], u.symbol)), inside, meter):
        return None
    found = with_columns(problem, StageSolution(problem, (), (), sp.true), meter)
    return found if found.uncovered is sp.false else None


def bent(e: sp.Expr, x: sp.Symbol, degree: int) -> bool:
    """Whether an irreducible factor is of at least this degree in x."""
    return is_rational(e) and e.has(x) and any(sp.degree(f, x) >= degree for f, _ in factor_list(e)[1] if f.has(x))


@dataclass(frozen=True)
class Choice:
    """A best point of a column: the piece, the cell, and whether the payoff is constant around it."""

    piece: int
    cell: int
    flat: bool = False


class Plane:
    """The columns of a problem and what is best on them."""

    def __init__(self, problem: StageProblem, u: Unknown, p: sp.Symbol, meter: Meter) -> None:
        self.problem, self.u, self.p, self.meter = problem, u, p, meter
        self.deadline = time.monotonic() + min(SECONDS, meter.left_seconds)
        self.basis = basis = Basis(p, u.symbol)
        self.paid = [k for k, piece in enumerate(problem.pieces) if piece.payoffs]
        self.payoffs = {k: problem.pieces[k].payoffs[u.owner] for k in self.paid}
        for a in problem.assumptions:
            basis.take(a)
        basis.add(p)
        self.ends = (u.symbol - u.low, u.high - u.symbol)
        for e in self.ends:
            basis.add(e)
        for piece in problem.pieces:
            for c in piece.conditions:
                basis.take(c)
        for e in self.payoffs.values():
            basis.add(derivative(e, u.symbol))
            basis.add(1 / sp.fraction(sp.together(e))[1])
        self._values: dict[tuple[int, str], list[Any]] = {}

    def columns(self, polynomials: Any) -> Iterator[tuple[int, Column, sp.Expr | None]]:
        """The columns over all cells of the parameter line at which the assumptions hold, numbered."""
        for j, (K, place, number) in enumerate(places(p_line(polynomials))):
            self.meter.spend(SPAN)
            if time.monotonic() > self.deadline:
                raise Refused("no time is left")
            column = Column(self.basis, K, place)
            if column.sign(self.p, 0) in declared(self.p) and all(column.holds(a, 0) for a in self.problem.assumptions):
                yield j, column, number

    # ------------------------------------------------------------------ one column

    def entries(self, column: Column) -> tuple[list[Choice], set[Choice]]:
        """The points and constant pieces of which one has the largest payoff, and those at which it is attained."""
        cells = column.line.cells
        inside = [all((column.sign(e, i) or 0) >= 0 for e in self.ends) for i in range(len(cells))]
        found, attained = [], set()
        for k, piece in enumerate(self.problem.pieces):
            true = [inside[i] and all(column.holds(c, i) for c in piece.conditions) for i in range(len(cells))]
            if any(true) and k not in self.payoffs:
                raise Refused("a continuation is not solved")
            for i, cell in enumerate(cells):
                if cell.rational is None and not self._names(column, i):
                    continue  # the origin, where nothing changes
                if cell.rational is not None and true[i] and column.sign(derivative(self.payoffs[k], self.u.symbol), i) == 0:
                    found.append(Choice(k, i, True))
                    attained.add(found[-1])
                if cell.rational is None and inside[i] and any(true[max(i - 1, 0) : i + 2]):
                    found.append(Choice(k, i))
                    if true[i]:
                        attained.add(found[-1])
        return found, attained

    def best(self, column: Column) -> list[Choice] | None:
        """The best points of a column; none where no action is admissible, None where the largest payoff is not attained."""
        if column.K.degree > MOST_FIELD:
            raise Refused("a field of too high a degree")
        found, attained = self.entries(column)
        if not found:
            return []
        polynomials, balls = zip(*(self.value(column, c) for c in found), strict=True)
        line = Line(column.K, [*(f for listed in polynomials for f in listed), IDENTITY])
        ranks = [located(line, ball) for ball in balls]
        top = [c for c, rank in zip(found, ranks, strict=True) if rank == max(ranks) and c in attained]
        if not top:
            return None
        flat = {c.piece for c in top if c.flat}
        kept: list[Choice] = []
        for c in top:
            if c.flat and not any(d.flat and d.piece == c.piece for d in kept) or c.piece not in flat:
                if not any(d.cell == c.cell and self._same_play(column, c, d) for d in kept):
                    kept.append(c)
        return kept

    def value(self, column: Column, c: Choice) -> tuple[list[Any], Any]:
        """Polynomials over the field of which the value is a root of one, and enclosures of the value."""
        num, den = (over(column.K, f, column.place) for f in self.basis.parts(self.payoffs[c.piece]))
        cell, K = column.line.cells[c.cell], column.K
        if c.flat:
            at = fmpq_poly([cell.rational])
            value = K.times(K.value(num, at), K.inverse(K.value(den, at)))
            return [(-value, fmpq_poly([1]))], lambda bits: K.ball(value, bits)
        if column.sign(1 / sp.fraction(sp.together(self.payoffs[c.piece]))[1], c.cell) is None:
            raise Refused("a payoff has no value at an end of a piece")
        listed = [over(K, f, column.place) for f in self.values(c.piece, self.name(column, c.cell))]
        if () in listed:
            listed = [rational_polynomial(K, num, den, cell.factor, lambda bits: column.line.ball(cell, bits))]

        def ball(bits: int) -> Any:
            here = column.line.ball(cell, bits)
            return K.enclosed(num, here, bits) / K.enclosed(den, here, bits)

        return [f for f in listed if len(f) > 1], ball

    def name(self, column: Column, i: int) -> str:
        """A polynomial that vanishes at a root, of the lowest degree."""
        return min(self._names(column, i), key=lambda n: (self.basis.found[n].degrees()[1], n))

    def _names(self, column: Column, i: int) -> list[str]:
        return [n for n in column.moving if column.factor(n, i) == 0]

    def values(self, piece: int, name: str) -> list[Any]:
        """The irreducible factors of the polynomial in p and v of which the payoffs at the roots of a polynomial are roots."""
        if (piece, name) not in self._values:
            ring = context(3)
            num, den, q = (
                fmpz_mpoly({(e[0], e[1], 0): c for e, c in f.to_dict().items()}, ring)
                for f in (*self.basis.parts(self.payoffs[piece]), self.basis.found[name])
            )
            found = q.resultant(den * ring.gens()[2] - num, 1)
            flat = fmpz_mpoly({(e[0], e[2]): c for e, c in found.to_dict().items()}, context(2))
            self._values[piece, name] = [f for f, _ in factors(flat)[1]]
        return self._values[piece, name]

    def _same_play(self, column: Column, c: Choice, d: Choice) -> bool:
        """Whether the play after a point is the same by two pieces."""
        mine, other = (self.problem.pieces[k].outcome for k in (c.piece, d.piece))
        if mine.keys() != other.keys():
            return False
        factor = column.K.monic(column.line.cells[c.cell].factor)
        for a, b in zip(mine.values(), other.values(), strict=True):
            if a != b:
                if not isinstance(a, sp.Expr) or not isinstance(b, sp.Expr):
                    return False
                try:
                    num, den = (over(column.K, f, column.place) for f in self.basis.parts(a - b))
                except Refused:
                    return False
                if column.K.divided(num, factor)[1] or not column.K.divided(den, factor)[1]:
                    return False
        return True

    # ------------------------------------------------------------------ all columns

    @cached_property
    def cut(self) -> list[Any]:
        """The polynomials in p between whose roots the same points are best."""
        first = cuts(self.basis.found.values())
        ranked: dict[str, Any] = {}
        for _, column, number in self.columns(first.values()):
            if number is None:
                for c in self.entries(column)[0]:
                    listed = self._constant(c.piece) if c.flat else self.values(c.piece, self.name(column, c.cell))
                    ranked.update({str(f): f for f in listed})
        return list({**first, **cuts(ranked.values())}.values())

    def _constant(self, piece: int) -> list[Any]:
        num, den = self.basis.parts(self.payoffs[piece])
        if max(num.degrees()[1], den.degrees()[1]) > 0:
            raise Refused("a payoff that is constant for one parameter only")
        return [f for f, _ in factors(den * context(2).gens()[1] - num)[1]]

    def solved(self) -> tuple[tuple[Solved, ...], Boolean, Boolean]:
        """The best actions with their ranges, where no action is admissible, and where the largest payoff is not attained."""
        found_best = [(j, column, number, self.best(column)) for j, column, number in self.columns(self.cut)]
        missing = {j for j, _, _, best in found_best if best is None}
        listed = [(j, column, number, best or []) for j, column, number, best in found_best]
        numbers = {j: number for j, (_, _, number) in enumerate(places(p_line(self.cut)))}
        written = Written(self.problem, self.u, self.p, self.basis, listed, numbers, self.name)
        found = []
        for candidate, region in written.candidates():
            found.append(Solved(candidate, region, tuple(self._evidence(candidate, region))))
        empty = {j for j, _, _, best in found_best if best is not None and not best}
        return tuple(found), written.ranges(empty), written.ranges(missing)

    def _evidence(self, candidate: Candidate, region: Boolean) -> Iterator[Obligation]:
        """What the columns show of a candidate."""
        x, pieces = self.u.symbol, self.problem.pieces
        value = substitute(self.payoffs[candidate.piece], candidate.values)
        if candidate.free is None:
            yield Obligation("inside", substitute(self.u.within(x), candidate.values), (region,), VERDICT)
        for k, e in self.payoffs.items():
            name = "compared over cells" if k == candidate.piece else "compared over cells with another piece"
            yield Obligation(name, plain(sp.Le, e, value), (region, self.u.within(x), *pieces[k].conditions), VERDICT)
