"""Learning regions: the shortest conjunctions of sign conditions that fit labelled samples.

From all literal signs that hold on every positive sample, drop the most complex condition first while no
negative sample gets in, then weaken strict to weak.  Where one conjunction cannot do, seeds are grown into
several.  What is learned is a guess that the caller proves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sympy as sp
from sympy.logic.boolalg import And, Boolean

Signs = Sequence[int | None]


@dataclass(frozen=True)
class Condition:
    """A sign condition on one literal; `signs` are the admitted ones."""

    literal: int
    signs: frozenset[int]

    def admits(self, row: Signs) -> bool:
        """Whether a sample with these literal signs satisfies it."""
        return row[self.literal] in self.signs


def as_relation(literal: sp.Expr, signs: frozenset[int]) -> Boolean:
    """The sympy relation of a sign condition.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> as_relation(x - 1, frozenset({0, 1}))
    x - 1 >= 0
    """
    zero = sp.Integer(0)
    table = {
        frozenset({1}): sp.Gt, frozenset({0, 1}): sp.Ge, frozenset({-1}): sp.Lt,
        frozenset({-1, 0}): sp.Le, frozenset({0}): sp.Eq, frozenset({-1, 1}): sp.Ne,
    }  # fmt: skip
    return table[signs](literal, zero)


def _admitted(conditions: Sequence[Condition], rows: Sequence[Signs]) -> bool:
    return any(all(c.admits(r) for c in conditions) for r in rows)


def _strongest(positives: Sequence[Signs], count: int) -> list[Condition]:
    found = []
    for i in range(count):
        signs = {row[i] for row in positives}
        if None not in signs and len(signs) < 3:
            found.append(Condition(i, frozenset(s for s in signs if s is not None)))
    return found


def conjunction(positives: Sequence[Signs], negatives: Sequence[Signs], order: Sequence[int]) -> list[Condition] | None:
    """A short conjunction that holds on every positive and on no negative sample, or None.

    Parameters
    ----------
    positives, negatives : sequence of rows of signs
    order : sequence of int
        Literals from the most complex to the simplest.

    Examples
    --------
    >>> conjunction([(1, 1), (1, -1)], [(-1, 1)], [1, 0])
    [Condition(literal=0, signs=frozenset({0, 1}))]
    """
    conditions = _strongest(positives, len(order))
    if _admitted(conditions, negatives):
        return None
    rank = {literal: i for i, literal in enumerate(order)}
    for c in sorted(conditions, key=lambda c: rank[c.literal]):
        rest = [d for d in conditions if d is not c]
        if not _admitted(rest, negatives):
            conditions = rest
    for i, c in enumerate(conditions):
        if 0 not in c.signs and len(c.signs) == 1:
            weaker = Condition(c.literal, c.signs | {0})
            if not _admitted([*conditions[:i], weaker, *conditions[i + 1 :]], negatives):
                conditions[i] = weaker
    return conditions


def cover(positives: Sequence[Signs], negatives: Sequence[Signs], order: Sequence[int], limit: int = 6) -> list[list[Condition]] | None:
    """Conjunctions that together hold on every positive and on no negative sample, or None.

    Examples
    --------
    >>> len(cover([(1,), (-1,)], [(0,)], [0]))
    1
    """
    whole = conjunction(positives, negatives, order)
    if whole is not None:
        return [whole]
    left = list(positives)
    found: list[list[Condition]] = []
    while left:
        if len(found) == limit:
            return None
        group = [left[0]]
        if conjunction(group, negatives, order) is None:
            return None
        for row in left[1:]:
            if not _admitted(_strongest([*group, row], len(order)), negatives):
                group.append(row)
        conditions = conjunction(group, negatives, order)
        if conditions is None:
            return None
        found.append(conditions)
        left = [r for r in left if not all(c.admits(r) for c in conditions)]
    return found


def as_boolean(conditions: Sequence[Condition], literals: Sequence[sp.Expr]) -> Boolean:
    """The conjunction as a sympy Boolean.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> as_boolean([Condition(0, frozenset({1}))], [x])
    x > 0
    """
    return And(*(as_relation(literals[c.literal], c.signs) for c in conditions))
