"""The fine-tuning game as a tree with finitely many choices, as the figure of the paper draws it.

Timing: a bargain, drawn as a move of B, ends without a deal or in a share δ of the revenue for G; G brings the technology
to one of finitely many α_0; D raises it by one of finitely many steps to α_1; the revenue α_1 is split,

    U_G = δ α_1 − c_0 α_0²,      U_D = (1 − δ) α_1 − c_1 (α_1 − α_0)²,

and without a deal both get 0.  B is paid the objective of a bargaining rule, by default the Nash product U_G U_D.  With the
default costs the choices that the figure shows after the share 4/5 are optimal: 21, then 25.

References
----------
B. Laufer, J. Kleinberg, H. Heidari (2024), Fine-Tuning Games: Bargaining and Adaptation for General-Purpose
Models, WWW 2024, arXiv 2308.04399: the figure of the play, with its shares and levels; payoffs and costs are our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import networkx as nx
import sympy as sp

from symgame.errors import ArgumentError
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.players import Player

SHARES = tuple(sp.Rational(i, 10) for i in range(10, -1, -1))
LEVELS = tuple(map(sp.Integer, (90, 21, 4, 0)))
STEPS = tuple(map(sp.Integer, (7, 5, 4, 0)))
COSTS = (sp.Rational(2, 105), sp.Rational(1, 40))


def _nash_product(generalist: sp.Expr, specialist: sp.Expr) -> sp.Expr:
    return sp.Mul(generalist, specialist)


def game_play_tree(
    shares: Iterable[Any] = SHARES,
    levels: Iterable[Any] = LEVELS,
    steps: Iterable[Any] = STEPS,
    *,
    costs: tuple[Any, Any] = COSTS,
    objective: Callable[[sp.Expr, sp.Expr], sp.Expr] = _nash_product,
) -> ExtensiveFormGame:
    """The tree of the play: share, performance of G, performance of D.

    Parameters
    ----------
    shares, levels, steps : iterable of exact numbers
        G's shares, G's performances, and by how much D may raise them.
    costs : pair of Expr
        ``(c_0, c_1)``, numbers or symbols.
    objective : callable
        What B is paid, from the payoffs of G and D.

    Returns
    -------
    ExtensiveFormGame
        With players B, G, D; information sets are named ``"B"``, ``("G", share)`` and ``("D", share, level)``.

    Raises
    ------
    ArgumentError
        If there is no share, no level or no step.

    Examples
    --------
    >>> len(game_play_tree(shares=[1, 0], levels=[21, 0], steps=[0]).infosets)
    7
    """
    shares, levels, steps = ([sp.Integer(v) if isinstance(v, int) else v for v in given] for given in (shares, levels, steps))
    if not (shares and levels and steps):
        raise ArgumentError("game_play_tree: give at least one share, one level and one step")
    B, G, D = (Player(name) for name in "BGD")
    graph = nx.DiGraph()
    graph.add_node("B", player=B)
    for share in shares:
        graph.add_node(("G", share), player=G)
        graph.add_edge("B", ("G", share), action=str(share))
        for level in levels:
            graph.add_node(("D", share, level), player=D)
            graph.add_edge(("G", share), ("D", share, level), action=str(level))
            for step in steps:
                leaf, end = ("end", share, level, step), level + step
                first = share * end - costs[0] * level**2
                second = (1 - share) * end - costs[1] * step**2
                graph.add_node(leaf, payoffs=(objective(first, second), first, second))
                graph.add_edge(("D", share, level), leaf, action=str(end))
    zero = sp.Integer(0)
    graph.add_node("no deal", payoffs=(objective(zero, zero), zero, zero))
    graph.add_edge("B", "no deal", action="no deal")
    return ExtensiveFormGame(graph, [B, G, D])
