"""Worst cases over neighbourhoods against their definition: a solver of linear arithmetic looks for P' itself.

The oracle applies every member's h to the data, mixes, and asks z3 for each assignment of outputs whether some P' of
the neighbourhood makes all of them most likely; success is the least over the assignments that P' allows.
"""

from __future__ import annotations

import random
from fractions import Fraction as F
from itertools import product

import pytest
import sympy as sp
import z3

import symgame as sg

KINDS = {"tv": sg.TotalVariation(), "huber": sg.Huber(), "tv|x": sg.ConditionalTotalVariation(), "huber|x": sg.ConditionalHuber()}
SEEDS = [pytest.param(s, marks=() if s < 16 else pytest.mark.slow) for s in range(300)]


def rational(value: F) -> sp.Rational:
    return sp.Rational(value.numerator, value.denominator)


def number(value: F) -> z3.RatNumRef:
    return z3.Q(int(value.numerator), int(value.denominator))


def instance(seed: int):
    rng = random.Random(seed)
    width, height = rng.choice([(2, 3), (3, 3), (2, 4), (4, 2), (3, 2)])
    features, labels = range(width), range(height)
    weights = {(x, y): rng.choice([0, 1, 1, 2, 3, 5, 8]) for x in features for y in labels}
    for x in features:
        weights[x, 0] += not any(weights[x, y] for y in labels)
    total = sum(weights.values())
    base = {k: F(w, total) for k, w in weights.items()}
    signals = [{x: rng.choice(features) for x in features} for _ in range(2)]
    return rng, features, labels, base, signals


def reported(strategy, base, labels, x, y):
    """h(x, y)."""
    if isinstance(strategy, sg.Erasure):
        return x, max(labels, key=lambda z: base[strategy.signal[x], z])
    if isinstance(strategy, sg.FeatureLabel) or y == strategy.target:
        return strategy.signal[x], strategy.target
    return (x if strategy.dump is None else strategy.dump), y


def mixture(sizes, strategies, base, labels):
    mixed = {k: (1 - sum(sizes)) * p for k, p in base.items()}
    for size, strategy in zip(sizes, strategies, strict=True):
        for (x, y), p in base.items():
            mixed[reported(strategy, base, labels, x, y)] += size * p
    return mixed


def allowed(mixed, features, labels, kind, epsilon):
    """A function that says whether a P' of the neighbourhood makes all the outputs f(x) most likely."""
    solver = z3.SolverFor("QF_LRA")
    near = {k: z3.Real(f"p{k}") for k in mixed}
    solver.add(*[near[k] >= 0 for k in mixed], sum(near.values()) == 1)
    groups = [[(x, y) for y in labels] for x in features] if kind.endswith("|x") else [list(mixed)]
    for group in groups:
        mass = sum(mixed[k] for k in group)
        solver.add(sum(near[k] for k in group) == number(mass))
        if kind.startswith("tv"):
            above = {k: z3.Real(f"d{k}") for k in group}
            solver.add(*[z3.And(above[k] >= 0, above[k] >= near[k] - number(mixed[k])) for k in group])
            solver.add(sum(above.values()) <= number(epsilon * mass))
        else:
            solver.add(*[near[k] >= number((1 - epsilon) * mixed[k]) for k in group])

    def some(output) -> bool:
        solver.push()
        solver.add(*[near[x, output[x]] >= near[x, y] for x in features for y in labels])
        found = solver.check()
        solver.pop()
        return found == z3.sat

    return some


def score(strategy, base, output):
    if isinstance(strategy, sg.Erasure):
        return sum((p for (x, _), p in base.items() if output[x] == output[strategy.signal[x]]), F(0))
    return sum((p for (x, _), p in base.items() if output[strategy.signal[x]] == strategy.target), F(0))


def oracle(sizes, strategies, base, features, labels, kind, epsilon):
    some = allowed(mixture(sizes, strategies, base, labels), features, labels, kind, epsilon)
    best = [F(1)] * len(strategies)
    for choice in product(labels, repeat=len(features)):
        values = [score(s, base, choice) for s in strategies]
        if any(v < b for v, b in zip(values, best, strict=True)) and some(choice):
            best = [min(b, v) for b, v in zip(best, values, strict=True)]
    return tuple(rational(b) for b in best)


def strategy_of(rng, kind, features, labels, signal):
    outside = [x for x in features if x not in signal.values()]
    dump = rng.choice(outside) if kind == "dump" and outside else None
    if kind == "erasure":
        return sg.Erasure(signal)
    target = rng.choice(labels)
    return sg.FeatureLabel(signal, target) if kind == "feature-label" else sg.FeatureOnly(signal, target, dump)


@pytest.mark.parametrize("seed", SEEDS)
def test_worst_case(seed):
    rng, features, labels, base, signals = instance(seed)
    name, epsilon = rng.choice(list(KINDS)), rng.choice([F(1, 50), F(1, 20), F(1, 10), F(1, 6), F(1, 4)])
    strategy = strategy_of(rng, rng.choice(["erasure", "erasure", "feature-label", "feature-only", "dump"]), features, labels, signals[0])
    learner = sg.BayesOptimal(rational(epsilon), KINDS[name])
    action = sg.CollectiveAction({k: rational(p) for k, p in base.items()}, strategy, learner)
    step = action.success(sp.Symbol("alpha"), budget=sg.Budget(operations=10**7, seconds=600))
    marks = [sp.S.Zero, *step.thresholds, sp.S.One]
    middles = [(a + b) / 2 for a, b in zip(marks, marks[1:], strict=False)]
    sizes = [sp.S.Zero, sp.S.One, sp.Rational(rng.randint(0, 30), 30)]
    sizes += rng.sample(marks, min(2, len(marks))) + rng.sample(middles, min(2, len(middles)))
    for size in sizes:
        (value,) = oracle([F(int(size.p), int(size.q))], [strategy], base, features, labels, name, epsilon)
        assert action.success(size) == value == step.at(size)
        assert action.bound(size) <= value


@pytest.mark.parametrize("seed", SEEDS[:4] + SEEDS[16:60])
def test_two_collectives(seed):
    rng, features, labels, base, signals = instance(1000 + seed)
    name, epsilon = rng.choice(list(KINDS)), rng.choice([F(0), F(1, 50), F(1, 10)])
    kinds = ["erasure", "feature-label", "feature-only", "dump"]
    strategies = tuple(strategy_of(rng, rng.choice(kinds), features, labels, s) for s in signals)
    learner = sg.BayesOptimal(rational(epsilon), KINDS[name])
    action = sg.CollectiveAction({k: rational(p) for k, p in base.items()}, strategies, learner)
    for _ in range(2):
        sizes = [F(rng.randint(0, 10), 20) for _ in strategies]
        expected = oracle(sizes, strategies, base, features, labels, name, epsilon)
        assert action.success(tuple(map(rational, sizes))) == expected
