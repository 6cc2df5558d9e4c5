"""Quantified problems made quantifier-free: outer quantifiers become free unknowns, inner ones are eliminated.

``given ⇒ ∀x claim`` is ``given ⇒ claim`` with x free, and ``∃x given ⇒ claim`` likewise; what remains is eliminated by
virtual substitution, which gives an equivalent condition.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Meter
from symgame.logic.eliminate import eliminated
from symgame.logic.entail import Entailment
from symgame.logic.formula import Formula, conj
from symgame.logic.names import fresh
from symgame.logic.normal import formula
from symgame.logic.present import sentence_of
from symgame.logic.problem import Problem
from symgame.logic.quantifiers import Exists, ForAll, Quantifier, quantified
from symgame.logic.query import resolve
from symgame.logic.valued import plain


@dataclass(frozen=True)
class Stripped:
    """A quantifier-free problem that is equivalent to a quantified one.

    Parameters
    ----------
    problem : Problem
    methods : tuple of str
        What was done.
    """

    problem: Problem
    methods: tuple[str, ...]


def strip(problem: Problem, meter: Meter) -> Stripped:
    """The equivalent problem without quantifiers.

    Raises
    ------
    NotEliminated
        If an inner quantifier could not be eliminated.
    BudgetSpent
    """
    taken = {s.name for e in (problem.claim, *problem.given) for s in e.atoms(sp.Symbol)}
    claim = _opened(problem.claim, ForAll, False, taken)
    given = tuple(part for g in problem.given for part in _conjuncts(_opened(g, Exists, False, taken)))
    plain_given = tuple(g for g in given if not quantified((g,)))
    known = Entailment(tuple(resolve(formula(g)) for g in plain_given), meter)
    methods: tuple[str, ...] = ()
    if quantified((claim, *given)):
        methods = ("virtual substitution",)
        claim = _free(claim, known)
        given = tuple(_free(g, known) for g in given)
    return Stripped(Problem(claim, given), methods)


def whole_formulas(problem: Problem, meter: Meter) -> tuple[Formula, Formula]:
    """Assumptions and claim as formulas in which the quantifiers that could not be eliminated stay."""
    known = Entailment((), meter)
    return conj(eliminated(g, known) for g in problem.given), eliminated(problem.claim, known)


def _free(sentence: Boolean, known: Entailment) -> Boolean:
    if not quantified((sentence,)):
        return sentence
    return sentence_of(plain(eliminated(sentence, known), known))


def _conjuncts(sentence: Boolean) -> tuple[Boolean, ...]:
    return sentence.args if isinstance(sentence, sp.And) else (sentence,)


def _opened(sentence: Boolean, kind: type[Quantifier], negated: bool, taken: set[str]) -> Boolean:
    """The sentence with the quantifiers that can stand in front of it replaced by fresh unknowns."""
    if not quantified((sentence,)):
        return sentence
    if isinstance(sentence, Quantifier):
        if not isinstance(sentence, _dual(kind) if negated else kind):
            return sentence
        new = {x: fresh(x, taken, **x.assumptions0) for x in sentence.bound}
        return _opened(sentence.claim.xreplace(new), kind, negated, taken)
    if isinstance(sentence, sp.Not):
        return sp.Not(_opened(sentence.args[0], kind, not negated, taken))
    if isinstance(sentence, sp.And | sp.Or):
        return sentence.func(*(_opened(a, kind, negated, taken) for a in sentence.args))
    if isinstance(sentence, sp.Implies):
        a, b = sentence.args
        return sp.Implies(_opened(a, kind, not negated, taken), _opened(b, kind, negated, taken))
    return sentence


def _dual(kind: type[Quantifier]) -> type[Quantifier]:
    return ForAll if kind is Exists else Exists
