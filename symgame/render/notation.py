r"""Notation: how each symbol of a game is written, either as a macro of the author's or in place.

With ``macros`` every symbol and player prints as a command of its own, such as ``\gtczero``, and the file
``gt-notation.tex`` holds one ``\providecommand`` for each, which an author edits once.  With ``inline`` the
formulas are plain LaTeX.  Command names are letters only: digits are spelled, underscores dropped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import sympy as sp
from sympy.printing.latex import LatexPrinter

from symgame.errors import ArgumentError
from symgame.games.players import Player
from symgame.printing import Value

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
KINDS = ("macros", "inline")
OTHER = "_alternative"
"""How a derivation names any other choice of an action; it prints with a prime."""


def plain(name: str) -> str:
    r"""A name as LaTeX, as sympy writes it.

    Examples
    --------
    >>> plain("alpha_0"), plain("q1"), plain("c_10")
    ('\\alpha_{0}', 'q_{1}', 'c_{10}')
    """
    return str(LatexPrinter()._deal_with_super_sub(name))


def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """A sort key with ``c_2`` before ``c_10``.

    Examples
    --------
    >>> sorted(["c_10", "c_2"], key=natural)
    ['c_2', 'c_10']
    """
    return tuple((0, int(t)) if t.isdigit() else (1, t) for t in re.findall(r"\d+|\D+", name))


def command(name: str, kind: str = "") -> str:
    r"""The macro for a name, letters only.

    Examples
    --------
    >>> command("c_0"), command("G", "player")
    ('\\gtczero', '\\gtplayerG')
    """
    spelled = "".join(DIGITS[int(c)] if c in "0123456789" else c if c.isascii() and c.isalpha() else "" for c in name)
    return f"\\gt{kind}{spelled or 'symbol'}"


@dataclass(frozen=True)
class Notation(Value):
    r"""How symbols and players are written, and in which order they stand in products and sums.

    Parameters
    ----------
    kind : str
        ``"macros"`` or ``"inline"``.
    parameters : tuple of Symbol
    actions : tuple of Symbol
        Shares and actions in the order of play.
    people : tuple of Player

    Examples
    --------
    >>> c = sp.Symbol("c_0")
    >>> Notation("macros", (c,)).write(c)
    '\\gtczero'
    >>> Notation("inline", (c,)).write(c)
    'c_{0}'
    """

    kind: str = "inline"
    parameters: tuple[sp.Symbol, ...] = ()
    actions: tuple[sp.Symbol, ...] = ()
    people: tuple[Player, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ArgumentError(f"notation {self.kind!r}; use {' or '.join(KINDS)}")

    @property
    def symbols(self) -> tuple[sp.Symbol, ...]:
        """Parameters, then shares and actions in the order of play."""
        return (*self.parameters, *self.actions)

    @property
    def commands(self) -> Mapping[str, tuple[str, str]]:
        """For each name its command and what it stands for, in order; no two names share a command."""
        found: dict[str, tuple[str, str]] = {}
        taken: set[str] = set()
        listed: list[tuple[str, str, str]] = [(s.name, "", plain(s.name)) for s in self.symbols]
        listed += [(f"player {p.name}", "player", plain(p.name)) for p in self.people]
        for key, kind, meaning in listed:
            base = made = command(key.removeprefix("player "), kind)
            while made in taken:
                made = made + "b" if made != base else base + "b"
            taken.add(made)
            found.setdefault(key, (made, meaning))
        return MappingProxyType(found)

    def write(self, item: Any) -> str:
        """The LaTeX of a symbol or player."""
        key = f"player {item.name}" if isinstance(item, Player) else item.name
        if self.kind == "macros" and key in self.commands:
            return self.commands[key][0]
        if item.name.endswith(OTHER):
            return f"{self.write(sp.Symbol(item.name.removesuffix(OTHER)))}'"
        return plain(item.name)

    def function(self, name: str) -> str:
        """The LaTeX of a function's name; the payoff ``U_G`` carries the player's own notation."""
        stem, _, owner = name.partition("_")
        for p in self.people:
            if owner == p.name and stem:
                return f"{stem}_{{{self.write(p)}}}"
        return plain(name)

    def rank(self, symbol: sp.Symbol) -> tuple[Any, ...]:
        """A sort key: the author's order first, natural order of names after."""
        names = [s.name for s in self.symbols]
        place = names.index(symbol.name) if symbol.name in names else len(names)
        return (place, natural(symbol.name))

    def group(self, symbol: sp.Symbol) -> int:
        """0 for a parameter, then the place in the order of play."""
        names = [a.name for a in self.actions]
        return names.index(symbol.name) + 1 if symbol.name in names else 0

    def file(self) -> str:
        """The text of ``gt-notation.tex``."""
        lines = ["% Notation: one command a symbol; edit the right-hand sides, or redefine them before this file."]
        lines += [f"\\providecommand{{{made}}}{{{meaning}}}" for made, meaning in self.commands.values()]
        return "\n".join(lines) + "\n"


def notation_of(*objects: Any, kind: str = "inline") -> Notation:
    """The notation of the games behind `objects`: parameters, then shares and actions in the order of play.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> [s.name for s in notation_of(fine_tuning_game()).symbols]
    ['c_0', 'c_1', 'delta', 'alpha_0', 'alpha_1']
    """
    parameters: dict[str, sp.Symbol] = {}
    actions: dict[str, sp.Symbol] = {}
    people: dict[Player, None] = {}
    for item in objects:
        item = getattr(item, "equilibrium", item)
        game = getattr(item, "game", item)
        for s in (*getattr(game, "parameters", ()), *getattr(item, "parameters", ())):
            parameters.setdefault(s.name, s)
        for a in (*getattr(game, "actions", ()), getattr(item, "share", None)):
            if isinstance(a, sp.Symbol):
                actions.setdefault(a.name, a)
        for p in getattr(game, "players", ()):
            people.setdefault(p, None)
    free = sorted((s for n, s in parameters.items() if n not in actions), key=lambda s: natural(s.name))
    return Notation(kind, tuple(free), tuple(actions.values()), tuple(people))
