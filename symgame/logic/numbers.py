"""Exact real numbers: rationals, radicals, roots of polynomials, and what is built from them.

A number is an expression over exact data with enclosures by ball arithmetic to any precision.  The sign of an
algebraic number is decided exactly: E ≠ 0 implies |E| ≥ 1/(u^(D-1) l), where u, l bound the conjugates of numerator
and denominator and D is the product of the degrees of the radicals and roots in E
(after Burnikel, Funke, Mehlhorn, Schirra and Schmitt 2009), so an enclosure below that bound *is* zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from flint import arb, ctx, fmpq, fmpq_poly, fmpz_poly

FIRST_BITS = (64, 192, 512)
LIMIT_BITS = 400_000
TRANSCENDENTAL_BITS = 4096


class NotReal(Exception):
    """Internal: an even root of a negative number."""


class Undecidable(Exception):
    """Internal: the sign of a number was not found within the precision limit."""


@dataclass(frozen=True, eq=False)
class Number:
    """An exact real number.

    Parameters
    ----------
    rational : fmpq or None
    ball : callable
        From a precision in bits (the working precision is set) to an enclosure.
    upper, lower : float
        log2 of the bounds u and l of the separation bound.
    roots : frozenset of (key, degree)
        The radicals and roots in it.
    algebraic : bool
    key : hashable
        Structure, for recognising equal radicals.
    """

    rational: Any
    ball: Callable[[], Any]
    upper: float
    lower: float
    roots: frozenset[tuple[Any, int]] = frozenset()
    algebraic: bool = True
    key: Any = None
    cache: dict[int, Any] = field(default_factory=dict, repr=False)

    def enclose(self, bits: int) -> Any:
        """An `arb` enclosure computed with `bits` bits."""
        if bits not in self.cache:
            with ctx.workprec(bits):
                self.cache[bits] = arb(self.rational) if self.rational is not None else self.ball()
        return self.cache[bits]

    @cached_property
    def sign(self) -> int:
        """-1, 0 or 1, exactly.

        Raises
        ------
        Undecidable
            For a transcendental number too close to zero.
        """
        if self.rational is not None:
            return (self.rational > 0) - (self.rational < 0)
        for bits in FIRST_BITS:
            if found := _ball_sign(self.enclose(bits)):
                return found
        return self._separated_sign() if self.algebraic else self._far_sign()

    def _separated_sign(self) -> int:
        degree = math.prod(d for _, d in self.roots)
        bound = int((degree - 1) * self.upper + self.lower) + 4
        bits = FIRST_BITS[-1]
        while bits < LIMIT_BITS:
            bits *= 2
            value = self.enclose(bits)
            if found := _ball_sign(value):
                return found
            if value.is_finite() and abs(value).abs_upper() < arb(2) ** (-bound):
                return 0
        raise Undecidable(f"a separation bound of 2^-{bound} is out of reach")

    def _far_sign(self) -> int:
        bits = FIRST_BITS[-1]
        while bits < TRANSCENDENTAL_BITS:
            bits *= 2
            if found := _ball_sign(self.enclose(bits)):
                return found
        raise Undecidable("a transcendental number is zero or very close to it")


def _ball_sign(value: Any) -> int:
    if not value.is_finite():
        return 0
    return 1 if value > 0 else -1 if value < 0 else 0


def _log2(n: Any) -> float:
    return float(abs(int(n)).bit_length())


def rational(value: Any) -> Number:
    """The number of an `fmpq`.

    Examples
    --------
    >>> rational(fmpq(-1, 2)).sign
    -1
    """
    q = fmpq(value)
    return Number(q, lambda: arb(q), _log2(q.p), _log2(q.q), key=("q", q))


ZERO = rational(0)
ONE = rational(1)


def add(a: Number, b: Number) -> Number:
    """a + b."""
    if a.rational is not None and b.rational is not None:
        return rational(a.rational + b.rational)
    if a.rational == 0:
        return b
    if b.rational == 0:
        return a
    upper = max(a.upper + b.lower, b.upper + a.lower) + 1
    return _node(lambda: _at(a) + _at(b), upper, a.lower + b.lower, (a, b), ("+", a.key, b.key))


def multiply(a: Number, b: Number) -> Number:
    """a · b."""
    if a.rational is not None and b.rational is not None:
        return rational(a.rational * b.rational)
    if a.rational == 0 or b.rational == 0:
        return ZERO
    return _node(lambda: _at(a) * _at(b), a.upper + b.upper, a.lower + b.lower, (a, b), ("*", a.key, b.key))


def inverse(a: Number) -> Number:
    """1/a; raises ZeroDivisionError for an exact zero."""
    if a.sign == 0:
        raise ZeroDivisionError("division by zero")
    if a.rational is not None:
        return rational(1 / a.rational)
    return _node(lambda: 1 / _at(a), a.lower, a.upper, (a,), ("/", a.key))


def negative(a: Number) -> Number:
    """-a."""
    return multiply(rational(-1), a)


def power(a: Number, exponent: int) -> Number:
    """a^exponent for an integer exponent."""
    if exponent < 0:
        return inverse(power(a, -exponent))
    if a.rational is not None:
        return rational(a.rational**exponent)
    return _node(lambda: _at(a) ** exponent, a.upper * exponent, a.lower * exponent, (a,), ("^", a.key, exponent))


def radical(a: Number, q: int) -> Number:
    """The non-negative q-th root of a ≥ 0; raises NotReal when a < 0.

    Examples
    --------
    >>> radical(rational(fmpq(4, 9)), 2).rational
    2/3
    """
    if a.sign < 0:
        raise NotReal("a root of a negative number")
    if a.sign == 0:
        return ZERO
    if a.rational is not None:
        top, bottom = int(a.rational.p), int(a.rational.q)
        p, r = _integer_root(top, q), _integer_root(bottom, q)
        if p**q == top and r**q == bottom:
            return rational(fmpq(p, r))
    if a.upper >= a.lower:
        upper, lower = (a.upper + (q - 1) * a.lower) / q, a.lower
    else:
        upper, lower = a.upper, ((q - 1) * a.upper + a.lower) / q
    key = ("root", q, a.key)
    return Number(None, lambda: _at(a).root(q), upper + 1, lower + 1, a.roots | {(key, q)}, a.algebraic, key)


def _integer_root(n: int, q: int) -> int:
    if q == 2:
        return math.isqrt(n)
    low, high = 0, 1 << (n.bit_length() // q + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**q <= n else (low, middle - 1)
    return low


def polynomial_root(poly: fmpz_poly, index: int) -> Number:
    """The real root number `index`, from 0 in increasing order, of a square-free integer polynomial.

    Examples
    --------
    >>> polynomial_root(fmpz_poly([-2, 0, 1]), 1).sign
    1
    """
    degree, leading = poly.degree(), int(poly.leading_coefficient())
    if degree == 1:
        return rational(fmpq(-int(poly[0]), leading))
    logs = [(_log2(int(poly[degree - i])) + (i - 1) * _log2(leading)) / i for i in range(1, degree + 1)]
    key = ("poly", tuple(int(c) for c in poly.coeffs()), index)
    return Number(
        None, lambda: real_roots(poly)[index], max(logs) + 1, _log2(leading), frozenset({(key, degree)}), True, key
    )


def real_roots(poly: fmpz_poly) -> list[Any]:
    """Enclosures of the real roots of a square-free polynomial, increasing, at the working precision."""
    pairs: Any = poly.complex_roots()
    found = [z.real for z, _ in pairs if z.imag == 0]
    return sorted(found, key=lambda x: x.mid())


def roots_between(
    coefficients: list[Number], low: Number | None, high: Number | None, left_open: bool, right_open: bool
) -> list[Number]:
    """The distinct real roots, in an interval, of a polynomial given from its leading coefficient down.

    Raises
    ------
    Undecidable
        If a coefficient is irrational.
    ZeroDivisionError
        If all coefficients are zero.
    """
    while coefficients and coefficients[0].sign == 0:
        coefficients = coefficients[1:]
    if not coefficients:
        raise ZeroDivisionError("every number is a root of the zero polynomial")
    if any(c.rational is None for c in coefficients):
        raise Undecidable("the roots of a polynomial with irrational coefficients")
    poly = fmpq_poly([c.rational for c in reversed(coefficients)]).numer()
    found = []
    for factor, _ in poly.factor()[1]:
        for i in range(len(real_roots(factor))):
            root = polynomial_root(factor, i)
            above = 1 if low is None else add(root, negative(low)).sign
            below = 1 if high is None else add(high, negative(root)).sign
            if above >= int(left_open) and below >= int(right_open):
                found.append(root)
    return found


def transcendental(ball: Callable[[], Any], args: tuple[Number, ...], key: Any) -> Number:
    """A value that only enclosures describe."""
    return Number(None, ball, 0.0, 0.0, frozenset(), False, key)


def _at(a: Number) -> Any:
    return a.enclose(ctx.prec)


def _node(ball: Callable[[], Any], upper: float, lower: float, parts: tuple[Number, ...], key: Any) -> Number:
    roots = frozenset().union(*(p.roots for p in parts))
    return Number(None, ball, upper, lower, roots, all(p.algebraic for p in parts), key)
