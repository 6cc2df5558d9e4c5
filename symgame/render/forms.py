"""Readable forms: the shortest of a few equal ways to write a value, with positive denominators.

For a rational function (roots and radicals count as unknowns) four forms are compared: as given, term by
term factored, factored, and as a sum of quotients with one term a denominator.  All are equal as rational
functions.  Signs are then moved so that every factor is positive at one sample point of the region; that is a
matter of writing alone, no claim rests on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import islice, product
from typing import Any

import sympy as sp

from symgame.render.algebraic import ROOTS

LARGEST = 400
LONG_SUM = 5
NUMBERS = tuple(sp.Rational(p, q) for p, q in ((1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (5, 1), (1, 5), (0, 1), (-1, 1)))
MOST_TRIES = 3_000

Sample = tuple[tuple[sp.Symbol, sp.Expr], ...]


def sample_point(region: Any, symbols: tuple[sp.Symbol, ...]) -> Sample:
    """A point of `region` from a fixed lattice, strictly inside where possible; empty when none was found.

    Examples
    --------
    >>> from symgame.logic.region import Region
    >>> a, b = sp.symbols("a b", positive=True)
    >>> sample_point(Region(a < b), (a, b))
    ((a, 1), (b, 2))
    """
    symbols = tuple(dict.fromkeys((*symbols, *region.symbols)))
    condition = sp.And(region.condition, *region.given)
    inner = condition.replace(
        lambda e: isinstance(e, sp.core.relational.GreaterThan | sp.core.relational.LessThan),
        lambda e: (sp.StrictGreaterThan if isinstance(e, sp.core.relational.GreaterThan) else sp.StrictLessThan)(*e.args),
    )
    for wanted in dict.fromkeys((inner, condition)):
        for values in islice(product(NUMBERS, repeat=len(symbols)), MOST_TRIES):
            point = dict(zip(symbols, values, strict=True))
            if all(_allowed(s, v) for s, v in point.items()) and wanted.subs(point) == sp.true:
                return tuple(point.items())
    return ()


def _allowed(symbol: sp.Symbol, value: sp.Expr) -> bool:
    positive, negative = symbol.is_positive, symbol.is_negative
    return not (positive and value <= 0 or symbol.is_nonnegative and value < 0 or negative and value >= 0)


@lru_cache(maxsize=4096)
def readable(value: Any, sample: Sample = (), wanted: str = "short", actions: tuple[sp.Symbol, ...] = ()) -> Any:
    """The shortest known form of `value`, with factors positive at the sample.

    Parameters
    ----------
    value : Expr
    sample : tuple of (Symbol, number)
    wanted : str
        ``"short"``; ``"product"``, so that the sign can be seen; ``"given"``, to leave a sum as it stands.
    actions : tuple of Symbol
        A long polynomial is written by powers of the last one in it.

    Returns
    -------
    Expr
        Equal to `value` as a rational function of symbols, roots and radicals.

    Examples
    --------
    >>> a, c, d = sp.symbols("a c d", positive=True)
    >>> readable((2*a*c - d + 1)/(2*c))
    a + (1 - d)/(2*c)
    >>> readable(-a/(a - 2*c), ((a, sp.Integer(1)), (c, sp.Integer(1))))
    a/(-a + 2*c)
    """
    if isinstance(value, sp.Piecewise):
        return value.func(*[(readable(v, sample), c) for v, c in value.args], evaluate=False)
    if not isinstance(value, sp.Expr) or value.is_Atom or isinstance(value, ROOTS):
        return value
    hidden = {part: sp.Dummy(real=True) for part in _opaque(value)}
    plain = value.xreplace(hidden)
    point = {**dict(sample), **{d: part.subs(dict(sample)).evalf(30) for part, d in hidden.items()}}
    shown = {d: part for part, d in hidden.items()}
    if plain.count_ops() > LARGEST or not plain.is_rational_function(*plain.free_symbols):
        return value
    written = (
        plain,
        sp.Add(*[sp.factor(t) for t in sp.Add.make_args(plain)]),
        sp.factor(plain),
        _by_denominators(plain),
    )
    forms = [oriented(f, point) for f in written]
    if wanted == "product":
        best = forms[2]
    elif wanted == "given":
        best = forms[0] if plain.is_Add else absorbed(min(forms, key=lambda f: f.count_ops()))
    else:
        best = min(forms, key=lambda f: f.count_ops())
    return sp.Mul(*[collected(f, actions) for f in sp.Mul.make_args(best)]).xreplace(shown) if best.is_Mul else best.xreplace(shown)


def absorbed(value: sp.Expr) -> sp.Expr:
    """A product without a sign in front, if a sum in it can take the sign.

    Examples
    --------
    >>> a, q = sp.symbols("a q")
    >>> absorbed(-q*(q - a))
    q*(a - q)
    """
    if not value.is_Mul or not value.as_coeff_Mul()[0].is_negative:
        return value
    factors = list(value.args)
    for i, f in enumerate(factors):
        if f.is_Add:
            factors[i] = sp.expand(-f) if _flat(f) else -f
            return -sp.Mul(*factors)
    return value


def collected(value: sp.Expr, actions: tuple[sp.Symbol, ...] = ()) -> sp.Expr:
    """A polynomial of five terms or more by powers of one symbol, coefficients factored.

    The symbol is the last of `actions` in which the degree is at least 2, else the one of the highest degree.

    Examples
    --------
    >>> a, b, x = sp.symbols("a b x")
    >>> collected(3*a*x**2 - 3*b*x**2 - 4*a*x + 2*b*x + a)
    a + 3*x**2*(a - b) - 2*x*(2*a - b)
    """
    base, exponent = value.as_base_exp()
    if not base.is_Add or len(base.args) < LONG_SUM or not base.is_polynomial(*base.free_symbols):
        return value
    degrees = {s: sp.degree(base, s) for s in sorted(base.free_symbols, key=lambda s: s.name)}
    names = [a.name for a in actions]
    main = sorted((s for s, d in degrees.items() if s.name in names and d >= 2), key=lambda s: names.index(s.name))
    highest = [s for s, d in degrees.items() if d == max(degrees.values()) and d >= 2]
    if not main and len(highest) != 1:
        return value
    x = main[-1] if main else highest[0]
    return sp.Add(*[sp.factor(c) * x**k for (k,), c in sp.Poly(base, x).terms()]) ** exponent


def _opaque(value: sp.Expr) -> list[sp.Expr]:
    """The maximal parts that are no rational function: roots, radicals, functions, symbolic powers."""
    if isinstance(value, (*ROOTS, sp.Function, sp.Piecewise, sp.Min, sp.Max)):
        return [value]
    if value.is_Pow and not value.exp.is_Integer:
        return [value]
    found: list[sp.Expr] = []
    for a in value.args:
        found += [p for p in _opaque(a) if p not in found]
    return found


def _by_denominators(value: sp.Expr) -> sp.Expr:
    above, below = sp.fraction(sp.together(value))
    terms = sp.Add.make_args(sp.expand(above))
    if len(terms) > 12:
        return value
    groups: dict[sp.Expr, sp.Expr] = {}
    for t in terms:
        top, bottom = sp.fraction(sp.cancel(t / below))
        number, rest = bottom.as_coeff_Mul()
        groups[rest] = groups.get(rest, sp.S.Zero) + top / number
    return sp.Add(*[sp.factor(top) / rest for rest, top in groups.items()])


def oriented(value: sp.Expr, point: Mapping[sp.Symbol, Any]) -> sp.Expr:
    """`value` with every sum in a product positive at `point`, the sign collected in front.

    Examples
    --------
    >>> a, b = sp.symbols("a b")
    >>> oriented((a - b)/(a - 2*b), {a: 1, b: 2})
    (-a + b)/(-a + 2*b)
    """
    if value.is_Add:
        return sp.Add(*[oriented(t, point) for t in value.args])
    if not value.is_Mul and not value.is_Pow:
        return value
    sign, factors = 1, []
    for f in sp.Mul.make_args(value):
        base, exponent = f.as_base_exp()
        if base.is_Add and not _flat(base):
            base = sp.Add(*[oriented(t, point) for t in base.args])
        if base.is_Add and exponent.is_Integer:
            level = base.subs(point)
            known = level.is_number and level.is_comparable
            if (known and level < 0) or (not (known and level > 0) and _leads_negative(base)):
                base, sign = sp.expand(-base) if _flat(base) else -base, sign * (-1) ** int(exponent)
        factors.append(base**exponent)
    made = sp.Mul(*factors)
    return made if sign == 1 else -made


def _flat(base: sp.Expr) -> bool:
    return all(not t.atoms(sp.Add) for t in base.args)


def _leads_negative(base: sp.Expr) -> bool:
    # a number weighs more, so that 1 - d is written and not d - 1
    weights = [(3 if t.is_number else 2) * (1 if t.as_coeff_Mul()[0].is_negative else -1) for t in base.args]
    return sum(weights) > 0
