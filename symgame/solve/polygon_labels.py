"""The best of two own actions at a sample, where payoffs are quadratic on polygons: all places are compared, in floating point."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import sympy as sp

from symgame.solve.compiled import Compiler
from symgame.solve.numeric import Number
from symgame.solve.polygon import Polygon, largest, polygon_of
from symgame.solve.problem import StageProblem

MOST = 2000
"""So many best payoffs are remembered."""


class Places:
    """One owner's largest payoff at given parameters and actions of others.

    Parameters
    ----------
    own : set of Symbol
        The two actions.
    polygons : list of (conditions, Polygon)
        One a piece, with the conditions that do not depend on the own actions.
    compiler : Compiler
    """

    def __init__(self, own: frozenset[sp.Symbol], polygons: list[tuple[tuple[Any, ...], Polygon]], compiler: Compiler) -> None:
        self.own, self.polygons, self.compiler = own, polygons, compiler
        self.known: dict[tuple[float, ...], float] = {}

    def best(self, point: Mapping[sp.Symbol, Number]) -> float:
        """The largest payoff; minus infinity where no piece holds."""
        key = tuple(round(float(v), 12) for s, v in point.items() if s not in self.own)
        if key not in self.known:
            if len(self.known) > MOST:
                self.known.clear()
            self.known[key] = max((v for v in (self._on(p, point) for p in self.polygons) if v is not None), default=-math.inf)
        return self.known[key]

    def _on(self, part: tuple[tuple[Any, ...], Polygon], point: Mapping[sp.Symbol, Number]) -> float | None:
        conditions, polygon = part
        rows = [[self.compiler.value(e, point) for e in row] for row in (polygon.form, *polygon.lines)]
        form, *lines = [[v for v in row if v is not None] for row in rows]
        if len(form) < 6 or any(len(line) < 3 for line in lines) or not self.compiler.all_hold(conditions, dict(point)):
            return None
        return largest(form, [(a, b, c) for a, b, c in lines])


def places_of(problem: StageProblem, owner: Any, compiler: Compiler) -> Places | None:
    """The pieces as quadratics on closed polygons of two own actions; None where one is of another kind.

    Parameters
    ----------
    problem : StageProblem
    owner : Player
    compiler : Compiler
        For the parameters and actions of the problem.

    Examples
    --------
    >>> from symgame.solve.pieces import Piece
    >>> from symgame.solve.problem import Unknown
    >>> x, y, a = sp.symbols("x y a", real=True)
    >>> box = tuple(Unknown(s, "A", sp.Integer(0), sp.Integer(1)) for s in (x, y))
    >>> problem = StageProblem(box, (Piece((), {"A": a*x - x**2 + y}),), (a,), ())
    >>> places_of(problem, "A", Compiler((a, x, y))).best({a: 1.0})
    1.25
    """
    own, found = problem.own(owner), []
    symbols = frozenset(u.symbol for u in own)
    for p in problem.pieces if len(own) == 2 else ():
        polygon = polygon_of(own, p.payoffs[owner], {}, p.conditions) if owner in p.payoffs else None
        if polygon is None or polygon.open:
            return None
        found.append((tuple(c for c in p.conditions if not c.has(*symbols)), polygon))
    return Places(symbols, found, compiler) if found else None
