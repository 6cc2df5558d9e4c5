"""Signalling games with two types, two signals and two replies, read from their tree.

Nature draws a type, which the sender learns; the sender chooses one of two signals; the receiver sees the signal and
not the type, and chooses one of two replies.  After a signal play may also end at once.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symgame.errors import UnsupportedError
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.tree_form import CHANCE
from symgame.printing import Value

SCOPE = (
    "PerfectBayesian() solves signalling games: chance draws one of two types, a sender who knows the type chooses one "
    "of two signals, a receiver who sees the signal only chooses one of two replies; larger sequential equilibria are "
    "out of scope"
)


@dataclass(frozen=True)
class Signalling(Value):
    """A signalling game in numbers: everything indexed by type and signal, from 0.

    Parameters
    ----------
    priors : pair of Expr
    sender_keys : pair
        The sender's information set for each type.
    signals : pair
        Labels.
    reply_keys : pair
        The receiver's information set after each signal, None where play ends.
    replies : pair of pair
        Labels, by signal; empty where play ends.
    sender : nested pairs of Expr
        ``sender[type][signal][reply]``; both replies alike where play ends.
    receiver : nested pairs of Expr
    payoffs : nested pairs of tuple of Expr
        All players' payoffs, ``payoffs[type][signal][reply]``.
    """

    priors: tuple[sp.Expr, ...]
    sender_keys: tuple[Hashable, ...]
    signals: tuple[Hashable, ...]
    reply_keys: tuple[Hashable | None, ...]
    replies: tuple[tuple[Hashable, ...], ...]
    sender: tuple[Any, ...]
    receiver: tuple[Any, ...]
    payoffs: tuple[Any, ...]


def read_signalling(game: ExtensiveFormGame) -> Signalling:
    """The signalling game that a tree is.

    Raises
    ------
    UnsupportedError
        If it is none; the message says what it lacks.

    Examples
    --------
    >>> from symgame.games.tree_builder import tree
    >>> read_signalling(tree("A", L=(1,), R=(0,)).game())
    Traceback (most recent call last):
    ...
    symgame.errors.UnsupportedError: the tree does not begin with chance over two types. PerfectBayesian() solves ...
    """
    form, children = game.form, game.children
    _need(game.finite and form.owners[0] == CHANCE and len(children[0]) == 2, "the tree does not begin with chance over two types")
    types = children[0]
    for v in types:
        _need(form.owners[v] >= 0 and len(children[v]) == 2, f"node {form.names[v]!r} is no choice between two signals")
        _need(len(game.members[form.infosets[v]]) == 1, f"the sender does not know the type at node {form.names[v]!r}")
    signals = tuple(form.labels[w] for w in children[types[0]])
    _need({form.labels[w] for w in children[types[1]]} == set(signals), "the two types have different signals")
    after = [[next(w for w in children[v] if form.labels[w] == m) for m in signals] for v in types]
    keys, replies = [], []
    for m, signal in enumerate(signals):
        nodes = [after[t][m] for t in (0, 1)]
        key, labels = _receiver(game, nodes, signal)
        keys.append(key)
        replies.append(labels)
    _need(any(k is not None for k in keys), "the receiver never replies")
    owners = {form.owners[game.members[k][0]] for k in keys if k is not None}
    _need(len(owners) == 1, "two players reply to the signals")
    (receiver,) = owners
    ends = tuple(tuple(_ends(game, after[t][m], replies[m]) for m in (0, 1)) for t in (0, 1))
    return Signalling(
        tuple(form.probabilities[v] for v in types),  # type: ignore[misc]
        tuple(form.infosets[v] for v in types), signals, tuple(keys), tuple(replies),
        tuple(tuple(tuple(u[form.owners[types[t]]] for u in ends[t][m]) for m in (0, 1)) for t in (0, 1)),
        tuple(tuple(tuple(u[receiver] for u in ends[t][m]) for m in (0, 1)) for t in (0, 1)),
        ends,
    )  # fmt: skip


def _need(condition: bool, lack: str) -> None:
    if not condition:
        raise UnsupportedError(f"{lack}. {SCOPE}")


def _receiver(game: ExtensiveFormGame, nodes: list[int], signal: Hashable) -> tuple[Hashable | None, tuple[Hashable, ...]]:
    form, children = game.form, game.children
    if all(not children[v] for v in nodes):
        return None, ()
    _need(all(form.owners[v] >= 0 for v in nodes), f"after signal {signal!r} the receiver does not move for both types")
    key = form.infosets[nodes[0]]
    _need(form.infosets[nodes[1]] == key and len(game.members[key]) == 2, f"the receiver tells the types apart after {signal!r}")
    for v in nodes:
        _need(len(children[v]) == 2 and all(not children[w] for w in children[v]), f"after {signal!r} there are not two last replies")
    return key, game.infosets[key]


def _ends(game: ExtensiveFormGame, v: int, replies: tuple[Hashable, ...]) -> tuple[tuple[sp.Expr, ...], ...]:
    if not replies:
        return (game.leaf_payoffs[v],) * 2
    below = {game.form.labels[w]: game.leaf_payoffs[w] for w in game.children[v]}
    return tuple(below[r] for r in replies)
