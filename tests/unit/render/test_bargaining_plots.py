"""Figures of a bargain: axes in the paper's symbols, points where the engine puts them."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

pytest.importorskip("matplotlib")

from symgame.render.bargaining_plots import plot_frontier, plot_pareto_sets, plot_payoffs, plot_shares

GAME = fine_tuning_game()
DELTA = GAME.actions[0]
C_0, C_1 = GAME.parameters
COSTS = {C_0: sp.Integer(2), C_1: sp.Integer(1)}


@pytest.fixture(scope="module")
def play():
    return sg.solve(GAME)


@pytest.fixture(scope="module")
def deals():
    return {"joint": sg.solve(GAME, bargaining=sg.Utilitarian()), "equal": sg.solve(GAME, bargaining=sg.Egalitarian())}


def lines(axes):
    return {line.get_label(): line for line in axes.get_lines()}


def test_payoffs_carry_each_rule_at_its_share(play, deals):
    (axes,) = plot_payoffs(play, DELTA, deals, at=COSTS).axes
    assert axes.get_xlabel() == r"$\delta$"
    drawn = lines(axes)
    xs, ys = drawn["joint"].get_data()
    assert list(xs) == pytest.approx([1 / 3, 1 / 3])
    wanted = [float(deals["joint"].payoff(p).subs(COSTS)) for p in GAME.players]
    assert sorted(ys) == pytest.approx(sorted(wanted), abs=1e-4)


def test_the_frontier_is_thick_where_it_is_undominated(play, deals):
    undominated = sg.pareto_set(GAME).at(COSTS)
    (axes,) = plot_frontier(play, DELTA, deals, at=COSTS, undominated=undominated).axes
    drawn = lines(axes)
    assert max(drawn["Pareto-optimal"].get_xdata()) == pytest.approx(max(drawn["attainable"].get_xdata()), abs=1e-6)
    assert len(drawn["Pareto-optimal"].get_xdata()) < len(drawn["attainable"].get_xdata())
    x, y = (float(v[0]) for v in drawn["equal"].get_data())
    assert x == pytest.approx(y, abs=1e-4)


def test_heat_maps_show_exact_shares(deals):
    figure = plot_shares(deals, DELTA, C_0, C_1, limits=((0, 2), (0, 2)), cells=2)
    values = figure.axes[0].collections[0].get_array()
    assert [float(v) for v in values.ravel()] == pytest.approx([1 / 2, 1 / 4, 3 / 4, 1 / 2])
    assert figure.axes[0].get_xlabel() == "$c_{0}$" and figure.axes[0].get_title() == "joint"


def test_intervals_are_bars_and_single_shares_points():
    figure = plot_pareto_sets({1: sp.Union(sp.Interval(0, sp.Rational(1, 2)), sp.FiniteSet(sp.Rational(3, 4)))}, labels=("F", r"\delta"))
    drawn = sorted(tuple(map(float, line.get_ydata())) for line in figure.axes[0].get_lines())
    assert drawn == [(0.0, 0.5), (0.75,)]


def test_a_share_that_was_agreed_is_no_axis(deals):
    with pytest.raises(sg.ArgumentError, match="no parameter"):
        plot_payoffs(deals["joint"], DELTA, {}, at=COSTS)
