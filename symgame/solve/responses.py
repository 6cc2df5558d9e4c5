"""Best deviations in closed form: the own action that could be best, given everybody else's."""

from __future__ import annotations

import sympy as sp

from symgame.solve.candidates import _options
from symgame.solve.pieces import relation_sides
from symgame.solve.problem import StageProblem
from symgame.solve.univariate import roots


def own_responses(problem: StageProblem, *, limits: bool = False) -> dict[sp.Symbol, list[tuple[int, sp.Expr]]]:
    """For each action: ``(piece, value)`` pairs, the value in parameters and the other actions.

    Parameters
    ----------
    problem : StageProblem
    limits : bool
        Also boundaries that do not belong to their piece, at which a payoff is approached and not reached.

    Returns
    -------
    dict
        Ends, interior solutions and piece boundaries of every piece; candidates only.
    """
    found: dict[sp.Symbol, list[tuple[int, sp.Expr]]] = {}
    for u in problem.unknowns:
        listed: list[tuple[int, sp.Expr]] = []
        for place, piece in enumerate(problem.pieces):
            open_sides = [relation_sides(c) for c in piece.conditions if isinstance(c, sp.Gt | sp.Lt) and c.has(u.symbol)]
            equations = [e for _, e in _options(u, piece)] if piece.payoffs else []
            for equation in [*equations, *(open_sides if limits and piece.payoffs else ())]:
                for value in roots(equation, u.symbol, u.low, u.high):
                    if (place, value) not in listed and not value.has(u.symbol):
                        listed.append((place, value))
        found[u.symbol] = listed
    return found
