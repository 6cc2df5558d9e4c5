"""Best-response dynamics of competing providers.

In turn every provider replaces its policy for one audience after the other by its best deviation, the
others' policies given; the path ends at an equilibrium, after a number of rounds, or when a profile comes
back.  Suprema that are not attained are approached within the margin at which the deviation gains.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symgame.budget import Budget, BudgetSpent, Meter
from symgame.errors import ArgumentError
from symgame.models.findings import Deviation
from symgame.models.persuasion import PersuasionGame
from symgame.models.play import Profile, check_numeric_users, outcome, read_profile
from symgame.models.profiles import best_deviation
from symgame.printing import Value


@dataclass(frozen=True)
class Round(Value):
    """One profile of the path.

    Parameters
    ----------
    profile : Profile
    user_values : tuple of Rational
    payoffs : tuple of Rational
        Of the providers, from all users.
    """

    profile: Profile
    user_values: tuple[sp.Rational, ...]
    payoffs: tuple[sp.Expr, ...]


@dataclass(frozen=True)
class Dynamics(Value):
    """A path of best responses.

    Parameters
    ----------
    rounds : tuple of Round
        The start, then the profile after each round in which somebody deviated.
    ended : str
        ``"equilibrium"``, ``"cycle"``, ``"rounds"`` or ``"budget"``.
    """

    rounds: tuple[Round, ...]
    ended: str

    @property
    def last(self) -> Round:
        """The last profile with its values."""
        return self.rounds[-1]


def _round(game: PersuasionGame, profile: Profile, before: Any) -> tuple[Round, tuple[int, ...]]:
    now = outcome(game, profile, before)
    payoffs = tuple(now.payoff(i) for i in range(len(game.provider_tables)))
    return Round(profile, now.user_values, payoffs), now.followed


def best_response_dynamics(
    game: PersuasionGame, start: Any, *, rounds: int = 20, budget: Budget | None = None
) -> Dynamics:
    """Let the providers respond in turn, from a profile of policies.

    Parameters
    ----------
    game : PersuasionGame
        Rational.
    start : nested list of policies
    rounds : int
        At most so many turns of all providers, at least 1.
    budget : Budget, optional

    Returns
    -------
    Dynamics

    Raises
    ------
    ArgumentError
        If `rounds` is not positive.

    Examples
    --------
    >>> u = {(a, y): int(a == y) for a in (0, 1) for y in (0, 1)}
    >>> game = PersuasionGame({0: sp.Rational(3, 5), 1: sp.Rational(2, 5)}, [u], [[u]])
    >>> path = best_response_dynamics(game, [[{0: {"s": 1}, 1: {"s": 1}}]])
    >>> path.ended, path.last.user_values
    ('equilibrium', (1,))
    """
    check_numeric_users(game)
    if isinstance(rounds, bool) or not isinstance(rounds, int) or rounds < 1:
        raise ArgumentError(f"rounds = {rounds!r} is not a positive number of rounds")
    meter = (budget or Budget(operations=20_000, seconds=300)).start()
    first, followed = _round(game, read_profile(game, start), None)
    path, ended = [first], "rounds"
    try:
        for _ in range(rounds):
            profile, followed, moved = _turn(game, path[-1].profile, followed, meter)
            if not moved:
                ended = "equilibrium"
                break
            now, followed = _round(game, profile, followed)
            path.append(now)
            if any(now.profile == past.profile for past in path[:-1]):
                ended = "cycle"
                break
    except BudgetSpent:
        ended = "budget"
    return Dynamics(tuple(path), ended)


def _turn(
    game: PersuasionGame, profile: Profile, followed: tuple[int, ...], meter: Meter
) -> tuple[Profile, tuple[int, ...], bool]:
    moved = False
    for i in range(len(game.provider_tables)):
        for n in range(len(profile.audiences)):
            now = outcome(game, profile, followed)
            found: Deviation | None = best_deviation(game, profile, now, i, n, meter)
            if found is not None:
                profile, moved = profile.replaced(i, n, found.policy), True
                followed = outcome(game, profile, now.followed).followed
    return profile, followed, moved
