"""Kinked payoffs of finite games: pieces with their cells.

A payoff with ``Max``, ``Min``, ``Abs`` or ``Piecewise`` is cut into smooth pieces, each on a set of parameters; backward
induction and supports then meet rational functions only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.logic.signs import NONNEGATIVE, POSITIVE, ZERO
from symgame.solve.cells import Cell, Space
from symgame.solve.pieces import KINKED, relation_sides, split

SmoothPieces = list[tuple[tuple[Boolean, ...], tuple[sp.Expr, ...]]]


def smooth_pieces(values: Sequence[sp.Expr]) -> SmoothPieces:
    """The values on the pieces on which all of them are smooth.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> [v for _, (v,) in smooth_pieces([sp.Max(x, 0)])]
    [0, x]
    """
    if not any(v.has(*KINKED) for v in values):
        return [((), tuple(values))]
    return [(conditions, tuple(found)) for conditions, found in split(list(values))]  # type: ignore[arg-type,misc]


def sides(pieces: SmoothPieces) -> Iterator[sp.Expr]:
    """Every expression whose sign a piece asks for."""
    for conditions, _ in pieces:
        for r in conditions:
            yield relation_sides(r)  # type: ignore[arg-type]


def within(space: Space, cell: Cell | None, conditions: Iterable[Boolean]) -> Cell | None:
    """The part of a cell where a conjunction of relations holds, None when it is proved empty.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> from symgame.solve.ratio import Field
    >>> x = sp.Symbol("x", positive=True)
    >>> space = Space(Field.of([x]), (), Budget().start())
    >>> within(space, space.start(), [x <= -1]) is None
    True
    """
    for r in conditions:
        if cell is None or r == sp.false:
            return None
        if r == sp.true:
            continue
        side = space.field.enter(relation_sides(r))  # type: ignore[arg-type]
        allowed = ZERO if isinstance(r, sp.Eq) else POSITIVE if isinstance(r, sp.Gt | sp.Lt) else NONNEGATIVE
        cell = space.refine(cell, side.num if side.den.is_constant() else side.num * side.den, allowed)
    return cell
