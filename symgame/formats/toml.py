"""Game files: from TOML text to a sequential game.

The file lists players, parameters with their signs, stages in the order of play, and payoffs.  Names
declared under ``parameters`` or introduced by stages may occur in formulas; every other name is an error.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import sympy as sp

from symgame.errors import FileFormatError, SymgameError
from symgame.formats.expressions import parse_condition, parse_expression
from symgame.formats.schema import GameTable, ReportTable
from symgame.formats.symbols import declare, declared_names
from symgame.formats.toml_finite import finite_game, is_finite
from symgame.formats.toml_stages import Reader, read_stage
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.printing import Value

LARGEST_FILE = 1_000_000


@dataclass(frozen=True)
class GameFile(Value):
    """A game with what its file says beside it.

    Parameters
    ----------
    name : str
        Of the file, without its ending; used in labels.
    title : str
    game : SequentialGame, ExtensiveFormGame or NormalFormGame
    report : ReportTable
        What `symgame report` derives.

    Examples
    --------
    >>> from symgame.formats.example_files import example_text
    >>> game_file(example_text("fine-tuning"), "fine-tuning.toml").name
    'fine-tuning'
    """

    name: str
    title: str
    game: Any
    report: ReportTable


def game_file(text: str, source: str = "game.toml") -> GameFile:
    """The game that TOML `text` describes, with its title and report.

    Parameters
    ----------
    text : str
    source : str
        Name of the file, for messages and labels.

    Raises
    ------
    FileFormatError
        One line: the file, the line or key, and the fault.  Faults of the game itself keep their message.

    Examples
    --------
    >>> text = '''
    ... players = ["M"]
    ... parameters = {c = "positive"}
    ... stages = [{player = "M", action = "x", domain = ["0", "oo"]}]
    ... payoffs = {M = "x - c*x^2"}
    ... '''
    >>> game_file(text).game.payoffs[Player("M")]
    -c*x**2 + x
    """
    if len(text) > LARGEST_FILE:
        raise FileFormatError(f"{source}: {len(text)} characters; at most {LARGEST_FILE} are read")
    name = Path(source).stem
    try:
        data = tomllib.loads(text)
        if is_finite(data):
            title, finite = finite_game(data, source)
            return GameFile(name, title or name, finite, ReportTable())
        table = msgspec.convert(data, GameTable)
    except tomllib.TOMLDecodeError as error:
        raise FileFormatError(f"{source}: {error}") from None
    except msgspec.ValidationError as error:
        raise FileFormatError(f"{source}: {_place(str(error))}") from None
    except FileFormatError:
        raise
    except SymgameError as error:
        raise FileFormatError(f"{source}: {error}") from None
    try:
        return GameFile(name, table.title or name, _game(table, Reader(source, text)), table.report or ReportTable())
    except FileFormatError:
        raise
    except SymgameError as error:
        raise FileFormatError(f"{source}: {error}") from None


def _place(message: str) -> str:
    """msgspec's ``Expected `str`, got `float` - at `$.payoffs[...]` `` with the place first."""
    fault, _, place = message.partition(" - at `$.")
    return f"{place.rstrip('`')}: {fault}" if place else fault


def _game(table: GameTable, reader: Reader) -> SequentialGame:
    people: dict[str, Player] = {}
    for n in table.players:
        if n in people:
            raise FileFormatError(f"{reader.source}: players: {n!r} is listed twice")
        people[n] = Player(n)
    names = _names(table, reader)
    stages = [read_stage(s, place, reader, people, names) for place, s in enumerate(table.stages, 1)]
    payoffs: dict[Player, Any] = {}
    for n in table.payoffs:
        if n not in people:
            raise FileFormatError(f"{reader.source}: payoffs: unknown player {n!r}; players are {', '.join(people)}")
    for n, player in people.items():
        if n not in table.payoffs:
            raise FileFormatError(f"{reader.source}: payoffs: none for player {n!r}")
        payoffs[player] = reader.at(f"payoffs.{n}", table.payoffs[n], names, parse_expression)
    assume = [reader.at("assume", text, names, parse_condition) for text in table.assume]
    return SequentialGame(stages, payoffs, assume)


def _names(table: GameTable, reader: Reader) -> Mapping[str, sp.Symbol]:
    introduced = declared_names(table)
    for n in table.parameters:
        if n in introduced:
            raise FileFormatError(f"{reader.source}: {n!r} is both a parameter and an action")
    for n in table.actions:
        if n not in introduced:
            raise FileFormatError(f"{reader.source}: actions: {n!r} is introduced by no stage")
    signs = {n: table.actions.get(n, "real") for n in introduced} | table.parameters
    return {n: declare(n, sign, reader.source) for n, sign in signs.items()}
