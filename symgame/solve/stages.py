"""One step of backward induction for each kind of stage: how a stage turns pieces into pieces."""

from __future__ import annotations

import itertools
from functools import singledispatch
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not

from symgame.errors import UnsupportedError
from symgame.games.players import Player
from symgame.games.stages import OUT, Bargain, Move, Nature, OutsideOption, Simultaneous
from symgame.solve.bargain import bargain
from symgame.solve.induction import Induction, Play, unknowns_of
from symgame.solve.pieces import Piece, split
from symgame.solve.prune import prune
from symgame.solve.tie_breaking import earlier_movers, preferred, untied


@singledispatch
def fold(stage: Any, induction: Induction, place: int) -> None:
    """Replace the induction's pieces by those of the game that begins at `stage`."""
    raise UnsupportedError(f"stage {place + 1}: {stage!r} is not supported by backward induction")


@fold.register
def _(stage: Move, induction: Induction, place: int) -> None:
    induction.moves(place, unknowns_of(stage, induction.setting))


@fold.register
def _(stage: Simultaneous, induction: Induction, place: int) -> None:
    induction.moves(place, unknowns_of(stage, induction.setting))


@fold.register
def _(stage: Bargain, induction: Induction, place: int) -> None:
    if induction.rule is not None:
        bargain(stage, induction, place)


@fold.register
def _(stage: OutsideOption, induction: Induction, place: int) -> None:
    given = induction.assumptions_before(place)
    outside = {p: induction.setting.enter(e) for p, e in stage.payoffs}
    movers = earlier_movers(induction.game.stages[:place], stage.player)
    pieces: list[Piece] = []
    stays: list[tuple[tuple[Any, ...], Boolean]] = []
    ends: list[tuple[tuple[Any, ...], Boolean]] = []
    for p in _continuations(stage.player, induction, place):
        if not p.payoffs:
            pieces.append(p)
            continue
        for conditions, values in split([outside[q] for q in p.payoffs]):
            away = dict(zip(p.payoffs, values, strict=True))
            here = (*p.conditions, *conditions)
            difference = p.payoffs[stage.player] - away[stage.player]
            pieces.append(Piece((*here, sp.Ge(difference, 0)), p.payoffs, p.outcome))
            pieces.append(Piece((*here, sp.Le(difference, 0)), away, {OUT: stage.player}))
            stays += _decision(sp.Integer(0), here, difference, preferred(away, p.payoffs, movers))
            ends += _decision(sp.Integer(1), here, -difference, preferred(p.payoffs, away, movers))
    induction.pieces = prune(pieces, given, induction.meter)
    induction.plays.insert(0, Play(place, ((OUT, stage.player, place),), tuple(stays), ends=tuple(ends)))


def _continuations(player: Player, induction: Induction, place: int) -> list[Piece]:
    """What follows when the option is not taken; where a later mover is indifferent, what the player prefers."""
    later = induction.game.stages[place + 1 :]
    if not all(isinstance(s, Move | OutsideOption) for s in later):
        return list(induction.pieces)
    return untied(induction.pieces, player, induction.assumptions_before(place), induction.meter)


def _decision(
    first: sp.Integer, here: tuple[Boolean, ...], gain: sp.Expr, refused: Boolean
) -> list[tuple[tuple[Any, ...], Boolean]]:
    """The decision `first` where it gains, and in a tie unless the movers before refuse; else the other one."""
    mine, other = (first,), (1 - first,)
    if refused is sp.false:
        return [(mine, And(*here, sp.Ge(gain, 0))), (other, And(*here, sp.Lt(gain, 0)))]
    return [
        (mine, And(*here, sp.Gt(gain, 0))),
        (mine, And(*here, sp.Eq(gain, 0), Not(refused))),
        (other, And(*here, sp.Lt(gain, 0))),
        (other, And(*here, sp.Eq(gain, 0), refused)),
    ]


@fold.register
def _(stage: Nature, induction: Induction, place: int) -> None:
    """Expectations: one piece of the continuation for each value, all combinations that can occur."""
    if stage.observed_by is not None:
        raise UnsupportedError(
            f"stage {place + 1}: Nature observed by some players only needs a Bayesian solver; "
            "backward induction takes chance that everybody observes"
        )
    if not isinstance(stage.distribution, tuple):
        raise UnsupportedError(f"stage {place + 1}: Nature with a continuous distribution is not supported here; list its values")
    setting = induction.setting
    x = setting.enter(stage.symbol)
    draws = [(setting.enter(v), setting.enter(q)) for v, q in stage.distribution]
    pieces: list[Piece] = []
    for combination in itertools.product(induction.pieces, repeat=len(draws)):
        parts = [p.replace({x: v}) for p, (v, _) in zip(combination, draws, strict=True)]
        conditions = tuple(c for p in parts for c in p.conditions)
        if any(c is sp.false for c in conditions):
            continue
        if any(not p.payoffs for p in parts):
            pieces.append(Piece(conditions, {}, {}))
            continue
        chances = [q for _, q in draws]
        payoffs = {i: sp.Add(*(q * p.payoffs[i] for p, q in zip(parts, chances, strict=True))) for i in parts[0].payoffs}
        pieces.append(Piece(conditions, payoffs, _contingent(x, draws, parts)))
    induction.pieces = prune(pieces, induction.assumptions_before(place), induction.meter)


def _contingent(x: sp.Symbol, draws: list[tuple[sp.Expr, sp.Expr]], parts: list[Piece]) -> dict[Any, Any]:
    """Play after chance, as a function of what was drawn."""
    outcome: dict[Any, Any] = {}
    for key in dict.fromkeys(k for p in parts for k in p.outcome):
        values = [p.outcome.get(key, sp.nan) for p in parts]
        if all(v == values[0] for v in values):
            outcome[key] = values[0]
        elif all(isinstance(v, sp.Expr) for v in values):
            outcome[key] = sp.Piecewise(*((v, sp.Eq(x, draw)) for v, (draw, _) in zip(values, draws, strict=True)))
    return outcome
