"""Sentences about the path of every branch."""

import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, D, G, Regulation, regulation_game
from symgame.solve.claims import on_the_path

THETA = sp.Symbol("theta_G", nonnegative=True)
u_G = sp.Symbol("u_G", real=True)


@pytest.fixture(scope="module")
def deal():
    return sg.solve(regulation_game(regulation=Regulation.of_general(THETA)))


def test_a_relation_on_every_branch(deal):
    taken_part = THETA < sp.Rational(4, 5)
    assert sg.decide(on_the_path(deal, ACTIONS[3] >= THETA), taken_part).proved
    assert sg.decide(on_the_path(deal, ACTIONS[3] > THETA + sp.Rational(1, 4)), taken_part).refuted


def test_an_action_that_is_not_reached_satisfies_nothing(deal):
    out = THETA > 1
    assert sg.decide(on_the_path(deal, ACTIONS[3] >= 0), out).refuted
    assert sg.decide(on_the_path(deal, ACTIONS[3] < 0), out).refuted


def test_payoffs_by_symbols(deal):
    worth = on_the_path(deal, u_G <= sp.Rational(3, 8), [(u_G, G)])
    assert worth.free_symbols == {THETA} and sg.decide(worth).proved
    assert sg.decide(on_the_path(deal, u_G <= sp.Rational(3, 8), [(u_G, D)])).refuted


def test_an_equilibrium_is_asked_for():
    with pytest.raises(sg.ArgumentTypeError):
        on_the_path(regulation_game(), ACTIONS[0] > 0)
