"""The sentences of subgame perfection at one stage: strategies defined, in their domains, and without a gain.

At every history of stage t, reached or not, and for every mover: the strategy has a value, the value lies in the
domain, and no other own action gives more when the others of the stage and all later stages follow their strategies
(the one-shot deviation principle; Fudenberg and Tirole 1991, theorem 4.1, for finitely many stages).
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symgame.games.sequential import SequentialGame
from symgame.games.stage_symbols import stage_domains
from symgame.games.stages import Bargain, Move, Nature, OutsideOption, Simultaneous
from symgame.games.ties import AllTies
from symgame.logic.verdict import Status, Verdict
from symgame.solve.verify_bargain import bargain_findings
from symgame.solve.verify_best import compare, defined, has_value, no_gain
from symgame.solve.verify_cases import Case
from symgame.solve.verify_play import Profile, after, joint
from symgame.solve.verify_prover import Finding, Prover
from symgame.solve.verify_slope import Reply


def stage_findings(profile: Profile, prover: Prover, place: int, ties: object) -> Iterator[Finding]:
    """All sentences about one stage.

    Parameters
    ----------
    profile : Profile
    prover : Prover
        Under the region and the assumptions.
    place : int
        From 0.
    ties : tie rule or None
    """
    stage = profile.game.stages[place]
    here = prover.under(profile.histories[place])
    if isinstance(stage, Nature) or profile.fixed(place):
        return
    if isinstance(stage, OutsideOption):
        yield from _option(profile, here, place, ties)
        return
    if isinstance(stage, Bargain):
        yield from bargain_findings(profile, here, place)
        return
    chosen = profile.chosen(place)
    for claim in profile.somewhere(place):
        yield Finding(f"stage {place + 1}: the strategy is defined", here.ask(claim))
    yield from total(f"stage {place + 1}: the strategy is defined", here, chosen)
    listed = [s for s in chosen if here.possible(s.conditions)]
    for s in listed:
        yield from in_domain(profile, here, place, s)
    for move in stage.moves if isinstance(stage, Simultaneous) else (stage,):
        for s in listed:
            yield from no_gain(reply_at(profile, here, place, move, s, tied(profile, place, move, ties)))


def total(name: str, prover: Prover, cases: list[Case]) -> Iterator[Finding]:
    """That expressions have a value: pieces cover, radicands and denominators are as they must be."""
    done: set[object] = set()
    for case in cases:
        for given, claims in case.claims:
            if (given, claims) not in done:
                done.add((given, claims))
                yield Finding(name, prover.any(claims, given))
        if prover.possible(case.conditions):
            yield from defined(name, prover.under(case.conditions), case)


def in_domain(profile: Profile, prover: Prover, place: int, chosen: Case) -> Iterator[Finding]:
    """That the prescribed actions lie in their domains."""
    put = dict(zip(profile.actions(place), chosen.values, strict=True))
    for c in profile.membership(place):
        claim = c.xreplace(put)
        yield Finding(f"stage {place + 1}: the action lies in its domain", prover.ask(claim, chosen.conditions))


def tied(profile: Profile, place: int, move: Move, ties: object) -> tuple[tuple[int, ...], ...]:
    """Whose wishes break a tie of the mover at a stage; nobody's among simultaneous moves."""
    if isinstance(ties, AllTies) or not isinstance(profile.game.stages[place], Move):
        return ()
    return earlier_movers(profile.game, place, profile.players.index(move.player))


def reply_at(
    profile: Profile, prover: Prover, place: int, move: Move, chosen: Case, earlier: tuple[tuple[int, ...], ...]
) -> Reply:
    """One mover of a stage where one case of the strategies applies.

    Parameters
    ----------
    profile : Profile
    prover : Prover
        Under the region and the histories of the stage.
    place : int
    move : Move
    chosen : Case
        Of the strategies at the stage.
    earlier : tuple of tuple of int
        Movers who break ties, latest first.
    """
    own = tuple(profile.enter(a) for a in move.actions)
    whole = dict(zip(profile.actions(place), chosen.values, strict=True))
    others = {a: v for a, v in whole.items() if a not in own}
    later = profile.continuation(place + 1)
    here = [c for c in (after(chosen, w, whole, profile.names) for w in later) if c is not None]
    there = [c for c in (after(chosen, w, others, profile.names) for w in later) if c is not None]
    inside = prover.under(chosen.conditions)
    names = {profile.enter(a) for a in own}
    return Reply(
        f"stage {place + 1}: {move.player} by another {', '.join(a.name for a in move.actions)}",
        inside,
        own,
        tuple(whole[a] for a in own),
        tuple(c for c in profile.membership(place) if c.free_symbols & names),
        tuple(c for c in here if inside.possible(c.conditions)),
        tuple(there),
        profile.players.index(move.player),
        earlier,
        all(isinstance(d, sp.Interval) or d is sp.S.Reals for d in stage_domains(move)),
    )


def earlier_movers(game: SequentialGame, place: int, mover: int) -> tuple[tuple[int, ...], ...]:
    """The movers of earlier stages, latest first, without the mover herself; a bargained share has no mover."""
    found = []
    for stage in reversed(game.stages[:place]):
        if isinstance(stage, Move | OutsideOption):
            who = [stage.player]
        elif isinstance(stage, Simultaneous):
            who = [m.player for m in stage.moves]
        else:
            continue
        level = tuple(k for k in (game.players.index(p) for p in who) if k != mover)
        if level:
            found.append(level)
    return tuple(found)


def _option(profile: Profile, prover: Prover, place: int, ties: object) -> Iterator[Finding]:
    stage = profile.game.stages[place]
    assert isinstance(stage, OutsideOption)
    name = f"stage {place + 1}: {stage.player} by the other decision"
    mover = profile.players.index(stage.player)
    decisions = profile.decisions(place)
    yield from total(f"stage {place + 1}: the decision is defined", prover, decisions)
    earlier = () if isinstance(ties, AllTies) else earlier_movers(profile.game, place, mover)
    later = profile.continuation(place + 1)
    for d in decisions:
        out = profile.ended(place, d, ())
        stay = [c for c in (joint(d, w.renamed(profile.names)) for w in later) if c is not None]
        if d.values[0] not in (0, 1):
            yield Finding(name, Verdict(Status.REFUTED, reason=f"the decision is {d.values[0]}, neither 0 nor 1"))
            continue
        mine = out if d.values[0] == 1 else stay
        if not mine:
            yield Finding(f"{name}: the payoffs have a value", prover.ask(sp.false, d.conditions))
        for here in mine:
            under = prover.under((*d.conditions, *here.conditions))
            if not under.possible(()):
                continue
            yield from has_value(f"{name}: the payoffs have a value", prover, here)
            for there in stay if d.values[0] == 1 else out:
                if under.possible(there.conditions):
                    yield from compare(name, under.under(there.conditions), here, there, mover, earlier)
