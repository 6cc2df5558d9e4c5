"""Margins in the mixture: by how much a label leads at a feature, as an affine function of the sizes.

With K collectives of sizes α_1, …, α_K the lead of label l over label y at x is

    D_y(α) = P_α(x, l) − P_α(x, y) = (1 − Σ α_k) D_y⁰ + Σ α_k D_y^k,

D⁰ the lead under P₀ and D^k the lead under P*_k.  A learner that is only ε-suboptimal in a conditional
neighbourhood turns the condition D_y > 0 into another affine one:

    conditional total variation:   D_y − 2 ε P_α(x) > 0,
    conditional Huber:             (1 − ε) D_y − ε P_α(x) > 0.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq

from symgame.models.joint import FiniteJoint, Pair, to_fmpq, to_sympy
from symgame.models.learners import BayesOptimal
from symgame.models.neighbourhoods import ConditionalHuber, ConditionalTotalVariation
from symgame.models.planting import Contest
from symgame.models.steps import StepFunction, step_function

Ends = tuple[Any, ...]
"""An affine form by its values under P₀ and under each P*_k."""


@dataclass(frozen=True)
class ContestForms:
    """A contest with the affine forms that have to be positive, one for each rival label."""

    point: Any
    weight: Any
    leads: tuple[Ends, ...]


def contest_forms(
    contest: Contest, joint: FiniteJoint, laws: Sequence[Mapping[Pair, Any]], learner: BayesOptimal
) -> ContestForms:
    """The forms of one contest under the laws of all collectives.

    Examples
    --------
    >>> joint = FiniteJoint({("a", 0): sp.Rational(2, 3), ("a", 1): sp.Rational(1, 3)})
    >>> contest_forms(Contest("a", fmpq(1), 1), joint, [{("a", 1): fmpq(1)}], BayesOptimal()).leads
    ((-1/3, 1),)
    """
    tables = (joint.table, *laws)
    leads = _leads(joint, tables, contest.point, contest.label, learner)
    return ContestForms(contest.point, contest.weight, tuple(leads))


def _leads(
    joint: FiniteJoint, tables: Sequence[Mapping[Pair, Any]], x: Hashable, label: Hashable, learner: BayesOptimal
) -> Iterable[Ends]:
    zero = joint.zero
    own = [t.get((x, label), zero) for t in tables]
    epsilon = to_fmpq(learner.epsilon) if joint.numeric else learner.epsilon
    scale: Any = 1
    toll: Any = zero
    if isinstance(learner.neighbourhood, ConditionalTotalVariation):
        toll = 2 * epsilon
    elif isinstance(learner.neighbourhood, ConditionalHuber):
        scale, toll = 1 - epsilon, epsilon
    masses = [sum((t.get((x, y), zero) for y in joint.labels), zero) for t in tables] if toll != 0 else []
    for y in joint.labels:
        if y != label:
            lead = [a - t.get((x, y), zero) for a, t in zip(own, tables, strict=True)]
            yield tuple(lead) if toll == 0 else tuple(scale * d - toll * m for d, m in zip(lead, masses, strict=True))


def form_value(form: Ends, sizes: Sequence[Any]) -> Any:
    """The value of an affine form at the sizes of the collectives.

    Examples
    --------
    >>> form_value((fmpq(-1, 3), fmpq(1)), [fmpq(1, 2)])
    1/3
    """
    rest = 1 - sum(sizes[1:], sizes[0])
    return sum((a * e for a, e in zip(sizes, form[1:], strict=True)), rest * form[0])


def holds(leads: Iterable[Ends], sizes: Sequence[fmpq]) -> bool:
    """Whether every form is positive at numeric sizes.

    Examples
    --------
    >>> holds([(fmpq(-1, 3), fmpq(1))], [fmpq(1, 4)])
    False
    """
    return all(form_value(form, sizes) > 0 for form in leads)


def win_interval(leads: Iterable[Ends]) -> tuple[fmpq | None, fmpq | None] | None:
    """Where in [0, 1] the forms of a single collective are positive: an interval, open in [0, 1].

    Returns
    -------
    (low, high) or None
        ``low`` None when 0 is in it, ``high`` None when 1 is; None for the empty set.

    Examples
    --------
    >>> win_interval([(fmpq(-1, 3), fmpq(1))])
    (1/4, None)
    """
    low: fmpq | None = None
    high: fmpq | None = None
    for at_zero, at_one in leads:
        if at_zero <= 0 and at_one <= 0:
            return None
        if at_zero <= 0:
            root = -at_zero / (at_one - at_zero)
            low = root if low is None or root > low else low
        elif at_one <= 0:
            root = at_zero / (at_zero - at_one)
            high = root if high is None or root < high else high
    return None if low is not None and high is not None and low >= high else (low, high)


def staircase(variable: sp.Symbol, contests: Iterable[ContestForms]) -> StepFunction:
    """The success of a single collective as a step function of its size; rational data.

    Examples
    --------
    >>> forms = ContestForms("a", fmpq(1), ((fmpq(-1, 3), fmpq(1)),))
    >>> staircase(sp.Symbol("alpha"), [forms]).thresholds
    (1/4,)
    """
    parts: list[Part] = []
    for contest in contests:
        interval = win_interval(contest.leads)
        if interval is not None:
            low, high = interval
            start = contest.weight if low is None else fmpq(0)
            changes = [] if low is None else [(low, fmpq(0), contest.weight)]
            parts.append((start, changes if high is None else [*changes, (high, fmpq(0), fmpq(0))]))
    return add_staircases(variable, parts)


Part = tuple[fmpq, list[tuple[fmpq, fmpq, fmpq]]]
"""A step function by its value at the left and ``(place, value at it, value right of it)`` in order."""


def add_staircases(variable: sp.Symbol, parts: Iterable[Part]) -> StepFunction:
    """The sum of step functions.

    Examples
    --------
    >>> one = (fmpq(0), [(fmpq(1, 4), fmpq(0), fmpq(1))])
    >>> add_staircases(sp.Symbol("alpha"), [one, one]).values
    (0, 2)
    """
    level = fmpq(0)
    jumps: dict[fmpq, list[fmpq]] = {}
    for first, changes in parts:
        level += first
        for place, at, after in changes:
            jump = jumps.setdefault(place, [fmpq(0), fmpq(0)])
            jump[0] += at - first
            jump[1] += after - first
            first = after
    start, merged = to_sympy(level), []
    for place in sorted(jumps):
        at, after = jumps[place]
        merged.append((to_sympy(place), to_sympy(level + at), to_sympy(level + after)))
        level += after
    return step_function(variable, start, merged)
