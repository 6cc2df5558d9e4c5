"""Infinitely repeated games with discounting.

The stage game is played in periods 0, 1, …; everybody observes what was played.  A player who gets u_t in period t
receives Σ_t δ^t u_t, with one discount factor 0 < δ < 1 (Mailath and Samuelson 2006, ch. 2).
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import ArgumentTypeError, GameError
from symgame.games.exact import exact
from symgame.games.normal import NormalFormGame
from symgame.games.symmetric import SymmetricGame
from symgame.games.tree_reading import number
from symgame.printing import Value


@dataclass(frozen=True)
class GrimTrigger(Value):
    """Play `cooperate` as long as everybody did; after any deviation play `punish` for ever (Friedman 1971).

    Parameters
    ----------
    cooperate, punish : action
        A label of the stage game, or the value of a continuous action.

    Examples
    --------
    >>> GrimTrigger("C", "D")
    GrimTrigger(cooperate='C', punish='D')
    """

    cooperate: Hashable
    punish: Hashable


@dataclass(frozen=True)
class RepeatedGame(Value):
    """A stage game repeated for ever.

    Parameters
    ----------
    stage_game : NormalFormGame or SymmetricGame
    discount : Expr
        Between 0 and 1.

    Raises
    ------
    ArgumentTypeError, GameError
        For another stage game, or a number outside (0, 1).

    Examples
    --------
    >>> d = sp.Symbol("delta", positive=True)
    >>> RepeatedGame(NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]]), d).parameters
    (delta,)
    """

    stage_game: NormalFormGame | SymmetricGame
    discount: sp.Expr

    def __post_init__(self) -> None:
        if not isinstance(self.stage_game, NormalFormGame | SymmetricGame):
            raise ArgumentTypeError(f"the stage of a RepeatedGame is a NormalFormGame or SymmetricGame, got {self.stage_game!r}")
        factor = exact(number(self.discount), "discount factor")
        if factor.is_number and not (factor > 0 and factor < 1):
            raise GameError(f"the discount factor is {factor}; it lies between 0 and 1")
        object.__setattr__(self, "discount", factor)

    @property
    def players(self) -> Any:
        """The players of the stage game."""
        return self.stage_game.players

    @property
    def parameters(self) -> tuple[sp.Symbol, ...]:
        """The free symbols, in alphabetical order."""
        found = set(self.stage_game.parameters) | self.discount.free_symbols
        return tuple(sorted(found, key=lambda s: s.name))

    @property
    def assumptions(self) -> tuple[Boolean, ...]:
        """What the stage game assumes, that there are two players or more, and that the discount factor is in (0, 1)."""
        inside: tuple[Any, ...] = (sp.Gt(self.discount, 0), sp.Lt(self.discount, 1))
        if isinstance(self.stage_game, SymmetricGame):
            inside = (sp.Ge(self.stage_game.number, 2), *inside)
        return tuple(dict.fromkeys(r for r in (*self.stage_game.assume, *inside) if r != sp.true))
