"""A sequential game as a graph: one node a stage, chance and outside options as branches."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

import networkx as nx
import sympy as sp

from symgame.errors import GameError
from symgame.games.stage_symbols import stage_actions, stage_domains
from symgame.games.stages import Bargain, Nature, OutsideOption, Simultaneous

if TYPE_CHECKING:
    from symgame.games.sequential import SequentialGame


def node_name(history: tuple[Hashable, ...]) -> Hashable:
    """The name of the node that a history leads to.

    Examples
    --------
    >>> node_name(()), node_name(("In", "Fight"))
    ('root', 'In/Fight')
    """
    return "/".join(map(str, history)) or "root"


def stages_to_graph(game: SequentialGame, *, finite: bool = False) -> nx.DiGraph:
    """A sequential game as a graph that `ExtensiveFormGame` reads: one node a stage, in a path.

    An outside option is a decision with the actions ``"out"`` and ``"stay"``; chance branches by its values.
    With ``finite`` every action of a `FiniteSet` is an edge.

    Raises
    ------
    GameError
        For chance that only some see or without finitely many values; with ``finite``, for other domains.

    Examples
    --------
    >>> from symgame.games.players import Player
    >>> from symgame.games.sequential import SequentialGame
    >>> from symgame.games.stages import Move
    >>> x, G = sp.Symbol("x", real=True), Player("G")
    >>> g = stages_to_graph(SequentialGame([Move(G, x, domain=sp.Interval(0, 1))], {G: x}))
    >>> [sorted(d) for _, d in g.nodes(data=True)]
    [['move'], ['payoffs']]
    """
    graph = nx.DiGraph()
    _grow(graph, game, 0, (), {}, finite=finite)
    return graph


def _grow(
    graph: nx.DiGraph,
    game: SequentialGame,
    place: int,
    history: tuple[Any, ...],
    values: dict[Any, Any],
    *,
    finite: bool,
) -> Hashable:
    name = node_name(history)
    if place == len(game.stages):
        graph.add_node(name, payoffs=tuple(e.subs(values) for e in game.payoffs.values()))
        return name
    stage = game.stages[place]
    if isinstance(stage, OutsideOption):
        graph.add_node(name, player=stage.player)
        outside = dict(stage.payoffs)
        leaf = node_name((*history, "out"))
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
    name = node_name(history)
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
    move, name = moves[0], node_name(history)
    choices: list[tuple[Any, ...]] = [()]
    for action, domain in zip(move.actions, stage_domains(move), strict=True):
        if not isinstance(domain, sp.FiniteSet):
            raise GameError(f"stage {place + 1}: the domain {domain} of {action} is not a FiniteSet")
        options = sorted((v.subs(values) for v in domain.args), key=sp.default_sort_key)
        choices = [(*c, v) for c in choices for v in options]
    graph.add_node(name, player=move.player)
    if history != start:
        graph.nodes[name]["infoset"] = node_name((*start, str(move.player)))
    for choice in choices:
        label = choice[0] if len(choice) == 1 else choice
        below = {**values, **dict(zip(move.actions, choice, strict=True))}
        step = ",".join(f"{a}={v}" for a, v in zip(move.actions, choice, strict=True))
        following = _grow_moves(graph, game, place, (*history, step), below, moves[1:], start)
        graph.add_edge(name, following, action=label)
    return name
