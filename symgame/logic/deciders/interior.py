"""A guess, in floating point: a point of an affine space of symmetric matrices inside the cone of positive definite ones.

Newton's method on -μ s - log det(R(t) - s I), which makes the least eigenvalue large (NESTEROV and NEMIROVSKII 1994).  What it
finds is rounded and checked exactly elsewhere.
"""

from __future__ import annotations

from math import log

from flint import arb_mat

Matrix = list[list[float]]
Entry = tuple[int, int, int, float]

MAX_STEPS = 40
ENOUGH = 1e-3


def interior(first: list[Matrix], directions: list[list[Matrix]]) -> list[float] | None:
    """t with first + Σ t_k directions_k positive definite, block by block; None when none was found.

    Parameters
    ----------
    first : list of square matrices, one a block
    directions : list of the same

    Examples
    --------
    >>> (t,) = interior([[[1.0, 2.0], [2.0, 1.0]]], [[[[0.0, 1.0], [1.0, 0.0]]]])
    >>> abs(2 + t) < 1
    True
    """
    shift = [[[-1.0 if i == j else 0.0 for j in range(len(m))] for i in range(len(m))] for m in first]
    ways = [*directions, shift]
    entries = [_entries(way) for way in ways]
    at = [0.0] * len(directions) + [min(_gershgorin(m) for m in first) - 1.0]
    weight = 1.0
    for _ in range(MAX_STEPS):
        step = _newton(_point(first, entries, at), ways, weight)
        if step is None:
            return None
        moved = _searched(first, entries, at, step, weight)
        if moved is None:
            weight *= 4
            if at[-1] > ENOUGH:
                break
            continue
        change = max(abs(a - b) for a, b in zip(at, moved, strict=True))
        at = moved
        if change < 1e-2 * (1 + max(map(abs, at))):
            gap = 2 * sum(map(len, first)) / weight
            if at[-1] > ENOUGH or at[-1] + gap < 0 or gap < ENOUGH:
                break
            weight *= 4
    return at[:-1] if at[-1] > 1e-7 else None


def _gershgorin(m: Matrix) -> float:
    return min(r[i] - sum(abs(x) for j, x in enumerate(r) if j != i) for i, r in enumerate(m))


def _entries(way: list[Matrix]) -> list[Entry]:
    return [(k, i, j, x) for k, m in enumerate(way) for i, r in enumerate(m) for j, x in enumerate(r) if x]


def _point(first: list[Matrix], entries: list[list[Entry]], at: list[float]) -> list[Matrix]:
    found = [[list(r) for r in m] for m in first]
    for t, way in zip(at, entries, strict=True):
        for k, i, j, x in way:
            found[k][i][j] += t * x
    return found


def _value(blocks: list[Matrix], at: list[float], weight: float) -> float | None:
    """The function, None outside the cone."""
    total = -weight * at[-1]
    for m in blocks:
        n = len(m)
        low = [[0.0] * n for _ in range(n)]
        for i in range(n):
            for j in range(i + 1):
                rest = m[i][j] - sum(low[i][k] * low[j][k] for k in range(j))
                if i == j:
                    if rest <= 0:
                        return None
                    low[i][i] = rest**0.5
                    total -= log(rest)
                else:
                    low[i][j] = rest / low[j][j]
    return total


def _newton(blocks: list[Matrix], ways: list[list[Matrix]], weight: float) -> list[float] | None:
    """The Newton step."""
    count = len(ways)
    slope = [0.0] * (count - 1) + [-weight]
    curvature = arb_mat(count, count)
    for k, m in enumerate(blocks):
        try:
            inverse = arb_mat(m).inv().mid()
        except ZeroDivisionError:
            return None
        n = len(m)
        products = [(inverse * arb_mat(way[k])).mid() for way in ways]
        for i, q in enumerate(products):
            slope[i] -= float(sum(q[j, j] for j in range(n)))
        straight = arb_mat(count, n * n, [x for q in products for x in q.entries()])
        turned = arb_mat(count, n * n, [x for q in products for x in q.transpose().entries()])
        curvature = (curvature + straight * turned.transpose()).mid()
    for i in range(count):
        curvature[i, i] += 1e-9
    try:
        step = curvature.solve(arb_mat(count, 1, [-s for s in slope])).mid()
    except ZeroDivisionError:
        return None
    return [float(step[i, 0]) for i in range(count)]


def _searched(
    first: list[Matrix], entries: list[list[Entry]], at: list[float], step: list[float], weight: float
) -> list[float] | None:
    """The step halved until the function falls; None when it does not."""
    here = _value(_point(first, entries, at), at, weight)
    length = 1.0
    for _ in range(30):
        moved = [a + length * s for a, s in zip(at, step, strict=True)]
        there = _value(_point(first, entries, moved), moved, weight)
        if here is not None and there is not None and there < here - 1e-12:
            return moved
        length /= 2
    return None
