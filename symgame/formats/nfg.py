"""Gambit's normal-form files (``.nfg``, version 1): payoffs or outcomes over all profiles, the first player fastest.

Both bodies are read: a list of payoffs for every profile, and a list of outcomes with their numbers, where 0 stands
for payoffs of zero.  Numbers are exact.  The format holds numbers only, so a game with parameters is written at values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import sympy as sp

from symgame.errors import ArgumentTypeError
from symgame.formats.gambit_text import Words, distinct, header, player_names, quoted, read_limited
from symgame.formats.numeric_values import at_values
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.normal import NormalFormGame

MOST_PROFILES = 2_000_000


def read_nfg(path: str | Path) -> NormalFormGame:
    """The game of an ``.nfg`` file.

    Raises
    ------
    FileFormatError
        With the file, the line and the fault.

    Examples
    --------
    >>> read_nfg("nowhere.nfg")
    Traceback (most recent call last):
    ...
    symgame.errors.FileFormatError: nowhere.nfg: No such file or directory
    """
    return parse_nfg(read_limited(path), Path(path).name)


def parse_nfg(text: str, source: str = "game.nfg") -> NormalFormGame:
    """The game that a text in the format describes.

    Examples
    --------
    >>> game = parse_nfg('NFG 1 R "t" { "A" "B" } { 2 2 } 1 5  2 6  3 7  4 8')
    >>> game.matrix(0), game.matrix(1)
    (Matrix([
    [1, 3],
    [2, 4]]), Matrix([
    [5, 7],
    [6, 8]]))
    """
    words = Words(text, source)
    header(words, "NFG", "1")
    names = words.texts()
    if not names:
        raise words.fault("the file names no player")
    labels = _strategies(words, len(names))
    words.optional_text()
    shape = tuple(len(own) for own in labels)
    if prod(shape) > MOST_PROFILES:
        raise words.fault(f"{prod(shape)} profiles; at most {MOST_PROFILES} are read")
    entries = _outcomes(words, shape) if words.peek() == "{" else _payoffs(words, shape)
    if not words.ended:
        raise words.fault(f"the game is complete, yet {words.peek()[:40]!r} follows")
    tables = [_nested(lambda where, i=i: entries[where][i], shape) for i in range(len(names))]
    return NormalFormGame(tables, player_names(names), labels)


def _strategies(words: Words, count: int) -> list[list[str]]:
    words.open()
    labels: list[list[str]] = []
    while not words.closes():
        if words.peek() == "{":
            labels.append(distinct(words.texts()))
        else:
            labels.append([str(k + 1) for k in range(words.whole("a number of strategies"))])
    if len(labels) != count:
        raise words.fault(f"strategies of {len(labels)} players, but {count} players are named")
    if not all(labels):
        raise words.fault("a player has no strategy")
    return labels


def _profiles(shape: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Profiles with the first player's strategy changing fastest."""
    for backwards in product(*(range(n) for n in reversed(shape))):
        yield tuple(reversed(backwards))


def _payoffs(words: Words, shape: tuple[int, ...]) -> dict[tuple[int, ...], list[sp.Rational]]:
    return {profile: [words.number() for _ in shape] for profile in _profiles(shape)}


def _outcomes(words: Words, shape: tuple[int, ...]) -> dict[tuple[int, ...], list[sp.Rational]]:
    words.open()
    listed = [[sp.S.Zero] * len(shape)]
    while not words.closes():
        words.open()
        words.optional_text()
        payoffs = []
        while not words.closes():
            payoffs.append(words.number())
        if len(payoffs) != len(shape):
            raise words.fault(f"an outcome has {len(payoffs)} payoffs for {len(shape)} players", words.before)
        listed.append(payoffs)
    found = {}
    for profile in _profiles(shape):
        number = words.whole("the number of an outcome")
        if number >= len(listed):
            raise words.fault(f"outcome {number}, but {len(listed) - 1} are listed", words.before)
        found[profile] = listed[number]
    return found


def _nested(entry: Any, shape: tuple[int, ...], done: tuple[int, ...] = ()) -> Any:
    if not shape:
        return entry(done)
    return [_nested(entry, shape[1:], (*done, k)) for k in range(shape[0])]


def write_nfg(game: Any, path: str | Path, *, at: Mapping[sp.Symbol, Any] | None = None) -> None:
    """Write a game as an ``.nfg`` file at exact parameter values.

    Parameters
    ----------
    game : NormalFormGame, or ExtensiveFormGame (its strategic form is written)
    path : str or Path
    at : {Symbol: rational}, optional
        Every parameter of the game.

    Raises
    ------
    ArgumentError, ArgumentTypeError
        If a parameter has no value, or a payoff is not rational there.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "game.nfg"
    >>> write_nfg(NormalFormGame([[[1, 2]], [[3, 4]]], actions=[["U"], ["L", "R"]]), path)
    >>> read_nfg(path).payoff((0, 1))
    (2, 4)
    """
    Path(path).write_text(nfg_text(game, at=at), encoding="utf-8")


def nfg_text(game: Any, *, at: Mapping[sp.Symbol, Any] | None = None) -> str:
    """The text that `write_nfg` writes.

    Examples
    --------
    >>> print(nfg_text(NormalFormGame([[[1, 2]], [[3, 4]]], actions=[["U"], ["L", "R"]])))
    NFG 1 R "" { "P1" "P2" }
    { { "U" } { "L" "R" } }
    ""
    <BLANKLINE>
    1 3
    2 4
    <BLANKLINE>
    """
    if isinstance(game, ExtensiveFormGame):
        game = game.to_normal_form()
    if not isinstance(game, NormalFormGame):
        raise ArgumentTypeError(f"write_nfg writes a NormalFormGame, got {type(game).__name__}")
    value = at_values(game, at)
    players = " ".join(quoted(p) for p in game.players)
    labels = " ".join("{ " + " ".join(quoted(a) for a in own) + " }" for own in game.actions)
    lines = [f'NFG 1 R "" {{ {players} }}', f"{{ {labels} }}", '""', ""]
    lines += [" ".join(value(u) for u in game.payoff(profile)) for profile in _profiles(game.shape)]
    return "\n".join(lines) + "\n"
