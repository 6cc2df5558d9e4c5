"""Equations with powers, reduced to polynomial ones.

Written with positive unknowns for its powers, an equation is a sum of few *classes* u_j(x) m_j(x), where m_j is a
product of powers and u_j is free of them.

- One class: m_1 > 0 drops out and u_1(x) = 0 is left.
- Two classes with u_1, u_2 free of x: m_1/m_2 = C·R(x)^p for a rational function R, so R(x) = (-u_2/(u_1 C))^{1/p};
  for shares R is a power of the odds x/(1 - x).
- Two classes whose exponents are rational with common denominator q: the q-th powers, (u_1 m_1)^q = (-u_2 m_2)^q;
  a root counts only where u_1 and -u_2 have one sign, so it is looked for between the roots of u_1 and u_2.
- More classes, all in powers x^{j/q} of one base: the substitution x = s^q.

Raising to a power brings roots that are none, so every value found is a candidate that has to be proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import sympy as sp

from symgame.solve.power_forms import Powers
from symgame.solve.power_ratios import absorbed, moves, ratio_of
from symgame.solve.power_symbols import Generator

MAX_DEGREE = 12


@dataclass(frozen=True)
class Reduced:
    """A polynomial equation ``polynomial = 0`` in `unknown`, to be solved between `low` and `high`.

    Parameters
    ----------
    polynomial : Expr
    unknown : Symbol
    low, high : Expr
    back : {Symbol: Expr}
        What the symbols that stand for powers are.
    power : int
        The root sought is this power of the unknown.
    """

    polynomial: sp.Expr
    unknown: sp.Symbol
    low: sp.Expr
    high: sp.Expr
    back: Mapping[sp.Symbol, sp.Expr] = field(default_factory=dict)
    power: int = 1

    def restored(self, root: sp.Expr) -> sp.Expr:
        """The root of the equation with powers that belongs to a root of the polynomial."""
        return (root**self.power).xreplace(dict(self.back))


def reduced(e: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Iterator[Reduced]:
    """Polynomial equations among whose roots are those of ``e = 0``.

    Parameters
    ----------
    e : Expr
    x : Symbol
    low, high : Expr

    Yields
    ------
    Reduced

    Examples
    --------
    >>> k, c, d = sp.symbols("k c d", positive=True)
    >>> x = sp.Symbol("x", real=True)
    >>> [r.polynomial for r in reduced(c*x**(k - 1) - d, x, sp.Integer(0), sp.oo)]
    [-unknown' + x]
    """
    powers = Powers(positive=_sign_free(x, low), guess=True)
    entered = powers.enter(e)
    if entered.has(sp.nan):
        return
    if entered.has(sp.log):
        yield from _logarithmic(entered, powers, x, low, high)
        return
    (rational,), table = powers.rational([entered])
    inside = powers.masks.get(x, x)
    top = sp.fraction(sp.together(rational))[0]
    for f, _ in sp.factor_list(sp.expand(top))[1]:
        if not _depends(f, inside, table, powers):
            continue
        found = powers.classes(f, table)
        if len(found) > 2:
            found = _by_moving_part(found, powers, inside)
        for one in _of_classes(found, f, table, powers, inside, low, high):
            unknown = x if one.unknown == inside else one.unknown
            polynomial = powers.leave(one.polynomial)
            if polynomial.is_polynomial(unknown):
                yield Reduced(polynomial, unknown, one.low, one.high, one.back, one.power)


def _by_moving_part(found: dict[sp.Expr, sp.Expr], powers: Powers, x: sp.Symbol) -> dict[sp.Expr, sp.Expr]:
    """Classes that differ in powers of parameters only are put together."""
    grouped: dict[sp.Expr, sp.Expr] = {}
    for m, u in found.items():
        moving = sp.Mul(*(f for f in sp.Mul.make_args(m) if moves(f.as_base_exp()[0], x, powers) or f.as_base_exp()[1].has(x)))
        grouped[moving] = grouped.get(moving, sp.S.Zero) + u * m / moving
    return grouped


def _sign_free(x: sp.Symbol, low: sp.Expr) -> tuple[sp.Symbol, ...]:
    """An unknown that may be negative is not taken as a positive base."""
    return (x,) if low.is_nonnegative or low == 0 else ()


def _depends(f: sp.Expr, x: sp.Symbol, table: tuple[Generator, ...], powers: Powers) -> bool:
    return f.has(x) or any(f.has(g.symbol) and moves(g.base, x, powers) or f.has(g.symbol) and g.exponent.has(x) for g in table)


def _of_classes(
    found: dict[sp.Expr, sp.Expr], f: sp.Expr, table: tuple[Generator, ...], powers: Powers, x: sp.Symbol, low: sp.Expr, high: sp.Expr
) -> Iterator[Reduced]:
    if len(found) == 1:
        (u,) = found.values()
        if u.has(x):
            yield Reduced(u, x, low, high)
    elif len(found) == 2:
        (m, u), (n, v) = found.items()
        yield from _two(powers, x, (u, m), (v, n), low, high)
    else:
        yield from _one_base(f, table, powers, x, low, high)


def _two(
    powers: Powers, x: sp.Symbol, first: tuple[sp.Expr, sp.Expr], second: tuple[sp.Expr, sp.Expr], low: sp.Expr, high: sp.Expr
) -> Iterator[Reduced]:
    (u, m), (v, n) = first, second
    (u, more), (v, also) = absorbed(powers, x, u), absorbed(powers, x, v)
    m, n = m * more, n * also
    exponential = _linear_exponent(powers, x, m / n)
    if exponential is not None and not (u.has(x) or v.has(x)):
        slope, rest = exponential
        if powers.leave(-u / v).is_negative:
            return
        y = sp.Symbol("unknown'", real=True)
        yield Reduced(slope * x + y, x, low, high, {y: powers.leave(sp.log(rest * -u / v))})
        return
    form = ratio_of(powers, x, m / n)
    if form is None:
        return
    constant, ratio, p = form
    top, below = sp.fraction(sp.together(ratio))
    if not (u.has(x) or v.has(x)):
        y = sp.Symbol("unknown'", positive=True)
        value = powers.power(powers.enter(-v / u), 1 / p) * powers.power(constant, -1 / p)
        equation = sp.expand(top - y * below)
        if value.has(sp.I):
            return
        if sp.degree(equation, x) <= 2 or not p.is_Rational:
            yield Reduced(equation, x, low, high, {y: powers.leave(value)})
            return
    if p.is_Rational:
        q, s = int(p.q), int(p.p)
        left, right = (constant * u) ** q * top**s, (-v) ** q * below**s
        equation = sp.expand(sp.fraction(sp.together(powers.rational([left - right])[0][0]))[0])
        if equation.is_polynomial(x) and 0 < sp.degree(equation, x) <= MAX_DEGREE:
            for a, b in _between(x, (u, v), low, high):
                yield Reduced(equation, x, a, b)


def _linear_exponent(powers: Powers, x: sp.Symbol, product: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """``(a, c)`` with ``product = c*exp(a*x)``, c free of x."""
    slope, rest = sp.S.Zero, sp.S.One
    for factor in sp.Mul.make_args(product):
        base, p = factor.as_base_exp()
        if base is sp.E and p.has(x):
            linear = sp.Poly(p, x) if p.is_polynomial(x) else None
            if linear is None or linear.degree() != 1:
                return None
            slope += linear.coeff_monomial(x)
            rest *= sp.exp(linear.coeff_monomial(1))
        elif p.has(x) or moves(base, x, powers):
            return None
        else:
            rest *= factor
    return (slope, rest) if slope != 0 else None


def _between(x: sp.Symbol, coefficients: tuple[sp.Expr, sp.Expr], low: sp.Expr, high: sp.Expr) -> list[tuple[sp.Expr, sp.Expr]]:
    """Intervals between the ends of the domain and the linear roots of the coefficients, where these have opposite signs."""
    inner: list[sp.Expr] = []
    for c in (c for c in coefficients if c.has(x)):
        for f, _ in sp.factor_list(sp.fraction(sp.together(c))[0])[1]:
            if f.is_polynomial(x) and sp.degree(f, x) == 1:
                slope = f.coeff(x, 1)
                inner.append(sp.cancel(-(f - slope * x) / slope))
    inner = [r for r in dict.fromkeys(inner) if r not in (low, high)]
    if not all(r.is_Rational for r in inner) or not all(e.is_Rational or e.is_infinite for e in (low, high)):
        ends = [low, *inner, high]
        return [(a, b) for i, a in enumerate(ends) for b in ends[i + 1 :]][:6]
    cuts = [low, *sorted(r for r in inner if low < r < high), high]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if _opposite(x, coefficients, _inside(a, b))]


def _inside(a: sp.Expr, b: sp.Expr) -> sp.Expr:
    if a.is_infinite or b.is_infinite:
        return sp.S.Zero if a.is_infinite and b.is_infinite else b - 1 if a.is_infinite else a + 1
    return (a + b) / 2


def _opposite(x: sp.Symbol, coefficients: tuple[sp.Expr, sp.Expr], value: sp.Expr) -> bool:
    """Whether the coefficients may have opposite signs at the value."""
    signs = []
    for c in coefficients:
        at = sp.factor(c.xreplace({x: value}))
        signs.append(1 if at.is_positive else -1 if at.is_negative else 0)
    return signs[0] * signs[1] <= 0


def _one_base(f: sp.Expr, table: tuple[Generator, ...], powers: Powers, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Iterator[Reduced]:
    """A polynomial in x^(1/q)."""
    moving = [g for g in table if f.has(g.symbol) and (moves(g.base, x, powers) or g.exponent.has(x))]
    if len(moving) != 1 or moving[0].base != x or moving[0].exponent != 1 or f.has(x):
        return
    (g,) = moving
    back = {h.symbol: powers.leave(h.value) for h in table if h is not g and f.has(h.symbol)}
    s = sp.Symbol("power's", real=True)
    q = sp.Integer(g.count)
    top = sp.oo if high is sp.oo else sp.root(high, q)
    yield Reduced(f.xreplace({g.symbol: s}).xreplace(back), s, sp.root(low, q), top, {}, g.count)


def _logarithmic(e: sp.Expr, powers: Powers, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Iterator[Reduced]:
    """``a log(R(x)) + b = 0`` with a and b free of x: R(x) = exp(-b/a)."""
    inside = powers.masks.get(x, x)
    logs = [g for g in e.atoms(sp.log) if moves(g.args[0], inside, powers)]
    if len(logs) != 1:
        return
    (g,) = logs
    y = sp.Dummy("y")
    p = sp.Poly(sp.expand(sp.fraction(sp.together(e.xreplace({g: y})))[0]), y)
    if p.degree() != 1 or any(moves(c, inside, powers) for c in p.all_coeffs()):
        return
    a, b = p.all_coeffs()
    z = sp.Symbol("unknown'", positive=True)
    top, below = sp.fraction(sp.together(powers.bases.get(g.args[0], g.args[0])))
    back = {z: powers.leave(sp.exp(sp.expand(-b / a)))}
    yield Reduced(powers.leave(sp.expand(top - z * below)), x, low, high, back)
