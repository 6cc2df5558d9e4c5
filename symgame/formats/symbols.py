"""Symbols of a game file: from a name and a word such as ``positive`` to a sympy symbol, and back."""

from __future__ import annotations

import sympy as sp

from symgame.errors import FileFormatError
from symgame.formats.expression_nodes import RESERVED
from symgame.formats.schema import GameTable

WORDS = ("positive", "nonnegative", "negative", "nonpositive", "nonzero", "integer", "real")


def declare(name: str, words: str, source: str) -> sp.Symbol:
    """The symbol `name` with the assumptions that `words` lists.

    Raises
    ------
    FileFormatError
        For a name that is no identifier or reserved, or an unknown word.

    Examples
    --------
    >>> declare("c", "positive", "game.toml").is_positive
    True
    """
    if not name.isidentifier() or name in RESERVED:
        raise FileFormatError(f"{source}: {name!r} cannot name a symbol")
    listed = words.split()
    for word in listed:
        if word not in WORDS:
            raise FileFormatError(f"{source}: {name} = {words!r}: unknown word {word!r}; known: {', '.join(WORDS)}")
    return sp.Symbol(name, **dict.fromkeys(listed or ["real"], True))


def words_of(symbol: sp.Symbol) -> str:
    """The words with which `symbol` was declared, for a file.

    Examples
    --------
    >>> words_of(sp.Symbol("n", positive=True, integer=True))
    'positive integer'
    """
    given = symbol._assumptions_orig
    return " ".join(w for w in WORDS if given.get(w)) or "real"


def declared_names(table: GameTable) -> list[str]:
    """The names that the stages of a file introduce, in order.

    Examples
    --------
    >>> from symgame.formats.schema import StageTable
    >>> declared_names(GameTable(["G"], [StageTable(player="G", action="x", domain=["0", "1"])], {"G": "x"}))
    ['x']
    """
    found: list[str] = []
    for s in table.stages:
        moved = [m.action for m in s.simultaneous or ()]
        for part in (s.bargain, s.action, s.nature, *moved):
            found.extend([part] if isinstance(part, str) else part or [])
    return found
