r"""What is written at the nodes and edges of a tree, as LaTeX and as plain text.

An action is mathematics when it is an expression, a letter or a letter with an index; any other label is text.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from typing import Any

import sympy as sp

from symgame.games.extensive import ExtensiveFormGame
from symgame.games.players import Player
from symgame.games.stage_symbols import stage_actions
from symgame.games.strategies import Lottery
from symgame.games.tree_form import CHANCE, STAGE
from symgame.logic.region import Region
from symgame.render.conditions import Printer
from symgame.render.forms import readable, sample_point
from symgame.render.notation import Notation, plain
from symgame.render.words import text_latex as text_latex

LETTER = re.compile(r"[A-Za-z](_?\d+|_[A-Za-z0-9]+|')?\Z")


def label_latex(label: Hashable, printer: Printer) -> str:
    r"""An action's label.

    Examples
    --------
    >>> printer = Printer(Notation(), style="text")
    >>> label_latex("a_1", printer), label_latex("Fight", printer), label_latex(sp.Rational(1, 2), printer)
    ('$a_{1}$', 'Fight', '$1/2$')
    """
    if isinstance(label, sp.Basic):
        return f"${printer.doprint(label)}$"
    if isinstance(label, tuple):
        return ", ".join(label_latex(part, printer) for part in label)
    if isinstance(label, int):
        return f"${label}$"
    text = str(label)
    return f"${plain(text)}$" if LETTER.match(text) else text_latex(text)


def player_latex(player: Player, notation: Notation) -> str:
    """A player's name: text, with an index after an underscore.

    Examples
    --------
    >>> player_latex(Player("Sender_H"), Notation()), player_latex(Player("D"), Notation())
    ('Sender$_{H}$', 'D')
    """
    if notation.kind == "macros" and f"player {player.name}" in notation.commands:
        return f"${notation.write(player)}$"
    stem, _, index = player.name.partition("_")
    return f"{stem}$_{{{index}}}$" if index else stem


class Labels:
    """The labels of one tree.

    Parameters
    ----------
    game : ExtensiveFormGame
    notation : Notation
    """

    def __init__(self, game: ExtensiveFormGame, notation: Notation) -> None:
        self.game, self.notation = game, notation
        self.printer = Printer(notation, style="text")
        self.sample = sample_point(Region(sp.And(*game.assumptions)), game.parameters)

    def payoffs(self, v: int) -> str:
        """The payoffs of a leaf, as LaTeX."""
        inner = ", ".join(self.printer.doprint(u) for u in self.game.leaf_payoffs[v])
        return f"$({inner})$"

    def plain_payoffs(self, v: int) -> str:
        """The payoffs of a leaf, as text."""
        return f"({', '.join(plain_text(u) for u in self.game.leaf_payoffs[v])})"

    def edge(self, v: int, chosen: Mapping[Any, Any]) -> str:
        """What is written beside the edge into a node, as LaTeX; a probability chosen in equilibrium in brackets."""
        form = self.game.form
        p = form.parents[v]
        if form.probabilities[v] is not None:
            return f"${self.printer.doprint(form.probabilities[v])}$"
        if form.owners[p] == STAGE:
            stage = form.stages[p]
            assert stage is not None
            return ", ".join(f"${self.printer.doprint(a)}$" for a in stage_actions(stage))
        label = label_latex(form.labels[v], self.printer)
        choice = chosen.get(form.infosets[p])
        if isinstance(choice, Lottery):
            return f"{label} $[{self.printer.doprint(readable(choice[form.labels[v]], self.sample))}]$"
        return label

    def plain_edge(self, v: int, chosen: Mapping[Any, Any]) -> str:
        """The same as text."""
        form = self.game.form
        p = form.parents[v]
        if form.probabilities[v] is not None:
            return plain_text(form.probabilities[v])
        if form.owners[p] == STAGE:
            stage = form.stages[p]
            assert stage is not None
            return ", ".join(map(str, stage_actions(stage)))
        choice = chosen.get(form.infosets[p])
        if isinstance(choice, Lottery):
            return f"{form.labels[v]} [{plain_text(readable(choice[form.labels[v]], self.sample))}]"
        return str(form.labels[v])

    def mover(self, v: int) -> str:
        """Who moves at a node, as LaTeX; empty at a leaf."""
        owner = self.game.form.owners[v]
        if owner == CHANCE:
            return "Nature"
        if owner == STAGE:
            return ", ".join(player_latex(p, self.notation) for p in self.stage_players(v))
        return player_latex(self.game.players[owner], self.notation) if owner >= 0 else ""

    def plain_mover(self, v: int) -> str:
        """The same as text."""
        owner = self.game.form.owners[v]
        if owner == CHANCE:
            return "Nature"
        if owner == STAGE:
            return ", ".join(map(str, self.stage_players(v)))
        return str(self.game.players[owner]) if owner >= 0 else ""

    def stage_players(self, v: int) -> tuple[Player, ...]:
        """The players who choose at a node with a continuous stage."""
        stage: Any = self.game.form.stages[v]
        if hasattr(stage, "moves"):
            return tuple(m.player for m in stage.moves)
        return tuple(stage.between) if hasattr(stage, "between") else (stage.player,)


def plain_text(value: Any) -> str:
    """An expression in one line of text.

    Examples
    --------
    >>> v, c = sp.symbols("v c_0")
    >>> plain_text(2*v - c)
    '2v − c_0'
    """
    ordered = sp.Add.make_args(value)
    positive = sorted((t for t in ordered if not t.could_extract_minus_sign()), key=sp.default_sort_key, reverse=True)
    negative = sorted((t for t in ordered if t.could_extract_minus_sign()), key=sp.default_sort_key, reverse=True)
    text = " + ".join(map(str, positive)) + "".join(f" − {-t}" if positive else f"−{-t}" for t in negative[:1])
    text += "".join(f" − {-t}" for t in negative[1:])
    return re.sub(r"(?<=\w)\*(?=\w)", "", text.replace("**", "^"))
