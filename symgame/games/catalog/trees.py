"""Small trees with perfect information: deterrence of entry, trust, offers, growing stakes.

References
----------
R. Selten (1978), The chain store paradox, Theory and Decision 9.
R. Rosenthal (1981), Games of perfect information, predatory pricing and the chain-store paradox, Journal of Economic Theory 25.
W. Güth, R. Schmittberger, B. Schwarze (1982), An experimental analysis of ultimatum bargaining, Journal of Economic
    Behavior and Organization 3.
D. Kreps (1990), Corporate culture and economic theory, in Perspectives on Positive Political Economy.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import sympy as sp

from symgame.errors import ArgumentError
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.players import Player
from symgame.games.tree_builder import tree


def _counted(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ArgumentError(f"{name}={value!r}: give an integer that is at least 1")
    return value


def entry_deterrence() -> ExtensiveFormGame:
    """An entrant comes in or stays out; the incumbent, with m alone, fights (both lose f) or shares (d each).

    Returns
    -------
    ExtensiveFormGame
        In the real parameters ``d, f, m``: entry iff sharing beats fighting and is worth the entry.

    References
    ----------
    R. Selten (1978).

    Examples
    --------
    >>> entry_deterrence().infosets
    {'root': ('Out', 'In'), 'In': ('Fight', 'Accommodate')}
    """
    m, d, f = sp.symbols("m d f", real=True)
    return tree("Entrant", Out=(0, m), In=tree("Incumbent", Fight=(-f, -f), Accommodate=(d, d))).game()


def chain_store(markets: int = 2) -> ExtensiveFormGame:
    """The same incumbent meets one entrant after the other: in each market 0 and 5a, a and a, or −f and −f.

    Parameters
    ----------
    markets : int
        At least 1.

    Returns
    -------
    ExtensiveFormGame
        In the positive parameters ``a, f``; every entrant enters and none is fought.

    References
    ----------
    R. Selten (1978).

    Examples
    --------
    >>> chain_store(2).size
    17
    """
    fight, share = sp.symbols("f a", positive=True)
    names = [f"E_{k}" for k in range(1, _counted("markets", markets) + 1)]

    def market(k: int, store: sp.Expr, entrants: tuple[sp.Expr, ...]) -> Any:
        if k == markets:
            return (store, *entrants)

        def after(extra: sp.Expr, own: sp.Expr) -> Any:
            return market(k + 1, store + extra, (*entrants[:k], own, *entrants[k + 1 :]))

        entered = tree("Store", Fight=after(-fight, -fight), Accommodate=after(share, share))
        return tree(names[k], Out=after(5 * share, sp.S.Zero), In=entered)

    return market(0, sp.S.Zero, (sp.S.Zero,) * markets).game(["Store", *names])


def centipede(stages: int = 4) -> ExtensiveFormGame:
    """Two players in turn stop or go on: both gain g when one goes on, and who stops gets s more than the other.

    Parameters
    ----------
    stages : int
        At least 1.

    Returns
    -------
    ExtensiveFormGame
        In the positive parameters ``g, s``; when s exceeds g the first player stops at once.

    References
    ----------
    R. Rosenthal (1981).

    Examples
    --------
    >>> centipede(2).leaf_payoffs[1]
    (s, 0)
    """
    grow, stop = sp.symbols("g s", positive=True)
    players = (Player("A"), Player("B"))
    graph = nx.DiGraph()
    for k in range(_counted("stages", stages)):
        own, other = k * grow + stop, k * grow
        graph.add_node(f"move {k + 1}", player=players[k % 2])
        graph.add_node(f"end {k + 1}", payoffs=(own, other) if k % 2 == 0 else (other, own))
        graph.add_edge(f"move {k + 1}", f"end {k + 1}", action="Stop")
        below = f"move {k + 2}" if k + 1 < stages else "end"
        graph.add_edge(f"move {k + 1}", below, action="Go")
    graph.add_node("end", payoffs=(stages * grow, stages * grow))
    return ExtensiveFormGame(graph, players)


def ultimatum(offers: int = 3) -> ExtensiveFormGame:
    """A proposes to keep k of the given number of slices, worth s each; B takes the rest, or both get nothing.

    Parameters
    ----------
    offers : int
        At least 1: how many different offers there are, ``k = 1, 2, …``.

    Returns
    -------
    ExtensiveFormGame
        In the positive parameter ``s``; A keeps everything, or all but one slice when B refuses nothing.

    References
    ----------
    W. Güth, R. Schmittberger, B. Schwarze (1982).

    Examples
    --------
    >>> ultimatum(2).infosets["root"]
    ('keep_1', 'keep_2')
    """
    slice_ = sp.Symbol("s", positive=True)
    count = _counted("offers", offers)
    answers = {f"keep_{k}": tree("B", Yes=(slice_ * k, slice_ * (count - k)), No=(0, 0)) for k in range(1, count + 1)}
    return tree("A", **answers).game()


def trust() -> ExtensiveFormGame:
    """One trusts or not; Two honours trust, r each, or betrays it for t while One loses l.

    Returns
    -------
    ExtensiveFormGame
        In the positive parameters ``l, r, t``; trust iff r ≥ t.

    References
    ----------
    D. Kreps (1990).

    Examples
    --------
    >>> trust().parameters
    (l, r, t)
    """
    r, loss, t = sp.symbols("r l t", positive=True)
    return tree("One", Not=(0, 0), Trust=tree("Two", Honour=(r, r), Betray=(-loss, t))).game()
