"""The verb `solve_linear`: from a rational `LinearProgram` to a proved `LinearSolution`.

The program is brought to standard form, a basis is found (rational simplex, or a floating-point solver
for large programs), and the basis is solved again exactly.  A basis that fails its exact check is thrown
away and the rational simplex takes over, so that a rounding error costs time and never truth.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import sympy as sp
from flint import fmpq

from symgame.budget import Budget, BudgetSpent, Meter
from symgame.errors import ArgumentTypeError
from symgame.logic.linear import LinearProgram, LinearSolution, LinearStatus, Row
from symgame.logic.linear_float import float_basis
from symgame.logic.linear_standard import ONE, ZERO, BasicPoint, Column, StandardForm, basic_point
from symgame.logic.simplex import simplex

SMALL = 15_000
"""Rows times columns up to which the rational simplex is tried first."""


def rational(value: sp.Expr, where: str = "a linear program") -> fmpq:
    """A sympy rational as a flint rational.

    Examples
    --------
    >>> rational(sp.Rational(1, 3))
    1/3
    """
    if not isinstance(value, sp.Rational):
        raise ArgumentTypeError(f"{where}: {value} is not a rational number; parameters go to solve_parametric")
    return fmpq(int(value.p), int(value.q))


def _exact(value: fmpq) -> sp.Rational:
    return sp.Rational(int(value.p), int(value.q))


class _Layout:
    """Which columns of the standard form stand for which variable of the program."""

    def __init__(self, program: LinearProgram) -> None:
        free = set(program.free)
        self.program = program
        self.columns: list[tuple[Hashable, int]] = []
        for name in program.variables:
            self.columns.append((name, 1))
            if name in free:
                self.columns.append((name, -1))
        self.rows: tuple[Row, ...] = (*program.equal, *program.at_most)

    def form(self) -> StandardForm:
        cells: dict[Hashable, list[tuple[int, fmpq]]] = {name: [] for name in self.program.variables}
        for r, (pairs, _) in enumerate(self.rows):
            for name, value in pairs:
                cells[name].append((r, rational(value)))
        goal = {name: rational(value) for name, value in self.program.objective}
        columns: list[Column] = []
        costs: list[fmpq] = []
        for name, sign in self.columns:
            columns.append(tuple((r, v * sign) for r, v in cells[name]))
            costs.append(goal.get(name, ZERO) * sign)
        first = len(self.program.equal)
        slacks = [((r, ONE),) for r in range(first, len(self.rows))]
        return StandardForm(
            len(self.rows),
            (*columns, *slacks),
            (*costs, *[ZERO] * len(slacks)),
            tuple(rational(bound) for _, bound in self.rows),
        )

    def point(self, levels: dict[int, fmpq]) -> tuple[tuple[Hashable, sp.Rational], ...]:
        found: dict[Hashable, fmpq] = {}
        for index, level in levels.items():
            if index < len(self.columns):
                name, sign = self.columns[index]
                found[name] = found.get(name, ZERO) + sign * level
        return tuple((name, _exact(found[name])) for name in self.program.variables if found.get(name, ZERO) != 0)


def solve_linear(program: LinearProgram, *, budget: Budget | None = None) -> LinearSolution:
    """Solve a program with rational data, exactly.

    Parameters
    ----------
    program : LinearProgram
        Without parameters.
    budget : Budget, optional
        Operations are simplex pivots.

    Returns
    -------
    LinearSolution
        Optimal, infeasible or unbounded with a proof that `check` re-checks, or undecided when the
        budget is spent.

    Raises
    ------
    ArgumentTypeError
        If a coefficient is not rational.

    Examples
    --------
    >>> p = LinearProgram({"x": 1, "y": 1}, at_most=[({"x": 2, "y": 1}, 4), ({"x": 1, "y": 3}, 7)])
    >>> solve_linear(p).value
    3

    References
    ----------
    Chvátal, *Linear Programming*, 1983.
    """
    layout = _Layout(program)
    form = layout.form()
    meter = (budget or Budget(operations=50_000, seconds=600)).start()
    try:
        return _solve(layout, form, meter)
    except BudgetSpent:
        reason = f"the budget is spent after {meter.report()}; give a larger Budget, or install the extra 'lp'"
        return LinearSolution(program, LinearStatus.UNDECIDED, reason=reason)


def _solve(layout: _Layout, form: StandardForm, meter: Meter) -> LinearSolution:
    best, infeasible = _optimum(form, meter)
    if best is not None:
        return LinearSolution(
            layout.program,
            LinearStatus.OPTIMAL,
            _exact(best.value),
            layout.point(best.point),
            _exacts(best.multipliers),
        )
    if infeasible is not None:
        return LinearSolution(layout.program, LinearStatus.INFEASIBLE, multipliers=_exacts(infeasible.multipliers))
    zero = StandardForm(form.height, form.columns, (ZERO,) * form.width, form.rhs)
    start, _ = _optimum(zero, meter)
    ray, _ = _optimum(form.recession(), meter)
    assert start is not None and ray is not None and ray.value > 0, "an unbounded program has a point and a ray"
    return LinearSolution(
        layout.program,
        LinearStatus.UNBOUNDED,
        point_items=layout.point(start.point),
        ray_items=layout.point({k: v for k, v in ray.point.items() if k < form.width}),
    )


def _exacts(values: Sequence[fmpq]) -> tuple[sp.Rational, ...]:
    return tuple(_exact(v) for v in values)


def _optimum(form: StandardForm, meter: Meter) -> tuple[BasicPoint | None, BasicPoint | None]:
    """The optimal basic point, or the one of phase one that proves infeasibility, or neither (unbounded)."""
    if form.height * form.width > SMALL:
        meter.spend()
        guess = float_basis(form, seconds=meter.left_seconds)
        if guess is not None:
            found = basic_point(form, guess)
            if found is not None and found.optimal:
                return found, None
            first = form.phase_one()
            guess = float_basis(first, seconds=meter.left_seconds)
            least = basic_point(first, guess) if guess is not None else None
            if least is not None and least.optimal and least.value < 0:
                return None, least
    end = simplex(form, meter)
    if end.infeasible:
        least = basic_point(form.phase_one(), end.basis)
        assert least is not None and least.optimal and least.value < 0
        return None, least
    if end.unbounded is not None:
        return None, None
    found = basic_point(form, end.basis)
    assert found is not None and found.optimal, "the rational simplex ended at a basis that is not optimal"
    return found, None


def optimal_basis(program: LinearProgram, meter: Meter) -> tuple[LinearStatus, tuple[int, ...]]:
    """How a numeric program ends, and the basis that proves it: of the first phase when it is infeasible.

    Columns are numbered as in (A | I): one a variable (two a free one), one slack an inequality, then the
    artificial ones.

    Raises
    ------
    BudgetSpent
        When the meter is exhausted.

    Examples
    --------
    >>> optimal_basis(LinearProgram({"x": 1}, at_most=[({"x": 2}, 3)]), Budget().start())
    (<LinearStatus.OPTIMAL: 'optimal'>, (0,))
    """
    best, infeasible = _optimum(_Layout(program).form(), meter)
    if best is not None:
        return LinearStatus.OPTIMAL, best.basis
    if infeasible is not None:
        return LinearStatus.INFEASIBLE, infeasible.basis
    return LinearStatus.UNBOUNDED, ()
