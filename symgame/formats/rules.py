"""Bargaining rules as text, for game files and the command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from symgame.errors import FileFormatError, SymgameError
from symgame.formats.expressions import parse_expression
from symgame.games.bargaining import (
    BargainingRule,
    Dictatorial,
    Egalitarian,
    KalaiSmorodinsky,
    MaximumOf,
    NashBargaining,
    Utilitarian,
)
from symgame.games.sequential import SequentialGame


def read_rule(text: str, game: SequentialGame) -> BargainingRule:
    """The bargaining rule that `text` names.

    Parameters
    ----------
    text : str
        Such as ``"NashBargaining"``, ``"nash"``, ``"NashBargaining(1/3, 2/3)"``, ``"Dictatorial(G)"`` or
        ``"MaximumOf(alpha_1)"``; case and hyphens do not matter in the name.
    game : SequentialGame
        Whose players and symbols may occur.

    Raises
    ------
    FileFormatError
        Naming the rules that there are, or what is wrong inside the brackets.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> read_rule("kalai-smorodinsky", fine_tuning_game())
    KalaiSmorodinsky()
    >>> read_rule("Dictatorial(G)", fine_tuning_game())
    Dictatorial(player=Player(name='G'))
    """
    match = re.fullmatch(r"\s*([A-Za-z_-]+)\s*(?:\((.*)\))?\s*", text, flags=re.DOTALL)
    name = re.sub(r"[^a-z]", "", match.group(1).lower()) if match else ""
    if match is None or name not in _RULES:
        known = "Utilitarian, Egalitarian, NashBargaining, KalaiSmorodinsky, Dictatorial(PLAYER), MaximumOf(EXPRESSION)"
        raise FileFormatError(f"unknown bargaining rule {text!r}; there are {known}")
    try:
        return _RULES[name]((match.group(2) or "").strip(), game)
    except SymgameError as error:
        raise FileFormatError(f"bargaining rule {text!r}: {error}") from None


def _plain(rule: Callable[[], Any]) -> Callable[[str, SequentialGame], Any]:
    def read(inside: str, game: SequentialGame) -> Any:
        if inside:
            raise FileFormatError("takes nothing in brackets")
        return rule()

    return read


def _nash(inside: str, game: SequentialGame) -> NashBargaining:
    if not inside:
        return NashBargaining()
    names = {s.name: s for s in game.free_symbols}
    return NashBargaining(weights=[parse_expression(part, names) for part in inside.split(",")])


def _dictatorial(inside: str, game: SequentialGame) -> Dictatorial:
    for player in game.players:
        if player.name == inside:
            return Dictatorial(player)
    raise FileFormatError(f"needs a player; players are {', '.join(p.name for p in game.players)}")


def _maximum(inside: str, game: SequentialGame) -> MaximumOf:
    return MaximumOf(parse_expression(inside, {s.name: s for s in game.free_symbols}))


_RULES: Mapping[str, Callable[[str, SequentialGame], Any]] = {
    "utilitarian": _plain(Utilitarian),
    "egalitarian": _plain(Egalitarian),
    "nashbargaining": _nash,
    "nash": _nash,
    "kalaismorodinsky": _plain(KalaiSmorodinsky),
    "dictatorial": _dictatorial,
    "maximumof": _maximum,
}
