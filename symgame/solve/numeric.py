"""Numbers for guessing: expressions compiled to closures, exact over the rationals where they can be.

Nothing here proves anything.  Values guide the search (labels of samples, signs of literals); what they
suggest is proved elsewhere or not reported.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.core.relational import Relational

from symgame.logic.root import Root
from symgame.logic.zero import Zero
from symgame.solve.bisection import Closure, NoValue, Number, falling_zero, polynomial_root
from symgame.solve.power_numbers import precise_value
from symgame.solve.refusals import REFUSALS, inside_sympy


def _power(base: Closure, exponent: sp.Expr) -> Closure:
    if isinstance(exponent, sp.Integer):
        n = int(exponent)
        if n >= 0:
            return lambda p: base(p) ** n

        def inverse(p: Mapping[sp.Symbol, Number]) -> Number:
            b = base(p)
            if b == 0:
                raise NoValue
            return 1 / b**-n

        return inverse
    if exponent == sp.Rational(1, 2):
        return lambda p: _root_of(base(p), 2)
    other = closure(exponent)

    def general(p: Mapping[sp.Symbol, Number]) -> Number:
        b, e = base(p), other(p)
        if b < 0 or (b == 0 and e <= 0):
            raise NoValue
        return float(b) ** float(e)

    return general


def _root_of(value: Number, n: int) -> Number:
    if value < 0:
        if isinstance(value, float) and value > -1e-14:
            return 0.0
        raise NoValue
    if isinstance(value, Fraction):
        a, b = math.isqrt(value.numerator), math.isqrt(value.denominator)
        if a * a == value.numerator and b * b == value.denominator:
            return Fraction(a, b)
    return math.sqrt(value)


_FUNCTIONS: dict[Any, Callable[..., Number]] = {
    sp.Max: max,
    sp.Min: min,
    sp.Abs: abs,
    sp.log: lambda v: math.log(v) if v > 0 else (_ for _ in ()).throw(NoValue()),
    sp.exp: math.exp,
    sp.sign: lambda v: (v > 0) - (v < 0),
    sp.Heaviside: lambda v, h=Fraction(1, 2): 1 if v > 0 else 0 if v < 0 else h,
}


def _piecewise(node: sp.Piecewise) -> Closure:
    pieces = [(closure(e), truth(c)) for e, c in node.args]

    def choose(p: Mapping[sp.Symbol, Number]) -> Number:
        for e, c in pieces:
            if c(p):
                return e(p)
        raise NoValue

    return choose


@lru_cache(maxsize=20_000)
def closure(e: sp.Expr) -> Closure:
    """A function from points to numbers: Fractions stay exact while only field operations occur.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> closure(x**2 / 3)({x: Fraction(1, 2)})
    Fraction(1, 12)
    """
    if isinstance(e, sp.Rational):
        value = Fraction(int(e.p), int(e.q))
        return lambda p: value
    if isinstance(e, sp.Symbol):
        return lambda p: p[e]
    if e in (sp.oo, -sp.oo):
        infinite = math.inf if e is sp.oo else -math.inf
        return lambda p: infinite
    if isinstance(e, sp.Add | sp.Mul):
        parts = [closure(a) for a in e.args]
        if isinstance(e, sp.Add):
            return lambda p: sum(f(p) for f in parts)
        return lambda p: math.prod(f(p) for f in parts)
    if isinstance(e, sp.Pow):
        return _power(closure(e.base), e.exp)
    if isinstance(e, sp.Piecewise):
        return _piecewise(e)
    if isinstance(e, Root):
        return polynomial_root([closure(c) for c in e.coefficients], *(closure(end) for end in e.interval[:2]))
    if isinstance(e, Zero):
        name = sp.Dummy("x", real=True)
        return falling_zero(closure(e.at(name)), name, *(closure(end) for end in e.bracket))
    if type(e) in _FUNCTIONS:
        function, arguments = _FUNCTIONS[type(e)], [closure(a) for a in e.args]
        return lambda p: function(*(f(p) for f in arguments))
    if e.is_number:
        return _constant(e)
    raise NoValue(f"no numeric form of {type(e).__name__}")


def _constant(e: sp.Expr) -> Closure:
    value = e.evalf(30)
    if not value.is_Float and not value.is_Rational:

        def nothing(p: Mapping[sp.Symbol, Number]) -> Number:
            raise NoValue

        return nothing
    fixed = float(value)
    return lambda p: fixed


def value_at(e: sp.Expr, point: Mapping[sp.Symbol, Number]) -> Number | None:
    """The value of `e` at `point`, or None where it has none.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> value_at(1 / x, {x: Fraction(0)}) is None
    True
    """
    try:
        value = closure(e)(point)
    except (NoValue, KeyError, OverflowError, ZeroDivisionError, ValueError):
        return precise_value(e, point)
    if isinstance(value, float) and not math.isfinite(value):
        return precise_value(e, point)
    return value


@lru_cache(maxsize=20_000)
def truth(condition: Any) -> Callable[[Mapping[sp.Symbol, Number]], bool]:
    """A function from points to the truth of a Boolean (with floats: up to rounding, used only to guess).

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> truth(x > 1)({x: Fraction(2)})
    True
    """
    if condition in (sp.true, True):
        return lambda p: True
    if condition in (sp.false, False):
        return lambda p: False
    if isinstance(condition, sp.And):
        parts = [truth(a) for a in condition.args]
        return lambda p: all(f(p) for f in parts)
    if isinstance(condition, sp.Or):
        parts = [truth(a) for a in condition.args]
        return lambda p: any(f(p) for f in parts)
    if isinstance(condition, sp.Not):
        inner = truth(condition.args[0])
        return lambda p: not inner(p)
    if isinstance(condition, Relational):
        return _relation(closure(condition.lhs), closure(condition.rhs), _COMPARE[type(condition)])
    raise NoValue(f"no numeric form of {condition}")


def _relation(left: Closure, right: Closure, compare: Callable[[Number], bool]) -> Callable[[Mapping[sp.Symbol, Number]], bool]:
    """The relation of two values; False where one of them has none, whatever the other parts of the condition say."""

    def test(p: Mapping[sp.Symbol, Number]) -> bool:
        try:
            return compare(difference(left(p), right(p)))
        except (NoValue, OverflowError, ZeroDivisionError, ValueError):
            return False

    return test


def difference(a: Number, b: Number) -> Number:
    """a − b, set to zero where it is rounding.

    Examples
    --------
    >>> difference(1.0, 1.0 + 1e-14)
    0
    """
    if a == b:
        return 0
    d = a - b
    if isinstance(d, float) and math.isfinite(d) and abs(d) <= 1e-11 * max(1.0, abs(a), abs(b)):
        return 0
    return d


_COMPARE: dict[type, Callable[[Number], bool]] = {
    sp.Gt: lambda d: d > 0,
    sp.Ge: lambda d: d >= 0,
    sp.Lt: lambda d: d < 0,
    sp.Le: lambda d: d <= 0,
    sp.Eq: lambda d: d == 0,
    sp.Ne: lambda d: d != 0,
}


def holds(condition: Any, point: Mapping[sp.Symbol, Number]) -> bool:
    """Whether a Boolean is true at the point; False where it is not defined.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> holds(1 / x > 0, {x: Fraction(0)})
    False
    """
    try:
        return bool(truth(condition)(point))
    except (NoValue, KeyError, OverflowError, ZeroDivisionError, ValueError):
        return False


def sign_at(e: sp.Expr, point: Mapping[sp.Symbol, Number]) -> int | None:
    """The sign of `e` at `point`; exact when the value is, up to rounding otherwise; None where undefined.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> sign_at(x - 1, {x: Fraction(1)})
    0
    """
    value = value_at(e, point)
    if value is None:
        return None
    if isinstance(value, float) and abs(value) < 1e-9:
        exact = {s: sp.Rational(v.numerator, v.denominator) if isinstance(v, Fraction) else sp.Float(v) for s, v in point.items()}
        try:
            precise = e.subs(exact).evalf(60)
        except REFUSALS as error:  # a part that is not used has no value there
            if not inside_sympy(error):
                raise
            return (value > 0) - (value < 0)
        if not precise.has(Root):  # one without a value there is not used
            value = float(precise) if precise.is_real and abs(precise) > sp.Float("1e-12") else 0.0
    return (value > 0) - (value < 0)
