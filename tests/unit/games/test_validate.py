"""Faults of sequential games: each is named in one line, with its place and value."""

import pytest
import sympy as sp

from symgame.errors import ArgumentTypeError, GameError
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Bargain, Move, Nature, OutsideOption, Simultaneous, Uniform

c = sp.Symbol("c", positive=True)
x, y, d = sp.symbols("x y d", nonnegative=True)
G, D, E = Player("G"), Player("D"), Player("E")
UNIT = sp.Interval(0, 1)
PAYOFFS = {G: d * x - c * x**2, D: (1 - d) * x - y**2}


def good():
    return [
        Bargain(d, between=(G, D), domain=UNIT),
        Move(G, x, domain=sp.Interval(0, sp.oo)),
        Move(D, y, domain=sp.Interval(x, sp.oo)),
    ]


def test_a_well_formed_game_is_accepted():
    game = SequentialGame(good(), PAYOFFS, assume=[c < 1])
    assert game.actions == (d, x, y)
    assert game.parameters == (c,)


half = sp.Rational(1, 2)
FAULTS = {
    "no stages": (lambda: SequentialGame([], PAYOFFS), ["stages=[]"]),
    "no payoffs": (lambda: SequentialGame(good(), {}), ["payoffs={}"]),
    "payoff missing": (lambda: SequentialGame(good(), {G: x}), ["stage 1", "player D", "no payoff"]),
    "unknown player moves": (
        lambda: SequentialGame([*good()[:2], Move(E, y, domain=UNIT)], PAYOFFS),
        ["stage 3", "player E", "G, D"],
    ),
    "unknown player outside": (
        lambda: SequentialGame([OutsideOption(G, {G: 0, D: 0, E: 1}), *good()], PAYOFFS),
        ["stage 1", "unknown player E"],
    ),
    "outside payoff missing": (
        lambda: SequentialGame([OutsideOption(G, {G: 0}), *good()], PAYOFFS),
        ["stage 1", "no payoff for D"],
    ),
    "unknown observer": (
        lambda: SequentialGame([Nature(x, {0: half, 1: half}, observed_by=(E,)), Move(G, y, domain=UNIT)], {G: x * y}),
        ["stage 1", "unknown player E"],
    ),
    "domain of a later action": (
        lambda: SequentialGame([Move(G, x, domain=sp.Interval(0, y)), Move(D, y, domain=UNIT)], PAYOFFS),
        ["stage 1", "domain of x", "uses y", "stage 2"],
    ),
    "domain of itself": (
        lambda: SequentialGame([Move(G, x, domain=sp.Interval(0, 1 + x))], {G: x}),
        ["stage 1", "depends on x itself"],
    ),
    "domain of the same stage": (
        lambda: SequentialGame([(Move(G, x, domain=UNIT), Move(D, y, domain=sp.Interval(0, x)))], PAYOFFS),
        ["stage 1", "domain of y", "same stage"],
    ),
    "disagreement before play": (
        lambda: SequentialGame([Bargain(d, between=(G, D), domain=UNIT, disagreement=(x, 0)), *good()[1:]], PAYOFFS),
        ["stage 1", "disagreement payoff of G", "uses x", "stage 2"],
    ),
    "outside payoff before play": (
        lambda: SequentialGame([OutsideOption(G, {G: x, D: 0}), *good()], PAYOFFS),
        ["stage 1", "outside payoff of G", "uses x"],
    ),
    "introduced twice": (
        lambda: SequentialGame([*good(), Move(G, x, domain=UNIT)], PAYOFFS),
        ["stage 4", "x", "stage 2"],
    ),
    "introduced twice at one stage": (
        lambda: SequentialGame([(Move(G, x, domain=UNIT), Move(D, x, domain=UNIT))], PAYOFFS),
        ["stage 1", "x", "twice"],
    ),
    "two moves at one stage": (
        lambda: SequentialGame([(Move(G, x, domain=UNIT), Move(G, y, domain=UNIT))], PAYOFFS),
        ["stage 1", "player G", "two moves"],
    ),
    "two symbols of one name": (
        lambda: SequentialGame(good(), {**PAYOFFS, G: x * sp.Symbol("c") - c}),
        ["'c'", "no assumptions", "positive=True"],
    ),
    "action of another sign": (
        lambda: SequentialGame(good(), {**PAYOFFS, G: sp.Symbol("x", real=True) - c}),
        ["'x'", "real=True", "nonnegative=True"],
    ),
    "symbol not real": (lambda: SequentialGame(good(), {**PAYOFFS, G: x * sp.Symbol("z", imaginary=True)}), ["'z'"]),
    "assume on an action": (lambda: SequentialGame(good(), PAYOFFS, assume=[d > half]), ["assume", "d", "action"]),
    "assume false": (lambda: SequentialGame(good(), PAYOFFS, assume=[c < 0]), ["assume", "false"]),
    "empty numeric domain": (
        lambda: SequentialGame([Move(G, x, domain=sp.Interval(2, 1))], {G: x}),
        ["domain of x", "empty"],
    ),
    "empty set of choices": (
        lambda: SequentialGame([Move(G, x, domain=sp.FiniteSet())], {G: x}),
        ["domain of x", "empty"],
    ),
    "empty open domain": (
        lambda: SequentialGame([Move(G, x, domain=sp.Interval.open(1, 1))], {G: x}),
        ["domain of x", "empty"],
    ),
    "infinite payoff": (lambda: SequentialGame(good(), {**PAYOFFS, G: sp.oo}), ["payoff of G", "oo"]),
    "complex payoff": (lambda: SequentialGame(good(), {**PAYOFFS, G: sp.I * x}), ["payoff of G", "I*x"]),
    "payoff not a number": (lambda: SequentialGame(good(), {**PAYOFFS, G: sp.nan}), ["payoff of G", "nan"]),
    "probabilities sum": (
        lambda: SequentialGame([Nature(x, {0: half, 1: half / 2}), Move(G, y, domain=UNIT)], {G: x * y}),
        ["stage 1", "sum to 3/4"],
    ),
    "negative probability": (
        lambda: SequentialGame([Nature(x, {0: -half, 1: 3 * half}), Move(G, y, domain=UNIT)], {G: x * y}),
        ["stage 1", "-1/2"],
    ),
    "uniform upside down": (
        lambda: SequentialGame([Nature(x, Uniform(1, 0)), Move(G, y, domain=UNIT)], {G: x * y}),
        ["stage 1", "[1, 0]"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_named(fault):
    build, parts = FAULTS[fault]
    with pytest.raises(GameError) as caught:
        build()
    message = str(caught.value)
    assert "\n" not in message
    for part in parts:
        assert part in message


@pytest.mark.parametrize("value", ["x**2", 0.5, True, None])
def test_text_and_floats_are_no_payoffs(value):
    with pytest.raises(ArgumentTypeError, match="payoff of G"):
        SequentialGame(good(), {**PAYOFFS, G: value})


def test_symbolic_ends_are_left_to_the_solver():
    lo, hi = sp.symbols("lo hi", real=True)
    assert SequentialGame([Move(G, x, domain=sp.Interval(lo, hi))], {G: x}).parameters == (hi, lo)


def test_a_player_without_moves_is_allowed():
    game = SequentialGame([Simultaneous(Move(G, x, domain=UNIT), Move(D, y, domain=UNIT))], {G: x, D: y, E: x + y})
    assert E in game.players
