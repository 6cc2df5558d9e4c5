"""Regions without an equilibrium, from the definition: at some stage nobody can settle.

Where play from a stage on is determined (it is the last one, or the later strategies that a branch lends are shown to
be the only best replies on the region), no profile is an equilibrium if at the histories of the stage

* a mover has no action at all, because her domain is empty;
* a mover's payoff grows without bound, or rises strictly towards an end that is not in her domain, whatever the others do;
* at every profile of the stage somebody gains by a deviation: to an end of her domain, to the stationary point of a
  quadratic payoff, or to some action that is shown to exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.games.stage_symbols import stage_domains
from symgame.games.stages import Move, Simultaneous
from symgame.logic.quantifiers import Exists
from symgame.logic.verdict import Status, Verdict
from symgame.solve.verify_cases import Case
from symgame.solve.verify_play import Profile
from symgame.solve.verify_prover import Finding, Prover
from symgame.solve.verify_sets import NotReadable
from symgame.solve.verify_slope import shortcut
from symgame.solve.verify_stage import in_domain, reply_at, total


def nonexistence_findings(
    profile: Profile, prover: Prover, reason: str, lent: Iterable[Mapping[Any, Any]]
) -> Iterator[Finding]:
    """The sentence that there is no equilibrium under the hypotheses of `prover`.

    Parameters
    ----------
    profile : Profile
    prover : Prover
        Under the region and the assumptions.
    reason : str
        What the equilibrium says of the region, for the message.
    lent : iterable of Mapping
        Strategies of branches, tried for the later stages; that they are the only best replies is shown here.
    """
    name = f"no equilibrium: {reason}"
    for strategies in ({}, *lent):
        try:
            if _somewhere_nobody_settles(replace(profile, strategies=strategies), prover):
                yield Finding(name, Verdict(Status.PROVED, by=("deviations",)))
                return
        except NotReadable:
            continue
    yield Finding(name, Verdict(Status.UNDECIDED, reason="not shown from the definition"))


def _somewhere_nobody_settles(profile: Profile, prover: Prover) -> bool:
    """Whether, from the last stage up, a stage is found at which nobody can settle."""
    for place in reversed(range(len(profile.game.stages))):
        stage = profile.game.stages[place]
        here = prover.under(profile.histories[place])
        if not isinstance(stage, Move | Simultaneous):
            if profile.fixed(place):
                continue
            return False
        if not here.possible(profile.membership(place)) or _nobody_settles(profile, here, place, stage):
            return True
        if not isinstance(stage, Move) or not profile.strategies or not _only_reply(profile, here, place, stage):
            return False
    return False


def _only_reply(profile: Profile, prover: Prover, place: int, stage: Move) -> bool:
    """Whether the strategy of a stage is defined, in its domain, and the only best reply at every history."""
    chosen = [s for s in profile.chosen(place) if prover.possible(s.conditions)]
    findings = [*total("", prover, chosen), *(f for s in chosen for f in in_domain(profile, prover, place, s))]
    if not all(f.verdict.proved for f in findings) or list(profile.somewhere(place)):
        return False
    return all(shortcut(reply_at(profile, prover, place, stage, s, ()), strict=True) for s in chosen)


def _nobody_settles(profile: Profile, prover: Prover, place: int, stage: Move | Simultaneous) -> bool:
    later = [c for c in profile.continuation(place + 1) if prover.possible((*profile.membership(place), *c.conditions))]
    if any(c.roots or c.undefined for c in later):
        return False
    moves = stage.moves if isinstance(stage, Simultaneous) else (stage,)
    inside = prover.under(profile.membership(place))
    for move in moves:
        k = profile.players.index(move.player)
        for user, domain in zip(move.actions, stage_domains(move), strict=True):
            if not isinstance(domain, sp.Interval) or len(later) != 1:
                continue
            x, limits = profile.enter(user), profile.enter(domain)
            others = tuple(c for c in profile.membership(place) if x not in c.free_symbols)
            if _moving(later[0], x):
                continue
            if _unbounded(prover.under(others), later[0], k, x, limits) or _open_end(inside, later[0], k, x, limits):
                return True
    return all(_somebody_gains(profile, inside, place, moves, case, later) for case in later)


def _moving(case: Case, x: sp.Symbol) -> bool:
    return any(x in c.free_symbols for c in case.conditions)


def _unbounded(prover: Prover, case: Case, k: int, x: sp.Symbol, domain: sp.Interval) -> bool:
    """Whether a polynomial payoff grows without bound towards an infinite end."""
    value = case.values[k]
    if case.nonzero or not value.is_polynomial(x):
        return False
    coefficients = sp.Poly(value, x).all_coeffs()
    degree = len(coefficients) - 1
    for end, sign in ((domain.end, 1), (domain.start, -1)):
        claim: Boolean = sp.false
        for i, c in enumerate(coefficients[:-1]):
            zero = (sp.Eq(d, 0) for d in coefficients[:i])
            claim = sp.Or(claim, sp.And(sp.Gt(c * sign ** (degree - i), 0), *zero))
        if end in (sp.oo, -sp.oo) and prover.proves(claim, case.conditions):
            return True
    return False


def _open_end(prover: Prover, case: Case, k: int, x: sp.Symbol, domain: sp.Interval) -> bool:
    """Whether the payoff rises strictly towards an end that does not belong to the domain."""
    if not prover.all_proved((sp.Ne(d, 0) for d in case.nonzero), case.conditions):
        return False
    slope = sp.diff(case.values[k], x)
    up = domain.end == sp.oo or domain.right_open
    down = domain.start == -sp.oo or domain.left_open
    return (up and prover.proves(sp.Gt(slope, 0), case.conditions)) or (
        down and prover.proves(sp.Lt(slope, 0), case.conditions)
    )


def _somebody_gains(
    profile: Profile, prover: Prover, place: int, moves: tuple[Move, ...], case: Case, later: list[Case]
) -> bool:
    """Whether at every profile of the stage to which a case applies somebody has a better action."""
    given = (*case.conditions, *(sp.Ne(d, 0) for d in case.nonzero))
    listed: list[Boolean] = []
    for move in moves:
        for x, value, feasible in _deviations(profile, place, move, case):
            listed.extend(_gains(profile, move, case, later, x, value, feasible))
    if listed and prover.proves(sp.Or(*listed), given):
        return True
    for move in moves if len(moves) == 1 else ():
        for user in move.actions:
            x, other = profile.enter(user), profile.names.fresh(user.name)
            feasible = tuple(c.xreplace({x: other}) for c in profile.membership(place) if x in c.free_symbols)
            claim = Exists((other,), sp.Or(*_gains(profile, move, case, later, x, other, feasible)))
            if prover.proves(claim, given):
                return True
    return False


def _gains(
    profile: Profile,
    move: Move,
    case: Case,
    later: list[Case],
    x: sp.Symbol,
    value: sp.Expr,
    feasible: tuple[Boolean, ...],
) -> Iterator[Boolean]:
    """For each case of play after x = value: that it applies and gives the mover more than `case`."""
    k = profile.players.index(move.player)
    for then in later:
        made = then.put({x: value})
        if made is not None and not made.undefined:
            gap = made.values[k] - case.values[k]
            yield sp.And(sp.Gt(gap, 0), *feasible, *made.conditions, *(sp.Ne(d, 0) for d in made.nonzero))


def _deviations(
    profile: Profile, place: int, move: Move, case: Case
) -> Iterator[tuple[sp.Symbol, sp.Expr, tuple[Boolean, ...]]]:
    for user, domain in zip(move.actions, stage_domains(move), strict=True):
        x, inside = profile.enter(user), profile.enter(domain)
        limits = tuple(c for c in profile.membership(place) if x in c.free_symbols)
        ends: list[tuple[sp.Expr, tuple[Boolean, ...]]] = [(e, ()) for e in domain_ends(inside)]
        value = case.values[profile.players.index(move.player)]
        if value.is_polynomial(x) and sp.degree(value, x) == 2:
            a, b, _ = sp.Poly(value, x).all_coeffs()
            ends.append((-b / (2 * a), (sp.Ne(a, 0),)))
        for end, known in ends:
            yield x, end, (*known, *(c.xreplace({x: end}) for c in limits))


def domain_ends(domain: sp.Set) -> list[sp.Expr]:
    """Finite ends of an interval, or the elements of a finite set.

    Examples
    --------
    >>> domain_ends(sp.Interval(0, sp.oo)), domain_ends(sp.FiniteSet(1, 2))
    ([0], [1, 2])
    """
    if isinstance(domain, sp.FiniteSet):
        return sorted(domain.args, key=sp.default_sort_key)
    return [e for e in (domain.start, domain.end) if e not in (sp.oo, -sp.oo)]
