"""What happens under a profile of policies: whom users follow, what they do, who gets what.

User j follows a provider with the largest V_j(π_i); among equals the one that was used before, else the
first.  At each signal of provider i the users who follow it choose a profile of best actions; under
`StrictTies` it must be a profile that is the strict choice at some posterior, and among those it is one
best for provider i.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError, ArgumentTypeError, UndecidedError, UnsupportedError
from symgame.logic.linear import LinearProgram
from symgame.logic.linear_solve import solve_linear
from symgame.models.persuasion import PersuasionGame
from symgame.models.policies import Policy, StrictTies, check_states
from symgame.printing import Value

Masses = Mapping[Any, Mapping[Any, sp.Expr]]


@dataclass(frozen=True)
class Profile(Value):
    """One policy for every provider and audience.

    An audience is a tuple of users who receive the same policy: each user alone when the game is
    personalised, all of them otherwise.

    Parameters
    ----------
    audiences : tuple of tuple of int
    policies : tuple of tuple of Policy
        ``policies[i][n]`` is provider i's policy for audience n.

    Examples
    --------
    >>> Profile(((0,),), ((Policy({0: {"s": 1}}),),)).audiences
    ((0,),)
    """

    audiences: tuple[tuple[int, ...], ...]
    policies: tuple[tuple[Policy, ...], ...]

    def policy(self, i: int, j: int) -> Policy:
        """What provider i tells user j."""
        return self.policies[i][next(n for n, users in enumerate(self.audiences) if j in users)]

    def replaced(self, i: int, n: int, policy: Policy) -> Profile:
        """The profile in which provider i gives audience n another policy."""
        row = tuple(policy if k == n else p for k, p in enumerate(self.policies[i]))
        return Profile(self.audiences, tuple(row if k == i else r for k, r in enumerate(self.policies)))


def read_profile(game: PersuasionGame, profile: Any) -> Profile:
    """A profile from nested lists, checked: ``[provider][user]``, or ``[provider]`` when anonymous.

    Raises
    ------
    ArgumentTypeError, ArgumentError, GameError
        If it does not have a policy for every provider (and user), or a policy is not well formed.

    Examples
    --------
    >>> game = PersuasionGame({0: 1}, [{(0, 0): 1}], [[{(0, 0): 1}]], personalised=False)
    >>> read_profile(game, [{0: {"s": 1}}]).audiences
    ((0,),)
    """
    if isinstance(profile, Profile):
        return profile
    count, people = len(game.provider_tables), len(game.user_tables)
    if isinstance(profile, Mapping | str) or not isinstance(profile, Sequence):
        raise ArgumentTypeError(f"profile: {profile!r} is not a list with one entry for each provider")
    if len(profile) != count:
        raise ArgumentError(f"profile: {len(profile)} entries for {count} providers")
    audiences = tuple((j,) for j in range(people)) if game.personalised else (tuple(range(people)),)
    found = []
    for i, entry in enumerate(profile):
        row = entry if game.personalised and isinstance(entry, Sequence) else [entry]
        if len(row) != len(audiences):
            raise ArgumentError(f"profile, provider {i}: {len(row)} policies for {len(audiences)} users")
        where = [f"policy of provider {i}" + (f" for user {j}" if game.personalised else "") for j in range(len(row))]
        found.append(tuple(check_states(Policy(p, w), game.states, w) for p, w in zip(row, where, strict=True)))
    return Profile(audiences, tuple(found))


def check_numeric_users(game: PersuasionGame) -> None:
    """Raise unless the prior and the users' utilities are rational; providers may have parameters.

    Examples
    --------
    >>> check_numeric_users(PersuasionGame({0: 1}, [{(0, 0): 1}], [[{(0, 0): 1}]]))
    """
    tables = [dict(game.prior_items), *game.users]
    if not all(isinstance(v, sp.Rational) for t in tables for v in t.values()):
        raise UnsupportedError(
            "an equilibrium check needs a rational prior and rational utilities of the users; "
            "only the providers' utilities may have parameters"
        )


def worth(masses: Mapping[Any, sp.Expr], utility: Mapping[Any, sp.Expr], action: Any) -> sp.Expr:
    """Σ_y x(y) u(a, y) of one signal.

    Examples
    --------
    >>> worth({0: sp.S.One}, {("a", 0): sp.Integer(2)}, "a")
    2
    """
    return sp.Add(*(m * utility[action, y] for y, m in masses.items()))


def user_value(game: PersuasionGame, j: int, policy: Policy) -> sp.Expr:
    """V_j(π), what user j gets from following the policy.

    Examples
    --------
    >>> game = PersuasionGame({0: 1}, [{(0, 0): 3}], [[{(0, 0): 0}]])
    >>> user_value(game, 0, Policy({0: {"s": 1}}))
    3
    """
    masses = policy.masses(game.prior)
    return sp.Add(*(max(worth(x, game.users[j], a) for a in game.actions[j]) for x in masses.values()))


def reachable(game: PersuasionGame, users: tuple[int, ...]) -> tuple[tuple[Any, ...], ...]:
    """The profiles of actions of these users that the tie rule lets count.

    Under `StrictTies` those that are the strict choice at some posterior, of actions of identical utility
    the first; every profile under `FavourableTies`.

    Examples
    --------
    >>> game = PersuasionGame({0: 1}, [{(0, 0): 3, (1, 0): 2}], [[{(0, 0): 0, (1, 0): 0}]])
    >>> reachable(game, (0,))
    ((0,),)
    """
    if users not in game.memory:
        choices = tuple(product(*(game.actions[j] for j in users)))
        if isinstance(game.ties, StrictTies):
            support = [y for y, p in game.prior_items if p != 0]
            choices = tuple(c for c in choices if _strict_somewhere(game, users, c, support))
        game.memory[users] = choices
    found: tuple[tuple[Any, ...], ...] = game.memory[users]
    return found


def _strict_somewhere(
    game: PersuasionGame, users: tuple[int, ...], choice: tuple[Any, ...], support: list[Any]
) -> bool:
    rows: list[tuple[dict[Any, Any], Any]] = []
    for j, a in zip(users, choice, strict=True):
        u = game.users[j]
        for b in game.actions[j]:
            lead = {y: u[a, y] - u[b, y] for y in support}
            if b == a:
                continue
            if all(v == 0 for v in lead.values()):
                if game.actions[j].index(b) < game.actions[j].index(a):
                    return False
                continue
            rows.append(({**{("p", y): -v for y, v in lead.items()}, "lead": 1}, 0))
    total = [({("p", y): 1 for y in support}, 1)]
    solution = solve_linear(LinearProgram({"lead": 1}, equal=total, at_most=[*rows, ({"lead": 1}, 1)]))
    if not solution.optimal or solution.value is None:
        if solution.infeasible:
            return False
        raise UndecidedError(f"the tie rule needs a linear program that was not finished: {solution.reason}")
    return bool(solution.value > 0)


@dataclass(frozen=True)
class Outcome(Value):
    """The play of a profile.

    Parameters
    ----------
    followed : tuple of int
        The provider whom each user follows.
    user_values : tuple of Rational
    payoffs : tuple of tuple of Expr
        ``payoffs[i][j]`` is what provider i gets from user j.
    """

    followed: tuple[int, ...]
    user_values: tuple[sp.Rational, ...]
    payoffs: tuple[tuple[sp.Expr, ...], ...]

    def payoff(self, i: int, users: Sequence[int] | None = None) -> sp.Expr:
        """Provider i's payoff from the given users, from all by default."""
        row = self.payoffs[i]
        return sp.expand(sp.Add(*(row if users is None else [row[j] for j in users])))


def follow(values: Sequence[sp.Expr], before: int | None) -> int:
    """The provider of largest value; among equals the one of before, else the first.

    Examples
    --------
    >>> follow([sp.S.One, sp.S.One], 1)
    1
    """
    top = max(values)
    return before if before is not None and values[before] == top else list(values).index(top)


def outcome(game: PersuasionGame, profile: Profile, before: Sequence[int | None] | None = None) -> Outcome:
    """Play the profile.

    Parameters
    ----------
    game : PersuasionGame
        With a rational prior and rational utilities of the users.
    profile : Profile
    before : sequence of int, optional
        Whom each user followed before; ties stay there.

    Returns
    -------
    Outcome

    Examples
    --------
    >>> game = PersuasionGame({0: 1}, [{(0, 0): 3}], [[{(0, 0): 5}]])
    >>> outcome(game, read_profile(game, [[{0: {"s": 1}}]])).payoffs
    ((5,),)
    """
    count, people = len(game.provider_tables), len(game.user_tables)
    followed, values = [], []
    for j in range(people):
        offers = [user_value(game, j, profile.policy(i, j)) for i in range(count)]
        chosen = follow(offers, before[j] if before else None)
        followed.append(chosen)
        values.append(offers[chosen])
    payoffs = [[sp.S.Zero] * people for _ in range(count)]
    for users in profile.audiences:
        for i in range(count):
            crowd = tuple(j for j in users if followed[j] == i)
            if crowd:
                for k, row in enumerate(audience_payoffs(game, i, crowd, profile.policy(i, crowd[0]))):
                    for j, value in zip(crowd, row, strict=True):
                        payoffs[k][j] = value
    return Outcome(tuple(followed), tuple(values), tuple(tuple(row) for row in payoffs))


def audience_payoffs(game: PersuasionGame, i: int, crowd: tuple[int, ...], policy: Policy) -> list[list[sp.Expr]]:
    """``[provider][user of the crowd]``: payoffs when the crowd follows provider i's policy.

    Examples
    --------
    >>> game = PersuasionGame({0: 1}, [{(0, 0): 3}], [[{(0, 0): 5}]])
    >>> audience_payoffs(game, 0, (0,), Policy({0: {"s": 1}}))
    [[5]]
    """
    totals = [[sp.S.Zero] * len(crowd) for _ in game.provider_tables]
    for masses in policy.masses(game.prior).values():
        choice = _choice(game, i, crowd, masses)
        for k, row in enumerate(game.providers):
            for n, (j, a) in enumerate(zip(crowd, choice, strict=True)):
                totals[k][n] += worth(masses, row[j], a)
    return totals


def _choice(game: PersuasionGame, i: int, crowd: tuple[int, ...], masses: Mapping[Any, sp.Expr]) -> tuple[Any, ...]:
    best = []
    for j in crowd:
        values = {a: worth(masses, game.users[j], a) for a in game.actions[j]}
        top = max(values.values())
        best.append([a for a, v in values.items() if v == top])
    if all(len(b) == 1 for b in best):
        return tuple(b[0] for b in best)
    options = set(product(*best))
    allowed = [c for c in reachable(game, crowd) if c in options]
    gains = [
        sp.expand(sp.Add(*(worth(masses, game.providers[i][j], a) for j, a in zip(crowd, c, strict=True))))
        for c in allowed
    ]
    if len(set(gains)) > 1 and any(g.free_symbols for g in gains):
        raise UnsupportedError(
            "users are indifferent at a posterior, and which action the provider prefers depends on the parameters; "
            "substitute values, or perturb the policy"
        )
    return allowed[gains.index(max(gains))] if len(set(gains)) > 1 else allowed[0]
