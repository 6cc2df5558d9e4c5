"""Textbook matrices with parameters: every equilibrium with its region."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog import matrices

R = sp.Rational


def play(found):
    return {tuple(b.outcome.values()): b.region.condition for b in found.branches}


def test_equilibria_that_change_at_one_third_and_two_thirds():
    x = sp.Symbol("x", real=True)
    found = sg.solve(sg.NormalFormGame([[[x, 0], [R(1, 3), 1]], [[1, 0], [0, x - R(2, 3)]]]))
    regions = play(found)
    top, bottom = (1, 0), (0, 1)
    assert regions[top, top] == (x >= R(1, 3))
    assert regions[bottom, top] == (x <= R(1, 3))
    assert regions[bottom, bottom] == (x >= R(2, 3))
    mixed = (((3 * x - 2) / (3 * x + 1), 3 / (3 * x + 1)), (3 / (3 * x + 2), (3 * x - 1) / (3 * x + 2)))
    assert regions[mixed] == (x > R(2, 3))
    counts = {v: len(found.at({x: v})) for v in (0, R(1, 3), R(1, 2), R(2, 3), 1)}
    assert counts == {0: 1, R(1, 3): 2, R(1, 2): 1, R(2, 3): 3, 1: 3}
    assert sg.verify(found.game, found).proved


def test_hawk_dove():
    v, c = sp.symbols("V c", positive=True)
    found = sg.solve(matrices.hawk_dove())
    regions = play(found)
    assert regions[(1, 0), (1, 0)] == (v >= c)
    assert regions[(1, 0), (0, 1)] == regions[(0, 1), (1, 0)] == (v <= c)
    mixed = next(k for k in regions if k[0] == k[1] != (1, 0))
    assert sp.cancel(mixed[0][0] - v / c) == 0 and regions[mixed] == (v < c)
    symmetric = sg.solve(found.game, symmetric=True)
    assert len(symmetric.branches) == 2
    assert sg.verify(found.game, found).proved


def test_battle_of_the_sexes_and_inspection():
    a, b = sp.symbols("a b", positive=True)
    sexes = play(sg.solve(matrices.battle_of_the_sexes()))
    assert set(sexes.values()) == {sp.true} and ((a / (a + b), b / (a + b)), (b / (a + b), a / (a + b))) in sexes
    g, h, w = sp.symbols("g h w", positive=True)
    (branch,) = sg.solve(matrices.inspection()).branches
    one, two = branch.outcome.values()
    assert sp.cancel(one[0] - h / w) == 0 and sp.cancel(two[0] - g / w) == 0


def test_volunteers_dilemma_with_any_number():
    c, v = sp.symbols("c v", positive=True)
    n, x = sp.Symbol("n", integer=True, positive=True), sp.Symbol("x", nonnegative=True)
    found = sg.solve(matrices.volunteers())
    (branch,) = found.branches
    assert branch.region.condition is sp.true and found.uncovered is sp.false
    # Diekmann (1985): each stays out with probability (c/v)^(1/(n − 1)), and nobody gains by volunteering.
    assert sp.expand(branch.outcome[x] * (n - 1) - (sp.log(v) - sp.log(c))) == 0
    assert branch.payoffs[found.game.players[0]] == v - c
    for number in (2, 3, 7):
        given = {c: 1, v: 3, n: number}
        staying = sp.exp(-branch.outcome[x]).subs(given)
        others = staying ** (number - 1)
        assert sp.simplify(3 * (1 - others) - (3 - 1)) == 0, "volunteering and waiting are worth the same"


def test_volunteers_dilemma_of_two_and_of_three():
    c, v = sp.symbols("c v", positive=True)
    two = sg.NormalFormGame([[[v - c, v - c], [v, 0]], [[v - c, v], [v - c, 0]]], actions=[["do", "wait"]] * 2, assume=[c < v])
    mixed = [k for k in play(sg.solve(two)) if k[0] == k[1]]
    assert len(mixed) == 1 and sp.cancel(mixed[0][0][1] - c / v) == 0

    def table(i):
        return [[[v - c if s[i] == 0 else (v if 0 in s else 0) for s in [(x, y, z)]][0] for z in (0, 1)] for x in (0, 1) for y in (0, 1)]

    nested = [[[t[2 * x + y] for y in (0, 1)] for x in (0, 1)] for t in map(table, range(3))]
    three = sg.solve(sg.NormalFormGame(nested, assume=[c < v]))
    assert len(three.branches) == 3, "exactly one volunteers"
    assert three.complete.undecided and "pure" in three.complete.reason


def test_a_game_without_pure_equilibrium_of_three_is_said_to_be_open():
    # Player 1 wants to match 2, player 2 wants to match 3, player 3 wants to differ from 1.
    tables = [
        [[[1 if x == y else 0 for z in (0, 1)] for y in (0, 1)] for x in (0, 1)],
        [[[1 if y == z else 0 for z in (0, 1)] for y in (0, 1)] for x in (0, 1)],
        [[[1 if z != x else 0 for z in (0, 1)] for y in (0, 1)] for x in (0, 1)],
    ]
    found = sg.solve(sg.NormalFormGame(tables))
    assert not found.branches and found.uncovered == sp.true
    with pytest.raises(sg.UncoveredError):
        found.at({})


def test_degenerate_games_list_the_ends_of_the_set():
    found = sg.solve(sg.NormalFormGame([[[1, 1], [1, 1]], [[1, 1], [1, 1]]]))
    assert len(found.at({})) == 4 and "mixture" in found.complete.reason
    x = sp.Symbol("x", real=True)
    flat = sg.solve(sg.NormalFormGame([[[x, x], [x, x]], [[x, x], [x, x]]]))
    assert len(flat.at({x: 7})) == 4


def test_rock_paper_scissors_with_a_prize():
    w = sp.Symbol("w", positive=True)
    table = [[0, -1, w], [w, 0, -1], [-1, w, 0]]
    other = [[0, w, -1], [-1, 0, w], [w, -1, 0]]
    (branch,) = sg.solve(sg.NormalFormGame([table, other])).branches
    assert set(branch.outcome.values()) == {(R(1, 3),) * 3} and branch.region.condition is sp.true


def test_payoffs_come_with_the_branches():
    x = sp.Symbol("x", positive=True)
    found = sg.solve(sg.NormalFormGame([[[x, 0], [0, 1]], [[x, 0], [0, 1]]]))
    assert [sp.cancel(b.payoffs[found.game.players[0]]) for b in found.branches] == [x, 1, x / (x + 1)]
    with pytest.raises(sg.SeveralEquilibriaError):
        found.payoff(found.game.players[0])


def test_repeated_games():
    d, g, l = sp.symbols("delta g l", positive=True)
    dilemma = sg.NormalFormGame([[[1, -l], [1 + g, 0]], [[1, 1 + g], [-l, 0]]], actions=[["C", "D"]] * 2)
    found = sg.solve(sg.RepeatedGame(dilemma, d))
    cooperation = [b for b in found.branches if set(b.outcome.values()) == {"C"}]
    (branch,) = cooperation
    assert sg.decide(sp.Equivalent(branch.region.condition, d >= g / (1 + g)), given=[d < 1]).proved
    assert found.complete.undecided


def test_grim_trigger_in_cournot_with_any_number_of_firms():
    n, a, b, c, d = sp.symbols("n a b c delta", positive=True)
    q = sp.Symbol("q", nonnegative=True)
    stage = sg.SymmetricGame(n, q, sp.Interval(0, sp.oo), payoff=lambda x, o: (a - b * (x + o) - c) * x, assume=[a > c])
    found = sg.solve(sg.RepeatedGame(stage, d))
    least = (n + 1) ** 2 / ((n + 1) ** 2 + 4 * n)
    trigger = [br for br in found.branches if isinstance(br.strategies[q], sg.GrimTrigger)]
    (branch,) = trigger
    assert sg.decide(sp.Equivalent(branch.region.condition, d >= least), given=[n >= 2, a > c, d < 1]).proved
    assert sp.cancel(branch.outcome[q] - (a - c) / (2 * b * n)) == 0


def test_alternating_offers():
    one, two = sg.players("A B")
    d1, d2 = sp.symbols("delta_1 delta_2", positive=True)
    found = sg.solve(sg.AlternatingOffers([one, two], (d1, d2)))
    assert found.complete.proved and found.uncovered is sp.false
    assert sp.cancel(found.payoff(one) - (1 - d2) / (1 - d1 * d2)) == 0
    assert found.at({d1: R(1, 2), d2: R(1, 2)}) == [{one: R(2, 3), two: R(1, 3)}]
    with pytest.raises(sg.ArgumentError):
        found.at({d1: 2, d2: R(1, 2)})
    # With T periods the share converges; the last mover keeps everything (after Stahl 1972).
    values = {d1: R(9, 10), d2: R(4, 5)}
    limit = found.at(values)[0][one]
    gaps = []
    for periods in (2, 4, 8, 16, 32):
        finite = sg.solve(sg.AlternatingOffers([one, two], (d1, d2), periods=periods))
        gaps.append(abs(finite.at(values)[0][one] - limit))
    assert gaps == sorted(gaps, reverse=True) and gaps[-1] < R(1, 10)
    with pytest.raises(sg.GameError):
        sg.AlternatingOffers([one, two], (d1, R(3, 2)))


@pytest.mark.parametrize("periods", [1, 2, 3, 4, 7])
def test_alternating_offers_cut_at_some_period(periods):
    one, two = sg.players("A B")
    d1, d2 = sp.symbols("delta_1 delta_2", positive=True)
    found = sg.solve(sg.AlternatingOffers([one, two], (d1, d2), periods=periods))
    # The last proposer keeps everything; before, the proposer leaves what the other would get a period later.
    kept, discounts = sp.Integer(1), (d1, d2)
    for k in range(periods - 1, 0, -1):
        kept = 1 - discounts[k % 2] * kept
    assert sp.expand(found.payoff(one) - kept) == 0
    assert found.uncovered is sp.false
