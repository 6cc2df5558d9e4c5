"""Linear sign conditions: tightest bounds of one parameter, and contradictions of several by elimination.

Fourier and Motzkin's elimination removes one variable after the other by adding each lower bound to each upper bound;
a contradiction among constants comes with the conditions it was added up from, and without one the variables get values
in reverse order (Schrijver 1986, ch. 12).  Everything is rational, so both answers are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from flint import fmpq

from symgame.logic.polynomials import Poly
from symgame.logic.signs import NEGATIVE, NONNEGATIVE, NONPOSITIVE, POSITIVE, ZERO, Sign

Signs = tuple[tuple[str, Sign], ...]
ONE_SIDED = (POSITIVE, NEGATIVE, NONNEGATIVE, NONPOSITIVE)
MOST_ROWS = 4_000


def bound(poly: Poly, allowed: Sign) -> tuple[int, fmpq, bool, bool] | None:
    """A sign that bounds one variable: (its place, the bound, whether from below, whether strictly), else None.

    Examples
    --------
    >>> from symgame.solve.line import variable_poly
    >>> bound(2 * variable_poly(2, 1) - 1, POSITIVE)
    (1, 1/2, True, True)
    """
    if allowed not in ONE_SIDED or len(poly) > 2:
        return None
    terms = poly.to_dict()
    used = [e for e in terms if any(e)]
    if len(used) != 1 or sum(used[0]) != 1:
        return None
    slope = fmpq(int(terms[used[0]]))
    constant = fmpq(int(next((c for e, c in terms.items() if not any(e)), 0)))
    return used[0].index(1), -constant / slope, (1 in allowed) == (slope > 0), 0 not in allowed


def tightest(signs: Signs, polys: Mapping[str, Poly]) -> Signs | None:
    """The signs with one bound of each variable from each side; None when two bounds contradict each other.

    Examples
    --------
    >>> from symgame.solve.line import variable_poly
    >>> x = variable_poly(1, 0)
    >>> polys = {"x": x, "x - 1": x - 1}
    >>> tightest((("x", POSITIVE), ("x - 1", POSITIVE)), polys)
    (('x - 1', frozenset({1})),)
    >>> tightest((("x", NEGATIVE), ("x - 1", POSITIVE)), polys) is None
    True
    """
    best: dict[tuple[int, bool], tuple[fmpq, bool, str]] = {}
    dropped: set[str] = set()
    for key, allowed in signs:
        found = bound(polys[key], allowed)
        if found is None:
            continue
        variable, value, lower, strict = found
        rank = (value if lower else -value, strict, key)
        known = best.get((variable, lower))
        if known is None or rank > known:
            dropped |= {known[2]} if known else set()
            best[variable, lower] = rank
        else:
            dropped.add(key)
    for (variable, lower), (value, strict, _) in best.items():
        other = best.get((variable, False)) if lower else None
        if other is not None and (value > -other[0] or value == -other[0] and (strict or other[1])):
            return None
    return tuple(item for item in signs if item[0] not in dropped) if dropped else signs


@dataclass(frozen=True)
class Row:
    """``coefficients · x + constant`` is at least zero, or above zero when strict; where the row comes from."""

    coefficients: tuple[int, ...]
    constant: Fraction
    strict: bool
    origin: frozenset[int]


@dataclass(frozen=True)
class Elimination:
    """The end of an elimination: a point, or the numbers of conditions that contradict each other, or neither."""

    point: tuple[Fraction, ...] | None = None
    conflict: frozenset[int] | None = None


def linear_rows(poly: Poly, allowed: Sign, origin: int) -> list[Row]:
    """The rows of one sign condition; none when it is not linear, or says only that a value is not zero.

    Examples
    --------
    >>> from symgame.solve.line import variable_poly
    >>> linear_rows(variable_poly(1, 0) - 3, NEGATIVE, 0)
    [Row(coefficients=(-1,), constant=Fraction(3, 1), strict=True, origin=frozenset({0}))]
    """
    if poly.total_degree() > 1 or allowed not in (*ONE_SIDED, ZERO):
        return []
    terms = {e: int(c) for e, c in poly.to_dict().items()}
    size = len(poly.degrees())
    constant = terms.pop((0,) * size, 0)
    slopes = [0] * size
    for exponents, c in terms.items():
        slopes[exponents.index(1)] = c
    rows = []
    common = gcd(*slopes) or 1
    for sign in (1, -1):
        if allowed == ZERO or sign in allowed:
            scaled = tuple(sign * c // common for c in slopes)
            rows.append(Row(scaled, Fraction(sign * constant, common), 0 not in allowed, frozenset((origin,))))
    return rows


def eliminate(rows: Iterable[Row], size: int) -> Elimination:
    """Decide linear conditions over the rationals.

    Examples
    --------
    >>> one = Row((1,), Fraction(-2), False, frozenset((0,)))
    >>> other = Row((-1,), Fraction(1), True, frozenset((1,)))
    >>> sorted(eliminate([one, other], 1).conflict), eliminate([one], 1).point
    ([0, 1], (Fraction(3, 1),))
    """
    current = _tightest_rows(rows)
    levels: list[tuple[int, list[Row]]] = []
    left = set(range(size))
    while left:
        k = min(left, key=lambda v: _growth(current, v))
        left.remove(k)
        levels.append((k, [r for r in current if r.coefficients[k]]))
        below = [r for r in current if r.coefficients[k] > 0]
        above = [r for r in current if r.coefficients[k] < 0]
        if len(below) * len(above) > MOST_ROWS:
            return Elimination()
        made = [_sum(one, other, k) for one in below for other in above]
        current = _tightest_rows([*(r for r in current if not r.coefficients[k]), *made])
        for r in current:
            if not any(r.coefficients) and (r.constant < 0 or r.strict and r.constant == 0):
                return Elimination(conflict=r.origin)
    return Elimination(point=_point(levels, size))


def _tightest_rows(rows: Iterable[Row]) -> list[Row]:
    """Of the rows with one direction the tightest."""
    best: dict[tuple[int, ...], Row] = {}
    for r in rows:
        known = best.get(r.coefficients)
        if known is None or (r.constant, not r.strict) < (known.constant, not known.strict):
            best[r.coefficients] = r
    return list(best.values())


def _growth(rows: Sequence[Row], k: int) -> int:
    low = sum(1 for r in rows if r.coefficients[k] > 0)
    high = sum(1 for r in rows if r.coefficients[k] < 0)
    return low * high - low - high


def _sum(one: Row, other: Row, k: int) -> Row:
    a, b = one.coefficients[k], -other.coefficients[k]
    coefficients = [b * x + a * y for x, y in zip(one.coefficients, other.coefficients, strict=True)]
    common = gcd(*coefficients) or 1
    constant = (b * one.constant + a * other.constant) / common
    return Row(tuple(c // common for c in coefficients), constant, one.strict or other.strict, one.origin | other.origin)


def _point(levels: Sequence[tuple[int, list[Row]]], size: int) -> tuple[Fraction, ...]:
    """Values in the reverse order of elimination, each between what the rows leave."""
    point = [Fraction(0)] * size
    for k, rows in reversed(levels):
        low: Fraction | None = None
        high: Fraction | None = None
        for r in rows:
            rest = sum((c * x for j, (c, x) in enumerate(zip(r.coefficients, point, strict=True)) if j != k), Fraction(0))
            value = -(rest + r.constant) / r.coefficients[k]
            if r.coefficients[k] > 0:
                low = value if low is None else max(low, value)
            else:
                high = value if high is None else min(high, value)
        if low is not None and high is not None:
            point[k] = low if low == high else (low + high) / 2
        elif low is not None:
            point[k] = low + 1
        elif high is not None:
            point[k] = high - 1
    return tuple(point)
