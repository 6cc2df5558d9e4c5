"""The largest gain of a party over X⁺ where play after the share has several cases, for the Kalai-Smorodinsky share.

X is a closed bounded interval, divided into the cases of play; g_i^c is the gain of party i in case c, and X⁺ holds the
shares at which no gain is negative.  Where at each share in the closure of one case and in another case every gain is at
least as large in the case that applies, the gains are upper semicontinuous on X⁺ and X⁺ is closed, so g_i has a largest
value m_i on X⁺.  At a maximiser e in case c one of these holds: e is an end of X; a condition of c is an equality at e;
some other gain, not proved to be never negative in c, vanishes at e; or g_i^c has the slope 0 at e.  What is proved
under these conditions alone holds with m_i = g_i^c(e).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symgame.solve.verify_cases import Case, Names
from symgame.solve.verify_deal import Deal
from symgame.solve.verify_power_sums import moving
from symgame.solve.verify_slope import weak

Ideal = tuple[tuple[Boolean, ...], sp.Expr]
"""Necessary conditions for a maximiser, and the gain there."""

GRID = 64
"""Shares at which a large gain is looked for, by floats, and again around the best one; what is found is checked exactly."""

ROUNDS = 3


@dataclass(frozen=True)
class Pieces:
    """A deal with several cases of play after the share.

    Parameters
    ----------
    deal : Deal
    names : Names
    """

    deal: Deal
    names: Names

    @property
    def x(self) -> sp.Symbol:
        return self.deal.shares[0]

    def attained(self) -> bool:
        """Whether every gain is proved to have a largest value on X⁺."""
        cases = list(self.deal.cases())
        possible = (c for c in self.deal.there if self.deal.prover.possible((*self.deal.domain, *c.conditions)))
        if any(c.undefined for c in possible) or not all(self._regular(c) for c in cases):
            return False
        for one in cases:
            closure = (*self.deal.domain, *(weak(c) if self.x in c.free_symbols else c for c in one.conditions))
            for other in cases:
                given = (*closure, *self.deal.accepted(one), *other.conditions)
                if other is one or not self.deal.prover.possible(given):
                    continue
                pairs = zip(self.deal.gains(other), self.deal.gains(one), strict=True)
                if not self.deal.prover.all_proved((sp.Ge(g - h, 0) for g, h in pairs), given):
                    return False
        return True

    def _regular(self, case: Case) -> bool:
        """Whether a case is closed by its weak conditions, and the gains are rational and continuous there."""
        if any(p == 0 for _, p in case.roots):  # later play is some element of a set
            return False
        if moving(case, (self.x,)) != {self.x} or not all(g.is_rational_function(self.x) for g in self.deal.gains(case)):
            return False
        prover, domain = self.deal.prover, self.deal.domain
        if not all(prover.any(claims, (*domain, *given)).proved for given, claims in case.claims):
            return False
        mixed = [c for c in case.conditions if self.x in c.free_symbols]
        whole = [weak(c) for c in mixed if not _moving_denominators(c, self.x)]
        fixed = (*domain, *(c for c in case.conditions if self.x not in c.free_symbols))
        below = [d for c in mixed for d in _moving_denominators(c, self.x)] + list(case.nonzero)
        simple = all(c.is_rational_function(self.x) for r in mixed for a in r.atoms(Relational) for c in (a.lhs, a.rhs))
        return simple and prover.all_proved((sp.Ne(d, 0) for d in below), (*fixed, *whole))

    def ideals(self, i: int) -> Iterator[Ideal]:
        """Necessary conditions for a maximiser of gain i over X⁺, by cases, each with the gain there."""
        known = self.reached(i)
        for case in self.deal.cases():
            e = self.names.fresh("e")
            gains = self.deal.gains(case)
            inside = (*self.deal.domain, *case.conditions, *self.deal.accepted(case))
            below = [d for c in case.conditions for d in _moving_denominators(c, self.x)] + list(case.nonzero)
            for place, condition in self._kinds(case, gains, i, e):
                put = {self.x: place}
                if any(d.xreplace(put).is_zero for d in below):
                    continue  # the denominators vanish nowhere in the case
                facts = [c.xreplace(put) for c in (*inside, condition)]
                value = gains[i].xreplace(put)
                facts += [sp.Ge(value - v, 0) for v in known]
                made = tuple(dict.fromkeys(c for c in facts if c != sp.true))
                if sp.false not in made and self.deal.prover.possible(made):
                    yield made, value

    def reached(self, i: int) -> list[sp.Expr]:
        """What gain i is at acceptable shares that are known."""
        if i not in self._reached:
            found = self._found[i]
            self._reached[i] = [self.deal.gains(self.deal.here)[i], *(() if found is None else (found,))]
        return self._reached[i]

    @cached_property
    def _reached(self) -> dict[int, list[sp.Expr]]:
        return {}

    def positive(self, i: int) -> bool:
        """Whether the largest gain is proved positive."""
        return any(self.deal.prover.proves(sp.Gt(v, 0)) for v in self.reached(i))

    def nothing(self, i: int) -> bool:
        """Whether the largest gain is proved to be 0: no acceptable share gives more."""
        cases = ((c, self.deal.gains(c)[i]) for c in self.deal.cases())
        return all(self.deal.prover.proves(sp.Le(g, 0), (*self.deal.shares_at(c), *self.deal.accepted(c))) for c, g in cases)

    def not_above(self, i: int, side: Boolean) -> bool:
        """Whether gain i is proved nowhere above its value at y, among the acceptable shares on one side of y."""
        here = self.deal.gains(self.deal.here)[i]
        for case in self.deal.cases():
            given = (*self.deal.shares_at(case), *self.deal.accepted(case), side)
            if not self.deal.prover.proves(sp.Le(self.deal.gains(case)[i] - here, 0), given):
                return False
        return True

    def _kinds(self, case: Case, gains: tuple[sp.Expr, ...], i: int, e: sp.Symbol) -> Iterator[tuple[sp.Expr, Boolean]]:
        yield from ((end, sp.true) for end in self.deal.ends)
        slope = sp.expand(sp.numer(sp.together(sp.diff(gains[i], self.x))))
        if slope == 0:
            yield e, sp.true
            return
        equations = [r.lhs - r.rhs for c in case.conditions for r in c.atoms(Relational) if self.x in r.free_symbols]
        given = (*self.deal.domain, *case.conditions)
        for j, g in enumerate(gains):
            if j != i and self.x in g.free_symbols and not self.deal.prover.proves(sp.Ge(g, 0), given):
                equations.append(g)
        for equation in dict.fromkeys((slope, *(sp.expand(sp.numer(sp.together(q))) for q in equations))):
            if equation != 0:  # a relation between equal sides has no boundary
                yield from ((e, sp.Eq(f, 0)) for f, _ in sp.factor_list(equation)[1] if self.x in f.free_symbols)

    @cached_property
    def _found(self) -> list[sp.Expr | None]:
        """A large gain of each party at a rational share that is proved to be acceptable, for a game in numbers."""
        found: list[sp.Expr | None] = []
        for i in range(len(self.deal.parties)):
            best: tuple[float, sp.Rational, Case] | None = None
            low, high = self.deal.ends
            for _ in range(ROUNDS):
                for case in self.deal.cases():
                    for place, gains in self._sampled(case, low, high):
                        if best is None or float(gains[i]) > best[0]:
                            best = float(gains[i]), place, case
                if best is not None:
                    step = (high - low) / GRID
                    low, high = sp.Max(self.deal.ends[0], best[1] - step), sp.Min(self.deal.ends[1], best[1] + step)
            found.append(None if best is None else self._checked(i, *best[1:]))
        return found

    def _sampled(self, case: Case, low: sp.Rational, high: sp.Rational) -> Iterator[tuple[sp.Rational, list[sp.Expr]]]:
        """Shares of a grid in a case, with the gains there, for a game in numbers."""
        values = _numbers(case)
        gains = [g.xreplace(values) for g in self.deal.gains(case)] if values is not None else []
        if values is None or any(g.free_symbols - {self.x} for g in gains):
            return
        listed = [c for c in case.conditions if self.x in c.free_symbols]
        conditions = sp.And(*(c.xreplace(values) for c in listed))
        below = [d.xreplace(values) for c in listed for d in _moving_denominators(c, self.x)] + list(case.nonzero)
        for n in range(GRID + 1):
            put = {self.x: low + (high - low) * sp.Rational(n, GRID)}
            if any(d.xreplace(put).is_zero for d in below) or conditions.xreplace(put) != sp.true:
                continue
            made = [g.xreplace(put) for g in gains]
            if all(g >= 0 for g in made):
                yield put[self.x], made

    def _checked(self, i: int, place: sp.Rational, case: Case) -> sp.Expr | None:
        put = {self.x: place}
        claims = [c.xreplace(put) for c in (*self.deal.domain, *case.conditions, *self.deal.accepted(case))]
        facts = {sp.Eq(p, 0) for _, p in case.roots} | {sp.Ge(u, 0) for u, _ in case.roots}
        proved = self.deal.prover.all_proved((c for c in claims if c not in facts), tuple(facts))
        value = self.deal.gains(case)[i].xreplace(put)
        return value if proved and not value.free_symbols & set(dict(case.roots)) else None


def _numbers(case: Case) -> dict[sp.Symbol, sp.Expr] | None:
    """Floats for unknowns that are roots of numbers; None for others."""
    found: dict[sp.Symbol, sp.Expr] = {}
    for u, equation in case.roots:
        p = equation.xreplace(found)
        if p.free_symbols != {u} or sp.Ge(u, 0) not in case.conditions:
            return None
        rest = -p.xreplace({u: sp.S.Zero}) / sp.Poly(p, u).LC()
        if sp.expand(p - sp.Poly(p, u).LC() * (u ** sp.degree(p, u) - rest)) != 0 or rest < 0:
            return None
        found[u] = sp.Float(math.pow(float(rest), 1 / int(sp.degree(p, u))))
    return found


def _moving_denominators(condition: Boolean, x: sp.Symbol) -> list[sp.Expr]:
    return [p.base for p in condition.atoms(sp.Pow) if p.exp.is_negative and x in p.base.free_symbols]
