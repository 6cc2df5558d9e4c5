"""Pure Nash equilibria of a game of one simultaneous stage by a grid: to find what a solver has missed."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from symgame.games.stage_symbols import stage_actions
from tests.oracle.play import Numeric, best


def equilibria(game: Any, values: Mapping[Any, Any], *, steps: int = 24) -> list[dict[Any, float]]:
    """Isolated pure equilibria that best-reply dynamics from a grid of starts settles at, and corners."""
    numeric = Numeric(game, values)
    moves = numeric.moves(0)
    actions = stage_actions(game.stages[0])
    ends = {a: numeric.bounds(d, numeric.base) for _, own, ds in moves for a, d in zip(own, ds, strict=True)}
    if any(isinstance(e, list) for e in ends.values()) or any(len(own) > 1 for _, own, _ in moves):
        return []
    levels = {a: [lo + (hi - lo) * k / 4 for k in range(5)] for a, (lo, hi) in ends.items()}
    found: list[dict[Any, float]] = []
    for start in itertools.product(*(levels[a] for a in actions)):
        at = {**numeric.base, **dict(zip(actions, start, strict=True))}
        for _step in range(steps):
            before = dict(at)
            for player, (a,), _ in moves:
                k = numeric.players.index(player)
                x, v = best(lambda u, a=a, k=k, at=at: numeric.total({**at, a: u})[k], ends[a], 40)
                if v > numeric.total(at)[k] + 1e-9:
                    at[a] = x
            if max(abs(at[a] - before[a]) for a in actions) < 1e-7:
                break
        if settled(numeric, moves, at, ends) and not any(
            max(abs(at[a] - f[a]) for a in actions) < 1e-3 for f in found
        ):
            found.append({a: at[a] for a in actions})
    return found


def settled(numeric: Numeric, moves: Any, at: dict[Any, float], ends: Mapping[Any, Any]) -> bool:
    """Whether nobody gains more than a trifle."""
    for player, (a,), _ in moves:
        k = numeric.players.index(player)
        _, v = best(lambda u, a=a, k=k: numeric.total({**at, a: u})[k], ends[a])
        if v > numeric.total(at)[k] + 1e-8:
            return False
    return True
