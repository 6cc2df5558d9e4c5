"""Research before competition: cost-reducing research with spillovers, quality, licences.

At the first stage firms invest, at the second they compete; what one firm learns may reach the others.

References
----------
C. d'Aspremont, A. Jacquemin (1988), Cooperative and noncooperative R&D in duopoly with spillovers, American Economic
Review 78.
"""

from __future__ import annotations

import sympy as sp

from symgame.errors import ArgumentError
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Move, Simultaneous

HALF_LINE, UNIT = sp.Interval(0, sp.oo), sp.Interval(0, 1)


def research_with_spillovers(firms: int = 2) -> SequentialGame:
    """Each firm lowers its unit cost by z_i + s Σ_{j≠i} z_j at cost k z_i²/2; then Cournot competition.

    Parameters
    ----------
    firms : int
        At least 2.

    Returns
    -------
    SequentialGame
        In the actions ``z_1, …, q_1, …`` and the positive parameters ``a > firms c``, ``s < 1`` and ``k > firms``.

    References
    ----------
    K. Suzumura (1992), Cooperative and noncooperative R&D in an oligopoly with spillovers, American Economic Review 82.

    Examples
    --------
    >>> research_with_spillovers(2).actions
    (z_1, z_2, q_1, q_2)
    """
    if not isinstance(firms, int) or firms < 2:
        raise ArgumentError(f"research_with_spillovers: {firms!r} firms; give an integer that is at least 2")
    a, c, k, s = sp.symbols("a c k s", positive=True)
    z, q = (sp.symbols(f"{name}_1:{firms + 1}", real=True) for name in "zq")
    names = [Player(f"F_{i}") for i in range(1, firms + 1)]
    price, found = a - sp.Add(*q), sp.Add(*z)
    payoffs = {
        f: (price - c + own + s * (found - own)) * x - k * own**2 / 2 for f, x, own in zip(names, q, z, strict=True)
    }
    stages = [
        Simultaneous(*(Move(f, x, domain=sp.Interval(0, c / firms)) for f, x in zip(names, z, strict=True))),
        Simultaneous(*(Move(f, x, domain=HALF_LINE) for f, x in zip(names, q, strict=True))),
    ]
    return SequentialGame(stages, payoffs, [a > firms * c, s < 1, k > firms])


def joint_research() -> SequentialGame:
    """A research joint venture chooses one z for both firms at cost k z²/2 each; then Cournot competition.

    Returns
    -------
    SequentialGame
        Players ``J`` (joint profit), ``F_1, F_2``; actions ``z, q_1, q_2``; parameters ``a > c``, ``k > 1``, ``s < 1``.

    References
    ----------
    C. d'Aspremont, A. Jacquemin (1988).

    Examples
    --------
    >>> joint_research().actions
    (z, q_1, q_2)
    """
    a, c, k, s = sp.symbols("a c k s", positive=True)
    z, q1, q2 = sp.symbols("z q_1 q_2", real=True)
    venture, first, second = Player("J"), Player("F_1"), Player("F_2")
    margin = a - q1 - q2 - c + (1 + s) * z
    payoffs = {venture: margin * (q1 + q2) - k * z**2, first: margin * q1, second: margin * q2}
    stages = [
        Move(venture, z, domain=HALF_LINE),
        Simultaneous(Move(first, q1, domain=HALF_LINE), Move(second, q2, domain=HALF_LINE)),
    ]
    return SequentialGame(stages, payoffs, [a > c, k > 1, s < 1])


def quality_then_prices() -> SequentialGame:
    """Two firms at the ends of a line choose qualities s_i at cost k s_i²/2, then prices.

    Returns
    -------
    SequentialGame
        In the actions ``s_1, s_2, p_1, p_2`` and the positive parameters ``t, k`` with ``k t > 1``.

    References
    ----------
    H. Hotelling (1929), Stability in competition, Economic Journal 39; N. Economides (1989), Quality variations and
    maximal variety differentiation, Regional Science and Urban Economics 19.

    Examples
    --------
    >>> quality_then_prices().assume
    (k*t > 1,)
    """
    t, k = sp.symbols("t k", positive=True)
    s1, s2, p1, p2 = sp.symbols("s_1 s_2 p_1 p_2", real=True)
    first, second = Player("F_1"), Player("F_2")
    share = sp.Rational(1, 2) + (s1 - s2 - p1 + p2) / (2 * t)
    stages = [
        Simultaneous(Move(first, s1, domain=sp.Interval(0, t)), Move(second, s2, domain=sp.Interval(0, t))),
        Simultaneous(Move(first, p1, domain=HALF_LINE), Move(second, p2, domain=HALF_LINE)),
    ]
    payoffs = {first: p1 * share - k * s1**2 / 2, second: p2 * (1 - share) - k * s2**2 / 2}
    return SequentialGame(stages, payoffs, [k * t > 1])


def royalty_licence() -> SequentialGame:
    """The owner of a cost reduction e licenses it to the rival for a royalty r ≤ e a unit; then Cournot competition.

    Returns
    -------
    SequentialGame
        In the actions ``r, q_1, q_2`` and the positive parameters ``a > c + e``, ``c > e``.

    References
    ----------
    X. H. Wang (1998), Fee versus royalty licensing in a Cournot duopoly model, Economics Letters 60.

    Examples
    --------
    >>> royalty_licence().actions
    (r, q_1, q_2)
    """
    a, c, e = sp.symbols("a c e", positive=True)
    r, q1, q2 = sp.symbols("r q_1 q_2", real=True)
    owner, rival = Player("F_1"), Player("F_2")
    margin = a - q1 - q2 - c + e
    stages = [
        Move(owner, r, domain=sp.Interval(0, e)),
        Simultaneous(Move(owner, q1, domain=HALF_LINE), Move(rival, q2, domain=HALF_LINE)),
    ]
    payoffs = {owner: margin * q1 + r * q2, rival: (margin - r) * q2}
    return SequentialGame(stages, payoffs, [a > c + e, c > e])
