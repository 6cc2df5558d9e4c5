"""Erasure against a joint neighbourhood: which outputs can one budget ε pay for, and what do they lose.

The learner outputs f(x) with f(x) ∈ argmax_y P'(x, y) at every x, P' in the neighbourhood of P.

* Huber: P' exists iff Σ_x (1 − ε) (max_y P(x, y) − P(x, f(x))) <= ε.
* Total variation: at x the labels above a level t are cut to t and f(x) is lifted to it.  A removes R and adds
  A in total, TV = max(R, A), and the mixtures λ R + (1 − λ) A are least at the same kinds of levels for all points.
  By minimax, P' exists iff for every k = 1, …, |Y| − 1

      Σ_x (sum of the k largest of (P(x, y) − P(x, f(x)))⁺ over y) / (k + 1) <= ε,

  since the least value of λ R + (1 − λ) A is concave and piecewise linear in λ with corners at 1/(k + 1) only.  With
  two labels this is the half lead of the planting collective.

So each output has a vector of demands.  A point x is lost when f(x) ≠ f(g(x)); lists of undominated (demands,
loss) are built up along the graph of g, from its leaves to its cycles.  With the demands at both ends of an interval of
sizes on which they are affine, the lists hold for the whole interval at once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import sympy as sp
from flint import fmpq

from symgame.budget import BudgetSpent, Meter
from symgame.models.choices import choose
from symgame.models.joint import FiniteJoint, Pair, to_fmpq
from symgame.models.knapsack import KnapsackEnd
from symgame.models.learners import BayesOptimal
from symgame.models.margins import add_staircases
from symgame.models.neighbourhoods import TotalVariation
from symgame.models.steps import StepFunction

ZERO = fmpq(0)
Table = Mapping[Pair, Any]
State = tuple[tuple[fmpq, ...], fmpq]
"""Demands (of all constraints, at all ends) and loss."""


def demands(masses: Sequence[fmpq], label: int, learner: BayesOptimal) -> tuple[fmpq, ...]:
    """What the output `label` (by position) demands of ε at a point with these masses, one entry a constraint.

    Examples
    --------
    >>> demands([fmpq(1, 2), fmpq(1, 3), fmpq(1, 6)], 2, BayesOptimal(sp.Rational(1, 9)))
    (1/6, 1/6)
    """
    leads = sorted((max(ZERO, m - masses[label]) for m in masses), reverse=True)
    if not isinstance(learner.neighbourhood, TotalVariation):
        return ((1 - to_fmpq(learner.epsilon)) * leads[0],)
    found, total = [], ZERO
    for k, lead in enumerate(leads[:-1], 1):
        total += lead
        found.append(total / (k + 1))
    return tuple(found)


@dataclass
class _Outputs:
    """The outputs at all points; `ends` are the mixtures at the ends of an interval of sizes (one or two)."""

    joint: FiniteJoint
    signal: Mapping[Any, Any]
    ends: Sequence[Table]
    learner: BayesOptimal
    meter: Meter

    def undominated(self, states: Iterable[State]) -> list[State]:
        """States within ε at one end at least, without those that another one beats in everything."""
        limit = to_fmpq(self.learner.epsilon)
        kept: list[State] = []
        for cost, loss in sorted(states, key=lambda s: (s[0], -s[1])):
            width = len(cost) // len(self.ends)
            if any(min(cost[d::width]) > limit for d in range(width)):
                continue
            if len(cost) == 1:
                beaten = bool(kept) and kept[-1][1] >= loss
            else:
                beaten = any(v >= loss and all(a <= b for a, b in zip(c, cost, strict=True)) for c, v in kept)
            if not beaten:
                kept.append((cost, loss))
        return kept

    def both(self, left: Sequence[State], right: Sequence[State]) -> list[State]:
        """One state of each list."""
        self.meter.spend(len(left) * len(right))
        pairs = ((tuple(a + b for a, b in zip(c, d, strict=True)), v + w) for c, v in left for d, w in right)
        return self.undominated(pairs)

    def start(self, x: Hashable) -> list[list[State]]:
        """By label of x: the demands of that output alone."""
        labels = self.joint.labels
        masses = [[t.get((x, y), ZERO) for y in labels] for t in self.ends]
        return [
            self.undominated([(tuple(v for m in masses for v in demands(m, k, self.learner)), ZERO)])
            for k in range(len(labels))
        ]

    def seen_from(self, x: Hashable, by_label: Sequence[list[State]]) -> list[list[State]]:
        """By label of g(x): the states of x, its weight lost where the labels differ."""
        weight = self.joint.marginal[x]
        return [
            self.undominated(
                (c, v + (ZERO if k == image else weight)) for k, states in enumerate(by_label) for c, v in states
            )
            for image in range(len(by_label))
        ]

    def trees(self) -> tuple[dict[Any, list[list[State]]], list[Any]]:
        """For the points on cycles of g: by label, the states of the trees that hang there; and these points."""
        found = {x: self.start(x) for x in self.joint.features}
        open_images = dict.fromkeys(self.joint.features, 0)
        for x in self.joint.features:
            open_images[self.signal[x]] += 1
        leaves = [x for x, n in open_images.items() if n == 0]
        cyclic = dict.fromkeys(self.joint.features)
        while leaves:
            x = leaves.pop()
            del cyclic[x]
            image = self.signal[x]
            hung = self.seen_from(x, found.pop(x))
            found[image] = [self.both(a, b) for a, b in zip(found[image], hung, strict=True)]
            open_images[image] -= 1
            if open_images[image] == 0:
                leaves.append(image)
        return found, list(cyclic)

    def around(self, cycle: Sequence[Any], found: Mapping[Any, list[list[State]]]) -> list[State]:
        """The states of a cycle x_0 → x_1 → … → x_0 with all that hangs on it."""
        first, count = cycle[0], len(self.joint.labels)
        if len(cycle) == 1:
            return self.undominated(s for states in found[first] for s in states)
        total: list[State] = []
        for chosen in range(count):
            by_label = [found[first][k] if k == chosen else [] for k in range(count)]
            for x, following in pairwise(cycle):
                hung = self.seen_from(x, by_label)
                by_label = [self.both(a, b) for a, b in zip(found[following], hung, strict=True)]
            total += self.seen_from(cycle[-1], by_label)[chosen]
        return self.undominated(total)

    def components(self) -> Iterator[list[State]]:
        """The states of each component of the graph of g, which are free of each other.

        Raises
        ------
        BudgetSpent
            When the meter is exhausted.
        """
        found, cyclic = self.trees()
        seen: set[Any] = set()
        for x in cyclic:
            cycle: list[Any] = []
            while x not in seen:
                seen.add(x)
                cycle.append(x)
                x = self.signal[x]
            if cycle:
                yield self.around(cycle, found)

    def states(self) -> list[State]:
        """All undominated states; `BudgetSpent` when the meter is exhausted."""
        width = len(self.ends) * len(demands([ZERO] * len(self.joint.labels), 0, self.learner))
        total: list[State] = [((ZERO,) * width, ZERO)]
        for states in self.components():
            total = self.both(total, states)
        return total


def erasure_loss(
    joint: FiniteJoint, signal: Mapping[Any, Any], table: Table, learner: BayesOptimal, meter: Meter
) -> KnapsackEnd:
    """The largest weight that an adversary can spoil for an erasing collective; `table` is the mixture.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> joint = FiniteJoint({("a", 0): sp.Rational(1, 3), ("b", 0): 0, ("b", 1): sp.Rational(2, 3)})
    >>> erasure_loss(joint, {"a": "a", "b": "a"}, joint.table, BayesOptimal(sp.Rational(1, 9)), Budget().start()).low
    2/3
    """
    try:
        lists = list(_Outputs(joint, signal, [table], learner, meter).components())
        return choose(lists, to_fmpq(learner.epsilon), meter)
    except BudgetSpent:
        return KnapsackEnd(ZERO, sum((m for x, m in joint.marginal.items() if signal[x] != x), ZERO))


def joint_erasure_staircase(
    variable: sp.Symbol, joint: FiniteJoint, signal: Mapping[Any, Any], law: Table, learner: BayesOptimal, meter: Meter
) -> StepFunction:
    """The worst-case success of a single erasing collective as a step function of its size.

    Raises
    ------
    BudgetSpent
        When the meter is exhausted.
    """
    pairs = [(x, y) for x in joint.features for y in joint.labels]
    ends = {k: (joint.table.get(k, ZERO), law.get(k, ZERO)) for k in pairs}

    def mixture(size: fmpq) -> dict[Pair, fmpq]:
        return {k: (1 - size) * a + size * b for k, (a, b) in ends.items()}

    changes: list[tuple[fmpq, fmpq, fmpq]] = []
    for low, high in pairwise(_crossings(joint, ends)):
        states = _Outputs(joint, signal, [mixture(low), mixture(high)], learner, meter).states()
        changes += _changes(low, high, states, to_fmpq(learner.epsilon))
    end = _Outputs(joint, signal, [mixture(fmpq(1))], learner, meter).states()
    last = 1 - max(loss for _, loss in end)
    changes.append((fmpq(1), last, last))
    return add_staircases(variable, [(changes[0][1], changes)])


def _crossings(joint: FiniteJoint, ends: Mapping[Pair, tuple[fmpq, fmpq]]) -> list[fmpq]:
    """0, 1 and the sizes at which two labels of a point are equally likely: between them the demands are affine."""
    cuts = {fmpq(0), fmpq(1)}
    for x in joint.features:
        for y, z in combinations(joint.labels, 2):
            at_zero, at_one = (a - b for a, b in zip(ends[x, y], ends[x, z], strict=True))
            if at_zero != at_one and 0 < at_zero / (at_zero - at_one) < 1:
                cuts.add(at_zero / (at_zero - at_one))
    return sorted(cuts)


def _changes(low: fmpq, high: fmpq, states: Sequence[State], limit: fmpq) -> list[tuple[fmpq, fmpq, fmpq]]:
    """``(place, success at it, success right of it)`` from the lower end to before the upper one."""
    spans: list[tuple[fmpq, fmpq, fmpq]] = []
    for cost, loss in states:
        width = len(cost) // 2
        first, last = fmpq(0), fmpq(1)
        for left, right in zip(cost[:width], cost[width:], strict=True):
            if left > limit:
                first = max(first, (left - limit) / (left - right)) if right <= limit else fmpq(2)
            elif right > limit:
                last = min(last, (limit - left) / (right - left))
        if first <= last:
            spans.append((low + first * (high - low), low + last * (high - low), loss))

    def success(place: fmpq) -> fmpq:
        return 1 - max(loss for first, last, loss in spans if first <= place <= last)

    places = sorted({low, *(p for span in spans for p in span[:2] if p < high)})
    return [(p, success(p), success((p + q) / 2)) for p, q in pairwise([*places, high])]
