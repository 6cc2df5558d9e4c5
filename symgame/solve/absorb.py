"""Branches that are part of another one.

A branch with a free action describes the set of its equally good values.  A branch (R, o) is part of (R', o') when
R ⊆ R' and, on R, every outcome that o describes is one that o' describes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Meter
from symgame.solve.prune import always

Claimed = tuple[dict[Any, Any], dict[Any, sp.Expr], Boolean]
"""Outcome, payoffs and region of a branch."""


def absorbed(claimed: Sequence[Claimed], given: Sequence[Boolean], meter: Meter) -> list[Claimed]:
    """The branches that are not part of another one with a free action.

    Parameters
    ----------
    claimed : sequence of (outcome, payoffs, region)
    given : sequence of Boolean
        The assumptions of the game.
    meter : Meter

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> x = sp.Symbol("x", real=True)
    >>> point, interval = ({x: sp.S(0)}, {}, sp.true), ({x: sp.Interval(0, 1)}, {}, sp.true)
    >>> absorbed([point, interval], (), Budget().start())
    [({x: Interval(0, 1)}, {}, True)]
    """
    kept = list(claimed)
    for one in list(claimed):
        if any(_part(one, other, given, meter) for other in kept if other is not one):
            kept = [c for c in kept if c is not one]
    return kept


def _part(one: Claimed, other: Claimed, given: Sequence[Boolean], meter: Meter) -> bool:
    (mine, _, here), (yours, _, there) = one, other
    if mine.keys() != yours.keys() or not any(isinstance(v, sp.Set) for v in yours.values()):
        return False
    claims, within = _contained(mine, yours)
    if claims is None or not always(there, [*given, here], meter):
        return False
    return all(always(c, [*given, here, *within], meter) for c in claims)


def _contained(mine: Mapping[Any, Any], yours: Mapping[Any, Any]) -> tuple[list[Boolean] | None, list[Boolean]]:
    """What must hold for `mine` to describe outcomes of `yours` only, and under which conditions."""
    claims: list[Boolean] = []
    within: list[Boolean] = []
    for key, value in mine.items():
        free = yours[key]
        if isinstance(free, sp.Set) and isinstance(value, sp.Set):
            claims.append(free.as_relational(key))
            within.append(value.as_relational(key))
        elif isinstance(free, sp.Set) and isinstance(value, sp.Expr):
            claims.append(free.as_relational(key).subs(key, value))
        elif value != free:
            return None, []
    return claims, within
