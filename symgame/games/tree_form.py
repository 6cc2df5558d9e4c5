"""The stored form of a game tree: parallel sequences over nodes, parents before children.

A finite extensive form is a rooted tree (V, E), a partition of the inner nodes into chance and players, a
partition of each player's nodes into information sets, a probability on the edges after each chance node, and
payoffs at nodes that add up along a path (Kuhn 1953).  `TreeForm` holds tuples with sympy entries;
`ArrayForm` holds machine integers for large numeric trees with perfect information.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symgame.games.stages import Stage

LEAF, CHANCE, STAGE = -1, -2, -3
"""Owners of nodes where no single player chooses: leaves, chance, and nodes with a continuous stage."""


@dataclass(frozen=True)
class TreeForm:
    """A tree as tuples; entry v belongs to node v, and ``parents[v] < v``.

    Parameters
    ----------
    names : tuple of hashable
    parents : tuple of int
        −1 at the root.
    owners : tuple of int
        The index of the player, or `LEAF`, `CHANCE`, `STAGE`.
    infosets : tuple
        The name of the information set of a player's node, ``None`` elsewhere.
    labels : tuple
        The action on the edge into the node.
    probabilities : tuple of (Expr or None)
        On the edge into a node after chance.
    payoffs : tuple of (tuple of Expr, or None)
    stages : tuple of (Stage or None)

    Examples
    --------
    >>> form = TreeForm(("a",), (-1,), (LEAF,), (None,), (None,), (None,), ((sp.Integer(1),),), (None,))
    >>> len(form)
    1
    """

    names: tuple[Hashable, ...]
    parents: tuple[int, ...]
    owners: tuple[int, ...]
    infosets: tuple[Hashable | None, ...]
    labels: tuple[Hashable | None, ...]
    probabilities: tuple[sp.Expr | None, ...]
    payoffs: tuple[tuple[sp.Expr, ...] | None, ...]
    stages: tuple[Stage | None, ...]

    def __len__(self) -> int:
        return len(self.names)


class _Const(Sequence[Any]):
    """A long sequence of one value."""

    def __init__(self, value: Any, size: int) -> None:
        self.value, self.size = value, size

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, slice):
            range(self.size)[place]  # out of range is an IndexError: that ends an iteration
        return self.value


class _Payoffs(Sequence[Any]):
    """Payoff tuples of an `ArrayForm`, made on request."""

    def __init__(self, form: ArrayForm) -> None:
        self.form = form

    def __len__(self) -> int:
        return len(self.form)

    def __getitem__(self, v: Any) -> Any:
        form = self.form
        if form.owners[v] != LEAF:
            return None
        return tuple(sp.Rational(column[v], form.denominator) for column in form.columns)


class _Infosets(Sequence[Any]):
    """Information sets of an `ArrayForm`: each decision node is its own, named by the node."""

    def __init__(self, form: ArrayForm) -> None:
        self.form = form

    def __len__(self) -> int:
        return len(self.form)

    def __getitem__(self, v: Any) -> Any:
        return None if self.form.owners[v] == LEAF else self.form.names[v]


@dataclass(frozen=True, eq=False)
class ArrayForm:
    """A numeric tree with perfect information as machine integers, for millions of nodes.

    Parameters
    ----------
    parents : array of int
        −1 at node 0, and ``parents[v] < v``.
    owners : array of int
        The index of the player; `LEAF` at leaves.
    places : array of int
        The action on the edge into the node: its place among its siblings, from 0.
    columns : tuple of (array or list) of int
        One column a player: payoff times `denominator`, 0 at inner nodes.
    denominator : int
    given : (tuple of hashable, tuple of hashable), optional
        The names of the nodes, and the actions on the edges into them; numbers when not given.

    Examples
    --------
    >>> form = ArrayForm(array("i", [-1, 0]), array("h", [0, -1]), array("i", [0, 0]), (array("q", [0, 3]),), 2)
    >>> form.payoffs[1]
    (3/2,)
    """

    parents: array[int]
    owners: array[int]
    places: array[int]
    columns: tuple[Any, ...]
    denominator: int = 1
    given: tuple[tuple[Hashable, ...], tuple[Hashable, ...]] | None = None

    def __len__(self) -> int:
        return len(self.parents)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ArrayForm):
            return NotImplemented
        return (self.parents, self.owners, self.places, self.denominator, self.given) == (
            other.parents,
            other.owners,
            other.places,
            other.denominator,
            other.given,
        ) and all(list(a) == list(b) for a, b in zip(self.columns, other.columns, strict=True))

    def __hash__(self) -> int:
        return hash((len(self.parents), len(self.columns), self.parents.tobytes()[:4096], self.denominator))

    @property
    def names(self) -> Sequence[Hashable]:
        return self.given[0] if self.given else range(len(self.parents))

    @property
    def labels(self) -> Sequence[Hashable | None]:
        return self.given[1] if self.given else self.places

    @property
    def infosets(self) -> Sequence[Hashable | None]:
        return _Infosets(self)

    @property
    def probabilities(self) -> Sequence[sp.Expr | None]:
        return _Const(None, len(self))

    @property
    def stages(self) -> Sequence[Stage | None]:
        return _Const(None, len(self))

    @property
    def payoffs(self) -> Sequence[tuple[sp.Expr, ...] | None]:
        return _Payoffs(self)


Form = TreeForm | ArrayForm
