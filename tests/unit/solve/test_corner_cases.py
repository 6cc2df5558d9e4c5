"""Games in which an end, a root or a boundary once went wrong; answers worked out by hand."""

from __future__ import annotations

import sympy as sp

import symgame as sg

A, B, C = sg.players("A B C")
a, b, c, v, F = sp.symbols("a b c v F", positive=True)
x, y, z = sp.symbols("x y z", real=True)
RAY = sp.Interval(0, sp.oo)


def test_the_wages_that_keep_a_worker_out_form_a_closed_interval():
    game = sg.SequentialGame(
        [sg.Move(A, z, domain=RAY), sg.OutsideOption(B, {A: 0, B: 0}), sg.Move(B, x, domain=sp.Interval(0, 1))],
        {A: (v - z) * x, B: z * x - c * x**2 / 2 - F},
    )
    found = sg.solve(game)
    assert found.uncovered is sp.false
    (staying_out,) = [o for o in found.at({F: 2, c: 2, v: 1}) if o[z].contains(3) is sp.true]
    assert staying_out[z] == sp.Interval(2, 3)
    assert found.at({F: 1, c: 2, v: 2})  # the interval is a point here
    assert sg.verify(game, found, budget=sg.Budget(seconds=60)).proved


def test_square_roots_of_two_actions():
    game = sg.SequentialGame(
        [(sg.Move(A, x, domain=RAY), sg.Move(B, y, domain=RAY))],
        {A: sp.sqrt(x) * (a - sp.sqrt(y)) - x, B: sp.sqrt(y) * (b - sp.sqrt(x)) - y},
    )
    found = sg.solve(game)
    assert found.uncovered is sp.false and found.complete.proved
    assert found.at({a: 3, b: 3}) == [{x: 1, y: 1}]
    assert found.at({a: 4, b: 5}) == [{x: 1, y: 4}]
    assert found.at({a: 4, b: 1}) == [{x: 4, y: 0}]
    assert sg.verify(game, found).proved


def test_the_only_equilibrium_is_known_to_be_the_only_one():
    price = a - x - y
    chain = sg.SequentialGame(
        [sg.Move(C, z, domain=RAY), (sg.Move(A, x, domain=RAY), sg.Move(B, y, domain=RAY))],
        {A: (price - z - b) * x, B: (price - z - c) * y, C: z * (x + y)},
        assume=[a > b, a > c],
    )
    assert sg.solve(chain).complete.proved
    share = sp.Symbol("s", real=True)
    hold_up = sg.SequentialGame(
        [
            (sg.Move(A, x, domain=RAY), sg.Move(B, y, domain=RAY)),
            sg.Bargain(share, between=(A, B), domain=sp.S.Reals, disagreement=(-b * x**2 / 2, -c * y**2 / 2)),
        ],
        {A: share - b * x**2 / 2, B: a * x + v * y - share - c * y**2 / 2},
    )
    found = sg.solve(hold_up, bargaining=sg.NashBargaining())
    assert found.complete.proved and found.at({a: 2, b: 1, c: 1, v: 4}) == [{x: 1, y: 2, share: 5}]


def test_a_power_of_a_polynomial_gives_a_closed_form():
    output = (sp.sqrt(x) + sp.sqrt(y)) ** 2 / 2
    team = sg.SequentialGame(
        [(sg.Move(A, x, domain=RAY), sg.Move(B, y, domain=RAY))],
        {A: a * output - x**2 / 2, B: b * output - y**2 / 2},
    )
    found = sg.solve(team)
    assert found.uncovered is sp.false and found.complete.proved
    assert found.at({a: 8, b: 1}) == [{x: 8 / sp.S(2) + 2, y: sp.S(3) / 2}]
    assert sg.verify(team, found, budget=sg.Budget(seconds=60)).proved


def test_an_indifferent_retailer_follows_the_wishes_of_all_before():
    w, p, r = sp.symbols("w p r", real=True)
    game = sg.SequentialGame(
        [
            sg.Move(A, w, domain=RAY),
            sg.Move(B, p, domain=sp.Interval(w, sp.oo)),
            sg.Move(C, r, domain=sp.Interval(p, sp.oo)),
        ],
        {A: (w - c) * (1 - r), B: (p - w) * (1 - r), C: (r - p) * sp.Max(0, 1 - r)},
        assume=[c < 1],
    )
    found = sg.solve(game)
    assert found.uncovered is sp.false and found.complete.proved
    assert found.at({c: sp.S(1) / 2}) == [{w: sp.S(3) / 4, p: sp.S(7) / 8, r: sp.S(15) / 16}]
    assert sg.verify(game, found).proved
