"""Hypothesis strategies for small games with one parameter, so that failures shrink to readable ones."""

from __future__ import annotations

import sympy as sp
from hypothesis import strategies as st

from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Move, Simultaneous

a = sp.Symbol("a", positive=True)
x, y = sp.symbols("x y", real=True)
A, B = Player("A"), Player("B")
UNIT = sp.Interval(0, 1)

rationals = st.builds(sp.Rational, st.integers(-4, 4), st.sampled_from([1, 1, 2, 3]))
coefficients = st.one_of(rationals, rationals.map(lambda q: q * a), rationals.map(lambda q: q + a))
curvatures = st.sampled_from([sp.S.One, sp.S.Half, a, 2 * a, 1 + a])
values = st.builds(sp.Rational, st.integers(1, 12), st.sampled_from([1, 2, 3, 5]))


@st.composite
def quadratic(draw, own: sp.Symbol, other: sp.Symbol | None = None) -> sp.Expr:
    """A payoff that is strictly concave in the own action."""
    e = draw(coefficients) * own - draw(curvatures) * own**2
    return e if other is None else e + draw(coefficients) * own * other + draw(rationals) * other


@st.composite
def one_player(draw) -> SequentialGame:
    """One maximiser on [0, 1]."""
    return SequentialGame([Move(A, x, domain=UNIT)], {A: draw(quadratic(x))})


@st.composite
def at_once(draw) -> SequentialGame:
    """Two players at once."""
    payoffs = {A: draw(quadratic(x, y)), B: draw(quadratic(y, x))}
    return SequentialGame([Simultaneous(Move(A, x, domain=UNIT), Move(B, y, domain=UNIT))], payoffs)


@st.composite
def leader_follower(draw) -> SequentialGame:
    """A leader and a follower."""
    payoffs = {A: draw(quadratic(x, y)), B: draw(quadratic(y, x))}
    return SequentialGame([Move(A, x, domain=UNIT), Move(B, y, domain=UNIT)], payoffs)
