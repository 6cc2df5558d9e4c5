"""From a game with a bargaining stage, or from utilities, to a problem of dominance."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.budget import Budget
from symgame.errors import ArgumentError, ArgumentTypeError, GameError, SeveralEquilibriaError, UnsupportedError
from symgame.games.exact import exact, exact_domain
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stage_symbols import stage_actions, stage_domains
from symgame.games.stages import Bargain, Move, Simultaneous
from symgame.logic.normal import membership
from symgame.logic.problem import sentences
from symgame.solve.dominance import Dominance
from symgame.solve.overlap import differ_somewhere
from symgame.solve.pieces import Piece, conjunctions, split
from symgame.solve.solve import solve

Found = tuple[Dominance, sp.Symbol, tuple[str, ...]]


def problem_of_game(game: SequentialGame, budget: Budget | None) -> Found:
    """The payoffs of the parties as functions of the share, by backward induction from the bargaining stage on.

    Actions before the bargain count as parameters within their domains.
    """
    places = [k for k, s in enumerate(game.stages) if isinstance(s, Bargain)]
    if len(places) != 1:
        raise GameError(f"pareto_set needs a game with one Bargain stage; this one has {len(places)}")
    stage = game.stages[places[0]]
    assert isinstance(stage, Bargain)
    if len(stage.shares) != 1:
        raise UnsupportedError(f"pareto_set treats one share; this stage bargains over {len(stage.shares)}")
    (share,), (domain,) = stage.shares, stage.domains
    solved = solve(_from(game, places[0]), budget=budget)
    inner, low, high = _domain(share, domain)
    pieces: list[Piece] = []
    for b in solved.branches:
        payoffs = [b.payoffs[p].xreplace({share: inner}) for p in stage.between]
        for region in conjunctions(b.region.condition.xreplace({share: inner})):
            pieces += _pieces(region, payoffs, stage.between)
    _unique(pieces, solved.assumptions, share, inner)
    for condition in (solved.uncovered, *(r.condition for r, _ in solved.nonexistence)):
        pieces += [Piece(c, {}) for c in conjunctions(condition.xreplace({share: inner}))]
    given = tuple(g for g in solved.assumptions if share not in g.free_symbols)
    parameters = tuple(p for p in solved.parameters if p != share)
    ends = (bool(domain.left_open), bool(domain.right_open))
    return Dominance(inner, low, high, *ends, stage.between, tuple(pieces), parameters, given), share, solved.notes


def _from(game: SequentialGame, place: int) -> SequentialGame:
    """The game that begins at a stage, what was played before being parameters."""
    if place == 0:
        return game
    inside: list[Boolean] = []
    for s in game.stages[:place]:
        if isinstance(s, Move | Simultaneous):
            inside += [membership(x, d) for x, d in zip(stage_actions(s), stage_domains(s), strict=True)]
    parts = [a for r in inside for a in (r.args if isinstance(r, And) else (r,)) if a is not sp.true]
    return SequentialGame(game.stages[place:], game.payoffs, [*game.assume, *parts])


def problem_of_utilities(
    utilities: Mapping[Any, Any], over: sp.Symbol | None, domain: sp.Set | None, given: Iterable[Boolean]
) -> Found:
    """Utilities that are given as expressions in the share and the parameters."""
    over, domain = checked_utilities(utilities, over, domain)
    inner, low, high = _domain(over, domain)
    listed = [exact(u, f"utility of {p}").xreplace({over: inner}) for p, u in utilities.items()]
    facts = sentences(tuple(given))
    symbols = set().union(*(e.free_symbols for e in (low, high, *listed, *facts)))
    parameters = tuple(sorted(symbols - {inner}, key=lambda s: s.name))
    pieces = tuple(_pieces((), listed, tuple(utilities)))
    ends = (bool(domain.left_open), bool(domain.right_open))
    return Dominance(inner, low, high, *ends, tuple(utilities), pieces, parameters, facts), over, ()


def checked_utilities(utilities: Mapping[Any, Any], over: Any, domain: Any) -> tuple[sp.Symbol, sp.Interval]:
    """The share and its domain, when utilities, share and domain fit together.

    Raises
    ------
    ArgumentError, ArgumentTypeError, UnsupportedError
    """
    if not isinstance(over, sp.Symbol) or domain is None:
        raise ArgumentTypeError("pareto_set with utilities needs over= (the share, a Symbol) and domain= (an Interval)")
    for p in utilities:
        if not isinstance(p, Player):
            raise ArgumentTypeError(f"pareto_set: the key {p!r} is not a Player; make one with players('…')")
    if len(utilities) < 2:
        raise ArgumentError("pareto_set needs the utilities of two players at least")
    _domain(over, domain)
    return over, exact_domain(domain, f"domain of {over}")


def _domain(share: sp.Symbol, domain: sp.Set) -> tuple[sp.Symbol, sp.Expr, sp.Expr]:
    domain = exact_domain(domain, f"domain of {share}")
    if not isinstance(domain, sp.Interval) or domain.start is -sp.oo or domain.end is sp.oo:
        raise UnsupportedError(f"pareto_set needs an interval with finite ends as the domain of {share}, got {domain}")
    return sp.Symbol(share.name, real=True), domain.start, domain.end


def _pieces(region: tuple[Boolean, ...], payoffs: list[sp.Expr], parties: tuple[Player, ...]) -> Iterator[Piece]:
    for conditions, values in split(payoffs):
        yield Piece((*region, *conditions), dict(zip(parties, values, strict=True)))  # type: ignore[arg-type]


def _unique(pieces: list[Piece], given: tuple[Boolean, ...], share: sp.Symbol, inner: sp.Symbol) -> None:
    """Where two pieces hold at once, the payoffs are the same."""
    facts = tuple(g.xreplace({share: inner}) for g in given)
    for p, q in itertools.combinations(pieces, 2):
        both = And(*p.conditions, *q.conditions)
        for i in p.payoffs:
            if p.payoffs[i] != q.payoffs[i] and differ_somewhere(p.payoffs[i], q.payoffs[i], both, facts):
                values = f"{p.payoffs[i]} and {q.payoffs[i]}"
                raise SeveralEquilibriaError(f"pareto_set: after some {share} several equilibria give {i} {values}")
