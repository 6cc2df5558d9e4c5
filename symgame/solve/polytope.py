"""All extreme equilibria of a numeric two-player game, from the vertices of its best-response polytopes.

With payoffs made positive, P = {x ≥ 0 : Bᵀx ≤ 1} and Q = {y ≥ 0 : Ay ≤ 1}.  A vertex has the labels of its zero
coordinates and of its tight inequalities; a pair of vertices other than (0, 0) whose labels are together all labels is,
normalised, an extreme equilibrium, and there are no others (Mangasarian 1964; von Stengel 2002).  The vertices are
found by walking over all feasible bases with integer pivots (after Edmonds), so nothing is ever rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from typing import Any

import sympy as sp

from symgame.budget import Meter

Tableau = tuple[tuple[int, ...], ...]
Point = tuple[Fraction, ...]


def extreme_equilibria(rows: Any, columns: Any, meter: Meter) -> list[tuple[tuple[sp.Expr, ...], tuple[sp.Expr, ...]]]:
    """All extreme equilibria of the bimatrix game (rows, columns).

    Parameters
    ----------
    rows, columns : nested sequences of Rational
    meter : Meter
        One operation a basis.

    Returns
    -------
    list of (tuple of Rational, tuple of Rational)
        In the order of the first player's supports.

    Raises
    ------
    BudgetSpent

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> extreme_equilibria([[1, 0], [0, 1]], [[0, 1], [1, 0]], Budget().start())
    [((1/2, 1/2), (1/2, 1/2))]
    """
    a, b = integers(rows), integers(columns)
    height, width = len(a), len(a[0])
    # Labels: row action i is bit i, column action j is bit height + j, in both polytopes.
    first = vertices([[b[i][j] for i in range(height)] for j in range(width)], 0, height, meter)
    second = vertices(a, height, 0, meter)
    everything = (1 << (height + width)) - 1
    by_labels: dict[int, list[Point]] = {}
    for point, labels in second:
        by_labels.setdefault(labels, []).append(point)
    rich = [(labels, points) for labels, points in by_labels.items() if labels.bit_count() > width]
    found: list[tuple[Point, Point]] = []
    for x, labels in first:
        if not any(x):
            continue
        missing = everything & ~labels
        # A corner with no more labels than coordinates leaves its partner no choice, unless that one has more.
        several = rich if labels.bit_count() == height else list(by_labels.items())
        found.extend((x, y) for y in by_labels.get(missing, ()))
        for other, points in several:
            if other & missing == missing:
                found.extend((x, y) for y in points)
    pairs = {(_normal(x), _normal(y)) for x, y in found if any(y)}
    ordered = sorted(pairs, key=lambda pair: tuple((sum(map(bool, z)), tuple(-v for v in z)) for z in pair))
    return [(_exact(x), _exact(y)) for x, y in ordered]


def integers(matrix: Any) -> list[list[int]]:
    """An equivalent integer matrix with positive entries.

    Examples
    --------
    >>> integers([[0, Fraction(1, 2)]])
    [[1, 2]]
    """
    exact = [[Fraction(int(v.p), int(v.q)) if isinstance(v, sp.Rational) else Fraction(v) for v in row] for row in matrix]
    scale = lcm(*(v.denominator for row in exact for v in row))
    whole = [[int(v * scale) for v in row] for row in exact]
    low = min(v for row in whole for v in row)
    return [[v - low + 1 for v in row] for row in whole]


def vertices(system: Sequence[Sequence[int]], own: int, tight: int, meter: Meter) -> list[tuple[Point, int]]:
    """The vertices of {z ≥ 0 : system·z ≤ 1} with their labels, by a walk over feasible bases.

    Parameters
    ----------
    system : matrix of positive int
    own, tight : int
        The first label of the coordinates, and of the inequalities.
    meter : Meter

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> sorted(vertices([[1, 2]], 0, 2, Budget().start()))[0]
    ((Fraction(0, 1), Fraction(0, 1)), 3)
    """
    count, size = len(system), len(system[0])
    slack = [[int(r == k) for k in range(count)] for r in range(count)]
    start = tuple((*row, *slack[r], 1) for r, row in enumerate(system))
    bits = [1 << (own + k) for k in range(size)] + [1 << (tight + k) for k in range(count)]
    basis = tuple(range(size, size + count))
    seen = {frozenset(basis)}
    waiting: list[tuple[tuple[int, ...], Tableau]] = [(basis, start)]
    found: dict[Point, int] = {}
    while waiting:
        basis, table = waiting.pop()
        meter.spend()
        point, labels = _corner(basis, table, size, bits)
        found[point] = labels
        inside = set(basis)
        for column in range(size + count):
            if column in inside:
                continue
            for row in _leaving(table, column):
                after = (*basis[:row], column, *basis[row + 1 :])
                key = frozenset(after)
                if key not in seen:
                    seen.add(key)
                    waiting.append((after, _pivot(table, row, column)))
    return list(found.items())


def _corner(basis: tuple[int, ...], table: Tableau, size: int, bits: list[int]) -> tuple[Point, int]:
    values = [Fraction(0)] * size
    labels = sum(bits)
    for row, k in zip(table, basis, strict=True):
        if row[-1]:
            labels &= ~bits[k]
            if k < size:
                values[k] = Fraction(row[-1], row[k])
    return tuple(values), labels


def _leaving(table: Tableau, column: int) -> list[int]:
    """Rows that can leave for a column; in a degenerate corner all rows at level zero can."""
    found: list[int] = []
    best_level, best_entry = 1, 0
    for r, row in enumerate(table):
        entry, level = row[column], row[-1]
        if not level:
            if entry:
                found.append(r)
            if entry > 0:
                best_level, best_entry = 0, 1
        elif entry > 0 and (not best_entry or level * best_entry < best_level * entry):
            best_level, best_entry = level, entry
    if best_entry and best_level:
        for r, row in enumerate(table):
            if row[column] > 0 and row[-1] and row[-1] * best_entry == best_level * row[column]:
                found.append(r)
    return found


def _pivot(table: Tableau, row: int, column: int) -> Tableau:
    source = table[row]
    entry = source[column]
    if entry < 0:
        source, entry = tuple(-v for v in source), -entry
    done = []
    for r, target in enumerate(table):
        factor = target[column]
        if r == row or not factor:
            done.append(source if r == row else target)
            continue
        new = [entry * a - factor * b for a, b in zip(target, source, strict=True)]
        common = reduce(gcd, new)
        done.append(tuple(v // common for v in new) if common > 1 else tuple(new))
    return tuple(done)


def _normal(point: Point) -> Point:
    total = sum(point)
    return tuple(v / total for v in point)


def _exact(point: Point) -> tuple[sp.Expr, ...]:
    return tuple(sp.Rational(v.numerator, v.denominator) for v in point)
