"""A game at exact parameter values, played in floating numbers: no code of the solvers.

`Numeric` plays a profile of strategies from any history, and asks by a grid with refinement whether one-shot deviations
gain.  Strategies are what an equilibrium says; payoffs and domains come from the game alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import sympy as sp

from symgame.games.stage_symbols import stage_actions, stage_domains
from symgame.games.stages import NO_DEAL, OUT, Bargain, Nature, OutsideOption, Simultaneous
from tests.oracle.numbers import number, truth

WIDE = 50.0


@dataclass
class Numeric:
    """A sequential game at given parameter values.

    Parameters
    ----------
    game : SequentialGame
    values : {Symbol: exact number}
    strategies : Mapping
        As a branch gives them.
    rule : bargaining rule or None
    """

    game: Any
    values: Mapping[Any, Any]
    strategies: Mapping[Any, Any] = field(default_factory=dict)
    rule: Any = None

    def __post_init__(self) -> None:
        self.base = {k: float(v) for k, v in self.values.items()}
        self.stages = self.game.stages
        self.players = [p for p, _ in self.game.payoff_items]
        point = dict(self.values)
        self.payoffs = [e.subs(point) for _, e in self.game.payoff_items]
        self.symbols = list(self.game.actions)
        self.compiled = [sp.lambdify(self.symbols, e, "numpy") for e in self.payoffs]
        self.prepared = {k: v.subs(point) if isinstance(v, sp.Basic) else v for k, v in self.strategies.items()}

    def fixed(self, place: int) -> bool:
        return isinstance(self.stages[place], Bargain) and self.rule is None

    def bounds(self, domain: sp.Set, env: Mapping[Any, float]) -> tuple[float, float] | list[float]:
        """Ends of an interval (cut at a wide box), or the elements of a finite set."""
        if isinstance(domain, sp.ConditionSet):
            domain = domain.base_set
        if isinstance(domain, sp.FiniteSet):
            return [number(v, env) for v in domain.args]
        low = -WIDE if domain.start == -sp.oo else number(domain.start, env)
        high = max(WIDE, low + WIDE) if domain.end == sp.oo else number(domain.end, env)
        inner = 1e-7 * (high - low)
        return low + inner * bool(domain.left_open), high - inner * bool(domain.right_open)

    def total(self, env: Mapping[Any, float]) -> list[float]:
        """Everybody's payoff at the end of play."""
        point = [env[a] for a in self.symbols]
        with np.errstate(all="ignore"):
            return [float(f(*point)) for f in self.compiled]

    def along(self, player: int, action: Any, env: Mapping[Any, float], xs: np.ndarray) -> np.ndarray:
        """A player's payoff at the end of play along one action."""
        point = [xs if a == action else env[a] for a in self.symbols]
        with np.errstate(all="ignore"):
            return np.broadcast_to(np.asarray(self.compiled[player](*point), dtype=float), xs.shape)

    def play(self, place: int, env: Mapping[Any, float]) -> list[float]:
        """Everybody's payoff when the strategies are followed from a stage on."""
        now = dict(env)
        for p in range(place, len(self.stages)):
            stage = self.stages[p]
            if isinstance(stage, Nature):
                draws = [(number(v, now), number(q, now)) for v, q in stage.distribution]
                parts = [(q, self.play(p + 1, {**now, stage.symbol: v})) for v, q in draws]
                return [sum(q * part[k] for q, part in parts) for k in range(len(self.players))]
            if isinstance(stage, OutsideOption):
                if self.leaves(p, now):
                    return self.outside(p, now)
                continue
            if self.fixed(p):
                continue
            if isinstance(stage, Bargain) and self.leaves(p, now):
                return self.outside(p, now)
            now.update(self.prescribed(p, now))
        return self.total(now)

    def leaves(self, place: int, env: Mapping[Any, float]) -> bool:
        """Whether play ends at a stage by the strategies."""
        stage = self.stages[place]
        who = stage.player if isinstance(stage, OutsideOption) else NO_DEAL
        value = self.prepared.get((OUT, who, place), sp.S.Zero)
        return number(value, env) == 1.0

    def outside(self, place: int, env: Mapping[Any, float]) -> list[float]:
        """Everybody's payoff when play ends at a stage."""
        stage = self.stages[place]
        listed = (
            dict(stage.payoffs)
            if isinstance(stage, OutsideOption)
            else dict(zip(stage.between, stage.disagreement, strict=True))
        )
        return [number(listed.get(p, sp.S.Zero), {**self.base, **env}) for p in self.players]

    def prescribed(self, place: int, env: Mapping[Any, float]) -> dict[Any, float]:
        """The actions of a stage by the strategies; of a set its first element."""
        found: dict[Any, float] = {}
        actions = stage_actions(self.stages[place])
        chosen = {a: self.alternative(self.prepared[a], env) for a in actions}
        for a in actions:
            if isinstance(chosen[a], sp.Set):
                found[a] = element(chosen[a], env)
        for a in actions:
            if a not in found:
                found[a] = number(chosen[a], {**env, **found})
        return found

    def alternative(self, value: Any, env: Mapping[Any, float]) -> Any:
        """The case that applies, of a strategy by cases with sets."""
        if isinstance(value, sp.Tuple):
            return next((v for v, c in value if truth(c, env)), sp.nan)
        return value

    def moves(self, place: int) -> list[tuple[Any, tuple[Any, ...], tuple[Any, ...]]]:
        """(player, actions, domains) for each mover of a stage."""
        stage = self.stages[place]
        listed = stage.moves if isinstance(stage, Simultaneous) else (stage,)
        return [(m.player, stage_actions(m), stage_domains(m)) for m in listed]


def element(place: sp.Set, env: Mapping[Any, float]) -> float:
    """Some element of a set."""
    if isinstance(place, sp.FiniteSet):
        return number(place.args[0], env)
    if isinstance(place, sp.Union):
        return element(place.args[0], env)
    if not isinstance(place, sp.Interval):
        return math.nan
    low = number(place.start, env) if place.start != -sp.oo else -WIDE
    high = number(place.end, env) if place.end != sp.oo else low + 1
    return (low + high) / 2


def best(
    f: Callable[[float], float], bounds: tuple[float, float] | list[float], steps: int = 240
) -> tuple[float, float]:
    """An approximate maximiser and the value there: a grid, then three refinements around the best points."""
    if isinstance(bounds, list):
        listed = [(f(x), x) for x in bounds]
        value, x = max((v, x) for v, x in listed if not math.isnan(v))
        return x, value
    low, high = bounds
    if not high > low:
        return low, f(low)
    points = [low + (high - low) * k / steps for k in range(steps + 1)]
    listed = sorted(((v, x) for x in points if not math.isnan(v := f(x))), reverse=True)
    if not listed:
        return math.nan, math.nan
    value, at = listed[0]
    for _, start in listed[:3]:
        width = (high - low) / steps
        x = start
        for _ in range(4):
            fine = [min(high, max(low, x - width + width * k / 10)) for k in range(21)]
            v, x = max((v, y) for y in fine if not math.isnan(v := f(y)))
            width /= 10
            if v > value:
                value, at = v, x
    return at, value
