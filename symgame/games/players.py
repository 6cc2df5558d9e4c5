"""Players: the agents of a game, named once and used as keys of payoffs.

A game has a finite set N of players; an action belongs to the player who chooses it.
"""

from __future__ import annotations

from dataclasses import dataclass

from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.printing import Value


@dataclass(frozen=True, order=True)
class Player(Value):
    """One player.

    Parameters
    ----------
    name : str
        A letter followed by letters, digits or underscores; printed as a mathematical symbol.

    Raises
    ------
    ArgumentTypeError, ArgumentError
        If the name is not such a text.

    Examples
    --------
    >>> Player("G")
    Player(name='G')
    >>> str(Player("D_1"))
    'D_1'
    """

    name: str

    def __post_init__(self) -> None:
        if not isinstance(self.name, str):
            raise ArgumentTypeError(f"a player's name is text, got {self.name!r} of type {type(self.name).__name__}")
        if not (self.name.isidentifier() and self.name[0].isalpha()):
            raise ArgumentError(f"player name {self.name!r}: use a letter, then letters, digits or underscores")

    def __str__(self) -> str:
        return self.name


def players(names: str) -> Player | tuple[Player, ...]:
    """Players from names separated by spaces or commas, as `sympy.symbols` does it.

    Parameters
    ----------
    names : str
        Such as ``"G D"``.

    Returns
    -------
    Player or tuple of Player
        One player for a single name without a comma, a tuple otherwise.

    Raises
    ------
    ArgumentError
        If there is no name, or a name is repeated.

    Examples
    --------
    >>> players("G D")
    (Player(name='G'), Player(name='D'))
    >>> players("M")
    Player(name='M')
    """
    if not isinstance(names, str):
        raise ArgumentTypeError(f"players() takes one text of names, got {names!r}")
    found = names.replace(",", " ").split()
    if not found:
        raise ArgumentError("players() needs at least one name, such as players('G D')")
    repeated = sorted({n for n in found if found.count(n) > 1})
    if repeated:
        raise ArgumentError(f"players({names!r}): the name {repeated[0]!r} is repeated")
    made = tuple(Player(n) for n in found)
    return made[0] if len(made) == 1 and "," not in names else made
