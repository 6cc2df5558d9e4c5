"""The symbols that a stage introduces, and the sets from which they are chosen.

A stage s_t introduces the actions A_t; a history at stage t is a point of the product of the domains of
A_1 … A_{t-1}.
"""

from __future__ import annotations

import sympy as sp

from symgame.games.stages import Bargain, Move, Nature, Simultaneous, Stage


def stage_actions(stage: Stage) -> tuple[sp.Symbol, ...]:
    """The symbols that a stage introduces, in order.

    Examples
    --------
    >>> from symgame.games.players import Player
    >>> x = sp.Symbol("x", real=True)
    >>> stage_actions(Move(Player("G"), x, domain=sp.Reals))
    (x,)
    """
    if isinstance(stage, Move):
        return stage.actions
    if isinstance(stage, Simultaneous):
        return tuple(a for m in stage.moves for a in m.actions)
    if isinstance(stage, Bargain):
        return stage.shares
    if isinstance(stage, Nature):
        return (stage.symbol,)
    return ()


def stage_domains(stage: Stage) -> tuple[sp.Set, ...]:
    """The domains of `stage_actions`, in the same order; chance has none.

    Examples
    --------
    >>> from symgame.games.players import Player
    >>> x = sp.Symbol("x", real=True)
    >>> stage_domains(Move(Player("G"), x, domain=sp.Interval(0, 1)))
    (Interval(0, 1),)
    """
    if isinstance(stage, Move | Bargain):
        return stage.domains
    if isinstance(stage, Simultaneous):
        return tuple(d for m in stage.moves for d in m.domains)
    return ()
