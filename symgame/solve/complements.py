"""Quadratic payoffs of several own actions that are complements have one stationary point in a box, and it is best.

Let f be quadratic on B = [l_1, h_1] × … × [l_n, h_n] with f_ij ≥ 0 for i ≠ j: every action raises the marginal payoff of the
others.  If f_i(l) > 0 for all i, then exactly one x in B satisfies the Kuhn–Tucker conditions

    f_i(x) = 0,   or f_i(x) ≥ 0 and x_i = h_i,   or f_i(x) ≤ 0 and x_i = l_i,   for every i,

and it is the only point of B at which f is largest.  Nothing is asked of f_ii: f need not be concave.  Proof.  A largest value
exists and satisfies them; so at most one point may do so.  Let l = 0, and leave out actions with h_i = 0.  Where x_i = 0 is
f_i(x) ≥ f_i(0) > 0, so x_i > 0 in a solution.  For two solutions x ≠ y let t = min x_i/y_i < 1 (else exchange them), attained
at i.  Then 0 < x_i = t y_i < h_i, so f_i(x) = 0.  But x ≥ t y, f_ij ≥ 0 and f_i(y) ≥ 0 give
f_i(x) ≥ (1 − t) f_i(0) + t f_i(y) > 0.  (The step from x to t y is that of Kennan 2001, Uniqueness of positive fixed points for
increasing concave functions on ℝⁿ.)

Measuring some actions downwards from their upper ends gives the same for actions that fall into two groups, complements within
and substitutes across, and for the opposite corner.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.logic.verdict import Status, Verdict
from symgame.solve.attempt import Attempt, Claim
from symgame.solve.fractions import derivative, factored, is_rational, parts
from symgame.solve.pieces import substitute
from symgame.solve.polygon import sign_of
from symgame.solve.problem import StageSolution, Unknown
from symgame.solve.relations import plain

if TYPE_CHECKING:
    from symgame.solve.prove import Prover
    from symgame.solve.tactics import OwnProblem

Box = tuple[tuple[sp.Symbol, sp.Expr, sp.Expr], ...]


def complements(own: OwnProblem, attempt: Attempt, place: int, payoff: sp.Expr, slices: float) -> bool | None:
    """Optimality of a point that satisfies the Kuhn–Tucker conditions, by the theorem at the head of the module.

    Parameters
    ----------
    own : OwnProblem
    attempt : Attempt
        Takes the evidence.
    place : int
        The piece; only the candidate's own, whose further conditions make the set smaller and not the candidate worse.
    payoff : Expr
        On the piece, the others' actions put in.
    slices : float
        Seconds a claim, a guide.

    Returns
    -------
    bool or None
        True when proved, False where the conditions are violated, None when this argument does not apply.
    """
    box = _box(own.own, own.fixed) if place == own.candidate.piece else None
    if box is None or not _quadratic(payoff, box):
        return None
    for claims in _corners(own.prover, payoff, box, own.given):
        kept = len(attempt.evidence)
        if not own.prove(attempt, claims, slices):
            continue
        for claim in _kuhn_tucker(payoff, box, own.best, own.given):
            if not own.prove(attempt, [claim], slices):
                del attempt.evidence[kept:]
                if len(own.prover.problem.pieces) > 1 or own.prover.problem.pieces[place].conditions:
                    attempt.doubtful = None  # a candidate on the boundary of its piece may violate the conditions of the box
                    return None
                return _refuted(attempt, claim[1], box)
        return True
    return None


def _refuted(attempt: Attempt, claim: Boolean, box: Box) -> bool | None:
    """False where a point violates the conditions: at an end of an interval of some length a step inwards gains there."""
    if attempt.doubtful is None:
        return None
    attempt.reason = "no profitable deviation: a small step gains"
    wide = all(low.is_number and high.is_number and bool(low < high) for _, low, high in box)
    if wide and isinstance(claim, sp.Ge | sp.Le):
        attempt.witness, attempt.doubtful = attempt.doubtful, None
    return False


def only_best(solution: StageSolution, prover: Prover) -> Verdict | None:
    """Whether every listed profile of one mover with several actions is the only best one; None where it is not shown.

    Parameters
    ----------
    solution : StageSolution
    prover : Prover

    Returns
    -------
    Verdict or None
        Proved: the payoff has one formula, and on each region complements or strict concavity leave one best point.
    """
    problem = solution.problem
    if len(problem.owners) != 1 or len(problem.unknowns) < 2 or len(problem.pieces) != 1 or not problem.pieces[0].payoffs:
        return None
    box, payoff = _box(problem.unknowns, {}), problem.pieces[0].payoffs[problem.owners[0]]
    if box is None or not _quadratic(payoff, box) or not solution.solved:
        return None
    by: list[str] = []
    for s in solution.solved:
        if s.candidate.free is not None:
            return None
        given = (s.region, *s.candidate.conditions)
        resting = _kuhn_tucker(payoff, box, s.candidate.values, given)
        shapes = [*_corners(prover, payoff, box, given), _definite(payoff, box, given)]
        found = next((v for claims in shapes if (v := _all(prover, [*claims, *resting])) is not None), None)
        if found is None:
            return None
        by += found
    return Verdict(Status.PROVED, by=tuple(dict.fromkeys(by)), steps=("every listed profile is the only one that is best",))


def _all(prover: Prover, claims: Sequence[Claim]) -> list[str] | None:
    """Who proved the claims; None where one is not proved."""
    by: list[str] = []
    for _, claim, given in claims:
        verdict = prover.ask(claim, given)
        if not (verdict.proved or verdict.vacuous):
            return None
        by += verdict.by
    return by


def _box(own: Sequence[Unknown], fixed: dict[sp.Symbol, sp.Expr]) -> Box | None:
    """The actions with their ends, if these are finite, closed and do not depend on the actions."""
    symbols = {u.symbol for u in own}
    if len(own) < 2 or any(u.values or u.low_open or u.high_open for u in own):
        return None
    found = tuple((u.symbol, substitute(u.low, fixed), substitute(u.high, fixed)) for u in own)
    for _, *ends in found:
        if any(e in (sp.oo, -sp.oo) or e.has(sp.Min, sp.Max) or e.free_symbols & symbols for e in ends):
            return None
    return found


def _quadratic(payoff: sp.Expr, box: Box) -> bool:
    symbols = [x for x, _, _ in box]
    return is_rational(payoff) and payoff.is_polynomial(*symbols) and sp.Poly(payoff, *symbols).total_degree() == 2


def _kuhn_tucker(payoff: sp.Expr, box: Box, best: Mapping[sp.Symbol, sp.Expr], given: tuple[Boolean, ...]) -> list[Claim]:
    claims: list[Claim] = []
    for x, low, high in box:
        at = _reduced(substitute(derivative(payoff, x), {y: best[y] for y, _, _ in box}))
        if best[x] == low:
            claims.append(("marginal payoff at the lower end", plain(sp.Le, at), given))
        elif best[x] == high:
            claims.append(("marginal payoff at the upper end", plain(sp.Ge, at), given))
        else:
            claims.append(("first-order condition", plain(sp.Eq, at), given))
    return claims


def _reduced(e: sp.Expr) -> sp.Expr:
    """Zero where the fraction vanishes identically; its denominators are those of the candidate, which is shown to be defined."""
    return sp.S.Zero if is_rational(e) and parts(e)[0].is_zero() else e


def _short(e: sp.Expr) -> sp.Expr:
    """As a reader likes to see it."""
    return factored(e) if is_rational(e) else e


def _corners(prover: Prover, payoff: sp.Expr, box: Box, given: tuple[Boolean, ...]) -> Iterator[list[Claim]]:
    """The claims of the theorem for the two corners that suit the signs of the mixed derivatives."""
    directions = _directions(prover, payoff, box, given)
    if directions is None:
        return
    shape: list[Claim] = []
    for i, (x, _, _) in enumerate(box):
        for j, (y, _, _) in enumerate(box[:i]):
            mixed = _short(directions[i] * directions[j] * derivative(derivative(payoff, x), y))
            shape.append(("complements", plain(sp.Ge, mixed), given))
    for orientation in (directions, tuple(-s for s in directions)):
        corner = {x: low if s > 0 else high for (x, low, high), s in zip(box, orientation, strict=True)}
        inward = [_short(s * substitute(derivative(payoff, x), corner)) for (x, _, _), s in zip(box, orientation, strict=True)]
        yield [*shape, *(("marginal payoff at the corner", plain(sp.Gt, e), given) for e in inward)]


def _directions(prover: Prover, payoff: sp.Expr, box: Box, given: tuple[Boolean, ...]) -> tuple[int, ...] | None:
    """For each action 1 or −1, such that all are complements when those with −1 are measured downwards; None if there are none."""
    directions = [1]
    for i, (x, _, _) in enumerate(box[1:], start=1):
        signs = {_sign(prover, directions[j] * derivative(derivative(payoff, x), box[j][0]), given) for j in range(i)} - {0}
        if len(signs) > 1 or None in signs:
            return None
        directions.append(signs.pop() if signs else 1)  # type: ignore[arg-type]
    return tuple(directions)


def _sign(prover: Prover, e: sp.Expr, given: tuple[Boolean, ...]) -> int | None:
    """0, or 1 or −1 for an expression that is nowhere negative or nowhere positive; None where that is not shown."""
    e = sign_of(e)
    if not e.free_symbols:
        return int(sp.sign(e))
    for sign in (1, -1):
        if prover.ask(plain(sp.Ge, sign * e), given).proved:
            return sign
    return None


def _definite(payoff: sp.Expr, box: Box, given: tuple[Boolean, ...]) -> list[Claim]:
    """Strict concavity, by the leading principal minors of minus the matrix of second derivatives."""
    matrix = -sp.hessian(payoff, [x for x, _, _ in box])
    minors = [sign_of(matrix[:k, :k].det(method="berkowitz")) for k in range(1, len(box) + 1)]
    return [("strict concavity", plain(sp.Gt, m), given) for m in minors]
