"""All extreme equilibria of a two-player matrix game with symbolic payoffs, by supports.

For supports I of the row player and J of the column player with |I| = |J|, the mixed action x on I that makes the
columns J equally good solves a linear system; where it is regular, x is the only solution and a vertex of the best-
response polytope.  A pair (x, y) of vertices is an equilibrium where both are positive on their supports and every
action in a support is a best reply.  Every equilibrium is a convex combination of such pairs (after Mangasarian 1964;
von Stengel 2002), so at parameters where a matrix is degenerate the list holds the ends of each set of equilibria.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from symgame.logic.signs import NEGATIVE, NONNEGATIVE, POSITIVE, ZERO
from symgame.solve.cells import Cell, Space
from symgame.solve.ratio import Ratio

Matrix = Sequence[Sequence[Ratio]]


@dataclass
class Vertex:
    """A mixed action with its support, the replies it makes equally good by construction, and where it is one.

    Parameters
    ----------
    support : tuple of int
    ties : tuple of int
        Replies that are best on the whole cell.
    weights : tuple of Ratio
    cell : Cell
    losses : dict
        For every other reply a polynomial with the sign of its loss against the tied ones, on the cell.
    """

    support: tuple[int, ...]
    ties: tuple[int, ...]
    weights: tuple[Ratio, ...]
    cell: Cell
    losses: dict[int, Any]
    tied: dict[int, Cell | None] = field(default_factory=dict)

    def with_tie(self, reply: int, space: Space) -> Cell | None:
        """The part of the cell where one more reply is best."""
        if reply not in self.tied:
            self.tied[reply] = space.refine(self.cell, self.losses[reply], ZERO)
        return self.tied[reply]


def bimatrix(space: Space, cell: Cell, rows: Matrix, columns: Matrix) -> Iterator[tuple[Cell, Any, Any]]:
    """Cells with extreme equilibria (x, y) of the game (rows, columns), all of them.

    Parameters
    ----------
    space : Space
    cell : Cell
        Where to look.
    rows, columns : matrices of Ratio
        Payoffs of the row and of the column player; both have a row for each row action.

    Yields
    ------
    (Cell, tuple of Ratio, tuple of Ratio)

    Raises
    ------
    BudgetSpent

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> from symgame.solve.ratio import Field
    >>> f = Field(())
    >>> space = Space(f, (), Budget().start())
    >>> one, zero = f.integer(1), f.integer(0)
    >>> matching = [[one, zero], [zero, one]], [[zero, one], [one, zero]]
    >>> [(x[0], y[0]) for _, x, y in bimatrix(space, space.start(), *matching)] == [(one / f.integer(2),) * 2]
    True
    """
    transposed = [list(column) for column in zip(*rows, strict=True)]
    xs = list(vertices(space, cell, columns))
    ys = list(vertices(space, cell, transposed))
    for x in xs:
        for y in ys:
            if len(x.support) == 1 and x.ties != y.support[:1] or len(y.support) == 1 and y.ties != x.support[:1]:
                continue
            both = _together(space, x, y)
            if both is None or _told(space, both, columns, x, y) or _told(space, both, transposed, y, x):
                continue
            yield both, x.weights, y.weights


def _told(space: Space, cell: Cell, payoffs: Matrix, one: Vertex, other: Vertex) -> bool:
    """Whether a vertex is also made by better placed replies, all over the cell, so that it comes twice."""
    ties = sorted({*one.ties, *other.support})
    if len(ties) == len(one.ties):
        return False
    size = len(one.ties)

    def rank(choice: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        return len(set(choice) - set(other.support)), choice

    for choice in combinations(ties, size):
        if rank(choice) < rank(one.ties):
            total = _total(space, payoffs, one.support, choice)
            if not total.is_zero and space.refine(cell, _signed(total), ZERO) is None:
                return True
    return False


def _total(space: Space, payoffs: Matrix, support: tuple[int, ...], ties: tuple[int, ...]) -> Ratio:
    """The determinant of the indifference system; zero where its solution is not unique."""
    total = space.field.integer(0)
    for minor in _weights(space, payoffs, support, ties):
        total = total + minor
    return total


def _together(space: Space, x: Vertex, y: Vertex) -> Cell | None:
    found: Cell | None = None
    for one, other in ((x, y), (y, x)):
        here: Cell | None = one.cell
        for reply in other.support:
            if reply not in one.ties:
                tied = one.with_tie(reply, space)
                here = None if tied is None or here is None else space.meet(here, tied)
            if here is None:
                return None
        assert here is not None
        found = here if found is None else space.meet(found, here)
        if found is None:
            return None
    return found


def vertices(space: Space, cell: Cell, payoffs: Matrix) -> Iterator[Vertex]:
    """Mixed actions over the rows that make several columns best for the player with these payoffs.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> from symgame.solve.ratio import Field
    >>> f = Field(())
    >>> space = Space(f, (), Budget().start())
    >>> two = [[f.integer(0), f.integer(1)], [f.integer(1), f.integer(0)]]
    >>> [v.support for v in vertices(space, space.start(), two)]
    [(0,), (1,), (0, 1)]
    """
    height, width = len(payoffs), len(payoffs[0])
    for size in range(1, min(height, width) + 1):
        for support in combinations(range(height), size):
            for ties in combinations(range(width), size):
                space.meter.spend()
                yield from _vertex(space, cell, payoffs, support, ties)


def _vertex(space: Space, cell: Cell, payoffs: Matrix, support: tuple[int, ...], ties: tuple[int, ...]) -> Iterator[Vertex]:
    zero = space.field.integer(0)
    minors = _weights(space, payoffs, support, ties)
    total = _total(space, payoffs, support, ties)
    if total.is_zero:
        return
    losses = _losses(payoffs, support, ties, minors)
    for sign in (POSITIVE, NEGATIVE):
        here = space.refine(cell, _signed(total), sign)
        flip = sign == NEGATIVE
        conditions = [(_signed(-m if flip else m), POSITIVE) for m in minors]
        conditions += [(_signed(-x if flip else x), NONNEGATIVE) for x in losses.values()]
        here = space.all_of(here, conditions)
        if here is not None:
            weights = [zero] * len(payoffs)
            for i, m in zip(support, minors, strict=True):
                weights[i] = m / total
            yield Vertex(support, ties, tuple(weights), here, {j: _signed(x) for j, x in losses.items()})


def _signed(value: Ratio) -> Any:
    return value.num if value.den.is_constant() else value.num * value.den


def _weights(space: Space, payoffs: Matrix, support: tuple[int, ...], ties: tuple[int, ...]) -> list[Ratio]:
    """Unnormalised weights: the signed maximal minors of the indifference system."""
    base, others = ties[0], ties[1:]
    system = [[payoffs[i][j] - payoffs[i][base] for i in support] for j in others]
    found = []
    for k in range(len(support)):
        minor = determinant(space, [[x for c, x in enumerate(row) if c != k] for row in system])
        found.append(-minor if k % 2 else minor)
    return found


def determinant(space: Space, matrix: Sequence[Sequence[Ratio]]) -> Ratio:
    """The determinant over the field of rational functions, by elimination; 1 for the empty matrix.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> from symgame.solve.ratio import Field
    >>> f = Field(())
    >>> space = Space(f, (), Budget().start())
    >>> determinant(space, [[f.integer(2), f.integer(1)], [f.integer(4), f.integer(3)]]) == f.integer(2)
    True
    """
    rows = [list(row) for row in matrix]
    result = space.field.integer(1)
    for k in range(len(rows)):
        pivot = next((r for r in range(k, len(rows)) if not rows[r][k].is_zero), None)
        if pivot is None:
            return space.field.integer(0)
        if pivot != k:
            rows[k], rows[pivot] = rows[pivot], rows[k]
            result = -result
        result = result * rows[k][k]
        for r in range(k + 1, len(rows)):
            if not rows[r][k].is_zero:
                factor = rows[r][k] / rows[k][k]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[k], strict=True)]
    return result


def _losses(payoffs: Matrix, support: tuple[int, ...], ties: tuple[int, ...], minors: list[Ratio]) -> dict[int, Ratio]:
    """What each other column loses against the tied ones, times the sum of the minors."""
    found: dict[int, Ratio] = {}
    for j in range(len(payoffs[0])):
        if j in ties:
            continue
        terms = [m * (payoffs[i][ties[0]] - payoffs[i][j]) for i, m in zip(support, minors, strict=True)]
        total = terms[0]
        for t in terms[1:]:
            total = total + t
        found[j] = total
    return found
