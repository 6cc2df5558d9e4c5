"""Random bounded games with one to three symbolic parameters, by kind and seed; the seed says everything.

Every kind is a class of games of textbooks: one player, several players at once, two and three stages, kinks by Min,
Max and Piecewise, participation, and several actions of one player.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symgame.games.bargaining import Dictatorial, Egalitarian, KalaiSmorodinsky, NashBargaining, Utilitarian
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Bargain, Move, OutsideOption, Simultaneous

a, b, c = PARAMETERS = sp.symbols("a b c", positive=True)
x, y, z = sp.symbols("x y z", real=True)
A, B, C = Player("A"), Player("B"), Player("C")
UNIT, HALF = sp.Interval(0, 1), sp.S.Half


@dataclass(frozen=True)
class Drawn:
    """A game with the kind and seed it came from."""

    kind: str
    seed: int
    game: SequentialGame
    rule: Any = None


def small(rng: random.Random, *, nonzero: bool = True) -> sp.Rational:
    """A small rational, often an integer."""
    while True:
        value = sp.Rational(rng.randint(-6, 6), rng.choice([1, 1, 2, 3]))
        if value != 0 or not nonzero:
            return value


def weight(rng: random.Random, parameters: tuple[sp.Symbol, ...]) -> sp.Expr:
    """A coefficient: a small rational, a parameter, or both."""
    kind = rng.random()
    p = rng.choice(parameters)
    if kind < 0.4:
        return small(rng)
    if kind < 0.75:
        return rng.choice([p, -p, small(rng) * p])
    return p + small(rng)


def polynomial(
    rng: random.Random, u: sp.Symbol, others: tuple[sp.Symbol, ...], parameters: Any, degree: int
) -> sp.Expr:
    """A polynomial in the own action with linear spill-overs from other actions."""
    terms = [weight(rng, parameters) * u]
    terms += [rng.choice([weight(rng, parameters), small(rng)]) * u**k for k in range(2, degree + 1)]
    terms += [rng.choice([small(rng), weight(rng, parameters)]) * u * v for v in others if rng.random() < 0.8]
    terms += [rng.choice([small(rng), rng.choice(parameters)]) * v for v in others if rng.random() < 0.4]
    return sp.Add(*terms)


def concave(rng: random.Random, u: sp.Symbol, others: tuple[sp.Symbol, ...], parameters: Any) -> sp.Expr:
    """A payoff that is strictly concave in the own action."""
    curvature = rng.choice([sp.S.One, sp.S.Half, rng.choice(parameters), 2 * rng.choice(parameters)])
    e = weight(rng, parameters) * u - curvature * u**2
    for v in others:
        e += rng.choice([small(rng), small(rng) / 2, rng.choice(parameters)]) * u * v if rng.random() < 0.8 else 0
        e += rng.choice([small(rng), rng.choice(parameters)]) * v if rng.random() < 0.4 else 0
    return e


def kinked(rng: random.Random, u: sp.Symbol, others: tuple[sp.Symbol, ...], parameters: Any) -> sp.Expr:
    """A payoff with a kink or a jump in the own action."""
    base = concave(rng, u, others, parameters)
    p = rng.choice(parameters)
    place = rng.choice([p, sp.S.Half, *others])
    extra = [
        sp.Min(u, place),
        -sp.Max(0, u - place),
        sp.Max(u, place) / 2,
        sp.Piecewise((0, u <= 0), (-p / 4, True)),
        sp.Piecewise((small(rng) * u, u <= place), (small(rng) * place, True)),
        -sp.Abs(u - place),
    ]
    return base + rng.choice(extra)


def domain(rng: random.Random, parameters: Any) -> sp.Interval:
    """A bounded interval, mostly [0, 1]."""
    return rng.choice([UNIT, UNIT, sp.Interval(0, 2), sp.Interval(-1, 1), sp.Interval(0, rng.choice(parameters))])


def one_player(rng: random.Random, parameters: Any) -> SequentialGame:
    """One maximiser with a polynomial payoff of degree 2 to 4."""
    payoff = polynomial(rng, x, (), parameters, rng.choice([2, 2, 3, 4]))
    return SequentialGame([Move(A, x, domain=domain(rng, parameters))], {A: payoff})


def one_rational(rng: random.Random, parameters: Any) -> SequentialGame:
    """One maximiser with a rational payoff."""
    p = rng.choice(parameters)
    payoff = weight(rng, parameters) * x / (x + p) + small(rng) * x + rng.choice([0, small(rng)]) * x**2
    return SequentialGame([Move(A, x, domain=UNIT)], {A: payoff})


def one_kink(rng: random.Random, parameters: Any) -> SequentialGame:
    """One maximiser with a kink or jump."""
    return SequentialGame([Move(A, x, domain=UNIT)], {A: kinked(rng, x, (), parameters)})


def two_at_once(rng: random.Random, parameters: Any) -> SequentialGame:
    """Two players at once with concave quadratic payoffs."""
    return SequentialGame(
        [Simultaneous(Move(A, x, domain=domain(rng, parameters)), Move(B, y, domain=UNIT))],
        {A: concave(rng, x, (y,), parameters), B: concave(rng, y, (x,), parameters)},
    )


def two_any_shape(rng: random.Random, parameters: Any) -> SequentialGame:
    """Two players at once, quadratic payoffs of any shape."""
    return SequentialGame(
        [(Move(A, x, domain=UNIT), Move(B, y, domain=UNIT))],
        {A: polynomial(rng, x, (y,), parameters, 2), B: polynomial(rng, y, (x,), parameters, 2)},
    )


def three_at_once(rng: random.Random, parameters: Any) -> SequentialGame:
    """Three players at once."""
    p = parameters[:2]
    return SequentialGame(
        [(Move(A, x, domain=UNIT), Move(B, y, domain=UNIT), Move(C, z, domain=UNIT))],
        {A: concave(rng, x, (y, z), p), B: concave(rng, y, (x, z), p), C: concave(rng, z, (x, y), p)},
    )


def two_stages(rng: random.Random, parameters: Any) -> SequentialGame:
    """A leader and a follower, quadratic payoffs."""
    shape = rng.choice([concave, concave, lambda r, u, o, p: polynomial(r, u, o, p, 2)])
    return SequentialGame(
        [Move(A, x, domain=UNIT), Move(B, y, domain=rng.choice([UNIT, sp.Interval(0, 2), sp.Interval(x, 2)]))],
        {A: shape(rng, x, (y,), parameters), B: concave(rng, y, (x,), parameters)},
    )


def two_stages_kink(rng: random.Random, parameters: Any) -> SequentialGame:
    """A leader and a follower, one of whom has a kink."""
    p = parameters[:2]
    first, second = rng.choice([(kinked, concave), (concave, kinked)])
    return SequentialGame(
        [Move(A, x, domain=UNIT), Move(B, y, domain=UNIT)], {A: first(rng, x, (y,), p), B: second(rng, y, (x,), p)}
    )


def three_stages(rng: random.Random, parameters: Any) -> SequentialGame:
    """Three movers, one after the other."""
    p = parameters[:2]
    return SequentialGame(
        [Move(A, x, domain=UNIT), Move(B, y, domain=UNIT), Move(C, z, domain=UNIT)],
        {A: concave(rng, x, (y, z), p), B: concave(rng, y, (x, z), p), C: concave(rng, z, (x, y), p)},
    )


def participation(rng: random.Random, parameters: Any) -> SequentialGame:
    """A leader, then a follower who may leave before moving."""
    p = parameters[:2]
    stay = rng.choice([p[0], small(rng), p[0] / 4, sp.S.Zero])
    option = OutsideOption(B, {A: rng.choice([sp.S.Zero, small(rng)]), B: stay})
    stages = [Move(A, x, domain=UNIT), option, Move(B, y, domain=UNIT)]
    if rng.random() < 0.3:
        stages = [option, Move(A, x, domain=UNIT), Move(B, y, domain=UNIT)]
    return SequentialGame(stages, {A: concave(rng, x, (y,), p), B: concave(rng, y, (x,), p)})


def several_actions(rng: random.Random, parameters: Any) -> SequentialGame:
    """One player with two actions, alone or followed by another player."""
    p = parameters[:2]
    cross = rng.choice([sp.S.Zero, sp.S.Half, small(rng) / 3, p[0]])
    own = cross * x * y + concave(rng, x, (), p) + concave(rng, y, (), p)
    if rng.random() < 0.5:
        return SequentialGame([Move(A, (x, y), domain=(UNIT, UNIT))], {A: own})
    return SequentialGame(
        [Move(A, (x, y), domain=(UNIT, UNIT)), Move(B, z, domain=UNIT)],
        {A: own + small(rng) / 2 * z, B: concave(rng, z, (x, y), p)},
    )


def two_at_once_kink(rng: random.Random, parameters: Any) -> SequentialGame:
    """Two players at once, one of whom has a kink or a jump."""
    p = parameters[:2]
    return SequentialGame(
        [(Move(A, x, domain=UNIT), Move(B, y, domain=UNIT))], {A: kinked(rng, x, (y,), p), B: concave(rng, y, (x,), p)}
    )


def cubics_at_once(rng: random.Random, parameters: Any) -> SequentialGame:
    """Two players at once with a cubic payoff each."""
    p = parameters[:1]
    return SequentialGame(
        [(Move(A, x, domain=UNIT), Move(B, y, domain=UNIT))],
        {A: concave(rng, x, (y,), p) + small(rng) / 3 * x**3, B: concave(rng, y, (x,), p)},
    )


def leader_and_two(rng: random.Random, parameters: Any) -> SequentialGame:
    """A leader and two followers who move at once."""
    p = parameters[:2]
    followers = (Move(B, y, domain=UNIT), Move(C, z, domain=UNIT))
    payoffs = {A: concave(rng, x, (y, z), p), B: concave(rng, y, (x, z), p[:1]), C: concave(rng, z, (x, y), p[:1])}
    return SequentialGame([Move(A, x, domain=UNIT), followers], payoffs)


def rational_follower(rng: random.Random, parameters: Any) -> SequentialGame:
    """A follower whose payoff is a saturating quotient."""
    p = parameters[:2]
    gain = rng.choice([p[0], sp.S.One, x + p[0], 1 - x / 2])
    return SequentialGame(
        [Move(A, x, domain=UNIT), Move(B, y, domain=UNIT)],
        {A: concave(rng, x, (y,), p), B: gain * y / (y + rng.choice([sp.S.One, p[-1]])) - rng.choice([p[0] / 2, HALF]) * y},
    )


def bargained(rng: random.Random, parameters: Any) -> tuple[SequentialGame, Any]:
    """A share, sometimes after an investment or before one, under some rule."""
    p = parameters[:2]
    rule = rng.choice([Utilitarian(), Egalitarian(), NashBargaining(), KalaiSmorodinsky(), Dictatorial(A), Dictatorial(B)])
    pie = rng.choice([sp.S.One, p[0], 1 + p[0]])
    first = z * pie - rng.choice([0, HALF, p[0]]) * z**2
    second = (1 - z) * rng.choice([sp.S.One, p[-1]])
    point = (rng.choice([0, sp.Rational(1, 5), p[0] / 4]), rng.choice([0, sp.Rational(1, 6)]))
    deal = Bargain(z, between=(A, B), domain=UNIT, disagreement=point)
    if rng.random() < 0.5:
        return SequentialGame([deal], {A: first, B: second}), rule
    effort = sp.Rational(1, 2) * x**2 * rng.choice([sp.S.One, p[-1]])
    return SequentialGame([deal, Move(A, x, domain=UNIT)], {A: first + x * z - effort, B: second + x * (1 - z)}), rule


KINDS: dict[str, Callable[[random.Random, Any], Any]] = {
    f.__name__: f
    for f in (
        one_player, one_rational, one_kink, two_at_once, two_any_shape, three_at_once,
        two_stages, two_stages_kink, three_stages, participation, several_actions,
        two_at_once_kink, cubics_at_once, leader_and_two, rational_follower, bargained,
    )
}  # fmt: skip


def draw(kind: str, seed: int) -> Drawn:
    """The game of a kind and a seed."""
    rng = random.Random(f"{kind}-{seed}")
    parameters = tuple(rng.sample(PARAMETERS, rng.choice([1, 1, 2, 2, 3])))
    parameters = (*parameters, *parameters) if len(parameters) == 1 else parameters
    made = KINDS[kind](rng, parameters)
    game, rule = made if isinstance(made, tuple) else (made, None)
    return Drawn(kind, seed, game, rule)


def points(drawn: Drawn, count: int) -> list[dict[sp.Symbol, sp.Rational]]:
    """Exact parameter values: random, equal, small integers, and the ends of magnitudes."""
    rng = random.Random(f"points-{drawn.kind}-{drawn.seed}")
    found = []
    for i in range(count):
        scale = rng.choice([sp.Rational(1, 10), sp.S.Half, sp.S.One, sp.S.One, sp.Integer(3)])
        point = {p: scale * sp.Rational(rng.randint(1, 12), rng.randint(1, 8)) for p in drawn.game.parameters}
        if i % 5 == 3:
            point = {p: sp.Rational(rng.choice([1, 2, 1, 3]), rng.choice([1, 2])) for p in point}
        if i % 5 == 4 and len(point) > 1:
            point = dict.fromkeys(point, next(iter(point.values())))
        found.append(point)
    return found
