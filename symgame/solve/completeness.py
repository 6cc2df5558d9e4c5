"""Completeness: whether the listed branches are all the equilibria, under the tie rule.

A stage is complete when every profile that passes necessary conditions of equilibrium is one of the listed
ones.  With one mover and one action: no other action reaches the value of the listed optimum.  With
several: Kuhn–Tucker conditions where the payoff is smooth in the own action, otherwise resistance to the
closed-form deviations.  A game is complete when every stage is, for all histories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not, Or

from symgame.budget import BudgetSpent, Meter
from symgame.games.players import Player
from symgame.logic.root import Root
from symgame.logic.verdict import Status, Verdict
from symgame.solve.absence import withstands
from symgame.solve.complements import only_best
from symgame.solve.concavity import one_peak
from symgame.solve.further_deviations import Further
from symgame.solve.outside import undefined
from symgame.solve.pieces import Piece, relation_sides, substitute
from symgame.solve.power_proofs import only_peak
from symgame.solve.problem import Candidate, Solved, StageProblem, StageSolution, Unknown, ends, within_span
from symgame.solve.prove import Prover
from symgame.solve.responses import own_responses
from symgame.solve.rooted import named_roots
from symgame.solve.tie_breaking import preferred

if TYPE_CHECKING:
    from symgame.solve.induction import Induction

MOST_SPLIT = 3
"""With roots of more actions, the cases in which these vanish are not told apart."""

MANY = 36
"""More closed-form deviations than this make the sentence too long; then only those on the same piece are used."""


def completeness(induction: Induction, uncovered: Boolean) -> Verdict:
    """The verdict on "these are all the equilibria".

    Parameters
    ----------
    induction : Induction
        Finished.
    uncovered : Boolean

    Returns
    -------
    Verdict
        Proved, or undecided with the stage at which the proof failed.
    """
    if uncovered is not sp.false:
        return Verdict(Status.UNDECIDED, reason=f"not all parameters are covered: {uncovered}")
    by: list[str] = []
    for play in induction.plays:
        if play.solution is None:
            continue
        try:
            movers = induction.movers_before(play.stage, play.solution.problem.owners)
            verdict = stage_complete(play.solution, induction.meter, movers if isinstance(play.solution.problem.owners[0], Player) else ())
        except BudgetSpent as spent:
            verdict = Verdict(Status.UNDECIDED, reason=f"the budget ran out after {spent}")
        if not verdict.proved:
            return Verdict(
                Status.UNDECIDED,
                reason=f"stage {play.stage + 1}: {verdict.reason or 'other equilibria are not ruled out'}",
            )
        by += verdict.by
    unpicked = _unpicked(induction)
    return Verdict(Status.PROVED, by=tuple(dict.fromkeys(by)) or ("enumeration",)) if unpicked is None else unpicked


def _unpicked(induction: Induction) -> Verdict | None:
    """Undecided where several continuations after one history differ for somebody who moves before."""
    try:
        play = induction.undetermined()
    except BudgetSpent as spent:
        return Verdict(Status.UNDECIDED, reason=f"the budget ran out after {spent}")
    if play is None:
        return None
    reason = f"stage {play.stage + 1}: after some histories there are several ways to play on, and strategies that pick "
    return Verdict(Status.UNDECIDED, reason=reason + "among them by the history may support other outcomes")


def stage_complete(solution: StageSolution, meter: Meter, movers: Sequence[Player] = ()) -> Verdict:
    """Whether a stage has no equilibria but the listed ones, at every history that is solved; `movers` break ties."""
    return together(sentences(solution, meter, movers)) if solution.complete is None else solution.complete


def together(verdicts: Iterable[Verdict]) -> Verdict:
    """Proved when all are, otherwise undecided for the reason of the first that is not."""
    by: list[str] = []
    for verdict in verdicts:
        if not (verdict.proved or verdict.vacuous):
            return Verdict(Status.UNDECIDED, reason=verdict.reason or str(verdict))
        by += verdict.by
    return Verdict(Status.PROVED, by=tuple(dict.fromkeys(by)))


def sentences(solution: StageSolution, meter: Meter, movers: Sequence[Player] = ()) -> Iterator[Verdict]:
    """The verdicts, one after the other, on "what passes necessary conditions is listed".

    Parameters
    ----------
    solution : StageSolution
    meter : Meter
    movers : sequence of Player
        Those who break the ties of a stage with one mover.
    """
    problem = solution.problem
    prover = Prover(problem, meter)
    if len(problem.unknowns) == 1:
        yield from (prover.ask(claim, given, slices=2) for claim, given in _lone_mover(solution, prover, movers))
        return
    alone = only_best(solution, prover)
    if alone is not None:
        yield alone
        return
    further = Further(problem, prover)
    for p, claim, given in _several(solution, prover):
        verdict = prover.ask(claim, given, slices=2)
        yield further.ask(claim, given, p, verdict) if verdict.refuted else verdict


def _listed(solution: StageSolution, place: int) -> Boolean:
    """The profile is a listed one of this piece, or of another one on which play and payoffs are the same."""
    cases, pieces = [], solution.problem.pieces
    for s in solution.solved:
        k = s.candidate.piece
        if k == place or pieces[k].outcome == pieces[place].outcome and pieces[k].payoffs.keys() == pieces[place].payoffs.keys():
            equal = [sp.Eq(x, v) for x, v in s.candidate.values.items() if x not in s.candidate.frees]
            alike = [sp.Eq(e, pieces[place].payoffs[i]) for i, e in pieces[k].payoffs.items() if e != pieces[place].payoffs[i]]
            member = () if s.candidate.free is None else (*pieces[k].conditions, *within_span(s.candidate))
            cases.append(And(s.region, *s.candidate.conditions, *member, *equal, *alike))
    return Or(*cases)


def _lone_mover(solution: StageSolution, prover: Prover, movers: Sequence[Player]) -> list[tuple[Boolean, tuple[Boolean, ...]]]:
    """No other action does as well as the listed optimum, or the movers before like it less."""
    problem = solution.problem
    (u,) = problem.unknowns
    found = []
    for s in solution.solved:
        if s.candidate.free is not None:
            found += _beside_a_set(solution, s, movers)
            continue
        candidate, known = named_roots(s.candidate)
        values = {i: substitute(e, candidate.values) for i, e in problem.pieces[candidate.piece].payoffs.items()}
        for place, p in enumerate(problem.pieces):
            if not p.payoffs:
                continue
            given = (s.region, *s.candidate.conditions, *known, u.within(u.symbol), *p.conditions)
            if place == candidate.piece and _one_peak(problem, p, u, candidate.values[u.symbol], given, prover):
                continue
            same = And(sp.Eq(u.symbol, candidate.values[u.symbol]), _alike(problem, place, candidate))
            worse = Or(sp.Lt(p.payoffs[u.owner], values[u.owner]), preferred(values, p.payoffs, movers))
            found.append((Or(worse, same, _listed(solution, place)), given))
    return found


def _alike(problem: StageProblem, place: int, candidate: Candidate) -> Boolean:
    """What follows the candidate is also what follows it according to another piece."""
    here, there = problem.pieces[candidate.piece], problem.pieces[place]
    if here is there:
        return sp.true
    if here.outcome.keys() != there.outcome.keys():
        return sp.false
    mine = [substitute(v, candidate.values) for v in here.outcome.values()]
    pairs = [(v, w) for v, w in zip(mine, there.outcome.values(), strict=True) if v != w]
    if not all(isinstance(v, sp.Expr) and isinstance(w, sp.Expr) for v, w in pairs):
        return sp.false
    return And(*(sp.Eq(v, w) for v, w in pairs))


def _beside_a_set(solution: StageSolution, s: Solved, movers: Sequence[Player]) -> list[tuple[Boolean, tuple[Boolean, ...]]]:
    """No action of another piece does as well as those of a set of equally good ones."""
    problem, mine = solution.problem, s.candidate
    (u,) = problem.unknowns
    other = sp.Symbol(f"{u.symbol.name}'", real=True)
    here = {i: substitute(e, {u.symbol: other}) for i, e in problem.pieces[mine.piece].payoffs.items()}
    member = [substitute(c, {u.symbol: other}) for c in (u.within(u.symbol), *problem.pieces[mine.piece].conditions)]
    found = []
    for place, p in enumerate(problem.pieces):
        if p.payoffs and place != mine.piece:
            worse = Or(sp.Lt(p.payoffs[u.owner], here[u.owner]), preferred(here, p.payoffs, movers))
            given = (s.region, *mine.conditions, *member, u.within(u.symbol), *p.conditions)
            found.append((Or(worse, _listed(solution, place), And(*member).xreplace({other: u.symbol})), given))
    return found


def _one_peak(problem: StageProblem, p: Piece, u: Unknown, value: sp.Expr, given: Sequence[Boolean], prover: Prover) -> bool:
    """Strict concavity, or strict slopes on both sides, on a piece that is an interval of the own action."""
    if not u.values and one_peak(prover.ask, p.payoffs[u.owner], u.symbol, tuple(given)):
        return True
    sides = [relation_sides(c) for c in p.conditions if c.has(u.symbol)]
    if u.values or not all(s.is_polynomial(u.symbol) and sp.degree(s, u.symbol) <= 1 for s in sides):
        return False
    if only_peak(prover, u, p.payoffs[u.owner], value, tuple(given)):
        return True
    slope = sp.diff(p.payoffs[u.owner], u.symbol)
    if prover.ask(sp.Lt(sp.diff(slope, u.symbol), 0), given).proved:
        return True
    sides_of = [(sp.Gt(slope, 0), sp.Lt(u.symbol, value)), (sp.Lt(slope, 0), sp.Gt(u.symbol, value))]
    verdicts = [prover.ask(claim, (*given, side)) for claim, side in sides_of]
    return all(v.proved or v.vacuous for v in verdicts)


def _several(solution: StageSolution, prover: Prover) -> list[tuple[Piece, Boolean, tuple[Boolean, ...]]]:
    """Every profile that passes necessary conditions is listed."""
    problem = solution.problem
    kinked = any(u.values or any(c.has(u.symbol) for c in p.conditions) for u in problem.unknowns for p in problem.pieces)
    responses = own_responses(problem) if kinked else {}
    found = []
    for place, p in enumerate(problem.pieces):
        if not p.payoffs:
            continue
        inside = [u.within(u.symbol) for u in problem.unknowns]
        solved = Or(*(s.region for s in solution.solved)) if solution.nonexistence else sp.true
        for zeros, apart in _vanishing(problem, p):
            necessary = [_necessary(problem, place, u, responses, zeros, apart) for u in problem.unknowns]
            signs = [*(sp.Eq(x, 0) for x in zeros), *(sp.Ne(x, 0) for x in apart)]
            found.append((p, _listed(solution, place), (*inside, *signs, *p.conditions, *necessary, solved)))
    return found


def _vanishing(problem: StageProblem, p: Piece) -> Iterator[tuple[tuple[sp.Symbol, ...], tuple[sp.Symbol, ...]]]:
    """Cases ``(zero, not zero)`` of the actions with roots: at zero a payoff may have no slope."""
    powers = {q for u in problem.unknowns for q in p.payoffs[u.owner].atoms(sp.Pow) if not q.exp.is_Integer}
    rooted = [x for x in problem.symbols if any(q.base == x for q in powers)]
    if len(rooted) > MOST_SPLIT:
        rooted = []
    for zeros in sp.utilities.iterables.subsets(rooted):
        yield zeros, tuple(x for x in rooted if x not in zeros)


def _necessary(
    problem: StageProblem, place: int, u: Unknown, responses: dict[sp.Symbol, list[tuple[int, sp.Expr]]],
    zeros: tuple[sp.Symbol, ...], apart: tuple[sp.Symbol, ...],
) -> Boolean:  # fmt: skip
    """First- and second-order conditions of one action, or resistance to closed-form deviations at kinks."""
    x, p = u.symbol, problem.pieces[place]
    payoff = p.payoffs[u.owner].subs({z: 0 for z in zeros if z != x})
    if payoff.has(sp.nan, sp.zoo, sp.oo):  # not a payoff
        return sp.false
    smooth = _at_ends(u, payoff, apart) if not u.values and all(isinstance(c, sp.Gt | sp.Lt) for c in p.conditions if c.has(x)) else None
    if u.values or any(c.has(x) for c in p.conditions):
        usable = [(k, v) for k, v in responses[x] if not v.has(Root)]
        if len(usable) > MANY:
            usable = [(k, v) for k, v in usable if k == place]
        return And(*(withstands(problem, p.payoffs[u.owner], u, k, v) for k, v in usable), *([] if smooth is None else [smooth]))
    assert smooth is not None
    return smooth


def _at_ends(u: Unknown, payoff: sp.Expr, apart: tuple[sp.Symbol, ...]) -> Boolean:
    """The Kuhn–Tucker conditions of one action where the payoff is smooth around it, within the domain.

    Where the payoff has a value and its slope has none (a root at zero), nothing is known in general.  If the denominator is
    a product of roots and the numerator is positive there, then the slope is positive just above: only an upper end is best.
    """
    x = u.symbol
    slope = sp.diff(payoff, x)
    low = [And(sp.Eq(x, e), sp.Le(slope, 0)) for e in ends(u.low) if e is not -sp.oo and not u.low_open]
    high = [And(sp.Eq(x, e), sp.Ge(slope, 0)) for e in ends(u.high) if e is not sp.oo and not u.high_open]
    nonzero = {sp.Eq(s, 0) for s in apart}
    steep = [And(c, *(Not(d) for d in undefined(payoff))) for c in undefined(slope) if c not in nonzero]
    top, below = sp.fraction(sp.together(slope)) if steep else (slope, slope)
    if all(f.is_positive or f.is_Pow and not f.exp.is_Integer for f in sp.Mul.make_args(below)):
        last = [sp.Eq(x, e) for e in ends(u.high) if e is not sp.oo and not u.high_open]
        steep = [And(c, Or(sp.Le(top, 0), *last)) for c in steep]
    second = sp.diff(slope, x)
    flat = [c for c in undefined(second) if c not in nonzero]
    return Or(And(sp.Eq(slope, 0), Or(sp.Le(second, 0), *flat)), *low, *high, *steep)
