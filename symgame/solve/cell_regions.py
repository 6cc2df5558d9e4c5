"""From cells to regions: unions of cells with the fewest pieces that neighbouring signs allow."""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import BudgetSpent
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.logic.signs import ANY, NEGATIVE, NONNEGATIVE, NONPOSITIVE, POSITIVE, ZERO, Sign
from symgame.solve.cells import Cell, Space

Signs = tuple[tuple[str, Sign], ...]

MOST_JOINED = 6
"""Unions of more conditions than this stay as they are: shortening them takes longer than solving the game."""

MOST_LITERALS = 14
"""Longer conjunctions are left as they are: each literal costs a query."""


def union(space: Space, cells: Iterable[Cell], *, tidy: bool = True) -> Region:
    """The region of several cells: cells inside others dropped, cells that differ in one sign joined.

    With ``tidy=False`` implied conditions stay: for long lists, where each would cost a query.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> from symgame.logic.signs import NEGATIVE, ZERO
    >>> from symgame.solve.ratio import Field
    >>> x = sp.Symbol("x", real=True)
    >>> f = Field.of([x])
    >>> space = Space(f, (), Budget().start())
    >>> cells = [space.refine(space.start(), f.enter(x).num, s) for s in (NEGATIVE, ZERO)]
    >>> union(space, cells).condition
    x <= 0
    """
    pieces = joined([_shortened(space, c) if tidy else _assumed_away(space, c) for c in cells])
    condition: Boolean = sp.Or(*(_condition(space, piece) for piece in pieces))
    if tidy and len(pieces) > 1 and sum(map(len, pieces)) <= MOST_JOINED:
        condition = reduce_condition(condition, space.assumptions)
    return Region(condition, given=space.assumptions)


def _shortened(space: Space, cell: Cell) -> Signs:
    """The essential signs; all of them when the budget is spent, for shortening is not worth a result."""
    try:
        return essential(space, cell)
    except BudgetSpent:
        return _assumed_away(space, cell)


def essential(space: Space, cell: Cell) -> Signs:
    """The signs of a cell without those that the assumptions and the other signs imply.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> from symgame.logic.signs import POSITIVE
    >>> from symgame.solve.ratio import Field
    >>> x = sp.Symbol("x", real=True)
    >>> f = Field.of([x])
    >>> space = Space(f, (), Budget().start())
    >>> cell = space.all_of(space.start(), [(f.enter(x + k).num, POSITIVE) for k in (0, 1)])
    >>> [key for key, _ in essential(space, cell)]
    ['g0']
    """
    kept = dict(_assumed_away(space, cell))
    if not 1 < len(kept) <= MOST_LITERALS:
        return tuple(kept.items())
    for key in sorted(kept, key=lambda k: (kept[k] == ZERO, -len(space.polys[k]), k)):
        allowed = kept[key]
        rest = tuple(sorted(((k, s) for k, s in {**dict(space.base), **kept}.items() if k != key), key=lambda i: i[0]))
        if all(space.empty((*rest, (key, other))) for other in _others(allowed)):
            del kept[key]
    return tuple(sorted(kept.items(), key=lambda item: item[0]))


def _assumed_away(space: Space, cell: Cell) -> Signs:
    assumed = dict(space.base)
    kept = {key: allowed for key, allowed in cell.signs if assumed.get(key) != allowed}
    return tuple(kept.items())


def _others(allowed: Sign) -> list[Sign]:
    return {POSITIVE: [NONPOSITIVE], NEGATIVE: [NONNEGATIVE], NONNEGATIVE: [NEGATIVE], NONPOSITIVE: [POSITIVE]}.get(
        allowed, [frozenset((s,)) for s in (-1, 0, 1) if s not in allowed]
    )


def _condition(space: Space, signs: Signs) -> Boolean:
    return sp.And(*(space.relation(key, allowed) for key, allowed in signs))


def joined(pieces: list[Signs]) -> list[Signs]:
    """Join and absorb sign tables until nothing changes.

    Examples
    --------
    >>> joined([(("p", frozenset((0,))),), (("p", frozenset((1,))),)])
    [(('p', frozenset({0, 1})),)]
    """
    found = list(dict.fromkeys(pieces))
    changed = True
    while changed:
        changed = False
        for i, one in enumerate(found):
            for j in range(i + 1, len(found)):
                both = _join(dict(one), dict(found[j]))
                if both is not None:
                    found[i] = tuple(sorted(both.items(), key=lambda item: item[0]))
                    del found[j]
                    changed = True
                    break
            if changed:
                break
    return found


def _join(one: dict[str, Sign], other: dict[str, Sign]) -> dict[str, Sign] | None:
    """The union of two sign tables when it is again one, else None."""
    if all(k in other and other[k] <= s for k, s in one.items()):
        return one
    if all(k in one and one[k] <= s for k, s in other.items()):
        return other
    if set(one) != set(other):
        return None
    differ = [k for k in one if one[k] != other[k]]
    if len(differ) != 1:
        return None
    both = one[differ[0]] | other[differ[0]]
    return {k: (both if k == differ[0] else s) for k, s in one.items() if k != differ[0] or both != ANY}
