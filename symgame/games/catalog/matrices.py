"""Small games in which everybody chooses once and at the same time: conflicts, coordination, volunteering.

References
----------
J. Maynard Smith, G. Price (1973), The logic of animal conflict, Nature 246.
D. Fudenberg, J. Tirole (1991), Game Theory, chapter 1.
A. Diekmann (1985), Volunteer's dilemma, Journal of Conflict Resolution 29.
"""

from __future__ import annotations

import sympy as sp

from symgame.games.normal import NormalFormGame
from symgame.games.symmetric import SymmetricGame

BOTH = (("Hawk", "Dove"), ("Hawk", "Dove"))


def hawk_dove() -> NormalFormGame:
    """Two contestants for a prize V; a fight costs c and either wins it with probability 1/2.

    Returns
    -------
    NormalFormGame
        In the positive parameters ``V, c``: Hawk for sure when V ≥ c, else with probability V/c, or one of each.

    References
    ----------
    J. Maynard Smith, G. Price (1973).

    Examples
    --------
    >>> hawk_dove().payoff((0, 1))
    (V, 0)
    """
    v, c = sp.symbols("V c", positive=True)
    fight = (v - c) / 2
    return NormalFormGame([[[fight, v], [0, v / 2]], [[fight, 0], [v, v / 2]]], actions=BOTH)


def battle_of_the_sexes() -> NormalFormGame:
    """Two who wish to meet and differ about where: a at the place liked better, b at the other.

    Returns
    -------
    NormalFormGame
        In the positive parameters ``a > b``.

    References
    ----------
    R. Luce, H. Raiffa (1957), Games and Decisions, chapter 5.

    Examples
    --------
    >>> battle_of_the_sexes().assume
    (a > b,)
    """
    a, b = sp.symbols("a b", positive=True)
    places = ("First", "Second")
    return NormalFormGame([[[a, 0], [0, b]], [[b, 0], [0, a]]], actions=(places, places), assume=[a > b])


def inspection() -> NormalFormGame:
    """A worker works at the cost g or shirks; the employer inspects at the cost h and pays no wage w to a shirker.

    Returns
    -------
    NormalFormGame
        In the positive parameters ``g, h, v, w`` with w above g and h, and v above w; v is the worker's output.

    References
    ----------
    D. Fudenberg, J. Tirole (1991), section 1.1.

    Examples
    --------
    >>> inspection().payoff((1, 1))
    (-g + w, v - w)
    """
    g, h, v, w = sp.symbols("g h v w", positive=True)
    worker, employer = [[0, w], [w - g, w - g]], [[-h, -w], [v - w - h, v - w]]
    actions = (("Shirk", "Work"), ("Inspect", "Trust"))
    return NormalFormGame([worker, employer], ["Worker", "Employer"], actions, assume=[w > g, w > h, v > w])


def volunteers(number: sp.Expr | int | None = None) -> SymmetricGame:
    """The volunteer's dilemma: everybody gets v if somebody bears the cost c < v.

    A mixed action is written as x ≥ 0 with exp(−x) the probability of not volunteering, so that the probability that
    nobody volunteers depends on the sum of the x.

    Parameters
    ----------
    number : int or Expr, optional
        How many players; the symbol ``n`` when left out.

    Returns
    -------
    SymmetricGame
        In the action ``x`` and the positive parameters ``c < v``; in the symmetric equilibrium nobody volunteers with
        probability (c/v)^(1/(n − 1)) each.

    References
    ----------
    A. Diekmann (1985).

    Examples
    --------
    >>> volunteers(3).payoff
    -c*(1 - exp(-x)) + v*(1 - exp(-x - x_others))
    """
    v, c = sp.symbols("v c", positive=True)
    n = sp.Symbol("n", integer=True, positive=True) if number is None else number
    x = sp.Symbol("x", nonnegative=True)

    def payoff(own: sp.Expr, others: sp.Expr) -> sp.Expr:
        return v * (1 - sp.exp(-own - others)) - c * (1 - sp.exp(-own))

    return SymmetricGame(n, x, sp.Interval(0, sp.oo), payoff, assume=[c < v])
