"""Why there may be no equilibrium: unbounded payoffs, suprema that no action attains, mutual deviations.

A reason is treated like a candidate: it is labelled at samples, a region is learned for it, and on that
region it is proved.

- *Unbounded*: on the last piece towards an infinite end the payoff is a ratio of polynomials in the own
  action whose leading behaviour is +∞, whatever the others do.
- *Not attained*: the payoff rises strictly towards an open or infinite end, whatever the others do.
- *No mutual best responses*: at every profile some owner gains by one of finitely many deviations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.solve.equilibrium import Obligation
from symgame.solve.labels import FAR, Labels, Point
from symgame.solve.numeric import holds, value_at
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


def _empty(problem: StageProblem) -> Iterator[Absence]:
    for u in problem.unknowns:
        if not u.values and u.low is not -sp.oo and u.high is not sp.oo and u.high != u.low and (u.high - u.low).free_symbols:
            claim = sp.Lt(u.high, u.low)
            if claim is not sp.false:
                yield Absence("empty domain", f"the domain of {u.symbol} is empty", problem, u, 1, (("empty domain", claim, ()),))


def _unbounded(problem: StageProblem, u: Unknown, end: int) -> Iterator[Absence]:
    """Leading behaviour of the payoff on each piece that reaches the infinite end."""
    x, inside = u.symbol, tuple(v.within(v.symbol) for v in problem.unknowns if v.symbol != u.symbol)
    for p in problem.pieces:
        top, below = sp.fraction(sp.together(p.payoffs[u.owner]))
        if not (top.is_polynomial(x) and below.is_polynomial(x)):
            continue
        n, d = sp.Poly(top, x), sp.Poly(below, x)
        reach = _reaching(p.conditions, x, end)
        if reach is None:
            continue
        coefficients = n.all_coeffs()
        for k, c in enumerate(coefficients):
            power = n.degree() - k - d.degree()
            if power <= 0:
                break
            vanish = tuple(sp.Eq(e, 0) for e in coefficients[:k])
            growth = c * d.LC() * end ** (n.degree() - k + d.degree())
            claims: list[Claim] = [("unbounded payoff", And(sp.Gt(growth, 0), *vanish), inside)]
            claims += [("the piece reaches infinity", r, inside) for r in reach]
            reason = f"the payoff of {u.owner} is unbounded in {x}"
            yield Absence("unbounded", reason, problem, u, end, tuple(claims))


def _reaching(conditions: Sequence[Boolean], x: sp.Symbol, end: int) -> list[Boolean] | None:
    """Sentences that make the conditions hold near the infinite end; None when that is not expressible."""
    found: list[Boolean] = []
    for c in conditions:
        side = numerator_signed(relation_sides(c))
        if not c.has(x):
            found.append(c)
            continue
        if side is None or not side.is_polynomial(x) or isinstance(c, sp.Eq):
            return None
        p = sp.Poly(side, x)
        found.append(sp.Gt(p.LC() * end ** p.degree(), 0))
    return found


def numerator_signed(side: sp.Expr) -> sp.Expr | None:
    """Numerator times denominator: same sign as the fraction.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> numerator_signed(1/x)
    x
    """
    top, below = sp.fraction(sp.together(side))
    return sp.expand(top * below)


def _rising(problem: StageProblem, u: Unknown, end: int) -> Absence:
    """The payoff is strictly monotone towards an end that does not belong to the domain."""
    inside = tuple(v.within(v.symbol) for v in problem.unknowns)
    claims: list[Claim] = []
    for p in problem.pieces:
        marginal = sp.diff(p.payoffs[u.owner], u.symbol)
        claims.append(("the payoff rises towards the end", sp.Gt(end * marginal, 0), (*inside, *p.conditions)))
    where = "upper" if end > 0 else "lower"
    reason = f"the payoff of {u.owner} rises towards the {where} end of {u.symbol}, which is not attained"
    return Absence("open end", reason, problem, u, end, tuple(claims))


def _jumps(problem: StageProblem, u: Unknown) -> Iterator[Absence]:
    """The supremum lies at a boundary that belongs to a piece with a lower payoff (a jump up just beside it)."""
    x = u.symbol
    for p in problem.pieces:
        for c in p.conditions:
            side = relation_sides(c)
            if not isinstance(c, sp.Gt | sp.Lt) or not side.is_polynomial(x) or sp.degree(side, x) != 1:
                continue
            slope = sp.expand(side).coeff(x, 1)
            if not (slope.is_positive or slope.is_negative):
                continue
            edge = sp.cancel(x - side / slope)
            limit = substitute(p.payoffs[u.owner], {x: edge})
            inward = And(sp.Ge(edge, u.low), sp.Lt(edge, u.high)) if slope.is_positive else And(sp.Gt(edge, u.low), sp.Le(edge, u.high))
            near = [substitute(sp.Gt(relation_sides(d), 0), {x: edge}) for d in p.conditions if d is not c]
            claims: list[Claim] = [("the piece reaches its edge", And(inward, *near), ())]
            for q in problem.pieces:
                claims.append(("every action earns less", sp.Lt(q.payoffs[u.owner], limit), (u.within(x), *q.conditions)))
            reason = f"the supremum of the payoff of {u.owner} in {x} is approached at a jump and not attained"
            yield Absence("jump", reason, problem, u, 1, tuple(claims), edge, limit)


def absences(problem: StageProblem) -> list[Absence]:
    """The reasons to look at for a stage problem.

    Parameters
    ----------
    problem : StageProblem

    Returns
    -------
    list of Absence
    """
    found = list(_empty(problem))
    if any(not p.payoffs for p in problem.pieces):
        return found
    for u in problem.unknowns:
        if u.values:
            continue
        if len(problem.unknowns) == 1:
            found += list(_jumps(problem, u))
        for end, limit, is_open in ((1, u.high, u.high_open), (-1, u.low, u.low_open)):
            if limit in (sp.oo, -sp.oo):
                found += list(_unbounded(problem, u, end))
            if limit in (sp.oo, -sp.oo) or is_open:
                found.append(_rising(problem, u, end))
    return found


def no_profile(problem: StageProblem) -> list[Boolean]:
    """Per piece, the sentence that a profile on it withstands every closed-form deviation.

    Parameters
    ----------
    problem : StageProblem

    Returns
    -------
    list of Boolean
        If all are unsatisfiable together with a region, the stage has no equilibrium there.
    """
    responses = own_responses(problem)
    inside = [u.within(u.symbol) for u in problem.unknowns]
    found: list[Boolean] = []
    for p in problem.pieces:
        parts: list[Boolean] = [*inside, *p.conditions]
        for u in problem.unknowns:
            for place, value in responses[u.symbol]:
                parts.append(withstands(problem, p.payoffs[u.owner], u, place, value))
        found.append(And(*parts))
    return found


def withstands(problem: StageProblem, here: sp.Expr, u: Unknown, place: int, value: Any) -> Boolean:
    """The deviation of one action to `value` on a piece is impossible or no better than `here`."""
    other = problem.pieces[place]
    moved = {u.symbol: value}
    possible = And(u.within(value), *(substitute(c, moved) for c in other.conditions))
    return Or(sp.Not(possible), sp.Ge(here, substitute(other.payoffs[u.owner], moved)))
