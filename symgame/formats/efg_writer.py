"""Writing trees as Gambit's extensive-form files, at exact parameter values: the format holds numbers only."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import sympy as sp

from symgame.errors import ArgumentTypeError, UnsupportedError
from symgame.formats.gambit_text import quoted
from symgame.formats.numeric_values import at_values
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.tree_form import CHANCE, LEAF


def write_efg(game: Any, path: str | Path, *, at: Mapping[sp.Symbol, Any] | None = None) -> None:
    """Write a game as an ``.efg`` file at exact parameter values.

    Parameters
    ----------
    game : ExtensiveFormGame
        With finitely many actions.
    path : str or Path
    at : {Symbol: rational}, optional
        Every parameter of the game.

    Raises
    ------
    ArgumentError, ArgumentTypeError
        If a parameter has no value, or a payoff is not rational there.
    UnsupportedError
        If a node has a continuous stage.

    Examples
    --------
    >>> import tempfile
    >>> from symgame.formats.efg import read_efg
    >>> from symgame.games.tree_builder import tree
    >>> path = Path(tempfile.mkdtemp()) / "game.efg"
    >>> x = sp.Symbol("x", real=True)
    >>> write_efg(tree("A", L=(x,), R=(0,)).game(), path, at={x: sp.Rational(1, 3)})
    >>> read_efg(path).leaf_payoffs[1]
    (1/3,)
    """
    Path(path).write_text(efg_text(game, at=at), encoding="utf-8")


def efg_text(game: Any, *, at: Mapping[sp.Symbol, Any] | None = None) -> str:
    """The text that `write_efg` writes.

    Examples
    --------
    >>> from symgame.games.tree_builder import tree
    >>> print(efg_text(tree("A", L=(1,), R=(0,)).game()))
    EFG 2 R "" { "A" }
    <BLANKLINE>
    p "root" 1 1 "root" { "L" "R" } 0
    t "L" 1 "" { 1 }
    t "R" 2 "" { 0 }
    <BLANKLINE>
    """
    if not isinstance(game, ExtensiveFormGame):
        raise ArgumentTypeError(f"write_efg writes an ExtensiveFormGame, got {type(game).__name__}")
    if not game.finite:
        raise UnsupportedError("write_efg: a node has a continuous stage; the format holds finitely many actions")
    value = at_values(game, at)
    form, outcomes, chances = game.form, 0, 0
    numbers: dict[int, dict[Hashable, int]] = {}
    lines = [f'EFG 2 R "" {{ {" ".join(quoted(p) for p in game.players)} }}', ""]
    for v in preorder(game):
        payoffs, name = form.payoffs[v], quoted(form.names[v])
        tail = "0"
        if payoffs is not None:
            outcomes += 1
            tail = f'{outcomes} "" {{ {", ".join(value(u) for u in payoffs)} }}'
        below = [quoted(form.labels[w]) for w in game.children[v]]
        if form.owners[v] == LEAF:
            lines.append(f"t {name} {tail}")
        elif form.owners[v] == CHANCE:
            chances += 1
            weights = [value(form.probabilities[w]) for w in game.children[v]]  # type: ignore[arg-type]
            actions = " ".join(f"{a} {q}" for a, q in zip(below, weights, strict=True))
            lines.append(f'c {name} {chances} "" {{ {actions} }} {tail}')
        else:
            owner, key = form.owners[v] + 1, form.infosets[v]
            own = numbers.setdefault(owner, {})
            number = own.setdefault(key, 1 + len(own))
            lines.append(f"p {name} {owner} {number} {quoted(key)} {{ {' '.join(below)} }} {tail}")
    return "\n".join(lines) + "\n"


def preorder(game: ExtensiveFormGame) -> list[int]:
    """The nodes from the root, each before its children, children in the order of the actions of their information set.

    Examples
    --------
    >>> preorder(ExtensiveFormGame.from_arrays([-1, 0, 0, 1], [0, 0, -1, -1], [None, None, (1,), (2,)]))
    [0, 1, 3, 2]
    """
    found, waiting = [], [0]
    while waiting:
        v = waiting.pop()
        found.append(v)
        below = list(game.children[v])
        if game.form.owners[v] >= 0:
            order = game.infosets[game.form.infosets[v]]
            below.sort(key=lambda w: order.index(game.form.labels[w]))  # type: ignore[arg-type]
        waiting.extend(reversed(below))
    return found
