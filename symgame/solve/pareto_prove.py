"""Proof of a Pareto set on a region of the parameters.

For components S = ∪ S_k with ends in the parameters: every end is defined and they are in order; no share of the
domain dominates a share of S; every share outside S is dominated by a listed one (an end, the reflection at a peak of
a quadratic, or a share a little higher or lower, where all marginal utilities have one sign).
Utilities that rise up to a peak and fall behind it make S = [least peak, largest peak] at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.budget import Budget, Meter
from symgame.logic.quantifiers import Exists
from symgame.logic.root import valueless
from symgame.logic.verdict import Verdict
from symgame.solve.dominance import Dominance, Numbers, dominates
from symgame.solve.equilibrium import Obligation
from symgame.solve.pareto_candidates import Structure
from symgame.solve.pieces import Piece, substitute
from symgame.solve.prove import Attempt
from symgame.solve.rooted import root_claims
from symgame.solve.samples import rational_point
from symgame.solve.sign_regions import ask

Claim = tuple[str, Boolean, tuple[Boolean, ...]]
SHORT, LONG = Budget(seconds=1.5), Budget(seconds=8.0)


def fresh(problem: Dominance, name: str) -> sp.Symbol:
    """A real symbol whose name no other symbol has."""
    taken = {s.name for s in (*problem.parameters, problem.share)}
    while name in taken:
        name += "_"
    return sp.Symbol(name, real=True)


class ParetoProver:
    """Proves structures of one dominance problem.

    Parameters
    ----------
    problem : Dominance
    pool : list of Expr
        Ends that may serve as better shares.
    meter : Meter
    """

    def __init__(self, problem: Dominance, pool: list[sp.Expr], meter: Meter) -> None:
        self.problem, self.pool, self.meter = problem, pool, meter
        self.x, self.y = problem.share, fresh(problem, "y")

    def attempt(self, structure: Structure, region: Boolean) -> Attempt:
        """Try to prove a structure on a region."""
        attempt = Attempt(False)
        if any(not p.payoffs for p in self.problem.pieces):
            known = [And(*p.conditions) for p in self.problem.pieces if not p.payoffs]
            if not self._settle(attempt, "utilities known", sp.Not(Or(*known)), (region, self.problem.within(self.x))):
                return attempt
        if not all(self._settle(attempt, *c) for c in (*self._order(structure, region), *self._defined(region))):
            return attempt
        single = self._single_peaks(structure, region)
        if single is not None:
            attempt.evidence += single
            attempt.proved = True
            return attempt
        attempt.proved = self._inside(attempt, structure, region) and self._outside(attempt, structure, region)
        return attempt

    # ------------------------------------------------------------------ asking

    def _verdict(self, claim: Boolean, given: Iterable[Boolean], budget: Budget = LONG) -> Verdict:
        self.meter.spend()
        facts = tuple(g for g in (*self.problem.given, *given) if g is not sp.true)
        return ask(claim, facts, budget=budget)

    def _settle(
        self, attempt: Attempt, name: str, claim: Boolean, given: Sequence[Boolean], *, sure: bool = True
    ) -> bool:
        verdict = self._verdict(claim, given)
        if verdict.proved or verdict.vacuous:
            attempt.evidence.append(Obligation(name, claim, (*self.problem.given, *given), verdict))
            return True
        attempt.reason = f"{name}: {verdict}"
        if verdict.refuted:
            values = {s: v for s, v in verdict.witness.items() if s in (*self.problem.parameters, self.x)}
            if sure:
                attempt.witness = values
            else:
                attempt.doubtful = values
        return False

    def _holds(self, claim: Boolean, given: Iterable[Boolean]) -> Verdict | None:
        verdict = self._verdict(claim, given)
        return verdict if verdict.proved or verdict.vacuous else None

    # ------------------------------------------------------------------ obligations

    def _order(self, structure: Structure, region: Boolean) -> Iterator[Claim]:
        for s in structure:
            for e in dict.fromkeys((s.start, s.end)):
                for name, claim, extra in root_claims(e):
                    yield name, claim, (region, extra)
        low: sp.Expr = self.problem.low
        for k, s in enumerate(structure):
            yield "ends in order", sp.Le(low, s.start) if k == 0 else sp.Lt(low, s.start), (region,)
            if not s.is_point:
                yield "ends in order", (sp.Lt if s.start_open or s.end_open else sp.Le)(s.start, s.end), (region,)
            low = s.end
        yield "ends in order", sp.Le(low, self.problem.high), (region,)

    def _defined(self, region: Boolean) -> Iterator[Claim]:
        """The pieces are the whole domain, and no denominator vanishes on the piece that it belongs to."""
        whole = Or(*(And(*p.conditions) for p in self.problem.pieces))
        if whole is not sp.true:
            yield "utilities on the whole domain", whole, (region, self.problem.within(self.x))
        for p in self.problem.pieces:
            for i in self.problem.parties:
                below = sp.fraction(sp.together(p.payoffs[i]))[1] if p.payoffs else sp.Integer(1)
                if below.free_symbols:
                    yield "utility defined", sp.Ne(below, 0), (region, self.problem.within(self.x), *p.conditions)

    def _inside(self, attempt: Attempt, structure: Structure, region: Boolean) -> bool:
        """Nothing dominates a share of the set."""
        for s in structure:
            above, below = (sp.Lt if s.start_open else sp.Le), (sp.Lt if s.end_open else sp.Le)
            place = And(above(s.start, self.x), below(self.x, s.end))
            x = s.start if s.is_point else self.x
            where = (region,) if s.is_point else (region, place)
            for p in self.problem.pieces:
                for q in self.problem.pieces:
                    if p.payoffs and q.payoffs and not self._none_better(attempt, p, q, x, where):
                        return False
        return True

    def _none_better(self, attempt: Attempt, p: Piece, q: Piece, x: sp.Expr, where: tuple[Boolean, ...]) -> bool:
        """No share on piece q dominates x on piece p; within one piece the difference y − x is divided out."""
        other = (*self.problem.conditions(q, self.y), self.problem.within(self.y))
        where = (*where, *self.problem.conditions(p, x), *other)
        here, there = self.problem.utilities(p, x), self.problem.utilities(q, self.y)
        cases: list[tuple[Boolean, tuple[sp.Expr, ...], tuple[sp.Expr, ...]]] = [(sp.true, there, here)]
        if p is q:
            gains = [sp.cancel(sp.together((t - h) / (self.y - x))) for t, h in zip(there, here, strict=True)]
            if all(sp.fraction(g)[1].subs(self.y, x) != 0 for g in gains):
                zero = (sp.Integer(0),) * len(gains)
                up, down = tuple(gains), tuple(-g for g in gains)
                cases = [(sp.Gt(self.y, x), up, zero), (sp.Lt(self.y, x), down, zero)]
        return all(
            self._settle(attempt, "no share dominates", sp.false, (*where, side, dominates(better, than)))
            for side, better, than in cases
        )

    def _outside(self, attempt: Attempt, structure: Structure, region: Boolean) -> bool:
        """Every other share is dominated by a listed one."""
        for where in self._gaps(structure):
            given = (region, self.problem.within(self.x), *where)
            if self._holds(sp.false, given) is not None:
                continue
            for p in self.problem.pieces:
                if p.payoffs and not self._dominated(attempt, p, structure, (*given, *p.conditions)):
                    return False
        return True

    def _gaps(self, structure: Structure) -> Iterator[tuple[Boolean, ...]]:
        before: tuple[Boolean, ...] = ()
        for s in structure:
            yield (*before, (sp.Le if s.start_open else sp.Lt)(self.x, s.start))
            before = ((sp.Ge if s.end_open else sp.Gt)(self.x, s.end),)
        yield before

    def _dominated(self, attempt: Attempt, p: Piece, structure: Structure, given: tuple[Boolean, ...]) -> bool:
        listed = list(dict.fromkeys([*(e for s in structure for e in (s.start, s.end)), *self.pool]))
        options: list[Boolean] = []
        for better in self._better(p, listed):
            verdict = self._verdict(better, given, SHORT)
            if verdict.proved or verdict.vacuous:
                attempt.evidence.append(Obligation("dominated", better, (*self.problem.given, *given), verdict))
                return True
            options.append(better)
            if len(options) in (2, 4, 8) and self._holds(Or(*options), given) is not None:
                break
        if self._settle(attempt, "dominated", Or(*options), given, sure=False):
            return True
        if attempt.doubtful is not None and not self._looks_dominated(attempt.doubtful):
            return False
        there = Exists((self.y,), self._is_better(self.y, self.problem.utilities(p, self.x)))
        return self._settle(attempt, "dominated", there, given, sure=False)

    def _looks_dominated(self, values: Mapping[sp.Symbol, sp.Expr]) -> bool:
        """Whether a share that no listed one dominates is, numerically, dominated by another."""
        point = rational_point(dict(values), (*self.problem.parameters, self.x))
        share = point.pop(self.x)
        return Numbers(self.problem, point).dominated(float(share)) is not False

    def _better(self, p: Piece, listed: list[sp.Expr]) -> Iterator[Boolean]:
        """Sentences that say of x on piece p that a certain share dominates it."""
        here = self.problem.utilities(p, self.x)
        for e in listed:
            yield self._is_better(e, here)
        slopes = [sp.diff(u, self.x) for u in here]
        inner = [sp.Gt(c.gts - c.lts, 0) for c in p.conditions if isinstance(c, sp.Ge | sp.Le | sp.Gt | sp.Lt)]
        if len(inner) == len(p.conditions):
            yield And(*inner, sp.Lt(self.x, self.problem.high), *(sp.Gt(s, 0) for s in slopes))
            yield And(*inner, sp.Gt(self.x, self.problem.low), *(sp.Lt(s, 0) for s in slopes))
        for q in self.problem.pieces:
            for u, v in zip(here, self.problem.utilities(q, self.x) if q.payoffs else (), strict=False):
                for a, e in self._level(u, v, q is p):
                    yield And(sp.Ne(a, 0), self._is_better(e, here))

    def _level(self, here: sp.Expr, there: sp.Expr, same: bool) -> Iterator[tuple[sp.Expr, sp.Expr]]:
        """Shares with the utility of x: ``(a, y)`` with y defined where a is not zero."""
        if not there.is_polynomial(self.x):
            return
        listed = sp.Poly(there, self.x).all_coeffs()
        if len(listed) == 2 and not same:
            yield listed[0], (here - listed[1]) / listed[0]
        elif len(listed) == 3 and same:
            yield listed[0], -listed[1] / listed[0] - self.x

    def _is_better(self, y: sp.Expr, here: tuple[sp.Expr, ...]) -> Boolean:
        options = []
        for q in self.problem.pieces:
            if q.payoffs:
                there = tuple(substitute(u, {self.x: y}) for u in self.problem.utilities(q, self.x))
                options.append(And(*self.problem.conditions(q, y), dominates(there, here)))
        return And(self.problem.within(y), Or(*options))

    # ------------------------------------------------------------------ single peaks

    def _single_peaks(self, structure: Structure, region: Boolean) -> list[Obligation] | None:
        """Evidence that every utility rises up to a peak and falls behind it, with peaks that span the set."""
        pieces = [p for p in self.problem.pieces if p.payoffs]
        if len(structure) != 1 or len(pieces) != 1 or pieces[0].conditions:
            return None
        (s,) = structure
        at_ends = [u.subs(self.x, e) for u in pieces[0].payoffs.values() for e in (self.problem.low, self.problem.high)]
        if s.start_open or s.end_open or any(valueless(u) for u in at_ends):
            return None
        found: list[Obligation] = []
        peaks = []
        for i in self.problem.parties:
            one = self._peak(pieces[0].payoffs[i], list(dict.fromkeys((s.start, s.end, *self.pool))), region)
            if one is None:
                return None
            peaks.append(one[0])
            found += one[1]
        given = (region,)
        between = And(*(And(sp.Le(s.start, p), sp.Le(p, s.end)) for p in peaks))
        verdict = self._holds(between, given)
        if s.start not in peaks or s.end not in peaks or verdict is None:
            return None
        return [*found, Obligation("peaks span the set", between, (*self.problem.given, *given), verdict)]

    def _peak(
        self, utility: sp.Expr, ends: Sequence[sp.Expr], region: Boolean
    ) -> tuple[sp.Expr, list[Obligation]] | None:
        slope = sp.diff(utility, self.x)
        inside = (region, sp.Lt(self.problem.low, self.x), sp.Lt(self.x, self.problem.high))
        for e in ends:
            found = []
            claims = (
                ("rises before the peak", sp.Gt(slope, 0), sp.Lt(self.x, e)),
                ("falls behind the peak", sp.Lt(slope, 0), sp.Gt(self.x, e)),
            )
            for name, claim, side in claims:
                verdict = self._holds(claim, (*inside, side))
                if verdict is None:
                    break
                found.append(Obligation(name, claim, (*self.problem.given, *inside, side), verdict))
            if len(found) == 2:
                return e, found
        return None
