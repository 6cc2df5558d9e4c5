"""Random games of two players at kinks and jumps against enumeration on a rational grid that holds every best reply.

Benefits are continuous or jump at a sum, costs are linear, and all peaks, kinks and jumps lie on multiples of 1/6.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
import sympy as sp

import symgame as sg

A, B = sg.players("A B")
x, y = sp.symbols("x y", real=True)
p = sp.Symbol("p", positive=True)
TOP, STEP = 2, sp.Rational(1, 6)
POINTS = (1, 2, 3)


def drawn(seed: int) -> sg.SequentialGame:
    """A game with at most one parameter, a coefficient that is replaced by it."""
    r = random.Random(seed)
    bound = sp.sympify(r.choice([1, 2, sp.Rational(3, 2)]))
    shapes = [
        sp.Min(x, y), sp.Min(x, y), sp.Max(x, y), sp.Min(x + y, bound), sp.Max(x + y - bound, 0),
        sp.Piecewise((1, x + y >= bound), (0, True)), sp.Piecewise((x, x + y <= bound), (0, True)), x + y - (x + y) ** 2 / 2,
    ]  # fmt: skip
    mine = r.choice(shapes)
    yours = mine.subs({x: y, y: x}, simultaneous=True)
    weights, costs = [r.choice([1, 2, 3]) for _ in "AB"], [r.choice([0, 1, 1, 2, 3]) for _ in "AB"]
    if r.random() < 0.6:
        weights[1], costs[1] = weights[0], costs[0]
    who = r.choice([(), (0,), (1,), (0, 1)])
    chosen: list[Any] = r.choice([weights, costs])
    for i in who:
        chosen[i] = p
    domain = sp.Interval(0, TOP)
    moves = sg.Simultaneous(sg.Move(A, x, domain=domain), sg.Move(B, y, domain=domain))
    return sg.SequentialGame([moves], {A: weights[0] * mine - costs[0] * x, B: weights[1] * yours - costs[1] * y})


def described(outcome: dict[Any, Any], point: tuple[sp.Expr, sp.Expr]) -> bool:
    put = dict(zip((x, y), point, strict=True))
    for action, value in put.items():
        said = sp.sympify(outcome[action]).subs({s: u for s, u in put.items() if s != action})
        if not (value in said if isinstance(said, sp.Set) else said == value):
            return False
    return True


def exact_function(e: sp.Expr, actions: tuple[sp.Symbol, ...]) -> Callable[..., sp.Expr]:
    """The expression as a function in exact arithmetic; `lambdify` alone writes 3/2 as a float."""
    constants = {r: sp.Dummy() for r in e.atoms(sp.Rational) if not r.is_Integer}
    function = sp.lambdify((*actions, *constants.values()), e.xreplace(constants), modules="sympy")
    return lambda *point: function(*point, *constants)


def best_on_grid(game: sg.SequentialGame, values: dict[sp.Symbol, Any]) -> tuple[set[Any], list[Any]]:
    line = [STEP * i for i in range(int(TOP / STEP) + 1)]
    grid = [(u, v) for u in line for v in line]
    mine, yours = ({g: f(*g) for g in grid} for f in (exact_function(game.payoffs[q].subs(values), (x, y)) for q in (A, B)))
    top = {v: max(mine[u, v] for u in line) for v in line}, {u: max(yours[u, v] for v in line) for u in line}
    return {(u, v) for u, v in grid if mine[u, v] == top[0][v] and yours[u, v] == top[1][u]}, grid


def check(seed: int) -> None:
    game = drawn(seed)
    found = sg.solve(game)
    assert not sg.verify(game, found).refuted, seed
    for values in [{p: v} for v in POINTS] if p in game.parameters else [{}]:
        best, grid = best_on_grid(game, values)
        try:
            outcomes = found.at(values)
        except sg.UncoveredError:
            continue
        listed = {g for g in grid if any(described(o, g) for o in outcomes)}
        assert listed <= best, (seed, values, sorted(listed - best)[:3])
        assert not found.complete.proved or best <= listed, (seed, values, sorted(best - listed)[:3])


@pytest.mark.parametrize("seed", range(2))
def test_random_games_at_kinks(seed: int) -> None:
    check(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 60))
def test_many_random_games_at_kinks(seed: int) -> None:
    check(seed)
