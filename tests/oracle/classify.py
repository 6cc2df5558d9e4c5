"""Right, unsolved or wrong: what a solve of a random game is worth, by the numeric oracle."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from sympy.core.relational import Relational

from symgame.errors import SymgameError, UncoveredError
from symgame.games.stages import Move, Simultaneous
from tests.oracle.check import complaints
from tests.oracle.nash import equilibria
from tests.oracle.numbers import number
from tests.oracle.random_games import Drawn, points


@dataclass
class Result:
    """The outcome of one game."""

    drawn: Drawn
    status: str = "right"
    reasons: list[str] = field(default_factory=list)
    equilibrium: Any = None

    def wrong(self, reason: str) -> None:
        self.status = "WRONG"
        self.reasons.append(reason)

    def open(self, reason: str) -> None:
        if self.status == "right":
            self.status = "unsolved"
        self.reasons.append(reason)


def classify(drawn: Drawn, solve: Callable[[Any], Any], *, count: int = 6, histories: int = 2) -> Result:
    """Solve a game and look for mistakes at random points of the parameters."""
    result = Result(drawn)
    try:
        equilibrium = result.equilibrium = solve(drawn)
    except SymgameError as error:
        result.open(f"{type(error).__name__}: {error}")
        return result
    for point in points(drawn, count):
        try:
            listed = equilibrium.at(point)
        except UncoveredError:
            result.open(f"uncovered at {point}")
            if equilibrium.uncovered is sp.false:
                result.wrong(f"uncovered is false, but nothing holds at {point}")
            continue
        for reason in complaints(drawn.game, equilibrium, point, histories=histories):
            result.wrong(f"{point}: {reason}")
        _missing(result, point, listed)
    return result


def _missing(result: Result, point: dict[Any, Any], listed: list[dict[Any, Any]]) -> None:
    """Equilibria that the oracle finds and the list does not have."""
    stages = result.drawn.game.stages
    if not listed and all(isinstance(s, Move) for s in stages) and not result.drawn.kind.endswith("kink"):
        result.wrong(f"no equilibrium claimed at {point}, but payoffs are defined on compact sets")
    if len(stages) != 1 or not isinstance(stages[0], Simultaneous):
        return
    if any(isinstance(v, sp.Set) for o in listed for v in o.values()):
        return
    if listed and not result.equilibrium.complete.proved:
        return
    for found in equilibria(result.drawn.game, point):
        close = (max(abs(number(o[k], {}) - v) for k, v in found.items()) < 1e-3 for o in listed)
        if not any(close) and not _not_attained(result.drawn, point, found):
            result.wrong(f"{point}: the equilibrium {found} is missing from {listed}")


def _not_attained(drawn: Drawn, point: dict[Any, Any], found: dict[Any, float]) -> bool:
    """Whether the profile lies beside a jump at which the payoff is lower: a supremum that is not attained looks like a peak."""
    for move in drawn.game.stages[0].moves:
        payoff = drawn.game.payoffs[move.player].subs(point)
        for relation in payoff.atoms(Relational):
            for action, end in (relation.args, relation.args[::-1]):
                edge = number(end, found) if action in move.actions else math.nan
                lower = number(payoff, {**found, action: edge}) < number(payoff, found) - 1e-3
                if lower and 0 < abs(edge - found[action]) < 1e-6:
                    return True
    return False
