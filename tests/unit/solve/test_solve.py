"""The solver on the fine-tuning game and on games on which computer algebra stumbles."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg

c_0, c_1, s, r = sp.symbols("c_0 c_1 s r", positive=True)
delta, alpha_0, alpha_1 = sp.symbols("delta alpha_0 alpha_1", nonnegative=True)
G, D, H = sg.players("G D H")
HALF = sp.Rational(1, 2)


def fine_tuning(cost_g=c_0, cost_d=c_1, revenue=sp.S.One, extra=()):
    """The quadratic game, with variations that must carry over to the answer."""
    payoffs = {
        G: delta * revenue * alpha_1 - cost_g * alpha_0**2,
        D: (1 - delta) * revenue * alpha_1 - cost_d * (alpha_1 - alpha_0) ** 2,
    }
    return sg.SequentialGame(
        stages=[
            sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)),
            sg.Move(G, alpha_0, domain=sp.Interval(0, sp.oo)),
            sg.Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
        ],
        payoffs=payoffs | dict(extra),
    )


def same(value, wanted, given=()):
    """Equality proved, by the deciders or by cancelling."""
    return sp.expand(sp.together(value - wanted)) == 0 or sg.decide(sp.Eq(value, wanted), given=given).proved


def branch_of(equilibrium, values):
    (found,) = [b for b in equilibrium.branches if b.region.holds_at(values)]
    return found


def test_subgame_perfection():
    spe = sg.solve(fine_tuning())
    assert spe.uncovered is sp.false and spe.complete.proved
    assert same(spe[alpha_0], delta / (2 * c_0))
    assert same(spe[alpha_1], delta / (2 * c_0) + (1 - delta) / (2 * c_1))
    (branch,) = spe.branches
    assert same(branch.strategies[alpha_1], alpha_0 + (1 - delta) / (2 * c_1))


def test_dictated_share_has_both_regions():
    deal = sg.solve(fine_tuning(), bargaining=sg.Dictatorial(G))
    assert {str(b.region.condition) for b in deal.branches} == {"c_1 < c_0", "c_0 <= c_1"}
    assert same(branch_of(deal, {c_0: sp.Integer(2), c_1: sp.Integer(1)})[delta], c_0 / (2 * c_0 - c_1))
    assert branch_of(deal, {c_0: sp.Integer(1), c_1: sp.Integer(1)})[delta] == 1
    assert deal.at({c_0: 1, c_1: 3})[0][delta] == 1


def test_what_is_changed_in_the_game_is_changed_in_the_answer():
    shifted = sg.solve(fine_tuning(cost_g=c_0 + s), bargaining=sg.Utilitarian())
    assert same(shifted[delta], c_1 / (c_0 + s + c_1))
    paid = sg.solve(fine_tuning(revenue=r))
    assert same(paid[alpha_0], delta * r / (2 * c_0))
    third = sg.solve(fine_tuning(extra={H: sp.Integer(0)}.items()), bargaining=sg.Utilitarian())
    assert same(third[delta], c_1 / (c_0 + c_1)) and third.payoff(H) == 0


def test_swapping_the_players_mirrors_the_share():
    for rule, mirrored in ((sg.Dictatorial(G), sg.Dictatorial(D)), (sg.Egalitarian(), sg.Egalitarian())):
        one, two = sg.solve(fine_tuning(), bargaining=rule), sg.solve(fine_tuning(), bargaining=mirrored)
        for values in ({c_0: 2, c_1: 1}, {c_0: 1, c_1: 1}, {c_0: 1, c_1: 5}):
            swapped = {c_0: values[c_1], c_1: values[c_0]}
            assert sp.radsimp(one.at(values)[0][delta] + two.at(swapped)[0][delta]) == 1


def test_nash_share_is_an_implicit_root_with_its_proof():
    deal = sg.solve(fine_tuning(), bargaining=sg.NashBargaining())
    (branch,) = deal.branches
    assert isinstance(branch[delta], sg.Root)
    names = {o.name for o in branch.evidence}
    assert "one change of sign" in names or {"the root exists", "the root is unique"} <= names
    assert all(o.verdict.proved for o in branch.evidence)
    assert abs(deal.at({c_0: 2, c_1: 1})[0][delta].evalf() - sp.Float("0.37716")) < 1e-5
    assert deal.at({c_0: 1, c_1: 1})[0][delta] == HALF


def test_every_choice_is_listed_where_all_are_equally_good():
    deal = sg.solve(fine_tuning(), bargaining=sg.MaximumOf(alpha_1))
    (outcome,) = deal.at({c_0: 1, c_1: 1})
    assert outcome[delta] == sp.Interval(0, 1)
    assert [o[delta] for o in deal.at({c_0: 1, c_1: 2})] == [1]


x, y = sp.symbols("x y", real=True)
a, b, c = sp.symbols("a b c", positive=True)


def alone(payoff, domain, assume=()):
    return sg.solve(sg.SequentialGame([sg.Move(G, x, domain=domain)], {G: payoff}, assume=assume))


def test_corners_of_a_quadratic_of_either_shape():
    found = alone(b * x - a * x**2, sp.Interval(0, 1))
    assert found.uncovered is sp.false and found.complete.proved
    assert found.at({a: 1, b: 1})[0][x] == HALF and found.at({a: 1, b: 3})[0][x] == 1
    t = sp.Symbol("t", real=True)
    either = alone(t * x**2 - x, sp.Interval(0, 1))
    assert either.at({t: 2})[0][x] == 1 and either.at({t: -1})[0][x] == 0
    assert sorted(o[x] for o in either.at({t: 1})) == [0, 1]


def test_no_maximum_is_a_value_with_its_reason():
    unbounded = alone(x**2 - c * x, sp.Interval(0, sp.oo))
    assert unbounded.branches == () and unbounded.uncovered is sp.false
    assert "unbounded" in unbounded.nonexistence[0][1] and unbounded.at({c: 1}) == []
    open_end = alone(c * x, sp.Interval.Ropen(0, 1))
    assert "not attained" in open_end.nonexistence[0][1]
    jump = alone(sp.Piecewise((x, x <= HALF), (2 - x, True)), sp.Interval(0, 1))
    assert "jump" in jump.nonexistence[0][1]


def test_an_implicit_root_has_corners_on_both_sides():
    found = alone(b * x / (a + x) - 3 * x**2 - sp.Rational(5, 2) * x, sp.Interval(0, 1))
    assert found.uncovered is sp.false
    assert found.at({a: 1, b: 1})[0][x] == 0 and found.at({a: 1, b: 100})[0][x] == 1
    inner = found.at({a: 1, b: 10})[0][x]
    assert abs((10 / (1 + inner) ** 2 - 6 * inner - sp.Rational(5, 2)).evalf()) < 1e-10


def test_idle_firm():
    q_1, q_2 = sp.symbols("q_1 q_2", nonnegative=True)
    firms = sg.SequentialGame(
        [(sg.Move(G, q_1, domain=sp.Interval(0, sp.oo)), sg.Move(D, q_2, domain=sp.Interval(0, sp.oo)))],
        {G: (a - q_1 - q_2 - b) * q_1, D: (a - q_1 - q_2 - c) * q_2},
        assume=[b < a],
    )
    found = sg.solve(firms)
    assert found.uncovered is sp.false and found.complete.proved
    assert found.at({a: 10, b: 1, c: 8}) == [{q_1: sp.Rational(9, 2), q_2: 0}]
    assert found.at({a: 10, b: 1, c: 1}) == [{q_1: 3, q_2: 3}]


def test_indifferent_followers_favour_the_leader():
    unit = sp.Interval(0, 1)
    game = sg.SequentialGame([sg.Move(G, x, domain=unit), sg.Move(D, y, domain=unit)], {G: y - a * x**2, D: (x - HALF) * y})
    found = sg.solve(game)
    assert found.at({a: 1}) == [{x: HALF, y: 1}] and found.at({a: 5}) == [{x: 0, y: 0}]
    assert sg.verify(game, found).proved


def test_participation_squeeze_and_no_trade():
    fixed = sp.Symbol("F", positive=True)
    game = sg.SequentialGame(
        [
            sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1)),
            sg.Move(G, alpha_0, domain=sp.Interval(0, sp.oo)),
            sg.OutsideOption(D, {G: 0, D: 0}),
            sg.Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
        ],
        {G: delta * alpha_1 - alpha_0**2, D: (1 - delta) * alpha_1 - (alpha_1 - alpha_0) ** 2 - fixed},
    )
    found = sg.solve(game)
    assert found.uncovered is sp.false
    slack, squeezed, out = (found.at({fixed: sp.Rational(3, 20), delta: sp.Rational(n, 10)})[0] for n in (5, 7, 9))
    assert slack[alpha_0] == sp.Rational(1, 4) and squeezed[alpha_0] > sp.Rational(7, 20) and out[sg.OUT] == D


def test_a_spent_budget_is_a_value():
    found = sg.solve(fine_tuning(), bargaining=sg.KalaiSmorodinsky(), budget=sg.Budget(operations=20))
    assert found.uncovered is not sp.false and found.complete.undecided
    assert "budget" in " ".join(found.notes)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: sg.solve("game"),
        lambda: sg.solve(sg.SequentialGame([sg.Move(G, x, domain=sp.Interval(0, 1))], {G: x}), bargaining=sg.Utilitarian()),
        lambda: alone(x, sp.Interval(0, 1), assume=[c < b, b < c]),
        lambda: alone(c * x, sp.Interval(0, 1)).at({c: 0.5}),
        lambda: alone(c * x, sp.Interval(0, 1)).at({}),
    ],
)
def test_misuse_is_named_in_one_line(wrong):
    with pytest.raises(sg.SymgameError) as raised:
        wrong()
    assert "\n" not in str(raised.value)
