"""The best points of columns as expressions in the parameter, with their ranges.

In an open cell of the parameter line, root number i of a polynomial q in x is a continuous function of p.  At a cut at which q keeps its
degree, a simple root is the limit of one root from each side, which has the same number, counted from the end on which all roots are
simple: the ranges to the left and to the right then end with the cut.  Any other best point at a cut stands alone, as a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import sympy as sp
from flint import arb, fmpq, fmpq_poly, fmpz_poly
from sympy.logic.boolalg import And, Boolean, Or

from symgame.logic.algebraic_field import RATIONALS, minimal_polynomial
from symgame.logic.exact import enclosure
from symgame.logic.numbers import real_roots
from symgame.logic.polynomials import expression
from symgame.logic.root import Root
from symgame.solve.candidates import flat_candidates
from symgame.solve.columns import Basis, Column, Refused, over
from symgame.solve.fractions import derivative
from symgame.solve.problem import Candidate, StageProblem, Unknown
from symgame.solve.univariate import tidy

Key = tuple[int, str, int]
"""A piece, a polynomial, and the number of the root among its roots; the empty name for a constant payoff."""


class Written:
    """The results of the columns in the order of p.

    Parameters
    ----------
    problem : StageProblem
    u : Unknown
    p : Symbol
    basis : Basis
    listed : sequence of (number of the cell, Column, value of p or None, best points)
    numbers : {number of a cell: value of p or None}
    name : callable
        From a column and a root to a polynomial that vanishes there.
    """

    def __init__(
        self, problem: StageProblem, u: Unknown, p: sp.Symbol, basis: Basis, listed: Sequence[tuple[int, Column, Any, list[Any]]],
        numbers: Mapping[int, Any], name: Callable[[Column, int], str],
    ) -> None:  # fmt: skip
        self.problem, self.u, self.p, self.basis, self.numbers, self.name = problem, u, p, basis, numbers, name
        self.columns = {j: column for j, column, _, _ in listed}
        self.best = {j: best for j, _, _, best in listed}
        self.order: dict[tuple[Key, int], int] = {}
        self.keys: dict[int, dict[Key, Any]] = {j: self._keys(j) for j in self.columns if numbers[j] is None}

    def _keys(self, j: int) -> dict[Key, Any]:
        column, found = self.columns[j], {}
        for c in self.best[j]:
            if c.flat:
                found[c.piece, "", 0] = c
            else:
                name = self.name(column, c.cell)
                key = c.piece, name, column.roots(name).index(c.cell)
                found[key], self.order[key, j] = c, key[2]
        return found

    # ------------------------------------------------------------------ ranges

    def candidates(self) -> Iterator[tuple[Candidate, Boolean]]:
        """Each best point with its range of p, from left to right."""
        at: dict[Key, set[int]] = {}
        for j, keys in self.keys.items():
            for key in keys:
                at.setdefault(key, set()).add(j)
        for j in sorted(set(self.columns) - set(self.keys)):
            beside = [key for i in (j - 1, j + 1) for key in self.keys.get(i, ())]
            for c in self.best[j]:
                for key in dict.fromkeys(beside):
                    if self._continues(key, j, c):
                        at[key].add(j)
        covered = set()
        for key, cells in at.items():
            for run in _runs(cells):
                for made, part in self._pieces(key, run):
                    covered |= {(j, key[0], self._cell(key, j)) for j in part}
                    yield made, self.range_of(part)
        for j in sorted(set(self.columns) - set(self.keys)):
            for c in self.best[j]:
                if (j, c.piece, -1 if c.flat else c.cell) not in covered:
                    yield self._number(j, c), sp.Eq(self.p, self.numbers[j])

    def _cell(self, key: Key, j: int) -> int:
        """Where a key is on a column; -1 for a constant payoff."""
        return self.columns[j].roots(key[1])[self.order[key, j]] if key[1] else -1

    def _pieces(self, key: Key, run: list[int]) -> Iterator[tuple[Candidate, list[int]]]:
        """The candidate of a run, or of parts of it where no one expression is found for the whole; first without a cut at its ends."""
        try:
            made = self._candidate(key, run)
        except Refused:
            if len(run) == 1:
                raise
            half = len(run) // 2
            at_cut = [self.numbers[j] is not None for j in (run[0], run[-1])]
            parts = [run[1:]] if at_cut[0] else [run[:-1]] if at_cut[1] else [run[:half], run[half:]]
            for part in parts:
                yield from self._pieces(key, part)
        else:
            yield made, run

    def _continues(self, key: Key, j: int, c: Any) -> bool:
        """Whether the point is the limit of what stands for `key` beside the cut."""
        piece, name, order = key
        if piece != c.piece or c.flat != (name == ""):
            return False
        if c.flat:
            return True
        column = self.columns[j]
        q = column.moving.get(name, ())
        if len(q) != int(self.basis.found[name].degrees()[1]) + 1:
            return False
        if len(q) > 3 and any(column.sign(e, c.cell) != 1 for e in (self.u.symbol - self.u.low, self.u.high - self.u.symbol)):
            return False  # written as a root inside the domain
        roots = column.roots(name)
        if c.cell not in roots:
            return False
        at, simple = roots.index(c.cell), [self._simple(column, q, i) for i in roots]
        beside = max(len(self.columns[i].roots(name)) for i in (j - 1, j + 1) if key in self.keys.get(i, ()))
        if all(simple[: at + 1]) and order == at or all(simple[at:]) and beside - order == len(roots) - at:
            self.order[key, j] = at
            return True
        return False

    def _simple(self, column: Column, q: Any, i: int) -> bool:
        """Whether a root is seen to be simple."""
        slope = column.K.trimmed([a * n for n, a in enumerate(q)][1:])
        value = column.K.enclosed(slope, column.line.ball(column.line.cells[i], 512), 512)
        return bool(value > 0 or value < 0)

    def range_of(self, run: list[int]) -> Boolean:
        """The values of p in consecutive cells."""
        first, last = run[0], run[-1]
        if first == last and self.numbers[first] is not None:
            return sp.Eq(self.p, self.numbers[first])
        parts = []
        if any(j < first for j in self.columns):
            parts.append(self.p > self.numbers[first - 1] if self.numbers[first] is None else self.p >= self.numbers[first])
        if any(j > last for j in self.columns):
            parts.append(self.p < self.numbers[last + 1] if self.numbers[last] is None else self.p <= self.numbers[last])
        return And(*parts)

    def ranges(self, cells: set[int]) -> Boolean:
        """The values of p in some cells."""
        return Or(*(self.range_of(run) for run in _runs(cells)))

    # ------------------------------------------------------------------ expressions

    def _candidate(self, key: Key, run: list[int]) -> Candidate:
        piece, name, order = key
        if not name:
            for candidate in flat_candidates(self.problem, self.problem.pieces[piece], piece):
                if not candidate.conditions:
                    return candidate
            raise Refused("a constant payoff that is not listed")
        value = self.formula(name, run, [self.order[key, j] for j in run])
        return Candidate({self.u.symbol: value}, piece, (self._pattern(piece, {name}, value),))

    def formula(self, name: str, run: list[int], orders: list[int]) -> sp.Expr:
        """A root of a polynomial on a run, of the given numbers among its roots on the columns."""
        f = self.basis.found[name]
        rows = sp.Poly(expression(f, (self.p, self.u.symbol)), self.u.symbol).all_coeffs()
        if len(rows) == 2:
            return tidy(-rows[1] / rows[0])
        if len(rows) == 3:
            a, b, c = rows
            n, column = next((n, self.columns[j]) for n, j in enumerate(run) if self.numbers[j] is None)
            rising = column.K.sign(over(column.K, f, column.place)[-1]) > 0
            half = sp.sqrt(tidy(b**2 - 4 * a * c)) / (2 * a)
            return tidy(-b / (2 * a)) + (half if (orders[n] == 1) == rising else -half)
        return Root(expression(f, (self.p, self.u.symbol)), self.u.symbol, self._place(name, run, orders))

    def _place(self, name: str, run: list[int], orders: list[int]) -> sp.Interval:
        """An interval in which it is the only root of the polynomial: the domain, or cut where no root is."""
        low, high = self.u.low, self.u.high
        ends = (self.u.symbol - low, high - self.u.symbol)
        columns = [self.columns[j] for j in run]
        inside = [[n for n, i in enumerate(c.roots(name)) if all(c.sign(e, i) == 1 for e in ends)] for c in columns]
        if any(order not in found for order, found in zip(orders, inside, strict=True)):
            raise Refused("a root at an end of the domain")
        if any(n < order for order, found in zip(orders, inside, strict=True) for n in found):
            low = self._between(name, run, [n - 1 for n in orders])
        if any(n > order for order, found in zip(orders, inside, strict=True) for n in found):
            high = self._between(name, run, orders)
        return sp.Interval.open(low, high)

    def _curves(self, name: str, run: list[int], orders: list[int]) -> Iterator[tuple[str, list[int]]]:
        """Roots in closed form that lie above one root and below the next one all over a run."""
        columns = [self.columns[j] for j in run]
        gaps = [_gap(c.roots(name), order, len(c.line.cells)) for c, order in zip(columns, orders, strict=True)]
        for other, f in sorted(self.basis.found.items(), key=lambda item: (item[1].degrees()[1], item[0])):
            degree = int(f.degrees()[1])
            if 0 < degree < 3 and all(len(c.roots(other)) == degree for c in columns):
                for n in range(degree):
                    if all(low < c.roots(other)[n] < high for c, (low, high) in zip(columns, gaps, strict=True)):
                        yield other, [n] * len(run)

    def _between(self, name: str, run: list[int], orders: list[int]) -> sp.Expr:
        """A curve or a number above one root and below the next one all over a run."""
        curve = next(self._curves(name, run, orders), None)
        if curve is not None:
            return self.formula(curve[0], run, curve[1])
        k = next(k for k, j in enumerate(run) if self.numbers[j] is None)
        column = self.columns[run[k]]
        low, high = _gap(column.roots(name), orders[k], len(column.line.cells))
        for at in [c.rational for c in column.line.cells[low + 1 : high] if c.rational is not None]:
            row = over(RATIONALS, self.basis.found[name], fmpq_poly([at]), 1, 0)
            apart = all(_apart(self.columns[j], name, order, arb(at)) for j, order in zip(run, orders, strict=True))
            if apart and row and not any(self._meets(root, run) for root in p_line_roots(row)):
                return sp.Rational(int(at.p), int(at.q))
        raise Refused("several roots in the domain")

    def _meets(self, root: Any, run: list[int]) -> bool:
        """Whether a value of p may lie in a run."""
        first, last = run[0], run[-1]
        start = self.numbers.get(first - 1) if self.numbers[first] is None else self.numbers[first]
        end = self.numbers.get(last + 1) if self.numbers[last] is None else self.numbers[last]
        return not (start is not None and root < _enclosure(start) or end is not None and root > _enclosure(end))

    def _pattern(self, piece: int, names: set[str], value: sp.Expr) -> str:
        if value in (self.u.low, self.u.high):
            return "low" if value == self.u.low else "high"
        payoff = self.problem.pieces[piece].payoffs[self.u.owner]
        known = self.basis.known[derivative(payoff, self.u.symbol)]
        zeros = set() if known is None else {name for name, _ in known[0][1]}
        return "interior" if names & zeros else "boundary"

    def _number(self, j: int, c: Any) -> Candidate:
        """A point over one p, as a number."""
        column = self.columns[j]
        if c.flat:
            for candidate in flat_candidates(self.problem, self.problem.pieces[c.piece], c.piece):
                if all(over(column.K, self.basis.parts(e.lhs - e.rhs)[0], column.place) == () for e in candidate.conditions):
                    return candidate
            raise Refused("a payoff that is constant for one parameter only")
        cell, K = column.line.cells[c.cell], column.K
        modulus, order = minimal_polynomial(K, cell.factor, lambda bits: column.line.ball(cell, bits))
        value = sp.rootof(sp.Poly([int(a) for a in reversed(fmpq_poly(modulus).numer().coeffs())], sp.Symbol("x")), order)
        zero = {n for n in column.moving if column.factor(n, c.cell) == 0}
        return Candidate({self.u.symbol: value}, c.piece, (self._pattern(c.piece, zero, value),))


def _runs(cells: set[int]) -> Iterator[list[int]]:
    """Maximal runs of consecutive numbers."""
    run: list[int] = []
    for j in sorted(cells):
        if run and j != run[-1] + 1:
            yield run
            run = []
        run.append(j)
    if run:
        yield run


def _gap(roots: list[int], order: int, cells: int) -> tuple[int, int]:
    """The cells of a root and of the next one; of the ends of the line where there is none."""
    return roots[order] if order >= 0 else -1, roots[order + 1] if order + 1 < len(roots) else cells


def _apart(column: Column, name: str, order: int, at: Any) -> bool:
    """Whether a number is seen to lie above one root and below the next one."""
    roots = [column.line.ball(column.line.cells[i], 128) for i in column.roots(name)]
    return (order < 0 or bool(roots[order] < at)) and (order + 1 >= len(roots) or bool(at < roots[order + 1]))


def _enclosure(number: sp.Expr) -> Any:
    """A ball around a value of p."""
    if isinstance(number, sp.Rational):
        return arb(fmpq(int(number.p), int(number.q)))
    if not isinstance(number, sp.CRootOf):  # with square roots
        low, high = (arb(fmpq(int(e.p), int(e.q))) for e in enclosure(number, 200))
        return low.union(high)
    modulus = fmpz_poly([int(c) for c in reversed(number.poly.all_coeffs())])
    return real_roots(modulus)[number.index]


def p_line_roots(row: Any) -> list[Any]:
    """Balls around the real roots of a polynomial with rational coefficients.

    Examples
    --------
    >>> len(p_line_roots((fmpq_poly([-2]), fmpq_poly([0]), fmpq_poly([1]))))
    2
    """
    return [x for f, _ in fmpq_poly([c[0] for c in row]).numer().factor()[1] for x in real_roots(f)]
