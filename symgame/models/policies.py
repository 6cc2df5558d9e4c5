"""Policies of providers: signalling schemes, and what a user learns from them.

A policy is a map π: Y → Δ(S), Y the states with prior μ and S any finite set of signals.  Signal s has
probability Σ_y μ(y) π(s|y) and leads to a posterior proportional to x_s(y) = μ(y) π(s|y).  A user of
utility u who follows the policy gets V(π) = Σ_s max_a Σ_y x_s(y) u(a, y) (Kamenica and Gentzkow 2011).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp

from symgame.errors import ArgumentTypeError, GameError
from symgame.models.cached import CachedValue
from symgame.models.joint import canonical, check_total, exact_probability
from symgame.printing import Value

State = Hashable
Cells = tuple[tuple[Any, tuple[tuple[Any, sp.Expr], ...]], ...]


@dataclass(frozen=True, init=False)
class Policy(CachedValue):
    """A signalling scheme.

    Parameters
    ----------
    table : mapping from state to mapping from signal to probability
        For each state the probabilities are non-negative and sum to one; signals of probability 0 may be
        left out.

    Raises
    ------
    ArgumentTypeError, GameError
        If the table is not of that form.

    Examples
    --------
    >>> Policy({0: {"s": 1}, 1: {"s": 1}}).signals
    ('s',)
    """

    cells: Cells

    def __init__(self, table: Mapping[State, Mapping[Hashable, Any]], where: str = "policy") -> None:
        if isinstance(table, Policy):
            object.__setattr__(self, "cells", table.cells)
            return
        if not isinstance(table, Mapping) or not all(isinstance(row, Mapping) for row in table.values()):
            raise ArgumentTypeError(f"{where}: {table!r} is not a mapping {{state: {{signal: probability}}}}")
        found = []
        for state in canonical(table):
            place = f"{where}, state {state!r}"
            row = {s: exact_probability(p, f"{place}, signal {s!r}") for s, p in table[state].items()}
            check_total(sp.Add(*row.values()), place)
            found.append((state, tuple((s, row[s]) for s in canonical(row) if row[s] != 0)))
        object.__setattr__(self, "cells", tuple(found))

    @property
    def table(self) -> dict[Any, dict[Any, sp.Expr]]:
        """``{state: {signal: probability}}``."""
        return {state: dict(row) for state, row in self.cells}

    @cached_property
    def signals(self) -> tuple[Any, ...]:
        """Signals in canonical order."""
        return canonical(s for _, row in self.cells for s, _ in row)

    def masses(self, prior: Mapping[State, sp.Expr]) -> dict[Any, dict[State, sp.Expr]]:
        """x_s(y) = μ(y) π(s|y) for every signal that is sent with positive probability.

        Examples
        --------
        >>> Policy({0: {"s": 1}}).masses({0: sp.S.One})
        {'s': {0: 1}}
        """
        found: dict[Any, dict[State, sp.Expr]] = {}
        for state, row in self.cells:
            if prior[state] != 0:
                for signal, probability in row:
                    found.setdefault(signal, {})[state] = prior[state] * probability
        return found


def check_states(policy: Policy, states: Iterable[State], where: str) -> Policy:
    """The policy itself, after its states were found to be those of the game.

    Examples
    --------
    >>> check_states(Policy({0: {"s": 1}}), (0,), "policy").signals
    ('s',)
    """
    wanted, given = set(states), {state for state, _ in policy.cells}
    for state in wanted - given:
        raise GameError(f"{where}: the state {state!r} has no signals")
    for state in given - wanted:
        raise GameError(f"{where}: {state!r} is not a state of the prior")
    return policy


def full_revelation(states: Iterable[State]) -> dict[Any, dict[Any, sp.Expr]]:
    """The policy that reveals the state.

    Examples
    --------
    >>> full_revelation((0, 1))
    {0: {0: 1}, 1: {1: 1}}
    """
    return {state: {state: sp.S.One} for state in states}


def babbling(states: Iterable[State]) -> dict[Any, dict[Any, sp.Expr]]:
    """The policy that reveals nothing.

    Examples
    --------
    >>> babbling((0, 1))
    {0: {'silence': 1}, 1: {'silence': 1}}
    """
    return {state: {"silence": sp.S.One} for state in states}


@dataclass(frozen=True)
class StrictTies(Value):
    """Ties as limits of strict incentives.

    Actions that are tied at a posterior are chosen as at posteriors nearby: a profile of actions counts
    when it is the strict choice of its users at some posterior (of actions of identical utility the first
    counts).  Among the profiles that count the one best for the provider whose signal it is, is taken.

    Examples
    --------
    >>> StrictTies()
    StrictTies()
    """


@dataclass(frozen=True)
class FavourableTies(Value):
    """Ties in favour of the provider whose signal it is, whatever the others' incentives.

    Examples
    --------
    >>> FavourableTies()
    FavourableTies()
    """


TieRule = StrictTies | FavourableTies
