"""Sequential games with observed actions: stages, payoffs, and relations between parameters.

The game is (stages s_1 … s_T, payoffs u_i).  A history at stage t lists the actions of the stages before t.
Payoffs are expressions in actions and parameters; a parameter is any free symbol that is no action.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import networkx as nx
import sympy as sp
from sympy.logic.boolalg import Boolean, BooleanFalse, BooleanTrue

from symgame.errors import ArgumentTypeError, GameError
from symgame.games.exact import exact_payoff
from symgame.games.players import Player
from symgame.games.stage_graph import stages_to_graph
from symgame.games.stage_symbols import stage_actions, stage_domains
from symgame.games.stages import Bargain, Move, Nature, OutsideOption, Simultaneous, Stage
from symgame.games.validate import validate_sequential
from symgame.printing import Value


def _stage(stage: Any, place: int) -> Stage:
    if isinstance(stage, tuple | list):
        return Simultaneous(*stage)
    if not isinstance(stage, Move | Simultaneous | Bargain | OutsideOption | Nature):
        raise ArgumentTypeError(f"stage {place}: {stage!r} is not a stage")
    return stage


@dataclass(frozen=True, init=False)
class SequentialGame(Value):
    """A game of finitely many stages with observed actions.

    Parameters
    ----------
    stages : iterable of Move, Simultaneous, Bargain, OutsideOption, Nature, or tuple of Move
    payoffs : {Player: Expr}
        In actions and parameters; finite, real, exact.
    assume : iterable of sympy relations in the parameters

    Raises
    ------
    GameError, ArgumentTypeError
        With the place and the offending value, when the game is not well formed.

    Examples
    --------
    >>> x, c = sp.Symbol("x", nonnegative=True), sp.Symbol("c", positive=True)
    >>> G = Player("G")
    >>> game = SequentialGame([Move(G, x, domain=sp.Interval(0, sp.oo))], {G: x - c*x**2})
    >>> game.parameters
    (c,)
    """

    stages: tuple[Stage, ...]
    payoff_items: tuple[tuple[Player, sp.Expr], ...]
    assume: tuple[Boolean, ...]

    def __init__(self, stages: Iterable[Any], payoffs: Mapping[Player, Any], assume: Iterable[Any] = ()) -> None:
        object.__setattr__(self, "stages", tuple(_stage(s, i + 1) for i, s in enumerate(stages)))
        if not isinstance(payoffs, Mapping):
            raise ArgumentTypeError(f"payoffs are a mapping {{player: expression}}, got {payoffs!r}")
        for p in payoffs:
            if not isinstance(p, Player):
                raise ArgumentTypeError(f"payoffs: the key {p!r} is not a Player; make one with players('…')")
        items = tuple((p, exact_payoff(e, f"payoff of {p}")) for p, e in payoffs.items())
        object.__setattr__(self, "payoff_items", items)
        relations = tuple(assume) if isinstance(assume, Iterable) else (assume,)
        for r in relations:
            if not isinstance(r, Boolean | bool):
                raise ArgumentTypeError(f"assume: {r!r} is not a sympy relation")
        kept = tuple(sp.S.true if r is True else sp.S.false if r is False else r for r in relations)
        object.__setattr__(self, "assume", tuple(r for r in kept if not isinstance(r, BooleanTrue)))
        if any(isinstance(r, BooleanFalse) for r in self.assume):
            raise GameError("assume: a relation is false for all parameters (it may contradict a symbol's own assumptions)")
        validate_sequential(self)

    @property
    def payoffs(self) -> Mapping[Player, sp.Expr]:
        """The payoffs as a read-only mapping."""
        return MappingProxyType(dict(self.payoff_items))

    @property
    def players(self) -> tuple[Player, ...]:
        """The players in the order of the payoffs."""
        return tuple(p for p, _ in self.payoff_items)

    @property
    def actions(self) -> tuple[sp.Symbol, ...]:
        """All actions in the order of play, shares and chance symbols included."""
        return tuple(a for s in self.stages for a in stage_actions(s))

    @property
    def parameters(self) -> tuple[sp.Symbol, ...]:
        """Free symbols that are no action, in alphabetical order."""
        return tuple(sorted(self.free_symbols - set(self.actions), key=lambda s: s.name))

    @property
    def free_symbols(self) -> set[sp.Symbol]:
        """Every symbol of the game."""
        found: set[sp.Symbol] = set(self.actions)
        for _, e in self.payoff_items:
            found |= e.free_symbols
        for r in self.assume:
            found |= r.free_symbols
        for s in self.stages:
            for d in stage_domains(s):
                found |= d.free_symbols
            if isinstance(s, Bargain):
                found |= set().union(*(v.free_symbols for v in s.disagreement))
            if isinstance(s, OutsideOption):
                found |= set().union(*(v.free_symbols for _, v in s.payoffs))
            if isinstance(s, Nature) and isinstance(s.distribution, tuple):
                found |= set().union(*(v.free_symbols | p.free_symbols for v, p in s.distribution))
        return found

    def to_networkx(self) -> nx.DiGraph:
        """The game as a graph that `ExtensiveFormGame` reads: a node a stage, with ``move=`` or ``bargain=``.

        Examples
        --------
        >>> x, G = sp.Symbol("x", real=True), Player("G")
        >>> graph = SequentialGame([Move(G, x, domain=sp.Interval(0, 1))], {G: x}).to_networkx()
        >>> [sorted(data) for _, data in graph.nodes(data=True)]
        [['move'], ['payoffs']]
        """
        return stages_to_graph(self)

    def __repr__(self) -> str:
        tail = f", assume={list(self.assume)!r}" if self.assume else ""
        return f"SequentialGame(stages={list(self.stages)!r}, payoffs={dict(self.payoff_items)!r}{tail})"
