"""The re-check of a symmetric game's equilibrium from its definition.

Everybody choosing x* is an equilibrium iff (x*, x*) is one of the two-person form, in which the second
player's payoff −(y − x)² makes y = x the only reply.  The claim is carried over and checked there.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symgame.games.symmetric import SymmetricGame
from symgame.logic.region import Region
from symgame.logic.verdict import Verdict
from symgame.solve.equilibrium import Branch, Equilibrium
from symgame.solve.symmetric_form import TwoPersonForm, two_person_form


def two_person_claim(form: TwoPersonForm, equilibrium: Equilibrium) -> Equilibrium:
    """What an equilibrium of a symmetric game says of the two-person form.

    Parameters
    ----------
    form : TwoPersonForm
    equilibrium : Equilibrium

    Returns
    -------
    Equilibrium
    """
    mirror = next(p for p in form.game.players if p != form.player)

    def region(r: Region) -> Region:
        return Region(form.enter(r.condition), tuple(form.enter(g) for g in r.given))

    def branch(b: Branch) -> Branch:
        value = form.enter(b.outcome_items[0][1])
        play = ((form.own, value), (form.other, value))
        payoffs = ((form.player, form.enter(b.payoff_items[0][1])), (mirror, sp.Integer(0)))
        return Branch(region(b.region), play, play, payoffs)

    return replace(
        equilibrium,
        game=form.game,
        branches=tuple(branch(b) for b in equilibrium.branches),
        nonexistence=tuple((region(r), why) for r, why in equilibrium.nonexistence),
        uncovered=form.enter(equilibrium.uncovered),
        parameters=form.game.parameters,
    )


def outward(form: TwoPersonForm, verdict: Verdict) -> Verdict:
    """The verdict on the two-person form in the symbols of the symmetric game.

    Parameters
    ----------
    form : TwoPersonForm
    verdict : Verdict

    Returns
    -------
    Verdict
    """
    items = tuple((form.leave(k), v) for k, v in verdict.witness_items if k != form.other)
    return replace(verdict, witness_items=items)


def claimed_form(game: SymmetricGame, equilibrium: Equilibrium) -> TwoPersonForm:
    """The two-person form for as many players as the result speaks of: from 2 on where it assumes so, else from 1.

    Parameters
    ----------
    game : SymmetricGame
    equilibrium : Equilibrium

    Returns
    -------
    TwoPersonForm
    """
    regions = [b.region for b in equilibrium.branches] + [r for r, _ in equilibrium.nonexistence]
    assumed = any(sp.Ge(game.number, 2) in r.given for r in regions)
    return two_person_form(game, 2 if assumed or not regions else 1)
