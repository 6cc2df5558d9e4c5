"""Where a quadratic payoff of two own actions can be largest on a polygon: its vertices, edges and inside.

Let f(x, y) = A x² + B x y + C y² + p x + q y + r on P, a compact set cut out by a_i x + b_i y + c_i ≥ 0.  A largest value is
attained in the relative interior of some face of P; take a face of least dimension.  Then f is stationary along the face and

    inside    A < 0 and 4 A C − B² > 0, and the point is the only zero of the gradient;
    an edge   A b_i² − B a_i b_i + C a_i² < 0, and the point is the only one of the line at which f is stationary;
    a vertex  a_i b_j − a_j b_i ≠ 0 for two of the lines, and the point is where they meet;

for where one of these definite forms vanishes, f is constant along a line through the point, and the line reaches a smaller
face.  That nothing does better than v is therefore a conjunction of sentences in which the two actions do not occur
(Nocedal and Wright 2006, chapter 16).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.logic.polynomials import expression
from symgame.solve.fractions import factors, is_rational, parts
from symgame.solve.pieces import relation_sides, substitute
from symgame.solve.problem import Unknown, ends
from symgame.solve.relations import plain

Line = tuple[Any, Any, Any]
CLOSE = 1e-12
"""A place of floats lies on the polygon when it misses it by no more."""


@dataclass(frozen=True)
class Polygon:
    """A quadratic function on a polygon of two actions; the coefficients are expressions in everything else.

    Parameters
    ----------
    form : tuple of Expr
        ``(A, B, C, p, q, r)``.
    lines : tuple of (a, b, c)
        The polygon is ``a x + b y + c ≥ 0`` for all of them.
    open : bool
        Whether the set in question lacks a part of its border.
    """

    form: tuple[Any, ...]
    lines: tuple[Line, ...]
    open: bool


@dataclass(frozen=True)
class Place:
    """A place at which the function can be largest.

    Parameters
    ----------
    x, y : Expr
    value : Expr
        Of the function.
    conditions : tuple of Boolean
        Where it is one.
    corner : bool
        Whether it is a vertex.
    """

    x: sp.Expr
    y: sp.Expr
    value: sp.Expr
    conditions: tuple[Boolean, ...]
    corner: bool = False


def polygon_of(
    own: Sequence[Unknown], payoff: sp.Expr, fixed: Mapping[sp.Symbol, sp.Expr], conditions: Iterable[Boolean]
) -> Polygon | None:
    """The payoff of two own actions on a piece as a quadratic on a polygon; None where it is of another kind.

    Parameters
    ----------
    own : sequence of Unknown
    payoff : Expr
        The others' actions put in.
    fixed : {Symbol: Expr}
        The others' actions.
    conditions : iterable of Boolean
        Of the piece.

    Examples
    --------
    >>> x, y, a = sp.symbols("x y a", real=True)
    >>> box = [Unknown(s, "A", sp.Integer(0), sp.Integer(1)) for s in (x, y)]
    >>> polygon_of(box, a*x*y - y**2, {}, [x <= y]).form
    (0, a, -1, 0, 0, 0)
    >>> polygon_of(box, x**3, {}, []) is None
    True
    """
    if len(own) != 2 or any(u.values or isinstance(u.low, sp.Min) or isinstance(u.high, sp.Max) for u in own):
        return None
    symbols = [u.symbol for u in own]
    borders = {u.symbol: [substitute(e, fixed) for end in (u.low, u.high) for e in ends(end)] for u in own}
    if any(e in (sp.oo, -sp.oo) for found in borders.values() for e in found):
        return None
    if all(any(e.has(*symbols) for e in found) for found in borders.values()):
        return None  # each action bounds the other one: the set need not be compact
    sides = [u.symbol - substitute(e, fixed) for u in own for e in ends(u.low)]
    sides += [substitute(e, fixed) - u.symbol for u in own for e in ends(u.high)]
    is_open = any(u.low_open or u.high_open for u in own)
    for c in conditions:
        c = substitute(c, fixed)
        for part in c.args if isinstance(c, And) else (c,):
            if part.has(*symbols):
                if not isinstance(part, sp.Ge | sp.Le | sp.Gt | sp.Lt | sp.Eq):
                    return None
                sides += [relation_sides(part)] + ([-relation_sides(part)] if isinstance(part, sp.Eq) else [])
                is_open = is_open or isinstance(part, sp.Gt | sp.Lt)
    form = _coefficients(payoff, symbols, ((2, 0), (1, 1), (0, 2), (1, 0), (0, 1), (0, 0)))
    lines = [_coefficients(s, symbols, ((1, 0), (0, 1), (0, 0))) for s in sides]
    if form is None or any(line is None for line in lines):
        return None
    return Polygon(form, tuple(dict.fromkeys(line for line in lines if line is not None)), is_open)  # type: ignore[arg-type]


def _coefficients(e: sp.Expr, symbols: Sequence[sp.Symbol], powers: Sequence[tuple[int, int]]) -> tuple[sp.Expr, ...] | None:
    """The coefficients of the listed monomials; None if there are others."""
    if not e.is_polynomial(*symbols):
        return None
    p = sp.Poly(e, *symbols)
    if p.total_degree() > sum(powers[0]):
        return None
    return tuple(p.coeff_monomial(symbols[0] ** i * symbols[1] ** j) for i, j in powers)


def places(polygon: Polygon) -> Iterator[Place]:
    """The places at which the function can be largest: inside, on the edges, and the vertices.

    Parameters
    ----------
    polygon : Polygon

    Examples
    --------
    >>> x, y, a = sp.symbols("x y a", real=True)
    >>> box = [Unknown(s, "A", sp.Integer(0), sp.Integer(1)) for s in (x, y)]
    >>> [(p.x, p.y) for p in places(polygon_of(box, a*x - x**2 + y, {}, []))]
    [(a/2, 0), (a/2, 1), (0, 0), (0, 1), (1, 0), (1, 1)]
    """
    bent, mixed, other, p, q, _ = polygon.form
    definite = _short(4 * bent * other - mixed**2)
    if definite != 0 and bent != 0:
        top = (mixed * q - 2 * other * p, mixed * p - 2 * bent * q)
        yield from _place(polygon, top, definite, 1, (plain(sp.Lt, sign_of(bent)), plain(sp.Gt, sign_of(definite))), ())
    for i, (a, b, c) in enumerate(polygon.lines):
        bend = _short(2 * (bent * b**2 - mixed * a * b + other * a**2))
        if bend != 0:
            along = p * b - q * a
            top = (-along * b + c * (mixed * b - 2 * other * a), along * a + c * (mixed * a - 2 * bent * b))
            yield from _place(polygon, top, bend, -1, (plain(sp.Lt, sign_of(bend)),), (i,))
    for (i, (a, b, c)), (j, (d, e, f)) in itertools.combinations(enumerate(polygon.lines), 2):
        turn = _short(a * e - d * b)
        if turn != 0:
            known = 1 if turn.is_positive else -1 if turn.is_negative else 0
            apart = () if known else (plain(sp.Ne, sign_of(turn)),)
            yield from _place(polygon, (b * f - c * e, c * d - a * f), turn, known, apart, (i, j))


def _place(
    polygon: Polygon, top: tuple[sp.Expr, sp.Expr], below: sp.Expr, sign: int, conditions: tuple[Boolean, ...], on: tuple[int, ...]
) -> Iterator[Place]:
    """The place (top/below), `below` of the given sign (0: unknown), unless the polygon is never there."""
    x, y = (_short(t / below) for t in top)
    inside = []
    for k, (a, b, c) in enumerate(polygon.lines):
        if k not in on:
            gap = a * top[0] + b * top[1] + c * below
            inside.append(plain(sp.Ge, sign_of(gap * (sign if sign else below))))
    kept = tuple(dict.fromkeys(c for c in (*conditions, *inside) if c is not sp.true))
    if sp.false not in kept:
        bent, mixed, other, p, q, r = polygon.form
        yield Place(x, y, _short(bent * x**2 + mixed * x * y + other * y**2 + p * x + q * y + r), kept, len(on) == 2)


def sign_of(e: sp.Expr) -> sp.Expr:
    """A polynomial of the same sign wherever the rational function is defined, without factors of declared sign.

    Examples
    --------
    >>> x, a = sp.Symbol("x", real=True), sp.Symbol("a", positive=True)
    >>> sign_of(-2*a*x/(a + 1)), sign_of(x**3/a)
    (-x, x)
    """
    if not is_rational(e):
        return e
    top, below, gens = parts(e)
    if top.is_zero():
        return sp.S.Zero
    (c, upper), (d, lower) = factors(top, gens), factors(below, gens)
    kept, sign = sp.S.One, sp.sign(c * d)
    for f, n in (*upper, *lower):
        if f.is_positive or n % 2 == 0 and f.is_nonzero:
            continue
        if f.is_negative:
            sign *= (-1) ** n
        else:
            kept *= f if n % 2 else f**2
    return sp.expand(sign * kept) if kept.is_Add or kept.is_Symbol else sign * kept


def _short(e: sp.Expr) -> sp.Expr:
    """The reduced fraction."""
    if not is_rational(e):
        return sp.expand(e)
    top, below, gens = parts(e)
    return expression(top, gens) / expression(below, gens)


def largest(form: Sequence[float], lines: Sequence[tuple[float, float, float]]) -> float | None:
    """The largest value of a quadratic of floats on a polygon, up to rounding; None where the polygon is empty.

    Examples
    --------
    >>> largest((-1.0, 0.0, -1.0, 1.0, 4.0, 0.0), [(1, 0, 0), (-1, 0, 1), (0, 1, 0), (0, -1, 1)])
    3.25
    """
    bent, mixed, other, p, q, r = form
    found: list[tuple[float, float]] = []
    definite = 4 * bent * other - mixed * mixed
    if bent < 0 and definite > 0:
        found.append(((mixed * q - 2 * other * p) / definite, (mixed * p - 2 * bent * q) / definite))
    for a, b, c in lines:
        bend = 2 * (bent * b * b - mixed * a * b + other * a * a)
        if bend < 0:
            along = p * b - q * a
            found.append(((-along * b + c * (mixed * b - 2 * other * a)) / bend, (along * a + c * (mixed * a - 2 * bent * b)) / bend))
    for (a, b, c), (d, e, f) in itertools.combinations(lines, 2):
        turn = a * e - d * b
        if abs(turn) > CLOSE * (abs(a) + abs(b)) * (abs(d) + abs(e)):
            found.append(((b * f - c * e) / turn, (c * d - a * f) / turn))
    values = [
        bent * x * x + mixed * x * y + other * y * y + p * x + q * y + r
        for x, y in found
        if all(a * x + b * y + c >= -CLOSE * (abs(a * x) + abs(b * y) + abs(c)) for a, b, c in lines)
    ]
    return max(values, default=None)
