"""Subgames and the strategic form of a tree.

A subgame starts at a node x that is alone in its information set, and no information set has members both
below x and elsewhere.  A pure strategy of a player names an action at each of her information sets (Kuhn 1953).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import product
from typing import TYPE_CHECKING

import sympy as sp

from symgame.errors import UnsupportedError
from symgame.games.strategies import Lottery
from symgame.games.tree_form import CHANCE

if TYPE_CHECKING:
    from symgame.games.extensive import ExtensiveFormGame
    from symgame.games.normal import NormalFormGame

MAX_PROFILES = 100_000


def subgame_roots(game: ExtensiveFormGame) -> tuple[int, ...]:
    """The places of the roots of all subgames, the whole game first; leaves are none.

    Examples
    --------
    >>> from symgame.games.extensive import ExtensiveFormGame
    >>> subgame_roots(ExtensiveFormGame.from_arrays([-1, 0], [0, -1], [None, (1,)]))
    (0,)
    """
    size, parents = game.size, game.form.parents
    if game.perfect_information:
        return tuple(v for v in range(size) if game.children[v])
    # Preorder is not required: `last` is the number of nodes below, `first` the least common ancestor of a set.
    depth = [0] * size
    for v in range(1, size):
        depth[v] = depth[parents[v]] + 1
    cut = [False] * size
    for nodes in game.members.values():
        top = nodes[0]
        for v in nodes[1:]:
            top = _common(top, v, parents, depth)
        for v in nodes:
            while v != top and not cut[v]:
                cut[v] = True
                v = parents[v]
        if len(nodes) > 1:
            for v in nodes:
                cut[v] = True
    return tuple(v for v in range(size) if game.children[v] and not cut[v])


def _common(u: int, v: int, parents: object, depth: list[int]) -> int:
    while u != v:
        if depth[u] >= depth[v]:
            u = parents[u]  # type: ignore[index]
        else:
            v = parents[v]  # type: ignore[index]
    return u


def pure_strategies(game: ExtensiveFormGame, player: int) -> Iterator[dict[Hashable, Hashable]]:
    """All pure strategies of a player, ``{infoset: action}``.

    Examples
    --------
    >>> from symgame.games.extensive import ExtensiveFormGame
    >>> list(pure_strategies(ExtensiveFormGame.from_arrays([-1, 0, 0], [0, -1, -1], [None, (1,), (2,)]), 0))
    [{0: 0}, {0: 1}]
    """
    own = [k for k, nodes in game.members.items() if game.form.owners[nodes[0]] == player]
    for choice in product(*(game.infosets[k] for k in own)):
        yield dict(zip(own, choice, strict=True))


def strategic_form(game: ExtensiveFormGame) -> NormalFormGame:
    """The strategic form, with expected payoffs over chance.

    Examples
    --------
    >>> from symgame.games.extensive import ExtensiveFormGame
    >>> game = ExtensiveFormGame.from_arrays([-1, 0, 0], [0, -1, -1], [None, (1,), (2,)])
    >>> strategic_form(game).actions
    ((0, 1),)
    """
    from symgame.games.normal import NormalFormGame

    if not game.finite:
        raise UnsupportedError("to_normal_form: a node has a continuous stage, so there is no finite strategic form")
    count = 1
    for actions in game.infosets.values():
        count *= len(actions)
        if count > MAX_PROFILES:
            raise UnsupportedError(f"to_normal_form: more than {MAX_PROFILES} strategy profiles")
    strategies = [list(pure_strategies(game, i)) for i in range(len(game.players))]
    names = [[_name(s) for s in own] for own in strategies]
    table = {}
    for places in product(*(range(len(own)) for own in strategies)):
        profile: dict[Hashable, Hashable] = {}
        for own, k in zip(strategies, places, strict=True):
            profile.update(own[k])
        table[places] = expected_payoffs(game, profile)
    shape = tuple(len(own) for own in strategies)
    tensors = [_nested(lambda where, i=i: table[where][i], shape) for i in range(len(shape))]
    return NormalFormGame(tensors, game.players, names, assume=game.assumptions)


def expected_payoffs(game: ExtensiveFormGame, profile: dict[Hashable, Hashable]) -> tuple[sp.Expr, ...]:
    """The expected payoffs of a profile ``{infoset: action or lottery}``.

    Examples
    --------
    >>> from symgame.games.extensive import ExtensiveFormGame
    >>> expected_payoffs(ExtensiveFormGame.from_arrays([-1, 0, 0], [0, -1, -1], [None, (1,), (2,)]), {0: 1})
    (2,)
    """
    form = game.form
    totals = [sp.S.Zero] * len(game.players)
    waiting: list[tuple[int, sp.Expr]] = [(0, sp.S.One)]
    while waiting:
        v, weight = waiting.pop()
        below = game.children[v]
        if not below:
            totals = [t + weight * u for t, u in zip(totals, game.leaf_payoffs[v], strict=True)]
        elif form.owners[v] == CHANCE:
            waiting.extend((w, weight * form.probabilities[w]) for w in below)
        else:
            wanted = profile[form.infosets[v]]
            for w in below:
                share = wanted[form.labels[w]] if isinstance(wanted, Lottery) else int(form.labels[w] == wanted)
                if share != 0:
                    waiting.append((w, weight * share))
    return tuple(sp.expand(t) for t in totals)


def _name(strategy: dict[Hashable, Hashable]) -> Hashable:
    labels = tuple(strategy.values())
    return labels[0] if len(labels) == 1 else labels


def _nested(entry: object, shape: tuple[int, ...], done: tuple[int, ...] = ()) -> object:
    if not shape:
        return entry(done)  # type: ignore[operator]
    return [_nested(entry, shape[1:], (*done, k)) for k in range(shape[0])]
