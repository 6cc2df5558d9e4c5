"""The worst case over a joint neighbourhood as a function of the size α, exactly.

Between the points at which a lead changes its sign or its binding competitor every cost w_k(α) is affine,
and the loss is ``F(α) = max { p(K) : Σ_{k ∈ K} w_k(α) <= ε }``.  For a level v the least cost of reaching
it, ``C_v(α) = min { w(K)(α) : p(K) >= v }``, is concave there, so that ``{F >= v}`` is what remains when one
open interval is taken out.  Its ends are found by Newton's method on the affine pieces (Dinkelbach 1967),
which is finite and needs no rounding.  Left and right limits are compared by (cost, slope) in
lexicographic order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import sympy as sp
from flint import fmpq

from symgame.budget import Meter
from symgame.models.joint import to_fmpq, to_sympy
from symgame.models.learners import BayesOptimal
from symgame.models.margins import ContestForms
from symgame.models.steps import StepFunction, step_function
from symgame.models.worst_case import ZERO, flip_factor

Weight = tuple[fmpq, fmpq]
"""Cost at a point and its slope in the direction of travel."""


@dataclass
class _Segment:
    """A range of α on which all costs are affine."""

    low: fmpq
    high: fmpq
    profits: list[fmpq]
    costs: list[fmpq]
    slopes: list[fmpq]
    epsilon: fmpq
    meter: Meter

    def frontier(self, alpha: fmpq, direction: int) -> list[tuple[Weight, fmpq]]:
        """Undominated (weight, profit) with cost at most ε just beyond `alpha` (at it, when direction is 0)."""
        sign = direction or 1
        states: list[tuple[Weight, fmpq]] = [((ZERO, ZERO), ZERO)]
        for profit, cost, slope in zip(self.profits, self.costs, self.slopes, strict=True):
            self.meter.spend(len(states))
            here, move = cost + slope * (alpha - self.low), slope * sign
            grown = [((w + here, s + move), p + profit) for (w, s), p in states]
            merged = sorted(states + grown, key=lambda state: (state[0], -state[1]))
            states = []
            for weight, gain in merged:
                # A cost of 0 never has a negative slope, so that what is over the limit now stays over it.
                within = weight <= (self.epsilon, ZERO) if direction else weight[0] <= self.epsilon
                if within and (not states or gain > states[-1][1]):
                    states.append((weight, gain))
        return states

    def loss(self, alpha: fmpq, direction: int) -> fmpq:
        """F at `alpha`, or its limit from the right (+1)."""
        return max(p for _, p in self.frontier(alpha, direction))

    def cheapest(self, alpha: fmpq, direction: int, level: fmpq, strict: bool) -> Weight | None:
        """The least weight whose profit reaches (exceeds) `level`."""
        for weight, profit in self.frontier(alpha, direction):
            if profit > level or (profit == level and not strict):
                return weight
        return None

    def fall(self, start: fmpq, level: fmpq) -> fmpq | None:
        """Where the loss, `level` right of `start`, first drops below it; None when not before the end."""
        alpha = start
        while (state := self.cheapest(alpha, 1, level, False)) is not None:
            cost, slope = state
            if slope <= 0:
                return None
            alpha = alpha + (self.epsilon - cost) / slope
            if alpha >= self.high:
                return None
        return alpha

    def rise(self, level: fmpq) -> fmpq | None:
        """Where the loss first exceeds `level`, the loss just right of the present place; None when it does not."""
        alpha = self.high
        if self.cheapest(alpha, 0, level, True) is None:
            return None
        while (state := self.cheapest(alpha, -1, level, True)) is not None:
            cost, slope = state
            if slope <= 0:
                return None
            alpha = alpha - (self.epsilon - cost) / slope
        return alpha

    def changes(self) -> list[tuple[fmpq, fmpq, fmpq]]:
        """``(place, loss at it, loss right of it)`` from the lower end to before the upper one."""
        found = []
        place = self.low
        while True:
            after = self.loss(place, 1)
            found.append((place, self.loss(place, 0), after))
            events = [e for e in (self.fall(place, after), self.rise(after)) if e is not None and place < e < self.high]
            if not events:
                return found
            place = min(events)


def _breakpoints(forms: Sequence[ContestForms]) -> list[fmpq]:
    cuts = {fmpq(0), fmpq(1)}
    for contest in forms:
        lines = list(contest.leads)
        for a, b in [*((line, (ZERO, ZERO)) for line in lines), *combinations(lines, 2)]:
            at_zero, at_one = a[0] - b[0], a[1] - b[1]
            if at_zero != at_one:
                root = at_zero / (at_zero - at_one)
                if 0 < root < 1:
                    cuts.add(root)
    return sorted(cuts)


def _cost(contest: ContestForms, alpha: fmpq, factor: fmpq) -> fmpq:
    return max(ZERO, factor * min((1 - alpha) * f[0] + alpha * f[1] for f in contest.leads))


def worst_staircase(
    variable: sp.Symbol, forms: Sequence[ContestForms], learner: BayesOptimal, meter: Meter
) -> StepFunction:
    """The worst-case success of one planting collective as a step function of its size.

    Parameters
    ----------
    variable : Symbol
    forms : sequence of ContestForms
    learner : BayesOptimal
        With a joint neighbourhood and ε > 0.
    meter : Meter
        One operation a state; `BudgetSpent` is raised when it is exhausted.

    Returns
    -------
    StepFunction

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> point = ContestForms("a", fmpq(1), ((fmpq(-1, 3), fmpq(1)),))
    >>> worst_staircase(sp.Symbol("a"), [point], BayesOptimal(sp.Rational(1, 6)), Budget().start()).thresholds
    (1/2,)
    """
    factor, epsilon = flip_factor(learner), to_fmpq(learner.epsilon)
    contested = [c for c in forms if c.leads]
    total = sum((c.weight for c in forms), ZERO)
    changes: list[tuple[fmpq, fmpq, fmpq]] = []
    for low, high in pairwise(_breakpoints(contested)):
        starts = [_cost(c, low, factor) for c in contested]
        slopes = [(_cost(c, high, factor) - s) / (high - low) for c, s in zip(contested, starts, strict=True)]
        segment = _Segment(low, high, [c.weight for c in contested], starts, slopes, epsilon, meter)
        changes += segment.changes()
    end = _Segment(
        fmpq(1),
        fmpq(1),
        [c.weight for c in contested],
        [_cost(c, fmpq(1), factor) for c in contested],
        [ZERO] * len(contested),
        epsilon,
        meter,
    )
    last = end.loss(fmpq(1), 0)
    changes.append((fmpq(1), last, last))
    won = [(to_sympy(t), to_sympy(total - at), to_sympy(total - after)) for t, at, after in changes]
    return step_function(variable, won[0][1], won)
