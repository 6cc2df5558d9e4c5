"""One step of backward induction for each kind of stage: how a stage turns pieces into pieces."""

from __future__ import annotations

import itertools
from functools import singledispatch
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.errors import UnsupportedError
from symgame.games.players import Player
from symgame.games.stages import OUT, Bargain, Move, Nature, OutsideOption, Simultaneous
from symgame.solve.bargain import bargain
from symgame.solve.induction import Induction, Play, earlier_mover, unknowns_of
from symgame.solve.pieces import Piece, split
from symgame.solve.prune import prune


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
    earlier = earlier_mover(induction, place)
    pieces: list[Piece] = []
    cases: list[tuple[tuple[Any, ...], Boolean]] = []
    for p in induction.pieces:
        if not p.payoffs:
            pieces.append(p)
            continue
        for conditions, values in split([outside[q] for q in p.payoffs]):
            away = dict(zip(p.payoffs, values, strict=True))
            here = (*p.conditions, *conditions)
            difference = p.payoffs[stage.player] - away[stage.player]
            pieces.append(Piece((*here, sp.Ge(difference, 0)), p.payoffs, p.outcome))
            pieces.append(Piece((*here, sp.Le(difference, 0)), away, {OUT: stage.player}))
            cases += _decision(p, away, here, difference, earlier)
    induction.pieces = prune(pieces, given, induction.meter)
    induction.plays.insert(0, Play(place, ((OUT, stage.player, place),), tuple(cases)))


def _decision(
    p: Piece, away: dict[Player, sp.Expr], here: tuple[Boolean, ...], difference: sp.Expr, earlier: Any
) -> list[tuple[tuple[Any, ...], Boolean]]:
    """Stay (0) or leave (1); who is indifferent does what the earlier mover prefers, and stays if nobody cares."""
    stay, leave = (sp.Integer(0),), (sp.Integer(1),)
    if earlier is None:
        return [(stay, And(*here, sp.Ge(difference, 0))), (leave, And(*here, sp.Lt(difference, 0)))]
    liked = sp.Ge(p.payoffs[earlier] - away[earlier], 0)
    return [
        (stay, And(*here, sp.Gt(difference, 0))),
        (stay, And(*here, sp.Eq(difference, 0), liked)),
        (leave, And(*here, sp.Lt(difference, 0))),
        (leave, And(*here, sp.Eq(difference, 0), sp.Not(liked))),
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
