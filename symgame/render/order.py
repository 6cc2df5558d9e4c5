"""The order in which terms and factors are written.

A sum is written by degree in the actions, then by total degree: falling when its leading term is positive,
else rising; what is affine in the actions has the constant first, and a positive term leads if there is one.
A product is written number, parameters, sums of parameters, then shares and actions in the order of play,
each before the sums in which it occurs, roots and functions last.
"""

from __future__ import annotations

from collections.abc import Callable
from math import lcm
from typing import Any

import sympy as sp

from symgame.render.notation import Notation


def negative(term: sp.Expr) -> bool:
    """Whether `term` is written with a minus sign in front.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> negative(-x), negative(x - y), negative(-x - y)
    (True, False, True)
    """
    if term.is_Add:
        return all(negative(t) for t in term.args)
    coefficient = term.as_coeff_Mul()[0]
    if coefficient.is_negative:
        return True
    return bool(term.is_number and not term.is_Rational and term.is_negative)


def quotient(expr: sp.Expr) -> tuple[list[sp.Expr], list[sp.Expr]]:
    """The factors above and below the line, numbers first.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> quotient(3*x/(2*y))
    ([3, x], [2, y])
    """
    above: list[sp.Expr] = []
    below: list[sp.Expr] = []
    coefficient, rest = _cleared(expr).as_coeff_Mul()
    if coefficient.is_Rational:
        if coefficient.p != 1 or rest == 1:
            above.append(sp.Integer(coefficient.p))
        if coefficient.q != 1:
            below.append(sp.Integer(coefficient.q))
    else:
        rest = expr
    for f in sp.Mul.make_args(rest):
        if f == 1:
            continue
        if f.is_Pow and f.exp.is_number and f.exp.is_negative:
            below.append(sp.Pow(f.base, -f.exp))
        else:
            above.append(f)
    return above, below


def common_denominator(expr: sp.Add) -> int:
    """The least common denominator of a sum that has two or more fractions and only integers below, else 1.

    Examples
    --------
    >>> a, c = sp.symbols("a c")
    >>> common_denominator(a/2 - c/2), common_denominator(a + c/2), common_denominator(a/2 + 1/(2*c))
    (2, 1, 1)
    """
    found = []
    for t in expr.args:
        _, below = quotient(-t if negative(t) else t)
        if len(below) > 1 or below and not below[0].is_Integer:
            return 1
        found.append(int(below[0]) if below else 1)
    return lcm(*found) if sum(1 for q in found if q > 1) > 1 else 1


def _cleared(expr: sp.Expr) -> sp.Expr:
    """A product whose sums have integer coefficients where that is possible; the fraction goes in front."""
    number, factors = sp.S.One, []
    for f in sp.Mul.make_args(expr):
        base, exponent = f.as_base_exp()
        whole = base.is_Add and exponent.is_Integer and not any(map(_has_denominator, base.args))
        content, primitive = base.primitive() if whole else (sp.S.One, base)
        if content.q != 1:
            number *= content**exponent
            f = primitive**exponent
        factors.append(f)
    return sp.Mul(number, *factors) if number != 1 and len(factors) > 1 else expr


def _has_denominator(term: sp.Expr) -> bool:
    return any(f.as_base_exp()[1].could_extract_minus_sign() for f in sp.Mul.make_args(term) if not f.is_Rational)


def degree(term: sp.Expr, counts: Callable[[sp.Symbol], bool] = lambda s: True) -> Any:
    """The degree of a term in the symbols that count, together; that of a sum is the largest of its terms'.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> degree(x**2 * (1 + y) / y)
    2
    """
    if term.is_Symbol:
        return sp.S.One if counts(term) else sp.S.Zero
    if term.is_Add:
        return max(degree(t, counts) for t in term.args)
    if term.is_Mul:
        return sum(degree(f, counts) for f in term.args)
    if term.is_Pow and term.exp.is_Rational:
        return degree(term.base, counts) * term.exp
    return sp.S.Zero


def sorted_terms(expr: sp.Add, notation: Notation) -> list[sp.Expr]:
    """The terms of a sum in the order in which they are written.

    Examples
    --------
    >>> a, q = sp.symbols("a q")
    >>> sorted_terms(a*q - q - q**2, Notation("inline", (a,), (q,)))
    [a*q, -q, -q**2]
    """
    acting = {t: degree(t, lambda s: notation.group(s) > 0) for t in expr.args}
    whole = {t: degree(t) for t in expr.args}
    affine = all(own <= 1 for own in whole.values())
    highest = max((acting[t], whole[t]) for t in expr.args)
    leading_positive = any(not negative(t) for t in expr.args if (acting[t], whole[t]) == highest)
    falling = leading_positive and highest[0] >= 2

    def key(term: sp.Expr) -> tuple[Any, ...]:
        rooted = any(not p.exp.is_Integer and p.exp.is_Rational for p in term.atoms(sp.Pow))
        number = term.is_Rational and affine
        first = -acting[term] if falling else acting[term]
        second = -whole[term] if leading_positive else whole[term]
        return (rooted, not number, first, second, _ranks(term, notation), sp.default_sort_key(term))

    terms = sorted(expr.args, key=key)
    first = next((t for t in terms if not negative(t)), terms[0])
    return [first, *[t for t in terms if t is not first]]


def _ranks(term: sp.Expr, notation: Notation) -> list[Any]:
    powers = term.as_powers_dict() if not term.is_Add else {}
    own = [(notation.rank(b), -e) for b, e in powers.items() if b.is_Symbol and e.is_Rational]
    return sorted(own, key=lambda pair: pair[0])


def sorted_factors(factors: list[sp.Expr], notation: Notation) -> list[sp.Expr]:
    """The factors of a product in the order in which they are written.

    Examples
    --------
    >>> c, d, x = sp.symbols("c d x")
    >>> sorted_factors([x, 1 - d, c, sp.Integer(2)], Notation("inline", (c,), (d, x)))
    [2, c, 1 - d, x]
    """

    def key(factor: sp.Expr) -> tuple[Any, ...]:
        if factor.is_number:
            return (0, 0 if factor.is_Rational else 1, 0, (), sp.default_sort_key(factor))
        base, exponent = factor.as_base_exp()
        rooted = exponent.is_Rational and not exponent.is_Integer
        simple = base.is_Symbol and not rooted
        kind = 2 if rooted or isinstance(factor, sp.Function | sp.Piecewise) else 1
        group = max((notation.group(s) for s in factor.free_symbols), default=0)
        rank = notation.rank(base) if base.is_Symbol else ()
        return (kind, group, not simple, rank, sp.default_sort_key(base))

    return sorted(factors, key=key)
