"""Dominance, best replies, zero-sum values and correlated equilibria of matrix games with symbolic payoffs.

An action a of player i is strictly dominated by b when u_i(b, s) > u_i(a, s) for all actions s of the others, weakly when
≥ holds for all and > for some (Osborne and Rubinstein 1994, ch. 4).  Iterated strict dominance does not depend on the
order of elimination.  The value of a zero-sum game is v = max_x min_j Σ_i x_i a_ij (von Neumann 1928).  A correlated
equilibrium is a distribution p over profiles with Σ_s p(s) (u_i(s) − u_i(b, s_{−i})) ≥ 0, summed over the s in which i
plays a, for all i, a, b (Aumann 1974).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget
from symgame.errors import ArgumentError, GameError
from symgame.games.normal import NormalFormGame
from symgame.games.players import Player
from symgame.logic.decide import QUICK, satisfiable
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.printing import Value
from symgame.solve.matrix import solve_matrix


@dataclass(frozen=True)
class Dominance(Value):
    """One action that another one dominates, and where.

    Parameters
    ----------
    player : Player
    dominated, by : action
    strict : bool
    region : Region
    """

    player: Player
    dominated: Hashable
    by: Hashable
    strict: bool
    region: Region


@dataclass(frozen=True)
class Survivors(Value):
    """The actions that iterated strict dominance by pure actions leaves, on a region.

    Parameters
    ----------
    region : Region
    action_items : tuple of (Player, tuple of actions)
    """

    region: Region
    action_items: tuple[tuple[Player, tuple[Hashable, ...]], ...]

    @property
    def actions(self) -> Mapping[Player, tuple[Hashable, ...]]:
        """The actions left, by player."""
        return dict(self.action_items)


def _region(game: NormalFormGame, condition: Boolean) -> Region | None:
    if condition == sp.false or satisfiable(sp.And(condition, *game.assumptions), deciders=QUICK).refuted:
        return None
    return Region(reduce_condition(condition, game.assumptions), game.assumptions)


def _gains(game: NormalFormGame, player: int, more: int, less: int, others: Sequence[Sequence[int]] | None = None) -> list[sp.Expr]:
    """What an action earns above another, against every profile of the other players."""
    ranges = [range(n) for n in game.shape] if others is None else list(others)
    found = []
    for rest in product(*(ranges[:player] + [(0,)] + ranges[player + 1 :])):
        here, there = (game.payoff((*rest[:player], a, *rest[player + 1 :]))[player] for a in (more, less))
        found.append(sp.factor(here - there))
    return found


def _dominates(gains: Sequence[sp.Expr], strict: bool) -> Boolean:
    if strict:
        return sp.And(*(sp.Gt(g, 0) for g in gains))
    return sp.And(*(sp.Ge(g, 0) for g in gains), sp.Or(*(sp.Gt(g, 0) for g in gains)))


def dominance(game: NormalFormGame, *, strict: bool = True) -> tuple[Dominance, ...]:
    """All pairs of pure actions of which one dominates the other somewhere, each with its region.

    Parameters
    ----------
    game : NormalFormGame
    strict : bool
        ``False`` for weak dominance.

    Returns
    -------
    tuple of Dominance

    Examples
    --------
    >>> c = sp.Symbol("c", positive=True)
    >>> game = NormalFormGame([[[2, 0], [2 + c, 1]], [[2, 2 + c], [0, 1]]], actions=[["C", "D"]] * 2)
    >>> [(d.dominated, d.by, d.region.condition) for d in dominance(game)]
    [('C', 'D', True), ('C', 'D', True)]
    """
    found = []
    for i, p in enumerate(game.players):
        for worse, better in product(range(game.shape[i]), repeat=2):
            if worse == better:
                continue
            region = _region(game, _dominates(_gains(game, i, better, worse), strict))
            if region is not None:
                found.append(Dominance(p, game.actions[i][worse], game.actions[i][better], strict, region))
    return tuple(found)


def iterated_dominance(game: NormalFormGame, *, budget: Budget | None = None) -> tuple[Survivors, ...]:
    """What survives iterated elimination of strictly dominated actions (by pure actions), region by region.

    Returns
    -------
    tuple of Survivors
        Their regions cover the parameter space and do not overlap.

    Examples
    --------
    >>> c = sp.Symbol("c", real=True)
    >>> game = NormalFormGame([[[1, 1], [c, c]], [[1, 0], [1, 0]]])
    >>> [(s.region.condition, tuple(s.actions.values())) for s in iterated_dominance(game)]
    [(c > 1, ((1,), (0,))), (c < 1, ((0,), (0,))), (Eq(c, 1), ((0, 1), (0,)))]
    """
    meter = (budget or Budget()).start()
    found: dict[Any, list[Boolean]] = {}
    everything = tuple(tuple(range(n)) for n in game.shape)
    waiting: list[tuple[Boolean, tuple[tuple[int, ...], ...]]] = [(sp.true, everything)]
    while waiting:
        condition, left = waiting.pop()
        meter.spend()
        split = _first_split(game, condition, left)
        if split is None:
            found.setdefault(left, []).append(condition)
            continue
        here, i, worse = split
        smaller = tuple(a for a in left[i] if a != worse)
        branches = [(sp.Not(here), left), (here, (*left[:i], smaller, *left[i + 1 :]))]
        for extra, rest in branches:
            both = sp.And(condition, extra)
            if both != sp.false and not satisfiable(sp.And(both, *game.assumptions), deciders=QUICK).refuted:
                waiting.append((both, rest))
    done = []
    for left, conditions in found.items():
        region = _region(game, sp.Or(*conditions))
        if region is not None:
            labels = tuple(tuple(own[a] for a in kept) for own, kept in zip(game.actions, left, strict=True))
            done.append(Survivors(region, tuple(zip(game.players, labels, strict=True))))
    return tuple(done)


def _first_split(game: NormalFormGame, condition: Boolean, left: tuple[tuple[int, ...], ...]) -> tuple[Boolean, int, int] | None:
    """A dominance that holds somewhere on the condition, with the player and the dominated action."""
    for i, own in enumerate(left):
        for worse, better in product(own, repeat=2):
            if worse == better:
                continue
            here = _dominates(_gains(game, i, better, worse, left), True)
            both = sp.And(condition, here, *game.assumptions)
            if here != sp.false and both != sp.false and not satisfiable(both, deciders=QUICK).refuted:
                return here, i, worse
    return None


def best_replies(game: NormalFormGame, profile: Sequence[int]) -> Mapping[Player, tuple[tuple[Hashable, Region], ...]]:
    """For each player the actions that are best against the others in a profile, with their regions.

    Parameters
    ----------
    game : NormalFormGame
    profile : sequence of int
        Action numbers; a player's own entry is not looked at.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> game = NormalFormGame([[[x, 0], [1, 0]], [[0, 0], [0, 0]]])
    >>> [(a, r.condition) for a, r in best_replies(game, (0, 0))[game.players[0]]]
    [(0, x >= 1), (1, x <= 1)]
    """
    found = {}
    for i, p in enumerate(game.players):
        listed = []
        for a in range(game.shape[i]):
            here = game.payoff((*profile[:i], a, *profile[i + 1 :]))[i]
            rivals = [game.payoff((*profile[:i], b, *profile[i + 1 :]))[i] for b in range(game.shape[i]) if b != a]
            region = _region(game, sp.And(*(sp.Ge(sp.factor(here - r), 0) for r in rivals)))
            if region is not None:
                listed.append((game.actions[i][a], region))
        found[p] = tuple(listed)
    return found


def zero_sum_value(game: NormalFormGame, *, budget: Budget | None = None) -> sp.Expr:
    """The value of a two-player zero-sum game to the first player, by cases in the parameters.

    Raises
    ------
    GameError
        If the game has not two players, or its payoffs do not sum to zero.

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> zero_sum_value(NormalFormGame([[[x, 0], [0, 1]], [[-x, 0], [0, -1]]]))
    x/(x + 1)
    """
    if len(game.players) != 2:
        raise GameError(f"a zero-sum game has two players, this one has {len(game.players)}")
    for profile in game.profiles():
        total = sp.cancel(sp.Add(*game.payoff(profile)))
        if total != 0:
            raise GameError(f"not zero-sum: at the profile {profile} the payoffs sum to {total}")
    found = solve_matrix(game, budget=budget)
    if found.uncovered is not sp.false:
        raise ArgumentError(f"the value is not known where {found.uncovered}; give a larger budget=")
    pairs = [(b.payoffs[game.players[0]], b.region.condition) for b in found.branches]
    if all(value == pairs[0][0] for value, _ in pairs):
        return pairs[0][0]
    # All equilibria of a zero-sum game have one value, so overlapping regions do no harm.
    return sp.Piecewise(*pairs)


@dataclass(frozen=True)
class CorrelatedConditions(Value):
    """The conditions of a correlated equilibrium.

    Parameters
    ----------
    symbols : tuple of Symbol
        The probability of each profile, in the order of `NormalFormGame.profiles`.
    incentives : tuple of Boolean
        That nobody gains by playing another action than the one recommended.
    """

    symbols: tuple[sp.Symbol, ...]
    incentives: tuple[Boolean, ...]

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        """Incentives, and that the symbols are a distribution."""
        return (*self.incentives, *(sp.Ge(s, 0) for s in self.symbols), sp.Eq(sp.Add(*self.symbols), 1))


def correlated_conditions(game: NormalFormGame) -> CorrelatedConditions:
    """The linear conditions that describe all correlated equilibria.

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> found = correlated_conditions(NormalFormGame([[[x, 0], [0, 1]], [[1, 0], [0, x]]]))
    >>> found.incentives[0]
    p_00*x - p_01 >= 0
    """
    profiles = list(game.profiles())
    symbols = tuple(sp.Symbol("p_" + "".join(map(str, s)), real=True) for s in profiles)
    return CorrelatedConditions(symbols, tuple(_incentives(game, profiles, symbols)))


def _incentives(game: NormalFormGame, profiles: Sequence[tuple[int, ...]], symbols: Sequence[sp.Symbol]) -> Iterator[Boolean]:
    for i, n in enumerate(game.shape):
        for a, b in product(range(n), repeat=2):
            if a == b:
                continue
            terms = []
            for s, p in zip(profiles, symbols, strict=True):
                if s[i] == a:
                    terms.append(p * (game.payoff(s)[i] - game.payoff((*s[:i], b, *s[i + 1 :]))[i]))
            yield sp.Ge(sp.Add(*terms), 0, evaluate=False)
