"""Random rational two-attribute games: the exact play against brute force, nothing missed."""

import random

import numpy as np
import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, G, QuadraticCost, Regulation, regulation_game
from symgame.solve.quadratic_stages import QuadraticStages
from tests.oracle.two_attributes import Numbers, most_for_G, payoffs, random_numbers


def rational(q):
    return sp.Rational(q.numerator, q.denominator)


def game_of(n: Numbers) -> sg.SequentialGame:
    c, d = (QuadraticCost(*map(rational, cost)) for cost in (n.c, n.d))
    law = Regulation.of_both(rational(n.floor_G), rational(n.floor_D))
    return regulation_game((c, d), share=rational(n.share), revenue=tuple(map(rational, n.r)), regulation=law)


def agrees(n: Numbers, **effort: int) -> None:
    stages = QuadraticStages(game_of(n))
    for played in stages.best({}):
        worth, found = float(played.payoffs[0]), most_for_G(n, **effort)
        assert found - 1e-9 <= worth <= found + 1e-4, f"{n}: exact {worth}, brute force {found}"
        if played.out is None:
            a0, b0 = (np.array([float(v)]) for v in played.point[:2])
            general, domain = payoffs(n, a0, b0 + 1e-12)
            assert abs(general[0] - worth) < 1e-6, f"{n}: the play does not give what is said"
            assert abs(domain[0] - float(played.payoffs[1])) < 1e-6


@pytest.mark.parametrize("seed", range(30))
def test_exact_play_is_the_best(seed):
    agrees(random_numbers(random.Random(seed)), points=101, rounds=9, kept=5)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30, 300))
def test_exact_play_is_the_best_in_many_games(seed):
    agrees(random_numbers(random.Random(seed)))


def same_as_solve(n: Numbers) -> None:
    game = game_of(n)
    deal = sg.solve(game)
    stages = QuadraticStages(game)
    (played,) = stages.best({})
    if deal.uncovered is not sp.false:
        assert any(v.has(sp.CRootOf) for v in stages.exact(played).values() if isinstance(v, sp.Expr)), "solve left out a play in radicals"
        return
    for branch in deal.branches:
        assert float(branch.payoffs[G]) == pytest.approx(float(played.payoffs[0]), abs=1e-12)
    if played.out is None:
        (branch,) = deal.branches
        exact = stages.exact(played)
        assert all(sg.decide(sp.Eq(branch[a], exact[a])).proved for a in ACTIONS)


@pytest.mark.parametrize("seed", (0, 1, 2))
def test_general_solver_agrees(seed):
    same_as_solve(random_numbers(random.Random(seed)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 43))
def test_general_solver_agrees_in_many_games(seed):
    same_as_solve(random_numbers(random.Random(seed)))
