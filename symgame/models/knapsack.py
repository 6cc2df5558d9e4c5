"""The 0/1 knapsack, exactly: which points can a budget spoil.

    maximise Σ_{k ∈ K} p_k  subject to  Σ_{k ∈ K} w_k <= B,        p, w >= 0 rational.

Items are taken in the order of p/w; the states (weight, profit) that are not dominated are extended item
by item, and a state is dropped when the bound of the relaxation with divisible items cannot beat the best
filling found.  With integer profits of small total this is dynamic programming, otherwise branch and
bound (Martello and Toth 1990; Kellerer, Pferschy, Pisinger 2004).  When the budget of states is spent,
the answer is a proved bracket.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import lcm

from flint import fmpq

from symgame.budget import BudgetSpent, Meter


@dataclass(frozen=True)
class KnapsackEnd:
    """Lower and upper bound of the optimum; equal when it is known."""

    low: fmpq
    high: fmpq

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True)
class _Items:
    weights: list[int]
    profits: list[int]
    weight_sums: list[int]
    profit_sums: list[int]

    def bound(self, start: int, room: int) -> int:
        """Profit of divisible items from `start` on, rounded down."""
        base = self.weight_sums[start]
        last = bisect_right(self.weight_sums, base + room) - 1
        gain = self.profit_sums[last] - self.profit_sums[start]
        if last < len(self.weights):
            gain += (room - (self.weight_sums[last] - base)) * self.profits[last] // self.weights[last]
        return gain

    def greedy(self, start: int, room: int) -> int:
        """Profit of whole items from `start` on while they fit in a row, then of single later ones."""
        base = self.weight_sums[start]
        last = bisect_right(self.weight_sums, base + room) - 1
        gain = self.profit_sums[last] - self.profit_sums[start]
        room -= self.weight_sums[last] - base
        for k in range(last + 1, min(last + 60, len(self.weights))):
            if self.weights[k] <= room:
                room -= self.weights[k]
                gain += self.profits[k]
        return gain


def _integers(values: Sequence[fmpq]) -> tuple[list[int], int]:
    scale = lcm(*(int(v.q) for v in values)) if values else 1
    return [int(v.p) * (scale // int(v.q)) for v in values], scale


def knapsack(profits: Sequence[fmpq], weights: Sequence[fmpq], capacity: fmpq, meter: Meter) -> KnapsackEnd:
    """The largest profit within the capacity.

    Parameters
    ----------
    profits, weights : sequence of non-negative rationals
    capacity : non-negative rational
    meter : Meter
        One operation a state.

    Returns
    -------
    KnapsackEnd
        Exact, or a bracket when the meter was exhausted.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> ones = [fmpq(1), fmpq(2), fmpq(3)]
    >>> knapsack(ones, ones, fmpq(4), Budget().start()).low
    4
    """
    free = sum((p for p, w in zip(profits, weights, strict=True) if w == 0), fmpq(0))
    pairs = [(p, w) for p, w in zip(profits, weights, strict=True) if 0 < w <= capacity and p > 0]
    pairs.sort(key=lambda pw: (pw[0] / pw[1], pw[0]), reverse=True)
    scaled, _ = _integers([*(w for _, w in pairs), capacity])
    gains, unit = _integers([p for p, _ in pairs])
    items = _Items(scaled[:-1], gains, [0, *accumulate(scaled[:-1])], [0, *accumulate(gains)])
    low, high = _search(items, scaled[-1], meter)
    return KnapsackEnd(free + fmpq(low, unit), free + fmpq(high, unit))


def _search(items: _Items, capacity: int, meter: Meter) -> tuple[int, int]:
    states = [(0, 0)]
    best = items.greedy(0, capacity)
    for k, (weight, profit) in enumerate(zip(items.weights, items.profits, strict=True)):
        if not states:
            return best, best
        try:
            meter.spend(len(states))
        except BudgetSpent:
            return best, max(best, *(p + items.bound(k, capacity - w) for w, p in states))
        taken = [(w + weight, p + profit) for w, p in states if w + weight <= capacity]
        kept: list[tuple[int, int]] = []
        top = -1
        for w, p in _merged(states, taken):
            if p > top:
                top = p
                kept.append((w, p))
        best = max([best, *(p + items.greedy(k + 1, capacity - w) for w, p in kept)])
        states = [(w, p) for w, p in kept if p + items.bound(k + 1, capacity - w) > best]
    return best, best


def _merged(left: list[tuple[int, int]], right: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Two lists of states by weight as one, the larger profit first among equal weights."""
    return sorted(left + right, key=lambda s: (s[0], -s[1]))
