"""Dominance among the shares of a domain, with numbers to guess by.

For utilities U_1, …, U_n of a share x in a domain I, a share y dominates x when U_i(y) ≥ U_i(x) for every i and
U_i(y) > U_i(x) for some i (Pareto 1906).  The Pareto set is {x ∈ I : no y ∈ I dominates x}.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.solve.labels import Point, real_roots
from symgame.solve.numeric import holds, value_at
from symgame.solve.pieces import Piece, relation_sides, substitute

NEAR, FAINT, CLEAR = 1e-12, 1e-11, 1e-10
BESIDE = 1e-6
"""Shares so close to another one are told apart by slopes only; beside a peak a root is no more exact than this."""
GRID = 200


@dataclass(frozen=True)
class Dominance:
    """Utilities of one share, by pieces.

    Parameters
    ----------
    share : Symbol
    low, high : Expr
        Finite ends of the domain.
    low_open, high_open : bool
    parties : tuple
    pieces : tuple of Piece
        Conditions in share and parameters, everybody's utility there; a piece without utilities is unknown.
    parameters : tuple of Symbol
    given : tuple of Boolean
    """

    share: sp.Symbol
    low: sp.Expr
    high: sp.Expr
    low_open: bool
    high_open: bool
    parties: tuple[Any, ...]
    pieces: tuple[Piece, ...]
    parameters: tuple[sp.Symbol, ...]
    given: tuple[Boolean, ...] = ()

    def within(self, x: sp.Expr) -> Boolean:
        """That a share lies in the domain."""
        below = sp.Lt(self.low, x) if self.low_open else sp.Le(self.low, x)
        return And(below, sp.Lt(x, self.high) if self.high_open else sp.Le(x, self.high))

    def utilities(self, piece: Piece, x: sp.Expr) -> tuple[sp.Expr, ...]:
        """Everybody's utility at `x` on a piece."""
        return tuple(substitute(piece.payoffs[i], {self.share: x}) for i in self.parties)

    def conditions(self, piece: Piece, x: sp.Expr) -> tuple[Boolean, ...]:
        """What makes `x` lie on a piece."""
        return tuple(substitute(c, {self.share: x}) for c in piece.conditions)


def dominates(better: Sequence[sp.Expr], than: Sequence[sp.Expr]) -> Boolean:
    """Nobody is worse off and somebody better.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> dominates((x, sp.Integer(1)), (sp.Integer(0), sp.Integer(1)))
    (x >= 0) & (x > 0)
    """
    pairs = [(b - t) for b, t in zip(better, than, strict=True)]
    return And(*(sp.Ge(d, 0) for d in pairs), Or(*(sp.Gt(d, 0) for d in pairs)))


@lru_cache(maxsize=5_000)
def _coefficients(e: sp.Expr, x: sp.Symbol) -> tuple[tuple[sp.Expr, ...], tuple[sp.Expr, ...]] | None:
    """Coefficients of numerator and denominator; None when these are no polynomials."""
    top, below = sp.fraction(sp.together(e))
    if not (top.is_polynomial(x) and below.is_polynomial(x)):
        return None
    return tuple(sp.Poly(top, x).all_coeffs()), tuple(sp.Poly(below, x).all_coeffs())


def _horner(coefficients: Sequence[float], x: float) -> Fraction:
    """The value without rounding: beside a peak, gains are smaller than errors of rounding."""
    value, place = Fraction(0), Fraction(x)
    for c in coefficients:
        value = value * place + Fraction(c)
    return value


@dataclass
class Numbers:
    """A dominance problem at one parameter point, in floating point: for guesses only.

    Parameters
    ----------
    problem : Dominance
    point : {Symbol: number}
    """

    problem: Dominance
    point: Point
    cuts: list[float] = field(default_factory=list)
    forms: dict[sp.Expr, tuple[list[float], list[float]] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.floats = {s: float(v) for s, v in self.point.items()}
        low, high = value_at(self.problem.low, self.point), value_at(self.problem.high, self.point)
        self.low, self.high = float(low if low is not None else 0), float(high if high is not None else 0)
        self.cuts = sorted({self.low, self.high, *self._boundaries()})

    def _boundaries(self) -> Iterable[float]:
        for p in self.problem.pieces:
            for c in p.conditions:
                if c.has(self.problem.share) and isinstance(c, sp.core.relational.Relational):
                    yield from self.roots(relation_sides(c), 0.0)

    def roots(self, e: sp.Expr, level: float) -> list[float]:
        """The shares at which an expression has a value, in the domain."""
        parts = self._numeric(e)
        if parts is not None:
            tops, bottoms = parts
            size = max(len(tops), len(bottoms))
            a, b = [0.0] * (size - len(tops)) + tops, [0.0] * (size - len(bottoms)) + bottoms
            return real_roots([u - level * v for u, v in zip(a, b, strict=True)], self.low, self.high)
        return self._grid_roots(e, level)

    def _grid_roots(self, e: sp.Expr, level: float) -> list[float]:
        places = [self.low + (self.high - self.low) * k / GRID for k in range(GRID + 1)]
        values = [value_at(e, {**self.floats, self.problem.share: v}) for v in places]
        found = []
        for a, b, f, g in zip(places, places[1:], values, values[1:], strict=False):
            if f is None or g is None or (f - level) * (g - level) > 0:
                continue
            for _ in range(50):
                m = (a + b) / 2
                v = value_at(e, {**self.floats, self.problem.share: m})
                if v is None or m in (a, b):
                    break
                a, b = (m, b) if (v - level) * (f - level) > 0 else (a, m)
            found.append((a + b) / 2)
        return found

    def at(self, x: float) -> tuple[float, ...] | None:
        """Everybody's utility at a share, None where it is not known."""
        point: Mapping[sp.Symbol, Any] = {**self.floats, self.problem.share: x}
        for p in self.problem.pieces:
            if p.payoffs and all(holds(c, point) for c in p.conditions):
                values = [self._value(p.payoffs[i], x, point) for i in self.problem.parties]
                if None not in values:
                    return tuple(float(v) for v in values if v is not None)
        return None

    def _value(self, e: sp.Expr, x: float, point: Mapping[sp.Symbol, Any]) -> float | None:
        parts = self._numeric(e)
        if parts is None:
            return value_at(e, point)
        top, below = (_horner(listed, x) for listed in parts)
        return None if below == 0 else float(top / below)

    def _numeric(self, e: sp.Expr) -> tuple[list[float], list[float]] | None:
        """Coefficients in the share at the point; None when `e` is no ratio of polynomials or has no value."""
        if e not in self.forms:
            parts = _coefficients(e, self.problem.share)
            lists = [[value_at(c, self.floats) for c in listed] for listed in parts or ()]
            whole = [[float(v) for v in listed if v is not None] for listed in lists]
            self.forms[e] = (whole[0], whole[1]) if lists and whole == lists else None
        return self.forms[e]

    def dominated(self, x: float) -> bool | None:
        """Whether some share dominates: between roots of U_i(y) = U_i(x) no difference changes its sign.

        None where a gain is so faint that it may be an error of rounding, as beside a peak.
        """
        here = self.at(x)
        if here is None:
            return None
        cuts = {*self.cuts, x}
        for p in self.problem.pieces:
            for i, u in zip(self.problem.parties, here, strict=True):
                if p.payoffs:
                    cuts |= set(self.roots(p.payoffs[i], u))
        listed = sorted(cuts)
        size = max(1.0, *(abs(u) for u in here)) if here else 1.0
        faint = False
        for y in (*listed, *((a + b) / 2 for a, b in zip(listed, listed[1:], strict=False))):
            if y == self.low and self.problem.low_open or y == self.high and self.problem.high_open:
                continue
            if abs(y - x) < BESIDE * (self.high - self.low):
                continue
            there = self.at(y)
            if there is None:
                return None
            gains = [(v - u) / size for u, v in zip(here, there, strict=True)]
            if min(gains) >= -NEAR and max(gains) > CLEAR:
                return True
            faint |= min(gains) >= -NEAR and max(gains) > FAINT
        return None if faint else False

    def value(self, e: sp.Expr) -> float | None:
        """An end of an interval as a number."""
        v = value_at(e, self.point)
        return None if v is None or not math.isfinite(float(v)) else float(v)
