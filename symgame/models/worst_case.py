"""The worst case of a collective over a joint neighbourhood of the data.

Under total variation, or Huber contamination, of size ε the adversary spends one budget over all points:
to take the lead m > 0 away at x costs m/2 of ε, respectively (1 − ε) m of ε, and loses the weight of x.
The worst case is therefore a knapsack.  For erasure a flip at the centre g(x) loses its whole fibre, so
that the choices come in groups; each group's Pareto list of (cost, loss) is merged into one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from flint import fmpq

from symgame.budget import BudgetSpent, Meter
from symgame.errors import UnsupportedError
from symgame.models.joint import FiniteJoint, Pair, to_fmpq
from symgame.models.knapsack import KnapsackEnd, knapsack
from symgame.models.learners import BayesOptimal
from symgame.models.margins import ContestForms, form_value
from symgame.models.neighbourhoods import Huber, TotalVariation
from symgame.printing import Value

ZERO = fmpq(0)


@dataclass(frozen=True)
class Bracket(Value):
    """A proved pair of bounds, where the exact value was beyond the budget.

    Parameters
    ----------
    low, high : Rational
    reason : str

    Examples
    --------
    >>> Bracket(sp.S.Zero, sp.S.One, "the budget is spent").low
    0
    """

    low: sp.Rational
    high: sp.Rational
    reason: str = field(compare=False)


def is_joint(learner: BayesOptimal) -> bool:
    """Whether the worst case is a choice over all points at once.

    Examples
    --------
    >>> is_joint(BayesOptimal())
    False
    """
    return learner.epsilon > 0 and isinstance(learner.neighbourhood, TotalVariation | Huber)


def flip_factor(learner: BayesOptimal) -> fmpq:
    """Cost of a unit of lead.

    Examples
    --------
    >>> flip_factor(BayesOptimal(sp.Rational(1, 10), Huber()))
    9/10
    """
    return fmpq(1, 2) if isinstance(learner.neighbourhood, TotalVariation) else 1 - to_fmpq(learner.epsilon)


def planting_loss(
    forms: Iterable[ContestForms], sizes: Sequence[fmpq], learner: BayesOptimal, meter: Meter
) -> KnapsackEnd:
    """The largest weight that an adversary can spoil for a planting collective, at numeric sizes.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> point = ContestForms("a", fmpq(1), ((fmpq(-1, 3), fmpq(1)),))
    >>> learner = BayesOptimal(sp.Rational(1, 100))
    >>> planting_loss([point], [fmpq(1, 2)], learner, Budget().start()).low
    0
    """
    factor = flip_factor(learner)
    profits, costs = [], []
    for contest in forms:
        leads = [form_value(form, sizes) for form in contest.leads]
        if leads:
            profits.append(contest.weight)
            costs.append(max(ZERO, factor * min(leads)))
    return knapsack(profits, costs, to_fmpq(learner.epsilon), meter)


State = tuple[fmpq, fmpq]


def _pareto(states: Iterable[State], capacity: fmpq) -> list[State]:
    kept: list[State] = []
    for cost, loss in sorted(states, key=lambda s: (s[0], -s[1])):
        if cost > capacity:
            break
        if not kept or loss > kept[-1][1]:
            kept.append((cost, loss))
    return kept


def _costs(table: Mapping[Pair, Any], joint: FiniteJoint, x: Any) -> dict[Any, fmpq]:
    masses = {y: table.get((x, y), ZERO) for y in joint.labels}
    top = max(masses.values())
    return {y: top - m for y, m in masses.items()}


def _group(
    joint: FiniteJoint, table: Mapping[Pair, Any], centre: Any, fibre: Sequence[Any], capacity: fmpq, far: bool
) -> list[State]:
    """Pareto list of one fibre; `far` also lets the centre move to labels beyond its second best."""
    centre_costs = _costs(table, joint, centre)
    second = sorted(centre_costs.values())[:2][-1]
    found: list[State] = []
    for label, base in centre_costs.items():
        if base > second and not far:
            continue
        states = [(base, ZERO)]
        for x in fibre:
            price = min(cost for y, cost in _costs(table, joint, x).items() if y != label)
            weight = joint.marginal[x]
            states = _pareto([*states, *((c + price, v + weight) for c, v in states)], capacity)
        found += states
    return _pareto(found, capacity)


def erasure_loss(
    joint: FiniteJoint, signal: Mapping[Any, Any], table: Mapping[Pair, Any], learner: BayesOptimal, meter: Meter
) -> KnapsackEnd:
    """The largest weight that an adversary can spoil for an erasing collective; `table` is the mixture.

    Raises
    ------
    UnsupportedError
        If the signal map is not idempotent: then the fibres depend on each other.
    """
    if any(signal[signal[x]] != signal[x] for x in joint.features):
        raise UnsupportedError(
            "the worst case of an erasure over a joint neighbourhood needs an idempotent signal map, g(g(x)) = g(x)"
        )
    if len(joint.labels) == 1:
        return KnapsackEnd(ZERO, ZERO)
    capacity = to_fmpq(learner.epsilon) / flip_factor(learner)
    fibres: dict[Any, list[Any]] = {}
    for x in joint.features:
        if signal[x] != x and joint.marginal[x] != 0:
            fibres.setdefault(signal[x], []).append(x)
    total = sum((joint.marginal[x] for fibre in fibres.values() for x in fibre), ZERO)
    far_matters = isinstance(learner.neighbourhood, TotalVariation) and len(joint.labels) > 2
    try:
        high = _erase(joint, fibres, table, capacity, True, meter)
        low = _erase(joint, fibres, table, capacity, False, meter) if far_matters else high
    except BudgetSpent:
        return KnapsackEnd(ZERO, total)
    return KnapsackEnd(low, high)


def _erase(
    joint: FiniteJoint,
    fibres: Mapping[Any, Sequence[Any]],
    table: Mapping[Pair, Any],
    capacity: fmpq,
    far: bool,
    meter: Meter,
) -> fmpq:
    states: list[State] = [(ZERO, ZERO)]
    for centre, fibre in fibres.items():
        group = _group(joint, table, centre, fibre, capacity, far)
        meter.spend(len(group) * len(states) + 1)
        states = _pareto(((a + c, b + d) for a, b in states for c, d in group), capacity)
    return max((loss for _, loss in states), default=ZERO)
