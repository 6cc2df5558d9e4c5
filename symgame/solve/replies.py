"""What the stage above sees of a solved stage: its values and everybody's payoff with the reply put in."""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.logic.boolalg import And

from symgame.games.players import Player
from symgame.solve.pieces import Piece, substitute
from symgame.solve.problem import Solved, StageProblem, free_set
from symgame.solve.proved_signs import without_abs
from symgame.solve.univariate import tidy


def replied(problem: StageProblem, solved: Solved) -> Piece:
    """The piece that a solved candidate makes for the stage above; its first condition is the region."""
    candidate = solved.candidate
    piece = problem.pieces[candidate.piece]
    values = {x: v for x, v in candidate.values.items() if x not in candidate.frees}
    given = (*problem.assumptions, solved.region, *candidate.conditions)
    payoffs = {p: tidy_payoff(without_abs(substitute(e, values), given)) for p, e in piece.payoffs.items() if isinstance(p, Player)}
    outcome: dict[Any, Any] = dict(zip(problem.symbols, played_values(problem, solved), strict=True))
    outcome |= {k: _tidied(substitute(v, values)) for k, v in piece.outcome.items()}
    return Piece((And(solved.region, *candidate.conditions),), payoffs, outcome)


def _tidied(value: Any) -> Any:
    return tidy(value) if isinstance(value, sp.Expr) else value


def tidy_payoff(e: sp.Expr) -> sp.Expr:
    """A payoff over a common denominator when it is a rational function.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> tidy_payoff((x**2 - x)/x)
    x - 1
    """
    return tidy(e)


def played_values(problem: StageProblem, solved: Solved) -> tuple[Any, ...]:
    """The candidate's actions; a free one as the set of its values."""
    listed: list[Any] = []
    for u in problem.unknowns:
        if u.symbol in solved.candidate.sets:
            listed.append(solved.candidate.sets[u.symbol])
        elif u.symbol == solved.candidate.free:
            listed.append(free_set(problem, solved.candidate))
        else:
            listed.append(solved.candidate.values[u.symbol])
    return tuple(listed)
