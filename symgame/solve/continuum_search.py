"""Regions of profiles with a free action: for which parameters and which of its values they are equilibria.

The free action t counts as a parameter of a stage problem whose unknowns are renamed, so that "no owner gains" at the
profile x*(t) is the sentence that the loop proves for any candidate: regions in (θ, t) are guessed from samples and
proved.  Nothing is asked of what lies outside: most values of t need not be equilibria.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.budget import Meter
from symgame.solve.continuum_sets import bound_of
from symgame.solve.entries import Entry
from symgame.solve.equilibrium import Obligation
from symgame.solve.labels import Labels
from symgame.solve.loop import SAMPLES, StageSearch
from symgame.solve.numeric import holds
from symgame.solve.pieces import substitute
from symgame.solve.problem import Candidate, StageProblem
from symgame.solve.prove import Prover
from symgame.solve.samples import Sampler, rational_point
from symgame.solve.screening import Screen
from symgame.solve.sign_table import SignTable


class ContinuumSearch(StageSearch):
    """One run of the loop for one profile with a free action.

    Parameters
    ----------
    problem : StageProblem
        The stage.
    candidate : Candidate
        Its conditions are relations between parameters.
    meter : Meter
    """

    def __init__(self, problem: StageProblem, candidate: Candidate, meter: Meter) -> None:
        self.frees = candidate.frees
        self.special = special_values(candidate.conditions, problem)
        self.before, self.feasible, inner = _inner(problem, candidate, self.special)
        self.problem, self.meter = inner, meter
        self.labels, self.prover = Labels(inner), Prover(inner, meter)
        self.table, self.screen = SignTable(), Screen(inner, (), self.labels)
        self.entries = [Entry(_played(problem, candidate, inner, self.special))]

    def regions(self, first: Mapping[sp.Symbol, Any]) -> Iterator[tuple[Boolean, tuple[Obligation, ...]]]:
        """The proved regions in the parameters and the free action; none unless the profile at `first` looks right."""
        start = rational_point({k: v for k, v in first.items() if isinstance(v, sp.Expr)}, self.problem.parameters)
        if not all(holds(a, start) for a in self.problem.assumptions):
            return
        self.add_sample(start)
        (entry,) = self.entries
        if not any(entry.labels):
            return
        symbols = [p for p in self.problem.parameters if p not in self.frees]
        for point in Sampler(symbols, self.before, self.problem.history).draw(SAMPLES):
            if all(holds(a, point) for a in self.feasible):
                self.add_sample(dict(point))
        self._search()
        yield from ((region, tuple(evidence)) for region, evidence in entry.found)

    def _nobody(self, rest: Boolean) -> bool:
        return False


def special_values(conditions: Sequence[Boolean], problem: StageProblem) -> dict[sp.Symbol, sp.Expr]:
    """A parameter in terms of the others where the conditions ask for an equation that is linear in it."""
    for c in conditions:
        gap = sp.expand(c.lhs - c.rhs)
        for p in problem.parameters:
            if gap.is_polynomial(p) and sp.degree(gap, p) == 1 and gap.coeff(p, 1).is_number:
                return {p: sp.factor(-(gap.coeff(p, 0)) / gap.coeff(p, 1))}
    return {}


def _inner(
    problem: StageProblem, candidate: Candidate, special: Mapping[sp.Symbol, sp.Expr]
) -> tuple[tuple[Boolean, ...], tuple[Boolean, ...], StageProblem]:
    """Assumptions on parameters, conditions of feasibility, and the problem in which the free actions are parameters."""
    names = _names(problem)
    values = {x: substitute(v, special) for x, v in candidate.values.items()}
    kept = [sp.Eq(sp.expand(substitute(c.lhs - c.rhs, special)), 0) for c in candidate.conditions]
    signs = [s for p, v in special.items() for s in _declared(p, v)]
    before = [c for a in (*problem.assumptions, *signs, *kept) if (c := substitute(a, special)) is not sp.true]
    inside = [substitute(substitute(u.within(u.symbol), values), special) for u in problem.unknowns]
    inside += [substitute(substitute(c, special), values) for c in problem.pieces[candidate.piece].conditions]
    feasible = [c for i in inside for c in (i.args if isinstance(i, And) else (i,)) if c is not sp.true]
    unknowns = tuple(
        replace(u, symbol=names[u.symbol], low=substitute(u.low, special), high=substitute(u.high, special)) for u in problem.unknowns
    )
    pieces = tuple(p.replace(special).replace(names) for p in problem.pieces)
    parameters = tuple(p for p in problem.parameters if p not in special)
    drawn = (*problem.history, *_drawn(candidate.frees, feasible, before))
    inner = StageProblem(unknowns, pieces, (*parameters, *candidate.frees), (*before, *feasible), drawn, problem.covering)
    return tuple(before), tuple(feasible), inner


def _drawn(
    frees: Sequence[sp.Symbol], feasible: Sequence[Boolean], given: Sequence[Boolean]
) -> Iterator[tuple[sp.Symbol, sp.Expr, sp.Expr]]:
    """The free actions between ends that use the ones before."""
    for i, free in enumerate(frees):
        found = [bound_of(c, free, given) for c in feasible if not c.has(*frees[i + 1 :])]
        lows = [b[1] for b in found if b is not None and b[0] > 0]
        highs = [b[1] for b in found if b is not None and b[0] < 0]
        yield free, sp.Max(*lows) if lows else -sp.oo, sp.Min(*highs) if highs else sp.oo


def _declared(symbol: sp.Symbol, value: sp.Expr) -> Iterator[Boolean]:
    """What the declared sign of a parameter says of its value."""
    if symbol.is_positive:
        yield sp.Gt(value, 0)
    elif symbol.is_negative:
        yield sp.Lt(value, 0)
    elif symbol.is_nonnegative:
        yield sp.Ge(value, 0)


def _names(problem: StageProblem) -> dict[sp.Symbol, sp.Symbol]:
    """A symbol for another value of each action, of a name that the problem does not use."""
    taken = {s.name for s in (*problem.parameters, *problem.symbols)}
    found = {}
    for x in problem.symbols:
        name = f"{x.name}_alternative"
        while name in taken:
            name += "_alternative"
        found[x] = sp.Symbol(name, real=True)
    return found


def _played(problem: StageProblem, candidate: Candidate, inner: StageProblem, special: Mapping[sp.Symbol, sp.Expr]) -> Candidate:
    values = {y: substitute(candidate.values[x], special) for x, y in zip(problem.symbols, inner.symbols, strict=True)}
    return Candidate(values, candidate.piece, ("boundary",) * len(values))
