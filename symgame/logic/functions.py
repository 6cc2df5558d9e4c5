"""What is known of values of exp, log, powers with symbolic exponents, and unspecified functions, as polynomial conditions.

Each value is an unknown of its own; these are true conditions on one, two or three of them: monotonicity, tangents, chords.
After the partially interpreted functions of the SMT literature.  They are necessary, not sufficient, so they help to prove and
never refute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, permutations

import sympy as sp
from sympy.core.function import AppliedUndef

from symgame.logic.formula import AT_LEAST, EQUAL, GREATER, TRUE, Defined, Formula, conj, disj, negate
from symgame.logic.normal import compare
from symgame.logic.shapes import Shape

MAX_VALUES = 6


def facts(gens: Iterable[sp.Expr], shapes: Iterable[Shape] = ()) -> list[Formula]:
    """Conditions that hold wherever the generators are defined.

    Parameters
    ----------
    gens : iterable of Expr
    shapes : iterable of Shape

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> len(facts([sp.exp(x)]))
    3
    """
    gens = list(gens)
    found = list(_singles(gens))
    for kind, pairs in ((sp.exp, _exponentials), (sp.log, _logarithms)):
        values = [g for g in gens if isinstance(g, kind)][:MAX_VALUES]
        for g, h in combinations(values, 2):
            found += [_where((g, h), f) for f in pairs(g, h)]
    powers = [g for g in gens if _symbolic_power(g)][:MAX_VALUES]
    for g, h in combinations(powers, 2):
        found += [_where((g, h), f) for f in _powers(g, h)]
    inner = [d.expr.expr if isinstance(d, sp.Subs) else d.expr for d in gens if isinstance(d, sp.Subs | sp.Derivative)]
    for g, h, m in permutations(powers[:4], 3):
        if g.exp == h.exp == m.exp and str(g) < str(h):
            bases = conj(compare(x.base, sp.S.Zero, GREATER) for x in (g, h, m))
            product = _monotone(g * h, m, g.base * h.base, m.base, g.exp)
            found.append(_where((g, h, m), disj((negate(bases), product))))
    for name in dict.fromkeys(g.func.__name__ for g in (*gens, *inner) if _applied(g)):
        found += _unspecified(name, gens, [s for s in shapes if s.name == name])
    return [f for f in found if f != TRUE]


def _symbolic_power(g: sp.Expr) -> bool:
    return isinstance(g, sp.Pow) and not g.exp.is_Rational


def _applied(g: sp.Expr) -> bool:
    return isinstance(g, AppliedUndef) and len(g.args) == 1


def _where(gens: Iterable[sp.Expr], fact: Formula) -> Formula:
    """The fact where the generators are defined."""
    return disj((*(Defined(g, False) for g in gens if not isinstance(g, AppliedUndef)), fact))


def _same_sign(a: tuple[sp.Expr, sp.Expr], b: tuple[sp.Expr, sp.Expr]) -> Formula:
    """a_1 - a_2 and b_1 - b_2 have the same sign."""
    return disj(
        (
            conj((compare(*a, GREATER), compare(*b, GREATER))),
            conj((compare(*a[::-1], GREATER), compare(*b[::-1], GREATER))),
            conj((compare(*a, EQUAL), compare(*b, EQUAL))),
        )
    )


def _above_unless(high: sp.Expr, low: sp.Expr, u: sp.Expr, v: sp.Expr) -> Formula:
    """high > low, or u = v and both are equal."""
    return disj((compare(high, low, GREATER), conj((compare(u, v, EQUAL), compare(high, low, EQUAL)))))


def _singles(gens: list[sp.Expr]) -> Iterator[Formula]:
    one = sp.S.One
    for g in gens:
        if isinstance(g, sp.exp):
            u = g.args[0]
            yield _where((g,), _above_unless(g, 1 + u, u, sp.S.Zero))
            yield _where((g,), _above_unless(one, g * (1 - u), u, sp.S.Zero))
            yield _where((g,), _same_sign((g, one), (u, sp.S.Zero)))
        elif isinstance(g, sp.log):
            u = g.args[0]
            yield _where((g,), _above_unless(u - 1, g, u, one))
            yield _where((g,), _above_unless(u * g, u - 1, u, one))
            yield _where((g,), _same_sign((g, sp.S.Zero), (u, one)))
        elif _symbolic_power(g):
            yield from _single_power(g)


def _single_power(g: sp.Expr) -> Iterator[Formula]:
    """BERNOULLI's inequality, and on which side of 1 the power lies."""
    (b, e), one = g.args, sp.S.One
    positive = conj((Defined(g), compare(b, sp.S.Zero, GREATER)))
    tangent = 1 + e * (b - 1)
    outside = disj((compare(e, one, GREATER), compare(sp.S.Zero, e, GREATER)))
    inside = conj((compare(e, sp.S.Zero, GREATER), compare(one, e, GREATER)))
    straight = disj((compare(e, sp.S.Zero, EQUAL), compare(e, one, EQUAL)))
    yield disj((negate(positive), negate(outside), _above_unless(g, tangent, b, one)))
    yield disj((negate(positive), negate(inside), _above_unless(tangent, g, b, one)))
    yield disj((negate(positive), negate(straight), compare(g, tangent, EQUAL)))
    yield disj((negate(positive), _same_sign((g, one), (e * (b - 1), sp.S.Zero))))


def _exponentials(g: sp.Expr, h: sp.Expr) -> Iterator[Formula]:
    u, v = g.args[0], h.args[0]
    yield _same_sign((g, h), (u, v))
    yield _above_unless(g, h * (1 + u - v), u, v)
    yield _above_unless(h, g * (1 + v - u), u, v)


def _logarithms(g: sp.Expr, h: sp.Expr) -> Iterator[Formula]:
    u, v = g.args[0], h.args[0]
    yield _same_sign((g, h), (u, v))
    yield _above_unless(u - v, v * (g - h), u, v)
    yield _above_unless(v - u, u * (h - g), u, v)


def _powers(g: sp.Expr, h: sp.Expr) -> Iterator[Formula]:
    (b, e), (c, k) = g.args, h.args
    zero, one = sp.S.Zero, sp.S.One
    base_g, base_h = compare(b, zero, GREATER), compare(c, zero, GREATER)
    if e == k:
        yield disj((negate(base_g), negate(base_h), _monotone(g, h, b, c, e)))
        far = _above_unless(c * g, c * h + e * h * (b - c), b, c)
        back = _above_unless(b * h, b * g + e * g * (c - b), b, c)
        outside = disj((compare(e, one, GREATER), compare(zero, e, GREATER)))
        yield disj((negate(base_g), negate(base_h), negate(outside), conj((far, back))))
        far = _above_unless(c * h + e * h * (b - c), c * g, b, c)
        back = _above_unless(b * g + e * g * (c - b), b * h, b, c)
        inside = conj((compare(e, zero, GREATER), compare(one, e, GREATER)))
        yield disj((negate(base_g), negate(base_h), negate(inside), conj((far, back))))
    elif b == c:
        ratio, gap = sp.cancel(e / k), sp.cancel(e - k)
        if gap.is_Integer:
            yield disj((negate(base_g), compare(g, b**gap * h, EQUAL)))
        elif ratio.is_Rational and abs(ratio.p) < 9 and ratio.q < 9:
            yield disj((negate(base_g), compare(g**ratio.q, h**ratio.p, EQUAL)))
        yield disj((negate(base_g), _same_sign((g, h), ((e - k) * (b - 1), zero))))


def _monotone(g: sp.Expr, h: sp.Expr, b: sp.Expr, c: sp.Expr, e: sp.Expr) -> Formula:
    """A power is increasing in its base for a positive exponent, decreasing for a negative one."""
    return disj(
        (
            conj((compare(e, sp.S.Zero, GREATER), _same_sign((g, h), (b, c)))),
            conj((compare(sp.S.Zero, e, GREATER), _same_sign((g, h), (c, b)))),
            conj((compare(e, sp.S.Zero, EQUAL), compare(g, h, EQUAL))),
        )
    )


def _unspecified(name: str, gens: list[sp.Expr], shapes: list[Shape]) -> list[Formula]:
    """Equal arguments, equal values; monotonicity, chords and tangents by the shapes."""
    values = [g for g in gens if _applied(g) and g.func.__name__ == name][:MAX_VALUES]
    slopes = {d.args[0]: d for d in gens if isinstance(d, sp.Derivative) and _order(d) == 1}
    slopes |= {_at(d): d for d in gens if isinstance(d, sp.Subs) and _order(d.expr) == 1}
    slopes = {g: d for g, d in slopes.items() if _applied(g) and g.func.__name__ == name}
    found = []
    for g, h in combinations(values, 2):
        same = compare(g.args[0], h.args[0], EQUAL)
        found.append(disj((negate(same), compare(g, h, EQUAL))))
        if g in slopes and h in slopes:
            found.append(disj((negate(same), compare(slopes[g], slopes[h], EQUAL))))
    for shape in shapes:
        if shape.order == 1:
            found += _monotonic(values, slopes, shape)
        else:
            found += _curved(values, slopes, gens, shape)
    return found


def _order(d: sp.Basic) -> int:
    return int(d.derivative_count) if isinstance(d, sp.Derivative) else 0


def _at(d: sp.Subs) -> sp.Expr:
    """r(point) for the derivative of r at a point."""
    return d.expr.expr.xreplace(dict(zip(d.variables, d.point, strict=True)))


def _monotonic(values: list[sp.Expr], slopes: dict[sp.Expr, sp.Expr], shape: Shape) -> Iterator[Formula]:
    for g, h in permutations(values, 2):
        below = compare(h.args[0], g.args[0], GREATER)
        low, high = (g, h) if shape.sign > 0 else (h, g)
        yield disj((negate(below), compare(high, low, GREATER if shape.strict else AT_LEAST)))
    for d in slopes.values():
        yield compare(shape.sign * d, sp.S.Zero, AT_LEAST)


def _curved(
    values: list[sp.Expr], slopes: dict[sp.Expr, sp.Expr], gens: list[sp.Expr], shape: Shape
) -> Iterator[Formula]:
    """For a convex function; a concave one is its negative."""
    s, kind = shape.sign, GREATER if shape.strict else AT_LEAST
    for g, h, k in permutations(values, 3):
        u, v, w = (x.args[0] for x in (g, h, k))
        between = conj((compare(v, u, GREATER), compare(w, v, GREATER)))
        chord = compare(s * ((w - v) * g + (v - u) * k), s * (w - u) * h, kind)
        yield disj((negate(between), chord))
    for g, h in permutations(values, 2):
        if g in slopes:
            u, v = g.args[0], h.args[0]
            apart = disj((compare(u, v, EQUAL), compare(s * h, s * (g + slopes[g] * (v - u)), kind)))
            yield conj((apart, compare(s * h, s * (g + slopes[g] * (v - u)), AT_LEAST)))
    for d in gens:
        if isinstance(d, sp.Derivative) and _order(d) == 2 or isinstance(d, sp.Subs) and _order(d.expr) == 2:
            function = d.expr if isinstance(d, sp.Derivative) else d.expr.expr
            if _applied(function) and function.func.__name__ == shape.name:
                yield compare(s * d, sp.S.Zero, AT_LEAST)
