"""Finite games in extensive form, with symbolic payoffs and probabilities.

A finite extensive form is a rooted tree whose inner nodes belong to players or to chance, with information
sets, probabilities after chance and payoffs that add up along a path (Kuhn 1953).  Payoffs and probabilities are
expressions in parameters.  A node may carry a continuous stage (`Move`, `Simultaneous`, `Bargain`); its symbols
may be used below it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import networkx as nx
import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.games.players import Player
from symgame.games.stage_symbols import stage_actions
from symgame.games.stages import Bargain
from symgame.games.tree_arrays import read_arrays
from symgame.games.tree_checks import check_tree, children_of, read_assumptions, tree_symbols
from symgame.games.tree_compact import read_compact
from symgame.games.tree_form import CHANCE, STAGE, ArrayForm, Form, TreeForm
from symgame.games.tree_reading import read_graph, read_players
from symgame.printing import Value

if TYPE_CHECKING:
    from symgame.games.normal import NormalFormGame


@dataclass(frozen=True, init=False)
class ExtensiveFormGame(Value):
    """A finite game as a rooted tree.

    Parameters
    ----------
    graph : networkx.DiGraph
        Nodes carry ``player=`` or ``chance=True`` or ``move=`` or ``bargain=``; a player's node may carry
        ``infoset=`` (without it the node is its own information set, named by the node); leaves, and inner nodes
        if wished, carry ``payoffs=`` as a tuple in player order or ``{player: payoff}``, added along the path.
        Edges carry ``action=`` after a player and ``prob=`` after chance.  The graph is copied.
    players : iterable of Player
    assume : iterable of sympy relations in the parameters

    Raises
    ------
    GameError, ArgumentTypeError
        With the node and the fault when the graph is not a well-formed game with perfect recall.

    Examples
    --------
    >>> g = nx.DiGraph()
    >>> g.add_node("E", player=Player("E"))
    >>> g.add_node("out", payoffs=(sp.Symbol("a"),))
    >>> g.add_node("in", payoffs=(2,))
    >>> g.add_edge("E", "out", action="Out")
    >>> g.add_edge("E", "in", action="In")
    >>> game = ExtensiveFormGame(g, [Player("E")])
    >>> game.parameters
    (a,)
    >>> game.infosets
    {'E': ('Out', 'In')}
    """

    players: tuple[Player, ...]
    form: Form
    assume: tuple[Boolean, ...]

    def __init__(self, graph: nx.DiGraph, players: Iterable[Player | str], assume: Any = ()) -> None:
        listed, relations = read_players(players), read_assumptions(assume)
        plain = isinstance(graph, nx.DiGraph) and not graph.is_multigraph() and not relations
        form: Form = (read_compact(graph, listed) if plain else None) or read_graph(graph, listed)
        self._set(listed, form, relations)
        if isinstance(form, TreeForm):
            check_tree(form, listed, self.assume)

    def _set(self, players: tuple[Player, ...], form: Form, assume: tuple[Boolean, ...]) -> None:
        object.__setattr__(self, "players", players)
        object.__setattr__(self, "form", form)
        object.__setattr__(self, "assume", assume)

    @classmethod
    def from_networkx(cls, graph: nx.DiGraph, players: Iterable[Player | str], assume: Any = ()) -> ExtensiveFormGame:
        """The same as the constructor, named beside `to_networkx`.

        Examples
        --------
        >>> g = nx.DiGraph()
        >>> g.add_node(0, payoffs=(1,))
        >>> len(ExtensiveFormGame.from_networkx(g, [Player("A")]).form)
        1
        """
        return cls(graph, players, assume)

    @classmethod
    def from_form(cls, form: Form, players: Iterable[Player | str], assume: Any = ()) -> ExtensiveFormGame:
        """A game from its stored form, checked as the constructor checks it.

        Examples
        --------
        >>> from symgame.games.tree_form import LEAF
        >>> leaf = TreeForm(("a",), (-1,), (LEAF,), (None,), (None,), (None,), ((sp.S(1),),), (None,))
        >>> ExtensiveFormGame.from_form(leaf, [Player("A")]).form.names
        ('a',)
        """
        game = cls.__new__(cls)
        game._set(read_players(players), form, read_assumptions(assume))
        if isinstance(form, TreeForm):
            check_tree(form, game.players, game.assume)
        return game

    @classmethod
    def from_arrays(cls, parent: Sequence[Any], player: Sequence[Any], payoffs: Sequence[Any], *, players: Any = None) -> ExtensiveFormGame:
        """A large numeric tree with perfect information from parallel sequences.

        Parameters
        ----------
        parent : sequence of int
            The parent of each node, before it in the sequence; −1 (or ``None``) for the root, which comes first.
        player : sequence of int
            Who moves, counted from 0; −1 (or ``None``) at leaves.
        payoffs : sequence
            One entry a node: a tuple of rationals at leaves, anything at inner nodes; or one column a player.
        players : iterable of Player, optional
            ``P1, P2, …`` when not given.

        Returns
        -------
        ExtensiveFormGame
            Nodes and information sets are numbered by place, actions at a node are ``0, 1, …`` in order.

        Raises
        ------
        GameError, ArgumentTypeError
            With the place and the fault.

        Examples
        --------
        >>> ExtensiveFormGame.from_arrays([-1, 0, 0], [0, -1, -1], [None, (1,), (2,)]).infosets
        {0: (0, 1)}
        """
        form, listed = read_arrays(parent, player, payoffs, None if players is None else read_players(players))
        game = cls.__new__(cls)
        game._set(listed, form, ())
        return game

    @property
    def size(self) -> int:
        """The number of nodes."""
        return len(self.form)

    @cached_property
    def children(self) -> Sequence[Sequence[int]]:
        """The places of each node's children, in order."""
        return children_of(self.form.parents, len(self.form))

    @cached_property
    def members(self) -> Mapping[Hashable, tuple[int, ...]]:
        """The places of the nodes of each information set, in order of the tree."""
        found: dict[Hashable, list[int]] = {}
        for v, owner in enumerate(self.form.owners):
            if owner >= 0:
                found.setdefault(self.form.infosets[v], []).append(v)
        return MappingProxyType({k: tuple(vs) for k, vs in found.items()})

    @cached_property
    def infosets(self) -> dict[Hashable, tuple[Hashable, ...]]:
        """The actions at each information set."""
        return {k: tuple(self.form.labels[w] for w in self.children[vs[0]]) for k, vs in self.members.items()}

    def player_of(self, infoset: Hashable) -> Player:
        """Who moves at an information set."""
        return self.players[self.form.owners[self.members[infoset][0]]]

    @cached_property
    def actions(self) -> tuple[sp.Symbol, ...]:
        """The symbols of the continuous stages, in the order of the tree."""
        if isinstance(self.form, ArrayForm):
            return ()
        return tuple(dict.fromkeys(a for s in self.form.stages if s is not None for a in stage_actions(s)))

    @cached_property
    def parameters(self) -> tuple[sp.Symbol, ...]:
        """Free symbols that are no action, in alphabetical order."""
        if isinstance(self.form, ArrayForm):
            return ()
        return tuple(sorted(tree_symbols(self.form, self.assume) - set(self.actions), key=lambda s: s.name))

    @cached_property
    def assumptions(self) -> tuple[Boolean, ...]:
        """`assume`, and that the probabilities of chance are not negative."""
        found = list(self.assume)
        for v, p in enumerate(self.form.probabilities if isinstance(self.form, TreeForm) else ()):
            if p is not None and p.free_symbols and not p.is_nonnegative:
                relation = sp.Ge(p, 0) if isinstance(p, sp.Symbol) else sp.Ge(sp.factor(p), 0)
                if relation not in found and self.form.owners[self.form.parents[v]] == CHANCE:
                    found.append(relation)
        return tuple(r for r in found if r != sp.true)

    @cached_property
    def perfect_information(self) -> bool:
        """Whether every information set is a single node and nothing is chosen at the same time."""
        return len(self.members) == sum(1 for o in self.form.owners if o >= 0)

    @cached_property
    def finite(self) -> bool:
        """Whether no node carries a continuous stage."""
        return isinstance(self.form, ArrayForm) or all(s is None for s in self.form.stages)

    @cached_property
    def leaf_payoffs(self) -> Mapping[int, tuple[sp.Expr, ...]]:
        """The payoffs at each leaf, those of the inner nodes above added."""
        zero = (sp.S.Zero,) * len(self.players)
        totals: list[tuple[sp.Expr, ...]] = []
        for v, p in enumerate(self.form.parents):
            here, above = self.form.payoffs[v], totals[p] if p >= 0 else zero
            if here is None or here == zero:
                totals.append(above)
            else:
                totals.append(here if above == zero else tuple(a + b for a, b in zip(above, here, strict=True)))
        return MappingProxyType({v: totals[v] for v in range(len(totals)) if not self.children[v]})

    def to_networkx(self) -> nx.DiGraph:
        """A fresh graph with the attributes that the constructor reads.

        Examples
        --------
        >>> game = ExtensiveFormGame.from_arrays([-1, 0], [0, -1], [None, (1,)])
        >>> game.to_networkx().nodes[1]
        {'payoffs': (1,)}
        """
        form, graph = self.form, nx.DiGraph()
        for v in range(len(form)):
            name, data = form.names[v], self._node_data(v)
            graph.add_node(name, **data)
            if v:
                p = form.parents[v]
                edge: dict[str, Any] = {} if form.labels[v] is None else {"action": form.labels[v]}
                if form.probabilities[v] is not None:
                    edge["prob"] = form.probabilities[v]
                graph.add_edge(form.names[p], name, **edge)
        return graph

    def _node_data(self, v: int) -> dict[str, Any]:
        form = self.form
        data: dict[str, Any] = {}
        if form.owners[v] >= 0:
            data["player"] = self.players[form.owners[v]]
            if form.infosets[v] != form.names[v]:
                data["infoset"] = form.infosets[v]
        elif form.owners[v] == CHANCE:
            data["chance"] = True
        elif form.owners[v] == STAGE:
            stage = form.stages[v]
            data["bargain" if isinstance(stage, Bargain) else "move"] = stage
        if form.payoffs[v] is not None:
            data["payoffs"] = form.payoffs[v]
        return data

    def subgames(self) -> tuple[Hashable, ...]:
        """The names of the roots of all subgames, in the order of the tree.

        Examples
        --------
        >>> ExtensiveFormGame.from_arrays([-1, 0], [0, -1], [None, (1,)]).subgames()
        (0,)
        """
        from symgame.games.tree_strategies import subgame_roots

        return tuple(self.form.names[v] for v in subgame_roots(self))

    def to_normal_form(self) -> NormalFormGame:
        """The strategic form: a pure strategy names an action at each of a player's information sets.

        Raises
        ------
        UnsupportedError
            If a node has a continuous stage, or there are more than 100,000 profiles.

        Examples
        --------
        >>> ExtensiveFormGame.from_arrays([-1, 0, 0], [0, -1, -1], [None, (1,), (2,)]).to_normal_form().shape
        (2,)
        """
        from symgame.games.tree_strategies import strategic_form

        return strategic_form(self)

    def __getstate__(self) -> dict[str, Any]:
        # What is computed on request stays behind.
        return {"players": self.players, "form": self.form, "assume": self.assume}

    def __repr__(self) -> str:
        tail = f", assume={list(self.assume)!r}" if self.assume else ""
        return f"<ExtensiveFormGame of {', '.join(map(str, self.players))} with {len(self.form)} nodes{tail}>"
