"""No equilibrium in pure actions: at every profile of a stage some owner gains by one of finitely many deviations.

The deviations of an owner are, on every piece of the continuation, the ends of the domain, the stationary actions, the
boundaries of the piece, and those boundaries that do not belong to it: there a payoff L is approached, and an action close to
the boundary gains when L exceeds what the profile gives (d'Aspremont, Gabszewicz and Thisse 1979, for two firms on a line).
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.logic.root import Root, valueless
from symgame.solve.absence import withstands
from symgame.solve.equilibrium import Obligation
from symgame.solve.outside import outside, undefined
from symgame.solve.pieces import Piece, beside, relation_sides, substitute
from symgame.solve.problem import StageProblem, Unknown
from symgame.solve.prove import Prover
from symgame.solve.responses import own_responses

MANY = 40
REASON = "at every profile some player gains by a deviation"


def nobody_settles(problem: StageProblem, prover: Prover, region: Boolean) -> list[Obligation] | None:
    """The sentences that show that no profile is an equilibrium on a region; None when one is not proved.

    Parameters
    ----------
    problem : StageProblem
    prover : Prover
    region : Boolean
        In parameters and history.
    """
    if any(not p.payoffs for p in problem.pieces):
        return None
    responses = own_responses(problem)
    inside = [u.within(u.symbol) for u in problem.unknowns]
    found: list[Obligation] = []
    for p in problem.pieces:
        parts: list[Boolean] = [region, *inside, *p.conditions]
        for u in problem.unknowns:
            here = p.payoffs[u.owner]
            usable = [(place, v) for place, v in responses[u.symbol] if not v.has(Root, sp.I)][:MANY]
            parts += [withstands(problem, here, u, place, v) for place, v in usable]
            parts += _approached(problem, here, u)
        given = tuple(c for c in parts if c is not sp.true)
        verdict = prover.ask(sp.false, given, slices=2)
        if not (verdict.proved or verdict.vacuous):
            return None
        found.append(Obligation("every profile is left", sp.false, (*problem.assumptions, *given), verdict))
    return found


def _approached(problem: StageProblem, here: sp.Expr, u: Unknown) -> Iterator[Boolean]:
    """That no payoff approached at an open boundary of a piece exceeds `here`."""
    for q in problem.pieces:
        for c in q.conditions:
            side = sp.expand(relation_sides(c))
            if isinstance(c, sp.Gt | sp.Lt) and side.is_polynomial(u.symbol) and sp.degree(side, u.symbol) == 1 and not u.values:
                yield from _beside(q, c, side, here, u)


def _beside(q: Piece, c: Boolean, side: sp.Expr, here: sp.Expr, u: Unknown) -> Iterator[Boolean]:
    slope = side.coeff(u.symbol, 1)
    edge = sp.cancel(u.symbol - side / slope)
    for sign, inward in ((sp.Gt, And(sp.Ge(edge, u.low), sp.Lt(edge, u.high))), (sp.Lt, And(sp.Gt(edge, u.low), sp.Le(edge, u.high)))):
        rest = [substitute(beside(d, u.symbol), {u.symbol: edge}) for d in q.conditions if d is not c]
        reached = And(sign(slope, 0), inward, *rest)
        limit = substitute(q.payoffs[u.owner], {u.symbol: edge})
        if reached is not sp.false and not valueless(limit):
            yield Or(outside(reached), *undefined(limit), sp.Ge(here, limit))
