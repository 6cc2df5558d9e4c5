"""Lemmas: one sign condition each, with explicit multipliers that prove it from facts.

Σ terms + Σ multiplier · zero = 0 identically, where the facts and the negation of the conclusion make every term
non-negative and one of them positive: a contradiction, so the conclusion holds (KRIVINE 1964, STENGLE 1974).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import sympy as sp

from symgame.logic.facts import Fact
from symgame.logic.sparse import ONE, Sparse, plus, power, scaled, sparse, times, univariate
from symgame.logic.sturm import positive_on
from symgame.printing import Value


@dataclass(frozen=True)
class Term(Value):
    """``coefficient · Π base^exponent`` with a positive coefficient."""

    coefficient: sp.Rational
    factors: tuple[tuple[sp.Expr, int], ...]

    def expression(self) -> sp.Expr:
        """The term, factors as they stand."""
        return sp.Mul(self.coefficient, *(b**e for b, e in self.factors))


@dataclass(frozen=True)
class Lemma(Value):
    """The fact holds, since with its negation ``Σ terms + Σ multiplier · zero = 0`` identically.

    Parameters
    ----------
    fact : Fact
    terms : tuple of Term
        Each is non-negative by the facts, and one is positive.
    zeros : tuple of (Expr, Expr)
        (multiplier, expression that is zero by the facts).
    method : str
        Which search found it.
    """

    fact: Fact
    terms: tuple[Term, ...]
    zeros: tuple[tuple[sp.Expr, sp.Expr], ...] = ()
    method: str = ""

    def holds(self, known: tuple[Fact, ...]) -> bool:
        """Check the identity and the sign of every term."""
        facts = (*known, *contrary(self.fact))
        signs, zeros = strongest(facts), {key(sparse(f.expression)) for f in facts if f.relation == "="}
        total: Sparse = {}
        positive = False
        for term in self.terms:
            if term.coefficient <= 0:
                return False
            value, strict = scaled(ONE, Fraction(int(term.coefficient.p), int(term.coefficient.q))), True
            for base, exponent in term.factors:
                p = sparse(base)
                relation = signs.get(key(p), "") if set(p) - {()} else _of_number(p)
                if exponent < 1 or (exponent % 2 and relation not in (">", ">=")):
                    return False
                strict &= relation in (">", "!=")
                value = times(value, power(p, exponent))
            total = plus(total, value)
            positive |= strict
        for multiplier, zero in self.zeros:
            p = sparse(zero)
            if key(p) not in zeros and key(scaled(p, Fraction(-1))) not in zeros:
                return False
            total = plus(total, times(sparse(multiplier), p))
        return positive and not total


def _of_number(p: Sparse) -> str:
    number = p.get((), Fraction(0))
    return ">" if number > 0 else "!=" if number else ">="


@dataclass(frozen=True)
class Isolation(Value):
    """The fact ``p > 0`` or ``p ≥ 0`` in one unknown, since p has no root in an interval (Sturm) and is positive inside.

    Parameters
    ----------
    fact : Fact
    low, high : Rational or infinity
        The ends; facts say that the unknown lies between them.
    """

    fact: Fact
    low: sp.Expr
    high: sp.Expr
    method: str = "Sturm"

    def holds(self, known: tuple[Fact, ...]) -> bool:
        """Check the interval and count the roots again."""
        found = univariate(sparse(self.fact.expression))
        if found is None or self.fact.relation not in (">", ">="):
            return False
        x, p = found
        signs = strongest(known)
        ends = []
        for end, side in ((self.low, 1), (self.high, -1)):
            relation = ">" if end in (sp.oo, -sp.oo) else signs.get(key(sparse(side * (x - end))), "")
            if relation not in (">", ">="):
                return False
            ends.append(relation == ">")
        low, high = (None if e in (sp.oo, -sp.oo) else Fraction(int(e.p), int(e.q)) for e in (self.low, self.high))
        return positive_on(p, low, high, ends[0], ends[1], strict=self.fact.relation == ">")


def contrary(fact: Fact) -> tuple[Fact, ...]:
    """The negation of a fact, as facts."""
    opposite = {">": ">=", ">=": ">"}
    if fact.relation in opposite:
        return (Fact(-fact.expression, opposite[fact.relation]),)
    return (Fact(fact.expression, "!=" if fact.relation == "=" else "="),)


def strongest(facts: tuple[Fact, ...]) -> dict[frozenset, str]:
    """The strongest of >, >=, != that is known of each polynomial."""
    found: dict[frozenset, str] = {}
    for f in facts:
        if f.relation == "=":
            continue
        p = sparse(f.expression)
        for k in (key(p), *([key(scaled(p, Fraction(-1)))] if f.relation == "!=" else [])):
            both = {found.get(k, f.relation), f.relation}
            found[k] = ">" if ">" in both or both == {">=", "!="} else f.relation
    return found


def key(p: Sparse) -> frozenset:
    """A polynomial as something that can be looked up."""
    return frozenset(p.items())
