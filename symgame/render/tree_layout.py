"""Where the nodes of a tree are drawn: levels, the order of children, and horizontal places.

Levels go down by one from parent to child; members of an information set share the lowest level among them.  Children
are put in an order in which nothing stands between the members of an information set, where there is one.  Horizontal
places come from contours: subtrees are moved together until labels would touch (after Reingold and Tilford 1981).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from symgame.games.extensive import ExtensiveFormGame
from symgame.printing import Value

DROP = 1.5
GAP = 0.35
MOST_ORDERED = 400
"""Larger trees keep the order of their children."""


@dataclass(frozen=True)
class Layout(Value):
    """Places of the nodes, in centimetres, the root at the top.

    Parameters
    ----------
    places : tuple of (float, float)
    order : tuple of tuple of int
        The children of each node from left to right.
    """

    places: tuple[tuple[float, float], ...]
    order: tuple[tuple[int, ...], ...]


def layout(game: ExtensiveFormGame, widths: Sequence[float]) -> Layout:
    """The layout of a tree, given the width of the label of each node.

    Parameters
    ----------
    game : ExtensiveFormGame
    widths : sequence of float
        In centimetres; 0 for a node without a label beside it.

    Examples
    --------
    >>> game = ExtensiveFormGame.from_arrays([-1, 0, 0], [0, -1, -1], [None, (1,), (2,)])
    >>> layout(game, [0, 1, 1]).places
    ((0.0, 0.0), (-0.68, -1.5), (0.68, -1.5))
    """
    levels = _levels(game)
    order = _ordered(game, levels)
    xs = _horizontal(order, levels, widths)
    shift = xs[0]
    places = tuple((round(x - shift, 2), round(0 - DROP * level, 2) + 0.0) for x, level in zip(xs, levels, strict=True))
    return Layout(places, tuple(tuple(below) for below in order))


def _levels(game: ExtensiveFormGame) -> list[int]:
    levels = [0] * game.size
    sets = [nodes for nodes in game.members.values() if len(nodes) > 1]
    for _ in range(1 + len(sets)):
        for v in range(1, game.size):
            levels[v] = max(levels[v], levels[game.form.parents[v]] + 1)
        moved = False
        for nodes in sets:
            lowest = max(levels[v] for v in nodes)
            for v in nodes:
                moved, levels[v] = moved or levels[v] != lowest, lowest
        if not moved:
            break
    return levels


def _ordered(game: ExtensiveFormGame, levels: Sequence[int]) -> list[list[int]]:
    order = [list(below) for below in game.children]
    sets = [nodes for nodes in game.members.values() if len(nodes) > 1]
    if not sets or game.size > MOST_ORDERED:
        return order
    above: set[int] = set()
    for nodes in sets:
        for v in nodes:
            while v > 0:
                v = game.form.parents[v]
                above.add(v)
    best = _between(order, levels, sets)
    improved = best > 0
    while improved:
        improved = False
        for v in sorted(above):
            for choice in _choices(order[v]):
                trial = [*order[:v], list(choice), *order[v + 1 :]]
                cost = _between(trial, levels, sets)
                if cost < best:
                    order, best, improved = trial, cost, True
    return order


def _choices(children: Sequence[int]) -> list[tuple[int, ...]]:
    if len(children) <= 4:
        return list(permutations(children))
    swaps = [[*children[:k], children[k + 1], children[k], *children[k + 2 :]] for k in range(len(children) - 1)]
    return [tuple(reversed(children)), *map(tuple, swaps)]


def _between(order: Sequence[Sequence[int]], levels: Sequence[int], sets: Sequence[Sequence[int]]) -> int:
    """How many nodes stand between members of an information set, on their level."""
    rows: dict[int, list[int]] = {}
    waiting = [0]
    while waiting:
        v = waiting.pop()
        rows.setdefault(levels[v], []).append(v)
        waiting.extend(reversed(order[v]))
    place = {v: k for row in rows.values() for k, v in enumerate(row)}
    return sum(max(place[v] for v in nodes) - min(place[v] for v in nodes) + 1 - len(nodes) for nodes in sets)


def _horizontal(order: Sequence[Sequence[int]], levels: Sequence[int], widths: Sequence[float]) -> list[float]:
    size = len(order)
    offset = [0.0] * size
    contours: list[dict[int, tuple[float, float]]] = [{} for _ in range(size)]
    for v in _children_first(order):
        half = max(widths[v], 0.3) / 2
        joined: dict[int, tuple[float, float]] = {}
        moves = []
        for w in order[v]:
            own, contours[w] = contours[w], {}
            shared = [joined[k][1] + GAP - low for k, (low, _) in own.items() if k in joined]
            move = max(shared, default=0.0)
            moves.append(move)
            for k, (low, high) in own.items():
                left, right = joined.get(k, (low + move, high + move))
                joined[k] = (min(left, low + move), max(right, high + move))
        middle = (moves[0] + moves[-1]) / 2 if moves else 0.0
        for w, move in zip(order[v], moves, strict=True):
            offset[w] = move - middle
        contours[v] = {k: (low - middle, high - middle) for k, (low, high) in joined.items()}
        contours[v][levels[v]] = (-half, half)
    xs = [0.0] * size
    for v in reversed(_children_first(order)):
        for w in order[v]:
            xs[w] = xs[v] + offset[w]
    return xs


def _children_first(order: Sequence[Sequence[int]]) -> list[int]:
    found, waiting = [], [0]
    while waiting:
        v = waiting.pop()
        found.append(v)
        waiting.extend(order[v])
    return found[::-1]
