"""Public goods and public bads: private provision, the provision in turn, emissions, common pools.

References
----------
T. Bergstrom, L. Blume, H. Varian (1986), On the private provision of public goods, Journal of Public Economics 29.
"""

from __future__ import annotations

import sympy as sp

from symgame.errors import ArgumentError
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Move, Simultaneous
from symgame.games.symmetric import SymmetricGame

HALF_LINE = sp.Interval(0, sp.oo)


def private_provision(players: int = 2) -> SequentialGame:
    """Contributions g_i out of incomes m_i with payoffs (m_i − g_i) Σ_j g_j (Cobb–Douglas, equal weights).

    Parameters
    ----------
    players : int
        At least 2.

    Returns
    -------
    SequentialGame
        In the actions ``g_1, …`` and the positive parameters ``m_1, …``; the poor contribute nothing.

    References
    ----------
    T. Bergstrom, L. Blume, H. Varian (1986).

    Examples
    --------
    >>> private_provision(2).payoffs[Player("P_1")]
    (-g_1 + m_1)*(g_1 + g_2)
    """
    if not isinstance(players, int) or players < 2:
        raise ArgumentError(f"private_provision: {players!r} players; give an integer that is at least 2")
    names = [Player(f"P_{i}") for i in range(1, players + 1)]
    g = sp.symbols(f"g_1:{players + 1}", real=True)
    incomes = sp.symbols(f"m_1:{players + 1}", positive=True)
    moves = [Move(p, x, domain=sp.Interval(0, m)) for p, x, m in zip(names, g, incomes, strict=True)]
    payoffs = {p: (m - x) * sp.Add(*g) for p, x, m in zip(names, g, incomes, strict=True)}
    return SequentialGame([Simultaneous(*moves)], payoffs)


def logarithmic_provision(number: sp.Expr | int | None = None) -> SymmetricGame:
    """Alike players with income m and payoff a log(Σ g) + log(m − g).

    Parameters
    ----------
    number : int or Expr, optional
        The symbol ``n`` when left out.

    Returns
    -------
    SymmetricGame
        In the action ``g`` and the positive parameters ``a, m``.

    References
    ----------
    R. Cornes, T. Sandler (1996), The Theory of Externalities, Public Goods, and Club Goods, chapter 6.

    Examples
    --------
    >>> logarithmic_provision(2).domain
    Interval.Ropen(0, m)
    """
    a, m = sp.symbols("a m", positive=True)
    n = sp.Symbol("n", integer=True, positive=True) if number is None else number
    g = sp.Symbol("g", real=True)
    return SymmetricGame(n, g, sp.Interval.Ropen(0, m), lambda own, others: a * sp.log(own + others) + sp.log(m - own))


def provision_by_unequals() -> SequentialGame:
    """Two contributors with payoffs 2 a_i √(x + y) minus the own contribution: only the keener one gives.

    Returns
    -------
    SequentialGame
        In the actions ``x, y`` and the positive parameters ``a_1, a_2``.

    References
    ----------
    T. Bergstrom, L. Blume, H. Varian (1986).

    Examples
    --------
    >>> provision_by_unequals().actions
    (x, y)
    """
    a1, a2 = sp.symbols("a_1 a_2", positive=True)
    x, y = sp.symbols("x y", real=True)
    first, second = Player("P_1"), Player("P_2")
    stage = Simultaneous(Move(first, x, domain=HALF_LINE), Move(second, y, domain=HALF_LINE))
    good = sp.sqrt(x + y)
    return SequentialGame([stage], {first: 2 * a1 * good - x, second: 2 * a2 * good - y})


def emissions(countries: int = 2) -> SequentialGame:
    """Countries emit e_i with benefits b e_i − e_i²/2 and damage d E²/2 from total emissions E.

    Parameters
    ----------
    countries : int
        At least 2.

    Returns
    -------
    SequentialGame
        In the actions ``e_1, …`` and the positive parameters ``b, d``.

    References
    ----------
    S. Barrett (1994), Self-enforcing international environmental agreements, Oxford Economic Papers 46.

    Examples
    --------
    >>> emissions(3).parameters
    (b, d)
    """
    if not isinstance(countries, int) or countries < 2:
        raise ArgumentError(f"emissions: {countries!r} countries; give an integer that is at least 2")
    names = [Player(f"P_{i}") for i in range(1, countries + 1)]
    e = sp.symbols(f"e_1:{countries + 1}", real=True)
    b, d = sp.symbols("b d", positive=True)
    total = sp.Add(*e)
    payoffs = {p: b * x - x**2 / 2 - d * total**2 / 2 for p, x in zip(names, e, strict=True)}
    return SequentialGame([Simultaneous(*(Move(p, x, domain=HALF_LINE) for p, x in zip(names, e, strict=True)))], payoffs)


def common_pool(number: sp.Expr | int | None = None) -> SymmetricGame:
    """Alike users of a resource with average product a − b X and costs c x².

    Parameters
    ----------
    number : int or Expr, optional
        The symbol ``n`` when left out.

    Returns
    -------
    SymmetricGame
        In the action ``x`` and the positive parameters ``a, b, c``.

    References
    ----------
    H. S. Gordon (1954), The economic theory of a common-property resource, Journal of Political Economy 62.

    Examples
    --------
    >>> common_pool(2).payoff
    -c*x**2 + x*(a - b*(x + x_others))
    """
    a, b, c = sp.symbols("a b c", positive=True)
    n = sp.Symbol("n", integer=True, positive=True) if number is None else number
    x = sp.Symbol("x", real=True)
    return SymmetricGame(n, x, HALF_LINE, lambda own, others: own * (a - b * (own + others)) - c * own**2)
