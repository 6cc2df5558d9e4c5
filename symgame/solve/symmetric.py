"""Symmetric equilibria of a symmetric game with any number of players.

Everybody choosing x* is an equilibrium iff x* maximises u(·, (n − 1) x*) over X.  The game is solved in its
two-person form; a symbolic number of players counts there as a real number, at least 2 (at least 1 where
the same answer is proved to hold for one player too).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sympy as sp

from symgame.budget import Budget
from symgame.games.symmetric import SymmetricGame
from symgame.logic.region import Region
from symgame.solve.backward import backward_induction
from symgame.solve.equilibrium import Branch, Equilibrium
from symgame.solve.symmetric_form import TwoPersonForm, two_person_form


def symmetric_equilibrium(game: SymmetricGame, *, budget: Budget | None = None) -> Equilibrium:
    """The symmetric equilibria of a symmetric game, with their regions.

    Parameters
    ----------
    game : SymmetricGame
    budget : Budget, optional

    Returns
    -------
    Equilibrium
        Each branch gives the action that everybody chooses and the payoff of each player.

    Examples
    --------
    >>> n, q, a = sp.symbols("n q a", positive=True)
    >>> game = SymmetricGame(n, q, sp.Interval(0, sp.oo), payoff=lambda own, others: (a - own - others)*own)
    >>> symmetric_equilibrium(game)[q]
    a/(n + 1)
    """
    found = _solved(game, 2, budget)
    if game.number.is_number or found.uncovered is not sp.false or found.nonexistence:
        return found
    alone = _solved(game, 1, budget)
    same = alone.uncovered is sp.false and not alone.nonexistence and _alike(alone, found)
    return alone if same else found


def _alike(this: Equilibrium, that: Equilibrium) -> bool:
    """Whether two results say the same."""
    listed = [[(b.region.condition, b.outcome_items, b.payoff_items) for b in e.branches] for e in (this, that)]
    return listed[0] == listed[1]


def _solved(game: SymmetricGame, least: int, budget: Budget | None) -> Equilibrium:
    form = two_person_form(game, least)
    found = backward_induction(form.game, budget=budget)
    notes = list(found.notes)
    if not game.number.is_number:
        notes.append(f"{game.number} is taken as a real number that is at least {least}")
    notes.append("symmetric equilibria only")
    return replace(
        found,
        game=game,
        branches=tuple(_branch(b, form, game) for b in found.branches),
        nonexistence=tuple((_region(r, form), why) for r, why in found.nonexistence),
        uncovered=form.leave(found.uncovered),
        parameters=game.parameters,
        notes=tuple(notes),
    )


def _region(region: Region, form: TwoPersonForm) -> Region:
    return Region(form.leave(region.condition), tuple(form.leave(g) for g in region.given))


def _branch(branch: Branch, form: TwoPersonForm, game: SymmetricGame) -> Branch:
    def mine(items: tuple[tuple[Any, Any], ...]) -> tuple[tuple[Any, Any], ...]:
        return tuple((game.action, form.leave(value)) for key, value in items if key == form.own)

    payoffs = tuple((p, form.leave(e)) for p, e in branch.payoff_items if p == form.player)
    return replace(
        branch,
        region=_region(branch.region, form),
        strategy_items=mine(branch.strategy_items),
        outcome_items=mine(branch.outcome_items),
        payoff_items=payoffs,
    )
