"""The table literal × sample: the sign of every literal at every sample, each computed once."""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.solve.labels import Point
from symgame.solve.learn import as_relation
from symgame.solve.literals import split_literal, thresholds, varied, weight
from symgame.solve.numeric import sign_at


class SignTable:
    """Samples, literals, and their signs; literals that change sign nowhere are not taken in.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> table = SignTable()
    >>> table.add_sample({x: 1, y: 2})
    >>> table.add_sample({x: 2, y: 1})
    >>> table.add_literals([x - y, x + y])
    True
    >>> table.literals, table.signs
    ([x - y], [[-1], [1]])
    """

    def __init__(self) -> None:
        self.samples: list[Point] = []
        self.literals: list[sp.Expr] = []
        self.signs: list[list[int | None]] = []
        self.done: set[sp.Expr] = set()

    def add_sample(self, point: Point) -> None:
        """A new row of signs."""
        self.samples.append(point)
        self.signs.append([sign_at(e, point) for e in self.literals])

    def add_literals(self, expressions: Iterable[sp.Expr]) -> bool:
        """Extend the pool by what changes sign over the samples; True when something new came in."""
        before = len(self.literals)
        for e in expressions:
            if e in self.done or not varied(e, self.samples):
                continue
            self.done.add(e)
            for literal in split_literal(e):
                for one in (literal, *thresholds(literal)):
                    if one not in self.literals and -one not in self.literals and varied(one, self.samples):
                        self.literals.append(one)
        new = self.literals[before:]
        for row, point in zip(self.signs, self.samples, strict=True):
            row.extend(sign_at(e, point) for e in new)
        return bool(new)

    def cell(self, place: int) -> Boolean:
        """The points at which every literal has the sign that it has at a sample."""
        signs = zip(self.literals, self.signs[place], strict=True)
        return And(*(as_relation(e, frozenset({s})) for e, s in signs if s is not None))

    def order(self) -> list[int]:
        """Literals from the most complex to the simplest."""
        return sorted(range(len(self.literals)), key=lambda i: weight(self.literals[i]), reverse=True)
