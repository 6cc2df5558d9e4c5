"""The working form of the search for certificates: facts as polynomials over one ring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpz

from symgame.budget import Meter
from symgame.logic.facts import Fact
from symgame.logic.lemmas import Isolation, Lemma, Term
from symgame.logic.polynomials import Poly, context, expression, fraction, generators, ordered

Product = tuple[tuple[Poly, int], ...]


@dataclass
class System:
    """Facts ``poly relation 0`` over one ring, and the meter of the search.

    Parameters
    ----------
    gens : tuple of Expr
    facts : list of (Poly, str)
    meter : Meter
    """

    gens: tuple[sp.Expr, ...]
    facts: list[tuple[Poly, str]]
    meter: Meter

    @property
    def zero(self) -> Poly:
        """The zero polynomial of the ring."""
        return context(len(self.gens)).constant(0)

    def poly(self, expr: sp.Expr) -> Poly:
        """A polynomial expression in the ring."""
        return fraction(expr, self.gens).num

    def expression(self, p: Poly) -> sp.Expr:
        """The polynomial as an expression."""
        return expression(p, self.gens)

    def relation(self, p: Poly) -> str:
        """The strongest of >, >=, != known of p by comparison with the facts, "" for none."""
        best = ""
        for q, relation in self.facts:
            if q == p or (relation == "!=" and q == -p):
                both = {best or relation, relation}
                best = ">" if ">" in both or both == {">=", "!="} else relation
        return best

    def known(self, p: Poly, relation: str) -> bool:
        """Whether ``p relation 0`` is a fact, or weaker than one."""
        found = self.relation(p)
        return found == relation or (found == ">" and relation in (">=", "!="))

    def lemma(self, goal: tuple[Poly, str], terms: Iterable[tuple[Any, Product]], method: str) -> Lemma:
        """The lemma ``goal`` by ``coefficient · product`` terms."""
        rows = tuple(
            Term(_rational(c), tuple((self.expression(p), int(e)) for p, e in product)) for c, product in terms
        )
        return Lemma(Fact(self.expression(goal[0]), goal[1]), rows, (), method)

    def with_fact(self, p: Poly, relation: str) -> System:
        """The system with one fact more."""
        return System(self.gens, [*self.facts, (p, relation)], self.meter)


def system_of(facts: tuple[Fact, ...], goal: Fact, meter: Meter) -> System:
    """The facts and the generators of the goal over one ring.  All expressions are polynomials by construction."""
    found: set[sp.Expr] = set(generators(goal.expression)).union(*(generators(f.expression) for f in facts))
    gens = ordered(frozenset(found))
    return System(gens, [(fraction(f.expression, gens).num, f.relation) for f in facts], meter)


def _rational(c: Any) -> sp.Rational:
    if isinstance(c, int | fmpz):
        return sp.Integer(int(c))
    return sp.Rational(int(c.p), int(c.q)) if hasattr(c, "p") else sp.Rational(c.numerator, c.denominator)


Lemmas = tuple[Lemma | Isolation, ...]
