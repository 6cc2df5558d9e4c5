"""Is a profile of policies an equilibrium of a persuasion game.

A profile is an equilibrium when no provider gains by another policy for one of its audiences, the others'
policies given, users choosing anew.  Personalised: for every provider and user the supremum over policies
that attract the user, or send it away.  Anonymous: for every provider the supremum over all sets of users.
Each is a linear program; the profile is an equilibrium when no supremum exceeds the present payoff.
A refutation carries a policy whose play was recomputed from the definition.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sympy as sp

from symgame.budget import Budget, BudgetSpent, Meter
from symgame.errors import UndecidedError
from symgame.logic.decide import decide
from symgame.logic.linear import LinearSolution
from symgame.logic.verdict import Status
from symgame.models.deviations import (
    Attempt,
    attempts,
    deviation_policy,
    finished,
    largest_margin,
    program,
    provider_attempts,
)
from symgame.models.equilibrium_region import equilibrium_condition
from symgame.models.findings import Deviation, DeviationRow, ProfileVerdict
from symgame.models.persuasion import PersuasionGame
from symgame.models.play import Outcome, Profile, check_numeric_users, outcome, read_profile
from symgame.models.policies import FavourableTies
from symgame.solve.verify import verify

HALVINGS = 40


def _supremum(game: PersuasionGame, attempt: Attempt) -> tuple[sp.Expr | None, LinearSolution | None]:
    margin = largest_margin(game, attempt)
    if margin is None or (attempt.strict and margin == 0):
        return None, None
    solution = finished(program(game, attempt))
    if not solution.optimal or solution.value is None:
        return None, None
    return attempt.base + solution.value, solution


def _favourable(game: PersuasionGame) -> PersuasionGame:
    return PersuasionGame(dict(game.prior_items), game.users, game.providers, game.personalised, ties=FavourableTies())


def deviation_table(game: PersuasionGame, profile: Any) -> tuple[DeviationRow, ...]:
    """For every provider, audience and set of attracted users the supremum of what a deviation brings.

    Parameters
    ----------
    game : PersuasionGame
        Rational.
    profile : nested list of policies

    Returns
    -------
    tuple of DeviationRow

    Examples
    --------
    >>> game = PersuasionGame({0: 1}, [{(0, 0): 3}], [[{(0, 0): 5}]])
    >>> deviation_table(game, [[{0: {"s": 1}}]])[0].supremum
    5
    """
    check_numeric_users(game)
    read, kind = read_profile(game, profile), _favourable(game)
    now = outcome(game, read)
    rows = []
    for attempt in attempts(game, read, now.followed):
        current = now.payoff(attempt.provider, attempt.users)
        plain, best = _supremum(game, attempt)[0], _upper(kind, attempt)
        rows.append(DeviationRow(attempt.provider, attempt.users, attempt.attracted, current, plain, best))
    return tuple(rows)


def _upper(kind: PersuasionGame, attempt: Attempt) -> sp.Expr | None:
    solution = finished(program(kind, replace(attempt, strict=())))
    return attempt.base + solution.value if solution.optimal and solution.value is not None else None


@verify.register
def verify_profile(game: PersuasionGame, profile: Any, *, budget: Budget | None = None) -> ProfileVerdict:
    """Is the profile of policies an equilibrium.

    Parameters
    ----------
    game : PersuasionGame
        With a rational prior and rational utilities of the users; providers' utilities may have parameters.
    profile : nested list of policies
        ``[provider][user]``, anonymous ``[provider]``; a policy is ``{state: {signal: probability}}``.
    budget : Budget, optional
        One operation a linear program.

    Returns
    -------
    ProfileVerdict
        Proved; refuted with the profitable deviation, or with parameter values where there is one;
        undecided with the reason.

    Raises
    ------
    GameError, ArgumentError, ArgumentTypeError
        If the profile is not one of the game.
    UnsupportedError
        If the prior or a user's utility has parameters.

    Examples
    --------
    >>> u = {(a, y): int(a == y) for a in (0, 1) for y in (0, 1)}
    >>> prior = {0: sp.Rational(3, 5), 1: sp.Rational(2, 5)}
    >>> silence = {0: {"s": 1}, 1: {"s": 1}}
    >>> verify_profile(PersuasionGame(prior, [u], [[u]]), [[silence]]).refuted
    True
    """
    check_numeric_users(game)
    read = read_profile(game, profile)
    meter = (budget or Budget(operations=4_000, seconds=300)).start()
    try:
        if game.parameters:
            condition = equilibrium_condition(game, read, meter)
            found = decide(condition)
            return ProfileVerdict(found.status, found.by, found.witness_items, found.certificate, reason=found.reason)
        return _verify(game, read, meter)
    except BudgetSpent as spent:
        return ProfileVerdict(Status.UNDECIDED, reason=f"the budget is spent ({spent}); give a larger Budget")
    except UndecidedError as error:
        return ProfileVerdict(Status.UNDECIDED, reason=str(error))


def _verify(game: PersuasionGame, profile: Profile, meter: Meter) -> ProfileVerdict:
    now, by = outcome(game, profile), ("exact linear program",)
    kind, robust = _favourable(game), True
    doubtful = ""
    for attempt in attempts(game, profile, now.followed):
        meter.spend()
        current = now.payoff(attempt.provider, attempt.users)
        upper = _upper(kind, attempt)
        if upper is None or upper <= current:
            continue
        robust = False
        best, _ = _supremum(game, attempt)
        if best is None or best <= current:
            continue
        deviation = realise(game, profile, now, attempt, meter)
        if deviation is not None:
            return ProfileVerdict(Status.REFUTED, by=by, deviation=deviation)
        doubtful = f"provider {attempt.provider} may gain up to {best} from {current}, but no policy was found"
    if doubtful:
        return ProfileVerdict(Status.UNDECIDED, reason=doubtful)
    return ProfileVerdict(Status.PROVED, by=by, robust=robust and _no_ties(game, profile, now))


def _no_ties(game: PersuasionGame, profile: Profile, now: Outcome) -> bool:
    """Whether the present play does not depend on a tie between actions."""
    for j, i in enumerate(now.followed):
        for masses in profile.policy(i, j).masses(game.prior).values():
            values = [sum(m * game.users[j][a, y] for y, m in masses.items()) for a in game.actions[j]]
            if values.count(max(values)) > 1:
                return False
    return True


def realise(game: PersuasionGame, profile: Profile, now: Outcome, attempt: Attempt, meter: Meter) -> Deviation | None:
    """A policy that gains, played out from the definition; None when the supremum is not approached so.

    Strict rows get a margin that is halved until the provider gains.
    """
    margin = largest_margin(game, attempt)
    current = now.payoff(attempt.provider, attempt.users)
    for _ in range(HALVINGS):
        if margin is None:
            return None
        meter.spend()
        solution = finished(program(game, attempt, margin if attempt.strict else 0))
        if solution.optimal:
            policy = deviation_policy(game, attempt, solution)
            after = outcome(game, profile.replaced(attempt.provider, attempt.audience, policy), now.followed)
            payoff = after.payoff(attempt.provider, attempt.users)
            if payoff > current:
                crowd = tuple(j for j in attempt.users if after.followed[j] == attempt.provider)
                return Deviation(attempt.provider, attempt.users, crowd, policy, payoff, current)
        if not attempt.strict:
            return None
        margin /= 2
    return None


def best_deviation(
    game: PersuasionGame, profile: Profile, now: Outcome, i: int, n: int, meter: Meter
) -> Deviation | None:
    """Provider i's most profitable deviation for audience n; None when it has none."""
    found = None
    for attempt in provider_attempts(game, profile, now.followed, i, n):
        meter.spend()
        best, _ = _supremum(game, attempt)
        if best is not None and best > (found.payoff if found else now.payoff(i, attempt.users)):
            made = realise(game, profile, now, attempt, meter)
            if made is not None and (found is None or made.payoff > found.payoff):
                found = made
    return found
