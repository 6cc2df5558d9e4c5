"""For which parameters of the providers' utilities a profile of policies is an equilibrium.

The constraints of a deviation program depend on the prior and the users alone; the parameters stand in its
objective.  Each program is solved by cases, and the profile is an equilibrium where no case brings a gain.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget, Meter
from symgame.errors import UndecidedError
from symgame.logic.linear import LinearStatus
from symgame.logic.parametric import solve_parametric
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.models.deviations import attempts, largest_margin, program
from symgame.models.persuasion import PersuasionGame
from symgame.models.play import Profile, check_numeric_users, outcome, read_profile


def equilibrium_condition(
    game: PersuasionGame, profile: Profile, meter: Meter, given: Iterable[Boolean] = ()
) -> Boolean:
    """The condition on the providers' parameters under which the profile is an equilibrium.

    Raises
    ------
    UndecidedError
        If a parametric program was not covered.
    """
    facts = tuple(given)
    now = outcome(game, profile)
    parts: list[Boolean] = []
    for attempt in attempts(game, profile, now.followed):
        meter.spend()
        margin = largest_margin(game, attempt)
        if margin is None or (attempt.strict and margin == 0):
            continue
        current = now.payoff(attempt.provider, attempt.users)
        solution = solve_parametric(program(game, attempt), given=facts)
        if not solution.complete:
            raise UndecidedError(f"the deviation program of provider {attempt.provider}: {solution.reason}")
        for piece in solution.pieces:
            if piece.status is LinearStatus.OPTIMAL and piece.value is not None:
                gain = sp.expand(attempt.base + piece.value - current)
                parts.append(sp.Or(sp.Not(piece.condition), gain <= 0))
    return reduce_condition(sp.And(*parts), facts)


def equilibrium_region(
    game: PersuasionGame, profile: Any, *, given: Iterable[Boolean] = (), budget: Budget | None = None
) -> Region:
    """For which parameters of the providers' utilities the profile is an equilibrium.

    Parameters
    ----------
    game : PersuasionGame
    profile : nested list of policies
    given : iterable of Boolean
        Assumptions on the parameters; their declared signs count too.
    budget : Budget, optional

    Returns
    -------
    Region

    Raises
    ------
    UndecidedError
        If some case was not decided.

    Examples
    --------
    >>> k = sp.Symbol("k", real=True)
    >>> u = {(a, y): int(a == y) for a in (0, 1) for y in (0, 1)}
    >>> game = PersuasionGame({0: sp.Rational(3, 5), 1: sp.Rational(2, 5)}, [u], [[{p: k * v for p, v in u.items()}]])
    >>> equilibrium_region(game, [[{0: {"s": 1}, 1: {"s": 1}}]]).condition
    k <= 0
    """
    check_numeric_users(game)
    facts = tuple(given)
    meter = (budget or Budget(operations=4_000, seconds=300)).start()
    return Region(equilibrium_condition(game, read_profile(game, profile), meter, facts), facts)
