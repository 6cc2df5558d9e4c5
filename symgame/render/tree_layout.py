"""Where the nodes of a tree are drawn: levels, the order of children, and horizontal places.

Levels go down by one from parent to child; members of an information set share the lowest level among them.  Children
are put in an order in which nothing stands between the members of an information set, where there is one; where there
is none, one set is put inside another, and the outer one below all that is between its members.  Horizontal
places come from contours: subtrees are moved together until labels would touch (after Reingold and Tilford 1981).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from types import MappingProxyType

from symgame.games.extensive import ExtensiveFormGame
from symgame.printing import Value

DROP = 1.5
GAP = 0.35
EDGE = 0.3
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
    levels = _lowered(game, levels, order)
    xs = _horizontal(order, levels, widths)
    shift = xs[0]
    places = tuple((round(x - shift, 2), round(0 - DROP * level, 2) + 0.0) for x, level in zip(xs, levels, strict=True))
    return Layout(places, tuple(tuple(below) for below in order))


def _lowered(game: ExtensiveFormGame, levels: list[int], order: Sequence[Sequence[int]]) -> list[int]:
    """Levels at which an information set that has others between its members lies below all that is between them."""
    sets = [nodes for nodes in game.members.values() if len(nodes) > 1]
    rank = {v: k for k, v in enumerate(_preorder(order))}
    for nodes in sorted(sets, key=lambda ns: max(rank[v] for v in ns) - min(rank[v] for v in ns)):
        if _between(order, levels, [nodes]) == 0:
            continue
        own, first, last = set(nodes), min(rank[v] for v in nodes), max(rank[v] for v in nodes)
        between, above = [], set()
        for v in nodes:
            while v >= 0 and v not in above:
                above.add(v)
                v = game.form.parents[v]
        for v in _preorder(order):
            p = game.form.parents[v]
            own |= {v} if p in own else set()
            if first < rank[v] < last and v not in own and v not in above:
                between.append(levels[v])
        trial = _levels(game, {nodes[0]: 1 + max(between, default=0)})
        if sum(_between(order, trial, [s]) for s in sets) < sum(_between(order, levels, [s]) for s in sets):
            levels = trial
    return levels


def _levels(game: ExtensiveFormGame, least: Mapping[int, int] = MappingProxyType({})) -> list[int]:
    levels = [least.get(v, 0) for v in range(game.size)]
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
    best = _between(order, levels, sets), _entangled(order, sets)
    improved = best != (0, 0)
    while improved:
        improved = False
        for v in sorted(above):
            for choice in _choices(order[v]):
                trial = [*order[:v], list(choice), *order[v + 1 :]]
                cost = _between(trial, levels, sets), _entangled(trial, sets)
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
    for v in _preorder(order):
        rows.setdefault(levels[v], []).append(v)
    place = {v: k for row in rows.values() for k, v in enumerate(row)}
    return sum(max(place[v] for v in nodes) - min(place[v] for v in nodes) + 1 - len(nodes) for nodes in sets)


def _entangled(order: Sequence[Sequence[int]], sets: Sequence[Sequence[int]]) -> int:
    """How many pairs of information sets alternate, so that neither can be drawn below the other."""
    rank = {v: k for k, v in enumerate(_preorder(order))}
    spans = [(min(rank[v] for v in nodes), max(rank[v] for v in nodes)) for nodes in sets]
    return sum(1 for a, b in spans for c, d in spans if a < c < b < d)


def _preorder(order: Sequence[Sequence[int]]) -> list[int]:
    found, waiting = [], [0]
    while waiting:
        v = waiting.pop()
        found.append(v)
        waiting.extend(reversed(order[v]))
    return found


def _horizontal(order: Sequence[Sequence[int]], levels: Sequence[int], widths: Sequence[float]) -> list[float]:
    size = len(order)
    parents = {w: v for v, below in enumerate(order) for w in below}
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
        for k in range(levels[v] - 1, levels[parents[v]] if v else levels[v] - 1, -1):
            contours[v][k] = (-half - EDGE, half + EDGE)  # a long edge and its label need their place too
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
