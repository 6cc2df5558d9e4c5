"""Why there may be no equilibrium: unbounded payoffs, suprema that no action attains, mutual deviations.

A reason is treated like a candidate: it is labelled at samples, a region is learned for it, and on that
region it is proved.

- *Unbounded*: on the last piece towards an infinite end the payoff is a ratio of polynomials in the own
  action whose leading behaviour is +∞, whatever the others do.
- *Not attained*: the payoff rises strictly towards an open or infinite end, whatever the others do.
- *No mutual best responses*: at every profile some owner gains by one of finitely many deviations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.solve.equilibrium import Obligation
from symgame.solve.labels import FAR, Labels, Point
from symgame.solve.numeric import holds, value_at
from symgame.solve.outside import outside, undefined
from symgame.solve.pieces import relation_sides, substitute
from symgame.solve.problem import StageProblem, Unknown
from symgame.solve.prove import Attempt, Prover
from symgame.solve.responses import own_responses
from symgame.solve.univariate import numerator

Claim = tuple[str, Boolean, tuple[Boolean, ...]]


@dataclass(frozen=True)
class Absence:
    """A reason for nonexistence.

    Parameters
    ----------
    kind : str
        ``"unbounded"``, ``"open end"``, ``"empty domain"`` or ``"no mutual best responses"``.
    reason : str
        In words, for print.
    unknown : Unknown or None
    end : int
        +1 for the upper end, -1 for the lower.
    claims : tuple
        ``(name, claim, given)``: what must be proved on the region, beside the assumptions.
    problem : StageProblem
    edge, limit : Expr or None
        Where a jump lies, and the payoff that is approached there.
    """

    kind: str
    reason: str
    problem: StageProblem
    unknown: Unknown | None = None
    end: int = 1
    claims: tuple[Claim, ...] = ()
    edge: sp.Expr | None = None
    limit: sp.Expr | None = None

    def expressions(self) -> Iterator[sp.Expr]:
        """Expressions whose signs could bound the region."""
        for _, claim, _ in self.claims:
            for r in claim.atoms(sp.core.relational.Relational):
                side = relation_sides(r)
                if side.free_symbols <= set(self.problem.parameters):
                    yield side
        if self.edge is not None and self.unknown is not None:
            for place, value in own_responses(self.problem)[self.unknown.symbol]:
                yield self.limit - substitute(self.problem.pieces[place].payoffs[self.unknown.owner], {self.unknown.symbol: value})
            return
        if self.unknown is not None:
            for p in self.problem.pieces:
                top = numerator(sp.diff(p.payoffs[self.unknown.owner], self.unknown.symbol))
                if top.is_polynomial(*self.problem.symbols):
                    yield from sp.Poly(top, *self.problem.symbols).coeffs()
                if self.unknown.low not in (sp.oo, -sp.oo):
                    yield substitute(top, dict.fromkeys(self.problem.symbols, self.unknown.low))
                if self.unknown.high not in (sp.oo, -sp.oo):
                    yield substitute(top, dict.fromkeys(self.problem.symbols, self.unknown.high))

    def label(self, labels: Labels, sample: Point) -> bool | None:
        """Whether the reason looks true at the sample."""
        if self.kind == "empty domain" and self.unknown is not None:
            low, high = value_at(self.unknown.low, sample), value_at(self.unknown.high, sample)
            return low is not None and high is not None and low > high
        if self.unknown is None:
            return None
        if self.edge is not None and self.limit is not None:
            return self._jump_label(labels, sample)
        return _runs_away(self, labels, sample)

    def _jump_label(self, labels: Labels, sample: Point) -> bool:
        assert self.unknown is not None
        point = {s: float(v) for s, v in sample.items()}
        limit, reached = labels.compiler.value(self.limit, point), self.claims[0][1]
        if limit is None or not labels.compiler.holds(reached, point):
            return False
        values = [labels.payoff(self.unknown.owner, {**point, self.unknown.symbol: v}) for v in labels.deviations(self.unknown, point)]
        return all(v < limit - 1e-9 * max(1.0, abs(limit)) for v in values)

    def attempt(self, prover: Prover, region: Boolean) -> Attempt:
        """Try to prove the reason on a region."""
        attempt = Attempt(False)
        if self.kind == "open end" and self.unknown is not None and not prover.continuous(self.unknown.owner):
            attempt.reason = f"{self.reason}: the payoff may jump"
            return attempt
        for name, claim, given in self.claims:
            verdict = prover.ask(claim, (region, *given), slices=3)
            if not (verdict.proved or verdict.vacuous):
                attempt.reason = f"{name}: {verdict}"
                if verdict.refuted:
                    attempt.witness = dict(verdict.witness)
                return attempt
            attempt.evidence.append(Obligation(name, claim, (*self.problem.assumptions, region, *given), verdict))
        attempt.proved = True
        return attempt


def _runs_away(absence: Absence, labels: Labels, sample: Point) -> bool:
    """Numerically: does the payoff keep rising towards the end, the others at a few places."""
    u = absence.unknown
    assert u is not None
    low, high = value_at(u.low, sample), value_at(u.high, sample)
    finite = high if absence.end > 0 else low
    others = [v for v in labels.problem.unknowns if v.symbol != u.symbol]
    for share in (0.0, 0.37, 1.0):
        point = dict(sample)
        for v in others:
            a, b = value_at(v.low, point), value_at(v.high, point)
            start = float(a) if a is not None else (float(b) - 5 if b is not None else -2.0)
            point[v.symbol] = start + share * (float(b) - start if b is not None else 5.0)
        base = float(low) if low is not None else float(high) - FAR if high is not None else -FAR
        if finite is not None:
            width = (float(high) - float(low)) if low is not None and high is not None else 1.0
            places = [float(finite) - absence.end * width * s for s in (1.0, 0.6, 0.3, 0.1, 1e-3, 1e-6)]
        else:
            places = [(base if absence.end > 0 else -base) + absence.end * 10.0**k for k in range(-2, 8)]
        values = [labels.payoff(u.owner, {**point, u.symbol: x}) for x in places]
        rising = values[-1] > values[-2] > values[-3]
        if not rising or values[-1] < max(values) - 1e-12:
            return False
        if finite is not None and any(
            labels.payoff(u.owner, {**point, u.symbol: x}) > values[-1]
            for x in labels.deviations(u, point)[1:-1]
            if abs(x - float(finite)) > 1e-9 * width
        ):
            return False
    return all(holds(a, sample) for a in absence.problem.assumptions)


def withstands(problem: StageProblem, here: sp.Expr, u: Unknown, place: int, value: Any) -> Boolean:
    """The deviation of one action to `value` on a piece is impossible, has no value, or is no better than `here`."""
    other = problem.pieces[place]
    moved = {u.symbol: value}
    possible = And(u.within(value), *(substitute(c, moved) for c in other.conditions))
    there = substitute(other.payoffs[u.owner], moved)
    if there.has(sp.nan, sp.zoo, sp.I):  # a payoff that is not defined there says nothing
        return sp.true
    return Or(outside(possible), *undefined(there), sp.Ge(here, there))
