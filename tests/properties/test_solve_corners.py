"""Corner games: solved everywhere, verified from the definition, and right by the oracle on a grid of parameters."""

from __future__ import annotations

import itertools
import random

import pytest
import sympy as sp

import symgame as sg
from tests.oracle.check import complaints
from tests.oracle.corner_games import GAMES, game

GRID = [sp.Rational(*q) for q in ((1, 10), (1, 4), (1, 3), (1, 2), (3, 4), (1, 1), (2, 1), (7, 2))]


def points(parameters, count):
    """Points of a grid with many equal and boundary values."""
    listed = [dict(zip(parameters, v, strict=True)) for v in itertools.product(GRID, repeat=len(parameters))]
    random.Random(5).shuffle(listed)
    return listed[: 3 * count]


@pytest.mark.parametrize("name", GAMES)
def test_corner_game(name):
    one, rule = game(name)
    equilibrium = sg.solve(one, bargaining=rule)
    assert equilibrium.uncovered is sp.false
    verdict = sg.verify(one, equilibrium)
    assert verdict.proved, str(verdict)
    checked = 0
    for point in points(one.parameters, 6):
        try:
            outcomes = equilibrium.at(point)
        except sg.ArgumentError:
            continue  # outside the assumptions
        assert outcomes, point
        assert not complaints(one, equilibrium, point, histories=2), point
        checked += 1
    assert checked >= 2


def test_a_share_that_does_not_matter_is_a_set():
    one, rule = game("hold-up")
    equilibrium = sg.solve(one, bargaining=rule)
    a, s, x = (next(v for v in one.free_symbols if v.name == n) for n in "asx")
    assert equilibrium.at({a: 2}) == [{x: 1, s: sp.Rational(1, 2)}]


def test_one_root_has_one_form():
    from tests.properties.test_solve_fine_tuning_oracle import solved

    branch = solved("NashBargaining").branches[0]
    roots = set().union(*(v.atoms(sg.Root) for v in (*branch.outcome.values(), *branch.payoffs.values())))
    assert len(roots) == 1


def test_payoff_of_a_kink_is_that_of_its_own_piece():
    b, c = sp.symbols("b c", positive=True)
    x, y = sp.symbols("x y", real=True)
    A, B = sg.players("A B")
    unit = sp.Interval(0, 1)
    one = sg.SequentialGame(
        [sg.Move(A, x, domain=unit), sg.Move(B, y, domain=unit)],
        {A: -b * x**2 + b * x - 2 * x * y, B: -2 * c * y**2 - sp.Rational(3, 2) * x * y + 3 * y + sp.Min(b, y)},
    )
    equilibrium = sg.solve(one)
    point = {b: sp.Rational(3, 2), c: sp.Rational(1, 5)}
    assert {e.payoffs[B].subs(point) for e in equilibrium.branches if e.region.holds_at(point)} == {sp.Rational(18, 5)}
