"""Exact evaluation of expressions and sentences at exact numbers.

Every sign is decided exactly; a float never is.  An expression without a real value raises `Undefined`, and an atomic
sentence with an undefined side is not true, and neither is its negation.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

import sympy as sp
from flint import arb, ctx, fmpq, fmpz_poly
from sympy.logic.boolalg import Boolean, BooleanFalse, BooleanTrue

from symgame.errors import ArgumentTypeError, StatementError, UnsupportedError
from symgame.logic import numbers
from symgame.logic.numbers import NotReal, Number
from symgame.logic.polynomials import Undefined
from symgame.logic.root import Root
from symgame.logic.shapes import Shape

Environment = Mapping[sp.Expr, Number]


def exact(value: Any) -> Number:
    """The exact number of a Python or sympy number.

    Raises
    ------
    ArgumentTypeError
        For a float, text, or an expression with free symbols.

    Examples
    --------
    >>> exact(sp.sqrt(2) - sp.Rational(3, 2)).sign
    -1
    """
    if isinstance(value, bool | float | str) or (isinstance(value, sp.Basic) and value.has(sp.Float)):
        raise ArgumentTypeError(f"{value!r} is not an exact number; use integers, sympy.Rational or radicals")
    if isinstance(value, int):
        return numbers.rational(value)
    if isinstance(value, sp.Expr) and not value.free_symbols:
        return evaluate(value, {})
    if hasattr(value, "numerator") and hasattr(value, "denominator"):
        return numbers.rational(fmpq(int(value.numerator), int(value.denominator)))
    raise ArgumentTypeError(f"{value!r} is not an exact real number")


def sign(value: Any) -> int:
    """The sign of an exact number.

    Examples
    --------
    >>> sign(sp.sqrt(2) * sp.sqrt(3) - sp.sqrt(6))
    0
    """
    return exact(value).sign


def evaluate(expr: sp.Basic, at: Environment) -> Number:
    """The value of an expression where its symbols have the values `at`.

    Raises
    ------
    Undefined
        If it has no real value there.
    """
    if expr in at:
        return at[expr]  # type: ignore[index]
    try:
        return _value(expr, at)
    except (ZeroDivisionError, NotReal) as error:
        raise Undefined(f"{expr}: {error}") from None


@singledispatch
def _value(expr: Any, at: Environment) -> Number:
    if expr in (sp.oo, -sp.oo, sp.zoo, sp.nan):
        raise Undefined(str(expr))
    if expr is sp.pi or expr is sp.E:
        return numbers.transcendental(lambda: arb.pi() if expr is sp.pi else arb(1).exp(), (), expr)
    raise UnsupportedError(f"{expr} cannot be evaluated exactly (a {type(expr).__name__})")


@_value.register
def _(expr: sp.Symbol, at: Environment) -> Number:
    raise ArgumentTypeError(f"no value for {expr}")


@_value.register
def _(expr: sp.Rational, at: Environment) -> Number:
    return numbers.rational(fmpq(int(expr.p), int(expr.q)))


@_value.register
def _(expr: sp.Float, at: Environment) -> Number:
    return _value(sp.Rational(str(expr)), at)


@_value.register
def _(expr: sp.Add, at: Environment) -> Number:
    total = numbers.ZERO
    for a in expr.args:
        total = numbers.add(total, evaluate(a, at))
    return total


@_value.register
def _(expr: sp.Mul, at: Environment) -> Number:
    total = numbers.ONE
    for a in expr.args:
        total = numbers.multiply(total, evaluate(a, at))
    return total


@_value.register
def _(expr: sp.Pow, at: Environment) -> Number:
    base, exponent = evaluate(expr.base, at), evaluate(expr.exp, at)
    q = exponent.rational
    if q is None:
        if base.sign == 0 and exponent.sign > 0:
            return numbers.ZERO
        if base.sign <= 0:
            raise Undefined(f"{expr}: the base of an irrational power must be positive")
        return numbers.transcendental(lambda: numbers._at(base) ** numbers._at(exponent), (), expr)
    if q.q != 1:
        base = numbers.radical(base, int(q.q))
    return numbers.power(base, int(q.p))


@_value.register
def _(expr: sp.exp, at: Environment) -> Number:
    x = evaluate(expr.args[0], at)
    if x.rational == 0:
        return numbers.ONE
    return numbers.transcendental(lambda: numbers._at(x).exp(), (x,), expr)


@_value.register
def _(expr: sp.log, at: Environment) -> Number:
    x = evaluate(expr.args[0], at)
    if x.sign <= 0:
        raise Undefined(f"{expr}: the logarithm of a non-positive number")
    if x.rational == 1:
        return numbers.ZERO
    return numbers.transcendental(lambda: numbers._at(x).log(), (x,), expr)


@_value.register(sp.Min)
@_value.register(sp.Max)
def _(expr: Any, at: Environment) -> Number:
    best, *others = (evaluate(a, at) for a in expr.args)
    wanted = -1 if isinstance(expr, sp.Min) else 1
    for other in others:
        if numbers.add(other, numbers.negative(best)).sign == wanted:
            best = other
    return best


@_value.register
def _(expr: sp.Abs, at: Environment) -> Number:
    x = evaluate(expr.args[0], at)
    return x if x.sign >= 0 else numbers.negative(x)


@_value.register
def _(expr: sp.sign, at: Environment) -> Number:
    return numbers.rational(evaluate(expr.args[0], at).sign)


@_value.register
def _(expr: sp.Heaviside, at: Environment) -> Number:
    found = evaluate(expr.args[0], at).sign
    return evaluate(expr.args[1], at) if found == 0 else numbers.rational(1 if found > 0 else 0)


@_value.register
def _(expr: sp.Piecewise, at: Environment) -> Number:
    for value, guard in expr.args:
        if holds(guard, at):
            return evaluate(value, at)
        if not holds(guard, at, negated=True):
            raise Undefined(f"the guard {guard} is undefined")
    raise Undefined("no piece of a Piecewise applies")


@_value.register
def _(expr: sp.CRootOf, at: Environment) -> Number:
    poly = fmpz_poly([int(c) for c in reversed(sp.Poly(expr.poly.primitive()[1]).all_coeffs())])
    if not expr.is_real:
        raise Undefined(f"{expr} is not real")
    return numbers.polynomial_root(poly, int(expr.index))


@_value.register
def _(expr: Root, at: Environment) -> Number:
    coefficients = [evaluate(c, at) for c in expr.coefficients]
    low, high, left_open, right_open = expr.interval
    ends = [None if end in (sp.oo, -sp.oo) else evaluate(end, at) for end in (low, high)]
    found = numbers.roots_between(coefficients, ends[0], ends[1], left_open, right_open)
    if len(found) != 1:
        raise Undefined(f"{len(found)} roots in the interval of {expr}")
    return found[0]


OPPOSITE = {sp.Gt: sp.Le, sp.Ge: sp.Lt, sp.Lt: sp.Ge, sp.Le: sp.Gt, sp.Eq: sp.Ne, sp.Ne: sp.Eq}
ALLOWED = {sp.Gt: (1,), sp.Ge: (0, 1), sp.Lt: (-1,), sp.Le: (-1, 0), sp.Eq: (0,), sp.Ne: (-1, 1)}


def holds(sentence: Boolean, at: Environment, *, negated: bool = False) -> bool:
    """Whether a quantifier-free sentence (or its negation) is defined and true at a point.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> holds(1/x > 0, {x: exact(0)}), holds(1/x > 0, {x: exact(0)}, negated=True)
    (False, False)
    """
    if isinstance(sentence, BooleanTrue | BooleanFalse):
        return bool(sentence) != negated
    if isinstance(sentence, sp.core.relational.Relational):
        return _relation_holds(sentence, at, negated)
    if isinstance(sentence, sp.Not):
        return holds(sentence.args[0], at, negated=not negated)
    if isinstance(sentence, sp.And | sp.Or):
        join = all if isinstance(sentence, sp.And) != negated else any
        return join(holds(a, at, negated=negated) for a in sentence.args)
    if isinstance(sentence, sp.Implies):
        a, b = sentence.args
        if negated:
            return holds(a, at) and holds(b, at, negated=True)
        return holds(a, at, negated=True) or holds(b, at)
    if isinstance(sentence, sp.ITE):
        test, first, second = sentence.args
        if holds(test, at):
            return holds(first, at, negated=negated)
        return holds(test, at, negated=True) and holds(second, at, negated=negated)
    if isinstance(sentence, sp.Contains):
        from symgame.logic.normal import membership

        return holds(membership(*sentence.args), at, negated=negated)
    if isinstance(sentence, Shape):
        raise UnsupportedError(f"{sentence} has no truth value at a point")
    if isinstance(sentence, sp.Equivalent | sp.Xor):
        return _counted(sentence, at, negated)
    raise StatementError(f"{sentence!r} is not a quantifier-free sentence over the reals")


def _counted(sentence: Boolean, at: Environment, negated: bool) -> bool:
    true = sum(holds(a, at) for a in sentence.args)
    if true + sum(holds(a, at, negated=True) for a in sentence.args) < len(sentence.args):
        return False
    result = true % 2 == 1 if isinstance(sentence, sp.Xor) else true in (0, len(sentence.args))
    return result != negated


def _relation_holds(sentence: Any, at: Environment, negated: bool) -> bool:
    kind = next((k for k in ALLOWED if isinstance(sentence, k)), None)
    if kind is None:
        raise StatementError(f"{sentence!r} is not a relation over the reals")
    kind = OPPOSITE[kind] if negated else kind
    left, right = sentence.args
    try:
        if left.is_infinite or right.is_infinite:
            for side in (left, right):
                if not side.is_infinite:
                    evaluate(side, at)
            scale = {sp.oo: 1, -sp.oo: -1}
            difference = scale.get(left, 0) - scale.get(right, 0)
        else:
            difference = numbers.add(evaluate(left, at), numbers.negative(evaluate(right, at))).sign
    except Undefined:
        return False
    return ((difference > 0) - (difference < 0)) in ALLOWED[kind]


def enclosure(expr: sp.Expr, bits: int) -> tuple[sp.Rational, sp.Rational]:
    """Rational numbers strictly below and above a constant, about 2^-bits apart relative to its size.

    Examples
    --------
    >>> low, high = enclosure(sp.pi, 20)
    >>> bool(low < sp.pi < high), bool(high - low < sp.Rational(1, 1000))
    (True, True)
    """
    number = evaluate(expr, {})
    value = number.enclose(bits + 32)
    with ctx.workprec(bits + 64):
        width = (abs(value).abs_upper() + 1) * arb(2) ** -bits + value.rad()
        low, high = value.mid() - width, value.mid() + width
    return _dyadic(low.lower()), _dyadic(high.upper())


def _dyadic(value: Any) -> sp.Rational:
    mantissa, exponent = value.mid().man_exp()
    scale = sp.Integer(2) ** int(exponent)
    return sp.Integer(int(mantissa)) * scale
