"""Dominance, best replies, values and correlated equilibria, each against an enumeration at rational points."""

from __future__ import annotations

import random
from itertools import product

import pytest
import sympy as sp

import symgame as sg

X, Y = sp.symbols("x y", real=True)
VALUES = [sp.Rational(v) for v in ("-2", "-1", "-1/2", "0", "1/3", "1", "2", "3")]


def random_game(seed, shape=(2, 3)):
    rng = random.Random(seed)
    entry = lambda: sp.Integer(rng.randint(-2, 2)) + rng.choice((0, 0, 0, 1, -1)) * X + rng.choice((0, 0, 0, 1)) * Y  # noqa: E731
    return sg.NormalFormGame([[[entry() for _ in range(shape[1])] for _ in range(shape[0])] for _ in (0, 1)])


def at(game, point):
    return [[[e.subs(point) for e in row] for row in game.matrix(i).tolist()] for i in (0, 1)]


def holds(region, point):
    return region.holds_at(point)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("strict", [True, False])
def test_dominance_against_enumeration(seed, strict):
    game = random_game(seed)
    found = sg.dominance(game, strict=strict)
    rng = random.Random(seed)
    for point in ({X: rng.choice(VALUES), Y: rng.choice(VALUES)} for _ in range(4)):
        tables = at(game, point)
        expected = set()
        for i, n in enumerate(game.shape):
            rows = tables[i] if i == 0 else [list(c) for c in zip(*tables[1], strict=True)]
            for worse, better in product(range(n), repeat=2):
                gains = [b - a for a, b in zip(rows[worse], rows[better], strict=True)]
                if worse != better and (all(g > 0 for g in gains) if strict else all(g >= 0 for g in gains) and any(g > 0 for g in gains)):
                    expected.add((game.players[i], worse, better))
        assert {(d.player, d.dominated, d.by) for d in found if holds(d.region, point)} == expected


@pytest.mark.parametrize("seed", range(12))
def test_iterated_dominance_against_elimination(seed):
    game = random_game(seed)
    found = sg.iterated_dominance(game)
    rng = random.Random(seed)
    for point in ({X: rng.choice(VALUES), Y: rng.choice(VALUES)} for _ in range(4)):
        tables = at(game, point)
        rows, columns = set(range(2)), set(range(3))
        while True:
            out = {a for a in rows if any(all(tables[0][b][j] > tables[0][a][j] for j in columns) for b in rows)}
            gone = {a for a in columns if any(all(tables[1][i][b] > tables[1][i][a] for i in rows) for b in columns)}
            if not out and not gone:
                break
            rows, columns = (rows - out, columns) if out else (rows, columns - gone)
        here = [s for s in found if holds(s.region, point)]
        assert [tuple(map(set, s.actions.values())) for s in here] == [(rows, columns)]


def test_best_replies_have_regions():
    game = sg.NormalFormGame([[[X, 0], [1, 0]], [[0, 0], [Y, 0]]])
    first, second = sg.best_replies(game, (1, 0)).values()
    assert [(a, r.condition) for a, r in first] == [(0, X >= 1), (1, X <= 1)]
    assert [(a, r.condition) for a, r in second] == [(0, Y >= 0), (1, Y <= 0)]


@pytest.mark.parametrize("seed", range(8))
def test_value_is_the_maximin(seed):
    rng = random.Random(seed)
    table = [[sp.Integer(rng.randint(-2, 2)) + rng.choice((0, 0, 1)) * X for _ in (0, 1)] for _ in (0, 1)]
    value = sg.zero_sum_value(sg.NormalFormGame([table, [[-e for e in row] for row in table]]))
    for x in VALUES:
        (a, b), (c, d) = [[e.subs(X, x) for e in row] for row in table]
        candidates = [min(a, b), min(c, d)]
        if a - b - c + d != 0:
            p = (d - c) / (a - b - c + d)
            if 0 < p < 1:
                candidates.append(min(p * a + (1 - p) * c, p * b + (1 - p) * d))
            p = (d - b) / (a - b - c + d)
        q = [sp.Rational(k, 60) for k in range(61)]
        brute = max([min(t * a + (1 - t) * c, t * b + (1 - t) * d) for t in q] + candidates)
        assert abs(sp.S(value).subs(X, x) - brute) == 0


def test_value_needs_a_zero_sum():
    with pytest.raises(sg.GameError, match="sum to"):
        sg.zero_sum_value(sg.NormalFormGame([[[1]], [[1]]]))


def test_correlated_equilibria_hold_nash_equilibria_and_more():
    game = sg.NormalFormGame([[[6, 2], [7, 0]], [[6, 7], [2, 0]]])
    found = sg.correlated_conditions(game)

    def holds_for(p):
        values = dict(zip(found.symbols, p, strict=True))
        return all(c.subs(values) == sp.true for c in found.conditions)

    for outcome in sg.solve(game).at({}):
        one, two = outcome.values()
        assert holds_for([a * b for a in one for b in two])
    third = sp.Rational(1, 3)
    assert holds_for([third, third, third, 0]), "Aumann's example"
    assert not holds_for([1, 0, 0, 0])
