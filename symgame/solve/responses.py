"""Best deviations in closed form: the own action that could be best, given everybody else's."""

from __future__ import annotations

import sympy as sp

from symgame.solve.candidates import _options
from symgame.solve.problem import StageProblem
from symgame.solve.univariate import roots


def own_responses(problem: StageProblem) -> dict[sp.Symbol, list[tuple[int, sp.Expr]]]:
    """For each action: ``(piece, value)`` pairs, the value in parameters and the other actions.

    Parameters
    ----------
    problem : StageProblem

    Returns
    -------
    dict
        Ends, interior solutions and piece boundaries of every piece; candidates only.
    """
    found: dict[sp.Symbol, list[tuple[int, sp.Expr]]] = {}
    for u in problem.unknowns:
        listed: list[tuple[int, sp.Expr]] = []
        for place, piece in enumerate(problem.pieces):
            for _, equation in _options(u, piece) if piece.payoffs else []:
                for value in roots(equation, u.symbol, u.low, u.high):
                    if (place, value) not in listed and not value.has(u.symbol):
                        listed.append((place, value))
        found[u.symbol] = listed
    return found
