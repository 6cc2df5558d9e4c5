"""A bargained share against its definition, by a grid over the shares."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Any

from symgame.games import bargaining as rules
from symgame.games.stage_symbols import stage_actions, stage_domains
from tests.oracle.numbers import number
from tests.oracle.play import Numeric


def bargain_complaints(numeric: Numeric, place: int, here: dict[Any, float], now: Sequence[float]) -> Iterator[str]:
    """What is wrong with the shares in `here`, given everybody's payoffs `now` there."""
    stage = numeric.stages[place]
    parties = [numeric.players.index(p) for p in stage.between]
    points = [number(d, here) for d in stage.disagreement]
    mine = [now[k] - d for k, d in zip(parties, points, strict=True)]
    if min(mine) < -1e-6:
        yield f"stage {place + 1}: a party gets less than disagreement: {mine}"
        return
    grid = list(_acceptable(numeric, place, here, parties, points))
    if not grid:
        return
    if len(stage.domains) == 1:
        for i in range(len(parties)):
            grid += _acceptable(numeric, place, here, parties, points, around=max(grid, key=lambda g: g[0][i])[2])
    ideals = [max(m, *(g[i] for g, _, _ in grid)) for i, m in enumerate(mine)]
    value = _objective(numeric, numeric.rule, ideals, place, parties)
    if value is None:
        return
    got = value(mine, now)
    best = max(value(g, u) for g, u, _ in grid)
    if best > got + 1e-4 * max(1.0, abs(got)) * (3 if isinstance(numeric.rule, rules.KalaiSmorodinsky) else 1):
        yield f"stage {place + 1}: another share has {best:.6g} instead of {got:.6g} by {numeric.rule} at {here}"


def _acceptable(
    numeric: Numeric,
    place: int,
    here: dict[Any, float],
    parties: list[int],
    points: list[float],
    *,
    around: tuple[float, ...] | None = None,
) -> Iterator[tuple[list[float], list[float], tuple[float, ...]]]:
    """Gains, payoffs and shares on a grid over the domain, or on a finer one beside a share."""
    stage = numeric.stages[place]
    steps = 400 if len(stage.domains) == 1 else 24
    axes = []
    for d in stage_domains(stage):
        ends = numeric.bounds(d, here)
        if isinstance(ends, tuple):
            width = (ends[1] - ends[0]) / steps
            low, high = ends if around is None else (max(ends[0], around[0] - width), min(ends[1], around[0] + width))
            ends = [low + (high - low) * k / steps for k in range(steps + 1)]
        axes.append(ends)
    for share in itertools.product(*axes):
        env = {**here, **dict(zip(stage_actions(stage), share, strict=True))}
        total = numeric.play(place + 1, env)
        gains = [total[k] - d for k, d in zip(parties, points, strict=True)]
        if not any(math.isnan(g) for g in gains) and min(gains) >= 0:
            yield gains, total, share


def _objective(numeric: Numeric, rule: Any, ideals: list[float], place: int, parties: list[int]) -> Any:
    if isinstance(rule, rules.Utilitarian):
        return lambda g, u: sum(u[k] for k in parties)
    if isinstance(rule, rules.Egalitarian):
        return lambda g, u: min(g)
    if isinstance(rule, rules.NashBargaining):
        weights = [float(w.subs(numeric.values)) for w in rule.weights] if rule.weights else [1.0] * len(ideals)
        return lambda g, u: math.prod(max(x, 0.0) ** w for x, w in zip(g, weights, strict=True))
    if isinstance(rule, rules.KalaiSmorodinsky):
        return lambda g, u: min((x / m for x, m in zip(g, ideals, strict=True) if m > 1e-9), default=0.0)
    if isinstance(rule, rules.Dictatorial):
        return lambda g, u: u[numeric.players.index(rule.player)]
    return None
