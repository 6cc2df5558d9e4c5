"""Rational functions over Q in the parameters of a game: fractions of integer polynomials in lowest terms.

The field Q(θ_1, …, θ_k).  Payoffs of finite games live here; sums over chance and mixed equilibria stay inside.
Expressions that are not rational (a radical, a power with symbolic exponent) are unknowns of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symgame.logic.polynomials import Poly, context, expression, fraction, generators, ordered


@dataclass(frozen=True)
class Field:
    """The field of rational functions in `gens`.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> field = Field.of([x, 1/x])
    >>> field.leave(field.enter(x) + field.enter(1/x))
    (x**2 + 1)/x
    """

    gens: tuple[sp.Expr, ...]

    @classmethod
    def of(cls, expressions: Iterable[sp.Expr]) -> Field:
        """The smallest field that holds all `expressions`."""
        found: set[sp.Expr] = set()
        for e in expressions:
            if not e.is_Number:
                found |= generators(e)
        return cls(ordered(frozenset(found)))

    @property
    def rational(self) -> bool:
        """Whether every generator is a symbol."""
        return all(g.is_Symbol for g in self.gens)

    def enter(self, value: sp.Expr) -> Ratio:
        """`value` as a member of the field."""
        found = fraction(value, self.gens)
        return Ratio(found.num, found.den)

    def integer(self, value: int) -> Ratio:
        """An integer as a member of the field."""
        ctx = context(len(self.gens))
        return Ratio(ctx.constant(value), ctx.constant(1))

    def leave(self, value: Ratio) -> sp.Expr:
        """The expression of a member: factored where that is not longer than expanded."""
        if value.den.is_one():
            return _short(value.num, self.gens)
        top, bottom = _short(value.num, self.gens), _short(value.den, self.gens)
        return top / bottom


def _short(poly: Poly, gens: tuple[sp.Expr, ...]) -> sp.Expr:
    expanded = expression(poly, gens)
    if len(poly) < 2:
        return expanded
    constant, parts = poly.factor()
    if len(parts) == 1 and parts[0][1] == 1 and constant == 1:
        return expanded
    factors = [expression(p, gens) ** int(m) for p, m in parts]
    product = sp.Mul(sp.Integer(int(constant)), *factors, evaluate=True)
    return product if sp.count_ops(product) <= sp.count_ops(expanded) else expanded


@dataclass(frozen=True, eq=False)
class Ratio:
    """num/den in lowest terms; the leading coefficient of den is positive.

    Examples
    --------
    >>> field = Field(())
    >>> half = field.integer(1) / field.integer(2)
    >>> half + half == field.integer(1)
    True
    """

    num: Poly
    den: Poly

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ratio) and bool(self.num == other.num) and bool(self.den == other.den)

    def __hash__(self) -> int:
        return hash((str(self.num), str(self.den)))

    def __add__(self, other: Ratio) -> Ratio:
        if self.den == other.den:
            return self if other.num.is_zero() else _lowest(self.num + other.num, self.den)
        return _lowest(self.num * other.den + other.num * self.den, self.den * other.den)

    def __neg__(self) -> Ratio:
        return Ratio(-self.num, self.den)

    def __sub__(self, other: Ratio) -> Ratio:
        return self + (-other)

    def __mul__(self, other: Ratio) -> Ratio:
        return _lowest(self.num * other.num, self.den * other.den)

    def __truediv__(self, other: Ratio) -> Ratio:
        return _lowest(self.num * other.den, self.den * other.num)

    @property
    def is_zero(self) -> bool:
        return bool(self.num.is_zero())


def _lowest(num: Poly, den: Poly) -> Ratio:
    if den.is_one():
        return Ratio(num, den)
    if num.is_zero():
        return Ratio(num, den.context().constant(1))
    g: Any = num.gcd(den)
    if not g.is_one():
        num, den = num / g, den / g
    if den.leading_coefficient() < 0:
        num, den = -num, -den
    return Ratio(num, den)
