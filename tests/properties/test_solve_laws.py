"""Laws that every solution obeys: agreement with the oracle, and what may not matter does not."""

from __future__ import annotations

import sympy as sp
from hypothesis import HealthCheck, given, settings

import symgame as sg
from tests.oracle import strategies as draw
from tests.oracle.check import complaints
from tests.oracle.numbers import number

FEW = settings(
    max_examples=5, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def outcomes(equilibrium, point):
    """The outcomes at a point as sorted tuples of numbers by the action's name."""
    found = equilibrium.at(dict.fromkeys(equilibrium.parameters, point))
    return sorted(tuple(sorted((str(k), round(number(v, {}), 9)) for k, v in o.items())) for o in found)


@FEW
@given(draw.one_player(), draw.values)
def test_one_maximiser_is_the_clipped_vertex(game, point):
    equilibrium = sg.solve(game)
    here = dict.fromkeys(game.parameters, point)
    payoff = game.payoffs[draw.A].subs(draw.a, point)
    slope, bend = payoff.coeff(draw.x, 1), payoff.coeff(draw.x, 2)
    vertex = min(max(-slope / (2 * bend), sp.S.Zero), sp.S.One)
    assert [o[draw.x] for o in equilibrium.at(here)] == [vertex]
    assert sg.verify(game, equilibrium).proved


@FEW
@given(draw.at_once(), draw.values)
def test_two_at_once_agree_with_the_oracle(game, point):
    equilibrium = sg.solve(game)
    assert not complaints(game, equilibrium, dict.fromkeys(game.parameters, point))
    assert not sg.verify(game, equilibrium).refuted


@FEW
@given(draw.leader_follower(), draw.values)
def test_leader_and_follower_agree_with_the_oracle(game, point):
    equilibrium = sg.solve(game)
    assert not complaints(game, equilibrium, dict.fromkeys(game.parameters, point))
    assert not sg.verify(game, equilibrium).refuted


@FEW
@given(draw.leader_follower(), draw.values)
def test_units_and_constants_of_payoffs_do_not_matter(game, point):
    changed = sg.SequentialGame(game.stages, {p: 3 * e + draw.a for p, e in game.payoffs.items()}, game.assume)
    assert outcomes(sg.solve(game), point) == outcomes(sg.solve(changed), point)


@FEW
@given(draw.at_once(), draw.values)
def test_names_and_order_of_players_do_not_matter(game, point):
    stage = game.stages[0]
    first, second = sg.players("Z Q")
    swap = {draw.A: first, draw.B: second}
    moves = [sg.Move(swap[m.player], m.actions, domain=m.domains) for m in reversed(stage.moves)]
    payoffs = {swap[p]: e for p, e in reversed(game.payoff_items)}
    assert outcomes(sg.solve(game), point) == outcomes(sg.solve(sg.SequentialGame([tuple(moves)], payoffs)), point)
