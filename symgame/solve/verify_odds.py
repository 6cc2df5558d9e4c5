"""The largest value of a payoff that is a sum of powers of a share and of its rest, in the odds of the share.

Let f be a sum of terms γ p^i q^j in p = x - a and q = b - x, with i, j ≥ 0, so continuous on [a, b].  With the odds
t = p/q, f′ times a positive function is P(t) = Σ_j γ_j t^{r_j} with r_1 < r_2 < … and coefficients γ_j without x, when the
degrees i + j differ by integers.  Signs of the coefficients decide (Descartes' rule for real exponents, Laguerre 1883;
the parts used are proved here): dividing by t^r with r between two blocks of signs,

- P/t^r does not rise when the signs are + then -, so a zero of P is a largest value of f, and P has the sign of γ_1
  before it; when they are - then +, f falls and then rises, and an end has the largest value;
- when the signs are +, -, + (or -, +, -), the derivative of P/t^r in log t has the signs -, + (or +, -), so a zero τ of P
  with P′(τ) ≤ 0 has the largest value of f or the right (or left) end has.

That τ is a zero is an identity of powers: L + R = 0, where the exponents differ by integers within L and within R, follows
from Lⁿ = (-R)ⁿ for odd n, and for even n when L and -R have one sign; up to a factor the powers are polynomials.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symgame.logic.names import fresh
from symgame.solve.verify_cases import Case
from symgame.solve.verify_power_sums import NotASum, PowerSum, Reader
from symgame.solve.verify_prover import Prover

Rows = tuple[tuple[sp.Rational, PowerSum], ...]
"""Exponents of the odds in increasing order, each with its coefficient."""

T = sp.Dummy("t", positive=True)
HIGHEST = 12
"""No higher power of an equation is formed."""


def derivative(f: PowerSum, p: sp.Basic, q: sp.Basic) -> PowerSum:
    """The derivative along the share, in which p rises as q falls."""
    total = PowerSum({})
    for m, r in f.terms.items():
        for g, sign in ((p, 1), (q, -1)):
            e = dict(m).get(g, sp.S.Zero)
            if e != 0:
                total += PowerSum({m: sign * r * e}) * PowerSum.of(g).inverse()
    return total


def in_odds(f: PowerSum, p: sp.Basic, q: sp.Basic, width: sp.Rational) -> Rows:
    """A positive multiple of f as a sum of powers of the odds t: p = wt/(1 + t), q = w/(1 + t).

    Examples
    --------
    >>> p, q, c = sp.symbols("p q c", positive=True)
    >>> f = PowerSum.of(p).power(2) * PowerSum.of(c) - PowerSum.of(q)
    >>> [(r, g.expression()) for r, g in in_odds(f, p, q, sp.Integer(1))]
    [(0, -1), (1, -1), (2, c)]
    """
    degrees = {m: (dict(m).get(p, sp.S.Zero), dict(m).get(q, sp.S.Zero)) for m in f.terms}
    most = max((i + j for i, j in degrees.values()), default=sp.S.Zero)
    rows: dict[sp.Rational, PowerSum] = {}
    for m, r in f.terms.items():
        i, j = degrees[m]
        up = most - i - j
        if not up.is_Integer or up > 40:
            raise NotASum("degrees that do not differ by integers")
        scale = PowerSum.of(width).root(int((i + j).q)).power(int((i + j).p))
        free = PowerSum({frozenset((g, e) for g, e in m if g not in (p, q)): r}) * scale
        for k in range(int(up) + 1):
            rows[i + k] = rows.get(i + k, PowerSum({})) + free * PowerSum.of(sp.binomial(up, k))
    return tuple(sorted((r, g) for r, g in rows.items() if g.terms))


def by_degree(f: PowerSum, p: sp.Basic, q: sp.Basic) -> list[PowerSum]:
    """The parts of f whose degrees in p and q differ by integers."""
    parts: dict[sp.Rational, PowerSum] = {}
    for m, r in f.terms.items():
        degree = dict(m).get(p, sp.S.Zero) + dict(m).get(q, sp.S.Zero)
        kind = degree - sp.floor(degree)
        parts[kind] = parts.get(kind, PowerSum({})) + PowerSum({m: r})
    return list(parts.values())


def whole(rows: Rows) -> PowerSum:
    """The sum of powers of t, t a generator."""
    total = PowerSum({})
    for r, g in rows:
        total += g * PowerSum({frozenset({(T, r)}) if r != 0 else frozenset(): sp.S.One})
    return total


@dataclass(frozen=True)
class Place:
    """A share y, and what is known of it.

    Parameters
    ----------
    prover : Prover
        Under region, history, and what fixes the unknowns in y.
    y : Expr
    ends : (Rational, Rational)
    here : Case
        Whose roots fix the unknowns in y.
    """

    prover: Prover
    y: sp.Expr
    ends: tuple[sp.Rational, sp.Rational]
    here: Case

    def under(self, given: Iterable[Boolean]) -> Place:
        return Place(self.prover.under(given), self.y, self.ends, self.here)

    def signs(self, f: PowerSum) -> Iterator[int]:
        """The signs that a sum of parameters may have; a sum that is ≥ 0 has the sign 1."""
        read = f.sign()
        if read is not None:
            yield read
        elif self.holds(sp.Ge, f):
            yield 1
        elif self.holds(sp.Le, f):
            yield -1
        else:
            yield from (1, -1)

    def holds(
        self, kind: type[Relational], f: PowerSum, *, known: Iterable[tuple[type[Relational], PowerSum]] = (), at_y: bool = True
    ) -> bool:
        """Whether a relation of f to 0 is proved at the odds of y, or at all odds, other such relations given."""
        read = f.sign()
        if read is not None:
            return read == 0 or (kind is not sp.Eq and (read > 0) == (kind is sp.Ge))
        listed = [(kind, f), *known]
        generators = sorted(set().union(*(h.generators() for _, h in listed)), key=sp.default_sort_key)
        orders = {g: math.lcm(*(int(e.q) for _, h in listed for e in h.exponent(g))) for g in generators}
        taken = {s.name for c in self.prover.given for s in c.free_symbols}
        kept = {g for g, n in orders.items() if n == 1 and g.is_Symbol and g is not T}
        made = {g: g if g in kept else fresh(sp.Symbol(_name(g)), taken, positive=True) for g in orders}
        facts = [sp.Eq(made[g] ** n - g, 0) for g, n in orders.items() if not g.is_Symbol]
        put = {g: made[g] ** n for g, n in orders.items() if g is not T and g.is_Symbol and g not in kept}
        if T in made and at_y:
            s = made[T] ** orders[T]
            if self.y.is_Symbol:
                put[self.y] = (self.ends[0] + self.ends[1] * s) / (1 + s)
            else:
                facts.append(sp.Eq(s * (self.ends[1] - self.y) - self.y + self.ends[0], 0))
        values = {g: made[g] ** n for g, n in orders.items()}
        claim, *more = (k(_polynomial(h, values), 0) for k, h in listed)
        given = [_cleared(c.xreplace(put)) for c in (*self.prover.given, *facts)]
        free = Prover((), self.prover.meter, self.prover.known)
        symbols = set().union(claim.free_symbols, *(c.free_symbols for c in more))
        near = tuple(c for c in given if c.free_symbols <= symbols)
        return any(free.proves(claim, (*more, *listed)) for listed in (near, given)) or free.ask(claim, (*more, *near)).proved

    def is_zero(self, f: PowerSum) -> bool:
        """Whether a sum of powers of t is proved to vanish at the odds of y."""
        single = self._odds()
        if not f.terms or (single is not None and not _at(f, single).terms):
            return True
        groups = _groups(f)
        scale = PowerSum({next(iter(groups[-1].terms)): sp.S.One}).inverse()
        right = -(groups[-1] * scale)
        if len(groups) == 1:
            return self._polynomial_is_zero(right)
        if len(groups) == 2:
            left = groups[0] * scale
            n = math.lcm(*(int(e.q) for m in left.terms for _, e in m))
            if n <= HIGHEST and self._polynomial_is_zero(left.power(n) - right.power(n)):
                if n % 2 or any(all(self.holds(k, g * g.common().inverse()) for g in (left, right)) for k in (sp.Ge, sp.Le)):
                    return True
        return self.holds(sp.Eq, f)

    def _odds(self) -> PowerSum | None:
        """The odds of y where they are a single term."""
        value = self.y
        for u, equation in self.here.roots:
            if u == value:
                value = _solved(equation, u)
        try:
            reader = Reader(self.here, sp.Dummy("x"), self.ends, lambda s: self.prover.proves(sp.Gt(s, 0)))
            numerator, denominator = sp.fraction(sp.together(value))
            top, bottom = reader.read(sp.expand(numerator)), reader.read(sp.expand(denominator))
            above = top - bottom * PowerSum.of(self.ends[0])
            below = bottom * PowerSum.of(self.ends[1]) - top
            return above * below.inverse() if len(above.terms) == 1 else None
        except NotASum:
            return None

    def _polynomial_is_zero(self, f: PowerSum) -> bool:
        """Whether a sum with whole exponents is proved to vanish at the odds of y."""
        if not f.terms:
            return True
        value = _polynomial(f, {g: g for g in f.generators()})
        odds = (self.ends[0] + self.ends[1] * T) / (1 + T)
        for u, equation in self.here.roots:
            if u == self.y:
                defining = sp.numer(sp.together(equation.xreplace({u: odds})))
                symbols = sorted(value.free_symbols | defining.free_symbols, key=sp.default_sort_key)
                if defining.has(T) and defining.is_polynomial(*symbols) and sp.div(value, defining, *symbols, domain="QQ")[1] == 0:
                    return True
        ratio = (self.y - self.ends[0]) / (self.ends[1] - self.y)
        return self.prover.proves(sp.Eq(sp.numer(sp.together(value.xreplace({T: ratio}))), 0))


def _groups(f: PowerSum) -> list[PowerSum]:
    """The parts of f within which exponents differ by integers."""
    found: list[PowerSum] = []
    for m, r in f.terms.items():
        term = PowerSum({m: r})
        for k, group in enumerate(found):
            ratio, _ = (term * PowerSum({next(iter(group.terms)): sp.S.One}).inverse()).single()
            if all(e.is_Integer for _, e in ratio):
                found[k] = group + term
                break
        else:
            found.append(term)
    return found


def _solved(equation: sp.Expr, u: sp.Symbol) -> sp.Expr:
    """The value that an equation gives an unknown when it is linear in it, else the unknown."""
    p = sp.Poly(sp.numer(sp.together(equation)), u)
    return -p.coeff_monomial(1) / p.coeff_monomial(u) if p.degree() == 1 else u


def _name(g: sp.Basic) -> str:
    return "t" if g is T else g.name if g.is_Symbol else "v"


def _at(f: PowerSum, odds: PowerSum) -> PowerSum:
    """The sum with a single term for t."""
    total = PowerSum({})
    for m, r in f.terms.items():
        e = dict(m).get(T, sp.S.Zero)
        total += PowerSum({frozenset((g, d) for g, d in m if g is not T): r}) * odds.root(int(e.q)).power(int(e.p))
    return total


def _polynomial(f: PowerSum, values: dict[sp.Basic, sp.Expr]) -> sp.Expr:
    """A positive multiple of the sum with no negative exponents, generators replaced."""
    return (f * f.common().inverse()).expression(values)


def _cleared(condition: Boolean) -> Boolean:
    """The condition with its positive denominators multiplied out."""
    if isinstance(condition, sp.And | sp.Or):
        return condition.func(*(_cleared(a) for a in condition.args))
    if not isinstance(condition, Relational):
        return condition
    numerator, denominator = sp.fraction(sp.together(condition.lhs - condition.rhs))
    return condition.func(numerator, 0) if denominator.is_positive else condition
