"""Regions without an equilibrium: that a mover of the last stage has no best reply, or that nothing is mutual.

No profile is an equilibrium where, at some history, a mover of the last stage with a choice has no maximiser
whatever the others do: her payoff rises up to an open or infinite end of her interval, or grows without bound; or
where at every profile of the last stage somebody gains by a deviation (to an end of the domain, or to the stationary
point of a quadratic payoff).  At earlier stages the same is asked with the later strategies of a given branch, which
must be the only best replies there; this module leaves those open.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.games.sequential import SequentialGame
from symgame.games.stage_symbols import stage_domains
from symgame.games.stages import Bargain, Move, Nature, OutsideOption, Simultaneous
from symgame.logic.verdict import Status, Verdict
from symgame.solve.verify_cases import Case
from symgame.solve.verify_play import Profile
from symgame.solve.verify_prover import Finding, Prover


def nonexistence_findings(profile: Profile, prover: Prover, reason: str) -> Iterator[Finding]:
    """The sentence that there is no equilibrium under the hypotheses of `prover`.

    Parameters
    ----------
    profile : Profile
        With the strategies of later stages when a branch lends them; else only the last stage is read.
    prover : Prover
        Under the region and the assumptions.
    reason : str
        What the equilibrium says of the region, for the message.
    """
    name = f"no equilibrium: {reason}"
    for place in reversed(range(len(profile.game.stages))):
        stage = profile.game.stages[place]
        if isinstance(stage, Move | Simultaneous):
            if _nobody_settles(profile, prover.under(profile.histories[place]), place, stage):
                yield Finding(name, Verdict(Status.PROVED, by=("deviations",)))
                return
            break
        if isinstance(stage, Bargain | Nature | OutsideOption) and not profile.fixed(place):
            break
    yield Finding(name, Verdict(Status.UNDECIDED, reason="not shown from the definition"))


def _nobody_settles(profile: Profile, prover: Prover, place: int, stage: Move | Simultaneous) -> bool:
    later = [c for c in profile.continuation(place + 1) if prover.possible((*profile.membership(place), *c.conditions))]
    moves = stage.moves if isinstance(stage, Simultaneous) else (stage,)
    for move in moves:
        k = profile.players.index(move.player)
        for user, domain in zip(move.actions, stage_domains(move), strict=True):
            if not isinstance(domain, sp.Interval):
                continue
            x, place_set = profile.enter(user), profile.enter(domain)
            others = tuple(c for c in profile.membership(place) if x not in c.free_symbols)
            if _unbounded(prover.under(others), later, k, x, place_set) or _open_end(
                prover.under(profile.membership(place)), later, k, x, place_set
            ):
                return True
    return _always_a_gain(profile, prover, place, moves, later)


def _unbounded(prover: Prover, later: list[Case], k: int, x: sp.Symbol, domain: sp.Interval) -> bool:
    """Whether a polynomial payoff grows without bound towards an infinite end."""
    for end, sign in ((domain.end, 1), (domain.start, -1)):
        if end not in (sp.oo, -sp.oo) or len(later) != 1 or later[0].roots or later[0].nonzero:
            continue
        value = later[0].values[k]
        if not value.is_polynomial(x) or x in set().union(*(c.free_symbols for c in later[0].conditions), set()):
            continue
        coefficients = sp.Poly(value, x).all_coeffs()
        degree = len(coefficients) - 1
        claim: Boolean = sp.false
        for i, c in enumerate(coefficients[:-1]):
            zero = (sp.Eq(d, 0) for d in coefficients[:i])
            claim = sp.Or(claim, sp.And(sp.Gt(c * sign ** (degree - i), 0), *zero))
        if prover.proves(claim, later[0].conditions):
            return True
    return False


def _open_end(prover: Prover, later: list[Case], k: int, x: sp.Symbol, domain: sp.Interval) -> bool:
    """Whether the payoff rises strictly towards an end that does not belong to the domain."""
    if len(later) != 1 or later[0].roots:
        return False
    case = later[0]
    if x in set().union(*(c.free_symbols for c in case.conditions), set()):
        return False
    if not prover.all_proved((sp.Ne(d, 0) for d in case.nonzero), case.conditions):
        return False
    slope = sp.diff(case.values[k], x)
    up = domain.end == sp.oo or domain.right_open
    down = domain.start == -sp.oo or domain.left_open
    return (up and prover.proves(sp.Gt(slope, 0), case.conditions)) or (
        down and prover.proves(sp.Lt(slope, 0), case.conditions)
    )


def _always_a_gain(
    profile: Profile, prover: Prover, place: int, moves: tuple[Move, ...], later: list[Case]
) -> bool:
    """Whether at every profile of the stage one of a few deviations gains."""
    inside = prover.under(profile.membership(place))
    for case in later:
        gains: list[Boolean] = []
        for move in moves:
            for x, value, feasible in _deviations(profile, place, move, case):
                for then in later:
                    gain = then.values[profile.players.index(move.player)].xreplace({x: value})
                    there = tuple(c.xreplace({x: value}) for c in then.conditions)
                    gap = gain - case.values[profile.players.index(move.player)]
                    gains.append(sp.And(sp.Gt(gap, 0), *feasible, *there))
        if not gains or not inside.proves(sp.Or(*gains), case.conditions):
            return False
    return bool(later)


def _deviations(
    profile: Profile, place: int, move: Move, case: Case
) -> Iterator[tuple[sp.Symbol, sp.Expr, tuple[Boolean, ...]]]:
    for user, domain in zip(move.actions, stage_domains(move), strict=True):
        x, inside = profile.enter(user), profile.enter(domain)
        limits = tuple(c for c in profile.membership(place) if x in c.free_symbols)
        ends = domain_ends(inside)
        value = case.values[profile.players.index(move.player)]
        if value.is_polynomial(x) and sp.degree(value, x) == 2:
            a, b, _ = sp.Poly(value, x).all_coeffs()
            ends.append(-b / (2 * a))
        for end in ends:
            yield x, end, tuple(c.xreplace({x: end}) for c in limits)


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


def last_stage(game: SequentialGame) -> int:
    """The place of the last stage."""
    return len(game.stages) - 1
