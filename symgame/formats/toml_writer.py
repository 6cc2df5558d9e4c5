"""Game files: from a sequential game to TOML text that reads back as the same game."""

from __future__ import annotations

import json
from functools import singledispatch
from typing import Any

import sympy as sp

from symgame.errors import UnsupportedError
from symgame.formats.expression_nodes import RESERVED
from symgame.formats.symbols import words_of
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Bargain, Move, Nature, OutsideOption, Simultaneous, Uniform


def game_to_toml(game: SequentialGame, *, title: str = "") -> str:
    """The TOML text of `game`; reading it back gives an equal game.

    Parameters
    ----------
    game : SequentialGame
    title : str

    Raises
    ------
    UnsupportedError
        For names or functions that the file format does not have.

    Examples
    --------
    >>> from symgame.formats.toml import game_file
    >>> from symgame.formats.example_files import example_text
    >>> game = game_file(example_text("fine-tuning")).game
    >>> game_file(game_to_toml(game)).game == game
    True
    """
    for s in game.free_symbols:
        if not s.name.isidentifier() or s.name in RESERVED:
            raise UnsupportedError(f"the symbol {s.name!r} cannot stand in a game file; rename it to an identifier")
    lines = [f"title = {_text(title)}"] if title else []
    lines += [f"players = {_list([p.name for p in game.players])}", f"assume = {_list(game.assume)}"]
    lines += ["", "[parameters]", *[f"{p.name} = {_text(words_of(p))}" for p in game.parameters]]
    signed = [a for a in game.actions if words_of(a) != "real"]
    if signed:
        lines += ["", "[actions]", *[f"{a.name} = {_text(words_of(a))}" for a in signed]]
    for stage in game.stages:
        lines += ["", "[[stages]]", *stage_lines(stage)]
    lines += ["", "[payoffs]", *[f"{p.name} = {_text(e)}" for p, e in game.payoff_items]]
    return "\n".join(lines) + "\n"


@singledispatch
def stage_lines(stage: Any) -> list[str]:
    """The lines of one stage's table.

    Raises
    ------
    UnsupportedError
        For a stage that the file format does not have.

    Examples
    --------
    >>> from symgame.games.players import Player
    >>> stage_lines(Move(Player("G"), sp.Symbol("x"), domain=sp.Interval(0, 1)))
    ['player = "G"', 'action = "x"', 'domain = ["0", "1"]']
    """
    raise UnsupportedError(f"a game file has no stage of type {type(stage).__name__}")


@stage_lines.register
def _move(stage: Move) -> list[str]:
    return [f"player = {_text(stage.player)}", *_choices("action", stage.actions, stage.domains)]


@stage_lines.register
def _simultaneous(stage: Simultaneous) -> list[str]:
    tables = ["  {" + ", ".join(_move(m)) + "}," for m in stage.moves]
    return ["simultaneous = [", *tables, "]"]


@stage_lines.register
def _bargain(stage: Bargain) -> list[str]:
    choices = _choices("bargain", stage.shares, stage.domains)
    parties = [p.name for p in stage.between]
    return [*choices, f"between = {_list(parties)}", f"disagreement = {_list(stage.disagreement)}"]


@stage_lines.register
def _outside(stage: OutsideOption) -> list[str]:
    payoffs = ", ".join(f"{p.name} = {_text(v)}" for p, v in stage.payoffs)
    return [f"outside_option = {_text(stage.player)}", f"payoffs = {{{payoffs}}}"]


@stage_lines.register
def _nature(stage: Nature) -> list[str]:
    lines = [f"nature = {_text(stage.symbol)}"]
    if isinstance(stage.distribution, Uniform):
        lines.append(f"uniform = {_list((stage.distribution.low, stage.distribution.high))}")
    else:
        lines.append(f"values = {_list([v for v, _ in stage.distribution])}")
        lines.append(f"probabilities = {_list([p for _, p in stage.distribution])}")
    if stage.observed_by is not None:
        lines.append(f"observed_by = {_list([p.name for p in stage.observed_by])}")
    return lines


def _text(value: Any) -> str:
    if isinstance(value, sp.Basic):
        unknown = {f for f in value.atoms(sp.Function) if type(f).__name__ not in RESERVED}
        if unknown:
            raise UnsupportedError(f"a game file has no function {min(map(str, unknown))}")
    return json.dumps(str(value), ensure_ascii=False)


def _list(values: Any) -> str:
    return "[" + ", ".join(_text(v) for v in values) + "]"


def _choices(key: str, actions: tuple[sp.Symbol, ...], domains: tuple[sp.Set, ...]) -> list[str]:
    sets = [_domain(d) for d in domains]
    if len(actions) == 1:
        return [f"{key} = {_text(actions[0])}", f"domain = {sets[0]}"]
    return [f"{key} = {_list(actions)}", f"domain = [{', '.join(sets)}]"]


def _domain(domain: sp.Set) -> str:
    if isinstance(domain, sp.FiniteSet):
        return f"{{values = {_list(domain.args)}}}"
    left = bool(domain.left_open) and domain.start != -sp.oo
    right = bool(domain.right_open) and domain.end != sp.oo
    if not (left or right):
        return _list((domain.start, domain.end))
    side = "both" if left and right else "left" if left else "right"
    return f"{{low = {_text(domain.start)}, high = {_text(domain.end)}, open = {_text(side)}}}"
