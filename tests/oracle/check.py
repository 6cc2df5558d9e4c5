"""Complaints about an equilibrium at exact parameter values: what a numeric re-play finds wrong.

At the given point, for every branch whose region holds: outcome = composition of the strategies, payoffs = payoffs of
the outcome, no mover gains by a one-shot deviation on the path, and none at random histories off the path.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from typing import Any

import sympy as sp

from symgame.games.stage_symbols import stage_actions, stage_domains
from symgame.games.stages import NO_DEAL, OUT, Bargain, Nature, OutsideOption
from tests.oracle.bargain import bargain_complaints
from tests.oracle.numbers import number, truth
from tests.oracle.play import Numeric, best

TOLERANCE = 2e-6


def complaints(
    game: Any, equilibrium: Any, values: Mapping[Any, Any], *, histories: int = 4, seed: int = 0
) -> list[str]:
    """What is wrong at one point; an empty list when nothing was found."""
    found: list[str] = []
    env = {k: float(v) for k, v in values.items()}
    for place, branch in enumerate(equilibrium.branches):
        if not branch.region.holds_at(dict(values)):
            continue
        numeric = Numeric(game, values, branch.strategies, equilibrium.rule)
        found += [f"branch {place}: {c}" for c in _on_path(numeric, branch, dict(values), env)]
        rng = random.Random(f"{seed}")
        for _ in range(histories):
            found += [f"branch {place}: {c}" for c in _off_path(numeric, rng, env)]
    return found


def _exact(value: Any, point: Mapping[Any, Any]) -> Any:
    return value.subs(point) if isinstance(value, sp.Basic) else value


def _on_path(numeric: Numeric, branch: Any, point: dict[Any, Any], env: dict[Any, float]) -> Iterator[str]:
    outcome = dict(branch.outcome)
    if any(isinstance(v, sp.Set) for v in outcome.values()) or any(isinstance(s, Nature) for s in numeric.stages):
        return
    history = dict(point)
    claimed = {p: number(_exact(v, point), {}) for p, v in branch.payoffs.items()}
    ended = False
    for place, stage in enumerate(numeric.stages):
        if numeric.fixed(place):
            continue
        if isinstance(stage, OutsideOption | Bargain):
            who = stage.player if isinstance(stage, OutsideOption) else NO_DEAL
            decision = branch.strategies.get((OUT, who, place), sp.S.Zero)
            if _exact(decision, history) in (1, sp.true):
                ended = True
                if outcome.get(OUT) != who:
                    yield f"stage {place + 1}: {who} ends play, the outcome says {outcome.get(OUT)}"
                break
            if isinstance(stage, OutsideOption):
                continue
        for a in stage_actions(stage):
            if a not in outcome:
                yield f"stage {place + 1}: the outcome has no {a}"
                return
            said = _exact(outcome[a], point)
            low = {k: number(v, {}) for k, v in history.items() if isinstance(v, sp.Expr)}
            played = _exact(numeric.alternative(branch.strategies[a], low), history)
            if isinstance(played, sp.Set):
                if played.contains(said) == sp.false:
                    yield f"{a}: the outcome {said} is not in {played}"
            elif not abs(number(played, {}) - number(said, {})) < 1e-7:
                yield f"{a}: the strategy gives {played}, the outcome says {said}"
            history[a] = said
            low = {k: number(v, {}) for k, v in history.items()}
        yield from _in_domain(numeric, place, low)
    if not ended and OUT in outcome:
        yield f"the outcome says {outcome[OUT]} ended the game, the strategies do not"
    if ended:
        return
    low = {k: number(v, {}) for k, v in history.items()}
    for p, v in zip(numeric.players, numeric.total(low), strict=True):
        if not abs(v - claimed[p]) < 1e-6 * max(1.0, abs(v)):
            yield f"payoff of {p} is {v}, the branch says {claimed[p]}"
    yield from _deviations_on_path(numeric, history, low, claimed)


def _deviations_on_path(
    numeric: Numeric, history: dict[Any, Any], low: dict[Any, float], claimed: dict[Any, float]
) -> Iterator[str]:
    for place, stage in enumerate(numeric.stages):
        before = {k: v for k, v in low.items() if k not in _later(numeric, place)}
        if numeric.fixed(place) or isinstance(stage, Nature):
            continue
        if isinstance(stage, OutsideOption):
            k = numeric.players.index(stage.player)
            if numeric.outside(place, before)[k] > claimed[stage.player] + TOLERANCE:
                yield f"stage {place + 1}: {stage.player} gains by leaving"
            continue
        here = {**before, **{a: low[a] for a in stage_actions(stage)}}
        if isinstance(stage, Bargain):
            yield from bargain_complaints(numeric, place, here, [claimed[p] for p in numeric.players])
            continue
        for player, actions, domains in numeric.moves(place):
            yield from _gain(numeric, place, here, player, actions, domains, claimed[player])


def _later(numeric: Numeric, place: int) -> set[Any]:
    found = set()
    for p in range(place, len(numeric.stages)):
        if not numeric.fixed(p):
            found |= set(stage_actions(numeric.stages[p]))
    return found


def _in_domain(numeric: Numeric, place: int, env: Mapping[Any, float]) -> Iterator[str]:
    for a, d in zip(stage_actions(numeric.stages[place]), stage_domains(numeric.stages[place]), strict=False):
        ends = numeric.bounds(d, env)
        inside = any(abs(env[a] - e) < 1e-9 for e in ends) if isinstance(ends, list) else True
        if isinstance(ends, tuple):
            top = math.inf if d.end == sp.oo else ends[1]
            bottom = -math.inf if d.start == -sp.oo else ends[0]
            inside = bottom - 1e-9 <= env[a] <= top + 1e-9
        if not inside:
            yield f"{a} = {env[a]} is outside {d}"


def _gain(
    numeric: Numeric, place: int, here: dict[Any, float], player: Any, actions: Any, domains: Any, claimed: float
) -> Iterator[str]:
    """Coordinate-wise and, for several own actions, random joint deviations."""
    k = numeric.players.index(player)
    if math.isnan(claimed):
        yield f"stage {place + 1}: {player} has no payoff at {_short(here)}"
        return
    scale = max(1.0, abs(claimed))
    for a, d in zip(actions, domains, strict=True):
        x, v = best(lambda x, a=a: numeric.play(place + 1, {**here, a: x})[k], numeric.bounds(d, here))
        if v > claimed + TOLERANCE * scale:
            yield f"stage {place + 1}: {player} gains {v - claimed:.3g} by {a} = {x:.6g} at {_short(here)}"
    if len(actions) > 1:
        rng = random.Random(1)
        for _ in range(400):
            trial = dict(here)
            for a, d in zip(actions, domains, strict=True):
                ends = numeric.bounds(d, here)
                listed = ends if isinstance(ends, list) else [*ends, rng.uniform(*ends), here[a]]
                trial[a] = rng.choice(listed)
            v = numeric.play(place + 1, trial)[k]
            if v > claimed + TOLERANCE * scale:
                yield f"stage {place + 1}: {player} gains {v - claimed:.3g} at {_short(trial)}"
                return


def _short(env: Mapping[Any, float]) -> str:
    return ", ".join(f"{k}={v:.6g}" for k, v in env.items())


def _off_path(numeric: Numeric, rng: random.Random, env: dict[Any, float]) -> Iterator[str]:
    """One random history, extended stage by stage; at each stage the strategies are checked there."""
    here = dict(env)
    for place, stage in enumerate(numeric.stages):
        if numeric.fixed(place):
            continue
        if isinstance(stage, Nature):
            here[stage.symbol] = number(rng.choice(stage.distribution)[0], here)
            continue
        if isinstance(stage, OutsideOption):
            k = numeric.players.index(stage.player)
            stay, leave = numeric.play(place + 1, here)[k], numeric.outside(place, here)[k]
            gain = (stay - leave) * (1 if numeric.leaves(place, here) else -1)
            if gain > TOLERANCE or math.isnan(gain):
                yield f"stage {place + 1}: {stage.player} decides wrongly at {_short(here)}: stay {stay}, leave {leave}"
            continue
        if isinstance(stage, Bargain) and numeric.leaves(place, here):
            return
        if any(isinstance(numeric.alternative(numeric.prepared[a], here), sp.Set) for a in stage_actions(stage)):
            return
        if place:
            played = {**here, **numeric.prescribed(place, here)}
            missing = [str(a) for a in stage_actions(stage) if math.isnan(played[a])]
            if missing:
                yield f"stage {place + 1}: the strategy of {missing[0]} has no value at {_short(here)}"
                return
            yield from _in_domain(numeric, place, played)
            now = numeric.play(place + 1, played)
            if isinstance(stage, Bargain):
                yield from bargain_complaints(numeric, place, played, now)
            else:
                for player, actions, domains in numeric.moves(place):
                    mine = now[numeric.players.index(player)]
                    yield from _gain(numeric, place, played, player, actions, domains, mine)
        for a, d in zip(stage_actions(stage), stage_domains(stage), strict=True):
            here[a] = _random_point(numeric.bounds(d, here), rng)


def _random_point(ends: tuple[float, float] | list[float], rng: random.Random) -> float:
    if isinstance(ends, list):
        return rng.choice(ends)
    low, high = ends
    if high - low > 20 and rng.random() < 0.7:
        high = low + rng.choice([1.0, 3.0, 10.0])
    return low if rng.random() < 0.1 else rng.uniform(low, high)


__all__ = ["complaints", "truth"]
