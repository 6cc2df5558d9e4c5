"""Utility tables of a persuasion game: exact, complete, over the right states and actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp

from symgame.errors import ArgumentTypeError, GameError
from symgame.games.exact import exact_payoff
from symgame.models.joint import canonical
from symgame.solve.values import exact_number

Table = Mapping[Any, sp.Expr]
Utility = tuple[tuple[tuple[Any, Any], sp.Expr], ...]


def exact_utility(value: Any, where: str) -> sp.Expr:
    """A finite exact number or an expression in parameters.

    Examples
    --------
    >>> exact_utility(2, "user 0")
    2
    """
    plain = not isinstance(value, sp.Basic | bool | float) and hasattr(value, "numerator")
    return exact_payoff(exact_number(value, where) if plain else value, where)


def read_utility(table: Any, where: str) -> Utility:
    """The pairs of a mapping from (action, state) to utility, in canonical order.

    Examples
    --------
    >>> read_utility({("a", 0): 1}, "user 0")
    ((('a', 0), 1),)
    """
    if not isinstance(table, Mapping):
        raise ArgumentTypeError(f"{where}: {table!r} is not a mapping from (action, state) to a utility")
    for key in table:
        if not isinstance(key, tuple) or len(key) != 2:
            raise ArgumentTypeError(f"{where}: the key {key!r} is not a pair (action, state)")
    return tuple((key, exact_utility(table[key], f"{where}, {key!r}")) for key in canonical(table))


def listed(value: Any, what: str) -> tuple[Any, ...]:
    """A non-empty list as a tuple.

    Examples
    --------
    >>> listed([1], "users")
    (1,)
    """
    if isinstance(value, Mapping | str) or not isinstance(value, Sequence):
        raise ArgumentTypeError(f"{what}: {value!r} is not a list")
    if not value:
        raise GameError(f"{what}: the list is empty")
    return tuple(value)


def check_tables(
    states: Sequence[Any], users: Sequence[Table], providers: Sequence[Sequence[Table]], actions: Sequence[Any]
) -> None:
    """Raise unless every utility is there for every action and state, and none for others.

    Examples
    --------
    >>> check_tables((0,), [{("a", 0): sp.S.One}], [[{("a", 0): sp.S.One}]], [("a",)])
    """
    for i, row in enumerate(providers):
        if len(row) != len(users):
            raise GameError(f"provider {i} has utilities for {len(row)} users; there are {len(users)}")
    for j, own in enumerate(actions):
        if not own:
            raise GameError(f"user {j} has no action")
        rows = [
            (f"user {j}", users[j]),
            *((f"provider {i}, user {j}", r[j]) for i, r in enumerate(providers)),
        ]
        for where, table in rows:
            for a in own:
                for y in states:
                    if (a, y) not in table:
                        raise GameError(f"{where}: the utility of action {a!r} in state {y!r} is missing")
            for a, y in table:
                if y not in states:
                    raise GameError(f"{where}: {y!r} is not a state of the prior")
                if a not in own:
                    raise GameError(f"{where}: {a!r} is not an action of user {j}")
