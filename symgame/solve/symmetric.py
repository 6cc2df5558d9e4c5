"""Symmetric equilibria of a symmetric game with any number of players.

Everybody choosing x* is an equilibrium iff x* maximises u(·, (n − 1) x*) over X.  The game is solved in its
two-person form; a symbolic number of players counts there as a real number, at least 2 (at least 1 where
the same answer is proved to hold for one player too).  Where that leaves everything open, the argument of
one falling crossing is tried, which admits symbolic exponents.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sympy as sp

from symgame.budget import Budget
from symgame.games.symmetric import SymmetricGame
from symgame.logic.region import Region
from symgame.logic.verdict import Verdict
from symgame.solve.backward import backward_induction
from symgame.solve.equilibrium import Branch, Equilibrium
from symgame.solve.symmetric_alike import no_asymmetric
from symgame.solve.symmetric_crossing import one_falling_crossing
from symgame.solve.symmetric_form import TwoPersonForm, two_person_form
from symgame.solve.symmetric_rest import settle_rest
from symgame.solve.symmetric_value import common_payoff


def symmetric_equilibrium(game: SymmetricGame, *, budget: Budget | None = None) -> Equilibrium:
    """The symmetric equilibria of a symmetric game, with their regions.

    Parameters
    ----------
    game : SymmetricGame
    budget : Budget, optional

    Returns
    -------
    Equilibrium
        Each branch gives the action that everybody chooses and the payoff of each player; `complete` speaks of
        asymmetric equilibria too.

    Examples
    --------
    >>> n, q, a = sp.symbols("n q a", positive=True)
    >>> game = SymmetricGame(n, q, sp.Interval(0, sp.oo), payoff=lambda own, others: (a - own - others)*own)
    >>> symmetric_equilibrium(game)[q]
    a/(n + 1)
    """
    form = two_person_form(game, 2)
    found = one_falling_crossing(game, form, (budget or Budget()).start()) if _has_symbolic_exponent(game) else None
    if found is None:
        found = backward_induction(form.game, budget=budget)
    if not found.branches and found.uncovered is not sp.false:
        found = one_falling_crossing(game, form, (budget or Budget()).start()) or found
    elif found.uncovered is sp.false and not found.nonexistence and _has_sense_alone(game):
        wider = two_person_form(game, 1)
        alone = backward_induction(wider.game, budget=budget)
        if alone.uncovered is sp.false and not alone.nonexistence and _alike(alone, found):
            form, found = wider, alone
    found = settle_rest(form, found, (budget or Budget()).start())
    return _leave(game, form, found)


def _has_symbolic_exponent(game: SymmetricGame) -> bool:
    return any(p.exp.free_symbols for p in game.payoff.atoms(sp.Pow))


def _has_sense_alone(game: SymmetricGame) -> bool:
    """Whether the payoff of a single player is defined: not so where it divides by the number of others."""
    if game.number.is_number or not isinstance(game.number, sp.Symbol):
        return False
    alone = game.payoff.subs(game.number, 1)
    return not alone.has(sp.nan, sp.zoo, sp.oo) and not alone.subs(game.others, 0).has(sp.nan, sp.zoo, sp.oo)


def _alike(this: Equilibrium, that: Equilibrium) -> bool:
    """Whether two results say the same."""
    listed = [[(b.region.condition, b.outcome_items, b.payoff_items) for b in e.branches] for e in (this, that)]
    return listed[0] == listed[1]


def _leave(game: SymmetricGame, form: TwoPersonForm, found: Equilibrium) -> Equilibrium:
    """The result for the two-person form in the terms of the symmetric game."""
    notes = list(found.notes)
    if not game.number.is_number:
        least = next(int(r.rhs) for r in form.game.assume if isinstance(r, sp.Ge) and r.lhs == form.enter(game.number))
        notes.append(f"{game.number} is taken as a real number that is at least {least}")
    complete = found.complete
    if complete.proved:
        alike = no_asymmetric(game, form)
        by = tuple(dict.fromkeys((*complete.by, *alike.by))) if alike.proved else ()
        complete = Verdict(alike.status, by, reason=alike.reason)
    if complete.undecided:
        notes.append("symmetric equilibria only")
    return replace(
        found,
        game=game,
        branches=tuple(_branch(b, form, game) for b in found.branches),
        nonexistence=tuple((_region(r, form), why) for r, why in found.nonexistence),
        uncovered=form.leave(found.uncovered),
        complete=complete,
        parameters=game.parameters,
        notes=tuple(notes),
    )


def _region(region: Region, form: TwoPersonForm) -> Region:
    return Region(form.leave(region.condition), tuple(form.leave(g) for g in region.given))


def _branch(branch: Branch, form: TwoPersonForm, game: SymmetricGame) -> Branch:
    def mine(items: tuple[tuple[Any, Any], ...]) -> tuple[tuple[Any, Any], ...]:
        return tuple((game.action, form.leave(value)) for key, value in items if key == form.own)

    payoff = common_payoff(game, form, branch)
    return replace(
        branch,
        region=_region(branch.region, form),
        strategy_items=mine(branch.strategy_items),
        outcome_items=mine(branch.outcome_items),
        payoff_items=((form.player, form.leave(payoff)),),
    )
