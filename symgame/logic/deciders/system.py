"""The working form of the search for certificates: facts as polynomials over one ring."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpz

from symgame.budget import Meter
from symgame.logic.facts import Fact
from symgame.logic.lemmas import Isolation, Lemma, Term
from symgame.logic.polynomials import Poly, context, expression, fraction, generators, ordered

MAX_TRIES = 150
"""Points that are tried before a search."""

SIGNS = {">": (1,), ">=": (0, 1), "=": (0,), "!=": (-1, 1)}

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
    _points: list[tuple[fmpq, ...]] | None = field(default=None, repr=False, compare=False)

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

    def contradicts(self, p: Poly, relation: str) -> bool:
        """Whether one of some small points satisfies all facts and not ``p relation 0``: then no lemma is to be found."""
        if self._points is None:
            self._points = list(self._samples())
        wrong = {">": (-1, 0), ">=": (-1,), "=": (-1, 1), "!=": (0,)}[relation]
        q = _over_rationals(p)
        return any(_sign(q(*v)) in wrong for v in self._points)

    def _samples(self) -> Iterator[tuple[fmpq, ...]]:
        """Points that satisfy all facts; the same in every run."""
        rng = random.Random(1)
        facts = [(_over_rationals(q), SIGNS[relation]) for q, relation in self.facts]
        left = MAX_TRIES if len(self.facts) < 40 else 0
        for n in range(left):
            top = 4 if n % 2 else 12
            bottom = 1 if n % 3 == 0 else rng.choice((2, 3, 10))
            v = tuple(fmpq(rng.randint(-top if n % 4 > 2 else 0, top), bottom) for _ in self.gens)
            if all(_sign(q(*v)) in allowed for q, allowed in facts):
                yield v

    def lemma(self, goal: tuple[Poly, str], terms: Iterable[tuple[Any, Product]], method: str) -> Lemma:
        """The lemma ``goal`` by ``coefficient · product`` terms."""
        rows = tuple(
            Term(_rational(c), tuple((self.expression(p), int(e)) for p, e in product)) for c, product in terms
        )
        return Lemma(Fact(self.expression(goal[0]), goal[1]), rows, (), method)

    def with_fact(self, p: Poly, relation: str) -> System:
        """The system with one fact more, a consequence of the others: the same points satisfy it."""
        return System(self.gens, [*self.facts, (p, relation)], self.meter, self._points)


def _over_rationals(p: Poly) -> Any:
    """The polynomial with rational coefficients, to be called at rational values."""
    names = [f"g{i}" for i in range(len(p.degrees()))]
    return fmpq_mpoly({tuple(map(int, m)): fmpq(c) for m, c in p.to_dict().items()}, fmpq_mpoly_ctx.get(names, "degrevlex"))


def _sign(value: Any) -> int:
    return (value > 0) - (value < 0)


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
