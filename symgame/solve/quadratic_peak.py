"""A stage of one mover with quadratic pieces and no parameters, where the general search left the choice open.

On each piece the mover's payoff is a quadratic over a polyhedron and at most one quadratic condition; its best point is
found by active sets (`quadratic_program`).  The best of all pieces is the choice: the pieces cover, and on each a best
point exists, since the payoff is strictly concave; a constant payoff must be lower than the best.  Coordinates may be
algebraic numbers of degree four, for which a query to a solver over the reals does not end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sympy as sp

from symgame.errors import UnsupportedError
from symgame.logic.verdict import Status, Verdict
from symgame.solve.algebraic import exact_value
from symgame.solve.derivation import Obligation
from symgame.solve.pieces import Piece, relation_sides
from symgame.solve.problem import Candidate, Solved, StageProblem, StageSolution
from symgame.solve.quadratic_program import Best, Quadratic, maximise_quadratic
from symgame.solve.quadratic_stages import form_of

VERDICT = Verdict(Status.PROVED, by=("active sets",), steps=("the best points of all pieces are compared exactly",))


def with_quadratic_peak(problem: StageProblem, solution: StageSolution) -> StageSolution:
    """The solution, completed by active sets where the search left it open and the problem is of that kind.

    Parameters
    ----------
    problem : StageProblem
    solution : StageSolution

    Returns
    -------
    StageSolution
        The same one if nothing is open, or if the problem has parameters or is not quadratic.
    """
    open_still = solution.uncovered is not sp.false and not solution.solved and not solution.nonexistence
    if not open_still or problem.parameters or len(problem.owners) != 1 or len(problem.unknowns) > 2 or not problem.covering:
        return solution
    try:
        tops = [_top(problem, piece) for piece in problem.pieces]
    except UnsupportedError:
        return solution
    found = [(place, top) for place, top in enumerate(tops) if isinstance(top, Best)]
    if not found:
        return solution
    most = found[0][1].value
    for _, best in found[1:]:
        most = best.value if best.value > most else most
    if any(not isinstance(top, Best) and top is not None and top >= most for top in tops):
        return solution
    others = tuple(exact_value(best.value) for _, best in found)
    solved = {best.point: _solved(problem, place, best, others) for place, best in found if best.value == most}
    return replace(solution, solved=tuple(solved.values()), uncovered=sp.false, notes=())


def _solved(problem: StageProblem, place: int, best: Best, others: tuple[sp.Expr, ...]) -> Solved:
    """The candidate, which rests on its membership in the domain and on the values of the best points of all pieces."""
    values = dict(zip(problem.symbols, map(exact_value, best.point), strict=True))
    value = exact_value(best.value)
    inside = sp.And(*(u.within(values[u.symbol]) for u in problem.unknowns))
    most = sp.And(*(sp.Ge(value, v, evaluate=False) for v in dict.fromkeys(others)))
    evidence = (Obligation("domain", inside, (), VERDICT), Obligation("the best points of all pieces compared", most, (), VERDICT))
    return Solved(Candidate(values, place, tuple(_where(problem, place, i, best) for i in range(len(problem.unknowns)))), sp.true, evidence)


def _where(problem: StageProblem, place: int, i: int, best: Best) -> str:
    """Which kind of point an action is: a solution of its first-order condition, an end of its domain, or a boundary of the piece."""
    u = problem.unknowns[i]
    payoff = _form(problem.pieces[place].payoffs[u.owner], problem.symbols)
    marginal: Any = payoff.linear[i]
    for m, x in zip(payoff.matrix[i], best.point, strict=True):
        if m:
            marginal = x * (2 * m) + marginal
    if marginal == 0:
        return "interior"
    at_end = [name for name, end in (("low", u.low), ("high", u.high)) if exact_value(best.point[i]) == end]
    return at_end[0] if at_end else "boundary"


def _top(problem: StageProblem, piece: Piece) -> Any:
    """The `Best` of one piece, None where it has no point, or the value of a constant payoff, attained or not.

    Raises
    ------
    UnsupportedError
        If the piece or the payoff is not of the kind.
    """
    if not piece.payoffs:
        raise UnsupportedError("a continuation is not solved")
    (owner,) = problem.owners
    objective = _form(piece.payoffs[owner], problem.symbols)
    if objective.affine and not any(objective.linear):
        return objective.constant
    linear: list[Quadratic] = []
    curved: list[Quadratic] = []
    for condition in (*piece.conditions, *(u.within(u.symbol) for u in problem.unknowns)):
        for part in condition.args if isinstance(condition, sp.And) else (condition,):
            if part is sp.true:
                continue
            if not isinstance(part, sp.Ge | sp.Le):
                raise UnsupportedError(f"the condition {part} is no weak inequality")
            form = _form(relation_sides(part), problem.symbols)
            (linear if form.affine else curved).append(form)
    if not objective.strictly_concave or len(curved) > 1 or any(not c.concave for c in curved):
        raise UnsupportedError("the payoff is not strictly concave, or conditions are not concave")
    return maximise_quadratic(objective, linear, curved[0] if curved else None)


def _form(expression: sp.Expr, symbols: Sequence[sp.Symbol]) -> Quadratic:
    return form_of(sp.expand(expression), symbols, ()).at(())
