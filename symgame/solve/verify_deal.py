"""One deal at the histories of one case: gains, acceptable shares, and shortcuts along one share.

X is the domain of the shares, g_i(x) the gain of party i over disagreement, X⁺ the shares at which no gain is
negative, and y the prescribed share.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.solve.verify_cases import Case
from symgame.solve.verify_odds import Place
from symgame.solve.verify_play import tidy
from symgame.solve.verify_power_sums import moving
from symgame.solve.verify_prover import Prover
from symgame.solve.verify_slope import Reply, shortcut
from symgame.solve.verify_unimodal import largest, never_negative


@dataclass(frozen=True)
class Deal:
    """A prescribed share at the histories of one case.

    Parameters
    ----------
    name : str
    prover : Prover
        Under region, history and the conditions of `here`.
    shares : tuple of Symbol
    at : tuple of Expr
        The prescribed shares y.
    domain : tuple of Boolean
        That the shares lie in X.
    ends : tuple of Expr
        The ends of X for a single share, empty otherwise.
    here : Case
        Everybody's payoff at y.
    there : tuple of Case
        Everybody's payoff at any share.
    parties : tuple of int
        Places of the parties in the values.
    disagreement : tuple of Expr
    """

    name: str
    prover: Prover
    shares: tuple[sp.Symbol, ...]
    at: tuple[sp.Expr, ...]
    domain: tuple[Boolean, ...]
    ends: tuple[sp.Expr, ...]
    here: Case
    there: tuple[Case, ...]
    parties: tuple[int, ...]
    disagreement: tuple[sp.Expr, ...]

    def gains(self, case: Case) -> tuple[sp.Expr, ...]:
        """Each party's gain over disagreement."""
        if case.values not in self._gains:
            pairs = zip(self.parties, self.disagreement, strict=True)
            self._gains[case.values] = tuple(tidy(case.values[k] - d) for k, d in pairs)
        return self._gains[case.values]

    @cached_property
    def _gains(self) -> dict[tuple[sp.Expr, ...], tuple[sp.Expr, ...]]:
        return {}

    def accepted(self, case: Case) -> tuple[Boolean, ...]:
        """That no party loses: the share lies in X⁺."""
        return tuple(sp.Ge(g, 0) for g in self.gains(case))

    def shares_at(self, case: Case) -> tuple[Boolean, ...]:
        """That the shares lie in X and the case applies and has a value."""
        return (*self.domain, *case.conditions, *(sp.Ne(d, 0) for d in case.nonzero))

    def cases(self) -> Iterator[Case]:
        """The cases of play after a share that are not known to be empty."""
        for case in self.there:
            if not case.undefined and self.prover.possible((*self.domain, *case.conditions)):
                yield case

    def smooth(self) -> Case | None:
        """The only case, when there is one and it is defined on the whole of X; None otherwise."""
        listed = list(self.cases())
        if len(listed) != 1 or len(self.shares) != 1 or not self.ends or listed[0].roots:
            return None
        case = listed[0]
        if any(self.shares[0] in c.free_symbols for c in case.conditions):
            return None
        if not self.prover.all_proved((sp.Ne(d, 0) for d in case.nonzero), (*self.domain, *case.conditions)):
            return None
        if not all(self.prover.any(claims, (*self.domain, *given)).proved for given, claims in case.claims):
            return None
        return case if all(_rational(case.values[k]) for k in self.parties) else None

    def acceptable_is_an_interval(self, case: Case) -> bool:
        """Whether X⁺ is proved convex: each gain is concave in the share, or never negative."""
        x = self.shares[0]
        given = (*self.domain, *case.conditions)
        for g in self.gains(case):
            concave = sp.Le(sp.diff(g, x, 2), 0)
            if not self.prover.proves(concave, given) and not self.prover.proves(sp.Ge(g, 0), given):
                return False
        return True

    def sided(self, slope: sp.Expr, case: Case, extra: tuple[Boolean, ...] = ()) -> tuple[bool, bool]:
        """Whether `slope` is proved ≥ 0 left of y, and ≤ 0 right of y."""
        x, y = self.shares[0], self.at[0]
        given = (*self.domain, *case.conditions, *extra)
        left = self.prover.proves(sp.Ge(slope, 0), (*given, sp.Lt(x, y)))
        right = self.prover.proves(sp.Le(slope, 0), (*given, sp.Gt(x, y)))
        return left, right

    def best_for(self, here: sp.Expr, there: tuple[tuple[Case, sp.Expr], ...]) -> bool:
        """Whether y is proved to maximise a payoff over X, or over a convex X⁺, by slope or concavity."""
        bent = len(there) == 1 and bool(moving(there[0][0], self.shares) - set(self.shares))
        if bent and self._by_odds(there):
            return True
        one = (Case((), (here,)),)
        many = tuple(replace(c, values=(v,)) for c, v in there)
        reply = Reply(self.name, self.prover, self.shares, self.at, self.domain, one, many, 0)
        if shortcut(reply, strict=False):
            return True
        if not bent and self._by_odds(there):
            return True
        case = self.smooth()
        if case is None or not self.acceptable_is_an_interval(case):
            return False
        slope = sp.diff(there[0][1], self.shares[0]) if len(there) == 1 else None
        return slope is not None and all(self.sided(slope, case, self.accepted(case)))

    def place(self) -> Place | None:
        """The prescribed share for the check in odds, when there is one share between rational ends."""
        if len(self.shares) != 1 or not self.ends or not all(e.is_Rational for e in self.ends):
            return None
        closed = not any(isinstance(c, sp.StrictGreaterThan | sp.StrictLessThan) for c in self.domain)
        return Place(self.prover, self.at[0], self.ends, self.here) if closed else None

    def _by_odds(self, there: tuple[tuple[Case, sp.Expr], ...]) -> bool:
        """Whether y is proved best by signs of coefficients, for a payoff with powers of the share."""
        place = self.place()
        if place is None or len(there) != 1:
            return False
        (case, value), x = there[0], self.shares[0]
        return largest(place, case, value, x, self.domain)

    def never_loses(self, k: int) -> bool:
        """Whether the gain of a party is proved ≥ 0 at every share, for a payoff with powers of the share."""
        place, listed = self.place(), list(self.cases())
        if place is None or len(listed) != 1 or moving(listed[0], self.shares) == set(self.shares):
            return False
        return never_negative(place, listed[0], self.gains(listed[0])[k], self.shares[0], self.domain)


def _rational(value: sp.Expr) -> bool:
    return bool(value.is_rational_function())
