"""Quadratic maximisation by active sets, exact algebraic numbers, and the two-stage game at rational parameters."""

import itertools
import random

import pytest
import sympy as sp
from flint import fmpq, fmpq_poly

import symgame as sg
from symgame.errors import UnsupportedError
from symgame.games.catalog.regulation import ACTIONS, D, G, QuadraticCost, Regulation, regulation_game
from symgame.solve.algebraic import exact_value, real_roots
from symgame.solve.floor_sweep import Sweep, floor_pairs, grid
from symgame.solve.quadratic_program import Quadratic, maximise_quadratic
from symgame.solve.quadratic_stages import QuadraticStages

R = sp.Rational
NOUGHT, ONE = fmpq(0), fmpq(1)


def affine(constant, *linear):
    n = len(linear)
    return Quadratic(fmpq(constant), tuple(map(fmpq, linear)), ((NOUGHT,) * n,) * n)


def test_peak_on_a_disc():
    disc = Quadratic(ONE, (NOUGHT, NOUGHT), ((-ONE, NOUGHT), (NOUGHT, -ONE)))
    towards = Quadratic(NOUGHT, (fmpq(4), fmpq(2)), ((-ONE, NOUGHT), (NOUGHT, -ONE)))
    best = maximise_quadratic(towards, [], disc)
    assert [exact_value(v) for v in best.point] == [2 * sp.sqrt(5) / 5, sp.sqrt(5) / 5]
    half = maximise_quadratic(towards, [affine("1/2", -1, 0)], disc)
    assert half.point[0] == fmpq(1, 2) and exact_value(half.point[1]) == sp.sqrt(3) / 2


def test_contradicting_constraints_have_no_best_point():
    bowl = Quadratic(NOUGHT, (ONE, ONE), ((-ONE, NOUGHT), (NOUGHT, -ONE)))
    assert maximise_quadratic(bowl, [affine(-1, 1, 0), affine(0, -1, 0)]) is None


def test_tangent_disc_leaves_one_point():
    disc = Quadratic(NOUGHT, (NOUGHT, NOUGHT), ((-ONE, NOUGHT), (NOUGHT, -ONE)))
    best = maximise_quadratic(Quadratic(NOUGHT, (ONE, ONE), ((-ONE, NOUGHT), (NOUGHT, -ONE))), [], disc)
    assert best.point == (0, 0)


def brute(f, linear, q):
    """The largest value on a fine grid of the square [-2, 2]²."""
    listed = [fmpq(k, 20) for k in range(-40, 41)]
    points = [p for p in itertools.product(listed, repeat=2) if all(g.at(p) >= 0 for g in linear) and q.at(p) >= 0]
    return max((f.at(p) for p in points), default=None)


@pytest.mark.parametrize("seed", range(12))
def test_against_a_grid(seed):
    rng = random.Random(seed)

    def form(definite):
        a, d = (fmpq(rng.randint(1, 6), 2) for _ in range(2))
        b = fmpq(rng.randint(-4, 4), 4) if a * d > 1 else NOUGHT
        return Quadratic(fmpq(definite), tuple(fmpq(rng.randint(-8, 8), 4) for _ in range(2)), ((-a, b), (b, -d)))

    f, q = form(0), form(1)
    linear = [affine(fmpq(rng.randint(0, 4), 4), rng.randint(-2, 2), rng.randint(1, 2)) for _ in range(2)]
    best, found = maximise_quadratic(f, linear, q), brute(f, linear, q)
    if found is None:
        return
    assert best is not None and best.value >= found
    assert all(float(g.at(best.point)) >= -1e-12 for g in linear) and float(q.at(best.point)) >= -1e-12
    assert float(best.value) - float(found) < 0.4


def test_numbers_of_different_fields_are_compared():
    two, eight = (max(real_roots(fmpq_poly([-n, 0, 1]))) for n in (2, 8))
    assert two * 2 == eight and two < eight and not two * 2 < eight
    (cube,) = real_roots(fmpq_poly([-2, 0, 0, 1]))
    assert cube < two and exact_value(cube) == sp.CRootOf(sp.Symbol("x") ** 3 - 2, 0)


def test_spot_values_of_the_floor_on_D():
    theta = sp.Symbol("theta_D", nonnegative=True)
    stages = QuadraticStages(regulation_game(regulation=Regulation.of_domain(theta)))
    rows = {
        "2/5": ("31/80", "1/4", "0", "1/2", "2/5"),
        "1/2": ("7/16", "1/4", "0", "1/2", "1/2"),
        "3/4": ("9/16", "1/4", "0", "1/2", "3/4"),
        "3/2": ("43/64", "3/8", "1/2", "5/8", "3/2"),
    }
    for floor, expected in rows.items():
        for played in stages.best({theta: R(floor)}):
            assert [str(v) for v in (played.payoffs[0], *played.point)] == list(expected)
    (one,) = stages.best({theta: R(1)})
    assert [round(float(v), 4) for v in (one.payoffs[0], *one.point)] == [0.6607, 0.2965, 0.1569, 0.5465, 1.0]
    (two,) = stages.best({theta: R(2)})
    assert round(float(two.payoffs[0]), 4) == 0.3988 and two.payoffs[1] == 0
    peak = (5 + 3 * sp.sqrt(3)) / 8
    below, above = (stages.best({theta: sp.Rational(v)})[0] for v in (int(10**5 * peak) * R(1, 10**5), R(12746, 10**4)))
    assert round(float(below.payoffs[0]), 5) == 0.69976 and above.payoffs[0] < below.payoffs[0]
    assert stages.best({theta: R(23671, 10**4)})[0].out is None and stages.best({theta: R(23673, 10**4)})[0].out == G


def test_an_exact_tie_is_listed():
    theta = sp.Symbol("theta_D", nonnegative=True)
    stages = QuadraticStages(regulation_game(regulation=Regulation.of_domain(theta)))
    assert sorted(str(p.point[1]) for p in stages.best({theta: R(3, 8)})) == ["0", "1/4"]


def test_the_papers_counterexample():
    costs = (QuadraticCost(1, 0, 1), QuadraticCost(1, R(1, 2), 1))
    (played,) = QuadraticStages(regulation_game(costs, regulation=Regulation.of_domain(R(2, 5)))).best({})
    assert [str(v) for v in (*played.point[:2], played.payoffs[0])] == ["1/4", "1/8", "97/320"]


@pytest.mark.parametrize(
    "game",
    [
        regulation_game((QuadraticCost(1, 2, 1), QuadraticCost(1, 0, 1))),
        regulation_game((QuadraticCost(1, 0, 1), QuadraticCost(1, 2, 1))),
        sg.SequentialGame([sg.Move(G, ACTIONS[0], domain=sp.Interval(0, 1))], {G: -(ACTIONS[0] ** 2)}),
        sg.SequentialGame(regulation_game().stages, {G: -(ACTIONS[0] ** 4), D: -(ACTIONS[2] ** 2)}),
    ],
)
def test_what_is_not_supported_is_said(game):
    with pytest.raises(UnsupportedError):
        QuadraticStages(game).best({})


def test_grids_of_the_paper():
    assert len(list(floor_pairs(grid(0, R(3, 2), 301), grid(0, R(5, 2), 501)))) == 105_651
    assert 98 * len(list(floor_pairs(grid(0, R(6, 5), 13), grid(0, R(5, 2), 51)))) == 49_686


def test_backfire_on_the_grid_is_the_region_of_the_theorem():
    sweep, half = Sweep(), fmpq(1, 2)
    for g, d in floor_pairs(grid(0, R(1, 2), 11), grid(0, R(3, 5), 25)):
        inside = g < fmpq(1, 4) and fmpq(3, 8) + 2 * g * g < d < half
        assert (sweep.kind(sweep.play(half, g, d)) == "backfire") == bool(inside), (g, d)


def test_best_floors_of_the_grid():
    sweep = Sweep()
    played = sweep.play(fmpq(1, 2), fmpq(1, 2), fmpq(1))
    assert sum(played.played.payoffs) == fmpq(7, 8) and sweep.kind(played) == "both gain"
    assert sum(sweep.anarchy(fmpq(1, 2)).played.payoffs) == fmpq(3, 4)


def test_solve_finds_play_of_degree_three():
    costs = (QuadraticCost(R(1, 4), R(1, 8), R(5, 4)), QuadraticCost(R(1, 2), 0, 1))
    game = regulation_game(costs, share=R(9, 10), revenue=(1, R(2, 3)), regulation=Regulation.of_domain(R(1, 2)))
    deal = sg.solve(game)
    assert deal.uncovered is sp.false
    (outcome,) = deal.at({})
    assert outcome[ACTIONS[0]].has(sp.CRootOf)
    (played,) = QuadraticStages(game).best({})
    assert [float(outcome[a]) for a in ACTIONS] == pytest.approx([float(v) for v in played.point])
    assert float(deal.payoff(G)) == pytest.approx(1.18636143)
