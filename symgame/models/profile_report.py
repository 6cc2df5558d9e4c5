"""A profile of policies with what was found of it: the verdict, and every supremum that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symgame.budget import Budget
from symgame.models.findings import DeviationRow, ProfileVerdict
from symgame.models.persuasion import PersuasionGame
from symgame.models.play import Profile, read_profile
from symgame.models.profiles import deviation_table, verify_profile
from symgame.printing import Value


@dataclass(frozen=True)
class ProfileReport(Value):
    """Whether a profile is an equilibrium, with the table of deviations.

    Parameters
    ----------
    game : PersuasionGame
    profile : Profile
    verdict : ProfileVerdict
    rows : tuple of DeviationRow
    """

    game: PersuasionGame
    profile: Profile
    verdict: ProfileVerdict
    rows: tuple[DeviationRow, ...]


def profile_report(game: PersuasionGame, profile: Any, *, budget: Budget | None = None) -> ProfileReport:
    """Check a profile and keep the table of deviations; `write_latex` prints both.

    Parameters
    ----------
    game : PersuasionGame
        Rational.
    profile : nested list of policies
    budget : Budget, optional

    Returns
    -------
    ProfileReport

    Examples
    --------
    >>> u = {(a, y): int(a == y) for a in (0, 1) for y in (0, 1)}
    >>> game = PersuasionGame({0: 1, 1: 0}, [u], [[u]])
    >>> profile_report(game, [[{0: {"s": 1}, 1: {"s": 1}}]]).verdict.proved
    True
    """
    read = read_profile(game, profile)
    return ProfileReport(game, read, verify_profile(game, read, budget=budget), deviation_table(game, read))
