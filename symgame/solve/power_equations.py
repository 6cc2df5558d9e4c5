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

from symgame.solve.exponents import exponent_vector
from symgame.solve.power_forms import Generator, Powers

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


def has_powers(e: sp.Basic, x: sp.Symbol | None = None) -> bool:
    """Whether powers with other than whole exponents, exponentials or logarithms occur (in `x`, when given).

    Examples
    --------
    >>> x, k = sp.symbols("x k", positive=True)
    >>> has_powers(x**k + 1), has_powers(x**2 + 1/x)
    (True, False)
    """
    found = (p for p in e.atoms(sp.Pow, sp.exp, sp.log) if not (isinstance(p, sp.Pow) and p.exp.is_Integer))
    return any(p.has(x) if x is not None else p.free_symbols for p in found)


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
    [x - y]
    """
    powers = Powers(positive=_sign_free(x, low), guess=True)
    entered = powers.enter(e)
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
            yield Reduced(powers.leave(one.polynomial), x, one.low, one.high, one.back, one.power)


def _by_moving_part(found: dict[sp.Expr, sp.Expr], powers: Powers, x: sp.Symbol) -> dict[sp.Expr, sp.Expr]:
    """Classes that differ in powers of parameters only are put together."""
    grouped: dict[sp.Expr, sp.Expr] = {}
    for m, u in found.items():
        moving = sp.Mul(*(f for f in sp.Mul.make_args(m) if _moves(f.as_base_exp()[0], x, powers) or f.as_base_exp()[1].has(x)))
        grouped[moving] = grouped.get(moving, sp.S.Zero) + u * m / moving
    return grouped


def _sign_free(x: sp.Symbol, low: sp.Expr) -> tuple[sp.Symbol, ...]:
    """An unknown that may be negative is not taken as a positive base."""
    return (x,) if low.is_nonnegative or low == 0 else ()


def _depends(f: sp.Expr, x: sp.Symbol, table: tuple[Generator, ...], powers: Powers) -> bool:
    return f.has(x) or any(f.has(g.symbol) and _moves(g.base, x, powers) or f.has(g.symbol) and g.exponent.has(x) for g in table)


def _moves(base: sp.Expr, x: sp.Symbol, powers: Powers) -> bool:
    return powers.bases.get(base, base).has(x) if isinstance(base, sp.Symbol) else base.has(x)


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


def ratio_of(powers: Powers, x: sp.Symbol, product: sp.Expr) -> tuple[sp.Expr, sp.Expr, sp.Expr] | None:
    """``(C, R, p)`` with ``product = C*R**p``, R a rational function of x and C free of x; None if there is none.

    Parameters
    ----------
    powers : Powers
    x : Symbol
        As entered.
    product : Expr
        A product of powers, as entered.
    """
    constant, moving = sp.S.One, {}
    for factor in sp.Mul.make_args(product):
        base, p = factor.as_base_exp()
        if _moves(base, x, powers):
            base = powers.bases.get(base, base)
            moving[base] = moving.get(base, sp.S.Zero) + p
        elif p.has(x):
            return None
        else:
            constant *= factor
    vectors = {b: exponent_vector(p) for b, p in moving.items() if exponent_vector(p)}
    if not vectors or any(powers_inside(b, powers) for b in vectors):
        return None
    lead = next(iter(vectors.values()))
    scales = [_scale(vector, lead) for vector in vectors.values()]
    if any(s is None for s in scales):
        return None
    whole = sp.ilcm(1, *(s.q for s in scales))
    share = sp.igcd(0, *(s * whole for s in scales))
    p = sp.Add(*(b * r for b, r in lead)) * sp.Rational(share, whole)
    ratio = sp.Mul(*(b ** (s * whole / share) for b, s in zip(vectors, scales, strict=True)))
    return constant, ratio, p


def absorbed(powers: Powers, x: sp.Symbol, coefficient: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """The coefficient without its factors that are bases of powers, or positive, and the product of these.

    Parameters
    ----------
    powers : Powers
    x : Symbol
        As entered.
    coefficient : Expr
        Free of powers.
    """
    content, listed = sp.factor_list(coefficient)
    kept, product = content, sp.S.One
    for f, n in listed:
        if not f.has(x):
            kept *= f**n
        elif f.is_positive or f in powers.bases.values():
            product *= f**n
        elif sp.expand(-f) in powers.bases.values():
            kept, product = kept * (-1) ** n, product * sp.expand(-f) ** n
        else:
            kept *= f**n
    return kept, product


def powers_inside(base: sp.Expr, powers: Powers) -> bool:
    """Whether a base itself contains powers or other bases."""
    return has_powers(base) or any(base.has(b) for b in powers.bases)


def _scale(vector: tuple[tuple[sp.Expr, sp.Rational], ...], lead: tuple[tuple[sp.Expr, sp.Rational], ...]) -> sp.Rational | None:
    """The rational number that takes the one exponent to the other."""
    if [b for b, _ in vector] != [b for b, _ in lead]:
        return None
    ratios = {r / s for (_, r), (_, s) in zip(vector, lead, strict=True)}
    return ratios.pop() if len(ratios) == 1 else None


def _two(
    powers: Powers, x: sp.Symbol, first: tuple[sp.Expr, sp.Expr], second: tuple[sp.Expr, sp.Expr], low: sp.Expr, high: sp.Expr
) -> Iterator[Reduced]:
    (u, m), (v, n) = first, second
    (u, more), (v, also) = absorbed(powers, x, u), absorbed(powers, x, v)
    m, n = m * more, n * also
    exponential = _linear_exponent(powers, x, m / n)
    if exponential is not None and not (u.has(x) or v.has(x)):
        slope, rest = exponential
        yield Reduced(slope * x + sp.Symbol("y", real=True), x, low, high, {sp.Symbol("y", real=True): powers.leave(sp.log(rest * -u / v))})
        return
    form = ratio_of(powers, x, m / n)
    if form is None:
        return
    constant, ratio, p = form
    top, below = sp.fraction(sp.together(ratio))
    if not (u.has(x) or v.has(x)):
        y = sp.Symbol("y", positive=True)
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
        elif p.has(x) or _moves(base, x, powers):
            return None
        else:
            rest *= factor
    return (slope, rest) if slope != 0 else None


def _between(x: sp.Symbol, coefficients: tuple[sp.Expr, sp.Expr], low: sp.Expr, high: sp.Expr) -> list[tuple[sp.Expr, sp.Expr]]:
    """Intervals between the ends of the domain and the linear roots of the coefficients, where these have opposite signs."""
    inner: list[sp.Expr] = []
    for c in coefficients:
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


def _one_base(
    f: sp.Expr, table: tuple[Generator, ...], powers: Powers, x: sp.Symbol, low: sp.Expr, high: sp.Expr
) -> Iterator[Reduced]:
    """A polynomial in x^(1/q)."""
    moving = [g for g in table if f.has(g.symbol) and (_moves(g.base, x, powers) or g.exponent.has(x))]
    if len(moving) != 1 or moving[0].base != x or moving[0].exponent != 1 or f.has(x):
        return
    (g,) = moving
    back = {h.symbol: powers.leave(h.value) for h in table if h is not g and f.has(h.symbol)}
    s = sp.Symbol("s", real=True)
    q = sp.Integer(g.count)
    top = sp.oo if high is sp.oo else sp.root(high, q)
    yield Reduced(f.xreplace({g.symbol: s}).xreplace(back), s, sp.root(low, q), top, {}, g.count)


def _logarithmic(e: sp.Expr, powers: Powers, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Iterator[Reduced]:
    """``a log(R(x)) + b = 0`` with a and b free of x: R(x) = exp(-b/a)."""
    inside = powers.masks.get(x, x)
    logs = [g for g in e.atoms(sp.log) if _moves(g.args[0], inside, powers)]
    if len(logs) != 1:
        return
    (g,) = logs
    y = sp.Dummy("y")
    p = sp.Poly(sp.expand(sp.fraction(sp.together(e.xreplace({g: y})))[0]), y)
    if p.degree() != 1 or any(_moves(c, inside, powers) for c in p.all_coeffs()):
        return
    a, b = p.all_coeffs()
    z = sp.Symbol("y", positive=True)
    top, below = sp.fraction(sp.together(powers.bases.get(g.args[0], g.args[0])))
    back = {z: powers.leave(sp.exp(sp.expand(-b / a)))}
    yield Reduced(powers.leave(sp.expand(top - z * below)), x, low, high, back)


def sign_parts(e: sp.Expr) -> Iterator[sp.Expr]:
    """Expressions on whose signs the sign of an expression with powers depends, free of powers where that is possible.

    Bases of powers are taken as positive.

    Examples
    --------
    >>> k, c, d = sp.symbols("k c d", positive=True)
    >>> sorted(map(str, sign_parts(c**(1/(k - 1)) - d**(1/(k - 1)))))
    ['c - d', 'k - 1']
    """
    powers = Powers(guess=True)
    entered = powers.enter(e)
    if entered.has(sp.log, sp.nan):
        yield from _sign_of_logarithms(e, entered, powers)
        return
    (rational,), table = powers.rational([entered])
    for part in sp.fraction(sp.cancel(rational)):
        for f, _ in sp.factor_list(part)[1]:
            yield from _sign_of_classes(powers, powers.classes(f, table))


def _sign_of_logarithms(e: sp.Expr, entered: sp.Expr, powers: Powers) -> Iterator[sp.Expr]:
    """A rational combination of logarithms is compared with 0 as a product with 1."""
    for f in sp.Mul.make_args(sp.factor_terms(entered)):
        terms = [t.as_coeff_Mul(rational=True) for t in sp.Add.make_args(f)]
        if not f.has(sp.log):
            yield from (powers.leave(part) for part in sp.fraction(sp.together(f)) if part.free_symbols)
        elif all(isinstance(g, sp.log) for _, g in terms):
            q = sp.ilcm(1, *(n.q for n, _ in terms))
            top, below = sp.fraction(sp.together(sp.Mul(*(g.args[0] ** (n * q) for n, g in terms))))
            yield powers.leave(sp.expand(top - below))
        else:
            yield powers.leave(f) if f != entered else e


def _sign_of_classes(powers: Powers, found: dict[sp.Expr, sp.Expr]) -> Iterator[sp.Expr]:
    if len(found) == 1:
        yield from (powers.leave(u) for u in found.values() if u.free_symbols)
        return
    if len(found) == 2:
        (m, u), (n, v) = found.items()
        vectors = [(f.as_base_exp()[0], exponent_vector(f.as_base_exp()[1])) for f in sp.Mul.make_args(m / n)]
        scales = [_scale(vector, vectors[0][1]) for _, vector in vectors]
        if not any(s is None for s in scales) and sp.expand(u + v) == 0:
            left = sp.Mul(*(powers.bases.get(b, b) ** s for (b, _), s in zip(vectors, scales, strict=True)))
            top, below = sp.fraction(sp.together(left ** sp.ilcm(1, *(s.q for s in scales))))
            yield powers.leave(sp.expand(top - below))
            for part in sp.fraction(sp.together(sp.Add(*(b * r for b, r in vectors[0][1])))):
                if part.free_symbols:
                    yield part
            return
        yield from (powers.leave(c) for c in (u, v) if c.free_symbols)
    yield powers.leave(sp.Add(*(u * m for m, u in found.items())))
