"""Equilibria of subgames on cells: what backward induction carries upwards."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from symgame.solve.cells import Cell
from symgame.solve.ratio import Ratio

Play = tuple[tuple[tuple[Hashable, Any], ...], tuple[Any, ...]]
"""What is chosen at a node, as ``(infoset, choice)`` pairs, and the plays of the subgames below."""

NOTHING: Play = ((), ())


@dataclass(frozen=True)
class Part:
    """One equilibrium of a subgame on one cell."""

    cell: Cell
    payoffs: tuple[Ratio, ...]
    play: Play


def gain(one: Ratio, other: Ratio) -> Any:
    """A polynomial with the sign of ``one - other`` wherever both are defined.

    Examples
    --------
    >>> from symgame.solve.ratio import Field
    >>> field = Field(())
    >>> int(str(gain(field.integer(3), field.integer(1))))
    2
    """
    difference = one - other
    return difference.num if difference.den.is_constant() else difference.num * difference.den


def flatten(play: Play) -> dict[Hashable, Any]:
    """The choices of a nested play, by information set."""
    found: dict[Hashable, Any] = {}
    waiting: list[Any] = [play]
    while waiting:
        own, below = waiting.pop()
        found.update(own)
        waiting.extend(below)
    return found
