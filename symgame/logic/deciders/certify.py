"""Decide by a certificate: search a proof that a reader can re-check, and check it before it is reported."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from symgame.budget import Budget, BudgetSpent, Meter
from symgame.logic.certificate import Certificate, Proof
from symgame.logic.deciders.bernstein import by_interval
from symgame.logic.deciders.equations import reduced
from symgame.logic.deciders.gram import by_gram
from symgame.logic.deciders.methods import Goal, by_coefficients, by_factors, by_squares, by_sturm, sharpened
from symgame.logic.deciders.monotone import by_monotone, by_uniqueness
from symgame.logic.deciders.products import by_products
from symgame.logic.deciders.slacks import by_shift, by_slacks
from symgame.logic.deciders.system import Lemmas, System, system_of
from symgame.logic.facts import Fact, fact_of, goal_of, knowledge
from symgame.logic.formula import FALSE, TRUE, And, Atom, Formula, Or, negate
from symgame.logic.lemmas import Lemma, Term
from symgame.logic.polynomials import Poly
from symgame.logic.problem import Problem
from symgame.logic.verdict import Status, Verdict

MAX_CASES = 3


@dataclass(frozen=True)
class Certify:
    """Search for a certificate.

    Parameters
    ----------
    seconds : float
        At most this much of the budget.
    factors : int
        How many facts are multiplied in the linear programs.

    Examples
    --------
    >>> import sympy as sp
    >>> a, b = sp.symbols("a b", positive=True)
    >>> Certify()(Problem((a + b)/2 >= a*b/(a + b), ()), Budget().start()).certificate.check()
    True
    """

    seconds: float = 4.0
    factors: int = 3

    def __call__(self, problem: Problem, meter: Meter) -> Verdict | None:
        left = min(self.seconds, meter.left_seconds)
        if left <= 0:
            return None
        search = _Search(Budget(operations=max(1, meter.left_operations), seconds=left).start(), self.factors)
        try:
            proof = search.prove((problem.hypotheses,), problem.goal, 0)
        except BudgetSpent:
            return None
        finally:
            meter.operations += search.meter.operations
        if proof is None:
            return None
        certificate = Certificate(problem.claim, problem.given, proof)
        if not certificate.check():
            return None
        methods = dict.fromkeys(lemma.method for lemma in certificate.lemmas())
        return Verdict(Status.PROVED, by=tuple(methods) or ("signs",), certificate=certificate)


@dataclass
class _Search:
    meter: Meter
    factors: int

    def prove(self, formulas: tuple[Formula, ...], goal: Formula, cases: int) -> Proof | None:
        """A proof of ``formulas ⇒ goal``, None when the search ends."""
        goal = goal_of(goal)
        if goal == TRUE or knowledge(formulas).absurd:
            return Proof("read")
        if isinstance(goal, And):
            return self._each(formulas, goal, cases)
        found = knowledge(formulas, goal)
        if isinstance(goal, Or) and goal != FALSE:
            proof = self._some(formulas, goal, cases)
            if proof is not None:
                return proof
        elif isinstance(goal, Atom) or goal == FALSE:
            wanted = fact_of(goal) if isinstance(goal, Atom) else Fact(sp.S.NegativeOne, ">=")
            lemmas = self.fact(found.facts, wanted)
            if lemmas is not None:
                return Proof("lemmas", lemmas)
        if found.alternatives and cases < MAX_CASES:
            return self._cases(formulas, goal, found.alternatives, cases)
        return None

    def _each(self, formulas: tuple[Formula, ...], goal: And, cases: int) -> Proof | None:
        children = []
        for i, part in enumerate(goal.args):
            child = self.prove((*formulas, *goal.args[:i]), part, cases)
            if child is None:
                return None
            children.append(child)
        return Proof("each", children=tuple(children))

    def _some(self, formulas: tuple[Formula, ...], goal: Or, cases: int) -> Proof | None:
        for i, part in enumerate(goal.args):
            others = tuple(negate(a) for j, a in enumerate(goal.args) if j != i)
            child = self.prove((*formulas, *others), part, cases)
            if child is not None:
                return Proof("some", children=(child,), index=i)
        return None

    def _cases(self, formulas: tuple[Formula, ...], goal: Formula, options: tuple[Or, ...], cases: int) -> Proof | None:
        index = min(range(len(options)), key=lambda i: len(options[i].args))
        children = []
        for a in options[index].args:
            child = self.prove((*formulas, a), goal, cases + 1)
            if child is None:
                return None
            children.append(child)
        return Proof("cases", children=tuple(children), index=index)

    def fact(self, facts: tuple[Fact, ...], goal: Fact) -> Lemmas | None:
        """Lemmas that end with the goal."""
        system = system_of(facts, goal, self.meter)
        smaller = reduced(system, (system.poly(goal.expression), goal.relation))
        found = self._sharp(smaller.system, smaller.goal)
        if found is None and smaller.steps:
            return self._sharp(system, (system.poly(goal.expression), goal.relation))
        return smaller.restored(found) if found is not None else None

    def _sharp(self, system: System, goal: Goal) -> Lemmas | None:
        """Lemmas for the goal, those that split facts into their factors first."""
        found = self.polynomial(system, goal, 3)
        if found is not None:
            return found
        lemmas = sharpened(system, self.polynomial)
        if not lemmas:
            return None
        for lemma in lemmas:
            system = system.with_fact(system.poly(lemma.fact.expression), lemma.fact.relation)
        found = self.polynomial(system, goal, 3)
        return None if found is None else (*lemmas, *found)

    def polynomial(self, system: System, goal: Goal, depth: int) -> Lemmas | None:
        """Try every method, cheap ones first."""
        p, relation = goal
        if system.known(p, relation) or (p.is_zero() and relation in ("=", ">=")):
            return ()
        if system.contradicts(p, relation):
            return None
        if relation in ("=", "!="):
            return self._equality(system, goal, depth)
        self.meter.spend()
        found = by_coefficients(system, goal) or by_slacks(system, goal) if not p.is_constant() else None
        if found is None and depth > 0:
            found = by_factors(system, goal, self.polynomial, depth)
        found = found or by_sturm(system, goal) or by_interval(system, goal, self.polynomial, depth)
        if found is None and depth > 0:
            found = by_products(system, goal, factors=1) or by_squares(system, goal, self.polynomial, depth)
            found = found or by_gram(system, goal)
        if found is None and depth > 1:
            found = by_monotone(system, goal, self.polynomial, depth)
        if found is None and depth > 1:
            found = by_products(system, goal, factors=2) or by_shift(system, goal, self.polynomial, depth)
        if found is None and depth > 2 and self.factors > 2:
            found = by_products(system, goal, factors=3) or by_gram(system, goal, facts=True)
        return found

    def _equality(self, system: System, goal: Goal, depth: int) -> Lemmas | None:
        p, relation = goal
        if relation == "!=":
            for q in (p, -p):
                found = self.polynomial(system, (q, ">"), depth)
                if found is not None:
                    return (*found, _unequal(system, p, q))
            return None
        return by_uniqueness(system, goal, self.polynomial, depth) or by_products(system, goal, factors=2)


def _unequal(system: System, p: Poly, q: Poly) -> Lemma:
    """p ≠ 0 since q = ±p > 0."""
    term = Term(sp.S.One, ((system.expression(q), 1),))
    zero = (sp.Integer(-1 if q == p else 1), system.expression(p))
    return Lemma(Fact(system.expression(p), "!="), (term,), (zero,), "sign")
