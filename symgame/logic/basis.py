"""A basis of a linear program with parameters: its point, its multipliers, and where it is optimal.

Everything is computed in the field of rational functions of the parameters.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean
from sympy.polys.matrices import DomainMatrix

from symgame.errors import ArgumentError
from symgame.logic.linear import LinearProgram, LinearStatus


@dataclass(frozen=True)
class SymbolicBasis:
    """Conditions under which the basis is optimal (or proves infeasibility), and what it says there."""

    conditions: tuple[Boolean, ...]
    value: sp.Expr
    point_items: tuple[tuple[Hashable, sp.Expr], ...]
    multipliers: tuple[sp.Expr, ...]


class _Data:
    """The standard form (A | I) of a program over a field of rational functions."""

    def __init__(self, program: LinearProgram, phase_one: bool, point: Mapping[Any, sp.Expr]) -> None:
        self.field = sp.QQ.frac_field(*program.parameters)
        free = set(program.free)
        names = [(k, s) for k in program.variables for s in ((1, -1) if k in free else (1,))]
        rows = (*program.equal, *program.at_most)
        self.height, self.names = len(rows), names
        cells: dict[Hashable, list[tuple[int, Any]]] = {k: [] for k in program.variables}
        for r, (pairs, _) in enumerate(rows):
            for k, v in pairs:
                cells[k].append((r, self.read(v)))
        goal = {k: self.read(v) for k, v in program.objective}
        one, zero = self.field.one, self.field.zero
        self.columns = [[(r, v * s) for r, v in cells[k]] for k, s in names]
        self.costs = [goal.get(k, zero) * s for k, s in names]
        for r in range(len(program.equal), self.height):
            self.columns.append([(r, one)])
            self.costs.append(zero)
        self.rhs = [self.read(b) for _, b in rows]
        self.width = len(self.columns)
        if phase_one:
            signs = [-one if b.subs(point) < 0 else one for _, b in rows]
            self.columns += [[(r, s)] for r, s in enumerate(signs)]
            self.costs = [zero] * self.width + [-one] * self.height
            self.width += self.height

    def read(self, value: sp.Expr) -> Any:
        try:
            return self.field.from_sympy(value)
        except (ValueError, sp.CoercionFailed):
            raise ArgumentError(f"a parametric linear program needs rational functions; {value} is none") from None

    def column(self, index: int) -> list[tuple[int, Any]]:
        return self.columns[index] if index < self.width else [(index - self.width, self.field.one)]


def symbolic_basis(
    program: LinearProgram, basis: Sequence[int], status: LinearStatus, point: Mapping[Any, sp.Expr]
) -> SymbolicBasis:
    """Where a basis that was found at `point` is optimal, and its value there.

    Parameters
    ----------
    program : LinearProgram
    basis : sequence of int
        Columns of (A | I), of the first phase when infeasible.
    status : LinearStatus
        Optimal or infeasible.
    point : mapping
        The parameter values at which the basis was found.

    Returns
    -------
    SymbolicBasis

    Examples
    --------
    >>> c = sp.Symbol("c")
    >>> program = LinearProgram({"x": c}, at_most=[({"x": 1}, 2)])
    >>> symbolic_basis(program, (0,), LinearStatus.OPTIMAL, {c: sp.S.One}).value
    2*c
    """
    infeasible = status is LinearStatus.INFEASIBLE
    data = _Data(program, infeasible, point)
    field, m = data.field, data.height
    if m == 0:
        return SymbolicBasis(tuple(_sign(field, -c, False) for c in data.costs), sp.S.Zero, (), ())
    entries = [[field.zero] * m for _ in range(m)]
    for k, index in enumerate(basis):
        for r, v in data.column(index):
            entries[r][k] = v
    matrix = DomainMatrix(entries, (m, m), field)
    costs = [[data.costs[i] if i < data.width else field.zero] for i in basis]
    levels = [row[0] for row in matrix.lu_solve(DomainMatrix([[b] for b in data.rhs], (m, 1), field)).to_list()]
    y = [row[0] for row in matrix.transpose().lu_solve(DomainMatrix(costs, (m, 1), field)).to_list()]
    value = sum((a * b for a, b in zip(y, data.rhs, strict=True)), field.zero)
    conditions = [_nonzero(field, matrix.det())]
    for column, cost in zip(data.columns, data.costs, strict=True):
        conditions.append(_sign(field, sum((y[r] * v for r, v in column), field.zero) - cost, False))
    found: dict[Hashable, Any] = {}
    if infeasible:
        conditions.append(_sign(field, -value, True))
    else:
        for index, level in zip(basis, levels, strict=True):
            conditions.append(_sign(field, level, False))
            if index >= data.width:
                conditions.append(_sign(field, -level, False))
            if index < len(data.names):
                name, sign = data.names[index]
                found[name] = found.get(name, field.zero) + sign * level
    items = tuple((k, field.to_sympy(found[k])) for k in program.variables if k in found and found[k] != field.zero)
    distinct = tuple(dict.fromkeys(c for c in conditions if c is not sp.true))
    return SymbolicBasis(distinct, field.to_sympy(value), items, tuple(field.to_sympy(v) for v in y))


def _nonzero(field: Any, value: Any) -> Boolean:
    return sp.Ne(field.to_sympy(value).as_numer_denom()[0], 0)


def _sign(field: Any, value: Any, strict: bool) -> Boolean:
    """``value >= 0`` (or ``> 0``) as a polynomial condition; the denominator is non-zero where det B is."""
    top, bottom = field.to_sympy(value.numer), field.to_sympy(value.denom)
    product = sp.factor(top * bottom)
    return product > 0 if strict else product >= 0
