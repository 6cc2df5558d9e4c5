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
    """A contest with, for every option, the affine forms that have to be positive."""

    point: Any
    weight: Any
    options: tuple[tuple[Ends, ...], ...]


def contest_forms(
    contest: Contest, joint: FiniteJoint, laws: Sequence[Mapping[Pair, Any]], learner: BayesOptimal
) -> ContestForms:
    """The forms of one contest under the laws of all collectives.

    Examples
    --------
    >>> joint = FiniteJoint({("a", 0): sp.Rational(2, 3), ("a", 1): sp.Rational(1, 3)})
    >>> contest = Contest("a", fmpq(1), ((("a", 1),),))
    >>> contest_forms(contest, joint, [{("a", 1): fmpq(1)}], BayesOptimal()).options
    (((-1/3, 1),),)
    """
    tables = (joint.table, *laws)
    options = tuple(
        tuple(form for feature, label in option for form in _leads(joint, tables, feature, label, learner))
        for option in contest.options
    )
    return ContestForms(contest.point, contest.weight, options)


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


def holds(option: Iterable[Ends], sizes: Sequence[fmpq]) -> bool:
    """Whether every form of an option is positive at numeric sizes.

    Examples
    --------
    >>> holds([(fmpq(-1, 3), fmpq(1))], [fmpq(1, 4)])
    False
    """
    return all(form_value(form, sizes) > 0 for form in option)


def win_interval(option: Iterable[Ends]) -> tuple[fmpq | None, fmpq | None] | None:
    """Where in [0, 1] an option of a single collective holds: an interval, open in [0, 1].

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
    for at_zero, at_one in option:
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
    >>> forms = ContestForms("a", fmpq(1), (((fmpq(-1, 3), fmpq(1)),),))
    >>> staircase(sp.Symbol("alpha"), [forms]).thresholds
    (1/4,)
    """
    level = fmpq(0)
    jumps: dict[fmpq, list[fmpq]] = {}
    for contest in contests:
        for option in contest.options:
            interval = win_interval(option)
            if interval is None:
                continue
            low, high = interval
            if low is None:
                level += contest.weight
            else:
                jumps.setdefault(low, [fmpq(0), fmpq(0)])[0] += contest.weight
            if high is not None:
                jumps.setdefault(high, [fmpq(0), fmpq(0)])[1] += contest.weight
    first, changes = to_sympy(level), []
    for t in sorted(jumps):
        gained, lost = jumps[t]
        changes.append((to_sympy(t), to_sympy(level - lost), to_sympy(level - lost + gained)))
        level += gained - lost
    return step_function(variable, first, changes)
