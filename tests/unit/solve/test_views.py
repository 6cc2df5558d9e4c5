"""Views of an equilibrium say the same as the equilibrium itself, at points."""

from __future__ import annotations

import itertools
import pickle
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

GAME = fine_tuning_game()
DELTA, ALPHA_0, ALPHA_1 = GAME.actions
C_0, C_1 = GAME.parameters
G, D = GAME.players
RULES = {
    "none": None,
    "utilitarian": sg.Utilitarian(),
    "egalitarian": sg.Egalitarian(),
    "nash": sg.NashBargaining(),
    "G": sg.Dictatorial(G),
}


@cache
def solved(name: str) -> sg.Equilibrium:
    return sg.solve(GAME, bargaining=RULES[name])


def points(name):
    values = (sp.Rational(1, 2), sp.Integer(1), sp.Integer(3))
    for c_0, c_1 in itertools.product(values, repeat=2):
        yield {C_0: c_0, C_1: c_1, **({DELTA: sp.Rational(2, 5)} if name == "none" else {})}


@pytest.mark.parametrize("name", RULES)
def test_express_in_a_ratio(name):
    found = solved(name).express(rho=C_1 / C_0)
    rho = next(p for p in found.parameters if p.name == "rho")
    assert rho.is_positive and C_1 not in found.parameters
    assert found.uncovered is sp.false
    for b in found.branches:
        assert not any(v.has(C_1) for v in (*b.outcome.values(), *b.payoffs.values()))
    for point in points(name):
        there = {**point, rho: point[C_1] / point[C_0]}
        del there[C_1]
        mine, own = found.at(there)[0], solved(name).at(point)[0]
        assert all(abs((mine[k] - own[k]).evalf(30)) < 1e-25 for k in own)


def test_the_scale_cancels():
    found = solved("G").express(rho=C_1 / C_0)
    assert [b.region.condition.free_symbols | b[DELTA].free_symbols for b in found.branches] == [
        {s for s in found.parameters if s.name == "rho"}
    ] * 2


def test_express_by_a_symbol_of_ones_own():
    t = sp.Symbol("t", positive=True)
    found = solved("utilitarian").express({t: C_1 / (C_0 + C_1)})
    assert found[DELTA] == t
    assert sg.decide(t < 1, found.assumptions).proved


def test_express_refuses():
    with pytest.raises(sg.ArgumentError, match="taken"):
        solved("utilitarian").express(c_0=C_1 / C_0)
    with pytest.raises(sg.ArgumentError, match="no expression in the parameters"):
        solved("utilitarian").express(rho=DELTA / C_0)
    with pytest.raises(sg.ArgumentError, match="cannot be solved"):
        solved("utilitarian").express(rho=C_1**3 / C_0**3 + C_1**2 / C_0)
    with pytest.raises(sg.ArgumentError, match="sign"):
        solved("utilitarian").express({sp.Symbol("m", positive=True): C_1 - C_0})


def test_under_keeps_what_can_occur():
    found = solved("G").under(C_1 < C_0)
    assert len(found.branches) == 1
    assert found[DELTA] == C_0 / (2 * C_0 - C_1)
    assert found.uncovered is sp.false
    assert found.at({C_0: 2, C_1: 1}) == solved("G").at({C_0: 2, C_1: 1})
    with pytest.raises(sg.ArgumentError, match="assumption"):
        found.at({C_0: 1, C_1: 2})


def test_under_refuses():
    with pytest.raises(sg.ArgumentError, match="not a parameter"):
        solved("G").under(DELTA > 0)
    with pytest.raises(sg.ArgumentError, match="contradicts"):
        solved("G").under(C_1 < C_0).under(C_0 < C_1)


@pytest.mark.parametrize("name", RULES)
def test_numpy_functions(name):
    np = pytest.importorskip("numpy")
    functions = solved(name).lambdify()
    assert set(functions) == {*(k for k in GAME.actions if k not in solved(name).parameters), G, D}
    listed = list(points(name))
    columns = [np.array([float(p[s]) for p in listed]) for s in solved(name).parameters]
    for quantity, function in functions.items():
        expression = GAME.payoffs.get(quantity, quantity)
        exact = [expression.subs(solved(name).at(p)[0]).subs(p).evalf(20) for p in listed]
        assert np.allclose(function(*columns), np.array(exact, dtype=float), rtol=1e-10, atol=1e-12)


def test_numpy_function_of_an_expression():
    function = solved("utilitarian").lambdify(ALPHA_1 - ALPHA_0)
    assert abs(function(1, 1) - 0.25) < 1e-15


@pytest.mark.parametrize("name", ["G", "nash"])
def test_data_frame(name):
    pytest.importorskip("pandas")
    frame = solved(name).to_dataframe({C_0: [1, 2], C_1: (0.5, sp.Integer(1), 2)})
    assert list(frame.columns) == ["c_0", "c_1", "status", "delta", "alpha_0", "alpha_1", "G", "D"]
    assert len(frame) == 6 and set(frame["status"]) == {"equilibrium"}
    for row in frame.to_dict("records"):
        point = {C_0: sp.Rational(str(row["c_0"])), C_1: sp.Rational(str(row["c_1"]))}
        assert abs(row["delta"] - float(solved(name).at(point)[0][DELTA])) < 1e-12


def test_data_frame_in_other_processes():
    pytest.importorskip("pandas")
    grid = {C_0: range(1, 20), C_1: range(1, 20)}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        there = solved("nash").to_dataframe(grid, executor=executor)
    assert there.equals(solved("nash").to_dataframe(grid))


def test_a_grid_needs_every_parameter():
    pytest.importorskip("pandas")
    with pytest.raises(sg.ArgumentError, match="c_1"):
        solved("G").to_dataframe({C_0: [1]})


def test_table_rows_are_branches():
    table = solved("G").table
    assert table.columns == ("region", DELTA, ALPHA_0, ALPHA_1, G, D)
    assert [row[0] for row in table.rows] == [b.region.condition for b in solved("G").branches]


def test_views_pickle():
    found = solved("nash").express(rho=C_1 / C_0)
    assert pickle.loads(pickle.dumps(found)) == found
