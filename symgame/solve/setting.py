"""The setting of a derivation: the game's symbols as plain reals, and what is assumed of its parameters.

Inside the solvers an action is a plain real symbol whose domain says everything: with ``q`` declared
positive, sympy turns ``q <= 0`` into False and the corner is gone before anybody looks at it.  Results are
given back in the author's symbols.  Parameters keep their declared signs; a symbol without ``real`` is
taken as real.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.games.sequential import SequentialGame


@dataclass(frozen=True)
class Setting:
    """How the author's symbols map to the solvers' and back.

    Parameters
    ----------
    inward, outward : tuple of (Symbol, Symbol)
        Pairs author → solver and solver → author.
    assumptions : tuple of Boolean
        Relations between parameters, in the solvers' symbols.
    notes : tuple of str
        Symbols that were taken as real.
    """

    inward: tuple[tuple[sp.Symbol, sp.Symbol], ...]
    assumptions: tuple[Boolean, ...]
    notes: tuple[str, ...] = ()

    def enter(self, value: Any) -> Any:
        """`value` in the solvers' symbols."""
        return value.xreplace(dict(self.inward)) if isinstance(value, sp.Basic) else value

    def leave(self, value: Any) -> Any:
        """`value` in the author's symbols."""
        if not isinstance(value, sp.Basic):
            return value
        back = {s: a for a, s in self.inward}
        return value.xreplace(back)


def setting_of(game: SequentialGame, extra: Iterable[Boolean] = (), symbols: Iterable[sp.Symbol] = ()) -> Setting:
    """The setting of a sequential game, with `extra` relations assumed and parameters that stand outside of the game.

    Examples
    --------
    >>> from symgame.games.players import Player
    >>> from symgame.games.stages import Move
    >>> q, G = sp.Symbol("q", positive=True), Player("G")
    >>> game = SequentialGame([Move(G, q, domain=sp.Interval(0, 1))], {G: q})
    >>> setting_of(game).enter(q) <= 0
    q <= 0
    """
    actions = set(game.actions)
    pairs: list[tuple[sp.Symbol, sp.Symbol]] = []
    unreal: list[str] = []
    for s in sorted(game.free_symbols | set(symbols), key=lambda s: s.name):
        if s in actions:
            pairs.append((s, sp.Symbol(s.name, real=True)))
        elif s.is_real is None:
            pairs.append((s, sp.Symbol(s.name, real=True)))
            unreal.append(s.name)
    inward = tuple((a, b) for a, b in pairs if a != b)
    replace = dict(inward)
    assumptions = tuple(r.xreplace(replace) for r in (*game.assume, *extra))
    notes = (f"taken as real: {', '.join(unreal)}",) if unreal else ()
    return Setting(inward, assumptions, notes)
