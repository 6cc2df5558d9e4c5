"""Running deciders on a problem, and quantified problems through equivalent quantifier-free ones."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symgame.budget import BudgetSpent, Meter
from symgame.logic.deciders.plane import PLANE, Plane
from symgame.logic.deciders.smt import Smt
from symgame.logic.deciders.univariate import CELLS
from symgame.logic.entail import QUANTIFIED, answer
from symgame.logic.formula import negate
from symgame.logic.prenex import strip, whole_formulas
from symgame.logic.problem import Decider, Problem
from symgame.logic.quantifiers import Exists, quantified
from symgame.logic.query import build
from symgame.logic.verdict import Status, Verdict
from symgame.logic.virtual import NotEliminated
from symgame.logic.witness import items, one_of, rational_point

SOLVERS = frozenset(("z3", "cvc5", "qepcad"))
"""Back ends that share nothing; when two of them agree no third is asked."""

EXACT = (("signs",), (CELLS,), (PLANE,))
"""What decides by exact arithmetic of its own; a solver is not asked again."""


def run(problem: Problem, deciders: tuple[Decider, ...], meter: Meter) -> Verdict:
    """Let the deciders work on a problem, in order."""
    proofs: list[Verdict] = []
    reasons: list[str] = []
    try:
        for decider in deciders:
            agreed = {name.split()[0] for p in proofs for name in p.by} & SOLVERS
            if len(agreed) > 1:
                break
            if isinstance(decider, Smt) and (decider.solver in agreed or any(p.by in EXACT for p in proofs)):
                continue
            if isinstance(decider, Plane) and proofs:
                continue  # it gives no certificate, and looks at every cell
            try:
                found = decider(problem, meter)
            except OverflowError:  # python-flint compares long polynomials by machine integers
                found = None
            if found is None:
                continue
            if found.refuted and proofs:
                return _disagreement(problem, proofs, found)
            if found.refuted and not found.witness_items and problem.symbols:
                reasons.append(f"{found.by[0]} says that there is a counterexample, but names none")
                continue
            if found.refuted or found.vacuous:
                return found
            if found.proved:
                proofs.append(found)
                if found.certificate is not None:
                    break
            elif found.reason:
                reasons.append(found.reason)
    except BudgetSpent as spent:
        reasons.append(f"the budget was spent ({spent}); give a larger Budget")
    if proofs:
        by = tuple(dict.fromkeys(name for p in proofs for name in p.by))
        return Verdict(Status.PROVED, by=by, certificate=proofs[-1].certificate, steps=_notes(problem))
    reason = "; ".join(dict.fromkeys(reasons)) or "no decider applies"
    return Verdict(Status.UNDECIDED, reason=reason, steps=_notes(problem))


def _disagreement(problem: Problem, proofs: list[Verdict], found: Verdict) -> Verdict:
    """Two back ends that contradict each other: nothing is claimed, the query is kept for a report."""
    names = ", ".join(name for p in proofs for name in p.by)
    why = f"{names} proved what {', '.join(found.by)} refuted: a fault of a solver, the query is in .steps"
    return Verdict(Status.UNDECIDED, reason=why, steps=(problem.query.text,))


def _notes(problem: Problem) -> tuple[str, ...]:
    """What was done to the sentences, for print."""
    notes = []
    if any(s.has(sp.Float) for s in (problem.claim, *problem.given)):
        notes.append("floats were read as the decimal fractions they print as")
    loose = [str(s) for s in problem.symbols if s.is_real is None]
    if loose:
        notes.append(f"taken as real: {', '.join(loose)}")
    return tuple(notes)


def run_quantified(problem: Problem, deciders: tuple[Decider, ...], meter: Meter) -> Verdict:
    """Decide the equivalent quantifier-free problem; only free symbols stay in the witness."""
    try:
        stripped = strip(problem, meter)
        if quantified((stripped.problem.claim, *stripped.problem.given)):
            return _by_solver(problem, deciders, meter)
    except NotEliminated as error:
        return Verdict(Status.UNDECIDED, reason=f"a quantifier could not be eliminated: {error}")
    except BudgetSpent as spent:
        return Verdict(Status.UNDECIDED, reason=f"the budget was spent ({spent}); give a larger Budget")
    found = run(stripped.problem, deciders, meter)
    free = set(problem.symbols)
    kept = tuple((s, v) for s, v in found.witness_items if s in free)
    kept += tuple((s, one_of(s)) for s in problem.symbols if found.refuted and s not in dict(kept))
    certificate = None if stripped.methods else found.certificate
    return replace(found, by=(*stripped.methods, *found.by), witness_items=kept, certificate=certificate)


def _by_solver(problem: Problem, deciders: tuple[Decider, ...], meter: Meter) -> Verdict:
    """Ask a solver with the quantifiers left in; a counterexample is evaluated by deciding the closed sentences at it."""
    closed_claim = isinstance(problem.claim, Exists) and not problem.symbols and not problem.given
    if closed_claim and not quantified((problem.claim.claim,)):  # type: ignore[attr-defined]
        inside = run(Problem(sp.false, (problem.claim.claim,)), deciders, meter)  # type: ignore[attr-defined]
        if inside.refuted:
            return Verdict(Status.PROVED, by=inside.by)
    hypotheses, goal = whole_formulas(problem, meter)
    query = build((hypotheses, negate(goal)), problem.symbols)
    if query.trivial:
        return Verdict(Status.PROVED, by=("signs",))
    meter.spend()
    found = answer(query.text, QUANTIFIED)
    if found.answer == "unsat":
        return Verdict(Status.PROVED, by=(found.by,))
    why = "a bound unknown has a degree above two, and the solver did not decide"
    point = rational_point(found.model, problem.symbols) if found.answer == "sat" and problem.symbols else None
    if point is None:
        return Verdict(Status.UNDECIDED, by=("z3",), reason=f"{why} ({found.reason or found.answer})")
    at = dict(items(point))
    closed = [run_or_open(s.xreplace(at), deciders, meter) for s in (*problem.given, problem.claim)]
    if all(v.proved for v in closed[:-1]) and closed[-1].refuted:
        return Verdict(Status.REFUTED, by=(found.by,), witness_items=tuple(at.items()))
    return Verdict(Status.UNDECIDED, by=("z3",), reason=f"{why}; its counterexample was not confirmed")


def run_or_open(sentence: sp.Basic, deciders: tuple[Decider, ...], meter: Meter) -> Verdict:
    """The verdict on a sentence without assumptions, quantified or not."""
    problem = Problem(sentence, ())
    return run_quantified(problem, deciders, meter) if quantified((sentence,)) else run(problem, deciders, meter)

