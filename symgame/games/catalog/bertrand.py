"""Price competition: differentiated goods, price leadership, the circle and the line, constant elasticity.

Firms choose prices p_i ≥ 0; demand for a firm's good falls in its own price and rises in the others'.

References
----------
X. Vives (1999), Oligopoly Pricing, chapter 6; J. Tirole (1988), chapter 7.
"""

from __future__ import annotations

import sympy as sp

from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Move, Simultaneous
from symgame.games.symmetric import SymmetricGame

HALF_LINE = sp.Interval(0, sp.oo)


def _number(number: sp.Expr | int | None) -> sp.Expr | int:
    return sp.Symbol("n", integer=True, positive=True) if number is None else number


def differentiated_prices(number: sp.Expr | int | None = None) -> SymmetricGame:
    """Alike firms whose demand is a − p + d (average price of the others − p).

    Parameters
    ----------
    number : int or Expr, optional
        The symbol ``n`` when left out.

    Returns
    -------
    SymmetricGame
        In the action ``p`` and the positive parameters ``a > c, d``.

    References
    ----------
    M. Shubik, R. Levitan (1980), Market Structure and Behavior.

    Examples
    --------
    >>> differentiated_prices(2).payoff
    (-c + p)*(a + d*(-p + p_others) - p)
    """
    a, c, d = sp.symbols("a c d", positive=True)
    n = _number(number)
    p = sp.Symbol("p", real=True)
    return SymmetricGame(
        n, p, HALF_LINE, lambda own, others: (own - c) * (a - own + d * (others / (n - 1) - own)), assume=[a > c]
    )


def circular_city(number: sp.Expr | int | None = None, *, reservation: bool = False) -> SymmetricGame:
    """Firms at equal distances on a circle of length 1, consumers with transport cost t a unit.

    A firm sells to both sides as far as the customer who is indifferent to the neighbour; with a reservation value v
    and no production cost, no farther than where v is spent, which makes demand kinked.

    Parameters
    ----------
    number : int or Expr, optional
        The symbol ``n`` when left out.
    reservation : bool
        Whether consumers have a finite reservation value ``v`` (then unit and fixed costs are zero).

    Returns
    -------
    SymmetricGame
        In the action ``p`` and the positive parameters ``c, t, F``, or ``t, v``.

    References
    ----------
    S. Salop (1979), Monopolistic competition with outside goods, Bell Journal of Economics 10.

    Examples
    --------
    >>> circular_city(2).payoff
    -F + (1/2 + (-p + p_others)/t)*(-c + p)
    """
    c, t, fixed, v = sp.symbols("c t F v", positive=True)
    n = _number(number)
    p = sp.Symbol("p", real=True)

    def competitive(own: sp.Expr, others: sp.Expr) -> sp.Expr:
        return sp.Integer(1) / n + (others / (n - 1) - own) / t

    if not reservation:
        return SymmetricGame(n, p, HALF_LINE, lambda own, others: (own - c) * competitive(own, others) - fixed)
    return SymmetricGame(
        n, p, sp.Interval(0, v),
        lambda own, others: own * sp.Max(0, sp.Min(2 * (v - own) / t, competitive(own, others))),
    )  # fmt: skip


def constant_elasticity_prices(number: sp.Expr | int | None = None) -> SymmetricGame:
    """Alike firms that share a given expenditure E, demand of constant elasticity s > 1 (CES).

    Parameters
    ----------
    number : int or Expr, optional
        The symbol ``n`` when left out.

    Returns
    -------
    SymmetricGame
        In the action ``p`` and the positive parameters ``E, c, s``.

    References
    ----------
    A. Dixit, J. Stiglitz (1977), Monopolistic competition and optimum product diversity, American Economic Review 67;
    X. Yang, B. Heijdra (1993), the same journal 83.

    Examples
    --------
    >>> constant_elasticity_prices().assume
    (s > 1,)
    """
    spent, c, s = sp.symbols("E c s", positive=True)
    n = _number(number)
    p = sp.Symbol("p", real=True)

    def payoff(own: sp.Expr, others: sp.Expr) -> sp.Expr:
        rivals = (n - 1) * (others / (n - 1)) ** (1 - s)
        return spent * (own - c) * own**-s / (own ** (1 - s) + rivals)

    return SymmetricGame(n, p, sp.Interval.open(0, sp.oo), payoff, assume=[s > 1])


def price_leadership() -> SequentialGame:
    """Two firms with demands a − p_i + d p_j, the first choosing its price before the second.

    Returns
    -------
    SequentialGame
        In the actions ``p_1, p_2`` and the positive parameters ``a, c`` and ``d < 1``.

    References
    ----------
    E. Gal-Or (1985), First mover and second mover advantages, International Economic Review 26.

    Examples
    --------
    >>> price_leadership().actions
    (p_1, p_2)
    """
    a, c, d = sp.symbols("a c d", positive=True)
    p1, p2 = sp.symbols("p_1 p_2", real=True)
    first, second = Player("F_1"), Player("F_2")
    payoffs = {first: (p1 - c) * (a - p1 + d * p2), second: (p2 - c) * (a - p2 + d * p1)}
    return SequentialGame([Move(first, p1, domain=HALF_LINE), Move(second, p2, domain=HALF_LINE)], payoffs, [d < 1])


def quantity_against_price() -> SequentialGame:
    """Differentiated duopoly in which one firm chooses its quantity and the other its price.

    Inverse demands are p_i = a − q_i − d q_j with 0 < d < 1; costs are zero.

    Returns
    -------
    SequentialGame
        In the actions ``q_1, p_2`` and the positive parameters ``a, d``.

    References
    ----------
    C. Tremblay, V. Tremblay (2011), The Cournot–Bertrand model and the degree of product differentiation,
    Economics Letters 111.

    Examples
    --------
    >>> quantity_against_price().actions
    (q_1, p_2)
    """
    a, d = sp.symbols("a d", positive=True)
    q1, p2 = sp.symbols("q_1 p_2", real=True)
    first, second = Player("F_1"), Player("F_2")
    q2 = a - p2 - d * q1
    stage = Simultaneous(Move(first, q1, domain=HALF_LINE), Move(second, p2, domain=HALF_LINE))
    return SequentialGame([stage], {first: (a - q1 - d * q2) * q1, second: p2 * q2}, [d < 1])


def uniform_price_for_two_markets() -> SequentialGame:
    """A monopolist with one price for two markets of sizes a > b: both served, or the small one dropped.

    Returns
    -------
    SequentialGame
        In the action ``p`` and the positive parameters ``a > b``; the profit is kinked and has two peaks.

    References
    ----------
    J. Tirole (1988), section 3.2.2.

    Examples
    --------
    >>> uniform_price_for_two_markets().payoffs[Player("F")]
    p*(Max(0, a - p) + Max(0, b - p))
    """
    a, b = sp.symbols("a b", positive=True)
    p = sp.Symbol("p", real=True)
    firm = Player("F")
    return SequentialGame([Move(firm, p, domain=HALF_LINE)], {firm: p * (sp.Max(a - p, 0) + sp.Max(b - p, 0))}, [a > b])


def switching_costs() -> SequentialGame:
    """Two periods on the line: who bought from a firm pays s to leave it in the second period.

    Returns
    -------
    SequentialGame
        First-period prices ``p_1, p_2``, second-period prices ``r_1, r_2``; parameters ``c``, ``t > s`` and the
        discount factor ``d < 1``.

    References
    ----------
    P. Klemperer (1987), The competitiveness of markets with switching costs, RAND Journal of Economics 18.

    Examples
    --------
    >>> switching_costs().actions
    (p_1, p_2, r_1, r_2)
    """
    c, d, s, t = sp.symbols("c d s t", positive=True)
    p1, p2, r1, r2 = sp.symbols("p_1 p_2 r_1 r_2", real=True)
    first, second = Player("F_1"), Player("F_2")
    early = sp.Rational(1, 2) + (p2 - p1) / (2 * t)
    late = sp.Rational(1, 2) + (r2 - r1) / (2 * t) + s * (2 * early - 1) / (2 * t)
    stages = [
        Simultaneous(Move(first, p1, domain=sp.Reals), Move(second, p2, domain=sp.Reals)),
        Simultaneous(Move(first, r1, domain=sp.Reals), Move(second, r2, domain=sp.Reals)),
    ]
    payoffs = {
        first: (p1 - c) * early + d * (r1 - c) * late,
        second: (p2 - c) * (1 - early) + d * (r2 - c) * (1 - late),
    }
    return SequentialGame(stages, payoffs, [t > s, d < 1])
