"""Roots of one equation in one unknown, in the form an author would print.

Degree one and two in radicals, both ways of writing the quadratic root; two-term equations with any
exponents as powers; everything else as an implicit `Root` whose existence and uniqueness on an interval is
proved where it is used, never here.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symgame.logic.root import Root
from symgame.solve.collected import combined
from symgame.solve.composition import branches, power_of_a_polynomial
from symgame.solve.fractions import factored, is_rational
from symgame.solve.fractions import numerator as numerator
from symgame.solve.power_equations import reduced
from symgame.solve.power_ratios import has_powers


def tidy(e: sp.Expr) -> sp.Expr:
    """A factored fraction; radicals and powers are left in place.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> tidy((x**2 - y**2)/(x - y))
    x + y
    >>> tidy(x - (sp.sqrt(x + 1) - 1)**2)
    2*(sqrt(x + 1) - 1)
    """
    if isinstance(e, sp.Rational | sp.Symbol):
        return e
    masks = {r: sp.Dummy(f"r{i}", real=True) for i, r in enumerate(sorted(e.atoms(Root), key=sp.default_sort_key))}
    if masks:
        return tidy(e.xreplace(masks)).xreplace({d: r for r, d in masks.items()})
    if is_rational(e):
        short = factored(e)
        return min((short, _split_fraction(short)), key=sp.count_ops)
    if _many_powers(e):
        return combined(e)
    if all(map(_plain_power, e.atoms(sp.Pow))) and not e.has(sp.Piecewise, sp.log, sp.exp):
        top, below = sp.fraction(sp.together(e))
        return min((e, sp.factor_terms(sp.expand(top)) / sp.factor_terms(sp.expand(below))), key=sp.count_ops)
    return e


def _plain_power(p: sp.Pow) -> bool:
    """An integer power of anything, or a radical of a rational function."""
    return bool(p.exp.is_Integer or p.exp.is_Rational and p.base.is_rational_function())


def _many_powers(e: sp.Expr) -> bool:
    """Powers with symbolic exponents, exponentials, or several radicals: what is collected base by base."""
    if e.has(sp.Piecewise) or not has_powers(e):
        return False
    radicals = [p for p in e.atoms(sp.Pow) if p.free_symbols and not p.exp.is_Integer]
    return e.has(sp.exp, sp.log) or len({p.base for p in radicals}) > 1 or any(abs(p.exp) != sp.S.Half for p in radicals)


def _split_fraction(e: sp.Expr) -> sp.Expr:
    """Terms that a monomial denominator divides stand alone: ``x + (1 - y)/(2 z)``."""
    top, below = sp.fraction(e)
    if below.is_Add or not below.free_symbols or any(f.as_base_exp()[0].is_Add for f in sp.Mul.make_args(top) if f != top or f.is_Pow):
        return e
    whole: list[sp.Expr] = []
    rest: list[sp.Expr] = []
    for term in sp.Add.make_args(sp.expand(top)):
        ratio = term / below
        (whole if sp.fraction(ratio)[1].is_number else rest).append(ratio if sp.fraction(ratio)[1].is_number else term)
    return sp.Add(*whole, min((sp.Add(*rest), sp.factor(sp.Add(*rest))), key=sp.count_ops) / below) if whole and rest else e


def pull_squares(d: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """``(s, r)`` with ``d = s² r`` and s positive: numbers, and factors of known sign.

    Examples
    --------
    >>> c = sp.Symbol("c", positive=True)
    >>> x = sp.Symbol("x", real=True)
    >>> pull_squares(4*c**2*x)
    (2*c, x)
    """
    content, factors = sp.factor_list(d)
    square, rest = sp.Integer(1), sp.Integer(1)
    if isinstance(content, sp.Rational):
        for p, n in sp.factorint(abs(int(content.p))).items():
            square, rest = square * p ** (n // 2), rest * p ** (n % 2)
        for q, n in sp.factorint(int(content.q)).items():
            square, rest = square / sp.Integer(q) ** ((n + 1) // 2), rest * q ** (n % 2)
        rest = rest if content > 0 else -rest
    else:
        rest = content
    for base, n in factors:
        if base.is_positive or base.is_nonnegative:
            square, rest = square * base ** (n // 2), rest * base ** (n % 2)
        else:
            rest = rest * base**n
    return square, sp.factor(rest) if rest.is_Add else rest


def quadratic_roots(a: sp.Expr, b: sp.Expr, c: sp.Expr) -> Iterator[sp.Expr]:
    """The roots of ``a x² + b x + c``, each in both forms.

    Examples
    --------
    >>> list(quadratic_roots(sp.Integer(1), sp.Integer(0), sp.Integer(-4)))
    [2, -2]
    """
    if b == 0:
        top, below = sp.fraction(sp.cancel(-c / a))
        if below.is_negative or top.is_negative and not below.is_positive:
            top, below = -top, -below
        if below.is_positive or top.is_positive:
            (s, r), (t, q) = pull_squares(top), pull_squares(below)
            value = s * sp.sqrt(r) / (t * sp.sqrt(q))
        else:  # real where both have the same sign
            s, r = pull_squares(sp.expand(top * below))
            value = s * sp.sqrt(r) / below
        yield value
        yield -value
        return
    half = sp.Rational(1, 2)
    even = all(t.as_coeff_Mul()[0] % 2 == 0 for t in sp.Add.make_args(sp.expand(b)))
    if even:
        b = sp.expand(b * half)
        square, rest = pull_squares(sp.expand(b**2 - a * c))
        root = square * sp.sqrt(rest)
        pairs = [((-b + root), a, c, (-b - root)), ((-b - root), a, c, (-b + root))]
    else:
        square, rest = pull_squares(sp.expand(b**2 - 4 * a * c))
        root = square * sp.sqrt(rest)
        pairs = [((-b + root), 2 * a, 2 * c, (-b - root)), ((-b - root), 2 * a, 2 * c, (-b + root))]
    if rest.is_Rational and sp.sqrt(rest).is_Rational or not root.has(sp.sqrt) and root.is_rational_function():
        yield tidy(pairs[0][0] / pairs[0][1])
        yield tidy(pairs[1][0] / pairs[1][1])
        return
    for top, below, above, bottom in pairs:
        yield _fraction(top, below)
        if c != 0:
            yield _fraction(above, bottom)


def _fraction(top: sp.Expr, below: sp.Expr) -> sp.Expr:
    """``top / below`` with the common content cancelled and a tidy sign."""
    content = sp.gcd_terms(top), sp.gcd_terms(below)
    t, b = content[0].as_coeff_Mul(), content[1].as_coeff_Mul()
    ratio = sp.Rational(t[0]) / sp.Rational(b[0]) if t[0].is_Rational and b[0].is_Rational else t[0] / b[0]
    upper, lower = t[1], b[1]
    if lower.could_extract_minus_sign():
        lower, ratio = -lower, -ratio
    common = sp.gcd(_monomial(upper), _monomial(lower))
    upper, lower = sp.expand(upper / common), sp.expand(lower / common)
    return ratio.p * upper / (ratio.q * lower) if isinstance(ratio, sp.Rational) else ratio * upper / lower


def _monomial(e: sp.Expr) -> sp.Expr:
    """The product of the positive symbols that divide every term."""
    powers: dict[sp.Symbol, sp.Expr] | None = None
    for term in sp.Add.make_args(sp.expand(e)):
        here = {s: n for s, n in term.as_powers_dict().items() if isinstance(s, sp.Symbol) and s.is_positive and n.is_Integer and n > 0}
        powers = here if powers is None else {s: min(n, here[s]) for s, n in powers.items() if s in here}
    return sp.Mul(*(s**n for s, n in (powers or {}).items()))


def roots(e: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> list[sp.Expr]:
    """Candidate roots of ``e = 0`` in x, factor by factor.

    Parameters
    ----------
    e : Expr
    x : Symbol
    low, high : Expr
        Where an implicit root is looked for.

    Returns
    -------
    list of Expr
        Every root in radicals, of either branch; `Root` for irreducible factors of degree three or more.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> sorted(roots(x**2 - 3*x + 2, x, sp.Integer(0), sp.oo))
    [1, 2]
    """
    top = numerator(e)
    if not top.is_polynomial(x):
        return list(dict.fromkeys(_roots_with_powers(top, x, low, high)))
    if not top.is_rational_function(*top.free_symbols) or sp.degree(top, x) == 1:
        factors = [top] if top.has(x) else []
    else:
        factors = [f for f, _ in sp.factor_list(top, x)[1]] if x in top.free_symbols else []
    listed: list[sp.Expr] = []
    for f in sorted(factors, key=lambda f: sp.degree(f, x)):
        for r in _factor_roots(sp.Poly(f, x), x, low, high):
            if r not in listed:
                listed.append(r)
    return listed


def _roots_with_powers(e: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Iterator[sp.Expr]:
    """Roots of the polynomial equations to which an equation with powers comes down.

    An implicit root keeps coefficients without powers, so that its value at rational parameters is exact.
    """
    for one in reduced(e, x, low, high):
        for root in roots(one.polynomial, one.unknown, one.low, one.high):
            value = one.restored(root)
            if value.has(sp.I, sp.nan, sp.zoo):
                continue
            if not root.has(Root) or not one.back and not any(has_powers(c) for r in root.atoms(Root) for c in r.coefficients):
                yield tidy(value)


def _factor_roots(p: sp.Poly, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> list[sp.Expr]:
    coefficients = p.all_coeffs()
    degree = p.degree()
    if degree == 1:
        return [tidy(-coefficients[1] / coefficients[0])]
    if degree == 2:
        return list(quadratic_roots(*coefficients))
    if degree < 1:
        return []
    if all(c == 0 for c in coefficients[1:-1]):
        ratio = tidy(-coefficients[-1] / coefficients[0])
        power = sp.Rational(1, degree)
        if degree % 2 == 0 or ratio.is_nonnegative is not None:
            return [ratio**power]
        return [sp.Piecewise((ratio**power, ratio >= 0), (-((-ratio) ** power), True))]
    composed = power_of_a_polynomial(p)
    if composed is not None:
        q, m, r = composed
        return [root for value in branches(r, m) for root in _factor_roots(sp.Poly(q - value, x), x, low, high)]
    places = [sp.Interval.open(low, high)]
    for turns in ((sp.Integer(0),), _inflection(p), _turns(p)):
        cuts = [c for c in turns if (c - low).is_positive is not False and (high - c).is_positive is not False]
        places += [sp.Interval.open(a, b) for a, b in zip([low, *cuts], [*cuts, high], strict=True)]
    return [Root(p.as_expr(), x, place) for place in dict.fromkeys(places) if isinstance(place, sp.Interval)]


def _turns(p: sp.Poly) -> list[sp.Expr]:
    """Where a cubic turns, and a quartic if that does not depend on parameters: between two turns it has one root at most."""
    slope = sp.Poly(p.diff(p.gen).as_expr(), p.gen)
    if p.degree() == 3 and slope.free_symbols_in_domain:
        a, b, c = slope.all_coeffs()
        half = sp.sqrt(tidy(b**2 - 4 * a * c)) / (2 * a)
        return [] if half.has(sp.I) else [tidy(-b / (2 * a)) - half, tidy(-b / (2 * a)) + half]
    if slope.free_symbols_in_domain or p.degree() > 4 or not p.free_symbols_in_domain:
        return []
    found = [r for r, _ in slope.real_roots(multiple=False)]
    return [] if any(r.has(sp.CRootOf) for r in found) else found


def _inflection(p: sp.Poly) -> list[sp.Expr]:
    """The centre of a cubic: one without a square term around it, p(m + y) = a y³ + b y + c, has one root at most on one side.

    A quartic payoff with that slope is largest on that side, since U(m + y) - U(m - y) = 2 c y.
    """
    a, b = p.all_coeffs()[:2]
    return [tidy(-b / (3 * a))] if p.degree() == 3 and b != 0 else []
