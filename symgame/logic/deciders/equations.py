"""Linear equations substituted before the search, and the lemmas that lead back.

For an equation D x + R = 0 with D ≠ 0 every fact f of degree n in x becomes D^k f at x = -R/D, with k ≥ n even.  The
reduced facts are consequences by explicit multipliers; each that a proof uses gets its own bridging lemma.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import sympy as sp
from flint import fmpz_mpoly

from symgame.logic.deciders.methods import Goal
from symgame.logic.deciders.system import Lemmas, System
from symgame.logic.facts import Fact
from symgame.logic.lemmas import Isolation, Lemma, Term
from symgame.logic.polynomials import Poly


@dataclass(frozen=True)
class Tracked:
    """``poly = Π multiplier · origin + Σ combination · equations``."""

    poly: Poly
    relation: str
    origin: Poly
    multipliers: tuple[tuple[Poly, int], ...] = ()
    combination: tuple[tuple[int, Poly], ...] = ()


@dataclass
class Reduced:
    """The system after substitution, with the way back."""

    original: System
    system: System
    goal: Goal
    tracked: list[Tracked] = field(default_factory=list)
    tracked_goal: Tracked | None = None
    equations: list[Poly] = field(default_factory=list)
    steps: int = 0

    def restored(self, lemmas: Lemmas) -> Lemmas:
        """The lemmas on the original facts: bridges, the lemmas found, and a bridge to the goal."""
        if not self.steps or self.tracked_goal is None:
            return lemmas
        used = _used(lemmas)
        known = {self.original.expression(p) for p, _ in self.original.facts}
        bridges: list[Lemma | Isolation] = []
        for t in self.tracked:
            e = self.original.expression(t.poly)
            if (e in used or -e in used) and e not in known:
                bridges.append(self._bridge(t))
                known.add(e)
        if self.tracked_goal.poly == self.tracked_goal.origin:
            return (*bridges, *lemmas)
        return (*bridges, *lemmas, self._way_back(self.tracked_goal))

    def _bridge(self, t: Tracked) -> Lemma:
        """The reduced fact from the original one."""
        expression = self.original.expression
        r, one = expression(t.poly), sp.S.One
        fact = Fact(r, t.relation)
        whole = self._whole(t)
        if t.relation == "=":
            zeros = [(-r * self._multiplier(t), expression(t.origin)), *((-r * m, h) for m, h in self._zeros(t))]
            return Lemma(fact, (Term(one, ((r, 2),)),), tuple(zeros), "substitution")
        if t.relation == "!=":
            product = self._multiplier(t) * expression(t.origin)
            zeros = [(-product, r), *((product * m, h) for m, h in self._zeros(t))]
            return Lemma(fact, (Term(one, tuple((b, 2 * e) for b, e in whole)),), tuple(zeros), "substitution")
        terms = (Term(one, ((-r, 1),)), Term(one, whole))
        return Lemma(fact, terms, tuple(self._zeros(t)), "substitution")

    def _way_back(self, t: Tracked) -> Lemma:
        """The original goal from the reduced one."""
        expression = self.original.expression
        r, g, one = expression(t.poly), expression(t.origin), sp.S.One
        fact = Fact(g, t.relation)
        outer = tuple((expression(b), e) for b, e in t.multipliers)
        zeros = [(-m, h) for m, h in self._zeros(t)]
        if t.relation == "=":
            product = self._multiplier(t) * g
            terms: tuple[Term, ...] = (Term(one, (*((b, 2 * e) for b, e in outer), (g, 2))),)
            back = [] if r == 0 else [(-product, r)]
            back += [(product * m, h) for m, h in self._zeros(t)]
            return Lemma(fact, terms, tuple(back), "substitution")
        if t.relation == "!=":
            back = [(-r * self._multiplier(t), g), *((-r * m, h) for m, h in self._zeros(t))]
            return Lemma(fact, (Term(one, ((r, 2),)),), tuple(back), "substitution")
        own = (Term(one, ((r, 1),)),) if not t.poly.is_constant() else ()
        if t.poly.is_constant() and not t.poly.is_zero():
            own = (Term(sp.Integer(int(t.poly.coeffs()[0])), ()),)
        return Lemma(fact, (Term(one, (*outer, (-g, 1))), *own), tuple(zeros), "substitution")

    def _whole(self, t: Tracked) -> tuple[tuple[sp.Expr, int], ...]:
        expression = self.original.expression
        return (*((expression(b), e) for b, e in t.multipliers), (expression(t.origin), 1))

    def _multiplier(self, t: Tracked) -> sp.Expr:
        return sp.Mul(*(self.original.expression(b) ** e for b, e in t.multipliers))

    def _zeros(self, t: Tracked) -> list[tuple[sp.Expr, sp.Expr]]:
        """Multiples of the original equations in ``poly - Π multiplier · origin``."""
        return [(self.original.expression(m), self.original.expression(self.equations[k])) for k, m in t.combination]


def _used(lemmas: Lemmas) -> set[sp.Expr]:
    found: set[sp.Expr] = set()
    for lemma in lemmas:
        if isinstance(lemma, Lemma):
            found |= {b for t in lemma.terms for b, _ in t.factors} | {z for _, z in lemma.zeros}
        else:
            x = next(iter(lemma.fact.expression.free_symbols))
            for end in (lemma.low, lemma.high):
                if end not in (sp.oo, -sp.oo):
                    found |= {x - end, end - x}
    return found


def reduced(system: System, goal: Goal) -> Reduced:
    """Substitute linear equations as long as there is one whose coefficient is known not to vanish."""
    equations = [q for q, r in system.facts if r == "="]
    count = iter(range(len(equations)))
    rows = [Tracked(q, r, q, (), ()) if r != "=" else Tracked(q, r, q, (), ()) for q, r in system.facts]
    index = {i: next(count) for i, t in enumerate(rows) if t.relation == "="}
    target = Tracked(goal[0], goal[1], goal[0])
    found = Reduced(system, system, goal, rows, target, equations)
    used: set[int] = set()
    while True:
        pick = _pick(found.system, rows, used)
        if pick is None:
            break
        j, i = pick
        used.add(j)
        pivot = rows[j]
        rows = [t if k in used else _substitute(t, pivot, index[j], i) for k, t in enumerate(rows)]
        target = _substitute(target, pivot, index[j], i)
        found.steps += 1
    if not found.steps:
        return found
    kept = [(t.poly, t.relation) for k, t in enumerate(rows) if k not in used and not t.poly.is_zero()]
    found.system = System(system.gens, kept, system.meter)
    found.goal, found.tracked, found.tracked_goal = (target.poly, target.relation), rows, target
    return found


def _pick(system: System, rows: list[Tracked], used: set[int]) -> tuple[int, int] | None:
    """An equation and a generator in which it is linear, with a coefficient that is a number, or known to be non-zero."""
    best: tuple[int, int, int] | None = None
    for j, t in enumerate(rows):
        if j in used or t.relation != "=":
            continue
        for i, degree in enumerate(t.poly.degrees()):
            if degree != 1 or not system.gens[i].is_Symbol:
                continue
            slope = t.poly.derivative(i)
            cost = 0 if slope.is_constant() else 1 if system.relation(slope) or system.relation(-slope) else 9
            if cost == 1 and ">" not in (system.relation(slope), system.relation(-slope)):
                cost = 1 if "!=" in (system.relation(slope), system.relation(-slope)) else 9
            if cost < 9 and (best is None or (cost, len(t.poly)) < (best[0], len(rows[best[1]].poly))):
                best = (cost, j, i)
    return None if best is None else (best[1], best[2])


def _substitute(t: Tracked, pivot: Tracked, number: int, i: int) -> Tracked:
    """t at the solution of the pivot equation for generator i."""
    n = int(t.poly.degrees()[i]) if not t.poly.is_zero() else 0
    if n == 0:
        return t
    slope = pivot.poly.derivative(i)
    x = slope.context().gens()[i]
    rest = pivot.poly - slope * x
    k = n + n % 2
    total = 0 * slope
    for exponents, c in t.poly.to_dict().items():
        e = exponents[i]
        lower = fmpz_mpoly({exponents[:i] + (0,) + exponents[i + 1 :]: c}, slope.context())
        total += lower * (-rest) ** e * slope ** (k - e)
    quotient = (slope**k * t.poly - total) / pivot.poly
    combination = {m: p * slope**k for m, p in t.combination}
    for m, p in (*pivot.combination, (number, _multiplied(pivot))):
        combination[m] = combination.get(m, 0 * slope) - quotient * p
    multipliers = dict_add(t.multipliers, slope, k)
    return replace(t, poly=total, multipliers=multipliers, combination=tuple((m, p) for m, p in combination.items() if p != 0))


def _multiplied(pivot: Tracked) -> Poly:
    total = 0 * pivot.poly + 1
    for b, e in pivot.multipliers:
        total = total * b**e
    return total


def dict_add(rows: tuple[tuple[Poly, int], ...], base: Poly, exponent: int) -> tuple[tuple[Poly, int], ...]:
    """The product of powers with base^exponent added."""
    found = [(b, e + exponent) if b == base else (b, e) for b, e in rows]
    return tuple(found) if any(b == base for b, _ in rows) else (*found, (base, exponent))
