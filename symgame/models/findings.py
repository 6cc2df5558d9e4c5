"""What the check of a profile of policies finds: deviations, the verdict, the lines of the deviation table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symgame.logic.verdict import Status as Status
from symgame.logic.verdict import Verdict
from symgame.models.policies import Policy
from symgame.printing import Value


@dataclass(frozen=True)
class Deviation(Value):
    """A policy by which a provider gains.

    Parameters
    ----------
    provider : int
    users : tuple of int
        The audience that gets the new policy.
    attracted : tuple of int
        Who follows it.
    policy : Policy
    payoff, current : Expr
        What the provider gets from the audience with it, and without.
    """

    provider: int
    users: tuple[int, ...]
    attracted: tuple[int, ...]
    policy: Policy
    payoff: sp.Expr
    current: sp.Expr

    @property
    def gain(self) -> sp.Expr:
        """How much the provider gains."""
        return sp.expand(self.payoff - self.current)


@dataclass(frozen=True)
class ProfileVerdict(Verdict):
    """A verdict on a profile; a refutation's `witness` is the profitable deviation.

    Parameters
    ----------
    deviation : Deviation or None
    robust : bool
        Proved whatever tie rule the users have: not even favourable ties make a deviation profitable.

    Examples
    --------
    >>> ProfileVerdict(Status.PROVED).robust
    False
    """

    deviation: Deviation | None = None
    robust: bool = False

    @property
    def witness(self) -> Mapping[Any, Any]:
        """``provider``, ``users``, ``attracted``, ``policy``, ``payoff``, ``current``, ``gain`` of the deviation."""
        if self.deviation is None:
            return super().witness
        d = self.deviation
        return {
            "provider": d.provider,
            "users": d.users,
            "attracted": d.attracted,
            "policy": d.policy.table,
            "payoff": d.payoff,
            "current": d.current,
            "gain": d.gain,
        }


@dataclass(frozen=True)
class DeviationRow(Value):
    """One line of the deviation table.

    Parameters
    ----------
    provider : int
    users, attracted : tuple of int
        The audience and who of it follows the deviation.
    current : Expr
        The provider's present payoff from the audience.
    supremum : Expr or None
        Of the payoff under the game's tie rule; None where the users cannot be attracted so.
    favourable : Expr or None
        The same with ties in favour of the deviator: an upper bound for every tie rule.
    """

    provider: int
    users: tuple[int, ...]
    attracted: tuple[int, ...]
    current: sp.Expr
    supremum: sp.Expr | None
    favourable: sp.Expr | None
