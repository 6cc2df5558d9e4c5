"""Short notation for small trees: nested calls instead of a graph.

``tree("Entrant", Out=(0, 2), In=tree("Incumbent", Fight=(-1, -1), Share=(1, 1)))`` is a decision of the
entrant; a tuple is a leaf with payoffs in the order in which the players first appear, or in a given order.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import sympy as sp

from symgame.errors import ArgumentTypeError, GameError
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stage_symbols import stage_actions, stage_domains
from symgame.games.stages import Bargain, Nature, OutsideOption, Simultaneous
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
            name = _name(history)
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
                    graph.add_edge(_name(history), _name((*history, action)), action=action, **extra)
        return ExtensiveFormGame(graph, players if players is not None else tuple(found), assume)


def _name(history: tuple[Hashable, ...]) -> Hashable:
    return "/".join(map(str, history)) or "root"


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


def stages_to_graph(game: SequentialGame) -> nx.DiGraph:
    """A sequential game as a graph that `ExtensiveFormGame` reads: one node a stage, in a path.

    An outside option is a decision with the actions ``"out"`` and ``"stay"``; chance branches by its values.

    Examples
    --------
    >>> from symgame.games.stages import Move
    >>> x, G = sp.Symbol("x", real=True), Player("G")
    >>> g = stages_to_graph(SequentialGame([Move(G, x, domain=sp.Interval(0, 1))], {G: x}))
    >>> [sorted(d) for _, d in g.nodes(data=True)]
    [['move'], ['payoffs']]
    """
    graph = nx.DiGraph()
    _grow(graph, game, 0, (), {}, finite=False)
    return graph


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
    >>> from symgame.games.stages import Move
    >>> x, G = sp.Symbol("x", real=True), Player("G")
    >>> game = SequentialGame([Move(G, x, domain=sp.FiniteSet(0, 1))], {G: x - 2*x**2})
    >>> from_sequential(game).infosets
    {'root': (0, 1)}
    """
    graph = nx.DiGraph()
    _grow(graph, game, 0, (), {}, finite=True)
    return ExtensiveFormGame(graph, game.players, game.assume)


def _grow(
    graph: nx.DiGraph,
    game: SequentialGame,
    place: int,
    history: tuple[Any, ...],
    values: dict[Any, Any],
    *,
    finite: bool,
) -> Hashable:
    name = _name(history)
    if place == len(game.stages):
        graph.add_node(name, payoffs=tuple(e.subs(values) for e in game.payoffs.values()))
        return name
    stage = game.stages[place]
    if isinstance(stage, OutsideOption):
        graph.add_node(name, player=stage.player)
        outside = dict(stage.payoffs)
        leaf = _name((*history, "out"))
        graph.add_node(leaf, payoffs=tuple(sp.S(outside[p]).subs(values) for p in game.players))
        graph.add_edge(name, leaf, action="out")
        graph.add_edge(name, _grow(graph, game, place + 1, (*history, "stay"), values, finite=finite), action="stay")
    elif isinstance(stage, Nature):
        _grow_chance(graph, game, place, history, values, finite=finite)
    elif finite:
        moves = stage.moves if isinstance(stage, Simultaneous) else (stage,)
        if isinstance(stage, Bargain):
            raise GameError(f"stage {place + 1}: bargaining has no finite form as a tree")
        _grow_moves(graph, game, place, history, values, list(moves), history)
    else:
        if place == 0 or history:
            graph.add_node(name, **{"bargain" if isinstance(stage, Bargain) else "move": stage})
        following = _grow(graph, game, place + 1, (*history, *map(str, stage_actions(stage))), values, finite=False)
        graph.add_edge(name, following)
    return name


def _grow_chance(
    graph: nx.DiGraph,
    game: SequentialGame,
    place: int,
    history: tuple[Any, ...],
    values: dict[Any, Any],
    *,
    finite: bool,
) -> None:
    stage = game.stages[place]
    assert isinstance(stage, Nature)
    if not isinstance(stage.distribution, tuple) or stage.observed_by is not None:
        raise GameError(f"stage {place + 1}: only chance with finitely many values that everybody sees makes a tree")
    name = _name(history)
    graph.add_node(name, chance=True)
    for value, probability in stage.distribution:
        below = {**values, stage.symbol: value.subs(values)}
        following = _grow(graph, game, place + 1, (*history, f"{stage.symbol}={value}"), below, finite=finite)
        graph.add_edge(name, following, action=value, prob=probability.subs(values))


def _grow_moves(
    graph: nx.DiGraph, game: SequentialGame, place: int, history: tuple[Any, ...], values: dict[Any, Any],
    moves: list[Any], start: tuple[Any, ...],
) -> Hashable:  # fmt: skip
    """Moves of one stage one below the other, the later ones in information sets."""
    if not moves:
        return _grow(graph, game, place + 1, history, values, finite=True)
    move, name = moves[0], _name(history)
    choices: list[tuple[Any, ...]] = [()]
    for action, domain in zip(move.actions, stage_domains(move), strict=True):
        if not isinstance(domain, sp.FiniteSet):
            raise GameError(f"stage {place + 1}: the domain {domain} of {action} is not a FiniteSet")
        options = sorted((v.subs(values) for v in domain.args), key=sp.default_sort_key)
        choices = [(*c, v) for c in choices for v in options]
    graph.add_node(name, player=move.player)
    if history != start:
        graph.nodes[name]["infoset"] = _name((*start, str(move.player)))
    for choice in choices:
        label = choice[0] if len(choice) == 1 else choice
        below = {**values, **dict(zip(move.actions, choice, strict=True))}
        step = ",".join(f"{a}={v}" for a, v in zip(move.actions, choice, strict=True))
        following = _grow_moves(graph, game, place, (*history, step), below, moves[1:], start)
        graph.add_edge(name, following, action=label)
    return name
