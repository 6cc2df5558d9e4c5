"""Bargaining stages: the share that a rule picks, from the definitions of the rules.

For each share x the later stages give payoffs U_i(x), by pieces.  With gains g_i = U_i − d_i, the rule
maximises its objective over X⁺ = {x : g_i(x) ≥ 0 for all i}; see `symgame.games.bargaining` for the rules
and their references.  The ideal gains m_i of Kalai and Smorodinsky are maximised first, by the same loop.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.errors import UnsupportedError
from symgame.games.bargaining import Dictatorial, Egalitarian, KalaiSmorodinsky, MaximumOf, NashBargaining, Utilitarian
from symgame.games.stages import NO_DEAL, OUT, Bargain
from symgame.solve.absence import Absence
from symgame.solve.column_stage import columns_first, with_columns
from symgame.solve.induction import Induction, Play, unknowns_of
from symgame.solve.labels import Labels, Point
from symgame.solve.loop import solve_stage
from symgame.solve.numeric import holds
from symgame.solve.pieces import Piece, conjunctions, split, substitute
from symgame.solve.problem import StageProblem, StageSolution, Unknown
from symgame.solve.prove import Attempt, Prover
from symgame.solve.prune import always, prune
from symgame.solve.restated import without_restated
from symgame.solve.undominated import with_undominated


@dataclass(frozen=True)
class _Table:
    """A bargaining stage in the solvers' symbols."""

    stage: Bargain
    unknowns: tuple[Unknown, ...]
    disagreement: tuple[sp.Expr, ...]
    given: tuple[Boolean, ...]

    def gains(self, p: Piece) -> tuple[sp.Expr, ...]:
        return tuple(p.payoffs[i] - d for i, d in zip(self.stage.between, self.disagreement, strict=True))


@singledispatch
def objectives(
    rule: Any, table: _Table, p: Piece, problem: StageProblem, induction: Induction
) -> Iterator[tuple[tuple[Boolean, ...], sp.Expr]]:
    """The rule's objective on one piece of X⁺, as smooth cases ``(conditions, objective)``."""
    raise UnsupportedError(f"{rule!r} is not a bargaining rule")


@objectives.register
def _(
    rule: Utilitarian, table: _Table, p: Piece, problem: StageProblem, induction: Induction
) -> Iterator[tuple[tuple[Boolean, ...], sp.Expr]]:
    yield (), sp.Add(*(p.payoffs[i] for i in table.stage.between))


@objectives.register
def _(
    rule: Dictatorial, table: _Table, p: Piece, problem: StageProblem, induction: Induction
) -> Iterator[tuple[tuple[Boolean, ...], sp.Expr]]:
    yield (), p.payoffs[rule.player]


@objectives.register
def _(
    rule: MaximumOf, table: _Table, p: Piece, problem: StageProblem, induction: Induction
) -> Iterator[tuple[tuple[Boolean, ...], sp.Expr]]:
    later = {k: v for k, v in p.outcome.items() if isinstance(k, sp.Symbol) and isinstance(v, sp.Expr)}
    for conditions, (e,) in split([substitute(induction.setting.enter(rule.expression), later)]):
        yield conditions, e  # type: ignore[misc]


@objectives.register
def _(
    rule: Egalitarian, table: _Table, p: Piece, problem: StageProblem, induction: Induction
) -> Iterator[tuple[tuple[Boolean, ...], sp.Expr]]:
    yield from _smallest(table.gains(p))


@objectives.register
def _(
    rule: NashBargaining, table: _Table, p: Piece, problem: StageProblem, induction: Induction
) -> Iterator[tuple[tuple[Boolean, ...], sp.Expr]]:
    gains = table.gains(p)
    strict = tuple(sp.Gt(g, 0) for g in gains)
    if rule.weights is None:
        yield strict, sp.Mul(*gains)
        return
    weights = [induction.setting.enter(w) for w in rule.weights]
    if len(weights) != len(gains):
        raise UnsupportedError(f"NashBargaining: {len(weights)} weights for {len(gains)} parties")
    if all(w.is_Rational for w in weights):
        scale = sp.ilcm(*(w.q for w in weights))
        yield strict, sp.Mul(*(g ** (w * scale) for g, w in zip(gains, weights, strict=True)))
    else:
        yield strict, sp.Add(*(w * sp.log(g) for g, w in zip(gains, weights, strict=True)))


@objectives.register
def _(
    rule: KalaiSmorodinsky, table: _Table, p: Piece, problem: StageProblem, induction: Induction
) -> Iterator[tuple[tuple[Boolean, ...], sp.Expr]]:
    gains = table.gains(p)
    for regions, ideals in _ideals(table, problem, induction):
        for counted in itertools.product((True, False), repeat=len(gains)):
            signs = tuple(sp.Gt(m, 0) if c else sp.Eq(m, 0) for m, c in zip(ideals, counted, strict=True))
            known = tuple(s for s in signs if s is not sp.true)
            if any(s is sp.false for s in signs) or always(sp.false, [*table.given, *regions, *known], induction.meter):
                continue
            ratios = [g / m for g, m, c in zip(gains, ideals, counted, strict=True) if c]
            for conditions, e in _smallest(ratios) if ratios else [((), sp.Integer(0))]:
                yield (*regions, *known, *conditions), e


def _smallest(values: Sequence[sp.Expr]) -> Iterator[tuple[tuple[Boolean, ...], sp.Expr]]:
    for i, v in enumerate(values):
        yield tuple(sp.Le(v, w) for j, w in enumerate(values) if j != i), v


def _ideals(table: _Table, problem: StageProblem, induction: Induction) -> list[tuple[tuple[Boolean, ...], tuple[sp.Expr, ...]]]:
    """The largest gain of each party on X⁺: combinations of regions and values."""
    if "ideals" not in induction.memory:
        per_party: list[list[tuple[Boolean, sp.Expr]]] = []
        for i in table.stage.between:
            solution = without_restated(solve_stage(_with_owner(problem, i), induction.meter, (_refusal(problem),)), induction.meter)
            place = table.stage.between.index(i)
            values = []
            for s in solution.solved:
                at = substitute(table.gains(problem.pieces[s.candidate.piece])[place], s.candidate.values)
                values.append((And(s.region, *s.candidate.conditions), sp.factor(at) if at.is_rational_function() else at))
            per_party.append(values)
            if solution.uncovered is not sp.false:
                induction.notes.append(f"the ideal gain of {i} is not known where {solution.uncovered}")
        combined = []
        for choice in itertools.product(*per_party):
            for regions in conjunctions(And(*(r for r, _ in choice))):
                if not always(sp.false, [*table.given, *regions], induction.meter):
                    combined.append((regions, tuple(m for _, m in choice)))
        induction.memory["ideals"] = combined
    return induction.memory["ideals"]


def _with_owner(problem: StageProblem, owner: Any) -> StageProblem:
    return replace(problem, unknowns=tuple(replace(u, owner=owner) for u in problem.unknowns))


def _refusal(base: StageProblem) -> _NoDeal:
    return _NoDeal("no deal", "no share gives every party the disagreement payoff", base)


def bargain(stage: Bargain, induction: Induction, place: int) -> None:
    """Fold a bargaining stage: maximise the rule's objective over X⁺, no deal where X⁺ is empty."""
    setting = induction.setting
    given = induction.assumptions_before(place)
    history = induction.history_before(place)
    rule = induction.rule
    unknowns = tuple(replace(u, owner=rule) for u in unknowns_of(stage, setting))
    inside = [u.within(u.symbol) for u in unknowns]
    table = _Table(stage, unknowns, tuple(setting.enter(d) for d in stage.disagreement), given)
    parts = [c for p in induction.pieces for c in _admissible(p, table)]
    admitted = prune(parts, [*given, *inside], induction.meter)
    symbols = (*induction.parameters, *(x for x, _, _ in history))
    base = StageProblem(unknowns, admitted, symbols, given, history, covering=_covers(admitted, given, inside, induction))
    induction.memory.clear()
    pieces = []
    for p in admitted:
        for conditions, e in objectives(rule, table, p, base, induction) if p.payoffs else [((), None)]:
            payoffs = {**p.payoffs, rule: e} if e is not None else {}
            pieces.append(Piece((*p.conditions, *conditions), payoffs, p.outcome))
    final = prune(pieces, [*given, *inside], induction.meter)
    problem = replace(base, pieces=final, covering=base.covering and _covers(final, given, inside, induction))
    solution = columns_first(problem, induction.meter)
    if solution is None:
        solution = with_columns(problem, solve_stage(problem, induction.meter, (_refusal(base),)), induction.meter)
    induction.searched(place)
    if isinstance(rule, NashBargaining) and solution.uncovered is not sp.false:
        solution = with_undominated(solution, base, table.gains, induction.meter)
    _take(induction, place, table, solution)


def _admissible(p: Piece, table: _Table) -> Iterator[Piece]:
    """The part of a piece on which every party gets at least the disagreement payoff."""
    if not p.payoffs:
        yield p
        return
    for conditions, gains in split(table.gains(p)):
        yield Piece((*p.conditions, *conditions, *(sp.Ge(g, 0) for g in gains)), p.payoffs, p.outcome)


def _covers(pieces: Sequence[Piece], given: Sequence[Boolean], inside: Sequence[Boolean], induction: Induction) -> bool:
    """Whether the pieces are everything: no profile of shares is ruled out."""
    return always(Or(*(And(*p.conditions) for p in pieces)), [*given, *inside], induction.meter)


@dataclass(frozen=True)
class _NoDeal(Absence):
    """No share is acceptable to all."""

    def expressions(self) -> Iterator[sp.Expr]:
        """Acceptability at the ends of the domain."""
        for p in self.problem.pieces:
            for c in p.conditions:
                for u in self.problem.unknowns:
                    for end in (u.low, u.high):
                        if isinstance(c, sp.core.relational.Relational) and end not in (sp.oo, -sp.oo):
                            yield substitute(c.lhs - c.rhs, {u.symbol: end})

    def label(self, labels: Labels, sample: Point) -> bool | None:
        """Whether no acceptable share is found numerically."""
        base = Labels(self.problem)
        points = [dict(sample)]
        for u in self.problem.unknowns:
            points = [{**q, u.symbol: v} for q in points for v in base.deviations(u, q)]
        return not any(all(holds(c, q) for c in p.conditions) for q in points for p in self.problem.pieces)

    def attempt(self, prover: Prover, region: Boolean) -> Attempt:
        """Every share violates acceptability on every piece."""
        inside = [u.within(u.symbol) for u in self.problem.unknowns]
        attempt = Attempt(True)
        for p in self.problem.pieces:
            attempt.proved &= prover.settle(attempt, "no acceptable share", sp.false, (region, *inside, *p.conditions))
        return attempt


def _take(induction: Induction, place: int, table: _Table, solution: StageSolution) -> None:
    """Hand the solution up; where there is no deal, everybody gets the disagreement payoff."""
    refused = [r for r, reason in solution.nonexistence if reason.startswith("no share")]
    kept = tuple((r, reason) for r, reason in solution.nonexistence if not reason.startswith("no share"))
    induction.take(place, replace(solution, nonexistence=kept))
    payoffs = {i: sp.Integer(0) for i in induction.game.players}
    payoffs |= dict(zip(table.stage.between, table.disagreement, strict=True))
    if refused:
        cases = (((sp.Integer(1),), Or(*refused)), ((sp.Integer(0),), sp.Not(Or(*refused))))
        induction.plays.insert(0, Play(place, ((OUT, NO_DEAL, place),), cases))
    for region in refused:
        induction.pieces += tuple(Piece(c, payoffs, {OUT: NO_DEAL}) for c in conjunctions(region))
