"""Exact sample points of a parameter space, and the signs of polynomials there.

A sample inside a set of signs proves that the set is not empty; samples that lie in no set are never taken for proof.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from fractions import Fraction
from typing import Any

import sympy as sp
from flint import fmpq
from sympy.logic.boolalg import Boolean

from symgame.logic.polynomials import Poly
from symgame.logic.signs import Sign, declared

Point = tuple[fmpq, ...]

DRAWS = 48
MOST = 600
SMALL = [fmpq(a, b) for a, b in ((0, 1), (1, 2), (1, 1), (2, 1), (1, 3), (3, 1), (3, 2), (5, 1), (10, 1), (1, 7))]


@dataclass
class Samples:
    """Points that satisfy the assumptions, and a table of signs that grows with them.

    Parameters
    ----------
    gens : tuple of Symbol
    assumptions : tuple of Boolean

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> samples = Samples((x,), (x < 2,))
    >>> samples.draw()
    >>> all(0 < p[0] < 2 for p in samples.points)
    True
    """

    gens: tuple[sp.Expr, ...]
    assumptions: tuple[Boolean, ...]
    points: list[Point] = with_default(default_factory=list)
    table: dict[str, list[int]] = with_default(default_factory=dict)
    _known: set[Point] = with_default(default_factory=set)

    def __len__(self) -> int:
        return len(self.points)

    def draw(self) -> None:
        """Add small rationals of several magnitudes, zeros among them; the same at each run."""
        rng = random.Random(7)
        allowed = [declared(g) for g in self.gens]
        for _ in range(DRAWS):
            point = []
            for signs in allowed:
                value = rng.choice(SMALL) * fmpq(rng.randint(1, 8), rng.choice((1, 1, 4, 5)))
                value = -value if 1 not in signs or (-1 in signs and rng.random() < 0.5) else value
                point.append(value if value != 0 or 0 in signs else fmpq(1, 3))
            self.add(tuple(point))

    def add(self, point: Point) -> bool:
        """Whether a point satisfies the assumptions; it is added then, while there is room."""
        if point in self._known:
            return True
        values = dict(zip(self.gens, (sp.Rational(int(v.p), int(v.q)) for v in point), strict=True))
        if not all(a.subs(values) == sp.true for a in self.assumptions):
            return False
        if len(self.points) < MOST:
            self.points.append(point)
            self._known.add(point)
        return True

    def remember(self, model: Mapping[Any, Any]) -> Point | None:
        """Add a solver's point (texts ``"p/q"``) when it is rational; what it leaves open gets an allowed value; None if it is not."""
        point = []
        for g in self.gens:
            signs, value = declared(g), model.get(g)
            if value is None:
                value = "1" if 1 in signs else "-1" if -1 in signs else "0"
            if not isinstance(value, str):
                return None
            exact = Fraction(value)
            point.append(fmpq(exact.numerator, exact.denominator))
        return tuple(point) if self.add(tuple(point)) else None

    def has_signs(self, point: Point, signs: Iterable[tuple[str, Sign]], polys: Mapping[str, Poly]) -> bool:
        """Whether the polynomials have these signs at a point."""
        return all(_sign([(fmpq(int(c)), e) for e, c in polys[key].to_dict().items()], point) in s for key, s in signs)

    def inside(self, signs: Iterable[tuple[str, Sign]], polys: Mapping[str, Poly], among: Iterable[int]) -> tuple[int, ...]:
        """Which of the samples `among` have all the signs."""
        listed = tuple(signs)
        return tuple(i for i in among if all(self._sign(key, polys, i) in allowed for key, allowed in listed))

    def _sign(self, key: str, polys: Mapping[str, Poly], sample: int) -> int:
        found = self.table.setdefault(key, [])
        if len(found) <= sample:
            terms = [(fmpq(int(c)), e) for e, c in polys[key].to_dict().items()]
            found.extend(_sign(terms, point) for point in self.points[len(found) :])
        return found[sample]


def _sign(terms: list[tuple[fmpq, tuple[int, ...]]], point: Point) -> int:
    total = fmpq(0)
    for coefficient, exponents in terms:
        value = coefficient
        for x, e in zip(point, exponents, strict=True):
            if e == 1:
                value = value * x
            elif e:
                value = value * x**e
        total += value
    return (total > 0) - (total < 0)
