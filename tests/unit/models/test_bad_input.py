"""Misuse of the models is named at once: place, value, what to do."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg

R = sp.Rational
BASE = {("a", 0): R(1, 2), ("a", 1): R(1, 4), ("b", 0): R(1, 4)}
PLANT = sg.FeatureLabel({"a": "a", "b": "a"}, target=1)
UTILITY = {(a, y): int(a == y) for a in (0, 1) for y in (0, 1)}
PRIOR = {0: R(3, 5), 1: R(2, 5)}
SILENCE = {0: {"s": 1}, 1: {"s": 1}}


@pytest.mark.parametrize(
    "base, strategy, error, text",
    [
        ({("a", 0): R(3, 2), ("a", 1): -R(1, 2)}, PLANT, sg.GameError, "3/2 is above 1"),
        ({("a", 0): -R(1, 2), ("a", 1): R(1, 2)}, PLANT, sg.GameError, "-1/2 is negative"),
        ({("a", 0): R(1, 2)}, PLANT, sg.GameError, "sum to 1/2"),
        ({("a", 0): 0.5, ("a", 1): 0.5}, PLANT, sg.ArgumentTypeError, "float"),
        ({("a", 0): sp.Symbol("p")}, PLANT, sg.GameError, "sum to p"),
        ({"a": 1}, PLANT, sg.ArgumentTypeError, "not a pair"),
        ({}, PLANT, sg.GameError, "no .feature, label. pair"),
        (BASE, sg.FeatureLabel({"a": "z", "b": "b"}, 1), sg.GameError, "'z'"),
        (BASE, sg.FeatureLabel({"a": "a"}, 1), sg.GameError, "'b' has no image"),
        (BASE, sg.FeatureLabel({"a": "a", "b": "b", "c": "a"}, 1), sg.GameError, "'c' is not a feature"),
        (BASE, sg.FeatureLabel({"a": "a", "b": "b"}, 7), sg.GameError, "7 is not a label"),
        (BASE, sg.FeatureOnly({"a": "a", "b": "a"}, 1, dump="z"), sg.GameError, "dump: 'z'"),
        (BASE, sg.FeatureOnly({"a": "a", "b": "a"}, 1, dump="a"), sg.GameError, "signal point"),
        ({**BASE, ("c", 0): 0}, sg.Erasure({"a": "c", "b": "b", "c": "c"}), sg.GameError, "probability 0"),
        (BASE, "plant", sg.ArgumentTypeError, "'plant'"),
        (BASE, (), sg.ArgumentError, "no collective"),
    ],
)
def test_collective_action(base, strategy, error, text):
    with pytest.raises(error, match=text):
        sg.CollectiveAction(base, strategy)


@pytest.mark.parametrize(
    "alpha, error",
    [
        (R(3, 2), sg.ArgumentError), (-1, sg.ArgumentError), (0.5, sg.ArgumentTypeError), ("a", TypeError),
        (sp.nan, sg.ArgumentTypeError), (sp.oo, sg.ArgumentTypeError),
    ],
)  # fmt: skip
def test_sizes(alpha, error):
    action = sg.CollectiveAction(BASE, PLANT)
    with pytest.raises(error):
        action.success(alpha)
    with pytest.raises(error):
        action.bound(alpha)
    with pytest.raises(error):
        action.success(sp.Symbol("x")).at(alpha)


def test_goals_and_learners():
    action = sg.CollectiveAction(BASE, PLANT)
    with pytest.raises(sg.ArgumentError, match="outside"):
        action.critical_mass(2)
    with pytest.raises(sg.ArgumentError, match="epsilon"):
        sg.BayesOptimal(epsilon=1)
    with pytest.raises(sg.ArgumentTypeError, match="float"):
        sg.BayesOptimal(epsilon=0.1)
    with pytest.raises(sg.ArgumentTypeError, match="neighbourhood"):
        sg.BayesOptimal(epsilon=R(1, 9), neighbourhood="tv")
    with pytest.raises(sg.ArgumentTypeError, match="learner"):
        sg.CollectiveAction(BASE, PLANT, learner="bayes")
    theta = sp.Symbol("theta", real=True)
    with pytest.raises(sg.ArgumentError, match="neither a parameter"):
        sg.RiskMinimizer(loss=sp.Symbol("q") * theta**2, parameters=theta, target=0)
    learner = sg.RiskMinimizer(loss=(theta - sg.LABEL) ** 2 * sg.FEATURE, parameters=theta, target=0)
    with pytest.raises(sg.ArgumentTypeError, match="needs numbers"):
        sg.CollectiveAction(BASE, PLANT, learner=learner).success(R(1, 2))
    concave = sg.RiskMinimizer(loss=-((theta - sg.LABEL) ** 2), parameters=theta, target=0)
    with pytest.raises(sg.UnsupportedError, match="not convex"):
        sg.CollectiveAction(BASE, PLANT, learner=concave).success(R(1, 2))
    descent = sg.GradientDescent(loss=(theta - sg.LABEL) ** 2, parameters=theta, start=0, target=1, step=R(1, 4))
    with pytest.raises(sg.ArgumentError, match="steps"):
        sg.CollectiveAction(BASE, PLANT, learner=descent).success(R(1, 2))
    with pytest.raises(sg.ArgumentError, match="strong_convexity"):
        sg.CollectiveAction(
            BASE, PLANT, learner=sg.RiskMinimizer(loss=(theta - sg.LABEL) ** 2, parameters=theta, target=0)
        ).bound(R(1, 2))


def test_sizes_of_several_collectives():
    action = sg.CollectiveAction(BASE, (PLANT, sg.FeatureLabel({"a": "a", "b": "a"}, target=0)))
    with pytest.raises(sg.ArgumentError, match="1 sizes for 2 collectives"):
        action.success(R(1, 2))
    with pytest.raises(sg.ArgumentError, match="more than 1"):
        action.success((R(3, 5), R(3, 5)))
    with pytest.raises(sg.UnsupportedError, match="single collective"):
        action.critical_mass(R(1, 2))


@pytest.mark.parametrize(
    "prior, users, providers, error, text",
    [
        ({0: R(1, 2), 1: R(1, 3)}, [UTILITY], [[UTILITY]], sg.GameError, "prior: the probabilities sum to 5/6"),
        ({0: R(3, 2), 1: -R(1, 2)}, [UTILITY], [[UTILITY]], sg.GameError, "prior of 0"),
        (PRIOR, [], [[UTILITY]], sg.GameError, "users: the list is empty"),
        (PRIOR, [UTILITY], [], sg.GameError, "providers: the list is empty"),
        (PRIOR, [UTILITY], [[]], sg.GameError, "provider 0: the list is empty"),
        (PRIOR, [UTILITY], [[UTILITY, UTILITY]], sg.GameError, "utilities for 2 users; there are 1"),
        (PRIOR, [{(0, 0): 1, (0, 1): 1, (1, 0): 0}], [[UTILITY]], sg.GameError, "user 0: .* action 1 in state 1"),
        (PRIOR, [UTILITY], [[{(0, 0): 1}]], sg.GameError, "provider 0, user 0: .* is missing"),
        (PRIOR, [{**UTILITY, (0, 2): 1}], [[UTILITY]], sg.GameError, "2 is not a state"),
        (PRIOR, [UTILITY], [[{**UTILITY, (5, 0): 1, (5, 1): 1}]], sg.GameError, "5 is not an action of user 0"),
        (PRIOR, [{k: v + 0.5 for k, v in UTILITY.items()}], [[UTILITY]], sg.ArgumentTypeError, "float"),
        (PRIOR, UTILITY, [[UTILITY]], sg.ArgumentTypeError, "not a list"),
    ],
)
def test_persuasion_game(prior, users, providers, error, text):
    with pytest.raises(error, match=text):
        sg.PersuasionGame(prior, users, providers)


@pytest.mark.parametrize(
    "profile, error, text",
    [
        ([], sg.ArgumentError, "0 entries for 1 providers"),
        ([[SILENCE, SILENCE]], sg.ArgumentError, "2 policies for 1 users"),
        ([[{0: {"s": 1}}]], sg.GameError, "state 1 has no signals"),
        ([[{0: {"s": R(1, 2)}, 1: {"s": 1}}]], sg.GameError, "sum to 1/2"),
        ([[{**SILENCE, 2: {"s": 1}}]], sg.GameError, "2 is not a state"),
        ([[{0: 1, 1: 1}]], sg.ArgumentTypeError, "not a mapping"),
        (SILENCE, sg.ArgumentTypeError, "not a list"),
    ],
)
def test_profiles(profile, error, text):
    game = sg.PersuasionGame(PRIOR, [UTILITY], [[UTILITY]])
    with pytest.raises(error, match=text):
        sg.verify(game, profile)


def test_indices_and_symbols():
    game = sg.PersuasionGame(PRIOR, [UTILITY], [[UTILITY]])
    with pytest.raises(sg.ArgumentError, match="user 1 does not exist"):
        game.weak_alignment(1)
    with pytest.raises(sg.ArgumentError, match="provider 2 does not exist"):
        game.best_policy(2, 0)
    k = sp.Symbol("k", positive=True)
    unknown = sg.PersuasionGame(PRIOR, [{p: k * v for p, v in UTILITY.items()}], [[UTILITY]])
    with pytest.raises(sg.UnsupportedError, match="rational utilities of the users"):
        sg.verify(unknown, [[SILENCE]])
