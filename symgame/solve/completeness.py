"""Completeness: whether the listed branches are all the equilibria, under the tie rule.

A stage is complete when every profile that passes necessary conditions of equilibrium is one of the listed
ones.  With one mover and one action: no other action reaches the value of the listed optimum.  With
several: Kuhn–Tucker conditions where the payoff is smooth in the own action, otherwise resistance to the
closed-form deviations.  A game is complete when every stage is, for all histories.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.budget import BudgetSpent, Meter
from symgame.games.players import Player
from symgame.logic.root import Root
from symgame.logic.verdict import Status, Verdict
from symgame.solve.absence import withstands
from symgame.solve.induction import Induction
from symgame.solve.pieces import Piece, relation_sides, substitute
from symgame.solve.power_proofs import only_peak
from symgame.solve.problem import StageProblem, StageSolution, Unknown, ends
from symgame.solve.prove import Prover, named_roots
from symgame.solve.responses import own_responses
from symgame.solve.tie_breaking import preferred

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
    return Verdict(Status.PROVED, by=tuple(dict.fromkeys(by)) or ("enumeration",))


def stage_complete(solution: StageSolution, meter: Meter, movers: Sequence[Player] = ()) -> Verdict:
    """Whether a stage has no equilibria but the listed ones, at every history that is solved; `movers` break ties."""
    prover = Prover(solution.problem, meter)
    asked = _lone_mover(solution, prover, movers) if len(solution.problem.unknowns) == 1 else _several(solution, prover)
    by: list[str] = []
    for claim, given in asked:
        verdict = prover.ask(claim, given, slices=2)
        if not (verdict.proved or verdict.vacuous):
            return Verdict(Status.UNDECIDED, reason=verdict.reason or str(verdict))
        by += verdict.by
    return Verdict(Status.PROVED, by=tuple(dict.fromkeys(by)))


def _listed(solution: StageSolution, place: int) -> Boolean:
    """The profile is a listed one of this piece, or of another one on which play and payoffs are the same."""
    cases, pieces = [], solution.problem.pieces
    for s in solution.solved:
        k = s.candidate.piece
        if k == place or pieces[k].outcome == pieces[place].outcome and pieces[k].payoffs.keys() == pieces[place].payoffs.keys():
            equal = [sp.Eq(x, v) for x, v in s.candidate.values.items() if x != s.candidate.free]
            alike = [sp.Eq(e, pieces[place].payoffs[i]) for i, e in pieces[k].payoffs.items() if e != pieces[place].payoffs[i]]
            cases.append(And(s.region, *s.candidate.conditions, *equal, *alike))
    return Or(*cases)


def _lone_mover(solution: StageSolution, prover: Prover, movers: Sequence[Player]) -> list[tuple[Boolean, tuple[Boolean, ...]]]:
    """No other action does as well as the listed optimum, or the movers before like it less."""
    problem = solution.problem
    (u,) = problem.unknowns
    found = []
    for s in solution.solved:
        if s.candidate.free is not None:
            continue
        candidate, known = named_roots(s.candidate)
        values = {i: substitute(e, candidate.values) for i, e in problem.pieces[candidate.piece].payoffs.items()}
        for place, p in enumerate(problem.pieces):
            if not p.payoffs:
                continue
            given = (s.region, *s.candidate.conditions, *known, u.within(u.symbol), *p.conditions)
            if place == candidate.piece and _one_peak(problem, p, u, candidate.values[u.symbol], given, prover):
                continue
            same = sp.Eq(u.symbol, candidate.values[u.symbol])
            worse = Or(sp.Lt(p.payoffs[u.owner], values[u.owner]), preferred(values, p.payoffs, movers))
            found.append((Or(worse, same, _listed(solution, place)), given))
    return found


def _one_peak(problem: StageProblem, p: Piece, u: Unknown, value: sp.Expr, given: Sequence[Boolean], prover: Prover) -> bool:
    """Strict concavity, or strict slopes on both sides, on a piece that is an interval of the own action."""
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


def _several(solution: StageSolution, prover: Prover) -> list[tuple[Boolean, tuple[Boolean, ...]]]:
    """Every profile that passes necessary conditions is listed."""
    problem = solution.problem
    kinked = any(u.values or any(c.has(u.symbol) for c in p.conditions) for u in problem.unknowns for p in problem.pieces)
    responses = own_responses(problem) if kinked else {}
    found = []
    for place, p in enumerate(problem.pieces):
        if not p.payoffs:
            continue
        inside = [u.within(u.symbol) for u in problem.unknowns]
        necessary = [_necessary(problem, p, u, responses) for u in problem.unknowns]
        solved = Or(*(s.region for s in solution.solved)) if solution.nonexistence else sp.true
        found.append((_listed(solution, place), (*inside, *p.conditions, *necessary, solved)))
    return found


def _necessary(problem: StageProblem, p: Piece, u: Unknown, responses: dict[sp.Symbol, list[tuple[int, sp.Expr]]]) -> Boolean:
    """First- and second-order conditions of one action, or resistance to closed-form deviations at kinks."""
    x, payoff = u.symbol, p.payoffs[u.owner]
    smooth = _at_ends(u, payoff) if not u.values and all(isinstance(c, sp.Gt | sp.Lt) for c in p.conditions if c.has(x)) else None
    if u.values or any(c.has(x) for c in p.conditions):
        mine = problem.pieces.index(p)
        usable = [(place, v) for place, v in responses[x] if not v.has(Root)]
        if len(usable) > MANY:
            usable = [(place, v) for place, v in usable if place == mine]
        return And(*(withstands(problem, payoff, u, place, v) for place, v in usable), *([] if smooth is None else [smooth]))
    assert smooth is not None
    return smooth


def _at_ends(u: Unknown, payoff: sp.Expr) -> Boolean:
    """The Kuhn–Tucker conditions of one action where the payoff is smooth around it, within the domain."""
    x = u.symbol
    slope = sp.diff(payoff, x)
    low = [And(sp.Eq(x, e), sp.Le(slope, 0)) for e in ends(u.low) if e is not -sp.oo and not u.low_open]
    high = [And(sp.Eq(x, e), sp.Ge(slope, 0)) for e in ends(u.high) if e is not sp.oo and not u.high_open]
    return Or(And(sp.Eq(slope, 0), sp.Le(sp.diff(slope, x), 0)), *low, *high)
