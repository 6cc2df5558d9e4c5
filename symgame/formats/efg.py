"""Gambit's extensive-form files (``.efg``, version 2): nodes in preorder, outcomes and information sets by number.

What is read: whole numbers, decimals and fractions, exactly; lists with and without commas; payoffs at inner nodes,
which add along the path; outcome 0 and outcomes named again by number; information sets named again by number; texts
with escaped quotes; repeated labels, which get their place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path

import sympy as sp

from symgame.errors import FileFormatError, GameError
from symgame.formats.gambit_text import Words, distinct, header, player_names, read_limited
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.tree_form import CHANCE, LEAF, TreeForm


def read_efg(path: str | Path) -> ExtensiveFormGame:
    """The game of an ``.efg`` file.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    ExtensiveFormGame
        Information sets have their names in the file when these are unique, else ``"player:number"``.

    Raises
    ------
    FileFormatError
        With the file, the line and the fault.

    Examples
    --------
    >>> read_efg("nowhere.efg")
    Traceback (most recent call last):
    ...
    symgame.errors.FileFormatError: nowhere.efg: No such file or directory
    """
    return parse_efg(read_limited(path), Path(path).name)


@dataclass
class _Set:
    """An information set of the file."""

    name: str
    labels: list[str]
    weights: list[sp.Rational] = field(default_factory=list)


@dataclass(slots=True)
class _Node:
    """A node of the file, in preorder."""

    kind: str
    name: str
    player: int
    key: int
    outcome: int
    children: int


class _Reader:
    """The state while a file is read."""

    def __init__(self, text: str, source: str) -> None:
        self.words = Words(text, source)
        header(self.words, "EFG", "2")
        self.names = self.words.texts()
        self.words.optional_text()
        self.sets: dict[tuple[int, int], _Set] = {}
        self.outcomes: dict[int, tuple[sp.Rational, ...] | None] = {0: None}
        self.nodes: list[_Node] = []

    def run(self) -> None:
        """Read all nodes; the number still open is the number of branches without their node."""
        missing = 1
        while missing:
            node = self._node()
            self.nodes.append(node)
            missing += node.children - 1
        if not self.words.ended:
            raise self.words.fault(f"the tree is complete, yet {self.words.peek()[:40]!r} follows")

    def _node(self) -> _Node:
        words = self.words
        if words.ended:
            raise words.fault("the file ends before the tree is complete")
        kind = words.peek()
        if kind not in ("c", "p", "t"):
            raise words.fault(f"a node begins with c, p or t, found {kind[:40]!r}")
        words.take("a node")
        name = words.optional_text() or ""
        player, key, children = 0, 0, 0
        if kind == "p":
            player = words.whole("the number of a player")
            if not 1 <= player <= len(self.names):
                raise words.fault(f"player {player}, but the file names {len(self.names)} players", words.before)
        if kind != "t":
            key = words.whole("the number of an information set")
            children = len(self._set(player, key).labels)
        return _Node(kind, name, player, key, self._outcome(), children)

    def _set(self, player: int, key: int) -> _Set:
        words = self.words
        name = words.optional_text()
        known = self.sets.get((player, key))
        if words.peek() != "{":
            if known is None:
                raise words.fault(f"information set {key} of player {player} is used before its actions are listed")
            return known
        labels, weights = self._actions(player == 0)
        if not labels:
            raise words.fault(f"information set {key} has no action", words.before)
        made = _Set(name or "", distinct(labels), weights)
        if known is not None:
            if len(known.labels) != len(made.labels) or known.weights != made.weights:
                raise words.fault(f"information set {key} of player {player} was listed before with other actions")
            return known
        self.sets[player, key] = made
        return made

    def _actions(self, chance: bool) -> tuple[list[str], list[sp.Rational]]:
        words = self.words
        words.open()
        labels: list[str] = []
        weights: list[sp.Rational] = []
        while not words.closes():
            labels.append(words.text())
            if chance:
                weights.append(words.number())
        return labels, weights

    def _outcome(self) -> int:
        words = self.words
        number = words.whole("the number of an outcome")
        words.optional_text()
        if words.peek() == "{":
            payoffs = tuple(words.numbers())
            if len(payoffs) != len(self.names):
                raise words.fault(f"outcome {number} has {len(payoffs)} payoffs for {len(self.names)} players", words.before)
            if number:
                self.outcomes.setdefault(number, payoffs)
        elif number not in self.outcomes:
            raise words.fault(f"outcome {number} is used before its payoffs are listed", words.before)
        return number


def parse_efg(text: str, source: str = "game.efg") -> ExtensiveFormGame:
    """The game that a text in the format describes.

    Examples
    --------
    >>> game = parse_efg('EFG 2 R "t" { "A" } p "" 1 1 "" { "L" "R" } 0 t "" 1 "" { 1/2 } t "" 2 "" { 3 }')
    >>> game.infosets, game.leaf_payoffs[1]
    ({'A:1': ('L', 'R')}, (1/2,))
    """
    reader = _Reader(text, source)
    if not reader.names:
        raise reader.words.fault("the file names no player")
    reader.run()
    players = player_names(reader.names)
    names = _node_names(reader.nodes)
    keys = _keys(reader, [p.name for p in players])
    zero = (sp.S.Zero,) * len(players)
    parents, labels, weights = _edges(reader)
    owners = tuple(LEAF if n.kind == "t" else CHANCE if n.kind == "c" else n.player - 1 for n in reader.nodes)
    payoffs = []
    for n in reader.nodes:
        own = reader.outcomes[n.outcome]
        payoffs.append(zero if own is None and n.kind == "t" else own)
    infosets = tuple(keys[n.player, n.key] if n.kind == "p" else None for n in reader.nodes)
    form = TreeForm(names, tuple(parents), owners, infosets, tuple(labels), tuple(weights), tuple(payoffs), (None,) * len(names))
    try:
        return ExtensiveFormGame.from_form(form, players)
    except GameError as error:
        raise FileFormatError(f"{source}: {error}") from None


def _node_names(nodes: list[_Node]) -> tuple[str, ...]:
    given = [n.name for n in nodes]
    if all(given) and len(set(given)) == len(given):
        return tuple(given)
    return tuple(f"n{k}" for k in range(1, len(nodes) + 1))


def _keys(reader: _Reader, players: list[str]) -> dict[tuple[int, int], str]:
    names = Counter(s.name for (player, _), s in reader.sets.items() if player)
    own = {k: f"{players[k[0] - 1]}:{k[1]}" for k in reader.sets if k[0]}
    taken = set(own.values())
    return {k: s.name if s.name and names[s.name] == 1 and s.name not in taken else own[k] for k, s in reader.sets.items() if k[0]}


def _edges(reader: _Reader) -> tuple[list[int], list[Hashable | None], list[sp.Expr | None]]:
    parents: list[int] = []
    labels: list[Hashable | None] = []
    weights: list[sp.Expr | None] = []
    waiting: list[list[int]] = []
    for v, n in enumerate(reader.nodes):
        while waiting and waiting[-1][1] == reader.nodes[waiting[-1][0]].children:
            waiting.pop()
        parent, place = waiting[-1] if waiting else (-1, 0)
        parents.append(parent)
        if waiting:
            above = reader.nodes[parent]
            listed = reader.sets[above.player, above.key]
            labels.append(listed.labels[place])
            weights.append(listed.weights[place] if above.kind == "c" else None)
            waiting[-1][1] += 1
        else:
            labels.append(None)
            weights.append(None)
        if n.children:
            waiting.append([v, 0])
    return parents, labels, weights
