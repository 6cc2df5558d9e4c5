"""No gain by two own actions with a quadratic payoff on a polygon: the places at which it can be largest are compared.

Where the payoff is concave, no point of a polygon is better than z if the tangent plane at z rises towards none of its vertices.
Otherwise, by `symgame.solve.polygon`, the payoff on a piece exceeds v somewhere only if it does so at a vertex, at a peak on an edge, or at
the peak inside, and only where that place lies on the polygon: sentences in parameters and history alone.  A place on the
polygon that is better than the candidate satisfies many conditions; few of them contradict a region.  These few are found
from counterexamples: a point that satisfies the conditions chosen so far and violates another one says which to add.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.logic.verdict import Status, Verdict
from symgame.solve.attempt import Attempt
from symgame.solve.equilibrium import Obligation
from symgame.solve.numeric import holds
from symgame.solve.outside import outside
from symgame.solve.pieces import relation_sides, substitute
from symgame.solve.polygon import Place, places, polygon_of, sign_of
from symgame.solve.relations import plain
from symgame.solve.samples import rational_point

if TYPE_CHECKING:
    from symgame.solve.tactics import OwnProblem

PATIENCE = 3.0
"""Time slices of a whole sentence: nothing else is tried on it."""


@dataclass
class Compared:
    """What a prover remembers of its comparisons.

    Parameters
    ----------
    listed : dict
        By owner and piece: the places, and whether the piece lacks a part of its border.
    answers : dict
        Verdicts by claim and conditions: the same play on the border of two pieces is two candidates.
    points : list of dict
        Earlier counterexamples.
    sorted : dict
        By region: how many of the points were looked at, and those that are in it.
    """

    listed: dict[tuple[Any, int], Any] = field(default_factory=dict)
    answers: dict[tuple[Boolean, tuple[Boolean, ...]], Verdict] = field(default_factory=dict)
    points: list[Mapping[sp.Symbol, Any]] = field(default_factory=list)
    sorted: dict[tuple[Boolean, ...], tuple[int, list[Mapping[sp.Symbol, Any]]]] = field(default_factory=dict)

    def inside(self, given: tuple[Boolean, ...]) -> list[Mapping[sp.Symbol, Any]]:
        """The counterexamples that satisfy the conditions."""
        seen, found = self.sorted.get(given, (0, []))
        found = [*found, *(p for p in self.points[seen:] if all(holds(g, p) for g in given))]
        self.sorted[given] = (len(self.points), found)
        return list(found)


def polygon_peaks(context: OwnProblem, attempt: Attempt, place: int, payoff: sp.Expr) -> bool | None:
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
    """
    if len(context.own) != 2 or not payoff.is_polynomial(*context.best):
        return None
    listed = _listed(context, place, payoff)
    if listed is None:
        return None
    found, is_open = listed
    kept: list[Obligation] = []
    concave = place == context.candidate.piece and _concave(context, payoff, kept)
    for at in found:
        if concave and not at.corner:
            continue
        gain = _rise(context, payoff, at) if concave else at.value - context.value
        claim = plain(sp.Le, _without(sign_of(gain), at.conditions))
        verdict = _no_better(context, claim, at.conditions, kept) if claim is not sp.true else None
        if verdict is not None and verdict.refuted:
            attempt.reason = f"no profitable deviation: {verdict}"
            if is_open:  # the place itself may not belong to the piece
                attempt.doubtful = dict(verdict.witness)
                return None
            attempt.witness = dict(verdict.witness)
            return False
        if verdict is not None and not verdict.proved:
            return None
    attempt.evidence.extend(kept)
    return True


def _concave(context: OwnProblem, payoff: sp.Expr, kept: list[Obligation]) -> bool:
    """Whether the payoff is concave in both actions; then a corner with no rise towards it shows that no point is better."""
    x, y = context.best
    bent, mixed, other = (sp.diff(payoff, s, t) for s, t in ((x, x), (x, y), (y, y)))
    for claim in (plain(sp.Le, bent), plain(sp.Le, other), plain(sp.Ge, sign_of(bent * other - mixed**2))):
        verdict = _asked(context, claim, (), 1.0)
        if not (verdict.proved or verdict.vacuous):
            return False
        known = (*context.prover.problem.assumptions, *context.given)
        kept.append(Obligation("definiteness", claim, known, verdict))
    return True


def _rise(context: OwnProblem, payoff: sp.Expr, at: Place) -> sp.Expr:
    """The rise of the tangent plane from the candidate to a place: at least the rise of a concave payoff."""
    places_of = zip(context.best.items(), (at.x, at.y), strict=True)
    return sp.Add(*(substitute(sp.diff(payoff, s), context.best) * (end - start) for (s, start), end in places_of))


def _no_better(context: OwnProblem, claim: Boolean, conditions: Sequence[Boolean], kept: list[Obligation]) -> Verdict:
    """That a place is no better, or out of reach: from as few of its conditions as counterexamples ask for."""
    better, memory = outside(claim), context.prover.polygons
    parts = [better, *conditions]
    if any(not c.free_symbols <= set(context.prover.problem.parameters) for c in (*parts, *context.given)):
        return _whole(context, claim, conditions, kept)
    chosen: list[Boolean] = []
    points = memory.inside(context.given)
    while True:
        for point in points:
            broken = [c for c in parts if not holds(c, point)]
            if not broken:
                return Verdict(Status.REFUTED, by=("an earlier counterexample",), witness_items=_items(point))
            if not any(c in chosen for c in broken):
                chosen.append(_most(broken, points, chosen))
        verdict = _asked(context, claim if better in chosen else sp.false, tuple(c for c in conditions if c in chosen), 1.0)
        if not verdict.refuted:
            break
        point = rational_point(dict(verdict.witness), context.prover.problem.parameters)
        memory.points.append(point)
        if any(p == point for p in points):
            break
        points.append(point)
        if all(holds(c, point) for c in parts):
            return verdict
    if verdict.refuted or verdict.undecided:
        return _whole(context, claim, conditions, kept)
    kept.append(_obligation(context, claim if better in chosen else sp.false, [c for c in conditions if c in chosen], verdict))
    return Verdict(Status.PROVED, by=verdict.by)


def _whole(context: OwnProblem, claim: Boolean, conditions: Sequence[Boolean], kept: list[Obligation]) -> Verdict:
    """From all conditions."""
    verdict = _asked(context, claim, tuple(conditions), PATIENCE)
    if verdict.proved or verdict.vacuous:
        kept.append(_obligation(context, claim, conditions, verdict))
        return Verdict(Status.PROVED, by=verdict.by)
    return verdict


def _most(broken: Sequence[Boolean], points: Sequence[Mapping[sp.Symbol, Any]], chosen: Sequence[Boolean]) -> Boolean:
    """The condition that excludes most of the points that are still in."""
    left = [p for p in points if all(holds(c, p) for c in chosen)]
    return max(broken, key=lambda c: (sum(1 for p in left if not holds(c, p)), -sp.count_ops(c)))


def _items(point: Mapping[sp.Symbol, Any]) -> tuple[tuple[sp.Symbol, sp.Expr], ...]:
    return tuple((s, sp.Rational(v.numerator, v.denominator) if hasattr(v, "numerator") else sp.Float(v)) for s, v in point.items())


def _obligation(context: OwnProblem, claim: Boolean, conditions: Sequence[Boolean], verdict: Verdict) -> Obligation:
    known = (*context.prover.problem.assumptions, *context.given)
    if claim is sp.false:
        return Obligation("the place is out of reach", Or(*map(outside, conditions)), known, verdict)
    return Obligation("no profitable deviation", claim, (*known, *conditions), verdict)


def _without(e: sp.Expr, conditions: Sequence[Boolean]) -> sp.Expr:
    """Without the factors whose sign the conditions state, such as denominators."""
    stated = {sign * relation_sides(c): sign for c in conditions if isinstance(c, sp.Gt | sp.Lt) for sign in (1, -1)}
    return sp.Mul(*(stated.get(f, f) for f in sp.Mul.make_args(e)))


def _asked(context: OwnProblem, claim: Boolean, conditions: tuple[Boolean, ...], slices: float) -> Verdict:
    """The verdict, remembered."""
    known, key = context.prover.polygons.answers, (claim, (*context.given, *conditions))
    if key not in known or known[key].undecided and slices > 1:
        known[key] = context.prover.ask(*key, slices=slices)
    return known[key]


def _listed(context: OwnProblem, place: int, payoff: sp.Expr) -> tuple[list[Place], bool] | None:
    """The places of a piece, and whether the piece lacks a part of its border; kept where nobody else moves."""
    prover, memory = context.prover, context.prover.polygons.listed
    key = (context.owner, place)
    if key in memory:
        return memory[key]
    polygon = polygon_of(context.own, payoff, context.fixed, prover.problem.pieces[place].conditions)
    listed = None
    if polygon is not None:
        rest = [c for c in prover.problem.pieces[place].conditions if not c.has(*context.best)]
        found = [Place(p.x, p.y, p.value, (*rest, *p.conditions)) for p in places(polygon)]
        listed = ([p for p in found if not _never(context, p.conditions)] if not context.fixed else found, polygon.open)
    if not context.fixed:
        memory[key] = listed
    return listed


def _never(context: OwnProblem, conditions: tuple[Boolean, ...]) -> bool:
    flat = [a for c in conditions for a in (c.args if isinstance(c, And) else (c,))]
    verdict = context.prover.ask(sp.false, flat)
    return verdict.proved or verdict.vacuous
