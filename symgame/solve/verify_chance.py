"""Draws that nobody sees: the same game with expected payoffs, by linearity of the expectation.

When no player observes a draw, no strategy can depend on it, so every payoff (at the end, of an outside option, of
disagreement) may be replaced by its expectation and the draw by a constant.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from symgame.games.sequential import SequentialGame
from symgame.games.stages import Bargain, Nature, OutsideOption, Stage
from symgame.solve.verify_sets import NotReadable


def without_hidden_chance(game: SequentialGame) -> SequentialGame:
    """The game with hidden draws replaced by expectations.

    Raises
    ------
    NotReadable
        If some players see a draw and others do not, or an expectation has no short form.

    Examples
    --------
    >>> from symgame.games.players import Player
    >>> from symgame.games.stages import Move
    >>> x, v, A = sp.Symbol("x", real=True), sp.Symbol("v", real=True), Player("A")
    >>> hidden = Nature(v, {1: sp.S.Half, 3: sp.S.Half}, observed_by=())
    >>> game = SequentialGame([hidden, Move(A, x, domain=sp.Interval(0, 9))], {A: v*x - x**2})
    >>> without_hidden_chance(game).payoffs[A]
    -x**2 + 2*x
    """
    made = game
    for place, stage in enumerate(game.stages):
        if not isinstance(stage, Nature) or stage.observed_by is None or set(stage.observed_by) == set(game.players):
            continue
        if stage.observed_by:
            raise NotReadable(f"the draw {stage.symbol} is private; this check reads draws that all or none see")
        made = _expected(made, place, stage)
    return made


def _expected(game: SequentialGame, place: int, draw: Nature) -> SequentialGame:
    stages = [_stage(s, draw) for s in game.stages]
    stages[place] = Nature(draw.symbol, {sp.S.Zero: sp.S.One})
    return SequentialGame(stages, {p: expectation(e, draw) for p, e in game.payoff_items}, game.assume)


def _stage(stage: Stage, draw: Nature) -> Any:
    if isinstance(stage, OutsideOption):
        return OutsideOption(stage.player, {p: expectation(e, draw) for p, e in stage.payoffs})
    if isinstance(stage, Bargain):
        points = [expectation(e, draw) for e in stage.disagreement]
        return Bargain(stage.shares, between=stage.between, domain=stage.domains, disagreement=points)
    return stage


def expectation(value: sp.Expr, draw: Nature) -> sp.Expr:
    """The expectation of an expression over a draw.

    Raises
    ------
    NotReadable
        If the draw is continuous and the expression is no polynomial in it.

    Examples
    --------
    >>> from symgame.games.stages import Uniform
    >>> v = sp.Symbol("v", real=True)
    >>> expectation(v**2, Nature(v, Uniform(0, 1)))
    1/3
    """
    v = draw.symbol
    if v not in value.free_symbols:
        return value
    if isinstance(draw.distribution, tuple):
        return sp.Add(*(sp.expand(weight * value.subs(v, at)) for at, weight in draw.distribution))
    if not value.is_polynomial(v):
        raise NotReadable(f"the expectation of {value} over {v} is outside this check")
    low, high = draw.distribution.low, draw.distribution.high
    terms = sp.Poly(value, v).terms()
    return sp.Add(*(c * (high ** (n + 1) - low ** (n + 1)) / ((n + 1) * (high - low)) for (n,), c in terms))
