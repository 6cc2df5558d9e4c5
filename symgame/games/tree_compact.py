"""Large numeric trees from a graph, without sympy objects: the columns of an `ArrayForm` and the graph's own names.

A graph qualifies when it is large and a plain numeric tree with perfect information: every inner node has a player and
no information set, payoff or stage, every leaf has exact rational payoffs.  Anything else, faults among them, is left to
the general reader, which names the node.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import Any

import networkx as nx
import sympy as sp

from symgame.games.players import Player
from symgame.games.tree_arrays import scaled
from symgame.games.tree_form import LEAF, ArrayForm

SMALLEST = 3_000
"""Graphs with fewer nodes are always read with sympy numbers."""


def read_compact(graph: nx.DiGraph, players: tuple[Player, ...]) -> ArrayForm | None:
    """The stored form of a large plain numeric tree, ``None`` for any other graph.

    Examples
    --------
    >>> g = nx.DiGraph()
    >>> g.add_node("leaf", payoffs=(1,))
    >>> read_compact(g, (Player("A"),)) is None
    True
    """
    size = len(graph)
    if size <= SMALLEST or graph.number_of_edges() != size - 1:
        return None
    root = next((v for v, d in graph.in_degree() if d == 0), None)
    number: dict[Any, int] = {**{p: i for i, p in enumerate(players)}, **{p.name: i for i, p in enumerate(players)}}
    nodes, edges = graph.nodes, graph.adj
    order: list[Hashable] = []
    labels: list[Hashable] = []
    parents, places, owners = array("i"), array("i"), array("h")
    columns: list[list[Any]] = [[] for _ in players]
    waiting: list[tuple[Any, int, int, Any]] = [(root, -1, 0, None)]
    while waiting:
        name, parent, place, label = waiting.pop()
        here, data, below = len(order), nodes[name], list(edges[name].items())
        owner = _owner(data, len(below), number)
        if here >= size or owner is None or not _payoffs(data, owner, columns):
            return None
        order.append(name)
        parents.append(parent)
        places.append(place)
        labels.append(label)
        owners.append(owner)
        after = _labels(below)
        if after is None:
            return None
        waiting.extend((w, here, k, after[k]) for k, (w, _) in reversed(list(enumerate(below))))
    if len(order) < size:
        return None
    done, denominator = scaled(columns)
    return ArrayForm(parents, owners, places, done, denominator, (tuple(order), tuple(labels)))


def _owner(data: Mapping[str, Any], below: int, number: Mapping[Any, int]) -> int | None:
    if any(data.get(k) not in (None, False) for k in ("chance", "move", "bargain", "infoset")):
        return None
    mover = data.get("player")
    if not below:
        return LEAF if mover is None else None
    return number.get(mover) if isinstance(mover, Player | str) and data.get("payoffs") is None else None


def _payoffs(data: Mapping[str, Any], owner: int, columns: list[list[Any]]) -> bool:
    """Whether a node's payoffs are plain; they are added to the columns, zeros at inner nodes."""
    given = data.get("payoffs")
    if owner != LEAF:
        given = (0,) * len(columns)
    if not isinstance(given, tuple | list) or len(given) != len(columns):
        return False
    for column, x in zip(columns, given, strict=True):
        if type(x) is not int and not isinstance(x, Fraction | sp.Rational):
            return False
        column.append(x)
    return True


def _labels(below: list[tuple[Hashable, Mapping[str, Any]]]) -> list[Any] | None:
    """The actions at a node, ``None`` when they are not there, repeated, or more is said."""
    found = []
    for _, data in below:
        label = data.get("action")
        if label is None or data.get("prob") is not None or not isinstance(label, Hashable):
            return None
        found.append(label)
    return found if len(set(found)) == len(found) else None
