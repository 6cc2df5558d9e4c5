"""Sums of products of rational powers of positive quantities, as a check from the definition meets them.

A *power sum* is Σ_j r_j Π_i g_i^{e_ij} with rational r_j and e_ij and generators g_i > 0: positive parameters, primes,
and the distances p = x - a and q = b - x of a share x from the ends of its interval, which are positive inside.  Power
sums are added and multiplied, divided by a single term, and a root is taken of a single term with r > 0 only, where
(r Π g_i^{e_i})^{1/n} = r^{1/n} Π g_i^{e_i/n} and the root is the non-negative one.  So every step is an identity.

An unknown u of a case is read where u ≥ 0 and uⁿ is such a term, or where its equation is linear in u.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.solve.verify_cases import Case

Monomial = frozenset[tuple[sp.Basic, sp.Rational]]
"""Generators with their exponents, none of which is 0; those of primes lie between 0 and 1."""

ONE: Monomial = frozenset()
MOST_TERMS = 60
LARGEST = 10**6
"""Integers with a prime factor above this have no roots here."""


class NotASum(Exception):
    """An expression that is no power sum in the generators at hand."""


@dataclass(frozen=True)
class PowerSum:
    """A sum of products of rational powers of positive generators.

    Parameters
    ----------
    terms : dict
        From the product to its rational coefficient, which is not 0.

    Examples
    --------
    >>> c = sp.Symbol("c", positive=True)
    >>> root = PowerSum.of(c).root(2) * PowerSum.of(sp.Rational(4, 3)).root(2)
    >>> root.expression(), (root * root).expression()
    (2*sqrt(3)*sqrt(c)/3, 4*c/3)
    """

    terms: Mapping[Monomial, sp.Rational]

    @staticmethod
    def of(value: sp.Expr) -> PowerSum:
        """A rational number or a generator."""
        if value.is_Rational:
            return PowerSum({ONE: value} if value != 0 else {})
        return PowerSum({frozenset({(value, sp.S.One)}): sp.S.One})

    def __add__(self, other: PowerSum) -> PowerSum:
        total = dict(self.terms)
        for m, r in other.terms.items():
            total[m] = total.get(m, sp.S.Zero) + r
        if len(total) > MOST_TERMS:
            raise NotASum(f"more than {MOST_TERMS} terms")
        return PowerSum({m: r for m, r in total.items() if r != 0})

    def __mul__(self, other: PowerSum) -> PowerSum:
        total = PowerSum({})
        for m, r in self.terms.items():
            made: dict[Monomial, sp.Rational] = {}
            for n, s in other.terms.items():
                product, coefficient = _product(m, n)
                made[product] = made.get(product, sp.S.Zero) + r * s * coefficient
            total += PowerSum(made)
        return total

    def __neg__(self) -> PowerSum:
        return PowerSum({m: -r for m, r in self.terms.items()})

    def __sub__(self, other: PowerSum) -> PowerSum:
        return self + -other

    def power(self, exponent: int) -> PowerSum:
        """A whole power, a negative one of a single term only."""
        base = self.inverse() if exponent < 0 else self
        made = PowerSum.of(sp.S.One)
        for _ in range(abs(exponent)):
            made = made * base
        return made

    def single(self) -> tuple[Monomial, sp.Rational]:
        """The only term."""
        if len(self.terms) != 1:
            raise NotASum("not a single term")
        ((m, r),) = self.terms.items()
        return m, r

    def inverse(self) -> PowerSum:
        """One over a single term."""
        m, r = self.single()
        return PowerSum({ONE: 1 / r}) * _raised(m, sp.S.NegativeOne)

    def root(self, n: int) -> PowerSum:
        """The non-negative root of zero or of a single term with a positive coefficient."""
        if not self.terms:
            return self
        m, r = self.single()
        if r < 0:
            raise NotASum("a root of what is negative")
        found = _raised(m, sp.Rational(1, n))
        for prime, count in sp.factorrat(r, limit=LARGEST).items():
            if prime > LARGEST:
                raise NotASum("a large prime")
            found = found * _raised(frozenset({(sp.Integer(prime), sp.S.One)}), sp.Rational(count, n))
        return found

    def exponent(self, generator: sp.Basic) -> set[sp.Rational]:
        """The exponents with which a generator occurs."""
        return {dict(m).get(generator, sp.S.Zero) for m in self.terms}

    def common(self) -> PowerSum:
        """The product of the least powers of the generators: what is left has no common factor that is a power."""
        least = ((g, min(self.exponent(g))) for g in self.generators())
        return PowerSum({frozenset((g, e) for g, e in least if e != 0): sp.S.One})

    def generators(self) -> set[sp.Basic]:
        """The generators that occur."""
        return {g for m in self.terms for g, _ in m}

    def sign(self) -> int | None:
        """1 or -1 where all coefficients have that sign, 0 for the empty sum, else None."""
        signs = {1 if r > 0 else -1 for r in self.terms.values()}
        return 0 if not signs else signs.pop() if len(signs) == 1 else None

    def expression(self, values: Mapping[sp.Basic, sp.Expr] | None = None) -> sp.Expr:
        """The sum as an expression, generators replaced by `values`."""
        put = values or {}
        return sp.Add(*(r * sp.Mul(*(put.get(g, g) ** e for g, e in m)) for m, r in self.terms.items()))


def _raised(m: Monomial, e: sp.Rational) -> PowerSum:
    product, coefficient = _product(frozenset((g, d * e) for g, d in m), ONE)
    return PowerSum({product: coefficient})


def _product(m: Monomial, n: Monomial) -> tuple[Monomial, sp.Rational]:
    """The product of two monomials; whole powers of primes go into the coefficient."""
    total = dict(m)
    for g, e in n:
        total[g] = total.get(g, sp.S.Zero) + e
    coefficient: sp.Rational = sp.S.One
    for g, e in total.items():
        if g.is_Integer and not 0 < e < 1:
            whole = sp.floor(e)
            coefficient *= g**whole
            total[g] = e - whole
    return frozenset((g, e) for g, e in total.items() if e != 0), coefficient


@dataclass
class Reader:
    """Reads expressions of a case as power sums in p = x - a, q = b - x and what does not depend on x.

    Parameters
    ----------
    case : Case
    x : Symbol
    ends : (Rational, Rational)
    positive : callable
        Whether a parameter or an unknown without x is proved positive.
    """

    case: Case
    x: sp.Symbol
    ends: tuple[sp.Rational, sp.Rational]
    positive: Callable[[sp.Symbol], bool]
    p: sp.Dummy = field(default_factory=lambda: sp.Dummy("p", positive=True))
    q: sp.Dummy = field(default_factory=lambda: sp.Dummy("q", positive=True))

    def __post_init__(self) -> None:
        self.known = {self.x: PowerSum.of(self.ends[0]) + PowerSum.of(self.p)}
        for u, equation in self.case.roots:
            if u != self.x:
                self.known[u] = self._unknown(u, equation)

    def read(self, value: sp.Expr) -> PowerSum:
        """The power sum that an expression is; `NotASum` where it is none."""
        if value.is_Rational:
            return PowerSum.of(value)
        if isinstance(value, sp.Symbol):
            if value not in self.known:
                if not (value.is_positive or self.positive(value)):
                    raise NotASum(f"{value} may not be positive")
                self.known[value] = PowerSum.of(value)
            return self.known[value]
        if isinstance(value, sp.Add):
            return sum((self.read(a) for a in value.args), PowerSum({}))
        if isinstance(value, sp.Mul):
            made = PowerSum.of(sp.S.One)
            for a in value.args:
                made = made * self.read(a)
            return made
        if isinstance(value, sp.Pow) and value.exp.is_Rational:
            n, d = int(value.exp.p), int(value.exp.q)
            if n > 0 and d == 1:
                return self.read(value.base).power(n)
            return self._single(self._maybe(value.base), value.base).root(d).power(n)
        raise NotASum(f"{value.func.__name__} is no sum of powers")

    def _unknown(self, u: sp.Symbol, equation: sp.Expr) -> PowerSum:
        numerator = sp.numer(sp.together(equation))
        if not numerator.is_polynomial(u):
            raise NotASum("an equation that is no polynomial")
        rows = sp.Poly(numerator, u).terms()
        degree, rest = rows[0][0][0], {row[0][0]: row[1] for row in rows}
        if degree < 1 or set(rest) - {0, degree}:
            return self._itself(u)
        try:
            base = -rest.get(0, sp.S.Zero) / rest[degree]
            if degree == 1:
                numerator, denominator = sp.fraction(sp.together(base))
                return self.read(numerator) * self.factored(denominator).inverse()
            if sp.Ge(u, 0) not in self.case.conditions:
                return self._itself(u)
            return self._single(self._maybe(base), base).root(degree)
        except NotASum:
            return self._itself(u)

    def _itself(self, u: sp.Symbol) -> PowerSum:
        """An unknown that stays one; it may not move with x."""
        if u in moving(self.case, (self.x,)) or not self.positive(u):
            raise NotASum(f"{u} is not read")
        return PowerSum.of(u)

    def factored(self, value: sp.Expr) -> PowerSum:
        """The power sum of an expression, as a single term where its factors are."""
        found = self._maybe(value)
        try:
            return self._single(found, value)
        except NotASum:
            if found is None:
                raise
            return found

    def _maybe(self, value: sp.Expr) -> PowerSum | None:
        try:
            return self.read(value)
        except NotASum:
            return None

    def _single(self, found: PowerSum | None, value: sp.Expr) -> PowerSum:
        """A single term that an expression is, factors b - x included."""
        if found is not None and len(found.terms) < 2:
            return found
        made = PowerSum.of(sp.S.One)
        numerator, denominator = sp.fraction(sp.together(value))
        for part, sign in ((numerator, 1), (denominator, -1)):
            constant, factors = sp.factor_list(part)
            made = made * self.read(constant).power(sign)
            for f, n in factors:
                made = made * self._factor(self.read(f)).power(sign * n)
        return made

    def _factor(self, found: PowerSum) -> PowerSum:
        """λ (b - x) as λ q, and a sum of parameters with coefficients of one sign as a generator of its own."""
        if len(found.terms) == 2:
            width = self.ends[1] - self.ends[0]
            ((m, r), (n, s)) = sorted(found.terms.items(), key=lambda row: self.p in dict(row[0]))
            free, moving = PowerSum({m: r / width}), PowerSum({n: -s})
            if (free * PowerSum.of(self.p) - moving).terms == {}:
                return free * PowerSum.of(self.q)
        if len(found.terms) < 2:
            return found
        sign = found.sign()
        if sign is None or found.generators() & {self.p, self.q}:
            raise NotASum("a factor without a sign, or one that moves with the share")
        common = found.common()
        content, part = (found * common.inverse() * PowerSum.of(sp.Integer(sign))).expression().primitive()
        return PowerSum.of(content * sign) * common * PowerSum.of(part)


def moving(case: Case, own: Iterable[sp.Symbol]) -> set[sp.Symbol]:
    """The own actions and the unknowns that move with them."""
    found = set(own)
    for u, equation in case.roots:
        found |= {u} if equation.free_symbols & found else set()
    return found


def stays(conditions: Iterable[Boolean], case: Case, x: sp.Symbol) -> bool:
    """Whether all conditions but those that fix unknowns are free of x and of what moves with it."""
    facts = {fact for u, equation in case.roots for fact in (sp.Ge(u, 0), sp.Eq(equation, 0))}
    return not any(c.free_symbols & moving(case, (x,)) for c in conditions if c not in facts)
