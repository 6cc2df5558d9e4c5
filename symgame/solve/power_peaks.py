"""Where a payoff with powers, exponentials or logarithms can be largest on a piece: at a peak of known place, or at an end.

Let I be an interval cut out by conditions that are linear in x, f continuous on the closure of I and smooth inside, and p
a root of f'.  One of three cases holds, and in each one number bounds f on I:

- p lies in I, f rises before p and falls behind it: f ≤ f(p);
- p lies below I and f falls on I: f is at most its value at the lower end;
- p lies above I and f rises on I: f is at most its value at the upper end.

That no x on I does better than v is then shown by sentences in which x does not occur, and by the slopes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.logic.root import Root
from symgame.solve.crossings import smoothness
from symgame.solve.pieces import relation_sides, substitute
from symgame.solve.power_proofs import Stand, Tactic
from symgame.solve.power_ratios import has_powers
from symgame.solve.problem import ends
from symgame.solve.univariate import roots

MOST = 4
"""Roots of the marginal payoff that are tried."""


@dataclass(frozen=True)
class Interval:
    """The ends of a piece in the own action; infinite ends are left out.

    Parameters
    ----------
    lower, upper : tuple of Expr
        The piece lies above every one of `lower` and below every one of `upper`.
    """

    lower: tuple[sp.Expr, ...]
    upper: tuple[sp.Expr, ...]

    def contains(self, value: sp.Expr) -> Boolean:
        """That the closed interval contains a value."""
        return And(*(sp.Ge(value, e) for e in self.lower), *(sp.Le(value, e) for e in self.upper))


def interval(context: Any, place: int) -> Interval | None:
    """The piece as an interval of the own action, None when it is not shown to be one."""
    (u,) = context.own
    if isinstance(u.low, sp.Min) or isinstance(u.high, sp.Max):
        return None
    lower = [substitute(e, context.fixed) for e in ends(u.low) if e is not -sp.oo]
    upper = [substitute(e, context.fixed) for e in ends(u.high) if e is not sp.oo]
    for c in context.prover.problem.pieces[place].conditions:
        side = substitute(relation_sides(c), context.fixed)
        if not side.has(u.symbol):
            continue
        if isinstance(c, sp.Eq | sp.Ne | Or) or not side.is_polynomial(u.symbol) or sp.degree(side, u.symbol) != 1:
            return None
        slope, rest = sp.Poly(side, u.symbol).all_coeffs()
        if not (slope.is_positive or slope.is_negative):
            return None
        (lower if slope.is_positive else upper).append(sp.cancel(-rest / slope))
    return Interval(tuple(dict.fromkeys(lower)), tuple(dict.fromkeys(upper)))


def power_peaks(context: Any, attempt: Any, place: int, payoff: sp.Expr, where: tuple[Boolean, ...], slices: float) -> bool | None:
    """No gain on a piece, by the largest value of the payoff there; None when this says nothing.

    Parameters
    ----------
    context : the owner's problem at the candidate
    attempt : Attempt
    place : int
        The piece.
    payoff : Expr
        In the own action.
    where : tuple of Boolean
        Region, domain and conditions of the piece.
    slices : float
    """
    if len(context.own) != 1 or context.own[0].values or not has_powers(payoff, context.own[0].symbol):
        return None
    found = interval(context, place)
    if found is None:
        return None
    search = _Largest(context, found, payoff, where, slices)
    for peak in search.peaks():
        if search.bounded_by(peak):
            attempt.evidence.extend(search.tactic.evidence)
            return True
    return None


class _Largest:
    """Bounds of one payoff on one interval."""

    def __init__(self, context: Any, place: Interval, payoff: sp.Expr, where: tuple[Boolean, ...], slices: float) -> None:
        self.context, self.place, self.payoff, self.where, self.slices = context, place, payoff, where, slices
        (self.u,) = context.own
        self.x = self.u.symbol
        self.marginal = sp.diff(payoff, self.x)
        self.tactic = self._tactic(self.x, ())

    def _tactic(self, best: sp.Expr, more: tuple[Boolean, ...]) -> Tactic:
        given = tuple(g for g in (*self.context.given, *more) if g is not sp.true)
        stand = Stand(self.context.prover, self.context.own, {self.x: best}, given, self.context.fixed)
        return Tactic(stand, self.payoff, (*self.where, *more), self.slices)

    def peaks(self) -> Iterator[sp.Expr | None]:
        """Roots of the marginal payoff, then none at all: a monotone payoff."""
        low = self.place.lower[0] if self.place.lower else -sp.oo
        found = roots(self.marginal, self.x, low, sp.oo) if has_powers(self.marginal, self.x) or self.marginal.has(self.x) else []
        yield from [r for r in found if not r.has(Root, sp.I, sp.nan, sp.zoo)][:MOST]
        yield None

    def bounded_by(self, peak: sp.Expr | None) -> bool:
        """Whether the three cases are shown; with no peak, whether the payoff is monotone and its end no better."""
        self.tactic.evidence.clear()
        if not all(self.tactic.proves("smooth inside", c, self.tactic.inside) for c in smoothness(self.payoff, self.x)):
            return False
        if peak is None:
            return self._monotone(self.place.lower, sp.true, falls=True) or self._monotone(self.place.upper, sp.true, falls=False)
        return self._inside(peak) and self._beyond(self.place.lower, peak, falls=True) and self._beyond(self.place.upper, peak, falls=False)

    def _inside(self, peak: sp.Expr) -> bool:
        here = self.place.contains(peak)
        if here is sp.false:
            return True
        tactic = self._tactic(peak, tuple(And.make_args(here)))
        value = substitute(self.payoff, {self.x: peak})
        if value.has(sp.nan, sp.zoo) or not tactic.proves("value at the peak", sp.Le(value, self.context.value), tactic.context.given):
            return False
        shown = tactic.run(here=True)
        self.tactic.evidence.extend(tactic.evidence)
        return shown

    def _beyond(self, places: tuple[sp.Expr, ...], peak: sp.Expr, *, falls: bool) -> bool:
        """The payoff is monotone where the peak lies beyond the end in question."""
        beyond = Or(*((sp.Lt if falls else sp.Gt)(peak, e) for e in places))
        return beyond is sp.false or self._monotone(places, beyond, falls=falls)

    def _monotone(self, places: tuple[sp.Expr, ...], case: Boolean, *, falls: bool) -> bool:
        """In a case: the payoff falls (rises) on the interval, and its lower (upper) end is no better."""
        if not places:
            return False
        slope = (sp.Le if falls else sp.Ge)(self.marginal, 0)
        if not self.tactic.proves("marginal payoff on the piece", slope, (*self.tactic.inside, case)):
            return False
        return all(self._end(e, case) for e in places)

    def _end(self, end: sp.Expr, case: Boolean) -> bool:
        value = substitute(self.payoff, {self.x: end})
        if value.has(sp.nan, sp.zoo):
            return False
        given = (*self.context.given, case, self.place.contains(end))
        if sp.false in given:
            return True
        defined = smoothness(self.payoff, self.x)
        if not all(self.tactic.proves("defined at the end", substitute(c, {self.x: end}), given) for c in defined):
            return False
        return self.tactic.proves("value at the end", sp.Le(value, self.context.value), given)
