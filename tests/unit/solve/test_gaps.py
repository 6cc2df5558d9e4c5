"""Games that a gap in an argument about absence, completeness or ties would settle wrongly."""

from __future__ import annotations

import itertools

import sympy as sp

import symgame as sg
from symgame.budget import Budget
from symgame.logic.decide import decide
from symgame.logic.root import Root
from symgame.solve.absence import withstands
from symgame.solve.absence_reasons import absences
from symgame.solve.completeness import stage_complete
from symgame.solve.pieces import Piece
from symgame.solve.problem import Candidate, Solved, StageProblem, StageSolution, Unknown
from symgame.solve.prove import Prover

A, B, C = sg.players("A B C")
x, y, z = sp.symbols("x y z", real=True)
a, b = sp.symbols("a b", real=True)
UNIT, BITS = sp.Interval(0, 1), sp.FiniteSet(0, 1)


def test_a_piece_at_one_parameter_value_is_no_reason_beside_it():
    payoff = sp.Piecewise((10 - x, sp.Eq(a, 0) & (x > 0)), (-x, True))
    found = sg.solve(sg.SequentialGame([sg.Move(A, x, domain=UNIT)], {A: payoff}))
    assert found.at({a: 1}) == [{x: 0}] and found.at({a: -1}) == [{x: 0}]
    assert found.uncovered is sp.false and found.at({a: 0}) == []


def test_a_deviation_without_a_value_says_nothing():
    problem = StageProblem(
        (Unknown(x, A, sp.Integer(0), sp.Integer(1)), Unknown(y, B, sp.Integer(0), sp.Integer(1))),
        (Piece((), {A: x * y, B: x * y}),), (a,), (),
    )  # fmt: skip
    condition = withstands(problem, sp.Integer(-1), problem.unknowns[0], 0, sp.sqrt(a))
    assert decide(condition, [a < 0, y >= 0]).proved
    assert decide(condition, [sp.Eq(a, 1), sp.Eq(y, 1)]).refuted


def test_equal_actions_are_equilibria_where_stationary_points_do_not_exist():
    mine = sp.Piecewise((x * y, x <= y), (y * y - x * (x**2 + a) + y * (y**2 + a), True))
    yours = sp.Piecewise((x * y, y <= x), (x * x - y * (y**2 + a) + x * (x**2 + a), True))
    game = sg.SequentialGame([sg.Simultaneous(sg.Move(A, x, domain=UNIT), sg.Move(B, y, domain=UNIT))], {A: mine, B: yours}, assume=[a > 1])
    found = sg.solve(game)
    half = {x: sp.Rational(1, 2), y: sp.Rational(1, 2)}
    listed = found.at({a: 2})
    member = any(isinstance(o[x], sp.Set) and half[x] in o[x] or o == half for o in listed)
    assert member or not found.complete.proved


def test_a_rise_on_both_sides_of_a_fall_is_no_rise():
    payoff = sp.Piecewise((x, x <= 1), (x - 5, True))
    (u,), pieces = (Unknown(x, A, sp.Integer(0), sp.Integer(2), high_open=True),), []
    for value, conditions in ((x, (x <= 1,)), (x - 5, (x > 1,))):
        pieces.append(Piece(conditions, {A: value}))
    problem = StageProblem((u,), tuple(pieces), (), ())
    prover = Prover(problem, Budget().start())
    assert not any(r.attempt(prover, sp.true).proved for r in absences(problem))
    found = sg.solve(sg.SequentialGame([sg.Move(A, x, domain=sp.Interval.Ropen(0, 2))], {A: payoff}))
    assert found.at({}) == [{x: 1}]


def test_the_lowest_point_on_a_half_line_is_not_the_best_one():
    root = Root(x**5 + x + a, x, sp.Interval.open(-sp.oo, 0))
    problem = StageProblem(
        (Unknown(x, A, -sp.oo, sp.Integer(0)),), (Piece((), {A: x**6 / 6 + x**2 / 2 + a * x}),), (a,), (a > 0,)
    )  # fmt: skip
    prover = Prover(problem, Budget().start())
    assert not prover.attempt(Candidate({x: root}, 0, ("interior",)), sp.true).proved
    turned = StageProblem(problem.unknowns, (Piece((), {A: -(x**6) / 6 - x**2 / 2 - a * x}),), (a,), (a > 0,))
    attempt = Prover(turned, Budget().start()).attempt(Candidate({x: root}, 0, ("interior",)), sp.true)
    assert attempt.proved and any(o.name == "one crossing" for o in attempt.evidence)


def test_where_nobody_chooses_among_replies_there_may_be_an_equilibrium():
    first = sg.Simultaneous(sg.Move(A, x, domain=BITS), sg.Move(B, y, domain=BITS))
    payoffs = {A: z - x / 4, B: 1 - z - y / 4, C: sp.Integer(0)}
    found = sg.solve(sg.SequentialGame([first, sg.Move(C, z, domain=BITS)], payoffs))
    assert not found.nonexistence and not found.complete.proved


def test_a_choice_among_continuations_supports_outcomes_that_are_not_listed():
    alike = y * z + (1 - y) * (1 - z)
    last = sg.Simultaneous(sg.Move(B, y, domain=BITS), sg.Move(C, z, domain=BITS))
    game = sg.SequentialGame([sg.Move(A, x, domain=UNIT), last], {A: y + z - (x - 1) ** 2, B: alike, C: alike})
    found = sg.solve(game)
    assert {x: 1, y: 1, z: 1} in found.at({})
    assert found.complete.undecided and "several ways to play on" in found.complete.reason


def test_continuations_that_nobody_distinguishes_leave_the_first_move_alone():
    alike = y * z + (1 - y) * (1 - z)
    last = sg.Simultaneous(sg.Move(B, y, domain=BITS), sg.Move(C, z, domain=BITS))
    found = sg.solve(sg.SequentialGame([sg.Move(A, x, domain=UNIT), last], {A: -((x - 1) ** 2), B: alike, C: alike}))
    assert len(found.at({})) == 2 and found.complete.proved


def test_the_best_reply_of_a_tie_depends_on_the_history():
    first, second, third = sp.symbols("x_1 x_2 x_3", real=True)
    mine = a * second + 2 * first * third - 2 * first - 2 * second * third - second
    yours = a * first - a * third - b * first * second + b * first * third - b * second * third + b * second - 2 * first * third
    stages = [sg.Move(A, first, domain=BITS), sg.Move(A, second, domain=BITS), sg.Move(B, third, domain=BITS)]
    game = sg.SequentialGame(stages, {A: mine, B: yours})
    found = sg.solve(game)
    values = {a: sp.Rational(1, 2), b: sp.Rational(5, 2)}
    (held,) = [s for s in found.branches if s.region.holds_at(values) and s.outcome[first] == 0]
    for i, j in itertools.product((0, 1), repeat=2):
        history = {**values, first: i, second: j}
        value = {k: yours.subs({**history, third: k}) for k in (0, 1)}
        liked = {k: mine.subs({**history, third: k}) for k in (0, 1) if value[k] == max(value.values())}
        played = held.strategies[third].subs(history)
        assert liked[played] == max(liked.values())
    assert not found.complete.proved or len(found.at({a: 0, b: 0})) == 2  # x_3 is either one there


def test_a_set_of_best_actions_is_not_all_where_another_action_is_as_good():
    flat, hill = Piece((x <= 1,), {A: sp.Integer(0)}), Piece((x >= 1,), {A: -(x - 1) * (x - 2) ** 2})
    problem = StageProblem((Unknown(x, A, sp.Integer(0), sp.Integer(3)),), (flat, hill), (), ())
    interval = Solved(Candidate({x: x}, 0, ("free",), free=x, anchors=(sp.Integer(0), sp.Integer(1))), sp.true)
    only = StageSolution(problem, (interval,))
    assert not stage_complete(only, Budget().start()).proved
    peak = Solved(Candidate({x: sp.Integer(2)}, 1, ("interior",)), sp.true)
    assert stage_complete(StageSolution(problem, (interval, peak)), Budget().start()).proved


def test_an_end_with_an_infinite_slope_may_be_best():
    unknowns = (Unknown(x, A, sp.Integer(0), sp.Integer(1)), Unknown(y, B, sp.Integer(0), sp.Integer(1)))
    problem = StageProblem(unknowns, (Piece((), {A: 2 * x * y - sp.sqrt(x), B: 2 * x * y - sp.sqrt(y)}),), (), ())
    ones = Solved(Candidate({x: sp.Integer(1), y: sp.Integer(1)}, 0, ("high", "high")), sp.true)
    noughts = Solved(Candidate({x: sp.Integer(0), y: sp.Integer(0)}, 0, ("low", "low")), sp.true)
    assert not stage_complete(StageSolution(problem, (ones,)), Budget().start()).proved
    assert stage_complete(StageSolution(problem, (ones, noughts)), Budget().start()).proved


def test_a_set_of_one_action_is_that_action():
    payoff = sp.Piecewise((a * x - x**2 / 2 - 1, x > 0), (0, True))
    found = sg.solve(sg.SequentialGame([sg.Move(A, x, domain=sp.Interval(0, sp.oo))], {A: payoff, B: x + 1}))
    assert found.at({a: -1}) == [{x: 0}]
    assert [s.payoffs[B] for s in found.branches if s.outcome[x] == 0] == [1]


def test_a_tie_at_a_share_that_nobody_chose_ends_the_game_where_the_branch_says_so():
    """Shares without a rule are parameters; at F = 1/4 and delta = 0 nobody breaks the tie over the outside option."""
    delta, a_0, a_1 = sp.symbols("delta alpha_0 alpha_1", nonnegative=True)
    fixed = sp.Symbol("F", positive=True)
    general, domain = sg.players("G D")
    stages = [
        sg.Bargain(delta, between=(general, domain), domain=sp.Interval(0, 1), disagreement=(0, 0)),
        sg.Move(general, a_0, domain=sp.Interval(0, sp.oo)),
        sg.OutsideOption(domain, {general: -(a_0**2), domain: 0}),
        sg.Move(domain, a_1, domain=sp.Interval(a_0, sp.oo)),
    ]
    payoffs = {general: delta * a_1 - a_0**2, domain: (1 - delta) * a_1 - (a_1 - a_0) ** 2 - fixed}
    game = sg.SequentialGame(stages, payoffs)
    found = sg.solve(game)
    assert found.uncovered is sp.false and len(found.at({fixed: sp.Rational(1, 4), delta: 0})) == 2
    assert sg.verify(game, found, budget=sg.Budget(seconds=60)).proved


def test_different_equilibria_after_different_draws_have_strategies_of_their_own():
    x, y, z = sp.symbols("x y z", real=True)
    c = sp.Symbol("c", positive=True)
    first, second = sg.players("A B")
    stages = [
        sg.Nature(z, {1: sp.Rational(1, 2), 2: sp.Rational(1, 2)}),
        (sg.Move(first, x, domain=sp.Interval(0, 1)), sg.Move(second, y, domain=sp.Interval(0, 1))),
    ]
    game = sg.SequentialGame(stages, {first: z * sp.Min(x, y) - c * x, second: z * sp.Min(x, y) - c * y}, assume=[c < 1])
    found = sg.solve(game)
    assert len(found.branches) == 4 and not found.complete.proved
    assert sg.verify(game, found, budget=sg.Budget(seconds=60)).proved


def _contest(at_rest):
    x, y = sp.symbols("x y", real=True)
    v, w = sp.symbols("v w", positive=True)
    first, second = sg.players("A B")
    ray = sp.Interval(0, sp.oo)
    payoffs = {
        first: sp.Piecewise((v * x / (x + y) - x, x + y > 0), (at_rest * v, True)),
        second: sp.Piecewise((w * y / (x + y) - y, x + y > 0), (at_rest * w, True)),
    }
    return (x, y), sg.SequentialGame([(sg.Move(first, x, domain=ray), sg.Move(second, y, domain=ray))], payoffs)


def test_nobody_rests_in_a_contest_although_no_effort_is_best_beside_rest():
    _, game = _contest(sp.Rational(1, 2))
    found = sg.solve(game)
    assert len(found.branches) == 1 and found.complete.proved


def test_where_rest_pays_as_much_as_winning_it_is_not_ruled_out():
    (x, y), game = _contest(sp.S.One)
    found = sg.solve(game)
    rests = any(b.outcome[x] == 0 and b.outcome[y] == 0 for b in found.branches)
    assert rests or not found.complete.proved
