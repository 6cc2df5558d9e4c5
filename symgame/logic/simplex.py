"""The simplex method over the rationals: a sparse tableau, no rounding.

Two phases; the entering column is the one of largest reduced cost until the objective stalls, and the
first improving one from then on, which cannot cycle (Bland 1977).  Every pivot is one operation of the
meter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import fmpq

from symgame.budget import Meter
from symgame.logic.linear_standard import ONE, ZERO, StandardForm

STALL = 12
"""Pivots without progress after which the anti-cycling rule takes over."""


@dataclass
class _Tableau:
    rows: list[dict[int, fmpq]]
    rhs: list[fmpq]
    basis: list[int]

    def pivot(self, row: int, column: int, reduced: dict[int, fmpq]) -> fmpq:
        """Bring `column` into the basis at `row`; returns the gain of the objective."""
        source = self.rows[row]
        inverse = ONE / source[column]
        if inverse != 1:
            for k in source:
                source[k] *= inverse
            self.rhs[row] *= inverse
        for r, target in enumerate(self.rows):
            if r != row and column in target:
                factor = target[column]
                _subtract(target, source, factor)
                self.rhs[r] -= factor * self.rhs[row]
        gain = reduced[column] * self.rhs[row]
        _subtract(reduced, source, reduced[column])
        self.basis[row] = column
        return gain


def _subtract(target: dict[int, fmpq], source: dict[int, fmpq], factor: fmpq) -> None:
    for k, v in source.items():
        new = target.get(k, ZERO) - factor * v
        if new == 0:
            target.pop(k, None)
        else:
            target[k] = new


def _leaving(tableau: _Tableau, column: int) -> int | None:
    best: tuple[fmpq, int] | None = None
    chosen = None
    for r, row in enumerate(tableau.rows):
        entry = row.get(column)
        if entry is not None and entry > 0:
            key = (tableau.rhs[r] / entry, tableau.basis[r])
            if best is None or key < best:
                best, chosen = key, r
    return chosen


def _run(tableau: _Tableau, reduced: dict[int, fmpq], allowed: int, meter: Meter) -> int | None:
    """Pivot to the optimum over the columns below `allowed`; the unbounded column, or None."""
    idle = 0
    while True:
        improving = [k for k, v in reduced.items() if v > 0 and k < allowed]
        if not improving:
            return None
        column = min(improving) if idle >= STALL else max(improving, key=lambda k: (reduced[k], -k))
        row = _leaving(tableau, column)
        if row is None:
            return column
        meter.spend()
        idle = 0 if tableau.pivot(row, column, reduced) != 0 else idle + 1


def _start(form: StandardForm) -> _Tableau:
    rows: list[dict[int, fmpq]] = [{} for _ in range(form.height)]
    for k, column in enumerate(form.columns):
        for r, entry in column:
            rows[r][k] = entry
    rhs = list(form.rhs)
    for r, b in enumerate(rhs):
        if b < 0:
            rows[r] = {k: -v for k, v in rows[r].items()}
            rhs[r] = -b
    basis = [form.width + r for r in range(form.height)]
    for r in range(form.height):
        rows[r][form.width + r] = ONE
    tableau = _Tableau(rows, rhs, basis)
    _crash(form, tableau)
    return tableau


def _crash(form: StandardForm, tableau: _Tableau) -> None:
    """Use slack columns that are already unit columns instead of artificial ones."""
    for k, column in enumerate(form.columns):
        if len(column) == 1:
            row = column[0][0]
            entry = tableau.rows[row].get(k)
            if tableau.basis[row] >= form.width and entry is not None and entry > 0:
                tableau.pivot(row, k, {k: ZERO})


def _reduced(form: StandardForm, tableau: _Tableau, costs: Sequence[fmpq]) -> dict[int, fmpq]:
    reduced = {k: c for k, c in enumerate(costs) if c != 0}
    for row, index in zip(tableau.rows, tableau.basis, strict=True):
        if costs[index] != 0:
            _subtract(reduced, row, costs[index])
    return reduced


def _drive_out(form: StandardForm, tableau: _Tableau) -> None:
    """Replace artificial columns that stay in the basis at level zero, where a row allows it."""
    for r, index in enumerate(tableau.basis):
        if index >= form.width:
            column = next((k for k in sorted(tableau.rows[r]) if k < form.width), None)
            if column is not None:
                tableau.pivot(r, column, {column: ZERO})


@dataclass(frozen=True)
class SimplexEnd:
    """Where the method ended: the last basis of (A | I), whether phase one failed, the unbounded column."""

    basis: tuple[int, ...]
    infeasible: bool = False
    unbounded: int | None = None


def simplex(form: StandardForm, meter: Meter) -> SimplexEnd:
    """Run both phases exactly.

    Parameters
    ----------
    form : StandardForm
    meter : Meter
        One operation a pivot.

    Returns
    -------
    SimplexEnd

    Raises
    ------
    BudgetSpent
        When the meter is exhausted.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> form = StandardForm(1, (((0, ONE),), ((0, ONE),)), (ONE, fmpq(2)), (fmpq(3),))
    >>> simplex(form, Budget().start()).basis
    (1,)
    """
    tableau = _start(form)
    total = form.width + form.height
    costs = [ZERO] * form.width + [-ONE] * form.height
    _run(tableau, _reduced(form, tableau, costs), total, meter)
    if any(index >= form.width and level != 0 for index, level in zip(tableau.basis, tableau.rhs, strict=True)):
        return SimplexEnd(tuple(tableau.basis), infeasible=True)
    _drive_out(form, tableau)
    costs = [*form.costs, *[ZERO] * form.height]
    unbounded = _run(tableau, _reduced(form, tableau, costs), form.width, meter)
    return SimplexEnd(tuple(tableau.basis), unbounded=unbounded)
