"""Large numeric trees from parallel sequences, without one Python object a node."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

import sympy as sp

from symgame.errors import ArgumentTypeError, GameError
from symgame.games.players import Player
from symgame.games.tree_form import LEAF, ArrayForm


def _plain(values: Any) -> Sequence[Any]:
    return values.tolist() if hasattr(values, "tolist") else values


def rational(value: Any, where: str) -> Fraction:
    """An exact Python fraction; floats and symbols are refused.

    Examples
    --------
    >>> rational(sp.Rational(1, 2), "payoff")
    Fraction(1, 2)
    """
    if isinstance(value, bool | float | str):
        raise ArgumentTypeError(f"{where}: {value!r} is not an exact rational")
    if isinstance(value, int | Fraction):
        return Fraction(value)
    if isinstance(value, sp.Rational):
        return Fraction(int(value.p), int(value.q))
    raise ArgumentTypeError(f"{where}: {value!r} of type {type(value).__name__} is not an exact rational")


def read_arrays(parent: Any, player: Any, payoffs: Any, players: tuple[Player, ...] | None) -> tuple[ArrayForm, tuple[Player, ...]]:
    """The stored form of a numeric tree.

    Examples
    --------
    >>> read_arrays([-1, 0], [0, -1], [None, (1,)], None)[1]
    (Player(name='P1'),)
    """
    parents, places = _parents(_plain(parent))
    size = len(parents)
    owners = _owners(_plain(player), size, players)
    leaf = bytearray(b"\x01") * size
    for p in parents:
        if p >= 0:
            leaf[p] = 0
    for v in range(size):
        if (owners[v] == LEAF) != bool(leaf[v]):
            fault = "has successors but no player" if not leaf[v] else "has a player but no successor"
            raise GameError(f"node {v} {fault}")
    columns = _columns(_plain(payoffs), size, leaf)
    count = len(columns)
    listed = players if players is not None else tuple(Player(f"P{i + 1}") for i in range(count))
    if len(listed) != count or max(owners, default=-1) >= count:
        raise GameError(f"{count} payoffs a leaf, {len(listed)} players, and node owners up to {max(owners)}")
    done, denominator = scaled(columns)
    return ArrayForm(parents, owners, places, done, denominator), listed


def _parents(values: Sequence[Any]) -> tuple[array[int], array[int]]:
    size = len(values)
    if not size:
        raise GameError("the tree has no node")
    root = values[0]
    if not (root is None or root == -1):
        raise GameError(f"node 0 is the root, its parent is −1, got {root!r}")
    parents, places, counts = array("i", [-1]) * size, array("i", [0]) * size, array("i", [0]) * size
    for v in range(1, size):
        p = values[v]
        if type(p) is not int:
            if p is None:
                raise GameError(f"several roots: node {v} has no parent")
            p = int(p)
        if not 0 <= p < v:
            raise GameError(f"node {v}: its parent {p} must come before it" if p >= 0 else f"several roots: 0 and {v}")
        parents[v] = p
        places[v] = counts[p]
        counts[p] += 1
    return parents, places


def _owners(values: Sequence[Any], size: int, players: tuple[Player, ...] | None) -> array[int]:
    if len(values) != size:
        raise GameError(f"{size} nodes but {len(values)} entries of player")
    number = {p: i for i, p in enumerate(players or ())}
    owners = array("h", [LEAF]) * size
    for v, p in enumerate(values):
        if p is None:
            continue
        if isinstance(p, Player):
            if p not in number:
                raise GameError(f"node {v}: player {p} is not among the players given")
            p = number[p]
        if p < LEAF:
            raise GameError(f"node {v}: player {p}; use 0, 1, … and −1 at leaves")
        owners[v] = p
    return owners


def _columns(payoffs: Sequence[Any], size: int, leaf: bytearray) -> list[list[Any]]:
    first = next((v for v in range(size) if leaf[v]), 0)
    if len(payoffs) == size and isinstance(_plain(payoffs[first]), Iterable):
        count = len(_plain(payoffs[first]))
        columns: list[list[Any]] = [[0] * size for _ in range(count)]
        for v in range(size):
            if not leaf[v]:
                continue
            row = payoffs[v]
            if row is None or len(row) != count:
                raise GameError(f"leaf {v}: {row!r} is not a tuple of {count} payoffs")
            for column, x in zip(columns, row, strict=True):
                column[v] = x
        return columns
    listed = [_plain(c) for c in payoffs]
    if not listed or any(not isinstance(c, Sequence) or len(c) != size for c in listed):
        raise GameError(f"payoffs: give one tuple a node ({size} of them), or one column of {size} numbers a player")
    return [[x if leaf[v] else 0 for v, x in enumerate(c)] for c in listed]


def scaled(columns: list[list[Any]]) -> tuple[tuple[Any, ...], int]:
    """Columns of exact rationals as whole numbers over one denominator; the lists given are used up.

    Examples
    --------
    >>> scaled([[1, Fraction(1, 2)]])
    ((array('q', [2, 1]),), 2)
    """
    denominator = 1
    for i, column in enumerate(columns):
        for v, x in enumerate(column):
            if type(x) is not int:
                exact = rational(_plain(x), f"payoff of player {i} at node {v}")
                denominator = lcm(denominator, exact.denominator)
                column[v] = exact
    done: list[Any] = []
    for column in columns:
        for v, x in enumerate(column):
            column[v] = int(x * denominator)
        try:
            done.append(array("q", column))
            column.clear()
        except OverflowError:
            done.append(column)
    return tuple(done), denominator
