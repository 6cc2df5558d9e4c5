"""Trade policy and tax competition: governments move before firms or capital.

References
----------
J. Brander, B. Spencer (1985), Export subsidies and international market share rivalry, Journal of International
Economics 18.
"""

from __future__ import annotations

import sympy as sp

from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Move, Simultaneous

HALF_LINE = sp.Interval(0, sp.oo)


def export_subsidies() -> SequentialGame:
    """Two governments subsidise their firms, which compete in quantities on a third market.

    Returns
    -------
    SequentialGame
        In the actions ``s_1, s_2`` (at most a) and ``q_1, q_2``; parameters ``a > c``.

    References
    ----------
    J. Brander, B. Spencer (1985).

    Examples
    --------
    >>> export_subsidies().actions
    (s_1, s_2, q_1, q_2)
    """
    a, c = sp.symbols("a c", positive=True)
    s1, s2, q1, q2 = sp.symbols("s_1 s_2 q_1 q_2", real=True)
    governments, firms = (tuple(Player(f"{name}_{i}") for i in (1, 2)) for name in "GF")
    price, rates = a - q1 - q2, sp.Interval(0, a)
    stages = [
        Simultaneous(Move(governments[0], s1, domain=rates), Move(governments[1], s2, domain=rates)),
        Simultaneous(Move(firms[0], q1, domain=HALF_LINE), Move(firms[1], q2, domain=HALF_LINE)),
    ]
    payoffs = {
        governments[0]: (price - c) * q1, governments[1]: (price - c) * q2,
        firms[0]: (price - c + s1) * q1, firms[1]: (price - c + s2) * q2,
    }  # fmt: skip
    return SequentialGame(stages, payoffs, [a > c])


def tariff_on_a_monopolist() -> SequentialGame:
    """A country taxes the imports of a foreign monopolist; its payoff is consumers' surplus and revenue.

    Returns
    -------
    SequentialGame
        In the actions ``t, q`` and the positive parameters ``a, c``.

    References
    ----------
    J. Brander, B. Spencer (1984), Tariff protection and imperfect competition.

    Examples
    --------
    >>> tariff_on_a_monopolist().payoffs[Player("G")]
    q**2/2 + q*t
    """
    a, c = sp.symbols("a c", positive=True)
    t, q = sp.symbols("t q", real=True)
    government, firm = Player("G"), Player("F")
    payoffs = {government: q**2 / 2 + t * q, firm: (a - q - c - t) * q}
    return SequentialGame([Move(government, t, domain=HALF_LINE), Move(firm, q, domain=HALF_LINE)], payoffs)


def reciprocal_dumping() -> SequentialGame:
    """Two firms sell at home and abroad, exports cost t a unit more: two-way trade in one good.

    Returns
    -------
    SequentialGame
        Firm 1 chooses ``x_1`` at home and ``x_2`` abroad, firm 2 ``y_1`` abroad and ``y_2`` at home; parameters
        ``a > c``, ``t``.

    References
    ----------
    J. Brander, P. Krugman (1983), A reciprocal dumping model of international trade, Journal of International
    Economics 15.

    Examples
    --------
    >>> reciprocal_dumping().actions
    (x_1, x_2, y_1, y_2)
    """
    a, c, t = sp.symbols("a c t", positive=True)
    x1, x2, y1, y2 = sp.symbols("x_1 x_2 y_1 y_2", real=True)
    first, second = Player("F_1"), Player("F_2")
    home, abroad = a - x1 - y1 - c, a - x2 - y2 - c
    both = (HALF_LINE, HALF_LINE)
    stage = Simultaneous(Move(first, (x1, x2), domain=both), Move(second, (y1, y2), domain=both))
    payoffs = {first: home * x1 + (abroad - t) * x2, second: (home - t) * y1 + abroad * y2}
    return SequentialGame([stage], payoffs, [a > c])


def capital_taxes() -> SequentialGame:
    """Two regions tax mobile capital; its net return A_i − b k_i − t_i is the same in both, and k_1 + k_2 = 2 k.

    Returns
    -------
    SequentialGame
        In the actions ``t_1, t_2`` and the positive parameters ``A_1, A_2, b, k``; revenue is the payoff.

    References
    ----------
    G. Zodrow, P. Mieszkowski (1986), Pigou, Tiebout, property taxation and the underprovision of local public goods,
    Journal of Urban Economics 19; D. Wildasin (1988), Nash equilibria in models of fiscal competition, Journal of
    Public Economics 35.

    Examples
    --------
    >>> capital_taxes().actions
    (t_1, t_2)
    """
    a1, a2, b, k = sp.symbols("A_1 A_2 b k", positive=True)
    t1, t2 = sp.symbols("t_1 t_2", real=True)
    first, second = Player("G_1"), Player("G_2")
    capital = k + (a1 - a2 - t1 + t2) / (2 * b)
    stage = Simultaneous(Move(first, t1, domain=HALF_LINE), Move(second, t2, domain=HALF_LINE))
    return SequentialGame([stage], {first: t1 * capital, second: t2 * (2 * k - capital)})
