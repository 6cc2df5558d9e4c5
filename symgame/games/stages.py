"""Stages of a sequential game: who chooses what, from which set, at the same time as whom.

A sequential game is a finite list of stages.  At a stage one or several players choose real actions
from intervals that may depend on parameters and on actions of earlier stages; everybody observes what
was played before.  `Bargain` is a stage at which parties share by a rule, `OutsideOption` one at which a
player may end the game, `Nature` one at which chance moves (Fudenberg and Tirole 1991, ch. 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import sympy as sp

from symgame.errors import ArgumentError, ArgumentTypeError, GameError
from symgame.games.exact import exact, exact_domain, exact_payoff
from symgame.games.players import Player
from symgame.printing import Value


@dataclass(frozen=True)
class _Mark(Value):
    """A named constant of the library, such as `OUT`."""

    name: str

    def __repr__(self) -> str:
        return self.name

    def __str__(self) -> str:
        return self.name

    def __reduce__(self) -> str:
        return self.name  # the constant itself: what another process sends back is compared by identity


OUT = _Mark("OUT")
"""Key of an outcome in which a player ended the game: ``{OUT: player}``."""

NO_DEAL = _Mark("NO_DEAL")
"""Value under `OUT` when no share gives every party at least the disagreement payoff."""


def _player(player: Any, where: str) -> Player:
    if not isinstance(player, Player):
        raise ArgumentTypeError(f"{where}: {player!r} is not a Player; make one with players('…')")
    return player


def _symbols(actions: Any, where: str) -> tuple[sp.Symbol, ...]:
    listed = tuple(actions) if isinstance(actions, Iterable) else (actions,)
    if not listed:
        raise ArgumentError(f"{where}: no action")
    for a in listed:
        if not isinstance(a, sp.Symbol):
            raise ArgumentTypeError(f"{where}: {a!r} is not a sympy Symbol")
    if len(set(listed)) < len(listed):
        raise GameError(f"{where}: an action is repeated in {listed}")
    return listed


def _domains(domain: Any, actions: tuple[sp.Symbol, ...], where: str) -> tuple[sp.Set, ...]:
    given = (domain,) if isinstance(domain, sp.Set) else tuple(domain) if isinstance(domain, Iterable) else (domain,)
    if len(given) != len(actions):
        raise GameError(f"{where}: {len(actions)} actions but {len(given)} domains")
    return tuple(exact_domain(d, f"domain of {a}") for a, d in zip(actions, given, strict=True))


@dataclass(frozen=True, init=False)
class Move(Value):
    """One player chooses one or several real actions.

    Parameters
    ----------
    player : Player
    action : Symbol or tuple of Symbol
    domain : Set or tuple of Set
        One sympy `Interval`, `Reals` or `FiniteSet` an action; ends may use parameters and earlier actions.

    Raises
    ------
    ArgumentTypeError, GameError
        If a part has the wrong type, or the numbers of actions and domains differ.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> Move(Player("G"), x, domain=sp.Interval(0, 1)).actions
    (x,)
    """

    player: Player
    actions: tuple[sp.Symbol, ...]
    domains: tuple[sp.Set, ...]

    def __init__(self, player: Player, action: Any, *, domain: Any) -> None:
        object.__setattr__(self, "player", _player(player, "Move"))
        object.__setattr__(self, "actions", _symbols(action, f"Move of {player}"))
        object.__setattr__(self, "domains", _domains(domain, self.actions, f"Move of {player}"))

    def __repr__(self) -> str:
        action = self.actions[0] if len(self.actions) == 1 else self.actions
        domain = self.domains[0] if len(self.actions) == 1 else self.domains
        return f"Move({self.player!r}, {action}, domain={domain})"


@dataclass(frozen=True, init=False)
class Simultaneous(Value):
    """Several moves at the same time; a tuple of moves in ``stages`` is short for it.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> one, two = Player("A"), Player("B")
    >>> len(Simultaneous(Move(one, x, domain=sp.Reals), Move(two, y, domain=sp.Reals)).moves)
    2
    """

    moves: tuple[Move, ...]

    def __init__(self, *moves: Move) -> None:
        for m in moves:
            if not isinstance(m, Move):
                hint = "; write Simultaneous(Move(…), Move(…))" if isinstance(m, tuple | list) else ""
                raise ArgumentTypeError(f"Simultaneous: {m!r} is not a Move{hint}")
        if not moves:
            raise ArgumentError("Simultaneous needs at least one Move")
        object.__setattr__(self, "moves", tuple(moves))

    def __repr__(self) -> str:
        return f"Simultaneous({', '.join(map(repr, self.moves))})"


@dataclass(frozen=True, init=False)
class Bargain(Value):
    """Parties agree on shares by a bargaining rule given to `solve`; without a rule the shares are parameters.

    Parameters
    ----------
    share : Symbol or tuple of Symbol
    between : tuple of Player
        Two or more parties.
    domain : Set or tuple of Set
    disagreement : tuple of Expr (in ``between`` order) or {Player: Expr}
        Payoffs without a deal; may use parameters and earlier actions.

    Examples
    --------
    >>> d = sp.Symbol("d", real=True)
    >>> G, D = Player("G"), Player("D")
    >>> Bargain(d, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)).disagreement
    (0, 0)
    """

    shares: tuple[sp.Symbol, ...]
    between: tuple[Player, ...]
    domains: tuple[sp.Set, ...]
    disagreement: tuple[sp.Expr, ...]

    def __init__(
        self,
        share: Any,
        *,
        between: Iterable[Player],
        domain: Any,
        disagreement: Iterable[Any] | Mapping[Player, Any] | None = None,
    ) -> None:
        parties = tuple(_player(p, "Bargain") for p in between)
        if len(parties) < 2 or len(set(parties)) < len(parties):
            raise GameError(f"Bargain: between needs two or more different players, got {parties}")
        if disagreement is None:
            disagreement = (0,) * len(parties)
        if isinstance(disagreement, Mapping):
            missing = [p for p in parties if p not in disagreement]
            if missing:
                raise GameError(f"Bargain: no disagreement payoff for {missing[0]}")
            disagreement = [disagreement[p] for p in parties]
        points = tuple(exact_payoff(v, "disagreement payoff") for v in disagreement)
        if len(points) != len(parties):
            raise GameError(f"Bargain: {len(parties)} parties but {len(points)} disagreement payoffs")
        object.__setattr__(self, "shares", _symbols(share, "Bargain"))
        object.__setattr__(self, "between", parties)
        object.__setattr__(self, "domains", _domains(domain, self.shares, "Bargain"))
        object.__setattr__(self, "disagreement", points)

    def __repr__(self) -> str:
        share = self.shares[0] if len(self.shares) == 1 else self.shares
        domain = self.domains[0] if len(self.domains) == 1 else self.domains
        return f"Bargain({share}, between={self.between!r}, domain={domain}, disagreement={self.disagreement})"


@dataclass(frozen=True, init=False)
class OutsideOption(Value):
    """A player may end the game here; ``payoffs`` are everybody's payoffs if so.

    Parameters
    ----------
    player : Player
    payoffs : {Player: Expr}
        One entry for every player of the game; may use parameters and earlier actions.

    Examples
    --------
    >>> D = Player("D")
    >>> OutsideOption(D, {D: 0}).payoffs
    ((Player(name='D'), 0),)
    """

    player: Player
    payoffs: tuple[tuple[Player, sp.Expr], ...]

    def __init__(self, player: Player, payoffs: Mapping[Player, Any]) -> None:
        object.__setattr__(self, "player", _player(player, "OutsideOption"))
        if not isinstance(payoffs, Mapping):
            raise ArgumentTypeError(f"OutsideOption of {player}: payoffs are a mapping {{player: payoff}}, got {payoffs!r}")
        listed = {_player(p, "OutsideOption"): exact_payoff(v, f"outside payoff of {p}") for p, v in payoffs.items()}
        object.__setattr__(self, "payoffs", tuple(sorted(listed.items(), key=lambda item: item[0].name)))

    def __repr__(self) -> str:
        return f"OutsideOption({self.player!r}, {dict(self.payoffs)!r})"


@dataclass(frozen=True)
class Uniform(Value):
    """The uniform distribution on an interval.

    Examples
    --------
    >>> Uniform(0, 1)
    Uniform(low=0, high=1)
    """

    low: sp.Expr
    high: sp.Expr

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", exact(self.low, "Uniform"))
        object.__setattr__(self, "high", exact(self.high, "Uniform"))


@dataclass(frozen=True, init=False)
class Nature(Value):
    """Chance draws `symbol`; payoffs are expectations; ``observed_by`` names the players who see the draw.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> Nature(x, {0: sp.Rational(1, 2), 1: sp.Rational(1, 2)}).distribution
    ((0, 1/2), (1, 1/2))
    """

    symbol: sp.Symbol
    distribution: tuple[tuple[sp.Expr, sp.Expr], ...] | Uniform
    observed_by: tuple[Player, ...] | None

    everybody: ClassVar[None] = None

    def __init__(self, symbol: sp.Symbol, distribution: Any, *, observed_by: Iterable[Player] | None = None) -> None:
        (name,) = _symbols((symbol,), "Nature")
        if isinstance(distribution, Mapping):
            pairs = tuple((exact(v, f"value of {name}"), exact(p, f"probability of {v}")) for v, p in distribution.items())
            if not pairs:
                raise GameError(f"Nature {name}: no value")
            distribution = pairs
        elif not isinstance(distribution, Uniform):
            raise ArgumentTypeError(f"Nature {name}: {distribution!r} is neither {{value: probability}} nor Uniform")
        object.__setattr__(self, "symbol", name)
        object.__setattr__(self, "distribution", distribution)
        seen = None if observed_by is None else tuple(_player(p, "Nature") for p in observed_by)
        object.__setattr__(self, "observed_by", seen)


Stage = Move | Simultaneous | Bargain | OutsideOption | Nature
