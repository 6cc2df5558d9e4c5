"""Places where a shortcut of the check would prove too much if it did not prove its own premises."""

from __future__ import annotations

import sympy as sp

import symgame as sg
from tests.oracle.claims import branch, claim

a, b, c = sp.symbols("a b c", positive=True)
x, y, z = sp.symbols("x y z", real=True)
A, B = sg.players("A B")
UNIT = sp.Interval(0, 1)
HALF = sp.Rational(1, 2)


def test_a_payoff_without_a_value_at_the_claimed_action():
    """No piece applies at x = 1/2."""
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: sp.Piecewise((x, x < HALF), (1 - x, x > HALF))})
    hole = branch(True, {x: HALF}, {x: HALF}, {A: HALF})
    assert sg.verify(game, claim(game, hole)).refuted


def test_a_payoff_with_a_pole_between_rising_pieces():
    """1/(1/2 - x) rises on both sides of 1/2 and is largest just left of it, not at 1."""
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: 1 / (HALF - x)})
    end = branch(True, {x: sp.S.One}, {x: sp.S.One}, {A: sp.Integer(-2)})
    assert sg.verify(game, claim(game, end)).refuted


def test_a_jump_hidden_in_a_rational_condition():
    """x rises on both pieces and falls by 10 at x = 0, which the condition 1/x > 0 hides from a weak inequality."""
    payoff = sp.Piecewise((x - 10, 1 / x > 0), (x, True))
    game = sg.SequentialGame([sg.Move(A, x, domain=sp.Interval(-1, 1))], {A: payoff})
    end = branch(True, {x: sp.S.One}, {x: sp.S.One}, {A: sp.Integer(-9)})
    assert not sg.verify(game, claim(game, end)).proved


def test_a_piece_that_falls_at_its_end():
    payoff = sp.Piecewise((x, x < HALF), (x - 1, True))
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: payoff})
    end = branch(True, {x: sp.S.One}, {x: sp.S.One}, {A: sp.S.Zero})
    verdict = sg.verify(game, claim(game, end))
    assert verdict.refuted and 0 < verdict.witness[x] < HALF


def test_conditions_that_collapse_at_a_parameter():
    """At a = b the condition (a - b)*x >= 0 holds on the whole interval: no piece may be left out as a boundary."""
    payoff = sp.Piecewise((-x, (a - b) * x >= 0), (x, True))
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: payoff})
    end = branch(a <= b, {x: sp.S.One}, {x: sp.S.One}, {A: sp.Piecewise((-1, a >= b), (1, True))})
    assert sg.verify(game, claim(game, end, uncovered=a > b)).refuted


def test_the_share_of_kalai_and_smorodinsky_needs_ideal_points():
    """On the open interval no party's ideal gain is attained: nothing is proved."""
    game = sg.SequentialGame(
        [sg.Bargain(y, between=(A, B), domain=sp.Interval.open(0, 1))], {A: a * y, B: b * (1 - y)}
    )
    half = branch(True, {y: HALF}, {y: HALF}, {A: a / 2, B: b / 2})
    assert not sg.verify(game, claim(game, half, rule=sg.KalaiSmorodinsky())).proved
    closed = sg.SequentialGame([sg.Bargain(y, between=(A, B), domain=UNIT)], game.payoffs)
    assert sg.verify(closed, claim(closed, half, rule=sg.KalaiSmorodinsky())).proved


def test_a_decision_with_a_radical_upstream():
    """B leaves iff x < √b; A, who pays for x, must be judged at each x with the radical of that x alone."""
    game = sg.SequentialGame(
        [sg.Move(A, x, domain=sp.Interval(0, 2)), sg.OutsideOption(B, {A: 0 - x, B: sp.sqrt(b)})],
        {A: 1 - x, B: x},
        assume=[b < 4],
    )
    leave = {(sg.OUT, B, 1): sp.Piecewise((1, x < sp.sqrt(b)), (0, True))}
    root = sp.sqrt(b)
    pays = branch(b <= 1, {x: root, **leave}, {x: root}, {A: 1 - root, B: root})
    rests = branch(b >= 1, {x: sp.S.Zero, **leave}, {x: sp.S.Zero, sg.OUT: B}, {A: sp.S.Zero, B: root})
    assert sg.verify(game, claim(game, pays, rests)).proved
    lazy = branch(True, {x: sp.S.Zero, **leave}, {x: sp.S.Zero, sg.OUT: B}, {A: sp.S.Zero, B: root})
    assert sg.verify(game, claim(game, lazy)).refuted
    squared = {(sg.OUT, B, 1): sp.Piecewise((1, sp.sqrt(b + x**2) < x + b), (0, True))}
    odd = branch(b <= 1, {x: root, **squared}, {x: root}, {A: 1 - root, B: root})
    assert sg.verify(game, claim(game, odd, rests)).refuted


def test_two_own_actions_with_a_radical_that_moves():
    """√(x + y) is concave; with the sign turned the claim is false."""
    box = (sp.Interval(0, 4), sp.Interval(0, 4))
    game = sg.SequentialGame([sg.Move(A, (x, y), domain=box)], {A: x - x**2 + y - y**2 - 2 * sp.sqrt(x + y + 1)})
    wrong = branch(True, {x: HALF, y: HALF}, {x: HALF, y: HALF}, {A: HALF - 2 * sp.sqrt(2)})
    assert not sg.verify(game, claim(game, wrong)).proved


def test_a_set_of_later_actions_that_matters_upstream():
    """B may answer with anything; A's best action depends on the answer, so no selection-free claim is true."""
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT), sg.Move(B, y, domain=UNIT)], {A: x * (y - HALF), B: 0 * y})
    bold = branch(True, {x: sp.S.One, y: UNIT}, {x: sp.S.One, y: UNIT}, {A: y - HALF, B: sp.S.Zero})
    assert sg.verify(game, claim(game, bold, ties=sg.AllTies())).refuted
    harmless = sg.SequentialGame(game.stages, {A: x, B: 0 * y})
    fine = branch(True, {x: sp.S.One, y: UNIT}, {x: sp.S.One, y: UNIT}, {A: sp.S.One, B: sp.S.Zero})
    assert sg.verify(harmless, claim(harmless, fine)).proved


def test_an_empty_set_of_actions_is_no_strategy():
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: 0 * x})
    nowhere = sp.Interval(a, HALF)
    hollow = branch(True, {x: nowhere}, {x: nowhere}, {A: sp.S.Zero})
    assert sg.verify(game, claim(game, hollow)).refuted
    fine = branch(a <= HALF, {x: nowhere}, {x: nowhere}, {A: sp.S.Zero})
    assert sg.verify(game, claim(game, fine, uncovered=a > HALF)).proved


def test_a_region_with_its_own_assumptions_counts_as_their_meet():
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: (a - b) * x})
    one = branch(True, {x: sp.S.One}, {x: sp.S.One}, {A: a - b})
    from dataclasses import replace

    narrowed = replace(one, region=sg.Region(sp.true, (a >= b,)))
    assert sg.verify(game, claim(game, narrowed)).refuted
    assert sg.verify(game, claim(game, narrowed, uncovered=a < b)).proved
