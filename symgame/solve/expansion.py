"""Expansions of algebraic expressions in a small positive number, with exact symbolic coefficients.

Near τ = 0+ an expression made of rational operations, rational powers and implicit roots is a series
Σ_{k ≥ v} c_k τ^k (Puiseux 1850); the limit is read off its first non-zero coefficient.  Where a coefficient may
vanish or change its sign, `Unclear` names it, and the caller treats the cases apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import sympy as sp

from symgame.logic.root import Root

TERMS = 6


class Unclear(Exception):
    """Internal signal: the sign of a coefficient decides the expansion."""

    def __init__(self, coefficient: sp.Expr) -> None:
        super().__init__(str(coefficient))
        self.coefficient = coefficient


class NoExpansion(Exception):
    """Internal signal: the expression has no expansion of this kind, or its terms cancel for too long."""


@dataclass(frozen=True)
class Series:
    """c_0 τ^v + c_1 τ^(v+1) + …; exact when nothing was cut off.

    Parameters
    ----------
    order : int
    coefficients : tuple of Expr
        The first is not zero, unless there is none.
    exact : bool
    """

    order: int
    coefficients: tuple[sp.Expr, ...]
    exact: bool = True

    @property
    def end(self) -> int:
        """The order from which on nothing is known, when not exact."""
        return self.order + len(self.coefficients)


SignOf = Callable[[sp.Expr], int | None]


@dataclass
class Expander:
    """Expands expressions in one symbol.

    Parameters
    ----------
    small : Symbol
        The small positive number.
    sign : callable
        The proved sign of a coefficient, None when it is not known.
    terms : int
        How many coefficients are kept.
    """

    small: sp.Symbol
    sign: SignOf
    terms: int = TERMS

    def known_sign(self, c: sp.Expr) -> int:
        """The sign of a coefficient.

        Raises
        ------
        Unclear
            If it is not known.
        """
        found = self.sign(c)
        if found is None:
            raise Unclear(c)
        return found

    def normal(self, order: int, coefficients: Iterable[sp.Expr], exact: bool) -> Series:
        """Leading zeros dropped."""
        listed = [_short(c) for c in coefficients]
        while listed and self.known_sign(listed[0]) == 0:
            listed.pop(0)
            order += 1
        if exact:
            while listed and listed[-1] == 0:
                listed.pop()
        if len(listed) > self.terms:
            listed, exact = listed[: self.terms], False
        return Series(order, tuple(listed), exact)

    def expand(self, e: sp.Expr) -> Series:
        """The series of an expression.

        Raises
        ------
        Unclear, NoExpansion
        """
        if not e.has(self.small):
            return self.normal(0, (e,), True)
        if e == self.small:
            return Series(1, (sp.Integer(1),))
        if isinstance(e, sp.Add):
            return reduce(self._add, map(self.expand, e.args))
        if isinstance(e, sp.Mul):
            return reduce(self._multiply, map(self.expand, e.args))
        if isinstance(e, sp.Pow) and e.exp.is_Rational:
            return self._power(self.expand(e.base), e.exp)
        if isinstance(e, Root):
            return self._root(e)
        raise NoExpansion(f"{e} is not algebraic in the parameter")

    def _add(self, a: Series, b: Series) -> Series:
        if not a.coefficients and a.exact:
            return b
        if not b.coefficients and b.exact:
            return a
        start = min(a.order, b.order)
        ends = [s.end for s in (a, b) if not s.exact]
        stop = min(ends) if ends else max(a.end, b.end)
        listed = [_at(a, k) + _at(b, k) for k in range(start, stop)]
        return self.normal(start, listed, not ends)

    def _multiply(self, a: Series, b: Series) -> Series:
        if any(not s.coefficients and s.exact for s in (a, b)):
            return Series(0, ())
        start = a.order + b.order
        lengths = [len(s.coefficients) for s in (a, b) if not s.exact]
        count = min(lengths) if lengths else len(a.coefficients) + len(b.coefficients) - 1
        if count == 0:
            raise NoExpansion("the terms cancel")
        listed = [
            sp.Add(*(_at(a, a.order + i) * _at(b, b.order + k - i) for i in range(k + 1)))
            for k in range(min(count, self.terms + 1))
        ]
        return self.normal(start, listed, not lengths and count <= self.terms + 1)

    def _power(self, a: Series, exponent: sp.Rational) -> Series:
        """(c τ^v (1 + u))^s by the binomial series; c > 0 unless s is an integer."""
        if exponent.is_Integer and exponent > 0 and a.exact:
            return reduce(self._multiply, [a] * int(exponent))
        if not a.coefficients:
            raise NoExpansion("a power of zero")
        lead = a.coefficients[0]
        if not exponent.is_Integer and self.known_sign(lead) < 0:
            raise NoExpansion("a root of a negative number")
        order = a.order * exponent
        if not order.is_Integer:
            raise NoExpansion("the order is no integer")
        rest = self.normal(1, [c / lead for c in a.coefficients[1:]], a.exact)
        total, term = Series(0, (sp.Integer(1),)), Series(0, (sp.Integer(1),))
        if rest.coefficients or not rest.exact:
            for k in range(1, self.terms):
                term = self._multiply(term, rest)
                total = self._add(total, self._multiply(term, Series(0, (sp.binomial(exponent, k),))))
            total = Series(total.order, total.coefficients[: self.terms], False)
        return self._multiply(total, Series(int(order), (lead**exponent,)))

    def _root(self, root: Root) -> Series:
        """The expansion of an implicit root, by Newton's rule from a root of the limit polynomial."""
        parts = [self.expand(c) for c in root.coefficients]
        least = min(p.order for p in parts if p.coefficients)
        if any(not p.exact and p.end <= least for p in parts):
            raise NoExpansion("too few terms of a coefficient are known")
        low, high = (self._finite(end) for end in root.interval[:2])
        x = sp.Dummy("x", real=True)
        degree = len(parts) - 1
        leading = sp.Add(*(_at(p, least) * x ** (degree - i) for i, p in enumerate(parts)))
        first = self._only_root(leading, x, low, high)
        slope = _short(sp.diff(leading, x).subs(x, first))
        if self.known_sign(slope) == 0:
            return Series(0, (first,), False) if self.known_sign(first) else Series(0, (), False)
        known = [first]
        count = min([p.end - least for p in parts if not p.exact] + [self.terms])
        for k in range(1, count):
            polynomial = sp.Add(*(c * self.small**j for j, c in enumerate(known)))
            terms = [
                _at(p, least + j) * self.small**j * polynomial ** (degree - i)
                for i, p in enumerate(parts)
                for j in range(k + 1)
            ]
            residue = sp.Add(*terms)
            known.append(_short(-sp.expand(residue).coeff(self.small, k) / slope))
        return self.normal(0, known, False)

    def _finite(self, end: sp.Expr) -> sp.Expr:
        if not end.is_finite or not end.has(self.small):
            return end
        s = self.expand(end)
        if s.coefficients and s.order < 0:
            raise NoExpansion("an end of the interval is unbounded")
        return _at(s, 0) if s.coefficients or s.exact else sp.Integer(0)

    def _only_root(self, polynomial: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> sp.Expr:
        """Where the root goes: a simple root inside the interval persists and is then the one; else the only one."""
        if not (low.is_finite and high.is_finite):
            raise NoExpansion("the root may run away")
        found: dict[sp.Expr, bool] = {}
        for f, multiplicity in sp.factor_list(polynomial, x)[1]:
            if sp.degree(f, x) == 1:
                a, b = sp.Poly(f, x).all_coeffs()
                candidates = [_short(-b / a)] if self.known_sign(a) else []
            elif f.free_symbols == {x}:
                candidates = sp.Poly(f, x).real_roots()
            else:
                raise NoExpansion("the limit polynomial has parameters")
            for r in candidates:
                places = self.known_sign(r - low), self.known_sign(high - r)
                if min(places) >= 0:
                    found[r] = multiplicity == 1 and min(places) > 0
        simple = [r for r, inside in found.items() if inside]
        if len(simple) == 1 or len(found) == 1:
            return simple[0] if simple else next(iter(found))
        raise NoExpansion("the limit polynomial has several roots")


def _at(s: Series, k: int) -> sp.Expr:
    """The coefficient of τ^k."""
    place = k - s.order
    return s.coefficients[place] if 0 <= place < len(s.coefficients) else sp.Integer(0)


def _short(c: sp.Expr) -> sp.Expr:
    return sp.factor(c) if c.is_rational_function(*c.free_symbols) else sp.factor_terms(sp.expand(c))


def ramification(e: sp.Basic) -> int:
    """A power m such that with τ^m for the small number all exponents are integers.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> ramification(sp.sqrt(x) + x)
    2
    """
    m = 1
    for p in e.atoms(sp.Pow):
        if p.exp.is_Rational:
            m = sp.ilcm(m, p.exp.q)
    return int(m)


def pointwise(outcome: Mapping[Any, Any], payoffs: Mapping[Any, Any], parameter: sp.Symbol) -> bool:
    """Whether no set of actions moves with the parameter, and no other value with an action of a set.

    Examples
    --------
    >>> x, y, c = sp.symbols("x y c", real=True)
    >>> pointwise({x: sp.Interval(0, c), y: x}, {}, c), pointwise({x: sp.Interval(0, 1)}, {"A": c}, c)
    (False, True)
    """
    sets = {k: v for k, v in outcome.items() if isinstance(v, sp.Set)}
    values = [v for k, v in (*outcome.items(), *payoffs.items()) if k not in sets and isinstance(v, sp.Basic)]
    return not any(parameter in s.free_symbols for s in sets.values()) and not any(v.free_symbols & set(sets) for v in values)
