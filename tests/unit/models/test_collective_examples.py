"""The worked examples of collective action, exactly: staircases, critical masses, worst cases, bounds."""

from __future__ import annotations

import pytest
import sympy as sp

from symgame.models.collective import CollectiveAction
from symgame.models.descent import demanded_gradients, path_maximum, redirected_path
from symgame.models.learners import FEATURE, LABEL, BayesOptimal, GradientDescent, RiskMinimizer
from symgame.models.neighbourhoods import ConditionalTotalVariation, Huber, TotalVariation
from symgame.models.strategies import Erasure, FeatureLabel, FeatureOnly, GradientRedirecting

R = sp.Rational
alpha = sp.Symbol("alpha")
theta = sp.Symbol("theta", real=True)


def base_of(counts: dict[str, tuple[int, int]]) -> dict:
    return {(x, y): R(n[y], 100) for x, n in counts.items() for y in (0, 1)}


PLANT = {"a0": (20, 20), "a1": (3, 1), "b0": (24, 6), "b1": (4, 1), "c0": (8, 12), "c1": (1, 0)}
SHARES = {**PLANT, "b1": (3, 1), "c1": (1, 1)}
SIGNAL = {x: x[0] + "1" for x in PLANT}


def test_feature_label_staircase():
    action = CollectiveAction(base_of(PLANT), FeatureLabel(SIGNAL, target=1))
    step = action.success(alpha)
    assert step.thresholds == (R(1, 23), R(1, 22), R(3, 38))
    assert step.values == (0, R(11, 25), R(13, 20), 1)
    assert step.left_continuous
    assert [step.at(t) for t in step.thresholds] == [0, R(11, 25), R(13, 20)]
    numbers = action.numbers
    assert (numbers.uniqueness, numbers.gap, numbers.excess) == (R(1, 10), 1, R(3, 50))


@pytest.mark.parametrize(
    "goal, mass, refined, bound",
    [
        (R(1, 2), R(1, 22), R(3, 28), R(1, 6)),
        (R(13, 20), R(1, 22), R(6, 41), R(2, 9)),
        (R(9, 10), R(3, 38), R(3, 8), R(1, 2)),
    ],
)
def test_critical_mass(goal, mass, refined, bound):
    action = CollectiveAction(base_of(PLANT), FeatureLabel(SIGNAL, target=1))
    assert action.critical_mass(goal) == mass
    assert action.critical_mass_bound(goal, refined=True) == refined
    assert action.critical_mass_bound(goal) == bound


def test_bounds_of_the_feature_label_strategy():
    action = CollectiveAction(base_of(PLANT), FeatureLabel(SIGNAL, target=1))
    assert [action.bound(R(1, 10)), action.bound(R(1, 10), refined=True)] == [R(1, 10), R(23, 50)]
    assert [action.bound(R(1, 5)), action.bound(R(1, 5), refined=True)] == [R(3, 5), R(19, 25)]


@pytest.mark.parametrize(
    "epsilon, exact, bounds",
    [
        (R(1, 40), (R(13, 20), 1, 1), (R(7, 20), R(92, 195), R(53, 95))),
        (R(1, 20), (R(11, 25), R(13, 20), 1), (R(1, 10), R(32, 95), R(23, 45))),
        (R(1, 10), (0, R(7, 20), 1), (-R(2, 5), R(2, 45), R(2, 5))),
    ],
)
def test_worst_cases(epsilon, exact, bounds):
    for neighbourhood, value, bound in zip(
        (TotalVariation(), Huber(), ConditionalTotalVariation()), exact, bounds, strict=True
    ):
        learner = BayesOptimal(epsilon=epsilon, neighbourhood=neighbourhood)
        action = CollectiveAction(base_of(PLANT), FeatureLabel(SIGNAL, target=1), learner=learner)
        assert action.success(R(1, 5)) == value
        assert action.success(alpha).at(R(1, 5)) == value
        assert action.bound(R(1, 5)) == bound


def test_total_variation_needs_two_epsilon():
    base = {("x", 0): R(17, 30), ("x", 1): R(13, 30)}
    for neighbourhood, value in ((TotalVariation(), 0), (Huber(), 1)):
        learner = BayesOptimal(epsilon=R(1, 10), neighbourhood=neighbourhood)
        action = CollectiveAction(base, FeatureLabel({"x": "x"}, target=1), learner=learner)
        assert action.success(R(1, 4)) == value


def test_feature_only_strategies():
    base = base_of(SHARES)
    only = CollectiveAction(base, FeatureOnly(SIGNAL, target=1))
    assert only.success(alpha).thresholds == (0, R(1, 10), R(1, 3))
    assert [only.success(a) for a in (R(1, 10), R(1, 5), R(1, 2))] == [R(11, 50), R(33, 50), 1]
    assert only.numbers.share == R(1, 5) and only.bound(R(1, 2)) == R(3, 10)
    both = CollectiveAction(base, FeatureLabel(SIGNAL, target=1))
    assert both.success(alpha).thresholds == (0, R(1, 23), R(1, 18))
    with_dump = {**base, ("dump", 0): 0}
    dump = CollectiveAction(with_dump, FeatureOnly({**SIGNAL, "dump": "a1"}, target=1, dump="dump"))
    assert dump.success(alpha).thresholds == (0, R(2, 23), R(2, 9))
    assert [dump.success(R(9, 100)), dump.success(R(23, 100))] == [R(33, 50), 1]


def test_erasure():
    counts = {"00": (18, 6), "01": (4, 12), "10": (5, 15), "11": (22, 18)}
    action = CollectiveAction(base_of(counts), Erasure({x: x[0] + "0" for x in counts}))
    step = action.success(alpha)
    assert step.thresholds == (R(1, 11), R(1, 3)) and step.values == (R(11, 25), R(21, 25), 1)
    assert action.numbers.distortion == R(1, 5)
    assert [action.bound(R(1, 3)), action.bound(R(1, 2))] == [R(1, 5), R(3, 5)]


def logistic(signal: dict, **options) -> CollectiveAction:
    base = {(x, y): R(1, 4) for x in (1, 2) for y in (0, 1)}
    loss = sp.log(1 + sp.exp(theta * FEATURE)) - LABEL * theta * FEATURE
    learner = RiskMinimizer(loss=loss, parameters=theta, target=sp.log(2), **options)
    return CollectiveAction(base, FeatureLabel(signal, target=1), learner=learner)


def test_logistic_risk_minimiser():
    action = logistic({1: 1, 2: 2}, strong_convexity=R(97, 225))
    t = sp.Symbol("t")
    assert action.success(0) == -sp.log(2)
    cubic = sp.CRootOf(27 * t**3 + 7 * t**2 - 13 * t - 33, 0)
    assert action.success(R(1, 10)) == sp.log(cubic) - sp.log(2)
    cubic = sp.CRootOf(9 * t**3 + t**2 - 7 * t - 15, 0)
    assert action.success(R(1, 4)) == sp.log(cubic) - sp.log(2)
    assert action.success(R(23, 45)) == 0
    assert action.critical_mass(0) == R(23, 45)
    assert logistic({1: 2, 2: 2}).critical_mass(0) == R(23, 47)
    assert action.bound(R(1, 4)) == -R(705, 1552) < action.success(R(1, 4))


def double_well() -> GradientDescent:
    loss = theta**4 / 4 - theta**2 / 2 - LABEL * theta
    return GradientDescent(loss=loss, parameters=theta, start=-1, target=1, step=R(1, 2))


def test_double_well_under_control():
    learner = double_well()
    action = CollectiveAction({(0, 0): 1}, GradientRedirecting(R(1, 2)), learner=learner)
    assert action.success(R(1, 2), steps=10) == -R(282475249, 536870912)
    path = redirected_path(learner, R(1, 2), R(1, 2), 10)
    assert path[-1] == (R(254395663, 536870912),)
    assert path_maximum(action.joint, learner) == 2 * sp.sqrt(3) / 9
    wanted = demanded_gradients(action.joint, learner, R(1, 2), R(1, 2), 10)
    labels = [p[0] ** 3 - p[0] - g[0] for p, g in zip(path, wanted, strict=False)]
    assert max(abs(z) for z in labels) == R(49, 32)
    critical = 2 * sp.sqrt(3) / 9
    assert action.bound(critical / (1 + critical), steps=3, reach=1) == -2
    assert action.bound(R(1, 5), steps=3, reach=1) == -sp.oo


def test_double_well_under_fixed_data_gets_stuck_below_the_threshold():
    learner = double_well()
    base, strategy = {(0, 0): 1, (0, 1): 0}, FeatureLabel({0: 0}, target=1)
    action = CollectiveAction(base, strategy, learner=learner)
    stuck, free = (action.success(a, steps=6) for a in (R(38, 100), R(1, 1)))
    assert stuck < -1 and free > -R(1, 2)
