"""Finite games in normal (strategic) form with symbolic payoffs.

A finite game in normal form is a set of players N, a finite set of actions A_i for each player, and payoffs
u_i on the product of the A_i (Osborne and Rubinstein 1994, ch. 2).  For two players it is a bimatrix.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from types import MappingProxyType
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import ArgumentTypeError, GameError
from symgame.games.exact import exact_payoff
from symgame.games.players import Player
from symgame.games.tree_checks import check_symbols, read_assumptions
from symgame.games.tree_reading import number, read_players
from symgame.printing import Value


@dataclass(frozen=True, init=False)
class NormalFormGame(Value):
    """A finite game as one table of payoffs a player.

    Parameters
    ----------
    payoffs : sequence of nested sequences
        One table a player, as nested lists, sympy matrices or arrays; entry ``[a_1][a_2]…`` is the payoff when
        player i plays her a_i-th action.
    players : iterable of Player, optional
        ``P1, P2, …`` when not given.
    actions : sequence of sequences, optional
        The labels of each player's actions; ``0, 1, …`` when not given.
    assume : iterable of sympy relations in the parameters

    Raises
    ------
    GameError, ArgumentTypeError
        If the tables differ in shape, an entry is no exact expression, or labels are repeated.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> game = NormalFormGame([[[x, 0], [0, 1]], [[1, 0], [0, x]]])
    >>> game.shape, game.parameters
    ((2, 2), (x,))
    >>> game.payoff((0, 0))
    (x, 1)
    """

    players: tuple[Player, ...]
    actions: tuple[tuple[Hashable, ...], ...]
    entries: tuple[tuple[sp.Expr, ...], ...]
    assume: tuple[Boolean, ...]

    def __init__(self, payoffs: Any, players: Any = None, actions: Any = None, *, assume: Any = ()) -> None:
        tables = [_lists(t) for t in _lists(payoffs)] if not isinstance(payoffs, Mapping) else None
        if tables is None:
            raise ArgumentTypeError("payoffs of a NormalFormGame are one nested list a player, not a mapping")
        count = len(tables)
        listed = read_players(players) if players is not None else tuple(Player(f"P{i + 1}") for i in range(count))
        if len(listed) != count or not count:
            raise GameError(f"{count} tables of payoffs for {len(listed)} players")
        shape = _shape(tables[0], count)
        entries = tuple(tuple(_entries(t, shape, p)) for t, p in zip(tables, listed, strict=True))
        object.__setattr__(self, "players", listed)
        object.__setattr__(self, "actions", _actions(actions, shape, listed))
        object.__setattr__(self, "entries", entries)
        object.__setattr__(self, "assume", read_assumptions(assume))
        check_symbols(self.parameters)

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """The number of actions of each player."""
        return tuple(len(a) for a in self.actions)

    @cached_property
    def parameters(self) -> tuple[sp.Symbol, ...]:
        """The free symbols, in alphabetical order."""
        found = {s for table in self.entries for e in table for s in e.free_symbols}
        found |= {s for r in self.assume for s in r.free_symbols}
        return tuple(sorted(found, key=lambda s: s.name))

    @property
    def assumptions(self) -> tuple[Boolean, ...]:
        """The relations between parameters under which the game is meant."""
        return self.assume

    def place(self, profile: Sequence[int]) -> int:
        """The place of a profile of action numbers in each of `entries`."""
        k = 0
        for a, n in zip(profile, self.shape, strict=True):
            k = k * n + a
        return k

    def payoff(self, profile: Sequence[int]) -> tuple[sp.Expr, ...]:
        """The payoffs of all players at a profile of action numbers, counted from 0."""
        k = self.place(profile)
        return tuple(table[k] for table in self.entries)

    def profiles(self) -> Iterator[tuple[int, ...]]:
        """All profiles of action numbers."""
        return product(*(range(n) for n in self.shape))

    def matrix(self, player: int) -> sp.ImmutableDenseMatrix:
        """The payoffs of one player of a two-player game as a matrix, rows for the first player's actions.

        Raises
        ------
        GameError
            If the game has not two players.

        Examples
        --------
        >>> NormalFormGame([[[1, 2]], [[3, 4]]]).matrix(1)
        Matrix([[3, 4]])
        """
        if len(self.players) != 2:
            raise GameError(f"a matrix needs two players, this game has {len(self.players)}")
        return sp.ImmutableDenseMatrix(*self.shape, self.entries[player])

    @property
    def payoffs(self) -> Mapping[Player, Any]:
        """Each player's table as nested tuples, a read-only mapping."""
        tables = (_nest(e, self.shape) for e in self.entries)
        return MappingProxyType(dict(zip(self.players, tables, strict=True)))

    def __repr__(self) -> str:
        tables = [_nest(e, self.shape, list) for e in self.entries]
        tail = f", assume={list(self.assume)!r}" if self.assume else ""
        actions = [list(a) for a in self.actions]
        return f"NormalFormGame({tables!r}, players={list(self.players)!r}, actions={actions!r}{tail})"


def _lists(values: Any) -> list[Any]:
    found = values.tolist() if hasattr(values, "tolist") else values
    if isinstance(found, str) or not isinstance(found, Iterable):
        raise ArgumentTypeError(f"payoffs of a NormalFormGame are nested lists, got {values!r}")
    return list(found)


def _shape(table: list[Any], depth: int) -> tuple[int, ...]:
    shape: list[int] = []
    here: Any = table
    for _ in range(depth):
        if isinstance(here, sp.Expr) or not isinstance(here, Iterable) or isinstance(here, str):
            raise GameError(f"a game of {depth} players needs tables nested {depth} deep, the first has {len(shape)}")
        here = _lists(here)
        if not here:
            raise GameError("a table of payoffs has an empty row: every player needs an action")
        shape.append(len(here))
        here = here[0]
    return tuple(shape)


def _entries(table: Any, shape: tuple[int, ...], player: Player, where: tuple[int, ...] = ()) -> Iterator[sp.Expr]:
    if not shape:
        yield exact_payoff(number(table), f"payoff of {player} at {where}")
        return
    rows = _lists(table)
    if len(rows) != shape[0]:
        raise GameError(f"table of {player} at {where}: {len(rows)} entries where {shape[0]} are needed")
    for k, row in enumerate(rows):
        yield from _entries(row, shape[1:], player, (*where, k))


def _actions(actions: Any, shape: tuple[int, ...], players: tuple[Player, ...]) -> tuple[tuple[Hashable, ...], ...]:
    if actions is None:
        return tuple(tuple(range(n)) for n in shape)
    if isinstance(actions, Mapping):
        by_name = {k.name if isinstance(k, Player) else k: v for k, v in actions.items()}
        actions = [by_name.get(p.name, ()) for p in players]
    found = tuple(tuple(own) for own in actions)
    if tuple(len(own) for own in found) != shape:
        raise GameError(f"actions: {[len(own) for own in found]} labels for {list(shape)} actions")
    for own, p in zip(found, players, strict=True):
        if len(set(own)) < len(own):
            raise GameError(f"actions of {p}: a label is repeated in {own}")
    return found


def _nest(entries: Sequence[Any], shape: tuple[int, ...], kind: Any = tuple) -> Any:
    if len(shape) == 1:
        return kind(entries)
    size = len(entries) // shape[0]
    return kind(_nest(entries[k * size : (k + 1) * size], shape[1:], kind) for k in range(shape[0]))
