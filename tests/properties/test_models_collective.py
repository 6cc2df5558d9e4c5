"""Random collectives: every success is compared with an enumeration that knows only the definition.

The oracle applies h to each data point, mixes, and lets an adversary choose the learner's outputs, one by
one over all assignments: those that are most likely under some distribution of the neighbourhood.
"""

from __future__ import annotations

import random
from fractions import Fraction as F
from itertools import product

import pytest
import sympy as sp

import symgame as sg

SEEDS = [pytest.param(s, marks=() if s < 50 else pytest.mark.slow) for s in range(500)]
TV, HUBER = sg.TotalVariation(), sg.Huber()
CTV, CHUBER = sg.ConditionalTotalVariation(), sg.ConditionalHuber()


def rational(value: F) -> sp.Rational:
    return sp.Rational(value.numerator, value.denominator)


def instance(seed: int):
    rng = random.Random(seed)
    features, labels = range(rng.randint(2, 5)), range(rng.randint(2, 3))
    weights = {(x, y): rng.choice([0, 0, 1, 1, 2, 3, 5, 8]) for x in features for y in labels}
    for x in features:
        if sum(weights[x, y] for y in labels) == 0:
            weights[x, 0] = 1
    total = sum(weights.values())
    base = {k: F(w, total) for k, w in weights.items()}
    kind = rng.choice(["feature-label", "feature-only", "dump", "erasure"])
    images = rng.sample(list(features), rng.randint(1, len(features) - (kind == "dump")))
    signal = {x: x if x in images and rng.random() < 0.7 else rng.choice(images) for x in features}
    if kind == "erasure":
        signal = {x: x if x in images else rng.choice(images) for x in features}
    dump = next((x for x in features if x not in signal.values()), None)
    return rng, features, labels, base, "feature-only" if kind == "dump" and dump is None else kind, signal, dump


def strategy_of(kind, signal, dump):
    if kind == "erasure":
        return sg.Erasure(signal)
    if kind == "feature-label":
        return sg.FeatureLabel(signal, target=1)
    return sg.FeatureOnly(signal, target=1, dump=dump if kind == "dump" else None)


def mixture(alpha, features, labels, base, kind, signal, dump):
    """P_α by applying h to every data point."""
    mixed = {k: (1 - alpha) * p for k, p in base.items()}
    for (x, y), p in base.items():
        if kind == "erasure":
            image = (x, max(labels, key=lambda z: base[signal[x], z]))
        elif kind == "feature-label" or y == 1:
            image = (signal[x], 1)
        else:
            image = (dump if kind == "dump" else x, y)
        mixed[image] += alpha * p
    return mixed


def possible(labels, mixed, x, neighbourhood, epsilon):
    """Outputs that are most likely at x under some distribution of a conditional neighbourhood (or ε = 0)."""
    mass = sum(mixed[x, y] for y in labels)
    found = []
    for c in labels:
        if neighbourhood == CTV:
            level = mixed[x, c] + epsilon * mass
            fits = sum(max(F(0), mixed[x, y] - level) for y in labels) <= epsilon * mass
        elif neighbourhood == CHUBER:
            fits = all((1 - epsilon) * (mixed[x, y] - mixed[x, c]) <= epsilon * mass for y in labels)
        else:
            fits = all(mixed[x, y] <= mixed[x, c] for y in labels)
        if fits:
            found.append(c)
    return found


def score(features, base, labels, kind, signal, output):
    mass = {x: sum(base[x, y] for y in labels) for x in features}
    if kind == "erasure":
        return sum(mass[x] for x in features if output[x] == output[signal[x]])
    return sum(mass[x] for x in features if output[signal[x]] == 1)


def oracle(alpha, epsilon, neighbourhood, features, labels, base, kind, signal, dump):
    mixed = mixture(alpha, features, labels, base, kind, signal, dump)
    joint = epsilon > 0 and neighbourhood in (TV, HUBER)
    if not joint:
        sets = [possible(labels, mixed, x, neighbourhood, epsilon) for x in features]
        return min(
            score(features, base, labels, kind, signal, dict(zip(features, c, strict=True))) for c in product(*sets)
        )
    # With two labels the learner's output c at x costs its lead: half of it in total variation.
    factor = F(1, 2) if neighbourhood == TV else 1 - epsilon
    best = None
    for choice in product(labels, repeat=len(features)):
        cost = sum(max(mixed[x, y] for y in labels) - mixed[x, c] for x, c in zip(features, choice, strict=True))
        if factor * cost <= epsilon:
            value = score(features, base, labels, kind, signal, dict(zip(features, choice, strict=True)))
            best = value if best is None else min(best, value)
    return best


@pytest.mark.parametrize("seed", SEEDS)
def test_success_against_enumeration(seed):
    rng, features, labels, base, kind, signal, dump = instance(seed)
    neighbourhood = rng.choice([TV, HUBER, CTV, CHUBER])
    epsilon = rng.choice([F(0), F(1, 50), F(1, 20), F(1, 10), F(1, 4)])
    if epsilon and neighbourhood in (TV, HUBER) and len(labels) > 2 and kind == "erasure":
        neighbourhood = HUBER  # the oracle's costs; test_models_neighbourhoods.py has total variation
    learner = sg.BayesOptimal(epsilon=rational(epsilon), neighbourhood=neighbourhood)
    exact = {k: rational(p) for k, p in base.items()}
    action = sg.CollectiveAction(exact, strategy_of(kind, signal, dump), learner=learner)
    sizes = [F(0), F(1), *(F(rng.randint(0, 60), 60) for _ in range(3))]
    step = action.success(sp.Symbol("alpha"))
    sizes += [F(int(t.p), int(t.q)) for t in step.thresholds[:4]]
    marks = [sp.S.Zero, *step.thresholds, sp.S.One]
    middles = [(a + b) / 2 for a, b in zip(marks[:-1], marks[1:], strict=True)]
    sizes += [F(int(m.p), int(m.q)) for m in middles[:5]]
    for alpha in sizes:
        value = rational(oracle(alpha, epsilon, neighbourhood, features, labels, base, kind, signal, dump))
        assert action.success(rational(alpha)) == value
        assert step.at(rational(alpha)) == value
        assert action.bound(rational(alpha)) <= value
        assert action.bound(rational(alpha), refined=True) <= value
    goal = sp.Rational(rng.randint(0, 20), 20)
    check_mass(action, step, goal)


def check_mass(action, step, goal):
    """The critical mass by its definition: S >= goal right above it, and not from any smaller size on."""
    mass = action.critical_mass(goal)
    marks = sorted({sp.S.Zero, *step.thresholds, sp.S.One})
    points = sorted({*marks, *((a + b) / 2 for a, b in zip(marks[:-1], marks[1:], strict=True))})
    if mass is sp.oo:
        assert step.at(1) < goal
        return
    assert mass in marks
    assert all(step.at(p) >= goal for p in points if p > mass)
    below = [p for p in points if p <= mass]
    assert mass == 0 or any(step.at(p) < goal for p in below[-2:])
    bound = action.critical_mass_bound(goal)
    assert bound is sp.oo or mass <= bound


@pytest.mark.parametrize("seed", range(20))
def test_two_collectives(seed):
    rng, features, labels, base, _, signal, dump = instance(seed)
    exact = {k: rational(p) for k, p in base.items()}
    both = (sg.FeatureLabel(signal, target=0), sg.FeatureLabel(signal, target=1))
    action = sg.CollectiveAction(exact, both)
    one, two = F(rng.randint(0, 10), 20), F(rng.randint(0, 10), 20)
    mixed = {k: (1 - one - two) * p for k, p in base.items()}
    for (x, _), p in base.items():
        mixed[signal[x], 0] += one * p
        mixed[signal[x], 1] += two * p
    mass = {x: sum(base[x, y] for y in labels) for x in features}
    for k, value in enumerate(action.success((rational(one), rational(two)))):
        won = [x for x in features if all(mixed[signal[x], k] > mixed[signal[x], y] for y in labels if y != k)]
        assert value == rational(sum((mass[x] for x in won), F(0)))
    a, b = sp.symbols("a b")
    for k, value in enumerate(action.success((a, b))):
        at = value.subs({a: rational(one), b: rational(two)})
        assert at == action.success((rational(one), rational(two)))[k]


@pytest.mark.parametrize("seed", range(30))
def test_symbolic_probabilities_agree_with_numbers(seed):
    _, _, _, base, kind, signal, dump = instance(seed)
    if kind == "erasure":
        kind = "feature-label"
    p = sp.Symbol("p", positive=True)
    exact = {k: rational(v) for k, v in base.items()}
    moved = {**exact, (0, 0): exact[0, 0] + p, (0, 1): exact[0, 1] - p}
    alpha = sp.Symbol("alpha")
    shift = sp.Rational(1, 50)
    if exact[0, 1] < shift:
        return
    symbolic = sg.CollectiveAction(moved, strategy_of(kind, signal, dump))
    fixed = {**exact, (0, 0): exact[0, 0] + shift, (0, 1): exact[0, 1] - shift}
    numeric = sg.CollectiveAction(fixed, strategy_of(kind, signal, dump))
    for size in (sp.Rational(1, 10), sp.Rational(1, 3), sp.S.One):
        assert symbolic.success(alpha).subs({alpha: size, p: shift}) == numeric.success(size)
        assert sp.sympify(symbolic.success(size)).subs(p, shift) == numeric.success(size)


@pytest.mark.parametrize("kind", [TV, HUBER, CTV, CHUBER], ids=lambda k: type(k).__name__)
@pytest.mark.parametrize("only", [False, True])
def test_symbolic_probabilities_against_a_neighbourhood(kind, only):
    p, alpha = sp.Symbol("p", positive=True), sp.Symbol("alpha")
    R, signal = sp.Rational, {"a": "a", "b": "b"}
    base = {("a", 0): R(1, 4) + p, ("a", 1): R(1, 4) - p, ("b", 0): R(3, 10), ("b", 1): R(1, 5)}
    strategy = sg.FeatureOnly(signal, 1) if only else sg.FeatureLabel(signal, 1)
    action = sg.CollectiveAction(base, strategy, sg.BayesOptimal(R(1, 20), kind))
    success, bound = action.success(alpha), action.bound(alpha)
    for size, shift in ((R(1, 10), R(1, 8)), (R(2, 5), R(1, 40)), (R(1, 2), R(1, 5)), (R(1), R(3, 20))):
        fixed = {k: sp.sympify(v).subs(p, shift) for k, v in base.items()}
        numeric = sg.CollectiveAction(fixed, strategy, sg.BayesOptimal(R(1, 20), kind))
        assert success.subs({alpha: size, p: shift}) == numeric.success(size)
        assert bound.subs({alpha: size, p: shift}) == numeric.bound(size)


@pytest.mark.parametrize("kind", [TV, HUBER], ids=lambda k: type(k).__name__)
def test_two_symbolic_sizes_against_a_joint_neighbourhood(kind):
    a, b = sp.symbols("a b")
    base = {("a", 0): 3, ("a", 1): 2, ("b", 0): 3, ("b", 1): 2}
    signal = {"a": "a", "b": "b"}
    both = (sg.FeatureLabel(signal, 1), sg.FeatureLabel({"a": "b", "b": "b"}, 0))
    exact = {k: sp.Rational(v, 10) for k, v in base.items()}
    action = sg.CollectiveAction(exact, both, sg.BayesOptimal(sp.Rational(1, 20), kind))
    symbolic = action.success((a, b))
    for k in range(36):
        sizes = (sp.Rational(k % 6, 10), sp.Rational(k // 6, 11))
        if sum(sizes) <= 1:
            assert tuple(v.subs({a: sizes[0], b: sizes[1]}) for v in symbolic) == action.success(sizes)


@pytest.mark.parametrize("seed", range(60))
def test_the_mass_of_the_bound(seed):
    """Above it the bound gives the goal, up to 1; below it does not everywhere."""
    rng, _, labels, base, kind, signal, dump = instance(seed)
    exact = {k: rational(p) for k, p in base.items()}
    learner = sg.BayesOptimal(rng.choice([sp.S.Zero, sp.Rational(1, 50), sp.Rational(1, 10)]), rng.choice([TV, HUBER, CTV, CHUBER]))
    action = sg.CollectiveAction(exact, strategy_of(kind, signal, dump), learner)
    goal = sp.Rational(rng.randint(1, 20), 20)
    mass, sizes = action.critical_mass_bound(goal), [sp.Rational(k, 60) for k in range(1, 61)]
    short = [a for a in sizes if action.bound(a) < goal]
    assert all(a <= mass for a in short)
    if mass is sp.oo:
        assert sizes[-1] in short
    elif mass >= sp.Rational(1, 30):
        assert any(mass - a <= sp.Rational(1, 30) for a in short)
