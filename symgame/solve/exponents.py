"""Exponents as combinations of independent expressions, with rational coefficients.

In the field Q(k, …) the exponents 1, k, 1/(k - 1), … are independent over Q, and every rational function is a
combination of monomials and of monomials over denominators (partial fractions when there is one symbol).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import GameError


@lru_cache(maxsize=20_000)
def exponent_vector(p: sp.Expr) -> tuple[tuple[sp.Expr, sp.Rational], ...]:
    """An exponent as a rational combination of independent expressions.

    Examples
    --------
    >>> k = sp.Symbol("k", positive=True)
    >>> exponent_vector(k/(k - 1))
    ((1, 1), (1/(k - 1), 1))
    """
    found: dict[sp.Expr, sp.Rational] = {}
    for term in _independent(sp.cancel(p)):
        c, rest = term.as_coeff_Mul(rational=True)
        if rest.could_extract_minus_sign():
            c, rest = -c, -rest
        found[rest] = found.get(rest, sp.S.Zero) + c
    return tuple(sorted(((b, c) for b, c in found.items() if c != 0), key=lambda item: sp.default_sort_key(item[0])))


def _independent(p: sp.Expr) -> list[sp.Expr]:
    """Terms of a rational function: monomials, and monomials over a common or irreducible denominator."""
    symbols = sorted(p.free_symbols, key=str)
    if not p.is_rational_function(*symbols) or p.is_polynomial(*symbols):
        return list(sp.Add.make_args(sp.expand(p)))
    parts = sp.Add.make_args(sp.apart(p, symbols[0])) if len(symbols) == 1 else _divided(p)
    terms: list[sp.Expr] = []
    for part in parts:
        top, below = sp.fraction(part)
        content, below = below.as_content_primitive()
        if below.could_extract_minus_sign():
            content, below = -content, -below
        terms += [t / content / below for t in sp.Add.make_args(sp.expand(top))]
    return terms


def _divided(p: sp.Expr) -> list[sp.Expr]:
    top, below = sp.fraction(p)
    quotients, rest = sp.reduced(top, [below])
    return [*sp.Add.make_args(sp.expand(quotients[0])), rest / below]


def short_exponent(p: sp.Expr) -> sp.Expr:
    """An exponent as one fraction."""
    return sp.factor(sp.together(p)) if p.free_symbols else p


def require_ranges(payoffs: Mapping[Any, sp.Expr], actions: Iterable[sp.Symbol], assume: Iterable[Boolean]) -> None:
    """Ask for the range of every symbol in an exponent of an action: a power is convex or concave by its exponent.

    Parameters
    ----------
    payoffs : {Player: Expr}
    actions : iterable of Symbol
    assume : iterable of Boolean

    Raises
    ------
    GameError
        If an exponent uses a symbol that no assumption mentions.

    Examples
    --------
    >>> x, k = sp.symbols("x k", positive=True)
    >>> require_ranges({"G": x - x**k}, [x], [k > 1])
    """
    moving, known = set(actions), set().union(*(r.free_symbols for r in assume), set())
    for player, e in payoffs.items():
        for p in sorted(e.atoms(sp.Pow), key=sp.default_sort_key):
            missing = sorted(p.exp.free_symbols - moving - known, key=str)
            if missing and p.base.free_symbols & moving:
                k = missing[0]
                raise GameError(
                    f"payoff of {player}: the exponent {k} in {p} has no range; add one to assume=, for example assume=[{k} > 1]"
                )
