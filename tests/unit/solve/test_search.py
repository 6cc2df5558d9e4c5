"""The search of a stage: many players, cells in which nothing is proved, peaks of quadratic pieces, roots between turns."""

from __future__ import annotations

import time

import pytest
import sympy as sp

import symgame as sg
from symgame.solve.peaks import peaks
from symgame.solve.problem import Unknown
from tests.oracle.classify import classify
from tests.oracle.random_games import draw

a, b = sp.symbols("a b", positive=True)
x = sp.Symbol("x", real=True)


def many_firms(n):
    """Linear demand and n firms with different marginal costs, quantities any real number."""
    quantities = sp.symbols(f"q_1:{n + 1}", real=True)
    costs = sp.symbols(f"c_1:{n + 1}", positive=True)
    firms = [sg.Player(f"F{i}") for i in range(n)]
    moves = tuple(sg.Move(f, q, domain=sp.Reals) for f, q in zip(firms, quantities, strict=True))
    price = a - b * sp.Add(*quantities)
    game = sg.SequentialGame([moves], {f: (price - c) * q for f, q, c in zip(firms, quantities, costs, strict=True)})
    return game, quantities, costs


@pytest.mark.parametrize("n", [2, 6, pytest.param(20, marks=pytest.mark.slow), pytest.param(40, marks=pytest.mark.slow)])
def test_many_firms_with_different_costs(n):
    game, quantities, costs = many_firms(n)
    found = sg.solve(game)
    assert found.uncovered is sp.false
    assert found.complete.proved
    total = sp.Add(*costs)
    for q, c in zip(quantities, costs, strict=True):
        assert sp.expand(found[q] * b * (n + 1) - (a + total - (n + 1) * c)) == 0


def test_peaks_of_a_quadratic_need_a_bend_where_the_domain_is_unbounded():
    u = Unknown(x, "A", sp.Integer(0), sp.oo)
    claims = [claim for claim, _, _ in peaks(u, a * x - b * x**2, {}, ())]
    assert claims[0] is sp.true or claims[0] == sp.Lt(-b, 0)
    assert peaks(u, x**5 + x, {}, ()) is None
    rising = [claim for claim, _, _ in peaks(u, a * x, {}, ())]
    assert sp.false in rising


def test_a_root_between_two_turns():
    drawn = draw("one_player", 2003)
    result = classify(drawn, lambda d: sg.solve(d.game, budget=sg.Budget(seconds=30)), count=8)
    assert result.status != "WRONG", result.reasons
    assert len(result.equilibrium.at({p: sp.Integer(1) for p in drawn.game.parameters})) == 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1003, 1006])
def test_three_stages_with_many_regimes(seed):
    drawn = draw("three_stages", seed)
    started = time.monotonic()
    result = classify(drawn, lambda d: sg.solve(d.game, budget=sg.Budget(seconds=200)), count=6)
    assert result.status == "right", (result.reasons, time.monotonic() - started)


@pytest.mark.parametrize(("kind", "seed"), [("two_stages_kink", 3000), ("cubics_at_once", 3005)])
def test_regions_end_where_a_stage_has_no_solution_and_where_a_radicand_turns_negative(kind, seed):
    drawn = draw(kind, seed)
    result = classify(drawn, lambda d: sg.solve(d.game, budget=sg.Budget(seconds=30)), count=8)
    assert result.status != "WRONG", result.reasons
    assert not sg.verify(drawn.game, result.equilibrium, budget=sg.Budget(seconds=20)).refuted
