"""Standard form of a linear program with rational data, and the exact value of a basis.

    maximise c·x  subject to  A x = b,  x >= 0,        A an m × n matrix over the rationals.

A *basis* is a choice of m columns of (A | I) whose matrix B is invertible; the columns of I are the
artificial ones.  It fixes the point x_B = B⁻¹ b and the multipliers y = B⁻ᵀ c_B.  It is optimal when
x_B >= 0 with no artificial column at a positive level, and yᵀA >= c: both are checked here exactly,
whoever proposed the basis (Dantzig 1963, ch. 5; Chvátal 1983, ch. 7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import fmpq, fmpq_mat

ZERO = fmpq(0)
ONE = fmpq(1)
Column = tuple[tuple[int, fmpq], ...]


@dataclass(frozen=True)
class StandardForm:
    """The data of one program: sparse columns ``((row, entry), …)``, costs, right-hand side.

    Examples
    --------
    >>> s = StandardForm(1, (((0, ONE),),), (ONE,), (fmpq(3),))
    >>> s.width
    1
    """

    height: int
    columns: tuple[Column, ...]
    costs: tuple[fmpq, ...]
    rhs: tuple[fmpq, ...]

    @property
    def width(self) -> int:
        return len(self.columns)

    def column(self, index: int) -> Column:
        """Column `index` of (A | I)."""
        return self.columns[index] if index < self.width else ((index - self.width, ONE),)

    def phase_one(self) -> StandardForm:
        """The program that minimises the sum of infeasibilities; always feasible and bounded.

        Its artificial columns carry the sign of the right-hand side, so that it starts at |b|.
        """
        signs = tuple(ONE if b >= 0 else -ONE for b in self.rhs)
        extra = tuple(((r, s),) for r, s in enumerate(signs))
        return StandardForm(self.height, self.columns + extra, (ZERO,) * self.width + (-ONE,) * self.height, self.rhs)

    def recession(self) -> StandardForm:
        """The program ``max c·d, A d = 0, Σ d + s = 1``: its value is positive iff an improving ray exists."""
        last = self.height
        columns = tuple((*column, (last, ONE)) for column in self.columns) + (((last, ONE),),)
        return StandardForm(last + 1, columns, (*self.costs, ZERO), (ZERO,) * last + (ONE,))


@dataclass(frozen=True)
class BasicPoint:
    """What a basis says: the point, the multipliers of the rows, and whether it is optimal."""

    basis: tuple[int, ...]
    point: dict[int, fmpq]
    multipliers: tuple[fmpq, ...]
    value: fmpq
    optimal: bool


def basic_point(form: StandardForm, basis: Sequence[int]) -> BasicPoint | None:
    """Point and multipliers of `basis` by exact linear algebra; None when its matrix is singular.

    Examples
    --------
    >>> form = StandardForm(1, (((0, ONE),),), (ONE,), (fmpq(3),))
    >>> found = basic_point(form, (0,))
    >>> found.value, found.optimal
    (3, True)
    """
    m = form.height
    if m == 0:
        return BasicPoint((), {}, (), ZERO, all(c <= 0 for c in form.costs))
    entries = [ZERO] * (m * m)
    for k, index in enumerate(basis):
        for row, entry in form.column(index):
            entries[row * m + k] = entry
    matrix = fmpq_mat(m, m, entries)
    costs = [form.costs[i] if i < form.width else ZERO for i in basis]
    try:
        levels = matrix.solve(fmpq_mat(m, 1, list(form.rhs))).entries()
        multipliers = matrix.transpose().solve(fmpq_mat(m, 1, costs)).entries()
    except ZeroDivisionError:
        return None
    point = {i: v for i, v in zip(basis, levels, strict=True) if v != 0}
    value = sum((y * b for y, b in zip(multipliers, form.rhs, strict=True)), ZERO)
    feasible = all(v > 0 and i < form.width for i, v in point.items())
    return BasicPoint(tuple(basis), point, tuple(multipliers), value, feasible and _dual_feasible(form, multipliers))


def _dual_feasible(form: StandardForm, y: Sequence[fmpq]) -> bool:
    for column, cost in zip(form.columns, form.costs, strict=True):
        if sum((y[r] * a for r, a in column if y[r] != 0), ZERO) < cost:
            return False
    return True
