"""Polynomials over Z in named generators, and fractions of them, as python-flint objects.

A *ring* is Z[g_1, …, g_n] where a generator is a symbol or an expression that is treated as an unknown of its own
(a radical, an implicit root, an exponential, …).  An expression becomes a reduced fraction N/D together with its
*units*: every polynomial that must be non-zero for the expression, as written, to be defined.  Cancelling does
not forget a unit: (x² - 1)/(x - 1) is undefined at 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sympy as sp
from flint import fmpz_mpoly, fmpz_mpoly_ctx

from symgame.errors import StatementError

MAX_EXPONENT = 400
"""Powers above this are refused: expanding them would not end in useful time."""

Poly = Any
"""A `flint.fmpz_mpoly`."""


class Undefined(Exception):
    """Internal: the expression has no real value anywhere (division by zero, an infinite or undefined constant)."""


@dataclass(frozen=True)
class Fraction:
    """N/D in lowest terms, and the polynomials that must not vanish."""

    num: Poly
    den: Poly
    units: tuple[Poly, ...] = ()


@lru_cache(maxsize=4096)
def context(count: int) -> Any:
    """The flint context of Z[g_1, …, g_count]."""
    return fmpz_mpoly_ctx.get([f"g{i}" for i in range(count)], "degrevlex")


def radical(expr: sp.Basic) -> tuple[sp.Expr, int] | None:
    """(base, q) when the expression is base^(1/q), else None.

    Examples
    --------
    >>> radical(sp.sqrt(sp.Symbol("x")))
    (x, 2)
    """
    if isinstance(expr, sp.Pow) and isinstance(expr.exp, sp.Rational) and expr.exp.p == 1 and expr.exp.q > 1:
        return expr.base, int(expr.exp.q)
    return None


@lru_cache(maxsize=200_000)
def generators(expr: sp.Expr) -> frozenset[sp.Expr]:
    """The generators that occur in an expression.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> sorted(map(str, generators(x + sp.sqrt(y) / 2)))
    ['sqrt(y)', 'x']
    """
    if isinstance(expr, sp.Rational | sp.Float):
        return frozenset()
    if isinstance(expr, sp.Add | sp.Mul):
        return frozenset().union(*(generators(a) for a in expr.args))
    if isinstance(expr, sp.Pow) and isinstance(expr.exp, sp.Rational):
        if expr.exp.q == 1:
            return generators(expr.base)
        return frozenset((sp.Pow(expr.base, sp.Rational(1, expr.exp.q), evaluate=False),))
    if expr is sp.I or expr is sp.zoo or expr is sp.nan or expr in (sp.oo, -sp.oo):
        raise Undefined(str(expr))
    if not isinstance(expr, sp.Expr):
        raise StatementError(f"{expr!r} is not an expression over the reals")
    split = powers(expr)
    return frozenset((expr,)) if split is None else generators(split)


@lru_cache(maxsize=20_000)
def powers(expr: sp.Expr) -> sp.Expr | None:
    """A power with a symbolic exponent, or an exponential, as a product by the terms of the exponent, a logarithm of a
    product as a sum; None if there is one term.

    Only for bases that are declared positive: x^(k-1) and x^k/x differ at 0.

    Examples
    --------
    >>> x, k = sp.symbols("x k", positive=True)
    >>> powers(x**(2*k - 1))
    (x**k)**2/x
    """
    if isinstance(expr, sp.log):
        expanded = sp.expand_log(expr)
        return None if expanded == expr else expanded
    if isinstance(expr, sp.exp):
        base, exponent = None, expr.args[0]
    elif isinstance(expr, sp.Pow) and _positive(expr.base):
        base, exponent = expr.args
    else:
        return None
    terms = sp.Add.make_args(sp.expand(exponent))
    parts = []
    for term in terms:
        number, rest = term.as_coeff_Mul()
        if base is not None and rest is sp.S.One:
            parts.append(sp.Pow(base, number))
            continue
        unit = rest / number.q if isinstance(number, sp.Rational) else term
        value = (sp.E if unit == 1 else sp.exp(unit, evaluate=False)) if base is None else sp.Pow(base, unit, evaluate=False)
        parts.append(sp.Pow(value, number.p, evaluate=False) if isinstance(number, sp.Rational) else value)
    if len(parts) == 1 and (parts[0] == expr or parts[0].args[1:] == (sp.S.One,)):
        return None
    return sp.Mul(*parts, evaluate=False)


def _positive(base: sp.Expr) -> bool:
    """Whether the base is a product of powers of symbols declared positive."""
    if base.is_Symbol or base.is_Rational:
        return bool(base.is_positive)
    if isinstance(base, sp.Mul):
        return all(_positive(a) for a in base.args)
    return isinstance(base, sp.Pow) and _positive(base.base)


@lru_cache(maxsize=50_000)
def order_key(gen: sp.Expr) -> tuple[int, str, str]:
    """A key that orders generators the same way in every process."""
    return (0 if gen.is_Symbol else 1, str(gen), sp.srepr(gen))


@lru_cache(maxsize=100_000)
def ordered(gens: frozenset[sp.Expr]) -> tuple[sp.Expr, ...]:
    """Generators in canonical order."""
    return tuple(sorted(gens, key=order_key))


@lru_cache(maxsize=50_000)
def fraction(expr: sp.Expr, gens: tuple[sp.Expr, ...]) -> Fraction:
    """The expression as a reduced fraction over Z[gens].

    Raises
    ------
    Undefined
        If it divides by the zero polynomial.
    """
    ctx = context(len(gens))
    if isinstance(expr, sp.Rational):
        return Fraction(ctx.constant(int(expr.p)), ctx.constant(int(expr.q)))
    if isinstance(expr, sp.Float):
        return fraction(sp.Rational(str(expr)), gens)
    if isinstance(expr, sp.Add):
        return _sum([fraction(a, gens) for a in expr.args], ctx)
    if isinstance(expr, sp.Mul):
        return _product([fraction(a, gens) for a in expr.args], ctx)
    if isinstance(expr, sp.Pow) and isinstance(expr.exp, sp.Rational):
        if expr.exp.q == 1:
            return _power(fraction(expr.base, gens), int(expr.exp.p))
        root = sp.Pow(expr.base, sp.Rational(1, expr.exp.q), evaluate=False)
        one = Fraction(ctx.gens()[gens.index(root)], ctx.constant(1))
        return _power(one, int(expr.exp.p))
    split = powers(expr)
    if split is not None:
        return fraction(split, gens)
    return Fraction(ctx.gens()[gens.index(expr)], ctx.constant(1))


def _units(parts: Iterable[Fraction]) -> tuple[Poly, ...]:
    found: list[Poly] = []
    for part in parts:
        for u in part.units:
            if u not in found:
                found.append(u)
    return tuple(found)


def reduced(num: Poly, den: Poly, units: tuple[Poly, ...]) -> Fraction:
    """A fraction in lowest terms, with a denominator whose leading coefficient is positive."""
    g = num.gcd(den)
    if not g.is_one():
        num, den = num / g, den / g
    if den.leading_coefficient() < 0:
        num, den = -num, -den
    return Fraction(num, den, units)


def _sum(parts: list[Fraction], ctx: Any) -> Fraction:
    num, den = ctx.constant(0), ctx.constant(1)
    for part in sorted(parts, key=lambda p: len(p.den)):
        if part.den == den:
            num = num + part.num
        else:
            g = den.gcd(part.den)
            left, right = part.den / g, den / g
            num, den = num * left + part.num * right, den * left
    return reduced(num, den, _units(parts))


def _product(parts: list[Fraction], ctx: Any) -> Fraction:
    num, den = ctx.constant(1), ctx.constant(1)
    for part in parts:
        num, den = num * part.num, den * part.den
    return reduced(num, den, _units(parts))


def _power(base: Fraction, exponent: int) -> Fraction:
    if abs(exponent) > MAX_EXPONENT:
        raise StatementError(f"the exponent {exponent} is too large; the limit is {MAX_EXPONENT}")
    if exponent >= 0:
        return Fraction(base.num**exponent, base.den**exponent, base.units)
    if base.num.is_zero():
        raise Undefined("division by zero")
    units = base.units if base.num.is_constant() or base.num in base.units else (*base.units, base.num)
    num, den = base.den**-exponent, base.num**-exponent
    return Fraction(-num, -den, units) if den.leading_coefficient() < 0 else Fraction(num, den, units)


def fold_radicals(poly: Poly, gens: tuple[sp.Expr, ...]) -> tuple[Poly, Poly]:
    """Replace r^q by its radicand: polynomials (N, D) with poly = N/D wherever the radicals are defined."""
    ctx, one = poly.context(), poly.context().constant(1)
    den = one
    for i, gen in enumerate(gens):
        found = radical(gen)
        if found is None or poly.degrees()[i] < found[1]:
            continue
        base, q = found
        if not generators(base) <= set(gens):
            continue
        inner = fraction(base, gens)
        top = poly.degrees()[i] // q
        total = ctx.constant(0)
        for exponents, coefficient in poly.to_dict().items():
            times, rest = divmod(exponents[i], q)
            powers = exponents[:i] + (rest,) + exponents[i + 1 :]
            term = fmpz_mpoly({powers: coefficient}, ctx)
            total += term * inner.num**times * inner.den ** (top - times)
        poly, den = total, den * inner.den**top
    return poly, den


def expression(poly: Poly, gens: tuple[sp.Expr, ...]) -> sp.Expr:
    """The polynomial as an expanded sympy expression.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> expression(fraction((x + 1)**2, (x,)).num, (x,))
    x**2 + 2*x + 1
    """
    terms = []
    for exponents, coefficient in poly.to_dict().items():
        terms.append(sp.Mul(sp.Integer(int(coefficient)), *(g**e for g, e in zip(gens, exponents, strict=True) if e)))
    return sp.Add(*terms)


def lift(poly: Poly, gens: tuple[sp.Expr, ...], wider: tuple[sp.Expr, ...]) -> Poly:
    """The same polynomial over more generators, or over fewer when the missing ones do not occur."""
    if gens == wider:
        return poly
    place = [wider.index(g) if g in wider else -1 for g in gens]
    new = {}
    for exponents, coefficient in poly.to_dict().items():
        row = [0] * len(wider)
        for j, e in zip(place, exponents, strict=True):
            if e:
                row[j] = e
        new[tuple(row)] = coefficient
    return fmpz_mpoly(new, context(len(wider)))
