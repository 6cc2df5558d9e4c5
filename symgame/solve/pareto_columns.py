"""The Pareto set of two parties with one parameter p, over the cells of the plane of p and the share.

Let b_i be a share that is best for party i and, among those, best for the other party.  A share x with U_2(x) ≤ U_2(b_1) is dominated by
b_1 unless its payoffs are those of b_1, and a share that dominates b_1 would be better for 1 or as good for 1 and better for 2.  So with
W = {x : U_1(x) > U_1(b_2), U_2(x) > U_2(b_1)} the undominated shares are those with the payoffs of b_1 or b_2, and the shares of W
that no share dominates; a share that dominates one of W is in W.  Where on an interval W one utility rises and the other falls
strictly, nothing dominates there (Pareto 1906).  The shares of W are bounded by shares at which a payoff reaches the level it has at b_i:
with the polynomials of these level crossings taken in, all that was said is the same in each cell of the parameter line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpz_mpoly

from symgame.budget import Meter
from symgame.logic.algebraic_line import Line
from symgame.logic.factoring import factors
from symgame.logic.polynomials import context
from symgame.solve.column_stage import Choice, Plane
from symgame.solve.columns import IDENTITY, Column, Refused, cuts, located, p_line, places
from symgame.solve.dominance import Dominance
from symgame.solve.fractions import derivative
from symgame.solve.problem import StageProblem, Unknown

Ends = tuple[tuple[int, bool, int, bool], ...]
"""Of every component on a column the cells of its ends, and whether these do not belong to it."""


@dataclass(frozen=True)
class Seen:
    """What a column shows: the components, or None where they are not known."""

    number: int
    column: Column
    at: sp.Expr | None
    ends: Ends | None


class ParetoPlane:
    """The columns of a problem of two parties with one parameter.

    Parameters
    ----------
    problem : Dominance
    meter : Meter

    Raises
    ------
    Refused
        If the problem is not of this kind.
    """

    def __init__(self, problem: Dominance, meter: Meter) -> None:
        if len(problem.parties) != 2 or len(problem.parameters) != 1 or problem.low_open or problem.high_open:
            raise Refused("not two parties and one parameter")
        if problem.parameters[0].is_integer or not all(p.payoffs for p in problem.pieces):
            raise Refused("an integer parameter, or utilities that are not known everywhere")
        self.problem, self.meter, (self.p,) = problem, meter, problem.parameters
        self.x = problem.share
        self.planes = [self._plane(i) for i in problem.parties]
        levels = [f for plane, other in zip(self.planes, reversed(self.planes), strict=True) for f in self._levels(plane, other)]
        for plane, other in zip(self.planes, reversed(self.planes), strict=True):
            plane.basis.found.update({**other.basis.found, **{str(f): f for f in levels}})
            for e in other.basis.known:
                plane.basis.add(e)
            for k in plane.paid:
                plane.basis.add(derivative(other.payoffs[k], self.x))
            plane.__dict__.pop("cut", None)

    def _plane(self, party: Any) -> Plane:
        u = Unknown(self.x, party, self.problem.low, self.problem.high)
        stage = StageProblem((u,), self.problem.pieces, self.problem.parameters, self.problem.given)
        return Plane(stage, u, self.p, self.meter)

    def _levels(self, plane: Plane, other: Plane) -> Iterator[Any]:
        """Polynomials in p and x that vanish where the other party has the payoff of a share that is best for this one."""
        best = set()
        for _, column, _ in plane.columns(plane.cut):
            for c in plane.best(column) or []:
                best.add((c.piece, "" if c.flat else plane.name(column, c.cell)))
        ring = context(3)
        for k, name in sorted(best):
            num, den = (_moved(f, 2, ring) for f in other.basis.parts(other.payoffs[k]))
            for q in dict.fromkeys(other.payoffs.values()):
                top, below = (_moved(f, 1, ring) for f in other.basis.parts(q))
                level = top * den - num * below
                if name:
                    level = _moved(plane.basis.found[name], 2, ring).resultant(level, 2)
                if level.is_zero() or level.degrees()[2]:
                    continue
                flat = fmpz_mpoly({(e[0], e[1]): c for e, c in level.to_dict().items()}, context(2))
                yield from (f for f, _ in factors(flat)[1])

    # ------------------------------------------------------------------ one column

    def ends(self, column: Column) -> Ends | None:
        """The components on a column."""
        members = self._members(column)
        if members is None:
            return None
        cells, found = column.line.cells, []
        for run in members:
            (i, j) = run[0], run[-1]
            start_open, end_open = cells[i].rational is not None, cells[j].rational is not None
            found.append((i - start_open, start_open, j + end_open, end_open))
        return tuple(found)

    def _members(self, column: Column) -> list[list[int]] | None:
        """The cells of the set, in runs; None where it is not known."""
        one, two = self.planes
        if any(not plane.best(column) for plane in self.planes):
            return None
        held = self._held(column)
        ranks = [self._ranks(plane, column, held) for plane in self.planes]
        pairs = {i: (ranks[0][i], ranks[1][i]) for i in held}
        b_1, b_2 = max(pairs.values()), max(pairs.values(), key=lambda r: (r[1], r[0]))
        if b_1 == b_2:  # the best of both: whoever has other payoffs is dominated by it
            return _runs([i for i, pair in pairs.items() if pair == b_1], sorted(held))
        chosen = []
        for i, pair in pairs.items():
            slopes = [self._slope(plane, column, held[i], i) for plane in (one, two)]
            is_open = column.line.cells[i].rational is not None
            if is_open and (pair[0] == b_1[0] and slopes != [0, 0] or pair[1] == b_2[1] and slopes != [0, 0]):
                return None  # a utility is constant where the other one is not
            if pair in (b_1, b_2) or pair[0] > b_2[0] and pair[1] > b_1[1]:
                chosen.append(i)
        inside = [i for i in chosen if pairs[i] not in (b_1, b_2)]
        return _runs(chosen, sorted(held)) if self._opposed(column, held, inside) else None

    def _held(self, column: Column) -> dict[int, int]:
        """The cells of the domain with a piece that holds there."""
        one, found = self.planes[0], {}
        for i in range(len(column.line.cells)):
            if all((column.sign(e, i) or 0) >= 0 for e in one.ends):
                k = next((k for k, q in enumerate(self.problem.pieces) if all(column.holds(c, i) for c in q.conditions)), None)
                if k is None:
                    raise Refused("utilities are not defined everywhere")
                found[i] = k
        return found

    def _ranks(self, plane: Plane, column: Column, held: dict[int, int]) -> dict[int, int]:
        """The places of the payoffs at the roots, and at a point of every open cell, in their order."""
        cells, values = column.line.cells, {}
        for i, k in held.items():
            if column.sign(1 / sp.fraction(sp.together(plane.payoffs[k]))[1], i) is None:
                raise Refused("a utility is not defined everywhere")
            values[i] = plane.value(column, Choice(k, i, cells[i].rational is not None))
        line = Line(column.K, [*(f for listed, _ in values.values() for f in listed), IDENTITY])
        return {i: located(line, ball) for i, (_, ball) in values.items()}

    def _slope(self, plane: Plane, column: Column, k: int, i: int) -> int | None:
        return column.sign(derivative(plane.payoffs[k], self.x), i)

    def _opposed(self, column: Column, held: dict[int, int], inside: list[int]) -> bool:
        """Whether cells are an interval on one piece on which one utility rises strictly and the other one falls strictly."""
        if not inside:
            return True
        if len({held[i] for i in inside}) > 1 or inside != [i for i in sorted(held) if inside[0] <= i <= inside[-1]]:
            return False
        moves = {
            tuple(self._slope(q, column, held[i], i) for q in self.planes) for i in inside if column.line.cells[i].rational is not None
        }
        return moves <= {(1, -1)} or moves <= {(-1, 1)}

    # ------------------------------------------------------------------ all columns

    def columns(self) -> tuple[list[Seen], dict[int, Any]]:
        """All columns with what they show."""
        one, two = self.planes
        polynomials = list({str(f): f for f in (*cuts(one.basis.found.values()).values(), *one.cut, *two.cut)}.values())
        numbers = {j: number for j, (_, _, number) in enumerate(places(p_line(polynomials)))}
        return [Seen(j, c, at, self.ends(c)) for j, c, at in one.columns(polynomials)], numbers


def _moved(f: Any, to: int, ring: Any) -> Any:
    """A polynomial in p and x as one of p, x and another share, with x in place 1 or 2."""
    return fmpz_mpoly({(e[0], e[1], 0) if to == 1 else (e[0], 0, e[1]): c for e, c in f.to_dict().items()}, ring)


def _runs(cells: list[int], order: list[int]) -> list[list[int]]:
    """Maximal runs of cells that follow each other in the domain."""
    found: list[list[int]] = []
    place = {i: n for n, i in enumerate(order)}
    for i in sorted(cells):
        if found and place[found[-1][-1]] + 1 == place[i]:
            found[-1].append(i)
        else:
            found.append([i])
    return found
