"""Who breaks ties, and how: the order of equally good actions under `FavourEarlier`.

A mover who is indifferent does what the mover of the latest earlier stage prefers, then the one before; ties
remain open where nobody earlier cares or where several players moved at an earlier stage.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not, Or

from symgame.budget import Meter
from symgame.games.players import Player
from symgame.games.stages import Move, OutsideOption, Simultaneous
from symgame.solve.outside import outside
from symgame.solve.pieces import Piece, conjunctions
from symgame.solve.problem import Solved, StageProblem
from symgame.solve.prune import always
from symgame.solve.replies import replied

Contest = tuple[int, int, Boolean]
"""Two places in a list of cases, and where the later one wins a tie."""


def earlier_movers(before: Sequence[Any], mover: Any) -> tuple[Player, ...]:
    """The players whose wishes break a tie of `mover`, latest first.

    A stage at which several others moved ends the list: where they disagree, the tie stays open.

    Examples
    --------
    >>> A, B = Player("A"), Player("B")
    >>> x, y = sp.symbols("x y", real=True)
    >>> earlier_movers([Move(A, x, domain=sp.Interval(0, 1)), Move(B, y, domain=sp.Interval(0, 1))], B)
    (Player(name='A'),)
    """
    found: dict[Player, None] = {}
    for stage in reversed(before):
        if isinstance(stage, Move | OutsideOption):
            who = [stage.player]
        elif isinstance(stage, Simultaneous):
            who = [m.player for m in stage.moves]
        else:
            continue
        others = [p for p in who if p != mover and p not in found]
        if len(others) > 1:
            break
        found.update(dict.fromkeys(others))
    return tuple(found)


def preferred(mine: Mapping[Any, sp.Expr], yours: Mapping[Any, sp.Expr], movers: Sequence[Player]) -> Boolean:
    """The first of `movers` who is not indifferent gets more from `mine` than from `yours`.

    Examples
    --------
    >>> A, B = Player("A"), Player("B")
    >>> x = sp.Symbol("x", real=True)
    >>> preferred({A: x, B: 1}, {A: 0, B: 0}, (A, B)) == sp.Or(x > 0, sp.Eq(x, 0))
    True
    """
    wish: Boolean = sp.false
    for player in reversed(movers):
        gap = sp.S(mine[player]) - yours[player]
        wish = Or(sp.Gt(gap, 0), And(sp.Eq(gap, 0), wish))
    return wish


def ordered(problem: StageProblem, solved: Sequence[Solved], movers: Sequence[Player], meter: Meter) -> list[Solved]:
    """Cases in the order in which they win ties: what the movers before prefer comes first."""
    listed = list(solved)
    if not movers:
        return listed
    for i in range(len(listed)):
        for j in range(i + 1, len(listed)):
            if _prefers(problem, listed[j], listed[i], movers, meter):
                listed.insert(i, listed.pop(j))
    return listed


def _prefers(problem: StageProblem, this: Solved, that: Solved, movers: Sequence[Player], meter: Meter) -> bool:
    """Whether the first mover who cares never loses and sometimes gains when `this` wins the ties with `that`."""
    both = [*problem.assumptions, this.region, that.region]
    if always(sp.false, both, meter):
        return False
    here, there = replied(problem, this).payoffs, replied(problem, that).payoffs
    for player in movers:
        mine, yours = here.get(player), there.get(player)
        if mine is None or yours is None:
            return False
        if sp.expand(mine - yours) == 0 or always(sp.Eq(mine, yours), both, meter):
            continue
        return always(sp.Ge(mine, yours), both, meter)
    return False


def contested(problem: StageProblem, solved: Sequence[Solved], movers: Sequence[Player], meter: Meter) -> tuple[Contest, ...]:
    """Ties in which a case wins that stands behind another one in the list.

    Parameters
    ----------
    problem : StageProblem
    solved : sequence of Solved
        In the order in which they win ties in general.
    movers : sequence of Player
        Who break ties.
    meter : Meter

    Returns
    -------
    tuple of (i, j, condition)
        i < j; where the condition holds case j wins against case i and all others.
    """
    if not movers:
        return ()
    pieces = [replied(problem, s) for s in solved]
    if any(not set(movers) <= p.payoffs.keys() for p in pieces):
        return ()
    found = []
    for (i, one), (j, two) in itertools.combinations(enumerate(pieces), 2):
        wish = preferred(two.payoffs, one.payoffs, movers)
        both = [*problem.assumptions, *one.conditions, *two.conditions]
        if wish is sp.false or always(sp.false, both, meter) or always(Not(wish), both, meter):
            continue
        better = [And(*p.conditions, preferred(p.payoffs, two.payoffs, movers)) for k, p in enumerate(pieces) if k not in (i, j)]
        others = [Not(c) for c in better if c is not sp.false and not always(Not(c), [*both, wish], meter)]
        found.append((i, j, And(*one.conditions, *two.conditions, wish, *others)))
    return tuple(found)


def untied(pieces: Sequence[Piece], player: Player, given: Sequence[Boolean], meter: Meter) -> list[Piece]:
    """Pieces without the histories at which another piece, equally good for who moves later, gives `player` more.

    Parameters
    ----------
    pieces : sequence of Piece
        Continuations that meet only where a later mover is indifferent.
    player : Player
        The mover of the latest earlier stage.
    given : sequence of Boolean
    meter : Meter
    """
    found: list[Piece] = []
    for p in pieces:
        parts = [p]
        for q in pieces:
            if q is p or not p.payoffs or not q.payoffs:
                continue
            parts = [r for part in parts for r in _without(part, q, player, given, meter)]
        found += parts
    return found


def _without(p: Piece, q: Piece, player: Player, given: Sequence[Boolean], meter: Meter) -> list[Piece]:
    """What remains of `p` when ties with `q` go to the one that `player` likes better."""
    gap = q.payoffs[player] - p.payoffs[player]
    both = [*given, *p.conditions, *q.conditions]
    if sp.expand(gap) == 0 or always(sp.Le(gap, 0), both, meter):
        return [p]
    for i, r in enumerate(p.conditions):
        if isinstance(r, sp.Ge | sp.Le) and always(sp.Eq(r.lhs, r.rhs), both, meter):
            lost = [*given, *p.conditions[:i], sp.Eq(r.lhs, r.rhs), *p.conditions[i + 1 :]]
            if always(And(*q.conditions, sp.Gt(gap, 0)), lost, meter):
                strict = sp.Gt(r.lhs, r.rhs) if isinstance(r, sp.Ge) else sp.Lt(r.lhs, r.rhs)
                return [replace(p, conditions=(*p.conditions[:i], strict, *p.conditions[i + 1 :]))]
    rest = conjunctions(Or(*(outside(c) for c in q.conditions), sp.Le(gap, 0)))
    return [replace(p, conditions=(*p.conditions, *c)) for c in rest]
