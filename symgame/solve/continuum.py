"""Continua of equilibria of a stage at which several players move: sets of profiles with a free action.

Where the listed profiles are not all that pass necessary conditions of equilibrium, a witness is a further one.  If the
conditions that hold there leave an action free, the profiles through the witness form a curve x*(t), and

    S(θ) = {t : no player gains by deviating from x*(t)}

is described as a set whose ends are functions of the parameters, on the region where it is not empty.  Single profiles
that lie on the curve are part of it.  If the conditions leave nothing free, the witness is a sample for the profile that
solves them.  This repeats until everything is listed or a witness is no equilibrium.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.budget import BudgetSpent, Meter
from symgame.logic.verdict import Verdict
from symgame.solve.completeness import sentences, together
from symgame.solve.continua import continua_at
from symgame.solve.continuum_search import ContinuumSearch
from symgame.solve.continuum_sets import spans
from symgame.solve.outside import outside
from symgame.solve.pieces import conjunctions, substitute
from symgame.solve.problem import Candidate, Solved, StageProblem, StageSolution, within_span
from symgame.solve.prove import negation
from symgame.solve.prune import always
from symgame.solve.replies import tidy_payoff
from symgame.solve.samples import rational_point

ROUNDS, MOST, FAILING = 8, 5, 4


def with_continua(problem: StageProblem, solution: StageSolution, meter: Meter) -> StageSolution:
    """The solution with the sets of equilibria that pass through profiles it does not list.

    Parameters
    ----------
    problem : StageProblem
    solution : StageSolution
    meter : Meter

    Returns
    -------
    StageSolution
        The same one for a stage with one mover or with many actions.
    """
    if len(problem.owners) < 2 or len(problem.unknowns) > MOST or not problem.covering:
        return solution
    try:
        for _ in range(ROUNDS):
            verdicts = list(_asked(solution, meter))
            failed = [v for v in verdicts if v.refuted]
            found = next((f for v in failed if (f := list(_through(problem, v.witness, meter)))), [])
            if not found:
                return replace(solution, complete=together(verdicts))
            solution = _joined(problem, solution, found, meter)
    except BudgetSpent:
        return solution
    return solution


def _asked(solution: StageSolution, meter: Meter) -> Iterator[Verdict]:
    """The sentences of completeness until one is undecided or so many fail."""
    failed = 0
    for verdict in sentences(solution, meter):
        yield verdict
        failed += verdict.refuted
        if verdict.undecided or failed == FAILING:
            return


def _through(problem: StageProblem, witness: Mapping[Any, Any], meter: Meter) -> Iterator[Solved]:
    """The sets on one curve through a witness, or a single profile there that the search had not met."""
    profile = rational_point(dict(witness), (*problem.parameters, *problem.symbols))
    for candidate in continua_at(problem, profile, meter):
        search = ContinuumSearch(problem, candidate, meter)
        any_found = False
        for region, evidence in search.regions(witness):
            if not candidate.frees:
                any_found = True
                yield Solved(candidate, And(*search.feasible, region), evidence)
                continue
            for (first, *others), condition in _boxes(search, region, meter):
                any_found = True
                also = tuple(zip(candidate.frees[1:], others, strict=True))
                values = {x: substitute(v, search.special) for x, v in candidate.values.items()}
                whole = replace(candidate, values=values, span=first, also=also, anchors=tuple(_anchors(first)))
                yield Solved(whole, condition, evidence)
        if any_found:
            return


Box = tuple[tuple[sp.Set, ...], Boolean]


def _boxes(search: ContinuumSearch, region: Boolean, meter: Meter) -> Iterator[Box]:
    """The sets of a proved region, one a free action, and when they have elements; each is checked to lie in it."""
    for parts in conjunctions(region):
        relations = [c for c in (*search.feasible, *parts) if c is not sp.true]
        for places, condition in _solved_for(search.frees, relations, search.before, meter):
            also = tuple(zip(search.frees[1:], places[1:], strict=True))
            inside = within_span(Candidate({}, 0, (), free=search.frees[0], span=places[0], also=also))
            if all(always(c, [*search.before, condition, *inside], meter) for c in relations):
                yield places, condition


def _solved_for(frees: tuple[sp.Symbol, ...], relations: list[Boolean], given: tuple[Boolean, ...], meter: Meter) -> Iterator[Box]:
    """The last free action between ends in terms of the others, then the one before."""
    *others, last = frees
    for span in spans(relations, last, given, meter):
        if not others:
            yield (span.place,), span.condition
            continue
        for parts in conjunctions(span.condition):
            for places, condition in _solved_for(tuple(others), list(parts), given, meter):
                yield (*places, span.place), condition


def _anchors(place: sp.Set) -> Iterator[sp.Expr]:
    base = place.base_set if isinstance(place, sp.ConditionSet) else place
    yield from (e for e in (base.start, base.end) if e not in (sp.oo, -sp.oo))


def _joined(problem: StageProblem, solution: StageSolution, found: list[Solved], meter: Meter) -> StageSolution:
    """The solution with further sets: single profiles on them are not listed again, and what they cover is covered."""
    solved = [t for s in solution.solved for t in _off(problem, s, found, meter)]
    left = And(solution.uncovered, negation(And(s.region, *s.candidate.conditions) for s in found))
    uncovered = sp.false if left is sp.false or always(sp.false, [*problem.assumptions, left], meter) else left
    return replace(solution, solved=(*solved, *found), uncovered=uncovered)


def _off(problem: StageProblem, s: Solved, sets: list[Solved], meter: Meter) -> Iterator[Solved]:
    """A case where it is no member of the sets."""
    region = s.region
    for one in sets:
        there = And(one.region, *one.candidate.conditions)
        if s.candidate.free is None and _member(problem, s, one, [*problem.assumptions, region, there], meter):
            region = And(region, outside(there))
            if always(sp.false, [*problem.assumptions, region], meter):
                return
    yield s if region == s.region else replace(s, region=region)


def _member(problem: StageProblem, s: Solved, one: Solved, given: list[Boolean], meter: Meter) -> bool:
    """Whether a profile lies in a set with the same payoffs and the same play after it, wherever both are equilibria."""
    values, frees = s.candidate.values, one.candidate.frees
    if always(sp.false, given, meter):
        return False
    at = {x: values[x] for x in frees}
    claims = [substitute(c, at) for c in within_span(one.candidate)]
    claims += [sp.Eq(values[x], substitute(v, at)) for x, v in one.candidate.values.items() if x not in frees]
    here, there = (problem.pieces[c.candidate.piece] for c in (s, one))
    mine = {k: substitute(v, values) for k, v in here.outcome.items()}
    yours = {k: substitute(substitute(v, one.candidate.values), at) for k, v in there.outcome.items()}
    if mine.keys() != yours.keys():
        return False
    payoffs = [(substitute(e, values), substitute(substitute(there.payoffs[p], one.candidate.values), at)) for p, e in here.payoffs.items()]
    pairs = [*payoffs, *((mine[k], yours[k]) for k in mine)]
    claims += [sp.Eq(tidy_payoff(a - b), 0) for a, b in pairs if a != b and isinstance(a, sp.Expr) and isinstance(b, sp.Expr)]
    if any(a != b and not (isinstance(a, sp.Expr) and isinstance(b, sp.Expr)) for a, b in pairs):
        return False
    return all(always(c, given, meter) for c in claims)
