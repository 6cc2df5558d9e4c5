"""The multiple-choice knapsack, exactly: one state of every list, each constraint within the limit, the largest loss.

    maximise Σ_i v_{i,k(i)}  subject to  Σ_i c^d_{i,k(i)} <= B for every d.

For any multiplier λ >= 0 on one constraint, Σ_i max_k (v_ik − λ c_ik) + λ B bounds the optimum; the best one comes from the
relaxation with divisible choices (Kellerer, Pferschy, Pisinger 2004, chapter 11).  The undominated partial sums are
extended list by list, and one is dropped when this bound for the remaining lists cannot beat the best choice found.
When the budget of states is spent, the answer is a proved bracket.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import lcm

from flint import fmpq

from symgame.budget import BudgetSpent, Meter
from symgame.models.knapsack import KnapsackEnd

State = tuple[tuple[int, ...], int]
Lists = Sequence[Sequence[State]]


def choose(lists: Sequence[Sequence[tuple[tuple[fmpq, ...], fmpq]]], limit: fmpq, meter: Meter) -> KnapsackEnd:
    """The largest total loss within the limit.

    Parameters
    ----------
    lists : sequence of lists of (demands, loss)
        Non-negative; every list has a state without demands.
    limit : fmpq
        The same for every constraint.
    meter : Meter
        One operation a state.

    Returns
    -------
    KnapsackEnd
        Exact, or a bracket when the meter was exhausted.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> one, two = ((fmpq(0),), fmpq(0)), ((fmpq(1),), fmpq(3))
    >>> choose([[one, two], [one, two]], fmpq(1), Budget().start()).low
    3
    """
    demands = [c for states in lists for cost, _ in states for c in cost]
    unit = lcm(int(limit.q), *(int(c.q) for c in demands))
    worth = lcm(1, *(int(v.q) for states in lists for _, v in states))

    def whole(value: fmpq, scale: int) -> int:
        return int(value.p) * (scale // int(value.q))

    scaled = [[(tuple(whole(c, unit) for c in cost), whole(v, worth)) for cost, v in states] for states in lists]
    low, high = _search(scaled, whole(limit, unit), meter)
    return KnapsackEnd(fmpq(low, worth), fmpq(high, worth))


def _hull(states: Sequence[State], d: int) -> list[tuple[int, int]]:
    """The concave upper boundary of (demand d, loss), from the least demand on."""
    best: list[tuple[int, int]] = []
    for cost, loss in sorted((c[d], v) for c, v in states):
        if best and loss <= best[-1][1]:
            continue
        while best and best[-1][0] == cost:
            best.pop()
        while len(best) > 1:
            (a, u), (b, v) = best[-2], best[-1]
            if (v - u) * (cost - a) > (loss - u) * (b - a):
                break
            best.pop()
        best.append((cost, loss))
    return best


@dataclass(frozen=True)
class _Relaxation:
    """A multiplier p/q on constraint d, and the bound Σ max (q v − p c) of the lists from i on."""

    d: int
    p: int
    q: int
    suffix: tuple[int, ...]

    def of(self, lists: Lists) -> _Relaxation:
        """The same multiplier for lists in this order."""
        tops = [max(self.q * v - self.p * c[self.d] for c, v in states) for states in lists]
        return _Relaxation(self.d, self.p, self.q, tuple(accumulate([0, *reversed(tops)]))[::-1])

    def beats(self, i: int, state: State, limit: int, best: int) -> bool:
        """Whether the lists from i on may lift the state above `best`."""
        cost, loss = state
        return self.q * loss + self.suffix[i] + self.p * (limit - cost[self.d]) > self.q * best

    def bound(self, i: int, state: State, limit: int) -> int:
        """What the lists from i on can make of the state at most."""
        cost, loss = state
        return (self.q * loss + self.suffix[i] + self.p * (limit - cost[self.d])) // self.q


def _relaxation(lists: Lists, d: int, limit: int) -> _Relaxation:
    hulls = [_hull(states, d) for states in lists]
    room = limit - sum(hull[0][0] for hull in hulls)
    steps = [(v - u, b - a) for hull in hulls for (a, u), (b, v) in zip(hull, hull[1:], strict=False)]
    p, q = 0, 1
    for gain, cost in sorted(steps, key=lambda s: fmpq(s[0], s[1]), reverse=True):
        if cost > room:
            p, q = gain, cost
            break
        room -= cost
    return _Relaxation(d, p, q, ()).of(lists)


def _regret(states: Sequence[State], r: _Relaxation) -> int:
    """By how much the best choice at the multiplier beats the next: lists with much of it are settled first."""
    values = sorted((r.q * v - r.p * c[r.d] for c, v in states), reverse=True)
    return values[0] - values[1] if len(values) > 1 else values[0] + 1


def _greedy(lists: Lists, relaxation: _Relaxation, limit: int) -> int:
    """The loss of a choice within the limit: in the order of efficiency, each list once or more often upwards."""
    d, p, q = relaxation.d, relaxation.p, relaxation.q
    order = sorted(range(len(lists)), key=lambda i: max(q * v - p * c[d] for c, v in lists[i]), reverse=True)
    spent, total = [0] * len(lists[0][0][0]), 0
    for i in order:
        fits = [(q * v - p * c[d], v, c) for c, v in lists[i] if all(s + x <= limit for s, x in zip(spent, c, strict=True))]
        _, loss, cost = max(fits, key=lambda f: (f[0], f[1]))
        total += loss
        spent = [s + x for s, x in zip(spent, cost, strict=True)]
    return total


def _search(lists: Lists, limit: int, meter: Meter) -> tuple[int, int]:
    if not lists or not lists[0][0][0]:
        return (total := sum(max(v for _, v in states) for states in lists)), total
    width = len(lists[0][0][0])
    start: State = ((0,) * width, 0)
    relaxations = [_relaxation(lists, d, limit) for d in range(width)]
    tightest = min(relaxations, key=lambda r: fmpq(r.suffix[0] + r.p * limit, r.q))
    lists = sorted(lists, key=lambda states: _regret(states, tightest), reverse=True)
    relaxations = [r.of(lists) for r in relaxations]
    best = max(_greedy(lists, r, limit) for r in relaxations)
    frontier = [start]
    for i, states in enumerate(lists):
        try:
            meter.spend(len(frontier) * len(states) + 1)
        except BudgetSpent:
            return best, max(best, *(min(r.bound(i, s, limit) for r in relaxations) for s in frontier))
        sums = ((tuple(a + b for a, b in zip(c, e, strict=True)), v + w) for c, v in frontier for e, w in states)
        open_sums = [s for s in sums if all(c <= limit for c in s[0]) and all(r.beats(i + 1, s, limit, best) for r in relaxations)]
        frontier = _undominated(open_sums)
        if not frontier:
            return best, best
    return (top := max([best, *(v for _, v in frontier)])), top


def _undominated(states: Sequence[State]) -> list[State]:
    kept: list[State] = []
    for cost, loss in sorted(states, key=lambda s: (s[0], -s[1])):
        if len(cost) == 1:
            if not kept or loss > kept[-1][1]:
                kept.append((cost, loss))
        elif not any(v >= loss and all(a <= b for a, b in zip(c, cost, strict=True)) for c, v in kept):
            kept.append((cost, loss))
    return kept
