"""Cases that state another one in another form.

A root of a quadratic has two forms, (-b + √D)/(2a) and 2c/(-b - √D), of which one has no value where a = 0 and the other where
b = -√D.  A case (R, v) of a stage is part of (R', v') on the same piece when R ⊆ R' and v = v' on R.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import sympy as sp

from symgame.budget import Meter
from symgame.logic.implicit import Implicit
from symgame.solve.entries import close_plays
from symgame.solve.numeric import value_at
from symgame.solve.problem import Solved, StageSolution
from symgame.solve.prune import always

TRIED = 12
"""Points at which the values are compared before they are proved equal."""


def without_restated(solution: StageSolution, meter: Meter) -> StageSolution:
    """The solution without cases that are proved to be part of another one.

    Parameters
    ----------
    solution : StageSolution
    meter : Meter
        For the proofs.

    Returns
    -------
    StageSolution
    """
    kept = list(solution.solved)
    for one in solution.solved:
        if any(_part(one, other, solution, meter) for other in kept if other is not one):
            kept = [s for s in kept if s is not one]
    return solution if len(kept) == len(solution.solved) else replace(solution, solved=tuple(kept))


def _part(one: Solved, other: Solved, solution: StageSolution, meter: Meter) -> bool:
    mine, yours = one.candidate, other.candidate
    if mine.piece != yours.piece or mine.frees or yours.frees or mine.conditions or yours.conditions:
        return False
    pairs = [(v, yours.values[x]) for x, v in mine.values.items() if v != yours.values[x]]
    if any(e.has(Implicit) for pair in pairs for e in pair) or not _alike(pairs):
        return False
    given = (*solution.problem.assumptions, one.region)
    return always(other.region, given, meter) and all(always(sp.Eq(v, w, evaluate=False), given, meter) for v, w in pairs)


def _alike(pairs: list[tuple[sp.Expr, sp.Expr]]) -> bool:
    """Whether the values are the same wherever both exist, at the points that are tried."""
    symbols = sorted({s for pair in pairs for e in pair for s in e.free_symbols}, key=sp.default_sort_key)
    met = 0
    for point in _points(symbols):
        values = [[value_at(e, point) for e in side] for side in zip(*pairs, strict=True)] if pairs else [[], []]
        numbers = [[None if v is None else float(v) for v in side] for side in values]
        if None in (*numbers[0], *numbers[1]):
            continue
        if not close_plays(*numbers):
            return False
        met += 1
    return met > 1


def _points(symbols: list[sp.Symbol]) -> Iterator[dict[sp.Symbol, Fraction]]:
    for i in range(TRIED):
        yield {s: Fraction(3 + (7 * i + 5 * k) % 11, 1 + (4 * i + 3 * k) % 13) for k, s in enumerate(symbols)}
