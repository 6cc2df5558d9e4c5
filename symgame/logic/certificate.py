"""Certificates: proofs that a reader re-checks with polynomial arithmetic alone.

A *lemma* concludes a sign condition from facts: its negation and the facts would make a sum of non-negative terms, one of
them positive, vanish identically (with multiples of expressions that are zero).  This is the Positivstellensatz of
KRIVINE (1964) and STENGLE (1974) in the form of explicit multipliers.  A *proof* combines lemmas over the cases of the
assumptions and the parts of the claim.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.logic.facts import Fact, fact_of, goal_of, knowledge
from symgame.logic.formula import TRUE, And, Atom, Formula, Or, negate
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
        signs, zeros = _signs(facts), {_key(sparse(f.expression)) for f in facts if f.relation == "="}
        total: Sparse = {}
        positive = False
        for term in self.terms:
            if term.coefficient <= 0:
                return False
            value, strict = scaled(ONE, Fraction(int(term.coefficient.p), int(term.coefficient.q))), True
            for base, exponent in term.factors:
                p = sparse(base)
                relation = signs.get(_key(p), "") if set(p) - {()} else _of_number(p)
                if exponent < 1 or (exponent % 2 and relation not in (">", ">=")):
                    return False
                strict &= relation in (">", "!=")
                value = times(value, power(p, exponent))
            total = plus(total, value)
            positive |= strict
        for multiplier, zero in self.zeros:
            p = sparse(zero)
            if _key(p) not in zeros and _key(scaled(p, Fraction(-1))) not in zeros:
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
        signs = _signs(known)
        ends = []
        for end, side in ((self.low, 1), (self.high, -1)):
            relation = ">" if end in (sp.oo, -sp.oo) else signs.get(_key(sparse(side * (x - end))), "")
            if relation not in (">", ">="):
                return False
            ends.append(relation == ">")
        low, high = (None if e in (sp.oo, -sp.oo) else Fraction(int(e.p), int(e.q)) for e in (self.low, self.high))
        return positive_on(p, low, high, ends[0], ends[1], strict=self.fact.relation == ">")


@dataclass(frozen=True)
class Proof(Value):
    """A node of a proof of ``formulas ⇒ goal``.

    Parameters
    ----------
    kind : str
        ``"read"`` (nothing to do), ``"lemmas"``, ``"each"`` (conjuncts one after the other), ``"some"`` (one disjunct, from the
        negations of the others), ``"cases"`` (an alternative of the assumptions), or ``"absurd"`` (the assumptions are).
    lemmas : tuple of Lemma or Isolation
    children : tuple of Proof
    index : int
        Which disjunct, or which alternative.
    """

    kind: str
    lemmas: tuple[Lemma | Isolation, ...] = ()
    children: tuple[Proof, ...] = ()
    index: int = 0

    def holds(self, formulas: tuple[Formula, ...], goal: Formula) -> bool:
        """Check the node and all below it."""
        goal = goal_of(goal)
        if self.kind == "read":
            return goal == TRUE or knowledge(formulas).absurd
        if self.kind == "each" and isinstance(goal, And) and len(self.children) == len(goal.args):
            return all(c.holds((*formulas, *goal.args[:i]), goal.args[i]) for i, c in enumerate(self.children))
        if self.kind == "some" and isinstance(goal, Or) and self.index < len(goal.args):
            others = tuple(negate(a) for i, a in enumerate(goal.args) if i != self.index)
            return self.children[0].holds((*formulas, *others), goal.args[self.index])
        if self.kind == "cases":
            found = knowledge(formulas, goal).alternatives
            if self.index >= len(found) or len(self.children) != len(found[self.index].args):
                return False
            cases = found[self.index].args
            return all(c.holds((*formulas, a), goal) for c, a in zip(self.children, cases, strict=True))
        return self.kind == "lemmas" and self._lemmas_hold(formulas, goal)

    def _lemmas_hold(self, formulas: tuple[Formula, ...], goal: Formula) -> bool:
        known = knowledge(formulas, goal).facts
        for lemma in self.lemmas:
            if not lemma.holds(known):
                return False
            known = (*known, lemma.fact)
        return concludes(known, goal)


def concludes(known: tuple[Fact, ...], goal: Formula) -> bool:
    """Whether the goal is among the facts, or weaker than one, or the facts hold an absurdity (a negative number ≥ 0)."""
    if any(f.expression.is_Rational and f.expression < 0 and f.relation in (">", ">=") for f in known):
        return True
    if not isinstance(goal, Atom):
        return False
    wanted = fact_of(goal)
    p = sparse(wanted.expression)
    if wanted.relation == "=":
        zeros = {_key(sparse(f.expression)) for f in known if f.relation == "="}
        return _key(p) in zeros or _key(scaled(p, Fraction(-1))) in zeros
    found = _signs(known).get(_key(p), "")
    return found == wanted.relation or (found == ">" and wanted.relation in (">=", "!="))


def contrary(fact: Fact) -> tuple[Fact, ...]:
    """The negation of a fact, as facts."""
    opposite = {">": ">=", ">=": ">"}
    if fact.relation in opposite:
        return (Fact(-fact.expression, opposite[fact.relation]),)
    return (Fact(fact.expression, "!=" if fact.relation == "=" else "="),)


def _signs(facts: tuple[Fact, ...]) -> dict[frozenset, str]:
    """The strongest of >, >=, != that is known of each polynomial."""
    found: dict[frozenset, str] = {}
    for f in facts:
        if f.relation == "=":
            continue
        p = sparse(f.expression)
        for key in (_key(p), *([_key(scaled(p, Fraction(-1)))] if f.relation == "!=" else [])):
            both = {found.get(key, f.relation), f.relation}
            found[key] = ">" if ">" in both or both == {">=", "!="} else f.relation
    return found


def _key(p: Sparse) -> frozenset:
    return frozenset(p.items())


@dataclass(frozen=True)
class Certificate(Value):
    """A proof of ``given ⇒ claim`` that `check` verifies with polynomial arithmetic alone.

    Parameters
    ----------
    claim : Boolean
    given : tuple of Boolean
    proof : Proof

    Examples
    --------
    >>> from symgame.logic.decide import decide
    >>> a, b = sp.symbols("a b", positive=True)
    >>> decide(a**2 + b**2 >= 2*a*b).certificate.check()
    True
    """

    claim: Boolean
    given: tuple[Boolean, ...]
    proof: Proof = field(repr=False)

    def check(self) -> bool:
        """Whether every line of the proof holds; exact, and independent of every solver.

        Returns
        -------
        bool
        """
        from symgame.logic.normal import formula

        formulas = tuple(formula(g) for g in self.given)
        return self.proof.holds(formulas, formula(self.claim))

    def lemmas(self) -> tuple[Lemma | Isolation, ...]:
        """All lemmas, in the order of the proof."""
        return _collected(self.proof)

    def latex(self) -> tuple[str, ...]:
        """The lines of the proof in LaTeX, without dollar signs.

        Examples
        --------
        >>> from symgame.logic.decide import decide
        >>> a = sp.Symbol("a", positive=True)
        >>> b = sp.Symbol("b", positive=True)
        >>> decide(a**2 + b**2 >= 2*a*b).certificate.latex()
        ('a^{2} - 2 a b + b^{2} = \\\\left(a - b\\\\right)^{2} \\\\geq 0',)
        """
        from symgame.logic.lines import lines

        return lines(self.lemmas())


def _collected(proof: Proof) -> tuple[Lemma | Isolation, ...]:
    found = list(proof.lemmas)
    for child in proof.children:
        found += _collected(child)
    return tuple(dict.fromkeys(found))
