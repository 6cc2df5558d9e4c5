"""Parametric learners against a float optimiser, and the neutralising mass against a float linear program."""

from __future__ import annotations

import random

import pytest
import sympy as sp

import symgame as sg

np = pytest.importorskip("numpy")
optimize = pytest.importorskip("scipy.optimize")
R = sp.Rational
theta, slope = sp.symbols("theta slope", real=True)
LOSSES = {
    "mean": ((theta - sg.LABEL) ** 2 / 2, (theta,)),
    "quartic": ((theta - sg.LABEL) ** 4 + (theta - sg.LABEL) ** 2, (theta,)),
    "least squares": ((sg.LABEL - theta - slope * sg.FEATURE) ** 2 / 2, (theta, slope)),
    "logistic": (sp.log(1 + sp.exp(theta * sg.FEATURE)) - sg.LABEL * theta * sg.FEATURE, (theta,)),
}


def instance(seed: int):
    rng = random.Random(seed)
    name = rng.choice(list(LOSSES))
    loss, parameters = LOSSES[name]
    features = (1, 2) if name == "logistic" else (0, 1, 2)
    weights = {(x, y): rng.randint(1, 5) for x in features for y in (0, 1)}
    total = sum(weights.values())
    base = {k: R(w, total) for k, w in weights.items()}
    signal = {x: rng.choice(features) for x in features}
    target = (sp.log(rng.randint(2, 3)),) if name == "logistic" else tuple(R(rng.randint(-4, 8), 4) for _ in parameters)
    learner = sg.RiskMinimizer(loss=loss, parameters=parameters, target=target)
    return rng, name, base, signal, learner, sg.CollectiveAction(base, sg.FeatureLabel(signal, target=1), learner)


def mixture(base, signal, alpha):
    mixed = {k: float(p) * (1 - alpha) for k, p in base.items()}
    for (x, _), p in base.items():
        mixed[signal[x], 1] += alpha * float(p)
    return mixed


@pytest.mark.parametrize("seed", range(30))
def test_success_of_a_risk_minimiser(seed):
    rng, _, base, signal, learner, action = instance(seed)
    value = sp.lambdify((*learner.parameters, sg.FEATURE, sg.LABEL), learner.loss, "numpy")
    alpha = R(rng.randint(0, 8), 10)
    mixed = mixture(base, signal, float(alpha))

    def risk(point):
        return sum(m * value(*point, x, y) for (x, y), m in mixed.items())

    start = [float(t) for t in learner.target]
    found = optimize.minimize(risk, start, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-14})
    distance = np.linalg.norm(found.x - np.array(start))
    assert float(action.success(alpha)) == pytest.approx(-distance, abs=1e-5)


@pytest.mark.parametrize("seed", range(30))
def test_neutralising_mass(seed):
    _, _, base, signal, learner, action = instance(seed)
    names = (*learner.parameters, sg.FEATURE, sg.LABEL)
    gradient = [sp.lambdify(names, sp.diff(learner.loss, p)) for p in learner.parameters]
    target = [float(t) for t in learner.target]
    pairs = list(base)
    rows, right = [], []
    for g in gradient:
        rows.append([g(*target, signal[x], 1) - g(*target, x, y) for x, y in pairs] + [0.0])
        right.append(-sum(float(base[k]) * g(*target, *k) for k in pairs))
    caps = [[float(n == k) for n in range(len(pairs))] + [-float(base[z])] for k, z in enumerate(pairs)]
    found = optimize.linprog(
        [0.0] * len(pairs) + [1.0], A_ub=caps, b_ub=[0.0] * len(pairs), A_eq=rows, b_eq=right,
        bounds=[(0, None)] * len(pairs) + [(0, 1)],
    )  # fmt: skip
    mass = action.critical_mass(0)
    if found.status == 2:
        assert mass is sp.oo
    else:
        assert float(mass) == pytest.approx(found.fun, abs=1e-7)


@pytest.mark.parametrize("seed", range(15))
def test_gradient_descent(seed):
    rng, name, base, signal, minimiser, _ = instance(seed)
    if name == "logistic":
        return
    steps, alpha = rng.randint(0, 4), R(rng.randint(0, 10), 10)
    start = [R(rng.randint(-2, 2), 2) for _ in minimiser.parameters]
    learner = sg.GradientDescent(loss=minimiser.loss, parameters=minimiser.parameters, start=start, target=minimiser.target, step=R(1, 8))
    action = sg.CollectiveAction(base, sg.FeatureLabel(signal, target=1), learner)
    names = (*learner.parameters, sg.FEATURE, sg.LABEL)
    gradient = [sp.lambdify(names, sp.diff(learner.loss, p)) for p in learner.parameters]
    point, mixed = np.array([float(s) for s in start]), mixture(base, signal, float(alpha))
    for _ in range(steps):
        point = point - np.array([sum(m * g(*point, *k) for k, m in mixed.items()) for g in gradient]) / 8
    distance = np.linalg.norm(point - np.array([float(t) for t in learner.target]))
    assert float(action.success(alpha, steps=steps)) == pytest.approx(-distance, abs=1e-9)
    redirected = sg.CollectiveAction(base, sg.GradientRedirecting(R(1, 2)), learner)
    shrink = (1 - R(1, 16) * alpha) ** steps
    assert sp.expand(redirected.success(alpha, steps=steps) - shrink * redirected.success(0, steps=0)) == 0
