"""From a directed graph to the stored form of a tree, with every fault named by its node."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import Any

import networkx as nx
import sympy as sp

from symgame.errors import ArgumentTypeError, GameError
from symgame.games.exact import exact, exact_payoff
from symgame.games.players import Player
from symgame.games.stages import Bargain, Move, Simultaneous, Stage
from symgame.games.tree_form import CHANCE, LEAF, STAGE, TreeForm

KINDS = ("player", "chance", "move", "bargain")


def number(value: Any) -> Any:
    """A Python fraction as a sympy number; anything else as it is.

    Examples
    --------
    >>> number(Fraction(1, 2))
    1/2
    """
    return sp.Rational(value.numerator, value.denominator) if isinstance(value, Fraction) else value


def read_players(players: Any) -> tuple[Player, ...]:
    """Players from a player, or an iterable of players and names; names must differ.

    Examples
    --------
    >>> read_players(["A", Player("B")])
    (Player(name='A'), Player(name='B'))
    """
    listed = (players,) if isinstance(players, Player | str) else tuple(players)
    made = tuple(p if isinstance(p, Player) else Player(p) for p in listed)
    if not made:
        raise GameError("a game needs at least one player")
    if len(set(made)) < len(made):
        raise GameError(f"players: a name is repeated in {', '.join(map(str, made))}")
    return made


def read_graph(graph: Any, players: tuple[Player, ...]) -> TreeForm:
    """The stored form of a rooted tree.

    Raises
    ------
    ArgumentTypeError
        If `graph` is not a `networkx.DiGraph`.
    GameError
        If it is not a rooted tree, or a node or an edge lacks what the game needs; the node is named.

    Examples
    --------
    >>> g = nx.DiGraph()
    >>> g.add_node("leaf", payoffs=(1,))
    >>> read_graph(g, (Player("A"),)).payoffs
    ((1,),)
    """
    if not isinstance(graph, nx.DiGraph) or graph.is_multigraph():
        raise ArgumentTypeError(f"a game tree is a networkx.DiGraph, got {type(graph).__name__}")
    order, parents = tree_order(graph)
    owners, infosets, labels, probabilities, payoffs, stages = [], [], [], [], [], []
    for v, name in enumerate(order):
        data, successors = graph.nodes[name], list(graph.successors(name))
        owner, stage = _owner(name, data, successors, players)
        owners.append(owner)
        stages.append(stage)
        infosets.append(data.get("infoset", name) if owner >= 0 else None)
        payoffs.append(_payoffs(name, data.get("payoffs"), players))
        if not successors and payoffs[-1] is None:
            raise GameError(f"leaf {name!r} has no payoffs: give the node payoffs=(…), one entry a player")
        if v == 0:
            label, probability = None, None
        else:
            above = order[parents[v]]
            label, probability = _edge(above, name, graph.edges[above, name], owners[parents[v]])
        labels.append(label)
        probabilities.append(probability)
    return TreeForm(
        tuple(order), tuple(parents), tuple(owners), tuple(infosets), tuple(labels),
        tuple(probabilities), tuple(payoffs), tuple(stages),
    )  # fmt: skip


def tree_order(graph: nx.DiGraph) -> tuple[list[Hashable], list[int]]:
    """Nodes in preorder, children in the order of their edges, and the place of each node's parent.

    Examples
    --------
    >>> tree_order(nx.DiGraph([("r", "a"), ("r", "b")]))
    (['r', 'a', 'b'], [-1, 0, 0])
    """
    if not len(graph):
        raise GameError("the tree has no node")
    roots = [v for v, d in graph.in_degree() if d == 0]
    double = next((v for v, d in graph.in_degree() if d > 1), None)
    if double is not None:
        raise GameError(f"not a tree: node {double!r} has the predecessors {sorted(map(repr, graph.predecessors(double)))}")
    if len(roots) > 1:
        raise GameError(f"not a tree: several roots, {', '.join(repr(r) for r in roots[:5])}")
    if not roots:
        raise GameError("not a tree: every node has a predecessor, so there is a cycle and no root")
    order: list[Hashable] = []
    parents: list[int] = []
    waiting: list[tuple[Hashable, int]] = [(roots[0], -1)]
    while waiting:
        name, parent = waiting.pop()
        here = len(order)
        order.append(name)
        parents.append(parent)
        waiting.extend((s, here) for s in reversed(list(graph.successors(name))))
    if len(order) < len(graph):
        cut = next(iter(set(graph) - set(order)))
        raise GameError(f"not a tree: node {cut!r} cannot be reached from the root {roots[0]!r}")
    return order, parents


def _owner(name: Any, data: Mapping[str, Any], successors: list[Any], players: tuple[Player, ...]) -> tuple[int, Stage | None]:
    kinds = [k for k in KINDS if data.get(k) not in (None, False)]
    if not successors:
        if kinds:
            raise GameError(f"node {name!r} has {kinds[0]}= but no successor")
        return LEAF, None
    if not kinds:
        raise GameError(f"inner node {name!r} has neither player=, chance=True, move= nor bargain=")
    if len(kinds) > 1:
        raise GameError(f"node {name!r} has both {kinds[0]}= and {kinds[1]}=; one node has one mover")
    kind, value = kinds[0], data[kinds[0]]
    if kind == "chance":
        return CHANCE, None
    if kind == "player":
        return _player_index(name, value, players), None
    if isinstance(value, tuple | list):
        value = Simultaneous(*value)
    if not isinstance(value, Move | Simultaneous if kind == "move" else Bargain):
        raise ArgumentTypeError(f"node {name!r}: {kind}={value!r} is not a {kind.capitalize()}")
    if len(successors) != 1:
        raise GameError(f"node {name!r} with {kind}= has {len(successors)} successors; a continuous stage has one")
    _known_players(name, value, players)
    return STAGE, value


def _player_index(name: Any, value: Any, players: tuple[Player, ...]) -> int:
    wanted = value.name if isinstance(value, Player) else value
    for i, p in enumerate(players):
        if p.name == wanted:
            return i
    raise GameError(f"node {name!r}: player {str(value)!r} is not among the players {', '.join(map(str, players))}")


def _known_players(name: Any, stage: Stage, players: tuple[Player, ...]) -> None:
    movers: tuple[Player, ...] = ()
    if isinstance(stage, Move):
        movers = (stage.player,)
    elif isinstance(stage, Simultaneous):
        movers = tuple(m.player for m in stage.moves)
    elif isinstance(stage, Bargain):
        movers = stage.between
    for p in movers:
        _player_index(name, p, players)


def _payoffs(name: Any, given: Any, players: tuple[Player, ...]) -> tuple[sp.Expr, ...] | None:
    if given is None:
        return None
    if isinstance(given, Mapping):
        by_name = {k.name if isinstance(k, Player) else k: value for k, value in given.items()}
        unknown = sorted(str(k) for k in set(by_name) - {p.name for p in players})
        missing = [p.name for p in players if p.name not in by_name]
        if unknown or missing:
            fault = f"an unknown player {unknown[0]!r}" if unknown else f"nothing for player {missing[0]!r}"
            raise GameError(f"payoffs of node {name!r} have {fault}")
        given = [by_name[p.name] for p in players]
    elif isinstance(given, str) or not hasattr(given, "__iter__"):
        raise ArgumentTypeError(f"payoffs of node {name!r}: {given!r} is neither a tuple nor {{player: payoff}}")
    values = tuple(given)
    if len(values) != len(players):
        raise GameError(f"payoffs of node {name!r}: {len(values)} entries for {len(players)} players")
    return tuple(exact_payoff(number(x), f"payoff of {p} at node {name!r}") for p, x in zip(players, values, strict=True))


def _edge(above: Any, name: Any, data: Mapping[str, Any], owner: int) -> tuple[Hashable | None, sp.Expr | None]:
    label, probability = data.get("action"), data.get("prob")
    where = f"edge {above!r} → {name!r}"
    if owner == CHANCE:
        if probability is None:
            raise GameError(f"{where} after chance has no prob=")
        return (name if label is None else label), exact(number(probability), f"prob of {where}")
    if probability is not None:
        raise GameError(f"{where} has prob= but {above!r} is no chance node")
    if owner >= 0 and label is None:
        raise GameError(f"{where} has no action=")
    return label, None
