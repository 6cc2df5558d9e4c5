"""Whether later play is determined by the history, as far as the players care who move before.

After a history a stage may have several equilibria, or several best actions among which no mover before chooses.  A strategy
profile then picks one for each history, and every way to pick makes a game of its own for the stages before (Selten 1975).
Backward induction compares an action with the best continuation after every other action.  What it finds is an equilibrium for
some way to pick, but there may be others, and where it finds none there may still be one.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import sympy as sp

from symgame.budget import Meter
from symgame.games.players import Player
from symgame.games.stages import Bargain, Move, Simultaneous
from symgame.solve.problem import StageSolution
from symgame.solve.prune import always
from symgame.solve.replies import replied


def deciders(before: Sequence[Any], rule: Any) -> tuple[Player, ...]:
    """The players who choose an action, or with a rule a share, at one of the stages.

    Examples
    --------
    >>> A, B = Player("A"), Player("B")
    >>> x, y = sp.symbols("x y", real=True)
    >>> deciders([Move(A, x, domain=sp.Interval(0, 1)), Move(B, y, domain=sp.Interval(0, 1))], None)
    (Player(name='A'), Player(name='B'))
    """
    found: dict[Player, None] = {}
    for stage in before:
        if isinstance(stage, Move):
            found[stage.player] = None
        elif isinstance(stage, Simultaneous):
            found.update(dict.fromkeys(m.player for m in stage.moves))
        elif isinstance(stage, Bargain) and rule is not None:
            found.update(dict.fromkeys(stage.between))
    return tuple(found)


def determined(solution: StageSolution, concerned: Sequence[Player], movers: Sequence[Player], meter: Meter) -> bool:
    """Whether all solutions of a stage at one history give everybody who is concerned the same.

    Parameters
    ----------
    solution : StageSolution
    concerned : sequence of Player
        Those who decide before.
    movers : sequence of Player
        Those who break the ties of this stage; they choose among its solutions.
    meter : Meter
    """
    problem = solution.problem
    own = problem.owners if len(problem.owners) == 1 else ()
    others = [p for p in concerned if p not in movers and p not in own]
    if not others:
        return True
    pieces = [replied(problem, s) for s in solution.solved]
    for one, two in itertools.combinations(pieces, 2):
        gaps = [sp.Eq(one.payoffs[p], two.payoffs[p]) for p in others if sp.expand(one.payoffs[p] - two.payoffs[p]) != 0]
        both = [*problem.assumptions, *one.conditions, *two.conditions]
        if not gaps or always(sp.false, both, meter):
            continue
        both += [sp.Eq(one.payoffs[p], two.payoffs[p]) for p in movers]
        if not all(always(g, both, meter) for g in gaps):
            return False
    return True
