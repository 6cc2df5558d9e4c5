"""Linear programs with parameters: the optimum by cases, each case one basis.

The data of a program may be polynomials in parameters.  For a basis B the point x_B = B⁻¹ b and the
multipliers y = B⁻ᵀ c_B are rational functions of the parameters, and the basis is optimal exactly where
det B ≠ 0, x_B >= 0 and yᵀA >= c (Gal 1995).  Cases are found from samples: a rational parameter point that no
case covers is asked of the logic, the program is solved there, and its basis gives the next case, until
the cases cover the assumptions.  Infeasibility has its own cases, from the first phase.  A parameter is never
treated as a variable of the program.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget, BudgetSpent, Meter
from symgame.errors import ArgumentError
from symgame.logic.basis import symbolic_basis
from symgame.logic.decide import QUICK, satisfiable
from symgame.logic.linear import LinearProgram, LinearStatus
from symgame.logic.linear_solve import optimal_basis
from symgame.logic.reduce import reduce_condition
from symgame.printing import Value


@dataclass(frozen=True)
class ParametricPiece(Value):
    """One case of the answer.

    Parameters
    ----------
    condition : Boolean
        In the parameters, under the assumptions of the solution.
    status : LinearStatus
        Optimal or infeasible.
    value : Expr or None
    point_items : tuple of (variable, Expr)
    multipliers : tuple of Expr
        One a row: first the equations, then the inequalities.
    """

    condition: Boolean
    status: LinearStatus
    value: sp.Expr | None = None
    point_items: tuple[tuple[Hashable, sp.Expr], ...] = ()
    multipliers: tuple[sp.Expr, ...] = field(default=(), repr=False)

    @property
    def point(self) -> Mapping[Hashable, sp.Expr]:
        """The optimal point; variables that are left out are zero."""
        return MappingProxyType(dict(self.point_items))


@dataclass(frozen=True)
class ParametricSolution(Value):
    """The answer to a linear program with parameters.

    Parameters
    ----------
    program : LinearProgram
    given : tuple of Boolean
    pieces : tuple of ParametricPiece
        Where two overlap, their values agree.
    uncovered : Boolean
        What no piece covers; `false` when the pieces provably cover the assumptions.
    reason : str
        Why something is uncovered.
    """

    program: LinearProgram = field(repr=False)
    given: tuple[Boolean, ...]
    pieces: tuple[ParametricPiece, ...]
    uncovered: Boolean = sp.false
    reason: str = ""

    @property
    def complete(self) -> bool:
        """Whether the pieces cover everything."""
        return self.uncovered is sp.false

    @property
    def value(self) -> sp.Expr:
        """The optimum as one expression: Piecewise when there are several cases."""
        return self.piecewise(lambda piece: piece.value if piece.value is not None else sp.nan)

    def piecewise(self, function: Callable[[ParametricPiece], sp.Expr]) -> sp.Expr:
        """``function(piece)`` over the cases in which there is an optimum.

        Raises
        ------
        ArgumentError
            If the program is infeasible for all parameters.
        """
        found: list[tuple[sp.Expr, Any]] = []
        for piece in self.pieces:
            if piece.status is LinearStatus.OPTIMAL and piece.value is not None:
                here = function(piece)
                same = next((k for k, (v, _) in enumerate(found) if v == here), None)
                if same is None:
                    found.append((here, piece.condition))
                else:
                    found[same] = (here, sp.Or(found[same][1], piece.condition))
        if not found:
            raise ArgumentError("the linear program is infeasible for all parameters")
        everywhere = self.complete and all(p.status is LinearStatus.OPTIMAL for p in self.pieces)
        if everywhere:
            found[-1] = (found[-1][0], sp.true)
        found = [(v, c if c is sp.true else reduce_condition(c, self.given)) for v, c in found]
        return found[0][0] if len(found) == 1 and everywhere else sp.Piecewise(*found)


def solve_parametric(
    program: LinearProgram, *, given: Boolean | Iterable[Boolean] = (), budget: Budget | None = None
) -> ParametricSolution:
    """Solve a linear program whose data are polynomials in parameters.

    Parameters
    ----------
    program : LinearProgram
    given : Boolean or iterable of Boolean
        Assumptions on the parameters; their declared signs count too.
    budget : Budget, optional
        One operation a case or a query.

    Returns
    -------
    ParametricSolution
        Complete, or with the uncovered condition and the reason.

    Examples
    --------
    >>> c = sp.Symbol("c", real=True)
    >>> program = LinearProgram({"x": 1, "y": c}, at_most=[({"x": 1, "y": 1}, 1)])
    >>> solve_parametric(program).value.subs(c, 3)
    3

    References
    ----------
    Gal, *Postoptimal Analyses, Parametric Programming, and Related Topics*, 1995.
    """
    facts = tuple(given) if isinstance(given, Iterable) else (given,)
    meter = (budget or Budget(operations=400, seconds=120)).start()
    pieces: list[ParametricPiece] = []
    reason = ""
    while True:
        left = sp.And(*facts, *(sp.Not(p.condition) for p in pieces))
        try:
            meter.spend()
            found = satisfiable(left, deciders=QUICK)
            if found.refuted:
                return ParametricSolution(program, facts, _needed(pieces, facts))
            if found.undecided:
                reason = f"coverage was not decided: {found.reason}"
                break
            pieces.append(_piece(program, facts, dict(found.witness), meter))
        except BudgetSpent as spent:
            reason = f"the budget is spent ({spent}); give a larger Budget"
            break
        except ArgumentError as error:
            reason = str(error)
            break
    return ParametricSolution(program, facts, tuple(pieces), sp.Not(sp.Or(*(p.condition for p in pieces))), reason)


def _piece(
    program: LinearProgram, given: tuple[Boolean, ...], sample: Mapping[Any, sp.Expr], meter: Meter
) -> ParametricPiece:
    point = {p: sample.get(p, sp.S.One) for p in program.parameters}
    if not all(isinstance(v, sp.Rational) for v in point.values()):
        raise ArgumentError(f"the sample {point} is not rational; split the assumptions at that point")
    status, basis = optimal_basis(_at(program, point), meter)
    if status is LinearStatus.UNBOUNDED:
        raise ArgumentError(f"the linear program is unbounded at {point}")
    found = symbolic_basis(program, basis, status, point)
    condition = reduce_condition(sp.And(*found.conditions), given)
    if status is LinearStatus.INFEASIBLE:
        return ParametricPiece(condition, status, multipliers=found.multipliers)
    return ParametricPiece(condition, status, found.value, found.point_items, found.multipliers)


def _needed(pieces: list[ParametricPiece], given: tuple[Boolean, ...]) -> tuple[ParametricPiece, ...]:
    """The pieces without those that the others cover, such as a case on a boundary."""
    kept = list(pieces)
    for piece in pieces:
        others = [p.condition for p in kept if p is not piece]
        if others and satisfiable(sp.And(*given, piece.condition, sp.Not(sp.Or(*others))), deciders=QUICK).refuted:
            kept.remove(piece)
    return tuple(kept)


def _at(program: LinearProgram, point: Mapping[Any, sp.Expr]) -> LinearProgram:
    return LinearProgram(
        {k: v.subs(point) for k, v in program.objective},
        equal=[({k: v.subs(point) for k, v in pairs}, b.subs(point)) for pairs, b in program.equal],
        at_most=[({k: v.subs(point) for k, v in pairs}, b.subs(point)) for pairs, b in program.at_most],
        free=program.free,
    )
