"""Mergers in a symmetric game: m of n players become one, who acts as one of n − m + 1 alike players.

The merger pays its members iff π(n − m + 1) > m π(n), where π(n) is the payoff in the symmetric equilibrium
with n players: a merged firm with the technology of one firm, as with constant unit costs.

References
----------
S. Salant, S. Switzer, R. Reynolds (1983), Losses from horizontal merger, Quarterly Journal of Economics 98.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget
from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.games.exact import exact
from symgame.games.symmetric import SymmetricGame
from symgame.logic.region import Region
from symgame.solve.compare import Comparison, compare
from symgame.solve.equilibrium import Branch, Equilibrium
from symgame.solve.symmetric import symmetric_equilibrium


def merger(game: SymmetricGame, insiders: Any, *, budget: Budget | None = None) -> Comparison:
    """Compare the merged firm's payoff with what its members earned before.

    Parameters
    ----------
    game : SymmetricGame
        Before the merger.
    insiders : int or Symbol
        How many merge, at least 2 and at most all.
    budget : Budget, optional

    Returns
    -------
    Comparison
        Greater where the merger pays its members.

    Raises
    ------
    ArgumentError, ArgumentTypeError
        For a number of insiders that is no such number.

    Examples
    --------
    >>> n, q, a, c = sp.symbols("n q a c", positive=True)
    >>> cournot = SymmetricGame(n, q, sp.Interval(0, sp.oo), lambda own, others: (a - own - others - c)*own, assume=[a > c])
    >>> pays = merger(cournot, 2).greater
    >>> pays.holds_at({n: 2, a: 2, c: 1}), pays.holds_at({n: 3, a: 2, c: 1})
    (True, False)
    """
    m = exact(insiders, "the number of insiders")
    if m.is_number and not (m.is_Integer and m >= 2):
        raise ArgumentError(f"merger: {m} insiders; give an integer that is at least 2, or a symbol")
    if m in (game.action, game.others) or not isinstance(m, sp.Symbol | sp.Integer):
        raise ArgumentTypeError(f"merger: the number of insiders {insiders!r} is no integer and no symbol")
    bounds = tuple(r for r in (sp.Ge(m, 2), sp.Le(m, game.number)) if r is not sp.true)
    if any(r is sp.false for r in bounds):
        raise ArgumentError(f"merger: {m} of {game.number} players cannot merge")
    solved = symmetric_equilibrium(game, budget=budget)
    after = _with_number(game, solved, game.number - m + 1, budget)
    before = _assuming(solved, bounds)
    others = (game.number - 1) * game.action
    each = game.payoff.subs({game.own: game.action, game.others: others}, simultaneous=True)
    return compare(_assuming(after, bounds), before, (game.player, m * each), budget=budget)


def _with_number(game: SymmetricGame, solved: Equilibrium, number: sp.Expr, budget: Budget | None) -> Equilibrium:
    """The equilibrium with another number of players."""
    if not isinstance(game.number, sp.Symbol):

        def called(own: sp.Expr, others: sp.Expr) -> sp.Expr:
            return game.payoff.subs({game.own: own, game.others: others}, simultaneous=True)

        fewer = SymmetricGame(number, game.action, game.domain, called, assume=game.assume, player=game.player)
        return symmetric_equilibrium(fewer, budget=budget)

    def put(value: Any) -> Any:
        return value.subs(game.number, number) if isinstance(value, sp.Basic) else value

    def branch(b: Branch) -> Branch:
        items = ([(k, put(v)) for k, v in part] for part in (b.strategy_items, b.outcome_items, b.payoff_items))
        strategies, outcome, payoffs = (tuple(part) for part in items)
        region = Region(put(b.region.condition), tuple(put(g) for g in b.region.given))
        return Branch(region, strategies, outcome, payoffs)

    parameters = tuple(dict.fromkeys((*solved.parameters, *sorted(number.free_symbols, key=str))))
    found = tuple(branch(b) for b in solved.branches)
    return replace(solved, branches=found, uncovered=put(solved.uncovered), parameters=parameters)


def _assuming(solved: Equilibrium, bounds: tuple[Boolean, ...]) -> Equilibrium:
    """The equilibrium under more assumptions."""
    extra = tuple(sorted(set().union(*(b.free_symbols for b in bounds)) - set(solved.parameters), key=str)) if bounds else ()

    def region(r: Region) -> Region:
        return Region(r.condition, (*r.given, *bounds))

    found = tuple(replace(b, region=region(b.region)) for b in solved.branches)
    return replace(solved, branches=found, parameters=(*solved.parameters, *extra))
