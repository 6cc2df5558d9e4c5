"""Success from a finite sample: a bound that a collective can compute from its own n data points.

The platform trains on N points, n of them planted by members and N − n drawn from P₀.  With #X* signal points, #Y labels,
δ' = δ/(2 + 2 #X* + 2 #X* #Y) and R(k) = √(ln(1/δ')/(2k)), the success on N_test fresh points is, with probability at least
1 − δ, at least

    Σ_x n_x/n · 1{ (n/N)(s_x − 2R(n)) − ((N−n)/N)(Δ̂_x + 2R(n) + 2R(N−n)) > t } − R(n) − R(N_test).

n_x counts the members' points with g(·) = x, Δ̂_x is the largest lead of another label over the target among the members' points at
x, s_x the share of the members' points that are planted at x with the target label: all of n_x for feature–label, those
with the target label for feature-only with a dump.  t is the toll of an ε-suboptimal learner, 2ε for total variation and
ε/(1−ε) for Huber contamination.  After Gauthier, Bach, Jordan (2025), with that toll in the place of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq

from symgame.errors import ArgumentError, ArgumentTypeError, UndecidedError, UnsupportedError
from symgame.logic.exact import sign
from symgame.logic.numbers import Undecidable
from symgame.models.joint import FiniteJoint, to_sympy
from symgame.models.learners import BayesOptimal
from symgame.models.neighbourhoods import Huber, TotalVariation
from symgame.models.planting import check_strategy
from symgame.models.strategies import FeatureLabel, FeatureOnly
from symgame.printing import Value
from symgame.solve.values import exact_number


@dataclass(frozen=True)
class SampleBound(Value):
    """A lower bound on the success from a finite sample.

    Parameters
    ----------
    value : Expr
        Exact; the success is at least this with probability at least ``confidence``.
    confidence : Rational
    margins : tuple of (signal point, Expr)
        What stands before "> 0" in the condition of each signal point, the toll subtracted.
    certified : tuple of signal points
        Those where it is positive, decided by ball arithmetic.
    """

    value: sp.Expr
    confidence: sp.Rational
    margins: tuple[tuple[Any, sp.Expr], ...]
    certified: tuple[Any, ...]


def _count(value: Any, name: str, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int | sp.Integer) or value < least:
        raise ArgumentError(f"{name} = {value!r} is not a whole number of at least {least}")
    return int(value)


def finite_sample_bound(
    sample: Mapping[Any, Any], strategy: Any, *, total: int, test: int, delta: Any, learner: BayesOptimal | None = None
) -> SampleBound:
    """The success that a collective can guarantee from its own sample.

    Parameters
    ----------
    sample : mapping from (feature, label) to count
        The members' data before they change it; their number is n.
    strategy : FeatureLabel, or FeatureOnly with a dump
    total : int
        N, all training points.
    test : int
        Number of test points.
    delta : Rational
        The probability with which the bound may fail, in (0, 1).
    learner : BayesOptimal, optional
        With ε and a joint neighbourhood.

    Returns
    -------
    SampleBound

    Raises
    ------
    ArgumentError, ArgumentTypeError, GameError
        If a count, δ, or the strategy is not well formed, or no other points are left.
    UnsupportedError
        For other strategies and conditional neighbourhoods.

    Examples
    --------
    >>> plan = FeatureLabel({"a": "a"}, target=1)
    >>> found = finite_sample_bound({("a", 0): 300, ("a", 1): 700}, plan, total=2000, test=10**6, delta=sp.Rational(1, 20))
    >>> found.certified, found.value > sp.Rational(9, 10)
    (('a',), True)
    """
    if not isinstance(sample, Mapping) or not sample:
        raise ArgumentTypeError(f"sample: {sample!r} is not a mapping from (feature, label) to a count")
    counts = {k: _count(v, f"sample[{k!r}]", 0) for k, v in sample.items()}
    members, everybody = sum(counts.values()), _count(total, "total", 1)
    if not 0 < members < everybody:
        raise ArgumentError(f"total = {everybody}: it has to exceed the number of members, {members}, which is positive")
    chance = exact_number(delta, "delta")
    if not isinstance(chance, sp.Rational) or not 0 < chance < 1:
        raise ArgumentError(f"delta = {chance}: give a rational number in (0, 1)")
    joint = FiniteJoint({k: sp.Rational(v, members) for k, v in counts.items()})
    toll = _toll(BayesOptimal() if learner is None else learner)
    planted, weights = _planted(joint, strategy)
    level = chance / (2 + 2 * len(weights) * (1 + len(joint.labels)))
    own, rest, fresh = (_radius(level, k) for k in (members, everybody - members, _count(test, "test", 1)))
    share = sp.Rational(members, everybody)
    margins = []
    for x in weights:
        rivals = [joint.mass(x, y) for y in joint.labels if y != strategy.target]
        lead = to_sympy(max(rivals, default=fmpq(0)) - joint.mass(x, strategy.target))
        margins.append((x, share * (to_sympy(planted[x]) - 2 * own) - (1 - share) * (lead + 2 * own + 2 * rest) - toll))
    certified = tuple(x for x, margin in margins if positive(margin))
    value = to_sympy(sum((weights[x] for x in certified), fmpq(0))) - own - fresh
    return SampleBound(value, 1 - chance, tuple(margins), certified)


def _radius(level: sp.Rational, count: int) -> sp.Expr:
    """R(k) = √(ln(1/δ')/(2k))."""
    return sp.sqrt(sp.log(1 / level) / (2 * count))


def _toll(learner: BayesOptimal) -> sp.Expr:
    if not isinstance(learner, BayesOptimal):
        raise ArgumentTypeError(f"learner: {learner!r} is not a BayesOptimal")
    if learner.epsilon == 0:
        return sp.S.Zero
    if isinstance(learner.neighbourhood, TotalVariation):
        return 2 * learner.epsilon
    if isinstance(learner.neighbourhood, Huber):
        return learner.epsilon / (1 - learner.epsilon)
    raise UnsupportedError("a finite-sample bound needs ε = 0, TotalVariation or Huber")


def _planted(joint: FiniteJoint, strategy: Any) -> tuple[dict[Any, fmpq], dict[Any, fmpq]]:
    """By signal point: the planted share with the target label, and the weight in the success."""
    if not isinstance(strategy, FeatureLabel) and not (isinstance(strategy, FeatureOnly) and strategy.dump is not None):
        raise UnsupportedError("a finite-sample bound needs FeatureLabel, or FeatureOnly with a dump")
    check_strategy(joint, strategy)
    planted: dict[Any, fmpq] = {}
    weights: dict[Any, fmpq] = {}
    for x in joint.features:
        image = strategy.signal[x]
        moved = joint.marginal[x] if isinstance(strategy, FeatureLabel) else joint.mass(x, strategy.target)
        planted[image] = planted.get(image, fmpq(0)) + moved
        weights[image] = weights.get(image, fmpq(0)) + joint.marginal[x]
    return planted, weights


def positive(number: sp.Expr) -> bool:
    """Whether an exact number, here with square roots of logarithms, is positive.

    Raises
    ------
    UndecidedError
        If the number cannot be told from zero.

    Examples
    --------
    >>> positive(sp.sqrt(sp.log(3) / 2) - sp.Rational(74, 100)), positive(-sp.sqrt(sp.log(2)))
    (True, False)
    """
    try:
        return sign(number) > 0
    except Undecidable:
        raise UndecidedError(f"the sign of {number} was not decided: it is too close to zero") from None
