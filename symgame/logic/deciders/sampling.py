"""Refute by exact samples: small rationals, zeros, equal values, and values on the boundary of the assumptions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp
from flint import fmpq

from symgame.budget import Meter
from symgame.logic import numbers
from symgame.logic.definitions import OPAQUE
from symgame.logic.problem import Problem
from symgame.logic.signs import declared
from symgame.logic.verdict import Status, Verdict
from symgame.logic.witness import Point, items, refutes

VALUES = tuple(fmpq(p, q) for p, q in ((1, 1), (2, 1), (1, 2), (3, 1), (0, 1), (1, 3), (3, 2), (5, 1), (1, 10), (10, 1)))


@dataclass(frozen=True)
class Sampling:
    """Try some points.

    Parameters
    ----------
    points : int
        How many.
    seed : int
        The points are the same in every run.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> x = sp.Symbol("x", real=True)
    >>> Sampling()(Problem(x > 0, ()), Budget().start()).refuted
    True
    """

    points: int = 30
    seed: int = 1

    def __call__(self, problem: Problem, meter: Meter) -> Verdict | None:
        if any(s.atoms(*OPAQUE) for s in (problem.claim, *problem.given)):
            return None
        for point in self.samples(problem):
            meter.spend()
            if refutes(problem, point):
                return Verdict(Status.REFUTED, by=("sampling",), witness_items=items(point))
        return None

    def samples(self, problem: Problem) -> Iterator[Point]:
        """Points that respect the declared signs; first all symbols alike, then drawn, partly near bounds in one symbol."""
        rng = random.Random(self.seed)
        bounds = _bounds(problem)
        for n in range(self.points):
            point: Point = {}
            for s in problem.symbols:
                pool = bounds.get(s, ())
                if n < len(VALUES):
                    value = VALUES[n]
                elif pool and n % 2:
                    value = rng.choice(pool) + rng.choice((fmpq(0), fmpq(1, 4), fmpq(-1, 4), fmpq(1), fmpq(-1)))
                else:
                    value = rng.choice(VALUES) * rng.choice((1, 1, -1))
                point[s] = numbers.rational(_fitting(value, s))
            yield point


def _fitting(value: fmpq, symbol: sp.Symbol) -> fmpq:
    """The value with the declared sign, rounded for an integer symbol."""
    signs = declared(symbol)
    if symbol.is_integer:
        value = fmpq(value.floor())
    sign = (value > 0) - (value < 0)
    if sign in signs:
        return value
    return -value if -sign in signs else fmpq(1 if 1 in signs else -1 if -1 in signs else 0)


def _bounds(problem: Problem) -> dict[sp.Symbol, tuple[fmpq, ...]]:
    """The rational numbers that single symbols are compared with in the sentences."""
    found: dict[sp.Symbol, dict[fmpq, None]] = {}
    for s in (problem.claim, *problem.given):
        for r in s.atoms(sp.core.relational.Relational):
            for a, b in ((r.lhs, r.rhs), (r.rhs, r.lhs)):
                if isinstance(a, sp.Symbol) and isinstance(b, sp.Rational):
                    found.setdefault(a, {})[fmpq(int(b.p), int(b.q))] = None
    return {s: tuple(sorted(v)) for s, v in found.items()}
