"""Sizes of the models: growth of collective action, of worst cases, of persuasion programs and anonymous checks.

Run with ``pytest -m slow -s tests/benchmarks/test_models_sizes.py`` for the table of times; beside the exact
programs stand the times of scipy's floating-point HiGHS and of sympy's ``lpmax`` where it finishes.
"""

from __future__ import annotations

import random
import time
from itertools import product

import pytest
import sympy as sp

import symgame as sg
from symgame.budget import Budget

R = sp.Rational
pytestmark = pytest.mark.slow


def timed(work):
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


def collective(points: int, learner=None, seed: int = 0, denominator: int | None = None) -> sg.CollectiveAction:
    rng = random.Random(seed)
    masses = [(rng.randint(1, 9), rng.randint(1, 9)) for _ in range(points)]
    if denominator is not None:
        masses = [(rng.randint(0, 2 * denominator // (3 * points)), 1) for _ in range(points)]
    total = sum(map(sum, masses))
    base = {(x, y): R(masses[x][y], total) for x in range(points) for y in (0, 1)}
    return sg.CollectiveAction(base, sg.FeatureLabel({x: x for x in range(points)}, target=1), learner=learner)


def test_success_and_critical_mass_grow_linearly():
    times = {}
    for points in (100, 1_000, 10_000, 100_000):
        action = collective(points)
        _, first = timed(lambda a=action: a.success(R(1, 20)))
        _, staircase = timed(lambda a=action: a.success(sp.Symbol("alpha")))
        _, mass = timed(lambda a=action: a.critical_mass(R(9, 10)))
        times[points] = staircase + mass
        print(f"{points:>7} points: success {first:.3f} s, staircase {staircase:.3f} s, critical mass {mass:.3f} s")
    # Two orders of magnitude in size: an exponent of at most 1.4, also on a busy machine.
    assert times[100_000] < 100**1.4 * times[1_000] and times[100_000] < 60


@pytest.mark.parametrize("kind", [sg.TotalVariation(), sg.Huber()], ids=["total variation", "Huber"])
def test_worst_case_of_a_joint_neighbourhood(kind):
    for points in (100, 1_000):
        action = collective(points, sg.BayesOptimal(R(1, 20), kind), denominator=10**5)
        value, seconds = timed(lambda a=action: a.success(R(1, 5)))
        print(f"{points:>7} points, {type(kind).__name__}: {seconds:.3f} s")
        assert isinstance(value, sp.Rational) and seconds < 60


@pytest.mark.parametrize("kind", [sg.TotalVariation(), sg.Huber()], ids=["total variation", "Huber"])
@pytest.mark.parametrize("labels", [2, 3])
def test_worst_case_of_an_erasure(kind, labels):
    for points in (100, 300, 1_000) if labels == 2 else (30, 100):
        rng = random.Random(points)
        masses = [[rng.randint(1, 200) for _ in range(labels)] for _ in range(points)]
        total = sum(map(sum, masses))
        base = {(x, y): R(masses[x][y], total) for x in range(points) for y in range(labels)}
        action = sg.CollectiveAction(base, sg.Erasure({x: x - x % 5 for x in range(points)}), sg.BayesOptimal(R(1, 20), kind))
        value, seconds = timed(lambda a=action: a.success(R(1, 5)))
        print(f"{points:>7} points, {labels} labels, erasure, {type(kind).__name__}: {seconds:.3f} s")
        assert isinstance(value, sp.Rational) and seconds < 90


def test_beyond_the_budget_the_worst_case_is_a_bracket():
    action = collective(2_000, sg.BayesOptimal(R(1, 20)), denominator=10**6)
    exact = action.success(R(1, 5))
    rough = action.success(R(1, 5), budget=Budget(operations=1, seconds=60))
    if isinstance(rough, sg.Bracket):
        assert rough.low <= exact <= rough.high and "Budget" in rough.reason


def tables(size: int, seed: int = 1):
    rng = random.Random(seed)
    cells = list(product(range(size), repeat=2))
    return [{k: R(rng.randint(0, 100), 100) for k in cells} for _ in range(2)]


def float_program(size: int, user: dict, sender: dict):
    optimize = pytest.importorskip("scipy.optimize")
    cells = list(product(range(size), repeat=2))
    rows = [[float(user[b, y] - user[a, y]) if c == a else 0.0 for c, y in cells] for a, b in product(range(size), repeat=2) if a != b]
    equal = [[float(z == y) for _, z in cells] for y in range(size)]
    return optimize.linprog([-float(sender[k]) for k in cells], A_ub=rows, b_ub=[0.0] * len(rows), A_eq=equal, b_eq=[1 / size] * size).fun


def sympy_program(size: int, user: dict, sender: dict):
    from sympy.solvers.simplex import lpmax

    x = {k: sp.Symbol(f"x_{k[0]}_{k[1]}") for k in product(range(size), repeat=2)}
    rows = [sp.Eq(sum(x[a, y] for a in range(size)), R(1, size)) for y in range(size)]
    for a, b in product(range(size), repeat=2):
        if a != b:
            rows.append(sum((user[a, y] - user[b, y]) * x[a, y] for y in range(size)) >= 0)
    return lpmax(sum(sender[k] * x[k] for k in x), [*rows, *(v >= 0 for v in x.values())])[0]


def test_persuasion_programs():
    for size in (2, 5, 10, 15, 20):
        user, sender = tables(size)
        game = sg.PersuasionGame({y: R(1, size) for y in range(size)}, [user], [[sender]])
        best, seconds = timed(lambda g=game: g.best_policy(0, 0))
        value, rounded = timed(lambda n=size, u=user, s=sender: float_program(n, u, s))
        line = f"{size}×{size}: exact {seconds:.3f} s, floating point {rounded:.3f} s"
        if size <= 5:
            same, plain = timed(lambda n=size, u=user, s=sender: sympy_program(n, u, s))
            assert same == best.value
            line += f", sympy {plain:.3f} s"
        print(line)
        assert float(best.value) == pytest.approx(-value, abs=1e-7) and best.solution.check()
        assert seconds < 60


def test_anonymous_checks():
    rng = random.Random(1)
    for people in (1, 2, 3, 4):

        def table():
            return {(a, y): R(rng.randint(0, 8), 8) for a in (0, 1) for y in (0, 1, 2)}

        users = [table() for _ in range(people)]
        providers = [[table() for _ in range(people)] for _ in range(2)]
        game = sg.PersuasionGame({y: R(1, 3) for y in range(3)}, users, providers, personalised=False)
        truth = sg.full_revelation(range(3))
        found, seconds = timed(lambda g=game, t=truth: sg.verify(g, [t, t]))
        print(f"{people} users: {seconds:.3f} s")
        assert found.proved and seconds < 60
