"""Contests: players spend effort to win a prize; the chance of winning is the share of effective effort.

With efforts x_i ≥ 0, valuations V_i and exponent r, player i's payoff is V_i x_i^r / Σ_j x_j^r − x_i.

References
----------
G. Tullock (1980), Efficient rent seeking; K. Konrad (2009), Strategy and Dynamics in Contests.
"""

from __future__ import annotations

import sympy as sp

from symgame.errors import ArgumentError
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Move, Simultaneous
from symgame.games.symmetric import SymmetricGame

HALF_LINE, OPEN = sp.Interval(0, sp.oo), sp.Interval.open(0, sp.oo)


def lottery_contest(players: int = 2) -> SequentialGame:
    """A lottery contest (r = 1) of players with valuations ``V_1, V_2, …``; without effort all have equal chances.

    Parameters
    ----------
    players : int
        At least 2.

    Returns
    -------
    SequentialGame
        In the actions ``x_1, x_2, …`` and the positive parameters ``V_1, V_2, …``.

    References
    ----------
    A. Hillman, J. Riley (1989), Politically contestable rents and transfers, Economics and Politics 1.

    Examples
    --------
    >>> lottery_contest(3).actions
    (x_1, x_2, x_3)
    """
    if not isinstance(players, int) or players < 2:
        raise ArgumentError(f"lottery_contest: {players!r} players; give an integer that is at least 2")
    names = [Player(f"P_{i}") for i in range(1, players + 1)]
    x = sp.symbols(f"x_1:{players + 1}", real=True)
    values = sp.symbols(f"V_1:{players + 1}", positive=True)
    total = sp.Add(*x)
    payoffs = {
        p: sp.Piecewise((v / players, sp.Eq(total, 0)), (v * e / total, True)) - e
        for p, e, v in zip(names, x, values, strict=True)
    }
    return SequentialGame([Simultaneous(*(Move(p, e, domain=HALF_LINE) for p, e in zip(names, x, strict=True)))], payoffs)


def lottery_contest_in_turn() -> SequentialGame:
    """A lottery contest of two players, the first of whom commits to a positive effort.

    Returns
    -------
    SequentialGame
        In the actions ``x, y`` and the positive parameters ``V, W``.

    References
    ----------
    A. Dixit (1987), Strategic behavior in contests, American Economic Review 77; B. Linster (1993), Stackelberg
    rent-seeking, Public Choice 77.

    Examples
    --------
    >>> lottery_contest_in_turn().payoffs[Player("P_1")]
    V*x/(x + y) - x
    """
    v, w = sp.symbols("V W", positive=True)
    x, y = sp.symbols("x y", real=True)
    first, second = Player("P_1"), Player("P_2")
    stages = [Move(first, x, domain=OPEN), Move(second, y, domain=HALF_LINE)]
    return SequentialGame(stages, {first: v * x / (x + y) - x, second: w * y / (x + y) - y})


def tullock_contest(number: sp.Expr | int | None = None, exponent: sp.Expr | int | None = None) -> SymmetricGame:
    """A contest of alike players with exponent r.

    Parameters
    ----------
    number : int or Expr, optional
        The symbol ``n`` when left out.
    exponent : number or Expr, optional
        The positive symbol ``r`` when left out.

    Returns
    -------
    SymmetricGame
        In the action ``x`` and the positive parameters ``V`` (and ``n, r``).  The others count as alike, which is all
        that symmetric equilibria need.

    References
    ----------
    D. Pérez-Castrillo, T. Verdier (1992), A general analysis of rent-seeking games, Public Choice 73.

    Examples
    --------
    >>> tullock_contest(exponent=1).payoff
    V*x/(x + x_others) - x
    """
    v = sp.Symbol("V", positive=True)
    n = sp.Symbol("n", integer=True, positive=True) if number is None else number
    r = sp.Symbol("r", positive=True) if exponent is None else exponent
    x = sp.Symbol("x", real=True)
    if r == 1:
        return SymmetricGame(n, x, OPEN, lambda own, others: v * own / (own + others) - own)
    return SymmetricGame(n, x, OPEN, lambda own, others: v * own**r / (own**r + (n - 1) * (others / (n - 1)) ** r) - own)


def patent_race(number: sp.Expr | int | None = None) -> SymmetricGame:
    """Alike firms buy hazard rates x of a discovery worth V, interest rate r: payoff V x / (X + r) − x.

    Parameters
    ----------
    number : int or Expr, optional
        The symbol ``n`` when left out.

    Returns
    -------
    SymmetricGame
        In the action ``x`` and the positive parameters ``V, r``.

    References
    ----------
    G. Loury (1979), Market structure and innovation, Quarterly Journal of Economics 93.

    Examples
    --------
    >>> patent_race().payoff
    V*x/(r + x + x_others) - x
    """
    v, r = sp.symbols("V r", positive=True)
    n = sp.Symbol("n", integer=True, positive=True) if number is None else number
    return SymmetricGame(n, sp.Symbol("x", real=True), HALF_LINE, lambda own, others: v * own / (own + others + r) - own)


def tournament() -> SequentialGame:
    """Two workers compete for a prize W; the difference of luck is uniform on [−s, s], effort costs k x²/2.

    Returns
    -------
    SequentialGame
        In the actions ``x, y`` and the positive parameters ``W, k, s`` with ``4 k s² > W``, so that luck matters enough.

    References
    ----------
    E. Lazear, S. Rosen (1981), Rank-order tournaments as optimum labor contracts, Journal of Political Economy 89.

    Examples
    --------
    >>> tournament().actions
    (x, y)
    """
    prize, s, k = sp.symbols("W s k", positive=True)
    x, y = sp.symbols("x y", real=True)
    first, second = Player("P_1"), Player("P_2")
    chance = sp.Min(1, sp.Max(0, sp.Rational(1, 2) + (x - y) / (2 * s)))
    stage = Simultaneous(Move(first, x, domain=HALF_LINE), Move(second, y, domain=HALF_LINE))
    payoffs = {first: prize * chance - k * x**2 / 2, second: prize * (1 - chance) - k * y**2 / 2}
    return SequentialGame([stage], payoffs, [4 * k * s**2 > prize])
