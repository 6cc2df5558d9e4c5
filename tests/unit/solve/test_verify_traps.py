"""Claims that a careless verifier accepts, or true ones that it refutes."""

from __future__ import annotations

import sympy as sp

import symgame as sg
from tests.oracle.claims import branch, claim, played

a, b, c, F = sp.symbols("a b c F", positive=True)
x, y, z = sp.symbols("x y z", real=True)
A, B = sg.players("A B")
UNIT = sp.Interval(0, 1)
HALF = sp.Rational(1, 2)


def test_a_radicand_that_is_negative_is_no_proof():
    """√(b − a) has no value for b < a; taken as a hypothesis it would prove anything there."""
    game = sg.SequentialGame([sg.Move(A, x, domain=sp.Interval(0, sp.oo))], {A: (b - a) * x - x**3 / 3})
    root = sp.sqrt(b - a)
    whole = branch(True, {x: root}, {x: root}, {A: 2 * root**3 / 3})
    assert sg.verify(game, claim(game, whole)).refuted
    good = branch(b >= a, {x: root}, {x: root}, {A: 2 * root**3 / 3})
    rest = branch(b < a, {x: sp.S.Zero}, {x: sp.S.Zero}, {A: sp.S.Zero})
    assert sg.verify(game, claim(game, good, rest)).proved


def test_a_denominator_that_vanishes_is_no_proof():
    game = sg.SequentialGame([sg.Move(A, x, domain=sp.Reals)], {A: a * x - (b - c) ** 2 * x**2})
    value = a / (2 * (b - c) ** 2)
    everywhere = branch(True, {x: value}, {x: value}, {A: a * value / 2})
    assert sg.verify(game, claim(game, everywhere)).refuted
    good = branch(sp.Ne(b, c), {x: value}, {x: value}, {A: a * value / 2})
    none = ((sg.Region(sp.Eq(b, c)), "the payoff is unbounded"),)
    assert sg.verify(game, claim(game, good, none=none)).proved


def test_a_root_that_does_not_exist_or_is_not_alone():
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: a * x - x**4 / 4})
    root = sg.Root(x**3 - a, x, UNIT)
    whole = branch(True, {x: root}, {x: root}, {A: a * root - root**4 / 4})
    assert sg.verify(game, claim(game, whole)).refuted
    good = branch(a <= 1, {x: root}, {x: root}, {A: a * root - root**4 / 4})
    corner = branch(a >= 1, {x: sp.S.One}, {x: sp.S.One}, {A: a - sp.Rational(1, 4)})
    assert sg.verify(game, claim(game, good, corner)).proved
    several = sg.Root((x - sp.Rational(1, 4)) * (x - HALF) * (x - b), x, UNIT)
    assert not sg.verify(game, claim(game, branch(a <= 1, {x: several}, {x: several}, {A: a}), corner)).proved


def test_a_stage_over_an_uncovered_continuation():
    """The follower's strategy says nothing for x > 1/2, where the leader would like to go."""
    game = sg.SequentialGame(
        [sg.Move(A, x, domain=UNIT), sg.Move(B, y, domain=UNIT)], {A: a * x + y, B: -((y - x) ** 2)}
    )
    partial = sp.Piecewise((x, x <= HALF))
    timid = branch(True, {x: HALF, y: partial}, {x: HALF, y: HALF}, {A: a / 2 + HALF, B: sp.S.Zero})
    assert sg.verify(game, claim(game, timid)).refuted
    assert sg.verify(game, claim(game, played(game, True, {x: sp.S.One, y: x}))).proved


def test_slope_across_a_jump():
    """A fixed cost F paid only when active: the derivative says x = 1/2, the jump says x = 0 when F > 1/4."""
    payoff = sp.Piecewise((0, x <= 0), (x - x**2 - F, True))
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: payoff})
    active = branch(True, {x: HALF}, {x: HALF}, {A: sp.Rational(1, 4) - F})
    verdict = sg.verify(game, claim(game, active))
    assert verdict.refuted and verdict.witness[F] > sp.Rational(1, 4) and verdict.witness[x] == 0
    quarter = sp.Rational(1, 4)
    good = claim(
        game,
        branch(F <= quarter, {x: HALF}, {x: HALF}, {A: quarter - F}),
        branch(F >= quarter, {x: sp.S.Zero}, {x: sp.S.Zero}, {A: sp.S.Zero}),
    )
    assert sg.verify(game, good).proved


def test_action_outside_its_domain_on_the_path():
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: a * x - x**2 / 2})
    assert sg.verify(game, claim(game, played(game, True, {x: a}))).refuted
    good = claim(game, played(game, a <= 1, {x: a}), played(game, a >= 1, {x: sp.S.One}))
    assert sg.verify(game, good).proved


def deterrence():
    """An entrant with entry cost F stays out when indifferent, as the incumbent prefers."""
    return sg.SequentialGame(
        [sg.Move(A, x, domain=UNIT), sg.OutsideOption(B, {A: x * (1 - x), B: 0}), sg.Move(B, y, domain=UNIT)],
        {A: x * (1 - x - y), B: y * (1 - x - y) - F**2},
        assume=[F > sp.Rational(1, 5), F < sp.Rational(1, 4)],
    )


def deterred(game, leave):
    """x = 1 − 2F makes the entrant indifferent."""
    limit = 1 - 2 * F
    strategies = {x: limit, (sg.OUT, B, 1): leave, y: (1 - x) / 2}
    return branch(True, strategies, {x: limit, sg.OUT: B}, {A: 2 * F * limit, B: sp.S.Zero})


def test_entry_deterrence_rests_on_the_tie_rule():
    game = deterrence()
    leaves = sp.Piecewise((1, (1 - x) <= 2 * F), (0, True))
    assert sg.verify(game, claim(game, deterred(game, leaves))).proved
    enters = sp.Piecewise((1, (1 - x) < 2 * F), (0, True))
    assert sg.verify(game, claim(game, deterred(game, enters))).refuted


def test_entry_against_the_tie_rule_is_refuted_with_it_and_not_without():
    """Indifferent at every x: staying hurts A, so under the default rule B leaves; under all ties B may do either."""
    game = sg.SequentialGame(
        [sg.Move(A, x, domain=UNIT), sg.OutsideOption(B, {A: x, B: 0})], {A: -x, B: 0 * x}
    )
    stays = {x: sp.S.Zero, (sg.OUT, B, 1): sp.S.Zero}
    one = branch(True, stays, {x: sp.S.Zero}, {A: sp.S.Zero, B: sp.S.Zero})
    assert sg.verify(game, claim(game, one)).refuted
    assert sg.verify(game, claim(game, one, ties=sg.AllTies())).proved
    leaves = {x: sp.S.One, (sg.OUT, B, 1): sp.S.One}
    other = branch(True, leaves, {x: sp.S.One, sg.OUT: B}, {A: sp.S.One, B: sp.S.Zero})
    assert sg.verify(game, claim(game, other)).proved


def test_coverage_at_every_stage():
    """The regions cover the parameters, but a reply is missing at one single history, the kink."""
    game = sg.SequentialGame(
        [sg.Move(A, x, domain=UNIT), sg.Move(B, y, domain=UNIT)], {A: -((x - b) ** 2) + y, B: -((y - HALF) ** 2)},
        assume=[b < 1],
    )
    holed = sp.Piecewise((HALF, x < HALF), (HALF, x > HALF))
    gap = branch(sp.Ne(b, HALF), {x: b, y: holed}, {x: b, y: HALF}, {A: HALF, B: sp.S.Zero})
    assert sg.verify(game, claim(game, gap, uncovered=sp.Eq(b, HALF))).refuted
    whole = branch(True, {x: b, y: HALF}, {x: b, y: HALF}, {A: HALF, B: sp.S.Zero})
    assert sg.verify(game, claim(game, whole)).proved


def test_each_selection_of_the_continuation_is_its_own_branch():
    """Two equilibria of the second stage: a branch must name one, and the first mover is judged by that one."""
    game = sg.SequentialGame(
        [
            sg.Move(A, x, domain=UNIT),
            (sg.Move(A, y, domain=sp.FiniteSet(0, 1)), sg.Move(B, z, domain=sp.FiniteSet(0, 1))),
        ],
        {A: y * z + (2 * y - 1) * (2 * z - 1) * x, B: (2 * y - 1) * (2 * z - 1)},
    )
    high = played(game, True, {x: sp.S.One, y: sp.S.One, z: sp.S.One})
    low = played(game, True, {x: sp.S.One, y: sp.S.Zero, z: sp.S.Zero})
    assert sg.verify(game, claim(game, high)).proved
    assert sg.verify(game, claim(game, low)).proved
    kinked = sp.Piecewise((1, x <= HALF), (0, True))
    by_history = played(game, True, {x: HALF, y: kinked, z: kinked})
    assert sg.verify(game, claim(game, by_history)).proved
    mixed_up = played(game, True, {x: sp.S.One, y: sp.S.One, z: sp.S.Zero})
    assert sg.verify(game, claim(game, mixed_up)).refuted


def test_a_spent_budget_is_said_and_is_no_proof():
    game = deterrence()
    leaves = sp.Piecewise((1, (1 - x) <= 2 * F), (0, True))
    verdict = sg.verify(game, claim(game, deterred(game, leaves)), budget=sg.Budget(operations=3))
    assert verdict.undecided and "budget" in verdict.reason


def test_positive_action_symbol_keeps_its_corner():
    """With x declared positive, sympy turns x <= 0 into False; the domain says that 0 is a choice."""
    p = sp.Symbol("p", positive=True)
    game = sg.SequentialGame([sg.Move(A, p, domain=UNIT)], {A: (a - b) * p})
    zero = branch(a <= b, {p: sp.S.Zero}, {p: sp.S.Zero}, {A: sp.S.Zero})
    one = branch(a >= b, {p: sp.S.One}, {p: sp.S.One}, {A: a - b})
    assert sg.verify(game, claim(game, zero, one)).proved
    assert sg.verify(game, claim(game, branch(True, {p: sp.S.One}, {p: sp.S.One}, {A: a - b}))).refuted
