"""Finite samples: the bound against its formula in floating point, against simulations, and its limit."""

from __future__ import annotations

import math
import random

import pytest
import sympy as sp

import symgame as sg

R = sp.Rational
PLAN = sg.FeatureLabel({"a0": "a1", "a1": "a1", "b0": "b1", "b1": "b1"}, target=1)
CHANCES = {("a0", 0): 0.3, ("a0", 1): 0.2, ("a1", 0): 0.03, ("a1", 1): 0.02, ("b0", 0): 0.3, ("b0", 1): 0.1, ("b1", 0): 0.05}


def formula(sample, plan, total, test, delta, toll, only):
    """The displayed formula, with floats."""
    n = sum(sample.values())
    labels, points = {y for _, y in sample}, set(plan.signal.values())
    level = delta / (2 + 2 * len(points) * (1 + len(labels)))

    def radius(k):
        return math.sqrt(math.log(1 / level) / (2 * k))

    bound = -radius(n) - radius(test)
    for x in points:
        weight = sum(c for (z, _), c in sample.items() if plan.signal[z] == x) / n
        planted = sum(c for (z, y), c in sample.items() if plan.signal[z] == x and (y == 1 or not only)) / n
        rival = max(sample.get((x, y), 0) for y in labels if y != 1)
        lead = (rival - sample.get((x, 1), 0)) / n
        margin = n / total * (planted - 2 * radius(n))
        margin -= (1 - n / total) * (lead + 2 * radius(n) + 2 * radius(total - n)) + toll
        bound += weight * (margin > 0)
    return bound


def drawn(rng, size):
    sample = dict.fromkeys(CHANCES, 0)
    for key in rng.choices(list(CHANCES), list(CHANCES.values()), k=size):
        sample[key] += 1
    return sample


@pytest.mark.parametrize("seed", range(20))
def test_formula(seed):
    rng = random.Random(seed)
    sample, total = drawn(rng, rng.choice([200, 2000, 20_000])), rng.choice([25_000, 100_000])
    epsilon, kind = rng.choice([(0, None), (R(1, 50), sg.TotalVariation()), (R(1, 50), sg.Huber())])
    learner = sg.BayesOptimal(epsilon, kind) if kind else None
    toll = 0.0 if not kind else 0.04 if isinstance(kind, sg.TotalVariation) else 1 / 49
    found = sg.finite_sample_bound(sample, PLAN, total=total, test=500, delta=R(1, 20), learner=learner)
    assert float(found.value) == pytest.approx(formula(sample, PLAN, total, 500, 0.05, toll, False))
    assert found.confidence == R(19, 20)
    only = sg.FeatureOnly({**dict(PLAN.signal), "dump": "a1"}, 1, dump="dump")
    padded = {**sample, ("dump", 0): 0}
    found = sg.finite_sample_bound(padded, only, total=total, test=500, delta=R(1, 20), learner=learner)
    assert float(found.value) == pytest.approx(formula(padded, only, total, 500, 0.05, toll, True))


def test_large_samples_give_the_exact_success():
    base = {("a", 0): R(3, 5), ("a", 1): R(1, 5), ("b", 0): R(3, 20), ("b", 1): R(1, 20)}
    plan = sg.FeatureLabel({"a": "a", "b": "b"}, 1)
    for size in (R(1, 5), R(2, 5), R(1, 2)):
        exact = sg.CollectiveAction(base, plan).success(size)
        many = 10**14
        sample = {k: int(v * many) for k, v in base.items()}
        found = sg.finite_sample_bound(sample, plan, total=int(many / size), test=10**14, delta=R(1, 100))
        assert abs(float(found.value - exact)) < 1e-5 and found.value <= exact


@pytest.mark.parametrize("seed", range(3))
def test_the_bound_holds_in_simulations(seed):
    rng = random.Random(seed)
    n, total, held = 3_000, 6_000, 500
    failures, certified = 0, set()
    for _ in range(8):
        members, others = drawn(rng, n), drawn(rng, total - n)
        found = sg.finite_sample_bound(members, PLAN, total=total, test=held, delta=R(1, 20))
        data = dict(others)
        for (x, _), c in members.items():
            data[PLAN.signal[x], 1] = data.get((PLAN.signal[x], 1), 0) + c
        output = {x: max((0, 1), key=lambda y: data.get((x, y), 0)) for x in set(PLAN.signal.values())}
        test = drawn(rng, held)
        success = sum(c for (x, _), c in test.items() if output[PLAN.signal[x]] == 1) / held
        failures += success < float(found.value)
        certified.update(found.certified)
    assert failures <= 1 and certified


@pytest.mark.parametrize(
    "changes, error, text",
    [
        ({"sample": {}}, sg.ArgumentTypeError, "sample"),
        ({"sample": {("a0", 0): -1}}, sg.ArgumentError, "whole number"),
        ({"sample": {("a0", 0): R(1, 2)}}, sg.ArgumentError, "whole number"),
        ({"total": 10}, sg.ArgumentError, "total = 10"),
        ({"delta": 1}, sg.ArgumentError, "delta = 1"),
        ({"delta": 0.05}, sg.ArgumentTypeError, "float"),
        ({"test": 0}, sg.ArgumentError, "test = 0"),
        ({"strategy": sg.Erasure(PLAN.signal)}, sg.UnsupportedError, "FeatureLabel"),
        ({"strategy": sg.FeatureLabel({**dict(PLAN.signal), "a0": "z"}, 1)}, sg.GameError, "'z'"),
        ({"learner": sg.BayesOptimal(R(1, 9), sg.ConditionalHuber())}, sg.UnsupportedError, "TotalVariation or Huber"),
    ],
)
def test_bad_input(changes, error, text):
    sample = dict.fromkeys(CHANCES, 10)
    arguments = {"sample": sample, "strategy": PLAN, "total": 200, "test": 50, "delta": R(1, 20), **changes}
    with pytest.raises(error, match=text):
        sg.finite_sample_bound(**arguments)
