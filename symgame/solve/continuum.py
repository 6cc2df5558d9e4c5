"""Continua of equilibria of a stage at which several players move: sets of profiles with a free action.

Where the listed profiles are not all that pass necessary conditions of equilibrium, a witness is a further one.  If the
conditions that hold there leave an action free, the profiles through the witness form a curve x*(t), and

    S(θ) = {t : no player gains by deviating from x*(t)}

is described as a set whose ends are functions of the parameters, on the region where it is not empty.  Single profiles
that lie on the curve are part of it.  This repeats until everything is listed or a witness lies on no curve.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.budget import BudgetSpent, Meter
from symgame.solve.completeness import unlisted
from symgame.solve.continua import continua_at
from symgame.solve.continuum_search import ContinuumSearch
from symgame.solve.continuum_sets import Span, spans
from symgame.solve.outside import outside
from symgame.solve.pieces import conjunctions, substitute
from symgame.solve.problem import Candidate, Solved, StageProblem, StageSolution, within_span
from symgame.solve.prove import negation
from symgame.solve.prune import always
from symgame.solve.replies import tidy_payoff
from symgame.solve.samples import rational_point

ROUNDS, MOST = 8, 5


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
            failed = [v for v in unlisted(solution, meter) if v.refuted]
            found = next((f for v in failed if (f := list(_through(problem, v.witness, meter)))), [])
            if not found:
                break
            solution = _joined(problem, solution, found, meter)
    except BudgetSpent:
        return solution
    return solution


def _through(problem: StageProblem, witness: Mapping[Any, Any], meter: Meter) -> Iterator[Solved]:
    """The sets on one curve through a witness."""
    profile = rational_point(dict(witness), (*problem.parameters, *problem.symbols))
    for candidate in continua_at(problem, profile, meter):
        search = ContinuumSearch(problem, candidate, meter)
        any_found = False
        for region, evidence in search.regions(witness):
            for span in _spans(search, region, meter):
                any_found = True
                assert candidate.free is not None
                anchors = tuple(_anchors(span.place))
                whole = replace(candidate, span=span.place, anchors=anchors)
                yield Solved(whole, span.condition, evidence)
        if any_found:
            return


def _spans(search: ContinuumSearch, region: Boolean, meter: Meter) -> Iterator[Span]:
    """The sets of a proved region; each is checked to lie in it."""
    for parts in conjunctions(region):
        relations = [c for c in (*search.feasible, *parts) if c is not sp.true]
        for span in spans(relations, search.free, search.before, meter):
            inside = within_span(Candidate({}, 0, (), free=search.free, span=span.place))
            if all(always(c, [*search.before, span.condition, *inside], meter) for c in relations):
                yield span


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
    values, free = s.candidate.values, one.candidate.free
    if always(sp.false, given, meter):
        return False
    at = {free: values[free]}
    claims = [substitute(c, at) for c in within_span(one.candidate)]
    claims += [sp.Eq(values[x], substitute(v, at)) for x, v in one.candidate.values.items() if x != free]
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
