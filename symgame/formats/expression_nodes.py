"""From the parse tree of an expression to sympy objects, one rule a method, with caps on numbers.

Each rule of the grammar of `symgame.formats.expressions` has one method of the same name.  sympy evaluates
as it builds (2^3 becomes 8), so the caps are checked before a power is built and after.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from lark import Token, Transformer, v_args
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

LONGEST_NUMBER = 60
LARGEST_EXPONENT = 100
FUNCTIONS = {"sqrt": sp.sqrt, "exp": sp.exp, "log": sp.log, "Abs": sp.Abs}
EXTREMA = {"Min": sp.Min, "Max": sp.Max}
EQUALITIES = {"Eq": sp.Eq, "Ne": sp.Ne}
COMPARISONS = {
    "<": sp.Lt,
    "<=": sp.Le,
    "≤": sp.Le,
    ">": sp.Gt,
    ">=": sp.Ge,
    "≥": sp.Ge,
    "==": sp.Eq,
    "!=": sp.Ne,
}
CONSTANTS = {"oo": sp.oo, "True": sp.true, "False": sp.false}
RESERVED = frozenset({*FUNCTIONS, *EXTREMA, *EQUALITIES, *CONSTANTS, "Piecewise", "and", "or", "not"})


class ExpressionFault(ValueError):
    """What is wrong with an expression, without its place; the reader adds the place."""


def _number(value: Any, where: str) -> sp.Expr:
    if not isinstance(value, sp.Expr):
        raise ExpressionFault(f"{where} takes numbers and expressions, not conditions")
    return value


def _truth(value: Any, where: str) -> Boolean:
    if not isinstance(value, Boolean):
        raise ExpressionFault(f"{where!r} joins conditions, not expressions")
    return value


def _checked(value: sp.Expr) -> sp.Expr:
    if value.has(sp.nan, sp.zoo):
        raise ExpressionFault("division by zero or another undefined value")
    if value.has(sp.I):
        raise ExpressionFault("not real: a root of a negative number")
    return value


def _small(number: sp.Expr) -> bool:
    return bool(number.is_Rational) and max(abs(number.p), number.q) <= LARGEST_EXPONENT


def power_of(base: sp.Expr, exponent: sp.Expr) -> sp.Expr:
    """``base**exponent`` within the caps.

    Raises
    ------
    ExpressionFault
        For a numeric exponent beyond 100, or a number that grows beyond the cap.

    Examples
    --------
    >>> power_of(sp.Integer(2), sp.Integer(10))
    1024
    """
    if exponent.is_number:
        if not _small(exponent):
            raise ExpressionFault(f"the exponent {exponent} is beyond {LARGEST_EXPONENT}")
        size = max(abs(exponent.p), exponent.q)
        if base.is_Rational and size * max(abs(base.p).bit_length(), base.q.bit_length()) > 4 * LARGEST_EXPONENT:
            raise ExpressionFault(f"the number {base}^{exponent} is too large")
    elif base.is_number and not base.is_Rational and base != sp.E:
        raise ExpressionFault(f"the base {base} of a symbolic power is not rational")
    built = base**exponent
    if built.is_Pow and built.exp.is_number and not _small(built.exp):
        raise ExpressionFault(f"the exponent {built.exp} is beyond {LARGEST_EXPONENT}")
    return _checked(built)


@v_args(inline=True)
class ToSympy(Transformer):  # type: ignore[type-arg]
    """Builds sympy objects from the parse tree, with `names` the declared symbols."""

    def __init__(self, names: Mapping[str, sp.Symbol]) -> None:
        super().__init__()
        self.names = names

    def number(self, token: Token) -> sp.Expr:
        if len(token) > LONGEST_NUMBER:
            raise ExpressionFault(f"a number of {len(token)} digits; at most {LONGEST_NUMBER} are read")
        return sp.Rational(str(token))

    def name(self, token: Token) -> Any:
        text = str(token)
        if text in self.names:
            return self.names[text]
        if text in CONSTANTS:
            return CONSTANTS[text]
        known = ", ".join(sorted(self.names)) or "none"
        raise ExpressionFault(f"unknown name {text!r} at column {token.column}; declared names: {known}")

    def pair(self, value: Any, condition: Any) -> tuple[Any, Any]:
        return (value, condition)

    def arguments(self, *values: Any) -> tuple[Any, ...]:
        return values

    def call(self, token: Token, values: tuple[Any, ...]) -> Any:
        text = str(token)
        if text == "Piecewise":
            if not all(isinstance(v, tuple) for v in values):
                raise ExpressionFault("Piecewise takes pairs (value, condition)")
            return sp.Piecewise(*[(_number(v, text), _truth(c, text)) for v, c in values])
        if any(isinstance(v, tuple) for v in values):
            raise ExpressionFault(f"{text} takes no pairs")
        numbers = [_number(v, text) for v in values]
        if text in EXTREMA:
            return EXTREMA[text](*numbers)
        if text in EQUALITIES and len(numbers) == 2:
            return EQUALITIES[text](*numbers)
        if text not in FUNCTIONS:
            raise ExpressionFault(f"unknown function {text!r} at column {token.column}; known: {', '.join(_known())}")
        if len(numbers) != 1:
            raise ExpressionFault(f"{text} takes one argument, got {len(numbers)}")
        if text == "exp" and numbers[0].is_number and not _small(numbers[0]):
            raise ExpressionFault(f"the exponent {numbers[0]} is beyond {LARGEST_EXPONENT}")
        return _checked(FUNCTIONS[text](numbers[0]))

    def power(self, base: Any, exponent: Any) -> sp.Expr:
        return power_of(_number(base, "^"), _number(exponent, "^"))

    def sign(self, sign: Token, value: Any) -> sp.Expr:
        return -_number(value, "-") if sign == "-" else _number(value, "+")

    def product(self, first: Any, *rest: Any) -> sp.Expr:
        above: list[sp.Expr] = [_number(first, "*")]
        below: list[sp.Expr] = []
        for operator, value in zip(rest[::2], rest[1::2], strict=True):
            (above if operator == "*" else below).append(_number(value, str(operator)))
        built = sp.Mul(*above) / sp.Mul(*below)
        for factor in sp.Mul.make_args(built):
            if factor.is_Pow and factor.exp.is_number and not _small(factor.exp):
                raise ExpressionFault(f"the exponent {factor.exp} is beyond {LARGEST_EXPONENT}")
        return _checked(built)

    def sum(self, first: Any, *rest: Any) -> sp.Expr:
        terms = [_number(first, "+")]
        for operator, value in zip(rest[::2], rest[1::2], strict=True):
            term = _number(value, str(operator))
            terms.append(term if operator == "+" else -term)
        return _checked(sp.Add(*terms))

    def comparison(self, first: Any, *rest: Any) -> Boolean:
        left, built = _number(first, "a comparison"), []
        for operator, value in zip(rest[::2], rest[1::2], strict=True):
            right = _number(value, "a comparison")
            relation = COMPARISONS[str(operator)](left, right)
            # as Python reads 0 < a, namely as a > 0
            built.append(relation.reversed if left.is_number and isinstance(relation, Relational) else relation)
            left = right
        return sp.And(*built)

    def negation(self, value: Any) -> Boolean:
        return sp.Not(_truth(value, "not"))

    def conjunction(self, *values: Any) -> Boolean:
        return sp.And(*[_truth(v, "and") for v in values])

    def disjunction(self, *values: Any) -> Boolean:
        return sp.Or(*[_truth(v, "or") for v in values])


def _known() -> list[str]:
    return sorted({*FUNCTIONS, *EXTREMA, *EQUALITIES, "Piecewise"})
