"""What makes a sequential game well formed, checked once, at construction.

A sequential game (stages s_1 … s_T, payoffs u_i) is *well formed* when every symbol is introduced by at
most one stage and is one symbol only, every set and payoff that a stage offers uses parameters and actions
of earlier stages alone, every player who moves has a payoff, no domain is empty, and the assumptions speak
of parameters alone.  Each fault is one line that names the place and the value.  That a domain with
symbolic ends is never empty is a sentence over the reals: the solver proves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import sympy as sp

from symgame.errors import GameError
from symgame.games.players import Player
from symgame.games.stage_symbols import stage_actions, stage_domains
from symgame.games.stages import Bargain, Move, Nature, OutsideOption, Simultaneous, Stage, Uniform

if TYPE_CHECKING:
    from symgame.games.sequential import SequentialGame


def validate_sequential(game: SequentialGame) -> None:
    """Check that `game` is well formed.

    Parameters
    ----------
    game : SequentialGame

    Raises
    ------
    GameError
        One line that names the stage or payoff and the offending value.

    Examples
    --------
    >>> from symgame.games.sequential import SequentialGame
    >>> x = sp.Symbol("x", real=True)
    >>> G, D = Player("G"), Player("D")
    >>> SequentialGame([Move(D, x, domain=sp.Interval(0, 1))], {G: x})
    Traceback (most recent call last):
    ...
    symgame.errors.GameError: stage 1: player D moves but has no payoff; payoffs are given for G
    """
    if not game.stages:
        raise GameError("a game needs at least one stage, got stages=[]")
    if not game.payoff_items:
        raise GameError("a game needs at least one payoff, got payoffs={}")
    _one_symbol_a_name(game)
    _introduced_once(game)
    _known_players(game)
    _order_of_play(game)
    _chance(game)
    _assumptions_on_parameters(game)


def declared(symbol: sp.Symbol) -> str:
    """The assumptions that `symbol` was declared with, in words.

    Examples
    --------
    >>> declared(sp.Symbol("c", positive=True))
    'positive=True'
    >>> declared(sp.Symbol("c"))
    'no assumptions'
    """
    given = {k: v for k, v in sorted(symbol._assumptions_orig.items()) if k != "commutative"}
    return ", ".join(f"{k}={v}" for k, v in given.items()) or "no assumptions"


def _one_symbol_a_name(game: SequentialGame) -> None:
    seen: dict[str, sp.Symbol] = {}
    for s in sorted(game.free_symbols, key=lambda s: (s.name, declared(s))):
        other = seen.setdefault(s.name, s)
        if other != s:
            raise GameError(
                f"two different symbols are named {s.name!r}: one with {declared(other)}, "
                f"the other with {declared(s)}; use one symbol throughout"
            )
        if s.is_real is False or s.is_commutative is False or s.is_finite is False:
            raise GameError(f"symbol {s.name!r} with {declared(s)} does not stand for a real number")


def _introduced_once(game: SequentialGame) -> None:
    first: dict[sp.Symbol, int] = {}
    for place, stage in enumerate(game.stages, 1):
        for a in stage_actions(stage):
            if a in first:
                raise GameError(f"stage {place}: the action {a} was already introduced at stage {first[a]}")
        names = stage_actions(stage)
        for a in names:
            if names.count(a) > 1:
                raise GameError(f"stage {place}: the action {a} is introduced twice")
            first[a] = place


def _movers(stage: Stage) -> tuple[Player, ...]:
    if isinstance(stage, Move | OutsideOption):
        return (stage.player,)
    if isinstance(stage, Simultaneous):
        return tuple(m.player for m in stage.moves)
    if isinstance(stage, Bargain):
        return stage.between
    return ()


def _known_players(game: SequentialGame) -> None:
    named = ", ".join(p.name for p in game.players)
    for place, stage in enumerate(game.stages, 1):
        for p in _movers(stage):
            if p not in game.players:
                raise GameError(f"stage {place}: player {p} moves but has no payoff; payoffs are given for {named}")
        if isinstance(stage, Simultaneous):
            movers = _movers(stage)
            for p in movers:
                if movers.count(p) > 1:
                    raise GameError(f"stage {place}: player {p} has two moves at one stage; use Move({p}, (…, …))")
        if isinstance(stage, OutsideOption):
            _outside_payoffs(stage, game.players, place)
        if isinstance(stage, Nature):
            for p in stage.observed_by or ():
                if p not in game.players:
                    raise GameError(f"stage {place}: unknown player {p} in observed_by; the players are {named}")


def _outside_payoffs(stage: OutsideOption, players: tuple[Player, ...], place: int) -> None:
    given = [p for p, _ in stage.payoffs]
    for p in players:
        if p not in given:
            raise GameError(f"stage {place}: the outside option of {stage.player} gives no payoff for {p}")
    for p in given:
        if p not in players:
            raise GameError(
                f"stage {place}: the outside option of {stage.player} names the unknown player {p}; "
                f"the players are {', '.join(q.name for q in players)}"
            )


def _offers(stage: Stage) -> Iterator[tuple[str, Iterable[sp.Basic]]]:
    """The sets and values that `stage` fixes before it is played, each with its place in words."""
    for a, d in zip(stage_actions(stage), stage_domains(stage), strict=False):
        yield f"the domain of {a}, {d},", (d,)
    if isinstance(stage, Bargain):
        for p, v in zip(stage.between, stage.disagreement, strict=True):
            yield f"the disagreement payoff of {p}, {v},", (v,)
    if isinstance(stage, OutsideOption):
        for p, v in stage.payoffs:
            yield f"the outside payoff of {p}, {v},", (v,)
    if isinstance(stage, Nature) and isinstance(stage.distribution, tuple):
        for v, q in stage.distribution:
            yield f"the distribution of {stage.symbol}, value {v} with probability {q},", (v, q)
    if isinstance(stage, Nature) and isinstance(stage.distribution, Uniform):
        yield f"the distribution of {stage.symbol}", (stage.distribution.low, stage.distribution.high)


def _order_of_play(game: SequentialGame) -> None:
    stage_of = {a: place for place, stage in enumerate(game.stages, 1) for a in stage_actions(stage)}
    for place, stage in enumerate(game.stages, 1):
        own = stage_actions(stage)
        for where, parts in _offers(stage):
            used = sorted(set().union(*(p.free_symbols for p in parts)) & set(stage_of), key=lambda s: s.name)
            for a in used:
                if where.startswith(f"the domain of {a},"):
                    raise GameError(f"stage {place}: {where} depends on {a} itself")
                if a in own:
                    raise GameError(
                        f"stage {place}: {where} uses {a}, which is chosen at the same stage; "
                        f"give {a} an earlier stage of its own"
                    )
                if stage_of[a] > place:
                    raise GameError(f"stage {place}: {where} uses {a}, which is played later, at stage {stage_of[a]}")


def _chance(game: SequentialGame) -> None:
    for place, stage in enumerate(game.stages, 1):
        if not isinstance(stage, Nature):
            continue
        if isinstance(stage.distribution, Uniform):
            low, high = stage.distribution.low, stage.distribution.high
            if (high - low).is_nonpositive or low.is_infinite or high.is_infinite:
                raise GameError(f"stage {place}: {stage.symbol} is uniform on [{low}, {high}], which is no interval")
            continue
        for v, q in stage.distribution:
            if q.is_negative or (q - 1).is_positive:
                raise GameError(f"stage {place}: {stage.symbol} = {v} has probability {q}, outside [0, 1]")
        total = sp.expand(sum(q for _, q in stage.distribution))
        if total.is_number and total != 1:
            raise GameError(f"stage {place}: the probabilities of {stage.symbol} sum to {total}, not 1")


def _assumptions_on_parameters(game: SequentialGame) -> None:
    for r in game.assume:
        used = sorted(r.free_symbols & set(game.actions), key=lambda s: s.name)
        if used:
            raise GameError(
                f"assume: {r} uses {used[0]}, which is an action; assumptions are about parameters, "
                f"limits of an action belong into its domain"
            )
