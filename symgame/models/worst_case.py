"""The worst case of a collective over a joint neighbourhood of the data.

Under total variation, or Huber contamination, of size ε the adversary spends one budget over all points:
to take the lead m > 0 away at x costs m/2 of ε, respectively (1 − ε) m of ε, and loses the weight of x.
The worst case is therefore a knapsack.  For erasure see `symgame.models.erasure_joint`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import sympy as sp
from flint import fmpq

from symgame.budget import Meter
from symgame.models.joint import to_fmpq
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
