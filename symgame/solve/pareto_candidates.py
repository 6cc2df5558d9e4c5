"""Guesses for Pareto sets: the ends that may occur, and which structure a parameter point shows.

Ends of the set of undominated shares are ends of the domain, boundaries of pieces, stationary points of a utility,
and shares at which a utility reaches the level it has at one of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import sympy as sp

from symgame.logic.root import Root, valueless
from symgame.solve.dominance import Dominance, Numbers
from symgame.solve.literals import weight
from symgame.solve.pieces import relation_sides, substitute
from symgame.solve.univariate import roots

SAME = 1e-9
PLACES = (0.5, 0.02, 0.11, 0.29, 0.71, 0.9, 0.985)
FAINT = 5
"""So many of the places may show nothing."""
MOST = 6


@dataclass(frozen=True)
class Segment:
    """One component: an interval with ends in the parameters, or a point."""

    start: sp.Expr
    end: sp.Expr
    start_open: bool = False
    end_open: bool = False

    @property
    def is_point(self) -> bool:
        """Whether it is a single share."""
        return self.start == self.end


Structure = tuple[Segment, ...]


def as_set(structure: Structure) -> sp.Set:
    """The structure as a sympy set."""
    parts = [
        sp.FiniteSet(s.start) if s.is_point else sp.Interval(s.start, s.end, s.start_open, s.end_open)
        for s in structure
    ]
    return sp.Union(*parts, evaluate=len(parts) < 2)


Shape = tuple[tuple[float, float, bool, bool], ...]


@dataclass
class Ends:
    """The pool of ends of one problem; it grows when a point shows an end that is not in it.

    Parameters
    ----------
    problem : Dominance
    """

    problem: Dominance
    pool: list[sp.Expr] = field(default_factory=list)
    grown: bool = False
    first: int = 0
    peaks: list[tuple[sp.Expr, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        x = self.problem.share
        self._add([self.problem.low, self.problem.high])
        for k, p in enumerate(self.problem.pieces):
            found: list[sp.Expr] = []
            for c in p.conditions:
                if c.has(x) and isinstance(c, sp.core.relational.Relational):
                    found += self._roots(relation_sides(c))
            bounds = list(found)
            for i in self.problem.parties if p.payoffs else ():
                found += [n for r in self._roots(sp.diff(p.payoffs[i], x)) for n in self._narrowed(r, bounds)]
            self._add(found)
            self.peaks += [(e, k) for e in dict.fromkeys(found) if p.payoffs and e in self.pool]
        self.first = len(self.pool)

    def _narrowed(self, root: sp.Expr, bounds: list[sp.Expr]) -> Iterator[sp.Expr]:
        """An implicit root on the domain, and on the parts into which the ends of its piece cut the domain."""
        yield root
        if isinstance(root, Root):
            y = sp.Dummy("y", real=True)
            for b in bounds:
                for ends in ((b, self.problem.high), (self.problem.low, b)):
                    yield Root(root.at(y), y, sp.Interval.open(*ends))

    def _roots(self, e: sp.Expr) -> list[sp.Expr]:
        return roots(e, self.problem.share, self.problem.low, self.problem.high)

    def _add(self, expressions: Iterable[sp.Expr]) -> None:
        for e in expressions:
            if e not in self.pool and not valueless(e) and not e.has(self.problem.share):
                self.pool.append(e)

    def pool_is_new(self) -> bool:
        """Whether the pool is larger now than it was at the start; grows it if it did not grow yet."""
        return self.grow() or len(self.pool) > self.first

    def grow(self) -> bool:
        """Add the level crossings; False when that was done before."""
        if self.grown:
            return False
        self.grown = True
        x = self.problem.share
        for e in list(self.pool):
            for there in self.problem.pieces:
                for here in self.problem.pieces:
                    for i in self.problem.parties:
                        if there.payoffs and here.payoffs:
                            level = substitute(there.payoffs[i], {x: e})
                            beside = x - e if here is there else sp.Integer(1)
                            difference = sp.cancel(sp.together((here.payoffs[i] - level) / beside))
                            if difference.has(x):
                                self._add(self._roots(difference))
        return True


def shape_at(numbers: Numbers, pool: list[sp.Expr]) -> tuple[Shape, dict[float, list[sp.Expr]]] | None:
    """The undominated shares at a point, and which ends of the pool each number stands for; None when unclear."""
    classes: dict[float, list[sp.Expr]] = {}
    for e in pool:
        v = numbers.value(e)
        if v is None or not numbers.low - SAME <= v <= numbers.high + SAME:
            continue
        near = next((c for c in classes if abs(c - v) <= SAME), v)
        classes.setdefault(near, []).append(e)
    cuts = sorted(classes)
    marks: list[tuple[float, float, bool]] = []
    for k, c in enumerate(cuts):
        outside = c == cuts[0] and numbers.problem.low_open or c == cuts[-1] and numbers.problem.high_open
        dominated = True if outside else numbers.dominated(c)
        marks.append((c, c, dominated is False))
        if k + 1 < len(cuts):
            inner = [numbers.dominated(c + t * (cuts[k + 1] - c)) for t in PLACES]
            seen = set(inner) - {None}
            if len(seen) != 1 or inner.count(None) > FAINT:
                return None
            marks.append((c, cuts[k + 1], seen == {False}))
    return _components(marks), classes


def _components(marks: list[tuple[float, float, bool]]) -> Shape:
    found: list[tuple[float, float, bool, bool]] = []
    run: list[tuple[float, float]] = []
    for a, b, inside in [*marks, (0.0, 0.0, False)]:
        if inside:
            run.append((a, b))
        elif run:
            (a0, b0), (a1, b1) = run[0], run[-1]
            found.append((a0, b1, a0 != b0, a1 != b1))
            run = []
    return tuple(found)


def structures(shape: Shape, classes: dict[float, list[sp.Expr]]) -> Iterator[Structure]:
    """Formulas for a shape, the simplest first, at most a few."""
    choices: list[list[sp.Expr]] = []
    for start, end, *_ in shape:
        for v in dict.fromkeys((start, end)):
            choices.append(sorted(classes[v], key=lambda e: (weight(e), sp.default_sort_key(e)))[:3])
    for pick in _products(choices):
        left = list(pick)
        segments = []
        for start, end, start_open, end_open in shape:
            a = left.pop(0)
            segments.append(Segment(a, a if start == end else left.pop(0), start_open, end_open))
        yield tuple(segments)


def _products(choices: list[list[sp.Expr]]) -> Iterator[tuple[sp.Expr, ...]]:
    """Combinations, at most a few, the first of each list first."""
    found: list[tuple[sp.Expr, ...]] = [()]
    for options in choices:
        found = [(*f, o) for f in found for o in options][: MOST * 2]
    yield from found[:MOST]


def matches(structure: Structure, shape: Shape, numbers: Numbers) -> bool:
    """Whether the formulas give the shape at the point."""
    if len(structure) != len(shape):
        return False
    for s, (start, end, start_open, end_open) in zip(structure, shape, strict=True):
        a, b = numbers.value(s.start), numbers.value(s.end)
        if a is None or b is None or abs(a - start) > 10 * SAME or abs(b - end) > 10 * SAME:
            return False
        if s.is_point != (start == end) or (s.start_open, s.end_open) != (start_open, end_open):
            return False
    return True


