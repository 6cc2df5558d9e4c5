"""Deciding sentences over the reals: is ``given ⇒ claim`` true for all real values of the free symbols?

The deciders are an ordered tuple.  A refutation ends the run, since its witness was evaluated exactly; so does a
certificate.  A proof without a certificate goes on to look for one and for a second, independent solver.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget, BudgetSpent, Meter
from symgame.logic.deciders.smt import SHORT, Smt
from symgame.logic.eliminate import NotEliminated
from symgame.logic.prenex import strip
from symgame.logic.problem import Decider, Problem, sentence, sentences
from symgame.logic.quantifiers import quantified
from symgame.logic.verdict import Status, Verdict
from symgame.logic.witness import one_of

QUICK: tuple[Decider, ...] = (Smt("z3", SHORT),)
"""For inner loops: what can be read off, then slices of one solver; no certificate, no second solver."""

DEFAULT: tuple[Decider, ...] = (Smt("z3"), Smt("cvc5", (("coverings", 5.0),)))


def decide(
    claim: Boolean | bool,
    given: Boolean | Iterable[Boolean] = (),
    *,
    deciders: tuple[Decider, ...] | None = None,
    budget: Budget | None = None,
    cache: Any = None,
) -> Verdict:
    """Decide whether `claim` holds for all real values of its free symbols that satisfy `given`.

    Parameters
    ----------
    claim : Boolean
        A sympy Boolean; an atomic part is true only where it is defined.
    given : Boolean or iterable of Boolean
        Assumptions; the declared signs of the symbols count too.
    deciders : tuple of Decider, optional
        Tried in order; `QUICK` for inner loops.
    budget : Budget, optional
    cache : path or VerdictCache, optional
        Where verdicts are remembered by content.

    Returns
    -------
    Verdict
        Proved, refuted with an exact witness for all free symbols, undecided with the reason, or vacuous.

    Raises
    ------
    StatementError
        If claim or assumption is not a sentence over the reals.

    Examples
    --------
    >>> x, y = sp.symbols("x y", positive=True)
    >>> decide(x**2 + y**2 >= 2*x*y).proved
    True
    >>> decide(x > y).refuted
    True
    """
    problem = Problem(sentence(claim), sentences(given))
    meter = (budget or Budget(seconds=30.0)).start()
    chosen = DEFAULT if deciders is None else deciders
    if quantified((problem.claim, *problem.given)):
        return _run_quantified(problem, chosen, meter)
    return run(problem, chosen, meter)


def _run_quantified(problem: Problem, deciders: tuple[Decider, ...], meter: Meter) -> Verdict:
    """Decide the equivalent quantifier-free problem; only free symbols stay in the witness."""
    try:
        stripped = strip(problem, meter)
    except NotEliminated as error:
        return Verdict(Status.UNDECIDED, reason=f"a quantifier could not be eliminated: {error}")
    except BudgetSpent as spent:
        return Verdict(Status.UNDECIDED, reason=f"the budget was spent ({spent}); give a larger Budget")
    found = run(stripped.problem, deciders, meter)
    free = set(problem.symbols)
    items = tuple((s, v) for s, v in found.witness_items if s in free)
    items += tuple((s, one_of(s)) for s in problem.symbols if found.refuted and s not in dict(items))
    return replace(found, by=(*stripped.methods, *found.by), witness_items=items)


def run(problem: Problem, deciders: tuple[Decider, ...], meter: Meter) -> Verdict:
    """Let the deciders work on a problem, in order."""
    proofs: list[Verdict] = []
    reasons: list[str] = []
    try:
        for decider in deciders:
            found = decider(problem, meter)
            if found is None:
                continue
            if found.refuted:
                return found
            if found.proved:
                proofs.append(found)
                if found.certificate is not None or found.by == ("signs",):
                    break
            elif found.reason:
                reasons.append(found.reason)
    except BudgetSpent as spent:
        reasons.append(f"the budget was spent ({spent}); give a larger Budget")
    if proofs:
        by = tuple(dict.fromkeys(name for p in proofs for name in p.by))
        return Verdict(Status.PROVED, by=by, certificate=proofs[-1].certificate)
    return Verdict(Status.UNDECIDED, reason="; ".join(reasons) or "no decider applies")


def satisfiable(
    condition: Boolean | bool, *, budget: Budget | None = None, deciders: tuple[Decider, ...] | None = None
) -> Verdict:
    """Decide whether some real values of the free symbols make `condition` true.

    Parameters
    ----------
    condition : Boolean
    budget : Budget, optional
    deciders : tuple of Decider, optional

    Returns
    -------
    Verdict
        Proved with a `.witness` that satisfies it, refuted when there is no solution, or undecided.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> satisfiable(sp.Eq(x**2, 2)).witness
    mappingproxy({x: -sqrt(2)})
    >>> satisfiable(x**2 < 0).refuted
    True
    """
    found = decide(sp.false, (sentence(condition, "the condition"),), deciders=deciders, budget=budget)
    if found.refuted:
        return Verdict(Status.PROVED, by=found.by, witness_items=found.witness_items)
    if found.proved or found.vacuous:
        return Verdict(Status.REFUTED, by=found.by, certificate=found.certificate)
    return found
