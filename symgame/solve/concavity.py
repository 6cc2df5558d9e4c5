"""Payoffs of a known shape on a piece: what no small step improves is best.

Let K be the set of the own actions x of a piece, and k a point of its closure.

- *Concave.*  If f'' ≤ 0 between the points of K and k, then f(y) ≤ f(k) + f'(k)(y - k).  So k is best on K if f'(k) = 0, or
  f'(k) ≥ 0 and no point of K lies above k, or f'(k) ≤ 0 and none lies below (Boyd and Vandenberghe 2004, section 4.2.3).
- *Log-concave.*  If f = c g_1^n_1 ⋯ g_m^n_m with c, n_i > 0 and, on K and at k, g_i > 0, and g_i'' ≤ 0 between them, then log f is
  concave there and has a derivative of the sign of f', so that the same holds: a product of gains has one peak.
- *Monotone.*  If f' ≥ 0 between the points of K and k, and none lies above k, then k is best; the same downwards.

"Between" is in K if K is convex: a domain [l, h] cut by conditions s_j(x) ≥ 0 with s_j'' ≤ 0 on the domain.  Otherwise it is in
the hull: the domain with those conditions alone; a derivative that does not depend on x needs neither.

On a piece that is not the candidate's, k is one of its ends, in the domain and the closure of the hull, and f(k) is at most the
payoff at the candidate: directly, or since k belongs to the candidate's piece too and the payoffs agree there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.logic.verdict import Verdict
from symgame.solve.attempt import Attempt, Claim
from symgame.solve.fractions import derivative
from symgame.solve.pieces import relation_sides, substitute
from symgame.solve.problem import ends
from symgame.solve.relations import plain
from symgame.solve.strictly import closed
from symgame.solve.univariate import roots

if TYPE_CHECKING:
    from symgame.solve.tactics import OwnProblem

Conditions = tuple[Boolean, ...]
Shape = Callable[["OwnProblem", int, sp.Expr, sp.Expr, Conditions], list[Claim] | None]
"""Claims by which the payoff of a piece has one peak."""

def concave(own: OwnProblem, attempt: Attempt, place: int, payoff: sp.Expr, where: Conditions, slices: float) -> bool | None:
    """Optimality of a stationary action, or one at an end of the piece, under a concave payoff.

    Parameters
    ----------
    own : OwnProblem
    attempt : Attempt
    place : int
        The piece.
    payoff : Expr
        In the own action; others' actions put in or not.
    where : tuple of Boolean
        Region, domain, piece.
    slices : float
        Seconds a claim, a guide.

    Returns
    -------
    bool or None
        True when proved, None when this argument does not show it.
    """
    return _shown(own, attempt, place, payoff, where, slices, _bends_down)


def log_concave(own: OwnProblem, attempt: Attempt, place: int, payoff: sp.Expr, where: Conditions, slices: float) -> bool | None:
    """Optimality under a product of positive concave factors; arguments as for `concave`."""
    return _shown(own, attempt, place, payoff, where, slices, _factors_bend_down)


def monotone(own: OwnProblem, attempt: Attempt, place: int, payoff: sp.Expr, where: Conditions, slices: float) -> bool | None:
    """Optimality of an end of a piece that need not be an interval; arguments as for `concave`."""
    if not _single(own) or not payoff.is_polynomial(own.own[0].symbol):
        return None
    how = own.candidate.pattern[_index(own)]
    if place == own.candidate.piece and (how == "interior" or how != "boundary" and interval(own, place)):
        return None
    x = own.own[0].symbol
    slope, inner = sp.diff(payoff, x), (*own.given, *own.inside, *_hull(own, place))
    for k, claims in _points(own, place, payoff, where):
        up: list[Claim] = [("nothing above", plain(sp.Le, x, k), where)]
        up += [("marginal payoff before", plain(sp.Ge, slope), (*inner, plain(sp.Lt, x, k))), *claims]
        down: list[Claim] = [("nothing below", plain(sp.Ge, x, k), where)]
        down += [("marginal payoff behind", plain(sp.Le, slope), (*inner, plain(sp.Gt, x, k))), *claims]
        at_end = tuple(substitute(c, {x: k}) for c in where)
        only: list[Claim] = [("nothing but the end", plain(sp.Eq, x, k), where)]
        only += [(name, claim, at_end) for name, claim, _ in claims]
        if any(own.prove(attempt, each, slices) for each in (up, down, only)):
            return True
    return None


def _shown(
    own: OwnProblem, attempt: Attempt, place: int, payoff: sp.Expr, where: Conditions, slices: float, shape: Shape
) -> bool | None:
    """The shape, and that the slope at a point of the piece does not point into it."""
    if not _single(own):
        return None
    for k, claims in _points(own, place, payoff, where):
        bent = shape(own, place, payoff, k, where)
        if bent is None:
            return None
        for resting in _resting(own, place, payoff, k, where):
            if own.prove(attempt, [*resting, *bent, *claims], slices):
                return True
    return None


def _single(own: OwnProblem) -> bool:
    return len(own.own) == 1 and not own.own[0].values


def _index(own: OwnProblem) -> int:
    return own.prover.problem.unknowns.index(own.own[0])


def _points(own: OwnProblem, place: int, payoff: sp.Expr, where: Conditions) -> Iterator[tuple[sp.Expr, list[Claim]]]:
    """Points that may be best on a piece, with claims by which they are not better than the candidate."""
    u, pieces = own.own[0], own.prover.problem.pieces
    if place == own.candidate.piece:
        yield own.best[u.symbol], []
        return
    density = own.prover.density
    strictly = density is not None and density.likely()  # then nothing is shown at a point of the candidate's piece alone
    listed = [e for e in (*ends(u.low), *ends(u.high)) if e not in (sp.oo, -sp.oo)]
    for c in pieces[place].conditions:
        side = relation_sides(c)
        if side.has(u.symbol) and side.is_polynomial(u.symbol) and sp.degree(side, u.symbol) == 1:
            listed += roots(side, u.symbol, u.low, u.high)
    for k in dict.fromkeys(substitute(e, own.fixed) for e in listed):
        at = {**own.fixed, u.symbol: k}
        there, here = substitute(payoff, at), substitute(own.here, at)
        if there.has(sp.nan, sp.zoo, sp.oo):
            continue
        reached: Claim = ("an end", And(*(substitute(c, at) for c in (*own.inside, *_hull(own, place)))), where)
        shared = And(*(substitute(c, at) for c in pieces[own.candidate.piece].conditions))
        if not strictly and shared is not sp.false and not here.has(sp.nan, sp.zoo, sp.oo):
            yield k, [("an end of the candidate's piece", shared, where), reached, ("payoffs agree", plain(sp.Eq, there, here), where)]
        yield k, [reached, ("no better end of another piece", plain(sp.Le, there, own.value), where)]


def _bends_down(own: OwnProblem, place: int, payoff: sp.Expr, k: sp.Expr, where: Conditions) -> list[Claim] | None:
    x = own.own[0].symbol
    second = substitute(derivative(derivative(payoff, x), x), own.fixed)
    second = sp.cancel(second) if second.is_rational_function() else second
    convex = _convex(own, place) if second.has(x) else []
    return None if convex is None else [*convex, ("second-order condition", plain(sp.Le, second), where)]


def _factors_bend_down(own: OwnProblem, place: int, payoff: sp.Expr, k: sp.Expr, where: Conditions) -> list[Claim] | None:
    x = own.own[0].symbol
    moving = [f.as_base_exp() for f in sp.Mul.make_args(payoff) if f.has(x)]
    rest = sp.Mul(*(f for f in sp.Mul.make_args(payoff) if not f.has(x)))
    if len(moving) < 2 or any(power.has(x) for _, power in moving):
        return None
    bends = [sp.diff(base, x, 2) for base, _ in moving]
    convex = _convex(own, place) if any(b.has(x) for b in bends) else []
    if convex is None or any(b.is_positive for b in bends):
        return None
    claims = [("positive weight", plain(sp.Gt, e), where) for e in (rest, *(power for _, power in moving)) if not e.is_positive]
    for (base, _), bend in zip(moving, bends, strict=True):
        claims += [("product of concave factors", plain(sp.Gt, base), where), ("concave factor", plain(sp.Le, bend), where)]
        if place != own.candidate.piece:  # the candidate is itself one of the points of its piece
            claims.append(("positive at the end", plain(sp.Gt, substitute(base, {x: k})), own.given))
    return [*convex, *claims]


def _bend(own: OwnProblem, condition: Boolean) -> sp.Expr | None:
    """The second derivative of a condition's side; None where it says nothing on the shape."""
    x, side = own.own[0].symbol, relation_sides(condition)
    if not side.is_polynomial(x):
        return None
    bend = substitute(sp.diff(side, x, 2), own.fixed)
    return None if bend.is_positive or bend != 0 and isinstance(condition, sp.Eq | sp.Ne) else bend


def interval(own: OwnProblem, place: int) -> bool:
    """Whether the piece, the others' actions put in, is an interval of the own action, up to single points."""
    x = own.own[0].symbol
    bends = [_bend(own, c) for c in own.prover.problem.pieces[place].conditions if c.has(x)]
    return all(b is not None and b.is_nonpositive for b in bends)


def linear_conditions(own: OwnProblem, place: int) -> Conditions:
    """The conditions of a piece that are linear in the own action, the others' actions put in."""
    conditions = own.prover.problem.pieces[place].conditions
    return tuple(c for c in conditions if not c.has(own.own[0].symbol) or _bend(own, c) == 0)


def all_linear(own: OwnProblem, place: int) -> bool:
    """Whether the piece is an interval of the own action, cut out by linear conditions alone."""
    return len(linear_conditions(own, place)) == len(own.prover.problem.pieces[place].conditions)


def _convex(own: OwnProblem, place: int) -> list[Claim] | None:
    """Claims by which the piece is convex in the own action; None when it may be something else."""
    x, claims = own.own[0].symbol, []
    for c in own.prover.problem.pieces[place].conditions:
        bend = _bend(own, c) if c.has(x) else sp.S.Zero
        if bend is None:
            return None
        if not bend.is_nonpositive:
            claims.append(("convex piece", plain(sp.Le, bend), (*own.given, *own.inside)))
    return claims


def _hull(own: OwnProblem, place: int) -> Conditions:
    """The conditions of the piece that hold between two points at which they hold."""
    x, kept = own.own[0].symbol, []
    for c in own.prover.problem.pieces[place].conditions:
        bend = _bend(own, c) if c.has(x) else sp.S.Zero
        if bend is not None and bend.is_nonpositive:
            kept.append(closed(substitute(c, own.fixed)))
    return tuple(kept)


def _resting(own: OwnProblem, place: int, payoff: sp.Expr, k: sp.Expr, where: Conditions) -> list[list[Claim]]:
    """The ways in which no small step from k into the piece can gain."""
    u = own.own[0]
    at = substitute(derivative(payoff, u.symbol), {**own.fixed, u.symbol: k})
    if at.has(sp.nan, sp.zoo):
        return []
    low: Claim = ("marginal payoff at the lower end", plain(sp.Le, at), own.given)
    high: Claim = ("marginal payoff at the upper end", plain(sp.Ge, at), own.given)
    above: Claim = ("nothing above", plain(sp.Le, u.symbol, k), where)
    below: Claim = ("nothing below", plain(sp.Ge, u.symbol, k), where)
    if k in (substitute(e, own.fixed) for e in ends(u.low)):  # where the smallest of several counts, others lie below
        return [[low, below]] if isinstance(u.low, sp.Min) else [[low]]
    if k in (substitute(e, own.fixed) for e in ends(u.high)):
        return [[high, above]] if isinstance(u.high, sp.Max) else [[high]]
    if place == own.candidate.piece and own.candidate.pattern[_index(own)] != "boundary":
        return [[("first-order condition", plain(sp.Eq, at), own.given)]]
    return [[high, above], [low, below]]


def one_peak(ask: Callable[[Boolean, Conditions], Verdict], payoff: sp.Expr, x: sp.Symbol, given: Conditions) -> bool:
    """Whether a product of positive concave factors has at most one best action.

    Parameters
    ----------
    ask : callable
        From a claim and what is given to a verdict.
    payoff : Expr
    x : Symbol
    given : tuple of Boolean
        What holds at every action that is compared.

    Returns
    -------
    bool
        True only when proved: every factor is positive with a second derivative that is free of x and not positive, and one
        of them has a negative one, or is linear with a slope that is not zero; log f is strictly concave then.

    Examples
    --------
    >>> from symgame.logic.decide import decide
    >>> x, a = sp.symbols("x a", positive=True)
    >>> one_peak(decide, (x - a)*(1 - x**2), x, (x > a, x < 1))
    True
    """
    factors = sp.Mul.make_args(payoff)
    moving, rest = [f for f in factors if f.has(x)], sp.Mul(*(f for f in factors if not f.has(x)))
    if len(moving) < 2 or any(not f.is_polynomial(x) or sp.degree(f, x) > 2 for f in moving):
        return False
    if not all(e.is_positive or ask(plain(sp.Gt, e), given).proved for e in (rest, *moving)):
        return False
    bends = [sp.diff(f, x, 2) for f in moving]
    if not all(b.is_nonpositive or ask(plain(sp.Le, b), given).proved for b in bends):
        return False
    curved = any(b.is_negative or b != 0 and ask(plain(sp.Lt, b), given).proved for b in bends)
    return curved or any(b == 0 and ask(plain(sp.Ne, sp.diff(f, x)), given).proved for f, b in zip(moving, bends, strict=True))
