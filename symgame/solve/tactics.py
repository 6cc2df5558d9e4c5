"""Tactics for "no owner gains": one owner's problem at a candidate, everybody else's actions put in.

In the order in which they are tried: a concave or log-concave payoff that is stationary; a marginal payoff of the right sign
on both sides of the candidate, valid on an interval and, across pieces, where the payoff is continuous and the
pieces cover the domain; joint concavity with Kuhn–Tucker signs for several own actions in a fixed box;
comparison of values.  Refuting a tactic refutes nothing except for the last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.logic.descartes import coefficients_along
from symgame.solve.attempt import Attempt, Claim
from symgame.solve.complements import complements
from symgame.solve.concavity import concave, interval, linear_conditions, log_concave, monotone
from symgame.solve.fractions import derivative
from symgame.solve.peaks import peaks
from symgame.solve.pieces import substitute
from symgame.solve.polygon_peaks import polygon_peaks
from symgame.solve.polynomial_peaks import centred, tangent
from symgame.solve.power_peaks import power_peaks
from symgame.solve.power_proofs import power_tactic
from symgame.solve.power_symbols import symbolic
from symgame.solve.problem import Candidate, Unknown
from symgame.solve.relations import plain

if TYPE_CHECKING:
    from symgame.solve.prove import Prover


Tactic = Callable[["OwnProblem", Attempt, int, sp.Expr, tuple[Boolean, ...], float], bool | None]


class OwnProblem:
    """One owner's problem at a candidate, everybody else's actions put in."""

    def __init__(
        self, prover: Prover, candidate: Candidate, owner: Any, own: tuple[Unknown, ...], fixed: dict[sp.Symbol, sp.Expr],
        given: tuple[Boolean, ...],
    ) -> None:  # fmt: skip
        self.prover, self.candidate, self.owner, self.own, self.fixed, self.given = (
            prover,
            candidate,
            owner,
            own,
            fixed,
            given,
        )
        self.best = {u.symbol: candidate.values[u.symbol] for u in own}
        self.here = prover.problem.pieces[candidate.piece].payoffs[owner]
        self.inside = tuple(substitute(u.within(u.symbol), fixed) for u in own)

    @cached_property
    def value(self) -> sp.Expr:
        """The owner's payoff at the candidate."""
        return substitute(self.here, self.candidate.values)

    def piece(self, attempt: Attempt, place: int) -> bool:
        """No gain on one piece: tactics in short slices, then longer."""
        p = self.prover.problem.pieces[place]
        there = tuple(substitute(c, self.fixed) for c in p.conditions)
        if any(c is sp.false for c in there):
            return True
        where = (*self.given, *self.inside, *there)
        if not p.payoffs:
            return self.prover.settle(attempt, "nothing unsolved is within reach", sp.false, where)
        if self._plain(place) and concave(self, attempt, place, self.here, where, 1.0):
            return True  # nothing large was put in
        payoff = substitute(p.payoffs[self.owner], self.fixed)
        if self._one_crossing(attempt, place, payoff, where):
            return True
        for slices in (1.0, 6.0):
            if power_tactic(self, attempt, place, payoff, where, slices):
                return True
            for tactic in self._tactics(place, symbolic(payoff)):
                done = tactic(self, attempt, place, payoff, where, slices)
                if done is not None:
                    return done
        attempt.reason = attempt.reason or "no profitable deviation: undecided"
        return False

    def _tactics(self, place: int, powers: bool) -> tuple[Tactic, ...]:
        """What is tried on a piece, in this order."""
        kind = type(self)
        if powers:
            return concave, log_concave, kind._power_peaks, kind._values
        several: tuple[Tactic, ...] = (kind._slopes, kind._complements, kind._jointly_concave, kind._polygon)
        if place == self.candidate.piece:
            return concave, log_concave, centred, tangent, *several, kind._peaks, monotone, kind._values
        return kind._peaks, concave, log_concave, *several, monotone, kind._values

    def _plain(self, place: int) -> bool:
        """Whether the payoff at the candidate's piece is a polynomial in all actions, of degree at most two in its own."""
        if place != self.candidate.piece or len(self.own) > 1 or not self.here.is_polynomial(*self.prover.problem.symbols):
            return False
        x = self.own[0].symbol
        return not derivative(derivative(self.here, x), x).has(x)

    def prove(self, attempt: Attempt, claims: Sequence[Claim], slices: float) -> bool | None:
        """All claims proved, or None; a failed one leaves a doubtful point."""
        kept = []
        for name, claim, given in claims:
            verdict = self.prover.ask(claim, given, slices=slices)
            if not (verdict.proved or verdict.vacuous):
                if verdict.refuted:
                    attempt.doubtful = dict(verdict.witness)
                return None
            kept.append(self.prover.obligation(name, claim, given, verdict))
        attempt.evidence.extend(kept)
        return True

    def _slopes(self, attempt: Attempt, place: int, payoff: sp.Expr, where: tuple[Boolean, ...], slices: float) -> bool | None:
        u = self.own[0]
        if len(self.own) > 1 or u.values:
            return None
        same = place == self.candidate.piece and interval(self, place)
        if not same and not (self.prover.problem.covering and self.prover.continuous(self.owner)):
            return None
        marginal, x = sp.diff(payoff, u.symbol), self.best[u.symbol]
        claims: list[Claim] = []
        if x != substitute(u.low, self.fixed):
            claims.append(("marginal payoff before", plain(sp.Ge, marginal), (*where, plain(sp.Lt, u.symbol, x))))
        if x != substitute(u.high, self.fixed):
            claims.append(("marginal payoff behind", plain(sp.Le, marginal), (*where, plain(sp.Gt, u.symbol, x))))
        return self.prove(attempt, claims, slices)

    def _one_crossing(self, attempt: Attempt, place: int, payoff: sp.Expr, where: tuple[Boolean, ...]) -> bool | None:
        """The candidate is the only root of a polynomial in the domain, and the marginal payoff is that polynomial times
        something of constant sign: it rises before and falls behind."""
        u = self.own[0]
        root = self.prover.roots.get(self.best[u.symbol]) if len(self.own) == 1 else None
        if root is None or place != self.candidate.piece or not interval(self, place):
            return None
        low, high = substitute(u.low, self.fixed), substitute(u.high, self.fixed)
        along, marginal = coefficients_along(root), sp.diff(payoff, u.symbol)
        if along is None or root.interval[:2] != (low, high) or not marginal.is_rational_function():
            return None
        top, below = sp.fraction(sp.cancel(marginal / root.at(u.symbol)))
        at_high = along[0] if low is -sp.oo else along[-1]
        inner = (*where, *(c for c in (sp.Gt(u.symbol, low), sp.Lt(u.symbol, high)) if c is not sp.true))
        claims: list[Claim] = [("one crossing", sp.Le(top * below * at_high, 0), inner)]
        if u.symbol in below.free_symbols:
            claims.append(("smooth inside", sp.Ne(below, 0), inner))
        return self.prove(attempt, claims, 1.0)

    def _jointly_concave(self, attempt: Attempt, place: int, payoff: sp.Expr, where: tuple[Boolean, ...], slices: float) -> bool | None:
        """Several own actions in a fixed box: all principal minors of minus the Hessian, and Kuhn–Tucker signs."""
        symbols = [u.symbol for u in self.own]
        if len(self.own) < 2 or len(self.prover.problem.pieces) > 1 or any(u.values for u in self.own):
            return None
        if any(substitute(e, self.fixed).free_symbols & set(symbols) for u in self.own for e in (u.low, u.high)):
            return None
        hessian = -sp.hessian(payoff, symbols)
        claims: list[Claim] = []
        for size in range(1, len(symbols) + 1):
            for rows in sp.utilities.iterables.subsets(range(len(symbols)), size):
                minor = sp.factor(hessian.extract(list(rows), list(rows)).det())
                claims.append(("definiteness", sp.Ge(minor, 0), where))
        for u in self.own:
            at, x = substitute(sp.diff(payoff, u.symbol), self.best), self.best[u.symbol]
            low, high = x == substitute(u.low, self.fixed), x == substitute(u.high, self.fixed)
            claims.append(("first-order condition", sp.Le(at, 0) if low else sp.Ge(at, 0) if high else sp.Eq(at, 0), self.given))
        return self.prove(attempt, claims, slices)

    def _complements(self, attempt: Attempt, place: int, payoff: sp.Expr, where: tuple[Boolean, ...], slices: float) -> bool | None:
        return complements(self, attempt, place, payoff, slices)

    def _peaks(self, attempt: Attempt, place: int, payoff: sp.Expr, where: tuple[Boolean, ...], slices: float) -> bool | None:
        """A polynomial payoff on an interval is largest at an end or where it is stationary: sentences without the own action.

        The interval is cut out by the conditions of the piece that are linear in the action, and may be wider than the piece.
        """
        u = self.own[0]
        if len(self.own) > 1 or u.values:
            return None
        found = peaks(u, payoff, self.fixed, linear_conditions(self, place))
        if found is None:
            return None
        claims = []
        for bounded, x, conditions in found:
            if bounded is not sp.true:
                claims.append(("bounded payoff", bounded, self.given))
            elif sp.false not in conditions:
                at = substitute(payoff, {u.symbol: x})
                claims.append(("no profitable deviation", plain(sp.Le, at, self.value), (*self.given, *conditions)))
        return self.prove(attempt, claims, slices)

    def _polygon(self, attempt: Attempt, place: int, payoff: sp.Expr, where: tuple[Boolean, ...], slices: float) -> bool | None:
        return polygon_peaks(self, attempt, place, payoff)

    def _power_peaks(self, attempt: Attempt, place: int, payoff: sp.Expr, where: tuple[Boolean, ...], slices: float) -> bool | None:
        return power_peaks(self, attempt, place, payoff, where, slices)

    def _values(self, attempt: Attempt, place: int, payoff: sp.Expr, where: tuple[Boolean, ...], slices: float) -> bool | None:
        claim = plain(sp.Le, payoff, self.value)
        verdict = self.prover.ask(claim, where, slices=slices)
        if verdict.proved or verdict.vacuous:
            attempt.evidence.append(self.prover.obligation("no profitable deviation", claim, where, verdict))
            return True
        attempt.reason = f"no profitable deviation: {verdict}"
        if verdict.refuted:
            attempt.witness = dict(verdict.witness)
            return False
        return None
