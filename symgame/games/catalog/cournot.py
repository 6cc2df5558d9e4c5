"""Quantity competition with linear demand: simultaneous, sequential, with capacities, with a public firm.

Firms i = 1, …, n choose quantities q_i ≥ 0 of one good; the price is a − b Q with Q = q_1 + … + q_n, and
firm i's unit cost is c_i, so that π_i = (a − b Q − c_i) q_i.

References
----------
A. Cournot (1838), Recherches sur les principes mathématiques de la théorie des richesses.
J. Tirole (1988), The Theory of Industrial Organization, chapter 5.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symgame.errors import ArgumentError
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Move, Simultaneous
from symgame.games.symmetric import SymmetricGame

HALF_LINE = sp.Interval(0, sp.oo)


def _firms(number: int, where: str) -> tuple[list[Player], list[sp.Symbol]]:
    if not isinstance(number, int) or number < 1:
        raise ArgumentError(f"{where}: {number!r} firms; give an integer that is at least 1")
    return [Player(f"F_{i}") for i in range(1, number + 1)], list(sp.symbols(f"q_1:{number + 1}", real=True))


def cournot(firms: int = 2) -> SequentialGame:
    """Cournot competition of firms with different unit costs ``c_1, c_2, …``.

    Parameters
    ----------
    firms : int

    Returns
    -------
    SequentialGame
        In the actions ``q_1, q_2, …`` and the positive parameters ``a, b, c_1, c_2, …``.

    Examples
    --------
    >>> cournot(2).payoffs[Player("F_1")]
    q_1*(a - b*(q_1 + q_2) - c_1)
    """
    players, q = _firms(firms, "cournot")
    a, b = sp.symbols("a b", positive=True)
    costs = sp.symbols(f"c_1:{firms + 1}", positive=True)
    price = a - b * sp.Add(*q)
    stage = Simultaneous(*(Move(p, x, domain=HALF_LINE) for p, x in zip(players, q, strict=True)))
    return SequentialGame([stage], {p: x * (price - c) for p, x, c in zip(players, q, costs, strict=True)})


def cournot_alike(number: sp.Expr | int | None = None, *, fixed_cost: bool = False) -> SymmetricGame:
    """Cournot competition of any number of alike firms.

    Parameters
    ----------
    number : int or Expr, optional
        The symbol ``n`` when left out.
    fixed_cost : bool
        Whether each firm pays ``F`` to take part, for the question of free entry.

    Returns
    -------
    SymmetricGame
        In the action ``q`` and the positive parameters ``a, b, c`` (and ``F``).

    Examples
    --------
    >>> cournot_alike().payoff
    q*(a - b*(q + q_others) - c)
    """
    a, b, c, fixed = sp.symbols("a b c F", positive=True)
    n = sp.Symbol("n", integer=True, positive=True) if number is None else number
    paid = fixed if fixed_cost else sp.Integer(0)
    q = sp.Symbol("q", real=True)
    return SymmetricGame(n, q, HALF_LINE, lambda own, others: (a - b * (own + others) - c) * own - paid)


def stackelberg(movers: Sequence[int] = (1, 1)) -> SequentialGame:
    """Quantities chosen in turn, by one or several firms at a time, at one unit cost.

    Parameters
    ----------
    movers : sequence of int
        How many firms choose at each stage: ``(1, 1, 1)`` for three in turn, ``(2, 3)`` for two leaders.

    Returns
    -------
    SequentialGame
        In the actions ``q_1, q_2, …`` and the positive parameters ``a, b, c``.

    References
    ----------
    H. von Stackelberg (1934), Marktform und Gleichgewicht; H. Sherali (1984), A multiple leader Stackelberg model,
    Operations Research 32.

    Examples
    --------
    >>> len(stackelberg((1, 1, 1)).stages)
    3
    """
    if not movers or any(not isinstance(k, int) or k < 1 for k in movers):
        raise ArgumentError(f"stackelberg: movers={movers!r}; give one positive integer a stage")
    players, q = _firms(sum(movers), "stackelberg")
    a, b, c = sp.symbols("a b c", positive=True)
    price = a - b * sp.Add(*q)
    stages, first = [], 0
    for k in movers:
        moves = [Move(p, x, domain=HALF_LINE) for p, x in zip(players[first : first + k], q[first : first + k], strict=True)]
        stages.append(moves[0] if k == 1 else Simultaneous(*moves))
        first += k
    return SequentialGame(stages, {p: x * (price - c) for p, x in zip(players, q, strict=True)})


def cournot_with_capacities() -> SequentialGame:
    """Two firms without costs whose quantities are limited by capacities ``k_1, k_2``.

    Returns
    -------
    SequentialGame
        In the actions ``q_1, q_2`` and the positive parameters ``a, k_1, k_2``.

    Examples
    --------
    >>> cournot_with_capacities().parameters
    (a, k_1, k_2)
    """
    players, q = _firms(2, "cournot_with_capacities")
    a, *limits = sp.symbols("a k_1 k_2", positive=True)
    stage = Simultaneous(*(Move(p, x, domain=sp.Interval(0, k)) for p, x, k in zip(players, q, limits, strict=True)))
    return SequentialGame([stage], {p: x * (a - q[0] - q[1]) for p, x in zip(players, q, strict=True)})


def capacity_commitment() -> SequentialGame:
    """A firm builds capacity before both choose quantities; production beyond it costs the same again.

    Firm 1 pays r for each unit of capacity K at the first stage; at the second, units up to K cost w, units beyond it
    w + r.  Firm 2 pays w + r for each unit.

    Returns
    -------
    SequentialGame
        In the actions ``K, q_1, q_2`` and the positive parameters ``a, r, w`` with ``a > w + r``.

    References
    ----------
    A. Dixit (1980), The role of investment in entry deterrence, Economic Journal 90.

    Examples
    --------
    >>> capacity_commitment().actions
    (K, q_1, q_2)
    """
    (first, second), q = _firms(2, "capacity_commitment")
    a, w, r = sp.symbols("a w r", positive=True)
    capacity = sp.Symbol("K", real=True)
    price = a - q[0] - q[1]
    payoffs = {first: (price - w) * q[0] - r * capacity - r * sp.Max(q[0] - capacity, 0), second: (price - w - r) * q[1]}
    stages = [
        Move(first, capacity, domain=HALF_LINE),
        Simultaneous(Move(first, q[0], domain=HALF_LINE), Move(second, q[1], domain=HALF_LINE)),
    ]
    return SequentialGame(stages, payoffs, assume=[a > w + r])


def mixed_duopoly() -> SequentialGame:
    """A public firm that maximises welfare against a private one, with costs c q + k q²/2 for both.

    Returns
    -------
    SequentialGame
        Players ``G`` (public) and ``F``; actions ``q_0, q_1``; parameters ``a > c, k``.

    References
    ----------
    G. De Fraja, F. Delbono (1989), Alternative strategies of a public enterprise in oligopoly, Oxford Economic Papers 41.

    Examples
    --------
    >>> mixed_duopoly().players
    (Player(name='G'), Player(name='F'))
    """
    a, c, k = sp.symbols("a c k", positive=True)
    q0, q1 = sp.symbols("q_0 q_1", real=True)
    public, private = Player("G"), Player("F")
    total = q0 + q1
    welfare = a * total - total**2 / 2 - c * total - k * (q0**2 + q1**2) / 2
    stage = Simultaneous(Move(public, q0, domain=HALF_LINE), Move(private, q1, domain=HALF_LINE))
    return SequentialGame([stage], {public: welfare, private: (a - total - c) * q1 - k * q1**2 / 2}, assume=[a > c])


def learning_by_doing() -> SequentialGame:
    """A first-period monopolist whose output lowers its cost in the second period, when a rival enters.

    Returns
    -------
    SequentialGame
        Actions ``q_0`` (first period), ``q_1, q_2``; parameters ``a > c`` and the learning rate ``l < 1``.

    References
    ----------
    D. Fudenberg, J. Tirole (1983), Learning-by-doing and market performance, Bell Journal of Economics 14.

    Examples
    --------
    >>> learning_by_doing().assume
    (a > c, l < 1)
    """
    a, c, rate = sp.symbols("a c l", positive=True)
    q0, q1, q2 = sp.symbols("q_0 q_1 q_2", real=True)
    first, second = Player("F_1"), Player("F_2")
    later = a - q1 - q2 - c
    stages = [
        Move(first, q0, domain=HALF_LINE),
        Simultaneous(Move(first, q1, domain=HALF_LINE), Move(second, q2, domain=HALF_LINE)),
    ]
    payoffs = {first: (a - q0 - c) * q0 + (later + rate * q0) * q1, second: later * q2}
    return SequentialGame(stages, payoffs, assume=[a > c, rate < 1])
