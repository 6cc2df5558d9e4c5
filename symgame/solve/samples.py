"""Samples of the parameter space: small rationals of several magnitudes, zeros, ends, equal values.

Thin regions are not trusted to the draw: the coverage query of the loop finds the points that no region
claims.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from fractions import Fraction

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Meter
from symgame.logic.decide import QUICK, satisfiable
from symgame.solve.numeric import closure, holds, value_at
from symgame.solve.pieces import relation_sides

Point = dict[sp.Symbol, Fraction]

_SMALL = [
    Fraction(a, b) for a, b in ((1, 1), (2, 1), (1, 2), (3, 1), (3, 2), (1, 3), (5, 2), (4, 1), (7, 3), (5, 1), (1, 4), (8, 1), (3, 4))
]
_WIDE = [Fraction(a, b) for a, b in ((1, 10), (10, 1), (20, 1), (1, 50), (100, 1), (1, 7), (13, 1), (1, 1000))]


def simple_bounds(symbol: sp.Symbol, assumptions: Iterable[Boolean]) -> tuple[Fraction | None, Fraction | None]:
    """Numeric bounds of a symbol that stand among the assumptions or in its declared sign.

    Examples
    --------
    >>> x = sp.Symbol("x", nonnegative=True)
    >>> simple_bounds(x, [x <= 1])
    (Fraction(0, 1), Fraction(1, 1))
    """
    low = Fraction(0) if symbol.is_nonnegative else None
    high = Fraction(0) if symbol.is_nonpositive else None
    for r in assumptions:
        if not isinstance(r, sp.Ge | sp.Gt | sp.Le | sp.Lt) or r.free_symbols != {symbol}:
            continue
        side = sp.expand(relation_sides(r))
        slope = side.coeff(symbol, 1)
        rest = side - slope * symbol
        if not (slope.is_Rational and rest.is_Rational and slope != 0):
            continue
        bound = Fraction(int((-rest / slope).p), int((-rest / slope).q))
        if slope > 0:
            low = bound if low is None else max(low, bound)
        else:
            high = bound if high is None else min(high, bound)
    return low, high


class Sampler:
    """Draws points of ``{assumptions} × {ordered symbols within domains}``; deterministic.

    Parameters
    ----------
    symbols : sequence of Symbol
        Free parameters.
    assumptions : sequence of Boolean
    history : sequence of (Symbol, low, high)
        Earlier actions in order of play, each between ends that may use what stands before.

    Examples
    --------
    >>> c = sp.Symbol("c", positive=True)
    >>> points = Sampler([c], [c < 1], []).draw(5)
    >>> all(0 < p[c] < 1 for p in points)
    True
    """

    def __init__(
        self,
        symbols: Sequence[sp.Symbol],
        assumptions: Sequence[Boolean],
        history: Sequence[tuple[sp.Symbol, sp.Expr, sp.Expr]],
        *,
        seed: int = 0,
    ) -> None:
        self.symbols, self.assumptions, self.history = tuple(symbols), tuple(assumptions), tuple(history)
        self.random = random.Random(seed)
        self.bounds = {s: simple_bounds(s, assumptions) for s in self.symbols}

    def _value(self, s: sp.Symbol, before: Sequence[Fraction]) -> Fraction:
        low, high = self.bounds[s]
        r = self.random
        if before and r.random() < 0.12:
            value = r.choice(list(before))
            if (low is None or value >= low) and (high is None or value <= high):
                return value
        if low is not None and high is not None:
            return low + (high - low) * Fraction(r.choice((0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)), 12)
        size = r.choice(_SMALL) if r.random() < 0.8 else r.choice(_WIDE)
        if r.random() < 0.08:
            size = Fraction(0)
        if low is not None:
            return low + size
        if high is not None:
            return high - size
        return size if r.random() < 0.6 else -size

    def _point(self) -> Point | None:
        point: Point = {}
        for s in self.symbols:
            point[s] = self._value(s, list(point.values()))
        if any(s.is_positive and point[s] <= 0 or s.is_negative and point[s] >= 0 for s in self.symbols):
            return None
        if not all(holds(a, point) for a in self.assumptions if a.free_symbols <= point.keys()):
            return None
        return point

    def _extend(self, point: Point) -> Point | None:
        for action, low, high in self.history:
            a, b = value_at(low, point), value_at(high, point)
            if low is -sp.oo:
                a = None
            if high is sp.oo:
                b = None
            if (a is None and low is not -sp.oo) or (b is None and high is not sp.oo):
                return None
            a, b = (None if v is None else Fraction(v) for v in (a, b))
            if a is not None and b is not None:
                if a > b:
                    return None
                share = self.random.choice((0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8)) if a < b else 0
                point[action] = a + (b - a) * Fraction(share, 8)
            else:
                size = Fraction(0) if self.random.random() < 0.12 else self.random.choice(_SMALL) * self.random.choice((1, 1, 1, 4))
                point[action] = a + size if a is not None else b - size if b is not None else self.random.choice((size, -size))
        return point if all(holds(a, point) for a in self.assumptions) else None

    def draw(self, count: int, tries: int = 60) -> list[Point]:
        """Up to `count` different points, at most `tries` attempts each."""
        found: list[Point] = []
        for _ in range(count * tries):
            if len(found) >= count:
                break
            point = self._point()
            if point is None:
                continue
            full = self._extend(point)
            if full is not None and full not in found:
                found.append(full)
        return found


def rational_point(values: dict[sp.Symbol, sp.Expr], symbols: Iterable[sp.Symbol]) -> dict[sp.Symbol, Fraction | float]:
    """A witness as numbers: Fractions where rational, floats otherwise; symbols it leaves free are 1.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> rational_point({x: sp.Rational(1, 2)}, [x])
    {x: Fraction(1, 2)}
    """
    point: dict[sp.Symbol, Fraction | float] = {}
    for s in symbols:
        v = values.get(s, sp.Integer(1))
        point[s] = Fraction(int(v.p), int(v.q)) if isinstance(v, sp.Rational) else float(closure(v)({}))
    return point


def find_point(condition: Boolean, symbols: Iterable[sp.Symbol], meter: Meter) -> dict[sp.Symbol, Fraction | float] | None:
    """A point that satisfies `condition`, or None when the deciders find none.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> x = sp.Symbol("x", real=True)
    >>> find_point(sp.And(x > 1, x < 2), [x], Budget().start())[x] > 1
    True
    """
    meter.spend()
    verdict = satisfiable(condition, deciders=QUICK)
    return rational_point(dict(verdict.witness), symbols) if verdict.proved else None
