"""Short notation for small trees: nested calls instead of a graph.

``tree("Entrant", Out=(0, 2), In=tree("Incumbent", Fight=(-1, -1), Share=(1, 1)))`` is a decision of the
entrant; a tuple is a leaf with payoffs in the order in which the players first appear, or in a given order.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from symgame.errors import ArgumentTypeError, GameError
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stage_graph import node_name, stages_to_graph
from symgame.games.tree_reading import number, read_players
from symgame.printing import Value


@dataclass(frozen=True)
class TreeNode(Value):
    """A node of a tree in short notation; made by `tree` and `chance`.

    Parameters
    ----------
    player : Player or None
        ``None`` for chance.
    infoset : hashable or None
    branches : tuple of (action, probability or None, node or payoffs)

    Examples
    --------
    >>> tree("A", L=(1,), R=(2,)).player
    Player(name='A')
    """

    player: Player | None
    infoset: Hashable | None
    branches: tuple[tuple[Hashable, Any, Any], ...]

    def game(self, players: Any = None, assume: Any = ()) -> ExtensiveFormGame:
        """The game of the tree below this node.

        Parameters
        ----------
        players : iterable of Player, optional
            The order of the payoffs; order of appearance from the root, level by level, when not given.
        assume : iterable of sympy relations

        Examples
        --------
        >>> tree("A", L=(1,), R=(2,)).game().players
        (Player(name='A'),)
        """
        graph = nx.DiGraph()
        waiting: list[tuple[Any, tuple[Hashable, ...]]] = [(self, ())]
        found: dict[Player, None] = {}
        for node, history in waiting:
            name = node_name(history)
            if not isinstance(node, TreeNode):
                graph.add_node(name, payoffs=node)
                continue
            data: dict[str, Any] = {"chance": True} if node.player is None else {"player": node.player}
            if node.player is not None:
                found[node.player] = None
                if node.infoset is not None:
                    data["infoset"] = node.infoset
            graph.add_node(name, **data)
            waiting.extend((below, (*history, action)) for action, _, below in node.branches)
        for node, history in waiting:
            if isinstance(node, TreeNode):
                for action, probability, _ in node.branches:
                    extra = {} if probability is None else {"prob": probability}
                    graph.add_edge(node_name(history), node_name((*history, action)), action=action, **extra)
        return ExtensiveFormGame(graph, players if players is not None else tuple(found), assume)


def tree(player: Player | str, infoset: Hashable | None = None, /, **actions: Any) -> TreeNode:
    """A decision of a player, with what follows each action.

    Parameters
    ----------
    player : Player or str
    infoset : hashable, optional
        Nodes with the same one cannot be told apart by the player.
    **actions : TreeNode, or tuple or {player: payoff}
        What follows each action.

    Returns
    -------
    TreeNode
        Its ``game()`` is the `ExtensiveFormGame`; nodes are named by their history, such as ``"In/Fight"``.

    Raises
    ------
    GameError
        If there is no action.

    Examples
    --------
    >>> t = tree("Entrant", Out=(0, 2), In=tree("Incumbent", Fight=(-1, -1), Share=(1, 1)))
    >>> t.game().infosets
    {'root': ('Out', 'In'), 'In': ('Fight', 'Share')}
    """
    if not actions:
        raise GameError(f"tree({str(player)!r}): a decision needs at least one action")
    mover = read_players(player)[0]
    return TreeNode(mover, infoset, tuple((a, None, _below(a, b)) for a, b in actions.items()))


def chance(**branches: Any) -> TreeNode:
    """A move of chance: each branch is a pair of its probability and what follows.

    Examples
    --------
    >>> import sympy as sp
    >>> p = sp.Symbol("p", positive=True)
    >>> coin = chance(Heads=(p, tree("A", L=(1,), R=(0,))), Tails=(1 - p, (3,)))
    >>> coin.game().parameters
    (p,)
    """
    if not branches:
        raise GameError("chance(): a move of chance needs at least one branch")
    found = []
    for action, pair in branches.items():
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise ArgumentTypeError(f"chance({action}=…): give a pair (probability, what follows), got {pair!r}")
        found.append((action, number(pair[0]), _below(action, pair[1])))
    return TreeNode(None, None, tuple(found))


def _below(action: str, below: Any) -> Any:
    if isinstance(below, TreeNode):
        return below
    if isinstance(below, Mapping):
        return tuple(sorted(((str(k), v) for k, v in below.items()))) and dict(below)
    if isinstance(below, list | tuple):
        return tuple(below)
    raise ArgumentTypeError(f"{action}={below!r} is neither a tree, nor a tuple of payoffs, nor {{player: payoff}}")


def from_sequential(game: SequentialGame) -> ExtensiveFormGame:
    """The tree of a sequential game in which everybody chooses among finitely many actions.

    Parameters
    ----------
    game : SequentialGame
        Every domain a `FiniteSet`; chance with finitely many values.

    Raises
    ------
    GameError
        Naming the stage whose domain is not finite.

    Examples
    --------
    >>> import sympy as sp
    >>> from symgame.games.stages import Move
    >>> x, G = sp.Symbol("x", real=True), Player("G")
    >>> game = SequentialGame([Move(G, x, domain=sp.FiniteSet(0, 1))], {G: x - 2*x**2})
    >>> from_sequential(game).infosets
    {'root': (0, 1)}
    """
    return ExtensiveFormGame(stages_to_graph(game, finite=True), game.players, game.assume)
