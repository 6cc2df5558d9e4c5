"""Exact input: what may stand in a payoff, a domain or a probability.

Payoffs and ends of domains are sympy expressions over the reals.  Text, floats, complex numbers and NaN
are refused with the place at which they stand; infinities only as ends of domains.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from symgame.errors import ArgumentTypeError, GameError


def exact(value: Any, where: str) -> sp.Expr:
    """A sympy expression from `value`; text, floats, complex numbers, infinities and NaN are refused.

    Examples
    --------
    >>> exact(1, "payoff of G")
    1
    """
    if isinstance(value, bool) or isinstance(value, str):
        raise ArgumentTypeError(f"{where}: {value!r} is not a sympy expression; write it with sympy symbols")
    if isinstance(value, int):
        return sp.Integer(value)
    if isinstance(value, float):
        raise ArgumentTypeError(f"{where}: the float {value!r} is not exact; use sympy.Rational")
    if not isinstance(value, sp.Expr):
        raise ArgumentTypeError(f"{where}: {value!r} of type {type(value).__name__} is not a sympy expression")
    if value.has(sp.Float):
        raise ArgumentTypeError(f"{where}: {value} contains a float; use sympy.Rational")
    if value.has(sp.nan, sp.zoo):
        raise GameError(f"{where}: {value} is not a number")
    if value.has(sp.I) or value.is_real is False and value not in (sp.oo, -sp.oo):
        raise GameError(f"{where}: {value} is not real")
    return value


def exact_payoff(value: Any, where: str) -> sp.Expr:
    """An expression that is also finite.

    Examples
    --------
    >>> exact_payoff(sp.Symbol("x"), "payoff of G")
    x
    """
    expression = exact(value, where)
    if expression.has(sp.oo, -sp.oo):
        raise GameError(f"{where}: {expression} is infinite")
    return expression


def exact_domain(domain: Any, where: str) -> sp.Set:
    """A domain: an Interval, the Reals, or a FiniteSet; a pair ``(low, high)`` is not guessed at.

    Examples
    --------
    >>> exact_domain(sp.Reals, "domain of x")
    Interval(-oo, oo)
    """
    if domain is sp.S.Reals:
        return sp.Interval(-sp.oo, sp.oo)
    if domain is sp.S.EmptySet:
        raise GameError(f"{where} is empty")
    if isinstance(domain, sp.Interval | sp.FiniteSet):
        for end in domain.args[:2] if isinstance(domain, sp.Interval) else domain.args:
            exact(end, where)
        return domain
    raise ArgumentTypeError(f"{where}: {domain!r} is not a sympy Interval, Reals or FiniteSet")
