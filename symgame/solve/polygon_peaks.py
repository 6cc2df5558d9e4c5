"""No gain by two own actions with a quadratic payoff on a polygon: the places at which it can be largest are compared.

By `symgame.solve.polygon` the payoff on a piece exceeds v somewhere only if it does so at a vertex, at a peak on an edge, or at
the peak inside, and only where that place lies on the polygon: sentences in parameters and history alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp
from sympy.logic.boolalg import Boolean, Or

from symgame.solve.attempt import Attempt
from symgame.solve.equilibrium import Obligation
from symgame.solve.outside import outside
from symgame.solve.polygon import Place, places, polygon_of, sign_of
from symgame.solve.relations import plain

if TYPE_CHECKING:
    from symgame.solve.tactics import OwnProblem


def polygon_peaks(context: OwnProblem, attempt: Attempt, place: int, payoff: sp.Expr, slices: float) -> bool | None:
    """Whether no place of a piece is better than the candidate; None when that is not settled in this way.

    Parameters
    ----------
    context : OwnProblem
    attempt : Attempt
        Takes the evidence, or the parameters at which another place is better.
    place : int
        Of the piece.
    payoff : Expr
        On the piece, the others' actions put in.
    slices : float
    """
    if len(context.own) != 2 or not payoff.is_polynomial(*context.best):
        return None
    listed = _listed(context, place, payoff)
    if listed is None:
        return None
    found, is_open = listed
    prover, kept, undecided = context.prover, [], False
    for at in found:
        claim = plain(sp.Le, sign_of(at.value - context.value))
        if claim is sp.true:
            continue
        out_of_reach, known = Or(*map(outside, at.conditions)), (*prover.problem.assumptions, *context.given)
        verdict = prover.ask(out_of_reach, context.given, slices=slices)
        if verdict.proved or verdict.vacuous:
            kept.append(Obligation("the place is out of reach", out_of_reach, known, verdict))
            continue
        verdict = prover.ask(claim, (*context.given, *at.conditions), slices=slices)
        if verdict.proved or verdict.vacuous:
            kept.append(Obligation("no profitable deviation", claim, (*known, *at.conditions), verdict))
        elif verdict.refuted:
            attempt.reason = f"no profitable deviation: {verdict}"
            if is_open:  # the place itself may not belong to the piece
                attempt.doubtful = dict(verdict.witness)
                return None
            attempt.witness = dict(verdict.witness)
            return False
        else:
            undecided = True
    if undecided:
        return None
    attempt.evidence.extend(kept)
    return True


def _listed(context: OwnProblem, place: int, payoff: sp.Expr) -> tuple[list[Place], bool] | None:
    """The places of a piece, and whether the piece lacks a part of its border; kept where nobody else moves."""
    prover = context.prover
    key = (context.owner, place)
    if key in prover.polygons:
        return prover.polygons[key]
    polygon = polygon_of(context.own, payoff, context.fixed, prover.problem.pieces[place].conditions)
    listed = None
    if polygon is not None:
        rest = tuple(c for c in prover.problem.pieces[place].conditions if not c.has(*context.best))
        found = [Place(p.x, p.y, p.value, (*rest, *p.conditions)) for p in places(polygon)]
        listed = ([p for p in found if not _never(context, p.conditions)] if not context.fixed else found, polygon.open)
    if not context.fixed:
        prover.polygons[key] = listed
    return listed


def _never(context: OwnProblem, conditions: tuple[Boolean, ...]) -> bool:
    verdict = context.prover.ask(sp.false, conditions)
    return verdict.proved or verdict.vacuous
