"""Certificates: proofs that a reader re-checks with polynomial arithmetic alone.

A *lemma* concludes a sign condition from facts: its negation and the facts would make a sum of non-negative terms, one of
them positive, vanish identically (with multiples of expressions that are zero).  This is the Positivstellensatz of
KRIVINE (1964) and STENGLE (1974) in the form of explicit multipliers.  A *proof* combines lemmas over the cases of the
assumptions and the parts of the claim.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from sympy.logic.boolalg import Boolean

from symgame.logic.facts import Fact, fact_of, goal_of, knowledge
from symgame.logic.formula import TRUE, And, Atom, Formula, Or, negate
from symgame.logic.lemmas import Isolation, Lemma, key, strongest
from symgame.logic.lines import lines
from symgame.logic.normal import formula
from symgame.logic.sparse import scaled, sparse
from symgame.printing import Value


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
        zeros = {key(sparse(f.expression)) for f in known if f.relation == "="}
        return key(p) in zeros or key(scaled(p, Fraction(-1))) in zeros
    found = strongest(known).get(key(p), "")
    return found == wanted.relation or (found == ">" and wanted.relation in (">=", "!="))


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
    >>> import sympy as sp
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
        formulas = tuple(formula(g) for g in self.given)
        return self.proof.holds(formulas, formula(self.claim))

    def lemmas(self) -> tuple[Lemma | Isolation, ...]:
        """All lemmas, in the order of the proof."""
        return _collected(self.proof)

    def latex(self) -> tuple[str, ...]:
        """The lines of the proof in LaTeX, without dollar signs.

        Examples
        --------
        >>> import sympy as sp
        >>> from symgame.logic.decide import decide
        >>> a, b = sp.symbols("a b", positive=True)
        >>> decide(a**2 + b**2 >= 2*a*b).certificate.latex()
        ('a^{2} - 2 a b + b^{2} = \\\\left(a - b\\\\right)^{2} \\\\geq 0',)
        """
        return lines(self.lemmas())


def _collected(proof: Proof) -> tuple[Lemma | Isolation, ...]:
    found = list(proof.lemmas)
    for child in proof.children:
        found += _collected(child)
    return tuple(dict.fromkeys(found))
