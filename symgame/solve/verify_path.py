"""The path of play: the outcome is what the strategies give, and the payoffs are those of the outcome.

An outcome names the actions that are reached and nothing else; where a player ends the game it says who.  A Set
stands for a free action, in whose symbol the other actions and the payoffs may be written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.games.players import Player
from symgame.games.stage_symbols import stage_actions
from symgame.games.stages import NO_DEAL, OUT, Bargain, Nature, OutsideOption
from symgame.logic.verdict import Status, Verdict
from symgame.solve.verify_lower import lower
from symgame.solve.verify_play import Profile
from symgame.solve.verify_powers import vanishes
from symgame.solve.verify_prover import Finding, Prover
from symgame.solve.verify_sets import member, nonempty
from symgame.solve.verify_unimodal import power_readers, root_exists, same_powers


def path_findings(
    profile: Profile, prover: Prover, outcome: Mapping[Any, Any], payoffs: Mapping[Player, sp.Expr]
) -> Iterator[Finding]:
    """The sentences about outcome and payoffs of a branch.

    Parameters
    ----------
    profile : Profile
    prover : Prover
        Under the region and the assumptions.
    outcome, payoffs : Mapping
        As the branch gives them.
    """
    end = _end(profile, outcome)
    if end is None:
        yield _wrong("the outcome names other actions than those that play reaches")
        return
    free, conditions = _free(profile, outcome)
    before: list[Boolean] = []
    for user, value in outcome.items():
        if isinstance(value, sp.Set):
            place = profile.enter(value).xreplace(free)
            claim = nonempty(place, profile.names)
            yield Finding("the set of an outcome has an element", prover.ask(claim, tuple(before)))
            before += member(free[profile.enter(user)], place)
    path: dict[sp.Symbol, sp.Expr] = {}
    for place in range(end):
        for user in stage_actions(profile.game.stages[place]):
            path[profile.enter(user)] = _value(profile, user, outcome, free)
    chance = (c for p, s in enumerate(profile.game.stages) if isinstance(s, Nature) for c in profile.membership(p))
    inside = prover.under((*conditions, *chance))
    for place in range(min(end + 1, len(profile.game.stages))):
        yield from _stage(profile, inside, place, path, ends=place == end)
    yield from _payoffs(profile, inside, end, path, payoffs, free)


def _wrong(reason: str) -> Finding:
    return Finding(reason, Verdict(Status.REFUTED, reason=reason))


def _end(profile: Profile, outcome: Mapping[Any, Any]) -> int | None:
    """The place at which play ends: of the option taken, of the missing deal, or after the last stage."""
    named = {k for k in outcome if k is not OUT}
    who = outcome.get(OUT)
    reached: set[sp.Symbol] = set()
    optional: set[sp.Symbol] = set()
    for place, stage in enumerate(profile.game.stages):
        ends = isinstance(stage, OutsideOption) and stage.player == who
        ends = ends or (isinstance(stage, Bargain) and who is NO_DEAL and not profile.fixed(place))
        if ends and named - optional == reached:
            return place
        into = optional if isinstance(stage, Nature) or profile.fixed(place) else reached
        into.update(stage_actions(stage))
    return len(profile.game.stages) if who is None and named - optional == reached else None


def _free(profile: Profile, outcome: Mapping[Any, Any]) -> tuple[dict[sp.Symbol, sp.Symbol], tuple[Boolean, ...]]:
    """A fresh symbol for each free action, and that it lies in its set."""
    free: dict[sp.Symbol, sp.Symbol] = {}
    for user, value in outcome.items():
        if isinstance(value, sp.Set):
            free[profile.enter(user)] = profile.names.fresh(user.name)
    listed = ((free[profile.enter(k)], v) for k, v in outcome.items() if isinstance(v, sp.Set))
    return free, tuple(c for a, v in listed for c in member(a, profile.enter(v).xreplace(free)))


def _value(
    profile: Profile, user: sp.Symbol, outcome: Mapping[Any, Any], free: Mapping[sp.Symbol, sp.Symbol]
) -> sp.Expr:
    inner = profile.enter(user)
    if inner in free:
        return free[inner]
    return profile.enter(outcome[user]).xreplace(dict(free)) if user in outcome else inner


def _stage(
    profile: Profile, prover: Prover, place: int, path: Mapping[sp.Symbol, sp.Expr], *, ends: bool
) -> Iterator[Finding]:
    stage = profile.game.stages[place]
    name = f"stage {place + 1}: the outcome is what the strategies give"
    swap = dict(path)
    if isinstance(stage, Nature) or profile.fixed(place):
        return
    if isinstance(stage, OutsideOption | Bargain):
        for d in profile.decisions(place):
            put = d.put(swap)
            if put is not None and put.values[0] != int(ends):
                yield Finding(name, prover.ask(sp.false, put.conditions))
    if ends:
        return
    for user in stage_actions(stage):
        inner = profile.enter(user)
        for value, when in profile.alternatives(user):
            here = prover.under(c.xreplace(swap) for c in when)
            if when and not here.possible(()):
                continue
            if isinstance(value, sp.Set):
                for c in member(inner, value.xreplace({a: v for a, v in swap.items() if a != inner})):
                    yield Finding(name, here.ask(c.xreplace({inner: path[inner]})))
            else:
                yield from _equal(profile, name, here, [(value.xreplace(swap), path[inner])])


def _equal(profile: Profile, name: str, prover: Prover, pairs: list[tuple[sp.Expr, sp.Expr]]) -> Iterator[Finding]:
    """That the two expressions of each pair have a value and agree."""
    for left, right in pairs:
        if left == right and not left.has(sp.nan, sp.zoo):
            continue
        for case in lower((left, right), (), profile.names):
            if not prover.possible(case.conditions):
                continue
            under = prover.under(case.conditions)
            readers = power_readers(under, case)
            for given, claims in case.claims:
                read = any(root_exists(r, claims[-1]) for r in readers)
                yield Finding(f"{name}: defined", Verdict(Status.PROVED, by=("powers",)) if read else prover.any(claims, given))
            for d in case.nonzero:
                yield Finding(f"{name}: defined", under.ask(sp.Ne(d, 0)))
            gap = case.values[0] - case.values[1]
            identity = vanishes(gap) or any(same_powers(r, gap) for r in readers)
            same = Verdict(Status.PROVED, by=("identity",)) if identity else under.ask(sp.Eq(gap, 0))
            yield Finding(name, same)


def _payoffs(
    profile: Profile,
    prover: Prover,
    end: int,
    path: Mapping[sp.Symbol, sp.Expr],
    payoffs: Mapping[Player, sp.Expr],
    free: Mapping[sp.Symbol, sp.Symbol],
) -> Iterator[Finding]:
    missing = [p for p in profile.players if p not in payoffs]
    if missing:
        yield _wrong(f"the branch has no payoff of {missing[0]}")
        return
    claimed = {p: profile.enter(payoffs[p]).xreplace(dict(free)) for p in profile.players}
    name = "payoffs on the path"
    if any(isinstance(s, Nature) for s in profile.game.stages):
        for case in profile.continuation(0):
            if prover.possible(case.conditions):
                under = prover.under(case.conditions)
                yield from _equal(profile, name, under, list(zip(case.values, claimed.values(), strict=False)))
        return
    stages = profile.game.stages
    listed = dict(profile.game.payoff_items)
    if end < len(stages):
        stage = stages[end]
        if isinstance(stage, OutsideOption):
            listed = dict(stage.payoffs)
        elif isinstance(stage, Bargain):
            listed = dict(zip(stage.between, stage.disagreement, strict=True))
    swap = dict(path)
    pairs = [(profile.enter(listed[p]).xreplace(swap), claimed[p]) for p in profile.players if p in listed]
    yield from _equal(profile, name, prover, pairs)
