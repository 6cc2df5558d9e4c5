"""A bargaining stage against its definition: acceptance, the rule's argmax, and no deal where X⁺ is empty.

See `symgame.games.bargaining` for the rules.  At every history the prescribed share y must lie in X, give every
party at least the disagreement payoff, and maximise the rule's objective over X⁺; where the strategy says "no deal",
every share must leave some party below disagreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from symgame.games.bargaining import (
    Dictatorial,
    Egalitarian,
    KalaiSmorodinsky,
    MaximumOf,
    NashBargaining,
    Utilitarian,
)
from symgame.games.stages import Bargain
from symgame.logic.verdict import Status, Verdict
from symgame.solve.verify_best import defined, has_value
from symgame.solve.verify_cases import Case
from symgame.solve.verify_deal import Deal
from symgame.solve.verify_fair import egalitarian, kalai_smorodinsky
from symgame.solve.verify_nash import nash
from symgame.solve.verify_play import Profile, after
from symgame.solve.verify_prover import Finding, Prover
from symgame.solve.verify_sets import NotReadable

PROVED = Verdict(Status.PROVED, by=("slope",))


def bargain_findings(profile: Profile, prover: Prover, place: int) -> Iterator[Finding]:
    """All sentences about a bargaining stage with a rule.

    Parameters
    ----------
    profile : Profile
    prover : Prover
        Under region and histories.
    place : int
    """
    name = f"stage {place + 1}: the share"
    extras = (profile.enter(profile.rule.expression),) if isinstance(profile.rule, MaximumOf) else ()
    later = profile.continuation(place + 1, extras)
    for d in profile.decisions(place):
        inside = prover.under(d.conditions)
        for given, claims in d.claims:
            yield Finding(f"{name}: decided", prover.any(claims, given))
        if not inside.possible(()):
            continue
        if d.values[0] == 1:
            yield from _no_deal(profile, inside, place, later)
            continue
        for claim in profile.somewhere(place):
            yield Finding(f"{name} is defined", inside.ask(claim))
        for s in profile.chosen(place):
            for given, claims in s.claims:
                yield Finding(f"{name} is defined", inside.any(claims, given))
            if inside.possible(s.conditions):
                yield from _deal(profile, inside.under(s.conditions), place, s, later)


def _no_deal(profile: Profile, prover: Prover, place: int, later: tuple[Case, ...]) -> Iterator[Finding]:
    stage = profile.game.stages[place]
    assert isinstance(stage, Bargain)
    places = [profile.players.index(p) for p in stage.between]
    points = [profile.enter(v) for v in stage.disagreement]
    for case in later:
        given = (*profile.membership(place), *case.conditions, *(sp.Ne(d, 0) for d in case.nonzero))
        if case.undefined:
            continue
        claim = sp.Or(*(sp.Lt(case.values[k] - d, 0) for k, d in zip(places, points, strict=True)))
        yield Finding(f"stage {place + 1}: no share is acceptable to all", prover.ask(claim, given))


def _deal(profile: Profile, prover: Prover, place: int, chosen: Case, later: tuple[Case, ...]) -> Iterator[Finding]:
    stage = profile.game.stages[place]
    assert isinstance(stage, Bargain)
    name = f"stage {place + 1}: the share"
    put = dict(zip(profile.actions(place), chosen.values, strict=True))
    yield from defined(f"{name} is defined", prover, chosen)
    for c in profile.membership(place):
        yield Finding(f"{name} lies in its domain", prover.ask(c.xreplace(put)))
    single = stage.domains[0] if len(stage.domains) == 1 and isinstance(stage.domains[0], sp.Interval) else None
    ends = (profile.enter(single.start), profile.enter(single.end)) if single is not None else ()
    for w in later:
        here = after(chosen, w, put, profile.names)
        if here is None or not prover.possible(here.conditions):
            continue
        deal = Deal(
            f"{name} by the rule {type(profile.rule).__name__}",
            prover.under(here.conditions),
            profile.actions(place),
            chosen.values,
            profile.membership(place),
            ends,
            here,
            tuple(c.renamed(profile.names) for c in later),
            tuple(profile.players.index(p) for p in stage.between),
            tuple(profile.enter(v) for v in stage.disagreement),
        )
        yield from has_value(f"{name}: the payoffs have a value", prover, here)
        for k, g in enumerate(deal.gains(here)):
            always = deal.never_loses(k)
            accepted = Verdict(Status.PROVED, by=("signs of coefficients",)) if always else deal.prover.ask(sp.Ge(g, 0))
            yield Finding(f"{name} is accepted by all", accepted)
        yield from _optimal(profile, deal, profile.rule)


def _optimal(profile: Profile, deal: Deal, rule: Any) -> Iterator[Finding]:
    if isinstance(rule, Egalitarian):
        yield from egalitarian(deal)
    elif isinstance(rule, KalaiSmorodinsky):
        yield from kalai_smorodinsky(deal, profile.names)
    elif isinstance(rule, NashBargaining):
        weights = rule.weights or (sp.S.One,) * len(deal.parties)
        yield from nash(deal, tuple(profile.enter(w) for w in weights))
    elif isinstance(rule, Utilitarian | Dictatorial | MaximumOf):
        yield from _largest(profile, deal, rule)
    else:
        raise NotReadable(f"the bargaining rule {rule!r} is unknown")


def _largest(profile: Profile, deal: Deal, rule: Utilitarian | Dictatorial | MaximumOf) -> Iterator[Finding]:
    def objective(case: Case) -> sp.Expr:
        if isinstance(rule, Utilitarian):
            return sp.Add(*(case.values[k] for k in deal.parties))
        if isinstance(rule, Dictatorial):
            return case.values[profile.players.index(rule.player)]
        return case.values[-1]

    listed = tuple((c, objective(c)) for c in deal.cases())
    best = objective(deal.here)
    unplayed = {a for p in range(len(profile.game.stages)) for a in profile.actions(p)} - set(deal.shares)
    if isinstance(rule, MaximumOf) and any(v.free_symbols & unplayed for _, v in listed):
        known = {a for c in deal.prover.given for a in c.free_symbols}
        if any(v.free_symbols & unplayed - known for _, v in listed):
            raise NotReadable("the rule's expression uses an action that is not always reached")
    if deal.best_for(best, listed):
        yield Finding(deal.name, PROVED)
        return
    for case, value in listed:
        given = (*deal.shares_at(case), *deal.accepted(case))
        yield Finding(deal.name, deal.prover.ask(sp.Ge(best - value, 0), given))
