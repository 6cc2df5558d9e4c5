"""Trees and matrices as TOML, with symbolic payoffs.

A tree nests its nodes: ``player`` (or ``chance = true``), ``infoset`` if it is shared, ``actions`` from labels to nodes;
a leaf has ``payoffs`` in player order.  After chance each node has its ``prob``.  A matrix has ``payoffs`` from players to
nested lists, and ``actions`` if they have names.  Formulas and numbers are text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import networkx as nx
import sympy as sp

from symgame.errors import FileFormatError
from symgame.formats.expressions import parse_condition, parse_expression
from symgame.formats.symbols import declare
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.normal import NormalFormGame
from symgame.games.stage_graph import node_name


class NodeTable(msgspec.Struct, forbid_unknown_fields=True):
    """One node of a tree."""

    player: str | None = None
    chance: bool = False
    infoset: str | None = None
    actions: dict[str, NodeTable] = {}
    payoffs: list[str] | dict[str, str] | None = None
    prob: str | None = None


class MatrixTable(msgspec.Struct, forbid_unknown_fields=True):
    """The tables of a matrix game."""

    payoffs: dict[str, list[Any]]
    actions: dict[str, list[str]] = {}


class FiniteTable(msgspec.Struct, forbid_unknown_fields=True):
    """A whole file with a tree or a matrix."""

    players: list[str]
    title: str = ""
    parameters: dict[str, str] = {}
    assume: list[str] = []
    tree: NodeTable | None = None
    matrix: MatrixTable | None = None


def is_finite(data: Mapping[str, Any]) -> bool:
    """Whether a parsed file describes a tree or a matrix.

    Examples
    --------
    >>> is_finite({"tree": {}}), is_finite({"stages": []})
    (True, False)
    """
    return "tree" in data or "matrix" in data


def finite_game(data: Mapping[str, Any], source: str) -> tuple[str, ExtensiveFormGame | NormalFormGame]:
    """Title and game of a parsed file.

    Raises
    ------
    FileFormatError
        With the file, the key and the fault; faults of the game itself keep their message.

    Examples
    --------
    >>> import tomllib
    >>> text = '''
    ... players = ["A", "B"]
    ... parameters = {x = "real"}
    ... [matrix]
    ... actions = {A = ["U", "D"], B = ["L"]}
    ... payoffs = {A = [["x"], ["1"]], B = [["0"], ["x^2"]]}
    ... '''
    >>> finite_game(tomllib.loads(text), "game.toml")[1].payoff((1, 0))
    (1, x**2)
    """
    table = msgspec.convert(data, FiniteTable)
    names = {n: declare(n, words, source) for n, words in table.parameters.items()}
    reader = _Reader(source, names)
    assume = [reader.condition(text) for text in table.assume]
    if (table.tree is None) == (table.matrix is None):
        raise FileFormatError(f"{source}: a file has either a tree or a matrix")
    if table.matrix is not None:
        return table.title, _matrix(table, table.matrix, reader, assume)
    assert table.tree is not None
    graph = nx.DiGraph()
    reader.grow(graph, table.tree, ())
    return table.title, ExtensiveFormGame(graph, table.players, assume)


def _matrix(table: FiniteTable, matrix: MatrixTable, reader: _Reader, assume: list[Any]) -> NormalFormGame:
    for n in table.players:
        if n not in matrix.payoffs:
            raise FileFormatError(f"{reader.source}: matrix.payoffs: none for player {n!r}")
    for n in (*matrix.payoffs, *matrix.actions):
        if n not in table.players:
            raise FileFormatError(f"{reader.source}: matrix: unknown player {n!r}; players are {', '.join(table.players)}")
    tables = [reader.nested(matrix.payoffs[n], f"matrix.payoffs.{n}") for n in table.players]
    actions = [matrix.actions[n] for n in table.players if n in matrix.actions]
    if actions and len(actions) != len(table.players):
        raise FileFormatError(f"{reader.source}: matrix.actions: give labels for every player, or for none")
    return NormalFormGame(tables, table.players, actions or None, assume=assume)


class _Reader:
    """Formulas of one file."""

    def __init__(self, source: str, names: Mapping[str, sp.Symbol]) -> None:
        self.source, self.names = source, names

    def expression(self, text: Any, where: str) -> sp.Expr:
        """A formula, with its place in messages."""
        try:
            return parse_expression(text, self.names)
        except FileFormatError as error:
            raise FileFormatError(f"{self.source}: {where}: {error}") from None

    def condition(self, text: str) -> Any:
        """An assumption."""
        try:
            return parse_condition(text, self.names)
        except FileFormatError as error:
            raise FileFormatError(f"{self.source}: assume: {error}") from None

    def nested(self, value: Any, where: str) -> Any:
        """Nested lists of formulas."""
        if isinstance(value, list):
            return [self.nested(v, where) for v in value]
        return self.expression(value, where)

    def grow(self, graph: nx.DiGraph, node: NodeTable, history: tuple[str, ...]) -> None:
        """Add a node and what is below it."""
        name, data = node_name(history), dict[str, Any]()
        if node.player is not None:
            data["player"] = node.player
        if node.chance:
            data["chance"] = True
        if node.infoset is not None:
            data["infoset"] = node.infoset
        if isinstance(node.payoffs, dict):
            data["payoffs"] = {p: self.expression(u, f"payoffs at {name}") for p, u in node.payoffs.items()}
        elif node.payoffs is not None:
            data["payoffs"] = tuple(self.expression(u, f"payoffs at {name}") for u in node.payoffs)
        graph.add_node(name, **data)
        for label, below in node.actions.items():
            self.grow(graph, below, (*history, label))
            prob = {} if below.prob is None else {"prob": self.expression(below.prob, f"prob of {label}")}
            graph.add_edge(name, node_name((*history, label)), action=label, **prob)
