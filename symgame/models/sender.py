"""A sender's optimal policy for one receiver who must get a given value.

By the revelation principle for signals, signals are recommended actions.  With x(a, y) = μ(y) π(a|y):

    maximise Σ U(a, y) x(a, y)  subject to  Σ_a x(a, y) = μ(y),
    Σ_y (u(a, y) − u(b, y)) x(a, y) >= 0 for all a ≠ b,     Σ u(a, y) x(a, y) >= v,     x >= 0.

The value as a function of the prior is the concave closure (Kamenica and Gentzkow 2011); the last row is
the value that a rival offers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError, UndecidedError
from symgame.logic.linear import LinearProgram, LinearSolution
from symgame.logic.linear_solve import solve_linear
from symgame.logic.parametric import ParametricPiece, ParametricSolution, solve_parametric
from symgame.models.joint import canonical
from symgame.printing import Value

Table = Mapping[Any, sp.Expr]


@dataclass(frozen=True)
class Persuasion(Value):
    """A sender's optimum.

    Parameters
    ----------
    value : Expr
        The sender's expected utility; Piecewise in the parameters when there are any.
    user_value : Expr
        The receiver's.
    cells : tuple
        The policy: ((state, ((signal, probability), …)), …).
    solution : LinearSolution or ParametricSolution
        The program's answer with its proof.

    Examples
    --------
    >>> Persuasion(sp.S.One, sp.S.One, ((0, (("a", sp.S.One),)),)).policy
    {0: {'a': 1}}
    """

    value: sp.Expr
    user_value: sp.Expr
    cells: tuple[Any, ...] = ()
    solution: LinearSolution | ParametricSolution | None = field(default=None, repr=False, compare=False)

    @property
    def policy(self) -> dict[Any, dict[Any, sp.Expr]]:
        """``{state: {recommended action: probability}}``."""
        return {state: dict(row) for state, row in self.cells}


def _program(prior: Table, user: Table, sender: Table, floor: sp.Expr | None) -> LinearProgram:
    actions = canonical(a for a, _ in user)
    equal = [({(a, y): 1 for a in actions}, p) for y, p in prior.items()]
    rows: list[tuple[dict[Any, Any], Any]] = [
        ({(a, y): user[b, y] - user[a, y] for y in prior}, 0) for a in actions for b in actions if a != b
    ]
    if floor is not None:
        rows.append(({k: -v for k, v in user.items()}, -floor))
    return LinearProgram(dict(sender), equal=equal, at_most=rows)


def sender_optimum(prior: Table, user: Table, sender: Table, floor: sp.Expr | None) -> Persuasion:
    """The optimal policy and its value; see `PersuasionGame.best_policy`."""
    program = _program(prior, user, sender, floor)
    if program.parameters:
        given = [p >= 0 for p in prior.values() if p.free_symbols]
        return _symbolic(prior, user, floor, solve_parametric(program, given=given))
    solution = solve_linear(program)
    if solution.infeasible:
        best = sp.Add(*(p * max(user[a, y] for a, z in user if z == y) for y, p in prior.items()))
        raise ArgumentError(f"rival_value = {floor}: no policy gives the user more than {best}")
    if not solution.optimal or solution.value is None:
        raise UndecidedError(f"the persuasion program was not finished: {solution.reason}")
    point = solution.point
    worth = sp.Add(*(user[k] * v for k, v in point.items()))
    return Persuasion(solution.value, worth, _cells(prior, user, point), solution)


def _cells(prior: Table, user: Table, point: Mapping[Any, sp.Expr]) -> tuple[Any, ...]:
    actions = canonical(a for a, _ in user)
    found = []
    for y, p in prior.items():
        row = [(a, point[a, y] / p) for a in actions if (a, y) in point] if p != 0 else []
        found.append((y, tuple(row) or ((actions[0], sp.S.One),)))
    return tuple(found)


def _symbolic(prior: Table, user: Table, floor: sp.Expr | None, solution: ParametricSolution) -> Persuasion:
    if all(piece.value is None for piece in solution.pieces):
        raise ArgumentError(f"rival_value = {floor}: no policy gives the user that value")
    worth = solution.piecewise(lambda piece: sp.Add(*(user[k] * v for k, v in piece.point_items)))
    actions = canonical(a for a, _ in user)
    rows: list[tuple[Any, tuple[tuple[Any, sp.Expr], ...]]] = []
    for y, p in prior.items():
        shares = [(a, solution.piecewise(_share((a, y), p))) for a in actions] if p != 0 else []
        row = tuple((a, share) for a, share in shares if share != 0)
        rows.append((y, row or ((actions[0], sp.S.One),)))
    return Persuasion(solution.value, worth, tuple(rows), solution)


def _share(pair: Any, chance: sp.Expr) -> Callable[[ParametricPiece], sp.Expr]:
    return lambda piece: sp.cancel(piece.point.get(pair, sp.S.Zero) / chance)
