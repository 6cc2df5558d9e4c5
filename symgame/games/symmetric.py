"""Symmetric games with any number of players, each of whom meets the others only through their sum.

The game is (n, x, X, u).  Each of n players chooses a real action from one interval X, and a player who
chooses x while the n − 1 others choose x_2, …, x_n receives u(x, S) with S = x_2 + … + x_n.  The number n
is an integer or a symbol; u and X may depend on n and on parameters.  A profile in which everybody chooses
x* is an equilibrium iff x* maximises u(·, (n − 1) x*) over X.

References
----------
D. Acemoglu, M. Jensen (2013), Aggregate comparative statics, Games and Economic Behavior 81.
X. Vives (1999), Oligopoly Pricing, chapter 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean, BooleanFalse, BooleanTrue

from symgame.errors import ArgumentTypeError, GameError
from symgame.games.exact import exact, exact_domain, exact_payoff
from symgame.games.players import Player
from symgame.printing import Value

REPRESENTATIVE = Player("i")


def _number(n: Any) -> sp.Expr:
    value = exact(n, "the number of players")
    if value.is_number and not (value.is_Integer and value >= 1):
        raise GameError(f"the number of players is {value}; give an integer that is at least 1, or a symbol")
    if value.is_integer is False or value.is_positive is False:
        raise GameError(f"the number of players, {value}, cannot be a positive integer by its assumptions")
    return value


def _assumed(relations: Any) -> tuple[Boolean, ...]:
    listed = tuple(relations) if isinstance(relations, Iterable) else (relations,)
    for r in listed:
        if not isinstance(r, Boolean | bool):
            raise ArgumentTypeError(f"assume: {r!r} is not a sympy relation")
        if r is False or isinstance(r, BooleanFalse):
            raise GameError("assume: a relation is false for all parameters (it may contradict a symbol's own signs)")
    return tuple(r for r in listed if r is not True and not isinstance(r, BooleanTrue))


def _called(payoff: Any, own: sp.Symbol, others: sp.Symbol) -> sp.Expr:
    if not callable(payoff):
        raise ArgumentTypeError(f"payoff is a function of (own, others), such as lambda own, others: …; got {payoff!r}")
    return exact_payoff(payoff(own, others), "payoff")


@dataclass(frozen=True, init=False)
class SymmetricGame(Value):
    """A game of `n` alike players whose payoff depends on the own action and the sum of the others'.

    Parameters
    ----------
    n : int or Expr
        How many players: an integer that is at least 1, or a symbol (or an expression in symbols), which stands
        for at least 2 players; proofs take it as a real number.
    action : Symbol
        Everybody's action; the key of results.
    domain : Interval or Reals
        Its ends may use parameters.
    payoff : callable
        ``payoff(own, others)`` with `others` the sum of the others' actions; called once, here, and the game
        keeps the expression.
    assume : iterable of sympy relations in the parameters
    player : Player
        The name of the representative player.

    Raises
    ------
    GameError, ArgumentTypeError
        With the offending value, when the game is not well formed.

    Examples
    --------
    >>> n, q, a = sp.symbols("n q a", positive=True)
    >>> game = SymmetricGame(n, q, sp.Interval(0, sp.oo), payoff=lambda own, others: (a - own - others)*own)
    >>> game.payoff
    q*(a - q - q_others)
    >>> game.parameters
    (a, n)
    """

    number: sp.Expr
    action: sp.Symbol
    domain: sp.Set
    payoff: sp.Expr
    others: sp.Symbol
    assume: tuple[Boolean, ...]
    player: Player

    def __init__(
        self,
        n: Any,
        action: sp.Symbol,
        domain: sp.Set,
        payoff: Callable[[sp.Expr, sp.Expr], Any],
        *,
        assume: Iterable[Any] = (),
        player: Player = REPRESENTATIVE,
    ) -> None:
        if not isinstance(action, sp.Symbol):
            raise ArgumentTypeError(f"SymmetricGame: the action {action!r} is not a sympy Symbol")
        if not isinstance(player, Player):
            raise ArgumentTypeError(f"SymmetricGame: {player!r} is not a Player; make one with players('…')")
        own, others = (sp.Symbol(name, real=True) for name in (action.name, f"{action.name}_others"))
        for name, value in {
            "number": _number(n), "action": action, "domain": exact_domain(domain, f"domain of {action}"),
            "payoff": _called(payoff, own, others), "others": others, "assume": _assumed(assume), "player": player,
        }.items():  # fmt: skip
            object.__setattr__(self, name, value)
        self._check()

    def _check(self) -> None:
        if not isinstance(self.domain, sp.Interval):
            raise GameError(f"SymmetricGame: the domain {self.domain} is not an interval")
        names: dict[str, sp.Symbol] = {self.action.name: self.own, self.others.name: self.others}
        for s in sorted(self._symbols(), key=lambda s: s.name):
            if names.setdefault(s.name, s) != s:
                raise GameError(f"SymmetricGame: two different symbols are named {s.name!r}; use one throughout")
        parts = [("the number of players", self.number), ("the domain", self.domain)]
        parts += [("assume", r) for r in self.assume]
        for where, part in parts:
            if part.free_symbols & {self.action, self.own, self.others}:
                raise GameError(f"SymmetricGame: {where}, {part}, uses the action; it may use parameters only")

    def _symbols(self) -> set[sp.Symbol]:
        parts = (self.number, self.domain, self.payoff, *self.assume)
        return set().union(*(p.free_symbols for p in parts)) - {self.action}

    @property
    def own(self) -> sp.Symbol:
        """The own action as it stands in `payoff`: a plain real symbol, since the domain says the rest."""
        return sp.Symbol(self.action.name, real=True)

    @property
    def parameters(self) -> tuple[sp.Symbol, ...]:
        """Free symbols that are no action, in alphabetical order, the number of players among them."""
        return tuple(sorted(self._symbols() - {self.own, self.others}, key=lambda s: s.name))

    @property
    def players(self) -> tuple[Player, ...]:
        """The representative player, for everybody is alike."""
        return (self.player,)

    @property
    def actions(self) -> tuple[sp.Symbol, ...]:
        """The action."""
        return (self.action,)

    def __repr__(self) -> str:
        tail = f", assume={list(self.assume)!r}" if self.assume else ""
        arguments = f"{self.number}, {self.action}, {self.domain}"
        return f"SymmetricGame({arguments}, payoff=lambda {self.own}, {self.others}: {self.payoff}{tail})"
