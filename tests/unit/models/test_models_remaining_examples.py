"""What the other example files leave out: averaged bounds, weak forms, gradients, stationary points, payoffs under full revelation."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from symgame.models.descent import demanded_gradients, path_maximum
from symgame.models.play import outcome, read_profile
from symgame.models.risk import mixture_gradient

R = sp.Rational
theta, alpha = sp.Symbol("theta", real=True), sp.Symbol("alpha")
A = (0, 1)
PRIOR = {0: R(3, 5), 1: R(2, 5)}
MATCH = {(a, y): int(a == y) for a in A for y in A}


def test_the_averaged_bound_under_total_variation_would_be_false():
    base, plant = {("x", 0): R(17, 30), ("x", 1): R(13, 30)}, sg.FeatureLabel({"x": "x"}, 1)
    huber, total = (sg.CollectiveAction(base, plant, sg.BayesOptimal(R(1, 10), k)) for k in (sg.Huber(), sg.TotalVariation()))
    # The bound with ε/(1 − ε) promises 7/45; over total variation the worst case is 0.
    assert huber.bound(R(1, 4)) == R(7, 45) and huber.success(R(1, 4)) == 1
    assert total.success(R(1, 4)) == 0 and total.bound(R(1, 4)) <= 0
    planted = {y: R(3, 4) * base["x", y] + R(1, 4) * y for y in A}
    assert planted == {0: R(17, 40), 1: R(23, 40)} and planted[1] - planted[0] == R(3, 20) > R(1, 10) / (1 - R(1, 10))
    at_the_edge = sg.CollectiveAction(base, plant, sg.BayesOptimal(R(3, 40)))
    assert at_the_edge.success(R(1, 4)) == 0
    assert sg.CollectiveAction(base, plant, sg.BayesOptimal(R(3, 40) - R(1, 10**6))).success(R(1, 4)) == 1


def test_thresholds_point_by_point():
    counts = {"a0": (20, 20), "a1": (3, 1), "b0": (24, 6), "b1": (3, 1), "c0": (8, 12), "c1": (1, 1)}
    base = {(x, y): R(n[y], 100) for x, n in counts.items() for y in A}
    signal = {x: x[0] + "1" for x in counts}
    only = sg.CollectiveAction(base, sg.FeatureOnly(signal, 1))
    assert only.thresholds == {"a1": R(1, 10), "b1": R(1, 3), "c1": 0}
    assert sg.CollectiveAction(base, sg.FeatureLabel(signal, 1)).thresholds == {"a1": R(1, 23), "b1": R(1, 18), "c1": 0}
    dumped = sg.FeatureOnly({**signal, "dump": "a1"}, 1, dump="dump")
    assert sg.CollectiveAction({**base, ("dump", 0): 0}, dumped).thresholds == {"a1": R(2, 23), "b1": R(2, 9), "c1": 0}
    p, xi = only.numbers.share, only.numbers.uniqueness
    assert only.bound(R(1, 2)) == R(3, 10) and 1 - (1 - p) * xi / (R(1, 2) * p) == R(1, 5)
    never = sg.FeatureOnly({"x": "x", "z": "z"}, 1)
    assert sg.CollectiveAction({("x", 0): R(2, 3), ("x", 1): R(1, 6), ("z", 0): R(1, 6)}, never).thresholds == {"x": sp.oo, "z": sp.oo}


def test_logistic_gradients_and_roots():
    base = {(x, y): R(1, 4) for x in (1, 2) for y in A}
    loss = sp.log(1 + sp.exp(theta * sg.FEATURE)) - sg.LABEL * theta * sg.FEATURE
    learner = sg.RiskMinimizer(loss=loss, parameters=theta, target=sp.log(2))
    action = sg.CollectiveAction(base, sg.FeatureLabel({1: 1, 2: 2}, target=1), learner)

    def at_target(size):
        return sp.cancel(mixture_gradient(learner, action.joint, action.laws[0], size)[0].subs(theta, sp.log(2)))

    assert at_target(0) == R(23, 60) and at_target(R(1, 4)) == R(47, 240)
    assert float(action.success(R(1, 10)) + sp.log(2)) == pytest.approx(0.12049292, abs=1e-8)
    assert float(action.success(R(1, 4))) == pytest.approx(-0.3851589, abs=1e-7)


def double_well(reach):
    loss = theta**4 / 4 - theta**2 / 2 - sg.LABEL * theta
    learner = sg.GradientDescent(loss=loss, parameters=theta, start=-1, target=1, step=R(1, 2))
    return learner, sg.CollectiveAction({(0, 0): 1, (0, reach): 0}, sg.FeatureLabel({0: 0}, target=reach), learner)


@pytest.mark.parametrize("reach", [1, 2, R(3, 2)])
def test_double_well(reach):
    learner, action = double_well(reach)
    largest = path_maximum(action.joint, learner)
    assert largest == 2 * sp.sqrt(3) / 9
    (gradient,) = mixture_gradient(learner, action.joint, action.laws[0], alpha)
    assert sp.expand(sp.discriminant(gradient, theta) - (4 - 27 * (alpha * reach) ** 2)) == 0
    step = sp.lambdify((theta, alpha), theta - learner.step * gradient)
    critical = float(largest / reach)
    ends = []
    for size in (critical - 0.004, critical + 0.006):
        point = -1.0
        for _ in range(2000):
            point = step(point, size)
        ends.append(point)
    assert ends[0] < 0 < 1 < ends[1]


def test_double_well_in_figures():
    _, action = double_well(1)
    (gradient,) = mixture_gradient(*double_well(1)[:1], action.joint, action.laws[0], alpha)
    step = sp.lambdify((theta, alpha), theta - gradient / 2)
    ends = []
    for size in (0.38, 0.39):
        point = -1.0
        for _ in range(5000):
            point = step(point, size)
        ends.append(round(point, 4))
    assert ends == [-0.6298, 1.1564]


def test_adaptive_control_stays_within_its_reach():
    learner, action = double_well(1)
    half = R(1, 2)
    wanted = demanded_gradients(action.joint, learner, half, half, 10)
    # On the whole segment the members' label z has z = θ³ − θ − (the wanted gradient); its largest size:
    label = theta**3 - theta + (theta**3 - theta) - half * (theta - 1)
    places = [sp.S(-1), sp.S.One, *(r for r in sp.Poly(sp.diff(label, theta), theta).real_roots() if -1 < r < 1)]
    assert max((sp.Abs(label.subs(theta, p)) for p in places), key=float).equals(half + 5 * sp.sqrt(15) / 18)
    assert wanted[0][0] == -(theta**3 - theta).subs(theta, -1) + half * (-2)


def ideologue(action, scale=1, bias=2):
    return {(a, y): scale * (MATCH[a, y] + bias * int(a == action)) for a in A for y in A}


def test_payoffs_under_full_revelation():
    game = sg.PersuasionGame(PRIOR, [MATCH], [[ideologue(1)], [ideologue(0)]])
    truth = sg.full_revelation(A)
    now = outcome(game, read_profile(game, [[truth], [truth]]))
    assert now.user_values == (1,) and [now.payoff(i) for i in A] == [R(9, 5), R(11, 5)]
    report = sg.profile_report(game, [[truth], [truth]])
    assert report.verdict.proved and {r.current for r in report.rows} == {R(9, 5), R(11, 5)}


def test_the_constant_offset_of_the_ideologues():
    game = sg.PersuasionGame(PRIOR, [MATCH], [[ideologue(1)], [ideologue(0)]])
    found = game.weak_alignment(0, normalised=True, state_offset=False)
    assert found.verdict.proved and found.weights == (R(1, 2), R(1, 2)) and set(found.offset.values()) == {-1}


@pytest.mark.parametrize("bias, prior", [(R(5, 2), R(3, 5)), (4, R(3, 5)), (2, R(2, 3)), (3, R(3, 4))])
def test_thresholds_of_babbling_for_other_numbers(bias, prior):
    """The region with a symbolic M agrees with the check of numeric games around its boundary."""
    scale = sp.Symbol("M", positive=True)
    chances, silence = {0: prior, 1: 1 - prior}, sg.babbling(A)

    def game(factor):
        one, two = ideologue(1, 1, bias), ideologue(0, factor, bias)
        return sg.PersuasionGame(chances, [MATCH, MATCH], [[one, two], [two, one]], personalised=False)

    region = sg.equilibrium_region(game(scale), [silence, silence])
    for factor in (R(1, 2), 1, R(6, 5), R(3, 2), R(8, 5), R(5, 3), 2, R(7, 3), 3, 5):
        assert region.holds_at({scale: factor}) == sg.verify(game(factor), [silence, silence]).proved
