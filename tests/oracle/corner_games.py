"""Games with corners, ties, kinks, jumps and boundaries that deserve a look of their own.

Each entry: stages, payoffs, assumptions, bargaining rule.  Quantities are bounded or payoffs fall in the long run.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from symgame.games.bargaining import Dictatorial, Egalitarian, KalaiSmorodinsky, NashBargaining, Utilitarian
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Bargain, Move, Nature, OutsideOption

a, b, c, k, F = sp.symbols("a b c k F", positive=True)
w, x, y, z, s, t = sp.symbols("w x y z s t", real=True)
A, B, C = Player("A"), Player("B"), Player("C")
UNIT, HALF_LINE = sp.Interval(0, 1), sp.Interval(0, sp.oo)
HALF, THIRD = sp.Rational(1, 2), sp.Rational(1, 3)


def move(player: Player, action: Any, domain: Any = UNIT) -> Move:
    return Move(player, action, domain=domain)


def share(disagreement: Any = (0, 0)) -> Bargain:
    return Bargain(s, between=(A, B), domain=UNIT, disagreement=disagreement)


LINEAR_DEMAND = {A: x * (1 - x - y), B: y * (1 - x - y)}
LATE = [move(A, x), OutsideOption(B, {A: x * (1 - x), B: 0}), move(B, y)]
PRICE_A = sp.Min(1, sp.Max(0, HALF + (y - x) / (2 * a)))
PRICE_B = sp.Min(1, sp.Max(0, HALF + (x - y) / (2 * a)))

GAMES: dict[str, tuple[list[Any], dict[Player, sp.Expr], list[Any], Any]] = {
    "linear, flat at equality": ([move(A, x)], {A: (a - b) * x}, [], None),
    "domain between parameters": ([move(A, x, sp.Interval(a, b))], {A: x * (c - x)}, [a <= b], None),
    "payoff vanishes on a line": ([move(A, x)], {A: (a - b) ** 2 * (x - x**2)}, [], None),
    "parameters tied by an equation": ([move(A, x, HALF_LINE)], {A: a * x - b * x**2}, [sp.Eq(a, b)], None),
    "kink by an absolute value": ([move(A, x, sp.Interval(-1, 1))], {A: -sp.Abs(x - a) + b * x}, [], None),
    "upper envelope": ([move(A, x)], {A: sp.Max(a * x - x**2, b * (1 - x) * x)}, [], None),
    "follower flat, leader cares": ([move(A, x), move(B, y)], {A: (y - HALF) * x * a - x**2, B: b * x}, [], None),
    "follower flat at one point": ([move(A, x), move(B, y)], {A: y - a * x**2, B: (x - HALF) * y}, [], None),
    "reply bounded by the leader": ([move(A, x), move(B, y, sp.Interval(0, x))], {A: y - a * x**2, B: y - b * y**2}, [], None),
    "coordination": ([(move(A, x), move(B, y))], {A: x * (y - a), B: y * (x - b)}, [a < 1, b < 1], None),
    "matching pennies": (
        [(move(A, x), move(B, y))],
        {A: (2 * x - 1) * (2 * y - 1) * a, B: -(2 * x - 1) * (2 * y - 1) * b},
        [],
        None,
    ),
    "contest on the open half-line": (
        [(move(A, x, sp.Interval.open(0, sp.oo)), move(B, y, sp.Interval.open(0, sp.oo)))],
        {A: a * x / (x + y) - x, B: b * y / (x + y) - y},
        [],
        None,
    ),
    "three firms": (
        [(move(A, x, HALF_LINE), move(B, y, HALF_LINE), move(C, z, HALF_LINE))],
        {A: x * (1 - x - y - z - a), B: y * (1 - x - y - z - b), C: z * (1 - x - y - z)},
        [a < 1, b < 1],
        None,
    ),
    "entry deterrence": (LATE, {A: LINEAR_DEMAND[A], B: LINEAR_DEMAND[B] - F}, [F < 1], None),
    "fixed cost when active": (
        [move(A, x), move(B, y)],
        {A: LINEAR_DEMAND[A], B: LINEAR_DEMAND[B] - sp.Piecewise((F, y > 0), (0, True))},
        [F < 1],
        None,
    ),
    "prices on a line": ([(move(A, x, HALF_LINE), move(B, y, HALF_LINE))], {A: x * PRICE_A, B: y * PRICE_B}, [], None),
    "chance that all see": (
        [move(A, x), Nature(t, {0: THIRD, 1: 2 * THIRD}), move(B, y)],
        {A: a * x * y - x**2, B: t * y - b * y**2},
        [],
        None,
    ),
    "finite choices at once": (
        [(move(A, x, sp.FiniteSet(0, 1)), move(B, y, sp.FiniteSet(0, 1)))],
        {A: x * (y - a), B: y * (x - b)},
        [],
        None,
    ),
    "two actions, coupled": ([move(A, (x, y), (UNIT, UNIT))], {A: a * x + b * y - x**2 - y**2 + c * x * y}, [], None),
    "two actions, saddle": ([move(A, (x, y), (UNIT, UNIT))], {A: (x - a) * (y - b)}, [], None),
    "two options": (
        [OutsideOption(A, {A: a, B: b}), move(A, x), OutsideOption(B, {A: 0 - x, B: c}), move(B, y)],
        {A: x * y, B: y * (1 - y) + x},
        [],
        None,
    ),
    "research, then quantities": (
        [(move(A, x), move(B, y)), (move(A, z, HALF_LINE), move(B, w, HALF_LINE))],
        {A: z * (HALF - z - w + x) - a * x**2, B: w * (HALF - z - w + y) - a * y**2},
        [a > 1],
        None,
    ),
    "hold-up": (
        [move(A, x, HALF_LINE), share((-(x**2) / 2, 0))],
        {A: s * a * x - x**2 / 2, B: (1 - s) * a * x},
        [],
        NashBargaining(),
    ),
    "hold-up, maybe no deal": (
        [move(A, x, HALF_LINE), share((b - x**2 / 2, 0))],
        {A: s * a * x - x**2 / 2, B: (1 - s) * a * x},
        [],
        Egalitarian(),
    ),
    "no deal": ([share((a, b))], {A: s, B: (1 - s) * c}, [], Egalitarian()),
    "curved frontier": ([share()], {A: a * s, B: b * (1 - s**2)}, [], KalaiSmorodinsky()),
    "dictator who must be accepted": ([share((0, c))], {A: s, B: 1 - s}, [], Dictatorial(A)),
    "flat surplus": ([share()], {A: a * s, B: b * (1 - s)}, [], Utilitarian()),
    "nobody gains from dealing": ([share()], {A: s, B: -b * s}, [], NashBargaining()),
}


def game(name: str) -> tuple[SequentialGame, Any]:
    """The game of a name and its bargaining rule."""
    stages, payoffs, assume, rule = GAMES[name]
    return SequentialGame(stages, payoffs, assume), rule
