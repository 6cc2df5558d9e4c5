"""Stationary actions under polynomial payoffs that are not concave: the tangent lies above the payoff, or the centre decides.

- *Tangent.*  If U'(r) = 0, then U(y) - U(r) = (y - r)² q(y), with q(y) = Σ_k c_k Σ_j (j + 1) r^j y^(k-2-j) for U = Σ_k c_k x^k and
  j = 0, …, k - 2.  So r is best where q ≤ 0; for a cubic q is linear and its values at the ends of the domain suffice.
- *Centre.*  Let U' = p with p(x) = a x³ + b x² + c x + d, a < 0, and m = -b/(3a), so that p(m + t) = a t³ + p'(m) t + p(m) and
  therefore U(m + t) - U(m - t) = 2 p(m) t.  If p(m) ≥ 0, p(r) = 0 and r > m, then r is the only root behind m (the coefficients of
  p(m + t) change their sign once), U rises from m to r and falls behind it, and U(y) ≤ U(2m - y) ≤ U(r) for y ≤ m.  So r is best
  on the whole line, and on every domain that contains it.  The same holds with the sides exchanged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.solve.attempt import Attempt, Claim
from symgame.solve.pieces import substitute
from symgame.solve.relations import plain
from symgame.solve.univariate import tidy

if TYPE_CHECKING:
    from symgame.solve.tactics import OwnProblem


def tangent(own: OwnProblem, attempt: Attempt, place: int, payoff: sp.Expr, where: tuple[Boolean, ...], slices: float) -> bool | None:
    """Optimality of a stationary action under a cubic or quartic payoff; arguments as for `symgame.solve.concavity.concave`.

    Returns
    -------
    bool or None
        True when proved, None when this argument does not show it.
    """
    if not _applies(own, place, payoff, (3, 4)):
        return None
    u, x = own.own[0], own.own[0].symbol
    coefficients = sp.Poly(payoff, x).all_coeffs()[::-1]
    best = own.best[x]
    below = sp.Add(*(_remainder(c, k, x, best) for k, c in enumerate(coefficients)))
    claims = [_stationary(own, payoff)]
    low, high = (substitute(e, own.fixed) for e in (u.low, u.high))
    if len(coefficients) == 4 and sp.oo not in (-low, high) and not low.has(sp.Min) and not high.has(sp.Max):
        claims += [("below the tangent at an end", plain(sp.Le, substitute(below, {x: e})), own.given) for e in (low, high)]
    else:
        claims.append(("below the tangent", plain(sp.Le, below), where))
    return own.prove(attempt, claims, slices)


def centred(own: OwnProblem, attempt: Attempt, place: int, payoff: sp.Expr, where: tuple[Boolean, ...], slices: float) -> bool | None:
    """Optimality of a stationary action of a quartic beside its centre; arguments as for `symgame.solve.concavity.concave`.

    Returns
    -------
    bool or None
        True when proved, None when this argument does not show it.
    """
    if not _applies(own, place, payoff, (4,)):
        return None
    x = own.own[0].symbol
    slope = sp.Poly(sp.diff(payoff, x), x)
    a, b = slope.all_coeffs()[:2]
    centre, best = tidy(-b / (3 * a)), own.best[x]
    push = tidy(substitute(slope.as_expr(), {x: centre}))
    tails: list[Claim] = [("falling tails", plain(sp.Lt, a), own.given), _stationary(own, payoff)]
    for side, points in ((sp.Gt, sp.Ge), (sp.Lt, sp.Le)):
        claims: list[Claim] = [("side of the centre", plain(side, best, centre), own.given)]
        claims.append(("slope at the centre", plain(points, push), own.given))
        if own.prove(attempt, [*claims, *tails], slices):
            return True
    return None


def _applies(own: OwnProblem, place: int, payoff: sp.Expr, degrees: tuple[int, ...]) -> bool:
    u = own.own[0]
    if len(own.own) > 1 or u.values or place != own.candidate.piece or not payoff.is_polynomial(u.symbol):
        return False
    how = own.candidate.pattern[own.prover.problem.unknowns.index(u)]
    return how == "interior" and sp.degree(payoff, u.symbol) in degrees


def _stationary(own: OwnProblem, payoff: sp.Expr) -> Claim:
    x = own.own[0].symbol
    return "first-order condition", plain(sp.Eq, substitute(sp.diff(payoff, x), {x: own.best[x]})), own.given


def _remainder(coefficient: sp.Expr, k: int, y: sp.Symbol, r: sp.Expr) -> sp.Expr:
    """(y^k - r^k - k r^(k-1) (y - r))/(y - r)², times the coefficient."""
    return coefficient * sp.Add(*((j + 1) * r**j * y ** (k - 2 - j) for j in range(k - 1)))
