"""Verification on small games of many shapes, each claim written down by hand with a false neighbour."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from tests.oracle.claims import branch, claim, played

a, b, c, F = sp.symbols("a b c F", positive=True)
q, x, y, z = sp.symbols("q x y z", real=True)
A, B, C = sg.players("A B C")
UNIT = sp.Interval(0, 1)
HALF = sp.Rational(1, 2)


def stackelberg():
    """A leader and a follower with capacity-free linear demand a − x − y; the follower may be idle."""
    return sg.SequentialGame(
        [sg.Move(A, x, domain=sp.Interval(0, a)), sg.Move(B, y, domain=sp.Interval(0, a))],
        {A: x * (a - x - y), B: y * (a - x - y)},
    )


def test_stackelberg_with_the_follower_at_the_corner_off_the_path():
    game = stackelberg()
    good = played(game, True, {x: a / 2, y: (a - x) / 2})
    assert sg.verify(game, claim(game, good)).proved


def test_stackelberg_reply_that_leaves_its_domain_off_the_path():
    game = sg.SequentialGame(
        [sg.Move(A, x, domain=sp.Interval(0, 2 * a)), sg.Move(B, y, domain=sp.Interval(0, a))],
        {A: x * (a - x - y), B: y * (a - x - y)},
    )
    clipped = played(game, True, {x: a / 2, y: sp.Max(0, (a - x) / 2)})
    assert sg.verify(game, claim(game, clipped)).proved
    bare = played(game, True, {x: a / 2, y: (a - x) / 2})
    assert sg.verify(game, claim(game, bare)).refuted


def test_limit_output_needs_the_kink():
    """Demand 1 − x − y, costs 0 and c: for high c the leader blockades, or plays x = 1 − c at the follower's kink."""
    game = sg.SequentialGame(
        [sg.Move(A, x, domain=UNIT), sg.Move(B, y, domain=UNIT)],
        {A: x * (1 - x - y), B: y * (1 - x - y - c)},
        assume=[c <= 1],
    )
    reply = sp.Piecewise(((1 - x - c) / 2, x <= 1 - c), (0, True))
    inside, limit = (1 + c) / 2, 1 - c
    good = claim(
        game,
        played(game, c <= sp.Rational(1, 3), {x: inside, y: reply}),
        played(game, sp.And(c > sp.Rational(1, 3), c < HALF), {x: limit, y: reply}),
        played(game, c >= HALF, {x: HALF, y: reply}),
    )
    assert sg.verify(game, good).proved
    without = claim(
        game,
        played(game, c < HALF, {x: inside, y: reply}),
        played(game, c >= HALF, {x: HALF, y: reply}),
    )
    assert sg.verify(game, without).refuted


def cournot(order=(0, 1)):
    return sg.SequentialGame(
        [(sg.Move(A, x, domain=sp.Interval(0, sp.oo)), sg.Move(B, y, domain=sp.Interval(0, sp.oo)))],
        {A: x * (1 - x - y) - a * x, B: y * (1 - x - y) - b * y},
        assume=[a < 1, b < 1],
    )


def test_cournot_with_idle_firms():
    game = cournot()
    both = sp.And(1 - 2 * a + b >= 0, 1 - 2 * b + a >= 0)
    good = claim(
        game,
        played(game, both, {x: (1 - 2 * a + b) / 3, y: (1 - 2 * b + a) / 3}),
        played(game, 1 - 2 * a + b < 0, {x: sp.S.Zero, y: (1 - b) / 2}),
        played(game, 1 - 2 * b + a < 0, {x: (1 - a) / 2, y: sp.S.Zero}),
    )
    assert sg.verify(game, good).proved
    assert sg.verify(game, claim(game, good.branches[0])).refuted
    everywhere = claim(game, played(game, True, {x: (1 - 2 * a + b) / 3, y: (1 - 2 * b + a) / 3}))
    verdict = sg.verify(game, everywhere)
    assert verdict.refuted and verdict.witness


def test_two_actions_of_one_player():
    game = sg.SequentialGame(
        [sg.Move(A, (x, y), domain=(sp.Reals, sp.Reals))],
        {A: a * x + b * y - x**2 - y**2 - c * x * y},
        assume=[c < 2],
    )
    best = {x: (2 * a - b * c) / (4 - c**2), y: (2 * b - a * c) / (4 - c**2)}
    assert sg.verify(game, claim(game, played(game, True, best))).proved
    assert sg.verify(game, claim(game, played(game, True, {x: a / 2, y: b / 2}))).refuted
    loose = sg.SequentialGame(game.stages, game.payoffs)
    assert not sg.verify(loose, claim(loose, played(loose, True, best))).proved


def test_participation_with_the_squeeze():
    """B joins iff x/2 ≥ F after A paid for x; A squeezes: x = 2F when that beats both 1/2 and no trade."""
    game = sg.SequentialGame(
        [sg.Move(A, x, domain=sp.Interval(0, 2)), sg.OutsideOption(B, {A: 0 - x**2, B: 0})],
        {A: x - x**2, B: x / 2 - F},
    )
    leave = {(sg.OUT, B, 1): sp.Piecewise((1, x < 2 * F), (0, True))}
    quarter = sp.Rational(1, 4)
    stays = branch(F <= quarter, {x: HALF, **leave}, {x: HALF}, {A: quarter, B: quarter - F})
    squeezed = branch(
        sp.And(F > quarter, F <= HALF), {x: 2 * F, **leave}, {x: 2 * F}, {A: 2 * F - 4 * F**2, B: sp.S.Zero}
    )
    apart = branch(F >= HALF, {x: sp.S.Zero, **leave}, {x: sp.S.Zero, sg.OUT: B}, {A: sp.S.Zero, B: sp.S.Zero})
    assert sg.verify(game, claim(game, stays, squeezed, apart)).proved
    eager = {(sg.OUT, B, 1): sp.Piecewise((1, x <= 2 * F), (0, True))}
    hostile = branch(squeezed.region.condition, {x: 2 * F, **eager}, dict(squeezed.outcome), dict(squeezed.payoffs))
    assert sg.verify(game, claim(game, stays, hostile, apart)).refuted
    wide = branch(F <= HALF, {x: HALF, **leave}, {x: HALF}, {A: quarter, B: quarter - F})
    assert sg.verify(game, claim(game, wide, apart)).refuted


def test_outcome_must_say_who_ended_the_game():
    game = sg.SequentialGame([sg.OutsideOption(A, {A: b}), sg.Move(A, x, domain=UNIT)], {A: x})
    stay = {(sg.OUT, A, 0): sp.Piecewise((1, b > 1), (0, True)), x: sp.S.One}
    good = (
        branch(b > 1, stay, {sg.OUT: A}, {A: b}),
        branch(b <= 1, stay, {x: sp.S.One}, {A: sp.S.One}),
    )
    assert sg.verify(game, claim(game, *good)).proved
    silent = branch(b > 1, stay, {x: sp.S.One}, {A: sp.S.One})
    assert sg.verify(game, claim(game, silent, good[1])).refuted


def test_finite_domain():
    game = sg.SequentialGame([sg.Move(A, x, domain=sp.FiniteSet(0, 1, 2))], {A: a * x - x**2})
    good = claim(
        game,
        played(game, a <= 1, {x: sp.S.Zero}),
        played(game, sp.And(a >= 1, a <= 3), {x: sp.S.One}),
        played(game, a >= 3, {x: sp.Integer(2)}),
        ties=sg.AllTies(),
    )
    assert sg.verify(game, good).proved
    assert sg.verify(game, claim(game, played(game, True, {x: sp.S.One}))).refuted
    assert sg.verify(game, claim(game, played(game, True, {x: a / 2}))).refuted


def test_expectation_over_chance_that_all_see():
    game = sg.SequentialGame(
        [sg.Move(A, x, domain=UNIT), sg.Nature(z, {0: HALF, 1: HALF}), sg.Move(B, y, domain=UNIT)],
        {A: y * x - x**2 / 2, B: z * y - y**2 / 2 - (1 - z) * y},
    )
    reply = sp.Piecewise((1, sp.Eq(z, 1)), (0, True))
    good = branch(True, {x: HALF, y: reply}, {x: HALF, y: reply}, {A: sp.Rational(1, 8), B: sp.Rational(1, 4)})
    assert sg.verify(game, claim(game, good)).proved
    bold = branch(True, {x: sp.S.One, y: reply}, {x: sp.S.One, y: reply}, {A: sp.S.Zero, B: sp.Rational(1, 4)})
    assert sg.verify(game, claim(game, bold)).refuted


def test_continuum_of_equal_actions():
    game = sg.SequentialGame(
        [(sg.Move(A, x, domain=UNIT), sg.Move(B, y, domain=UNIT))],
        {A: -((x + y - 1) ** 2), B: -((x + y - 1) ** 2)},
    )
    line = branch(True, {x: UNIT, y: 1 - x}, {x: UNIT, y: 1 - x}, {A: sp.S.Zero, B: sp.S.Zero})
    assert sg.verify(game, claim(game, line)).proved
    wrong = branch(True, {x: UNIT, y: 1 - x / 2}, {x: UNIT, y: 1 - x / 2}, {A: sp.S.Zero, B: sp.S.Zero})
    assert sg.verify(game, claim(game, wrong)).refuted


def test_no_maximum_and_supremum_not_attained():
    unbounded = sg.SequentialGame([sg.Move(A, x, domain=sp.Interval(0, sp.oo))], {A: (a - b) * x})
    none = ((sg.Region(a > b), "the payoff is unbounded"),)
    good = branch(a < b, {x: sp.S.Zero}, {x: sp.S.Zero}, {A: sp.S.Zero})
    flat = branch(sp.Eq(a, b), {x: sp.Interval(0, sp.oo)}, {x: sp.Interval(0, sp.oo)}, {A: sp.S.Zero})
    assert sg.verify(unbounded, claim(unbounded, good, flat, none=none)).proved
    too_much = ((sg.Region(a >= b), "the payoff is unbounded"),)
    assert not sg.verify(unbounded, claim(unbounded, good, none=too_much)).proved
    half_open = sg.SequentialGame([sg.Move(A, x, domain=sp.Interval.Ropen(0, 1))], {A: a * x})
    assert sg.verify(half_open, claim(half_open, none=((sg.Region(sp.true), "not attained"),))).proved
    closed = sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: a * x})
    assert not sg.verify(closed, claim(closed, none=((sg.Region(sp.true), "not attained"),))).proved


def test_no_equilibrium_in_pure_strategies():
    pennies = sg.SequentialGame(
        [(sg.Move(A, x, domain=sp.FiniteSet(0, 1)), sg.Move(B, y, domain=sp.FiniteSet(0, 1)))],
        {A: -((x - y) ** 2), B: (x - y) ** 2},
    )
    assert sg.verify(pennies, claim(pennies, none=((sg.Region(sp.true), "no mutual best replies"),))).proved
    agree = sg.SequentialGame(pennies.stages, {A: -((x - y) ** 2), B: -((x - y) ** 2)})
    assert not sg.verify(agree, claim(agree, none=((sg.Region(sp.true), "no mutual best replies"),))).proved


def test_a_branch_inside_a_region_without_equilibrium_is_refuted():
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: a * x})
    good = branch(True, {x: sp.S.One}, {x: sp.S.One}, {A: a})
    none = ((sg.Region(a > 1), "nonsense"),)
    assert sg.verify(game, claim(game, good, none=none)).refuted


def test_uncovered_counts_as_said():
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: (a - b) * x})
    up = branch(a >= b, {x: sp.S.One}, {x: sp.S.One}, {A: a - b})
    assert sg.verify(game, claim(game, up, uncovered=a < b)).proved
    assert sg.verify(game, claim(game, up, uncovered=a < b / 2)).refuted


def test_wrong_kind_of_argument():
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: x})
    with pytest.raises(TypeError, match="Equilibrium"):
        sg.verify(game, "proved")


def test_chance_that_nobody_sees_is_its_expectation():
    game = sg.SequentialGame(
        [sg.Nature(z, sg.Uniform(0, 1), observed_by=()), sg.Move(A, x, domain=UNIT)], {A: z * x - x**2}
    )
    quarter = sp.Rational(1, 4)
    good = branch(True, {x: quarter}, {x: quarter}, {A: sp.Rational(1, 16)})
    assert sg.verify(game, claim(game, good)).proved
    clairvoyant = branch(True, {x: z / 2}, {x: z / 2}, {A: sp.Rational(1, 12)})
    assert not sg.verify(game, claim(game, clairvoyant)).proved


def test_private_draws_are_left_open():
    game = sg.SequentialGame(
        [sg.Nature(z, {0: HALF, 1: HALF}, observed_by=(A,)), (sg.Move(A, x, domain=UNIT), sg.Move(B, y, domain=UNIT))],
        {A: z * x - x**2, B: y},
    )
    one = branch(True, {x: z / 2, y: sp.S.One}, {x: z / 2, y: sp.S.One}, {A: sp.Rational(1, 8), B: sp.S.One})
    assert sg.verify(game, claim(game, one)).undecided


def hold_up():
    """A invests, then the parties share a·x by the Nash rule; at x = 0 every share is the same."""
    return sg.SequentialGame(
        [
            sg.Move(A, x, domain=sp.Interval(0, sp.oo)),
            sg.Bargain(y, between=(A, B), domain=UNIT, disagreement=(-(x**2) / 2, 0)),
        ],
        {A: a * x * y - x**2 / 2, B: a * x * (1 - y)},
    )


def test_share_after_an_investment_a_set_where_it_does_not_matter():
    game = hold_up()
    share = sp.Tuple(sp.Tuple(HALF, x > 0), sp.Tuple(UNIT, sp.Eq(x, 0)))
    good = branch(True, {x: a / 2, y: share}, {x: a / 2, y: HALF}, {A: a**2 / 8, B: a**2 / 4})
    rule = sg.NashBargaining()
    assert sg.verify(game, claim(game, good, rule=rule)).proved
    holed = sp.Tuple(sp.Tuple(HALF, x > 1), sp.Tuple(UNIT, sp.Eq(x, 0)))
    assert not sg.verify(game, claim(game, branch(a > 2, {x: a / 2, y: holed}, *good_values()), rule=rule)).proved
    greedy = branch(True, {x: a, y: share}, {x: a, y: HALF}, {A: sp.S.Zero, B: a**2 / 2})
    assert sg.verify(game, claim(game, greedy, rule=rule)).refuted


def good_values():
    return {x: a / 2, y: HALF}, {A: a**2 / 8, B: a**2 / 4}


def test_no_deal_is_a_decision_of_its_own():
    game = sg.SequentialGame(
        [sg.Bargain(y, between=(A, B), domain=UNIT, disagreement=(a, b))], {A: y, B: 1 - y}
    )
    deal = branch(a + b <= 1, {y: (1 + a - b) / 2}, {y: (1 + a - b) / 2}, {A: (1 + a - b) / 2, B: (1 - a + b) / 2})
    key = (sg.OUT, sg.NO_DEAL, 0)
    none = branch(a + b > 1, {y: sp.nan, key: sp.S.One}, {sg.OUT: sg.NO_DEAL}, {A: a, B: b})
    for rule in (sg.Egalitarian(), sg.NashBargaining()):
        assert sg.verify(game, claim(game, deal, none, rule=rule)).proved
        wide = branch(True, {y: sp.nan, key: sp.S.One}, {sg.OUT: sg.NO_DEAL}, {A: a, B: b})
        assert sg.verify(game, claim(game, wide, rule=rule)).refuted
        forced = branch(True, *(dict(d) for d in (deal.strategies, deal.outcome, deal.payoffs)))
        assert sg.verify(game, claim(game, forced, rule=rule)).refuted


def test_no_equilibrium_since_the_first_mover_has_no_best_action():
    game = sg.SequentialGame(
        [sg.Move(A, x, domain=sp.Interval(0, sp.oo)), sg.Move(B, y, domain=UNIT)], {A: x * y - b * x, B: a * y - y**2}
    )
    small = sp.Min(a / 2, 1)
    zero = sp.And(b > small)
    rest = branch(zero, {x: sp.S.Zero, y: small}, {x: sp.S.Zero, y: small}, {A: sp.S.Zero, B: a * small - small**2})
    none = ((sg.Region(b < small), "the payoff is unbounded"),)
    assert sg.verify(game, claim(game, rest, none=none, uncovered=sp.Eq(b, small))).proved
    wrong = ((sg.Region(b <= small), "the payoff is unbounded"),)
    assert not sg.verify(game, claim(game, rest, none=wrong)).proved


def test_supremum_at_a_jump_is_not_attained():
    payoff = sp.Piecewise((x, x < b), (0, True))
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: payoff}, assume=[b < 1])
    assert sg.verify(game, claim(game, none=((sg.Region(sp.true), "not attained"),))).proved


def test_empty_domain_has_no_equilibrium():
    game = sg.SequentialGame([sg.Move(A, x, domain=sp.Interval(a, b))], {A: x})
    top = branch(a <= b, {x: b}, {x: b}, {A: b})
    assert sg.verify(game, claim(game, top, none=((sg.Region(a > b), "empty domain"),))).proved
    assert sg.verify(game, claim(game, branch(True, {x: b}, {x: b}, {A: b}))).refuted


def test_powers_with_symbolic_exponent_logarithms_and_exponentials():
    k = sp.Symbol("k", positive=True)
    half_line = sp.Interval(0, sp.oo)
    power = sg.SequentialGame([sg.Move(A, x, domain=half_line)], {A: x - c * x**k}, assume=[k > 1])
    best = (c * k) ** (1 / (1 - k))
    good = branch(True, {x: best}, {x: best}, {A: best - best / k})
    assert sg.verify(power, claim(power, good)).proved
    wrong = branch(True, {x: 2 * best}, {x: 2 * best}, {A: 2 * best - c * (2 * best) ** k})
    assert not sg.verify(power, claim(power, wrong)).proved
    logarithm = sg.SequentialGame([sg.Move(A, x, domain=half_line)], {A: a * sp.log(x) - b * x})
    good = branch(True, {x: a / b}, {x: a / b}, {A: a * sp.log(a / b) - a})
    assert sg.verify(logarithm, claim(logarithm, good)).proved
    wrong = branch(True, {x: b / a}, {x: b / a}, {A: a * sp.log(b / a) - b**2 / a})
    assert not sg.verify(logarithm, claim(logarithm, wrong)).proved
    exponential = sg.SequentialGame([sg.Move(A, x, domain=sp.Reals)], {A: -sp.exp(-a * x) - b * x})
    value = (sp.log(a) - sp.log(b)) / a
    good = branch(True, {x: value}, {x: value}, {A: -b / a - b * value})
    assert sg.verify(exponential, claim(exponential, good)).proved
