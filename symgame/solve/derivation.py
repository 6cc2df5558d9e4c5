"""What a branch rests on and how it was derived: obligations with their verdicts, and the lines to display."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.games.players import Player
from symgame.logic.pickled import packed, unpacked
from symgame.logic.verdict import Verdict
from symgame.printing import Value


@dataclass(frozen=True)
class Obligation(Value):
    """One sentence on which a branch rests: ``given ⇒ claim``, with its verdict.

    Parameters
    ----------
    name : str
        Such as ``"domain"``, ``"no profitable deviation"``, ``"coverage"``.
    claim : Boolean
    given : tuple of Boolean
    verdict : Verdict

    Examples
    --------
    >>> from symgame.logic.verdict import Status
    >>> x = sp.Symbol("x", positive=True)
    >>> Obligation("domain", x > 0, (), Verdict(Status.PROVED, by=("signs",))).verdict.proved
    True
    """

    name: str
    claim: Boolean
    given: tuple[Boolean, ...]
    verdict: Verdict

    def __reduce__(self) -> tuple[Any, ...]:
        return _obligation, (self.name, packed(self.claim), tuple(map(packed, self.given)), self.verdict)


@dataclass(frozen=True)
class Step(Value):
    """One displayed line of a derivation, a relation with its own verdict.

    Parameters
    ----------
    kind : str
        ``"objective"``, ``"first-order condition"``, ``"second-order condition"``, ``"corner"``,
        ``"comparison"``, ``"root"``, ``"sign changes"``, ``"one crossing"``, ``"one change of sign"``,
        ``"sign at a point"``, ``"substitution"``, ``"kink"`` or
        ``"outside option"``.
    stage : int
        Place of the stage in the game, from 1.
    player : Player or None
    action : Symbol or None
    relation : Boolean
        What is displayed; definitions are equations with an applied function or a symbol on the left.
    given : tuple of Boolean
        Conditions under which the relation holds, beside the assumptions of the game.
    verdict : Verdict
        Proved, or the printed sentence says that it was not verified.

    Examples
    --------
    >>> from symgame.logic.verdict import Status
    >>> x = sp.Symbol("x", real=True)
    >>> Step("second-order condition", 1, None, x, sp.S(-2) < x**2, (), Verdict(Status.PROVED)).kind
    'second-order condition'
    """

    kind: str
    stage: int
    player: Player | None
    action: sp.Symbol | None
    relation: Boolean
    given: tuple[Boolean, ...]
    verdict: Verdict

    def __reduce__(self) -> tuple[Any, ...]:
        given = tuple(map(packed, self.given))
        return _step, (self.kind, self.stage, self.player, self.action, packed(self.relation), given, self.verdict)


def _obligation(name: str, claim: Any, given: tuple[Any, ...], verdict: Verdict) -> Obligation:
    return Obligation(name, unpacked(claim), tuple(map(unpacked, given)), verdict)


def _step(
    kind: str, stage: int, player: Any, action: Any, relation: Any, given: tuple[Any, ...], verdict: Verdict
) -> Step:
    return Step(kind, stage, player, action, unpacked(relation), tuple(map(unpacked, given)), verdict)
