"""Delegation: owners, principals and suppliers who act through others.

References
----------
C. Fershtman, K. Judd (1987), Equilibrium incentives in oligopoly, American Economic Review 77.
"""

from __future__ import annotations

import sympy as sp

from symgame.errors import ArgumentError
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Move, Simultaneous

HALF_LINE = sp.Interval(0, sp.oo)


def managers_in_cournot(firms: int = 2) -> SequentialGame:
    """Owners choose the unit cost w_i ≤ c that managers are made to reckon with; then Cournot competition.

    Parameters
    ----------
    firms : int
        At least 2.

    Returns
    -------
    SequentialGame
        In the actions ``w_1, …, q_1, …`` and the positive parameters ``a, c`` with ``c < a < firms c``.

    References
    ----------
    J. Vickers (1985), Delegation and the theory of the firm, Economic Journal 95.

    Examples
    --------
    >>> managers_in_cournot(2).actions
    (w_1, w_2, q_1, q_2)
    """
    if not isinstance(firms, int) or firms < 2:
        raise ArgumentError(f"managers_in_cournot: {firms!r} firms; give an integer that is at least 2")
    a, c = sp.symbols("a c", positive=True)
    w, q = (sp.symbols(f"{name}_1:{firms + 1}", real=True) for name in "wq")
    owners, managers = ([Player(f"{name}_{i}") for i in range(1, firms + 1)] for name in "OM")
    price = a - sp.Add(*q)
    payoffs = {o: (price - c) * x for o, x in zip(owners, q, strict=True)}
    payoffs |= {m: (price - v) * x for m, x, v in zip(managers, q, w, strict=True)}
    stages = [
        Simultaneous(*(Move(o, v, domain=sp.Interval(0, c)) for o, v in zip(owners, w, strict=True))),
        Simultaneous(*(Move(m, x, domain=HALF_LINE) for m, x in zip(managers, q, strict=True))),
    ]
    return SequentialGame(stages, payoffs, [a > c, a < firms * c])


def successive_monopolies(levels: int = 2) -> SequentialGame:
    """A chain of monopolists: each adds its margin to the price it pays, the last sells on the market.

    Parameters
    ----------
    levels : int
        At least 2; the last firm chooses the quantity.

    Returns
    -------
    SequentialGame
        In the actions ``w_1, …, q`` and the positive parameters ``a, c``.

    References
    ----------
    J. Spengler (1950), Vertical integration and antitrust policy, Journal of Political Economy 58.

    Examples
    --------
    >>> successive_monopolies(3).actions
    (w_1, w_2, q)
    """
    if not isinstance(levels, int) or levels < 2:
        raise ArgumentError(f"successive_monopolies: {levels!r} levels; give an integer that is at least 2")
    a, c = sp.symbols("a c", positive=True)
    prices = [c, *sp.symbols(f"w_1:{levels}", real=True)]
    q = sp.Symbol("q", real=True)
    names = [Player(f"F_{i}") for i in range(1, levels + 1)]
    floors = [sp.Integer(0), *prices[1:]]
    stages = [Move(f, w, domain=sp.Interval(low, sp.oo)) for f, w, low in zip(names, prices[1:], floors, strict=False)]
    payoffs = {f: (prices[i + 1] - prices[i]) * q for i, f in enumerate(names[:-1])}
    payoffs[names[-1]] = (a - q - prices[-1]) * q
    return SequentialGame([*stages, Move(names[-1], q, domain=HALF_LINE)], payoffs)


def competing_chains() -> SequentialGame:
    """Two manufacturers set wholesale prices w_i, then their exclusive retailers set prices p_i.

    Demands are a − p_i + d p_j with d < 1, unit cost c.

    Returns
    -------
    SequentialGame
        In the actions ``w_1, w_2, p_1, p_2`` and the positive parameters ``a, c, d``.

    References
    ----------
    T. McGuire, R. Staelin (1983), An industry equilibrium analysis of downstream vertical integration, Marketing
    Science 2.

    Examples
    --------
    >>> competing_chains().actions
    (w_1, w_2, p_1, p_2)
    """
    a, c, d = sp.symbols("a c d", positive=True)
    w1, w2, p1, p2 = sp.symbols("w_1 w_2 p_1 p_2", real=True)
    makers, sellers = (tuple(Player(f"{name}_{i}") for i in (1, 2)) for name in "MR")
    first, second = a - p1 + d * p2, a - p2 + d * p1
    stages = [
        Simultaneous(Move(makers[0], w1, domain=HALF_LINE), Move(makers[1], w2, domain=HALF_LINE)),
        Simultaneous(Move(sellers[0], p1, domain=HALF_LINE), Move(sellers[1], p2, domain=HALF_LINE)),
    ]
    payoffs = {
        makers[0]: (w1 - c) * first, makers[1]: (w2 - c) * second,
        sellers[0]: (p1 - w1) * first, sellers[1]: (p2 - w2) * second,
    }  # fmt: skip
    return SequentialGame(stages, payoffs, [d < 1])


def complementary_suppliers() -> SequentialGame:
    """Two monopolists of inputs that are needed one to one, and the firm that assembles them.

    Returns
    -------
    SequentialGame
        In the actions ``w_1, w_2, q`` and the positive parameters ``a > 2 c``.

    References
    ----------
    A. Cournot (1838), chapter 9.

    Examples
    --------
    >>> complementary_suppliers().actions
    (w_1, w_2, q)
    """
    a, c = sp.symbols("a c", positive=True)
    w1, w2, q = sp.symbols("w_1 w_2 q", real=True)
    first, second, last = Player("S_1"), Player("S_2"), Player("F")
    stages = [Simultaneous(Move(first, w1, domain=HALF_LINE), Move(second, w2, domain=HALF_LINE)), Move(last, q, domain=HALF_LINE)]
    payoffs = {first: (w1 - c) * q, second: (w2 - c) * q, last: (a - q - w1 - w2) * q}
    return SequentialGame(stages, payoffs, [a > 2 * c])


def common_agency() -> SequentialGame:
    """Two principals pay piece rates b_1, b_2 to one agent, whose effort e costs k e²/2.

    Returns
    -------
    SequentialGame
        In the actions ``b_1, b_2, e`` and the positive parameters ``v_1, v_2, k``.

    References
    ----------
    B. D. Bernheim, M. Whinston (1986), Common agency, Econometrica 54.

    Examples
    --------
    >>> common_agency().payoffs[Player("A")]
    -e**2*k/2 + e*(b_1 + b_2)
    """
    v1, v2, k = sp.symbols("v_1 v_2 k", positive=True)
    b1, b2, e = sp.symbols("b_1 b_2 e", real=True)
    first, second, agent = Player("P_1"), Player("P_2"), Player("A")
    stages = [
        Simultaneous(Move(first, b1, domain=HALF_LINE), Move(second, b2, domain=HALF_LINE)),
        Move(agent, e, domain=HALF_LINE),
    ]
    return SequentialGame(stages, {first: (v1 - b1) * e, second: (v2 - b2) * e, agent: (b1 + b2) * e - k * e**2 / 2})


def unions_in_duopoly() -> SequentialGame:
    """Two unions set wages w_i ≥ r, then each firm chooses employment; one unit of labour makes one of output.

    Returns
    -------
    SequentialGame
        In the actions ``w_1, w_2, l_1, l_2`` and the positive parameters ``a > r``.

    References
    ----------
    H. Horn, A. Wolinsky (1988), Bilateral monopolies and incentives for merger, RAND Journal of Economics 19.

    Examples
    --------
    >>> unions_in_duopoly().actions
    (w_1, w_2, l_1, l_2)
    """
    a, r = sp.symbols("a r", positive=True)
    w1, w2, l1, l2 = sp.symbols("w_1 w_2 l_1 l_2", real=True)
    unions, firms = (tuple(Player(f"{name}_{i}") for i in (1, 2)) for name in "UF")
    wages, price = sp.Interval(r, sp.oo), a - l1 - l2
    stages = [
        Simultaneous(Move(unions[0], w1, domain=wages), Move(unions[1], w2, domain=wages)),
        Simultaneous(Move(firms[0], l1, domain=HALF_LINE), Move(firms[1], l2, domain=HALF_LINE)),
    ]
    payoffs = {
        unions[0]: (w1 - r) * l1, unions[1]: (w2 - r) * l2,
        firms[0]: (price - w1) * l1, firms[1]: (price - w2) * l2,
    }  # fmt: skip
    return SequentialGame(stages, payoffs, [a > r])
