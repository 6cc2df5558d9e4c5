"""Virtual substitution of test points into polynomial sign conditions of one unknown.

A test point is a root (p + q√d)/c of a polynomial of degree at most two, or a point infinitely close above it, or minus
infinity.  What comes out has polynomial conditions in the other unknowns only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symgame.logic.formula import AT_LEAST, EQUAL, FALSE, GREATER, TRUE, UNEQUAL, Atom, Formula, conj, disj, make
from symgame.logic.polynomials import context, lift


class NotEliminated(Exception):
    """Internal: a bound unknown occurs in a way that this method does not cover, or the result would be too long."""


@dataclass(frozen=True)
class Point:
    """x = (p + q√d)/c, or just above it when `above`; `guard` says where that is a real number."""

    p: Any
    q: Any
    d: Any
    c: Any
    guard: Formula
    above: bool = False


def coefficients(atom: Atom, x: sp.Symbol, gens: tuple) -> list[Any]:
    """The coefficients of the atom's polynomial in x, constant first, over the other generators."""
    i = atom.gens.index(x)
    others = atom.gens[:i] + atom.gens[i + 1 :]
    ctx = context(len(others))
    rows: dict[int, dict] = {}
    for exponents, c in atom.poly.to_dict().items():
        rows.setdefault(exponents[i], {})[exponents[:i] + exponents[i + 1 :]] = c
    return [lift(ctx.from_dict(rows.get(k, {})), others, gens) for k in range(max(rows) + 1)]


def roots_of(c: list[Any], gens: tuple, above: bool) -> list[Point]:
    """The roots of a polynomial of degree at most two, with the cases of vanishing leading coefficients."""
    if len(c) > 3:
        raise NotEliminated(f"a bound unknown has degree {len(c) - 1}")
    one, zero = context(len(gens)).constant(1), context(len(gens)).constant(0)
    found = []
    if len(c) == 3:
        discriminant = c[1] ** 2 - 4 * c[0] * c[2]
        guard = conj((make(c[2], UNEQUAL, gens), make(discriminant, AT_LEAST, gens)))
        if guard != FALSE:
            found += [Point(-c[1], one * s, discriminant, 2 * c[2], guard, above) for s in (1, -1)]
    if len(c) >= 2:
        lower = make(c[2], EQUAL, gens) if len(c) == 3 else TRUE
        guard = conj((lower, make(c[1], UNEQUAL, gens)))
        if guard != FALSE:
            found.append(Point(-c[0], zero, zero, c[1], guard, above))
    return found


def substituted(rows: list[tuple[list[Any], str]], point: Point, gens: tuple) -> Formula:
    """The conjunction of atoms at a test point."""
    parts = [point.guard]
    for c, relation in rows:
        parts.append(_above(c, relation, point, gens) if point.above else _at(c, relation, point, gens))
        if parts[-1] == FALSE:
            return FALSE
    return conj(parts)


def _at(c: list[Any], relation: str, t: Point, gens: tuple) -> Formula:
    """``Σ c_k x^k relation 0`` at x = (p + q√d)/c."""
    n = len(c) - 1
    a, b = 0 * t.p, 0 * t.p
    pa, pb = t.p**0, 0 * t.p
    for k in range(n + 1):
        scale = c[k] * t.c ** (n - k)
        a, b = a + scale * pa, b + scale * pb
        pa, pb = pa * t.p + pb * t.q * t.d, pa * t.q + pb * t.p
    if n % 2:
        a, b = a * t.c, b * t.c
    return _radical_sign(a, b, t.d, relation, gens)


def _radical_sign(a: Any, b: Any, d: Any, relation: str, gens: tuple) -> Formula:
    """``a + b√d relation 0`` for d ≥ 0, without the radical."""
    if b.is_zero() or d.is_zero():
        return make(a, relation, gens)
    norm = a * a - b * b * d
    if relation == EQUAL:
        return conj((make(-a * b, AT_LEAST, gens), make(norm, EQUAL, gens)))
    if relation == UNEQUAL:
        return disj((make(a * b, GREATER, gens), make(norm, UNEQUAL, gens)))
    if relation == AT_LEAST:
        return disj(
            (
                conj((make(a, AT_LEAST, gens), make(norm, AT_LEAST, gens))),
                conj((make(b, AT_LEAST, gens), make(-norm, AT_LEAST, gens))),
            )
        )
    return disj(
        (
            conj((make(a, GREATER, gens), make(norm, GREATER, gens))),
            conj((make(b, AT_LEAST, gens), disj((make(a, GREATER, gens), make(-norm, GREATER, gens))))),
        )
    )


def _above(c: list[Any], relation: str, t: Point, gens: tuple) -> Formula:
    """The atom just above the point: the first derivative that does not vanish decides."""
    if relation == EQUAL:
        return conj(make(k, EQUAL, gens) for k in c)
    if relation == UNEQUAL:
        return disj(make(k, UNEQUAL, gens) for k in c)
    here = _at(c, GREATER, t, gens)
    if len(c) == 1:
        return make(c[0], relation, gens)
    slope = [k * c[k] for k in range(1, len(c))]
    return disj((here, conj((_at(c, EQUAL, t, gens), _above(slope, relation, t, gens)))))


def at_minus_infinity(c: list[Any], relation: str, gens: tuple) -> Formula:
    """The atom for all x below some bound."""
    if relation == EQUAL:
        return conj(make(k, EQUAL, gens) for k in c)
    if relation == UNEQUAL:
        return disj(make(k, UNEQUAL, gens) for k in c)
    leading = c[-1] * (-1) ** (len(c) - 1)
    if len(c) == 1:
        return make(leading, relation, gens)
    below = at_minus_infinity(c[:-1], relation, gens)
    return disj((make(leading, GREATER, gens), conj((make(leading, EQUAL, gens), below))))
