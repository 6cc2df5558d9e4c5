"""Random matrices with parameters against an independent exact solver, at rational values, boundaries included."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.games.normal import NormalFormGame
from symgame.solve.matrix import solve_matrix
from symgame.solve.polytope import extreme_equilibria
from tests.properties import finite_oracle
from tests.properties.test_trees import boundary_points, random_point

PARAMETERS = sp.symbols("s t u", real=True)


def random_table(rng, shape, parameters):
    def entry():
        value = sp.Integer(rng.randint(-2, 3))
        for p in parameters:
            if rng.random() < 0.25:
                value += rng.choice((-1, 1, 2)) * p
        return value

    return [[entry() for _ in range(shape[1])] for _ in range(shape[0])]


def fractions(table, point):
    found = [[sp.sympify(e).subs(point) for e in row] for row in table]
    return [[Fraction(int(e.p), int(e.q)) for e in row] for row in found]


def as_fractions(outcomes):
    return {tuple(tuple(Fraction(int(w.p), int(w.q)) for w in own) for own in o.values()) for o in outcomes}


def check_matrix(seed):
    rng = random.Random(seed)
    parameters = PARAMETERS[: rng.choice((0, 1, 1, 2, 3))]
    shape = rng.choice(((2, 2), (2, 2), (2, 2), (2, 3), (3, 2))) if parameters else (rng.randint(1, 4), rng.randint(1, 4))
    a, b = random_table(rng, shape, parameters), random_table(rng, shape, parameters)
    found = solve_matrix(NormalFormGame([a, b]))
    used = [p for p in parameters if p in found.parameters]
    points = [random_point(rng, used) for _ in range(3)] + list(boundary_points(rng, found, used))
    for point in points:
        expected = finite_oracle.extreme_equilibria(fractions(a, point), fractions(b, point))
        assert as_fractions(found.at(point)) == expected, f"seed {seed} at {point}"


@pytest.mark.parametrize("block", range(10))
def test_random_matrices(block):
    for seed in range(block * 10, block * 10 + 10):
        check_matrix(seed)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(10, 100))
def test_many_random_matrices(block):
    for seed in range(block * 10, block * 10 + 10):
        check_matrix(seed)


@pytest.mark.parametrize("seed", range(30))
def test_numeric_matrices_by_vertices(seed):
    rng = random.Random(seed)
    shape = rng.randint(1, 4), rng.randint(1, 4)
    a, b = ([[rng.randint(0, 3) for _ in range(shape[1])] for _ in range(shape[0])] for _ in range(2))
    found = {tuple(tuple(Fraction(int(w.p), int(w.q)) for w in own) for own in pair) for pair in extreme_equilibria(a, b, Budget().start())}
    assert found == finite_oracle.extreme_equilibria(a, b)


@pytest.mark.parametrize("seed", range(8))
def test_supports_and_vertices_agree_on_larger_games(seed):
    # The same numeric game, once with a parameter in it (supports) and once without (vertices).
    rng, x = random.Random(seed), PARAMETERS[0]
    a, b = ([[sp.Integer(rng.randint(-9, 9)) for _ in range(3)] for _ in range(3)] for _ in range(2))
    with_parameter = [[e + x * int(i == j) for j, e in enumerate(row)] for i, row in enumerate(a)]
    found = solve_matrix(NormalFormGame([with_parameter, b]))
    for value in (sp.Integer(0), sp.Rational(1, 3), sp.Integer(-4)):
        numbers = [[e.subs(x, value) for e in row] for row in with_parameter]
        expected = {tuple(o.values()) for o in solve_matrix(NormalFormGame([numbers, b])).at({})}
        assert {tuple(o.values()) for o in found.at({x: value})} == expected
