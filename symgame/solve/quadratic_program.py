"""Quadratic maximisation under linear and one quadratic constraint, exactly over the rationals.

    maximise  f(x) = f_0 + f'x + x'Fx   over  { x ∈ ℝⁿ : g_i(x) ≥ 0 affine,  q(x) ≥ 0 },

with F negative definite, n ≤ 2, and q quadratic with a negative semidefinite matrix (or none).  By active sets: on a face S
of the polyhedron the best point is the peak of f on the face, or lies on q = 0, where with a multiplier λ

    ∇f + λ ∇q = 0 on the face:   x(λ) rational in λ,   q(x(λ)) = 0 a polynomial in λ;

or ∇q vanishes on the face there.  F is negative definite, so a best point exists and is unique on a convex set; all
candidates that lie in the set are compared, and nothing is rounded: a point is rational, or algebraic with an
isolating ball (Fritz John 1948; Boyd and Vandenberghe 2004, section 5.5).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flint import fmpq, fmpq_mat, fmpq_poly

from symgame.solve.algebraic import Algebraic, real_roots

Vector = tuple[Any, ...]
NOUGHT = fmpq(0)


@dataclass(frozen=True)
class Quadratic:
    """``constant + linear'x + x'Mx`` with rational coefficients and symmetric M.

    Parameters
    ----------
    constant : fmpq
    linear : tuple of fmpq
    matrix : tuple of tuple of fmpq

    Examples
    --------
    >>> half = fmpq(1, 2)
    >>> Quadratic(fmpq(1), (half,), ((fmpq(-1),),)).at((half,))
    1
    """

    constant: Any
    linear: Vector
    matrix: tuple[Vector, ...]

    @property
    def affine(self) -> bool:
        """Whether the matrix is 0."""
        return not any(any(row) for row in self.matrix)

    def at(self, x: Sequence[Any]) -> Any:
        """The value at a point, of whatever kind its coordinates are."""
        total = self.constant
        for i, (a, row) in enumerate(zip(self.linear, self.matrix, strict=True)):
            inner = a
            for j, m in enumerate(row):
                if m:
                    inner = x[j] * m + inner
            if inner:
                total = x[i] * inner + total
        return total

    def along(self, start: Vector, directions: Sequence[Vector]) -> Quadratic:
        """The function ``z ↦ self(start + Σ z_k directions_k)``."""
        slope = self.gradient(start)
        linear = tuple(_dot(slope, d) for d in directions)
        if self.affine:
            return Quadratic(self.at(start), linear, tuple((NOUGHT,) * len(directions) for _ in directions))
        images = [tuple(_dot(row, d) for row in self.matrix) for d in directions]
        return Quadratic(self.at(start), linear, tuple(tuple(_dot(c, image) for c in directions) for image in images))

    def gradient(self, x: Vector) -> Vector:
        """The gradient at a rational point."""
        return tuple(a + 2 * _dot(row, x) for a, row in zip(self.linear, self.matrix, strict=True))

    @property
    def concave(self) -> bool:
        """Whether the matrix is negative semidefinite (n ≤ 2)."""
        if len(self.linear) == 1:
            return bool(self.matrix[0][0] <= 0)
        (a, b), (_, d) = self.matrix
        return bool(a <= 0 and d <= 0 and a * d - b * b >= 0)

    @property
    def strictly_concave(self) -> bool:
        """Whether the matrix is negative definite (n ≤ 2)."""
        if len(self.linear) == 1:
            return bool(self.matrix[0][0] < 0)
        (a, b), (_, d) = self.matrix
        return bool(a < 0 and a * d - b * b > 0)


def _dot(a: Vector, b: Vector) -> Any:
    total = NOUGHT
    for s, t in zip(a, b, strict=True):
        if s and t:
            total += s * t
    return total


@dataclass(frozen=True)
class Best:
    """A best point and the value there.

    Parameters
    ----------
    point : tuple of fmpq or Algebraic
    value : fmpq or Algebraic
    """

    point: Vector
    value: Any


def maximise_quadratic(objective: Quadratic, linear: Sequence[Quadratic], quadratic: Quadratic | None = None) -> Best | None:
    """The best point of a strictly concave quadratic; None when the constraints contradict each other.

    Parameters
    ----------
    objective : Quadratic
        Strictly concave, in one or two variables.
    linear : sequence of Quadratic
        Affine functions that are to be at least 0.
    quadratic : Quadratic, optional
        A concave function that is to be at least 0.

    Returns
    -------
    Best or None

    Examples
    --------
    >>> one, nought = fmpq(1), fmpq(0)
    >>> f = Quadratic(nought, (fmpq(2),), ((fmpq(-1),),))
    >>> at_most_half = Quadratic(fmpq(1, 2), (fmpq(-1),), ((nought,),))
    >>> maximise_quadratic(f, [at_most_half]).point
    (1/2,)
    """
    peak = _linearly_constrained(objective, linear)
    if peak is None or quadratic is None or quadratic.at(peak.point) >= 0:
        return peak
    best: Best | None = None
    for start, directions in faces(linear, len(objective.linear)):
        for point in _on_curve(objective.along(start, directions), quadratic.along(start, directions)):
            x = tuple(_shifted(s, [d[i] for d in directions], point) for i, s in enumerate(start))
            if all(g.at(x) >= 0 for g in linear):
                value = objective.at(x)
                if best is None or value > best.value:
                    best = Best(x, value)
    return best


def _shifted(start: Any, direction: Sequence[Any], point: Vector) -> Any:
    total = start
    for d, z in zip(direction, point, strict=True):
        if d:
            total = z * d + total
    return total


def _linearly_constrained(objective: Quadratic, linear: Sequence[Quadratic]) -> Best | None:
    """By active sets: the first point that satisfies the Kuhn–Tucker conditions is the best one."""
    n = len(objective.linear)
    for size in range(n + 1):
        for active in itertools.combinations(linear, size):
            rows = [[-2 * m for m in row] + [-g.linear[i] for g in active] for i, row in enumerate(objective.matrix)]
            rows += [[*g.linear, *([NOUGHT] * size)] for g in active]
            right = [[a] for a in objective.linear] + [[-g.constant] for g in active]
            try:
                found = fmpq_mat(rows).solve(fmpq_mat(right))
            except ZeroDivisionError:
                continue
            values = [found[i, 0] for i in range(n + size)]
            x, multipliers = tuple(values[:n]), values[n:]
            if all(m >= 0 for m in multipliers) and all(g.at(x) >= 0 for g in linear):
                return Best(x, objective.at(x))
    return None


def faces(linear: Sequence[Quadratic], n: int) -> Iterator[tuple[Vector, tuple[Vector, ...]]]:
    """The affine hulls of the faces: a point and directions, from the whole space down to vertices."""
    unit = tuple(tuple(fmpq(int(i == j)) for j in range(n)) for i in range(n))
    yield tuple(fmpq(0) for _ in range(n)), unit
    if n == 2:
        for g in linear:
            a, b = g.linear
            if a or b:
                scale = -g.constant / (a * a + b * b)
                yield (a * scale, b * scale), ((-b, a),)
    for active in itertools.combinations(linear, n):
        try:
            found = fmpq_mat([list(g.linear) for g in active]).solve(fmpq_mat([[-g.constant] for g in active]))
        except ZeroDivisionError:
            continue
        yield tuple(found[i, 0] for i in range(n)), ()


def _on_curve(f: Quadratic, q: Quadratic) -> Iterator[Vector]:
    """Candidates with q = 0 on a face of dimension 0, 1 or 2."""
    if not f.linear:
        if q.constant == 0:
            yield ()
    elif len(f.linear) == 1:
        poly = fmpq_poly([q.constant, q.linear[0], q.matrix[0][0]])
        yield from ((root,) for root in real_roots(poly))
    else:
        yield from _tangent(f, q)


def _tangent(f: Quadratic, q: Quadratic) -> Iterator[Vector]:
    """Points of the curve q = 0 at which ∇f + λ ∇q = 0 with λ ≥ 0, or ∇q = 0."""
    m00, m01, m11 = (fmpq_poly([f.matrix[i][j], q.matrix[i][j]]) for i, j in ((0, 0), (0, 1), (1, 1)))
    v0, v1 = (fmpq_poly([f.linear[i], q.linear[i]]) for i in (0, 1))
    below = 2 * (m00 * m11 - m01 * m01)
    top0, top1 = m01 * v1 - m11 * v0, m01 * v0 - m00 * v1
    (a, b), (_, d) = q.matrix
    closing = q.constant * below * below + below * (q.linear[0] * top0 + q.linear[1] * top1)
    closing += a * top0 * top0 + 2 * b * top0 * top1 + d * top1 * top1
    for root in real_roots(closing):
        if root >= 0:
            yield _ratio(top0, below, root), _ratio(top1, below, root)
    determinant = a * d - b * b
    if determinant:
        x = (b * q.linear[1] - d * q.linear[0]) / (2 * determinant), (b * q.linear[0] - a * q.linear[1]) / (2 * determinant)
        if q.at(x) == 0:
            yield x


def _ratio(top: fmpq_poly, below: fmpq_poly, root: Any) -> Any:
    if isinstance(root, Algebraic):
        return root.image(top, below)
    return top(root) / below(root)
