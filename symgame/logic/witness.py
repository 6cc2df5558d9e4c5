"""Points: from a solver's model to exact sympy values that were evaluated in the original sentences.

A model is a guess.  Its values are rounded to small rationals where that keeps the sentences true, and a point counts only
after exact evaluation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import sympy as sp
from flint import arb, fmpq, fmpz_poly

from symgame.errors import UnsupportedError
from symgame.logic import numbers
from symgame.logic.exact import evaluate, holds
from symgame.logic.names import smt_name
from symgame.logic.numbers import Number, Undecidable
from symgame.logic.problem import Problem
from symgame.logic.signs import declared

ROUNDING = (0, 1, 2, 3, 5, 8, 13, 21, 34, 60)
Point = dict[sp.Symbol, Number]


def from_model(model: Mapping[str, Any], symbols: Iterable[sp.Symbol]) -> Point:
    """The numbers that a model gives to the symbols; those it leaves open get a value of their declared sign.

    Raises
    ------
    ValueError, TypeError, ZeroDivisionError
        If a value is malformed.
    """
    point = {}
    for s in symbols:
        value = model.get(smt_name(s))
        point[s] = _default(s) if value is None else _number(value)
    return point


def _default(symbol: sp.Symbol) -> Number:
    signs = declared(symbol)
    return numbers.rational(0 if 0 in signs else 1 if 1 in signs else -1)


def one_of(symbol: sp.Symbol) -> sp.Expr:
    """A value that the declared sign of a symbol allows.

    Examples
    --------
    >>> one_of(sp.Symbol("c", positive=True))
    1
    """
    return to_sympy(_default(symbol))


def _number(value: Any) -> Number:
    if isinstance(value, str):
        top, bottom = value.split("/")
        return numbers.rational(fmpq(int(top), int(bottom)))
    coefficients, index = value
    poly = fmpz_poly([int(c) for c in coefficients])
    if poly.degree() < 1 or poly.gcd(poly.derivative()).degree() > 0:
        raise ValueError(f"{coefficients} is not a square-free polynomial")
    if not 0 <= int(index) < len(numbers.real_roots(poly)):
        raise ValueError(f"{coefficients} has no real root number {index}")
    return numbers.polynomial_root(poly, int(index))


def allowed(point: Mapping[sp.Symbol, Number]) -> bool:
    """Whether the values have the declared signs, and are integers where declared."""
    for s, value in point.items():
        if value.sign not in declared(s):
            return False
        if s.is_integer and (value.rational is None or value.rational.q != 1):
            return False
    return True


def refutes(problem: Problem, point: Mapping[sp.Symbol, Number]) -> bool:
    """Whether the assumptions hold at the point and the claim does not, by exact evaluation.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> refutes(Problem(x**2 > 0, (x >= 0,)), {x: numbers.ZERO})
    True
    """
    try:
        return allowed(point) and all(holds(g, point) for g in problem.given) and not holds(problem.claim, point)
    except (Undecidable, UnsupportedError):
        return False


def rational_point(model: Mapping[str, Any], symbols: Iterable[sp.Symbol]) -> Point | None:
    """The rational numbers that a model gives to the symbols, None when one is not rational or the model malformed."""
    try:
        point = from_model(model, symbols)
    except (ValueError, TypeError, ZeroDivisionError):
        return None
    return point if all(v.rational is not None for v in point.values()) and allowed(point) else None


def refuting_point(problem: Problem, model: Mapping[str, Any]) -> Point | None:
    """An exact counterexample near the model, rational if possible; None when the model is none."""
    try:
        point = from_model(model, problem.symbols)
    except (ValueError, TypeError, ZeroDivisionError):
        return None  # not a model
    irrational = [s for s, v in point.items() if v.rational is None]
    if not irrational:
        return point if refutes(problem, point) else None
    for bits in ROUNDING:
        rounded = dict(point)
        for s in irrational:
            rounded[s] = numbers.rational(_simplest(point[s], bits))
        if refutes(problem, rounded):
            return rounded
    return point if refutes(problem, point) else None


def _simplest(value: Number, bits: int) -> Any:
    """The simplest rational within 2^-bits of a number."""
    middle = value.enclose(bits + 64).mid()
    mantissa, exponent = middle.man_exp()
    center = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    width = Fraction(1, 2**bits)
    found = simplest_between(center - width, center + width)
    return fmpq(found.numerator, found.denominator)


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """The rational of least denominator in a closed interval.

    Examples
    --------
    >>> simplest_between(Fraction(3, 10), Fraction(4, 10))
    Fraction(1, 3)
    """
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -simplest_between(-high, -low)
    floor = low.numerator // low.denominator
    if floor == low:
        return Fraction(floor)
    if floor + 1 <= high:
        return Fraction(floor + 1)
    return floor + 1 / simplest_between(1 / (high - floor), 1 / (low - floor))


def to_sympy(value: Number) -> sp.Expr:
    """The number as a sympy number: rational, a radical of degree two, or a CRootOf."""
    if value.rational is not None:
        return sp.Rational(int(value.rational.p), int(value.rational.q))
    kind, coefficients, index = value.key
    if kind != "poly":
        raise TypeError(f"a witness value of kind {kind}")
    return sp.rootof(sp.Poly(list(reversed(coefficients)), sp.Symbol("x")), index)


def items(point: Mapping[sp.Symbol, Number]) -> tuple[tuple[sp.Symbol, sp.Expr], ...]:
    """The point as the witness of a verdict."""
    return tuple((s, to_sympy(v)) for s, v in point.items())


def near(value: Number, other: Number) -> bool:
    """Whether two numbers cannot be told apart at a low precision; for ordering samples only."""
    return bool(abs(value.enclose(64) - other.enclose(64)) < arb(2) ** -20)


def value_at(expr: sp.Expr, point: Mapping[sp.Symbol, Number]) -> Number:
    """The exact value of an expression at a point."""
    return evaluate(expr, point)
