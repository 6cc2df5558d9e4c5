"""Actions between which their owner is indifferent: whether anybody cares which of them is played.

Let X be the actions that are equally good for a mover, for given parameters and history.  If u_j is constant on X for every
player j, play before may go on as if one fixed value were played: with a value a such that u_j(x) = u_j(a) for all x in X and
all j, the payoffs are those at a.  The value a itself need not lie in X.
"""

from __future__ import annotations

import sympy as sp

from symgame.budget import Meter
from symgame.games.players import Player
from symgame.solve.pieces import substitute
from symgame.solve.problem import Solved, StageProblem, within_span
from symgame.solve.prune import always
from symgame.solve.replies import tidy_payoff


def matters(problem: StageProblem, s: Solved, meter: Meter) -> bool:
    """Whether somebody's payoff may depend on which of the equally good actions is played."""
    return standing(problem, s, meter) is None


def standing(problem: StageProblem, s: Solved, meter: Meter) -> dict[sp.Symbol, sp.Expr] | None:
    """A value of the free action with which all payoffs are those with any of its values; None where none is found.

    Parameters
    ----------
    problem : StageProblem
    s : Solved
    meter : Meter

    Returns
    -------
    dict or None
        The free action and the value; empty when no payoff contains the action and no value is known.
    """
    free, piece = s.candidate.free, problem.pieces[s.candidate.piece]
    values = {x: v for x, v in s.candidate.values.items() if x not in s.candidate.frees}
    inside = (*piece.conditions, *(u.within(u.symbol) for u in problem.unknowns))
    where = [*problem.assumptions, s.region, *s.candidate.conditions, *within_span(s.candidate)]
    where += [substitute(c, values) for c in inside]
    listed = [tidy_payoff(substitute(e, values)) if values else e for p, e in piece.payoffs.items() if isinstance(p, Player)]
    listed = [e for e in listed if e.has(*s.candidate.frees)]
    tries = [{free: a} for a in s.candidate.anchors if free is not None]
    if not listed:
        return tries[0] if tries else {}
    if s.candidate.also:
        return None
    return next((t for t in tries if all(always(sp.Eq(e, substitute(e, t)), where, meter) for e in listed)), None)
