"""Screening: which linear patterns are equilibria at a sample, in floating point, before they are solved.

With m actions there are up to 3^m patterns of ends and interior solutions; at a sample each is a small
linear system of numbers, and only those that look like an equilibrium somewhere are worth a closed form.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symgame.solve.candidates import Pattern
from symgame.solve.labels import Labels, Point
from symgame.solve.problem import Candidate, StageProblem


def linear_solution(rows: Sequence[Sequence[float]], right: Sequence[float]) -> list[float] | None:
    """The solution of a small square system by elimination with pivoting, or None when it is singular.

    Examples
    --------
    >>> linear_solution([[1.0, 1.0], [1.0, -1.0]], [2.0, 0.0])
    [1.0, 1.0]
    """
    n = len(rows)
    table = [[*row, r] for row, r in zip(rows, right, strict=True)]
    for k in range(n):
        pivot = max(range(k, n), key=lambda i: abs(table[i][k]))
        if abs(table[pivot][k]) < 1e-12:
            return None
        table[k], table[pivot] = table[pivot], table[k]
        for i in range(k + 1, n):
            factor = table[i][k] / table[k][k]
            if factor:
                table[i] = [a - factor * b for a, b in zip(table[i], table[k], strict=True)]
    solution = [0.0] * n
    for k in range(n - 1, -1, -1):
        solution[k] = (table[k][n] - sum(table[k][j] * solution[j] for j in range(k + 1, n))) / table[k][k]
    return solution


class Screen:
    """The patterns of a problem that no sample has asked for yet.

    Parameters
    ----------
    problem : StageProblem
    patterns : sequence of Pattern
    labels : Labels
    """

    def __init__(self, problem: StageProblem, patterns: Sequence[Pattern], labels: Labels) -> None:
        self.problem, self.labels, self.waiting = problem, labels, list(patterns)

    def wanted(self, sample: Point) -> list[Pattern]:
        """Take out the patterns that look like an equilibrium at the sample."""
        point = {s: float(v) for s, v in sample.items()}
        numbers: dict[sp.Expr, float | None] = {}

        def number(e: sp.Expr) -> float | None:
            if e not in numbers:
                v = self.labels.compiler.value(e, point)
                numbers[e] = None if v is None else float(v)
            return numbers[e]

        found = []
        for pattern in self.waiting:
            rows = [[number(c) for c in coefficients] for coefficients, _ in pattern.rows]
            right = [number(constant) for _, constant in pattern.rows]
            if any(None in row for row in (*rows, right)):
                continue
            solution = linear_solution(rows, [-v for v in right if v is not None])  # type: ignore[arg-type]
            if solution is not None and self._equilibrium(pattern, {**point, **dict(zip(self.problem.symbols, solution, strict=True))}):
                found.append(pattern)
        self.waiting = [p for p in self.waiting if p not in found]
        return found

    def _equilibrium(self, pattern: Pattern, profile: Point) -> bool:
        inside = (*self.labels.inside.values(), *self.problem.pieces[pattern.piece].conditions)
        if not self.labels.compiler.all_hold(inside, profile):
            return False
        return self.labels.gain(Candidate({}, pattern.piece, pattern.names), profile) < 1e-7
