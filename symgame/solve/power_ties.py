"""Logarithms and exponentials tied to their arguments: T > 0 and L = log T, both as expressions in unknowns.

In a sentence where log a and e^z are unknowns, the combinations that occur tell which products T are worth a fact:
n_1 log a_1 + … + n_m log a_m belongs to T = a_1^{n_1} ⋯ a_m^{n_m}, and a term t next to a term c·log a to T = t/c.  Facts
about a pair (L, T) are theorems about the logarithm: it has the sign of T - 1, and it lies between 1 - 1/T and T - 1.
At a point T_0 > 0 of a counterexample that respects no logarithm the tangents there are added,

    log T_0 + 1 - T_0/T ≤ log T ≤ log T_0 + T/T_0 - 1,

with rational bounds for log T_0 (incremental linearisation, after CIMATTI, GRIGGIO, IRFAN, ROVERI and SEBASTIANI 2018).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import sympy as sp
from flint import arb, fmpq
from sympy.logic.boolalg import Boolean, Or

Factors = dict[sp.Expr, sp.Rational]
NEAR = 10**9
"""Bounds of logarithms are rounded outward to this denominator."""
MOST = 10


@dataclass(frozen=True)
class Tie:
    """L = log T.

    Parameters
    ----------
    logarithm : Expr
    argument : Expr
        Positive.
    """

    logarithm: sp.Expr
    argument: sp.Expr

    def facts(self) -> Iterator[Boolean]:
        """The sign of the logarithm, and its tangents at 1."""
        s, t = self.logarithm, self.argument
        yield from (Or(sp.Le(t, 1), sp.Gt(s, 0)), Or(sp.Ge(t, 1), sp.Lt(s, 0)), Or(sp.Ne(t, 1), sp.Eq(s, 0)))
        yield from (sp.Le(s, t - 1), sp.Ge(s, 1 - 1 / t))

    def global_facts(self, point: Mapping[sp.Symbol, sp.Expr]) -> tuple[Boolean, ...]:
        """The facts, when a point violates one of them."""
        here, there = self._values(point)
        if here is None or not ((here > 0) != (there > 1) or here > there - 1 or here < 1 - 1 / there):
            return ()
        return tuple(f for f in self.facts() if f is not sp.true)

    def tangents(self, point: Mapping[sp.Symbol, sp.Expr]) -> tuple[Boolean, ...]:
        """Tangents that rule out a point at which the one side is not the logarithm of the other."""
        here, there = self._values(point)
        if here is None or abs(here - sp.log(there)) < sp.Float("1e-6"):
            return ()
        touch = _simple(there)
        low, high = logarithm_bounds(touch)
        return sp.Le(self.logarithm, high + self.argument / touch - 1), sp.Ge(self.logarithm, low + 1 - touch / self.argument)

    def _values(self, point: Mapping[sp.Symbol, sp.Expr]) -> tuple[sp.Float | None, sp.Float]:
        """Both sides, None where a symbol has no value or the argument is not positive."""
        here, there = (sp.N(e.xreplace(dict(point)), 30) for e in (self.logarithm, self.argument))
        usable = (here.is_Float or here == 0) and there.is_Float and there > 0
        return (sp.Float(here, 30) if usable else None), there


def _simple(value: sp.Float) -> sp.Rational:
    """A short rational within about one part in a hundred of a positive number."""
    exact = Fraction(str(value))
    for digits in itertools.count(1):
        found = exact.limit_denominator(10**digits)
        if found > 0 and abs(found - exact) <= exact / 100:
            return sp.Rational(found.numerator, found.denominator)
    raise AssertionError  # pragma: no cover


def logarithm_bounds(value: sp.Rational) -> tuple[sp.Rational, sp.Rational]:
    """Rational numbers below and above log(value), by interval arithmetic.

    Examples
    --------
    >>> low, high = logarithm_bounds(sp.Integer(2))
    >>> low < sp.log(2) < high, high - low < sp.Rational(1, 10**8)
    (True, True)
    """
    ball = arb(fmpq(int(value.p), int(value.q))).log() * NEAR
    low, high = ball.lower().floor().unique_fmpz(), ball.upper().ceil().unique_fmpz()
    if low is None or high is None:
        raise ArithmeticError(f"no bounds for log({value})")
    return sp.Rational(int(low), NEAR), sp.Rational(int(high), NEAR)


def products(sides: Iterable[sp.Expr], logs: Mapping[sp.Expr, sp.Symbol]) -> list[Factors]:
    """The products whose logarithms matter, from entered expressions in which `logs` still stand.

    Parameters
    ----------
    sides : iterable of Expr
    logs : {log: Symbol}

    Returns
    -------
    list of {base: exponent}
        Without products of one whole base; the shortest first.

    Examples
    --------
    >>> a, b = sp.symbols("a b", positive=True)
    >>> products([sp.log(a) - sp.log(b)], {sp.log(a): sp.Symbol("A"), sp.log(b): sp.Symbol("B")})
    [{a: 1, b: -1}]
    """
    back = {s: g.args[0] for g, s in logs.items()}
    found: list[Factors] = []
    for e in sides:
        terms = sp.Add.make_args(sp.expand(e.xreplace(dict(logs))))
        grouped = _groups(terms, back)
        found += [_whole(members) for _, members in grouped]
        if e.has(sp.exp):
            listed = [f for f in map(_factors, terms) if f is not None]
            under = [f for c, _ in grouped if (f := _factors(c)) is not None] or listed
            quotients = [_quotient(f, g) for f in listed for g in (*under, {})]
            found += [q for q in quotients if any(isinstance(b, sp.exp) for b in q)]
    distinct: list[Factors] = []
    for f in found:
        turned = {b: -n for b, n in f.items()}
        if f and f not in distinct and turned not in distinct:
            distinct.append(f)
    return sorted(distinct, key=len)


def pairs(listed: list[Factors]) -> list[Factors]:
    """Products and quotients of two."""
    found = [_quotient(f, g, sign) for f, g in itertools.combinations(listed[:4], 2) for sign in (1, -1)]
    return [f for f in found if f and f not in listed]


def singles(listed: list[Factors]) -> list[Factors]:
    """The bases of some products, each on its own."""
    bases = dict.fromkeys(b for f in listed for b in f)
    return [f for f in ({b: sp.S.One} for b in bases) if f not in listed]


def tie(factors: Factors, log_of: Callable[[sp.Expr], sp.Expr]) -> Tie:
    """The pair of a product, its logarithm written in unknowns."""
    return Tie(sp.Add(*(n * log_of(b) for b, n in factors.items())), sp.Mul(*(b**n for b, n in factors.items())))


def _groups(terms: tuple[sp.Expr, ...], back: Mapping[sp.Symbol, sp.Expr]) -> list[tuple[sp.Expr, Factors]]:
    """Coefficients of logarithms, those that differ by a rational factor together: ``(coefficient, {argument: n})``."""
    coefficients: dict[sp.Symbol, sp.Expr] = {}
    for t in terms:
        inside = [s for s in t.free_symbols if s in back]
        if len(inside) == 1 and sp.degree(t, inside[0]) == 1:
            coefficients[inside[0]] = coefficients.get(inside[0], sp.S.Zero) + t / inside[0]
    grouped: list[tuple[sp.Expr, Factors]] = []
    for s in sorted(coefficients, key=str):
        for c, members in grouped:
            ratio = coefficients[s] / c if coefficients[s].has(sp.exp) else sp.cancel(coefficients[s] / c)
            if ratio.is_Rational:
                members[back[s]] = ratio
                break
        else:
            grouped.append((coefficients[s], {back[s]: sp.S.One}))
    return grouped


def _whole(factors: Factors) -> Factors:
    """The same product to the power that makes the exponents whole."""
    q = sp.ilcm(1, *(n.q for n in factors.values()))
    p = sp.igcd(0, *(n * q for n in factors.values()))
    return {b: n * q / p for b, n in factors.items()}


def _factors(term: sp.Expr) -> Factors | None:
    """The absolute value of a term as a product of positive bases; None when it is none."""
    found: Factors = {}
    for f in sp.Mul.make_args(term):
        base, n = (f, sp.S.One) if isinstance(f, sp.exp) else f.as_base_exp()
        if base.is_Rational and n.is_Integer:
            for prime, m in sp.factorrat(abs(base)).items():
                found[sp.Integer(prime)] = found.get(sp.Integer(prime), sp.S.Zero) + m * n
        elif base.is_positive and n.is_Rational:
            found[base] = found.get(base, sp.S.Zero) + n
        else:
            return None
    return {b: n for b, n in found.items() if n != 0}


def _quotient(f: Factors, g: Factors, sign: int = -1) -> Factors:
    found = {b: f.get(b, sp.S.Zero) + sign * g.get(b, sp.S.Zero) for b in {**f, **g}}
    return _whole({b: n for b, n in found.items() if n != 0}) if any(n != 0 for n in found.values()) else {}
