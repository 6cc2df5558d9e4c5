"""Bargaining by alternating offers.

Two players divide a pie of size 1.  In periods 1, 3, … the first proposes a division, in periods 2, 4, … the second;
the other accepts, which ends the game, or rejects, and a period passes.  A share x agreed on in period t is worth
δ_i^{t−1} x to player i; without an agreement both get 0 (Rubinstein 1982; with finitely many periods, Ståhl 1972).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import GameError
from symgame.games.exact import exact
from symgame.games.players import Player
from symgame.games.tree_checks import check_symbols, read_assumptions
from symgame.games.tree_reading import number, read_players
from symgame.printing import Value


@dataclass(frozen=True, init=False)
class AlternatingOffers(Value):
    """The division of a pie of size 1 by alternating offers.

    Parameters
    ----------
    players : two players
        The first one proposes first.
    discounts : two expressions
        The discount factors, in the order of the players; between 0 and 1.
    periods : int, optional
        How many offers can be made; infinitely many when not given.
    assume : iterable of sympy relations in the parameters

    Raises
    ------
    GameError, ArgumentTypeError
        If there are not two players and two discount factors, or a factor is a number outside (0, 1).

    Examples
    --------
    >>> d = sp.Symbol("delta", positive=True)
    >>> AlternatingOffers([Player("A"), Player("B")], (d, d)).parameters
    (delta,)
    """

    players: tuple[Player, ...]
    discounts: tuple[sp.Expr, ...]
    periods: int | None
    assume: tuple[Boolean, ...]

    def __init__(self, players: Iterable[Player], discounts: Iterable[Any], *, periods: int | None = None, assume: Any = ()) -> None:
        listed = read_players(players)
        given = tuple(discounts) if isinstance(discounts, Iterable) else (discounts,)
        if len(listed) != 2 or len(given) != 2:
            raise GameError(f"alternating offers need two players and two discount factors, got {len(listed)}, {len(given)}")
        factors = tuple(exact(number(d), f"discount factor of {p}") for p, d in zip(listed, given, strict=True))
        for p, d in zip(listed, factors, strict=True):
            if d.is_number and not (d > 0 and d < 1):
                raise GameError(f"the discount factor of {p} is {d}; it lies between 0 and 1")
        if periods is not None and (isinstance(periods, bool) or not isinstance(periods, int) or periods < 1):
            raise GameError(f"periods={periods!r}: give a positive whole number, or nothing for infinitely many")
        object.__setattr__(self, "players", listed)
        object.__setattr__(self, "discounts", factors)
        object.__setattr__(self, "periods", periods)
        object.__setattr__(self, "assume", read_assumptions(assume))
        check_symbols(self.parameters)

    @property
    def parameters(self) -> tuple[sp.Symbol, ...]:
        """The free symbols, in alphabetical order."""
        found = {s for e in (*self.discounts, *self.assume) for s in e.free_symbols}
        return tuple(sorted(found, key=lambda s: s.name))

    @property
    def assumptions(self) -> tuple[Boolean, ...]:
        """`assume`, and that the discount factors lie between 0 and 1."""
        inside = [r for d in self.discounts for r in (sp.Gt(d, 0), sp.Lt(d, 1))]
        return tuple(dict.fromkeys(r for r in (*self.assume, *inside) if r != sp.true))
