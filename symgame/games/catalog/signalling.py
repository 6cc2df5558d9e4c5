"""Signalling with two types and two signals: beer and quiche, education.

References
----------
I.-K. Cho, D. Kreps (1987), Signaling games and stable equilibria, Quarterly Journal of Economics 102.
M. Spence (1973), Job market signaling, Quarterly Journal of Economics 87.
"""

from __future__ import annotations

import sympy as sp

from symgame.games.extensive import ExtensiveFormGame
from symgame.games.tree_builder import TreeNode, chance, tree


def beer_quiche() -> ExtensiveFormGame:
    """The strong like beer, the weak quiche; the other breakfast costs k, and a duel, which hurts both, costs 2.

    Returns
    -------
    ExtensiveFormGame
        In the positive parameters ``k`` and ``p``, the probability of a strong sender.

    References
    ----------
    I.-K. Cho, D. Kreps (1987).

    Examples
    --------
    >>> beer_quiche().infosets["beer"]
    ('Duel', 'Retreat')
    """
    p, k = sp.symbols("p k", positive=True)

    def after(signal: str, strong: bool) -> TreeNode:
        lost = 0 if (signal == "beer") == strong else k
        return tree("R", signal, Duel=(-lost, int(not strong)), Retreat=(2 - lost, int(strong)))

    def sender(name: str, strong: bool) -> TreeNode:
        return tree("S", name, beer=after("beer", strong), quiche=after("quiche", strong))

    return chance(strong=(p, sender("strong", True)), weak=(1 - p, sender("weak", False))).game(["S", "R"])


def education() -> ExtensiveFormGame:
    """A worker of ability t_H or t_L buys education e at the cost e/t or none; the firm guesses the ability.

    The firm pays the ability it guesses and loses the square of its error, as competing firms make it do.

    Returns
    -------
    ExtensiveFormGame
        In the positive parameters ``e, p, t_H, t_L``; the types separate for t_L(t_H − t_L) ≤ e ≤ t_H(t_H − t_L).

    References
    ----------
    M. Spence (1973).

    Examples
    --------
    >>> education().parameters
    (e, p, t_H, t_L)
    """
    p, high, low, e = sp.symbols("p t_H t_L e", positive=True)

    def job(signal: str, able: sp.Expr) -> TreeNode:
        cost = e / able if signal == "educate" else sp.S.Zero
        return tree("F", signal, high=(high - cost, -((high - able) ** 2)), low=(low - cost, -((low - able) ** 2)))

    def worker(name: str, able: sp.Expr) -> TreeNode:
        return tree("W", name, educate=job("educate", able), skip=job("skip", able))

    return chance(H=(p, worker("H", high)), L=(1 - p, worker("L", low))).game(["W", "F"], assume=[low < high])
