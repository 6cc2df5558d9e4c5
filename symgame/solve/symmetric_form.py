"""The two-person form of a symmetric game, whose equilibria are the symmetric ones.

For the game (n, X, u), player i chooses x in X with payoff u(x, (n − 1) y), and a second player, the
*mirror*, chooses y in X with payoff −(y − x)².  The mirror's best reply is y = x, so (x, y) is an
equilibrium iff y = x and x maximises u(·, (n − 1) x) over X: iff everybody choosing x is an equilibrium of
the symmetric game.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Move, Simultaneous
from symgame.games.symmetric import SymmetricGame


@dataclass(frozen=True)
class TwoPersonForm:
    """The form with what leads back from it.

    Parameters
    ----------
    game : SequentialGame
        One stage, in plain real symbols.
    player : Player
        Who chooses x.
    own, other : Symbol
        x and y.
    inward : tuple of (Symbol, Symbol)
        Pairs author → form; an integer parameter is a real one here.
    """

    game: SequentialGame
    player: Player
    own: sp.Symbol
    other: sp.Symbol
    inward: tuple[tuple[sp.Symbol, sp.Symbol], ...]

    def enter(self, value: Any) -> Any:
        """`value` in the symbols of the form."""
        return value.xreplace(dict(self.inward)) if isinstance(value, sp.Basic) else value

    def leave(self, value: Any) -> Any:
        """`value` in the author's symbols."""
        return value.xreplace({b: a for a, b in self.inward}) if isinstance(value, sp.Basic) else value


def _plain(s: sp.Symbol) -> sp.Symbol:
    """The same symbol as a real number with its declared sign."""
    signs = {k: True for k in ("positive", "nonnegative", "negative", "nonpositive") if getattr(s, f"is_{k}")}
    return sp.Symbol(s.name, real=True, **signs)


def _fresh(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name


def two_person_form(game: SymmetricGame, least: int = 2) -> TwoPersonForm:
    """The two-person form, with a symbolic number of players taken as a real number from `least` on.

    Parameters
    ----------
    game : SymmetricGame
    least : int

    Returns
    -------
    TwoPersonForm

    Examples
    --------
    >>> n, q = sp.symbols("n q", positive=True)
    >>> form = two_person_form(SymmetricGame(n, q, sp.Interval(0, 1), lambda own, others: own*others))
    >>> form.game.payoffs[form.player]
    q*y*(n - 1)
    """
    own = game.own
    symbols = {*game.parameters, own}
    other = sp.Symbol(_fresh("y", {s.name for s in symbols}), real=True)
    mirror = Player(_fresh("mirror", {game.player.name}))
    inward = tuple((s, _plain(s)) for s in game.parameters if s.is_real is None or s.is_integer)
    inner = dict(inward)
    number = game.number.xreplace(inner)
    domain = game.domain.xreplace(inner)
    payoff = game.payoff.xreplace(inner).subs(game.others, (number - 1) * other)
    at_least = () if number.is_number else (sp.Ge(number, least),)
    stage = Simultaneous(Move(game.player, own, domain=domain), Move(mirror, other, domain=domain))
    assume = [*(r.xreplace(inner) for r in game.assume), *at_least]
    made = SequentialGame([stage], {game.player: payoff, mirror: -((other - own) ** 2)}, assume)
    return TwoPersonForm(made, game.player, own, other, inward)
