"""Pure Nash equilibria of a game of one simultaneous stage by a grid: to find what a solver has missed."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np

from symgame.games.stage_symbols import stage_actions
from tests.oracle.play import Numeric


def equilibria(game: Any, values: Mapping[Any, Any], *, steps: int = 40) -> list[dict[Any, float]]:
    """Isolated pure equilibria at which best-reply dynamics from a grid of starts settles, and profiles of corners."""
    numeric = Numeric(game, values)
    moves = numeric.moves(0)
    actions = stage_actions(game.stages[0])
    ends = {a: numeric.bounds(d, numeric.base) for _, own, ds in moves for a, d in zip(own, ds, strict=True)}
    if any(isinstance(e, list) for e in ends.values()) or any(len(own) > 1 for _, own, _ in moves):
        return []
    count = 5 if len(actions) == 2 else 3
    levels = {a: [lo + (hi - lo) * k / (count - 1) for k in range(count)] for a, (lo, hi) in ends.items()}
    found: list[dict[Any, float]] = []
    for start in itertools.product(*(levels[a] for a in actions)):
        at = {**numeric.base, **dict(zip(actions, start, strict=True))}
        for _ in range(steps):
            if not improve(numeric, moves, at, ends):
                break
        new = not any(max(abs(at[a] - f[a]) for a in actions) < 1e-3 for f in found)
        if new and settled(numeric, moves, at, ends):
            found.append({a: at[a] for a in actions})
    return found


def improve(numeric: Numeric, moves: Any, at: dict[Any, float], ends: Mapping[Any, Any]) -> bool:
    """One round of best replies; whether somebody moved."""
    moved = False
    for player, (a,), _ in moves:
        k = numeric.players.index(player)
        x, v = reply(numeric, k, a, at, ends[a])
        if v > float(numeric.along(k, a, at, np.array([at[a]]))[0]) + 1e-12:
            moved = moved or abs(at[a] - x) > 1e-8
            at[a] = x
    return moved


def reply(numeric: Numeric, k: int, a: Any, at: Mapping[Any, float], ends: tuple[float, float]) -> tuple[float, float]:
    """A best reply and its value: a grid, refined three times."""
    low, high = ends
    x, width = (low + high) / 2, (high - low) / 2
    best, at_best = -np.inf, x
    for _ in range(5):
        xs = np.linspace(max(low, x - width), min(high, x + width), 121)
        values = numeric.along(k, a, at, xs)
        place = int(np.nanargmax(values))
        x, width = float(xs[place]), width / 30
        if values[place] > best:
            best, at_best = float(values[place]), x
    return at_best, best


def settled(numeric: Numeric, moves: Any, at: dict[Any, float], ends: Mapping[Any, Any]) -> bool:
    """Whether nobody gains more than a trifle."""
    for player, (a,), _ in moves:
        k = numeric.players.index(player)
        x, v = reply(numeric, k, a, at, ends[a])
        here = float(numeric.along(k, a, at, np.array([at[a]]))[0])
        if v > here + 1e-9 or (v > here + 1e-14 and abs(x - at[a]) > 1e-4):
            return False
    return True
