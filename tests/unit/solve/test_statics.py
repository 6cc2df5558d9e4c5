"""Signs of derivatives against finite differences of exact values, and against what is known of the fine-tuning game."""

from __future__ import annotations

import random
from functools import cache

import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.solve.statics import Sign

GAME = fine_tuning_game()
DELTA, ALPHA_0, ALPHA_1 = GAME.actions
C_0, C_1 = GAME.parameters
G, D = GAME.players
RULES = {"none": None, "dictator": sg.Dictatorial(G), "utilitarian": sg.Utilitarian(), "egalitarian": sg.Egalitarian()}


@cache
def solved(name: str) -> sg.Equilibrium:
    return sg.solve(GAME, bargaining=RULES[name])


@cache
def statics(name: str) -> sg.Statics:
    return sg.comparative_statics(solved(name))


def value(equilibrium: sg.Equilibrium, quantity, point) -> sp.Expr:
    outcome = equilibrium.at(point)[0]
    if isinstance(quantity, sg.Player):
        return GAME.payoffs[quantity].subs({**outcome, **point})
    return quantity.subs(outcome).subs(point)


def difference_sign(equilibrium, quantity, parameter, point) -> int:
    step = sp.Rational(1, 10**7)
    up = {**point, parameter: point[parameter] + step}
    down = {**point, parameter: point[parameter] - step}
    slope = float((value(equilibrium, quantity, up) - value(equilibrium, quantity, down)).evalf(30) / (2 * step))
    return 0 if abs(slope) < 1e-6 else 1 if slope > 0 else -1


def test_shares_with_roots_of_several_costs():
    """Cubic costs: the shares are radicals of both costs; each falls in the cost of G and rises in the cost of D."""
    payoffs = {G: DELTA * ALPHA_1 - C_0 * ALPHA_0**3, D: (1 - DELTA) * ALPHA_1 - C_1 * (ALPHA_1 - ALPHA_0) ** 3}
    cubic = sg.SequentialGame(GAME.stages, payoffs)
    for rule in (sg.Dictatorial(G), sg.Dictatorial(D), sg.Utilitarian(), sg.MaximumOf(ALPHA_1)):
        equilibrium = sg.solve(cubic, bargaining=rule)
        found = [e for e in sg.comparative_statics(equilibrium).entries if e.quantity == DELTA]
        assert len(found) == 2 and all(e.uncovered is sp.false for e in found)
        for entry in found:
            point = {C_0: sp.Rational(3, 2), C_1: sp.Rational(5, 7)}
            (stated,) = entry.at(point)
            assert int(stated) == difference_sign(equilibrium, DELTA, entry.parameter, point) == (1 if entry.parameter == C_1 else -1)


@pytest.mark.parametrize("name", RULES)
def test_signs_agree_with_finite_differences(name):
    draw = random.Random(name)
    equilibrium = solved(name)
    for _ in range(6):
        point = {C_0: sp.Rational(draw.randint(2, 40), 7), C_1: sp.Rational(draw.randint(2, 40), 9)}
        if name == "none":
            point[DELTA] = sp.Rational(draw.randint(1, 9), 10)
        for entry in statics(name).entries:
            (stated,) = entry.at({p: v for p, v in point.items() if p in equilibrium.parameters})
            assert int(stated) == difference_sign(equilibrium, entry.quantity, entry.parameter, point), entry


@pytest.mark.parametrize("name", RULES)
def test_everything_is_covered(name):
    for entry in statics(name).entries:
        assert entry.uncovered is sp.false, entry
        assert all(case.verdict.proved for case in entry.cases)


def test_performance_rises_with_the_share_of_the_cheaper_side():
    entry = statics("none").sign(ALPHA_1, DELTA)
    where = {case.sign: case.region.condition for case in entry.cases}
    assert where[Sign.PLUS] == sp.Lt(C_0, C_1)
    assert where[Sign.ZERO] == sp.Eq(C_0, C_1)
    assert where[Sign.MINUS] == sp.Lt(C_1, C_0)


def test_a_player_may_gain_from_the_other_sides_cost():
    """Under the utilitarian share U_G rises in c_1 exactly where c_1 > 2 c_0, and always falls in c_0."""
    entry = statics("utilitarian").sign(G, C_1)
    where = {case.sign: case.region.condition for case in entry.cases}
    assert where[Sign.PLUS] == sp.Lt(2 * C_0, C_1)
    assert statics("utilitarian").sign(G, C_0).everywhere is Sign.MINUS
    assert statics("utilitarian").sign(DELTA, C_0).everywhere is Sign.MINUS
    assert statics("utilitarian").sign(DELTA, C_1).everywhere is Sign.PLUS


def test_kinks_between_branches_are_said():
    (kink,) = statics("dictator").sign(DELTA, C_0).kinks
    assert kink.kind == "kink"
    assert kink.region.condition == sp.Eq(C_0, C_1)
    assert (kink.below, kink.above) == (Sign.ZERO, Sign.MINUS)
    (smooth,) = statics("dictator").sign(G, C_0).kinks
    assert smooth.kind == "smooth"


def test_jumps_are_said():
    equilibrium = sg.solve(GAME, bargaining=sg.MaximumOf(ALPHA_1))
    kinds = {k.kind for k in sg.comparative_statics(equilibrium, [DELTA], [C_0]).entries[0].kinks}
    assert kinds == {"jump"}


def test_at_a_kink_no_sign_is_stated():
    with pytest.raises(sg.UncoveredError, match="derivative of delta in c_0"):
        statics("dictator").sign(DELTA, C_0).at({C_0: 1, C_1: 1})


def test_expressions_in_actions():
    entry = statics("none").sign(ALPHA_1 - ALPHA_0, DELTA)
    assert entry.everywhere is Sign.MINUS


def test_through_an_implicit_root():
    """Nash's share has no short closed form; its derivative is taken by the implicit function theorem."""
    equilibrium = sg.solve(GAME, bargaining=sg.NashBargaining())
    assert equilibrium[DELTA].has(sg.Root)
    found = sg.comparative_statics(equilibrium, [DELTA, G, D])
    assert found.sign(DELTA, C_0).everywhere is Sign.MINUS
    assert found.sign(DELTA, C_1).everywhere is Sign.PLUS
    for point in ({C_0: 1, C_1: sp.Rational(1, 3)}, {C_0: 1, C_1: 5}):
        for entry in found.entries:
            (stated,) = entry.at(point)
            assert int(stated) == difference_sign(equilibrium, entry.quantity, entry.parameter, point)


def test_table_has_a_row_a_quantity():
    table = statics("utilitarian").table
    assert table.columns == ("quantity", C_0, C_1)
    assert [row[0] for row in table.rows] == [DELTA, ALPHA_0, ALPHA_1, G, D]
    assert table.rows[0][1].everywhere is Sign.MINUS


def test_bad_input_is_named():
    with pytest.raises(sg.ArgumentError, match="c_1"):
        statics("none").sign(DELTA, sp.Symbol("c_0", real=True))
    with pytest.raises(sg.ArgumentError, match="neither an action nor a parameter"):
        statics("none").sign(sp.Symbol("w"), C_0)
    with pytest.raises(sg.ArgumentTypeError):
        statics("none").sign("alpha_0", C_0)
    with pytest.raises(sg.ArgumentTypeError, match="takes an Equilibrium"):
        sg.comparative_statics(GAME)
