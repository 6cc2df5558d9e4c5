"""Floors on a grid: the exact play of the regulation game at each point, and what the floors do to both players.

A pair of floors *backfires* where D's safety is below its level without floors, and *helps both* where both payoffs are
above those levels.  With many shares at each pair, a rule of bargaining picks the share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq

from symgame.errors import ArgumentError
from symgame.games.catalog.regulation import UNIT, QuadraticCost, Regulation, regulation_game
from symgame.solve.quadratic_stages import Played, QuadraticStages

THETA_G, THETA_D = sp.symbols("theta_G theta_D", nonnegative=True)
SHARE = sp.Symbol("delta", positive=True)
KINDS = ("backfire", "both gain", "no effect", "only G gains", "only D gains", "nobody gains", "no deal")


@dataclass(frozen=True)
class Point:
    """The play at one share and one pair of floors.

    Parameters
    ----------
    share, floor_G, floor_D : fmpq
    played : Played
    """

    share: Any
    floor_G: Any
    floor_D: Any
    played: Played

    @property
    def safety(self) -> Any:
        """β_1, or None without a deal."""
        return None if self.played.out is not None else self.played.point[3]


def grid(low: Any, high: Any, points: int) -> list[Any]:
    """`points` equally spaced rational numbers from `low` to `high`.

    Raises
    ------
    ArgumentError
        If there are fewer than two points.

    Examples
    --------
    >>> grid(0, 1, 3)
    [0, 1/2, 1]
    """
    if points < 2:
        raise ArgumentError(f"grid: {points} points; give at least two")
    a, b = (fmpq(int(sp.Rational(v).p), int(sp.Rational(v).q)) for v in (low, high))
    return [a + (b - a) * k / (points - 1) for k in range(points)]


class Sweep:
    """The regulation game with unit revenues, read once.

    Parameters
    ----------
    costs : pair of QuadraticCost

    Examples
    --------
    >>> sweep = Sweep()
    >>> sweep.play(fmpq(1, 2), fmpq(0), fmpq(2, 5)).safety
    2/5
    >>> sweep.kind(sweep.play(fmpq(1, 2), fmpq(0), fmpq(2, 5)))
    'backfire'
    """

    def __init__(self, costs: Sequence[QuadraticCost] = (UNIT, UNIT)) -> None:
        law = Regulation.of_both(THETA_G, THETA_D)
        self.stages = QuadraticStages(regulation_game(costs, share=SHARE, regulation=law))
        self._anarchy: dict[Any, Point] = {}

    def play(self, share: Any, floor_G: Any, floor_D: Any) -> Point:
        """The play; of several best ones, that with the most safety."""
        known = {SHARE: share, THETA_G: floor_G, THETA_D: floor_D}
        found = self.stages.best_at([known[p] for p in self.stages.parameters])
        best = found[0]
        for other in found[1:]:
            best = other if other.point[3] > best.point[3] else best
        return Point(share, floor_G, floor_D, best)

    def anarchy(self, share: Any) -> Point:
        """The play without floors."""
        if share not in self._anarchy:
            self._anarchy[share] = self.play(share, fmpq(0), fmpq(0))
        return self._anarchy[share]

    def kind(self, point: Point, against: Point | None = None) -> str:
        """One of `KINDS`, compared with no floors at the same share unless told otherwise."""
        before = against or self.anarchy(point.share)
        if point.safety is None:
            return "no deal"
        if point.safety < before.safety:
            return "backfire"
        gains = [after - old for after, old in zip(point.played.payoffs, before.played.payoffs, strict=True)]
        if all(g == 0 for g in gains):
            return "no effect"
        names = {(True, True): "both gain", (True, False): "only G gains", (False, True): "only D gains"}
        return names.get((gains[0] > 0, gains[1] > 0), "nobody gains")


def floor_pairs(floors_G: Iterable[Any], floors_D: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Pairs with θ_D ≥ θ_G.

    Examples
    --------
    >>> len(list(floor_pairs(grid(0, sp.Rational(3, 2), 301), grid(0, sp.Rational(5, 2), 501))))
    105651
    """
    above = list(floors_D)
    return ((g, d) for g in floors_G for d in above if d >= g)


def joint(payoffs: tuple[Any, Any]) -> Any:
    """The sum of the payoffs."""
    return payoffs[0] + payoffs[1]


def product(payoffs: tuple[Any, Any]) -> Any:
    """The product of the payoffs."""
    return payoffs[0] * payoffs[1]


def least(payoffs: tuple[Any, Any]) -> Any:
    """The smaller payoff."""
    return min(payoffs)


RULES: dict[str, Callable[[tuple[Any, Any]], Any]] = {"utilitarian": joint, "Nash": product, "egalitarian": least}


def agreed(points: Sequence[Point], rule: Callable[[tuple[Any, Any]], Any]) -> Point:
    """The point that a rule picks among shares, the first of equally good ones; no deal counts as payoffs 0.

    Examples
    --------
    >>> sweep = Sweep()
    >>> agreed([sweep.play(s, fmpq(0), fmpq(0)) for s in grid(sp.Rational(1, 4), sp.Rational(3, 4), 3)], joint).share
    1/2
    """
    best, most = points[0], rule(points[0].played.payoffs)
    for p in points[1:]:
        value = rule(p.played.payoffs)
        if value > most:
            best, most = p, value
    return best
